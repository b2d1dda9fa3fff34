// A blog kept elsewhere comes home: its posts, its picture, its dates and its address.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { REFUSALS, look, open, picture, press, story, until, visit } from "./steps.mjs";

const step = story();
const TITLES = ["Le marché de Kaya", "Apprendre à lire", "L’eau du forage", "La radio du soir", "Nos mères"];
let outside, site, chrome, window, page, stranger, visitor;
let old = "";
let mine = "";

/** A blog as any of a thousand programs serves it: a page, a feed that it names, one picture. */
function kept() {
  const items = TITLES.map((title, at) => {
    const image = at === 0 ? `<p><img src="/photo.png" alt="Un étal de mangues"></p>` : "";
    return `<item><title>${title}</title><link>${old}/billets/${at + 1}</link><guid isPermaLink="false">carnet-${at + 1}</guid>
      <pubDate>${new Date(Date.UTC(2012, at, 14, 9)).toUTCString()}</pubDate>
      <description><![CDATA[${image}<p>${title} : ce que j’ai vu, et ce que l’on m’a dit.</p><script>alert(1)</script>]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Le carnet de Nadège</title><link>${old}/</link>
    <description>Ma vie à Kaya</description><language>fr</language>${items.join("")}</channel></rss>`;
}

before(async () => {
  outside = createServer((request, answer) => {
    const say = (kind, body, status = 200) => answer.writeHead(status, { "content-type": kind }).end(body);
    if (request.url === "/") say("text/html; charset=utf-8", `<!doctype html><title>Le carnet de Nadège</title><link rel="alternate" type="application/rss+xml" href="/flux.xml"><h1>Le carnet de Nadège</h1>`);
    else if (request.url === "/flux.xml") say("application/rss+xml; charset=utf-8", kept());
    else if (request.url === "/photo.png") say("image/png", picture(640, 400));
    else say("text/plain", "", 404);
  });
  await new Promise((done) => outside.listen(0, "127.0.0.1", done));
  old = `http://127.0.0.1:${outside.address().port}`;
  site = await start({ command: "serve", env: { GRIOT_ALLOW_PRIVATE_FETCH: "true" } });
  chrome = await browser();
  window = await chrome.phone(site, "fr", { expected: REFUSALS });
  stranger = await chrome.phone(site, "fr", { javaScriptEnabled: false, expected: REFUSALS });
  [page, visitor] = await Promise.all([window.page(), stranger.page()]);
  await open(site, page, { name: "Nadège", address: "nadege@example.org" });
  await page.goto("/me/blogs/new");
  await page.fill("input[name=title]", "Carnet");
  await press(page, "Ouvrir le blog", { looking: false });
});
after(async () => {
  await chrome?.close();
  await site?.stop();
  outside?.close();
});

/** Gives an address and sees what will come. */
async function propose(address) {
  await visit(page, "/me/imports/new");
  await page.fill("input[name=address]", address);
  await page.getByLabel("publiés, à leur date d’origine").check();
  await page.getByLabel("Ces textes sont de moi").check();
  await press(page, "Voir ce qui viendra");
  mine = new URL(page.url()).pathname;
}

const stands = (words) => (on) => on.locator("[role=status]", { hasText: words }).count();

step("nothing is brought without the word that the texts are one’s own", async () => {
  await visit(page, "/me/imports/new");
  await shot(page, "import-new-fr-phone");
  await page.fill("input[name=address]", `${old}/`);
  await page.locator("input[name=rights]").evaluate((box) => box.removeAttribute("required"));
  const answer = await press(page, "Voir ce qui viendra");
  assert.equal(answer.status(), 422);
  assert.match(await page.locator("[role=alert]").innerText(), /sont de vous/);
  assert.equal(await page.inputValue("input[name=address]"), `${old}/`);
});

step("the address of the blog leads to its feed, and shows what will come before it comes", async () => {
  await propose(`${old}/`);
  await until(page, mine, stands("Attend votre accord"), "the feed is read");
  await look(page);
  await shot(page, "import-preview-fr-phone");
  const seen = await page.locator("main").innerText();
  assert.match(seen, /5 billets/);
  assert.match(seen, /1 image/);
  for (const title of TITLES) assert.ok(seen.includes(title), title);
  assert.equal((await fetch(`${site.address}/blogs/carnet`).then((answer) => answer.text())).includes(TITLES[0]), false, "a dry run writes nothing");
});

step("the posts come, and the page tells how far", async () => {
  await press(page, "Importer");
  await until(page, mine, stands("Tout est là"), "the import is done");
  await look(page);
  await shot(page, "import-done-fr-phone");
  assert.match(await page.locator("main").innerText(), /5 billets venus/);
});

step("everyone reads them, with where they were published first", async () => {
  await visit(visitor, "/blogs/carnet");
  for (const title of TITLES) assert.equal(await visitor.locator("main h2", { hasText: title }).count(), 1, title);
  await press(visitor, visitor.locator("main h2 a", { hasText: TITLES[0] }));
  await shot(visitor, "imported-fr-phone");
  assert.match(await visitor.locator("main").innerText(), /D’abord publié sur\s+Le carnet de Nadège/);
  assert.match(await visitor.locator("main").innerText(), /14 janv/);
  assert.equal(await visitor.getAttribute("link[rel=canonical]", "href"), `${old}/billets/1`);
  const image = visitor.locator(".prose img");
  assert.equal(await image.getAttribute("alt"), "Un étal de mangues");
  assert.match(await image.getAttribute("src"), /^\/files\//, "the picture lives here now");
  assert.equal(await visitor.locator(".prose script").count(), 0);
});

step("the front page and the search show them, too", async () => {
  await until(visitor, "/", (on) => on.locator("main", { hasText: TITLES.at(-1) }).count(), "the newest is on the front page");
  await look(visitor);
  await until(visitor, "/search?q=forage", (on) => on.locator("main .feed", { hasText: TITLES[2] }).count(), "the search finds them");
  await look(visitor);
});

step("brought a second time, nothing changes", async () => {
  await propose(`${old}/flux.xml`);
  await until(page, mine, (on) => on.locator("[role=status]").count(), "the second import stands");
  await until(page, mine, async (on) => !/lecture/i.test(await on.locator("[role=status]").innerText()), "the feed is read again");
  const go = page.getByRole("button", { name: "Importer" });
  if (await go.count()) await press(page, go);
  await until(page, mine, stands("Tout est là"), "the second import is done");
  await visit(visitor, "/blogs/carnet");
  assert.equal(await visitor.locator("main article").count(), TITLES.length);
});

step("what came can be taken back", async () => {
  await visit(page, "/me/imports");
  await shot(page, "imports-fr-phone");
  for (const link of await page.locator("main article h2 a").evaluateAll((all) => all.map((one) => one.getAttribute("href")))) {
    await visit(page, link);
    const undo = page.getByRole("link", { name: "Retirer ce qui est venu" });
    if (!(await undo.count())) continue;
    await press(page, undo);
    await press(page, page.getByRole("button", { name: "Retirer ce qui est venu" }));
    await until(page, link, stands(/Retiré/), "the posts are taken back");
  }
  await visit(visitor, "/blogs/carnet");
  assert.equal(await visitor.locator("main article").count(), 0);
});

step("nothing went wrong in any window", async () => {
  await window.close();
  await stranger.close();
});
