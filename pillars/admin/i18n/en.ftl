# used: staff-act-*, people-log-on-*, job-*
# used: health-found-*
# used: seizure-field-*
admin-menu = Administration
desk-lead = Everything that keeps the house alive, in one place.
settings-title = Settings
settings-saved = The settings are saved.
settings-name = Name of the section
settings-tagline = A few words below the name
settings-language = Language of visitors who choose none
settings-trust = First comments of a newcomer that wait for a moderator
settings-open = Everyone may ask to join the section
settings-safety = Contact for telling of a danger or a weakness
settings-safety-help = An e-mail address, or a page beginning with https://. It is shown at the foot of every page and in /.well-known/security.txt; when empty, nothing is shown.
settings-refused-safety = For the contact, give an e-mail address or an address that begins with https://, or leave it empty.
settings-second-factor = Staff roles need a second factor
settings-save = Save
settings-refused-name = Give a name of at most 80 characters, and at most 120 below it.
settings-refused-trust = Choose a language of the list and a number from 0 to 50.
settings-refused-second-factor = First set up a second factor for yourself, on your security page: otherwise the desk would close in front of you. Your other choices are still in the form.
# used: mail-tally-*, mail-stop-*, mail-done-*
mail-title = Mails
mail-configured = A mail server is configured: letters leave and are not kept here.
mail-kept-title = Kept mails
mail-kept = No mail server is configured. Messages stay here and nobody else receives them. To send them, set GRIOT_SMTP_URL and start again.
mail-kept-days = A message stays { $days } days and then goes. Those to someone who is erased go with them.
mail-empty = No message yet. The first appears here as soon as the house writes to someone.
mail-older = Older messages
mail-numbers = What became of the letters of the last 30 days
mail-numbers-none = No letter left in the last 30 days.
mail-numbers-jobs = Letters that still wait for the server, or that it did not want, are under:
mail-tally-sent = { $count ->
    [one] { $count } letter handed over
   *[other] { $count } letters handed over
 }
mail-tally-refused = { $count ->
    [one] { $count } refused at once for its address
   *[other] { $count } refused at once for their address
 }
mail-tally-dead = { $count ->
    [one] { $count } returned: the address does not exist
   *[other] { $count } returned: the address does not exist
 }
mail-tally-passing = { $count ->
    [one] { $count } returned for now: mailbox full, or out of reach
   *[other] { $count } returned for now: mailbox full, or out of reach
 }
mail-tally-unwelcome = { $count ->
    [one] { $count } returned because our server is not welcome: check SPF, DKIM and its reputation
   *[other] { $count } returned because our server is not welcome: check SPF, DKIM and its reputation
 }
mail-tally-complaint = { $count ->
    [one] { $count } called spam by the person who received it
   *[other] { $count } called spam by the people who received them
 }
mail-tally-held = { $count ->
    [one] { $count } not sent: its address is stopped
   *[other] { $count } not sent: their address is stopped
 }
mail-tally-late = { $count ->
    [one] { $count } late, which may still arrive
   *[other] { $count } late, which may still arrive
 }
mail-tally-other = { $count ->
    [one] { $count } other mail that came to the return address, and was let go
   *[other] { $count } other mails that came to the return address, and were let go
 }
mail-tally-probe = { $count ->
    [one] { $count } trial of the way back that succeeded
   *[other] { $count } trials of the way back that succeeded
 }
mail-stops = Stopped addresses
mail-stops-lead = Nothing leaves for these addresses any more, except what their owner asks for at that moment. The house keeps only a fingerprint of each: nobody can read the list.
mail-stops-none = No address is stopped.
mail-stop-hard = { $count ->
    [one] { $count } address does not exist
   *[other] { $count } addresses do not exist
 }
mail-stop-soft = { $count ->
    [one] { $count } mailbox takes nothing any more
   *[other] { $count } mailboxes take nothing any more
 }
mail-stop-complaint = { $count ->
    [one] { $count } person called a letter spam
   *[other] { $count } people called a letter spam
 }
mail-stop-asked = { $count ->
    [one] { $count } person wants no more letters
   *[other] { $count } people want no more letters
 }
mail-stop-why-hard = A mail server said so. Forgotten a year after the last return.
mail-stop-why-soft = Letters came back on five different days, within two weeks or more. Tried again after 60 days.
mail-stop-why-complaint = Their provider passed it on. Kept for three years.
mail-stop-why-asked = They asked for it, by the link of a letter or on their page. Kept for three years.
mail-dead = The addresses that do not exist, day by day
mail-dead-lead = A large provider sometimes errs, and says on one day of all addresses that they do not exist. If a number surprises you, write again to those of that day: the true errors will come back.
mail-dead-day = { $count ->
    [one] { $count } address
   *[other] { $count } addresses
 }
