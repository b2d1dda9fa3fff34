// The writing desk with script: nothing that was typed is lost.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { enter, look, png, press, story, visit } from "./steps.mjs";

const step = story();
let site, chrome, phone, page, desk, other;
let address = "";
const text = (on) => on.locator("textarea[name=body]");
const state = (on, pattern) => on.locator("[data-editor-state]", { hasText: pattern }).waitFor();

before(async () => {
  site = await start();
  chrome = await browser();
  const expected = [/ERR_INTERNET_DISCONNECTED/, /status of 422/];
  phone = await chrome.phone(site, "fr", { expected });
  desk = await chrome.desktop(site, "fr", { expected });
  [page, other] = await Promise.all([phone.page(), desk.page()]);
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

/** A new draft in the first blog of whoever is signed in. */
async function begin(on, title) {
  await on.goto("/me/posts/new");
  if (!(await on.locator("input[name=title]").count())) {
    await on.goto("/me/blogs/new");
    await on.fill("input[name=title]", `Blog de ${title}`);
    await press(on, on.locator("main form button").first(), { looking: false });
    await on.goto("/me/posts/new");
  }
  await on.fill("input[name=title]", title);
  await press(on, on.locator("main form button"), { looking: false });
  return new URL(on.url()).pathname;
}

step("a draft opens with its tools", async () => {
  await enter(page, "member");
  address = await begin(page, "Une marche à Kaya");
  await look(page);
  await page.getByRole("toolbar").waitFor();
  await shot(page, "editor-script-fr-phone");
});

step("the toolbar writes what its buttons say", async () => {
  await text(page).fill("Nous marchons.");
  await text(page).selectText();
  await page.getByRole("button", { name: "Gras" }).click();
  assert.equal(await text(page).inputValue(), "**Nous marchons.**");
  await page.getByRole("button", { name: "Intertitre" }).click();
  assert.match(await text(page).inputValue(), /^## \*\*Nous/);
  await text(page).press("Control+z");
  assert.equal(await text(page).inputValue(), "**Nous marchons.**", "the browser’s own undo works");
});

step("what is written is kept by itself, and the page says so", async () => {
  await state(page, /Gardé à \d/);
});

step("the preview is the page to come", async () => {
  await page.getByText("Aperçu", { exact: true }).click();
  await page.locator("[data-editor-glass] strong", { hasText: "Nous marchons" }).waitFor();
  await look(page);
});

step("a picture goes in with its words only", async () => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Image", exact: true }).click();
  await (await chooser).setFiles(png());
  const box = page.locator("[data-editor-picture]");
  await box.getByRole("button", { name: "Insérer" }).click();
  assert.match(await box.locator("[data-error]").innerText(), /Décrivez en quelques mots/);
  await box.locator("[data-alt]").fill("Une marche au lever du soleil");
  await box.getByRole("button", { name: "Insérer" }).click();
  await page.waitForFunction(() => /!\[Une marche/.test(document.querySelector("textarea[name=body]").value));
  await look(page);
});

step("a cut network and a closed tab lose nothing", async () => {
  await phone.context.setOffline(true);
  await text(page).fill("Écrit dans le car, sans réseau.");
  await state(page, /Hors ligne/);
  await shot(page, "editor-offline-fr-phone", { fullPage: false });
  await page.close();
  await phone.context.setOffline(false);

  page = await phone.page();
  await visit(page, address);
  assert.equal(await text(page).inputValue(), "Écrit dans le car, sans réseau.");
  await page.getByText("Votre texte gardé sur cet appareil a été repris.").waitFor();
  await state(page, /Gardé à \d/);
  await press(page, "Enregistrer le brouillon");
  assert.match(await page.locator("[role=status]").first().innerText(), /enregistré/);
});

step("a text written on two devices is not overwritten in silence", async () => {
  await enter(other, "member");
  await visit(other, address);
  await text(page).fill("Écrit sur le téléphone.");
  await press(page, "Enregistrer le brouillon");
  await text(other).fill("Écrit à l’ordinateur.");
  const answer = await press(other, "Enregistrer le brouillon");

  assert.equal(answer.status(), 422);
  assert.match(await other.locator("[role=alert]").first().innerText(), /entre-temps/);
  assert.equal(await text(other).inputValue(), "Écrit à l’ordinateur.", "the words are still there");
  await visit(page, address);
  assert.equal(await text(page).inputValue(), "Écrit sur le téléphone.");
});

step("a text kept here, older than the site’s, is offered and not forced", async () => {
  await phone.context.setOffline(true);
  await text(page).fill("Gardé ici, hors ligne.");
  await state(page, /Hors ligne/);
  await page.close();
  await phone.context.setOffline(false);
  await visit(other, address);
  await text(other).fill("Le texte du site a avancé.");
  await press(other, "Enregistrer le brouillon", { looking: false });

  page = await phone.page();
  await visit(page, address);
  assert.equal(await text(page).inputValue(), "Le texte du site a avancé.");
  await shot(page, "editor-conflict-fr-phone", { fullPage: false });
  await page.getByRole("button", { name: "Le reprendre" }).click();
  assert.equal(await text(page).inputValue(), "Gardé ici, hors ligne.");
});

const minutes = (from, more) => new Date(from + more * 60_000).toISOString().slice(0, 16);
// The story’s clock began on this day when the folder was made.
const BEGINS = Date.parse("2013-02-14T09:00:00Z");

step("a post is scheduled, and its hour may come too late", async () => {
  const path = await begin(page, "Demain, la marche");
  await text(page).fill("Rendez-vous devant l’école.");
  await page.fill("input[name=publish_at]", minutes(BEGINS, 24 * 60));
  await page.fill("input[name=not_after]", minutes(BEGINS, 23 * 60));
  const refused = await press(page, "Programmer");
  assert.equal(refused.status(), 422);
  assert.match(await page.locator("[role=alert]").first().innerText(), /avant l’heure de parution/);
  assert.equal(await page.inputValue("input[name=publish_at]"), minutes(BEGINS, 24 * 60), "the hours stay in the form");

  await page.fill("input[name=not_after]", minutes(BEGINS, 26 * 60));
  await press(page, "Programmer");
  assert.match(await page.locator("[role=status]").first().innerText(), /paraîtra/);
  await visit(page, "/me/posts");
  await shot(page, "my-posts-fr-phone");
  assert.match(await page.locator("main li", { hasText: "Demain, la marche" }).innerText(), /programmé/);
  assert.equal((await fetch(`${site.address}/`).then((answer) => answer.text())).includes("Demain, la marche"), false);
  await visit(page, path);
  await press(page, "Ne plus programmer");
});

step("nothing went wrong in any window", async () => {
  await phone.close();
  await desk.close();
});
