use crate::Html;

/// Plain words as a page shows them: an empty line parts paragraphs, any other breaks the line.
/// Nothing in them is markup.
pub fn paragraphs(words: &str) -> Html {
    let mut out = String::with_capacity(words.len() + words.len() / 16 + 16);
    for paragraph in words.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        out.push_str("<p>");
        for sign in paragraph.chars() {
            match sign {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\n' => out.push_str("<br>"),
                sign => out.push(sign),
            }
        }
        out.push_str("</p>");
    }
    Html::cleaned(out)
}

#[cfg(test)]
mod tests {
    use super::paragraphs;
    use crate::typeset_french;

    #[test]
    fn lines_and_paragraphs_stay_and_markup_is_words() {
        let shown = paragraphs("Un <b>mot</b> & deux\nlignes\n\n\n Fin. ").into_string();
        assert_eq!(shown, "<p>Un &lt;b&gt;mot&lt;/b&gt; &amp; deux<br>lignes</p><p>Fin.</p>");
        assert!(paragraphs(" \n\n ").is_empty());
    }

    #[test]
    fn they_can_be_set_as_french() {
        let set = typeset_french(paragraphs("C'est « l'eau » ? <script>"));
        assert_eq!(set.as_str(), "<p>C’est «\u{a0}l’eau\u{a0}»\u{202f}? &lt;script&gt;</p>");
    }
}
