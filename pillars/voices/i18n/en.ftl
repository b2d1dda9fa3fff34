voices-menu-blogs = Blogs
voices-menu-posts = My posts
voices-menu-comments = Comments on my blogs
voices-menu-alerts = My alerts
voices-menu-moderation = Comments to read
voices-menu-featured = Featured
way-back = Back
byline-gone = A former writer
byline-guest = { $name } (guest)
picture-on-tap = (picture)
pages-nav = Pages
pages-newer = Newer
pages-more = More…
card-more = More…
card-more-of = More… { $title }
comments-count =
    { $count ->
        [one] { $count } comment
       *[other] { $count } comments
    }
comments-title =
    { $count ->
        [0] Comments
        [one] { $count } comment
       *[other] { $count } comments
    }
blogs-title = Blogs
blogs-lead = Our members write here, each in their own voice.
blogs-none = No blog yet. The first can be yours.
blogs-posts =
    { $count ->
        [one] { $count } post
       *[other] { $count } posts
    }
blogs-newest = latest post { $day }
blog-kind-person = A member’s blog
blog-kind-team = A team’s blog
blog-kind-section = The section’s blog
blog-filtered = Posts: { $what }.
blog-unfiltered = All posts
blog-none = No post here yet.
blog-authors = Who writes here
blog-archives = Archives
blog-tags = Subjects
blog-settings = Blog settings
blog-new-title = Begin a blog
blog-title = Title of the blog
blog-address = Address
blog-address-how = Letters, digits and hyphens. Empty: it is made from the title. If you change it, the old one leads to the new one.
blog-about = What this blog is about
blog-kind = Who speaks in it
blog-language = Usual language
blog-theme = Colour
blog-theme-1 = Indigo
blog-theme-2 = Ochre
blog-theme-3 = Red earth
blog-theme-4 = Néré leaf
blog-theme-5 = River
blog-theme-6 = Shea
blog-comments = Who may comment
blog-comments-members = Members
blog-comments-guests = Everyone, once their address is confirmed
blog-comments-closed = Nobody
blog-moderation = Comments read before they appear
blog-moderation-newcomers = The first ones of each new voice
blog-moderation-everyone = All of them
blog-save = Save
blog-begin = Begin the blog
blog-role-author = writes
blog-role-editor = writes and moderates
blog-make-author = Take moderation away
blog-make-editor = Hand over moderation
blog-remove-author = Remove from this blog
blog-add-author = Add a writer
blog-add-author-how = Choose from the list, or write the name or the handle of the page.
blog-imports = What comes from elsewhere
blog-refused-no-title = Give the blog a title.
blog-refused-title-too-long = The title is too long: 120 characters at most.
blog-refused-about-too-long = The description is too long: 2,000 characters at most.
blog-refused-address-taken = Another blog has, or had, this address. Choose another one.
blog-refused-bad-address = The address may hold only plain letters, digits and hyphens.
blog-refused-bad-choice = One of the choices does not exist. Check language, colour and comments.
blog-refused-last-editor = A blog always keeps someone who moderates it. First hand moderation over to someone else.
blog-refused-nobody = Nobody in the section has this name, or several have. Choose from the list, or write the handle of the person’s page.
my-posts-write = Write a post
my-posts-new-blog = Begin a blog
my-posts-none = You have not written anything yet. The first post is the hardest; it may be short.
my-posts-read = Read the page
my-posts-blogs = My blogs
my-posts-leave = Stop writing in this blog
blog-leave-question = Stop writing in “{ $title }”?
blog-leave-how = Your posts stay there, and you can always withdraw them. To write there again, someone who moderates this blog must add you.
my-posts-left = Done: you no longer write in this blog. Your posts stay there; you can still withdraw them.
post-state-draft = draft
post-state-scheduled = scheduled
post-state-published = published
post-state-withdrawn = withdrawn
post-missed-too-late = This post did not appear: its time limit had passed. It is a draft again.
post-missed-no-words = This post did not appear: there was nothing to read at its hour. It is a draft again.
post-missed-no-pen = This post did not appear: at its hour, whoever wrote it no longer wrote in this blog. It is a draft again.
missed-subject = Not published: { $title }
missed-too-late-letter = Your post “{ $title }” did not appear: its time limit ({ $moment }) had passed before the house could publish it.
missed-too-late-remedy = The house was most likely stopped at that time. The post is a draft again; nothing of it is lost. Publish it, or choose another hour.
missed-no-words-letter = Your post “{ $title }” did not appear at its hour ({ $moment }): there was nothing to read.
missed-no-words-remedy = It is a draft again. Write a few words, then publish it or choose another hour.
missed-no-pen-letter = The post “{ $title }” did not appear at its hour ({ $moment }): whoever wrote it takes part no more, or writes in this blog no more.
missed-no-pen-remedy = It is a draft again; nothing of it is lost. If the blog should show it, open it and publish it yourself.
missed-button = Open the post
missed-footer = You receive this letter because you scheduled this post in { $section }.
missed-footer-keeper = You receive this letter because you look after this blog of { $section }.
post-new-title = A new post
post-new-no-blog = You need a blog first.
post-new-blog = In which blog
post-new-begin = Begin
post-edit = Edit
post-first-published = First published on
post-translation-in = Also in { $language }:
post-nav = Other posts of the blog
post-minutes =
    { $count ->
        [one] { $count } minute to read
       *[other] { $count } minutes to read
    }
