use griot_kernel::Language;
use http::{HeaderMap, Uri, header};

use crate::Section;

/// What the address and the headers of a request say about how it wants to be answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    /// The language in the address.
    pub by_address: Option<Language>,
    /// The first language of the browser that the house speaks.
    pub by_browser: Option<Language>,
    /// Light mode in the address.
    pub light: Option<bool>,
    /// Whether the browser saves data.
    pub saves: bool,
}

impl Wish {
    pub(crate) fn of(section: &Section, uri: &Uri, headers: &HeaderMap) -> Self {
        let asked = |name: &str| {
            let mut pairs =
                uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let browser = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        let speaks = |language: &Language| section.words.languages().contains(language);
        Self {
            by_address: asked("lang").and_then(|tag| tag.parse().ok()).filter(speaks),
            by_browser: browser.and_then(|wanted| section.words.negotiate(wanted)),
            light: asked("light").map(|value| value != "0"),
            saves: headers.get("save-data").is_some_and(|v| v.as_bytes() == b"on"),
        }
    }
}
