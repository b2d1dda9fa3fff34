// Every page of trainings stands, on a phone and at a desk; and a course is taken along, answered without a network, and
// brought back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { enterAs } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { press, story, visit } from "./steps.mjs";

const ROOM = [
  ...["/desk/workshops", "/desk/courses", "/desk/courses/guide", "/desk/courses/import", "/desk/exercises", "/desk/skills"],
  ...["/desk/clubs", "/me/workshops", "/me/skills", "/me/clubs", "/me/certificates"],
];
const PARTS = ["", "/edit", "/list", "/attendance", "/learning", "/certificates", "/report", "/follow-up"];
/** A message key that no word was found for. */
const RAW =
  /(?:^|\s)(?:workshops?|programme|enrolment|courses?|learn|learning|attendance|presence|certificate|evaluation|exercises?|skills?|clubs?|report|follow)-[a-z0-9]+(?:-[a-z0-9]+)*(?=\s|$)/m;

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

for (const [kind, lang] of [["phone", "fr"], ["desktop", "fr"], ["desktop", "en"]]) {
  test(`every page of trainings stands on a ${kind}, in ${lang}`, async () => {
    const window = await chrome[kind](site, lang);
    const page = await window.page();
    const failed = [];
    const pass = async (path) => {
      try {
        await visit(page, path);
        const words = await page.evaluate(() => [document.title, document.querySelector("main").innerText].join("\n"));
        assert.doesNotMatch(words, RAW);
        const name = path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]+/g, "").replaceAll(/[^a-z]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 44);
        await shot(page, `training-${name}-${lang}-${kind}`);
      } catch (trouble) {
        failed.push(`${path}: ${trouble.message}`);
      }
    };
    const first = async (from, where) => {
      await page.goto(from);
      const href = await page.locator(`main ${where}`).first().getAttribute("href", { timeout: 3_000 }).catch(() => null);
      if (!href) failed.push(`${from} leads to no ${where}`);
      return href?.split("?")[0] ?? "/";
    };
    for (const path of ["/workshops", "/learn", "/certificates", "/learn/box"]) await pass(path);
    await pass(await first("/workshops", '.card a[href*="/workshops/"]'));
    const course = await first("/learn", 'a[href*="/learn/"]');
    await pass(course);
    await pass(await first(course, 'a[href*="/learn/"].button, ol a'));
    await enterAs(site, page, "member", lang);
    for (const path of ["/me/workshops", "/me/skills", "/me/clubs", "/me/certificates", course]) await pass(path);
    await pass(await first("/me/workshops", 'a[href*="/enrolments/"]'));
    await pass(await first("/me/certificates", 'a[href*="/me/certificates/"]'));
    await enterAs(site, page, "trainer", lang);
    for (const path of ROOM) await pass(path);
    const held = await first("/desk/workshops", 'section:last-of-type .feed a[href*="/desk/workshops/"]');
    for (const part of PARTS) await pass(`${held}${part}`);
    await pass(await first(`${held}/attendance`, 'a[href*="/attendance/"]'));
    await pass(await first("/desk/workshops", '#programmes a[href*="/programmes/"]'));
    await pass(`${new URL(page.url()).pathname}/edit`);
    await pass(`${new URL(page.url()).pathname.replace("/edit", "")}/questions`);
    const desk = await first("/desk/courses", '.feed a[href*="/desk/courses/"], a[href*="/desk/courses/"]:not([href*="guide"]):not([href*="import"]):not([href*="required"])');
    await pass(desk);
    await pass(await first(desk, 'a[href*="/units/"]'));
    await pass(await first("/desk/exercises", 'a[href*="/desk/exercises/"]'));
    await pass(await first("/desk/skills", 'a[href*="/desk/skills/"]'));
    await pass(await first("/desk/clubs", 'a[href*="/desk/clubs/"]'));
    assert.deepEqual(failed, []);
  });
}

describe("a course on a telephone", () => {
  const step = story();
  let window, page, course;

  before(async () => {
    window = await chrome.phone(site, "fr");
    page = await window.page();
    await enterAs(site, page, "member");
  });

  step("is taken along", async () => {
    await visit(page, "/learn");
    course = await page.locator('main a[href*="/learn/les-medias"]').first().getAttribute("href");
    await visit(page, course);
    await page.locator('main a[href*="/learn/box?take="]').click();
    await page.getByText("Tout est sur ce téléphone").waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await shot(page, "training-box-course-phone");
  });

  step("is read and answered without a network", async () => {
    await page.context().setOffline(true);
    await page.goto("/learn/box");
    await page.locator("#box .feed a").first().click();
    await page.locator("#box ol a").nth(6).click();
    await page.getByRole("heading", { name: "Questions" }).waitFor();
    const fields = page.locator("#box fieldset");
    for (let n = 0; n < (await fields.count()); n += 1) {
      const field = fields.nth(n);
      const selects = field.locator("select");
      for (let k = 0; k < (await selects.count()); k += 1) await selects.nth(k).selectOption(String(k + 1));
      if (await field.locator("input[type=radio], input[type=checkbox]").count()) await field.locator("input").first().check();
      else if (!(await selects.count())) await field.locator("input").fill("je ne sais pas");
    }
    await page.getByRole("button", { name: "Répondre" }).click();
    await page.locator("#box li .chip").first().waitFor();
    await shot(page, "training-box-answers-phone");
    await page.goto("/learn/box");
    await page.getByText(/réponses attendent sur ce téléphone/).first().waitFor();
  });

  step("is brought back, and the trainer sees it", async () => {
    await page.context().setOffline(false);
    await page.goto("/learn/box");
    await page.getByText(/réponses sont arrivées à la section/).waitFor();
    assert.equal(await page.getByText(/attendent sur ce téléphone/).count(), 0, "nothing waits any more");
  });
});
