// Keeps the page of the courses that were taken along, and their pictures and sound, for when there is no network.
// The house puts the list of what the page needs before this script.

interface Worker extends EventTarget {
  SHELL: string[];
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Waiting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as Worker;
const PAGE = "/learn/box";
const FILES = "griot-box-files";
const SHELL = `griot-box-${worker.SHELL.join()}`;

worker.addEventListener("install", (event) => {
  // What is kept for everyone on this telephone holds nobody’s name.
  const take = async () => {
    const cache = await caches.open(SHELL);
    await Promise.all(
      worker.SHELL.map(async (path) => {
        const answer = await fetch(path, { credentials: "omit", cache: "reload" });
        if (!answer.ok) throw new Error(path);
        await cache.put(path, answer);
      }),
    );
    await worker.skipWaiting();
  };
  (event as Waiting).waitUntil(take());
});

worker.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("griot-box-") && name !== SHELL && name !== FILES) await caches.delete(name);
    }
    await worker.clients.claim();
  };
  (event as Waiting).waitUntil(tidy());
});

/** The network while it answers within a few seconds; a weak one must not keep anybody waiting. */
async function fresh(request: Request) {
  const timer = new AbortController();
  const wait = setTimeout(() => timer.abort(), 5_000);
  try {
    return await fetch(request.url, { credentials: "same-origin", signal: timer.signal });
  } finally {
    clearTimeout(wait);
  }
}

async function page(request: Request) {
  const shell = await caches.open(SHELL);
  const { pathname } = new URL(request.url);
  try {
    return pathname === PAGE ? await fresh(request) : await fetch(request);
  } catch (trouble) {
    // Without a network nobody can ask for a language: the page is kept in each, and shown in that of the telephone.
    const own = await shell.match(`${PAGE}?lang=${navigator.language.slice(0, 2)}`);
    const kept = (await shell.match(request.url)) ?? own ?? (await shell.match(PAGE, { ignoreSearch: true }));
    if (kept) return kept;
    throw trouble;
  }
}

async function kept(request: Request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

worker.addEventListener("fetch", (event) => {
  const { request } = event as Asked;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") (event as Asked).respondWith(page(request));
  else if (!/\.json$/.test(new URL(request.url).pathname)) (event as Asked).respondWith(kept(request));
});
