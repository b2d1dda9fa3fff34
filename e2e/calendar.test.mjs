// The calendar of the invented section: a text goes from its first word to the moment it is said
// to be out, by hand, on a small phone without script; at a desk it is dragged, moved by keyboard,
// copied, and written by two people at once.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { enterAs, noKey } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { enter, follow, look, press, REFUSALS, story, visit } from "./steps.mjs";

// The invented section lives in February 2013, and its clock begins at nine.
const TODAY = "2013-02-14";
const HOUR = "2013-02-19T10:30";
const COMMON = "Demain, huit heures, au puits de Tampouy : venez avec un seau et une voisine.";
const OWN = "Demain 8 h au puits de Tampouy. Dites-le autour de vous.";
const OUT_AT = "https://pages.example/section/123";

const main = (on) => on.locator("main").innerText();
const status = (on) => on.locator("main [role=status]:not([data-acts])").first().innerText();
const button = (on, name) => on.locator("main").getByRole("button", { name, exact: true });

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

describe("from the first word to “it is out”, without script, on a small phone, in French", () => {
  const step = story();
  let windows, fatou, mariam, item;

  before(async () => {
    windows = [];
    for (let n = 0; n < 2; n += 1) windows.push(await chrome.phone(site, "fr", { javaScriptEnabled: false }));
    [fatou, mariam] = await Promise.all(windows.map((window) => window.page()));
    await enter(fatou, "officer");
    await enterAs(site, mariam, "director");
  });

  step("the officer adds a WhatsApp channel, which works at once", async () => {
    await visit(fatou, "/desk/channels");
    await follow(fatou, "Ajouter un canal", fatou.locator("main"));
    await fatou.getByLabel(/^Réseau/).selectOption("whatsapp");
    await fatou.getByLabel(/^Nom, pour l’équipe/).fill("Voisines de Tampouy");
    await press(fatou, "Ajouter un canal");
    assert.match(await status(fatou), /Le canal est là/);
    await shot(fatou, "calendar-channel-added-phone");
    await visit(fatou, "/desk/channels");
    const line = fatou.locator("main .feed li", { hasText: "Voisines de Tampouy" });
    assert.match(await line.innerText(), /WhatsApp · à la main/);
  });

  step("a text for two channels, with words of its own for one", async () => {
    await visit(fatou, "/desk/calendar");
    await follow(fatou, "Écrire un texte", fatou.locator("main"));
    await fatou.getByLabel(/^Titre de travail/).fill("Rendez-vous au puits");
    await fatou.getByLabel(/^Texte commun/).fill(COMMON);
    const where = fatou.locator("fieldset", { hasText: "Où il part" });
    await where.getByRole("checkbox", { name: /La Page de la section/ }).check();
    await where.getByRole("checkbox", { name: /Voisines de Tampouy/ }).check();
    await where.getByText("Autres mots pour Voisines de Tampouy").click();
    await where.locator("details[open]").getByLabel(/^Texte de ce canal/).first().fill(OWN);
    await look(fatou);
    await shot(fatou, "calendar-writing-phone");
    await press(fatou, "Enregistrer");
    item = new URL(fatou.url()).pathname;
    assert.match(item, /^\/desk\/items\/[0-9a-f-]+$/);
    const card = (name) => fatou.locator("main .grid article", { hasText: name });
    assert.ok((await card("La Page de la section").innerText()).includes(COMMON));
    const own = await card("Voisines de Tampouy").innerText();
    assert.ok(own.includes(OWN) && !own.includes(COMMON) && own.includes("mots propres"), own);
  });

  step("nobody approves their own words", async () => {
    await press(fatou, "Donner à relire");
    assert.match(await main(fatou), /En relecture/);
    assert.equal(await button(fatou, "Approuver le texte").count(), 0);
    assert.equal(await button(fatou, "Programmer").count(), 0);
  });

  step("the director finds it under “À relire”, and approves it", async () => {
    await visit(mariam, "/desk/today");
    const section = mariam.locator("main section", { has: mariam.getByRole("heading", { name: "À relire" }) });
    await press(mariam, section.getByRole("link", { name: "Rendez-vous au puits" }));
    assert.ok((await main(mariam)).includes(OWN));
    await shot(mariam, "calendar-approving-phone");
    await press(mariam, "Approuver le texte");
    assert.match(await status(mariam), /Approuvé/);
  });

  step("it gets its hour", async () => {
    await visit(fatou, item);
    await fatou.getByLabel(/^Jour et heure/).fill(HOUR);
    await press(fatou, "Programmer");
    assert.match(await status(fatou), /Programmé/);
    await visit(fatou, "/desk/calendar?view=week&at=2013-02-19");
    const day = fatou.locator('[data-day="2013-02-19"]');
    assert.match(await day.innerText(), /10:30[\s\S]*Rendez-vous au puits/);
    await shot(fatou, "calendar-week-phone");
  });

  step("it is published by hand, and the page says who said so", async () => {
    await visit(fatou, item);
    await press(fatou, "Publier maintenant");
    await visit(fatou, "/desk/today");
    await shot(fatou, "calendar-today-phone");
    const hands = fatou.locator("main section", { has: fatou.getByRole("heading", { name: "À publier à la main" }) });
    const lines = hands.locator("li", { hasText: "Rendez-vous au puits" });
    assert.equal(await lines.count(), 2, "one line for each channel");
    await press(fatou, lines.filter({ hasText: "Voisines de Tampouy" }).getByRole("link"));
    assert.equal(await fatou.getByLabel("Texte à publier").inputValue(), OWN);
    assert.equal(await fatou.getByRole("button", { name: "Copier le texte" }).count(), 0, "without script no button that does nothing");
    await shot(fatou, "calendar-hand-phone");
    await press(fatou, "C’est publié");
    assert.match(await status(fatou), /C’est noté/);

    await press(fatou, lines.filter({ hasText: "La Page de la section" }).getByRole("link"));
    assert.equal(await fatou.getByLabel("Texte à publier").inputValue(), COMMON);
    await fatou.getByLabel(/^Adresse du texte publié/).fill(OUT_AT);
    await press(fatou, "C’est publié");
    assert.equal(await lines.count(), 0, "nothing of it waits for hands any more");

    await visit(fatou, item);
    const said = await fatou.locator("#deliveries").innerText();
    assert.equal(said.match(/ publié$/gm)?.length, 2, said);
    assert.equal(said.match(/ arrêté$/gm)?.length, 2, "the first hour is no longer waited for");
    assert.equal(said.match(/dit par Fatou Traoré/g)?.length, 2, said);
    assert.equal(await fatou.locator(`#deliveries a[href="${OUT_AT}"]`).count(), 1);
    assert.match(await fatou.locator("main .chip").first().innerText(), /^Publié$/);
    await shot(fatou, "calendar-out-phone");
    await fatou.getByRole("heading", { name: "Ce qui a été fait" }).click();
    const log = await main(fatou);
    assert.match(log, /Dit publié · Fatou Traoré/);
    assert.match(log, /Texte approuvé · Mariam Kaboré|Toutes les approbations sont là · Mariam Kaboré/);
  });

  step("nothing went wrong in any window", async () => {
    for (const window of windows) await window.close();
  });
});

