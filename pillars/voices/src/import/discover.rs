//! From the address that a member types to the feed of the blog.

use std::time::Duration;

use griot_fetch::{Body, Conditional, FetchError, Fetched, Fetcher};
use url::Url;

use super::detect::{Format, detect};
use super::{charset_of, decode, near};

/// Feeds that a page names are tried up to this many.
const MOST: usize = 6;
/// Feeds that a page names are read up to this many.
const MOST_NAMED: usize = 50;
/// How long a feed is looked for in all.
const PATIENCE: Duration = Duration::from_secs(60);
/// How much of a page is looked through.
const LOOK: usize = 512 * 1024;
/// The longest tag.
const LONGEST_TAG: usize = 4_000;

/// A feed that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where to ask from now on.
    pub address: Url,
    /// What was there.
    pub body: Body,
}

/// Why no feed was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFeed {
    /// The address itself gave nothing.
    Fetch(FetchError),
    /// There is a page, and it leads to no feed.
    None,
}

impl NoFeed {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Fetch(error) => error.key(),
            Self::None => "import-refused-no-feed",
        }
    }

    /// Whether the same may work later.
    pub fn may_pass(self) -> bool {
        matches!(self, Self::Fetch(error) if error.may_pass())
    }
}

/// Finds the feed behind an address as it was typed: a bare one may be kept by a server that knows
/// no TLS.
pub async fn find_typed(fetcher: &Fetcher, typed: &str) -> Result<Found, NoFeed> {
    let address = |text: &str| fetcher.address(text).map_err(NoFeed::Fetch);
    match find(fetcher, &address(typed)?).await {
        Err(NoFeed::Fetch(
            FetchError::Unreachable | FetchError::NotHttp | FetchError::TooSlow | FetchError::Refused(_),
        )) if !typed.contains("://") => find(fetcher, &address(&format!("http://{typed}"))?).await,
        found => found,
    }
}

/// Finds the feed behind `address`: the address itself, what the page there names, and
/// then the places where blogs keep theirs.
pub async fn find(fetcher: &Fetcher, address: &Url) -> Result<Found, NoFeed> {
    let found = tokio::time::timeout(PATIENCE, look_for(fetcher, address)).await;
    found.unwrap_or(Err(NoFeed::Fetch(FetchError::TooSlow)))
}

async fn look_for(fetcher: &Fetcher, address: &Url) -> Result<Found, NoFeed> {
    let page = fetch(fetcher, address).await.map_err(NoFeed::Fetch)?;
    if detect(&page.bytes) == Some(Format::Feed) {
        return Ok(found(address, page));
    }
    let charset = page.content_type.as_deref().and_then(charset_of);
    let start = page.bytes.get(..LOOK).unwrap_or(&page.bytes);
    let html = decode::text(start, charset.as_deref());
    let named = feed_links(&html, &page.url_final);
    for candidate in named.into_iter().chain(common_places(&page.url_final)) {
        if let Ok(body) = fetch(fetcher, &candidate).await
            && detect(&body.bytes) == Some(Format::Feed)
        {
            return Ok(found(&candidate, body));
        }
    }
    Err(NoFeed::None)
}

async fn fetch(fetcher: &Fetcher, address: &Url) -> Result<Body, FetchError> {
    match fetcher.get(address, &Conditional::default()).await? {
        Fetched::Body(body) => Ok(*body),
        // Nothing was asked conditionally.
        Fetched::NotModified => Err(FetchError::NotHttp),
    }
}

fn found(address: &Url, body: Body) -> Found {
    Found { address: body.moved_to.clone().unwrap_or_else(|| address.clone()), body }
}

/// The feeds that a page names, best first: those of posts before those of comments.
pub fn feed_links(html: &str, page: &Url) -> Vec<Url> {
    let base = tags(html, "base").find_map(|tag| page.join(&attribute(tag, "href")?).ok());
    let base = base.unwrap_or_else(|| page.clone());
    let mut found: Vec<(bool, Url)> = Vec::new();
    for tag in tags(html, "link") {
        let rel = attribute(tag, "rel").unwrap_or_default().to_ascii_lowercase();
        let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
        let is_feed = ["rss+xml", "atom+xml", "rdf+xml", "feed+json"].iter().any(|end| kind.contains(end))
            || matches!(kind.trim(), "text/xml" | "application/xml");
        if !is_feed || !rel.split_whitespace().any(|word| word == "alternate" || word == "feed") {
            continue;
        }
        let Some(url) = attribute(tag, "href").and_then(|href| base.join(href.trim()).ok()) else { continue };
        if matches!(url.scheme(), "http" | "https") && found.iter().all(|(_, known)| *known != url) {
            let title = attribute(tag, "title").unwrap_or_default().to_lowercase();
            let of_comments = title.contains("comment") || url.path().contains("comments");
            found.push((of_comments, url));
        }
        if found.len() >= MOST_NAMED {
            break;
        }
    }
    found.sort_by_key(|(of_comments, _)| *of_comments);
    found.into_iter().map(|(_, url)| url).take(MOST).collect()
}

