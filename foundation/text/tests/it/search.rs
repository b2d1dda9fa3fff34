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

/// What stands in the texts of a section, each with a form in which somebody looks for it.
#[test]
fn french_plurals_and_feminines_find_each_other() {
    #[rustfmt::skip]
    let pairs = [
        ("ami", "amis"), ("amie", "amies"), ("parti", "partis"), ("partie", "parties"),
        ("ennemi", "ennemis"), ("mari", "maris"), ("abri", "abris"), ("défi", "défis"), ("cri", "cris"),
        ("samedi", "samedis"), ("midi", "midis"), ("appui", "appuis"), ("oubli", "oublis"),
        ("souci", "soucis"), ("établi", "établis"), ("réuni", "réunis"), ("puni", "punis"),
        ("choisi", "choisis"), ("suivi", "suivis"), ("demi", "demis"), ("tri", "tris"), ("pli", "plis"),
        ("fourmi", "fourmis"), ("alibi", "alibis"), ("essai", "essais"), ("délai", "délais"),
        ("balai", "balais"), ("loi", "lois"), ("emploi", "emplois"), ("roi", "rois"),
        ("tournoi", "tournois"), ("convoi", "convois"), ("envoi", "envois"), ("paroi", "parois"),
        ("photo", "photos"), ("vidéo", "vidéos"), ("numéro", "numéros"), ("kilo", "kilos"),
        ("métro", "métros"), ("moto", "motos"), ("écho", "échos"), ("piano", "pianos"), ("lot", "lots"),
        ("opéra", "opéras"), ("caméra", "caméras"), ("média", "médias"), ("agenda", "agendas"),
        ("quota", "quotas"), ("visa", "visas"), ("villa", "villas"), ("panorama", "panoramas"),
        ("vie", "vies"), ("rue", "rues"), ("revue", "revues"), ("amitié", "amitiés"), ("santé", "santés"),
        ("pensée", "pensées"), ("idée", "idées"), ("musée", "musées"), ("lycée", "lycées"),
        ("armée", "armées"), ("mal", "maux"), ("égal", "égaux"), ("royal", "royaux"),
        ("général", "généraux"), ("noyau", "noyaux"), ("tuyau", "tuyaux"), ("joyau", "joyaux"),
        ("fléau", "fléaux"), ("préau", "préaux"), ("travail", "travaux"), ("bail", "baux"),
        ("vitrail", "vitraux"), ("corail", "coraux"), ("rail", "rails"), ("détail", "détails"),
        ("heureux", "heureuse"), ("heureux", "heureuses"), ("nombreux", "nombreuses"),
        ("dangereux", "dangereuse"), ("religieux", "religieuses"), ("lieu", "lieux"), ("milieu", "milieux"),
        ("enjeu", "enjeux"), ("aveu", "aveux"), ("neveu", "neveux"), ("adieu", "adieux"), ("dieu", "dieux"),
        ("pneu", "pneus"), ("bleu", "bleus"), ("trou", "trous"), ("clou", "clous"), ("fou", "fous"),
        ("voyou", "voyous"), ("verrou", "verrous"), ("élu", "élus"), ("détenu", "détenus"),
        ("détenu", "détenues"), ("disparu", "disparus"), ("vaincu", "vaincus"), ("inconnu", "inconnus"),
        ("vendu", "vendus"), ("battu", "battus"), ("tissu", "tissus"), ("revenu", "revenus"),
        ("individu", "individus"), ("menu", "menus"), ("vertu", "vertus"), ("reçu", "reçus"),
        ("refus", "refuser"), ("abus", "abuser"), ("refus", "refusé"), ("exclus", "exclue"),
        ("exclu", "exclus"), ("exclue", "exclues"), ("inclus", "incluse"), ("confus", "confuse"),
        ("citoyen", "citoyenne"), ("citoyens", "citoyennes"), ("malien", "maliennes"),
        ("africain", "africaines"), ("actuel", "actuelle"), ("professionnel", "professionnelles"),
        ("burkinabè", "burkinabés"), ("avocat", "avocate"), ("avocats", "avocates"),
        ("étudiant", "étudiants"), ("enseignant", "enseignantes"), ("directeur", "directrice"),
        ("acteur", "actrices"), ("électeur", "électrices"), ("prisonnier", "prisonnière"),
        ("prisonniers", "prisonnières"), ("ouvrier", "ouvrières"), ("premier", "premières"),
        ("dernier", "dernières"), ("actif", "active"), ("actifs", "actives"), ("national", "nationale"),
        ("nationaux", "nationales"), ("familial", "familiaux"), ("électoral", "électoraux"),
        ("électorale", "électorales"), ("judiciaire", "judiciaires"), ("peine", "peines"),
        ("mort", "morts"), ("morte", "mortes"), ("droit", "droits"), ("droite", "droites"),
        ("toit", "toits"), ("nuit", "nuits"), ("français", "françaises"), ("anglais", "anglaise"),
        ("libanais", "libanaise"), ("sénégalais", "sénégalaises"), ("chinois", "chinoise"),
        ("congolais", "congolaise"), ("liberté", "libertés"), ("vérité", "vérités"),
        ("autorité", "autorités"), ("université", "universités"), ("impunité", "impunités"),
        ("journaliste", "journalistes"), ("syndicat", "syndicats"), ("syndical", "syndicaux"),
        ("prison", "prisons"), ("mandat", "mandats"), ("débat", "débats"), ("tribunal", "tribunaux"),
        ("hôpital", "hôpitaux"), ("arrestation", "arrestations"), ("exécution", "exécutions"),
        ("torture", "tortures"), ("torturé", "torturés"), ("torturée", "torturées"), ("libéré", "libérés"),
        ("libérée", "libérées"), ("libérer", "libérés"), ("arrêté", "arrêtés"), ("arrêtée", "arrêtées"),
        ("blessé", "blessés"), ("tué", "tués"), ("tuée", "tuées"), ("emprisonné", "emprisonnés"),
        ("réfugié", "réfugiés"), ("réfugiée", "réfugiées"), ("déplacé", "déplacés"), ("opposé", "opposés"),
        ("opposant", "opposants"), ("accusé", "accusés"), ("condamné", "condamnées"),
        ("condamnation", "condamnations"), ("manifestation", "manifestations"), ("manifeste", "manifestes"),
        ("village", "villages"), ("quartier", "quartiers"), ("ville", "villes"), ("forage", "forages"),
        ("eau", "eaux"), ("champ", "champs"), ("récolte", "récoltes"), ("marché", "marchés"),
        ("femme", "femmes"), ("fille", "filles"), ("enfant", "enfants"), ("jeune", "jeunes"),
        ("vieille", "vieilles"), ("bijou", "bijoux"), ("genou", "genoux"), ("chou", "choux"),
        ("cheveu", "cheveux"), ("jeu", "jeux"), ("feu", "feux"), ("vœu", "vœux"), ("œil", "yeux"),
        ("ciel", "cieux"), ("cheval", "chevaux"), ("animal", "animaux"), ("oiseau", "oiseaux"),
        ("bureau", "bureaux"), ("bateau", "bateaux"), ("réseau", "réseaux"), ("niveau", "niveaux"),
        ("nouveau", "nouveaux"), ("beau", "beaux"), ("tableau", "tableaux"), ("ruisseau", "ruisseaux"),
        ("journal", "journaux"), ("canal", "canaux"), ("capital", "capitaux"), ("idéal", "idéaux"),
        ("rival", "rivaux"), ("loyal", "loyaux"), ("mondial", "mondiaux"), ("spécial", "spéciaux"),
        ("social", "sociaux"), ("légal", "légaux"), ("illégal", "illégaux"), ("festival", "festivals"),
        ("carnaval", "carnavals"), ("bal", "bals"), ("intrus", "intruse"), ("clos", "close"),
        ("mis", "mise"), ("pris", "prise"), ("assis", "assise"), ("gris", "grise"), ("reçue", "reçues"),
        ("connu", "connus"), ("connue", "connues"), ("perdu", "perdus"), ("rendu", "rendus"),
        ("attendu", "attendus"), ("entendu", "entendus"), ("prévu", "prévus"), ("voulu", "voulus"),
        ("vécu", "vécus"), ("lu", "lus"), ("nu", "nus"), ("cru", "crus"), ("vu", "vus"),
        ("imprévu", "imprévus"), ("mot", "mots"), ("parole", "paroles"), ("voleur", "voleurs"),
        ("soldat", "soldats"), ("policier", "policiers"), ("policière", "policières"),
        ("gendarme", "gendarmes"), ("juge", "juges"), ("alliance", "alliances"), ("violence", "violences"),
        ("finance", "finances"), ("absence", "absences"), ("conférence", "conférences"),
        ("présence", "présences"), ("résistance", "résistances"), ("violent", "violents"),
        ("violente", "violentes"), ("différent", "différents"), ("récent", "récentes"),
        ("important", "importants"), ("puissant", "puissants"), ("suivant", "suivantes"),
        ("vivant", "vivants"), ("couvent", "couvents"), ("vent", "vents"), ("dent", "dents"),
        ("cent", "cents"), ("argent", "argents"), ("document", "documents"), ("mouvement", "mouvements"),
        ("logement", "logements"), ("jugement", "jugements"), ("enlèvement", "enlèvements"),
        ("fondement", "fondements"), ("moment", "moments"), ("monument", "monuments"),
        ("tourment", "tourments"), ("serment", "serments"), ("instrument", "instruments"),
        ("élément", "éléments"),
    ];
    let apart: Vec<_> = pairs
        .iter()
        .map(|(one, other)| (one, other, terms(one, "fr"), terms(other, "fr")))
        .filter(|(_, _, one, other)| one != other || one.len() != 1)
        .collect();
    assert!(apart.is_empty(), "{apart:#?}");
}

