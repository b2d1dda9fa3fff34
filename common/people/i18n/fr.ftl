# used: people-*-text, people-*-text-kept, people-letters-*, people-act-*, people-consent-*, people-done-*, people-link-*, people-log-on-*, people-refused-*, people-role-*, people-seen-*, passphrase-refused-*
people-menu-people = Membres
people-menu-me = Accueil
people-menu-profile = Profil
people-menu-security = Sécurité
people-menu-tokens = Jetons d’accès
people-menu-consents = Accords
people-menu-export = Mes données
people-menu-desk = Demandes et invitations
people-menu-roles = Rôles
people-menu-log = Journal
people-way-home = Retour à l’accueil
people-way-sign-in = Se connecter
people-way-security = Retour à la sécurité
people-more = Plus…
people-newer = Plus récents
people-save = Enregistrer
people-remove = Supprimer

people-field-name = Nom public
people-field-name-help = Celui que tout le monde verra. Un pseudonyme convient très bien.
people-field-word = Un mot sur vous
people-field-word-help = Qui vous êtes, ce qui vous amène. Seule l’équipe de la section le lit.
people-field-about = À propos de vous
people-field-about-help = Facultatif. Les membres le lisent sur votre profil.
people-field-address = Adresse e-mail
people-field-address-help = Pour vous répondre ; jamais publiée.
people-field-passphrase = Phrase de passe
people-field-new-passphrase = Nouvelle phrase de passe
people-field-new-passphrase-help = Au moins dix signes. Trois mots sans lien entre eux font l’affaire.
people-field-current = Votre phrase de passe actuelle
people-field-section = Nom de la section
people-field-section-help = Il sera en haut de chaque page.
people-field-section-language = Langue de la section
people-field-language = Votre langue
people-field-open = Mon profil est visible de tous, pas seulement des membres
people-field-light = Les images attendent que je les touche (mode léger)
people-field-picture = Choisir une photo
people-field-picture-help = JPEG, PNG, WebP ou GIF, 15 Mo au plus. Le lieu et la date que contient le fichier sont effacés.
people-field-code = Code à six chiffres, ou code de secours
people-field-code-now = Code que le téléphone affiche maintenant
people-field-passkey-name = Nom de la clé, par exemple « mon téléphone »
people-field-new-address = Nouvelle adresse e-mail
people-field-reason = Motif du refus
people-field-reason-help = La personne le lira dans le courriel.
people-field-guest-address = Adresse e-mail de la personne
people-field-guest-name = Son nom, si vous le connaissez
people-field-guest-word = Un mot de votre part
people-field-guest-language = Langue du courriel
people-field-places = Nombre de places

people-join = Rejoindre la section
people-join-title = Rejoindre { $section }
people-join-how = Présentez-vous en quelques mots. Une personne de l’équipe lit chaque demande et y répond par courriel.
people-join-button = Demander à rejoindre
people-join-aside = Comment cela se passe
people-join-next = Et ensuite ?
people-join-next-text = Vous recevez un courriel pour confirmer votre adresse. Puis l’équipe vous répond, et vous choisissez votre phrase de passe.
people-join-already = Vous êtes déjà membre ?
people-join-sent = Regardez vos courriels
people-join-sent-text = Nous vous avons écrit. Ouvrez le lien du courriel pour continuer ; s’il n’arrive pas, regardez dans les indésirables.
people-join-sent-text-kept = Le site n’envoie pas encore de courriels : le vôtre est gardé ici. Demandez à une personne qui administre la section de vous en transmettre le lien.
people-join-waiting = Votre adresse est confirmée
people-join-waiting-text = L’équipe de la section lit votre demande et vous répond par courriel.
people-join-member = Vous êtes déjà membre
people-join-member-text = Vous êtes connecté·e : il n’y a rien d’autre à faire.
people-join-closed = Les demandes sont fermées
people-join-closed-text = En ce moment, on rejoint la section par invitation. Demandez-en une à un membre que vous connaissez.

people-invited = Invitation
people-invited-title = Bienvenue dans { $section }
people-invited-button = Devenir membre
people-invited-confirm = Confirmer mon adresse

