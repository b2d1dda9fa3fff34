// A voice note, recorded in the page: level and time while one speaks, pause, listening
// before it leaves, and a copy on this device until it has left. README.md says which data
// attributes it looks for. Where the browser cannot record, the box stays hidden and the
// form's file field does the same.

type Part = { at: number; type: string; bytes: ArrayBuffer; seconds: number; about?: string };
type State = "idle" | "recording" | "paused" | "ready";

const DAY = 86_400_000;
/** What the server takes is a little more. */
const MOST_BYTES = 24_000_000;
/** What speech needs, by what the browser can write: Firefox, Chromium, Safari. */
const KINDS: [string, number][] = [
  ["audio/ogg;codecs=opus", 24_000],
  ["audio/webm;codecs=opus", 24_000],
  ["audio/mp4;codecs=mp4a.40.2", 48_000],
];

/** The copies on this device; it may refuse to keep any. */
const shelf = {
  act<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>) {
    return new Promise<T>((done, fail) => {
      const opening = indexedDB.open("griot", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("voices");
      opening.onerror = () => fail(opening.error);
      opening.onsuccess = () => {
        const db = opening.result;
        const going = db.transaction("voices", mode);
        const asked = act(going.objectStore("voices"));
        going.oncomplete = () => (db.close(), done(asked.result));
        going.onabort = going.onerror = () => (db.close(), fail(going.error));
      };
    });
  },
  of: (name: string) => IDBKeyRange.bound([name], [name, []]),
  put: (name: string, number: number, part: Part) => shelf.act("readwrite", (store) => store.put(part, [name, number])),
  parts: (name: string) => shelf.act<Part[]>("readonly", (store) => store.getAll(shelf.of(name))),
  forget: (name: string) => shelf.act("readwrite", (store) => store.delete(shelf.of(name))).catch(() => undefined),
  /** A device may be shared: what nobody came back to for a month is dropped. */
  async sweep(now: number) {
    const [keys, parts] = await Promise.all([
      shelf.act("readonly", (store) => store.getAllKeys()),
      shelf.act<Part[]>("readonly", (store) => store.getAll()),
    ]);
    parts.forEach(({ at }, index) => {
      const key = keys[index] as [string, number];
      if (now - at > 30 * DAY) void shelf.forget(key[0]);
    });
  },
};

