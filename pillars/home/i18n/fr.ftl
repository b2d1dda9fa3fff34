# used: home-stop-*
home-menu-front = À la une
home-menu-search = Chercher
home-menu-activity = Activité récente
home-menu-rights = Déclaration universelle des droits de l’homme
home-menu-tour = La visite
home-demo-first-words = Nos membres bloguaient chacun de leur côté. Voici leur maison commune.
home-doors = Les portes de la maison
home-door-speak = S’exprimer
home-door-document = Documenter
home-door-mobilise = Mobiliser
home-door-learn = Se former
home-door-measure = Mesurer
home-take-the-tour = Faire la visite
home-featured = À la une
home-nothing-yet = La maison est ouverte
home-nothing-yet-remedy = Rien n’a encore été publié. Revenez bientôt, ou rejoignez-nous pour écrire le premier billet.
home-recently = Récemment publié
home-activity = Activité récente
home-activity-more = Plus…
home-activity-none = Il ne s’est encore rien passé ici. Les billets et les commentaires s’afficheront à mesure.
home-activity-end = Il n’y a pas d’activité plus ancienne.
home-page-before = Page précédente
home-page-more = Plus…
home-aside = Chercher et rejoindre
home-join = Rejoindre la section
home-join-why = Les membres tiennent un blog, commentent et reçoivent les nouvelles.
home-join-button = Demander à rejoindre
home-sign-in = Se connecter
home-enter-as = Entrer en tant que…
home-enter-member = Membre
home-enter-officer = Responsable de la communication
home-enter-trainer = Formateur
home-enter-director = Directrice
home-enter-monitor = Observatrice
home-people = Ils et elles sont ici
home-works = { $count ->
    [one] { $count } billet
   *[other] { $count } billets
 }
home-deed-published = { $count ->
    [1] { $name } a publié un billet
    [one] { $name } a publié { $count } billet
   *[other] { $name } a publié { $count } billets
 }
home-deed-published-nobody = { $count ->
    [1] Une publication
    [one] { $count } publication
   *[other] { $count } publications
 }
home-deed-commented = { $count ->
    [1] { $name } a laissé un commentaire
    [one] { $name } a laissé { $count } commentaire
   *[other] { $name } a laissé { $count } commentaires
 }
home-deed-commented-nobody = { $count ->
    [1] Un commentaire
    [one] { $count } commentaire
   *[other] { $count } commentaires
 }
home-deed-joined = { $name } a rejoint la section
home-search-label = Chercher un texte, un blog ou une personne
home-search-button = Chercher
home-search-title = « { $asked } »
home-search-how = Écrivez un ou plusieurs mots. Les accents, les majuscules et les pluriels ne changent rien : « liberation » trouve « Libérations ».
home-search-people = Personnes
home-search-pages = Pages
home-search-works = Textes et blogs
home-search-page = page { $number }
home-search-none = Rien trouvé pour « { $asked } »
home-search-none-here = Rien ne répond à ces filtres
home-search-none-remedy = Vérifiez l’orthographe, essayez un mot plus court ou moins de mots.
home-search-wider = Chercher sans les filtres
home-search-narrow = Préciser
home-search-tag = Mot-clé
home-search-year = Année
home-search-language = Langue
home-search-any-language = Toutes les langues
home-search-blog = Blog
home-search-any-blog = Tous les blogs
home-rights-languages = La Déclaration dans d’autres langues
home-tour-how = Chaque étape met une idée à côté de la page vivante qui lui répond.
home-tour-none = La visite commence dès que le premier blog est ouvert.
home-tour-see = Voir la page
home-tour-began-at = Commencé ici :
home-stop-number = Étape { $count }
home-stop-1 = Des blogs commencés chacun de son côté
home-stop-1-idea = Avant la maison commune, chaque membre écrivait ailleurs. Ces blogs sont maintenant réunis ici : leurs billets ont été repris, avec un lien vers leur première adresse.
home-stop-2 = Une seule stratégie, cohérente
home-stop-2-idea = Les objectifs, les publics, les messages et les canaux tiennent ensemble et se lisent d’un seul coup d’œil.
home-stop-3 = Communication interne et externe
home-stop-3-idea = Ce que la section se dit et ce qu’elle dit au public avancent du même pas : une décision devient une annonce aux membres, un communiqué, un texte pour les réseaux et un SMS, sans rien retaper. Ce que l’on répond revient au même endroit.
home-stop-4 = L’atelier du 14 février 2013
home-stop-4-idea = Ce jour-là, des membres ont appris ensemble à se servir des réseaux sociaux pour les droits humains.
home-stop-5 = Un premier pas que d’autres suivent
home-stop-5-idea = Ce qui s’est appris une fois se transmet : d’autres sections, d’autres clubs, d’autres personnes le reprennent.
home-stop-6 = Se faire entendre, observer, mobiliser
home-stop-6-idea = Une voix ne suffit pas : il faut aussi établir les faits et agir à plusieurs.
home-stop-7 = 142 240 personnes sur Facebook, 138e rang
home-stop-7-idea = Peu de monde est en ligne, mais ce nombre grandit : les mesures disent d’où l’on part et si l’on avance.
home-found-rereading = La recherche relit les textes selon ses nouvelles règles : il en reste { $detail }. Cela se fait tout seul.
home-sealed-author = Qui a écrit chaque texte publié
home-sealed-shown = Ce que la section montre à tous, et les mots de la recherche
home-sealed-activity = Qui a publié, commenté ou rejoint la section, et quand
home-sealed-people = Que telle personne appartient à la section
home-tour-more = À voir aussi (certaines pages ne s’ouvrent qu’à l’équipe) :
