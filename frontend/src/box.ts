// Courses on this telephone: read and answered without a network, brought back when there is one.
// Answers lie sealed by a key that no page can read out, until the house has them.

interface File {
  kind: string;
  name: string;
  alt: string;
  bytes: number;
  address: string;
}
interface Question {
  question: string;
  kind: string;
  text: string;
  choices: string[];
  shown: number[];
  right: number[];
  accepted: string[];
  why: string;
}
interface Unit {
  unit: string;
  module: number;
  minutes: number;
  pass: number;
  language: string;
  title: string;
  html: string;
  exercise: string | null;
  done: boolean;
  files: File[];
  rounds: { round: number; questions: Question[] }[];
}
interface Pack {
  learning: string;
  course: string;
  version: number;
  title: string;
  language: string;
  summary: string;
  modules: string[];
  address: string;
  sync: string;
  units: Unit[];
  /** How often each unit was tried here, and those with which the learner is done. */
  tried?: Record<string, number>;
  ready?: string[];
}
interface Held {
  id: string;
  learning: string;
  iv: Uint8Array;
  sealed: ArrayBuffer;
}
type Answer = number[] | string;
/** What lies sealed: an answer, which has an id of its own, or a unit that was read. */
interface Said {
  id?: string;
  course: string;
  unit: string;
}
interface Outcome {
  taken: string[];
  known: string[];
  refused: { id: string; reason: string }[];
}

const box = document.querySelector<HTMLElement>("#box")!;
const note = document.querySelector<HTMLElement>("#box-note")!;
const words = document.querySelector<HTMLTemplateElement>("#box-words")!.content;
const FILES = "griot-box-files";

const word = (name: string, count?: number | string) =>
  (words.querySelector(`[data-w=${name}]`)?.textContent ?? "").replace("#", String(count));

const tell = (name: string, count?: number | string) => {
  note.textContent = word(name, count);
  note.hidden = false;
};

/** An element with its attributes and what is in it. */
function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  has: Record<string, unknown> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  Object.assign(made, has);
  made.append(...inside);
  return made;
}
const button = (name: string, act: () => unknown, quiet = false) =>
  el("button", { type: "button", className: quiet ? "quiet" : "", onclick: () => void act() }, word(name));

const opened = new Promise<IDBDatabase>((done, fail) => {
  const asked = indexedDB.open("griot-box", 1);
  asked.onupgradeneeded = () => {
    const db = asked.result;
    db.createObjectStore("packs", { keyPath: "learning" });
    db.createObjectStore("answers", { keyPath: "id" });
    db.createObjectStore("own");
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

/** Does one thing with a store, and is done when it is on the disk. */
async function store<T>(name: string, act: (store: IDBObjectStore) => IDBRequest<T> | void) {
  const db = await opened;
  return new Promise<T>((done, fail) => {
    const held = db.transaction(name, "readwrite", { durability: "strict" } as never);
    const asked = act(held.objectStore(name));
    held.oncomplete = () => done((asked ? asked.result : undefined) as T);
    held.onabort = held.onerror = () => fail(held.error);
  });
}
const packs = () => store<Pack[]>("packs", (all) => all.getAll());
const keep = (pack: Pack) => store("packs", (all) => all.put(pack));
const held = () => store<Held[]>("answers", (all) => all.getAll());

/** What this telephone made once: a name for itself, and the key of its answers. */
async function own<T>(name: string, make: () => T | PromiseLike<T>): Promise<T> {
  const known = await store<T | undefined>("own", (all) => all.get(name));
  if (known !== undefined) return known;
  const made = await make();
  await store("own", (all) => void all.put(made, name));
  return made;
}
/** A name for each course of each learner on this telephone: one that is shared is several devices to the house. */
const device = (address: string) => own(`device ${address}`, () => crypto.randomUUID());
const key = () => own("key", () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]));

async function seal(id: string, learning: string, what: object) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(what));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), text);
  await store("answers", (all) => void all.put({ id, learning, iv, sealed }));
}
async function open(one: Held) {
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: one.iv as never }, await key(), one.sealed);
  return JSON.parse(new TextDecoder().decode(text)) as Said;
}