describe("at a desk, with script", () => {
  const step = story();
  let desk, page, what;
  const MONTH = `/desk/calendar?view=month&at=${TODAY}`;
  const movable = (on, day) => on.locator(`[data-day="${day}"] [data-what]`);
  const dayOf = (on) =>
    on.locator(`[data-what="${what}"]`).evaluate((one) => one.closest("[data-day]").dataset.day);

  before(async () => {
    desk = await chrome.desktop(site, "fr", { permissions: ["clipboard-read", "clipboard-write"] });
    page = await desk.page();
    await enter(page, "officer");
  });

  step("a text is dragged to another day, and keeps its hour", async () => {
    await visit(page, "/desk/items/new?day=2013-02-18");
    await page.getByLabel(/^Titre de travail/).fill("Une phrase pour lundi");
    await page.getByLabel(/^Texte commun/).fill("Bonne semaine à toutes et à tous.");
    await page.getByRole("checkbox", { name: /La Page de la section/ }).check();
    await press(page, "Enregistrer");
    await visit(page, MONTH);
    await shot(page, "calendar-month-desktop", { fullPage: true });
    const mine = movable(page, "2013-02-18").filter({ hasText: "Une phrase pour lundi" });
    what = await mine.getAttribute("data-what");
    assert.match(what, /^item:/);
    const hour = await mine.locator("strong").innerText();
    await Promise.all([page.waitForNavigation(), mine.dragTo(page.locator('[data-day="2013-02-22"]'))]);
    await look(page);
    assert.equal(await dayOf(page), "2013-02-22");
    assert.match(await status(page), /Déplacé/);
    assert.equal(await page.locator(`[data-what="${what}"] strong`).innerText(), hour);

    const moved = page.locator(`[data-what="${what}"]`);
    const [again] = await Promise.all([page.waitForNavigation(), moved.dragTo(page.locator('[data-day="2013-02-21"]'))]);
    assert.equal(again.status(), 200, "and once more, from the page that says it is done");
    assert.equal(await dayOf(page), "2013-02-21");
  });

  step("the same by keyboard alone", async () => {
    const link = page.getByRole("link", { name: "Déplacer « Une phrase pour lundi »" });
    await link.focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await look(page);
    assert.match(await page.locator("h1").innerText(), /Déplacer «\sUne phrase pour lundi\s»/);
    await shot(page, "calendar-move-desktop");
    const field = page.getByLabel(/^Jour et heure/);
    await field.fill("2013-02-25T16:45");
    await field.press("Tab");
    for (let n = 0; n < 12 && !(await page.evaluate(() => document.activeElement?.matches("main form button"))); n += 1) {
      await page.keyboard.press("Tab");
    }
    const [answer] = await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(answer.status(), 200);
    await look(page);
    assert.equal(await dayOf(page), "2013-02-25");
    assert.equal(await page.locator(`[data-what="${what}"] strong`).innerText(), "16:45");
    assert.equal(new URL(page.url()).searchParams.get("view"), "month", "back where one was");
  });

  step("the copy button copies the text", async () => {
    await visit(page, "/desk/today");
    const hands = page.locator("main section", { has: page.getByRole("heading", { name: "À publier à la main" }) });
    await press(page, hands.locator("li a").first());
    const text = await page.getByLabel("Texte à publier").inputValue();
    await button(page, "Copier le texte").click();
    await button(page, "Copié").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    assert.ok(text.length > 20, text);
    await shot(page, "calendar-hand-desktop");
  });

  step("nothing went wrong in the window", async () => desk.close());
});

