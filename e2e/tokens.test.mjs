// A member lets a program write: the token on a small phone without script, in French first; what
// the program does with it; and how it ends.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { PASSPHRASE, REFUSALS, open, press, signIn, story, visit } from "./steps.mjs";

const step = story();
const ADMIN = "salimata@example.org";
let site, chrome, phone, desk, small, page, token;
const main = (on) => on.locator("main").innerText();

const api = (method, path, body, headers = {}) =>
  fetch(`${site.address}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "accept-language": "fr", ...headers },
    body: body && JSON.stringify(body),
  });

before(async () => {
  site = await start({ command: "serve" });
  chrome = await browser();
  desk = await chrome.desktop(site, "fr", { expected: REFUSALS });
  phone = await chrome.phone(site, "fr", { expected: REFUSALS, javaScriptEnabled: false });
  [page, small] = await Promise.all([desk.page(), phone.page()]);
  await open(site, page, { address: ADMIN });
  await signIn(small, ADMIN);
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

step("the page says what a token is, and what was forgotten", async () => {
  await visit(small, "/me/tokens");
  assert.match(await main(small), /jamais plus que vous-même/);
  await shot(small, "tokens-fr-phone");
  await small.fill("input[name=name]", "Mon ancien site");
  await small.fill("input[name=current]", PASSPHRASE);
  const refused = await press(small, "Faire le jeton");
  assert.equal(refused.status(), 422);
  assert.match(await main(small), /Cochez au moins une des choses/);
  assert.equal(await small.inputValue("input[name=name]"), "Mon ancien site");
});

step("the token is shown once", async () => {
  for (const right of ["read-own", "write", "publish"]) await small.check(`input[value='voices.posts.${right}']`);
  await small.check("input[name=days][value='30']");
  await small.fill("input[name=current]", PASSPHRASE);
  await press(small, "Faire le jeton");
  token = await small.inputValue("textarea[readonly]");
  assert.match(token, /^griot_[A-Za-z0-9_-]{43}$/);
  await shot(small, "token-fr-phone");
  await press(small, small.getByRole("link", { name: "Je l’ai copié" }));
  assert.match(await main(small), /Mon ancien site[\s\S]*Jamais servi/);
  assert.equal((await small.content()).includes("griot_"), false);
});

step("a program writes and publishes with it", async () => {
  await visit(page, "/me/blogs/new");
  await page.fill("input[name=title]", "Carnet");
  await press(page, page.locator("main form button").first(), { looking: false });
  const made = await api("POST", "/me/posts", { blog: "carnet", title: "Écrit par un programme", body: "Un *texte*." });
  assert.equal(made.status, 201);
  const { id } = await made.json();
  const published = await api("POST", `/me/posts/${id}/publish`);
  assert.equal(published.status, 200);
  const { url } = await published.json();
  await visit(small, new URL(url).pathname);
  assert.match(await main(small), /Écrit par un programme/);
  const comment = await api("POST", `/posts/${id}/comments`, { text: "Oui" });
  assert.equal(comment.status, 403);
  const problem = await comment.json();
  assert.equal(problem.capability, "voices.comments.write");
  assert.match(problem.title, /Ce jeton ne permet pas/);
});

step("it opens no page, and ends when its owner says so", async () => {
  const me = await fetch(`${site.address}/me`, { redirect: "manual", headers: { authorization: `Bearer ${token}` } });
  assert.equal(me.status, 303);
  await visit(page, "/me/tokens?lang=en");
  assert.match(await main(page), /Mon ancien site[\s\S]*Used on/);
  await shot(page, "tokens-en-desktop");
  await press(page, page.getByRole("button", { name: "Revoke the token Mon ancien site" }));
  assert.match(await page.locator("[role=status]").first().innerText(), /opens nothing any more/);
  const refused = await api("GET", "/me/posts");
  assert.equal(refused.status, 401);
  assert.match(refused.headers.get("www-authenticate"), /^Bearer realm="griot", error="invalid_token"/);
});

step("nothing went wrong in any window", async () => {
  await desk.close();
  await phone.close();
});
