// Bad input is answered by a sentence that says what to do, and nothing typed is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { PASSPHRASE, REFUSALS, letters, look, open, png, press, setupLink, until, visit } from "./steps.mjs";

const ADMIN = "salimata@example.org";
let site, chrome, desk, admin, phone, visitor, setup;
let post = "";
const alert = (page) => page.locator("[role=alert]:visible, .error:visible").first().innerText();

/**
 * Sends a form twice at once, as a network does that loses the first answer and tries
 * again. The one who sent it sees what the second sending is answered.
 */
async function twice(page, name) {
  let first;
  await page.route("**", async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return route.continue();
    const { cookie, "content-length": _, ...headers } = await request.allHeaders();
    first = page.context().request.fetch(request.url(), { method: "POST", headers, data: request.postDataBuffer(), maxRedirects: 0 });
    await first;
    return route.continue();
  });
  const answer = await press(page, name);
  await page.unroute("**");
  assert.ok((await first).status() < 400, `the first time: ${(await first).status()}`);
  assert.ok(answer.ok(), `the second time: ${answer.status()}`);
}

before(async () => {
  site = await start({ command: "serve" });
  chrome = await browser();
  desk = await chrome.desktop(site, "fr", { expected: REFUSALS });
  phone = await chrome.phone(site, "fr", { javaScriptEnabled: false, expected: REFUSALS });
  [admin, visitor] = await Promise.all([desk.page(), phone.page()]);
  setup = setupLink(site);
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

test("a weak passphrase is refused with a reason, and the form is kept", async () => {
  for (const [weak, why] of [["aaaaaaaaaaaa", /répète toujours/], ["salimata kaya", /contient votre nom/], ["motdepasse123", /premières que l’on essaie/]]) {
    await visitor.goto(setup);
    await visitor.fill("input[name=section]", "Section de Kaya");
    await visitor.fill("input[name=name]", "Salimata");
    await visitor.fill("input[name=address]", ADMIN);
    await visitor.fill("input[name=passphrase]", weak);
    const answer = await press(visitor, "Ouvrir la section");
    assert.equal(answer.status(), 422, weak);
    assert.match(await alert(visitor), why);
    assert.equal(await visitor.inputValue("input[name=section]"), "Section de Kaya");
    assert.equal(await visitor.inputValue("input[name=address]"), ADMIN);
    assert.equal(await visitor.inputValue("input[name=passphrase]"), "", "a passphrase is never sent back");
  }
  await shot(visitor, "refused-passphrase-fr-phone");
});

test("a link that has served says so", async () => {
  await open(site, admin);
  await visit(visitor, setup, 410);
  assert.match(await visitor.locator("main").innerText(), /griot setup/);
  await visit(visitor, "/join/abc", 410);
  assert.match(await visitor.locator("main").innerText(), /demandez-en un nouveau/);
});

test("a wrong passphrase is refused, and the address stays", async () => {
  await visit(visitor, "/sign-in");
  await visitor.fill("input[name=address]", ADMIN);
  await visitor.fill("input[name=passphrase]", "pas la bonne phrase");
  const answer = await press(visitor, visitor.locator("main form button").first());
  assert.equal(answer.status(), 422);
  assert.match(await alert(visitor), /n’est pas la bonne/);
  assert.equal(await visitor.inputValue("input[name=address]"), ADMIN);
  assert.equal(await visitor.inputValue("input[name=passphrase]"), "");
  await shot(visitor, "refused-sign-in-fr-phone");
});

test("a request to join that is sent twice is one request", async () => {
  await visitor.goto("/join");
  await visitor.fill("input[name=name]", "Awa");
  await visitor.fill("textarea[name=about]", "J’enseigne à Kaya.");
  await visitor.fill("input[name=address]", "awa@example.org");
  await twice(visitor, "Demander à rejoindre");
  await visitor.getByText("Regardez vos courriels").waitFor();
  await visitor.waitForTimeout(1000);
  const sent = letters(site).filter((one) => one.header("To").includes("awa@example.org"));
  assert.equal(sent.length, 1, "one letter");
});

test("a request without an address is refused in words, and the rest is kept", async () => {
  await visitor.goto("/join");
  await visitor.fill("input[name=name]", "Awa");
  await visitor.fill("textarea[name=about]", "J’enseigne à Kaya.");
  await visitor.fill("input[name=address]", "awa@exemple"); // whole for a browser
  const answer = await press(visitor, "Demander à rejoindre");
  assert.equal(answer.status(), 422);
  assert.match(await alert(visitor), /n’est pas complète/);
  assert.equal(await visitor.inputValue("textarea[name=about]"), "J’enseigne à Kaya.");
  await shot(visitor, "refused-join-fr-phone");
});

test("a blog that is begun twice is one blog", async () => {
  await admin.goto("/me/blogs/new");
  await admin.fill("input[name=title]", "Nos marches");
  await twice(admin, "Ouvrir le blog");
  await visit(admin, "/me/posts");
  const blogs = await admin.locator("main section ul li", { hasText: "Nos marches" }).count();
  assert.equal(blogs, 1);
});

test("a file that is no picture is refused, and the text is kept", async () => {
  await admin.goto("/me/posts/new");
  await admin.fill("input[name=title]", "Un billet");
  await press(admin, admin.locator("main form button"));
  await admin.fill("textarea[name=body]", "Le texte reste.");
  await admin.fill("input[name=alt]", "Une photo");
  await admin.locator("input[name=file]").first().setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from("ceci n’est pas une image") });
  const answer = await press(admin, "Ajouter au texte et enregistrer");
  assert.equal(answer.status(), 422);
  assert.match(await alert(admin), /ni une image/);
  assert.equal(await admin.inputValue("textarea[name=body]"), "Le texte reste.");
  assert.equal(await admin.inputValue("input[name=alt]"), "Une photo");

  const cut = png();
  await admin.locator("input[name=file]").first().setInputFiles({ ...cut, buffer: cut.buffer.subarray(0, cut.buffer.length / 2) });
  const again = await press(admin, "Ajouter au texte et enregistrer");
  assert.equal(again.status(), 422);
  assert.match(await alert(admin), /abîmé ou incomplet|ni une image/);
  await shot(admin, "refused-file-fr-desktop");
  await press(admin, "Publier maintenant");
  post = await admin.getByRole("link", { name: "Lire la page" }).getAttribute("href");

  await admin.goto("/me/profile");
  await admin.locator("input[name=picture]").setInputFiles({ name: "moi.jpg", mimeType: "image/jpeg", buffer: Buffer.from("non") });
  assert.equal((await press(admin, "Envoyer la photo")).status(), 422);
  assert.ok((await alert(admin)).length > 10);
});

