import { test } from "node:test";
import { browser, start } from "./harness.mjs";
import { enter, visit, press } from "./steps.mjs";
import { enterAs } from "./desks.mjs";
test("x", async () => {
  const site = await start(); const chrome = await browser();
  const w1 = await chrome.phone(site, "fr", { javaScriptEnabled: false }); const w2 = await chrome.phone(site, "fr", { javaScriptEnabled: false });
  const a = await w1.page(); const m = await w2.page();
  await enter(a, "officer"); await enterAs(site, m, "director");
  await visit(a, "/desk/items/new");
  await a.getByLabel(/^Titre de travail/).fill("Essai du site");
  await a.getByLabel(/^Texte commun/).fill("Un.\nDeux.");
  await a.getByRole("checkbox", { name: /^Le site/ }).check();
  await press(a, "Enregistrer"); const item = new URL(a.url()).pathname;
  await press(a, "Donner à relire"); await visit(m, item); await press(m, "Approuver le texte"); await visit(a, item);
  await press(a, "Publier maintenant");
  for (let n = 0; n < 4; n++) {
  await new Promise(r => setTimeout(r, 3000));
  await visit(a, item);
  console.log(await a.locator("#deliveries").innerText()); }
  await visit(m, "/admin/jobs").catch(() => 0);
  console.log(await m.locator("main").innerText());
  await chrome.close(); await site.stop();
});