mail-dead-lift = Write to them again
mail-dead-lift-named = Write to them again, day of { $day }
mail-lift = Write to an address again
mail-lift-address = E-mail address
mail-lift-help = Type the whole of it. This act is noted in the Log, without the address.
mail-lift-sure = This person told me that they want letters again
mail-lift-button = Write to it again
mail-refused-address = This is not an e-mail address. Check it: it needs an @ and a dot.
mail-refused-free = This address is not stopped: letters leave for it. Check that no sign is missing.
mail-refused-wish = This person asked for no more letters. Tick the box if they changed their mind.
mail-done-lifted = Letters leave for this address again.
mail-done-day-lifted = Letters leave again for the addresses of that day.
mail-done-tried = A letter left for the return address. Come back in a few minutes: if it arrived, the day stands below. Otherwise look at the failed jobs.
mail-back = The way back
mail-back-address = A letter that does not arrive comes back to { $address }, which your mail server hands to “griot bounce”.
mail-back-last = A mail last came back from there on { $day }.
mail-back-never = Nothing has come back from there yet.
mail-back-try = Try the way back
mail-back-none = No return address is configured: the house does not learn which letters did not arrive, and goes on writing to dead addresses. Set GRIOT_MAIL_BOUNCE; the guide shows how.
mail-probe-subject = Trial of the way back
mail-probe-letter = This letter tries the way back. The mail server hands it to “griot bounce”, and nobody reads it.
jobs-title = Jobs
jobs-counts = { $waiting } waiting, { $running } running, { $failed } failed.
jobs-none-failed = No job has failed.
jobs-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
 }