test("a text that is too long is refused, and comes back whole", async () => {
  const long = "é".repeat(5001);
  await admin.goto(post);
  await admin.locator("textarea[name=body]").evaluate((field) => field.removeAttribute("maxlength"));
  await admin.fill("textarea[name=body]", long);
  const answer = await press(admin, "Commenter");
  assert.equal(answer.status(), 422);
  assert.match(await alert(admin), /5.000 signes au plus/);
  assert.equal(await admin.inputValue("textarea[name=body]"), long);
});

test("a comment sent twice is one comment", async () => {
  await admin.goto(post);
  await admin.fill("textarea[name=body]", "Deux fois le même clic.");
  await twice(admin, "Commenter");
  await visit(visitor, post);
  assert.equal(await visitor.getByText("Deux fois le même clic.").count(), 1);
});

test("a feed at an address of the house’s own network is refused", async () => {
  await visit(admin, "/me/imports/new");
  for (const address of ["http://127.0.0.1:1/feed", "http://10.0.0.1/feed", "http://[::1]/feed", "http://169.254.169.254/latest"]) {
    await admin.goto("/me/imports/new");
    await admin.fill("input[name=address]", address);
    await admin.check("input[name=rights]");
    const answer = await press(admin, admin.locator("main form button").first());
    if (answer.status() === 422) assert.equal(await admin.inputValue("input[name=address]"), address);
    else await until(admin, admin.url(), (page) => page.locator("[role=alert]").count(), `${address} is refused`);
    const sentence = await alert(admin);
    assert.match(sentence, /\p{L}+ \p{L}+/u, address);
    assert.doesNotMatch(await admin.locator("main").innerText(), /refused\)|os error/, "no cause of the machine");
  }
  await shot(admin, "refused-import-fr-desktop");
});

for (const lang of ["fr", "en"]) {
  test(`a page that is not there helps, in ${lang}`, async () => {
    await visit(visitor, `/rien-ici?lang=${lang}`, 404);
    assert.ok((await visitor.locator("main a").count()) >= 2, "two ways on");
    await shot(visitor, `404-${lang}-phone`);
    await visit(visitor, `/blogs/rien/du-tout?lang=${lang}`, 404);
  });
}

test("a stranger at a member’s door is led to it, and a member at the staff’s is told", async () => {
  await visit(visitor, "/me/posts");
  assert.equal(new URL(visitor.url()).pathname, "/sign-in");
  await visitor.fill("input[name=address]", ADMIN);
  await visitor.fill("input[name=passphrase]", PASSPHRASE);
  await press(visitor, visitor.locator("main form button").first());
  assert.equal(new URL(visitor.url()).pathname, "/me/posts", "and then where they wanted to go");
});

test("pages are readable in the dark and on paper", async () => {
  const night = await chrome.phone(site, "fr", { colorScheme: "dark" });
  const page = await night.page();
  for (const [name, path] of [["home", "/"], ["post", post], ["join", "/join"]]) {
    await visit(page, path);
    await shot(page, `${name}-dark-fr-phone`);
  }
  await night.close();
  await admin.goto(post);
  // After the page has come: a debugger that is attached undoes it on the way to another page.
  await admin.emulateMedia({ media: "print" });
  assert.equal(await admin.locator("header nav").isVisible(), false, "no menu on paper");
  assert.equal(await admin.locator("#comment-form").isVisible(), false, "no form on paper");
  await shot(admin, "post-print");
  await look(admin);
});

test("nothing went wrong in any window", async () => {
  await desk.close();
  await phone.close();
});
