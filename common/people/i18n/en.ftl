people-menu-people = Members
people-menu-me = Home
people-menu-profile = Profile
people-menu-security = Security
people-menu-tokens = Access tokens
people-menu-consents = Consents
people-menu-export = My data
people-menu-desk = Requests and invitations
people-menu-roles = Roles
people-menu-log = Log
people-way-home = Back to the home page
people-way-sign-in = Sign in
people-way-security = Back to security
people-more = More…
people-newer = Newer
people-save = Save
people-remove = Remove

people-field-name = Public name
people-field-name-help = The one everybody will see. A pseudonym is quite all right.
people-field-word = A word about yourself
people-field-word-help = Who you are and what brings you here. Only the section’s team reads it.
people-field-about = About yourself
people-field-about-help = Optional. Members read it on your profile.
people-field-address = E-mail address
people-field-address-help = To answer you; never published.
people-field-passphrase = Passphrase
people-field-new-passphrase = New passphrase
people-field-new-passphrase-help = Ten characters at least. Three words that have nothing to do with one another will do.
people-field-current = Your current passphrase
people-field-section = Name of the section
people-field-section-help = It will stand at the top of every page.
people-field-section-language = Language of the section
people-field-language = Your language
people-field-open = Everyone may see my profile, not only members
people-field-light = Pictures wait until I tap them (light mode)
people-field-picture = Choose a photo
people-field-picture-help = JPEG, PNG, WebP or GIF, 15 MB at most. The place and date that the file holds are removed.
people-field-code = Six-digit code, or recovery code
people-field-code-now = The code that the telephone shows now
people-field-passkey-name = Name of the key, for example “my telephone”
people-field-new-address = New e-mail address
people-field-reason = Reason for the refusal
people-field-reason-help = The person will read it in the e-mail.
people-field-guest-address = The person’s e-mail address
people-field-guest-name = Their name, if you know it
people-field-guest-word = A word from you
people-field-guest-language = Language of the e-mail
people-field-places = Number of places

people-join = Join the section
people-join-title = Join { $section }
people-join-how = Introduce yourself in a few words. Someone of the team reads every request and answers it by e-mail.
people-join-button = Ask to join
people-join-aside = How it goes
people-join-next = And then?
people-join-next-text = You get an e-mail to confirm your address. Then the team answers you, and you choose your passphrase.
people-join-already = Are you a member already?
people-join-sent = Look at your e-mail
people-join-sent-text = We have written to you. Open the link in the e-mail to go on; if it does not come, look among the junk mail.
people-join-sent-text-kept = The site does not send e-mail yet: yours is kept here. Ask someone who administers the section to pass you its link.
people-join-waiting = Your address is confirmed
people-join-waiting-text = The section’s team reads your request and answers you by e-mail.
people-join-member = You are a member already
people-join-member-text = You are signed in: there is nothing else to do.
people-join-closed = Requests are closed
people-join-closed-text = At the moment, one joins the section by invitation. Ask a member whom you know for one.

people-invited = Invitation
people-invited-title = Welcome to { $section }
people-invited-button = Become a member
people-invited-confirm = Confirm my address

people-confirm = Confirm your address
people-confirm-text = One step only: press the button, and this address is confirmed.
people-confirm-words = This is what the team will read. Read it again, and correct what is not yours.
people-confirm-button = Confirm
people-address-confirmed = Your new address is confirmed
people-address-confirmed-text = The section’s e-mails will wait for you there.
people-address-taken = This address belongs to another account
people-address-taken-text = It was confirmed elsewhere meanwhile: your e-mails still go to the address before. Give another one.

people-sign-in = Sign in
people-sign-in-button = Sign in
people-sign-in-forgotten = Forgotten your passphrase?
people-sign-in-passkey = Sign in with a passkey
people-sign-in-no-account = Not a member yet?
people-passkey-cancelled = The passkey did not answer. Try again, or use the passphrase.
people-code = Your code
people-code-text = Open the code application on your telephone and type the code. Without the telephone, use a recovery code.

people-reset = Forgotten passphrase
people-reset-how = Give your address: if it is a member’s, an e-mail brings a link there for choosing a new one.
people-reset-button = Get the link
people-reset-sent = Look at your e-mail
people-reset-sent-text = If this address is a member’s, a link arrives there within a minute. It works once, for two hours.
people-reset-sent-text-kept = The site does not send e-mail yet. If this address is a member’s, someone who administers the section can pass you the link: it works once, for two hours.
people-reset-done = Your passphrase is changed
people-reset-done-text = The devices that were signed in are no longer. Sign in with the new passphrase.
people-choose = Choose a passphrase
people-choose-button = Save the passphrase

