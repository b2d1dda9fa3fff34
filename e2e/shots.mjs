import { chromium } from "playwright-core";
const base = process.argv[2], out = process.argv[3];
const pages = process.argv.slice(5), as = process.argv[4];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--headless","--disable-gpu","--disable-background-networking"] });
for (const [name, width] of [["m", 360], ["d", 1280]]) {
  const ctx = await browser.newContext({ viewport: { width, height: 900 }, locale: "fr-FR", javaScriptEnabled: name === "d" });
  const page = await ctx.newPage();
  await ctx.request.post(base + "/demo/enter", { form: { as }, headers: { origin: base } });
  for (const p of pages) {
    await page.goto(base + p);
    await page.screenshot({ path: `${out}/${name}${p.replace(/[^a-z0-9]+/gi, "_")}.png`, fullPage: true });
    const over = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
    if (over) console.log("wider than the screen:", name, p);
  }
}
await browser.close();
