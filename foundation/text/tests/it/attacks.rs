//! Collected attacks. Where the collection comes from: `tests/data/README.md`.

use crate::judge::harmless;
use griot_text::{Pictures, clean_html, markdown, plain, render};

fn collected() -> Vec<String> {
    let data = include_str!("../data/brs-kb-payloads.json");
    let payloads: Vec<String> = serde_json::from_str(data).unwrap();
    assert!(payloads.len() > 2_900);
    payloads
}

const OWN: &[&str] = &[
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\" alt=\"`><script>alert(1)</script>\">",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\"&#1;javascript:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "![x](data:image/svg+xml;base64,AAAA)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><a title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<a id=location name=location href=x>x</a>",
    "<p class='desk-menu' id=main style='position:fixed'>x</p>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<audio src=x onloadstart=alert(1) autoplay>",
    "<audio><source src=javascript:alert(1)></audio>",
    "<img src='//evil.example/x.png' srcset='x 1x' usemap=#x>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--><script>alert(1)</script>-->",
    "<plaintext><script>alert(1)</script>",
    "\0<scr\0ipt>alert(1)</script>",
];

#[test]
fn no_attack_comes_through_the_cleaner() {
    for source in collected().iter().map(String::as_str).chain(OWN.iter().copied()) {
        harmless(&clean_html(source, None), source);
        harmless(&clean_html(source, Some("https://blog.example/2013/")), source);
    }
}

#[test]
fn no_attack_comes_through_markdown() {
    let on_tap = Pictures { on_tap: Some("(<b>image</b>)") };
    for source in collected().iter().map(String::as_str).chain(OWN.iter().copied()) {
        harmless(&markdown(source), source);
        harmless(&render(source, &on_tap), source);
        harmless(&markdown(&format!("> - `a` {source}\n\n| a |\n|---|\n| {source} |\n")), source);
    }
}

#[test]
fn attacks_one_after_another_come_through_no_better() {
    let all = collected().join("\n\n");
    harmless(&markdown(&all), "all");
    harmless(&clean_html(&all, None), "all");
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    for source in collected().iter().map(String::as_str).chain(OWN.iter().copied()) {
        for once in [clean_html(source, None), markdown(source)] {
            let twice = clean_html(once.as_str(), None);
            assert_eq!(twice, once, "made of {source:?}");
            assert_eq!(plain(&twice), plain(&once));
        }
    }
}

#[test]
fn the_words_for_a_picture_are_words_and_not_html() {
    let page = render("![a<b](https://a.example/x.png)", &Pictures { on_tap: Some("<script>") });
    assert!(page.as_str().contains("a&lt;b &lt;script&gt;</a>"), "{page}");
}
