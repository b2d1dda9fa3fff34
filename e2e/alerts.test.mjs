// Voices from outside and letters about them: a guest who confirms an address, letters that
// one click stops, and the one letter of a day. In the invented section, whose clock can be
// moved: its story began on the day that the folder names.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { REFUSALS, enter, letter, letters, linkIn, look, press, story, until, visit } from "./steps.mjs";

const step = story();
const [READER, ABROAD] = ["lectrice@example.org", "reader@example.org"];
const DAY = 86_400_000;
let folder, site, chrome, windows, awa, officer, admin, moussa, guest, abroad;
let post = "";
const words = (on, where = "#comments") => on.locator(where).innerText();
const status = (on) => on.locator("[role=status]").first().innerText();
const told = (to) => letters(site).filter((one) => one.header("To").includes(to));
/** Letters about comments, not about what waits for its judge: that is another list. */
const ofComments = (one) => one.header("List-Id").startsWith("<comments.");

/** Opens the house, and one window for each of the people of this story. */
async function opened() {
  site = await start({ data: join(folder, "data") });
  const expected = REFUSALS;
  windows = await Promise.all([
    chrome.desktop(site, "fr", { expected }),
    chrome.desktop(site, "fr", { expected }),
    chrome.desktop(site, "fr", { expected }),
    chrome.phone(site, "fr", { expected }),
    chrome.phone(site, "fr", { expected, javaScriptEnabled: false }),
    chrome.phone(site, "en", { expected, javaScriptEnabled: false }),
  ]);
  [awa, officer, admin, moussa, guest, abroad] = await Promise.all(windows.map((window) => window.page()));
  await enter(awa, "member");
  await enter(officer, "officer");
  await enter(moussa, "trainer");
  await admin.request.post("/demo/enter", { form: { as: "administrator" }, headers: { origin: site.address } });
}

async function closed() {
  for (const window of windows) await window.close();
  await site.stop();
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "griot-e2e-"));
  chrome = await browser();
  await opened();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Leaves a comment as someone who is signed in. */
async function comment(on, body) {
  await on.goto(post);
  await on.getByLabel("Votre commentaire").fill(body);
  return press(on, "Commenter", { looking: false });
}

/** Has the desk publish a comment that waits, if it waits. */
async function approve(body) {
  await officer.goto("/desk/moderation");
  const waits = officer.locator("main article", { hasText: body });
  if (await waits.count()) await press(officer, waits.getByRole("button", { name: "Publier" }), { looking: false });
}

step("a blog opens its comments to people without account", async () => {
  await visit(awa, "/blogs/carnet-de-saaba");
  post = await awa.locator("main article h2 a").first().getAttribute("href");
  await awa.getByRole("link", { name: /glages/ }).first().click();
  await awa.waitForLoadState();
  await look(awa);
  await awa.selectOption("select[name=comments]", "guests");
  await press(awa, awa.locator("main form button").first());
});

step("a guest comments without script, and a wrong address loses nothing", async () => {
  await visit(guest, post);
  await guest.getByLabel("Votre commentaire").fill("De loin, mais avec vous.");
  await guest.getByLabel("Votre nom ou pseudonyme").fill("Une lectrice");
  await guest.getByLabel("Votre adresse électronique").fill("lectrice@example");
  await guest.locator("#comment-form input[name=follow]").check();
  const refused = await press(guest, "Commenter");
  assert.equal(refused.status(), 422);
  assert.match(await guest.locator("[role=alert]").first().innerText(), /pas complète/);
  assert.equal(await guest.getByLabel("Votre commentaire").inputValue(), "De loin, mais avec vous.");
  assert.equal(await guest.getByLabel("Votre nom ou pseudonyme").inputValue(), "Une lectrice");

  await guest.getByLabel("Votre adresse électronique").fill(READER);
  await guest.locator("#comment-form input[name=follow]").check();
  await shot(guest, "guest-comment-fr-phone");
  await press(guest, "Commenter");
  assert.match(await status(guest), /Ouvrez le courriel/);
  assert.doesNotMatch(await words(guest), /De loin, mais avec vous/);
  assert.deepEqual(await guest.context().cookies(), [], "a guest gets no cookie");
});

step("the button behind the letter confirms, and nothing else does", async () => {
  await letter(admin, "Confirmez votre commentaire", READER);
  await look(admin);
  await shot(admin, "letter-confirm-fr-desktop");
  const link = await linkIn(admin, "/comments/confirm/");
  assert.equal((await fetch(link)).status, 200, "a mail scanner opens the link first");
  await visit(officer, "/desk/moderation");
  assert.doesNotMatch(await words(officer, "main"), /De loin, mais avec vous/);

  await visit(guest, link);
  assert.match(await words(guest, "main blockquote"), /De loin, mais avec vous/);
  await shot(guest, "guest-confirm-fr-phone");
  await press(guest, "Oui, c’est le mien");
  assert.match(await status(guest), /après relecture/);
  await approve("De loin, mais avec vous");
  await visit(guest, post);
  assert.match(await words(guest), /Une lectrice \(sans compte\)/);
  assert.doesNotMatch(await words(guest), /lectrice@/, "the address is never shown");
});

