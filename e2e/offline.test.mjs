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