people-confirm = Confirmer votre adresse
people-confirm-text = Un seul geste : appuyez sur le bouton, et cette adresse sera confirmée.
people-confirm-words = Voici ce que l’équipe lira. Relisez-le, et corrigez ce qui n’est pas de vous.
people-confirm-button = Confirmer
people-address-confirmed = Votre nouvelle adresse est confirmée
people-address-confirmed-text = Les courriels de la section vous y attendront.
people-address-taken = Cette adresse est celle d’un autre compte
people-address-taken-text = Entre-temps, elle a été confirmée ailleurs : vos courriels vont toujours à l’adresse d’avant. Donnez-en une autre.

people-sign-in = Se connecter
people-sign-in-button = Se connecter
people-sign-in-forgotten = Phrase de passe oubliée ?
people-sign-in-passkey = Se connecter avec une clé d’accès
people-sign-in-no-account = Pas encore membre ?
people-passkey-cancelled = La clé d’accès n’a pas répondu. Recommencez, ou prenez la phrase de passe.
people-code = Votre code
people-code-text = Ouvrez l’application de codes de votre téléphone et recopiez le code. Sans téléphone, prenez un code de secours.

people-reset = Phrase de passe oubliée
people-reset-how = Donnez votre adresse : si elle est celle d’un membre, un courriel y apporte un lien pour en choisir une nouvelle.
people-reset-button = Recevoir le lien
people-reset-sent = Regardez vos courriels
people-reset-sent-text = Si cette adresse est celle d’un membre, un lien y arrive dans la minute. Il sert une fois, pendant deux heures.
people-reset-sent-text-kept = Le site n’envoie pas encore de courriels. Si cette adresse est celle d’un membre, une personne qui administre la section peut vous transmettre le lien : il sert une fois, pendant deux heures.
people-reset-done = Votre phrase de passe est changée
people-reset-done-text = Les appareils qui étaient connectés ne le sont plus. Connectez-vous avec la nouvelle phrase.
people-choose = Choisir une phrase de passe
people-choose-button = Enregistrer la phrase de passe

people-setup = Ouvrir la section
people-setup-how = Donnez un nom à la section et créez votre compte. Vous l’administrerez, et pourrez confier ce rôle à d’autres.
people-setup-button = Ouvrir la section
people-setup-again = Ce lien ne sert qu’une fois, pendant trente minutes. Pour en avoir un autre, lancez « griot setup » sur le serveur.

people-link-unknown = Ce lien n’ouvre rien
people-link-unknown-text = Vérifiez qu’il est entier, ou demandez-en un nouveau.
people-link-used = Ce lien a déjà servi
people-link-used-text = Un lien ne sert qu’une fois. Si c’était vous, connectez-vous ; sinon, demandez-en un nouveau.
people-link-expired = Ce lien n’est plus valable
people-link-expired-text = Son temps est passé. Demandez-en un nouveau, il arrivera par courriel.

people-list = Membres
people-list-count =
    { $count ->
        [0] Personne pour le moment
        [one] { $count } membre
       *[other] { $count } membres
    }
people-since = Membre depuis le { $day }
people-picture-of = Photo de profil de { $name }
people-profile-edit = Modifier mon profil
people-profile-open = Tout le monde peut voir cette page.
people-profile-closed = Seuls les membres voient cette page.

people-start-hello = Bonjour { $name }
people-start-waiting = Ce qui vous attend
people-start-about = Votre profil est encore vide : quelques mots suffisent pour que les autres sachent à qui ils parlent.
people-start-alone = Votre section est ouverte
people-start-alone-hint = Personne d’autre n’y est encore. Invitez les premières personnes, puis réglez qui peut demander à rejoindre.
people-start-invite = Inviter des personnes
people-start-settings = Régler la section
people-me = Mon profil
people-me-see = Voir mon profil
people-me-picture = Photo
people-me-picture-now = Votre photo de profil
people-me-picture-remove = Retirer la photo
people-me-picture-send = Envoyer la photo