step("the guest gets one letter for one comment, and one click ends them", async () => {
  await comment(moussa, "Bienvenue parmi nous !");
  await approve("Bienvenue parmi nous");
  await letter(admin, "Nouveau commentaire", READER);
  await look(admin);
  const stop = await linkIn(admin, "/unsubscribe/");
  await visit(guest, stop);
  await shot(guest, "unsubscribe-fr-phone");
  await press(guest, "Arrêter");
  assert.match(await status(guest), /nous ne vous écrirons plus/);
  await visit(guest, stop);
  assert.equal(await guest.locator("main button").count(), 0, "the link stays true");

  const before = told(READER).length;
  await comment(moussa, "Encore un mot.");
  await approve("Encore un mot");
  await until(guest, post, (page) => page.locator("#comments", { hasText: "Encore un mot" }).count(), "the comment is shown");
  await guest.waitForTimeout(1500);
  assert.equal(told(READER).length, before, "no letter comes any more");
});

step("someone who does not comment follows too, in English, and the mail program stops it", async () => {
  await visit(abroad, `${post}?lang=en`);
  await abroad.locator("#comments details summary").click();
  const box = abroad.locator("#comments details form");
  await box.locator("input[name=address]").fill(ABROAD);
  await shot(abroad, "guest-follow-en-phone");
  await press(abroad, box.getByRole("button"));
  assert.match(await status(abroad), /e-mail|letter|mail/i);
  await letter(admin, "Follow the comments", ABROAD);
  await visit(abroad, await linkIn(admin, "/follow/confirm/"));
  assert.equal(await abroad.getAttribute("html", "lang"), "en");
  await press(abroad, abroad.locator("main form button"));

  await comment(moussa, "Pour celles qui lisent au loin.");
  await approve("lisent au loin");
  await letter(admin, "New comment", ABROAD);
  const alert = told(ABROAD).findLast((one) => one.header("List-Unsubscribe"));
  assert.match(alert.header("List-Unsubscribe-Post"), /List-Unsubscribe=One-Click/i);
  const [, address] = alert.header("List-Unsubscribe").match(/<(http[^>]+)>/);
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
  assert.ok(answer.ok, `${answer.status}`);
  await visit(abroad, new URL(address).pathname);
  assert.equal(await abroad.locator("main button").count(), 0);
});

step("a member asks for one letter a day", async () => {
  await visit(officer, post);
  const box = officer.locator("form", { has: officer.locator("input[name=kind][value=post]") });
  if (!(await box.isVisible())) await officer.locator("#comments details summary").click();
  await box.locator("select").selectOption("daily");
  await press(officer, box.getByRole("button"));
  assert.match(await status(officer), /nous vous écrirons/);
  await visit(officer, "/me/alerts");
  await shot(officer, "alerts-fr-desktop");
  const wish = officer.locator("main form", { has: officer.locator(`a[href="${post}"]`) });
  assert.equal(await wish.locator("select").inputValue(), "daily");

  const before = told("fatou").filter(ofComments).length;
  await comment(moussa, "Première remarque du jour.");
  await comment(awa, "Deuxième remarque du jour.");
  await approve("Première remarque");
  await until(guest, post, (page) => page.locator("#comments", { hasText: "Première remarque" }).count(), "both are shown");
  await guest.waitForTimeout(1500);
  const since = told("fatou").filter(ofComments).slice(before);
  assert.deepEqual(since.map((one) => one.header("Subject")), [], "nothing comes at once");
});

step("the next morning brings both comments in one letter", async () => {
  await closed();
  const story = join(folder, "data/story-began");
  writeFileSync(story, String(Number(readFileSync(story, "utf8")) - DAY));
  await opened();
  await letter(admin, "2 commentaires depuis hier", "fatou");
  await look(admin);
  await shot(admin, "letter-digest-fr-desktop");
  const text = await admin.locator(".letter").innerText();
  assert.match(text, /Première remarque du jour/);
  assert.match(text, /Deuxième remarque du jour/);
  const stop = await linkIn(admin, "/unsubscribe/");
  await visit(guest, stop);
  await shot(guest, "daily-letter-fr-phone");
  await press(guest, "Tout arrêter");
  assert.match(await status(guest), /la lettre du jour ne part plus/);
  await visit(officer, "/me/alerts");
  const wish = officer.locator("main form", { has: officer.locator(`a[href="${post}"]`) });
  assert.equal(await wish.locator("select").count(), 0, "the wish is ended");
  assert.equal(await wish.getByRole("button", { name: "Reprendre" }).count(), 1, "and can be taken up again");
});

step("what was told once is not told again the day after", async () => {
  const alerts = () => told("fatou").filter(ofComments).length;
  const before = alerts();
  await closed();
  const story = join(folder, "data/story-began");
  writeFileSync(story, String(Number(readFileSync(story, "utf8")) - DAY));
  await opened();
  await admin.waitForTimeout(2500);
  assert.equal(alerts(), before);
});

step("nothing went wrong in any window", async () => {
  for (const window of windows) await window.close();
});
