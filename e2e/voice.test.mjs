// A voice note, recorded in the page: nothing of it is lost, and nothing leaves unheard.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { enter, look, press, story, visit } from "./steps.mjs";

const step = story();
// A tone in place of a microphone, and a hand that allows it.
const FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
let site, chrome, deaf, phone, visitor, page, reader;
let address = "";
let post = "", began, ended;
/** So long nothing is recorded, in milliseconds. */
const PAUSE = 1500;
const text = (on) => on.locator("textarea[name=body]");
const box = (on) => on.locator("[data-voice]");
const button = (on, act) => box(on).locator(`[data-act=${act}]`);
const said = (on, pattern) => box(on).locator("[data-status]", { hasText: pattern }).waitFor();
const error = (on, pattern) => box(on).locator("[data-error]", { hasText: pattern }).waitFor();
const about = (on) => box(on).locator("[data-about]");
const seconds = async (on) => {
  const [minutes, rest] = (await box(on).locator("[data-time]").innerText()).split(":");
  return Number(minutes) * 60 + Number(rest);
};

/** Speaks for so long. */
async function speak(on, milliseconds = 2200) {
  await button(on, "start").click();
  await button(on, "stop").waitFor();
  await on.waitForTimeout(milliseconds);
}

/** Whether the browser plays it, and how long it is when it says so. */
const plays = (audio) =>
  audio.evaluate(async (one) => {
    await one.play();
    await new Promise((done) => setTimeout(done, 700));
    one.pause();
    return { at: one.currentTime, long: one.duration, trouble: one.error?.message ?? "" };
  });

before(async () => {
  site = await start();
  chrome = await browser(...FAKE);
  const expected = [/ERR_INTERNET_DISCONNECTED/];
  phone = await chrome.phone(site, "fr", { expected });
  visitor = await chrome.desktop(site, "en");
  [page, reader] = await Promise.all([phone.page(), visitor.page()]);
  await enter(page, "member");
  await page.goto("/me/posts/new");
  await page.fill("input[name=title]", "Ma voix depuis Saaba");
  await press(page, page.locator("main form button"), { looking: false });
  address = new URL(page.url()).pathname;
});
after(async () => {
  await chrome?.close();
  await deaf?.close();
  await site?.stop();
});

step("the editor offers to record, and the toolbar leads there", async () => {
  await button(page, "start").waitFor();
  await look(page);
  await box(page).scrollIntoViewIfNeeded();
  await shot(page, "voice-idle-fr-phone", { fullPage: false });
  await page.getByRole("toolbar").getByRole("button", { name: "Voix" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.act), "start");
});

step("while one speaks, level, time and size are seen", async () => {
  began = Date.now();
  await speak(page, 2600);
  assert.ok((await seconds(page)) >= 2);
  assert.match(await box(page).locator("[data-size]").innerText(), /^\d+\sKo$/);
  const levels = [];
  for (let turn = 0; turn < 12; turn += 1) {
    levels.push(await box(page).locator("[data-level]").evaluate((one) => one.value));
    await page.waitForTimeout(120);
  }
  assert.ok(Math.max(...levels) > 0.02, `${levels}`);
  await look(page);
  await shot(page, "voice-recording-fr-phone", { fullPage: false });
});

step("a pause records nothing, and one goes on after it", async () => {
  await button(page, "pause").click();
  await said(page, /En pause/);
  const before = await seconds(page);
  await page.waitForTimeout(PAUSE);
  assert.equal(await seconds(page), before);
  await button(page, "resume").click();
  await page.waitForTimeout(1400);
  assert.ok((await seconds(page)) > before);
});

step("one listens before anything leaves", async () => {
  const sent = [];
  page.on("request", (request) => request.url().endsWith("/upload") && sent.push(request.url()));
  await button(page, "stop").click();
  ended = Date.now();
  await about(page).waitFor();
  assert.equal(await page.evaluate(() => "about" in document.activeElement.dataset), true, "the next thing to do has the focus");
  const { at, trouble } = await plays(box(page).locator("audio"));
  assert.ok(at > 0.3, `played to ${at} s ${trouble}`);
  await look(page);
  await shot(page, "voice-ready-fr-phone", { fullPage: false });

  await button(page, "send").click();
  await error(page, /Dites en quelques mots/);
  assert.deepEqual(sent, [], "without words nothing leaves");
  await look(page);
});

step("with its words the note goes into the text", async () => {
  await text(page).fill("Écoutez plutôt.");
  await about(page).fill("Awa salue la bibliothèque");
  await about(page).press("Enter");
  await said(page, /La note est dans le texte/);
  assert.match(await text(page).inputValue(), /^Écoutez plutôt\.\n\n<audio[^>]+src="\/files\/[^"]+\.opus"><\/audio>\n\n\[Awa salue la bibliothèque \(\d+\sKo\)\]/);
  await button(page, "start").waitFor();
  await press(page, page.getByRole("button", { name: "Publier maintenant" }));
  post = await page.getByRole("link", { name: "Lire la page" }).getAttribute("href");
});

