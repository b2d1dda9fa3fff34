# used: staff-act-*, people-log-on-*, job-*
# used: health-found-*
# used: seizure-field-*
admin-menu = Administration
desk-lead = Tout ce qui fait vivre la maison, au même endroit.
settings-title = Réglages
settings-saved = Les réglages sont enregistrés.
settings-name = Nom de la section
settings-tagline = Quelques mots sous le nom
settings-language = Langue des visiteurs qui n’en choisissent pas
settings-trust = Premiers commentaires d’une nouvelle personne qui attendent une relecture
settings-open = Tout le monde peut demander à rejoindre la section
settings-safety = Contact pour signaler un danger ou une faille
settings-safety-help = Une adresse e-mail, ou une page en https://. Elle est montrée au pied de chaque page et dans /.well-known/security.txt ; vide, rien n’est montré.
settings-refused-safety = Pour le contact, donnez une adresse e-mail ou une adresse qui commence par https://, ou laissez-le vide.
settings-second-factor = Un second facteur est exigé pour les rôles d’équipe
settings-save = Enregistrer
settings-refused-name = Donnez un nom de 80 signes au plus, et 120 signes au plus en dessous.
settings-refused-trust = Choisissez une langue de la liste et un nombre entre 0 et 50.
settings-refused-second-factor = Mettez d’abord en place un second facteur pour vous-même, sur votre page de sécurité : sinon le bureau se fermerait devant vous. Vos autres choix sont encore dans le formulaire.
# used: mail-tally-*, mail-stop-*, mail-done-*
mail-title = Courriels
mail-configured = Un serveur de courriel est configuré : les lettres partent et ne sont pas gardées ici.
mail-kept-title = Courriels gardés
mail-kept = Aucun serveur de courriel n’est configuré. Les messages restent ici et personne d’autre ne les reçoit. Pour les envoyer, indiquez GRIOT_SMTP_URL et redémarrez.
mail-kept-days = Un message reste { $days } jours, puis disparaît. Ceux d’une personne effacée disparaissent avec elle.
mail-empty = Aucun message pour l’instant. Le premier apparaîtra ici dès que la maison écrira à quelqu’un.
mail-older = Messages plus anciens
mail-numbers = Ce que sont devenues les lettres des 30 derniers jours
mail-numbers-none = Aucune lettre n’est partie ces 30 derniers jours.
mail-numbers-jobs = Les lettres qui attendent encore le serveur, ou qu’il n’a pas voulues, sont sous :
mail-tally-sent = { $count ->
    [one] { $count } lettre remise
   *[other] { $count } lettres remises
 }
mail-tally-refused = { $count ->
    [one] { $count } refusée tout de suite pour son adresse
   *[other] { $count } refusées tout de suite pour leur adresse
 }
mail-tally-dead = { $count ->
    [one] { $count } revenue : l’adresse n’existe pas
   *[other] { $count } revenues : l’adresse n’existe pas
 }
mail-tally-passing = { $count ->
    [one] { $count } revenue pour un temps : boîte pleine, ou hors d’atteinte
   *[other] { $count } revenues pour un temps : boîte pleine, ou hors d’atteinte
 }
mail-tally-unwelcome = { $count ->
    [one] { $count } revenue parce que notre serveur n’est pas le bienvenu : vérifiez SPF, DKIM et sa réputation
   *[other] { $count } revenues parce que notre serveur n’est pas le bienvenu : vérifiez SPF, DKIM et sa réputation
 }
mail-tally-complaint = { $count ->
    [one] { $count } signalée comme indésirable par la personne qui l’a reçue
   *[other] { $count } signalées comme indésirables par les personnes qui les ont reçues
 }
mail-tally-held = { $count ->
    [one] { $count } pas envoyée : son adresse est arrêtée
   *[other] { $count } pas envoyées : leur adresse est arrêtée
 }
mail-tally-late = { $count ->
    [one] { $count } en retard, qui peut encore arriver
   *[other] { $count } en retard, qui peuvent encore arriver
 }
