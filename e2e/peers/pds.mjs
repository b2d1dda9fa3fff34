// A real server of the AT Protocol on loopback, with a stand-in for the directory in which accounts are
// written down. It prints one line of JSON when it is ready, and ends with its standard input.
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'

// An operation of the directory becomes the document that servers read.
const documents = new Map()
function written(did, operation) {
  const methods = Object.entries(operation.verificationMethods ?? {})
  const services = Object.entries(operation.services ?? {})
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    alsoKnownAs: operation.alsoKnownAs ?? [],
    verificationMethod: methods.map(([name, key]) => ({
      id: `${did}#${name}`, type: 'Multikey', controller: did, publicKeyMultibase: key.replace('did:key:', ''),
    })),
    service: services.map(([name, { type, endpoint }]) => ({ id: `#${name}`, type, serviceEndpoint: endpoint })),
  }
}
const directory = createServer(async (request, answer) => {
  const [, did, part] = decodeURIComponent(request.url).split('/')
  if (request.method === 'POST') {
    let body = ''
    for await (const piece of request) body += piece
    documents.set(did, JSON.parse(body))
    return answer.writeHead(200).end()
  }
  const operation = documents.get(did)
  if (!operation) return answer.writeHead(404).end()
  const data = part === 'data' ? { did, ...operation } : written(did, operation)
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(data))
})
const port = (server) => server.address().port
const listen = (server) => new Promise((ready) => server.listen(0, '127.0.0.1', ready))
await listen(directory)

// A port that is free now; the server has to know its own address before it listens.
const probe = createServer()
await listen(probe)
const own = port(probe)
await new Promise((closed) => probe.close(closed))

const folder = await mkdtemp(join(tmpdir(), 'griot-pds-'))
const secret = () => randomBytes(32).toString('hex')
Object.assign(process.env, {
  PDS_HOSTNAME: 'localhost',
  PDS_PORT: String(own),
  PDS_DATA_DIRECTORY: folder,
  PDS_BLOBSTORE_DISK_LOCATION: join(folder, 'blobs'),
  PDS_DID_PLC_URL: `http://127.0.0.1:${port(directory)}`,
  PDS_JWT_SECRET: secret(),
  PDS_ADMIN_PASSWORD: secret(),
  PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: secret(),
  PDS_DEV_MODE: 'true',
  PDS_INVITE_REQUIRED: 'false',
  PDS_DISABLE_SSRF_PROTECTION: 'true',
  PDS_CRAWLERS: '',
  LOG_ENABLED: 'false',
})
const { PDS, envToCfg, envToSecrets, readEnv } = await import('@atproto/pds')
const env = readEnv()
const pds = await PDS.create(envToCfg(env), envToSecrets(env))
// It would listen to the whole world.
const open = pds.app.listen.bind(pds.app)
pds.app.listen = (port) => open(port, '127.0.0.1')
await pds.start()

const address = `http://127.0.0.1:${own}`
const handle = 'section.test'
async function ask(method, body, key) {
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) }
  const answer = await fetch(`${address}/xrpc/${method}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
const account = { handle, email: 'section@example.org', password: secret() }
const { accessJwt } = await ask('com.atproto.server.createAccount', account)
// What a section gives to Griot: a password for one program, never its own.
const { password } = await ask('com.atproto.server.createAppPassword', { name: 'griot' }, accessJwt)
console.log(JSON.stringify({ address, handle, password }))

async function end() {
  await pds.destroy()
  directory.close()
  await rm(folder, { recursive: true, force: true })
  process.exit(0)
}
process.stdin.on('end', end).resume()
process.on('SIGTERM', end)
process.on('SIGINT', end)
