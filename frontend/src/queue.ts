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

async function catchUp() {
  if (!who || !navigator.onLine) return;
  let done = 0;
  for (const act of all().filter((one) => one.who === who)) {
    const rest = all().filter((one) => one.at !== act.at);
    if (Date.now() - act.at > DAY) {
      keep(rest);
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
      return; // the network went again: it waits on
    }
    keep(rest);
    if (!answer.ok) return say("wordRefused", act.to);
    done += 1;
  }
  if (done) say("wordDone", location.href);
}

if (note) {
  document.querySelectorAll<HTMLFormElement>("form[data-queue]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      const fields = new FormData(form);
      const button = event.submitter;
      if (button instanceof HTMLButtonElement && button.name) fields.append(button.name, button.value);
      const body = new URLSearchParams(fields as unknown as Record<string, string>).toString();
      keep([...all(), { who, to: form.action.split("#")[0] ?? "", body, at: Date.now() }]);
      form.querySelectorAll("button").forEach((one) => (one.disabled = true));
      say("wordKept");
    });
  });
  window.addEventListener("online", catchUp);
  if (all().some((one) => one.who === who)) say("wordKept");
  void catchUp();
}
