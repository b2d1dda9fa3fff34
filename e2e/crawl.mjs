// Follows the links of the house as a reader without script does.

/** Keeps the cookies of one reader. */
export function jar() {
  const kept = new Map();
  return {
    async fetch(url, { headers = {}, ...more } = {}) {
      const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(url, { redirect: "manual", headers: { ...headers, ...(cookie && { cookie }) }, ...more });
      for (const line of answer.headers.getSetCookie()) {
        const [pair] = line.split(";");
        const [name, ...value] = pair.split("=");
        kept.set(name, value.join("="));
      }
      return answer;
    },
  };
}

const unescape = (text) => text.replaceAll("&amp;", "&").replaceAll("&#38;", "&").replaceAll("&#x2F;", "/");

/** Links and pictures of a page, as addresses of this house. */
function links(html, at) {
  const found = new Set();
  for (const [, wanted] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    let to;
    try {
      to = new URL(unescape(wanted), at);
    } catch {
      found.add(wanted); // a broken address is a dead link
      continue;
    }
    if (to.origin !== new URL(at).origin) continue;
    to.hash = "";
    found.add(to.href);
  }
  return found;
}

/**
 * Opens every link up to `depth` steps from where it begins, at most `most` pages.
 * Returns the paths that were seen, and each answer that is an error.
 */
export async function crawl(address, { depth, most, from = ["/"], cookies = jar(), lang = "fr" }) {
  const seen = new Map();
  const bad = [];
  let edge = from.map((path) => [new URL(path, address).href, "the beginning"]);
  for (let step = 0; step <= depth; step += 1) {
    const next = [];
    for (const [url, by] of edge) {
      if (seen.has(url) || seen.size >= most) continue;
      seen.set(url, by);
      let answer = await cookies.fetch(url, { headers: { "accept-language": lang } });
      for (let hop = 0; hop < 5 && answer.status >= 300 && answer.status < 400 && answer.status !== 304; hop += 1) {
        answer = await cookies.fetch(new URL(answer.headers.get("location"), url).href, { headers: { "accept-language": lang } });
      }
      const body = await answer.text();
      if (answer.status >= 400) bad.push(`${answer.status} ${url} (linked from ${by})`);
      if (step < depth && /text\/html/.test(answer.headers.get("content-type") ?? "")) {
        for (const link of links(body, url)) next.push([link, url]);
      }
    }
    edge = next;
  }
  return { seen: [...seen.keys()].map((url) => url.slice(address.length)), bad };
}
