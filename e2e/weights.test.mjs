// What a first visit costs someone on a cheap phone with few megabytes left.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, start, weight } from "./harness.mjs";

const BYTES = 14 * 1024;
const PICTURES = /\.(webp|jpe?g|png|gif|svg|ico)(\?|$)/;
let site;
let chrome;
const pages = new Map([["the front page", "/"], ["a search", "/search?q=droits"], ["the blogs", "/blogs"], ["the strategy", "/strategy"], ["the campaigns", "/campaigns"]]);

before(async () => {
  site = await start();
  chrome = await browser();
  const read = async (path) => (await fetch(`${site.address}${path}`)).text();
  const links = (html, pattern) => [...html.matchAll(pattern)].map(([, path]) => path);
  const blogs = links(await read("/blogs"), /<h2><a class="plain" href="(\/blogs\/[^"/?]+)"/g);
  // The heaviest of each kind stands for its kind.
  const heaviest = async (paths) => {
    const sizes = await Promise.all(paths.map(async (path) => [(await read(path)).length, path]));
    return sizes.sort(([a], [b]) => b - a)[0][1];
  };
  const blog = await heaviest(blogs);
  pages.set("a blog", blog);
  pages.set("a campaign", await heaviest([...new Set(links(await read("/campaigns"), /href="(\/campaigns\/[^"\/?]+)"/g))]));
  const posts = new Set();
  for (const one of blogs) for (const path of links(await read(one), /<h2><a class="plain" href="(\/blogs\/[^"?]+\/[^"?]+)"/g)) posts.add(path);
  pages.set("a post", await heaviest([...posts]));
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

for (const what of ["the front page", "a blog", "a post", "a search", "the blogs", "the strategy", "the campaigns", "a campaign"]) {
  test(`a first view of ${what} is light`, async (t) => {
    const window = await chrome.phone(site, "fr", { javaScriptEnabled: false });

    const { parts } = await weight(window, pages.get(what));

    const readable = parts.filter(({ url }) => !PICTURES.test(url));
    const bytes = readable.reduce((sum, part) => sum + part.bytes, 0);
    t.diagnostic(`${pages.get(what)}: ${bytes} bytes, ${readable.length} requests, ${parts.length} with pictures`);
    assert.ok(bytes <= BYTES, `${bytes} bytes: ${readable.map((part) => `${part.url} ${part.bytes}`).join(", ")}`);
    assert.ok(readable.length <= 2, readable.map(({ url }) => url).join(" "));
    assert.deepEqual(parts.filter(({ url }) => /\.m?js(\?|$)/.test(url)), [], "no script");
    assert.deepEqual(await window.context.cookies(), [], "no cookie");
    await window.close(); // fails on a third party
  });
}

test("a public page carries no script that runs", async () => {
  for (const path of pages.values()) {
    const html = await (await fetch(`${site.address}${path}`)).text();
    const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, with_]) => with_);
    assert.deepEqual(scripts.filter((with_) => !with_.includes("application/ld+json")), [], path);
  }
});
