// The invented section: every page it links to stands, for strangers and for the staff.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { crawl, jar } from "./crawl.mjs";
import { enter, follow, look, press, visit } from "./steps.mjs";

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
  test(`the tour is walked in ${lang} on a phone without script in under five minutes`, async () => {
    const begun = Date.now();
    const window = await chrome.phone(site, lang, { javaScriptEnabled: false });
    const page = await window.page();

    await visit(page, "/");
    await press(page, page.locator("main nav").getByRole("link").last());
    await shot(page, `tour-${lang}-phone`);
    assert.equal(await page.getAttribute("html", "lang"), lang);
    const stops = await page.locator("main section.card").evaluateAll((all) => all.map(({ id }) => id));
    assert.ok(stops.includes("stop-1"), "the tour begins with the blogs begun elsewhere");
    const outside = await page.locator("#stop-1 li").count();
    assert.equal(outside, 5, "five blogs were begun elsewhere");
    for (const stop of stops) {
      const links = await page.locator(`#${stop} a:not([rel~=external])`).evaluateAll((all) => all.map((one) => one.href));
      for (const link of links) {
        await visit(page, link);
        assert.equal(await page.getAttribute("html", "lang"), lang);
        await page.goBack();
      }
    }
    const spent = Date.now() - begun;
    assert.ok(spent < 300_000, `the tour took ${spent} ms`);
    await window.close();
  });
}

test("every door of the front page opens", async () => {
  const window = await chrome.phone(site, "fr", { javaScriptEnabled: false });
  const page = await window.page();
  await visit(page, "/");
  assert.match(await page.locator(".demo").innerText(), /L’histoire commence le jeudi 14 février 2013/);
  assert.match(await page.locator("h1").innerText(), /Voici leur maison commune/);
  const doors = await page.locator("main nav a").evaluateAll((all) => all.map((one) => one.href));
  assert.ok(doors.length >= 2);
  for (const door of doors) await visit(page, door);
  await window.close();
});

for (const who of ["member", "officer", "trainer", "director", "monitor"]) {
  test(`one enters as ${who} and every page of the menus opens`, async () => {
    const window = await chrome.phone(site, "fr");
    const page = await window.page();
    await enter(page, who);
    await look(page);
    await shot(page, `me-${who}-fr-phone`);
    const links = await page.locator("header nav a, main nav a").evaluateAll((all) => all.map((one) => one.href));
    for (const link of new Set(links)) await visit(page, link);
    const desk = page.locator('header a[href^="/desk"]');
    if (await desk.count()) {
      await press(page, desk);
      const rooms = await page.locator("main a").evaluateAll((all) => all.map((one) => one.href));
      for (const room of new Set(rooms)) await visit(page, room);
    }
    await window.close();
  });
}

test("every kind of public page stands in English on a desktop", async () => {
  const window = await chrome.desktop(site, "en", { javaScriptEnabled: false });
  const page = await window.page();
  const blog = await illustrated(page);
  for (const path of ["/", "/blogs", blog.replace(/\/[^/]+$/, ""), blog, "/search?q=rights", "/activity", "/elsewhere", "/rights", "/join", "/sign-in", "/reset", "/seizure"]) {
    await visit(page, path);
    assert.equal(await page.getAttribute("html", "lang"), "en", path);
    await shot(page, `en-desktop${path.replaceAll(/[/?=]/g, "-")}`.slice(0, 60));
  }
  await window.close();
});

test("a stranger finds no dead link", async () => {
  const { seen, bad } = await crawl(site.address, { depth: 2, most: 150 });
  assert.deepEqual(bad, []);
  assert.ok(seen.length > 20, `${seen.length} pages`);
});

for (const [who, own] of [["administrator", "/admin/mail"], ["director", "/desk/strategy"], ["officer", "/desk/calendar"]]) {
  test(`the ${who} finds no dead link and no failure`, async () => {
    const cookies = jar();
    const answer = await cookies.fetch(`${site.address}/demo/enter`, {
      method: "POST",
      headers: { origin: site.address },
      body: new URLSearchParams({ as: who }),
    });
    assert.equal(answer.status, 303);
    const from = who === "administrator" ? ["/admin", "/", "/me", "/desk"] : ["/", "/me", "/desk/today"];
    const { seen, bad } = await crawl(site.address, { depth: 2, most: 400, from, cookies });
    assert.deepEqual(bad, []);
    assert.ok(seen.some((path) => path.startsWith(own)), "the staff pages were read");
    assert.equal((await cookies.fetch(site.address + own)).status, 200, `and by the ${who}`);
  });
}