/** Words as the house compares them. */
const folded = (text: string) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae")
    .split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");

function isRight(one: Question, answer: Answer) {
  if (typeof answer === "string") return one.accepted.some((text) => folded(text) === folded(answer) && folded(text));
  const same = (a: number[], b: number[]) => a.length === b.length && a.every((n, place) => n === b[place]);
  const sort = (all: number[]) => (one.kind === "order" ? all : [...all].sort((a, b) => a - b));
  return same(sort(answer), sort(one.right));
}

/**
 * Brings what waits, pack by pack and in pieces. What the house has, or never takes, is forgotten here; all else stays,
 * the answers of somebody who is not signed in among it.
 */
async function bring() {
  if (!navigator.onLine) return;
  const all = await held();
  let here = 0;
  let gone = 0;
  let stays = 0;
  let news = "brought";
  for (const pack of await packs()) {
    const mine = all.filter((one) => one.learning === pack.learning);
    let left = mine.length;
    for (let at = 0; at < mine.length; at += 200) {
      const part = mine.slice(at, at + 200);
      const said = await Promise.all(part.map(open));
      const batch = {
        device: await device(pack.address),
        learning: pack.learning,
        label: navigator.platform || "telephone",
        held: left - part.length,
        attempts: said.filter((one) => one.id),
        done: said.filter((one) => !one.id),
      };
      let answer: Response;
      try {
        const body = JSON.stringify(batch);
        answer = await fetch(pack.sync, { method: "POST", body, headers: { "content-type": "application/json" } });
      } catch {
        return tell("waits", all.length - gone);
      }
      if (!answer.ok || answer.redirected) {
        news = answer.redirected ? "sign-in" : answer.status === 409 ? "other-learner" : "waits";
        stays += left;
        break;
      }
      const { taken, known, refused } = (await answer.json()) as Outcome;
      const never = refused.filter((one) => one.reason !== "not-begun").map((one) => one.id);
      const ended = new Set([...taken, ...known, ...never]);
      const away = part.filter((_, n) => ended.has(said[n]!.id ?? `${said[n]!.course}/${said[n]!.unit}`));
      await store("answers", (kept) => away.forEach((one) => kept.delete(one.id)));
      left -= away.length;
      gone += away.length;
      here += away.length - never.length;
    }
  }
  const count = news === "brought" ? here : stays;
  if (count) tell(news, count);
}

/** Takes a course along: its words at once, then each file that is not here yet. A cut line goes on where it was. */
async function take(address: string) {
  tell("taking");
  let pack: Pack;
  try {
    const name = await device(address.replace("/pack.json", ""));
    const answer = await fetch(`${address}?device=${name}`, { cache: "no-store" });
    if (!answer.ok) return tell(answer.status === 409 ? "not-begun" : "no-network");
    pack = (await answer.json()) as Pack;
  } catch {
    return tell("no-network");
  }
  const known = (await packs()).find((one) => one.learning === pack.learning);
  // Another version asks other questions: what was tried in the one before is no part of it.
  const same = known?.version === pack.version ? known : undefined;
  await keep({ ...pack, tried: same?.tried ?? {}, ready: same?.ready ?? [] });
  await navigator.storage?.persist?.();
  const cache = await caches.open(FILES);
  const files = pack.units.flatMap((unit) => unit.files);
  let left = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files) {
    tell("files", Math.ceil(left / 1000));
    try {
      if (!(await cache.match(file.address))) await cache.add(file.address);
    } catch {
      return tell("cut");
    }
    left -= file.bytes;
  }
  tell("taken");
  location.hash = pack.learning;
}

