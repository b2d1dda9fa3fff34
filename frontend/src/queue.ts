// Acts done without a network wait on this telephone, and are done in their order when it is back.
// Only forms that say so wait, and only for the person who did them.

interface Act {
  who: string;
  to: string;
  body: string;
  at: number;
}

const NAME = "griot-acts";
/** The mark in a form is good for a day; an act is not done later than that. */
const DAY = 86_400_000;

const note = document.querySelector<HTMLElement>("[data-acts]");
const who = note?.dataset.acts ?? "";

const all = (): Act[] => {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? "[]") as Act[];
  } catch {
    return [];
  }
};
const keep = (acts: Act[]) =>
  acts.length ? localStorage.setItem(NAME, JSON.stringify(acts)) : localStorage.removeItem(NAME);

const say = (word: string, address?: string) => {
  if (!note) return;
  note.textContent = note.dataset[word] ?? "";
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = note.dataset.wordOpen ?? address;
    note.append(" ", link);
  }
  note.hidden = false;
};

let asked = 0;
/** A network that comes back without a word of it is asked again after so long. */
const later = () => {
  clearTimeout(asked);
  asked = window.setTimeout(catchUp, 30_000);
};

function catchUp() {
  if (!who || !navigator.onLine || !all().some((one) => one.who === who)) return;
  // Of several pages that are open, one does what waits.
  if (navigator.locks) void navigator.locks.request(NAME, { ifAvailable: true }, (held) => (held ? work() : later()));
  else void work();
}

const next = () => all().find((one) => one.who === who);

async function work() {
  let done = 0;
  // Asked anew each time: what is pressed while an answer is on its way is kept beside it, and done after it.
  for (let act = next(); act; act = next()) {
    const { at } = act;
    const rest = () => all().filter((one) => one.at !== at);
    if (Date.now() - act.at > DAY) {
      keep(rest());
      say("wordOld", act.to);
      continue;
    }
    let answer: Response;
    try {
      answer = await fetch(act.to, {
        method: "POST",
        body: act.body,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    } catch {
      return void later(); // the network went again: it waits on
    }
    // Who is not signed in any more is led to the door, which answers well: nothing was done.
    if (/\/sign-in$/.test(new URL(answer.url).pathname)) return say("wordSignIn", answer.url);
    if (answer.status >= 500) return void later(); // the house is busy: it waits on
    keep(rest());
    if (!answer.ok) return say("wordRefused", act.to);
    done += 1;
  }
  if (done) say("wordDone", location.href);
}

/** Whether the house answers. A telephone calls a network one that carries nothing, too. */
async function reached() {
  if (!navigator.onLine) return false;
  const timer = new AbortController();
  const wait = setTimeout(() => timer.abort(), 8_000);
  try {
    return (await fetch("/health/live", { cache: "no-store", signal: timer.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(wait);
  }
}

/** Sends a form as its button does. */
function send(form: HTMLFormElement, button: HTMLElement | null) {
  const pressed = button instanceof HTMLButtonElement ? button : null;
  if (form.requestSubmit) return form.requestSubmit(pressed);
  // Browsers of before 2022 know no other way.
  if (pressed?.name) {
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", pressed.name, pressed.value];
    form.append(field);
  }
  form.submit();
}

if (note) {
  document.querySelectorAll<HTMLFormElement>("form[data-queue]").forEach((form) => {
    let asking = false;
    let sure = false;
    form.addEventListener("submit", async (event) => {
      if (sure) return;
      event.preventDefault();
      if (asking) return;
      asking = true;
      const button = event.submitter;
      const fields = new FormData(form);
      if (button instanceof HTMLButtonElement && button.name) fields.append(button.name, button.value);
      if (await reached()) {
        // Whoever comes back to this page asks anew.
        sure = true;
        send(form, button);
        asking = sure = false;
        return;
      }
      const body = new URLSearchParams(fields as unknown as Record<string, string>).toString();
      keep([...all(), { who, to: form.action.split("#")[0] ?? "", body, at: Date.now() }]);
      form.querySelectorAll("button").forEach((one) => (one.disabled = true));
      asking = false;
      say("wordKept");
      later();
    });
  });
  window.addEventListener("online", catchUp);
  if (all().some((one) => one.who === who)) say("wordKept");
  catchUp();
}
