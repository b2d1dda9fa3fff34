// The main pages on the narrowest phone, and from right to left: nothing sticks out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, browser, noOverflow, shot, start } from "./harness.mjs";
import { enter } from "./steps.mjs";

const CALENDAR = ["/desk/today", "/desk/calendar", "/desk/items/new", "/desk/channels", "/desk/pictures", "/desk/monday", "/desk/room"];
const NARROW = { viewport: { width: 320, height: 640 } };
let site, chrome, blog, post, campaign;

before(async () => {
  site = await start();
  chrome = await browser();
  const window = await chrome.phone(site);
  const page = await window.page();
  const links = (where) => page.locator(where).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  await page.goto("/blogs");
  // The blog and the post that have most to show.
  for (const one of await links("main article h2 a")) {
    await page.goto(one);
    const talked = page.locator("main article", { hasText: /\d commentaire/ }).locator("h2 a").first();
    if (!(await talked.count())) continue;
    [blog, post] = [one, await talked.getAttribute("href")];
    break;
  }
  assert.ok(post, "a post of the demo has comments");
  await page.goto("/campaigns");
  [campaign] = (await links("main a")).filter((to) => /^\/campaigns\/[^/?]+$/.test(to));
  assert.ok(campaign, "a campaign of the demo is open");
  await window.close();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

for (const lang of ["fr", "en"]) {
  test(`public pages stand in 320 px, in ${lang}`, async () => {
    const window = await chrome.phone(site, lang, NARROW);
    const page = await window.page();
    for (const path of ["/", "/blogs", blog, post, "/join", "/sign-in", "/search?q=droits", "/activity", "/strategy", "/campaigns", campaign, "/tour"]) {
      assert.equal((await page.goto(path)).status(), 200, path);
      await noneSticksOut(page);
      await axe(page);
    }
    await shot(page, `narrow-tour-${lang}`);
    await window.close();
  });

  test(`the pages of members and staff stand in 320 px, in ${lang}`, async () => {
    const window = await chrome.phone(site, lang, NARROW);
    const page = await window.page();
    await enter(page, "member");
    await page.goto("/me/posts");
    const draft = await page.locator("main .feed a").first().getAttribute("href");
    for (const path of ["/me", "/me/room", "/me/posts", draft, "/me/security", "/me/imports/new", post]) {
      assert.equal((await page.goto(path)).status(), 200, path);
      await noneSticksOut(page);
      await axe(page);
    }
    await page.goto(draft);
    await shot(page, `narrow-editor-${lang}`);
    await page.context().clearCookies();
    await enter(page, "officer");
    for (const path of ["/desk", "/desk/moderation", "/desk/people", "/desk/featured", ...CALENDAR]) {
      assert.equal((await page.goto(path)).status(), 200, path);
      await noneSticksOut(page);
      await axe(page);
    }
    await page.goto("/desk/moderation");
    await shot(page, `narrow-moderation-${lang}`);
    await window.close();
  });
}

/** Fails when a field, a button or a picture is wider than the card that it stands in. */
async function noneSticksOut(page) {
  await noOverflow(page);
  const out = await page.evaluate(() => {
    const beyond = (one) => {
      const frame = one.closest(".card, fieldset, form, main");
      return frame && one.getBoundingClientRect().right > frame.getBoundingClientRect().right + 1;
    };
    const pieces = document.querySelectorAll("main :is(input, select, textarea, button, .button, img, audio)");
    return [...pieces].filter((one) => !one.closest(".scroll") && beyond(one)).map((one) => one.outerHTML.slice(0, 120));
  });
  assert.deepEqual(out, [], page.url());
}

/** Where the page begins and ends beside its window: a page from right to left grows to the left. */
async function noOverflowEitherSide(page) {
  await noOverflow(page);
  const beyond = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const out = (one) => {
      const { left, right, width } = one.getBoundingClientRect();
      // What is hidden for eyes and shown to screen readers stands outside on purpose.
      return width > 1 && (left < -1 || right > room + 1) && !one.closest(".skip, .scroll, main > nav > ul");
    };
    return [...document.querySelectorAll("body *")].filter(out).map((one) => one.outerHTML.slice(0, 120));
  });
  assert.deepEqual(beyond, [], page.url());
}

test("the front page and a post can be set from right to left", async () => {
  const window = await chrome.phone(site, "fr");
  const page = await window.page();
  for (const [name, path] of [["front", "/"], ["post", post]]) {
    await page.goto(path);
    await noOverflowEitherSide(page);
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await noOverflowEitherSide(page);
    await axe(page);
    await shot(page, `rtl-${name}-phone`);
  }
  await window.close();
});
