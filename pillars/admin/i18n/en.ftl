# used: staff-act-*
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
settings-second-factor = Staff roles need a second factor
settings-save = Save
settings-refused-name = Give a name of at most 80 characters, and at most 120 below it.
settings-refused-trust = Choose a language of the list and a number from 0 to 50.
mail-title = Kept mails
mail-configured = A mail server is configured: messages leave and are not kept here.
mail-kept = No mail server is configured. Messages stay here and nobody else receives them. To send them, set GRIOT_SMTP_URL and start again.
mail-empty = No message yet. The first appears here as soon as the house writes to someone.
mail-older = Older messages
jobs-title = Jobs
jobs-counts = { $waiting } waiting, { $running } running, { $failed } failed.
jobs-none-failed = No job has failed.
jobs-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
 }
jobs-again = Run again
jobs-forget = Forget
jobs-more = More…
health-title = Health
health-well = Well
health-to-do = To do
health-found-database = The database answers ({ $detail }).
health-found-database-bad = The database does not answer: { $detail }. Check that it runs and that GRIOT_DATABASE_URL is right.
health-found-files = Files can be written and read back.
health-found-files-bad = Files cannot be written: { $detail }. Check the room on the disk and the rights of the folder, or GRIOT_FILES_URL.
health-found-mail = The mail server answers.
health-found-mail-kept = No mail server: messages stay under /admin/mail. Set GRIOT_SMTP_URL to send them.
health-found-mail-bad = The mail server does not answer: { $detail }. Check GRIOT_SMTP_URL.
health-found-clock = The clock is plausible ({ $detail }).
health-found-clock-bad = The clock says { $detail }, before this program was built. Set the time of the machine (with chrony, for instance).
health-found-clock-behind = The clock is slow: the house was already alive on { $detail }. Set the machine’s time (with chrony, for example). Nothing that is planned is lost.
health-found-clock-leapt = The clock leapt: the house was last alive on { $detail }. What is planned waits. If the time is wrong, set it; if it is right, say so: griot doctor --clock-is-right
health-found-base-url = The public address is { $detail }.
health-found-base-url-bad = The public address is { $detail }, without TLS: away from this machine nobody can sign in. Put Caddy or nginx in front, then GRIOT_BASE_URL=https://…
health-found-disk = { $detail } of room are left on the disk.
health-found-disk-bad = Only { $detail } of room are left on the disk. Make room before writing is refused.
health-found-folder = Only its owner can read the data folder.
health-found-folder-bad = The data folder is open to other accounts ({ $detail }). Run: chmod 700 on that folder.
health-found-jobs = No job has failed.
health-found-jobs-bad = Failed jobs: { $detail }. See /admin/jobs.
seizure-menu = What a seizure reveals
seizure-title = What a seizure reveals
seizure-lead = If someone takes this server, this is what they read in it, column by column. Each room of the house declares it of its tables, and a forgotten column makes its tests fail. Kept mails and waiting jobs can be read as well.
seizure-advice = Do not write here what would put a person in danger. What is not kept cannot be seized: no visitor’s address, no log of who read what.
seizure-seen-public = It is public anyway
seizure-seen-revealed = Everything
seizure-seen-guessable = Nothing, except who already knows the value
seizure-seen-nothing = Nothing
staff-act-settings-changed = changed the settings
staff-act-job-again = ran a job again
staff-act-job-forgotten = let a job go
seizure-session-person = Who is signed in
seizure-session-device = Browser and system, in a few words
seizure-session-token = The hash of the session’s token
seizure-confirmation-digest = The digest of addresses that were asked for a confirmation today
desk-empty = Your role opens no page of the desk yet.
# used: seizure-room-*
seizure-room-people = People
seizure-room-voices = Blogs and comments
seizure-room-home = Front page and activity
seizure-room-admin = Sessions and confirmations
