//! Writes XML, so that nothing that people typed can break it.

use quick_xml::escape::escape;

use griot_text::for_xml;

/// An XML text in the making.
#[derive(Debug)]
pub(crate) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document.
    pub fn document() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// A piece of a document.
    pub fn piece() -> Self {
        Self { out: String::new(), open: Vec::new() }
    }

    /// Begins an element.
    pub fn begin(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Ends the element begun last.
    pub fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push_str(">\n");
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.element(name, &[], text);
    }

    /// An element with attributes and a text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        self.out.push('>');
        self.out.push_str(&escape(for_xml(text)));
        self.finish(name);
    }

    /// An element with a text as it is, as readers of RSS expect HTML.
    pub fn raw(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        self.out.push_str("><![CDATA[");
        self.out.push_str(&for_xml(text).replace("]]>", "]]]]><![CDATA[>"));
        self.out.push_str("]]>");
        self.finish(name);
    }

    /// What was written, with every element ended.
    pub fn done(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&escape(for_xml(value)));
            self.out.push('"');
        }
    }

    fn finish(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn what_people_type_stays_text() {
        let mut xml = Xml::piece();
        xml.begin("a", &[("b", "\"<&")]);
        xml.text("c", "</c> & \u{0}");
        xml.raw("d", &[], "<p>]]></p>");
        let text = xml.done();
        assert!(text.contains("<a b=\"&quot;&lt;&amp;\">"), "{text}");
        assert!(text.contains("<c>&lt;/c&gt; &amp; </c>"), "{text}");
        assert!(text.contains("<d><![CDATA[<p>]]]]><![CDATA[></p>]]></d>"), "{text}");
    }
}
