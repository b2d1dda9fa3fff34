# used: home-stop-*
home-menu-front = Front page
home-menu-search = Search
home-menu-activity = Recent activity
home-menu-rights = Universal Declaration of Human Rights
home-menu-tour = The tour
home-demo-first-words = Our members blogged each on their own. Here is their common house.
home-doors = The doors of the house
home-door-speak = Speak out
home-door-document = Document
home-door-mobilise = Mobilise
home-door-learn = Learn
home-door-measure = Measure
home-take-the-tour = Take the tour
home-featured = Featured
home-nothing-yet = The house is open
home-nothing-yet-remedy = Nothing has been published yet. Come back soon, or join us and write the first post.
home-recently = Recently published
home-activity = Recent activity
home-activity-more = More…
home-activity-none = Nothing has happened here yet. Posts and comments will show as they come.
home-activity-end = There is no older activity.
home-page-before = Previous page
home-page-more = More…
home-aside = Search and join
home-join = Join the section
home-join-why = Members keep a blog, comment and receive the news.
home-join-button = Ask to join
home-sign-in = Sign in
home-enter-as = Enter as…
home-enter-member = Member
home-enter-officer = Communication officer
home-enter-trainer = Trainer
home-enter-director = Director
home-enter-monitor = Monitor
home-people = They are here
home-works = { $count ->
    [one] { $count } post
   *[other] { $count } posts
 }
home-deed-published = { $count ->
    [1] { $name } published a post
    [one] { $name } published { $count } post
   *[other] { $name } published { $count } posts
 }
home-deed-published-nobody = { $count ->
    [1] One publication
    [one] { $count } publication
   *[other] { $count } publications
 }
home-deed-commented = { $count ->
    [1] { $name } left a comment
    [one] { $name } left { $count } comment
   *[other] { $name } left { $count } comments
 }
home-deed-commented-nobody = { $count ->
    [1] One comment
    [one] { $count } comment
   *[other] { $count } comments
 }
home-deed-joined = { $name } joined the section
home-search-label = Search for a text, a blog or a person
home-search-button = Search
home-search-title = “{ $asked }”
home-search-how = Write one word or several. Accents, capitals and plurals make no difference: “liberation” finds “Liberations”.
home-search-people = People
home-search-pages = Pages
home-search-works = Texts and blogs
home-search-page = page { $number }
home-search-none = Nothing found for “{ $asked }”
home-search-none-here = Nothing answers these filters
home-search-none-remedy = Check the spelling, try a shorter word or fewer words.
home-search-wider = Search without the filters
home-search-narrow = Narrow down
home-search-tag = Tag
home-search-year = Year
home-search-language = Language
home-search-any-language = All languages
home-search-blog = Blog
home-search-any-blog = All blogs
home-rights-languages = The Declaration in other languages
home-tour-how = Each stop sets an idea beside the live page that answers it.
home-tour-none = The tour begins as soon as the first blog is open.
home-tour-see = See the page
home-tour-began-at = Begun here:
home-stop-number = Stop { $count }
home-stop-1 = Blogs begun each on their own
home-stop-1-idea = Before the common house, each member wrote elsewhere. These blogs are now together here: their posts were brought over, with a link to their first address.
home-stop-2 = One coherent strategy
home-stop-2-idea = Objectives, audiences, messages and channels hold together and can be read at one glance.
home-stop-3 = Internal and external communication
home-stop-3-idea = What the section tells itself and what it tells the public move in step: a decision becomes an announcement to members, a communiqué, a text for the networks and an SMS, with nothing typed again. What people answer comes back to one place.
home-stop-4 = The workshop of 14 February 2013
home-stop-4-idea = On that day, members learned together to use social networks for human rights.
home-stop-5 = A first step that others follow
home-stop-5-idea = What was learned once is passed on: other sections, other clubs, other people take it up.
home-stop-6 = Be heard, monitor, mobilise
home-stop-6-idea = A voice is not enough: facts must be established, and people must act together.
home-stop-7 = 142,240 people on Facebook, 138th in rank
home-stop-7-idea = Few people are online, but their number grows: measures tell where one starts and whether one advances.
home-found-rereading = Search is reading the texts again by its new rules: { $detail } are left. This happens by itself.
home-sealed-author = Who wrote each published text
home-sealed-shown = What the section shows to everyone, and the words of the search
home-sealed-activity = Who published, commented or joined the section, and when
home-sealed-people = That someone belongs to the section
home-tour-more = See also (some pages open to the team alone):
