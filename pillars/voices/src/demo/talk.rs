use crate::model::CommentState;

/// What was said below a post of the story.
pub struct Talk {
    pub about: &'static str,
    pub said: &'static [(usize, &'static str)],
    /// Whether the second voice answers the first.
    pub answers: bool,
    pub state: CommentState,
    pub reason: Option<&'static str>,
}

const fn shown(about: &'static str, answers: bool, said: &'static [(usize, &'static str)]) -> Talk {
    Talk { about, said, answers, state: CommentState::Shown, reason: None }
}

pub const COMMENTS: &[Talk] = &[
    shown(
        "Chacun avait son blog, voici la maison",
        true,
        &[
            (3, "J’ai déplacé le mien hier soir. Tout est là, même les vieux billets que j’avais oubliés."),
            (
                0,
                "Bienvenue ! N’oubliez pas la description des photos : c’est elle que lit ma cousine, qui ne voit pas.",
            ),
            (6, "Est-ce que les lecteurs de mon ancien blog me retrouveront ?"),
        ],
    ),
    shown(
        "La Déclaration au mur de la classe",
        true,
        &[
            (4, "Lequel de vos élèves a demandé où est l’article sur la cantine ? Je l’engage."),
            (2, "Elle s’appelle Rasmata et elle a neuf ans. Elle vous fait dire qu’elle réfléchit."),
            (1, "J’ai recopié l’article 26 pour l’école du village. Merci."),
        ],
    ),
    shown(
        "Le puits, la liste et les trois signatures",
        true,
        &[
            (
                5,
                "Chez nous aussi la liste d’attente circulait sans les veuves. Comment avez-vous fait corriger le nom ?",
            ),
            (
                1,
                "En lisant la liste à voix haute, sous le karité, un jour de marché. Personne n’a osé dire non.",
            ),
        ],
    ),
    shown(
        "Ce que dit la loi quand on vous demande vos papiers",
        true,
        &[
            (7, "À imprimer et à plier dans le carnet de santé."),
            (4, "Bonne idée : je prépare une feuille à plier, avec les mots en mooré et en dioula."),
            (3, "J’en ai parlé à l’antenne ce matin. Quarante-deux appels."),
        ],
    ),
    shown(
        "Radio, minuit : une mère appelle",
        false,
        &[
            (2, "Merci de n’avoir donné ni son nom ni son quartier."),
            (6, "J’ai pleuré dans le car. Puis j’ai noté le numéro de la permanence."),
        ],
    ),
    shown(
        "Marcher le 8 mars avec nos propres mots",
        false,
        &[
            (1, "Nous serons douze du village, et un âne."),
            (5, "L’âne est membre d’honneur du club."),
            (0, "La section prête la sono. Demandez-la avant le 5."),
        ],
    ),
    shown(
        "Deux heures de bénévolat, comptées en mangues",
        false,
        &[(7, "Je signe pour le prochain samedi. Sans mangues, mais de bon cœur.")],
    ),
    shown(
        "Pourquoi je n’écris plus les noms",
        true,
        &[
            (
                2,
                "Il m’a fallu du temps pour le comprendre. Un prénom d’emprunt protège plus qu’un beau portrait.",
            ),
            (3, "Et une date floue plus qu’un prénom d’emprunt."),
        ],
    ),
    Talk {
        about: "Marcher le 8 mars avec nos propres mots",
        said: &[(8, "Est-ce que les garçons peuvent venir ? Je demande pour mon petit frère.")],
        answers: false,
        state: CommentState::Waiting,
        reason: None,
    },
    Talk {
        about: "Chacun avait son blog, voici la maison",
        said: &[(9, "Gagnez vite : https://a.example https://b.example https://c.example https://d.example")],
        answers: false,
        state: CommentState::Suspected,
        reason: Some("many-links"),
    },
];
