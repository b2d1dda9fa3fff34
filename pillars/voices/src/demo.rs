//! The part of the invented section's story that is told in blogs: months of
//! posts, pictures drawn by program, comments, and what editors put forward.
//! Nobody and nothing in it is real.

mod blogs;
mod elsewhere;
mod picture;
mod posts;
mod talk;

use std::time::Duration;

use griot_contracts::{
    campaigns::{CampaignName, Campaigns, LineName, Strategy},
    publications::PublicationChanged,
    voices::CommentPosted,
};
use griot_db::{DbError, Tx, outbox};
use griot_files::{Limits, StoredPicture};
use griot_kernel::{Id, Language, Random, Timestamp, WorkId};
use griot_pillar::{Story, StoryPerson};
use griot_web::Section;

use self::posts::ToldPost;
use crate::{
    acts::{bring, publication, publish, write},
    import::{ElsewhereFeed, ElsewhereItem, Format as ImportFormat, Import, ImportState},
    model::{
        Aim, Attachment, AttachmentKind, Blog, BlogKind, BlogState, Comment, CommentState, Format,
        LeadPicture, Post, PostState, Role, Schedule, Writer, tags,
    },
    store::{self, featured::Featured},
};

pub use picture::draw;

/// Before this many days ago nobody had heard of a common house.
const HOUSE_STANDS: u64 = 60;

/// Longer than anyone looks at a demonstration.
const YEARS: Duration = Duration::from_secs(10 * 365 * 86_400);

/// Tells it.
pub async fn tell(section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
    if story.people.is_empty() {
        return Ok(());
    }
    let teller = Teller { section, story, random: section.random.as_ref() };
    let blogs = teller.blogs(tx).await?;
    let known = teller.strategy(tx).await?;
    let mut told: Vec<Post> = Vec::new();
    for one in posts::POSTS {
        let Some(blog) = blogs.iter().find(|blog| blog.slug == one.blog) else { continue };
        let post = teller.post(tx, blog, one).await?;
        store::aims::set(tx, post.id, known.aim(one.title)).await?;
        told.push(post);
    }
    teller.brought(tx, &blogs, &told).await?;
    teller.translations(tx, &told).await?;
    teller.comments(tx, &told).await?;
    teller.featured(tx, &told).await?;
    teller.unfinished(tx, &blogs).await?;
    teller.elsewhere(tx).await?;
    tx.public_changed().await
}

/// What posts of the story can be for.
struct Known {
    campaigns: Vec<CampaignName>,
    lines: Vec<LineName>,
}

impl Known {
    fn aim(&self, title: &str) -> Aim {
        let Some((_, campaign, line)) = posts::AIMS.iter().find(|one| one.0 == title) else {
            return Aim::default();
        };
        let campaign = self.campaigns.iter().find(|one| !campaign.is_empty() && one.title.contains(campaign));
        let line = self.lines.iter().find(|one| !line.is_empty() && one.text.starts_with(line));
        Aim { campaign: campaign.map(|one| one.id), line: line.map(|one| one.id) }
    }
}

struct Teller<'a> {
    section: &'a Section,
    story: &'a Story,
    random: &'a dyn Random,
}

