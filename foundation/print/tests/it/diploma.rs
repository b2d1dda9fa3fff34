//! What a certificate promises whoever frames it, and whoever checks it.

use griot_print::{Diploma, PrintError, diploma};

use crate::{eye, pages, read};

/// As a section gives them: its address, and a signed statement of some six hundred signs.
fn signed() -> String {
    format!("https://section.example/certificates/GR-7K3M-9QXW-2PTA#GRIOT1-{}", "GEZDGNBVGY3TQOJQ".repeat(36))
}

pub fn attestation() -> Diploma {
    Diploma {
        language: "fr".to_owned(),
        section: "Section du Faso · Droits humains".to_owned(),
        kind: "Attestation de participation".to_owned(),
        holder: "Wendkuni Ouédraogo".to_owned(),
        title: "Découvrir les médias sociaux".to_owned(),
        lines: vec![
            "A suivi neuf heures de formation aux médias sociaux au service des droits humains.".to_owned(),
            "Ouagadougou, du 7 au 14 février 2013".to_owned(),
        ],
        signers: vec![
            ("Adama Nikiéma".to_owned(), "Formateur".to_owned()),
            ("Mariam Kaboré".to_owned(), "Directrice de la section".to_owned()),
        ],
        number: "GR-7K3M-9QXW-2PTA".to_owned(),
        issued: "Donnée le 14 février 2013".to_owned(),
        code: signed(),
        check: "Vérifiez-la avec un téléphone, même sans réseau.".to_owned(),
    }
}

const LONG: &str = "Marie-Thérèse-Adélaïde Wend-Panga Nikiéma-Tiendrébéogo épouse Ouédraogo-Compaoré";

/// As full as a page may be.
fn full() -> Diploma {
    let function = "Présidente de la section et responsable de la formation aux droits humains";
    Diploma {
        section: "Section nationale du Faso pour la défense et la promotion des droits humains".to_owned(),
        holder: LONG.to_owned(),
        title: "Documenter les atteintes aux droits humains et protéger celles et ceux qui témoignent : méthodes, \
                sécurité numérique et écriture"
            .to_owned(),
        lines: vec![
            "A suivi vingt-sept heures de formation, dont neuf heures de pratique, sur la vérification des \
             témoignages, la protection des sources et la rédaction de rapports."
                .to_owned(),
            "A réussi l’évaluation finale avec dix-huit réponses justes sur vingt.".to_owned(),
            "Bobo-Dioulasso, Maison de la culture, du 7 au 14 février 2013".to_owned(),
        ],
        signers: vec![(LONG.to_owned(), function.to_owned()); 3],
        check: "Vérifiez cette attestation : lisez le signe, ou tapez son numéro sur \
                https://section.example/certificates"
            .to_owned(),
        ..attestation()
    }
}

