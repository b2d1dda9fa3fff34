//! What other sites gave.

use std::collections::HashMap;

use griot_text::{clean_html, pictures_of, plain, replace_pictures};

const BASE: &str = "https://awa.blog.example/2013/02/atelier.html";

fn clean(html: &str) -> String {
    clean_html(html, Some(BASE)).into_string()
}

#[test]
fn relative_addresses_lead_where_they_led() {
    let html = clean("<a href=\"../03/suite.html?a=1&amp;b=2\">a</a><img src=/img/a.jpg>");
    assert!(html.contains("href=\"https://awa.blog.example/2013/03/suite.html?a=1&amp;b=2\""), "{html}");
    assert!(html.contains("src=\"https://awa.blog.example/img/a.jpg\""), "{html}");
    assert!(clean("<a href=\"#fn-1\">1</a>").contains("href=\"#fn-1\""));
    let unresolved = clean_html("<img src=/a.jpg>", Some("not an address"));
    assert!(unresolved.as_str().contains("src=\"/a.jpg\""));
}

#[test]
fn pictures_that_count_readers_are_dropped() {
    for counter in [
        "<img src=https://c.example/x width=1 height=1>",
        "<img src=https://c.example/x width='1px' height='0'>",
        "<img src=https://c.example/x style='width: 1px; height: 1px'>",
        "<img src=https://c.example/x style='display: none'>",
        "<img src=https://pixel.wp.com/b.gif?v=noscript>",
        "<img src=https://blogger.googleusercontent.com/tracker/123>",
    ] {
        assert_eq!(clean(counter), "", "{counter}");
    }
    assert!(clean("<img src=/line.png width=1 height=400>").contains("<img"));
}

#[test]
fn scripts_frames_styles_and_forms_are_gone_with_what_they_held() {
    let html = clean(
        "<style>p{}</style><p>a</p><script>b</script><iframe src=x>c</iframe>\
         <form action=/x><select><option>d</select><textarea>e</textarea><p>f</p></form>",
    );
    assert_eq!(html, "<p>a</p><p>f</p>");
}

#[test]
fn broken_nesting_is_mended() {
    assert_eq!(clean("<p>a<p>b"), "<p>a</p><p>b</p>");
    assert_eq!(clean("<ul><li>a<li>b</ul>"), "<ul><li>a</li><li>b</li></ul>");
    assert_eq!(clean("<p><b>a</p><p>b</b></p>"), "<p><b>a</b></p><p>b</p>");
    assert_eq!(clean("<p>a<div>b</div></p>"), "<p>a</p><div>b</div>");
    assert_eq!(
        clean("<table><tr><td>a<td>b<tr><td>c</table>"),
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>"
    );
    assert_eq!(clean("a &nbsp; b &eacute; &unknown; < c"), "a &nbsp; b é &amp;unknown; &lt; c");
    assert_eq!(clean("<span style='x'>a</span> <span lang=en>b</span>"), "a <span lang=\"en\">b</span>");
}

#[test]
fn a_picture_that_waits_for_a_script_is_shown() {
    let html = clean("<img src=\"data:image/gif;base64,R0\" data-src=\"/a.jpg\" alt=\"a\">");
    assert!(html.starts_with("<img src=\"https://awa.blog.example/a.jpg\" alt=\"a\""), "{html}");
}

#[test]
fn pictures_are_listed_once_and_pointed_at_their_copies() {
    let html = clean_html(
        "<a href=/big.jpg><img src=/a.jpg alt=a></a><img src=/a.jpg><img src='https://x.example/b.png?c=1&amp;d'>",
        Some(BASE),
    );
    let a = "https://awa.blog.example/a.jpg".to_owned();
    let b = "https://x.example/b.png?c=1&d".to_owned();
    assert_eq!(pictures_of(&html), [a.clone(), b.clone()]);

    let map = HashMap::from([
        (a, "/files/1.jpg".to_owned()),
        (b, "/files/2.png".to_owned()),
        ("https://awa.blog.example/big.jpg".to_owned(), "/files/3.jpg".to_owned()),
    ]);
    let ours = replace_pictures(&html, &map);
    assert!(pictures_of(&ours).is_empty(), "none is absolute any more");
    assert_eq!(ours.as_str().matches("src=\"/files/1.jpg\"").count(), 2);
    assert!(ours.as_str().contains("src=\"/files/2.png\""));
    assert!(ours.as_str().contains("<a href=\"/files/3.jpg\"><img"), "{ours}");
    assert_eq!(replace_pictures(&html, &HashMap::new()), html);
    assert_eq!(plain(&ours), plain(&html));
}

#[test]
fn a_copy_cannot_bring_an_address_that_runs() {
    let html = clean_html("<img src=https://x.example/a.png alt=a>", None);
    let map = HashMap::from([("https://x.example/a.png".to_owned(), "javascript:alert(1)".to_owned())]);
    assert!(!replace_pictures(&html, &map).as_str().contains("javascript"));
}