mail-tally-other = { $count ->
    [one] { $count } autre courriel reçu à l’adresse de retour, et laissé
   *[other] { $count } autres courriels reçus à l’adresse de retour, et laissés
 }
mail-tally-probe = { $count ->
    [one] { $count } essai du chemin du retour réussi
   *[other] { $count } essais du chemin du retour réussis
 }
mail-stops = Adresses arrêtées
mail-stops-lead = Plus rien ne part vers ces adresses, sauf ce que leur propriétaire demande à l’instant. La maison n’en garde qu’une empreinte : personne ne peut en lire la liste.
mail-stops-none = Aucune adresse n’est arrêtée.
mail-stop-hard = { $count ->
    [one] { $count } adresse n’existe pas
   *[other] { $count } adresses n’existent pas
 }
mail-stop-soft = { $count ->
    [one] { $count } boîte ne prend plus rien
   *[other] { $count } boîtes ne prennent plus rien
 }
mail-stop-complaint = { $count ->
    [one] { $count } personne a signalé une lettre comme indésirable
   *[other] { $count } personnes ont signalé une lettre comme indésirable
 }
mail-stop-asked = { $count ->
    [one] { $count } personne ne veut plus de lettres
   *[other] { $count } personnes ne veulent plus de lettres
 }
mail-stop-why-hard = Un serveur de courriel l’a dit. La maison l’oublie un an après le dernier retour.
mail-stop-why-soft = Des lettres sont revenues cinq jours différents, en deux semaines ou plus. La maison réessaie au bout de 60 jours.
mail-stop-why-complaint = Son fournisseur l’a transmis. Gardé trois ans.
mail-stop-why-asked = Elle l’a demandé, par le lien d’une lettre ou sur sa page. Gardé trois ans.
mail-dead = Les adresses qui n’existent pas, jour par jour
mail-dead-lead = Il arrive qu’un grand fournisseur se trompe, et dise un même jour que toutes les adresses n’existent pas. Si un nombre vous étonne, écrivez de nouveau à celles de ce jour : les vraies erreurs reviendront.
mail-dead-day = { $count ->
    [one] { $count } adresse
   *[other] { $count } adresses
 }
mail-dead-lift = Leur écrire de nouveau
mail-dead-lift-named = Leur écrire de nouveau, jour du { $day }
mail-lift = Écrire de nouveau à une adresse
mail-lift-address = Adresse e-mail
mail-lift-help = Tapez-la en entier. Cet acte est noté dans le Journal, sans l’adresse.
mail-lift-sure = Cette personne m’a dit qu’elle veut de nouveau des lettres
mail-lift-button = Lui écrire de nouveau
mail-refused-address = Ce n’est pas une adresse de courriel. Vérifiez-la : il y faut un @ et un point.
mail-refused-free = Cette adresse n’est pas arrêtée : les lettres y partent. Vérifiez qu’il n’y manque pas un signe.
mail-refused-wish = Cette personne a demandé à ne plus recevoir de lettres. Cochez la case si elle a changé d’avis.
mail-done-lifted = Les lettres partent de nouveau vers cette adresse.
mail-done-day-lifted = Les lettres partent de nouveau vers les adresses de ce jour.
mail-done-tried = Une lettre est partie vers l’adresse de retour. Revenez dans quelques minutes : si elle est arrivée, le jour s’affiche plus bas. Sinon, voyez les travaux en échec.
mail-back = Le chemin du retour
mail-back-address = Une lettre qui n’arrive pas revient à { $address }, que votre serveur de courriel donne à « griot bounce ».
mail-back-last = Un courriel en est revenu pour la dernière fois le { $day }.
mail-back-never = Rien n’en est encore revenu.
mail-back-try = Essayer le chemin du retour
mail-back-none = Aucune adresse de retour n’est configurée : la maison n’apprend pas quelles lettres ne sont pas arrivées, et continue d’écrire à des adresses mortes. Indiquez GRIOT_MAIL_BOUNCE ; le guide montre comment.
mail-probe-subject = Essai du chemin du retour
mail-probe-letter = Cette lettre essaie le chemin du retour. Le serveur de courriel la donne à « griot bounce », et personne ne la lit.
jobs-title = Travaux
jobs-counts = { $waiting } en attente, { $running } en cours, { $failed } en échec.
jobs-none-failed = Aucun travail n’a échoué.
jobs-attempts = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
 }
