//! What members write becomes pages.

use griot_text::{Html, Pictures, clean_html, markdown, render};

fn page(source: &str) -> String {
    markdown(source).into_string().trim().to_owned()
}

#[test]
fn headings_begin_below_the_title_of_the_page() {
    assert_eq!(page("# A\n\n## B"), "<h2>A</h2>\n<h3>B</h3>");
    assert_eq!(page("### A\n\n#### B"), "<h2>A</h2>\n<h3>B</h3>");
    assert_eq!(page("# A\n\n###### B"), "<h2>A</h2>\n<h6>B</h6>");
}

#[test]
fn tables_and_struck_words_are_understood() {
    let table = page("| a | b |\n|---|:-:|\n| ~~c~~ | d |");
    assert!(table.contains("<th align=\"center\">b</th>"), "{table}");
    assert!(table.contains("<td><del>c</del></td>"), "{table}");
}

#[test]
fn footnotes_lead_there_and_back() {
    let text = page("Un fait[^1].\n\n[^1]: La source.");
    assert!(text.contains("href=\"#fn-1\""), "{text}");
    assert!(text.contains("<li id=\"fn-1\">"), "{text}");
    assert!(text.contains("id=\"fnref-1\""), "{text}");
    assert!(text.contains("href=\"#fnref-1\""), "{text}");
}

#[test]
fn quotes_stay_as_they_were_typed() {
    assert_eq!(page("\"a\" -- l'eau..."), "<p>\"a\" -- l'eau...</p>");
}

#[test]
fn a_link_out_of_the_site_is_marked_and_one_within_is_not() {
    let marked = "rel=\"noopener noreferrer ugc\"";
    for outside in ["https://a.example/", "//a.example/", "/\\a.example/"] {
        assert!(page(&format!("<a href=\"{outside}\">a</a>")).contains(marked), "{outside}");
    }
    assert!(page("https://a.example/x").contains(marked));
    for inside in ["/blogs/awa", "#fn-1", "?lang=en", "mailto:awa@a.example", "tel:+22670000000"] {
        let link = page(&format!("[a]({inside})"));
        assert!(link.contains(&format!("<a href=\"{inside}\">")), "{link}");
    }
    assert!(!page("<a rel=\"opener\" href=\"/x\">a</a>").contains("rel"));
}

#[test]
fn a_picture_waits_until_it_is_near() {
    assert_eq!(
        page("![Une marche](/files/a.jpg \"x\")"),
        "<p><img src=\"/files/a.jpg\" alt=\"Une marche\" loading=\"lazy\" decoding=\"async\"></p>"
    );
    let sized = page("<img width=320 height=200 src=/a.jpg style=\"border:0\" alt>");
    assert!(sized.contains("width=\"320\" height=\"200\""), "{sized}");
}

#[test]
fn a_picture_on_tap_is_a_link_with_its_words() {
    let light = Pictures { on_tap: Some("(image)") };
    let shown = |source| render(source, &light).into_string().trim().to_owned();
    assert_eq!(
        shown("![Une marche](/files/a.jpg)"),
        "<p><a class=\"picture\" href=\"/files/a.jpg\">Une marche (image)</a></p>"
    );
    assert_eq!(shown("![](/files/a.jpg)"), "<p><a class=\"picture\" href=\"/files/a.jpg\">(image)</a></p>");
    assert_eq!(
        shown("[![Une marche](/a.jpg)](/b)"),
        "<p><a href=\"/b\">Une marche</a> <a class=\"picture\" href=\"/a.jpg\">(image)</a></p>"
    );
}

#[test]
fn a_sound_has_a_player_that_loads_nothing_before_it_is_asked() {
    let wanted = "<audio src=\"/files/a.mp3\" controls=\"\" preload=\"none\"></audio>";
    assert!(page("<audio src=\"/files/a.mp3\" autoplay preload=auto></audio>").contains(wanted));
    assert!(page("<audio controls>\n<source src=\"/files/a.mp3\"></audio>").contains(wanted));
    assert!(!page("<audio src=\"data:audio/mp3,x\"></audio>").contains("<audio"));
}

#[test]
fn classes_and_styles_do_not_pass() {
    assert_eq!(page("<p class=\"x\" style=\"color:red\" id=\"y\">a</p>"), "<p>a</p>");
    assert_eq!(
        page("```rust\nlet a = 1;\n```"),
        "<pre><code class=\"language-rust\">let a = 1;\n</code></pre>"
    );
}

#[test]
fn other_scripts_keep_their_direction() {
    assert_eq!(page("<p dir=rtl lang=ar>حرية التعبير</p>"), "<p dir=\"rtl\" lang=\"ar\">حرية التعبير</p>");
    assert_eq!(page("👩🏿‍🦱 **حقوق** 🇧🇫"), "<p>👩🏿‍🦱 <strong>حقوق</strong> 🇧🇫</p>");
}

#[test]
fn html_shows_itself_and_can_be_empty() {
    let html = markdown("a");
    assert_eq!(html.to_string(), html.as_str());
    assert_eq!(html.clone().into_string(), html.as_str());
    assert!(Html::default().is_empty() && markdown("").is_empty() && clean_html("", None).is_empty());
}
