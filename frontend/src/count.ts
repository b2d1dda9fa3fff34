// How long a text is on each network, while it is written. The server counts again: it has the last word.

// The signs of a text message and those that count twice (3GPP TS 23.038).
const ONE =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const TWO = "^{}\\[~]|€";

const signs = (text: string) => {
  // Old phones know no segments: there a sign of several points counts too much, never too little.
  const kind = (Intl as { Segmenter?: new (lang?: string, how?: object) => { segment(t: string): Iterable<unknown> } }).Segmenter;
  return kind ? Array.from(new kind(undefined, { granularity: "grapheme" }).segment(text)).length : Array.from(text).length;
};

const length: Record<string, (text: string, link: number) => number> = {
  graphemes: signs,
  weighted: (text, link) => {
    const links = text.match(/https?:\/\/\S+/g) ?? [];
    return signs(text.replace(/https?:\/\/\S+/g, "")) + links.length * link;
  },
  utf16: (text) => text.length,
  characters: (text) => Array.from(text).length,
  sms: (text) => {
    let septets = 0;
    for (const sign of text) {
      const count = ONE.includes(sign) ? 1 : TWO.includes(sign) ? 2 : 0;
      if (!count) return text.length;
      septets += count;
    }
    return septets;
  },
  words: (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
};

document.querySelectorAll<HTMLElement>("[data-count]").forEach((place) => {
  const form = place.closest("form");
  const { unit = "characters", most = "0", link = "0", own = "", word = "", alone } = place.dataset;
  const count = length[unit];
  if (!form || !count) return;
  const value = (name: string) => (form.elements.namedItem(name) as HTMLTextAreaElement | null)?.value.trim() ?? "";
  const tell = () => {
    // Its own words, or else what is common to all.
    const common = value("link") && unit !== "words" ? `${value("body")}\n\n${value("link")}` : value("body");
    const box = document.getElementById(own) as HTMLTextAreaElement | null;
    const used = count(box?.value.trim() || (alone === undefined ? common : ""), Number(link));
    // Words that are not its own are counted where they are written.
    place.hidden = alone !== undefined && !used;
    place.textContent = word.replace("{used}", String(used));
    place.className = used > Number(most) ? "chip bad" : "chip";
  };
  form.addEventListener("input", tell);
  tell();
});