#[test]
fn a_certificate_is_one_page_across_that_says_who_what_and_when() {
    let file = diploma(&attestation()).unwrap();
    let text = read(&file);
    for words in ["Attestation de participation", "Wendkuni Ouédraogo", "neuf heures", "GR-7K3M-9QXW-2PTA"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(text.contains("Mariam Kaboré") && text.contains("même sans réseau"), "{text}");
    assert_eq!(pages(&file), 1);
    let seen = eye::look(&file, 1);
    assert!((seen.width - 841.89).abs() < 0.1 && (seen.height - 595.276).abs() < 0.1);
    assert_eq!(file, diploma(&attestation()).unwrap(), "the same gives the same");
    if let Ok(folder) = std::env::var("GRIOT_PRINT_KEEP") {
        std::fs::write(format!("{folder}/certificate.pdf"), &file).unwrap();
        std::fs::write(format!("{folder}/certificate-full.pdf"), diploma(&full()).unwrap()).unwrap();
    }
}

#[test]
fn its_code_is_read_from_the_page() {
    for code in ["GR", "https://section.example/certificates/GR-7K3M-9QXW-2PTA", signed().as_str()] {
        for whole in [attestation(), full(), Diploma { check: String::new(), ..attestation() }] {
            let file = diploma(&Diploma { code: code.to_owned(), ..whole }).unwrap();
            assert_eq!(eye::look(&file, 1).codes(), [code]);
        }
    }
    let none = eye::look(&diploma(&Diploma { code: String::new(), ..attestation() }).unwrap(), 1);
    assert!(none.codes().is_empty() && none.dark().is_empty());
}

#[test]
fn a_code_that_could_not_be_read_is_refused_and_not_left_out() {
    for length in [2_200, 5_000] {
        let refused = diploma(&Diploma { code: "x".repeat(length), ..attestation() });
        assert!(matches!(refused, Err(PrintError::Code)), "{length}");
    }
}

#[test]
fn nothing_stands_on_anything_else_nor_beyond_the_frame() {
    let three = ["Awa Ba", "Issa Ouédraogo", "Mariam Kaboré"].map(|name| (name.to_owned(), String::new()));
    let lines = vec!["Une phrase qui dit ce qui fut fait, où et combien d’heures. ".repeat(14)];
    for whole in [
        attestation(),
        full(),
        Diploma { code: String::new(), ..attestation() },
        Diploma { code: String::new(), ..full() },
        Diploma { code: "court".to_owned(), ..full() },
        Diploma { signers: three.to_vec(), ..attestation() },
        Diploma { signers: vec![(LONG.to_owned(), LONG.to_owned()); 3], ..attestation() },
        Diploma { lines: lines.clone(), ..attestation() },
        Diploma { lines, signers: Vec::new(), code: String::new(), ..attestation() },
    ] {
        let seen = eye::look(&diploma(&whole).unwrap(), 1);
        assert_eq!(seen.crossed(), Vec::<String>::new(), "{whole:?}");
        for letter in &seen.letters {
            let eye::Place { x, y, .. } = letter.place;
            let (right, bottom) = (letter.place.right(), letter.place.bottom());
            assert!(
                x > 56.0 && y > 56.0 && right < seen.width - 56.0 && bottom < seen.height - 56.0,
                "{} at {:?} in {whole:?}",
                letter.text,
                letter.place
            );
        }
        for code in seen.dark() {
            // Four modules of white around it; there are at most 177 modules and at least 21.
            let white = code.width / 177.0 * 4.0;
            let around = eye::Place {
                x: code.x - white,
                y: code.y - white,
                width: code.width + 2.0 * white,
                height: code.height + 2.0 * white,
            };
            assert!(seen.letters.iter().all(|letter| !letter.place.meets(&around)), "{whole:?}");
        }
    }
}

#[test]
fn long_names_shrink_and_no_word_of_theirs_is_broken() {
    let file = diploma(&full()).unwrap();
    let text = read(&file);
    for word in LONG.split(' ') {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert_eq!(pages(&file), 1);
    for holder in ["Awa", "Wendkuni Ouédraogo", LONG] {
        let seen = eye::look(&diploma(&Diploma { holder: holder.to_owned(), ..attestation() }).unwrap(), 1);
        let largest = seen.letters.iter().map(|letter| letter.place.height / 0.7).fold(0.0, f64::max);
        assert!((17.0..=44.1).contains(&largest), "{holder}: {largest}");
    }
}

#[test]
fn all_three_sign_and_a_fourth_has_no_room() {
    let signers: Vec<_> = ["Awa Ba", "Issa Zongo", "Mariam Kaboré", "Paul Sawadogo"]
        .map(|name| (name.to_owned(), "Formation".to_owned()))
        .to_vec();
    let rules = |count: usize| {
        let signers = signers.iter().take(count).cloned().collect();
        let file = diploma(&Diploma { signers, ..attestation() }).unwrap();
        let seen = eye::look(&file, 1);
        let thin = |place: &eye::Place| (place.height - 0.8).abs() < 0.01 && place.width > 80.0;
        (seen.fills.iter().flat_map(|fill| &fill.parts).filter(|place| thin(place)).count(), read(&file))
    };
    assert_eq!([0, 1, 2, 3, 4].map(|count| rules(count).0), [0, 1, 2, 3, 3]);
    let (_, text) = rules(4);
    assert!(text.contains("Mariam Kaboré") && !text.contains("Sawadogo"), "{text}");
}

#[test]
fn what_is_empty_is_left_out() {
    let bare = Diploma { language: "fr".to_owned(), ..Diploma::default() };
    assert_eq!(pages(&diploma(&bare).unwrap()), 1, "nothing is an empty page in a frame");
    let nobody = vec![(String::new(), " ".to_owned()), ("Awa Ba".to_owned(), String::new())];
    for whole in [
        Diploma { section: " ".to_owned(), ..attestation() },
        Diploma { kind: String::new(), ..attestation() },
        Diploma { holder: "\n".to_owned(), ..attestation() },
        Diploma { title: String::new(), ..attestation() },
        Diploma { lines: vec![String::new(), " ".to_owned()], ..attestation() },
        Diploma { signers: nobody, ..attestation() },
        Diploma { number: String::new(), ..attestation() },
        Diploma { issued: String::new(), ..attestation() },
        Diploma { check: String::new(), number: String::new(), ..attestation() },
    ] {
        assert_eq!(pages(&diploma(&whole).unwrap()), 1, "{whole:?}");
    }
    let text = read(&diploma(&Diploma { number: String::new(), ..attestation() }).unwrap());
    assert!(!text.contains('·') || text.contains("Faso ·") && !text.contains("· Donnée"), "{text}");
}

#[test]
fn what_never_fits_is_refused() {
    let word = "x".repeat(200);
    let many = "Une longue phrase qui dit tout de la formation et de ses heures. ".repeat(40);
    for whole in [
        Diploma { lines: vec![many.clone()], ..attestation() },
        Diploma { lines: vec!["Une ligne".to_owned(); 60], ..attestation() },
        Diploma { holder: word.clone(), ..attestation() },
        Diploma { holder: many.clone(), ..attestation() },
        Diploma { section: many.clone(), ..attestation() },
        Diploma { kind: many.clone(), ..attestation() },
        Diploma { title: many.clone(), ..attestation() },
        Diploma { number: many.clone(), ..attestation() },
        Diploma { check: many.clone(), ..attestation() },
        Diploma { signers: vec![(many.clone(), String::new())], ..attestation() },
        Diploma { signers: vec![(String::new(), many.repeat(100))], ..attestation() },
    ] {
        assert!(matches!(diploma(&whole), Err(PrintError::TooLong)), "{whole:?}");
    }
}

#[test]
fn hostile_words_give_a_page_or_a_refusal_and_no_panic() {
    let long = "x".repeat(100_000);
    for words in [
        "\u{0}\u{1}\u{7}\u{1b}[31m rouge \r\n\t\u{b}\u{c}",
        long.as_str(),
        "שלום עולם مرحبا بالعالم abc",
        "\u{202e}renversé\u{202c} \u{feff}\u{200d}\u{200b}",
        "\u{200b}",
        "✊🏾👩‍👩‍👧‍👦 e\u{301}\u{301}\u{301}\u{301}\u{301} \u{10ffff}\u{e000}\u{fffe}",
        "------ / – ‐",
        "\u{a0}\u{a0}\u{202f}",
        "\n\n\n",
    ] {
        let w = || words.to_owned();
        let whole = attestation();
        for hostile in [
            Diploma { section: w(), ..whole.clone() },
            Diploma { kind: w(), ..whole.clone() },
            Diploma { holder: w(), ..whole.clone() },
            Diploma { title: w(), ..whole.clone() },
            Diploma { lines: vec![w(), w()], ..whole.clone() },
            Diploma { signers: vec![(w(), w()); 5], ..whole.clone() },
            Diploma { number: w(), issued: w(), ..whole.clone() },
            Diploma { code: w(), check: w(), ..whole.clone() },
        ] {
            match diploma(&hostile) {
                Ok(file) => assert_eq!(pages(&file), 1),
                Err(PrintError::TooLong | PrintError::Code) => assert_eq!(words, long),
                Err(error) => panic!("{error} for {words:?}"),
            }
        }
    }
}

#[test]
fn who_listens_hears_titles_paragraphs_and_what_the_code_is_for() {
    let file = diploma(&attestation()).unwrap();
    let document = pdf_extract::Document::load_mem(&file).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    assert!(catalog.get(b"MarkInfo").unwrap().as_dict().unwrap().get(b"Marked").unwrap().as_bool().unwrap());
    let roles = crate::roles(&file);
    for role in ["H1", "H2", "P", "Figure"] {
        assert!(roles.iter().any(|one| one == role), "{role} is not among {roles:?}");
    }
    assert_eq!(crate::alts(&file), ["Vérifiez-la avec un téléphone, même sans réseau."]);
    let xmp = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let xmp = document.get_object(xmp).unwrap().as_stream().unwrap().get_plain_content().unwrap();
    let xmp = String::from_utf8(xmp).unwrap();
    assert!(xmp.contains("Attestation de participation GR-7K3M-9QXW-2PTA"), "{xmp}");
    assert!(!xmp.contains("Wendkuni"), "the name stands on the page, not in what programs show of the file");
}