test("in light mode pictures wait until they are tapped", async () => {
  // The browser shows a bare picture with a style of its own, which the policy refuses,
  // and looks beside it for an icon that no page names.
  const expected = [/Applying inline style/, /status of 404/];
  const window = await chrome.phone(site, "fr", { javaScriptEnabled: false, expected });
  const page = await window.page();
  const pictures = [];
  page.on("request", (request) => request.resourceType() === "image" && pictures.push(request.url()));
  const path = await illustrated(page);
  await visit(page, path);
  assert.ok((await page.locator("main .prose img").count()) > 0);
  await press(page, page.getByRole("link", { name: "Mode léger" }));
  assert.equal(await page.locator("main img").count(), 0, "no picture is on the page");
  pictures.length = 0;
  await visit(page, page.url());
  assert.deepEqual(pictures.filter((url) => url.includes("/files/")), [], "no picture is fetched");
  await shot(page, "light-fr-phone");
  const waiting = page.locator('.prose a[href*="/files/"]').first();
  assert.ok(await waiting.count(), "a picture can be asked for");
  const answer = await page.goto(await waiting.getAttribute("href"));
  assert.match(answer.headers()["content-type"], /^image\//);
  await window.close();
});

/** A post that shows a picture, found as a reader finds it. */
async function illustrated(page) {
  await page.goto("/blogs");
  const blogs = await page.locator("main article h2 a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const blog of blogs) {
    await page.goto(blog);
    const posts = await page.locator("main article:has(img) h2 a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    if (posts.length) return posts[0];
  }
  assert.fail("the demo shows no picture");
}

test("another language is the same place", async () => {
  const window = await chrome.phone(site, "fr", { javaScriptEnabled: false });
  const page = await window.page();
  await visit(page, "/search?q=droits");
  await follow(page, "English", page.locator("footer"));
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(new URL(page.url()).pathname, "/search");
  assert.equal(await page.locator("main input[name=q]").inputValue(), "droits");
  await follow(page, "Blogs");
  assert.equal(await page.getAttribute("html", "lang"), "en", "the choice goes along");
  await window.close();
});

test("the feeds are what readers of feeds expect", async () => {
  const text = async (path) => (await fetch(`${site.address}${path}`)).text();
  const blog = (await text("/blogs")).match(/href="(\/blogs\/[^"/?]+)"/)[1];
  const slug = blog.split("/").at(-1);
  for (const path of ["/feeds/all", `/feeds/blogs/${slug}`]) {
    const atom = await fetch(`${site.address}${path}.atom`);
    assert.equal(atom.status, 200, `${path}.atom`);
    assert.match(atom.headers.get("content-type"), /atom\+xml/);
    const json = await fetch(`${site.address}${path}.json`);
    assert.equal(json.status, 200, `${path}.json`);
    const feed = await json.json();
    assert.match(feed.version, /^https:\/\/jsonfeed\.org\/version\/1/);
    assert.ok(feed.items.length > 0);
    for (const item of feed.items.slice(0, 5)) assert.ok((await fetch(item.url)).ok, item.url);
    const found = await parsed(await atom.text());
    assert.equal(found.root, "feed");
    assert.equal(found.entries, feed.items.length, "both feeds tell the same");
  }
  for (const path of ["/", blog]) {
    const [, feed] = (await text(path)).match(/type="application\/atom\+xml"[^>]*href="([^"]+)"/) ?? [];
    assert.ok(feed, `${path} names its feed`);
    assert.equal((await fetch(new URL(feed, site.address))).status, 200, feed);
  }
});

test("a post names the card that other sites may show of it", async () => {
  const window = await chrome.phone(site, "fr", { javaScriptEnabled: false });
  const page = await window.page();
  await page.goto(await illustrated(page));
  const link = page.locator('link[rel=alternate][type="application/json+oembed"]');
  const answer = await fetch(await link.getAttribute("href"));
  assert.equal(answer.status, 200);
  const card = await answer.json();
  assert.deepEqual([card.version, card.type, card.title], ["1.0", "link", await page.locator("h1").innerText()]);
  assert.equal((await fetch(card.thumbnail_url)).status, 200);
  await window.close();
});

/** What a browser's own XML reader makes of a text. */
async function parsed(text) {
  const window = await chrome.desktop(site, "fr");
  const page = await window.page();
  const found = await page.evaluate((xml) => {
    const read = new DOMParser().parseFromString(xml, "application/xml");
    return { root: read.documentElement.localName, entries: read.getElementsByTagName("entry").length };
  }, text);
  await window.close();
  return found;
}

test("everyone may read what a seizure reveals", async () => {
  const window = await chrome.phone(site, "fr", { javaScriptEnabled: false });
  const page = await window.page();
  await visit(page, "/seizure");
  await shot(page, "seizure-fr-phone");
  assert.ok((await page.locator("main h2").count()) >= 2);
  assert.ok((await page.locator("main .feed li").count()) > 10);
  await window.close();
});
