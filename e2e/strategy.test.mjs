// The strategy, a campaign and the internal room of the invented section, without script, on a
// small phone: a line is adopted and public, a campaign goes from a title to its evaluation, a
// decision becomes a text of the calendar without being typed again.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { enter, follow, press, REFUSALS, story, visit } from "./steps.mjs";

const step = story();
const LINE = "Une école sans eau n’est pas une école ouverte.";
const ANOTHER = "Sans eau, une école n’est ouverte qu’à moitié.";
const TITLE = "Une lampe par dortoir";
const MESSAGE = "Les internes révisent à la bougie. Une lampe solaire par dortoir suffit.";
const DECISION = "Nous lisons le cahier de l’eau à voix haute, samedi, au marché.";
const WAY = "Lire nos blogs";

let site, chrome, windows, mariam, fatou, awa, visitor, campaign;
const main = (on) => on.locator("main").innerText();
const status = (on) => on.locator("main [role=status]").first().innerText();
const open = (on, name) => on.locator("main summary", { hasText: name }).first().click();

before(async () => {
  site = await start();
  chrome = await browser();
  windows = [];
  for (let n = 0; n < 4; n += 1) windows.push(await chrome.phone(site, "fr", { javaScriptEnabled: false, expected: REFUSALS }));
  [mariam, fatou, awa, visitor] = await Promise.all(windows.map((window) => window.page()));
  await enter(mariam, "director");
  await enter(fatou, "officer");
  await enter(awa, "member");
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

step("a line is written, and is nobody’s business yet", async () => {
  await visit(mariam, "/desk/strategy");
  const messages = mariam.locator("main section", { has: mariam.getByRole("heading", { name: "Messages", exact: true }) });
  await follow(mariam, "Ajouter une ligne", messages);
  await mariam.locator("main input[name=text]").fill(LINE);
  await mariam.locator("main input[name=is_public]").check();
  await press(mariam, "Enregistrer");
  assert.ok((await main(mariam)).includes(LINE) || (await mariam.inputValue("main input[name=text]")) === LINE);
  await visit(visitor, "/strategy");
  assert.ok(!(await main(visitor)).includes(LINE), "a draft is not public");
});

step("two people at one line see both texts", async () => {
  const other = await windows[0].page();
  await visit(mariam, "/desk/strategy");
  await follow(mariam, LINE, mariam.locator("main"));
  await visit(other, new URL(mariam.url()).pathname);
  await mariam.locator("main input[name=text]").fill(ANOTHER);
  await press(mariam, "Enregistrer");
  await other.locator("main input[name=text]").fill("Pas d’école sans eau.");
  const answer = await press(other, "Enregistrer");
  assert.ok([409, 422].includes(answer.status()), `${answer.status()}`);
  assert.ok((await other.locator("main blockquote").innerText()).includes(ANOTHER));
  assert.equal(await other.locator("main input[name=text]").inputValue(), "Pas d’école sans eau.");
  await shot(other, "strategy-both-phone");
  await other.close();
});

step("adopted by the director, it is public", async () => {
  await visit(mariam, "/desk/strategy");
  await mariam.locator("main input[name=note]").fill("Le message de l’eau est plus court.");
  await press(mariam, "Adopter cette version");
  await shot(mariam, "strategy-adopted-phone");
  await visit(visitor, "/strategy");
  assert.ok((await main(visitor)).includes(ANOTHER));
});

step("a campaign begins with a title and opens with its words", async () => {
  await visit(fatou, "/desk/campaigns");
  await fatou.locator("#new input[name=title]").fill(TITLE);
  await press(fatou, "Commencer");
  if (await fatou.locator("main textarea[name=message]").count() === 0) await follow(fatou, "Changer le texte", fatou.locator("main"));
  await fatou.locator("main textarea[name=message]").fill(MESSAGE);
  await fatou.locator("main input[name=lines]").first().check();
  await press(fatou, "Enregistrer");
  campaign = new URL(fatou.url()).pathname;
  await press(fatou, "La préparer");
  await open(fatou, "Ajouter un lien");
  await fatou.locator("#ways input[name=label]").fill(WAY);
  await fatou.locator("#ways input[name=address]").fill("/blogs");
  await press(fatou, "Ajouter un lien");
  await visit(visitor, "/campaigns");
  assert.ok(!(await main(visitor)).includes(TITLE), "what is prepared is not public");

  await visit(fatou, campaign);
  await press(fatou, "L’ouvrir au public");
  await visit(visitor, "/campaigns");
  await follow(visitor, TITLE, visitor.locator("main"));
  assert.ok((await main(visitor)).includes(MESSAGE));
  assert.equal(await visitor.locator("main").getByRole("link", { name: WAY }).getAttribute("href"), "/blogs");
  await shot(visitor, "strategy-campaign-phone");
  await visit(visitor, "/");
  assert.ok((await main(visitor)).includes(TITLE), "it is on the front page");
});

step("it ends, and says what was learnt", async () => {
  await visit(fatou, campaign);
  await press(fatou, "La terminer");
  await follow(fatou, "Évaluer la campagne", fatou.locator("main"));
  await fatou.locator("main textarea[name=planned]").fill("Douze lampes.");
  await fatou.locator("main textarea[name=reached]").fill("Neuf lampes.");
  await fatou.locator("main textarea[name=learnt]").fill("Demander d’abord aux internes.");
  await press(fatou, fatou.locator("main form").getByRole("button", { name: "Enregistrer", exact: true }));
  assert.match(await main(fatou), /Évaluée/i);
  await visit(visitor, "/campaigns");
  await follow(visitor, TITLE, visitor.locator("main"));
  assert.ok((await main(visitor)).includes("Demander d’abord aux internes."));
});

step("an announcement reaches every member, and shows who read it", async () => {
  await visit(fatou, "/desk/room");
  await fatou.locator("#new select[name=kind]").selectOption({ label: "Annonce" });
  await fatou.locator("#new select[name=audience]").selectOption({ label: "tous les membres" });
  await fatou.locator("#new input[name=title]").fill("Rendez-vous samedi");
  await fatou.locator("#new textarea[name=body]").fill("Au marché, à huit heures.");
  await press(fatou, "Publier ici");
  const desk = new URL(fatou.url()).pathname;
  await visit(awa, "/me/room");
  await follow(awa, "Rendez-vous samedi", awa.locator("main"));
  await press(awa, "Je l’ai lu");
  await shot(awa, "strategy-room-phone");
  await visit(fatou, desk);
  if (desk === "/desk/room") await follow(fatou, "Rendez-vous samedi", fatou.locator("main"));
  assert.match(await main(fatou), /Awa Ouédraogo/);
});

step("a decision becomes a text for the networks, without being typed again", async () => {
  await visit(fatou, "/desk/room");
  await fatou.locator("#new select[name=kind]").selectOption({ label: "Décision" });
  await fatou.locator("#new select[name=audience]").selectOption({ label: "le bureau" });
  await fatou.locator("#new input[name=title]").fill("Lire au marché");
  await fatou.locator("#new textarea[name=body]").fill(DECISION);
  await press(fatou, "Publier ici");
  if (new URL(fatou.url()).pathname === "/desk/room") await follow(fatou, "Lire au marché", fatou.locator("main"));
  const decision = new URL(fatou.url()).pathname;
  await press(fatou, fatou.locator("#make").getByRole("button", { name: /un texte pour les réseaux/ }));
  assert.match(new URL(fatou.url()).pathname, /^\/desk\/items\//);
  const typed = await fatou.locator("textarea[name=body]").count();
  const words = typed ? await fatou.inputValue("textarea[name=body]") : await main(fatou);
  assert.ok(words.includes(DECISION), words);
  await visit(fatou, decision);
  assert.match(await main(fatou), /Ce qu’elle est devenue/);
  await shot(fatou, "strategy-decision-phone");
});

step("nothing went wrong in any window", async () => {
  for (const window of windows) await window.close();
});