async function forget(pack: Pack) {
  const cache = await caches.open(FILES);
  for (const unit of pack.units) for (const file of unit.files) await cache.delete(file.address);
  await store("packs", (all) => all.delete(pack.learning));
  location.hash = "";
  await show();
}

const isDone = (pack: Pack, unit: Unit) => unit.done || !!pack.ready?.includes(unit.unit);

async function done(pack: Pack, unit: Unit) {
  await keep({ ...pack, ready: [...(pack.ready ?? []), unit.unit] });
}

/** The fields of a question, and what is answered in them; nothing while it is not answered. */
function asked(one: Question, place: number): [HTMLElement, () => Answer | undefined] {
  const field = el("fieldset", {}, el("legend", {}, `${place}. ${one.text}`));
  const name = one.question;
  if (one.kind === "text") {
    const typed = el("input", { name, ariaLabel: one.text });
    field.append(typed);
    return [field, () => typed.value.trim() || undefined];
  }
  const fields = one.shown.map((choice) => {
    const text = one.choices[choice] ?? "";
    if (one.kind === "order") {
      const places = one.shown.map((_, n) => el("option", { value: String(n + 1) }, String(n + 1)));
      const select = el("select", { name }, el("option", { value: "" }, "–"), ...places);
      field.append(el("label", {}, select, ` ${text}`));
      return { choice, place: () => Number(select.value) };
    }
    const tick = el("input", { type: one.kind === "single" ? "radio" : "checkbox", name });
    field.append(el("label", { className: "check" }, tick, ` ${text}`));
    return { choice, place: () => Number(tick.checked) };
  });
  return [
    field,
    () => {
      const chosen = fields.filter((one) => one.place());
      if (one.kind !== "order") return chosen.length ? chosen.map((one) => one.choice) : undefined;
      if (new Set(chosen.map((one) => one.place())).size < fields.length) return undefined;
      return chosen.sort((a, b) => a.place() - b.place()).map((one) => one.choice);
    },
  ];
}

function quiz(pack: Pack, unit: Unit) {
  const round = unit.rounds[pack.tried?.[unit.unit] ?? 0];
  if (!round) return el("p", { className: "note" }, word("no-round"));
  const form = el("form");
  const all = round.questions.map((one, place) => [one, ...asked(one, place + 1)] as const);
  form.append(...all.map(([, field]) => field), el("p", {}, el("button", {}, word("answer"))));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const answers = all.map(([one, , read]) => [one, read()] as const);
    if (answers.some(([, answer]) => answer === undefined)) return tell("all");
    note.hidden = true;
    const result = el("ol", { className: "feed" });
    let right = 0;
    for (const [one, answer] of answers) {
      const fine = isRight(one, answer!);
      right += Number(fine);
      const id = crypto.randomUUID();
      const { course, version } = pack;
      await seal(id, pack.learning, { id, course, version, unit: unit.unit, question: one.question, round: round.round, answer, at: Date.now() });
      const said = one.kind === "text" ? one.accepted[0] : one.right.map((n) => one.choices[n]).join(" · ");
      const chip = el("span", { className: fine ? "chip ok" : "chip bad" }, word(fine ? "right" : "wrong"));
      result.append(el("li", {}, el("div", { className: "stack" }, el("p", {}, el("strong", {}, one.text), " ", chip), el("p", {}, said ?? ""), el("p", {}, one.why))));
    }
    const passed = right * 100 >= answers.length * unit.pass;
    const fresh = { ...pack, tried: { ...pack.tried, [unit.unit]: (pack.tried?.[unit.unit] ?? 0) + 1 } };
    await (passed ? done(fresh, unit) : keep(fresh));
    form.replaceWith(el("p", { className: "note" }, word(passed ? "passed" : "again")), result, button("on", show));
    void bring();
  };
  return form;
}

function shown(file: File) {
  const { address: src, alt, name } = file;
  if (file.kind === "picture") return el("p", {}, el("img", { src, alt, loading: "lazy" }));
  if (file.kind === "audio") return el("p", {}, el("audio", { src, controls: true, preload: "none" }), el("br"), alt);
  return el("p", {}, el("a", { href: src, download: name }, name));
}

