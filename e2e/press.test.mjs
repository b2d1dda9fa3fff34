// The press of the invented section, on a small phone without script: a communiqué is written, approved and
// sent; its paper opens; what came of it is entered; the public reads it. A quote card is made.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, describe } from "node:test";
import { enterAs } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { enter, follow, look, press, story, until, visit } from "./steps.mjs";

const main = (on) => on.locator("main").innerText();
const status = (on) => on.locator("main [role=status]").first().innerText();
const TITLE = "Une fontaine pour chaque école";

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

/** A file at a path, with the session of a page. */
async function file(page, path) {
  const answer = await page.request.get(new URL(path, page.url()).href);
  assert.equal(answer.status(), 200, path);
  return answer;
}

describe("from the first word to the public page, without script, on a small phone, in French", () => {
  const step = story();
  let windows, fatou, mariam, visitor, item, hand, number;

  before(async () => {
    windows = [];
    for (let n = 0; n < 3; n += 1) windows.push(await chrome.phone(site, "fr", { javaScriptEnabled: false }));
    [fatou, mariam, visitor] = await Promise.all(windows.map((window) => window.page()));
    await enter(fatou, "officer");
    await enterAs(site, mariam, "director");
  });

  step("the desk shows what was told before, and every page of it stands", async () => {
    await visit(fatou, "/desk/press");
    assert.match(await main(fatou), /Communiqué de presse n° 2013-01/);
    await shot(fatou, "press-desk-phone");
    for (const path of ["journalists", "review?month=2013-02", "replies", "ways", "radio?month=2013-02"]) {
      await visit(fatou, `/desk/press/${path}`);
      await shot(fatou, `press-${path.split("?")[0]}-phone`);
    }
  });

  step("a communiqué is written for the press", async () => {
    await visit(fatou, "/desk/press");
    await follow(fatou, "Écrire un communiqué", fatou.locator("main"));
    await fatou.getByLabel(/^Titre de travail/).fill(TITLE);
    await fatou.getByLabel(/^Texte commun/).fill("Nous demandons :\n\n- une fontaine par école ;\n- un prix affiché.\n\nYãmb sẽn tõe, sɛbɛn kɔnɔ.");
    await fatou.locator("fieldset", { hasText: "Où il part" }).getByRole("checkbox", { name: /presse/i }).first().check();
    await press(fatou, "Enregistrer");
    item = new URL(fatou.url()).pathname;
    await follow(fatou, "Page du communiqué", fatou.locator("main"));
    await fatou.getByLabel("Lieu").fill("Kaya");
    await fatou.getByLabel(/^Nom/).fill("Mariam Kaboré");
    await press(fatou, "Enregistrer");
    assert.match(await fatou.locator("main [role=alert]").innerText(), /accepté/);
    assert.equal(await fatou.getByLabel("Lieu").inputValue(), "Kaya");
    await fatou.getByLabel(/^Accord de cette personne/).fill("d’accord le 10 février");
    await press(fatou, "Enregistrer");
    assert.match(await status(fatou), /gardé/);
    await shot(fatou, "press-communique-phone");
  });

  step("the director approves it, and it has its number and its paper", async () => {
    await visit(fatou, item);
    await press(fatou, "Donner à relire");
    await visit(mariam, item);
    await press(mariam, "Approuver le texte");
    await visit(fatou, `${item}/communique`);
    [number] = (await main(fatou)).match(/2013-\d\d/);
    const answer = await file(fatou, `${item}/communique.pdf`);
    assert.equal(answer.headers()["content-type"], "application/pdf");
    const body = await answer.body();
    assert.equal(body.subarray(0, 5).toString(), "%PDF-");
    writeFileSync("shots/communique.pdf", body);
  });

  step("it is sent to those who agreed, a letter each", async () => {
    await visit(fatou, item);
    await press(fatou, "Publier maintenant");
    await until(fatou, "/desk/today", async () => (await main(fatou)).includes(TITLE), "it waits for hands");
    const line = fatou.locator("main .feed li", { hasText: TITLE }).first();
    await press(fatou, line.getByRole("link").first());
    hand = new URL(fatou.url()).pathname;
    await shot(fatou, "press-hand-phone");
    await press(fatou, fatou.locator("main").getByRole("button", { name: /^Envoyer à \d+ journaliste/ }));
    assert.match(await main(fatou), /Les lettres partent/);
    await until(fatou, hand, async () => (await main(fatou)).includes("Envoyée"), "the letters leave");
    await shot(fatou, "press-letters-phone");
  });

  step("an article is entered and counted", async () => {
    await visit(fatou, `${item}/communique`);
    await follow(fatou, "Noter un article ou une émission", fatou.locator("main"));
    await fatou.getByLabel(/^Média/).fill("Le Matin de Kaya");
    await fatou.getByLabel("Lien").fill("pas une adresse");
    await press(fatou, "Noter un article ou une émission");
    assert.equal(await fatou.getByLabel(/^Média/).inputValue(), "Le Matin de Kaya");
    await fatou.getByLabel("Lien").fill("https://matin.example/fontaines");
    await fatou.getByLabel("Ton").selectOption("for");
    await press(fatou, "Noter un article ou une émission");
    assert.match(await status(fatou), /gardé/);
    await visit(fatou, `${item}/communique`);
    assert.match(await main(fatou), /Pour\s: 1/);
  });

  step("anybody reads it, in French and in English", async () => {
    await visit(visitor, "/press");
    await shot(visitor, "press-public-list-phone");
    await follow(visitor, TITLE, visitor.locator("main"));
    assert.equal(new URL(visitor.url()).pathname, `/press/${number}`);
    assert.match(await main(visitor), /Kaya/);
    await shot(visitor, "press-public-phone");
    const answer = await file(visitor, `/press/${number}/communique.pdf`);
    assert.equal(answer.headers()["content-type"], "application/pdf");
    await visit(visitor, `/press/${number}?lang=en`);
    assert.match(await main(visitor), /Press release no\. 2013/i);
  });

  step("a quote becomes a card of the library", async () => {
    await visit(fatou, "/desk/pictures");
    await follow(fatou, "Faire une carte de citation", fatou.locator("main"));
    await fatou.getByLabel(/^Citation/).fill("Debout ✊");
    await press(fatou, "Voir la carte");
    assert.match(await fatou.locator("main [role=alert]").innerText(), /✊/);
    await fatou.getByLabel(/^Citation/).fill("L’eau n’attend pas : sɛbɛn kɔnɔ.");
    await fatou.getByLabel("Dessin").selectOption("sand");
    await press(fatou, "Voir la carte");
    const shown = fatou.locator("main img");
    assert.ok(await shown.evaluate((image) => image.complete && image.naturalWidth === 1080));
    await look(fatou);
    await shot(fatou, "press-card-phone");
    await press(fatou, "Garder la carte");
    assert.match(await fatou.getByLabel(/^Ce que l’image montre/).first().inputValue(), /L’eau n’attend pas/);
    await shot(fatou, "press-card-kept-phone");
  });
});
