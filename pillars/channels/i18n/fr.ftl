# Ce que les réseaux refusent : { $said } est ce que le réseau a répondu.
channels-trouble-server = Rien à cette adresse ne parle comme ce réseau. Vérifiez l’adresse du serveur : { $said }
channels-trouble-refused = Le réseau refuse ce texte tel qu’il est. Il répond : « { $said }. » Modifiez le texte, ou publiez-le à la main.
channels-trouble-too-long = Le réseau trouve ce texte trop long. Il répond : « { $said }. » Raccourcissez la variante de ce réseau.
channels-trouble-too-large = Une image est trop lourde pour ce réseau ({ $said }). Choisissez-en une plus petite.
channels-trouble-picture = Le réseau ne peut pas lire une image. Il répond : « { $said }. » Remplacez l’image.
channels-trouble-picture-gone = Une image déjà apportée n’est plus sur le réseau ({ $said }). Regardez d’abord si le texte y est déjà, puis essayez encore.
channels-trouble-suspended = Le réseau a suspendu ce compte. Il répond : « { $said }. » Connectez-vous sur le réseau pour savoir pourquoi.
channels-trouble-mastodon-forbidden = Le serveur ne permet pas cela à cette clé. Il répond : « { $said }. » Créez une clé avec les permissions que dit le guide, et connectez de nouveau le compte.
channels-trouble-telegram-chat = Telegram ne trouve pas ce canal. Il répond : « { $said }. » Vérifiez son nom, avec le signe @, et que le robot y est.
channels-trouble-telegram-out = Le robot n’est pas, ou n’est plus, dans ce canal. Telegram répond : « { $said }. » Ajoutez-le de nouveau parmi les administrateurs.
channels-trouble-telegram-rights = Le robot n’a pas le droit de publier dans ce canal ({ $said }). Faites-en un administrateur qui peut publier des messages.
channels-trouble-telegram-stays = Telegram ne laisse plus le robot effacer ce message. Il répond : « { $said }. » Effacez-le à la main dans le canal.
channels-trouble-telegram-gone = Ce message n’est plus dans le canal ({ $said }).
channels-trouble-facebook-fast = Facebook trouve que la Page publie trop vite. Il répond : « { $said }. » Attendez quelques heures, puis essayez encore.
channels-trouble-facebook-refused = Facebook refuse ce contenu. Il répond : « { $said }. » Changez le texte, le lien ou l’image.
channels-trouble-facebook-limited = Facebook a limité ce compte pour un temps. Il répond : « { $said }. » Ouvrez Facebook pour voir jusqu’à quand, et publiez autrement.
channels-trouble-facebook-identity = Facebook veut que l’on confirme une identité. Il répond : « { $said }. » Une personne qui administre la Page doit ouvrir Facebook et suivre ce qui y est demandé.
channels-trouble-facebook-again = Facebook dit que cela a déjà été publié. Il répond : « { $said }. » Regardez la Page avant d’essayer encore.
channels-trouble-facebook-link = Facebook refuse les liens vers facebook.com dans ce texte. Il répond : « { $said }. » Enlevez le lien.
channels-trouble-facebook-permission = Cette clé n’a pas le droit de publier sur la Page. Facebook répond : « { $said }. » L’application doit avoir pages_manage_posts et pages_read_engagement ; d’ici là, publiez à la main.
channels-trouble-facebook-missing = Facebook ne trouve pas cela, ou cette clé ne peut pas le voir. Il répond : « { $said }. » Vérifiez le numéro de la Page et la clé.
channels-menu-today = Aujourd’hui
channels-menu-calendar = Calendrier
channels-menu-ideas = Idées et textes
channels-menu-texts = Textes
channels-menu-pictures = Images
channels-menu-channels = Canaux
channels-someone = Une personne partie
channels-none = Aucun
channels-nobody = Personne
channels-cancel = Annuler
channels-more = Autres actes
channels-next = La suite
channels-before = Avant
channels-after = Après
channels-today = Aujourd’hui
channels-pages = D’une page à l’autre
channels-views = Ce qui est montré
channels-view-month = Mois
channels-view-week = Semaine
channels-view-list = Liste
channels-from-to = Du { $from } au { $to }
channels-all-channels = Tous les canaux
channels-field-channel = Canal
channels-button-show = Montrer
channels-calendar-empty = Rien n’est prévu ici. Reprenez une idée, ou écrivez un texte et donnez-lui une heure.
channels-new = Écrire un texte
channels-new-on = Écrire un texte pour le { $day }
channels-move = Déplacer
channels-move-named = Déplacer « { $title } »
channels-clash = { $moment } : « { $two } » suit « { $one } » de moins d’une heure sur { $channel }.
channels-gap = { $channel } : rien pendant { $days } jours.
channels-days = Journées mondiales et abonnement
channels-days-none = Aucune journée n’est notée. Ajoutez celles qui comptent pour la section : elles s’affichent chaque année.
channels-days-add = Ajouter une journée
channels-day-when = { $day } { $month }
channels-field-day = Jour (1 à 31)
channels-field-month = Mois (1 à 12)
channels-field-day-title = Nom de la journée
channels-button-add = Ajouter
channels-remove = Enlever
channels-remove-named = Enlever « { $title } »
channels-feed = Le calendrier sur votre téléphone
channels-feed-how = Collez cette adresse dans l’agenda de votre téléphone. Elle est secrète : qui l’a voit les titres et les heures. Un texte qui pourrait mettre quelqu’un en danger y est sans son titre.
channels-feed-address = Adresse secrète
channels-feed-renew = Changer d’adresse
channels-feed-sensitive = Texte de la section
channels-ideas-lead = Ce que la maison a publié depuis peu, et ce à quoi quelqu’un a pensé. Reprenez une idée pour en faire un texte, ou jetez-la.
channels-ideas-none = Rien ici. Ce que les blogs publient arrive ici tout seul.
channels-take-up = Reprendre
channels-take-up-named = Reprendre « { $title } »
channels-drop-named = Jeter l’idée « { $title } »
channels-today-calm = Tout est calme : rien n’est en retard, rien ne vous attend.
channels-today-hands = À publier à la main
channels-today-hands-how = Leur heure est venue. Ouvrez-en un, copiez le texte, publiez-le, dites-le.
channels-today-unknown = Envoyé, non confirmé
channels-today-unknown-how = L’appel est parti et la réponse s’est perdue. Rien n’est renvoyé sans vous : regardez sur le réseau, puis dites ce que vous voyez.
channels-today-late = En retard
channels-today-failed = Échoué, ou parti en partie
channels-today-keys = Clés à renouveler
channels-today-review = À relire
channels-today-next = Ce qui part bientôt
channels-today-next-none = Rien ne part ces deux jours.
channels-first-channel = Aucun canal n’est ouvert. Commencez par un groupe WhatsApp ou la Page, à la main : cela marche tout de suite.
channels-first-rule = Dites d’abord comment l’équipe travaille : sans règle, rien ne part.
channels-edit = Modifier « { $title } »
channels-act-edit = Modifier
channels-edit-reopens = Ce texte est approuvé. Si vous changez ce que les gens liront, il faudra l’approuver de nouveau.
channels-other-texts = Autres langues :
channels-other-language = Écrire dans une autre langue
channels-button-language = Écrire
channels-theirs = Quelqu’un d’autre a enregistré entre-temps. Voici son texte ; le vôtre est ci-dessous. Reprenez-en ce qu’il faut, puis enregistrez.
channels-field-title = Titre de travail
channels-field-title-how = Pour l’équipe. Seuls l’article du site, la lettre et le communiqué le portent, en titre ou en objet.
channels-field-language = Langue
channels-field-body = Texte commun
channels-field-body-how = Chaque canal dit ceci, tant qu’il n’a pas ses propres mots. Une première ligne « # Titre » donne, dans cette langue, son titre à l’article, à la lettre et au communiqué.
channels-field-link = Lien
channels-field-link-how = Ajouté à la fin du texte s’il n’y est pas.
channels-where = Où il part
channels-no-channel = Aucun canal encore.
channels-own-open = Autres mots pour { $name }
channels-field-own = Texte de ce canal
channels-field-own-how = Vide, il dit le texte commun. Écrit, il se détache : le lien n’est plus ajouté.
channels-field-own-spoken = Ce qui sera dit à voix haute : 75 mots font trente secondes.
channels-field-visibility = Qui peut voir
channels-field-own-warning = Avertissement de ce canal
channels-visibility-public = Tout le monde
channels-visibility-unlisted = Tout le monde, hors des listes publiques
channels-visibility-followers = Les abonnés seulement
channels-pictures = Images
channels-pictures-none = La bibliothèque est vide.
channels-pictures-add = Ajouter une image
channels-pictures-lead = Chaque image dit ce qu’elle montre, à qui elle est, et qui a accepté d’y être vu.
channels-pictures-count = { $count ->
    [one] { $count } image
   *[other] { $count } images
 }
channels-safety = Qui cela pourrait mettre en danger
channels-field-sensitivity = Ce texte ou ses images
channels-sensitivity-none = ne nomment ni ne montrent personne
channels-sensitivity-named-person = nomment ou montrent une personne
channels-sensitivity-at-risk-person = nomment ou montrent une personne en danger
channels-sensitivity-minor = nomment ou montrent un enfant
channels-field-consent = Accord des personnes
channels-field-consent-how = Qui a dit oui, à quoi, jusqu’à quand.
channels-field-warning = Avertissement
channels-field-warning-how = Affiché avant le texte, qui s’ouvre d’un toucher.
channels-when = Quand
channels-field-hour = Jour et heure
channels-field-hour-at = Les heures sont celles de { $place }.
channels-field-embargo = Pas avant (embargo)
channels-field-last = Trop tard après
channels-field-last-how = Passé ce moment, il ne part plus. Vide : un jour après son heure.
channels-serves = Ce qu’il sert
channels-button-save = Enregistrer
channels-stage-idea = Idée
channels-stage-draft = Brouillon
channels-stage-in-review = En relecture
channels-stage-changes-requested = À reprendre
channels-stage-approved = Approuvé
channels-stage-scheduled = Programmé
channels-stage-publishing = En cours d’envoi
channels-stage-published = Publié
channels-stage-partly-published = Publié en partie
channels-stage-failed = Échoué
channels-stage-withdrawn = Retiré
channels-stage-expired = Trop tard
channels-stage-archived = Rangé
channels-fact-author = Écrit par
channels-fact-campaign = Campagne
channels-fact-line = Sert la stratégie
channels-fact-no-line = aucune ligne encore
channels-fact-embargo = Embargo jusqu’au
channels-fact-last = Trop tard après
channels-fact-consent = Accord
channels-fact-source = Fait d’après
channels-fact-source-see = Voir la source
channels-fact-adapted = Adapté de
channels-fact-adapted-see = Voir l’original
channels-before-submitting = Avant de le donner à relire :
channels-stands-in-the-way = Cela ne peut pas se faire encore :
channels-missing = Il manque :
channels-missing-tiers = { $count ->
    [one] une approbation
   *[other] { $count } approbations
 }
channels-missing-safety = le regard d’une personne chargée de la sûreté
channels-same = Le même texte part ou est déjà parti sur { $name } ({ $moment }).
channels-approve-what = Vous approuvez ce que vous lisez sur cette page, mot pour mot. Si quelqu’un le change, votre accord tombe.
channels-button-submit = Donner à relire
channels-button-approve = Approuver le texte
channels-button-safety = Dire qu’il ne met personne en danger
channels-button-schedule = Programmer
channels-button-now = Publier maintenant
channels-button-unschedule = Enlever l’heure
channels-send-back-open = Demander autre chose
channels-field-words = Ce qu’il faut changer
channels-button-send-back = Renvoyer à l’auteur
channels-deliveries = Où il en est, canal par canal
channels-delivery-waiting = attend son heure
channels-delivery-bringing = images en route
channels-delivery-ready = prêt à partir
channels-delivery-armed = part à l’instant
channels-delivery-unknown = envoyé, non confirmé
channels-delivery-confirmed = publié
channels-delivery-rejected = refusé par le réseau
channels-delivery-gave-up = trop tard, pas parti
channels-delivery-stopped = arrêté
channels-delivery-for-hands = à publier à la main
channels-delivery-by = dit par { $name }
channels-delivery-next = Prochain essai : { $moment }.
channels-channel-gone = Un canal qui n’est plus là
channels-see-it-there = le voir
channels-back-wanted = retrait demandé
channels-back-done = retiré
channels-back-cannot = à retirer à la main
channels-button-hand-open = Publier à la main
channels-field-address-there = Adresse du texte publié
channels-field-address-how = Collez-la si vous l’avez ; sinon laissez vide.
channels-say-out = Il y est
channels-say-again = Il n’y est pas : renvoyer
channels-say-hand = Le publier à la main
channels-say-not = Il n’y est pas : laisser
channels-say-back = Je l’ai retiré
channels-as-it-will-look = Comme on le lira
channels-no-target = Il ne part nulle part encore. Choisissez ses canaux en le modifiant.
channels-own-words = mots propres
channels-used-signs = { $used } signes sur { $most }
channels-used-sms = { $used } signes de SMS sur { $most }
channels-used-words = { $used } mots sur { $most }
channels-sms-gsm7 = { $count ->
    [one] un SMS
   *[other] { $count } SMS
 }
