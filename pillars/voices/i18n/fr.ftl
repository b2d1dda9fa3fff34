# used: blog-kind-*
# used: blog-theme-*
# used: blog-comments-*
# used: blog-moderation-*
# used: post-state-*
# used: post-missed-*
# used: alerts-kind-*
# used: follow-now-*
# used: blog-state-*
# used: editor-tool-*
voices-menu-blogs = Blogs
voices-menu-posts = Mes billets
voices-menu-comments = Commentaires de mes blogs
voices-menu-alerts = Mes alertes
voices-menu-moderation = Commentaires à lire
voices-menu-featured = À la une
way-back = Revenir
byline-gone = Une ancienne plume
byline-guest = { $name } (sans compte)
picture-on-tap = (image)
pages-nav = Pages
pages-newer = Plus récents
pages-more = Plus…
card-more = Plus…
card-more-of = Plus… : { $title }
comments-count =
    { $count ->
        [one] { $count } commentaire
       *[other] { $count } commentaires
    }
comments-title =
    { $count ->
        [0] Commentaires
        [one] { $count } commentaire
       *[other] { $count } commentaires
    }
blogs-title = Les blogs
blogs-lead = Nos membres écrivent ici, chacun de sa voix.
blogs-none = Aucun blog encore. Le premier peut être le vôtre.
blogs-posts =
    { $count ->
        [one] { $count } billet
       *[other] { $count } billets
    }
blogs-newest = dernier billet le { $day }
blog-kind-person = Blog d’un membre
blog-kind-team = Blog d’une équipe
blog-kind-section = Blog de la section
blog-filtered = Billets : { $what }.
blog-unfiltered = Tous les billets
blog-none = Pas encore de billet ici.
blog-authors = Qui écrit ici
blog-archives = Archives
blog-tags = Sujets
blog-settings = Réglages du blog
blog-new-title = Ouvrir un blog
blog-title = Titre du blog
blog-address = Adresse
blog-address-how = Lettres, chiffres et traits d’union. Vide : elle est tirée du titre. Si vous la changez, l’ancienne mène à la nouvelle.
blog-about = De quoi parle ce blog
blog-kind = Qui y parle
blog-language = Langue habituelle
blog-theme = Couleur
blog-theme-1 = Indigo
blog-theme-2 = Ocre
blog-theme-3 = Terre rouge
blog-theme-4 = Feuille de néré
blog-theme-5 = Fleuve
blog-theme-6 = Karité
blog-comments = Qui peut commenter
blog-comments-members = Les membres
blog-comments-guests = Tout le monde, après confirmation de l’adresse
blog-comments-closed = Personne
blog-moderation = Commentaires relus avant de paraître
blog-moderation-newcomers = Les premiers de chaque nouvelle voix
blog-moderation-everyone = Tous
blog-save = Enregistrer
blog-begin = Ouvrir le blog
blog-role-author = écrit
blog-role-editor = écrit et modère
blog-make-author = Retirer la modération
blog-make-editor = Confier la modération
blog-remove-author = Retirer de ce blog
blog-add-author = Ajouter une plume
blog-add-author-how = Choisissez dans la liste, ou écrivez son nom ou l’identifiant de sa page.
blog-imports = Ce qui vient d’ailleurs
blog-refused-no-title = Donnez un titre au blog.
blog-refused-title-too-long = Le titre est trop long : 120 signes au plus.
blog-refused-about-too-long = La présentation est trop longue : 2 000 signes au plus.
blog-refused-address-taken = Un autre blog a, ou a eu, cette adresse. Choisissez-en une autre.
blog-refused-bad-address = L’adresse ne peut contenir que des lettres sans accent, des chiffres et des traits d’union.
blog-refused-bad-choice = Un des choix n’existe pas. Vérifiez la langue, la couleur et les commentaires.
blog-refused-last-editor = Un blog garde toujours quelqu’un qui le modère. Confiez d’abord la modération à une autre personne.
blog-refused-nobody = Personne ne porte ce nom dans la section, ou plusieurs le portent. Choisissez dans la liste, ou écrivez l’identifiant de la page de la personne.
my-posts-write = Écrire un billet
my-posts-new-blog = Ouvrir un blog
my-posts-none = Vous n’avez encore rien écrit. Le premier billet est le plus difficile ; il peut être court.
my-posts-read = Lire la page
my-posts-blogs = Mes blogs
my-posts-leave = Ne plus écrire dans ce blog
blog-leave-question = Ne plus écrire dans « { $title } » ?
blog-leave-how = Vos billets y restent, et vous pourrez toujours les retirer. Pour y écrire de nouveau, il faudra qu’une personne qui modère ce blog vous y ajoute.
my-posts-left = C’est fait : vous n’écrivez plus dans ce blog. Vos billets y restent ; vous pouvez toujours les retirer.
post-state-draft = brouillon
post-state-scheduled = programmé
post-state-published = publié
post-state-withdrawn = retiré
post-missed-too-late = Ce billet n’est pas paru : son heure limite était passée. Il est redevenu un brouillon.
post-missed-no-words = Ce billet n’est pas paru : il n’y avait rien à lire à son heure. Il est redevenu un brouillon.
post-missed-no-pen = Ce billet n’est pas paru : à son heure, la personne qui l’a écrit n’écrivait plus dans ce blog. Il est redevenu un brouillon.
missed-subject = Pas paru : { $title }
missed-too-late-letter = Votre billet « { $title } » n’est pas paru : son heure limite ({ $moment }) était passée avant que la maison puisse le publier.
missed-too-late-remedy = La maison était sans doute arrêtée à ce moment-là. Le billet est redevenu un brouillon ; rien n’en est perdu. Publiez-le, ou choisissez une autre heure.
missed-no-words-letter = Votre billet « { $title } » n’est pas paru à son heure ({ $moment }) : il n’y avait rien à lire.
missed-no-words-remedy = Il est redevenu un brouillon. Écrivez quelques mots, puis publiez-le ou choisissez une autre heure.
missed-no-pen-letter = Le billet « { $title } » n’est pas paru à son heure ({ $moment }) : la personne qui l’a écrit ne participe plus, ou n’écrit plus dans ce blog.
missed-no-pen-remedy = Il est redevenu un brouillon ; rien n’en est perdu. Si le blog doit le montrer, ouvrez-le et publiez-le vous-même.
missed-button = Ouvrir le billet
missed-footer = Vous recevez cette lettre parce que vous avez programmé ce billet dans { $section }.
missed-footer-keeper = Vous recevez cette lettre parce que vous veillez sur ce blog de { $section }.
post-new-title = Un nouveau billet
post-new-no-blog = Il vous faut d’abord un blog.
post-new-blog = Dans quel blog
post-new-begin = Commencer
post-edit = Modifier
post-first-published = D’abord publié sur
post-translation-in = Aussi en { $language } :
post-nav = Autres billets du blog
post-minutes =
    { $count ->
        [one] { $count } minute de lecture
       *[other] { $count } minutes de lecture
    }