function unitPage(pack: Pack, unit: Unit) {
  const prose = el("div", { className: "prose", lang: unit.language, innerHTML: unit.html });
  const page: HTMLElement[] = [el("p", { className: "meta" }, el("a", { href: `#${pack.learning}` }, pack.title)), el("h1", { lang: unit.language }, unit.title), prose, ...unit.files.map(shown)];
  if (unit.exercise) page.push(el("h2", {}, word("exercise")), el("div", { className: "prose", innerHTML: unit.exercise }), el("p", {}, word("exercise-online")));
  if (isDone(pack, unit)) page.push(el("p", { className: "chip ok" }, word("done")));
  else if (unit.rounds.length) page.push(el("h2", {}, word("questions")), quiz(pack, unit));
  else {
    const read = async () => {
      const id = crypto.randomUUID();
      await seal(id, pack.learning, { course: pack.course, version: pack.version, unit: unit.unit, at: Date.now() });
      await done(pack, unit);
      await bring();
      await show();
    };
    page.push(el("p", {}, button("read", read)));
  }
  const next = pack.units[pack.units.indexOf(unit) + 1];
  if (next) page.push(el("p", {}, el("a", { href: `#${pack.learning}/${next.unit}` }, `${word("next")} ${next.title}`)));
  return page;
}

function coursePage(pack: Pack) {
  const line = (unit: Unit) =>
    el("li", {}, el("div", {}, el("a", { href: `#${pack.learning}/${unit.unit}`, lang: unit.language }, unit.title), ...(isDone(pack, unit) ? [" ", el("span", { className: "chip ok" }, word("done"))] : [])));
  return [
    el("p", { className: "meta" }, el("a", { href: "#" }, word("all-packs"))),
    el("h1", { lang: pack.language }, pack.title),
    el("p", { className: "lede", lang: pack.language }, pack.summary),
    el("ol", { className: "feed" }, ...pack.units.map(line)),
    el("p", { className: "row" }, button("refresh", () => take(`${pack.address}/pack.json`), true), button("forget", () => forget(pack), true)),
  ];
}

async function show() {
  const all = await packs();
  const waiting = (await held()).length;
  const [learning, mark] = decodeURIComponent(location.hash.slice(1)).split("/");
  const pack = all.find((one) => one.learning === learning);
  const unit = pack?.units.find((one) => one.unit === mark);
  let page: Node[] = [el("h1", {}, word("title")), el("p", {}, word(all.length ? "lead" : "none"))];
  if (pack && unit) page = unitPage(pack, unit);
  else if (pack) page = coursePage(pack);
  else page.push(el("ul", { className: "feed" }, ...all.map((one) => el("li", {}, el("a", { href: `#${one.learning}` }, one.title)))));
  if (waiting) page.push(el("p", { className: "note" }, word("held", waiting), " ", button("bring", async () => (await bring(), await show()), true)));
  box.replaceChildren(...page);
}

/** Draws the page anew, unless somebody is answering on it. */
const calm = async () => {
  if (!box.querySelector("form")) await show();
};

async function begin() {
  // On an address that is not secure, browsers give neither a place to keep courses nor a key to seal answers.
  if (!isSecureContext || !navigator.serviceWorker || !crypto.randomUUID) return tell("insecure");
  void navigator.serviceWorker.register("/learn/worker.js", { scope: "/learn/" });
  addEventListener("hashchange", () => (scrollTo(0, 0), void show()));
  addEventListener("online", async () => (await bring(), await calm()));
  await show();
  await bring();
  const wanted = new URLSearchParams(location.search).get("take");
  if (wanted && /^\/(learn|enrolments)\/[^?#]*\/pack\.json$/.test(wanted)) {
    history.replaceState(null, "", location.pathname);
    await take(wanted);
  }
  await calm();
}
void begin();
