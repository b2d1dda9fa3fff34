// A campaign leaves as a kit and comes in again, on a phone without script: one byte changed is
// refused with a sentence; taken over under another name it is a campaign of its own. A member
// carries the campaign that runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, start } from "./harness.mjs";
import { REFUSALS, enter, press, visit } from "./steps.mjs";

let chrome;
before(async () => {
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
});

test("a kit is given, altered, refused and taken over; a member carries the campaign", async () => {
  const site = await start();
  const window = await chrome.phone(site, "fr", { javaScriptEnabled: false, expected: REFUSALS });
  const page = await window.page();
  const button = (name) => page.getByRole("button", { name });
  const link = (name) => page.getByRole("link", { name });
  await enter(page, "director");

  await visit(page, "/desk/campaigns");
  await press(page, link("L’eau à l’école"));
  await press(page, link("Donner en kit"));

  const coming = page.waitForEvent("download");
  await button("Télécharger le kit").click();
  const kit = await coming;
  assert.equal(kit.suggestedFilename(), "kit-l-eau-a-l-ecole.zip");
  const bytes = readFileSync(await kit.path());

  const bring = async (buffer) => {
    await visit(page, "/desk/campaigns/kits");
    await page.getByLabel(/Le kit/).setInputFiles({ name: "kit.zip", mimeType: "application/zip", buffer });
    await press(page, button("Regarder le kit"));
  };
  const altered = Buffer.from(bytes);
  // The first file of the kit, well behind its name.
  altered[altered.indexOf("texts/campaign") + 60] ^= 1;
  await bring(altered);
  await page.getByText(/Le fichier texts\/campaign\.fr\.md a été changé après la signature/).waitFor();

  await bring(bytes);
  await page.getByText("La signature tient").waitFor();

  await page.getByLabel("Titre").fill("L’eau, chez nous");
  await press(page, button("Reprendre la campagne"));
  await page.getByText("La campagne est reprise").waitFor();
  await page.getByRole("heading", { name: "L’eau, chez nous" }).waitFor();

  await visit(page, "/me/kits");

  await press(page, link("L’eau à l’école"));
  await page.getByLabel(/Votre club/).fill("Club de Kaya");
  await press(page, button("Porter cette campagne"));
  await page.getByText("Vos textes sont prêts").waitFor();
  await page.getByLabel("Sur quel réseau").fill("Facebook");
  await press(page, button("Noter ce partage"));
  await page.getByText("C’est noté").waitFor();

  await visit(page, "/desk/campaigns");
  await press(page, link("L’eau à l’école"));
  await page.getByText("Club de Kaya · Facebook · 1 partage").waitFor();

  await window.close();
  await site.stop();
});
