// What becomes of a post after its first day, and of its blog: versions, a reading link, pages by
// subject and month, a picture dropped or pasted into the text, withdrawing, deleting, closing.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { browser, shot, start } from "./harness.mjs";
import { REFUSALS, add, follow, look, open, picture, press, story, visit } from "./steps.mjs";

const WORDS = {
  fr: {
    more: "Plus…",
    newer: "Plus récents",
    filtered: /Billets : Eau/,
    all: "Tous les billets",
    edit: "Modifier",
    save: "Enregistrer les changements",
    saved: /C’est enregistré/,
    versions: "Versions",
    published: "Version 2",
    restore: "Revenir à cette version",
    restored: /La version choisie est redevenue le texte/,
    begin: "Commencer",
    makeLink: "Créer un lien de relecture",
    link: "Lien de relecture",
    preview: /Aperçu : ce texte n’est pas publié/,
    closeLink: "Fermer le lien",
    linkClosed: /Le lien de relecture est fermé/,
    words: "Ce que l’on y voit ou entend",
    insert: "Insérer",
    describe: /Décrivez en quelques mots/,
    publish: "Publier maintenant",
    withdraw: "Retirer le billet",
    withdrawn: /Votre billet est retiré/,
    takenDown: /Cette page a été retirée/,
    forEver: "Supprimer pour toujours",
    question: "Supprimer « Un brouillon » pour toujours ?",
    back: "Revenir",
    deleted: /Le brouillon est supprimé/,
    settings: "Réglages du blog",
    close: "Fermer, en laissant lire",
    closed: /Le blog est fermé ; on peut encore le lire/,
    isClosed: /Ce blog est fermé : on peut le lire, on n’y écrit plus/,
    reopen: "Rouvrir le blog",
    opened: /Le blog est ouvert/,
    hide: "Retirer du public",
    hidden: /Le blog est retiré du public/,
  },
  en: {
    more: "More…",
    newer: "Newer",
    filtered: /Posts: Eau/,
    all: "All posts",
    edit: "Edit",
    save: "Save the changes",
    saved: /Saved/,
    versions: "Versions",
    published: "Version 2",
    restore: "Go back to this version",
    restored: /The version you chose is the text again/,
    begin: "Begin",
    makeLink: "Make a reading link",
    link: "Reading link",
    preview: /Preview: this text is not published/,
    closeLink: "Close the link",
    linkClosed: /The reading link is closed/,
    words: "What is seen or heard in it",
    insert: "Insert",
    describe: /Describe/,
    publish: "Publish now",
    withdraw: "Withdraw the post",
    withdrawn: /Your post is withdrawn/,
    takenDown: /This page was taken down/,
    forEver: "Delete for ever",
    question: "Delete “Un brouillon” for ever?",
    back: "Back",
    deleted: /The draft is deleted/,
    settings: "Blog settings",
    close: "Close, and let it be read",
    closed: /The blog is closed; it can still be read/,
    isClosed: /This blog is closed: it can be read, and is not written any more/,
    reopen: "Open the blog again",
    opened: /The blog is open/,
    hide: "Withdraw from the public",
    hidden: /The blog is withdrawn from the public/,
  },
};

const BLOG = "/blogs/carnet-de-kaya";
const main = (on) => on.locator("main").innerText();
const status = (on) => on.locator("[role=status]:visible").first().innerText();
const text = (on) => on.locator("textarea[name=body]");
const titles = (on) => on.locator("main article h2").allInnerTexts();
/** Spaces that hold their line are spaces to a reader. */
const plain = (words) => words.replaceAll(/\s/g, " ");

