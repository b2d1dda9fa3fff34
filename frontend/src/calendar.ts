// Drag a text to another day. What a drop does, the link "Move" beside each text does too.

const form = document.querySelector<HTMLFormElement>("form[data-calendar-move]");
const grid = document.querySelector<HTMLElement>("[data-calendar]");

if (form && grid) {
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  let held: HTMLElement | null = null;

  const dayOf = (event: Event) => (event.target as Element).closest<HTMLElement>("[data-day]");

  grid.addEventListener("dragstart", (event) => {
    held = (event.target as Element).closest<HTMLElement>("[data-what]");
    event.dataTransfer?.setData("text/plain", held?.dataset.what ?? "");
  });
  grid.addEventListener("dragover", (event) => {
    if (held && dayOf(event)) event.preventDefault();
  });
  grid.addEventListener("drop", (event) => {
    const day = dayOf(event);
    if (!held || !day || day.contains(held)) return;
    event.preventDefault();
    field("what").value = held.dataset.what ?? "";
    field("day").value = day.dataset.day ?? "";
    day.append(held);
    if (form.requestSubmit) form.requestSubmit();
    else form.submit();
  });
}
