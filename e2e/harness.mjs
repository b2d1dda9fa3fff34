// What every journey stands on: a real griot, a real Chromium, and rules that hold on
// every page (no violation, no overflow, no trouble in the console, no third party).
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import axeCore from "axe-core";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const shots = join(here, "shots");
// An empty PostgreSQL database, for a journey that starts one house; SQLite without it.
const database = process.env.GRIOT_JOURNEY_DATABASE;

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A free port of this machine. */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** The program under test: GRIOT_BIN, or what cargo built last. */
export function binary() {
  const wanted = process.env.GRIOT_BIN;
  const found = [wanted, join(target, "debug/griot"), join(target, "release/griot")].find((path) => path && existsSync(path));
  assert.ok(found, "no griot to test: run `cargo build -p griot` or set GRIOT_BIN");
  return found;
}

/**
 * Starts griot on a fresh folder and waits until it says that it is ready.
 * `command` is "demo" or "serve"; `env` overrides its configuration; `host` is the name
 * that visitors type.
 */
export async function start({ command = "demo", env = {}, data, args = [], host = "127.0.0.1" } = {}) {
  const port = await freePort();
  const address = `http://${host}:${port}`;
  const own = data ? undefined : mkdtempSync(join(tmpdir(), "griot-e2e-"));
  const folder = data ?? join(own, "data");
  const said = [];
  const around = {
    PATH: process.env.PATH,
    HOME: own ?? folder,
    RUST_BACKTRACE: "1",
    GRIOT_BASE_URL: address,
    ...(database && { GRIOT_DATABASE_URL: database }),
    ...env,
  };
  const child = spawn(binary(), [command, "--data", folder, "--listen", `127.0.0.1:${port}`, ...args], {
    env: around,
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A journey that dies leaves no server behind.
  const last = () => child.kill("SIGKILL");
  process.once("exit", last);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => said.push(text));
  }
  let ended;
  const gone = new Promise((done) => {
    child.once("error", (trouble) => done((ended = trouble.message)));
    child.once("exit", (code, signal) => done((ended = `ended with ${signal ?? code}`)));
  });

  const deadline = Date.now() + 120_000;
  for (;;) {
    if (ended) throw new Error(`griot ${command} ${ended}:\n${said.join("")}`);
    if (Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`griot ${command} was not ready after two minutes:\n${said.join("")}`);
    }
    try {
      if ((await fetch(`${address}/health/ready`)).ok) break;
    } catch {
      // not listening yet
    }
    await new Promise((done) => setTimeout(done, 50));
  }

  return {
    address,
    data: folder,
    pid: child.pid,
    said: () => said.join(""),
    /** What the command line says, beside the server. */
    run: (...words) => execFileSync(binary(), [...words, "--data", folder], { env: around, encoding: "utf8" }),
    async stop() {
      if (!ended) {
        child.kill("SIGTERM");
        const slow = setTimeout(() => child.kill("SIGKILL"), 15_000);
        await gone;
        clearTimeout(slow);
      }
      process.off("exit", last);
      if (own) rmSync(own, { recursive: true, force: true });
    },
  };
}

