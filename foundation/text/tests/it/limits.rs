//! A hostile text costs what an honest one of its length costs.

use std::time::{Duration, Instant};

use crate::judge::harmless;
use griot_text::{MAX_SOURCE, clean_html, excerpt, fold, markdown, marked, plain, slug, terms};

const TEN_MILLIONS: usize = 10_000_000;

/// Generous, for a slow machine and an unoptimised build.
const BOUND: Duration = Duration::from_secs(10);

fn soon<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let made = act();
    let took = begun.elapsed();
    assert!(took < BOUND, "{what} took {took:?}");
    made
}

fn repeat(part: &str) -> String {
    part.repeat(TEN_MILLIONS / part.len())
}

#[test]
fn ten_megabytes_of_nested_markdown_are_read_at_once() {
    for part in [
        ">", "> ", "- ", "1. ", "* > ", "[", "![", "]", "[a](", "*a ", "**a *b ", "_", "`", "<", "<b>",
        "</b>", "<div>", "&", "~~a", "[^a]: ", "[^a]", "\\", "(", "| a ", "<a b=", "<!-- ", "```\n", "> \n",
        "    ", "\n", "[a]: b\n", "a\n", "- a\n  ", "a@b.", "http://", "*_", "\u{301}",
    ] {
        let source = repeat(part);
        let page = soon(part, || markdown(&source));
        harmless(&page, part);
    }
}

#[test]
fn nesting_that_grows_line_by_line_is_bounded_too() {
    let lists: String = (0..600).map(|n| format!("{}- a\n", " ".repeat(n * 2))).collect();
    let quotes: String = (0..600).map(|n| format!("{}a\n", ">".repeat(n))).collect();
    let ticks: String = (0..600).map(|n| format!("{}a", "`".repeat(n))).collect();
    let table = format!("{}\n{}\n{}", "|a".repeat(9_000), "|-".repeat(9_000), "|\n".repeat(9_000));
    let tapes = format!("{}{}", "> ".repeat(20), "\n- a".repeat(50_000));
    for source in [lists, quotes, ticks, table, tapes] {
        harmless(&soon("nesting", || markdown(&source)), "nesting");
    }
}

#[test]
fn ten_megabytes_of_broken_html_are_read_at_once() {
    for part in [
        "<div>",
        "<b>",
        "<a href=x>",
        "<p><b>",
        "<table>",
        "<li>",
        "<svg>",
        "<svg/>",
        "<select>",
        "</p>",
        "</x>",
        "<img src=a>",
        "<a ",
        "<",
        "<!--",
        "<script>",
        "&amp",
        "&#x10;",
        "<h1>",
        "<table><tr><td>",
        "<p><font a=1>",
        "&nbsp;",
        "<b></p>",
        "x ",
        "\"'",
        "<i><b></i>",
        "<dl><dt>",
        "<span lang=fr>",
    ] {
        let source = repeat(part);
        harmless(&soon(part, || clean_html(&source, Some("https://a.example/"))), part);
    }
}

#[test]
fn a_tag_with_a_hundred_thousand_attributes_ends_the_reading() {
    let many: String = (0..100_000).map(|n| format!(" a{n}")).collect();
    let page = soon("attributes", || clean_html(&format!("<p>before</p><a{many}>after"), None));
    assert_eq!(page.as_str(), "<p>before</p>");
    let slashes: String = (0..100_000).map(|n| format!("/a{n}")).collect();
    soon("slashes", || clean_html(&format!("<a{slashes}>x"), None));
    let quoted: String = (0..100_000).map(|n| format!("a{n}='<'")).collect();
    soon("quotes", || clean_html(&format!("<a {quoted}>x"), None));
    let distinct: String = (0..60_000).map(|n| format!("<b lang=x{n}><p>")).collect();
    soon("formatting", || clean_html(&distinct, None));
}

#[test]
fn a_picture_written_into_a_page_does_not_end_the_reading() {
    let page = format!("<img src=\"data:image/png;base64,{}\"><p>after</p>", "ab+/".repeat(900));
    assert_eq!(clean_html(&page, None).as_str(), "<p>after</p>");
    let comment = format!("<!-- {} --><p>after</p>", "word ".repeat(5_000));
    assert_eq!(clean_html(&comment, None).as_str(), "<p>after</p>");
}

#[test]
fn what_stands_beyond_the_longest_source_is_left_out() {
    let page = markdown(&"é".repeat(MAX_SOURCE + 10));
    assert_eq!(plain(&page).chars().count(), MAX_SOURCE);
}

#[test]
fn the_deepest_quote_is_not_very_deep_and_keeps_its_words() {
    let page = markdown(&format!("{} words", ">".repeat(1_000)));
    assert!(page.as_str().matches("<blockquote>").count() <= 64);
    assert_eq!(plain(&page), "words");
    let page = clean_html(&format!("{}words", "<div>".repeat(5_000)), None);
    assert!(page.as_str().matches("<div>").count() <= 64);
    assert_eq!(plain(&page), "words");
}

#[test]
fn long_texts_are_searched_and_cut_at_once() {
    let text = "manifestations ".repeat(20_000);
    let word = "a".repeat(300_000);
    soon("terms", || terms(&text, "fr"));
    soon("marked", || marked(&text, "rien", "fr", 200));
    for long in [&text, &word] {
        soon("excerpt", || excerpt(long, 200));
        soon("slug", || slug(long));
        soon("fold", || fold(long));
    }
    assert_eq!(terms(&word, "fr").len(), 1);
}