channels-sms-ucs2 = { $count ->
    [one] un SMS, alphabet cher : 70 signes par message
   *[other] { $count } SMS, alphabet cher : 67 signes par message
 }
channels-cost = { $count } francs CFA par personne
channels-texts = Les textes
channels-button-adapt = En faire une adaptation
channels-button-archive = Ranger
channels-button-reopen = Reprendre
channels-button-drop = Jeter l’idée
channels-withdraw-open = Retirer de partout
channels-withdraw-how = Ce qui attend est arrêté. Ce qui est publié est effacé de chaque réseau qui le permet ; la liste dira où il faut le faire à la main.
channels-field-why = Pourquoi
channels-button-withdraw = Retirer de tous les canaux
channels-log = Ce qui a été fait
channels-act-proposed = Idée proposée
channels-act-begun = Commencé
channels-act-written = Texte changé
channels-act-submitted = Donné à relire
channels-act-approved = Texte approuvé
channels-act-approved-safety = Sûreté vérifiée
channels-act-approved-all = Toutes les approbations sont là
channels-act-approved-alone = Approuvé sans relecture : la règle de l’équipe le permet
channels-act-sent-back = Renvoyé à l’auteur
channels-act-scheduled = Programmé
channels-act-moved = Déplacé
channels-act-unscheduled = Heure enlevée
channels-act-withdrawn = Retiré
channels-act-archived = Rangé
channels-act-reopened = Repris
channels-act-published = Publié sur tous ses canaux
channels-act-partly-published = Publié sur une partie de ses canaux
channels-act-failed = Publié nulle part
channels-act-expired = Trop tard : il n’est pas parti
channels-act-said-out = Dit publié
channels-act-said-not = Dit non publié
channels-act-by-hand = Passé à la main
channels-act-again = Renvoyé
channels-act-said-back = Dit retiré
channels-done-saved = Enregistré.
channels-done-waiting = C’est noté. Il attend d’autres personnes.
channels-done-approved = Approuvé. Il peut recevoir son heure.
channels-done-sent-back = Renvoyé à l’auteur, avec vos mots.
channels-done-scheduled = Programmé.
channels-done-moved = Déplacé.
channels-done-unscheduled = Il n’a plus d’heure.
channels-done-withdrawn = Le retrait est demandé partout. La liste ci-dessous dit où il en est.
channels-done-shelved = C’est fait.
channels-done-adapted = Voici l’adaptation : changez ce qu’il faut.
channels-done-said = C’est noté. Merci.
channels-done-added = Le canal est là. Publiez-y à la main, ou donnez-lui sa clé.
channels-done-connected = Connecté : le compte répond.
channels-done-checked = La clé ouvre toujours le compte.
channels-done-forgotten = La clé est oubliée.
channels-done-renewed = Nouvelle adresse : l’ancienne ne montre plus rien.
channels-done-pulled = L’accord est retiré : les textes qui montrent cette image sont retirés partout.
channels-hand-how = Copiez le texte, publiez-le sur le canal, puis dites-le ici.
channels-hand-how-whatsapp = Copiez le texte, ouvrez WhatsApp, collez-le dans le groupe, le statut ou la chaîne.
channels-hand-how-facebook = Copiez le texte, ouvrez la Page, collez-le. Ajoutez l’image si elle est là.
channels-hand-how-radio = Donnez ce texte à la station. Quand il est passé à l’antenne, dites-le ici.
channels-hand-how-press = Envoyez ce communiqué aux journalistes, puis dites-le ici.
channels-hand-how-sms = Envoyez ce message depuis le téléphone de la section, puis dites-le ici.
channels-hand-text = Texte à publier
channels-hand-copy = Copier le texte
channels-hand-copied = Copié
channels-hand-not-copied = Sélectionnez le texte et copiez-le
channels-hand-go = Ouvrir { $name }
channels-hand-picture = Télécharger l’image
channels-hand-out = C’est publié
channels-hand-not = Il ne sera pas publié ici
channels-hand-done = Rien à faire ici : { $state }.
channels-hand-next = Au suivant
channels-how-hand = à la main
channels-lead = Chaque endroit où la section parle : une Page, un groupe, une radio, un compte. Sans clé, on y publie à la main ; avec une clé, Griot publie à l’heure, une seule fois.
channels-none-yet = Aucun canal encore. Ajoutez-en un : un groupe WhatsApp suffit pour commencer.
channels-add = Ajouter un canal
channels-waiting = { $count ->
    [one] un texte attend
   *[other] { $count } textes attendent
 }
