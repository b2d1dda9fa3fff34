// Those who look after the section, and what everyone may do with their own account: a refusal
// with its reason, roles, suspension, a second factor, another address, consents, a copy, the end.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { PASSPHRASE, REFUSALS, add, codeOf, follow, letter, linkIn, look, open, press, signIn, story, visit } from "./steps.mjs";

const [ADMIN, AWA, ISSA, MOVED] = ["salimata@example.org", "awa@example.org", "issa@example.org", "awa.k@example.org"];
const ANOTHER = "mangue rivière lampe";

const WORDS = {
  fr: {
    ask: "Demander à rejoindre",
    confirm: "Confirmer",
    confirmSubject: "Confirmez votre adresse",
    openRefusal: "Refuser…",
    why: /Motif du refus/,
    refuse: "Refuser Issa",
    reason: "La section est à Kaya ; celle de Bobo vous attend.",
    refusalSubject: "Votre demande à",
    answered: /La réponse est écrite/,
    giveTo: /Donner un rôle à Awa/,
    editor: "Rédaction",
    give: "Donner",
    takeEditor: "Retirer le rôle Rédaction à Awa",
    rolesDone: /Les rôles sont à jour/,
    noAccess: /Vous n’avez pas accès à cette page/,
    suspend: "Suspendre Awa",
    suspended: /Suspendu·e/,
    stateDone: /C’est fait, et noté dans le journal/,
    isSuspended: /Ce compte est suspendu/,
    restore: "Laisser revenir Awa",
    demand: /Un second facteur est exigé/,
    save: "Enregistrer",
    settingsSaved: /Les réglages sont enregistrés/,
    firstYourself: /Mettez d’abord en place un second facteur pour vous-même/,
    setUpCodes: "Mettre en place les codes",
    setUp: "Mettre en place",
    keptThem: "Je les ai recopiés",
    needsSecond: /Votre rôle demande un second facteur/,
    lacksSecond: /Il manque un second facteur/,
    toSecurity: "Mettre en place un second facteur",
    newAddress: /Nouvelle adresse e-mail/,
    current: /Votre phrase de passe actuelle/,
    changeAddress: "Changer d’adresse",
    notYours: /n’est pas votre phrase de passe actuelle/,
    addressDone: /une personne qui administre la section peut vous transmettre le lien/,
    addressSubject: "Confirmez votre nouvelle adresse",
    addressConfirmed: /Votre nouvelle adresse est confirmée/,
    writeTo: /Nous vous écrivons à/,
    newPassphrase: /Nouvelle phrase de passe/,
    changePassphrase: "Changer la phrase de passe",
    passphraseDone: /La phrase de passe est changée/,
    newsletter: "Je veux recevoir la lettre d’information de la section.",
    agree: "Accepter",
    takeBack: "Reprendre mon accord",
    agreed: "Accepté",
    notAgreed: "Pas accepté",
    takenBack: "Repris",
    download: "Télécharger mes données",
    copyFirst: "Télécharger d’abord une copie de mes données",
    erase: "Effacer mon compte pour toujours",
    erased: /Votre compte est effacé/,
    wrong: /n’est pas la bonne/,
    gone: /Une personne effacée/,
    erasedThemselves: /a effacé son propre compte/,
    gaveRole: /a donné un rôle/,
  },
  en: {
    ask: "Ask to join",
    confirm: "Confirm",
    confirmSubject: "Confirm your address",
    openRefusal: "Refuse…",
    why: /Reason for the refusal/,
    refuse: "Refuse Issa",
    reason: "The section is in Kaya; the one of Bobo waits for you.",
    refusalSubject: "Your request to",
    answered: /The answer is written/,
    giveTo: /Give Awa a role/,
    editor: "Editor",
    give: "Give",
    takeEditor: "Take back the role Editor from Awa",
    rolesDone: /The roles are up to date/,
    noAccess: /You have no access to this page/,
    suspend: "Suspend Awa",
    suspended: /Suspended/,
    stateDone: /Done, and noted in the log/,
    isSuspended: /This account is suspended/,
    restore: "Let Awa come back",
    demand: /Staff roles need a second factor/,
    save: "Save",
    settingsSaved: /The settings are saved/,
    firstYourself: /First set up a second factor for yourself/,
    setUpCodes: "Set up codes",
    setUp: "Set up",
    keptThem: "I have written them down",
    needsSecond: /Your role asks for a second factor/,
    lacksSecond: /Your account lacks a second factor/,
    toSecurity: "Set up a second factor",
    newAddress: /New e-mail address/,
    current: /Your current passphrase/,
    changeAddress: "Change address",
    notYours: /That is not your current passphrase/,
    addressDone: /someone who administers the section can pass you the link/,
    addressSubject: "Confirm your new address",
    addressConfirmed: /Your new address is confirmed/,
    writeTo: /We write to you at/,
    newPassphrase: /New passphrase/,
    changePassphrase: "Change the passphrase",
    passphraseDone: /The passphrase is changed/,
    newsletter: "I want to receive the section’s newsletter.",
    agree: "Agree",
    takeBack: "Take back my consent",
    agreed: "Agreed",
    notAgreed: "Not agreed",
    takenBack: "Taken back",
    download: "Download my data",
    copyFirst: "Download a copy of my data first",
    erase: "Erase my account for ever",
    erased: /Your account is erased/,
    wrong: /is not right/,
    gone: /Someone erased/,
    erasedThemselves: /erased their own account/,
    gaveRole: /gave a role/,
  },
};

