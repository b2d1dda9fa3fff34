//! What the readers of exports and feeds promise, on files that others wrote.

use std::io::{Cursor, Write};

use griot_voices::import::{
    Body, Format, Hints, ImportedPost, Limits, Piece, Problem, detect, read, read_folder,
};

pub const WXR: &[u8] = include_bytes!("../data/wordpress/export.wxr.xml");
pub const RSS: &[u8] = include_bytes!("../data/wordpress/feed.rss2.xml");
const ATOM: &[u8] = include_bytes!("../data/wordpress/feed.atom.xml");
const RDF: &[u8] = include_bytes!("../data/wordpress/feed.rdf.xml");
const BLOGGER: &[u8] = include_bytes!("../data/blogger.xml");
const TAKEOUT: &[u8] = include_bytes!("../data/blogger-takeout.atom");
const GHOST: &[u8] = include_bytes!("../data/ghost.json");

fn pieces(format: Format, bytes: &[u8]) -> Vec<Piece> {
    read(format, Cursor::new(bytes.to_vec()), &Hints::default()).collect()
}

fn posts(pieces: &[Piece]) -> Vec<&ImportedPost> {
    let posts = pieces.iter().filter_map(|piece| match piece {
        Piece::Post(post) => Some(post.as_ref()),
        _ => None,
    });
    posts.collect()
}

fn problems(pieces: &[Piece]) -> Vec<&Problem> {
    let problems = pieces.iter().filter_map(|piece| match piece {
        Piece::Problem(problem) => Some(problem),
        _ => None,
    });
    problems.collect()
}

fn titled<'a>(posts: &[&'a ImportedPost], title: &str) -> &'a ImportedPost {
    posts.iter().find(|post| post.title == title).unwrap_or_else(|| panic!("no post is called {title}"))
}

#[test]
fn a_real_wordpress_export_gives_all_its_posts() {
    assert_eq!(detect(WXR), Some(Format::Wxr));
    let pieces = pieces(Format::Wxr, WXR);
    let Piece::About(about) = &pieces[0] else { panic!("the blog comes first") };
    assert_eq!(
        (about.title.as_str(), about.link.as_deref()),
        ("Carnets de route", Some("http://carnets.example.org"))
    );
    let posts = posts(&pieces);
    assert_eq!((posts.len(), problems(&pieces)), (31, vec![]));
    assert_eq!(posts.iter().filter(|post| post.draft).count(), 2);

    let march = titled(&posts, "Un puits pour l’école");
    assert_eq!(march.published_at.unwrap().rfc3339(), "2012-01-27T08:30:00Z");
    assert_eq!(march.author_name.as_deref(), Some("awa"));
    assert!(
        march.tags.contains(&"mémoire".to_owned()) && march.tags.contains(&"Liberté d’expression".to_owned())
    );
    assert_eq!(march.pictures, ["http://carnets.example.org/wp-content/uploads/2026/11/photo-1.jpg"]);
    assert_eq!(march.comments.len(), 1);
    assert_eq!(march.comments[0].author_name, "Moussa");
    assert!(march.link.as_deref().unwrap().starts_with("http://carnets.example.org/2012/01/"));

    // Two of three readers' words had been approved.
    assert_eq!(titled(&posts, "« Personne ne nous a demandé »").comments.len(), 2);
    let trap = titled(&posts, "Sœurs d’armes… et de plume");
    assert!(trap.body.text().contains("Ce matin à Ouagadougou"));
    let trap = titled(&posts, "Lettre à un élu");
    assert!(trap.body.text().contains("]]>") || !trap.body.text().contains("piège"));
    let old = titled(&posts, "La marche du 8 mars");
    assert!(old.body.text().contains("<figcaption>Légende ancienne</figcaption>"));
    let table = titled(&posts, "Tableau des rencontres");
    assert_eq!(
        table.body.text().matches("<img src=\"http://carnets.example.org/").count(),
        5,
        "the gallery shows its five pictures"
    );
    assert!(posts.iter().any(|post| post.title == "10 conseils & astuces"));
}

#[test]
fn the_feeds_of_the_same_blog_name_the_same_posts() {
    let export = pieces(Format::Wxr, WXR);
    let mut known: Vec<_> =
        posts(&export).iter().filter(|post| !post.draft).map(|post| post.source_id.clone()).collect();
    known.sort();
    for (feed, guid) in [(RSS, true), (ATOM, true), (RDF, false)] {
        assert_eq!(detect(feed), Some(Format::Feed));
        let read = pieces(Format::Feed, feed);
        let posts = posts(&read);
        assert_eq!((posts.len(), problems(&read)), (28, vec![]));
        assert!(!guid || posts.iter().all(|post| known.contains(&post.source_id)));
        let march = titled(&posts, "Un puits pour l’école");
        assert_eq!(march.published_at.unwrap().rfc3339(), "2012-01-27T08:30:00Z");
        assert!(march.body.text().contains("L’été fut long"), "the whole text is taken, not the summary");
        assert!(march.tags.contains(&"mémoire".to_owned()) || !guid);
    }
}

