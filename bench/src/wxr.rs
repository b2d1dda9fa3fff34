//! A WordPress export of any length, in French that nobody wrote.

use std::io::{self, Write};

use crate::{chance::Dice, french};

/// Writes an export of `posts` posts; the same seed writes the same bytes.
pub fn write(to: &mut impl Write, posts: u32, seed: u64) -> io::Result<()> {
    let mut dice = Dice::new(seed);
    to.write_all(HEAD.as_bytes())?;
    for number in 1..=posts {
        item(to, &mut dice, number)?;
    }
    to.write_all(b"</channel>\n</rss>\n")
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Un carnet de mesure</title>
<link>http://carnet.example</link>
<language>fr-FR</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>http://carnet.example</wp:base_blog_url>
"#;

fn item(to: &mut impl Write, dice: &mut Dice, number: u32) -> io::Result<()> {
    let title = french::title(dice);
    let day = 1 + dice.below(28);
    let month = 1 + dice.below(12);
    let year = 2005 + dice.below(8);
    writeln!(
        to,
        "<item>\n<title><![CDATA[{title}]]></title>\n<link>http://carnet.example/?p={number}</link>\n\
         <dc:creator><![CDATA[awa]]></dc:creator>\n\
         <guid isPermaLink=\"false\">http://carnet.example/?p={number}</guid>\n<content:encoded><![CDATA["
    )?;
    for paragraph in 0..3 + dice.below(4) {
        let words = usize::try_from(30 + dice.below(60)).unwrap_or(30);
        let text = french::prose(dice, words);
        match paragraph {
            1 => writeln!(
                to,
                "<!-- wp:paragraph -->\n<p><strong>{title}</strong> {text}</p>\n<!-- /wp:paragraph -->"
            )?,
            2 => writeln!(to, "<blockquote>{text}</blockquote>\n")?,
            _ => writeln!(to, "{text}\n")?,
        }
    }
    writeln!(
        to,
        "]]></content:encoded>\n<wp:post_id>{number}</wp:post_id>\n\
         <wp:post_date_gmt>{year}-{month:02}-{day:02} 10:00:00</wp:post_date_gmt>\n\
         <wp:post_name>billet-{number}</wp:post_name>\n<wp:status>publish</wp:status>\n\
         <wp:post_type>post</wp:post_type>\n\
         <category domain=\"post_tag\" nicename=\"droits\"><![CDATA[Droits]]></category>\n</item>"
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_export_has_as_many_items_as_asked_for() {
        let mut file = Vec::new();
        super::write(&mut file, 25, 1).unwrap();
        let text = String::from_utf8(file).unwrap();
        assert_eq!(text.matches("<item>").count(), 25);
        assert!(text.ends_with("</rss>\n"));
    }
}
