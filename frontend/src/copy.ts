// "Copy the link": a button that shows itself only where it can work.

document.querySelectorAll<HTMLButtonElement>("button[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return; // not offered on a plain-HTTP address
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(new URL(button.dataset.copy ?? "", location.href).href);
      button.textContent = button.dataset.wordCopied ?? words;
    } catch {
      button.textContent = button.dataset.wordFailed ?? words;
    }
    window.setTimeout(() => (button.textContent = words), 3000);
  });
});