test("two people write at once, and the second sees both texts", async () => {
  const [one, two] = [await chrome.desktop(site, "fr", { expected: REFUSALS }), await chrome.phone(site, "fr", { expected: REFUSALS })];
  const [fatou, mariam] = [await one.page(), await two.page()];
  await enter(fatou, "officer");
  await enterAs(site, mariam, "director");
  await visit(fatou, "/desk/items/new");
  await fatou.getByLabel(/^Titre de travail/).fill("À deux mains");
  await fatou.getByLabel(/^Texte commun/).fill("La première phrase.");
  await press(fatou, "Enregistrer");
  const path = `${new URL(fatou.url()).pathname}/edit`;
  await visit(fatou, path);
  await visit(mariam, path);
  await fatou.getByLabel(/^Texte commun/).fill("La phrase de Fatou.");
  await press(fatou, "Enregistrer");

  await mariam.getByLabel(/^Texte commun/).fill("La phrase de Mariam.");
  const answer = await press(mariam, "Enregistrer");

  assert.ok([409, 422].includes(answer.status()), `${answer.status()}`);
  assert.match(await mariam.locator("[role=alert]").innerText(), /les deux textes sont ci-dessous/);
  assert.match(await mariam.locator("main .note .diff").innerText(), /La phrase de Fatou\./);
  assert.equal(await mariam.getByLabel(/^Texte commun/).inputValue(), "La phrase de Mariam.");
  await shot(mariam, "calendar-both-phone");
  await mariam.getByLabel(/^Texte commun/).fill("La phrase de Fatou, et celle de Mariam.");
  await press(mariam, "Enregistrer");
  assert.match(await main(mariam), /La phrase de Fatou, et celle de Mariam\./);
  await one.close();
  await two.close();
});

test("the tour leads to pages that stand", async () => {
  const window = await chrome.phone(site, "fr");
  const page = await window.page();
  for (const path of ["/strategy", "/campaigns"]) {
    await visit(page, "/tour");
    await press(page, page.locator(`main a[href="${path}"]`).first());
    assert.equal(new URL(page.url()).pathname, path);
    await noKey(page);
  }
  await visit(page, "/tour");
  // The fifth stop is shown once its room is there.
  const learn = page.locator('main a[href="/learn"]');
  if (await learn.count()) await press(page, learn.first());
  await window.close();
});

test("the calendar of a telephone reads the secret address", async () => {
  const window = await chrome.desktop(site, "fr");
  const page = await window.page();
  await enter(page, "officer");
  await visit(page, "/desk/calendar/days");
  const renew = button(page, "Changer d’adresse");
  if (await renew.count()) await press(page, renew);
  const typed = await page.locator("main").evaluate((one) => {
    const fields = [...one.querySelectorAll("input, code, a")].map((it) => it.value || it.href || it.textContent);
    return fields.find((it) => /\/calendar\/[^/]+\.ics/.test(it));
  });
  assert.ok(typed, "the page shows the address");
  const answer = await fetch(new URL(typed, site.address));
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type"), /^text\/calendar/);
  const text = await answer.text();
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.match(text, /BEGIN:VEVENT/);
  await window.close();
});
