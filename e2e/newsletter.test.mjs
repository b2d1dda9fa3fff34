// A newsletter on a small phone without script: somebody asks for it, confirms by the letter that comes, gets
// the next one, reads it on the site, and leaves with one click. In the invented section.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { browser, start } from "./harness.mjs";
import { REFUSALS, enter, follow, letter, letters, linkIn, look, press, story, visit } from "./steps.mjs";

const step = story();
const READER = "nouvelle.lectrice@example.org";
const ISSUE = "Février : nos langues";
let folder, site, chrome, windows, guest, officer, admin;
const status = (on) => on.locator("[role=status]").first().innerText();
const told = (part) => letters(site).filter((one) => one.header("To").includes(READER) && one.source.includes(part));

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "griot-e2e-"));
  chrome = await browser();
  site = await start({ data: join(folder, "data") });
  const expected = REFUSALS;
  windows = await Promise.all([
    chrome.phone(site, "fr", { expected, javaScriptEnabled: false }),
    chrome.desktop(site, "fr", { expected }),
    chrome.desktop(site, "fr", { expected }),
  ]);
  [guest, officer, admin] = await Promise.all(windows.map((window) => window.page()));
  await enter(officer, "officer");
  await admin.request.post("/demo/enter", { form: { as: "administrator" }, headers: { origin: site.address } });
});
after(async () => {
  await chrome?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

step("the page says what one gets and how often, and takes an address", async () => {
  await visit(guest, "/newsletter");
  const words = await guest.locator("main").innerText();
  assert.match(words, /Une lettre par mois/);
  assert.match(words, /Janvier : le chemin de l’eau/);
  await guest.getByLabel("Votre adresse électronique").fill("pas une adresse@");
  await guest.locator("input[name=address]").evaluate((field) => field.setAttribute("type", "text"));
  await press(guest, "Recevoir ces lettres");
  assert.match(await guest.locator("[role=alert]").innerText(), /nom@exemple\.org/);
  await guest.getByLabel("Votre adresse électronique").fill(READER);
  await press(guest, "Recevoir ces lettres");
  assert.match(await status(guest), /une lettre vous attend/);
});

step("the letter that comes is confirmed by a button, not by opening its link", async () => {
  await letter(admin, "Confirmez votre inscription", READER);
  const link = await linkIn(admin, "/newsletter/confirm/");
  await visit(guest, link);
  await press(guest, "Oui, je veux ces lettres");
  assert.match(await status(guest), /C’est confirmé/);
});

step("the desk shows the list, the letter that is due and how it looks", async () => {
  await visit(officer, "/desk/newsletter");
  await follow(officer, "La lettre de la section");
  assert.match(await officer.locator("main").innerText(), /À Bobo/);
  await follow(officer, "Personnes inscrites");
  await officer.getByLabel("Adresse exacte").fill(READER);
  await press(officer, "Chercher");
  assert.match(await officer.locator("main article").innerText(), /par le site/);
  await visit(officer, "/desk/calendar");
  const path = await officer.getByRole("link", { name: ISSUE }).first().getAttribute("href");
  await visit(officer, path);
  await follow(officer, "La lettre");
  assert.match(await officer.locator("main").innerText(), /sans image/);
  await officer.goto(path);
  await press(officer, officer.locator("button[value=now]"));
});

step("the letter arrives once, and leads out with one click", async () => {
  const deadline = Date.now() + 150_000;
  while (!told("List-Unsubscribe").length) {
    assert.ok(Date.now() < deadline, "the issue arrives");
    await guest.waitForTimeout(500);
  }
  await guest.waitForTimeout(2_000);
  const [issue, ...more] = told("List-Unsubscribe");
  assert.equal(more.length, 0, "once");
  assert.match(issue.header("List-Unsubscribe-Post"), /One-Click/);
  assert.match(issue.header("List-Id"), /^<lettre\./);
  assert.ok(!/<img/.test(issue.source), "no picture is loaded when it is opened");
  const [leave] = issue.header("List-Unsubscribe").match(/http[^>]+/);
  const answer = await guest.request.post(leave, { form: { "List-Unsubscribe": "One-Click" } });
  assert.equal(answer.status(), 200);
  await visit(guest, leave);
  assert.match(await guest.locator("main").innerText(), /Vous n’êtes sur aucune liste/);
});

step("the letter stands on the site, and the desk knows how many went", async () => {
  await visit(guest, "/newsletter");
  await follow(guest, ISSUE);
  assert.match(await guest.locator("article").innerText(), /Voix du Faso/);
  await visit(officer, "/desk/newsletter");
  await follow(officer, ISSUE);
  assert.match(await officer.locator("main").innerText(), /Lettres parties\s: 43 sur 43/);
  await look(officer);
});
