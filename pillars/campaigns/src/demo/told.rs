//! What the story says of the strategy, the campaigns and the room: all of it invented.

use crate::model::LineKind;

/// A line of the strategy: kind, words, detail, whether it is public, and in which version it came.
pub(super) struct ToldLine(pub LineKind, pub &'static str, pub &'static str, pub bool, pub i64);

/// The first audience, as the second version says it.
pub(super) const YOUNG: &str = "Les jeunes de 15 à 25 ans des villes, sur leur téléphone";
/// As the first version said it.
pub(super) const YOUNG_BEFORE: &str = "Les jeunes";

/// The lines, in their order. Those of version 3 are in the draft alone.
pub(super) const LINES: &[ToldLine] = &[
    ToldLine(
        LineKind::Diagnosis,
        "Quatre comptes ouverts par des membres, chacun de son côté",
        "Une page Facebook connue, une chaîne vidéo tenue par une seule personne, deux groupes WhatsApp sans règle écrite, et une page qui se fait passer pour nous.",
        false,
        1,
    ),
    ToldLine(LineKind::Diagnosis, "Cinq blogs qui parlent de droits, et que personne ne relie", "", false, 1),
    ToldLine(LineKind::Diagnosis, "Un ordinateur, onze téléphones, du réseau surtout le matin", "", false, 2),
    ToldLine(
        LineKind::Audience,
        YOUNG,
        "Ils lisent entre deux cours et le soir ; ils partagent ce qui tient sur un écran.",
        true,
        1,
    ),
    ToldLine(LineKind::Audience, "Les parents d’élèves, par la radio et par SMS", "", true, 1),
    ToldLine(LineKind::Audience, "Les radios communautaires et la presse régionale", "", true, 2),
    ToldLine(LineKind::Message, "L’eau à l’école est un droit, pas un cadeau.", "", true, 1),
    ToldLine(LineKind::Message, "Une voix seule se perd ; ensemble, on nous entend.", "", true, 1),
    ToldLine(LineKind::Message, "Chacun peut faire un geste aujourd’hui.", "", true, 2),
    ToldLine(LineKind::Channel, "Le site garde tout ; les réseaux y ramènent.", "", true, 1),
    ToldLine(LineKind::Channel, "Facebook : une parution par jour, une réponse avant le soir.", "", true, 1),
    ToldLine(
        LineKind::Channel,
        "WhatsApp : l’urgent et le prochain rendez-vous, jamais de débat.",
        "",
        true,
        2,
    ),
    ToldLine(
        LineKind::Channel,
        "La radio : ce que l’écrit n’atteint pas, en mooré et en dioula.",
        "",
        true,
        2,
    ),
    ToldLine(
        LineKind::Charter,
        "La directrice et la chargée de communication parlent au nom de la section.",
        "Les autres parlent en leur nom, et le disent.",
        true,
        1,
    ),
    ToldLine(LineKind::Charter, "Un blog personnel dit qu’il n’engage que son auteur.", "", true, 1),
    ToldLine(
        LineKind::Charter,
        "On répond poliment, une fois ; on ne discute pas avec l’insulte.",
        "",
        true,
        1,
    ),
    ToldLine(
        LineKind::Charter,
        "En cas de crise, on vérifie d’abord ; une seule personne parle.",
        "Première heure : rien ne sort. Deuxième heure : trois phrases, relues par deux personnes.",
        true,
        2,
    ),
    ToldLine(LineKind::Objective, "Être lus par les jeunes", "", true, 1),
    ToldLine(LineKind::Objective, "Ramener les blogs à la maison", "", true, 2),
    ToldLine(LineKind::Objective, "Former des voix", "", true, 2),
    ToldLine(
        LineKind::Channel,
        "Les clubs des lycées : un panneau, une personne, un rendez-vous par mois.",
        "",
        true,
        3,
    ),
];

/// Where an objective stood: value, days ago, source.
type Counted = (i64, u64, &'static str);

/// The goal of an objective: its words, figure, unit, days from now, and where it stood.
pub(super) struct ToldGoal(pub &'static str, pub i64, pub &'static str, pub u64, pub &'static [Counted]);

/// The goals.
pub(super) const GOALS: &[ToldGoal] = &[
    ToldGoal(
        "Être lus par les jeunes",
        2_000,
        "lectures par semaine",
        320,
        &[
            (640, 40, "statistiques du site, première semaine de janvier"),
            (1_120, 3, "statistiques du site, semaine dernière"),
        ],
    ),
    ToldGoal("Ramener les blogs à la maison", 5, "blogs", 136, &[(2, 9, "liste des blogs à ramener")]),
    ToldGoal(
        "Former des voix",
        30,
        "personnes formées",
        228,
        &[(12, 20, "feuille de présence de l’atelier de janvier")],
    ),
];

/// The running campaign’s words for the public.
pub(super) const WATER: &str = "Dans trop d’écoles, il faut quitter la classe pour aller chercher de l’eau. Ce sont surtout les filles qui y vont, et ce sont elles qui manquent la leçon.\n\nNous demandons **un point d’eau par école avant la rentrée d’octobre**. Ce n’est pas un cadeau : c’est un droit, écrit, signé, et mesurable.\n\n- Une école, un point d’eau, une date.\n- Les communes disent combien il en manque.\n- Les parents d’élèves vérifient.";

/// The words of the one that is prepared.
pub(super) const BIRTH: &str = "Sans extrait de naissance, pas d’examen, pas de voix, pas d’existence aux yeux de la loi.\n\nLe 8 mars, nous accompagnons les familles jusqu’au guichet.";

/// The words of the one that is over.
pub(super) const WRITING: &str = "Écrire en son nom, sous son nom ou sous un autre, sans craindre le lendemain.\n\nPendant cinquante jours, des membres ont raconté pourquoi ils écrivent, et ce qu’ils n’osent pas écrire.";

/// Blogs that stand elsewhere: author, address, notes, handle of the member, how far it has come.
pub(super) const BLOGS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "Awa Ouédraogo",
        "https://awa.example.net",
        "La première arrivée ; elle aide les autres.",
        "awa-ouedraogo",
        "joined",
    ),
    ("Issa Compaoré", "https://issa.example.net", "", "issa-compaore", "joined"),
    ("Aïcha Diallo", "https://aicha.example.net", "Invitée pendant l’atelier de janvier.", "", "invited"),
    ("La plume de Banfora", "https://plume.example.net", "Écrit en dioula ; demande qui lira.", "", "known"),
    ("Chroniques du marché", "https://marche.example.net", "", "", "known"),
];