function attach(box: HTMLElement, form: HTMLFormElement, text: HTMLTextAreaElement, kind: [string, number]) {
  const words = box.dataset;
  const name = words.draft ?? location.pathname;
  const piece = <T extends HTMLElement>(wanted: string) => box.querySelector<T>(`[data-${wanted}]`);
  const about = piece<HTMLInputElement>("about");
  const sound = piece<HTMLAudioElement>("sound");
  const level = piece<HTMLMeterElement>("level");
  const drop = box.querySelector<HTMLElement>('[data-act="drop"]');
  const dropping = drop?.textContent ?? "";

  let state: State = "idle";
  let recorder: MediaRecorder | undefined;
  let parts: BlobPart[] = [];
  let note: Blob | undefined;
  let type = "";
  let bytes = 0;
  let seconds = 0;
  let since = 0;
  let ticking = 0;
  let kept = true;
  let waiting = false;
  let touched = false;

  const say = (where: string, sentence = "") => {
    const line = piece(where);
    if (!line) return;
    line.textContent = sentence;
    line.hidden = !sentence;
  };
  const complain = (sentence = "") => {
    say("error", sentence);
    about?.setAttribute("aria-invalid", String(state === "ready" && !!sentence));
  };
  const spoken = () => seconds + (since ? (performance.now() - since) / 1000 : 0);
  const figures = () => {
    const all = Math.floor(spoken());
    say("time", `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`);
    say("size", (words.wordSize ?? "").replace("{size}", String(Math.ceil(bytes / 1000))));
  };
  const become = (now: State, sentence = "") => {
    // The button that was pressed goes: whoever steers by keyboard stays in the box.
    const inside = box.contains(document.activeElement);
    state = now;
    box.querySelectorAll<HTMLElement>("[data-when]").forEach((one) => {
      one.hidden = !one.dataset.when?.split(" ").includes(now);
    });
    if (drop) drop.textContent = dropping;
    complain();
    say("status", sentence);
    figures();
    if (!inside) return;
    if (now === "ready") about?.focus();
    else box.querySelector<HTMLElement>("button:not([hidden])")?.focus();
  };

  const keep = async (part: Blob, number: number, long: number) => {
    const whole = parts;
    try {
      const bytes = await part.arrayBuffer();
      // Thrown away meanwhile: it does not come back.
      if (whole === parts) await shelf.put(name, number, { at: Date.now(), type, bytes, seconds: long });
    } catch {
      kept = false;
    }
  };

  /** How loud it is, so that one sees that one is heard. */
  const meter = (stream: MediaStream) => {
    try {
      const context = new AudioContext();
      const hearing = context.createAnalyser();
      const wave = new Float32Array(hearing.fftSize);
      context.createMediaStreamSource(stream).connect(hearing);
      return {
        read() {
          hearing.getFloatTimeDomainData(wave);
          return Math.min(1, 3 * Math.sqrt(wave.reduce((sum, one) => sum + one * one, 0) / wave.length));
        },
        end: () => void context.close(),
      };
    } catch {
      return { read: () => 0, end() {} };
    }
  };

  const start = async () => {
    let stream: MediaStream;
    try {
      const wished = { channelCount: 1, echoCancellation: true, noiseSuppression: true };
      stream = await navigator.mediaDevices.getUserMedia({ audio: wished });
    } catch (trouble) {
      const missing = (trouble as DOMException).name === "NotFoundError";
      return complain(missing ? words.wordNone : words.wordDenied);
    }
    if (state !== "idle") return stream.getTracks().forEach((track) => track.stop());
    const ear = meter(stream);
    const own = new MediaRecorder(stream, { mimeType: kind[0], audioBitsPerSecond: kind[1] });
    recorder = own;
    [parts, bytes, seconds, kept, type] = [[], 0, 0, true, kind[0]];
    const stop = () => own.state !== "inactive" && own.stop();
    own.ondataavailable = ({ data }) => {
      if (recorder !== own || !data.size) return;
      bytes += data.size;
      void keep(data, parts.push(data), spoken());
      if (bytes > MOST_BYTES) stop();
    };
    own.onstop = () => {
      clearInterval(ticking);
      ear.end();
      stream.getTracks().forEach((track) => track.stop());
      if (recorder !== own) return; // thrown away meanwhile
      recorder = undefined;
      seconds = spoken();
      since = 0;
      ready(bytes > MOST_BYTES ? words.wordFull : "");
    };
    // The microphone was pulled out, or the telephone rang.
    stream.getTracks().forEach((track) => (track.onended = stop));
    own.start(1000);
    since = performance.now();
    ticking = window.setInterval(() => {
      figures();
      if (level) level.value = state === "recording" ? ear.read() : 0;
    }, 150);
    become("recording", words.wordRecording);
  };

  const ready = (sentence = "") => {
    note = new Blob(parts, { type });
    if (sound) sound.src = URL.createObjectURL(note);
    become("ready", sentence);
    if (!bytes) void forget(words.wordEmpty);
  };

  const forget = async (sentence = "") => {
    const going = recorder;
    [recorder, note, parts, waiting] = [undefined, undefined, [], false];
    going?.stop();
    // It is gone from the device before the page says so.
    await shelf.forget(name);
    if (sound?.src) URL.revokeObjectURL(sound.src);
    sound?.removeAttribute("src");
    if (about) about.value = "";
    [bytes, seconds, since] = [0, 0, 0];
    become("idle", sentence);
  };

  const send = async () => {
    const heard = about?.value.trim();
    if (!note || !words.upload || box.hasAttribute("aria-busy")) return;
    if (!heard) {
      complain(words.wordAbout);
      return about?.focus();
    }
    const parcel = new FormData();
    form.querySelectorAll<HTMLInputElement>("input[type=hidden]").forEach((field) => parcel.append(field.name, field.value));
    parcel.append("alt", heard);
    parcel.append("file", note, "voice");
    box.setAttribute("aria-busy", "true");
    say("status", words.wordSending);
    complain();
    try {
      const answer = await fetch(words.upload, { method: "POST", body: parcel, headers: { accept: "application/json" } });
      const told = await answer.json().catch(() => ({}));
      say("status");
      if (!answer.ok || !told.words) return complain(told.detail ?? words.wordFailed);
      const at = touched ? text.selectionEnd : text.value.length;
      text.setRangeText(`\n\n${told.words}\n\n`, at, at, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      await forget(words.wordSent);
    } catch {
      waiting = true;
      say("status", kept ? words.wordKept : words.wordUnkept);
    } finally {
      box.removeAttribute("aria-busy");
    }
  };

  const acts: Record<string, () => unknown> = {
    start,
    send,
    pause() {
      recorder?.pause();
      seconds = spoken();
      since = 0;
      become("paused", words.wordPaused);
    },
    resume() {
      recorder?.resume();
      since = performance.now();
      become("recording", words.wordRecording);
    },
    stop: () => recorder?.stop(),
    // What was said cannot be said again: the first press asks, the second one does it.
    drop() {
      if (!drop || drop.textContent === words.wordSure) return forget();
      drop.textContent = words.wordSure ?? "";
    },
  };
  box.addEventListener("click", (event) => {
    const act = (event.target as HTMLElement).closest<HTMLElement>("[data-act]")?.dataset.act;
    if (act) void acts[act]?.();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== about) return;
    event.preventDefault();
    void send();
  });
  about?.addEventListener("input", () => {
    complain();
    const said = { at: Date.now(), type, bytes: new ArrayBuffer(0), seconds, about: about.value };
    shelf.put(name, 0, said).catch(() => undefined);
  });
  text.addEventListener("focus", () => (touched = true));
  window.addEventListener("online", () => {
    if (waiting) void send();
  });
  window.addEventListener("beforeunload", (event) => {
    if (state === "recording" || state === "paused" || (state === "ready" && !kept)) event.preventDefault();
  });

  become("idle");
  for (const shown of [box, form.querySelector<HTMLElement>('[data-md="voice"]')]) if (shown) shown.hidden = false;
  // A note left on this device, even in the middle of a sentence.
  shelf.parts(name).then(
    (left) => {
      const last = left[left.length - 1];
      if (!last || state !== "idle") return;
      parts = left.map((part) => part.bytes);
      bytes = left.reduce((sum, part) => sum + part.bytes.byteLength, 0);
      ({ type, seconds } = last);
      if (about) about.value = left[0]?.about ?? "";
      ready(words.wordLeft);
    },
    () => undefined,
  );
}

const can = !!navigator.mediaDevices?.getUserMedia && "MediaRecorder" in window && "indexedDB" in window;
const kind = can ? KINDS.find(([type]) => MediaRecorder.isTypeSupported(type)) : undefined;
document.querySelectorAll<HTMLElement>("[data-voice]").forEach((box) => {
  const form = box.closest("form");
  const text = form?.querySelector<HTMLTextAreaElement>("[data-editor-text]");
  if (form && text && kind) attach(box, form, text, kind);
});
if (can) void shelf.sweep(Date.now()).catch(() => undefined);
