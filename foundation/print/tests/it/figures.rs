//! What codes and bars on a sheet promise.

use griot_print::{Bar, Bars, Block, pdf};

use crate::{alts, eye, pages, read, sheet};

const INDIGO: [u8; 3] = [0x25, 0x30, 0x6f];
const TRACK: [u8; 3] = [0xe2, 0xda, 0xcb];

fn bar(label: &str, value: u64, said: &str) -> Bar {
    Bar { label: label.into(), value, said: said.into() }
}

fn bars(rows: Vec<Bar>) -> Bars {
    Bars { title: "Je sais choisir à qui je parle".to_owned(), rows, most: 12 }
}

/// The rectangles of a colour that are as high as a bar.
fn drawn(seen: &eye::Seen, colour: [u8; 3]) -> Vec<eye::Place> {
    let fills = seen.fills.iter().filter(|fill| fill.colour == colour);
    fills.flat_map(|fill| fill.parts.clone()).filter(|place| (place.height - 9.0).abs() < 0.01).collect()
}

#[test]
fn a_code_on_a_sheet_is_read_from_the_page() {
    let dense = format!("https://section.example/{}", "chemin/".repeat(90));
    for text in ["https://section.example", dense.as_str()] {
        let code = Block::Code { text: text.into(), alt: "La page de la section".into() };
        let file = pdf(&sheet(vec![Block::text("Avant"), code, Block::text("Après")])).unwrap();
        let seen = eye::look(&file, 1);
        assert_eq!(seen.codes(), [text]);
        let [dark] = seen.dark()[..] else { panic!("one code") };
        assert!((dark.x - 62.0).abs() < 0.1, "it begins below the text: {dark:?}");
        assert!(dark.right() < seen.width - 62.0, "{dark:?}");
        assert_eq!(alts(&file), ["La page de la section"]);
    }
}

#[test]
fn a_code_is_named_even_if_nobody_named_it_and_left_out_if_there_is_none() {
    let code = Block::Code { text: "https://section.example".into(), alt: " ".into() };
    assert_eq!(alts(&pdf(&sheet(vec![code])).unwrap()), ["https://section.example"]);
    let too_much = Block::Code { text: "x".repeat(5_000), alt: String::new() };
    let file = pdf(&sheet(vec![too_much])).unwrap();
    assert!(pages(&file) == 1 && alts(&file).is_empty());
}

#[test]
fn a_figure_that_nobody_described_is_printed_all_the_same() {
    let mut file = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
    for alt in ["", " ", "\u{200b}"] {
        let picture = Block::Picture { jpeg: file.get_ref().clone(), alt: alt.to_owned() };
        let code = Block::Code { text: "\u{200b}".into(), alt: alt.to_owned() };
        assert_eq!(alts(&pdf(&sheet(vec![picture, code])).unwrap()), ["–", "–"]);
    }
}

#[test]
fn no_page_end_cuts_a_code() {
    let code = || Block::Code { text: "https://section.example".into(), alt: "La page".into() };
    let file = pdf(&sheet((0..16).map(|_| code()).collect())).unwrap();
    let count = u32::try_from(pages(&file)).unwrap();
    let all: Vec<_> = (1..=count).flat_map(|page| eye::look(&file, page).dark()).collect();
    assert_eq!(all.len(), 16);
    assert!(all.iter().all(|dark| dark.y > 62.0 && dark.bottom() < 842.0 - 70.0));
}

