// The pictures of the guide, always of the invented section, a set for each language. With GUIDE=1
// they are written to docs/guide/img; without, the same pages are looked at and kept in shots/,
// and those of the guide must be there and be shown.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, start } from "./harness.mjs";
import { enter, letter, look, press } from "./steps.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const kept = join(root, "docs/guide/img");
const wanted = process.env.GUIDE === "1";
const MOST_BYTES = 90_000;

const WORDS = {
  fr: {
    search: "/search?q=droits",
    comments: /\d commentaire/,
    recording: "Awa salue la bibliothèque",
    about: "Je répare des radios à Pouytenga.",
    confirm: "Confirmez votre adresse",
  },
  en: {
    search: "/search?q=droits",
    comments: /\d comment/,
    recording: "Awa greets the library",
    about: "I mend radios in Pouytenga.",
    confirm: "Confirm your address",
  },
};

for (const lang of ["fr", "en"]) {
  const t = WORDS[lang];
  const folder = wanted ? join(kept, lang) : join(root, "e2e/shots/guide", lang);
  describe(`in ${lang}`, () => {
    let site, chrome, desk, phone, page, small, easel;

    before(async () => {
      site = await start();
      // A tone in place of a microphone, for the picture of a voice note.
      chrome = await browser("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
      desk = await chrome.desktop(site, lang);
      phone = await chrome.phone(site, lang, { deviceScaleFactor: 1 });
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
      const drawn = await easel.locator("body").screenshot({ scale: "css" });
      const made = await webp(drawn);
      if (made.length > MOST_BYTES) return keep(name, shown, Math.round(height * 0.9));
      return writeFileSync(join(folder, `${name}.webp`), made);
    }

    /** The same picture as WebP: half the bytes of PNG. */
    async function webp(png) {
      const data = await easel.evaluate(async (source) => {
        const image = new Image();
        image.src = `data:image/png;base64,${source}`;
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
        canvas.getContext("2d").drawImage(image, 0, 0);
        return canvas.toDataURL("image/webp", 0.86);
      }, png.toString("base64"));
      assert.match(data, /^data:image\/webp/);
      return Buffer.from(data.split(",")[1], "base64");
    }

    async function desktop(name, path, { prepare } = {}) {
      await page.goto(path);
      await look(page);
      await prepare?.(page);
      await keep(name, [await seen(page)]);
    }

    /** Enters as one of the story’s people, whose pages then speak this language. */
    async function enterIn(on, who) {
      // The front page offers no door to the administrator.
      const door = () => on.request.post("/demo/enter", { form: { as: who }, headers: { origin: site.address } });
      await (who === "administrator" ? door() : enter(on, who));
      await on.goto("/me/profile");
      await on.selectOption("select[name=language]", lang);
      await press(on, on.locator("form", { has: on.locator("select[name=language]") }).locator("button"), { looking: false });
      assert.equal(await on.getAttribute("html", "lang"), lang);
    }

    /** The first post of the demo that has comments. */
    async function talkedOf() {
      await page.goto("/blogs");
      const blogs = await page.locator("main article h2 a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      for (const blog of blogs) {
        await page.goto(blog);
        const link = page.locator("main article", { hasText: t.comments }).locator("h2 a").first();
        if (await link.count()) return link.getAttribute("href");
      }
      assert.fail("no post of the demo has a comment");
    }

    test("what everyone sees", async () => {
      await page.goto("/");
      await small.goto("/");
      await keep("home", [await seen(small), await seen(page)]);
      await page.goto("/blogs");
      await desktop("blog", await page.locator("main article h2 a").first().getAttribute("href"));
      await small.goto(await talkedOf());
      await look(small);
      await keep("post-phone", [await seen(small)], 740);
      await small.locator("#comments").evaluate((part) => part.scrollIntoView({ behavior: "instant" }));
      await keep("comments", [await seen(small)], 740);
      await small.goto("/workshops");
      await small.locator("main .card h2 a").first().click();
      await look(small);
      await page.goto("/workshops");
      await look(page);
      await keep("workshops", [await seen(small), await seen(page)]);
      await desktop("search", t.search);
      await desktop("activity", "/activity");
      await desktop("tour", "/tour");
    });

    test("what a member sees", async () => {
      await enterIn(page, "member");
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
      await voice.locator("[data-about]").fill(t.recording);
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
      await small.fill("textarea[name=about]", t.about);
      await small.fill("input[name=address]", "ousmane@example.org");
      await press(small, small.locator("main form button"), { looking: false });
      await enterIn(page, "officer");
      await desktop("moderation", "/desk/moderation");
      // The week stands below what leads to it.
      const to = (what) => (of) => of.locator(what).first().evaluate((one) => one.scrollIntoView({ behavior: "instant" }));
      await desktop("calendar", "/desk/calendar?view=week", { prepare: to("main h2") });
      await desktop("today", "/desk/today", { prepare: to("main h1") });
      for (const name of ["strategy", "inbox", "newsletter", "press"]) {
        await desktop(name, `/desk/${name}`, { prepare: to("main h1") });
      }
      await page.goto("/desk/calendar?at=2013-02-14");
      const text = await page.locator('main [draggable] a[href*="/desk/items/"]').first().getAttribute("href");
      await desktop("weights", `${text.split("?")[0]}/weights`, { prepare: to("main h1") });
      await press(page, page.locator("footer form button"), { looking: false });
      await enterIn(page, "administrator");
      await desktop("settings", "/admin");
      await letter(page, t.confirm, "ousmane@example.org");
      await desktop("mail", "/admin/mail");
    });

    test("nothing went wrong in any window", async () => {
      await desk.close();
      await phone.close();
    });
  });
}

test("every picture that is named is there, and every picture that is there is named", () => {
  const pages = ["README.md"];
  for (const lang of ["fr", "en"]) {
    for (const name of readdirSync(join(root, "docs/guide", lang))) pages.push(`docs/guide/${lang}/${name}`);
  }
  const named = new Set();
  for (const path of pages.filter((one) => one.endsWith(".md"))) {
    for (const [, words, to] of readFileSync(join(root, path), "utf8").matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)) {
      const picture = resolve(root, dirname(path), to);
      assert.ok(existsSync(picture), `${path} shows ${to}, which is not there`);
      assert.ok(words.length > 3, `${path} says what ${to} shows`);
      const lang = path.startsWith("docs/guide/fr/") ? "fr" : "en";
      assert.ok(picture.startsWith(join(kept, lang)), `${path} shows a picture of its own language: ${to}`);
      named.add(picture);
    }
  }
  const there = readdirSync(kept, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const unnamed = there.map((one) => join(one.parentPath, one.name)).filter((one) => !named.has(one));
  assert.deepEqual(unnamed, [], "pictures that no page shows");
});
