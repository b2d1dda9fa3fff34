// The pictures of the guide, always of the invented section. With GUIDE=1 they are
// written to docs/guide/img; without, the same pages are looked at and kept in shots/.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, start } from "./harness.mjs";
import { enter, letter, look, press } from "./steps.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.env.GUIDE === "1" ? join(here, "../docs/guide/img") : join(here, "shots/guide");
const MOST_BYTES = 120_000;
let site, chrome, desk, phone, page, small, easel;

before(async () => {
  site = await start();
  // A tone in place of a microphone, for the picture of a voice note.
  chrome = await browser("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
  desk = await chrome.desktop(site, "fr");
  phone = await chrome.phone(site, "fr", { deviceScaleFactor: 1 });
  [page, small, easel] = await Promise.all([desk.page(), phone.page(), desk.page()]);
  mkdirSync(folder, { recursive: true });
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

const seen = (of) => of.screenshot({ scale: "css" });

/** Sets pictures side by side on one sheet, as large as a page of the guide can afford. */
async function keep(name, shown, height = 520) {
  const images = shown.map((bytes) => `<img src="data:image/png;base64,${bytes.toString("base64")}" height="${height}">`);
  const frame = "img{border:1px solid #ccc;border-radius:6px}";
  const sheet = "margin:0;display:inline-flex;gap:16px;padding:8px;background:#fff";
  await easel.setContent(`<style>${frame}</style><body style="${sheet}">${images.join("")}</body>`);
  await easel.waitForFunction(() => [...document.images].every((one) => one.complete));
  const made = await easel.locator("body").screenshot({ scale: "css" });
  if (made.length > MOST_BYTES) return keep(name, shown, Math.round(height * 0.9));
  return writeFileSync(join(folder, `${name}.png`), made);
}

async function desktop(name, path, { prepare } = {}) {
  await page.goto(path);
  await look(page);
  await prepare?.(page);
  await keep(name, [await seen(page)]);
}

const first = async (list, links) => {
  await page.goto(list);
  return page.locator(links).first().getAttribute("href");
};

test("what everyone sees", async () => {
  await page.goto("/");
  await small.goto("/");
  await keep("home", [await seen(small), await seen(page)]);
  const blog = await first("/blogs", "main article h2 a");
  await desktop("blog", blog);
  const post = await talkedOf();
  await small.goto(post);
  await look(small);
  await keep("post-phone", [await seen(small)], 740);
  await small.locator("#comments").evaluate((part) => part.scrollIntoView({ behavior: "instant" }));
  await keep("comments", [await seen(small)], 740);
  await desktop("search", "/search?q=droits");
  await desktop("activity", "/activity");
  await desktop("tour", "/tour");
});

/** The first post of the demo that has comments. */
async function talkedOf() {
  await page.goto("/blogs");
  const blogs = await page.locator("main article h2 a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const blog of blogs) {
    await page.goto(blog);
    const link = page.locator("main article", { hasText: /\d commentaire/ }).locator("h2 a").first();
    if (await link.count()) return link.getAttribute("href");
  }
  assert.fail("no post of the demo has a comment");
}

test("what a member sees", async () => {
  await enter(page, "member");
  await desktop("start", "/me");
  await page.goto("/me/posts");
  const draft = await page.locator("main .feed a").first().getAttribute("href");
  await desktop("editor", draft);
  await desktop("import", "/me/imports/new");
  await enter(small, "member");
  await small.goto(draft);
  const voice = small.locator("[data-voice]");
  await voice.locator("[data-act=start]").click();
  await small.waitForTimeout(4200);
  await look(small);
  await voice.evaluate((box) => window.scrollTo({ top: box.getBoundingClientRect().top + window.scrollY - 320, behavior: "instant" }));
  const speaking = await seen(small);
  await voice.locator("[data-act=stop]").click();
  await voice.locator("[data-about]").fill("Awa salue la bibliothèque");
  await voice.evaluate((box) => window.scrollTo({ top: box.getBoundingClientRect().top + window.scrollY - 200, behavior: "instant" }));
  await keep("voice-phone", [speaking, await seen(small)], 740);
  for (let turn = 0; turn < 2; turn += 1) await voice.locator("[data-act=drop]").click();
  await press(small, small.locator("footer form button"), { looking: false });
  await desktop("people", "/people");
  await desktop("codes", "/me/security/codes");
  await press(page, page.locator("footer form button"), { looking: false });
});

test("what the staff sees", async () => {
  await small.goto("/join");
  await small.fill("input[name=name]", "Ousmane Ilboudo");
  await small.fill("textarea[name=about]", "Je répare des radios à Pouytenga.");
  await small.fill("input[name=address]", "ousmane@example.org");
  await press(small, small.locator("main form button"), { looking: false });
  await enter(page, "officer");
  await desktop("moderation", "/desk/moderation");
  await press(page, page.locator("footer form button"), { looking: false });
  await page.request.post("/demo/enter", { form: { as: "administrator" }, headers: { origin: site.address } });
  await desktop("settings", "/admin");
  await letter(page, "Confirmez votre adresse", "ousmane@example.org");
  await desktop("mail", "/admin/mail");
});

test("nothing went wrong in any window", async () => {
  await desk.close();
  await phone.close();
});
