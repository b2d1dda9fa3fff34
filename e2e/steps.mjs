// The steps that journeys share: pages looked at, forms sent, letters read, pictures made.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { axe, noOverflow } from "./harness.mjs";

/** A passphrase that the house takes. */
export const PASSPHRASE = "baobab rivière lampe";

/** Answers of the house to bad input, which the browser writes to its console. */
export const REFUSALS = [/status of 4(03|04|09|10|13|22|29)/];

/** Tests that tell one story: once a step fails, the next ones say so and stop. */
export function story() {
  let stopped;
  return (name, act) =>
    test(name, async (t) => {
      if (stopped) throw new Error(`the story stopped at “${stopped}”`);
      try {
        await act(t);
      } catch (trouble) {
        stopped ??= name;
        throw trouble;
      }
    });
}

/** What holds on every page: axe finds nothing, nothing sticks out, one heading says what it is. */
export async function look(page) {
  assert.equal(await page.locator("h1").count(), 1, `${page.url()} has one main heading`);
  await noOverflow(page);
  await axe(page);
}

/** Opens a path, checks its status and looks at it. */
export async function visit(page, path, status = 200) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), status, path);
  await look(page);
  return answer;
}

/** Presses a button or a link, waits for the page that answers, and looks at it. */
export async function press(page, what, { looking = true } = {}) {
  const target = typeof what === "string" ? page.getByRole("button", { name: what, exact: true }) : what;
  const [answer] = await Promise.all([page.waitForNavigation(), target.click()]);
  if (looking) await look(page);
  return answer;
}

/** Follows a link by its name. */
export function follow(page, name, within = page) {
  return press(page, within.getByRole("link", { name, exact: true }).first());
}

/** Signs in by passphrase. */
export async function signIn(page, address, passphrase = PASSPHRASE) {
  await page.goto("/sign-in");
  await page.fill("input[name=address]", address);
  await page.fill("input[name=passphrase]", passphrase);
  await press(page, page.locator("main form button:not([data-passkey-go])").first(), { looking: false });
}

/** Enters the demo as one of its people, from the front page as anyone would. */
export async function enter(page, who) {
  await page.goto("/");
  await press(page, page.locator(`button[name=as][value=${who}]`), { looking: false });
}

/** The one-time link that the first start prints. */
export function setupLink(site) {
  const [link] = site.said().match(/http:\S+\/setup\/\S+/) ?? [];
  assert.ok(link, "the first start prints a link");
  return link;
}

/** Opens a new section and leaves its administrator signed in. */
export async function open(site, page, { section = "Section de Kaya", language = "fr", name = "Salimata", address = "salimata@example.org" } = {}) {
  await page.goto(setupLink(site));
  await page.fill("input[name=section]", section);
  await page.selectOption("select[name=language]", language);
  await page.fill("input[name=name]", name);
  await page.fill("input[name=address]", address);
  await page.fill("input[name=passphrase]", PASSPHRASE);
  await press(page, page.locator("main form button"), { looking: false });
  assert.equal(new URL(page.url()).pathname, "/me");
}

/** Adds a member on the command line, who chooses a passphrase and signs in. */
export async function add(site, page, name, address) {
  const [link] = site.run("user", "add", name, address).match(/http\S+\/reset\/\S+/) ?? [];
  assert.ok(link, "the command line gives a link");
  await page.goto(link);
  await page.fill("input[name=passphrase]", PASSPHRASE);
  await press(page, page.locator("main form button"), { looking: false });
  await signIn(page, address);
}

/** The code that a telephone shows for these letters, `later` half minutes from now (RFC 6238). */
export function codeOf(letters, later = 0) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...letters.replaceAll(/\s/g, "")].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac("sha1", secret).update(step).digest();
  const at = digest.at(-1) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Letters kept in the data folder, oldest first: headers by name, and the whole source. */
export function letters(site) {
  const folder = join(site.data, "mail");
  const names = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  return names.sort().map((name) => {
    const source = readFileSync(join(folder, name), "utf8");
    const head = source.slice(0, source.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, " ");
    const header = (wanted) =>
      head.split(/\r?\n/).find((line) => line.toLowerCase().startsWith(`${wanted.toLowerCase()}:`))?.slice(wanted.length + 1).trim() ?? "";
    return { name, source, header };
  });
}

/** Opens, at /admin/mail, the newest letter to `to` whose subject holds `subject`; waits for it. */
export async function letter(page, subject, to) {
  const line = page.locator("main .feed li", { hasText: subject }).filter({ hasText: to }).first();
  const deadline = Date.now() + 20_000;
  for (;;) {
    await page.goto("/admin/mail");
    if (await line.count()) break;
    assert.ok(Date.now() < deadline, `no letter “${subject}” to ${to} came; ${await page.locator("main").innerText()}`);
    await page.waitForTimeout(250);
  }
  await press(page, line.getByRole("link"), { looking: false });
}

/** The link of a letter that is open at /admin/mail. */
export async function linkIn(page, part) {
  const href = await page.locator(`.letter a[href*="${part}"]`).first().getAttribute("href");
  assert.ok(href, `the letter holds a link to ${part}`);
  return href;
}

/** Waits until a page shows what a job behind the pages has to do first. */
export async function until(page, path, found, what) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    await page.goto(path);
    if (await found(page)) return;
    assert.ok(Date.now() < deadline, `${what} (${path})`);
    await page.waitForTimeout(250);
  }
}

function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}

function chunk(kind, content) {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

/** A real PNG, drawn here: a sun over a field. */
export function picture(width = 320, height = 200) {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sun = (x - width / 2) ** 2 + (y - height / 2) ** 2 < (height / 4) ** 2;
      const colour = sun ? [243, 182, 61] : y > (height * 2) / 3 ? [120, 74, 38] : [38, 70, 112];
      rows.set(colour, y * (1 + width * 3) + 1 + x * 3);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
}

/** A file for an input. */
export const png = (name = "marche.png") => ({ name, mimeType: "image/png", buffer: picture() });