post-refused-no-title = Donnez un titre au billet.
post-refused-title-too-long = Le titre est trop long : 200 signes au plus.
post-refused-no-body = Il n’y a encore rien à lire. Écrivez quelques mots avant de publier.
post-refused-body-too-long = Le texte est trop long : 200 000 signes au plus. Faites-en deux billets.
post-refused-bad-canonical = L’adresse de première publication n’est pas celle d’une page. Elle commence par https://.
post-refused-bad-language = Cette langue n’est pas connue. Écrivez son code : fr, en, mos, dyu, ff…
post-refused-bad-translation = Le billet traduit n’est pas à cette adresse, ou n’est pas de ceux que vous pouvez lier : un billet publié dans un blog où vous écrivez, ou un billet à vous.
post-refused-campaign-closed = Cette campagne ne prend plus rien : elle est terminée, ou n’est pas de celles que vous pouvez choisir. Choisissez-en une autre, ou aucune.
post-refused-no-such-line = Cette ligne n’est pas dans la stratégie en vigueur. Choisissez-en une autre, ou aucune.
post-refused-changed-meanwhile = Quelqu’un a enregistré ce billet entre-temps. Votre texte est encore ci-dessous : copiez-le, rouvrez le billet et réunissez les deux.
post-refused-not-now = Le billet n’en est plus là : quelqu’un l’a peut-être publié ou retiré. Rouvrez-le.
post-refused-address-taken = Un autre billet du blog a cette adresse.
post-refused-no-blog = Choisissez un blog où vous écrivez.
schedule-refused-no-hour = Donnez le jour et l’heure, par exemple 2013-02-14 09:30.
schedule-refused-past = Cette heure est passée. Choisissez-en une à venir, ou publiez maintenant.
schedule-refused-too-far = C’est dans plus de deux ans. Choisissez une date plus proche.
schedule-refused-too-late-before = L’heure limite vient avant l’heure de parution.
upload-refused-no-file = Choisissez d’abord un fichier.
upload-refused-quota = Vous avez apporté beaucoup de fichiers cette semaine : 500 Mo au plus. Attendez quelques jours, ou demandez à une autre personne du blog.
upload-refused-no-alt = Décrivez en quelques mots ce que l’on voit ou entend : c’est ce que liront celles et ceux qui ne voient pas l’image.
upload-refused-unknown = Ce fichier n’est ni une image (JPEG, PNG, WebP, GIF), ni un son (MP3, M4A, Opus, WebM).
upload-refused-too-large = Ce fichier est trop lourd : 15 Mo pour une image, 25 Mo pour un son.
upload-refused-too-many-pixels = Cette image est trop grande : 40 millions de pixels au plus. Réduisez-la, puis recommencez.
upload-refused-damaged = Ce fichier est abîmé ou incomplet. Envoyez-le de nouveau depuis l’appareil qui l’a fait.
upload-refused-too-slow = Cette image demande trop de travail. Réduisez-la, puis recommencez.
upload-refused-disk-full = Il n’y a plus de place pour les fichiers. Votre texte est intact ; prévenez la section.
editor-heading = Écrire
editor-title = Titre
editor-body = Texte
editor-markdown = Une ligne vide sépare les paragraphes. *italique*, **gras**, [lien](https://…), ## intertitre, > citation, - liste.
editor-toolbar = Mise en forme
editor-tool-bold = Gras
editor-tool-italic = Italique
editor-tool-link = Lien
editor-tool-heading = Intertitre
editor-tool-quote = Citation
editor-tool-list = Liste
editor-tool-picture = Image
editor-tool-voice = Voix
editor-insert = Insérer
editor-cancel = Annuler
editor-live = Aperçu
editor-see = Voir comme une lectrice
editor-revisions = Versions
editor-save = Enregistrer le brouillon
editor-save-published = Enregistrer les changements
editor-publish = Publier maintenant
editor-files = Images et voix
editor-file = Fichier
editor-camera = Ou prendre une photo
editor-file-kinds = JPEG, PNG, WebP, GIF, ou MP3, M4A, Opus, WebM.
editor-alt = Ce que l’on y voit ou entend
editor-alt-why = Obligatoire : pour qui ne voit pas l’image ou n’entend pas la voix.
editor-attach = Ajouter au texte et enregistrer
editor-words-for = À écrire là où il doit paraître
editor-about = Sujets, langue, origine
editor-tags = Sujets
editor-tags-how = Séparés par des virgules.
editor-language = Langue du billet
editor-translation = Traduction de
editor-translation-how = L’adresse du billet traduit, sur ce site.
editor-canonical = D’abord publié à cette adresse
editor-source = Nom de ce site
aim-heading = Campagne et stratégie
aim-campaign = Campagne
aim-campaign-how = Publié, le billet paraît parmi les dernières nouvelles de sa page.
aim-campaign-hidden = Une campagne que la section prépare
aim-campaign-gone = Une campagne qui n’existe plus
aim-line = Sert la stratégie
aim-line-how = La ligne de la stratégie en vigueur que ce billet sert.
aim-line-gone = Une ligne qui n’est plus en vigueur
aim-none = Aucune
aim-save = Enregistrer
aim-nothing = Il n’y a rien à choisir : aucune campagne n’est ouverte, et aucune version de la stratégie n’est adoptée.
editor-later = Publier plus tard
editor-publish-at = Jour et heure (à l’heure de { $place })
editor-not-after = Trop tard après
editor-not-after-why = Passé ce moment, le billet reste un brouillon : un appel à une marche ne paraît pas le lendemain.
editor-schedule = Programmer
editor-unschedule = Ne plus programmer
editor-more = Partager, retirer
editor-preview-why = Un lien permet à une personne sans compte de lire le brouillon.
editor-preview-make = Créer un lien de relecture
editor-preview-off = Fermer le lien
editor-preview-link = Lien de relecture
editor-withdraw = Retirer le billet
editor-delete = Supprimer pour toujours
editor-kept = Ce texte, gardé tout seul le { $when }, n’est pas encore enregistré.
editor-discard = Revenir au texte enregistré
editor-restored = Votre texte gardé sur cet appareil a été repris.
editor-restored-undo = Revenir au texte du site
editor-conflict = Un autre texte est gardé sur cet appareil.
editor-conflict-take = Le reprendre
editor-conflict-drop = L’oublier
editor-word-saved = Gardé à { $time }
editor-word-offline = Hors ligne : gardé sur cet appareil
editor-word-unsaved = Pas encore gardé
editor-word-upload = L’image n’est pas partie. Réessayez quand le réseau revient.
editor-no-toolbar = Ce billet vient d’un autre site et garde sa mise en page d’origine (HTML) : les boutons de mise en forme, faits pour le Markdown, n’y serviraient pas.
voice-title = Dire plutôt qu’écrire
voice-how = Votre voix s’enregistre dans cette page. Elle ne part que lorsque vous l’avez écoutée et mise dans le texte. Une minute pèse environ 180 Ko.
voice-start = Enregistrer ma voix
voice-pause = Pause
voice-resume = Continuer
voice-stop = Terminer
voice-send = Mettre dans le texte
voice-drop = Supprimer
voice-sure = Oui, supprimer
voice-level = Niveau du microphone
voice-listen = Écouter la note
voice-about = Ce que l’on y entend
voice-size = { $size } Ko
voice-recording = On vous entend : l’enregistrement est en cours.
voice-paused = En pause : rien ne s’enregistre.
voice-denied = Le navigateur n’a pas ouvert le microphone. Autorisez-le pour ce site dans ses réglages, puis recommencez.
voice-none = Aucun microphone n’a été trouvé. Branchez-en un, ou ajoutez plus bas un son enregistré ailleurs.
voice-empty = Rien n’a été enregistré. Recommencez.
voice-full = La note a atteint la taille permise et s’est arrêtée. Écoutez-la, puis mettez-la dans le texte.
voice-say-what = Dites en quelques mots ce que l’on y entend : c’est ce que liront celles et ceux qui n’entendent pas.
voice-sending = La note part…
voice-sent = La note est dans le texte.
voice-kept = Le réseau manque. La note est gardée sur cet appareil : elle partira quand il revient, ou vous attendra ici.
voice-unkept = Le réseau manque, et cet appareil ne peut pas garder la note. Laissez cette page ouverte : la note partira quand il revient.
voice-failed = La note n’est pas partie ; elle est toujours là. Réessayez, ou rechargez la page pour vous connecter de nouveau.
voice-left = Cette note, enregistrée sur cet appareil, n’est pas encore dans le texte. Écoutez-la, puis mettez-la dans le texte ou supprimez-la.
editor-done-begun = Votre brouillon est ouvert.
editor-done-saved = C’est enregistré.
editor-done-published = Votre billet est publié.
editor-done-scheduled = Votre billet paraîtra le { $moment }.
editor-done-unscheduled = Votre billet n’est plus programmé.
editor-done-withdrawn = Votre billet est retiré. Vous pouvez le republier ou le supprimer.
editor-done-preview = Le lien de relecture est prêt ; l’ancien ne marche plus.
editor-done-preview-off = Le lien de relecture est fermé.
editor-done-attached = Le fichier est ajouté à la fin du texte.
editor-done-restored = La version choisie est redevenue le texte.
editor-done-discarded = Voici le texte enregistré.
preview-title = Aperçu
preview-note = Aperçu : ce texte n’est pas publié.
revisions-title = Versions
revisions-number = Version { $count }
revisions-difference = De la version { $count } à aujourd’hui
revisions-how = Barré : parti depuis. Souligné : venu depuis.
revisions-too-different = Ces deux textes ont trop peu en commun pour être comparés : voici l’ancien, barré, puis celui d’aujourd’hui, souligné.
revisions-restore = Revenir à cette version
share-title = Faire connaître
share-whatsapp = WhatsApp
share-telegram = Telegram
share-facebook = Facebook
share-mastodon = Mastodon
share-email = Courriel
share-copy = Adresse à copier
comment-members-only = Vous devez être membre de { $section } pour ajouter des commentaires.
comment-join = Devenir membre
comment-sign-in = Se connecter
comment-body = Votre commentaire
comment-name = Votre nom ou pseudonyme
comment-address = Votre adresse électronique
comment-address-why = Elle n’est jamais montrée. Nous vous demanderons de la confirmer d’un clic.
comment-send = Commenter
comment-reply = Répondre
comment-edit = Modifier
comment-report = Signaler
comment-edited = modifié
comment-deleted = Commentaire supprimé par son auteur.
comment-waiting = En attente de relecture : vous êtes la seule personne à le voir.
comment-answering = Vous répondez à { $name }.
comment-answer-nobody = Commenter plutôt le billet
comment-sent-waiting = Merci. Votre commentaire paraîtra après relecture.
comment-sent-suspected = Merci. Votre commentaire sera relu avant de paraître : il ressemble à un envoi automatique.
comment-sent-check-mail = Merci. Ouvrez le courriel que nous vous envoyons et confirmez votre adresse ; votre commentaire vous y attend.
comment-deleted-done = Votre commentaire est supprimé.
comment-edited-done = Votre commentaire est modifié.
comment-edit-title = Modifier votre commentaire
comment-edit-save = Enregistrer
comment-delete = Supprimer
comment-delete-why = Les mots et votre nom disparaissent pour toujours.
comment-refused-empty = Écrivez quelques mots.
comment-refused-too-long = C’est trop long : 5 000 signes au plus.
comment-refused-no-name = Donnez un nom ou un pseudonyme.
comment-refused-bad-address = Cette adresse électronique n’est pas complète. Vérifiez-la.
comment-refused-closed = Les commentaires de ce blog sont fermés.
comment-refused-members-only = Seuls les membres commentent ici.
comment-refused-parent-gone = Le commentaire auquel vous répondez n’est plus là. Vos mots sont encore ci-dessous.
comment-refused-no-reason = Dites en quelques mots ce qui ne va pas.
comment-refused-too-old = La page était ouverte depuis trop longtemps. Envoyez de nouveau : vos mots sont encore là.
comment-refused-many-letters = Trois courriels sont déjà partis aujourd’hui vers cette adresse : ouvrez le dernier, regardez dans les indésirables, ou revenez demain.
comment-report-title = Signaler un commentaire
comment-report-lead = Les personnes qui modèrent liront votre message. L’auteur du commentaire ne saura pas qui l’a signalé.
comment-report-reason = Ce qui ne va pas
comment-report-send = Signaler
comment-report-done = Merci. Les personnes qui modèrent vont regarder.
follow-title = Suivre par courriel
follow-box = M’écrire quand des commentaires sont laissés
follow-post = M’écrire quand des commentaires sont laissés sur ce billet
follow-blog = … sur tous les billets de « { $blog } »
follow-keep = Garder ce choix
follow-address = M’écrire quand des commentaires sont laissés
follow-address-why = Un clic dans le premier courriel confirme ; un clic dans chacun arrête.
follow-start = Me prévenir
follow-replies = Réponses à mes commentaires
follow-done = C’est noté : nous vous écrirons.
follow-ended = C’est noté : nous ne vous écrirons plus à ce sujet.
follow-check-mail = Ouvrez le courriel que nous vous envoyons pour confirmer.
pace-none = Non
pace-immediate = Aussitôt
pace-daily = Une fois par jour
alerts-stopped = Aucune lettre ne part vers votre adresse en ce moment : votre page de sécurité dit pourquoi, et quoi faire.
alerts-stopped-way = Voir mon adresse
alerts-lead = Ce que vous suivez. Chaque courriel porte aussi un lien pour arrêter d’un clic.
alerts-none = Vous ne suivez rien pour le moment.
alerts-pace = M’écrire
alerts-kind-post = Billet
alerts-kind-blog = Blog
alerts-kind-replies = Réponses
unsubscribe-title = Ne plus recevoir ces courriels
unsubscribe-about = Commentaires :
unsubscribe-button = Arrêter
unsubscribe-done = C’est fait : nous ne vous écrirons plus à ce sujet.
guest-see = Voir et effacer ce que nous gardons de vous
guest-title = Ce que nous gardons de vous
guest-address = Votre adresse, scellée : { $address }
guest-comments =
    { $count ->
        [0] Aucun commentaire
        [one] { $count } commentaire, avec le nom donné
       *[other] { $count } commentaires, avec le nom donné
    }
guest-wishes =
    { $count ->
        [0] Aucune alerte par courriel
        [one] { $count } alerte par courriel
       *[other] { $count } alertes par courriel
    }
guest-how = Si vous effacez, vos mots et votre nom disparaissent des pages, et plus rien ne vous est écrit. Cela ne se défait pas.
guest-erase = Effacer tout
guest-erased = C’est fait : nous ne gardons plus rien de vous.
alert-subject = Nouveau commentaire : { $title }
alert-someone-commented = { $name } a laissé un commentaire sur « { $title } ».
alert-read = Lire et répondre
alert-why = Vous recevez ce courriel de { $section } parce que vous suivez ces commentaires.
alert-stop = Ne plus recevoir ces courriels
author-letter-subject = Vous pouvez écrire dans « { $blog } »
author-letter-text = Une personne qui tient le blog « { $blog } » de { $section } vous permet d’y écrire. Votre nom n’y paraît que si vous y publiez. Si vous ne le voulez pas, quittez ce blog sur la page de vos billets.
author-letter-button = Voir mes blogs
digest-subject =
    { $count ->
        [one] { $count } commentaire depuis hier
       *[other] { $count } commentaires depuis hier
    }
confirm-comment-subject = Confirmez votre commentaire
confirm-comment-letter = Un commentaire a été laissé sur « { $title } » avec cette adresse. S’il est de vous, ouvrez cette page, relisez-le et confirmez-le : il sera publié, parfois après relecture.
confirm-comment-title = Confirmer votre commentaire
confirm-comment-question = Avez-vous écrit ce commentaire sur « { $title } » ?
confirm-comment-button = Oui, c’est le mien
confirm-follow-subject = Suivre les commentaires : { $title }
confirm-follow-letter = Vous voulez recevoir les commentaires laissés sur « { $title } ».
confirm-follow-title = Suivre les commentaires
confirm-follow-question = Voulez-vous recevoir par courriel les commentaires laissés sur « { $title } » ?
confirm-follow-button = Oui, prévenez-moi
confirm-never-again = Ne plus jamais recevoir de lettres de cette maison
confirm-not-you = Si ce n’est pas vous, ne faites rien : cette adresse sera oubliée.
suspicion-many-links = Beaucoup de liens
suspicion-repeated-words = Les mêmes mots ont été laissés ailleurs
suspicion-only-link = Rien d’autre qu’un lien
suspicion-reported = Signalé par plusieurs personnes
moderation-lead = Chaque décision est notée. Ce que vous remettez en place y reste.
moderation-nav = Files
moderation-tab-waiting = À lire
moderation-tab-suspected = Suspects
moderation-tab-reported = Signalés
moderation-tab-hidden = Cachés
moderation-none = Rien ici pour le moment.
moderation-refused-changed = Ce commentaire a changé depuis que vous l’avez lu : rien n’est décidé. Relisez-le ; s’il n’est plus dans cette liste, regardez dans les autres.
moderation-report = Signalement : { $reason }
moderation-reason = Pourquoi le cacher
moderation-reason-read = Qui l’a écrit lira cette raison.
moderation-approve = Publier
moderation-keep = Le garder
moderation-reinstate = Le remettre pour de bon
moderation-hide = Cacher
featured-lead = Ces billets ouvrent la page d’accueil, d’un jour à l’autre.
featured-none = Aucun billet n’est mis en avant.
featured-on = en ce moment
featured-soon = bientôt
featured-since = Depuis le { $day }
featured-from = À partir du { $day }
featured-until = jusqu’au { $day }
featured-remove = Ne plus le mettre en avant
featured-add = Mettre un billet en avant
featured-post = Adresse du billet
featured-post-how = Copiez l’adresse de sa page.
featured-starts = Premier jour
featured-ends = Dernier jour (vide : sans fin)
featured-refused-no-post = Aucun billet publié n’est à cette adresse.
featured-refused-no-day = Donnez le jour sous la forme 2013-02-14.
featured-refused-ends-first = Le dernier jour est passé, ou vient avant le premier.
voices-log-comment-approved = a publié un commentaire
voices-log-comment-hidden = a caché un commentaire
voices-log-comment-reinstated = a remis un commentaire pour de bon
voices-log-comment-kept = a gardé un commentaire signalé
voices-log-post-edited = a modifié un billet
voices-log-post-aimed = a changé ce que sert un billet (campagne ou stratégie)
voices-log-post-file = a apporté un fichier à un billet
voices-log-post-draft-dropped = a jeté ce que l’éditeur gardait d’un billet
voices-log-post-restored = est revenu à une version d’avant d’un billet
voices-log-post-published = a publié un billet
voices-log-post-scheduled = a programmé un billet
voices-log-post-unscheduled = a arrêté un billet programmé
voices-log-post-withdrawn = a retiré un billet
voices-log-post-deleted = a supprimé un billet
voices-log-preview-made = a créé un lien de relecture
voices-log-preview-closed = a fermé un lien de relecture
voices-log-blog-changed = a changé les réglages d’un blog
voices-log-blog-opened = a rouvert un blog
voices-log-blog-closed = a fermé un blog
voices-log-blog-withdrawn = a retiré un blog du public
voices-log-blog-exported = a téléchargé un blog, brouillons compris
voices-log-author-added = a ajouté une plume à un blog
voices-log-author-editor = a confié la modération d’un blog
voices-log-author-author = a retiré la modération d’un blog
voices-log-author-removed = a retiré une plume d’un blog
voices-log-import-stopped = a arrêté un import
voices-log-import-undone = a retiré ce qu’un import avait apporté
voices-log-featured = a mis un billet à la une
voices-log-unfeatured = a retiré un billet de la une
voices-log-elsewhere-followed = suit une section sœur
voices-log-elsewhere-left = ne suit plus une section sœur
seizure-blog-owner = Qui a ouvert un blog
seizure-blog-author = Qui écrit dans un blog
seizure-post-author = Qui a écrit un billet
seizure-post-draft = Les textes, brouillons compris
seizure-post-revision = Ce qu’un billet disait avant, qui l’a changé et quand
seizure-comment-author = Qui a laissé un commentaire
seizure-comment-at = L’heure d’un commentaire, que les pages ne montrent pas
seizure-comment-guest-name = Le nom qu’une personne sans compte a donné
seizure-guest-mark = L’empreinte de la même adresse, commune à toute la maison
seizure-guest-digest = L’empreinte de l’adresse d’une personne sans compte
seizure-alert-digest = L’empreinte de l’adresse à qui un commentaire a été annoncé, pendant un mois
seizure-guest-sealed = L’adresse d’une personne sans compte, chiffrée par une clé de la même machine
seizure-comment-report = Qui a signalé un commentaire, pourquoi et quand
seizure-subscription = Qui suit quels commentaires, et depuis quand
seizure-blog-about = Ce qu’un blog dit de lui-même, même retiré
seizure-slug = Les adresses qu’un blog ou un billet avait avant
seizure-post-when = Quand un billet a été écrit, programmé et publié, à la milliseconde
seizure-post-source = Où un texte a paru d’abord
seizure-post-preview = De quoi refaire le lien d’aperçu d’un brouillon
seizure-post-tag = Les sujets d’un billet, brouillons compris
seizure-post-aim = La campagne et la ligne de la stratégie que sert un billet
seizure-post-attachment-what = Les images et les sons avec leur description, brouillons compris
seizure-guest-when = La langue d’une personne sans compte, et quand elle est venue
seizure-comment-body = Le texte des commentaires, même cachés ou jamais montrés
seizure-comment-reason = Pourquoi un commentaire a été caché
seizure-alert = Qui a été prévenu de quel commentaire, et quand
seizure-import-what = Ce qui a été apporté d’ailleurs, texte par texte
seizure-elsewhere-what = Ce que publient les sections sœurs

### Feeds, API, export

api-refused-unknown = Le paramètre « { $name } » n’existe pas ici.
api-refused-twice = Le paramètre « { $name } » est donné deux fois.
api-refused-value = La valeur du paramètre « { $name } » n’est pas comprise.
api-refused-json = Ce qui est envoyé n’est pas un objet JSON.
api-refused-kind = Envoyez du JSON, avec l’en-tête « Content-Type: application/json ».
api-refused-field = La valeur du champ « { $name } » n’est pas comprise.
api-refused-field-unknown = Le champ « { $name } » n’existe pas ici.
api-refused-tags = Douze sujets au plus, chacun sans virgule, point-virgule ni retour à la ligne.
api-refused-moment = Écrivez le moment comme 2013-02-20T08:00:00Z.
api-refused-alt = Cette description est trop longue : 1 000 signes au plus.
api-refused-act = Décidez par « approve », « hide », « reinstate » ou « keep ».
api-refused-reason = Cette raison est trop longue : 500 signes au plus.
api-refused-changed = Quelqu’un a changé le billet entre-temps : relisez-le, puis recommencez avec sa nouvelle révision.
api-refused-no-revision = Il manque l’en-tête If-Match : donnez-y la révision que vous avez lue.
api-refused-key = Cette clé a déjà servi pour autre chose : prenez-en une autre.
voices-power-read-own = Lire mes billets, brouillons compris
voices-power-write = Écrire et changer des brouillons, y ajouter des images et des sons
voices-power-publish = Publier, changer ce qui est publié, retirer
voices-power-comment = Commenter en mon nom
voices-power-moderate = Lire et juger les commentaires que je peux juger
export-title = Emporter le blog
export-about = Tout ce que ce blog contient, pour le garder, le lire sans réseau ou le porter ailleurs.
export-zip = Télécharger l’archive (ZIP)
export-zip-about = Des pages à lire sans réseau, même depuis une carte mémoire, avec les images et les sons, les textes en Markdown et en JSON, et le fichier pour WordPress. Les images qui sont restées sur d’autres sites n’y sont pas.
export-wxr = Télécharger le fichier pour WordPress (WXR)
export-wxr-about = Un seul fichier, que WordPress et Griot savent importer.
export-private = Les brouillons que vous pouvez lire y sont aussi : gardez l’archive en lieu sûr. Aucune adresse de personne n’y figure.
export-made-on = Copie du { $day }. En ligne :
export-posts = Billets
export-drafts = Brouillons
export-draft = brouillon
export-comments = Commentaires
export-first-published = D’abord publié à cette adresse :

### Import

voices-menu-imports = Blogs apportés d’ailleurs
voices-menu-elsewhere = Ailleurs dans le mouvement
voices-menu-elsewhere-desk = Ailleurs dans le mouvement
import-list-title = Blogs apportés d’ailleurs
import-list-lead = Ce que vous avez écrit ailleurs peut vivre ici, avec ses images et ses dates. Chaque billet dit où il est paru d’abord.
import-list-none = Vous n’avez encore rien apporté.
import-file-of = Fichier du { $day }
import-new-title = Apporter un blog
import-new-lead = Donnez l’adresse du blog, ou le fichier que son site exporte. Rien n’est écrit avant que vous ayez vu ce qui viendra.
import-new-next = Vous verrez d’abord ce qui viendra ; vous direz oui ensuite.
import-address = Adresse du blog tenu ailleurs
import-address-how = Par exemple moncarnet.exemple.org. Ses nouveaux billets viendront aussi.
import-file = Ou un fichier exporté
import-file-how = WordPress (XML), Blogger (XML ou Atom), Ghost (JSON), un dossier de Markdown ou l’export d’un autre Griot (ZIP). 64 Mo au plus.
import-blog = Blog d’arrivée
import-as = Les billets arrivent
import-as-drafts = comme brouillons, que vous publierez
import-as-published = publiés, à leur date d’origine
import-rights = Ces textes sont de moi, ou j’ai l’accord de leurs auteurs.
import-look = Voir ce qui viendra
import-refused-rights = Dites que ces textes sont de vous, ou que leurs auteurs sont d’accord.
import-refused-no-blog = Choisissez un de vos blogs.
import-refused-nothing = Donnez une adresse ou un fichier.
import-refused-both = Donnez une adresse ou un fichier, pas les deux.
import-refused-unknown-file = Ce fichier n’est pas un export connu. Demandez à votre site un export WordPress, Blogger ou Ghost, ou mettez vos fichiers Markdown dans un ZIP.
import-refused-no-feed = Cette page ne mène à aucun flux. Donnez l’adresse du flux lui-même, ou un fichier exporté.
import-refused-followed = Une autre personne apporte déjà ce flux dans ce blog.
import-into = vers
import-progress = Avancement
import-moving = Le travail avance même si vous quittez cette page.
import-look-again = Voir où cela en est
import-state-looking = En lecture
import-state-proposed = Attend votre accord
import-state-running = Les billets arrivent
import-state-pictures = Les images arrivent
import-state-done = Tout est là
import-state-following = Tout est là, la suite viendra
import-state-refused = N’a pas pu être lu
import-state-stopped = Arrêté
import-state-undoing = En cours de retrait
import-state-undone = Retiré
import-preview = Ce qui viendra
import-first-titles = Les premiers titres
import-untitled = (sans titre)
import-draft = brouillon
import-will-be-drafts = Les billets arriveront comme brouillons.
import-will-be-published = Les billets arriveront publiés, à leur date d’origine.
import-will-follow = Ses nouveaux billets viendront aussi.
import-run = Importer
import-again = Essayer encore
import-follow = Suivre de nouveau
import-stop = Arrêter
import-undo = Retirer ce qui est venu
import-undo-how = Les billets venus de là s’en vont, sauf ceux que vous avez changés depuis ; ceux auxquels des membres ont répondu sont dépubliés.
import-next = Prochain passage : { $moment }
import-problems = Ce qui n’a pas pu être lu
import-count-posts =
    { $count ->
        [one] { $count } billet
       *[other] { $count } billets
    }
import-count-drafts =
    { $count ->
        [one] dont { $count } brouillon ou texte privé, qui restera brouillon
       *[other] dont { $count } brouillons ou textes privés, qui resteront brouillons
    }
import-count-comments =
    { $count ->
        [0] Aucun commentaire
        [one] { $count } commentaire
       *[other] { $count } commentaires
    }
import-count-pictures =
    { $count ->
        [0] Aucune image
        [one] { $count } image
       *[other] { $count } images
    }
import-count-problems =
    { $count ->
        [one] { $count } difficulté, nommée plus bas
       *[other] { $count } difficultés, nommées plus bas
    }
import-more-problems =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
import-count-made =
    { $count ->
        [0] Aucun billet venu
        [one] { $count } billet venu
       *[other] { $count } billets venus
    }
import-count-changed =
    { $count ->
        [one] { $count } billet changé, parce qu’il a changé là-bas
       *[other] { $count } billets changés, parce qu’ils ont changé là-bas
    }
import-count-kept =
    { $count ->
        [one] { $count } billet laissé tel quel, parce que vous l’avez changé ici
       *[other] { $count } billets laissés tels quels, parce que vous les avez changés ici
    }
import-count-waiting-pictures =
    { $count ->
        [one] { $count } billet attend ses images
       *[other] { $count } billets attendent leurs images
    }
import-problem-unreadable = Le fichier ne peut pas être lu. Exportez-le de nouveau.
import-problem-cut = Le fichier s’arrête ici, au milieu d’un billet. Ce qui précède est gardé ; exportez de nouveau pour le reste.
import-problem-broken-item = Ce passage est abîmé ; il a été sauté.
import-problem-too-large = Ce passage est trop grand ; il a été sauté.
import-problem-no-posts = Aucun billet ne s’y trouve.
import-refused-many = Plusieurs de vos imports avancent encore, ou vous en avez déjà commencé vingt aujourd’hui. Attendez qu’un d’eux soit fini, ou revenez demain.
import-problem-may-not-write = La personne qui a commencé cet import n’écrit plus dans ce blog : rien de plus n’est publié en son nom. Une personne qui y écrit peut l’importer de nouveau.
import-problem-broken-archive = Cette archive ZIP est abîmée. Refaites-la.
import-problem-too-many-files = Cette archive contient plus de 20 000 fichiers. Partagez-la en plusieurs.
import-problem-bomb = Cette archive se déplie en plus de 500 Mo. La lecture s’arrête ici ; partagez-la en plusieurs.
import-problem-bad-name = Le nom de ce fichier mène hors de l’archive ; il a été sauté.
import-problem-date = Sa date n’est pas croyable ; il porte celle du jour où il est venu.
import-problem-text-too-long = Ce texte est très long ; sa fin a été laissée de côté.
import-problem-pictures = Ce billet a plus de 40 images ; les autres sont restées des liens.
fetch-refused-bad-address = Cette adresse n’est pas celle d’une page publique. Vérifiez-la.
fetch-refused-private-address = Cette adresse n’est pas sur l’Internet public.
fetch-refused-unreachable = Aucun serveur ne répond à cette adresse. Vérifiez-la, ou essayez plus tard.
fetch-refused-status = Le serveur a refusé de répondre. Vérifiez l’adresse, ou essayez plus tard.
fetch-refused-too-large = La réponse est trop grande. Donnez plutôt un fichier exporté.
fetch-refused-too-slow = La réponse a mis trop de temps. Essayez plus tard.
fetch-refused-not-http = Ce qui est à cette adresse ne peut pas être lu comme une page.
fetch-refused-too-many-redirects = Cette adresse renvoie sans fin à une autre.
fetch-refused-gone = Le serveur dit que cela n’existe plus, pour toujours.
elsewhere-title = Ailleurs dans le mouvement
elsewhere-lead = Ce que publient les sections sœurs. Chaque texte se lit chez elles.
elsewhere-none = Aucune section sœur n’est encore suivie.
elsewhere-adapt = Adapter ce texte
elsewhere-adapted = D’après « { $title } », { $source }.
elsewhere-adapted-licence = D’après « { $title } », { $source }. Licence : { $licence }.
elsewhere-not-yet-read = (pas encore lu)
elsewhere-followed = suivi
elsewhere-stopped = arrêté
elsewhere-desk-lead = Les flux des sections sœurs que tout le monde lit sur la page
elsewhere-desk-none = Aucun flux n’est suivi.
elsewhere-add = Suivre une section sœur
elsewhere-address = Adresse de son blog ou de son flux
elsewhere-licence = Licence de ses textes
elsewhere-licence-how = Par exemple CC BY-SA 4.0. Elle est notée sous chaque texte adapté.
elsewhere-remove = Ne plus suivre
elsewhere-remove-question = Ne plus suivre « { $title } » ?
elsewhere-remove-how = Ses textes et la licence notée quittent aussitôt la page « Ailleurs dans le mouvement ». Ce que des membres en ont adapté reste dans leurs blogs.
elsewhere-refused-known = Ce flux est déjà suivi.
seizure-import-by = Qui a apporté un blog d’ailleurs, et quand
seizure-import-address = L’adresse et le nom du blog tenu ailleurs
seizure-elsewhere-by = Qui a choisi de suivre une section sœur, et quand
picture-refused-too-large = Cette image pèse plus de 15 Mo. Réduisez-la, puis recommencez.
picture-refused-too-many-pixels = Cette image est trop grande : plus de 40 millions de points. Réduisez-la, puis recommencez.
picture-refused-too-deep = Cette image contient plus de couleurs que ce qui peut être lu ici. Enregistrez-la en JPEG, puis recommencez.
picture-refused-not-a-picture = Ce fichier n’est pas une image JPEG, PNG, WebP ou GIF.
picture-refused-damaged = Cette image est abîmée. Choisissez-en une autre copie.
picture-refused-too-slow = Cette image a pris trop de temps à lire. Réduisez-la, puis recommencez.
seizure-comment-guest = Le lien entre un commentaire et l’adresse confirmée d’un invité
seizure-post-attachment = Qui a apporté une image ou un son, et quand
seizure-post-featured = Qui a mis un billet à la une, et quand
my-posts-export = Emporter ce blog
moderation-hidden-by = Caché par { $name } le { $day }.
moderation-yours = Ces mots sont de vous : une autre personne décidera.
moderation-refused-own = Ces mots sont de vous : une autre personne de la modération décidera.
moderation-done-approve = C’est enregistré : le commentaire est publié.
moderation-done-hide = C’est enregistré : le commentaire est caché.
moderation-done-reinstate = C’est enregistré : le commentaire est remis pour de bon.
moderation-done-keep = C’est enregistré : le commentaire reste.
moderation-mail-subject =
    { $count ->
        [one] Un commentaire à lire
       *[other] { $count } commentaires à lire
    }
moderation-mail-waiting = { $name } a laissé un commentaire sur « { $title } ». Il attend votre relecture.
moderation-mail-suspected = { $name } a laissé un commentaire sur « { $title } ». Il est mis de côté : il ressemble à un envoi automatique, ou plusieurs l’ont signalé.
moderation-mail-reported = Quelqu’un a signalé le commentaire que { $name } a laissé sur « { $title } ».
moderation-mail-more =
    { $count ->
        [one] Un autre attend aussi.
       *[other] { $count } autres attendent aussi.
    }
moderation-mail-button = Lire et décider
moderation-mail-why = Vous recevez ce courriel, une fois par heure au plus, parce que vous modérez des commentaires de { $section }.
alerts-kind-moderation = Modération
alerts-saved = C’est enregistré.
pace-hourly = Une fois par heure au plus
follow-now-immediate = Un courriel vous annonce aussitôt chaque commentaire laissé ici.
follow-now-daily = Un courriel par jour réunit pour vous les commentaires laissés ici.
follow-change = Changer
post-delete-question = Supprimer « { $title } » pour toujours ?
post-delete-how = Le texte, ses versions et ses commentaires disparaissent. On ne peut pas revenir en arrière.
my-posts-deleted = Le brouillon est supprimé.
comment-delete-question = Supprimer ce commentaire ?
blog-done-saved = C’est enregistré. Voir la page :
blog-done-authors = C’est enregistré. Voir la page :
seizure-comment-judged-by = Qui a publié, gardé ou caché un commentaire en dernier, et quand
seizure-moderation = Qui modère, et de quels commentaires cette personne a été prévenue
import-refused-empty-file = Ce fichier est vide. Exportez-le de nouveau depuis son site, puis choisissez-le ici.
import-progress-count = { $done } sur { $total }
import-count-here =
    { $count ->
        [one] dont { $count } déjà ici, qui ne viendra pas deux fois
       *[other] dont { $count } déjà ici, qui ne viendront pas deux fois
    }
import-undone-kept =
    { $count ->
        [0] Ce qui était venu de là a été retiré.
        [one] Ce qui était venu de là a été retiré, sauf un billet que vous aviez changé.
       *[other] Ce qui était venu de là a été retiré, sauf { $count } billets que vous aviez changés.
    }
import-undone-feed = Ses billets peuvent revenir : « Essayer encore » montrera d’abord ce qui viendrait.
import-undone-file = Ses billets peuvent revenir : apportez le fichier de nouveau, vous verrez d’abord ce qui viendrait.
import-undo-question = Retirer ce qui est venu de « { $title } » ?
import-forget = Oublier
import-forgotten = Cet essai est oublié, avec son fichier.
import-refused-no-source = Il n’y a pas de fichier de ce nom, et ce n’est pas l’adresse d’un blog. Donnez un fichier exporté, une adresse, ou le dossier d’un export.
import-refused-unknown-blog = Aucun blog n’a cette adresse ici. Donnez le dernier mot de l’adresse du blog, par exemple carnet-de-saaba.
import-refused-closed-blog = Ce blog est fermé ou dépublié. Rouvrez-le dans ses réglages, ou choisissez-en un autre.
import-refused-no-owner = La personne qui a commencé ce blog n’y écrit plus. Dites avec --owner pour qui vous l’apportez.
import-refused-owner = Cette personne n’écrit pas dans ce blog. Ajoutez-la dans ses réglages, ou nommez quelqu’un qui y écrit.
import-refused-no-list = La liste des blogs de cet export est illisible. Reprenez l’export, ou apportez ses ZIP un par un.
seizure-import-file-name = Le nom du fichier apporté, tel qu’il était sur l’appareil
post-feature = Mettre à la une
featured-done-added = C’est enregistré : le billet est mis en avant.
featured-done-replaced = C’est enregistré : ces jours remplacent les précédents.
featured-done-removed = Le billet n’est plus mis en avant.
subscribe-title = S’abonner
subscribe-atom = Les nouveaux billets, dans un lecteur de flux
subscribe-atom-tag = Les nouveaux billets « { $tag } » de toute la section, dans un lecteur de flux
subscribe-atom-how = (flux Atom : copiez l’adresse de ce lien dans votre lecteur)
subscribe-json = Les mêmes billets, en JSON Feed
subscribe-all = Les nouveaux billets de tous les blogs, dans un lecteur de flux
person-posts-title = Billets : { $name }
person-posts-profile = Le profil de cette personne : { $name }
subscribe-podcast = Les sons, dans une application de podcasts
subscribe-podcast-how = (copiez l’adresse de ce lien dans l’application)
subscribe-mail = Les commentaires de ce blog, par courriel
subscribe-mail-guest = Les commentaires, par courriel : sous chaque billet.
blog-close-title = Fermer ce blog
blog-close = Fermer, en laissant lire
blog-withdraw = Retirer du public
blog-open-again = Rouvrir le blog
blog-close-question = Fermer « { $title } » ?
blog-close-how = Tout le monde pourra encore lire ses billets. On n’y écrira et n’y commentera plus, et ce qui était programmé redevient brouillon. Vous pourrez le rouvrir.
blog-withdraw-question = Retirer « { $title } » du public ?
blog-withdraw-how = Ses billets ne seront plus lus que par vous et ses plumes, sous « Mes billets ». Rien n’est supprimé : vous pourrez le rouvrir, avec ses billets.
blog-open-question = Rouvrir « { $title } » ?
blog-open-how = Ses billets seront de nouveau lus par tout le monde, et l’on pourra y écrire.
blog-done-open = Le blog est ouvert. Voir la page :
blog-done-closed = Le blog est fermé ; on peut encore le lire. Voir la page :
blog-done-withdrawn = Le blog est retiré du public. Ses billets sont gardés pour vous.
blog-is-closed = Ce blog est fermé : on peut le lire, on n’y écrit plus.
blog-state-closed = fermé
blog-state-withdrawn = retiré du public
post-refused-blog-closed = Ce blog est fermé. Rouvrez-le dans ses réglages pour y publier.

shelf-first-blog = Votre blog
shelf-first-blog-hint = Vous n’en avez pas encore. Ouvrez-en un en deux minutes, ou apportez celui que vous tenez ailleurs : ses billets, ses images et ses dates viennent avec.
shelf-begin-blog = Ouvrir mon blog
shelf-bring-blog = Apporter un blog tenu ailleurs
shelf-write = Écrire
shelf-write-hint = Rien n’est commencé. Un billet peut être court : une photo et trois phrases.
shelf-begun = À finir
shelf-draft = brouillon du { $day }
shelf-scheduled = paraîtra le { $moment }
shelf-all-posts = Tous mes billets
shelf-replies = Ce qu’on vous a répondu
shelf-blogs = Blogs
shelf-posts = Billets
shelf-feed = S’abonner à ses billets
voices-menu-write = Écrire
comments-before = Commentaires précédents
comments-more = Plus de commentaires…
comments-all = Tous les commentaires
comments-more-answers =
    { $count ->
        [one] Encore { $count } réponse
       *[other] Encore { $count } réponses
    }
comment-not-shown = Ce commentaire n’est plus montré.
comment-hidden = Caché par la modération : vous êtes la seule personne à le voir.
comment-hidden-why = Motif : { $reason }
comment-hidden-no-reason = Aucun motif n’a été donné.
comment-unconfirmed = Pas encore confirmé : le courriel reçu dit comment.
comment-blog-closed = Ce blog est fermé : on peut le lire, on n’y commente plus.
shelf-hidden = Vos commentaires que la modération a cachés
follow-replies-box = M’écrire quand on me répond
follow-pace = À quel rythme
alerts-again = Reprendre
alerts-ended = Ce que vous avez arrêté depuis trois mois
daily-title = La lettre du jour
daily-lead = Une fois par jour, cette lettre réunit les commentaires de ce qui suit.
daily-stop = Tout arrêter
daily-stopped = C’est fait : la lettre du jour ne part plus. Voici ce qu’elle réunissait ; reprenez ce que vous voulez garder.
daily-none = Cette lettre ne réunit plus rien : elle ne part pas.
digest-stop = Arrêter la lettre du jour, ou choisir ce qui continue
digest-more =
    { $count ->
        [one] Et un autre commentaire.
       *[other] Et { $count } autres commentaires.
    }
digest-see = Voir ce que vous suivez
guest-comments-title = Vos commentaires
guest-wishes-title = Vos alertes
pages-older = Plus anciens
voices-draft-post = un billet de blog
voices-kind-post = billet
voices-evidence-published = Le billet « { $title } » a été publié
voices-week-out = Billets publiés
voices-week-out-none = Aucun billet n’a paru.
voices-week-due = Billets programmés
voices-week-due-none = Aucun billet n’attend son heure.
voices-held-alone = Blogs que cette personne est seule à tenir
voices-held-shared = Blogs qu’elle tient avec d’autres
voices-held-posts = Billets qui attendent leur heure
voices-held-followed = Ce qu’elle suit ailleurs
voices-held-sister = section sœur
planned-post = Billet de blog
