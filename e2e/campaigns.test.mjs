// A director leads the strategy on a phone without script: a step closed on evidence proposes the
// next, one decision becomes an announcement, a campaign is opened and taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { enter, look, press, visit } from "./steps.mjs";

const WORDS = {
  fr: {
    adopt: "Adopter cette étape",
    close: "Clore sur une preuve",
    proposed: "Proposée",
    announce: "En faire une annonce",
    open: "L’ouvrir au public",
    public: "Voir la page publique",
    back: "La retirer du public",
    version: "Adopter cette version",
    read: "Je l’ai lu",
  },
  en: {
    adopt: "Adopt this step",
    close: "Close on evidence",
    proposed: "Proposed",
    announce: "Make it an announcement",
    open: "Open it to the public",
    public: "See the public page",
    back: "Take it from the public",
    version: "Adopt this version",
    read: "I have read it",
  },
};

let chrome;
before(async () => {
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
});

for (const [lang, words] of Object.entries(WORDS)) {
  test(`the strategy is led in ${lang} on a phone without script`, async () => {
    const site = await start();
    const window = await chrome.phone(site, lang, { javaScriptEnabled: false });
    const page = await window.page();
    // The invented people read in French: another language is kept in the address.
    const at = (path) => (lang === "fr" ? path : `${path}?lang=${lang}`);
    const button = (name) => page.getByRole("button", { name });
    const link = (name) => page.getByRole("link", { name });
    await enter(page, "director");

    await visit(page, at("/desk/strategy/roadmap"));
    await press(page, link(/Donner une deuxième personne/));
    await press(page, button(words.adopt));
    await visit(page, at("/desk/strategy/roadmap"));
    await press(page, link(/Ramener trois blogs/));
    await page.getByLabel(/awa\.example\.net/).check();
    await press(page, button(words.close));
    await look(page);
    await press(page, link(/Former dix jeunes/));
    assert.match(await page.locator(".kind").first().innerText(), new RegExp(words.proposed, "i"));

    await visit(page, at("/desk/room"));
    await press(page, link(/Le 8 mars/));
    await page.locator("select[name=audience]").selectOption("members");
    await press(page, button(words.announce));
    assert.match(await page.locator("h1").innerText(), /Le 8 mars/);
    await look(page);

    await visit(page, at("/desk/campaigns"));
    await press(page, link(/Un extrait de naissance/));
    const desk = page.url();
    await press(page, button(words.open));
    await press(page, link(words.public));
    const shown = page.url();
    assert.match(await page.locator("h1").innerText(), /Un extrait de naissance/);
    await look(page);
    await shot(page, `campaign-${lang}-phone`);
    await visit(page, desk);
    await page.locator("summary", { hasText: words.back }).click();
    await press(page, button(words.back));
    const gone = await page.request.get(shown);
    assert.equal(gone.status(), 410, "what is taken back is gone at once");

    await visit(page, at("/desk/strategy"));
    await press(page, button(words.version));
    await visit(page, at("/desk/strategy/versions/3"));
    assert.match(await page.locator("ins").first().innerText(), /Les clubs des lycées/);
    for (const path of ["/desk/monday", "/desk/accounts/blogs", "/desk/accounts", "/strategy"]) {
      await visit(page, at(path));
      await look(page);
    }
    await window.close();

    const other = await chrome.phone(site, lang, { javaScriptEnabled: false });
    const mine = await other.page();
    await enter(mine, "member");
    await visit(mine, at("/me/room"));
    await press(mine, mine.getByRole("link", { name: /Le 8 mars/ }));
    await press(mine, mine.getByRole("button", { name: words.read }));
    await look(mine);
    await other.close();
    await site.stop();
  });
}