jobs-again = Relancer
jobs-again-all = Tout relancer
jobs-forget = Oublier
jobs-more = Plus…
job-people-send-confirmation = Lettre pour confirmer une adresse
job-people-send-invitation = Lettre d’invitation
job-people-send-refusal = Lettre de refus d’une demande
job-people-send-reset = Lettre pour retrouver l’accès
job-people-send-address-confirmation = Lettre pour confirmer une nouvelle adresse
job-people-tell-old-address = Lettre à l’ancienne adresse
job-people-tell-owner = Lettre sur une nouvelle façon d’entrer
job-people-tell-editors = Prévenir celles et ceux qui répondent aux demandes
job-people-tell-editor = Lettre sur une demande
job-admin-try-way-back = Essai du chemin du retour
job-admin-forget-letters = Effacer les courriels gardés d’une personne
job-voices-tell-moderator = Lettre sur des commentaires à relire
job-voices-send-digest = Lettre du résumé quotidien
job-voices-tell-author = Lettre à un auteur ajouté
job-voices-send-alert = Lettre sur un commentaire
job-voices-confirm-comment = Lettre pour confirmer un commentaire
job-voices-confirm-follow = Lettre pour confirmer un suivi
job-voices-tell-too-late = Lettre sur un billet paru trop tard
job-voices-tell-missed = Lettre sur un billet qui n’est pas paru
job-voices-tell-blog = Annoncer le nouveau nom d’un blog
job-voices-undo-import = Défaire un apport
job-voices-look-elsewhere = Regarder une section sœur
job-voices-run-import = Apporter un blog
job-voices-fetch-pictures = Chercher les images d’un apport
job-voices-look-at-import = Regarder ce qui viendrait d’un blog
job-files-sweep-now = Effacer les fichiers dont personne n’a plus besoin
job-every-files-sweep = Chaque jour : les fichiers dont personne n’a plus besoin
job-every-people-sweep = Chaque jour : les liens et demandes passés
job-every-admin-sessions = Chaque jour : les sessions et jetons finis
job-every-admin-mail = Chaque jour : les adresses arrêtées dont le temps est venu
job-every-admin-kept-letters = Chaque jour : les courriels gardés trop vieux
job-every-voices-sweep-imports = Chaque jour : les apports abandonnés
job-every-voices-follow-feeds = Toutes les cinq minutes : les blogs suivis
job-every-voices-follow-elsewhere = Toutes les cinq minutes : les sections sœurs
job-every-voices-keep-hours = Chaque minute : les billets programmés
job-every-voices-tell-moderators = Toutes les cinq minutes : ce qui attend une relecture
job-every-voices-tell-old-blogs = Toutes les cinq minutes : les blogs que la recherche ne connaît pas encore
job-every-voices-digests = Chaque jour : les résumés
job-every-voices-forget = Chaque jour : les suivis et invités oubliés
job-every-home-reread = Chaque minute : les textes à relire pour la recherche
job-cause-mail = Le serveur de courriel n’a pas pris la lettre pour l’instant ; la maison réessaie d’elle-même. Si cela dure, voyez la page Santé.
job-cause-mail-refused = Le serveur de courriel refuse cette lettre pour de bon. Ce qu’il a répondu est dessous.
job-cause-stopped = L’adresse est arrêtée : rien n’y part plus. Voyez la page Courriels.
job-cause-database = La base de données n’a pas répondu à temps. Voyez la page Santé.
job-cause-full = Il n’y avait plus de place. Faites-en, puis relancez.
job-cause-files = L’endroit où sont les fichiers n’a pas répondu. Voyez la page Santé.
job-cause-outside = Un serveur d’ailleurs n’a pas répondu. Relancez plus tard, ou vérifiez l’adresse.
job-cause-died = Le serveur s’est arrêté chaque fois au milieu. Relancez une fois, et regardez le journal de la machine.
job-cause-newer = Ce serveur ne connaît pas ce travail. Mettez tous les serveurs à la même version.
job-cause-other = Le programme a buté sur quelque chose. Relancez ; si cela revient, montrez ce qui est dessous à qui tient le programme.
jobs-retried = En attente d’un nouvel essai
jobs-next = prochain essai le { $moment }
job-listener = Une nouvelle que « { $room } » entend
health-title = Santé
health-well = Bien
health-to-do = À faire
health-cause = Ce que dit la machine
health-found-database = La base de données répond ({ $detail }).
health-found-database-bad = La base de données ne répond pas. Vérifiez qu’elle tourne et que GRIOT_DATABASE_URL est juste.
health-found-files = Les fichiers s’écrivent et se relisent.
health-found-files-bad = Les fichiers ne s’écrivent pas. Vérifiez la place sur le disque et les droits du dossier, ou GRIOT_FILES_URL.
health-found-mail = Le serveur de courriel répond.
health-found-mail-kept = Aucun serveur de courriel : les messages restent sous /admin/mail. Indiquez GRIOT_SMTP_URL pour les envoyer.
health-found-mail-bad = Le serveur de courriel ne répond pas. Vérifiez GRIOT_SMTP_URL.
health-found-returns = Les lettres qui n’arrivent pas reviennent (la dernière fois : { $detail }).
health-found-returns-none = Les lettres qui n’arrivent pas ne sont pas comprises : des adresses mortes en reçoivent toujours. Indiquez GRIOT_MAIL_BOUNCE, puis donnez cette adresse à « griot bounce » (voyez le guide).
health-found-returns-untried = Rien n’est encore revenu de { $detail }. Essayez le chemin du retour sous /admin/mail.
health-found-returns-old = Rien n’est revenu depuis longtemps (la dernière fois : { $detail }). Essayez le chemin du retour sous /admin/mail.
health-found-clock = L’horloge est plausible ({ $detail }, temps universel).
health-found-clock-bad = L’horloge indique { $detail } (temps universel), avant la construction de ce programme. Réglez l’heure de la machine (par exemple avec chrony).
health-found-clock-behind = L’horloge retarde : la maison vivait déjà le { $detail }. Réglez l’heure de la machine (par exemple avec chrony). Rien de programmé n’est perdu.
health-found-clock-leapt = L’horloge a sauté : la maison a vécu pour la dernière fois le { $detail }. Ce qui est programmé attend. Si l’heure est fausse, réglez-la ; si elle est juste, dites-le : griot doctor --clock-is-right
health-found-base-url = L’adresse publique est { $detail }.
health-found-base-url-bad = L’adresse publique est { $detail }, sans TLS : hors de cette machine, personne ne pourra se connecter. Mettez Caddy ou nginx devant, puis GRIOT_BASE_URL=https://…
health-found-base-url-answers = L’adresse publique { $detail } répond.
health-found-base-url-local = L’adresse publique est { $detail }, que cette machine seule trouve, alors que la maison est ouverte à d’autres : les liens des lettres ne mèneraient nulle part. Indiquez GRIOT_BASE_URL=https://…
health-found-base-url-silent = Personne ne répond à l’adresse publique { $detail }. Vérifiez que le nom mène à cette machine, que Caddy ou nginx tourne, et son certificat.
health-found-base-url-other = À l’adresse publique { $detail }, ce n’est pas cette maison qui répond. Vérifiez GRIOT_BASE_URL, et où mène le proxy.
health-found-disk-unknown = La place sur le disque ne se mesure pas. Vérifiez que le dossier de données est là, et ses droits.
health-found-folder-unknown = Les droits du dossier de données ne se lisent pas. Vérifiez qu’il est là, et à quel compte il est.
health-found-jobs-unknown = Les travaux ne se comptent pas. Vérifiez la base de données.
health-found-returns-unknown = On ne sait pas si des lettres sont revenues. Vérifiez la base de données.
health-found-mail-silent = Le serveur de courriel se tait. Vérifiez qu’il tourne, le pare-feu, et GRIOT_SMTP_URL.
health-found-disk = Il reste { $detail } de place sur le disque.
health-found-disk-bad = Il ne reste que { $detail } de place sur le disque. Faites de la place avant que l’écriture ne soit refusée.
health-found-folder = Le dossier de données n’est lisible que par son propriétaire.
health-found-folder-bad = Le dossier de données est ouvert à d’autres comptes ({ $detail }). Faites : chmod 700 sur ce dossier.
health-found-jobs = Aucun travail n’a échoué.
health-found-jobs-bad = Travaux en échec : { $detail }. Voyez /admin/jobs.
seizure-menu = Ce qu’une saisie révèle
seizure-title = Ce qu’une saisie révèle
seizure-lead = Si quelqu’un prend ce serveur, voici ce qu’il y lit, colonne par colonne. Chaque pièce de la maison le dit de ses tables, et une colonne oubliée fait échouer ses tests. Seules manquent ici les colonnes qui ne disent rien d’une personne : numéros de lignes, états, compteurs. Les courriels gardés et les fichiers se lisent aussi sur le disque, et une sauvegarde montre tout ce que montre le serveur.
seizure-advice = N’écrivez pas ici ce qui mettrait une personne en danger. Ce qui n’est pas gardé ne peut pas être saisi : aucune adresse de visiteur, aucun journal de lecture.
seizure-contact = Vous êtes en danger à cause de ce site, ou vous avez trouvé une faille ? Écrivez à
seizure-whole =
    { $count ->
        [0] rien ne s’y lit en entier
        [one] une chose s’y lit en entier
       *[other] { $count } choses s’y lisent en entier
    }
