campaigns-menu-public = Campagnes
campaigns-menu-strategy-public = Notre stratégie
campaigns-menu-room = Espace interne
campaigns-menu-monday = Feuille du lundi
campaigns-menu-strategy = Stratégie
campaigns-menu-roadmap = Feuille de route
campaigns-menu-campaigns = Campagnes
campaigns-menu-accounts = Comptes et blogs
campaigns-refused-no-text = Un champ obligatoire est vide. Remplissez-le, puis envoyez de nouveau.
campaigns-refused-too-long = Un texte est trop long. Raccourcissez-le, puis envoyez de nouveau.
campaigns-refused-no-day = Ce jour n’existe pas. Choisissez-le dans le calendrier, ou écrivez-le ainsi : 2013-02-14.
campaigns-refused-ends-first = La fin vient avant le début. Changez l’un des deux jours.
campaigns-refused-no-figure = Il faut un nombre entier, plus grand que zéro pour un but : 1 200, par exemple.
campaigns-refused-no-unit = Il manque l’unité : de quoi y en a-t-il autant ?
campaigns-refused-no-goal-day = Il manque le jour : jusqu’à quand ce but doit-il être atteint ?
campaigns-refused-no-source = Dites d’où vient ce chiffre, pour que d’autres puissent le vérifier.
campaigns-refused-bad-choice = Un des choix n’est pas possible ici. Choisissez de nouveau.
campaigns-refused-bad-address = Cette adresse ne mène nulle part. Copiez-la depuis le navigateur : elle commence par https:// ou, pour une page de ce site, par /.
campaigns-refused-bad-language = Une langue n’est pas comprise. Écrivez leurs codes : fr, mos, dyu, ff.
campaigns-refused-not-now = Ce n’est pas possible là où en est la chose, ou quelqu’un vient de la changer. Relisez-la, puis recommencez.
campaigns-refused-no-owner = Une étape adoptée a une personne qui la fait et un jour. Ajoutez-les d’abord.
campaigns-refused-same-owner = La même personne deux fois ne fait qu’une personne. Choisissez-en une autre.
campaigns-refused-no-evidence = Ce qui a été choisi n’est plus vrai, ou n’existe plus. Choisissez une autre preuve.
campaigns-refused-no-campaign = Pour une équipe, choisissez aussi sa campagne.
campaigns-refused-draft-changed = Le brouillon a changé depuis que vous avez ouvert cette page. Relisez-le ci-dessus, puis recommencez.
campaigns-refused-nothing-new = Le brouillon dit la même chose que la version en vigueur : il n’y a rien à adopter.
campaigns-refused-no-message = Écrivez d’abord ce que la campagne dit au public : c’est ce que tout le monde lira.
campaigns-done-added = C’est ajouté.
campaigns-done-saved = C’est enregistré.
campaigns-done-removed = C’est retiré.
campaigns-done-adopted = C’est adopté.
campaigns-done-measured = Le chiffre est noté, avec son jour et sa source.
campaigns-done-restored = La ligne dit de nouveau ce que dit la version en vigueur.
campaigns-done-moved = C’est fait.
campaigns-done-opened = La campagne est ouverte : tout le monde la voit.
campaigns-done-proposed = L’étape est close, preuve à l’appui. La suivante est proposée : la direction peut l’adopter.
campaigns-done-closed = L’étape est close, preuve à l’appui. Et ensuite ? Écrivez l’étape qui la suit.
campaigns-done-read = C’est noté : vous l’avez lu.
campaigns-done-replied = Votre réponse est là.
campaigns-done-done = La tâche est faite.
campaigns-done-undone = La tâche est de nouveau à faire.
campaigns-done-handed = C’est transmis. Cochez sur la feuille ce qui est fait.
campaigns-figure = { $value } sur { $goal } { $unit }
campaigns-figure-wanted = But : { $goal } { $unit }
campaigns-figure-known = Au { $day }, selon : { $source }
campaigns-figure-due = jusqu’au { $day }
campaigns-gone = Une personne partie
campaigns-nobody = Personne
campaigns-late = en retard
campaigns-save = Enregistrer
campaigns-remove = Retirer
campaigns-back = Revenir sans changer
campaigns-stale = Quelqu’un a changé ce texte pendant que vous écriviez.
campaigns-stale-how = Rien n’est écrasé. Voici ce qui est enregistré ; votre texte est dans le formulaire. Réunissez les deux, puis enregistrez.
campaigns-campaign = Campagne
campaigns-step = Étape
campaigns-line = Ligne de la stratégie servie
campaigns-no-line = Aucune
campaigns-no-lines = La stratégie n’a pas encore de version adoptée : il n’y a pas de ligne à choisir.
campaigns-no-campaign = Aucune
strategy-lead = Un seul document, que tout le monde au bureau peut lire. On travaille le brouillon ; la direction adopte une version ; campagnes, textes et étapes nomment la ligne qu’ils servent.
strategy-none = Aucune version n’est encore adoptée. Commencez par le diagnostic et les publics, puis ajoutez trois messages et un objectif chiffré.
strategy-see-public = Ce que le public lit
strategy-kind-diagnosis = Diagnostic
strategy-kind-audience = Public
strategy-kind-message = Message
strategy-kind-channel = Rôle d’un canal
strategy-kind-charter = Règle de la charte
strategy-kind-objective = Objectif
strategy-many-diagnosis = Diagnostic
strategy-many-audience = Publics
strategy-many-message = Messages
strategy-many-channel = Rôle de chaque canal
strategy-many-charter = Charte
strategy-many-objective = Objectifs
strategy-how-diagnosis = Où en est la section : comptes, blogs, équipement, savoir-faire. Ce qui est écrit ici reste au bureau, sauf si vous le rendez public.
strategy-how-audience = À qui la section parle, les jeunes d’abord : où ils sont, ce qu’ils lisent, quand.
strategy-how-message = Ce que la section dit, en une phrase que chacun peut répéter.
strategy-how-channel = À quoi sert chaque canal, et ce qu’on n’y fait pas.
strategy-how-charter = Qui parle au nom de la section, ce que disent les blogs personnels, le ton des réponses, que faire en cas de crise.
strategy-how-objective = Ce qui doit être atteint : un chiffre, une unité, un jour.
strategy-add-line = Ajouter une ligne
strategy-is-public = public
strategy-is-draft = pas encore adopté
strategy-adopt = Adopter cette version
strategy-nothing-new = Le brouillon dit ce que dit la version en vigueur.
strategy-note = Pourquoi cette version
strategy-note-how = une phrase, pour qui la lira dans un an
strategy-orphans = Ce qui ne sert aucune ligne
strategy-orphans-none = Tout ce qui est en cours nomme sa ligne.
strategy-orphans-how = Pour chacun : nommez la ligne, ou demandez-vous pourquoi le faire.
strategy-versions = Versions
strategy-version = Version { $count }
strategy-adopted-by = adoptée le { $day } · { $name }
strategy-changes = Ce qui a changé depuis la version { $count }
strategy-text = En une phrase
strategy-detail = Ce qu’il faut savoir de plus
strategy-goal = Combien
strategy-unit = De quoi
strategy-unit-how = par exemple : personnes abonnées
strategy-due = Jusqu’à quel jour
strategy-make-public = Le public peut lire cette ligne
strategy-where = Où l’on en est
strategy-not-measured = Personne n’a encore compté.
strategy-value = Combien aujourd’hui
strategy-value-day = Compté le
strategy-source = Source
strategy-source-how = d’où vient ce chiffre
strategy-measure = Noter le chiffre
strategy-measured = { $value } le { $day } · { $source }
strategy-take-out = Revenir en arrière
strategy-take-out-how = Les versions adoptées ne changent jamais : ce que vous retirez du brouillon y reste lisible.
strategy-restore = Reprendre le texte en vigueur
strategy-remove = Retirer du brouillon
strategy-public-title = Notre stratégie
strategy-public-lead = À qui nous parlons, ce que nous disons, et ce que nous voulons atteindre.
strategy-public-none = La section y travaille. Cette page dira à qui elle parle et ce qu’elle veut atteindre.
strategy-public-adopted = Version { $number }, adoptée le { $day }
strategy-public-campaigns = Voir nos campagnes
roadmap-lead = Une première étape, que d’autres suivent. Une étape n’est close que sur une preuve trouvée dans cette maison ; close, elle propose la suivante.
roadmap-none = Aucune étape encore. Écrivez la première : petite, faisable en un mois, avec une preuve que tout le monde pourra voir.
roadmap-proposed-how = La direction peut les adopter.
roadmap-prepared-how = Elles attendent qu’une étape avant elles soit close.
roadmap-add = Écrire une étape
step-state-prepared = Préparée
step-state-proposed = Proposée
step-state-adopted = En cours
step-state-closed = Close
step-state-dropped = Abandonnée
step-title = Ce qui est fait
step-proof = Ce qui le prouvera
step-proof-how = quelque chose que cette maison verra : un compte repris, un texte paru, un blog arrivé
step-owner = Qui
step-due = Jusqu’à quel jour
step-follows = Elle suit
step-follows-how = elle sera proposée quand l’étape choisie sera close
step-follows-none = Aucune : elle est proposée tout de suite
step-due-on = jusqu’au { $day }
step-closed-on = close le { $day }
step-proved = prouvé
step-proved-by = Ce qui le prouvera : { $proof }
step-next = Ce qui la suit :
step-adopted = Adoptée
step-closed = Close
step-adopt = Adopter cette étape
step-adopt-how = Adoptée, elle compte : elle paraît sur la feuille du lundi jusqu’à ce qu’elle soit prouvée.
step-close = Clore sur une preuve
step-close-how = Choisissez ce qui prouve que c’est fait. La preuve est vérifiée encore une fois, puis gardée avec l’étape.
step-evidence = Ce qui s’est passé ces six derniers mois
step-evidence-none = Rien de ce qui s’est passé dans cette maison ces six derniers mois ne peut prouver une étape. Une version adoptée, un compte repris, un blog arrivé, une campagne ouverte ou évaluée le peuvent.
step-edit = Changer l’étape
step-drop = Abandonner l’étape
step-take-up = La reprendre
evidence-version = Version { $title } de la stratégie adoptée
evidence-account = Un compte est à nous : { $title }
evidence-blog = Un blog est arrivé : { $title }
evidence-opened = Campagne ouverte : { $title }
evidence-evaluated = Campagne évaluée : { $title }
campaigns-lead = De l’idée à l’évaluation. Tout ce que la section publie pour une campagne se retrouve sur sa page.
campaigns-none = Aucune campagne encore. Un titre suffit pour commencer : le reste s’écrit ensuite.
campaigns-new = Une nouvelle campagne
campaigns-begin = Commencer
campaigns-all = Toutes les campagnes
campaigns-public-lead = Ce que nous faisons en ce moment, et ce que vous pouvez faire avec nous.
campaigns-public-none = Aucune campagne en ce moment. Les blogs, eux, sont ouverts.
campaign-stage-idea = Idée
campaign-stage-planned = En préparation
campaign-stage-running = En cours
campaign-stage-closed = Terminée
campaign-stage-evaluated = Évaluée
campaign-move-plan = La préparer
campaign-move-open = L’ouvrir au public
campaign-move-take-back = La retirer du public
campaign-move-close = La terminer
campaign-move-reopen = La rouvrir
campaign-move-evaluate = L’évaluer
campaign-title = Titre
campaign-title-how = quelques mots que l’on retient
campaign-edit = Changer le texte
campaign-edit-public = Cette campagne est publique : ce que vous enregistrez se voit aussitôt.
campaign-message = Ce que la campagne dit au public
campaign-message-how = Markdown : une ligne vide sépare les paragraphes
campaign-message-none = Rien encore. Sans ce texte, la campagne ne peut pas s’ouvrir.
campaign-audiences = Publics
campaign-key-messages = Messages clés
campaign-one-a-line = un par ligne
campaign-languages = Langues
campaign-languages-how = leurs codes, par exemple : fr, mos, dyu
campaign-risk = Ce que risquent celles et ceux qui y prennent part
campaign-risk-how = en cas de doute, choisissez plus haut
campaign-risk-normal = Risque ordinaire
campaign-risk-elevated = Risque élevé
campaign-risk-high = Risque grave
campaign-starts = Premier jour
campaign-ends = Dernier jour
campaign-starts-on = dès le { $day }
campaign-ends-on = jusqu’au { $day }
campaign-opened-on = ouverte le { $day }
campaign-closed-on = terminée le { $day }
campaign-evaluated-on = évaluée le { $day }
campaign-days = Du { $from } au { $until }
campaign-since = Depuis le { $day }
campaign-lines = Lignes de la stratégie servies
campaign-lines-none = Aucune : cette campagne est orpheline.
campaign-objectives = Objectifs de la campagne
campaign-objectives-none = Aucun objectif encore. Un chiffre qu’on peut compter vaut mieux que dix souhaits.
campaign-objective-add = Ajouter un objectif
campaign-objective-text = Ce qui doit être atteint
campaign-objective-remove = Retirer cet objectif
campaign-do-now = Ce que vous pouvez faire maintenant
campaign-ways-how = Des liens que le public voit tant que la campagne est en cours : signer, lire, venir, partager.
campaign-way-add = Ajouter un lien
campaign-way-label = Ce qu’on y fait
campaign-way-address = Adresse
campaign-way-address-how = une page de ce site (/…) ou du web (https://…)
campaign-team = Équipe
campaign-team-add = Ajouter à l’équipe
campaign-team-none = Personne encore.
campaign-things = Ce qui est fait pour elle
campaign-things-none = Rien encore. Textes, pétitions et ateliers y paraissent quand ils nomment cette campagne.
campaign-costs = Dépenses notées
campaign-costs-how = Pour mémoire : Griot ne tient pas la caisse.
campaign-costs-total = Dépenses notées : { $total }
campaign-cost-add = Noter une dépense
campaign-cost-kind = Pour
campaign-cost-what = Quoi
campaign-cost-amount = Montant en francs CFA
campaign-cost-day = Jour
campaign-cost-airtime = Communication
campaign-cost-transport = Transport
campaign-cost-printing = Impression
campaign-cost-other = Autre
campaign-francs = { $amount } F CFA
campaign-progress = Où nous en sommes
campaign-latest = Les dernières nouvelles
campaign-see-public = Voir la page publique
campaign-see-desk = La travailler au bureau
campaign-sheet = Feuille à imprimer
campaign-evaluate = Évaluer la campagne
campaign-evaluate-how = Une fois enregistrée, l’évaluation clôt la campagne. Ce qui a été atteint et appris paraît sur sa page publique.
campaign-evaluate-later = L’évaluation s’écrit quand la campagne est terminée, par qui mène les campagnes.
campaign-evaluation = Évaluation
campaign-is-evaluated = Cette campagne est évaluée.
campaign-planned = Ce qui était prévu
campaign-reached = Ce qui a été atteint
campaign-learnt = Ce que nous avons appris
campaign-take-back-how = Elle disparaît aussitôt du site, de la recherche et de l’accueil. Rien n’est perdu ici, et elle peut se rouvrir.
campaigns-sure = Cela ne se défait pas.
room-remove-how = Le texte et ses réponses disparaissent pour tout le monde. Cela ne se défait pas.
campaign-forget = Abandonner cette idée
accounts-lead = Chaque compte de la section sur un réseau, avec deux personnes qui en répondent et un chemin pour y revenir. Aucun mot de passe ici : seulement qui le détient.
accounts-none = Aucun compte noté. Commencez par celui que le public connaît le mieux.
accounts-add = Noter un compte
accounts-lacking-none = Chaque compte qui est à nous a deux responsables et un chemin de retour.
account-title = Compte
account-network = Réseau
account-address = Adresse ou nom sur le réseau
account-state = État
account-state-ours = à nous
account-state-claim = à reprendre
account-state-lost = perdu
account-state-fake = faux
account-owners = Responsables
account-owner = Première personne responsable
account-second = Deuxième personne responsable
account-second-how = pour que le compte survive à un départ, une maladie, un téléphone perdu
account-recovery = Chemin de retour
account-recovery-how = qui tient l’adresse ou le téléphone de récupération ; jamais un mot de passe
account-notes = Notes
account-remove = Oublier ce compte
account-lacks-owner = il manque une deuxième personne
account-lacks-recovery = il manque un chemin de retour
handover-title = Feuille de passation
handover-how = Quelqu’un s’en va ? Choisissez qui : la feuille montre chaque compte dont cette personne répond, ses canaux, ses tâches, ses permanences, ses campagnes, ses textes et ses blogs, qui prend la suite, et ce qu’il faut faire.
handover-lead = Le { $day }. À imprimer, à cocher à deux, à garder au bureau.
handover-who = Qui s’en va
handover-show = Voir sa feuille
handover-nothing = Rien ne dépend de cette personne : ni compte, ni canal, ni tâche, ni texte, ni blog.
handover-tasks = Tâches ouvertes
handover-steps = Étapes de la feuille de route
handover-campaigns = Campagnes dont elle est de l’équipe
handover-none = Cette personne ne répond d’aucun compte.
handover-takes-over = Prend la suite
handover-check-password = mot de passe changé
handover-check-recovery = chemin de retour changé
handover-check-devices = anciens appareils déconnectés
handover-to = Transmettre à
handover-hand = Transmettre
homeward-title = Blogs à ramener
homeward-lead = Des membres et des proches écrivent ailleurs, chacun de son côté. On les connaît, on les invite, ils viennent s’ils le veulent.
homeward-promise = Ce qu’on leur promet, et que cette maison tient : leur adresse d’origine reste affichée, leurs archives viennent avec eux, et ils peuvent repartir avec tout quand ils veulent.
homeward-imports = Apporter un blog : la page d’importation
homeward-none = Aucun blog noté. Qui, parmi vos proches, écrit déjà ?
homeward-state-known = Connus
homeward-state-invited = Invités
homeward-state-joined = Arrivés
homeward-move-invite = Noter l’invitation
homeward-move-join = Noter l’arrivée
homeward-move-leave = Revenir à « connu »
homeward-known-on = connu depuis le { $day }
homeward-invited-on = invité le { $day }
homeward-joined-on = arrivé le { $day }
homeward-text = Texte d’invitation
homeward-text-how = À copier dans un message, et à changer comme vous parlez.
homeward-invitation = Bonjour { $name }, nous lisons { $address } et nous aimerions que vous écriviez avec nous, dans la maison de { $section }. Votre adresse d’origine reste affichée, vos archives viennent avec vous, et vous pouvez repartir avec tout quand vous voulez. Pour commencer : { $link }
homeward-who = Qui est-ce parmi les membres ?
homeward-who-none = Pas encore membre
homeward-forget = Oublier ce blog
homeward-add = Noter un blog
homeward-address = Adresse du blog
homeward-author = Qui l’écrit
homeward-author-how = le nom sous lequel cette personne signe, rien de plus
room-lead = Ce que la section se dit à elle-même. Chacun y lit ce qui lui est adressé.
room-none = Rien encore. La première annonce peut être courte : qui fait quoi cette semaine ?
room-unread = à lire
room-newer = Plus récents
room-older = Plus anciens
room-write = Écrire dans l’espace interne
room-kind = C’est
room-kind-announcement = Annonce
room-kind-thread = Discussion
room-kind-decision = Décision
room-audience = Pour
room-audience-team = l’équipe de la campagne
room-audience-staff = le bureau
room-audience-members = tous les membres
room-campaign-how = obligatoire pour une équipe
room-title = Titre
room-body = Texte
room-send = Publier ici
room-seizure = Qui prendrait le serveur lirait ceci. N’écrivez pas ici ce qui mettrait quelqu’un en danger.
room-seizure-link = Ce qu’une saisie révèle
room-read = Je l’ai lu
room-make = En faire…
room-make-how = La même décision, sans rien retaper. Le texte est prêt là où vous arrivez ; vous le relisez avant qu’il sorte.
room-make-announcement = En faire une annonce
room-made = Ce qu’elle est devenue
room-made-from = Tiré de : { $title }
room-reply = Votre réponse
room-reply-send = Répondre
room-remove = Retirer de l’espace interne
tasks-title = Tâches
tasks-mine = Mes tâches
tasks-none = Rien à faire ici pour le moment.
task-add = Donner une tâche
task-what = Quoi
task-owner = Qui
task-due = Jusqu’à quel jour
task-due-on = jusqu’au { $day }
task-done-on = faite le { $day }
task-is-done = faite
task-do = C’est fait
task-undo = Pas encore faite
monday-week = Semaine du { $from } au { $until }
monday-weeks = Quelle semaine
monday-last = La semaine passée
monday-this = Cette semaine
monday-no-objectives = La stratégie en vigueur n’a pas d’objectif chiffré.
monday-print = Cette feuille s’imprime telle quelle.
week-brought = Ce que cela a apporté
week-brought-none = Rien de connu pour l’instant : ni conversation, ni article, ni diffusion, ni partage.
week-shares =
    { $count ->
        [one] { $count } partage par des ambassadeurs et ambassadrices
       *[other] { $count } partages par des ambassadeurs et ambassadrices
    }
week-done = Ce qui a été fait
week-done-none = Aucune tâche ni étape terminée cette semaine-là.
week-due = À faire cette semaine
week-due-none = Aucune tâche ni étape n’arrive à échéance.
week-late = En retard
week-late-none = Rien n’est en retard.
week-task = tâche
week-step = étape de la feuille de route
campaigns-log-account = a noté ou changé un compte
campaigns-log-account-removed = a oublié un compte
campaigns-log-handed-over = a transmis un compte
campaigns-log-blog-forgotten = a oublié un blog à ramener
campaigns-log-opened = a ouvert une campagne au public
campaigns-log-taken-back = a retiré une campagne du public
campaigns-log-closed = a terminé une campagne
campaigns-log-evaluated = a évalué une campagne
campaigns-log-entry-removed = a retiré un texte de l’espace interne
campaigns-log-reply-removed = a retiré une réponse de l’espace interne
campaigns-log-task-done = a changé l’état d’une tâche
campaigns-log-task-removed = a retiré une tâche
seizure-strategy = Ce que dit la stratégie, brouillon et versions
seizure-strategy-by = Qui a travaillé la stratégie, et quand
seizure-campaign = Ce que disent les campagnes, celles en préparation aussi
seizure-campaign-by = Qui a pensé à une campagne, et quand
seizure-campaign-team = Qui est dans l’équipe d’une campagne
seizure-campaign-cost = Les dépenses d’une campagne, et qui les a notées
seizure-step = Les étapes de la feuille de route et leurs preuves
seizure-step-who = Qui fait, adopte et clôt une étape
seizure-account = Les comptes de la section sur les réseaux
seizure-account-who = Qui répond d’un compte et qui en tient le chemin de retour
seizure-homeward = Les blogs connus ailleurs, et le nom de qui les écrit
seizure-room = Ce que les membres se disent dans l’espace interne
seizure-room-read = Qui a lu quelle annonce, et quand
seizure-task = Qui fait quoi, et jusqu’à quand
strategy-served =
    { $count ->
        [0] Rien ne sert encore cette ligne
        [one] { $count } chose sert cette ligne
       *[other] { $count } choses servent cette ligne
    }
strategy-changed =
    { $count ->
        [one] { $count } ligne a changé depuis la version en vigueur.
       *[other] { $count } lignes ont changé depuis la version en vigueur.
    }
accounts-lacking =
    { $count ->
        [one] { $count } compte dépend d’une seule personne, ou n’a pas de chemin de retour.
       *[other] { $count } comptes dépendent d’une seule personne, ou n’ont pas de chemin de retour.
    }
room-read-by =
    { $count ->
        [0] Personne n’a encore dit l’avoir lu
        [one] Lu par { $count } personne
       *[other] Lu par { $count } personnes
    }
room-replies =
    { $count ->
        [0] Aucune réponse
        [one] { $count } réponse
       *[other] { $count } réponses
    }
monday-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
week-task-late =
    { $count ->
        [one] tâche en retard de { $count } jour
       *[other] tâche en retard de { $count } jours
    }
week-step-late =
    { $count ->
        [one] étape en retard de { $count } jour
       *[other] étape en retard de { $count } jours
    }
kit-give-link = Donner en kit
kit-take-link = Reprendre un kit d’une autre section
kit-give = Donner la campagne en kit
kit-give-how = Un seul fichier signé, avec les textes, les images, le calendrier, les sources et la licence. Aucun nom de personne de la section n’y entre.
kit-in-it = Ce que contient le kit
kit-items-none = Aucun texte de cette campagne ne peut partir : seuls les mots de la campagne partent.
kit-pictures =
    { $count ->
        [0] Aucune image
        [one] { $count } image
       *[other] { $count } images
    }
kit-stays = Textes qui restent ici
kit-stays-how = Ces textes de la campagne ne partent pas. Qui est nommé ou montré a donné son accord à cette section, à personne d’autre : pour l’autre section, écrivez un texte qui ne nomme personne.
kit-kept-back = Images qui restent ici, faute d’accord pour les transmettre
kit-licence = Licence
kit-licence-how = C’est la direction qui la choisit. Elle vaut pour tout le kit.
kit-download = Télécharger le kit
kit-key = L’empreinte de notre clé
kit-key-how = Lisez-la au téléphone à l’autre section : si elle voit la même à côté de votre kit, c’est bien le vôtre.
kit-take = Reprendre un kit
kit-take-how = Le fichier est d’abord regardé : rien n’est repris avant que vous l’ayez décidé.
kit-file = Le kit, un fichier ZIP de 64 Mo au plus
kit-look = Regarder le kit
kit-seen = Un kit, pas encore repris
kit-here = Ce kit a déjà été repris. Seuls les textes nouveaux s’ajouteront.
kit-here-link = Voir la campagne
kit-made-by = Fait par
kit-made = Fait le
kit-signature = Signature
kit-signature-holds = La signature tient : chaque fichier est tel qu’il a été signé.
kit-key-own = Ce kit a été fait ici même.
kit-key-first = C’est la première fois que vous recevez un kit de cette section : comparez l’empreinte au téléphone.
kit-key-same = C’est la même clé que la dernière fois.
kit-key-other = Attention : les kits de cette adresse étaient signés avec une autre clé. Appelez la section avant de reprendre celui-ci.
kit-compared = Nous avons comparé l’empreinte au téléphone, c’est la même
kit-item-person = Relecture de sûreté à l’arrivée : il nomme ou montre quelqu’un, ou ne le dit pas
kit-item-warning = Avec un avertissement de contenu
kit-item-own =
    { $count ->
        [one] { $count } texte propre à un réseau
       *[other] { $count } textes propres à un réseau
    }
kit-item-here = Déjà ici
kit-take-over = Reprendre la campagne
kit-take-over-how = Elle devient ici une idée de campagne, et ses textes des brouillons qui disent d’où ils viennent.
kit-starts = Premier jour de la campagne ici
kit-starts-how = Les textes gardent leur écart avec ce jour. Laissez vide pour décider plus tard.
kit-forget = Ne pas reprendre
kit-origin = Repris de { $section } le { $day }, { $licence } :
kit-done-taken = La campagne est reprise. Ses textes attendent comme brouillons.
kit-done-again = Cette campagne était déjà ici ; seuls les textes nouveaux ont été ajoutés.
kit-refused-not-whole = Ce fichier n’est pas un ZIP entier : téléchargez-le de nouveau, ou demandez-le encore une fois. Rien n’a été repris.
kit-refused-not-a-kit = Ce ZIP n’est pas un kit de campagne. Rien n’a été repris.
kit-refused-too-new = Ce kit vient d’une version plus récente de Griot : mettez d’abord Griot à jour.
kit-refused-too-much = Ce kit est trop grand : 64 Mo au plus, 128 Mo une fois ouvert. Demandez-le avec moins d’images.
kit-refused-bad-name = Un fichier de ce kit porte un nom qui mène hors du kit. Rien n’a été repris ; n’utilisez pas ce fichier.
kit-refused-altered = Le fichier { $file } a été changé après la signature. Rien n’a été repris et rien n’est perdu : demandez le kit de nouveau à la section.
kit-refused-missing = Le fichier { $file } manque dans ce kit. Rien n’a été repris : demandez le kit de nouveau.
kit-refused-unsigned = Le fichier { $file } a été ajouté après la signature. Rien n’a été repris : demandez le kit de nouveau.
kit-refused-picture = L’image { $file } ne peut pas être lue. Rien n’a été repris : demandez un autre kit.
kit-refused-compare = Comparez d’abord l’empreinte au téléphone, puis cochez la case.
seizure-kit = Les kits venus d’autres sections : quand, d’où, et qui a apporté ceux qui attendent
ambassador-kits = Porter une campagne
ambassador-lead = Vous êtes sur les réseaux ? Choisissez une campagne : vous y trouverez des textes prêts et des images. C’est votre choix, et vous arrêtez quand vous voulez.
ambassador-none = Aucune campagne en cours.
ambassador-mine = Vous la portez
ambassador-kept-named = Pour cette campagne, la section voit qui a partagé quoi.
ambassador-kept-club = Pour cette campagne, ce que vous partagez est noté pour votre club seulement : votre nom et l’adresse n’y sont pas gardés.
ambassador-since = Vous la portez depuis le { $day }.
ambassador-club = Votre club
ambassador-club-how = Laissez vide si vous n’en avez pas : l’équipe pourra le nommer.
ambassador-join = Porter cette campagne
ambassador-texts = Textes prêts
ambassador-texts-none = Aucun texte n’est encore prêt. L’adresse de la campagne suffit.
ambassador-link = L’adresse de la campagne
ambassador-warning = À mettre devant, en avertissement : { $warning }
ambassador-text = Le texte, à sélectionner et copier
ambassador-copy = Copier
ambassador-copied = Copié
ambassador-not-copied = Sélectionnez le texte pour le copier
ambassador-shared = J’ai partagé
ambassador-network = Sur quel réseau
ambassador-address = L’adresse de votre publication
ambassador-address-how = Facultatif, elle commence par https://
ambassador-address-not = Inutile ici : elle ne sera pas gardée.
ambassador-share = Noter ce partage
ambassador-leave = Ne plus porter cette campagne
ambassador-done-joined = Merci ! Vos textes sont prêts.
ambassador-done-shared = C’est noté, merci !
ambassador-done-left = Vous ne portez plus cette campagne ; vos partages restent sans votre nom.
ambassador-no-club = Sans club
ambassador-shares =
    { $count ->
        [one] { $count } partage
       *[other] { $count } partages
    }
ambassadors = Ambassadeurs et ambassadrices
ambassadors-nothing = Rien n’a encore été partagé.
ambassadors-by-club = Par club
ambassadors-by-person = Par personne
seizure-ambassador = Qui porte quelle campagne sur les réseaux, pour quel club, depuis quel jour
seizure-share = Ce qui a été partagé, par club ; par personne et avec l’adresse seulement si le risque de la campagne est normal
room-files = Fichiers
room-files-none = Aucun fichier ici. Ouvrez une annonce, une discussion ou une décision : on y joint un fichier au bas de la page.
room-files-add = Joindre des fichiers
room-files-choose = Fichiers, 25 Mo en tout
room-files-how = Un document peut porter le nom de qui l’a écrit, une photo le lieu où elle fut prise : ils sont gardés tels quels, pour les seules personnes qui lisent cette page.
room-files-send = Joindre
room-file-remove = Retirer { $name }
room-tell = Prévenir tout de suite par courriel celles et ceux à qui c’est destiné
room-digest = Par courriel
room-digest-how = Une lettre dit ce que vous n’avez pas encore lu : les titres de ce qui est pour tous les membres, et seulement le nombre du reste.
room-digest-pace = Me dire ce qui est nouveau
room-digest-save = Enregistrer
room-pace-daily = une fois par jour
room-pace-weekly = le lundi
room-pace-none = jamais
room-mail-news-subject =
    { $count ->
        [one] Du nouveau dans l’espace interne
       *[other] { $count } nouvelles dans l’espace interne
    }
room-mail-news-others =
    { $count ->
        [one] Et une autre, à lire sur place.
       *[other] Et { $count } autres, à lire sur place.
    }
room-mail-button = Ouvrir l’espace interne
room-mail-why = Vous recevez cette lettre comme membre de { $section }.
room-mail-choice = Choisir quand les recevoir
room-mail-entry = C’est nouveau dans l’espace interne, pour tous les membres.
room-mail-closed-subject = Du nouveau pour l’équipe
room-mail-closed = Quelque chose de nouveau vous attend dans l’espace interne. Par prudence, cette lettre n’en dit pas plus.
room-mail-answer = Répondre à cette lettre écrit dans la discussion, en votre nom. Les fichiers joints ne sont pas repris.
room-mail-gone = Votre réponse n’a pas été écrite : ce dont parlait la lettre n’est plus dans l’espace interne, ou ne vous est plus ouvert.
room-mail-too-long = Votre réponse n’a pas été écrite : elle dépasse 10 000 signes. Raccourcissez-la, ou joignez-la comme fichier dans l’espace interne.
campaigns-log-file-removed = a retiré un fichier de l’espace interne
campaigns-refused-no-file = Choisissez au moins un fichier, qui ne soit pas vide.
campaigns-refused-too-many-files = Trente fichiers au plus par page : retirez-en, ou écrivez une nouvelle discussion.
room-digest-reminds = Me prévenir des tâches que l’on me confie, et me rappeler ce qui est à faire
room-mail-task-subject = Une tâche pour vous
room-mail-task = On vous a confié une tâche. Elle vous attend dans l’espace interne.
room-mail-task-due = À faire pour le { $day }.
room-mail-remind-subject = { $count ->
    [one] À faire : une chose à votre nom
   *[other] À faire : { $count } choses à votre nom
}
room-mail-remind-line = • { $title } : pour le { $day }
room-mail-remind-others = { $count ->
    [one] Une chose à faire vous attend dans l’espace interne. Par prudence, cette lettre ne la nomme pas.
   *[other] { $count } choses à faire vous attendent dans l’espace interne. Par prudence, cette lettre ne les nomme pas.
}
planned-task = Tâche de l’espace interne
planned-step = Étape de la feuille de route
planned-campaign-begins = Début de campagne
planned-campaign-ends = Fin de campagne
translate = En d’autres langues
translate-title = Titre
translate-message = Message
translate-text = Texte
translate-detail = Précisions
translate-reached = Ce qui est atteint
translate-learnt = Ce qui est appris
translate-done = Les traductions sont gardées.
translate-language = Langue
translate-choose = Choisir
translate-how = Ce que le public lit, et à côté ce qu’il lira dans cette langue. Une campagne s’y lit dès que son titre et son message sont traduits ; ce qui manque reste dans la langue d’origine.
translate-nothing = Rien n’est encore public ici : écrivez d’abord le texte dans votre langue.
translate-changed = Le texte a changé depuis cette traduction : elle ne se lit plus. Voici ce qui avait été traduit.
translate-save = Garder les traductions
translate-back = Revenir
translate-also = Aussi en :
translate-still = Elle reste juste : garder cette traduction pour le texte d’aujourd’hui
translate-overtaken = Le texte d’origine a changé pendant que vous traduisiez. Il est ci-dessous tel qu’il se lit maintenant : relisez votre traduction, puis gardez-la.
task-other-day = Autre jour
task-day = Jour
task-move = Changer le jour
campaigns-log-task-moved = a changé le jour d’une tâche
campaigns-log-translated = a traduit ce que le public lit
room-mail-remind-steps = { $count ->
    [one] Une étape de la feuille de route arrive à son jour, ou l’a passé.
   *[other] { $count } étapes de la feuille de route arrivent à leur jour, ou l’ont passé.
}
