//! Words that should find each other, and those that should not.

use griot_text::{Piece, fold, index_text, marked, terms};
use unicode_segmentation::UnicodeSegmentation;

#[test]
fn folding_takes_accents_ligatures_and_capitals_away() {
    for (text, folded) in [
        ("LIBÉRATION", "liberation"),
        ("Cœur Œuvre", "coeur oeuvre"),
        ("Ærø", "aero"),
        ("Straße STRAẞE", "strasse strasse"),
        ("l’été d'Awa", "l ete d awa"),
        ("ﬁn №", "fin no"),
        ("İstanbul ılık", "istanbul ilik"),
        ("e\u{301} \u{e9}", "e e"),
        ("Mɔɔre yɛlle ŋ ɓ", "moore yelle n b"),
        ("co\u{ad}opé\u{200d}rer", "cooperer"),
        ("حُرِّيَّة", "حرية"),
        ("ΣΟΦΟΣ σοφός", "σοφοσ σοφοσ"),
        ("①²", "12"),
    ] {
        assert_eq!(fold(text), folded);
        assert_eq!(fold(folded), folded);
    }
}

#[test]
fn french_words_find_their_other_forms() {
    for (one, other) in [
        ("liberation", "libérations"),
        ("libérations", "LIBÉRATION"),
        ("Sœur", "soeur"),
        ("sœurs", "SOEUR"),
        ("manifestation", "manifestations"),
        ("manifestée", "manifestées"),
        ("manifesté", "manifester"),
        ("manifestées", "manifester"),
        ("libérées", "libérer"),
        ("libéré", "LIBEREE"),
        ("droit", "droits"),
        ("humain", "humaines"),
        ("égalité", "EGALITES"),
        ("journal", "journaux"),
        ("national", "nationaux"),
        ("pétition", "petitions"),
        ("l’école", "écoles"),
        ("d'écoles", "Ecole"),
        ("étudiant", "étudiantes"),
        ("activité", "activites"),
        ("cœur", "coeurs"),
        ("militante", "militants"),
        ("arrêté", "arretee"),
        ("années", "annee"),
        ("journée", "journees"),
        ("atelier", "ateliers"),
        ("Algérie", "ALGERIE"),
        ("français", "francaise"),
        ("e\u{301}lection", "\u{e9}lections"),
    ] {
        assert_eq!(terms(one, "fr"), terms(other, "fr"), "{one} and {other}");
        assert_eq!(terms(one, "fr").len(), 1, "{one}");
    }
}

#[test]
fn english_words_find_their_other_forms() {
    for (one, other) in [
        ("community", "COMMUNITIES"),
        ("campaign", "campaigning"),
        ("right", "rights"),
        ("arrested", "arrests"),
        ("the café", "cafes"),
    ] {
        assert_eq!(terms(one, "en-GB"), terms(other, "en"), "{one} and {other}");
    }
}

#[test]
fn different_words_stay_apart() {
    for (one, other) in
        [("droit", "devoir"), ("liberté", "libraire"), ("école", "écologie"), ("peine", "peintre")]
    {
        assert_ne!(terms(one, "fr"), terms(other, "fr"));
    }
}

#[test]
fn words_that_say_nothing_are_left_out() {
    assert_eq!(terms("Qu’est-ce que c’est ?", "fr"), Vec::<String>::new());
    assert_eq!(terms("À la sœur de l’un", "FR-bf"), terms("soeur", "fr"));
    assert_eq!(terms("The rights of the child don't wait", "en"), ["right", "child", "wait"]);
    assert_eq!(terms("the a’b Ünïq", "mos"), ["the", "a", "b", "uniq"]);
    assert_eq!(terms("حقوق الإنسان، اليوم", "ar").len(), 3);
}

#[test]
fn the_index_holds_the_terms_on_one_line() {
    assert_eq!(index_text("Les sœurs\nlibérées !", "fr"), terms("sœurs libérées", "fr").join(" "));
    assert_eq!(index_text("", "fr"), "");
}

fn shown(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() })
        .collect()
}

#[test]
fn a_passage_marks_every_form_of_what_was_asked() {
    let text = "Les libérations de l’année.\nUne LIBÉRATION pour la sœur.";
    assert_eq!(
        shown(&marked(text, "liberation soeurs", "fr", 200)),
        "Les [libérations] de l’année. Une [LIBÉRATION] pour la [sœur]."
    );
    assert_eq!(shown(&marked("l'eau e\u{301}te\u{301}", "été", "fr", 50)), "l'eau [e\u{301}te\u{301}]");
}

#[test]
fn a_passage_lies_around_the_first_hit_and_fits() {
    let text = format!("{}Libération. {}", "un deux trois ".repeat(50), "quatre cinq ".repeat(50));
    for max in [14, 40, 100] {
        let pieces = marked(&text, "libération", "fr", max);
        let passage: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(passage.graphemes(true).count() <= max, "{passage}");
        assert!(passage.starts_with('…') && passage.ends_with('…'), "{passage}");
        assert_eq!(pieces.iter().filter(|piece| piece.hit).count(), 1);
    }
    let at_end = shown(&marked(&format!("{}fin", "un deux trois ".repeat(50)), "fin", "fr", 30));
    assert!(at_end.ends_with("trois [fin]") && at_end.chars().count() > 25, "{at_end}");
}

#[test]
fn a_passage_without_a_hit_is_the_beginning() {
    assert_eq!(shown(&marked("Un deux trois quatre", "rien", "fr", 9)), "Un deux…");
    assert_eq!(shown(&marked("Un deux", "", "fr", 20)), "Un deux");
    assert_eq!(marked("", "rien", "fr", 20), []);
}
