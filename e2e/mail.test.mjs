// A letter that comes back: what its reader sees, what the administrator does, and how someone
// who wants no letters says so.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before } from "node:test";
import { binary, browser, shot, start } from "./harness.mjs";
import { REFUSALS, letter, letters, linkIn, look, open, press, story, until, visit } from "./steps.mjs";

const step = story();
const [SALIMATA, RAMA] = ["salimata@example.org", "rama@example.org"];
let site, chrome, desk, admin, phone, small, plain, stranger;

before(async () => {
  site = await start({ command: "serve", env: { GRIOT_MAIL_BOUNCE: "retours@example.org" } });
  chrome = await browser();
  desk = await chrome.desktop(site, "fr", { expected: REFUSALS });
  phone = await chrome.phone(site, "fr", { expected: REFUSALS });
  plain = await chrome.phone(site, "en", { javaScriptEnabled: false });
  [admin, small, stranger] = await Promise.all([desk, phone, plain].map((window) => window.page()));
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

/** Hands a mail over as a mail server does. */
function bounce(mail) {
  const done = spawnSync(binary(), ["--data", site.data, "bounce"], { input: mail, encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  assert.ok(!done.stderr.includes("example.org"), done.stderr);
}

/** A report that the letter did not reach anyone. */
function report(mail) {
  const [back] = mail.header("CFBL-Address").split(";");
  assert.match(back, /^retours\+[a-z2-7]{48}@example\.org$/);
  const to = mail.header("To").replace(/[<>]/g, "");
  return [
    "Return-Path: <>", "From: MAILER-DAEMON@mail.example.org", `To: ${back}`, "MIME-Version: 1.0",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "",
    "--b", "Content-Type: text/plain", "", "It came back.",
    "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mail.example.org", "",
    `Final-Recipient: rfc822; ${to}`, "Action: failed", "Status: 5.1.1", "", "--b--", "",
  ].join("\r\n");
}

/** The newest letter kept for someone; waits for it. */
async function newest(to) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = letters(site).filter((mail) => mail.header("To").includes(to)).at(-1);
    if (found) return found;
    assert.ok(Date.now() < deadline, `no letter to ${to}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

step("a letter comes back, and its reader learns it on their own page", async () => {
  await open(site, admin);
  await visit(stranger, "/reset");
  await stranger.fill("input[name=address]", SALIMATA);
  await press(stranger, stranger.locator("main form button"));
  bounce(report(await newest(SALIMATA)));

  await small.context().addCookies(await admin.context().cookies());
  await visit(small, "/me");
  assert.match(await small.locator(".note.bad").innerText(), /Nos lettres à salimata@example\.org nous reviennent/);
  await shot(small, "letters-return-fr-phone");
  await visit(admin, "/me/security?lang=en");
  assert.match(await admin.locator(".note.bad").first().innerText(), /Our letters to salimata@example\.org come back/);
});

step("the administrator reads how many addresses are stopped, and no address", async () => {
  await visit(admin, "/admin/mail");
  const said = await admin.locator("main").innerText();
  assert.match(said, /1 adresse n’existe pas/);
  await shot(admin, "mail-stops-fr-desktop");
  await visit(small, "/admin/mail?lang=en");
  assert.match(await small.locator("main").innerText(), /1 address does not exist/);
  await shot(small, "mail-stops-en-phone");
});

step("an address typed with a slip stays in the form, and the right one gets letters again", async () => {
  await admin.goto("/admin/mail");
  await admin.fill("input[name=address]", "salimata@example.com");
  await press(admin, "Lui écrire de nouveau");
  assert.match(await admin.locator("[role=alert]").innerText(), /n’est pas arrêtée/);
  assert.equal(await admin.inputValue("input[name=address]"), "salimata@example.com");
  await admin.fill("input[name=address]", SALIMATA);
  await press(admin, "Lui écrire de nouveau");
  assert.match(await admin.locator("[role=status]").innerText(), /partent de nouveau/);
  await visit(small, "/me");
  assert.equal(await small.locator(".note.bad").count(), 0);
});

step("a member wants no letters, and then wants them again", async () => {
  await visit(small, "/me/security");
  await press(small, "Ne plus m’écrire du tout");
  assert.match(await small.locator(".note.bad").first().innerText(), /demandé à ne plus recevoir/);
  await admin.goto("/admin/mail");
  await admin.fill("input[name=address]", SALIMATA);
  await press(admin, "Lui écrire de nouveau");
  assert.match(await admin.locator("[role=alert]").innerText(), /Cochez la case/);
  assert.equal(await admin.locator("input[name=sure]").count(), 1);
  await press(small, small.getByRole("button", { name: /Elle marche de nouveau/ }));
  assert.match(await small.locator("[role=status]").innerText(), /partent de nouveau/);
});

step("whoever is invited says by one button, without a script, that they want no letters", async () => {
  await admin.goto("/desk/people");
  await admin.fill("input[name=address]", RAMA);
  await press(admin, "Envoyer l’invitation");
  await letter(admin, "Votre place", RAMA);
  const link = await linkIn(admin, "/stop/");
  await visit(stranger, link);
  await shot(stranger, "stop-en-phone");
  await press(stranger, "Write to me no more");
  assert.match(await stranger.locator("h1").innerText(), /Noted/);
  await visit(admin, "/desk/people");
  assert.match(await admin.locator("main").innerText(), /nos lettres n’y arrivent pas/);
});

step("a letter tries the way back, and the page tells when it came round", async () => {
  await admin.goto("/admin/mail");
  assert.match(await admin.locator("main").innerText(), /Un courriel en est revenu/, "the report came that way");
  await press(admin, "Essayer le chemin du retour");
  const probe = await newest("retours+");
  bounce(probe.source);
  await until(admin, "/admin/mail", async (page) => /1 essai du chemin du retour réussi/.test(await page.locator("main").innerText()), "the trial came round");
  await look(admin);
});

step("nothing went wrong in any window", async () => {
  for (const window of [desk, phone, plain]) await window.close();
});
