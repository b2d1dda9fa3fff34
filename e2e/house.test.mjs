// The thinnest path through the whole house, as its first members walk it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import {
  PASSPHRASE, REFUSALS, follow, letter, letters, linkIn, look, png, press, setupLink, signIn, story, until, visit,
} from "./steps.mjs";

const step = story();
const TITLE = "La libération par l’école";
const [ADMIN, AWA, ISSA] = ["salimata@example.org", "awa@example.org", "issa@example.org"];
let site, chrome, desk, admin, phone, awa, other, issa, stranger, visitor;
let post = "";

before(async () => {
  site = await start({ command: "serve" });
  chrome = await browser();
  desk = await chrome.desktop(site, "fr", { expected: REFUSALS });
  phone = await chrome.phone(site, "fr", { expected: REFUSALS });
  other = await chrome.phone(site, "fr", { javaScriptEnabled: false });
  stranger = await chrome.phone(site, "fr", { javaScriptEnabled: false });
  [admin, awa, issa, visitor] = await Promise.all([desk, phone, other, stranger].map((window) => window.page()));
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

step("the printed link names the section and makes its administrator", async () => {
  const link = setupLink(site);
  await visit(admin, link);
  await shot(admin, "setup-fr-desktop");
  await admin.fill("input[name=section]", "Section de Kaya");
  await admin.fill("input[name=name]", "Salimata");
  await admin.fill("input[name=address]", ADMIN);
  await admin.fill("input[name=passphrase]", PASSPHRASE);
  await press(admin, "Ouvrir la section");

  assert.match(await admin.locator("[role=status]").innerText(), /La section est ouverte/);
  assert.match(await admin.locator(".brand").innerText(), /Section de Kaya/);
  await visit(awa, link, 410);
  assert.match(await awa.locator("main").innerText(), /griot setup/, "a used link says how to get another");
});

step("an empty house opens its door", async () => {
  await visit(visitor, "/");
  await shot(visitor, "empty-fr-phone");
  assert.match(await visitor.locator("h1").innerText(), /La maison est ouverte/);
});

step("a visitor asks to join, without script", async () => {
  await follow(visitor, "Demander à rejoindre", visitor.locator("main"));
  await visitor.getByLabel("Nom public").fill("Awa");
  await visitor.getByLabel("Un mot sur vous").fill("J’enseigne à Kaya et j’écris sur l’école.");
  await visitor.getByLabel("Adresse e-mail").fill(AWA);
  await shot(visitor, "join-fr-phone");
  await press(visitor, "Demander à rejoindre");

  assert.match(await visitor.locator("h1").innerText(), /Regardez vos courriels/);
  assert.deepEqual(await stranger.context.cookies(), [], "a visitor gets no cookie");
});

step("the letter leads to one button, and only the button confirms", async () => {
  await visit(admin, "/admin/mail");
  await letter(admin, "Confirmez votre adresse", AWA);
  await look(admin);
  const link = await linkIn(admin, "/confirm/");
  // A mail scanner opens the link first.
  assert.equal((await fetch(link)).status, 200);

  await visit(visitor, link);
  assert.equal(await visitor.locator("main button").count(), 1);
  await shot(visitor, "confirm-fr-phone");
  await press(visitor, "Confirmer");
  assert.match(await visitor.locator("h1").innerText(), /Votre adresse est confirmée/);
});

step("the team reads the request and accepts it", async () => {
  await letter(admin, "Une demande attend", ADMIN);
  await visit(admin, "/desk/people");
  await shot(admin, "desk-people-fr-desktop");
  assert.match(await admin.locator("main article").innerText(), /J’enseigne à Kaya/);
  await press(admin, "Accepter Awa");
  assert.match(await admin.locator("[role=status]").first().innerText(), /La réponse est écrite, mais le site n’envoie pas encore/);
});

step("the new member chooses a passphrase, and signs in with it", async () => {
  await letter(admin, "Votre place dans", AWA);
  await visit(awa, await linkIn(admin, "/join/"));
  await awa.getByLabel("Nouvelle phrase de passe").fill(PASSPHRASE);
  await press(awa, "Devenir membre");
  assert.match(await awa.locator("[role=status]").innerText(), /Vous êtes membre/);
  await shot(awa, "me-fr-phone");

  await press(awa, "Se déconnecter");
  await visit(awa, "/sign-in");
  await shot(awa, "sign-in-fr-phone");
  await signIn(awa, AWA);
  assert.equal(new URL(awa.url()).pathname, "/me");
  const cookies = await phone.context.cookies();
  assert.ok(cookies.length > 0 && cookies.every(({ httpOnly, secure }) => httpOnly && secure), JSON.stringify(cookies));
});

step("she begins a blog", async () => {
  await visit(awa, "/me");
  assert.match(await awa.locator("h1").innerText(), /Bonjour Awa/);
  assert.match(await awa.locator("main").innerText(), /Apporter un blog tenu ailleurs/);
  await shot(awa, "start-empty-fr-phone");
  await follow(awa, "Ouvrir mon blog");
  await awa.getByLabel("Titre du blog").fill("Carnets de Kaya");
  await awa.getByLabel("De quoi parle ce blog").fill("L’école, l’eau, et celles qui veulent apprendre.");
  await shot(awa, "blog-new-fr-phone");
  await press(awa, "Ouvrir le blog");
  assert.equal((await awa.goto("/blogs/carnets-de-kaya")).status(), 200);
  await look(awa);
});

step("a picture without words is refused, and the text stays in the form", async () => {
  await follow(awa, "Écrire un billet");
  await awa.getByLabel("Titre", { exact: true }).fill(TITLE);
  await press(awa, "Commencer");
  await shot(awa, "editor-fr-phone");
  await awa.locator("textarea[name=body]").fill("Les filles de Kaya lisent sous le néré.\n\nElles parlent de **libération**.");
  await awa.fill("input[name=tags]", "école, droits");
  await awa.locator("input[name=file]").first().setInputFiles(png());
  const answer = await press(awa, "Ajouter au texte et enregistrer");

  assert.equal(answer.status(), 422);
  assert.match(await awa.locator("[role=alert]").first().innerText(), /Décrivez en quelques mots/);
  assert.match(await awa.locator("textarea[name=body]").inputValue(), /sous le néré/);
  assert.equal(await awa.locator("input[name=tags]").inputValue(), "école, droits");
  await shot(awa, "editor-refused-fr-phone");
});

step("with its description the picture is taken, and the post appears", async () => {
  await awa.locator("input[name=file]").first().setInputFiles(png());
  await awa.locator("input[name=alt]").fill("Un soleil jaune au-dessus d’un champ");
  await press(awa, "Ajouter au texte et enregistrer");
  assert.match(await awa.locator("textarea[name=body]").inputValue(), /!\[Un soleil jaune/);
  await press(awa, "Publier maintenant");
  assert.match(await awa.locator("[role=status]").first().innerText(), /publié/);
  post = await awa.getByRole("link", { name: "Lire la page" }).getAttribute("href");
});

step("a visitor reads it without script", async () => {
  await visit(visitor, "/blogs");
  await follow(visitor, "Carnets de Kaya");
  await follow(visitor, TITLE, visitor.locator("main"));
  await shot(visitor, "post-fr-phone");
  assert.equal(new URL(visitor.url()).pathname, post);
  const image = visitor.locator(".prose img");
  assert.equal(await image.getAttribute("alt"), "Un soleil jaune au-dessus d’un champ");
  assert.equal((await fetch(new URL(await image.getAttribute("src"), site.address))).status, 200);
  assert.match(await visitor.locator("#comments").innerText(), /Vous devez être membre de Section de Kaya/);
});

step("a third member comes by a link that was handed on", async () => {
  await visit(admin, "/desk/people");
  await press(admin, "Créer le lien");
  const link = await admin.locator("main .share input").inputValue();
  await visit(issa, link);
  await shot(issa, "invited-fr-phone");
  await issa.getByLabel("Nom public").fill("Issa");
  await issa.getByLabel("Adresse e-mail").fill(ISSA);
  await press(issa, "Confirmer mon adresse");
  await letter(admin, "Confirmez votre adresse", ISSA);
  await visit(issa, await linkIn(admin, "/confirm/"));
  await press(issa, "Confirmer");
  await issa.getByLabel("Nouvelle phrase de passe").fill(PASSPHRASE);
  await press(issa, "Devenir membre");
  assert.match(await issa.locator("[role=status]").innerText(), /Vous êtes membre/);
});

step("the author asks to be told, and the third member comments", async () => {
  await visit(awa, post);
  const box = awa.locator("form", { has: awa.locator("input[name=kind][value=post]") });
  if (!(await box.isVisible())) await awa.locator("#comments details summary").click();
  if ((await box.locator("select").inputValue()) === "") {
    await box.locator("select").selectOption("immediate");
    await press(awa, box.getByRole("button"));
    assert.match(await awa.locator("[role=status]").first().innerText(), /nous vous écrirons/);
  }
  await visit(issa, post);
  await issa.getByLabel("Votre commentaire").fill("Merci Awa, la libération commence en classe.");
  await press(issa, "Commenter");
  assert.match(await issa.locator("#comments").innerText(), /relecture|la libération commence/);
  await shot(issa, "comment-waiting-fr-phone");
});

step("a first comment waits for someone to read it", async () => {
  await visit(visitor, post);
  assert.doesNotMatch(await visitor.locator("#comments").innerText(), /la libération commence/);
  await visit(admin, "/desk/moderation");
  await shot(admin, "moderation-fr-desktop");
  await press(admin, admin.locator("main article", { hasText: "Merci Awa" }).getByRole("button", { name: "Publier" }));
  await visit(visitor, post);
  assert.match(await visitor.locator("#comments").innerText(), /la libération commence/);
});

step("the author gets one letter, and one click stops the next", async () => {
  await letter(admin, "Nouveau commentaire", AWA);
  await look(admin);
  const stop = await linkIn(admin, "/unsubscribe/");
  await visit(awa, stop);
  assert.equal(await awa.locator("main button").count(), 1, "opening the link stops nothing");

  // Not what waits for its judge: that is another list, and its letter may come in between.
  const told = () => letters(site).filter((one) => one.header("To").includes(AWA) && one.header("List-Id").startsWith("<comments."));
  assert.equal(told().length, 1, "one event, one letter");
  const [alert] = told();
  assert.match(alert.header("List-Unsubscribe-Post"), /List-Unsubscribe=One-Click/i);
  const [, address] = alert.header("List-Unsubscribe").match(/<(http[^>]+)>/);
  // What a mail program sends: a POST without a page, a cookie or an origin.
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
  assert.ok(answer.ok, `${answer.status}`);

  await issa.goto(post);
  await issa.getByLabel("Votre commentaire").fill("Et que devient la bibliothèque ?");
  await press(issa, "Commenter");
  await admin.goto("/desk/moderation");
  await press(admin, admin.locator("main article", { hasText: "bibliothèque" }).getByRole("button", { name: "Publier" }), { looking: false });
  await until(visitor, "/activity", (page) => page.locator("main", { hasText: "2 commentaires" }).count(), "both comments are told");
  assert.equal(told().length, 1, "after the click no more letters come");
});

step("the front page and the recent activity show it", async () => {
  await until(visitor, "/", (page) => page.locator("main", { hasText: TITLE }).count(), "the post is on the front page");
  await look(visitor);
  await shot(visitor, "front-fr-phone");
  await visit(visitor, "/activity");
  await shot(visitor, "activity-fr-phone");
  assert.match(await visitor.locator("main").innerText(), /Awa a publié un billet/);
  assert.match(await visitor.locator("main").innerText(), /Issa/);
});

step("search finds it whatever the accents and capitals", async () => {
  for (const [asked, lang] of [["liberation", "fr"], ["LIBÉRATION", "fr"], ["libérations", "en"]]) {
    await visit(visitor, `/search?lang=${lang}`);
    await visitor.locator("main input[name=q]").fill(asked);
    await press(visitor, visitor.locator("main form button"));
    assert.match(await visitor.locator("main .feed").first().innerText(), /La libération par l’école/, asked);
    assert.ok((await visitor.locator("main mark").count()) > 0, "the words are marked");
  }
  await shot(visitor, "search-en-phone");
});

step("nothing went wrong in any window", async () => {
  for (const window of [desk, phone, other, stranger]) await window.close();
});
