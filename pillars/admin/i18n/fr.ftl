# used: staff-act-*
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
settings-second-factor = Un second facteur est exigé pour les rôles d’équipe
settings-save = Enregistrer
settings-refused-name = Donnez un nom de 80 signes au plus, et 120 signes au plus en dessous.
settings-refused-trust = Choisissez une langue de la liste et un nombre entre 0 et 50.
mail-title = Courriels gardés
mail-configured = Un serveur de courriel est configuré : les messages partent et ne sont pas gardés ici.
mail-kept = Aucun serveur de courriel n’est configuré. Les messages restent ici et personne d’autre ne les reçoit. Pour les envoyer, indiquez GRIOT_SMTP_URL et redémarrez.
mail-empty = Aucun message pour l’instant. Le premier apparaîtra ici dès que la maison écrira à quelqu’un.
mail-older = Messages plus anciens
jobs-title = Travaux
jobs-counts = { $waiting } en attente, { $running } en cours, { $failed } en échec.
jobs-none-failed = Aucun travail n’a échoué.
jobs-attempts = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
 }
jobs-again = Relancer
jobs-forget = Oublier
jobs-more = Plus…
health-title = Santé
health-well = Bien
health-to-do = À faire
health-found-database = La base de données répond ({ $detail }).
health-found-database-bad = La base de données ne répond pas : { $detail }. Vérifiez qu’elle tourne et que GRIOT_DATABASE_URL est juste.
health-found-files = Les fichiers s’écrivent et se relisent.
health-found-files-bad = Les fichiers ne s’écrivent pas : { $detail }. Vérifiez la place sur le disque et les droits du dossier, ou GRIOT_FILES_URL.
health-found-mail = Le serveur de courriel répond.
health-found-mail-kept = Aucun serveur de courriel : les messages restent sous /admin/mail. Indiquez GRIOT_SMTP_URL pour les envoyer.
health-found-mail-bad = Le serveur de courriel ne répond pas : { $detail }. Vérifiez GRIOT_SMTP_URL.
health-found-clock = L’horloge est plausible ({ $detail }).
health-found-clock-bad = L’horloge indique { $detail }, avant la construction de ce programme. Réglez l’heure de la machine (par exemple avec chrony).
health-found-clock-behind = L’horloge retarde : la maison vivait déjà le { $detail }. Réglez l’heure de la machine (par exemple avec chrony). Rien de programmé n’est perdu.
health-found-clock-leapt = L’horloge a sauté : la maison a vécu pour la dernière fois le { $detail }. Ce qui est programmé attend. Si l’heure est fausse, réglez-la ; si elle est juste, dites-le : griot doctor --clock-is-right
health-found-base-url = L’adresse publique est { $detail }.
health-found-base-url-bad = L’adresse publique est { $detail }, sans TLS : hors de cette machine, personne ne pourra se connecter. Mettez Caddy ou nginx devant, puis GRIOT_BASE_URL=https://…
health-found-disk = Il reste { $detail } de place sur le disque.
health-found-disk-bad = Il ne reste que { $detail } de place sur le disque. Faites de la place avant que l’écriture ne soit refusée.
health-found-folder = Le dossier de données n’est lisible que par son propriétaire.
health-found-folder-bad = Le dossier de données est ouvert à d’autres comptes ({ $detail }). Faites : chmod 700 sur ce dossier.
health-found-jobs = Aucun travail n’a échoué.
health-found-jobs-bad = Travaux en échec : { $detail }. Voyez /admin/jobs.
seizure-menu = Ce qu’une saisie révèle
seizure-title = Ce qu’une saisie révèle
seizure-lead = Si quelqu’un prend ce serveur, voici ce qu’il y lit, colonne par colonne. Chaque pièce de la maison le déclare de ses tables, et une colonne oubliée fait échouer ses tests. Les courriels gardés et les travaux en attente s’y lisent aussi.
seizure-advice = N’écrivez pas ici ce qui mettrait une personne en danger. Ce qui n’est pas gardé ne peut pas être saisi : aucune adresse de visiteur, aucun journal de lecture.
seizure-seen-public = C’est déjà public
seizure-seen-revealed = Tout
seizure-seen-guessable = Rien, sauf qui connaît déjà la valeur
seizure-seen-nothing = Rien
staff-act-settings-changed = a changé les réglages
staff-act-job-again = a relancé un travail
staff-act-job-forgotten = a oublié un travail
seizure-session-person = Qui est connecté
seizure-session-device = Le navigateur et le système, en quelques mots
seizure-session-token = L’empreinte du jeton de connexion
seizure-confirmation-digest = L’empreinte des adresses à qui une confirmation a été demandée aujourd’hui
desk-empty = Votre rôle n’ouvre encore aucune page du bureau.
# used: seizure-room-*
seizure-room-people = Les personnes
seizure-room-voices = Les blogs et les commentaires
seizure-room-home = L’accueil et l’activité
seizure-room-admin = Les connexions et les confirmations