jobs-again = Run again
jobs-again-all = Run all again
jobs-forget = Forget
jobs-more = More…
job-people-send-confirmation = Letter to confirm an address
job-people-send-invitation = Letter of invitation
job-people-send-refusal = Letter that refuses a request
job-people-send-reset = Letter to find the way back in
job-people-send-address-confirmation = Letter to confirm a new address
job-people-tell-old-address = Letter to the old address
job-people-tell-owner = Letter about a new way in
job-people-tell-editors = Telling those who answer requests
job-people-tell-editor = Letter about a request
job-admin-try-way-back = Trial of the way back
job-admin-forget-letters = Removing the kept mails of a person
job-voices-tell-moderator = Letter about comments to judge
job-voices-send-digest = Letter of the daily digest
job-voices-tell-author = Letter to an author who was added
job-voices-send-alert = Letter about a comment
job-voices-confirm-comment = Letter to confirm a comment
job-voices-confirm-follow = Letter to confirm a wish to follow
job-voices-tell-too-late = Letter about a post that came too late
job-voices-tell-missed = Letter about a post that did not come out
job-voices-tell-blog = Telling the new name of a blog
job-voices-undo-import = Undoing an import
job-voices-look-elsewhere = Looking at a sister section
job-voices-run-import = Bringing a blog
job-voices-fetch-pictures = Fetching the pictures of an import
job-voices-look-at-import = Looking at what would come of a blog
job-files-sweep-now = Removing files that nobody needs
job-every-files-sweep = Each day: files that nobody needs
job-every-people-sweep = Each day: links and requests that ended
job-every-admin-sessions = Each day: sessions and tokens that ended
job-every-admin-mail = Each day: stopped addresses whose time has come
job-every-admin-kept-letters = Each day: kept mails that are old
job-every-voices-sweep-imports = Each day: imports that were left
job-every-voices-follow-feeds = Every five minutes: blogs that are followed
job-every-voices-follow-elsewhere = Every five minutes: sister sections
job-every-voices-keep-hours = Each minute: posts that are planned
job-every-voices-tell-moderators = Every five minutes: what waits to be judged
job-every-voices-tell-old-blogs = Every five minutes: blogs that search does not know yet
job-every-voices-digests = Each day: the digests
job-every-voices-forget = Each day: wishes and guests to forget
job-every-home-reread = Each minute: texts to read again for the search
job-cause-mail = The mail server did not take the letter for now; the house tries again by itself. If it lasts, see the page Health.
job-cause-mail-refused = The mail server refuses this letter for good. What it answered stands below.
job-cause-stopped = The address is stopped: nothing leaves for it any more. See the page Mails.
job-cause-database = The database did not answer in time. See the page Health.
job-cause-full = There was no room left. Make some, then run it again.
job-cause-files = The place where files are kept did not answer. See the page Health.
job-cause-outside = A server elsewhere did not answer. Run it again later, or check the address.
job-cause-died = The server ended in the middle each time. Run it again once, and look at the log of the machine.
job-cause-newer = This server does not know this job. Bring all servers to the same version.
job-cause-other = The program stumbled over something. Run it again; if it comes back, show what stands below to whoever keeps the program.
jobs-retried = Waiting to be tried again
jobs-next = next try on { $moment }
job-listener = News that “{ $room }” hears
health-title = Health
health-well = Well
health-to-do = To do
health-cause = What the machine says
health-found-database = The database answers ({ $detail }).
health-found-database-bad = The database does not answer. Check that it runs and that GRIOT_DATABASE_URL is right.
health-found-files = Files can be written and read back.
health-found-files-bad = Files cannot be written. Check the room on the disk and the rights of the folder, or GRIOT_FILES_URL.
health-found-mail = The mail server answers.
health-found-mail-kept = No mail server: messages stay under /admin/mail. Set GRIOT_SMTP_URL to send them.
health-found-mail-bad = The mail server does not answer. Check GRIOT_SMTP_URL.
health-found-returns = Letters that do not arrive come back (last on { $detail }).
health-found-returns-none = Letters that do not arrive are not understood: dead addresses still get them. Set GRIOT_MAIL_BOUNCE, then hand that address to “griot bounce” (see the guide).
health-found-returns-untried = Nothing has come back from { $detail } yet. Try the way back under /admin/mail.
health-found-returns-old = Nothing has come back for a long time (last on { $detail }). Try the way back under /admin/mail.
health-found-clock = The clock is plausible ({ $detail }, universal time).
health-found-clock-bad = The clock says { $detail } (universal time), before this program was built. Set the time of the machine (with chrony, for instance).
health-found-clock-behind = The clock is slow: the house was already alive on { $detail }. Set the machine’s time (with chrony, for example). Nothing that is planned is lost.
health-found-clock-leapt = The clock leapt: the house was last alive on { $detail }. What is planned waits. If the time is wrong, set it; if it is right, say so: griot doctor --clock-is-right
health-found-base-url = The public address is { $detail }.
health-found-base-url-bad = The public address is { $detail }, without TLS: away from this machine nobody can sign in. Put Caddy or nginx in front, then GRIOT_BASE_URL=https://…
health-found-base-url-answers = The public address { $detail } answers.
health-found-base-url-local = The public address is { $detail }, which this machine alone finds, while the house is open to others: the links of letters would lead nowhere. Set GRIOT_BASE_URL=https://…
health-found-base-url-silent = Nobody answers at the public address { $detail }. Check that the name leads to this machine, that Caddy or nginx runs, and its certificate.
health-found-base-url-other = At the public address { $detail } it is not this house that answers. Check GRIOT_BASE_URL, and where the proxy leads.
health-found-disk-unknown = The room on the disk cannot be measured. Check that the data folder is there, and its rights.
health-found-folder-unknown = The rights of the data folder cannot be read. Check that it is there, and whose it is.
health-found-jobs-unknown = The jobs cannot be counted. Check the database.
health-found-returns-unknown = Whether letters came back is not known. Check the database.
health-found-mail-silent = The mail server is silent. Check that it runs, the firewall, and GRIOT_SMTP_URL.
health-found-disk = { $detail } of room are left on the disk.
health-found-disk-bad = Only { $detail } of room are left on the disk. Make room before writing is refused.
health-found-folder = Only its owner can read the data folder.
health-found-folder-bad = The data folder is open to other accounts ({ $detail }). Run: chmod 700 on that folder.
health-found-jobs = No job has failed.
health-found-jobs-bad = Failed jobs: { $detail }. See /admin/jobs.
seizure-menu = What a seizure reveals
seizure-title = What a seizure reveals
seizure-lead = If someone takes this server, this is what they read in it, column by column. Each room of the house says it of its tables, and a forgotten column makes its tests fail. Only columns that tell nothing of a person are left out: numbers of rows, states, counters. Kept mails and files can be read on the disk as well, and a backup shows all that the server shows.
seizure-advice = Do not write here what would put a person in danger. What is not kept cannot be seized: no visitor’s address, no log of who read what.
seizure-contact = You are in danger because of this site, or found a weakness? Write to
seizure-whole =
    { $count ->
        [0] nothing is read there as it is
        [one] one thing is read there as it is
       *[other] { $count } things are read there as they are
    }
