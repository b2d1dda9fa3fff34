// "Copy": a button that shows itself only where it can work. It copies an address, or the text of
// a field that it names.

document.querySelectorAll<HTMLButtonElement>("button[data-copy], button[data-copy-text]").forEach((button) => {
  if (!navigator.clipboard) return; // not offered on a plain-HTTP address
  const words = button.textContent;
  const field = document.getElementById(button.dataset.copyText ?? "");
  const text = () =>
    field instanceof HTMLTextAreaElement ? field.value : new URL(button.dataset.copy ?? "", location.href).href;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = button.dataset.wordCopied ?? words;
    } catch {
      button.textContent = button.dataset.wordFailed ?? words;
      if (field instanceof HTMLTextAreaElement) field.select();
    }
    window.setTimeout(() => (button.textContent = words), 3000);
  });
});