#[test]
fn bars_are_as_long_as_their_values_and_never_longer_than_their_room() {
    let rows = vec![bar("Avant", 0, "0 sur 12"), bar("Moitié", 6, "6 sur 12"), bar("Trop", 99, "99")];
    let file = pdf(&sheet(vec![Block::Bars(bars(rows))])).unwrap();
    let seen = eye::look(&file, 1);
    let (tracks, filled) = (drawn(&seen, TRACK), drawn(&seen, INDIGO));
    let [first, half, most] = tracks[..] else { panic!("{tracks:?}") };
    assert!((first.width - half.width).abs() < 0.01 && (half.width - most.width).abs() < 0.01);
    // The band at the top of the page is not as high as a bar.
    let [six, all] = filled[..] else { panic!("{filled:?}") };
    assert!((six.width / half.width - 0.5).abs() < 0.01 && (all.width - most.width).abs() < 0.01);
    assert!((six.y - half.y).abs() < 0.01 && (all.y - most.y).abs() < 0.01);
    let text = read(&file);
    for words in ["Je sais choisir à qui je parle", "Avant", "0 sur 12", "99"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let told = "Je sais choisir à qui je parle. Avant : 0 sur 12 ; Moitié : 6 sur 12 ; Trop : 99";
    assert_eq!(alts(&file), [told]);
}

#[test]
fn bars_of_nothing_are_drawn_without_dividing_by_it() {
    let nothing = Bars { most: 0, ..bars(vec![bar("Avant", 0, "0 sur 0"), bar("Après", 3, "3")]) };
    let seen = eye::look(&pdf(&sheet(vec![Block::Bars(nothing)])).unwrap(), 1);
    assert_eq!((drawn(&seen, TRACK).len(), drawn(&seen, INDIGO).len()), (2, 0));
    for empty in
        [Bars::default(), bars(Vec::new()), Bars { title: String::new(), ..bars(vec![bar("", 1, "")]) }]
    {
        assert_eq!(pages(&pdf(&sheet(vec![Block::Bars(empty)])).unwrap()), 1);
    }
}

#[test]
fn no_page_end_parts_a_bar_from_its_name() {
    let label =
        "Une question si longue que son nom prend deux lignes ou même trois lignes à côté d’une barre";
    let many = bars((0..90).map(|n| bar(label, n % 13, "dit")).collect());
    let some = bars(vec![bar(label, 3, "dit"), bar(label, 4, "dit"), bar(label, 5, "dit")]);
    let mut blocks = vec![Block::Bars(many)];
    blocks.extend((0..20).map(|_| Block::Bars(some.clone())));
    let file = pdf(&sheet(blocks)).unwrap();
    let count = u32::try_from(pages(&file)).unwrap();
    assert!(count > 3);
    let mut whole = 0;
    for page in 1..=count {
        let seen = eye::look(&file, page);
        assert_eq!(seen.crossed(), Vec::<String>::new());
        let tracks = drawn(&seen, TRACK);
        let said = seen.letters.iter().filter(|letter| letter.text == "U" && letter.place.x < 70.0);
        assert_eq!(tracks.len(), said.count(), "page {page}");
        whole += tracks.len();
        for track in tracks {
            let beside =
                |letter: &&eye::Letter| (track.y - 30.0..track.bottom() + 30.0).contains(&letter.baseline);
            let near = seen.letters.iter().filter(beside).collect::<Vec<_>>();
            assert!(near.iter().any(|letter| letter.place.right() < track.x));
            assert!(near.iter().any(|letter| letter.place.x > track.right()));
        }
    }
    assert_eq!(whole, 90 + 60);
}

#[test]
fn the_longest_names_flow_over_and_lose_nothing() {
    let long = "mot ".repeat(3_000) + "dernier";
    let file = pdf(&sheet(vec![Block::Bars(bars(vec![bar(&long, 3, &long), bar("Après", 4, "4 sur 12")]))]))
        .unwrap();
    let text = read(&file);
    assert_eq!(text.matches("dernier").count(), 2);
    for page in 1..=u32::try_from(pages(&file)).unwrap() {
        let seen = eye::look(&file, page);
        let text = seen.letters.iter().filter(|letter| letter.place.y < 780.0);
        assert!(text.map(|letter| letter.baseline).fold(0.0, f64::max) < 842.0 - 68.0, "page {page}");
    }
}
