//! What is told: channels, days and texts of an invented February.

use crate::model::network::Network;

/// A channel of the story.
pub struct ToldChannel {
    pub network: Network,
    pub name: &'static str,
    pub address: &'static str,
    pub server: &'static str,
    pub account: &'static str,
    pub by_hand: bool,
    /// Words of the line of the strategy that gives it its role.
    pub serves: Option<&'static str>,
    pub cost: Option<i64>,
}

const fn by_hand(network: Network, name: &'static str, address: &'static str) -> ToldChannel {
    ToldChannel { network, name, address, server: "", account: "", by_hand: true, serves: None, cost: None }
}

/// The channels of the section; texts name them by their place.
pub const CHANNELS: &[ToldChannel] = &[
    ToldChannel {
        serves: Some("une parution par jour"),
        ..by_hand(Network::Facebook, "La Page de la section", "https://pages.example/section")
    },
    ToldChannel { serves: Some("WhatsApp"), ..by_hand(Network::WhatsApp, "Groupe WhatsApp des membres", "") },
    ToldChannel {
        network: Network::Mastodon,
        name: "Notre Mastodon",
        address: "https://social.example/@section",
        server: "https://social.example",
        account: "section",
        by_hand: false,
        serves: Some("Le site garde tout"),
        cost: None,
    },
    ToldChannel {
        network: Network::Telegram,
        name: "Canal Telegram",
        address: "https://t.example/section",
        server: "",
        account: "@section",
        by_hand: false,
        serves: Some("Le site garde tout"),
        cost: None,
    },
    ToldChannel {
        cost: Some(7_500),
        serves: Some("La radio"),
        ..by_hand(Network::Radio, "Radio communautaire de Kaya", "")
    },
    by_hand(Network::Press, "Journalistes", ""),
    ToldChannel { by_hand: false, cost: Some(15), ..by_hand(Network::Sms, "SMS aux clubs", "") },
    ToldChannel { by_hand: false, ..by_hand(Network::Newsletter, "Lettre de la section", "") },
    ToldChannel {
        by_hand: false,
        serves: Some("Le site garde tout"),
        ..by_hand(Network::Site, "Le site", "")
    },
];

const PAGE: usize = 0;
const GROUP: usize = 1;
const MASTODON: usize = 2;
const TELEGRAM: usize = 3;
const RADIO: usize = 4;
const PRESS: usize = 5;
const SMS: usize = 6;
const LETTER: usize = 7;
const SITE: usize = 8;

/// Days of the world that the section keeps: day, month, name.
pub const DAYS: &[(i8, i8, &str)] = &[
    (6, 2, "Tolérance zéro aux mutilations génitales féminines"),
    (13, 2, "Journée mondiale de la radio"),
    (20, 2, "Journée mondiale de la justice sociale"),
    (21, 2, "Langue maternelle"),
    (8, 3, "Droits des femmes"),
    (21, 3, "Contre la discrimination raciale"),
    (22, 3, "Journée mondiale de l’eau"),
    (3, 5, "Liberté de la presse"),
    (16, 6, "Enfant africain"),
    (20, 6, "Réfugiés"),
    (26, 6, "Soutien aux victimes de la torture"),
    (10, 10, "Contre la peine de mort"),
    (20, 11, "Droits de l’enfant"),
    (25, 11, "Contre les violences faites aux femmes"),
    (10, 12, "Droits humains"),
];

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Draft,
    Review,
    SentBack,
    Approved,
    Planned,
    Hands,
    Out,
    Refused,
    Unknown,
}

/// A text of the story.
pub struct ToldText {
    /// Days after the day of the story.
    pub day: i64,
    pub hour: &'static str,
    pub title: &'static str,
    pub body: &'static str,
    pub link: &'static str,
    pub channels: &'static [usize],
    /// Words of its own for a channel.
    pub own: &'static [(usize, &'static str)],
    /// Where it also goes out in English, and with which words.
    pub english: &'static [(usize, &'static str)],
    pub fate: Fate,
    /// Whether it serves the campaign for water, and words of the line of the strategy that it serves.
    pub campaign: bool,
    pub line: Option<&'static str>,
    pub consent: &'static str,
}

const fn text(day: i64, hour: &'static str, title: &'static str, fate: Fate) -> ToldText {
    ToldText {
        day,
        hour,
        title,
        body: "",
        link: "",
        channels: &[],
        own: &[],
        english: &[],
        fate,
        campaign: false,
        line: Some("un droit, pas un cadeau"),
        consent: "",
    }
}

