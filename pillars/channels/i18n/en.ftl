# What networks refuse: { $said } is what the network answered.
channels-trouble-server = Nothing at this address speaks like this network. Check the address of the server: { $said }
channels-trouble-refused = The network refuses this text as it stands. It answers: “{ $said }.” Change the text, or publish it by hand.
channels-trouble-too-long = The network finds this text too long. It answers: “{ $said }.” Shorten the variant for this network.
channels-trouble-too-large = A picture is too heavy for this network ({ $said }). Choose a smaller one.
channels-trouble-picture = The network cannot read a picture. It answers: “{ $said }.” Replace the picture.
channels-trouble-picture-gone = A picture that was brought is no longer on the network ({ $said }). First see whether the text is there already, then try again.
channels-trouble-suspended = The network has suspended this account. It answers: “{ $said }.” Sign in on the network to learn why.
channels-trouble-mastodon-forbidden = The server does not allow this to this key. It answers: “{ $said }.” Make a key with the scopes that the guide names, and connect the account again.
channels-trouble-telegram-chat = Telegram does not find this channel. It answers: “{ $said }.” Check its name, with the @ sign, and that the bot is in it.
channels-trouble-telegram-out = The bot is not, or no longer, in this channel. Telegram answers: “{ $said }.” Add it to the administrators again.
channels-trouble-telegram-rights = The bot may not post in this channel ({ $said }). Make it an administrator who can post messages.
channels-trouble-telegram-stays = Telegram no longer lets the bot delete this message. It answers: “{ $said }.” Delete it by hand in the channel.
channels-trouble-telegram-gone = This message is no longer in the channel ({ $said }).
channels-trouble-facebook-fast = Facebook finds that the Page posts too fast. It answers: “{ $said }.” Wait some hours, then try again.
channels-trouble-facebook-refused = Facebook refuses this content. It answers: “{ $said }.” Change the text, the link or the picture.
channels-trouble-facebook-limited = Facebook has limited this account for a time. It answers: “{ $said }.” Open Facebook to see until when, and publish in another way.
channels-trouble-facebook-identity = Facebook wants an identity confirmed. It answers: “{ $said }.” Someone who runs the Page must open Facebook and follow what is asked there.
channels-trouble-facebook-again = Facebook says that this was published already. It answers: “{ $said }.” Look at the Page before trying again.
channels-trouble-facebook-link = Facebook refuses links to facebook.com in this text. It answers: “{ $said }.” Remove the link.
channels-trouble-facebook-permission = This key may not publish on the Page. Facebook answers: “{ $said }.” The app needs pages_manage_posts and pages_read_engagement; until then, publish by hand.
channels-trouble-facebook-missing = Facebook does not find this, or this key may not see it. It answers: “{ $said }.” Check the number of the Page and the key.
channels-menu-today = Today
channels-menu-calendar = Calendar
channels-menu-ideas = Ideas and texts
channels-menu-texts = Texts
channels-menu-pictures = Pictures
channels-menu-channels = Channels
channels-someone = Someone who left
channels-none = None
channels-nobody = Nobody
channels-cancel = Cancel
channels-more = Other acts
channels-next = What comes next
channels-before = Before
channels-after = After
channels-today = Today
channels-pages = From page to page
channels-views = What is shown
channels-view-month = Month
channels-view-week = Week
channels-view-list = List
channels-from-to = From { $from } to { $to }
channels-all-channels = All channels
channels-field-channel = Channel
channels-button-show = Show
channels-calendar-empty = Nothing is planned here. Take up an idea, or write a text and give it an hour.
channels-new = Write a text
channels-new-on = Write a text for { $day }
channels-move = Move
channels-move-named = Move “{ $title }”
channels-clash = { $moment }: “{ $two }” follows “{ $one }” within an hour on { $channel }.
channels-gap = { $channel }: nothing for { $days } days.
channels-days = World days and subscription
channels-days-none = No day is noted. Add those that matter to the section: they are shown every year.
channels-days-add = Add a day
channels-day-when = { $day } { $month }
channels-field-day = Day (1 to 31)
channels-field-month = Month (1 to 12)
channels-field-day-title = Name of the day
channels-button-add = Add
channels-remove = Remove
channels-remove-named = Remove “{ $title }”
channels-feed = The calendar on your telephone
channels-feed-how = Paste this address into the calendar of your telephone. It is a secret: whoever has it sees titles and hours. A text that could endanger someone stands there without its title.
channels-feed-address = Secret address
channels-feed-renew = Change the address
channels-feed-sensitive = Text of the section
channels-ideas-lead = What the house published lately, and what someone thought of. Take up an idea to make a text of it, or throw it away.
channels-ideas-none = Nothing here. What the blogs publish comes here by itself.
channels-take-up = Take up
channels-take-up-named = Take up “{ $title }”
channels-drop-named = Throw the idea away: “{ $title }”
channels-today-calm = All is calm: nothing is late, nothing waits for you.
channels-today-hands = To publish by hand
channels-today-hands-how = Their hour has come. Open one, copy the text, publish it, say so.
channels-today-unknown = Sent, not confirmed
channels-today-unknown-how = The call was made and its answer was lost. Nothing is sent again without you: look on the network, then say what you see.
channels-today-late = Late
channels-today-failed = Failed, or out in part
channels-today-keys = Keys to renew
channels-today-review = To approve
channels-today-next = What goes out soon
channels-today-next-none = Nothing goes out in the next two days.
channels-first-channel = No channel is open. Begin with a WhatsApp group or the Page, by hand: that works at once.
channels-first-rule = Say first how the team works: without a rule, nothing goes out.
channels-edit = Change “{ $title }”
channels-act-edit = Change
channels-edit-reopens = This text is approved. If you change what people will read, it has to be approved again.
channels-other-texts = Other languages:
channels-other-language = Write in another language
channels-button-language = Write
channels-theirs = Someone else saved meanwhile. This is their text; yours is below. Take over what is needed, then save.
channels-field-title = Working title
channels-field-title-how = For the team. Only an article of the site, a letter and a communiqué bear it, as title or subject.
channels-field-language = Language
channels-field-body = Common text
channels-field-body-how = Every channel says this, until it has words of its own. A first line “# Title” gives, in this language, its title to the article, the letter and the communiqué.
channels-field-link = Link
channels-field-link-how = Added at the end of the text where it is not in it.
channels-where = Where it goes
channels-no-channel = No channel yet.
channels-own-open = Other words for { $name }
channels-field-own = Text of this channel
channels-field-own-how = Empty, it says the common text. Written, it stands alone: the link is not added any more.
channels-field-own-spoken = What will be said aloud: 75 words make thirty seconds.
channels-field-visibility = Who may see it
channels-field-own-warning = Warning on this channel
channels-visibility-public = Everyone
channels-visibility-unlisted = Everyone, outside public lists
channels-visibility-followers = Followers only
channels-pictures = Pictures
channels-pictures-none = The library is empty.
channels-pictures-add = Add a picture
channels-pictures-lead = Each picture says what it shows, whose it is, and who agreed to be seen on it.
channels-pictures-count = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
 }
channels-safety = Whom it could endanger
channels-field-sensitivity = This text or its pictures
channels-sensitivity-none = name and show nobody
channels-sensitivity-named-person = name or show a person
channels-sensitivity-at-risk-person = name or show a person at risk
channels-sensitivity-minor = name or show a child
channels-field-consent = Consent of those people
channels-field-consent-how = Who said yes, to what, until when.
channels-field-warning = Content warning
channels-field-warning-how = Shown before the text, which opens on a tap.
channels-when = When
channels-field-hour = Day and hour
channels-field-hour-at = Hours are as clocks show them in { $place }.
channels-field-embargo = Not before (embargo)
channels-field-last = Too late after
channels-field-last-how = After this it does not go out any more. Empty: a day after its hour.
channels-serves = What it serves
channels-button-save = Save
channels-stage-idea = Idea
channels-stage-draft = Draft
channels-stage-in-review = In review
channels-stage-changes-requested = Changes requested
channels-stage-approved = Approved
channels-stage-scheduled = Scheduled
channels-stage-publishing = Going out
channels-stage-published = Published
channels-stage-partly-published = Partly published
channels-stage-failed = Failed
channels-stage-withdrawn = Withdrawn
channels-stage-expired = Too late
channels-stage-archived = Put away
channels-fact-author = Written by
channels-fact-campaign = Campaign
channels-fact-line = Serves the strategy
channels-fact-no-line = no line yet
channels-fact-embargo = Embargo until
channels-fact-last = Too late after
channels-fact-consent = Consent
channels-fact-source = Made from
channels-fact-source-see = See the source
channels-fact-adapted = Adapted from
channels-fact-adapted-see = See the original
channels-before-submitting = Before it is handed over:
channels-stands-in-the-way = This cannot be done yet:
channels-missing = Missing:
channels-missing-tiers = { $count ->
    [one] one approval
   *[other] { $count } approvals
 }
channels-missing-safety = the look of someone in charge of safety
channels-same = The same text goes out or went out on { $name } ({ $moment }).
channels-approve-what = You approve what you read on this page, word for word. If someone changes it, your consent falls.
channels-button-submit = Hand over for approval
channels-button-approve = Approve the text
channels-button-safety = Say that it endangers nobody
channels-button-schedule = Schedule
channels-button-now = Publish now
channels-button-unschedule = Take the hour away
channels-send-back-open = Ask for something else
channels-field-words = What must be changed
channels-button-send-back = Send back to the author
channels-deliveries = How far it is, channel by channel
channels-delivery-waiting = waits for its hour
channels-delivery-bringing = pictures on their way
channels-delivery-ready = ready to go
channels-delivery-armed = is leaving now
channels-delivery-unknown = sent, not confirmed
channels-delivery-confirmed = published
channels-delivery-rejected = refused by the network
channels-delivery-gave-up = too late, not sent
channels-delivery-stopped = stopped
channels-delivery-for-hands = to publish by hand
channels-delivery-by = said by { $name }
channels-delivery-next = Next try: { $moment }.
channels-channel-gone = A channel that is gone
channels-see-it-there = see it
channels-back-wanted = being taken back
channels-back-done = taken back
channels-back-cannot = to be taken back by hand
channels-button-hand-open = Publish by hand
channels-field-address-there = Address of the published text
channels-field-address-how = Paste it if you have it; leave it empty otherwise.
channels-say-out = It is there
channels-say-again = It is not there: send again
channels-say-hand = Publish it by hand
channels-say-not = It is not there: leave it
channels-say-back = I took it back
channels-as-it-will-look = As it will be read
channels-no-target = It goes nowhere yet. Choose its channels by changing it.
channels-own-words = own words
channels-used-signs = { $used } of { $most } signs
channels-used-sms = { $used } of { $most } SMS signs
channels-used-words = { $used } of { $most } words
channels-sms-gsm7 = { $count ->
    [one] one SMS
   *[other] { $count } SMS
 }
