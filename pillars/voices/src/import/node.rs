//! A small XML element as a tree, read as well as it can be.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

/// Elements within elements beyond this are left out.
const DEEPEST: usize = 40;

/// An element with its attributes, its own text and its children.
#[derive(Debug, Default)]
pub struct Node {
    /// With its prefix: `wp:status`.
    pub name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Node>,
}

impl Node {
    /// The element that `xml` begins with. What is broken within it ends it.
    pub fn parse(xml: &str) -> Option<Self> {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        let mut open: Vec<Self> = Vec::new();
        let mut too_deep = 0_usize;
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) if open.len() < DEEPEST => open.push(Self::begun(&start)),
                Ok(Event::Start(_)) => too_deep += 1,
                Ok(Event::Empty(start)) => match open.last_mut() {
                    Some(parent) => parent.children.push(Self::begun(&start)),
                    None => return Some(Self::begun(&start)),
                },
                Ok(Event::Text(text)) => add(&mut open, &text.xml10_content()),
                Ok(Event::CData(text)) => add(&mut open, &text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => {
                    let written = reference.xml10_content();
                    match reference.resolve_char_ref() {
                        Ok(Some(sign)) => add(&mut open, &sign.to_string()),
                        _ => match escape::resolve_predefined_entity(&written) {
                            Some(sign) => add(&mut open, sign),
                            // An entity of HTML: what reads HTML later knows it.
                            None => add(&mut open, &format!("&{written};")),
                        },
                    }
                }
                Ok(Event::End(_)) if too_deep > 0 => too_deep -= 1,
                Ok(Event::End(_)) => {
                    let done = open.pop()?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Some(done),
                    }
                }
                Ok(Event::Eof) | Err(_) => return Self::closed(open),
                Ok(_) => {}
            }
        }
    }

    /// Closes what is still open.
    fn closed(mut open: Vec<Self>) -> Option<Self> {
        let mut last = open.pop()?;
        while let Some(mut parent) = open.pop() {
            parent.children.push(last);
            last = parent;
        }
        Some(last)
    }

    fn begun(start: &BytesStart<'_>) -> Self {
        let attributes = start
            .html_attributes()
            .with_checks(false)
            .flatten()
            .map(|one| {
                let value: &str = &one.value;
                let value =
                    escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned);
                (one.key.as_ref().to_owned(), value)
            })
            .collect();
        Self { name: start.name().as_ref().to_owned(), attributes, ..Self::default() }
    }

    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The children of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The element's own text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The trimmed text of the first child of this name, if there is any.
    pub fn says(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    /// What stands in the element, as HTML: for content that was not escaped.
    pub fn inner_html(&self) -> String {
        let mut out = String::new();
        for child in &self.children {
            child.write(&mut out);
        }
        out.push_str(&self.text);
        out
    }

    /// The element written anew, well formed whatever it was read from.
    pub fn to_xml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push_str(&format!(" {name}=\"{}\"", escape::escape(value.as_str())));
        }
        out.push('>');
        out.push_str(&escape::escape(self.text.as_str()));
        for child in &self.children {
            child.write(out);
        }
        out.push_str(&format!("</{}>", self.name));
    }
}

fn add(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::Node;

    #[test]
    fn an_element_is_read_with_its_entities_and_its_cdata() {
        let node = Node::parse("<item a='1 &amp; 2'><t>A &amp; B&#233; &eacute; & c</t><c><![CDATA[<p>]]]]><![CDATA[></p>]]></c><e/></item>").unwrap();
        assert_eq!(node.attribute("a"), Some("1 & 2"));
        assert_eq!(node.says("t"), Some("A & Bé &eacute; & c"));
        assert_eq!(node.says("c"), Some("<p>]]></p>"));
        assert!(node.child("e").is_some());
    }

    #[test]
    fn what_never_closes_is_closed() {
        let node = Node::parse("<item><a><b>texte").unwrap();
        assert_eq!(node.child("a").unwrap().says("b"), Some("texte"));
        assert!(Node::parse("rien").is_none());
        let deep = "<a>".repeat(100_000);
        assert!(Node::parse(&deep).is_some());
    }
}
