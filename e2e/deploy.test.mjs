// The house as a section runs it: behind deploy/Caddyfile, over HTTPS.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, freePort, shot, start } from "./harness.mjs";
import { PASSPHRASE, REFUSALS, look, press, signIn, story, visit } from "./steps.mjs";

const step = story();
const ADMIN = "salimata@example.org";
const file = join(dirname(dirname(fileURLToPath(import.meta.url))), "deploy/Caddyfile");
let folder, site, proxy, address, chrome, desk, phone, page, small;

/** An answer over TLS, to somebody who stands at `from`. */
function ask(path, { from = "127.0.0.1", method = "GET", headers = {}, body } = {}) {
  const { hostname, port } = new URL(address);
  return new Promise((done, fail) => {
    const request = https.request(
      { hostname, port, path, method, headers, localAddress: from, family: 4, rejectUnauthorized: false, servername: "localhost" },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part) => (text += part));
        answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
      },
    );
    request.once("error", fail);
    request.end(body);
  });
}

/** Caddy with the file of deploy/, for localhost and with certificates of its own making. */
async function front(port, upstream) {
  const own = readFileSync(file, "utf8")
    .replace("section.example.org {", `https://localhost:${port} {\n\ttls internal`)
    .replace("127.0.0.1:8080", `127.0.0.1:${upstream}`);
  assert.match(own, /tls internal/);
  const options = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n";
  writeFileSync(join(folder, "Caddyfile"), options + own);
  const said = [];
  const env = { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn("caddy", ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"], { env });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => said.push(String(text)));
  process.once("exit", () => child.kill("SIGKILL"));
  const deadline = Date.now() + 20_000;
  for (;;) {
    const ready = await ask("/health/ready").then((answer) => answer.status === 200, () => false);
    if (ready) return child;
    assert.ok(Date.now() < deadline && child.exitCode === null, `caddy is not ready:\n${said.join("")}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "griot-e2e-"));
  const port = await freePort();
  address = `https://localhost:${port}`;
  // Loopback is the world of this test: only Caddy's own place in it is a proxy.
  site = await start({ command: "serve", env: { GRIOT_BASE_URL: address, GRIOT_TRUSTED_PROXIES: "127.0.0.1" } });
  proxy = await front(port, new URL(site.address).port);
  chrome = await browser();
  const options = { ignoreHTTPSErrors: true, expected: [...REFUSALS, /status of 503/, /^status 503/] };
  const seen = { address };
  desk = await chrome.desktop(seen, "fr", options);
  phone = await chrome.phone(seen, "en", options);
  [page, small] = await Promise.all([desk.page(), phone.page()]);
});
after(async () => {
  await chrome?.close();
  proxy?.kill("SIGTERM");
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

step("the printed link is one of the public address, and opens the house", async () => {
  const link = site.said().match(/https:\S+\/setup\/\S+/)?.[0];
  assert.ok(link?.startsWith(`${address}/setup/`), site.said());
  await visit(page, link);
  await page.fill("input[name=section]", "Section de Kaya");
  await page.fill("input[name=name]", "Salimata");
  await page.fill("input[name=address]", ADMIN);
  await page.fill("input[name=passphrase]", PASSPHRASE);
  await press(page, "Ouvrir la section");
  assert.equal(new URL(page.url()).pathname, "/me");
});

step("one signs in over HTTPS, with a cookie that never leaves it", async () => {
  await visit(small, "/sign-in?lang=en");
  await signIn(small, ADMIN);
  await look(small);
  const cookies = await phone.context.cookies();
  assert.ok(cookies.length > 0);
  for (const { name, secure, httpOnly, sameSite, path, domain } of cookies) {
    assert.match(name, /^__Host-/);
    assert.deepEqual([secure, httpOnly, path, domain], [true, true, "/", "localhost"]);
    assert.match(sameSite, /Lax|Strict/);
  }
  await press(small, small.locator("footer form button"), { looking: false });
});

step("browsers are told to come by HTTPS only, and pages stay compressed", async () => {
  const { headers, status } = await ask("/", { headers: { "accept-encoding": "br", "accept-language": "fr" } });
  assert.equal(status, 200);
  assert.match(headers["strict-transport-security"], /max-age=\d{8}/);
  assert.equal(headers["content-encoding"], "br");
  assert.match(headers["content-security-policy"], /default-src 'none'/);
});

step("each visitor has an allowance of their own, whatever they write about themselves", async () => {
  const knock = (from, more = {}) =>
    ask("/sign-in", {
      from,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: address, ...more },
      body: "address=x&passphrase=y",
    });
  let refused;
  for (let turn = 0; turn < 90 && !refused; turn += 1) {
    const answer = await knock("127.0.0.2");
    if (answer.status === 429) refused = answer;
    else assert.equal(answer.status, 422);
  }
  assert.ok(refused, "an allowance ends");
  assert.ok(Number(refused.headers["retry-after"]) >= 1);
  assert.equal((await knock("127.0.0.3")).status, 422, "another visitor behind the same proxy is not counted with them");
  assert.equal((await knock("127.0.0.2", { "x-forwarded-for": "203.0.113.9" })).status, 429, "what a visitor writes is not believed");
});

step("while Griot is away there is a page that says so, and when to come back", async () => {
  await site.stop();
  const { status, headers } = await ask("/blogs");
  assert.equal(status, 503);
  assert.equal(headers["retry-after"], "10");
  assert.match(headers["content-type"], /text\/html; charset=utf-8/);
  const answer = await small.goto("/blogs");
  assert.equal(answer.status(), 503);
  assert.match(await small.locator("h1").innerText(), /De retour dans un instant/);
  assert.match(await small.locator("body").innerText(), /Nothing is lost/);
  await look(small);
  await shot(small, "away-phone");
});

step("nothing went wrong in any window", async () => {
  await desk.close();
  await phone.close();
});