#[test]
fn feeds_of_every_age_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/feed-rs");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".xml") && !name.ends_with(".json") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(detect(&bytes), Some(Format::Feed), "{name}");
        let read = pieces(Format::Feed, &bytes);
        if !name.contains("invalid") {
            assert!(!posts(&read).is_empty(), "{name}: {:?}", problems(&read));
        }
        count += 1;
    }
    assert!(count >= 20);
}

#[test]
fn a_feed_in_an_old_character_set_with_wrong_dates_and_relative_links_is_read() {
    let feed = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><title>Caf\xe9</title><link>/blog/</link>
        <item><title>L'\xe9t\xe9 &amp; apr&egrave;s &nbsp; & alors</title><link>/blog/ete.html</link><pubDate>jeu., 14 f\xe9vr. 2013 09:30:00 +0000</pubDate>
        <description>&lt;p&gt;Un &lt;b&gt;texte &lt;img src=\"p.jpg\"&gt;</description></item>
        <item><title>Sans date</title><description>Rien</description><pubDate>hier</pubDate></item>";
    let hints = Hints { charset: None, base: Some("https://exemple.bf/blog/rss.xml".into()) };
    let read: Vec<_> = read(Format::Feed, Cursor::new(feed.to_vec()), &hints).collect();
    let posts = posts(&read);
    assert_eq!(posts.len(), 2, "{read:?}");
    assert!(posts[0].title.starts_with("L'été & après"), "{}", posts[0].title);
    assert_eq!(posts[0].link.as_deref(), Some("https://exemple.bf/blog/ete.html"));
    assert_eq!(posts[0].published_at.unwrap().rfc3339(), "2013-02-14T09:30:00Z");
    assert_eq!(posts[0].body.text(), "<p>Un <b>texte <img src=\"p.jpg\">");
    assert_eq!((posts[1].title.as_str(), posts[1].published_at), ("Sans date", None));
}