people-security = Sécurité
people-security-needs-second = Votre rôle demande un second facteur : mettez en place des codes ou une clé d’accès ci-dessous. En attendant, les pages du bureau vous sont fermées.
people-security-passphrase = Phrase de passe
people-security-passphrase-button = Changer la phrase de passe
people-security-codes = Codes du téléphone
people-security-codes-why = Un code à six chiffres s’ajoute à la phrase de passe : qui la devine n’entre pas.
people-security-codes-on = Les codes sont en place.
people-security-codes-start = Mettre en place les codes
people-security-codes-again = Changer de téléphone ou de codes de secours
people-security-codes-off = Ne plus demander de code
people-security-recovery-left =
    { $count ->
        [0] Il ne reste aucun code de secours : refaites-en.
        [one] Il reste { $count } code de secours.
       *[other] Il reste { $count } codes de secours.
    }
people-security-passkeys = Clés d’accès
people-security-passkeys-why = Le téléphone ou l’ordinateur garde une clé : plus rien à retenir, rien à deviner.
people-security-passkey-add = Ajouter cet appareil
people-security-passkey-remove-named = Supprimer la clé { $name }
people-security-address = Adresse e-mail
people-security-address-now = Nous vous écrivons à { $address }.
people-security-address-button = Changer d’adresse
people-security-sessions = Appareils connectés
people-session-unknown = Appareil inconnu
people-session-seen = Vu le { $moment }
people-session-end = Déconnecter
people-session-end-named = Déconnecter { $device }
people-session-end-others = Déconnecter tous les autres appareils
people-telephone = Codes du téléphone
people-telephone-how = Visez l’image avec une application de codes (par exemple Aegis ou FreeOTP), puis recopiez le code qu’elle affiche.
people-telephone-picture = Image à viser avec le téléphone
people-telephone-letters = Ou tapez ces lettres dans l’application :
people-telephone-here = Ouvrir l’application sur cet appareil
people-telephone-button = Mettre en place
people-recovery = Vos codes de secours
people-recovery-text = Chacun ouvre votre compte une fois si le téléphone est perdu. Recopiez-les sur papier : ils ne seront plus montrés.
people-recovery-kept = Je les ai recopiés

people-tokens = Jetons d’accès
people-tokens-how = Un jeton laisse un programme agir pour vous : un autre site, un script, une application. Il ne peut que ce que vous cochez, et jamais plus que vous-même. Changer de phrase de passe retire tous vos jetons.
people-tokens-none = Vous n’avez pas de jeton.
people-tokens-no-choice = Il n’y a rien qu’un programme puisse faire pour vous en ce moment.
people-tokens-new = Un nouveau jeton
people-tokens-fresh = Votre jeton est prêt
people-tokens-fresh-how = Copiez-le maintenant dans votre programme : il ne sera plus montré. Ne l’envoyez à personne ; qui l’a agit à votre place. S’il se perd, retirez-le et faites-en un autre.
people-tokens-fresh-label = Le jeton
people-tokens-fresh-kept = Je l’ai copié
people-token-name = Nom
people-token-name-help = Pour le reconnaître, par exemple « mon ancien site ».
people-token-allows = Ce que le programme pourra faire
people-token-days = Jusqu’à quand
people-token-for-days =
    { $count ->
        [one] Pendant { $count } jour
       *[other] Pendant { $count } jours
    }
people-token-make = Faire le jeton
people-token-ends = Bon jusqu’au { $day }
people-token-ended = Terminé
people-token-used = Servi le { $day }
people-token-unused = Jamais servi
people-token-lost = { $name } : vous ne le pouvez plus, le jeton non plus
people-token-revoke = Retirer
people-token-revoke-named = Retirer le jeton { $name }

people-consents = Accords
people-consents-how = Ce que vous acceptez, et ce que vous avez repris. Vous changez d’avis quand vous voulez.
people-consents-ledger = Tout ce que vous avez dit
people-consent-newsletter = Je veux recevoir la lettre d’information de la section.
people-consent-picture = La section peut montrer des photos où l’on me reconnaît.
people-consent-given = Accepté
people-consent-not-given = Pas accepté
people-consent-withdrawn = Repris
people-consent-give = Accepter
people-consent-give-named = Accepter : { $sentence }
people-consent-withdraw = Reprendre mon accord
people-consent-withdraw-named = Reprendre mon accord : { $sentence }