channels-sms-ucs2 = { $count ->
    [one] one SMS, costly alphabet: 70 signs a message
   *[other] { $count } SMS, costly alphabet: 67 signs a message
 }
channels-cost = { $count } CFA francs a person
channels-texts = The texts
channels-button-adapt = Make an adaptation
channels-button-archive = Put away
channels-button-reopen = Take up again
channels-button-drop = Throw the idea away
channels-withdraw-open = Take back from everywhere
channels-withdraw-how = What waits is stopped. What is out is deleted from each network that allows it; the list will say where it has to be done by hand.
channels-field-why = Why
channels-button-withdraw = Take back from all channels
channels-log = What was done
channels-act-proposed = Idea proposed
channels-act-begun = Begun
channels-act-written = Text changed
channels-act-submitted = Handed over
channels-act-approved = Text approved
channels-act-approved-safety = Safety checked
channels-act-approved-all = All approvals are there
channels-act-approved-alone = Approved without a second reader: the team’s rule allows it
channels-act-sent-back = Sent back to the author
channels-act-scheduled = Scheduled
channels-act-moved = Moved
channels-act-unscheduled = Hour taken away
channels-act-withdrawn = Taken back
channels-act-archived = Put away
channels-act-reopened = Taken up again
channels-act-published = Published on all its channels
channels-act-partly-published = Published on some of its channels
channels-act-failed = Published nowhere
channels-act-expired = Too late: it did not go out
channels-act-said-out = Said to be out
channels-act-said-not = Said not to be out
channels-act-by-hand = Taken over by hand
channels-act-again = Sent again
channels-act-said-back = Said to be taken back
channels-done-saved = Saved.
channels-done-waiting = Noted. It waits for others.
channels-done-approved = Approved. It may get its hour.
channels-done-sent-back = Sent back to its author, with your words.
channels-done-scheduled = Scheduled.
channels-done-moved = Moved.
channels-done-unscheduled = It has no hour any more.
channels-done-withdrawn = It is being taken back everywhere. The list below says how far that is.
channels-done-shelved = Done.
channels-done-adapted = This is the adaptation: change what is needed.
channels-done-said = Noted. Thank you.
channels-done-added = The channel is there. Publish on it by hand, or give it its key.
channels-done-connected = Connected: the account answers.
channels-done-checked = The key still opens the account.
channels-done-forgotten = The key is forgotten.
channels-done-renewed = New address: the old one shows nothing any more.
channels-done-pulled = The consent is taken back: the texts that show this picture are being taken back everywhere.
channels-hand-how = Copy the text, publish it on the channel, then say so here.
channels-hand-how-whatsapp = Copy the text, open WhatsApp, paste it into the group, the status or the channel.
channels-hand-how-facebook = Copy the text, open the Page, paste it. Add the picture if there is one.
channels-hand-how-radio = Give this text to the station. When it was on the air, say so here.
channels-hand-how-press = Send this communiqué to the journalists, then say so here.
channels-hand-how-sms = Send this message from the section’s telephone, then say so here.
channels-hand-text = Text to publish
channels-hand-copy = Copy the text
channels-hand-copied = Copied
channels-hand-not-copied = Select the text and copy it
channels-hand-go = Open { $name }
channels-hand-picture = Download the picture
channels-hand-out = It is out
channels-hand-not = It will not be published here
channels-hand-done = Nothing to do here: { $state }.
channels-hand-next = On to the next
channels-how-hand = by hand
channels-lead = Every place where the section speaks: a Page, a group, a radio station, an account. Without a key one publishes there by hand; with a key, Griot publishes at the hour, once.
channels-none-yet = No channel yet. Add one: a WhatsApp group is enough to begin.
channels-add = Add a channel
channels-waiting = { $count ->
    [one] one text waits
   *[other] { $count } texts wait
 }