#[test]
fn english_forms_find_each_other() {
    #[rustfmt::skip]
    let pairs = [
        ("right", "rights"), ("human", "humans"), ("prisoner", "prisoners"), ("prison", "prisons"),
        ("community", "communities"), ("party", "parties"), ("body", "bodies"), ("country", "countries"),
        ("city", "cities"), ("liberty", "liberties"), ("family", "families"), ("woman", "women"),
        ("man", "men"), ("child", "children"), ("wife", "wives"), ("life", "lives"),
        ("policeman", "policemen"), ("box", "boxes"), ("church", "churches"), ("law", "laws"),
        ("campaign", "campaigning"), ("campaign", "campaigned"), ("campaigner", "campaigners"),
        ("arrest", "arrested"), ("arrest", "arresting"), ("detain", "detained"), ("detain", "detains"),
        ("release", "released"), ("release", "releasing"), ("write", "writes"), ("write", "writing"),
        ("march", "marches"), ("march", "marched"), ("march", "marching"), ("organize", "organizing"),
        ("organize", "organizes"), ("hope", "hoping"), ("stop", "stopped"), ("stop", "stopping"),
        ("plan", "planning"), ("worker", "workers"), ("village", "villages"), ("witness", "witnesses"),
        ("café", "cafes"), ("petition", "petitions"), ("petition", "petitioned"), ("activist", "activists"),
        ("protest", "protests"), ("freedom", "freedoms"), ("election", "elections"), ("judge", "judges"),
        ("village", "VILLAGES"),
    ];
    let apart: Vec<_> = pairs
        .iter()
        .map(|(one, other)| (one, other, terms(one, "en"), terms(other, "en")))
        .filter(|(_, _, one, other)| one != other || one.len() != 1)
        .collect();
    assert!(apart.is_empty(), "{apart:#?}");
}