step("a visitor hears it: an Ogg file of its real length, without a name of what wrote it", async () => {
  await visit(reader, `${post}?lang=en`);
  const audio = reader.locator(".prose audio");
  const src = await audio.getAttribute("src");
  const answer = await fetch(new URL(src, site.address));
  assert.equal(answer.headers.get("content-type"), "audio/ogg");
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(bytes.subarray(0, 4).toString(), "OggS");
  for (const word of ["Chrome", "webm"]) assert.ok(!bytes.includes(word), word);
  const { at, long, trouble } = await plays(audio);
  // No longer than from the first press to the last without the pause, however slow the machine is between them.
  const most = (ended - began) / 1000 - PAUSE / 1000;
  assert.ok(at > 0.3 && long > 3 && long < most, `of at most ${most} s: ${at} s of ${long} s ${trouble}`);
  const link = reader.getByRole("link", { name: /Awa salue la bibliothèque/ });
  assert.match(await link.innerText(), /\d+\sKo\)$/, "its size is told before it is fetched");
});

step("a cut network keeps the note, even when the tab is closed", async () => {
  await visit(page, address);
  await speak(page);
  await button(page, "stop").click();
  await about(page).fill("Dans le car");
  await phone.context.setOffline(true);
  await button(page, "send").click();
  await said(page, /gardée sur cet appareil/);
  await shot(page, "voice-offline-fr-phone", { fullPage: false });
  await page.close();
  await phone.context.setOffline(false);

  page = await phone.page();
  await visit(page, address);
  await said(page, /n’est pas encore dans le texte/);
  assert.ok((await seconds(page)) >= 2);
  assert.ok((await plays(box(page).locator("audio"))).at > 0.3);
  assert.equal(await about(page).inputValue(), "Dans le car", "its words were kept, too");
  await look(page);
  await button(page, "send").click();
  await said(page, /La note est dans le texte/);
  assert.match(await text(page).inputValue(), /\[Dans le car/);
});

step("it leaves by itself when the network comes back", async () => {
  await speak(page);
  await button(page, "stop").click();
  await about(page).fill("Au retour du réseau");
  await phone.context.setOffline(true);
  await button(page, "send").click();
  await said(page, /gardée sur cet appareil/);
  await phone.context.setOffline(false);
  await said(page, /La note est dans le texte/);
  assert.match(await text(page).inputValue(), /\[Au retour du réseau/);
});

step("a tab that dies in the middle of a sentence loses a second at most", async () => {
  await speak(page, 3600);
  await page.close();
  page = await phone.page();
  await visit(page, address);
  await said(page, /n’est pas encore dans le texte/);
  assert.ok((await seconds(page)) >= 2, `${await seconds(page)} s`);
  await about(page).fill("Une phrase coupée");
  await button(page, "send").click();
  await said(page, /La note est dans le texte/);
  const [, src] = (await text(page).inputValue()).match(/src="(\/files\/[^"]+)"[^[]+\[Une phrase coupée/);
  assert.equal((await fetch(new URL(src, site.address))).status, 200);
});

step("a note is thrown away in two presses, and is gone from the device", async () => {
  await speak(page);
  await button(page, "drop").click();
  assert.equal(await button(page, "drop").innerText(), "Oui, supprimer");
  await look(page);
  await button(page, "pause").click();
  assert.equal(await button(page, "drop").innerText(), "Supprimer", "whoever does something else did not mean it");
  await button(page, "drop").click();
  await button(page, "drop").click();
  await button(page, "start").waitFor();
  await visit(page, address);
  await button(page, "start").waitFor();
  await page.waitForTimeout(500);
  assert.equal(await box(page).locator("audio").isVisible(), false);
  const left = await page.evaluate(() => new Promise((done) => {
    indexedDB.open("griot", 1).onsuccess = (event) => {
      event.target.result.transaction("voices").objectStore("voices").count().onsuccess = (counted) => done(counted.target.result);
    };
  }));
  assert.equal(left, 0);
});

step("a closed microphone gets a sentence, on a desktop in English", async () => {
  deaf = await browser("--use-fake-device-for-media-stream", "--deny-permission-prompts");
  const window = await deaf.desktop(site, "en");
  const other = await window.page();
  await enter(other, "member");
  await visit(other, `${address}?lang=en`);
  await button(other, "start").click();
  await error(other, /did not open the microphone/);
  await look(other);
  await shot(other, "voice-denied-en-desktop");
  await window.close();
});

step("where the browser cannot record, nothing promises it", async () => {
  const window = await chrome.phone(site, "fr");
  await window.context.addInitScript(() => delete window.MediaRecorder);
  const other = await window.page();
  await enter(other, "member");
  await visit(other, address);
  await other.getByRole("toolbar").waitFor();
  assert.equal(await box(other).isVisible(), false);
  assert.equal(await other.locator('[data-md="voice"]').isVisible(), false);
  assert.ok(await other.locator("input[type=file][name=file]").first().isVisible(), "a file can still be brought");
  await window.close();
});

step("nothing went wrong in any window", async () => {
  await phone.close();
  await visitor.close();
});
