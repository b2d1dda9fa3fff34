// What is done on a telephone without a network waits there, and is done once when the network is back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { enterAs } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { enter, look, press, visit } from "./steps.mjs";

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

test("“it is out” waits for the network, and for the person who said it", async () => {
  const window = await chrome.phone(site, "fr");
  const page = await window.page();
  const note = page.locator("[data-acts]");
  await enter(page, "officer");
  await visit(page, "/desk/today");
  await press(page, page.locator('main a[href*="/desk/hand/"]').first());
  const path = new URL(page.url()).pathname;
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "C’est publié" }).click();
  await note.waitFor();
  assert.match(await note.innerText(), /gardé sur ce téléphone/);
  assert.ok(await page.getByRole("button", { name: "C’est publié" }).isDisabled(), "it is not said twice");
  await look(page);
  await shot(page, "offline-kept-phone");

  await page.context().setOffline(false);
  await note.getByRole("link", { name: "Regarder" }).waitFor();
  assert.match(await note.innerText(), /ce qui attendait est fait/);
  await visit(page, path);
  assert.match(await page.locator("main").innerText(), /publié/i);
  assert.equal(await page.getByRole("button", { name: "C’est publié" }).count(), 0);
  assert.equal(await page.evaluate(() => localStorage.getItem("griot-acts")), null);

  // Another person at the same telephone does not do what was Fatou’s to do.
  await page.evaluate((to) => {
    const act = { who: "somebody-else", to, body: "act=not", at: Date.now() };
    localStorage.setItem("griot-acts", JSON.stringify([act]));
  }, site.address + path);
  await enterAs(site, page, "director");
  await visit(page, "/desk/today");
  assert.ok(await note.isHidden(), "what somebody else did waits for them");
  assert.match(await page.evaluate(() => localStorage.getItem("griot-acts")), /somebody-else/);
  await window.close();
});

test("what is pressed while an answer is on its way is kept beside it", async () => {
  const window = await chrome.phone(site, "fr", { expected: [/net::ERR_FAILED/] });
  const page = await window.page();
  await enter(page, "officer");
  await visit(page, "/desk/today");
  const first = await page.locator('main a[href*="/desk/hand/"]').first().getAttribute("href");
  await visit(page, "/desk/calendar?view=list");
  const second = await page.locator('main a[href*="/desk/calendar/move"]').last().getAttribute("href");
  const other = await page.context().newPage();
  await page.goto(first);
  await other.goto(second);

  // A network that carries little: the answer to the first act hangs, and the house seems far.
  let answer;
  const hangs = new Promise((resolve) => (answer = resolve));
  let asked;
  const underWay = new Promise((resolve) => (asked = resolve));
  await page.context().route("**/health/live", (route) => route.abort());
  await page.context().route("**/desk/hand/**", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    asked();
    await hangs;
    await route.continue();
  });
  await page.getByRole("button", { name: "C’est publié" }).click();
  await page.locator("[data-acts]").waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await underWay;
  await other.locator("main form[data-queue] button").first().click();
  await other.locator("[data-acts]", { hasText: "gardé sur ce téléphone" }).waitFor();
  const moved = page.waitForResponse((one) => one.url().includes("/desk/calendar/move") && one.request().method() === "POST");
  answer();
  assert.equal((await moved).status(), 303, "the second act is done after it");
  await page.locator("[data-acts]", { hasText: "ce qui attendait est fait" }).waitFor();
  await other.waitForFunction(() => localStorage.getItem("griot-acts") === null);
  await page.goto(first);
  assert.equal(await page.getByRole("button", { name: "C’est publié" }).count(), 0);
  await window.close();
});