people-setup = Open the section
people-setup-how = Give the section a name and create your account. You will administer it, and can entrust this role to others.
people-setup-button = Open the section
people-setup-again = This link works once, for thirty minutes. To get another one, run “griot setup” on the server.

people-link-unknown = This link opens nothing
people-link-unknown-text = Check that it is whole, or ask for a new one.
people-link-used = This link has been used
people-link-used-text = A link works once. If it was you, sign in; if not, ask for a new one.
people-link-expired = This link is no longer valid
people-link-expired-text = Its time is over. Ask for a new one, it will come by e-mail.

people-list = Members
people-list-count =
    { $count ->
        [0] Nobody for now
        [one] { $count } member
       *[other] { $count } members
    }
people-since = Member since { $day }
people-picture-of = Profile photo of { $name }
people-profile-edit = Edit my profile
people-profile-open = Everyone can see this page.
people-profile-closed = Only members see this page.

people-start-hello = Hello { $name }
people-start-waiting = What waits for you
people-start-about = Your profile is still empty: a few words are enough for the others to know whom they speak with.
people-start-alone = Your section is open
people-start-alone-hint = Nobody else is here yet. Invite the first people, then settle who may ask to join.
people-start-invite = Invite people
people-start-settings = Settings of the section
people-me = My profile
people-me-see = See my profile
people-me-picture = Photo
people-me-picture-now = Your profile photo
people-me-picture-remove = Remove the photo
people-me-picture-send = Send the photo

people-security = Security
people-security-needs-second = Your role asks for a second factor: set up codes or a passkey below. Until then, the desk is closed to you.
people-security-passphrase = Passphrase
people-security-passphrase-button = Change the passphrase
people-security-codes = Codes of the telephone
people-security-codes-why = A six-digit code comes on top of the passphrase: whoever guesses it does not get in.
people-security-codes-on = Codes are set up.
people-security-codes-start = Set up codes
people-security-codes-again = Change telephone or recovery codes
people-security-codes-off = Stop asking for a code
people-security-recovery-left =
    { $count ->
        [0] No recovery code is left: make new ones.
        [one] { $count } recovery code is left.
       *[other] { $count } recovery codes are left.
    }
people-security-passkeys = Passkeys
people-security-passkeys-why = The telephone or computer keeps a key: nothing to remember, nothing to guess.
people-security-passkey-add = Add this device
people-security-passkey-remove-named = Remove the key { $name }
people-security-address = E-mail address
people-security-address-now = We write to you at { $address }.
people-security-address-button = Change address
people-security-sessions = Signed-in devices
people-session-unknown = Unknown device
people-session-seen = Seen on { $moment }
people-session-end = Sign out
people-session-end-named = Sign out { $device }
people-session-end-others = Sign out all other devices
people-telephone = Codes of the telephone
people-telephone-how = Point a code application (Aegis or FreeOTP, for example) at the picture, then type the code that it shows.
people-telephone-picture = Picture to point the telephone at
people-telephone-letters = Or type these letters into the application:
people-telephone-here = Open the application on this device
people-telephone-button = Set up
people-recovery = Your recovery codes
people-recovery-text = Each opens your account once if the telephone is lost. Write them down on paper: they will not be shown again.
people-recovery-kept = I have written them down

people-tokens = Access tokens
people-tokens-how = A token lets a program act for you: another site, a script, an app. It can do only what you tick, and never more than you can yourself. A new passphrase ends all your tokens.
people-tokens-none = You have no token.
people-tokens-no-choice = There is nothing that a program could do for you at the moment.
people-tokens-new = A new token
people-tokens-fresh = Your token is ready
people-tokens-fresh-how = Copy it into your program now: it will not be shown again. Send it to nobody; whoever has it acts in your place. If it gets lost, revoke it and make another one.
people-tokens-fresh-label = The token
people-tokens-fresh-kept = I have copied it
people-token-name = Name
people-token-name-help = To know it again, for example “my old site”.
people-token-allows = What the program may do
people-token-days = Until when
people-token-for-days =
    { $count ->
        [one] For { $count } day
       *[other] For { $count } days
    }
people-token-make = Make the token
people-token-ends = Good until { $day }
people-token-ended = Ended
people-token-used = Used on { $day }
people-token-unused = Never used
people-token-lost = { $name }: you may not any more, so the token may not either
people-token-revoke = Revoke
people-token-revoke-named = Revoke the token { $name }

