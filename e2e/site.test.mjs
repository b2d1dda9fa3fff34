// The section publishes on its own site from the calendar, on a small phone without script: a text becomes an
// article of its blog, in two languages, and goes when it is taken back.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { enterAs } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { enter, follow, look, press, story, until, visit } from "./steps.mjs";

const main = (on) => on.locator("main").innerText();
const TITLE = "Douze fontaines pour douze écoles";
const ENGLISH = "Twelve fountains for twelve schools";

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

describe("from the calendar to the front page, without script, on a small phone, in French", () => {
  const step = story();
  let windows, fatou, mariam, visitor, item, there;

  before(async () => {
    windows = [];
    for (let n = 0; n < 3; n += 1) windows.push(await chrome.phone(site, "fr", { javaScriptEnabled: false }));
    [fatou, mariam, visitor] = await Promise.all(windows.map((window) => window.page()));
    await enter(fatou, "officer");
    await enterAs(site, mariam, "director");
  });

  step("the channel of the site says where its texts appear", async () => {
    await visit(fatou, "/desk/channels");
    const line = fatou.locator("main .feed li", { hasText: "Le site de la section" });
    assert.match(await line.innerText(), /publié par Griot, sans compte/);
    await follow(fatou, "Le site", fatou.locator("main"));
    assert.match(await main(fatou), /Où paraissent les textes/);
    await look(fatou);
    await shot(fatou, "site-channel-phone");
  });

  step("a text is written for it, with an English one", async () => {
    await visit(fatou, "/desk/items/new");
    await fatou.getByLabel(/^Titre de travail/).fill(TITLE);
    await fatou.getByLabel(/^Texte commun/).fill("Nous les avons comptées.\nIl en manque neuf.");
    const where = fatou.locator("fieldset", { hasText: "Où il part" });
    const channel = where.getByRole("checkbox", { name: /^Le site/ });
    await channel.check();
    const id = await channel.inputValue();
    await where.getByText("Autres mots pour Le site").click();
    const own = where.locator("details[open]");
    await own.getByText("Aussi dans une autre langue").click();
    await own.locator(`[name="language_${id}"]`).nth(1).selectOption("en");
    await own.locator(`[name="body_${id}"]`).nth(1).fill(`# ${ENGLISH}\n\nWe counted them.`);
    await press(fatou, "Enregistrer");
    item = new URL(fatou.url()).pathname;
    const page = fatou.locator("main .look.page").first();
    assert.match(await page.innerText(), new RegExp(TITLE));
    assert.equal(await page.locator("br").count(), 1, "lines stay below each other");
    await look(fatou);
    await shot(fatou, "site-item-phone");
  });

  step("approved, it is published now", async () => {
    await press(fatou, "Donner à relire");
    await visit(mariam, item);
    await press(mariam, "Approuver le texte");
    await visit(fatou, item);
    await press(fatou, "Publier maintenant");
    const seen = fatou.locator("#deliveries").getByRole("link", { name: /le voir/ });
    await until(fatou, item, async () => (await seen.count()) === 2, "both languages are out");
    there = await fatou.locator("#deliveries").getByRole("link").first().getAttribute("href");
    await shot(fatou, "site-out-phone");
  });

  step("anybody reads it, in the section's name, and goes to the other language", async () => {
    await visit(visitor, "/");
    assert.match(await main(visitor), new RegExp(`${TITLE}|${ENGLISH}`));
    await visitor.goto(there);
    await shot(visitor, "site-post-phone");
    const heading = await visitor.locator("h1").innerText();
    assert.ok([TITLE, ENGLISH].includes(heading), heading);
    assert.doesNotMatch(await main(visitor), /Fatou|ancienne plume/);
    const other = heading === TITLE ? ENGLISH : TITLE;
    await follow(visitor, new RegExp(other), visitor.locator("main"));
    assert.equal(await visitor.locator("h1").innerText(), other);
  });

  step("it proposes no text of its own, and taken back it is nowhere", async () => {
    await visit(fatou, "/desk/ideas");
    assert.doesNotMatch(await main(fatou), new RegExp(TITLE));
    await visit(fatou, item);
    await fatou.getByText("Retirer de partout").first().click();
    await press(fatou, fatou.getByRole("button", { name: /^Retirer de tous/ }));
    await until(fatou, item, async () => !(await main(fatou)).includes("retrait demandé"), "it is taken back");
    const answer = await visitor.goto(there);
    assert.ok([404, 410].includes(answer.status()), String(answer.status()));
    await visit(visitor, "/");
    assert.doesNotMatch(await main(visitor), new RegExp(`${TITLE}|${ENGLISH}`));
  });
});