for (const lang of ["fr", "en"]) {
  const t = WORDS[lang];
  describe(`in ${lang}`, () => {
    const step = story();
    let site, chrome, desk, phone, stranger, awa, visitor, post;

    before(async () => {
      site = await start({ command: "serve" });
      chrome = await browser();
      desk = await chrome.desktop(site, lang);
      phone = await chrome.phone(site, lang, { expected: REFUSALS });
      stranger = await chrome.phone(site, lang, { javaScriptEnabled: false, expected: REFUSALS });
      const admin = await desk.page();
      [awa, visitor] = await Promise.all([phone.page(), stranger.page()]);
      await open(site, admin, { language: lang });
      await add(site, awa, "Awa", "awa@example.org");
      await awa.goto("/me/blogs/new");
      await awa.fill("input[name=title]", "Carnet de Kaya");
      await press(awa, awa.locator("main form button").first());
    });
    after(async () => {
      await chrome?.close();
      await site?.stop();
    });

    /** Publishes a post as the form does, without showing it. */
    async function publish(title, tags) {
      await awa.goto("/me/posts/new");
      const value = (name) => awa.locator(`main [name=${name}]`).first().inputValue();
      const headers = { origin: site.address };
      const csrf = await value("csrf");
      const begun = await awa.request.post("/me/posts/new", { headers, form: { csrf, blog: await value("blog"), title } });
      const fields = { csrf, revision: "1", title, body: `${title} : ce que j’ai vu.`, tags, language: "fr", act: "publish" };
      const address = begun.url().split("?")[0];
      assert.ok((await awa.request.post(address, { headers, multipart: fields })).ok(), title);
      return new URL(address).pathname;
    }

    step("a long blog goes on behind a button, and comes back", async () => {
      for (let n = 1; n <= 11; n += 1) await publish(`Jour ${n}`, n < 3 ? "Eau, École" : "École");
      await visit(visitor, BLOG);
      assert.equal((await titles(visitor)).length, 10);
      await follow(visitor, t.more);
      assert.deepEqual(await titles(visitor), ["Jour 1"]);
      await shot(visitor, `blog-second-page-${lang}-phone`);
      await follow(visitor, t.newer);
      assert.equal((await titles(visitor)).length, 10);
    });

    step("a subject and a month gather what belongs to them", async () => {
      await press(visitor, visitor.locator("aside a.chip", { hasText: "Eau" }));
      assert.equal(new URL(visitor.url()).searchParams.get("tag"), "eau");
      assert.match(plain(await main(visitor)), t.filtered);
      assert.deepEqual(await titles(visitor), ["Jour 2", "Jour 1"]);
      await shot(visitor, `blog-tag-${lang}-phone`);
      await follow(visitor, t.all);
      assert.equal((await titles(visitor)).length, 10);

      await press(visitor, visitor.locator('aside a[href*="month="]').first());
      assert.match(new URL(visitor.url()).searchParams.get("month"), /^\d{4}-\d{2}$/);
      assert.equal((await titles(visitor)).length, 10);
      await follow(visitor, t.more);
      assert.deepEqual(await titles(visitor), ["Jour 1"], "the month goes on to its second page");
      await visit(visitor, `${BLOG}?tag=rien`, 404);
      await visit(visitor, `${BLOG}?month=2013-13`, 404);
    });

    step("a text that was changed shows how, and goes back", async () => {
      post = `${BLOG}/jour-11`;
      await visit(awa, post);
      await follow(awa, t.edit);
      await text(awa).fill("Jour 11 : ce que j’ai appris.");
      await press(awa, t.save);
      assert.match(await status(awa), t.saved);
      await follow(awa, t.versions);
      await follow(awa, t.published);
      assert.match(await awa.locator(".diff del").innerText(), /vu/);
      assert.match(await awa.locator(".diff ins").innerText(), /appris/);
      await shot(awa, `versions-${lang}-phone`);
      await visit(visitor, post);
      assert.match(await main(visitor), /appris/);

      await press(awa, t.restore);
      assert.match(await status(awa), t.restored);
      assert.match(await text(awa).inputValue(), /ce que j’ai vu/);
      await visit(visitor, post);
      assert.match(await main(visitor), /ce que j’ai vu/);
      assert.doesNotMatch(await main(visitor), /appris/);
    });

    step("a draft is read by whoever has the link, until it is closed", async () => {
      await visit(awa, "/me/posts/new");
      await awa.fill("input[name=title]", "Un brouillon");
      await press(awa, t.begin);
      await text(awa).fill("À relire avant demain.");
      await press(awa, t.makeLink);
      const link = await awa.getByLabel(t.link, { exact: true }).inputValue();
      await visit(visitor, link);
      assert.match(plain(await status(visitor)), t.preview);
      assert.match(await main(visitor), /À relire avant demain/);
      await shot(visitor, `preview-${lang}-phone`);
      await press(awa, t.closeLink);
      assert.match(await status(awa), t.linkClosed);
      assert.ok([404, 410].includes((await visitor.goto(link)).status()), "a closed link opens nothing");
      await look(visitor);
    });

    step("a picture that is dropped or pasted goes in with its words only", async () => {
      const bring = (kind) =>
        text(awa).evaluate(
          (field, [event, bytes]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "forage.png", { type: "image/png" }));
            const about = { bubbles: true, cancelable: true };
            const told = event === "drop" ? new DragEvent("drop", { ...about, dataTransfer: data }) : new ClipboardEvent("paste", { ...about, clipboardData: data });
            return field.dispatchEvent(told);
          },
          [kind, [...picture(64, 40)]],
        );
      const box = awa.locator("[data-editor-picture]");
      for (const [kind, seen] of [["drop", "Le forage, un matin"], ["paste", "La pompe et son bras"]]) {
        assert.equal(await bring(kind), false, `the page takes the ${kind} in the browser’s place`);
        await box.waitFor();
        await look(awa);
        await box.getByRole("button", { name: t.insert }).click();
        assert.match(await box.locator("[data-error]").innerText(), t.describe);
        await box.getByLabel(t.words).fill(seen);
        await box.getByRole("button", { name: t.insert }).click();
        await awa.waitForFunction((words) => document.querySelector("textarea[name=body]").value.includes(`![${words}](/files/`), seen);
        await box.waitFor({ state: "hidden" });
      }
      await shot(awa, `editor-dropped-${lang}-phone`);
      await press(awa, t.publish);
      await visit(visitor, `${BLOG}/un-brouillon`);
      assert.deepEqual(await visitor.locator(".prose img").evaluateAll((all) => all.map((one) => one.alt)), ["Le forage, un matin", "La pompe et son bras"]);
    });

    step("a post is withdrawn, and deleted when its writer says so twice", async () => {
      await press(awa, t.withdraw);
      assert.match(await status(awa), t.withdrawn);
      await visit(visitor, `${BLOG}/un-brouillon`, 410);
      assert.match(await main(visitor), t.takenDown);
      const editor = awa.url().split("?")[0];
      await follow(awa, t.forEver);
      assert.equal(plain(await awa.locator("h1").innerText()), t.question);
      await shot(awa, `post-delete-${lang}-phone`);
      await follow(awa, t.back);
      assert.equal(new URL(awa.url()).pathname, new URL(editor).pathname, "there is a way back");
      await follow(awa, t.forEver);
      await press(awa, t.forEver);
      assert.match(await status(awa), t.deleted);
      assert.equal(await awa.locator("main .feed li", { hasText: "Un brouillon" }).count(), 0);
      assert.equal((await awa.goto(editor)).status(), 404);
      assert.ok([404, 410].includes((await visitor.goto(`${BLOG}/un-brouillon`)).status()));
    });

    step("a blog is closed, read on, withdrawn, and opened again", async () => {
      const settings = async () => {
        await visit(awa, "/me/posts");
        await follow(awa, t.settings, awa.locator("main"));
      };
      /** Answers the question that comes first. */
      const act = async (name) => {
        await follow(awa, name);
        await press(awa, name);
      };
      await settings();
      await act(t.close);
      assert.match(plain(await status(awa)), t.closed);
      await visit(visitor, BLOG);
      assert.match(plain(await main(visitor)), t.isClosed);
      assert.equal((await titles(visitor)).length, 10, "one reads on");
      await shot(visitor, `blog-closed-${lang}-phone`);
      await visit(awa, post);
      assert.equal(await awa.locator("#comment-form textarea").count(), 0, "nobody comments");

      await settings();
      await act(t.hide);
      assert.match(await status(awa), t.hidden);
      for (const path of [BLOG, post]) {
        const answer = await visitor.goto(path);
        assert.ok([404, 410].includes(answer.status()), `${path}: ${answer.status()}`);
        await look(visitor);
      }
      await settings();
      await act(t.reopen);
      assert.match(plain(await status(awa)), t.opened);
      await visit(visitor, post);
      await visit(awa, post);
      assert.equal(await awa.locator("#comment-form textarea").count(), 1);
    });

    step("nothing went wrong in any window", async () => {
      for (const window of [desk, phone, stranger]) await window.close();
    });
  });
}