people-consents = Consents
people-consents-how = What you agree to, and what you took back. You may change your mind whenever you like.
people-consents-ledger = Everything you have said
people-consent-newsletter = I want to receive the section’s newsletter.
people-consent-picture = The section may show photos in which I can be recognised.
people-consent-given = Agreed
people-consent-not-given = Not agreed
people-consent-withdrawn = Taken back
people-consent-give = Agree
people-consent-give-named = Agree: { $sentence }
people-consent-withdraw = Take back my consent
people-consent-withdraw-named = Take back my consent: { $sentence }

people-export = My data
people-export-how = A ZIP archive with everything that the section holds about you: a page to read offline, the same data for machines, and your files.
people-export-button = Download my data
people-copy-title = Data of { $name }
people-copy-how = This page can be read offline; data.json holds the same for machines.
people-copy-files = Files
people-erase = Erase my account
people-erase-what = Your name, your address, your profile and your ways in disappear at once, and with them what you published under this account. There is no way back.
people-erase-export-first = Download a copy of my data first
people-erase-button = Erase my account for ever
people-erased = Your account is erased
people-erased-text = Thank you for coming along with us. The door stays open.

people-desk = Requests and invitations
people-desk-waiting =
    { $count ->
        [0] No request is waiting
        [one] { $count } request waits for an answer
       *[other] { $count } requests wait for an answer
    }
people-desk-accept = Accept
people-desk-accept-named = Accept { $name }
people-desk-refuse-open = Refuse…
people-desk-refuse = Refuse
people-desk-refuse-named = Refuse { $name }
people-desk-invite = Invite someone
people-desk-invite-button = Send the invitation
people-desk-link = Link to share
people-desk-link-how = A link that you hand on yourself, in a group for example. It works for thirty days.
people-desk-link-button = Make the link
people-desk-link-made = Here is the link. Copy it now: it will not be shown again.
people-desk-link-copy = Copy
people-desk-link-copied = Copied
people-desk-link-not-copied = Select the link, then copy it
people-desk-invitations = Invitations
people-desk-anyone = Whoever has the link
people-desk-withdraw = Take back
people-desk-withdraw-named = Take back the invitation of { $name }
people-desk-ended = Ended

people-roles = Roles
people-roles-how = Each role opens pages of the desk. Nobody gives themselves a role, and the section always keeps someone who administers it.
people-roles-suspended = Suspended
people-roles-give = Give
people-roles-give-to = Give { $name } a role
people-roles-take = Take back
people-roles-take-named = Take back the role { $role } from { $name }
people-roles-suspend = Suspend { $name }
people-roles-restore = Let { $name } come back
people-role-member = Member
people-role-author = Author
people-role-editor = Editor
people-role-approver = Approver
people-role-safety-reviewer = Safety reviewer
people-role-publisher = Publisher
people-role-channel-owner = Channel owner
people-role-campaigner = Campaigner
people-role-monitor = Monitor
people-role-trainer = Trainer
people-role-analyst = Analyst
people-role-director = Director
people-role-administrator = Administrator

people-log = Log of staff acts
people-log-how = What the team did with people’s data. A line once written does not change.
people-log-when = When
people-log-who = Who
people-log-what = What
people-log-whom = To whom
people-log-gone = Someone erased
people-log-on-comment = a comment
people-log-on-invitation = an invitation
people-log-on-request = a request
people-log-on-section = the section
people-log-on-jobs = all failed jobs
people-log-on-job = job no.
people-log-command-line = The command line
people-act-invited = invited
people-act-invitation-withdrawn = took an invitation back
people-act-request-accepted = accepted a request
people-act-request-refused = refused a request
people-act-role-given = gave a role
people-act-role-taken = took a role back
people-act-suspended = suspended
people-act-restored = let come back
people-act-reset-link-made = made a link for a new passphrase
people-act-person-added = added a person
people-act-section-set-up = opened the section
people-act-erased-themselves = erased their own account
people-act-exported-themselves = downloaded their own data
people-act-token-made = made an access token
people-act-token-revoked = revoked an access token

