campaigns-menu-public = Campaigns
campaigns-menu-strategy-public = Our strategy
campaigns-menu-room = Internal room
campaigns-menu-monday = Monday sheet
campaigns-menu-strategy = Strategy
campaigns-menu-roadmap = Roadmap
campaigns-menu-campaigns = Campaigns
campaigns-menu-accounts = Accounts and blogs
campaigns-refused-no-text = A field that is needed is empty. Fill it in and send again.
campaigns-refused-too-long = A text is too long. Shorten it and send again.
campaigns-refused-no-day = There is no such day. Choose it in the calendar, or write it like this: 2013-02-14.
campaigns-refused-ends-first = The end comes before the beginning. Change one of the two days.
campaigns-refused-no-figure = A whole number is needed, more than zero for a goal: 1200, for example.
campaigns-refused-no-unit = The unit is missing: so many of what?
campaigns-refused-no-goal-day = The day is missing: until when must this goal be reached?
campaigns-refused-no-source = Say where this figure comes from, so that others can check it.
campaigns-refused-bad-choice = One of the choices is not possible here. Choose again.
campaigns-refused-bad-address = This address leads nowhere. Copy it from the browser: it begins with https:// or, for a page of this site, with /.
campaigns-refused-bad-language = One language is not understood. Write their codes: fr, mos, dyu, ff.
campaigns-refused-not-now = This is not possible where it stands, or someone just changed it. Read it again, then try once more.
campaigns-refused-no-owner = An adopted step has someone who does it and a day. Add them first.
campaigns-refused-same-owner = The same person twice is one person. Choose someone else.
campaigns-refused-no-evidence = What was chosen is not true any more, or is gone. Choose other evidence.
campaigns-refused-no-campaign = For a team, choose its campaign too.
campaigns-refused-draft-changed = The draft changed since you opened this page. Read it again above, then try once more.
campaigns-refused-nothing-new = The draft says what the version in force says: there is nothing to adopt.
campaigns-refused-no-message = Write first what the campaign tells the public: it is what everyone will read.
campaigns-done-added = It is added.
campaigns-done-saved = It is saved.
campaigns-done-removed = It is removed.
campaigns-done-adopted = It is adopted.
campaigns-done-measured = The figure is noted, with its day and source.
campaigns-done-restored = The line says again what the version in force says.
campaigns-done-moved = It is done.
campaigns-done-opened = The campaign is open: everyone sees it.
campaigns-done-proposed = The step is closed, with its evidence. The next one is proposed: the direction can adopt it.
campaigns-done-closed = The step is closed, with its evidence. What next? Write the step that follows it.
campaigns-done-read = It is noted: you read it.
campaigns-done-replied = Your reply is there.
campaigns-done-done = The task is done.
campaigns-done-undone = The task is to be done again.
campaigns-done-handed = It is handed over. Tick on the sheet what is done.
campaigns-figure = { $value } of { $goal } { $unit }
campaigns-figure-wanted = Goal: { $goal } { $unit }
campaigns-figure-known = On { $day }, according to: { $source }
campaigns-figure-due = until { $day }
campaigns-gone = Someone who left
campaigns-nobody = Nobody
campaigns-late = late
campaigns-save = Save
campaigns-remove = Remove
campaigns-back = Go back without a change
campaigns-stale = Someone changed this text while you were writing.
campaigns-stale-how = Nothing is overwritten. Here is what is saved; your text is in the form. Bring the two together, then save.
campaigns-campaign = Campaign
campaigns-step = Step
campaigns-line = Line of the strategy that it serves
campaigns-no-line = None
campaigns-no-lines = The strategy has no adopted version yet: there is no line to choose.
campaigns-no-campaign = None
strategy-lead = One document that everyone at the desk can read. The draft is worked on; the direction adopts a version; campaigns, texts and steps name the line that they serve.
strategy-none = No version is adopted yet. Begin with the diagnosis and the audiences, then add three messages and one objective with a figure.
strategy-see-public = What the public reads
strategy-kind-diagnosis = Diagnosis
strategy-kind-audience = Audience
strategy-kind-message = Message
strategy-kind-channel = Role of a channel
strategy-kind-charter = Rule of the charter
strategy-kind-objective = Objective
strategy-many-diagnosis = Diagnosis
strategy-many-audience = Audiences
strategy-many-message = Messages
strategy-many-channel = Role of each channel
strategy-many-charter = Charter
strategy-many-objective = Objectives
strategy-how-diagnosis = Where the section stands: accounts, blogs, equipment, skills. What is written here stays at the desk unless you make it public.
strategy-how-audience = To whom the section speaks, young people first: where they are, what they read, when.
strategy-how-message = What the section says, in one sentence that anyone can repeat.
strategy-how-channel = What each channel is for, and what is not done there.
strategy-how-charter = Who speaks for the section, what personal blogs say, the tone of replies, what to do in a crisis.
strategy-how-objective = What is to be reached: a figure, a unit, a day.
strategy-add-line = Add a line
strategy-is-public = public
strategy-is-draft = not adopted yet
strategy-adopt = Adopt this version
strategy-nothing-new = The draft says what the version in force says.
strategy-note = Why this version
strategy-note-how = one sentence, for whoever reads it in a year
strategy-orphans = What serves no line
strategy-orphans-none = Everything under way names its line.
strategy-orphans-how = For each: name the line, or ask yourselves why you do it.
strategy-versions = Versions
strategy-version = Version { $count }
strategy-adopted-by = adopted on { $day } · { $name }
strategy-changes = What changed since version { $count }
strategy-text = In one sentence
strategy-detail = What else must be known
strategy-goal = How many
strategy-unit = Of what
strategy-unit-how = for example: subscribers
strategy-due = Until which day
strategy-make-public = The public may read this line
strategy-where = Where it stands
strategy-not-measured = Nobody has counted yet.
strategy-value = How many today
strategy-value-day = Counted on
strategy-source = Source
strategy-source-how = where this figure comes from
strategy-measure = Note the figure
strategy-measured = { $value } on { $day } · { $source }
strategy-take-out = Going back
strategy-take-out-how = Adopted versions never change: what you take out of the draft can still be read there.
strategy-restore = Take the text in force
strategy-remove = Take out of the draft
strategy-public-title = Our strategy
strategy-public-lead = To whom we speak, what we say, and what we want to reach.
strategy-public-none = The section is working on it. This page will say to whom it speaks and what it wants to reach.
strategy-public-adopted = Version { $number }, adopted on { $day }
strategy-public-campaigns = See our campaigns
roadmap-lead = A first step that others follow. A step is closed only on evidence found in this house; closed, it proposes the next one.
roadmap-none = No step yet. Write the first one: small, feasible in a month, with evidence that everyone will be able to see.
roadmap-proposed-how = The direction can adopt them.
roadmap-prepared-how = They wait until a step before them is closed.
roadmap-add = Write a step
step-state-prepared = Prepared
step-state-proposed = Proposed
step-state-adopted = Under way
step-state-closed = Closed
step-state-dropped = Dropped
step-title = What is done
step-proof = What will prove it
step-proof-how = something that this house will see: an account taken back, a text that came out, a blog that arrived
step-owner = Who
step-due = Until which day
step-follows = It follows
step-follows-how = it will be proposed when the chosen step is closed
step-follows-none = None: it is proposed at once
step-due-on = until { $day }
step-closed-on = closed on { $day }
step-proved = proved
step-proved-by = What will prove it: { $proof }
step-next = What follows it:
step-adopted = Adopted
step-closed = Closed
step-adopt = Adopt this step
step-adopt-how = Once adopted it counts: it stands on the Monday sheet until it is proved.
step-close = Close on evidence
step-close-how = Choose what proves that it is done. The evidence is checked once more, then kept with the step.
step-evidence = What happened in the last six months
step-evidence-none = Nothing that happened in this house in the last six months can prove a step. An adopted version, an account taken back, a blog that arrived, a campaign opened or evaluated can.
step-edit = Change the step
step-drop = Drop the step
step-take-up = Take it up again
evidence-version = Version { $title } of the strategy adopted
evidence-account = An account is ours: { $title }
evidence-blog = A blog arrived: { $title }
evidence-opened = Campaign opened: { $title }
evidence-evaluated = Campaign evaluated: { $title }
campaigns-lead = From idea to evaluation. Everything that the section publishes for a campaign meets on its page.
campaigns-none = No campaign yet. A title is enough to begin: the rest is written afterwards.
campaigns-new = A new campaign
campaigns-begin = Begin
campaigns-all = All campaigns
campaigns-public-lead = What we are doing now, and what you can do with us.
campaigns-public-none = No campaign at the moment. The blogs are open.
campaign-stage-idea = Idea
campaign-stage-planned = Planned
campaign-stage-running = Running
campaign-stage-closed = Closed
campaign-stage-evaluated = Evaluated
campaign-move-plan = Plan it
campaign-move-open = Open it to the public
campaign-move-take-back = Take it from the public
campaign-move-close = Close it
campaign-move-reopen = Reopen it
campaign-move-evaluate = Evaluate it
campaign-title = Title
campaign-title-how = a few words that one remembers
campaign-edit = Change the text
campaign-edit-public = This campaign is public: what you save is seen at once.
campaign-message = What the campaign tells the public
campaign-message-how = Markdown: an empty line parts paragraphs
campaign-message-none = Nothing yet. Without this text the campaign cannot open.
campaign-audiences = Audiences
campaign-key-messages = Key messages
campaign-one-a-line = one a line
campaign-languages = Languages
campaign-languages-how = their codes, for example: fr, mos, dyu
campaign-risk = What those who take part risk
campaign-risk-how = when in doubt, choose higher
campaign-risk-normal = Normal risk
campaign-risk-elevated = Elevated risk
campaign-risk-high = High risk
campaign-starts = First day
campaign-ends = Last day
campaign-starts-on = from { $day }
campaign-ends-on = until { $day }
campaign-opened-on = opened on { $day }
campaign-closed-on = closed on { $day }
campaign-evaluated-on = evaluated on { $day }
campaign-days = From { $from } to { $until }
campaign-since = Since { $day }
campaign-lines = Lines of the strategy that it serves
campaign-lines-none = None: this campaign is an orphan.
campaign-objectives = Objectives of the campaign
campaign-objectives-none = No objective yet. One figure that can be counted is worth more than ten wishes.
campaign-objective-add = Add an objective
campaign-objective-text = What is to be reached
campaign-objective-remove = Remove this objective
campaign-do-now = What you can do now
campaign-ways-how = Links that the public sees while the campaign runs: sign, read, come, share.
campaign-way-add = Add a link
campaign-way-label = What one does there
campaign-way-address = Address
campaign-way-address-how = a page of this site (/…) or of the web (https://…)
campaign-team = Team
campaign-team-add = Add to the team
campaign-team-none = Nobody yet.
campaign-things = What is done for it
campaign-things-none = Nothing yet. Texts, petitions and workshops appear here when they name this campaign.
campaign-costs = Costs noted
campaign-costs-how = For the record: Griot keeps no till.
campaign-costs-total = Costs noted: { $total }
campaign-cost-add = Note a cost
campaign-cost-kind = For
campaign-cost-what = What
campaign-cost-amount = Amount in CFA francs
campaign-cost-day = Day
campaign-cost-airtime = Airtime
campaign-cost-transport = Transport
campaign-cost-printing = Printing
campaign-cost-other = Other
campaign-francs = { $amount } CFA francs
campaign-progress = How far we have come
campaign-latest = The latest
campaign-see-public = See the public page
campaign-see-desk = Work on it at the desk
campaign-sheet = Sheet to print
campaign-evaluate = Evaluate the campaign
campaign-evaluate-how = Once saved, the evaluation ends the campaign. What was reached and learnt appears on its public page.
campaign-evaluate-later = The evaluation is written once the campaign is closed, by those who lead campaigns.
campaign-evaluation = Evaluation
campaign-is-evaluated = This campaign is evaluated.
campaign-planned = What was planned
campaign-reached = What was reached
campaign-learnt = What we learnt
campaign-take-back-how = It goes at once from the site, the search and the front page. Nothing is lost here, and it can be opened again.
campaigns-sure = This cannot be undone.
room-remove-how = The text and its replies go for everyone. This cannot be undone.
campaign-forget = Throw this idea away
accounts-lead = Each account of the section on a network, with two people who answer for it and a way back in. No password here: only who holds it.
accounts-none = No account noted. Begin with the one that the public knows best.
accounts-add = Note an account
accounts-lacking-none = Each account that is ours has two owners and a way back in.
account-title = Account
account-network = Network
account-address = Address or name there
account-state = State
account-state-ours = ours
account-state-claim = to be claimed
account-state-lost = lost
account-state-fake = fake
account-owners = Owners
account-owner = First owner
account-second = Second owner
account-second-how = so that the account outlives a departure, an illness, a lost telephone
account-recovery = Way back in
account-recovery-how = who holds the recovery mail or telephone; never a password
account-notes = Notes
account-remove = Forget this account
account-lacks-owner = a second owner is missing
account-lacks-recovery = a way back in is missing
handover-title = Hand-over sheet
handover-how = Is someone leaving? Choose who: the sheet shows each account for which they answer, their channels, tasks, days on duty, campaigns, texts and blogs, who takes over, and what must be done.
handover-lead = { $day }. To be printed, ticked by two people, and kept at the desk.
handover-who = Who leaves
handover-show = Show the sheet
handover-nothing = Nothing hangs on this person: no account, channel, task, text or blog.
handover-tasks = Open tasks
handover-steps = Steps of the roadmap
handover-campaigns = Campaigns of whose team they are
handover-none = This person answers for no account.
handover-takes-over = Takes over
handover-check-password = password changed
handover-check-recovery = way back in changed
handover-check-devices = old devices signed out
handover-to = Hand over to
handover-hand = Hand over
homeward-title = Blogs to bring home
homeward-lead = Members and friends write elsewhere, each on their own. One gets to know them, invites them, and they come if they want to.
homeward-promise = What they are promised, and what this house keeps: their original address stays shown, their archive comes along, and they can leave with everything when they want.
homeward-imports = Bring a blog: the import page
homeward-none = No blog noted. Who among those near you writes already?
homeward-state-known = Known
homeward-state-invited = Invited
homeward-state-joined = Joined
homeward-move-invite = Note the invitation
homeward-move-join = Note the arrival
homeward-move-leave = Back to “known”
homeward-known-on = known since { $day }
homeward-invited-on = invited on { $day }
homeward-joined-on = joined on { $day }
homeward-text = Text of an invitation
homeward-text-how = To copy into a message, and to change to your own voice.
homeward-invitation = Hello { $name }, we read { $address } and would like you to write with us, in the house of { $section }. Your original address stays shown, your archive comes along, and you can leave with everything when you want. To begin: { $link }
homeward-who = Who is it among the members?
homeward-who-none = Not a member yet
homeward-forget = Forget this blog
homeward-add = Note a blog
homeward-address = Address of the blog
homeward-author = Who writes it
homeward-author-how = the name under which they sign, nothing more
room-lead = What the section says to itself. Each reads what is meant for them.
room-none = Nothing yet. The first announcement can be short: who does what this week?
room-unread = to read
room-newer = Newer
room-older = Older
room-write = Write in the internal room
room-kind = It is
room-kind-announcement = Announcement
room-kind-thread = Discussion
room-kind-decision = Decision
room-audience = For
room-audience-team = the campaign’s team
room-audience-staff = the staff
room-audience-members = all members
room-campaign-how = needed for a team
room-title = Title
room-body = Text
room-send = Post here
room-seizure = Whoever took the server would read this. Do not write here what would put someone in danger.
room-seizure-link = What a seizure reveals
room-read = I have read it
room-make = Make of it…
room-make-how = The same decision, with nothing typed again. The text is ready where you arrive; you read it again before it goes out.
room-make-announcement = Make it an announcement
room-made = What it became
room-made-from = Made from: { $title }
room-reply = Your reply
room-reply-send = Reply
room-remove = Remove from the internal room
tasks-title = Tasks
tasks-mine = My tasks
tasks-none = Nothing to do here for now.
task-add = Give a task
task-what = What
task-owner = Who
task-due = Until which day
task-due-on = until { $day }
task-done-on = done on { $day }
task-is-done = done
task-do = It is done
task-undo = Not done yet
monday-week = Week from { $from } to { $until }
monday-weeks = Which week
monday-last = Last week
monday-this = This week
monday-no-objectives = The strategy in force has no objective with a figure.
monday-print = This sheet prints as it is.
week-brought = What it brought
week-brought-none = Nothing known yet: no conversation, article, broadcast or share.
week-shares =
    { $count ->
        [one] { $count } share by ambassadors
       *[other] { $count } shares by ambassadors
    }
week-done = What was done
week-done-none = No task and no step was finished in that week.
week-due = Due this week
week-due-none = No task and no step is due.
week-late = Late
week-late-none = Nothing is late.
week-task = task
week-step = step of the roadmap
campaigns-log-account = noted or changed an account
campaigns-log-account-removed = forgot an account
campaigns-log-handed-over = handed an account over
campaigns-log-blog-forgotten = forgot a blog to bring home
campaigns-log-opened = opened a campaign to the public
campaigns-log-taken-back = took a campaign from the public
campaigns-log-closed = closed a campaign
campaigns-log-evaluated = evaluated a campaign
campaigns-log-entry-removed = removed a text from the internal room
campaigns-log-reply-removed = removed a reply from the internal room
campaigns-log-task-done = changed the state of a task
campaigns-log-task-removed = removed a task
seizure-strategy = What the strategy says, its draft and versions
seizure-strategy-by = Who worked on the strategy, and when
seizure-campaign = What campaigns say, those that are planned too
seizure-campaign-by = Who thought of a campaign, and when
seizure-campaign-team = Who is in a campaign’s team
seizure-campaign-cost = A campaign’s costs, and who noted them
seizure-step = The steps of the roadmap and their evidence
seizure-step-who = Who makes, adopts and closes a step
seizure-account = The section’s accounts on networks
seizure-account-who = Who answers for an account, and who holds the way back in
seizure-homeward = Blogs known elsewhere, and the name of who writes them
seizure-room = What members tell one another in the internal room
seizure-room-read = Who read which announcement, and when
seizure-task = Who does what, and until when
strategy-served =
    { $count ->
        [0] Nothing serves this line yet
        [one] { $count } thing serves this line
       *[other] { $count } things serve this line
    }
strategy-changed =
    { $count ->
        [one] { $count } line changed since the version in force.
       *[other] { $count } lines changed since the version in force.
    }
accounts-lacking =
    { $count ->
        [one] { $count } account hangs on one person, or has no way back in.
       *[other] { $count } accounts hang on one person, or have no way back in.
    }
room-read-by =
    { $count ->
        [0] Nobody has said yet that they read it
        [one] Read by { $count } person
       *[other] Read by { $count } people
    }
room-replies =
    { $count ->
        [0] No reply
        [one] { $count } reply
       *[other] { $count } replies
    }
monday-more =
    { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
week-task-late =
    { $count ->
        [one] task late by { $count } day
       *[other] task late by { $count } days
    }
week-step-late =
    { $count ->
        [one] step late by { $count } day
       *[other] step late by { $count } days
    }
kit-give-link = Give as a kit
kit-take-link = Take over a kit of another section
kit-give = Give the campaign as a kit
kit-give-how = One signed file with the texts, pictures, calendar, sources and licence. No name of anyone in the section goes into it.
kit-in-it = What is in the kit
kit-items-none = No text of this campaign may leave: only the words of the campaign go along.
kit-pictures =
    { $count ->
        [0] No picture
        [one] { $count } picture
       *[other] { $count } pictures
    }
kit-stays = Texts that stay here
kit-stays-how = These texts of the campaign do not go along. Whoever is named or shown agreed with this section and with nobody else: write a text that names nobody for the other section.
kit-kept-back = Pictures that stay here: nobody agreed to their being passed on
kit-licence = Licence
kit-licence-how = The director chooses it. It holds for the whole kit.
kit-download = Download the kit
kit-key = The fingerprint of our key
kit-key-how = Read it to the other section by telephone: if they see the same beside your kit, it is yours indeed.
kit-take = Take over a kit
kit-take-how = The file is looked at first: nothing is taken before you decide so.
kit-file = The kit, a ZIP file of at most 64 MB
kit-look = Look at the kit
kit-seen = A kit, not taken over yet
kit-here = This kit was taken over already. Only new texts will be added.
kit-here-link = See the campaign
kit-made-by = Made by
kit-made = Made on
kit-signature = Signature
kit-signature-holds = The signature holds: every file is as it was signed.
kit-key-own = This kit was made right here.
kit-key-first = This is the first kit you get from this section: compare the fingerprint by telephone.
kit-key-same = It is the same key as last time.
kit-key-other = Careful: kits from this address were signed with another key. Call the section before you take this one over.
kit-compared = We compared the fingerprint by telephone: it is the same
kit-item-person = Read for safety on arrival: it names or shows someone, or does not say
kit-item-warning = With a content warning
kit-item-own =
    { $count ->
        [one] { $count } text of its own for a network
       *[other] { $count } texts of their own for networks
    }
kit-item-here = Here already
kit-take-over = Take the campaign over
kit-take-over-how = Here it becomes an idea for a campaign, and its texts become drafts that say where they come from.
kit-starts = First day of the campaign here
kit-starts-how = The texts keep their distance to this day. Leave it empty to decide later.
kit-forget = Do not take it over
kit-origin = Taken over from { $section } on { $day }, { $licence }:
kit-done-taken = The campaign is taken over. Its texts wait as drafts.
kit-done-again = This campaign was here already; only new texts were added.
kit-refused-not-whole = This file is not a whole ZIP: download it again, or ask for it once more. Nothing was taken over.
kit-refused-not-a-kit = This ZIP is not a campaign kit. Nothing was taken over.
kit-refused-too-new = This kit comes from a later version of Griot: bring Griot up to date first.
kit-refused-too-much = This kit is too large: at most 64 MB, 128 MB once open. Ask for it with fewer pictures.
kit-refused-bad-name = A file of this kit has a name that leads out of it. Nothing was taken over; do not use this file.
kit-refused-altered = The file { $file } was changed after it was signed. Nothing was taken over and nothing is lost: ask the section for the kit again.
kit-refused-missing = The file { $file } is missing from this kit. Nothing was taken over: ask for the kit again.
kit-refused-unsigned = The file { $file } was added after the signature. Nothing was taken over: ask for the kit again.
kit-refused-picture = The picture { $file } cannot be read. Nothing was taken over: ask for another kit.
kit-refused-compare = First compare the fingerprint by telephone, then tick the box.
seizure-kit = Kits from other sections: when, from where, and who brought those that wait
ambassador-kits = Carry a campaign
ambassador-lead = Are you on the networks? Choose a campaign: ready texts and pictures wait there. It is your choice, and you stop whenever you like.
ambassador-none = No campaign is running.
ambassador-mine = You carry it
ambassador-kept-named = For this campaign the section sees who shared what.
ambassador-kept-club = For this campaign what you share is noted for your club only: neither your name nor the address is kept with it.
ambassador-since = You have carried it since { $day }.
ambassador-club = Your club
ambassador-club-how = Leave it empty if you have none: the team can name it.
ambassador-join = Carry this campaign
ambassador-texts = Ready texts
ambassador-texts-none = No text is ready yet. The address of the campaign will do.
ambassador-link = The address of the campaign
ambassador-warning = To put before it, as a warning: { $warning }
ambassador-text = The text, to select and copy
ambassador-copy = Copy
ambassador-copied = Copied
ambassador-not-copied = Select the text to copy it
ambassador-shared = I shared it
ambassador-network = On which network
ambassador-address = The address of your post
ambassador-address-how = Optional, it begins with https://
ambassador-address-not = Not needed here: it will not be kept.
ambassador-share = Note this share
ambassador-leave = Carry this campaign no more
ambassador-done-joined = Thank you! Your texts are ready.
ambassador-done-shared = Noted, thank you!
ambassador-done-left = You carry this campaign no more; what you shared stays without your name.
ambassador-no-club = Without a club
ambassador-shares =
    { $count ->
        [one] { $count } share
       *[other] { $count } shares
    }
ambassadors = Ambassadors
ambassadors-nothing = Nothing was shared yet.
ambassadors-by-club = By club
ambassadors-by-person = By person
seizure-ambassador = Who carries which campaign on the networks, for which club, since which day
seizure-share = What was shared, by club; by person and with its address only if the risk of the campaign is normal
room-files = Files
room-files-none = No file here. Open an announcement, a thread or a decision: files are added at the foot of its page.
room-files-add = Add files
room-files-choose = Files, 25 MB altogether
room-files-how = A document may carry its author’s name, a photo the place where it was taken: they are kept as they are, for those alone who read this page.
room-files-send = Add
room-file-remove = Take { $name } away
room-tell = Tell those it is for by mail at once
room-digest = By mail
room-digest-how = A letter says what you have not read yet: the titles of what is for all members, and of the rest only how many.
room-digest-pace = Tell me what is new
room-digest-save = Save
room-pace-daily = once a day
room-pace-weekly = on Mondays
room-pace-none = never
room-mail-news-subject =
    { $count ->
        [one] Something new in the internal room
       *[other] { $count } new things in the internal room
    }
room-mail-news-others =
    { $count ->
        [one] And one more, to be read there.
       *[other] And { $count } more, to be read there.
    }
room-mail-button = Open the internal room
room-mail-why = You get this letter as a member of { $section }.
room-mail-choice = Choose when to get them
room-mail-entry = It is new in the internal room, for all members.
room-mail-closed-subject = Something new for the team
room-mail-closed = Something new waits for you in the internal room. To be careful, this letter says no more.
room-mail-answer = Answering this letter writes into the thread, in your name. Attached files are not taken over.
room-mail-gone = Your answer was not written: what the letter told of is no longer in the internal room, or no longer open to you.
room-mail-too-long = Your answer was not written: it is longer than 10,000 signs. Shorten it, or add it as a file in the internal room.
campaigns-log-file-removed = took a file out of the internal room
campaigns-refused-no-file = Choose at least one file that is not empty.
campaigns-refused-too-many-files = Thirty files at most on a page: take some away, or begin a new thread.
room-digest-reminds = Tell me of tasks that I am given, and remind me of what is due
room-mail-task-subject = A task for you
room-mail-task = You were given a task. It waits for you in the internal room.
room-mail-task-due = To be done by { $day }.
room-mail-remind-subject = { $count ->
    [one] To do: one thing of yours
   *[other] To do: { $count } things of yours
}
room-mail-remind-line = • { $title }: by { $day }
room-mail-remind-others = { $count ->
    [one] One thing to do waits for you in the internal room. To be careful, this letter does not name it.
   *[other] { $count } things to do wait for you in the internal room. To be careful, this letter does not name them.
}
planned-task = Task of the internal room
planned-step = Step of the roadmap
planned-campaign-begins = A campaign begins
planned-campaign-ends = A campaign ends
translate = In other languages
translate-title = Title
translate-message = Message
translate-text = Text
translate-detail = Details
translate-reached = What was reached
translate-learnt = What was learnt
translate-done = The translations are kept.
translate-language = Language
translate-choose = Choose
translate-how = What the public reads, and beside it what they will read in this language. A campaign is read in it once its title and its message are translated; what is missing stays in the first language.
translate-nothing = Nothing is public here yet: write the text in your language first.
translate-changed = The text was changed since this translation: it is not shown any more. This is what had been translated.
translate-save = Keep the translations
translate-back = Back
translate-also = Also in:
translate-still = It still holds: keep this translation for the text of today
translate-overtaken = The original text changed while you translated. It stands below as it reads now: read your translation again, then keep it.
task-other-day = Another day
task-day = Day
task-move = Change the day
campaigns-log-task-moved = changed the day of a task
campaigns-log-translated = translated what the public reads
room-mail-remind-steps = { $count ->
    [one] One step of the roadmap comes to its day, or is past it.
   *[other] { $count } steps of the roadmap come to their day, or are past it.
}