/// The month.
pub const TEXTS: &[ToldText] = &[
    ToldText {
        body: "Chères amies, chers amis,\n\nce mois-ci, **l’eau** a rempli nos réunions : douze clubs ont \
               mesuré le chemin jusqu’à la borne-fontaine la plus proche.\n\n- À Kaya, quarante minutes \
               aller.\n- À Bobo, une borne pour trois cents foyers.\n\nLa pétition se signe sur papier dans \
               chaque club.\n\nÀ bientôt,\n\nla section",
        channels: &[LETTER],
        campaign: true,
        ..text(-12, "08:00", "Janvier : le chemin de l’eau", Fate::Out)
    },
    ToldText {
        body: "Chères amies, chers amis,\n\nle 21 février est la journée de la langue maternelle : ce \
               mois-ci, *Voix du Faso* se lit aussi en mooré.\n\nVenez avec un proverbe de chez vous.\n\nÀ \
               bientôt,\n\nla section",
        channels: &[LETTER],
        ..text(4, "08:00", "Février : nos langues", Fate::Planned)
    },
    ToldText {
        body: "Février commence. Ce mois-ci, la section parle de l’eau à l’école\u{a0}: douze écoles, douze classes, une seule question. Suivez-nous.",
        channels: &[PAGE, GROUP, MASTODON, SITE],
        campaign: true,
        ..text(-13, "08:30", "Le mois de l’eau à l’école", Fate::Out)
    },
    ToldText {
        body: "Samedi, les clubs de Kaya et de Fada nettoient le puits de leur école. Venez avec un seau et un mot à dire.",
        channels: &[GROUP, SMS],
        own: &[(SMS, "Samedi 8 h: nettoyage du puits de l'ecole. Venez avec un seau. La section")],
        campaign: true,
        ..text(-11, "17:00", "Nettoyage des puits", Fate::Out)
    },
    ToldText {
        body: "Aujourd’hui, la radio de Kaya nous donne la parole à 13 heures\u{a0}: pourquoi tant de filles vont chercher l’eau à l’heure du cours.",
        channels: &[PAGE, RADIO, TELEGRAM],
        own: &[(
            RADIO,
            "Bonjour. À l’école de notre quartier, la cloche sonne à sept heures. À sept heures, une élève est encore au puits. Elle a dix ans, elle est première de sa classe, et elle arrive en retard chaque matin. De l’eau à l’école, c’est une heure de cours en plus. Nous le demandons à la commune. Parlez-en autour de vous.",
        )],
        campaign: true,
        line: Some("La radio"),
        ..text(-9, "07:00", "À la radio de Kaya", Fate::Out)
    },
    ToldText {
        body: "Sur nos blogs cette semaine\u{a0}: une institutrice compte les seaux, une sage-femme raconte la saison sèche, un étudiant lit la loi.",
        channels: &[PAGE, MASTODON, TELEGRAM],
        line: Some("Le site garde tout"),
        ..text(-8, "12:00", "Sur nos blogs", Fate::Out)
    },
    ToldText {
        body: "Journée contre les mutilations génitales féminines. Des membres de trois villes disent non, à voix haute et sous leur nom.",
        channels: &[PAGE, GROUP],
        consent: "Trois membres, pour leur prénom et leur ville, jusqu’en juin",
        line: Some("La radio"),
        ..text(-8, "18:00", "Dire non", Fate::Out)
    },
    ToldText {
        body: "Ils étaient quarante à l’assemblée du club universitaire. Merci à toutes et à tous.",
        channels: &[GROUP],
        line: Some("Une voix seule"),
        ..text(-6, "20:00", "Merci au club universitaire", Fate::Out)
    },
    ToldText {
        body: "Combien de points d’eau dans les écoles de votre commune\u{202f}? Personne ne le sait. Nous avons commencé à les compter avec vous. Une photo, un nom d’école, un mot\u{a0}: c’est tout ce qu’il faut. Les réponses arrivent de Kaya, de Koudougou, de Bobo-Dioulasso, de Fada N’Gourma et de partout où des membres vivent, enseignent, étudient ou soignent. Nous les rassemblons, nous les vérifions une à une, et nous les publierons à la fin du mois sous une forme que chacun pourra reprendre, imprimer, afficher dans sa classe ou lire à la radio. Écrivez-nous.",
        channels: &[PAGE, MASTODON],
        campaign: true,
        line: Some("La radio"),
        ..text(-4, "09:00", "Compter les points d’eau", Fate::Refused)
    },
    ToldText {
        body: "Trois cents signatures en une semaine pour un point d’eau à l’école du secteur 4. On continue.",
        channels: &[TELEGRAM, GROUP],
        campaign: true,
        ..text(-2, "18:30", "Trois cents signatures", Fate::Unknown)
    },
    ToldText {
        body: "Journée mondiale de la radio\u{a0}: merci aux voix qui portent les nôtres jusqu’aux villages sans réseau.",
        channels: &[PAGE, RADIO],
        own: &[(
            RADIO,
            "En ce jour de la radio, la section remercie celles et ceux qui portent sa voix jusqu’aux villages sans réseau. Sans vous, personne ne nous entendrait. Merci.",
        )],
        line: Some("Le site garde tout"),
        ..text(-1, "08:00", "Merci à la radio", Fate::Out)
    },
    ToldText {
        body: "Aujourd’hui, la section se forme\u{a0}: des membres apprennent à parler des droits humains sur les réseaux sociaux. On vous raconte ce soir.",
        channels: &[PAGE, GROUP],
        line: Some("Une voix seule"),
        ..text(0, "08:00", "L’atelier commence", Fate::Hands)
    },
    ToldText {
        body: "L’atelier est fini\u{a0}: vingt-deux personnes, sept blogs de plus dans la maison commune, un premier pas. D’autres suivront.",
        channels: &[PAGE, GROUP, MASTODON, SITE],
        line: Some("Une voix seule"),
        ..text(0, "19:00", "L’atelier, le soir", Fate::Planned)
    },
    ToldText {
        body: "La section demande à la commune un calendrier public pour les points d’eau des écoles.\n\nNeuf écoles sur dix n’ont pas d’eau potable. Nous demandons\u{a0}:\n\n- la liste des écoles, avec leurs points d’eau\u{a0};\n- un jour pour chaque réparation\u{a0};\n- une réunion publique tous les trois mois.",
        channels: &[PRESS],
        campaign: true,
        line: Some("La radio"),
        ..text(1, "10:00", "Un calendrier public pour l’eau des écoles", Fate::Planned)
    },
    ToldText {
        body: "La section a compté les points d’eau de quarante écoles de la province. Neuf sur dix n’ont pas d’eau potable.\n\nLe droit à l’eau est un droit humain. Nous remettrons nos chiffres à la mairie à la fin du mois.",
        channels: &[PRESS],
        campaign: true,
        line: Some("La radio"),
        ..text(-7, "09:00", "Neuf écoles sur dix sans eau potable", Fate::Out)
    },
    ToldText {
        body: "Une institutrice, une classe, un seau\u{a0}: le portrait de la semaine.",
        channels: &[PAGE, TELEGRAM],
        consent: "L’institutrice, pour son nom et son école, jusqu’à la fin de l’année",
        campaign: true,
        ..text(3, "12:00", "Le portrait de la semaine", Fate::Review)
    },
    ToldText {
        body: "Neuf écoles sur dix n’ont pas d’eau potable. Il faut que cela change.",
        channels: &[PAGE],
        campaign: true,
        ..text(4, "09:00", "Neuf écoles sur dix", Fate::SentBack)
    },
    ToldText {
        body: "Journée de la justice sociale\u{a0}: ce que dit l’article 25 de la Déclaration, en français et en mooré.",
        channels: &[PAGE, MASTODON, GROUP],
        line: Some("La radio"),
        ..text(6, "08:00", "L’article 25", Fate::Approved)
    },
    ToldText {
        body: "En ce jour de la langue maternelle, nos membres lisent la Déclaration dans leur langue.",
        channels: &[PAGE, RADIO],
        line: Some("La radio"),
        ..text(7, "08:00", "Dans nos langues", Fate::Draft)
    },
    ToldText {
        body: "Rendez-vous samedi à la mairie avec les signatures.",
        channels: &[GROUP, SMS],
        own: &[(SMS, "Samedi 9 h, mairie: remise des signatures pour l'eau a l'ecole. La section")],
        campaign: true,
        ..text(9, "17:00", "Remise des signatures", Fate::Planned)
    },
    ToldText {
        body: "La carte des points d’eau est en ligne\u{a0}: cherchez votre école.",
        channels: &[PAGE, MASTODON, TELEGRAM],
        english: &[(MASTODON, "The map of water points is online: look for your school.")],
        campaign: true,
        ..text(12, "12:00", "La carte des points d’eau", Fate::Draft)
    },
    ToldText {
        body: "Bientôt le 8 mars\u{a0}: qui voulez-vous entendre\u{202f}?",
        channels: &[PAGE, GROUP],
        line: None,
        ..text(14, "18:00", "Vers le 8 mars", Fate::Draft)
    },
];
