// The writing desk: toolbar, live preview, pictures, autosave that survives a cut
// network and a closed tab. The form works without it; README.md says which data
// attributes it looks for. Every word it shows comes from the server's page.

type Draft = { base: string; at: number; sent?: boolean; fields: Record<string, string> };

const DAY = 86_400_000;
const PREFIX = "griot:draft:";

const find = <T extends HTMLElement>(root: ParentNode, selector: string) => root.querySelector<T>(selector);

/** Storage may be refused (private windows, full disk): writing goes on without it. */
const store = {
  read(key: string): Draft | undefined {
    try {
      const kept = localStorage.getItem(PREFIX + key);
      return kept ? (JSON.parse(kept) as Draft) : undefined;
    } catch {
      return undefined;
    }
  },
  write(key: string, draft: Draft): boolean {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  },
  forget(key: string) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      /* nothing was kept */
    }
  },
  /** A device may be shared: what nobody came back to for a month is dropped. */
  sweep(now: number) {
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(PREFIX)) continue;
        const name = key.slice(PREFIX.length);
        if (now - (store.read(name)?.at ?? 0) > 30 * DAY) store.forget(name);
      }
    } catch {
      /* nothing was kept */
    }
  },
};

function attach(form: HTMLFormElement) {
  const text = find<HTMLTextAreaElement>(form, "[data-editor-text]");
  if (!text) return;
  const words = form.dataset;
  const state = find(form, "[data-editor-state]");
  const key = words.draft ?? location.pathname;
  let version = words.version ?? "";
  let unsaved = false;
  let leaving = false;
  let timer = 0;
  let wait = 2000;

  const say = (sentence = "") => {
    if (state) {
      state.hidden = !sentence;
      state.textContent = sentence;
    }
  };
  const show = (element: HTMLElement | null, shown = true) => {
    if (element) element.hidden = !shown;
  };

  // What the form would send, without its files.
  const body = () => {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string") fields.append(name, value);
    });
    return fields;
  };
  const inputs = () =>
    Array.from(form.elements).filter(
      (field): field is HTMLInputElement =>
        "name" in field && !!field.name && !/^(hidden|file|submit|password|button)$/.test((field as HTMLInputElement).type),
    );
  // Fields of one name are told apart by their place among them.
  const named = () => {
    const seen: Record<string, number> = {};
    return inputs().map((field): [string, HTMLInputElement] => {
      if (/checkbox|radio/.test(field.type)) return [`${field.name}=${field.value}`, field];
      const place = (seen[field.name] = (seen[field.name] ?? 0) + 1);
      return [place > 1 ? `${field.name} ${place}` : field.name, field];
    });
  };
  const snapshot = () => {
    const fields: Record<string, string> = {};
    for (const [name, field] of named()) {
      fields[name] = /checkbox|radio/.test(field.type) ? String(field.checked) : field.value;
    }
    return fields;
  };
  const fill = (fields: Record<string, string>) => {
    for (const [name, field] of named()) {
      const value = fields[name];
      if (value === undefined) continue;
      if (/checkbox|radio/.test(field.type)) field.checked = value === "true";
      else field.value = value;
    }
  };

  // Autosave.
  // What names somebody is left on no device, which may be lost.
  const names = () => !!words.unkept && (form.elements.namedItem(words.unkept) as HTMLSelectElement | null)?.value !== "none";
  const keep = (sent?: boolean) => {
    if (names()) return store.forget(key), false;
    return store.write(key, { base: version, at: Date.now(), sent, fields: snapshot() });
  };
  const save = async () => {
    if (!words.autosave || !unsaved || leaving) return;
    const sent = JSON.stringify(snapshot());
    try {
      const answer = await fetch(words.autosave, { method: "POST", body: body(), headers: { accept: "application/json" } });
      if (!answer.ok) throw answer.status;
      const told = await answer.json().catch(() => ({}));
      version = String(told.version ?? version);
      wait = 2000;
      if (JSON.stringify(snapshot()) === sent) {
        unsaved = false;
        store.forget(key);
      } else {
        keep();
        later();
      }
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say((words.wordSaved ?? "").replace("{time}", time));
    } catch {
      say(keep() ? words.wordOffline : words.wordUnsaved);
      wait = Math.min(wait * 2, 60_000);
      later();
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, wait);
  };
  const changed = () => {
    unsaved = true;
    keep();
    later();
    preview();
  };

  form.addEventListener("input", (event) => {
    if (!(event.target as HTMLElement).closest("[data-editor-picture], [data-voice]")) changed();
  });
  window.addEventListener("online", save);
  form.addEventListener("submit", () => {
    leaving = true;
    if (unsaved) keep(true);
  });
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !leaving) event.preventDefault();
  });

  // Preview: the server renders it, as it will render the page.
  const pane = find<HTMLDetailsElement>(form, "details[data-editor-preview]");
  const glass = pane && find(pane, "[data-editor-glass]");
  let pending = 0;
  let asked = 0;
  const preview = () => {
    clearTimeout(pending);
    if (!pane?.open || !glass || !words.preview) return;
    pending = window.setTimeout(async () => {
      const turn = ++asked;
      try {
        const answer = await fetch(words.preview ?? "", { method: "POST", body: body() });
        if (answer.ok && turn === asked) glass.innerHTML = await answer.text();
      } catch {
        /* the last preview stays */
      }
    }, 400);
  };
  show(pane);
  pane?.addEventListener("toggle", preview);

  // Toolbar.
  const insert = (from: number, to: number, piece: string, first: number, last: number) => {
    text.focus();
    text.setSelectionRange(from, to);
    // execCommand keeps the browser's own undo; where it is gone, the plain way.
    if (!document.execCommand("insertText", false, piece)) {
      text.setRangeText(piece, from, to, "end");
      changed();
    }
    text.setSelectionRange(from + first, from + last);
  };
  const around = (open: string, close: string) => {
    const { selectionStart: from, selectionEnd: to, value } = text;
    const inner = value.slice(from, to);
    insert(from, to, open + inner + close, open.length, open.length + inner.length);
  };
  const lines = (mark: string) => {
    const { selectionStart, selectionEnd, value } = text;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const end = value.indexOf("\n", selectionEnd);
    const to = end < 0 ? value.length : end;
    const marked = value.slice(from, to).split("\n").map((line) => mark + line).join("\n");
    insert(from, to, marked, marked.length, marked.length);
  };
  const acts: Record<string, () => void> = {
    bold: () => around("**", "**"),
    italic: () => around("*", "*"),
    link: () => {
      around("[", "](https://)");
      if (text.selectionStart !== text.selectionEnd) text.setSelectionRange(text.selectionEnd + 2, text.selectionEnd + 10);
    },
    heading: () => lines("## "),
    quote: () => lines("> "),
    list: () => lines("- "),
    picture: () => choose(),
    voice: () => find(form, "[data-voice] button:not([hidden])")?.focus(),
  };
  const bar = find(form, "[data-editor-toolbar]");
  show(bar);
  bar?.addEventListener("click", (event) => {
    const act = (event.target as HTMLElement).closest<HTMLElement>("[data-md]")?.dataset.md;
    if (act) acts[act]?.();
  });
  text.addEventListener("keydown", (event) => {
    // A text that is no Markdown has no toolbar, and its keys are the browser's own.
    if (!bar || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const act = { b: "bold", i: "italic", k: "link" }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    acts[act]?.();
  });

  // Pictures: by button or camera, drag, paste; none goes in without its description.
  const box = find(form, "[data-editor-picture]");
  // One for the files of the device, one for its camera.
  const files = box ? Array.from(box.querySelectorAll<HTMLInputElement>("[data-file]")) : [];
  const file = files[0];
  const alt = box && find<HTMLInputElement>(box, "[data-alt]");
  const wrong = box && find(box, "[data-error]");
  let picture: File | undefined;
  const complain = (sentence = "") => {
    if (!wrong || !alt) return;
    wrong.textContent = sentence;
    show(wrong, !!sentence);
    alt.setAttribute("aria-invalid", String(!!sentence));
  };
  const choose = (chosen?: File) => {
    if (!box || !file || !alt || !words.upload) return;
    picture = chosen;
    show(box);
    complain();
    if (chosen) alt.focus();
    else file.click();
  };
  const close = () => {
    show(box, false);
    picture = undefined;
    for (const one of files) one.value = "";
    if (alt) alt.value = "";
    text.focus();
  };
  const upload = async () => {
    if (!alt || !words.upload) return;
    const described = alt.value.trim().replace(/[[\]\n]/g, " ");
    if (!described || !picture) {
      complain(words.wordAlt);
      (picture ? alt : file)?.focus();
      return;
    }
    const parcel = new FormData();
    form.querySelectorAll<HTMLInputElement>("input[type=hidden]").forEach((field) => parcel.append(field.name, field.value));
    parcel.append("alt", described);
    parcel.append("file", picture);
    box?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(words.upload, { method: "POST", body: parcel, headers: { accept: "application/json" } });
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok) return complain(told.detail ?? words.wordUpload);
      const at = text.selectionEnd;
      const piece = `\n\n![${described}](${told.url})\n\n`;
      close();
      insert(at, at, piece, piece.length, piece.length);
    } catch {
      complain(words.wordUpload);
    } finally {
      box?.removeAttribute("aria-busy");
    }
  };
  for (const one of files) {
    one.addEventListener("change", () => {
      picture = one.files?.[0];
      for (const other of files) if (other !== one) other.value = "";
      if (picture) alt?.focus();
    });
  }
  box?.addEventListener("click", (event) => {
    const act = (event.target as HTMLElement).closest<HTMLElement>("[data-act]")?.dataset.act;
    if (act === "insert") void upload();
    if (act === "cancel") close();
  });
  box?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === alt) {
      event.preventDefault();
      void upload();
    }
    if (event.key === "Escape") close();
  });
  const image = (data: DataTransfer | null) => Array.from(data?.files ?? []).find((one) => one.type.startsWith("image/"));
  text.addEventListener("dragover", (event) => {
    if (box && event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  for (const kind of ["drop", "paste"] as const) {
    text.addEventListener(kind, (event) => {
      const chosen = image((event as DragEvent).dataTransfer ?? (event as ClipboardEvent).clipboardData);
      if (!chosen || !box) return;
      event.preventDefault();
      choose(chosen);
    });
  }

  // A draft left on this device: taken up when the server still holds what it grew
  // from, offered when the server has moved on, dropped when it was sent.
  const before = snapshot();
  const left = store.read(key);
  if (left && JSON.stringify(left.fields) !== JSON.stringify(before)) {
    const same = left.base === version;
    const note = find(form, same ? "[data-editor-restored]" : "[data-editor-conflict]");
    const take = () => {
      fill(left.fields);
      changed();
    };
    if (same) take();
    if (same || !left.sent) show(note);
    else store.forget(key);
    note?.addEventListener("click", (event) => {
      const act = (event.target as HTMLElement).closest<HTMLElement>("[data-act]")?.dataset.act;
      if (!act) return;
      if (act === "take") take();
      else {
        fill(before);
        store.forget(key);
        if (same) changed();
      }
      show(note, false);
      text.focus();
    });
  } else store.forget(key);
}

store.sweep(Date.now());
document.querySelectorAll<HTMLFormElement>("form[data-editor]").forEach(attach);