#[test]
fn different_words_stay_apart() {
    #[rustfmt::skip]
    let french = [
        ("droit", "devoir"), ("liberté", "libraire"), ("école", "écologie"), ("peine", "peintre"),
        ("foi", "fois"), ("pari", "Paris"), ("jus", "jupe"), ("élu", "élever"), ("électrice", "électrique"),
        ("journal", "jour"), ("journal", "journée"), ("travail", "traverser"), ("mal", "malin"),
        ("jeu", "jeudi"), ("feu", "feuille"), ("dieu", "adieu"), ("oeil", "oeillet"),
        ("bus", "but"), ("virus", "virer"), ("plus", "pluie"), ("mois", "moisson"), ("enfant", "enfer"),
        ("militant", "militaire"), ("détenu", "détente"), ("reçu", "recul"), ("tissu", "tisser"),
        ("vertu", "vert"), ("parti", "parole"), ("avis", "avion"), ("repos", "report"), ("dos", "dot"),
        ("malaise", "mal"), ("chaise", "chat"),
    ];
    #[rustfmt::skip]
    let english = [
        ("right", "righteous"), ("prison", "prism"), ("party", "part"), ("man", "many"), ("woman", "womb"),
        ("child", "chill"), ("release", "relate"), ("march", "market"), ("law", "lawn"), ("news", "new"),
        ("elect", "electric"), ("life", "lift"),
    ];
    for (language, pairs) in [("fr", &french[..]), ("en", &english[..])] {
        for (one, other) in pairs {
            assert_ne!(terms(one, language), terms(other, language), "{one} and {other}");
        }
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