channels-state-open = ouvert
channels-state-paused = en pause
channels-state-closed = fermé
channels-network-facebook = Page Facebook
channels-network-whatsapp = WhatsApp
channels-network-telegram = Telegram
channels-network-mastodon = Mastodon
channels-network-bluesky = Bluesky
channels-network-tiktok = TikTok
channels-network-radio = Radio
channels-network-press = Presse
channels-network-sms = SMS
channels-network-other = Autre
channels-field-network = Réseau
channels-field-network-how = Tous marchent à la main. Mastodon, Bluesky, Telegram et une Page Facebook peuvent aussi recevoir une clé.
channels-field-name = Nom, pour l’équipe
channels-field-address = Adresse
channels-field-address-public = Où le public le voit.
channels-field-speaks = Langue que l’on y parle
channels-field-server = Serveur
channels-field-server-how = Pour Mastodon (https://…) ; pour les autres, vide si vous ne savez pas.
channels-field-account = Compte
channels-field-account-how = Mastodon, Bluesky : le nom du compte. Telegram : @canal. Facebook : le numéro de la Page.
channels-field-tiers = Approbations
channels-field-tiers-how = De 0 à 3. Vide : ce que dit la façon de travailler de l’équipe.
channels-field-cost = Coût d’un message, en francs CFA
channels-field-cost-how = Un SMS, un passage à la radio. Vide si c’est gratuit.
channels-field-role = Rôle dans la stratégie
channels-field-by-hand = Publier à la main, même avec une clé
channels-needs-server = Ce réseau a beaucoup de serveurs : dites lequel.
channels-settings = Réglages
channels-connect = Clé du compte
channels-connect-how = La clé est essayée d’abord. Elle est gardée scellée, avec une clé de la maison qui n’est jamais dans une sauvegarde.
channels-key-mastodon = Jeton d’accès (Préférences, Développement, Nouvelle application)
channels-key-bluesky = Mot de passe d’application (Paramètres, Confidentialité)
channels-key-telegram = Jeton du robot (donné par @BotFather)
channels-key-facebook = Jeton d’accès de la Page
channels-key-other = Clé
channels-key-unknown = clé pas encore essayée
channels-key-well = connecté
channels-key-refused = la clé n’ouvre plus le compte : connectez-le de nouveau
channels-key-checked = Vérifiée : { $moment }.
channels-key-until = Elle finit le { $day }.
channels-key-ends = { $count ->
    [0] La clé finit aujourd’hui.
    [one] La clé finit demain.
   *[other] La clé finit dans { $count } jours.
 }
channels-button-connect = Connecter
channels-button-check = Vérifier maintenant
channels-button-forget = Oublier la clé
channels-keepers = Qui s’en occupe
channels-keepers-how = À l’heure d’un texte, ou quand il est en retard, ces personnes reçoivent un courriel. Deux valent mieux qu’une.
channels-keepers-none = Personne encore : toutes les personnes qui publient sont prévenues.
channels-keepers-add = Ajouter une personne
channels-button-pause = Mettre en pause
channels-button-open = Ouvrir
channels-button-close = Fermer
channels-limit-signs = { $count } signes au plus
channels-limit-weighted = { $count } signes au plus ; chaque lien en compte un nombre fixe
channels-limit-utf16 = { $count } signes au plus ; un emoji en compte deux ou plus
channels-limit-sms = { $count } signes de SMS au plus
channels-limit-words = { $count } mots au plus, pour trente secondes
channels-limit-beside = { $count } signes au plus à côté d’une image
channels-limit-pictures = { $count } images au plus, de { $size } chacune
channels-limit-no-picture = pas d’image
channels-limit-source = Source
channels-limit-day = Limites lues le { $day }.
channels-ways = Façon de travailler
channels-ways-lead = Elle dit qui doit relire avant qu’un texte parte. Quelle que soit l’équipe, un texte qui nomme ou montre quelqu’un est toujours relu par une seconde personne.
channels-preset-two = Équipe de deux
channels-preset-two-how = Ce qui ne nomme personne part sans relecture. Le reste est relu par l’autre.
channels-preset-four = Équipe de quatre
channels-preset-four-how = Une autre personne approuve chaque texte.
channels-preset-ten = Équipe de dix
channels-preset-ten-how = Deux autres personnes approuvent chaque texte.
channels-button-choose = Choisir
channels-ways-people = Qui peut quoi aujourd’hui
channels-ways-people-how = Les rôles se donnent dans l’administration.
channels-able-write = écrire
channels-able-approve = approuver
channels-able-safety = vérifier la sûreté
channels-able-publish = publier
channels-able-nobody = Personne ne peut { $what } : donnez ce rôle à quelqu’un, sinon l’équipe se bloque.
channels-cut = Tout arrêter
channels-cut-open = Tout arrêter
channels-cut-how = Compte volé, collègue arrêté, coupure annoncée : plus rien ne part, sur aucun canal, jusqu’à ce que quelqu’un relance. Ce qui attend n’est pas perdu.
channels-cut-stop = Tout arrêter maintenant
channels-cut-keys-how = { $count ->
    [one] Griot garde une clé.
   *[other] Griot garde { $count } clés.
 } Si le serveur ou un compte n’est plus sûr, oubliez-les aussi, puis révoquez-les sur chaque réseau.
channels-cut-stop-and-forget = Tout arrêter et oublier les clés
channels-cut-since = Tout est arrêté depuis : { $moment }. Rien ne part.
channels-cut-by = Arrêté par { $name }.
channels-cut-go-on = Relancer
channels-cut-go-on-how = Ce qui attend partira, sauf ce pour quoi il est trop tard.
channels-picture = Image
channels-picture-uses = Où elle est montrée
channels-picture-unused = Nulle part encore.
channels-field-file = Fichier (JPEG, PNG, WebP ou GIF)
channels-field-alt = Ce que l’image montre
channels-field-alt-how = Pour qui ne la voit pas. Sans ces mots, elle ne part sur aucun réseau.
channels-field-credit = Crédit
channels-field-seen = Les personnes que l’on y voit
channels-field-seen-how = Une image de quelqu’un qui n’a pas dit oui ne part pas.
channels-consent-nobody = on ne reconnaît personne
channels-consent-given = ont dit oui
channels-consent-missing = n’ont pas encore été interrogées
channels-consent-withdrawn = ont retiré leur accord
channels-field-consent-who = Qui a dit oui
channels-field-consent-for = À quoi
channels-field-consent-until = Jusqu’au
channels-consent-pull-how = Si l’accord est retiré, chaque texte qui montre cette image est retiré partout.
channels-consent-pulled = L’accord pour une image a été retiré.
channels-draft-press = un communiqué
channels-draft-networks = un texte pour les réseaux
channels-draft-sms = un SMS
channels-kind-item = texte
channels-kind-channel = canal
channels-evidence-published = « { $title } » a été publié
channels-evidence-channel = Le canal « { $title } » a été ouvert
channels-week-out = Ce qui est parti
channels-week-out-none = Rien n’est parti.
channels-week-due = Ce qui doit partir
channels-week-due-none = Rien n’est prévu.
channels-week-late = En retard ou échoué
channels-week-late-none = Rien n’est en retard.
channels-week-not-out = pas confirmé
channels-unfit-empty = { $name } : il n’y a ni texte ni image.
channels-unfit-too-long = { $name } : { $n ->
    [one] un signe
   *[other] { $n } signes
 } de trop. Raccourcissez, ou donnez à ce canal ses propres mots.
channels-unfit-too-long-sms = { $name } : { $n ->
    [one] un signe
   *[other] { $n } signes
 } de trop pour trois SMS.
channels-unfit-too-many-words = { $name } : { $n ->
    [one] un mot
   *[other] { $n } mots
 } de trop pour trente secondes.
channels-unfit-too-many-bytes = { $name } : ce texte est trop lourd de { $n } octets (les signes rares pèsent plus).
channels-unfit-too-many-pictures = { $name } : { $n ->
    [one] une image
   *[other] { $n } images
 } au plus.
channels-unfit-picture-too-heavy = { $name } : une image pèse plus de { $n } Ko.
channels-unfit-no-alt = { $name } : une image ne dit pas ce qu’elle montre.
channels-unfit-alt-too-long = { $name } : les mots d’une image dépassent { $n } signes.
channels-obstacle-no-channel = Il ne part sur aucun canal : choisissez-en un.
channels-obstacle-no-consent = Il nomme ou montre quelqu’un : dites qui a dit oui, et à quoi.
channels-obstacle-no-rule = Aucune façon de travailler n’est choisie : sans règle, rien ne part. Choisissez-la dans Canaux.
channels-obstacle-channel-closed = Le canal { $name } est fermé : enlevez-le, ou ouvrez-le.
channels-obstacle-picture-unasked = Image « { $name } » : les personnes que l’on y voit n’ont pas dit oui.
channels-obstacle-picture-ended = Image « { $name } » : l’accord ne vaut plus à cette date.
channels-obstacle-picture-withdrawn = Image « { $name } » : l’accord a été retiré.
channels-refused-stage = Cela n’est plus possible là où en est ce texte. La page montre où il en est maintenant.
channels-refused-changed-meanwhile = Quelqu’un a changé ce texte entre-temps. Relisez-le, puis recommencez.
channels-refused-own = Vous avez écrit ce texte : une autre personne doit l’approuver.
channels-refused-no-words = Dites ce qu’il faut changer.
channels-refused-not-approved = Ce texte n’est pas approuvé tel qu’il est. Donnez-le à relire d’abord.
channels-refused-hour-past = Cette heure est passée. Choisissez-en une à venir, ou publiez maintenant.
channels-refused-hour-embargo = À cette heure, l’embargo n’est pas levé.
channels-refused-hour-too-late = À cette heure, il serait trop tard d’après « Trop tard après ».
channels-refused-under-way = Il est déjà parti, ou il part : on ne peut plus le déplacer.
channels-refused-not-out = Rien de ce texte n’est public.
channels-refused-no-hour = Donnez un jour et une heure, comme 14/02/2013 09:30.
channels-refused-overtaken = Quelqu’un d’autre a enregistré ce texte entre-temps. Rien n’est perdu : les deux textes sont ci-dessous.
channels-refused-no-title = Donnez un titre de travail.
channels-refused-long-title = Le titre est trop long : 200 signes au plus.
channels-refused-long-body = Le texte est trop long pour tous les réseaux.
channels-refused-no-language = Choisissez la langue du texte.
channels-refused-link = Le lien doit commencer par https://
channels-refused-address = Cette adresse ne mène à aucun site. Collez-la telle que le navigateur la montre, ou laissez vide.
channels-refused-network = Choisissez un réseau.
channels-refused-name = Donnez un nom, de 100 signes au plus.
channels-refused-server = Ce serveur ne peut pas être appelé d’ici. Écrivez son adresse publique, comme https://mastodon.example.
channels-refused-tiers = De 0 à 3 approbations, ou rien.
channels-refused-cost = Un nombre entier de francs, ou rien.
channels-refused-no-key = Collez la clé.
channels-refused-waiting = Des textes attendent ce canal. Donnez-leur une autre route, ou mettez le canal en pause.
channels-refused-person = Cette personne n’est pas dans la section.
channels-refused-day = Donnez un jour du calendrier et un nom.
channels-refused-no-picture = Choisissez une image.
channels-refused-no-alt = Dites ce que l’image montre, pour qui ne la voit pas.
channels-refused-consent = Dites si l’on reconnaît quelqu’un sur l’image.
channels-refused-consent-who = Dites qui a dit oui.
channels-refused-consent-until = Ce jour n’existe pas.
channels-refused-full = Le disque est plein : l’image n’a pas pu être gardée. Prévenez l’administration.
channels-trouble-reauth = La clé de ce canal n’ouvre plus le compte. Connectez-le de nouveau, ou publiez à la main.
channels-trouble-rate = Le réseau demande d’attendre. Griot attend, puis essaie de nouveau.
channels-trouble-transient = Le réseau ne répond pas. Griot essaie de nouveau.
channels-trouble-unknown = L’appel est parti, la réponse s’est perdue : le texte y est peut-être. Regardez sur le réseau.
channels-trouble-too-late = Il était trop tard : il n’est pas parti.
channels-trouble-picture-slow = Le réseau n’a jamais fini de préparer une image. Renvoyez, ou publiez à la main.
channels-mail-button = Ouvrir
channels-mail-why = Vous recevez ce courriel parce que vous publiez pour { $section }.
channels-mail-hand-subject = À publier maintenant : { $channel }
channels-mail-hand = L’heure d’un texte pour { $channel } est venue. Ouvrez la page : le texte et l’image vous attendent, il reste à les publier et à le dire.
channels-mail-late-subject = En retard : { $channel }
channels-mail-late = Un texte pour { $channel } devait partir il y a plus de cinq minutes et n’est pas parti. La page dit pourquoi et ce que vous pouvez faire.
channels-mail-unknown-subject = Envoyé, non confirmé : { $channel }
channels-mail-unknown = Un texte pour { $channel } a été envoyé et la réponse s’est perdue. Rien n’est renvoyé sans vous : regardez sur le réseau, puis dites ce que vous voyez.
channels-mail-key-ends-subject = Clé à renouveler : { $channel }
channels-mail-key-ends = La clé de { $channel } finit dans { $days ->
    [one] un jour
   *[other] { $days } jours
 }. Connectez de nouveau le compte d’ici là, pour que rien ne soit en retard.
channels-log-changed = a changé un canal
channels-log-connected = a connecté un canal
channels-log-cut = a tout arrêté
channels-log-cut-keys = a tout arrêté et oublié les clés
channels-log-go-on = a relancé les envois
channels-log-ways = a changé la façon de travailler
channels-clashes = { $count ->
    [0] Aucun télescopage.
    [one] Un télescopage.
   *[other] { $count } télescopages.
 }
channels-gaps = { $count ->
    [0] Aucun canal muet.
    [one] Un canal muet une semaine ou plus.
   *[other] { $count } canaux muets une semaine ou plus.
 }
seizure-channels-channel = Où la section parle : réseaux, comptes, adresses
seizure-channels-key = La clé d’un compte, scellée ; qui prend aussi le fichier de clés peut publier au nom de la section
seizure-channels-keeper = Qui s’occupe d’un canal
seizure-channels-text = Les textes, publiés ou non, et où ils sont
seizure-channels-consent = Qui a accepté d’être nommé ou montré, pour quoi, et qui pourrait être en danger
seizure-channels-who = Qui a écrit, relu, publié ou arrêté quoi
seizure-channels-when = Quand chaque chose a été faite ou est prévue
seizure-channels-picture = Les images de la bibliothèque et ce qu’elles montrent
channels-looked-at = Nomme ou montre quelqu’un
channels-mail-key-refused = La clé de { $channel } n’ouvre plus le compte. Connectez-le de nouveau, pour que rien ne soit en retard ; d’ici là, ses textes peuvent être publiés à la main.
channels-network-newsletter = Lettre d’information
channels-how-letters = par lettres, aux personnes inscrites
channels-letter-picture = Photo
channels-letter-why = Vous recevez cette lettre de { $section } parce que vous êtes sur la liste « { $list } ».
channels-letter-on-site = Lire cette lettre sur le site
channels-letter-leave = Ne plus recevoir ces lettres, ou changer ce que vous recevez
channels-trouble-no-list = Ce canal n’écrit à aucune liste : choisissez-en une sur la page du canal, puis envoyez à nouveau.
channels-trouble-letter = La lettre n’a pas pu être mise en page : c’est une faute du programme.
channels-trouble-nobody = Personne n’est inscrit sur cette partie de la liste : aucune lettre n’est partie.
channels-trouble-no-letter = Aucune lettre n’a été acceptée par le serveur de courrier.
channels-trouble-letters-late = L’heure limite est passée avant la fin : une partie des lettres est partie, les autres ne partiront pas.
channels-newsletter-title = Lettres d’information
channels-newsletter-lead = Choisissez ce que vous voulez recevoir. Vous pourrez arrêter à tout moment, d’un seul clic.
channels-newsletter-lists = Ce que vous recevrez
channels-newsletter-none = Cette section n’envoie pas encore de lettre d’information.
channels-newsletter-sent = Regardez votre courrier : une lettre vous attend. Ouvrez le lien qu’elle contient dans les sept jours, sinon votre adresse sera oubliée.
channels-newsletter-button = Recevoir ces lettres
channels-newsletter-privacy = Votre adresse sert à ces lettres et à rien d’autre. Elles ne contiennent aucun mouchard : nous ne savons pas qui les ouvre. Si le serveur de la section était saisi, les adresses seraient lisibles.
channels-newsletter-issues = Lettres déjà envoyées
channels-newsletter-get-it = Recevoir ces lettres
channels-field-mail = Votre adresse électronique
channels-field-reads = Langue de lecture
channels-refused-too-old = Cette page était ouverte depuis trop longtemps : envoyez le formulaire encore une fois.
channels-refused-address-mail = Ceci n’est pas une adresse électronique. Elle ressemble à nom@exemple.org.
channels-refused-no-list = Cochez au moins une liste.
channels-refused-many-letters = Trois lettres de confirmation sont déjà parties aujourd’hui à cette adresse. Regardez votre courrier, ou revenez demain.
channels-confirm-title = Confirmer votre inscription
channels-confirm-question = Vous, ou quelqu’un qui a tapé votre adresse, avez demandé à recevoir :
channels-mail-confirm-subject = Confirmez votre inscription aux lettres de { $section }
channels-mail-confirm = Quelqu’un a demandé à recevoir à cette adresse les lettres de { $section } : { $lists }. Si c’est vous, confirmez-le.
channels-mail-confirm-button = Oui, je veux ces lettres
channels-mail-not-you = Ce n’était pas vous ? Ne faites rien : sans confirmation, cette adresse sera oubliée dans sept jours.
channels-mail-never-again = Ne plus jamais recevoir de lettre de cette maison
channels-mail-known-subject = Vous recevez déjà les lettres de { $section }
channels-mail-known = Quelqu’un a demandé à recevoir à cette adresse les lettres de { $section }. Vous y êtes déjà inscrit. Vous pouvez voir ce que vous recevez et le changer.
channels-mail-known-button = Voir ce que je reçois
channels-reader-title = Vos lettres d’information
channels-reader-confirmed = C’est confirmé : merci. La prochaine lettre vous parviendra.
channels-reader-saved = C’est enregistré.
channels-reader-left = C’est fait : vous ne recevrez plus ces lettres et votre adresse est oubliée. Une lettre déjà en route peut encore arriver.
channels-reader-left-all = C’est fait : vous ne recevrez plus aucune lettre et votre adresse est oubliée.
channels-reader-on = Vous recevez « { $list } ».
channels-reader-leave = Ne plus recevoir « { $list } »
channels-reader-choose = Changer de listes ou de langue
channels-reader-leave-all = Ne plus rien recevoir
channels-reader-nothing = Vous n’êtes sur aucune liste.
channels-rules-body =
    Sous les textes de { $section } et sur ses comptes, chacune et chacun peut parler. Pour que cela reste vrai, voici nos règles.

    - **On critique les idées et les actes, pas les personnes.** Ni insultes, ni menaces, ni mépris pour une origine, une religion, un sexe, une langue, un handicap.
    - **On ne met personne en danger.** Ni nom, ni adresse, ni photo d’une victime, d’un témoin ou d’un proche.
    - **On ne témoigne pas ici.** Ce qui s’écrit en public, ou par SMS, peut être lu par d’autres. Demandez-nous d’abord un chemin sûr.
    - **On ne trompe pas.** Ni fausse nouvelle connue comme telle, ni faux compte, ni publicité.

    Ce qui ne respecte pas ces règles est retiré. Qui n’est pas d’accord peut nous l’écrire : une autre personne relira.
channels-menu-inbox = Boîte de réception
channels-inbox-rooms = Les pages de la boîte
channels-inbox-open = À répondre
channels-inbox-aside = Mis de côté
channels-inbox-ways = Garde, règles et réglages
channels-inbox-empty = Personne n’attend de réponse. Ce que l’on dit à la section sous les textes, sur les réseaux et par SMS arrive ici.
channels-inbox-empty-list = Rien ici.
channels-inbox-late = En retard
channels-inbox-due = À répondre avant { $moment }
channels-inbox-person = Personne { $n }
channels-inbox-besieged = La boîte est assiégée : une partie de ce qui arrive est mise de côté et gardée comme preuve.
channels-inbox-siege-link = Régler ou lever
channels-inbox-deaf = Ce canal n’est plus écouté.
channels-inbox-reviews = Réponses à relire avant l’envoi
channels-inbox-see = Voir sur place
channels-inbox-words-gone = Ces mots ne sont plus là : leur auteur ou la modération les a retirés.
channels-inbox-answer = Répondre
channels-inbox-public-answer = Tout le monde lira cette réponse, à l’endroit où la question a été posée.
channels-inbox-take-canned = Prendre une réponse toute prête
channels-inbox-who-answers = Qui répond, et la suite
channels-inbox-notes = Notes de l’équipe
channels-inbox-notes-how = Personne hors de l’équipe ne les lit. Ne notez rien qui puisse désigner un témoin.
channels-inbox-unknown-how = Envoyée, mais le réseau n’a rien confirmé. Regardez sur place avant de choisir : la renvoyer sans regarder la publierait peut-être deux fois.
channels-inbox-sms-names = Un SMS dit à l’opérateur, et à l’État s’il le demande, qui écrit à la section. Ne demandez jamais de témoignage par ce chemin.
channels-inbox-testimony = C’est un témoignage
channels-inbox-testimony-how = Une violation racontée ici n’y est pas en sûreté. Ce bouton efface de cette maison tout ce que la personne a dit, pour toujours : ni l’équipe ni une saisie de ce serveur ne l’y retrouveront. Ce que le réseau, l’opérateur ou la boîte aux lettres en gardent reste là-bas : supprimez-le aussi à cet endroit. Recopiez d’abord hors ligne ce que votre section a prévu de garder.
channels-inbox-testimony-told = La personne recevra, à l’abri des regards, la réponse que la section a préparée : comment parler sans danger.
channels-inbox-testimony-untold = Répondre ici désignerait la personne devant tout le monde : rien ne sera répondu. Si le réseau montre aussi ce message, il ne disparaîtra pas de là.
channels-field-testimony-sure = J’ai compris : cela ne peut pas être défait
channels-button-testimony = Effacer et répondre en sûreté
channels-refused-testimony-unsure = Cochez la case : ce qui est effacé ne revient pas.
channels-done-testimony-told = Tout est effacé ici. La réponse sûre est en route ; ensuite il ne restera rien.
channels-done-testimony-untold = Tout est effacé ici. Rien n’a été répondu en public.
channels-testimony-title = Réponse à un témoignage
channels-testimony-answer = { $section } a effacé votre message pour vous protéger : ce chemin n’est pas sûr. Ne racontez rien ici. Venez à notre bureau, ou demandez à un membre en qui vous avez confiance de nous joindre.
channels-source-comment = Commentaire
channels-source-mail = Courriel
channels-standing-new = Nouveau
channels-standing-assigned = Pris en charge
channels-standing-waiting = En attente de leur réponse
channels-standing-done = Terminé
channels-standing-spam = Indésirable
channels-direction-in = Reçu
channels-direction-out = Réponse
channels-message-come = Reçu
channels-message-to-approve = À relire par quelqu’un d’autre
channels-message-waiting = En route
channels-message-armed = Envoi en cours
channels-message-sent = Envoyée
channels-message-delivered = Arrivée au téléphone
channels-message-refused = Pas envoyée
channels-message-unknown = Envoyée, non confirmée
channels-field-answer = Réponse
channels-field-assignee = Qui répond
channels-field-label = Étiquette de l’équipe
channels-field-note = Note
channels-button-answer = Envoyer la réponse
channels-button-approve-answer = Approuver
channels-button-refuse-answer = Ne pas envoyer
channels-button-was-sent = Elle y est
channels-button-was-not = Elle n’y est pas
channels-button-done = Terminer
channels-button-reopen-talk = Reprendre
channels-button-spam = Indésirable
channels-button-aside = Mettre de côté
channels-button-not-aside = Remettre dans la boîte
channels-button-rumour = C’est une rumeur
channels-button-note = Noter
channels-done-answer-on-its-way = La réponse est en route.
channels-done-answer-out = La réponse est publiée sous le texte.
channels-done-answer-to-approve = La réponse attend l’accord d’une autre personne.
channels-done-answer-back = La réponse ne partira pas.
channels-done-relieved = C’est fait : d’autres prennent le relais.
channels-refused-answer-empty = Écrivez une réponse.
channels-refused-answer-long = Une réponse a 5 000 signes au plus. Raccourcissez-la.
channels-refused-no-gateway = Aucune passerelle SMS n’est réglée : la réponse ne peut pas partir. Demandez à qui administre le site de remplir sms_url, ou appelez la personne.
channels-refused-no-ways = Choisissez d’abord la façon de travailler de la section, à la page des canaux : elle dit qui relit les réponses.
channels-refused-comment-closed = Ce commentaire ne prend plus de réponse : il a été retiré, ou le texte n’est plus commenté.
channels-refused-note-empty = Écrivez une note.
channels-trouble-no-channel = Le canal par lequel répondre n’existe plus. Répondez à la main.
channels-trouble-no-number = Ce numéro de téléphone ne peut pas recevoir de réponse.
channels-trouble-not-delivered = L’opérateur dit que le message n’est pas arrivé.
channels-canned = Réponses toutes prêtes
channels-canned-how = Une personne écrit, une autre approuve : ensuite la réponse part sans attendre. Écrivez {"{section}"} pour le nom de la section et {"{site}"} pour son adresse.
channels-canned-none = Aucune réponse n’est prête. Commencez par celle que vous écrivez le plus souvent.
channels-canned-new = Écrire une réponse
channels-canned-approved = Approuvée
channels-canned-approved-by = Approuvée par { $name }
channels-canned-not-approved = Pas encore approuvée
channels-field-canned-title = À quoi elle répond
channels-refused-canned = Donnez un titre et une réponse.
channels-inbox-promise = Ce que la section promet
channels-field-hours = Répondre en combien d’heures (1 à 720)
channels-field-home = Indicatif du pays, pour les numéros sans +
channels-refused-inbox-ways = Écrivez un nombre d’heures de 1 à 720, et un indicatif de un à trois chiffres (226 au Burkina Faso).
channels-duty = Tour de garde
channels-duty-how = Ce qui arrive un jour va à la personne de garde ce jour-là. Sans personne de garde, tout le monde est prévenu des retards.
channels-duty-save = Enregistrer le tour de garde
channels-relieve = Relever quelqu’un
channels-relieve-how = Insultes et menaces usent. D’un geste, ce que cette personne suivait et ses jours de garde passent à une autre, ou à personne.
channels-field-relieved = Qui est relevé
channels-field-instead = Qui prend le relais
channels-refused-relieve = Choisissez qui est relevé.
channels-siege = En cas de harcèlement
channels-siege-how = Ce qui contient un de ces mots, ou vient de personnes jamais vues avant, est mis de côté : la personne de garde ne le voit pas, et tout est gardé comme preuve.
channels-siege-aside =
    { $count ->
        [one] Une conversation est de côté.
       *[other] { $count } conversations sont de côté.
    }
channels-field-siege-words = Mots ou expressions, un par ligne
channels-field-siege-strangers = Mettre aussi de côté ce que disent des personnes jamais vues avant
channels-button-besiege = Mettre de côté dès maintenant
channels-button-calm = Le calme est revenu
channels-evidence-sheet = Feuille de preuves
channels-evidence-made = Feuille faite le { $moment }.
channels-evidence-none = Rien n’a été mis de côté.
channels-evidence-digest = Empreinte BLAKE3 de ce qui est sur cette feuille :
channels-own-texts = Les mots de la section
channels-own-texts-how = La maison a des mots par défaut ; écrivez les vôtres. Un texte vidé les reprend.
channels-own-text = Écrit par la section
channels-rules = Règles de la maison
channels-sms-in = SMS reçus
channels-sms-in-how = Donnez cette adresse à la passerelle, avec from, text et id (Kannel : get-url avec ?from=%p&text=%a&id=%I, et max-messages = 0). Gardez-la secrète.
channels-sms-in-address = Adresse secrète
channels-sms-no-gateway = Aucune passerelle n’est réglée (sms_url) : les SMS peuvent arriver, mais aucune réponse ne part.
channels-sms-renew = Changer l’adresse
channels-mail-waiting-subject =
    { $count ->
        [one] Une personne attend une réponse
       *[other] { $count } personnes attendent une réponse
    }
channels-mail-waiting =
    { $count ->
        [one] Une conversation attend plus longtemps que ce que la section a promis.
       *[other] { $count } conversations attendent plus longtemps que ce que la section a promis.
    }
channels-brought-answers =
    { $count ->
        [one] { $count } réponse
       *[other] { $count } réponses
    }
channels-brought-articles =
    { $count ->
        [one] { $count } article de presse
       *[other] { $count } articles de presse
    }
channels-brought-broadcasts =
    { $count ->
        [one] { $count } diffusion à la radio
       *[other] { $count } diffusions à la radio
    }
channels-week-unanswered = Sans réponse
channels-week-unanswered-none = Personne n’attend plus longtemps que promis.
channels-rumours = Rumeurs
channels-rumours-how = Noter ce qui se dit, vérifier, puis répondre : le vrai d’abord, sans répéter le faux plus qu’il ne faut. Ce qui n’est pas repris ne mérite souvent pas de réponse.
channels-rumours-none = Aucune rumeur n’est notée.
channels-rumour-one = Une rumeur
channels-rumour-new = Noter une rumeur
channels-rumour-claim = Signalée
channels-rumour-checking = En vérification
channels-rumour-answered = Répondue
channels-rumour-dropped = Laissée
channels-verdict-false = Faux
channels-verdict-misleading = Trompeur
channels-verdict-unproven = Invérifiable
channels-verdict-true = Vrai
channels-field-claim = Ce qui se dit, sans le nom de qui le dit
channels-field-seen-where = Où (groupe, marché, radio…)
channels-rumour-checks = Ce qui a été vérifié
channels-rumour-checks-none = Rien encore. Qui sait de première main ? Quel document ? Quelle date ?
channels-field-check = Ce que vous avez trouvé
channels-field-check-link = Lien vers la source
channels-rumour-answer = Réponse
channels-rumour-answer-how = La réponse devient un texte pour les réseaux, approuvé comme tous les autres.
channels-rumour-item = Le texte fait de cette réponse
channels-rumour-title = Réponse : { $claim }
channels-field-verdict = Résultat de la vérification
channels-field-rumour-answer = Ce que dit la section : le vrai d’abord
channels-button-rumour-answer = En faire un texte
channels-button-rumour-drop = Laisser
channels-button-rumour-reopen = Reprendre
channels-refused-rumour-empty = Écrivez ce qui se dit.
channels-refused-rumour-unchecked = Vérifiez d’abord : ajoutez au moins une source.
channels-refused-rumour-unanswered = Choisissez un résultat et écrivez la réponse.
channels-refused-check-empty = Dites ce que vous avez trouvé.
channels-fakes = Faux comptes
channels-fakes-how = Un dossier par faux compte : ce qui a été vu, ce qui a été signalé au réseau, sa réponse. Il s’imprime pour un avocat ou pour le réseau.
channels-fakes-none = Aucun faux compte n’est connu.
channels-fake-new = Ouvrir un dossier
channels-fake-seen = Vu
channels-fake-reported = Signalé au réseau
channels-fake-removed = Supprimé par le réseau
channels-fake-refused = Laissé en place par le réseau
channels-fake-since = Vu depuis le { $day }
channels-fake-steps = Ce qui s’est passé
channels-fake-step-new = Ajouter au dossier
channels-fake-step-how = Signalez d’abord le compte au réseau depuis un compte de la section, puis notez ici le numéro du signalement. Une capture d’écran prouve ce qui peut disparaître.
channels-fake-proof = Capture d’écran du faux compte
channels-fake-warning-title = Attention : « { $name } » n’est pas nous
channels-fake-warning = Un compte qui se fait passer pour { $section } circule sur { $network } sous le nom « { $name } ». Ce n’est pas nous. Ne lui envoyez ni argent, ni nom, ni témoignage. Nos vrais comptes sont sur notre site.
channels-field-fake-address = Adresse du faux compte
channels-field-fake-name = Le nom qu’il se donne
channels-field-fake-harm = Ce qu’il fait (demande de l’argent, parle en notre nom…)
channels-field-fake-state = Où en est-on
channels-field-fake-words = Ce qui a été vu ou fait
channels-field-fake-proof = Capture d’écran, s’il y en a une
channels-button-warn = Écrire un avertissement
channels-refused-fake = Donnez le nom du compte et ce qu’il fait.
channels-refused-fake-known = Ce compte a déjà un dossier : cherchez-le dans la liste.
channels-refused-step-empty = Dites ce qui a été vu ou fait.
seizure-channels-inbox = Qui a parlé à la section, où, quand, et ce qui s’est dit : noms de compte et numéros de téléphone compris
seizure-channels-duty = Qui répond aux gens, et quels jours
seizure-channels-rumour = Quelles rumeurs la section a vérifiées, et avec quoi
seizure-channels-fake = Les dossiers sur les faux comptes, captures d’écran comprises
channels-menu-press = Presse et radio
channels-public-press = Presse
channels-press-lead = Ce que la section dit aux journalistes et à la radio, et ce qu’il en sort.
channels-journalists = Journalistes
channels-journalist = Journaliste
channels-review = Revue de presse
channels-replies = Droit de réponse
channels-radio = Radio
channels-press-ways = Réglages de la presse
channels-communiques = Communiqués
channels-press-no-channel = Il n’y a pas encore de canal « Presse » : ajoutez-en un, et les textes pourront y aller.
channels-press-none = Aucun communiqué pour l’instant. Écrivez un texte et choisissez-lui le canal de la presse : il recevra son numéro quand il sera approuvé.
channels-press-write = Écrire un communiqué
channels-press-public-see = Voir la page publique de la presse
channels-press-embargo = Embargo jusqu’au { $moment }
channels-press-tally = Pour : { $for } · neutre : { $neutral } · contre : { $against }
channels-press-pdf-in = PDF ({ $language })
channels-press-pdf = Ouvrir le PDF
channels-press-points-print = Imprimer ce qu’il faut dire
channels-press-public-one = Voir la page publique de ce communiqué
channels-press-letters = Lettres aux journalistes
channels-letter-waiting = En attente
channels-letter-armed = En train de partir
channels-letter-sent = Envoyée
channels-letter-unknown = Peut-être partie
channels-letter-refused = Revenue ou refusée
channels-letter-published = Publiée
channels-letter-say-published = Il ou elle a publié
channels-letter-say-refused = La lettre est revenue
channels-letter-say-again = Envoyer encore
channels-review-nothing = Rien dans la presse pour l’instant.
channels-review-add = Noter un article ou une émission
channels-review-none = Aucun communiqué en particulier
channels-communique-form = Ce qui accompagne le texte
channels-speaker = Contact pour la presse
channels-field-place = Lieu
channels-field-phone = Téléphone
channels-field-email = Adresse e-mail
channels-field-speaker-consent = Accord de cette personne
channels-field-speaker-consent-how = Comment et quand elle a accepté que la presse ait son nom et ses coordonnées. Sans accord, rien n’est donné.
channels-field-points = Ce qu’il faut dire
channels-field-points-how = Pour la personne qui parle. Reste dans la maison. Une ligne qui commence par « - » est un point.
channels-field-about = À propos de la section
channels-field-about-how = Un paragraphe au pied de chaque communiqué.
channels-field-reply-days = Jours pour demander un droit de réponse
channels-field-reply-days-how = Le délai de la loi : vérifiez-le avec une personne juriste.
channels-field-medium = Média
channels-field-beat = Sujets
channels-field-beat-how = Droits humains, eau, justice…
channels-field-agreed = Accord pour recevoir nos lettres
channels-field-agreed-how = Comment : par téléphone, par carte de visite, par lettre. Sans accord, rien n’est envoyé.
channels-field-agreed-at = Depuis le
channels-field-paused = Ne rien lui envoyer pour l’instant
channels-journalists-lead = Celles et ceux qui ont accepté de recevoir les communiqués. Chaque lettre part seule : personne ne voit les adresses des autres.
channels-journalists-none = Aucun journaliste pour l’instant. Ajoutez la première personne ci-dessous.
channels-journalist-takes = Reçoit les communiqués
channels-journalist-not = Ne reçoit rien
channels-journalist-add = Ajouter un ou une journaliste
channels-journalist-forget-open = Oublier cette personne…
channels-journalist-forget-how = Son nom, ses coordonnées et la trace des lettres envoyées sont effacés. On ne peut pas revenir en arrière.
channels-journalist-forget = Oublier
channels-months = Mois
channels-month-before = Mois d’avant
channels-month-after = Mois d’après
channels-field-clip-title = Titre
channels-field-clip-link = Lien
channels-field-clip-day = Jour
channels-field-tone = Ton
channels-tone-for = Pour
channels-tone-neutral = Neutre
channels-tone-against = Contre
channels-field-communique = Communiqué
channels-field-clipping = Coupure
channels-field-clipping-how = Une photo ou un PDF de l’article. Personne ne le voit hors du bureau.
channels-replies-lead =
    { $count ->
        [one] Quand quelque chose de faux est dit de la section, elle peut demander à répondre pendant { $count } jour.
       *[other] Quand quelque chose de faux est dit de la section, elle peut demander à répondre pendant { $count } jours.
    }
channels-replies-none = Rien à redresser pour l’instant.
channels-reply-due = à demander avant le { $day }
channels-reply-late = Le délai est passé
channels-reply-text = Lire le texte de la réponse
channels-reply-write = Écrire la réponse
channels-reply-asked = Demandée
channels-reply-published = Publiée
channels-reply-refused = Refusée
channels-reply-add = Noter ce qui a été dit de faux
channels-reply-title = Droit de réponse : { $medium }
channels-reply-body = Le { $day }, { $medium } a dit : « { $said } » La section répond :
channels-field-said = Ce qui a été dit
channels-field-who = Par qui
channels-field-said-on = Le
channels-public-press-none = Aucun communiqué pour l’instant.
channels-public-pdf = Lire en PDF
channels-paper-number = Communiqué de presse n° { $number }
channels-paper-draft = Projet de communiqué
channels-paper-dated = { $place }, le { $day }
channels-paper-embargo = EMBARGO : ne rien publier avant le { $moment } (heure de { $place })
channels-paper-contact = Contact pour la presse
channels-paper-about = À propos : { $name }
channels-paper-points = Ce qu’il faut dire : { $title }
channels-paper-points-inside = Pour la maison seulement, à ne pas donner à la presse
channels-press-send-how = Une lettre part à chaque journaliste choisi, une seule fois. Le communiqué est ensuite dit publié.
channels-press-send =
    { $count ->
        [one] Envoyer à { $count } journaliste
       *[other] Envoyer à { $count } journalistes
    }
channels-press-sent-to =
    { $count ->
        [one] { $count } journaliste
       *[other] { $count } journalistes
    }
channels-press-nobody = Il n’y a plus de journaliste à qui écrire.
channels-press-all-languages = Toutes les langues
channels-press-all-beats = Tous les sujets
channels-press-mail-subject = { $name } : { $title }
channels-press-mail-contact = Contact :
channels-press-mail-pdf = Lire en PDF
channels-press-mail-why = Vous recevez cette lettre de { $section } parce que vous l’avez accepté. Répondez pour ne plus en recevoir.
channels-act-kit-variant = Venu dans le kit pour un réseau où la section ne parle pas
channels-held-channels = Canaux tenus
channels-held-days = Permanences à venir dans la boîte de réception
channels-held-items = Brouillons et textes prévus
channels-stays-person = Il nomme ou montre quelqu’un.
channels-stays-unapproved = Il n’est pas encore approuvé.
channels-stays-over = Il n’est plus à dire : retiré, rangé, échoué ou trop tard.
channels-stays-embargo = Il est sous embargo.
channels-act-press-sent = Envoyé aux journalistes
channels-item-press = Page du communiqué
channels-item-radio = À la radio
channels-radio-lead = Les stations, ce qui y a été dit et ce que cela a coûté.
channels-radio-none = Aucune station pour l’instant : ajoutez un canal de radio.
channels-radio-aired = Entendu { $heard } fois, déclaré { $declared } fois, { $cost } F
channels-radio-heard = Entendu { $times } fois, { $cost } F
channels-radio-declared = Déclaré { $times } fois par la station, { $cost } F
channels-radio-campaigns = Par campagne
channels-radio-no-campaign = Sans campagne
channels-radio-channel = Le canal de cette station
channels-radio-text = Le texte
channels-radio-log = Sons et passages à l’antenne
channels-sounds = Sons
channels-sounds-none = Aucun son. Enregistrez le texte et ajoutez le fichier, un par langue.
channels-sound-download = Télécharger le son
channels-sound-add = Ajouter le son
channels-field-sound = Fichier son
channels-field-sound-how = MP3, M4A, Ogg ou WebM, 25 Mo au plus. Il remplace celui de la même langue.
channels-broadcasts = Passages à l’antenne
channels-broadcasts-none = Rien d’entendu ni de déclaré. Notez chaque jour de passage.
channels-broadcast-add = Noter ce passage
channels-field-station = Station
channels-field-aired-day = Jour du passage
channels-field-heard = Comment on le sait
channels-heard-yes = Quelqu’un l’a entendu
channels-heard-no = La station le déclare
channels-field-heard-by = Qui l’a entendu ou déclaré
channels-field-times = Nombre de fois ce jour-là
channels-field-aired-cost = Coût en francs
channels-field-frequency = Fréquence
channels-field-places = Où on l’entend
channels-field-languages = Langues
channels-field-audience = Qui écoute, combien, selon quelle source
channels-field-price = Prix d’un passage, en francs
channels-field-contact = Qui appeler là-bas
channels-card = Faire une carte de citation
channels-card-lead = Une phrase forte devient une image, avec les couleurs de la maison. Regardez-la avant de la garder.
channels-card-cotton = Coton
channels-card-indigo = Indigo
channels-card-sand = Sable
channels-card-square = Carré, 1080 × 1080
channels-card-wide = Large, 1200 × 630
channels-card-story = Haut, 1080 × 1920
channels-card-said = Qui l’a dit
channels-card-show = Voir la carte
channels-card-keep = Garder la carte
channels-card-alt = Carte : « { $words } »
channels-card-alt-who = Carte : « { $words } », dit par { $who }
channels-field-quote = Citation
channels-field-quote-how = 220 signes au plus.
channels-field-design = Dessin
channels-field-format = Format
channels-field-quoted = Nom affiché
channels-field-quoted-how = Laissez vide pour ne nommer personne. Si une personne est nommée, notez son accord.
channels-done-kept = C’est gardé.
channels-done-journalist-forgotten = Cette personne est oubliée.
channels-done-sending = Les lettres partent, une par journaliste.
channels-done-removed = C’est retiré.
channels-refused-reply-days = Donnez un nombre de jours entre 1 et 3650.
channels-refused-speaker-consent = Notez comment et quand cette personne a accepté d’être nommée à la presse.
channels-refused-email = Cette adresse e-mail ne s’écrit pas ainsi.
channels-refused-email-known = Quelqu’un d’autre dans la liste a cette adresse.
channels-refused-press-day = Donnez un jour, comme 2013-02-14.
channels-refused-consent-day = Dites depuis quel jour cette personne est d’accord.
channels-refused-no-medium = Dites de quel média il s’agit.
channels-refused-tone = Choisissez un ton.
channels-refused-no-said = Écrivez ce qui a été dit.
channels-refused-francs = Écrivez une somme en francs, en chiffres.
channels-refused-day-to-come = Ce jour n’est pas encore venu.
channels-refused-no-station = Choisissez une station.
channels-refused-times = Écrivez combien de fois, entre 1 et 1000.
channels-refused-no-sound = Choisissez un fichier son et sa langue.
channels-refused-card-letters = La police de la maison n’a pas ces signes : { $letters }. Écrivez la phrase sans eux.
channels-refused-card-empty = Écrivez la phrase de la carte.
channels-refused-card-long = Cette phrase est trop longue pour une carte : 220 signes au plus.
seizure-channels-speaker = Qui parle à la presse au nom de la section, avec téléphone et adresse
seizure-channels-journalist = Les journalistes : nom, média, coordonnées, accord, lettres reçues
seizure-channels-press = Ce que la presse a écrit et ce que la section y répond
seizure-channels-radio = Les stations, les sons, et qui a entendu quoi
channels-field-person = Nom
channels-refused-no-person = Donnez le nom de cette personne.
channels-mail-approve-subject = Un texte attend votre accord
channels-mail-approve-safety = Ce texte nomme ou montre quelqu’un : il ne voyage pas par courriel. Lisez-le dans la maison.
channels-mail-approve-how = Pour approuver exactement ce texte, répondez OK à ce courriel. Pour demander autre chose, répondez NON et dites quoi.
channels-mail-answer-approved = C’est fait : le texte est approuvé.
channels-mail-answer-counted = Votre accord est compté ; il en manque un autre.
channels-mail-answer-sent-back = C’est noté : le texte revient à qui l’a écrit, avec vos mots.
channels-mail-answer-changed = Rien n’a été approuvé : le texte a changé depuis ce courriel, ou n’attend plus d’accord, ou vous l’avez écrit. Regardez-le dans la maison.
channels-mail-answer-unclear = Rien n’a été approuvé : votre réponse n’est ni OK ni NON. Un accord sous condition n’en est pas un.
channels-mail-answer-may-not = Rien n’a été approuvé : vous n’approuvez plus de textes. Demandez à la direction.
channels-mail-answer-gone = Ce texte n’existe plus.
channels-acts-kept = Pas de réseau : c’est gardé sur ce téléphone, et fait dès que le réseau revient. Laissez cette page ouverte, ou revenez-y.
channels-acts-done = Le réseau est revenu : ce qui attendait est fait.
channels-acts-refused = Le réseau est revenu, mais un acte n’a pas pu être fait : les choses ont changé entre-temps.
channels-acts-old = Un acte a attendu plus d’un jour : il n’a pas été fait.
channels-acts-open = Regarder
channels-consent-ended = L’accord de la personne montrée est arrivé à sa fin.
channels-menu-newsletter = Lettres d’information
channels-obstacle-no-list = { $name } n’écrit encore à aucune liste : choisissez-la sous « Lettres d’information ».
seizure-channels-list = Les listes de lettres : leur nom, ce qu’elles promettent, leurs parties
seizure-channels-reader = Qui reçoit les lettres d’information et les SMS : adresse ou numéro, langue, depuis quand, et par quelle voie
seizure-channels-reader-mark = Une empreinte de l’adresse ou du numéro, gardée pour que personne ne réinscrive qui est parti
seizure-channels-letter = Qui a reçu quelle lettre ou quel SMS, pendant trente jours
channels-standing-pending = N’a pas encore confirmé
channels-standing-confirmed = Reçoit les lettres
channels-standing-left = Est parti
channels-standing-bounced = L’adresse ne reçoit plus
channels-source-web = par le site
channels-source-paper = sur papier
channels-source-member = membre
channels-source-import = liste reprise
channels-mailing-progress = Lettres parties : { $sent } sur { $total }, refusées : { $refused }, sans confirmation : { $unsure }
channels-lists-lead = Une liste rassemble les personnes qui ont demandé des lettres, ou des SMS. Un canal écrit à une liste ou à une partie d’elle ; un texte approuvé pour ce canal part à son heure, une fois à chacun.
channels-lists-none = Il n’y a pas encore de liste. Ajoutez-en une : son nom, et ce qu’on reçoit, à quel rythme.
channels-list-confirmed =
    { $count ->
        [0] personne encore
        [one] une personne
       *[other] { $count } personnes
    }
channels-list-pending =
    { $count ->
        [one] une personne n’a pas confirmé
       *[other] { $count } personnes n’ont pas confirmé
    }
channels-list-bounced =
    { $count ->
        [one] une adresse morte
       *[other] { $count } adresses mortes
    }
channels-list-public = ouverte à tous
channels-list-staff = interne
channels-letter-channels = Canaux de lettres et de SMS
channels-letter-channels-none = Aucun canal n’envoie de lettres ni de SMS. Ajoutez un canal de la sorte « Lettre d’information » ou « SMS ».
channels-writes-to = Écrit à : { $list }
channels-writes-to-nobody = N’écrit encore à aucune liste
channels-letters = Dernières lettres, derniers SMS
channels-letters-none = Rien n’est encore parti vers une liste.
channels-letters-write = Écrire un texte
channels-list-add = Ajouter une liste
channels-field-list-name-fr = Nom en français
channels-field-list-promise-fr = Ce qu’on reçoit, en français
channels-field-list-promise-how = Ce qu’on reçoit, et à quel rythme : « Une lettre par mois, pas plus. »
channels-field-list-name-en = Nom en anglais
channels-field-list-promise-en = Ce qu’on reçoit, en anglais
channels-field-list-public = Tout le monde peut s’inscrire, et lire sur le site ce qui a été envoyé
channels-refused-list-name = Donnez un nom à la liste, dans une langue au moins.
channels-refused-list-taken = Une liste porte déjà ce nom.
channels-log-list = a changé une liste de lettres
channels-log-reader = a inscrit une personne sur une liste
channels-log-reader-left = a retiré une personne d’une liste
channels-log-brought = a repris une liste d’adresses
channels-log-exported = a emporté une liste d’adresses
channels-log-unsure-sent = a compté comme parties des lettres sans confirmation
channels-log-unsure-again = a renvoyé des lettres sans confirmation
channels-done-list-added = La liste est ajoutée.
channels-segment-since = depuis le { $day }
channels-segment-all = Toute la liste
channels-any = Peu importe
channels-refused-segment-used = Un canal écrit à cette partie : changez d’abord le canal.
channels-refused-segment-name = Donnez un nom à cette partie.
channels-readers = Personnes inscrites
channels-segments = Parties de la liste
channels-segments-lead = Une partie n’est pas une copie : elle dit qui en est, et se compte à chaque fois.
channels-segments-none = Aucune partie n’a de nom. Il en faut une pour écrire à quelques-uns seulement.
channels-segment-add = Nommer une partie
channels-field-segment-name = Nom de la partie
channels-field-segment-language = Langue de lecture
channels-field-segment-tag = Mot qui les rassemble (une ville, une campagne)
channels-field-segment-source = Venues par
channels-field-segment-since = Confirmées depuis
channels-done-reader-added = La personne est inscrite.
channels-done-reader-left = La personne n’est plus sur la liste, et son adresse est oubliée.
channels-done-brought =
    { $count ->
        [one] Une personne a été inscrite.
       *[other] { $count } personnes ont été inscrites.
    }
channels-refused-no-agreement = Dites comment on sait que ces personnes sont d’accord.
channels-refused-known = Cette adresse est déjà sur la liste.
channels-refused-left = Cette personne est partie de la liste, ou ne veut plus de lettres. Elle seule peut revenir, par la page du site.
channels-refused-dead = Cette adresse ne reçoit plus de lettres.
channels-refused-no-lines = Aucune adresse n’a été trouvée. Mettez une adresse par ligne.
channels-would = Voici ce qui se passerait
channels-would-new =
    { $count ->
        [0] Personne ne serait inscrit.
        [one] Une personne serait inscrite.
       *[other] { $count } personnes seraient inscrites.
    }
channels-would-known =
    { $count ->
        [one] Une est déjà sur la liste.
       *[other] { $count } sont déjà sur la liste.
    }
channels-would-left =
    { $count ->
        [one] Une est partie ou ne veut plus de lettres : elle n’est pas reprise.
       *[other] { $count } sont parties ou ne veulent plus de lettres : elles ne sont pas reprises.
    }
channels-would-dead =
    { $count ->
        [one] Une adresse ne reçoit plus de lettres.
       *[other] { $count } adresses ne reçoivent plus de lettres.
    }
channels-would-twice =
    { $count ->
        [one] Une est deux fois dans le fichier.
       *[other] { $count } sont plusieurs fois dans le fichier.
    }
channels-would-unreadable = Sans adresse lisible, lignes : { $lines }
channels-bring = Inscrire ces personnes
channels-readers-lead = On ne feuillette pas une liste : cherchez une adresse exacte. Ce que vous faites ici est noté.
channels-readers-search = Adresse exacte
channels-button-search = Chercher
channels-readers-nobody = Cette adresse n’est pas sur la liste.
channels-reader-take-off = Retirer de la liste et oublier l’adresse
channels-reader-add = Inscrire une personne venue sur papier
channels-reader-add-how = Gardez la feuille : c’est elle qui prouve l’accord.
channels-field-address-mail = Adresse électronique
channels-field-agreement = Comment sait-on qu’elle est d’accord ?
channels-field-agreement-how = Par exemple : « Feuille signée le 14 février, atelier de Bobo »
channels-field-agreement-list = D’où vient la liste, et comment ces personnes ont dit oui
channels-import = Reprendre une liste tenue ailleurs
channels-import-how = Une adresse par ligne, puis si vous voulez la langue et un mot, séparés par des virgules. Rien n’est inscrit avant que vous ayez vu ce qui se passerait.
channels-field-csv = Fichier CSV
channels-field-lines = Ou les lignes elles-mêmes
channels-import-look = Voir ce qui se passerait
channels-export = Emporter la liste
channels-export-how = Un fichier avec toutes les adresses : gardez-le sur un disque chiffré, et effacez-le dès qu’il a servi.
channels-export-button = Télécharger le fichier CSV
channels-mailing-item = Le texte et son histoire
channels-mailing-under-way = Les lettres partent.
channels-mailing-pause = Mettre le canal en pause
channels-mailing-not-recalled =
    { $count ->
        [one] Une lettre est partie : elle ne peut pas être reprise.
       *[other] { $count } lettres sont parties : elles ne peuvent pas être reprises.
    }
channels-mailing-not-gone =
    { $count ->
        [one] Une lettre n’est pas partie.
       *[other] { $count } lettres ne sont pas parties.
    }
channels-mailing-unsure =
    { $count ->
        [one] Une lettre envoyée, sans confirmation
       *[other] { $count } lettres envoyées, sans confirmation
    }
channels-mailing-unsure-how = Le serveur de courrier n’a pas répondu, ou le programme s’est arrêté à ce moment. Peut-être sont-elles arrivées. Elles ne repartent jamais d’elles-mêmes : les renvoyer, c’est risquer que quelques personnes les reçoivent deux fois.
channels-mailing-unsure-who = Voir les adresses
channels-mailing-count-sent = Compter comme parties
channels-mailing-send-again = Les renvoyer quand même
channels-letter-preview = La lettre
channels-letter-weight = Elle pèse { $size }, sans image : chaque photo est un lien.
channels-letter-look = Voir comme dans une messagerie
channels-letter-text = En texte seul
channels-proof-button = M’envoyer une épreuve
channels-proof-done = L’épreuve part à votre adresse, et à personne d’autre.
channels-proof-subject = [Épreuve] { $subject }
channels-letter-channel = À qui ce canal écrit
channels-field-to-list = Liste
channels-field-to-part = Partie de la liste
channels-field-postal = Adresse postale de la section
channels-field-postal-how = Au pied de chaque lettre : elle dit qui écrit
channels-field-pace = Lettres par minute
channels-field-pace-how = 600 convient à un petit serveur ; 0 : aussi vite que le serveur de courrier les prend
channels-refused-choose-list = Choisissez une liste.
channels-refused-other-list = Cette partie appartient à une autre liste.
channels-log-canned = a écrit une réponse préparée
channels-log-canned-approved = a approuvé une réponse préparée
channels-log-canned-removed = a retiré une réponse préparée
channels-inbox-mail-names = Un courriel passe par des serveurs qui savent qui écrit à la section, et son expéditeur peut être emprunté. Ne demandez jamais de témoignage par ce chemin.
channels-mail-in = Courriels
channels-mail-in-how = Les courriels écrits à la section arrivent ici si son serveur de courriel en donne une copie à la commande « griot inbox » ; le guide montre comment. Gardez aussi la boîte aux lettres : les fichiers joints y restent. La réponse part de l’adresse de la section.
channels-mail-answer-subject = Réponse de { $section }
channels-trouble-no-address = Cette adresse ne prend plus de courriel.
channels-inbox-files =
    { $count ->
        [one] Un fichier joint n’est pas gardé ici : il est resté dans la boîte aux lettres de la section.
       *[other] { $count } fichiers joints ne sont pas gardés ici : ils sont restés dans la boîte aux lettres de la section.
    }
channels-ways-seats = Attribuer les postes de cette équipe
channels-view-day = Jour
channels-day-more =
    { $count ->
        [one] et un autre texte
       *[other] et { $count } autres textes
    }
channels-refused-pace = Donnez un nombre de lettres ou de SMS par minute, de 0 à 100 000.

# SMS lists
channels-source-sms = par son propre SMS
channels-kind-mail = Lettres, par courriel
channels-kind-sms = SMS
channels-kind-sms-long = Messages, par SMS
channels-field-kind = Ce que la liste envoie
channels-field-keyword = Mot-clé SMS
channels-field-keyword-how = Pour une liste SMS : qui envoie ce mot au numéro de la section s’inscrit. Vide : seule l’équipe inscrit.
channels-refused-keyword = Choisissez un seul mot de 2 à 20 lettres, qui ne soit pas déjà un ordre comme STOP, OUI ou INFO.
channels-refused-keyword-taken = Ce mot-clé sert déjà ailleurs : choisissez-en un autre.
channels-list-keyword = On s’inscrit en envoyant { $keyword } au numéro de la section, et on part en répondant STOP.
channels-list-no-keyword = Sans mot-clé, personne ne s’inscrit seul : l’équipe note l’accord de chaque personne, et un SMS lui demande de répondre OUI.
channels-heard = Ce que les téléphones ont demandé depuis 30 jours, toutes listes ensemble :
channels-asked-stop =
    { $count ->
        [one] un STOP
       *[other] { $count } STOP
    }
channels-asked-join =
    { $count ->
        [one] une inscription par mot-clé
       *[other] { $count } inscriptions par mot-clé
    }
channels-asked-yes =
    { $count ->
        [one] un OUI à notre question
       *[other] { $count } OUI à notre question
    }
channels-asked-info =
    { $count ->
        [one] une demande d’aide
       *[other] { $count } demandes d’aide
    }
channels-sms-read-on-the-way = Un SMS se lit chez l’opérateur, qui garde aussi qui l’a reçu : n’y mettez aucun nom, aucun lieu de réunion secret, et n’inscrivez personne que cette liste mettrait en danger.
channels-sms-carried-by-hand = Aucune passerelle SMS n’est réglée : ce qui devait partir d’ici est à envoyer à la main. Demandez à qui administre le site de remplir sms_url.
channels-sms-no-list = Ce canal n’a pas de liste : le texte sera à envoyer à la main.
channels-sms-estimate = { $parts } SMS × { $readers } inscrits = { $francs } francs environ
channels-sms-readers = { $parts } SMS × { $readers } inscrits ; le prix n’est pas réglé sur ce canal
channels-sms-foot = STOP : répondez STOP
channels-sms-left = { $section } : vous ne recevrez plus aucun de nos SMS. Votre numéro est effacé des listes.
channels-sms-joined = { $section } : vous recevrez nos SMS « { $lists } ». Pour ne plus rien recevoir, répondez STOP.
channels-sms-question = { $section } : voulez-vous recevoir nos SMS « { $list } » ? Répondez OUI. Sinon, ne faites rien : nous n’écrirons plus.
channels-sms-info = { $section } vous écrit par SMS. Pour vous inscrire, envoyez un de ces mots : { $keywords }. Pour ne plus rien recevoir : STOP.
channels-sms-info-closed = { $section } vous écrit par SMS. Pour ne plus rien recevoir, répondez STOP.
channels-obstacle-sms-risk = { $name } : ce texte ne peut pas partir par SMS, que l’opérateur lit et garde. Il nomme une personne à protéger, ou sa campagne est à risque. Retirez ce canal.
channels-trouble-sms-risk = Arrêté avant d’aller plus loin : le texte nomme une personne à protéger, ou sa campagne est devenue risquée.
channels-trouble-no-gateway = Aucune passerelle SMS n’est réglée : ce texte est à envoyer à la main.
channels-mailing-progress-sms = SMS partis : { $sent } sur { $total }, refusés : { $refused }, sans confirmation : { $unsure }
channels-mailing-arrived =
    { $count ->
        [one] Un téléphone a confirmé la remise.
       *[other] { $count } téléphones ont confirmé la remise.
    }
channels-mailing-unsure-how-sms = La passerelle a pris ces SMS sans répondre : ils sont peut-être arrivés. Renvoyer peut faire recevoir, et payer, deux fois le même message.
channels-field-foot = Ligne qui dit comment partir
channels-field-foot-how = Ajoutée à chaque message, et comptée. Videz-la si le numéro de la passerelle ne reçoit pas de réponses.
channels-field-pace-sms = 30 convient à une petite ligne ; 0 : aussi vite que la passerelle les prend
channels-refused-foot = La ligne qui dit comment partir a au plus 60 signes.
channels-done-reader-asked = La question est partie par SMS : la personne sera inscrite quand elle aura répondu OUI.
channels-done-brought-asked =
    { $count ->
        [one] Une personne reçoit la question ; elle sera inscrite si elle répond OUI.
       *[other] { $count } personnes reçoivent la question ; elles seront inscrites si elles répondent OUI.
    }
channels-would-ask =
    { $count ->
        [one] Une personne recevrait la question par SMS.
       *[other] { $count } personnes recevraient la question par SMS.
    }
channels-readers-lead-sms = On ne feuillette pas une liste : cherchez un numéro exact. Ce que vous faites ici est noté.
channels-readers-search-sms = Numéro exact
channels-reader-add-how-sms = Notez l’accord de la personne : un SMS lui demande alors de répondre OUI. Sans ce OUI, elle ne reçoit rien d’autre.
channels-field-address-phone = Numéro de téléphone
channels-field-agreement-sms = Qui l’a recueilli, quand et comment : « Awa, au marché, le 14 février »
channels-import-how-sms = Un numéro par ligne, puis si vous voulez la langue et un mot, séparés par des virgules. Chaque personne nouvelle reçoit la question par SMS ; rien ne part avant que vous ayez vu combien.
channels-field-lines-sms = Ou les numéros eux-mêmes
channels-refused-address-phone = Donnez un numéro de téléphone entier, par exemple +226 00 00 00 42.
channels-refused-said-stop = Ce numéro a répondu STOP ou a quitté la liste : seule la personne peut revenir, en écrivant le mot-clé.
channels-refused-cannot-ask = Sans passerelle SMS, la question ne peut pas partir : personne ne peut être inscrit ici pour l’instant.
channels-recipients = À qui l’envoyer
channels-recipients-how = À l’heure dite, une lettre part d’elle-même à chacune de ces personnes, une seule fois. Vous pouvez changer ce choix jusqu’à l’heure.
channels-recipients-none = Personne n’est encore choisi pour l’envoi automatique.
channels-recipients-count =
    { $count ->
        [one] Partira à { $count } journaliste.
       *[other] Partira à { $count } journalistes.
    }
channels-recipients-choose = Voir et choisir
channels-recipients-who = Reçoivent la lettre
channels-recipients-keep = Garder ce choix
channels-recipients-others = Ne reçoivent rien
channels-refused-recipients-gone = L’heure est venue : le choix ne change plus. Envoyez d’autres lettres depuis la page des envois.
channels-why-no-address = Pas d’adresse
channels-why-stopped = Les lettres n’arrivent plus à cette adresse
channels-why-no-consent = N’a pas donné son accord
channels-why-ended = Son accord a pris fin
channels-why-paused = En pause
channels-obstacle-no-recipients = { $name } : l’envoi est automatique et personne n’est choisi. Choisissez à qui l’envoyer depuis la page du communiqué.
channels-obstacle-no-reader = { $name } : aucune des personnes choisies ne reçoit de lettres. Changez le choix depuis la page du communiqué.
channels-trouble-press-nobody = Personne à qui écrire : choisissez des journalistes, puis relancez.
channels-press-progress = Lettres parties : { $sent } sur { $all }
channels-attach = Le PDF dans les lettres
channels-attach-not = Un lien seulement : les lettres restent légères
channels-attach-yes = Le PDF joint à chaque lettre, avec le lien
channels-attach-weight = Chaque lettre porte le PDF : { $size }.
channels-attach-last = Le PDF du dernier communiqué pèse { $size }.
channels-roster = Reprendre un tableau de journalistes
channels-roster-open = Reprendre un tableau
channels-roster-export = Emporter le tableau
channels-roster-table = Le tableau
channels-roster-how = La première ligne nomme les colonnes : nom, adresse, média, sujet, langue, téléphone, date de l’accord, origine de l’accord. Sans accord daté, personne n’est repris. Rien n’est écrit avant que vous l’ayez confirmé.
channels-roster-file = Un fichier CSV
channels-roster-paste = Ou collez les lignes ici
channels-roster-fallback = Langue, quand la ligne ne la dit pas
channels-roster-look = Regarder ce qui serait repris
channels-roster-looked = Ce qui serait repris
channels-roster-taken =
    { $count ->
        [one] { $count } ligne serait reprise.
       *[other] { $count } lignes seraient reprises.
    }
channels-roster-nothing-yet = Rien n’est encore écrit.
channels-roster-line = Ligne { $number }
channels-roster-bring =
    { $count ->
        [one] Reprendre { $count } ligne
       *[other] Reprendre { $count } lignes
    }
channels-roster-new = Nouvelle personne
channels-roster-new-stopped = Nouvelle personne, mais rien ne lui sera envoyé : l’adresse ne prend plus de lettres
channels-roster-changed = Sera mise à jour
channels-roster-same = Déjà connue, rien ne change
channels-roster-no-name = Refusée : pas de nom
channels-roster-no-address = Refusée : pas d’adresse
channels-roster-bad-address = Refusée : une adresse ne s’écrit pas ainsi
channels-roster-twice = Refusée : cette adresse est déjà plus haut dans le tableau
channels-roster-no-consent = Refusée : il manque l’origine ou la date de l’accord
channels-roster-bad-day = Refusée : la date de l’accord ne se lit pas
channels-roster-day-to-come = Refusée : la date de l’accord n’est pas encore venue
channels-roster-bad-language = Refusée : langue inconnue
channels-roster-name = Nom
channels-roster-email = Adresse
channels-roster-medium = Média
channels-roster-beat = Sujet
channels-roster-language = Langue
channels-roster-phone = Téléphone
channels-roster-since = Date de l’accord
channels-roster-consent = Origine de l’accord
channels-refused-roster-empty = Il n’y a aucune ligne à lire : choisissez un fichier ou collez le tableau, avec ses titres.
channels-refused-roster-headings = Les titres manquent : la première ligne doit nommer au moins « nom » et « adresse ».
channels-refused-roster-long = Le tableau est trop long : 2 000 lignes au plus à la fois.
channels-refused-roster-nothing = Plus rien à reprendre : tout est déjà connu ou refusé.
channels-done-journalists = Le tableau est repris.
channels-log-journalists-brought = a repris un tableau de journalistes
channels-log-journalists-exported = a emporté le tableau des journalistes
channels-journalist-stopped = Le { $day }, une lettre est revenue de cette adresse, ou la personne n’en veut plus : plus rien ne lui est envoyé. Corrigez l’adresse pour reprendre.
channels-journalist-back = Adresse à corriger
channels-press-left-out =
    { $count ->
        [one] { $count } personne n’est pas dans ce compte : son adresse ne prend plus de lettres.
       *[other] { $count } personnes ne sont pas dans ce compte : leur adresse ne prend plus de lettres.
    }
channels-review-file = Télécharger la coupure ({ $size })
channels-refused-clipping = Donnez une photo ou un PDF.
channels-oauth = Se connecter avec le compte
channels-oauth-how = Donnez l’adresse du serveur : vous direz oui là-bas, et la clé reviendra seule. Personne n’a rien à copier.
channels-oauth-or = Ou coller une clé
channels-oauth-go-how = Vous allez sur { $server }. Vérifiez que vous y êtes bien avec le compte de la section, puis acceptez : vous reviendrez ici.
channels-oauth-go = Continuer sur { $server }
channels-oauth-what = Ce qui est demandé : lire le nom du compte, ses textes et ce qu’on lui écrit ; publier et retirer des textes et des images. Rien d’autre. Vous avez dix minutes.
channels-trouble-no-oauth = Ce serveur ne sait pas connecter un compte de cette façon. Vérifiez son adresse, ou collez une clé.
channels-trouble-oauth-refused = Le serveur a refusé ({ $said }). Recommencez, ou collez une clé.
channels-trouble-oauth-denied = Vous avez refusé sur le serveur : le compte n’est pas connecté, et rien n’a changé ici.
channels-trouble-oauth-late = Plus de dix minutes ont passé : recommencez la connexion.
channels-trouble-oauth-state = Ce retour ne correspond à aucune connexion commencée ici. Recommencez depuis la page du canal, dans le même navigateur.
channels-done-forgotten-here = La clé est oubliée ici, mais le serveur n’a pas confirmé : retirez aussi l’accès dans les réglages du compte.
channels-done-connected-old = Le compte est connecté. L’ancienne clé ouvre peut-être encore : retirez-la dans les réglages du compte.
channels-done-keys-open = Tout est arrêté et les clés sont oubliées ici. Un serveur n’a pas confirmé : retirez aussi l’accès dans les réglages du compte.
channels-limit-shrank = Le serveur prend moins qu’avant, et ce texte ne partira pas ainsi. { $why }
channels-today-shrank = Ne tient plus dans la limite
channels-today-shrank-how = Un serveur a changé ce qu’il accepte. Raccourcissez ces textes avant leur heure.
channels-said = Ce que nous avons dit
channels-said-lead = Ce que la section a publié sur les réseaux, lisible ici sans compte.
channels-said-none = Rien pour l’instant.
channels-said-whole = Lire tout
channels-said-picture = Image : { $alt }
channels-said-there = Voir l’original
channels-said-keep-title = Sur notre propre site
channels-said-keep = Garder sur notre site ce qui est dit ici, à la page « Ce que nous avons dit »
channels-said-keep-how = Seulement ce que tout le monde peut lire, et rien qui parle d’une personne à protéger. Un texte retiré disparaît aussitôt.
channels-field-by-hand-press = Une personne envoie les communiqués ; sinon ils partent seuls, à l’heure
channels-field-pace-of-sms = SMS par minute
channels-mail-others =
    { $count ->
        [one] Un autre texte du même canal est dans le même cas.
       *[other] { $count } autres textes du même canal sont dans le même cas.
    }
channels-how-sms = par SMS, aux personnes inscrites
channels-mail-failed-subject = Un texte n’est pas sorti sur { $channel }
channels-mail-failed = Un texte prévu sur { $channel } n’est pas sorti et ne partira plus tout seul. La page dit pourquoi, et ce que vous pouvez faire.
channels-refused-old-delivery = Ce texte a été retiré ou récrit depuis : l’ancien envoi ne repart pas. Planifiez le texte tel qu’il est maintenant.
channels-act-let-be = A renoncé à un canal où le texte n’est pas sorti
channels-say-leave = Laisser ainsi
channels-refused-hour-publisher = Ce texte attend son heure : seule une personne qui publie peut la changer. Demandez-lui, ou gardez l’heure prévue ; le reste de ce que vous avez écrit est encore là.
channels-differs-not-there = Ne part pas sur ce canal
channels-differs-common = Le texte commun
channels-act-source-gone = La publication d’origine n’est plus visible
channels-today-sourceless = Leur source n’est plus visible
channels-today-sourceless-how = La publication dont ces textes parlent a été retirée du site. Ce qui attendait son heure n’attend plus ; ce qui est sorti y est encore : retirez-le, ou laissez-le.
channels-source-gone = La publication dont ce texte parle a été retirée du site. Relisez-le avant de le planifier, ou retirez-le de partout.
channels-refused-communique-out = Ce communiqué est parti : le lieu et la personne à joindre ne changent plus. Les éléments de langage, si.
channels-act-readers = Les destinataires ont changé : à relire
channels-refused-yes-already = Vous avez déjà donné votre accord ; il en faut un autre.
channels-mail-review-subject = Une réponse attend votre accord
channels-mail-review = Quelqu’un de l’équipe a écrit une réponse dans la boîte de réception. Elle part dès que vous l’avez relue et approuvée.
channels-refused-answer-network = Cette réponse est plus longue que ce que ce réseau accepte. Raccourcissez-la : rien n’est perdu.
channels-inbox-narrow = Ne voir qu’une partie
channels-inbox-by-source = D’où
channels-inbox-by-label = Étiquette
channels-inbox-all = Tout
channels-inbox-mine = Seulement ce dont je m’occupe
channels-inbox-narrow-button = Montrer
channels-revoke = À faire maintenant sur chaque réseau
channels-revoke-how = Les clés sont oubliées ici, mais le réseau les accepte encore tant qu’on ne les y a pas retirées. Faites-le pour chaque canal :
channels-revoke-facebook = sur Facebook : Paramètres, Intégrations professionnelles, retirer l’application
channels-revoke-telegram = dans Telegram : écrire /revoke à @BotFather et choisir le robot
channels-revoke-mastodon = sur le serveur : Préférences, Compte, Applications autorisées, révoquer
channels-revoke-bluesky = sur Bluesky : Réglages, Mots de passe d’application, supprimer
channels-approvers = Qui approuve sur ce canal
channels-approvers-how = Ces personnes peuvent approuver un texte qui ne part que sur des canaux où elles approuvent, en plus de celles qui approuvent partout.
channels-approvers-add = Ajouter une personne
channels-missing-safety-shown = une relecture de sécurité : une image montre une personne
channels-log-consent = A changé l’accord noté pour une image
channels-follow-feed = Suivre par un flux
channels-weights = Cinq poids, côte à côte
channels-weights-how = Le même texte là où il pèse le plus et là où il pèse le moins. Ce qui est barré ne tient pas : écrivez des mots plus courts pour ce canal.
channels-weights-common = Texte commun
channels-weights-over = Ce qui est barré ne tient pas.
channels-weight-web = Page du site
channels-weight-short = Réseaux courts (300 signes)
channels-weight-sms = Un SMS (160)
channels-weight-radio = Radio, 30 secondes
channels-weight-bytes = Le texte pèse { $size }.
channels-weight-seconds = { $count ->
    [one] Environ { $count } seconde à dire
   *[other] Environ { $count } secondes à dire
}
channels-draft-restored = Ce que vous aviez écrit sur cet appareil a été repris.
channels-draft-undo = Revenir au texte enregistré
channels-draft-conflict = Cet appareil garde un texte que vous n’aviez pas envoyé ; depuis, celui-ci a changé.
channels-draft-take = Reprendre celui de l’appareil
channels-draft-drop = L’oublier
channels-counted = { $used } sur { $most }
channels-obstacle-no-text = Pour { $name }, il n’y a pas de texte en { $language } : écrivez-le, ou choisissez une autre langue.
channels-refused-no-own-language = Dites en quelle langue sont les mots propres à un canal.
channels-refused-language-twice = Un canal a deux fois la même langue : gardez-en une.
channels-refused-too-many-languages = C’est plus de langues que ce canal n’en prend pour un même texte.
channels-language-not-any-more = Ne plus l’envoyer dans cette langue
channels-own-other-language = Aussi dans une autre langue
channels-field-own-other-how = Vides, c’est le texte écrit dans cette langue qui part.
channels-differs-in = { $language } : { $text }
channels-act-nobody-reads = Personne de la liste ne lit cette langue
channels-inbox-files-there = { $count ->
    [one] Une image, un son ou un autre fichier l’accompagne : il n’est pas gardé ici, regardez-le sur le réseau.
   *[other] { $count } images, sons ou autres fichiers l’accompagnent : ils ne sont pas gardés ici, regardez-les sur le réseau.
}
channels-acts-sign-in = Ce qui attendait est encore gardé sur ce téléphone : entrez de nouveau dans la maison, et ce sera fait.
channels-world-fgm = Tolérance zéro aux mutilations génitales féminines
channels-world-radio = Journée mondiale de la radio
channels-world-justice = Justice sociale
channels-world-tongue = Langue maternelle
channels-world-women = Droits des femmes
channels-world-racism = Contre la discrimination raciale
channels-world-water = Journée mondiale de l’eau
channels-world-health = Santé
channels-world-press = Liberté de la presse
channels-world-labour = Contre le travail des enfants
channels-world-african-child = Enfant africain
channels-world-refugees = Réfugiés
channels-world-torture = Soutien aux victimes de la torture
channels-world-trafficking = Contre la traite des êtres humains
channels-world-indigenous = Peuples autochtones
channels-world-disappeared = Victimes de disparition forcée
channels-world-literacy = Alphabétisation
channels-world-democracy = Démocratie
channels-world-peace = Paix
channels-world-information = Accès à l’information
channels-world-death-penalty = Contre la peine de mort
channels-world-girl = Filles
channels-world-poverty = Élimination de la pauvreté
channels-world-impunity = Contre l’impunité des crimes contre les journalistes
channels-world-child = Droits de l’enfant
channels-world-violence = Contre les violences faites aux femmes
channels-world-slavery = Abolition de l’esclavage
channels-world-disabilities = Personnes handicapées
channels-world-rights = Droits humains
channels-world-migrants = Migrants
channels-days-usual = Ajouter les journées internationales ({ $count })
channels-days-usual-how = Celles des Nations unies et du mouvement des droits humains, chaque année à leur date. Retirez ensuite celles qui ne vous concernent pas.
channels-obstacle-no-subject = Sur { $name }, le texte en { $language } n’a pas de titre : commencez ses mots propres par « # » et le titre, sur une ligne.
channels-obstacle-consent-over = L’accord de la personne nommée sera fini à cette heure-là.
channels-obstacle-no-alt = Image « { $name } » : dites en { $language } ce qu’elle montre, sur sa page, sous « Images ».
channels-refused-no-alt-language = Dites en quelle langue est chaque description de l’image.
channels-refused-alt-twice = L’image est décrite deux fois dans la même langue : gardez une description.
channels-alts = En d’autres langues
channels-alts-how = Un texte qui part en plusieurs langues décrit ses images dans chacune. Vidée, une description s’en va.
channels-field-consent-until-how = Ce jour passé, le texte est retiré de lui-même.
channels-consent-until = jusqu’au { $day }
channels-consent-over = L’accord de la personne nommée est arrivé à sa fin.
channels-pictures-all = Choisir dans toute la bibliothèque, ou ajouter une image
channels-pictures-all-how = Enregistrez d’abord ce que vous avez écrit.
channels-pictures-search = Chercher une image : ce qu’elle montre, de qui, qui a dit oui
channels-pictures-not-found = Aucune image ne dit « { $words } ».
channels-pictures-choose = Touchez l’image que le texte doit montrer.
channels-network-site = Le site de la section
channels-how-site = publié par Griot, sans compte
channels-field-site-place = Où paraissent les textes
channels-field-site-place-how = Le blog de la section, ou celui d’une équipe. Ils y paraissent au nom de la section, dans les flux et la recherche.
channels-refused-no-place = Le site n’a pas encore de blog où la section parle elle-même. Ouvrez d’abord un blog « de la section », puis revenez ici.
channels-trouble-no-place = Le blog de ce canal ne prend plus de textes, ou n’a pas pris celui-ci. Choisissez-en un autre sur la page du canal, puis envoyez à nouveau.
channels-act-site-gone = Retiré du site par quelqu’un de la rédaction
channels-obstacle-long-title = Le titre est trop long pour { $name } : 200 signes au plus. Raccourcissez le titre, ou la première ligne qui commence par « # ».
channels-own-pictures = Images montrées ici
channels-differs-without = Sans l’image « { $alt } »
channels-look-more = Voir plus
channels-log-moved-work = a changé un jour ou une heure d’une autre pièce dans le calendrier
channels-act-site-again = De nouveau sur le site, publié par quelqu’un de la rédaction
channels-key-doubtful = au dernier essai, le réseau a refusé le compte ou ce qu’il a le droit de faire : vérifiez-le
channels-mail-key-doubtful = Au dernier essai, le réseau a refusé le compte de { $channel }, ou ce qu’il a le droit de faire. Ouvrez la page du canal et vérifiez la clé : le réseau y dit pourquoi.
channels-mail-back-subject = À retirer : { $channel }
channels-mail-back = Un texte retiré se voit encore sur { $channel } : Griot ne peut pas l’y retirer, ou n’y arrive pas. La page dit où il est ; retirez-le, puis dites-le.
channels-today-left-out = Retirés, et encore visibles
channels-today-left-out-how = Griot ne peut pas retirer ces textes, ou n’y arrive pas. Ouvrez la page, retirez-les là où ils sont, puis dites-le.
channels-refused-sound-late = Ce texte est parti ou va partir : sa version parlée ne se change plus. Retirez-le, ou écrivez-en un autre.
channels-act-sound = version parlée changée
channels-refused-list-under-way = Un texte déjà sorti ailleurs attend encore sur ce canal, ou n’a pas pu y partir : il a été approuvé pour la liste actuelle. Attendez qu’il soit parti, ou dites qu’il ne partira pas ; la liste se change ensuite.
channels-mail-approve-warning = Avertissement : { $warning }
channels-mail-approve-look = Ce texte a aussi des images, une version parlée ou des mentions pour la presse : ouvrez-le pour les voir. Il ne s’approuve pas par courriel.
channels-refused-proof = Ce texte pourrait mettre quelqu’un en danger : il ne voyage pas par courriel. L’épreuve se lit ici.
channels-evidence-number = Feuille { $count }.
channels-evidence-before = Feuille précédente
channels-evidence-after = Feuille suivante
channels-today-more = Une liste au moins s’arrête avant la fin : réglez ses premiers textes, les suivants s’y montreront.
channels-hand-visible = À ne pas publier pour tout le monde : { $who }. Réglez-le là-bas avant d’envoyer.
channels-refused-picture-gone = Cette image a été effacée quand l’accord a pris fin. Ajoutez-la de nouveau, avec le nouvel accord.
channels-refused-picture-used = Un texte sorti, prévu ou en relecture montre cette image : retirez-le ou ôtez-lui l’image d’abord.
channels-log-picture-deleted = image supprimée de la bibliothèque
channels-done-picture-deleted = L’image est supprimée.
channels-picture-gone = Cette image est effacée : l’accord des personnes qu’elle montrait a pris fin.
channels-picture-delete = Supprimer l’image
channels-picture-delete-how = Supprimée, ou son accord retiré, elle disparaît aussi de son adresse, même là où un ancien courriel y mène.
channels-letters-plain = bon marché, 160 signes par SMS
channels-letters-exact = toutes, 70 signes par SMS
channels-field-letters = Lettres
channels-field-letters-how = L’alphabet bon marché garde é et à, mais écrit c pour ç, e pour ɛ. En mooré, en dioula ou en fulfulde, un mot peut y perdre son sens. La page du texte montre les deux prix.
channels-sms-exact-would = { $count ->
    [one] Avec toutes ses lettres : un SMS
   *[other] Avec toutes ses lettres : { $count } SMS
}
channels-sms-plain-would = { $count ->
    [one] Avec les lettres bon marché : un SMS
   *[other] Avec les lettres bon marché : { $count } SMS
}
channels-mail-answer-counted-off-hours = Votre accord est compté. La nuit et le week-end, un accord par courriel en demande un second, d’une autre personne ; vous pouvez aussi approuver dans la maison.
channels-act-approved-off-hours = Texte approuvé par courriel, hors des heures de travail
channels-today-missed = Approuvé, mais pas parti
channels-today-missed-how = Leur heure est passée, et personne ne les a programmés, ou leur heure leur a été enlevée. Donnez-leur une autre heure, ou archivez-les.
channels-refused-answer-cut = Tout est arrêté : cette réponse se lirait aussitôt sur le site. Elle reste ici ; envoyez-la quand quelqu’un aura relancé.
channels-refused-answer-cut-now = Tout est arrêté : cette réponse se lirait aussitôt sur le site. Gardez vos mots, et envoyez-les quand quelqu’un aura relancé.