#[test]
fn one_broken_item_does_not_take_the_others_with_it() {
    let feed = "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>Un</title></item>
        <item><guid>2</guid><title>Deux <b>mal</title></item><item><guid>3</guid><title>Trois</title></item><item><guid>4</gui";
    let read = pieces(Format::Feed, feed.as_bytes());
    let ids: Vec<_> = posts(&read).iter().map(|post| post.source_id.clone()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(problems(&read), [&Problem { place: "2".into(), key: "import-problem-cut" }]);
}

#[test]
fn an_export_cut_in_the_middle_keeps_what_was_read_and_names_the_rest() {
    let whole = pieces(Format::Wxr, WXR);
    let half = pieces(Format::Wxr, &WXR[..WXR.len() / 2]);
    let (all, kept) = (posts(&whole), posts(&half));
    assert!(kept.len() > 5 && kept.len() < all.len());
    assert_eq!(kept[..], all[..kept.len()]);
    let [problem] = problems(&half)[..] else { panic!("one problem names the rest") };
    assert_eq!(problem.key, "import-problem-cut");
    assert!(problem.place.parse::<u64>().unwrap() > 100);
}

#[test]
fn blogger_gives_its_posts_with_their_comments_in_both_its_ways() {
    for bytes in [BLOGGER, TAKEOUT] {
        assert_eq!(detect(bytes), Some(Format::Blogger));
        let read = pieces(Format::Blogger, bytes);
        let posts = posts(&read);
        assert_eq!(problems(&read), Vec::<&Problem>::new());
        assert_eq!(
            posts.iter().map(|post| (post.title.as_str(), post.draft)).collect::<Vec<_>>(),
            [("La source", false), ("Brouillon d’été", true), ("À propos", false)]
        );
        assert_eq!(posts[0].tags, ["eau", "mémoire"]);
        assert_eq!(posts[0].slug.as_deref(), Some("la-source"));
        assert_eq!(posts[0].published_at.unwrap().rfc3339(), "2009-06-01T10:00:00Z");
        assert_eq!(posts[0].body.text(), "<p>Un texte <b>ancien</b> &amp; juste.</p>");
        assert_eq!(posts[0].comments.len(), 2);
        assert_eq!(posts[0].comments[1].parent.as_deref(), Some(posts[0].comments[0].source_id.as_str()));
    }
}

#[test]
fn ghost_gives_its_posts_from_whatever_form_it_kept_them_in() {
    assert_eq!(detect(GHOST), Some(Format::Ghost));
    let read = pieces(Format::Ghost, GHOST);
    let posts = posts(&read);
    assert_eq!(posts.len(), 4);
    assert_eq!(
        posts[0].body.text(),
        "<p>Prêt <img src=\"https://ghost.example.org/content/images/a.jpg\"></p>"
    );
    assert_eq!(
        (posts[0].tags.as_slice(), posts[0].author_name.as_deref()),
        (&["Eau".to_owned()][..], Some("Awa"))
    );
    assert_eq!(posts[0].link.as_deref(), Some("https://ghost.example.org/pret/"));
    assert_eq!(posts[1].body.text(), "<p>Mobile</p>\n");
    assert_eq!(posts[2].body.text(), "<p>Lexique</p>\n");
    assert!(posts[2].draft);
    assert_eq!(posts[3].body, Body::Markdown("*Ancien*".into()));
    assert_eq!(posts[3].published_at.unwrap().rfc3339(), "2013-02-14T09:30:00Z");
    let cut = pieces(Format::Ghost, &GHOST[..GHOST.len() - 40]);
    assert_eq!(problems(&cut)[0].key, "import-problem-cut");
}

pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_folder_of_markdown_brings_its_pictures() {
    let archive = zipped(&[
        ("blog/2013-02-14-un-puits.md", "---\ntags: [eau]\nlang: fr\n---\n# Un puits\n\n![Le puits](../img/a.jpg) ![x](https://ailleurs.example/b.jpg)".as_bytes()),
        ("blog/sans-tete.markdown", b"Rien *que* du texte"),
        ("img/a.jpg", b"une image"),
        ("__MACOSX/blog/._x.md", b"non"),
        ("notes.txt", b"non"),
    ]);
    assert_eq!(detect(&archive), Some(Format::Markdown));
    let read = pieces(Format::Markdown, &archive);
    let posts = posts(&read);
    assert_eq!(posts.iter().map(|post| post.title.as_str()).collect::<Vec<_>>(), ["Un puits", "sans tete"]);
    assert_eq!(posts[0].slug.as_deref(), Some("un-puits"));
    assert_eq!(posts[0].published_at.unwrap().rfc3339(), "2013-02-14T00:00:00Z");
    assert_eq!(posts[0].enclosed.len(), 1);
    assert_eq!(
        (posts[0].enclosed[0].reference.as_str(), &posts[0].enclosed[0].bytes[..]),
        ("../img/a.jpg", &b"une image"[..])
    );
}

#[test]
fn an_archive_that_unfolds_without_end_is_stopped_and_one_that_leads_out_is_refused() {
    let zeros = vec![b'a'; 300_000];
    let archive = zipped(&[("a.md", &zeros), ("b.md", &zeros), ("c.md", &zeros), ("d.md", &zeros)]);
    assert!(archive.len() < 5_000, "it folds well");
    let limits = Limits { bytes: 700_000, ..Limits::default() };
    let read: Vec<_> = read_folder(Cursor::new(archive.clone()), &limits).collect();
    assert_eq!((posts(&read).len(), problems(&read)[0].key, read.len()), (2, "import-problem-bomb", 3));
    let few = Limits { entries: 3, ..Limits::default() };
    let read: Vec<_> = read_folder(Cursor::new(archive), &few).collect();
    assert_eq!(problems(&read)[0].key, "import-problem-too-many-files");

    let outside =
        zipped(&[("../../etc/x.md", b"non"), ("ok.md", b"![x](../../../etc/passwd)"), ("/abs.md", b"non")]);
    let read = pieces(Format::Markdown, &outside);
    assert_eq!(problems(&read).iter().map(|p| p.key).collect::<Vec<_>>(), ["import-problem-bad-name"; 2]);
    assert_eq!(posts(&read).len(), 1);
    assert!(posts(&read)[0].enclosed.is_empty());
    assert_eq!(
        problems(&pieces(Format::Markdown, b"PK\x03\x04 rien"))[0].key,
        "import-problem-broken-archive"
    );
}

/// Chance that repeats itself.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap()
}

fn archive() -> Vec<u8> {
    zipped(&[("a.md", b"---\ntitle: A\n---\n![x](p.jpg)"), ("p.jpg", b"image"), ("b.md", &[b'b'; 2_000])])
}

#[test]
fn no_file_cut_anywhere_or_flipped_anywhere_panics() {
    let mut state = 14;
    let samples: [(Format, Vec<u8>); 7] = [
        (Format::Wxr, WXR.to_vec()),
        (Format::Feed, RSS.to_vec()),
        (Format::Feed, ATOM.to_vec()),
        (Format::Blogger, BLOGGER.to_vec()),
        (Format::Blogger, TAKEOUT.to_vec()),
        (Format::Ghost, GHOST.to_vec()),
        (Format::Markdown, archive()),
    ];
    for (format, bytes) in samples {
        let step = if bytes.len() > 10_000 { 1_024 } else { 97 };
        for length in (0..bytes.len()).step_by(step) {
            let cut = &bytes[..length];
            let _ = detect(cut);
            let read = pieces(format, cut);
            assert!(!read.is_empty(), "{format:?} cut at {length} says nothing");
        }
        for _ in 0..20 {
            let mut flipped = bytes.clone();
            for _ in 0..=next(&mut state) % 24 {
                let place = next(&mut state) % flipped.len();
                flipped[place] = u8::try_from(next(&mut state) % 256).unwrap();
            }
            let _ = detect(&flipped);
            pieces(format, &flipped);
            // Whatever a file is, being taken for another kind hurts nobody.
            for other in Format::ALL {
                pieces(other, &flipped[..flipped.len().min(4_000)]);
            }
        }
    }
}
