// What goes wrong, and what must come back: a text of which nobody knows whether it is out, a text that is
// taken back from every channel, and the one button that stops everything. On a small phone, without
// script, in French.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { enterAs } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { enter, follow, press, story, visit } from "./steps.mjs";

const main = (on) => on.locator("main").innerText();
const status = (on) => on.locator("main [role=status]:not([data-acts])").first().innerText();
const part = (on, heading) => on.locator("main section", { has: on.getByRole("heading", { name: heading, exact: true }) });

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

describe("when something goes wrong", () => {
  const step = story();
  let windows, fatou, mariam, item;

  before(async () => {
    windows = [];
    for (let n = 0; n < 2; n += 1) windows.push(await chrome.phone(site, "fr", { javaScriptEnabled: false }));
    [fatou, mariam] = await Promise.all(windows.map((window) => window.page()));
    await enter(fatou, "officer");
    await enterAs(site, mariam, "director");
  });

  step("“sent, not confirmed” is shown as such, and a person says what they saw", async () => {
    await visit(fatou, "/desk/today");
    await shot(fatou, "withdrawal-unknown-phone");
    await press(fatou, part(fatou, "Envoyé, non confirmé").getByRole("link").first());
    item = new URL(fatou.url()).pathname;
    const line = fatou.locator("#deliveries li", { has: fatou.getByRole("button", { name: "Il y est" }) }).first();
    assert.match(await line.innerText(), /envoyé, non confirmé/i);
    await line.getByLabel("Adresse du texte publié").fill("https://social.example/@section/1");
    await press(fatou, line.getByRole("button", { name: "Il y est", exact: true }));
    assert.match(await status(fatou), /C’est noté/);
    assert.equal(await fatou.locator('#deliveries a[href="https://social.example/@section/1"]').count(), 1);
    await visit(fatou, "/desk/today");
    assert.equal(await part(fatou, "Envoyé, non confirmé").locator(`a[href$="${item}"]`).count(), 0);
  });

  step("taken back from everywhere, it says where a hand is still needed", async () => {
    await visit(fatou, item);
    await fatou.getByText("Retirer de partout", { exact: true }).click();
    await fatou.getByLabel("Pourquoi").fill("Une personne s’y reconnaît.");
    await press(fatou, "Retirer de tous les canaux");
    assert.match(await status(fatou), /Le retrait est demandé partout/);
    const said = await fatou.locator("#deliveries").innerText();
    assert.match(said, /retrait demandé|à retirer à la main/, said);
    assert.match(await fatou.locator("main .chip").first().innerText(), /Retiré/);
    await shot(fatou, "withdrawal-asked-phone");
    const byHand = fatou.getByRole("button", { name: "Je l’ai retiré", exact: true });
    for (let left = await byHand.count(); left > 0; left -= 1) {
      await press(fatou, byHand.first());
      assert.match(await status(fatou), /C’est noté/);
    }
    await fatou.getByRole("heading", { name: "Ce qui a été fait" }).click();
    assert.match(await main(fatou), /Une personne s’y reconnaît/);
  });

  step("one button stops everything, everybody sees it, and what waits is not lost", async () => {
    await visit(mariam, "/desk/today");
    await follow(mariam, "Tout arrêter", mariam.locator("main"));
    await shot(mariam, "withdrawal-cut-phone");
    await press(mariam, "Tout arrêter maintenant");
    await visit(fatou, "/desk/today");
    assert.match(await main(fatou), /Tout est arrêté depuis/);
    await follow(mariam, "Relancer", mariam.locator("main"));
    assert.match(await main(mariam), /Arrêté par Mariam Kaboré/);
    await press(mariam, "Relancer");
    assert.doesNotMatch(await main(mariam), /Tout est arrêté/);
  });

  step("nothing went wrong in any window", async () => {
    for (const window of windows) await window.close();
  });
});
