// The internal room and the seats of a team: a file for those who read the page, how often one hears by mail,
// and roles that are looked at before they are given. On a small phone, without script, in French.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { enterAs } from "./desks.mjs";
import { browser, shot, start } from "./harness.mjs";
import { press, REFUSALS, story, visit } from "./steps.mjs";

const main = (on) => on.locator("main").innerText();
const status = (on) => on.locator("main [role=status]:not([data-acts])").first().innerText();

let site, chrome;
before(async () => {
  site = await start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await site?.stop();
});

describe("among the team", () => {
  const step = story();
  let windows, mariam, awa, salif, entry;

  before(async () => {
    windows = [];
    for (let n = 0; n < 3; n += 1) {
      windows.push(await chrome.phone(site, "fr", { javaScriptEnabled: false, expected: REFUSALS }));
    }
    [mariam, awa, salif] = await Promise.all(windows.map((window) => window.page()));
    await enterAs(site, mariam, "director");
    await enterAs(site, awa, "member");
    await enterAs(site, salif, "administrator");
  });

  step("a file hangs on an announcement, and a member takes it along", async () => {
    await visit(mariam, "/desk/room");
    await press(mariam, mariam.locator("main .feed a", { hasText: "commence lundi" }));
    entry = new URL(mariam.url()).pathname;
    await mariam.getByText("Joindre des fichiers", { exact: true }).click();
    const sheet = { name: "Budget du puits.csv", mimeType: "text/csv", buffer: Buffer.from("poste;francs\npompe;450000\n") };
    await mariam.getByLabel(/^Fichiers, 25/).setInputFiles([sheet]);
    await press(mariam, "Joindre");
    assert.match(await status(mariam), /C’est ajouté/);
    await shot(mariam, "room-file-phone");
    await visit(awa, entry.replace("/desk/", "/me/"));
    const link = awa.locator("#files").getByRole("link", { name: "Budget du puits.csv" });
    const [taken] = await Promise.all([awa.waitForEvent("download"), link.click()]);
    assert.equal(taken.suggestedFilename(), "Budget du puits.csv");
    await visit(awa, "/me/room/files");
    assert.match(await main(awa), /Budget du puits\.csv/);
    assert.match(await main(awa), /points-d-eau-janvier\.csv/);
  });

  step("a member chooses how often letters come", async () => {
    await visit(awa, "/me/room");
    await awa.getByLabel(/^Me dire ce qui est nouveau/).selectOption("weekly");
    await press(awa, "Enregistrer");
    assert.match(await status(awa), /C’est enregistré/);
    assert.equal(await awa.getByLabel(/^Me dire ce qui est nouveau/).inputValue(), "weekly");
    await shot(awa, "room-digest-phone");
  });

  step("seats are filled after one has seen what changes, and taken back", async () => {
    await visit(salif, "/desk/roles/team?size=four");
    const seat = (name) => salif.locator("main form .card", { hasText: name }).getByRole("combobox");
    await seat("Rédaction").fill("personne-ici");
    await press(salif, "Voir ce qui changerait");
    assert.match(await main(salif), /Personne ne s’appelle/);
    assert.equal(await seat("Rédaction").inputValue(), "personne-ici", "nothing typed is lost");
    await seat("Rédaction").fill("awa-ouedraogo");
    await seat("Coordination").fill("salif-zongo");
    await press(salif, "Voir ce qui changerait");
    assert.match(await main(salif), /Awa Ouédraogo\s+reçoit/);
    assert.match(await main(salif), /c’est vous/);
    await shot(salif, "team-look-phone");
    await press(salif, "Donner ces rôles");
    assert.match(await status(salif), /Les rôles sont donnés/);
    assert.match(await main(salif), /Awa Ouédraogo\s: Rédaction/);
    await shot(salif, "team-given-phone");
    await press(salif, "Tout reprendre");
    assert.match(await status(salif), /Les rôles sont repris/);
  });

  step("nothing went wrong in any window", async () => {
    for (const window of windows) await window.close();
  });
});
