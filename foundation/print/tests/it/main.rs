//! What printing promises, read back by a program that is not ours.
#![cfg(test)]

mod diploma;
mod eye;
mod figures;

use std::time::Instant;

use griot_print::{Block, Card, CardError, Design, Format, Letterhead, Sheet, Span, Table, card, pdf};

fn sheet(blocks: Vec<Block>) -> Sheet {
    Sheet {
        title: "Communiqué 2013-04".to_owned(),
        language: "fr".to_owned(),
        head: Some(Letterhead {
            name: "Section burkinabè".to_owned(),
            lines: vec!["Ouagadougou · presse@example.org".to_owned()],
        }),
        blocks,
        foot: "presse@example.org · +226 00 00 00 00".to_owned(),
    }
}

fn read(file: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(file).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(file: &[u8]) -> usize {
    pdf_extract::Document::load_mem(file).unwrap().get_pages().len()
}

/// The pieces of a file as it names them to who cannot see them.
fn pieces(document: &pdf_extract::Document) -> Vec<&pdf_extract::Dictionary> {
    let all = document.objects.values().filter_map(|one| one.as_dict().ok());
    all.filter(|one| one.get(b"P").is_ok() && one.get(b"S").is_ok()).collect()
}

/// What each of them is, once.
fn roles(file: &[u8]) -> Vec<String> {
    let document = pdf_extract::Document::load_mem(file).unwrap();
    let pieces = pieces(&document);
    let names = pieces.iter().filter_map(|one| one.get(b"S").ok()?.as_name().ok());
    let mut roles: Vec<String> = names.map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    roles.sort();
    roles.dedup();
    roles
}

/// What its figures say to who does not see them.
fn alts(file: &[u8]) -> Vec<String> {
    let document = pdf_extract::Document::load_mem(file).unwrap();
    let pieces = pieces(&document);
    let figures = pieces.iter().filter(|one| one.get(b"S").unwrap().as_name().ok() == Some(b"Figure"));
    figures.map(|one| pdf_extract::decode_text_string(one.get(b"Alt").unwrap()).unwrap()).collect()
}

fn everything() -> Vec<Block> {
    let jpeg = {
        let dots = image::RgbImage::from_fn(600, 300, |x, y| {
            image::Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 90])
        });
        let mut file = std::io::Cursor::new(Vec::new());
        dots.write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
        file.into_inner()
    };
    vec![
        Block::Notice(vec![Span::bold("EMBARGO jusqu’au 14 février 2013, 10 h")]),
        Block::Heading(1, "L’eau est un droit : la commune répond".to_owned()),
        Block::Paragraph(vec![
            Span::plain("À Ouagadougou, "),
            Span::bold("trois cents"),
            Span::plain(" personnes ont "),
            Span::italic("signé"),
            Span::plain(
                ". Mooré : Yãmb sẽn tõe ; fulfulde : ɓiɓɓe ɗen, ŋaari, ƴettugol ; dioula : sɛbɛn kɔnɔ.",
            ),
        ]),
        Block::Heading(2, "Ce que nous demandons".to_owned()),
        Block::List(vec![
            vec![Span::plain("Une fontaine dans chaque quartier ; ".repeat(8))],
            vec![Span::plain("Un prix affiché")],
        ]),
        Block::Quote(vec![Span::italic("L’eau n’attend pas.")]),
        Block::Table(Table {
            widths: vec![1, 3, 1],
            head: ["Jour", "Journal", "Ton"].map(String::from).to_vec(),
            rows: vec![
                ["12 février", "Le Journal inventé", "pour"].map(String::from).to_vec(),
                vec!["13 février".to_owned()],
            ],
        }),
        Block::Picture { jpeg, alt: "Une file devant une fontaine".to_owned() },
        Block::Picture { jpeg: b"not a picture".to_vec(), alt: "rien".to_owned() },
    ]
}

