// Words that people left below a post: changed, deleted, reported, hidden with a reason, and what a
// guest without an account may do with theirs. On a phone, and without script where it is public.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { REFUSALS, enter, follow, letter, linkIn, press, story, visit } from "./steps.mjs";

const step = story();
const READER = "lectrice@example.org";
let site, chrome, windows, awa, officer, admin, moussa, guest;
let post = "";
let kept = "";
const words = (on, where = "#comments") => on.locator(where).innerText();
const status = (on) => on.locator("[role=status]").first().innerText();
const alone = (on, body) => on.locator("#comments article", { hasText: body }).last();

before(async () => {
  site = await start();
  chrome = await browser();
  const expected = REFUSALS;
  windows = await Promise.all([
    chrome.desktop(site, "fr", { expected }),
    chrome.phone(site, "fr", { expected }),
    chrome.desktop(site, "fr", { expected }),
    chrome.phone(site, "fr", { expected }),
    chrome.phone(site, "fr", { expected, javaScriptEnabled: false }),
  ]);
  [awa, officer, admin, moussa, guest] = await Promise.all(windows.map((window) => window.page()));
  await enter(awa, "member");
  await enter(officer, "officer");
  await enter(moussa, "trainer");
  await admin.request.post("/demo/enter", { form: { as: "administrator" }, headers: { origin: site.address } });
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

/** Leaves a comment as someone who is signed in. */
async function comment(on, body) {
  await on.goto(post);
  await on.getByLabel("Votre commentaire").fill(body);
  await press(on, "Commenter");
}

/** Has the desk decide on a comment in one of its queues, if it stands there. */
async function decide(show, body, button, reason) {
  await visit(officer, `/desk/moderation?show=${show}`);
  const item = officer.locator("main article", { hasText: body });
  if (!(await item.count())) return false;
  if (reason) await item.getByLabel("Pourquoi le cacher").fill(reason);
  await press(officer, item.getByRole("button", { name: button }));
  return true;
}

step("a blog opens its comments to people without account", async () => {
  await visit(awa, "/blogs/carnet-de-saaba");
  post = await awa.locator("main article h2 a").first().getAttribute("href");
  await follow(awa, "Réglages du blog");
  await awa.selectOption("select[name=comments]", "guests");
  await press(awa, awa.locator("main form button").first());
});

step("a member lands on the comment just left, and changes it", async () => {
  await comment(moussa, "Un mot un peu vite dit.");
  await decide("waiting", "un peu vite dit", "Publier");
  await visit(moussa, post);
  await press(moussa, alone(moussa, "un peu vite dit").getByRole("link", { name: "Modifier" }));
  await moussa.getByLabel("Votre commentaire").fill("  ");
  await press(moussa, "Enregistrer");
  assert.match(await words(moussa, "[role=alert]"), /Écrivez quelques mots/);
  await moussa.getByLabel("Votre commentaire").fill("Un mot pesé :\nligne à ligne.");
  await shot(moussa, "comment-edit-fr-phone");
  await press(moussa, "Enregistrer");
  assert.match(await status(moussa), /modifié|relecture/);
  await decide("waiting", "Un mot pesé", "Publier");
  await visit(moussa, post);
  assert.match(await words(moussa), /Un mot pesé\u00a0:\nligne à ligne\./);
  assert.match(await alone(moussa, "Un mot pesé").innerText(), /modifié/);
});

step("a reader reports it without script, and says why", async () => {
  await visit(guest, post);
  await press(guest, alone(guest, "Un mot pesé").getByRole("link", { name: "Signaler" }));
  assert.match(await words(guest, "main blockquote"), /Un mot pesé\u00a0:\nligne à ligne\./);
  await guest.getByLabel("Ce qui ne va pas").fill("   ");
  await press(guest, guest.locator("main form button"));
  assert.match(await words(guest, "[role=alert]"), /ce qui ne va pas/);
  await guest.getByLabel("Ce qui ne va pas").fill("Ce n’est pas vrai");
  await shot(guest, "comment-report-fr-phone");
  await press(guest, guest.locator("main form button"));
  assert.match(await status(guest), /vont regarder/);
});

step("an officer hides it with a reason, on a phone", async () => {
  for (const show of ["waiting", "suspected", "hidden"]) await visit(officer, `/desk/moderation?show=${show}`);
  await visit(officer, "/desk/moderation?show=reported");
  assert.match(await words(officer, "main"), /Ce n’est pas vrai/);
  await shot(officer, "moderation-reported-fr-phone");
  assert.ok(await decide("reported", "Un mot pesé", "Cacher", "Une affirmation sans source"));
  assert.match(await status(officer), /caché/);
  await visit(officer, "/desk/moderation?show=hidden");
  assert.match(await words(officer, "main"), /Une affirmation sans source/);
  await visit(officer, "/desk/moderation?show=hidden&lang=en");
});

step("its writer reads that, and why; others read nothing of it", async () => {
  await visit(moussa, post);
  assert.match(await words(moussa), /Caché par la modération/);
  assert.match(await words(moussa), /Motif\u00a0: Une affirmation sans source/);
  await shot(moussa, "comment-hidden-fr-phone");
  await visit(moussa, "/me");
  assert.match(await words(moussa, "main"), /Une affirmation sans source/);
  await visit(guest, post);
  assert.doesNotMatch(await words(guest), /Un mot pesé/);
});

step("what was put back for good is read again, and its writer deletes it", async () => {
  assert.ok(await decide("hidden", "Un mot pesé", "Le remettre pour de bon"));
  await visit(guest, post);
  assert.match(await words(guest), /Un mot pesé/);
  await visit(moussa, post);
  await press(moussa, alone(moussa, "Un mot pesé").getByRole("link", { name: "Modifier" }));
  await press(moussa, moussa.getByRole("link", { name: "Supprimer" }));
  assert.match(await words(moussa, "main"), /Supprimer ce commentaire/);
  await shot(moussa, "comment-delete-fr-phone");
  await press(moussa, moussa.locator("main form button"));
  assert.match(await status(moussa), /supprimé/);
  assert.doesNotMatch(await words(moussa), /Un mot pesé/);
});

step("a guest comments, confirms, and finds what is kept of them", async () => {
  await visit(guest, post);
  await guest.getByLabel("Votre commentaire").fill("Je lis de loin.");
  await guest.getByLabel("Votre nom ou pseudonyme").fill("Une lectrice");
  await guest.getByLabel("Votre adresse électronique").fill(READER);
  await guest.getByLabel("M’écrire quand on me répond").check();
  await press(guest, "Commenter");
  await letter(admin, "Confirmez votre commentaire", READER);
  kept = new URL(await linkIn(admin, "/guest/")).pathname;
  await visit(guest, await linkIn(admin, "/comments/confirm/"));
  await press(guest, "Oui, c’est le mien");
  await visit(guest, kept);
  assert.match(await words(guest, "main"), /Je lis de loin/);
  assert.match(await words(guest, "main"), /Réponses à mes commentaires/);
  await shot(guest, "guest-kept-fr-phone");
  await visit(guest, `${kept}?lang=en`);
});

step("the guest changes the comment, and how soon the letters come", async () => {
  await visit(guest, kept);
  await press(guest, guest.getByRole("link", { name: "Modifier" }));
  await guest.getByLabel("Votre commentaire").fill("Je vous lis de loin, chaque semaine.");
  await press(guest, "Enregistrer");
  assert.match(await words(guest, "main"), /chaque semaine/);
  await guest.locator("#wishes select").selectOption("daily");
  await press(guest, guest.locator("#wishes form button"));
  assert.equal(await guest.locator("#wishes select").inputValue(), "daily");
  await guest.locator("#wishes select").selectOption("");
  await press(guest, guest.locator("#wishes form button"));
  await press(guest, "Reprendre");
  assert.equal(await guest.locator("#wishes select").inputValue(), "daily");
});

step("the guest deletes the comment alone, and then everything", async () => {
  await press(guest, guest.getByRole("link", { name: "Supprimer" }));
  await press(guest, guest.locator("main form button"));
  assert.match(await status(guest), /supprimé/);
  assert.doesNotMatch(await words(guest, "main"), /chaque semaine/);
  await press(guest, "Effacer tout");
  assert.match(await status(guest), /ne gardons plus rien/);
  assert.equal((await guest.goto(kept)).status(), 410);
});

step("a refusal to follow stands beside its field", async () => {
  await visit(guest, post);
  await guest.locator("#follow summary").click();
  const box = guest.locator("#follow form");
  await box.locator("input[name=address]").fill("lectrice@example");
  await box.locator("select").selectOption("daily");
  const refused = await press(guest, box.getByRole("button"));
  assert.equal(refused.status(), 422);
  assert.match(await guest.locator("#follow [role=alert]").innerText(), /pas complète/);
  assert.equal(await guest.locator("#follow input[name=address]").inputValue(), "lectrice@example");
  assert.equal(await guest.locator("#follow select").inputValue(), "daily");
  await shot(guest, "follow-refused-fr-phone");
});

step("nothing went wrong in any window", async () => {
  for (const window of windows) await window.close();
});