seizure-seen-public = C’est déjà public
seizure-seen-revealed = Tout
seizure-seen-guessable = Rien, sauf qui connaît déjà la valeur
seizure-seen-nothing = Rien
staff-act-settings-changed = a changé les réglages
staff-act-job-again = a relancé un travail
staff-act-jobs-again = a relancé tous les travaux en échec
staff-act-job-forgotten = a oublié un travail
staff-act-mail-lifted = a fait écrire de nouveau à une adresse
staff-act-mail-day-lifted = a fait écrire de nouveau aux adresses d’un jour
staff-act-mail-read = a lu un courriel gardé
people-log-on-letter = courriel n°
seizure-mail-mark = L’empreinte d’une adresse qui ne reçoit plus rien
seizure-mail-kind = Pourquoi elle ne reçoit plus rien, et les jours où on l’a su
seizure-mail-tried = Le jour où son propriétaire a demandé une lettre malgré tout
seizure-mail-tally = Combien de lettres sont parties et revenues chaque jour
seizure-session-person = Qui est connecté, et ce que retient sa session
seizure-session-device = Le navigateur et le système, en quelques mots
seizure-session-token = L’empreinte du jeton de connexion
seizure-token-person = Qui a des jetons d’accès pour ses programmes
seizure-token-name = Le nom de chaque jeton, et ce qu’il permet
seizure-token-day = Quand un jeton a été fait, quand il finit, et le jour de son dernier usage
seizure-token-hash = L’empreinte du jeton d’accès
seizure-once-person = Qui a fait créer quoi par un programme depuis deux jours
seizure-confirmation-digest = L’empreinte des adresses à qui une confirmation a été demandée aujourd’hui, et combien de fois
seizure-session-when = Quand chacun s’est connecté, et est venu pour la dernière fois
seizure-once-asked = L’empreinte de ce qu’un programme a demandé
seizure-job-what = Ce qui attend d’être fait, et l’a été depuis sept jours : des numéros de personnes et de textes, jamais de noms
seizure-job-cause = Pourquoi un travail a échoué, sans adresse
seizure-setting = Les réglages de la section
desk-empty = Votre rôle n’ouvre encore aucune page du bureau.
# used: seizure-room-*
seizure-room-people = Les personnes
seizure-room-voices = Les blogs et les commentaires
seizure-room-home = L’accueil et l’activité
seizure-room-admin = Les connexions et les confirmations
job-channels-carry = Porter des textes à un réseau
job-channels-tell-keeper = Prévenir d’un texte à publier ou en retard
job-channels-tell-key-ends = Prévenir qu’une clé finit bientôt
job-every-channels-keep-hours = Tenir les heures des textes
job-every-channels-watch = Veiller sur les textes en retard
job-every-channels-look-after-keys = Vérifier les clés des canaux
job-channels-send-press = Lettres d’un communiqué aux journalistes
job-channels-send-answer = Envoyer une réponse
job-channels-send-note = Envoyer un SMS à une personne
job-channels-hear = Écouter ce que l’on répond sur un réseau
job-channels-tell-waiting = Prévenir que des personnes attendent une réponse
job-channels-tell-review = Prévenir qu’une réponse attend un accord
job-channels-ask-subscriber = Demander à quelqu’un de confirmer son inscription
job-channels-send-proof = Envoyer l’épreuve d’une lettre
job-every-channels-forget-subscribers = Oublier les inscriptions sans confirmation
job-every-channels-hear = Toutes les 3 minutes : écouter ce que l’on répond sur les réseaux
job-every-channels-watch-inbox = Toutes les 10 minutes : veiller sur les personnes qui attendent une réponse
job-every-channels-sweep-inbox = Chaque nuit : oublier les conversations terminées depuis longtemps
seizure-mail-door = À qui des lettres sont allées auxquelles on peut répondre, pendant un mois
seizure-mail-answer = Ce qui a été répondu par courriel, et par qui, jusqu’à ce que sa pièce l’ait pris : une minute
job-people-tell-answered = Dire ce que l’on a fait d’une réponse par courriel
job-every-people-take-answers = Chaque minute : prendre les réponses par courriel
job-channels-tell-approver = Montrer un texte à qui peut l’approuver
job-every-channels-end-consents = Chaque nuit : retirer ce que montre un accord terminé
job-campaigns-send-news = Dire ce qui est nouveau dans l’espace interne
job-campaigns-tell-entry = Prévenir d’une annonce dans l’espace interne
job-every-campaigns-room-news = Chaque jour : ce qui est nouveau dans l’espace interne
settings-zone = Heure de la section
settings-zone-help = Les heures se lisent et s’écrivent à l’heure de ce lieu, été comme hiver. Ce qui est déjà prévu part au même instant : seule l’heure affichée change.
settings-zone-none = Temps universel
settings-refused-zone = Choisissez un lieu de la liste pour l’heure de la section.
job-campaigns-tell-task = Prévenir d’une tâche confiée
job-campaigns-remind-tasks = Rappeler ce qui est à faire
job-every-campaigns-room-tasks = Chaque jour : rappeler ce qui est à faire
job-workshops-tell = Prévenir une personne inscrite à un atelier
job-workshops-tell-exercise = Dire à une personne ce qu’on pense de son exercice
job-workshops-tell-certificate = Prévenir d’une attestation
job-workshops-ask-follow-up = Demander ce qui a suivi un atelier
job-every-workshops-sweep = Chaque heure : places libres et inscriptions non confirmées
job-every-workshops-reminders = Chaque jour : rappels des ateliers
job-every-workshops-follow-up = Chaque jour : ce qui a suivi les ateliers
job-every-workshops-old-photos = Chaque jour : effacer les photos des feuilles signées
job-every-workshops-blend-answers = Chaque nuit : mêler les réponses anonymes