/** One Chromium for a file of journeys; `flags` are added to those of every journey. */
export async function browser(...flags) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const chrome = await chromium.launch({ executablePath, args: [...FLAGS, ...flags], headless: true });
  const contexts = new Set();

  async function open(site, lang, size, options) {
    const { javaScriptEnabled = true, colorScheme = "light", expected = [], ...more } = options;
    const context = await chrome.newContext({
      baseURL: site.address,
      locale: lang === "fr" ? "fr-BF" : "en-GB",
      timezoneId: "Africa/Ouagadougou",
      viewport: size,
      colorScheme,
      javaScriptEnabled,
      ...more,
    });
    contexts.add(context);
    context.setDefaultTimeout(15_000);
    const troubles = [];
    const note = (trouble) => {
      if (!expected.some((pattern) => pattern.test(trouble))) troubles.push(trouble);
    };
    const home = new URL(site.address).host;
    context.on("request", (request) => {
      const to = new URL(request.url());
      if (/^https?:$|^wss?:$/.test(to.protocol) && to.host !== home) note(`third-party request: ${to.href}`);
    });
    context.on("console", (message) => {
      // Violations of the content security policy are written to the console, too.
      if (message.type() === "error") note(`console: ${message.text()}`);
    });
    context.on("weberror", (trouble) => note(`script error: ${trouble.error().message}`));
    context.on("response", (answer) => {
      if (answer.status() >= 500) note(`status ${answer.status()}: ${answer.url()}`);
    });

    return {
      context,
      page: () => context.newPage(),
      troubles,
      /** Closes the window and fails on whatever went wrong in it. */
      async close() {
        await context.close();
        contexts.delete(context);
        assert.deepEqual(troubles, []);
      },
    };
  }

  return {
    /** A small phone, 360 × 740, with touch. */
    phone: (site, lang = "fr", options = {}) =>
      open(site, lang, { width: 360, height: 740 }, { isMobile: true, hasTouch: true, deviceScaleFactor: 2, ...options }),
    desktop: (site, lang = "fr", options = {}) => open(site, lang, { width: 1280, height: 800 }, options),
    async close() {
      for (const context of contexts) await context.close();
      await chrome.close();
    },
  };
}

const inspectors = new WeakMap();

/**
 * The debugger of a page, one for as long as the page lives: when a second one of the same
 * page is detached, Chromium forgets the virtual devices that the first one made.
 */
export async function inspector(page) {
  if (!inspectors.has(page)) inspectors.set(page, page.context().newCDPSession(page));
  return inspectors.get(page);
}

/** Fails when axe finds anything. Works with the page's own scripts off, too. */
export async function axe(page) {
  // Through the debugger, which neither the content security policy nor a page opened
  // without scripts concerns. Such a page fires no timer, so axe gets one that does.
  const session = await inspector(page);
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression: `(async () => {
      const setTimeout = (act, _wait, ...given) => (Promise.resolve().then(() => act(...given)), 0);
      const clearTimeout = () => {};
      ${axeCore.source};
      const rules = { "target-size": { enabled: true } };
      const found = await axe.run(document, { resultTypes: ["violations"], preload: false, rules });
      return JSON.stringify(found.violations);
    })()`,
    awaitPromise: true,
    returnByValue: true,
    timeout: 30_000,
  });
  assert.ok(!exceptionDetails, `axe did not run: ${exceptionDetails?.exception?.description ?? exceptionDetails?.text}`);
  const found = JSON.parse(result.value).map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `    ${node.html}`).join("\n")}`,
  );
  assert.deepEqual(found, [], `axe on ${page.url()}`);
}

/** Fails when the page is wider than its window. */
export async function noOverflow(page) {
  const { wide, window, who } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const beyond = [...document.querySelectorAll("body *")].find((one) => one.getBoundingClientRect().right > room + 1);
    return {
      wide: document.documentElement.scrollWidth,
      window: room,
      who: beyond ? `${beyond.tagName.toLowerCase()}.${beyond.className}` : "",
    };
  });
  assert.ok(wide <= window, `${page.url()} is ${wide} px wide in a window of ${window} px (${who})`);
}

/** Keeps a picture of the page in e2e/shots/, for people to look at. */
export async function shot(page, name, { fullPage = true } = {}) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage });
}

/**
 * Bytes and requests of a first visit: opens `path` in a fresh page and counts what
 * came over the wire, headers included.
 */
export async function weight(window, path) {
  const page = await window.page();
  const session = await window.context.newCDPSession(page);
  const seen = new Map();
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  session.on("Network.responseReceived", ({ requestId, response }) => seen.set(requestId, { url: response.url, bytes: 0 }));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (seen.has(requestId)) seen.get(requestId).bytes = encodedDataLength;
  });
  await page.goto(path, { waitUntil: "load" });
  const parts = [...seen.values()].filter(({ url }) => url.startsWith("http"));
  await page.close();
  return { bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), requests: parts.length, parts };
}
