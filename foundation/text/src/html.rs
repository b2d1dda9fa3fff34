use std::fmt;

/// HTML that a page may show as it is.
///
/// Only this crate makes one, and only after cleaning: no script, no style,
/// no form, no address of a scheme that runs something. Text that was kept in
/// a database comes back through [`clean_html`](crate::clean_html), which
/// leaves clean HTML as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Html(String);

impl Html {
    /// The caller promises that the text went through the cleaner.
    pub(crate) fn cleaned(text: String) -> Self {
        Self(text)
    }

    /// The HTML, ready for a page.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML as an owned text.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
