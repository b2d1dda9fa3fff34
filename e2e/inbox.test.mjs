// The inbox of the invented section: a question is answered by two people, a testimony is erased, a
// rumour becomes a text, and an SMS comes in by the gateway’s door, on a small phone without script.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { enterAs } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { enter, look, press, REFUSALS, story, visit } from "./steps.mjs";

const main = (on) => on.locator("main").innerText();
const status = (on) => on.locator("main [role=status]:not([data-acts])").first().innerText();
const talk = (on, words) => on.locator("main .feed li", { hasText: words }).getByRole("link").first();

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

describe("without script, on a small phone, in French", () => {
  const step = story();
  let windows, fatou, mariam, path;

  before(async () => {
    windows = [];
    for (let n = 0; n < 2; n += 1) {
      windows.push(await chrome.phone(site, "fr", { javaScriptEnabled: false, expected: REFUSALS }));
    }
    [fatou, mariam] = await Promise.all(windows.map((window) => window.page()));
    await enter(fatou, "officer");
    await enterAs(site, mariam, "director");
  });

  step("what waits longest stands first, and says that it is late", async () => {
    await visit(fatou, "/desk/inbox");
    const first = fatou.locator("main .feed li").first();
    assert.match(await first.innerText(), /Le puits de Tampouy[\s\S]*/);
    assert.match(await first.innerText(), /En retard/);
    await shot(fatou, "inbox-phone");
  });

  step("the director sees the answer that waits and lets it go or not", async () => {
    await visit(mariam, "/desk/inbox");
    assert.match(await main(mariam), /Réponses à relire avant l’envoi/);
    await press(mariam, mariam.getByRole("link", { name: /Le résumé est sur notre site/ }));
    await shot(mariam, "inbox-review-phone");
    await press(mariam, "Ne pas envoyer");
    assert.match(await status(mariam), /ne partira pas/);
  });

  step("an SMS comes in by the door of the gateway, once", async () => {
    await visit(mariam, "/desk/inbox/ways");
    const door = await mariam.getByLabel("Adresse secrète").inputValue();
    for (let n = 0; n < 2; n += 1) {
      const answer = await fetch(`${door}?from=${encodeURIComponent("+22600000009")}&text=${encodeURIComponent("Mon frère a été frappé.")}&id=77`);
      assert.equal(answer.status, 200);
      assert.equal(await answer.text(), "");
    }
    await visit(fatou, "/desk/inbox");
    await press(fatou, talk(fatou, "Mon frère a été frappé."));
    path = new URL(fatou.url()).pathname;
    assert.equal((await main(fatou)).match(/Mon frère a été frappé/g).length, 1);
    assert.match(await main(fatou), /Un SMS dit à l’opérateur/);
    await look(fatou);
    await shot(fatou, "inbox-sms-phone");
  });

  step("a testimony is erased at once, after one is sure", async () => {
    await fatou.getByRole("heading", { name: "C’est un témoignage" }).click();
    await press(fatou, "Effacer et répondre en sûreté");
    assert.match(await fatou.locator("[role=alert]").innerText(), /Cochez la case/);
    await fatou.getByRole("heading", { name: "C’est un témoignage" }).click();
    await fatou.getByLabel(/cela ne peut pas être défait/).check();
    await press(fatou, "Effacer et répondre en sûreté");
    assert.match(await status(fatou), /Tout est effacé ici/);
    assert.doesNotMatch(await main(fatou), /frère/);
    await visit(fatou, path, 404);
  });

  step("a question is answered, and the refusal keeps what was typed", async () => {
    await visit(fatou, "/desk/inbox");
    await press(fatou, talk(fatou, "ouverte aux élèves"));
    await fatou.getByLabel("Réponse", { exact: true }).fill("Oui, et c’est gratuit.");
    await press(fatou, "Envoyer la réponse");
    // The invented section has no gateway: that is said, and nothing is lost.
    assert.match(await fatou.locator("[role=alert]").innerText(), /Aucune passerelle SMS/);
    assert.equal(await fatou.locator("#answer textarea").inputValue(), "Oui, et c’est gratuit.");
    await shot(fatou, "inbox-refused-phone");
  });

  step("a rumour that was checked becomes a text", async () => {
    await visit(fatou, "/desk/rumours");
    await press(fatou, fatou.getByRole("link", { name: /ferait payer l’entrée/ }));
    await fatou.getByLabel("Résultat de la vérification").selectOption("false");
    await fatou.getByLabel(/Ce que dit la section/).fill("L’entrée de tous nos ateliers est libre.");
    await press(fatou, "En faire un texte");
    assert.match(new URL(fatou.url()).pathname, /^\/desk\/items\//);
    assert.match(await main(fatou), /L’entrée de tous nos ateliers est libre/);
  });

  step("the file of a fake account becomes a warning", async () => {
    await visit(fatou, "/desk/fakes");
    await press(fatou, fatou.getByRole("link", { name: /Section officielle/ }));
    await shot(fatou, "inbox-fake-phone");
    await press(fatou, "Écrire un avertissement");
    assert.match(await main(fatou), /Ce n’est pas nous/);
  });

  after(async () => {
    for (const window of windows) await window.close();
  });
});

test("the rules of the house are read by everyone, in both languages", async () => {
  const window = await chrome.phone(site, "en", { javaScriptEnabled: false });
  const page = await window.page();
  await visit(page, "/house-rules");
  assert.match(await main(page), /We put nobody in danger/);
  await press(page, page.getByRole("link", { name: "Français" }).first());
  assert.match(await main(page), /On ne met personne en danger/);
  await window.close();
});