channels-state-open = open
channels-state-paused = paused
channels-state-closed = closed
channels-network-facebook = Facebook Page
channels-network-whatsapp = WhatsApp
channels-network-telegram = Telegram
channels-network-mastodon = Mastodon
channels-network-bluesky = Bluesky
channels-network-tiktok = TikTok
channels-network-radio = Radio
channels-network-press = Press
channels-network-sms = SMS
channels-network-other = Other
channels-field-network = Network
channels-field-network-how = All work by hand. Mastodon, Bluesky, Telegram and a Facebook Page can also be given a key.
channels-field-name = Name, for the team
channels-field-address = Address
channels-field-address-public = Where the public sees it.
channels-field-speaks = Language that is spoken there
channels-field-server = Server
channels-field-server-how = For Mastodon (https://…); for the others, empty if you do not know.
channels-field-account = Account
channels-field-account-how = Mastodon, Bluesky: the name of the account. Telegram: @channel. Facebook: the number of the Page.
channels-field-tiers = Approvals
channels-field-tiers-how = From 0 to 3. Empty: what the team’s way of working says.
channels-field-cost = Cost of one message, in CFA francs
channels-field-cost-how = An SMS, a spot on the radio. Empty if it is free.
channels-field-role = Role in the strategy
channels-field-by-hand = Publish by hand, even with a key
channels-needs-server = This network has many servers: say which.
channels-settings = Settings
channels-connect = Key of the account
channels-connect-how = The key is tried first. It is kept sealed, with a key of the house that is never in a backup.
channels-key-mastodon = Access token (Preferences, Development, New application)
channels-key-bluesky = App password (Settings, Privacy)
channels-key-telegram = Token of the bot (given by @BotFather)
channels-key-facebook = Access token of the Page
channels-key-other = Key
channels-key-unknown = key not tried yet
channels-key-well = connected
channels-key-refused = the key opens the account no more: connect it again
channels-key-checked = Checked: { $moment }.
channels-key-until = It ends on { $day }.
channels-key-ends = { $count ->
    [0] The key ends today.
    [one] The key ends tomorrow.
   *[other] The key ends in { $count } days.
 }
channels-button-connect = Connect
channels-button-check = Check now
channels-button-forget = Forget the key
channels-keepers = Who keeps it
channels-keepers-how = At the hour of a text, or when it is late, these people get an e-mail. Two are better than one.
channels-keepers-none = Nobody yet: all who publish are told.
channels-keepers-add = Add a person
channels-button-pause = Pause
channels-button-open = Open
channels-button-close = Close
channels-limit-signs = at most { $count } signs
channels-limit-weighted = at most { $count } signs; each link counts a fixed number
channels-limit-utf16 = at most { $count } signs; an emoji counts two or more
channels-limit-sms = at most { $count } SMS signs
channels-limit-words = at most { $count } words, for thirty seconds
channels-limit-beside = at most { $count } signs beside a picture
channels-limit-pictures = at most { $count } pictures of { $size } each
channels-limit-no-picture = no picture
channels-limit-source = Source
channels-limit-day = Limits read on { $day }.
channels-ways = Way of working
channels-ways-lead = It says who must read before a text goes out. Whatever the team, a text that names or shows someone is always read by a second person.
channels-preset-two = A team of two
channels-preset-two-how = What names nobody goes out without a second reader. The rest is read by the other.
channels-preset-four = A team of four
channels-preset-four-how = Another person approves each text.
channels-preset-ten = A team of ten
channels-preset-ten-how = Two other people approve each text.
channels-button-choose = Choose
channels-ways-people = Who can do what today
channels-ways-people-how = Roles are given in the administration.
channels-able-write = write
channels-able-approve = approve
channels-able-safety = check safety
channels-able-publish = publish
channels-able-nobody = Nobody can { $what }: give someone that role, or the team will be stuck.
channels-cut = Stop everything
channels-cut-open = Stop everything
channels-cut-how = An account stolen, a colleague arrested, a shutdown announced: nothing goes out any more, on any channel, until someone starts again. What waits is not lost.
channels-cut-stop = Stop everything now
channels-cut-keys-how = { $count ->
    [one] Griot holds one key.
   *[other] Griot holds { $count } keys.
 } If the server or an account is not safe any more, forget them too, then revoke them on each network.
channels-cut-stop-and-forget = Stop everything and forget the keys
channels-cut-since = Everything stands still since { $moment }. Nothing goes out.
channels-cut-by = Stopped by { $name }.
channels-cut-go-on = Start again
channels-cut-go-on-how = What waits will go out, except what it is too late for.
channels-picture = Picture
channels-picture-uses = Where it is shown
channels-picture-unused = Nowhere yet.
channels-field-file = File (JPEG, PNG, WebP or GIF)
channels-field-alt = What the picture shows
channels-field-alt-how = For who does not see it. Without these words it goes out on no network.
channels-field-credit = Credit
channels-field-seen = The people seen on it
channels-field-seen-how = A picture of someone who did not say yes does not go out.
channels-consent-nobody = nobody can be recognised
channels-consent-given = said yes
channels-consent-missing = were not asked yet
channels-consent-withdrawn = took their consent back
channels-field-consent-who = Who said yes
channels-field-consent-for = To what
channels-field-consent-until = Until
channels-consent-pull-how = If the consent is taken back, every text that shows this picture is taken back everywhere.
channels-consent-pulled = The consent for a picture was taken back.
channels-draft-press = a communiqué
channels-draft-networks = a text for the networks
channels-draft-sms = an SMS
channels-kind-item = text
channels-kind-channel = channel
channels-evidence-published = “{ $title }” was published
channels-evidence-channel = The channel “{ $title }” was opened
channels-week-out = What went out
channels-week-out-none = Nothing went out.
channels-week-due = What is due
channels-week-due-none = Nothing is planned.
channels-week-late = Late or failed
channels-week-late-none = Nothing is late.
channels-week-not-out = not confirmed
channels-unfit-empty = { $name }: there is neither text nor picture.
channels-unfit-too-long = { $name }: { $n ->
    [one] one sign
   *[other] { $n } signs
 } too many. Shorten it, or give this channel words of its own.
channels-unfit-too-long-sms = { $name }: { $n ->
    [one] one sign
   *[other] { $n } signs
 } too many for three SMS.
channels-unfit-too-many-words = { $name }: { $n ->
    [one] one word
   *[other] { $n } words
 } too many for thirty seconds.
channels-unfit-too-many-bytes = { $name }: this text is { $n } bytes too heavy (rare signs weigh more).
channels-unfit-too-many-pictures = { $name }: at most { $n ->
    [one] one picture
   *[other] { $n } pictures
 }.
channels-unfit-picture-too-heavy = { $name }: a picture is heavier than { $n } KB.
channels-unfit-no-alt = { $name }: a picture does not say what it shows.
channels-unfit-alt-too-long = { $name }: the words of a picture exceed { $n } signs.
channels-obstacle-no-channel = It goes to no channel: choose one.
channels-obstacle-no-consent = It names or shows someone: say who said yes, and to what.
channels-obstacle-no-rule = No way of working is chosen: without a rule, nothing goes out. Choose it under Channels.
channels-obstacle-channel-closed = The channel { $name } is closed: take it away, or open it.
channels-obstacle-picture-unasked = Picture “{ $name }”: the people seen on it did not say yes.
channels-obstacle-picture-ended = Picture “{ $name }”: the consent does not hold on that day any more.
channels-obstacle-picture-withdrawn = Picture “{ $name }”: the consent was taken back.
channels-refused-stage = This is not possible any more where this text stands. The page shows where it stands now.
channels-refused-changed-meanwhile = Someone changed this text meanwhile. Read it again, then try again.
channels-refused-own = You wrote this text: someone else must approve it.
channels-refused-no-words = Say what must be changed.
channels-refused-not-approved = This text is not approved as it stands. Hand it over first.
channels-refused-hour-past = This hour has passed. Choose one to come, or publish now.
channels-refused-hour-embargo = At that hour the embargo still holds.
channels-refused-hour-too-late = At that hour it would be too late by “Too late after”.
channels-refused-under-way = It is out already, or on its way: it cannot be moved any more.
channels-refused-not-out = Nothing of this text is public.
channels-refused-no-hour = Give a day and an hour, such as 14/02/2013 09:30.
channels-refused-overtaken = Someone else saved this text meanwhile. Nothing is lost: both texts are below.
channels-refused-no-title = Give a working title.
channels-refused-long-title = The title is too long: at most 200 signs.
channels-refused-long-body = The text is too long for every network.
channels-refused-no-language = Choose the language of the text.
channels-refused-link = The link must begin with https://
channels-refused-address = This address leads to no site. Paste it as the browser shows it, or leave it empty.
channels-refused-network = Choose a network.
channels-refused-name = Give a name of at most 100 signs.
channels-refused-server = This server cannot be called from here. Write its public address, such as https://mastodon.example.
channels-refused-tiers = From 0 to 3 approvals, or nothing.
channels-refused-cost = A whole number of francs, or nothing.
channels-refused-no-key = Paste the key.
channels-refused-waiting = Texts wait for this channel. Give them another way, or pause the channel.
channels-refused-person = This person is not in the section.
channels-refused-day = Give a day of the calendar and a name.
channels-refused-no-picture = Choose a picture.
channels-refused-no-alt = Say what the picture shows, for who does not see it.
channels-refused-consent = Say whether anyone can be recognised on the picture.
channels-refused-consent-who = Say who said yes.
channels-refused-consent-until = There is no such day.
channels-refused-full = The disk is full: the picture could not be kept. Tell the administration.
channels-trouble-reauth = The key of this channel opens the account no more. Connect it again, or publish by hand.
channels-trouble-rate = The network asks to wait. Griot waits, then tries again.
channels-trouble-transient = The network does not answer. Griot tries again.
channels-trouble-unknown = The call was made and its answer was lost: the text may be there. Look on the network.
channels-trouble-too-late = It was too late: it did not go out.
channels-trouble-picture-slow = The network never finished preparing a picture. Send again, or publish by hand.
channels-mail-button = Open
channels-mail-why = You get this e-mail because you publish for { $section }.
channels-mail-hand-subject = To publish now: { $channel }
channels-mail-hand = The hour of a text for { $channel } has come. Open the page: text and picture wait for you; publish them and say so.
channels-mail-late-subject = Late: { $channel }
channels-mail-late = A text for { $channel } should have gone out more than five minutes ago and did not. The page says why and what you can do.
channels-mail-unknown-subject = Sent, not confirmed: { $channel }
channels-mail-unknown = A text for { $channel } was sent and the answer was lost. Nothing is sent again without you: look on the network, then say what you see.
channels-mail-key-ends-subject = Key to renew: { $channel }
channels-mail-key-ends = The key of { $channel } ends in { $days ->
    [one] one day
   *[other] { $days } days
 }. Connect the account again before then, so that nothing is late.
channels-log-changed = changed a channel
channels-log-connected = connected a channel
channels-log-cut = stopped everything
channels-log-cut-keys = stopped everything and forgot the keys
channels-log-go-on = let everything go on
channels-log-ways = changed the way of working
channels-clashes = { $count ->
    [0] No clash.
    [one] One clash.
   *[other] { $count } clashes.
 }
channels-gaps = { $count ->
    [0] No silent channel.
    [one] One channel silent for a week or more.
   *[other] { $count } channels silent for a week or more.
 }
seizure-channels-channel = Where the section speaks: networks, accounts, addresses
seizure-channels-key = The key of an account, sealed; whoever takes the key file too can publish in the section’s name
seizure-channels-keeper = Who keeps a channel
seizure-channels-text = The texts, published or not, and where they are
seizure-channels-consent = Who agreed to be named or shown, for what, and who could be at risk
seizure-channels-who = Who wrote, approved, published or stopped what
seizure-channels-when = When each thing was done or is planned
seizure-channels-picture = The pictures of the library and what they show
channels-looked-at = Names or shows someone
channels-mail-key-refused = The key of { $channel } opens the account no more. Connect it again, so that nothing is late; until then its texts can be published by hand.
channels-network-newsletter = Newsletter
channels-how-letters = by letters, to those who subscribed
channels-letter-picture = Picture
channels-letter-why = You get this letter from { $section } because you are on the list “{ $list }”.
channels-letter-on-site = Read this letter on the site
channels-letter-leave = Stop these letters, or change what you get
channels-trouble-no-list = This channel writes to no list: choose one on the page of the channel, then send again.
channels-trouble-letter = The letter could not be laid out: this is a fault of the program.
channels-trouble-nobody = Nobody is on this part of the list: no letter was sent.
channels-trouble-no-letter = No letter was accepted by the mail server.
channels-trouble-letters-late = The last hour passed before the end: some of the letters went, the others will not go.
channels-newsletter-title = Newsletters
channels-newsletter-lead = Choose what you want to get. You can stop at any time, with one click.
channels-newsletter-lists = What you will get
channels-newsletter-none = This section sends no newsletter yet.
channels-newsletter-sent = Look at your mail: a letter waits for you. Open the link in it within seven days, or your address will be forgotten.
channels-newsletter-button = Get these letters
channels-newsletter-privacy = Your address serves for these letters and nothing else. They contain no tracker: we do not know who opens them. If the section’s server were seized, the addresses could be read.
channels-newsletter-issues = Letters already sent
channels-newsletter-get-it = Get these letters
channels-field-mail = Your e-mail address
channels-field-reads = Language you read
channels-refused-too-old = This page was open for too long: send the form once more.
channels-refused-address-mail = This is not an e-mail address. It looks like name@example.org.
channels-refused-no-list = Tick at least one list.
channels-refused-many-letters = Three letters of confirmation already went to this address today. Look at your mail, or come back tomorrow.
channels-confirm-title = Confirm your subscription
channels-confirm-question = You, or somebody who typed your address, asked to get:
channels-mail-confirm-subject = Confirm your subscription to the letters of { $section }
channels-mail-confirm = Somebody asked to get the letters of { $section } at this address: { $lists }. If it was you, confirm it.
channels-mail-confirm-button = Yes, I want these letters
channels-mail-not-you = Was it not you? Do nothing: without confirmation this address will be forgotten in seven days.
channels-mail-never-again = Never get a letter from this house again
channels-mail-known-subject = You already get the letters of { $section }
channels-mail-known = Somebody asked to get the letters of { $section } at this address. You are on the list already. You can see what you get and change it.
channels-mail-known-button = See what I get
channels-reader-title = Your newsletters
channels-reader-confirmed = It is confirmed: thank you. The next letter will reach you.
channels-reader-saved = It is saved.
channels-reader-left = It is done: you will get these letters no more, and your address is forgotten. A letter that is under way may still arrive.
channels-reader-left-all = It is done: you will get no letters any more, and your address is forgotten.
channels-reader-on = You get “{ $list }”.
channels-reader-leave = Stop getting “{ $list }”
channels-reader-choose = Change lists or language
channels-reader-leave-all = Get nothing any more
channels-reader-nothing = You are on no list.
channels-rules-body =
    Below the texts of { $section } and on its accounts, everyone may speak. So that this stays true, these are our rules.

    - **We criticise ideas and acts, not people.** No insults, no threats, no contempt for an origin, a religion, a sex, a language, a disability.
    - **We put nobody in danger.** No name, address or picture of a victim, a witness or their family.
    - **We do not testify here.** What is written in public, or by SMS, can be read by others. Ask us for a safe way first.
    - **We do not deceive.** No news known to be false, no fake account, no advertisement.

    What does not respect these rules is taken away. Whoever disagrees may write to us: another person will read it again.
channels-menu-inbox = Inbox
channels-inbox-rooms = The pages of the inbox
channels-inbox-open = To answer
channels-inbox-aside = Set aside
channels-inbox-ways = Duty, rules and settings
channels-inbox-empty = Nobody waits for an answer. What people say to the section below its texts, on networks and by SMS arrives here.
channels-inbox-empty-list = Nothing here.
channels-inbox-late = Late
channels-inbox-due = To be answered before { $moment }
channels-inbox-person = Person { $n }
channels-inbox-besieged = The inbox is besieged: part of what comes in is set aside and kept as evidence.
channels-inbox-siege-link = Change or lift it
channels-inbox-deaf = This channel is not listened to any more.
channels-inbox-reviews = Answers to be read before they go
channels-inbox-see = See it there
channels-inbox-words-gone = These words are gone: their writer or a moderator took them away.
channels-inbox-answer = Answer
channels-inbox-public-answer = Everyone will read this answer, where the question was asked.
channels-inbox-take-canned = Take an answer written beforehand
channels-inbox-who-answers = Who answers, and what next
channels-inbox-notes = Notes of the team
channels-inbox-notes-how = Nobody outside the team reads them. Note nothing that could point at a witness.
channels-inbox-unknown-how = Sent, but the network confirmed nothing. Look there before you choose: sending it again without looking might publish it twice.
channels-inbox-sms-names = An SMS tells the operator, and the State if it asks, who writes to the section. Never ask for testimony this way.
channels-inbox-testimony = This is testimony
channels-inbox-testimony-how = A violation told here is not safe here. This button erases from this house all that the person said, for good: neither the team nor a seizure of this server will find it here. What the network, the operator or the mailbox keep of it stays there: delete it there too. First copy offline what your section has decided to keep.
channels-inbox-testimony-told = The person will get, out of sight of others, the answer that the section prepared: how to speak safely.
channels-inbox-testimony-untold = Answering here would point at the person in front of everyone: nothing will be answered. If the network shows this message too, it will not disappear there.
channels-field-testimony-sure = I understand: this cannot be undone
channels-button-testimony = Erase and answer safely
channels-refused-testimony-unsure = Tick the box: what is erased does not come back.
channels-done-testimony-told = All is erased here. The safe answer is on its way; after that nothing will be left.
channels-done-testimony-untold = All is erased here. Nothing was answered in public.
channels-testimony-title = Answer to a testimony
channels-testimony-answer = { $section } erased your message to protect you: this way is not safe. Tell nothing here. Come to our office, or ask a member whom you trust to reach us.
channels-source-comment = Comment
channels-source-mail = Mail
channels-standing-new = New
channels-standing-assigned = Taken up
channels-standing-waiting = Waiting for their answer
channels-standing-done = Done
channels-standing-spam = Spam
channels-direction-in = Received
channels-direction-out = Answer
channels-message-come = Received
channels-message-to-approve = To be read by somebody else
channels-message-waiting = On its way
channels-message-armed = Being sent
channels-message-sent = Sent
channels-message-delivered = Arrived on the telephone
channels-message-refused = Not sent
channels-message-unknown = Sent, not confirmed
channels-field-answer = Answer
channels-field-assignee = Who answers
channels-field-label = Label of the team
channels-field-note = Note
channels-button-answer = Send the answer
channels-button-approve-answer = Approve
channels-button-refuse-answer = Do not send
channels-button-was-sent = It is there
channels-button-was-not = It is not there
channels-button-done = Done
channels-button-reopen-talk = Take up again
channels-button-spam = Spam
channels-button-aside = Set aside
channels-button-not-aside = Put back
channels-button-rumour = This is a rumour
channels-button-note = Note
channels-done-answer-on-its-way = The answer is on its way.
channels-done-answer-out = The answer stands below the text.
channels-done-answer-to-approve = The answer waits for another person’s yes.
channels-done-answer-back = The answer will not go.
channels-done-relieved = Done: others take over.
channels-refused-answer-empty = Write an answer.
channels-refused-answer-long = An answer has at most 5,000 signs. Shorten it.
channels-refused-no-gateway = No SMS gateway is set: the answer cannot go. Ask whoever runs the site to fill in sms_url, or call the person.
channels-refused-no-ways = First choose how the section works, on the page of channels: it says who reads answers.
channels-refused-comment-closed = This comment takes no answer any more: it was taken away, or the text takes no comments.
channels-refused-note-empty = Write a note.
channels-trouble-no-channel = The channel by which to answer is gone. Answer by hand.
channels-trouble-no-number = This telephone number cannot get an answer.
channels-trouble-not-delivered = The operator says that the message did not arrive.
channels-canned = Answers written beforehand
channels-canned-how = One person writes, another approves: then the answer goes without waiting. Write {"{section}"} for the section’s name and {"{site}"} for its address.
channels-canned-none = No answer is ready. Begin with the one that you write most often.
channels-canned-new = Write an answer
channels-canned-approved = Approved
channels-canned-approved-by = Approved by { $name }
channels-canned-not-approved = Not approved yet
channels-field-canned-title = What it answers
channels-refused-canned = Give a title and an answer.
channels-inbox-promise = What the section promises
channels-field-hours = Answer within how many hours (1 to 720)
channels-field-home = Calling code of the country, for numbers without +
channels-refused-inbox-ways = Write a number of hours from 1 to 720, and a calling code of one to three digits (226 in Burkina Faso).
channels-duty = Duty
channels-duty-how = What comes in on a day goes to whoever is on duty. With nobody on duty, all are told of delays.
channels-duty-save = Save the rota
channels-relieve = Relieve somebody
channels-relieve-how = Insults and threats wear people out. At one stroke, what this person followed and their days of duty go to another, or to nobody.
channels-field-relieved = Who is relieved
channels-field-instead = Who takes over
channels-refused-relieve = Choose who is relieved.
channels-siege = Under harassment
channels-siege-how = What holds one of these words, or comes from people never seen before, is set aside: whoever is on duty does not see it, and all of it is kept as evidence.
channels-siege-aside =
    { $count ->
        [one] One conversation is set aside.
       *[other] { $count } conversations are set aside.
    }
channels-field-siege-words = Words or phrases, one to a line
channels-field-siege-strangers = Also set aside what people say who were never seen before
channels-button-besiege = Set aside from now on
channels-button-calm = It is calm again
channels-evidence-sheet = Sheet of evidence
channels-evidence-made = Sheet made on { $moment }.
channels-evidence-none = Nothing was set aside.
channels-evidence-digest = BLAKE3 digest of what stands on this sheet:
channels-own-texts = The section’s own words
channels-own-texts-how = The house has words of its own; write yours. An emptied text takes them back.
channels-own-text = Written by the section
channels-rules = House rules
channels-sms-in = SMS received
channels-sms-in-how = Give this address to the gateway, with from, text and id (Kannel: get-url with ?from=%p&text=%a&id=%I, and max-messages = 0). Keep it secret.
channels-sms-in-address = Secret address
channels-sms-no-gateway = No gateway is set (sms_url): SMS may come in, but no answer goes.
channels-sms-renew = Change the address
channels-mail-waiting-subject =
    { $count ->
        [one] Somebody waits for an answer
       *[other] { $count } people wait for an answer
    }
channels-mail-waiting =
    { $count ->
        [one] One conversation waits longer than the section promised.
       *[other] { $count } conversations wait longer than the section promised.
    }
channels-brought-answers =
    { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    }
channels-brought-articles =
    { $count ->
        [one] { $count } press article
       *[other] { $count } press articles
    }
channels-brought-broadcasts =
    { $count ->
        [one] { $count } broadcast
       *[other] { $count } broadcasts
    }
channels-week-unanswered = Unanswered
channels-week-unanswered-none = Nobody waits longer than was promised.
channels-rumours = Rumours
channels-rumours-how = Note what is said, check it, then answer: the truth first, without repeating what is false more than needed. What nobody takes up often deserves no answer.
channels-rumours-none = No rumour is noted.
channels-rumour-one = A rumour
channels-rumour-new = Note a rumour
channels-rumour-claim = Noted
channels-rumour-checking = Being checked
channels-rumour-answered = Answered
channels-rumour-dropped = Let be
channels-verdict-false = False
channels-verdict-misleading = Misleading
channels-verdict-unproven = Unproven
channels-verdict-true = True
channels-field-claim = What is said, without the name of who says it
channels-field-seen-where = Where (group, market, radio…)
channels-rumour-checks = What was checked
channels-rumour-checks-none = Nothing yet. Who knows at first hand? Which document? Which date?
channels-field-check = What you found
channels-field-check-link = Link to the source
channels-rumour-answer = Answer
channels-rumour-answer-how = The answer becomes a text for the networks, approved like all others.
channels-rumour-item = The text made of this answer
channels-rumour-title = Answer: { $claim }
channels-field-verdict = Result of the check
channels-field-rumour-answer = What the section says: the truth first
channels-button-rumour-answer = Make it a text
channels-button-rumour-drop = Let it be
channels-button-rumour-reopen = Take up again
channels-refused-rumour-empty = Write what is said.
channels-refused-rumour-unchecked = Check first: add at least one source.
channels-refused-rumour-unanswered = Choose a result and write the answer.
channels-refused-check-empty = Say what you found.
channels-fakes = Fake accounts
channels-fakes-how = A file for each fake account: what was seen, what was reported to the network, what it answered. It is printed for a lawyer or the network.
channels-fakes-none = No fake account is known.
channels-fake-new = Open a file
channels-fake-seen = Seen
channels-fake-reported = Reported to the network
channels-fake-removed = Removed by the network
channels-fake-refused = Left standing by the network
channels-fake-since = Seen since { $day }
channels-fake-steps = What happened
channels-fake-step-new = Add to the file
channels-fake-step-how = First report the account to the network from an account of the section, then note the number of the report here. A screenshot proves what may disappear.
channels-fake-proof = Screenshot of the fake account
channels-fake-warning-title = Beware: “{ $name }” is not us
channels-fake-warning = An account that pretends to be { $section } is found on { $network } under the name “{ $name }”. It is not us. Send it neither money nor names nor testimony. Our true accounts are on our site.
channels-field-fake-address = Address of the fake account
channels-field-fake-name = The name it gives itself
channels-field-fake-harm = What it does (asks for money, speaks in our name…)
channels-field-fake-state = How far it is
channels-field-fake-words = What was seen or done
channels-field-fake-proof = Screenshot, if there is one
channels-button-warn = Write a warning
channels-refused-fake = Give the account’s name and what it does.
channels-refused-fake-known = This account has a file already: look for it in the list.
channels-refused-step-empty = Say what was seen or done.
seizure-channels-inbox = Who spoke to the section, where, when, and what was said: account names and telephone numbers included
seizure-channels-duty = Who answers people, and on which days
seizure-channels-rumour = Which rumours the section checked, and with what
seizure-channels-fake = The files on fake accounts, screenshots included
channels-menu-press = Press and radio
channels-public-press = Press
channels-press-lead = What the section tells journalists and the radio, and what comes of it.
channels-journalists = Journalists
channels-journalist = Journalist
channels-review = Press review
channels-replies = Right of reply
channels-radio = Radio
channels-press-ways = Press settings
channels-communiques = Communiqués
channels-press-no-channel = There is no press channel yet: add one, and texts can go there.
channels-press-none = No communiqué yet. Write a text and choose the press channel for it: it gets its number when it is approved.
channels-press-write = Write a communiqué
channels-press-public-see = See the public press page
channels-press-embargo = Embargo until { $moment }
channels-press-tally = For: { $for } · neutral: { $neutral } · against: { $against }
channels-press-pdf-in = PDF ({ $language })
channels-press-pdf = Open the PDF
channels-press-points-print = Print the talking points
channels-press-public-one = See the public page of this communiqué
channels-press-letters = Letters to journalists
channels-letter-waiting = Waiting
channels-letter-armed = Leaving
channels-letter-sent = Sent
channels-letter-unknown = Perhaps sent
channels-letter-refused = Came back or refused
channels-letter-published = Published
channels-letter-say-published = They published
channels-letter-say-refused = The letter came back
channels-letter-say-again = Send again
channels-review-nothing = Nothing in the press yet.
channels-review-add = Enter an article or a programme
channels-review-none = No communiqué in particular
channels-communique-form = What goes with the text
channels-speaker = Press contact
channels-field-place = Place
channels-field-phone = Telephone
channels-field-email = E-mail address
channels-field-speaker-consent = Consent of this person
channels-field-speaker-consent-how = How and when they agreed that the press gets their name and contact. Without consent nothing is given.
channels-field-points = Talking points
channels-field-points-how = For whoever speaks. Stays in the house. A line that begins with "- " is a point.
channels-field-about = About the section
channels-field-about-how = A paragraph at the foot of every communiqué.
channels-field-reply-days = Days to ask for a right of reply
channels-field-reply-days-how = The delay set by law: check it with a lawyer.
channels-field-medium = Medium
channels-field-beat = Beat
channels-field-beat-how = Human rights, water, justice…
channels-field-agreed = Consent to get our letters
channels-field-agreed-how = How: by telephone, by business card, by letter. Without consent nothing is sent.
channels-field-agreed-at = Since
channels-field-paused = Send nothing for now
channels-journalists-lead = Those who agreed to get communiqués. Each letter leaves alone: nobody sees the others’ addresses.
channels-journalists-none = No journalist yet. Add the first one below.
channels-journalist-takes = Gets communiqués
channels-journalist-not = Gets nothing
channels-journalist-add = Add a journalist
channels-journalist-forget-open = Forget this person…
channels-journalist-forget-how = Their name, contact and the record of letters sent are erased. This cannot be undone.
channels-journalist-forget = Forget
channels-months = Months
channels-month-before = Month before
channels-month-after = Month after
channels-field-clip-title = Title
channels-field-clip-link = Link
channels-field-clip-day = Day
channels-field-tone = Tone
channels-tone-for = For
channels-tone-neutral = Neutral
channels-tone-against = Against
channels-field-communique = Communiqué
channels-field-clipping = Clipping
channels-field-clipping-how = A picture or a PDF of the article. Nobody sees it outside the desk.
channels-replies-lead =
    { $count ->
        [one] When something wrong is said of the section, it can ask to reply within { $count } day.
       *[other] When something wrong is said of the section, it can ask to reply within { $count } days.
    }
channels-replies-none = Nothing to set right yet.
channels-reply-due = to be asked for by { $day }
channels-reply-late = The delay is over
channels-reply-text = Read the text of the reply
channels-reply-write = Write the reply
channels-reply-asked = Asked for
channels-reply-published = Published
channels-reply-refused = Refused
channels-reply-add = Enter what was said wrong
channels-reply-title = Right of reply: { $medium }
channels-reply-body = On { $day }, { $medium } said: “{ $said }” The section replies:
channels-field-said = What was said
channels-field-who = By whom
channels-field-said-on = On
channels-public-press-none = No communiqué yet.
channels-public-pdf = Read as PDF
channels-paper-number = Press release no. { $number }
channels-paper-draft = Draft communiqué
channels-paper-dated = { $place }, { $day }
channels-paper-embargo = EMBARGO: nothing to be published before { $moment } ({ $place } time)
channels-paper-contact = Press contact
channels-paper-about = About { $name }
channels-paper-points = Talking points: { $title }
channels-paper-points-inside = For the house alone, not for the press
channels-press-send-how = A letter leaves for each journalist chosen, once only. The communiqué then counts as out.
channels-press-send =
    { $count ->
        [one] Send to { $count } journalist
       *[other] Send to { $count } journalists
    }
channels-press-sent-to =
    { $count ->
        [one] { $count } journalist
       *[other] { $count } journalists
    }
channels-press-nobody = There is no journalist left to write to.
channels-press-all-languages = All languages
channels-press-all-beats = All beats
channels-press-mail-subject = { $name }: { $title }
channels-press-mail-contact = Contact:
channels-press-mail-pdf = Read as PDF
channels-press-mail-why = You get this letter from { $section } because you agreed to. Reply to get no more.
channels-act-kit-variant = Came in the kit for a network on which the section does not speak
channels-held-channels = Channels kept
channels-held-days = Days on duty in the inbox to come
channels-held-items = Drafts and planned texts
channels-stays-person = It names or shows someone.
channels-stays-unapproved = It is not approved yet.
channels-stays-over = It is not to be said any more: withdrawn, put away, failed or too late.
channels-stays-embargo = It is under embargo.
channels-act-press-sent = Sent to journalists
channels-item-press = Page of the communiqué
channels-item-radio = On the radio
channels-radio-lead = The stations, what was said there and what it cost.
channels-radio-none = No station yet: add a radio channel.
channels-radio-aired = Heard { $heard } times, declared { $declared } times, { $cost } F
channels-radio-heard = Heard { $times } times, { $cost } F
channels-radio-declared = Declared { $times } times by the station, { $cost } F
channels-radio-campaigns = By campaign
channels-radio-no-campaign = No campaign
channels-radio-channel = The channel of this station
channels-radio-text = The text
channels-radio-log = Sounds and broadcasts
channels-sounds = Sounds
channels-sounds-none = No sound. Record the text and add the file, one for each language.
channels-sound-download = Download the sound
channels-sound-add = Add the sound
channels-field-sound = Sound file
channels-field-sound-how = MP3, M4A, Ogg or WebM, 25 MB at most. It replaces the one in the same language.
channels-broadcasts = Broadcasts
channels-broadcasts-none = Nothing heard nor declared. Enter each day of broadcast.
channels-broadcast-add = Enter this broadcast
channels-field-station = Station
channels-field-aired-day = Day of broadcast
channels-field-heard = How it is known
channels-heard-yes = Somebody heard it
channels-heard-no = The station declares it
channels-field-heard-by = Who heard or declared it
channels-field-times = How many times on that day
channels-field-aired-cost = Cost in francs
channels-field-frequency = Frequency
channels-field-places = Where it is heard
channels-field-languages = Languages
channels-field-audience = Who listens, how many, by which source
channels-field-price = Price of a spot, in francs
channels-field-contact = Whom to call there
channels-card = Make a quote card
channels-card-lead = A strong sentence becomes a picture, in the colours of the house. Look at it before you keep it.
channels-card-cotton = Cotton
channels-card-indigo = Indigo
channels-card-sand = Sand
channels-card-square = Square, 1080 × 1080
channels-card-wide = Wide, 1200 × 630
channels-card-story = Tall, 1080 × 1920
channels-card-said = Who said it
channels-card-show = See the card
channels-card-keep = Keep the card
channels-card-alt = Card: “{ $words }”
channels-card-alt-who = Card: “{ $words }”, said by { $who }
channels-field-quote = Quotation
channels-field-quote-how = 220 signs at most.
channels-field-design = Design
channels-field-format = Format
channels-field-quoted = Name shown
channels-field-quoted-how = Leave empty to name nobody. If a person is named, enter their consent.
channels-done-kept = It is kept.
channels-done-journalist-forgotten = This person is forgotten.
channels-done-sending = The letters are leaving, one for each journalist.
channels-done-removed = It is removed.
channels-refused-reply-days = Give a number of days between 1 and 3650.
channels-refused-speaker-consent = Enter how and when this person agreed to be named to the press.
channels-refused-email = This e-mail address is not written like that.
channels-refused-email-known = Somebody else in the list has this address.
channels-refused-press-day = Give a day, such as 2013-02-14.
channels-refused-consent-day = Say since which day this person agrees.
channels-refused-no-medium = Say which medium it is.
channels-refused-tone = Choose a tone.
channels-refused-no-said = Write what was said.
channels-refused-francs = Write a sum in francs, in figures.
channels-refused-day-to-come = This day has not come yet.
channels-refused-no-station = Choose a station.
channels-refused-times = Write how many times, between 1 and 1000.
channels-refused-no-sound = Choose a sound file and its language.
channels-refused-card-letters = The font of the house does not have these signs: { $letters }. Write the sentence without them.
channels-refused-card-empty = Write the sentence of the card.
channels-refused-card-long = This sentence is too long for a card: 220 signs at most.
seizure-channels-speaker = Who speaks to the press for the section, with telephone and address
seizure-channels-journalist = Journalists: name, medium, contact, consent, letters received
seizure-channels-press = What the press wrote and what the section replies
seizure-channels-radio = The stations, the sounds, and who heard what
channels-field-person = Name
channels-refused-no-person = Give the name of this person.
channels-mail-approve-subject = A text waits for your yes
channels-mail-approve-safety = This text names or shows somebody: it does not travel by mail. Read it in the house.
channels-mail-approve-how = To approve exactly this text, answer OK to this mail. To ask for something else, answer NO and say what.
channels-mail-answer-approved = Done: the text is approved.
channels-mail-answer-counted = Your yes counts; another one is missing.
channels-mail-answer-sent-back = Noted: the text goes back to its writer, with your words.
channels-mail-answer-changed = Nothing was approved: the text changed since that mail, or waits for no yes any more, or you wrote it. Look at it in the house.
channels-mail-answer-unclear = Nothing was approved: your answer is neither OK nor NO. A yes with a condition is none.
channels-mail-answer-may-not = Nothing was approved: you do not approve texts any more. Ask the direction.
channels-mail-answer-gone = This text is gone.
channels-acts-kept = No network: it is kept on this telephone, and done as soon as the network is back. Leave this page open, or come back to it.
channels-acts-done = The network is back: what waited is done.
channels-acts-refused = The network is back, but an act could not be done: things changed meanwhile.
channels-acts-old = An act waited longer than a day: it was not done.
channels-acts-open = Look
channels-consent-ended = The consent of the person shown has ended.
channels-menu-newsletter = Newsletters
channels-obstacle-no-list = { $name } writes to no list yet: choose one under “Newsletters”.
seizure-channels-list = The lists of letters: their names, what they promise, their parts
seizure-channels-reader = Who gets the newsletters and the SMS: address or number, language, since when, and by which way
seizure-channels-reader-mark = A digest of the address or number, kept so that nobody brings back who left
seizure-channels-letter = Who got which letter or SMS, for thirty days
channels-standing-pending = Not confirmed yet
channels-standing-confirmed = Gets the letters
channels-standing-left = Left
channels-standing-bounced = The address takes no letters
channels-source-web = by the site
channels-source-paper = on paper
channels-source-member = member
channels-source-import = list kept before
channels-mailing-progress = Letters sent: { $sent } of { $total }, refused: { $refused }, not confirmed: { $unsure }
channels-lists-lead = A list gathers those who asked for letters, or for SMS. A channel writes to a list or to a part of it; a text approved for that channel goes out at its hour, once to each.
channels-lists-none = There is no list yet. Add one: its name, and what one gets, how often.
channels-list-confirmed =
    { $count ->
        [0] nobody yet
        [one] one person
       *[other] { $count } people
    }
channels-list-pending =
    { $count ->
        [one] one person has not confirmed
       *[other] { $count } people have not confirmed
    }
channels-list-bounced =
    { $count ->
        [one] one dead address
       *[other] { $count } dead addresses
    }
channels-list-public = open to everybody
channels-list-staff = internal
channels-letter-channels = Channels of letters and SMS
channels-letter-channels-none = No channel sends letters or SMS. Add a channel of the kind “Newsletter” or “SMS”.
channels-writes-to = Writes to: { $list }
channels-writes-to-nobody = Writes to no list yet
channels-letters = Latest letters and SMS
channels-letters-none = Nothing has gone to a list yet.
channels-letters-write = Write a text
channels-list-add = Add a list
channels-field-list-name-fr = Name in French
channels-field-list-promise-fr = What one gets, in French
channels-field-list-promise-how = What one gets, and how often: “One letter a month, no more.”
channels-field-list-name-en = Name in English
channels-field-list-promise-en = What one gets, in English
channels-field-list-public = Everybody may subscribe, and read on the site what was sent
channels-refused-list-name = Give the list a name, in one language at least.
channels-refused-list-taken = A list has this name already.
channels-log-list = changed a list of letters
channels-log-reader = put somebody on a list
channels-log-reader-left = took somebody off a list
channels-log-brought = brought a list of addresses
channels-log-exported = took a list of addresses away
channels-log-unsure-sent = counted letters that were not confirmed as sent
channels-log-unsure-again = sent letters again that were not confirmed
channels-done-list-added = The list is added.
channels-segment-since = since { $day }
channels-segment-all = The whole list
channels-any = Any
channels-refused-segment-used = A channel writes to this part: change the channel first.
channels-refused-segment-name = Give this part a name.
channels-readers = Subscribers
channels-segments = Parts of the list
channels-segments-lead = A part is no copy: it says who belongs to it, and is counted each time.
channels-segments-none = No part has a name. One is needed to write to some only.
channels-segment-add = Name a part
channels-field-segment-name = Name of the part
channels-field-segment-language = Language read
channels-field-segment-tag = Word that gathers them (a town, a campaign)
channels-field-segment-source = Came by
channels-field-segment-since = Confirmed since
channels-done-reader-added = The person is on the list.
channels-done-reader-left = The person is off the list, and the address is forgotten.
channels-done-brought =
    { $count ->
        [one] One person was put on the list.
       *[other] { $count } people were put on the list.
    }
channels-refused-no-agreement = Say how it is known that these people agreed.
channels-refused-known = This address is on the list already.
channels-refused-left = This person left the list, or wants no more letters. Only they can come back, by the page of the site.
channels-refused-dead = This address takes no letters any more.
channels-refused-no-lines = No address was found. Put one address on each line.
channels-would = This is what would happen
channels-would-new =
    { $count ->
        [0] Nobody would be put on the list.
        [one] One person would be put on the list.
       *[other] { $count } people would be put on the list.
    }
channels-would-known =
    { $count ->
        [one] One is on the list already.
       *[other] { $count } are on the list already.
    }
channels-would-left =
    { $count ->
        [one] One left or wants no more letters: they are not brought back.
       *[other] { $count } left or want no more letters: they are not brought back.
    }
channels-would-dead =
    { $count ->
        [one] One address takes no letters any more.
       *[other] { $count } addresses take no letters any more.
    }
channels-would-twice =
    { $count ->
        [one] One is in the file twice.
       *[other] { $count } are in the file more than once.
    }
channels-would-unreadable = Without a readable address, lines: { $lines }
channels-bring = Put these people on the list
channels-readers-lead = A list is not leafed through: search for an exact address. What you do here is noted.
channels-readers-search = Exact address
channels-button-search = Search
channels-readers-nobody = This address is not on the list.
channels-reader-take-off = Take off the list and forget the address
channels-reader-add = Put somebody on the list who came on paper
channels-reader-add-how = Keep the sheet: it is the proof that they agreed.
channels-field-address-mail = E-mail address
channels-field-agreement = How is it known that they agreed?
channels-field-agreement-how = For example: “Sheet signed on 14 February, workshop in Bobo”
channels-field-agreement-list = Where the list comes from, and how these people said yes
channels-import = Bring a list kept elsewhere
channels-import-how = One address on each line, then if you like the language and a word, parted by commas. Nothing is put on the list before you saw what would happen.
channels-field-csv = CSV file
channels-field-lines = Or the lines themselves
channels-import-look = See what would happen
channels-export = Take the list away
channels-export-how = A file with all addresses: keep it on an encrypted disk, and delete it once it has served.
channels-export-button = Download the CSV file
channels-mailing-item = The text and its story
channels-mailing-under-way = The letters are going out.
channels-mailing-pause = Pause the channel
channels-mailing-not-recalled =
    { $count ->
        [one] One letter went: it cannot be called back.
       *[other] { $count } letters went: they cannot be called back.
    }
channels-mailing-not-gone =
    { $count ->
        [one] One letter did not go.
       *[other] { $count } letters did not go.
    }
channels-mailing-unsure =
    { $count ->
        [one] One letter sent, not confirmed
       *[other] { $count } letters sent, not confirmed
    }
channels-mailing-unsure-how = The mail server did not answer, or the program stopped at that moment. Perhaps they arrived. They never go again by themselves: to send them again is to risk that some people get them twice.
channels-mailing-unsure-who = See the addresses
channels-mailing-count-sent = Count as sent
channels-mailing-send-again = Send them again all the same
channels-letter-preview = The letter
channels-letter-weight = It weighs { $size }, without pictures: each photo is a link.
channels-letter-look = See as in a mail program
channels-letter-text = As text only
channels-proof-button = Send me a proof
channels-proof-done = The proof goes to your address, and to nobody else.
channels-proof-subject = [Proof] { $subject }
channels-letter-channel = To whom this channel writes
channels-field-to-list = List
channels-field-to-part = Part of the list
channels-field-postal = Postal address of the section
channels-field-postal-how = At the foot of each letter: it says who writes
channels-field-pace = Letters a minute
channels-field-pace-how = 600 suits a small server; 0: as fast as the mail server takes them
channels-refused-choose-list = Choose a list.
channels-refused-other-list = This part belongs to another list.
channels-log-canned = wrote a prepared answer
channels-log-canned-approved = approved a prepared answer
channels-log-canned-removed = removed a prepared answer
channels-inbox-mail-names = A mail passes servers that learn who writes to the section, and its sender may be borrowed. Never ask for testimony this way.
channels-mail-in = Mail
channels-mail-in-how = Mail written to the section comes here if its mail server hands a copy to the command "griot inbox"; the guide shows how. Keep the mailbox as well: attached files stay there. The answer leaves from the section’s address.
channels-mail-answer-subject = An answer from { $section }
channels-trouble-no-address = This address takes no more mail.
channels-inbox-files =
    { $count ->
        [one] One attached file is not kept here: it stayed in the section’s mailbox.
       *[other] { $count } attached files are not kept here: they stayed in the section’s mailbox.
    }
channels-ways-seats = Fill the seats of this team
channels-view-day = Day
channels-day-more =
    { $count ->
        [one] and one more text
       *[other] and { $count } more texts
    }
channels-refused-pace = Give a number of letters or SMS a minute, from 0 to 100,000.

# SMS lists
channels-source-sms = by their own SMS
channels-kind-mail = Letters, by e-mail
channels-kind-sms = SMS
channels-kind-sms-long = Messages, by SMS
channels-field-kind = What the list sends
channels-field-keyword = SMS keyword
channels-field-keyword-how = For an SMS list: whoever sends this word to the number of the section joins. Empty: only staff put people down.
channels-refused-keyword = Choose a single word of 2 to 20 letters that is not an order already, like STOP, YES or INFO.
channels-refused-keyword-taken = This keyword is used elsewhere already: choose another one.
channels-list-keyword = One joins by sending { $keyword } to the number of the section, and leaves by answering STOP.
channels-list-no-keyword = Without a keyword nobody joins alone: staff note that each person agreed, and an SMS asks them to answer YES.
channels-heard = What telephones asked in the last 30 days, all lists together:
channels-asked-stop =
    { $count ->
        [one] one STOP
       *[other] { $count } STOPs
    }
channels-asked-join =
    { $count ->
        [one] one person joined by keyword
       *[other] { $count } people joined by keyword
    }
channels-asked-yes =
    { $count ->
        [one] one YES to our question
       *[other] { $count } YES to our question
    }
channels-asked-info =
    { $count ->
        [one] one request for help
       *[other] { $count } requests for help
    }
channels-sms-read-on-the-way = An SMS can be read by the operator, who also keeps who got it: put no name and no secret meeting place into it, and put nobody down whom this list would endanger.
channels-sms-carried-by-hand = No SMS gateway is set: what should go from here has to be sent by hand. Ask whoever runs the site to fill in sms_url.
channels-sms-no-list = This channel has no list: the text will have to be sent by hand.
channels-sms-estimate = { $parts } SMS × { $readers } readers = about { $francs } francs
channels-sms-readers = { $parts } SMS × { $readers } readers; no price is set on this channel
channels-sms-foot = STOP: answer STOP
channels-sms-left = { $section }: you will get no more SMS from us. Your number is erased from the lists.
channels-sms-joined = { $section }: you will get our SMS “{ $lists }”. To get nothing any more, answer STOP.
channels-sms-question = { $section }: do you want to get our SMS “{ $list }”? Answer YES. If not, do nothing: we will not write again.
channels-sms-info = { $section } writes to you by SMS. To join, send one of these words: { $keywords }. To get nothing any more: STOP.
channels-sms-info-closed = { $section } writes to you by SMS. To get nothing any more, answer STOP.
channels-obstacle-sms-risk = { $name }: this text cannot go by SMS, which the operator reads and keeps. It names somebody to protect, or its campaign is at risk. Take this channel off.
channels-trouble-sms-risk = Stopped before it went further: the text names somebody to protect, or its campaign has become risky.
channels-trouble-no-gateway = No SMS gateway is set: this text has to be sent by hand.
channels-mailing-progress-sms = SMS sent: { $sent } of { $total }, refused: { $refused }, not confirmed: { $unsure }
channels-mailing-arrived =
    { $count ->
        [one] One telephone confirmed that it arrived.
       *[other] { $count } telephones confirmed that it arrived.
    }
channels-mailing-unsure-how-sms = The gateway took these SMS without an answer: they may have arrived. Sending again may deliver, and cost, the same message twice.
channels-field-foot = Line that says how to leave
channels-field-foot-how = Added to each message, and counted. Empty it if the number of the gateway takes no answers.
channels-field-pace-sms = 30 fits a small line; 0: as fast as the gateway takes them
channels-refused-foot = The line that says how to leave has at most 60 signs.
channels-done-reader-asked = The question went by SMS: the person will be on the list once they have answered YES.
channels-done-brought-asked =
    { $count ->
        [one] One person gets the question; they will be on the list if they answer YES.
       *[other] { $count } people get the question; they will be on the list if they answer YES.
    }
channels-would-ask =
    { $count ->
        [one] One person would get the question by SMS.
       *[other] { $count } people would get the question by SMS.
    }
channels-readers-lead-sms = A list is not leafed through: look for an exact number. What you do here is noted.
channels-readers-search-sms = Exact number
channels-reader-add-how-sms = Note that the person agreed: an SMS then asks them to answer YES. Without that YES they get nothing else.
channels-field-address-phone = Telephone number
channels-field-agreement-sms = Who heard it, when and how: “Awa, at the market, 14 February”
channels-import-how-sms = One number a line, then if you like the language and a word, parted by commas. Each new person gets the question by SMS; nothing goes before you saw how many.
channels-field-lines-sms = Or the numbers themselves
channels-refused-address-phone = Give a whole telephone number, for example +226 00 00 00 42.
channels-refused-said-stop = This number answered STOP or left the list: only the person can come back, by writing the keyword.
channels-refused-cannot-ask = Without an SMS gateway the question cannot go: nobody can be put down here for now.
channels-recipients = Whom to send it to
channels-recipients-how = At its hour a letter goes by itself to each of these people, once. You can change this until then.
channels-recipients-none = Nobody is chosen yet for sending by itself.
channels-recipients-count =
    { $count ->
        [one] Will go to { $count } journalist.
       *[other] Will go to { $count } journalists.
    }
channels-recipients-choose = See and choose
channels-recipients-who = Get the letter
channels-recipients-keep = Keep this choice
channels-recipients-others = Get nothing
channels-refused-recipients-gone = Its hour has come: the choice no longer changes. Send more letters from the page of letters.
channels-why-no-address = No address
channels-why-stopped = Letters no longer arrive at this address
channels-why-no-consent = Has not agreed
channels-why-ended = The agreement has ended
channels-why-paused = Paused
channels-obstacle-no-recipients = { $name }: it is sent by itself and nobody is chosen. Choose whom to send it to on the page of the communiqué.
channels-obstacle-no-reader = { $name }: none of the people chosen gets letters. Change the choice on the page of the communiqué.
channels-trouble-press-nobody = Nobody to write to: choose journalists, then send again.
channels-press-progress = Letters gone: { $sent } of { $all }
channels-attach = The PDF in letters
channels-attach-not = A link only: letters stay light
channels-attach-yes = The PDF attached to each letter, with the link
channels-attach-weight = Each letter carries the PDF: { $size }.
channels-attach-last = The PDF of the last communiqué weighs { $size }.
channels-roster = Bring a table of journalists
channels-roster-open = Bring a table
channels-roster-export = Take the table along
channels-roster-table = The table
channels-roster-how = The first line names the columns: name, address, medium, beat, language, phone, consent date, consent origin. Nobody is brought without a dated agreement. Nothing is written before you confirm it.
channels-roster-file = A CSV file
channels-roster-paste = Or paste the lines here
channels-roster-fallback = Language, where a line does not say it
channels-roster-look = See what would be brought
channels-roster-looked = What would be brought
channels-roster-taken =
    { $count ->
        [one] { $count } line would be brought.
       *[other] { $count } lines would be brought.
    }
channels-roster-nothing-yet = Nothing is written yet.
channels-roster-line = Line { $number }
channels-roster-bring =
    { $count ->
        [one] Bring { $count } line
       *[other] Bring { $count } lines
    }
channels-roster-new = Somebody new
channels-roster-new-stopped = Somebody new, but nothing will be sent: the address takes no more letters
channels-roster-changed = Will be updated
channels-roster-same = Known already, nothing changes
channels-roster-no-name = Refused: no name
channels-roster-no-address = Refused: no address
channels-roster-bad-address = Refused: no address is written like this
channels-roster-twice = Refused: this address stands above in the table
channels-roster-no-consent = Refused: the origin or the date of the agreement is missing
channels-roster-bad-day = Refused: the date of the agreement cannot be read
channels-roster-day-to-come = Refused: the date of the agreement is still to come
channels-roster-bad-language = Refused: unknown language
channels-roster-name = Name
channels-roster-email = Address
channels-roster-medium = Medium
channels-roster-beat = Beat
channels-roster-language = Language
channels-roster-phone = Phone
channels-roster-since = Consent date
channels-roster-consent = Consent origin
channels-refused-roster-empty = There is no line to read: choose a file or paste the table, with its headings.
channels-refused-roster-headings = The headings are missing: the first line must name at least "name" and "address".
channels-refused-roster-long = The table is too long: 2,000 lines at most at a time.
channels-refused-roster-nothing = Nothing left to bring: all is known already or refused.
channels-done-journalists = The table was brought in.
channels-log-journalists-brought = brought a table of journalists
channels-log-journalists-exported = took the table of journalists along
channels-journalist-stopped = On { $day } a letter came back from this address, or the person wants no more: nothing is sent any more. Correct the address to go on.
channels-journalist-back = Address to correct
channels-press-left-out =
    { $count ->
        [one] { $count } person is not counted: their address takes no more letters.
       *[other] { $count } people are not counted: their addresses take no more letters.
    }
channels-review-file = Download the cutting ({ $size })
channels-refused-clipping = Give a picture or a PDF.
channels-oauth = Connect with the account
channels-oauth-how = Give the address of the server: you will say yes there, and the key comes back by itself. Nobody has to copy anything.
channels-oauth-or = Or paste a key
channels-oauth-go-how = You go to { $server }. Check that you are there with the account of the section, then accept: you will come back here.
channels-oauth-go = Continue on { $server }
channels-oauth-what = What is asked for: to read the name of the account, its posts and what people write to it; to publish and take back posts and pictures. Nothing else. You have ten minutes.
channels-trouble-no-oauth = This server cannot connect an account this way. Check its address, or paste a key.
channels-trouble-oauth-refused = The server refused ({ $said }). Begin again, or paste a key.
channels-trouble-oauth-denied = You said no on the server: the account is not connected, and nothing changed here.
channels-trouble-oauth-late = More than ten minutes went by: begin again.
channels-trouble-oauth-state = This does not belong to any connection that was begun here. Begin again on the page of the channel, in the same browser.
channels-done-forgotten-here = The key is forgotten here, but the server did not confirm: also remove the access in the settings of the account.
channels-done-connected-old = The account is connected. The old key may still open it: remove it in the settings of the account.
channels-done-keys-open = Everything is stopped and the keys are forgotten here. A server did not confirm: also remove the access in the settings of the account.
channels-limit-shrank = The server takes less than before, and this text will not go like this. { $why }
channels-today-shrank = Does not fit the limit any more
channels-today-shrank-how = A server changed what it takes. Shorten these texts before their hour.
channels-said = What we said
channels-said-lead = What the section published on the networks, readable here without an account.
channels-said-none = Nothing yet.
channels-said-whole = Read all of it
channels-said-picture = Picture: { $alt }
channels-said-there = See the original
channels-said-keep-title = On our own site
channels-said-keep = Keep what is said here on our own site, on the page "What we said"
channels-said-keep-how = Only what everybody may read, and nothing about anybody to be protected. A text that is taken back disappears at once.
channels-field-by-hand-press = A person sends communiqués; otherwise they go by themselves, at their hour
channels-field-pace-of-sms = SMS a minute
channels-mail-others =
    { $count ->
        [one] One more text of the same channel is in the same way.
       *[other] { $count } more texts of the same channel are in the same way.
    }
channels-how-sms = by SMS, to those on the list
channels-mail-failed-subject = A text is not out on { $channel }
channels-mail-failed = A text meant for { $channel } is not out and will not go by itself any more. The page says why, and what you can do.
channels-refused-old-delivery = This text was taken back or written anew since: the old delivery does not go again. Plan the text as it is now.
channels-act-let-be = Gave up a channel on which the text is not out
channels-say-leave = Leave it so
channels-refused-hour-publisher = This text waits for its hour: only somebody who publishes can change that. Ask them, or keep the hour; everything else you wrote is still here.
channels-differs-not-there = Does not go to this channel
channels-differs-common = The common text
channels-act-source-gone = The work it was made of is not to be seen any more
channels-today-sourceless = Their source is not to be seen any more
channels-today-sourceless-how = What these texts speak of was taken from the site. What waited for its hour waits no more; what is out is still there: take it back, or let it be.
channels-source-gone = What this text speaks of was taken from the site. Read it again before you plan it, or take it back everywhere.
channels-refused-communique-out = This communiqué is out: its place and whom to ask do not change any more. The talking points may.
channels-act-readers = Its readers changed: to be read again
channels-refused-yes-already = You said yes already; somebody else must, too.
channels-mail-review-subject = An answer waits for your yes
channels-mail-review = Somebody of the team wrote an answer in the inbox. It goes as soon as you have read and approved it.
channels-refused-answer-network = This answer is longer than what this network takes. Shorten it: nothing is lost.
channels-inbox-narrow = See a part only
channels-inbox-by-source = From where
channels-inbox-by-label = Label
channels-inbox-all = All
channels-inbox-mine = Only what I answer for
channels-inbox-narrow-button = Show
channels-revoke = To do now on each network
channels-revoke-how = The keys are forgotten here, but the network still takes them until they are taken back there. Do it for each channel:
channels-revoke-facebook = on Facebook: Settings, Business integrations, remove the app
channels-revoke-telegram = in Telegram: write /revoke to @BotFather and choose the bot
channels-revoke-mastodon = on the server: Preferences, Account, Authorised apps, revoke
channels-revoke-bluesky = on Bluesky: Settings, App passwords, delete
channels-approvers = Who approves on this channel
channels-approvers-how = These people may approve a text that goes only to channels on which they do, beside those who approve everywhere.
channels-approvers-add = Add a person
channels-missing-safety-shown = a safety reading: a picture shows somebody
channels-log-consent = Changed the consent noted for a picture
channels-follow-feed = Follow by a feed
channels-weights = Five weights, side by side
channels-weights-how = The same text where it weighs most and where it weighs least. What is struck out does not fit: write shorter words for that channel.
channels-weights-common = Common text
channels-weights-over = What is struck out does not fit.
channels-weight-web = Page of the site
channels-weight-short = Short networks (300 signs)
channels-weight-sms = One SMS (160)
channels-weight-radio = Radio, 30 seconds
channels-weight-bytes = The text weighs { $size }.
channels-weight-seconds = { $count ->
    [one] About { $count } second to say
   *[other] About { $count } seconds to say
}
channels-draft-restored = What you had written on this device was taken up again.
channels-draft-undo = Go back to the saved text
channels-draft-conflict = This device keeps a text that you had not sent; this one has changed since.
channels-draft-take = Take that of the device
channels-draft-drop = Forget it
channels-counted = { $used } of { $most }
channels-obstacle-no-text = For { $name } there is no text in { $language }: write it, or choose another language.
channels-refused-no-own-language = Say in which language the words for a channel are.
channels-refused-language-twice = A channel has the same language twice: keep one of them.
channels-refused-too-many-languages = That is more languages than this channel takes for one text.
channels-language-not-any-more = Do not send it in this language any more
channels-own-other-language = Also in another language
channels-field-own-other-how = Left empty, the text written in this language goes out.
channels-differs-in = { $language }: { $text }
channels-act-nobody-reads = Nobody on the list reads this language
channels-inbox-files-there = { $count ->
    [one] A picture, a sound or another file came with it: it is not kept here, look at it on the network.
   *[other] { $count } pictures, sounds or other files came with it: they are not kept here, look at them on the network.
}
channels-acts-sign-in = What waited is still kept on this telephone: sign in again, and it will be done.
channels-world-fgm = Zero tolerance for female genital mutilation
channels-world-radio = World Radio Day
channels-world-justice = Social justice
channels-world-tongue = Mother language
channels-world-women = Women’s rights
channels-world-racism = Against racial discrimination
channels-world-water = World Water Day
channels-world-health = Health
channels-world-press = Press freedom
channels-world-labour = Against child labour
channels-world-african-child = African child
channels-world-refugees = Refugees
channels-world-torture = Support of victims of torture
channels-world-trafficking = Against trafficking in persons
channels-world-indigenous = Indigenous peoples
channels-world-disappeared = Victims of enforced disappearances
channels-world-literacy = Literacy
channels-world-democracy = Democracy
channels-world-peace = Peace
channels-world-information = Access to information
channels-world-death-penalty = Against the death penalty
channels-world-girl = The girl child
channels-world-poverty = Eradication of poverty
channels-world-impunity = Against impunity for crimes against journalists
channels-world-child = Rights of the child
channels-world-violence = Against violence against women
channels-world-slavery = Abolition of slavery
channels-world-disabilities = Persons with disabilities
channels-world-rights = Human rights
channels-world-migrants = Migrants
channels-days-usual = Add the international days ({ $count })
channels-days-usual-how = Those of the United Nations and of the human-rights movement, each year on their date. Then remove those that do not concern you.
channels-obstacle-no-subject = On { $name }, the text in { $language } has no title: begin its own words with “#” and the title, on one line.
channels-obstacle-consent-over = The consent of the person named will be over by then.
channels-obstacle-no-alt = Picture “{ $name }”: say in { $language } what it shows, on its page, under “Pictures”.
channels-refused-no-alt-language = Say in which language each description of the picture is.
channels-refused-alt-twice = The picture is described twice in the same language: keep one description.
channels-alts = In other languages
channels-alts-how = A text that goes out in several languages describes its pictures in each of them. Emptied, a description goes away.
channels-field-consent-until-how = When that day is over, the text is taken back by itself.
channels-consent-until = until { $day }
channels-consent-over = The consent of the person named has come to its end.
channels-pictures-all = Choose from the whole library, or add a picture
channels-pictures-all-how = Save first what you have written.
channels-pictures-search = Look for a picture: what it shows, whose, who said yes
channels-pictures-not-found = No picture says “{ $words }”.
channels-pictures-choose = Touch the picture that the text is to show.
channels-network-site = The section’s site
channels-how-site = published by Griot, without an account
channels-field-site-place = Where texts appear
channels-field-site-place-how = The section’s blog, or a team’s. They appear in the section’s name, in feeds and in search.
channels-refused-no-place = The site has no blog yet in which the section itself speaks. Open a blog “of the section” first, then come back.
channels-trouble-no-place = The blog of this channel takes no texts any more, or did not take this one. Choose another on the channel’s page, then send it again.
channels-act-site-gone = Taken off the site by somebody of the editorial team
channels-obstacle-long-title = The title is too long for { $name }: 200 signs at most. Shorten the title, or the first line that begins with “#”.
channels-own-pictures = Pictures shown here
channels-differs-without = Without the picture “{ $alt }”
channels-look-more = See more
channels-log-moved-work = moved a day or an hour of another room in the calendar
channels-act-site-again = On the site again, published by somebody of the editorial team
channels-key-doubtful = when it was last tried, the network refused the account or what it may do: check it
channels-mail-key-doubtful = When it was last tried, the network refused the account of { $channel }, or what it may do. Open the page of the channel and check the key: the network says why.
channels-mail-back-subject = To be taken back: { $channel }
channels-mail-back = A text that was taken back can still be seen on { $channel }: Griot cannot take it back there, or does not succeed. The page says where it is; take it back, then say so.
channels-today-left-out = Taken back, and still to be seen
channels-today-left-out-how = Griot cannot take these texts back, or does not succeed. Open the page, take them back where they are, then say so.
channels-refused-sound-late = This text is out or going out: its spoken version is not changed any more. Take it back, or write another.
channels-act-sound = spoken version changed
channels-refused-list-under-way = A text that is out elsewhere still waits on this channel, or could not go there: it was approved for the present list. Wait until it is gone, or say that it will not go; the list can be changed then.
channels-mail-approve-warning = Warning: { $warning }
channels-mail-approve-look = This text has pictures, a spoken version or lines for the press too: open it to see them. It is not approved by mail.
channels-refused-proof = This text could endanger somebody: it does not travel by mail. Read the proof here.
channels-evidence-number = Sheet { $count }.
channels-evidence-before = Sheet before
channels-evidence-after = Next sheet
channels-today-more = At least one list ends before its end: settle its first texts, and the next will show.
channels-hand-visible = Not to be published for everybody: { $who }. Set that there before you send.
channels-refused-picture-gone = This picture was erased when its consent ended. Add it again, with the new consent.
channels-refused-picture-used = A text that is out, planned or being read shows this picture: take it back, or take the picture from it, first.
channels-log-picture-deleted = picture deleted from the library
channels-done-picture-deleted = The picture is deleted.
channels-picture-gone = This picture is erased: those whom it showed agree no more.
channels-picture-delete = Delete the picture
channels-picture-delete-how = Deleted, or its consent taken back, it goes from its address too, even where an old mail leads to it.
channels-letters-plain = cheap, 160 signs a message
channels-letters-exact = all, 70 signs a message
channels-field-letters = Letters
channels-field-letters-how = The cheap alphabet keeps é and à, but writes c for ç and e for ɛ. In Mooré, Dioula or Fulfulde a word may lose its sense by that. The page of the text shows both prices.
channels-sms-exact-would = { $count ->
    [one] With all its letters: one message
   *[other] With all its letters: { $count } messages
}
channels-sms-plain-would = { $count ->
    [one] With the cheap letters: one message
   *[other] With the cheap letters: { $count } messages
}
channels-mail-answer-counted-off-hours = Your yes counts. By night and at the weekend a yes by mail needs a second one, of somebody else; you may also approve in the house.
channels-act-approved-off-hours = Text approved by mail, off hours
channels-today-missed = Approved, and not out
channels-today-missed-how = Their hour has passed and nobody scheduled them, or their hour was taken away. Give them another hour, or archive them.
channels-refused-answer-cut = Everything is stopped: this answer would stand on the site at once. It stays here; send it when somebody has started again.
channels-refused-answer-cut-now = Everything is stopped: this answer would stand on the site at once. Keep your words, and send them when somebody has started again.