people-export = Mes données
people-export-how = Une archive ZIP avec tout ce que la section garde de vous : une page à lire sans connexion, les mêmes données pour les machines, et vos fichiers.
people-export-button = Télécharger mes données
people-copy-title = Données de { $name }
people-copy-how = Cette page se lit sans connexion ; data.json contient la même chose pour les machines.
people-copy-files = Fichiers
people-erase = Effacer mon compte
people-erase-what = Votre nom, votre adresse, votre profil et vos accès disparaissent tout de suite, et ce que vous avez publié sous ce compte avec eux. On ne peut pas revenir en arrière.
people-erase-export-first = Télécharger d’abord une copie de mes données
people-erase-button = Effacer mon compte pour toujours
people-erased = Votre compte est effacé
people-erased-text = Merci d’avoir fait route avec nous. La porte reste ouverte.

people-desk = Demandes et invitations
people-desk-waiting =
    { $count ->
        [0] Aucune demande n’attend
        [one] { $count } demande attend une réponse
       *[other] { $count } demandes attendent une réponse
    }
people-desk-accept = Accepter
people-desk-accept-named = Accepter { $name }
people-desk-refuse-open = Refuser…
people-desk-refuse = Refuser
people-desk-refuse-named = Refuser { $name }
people-desk-invite = Inviter une personne
people-desk-invite-button = Envoyer l’invitation
people-desk-link = Lien à partager
people-desk-link-how = Un lien que vous donnez de la main à la main, par exemple dans un groupe. Il sert pendant trente jours.
people-desk-link-button = Créer le lien
people-desk-link-made = Voici le lien. Copiez-le maintenant : il ne sera plus montré.
people-desk-link-copy = Copier
people-desk-link-copied = Copié
people-desk-link-not-copied = Sélectionnez le lien, puis copiez-le
people-desk-invitations = Invitations
people-desk-anyone = Toute personne qui a le lien
people-desk-withdraw = Retirer
people-desk-withdraw-named = Retirer l’invitation de { $name }
people-desk-ended = Terminée

people-roles = Rôles
people-roles-how = Chaque rôle ouvre des pages du bureau. Personne ne se donne un rôle à soi-même, et la section garde toujours une personne qui l’administre.
people-roles-suspended = Suspendu·e
people-roles-give = Donner
people-roles-give-to = Donner un rôle à { $name }
people-roles-take = Retirer
people-roles-take-named = Retirer le rôle { $role } à { $name }
people-roles-suspend = Suspendre { $name }
people-roles-restore = Laisser revenir { $name }
people-role-member = Membre
people-role-author = Auteur ou autrice
people-role-editor = Rédaction
people-role-approver = Validation
people-role-safety-reviewer = Relecture de sécurité
people-role-publisher = Publication
people-role-channel-owner = Responsable de canal
people-role-campaigner = Campagnes
people-role-monitor = Observation
people-role-trainer = Formation
people-role-analyst = Analyse
people-role-director = Direction
people-role-administrator = Administration

people-log = Journal des actes de l’équipe
people-log-how = Ce que l’équipe a fait avec les données des personnes. Une ligne écrite ne change plus.
people-log-when = Quand
people-log-who = Qui
people-log-what = Quoi
people-log-whom = Sur qui
people-log-gone = Une personne effacée
people-log-on-comment = un commentaire
people-log-on-post = un billet
people-log-on-blog = un blog
people-log-on-import = un blog apporté d’ailleurs
people-log-on-feed = le flux d’une section sœur
people-log-on-invitation = une invitation
people-log-on-request = une demande
people-log-on-section = la section
people-log-on-jobs = tous les travaux en échec
people-log-on-job = travail n°
people-log-command-line = La ligne de commande
people-act-invited = a invité
people-act-invitation-withdrawn = a retiré une invitation
people-act-request-accepted = a accepté une demande
people-act-request-refused = a refusé une demande
people-act-role-given = a donné un rôle
people-act-role-taken = a retiré un rôle
people-act-suspended = a suspendu
people-act-restored = a laissé revenir
people-act-reset-link-made = a créé un lien de nouvelle phrase de passe
people-act-person-added = a ajouté une personne
people-act-section-set-up = a ouvert la section
people-act-erased-themselves = a effacé son propre compte
people-act-exported-themselves = a téléchargé ses propres données
people-act-token-made = a fait un jeton d’accès
people-act-token-revoked = a retiré un jeton d’accès

