//! Plain words, excerpts, minutes and slugs.

use griot_text::{clean_html, excerpt, markdown, plain, reading_minutes, slug};
use unicode_segmentation::UnicodeSegmentation;

#[test]
fn plain_words_stand_on_a_line_for_each_block() {
    let html =
        markdown("# Titre\n\nUn *mot*,\nun [lien](/x).\n\n- a\n- b\n\n| c | d |\n|---|---|\n| e | f |");
    assert_eq!(plain(&html), "Titre\nUn mot, un lien.\na\nb\nc d\ne f");
}

#[test]
fn plain_words_keep_code_and_leave_footnote_marks() {
    assert_eq!(plain(&markdown("```\na\n  b\n```")), "a\n  b");
    assert_eq!(plain(&markdown("Un fait[^1].\n\n[^1]: La source.")), "Un fait.\nLa source.");
    assert_eq!(plain(&clean_html("a &lt;b&gt; &amp;amp;<br>c", None)), "a <b> &amp;\nc");
}

#[test]
fn an_excerpt_is_cut_between_words() {
    assert_eq!(excerpt("Liberté pour tous", 100), "Liberté pour tous");
    assert_eq!(excerpt("Liberté pour tous", 17), "Liberté pour tous");
    assert_eq!(excerpt("Liberté pour tous", 16), "Liberté pour…");
    assert_eq!(excerpt("Liberté pour tous", 13), "Liberté pour…");
    assert_eq!(excerpt("Liberté pour tous", 12), "Liberté…");
    assert_eq!(excerpt("Liberté, pour tous", 10), "Liberté…");
    assert_eq!(excerpt("a\n  b", 10), "a b");
    assert_eq!(excerpt("Anticonstitutionnellement", 5), "Anti…");
    assert_eq!(excerpt("abc", 0), "");
    assert_eq!(excerpt("", 10), "");
}

#[test]
fn an_excerpt_never_parts_what_a_reader_sees_as_one() {
    let family = "👨‍👩‍👧‍👦".repeat(10);
    assert_eq!(excerpt(&family, 3), format!("{}…", "👨‍👩‍👧‍👦".repeat(2)));
    assert_eq!(excerpt("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    for max in 1..40 {
        for text in ["حرية التعبير حق لكل إنسان", "Œuvre e\u{301}te\u{301} 🇧🇫🇧🇫 fin des mots"]
        {
            assert!(excerpt(text, max).graphemes(true).count() <= max);
        }
    }
}

#[test]
fn reading_takes_a_minute_at_least() {
    assert_eq!(reading_minutes(""), 1);
    assert_eq!(reading_minutes(&"mot ".repeat(200)), 1);
    assert_eq!(reading_minutes(&"mot ".repeat(201)), 2);
}

#[test]
fn a_slug_has_plain_letters_and_is_never_empty() {
    assert_eq!(slug("L’atelier du 14 février 2013 !"), "l-atelier-du-14-fevrier-2013");
    assert_eq!(slug("Cœur & Straße — ŒUVRE"), "coeur-strasse-oeuvre");
    assert_eq!(slug("e\u{301}te\u{301}"), slug("été"));
    for nothing in ["", "---", "حرية", "🇧🇫"] {
        assert_eq!(slug(nothing), "n");
    }
    let long = slug(&"liberation ".repeat(20));
    assert_eq!(long, "liberation-liberation-liberation-liberation-liberation");
    assert_eq!(slug(&"a".repeat(200)).len(), 60);
    assert_eq!(slug(&slug("Déjà vu")), "deja-vu");
}