people-done-joined = Welcome! You are a member. Complete your profile whenever you like.
people-done-set-up = The section is open, and you administer it.
people-done-saved = Saved.
people-done-picture = Your photo is in place.
people-done-picture-removed = The photo is removed.
people-done-passphrase = The passphrase is changed; the other devices are signed out, and the access tokens ended.
people-done-session = The device is signed out.
people-done-sessions = All other devices are signed out.
people-done-passkey = This device now has a passkey.
people-done-passkey-removed = The passkey is removed.
people-done-address = Look at the e-mail of the new address: a link waits there for you to confirm it.
people-done-address-kept = The site does not send e-mail yet: someone who administers the section can pass you the link that confirms the new address.
people-done-codes = Codes are set up.
people-done-codes-off = Codes are no longer asked for.
people-done-wrong-passphrase = That is not your current passphrase; nothing changed.
people-done-token-revoked = The token opens nothing any more.
people-done-consent = Noted.
people-done-answered = The answer has gone out by e-mail.
people-done-answered-before = Someone had already answered this request; nothing changed.
people-done-answered-kept = The answer is written, but the site does not send e-mail yet: it is kept under “Mail”, and passing it on is up to you.
people-done-invited = The invitation has gone out by e-mail.
people-done-invited-kept = The invitation is written, but the site does not send e-mail yet: it is kept under “Mail”, and passing it on is up to you.
people-done-withdrawn = The invitation is taken back.
people-done-role = The roles are up to date.
people-done-state = Done, and noted in the log.

people-refused-no-name = A name is missing.
people-refused-long-name = This name is too long: 80 characters at most.
people-refused-deceiving-name = Under this name, people would think that the section or someone of its team speaks. Choose another.
people-refused-token-no-name = A name is missing: it is how you will know the token again.
people-refused-token-long-name = This name is too long: 60 characters at most.
people-refused-token-nothing = Tick at least one of the things that the token may do.
people-refused-token-no-end = Choose until when the token is good.
people-refused-token-many = You have twenty tokens: revoke one that does not serve any more.
people-refused-no-about = A word about yourself is missing: two sentences are enough.
people-refused-long-about = This text is too long: 2,000 characters at most.
people-refused-no-section = The name of the section is missing.
people-refused-address = This address is not complete. It looks like awa@example.org.
people-refused-many-letters = Three e-mails have already gone to this address today: open the last one, look among spam, or come back tomorrow.
people-refused-known-address = This address is a member’s already.
people-refused-sign-in = The address or the passphrase is not right. Check both, or ask for a link by e-mail.
people-refused-wait =
    { $count ->
        [one] Too many tries: wait { $count } second, or ask for a link by e-mail.
       *[other] Too many tries: wait { $count } seconds, or ask for a link by e-mail.
    }
people-refused-suspended = This account is suspended. Write to the section to talk about it.
people-refused-needs-passkey = Your role asks for a second factor: sign in with your passkey.
people-refused-code = This code is not right, or it has been used. Wait for the next one and type it.
people-refused-current = That is not your current passphrase.
people-refused-passkey = The passkey was not recognised. Try again, or use the passphrase.
people-refused-passkey-no-name = Passkeys need the site to have a name, not an address in figures.
people-refused-no-picture = Choose a photo first.
people-refused-picture-heavy = This photo is too heavy: 15 MB at most.
people-refused-picture-pixels = This photo is too large: 40 million pixels at most. Make it smaller and send it again.
people-refused-picture-kind = This file is not a photo. Choose a JPEG, PNG, WebP or GIF file.
people-refused-picture-damaged = This photo is damaged. Open it and save it again, or choose another one.
people-refused-picture-slow = This photo asks for too much work just now. Try again, or choose a smaller one.
people-refused-no-reason = Give a reason: the person will read it.
people-refused-places = Give a number of places between 1 and 500.
people-refused-own-role = Nobody gives themselves a role. Ask another administrator.
people-refused-last-administrator = The section would be left without an administrator. Give the role to someone else first.
people-refused-no-member = Nobody by this name is a member.
passphrase-refused-too-short = This passphrase is too short: ten characters at least.
passphrase-refused-too-long = This passphrase is too long: 1,024 characters at most.
passphrase-refused-repeated = This passphrase repeats the same thing. Take three words that have nothing to do with one another.
passphrase-refused-own-name = This passphrase holds your name or your address. Take words that nobody connects with you.
passphrase-refused-common = This passphrase is among the first that anyone tries. Take three words that have nothing to do with one another.