people-done-joined = Bienvenue ! Vous êtes membre. Complétez votre profil quand vous voulez.
people-done-set-up = La section est ouverte, et vous l’administrez.
people-done-saved = C’est enregistré.
people-done-picture = Votre photo est en place.
people-done-picture-removed = La photo est retirée.
people-done-passphrase = La phrase de passe est changée ; les autres appareils sont déconnectés, et les jetons d’accès retirés.
people-done-session = L’appareil est déconnecté.
people-done-sessions = Tous les autres appareils sont déconnectés.
people-done-passkey = Cet appareil a maintenant une clé d’accès.
people-done-passkey-removed = La clé d’accès est supprimée.
people-done-address = Regardez vos courriels à la nouvelle adresse : un lien y attend votre confirmation.
people-done-address-kept = Le site n’envoie pas encore de courriels : une personne qui administre la section peut vous transmettre le lien qui confirme la nouvelle adresse.
people-done-codes = Les codes sont en place.
people-done-codes-off = Les codes ne sont plus demandés.
people-done-wrong-passphrase = Ce n’est pas votre phrase de passe actuelle ; rien n’a changé.
people-done-token-revoked = Le jeton n’ouvre plus rien.
people-done-consent = C’est noté.
people-done-answered = La réponse est partie par courriel.
people-done-answered-before = Quelqu’un avait déjà répondu à cette demande ; rien n’a changé.
people-done-answered-kept = La réponse est écrite, mais le site n’envoie pas encore de courriels : elle est gardée sous « Courriels », et c’est à vous de la transmettre.
people-done-invited = L’invitation est partie par courriel.
people-done-invited-kept = L’invitation est écrite, mais le site n’envoie pas encore de courriels : elle est gardée sous « Courriels », et c’est à vous de la transmettre.
people-done-withdrawn = L’invitation est retirée.
people-done-role = Les rôles sont à jour.
people-done-state = C’est fait, et noté dans le journal.

people-refused-no-name = Il manque un nom.
people-refused-long-name = Ce nom est trop long : 80 signes au plus.
people-refused-deceiving-name = Sous ce nom, on croirait lire la section ou une personne de son équipe. Choisissez-en un autre.
people-refused-token-no-name = Il manque un nom : c’est à lui que vous reconnaîtrez le jeton.
people-refused-token-long-name = Ce nom est trop long : 60 signes au plus.
people-refused-token-nothing = Cochez au moins une des choses que le jeton peut faire.
people-refused-token-no-end = Choisissez jusqu’à quand le jeton est bon.
people-refused-token-many = Vous avez déjà vingt jetons : retirez-en un qui ne sert plus.
people-refused-no-about = Il manque un mot sur vous : deux phrases suffisent.
people-refused-long-about = Ce texte est trop long : 2 000 signes au plus.
people-refused-no-section = Il manque le nom de la section.
people-refused-address = Cette adresse n’est pas complète. Elle ressemble à awa@exemple.bf.
people-refused-many-letters = Trois courriels sont déjà partis aujourd’hui vers cette adresse : ouvrez le dernier, regardez dans les indésirables, ou revenez demain.
people-refused-known-address = Cette adresse est déjà celle d’un membre.
people-refused-sign-in = L’adresse ou la phrase de passe n’est pas la bonne. Vérifiez les deux, ou demandez un lien par courriel.
people-refused-wait =
    { $count ->
        [one] Trop d’essais : attendez { $count } seconde, ou demandez un lien par courriel.
       *[other] Trop d’essais : attendez { $count } secondes, ou demandez un lien par courriel.
    }
