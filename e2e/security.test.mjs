// How a member gets in, and how nobody else does: codes of a telephone, codes on paper,
// a passkey, and devices that are sent away.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browser, inspector, shot, start } from "./harness.mjs";
import { PASSPHRASE, REFUSALS, codeOf, follow, look, open, press, signIn, story, visit } from "./steps.mjs";

const step = story();
const ADMIN = "salimata@example.org";
const ANDROID =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36";
let site, chrome, desk, phone, page, small, secret, paper;
const main = (on) => on.locator("main").innerText();
const alert = (on) => on.locator("[role=alert]:visible, .error:visible").first().innerText();
const status = (on) => on.locator("[role=status]").first().innerText();
const leave = (on) => press(on, on.locator("footer form button"), { looking: false });

before(async () => {
  // Passkeys hold to a name, not to numbers.
  site = await start({ command: "serve", host: "localhost" });
  chrome = await browser();
  desk = await chrome.desktop(site, "fr", { expected: REFUSALS });
  phone = await chrome.phone(site, "en", { expected: REFUSALS, userAgent: ANDROID });
  [page, small] = await Promise.all([desk.page(), phone.page()]);
  await open(site, page, { address: ADMIN });
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

step("a member sets up the codes of a telephone", async () => {
  await visit(page, "/me/security");
  await shot(page, "security-fr-desktop");
  await follow(page, "Mettre en place les codes");
  secret = (await page.locator("main code").first().innerText()).trim();
  assert.match(secret, /^([A-Z2-7]{4} ?)+$/);
  assert.equal(await page.locator("main svg").count(), 1, "a picture for the telephone’s camera");
  await shot(page, "codes-fr-desktop");

  await page.fill("input[name=code]", "000000");
  await page.fill("input[name=current]", PASSPHRASE);
  const refused = await press(page, page.locator("main form button").first());
  assert.equal(refused.status(), 422);
  assert.match(await alert(page), /n’est pas le bon/);
  assert.equal((await page.locator("main code").first().innerText()).trim(), secret, "the picture stays the same");
});

step("the right code turns them on, and gives codes for paper", async () => {
  await page.fill("input[name=code]", codeOf(secret));
  await page.fill("input[name=current]", PASSPHRASE);
  await press(page, page.locator("main form button").first());
  paper = await page.locator("main ol code").allInnerTexts();
  assert.equal(new Set(paper).size, 10);
  await shot(page, "recovery-fr-desktop");
  await press(page, page.getByRole("link", { name: "Je les ai recopiés" }));
  assert.match(await main(page), /Il reste 10 codes de secours/);
});

step("the passphrase alone does not open any more, on a phone and in English", async () => {
  await visit(small, "/sign-in?lang=en");
  await small.fill("input[name=address]", ADMIN);
  await small.fill("input[name=passphrase]", PASSPHRASE);
  await press(small, "Sign in");
  assert.match(await small.locator("h1").innerText(), /code/i);
  assert.deepEqual(await phone.context.cookies(), [], "no session before the second factor");
  await shot(small, "code-en-phone");
  assert.equal((await phone.context.request.get("/me/security", { maxRedirects: 0 })).status(), 303);

  await small.fill("input[name=code]", "123456");
  assert.equal((await press(small, "Sign in")).status(), 422);
  assert.match(await alert(small), /This code is not right/);
  await shot(small, "code-refused-en-phone");
});

step("the code of the telephone does, and only once", async () => {
  // The one that set them up has served; half a minute around is let through.
  const code = codeOf(secret, 1);
  await small.fill("input[name=code]", code);
  await press(small, "Sign in");
  assert.equal(new URL(small.url()).pathname, "/me");

  const other = await chrome.phone(site, "fr", { expected: REFUSALS });
  const again = await other.page();
  await signIn(again, ADMIN);
  await again.fill("input[name=code]", code);
  assert.equal((await press(again, "Se connecter")).status(), 422, "a code that was seen over a shoulder has served");
  await other.close();
});

step("a code on paper opens once, and the page counts what is left", async () => {
  await leave(small);
  for (const [code, opens] of [[paper[3].toLowerCase(), true], [paper[3], false]]) {
    await signIn(small, ADMIN);
    await small.fill("input[name=code]", code);
    const answer = await press(small, small.locator("main form button").first());
    assert.equal(answer.ok(), opens, code);
    if (!opens) break;
    await visit(small, "/me/security?lang=en");
    assert.match(await main(small), /9 recovery codes/i);
    await leave(small);
  }
  await small.fill("input[name=code]", paper[4]);
  await press(small, small.locator("main form button").first());
  assert.equal(new URL(small.url()).pathname, "/me");
});

step("a device is sent away from another one", async () => {
  await visit(page, "/me/security");
  const line = page.locator("main .feed li", { hasText: "Android" });
  assert.equal(await line.count(), 1);
  await press(page, line.getByRole("button"));
  assert.match(await status(page), /L’appareil est déconnecté/);
  assert.equal(await page.locator("main .feed li", { hasText: "Android" }).count(), 0);

  await small.goto("/me/security");
  assert.equal(new URL(small.url()).pathname, "/sign-in", "the device is asked to sign in again");
  assert.match(small.url(), /back=/);
  assert.equal((await page.goto("/me/security")).status(), 200, "the one that sent it away stays");
});

/** A key of the device itself, which a test can make and forbid to answer. */
async function device(on) {
  const session = await inspector(on);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    keys: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
    knows: (isUserVerified) => session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

let key;
step("a passkey is added on the phone, with the passphrase asked once more", async () => {
  await signIn(small, ADMIN);
  await small.fill("input[name=code]", paper[5]);
  await press(small, small.locator("main form button").first(), { looking: false });
  await visit(small, "/me/security?lang=en");
  key = await device(small);
  const form = small.locator("form[data-passkey=create]");
  await form.locator("input[name=name]").fill("My telephone");
  await form.locator("input[name=current]").fill("not my passphrase");
  await form.locator("[data-passkey-go]").click();
  await form.locator("[data-error]", { hasText: /passphrase/i }).waitFor();
  assert.equal(await key.keys(), 0);
  await look(small);

  await form.locator("input[name=current]").fill(PASSPHRASE);
  await Promise.all([small.waitForNavigation(), form.locator("[data-passkey-go]").click()]);
  await look(small);
  assert.equal(await small.getAttribute("html", "lang"), "en", "the language goes along");
  assert.equal(await key.keys(), 1);
  assert.match(await main(small), /My telephone/);
  await shot(small, "passkey-en-phone");
});

step("the passkey opens without address, passphrase or code", async () => {
  await leave(small);
  await visit(small, "/sign-in?lang=en&back=/me/security");
  await shot(small, "sign-in-passkey-en-phone");
  await Promise.all([small.waitForNavigation(), small.locator("[data-passkey-go]").click()]);
  assert.equal(new URL(small.url()).pathname, "/me/security");
});

step("whoever is not its owner gets a sentence", async () => {
  await leave(small);
  await key.knows(false);
  await visit(small, "/sign-in?lang=en");
  await small.locator("[data-passkey-go]").click();
  const said = small.locator("form[data-passkey] [data-error]");
  await said.waitFor();
  assert.match(await said.innerText(), /passkey/i);
  await look(small);
  await key.knows(true);
});

step("a passkey that was taken away opens nothing", async () => {
  await visit(page, "/me/security");
  const form = page.locator("form[action*='/passkeys/remove']");
  const away = form.getByRole("button", { name: "Supprimer la clé My telephone" });
  await form.locator("input[name=current]").fill("pas la bonne phrase");
  assert.equal((await press(page, away)).status(), 422, "whoever finds an open telephone takes nothing away");
  await form.locator("input[name=current]").fill(PASSPHRASE);
  await press(page, away);
  assert.match(await status(page), /supprimée/);
  await visit(small, "/sign-in?lang=en");
  await small.locator("[data-passkey-go]").click();
  const said = small.locator("form[data-passkey] [data-error]");
  await said.waitFor();
  assert.match(await said.innerText(), /not recognised|again/i);
  assert.equal((await phone.context.request.get("/me", { maxRedirects: 0 })).status(), 303);
});

step("everyone else is sent away at once", async () => {
  await signIn(small, ADMIN);
  await small.fill("input[name=code]", paper[6]);
  await press(small, small.locator("main form button").first(), { looking: false });
  await visit(page, "/me/security");
  await press(page, "Déconnecter tous les autres appareils");
  assert.match(await status(page), /Tous les autres appareils/);
  assert.equal(await page.locator("main .feed li").count(), 1);
  await small.goto("/me");
  assert.equal(new URL(small.url()).pathname, "/sign-in");
});

step("the codes are turned off with the passphrase", async () => {
  const form = page.locator("form[action*='/codes/off']");
  await form.locator("input[name=current]").fill(PASSPHRASE);
  await press(page, form.getByRole("button"));
  await signIn(small, ADMIN);
  assert.equal(new URL(small.url()).pathname, "/me", "the passphrase alone is enough again");
});

step("nothing went wrong in any window", async () => {
  await desk.close();
  await phone.close();
});