post-refused-no-title = Give the post a title.
post-refused-title-too-long = The title is too long: 200 characters at most.
post-refused-no-body = There is nothing to read yet. Write a few words before publishing.
post-refused-body-too-long = The text is too long: 200,000 characters at most. Make it two posts.
post-refused-bad-canonical = The address of first publication is not that of a page. It begins with https://.
post-refused-bad-language = This language is not known. Write its code: fr, en, mos, dyu, ff…
post-refused-bad-translation = The translated post is not at this address, or not one that you can link: a published post in a blog where you write, or a post of yours.
post-refused-campaign-closed = This campaign takes nothing any more: it has ended, or is not one that you may choose. Choose another, or none.
post-refused-no-such-line = This line is not in the strategy in force. Choose another, or none.
post-refused-changed-meanwhile = Someone else saved this post meanwhile. Your text is still below: copy it, open the post again and bring the two together.
post-refused-not-now = The post is no longer there: someone may have published or withdrawn it. Open it again.
post-refused-address-taken = Another post of the blog has this address.
post-refused-no-blog = Choose a blog in which you write.
schedule-refused-no-hour = Give the day and the hour, for instance 2013-02-14 09:30.
schedule-refused-past = That hour has passed. Choose one to come, or publish now.
schedule-refused-too-far = That is more than two years ahead. Choose a nearer date.
schedule-refused-too-late-before = The time limit comes before the hour of publication.
upload-refused-no-file = Choose a file first.
upload-refused-quota = You have brought many files this week: 500 MB at most. Wait a few days, or ask someone else of the blog.
upload-refused-no-alt = Describe in a few words what is seen or heard: this is what people who cannot see the picture will read.
upload-refused-unknown = This file is neither a picture (JPEG, PNG, WebP, GIF) nor a sound (MP3, M4A, Opus, WebM).
upload-refused-too-large = This file is too heavy: 15 MB for a picture, 25 MB for a sound.
upload-refused-too-many-pixels = This picture is too large: 40 million pixels at most. Make it smaller and try again.
upload-refused-damaged = This file is damaged or incomplete. Send it again from the device that made it.
upload-refused-too-slow = This picture takes too much work. Make it smaller and try again.
upload-refused-disk-full = There is no room left for files. Your text is intact; tell the section.
editor-heading = Write
editor-title = Title
editor-body = Text
editor-markdown = An empty line parts paragraphs. *italic*, **bold**, [link](https://…), ## heading, > quote, - list.
editor-toolbar = Formatting
editor-tool-bold = Bold
editor-tool-italic = Italic
editor-tool-link = Link
editor-tool-heading = Heading
editor-tool-quote = Quote
editor-tool-list = List
editor-tool-picture = Picture
editor-tool-voice = Voice
editor-insert = Insert
editor-cancel = Cancel
editor-live = Preview
editor-see = See it as a reader
editor-revisions = Versions
editor-save = Save the draft
editor-save-published = Save the changes
editor-publish = Publish now
editor-files = Pictures and voices
editor-file = File
editor-camera = Or take a photo
editor-file-kinds = JPEG, PNG, WebP, GIF, or MP3, M4A, Opus, WebM.
editor-alt = What is seen or heard in it
editor-alt-why = Required: for those who cannot see the picture or hear the voice.
editor-attach = Add to the text and save
editor-words-for = Write this where it should appear
editor-about = Subjects, language, origin
editor-tags = Subjects
editor-tags-how = Parted by commas.
editor-language = Language of the post
editor-translation = Translation of
editor-translation-how = The address, on this site, of the post it translates.
editor-canonical = First published at this address
editor-source = Name of that site
aim-heading = Campaign and strategy
aim-campaign = Campaign
aim-campaign-how = Once published, the post stands among the latest news of its page.
aim-campaign-hidden = A campaign that the section prepares
aim-campaign-gone = A campaign that is not there any more
aim-line = Serves the strategy
aim-line-how = The line of the strategy in force that this post serves.
aim-line-gone = A line that is not in force any more
aim-none = None
aim-save = Save
aim-nothing = There is nothing to choose: no campaign is open, and no version of the strategy has been adopted.
editor-later = Publish later
editor-publish-at = Day and hour ({ $place } time)
editor-not-after = Too late after
editor-not-after-why = After this moment the post stays a draft: a call to a march does not appear the day after.
editor-schedule = Schedule
editor-unschedule = Do not schedule any more
editor-more = Share, withdraw
editor-preview-why = A link lets someone without an account read the draft.
editor-preview-make = Make a reading link
editor-preview-off = Close the link
editor-preview-link = Reading link
editor-withdraw = Withdraw the post
editor-delete = Delete for ever
editor-kept = This text, kept by itself on { $when }, is not saved yet.
editor-discard = Go back to the saved text
editor-restored = Your text kept on this device was taken up.
editor-restored-undo = Go back to the site’s text
editor-conflict = Another text is kept on this device.
editor-conflict-take = Take it up
editor-conflict-drop = Forget it
editor-word-saved = Kept at { $time }
editor-word-offline = Offline: kept on this device
editor-word-unsaved = Not kept yet
editor-word-upload = The picture did not go through. Try again when the network is back.
editor-no-toolbar = This post comes from another site and keeps its original layout (HTML): the formatting buttons, made for Markdown, would be of no use here.
voice-title = Say it instead of writing it
voice-how = Your voice is recorded in this page. It only leaves once you have listened to it and put it into the text. One minute weighs about 180 KB.
voice-start = Record my voice
voice-pause = Pause
voice-resume = Go on
voice-stop = Finish
voice-send = Put into the text
voice-drop = Delete
voice-sure = Yes, delete it
voice-level = Level of the microphone
voice-listen = Listen to the note
voice-about = What is heard in it
voice-size = { $size } KB
voice-recording = You are heard: the recording is on.
voice-paused = Paused: nothing is being recorded.
voice-denied = The browser did not open the microphone. Allow it for this site in its settings, then try again.
voice-none = No microphone was found. Plug one in, or add a sound recorded elsewhere further down.
voice-empty = Nothing was recorded. Try again.
voice-full = The note reached the size that is allowed and stopped. Listen to it, then put it into the text.
voice-say-what = Say in a few words what is heard in it: this is what those who cannot hear will read.
voice-sending = The note is leaving…
voice-sent = The note is in the text.
voice-kept = The network is missing. The note is kept on this device: it will leave when the network is back, or wait for you here.
voice-unkept = The network is missing, and this device cannot keep the note. Leave this page open: the note will leave when the network is back.
voice-failed = The note did not leave; it is still here. Try again, or load the page anew to sign in again.
voice-left = This note, recorded on this device, is not in the text yet. Listen to it, then put it into the text or delete it.
editor-done-begun = Your draft is open.
editor-done-saved = Saved.
editor-done-published = Your post is published.
editor-done-scheduled = Your post will appear on { $moment }.
editor-done-unscheduled = Your post is not scheduled any more.
editor-done-withdrawn = Your post is withdrawn. You can publish it again or delete it.
editor-done-preview = The reading link is ready; the one before no longer works.
editor-done-preview-off = The reading link is closed.
editor-done-attached = The file is added at the end of the text.
editor-done-restored = The version you chose is the text again.
editor-done-discarded = Here is the saved text.
preview-title = Preview
preview-note = Preview: this text is not published.
revisions-title = Versions
revisions-number = Version { $count }
revisions-difference = From version { $count } to now
revisions-how = Struck out: gone since. Underlined: come since.
revisions-too-different = These two texts have too little in common to be compared: here is the old one, struck out, then today’s, underlined.
revisions-restore = Go back to this version
share-title = Pass it on
share-whatsapp = WhatsApp
share-telegram = Telegram
share-facebook = Facebook
share-mastodon = Mastodon
share-email = E-mail
share-copy = Address to copy
comment-members-only = You must be a member of { $section } to add comments.
comment-join = Become a member
comment-sign-in = Sign in
comment-body = Your comment
comment-name = Your name or pseudonym
comment-address = Your e-mail address
comment-address-why = It is never shown. We will ask you to confirm it with one click.
comment-send = Comment
comment-reply = Reply
comment-edit = Edit
comment-report = Report
comment-edited = edited
comment-deleted = Comment deleted by its author.
comment-waiting = Waiting to be read: only you can see it.
comment-answering = You are replying to { $name }.
comment-answer-nobody = Comment on the post instead
comment-sent-waiting = Thank you. Your comment will appear once it has been read.
comment-sent-suspected = Thank you. Your comment will be read before it appears: it looks like an automatic one.
comment-sent-check-mail = Thank you. Open the e-mail that we are sending you and confirm your address; your comment waits for that.
comment-deleted-done = Your comment is deleted.
comment-edited-done = Your comment is changed.
comment-edit-title = Edit your comment
comment-edit-save = Save
comment-delete = Delete
comment-delete-why = The words and your name disappear for ever.
comment-refused-empty = Write a few words.
comment-refused-too-long = That is too long: 5,000 characters at most.
comment-refused-no-name = Give a name or a pseudonym.
comment-refused-bad-address = This e-mail address is not complete. Check it.
comment-refused-closed = The comments of this blog are closed.
comment-refused-members-only = Only members comment here.
comment-refused-parent-gone = The comment you reply to is no longer there. Your words are still below.
comment-refused-no-reason = Say in a few words what is wrong.
comment-refused-too-old = The page was open for too long. Send it again: your words are still here.
comment-refused-many-letters = Three e-mails have already gone to this address today: open the last one, look among spam, or come back tomorrow.
comment-report-title = Report a comment
comment-report-lead = Those who moderate will read your message. The writer of the comment will not know who reported it.
comment-report-reason = What is wrong
comment-report-send = Report
comment-report-done = Thank you. Those who moderate will have a look.
follow-title = Follow by e-mail
follow-box = E-mail me when comments are left
follow-post = E-mail me when comments are left on this post
follow-blog = … on all posts of “{ $blog }”
follow-keep = Keep this choice
follow-address = E-mail me when comments are left
follow-address-why = One click in the first e-mail confirms; one click in each of them stops.
follow-start = Tell me
follow-replies = Replies to my comments
follow-done = Noted: we will write to you.
follow-ended = Noted: we will not write to you about this any more.
follow-check-mail = Open the e-mail that we are sending you to confirm.
pace-none = No
pace-immediate = At once
pace-daily = Once a day
alerts-stopped = No letter leaves for your address at the moment: your security page says why, and what to do.
alerts-stopped-way = See my address
alerts-lead = What you follow. Each e-mail also carries a link to stop with one click.
alerts-none = You do not follow anything for now.
alerts-pace = E-mail me
alerts-kind-post = Post
alerts-kind-blog = Blog
alerts-kind-replies = Replies
unsubscribe-title = Stop these e-mails
unsubscribe-about = Comments:
unsubscribe-button = Stop
unsubscribe-done = Done: we will not write to you about this any more.
guest-see = See and erase what we keep of you
guest-title = What we keep of you
guest-address = Your address, sealed: { $address }
guest-comments =
    { $count ->
        [0] No comment
        [one] { $count } comment, with the name given
       *[other] { $count } comments, with the name given
    }
guest-wishes =
    { $count ->
        [0] No e-mail alert
        [one] { $count } e-mail alert
       *[other] { $count } e-mail alerts
    }
guest-how = If you erase it, your words and your name leave the pages, and nothing is written to you any more. This cannot be undone.
guest-erase = Erase everything
guest-erased = Done: we keep nothing of you any more.
alert-subject = New comment: { $title }
alert-someone-commented = { $name } left a comment on “{ $title }”.
alert-read = Read and reply
alert-why = You receive this e-mail from { $section } because you follow these comments.
alert-stop = Stop these e-mails
author-letter-subject = You may write in “{ $blog }”
author-letter-text = Someone who keeps the blog “{ $blog }” of { $section } lets you write in it. Your name appears there only if you publish something. If you do not want this, leave the blog on the page of your posts.
author-letter-button = See my blogs
digest-subject =
    { $count ->
        [one] { $count } comment since yesterday
       *[other] { $count } comments since yesterday
    }
confirm-comment-subject = Confirm your comment
confirm-comment-letter = A comment was left on “{ $title }” with this address. If it is yours, open this page, read it again and confirm it: it will be published, sometimes after being read.
confirm-comment-title = Confirm your comment
confirm-comment-question = Did you write this comment on “{ $title }”?
confirm-comment-button = Yes, it is mine
confirm-follow-subject = Follow the comments: { $title }
confirm-follow-letter = You want to be told of the comments left on “{ $title }”.
confirm-follow-title = Follow the comments
confirm-follow-question = Do you want to be told of the comments left on “{ $title }”?
confirm-follow-button = Yes, tell me
confirm-never-again = Never get letters from this house again
confirm-not-you = If this was not you, do nothing: this address will be forgotten.
suspicion-many-links = Many links
suspicion-repeated-words = The same words were left elsewhere
suspicion-only-link = Nothing but a link
suspicion-reported = Reported by several people
moderation-lead = Each decision is noted. What you put back stays.
moderation-nav = Queues
moderation-tab-waiting = To read
moderation-tab-suspected = Suspected
moderation-tab-reported = Reported
moderation-tab-hidden = Hidden
moderation-none = Nothing here for now.
moderation-refused-changed = This comment has changed since you read it: nothing was decided. Read it again; if it is no longer in this list, look in the others.
moderation-report = Report: { $reason }
moderation-reason = Why hide it
moderation-reason-read = Whoever wrote it will read this reason.
moderation-approve = Publish
moderation-keep = Keep it
moderation-reinstate = Put it back for good
moderation-hide = Hide
featured-lead = These posts open the front page, from one day to another.
featured-none = No post is put forward.
featured-on = now
featured-soon = soon
featured-since = Since { $day }
featured-from = From { $day }
featured-until = until { $day }
featured-remove = Put it forward no more
featured-add = Put a post forward
featured-post = Address of the post
featured-post-how = Copy the address of its page.
featured-starts = First day
featured-ends = Last day (empty: no end)
featured-refused-no-post = No published post is at this address.
featured-refused-no-day = Give the day as 2013-02-14.
featured-refused-ends-first = The last day has passed, or comes before the first.
voices-log-comment-approved = published a comment
voices-log-comment-hidden = hid a comment
voices-log-comment-reinstated = put a comment back for good
voices-log-comment-kept = kept a reported comment
voices-log-post-edited = changed a post
voices-log-post-aimed = changed what a post serves (campaign or strategy)
voices-log-post-file = brought a file to a post
voices-log-post-draft-dropped = threw away what the editor kept of a post
voices-log-post-restored = went back to an earlier version of a post
voices-log-post-published = published a post
voices-log-post-scheduled = scheduled a post
voices-log-post-unscheduled = stopped a scheduled post
voices-log-post-withdrawn = withdrew a post
voices-log-post-deleted = deleted a post
voices-log-preview-made = made a reading link
voices-log-preview-closed = closed a reading link
voices-log-blog-changed = changed the settings of a blog
voices-log-blog-opened = opened a blog again
voices-log-blog-closed = closed a blog
voices-log-blog-withdrawn = withdrew a blog from the public
voices-log-blog-exported = downloaded a blog, drafts included
voices-log-author-added = added a writer to a blog
voices-log-author-editor = handed over the moderation of a blog
voices-log-author-author = took the moderation of a blog away
voices-log-author-removed = removed a writer from a blog
voices-log-import-stopped = stopped an import
voices-log-import-undone = took back what an import had brought
voices-log-featured = featured a post
voices-log-unfeatured = features a post no more
voices-log-elsewhere-followed = follows a sister section
voices-log-elsewhere-left = follows a sister section no more
seizure-blog-owner = Who began a blog
seizure-blog-author = Who writes in a blog
seizure-post-author = Who wrote a post
seizure-post-draft = The texts, drafts included
seizure-post-revision = What a post said before, who changed it and when
seizure-comment-author = Who left a comment
seizure-comment-at = The hour of a comment, which pages do not show
seizure-comment-guest-name = The name that a guest gave
seizure-guest-mark = The fingerprint of the same address, common to the whole house
seizure-guest-digest = The digest of a guest’s address
seizure-alert-digest = The digest of the address that was told of a comment, for a month
seizure-guest-sealed = A guest’s address, sealed with a key of the same machine
seizure-comment-report = Who reported a comment, why and when
seizure-subscription = Who follows which comments, and since when
seizure-blog-about = What a blog says of itself, even when withdrawn
seizure-slug = The addresses that a blog or a post had before
seizure-post-when = When a post was written, planned and published, to the millisecond
seizure-post-source = Where a text first stood
seizure-post-preview = What makes the preview link of a draft again
seizure-post-tag = The subjects of a post, drafts included
seizure-post-aim = The campaign and the line of the strategy that a post serves
seizure-post-attachment-what = Pictures and sounds with their descriptions, drafts included
seizure-guest-when = The language of a guest, and when they came
seizure-comment-body = The text of comments, even hidden or never shown
seizure-comment-reason = Why a comment was hidden
seizure-alert = Who was told of which comment, and when
seizure-import-what = What was brought from elsewhere, text by text
seizure-elsewhere-what = What sister sections publish

### Feeds, API, export

api-refused-unknown = There is no parameter “{ $name }” here.
api-refused-twice = The parameter “{ $name }” is given twice.
api-refused-value = The value of the parameter “{ $name }” was not understood.
api-refused-json = What was sent is not a JSON object.
api-refused-kind = Send JSON, with the header “Content-Type: application/json”.
api-refused-field = The value of the field “{ $name }” was not understood.
api-refused-field-unknown = There is no field “{ $name }” here.
api-refused-tags = Twelve subjects at most, each without comma, semicolon or line break.
api-refused-moment = Write the moment like 2013-02-20T08:00:00Z.
api-refused-alt = This description is too long: 1,000 characters at most.
api-refused-act = Decide by “approve”, “hide”, “reinstate” or “keep”.
api-refused-reason = This reason is too long: 500 characters at most.
api-refused-changed = Somebody changed the post meanwhile: read it again, then start again with its new revision.
api-refused-no-revision = The header If-Match is missing: give it the revision that you read.
api-refused-key = This key has served for something else: take another one.
voices-power-read-own = Read my posts, drafts too
voices-power-write = Write and change drafts, bring pictures and sounds to them
voices-power-publish = Publish, change what is published, take it back
voices-power-comment = Comment in my name
voices-power-moderate = Read and judge the comments that I may judge
export-title = Take the blog along
export-about = Everything that this blog holds, to keep it, to read it without a network or to carry it elsewhere.
export-zip = Download the archive (ZIP)
export-zip-about = Pages to read without a network, even from a memory card, with pictures and sounds, the texts as Markdown and JSON, and the file for WordPress. Pictures that stayed on other sites are not in it.
export-wxr = Download the file for WordPress (WXR)
export-wxr-about = A single file, which WordPress and Griot can import.
export-private = Drafts that you may read are in it too: keep the archive in a safe place. Nobody’s address is in it.
export-made-on = Copy of { $day }. Online:
export-posts = Posts
export-drafts = Drafts
export-draft = draft
export-comments = Comments
export-first-published = First published at this address:

### Import

voices-menu-imports = Blogs brought from elsewhere
voices-menu-elsewhere = Elsewhere in the movement
voices-menu-elsewhere-desk = Elsewhere in the movement
import-list-title = Blogs brought from elsewhere
import-list-lead = What you wrote elsewhere can live here, with its pictures and dates. Each post says where it was first published.
import-list-none = You have not brought anything yet.
import-file-of = File of { $day }
import-new-title = Bring a blog
import-new-lead = Give the address of the blog, or the file that its site exports. Nothing is written before you have seen what will come.
import-new-next = You will first see what will come, and say yes afterwards.
import-address = Address of the blog kept elsewhere
import-address-how = For example mynotebook.example.org. Its new posts will come too.
import-file = Or an exported file
import-file-how = WordPress (XML), Blogger (XML or Atom), Ghost (JSON), a folder of Markdown or the export of another Griot (ZIP). 64 MB at most.
import-blog = Into the blog
import-as = The posts arrive
import-as-drafts = as drafts, for you to publish
import-as-published = published, on their original date
import-rights = These texts are mine, or I have their authors’ agreement.
import-look = See what will come
import-refused-rights = Say that these texts are yours, or that their authors agree.
import-refused-no-blog = Choose one of your blogs.
import-refused-nothing = Give an address or a file.
import-refused-both = Give an address or a file, not both.
import-refused-unknown-file = This file is not an export that is known here. Ask your site for a WordPress, Blogger or Ghost export, or put your Markdown files into a ZIP.
import-refused-no-feed = This page leads to no feed. Give the address of the feed itself, or an exported file.
import-refused-followed = Someone else already brings this feed into this blog.
import-into = into
import-progress = Progress
import-moving = The work goes on even if you leave this page.
import-look-again = See how far it is
import-state-looking = Being read
import-state-proposed = Waits for your agreement
import-state-running = Posts are arriving
import-state-pictures = Pictures are arriving
import-state-done = All is here
import-state-following = All is here, and what follows will come
import-state-refused = Could not be read
import-state-stopped = Stopped
import-state-undoing = Being taken back
import-state-undone = Taken back
import-preview = What will come
import-first-titles = The first titles
import-untitled = (untitled)
import-draft = draft
import-will-be-drafts = The posts will arrive as drafts.
import-will-be-published = The posts will arrive published, on their original date.
import-will-follow = Its new posts will come too.
import-run = Import
import-again = Try again
import-follow = Follow again
import-stop = Stop
import-undo = Take back what came
import-undo-how = The posts that came go, but for those that you changed since; those that members answered are withdrawn.
import-next = Next look: { $moment }
import-problems = What could not be read
import-count-posts =
    { $count ->
        [one] { $count } post
       *[other] { $count } posts
    }
import-count-drafts =
    { $count ->
        [one] { $count } of them a draft or private text, which stays a draft
       *[other] { $count } of them drafts or private texts, which stay drafts
    }
import-count-comments =
    { $count ->
        [0] No comment
        [one] { $count } comment
       *[other] { $count } comments
    }
import-count-pictures =
    { $count ->
        [0] No picture
        [one] { $count } picture
       *[other] { $count } pictures
    }
import-count-problems =
    { $count ->
        [one] { $count } trouble, named below
       *[other] { $count } troubles, named below
    }
import-more-problems =
    { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
import-count-made =
    { $count ->
        [0] No post came
        [one] { $count } post came
       *[other] { $count } posts came
    }
import-count-changed =
    { $count ->
        [one] { $count } post changed, because it changed there
       *[other] { $count } posts changed, because they changed there
    }
import-count-kept =
    { $count ->
        [one] { $count } post left as it is, because you changed it here
       *[other] { $count } posts left as they are, because you changed them here
    }
import-count-waiting-pictures =
    { $count ->
        [one] { $count } post waits for its pictures
       *[other] { $count } posts wait for their pictures
    }
import-problem-unreadable = The file cannot be read. Export it again.
import-problem-cut = The file ends here, in the middle of a post. What comes before is kept; export again for the rest.
import-problem-broken-item = This passage is damaged; it was skipped.
import-problem-too-large = This passage is too large; it was skipped.
import-problem-no-posts = There is no post in it.
import-refused-many = Several of your imports are still moving, or you have already begun twenty today. Wait until one of them is done, or come back tomorrow.
import-problem-may-not-write = Whoever began this import no longer writes in this blog: nothing more is published in their name. Someone who writes there can import it again.
import-problem-broken-archive = This ZIP archive is damaged. Make it again.
import-problem-too-many-files = This archive holds more than 20,000 files. Divide it into several.
import-problem-bomb = This archive unfolds to more than 500 MB. Reading stops here; divide it into several.
import-problem-bad-name = The name of this file leads out of the archive; it was skipped.
import-problem-date = Its date cannot be believed; it bears that of the day on which it came.
import-problem-text-too-long = This text is very long; its end was left out.
import-problem-pictures = This post has more than 40 pictures; the others stay links.
fetch-refused-bad-address = This is not the address of a public page. Check it.
fetch-refused-private-address = This address is not on the public Internet.
fetch-refused-unreachable = No server answers at this address. Check it, or try later.
fetch-refused-status = The server refused to answer. Check the address, or try later.
fetch-refused-too-large = The answer is too large. Give an exported file instead.
fetch-refused-too-slow = The answer took too long. Try later.
fetch-refused-not-http = What is at this address cannot be read as a page.
fetch-refused-too-many-redirects = This address leads on to another without end.
fetch-refused-gone = The server says that this is gone for good.
elsewhere-title = Elsewhere in the movement
elsewhere-lead = What sister sections publish. Each text is read at their place.
elsewhere-none = No sister section is followed yet.
elsewhere-adapt = Adapt this text
elsewhere-adapted = After “{ $title }”, { $source }.
elsewhere-adapted-licence = After “{ $title }”, { $source }. Licence: { $licence }.
elsewhere-not-yet-read = (not yet read)
elsewhere-followed = followed
elsewhere-stopped = stopped
elsewhere-desk-lead = The feeds of sister sections that everyone reads on the page
elsewhere-desk-none = No feed is followed.
elsewhere-add = Follow a sister section
elsewhere-address = Address of its blog or feed
elsewhere-licence = Licence of its texts
elsewhere-licence-how = For example CC BY-SA 4.0. It is noted below each adapted text.
elsewhere-remove = Follow no more
elsewhere-remove-question = Follow “{ $title }” no more?
elsewhere-remove-how = Its texts and the licence that was noted leave the page “Elsewhere in the movement” at once. What members adapted stays in their blogs.
elsewhere-refused-known = This feed is followed already.
seizure-import-by = Who brought a blog from elsewhere, and when
seizure-import-address = The address and the name of the blog kept elsewhere
seizure-elsewhere-by = Who chose to follow a sister section, and when
picture-refused-too-large = This picture is heavier than 15 MB. Make it smaller and try again.
picture-refused-too-many-pixels = This picture is too large: more than 40 million pixels. Make it smaller and try again.
picture-refused-too-deep = This picture holds more colours than can be read here. Save it as JPEG, then try again.
picture-refused-not-a-picture = This file is not a JPEG, PNG, WebP or GIF picture.
picture-refused-damaged = This picture is damaged. Choose another copy of it.
picture-refused-too-slow = This picture took too long to read. Make it smaller and try again.
seizure-comment-guest = The link between a comment and the confirmed address of a guest
seizure-post-attachment = Who brought a picture or a sound, and when
seizure-post-featured = Who put a post forward, and when
my-posts-export = Take this blog along
moderation-hidden-by = Hidden by { $name } on { $day }.
moderation-yours = These words are yours: someone else will decide.
moderation-refused-own = These words are yours: another moderator will decide.
moderation-done-approve = Saved: the comment is published.
moderation-done-hide = Saved: the comment is hidden.
moderation-done-reinstate = Saved: the comment is back for good.
moderation-done-keep = Saved: the comment stays.
moderation-mail-subject =
    { $count ->
        [one] A comment to read
       *[other] { $count } comments to read
    }
moderation-mail-waiting = { $name } left a comment on “{ $title }”. It waits for you to read it.
moderation-mail-suspected = { $name } left a comment on “{ $title }”. It is set aside: it looks automatic, or several people reported it.
moderation-mail-reported = Someone reported the comment that { $name } left on “{ $title }”.
moderation-mail-more =
    { $count ->
        [one] One more waits too.
       *[other] { $count } more wait too.
    }
moderation-mail-button = Read and decide
moderation-mail-why = You get this mail, once an hour at most, because you moderate comments of { $section }.
alerts-kind-moderation = Moderation
alerts-saved = Saved.
pace-hourly = Once an hour at most
follow-now-immediate = You are told at once of comments left here.
follow-now-daily = You are told once a day of comments left here.
follow-change = Change
post-delete-question = Delete “{ $title }” for ever?
post-delete-how = The text, its revisions and its comments disappear. There is no way back.
my-posts-deleted = The draft is deleted.
comment-delete-question = Delete this comment?
blog-done-saved = Saved. See the page:
blog-done-authors = Saved. See the page:
seizure-comment-judged-by = Who last published, kept or hid a comment, and when
seizure-moderation = Who moderates, and of which comments they were told
import-refused-empty-file = This file is empty. Export it again from its site, then choose it here.
import-progress-count = { $done } of { $total }
import-count-here =
    { $count ->
        [one] { $count } of them is here already and will not come twice
       *[other] { $count } of them are here already and will not come twice
    }
import-undone-kept =
    { $count ->
        [0] What had come from there was taken back.
        [one] What had come from there was taken back, except one post that you had changed.
       *[other] What had come from there was taken back, except { $count } posts that you had changed.
    }
import-undone-feed = Its posts can come back: “Try again” first shows what would come.
import-undone-file = Its posts can come back: bring the file again, and you first see what would come.
import-undo-question = Take back what came from “{ $title }”?
import-forget = Forget
import-forgotten = This trial is forgotten, with its file.
import-refused-no-source = There is no file of this name, and it is not the address of a blog. Give an exported file, an address, or the folder of an export.
import-refused-unknown-blog = No blog has this address here. Give the last word of the blog’s address, for example carnet-de-saaba.
import-refused-closed-blog = This blog is closed or withdrawn. Open it again in its settings, or choose another.
import-refused-no-owner = Whoever began this blog does not write in it any more. Say with --owner for whom you bring it.
import-refused-owner = This person does not write in this blog. Add them in its settings, or name someone who writes in it.
import-refused-no-list = The list of blogs of this export cannot be read. Make the export again, or bring its ZIPs one by one.
seizure-import-file-name = The name of the file that was brought, as it was on the device
post-feature = Put on the front page
featured-done-added = Saved: the post is put forward.
featured-done-replaced = Saved: these days take the place of the former ones.
featured-done-removed = The post is not put forward any more.
subscribe-title = Subscribe
subscribe-atom = New posts, in a feed reader
subscribe-atom-tag = New posts on “{ $tag }” of the whole section, in a feed reader
subscribe-atom-how = (Atom feed: copy the address of this link into your reader)
subscribe-json = The same posts, as JSON Feed
subscribe-all = The new posts of all blogs, in a feed reader
person-posts-title = Posts: { $name }
person-posts-profile = Their profile: { $name }
subscribe-podcast = Sound, in a podcast app
subscribe-podcast-how = (copy the address of this link into the app)
subscribe-mail = Comments of this blog, by e-mail
subscribe-mail-guest = Comments, by e-mail: below each post.
blog-close-title = Close this blog
blog-close = Close, and let it be read
blog-withdraw = Withdraw from the public
blog-open-again = Open the blog again
blog-close-question = Close “{ $title }”?
blog-close-how = Everyone will still read its posts. Nobody will write or comment there any more, and what was scheduled is a draft again. You can open it again.
blog-withdraw-question = Withdraw “{ $title }” from the public?
blog-withdraw-how = Its posts will be read by you and its writers alone, under “My posts”. Nothing is deleted: you can open it again, with its posts.
blog-open-question = Open “{ $title }” again?
blog-open-how = Everyone will read its posts again, and it can be written in.
blog-done-open = The blog is open. See the page:
blog-done-closed = The blog is closed; it can still be read. See the page:
blog-done-withdrawn = The blog is withdrawn from the public. Its posts are kept for you.
blog-is-closed = This blog is closed: it can be read, and is not written any more.
blog-state-closed = closed
blog-state-withdrawn = withdrawn from the public
post-refused-blog-closed = This blog is closed. Open it again in its settings to publish there.

shelf-first-blog = Your blog
shelf-first-blog-hint = You have none yet. Begin one in two minutes, or bring the one that you keep elsewhere: its posts, pictures and days come with it.
shelf-begin-blog = Begin my blog
shelf-bring-blog = Bring a blog kept elsewhere
shelf-write = Write
shelf-write-hint = Nothing is begun. A post may be short: a photo and three sentences.
shelf-begun = To finish
shelf-draft = draft of { $day }
shelf-scheduled = comes out on { $moment }
shelf-all-posts = All my posts
shelf-replies = What others answered you
shelf-blogs = Blogs
shelf-posts = Posts
shelf-feed = Follow their posts
voices-menu-write = Write
comments-before = Earlier comments
comments-more = More comments…
comments-all = All comments
comments-more-answers =
    { $count ->
        [one] { $count } more reply
       *[other] { $count } more replies
    }
comment-not-shown = This comment is not shown any more.
comment-hidden = Hidden by those who moderate: only you can see it.
comment-hidden-why = Reason: { $reason }
comment-hidden-no-reason = No reason was given.
comment-unconfirmed = Not confirmed yet: the e-mail that you got says how.
comment-blog-closed = This blog is closed: it can be read, and takes no comments any more.
shelf-hidden = Your comments that were hidden by those who moderate
follow-replies-box = E-mail me when someone replies to me
follow-pace = How often
alerts-again = Take up again
alerts-ended = What you stopped in the last three months
daily-title = The daily letter
daily-lead = Once a day, this letter gathers the comments on the following.
daily-stop = Stop all of it
daily-stopped = Done: the daily letter leaves no more. This is what it gathered; take up again what you want to keep.
daily-none = This letter gathers nothing any more: it does not leave.
digest-stop = Stop the daily letter, or choose what goes on
digest-more =
    { $count ->
        [one] And one other comment.
       *[other] And { $count } other comments.
    }
digest-see = See what you follow
guest-comments-title = Your comments
guest-wishes-title = Your alerts
pages-older = Older
voices-draft-post = a blog post
voices-kind-post = post
voices-evidence-published = The post “{ $title }” was published
voices-week-out = Posts published
voices-week-out-none = No post came out.
voices-week-due = Posts scheduled
voices-week-due-none = No post waits for its hour.
voices-held-alone = Blogs that this person alone keeps
voices-held-shared = Blogs kept together with others
voices-held-posts = Posts that wait for their hour
voices-held-followed = What they follow elsewhere
voices-held-sister = sister section
planned-post = Blog post