/// The places where blogs keep their feeds.
pub fn common_places(page: &Url) -> Vec<Url> {
    const PLACES: [&str; 6] = ["feed", "rss", "atom.xml", "feeds/posts/default", "index.xml", "feed.xml"];
    let mut folder = page.clone();
    folder.set_query(None);
    folder.set_fragment(None);
    if !folder.path().ends_with('/') {
        let path = format!("{}/", folder.path());
        folder.set_path(&path);
    }
    let mut all: Vec<Url> = Vec::new();
    // Below the address itself, and then below the root of the site.
    let bases = [Some(folder.clone()), folder.join("/").ok()];
    for base in bases.into_iter().flatten() {
        for url in PLACES.iter().filter_map(|place| base.join(place).ok()) {
            if !all.contains(&url) {
                all.push(url);
            }
        }
    }
    all
}

/// What stands between `<name` and the `>` that ends the tag. What stands in a tag is not looked
/// through again for others.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once('<')?;
            rest = after;
            let (Some(head), Some(after)) = (after.get(..name.len()), after.get(name.len()..)) else {
                continue;
            };
            if head.eq_ignore_ascii_case(name) && after.starts_with([' ', '\t', '\r', '\n', '/']) {
                let tag = until_end(near(after, LONGEST_TAG));
                rest = after.get(tag.len()..)?;
                return Some(tag);
            }
        }
    })
}

/// A `>` within quotes ends nothing. What has no end, ends where it was looked for.
fn until_end(tag: &str) -> &str {
    let mut quote = None;
    for (at, sign) in tag.char_indices() {
        match (quote, sign) {
            (None, '>') => return tag.get(..at).unwrap_or_default(),
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), sign) if open == sign => quote = None,
            _ => {}
        }
    }
    tag
}

/// The value of an attribute, quoted or not.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n', '/']);
        let end = rest.find(['=', ' ', '\t', '\r', '\n', '/']).unwrap_or(rest.len());
        let (known, after) = rest.split_at(end);
        if known.is_empty() && after.is_empty() {
            return None;
        }
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = value.strip_prefix(quote).unwrap_or_default();
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            _ => value.split_at(value.find([' ', '\t', '\r', '\n']).unwrap_or(value.len())),
        };
        if known.eq_ignore_ascii_case(name) {
            return Some(value.replace("&amp;", "&").replace("&#038;", "&"));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{common_places, feed_links};

    fn links(html: &str) -> Vec<String> {
        let page = Url::parse("https://carnet.exemple.bf/2013/").unwrap();
        feed_links(html, &page).into_iter().map(String::from).collect()
    }

    #[test]
    fn links_to_feeds_are_found_however_they_are_written() {
        let html = r#"<head><LINK href='/comments/feed/' title="Commentaires" type="application/rss+xml" rel="alternate">
            <link rel=alternate type=application/atom+xml href=atom.xml>
            <link title="a > b" href="/feed/?a=1&amp;b=2" type='application/rss+xml' rel='feed alternate' />
            <link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" type="text/xml" href="x.css">
            <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">"#;
        assert_eq!(
            links(html),
            [
                "https://carnet.exemple.bf/2013/atom.xml",
                "https://carnet.exemple.bf/feed/?a=1&b=2",
                "https://carnet.exemple.bf/comments/feed/"
            ]
        );
    }

    #[test]
    fn a_base_moves_the_links_of_a_page() {
        assert_eq!(
            links(
                "<base href=\"https://autre.exemple.bf/b/\"><link rel=alternate type=application/rss+xml href=rss>"
            ),
            ["https://autre.exemple.bf/b/rss"]
        );
        assert!(links("<link rel=\"alternate type=\"").is_empty());
        assert!(links("<link <link <link = = \"").is_empty());
    }

    #[test]
    fn ten_megabytes_of_links_that_never_end_are_read_at_once() {
        for part in
            ["<", "<link ", "<link \"", "<link rel=", "<base href=", "<link a ", "<linké ", "<link =\"\" "]
        {
            assert!(links(&part.repeat(10_000_000 / part.len())).is_empty(), "{part}");
        }
        let feeds: String =
            (0..20_000).map(|n| format!("<link rel=alternate type=text/xml href=/{n}>")).collect();
        assert_eq!(links(&feeds).len(), super::MOST);
    }

    #[test]
    fn the_common_places_lie_below_the_address_and_below_the_root() {
        let page = Url::parse("https://exemple.bf/awa?x=1#y").unwrap();
        let places: Vec<String> = common_places(&page).into_iter().map(String::from).collect();
        assert_eq!(places.first().map(String::as_str), Some("https://exemple.bf/awa/feed"));
        assert!(places.contains(&"https://exemple.bf/feeds/posts/default".to_owned()));
        assert_eq!(places.len(), 12);
    }
}
