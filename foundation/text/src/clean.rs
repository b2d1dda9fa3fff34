use std::collections::HashMap;

use url::Url;

use crate::html::Html;
use crate::policy::CLEANER;
use crate::scan;
use crate::tidy::{Pictures, Rules, tidy};

/// Characters of HTML that are read; what follows is left out.
pub const MAX_HTML: usize = 400_000;

/// Makes safe HTML of whatever another site gave.
///
/// Addresses are resolved against `base` (a `base` that is no address counts
/// as none), pictures that only count readers are dropped, headings begin at
/// the second level. Clean HTML comes out as it went in.
pub fn clean_html(html: &str, base: Option<&str>) -> Html {
    let base = base.and_then(|base| Url::parse(base).ok());
    finish(html, &Rules { base, ..Rules::default() })
}

/// Like [`clean_html`], with pictures shown as `pictures` says.
pub fn show_html(html: &str, pictures: &Pictures<'_>) -> Html {
    finish(html, &Rules { pictures: *pictures, ..Rules::default() })
}

/// Points the pictures and sounds of a text at our own copies: `map` leads
/// from the present address to the new one. A link to a mapped address (the
/// large version behind a small picture) follows.
pub fn replace_pictures(html: &Html, map: &HashMap<String, String>) -> Html {
    finish(html.as_str(), &Rules { copies: Some(map), ..Rules::default() })
}

/// The one way to an [`Html`].
pub(crate) fn finish(html: &str, rules: &Rules<'_>) -> Html {
    let html = first_chars(html, MAX_HTML);
    let tokens = tidy(scan::tokens(html), rules);
    Html::cleaned(CLEANER.clean(&scan::write(&tokens)).to_string())
}

pub(crate) fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