people-refused-suspended = Ce compte est suspendu. Écrivez à la section pour en parler.
people-refused-needs-passkey = Votre rôle demande un second facteur : connectez-vous avec votre clé d’accès.
people-refused-code = Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et recopiez-le.
people-refused-current = Ce n’est pas votre phrase de passe actuelle.
people-refused-passkey = La clé d’accès n’a pas été reconnue. Recommencez, ou prenez la phrase de passe.
people-refused-passkey-no-name = Les clés d’accès demandent que le site ait un nom, pas une adresse en chiffres.
people-refused-no-picture = Choisissez d’abord une photo.
people-refused-picture-heavy = Cette photo est trop lourde : 15 Mo au plus.
people-refused-picture-pixels = Cette photo est trop grande : 40 millions de points au plus. Réduisez-la, puis renvoyez-la.
people-refused-picture-kind = Ce fichier n’est pas une photo. Choisissez un fichier JPEG, PNG, WebP ou GIF.
people-refused-picture-damaged = Cette photo est abîmée. Ouvrez-la et enregistrez-la de nouveau, ou choisissez-en une autre.
people-refused-picture-slow = Cette photo demande trop de travail en ce moment. Réessayez, ou choisissez-en une plus petite.
people-refused-no-reason = Donnez un motif : la personne le lira.
people-refused-places = Donnez un nombre de places entre 1 et 500.
people-refused-own-role = On ne se donne pas un rôle à soi-même. Demandez à une autre personne qui administre.
people-refused-last-administrator = La section resterait sans administration. Donnez d’abord ce rôle à une autre personne.
people-refused-no-member = Personne de ce nom n’est membre.
passphrase-refused-too-short = Cette phrase est trop courte : dix signes au moins.
passphrase-refused-too-long = Cette phrase est trop longue : 1 024 signes au plus.
passphrase-refused-repeated = Cette phrase répète toujours la même chose. Prenez trois mots sans lien entre eux.
passphrase-refused-own-name = Cette phrase contient votre nom ou votre adresse. Prenez des mots que personne ne relie à vous.
passphrase-refused-common = Cette phrase est parmi les premières que l’on essaie. Prenez trois mots sans lien entre eux.

people-mail-confirm-subject = Confirmez votre adresse pour { $section }
people-mail-confirm-text = Vous avez demandé à rejoindre { $section }. Confirmez que cette adresse est la vôtre.
people-mail-confirm-button = Confirmer mon adresse
people-mail-confirm-days = Ce lien sert une fois, pendant sept jours.
people-mail-known-subject = Vous êtes déjà membre de { $section }
people-mail-known-text = Quelqu’un a donné cette adresse à { $section }. Elle est déjà la vôtre : il suffit de vous connecter.
people-mail-known-button = Se connecter
people-mail-known-reset = Phrase de passe oubliée ? Choisissez-en une autre ici : { $address }
people-mail-not-you = Si ce n’était pas vous, ne faites rien : sans ce lien, rien ne se passe.
people-mail-invitation-subject = Votre place dans { $section }
people-mail-invitation-text = La porte de { $section } vous est ouverte.
people-mail-invitation-by = { $inviter } vous ouvre la porte de { $section }.
people-mail-invitation-button = Devenir membre
people-mail-invitation-days = Ce lien est pour vous, et sert pendant trente jours.
people-mail-refusal-subject = Votre demande à { $section }
people-mail-refusal-text = L’équipe de { $section } a lu votre demande et ne peut pas l’accepter. Voici pourquoi :
people-mail-refusal-again = Vous pouvez demander de nouveau plus tard.
people-mail-reset-subject = Nouvelle phrase de passe pour { $section }
people-mail-reset-text = Vous avez demandé à changer votre phrase de passe pour { $section }.
people-mail-reset-button = Choisir une phrase de passe
people-mail-reset-hours = Ce lien sert une fois, pendant deux heures.
people-mail-address-subject = Confirmez votre nouvelle adresse pour { $section }
people-mail-address-text = Vous voulez recevoir ici les courriels de { $section }. Confirmez que cette adresse est la vôtre.
people-mail-moving-subject = Vos courriels de { $section } vont changer d’adresse
people-mail-moving-text = Une autre adresse a été donnée pour vos courriels de { $section }. Si c’est vous, il n’y a rien à faire ici : confirmez à la nouvelle adresse. Sinon, changez tout de suite votre phrase de passe et déconnectez les autres appareils.
people-mail-moving-button = Ouvrir ma page de sécurité
people-mail-waiting-subject = Une demande attend à { $section }
people-mail-waiting-text = Quelqu’un demande à rejoindre { $section } et attend une réponse.
people-mail-waiting-button = Lire la demande
people-mail-waiting-why = Vous recevez ce courriel parce que votre rôle répond aux demandes.

