/// A post of the story.
pub struct ToldPost {
    pub blog: &'static str,
    pub by: usize,
    pub days_ago: u64,
    pub language: &'static str,
    pub title: &'static str,
    pub body: &'static str,
    pub tags: &'static str,
    pub picture: Option<(u32, &'static str)>,
}

const fn french(
    (blog, by, days_ago): (&'static str, usize, u64),
    title: &'static str,
    tags: &'static str,
    picture: Option<(u32, &'static str)>,
    body: &'static str,
) -> ToldPost {
    ToldPost { blog, by, days_ago, language: "fr", title, body, tags, picture }
}

/// What says the same in two languages.
pub const TRANSLATED: (&str, &str) =
    ("Chacun avait son blog, voici la maison", "Each had a blog, here is the house");

/// What serves a campaign, by a word of its title, and a line of the strategy, by its first words: the
/// title of the post, the campaign or nothing, the line or nothing.
pub const AIMS: &[(&str, &str, &str)] = &[
    ("Le puits, la liste et les trois signatures", "eau", "L’eau à l’école est un droit"),
    ("La Déclaration au mur de la classe", "eau", "L’eau à l’école est un droit"),
    ("Une réponse de la mairie", "eau", "Les parents d’élèves"),
    ("Chacun avait son blog, voici la maison", "", "Ramener les blogs à la maison"),
    ("Pourquoi une section écrit", "", "Une voix seule se perd"),
];

/// Put forward so many days ago.
pub const FEATURED: &[(u64, &str)] = &[
    (2, "Chacun avait son blog, voici la maison"),
    (6, "Ce que dit la loi quand on vous demande vos papiers"),
    (9, "La Déclaration au mur de la classe"),
];

/// Blog, title, text, and in how many days it is to appear (0: a draft).
pub const UNFINISHED: &[(&str, &str, &str, u64)] = &[
    (
        "la-section",
        "Appel : relire nos textes à voix haute",
        "Samedi, venez lire vos billets à voix haute. On corrige en écoutant.",
        2,
    ),
    (
        "a-l-ombre-du-karite",
        "Ce que la pluie n’efface pas",
        "À finir : demander à la vieille Tené la date du premier forage.",
        0,
    ),
    (
        "carnet-de-saaba",
        "Ce que demandent les parents",
        "Trois questions reviennent chaque mois. À compléter après la réunion de samedi.",
        0,
    ),
];

pub const POSTS: &[ToldPost] = &[
    french(("la-section", 0, 235), "Pourquoi une section écrit", "écrire, section", Some((1, "Un village dessiné au lever du soleil")), "\
Nous avons longtemps laissé les autres raconter ce que nous faisons. Le journal disait « des militants » ; la radio disait « une association ». Nous avons un nom, des voix, et des choses à dire qui ne tiennent pas dans une dépêche.

Écrire, ici, c’est d’abord **se souvenir ensemble** : qui a appelé, qui est venu, ce qui a changé, ce qui n’a pas changé.

Trois règles, pas plus : on vérifie deux fois, on ne met personne en danger, on signe."),
    french(("a-l-ombre-du-karite", 1, 225), "Le karité a cent ans et il écoute", "village, parole", Some((2, "Un grand arbre dessiné près d’une maison de terre")), "\
Sous le karité, on règle les dots, les clôtures et les mensonges. Depuis l’an dernier, on y lit aussi la Déclaration, un article par lune.

Le premier soir, un oncle a demandé : « Est-ce que cela donne du mil ? » Non. Mais cela donne le droit de demander où est passé le mil. Il a réfléchi, puis il a fait de la place sur le banc."),
    french(("carnet-de-saaba", 2, 214), "Soixante-dix élèves et une craie", "école, enfants", None, "\
On apprend à lire à soixante-dix comme à sept : en répétant, en riant, en recommençant. Ce qui change, c’est le silence. À soixante-dix, le silence est un événement.

Hier il est venu tout seul, quand j’ai lu : *« Toute personne a droit à l’éducation. »* Un garçon a levé le doigt : « Même ceux qui gardent les chèvres ? » Surtout ceux-là."),
    french(("radio-deux-pieces", 3, 196), "Ce que raconte le car de six heures", "transport, quotidien", Some((3, "Une route dessinée sous un ciel rouge")), "\
Dans le car de six heures on entend le pays avant qu’il se coiffe. Une vendeuse compte à haute voix, un maçon dort debout, deux lycéennes récitent la Constitution comme une chanson.

La vendeuse a corrigé une virgule. Elle avait raison."),
    french(("la-section", 1, 188), "Le registre des petites victoires", "section, mémoire", None, "\
Nous avons ouvert un registre. On n’y met pas les grandes causes, elles ont leurs dossiers. On y met :

- l’acte de naissance obtenu au troisième voyage ;
- la fille revenue en classe après les semailles ;
- le chef de poste qui a dit bonjour.

Page 12, quelqu’un a écrit : « Rien cette semaine. » C’est aussi un fait."),
    french(("droit-devant", 4, 165), "Une loi tient dans la main", "droit, papiers", None, "\
J’étudie le droit depuis quatre ans et ma grand-mère me demande encore ce que c’est. J’ai trouvé : une loi, c’est une promesse que l’on peut montrer du doigt.

Dans ce carnet je montrerai du doigt, un article à la fois, avec des mots que l’on emploie au marché."),
    french(("a-l-ombre-du-karite", 1, 158), "Le puits, la liste et les trois signatures", "eau, village, femmes", Some((4, "Des maisons dessinées autour d’une place")), "\
Il y avait une liste pour l’eau. Elle passait de main en main, et les veuves n’y étaient pas. Personne ne les avait effacées : personne ne les avait écrites.

Trois femmes ont demandé à lire la liste en public. Il a fallu trois samedis, trois signatures et beaucoup de thé.

> L’eau ne sait pas lire, a dit Tené, c’est pour cela qu’il faut lire pour elle.

Aujourd’hui la liste est peinte sur le mur du puits. Tout le monde y est."),
    french(("celles-du-club", 5, 148), "Comment naît un club", "club, jeunes filles", None, "\
On était quatre, puis quatre et un ballon, puis onze. Le règlement tient en une phrase : *celle qui coupe la parole apporte les arachides.*

On a beaucoup mangé d’arachides au début. Maintenant on s’écoute, et on le regrette un peu."),
    french(("carnet-de-saaba", 2, 139), "La Déclaration au mur de la classe", "école, droits", Some((5, "Une école dessinée sous un ciel clair")), "\
J’ai collé les trente articles au mur, à hauteur d’enfant. Le lendemain il y avait des traces de doigts sur les articles 24 et 25 : le repos, la nourriture.

Rasmata, neuf ans, a cherché longtemps. « Maîtresse, où est l’article sur la cantine ? » Nous l’avons écrit ensemble, au crayon, en dessous. Puis nous avons écrit à la mairie, à l’encre."),
    french(("radio-deux-pieces", 3, 127), "Radio, minuit : une mère appelle", "radio, justice", None, "\
À minuit, la ligne est à ceux qui ne dorment pas. Une mère a appelé. Elle n’a pas donné son nom, je ne l’ai pas demandé. Elle voulait savoir si l’on peut porter plainte quand on ne sait pas écrire.

On peut. Quelqu’un écrit pour vous, on vous relit, vous mettez votre marque. Elle a fait répéter trois fois. Le lendemain, la permanence l’attendait."),
    french(("droit-devant", 4, 118), "Ce que dit la loi quand on vous demande vos papiers", "droit, papiers, police", Some((6, "Une maison et un arbre dessinés au bord d’une route")), "\
1. On peut vous demander qui vous êtes. On doit vous le demander **poliment**.
2. Vous pouvez demander pourquoi.
3. Si vous n’avez pas vos papiers, vous pouvez prouver autrement qui vous êtes : un témoin, une carte d’élève, un acte.
4. Personne ne peut vous prendre de l’argent pour vous laisser passer sans un reçu.

Gardez votre calme, retenez le lieu et l’heure, racontez ensuite à quelqu’un de sûr. Ceci est une explication, pas un conseil d’avocat."),
    french(("celles-du-club", 6, 104), "Les mots que l’on nous lance", "femmes, parole", None, "\
Nous avons fait la liste des mots que l’on nous lance au portail. Nous les avons écrits sur des papiers, puis lus avec l’accent du journal télévisé. C’est fou ce qu’un mot perd quand on le lit bien.

Ensuite nous avons écrit nos réponses. La plus courte a gagné : « Et toi ? »"),
    french(("la-section", 2, 92), "Deux heures de bénévolat, comptées en mangues", "section, bénévoles", Some((7, "Des arbres dessinés sur une terre ocre")), "\
Nous avons compté : deux heures par membre et par mois, cela fait une personne à plein temps. Moussa propose de compter en mangues, parce que c’est la saison.

Au tableau : 212 mangues de relecture, 80 de transport, 61 de thé. Le thé est peut-être sous-estimé."),
    french(("a-l-ombre-du-karite", 1, 75), "Quand le chef demande conseil", "village, justice", None, "\
Le chef est venu s’asseoir au bout du banc, pas au milieu. Il avait un cas difficile et deux familles en colère. Il a demandé : « Que dit votre papier ? »

Notre papier dit que l’on écoute les deux, et que la fille concernée parle la première. Elle a parlé. Il n’y a plus eu grand-chose à juger."),
    french(("droit-devant", 4, 61), "Pourquoi je n’écris plus les noms", "écrire, sécurité", None, "\
J’écrivais de beaux portraits, avec le prénom, la rue, la couleur du portail. Un jour quelqu’un a reconnu le portail.

Depuis, je demande trois choses avant d’écrire : *est-ce utile, est-ce permis, est-ce sans danger ?* Si l’une manque, je raconte l’histoire sans la personne. Elle y perd en couleur. La personne y gagne en sommeil."),
    french(("carnet-de-saaba", 2, 47), "Une réponse de la mairie", "école, cantine", Some((8, "Un village dessiné le soir")), "\
La réponse est venue, tamponnée. « Votre demande a retenu toute notre attention. » Rasmata a demandé où était l’attention.

Nous avons répondu : merci, et quand ? C’est maintenant accroché au mur, sous l’article écrit au crayon."),
    french(("radio-deux-pieces", 3, 33), "Trois façons de dire non à l’antenne", "radio, parole", None, "\
La première est de se taire, et l’auditeur entend la peur. La deuxième est de crier, et il baisse le son. La troisième est de poser la question une deuxième fois, exactement pareille, avec le sourire.

La troisième marche même avec les ministres. Surtout avec les ministres."),
    french(("celles-du-club", 5, 20), "Marcher le 8 mars avec nos propres mots", "femmes, 8 mars", Some((9, "Des maisons dessinées au bord d’un chemin")), "\
Cette année nous ne porterons pas le pagne avec le slogan des autres. Chacune écrit une phrase, une seule, sur un carton.

Celles que nous avons déjà : « Mon salaire n’est pas un cadeau. » « J’ai dit non, c’était une phrase entière. » « Je sais conduire le tracteur. »

Rendez-vous sous le grand panneau. Départ quand tout le monde est là, retour ensemble."),
    french(("la-section", 0, 9), "Chacun avait son blog, voici la maison", "section, écrire", Some((10, "Une cour dessinée avec plusieurs maisons au soleil levant")), "\
Nos membres bloguaient chacun de leur côté : l’un sur une plateforme qui a fermé, l’autre sur un site plein de réclames, une troisième dans un cahier.

Voici leur maison commune. On y garde son nom, son ton et ses vieux billets ; on y gagne des voisins. Les commentaires arrivent par courriel, les pages s’ouvrent sur un petit téléphone, et rien n’est vendu à personne.

La clé est sous le karité : demandez à devenir membre."),
    ToldPost {
        blog: "la-section",
        by: 0,
        days_ago: 8,
        language: "en",
        title: "Each had a blog, here is the house",
        tags: "section, writing",
        picture: None,
        body: "\
Our members each kept a blog of their own: one on a platform that closed, another on a site full of advertisements, a third in a notebook.

Here is their common house. You keep your name, your tone and your old posts, and you gain neighbours. Comments come by e-mail, pages open on a small telephone, and nothing is sold to anyone.",
    },
    french(("a-l-ombre-du-karite", 1, 3), "L’article de cette lune", "village, parole", None, "\
Cette lune, c’est l’article 19. Nous l’avons lu deux fois, une fois pour comprendre et une fois pour le plaisir.

Tené a conclu : « Parler est un droit. Écouter est un travail. » On a applaudi, doucement, à cause de la chèvre qui dormait."),
];