people-mail-confirm-subject = Confirm your address for { $section }
people-mail-confirm-text = You asked to join { $section }. Confirm that this address is yours.
people-mail-confirm-button = Confirm my address
people-mail-confirm-days = This link works once, for seven days.
people-mail-known-subject = You are a member of { $section } already
people-mail-known-text = Someone gave this address to { $section }. It is yours already: just sign in.
people-mail-known-button = Sign in
people-mail-known-reset = Forgotten your passphrase? Choose another one here: { $address }
people-mail-not-you = If this was not you, do nothing: without the link, nothing happens.
people-mail-invitation-subject = Your place in { $section }
people-mail-invitation-text = The door of { $section } is open to you.
people-mail-invitation-by = { $inviter } opens the door of { $section } to you.
people-mail-invitation-button = Become a member
people-mail-invitation-days = This link is for you, and works for thirty days.
people-mail-refusal-subject = Your request to { $section }
people-mail-refusal-text = The team of { $section } has read your request and cannot accept it. This is why:
people-mail-refusal-again = You may ask again later.
people-mail-reset-subject = New passphrase for { $section }
people-mail-reset-text = You asked to change your passphrase for { $section }.
people-mail-reset-button = Choose a passphrase
people-mail-reset-hours = This link works once, for two hours.
people-mail-address-subject = Confirm your new address for { $section }
people-mail-address-text = You want to receive the e-mails of { $section } here. Confirm that this address is yours.
people-mail-moving-subject = Your e-mails of { $section } are about to change address
people-mail-moving-text = Another address was given for your e-mails of { $section }. If it was you, there is nothing to do here: confirm at the new address. If not, change your passphrase at once and sign the other devices out.
people-mail-moving-button = Open my security page
people-mail-waiting-subject = A request waits at { $section }
people-mail-waiting-text = Someone asks to join { $section } and waits for an answer.
people-mail-waiting-button = Read the request
people-mail-waiting-why = You get this e-mail because your role answers requests.

people-seen-id = A number for each person, which tells the millisecond at which they came
people-seen-name = The public name that each chose
people-seen-about = What each wrote about themselves
people-seen-picture = The profile photo
people-seen-passphrase = A slow digest of the passphrase: a weak one can be guessed
people-seen-totp = The secret of the codes, sealed with a key on the same disk
people-seen-address = The e-mail address of each member
people-seen-passkey = Who has a passkey, and the name given to the device
people-seen-recovery = The digest of the recovery codes
people-seen-link = To whom a link was sent, what for and when
people-seen-invitation = Who was invited, in what words, at which address, by whom and when
people-seen-request = Who asked to join, at which address, what they wrote, who answered what and when
people-seen-role = Who holds which role, who gave it and when
people-seen-consent = What each agreed to or took back, and when
people-seen-log = What staff did, when, and to whom
people-seen-failure = The digest of addresses for which a wrong passphrase was typed, how often and when
people-seen-choices = The language, the light mode and the openness of the profile that each chose
people-seen-joined = Since when each belongs to the section
people-seen-totp-step = The half-minute in which a code was last used
people-seen-address-digest = The digest of an e-mail address
people-seen-address-when = When an address was asked for and confirmed
people-seen-passkey-public = The public half of a passkey: only the device knows it again
people-seen-passkey-when = When a passkey was added, and last used
people-seen-recovery-when = Who has recovery codes, and when they were used
people-seen-link-hash = The hash of a link’s token

people-mail-stop = Never get letters from this house again
people-stop = No more letters
people-stop-text = Nothing will leave for your address any more, except what you ask for yourself. We keep only a fingerprint of it, to obey.
people-stop-button = Write to me no more
people-stopped = Noted
people-stopped-text = We shall not write to you again. If you change your mind, confirm your address by joining the section or by following a post.
people-letters-hard = Our letters to { $address } come back: its mail server says that this address does not exist (last news: { $day }). Nothing leaves for it any more. Correct the address, or tell us that it works again.
people-letters-soft = Our letters to { $address } have been coming back for days: the mailbox is full or out of reach (last news: { $day }). Nothing leaves for it any more. Make room in it and tell us that it works again, or change your address.
people-letters-complaint = One of our letters to { $address } was called spam (on { $day }), perhaps by a slip. Nothing leaves for this address any more. Would you like letters again? Tell us.
people-letters-asked = You asked for no more letters at { $address } (on { $day }). Nothing leaves for it, except what you ask for yourself.
people-letters-again = It works again: write to me
people-letters-correct = Correct the address
people-letters-none = Write to me no more at all
people-letters-none-help = Neither alerts nor news from the team. You can always ask for a new passphrase, and change your mind here.
people-done-letters = Noted: letters leave for your address again.
people-done-no-letters = Noted: nothing leaves for your address any more.
people-refused-stopped = This address does not get our letters: they came back from it, or its owner wants none. Check it, or hand on an invitation link yourself.
people-desk-stopped = our letters do not arrive there
