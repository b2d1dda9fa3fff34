// Every page of the strategy, the campaigns and the calendar stands: for one language, on a phone and at a desk.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { press, visit } from "./steps.mjs";

// The invented section lives in February 2013.
const TODAY = "2013-02-14";

/** A message key that no word was found for. */
const RAW = /\b(?:channels|campaigns|home|people)-[a-z][a-z0-9-]{2,}/;

/** Enters as one of the story’s people, also one whom the front page does not offer. */
export async function enterAs(site, on, who, lang = "fr") {
  await on.context().clearCookies();
  const answer = await on.request.post("/demo/enter", { form: { as: who }, headers: { origin: site.address } });
  assert.ok(answer.ok(), `the demo is entered as ${who}: ${answer.status()}`);
  await on.goto("/me/profile");
  await on.selectOption("select[name=language]", lang);
  await press(on, on.locator("form", { has: on.locator("select[name=language]") }).locator("button"), { looking: false });
  assert.equal(await on.getAttribute("html", "lang"), lang);
}

/** Fails when the page shows the name of a message instead of the message. */
export async function noKey(page) {
  const words = await page.evaluate(() => {
    const said = [document.title, document.body.innerText];
    for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) said.push(one.getAttribute(name) ?? "");
    }
    // What is folded is read too.
    for (const one of document.querySelectorAll("details, option")) said.push(one.textContent);
    return said.join("\n");
  });
  assert.doesNotMatch(words, RAW, page.url());
}

const PUBLIC = ["/strategy", "/campaigns", "/house-rules", "/said"];
const OFFICER = [
  ...["month", "week", "day", "list"].map((view) => `/desk/calendar?view=${view}&at=${TODAY}`),
  ...["/desk/today", "/desk/ideas", "/desk/items/new", "/desk/pictures", "/desk/channels", "/desk/channels/new"],
  ...["/desk/channels/ways", "/desk/channels/cut", "/desk/calendar/days"],
  ...["/desk/strategy", "/desk/strategy/roadmap", "/desk/campaigns", "/desk/accounts", "/desk/accounts/blogs"],
  ...["/desk/room", "/desk/room/files", "/desk/monday", "/desk/newsletter", "/desk/press", "/desk/press/journalists"],
  ...["/desk/inbox", "/desk/inbox?list=spam", "/desk/inbox/ways", "/desk/inbox/canned", "/desk/rumours", "/desk/fakes"],
];
const DIRECTOR = ["/desk/today", "/desk/strategy", "/desk/campaigns", "/desk/monday", "/desk/inbox", "/desk/inbox/evidence"];

/** Walks every page in this language, in a house of its own. */
export function walk(lang) {
  let site, chrome;
  before(async () => {
    site = await start();
    chrome = await browser();
  });
  after(async () => {
    await chrome?.close();
    await site?.stop();
  });

  for (const kind of ["phone", "desktop"]) {
    test(`every page stands on a ${kind}, in ${lang}`, async (t) => {
      const window = await chrome[kind](site, lang);
      const page = await window.page();
      const failed = [];
      const pass = async (path) => {
        try {
          await visit(page, path);
          assert.equal(await page.getAttribute("html", "lang"), lang, path);
          await noKey(page);
          const cut = await page.locator("[data-day]").evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.dataset.day));
          assert.deepEqual(cut, [], `${path}: days whose words are cut off`);
          const name = path.replaceAll(/[^a-z]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
          await shot(page, `stands-${name}-${lang}-${kind}`);
        } catch (trouble) {
          failed.push(`${path}: ${trouble.message}`);
        }
      };
      /** The first page that a list leads to. */
      const passTo = async (from, where) => {
        await page.goto(from);
        const link = page.locator(`main ${where}`).first();
        if (await link.count()) await pass(await link.getAttribute("href"));
        else failed.push(`${from} leads to no ${where}`);
      };
      for (const path of PUBLIC) await pass(path);
      await passTo("/campaigns", 'a[href^="/campaigns/"]');
      await enterAs(site, page, "member", lang);
      await pass("/me/room");
      await pass("/me/room/files");
      await passTo("/me/room", '.feed a[href*="/me/room/"]');
      await enterAs(site, page, "officer", lang);
      for (const path of OFFICER) await pass(path);
      await passTo("/desk/today", 'a[href*="/desk/items/"]');
      await passTo(`/desk/calendar?at=${TODAY}`, '[draggable] a[href*="/desk/items/"]');
      const item = new URL(page.url()).pathname;
      await pass(`${item}/edit`);
      await pass(`${item}/weights`);
      await pass("/desk/inbox?source=sms&mine=1");
      await passTo(`/desk/calendar?at=${TODAY}`, 'a[href*="/desk/calendar/move"]');
      await passTo("/desk/today", 'a[href*="/desk/hand/"]');
      await passTo("/desk/channels", '.feed a[href*="/desk/channels/"]');
      await passTo("/desk/strategy/roadmap", 'a[href*="/desk/strategy/roadmap/"]');
      await passTo("/desk/campaigns", 'a[href*="/desk/campaigns/"]');
      await passTo("/desk/room", '.feed a[href*="/desk/room/"]');
      await passTo("/desk/inbox", '.feed a[href*="/desk/inbox/"]');
      await passTo("/desk/rumours", '.feed a[href*="/desk/rumours/"]');
      await passTo("/desk/fakes", '.feed a[href*="/desk/fakes/"]');
      await enterAs(site, page, "director", lang);
      for (const path of DIRECTOR) await pass(path);
      await passTo("/desk/strategy", 'a[href*="/desk/strategy/lines/new"]');
      await passTo("/desk/strategy", 'a[href*="/desk/strategy/lines/"]:not([href*="/new"])');
      await passTo("/desk/today", 'a[href*="/desk/items/"]');
      t.diagnostic(`${failed.length} pages failed`);
      assert.deepEqual(failed, []);
      await window.close();
    });
  }
}
