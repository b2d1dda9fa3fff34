//! An invented sister section, and what it published.

/// Days ago, title, text.
pub const ITEMS: &[(u64, &str, &str)] = &[
    (
        3,
        "Trois villages, une pétition sur papier",
        "<p>Le réseau ne passe pas : nous avons pris des feuilles, deux stylos et un vélo. En quatre jours, \
         six cent douze signatures, relues une à une à la veillée.</p><p>Ce que nous referions : noter le \
         village en haut de chaque feuille, et laisser une copie à qui l’a prêtée.</p>",
    ),
    (
        11,
        "Ce que la radio locale nous a appris",
        "<p>Cinq minutes le jeudi, à l’heure du retour des champs. On ne lit pas un communiqué : on raconte \
         une personne, puis on dit ce que chacun peut faire.</p>",
    ),
    (
        24,
        "Former dix formatrices plutôt que cent personnes",
        "<p>Notre premier atelier a réuni trop de monde. Le deuxième a réuni dix personnes qui ont chacune \
         formé leur groupe : un mois plus tard, elles étaient cent quarante.</p>",
    ),
];
