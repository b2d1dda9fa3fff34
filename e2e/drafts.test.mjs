// A text for the networks while it is written: counted as each network counts, kept on the device until it is
// sent, and not one moment longer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, start } from "./harness.mjs";
import { enter, look, press, visit } from "./steps.mjs";

const WORDS = "Un seau pour tous.";

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

for (const kind of ["phone", "desktop"]) {
  test(`a line that is cut loses nothing on a ${kind}`, async () => {
    const window = await chrome[kind](site, "fr");
    const body = (on) => on.getByLabel(/^Texte commun/);
    let page = await window.page();
    await enter(page, "officer");
    await visit(page, "/desk/items/new");
    await page.getByLabel(/^Titre de travail/).fill("Un seau");
    await body(page).fill(WORDS);
    const page_ = page.locator("label", { hasText: "La Page de la section" }).locator("[data-count]");
    assert.match(await page_.innerText(), /^18\ssur\s63/);
    const radio = page.locator("label", { hasText: "Radio communautaire" }).locator("[data-count]").first();
    assert.match(await radio.innerText(), /^4\ssur/, "words, where they are spoken");
    await look(page);
    await page.close();

    page = await window.page();
    await visit(page, "/desk/items/new");
    assert.equal(await body(page).inputValue(), WORDS);
    assert.ok(await page.locator("[data-editor-restored]").isVisible());
    await look(page);

    // A device may be lost: what names somebody is forgotten on it at once.
    const names = page.locator("select[name=sensitivity]");
    await names.selectOption("at-risk-person");
    assert.equal(await page.evaluate(() => localStorage.getItem("griot:draft:item-new")), null);
    await body(page).fill(`${WORDS} Avec elle.`);
    assert.equal(await page.evaluate(() => localStorage.getItem("griot:draft:item-new")), null);
    await names.selectOption("none");
    await body(page).fill(WORDS);
    assert.match(await page.evaluate(() => localStorage.getItem("griot:draft:item-new")), /Un seau pour tous/);
    await press(page, "Enregistrer");
    assert.match(await page.locator("main").innerText(), /Un seau pour tous/);
    await visit(page, "/desk/items/new");
    assert.equal(await body(page).inputValue(), "", "what was sent is forgotten here");
    await window.close();
  });
}
