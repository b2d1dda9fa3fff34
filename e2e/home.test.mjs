// The first door: the front page opens for everyone, whatever their phone can do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, browser, noOverflow, shot, start, weight } from "./harness.mjs";

let site;
let chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

for (const lang of ["fr", "en"]) {
  for (const size of ["phone", "desktop"]) {
    for (const javaScriptEnabled of [true, false]) {
      const script = javaScriptEnabled ? "with" : "without";
      test(`the front page opens in ${lang} on a ${size} ${script} script`, async () => {
        const window = await chrome[size](site, lang, { javaScriptEnabled });
        const page = await window.page();

        const answer = await page.goto("/");

        assert.equal(answer.status(), 200);
        assert.equal(await page.getAttribute("html", "lang"), lang);
        assert.equal(await page.locator("h1").count(), 1, "one heading says what the page is");
        await axe(page);
        await noOverflow(page);
        await shot(page, `home-${lang}-${size}${javaScriptEnabled ? "" : "-no-script"}`);
        await window.close();
      });
    }
  }
}

test("a first view of the front page weighs little", async () => {
  const window = await chrome.phone(site, "fr");

  const { bytes, requests, parts } = await weight(window, "/");

  const readable = parts.filter(({ url }) => !/\.(webp|jpe?g|png|svg|ico)(\?|$)/.test(url));
  assert.ok(readable.length <= 2, `${requests} requests: ${parts.map(({ url }) => url).join(" ")}`);
  assert.ok(readable.reduce((sum, part) => sum + part.bytes, 0) <= 14 * 1024, `${bytes} bytes in all`);
  await window.close();
});
