import { after, before, test } from "node:test";
import { browser, start } from "./harness.mjs";
import { enter, press } from "./steps.mjs";
let site, chrome;
before(async () => { site = await start(); chrome = await browser(); });
after(async () => { await chrome?.close(); await site?.stop(); });
test("look", async () => {
  for (const [kind, open] of [["desk", (l) => chrome.desktop(site, l)], ["phone", (l) => chrome.phone(site, l, { deviceScaleFactor: 1 })]]) {
    const ctx = await open("fr");
    const page = await ctx.page();
    await enter(page, "fatou");
    await page.goto(site.url + "/desk/ideas");
    await page.goto(site.url + "/desk/calendar?view=list");
    await page.screenshot({ path: `/tmp/w/${kind}-list.png`, fullPage: true });
    const link = page.locator("a", { hasText: "La carte des points d’eau" }).first();
    await link.click();
    await page.screenshot({ path: `/tmp/w/${kind}-item.png`, fullPage: true });
    await page.goto(page.url().split("?")[0] + "/edit");
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = d.open)));
    await page.screenshot({ path: `/tmp/w/${kind}-edit.png`, fullPage: true });
    await page.goto(site.url + "/admin");
    await page.screenshot({ path: `/tmp/w/${kind}-admin.png`, fullPage: true });
  }
});