#[test]
fn the_words_come_out_as_they_went_in() {
    let file = pdf(&sheet(everything())).unwrap();
    if let Ok(folder) = std::env::var("GRIOT_PRINT_KEEP") {
        std::fs::write(format!("{folder}/everything.pdf"), &file).unwrap();
    }
    let text = read(&file);
    for words in [
        "Section burkinabè",
        "EMBARGO jusqu’au",
        "ɓiɓɓe ɗen, ŋaari, ƴettugol",
        "sɛbɛn kɔnɔ",
        "tõe",
        "trois cents",
        "Le Journal inventé",
        "•",
        "1 / 1",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn the_file_says_its_title_its_language_and_what_each_piece_is() {
    let file = pdf(&sheet(everything())).unwrap();
    let document = pdf_extract::Document::load_mem(&file).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    let marked = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let roles = roles(&file);
    for role in
        ["BlockQuote", "Figure", "H1", "H2", "L", "LI", "Lbl", "LBody", "P", "TD", "TH", "TR", "Table"]
    {
        assert!(roles.iter().any(|one| one == role), "{role} is not among {roles:?}");
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    assert_eq!(pdf(&sheet(everything())).unwrap(), pdf(&sheet(everything())).unwrap());
}

#[test]
fn a_long_text_flows_over_numbered_pages_and_loses_nothing() {
    let blocks = (1..=120).map(|n| {
        let words = format!("Paragraphe {n}. ") + &"Les mots coulent d’une page à l’autre. ".repeat(12);
        Block::text(words)
    });
    let file = pdf(&sheet(blocks.collect())).unwrap();
    let count = pages(&file);
    assert!(count > 8, "{count}");
    let text = read(&file);
    assert!(text.contains(&format!("2 / {count}")) && text.contains(&format!("{count} / {count}")));
    for n in 1..=120 {
        assert!(text.contains(&format!("Paragraphe {n}.")), "{n}");
    }
}

#[test]
fn two_hundred_pages_are_printed_in_a_bounded_time() {
    let words = "Deux cents pages pour un rapport que personne ne lira debout. ".repeat(11);
    let blocks = (0..1150).map(|_| Block::text(words.as_str())).collect();
    let start = Instant::now();
    let file = pdf(&sheet(blocks)).unwrap();
    let spent = start.elapsed();
    eprintln!("{} pages, {} bytes, {spent:?}", pages(&file), file.len());
    assert!(pages(&file) > 200);
    assert!(spent.as_secs() < 60 && file.len() < 4_000_000, "{spent:?}, {} bytes", file.len());
}

#[test]
fn hostile_words_give_a_page_and_no_panic() {
    let long = "x".repeat(10_000);
    let table =
        Table { widths: vec![0, 0], head: vec![long.clone(), long.clone()], rows: vec![vec![long.clone()]] };
    let hostile = [
        "\u{0}\u{1}\u{7}\u{1b}[31m rouge \r\n\t\u{b}\u{c}",
        long.as_str(),
        "שלום עולם مرحبا بالعالم abc",
        "\u{202e}renversé\u{202c} \u{feff}\u{200d}\u{200b}",
        "✊🏾👩‍👩‍👧‍👦 e\u{301}\u{301}\u{301}\u{301}\u{301} \u{10ffff}\u{e000}\u{fffe}",
        "\n\n\n",
        "",
    ];
    for words in hostile {
        for block in [
            Block::text(words),
            Block::Heading(9, words.to_owned()),
            Block::Notice(vec![Span::bold(words)]),
            Block::List(vec![vec![Span::plain(words)], Vec::new()]),
        ] {
            let file = pdf(&Sheet { title: words.to_owned(), ..sheet(vec![block]) }).unwrap();
            assert!(pages(&file) >= 1);
        }
    }
    let file = pdf(&sheet(vec![Block::Table(table), Block::Table(Table::default())])).unwrap();
    assert!(pages(&file) > 3);
    assert_eq!(pages(&pdf(&Sheet::default()).unwrap()), 1);
}

#[test]
fn every_letter_there_is_can_be_printed() {
    let all: Vec<char> = ('\u{0}'..='\u{ffff}').collect();
    let blocks = all.chunks(800).map(|some| Block::text(some.iter().collect::<String>())).collect();
    assert!(pages(&pdf(&sheet(blocks)).unwrap()) > 10);
}

fn quote(words: &str, design: Design, format: Format) -> Card {
    Card {
        words: words.to_owned(),
        who: "Une habitante de Tanghin".to_owned(),
        from: "Section burkinabè".to_owned(),
        design,
        format,
    }
}

#[test]
fn a_card_is_a_picture_of_its_format_and_always_the_same() {
    let words = "L’eau n’attend pas : yãmb sẽn tõe, sɛbɛn kɔnɔ, ŋaari ɓiɓɓe.";
    for design in Design::ALL {
        for format in Format::ALL {
            let one = card(&quote(words, design, format)).unwrap();
            assert_eq!(one, card(&quote(words, design, format)).unwrap());
            let dots = image::load_from_memory(&one).unwrap();
            let (width, height) = format.size();
            assert_eq!((dots.width(), dots.height()), (u32::from(width), u32::from(height)));
            if let Ok(folder) = std::env::var("GRIOT_PRINT_KEEP") {
                std::fs::write(format!("{folder}/{design:?}-{format:?}.png"), &one).unwrap();
            }
        }
    }
}

#[test]
fn the_longest_words_fit_and_too_many_are_refused() {
    let most = "Ce que nous demandons est simple et juste. ".repeat(5) + "L’eau.";
    let word = "anticonstitutionnellement".repeat(8);
    for format in Format::ALL {
        assert!(card(&quote(&most, Design::Sand, format)).is_ok(), "{format:?}");
        assert!(card(&quote(&word, Design::Cotton, format)).is_ok(), "{format:?}");
        assert_eq!(card(&quote(&most.repeat(40), Design::Cotton, format)), Err(CardError::TooLong));
    }
    assert_eq!(card(&quote("  ", Design::Cotton, Format::Wide)), Err(CardError::Empty));
}

#[test]
fn a_letter_that_the_font_does_not_have_is_named_and_not_drawn_as_a_square() {
    let refused = card(&quote("Levons le poing ✊", Design::Cotton, Format::Square));
    assert_eq!(refused, Err(CardError::Missing(vec!['✊'])));
}