people-seen-id = Un numéro par personne, qui donne la milliseconde de sa venue
people-seen-name = Le nom public que chacun a choisi
people-seen-about = Ce que chacun a écrit sur soi
people-seen-picture = La photo de profil
people-seen-passphrase = Une empreinte lente de la phrase de passe : elle se devine si la phrase est faible
people-seen-totp = Le secret des codes, scellé avec une clé du même disque
people-seen-address = L’adresse e-mail de chaque membre
people-seen-passkey = Qui a une clé d’accès, et le nom donné à l’appareil
people-seen-recovery = L’empreinte des codes de secours
people-seen-link = À qui un lien a été envoyé, pour quoi et quand
people-seen-invitation = Qui a été invité, en quels mots, à quelle adresse, par qui et quand
people-seen-request = Qui a demandé à rejoindre, à quelle adresse, ce que cette personne a écrit, qui a répondu quoi et quand
people-seen-role = Qui tient quel rôle, qui l’a donné et quand
people-seen-consent = Ce que chacun a accepté ou repris, et quand
people-seen-log = Ce que l’équipe a fait, quand, et sur qui
people-seen-failure = L’empreinte d’adresses pour lesquelles une phrase fausse a été tapée, combien de fois et quand
people-seen-choices = La langue, le mode léger et l’ouverture du profil que chacun a choisis
people-seen-joined = Depuis quand chacun appartient à la section
people-seen-totp-step = La demi-minute où un code a servi pour la dernière fois
people-seen-address-digest = L’empreinte d’une adresse e-mail
people-seen-address-when = Quand une adresse a été demandée et confirmée
people-seen-passkey-public = La moitié publique d’une clé d’accès : seul l’appareil la reconnaît
people-seen-passkey-when = Quand une clé d’accès a été ajoutée, et a servi pour la dernière fois
people-seen-recovery-when = Qui a des codes de secours, et quand ils ont servi
people-seen-link-hash = L’empreinte du jeton d’un lien

people-mail-stop = Ne plus jamais recevoir de lettres de cette maison
people-stop = Ne plus recevoir de lettres
people-stop-text = Plus rien ne partira vers votre adresse, sauf ce que vous demanderez vous-même. Nous n’en gardons qu’une empreinte, pour obéir.
people-stop-button = Ne plus m’écrire
people-stopped = C’est noté
people-stopped-text = Nous ne vous écrirons plus. Si vous changez d’avis, il suffira de confirmer votre adresse en rejoignant la section ou en suivant un billet.
people-letters-hard = Nos lettres à { $address } nous reviennent : son serveur de courriel dit que cette adresse n’existe pas (dernière nouvelle : { $day }). Plus rien ne part vers elle. Corrigez l’adresse, ou dites-nous qu’elle marche de nouveau.
people-letters-soft = Nos lettres à { $address } nous reviennent depuis des jours : la boîte est pleine ou hors d’atteinte (dernière nouvelle : { $day }). Plus rien ne part vers elle. Faites-y de la place, puis dites-nous qu’elle marche de nouveau, ou changez d’adresse.
people-letters-complaint = Une de nos lettres à { $address } a été signalée comme indésirable (le { $day }), peut-être d’un geste involontaire. Plus rien ne part vers cette adresse. Vous voulez de nouveau des lettres ? Dites-le-nous.
people-letters-asked = Vous avez demandé à ne plus recevoir de lettres à { $address } (le { $day }). Rien ne part vers elle, sauf ce que vous demandez vous-même.
people-letters-again = Elle marche de nouveau : écrivez-moi
people-letters-correct = Corriger l’adresse
people-letters-none = Ne plus m’écrire du tout
people-letters-none-help = Ni alertes, ni nouvelles de l’équipe. Vous pourrez toujours demander une nouvelle phrase de passe, et revenir là-dessus ici.
people-done-letters = C’est noté : les lettres partent de nouveau vers votre adresse.
people-done-no-letters = C’est noté : plus rien ne part vers votre adresse.
people-refused-stopped = Cette adresse ne reçoit pas nos lettres : elles en sont revenues, ou son propriétaire n’en veut plus. Vérifiez-la, ou transmettez un lien d’invitation vous-même.
people-desk-stopped = nos lettres n’y arrivent pas