impl Teller<'_> {
    /// The person in this place of the story, however many there are.
    fn person(&self, place: usize) -> Option<&StoryPerson> {
        let many = self.story.people.len();
        self.story.people.get(place.checked_rem(many)?)
    }

    fn days_ago(&self, days: u64) -> Timestamp {
        self.story.today - Duration::from_secs(days * 86_400)
    }

    /// What the room before this one told of the strategy.
    async fn strategy(&self, tx: &mut Tx) -> Result<Known, DbError> {
        let campaigns = match self.section.ask::<dyn Campaigns>() {
            Ok(campaigns) => campaigns.taking(tx).await?,
            Err(_) => Vec::new(),
        };
        let lines = match self.section.ask::<dyn Strategy>() {
            Ok(strategy) => strategy.lines(tx).await?,
            Err(_) => Vec::new(),
        };
        Ok(Known { campaigns, lines })
    }

    async fn blogs(&self, tx: &mut Tx) -> Result<Vec<Blog>, DbError> {
        let mut made = Vec::new();
        for told in blogs::BLOGS {
            let begun = self.days_ago(told.days_ago);
            let owner = self.person(told.owner).map(|person| person.id);
            let blog = Blog {
                id: Id::secret(self.random),
                kind: told.kind,
                slug: told.slug.to_owned(),
                title: told.title.to_owned(),
                about: told.about.to_owned(),
                language: Language::FRENCH,
                theme: told.theme,
                comments: told.comments,
                state: BlogState::Open,
                moderation: crate::model::Moderation::Newcomers,
                owner,
                created_at: begun,
            };
            store::blogs::insert(tx, &blog).await?;
            publication::tell_blog(tx, blog.id).await?;
            for (place, role) in
                [(told.owner, Role::Editor)].into_iter().chain(told.with.iter().map(|p| (*p, Role::Author)))
            {
                if let Some(person) = self.person(place)
                    && store::blogs::role_of(tx, blog.id, person.id).await?.is_none()
                {
                    store::blogs::set_author(tx, blog.id, person.id, role).await?;
                }
            }
            made.push(blog);
        }
        Ok(made)
    }

    async fn post(&self, tx: &mut Tx, blog: &Blog, told: &ToldPost) -> Result<Post, DbError> {
        let at = self.days_ago(told.days_ago);
        let slug = store::posts::free_slug(tx, blog.id, &griot_text::slug(told.title), None).await?;
        // Before the common house stood, members blogged each on their own.
        let alone = blog.kind != BlogKind::Section && told.days_ago > HOUSE_STANDS;
        let elsewhere = alone.then(|| format!("{}.example.net", blog.slug));
        let mut post = Post {
            id: Id::secret(self.random),
            blog: blog.id,
            author: self.person(told.by).map(|person| person.id),
            slug: slug.clone(),
            state: PostState::Published,
            publish_at: None,
            not_after: None,
            published_at: Some(at),
            canonical_url: elsewhere.as_ref().map(|host| format!("https://{host}/{slug}")),
            source_name: elsewhere,
            language: told.language.parse().unwrap_or(Language::FRENCH),
            translation_of: None,
            revision: 1,
            title: told.title.to_owned(),
            body: told.body.to_owned(),
            format: Format::Markdown,
            excerpt: String::new(),
            picture: None,
            aim: Aim::default(),
            missed: None,
            created_at: at,
            updated_at: at,
        };
        let brought = match told.picture {
            Some((seed, alt)) => self.picture(seed).await.map(|stored| (stored, alt)),
            None => None,
        };
        if let Some((stored, alt)) = &brought
            && let (Some(small), Some(large)) = (stored.fitting(320), stored.fitting(800))
        {
            post.body = format!("![{alt}](/files/{})\n\n{}", large.key, told.body);
            post.picture = Some(LeadPicture {
                small: small.key.as_str().to_owned(),
                large: large.key.as_str().to_owned(),
                width: small.width,
                height: small.height,
                alt: (*alt).to_owned(),
            });
        }
        post.excerpt = write::excerpt_of(&Post { body: told.body.to_owned(), ..post.clone() });
        store::posts::insert(tx, &post).await?;
        store::tags::set(tx, post.id, &tags(told.tags)).await?;
        store::revisions::add(tx, &post, post.author).await?;
        if let Some((stored, alt)) = brought {
            self.attach(tx, &post, &stored, alt).await?;
        }
        outbox::publish(tx, &PublicationChanged { id: post.id, revision: post.revision }).await?;
        Ok(post)
    }

    /// A drawn picture, kept as if someone had brought it. The story goes on without
    /// one that cannot be kept.
    async fn picture(&self, seed: u32) -> Option<StoredPicture> {
        let drawn = griot_files::picture(draw(seed).into(), &Limits::default()).await.ok()?;
        self.section.files.put_picture(&drawn).await.ok()
    }

    async fn attach(
        &self,
        tx: &mut Tx,
        post: &Post,
        stored: &StoredPicture,
        alt: &str,
    ) -> Result<(), DbError> {
        let bytes = stored.renditions.iter().map(|one| one.bytes).max().unwrap_or(0);
        let one = Attachment {
            id: Id::new(post.created_at, self.random),
            post: Some(post.id),
            owner: post.author,
            kind: AttachmentKind::Picture,
            alt: alt.to_owned(),
            stored: serde_json::to_string(stored).map_err(DbError::unreadable("post_attachment"))?,
            bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
            at: post.created_at,
        };
        store::attachments::insert(tx, &one).await
    }

    /// Before the common house stood, members wrote elsewhere: each of those blogs was brought here
    /// once. The places are invented, so that they are not asked again.
    async fn brought(&self, tx: &mut Tx, blogs: &[Blog], told: &[Post]) -> Result<(), DbError> {
        let at = self.days_ago(HOUSE_STANDS);
        for blog in blogs {
            let posts: Vec<&Post> =
                told.iter().filter(|post| post.blog == blog.id && post.canonical_url.is_some()).collect();
            let host = posts.first().and_then(|post| post.source_name.as_deref());
            let (Some(owner), Some(host)) = (blog.owner, host) else { continue };
            let count = i64::try_from(posts.len()).unwrap_or(i64::MAX);
            let address = format!("https://{host}/");
            let begun = Import {
                id: Id::new(at, self.random),
                is_feed: true,
                address: Some(address.clone()),
                site: blog.title.clone(),
                format: Some(ImportFormat::Feed),
                state: ImportState::Running,
                at,
                updated_at: at,
                ..bring::fresh(self.section, blog.id, owner, false)
            };
            store::imports::insert(tx, &begun).await?;
            let done = Import {
                state: ImportState::Done,
                site_link: Some(address),
                total: count,
                done: count,
                made: count,
                ..begun.clone()
            };
            store::imports::update(tx, &done, begun.state).await?;
            for post in posts {
                let item = store::imports::Item {
                    blog: blog.id,
                    source_id: post.canonical_url.clone().unwrap_or_default(),
                    import: begun.id,
                    is_feed: true,
                    post: Some(post.id),
                    digest: blake3::hash(post.body.as_bytes()).as_bytes().to_vec(),
                    revision: post.revision,
                    pictures: false,
                };
                store::imports::put_item(tx, &item).await?;
            }
        }
        Ok(())
    }

    /// The one English text says the same as the French one before it.
    async fn translations(&self, tx: &mut Tx, told: &[Post]) -> Result<(), DbError> {
        let first = told.iter().find(|post| post.title == posts::TRANSLATED.0);
        let second = told.iter().find(|post| post.title == posts::TRANSLATED.1);
        if let (Some(first), Some(second)) = (first, second) {
            let linked = Post { translation_of: Some(first.id), ..second.clone() };
            store::posts::update_words(tx, &linked, second.revision).await?;
        }
        Ok(())
    }

    async fn comments(&self, tx: &mut Tx, told: &[Post]) -> Result<(), DbError> {
        for talk in talk::COMMENTS {
            let Some(post) = told.iter().find(|post| post.title == talk.about) else { continue };
            let mut parent = None;
            for (hours, (by, body)) in (1_u64..).zip(talk.said) {
                let Some(person) = self.person(*by) else { continue };
                let at = post.created_at + Duration::from_secs(hours * 7 * 3_600);
                let comment = Comment {
                    id: Id::secret(self.random),
                    post: post.id,
                    parent,
                    writer: Writer::Member(person.id),
                    body: (*body).to_owned(),
                    state: talk.state,
                    reason: talk.reason.map(str::to_owned),
                    reinstated: false,
                    at: at.min(self.story.today),
                    edited_at: None,
                };
                store::comments::insert(tx, &comment).await?;
                if comment.state == CommentState::Shown {
                    let news = CommentPosted { work: post.id, comment: comment.id.cast() };
                    outbox::publish(tx, &news).await?;
                    // The second voice answers the first; the third speaks for itself.
                    parent = if parent.is_none() && talk.answers { Some(comment.id) } else { None };
                }
            }
        }
        Ok(())
    }

    async fn featured(&self, tx: &mut Tx, told: &[Post]) -> Result<(), DbError> {
        for (days, title) in posts::FEATURED {
            let Some(post) = told.iter().find(|post| post.title == *title) else { continue };
            let starts = self.days_ago(*days);
            let choice = Featured {
                id: Id::new(starts, self.random),
                post: post.id,
                starts,
                ends: None,
                by: self.person(0).map(|person| person.id),
            };
            store::featured::insert(tx, &choice, starts).await?;
        }
        Ok(())
    }

    /// What a sister section published. It is invented, so its feed is not asked for again.
    async fn elsewhere(&self, tx: &mut Tx) -> Result<(), DbError> {
        let now = self.story.today;
        let feed = ElsewhereFeed {
            id: Id::new(self.days_ago(30), self.random),
            address: "https://section-des-rivieres.example.org/flux.atom".to_owned(),
            title: "Section des Rivières (inventée)".to_owned(),
            site_link: Some("https://section-des-rivieres.example.org/".to_owned()),
            licence: "CC BY 4.0".to_owned(),
            is_followed: true,
            etag: None,
            last_modified: None,
            next_at: now + YEARS,
            quiet: 0,
            failures: 0,
            problem: None,
            by: self.person(0).map(|person| person.id),
            at: self.days_ago(30),
        };
        store::elsewhere::add(tx, &feed).await?;
        for (days, title, body) in elsewhere::ITEMS {
            let at = self.days_ago(*days);
            let item = ElsewhereItem {
                id: Id::new(at, self.random),
                feed: feed.id,
                source_id: griot_text::slug(title),
                title: (*title).to_owned(),
                excerpt: griot_text::excerpt(&griot_text::plain(&griot_text::clean_html(body, None)), 200),
                body: (*body).to_owned(),
                link: format!("https://section-des-rivieres.example.org/{}", griot_text::slug(title)),
                language: Some(Language::FRENCH),
                published_at: at,
            };
            store::elsewhere::put(tx, &item).await?;
        }
        Ok(())
    }

    /// A draft and a post that waits for its hour, so that the workbench is not bare.
    async fn unfinished(&self, tx: &mut Tx, blogs: &[Blog]) -> Result<(), DbError> {
        for (slug, title, body, ahead) in posts::UNFINISHED {
            let Some(blog) = blogs.iter().find(|blog| blog.slug == *slug) else { continue };
            let Some(author) = blog.owner else { continue };
            let sent = write::Sent {
                words: crate::model::PostWords {
                    title: (*title).to_owned(),
                    body: (*body).to_owned(),
                    ..Default::default()
                },
                language: blog.language,
                translation_of: None::<WorkId>,
                tags: tags("à venir"),
            };
            let now = self.story.today;
            let post = write::begin(tx, blog, Some(author), &sent, now, self.random).await?;
            if *ahead > 0 {
                let day = |n: u64| now + Duration::from_secs(n * 86_400);
                let schedule = Schedule { at: day(*ahead), not_after: Some(day(*ahead + 1)) };
                let _ = publish::later(tx, &post, schedule, now).await?;
            }
        }
        Ok(())
    }
}
