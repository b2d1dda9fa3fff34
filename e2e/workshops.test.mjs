// A training from its first idea to the day: a trainer prepares and announces it, people enrol with and without an
// account, one waits and moves up. On a small phone, without script, in French.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { enterAs, noKey } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { letter, linkIn, press, REFUSALS, story, visit } from "./steps.mjs";

const main = (on) => on.locator("main").innerText();
const status = (on) => on.locator("main [role=status]:not([data-acts])").first().innerText();

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

describe("a workshop", () => {
  const step = story();
  let windows, adama, awa, visitor, salif, desk, address, own;

  before(async () => {
    windows = [];
    for (let n = 0; n < 4; n += 1) {
      windows.push(await chrome.phone(site, "fr", { javaScriptEnabled: false, expected: REFUSALS }));
    }
    [adama, awa, visitor, salif] = await Promise.all(windows.map((window) => window.page()));
    await enterAs(site, adama, "trainer");
    await enterAs(site, awa, "member");
    await enterAs(site, salif, "administrator");
  });

  step("is prepared and announced", async () => {
    await visit(adama, "/desk/workshops");
    await shot(adama, "workshops-desk-phone");
    await adama.getByLabel("Nouveau programme").fill("Filmer avec un téléphone");
    await press(adama, "Commencer ce programme");
    await adama.getByLabel(/^En bref/).fill("Une demi-journée pour filmer utile, sans mettre personne en danger.");
    await adama.getByLabel(/^Ce que l’on apprend/).fill("Cadrer, **demander l’accord**, monter trente secondes.\n\nApportez votre téléphone et son chargeur.");
    await adama.getByLabel(/^Nom du document/).fill("Attestation de participation");
    await shot(adama, "workshops-programme-edit-phone");
    await press(adama, "Enregistrer");
    assert.match(await status(adama), /C’est enregistré/);
    await adama.getByLabel("Début").fill("2013-02-27T08:30");
    await adama.getByLabel("Fin").fill("2013-02-27T12:30");
    await press(adama, "Préparer cet atelier");
    desk = new URL(adama.url()).pathname.replace("/edit", "");
    await adama.getByLabel(/^Ville ou quartier/).fill("Kaya");
    await adama.getByLabel("Endroit exact", { exact: true }).fill("Maison des jeunes, salle 2");
    await adama.getByLabel(/^Accès/).fill("Rampe à l’entrée, coin pour un bébé");
    await adama.getByLabel(/^Langues/).fill("fr, mos");
    await adama.getByLabel("Places", { exact: true }).fill("1");
    await shot(adama, "workshops-edit-phone");
    await press(adama, "Enregistrer");
    await press(adama, "Annoncer");
    assert.match(await status(adama), /C’est annoncé/);
    await shot(adama, "workshops-announced-phone");
    await press(adama, adama.getByRole("link", { name: "Voir la page publique" }));
    address = new URL(adama.url()).pathname;
    assert.match(await main(adama), /1 place libre/);
  });

  step("takes a member with one click", async () => {
    await visit(awa, "/workshops");
    await shot(awa, "workshops-public-phone");
    await press(awa, awa.getByRole("link", { name: "Filmer avec un téléphone" }));
    await press(awa, "Inscrire");
    assert.match(await main(awa), /Votre place est gardée/);
    assert.match(await main(awa), /Maison des jeunes, salle 2/);
    await shot(awa, "workshops-enrolled-phone");
    own = new URL(awa.url()).pathname;
  });

  step("lets a visitor wait, who confirms first", async () => {
    await visit(visitor, address);
    assert.doesNotMatch(await main(visitor), /Maison des jeunes/);
    await shot(visitor, "workshops-full-phone");
    await visitor.getByLabel(/^Nom/).fill("Rose");
    await press(visitor, "Attendre une place");
    assert.match(await main(visitor), /Donnez une adresse e-mail ou un numéro de téléphone/);
    assert.equal(await visitor.getByLabel(/^Nom/).inputValue(), "Rose", "nothing typed is lost");
    await visitor.getByLabel("E-mail").fill("rose-kinda@example.org");
    await press(visitor, "Attendre une place");
    assert.match(await main(visitor), /encore un pas/);
    await letter(salif, /À confirmer/, "rose-kinda@example.org");
    await visit(visitor, await linkIn(salif, "/enrolments/"));
    await shot(visitor, "workshops-confirm-phone");
    await press(visitor, "Oui, je viens");
    assert.match(await main(visitor), /en tête de la liste d’attente/);
  });

  step("gives the place on when somebody withdraws", async () => {
    await visit(awa, own);
    await press(awa, "Je ne viens pas");
    assert.match(await status(awa), /C’est noté/);
    await letter(salif, /Votre place est gardée/, "rose-kinda@example.org");
    await visit(adama, desk);
    assert.match(await main(adama), /Inscrits 1/);
    await noKey(adama);
    await shot(adama, "workshops-enrolled-desk-phone");
    await visit(adama, `${desk}/list`);
    assert.match(await main(adama), /Rose/);
  });

  step("refuses what cannot be, with a sentence", async () => {
    await visit(adama, desk);
    await adama.getByText("Ajouter une rencontre").click();
    const form = adama.locator("#meetings details").last();
    await form.getByLabel("Début").fill("2013-02-28T12:00");
    await form.getByLabel("Fin").fill("2013-02-28T08:00");
    await press(adama, form.getByRole("button", { name: "Ajouter" }));
    assert.match(await main(adama), /La fin vient avant le début/);
    await visit(visitor, "/enrolments/AAAABBBBCCCC", 404);
  });
});