const main = (on) => on.locator("main").innerText();
const alert = (on) => on.locator("[role=alert]:visible, .error:visible").first().innerText();
const status = (on) => on.locator("[role=status]").first().innerText();
const leave = (on) => press(on, on.locator("footer form button"), { looking: false });
const formWith = (on, name) => on.locator("form", { has: on.getByRole("button", { name, exact: true }) });

for (const lang of ["fr", "en"]) {
  const t = WORDS[lang];
  describe(`in ${lang}`, () => {
    const step = story();
    let site, chrome, desk, phone, stranger, admin, awa, visitor;
    const cardOf = (name) => admin.locator("main article", { has: admin.getByRole("heading", { name }) });

    before(async () => {
      site = await start({ command: "serve" });
      chrome = await browser();
      desk = await chrome.desktop(site, lang, { expected: REFUSALS });
      phone = await chrome.phone(site, lang, { expected: REFUSALS, acceptDownloads: true });
      stranger = await chrome.phone(site, lang, { javaScriptEnabled: false, expected: REFUSALS });
      [admin, awa, visitor] = await Promise.all([desk, phone, stranger].map((window) => window.page()));
      await open(site, admin, { address: ADMIN, language: lang });
      await add(site, awa, "Awa", AWA);
    });
    after(async () => {
      await chrome?.close();
      await site?.stop();
    });

    step("a request is refused with a reason, and the person reads it", async () => {
      await visit(visitor, "/join");
      await visitor.fill("input[name=name]", "Issa");
      await visitor.fill("textarea[name=about]", "Bobo-Dioulasso.");
      await visitor.fill("input[name=address]", ISSA);
      await press(visitor, t.ask);
      await letter(admin, t.confirmSubject, ISSA);
      await visit(visitor, await linkIn(admin, "/confirm/"));
      await press(visitor, t.confirm);

      await visit(admin, "/desk/people");
      await admin.getByText(t.openRefusal, { exact: true }).click();
      await look(admin);
      await admin.getByLabel(t.why).fill(" ");
      assert.equal((await press(admin, t.refuse)).status(), 422, "a refusal says why");
      await admin.getByText(t.openRefusal, { exact: true }).click();
      await admin.getByLabel(t.why).fill(t.reason);
      await shot(admin, `desk-refusal-${lang}-desktop`);
      await press(admin, t.refuse);
      assert.match(await status(admin), t.answered);
      assert.equal(await admin.locator("main article").count(), 0, "nobody waits");
      await letter(admin, t.refusalSubject, ISSA);
      await look(admin);
      assert.ok((await main(admin)).includes(t.reason));
    });

    step("a role is given, opens the desk, and is taken back", async () => {
      await visit(awa, "/desk/people", 403);
      assert.match(await main(awa), t.noAccess);
      await visit(admin, "/desk/roles");
      await cardOf("Awa").getByLabel(t.giveTo).selectOption({ label: t.editor });
      await press(admin, cardOf("Awa").getByRole("button", { name: t.give, exact: true }));
      assert.match(await status(admin), t.rolesDone);
      await shot(admin, `roles-${lang}-desktop`);
      await visit(awa, "/desk/people");

      await press(admin, cardOf("Awa").getByRole("button", { name: t.takeEditor }));
      assert.match(await status(admin), t.rolesDone);
      await visit(awa, "/desk/people", 403);
    });

    step("someone is suspended, learns it, and comes back", async () => {
      await press(admin, t.suspend);
      assert.match(await status(admin), t.stateDone);
      assert.match(await cardOf("Awa").innerText(), t.suspended);
      await shot(admin, `suspended-${lang}-desktop`);
      await visit(awa, "/me");
      assert.equal(new URL(awa.url()).pathname, "/sign-in", "the session ended with it");
      await awa.fill("input[name=address]", AWA);
      await awa.fill("input[name=passphrase]", PASSPHRASE);
      assert.equal((await press(awa, awa.locator("main form button").first())).status(), 403);
      assert.match(await alert(awa), t.isSuspended);
      await shot(awa, `suspended-${lang}-phone`);

      await press(admin, t.restore);
      assert.match(await status(admin), t.stateDone);
      await signIn(awa, AWA);
      assert.equal(new URL(awa.url()).pathname, "/me");
    });

    step("letters go to another address once it is confirmed", async () => {
      await visit(awa, "/me/security");
      const form = formWith(awa, t.changeAddress);
      await form.getByLabel(t.newAddress).fill(MOVED);
      await form.getByLabel(t.current).fill("pas la bonne");
      assert.equal((await press(awa, t.changeAddress)).status(), 422);
      assert.match(await alert(awa), t.notYours);
      assert.equal(await form.getByLabel(t.newAddress).inputValue(), MOVED, "what was typed stays");
      await form.getByLabel(t.current).fill(PASSPHRASE);
      await press(awa, t.changeAddress);
      assert.match(await status(awa), t.addressDone);
      await letter(admin, t.addressSubject, MOVED);
      await visit(awa, await linkIn(admin, "/confirm/"));
      await press(awa, t.confirm);
      assert.match(await main(awa), t.addressConfirmed);
      await visit(awa, "/me/security");
      assert.match(await main(awa), t.writeTo);
      assert.ok((await main(awa)).includes(MOVED));
      await shot(awa, `security-${lang}-phone`);
    });

    step("a passphrase is changed, and only the new one opens", async () => {
      const form = formWith(awa, t.changePassphrase);
      await form.getByLabel(t.current).fill(PASSPHRASE);
      await form.getByLabel(t.newPassphrase).fill(ANOTHER);
      await press(awa, t.changePassphrase);
      assert.match(await status(awa), t.passphraseDone);
      await leave(awa);
      await signIn(awa, MOVED);
      assert.match(await alert(awa), t.wrong);
      await signIn(awa, AWA, ANOTHER);
      assert.match(await alert(awa), t.wrong, "the old address opens nothing any more");
      await awa.waitForTimeout(1500); // after a wrong one the house waits a moment
      await signIn(awa, MOVED, ANOTHER);
      assert.equal(new URL(awa.url()).pathname, "/me");
    });

    step("a consent is given, taken back, and remembered", async () => {
      await visit(awa, "/me/consents");
      const card = awa.locator("main form", { hasText: t.newsletter });
      assert.match(await card.innerText(), new RegExp(t.notAgreed));
      await press(awa, card.getByRole("button", { name: t.agree }));
      assert.match(await card.innerText(), new RegExp(t.agreed));
      await press(awa, card.getByRole("button", { name: t.takeBack }));
      assert.match(await card.innerText(), new RegExp(t.notAgreed));
      const ledger = await awa.locator("main .feed li", { hasText: t.newsletter }).allInnerTexts();
      assert.equal(ledger.length, 2);
      assert.ok(ledger.some((line) => line.includes(t.takenBack)) && ledger.some((line) => line.includes(t.agreed)));
      await shot(awa, `consents-${lang}-phone`);
    });

    step("a second factor is demanded of the team, first of oneself", async () => {
      await visit(admin, "/desk/roles");
      await cardOf("Awa").getByLabel(t.giveTo).selectOption({ label: t.editor });
      await press(admin, cardOf("Awa").getByRole("button", { name: t.give, exact: true }), { looking: false });
      await visit(admin, "/admin");
      await admin.getByLabel(t.demand).check();
      assert.equal((await press(admin, t.save)).status(), 422);
      assert.match(await alert(admin), t.firstYourself);
      assert.ok(await admin.getByLabel(t.demand).isChecked(), "the choice is still in the form");

      await codes(admin, PASSPHRASE);
      await visit(admin, "/admin");
      await admin.getByLabel(t.demand).check();
      await press(admin, t.save);
      assert.match(await status(admin), t.settingsSaved);
      assert.equal((await admin.goto("/desk/people")).status(), 200, "whoever has one goes on");
    });

    step("without one the desk is closed and says why, and with one it opens at once", async () => {
      await visit(awa, "/me");
      assert.match(await main(awa), t.needsSecond);
      await visit(awa, "/desk/people", 403);
      assert.match(await main(awa), t.lacksSecond);
      await shot(awa, `lacks-second-${lang}-phone`);
      await follow(awa, t.toSecurity, awa.locator("main"));
      await codes(awa, ANOTHER);
      await visit(awa, "/desk/people");
    });

    /** Sets up the codes of a telephone on one's own page. */
    async function codes(on, passphrase) {
      await visit(on, "/me/security");
      await follow(on, t.setUpCodes);
      const secret = (await on.locator("main code").first().innerText()).trim();
      await on.fill("input[name=code]", codeOf(secret));
      await on.getByLabel(t.current).fill(passphrase);
      await press(on, t.setUp);
      await press(on, on.getByRole("link", { name: t.keptThem }));
    }

    step("a copy of one’s data comes as a file", async () => {
      await visit(awa, "/me/erase");
      await follow(awa, t.copyFirst);
      await awa.locator("main input[name=current]").fill(ANOTHER);
      const [download] = await Promise.all([
        awa.waitForEvent("download"),
        awa.getByRole("button", { name: t.download, exact: true }).click(),
      ]);
      assert.match(download.suggestedFilename(), /\.zip$/);
      const bytes = readFileSync(await download.path());
      assert.equal(bytes.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
      assert.ok(bytes.length > 1000, `${bytes.length} bytes`);
    });

    step("an account ends when its owner says so, and only then", async () => {
      await visit(awa, "/me/erase");
      await shot(awa, `erase-${lang}-phone`);
      await awa.getByLabel(t.current).fill("pas la bonne");
      assert.equal((await press(awa, t.erase)).status(), 422);
      assert.match(await alert(awa), t.notYours);
      await awa.getByLabel(t.current).fill(ANOTHER);
      await press(awa, t.erase);
      assert.match(await awa.locator("h1").innerText(), t.erased);
      await visit(awa, "/me");
      assert.equal(new URL(awa.url()).pathname, "/sign-in", "the session ended with it");
      await signIn(awa, MOVED, ANOTHER);
      assert.match(await alert(awa), t.wrong);
      await visit(admin, "/people/awa", 404);
      await visit(admin, "/desk/log");
      const log = await main(admin);
      assert.match(log, t.gone);
      assert.match(log, t.erasedThemselves);
      assert.match(log, t.gaveRole);
      assert.doesNotMatch(log, /Awa/);
      await shot(admin, `log-${lang}-desktop`);
    });

    step("nothing went wrong in any window", async () => {
      for (const window of [desk, phone, stranger]) await window.close();
    });
  });
}
