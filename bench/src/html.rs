//! Reading pages the way a browser does at first: what must come before one can read.

/// The value of an attribute in the text of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = format!(" {name}=\"");
    tag.split_once(start.as_str())?.1.split('"').next()
}

/// Every tag of this name, without its angle brackets.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    html.split('<').skip(1).filter_map(move |piece| {
        let tag = piece.split('>').next()?;
        let rest = tag.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with([' ', '\n', '/'])).then_some(tag)
    })
}

/// What a page asks for before anyone touches it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Stylesheets: nothing is shown before they are there.
    pub stylesheets: Vec<String>,
    /// Scripts with an address, and those that stand in the page as an empty text.
    pub scripts: Vec<String>,
    /// Pictures that do not wait until one comes near.
    pub pictures: Vec<String>,
}

impl Asks {
    /// Reads a page.
    pub fn of(html: &str) -> Self {
        let text = |found: Option<&str>| found.unwrap_or_default().to_owned();
        Self {
            stylesheets: tags(html, "link")
                .filter(|tag| attribute(tag, "rel") == Some("stylesheet"))
                .map(|tag| text(attribute(tag, "href")))
                .collect(),
            scripts: tags(html, "script")
                .filter(|tag| attribute(tag, "type") != Some("application/ld+json"))
                .map(|tag| text(attribute(tag, "src")))
                .collect(),
            pictures: tags(html, "img")
                .filter(|tag| attribute(tag, "loading") != Some("lazy"))
                .map(|tag| text(attribute(tag, "src")))
                .collect(),
        }
    }

    /// Requests before it can be read: the page, its stylesheets, its scripts.
    pub fn before_reading(&self) -> usize {
        1 + self.stylesheets.len() + self.scripts.len()
    }
}

/// The value of the hidden field of this name.
pub fn field(html: &str, name: &str) -> Option<String> {
    let tag = tags(html, "input").find(|tag| attribute(tag, "name") == Some(name))?;
    Some(attribute(tag, "value")?.to_owned())
}

/// The first value that the select of this name offers.
pub fn option(html: &str, name: &str) -> Option<String> {
    let (_, after) = html.split_once(format!("<select name=\"{name}\"").as_str())?;
    let tag = tags(after.split("</select").next()?, "option").next()?;
    Some(attribute(tag, "value")?.to_owned())
}

/// The paths of this site that links of the page lead to, each once, in order.
pub fn paths(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for href in tags(html, "a").filter_map(|tag| attribute(tag, "href")) {
        let path = href.split(['?', '#']).next().unwrap_or_default();
        if path.starts_with('/') && !found.iter().any(|known| known == path) {
            found.push(path.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Asks, field, option, paths};

    const PAGE: &str = r#"<head><link rel="stylesheet" href="/assets/a.css"><link rel="icon" href="/i.svg">
        <script type="application/ld+json">{}</script></head><body><a href="/blogs/awa?page=2">2</a>
        <a class="x" href="/blogs/awa#top">1</a><a href="https://elsewhere.example/">away</a>
        <article><img src="/f/1.jpg" alt=""><img loading="lazy" src="/f/2.jpg" alt=""></article>
        <input type="hidden" name="csrf" value="abc"></body>"#;

    #[test]
    fn what_must_come_first_is_counted() {
        let asks = Asks::of(PAGE);
        assert_eq!(asks.stylesheets, ["/assets/a.css"]);
        assert_eq!(asks.pictures, ["/f/1.jpg"]);
        assert_eq!(asks.before_reading(), 2);
    }

    #[test]
    fn links_and_fields_are_found() {
        assert_eq!(paths(PAGE), ["/blogs/awa"]);
        assert_eq!(field(PAGE, "csrf").as_deref(), Some("abc"));
        assert_eq!(field(PAGE, "time"), None);
        let select = r#"<select name="blog"><option value="b1" selected>Un</option></select>"#;
        assert_eq!(option(select, "blog").as_deref(), Some("b1"));
        assert_eq!(option(select, "pace"), None);
    }
}