seizure-seen-public = It is public anyway
seizure-seen-revealed = Everything
seizure-seen-guessable = Nothing, except who already knows the value
seizure-seen-nothing = Nothing
staff-act-settings-changed = changed the settings
staff-act-job-again = ran a job again
staff-act-jobs-again = ran all failed jobs again
staff-act-job-forgotten = let a job go
staff-act-mail-lifted = had letters written to an address again
staff-act-mail-day-lifted = had letters written again to the addresses of a day
staff-act-mail-read = read a kept mail
people-log-on-letter = mail no.
seizure-mail-mark = The fingerprint of an address that gets nothing any more
seizure-mail-kind = Why it gets nothing any more, and the days on which that was learnt
seizure-mail-tried = The day on which its owner asked for a letter all the same
seizure-mail-tally = How many letters left and came back each day
seizure-session-person = Who is signed in, and what their session remembers
seizure-session-device = Browser and system, in a few words
seizure-session-token = The hash of the session’s token
seizure-token-person = Who has access tokens for programs
seizure-token-name = The name of each token, and what it allows
seizure-token-day = When a token was made, when it ends, and the day of its last use
seizure-token-hash = The hash of the access token
seizure-once-person = Who had a program make what within the last two days
seizure-confirmation-digest = The digest of addresses that were asked for a confirmation today, and how often
seizure-session-when = When each signed in, and was last here
seizure-once-asked = The digest of what a program asked for
seizure-job-what = What waits to be done, and was done in the last seven days: numbers of people and texts, never names
seizure-job-cause = Why a job failed, without an address
seizure-setting = The settings of the section
desk-empty = Your role opens no page of the desk yet.
# used: seizure-room-*
seizure-room-people = People
seizure-room-voices = Blogs and comments
seizure-room-home = Front page and activity
seizure-room-admin = Sessions and confirmations
job-channels-carry = Carry texts to a network
job-channels-tell-keeper = Tell of a text to publish or late
job-channels-tell-key-ends = Tell that a key ends soon
job-every-channels-keep-hours = Keep the hours of texts
job-every-channels-watch = Watch over late texts
job-every-channels-look-after-keys = Look after the keys of channels
job-channels-send-press = Letters of a communiqué to journalists
job-channels-send-answer = Send an answer
job-channels-send-note = Send an SMS to one person
job-channels-hear = Listen to what is answered on a network
job-channels-tell-waiting = Tell that people wait for an answer
job-channels-tell-review = Tell that an answer waits for a yes
job-channels-ask-subscriber = Ask somebody to confirm their subscription
job-channels-send-proof = Send the proof of a letter
job-every-channels-forget-subscribers = Forget subscriptions that were not confirmed
job-every-channels-hear = Every 3 minutes: listen to what is answered on networks
job-every-channels-watch-inbox = Every 10 minutes: watch over people who wait for an answer
job-every-channels-sweep-inbox = Every night: forget conversations that ended long ago
seizure-mail-door = To whom letters went that can be answered, for a month
seizure-mail-answer = What was answered by mail, and by whom, until its room has taken it: a minute
job-people-tell-answered = Say what came of an answer by mail
job-every-people-take-answers = Every minute: take answers by mail
job-channels-tell-approver = Show a text to whoever may approve it
job-every-channels-end-consents = Every night: take back what an ended consent showed
job-campaigns-send-news = Tell what is new in the internal room
job-campaigns-tell-entry = Tell of something in the internal room
job-every-campaigns-room-news = Every day: what is new in the internal room
settings-zone = Time of the section
settings-zone-help = Hours are read and written as clocks show them there, in summer and winter. What is planned already goes out at the same instant: only the hour shown changes.
settings-zone-none = Universal time
settings-refused-zone = Choose a place of the list for the time of the section.
job-campaigns-tell-task = Tell of a task that was given
job-campaigns-remind-tasks = Remind of what is due
job-every-campaigns-room-tasks = Every day: remind of what is due
job-workshops-tell = Tell somebody enrolled in a workshop
job-workshops-tell-exercise = Tell somebody what was said of their exercise
job-workshops-tell-certificate = Tell of a certificate
job-workshops-ask-follow-up = Ask what became of a workshop
job-every-workshops-sweep = Every hour: free seats and enrolments that nobody confirmed
job-every-workshops-reminders = Every day: reminders of workshops
job-every-workshops-follow-up = Every day: what became of workshops
job-every-workshops-old-photos = Every day: erase the photographs of signed sheets
job-every-workshops-blend-answers = Every night: mix anonymous answers
