//! What blogs put on the pages about someone: where a member begins, and a profile.

use std::{collections::HashMap, time::Duration};

use async_trait::async_trait;
use griot_contracts::people::PublicNames;
use griot_db::{Conn, DbError};
use griot_kernel::{Language, PersonId, Reading};
use griot_web::{Shelf, Shelves, Thing, Visitor, Way};

use crate::{
    Voices,
    feeds::{self, FeedKind},
    model::{Blog, BlogState, PostLine, PostState, Writer},
    store::{blogs, comments, lists},
    web::{said, view::set},
};

/// So many of each kind: the page is an overview, the lists are one step away.
const FEW: i64 = 5;
/// Posts of someone on their profile.
const SHOWN: u32 = 10;
/// Signs of a comment: enough to know what it is about.
const BEGINNING: usize = 90;
/// How long someone reads where they begin that a comment of theirs was hidden.
const HIDDEN: Duration = Duration::from_secs(90 * 86_400);

#[async_trait]
impl Shelves for Voices {
    async fn own(&self, db: &mut Conn, v: &Visitor) -> Result<Vec<Shelf>, DbError> {
        let Some(member) = &v.member else { return Ok(Vec::new()) };
        let mine = blogs::of_person(db, member.id).await?;
        if mine.is_empty() {
            let all = [first_blog(v), replies(db, v, member.id).await?, hidden(db, v, member.id).await?];
            return Ok(all.into_iter().filter(worth).collect());
        }
        let unfinished = lists::unfinished(db, member.id, FEW).await?;
        let all = [
            begun(v, &unfinished),
            replies(db, v, member.id).await?,
            hidden(db, v, member.id).await?,
            own_blogs(v, &mine),
        ];
        Ok(all.into_iter().filter(worth).collect())
    }

    async fn public(
        &self,
        db: &mut Conn,
        v: &Visitor,
        person: PersonId,
        handle: &str,
    ) -> Result<Vec<Shelf>, DbError> {
        let posts = lists::by_author(db, person, Reading::Start, SHOWN).await?;
        let mut of_them = blogs::of_person(db, person).await?;
        of_them.retain(|blog| blog.state != BlogState::Withdrawn);
        let open = match v.section().ask::<dyn PublicNames>() {
            Ok(names) => names.names(db, &[person]).await?.get(&person).is_some_and(|known| known.open),
            Err(_) => false,
        };
        // A closed profile has no feed: whoever could follow it would be told when they write.
        let feed = (open && !posts.items.is_empty()).then(|| Way {
            href: v.href(&feeds::of_person(handle, FeedKind::Atom)),
            label: v.words.t("shelf-feed"),
        });
        let blogs = Shelf {
            title: v.words.t("shelf-blogs"),
            things: of_them.iter().map(|blog| blog_thing(v, blog)).collect(),
            ..Shelf::default()
        };
        let more = posts.more.then(|| way(v, &format!("/people/{handle}/posts"), "pages-more"));
        let written = Shelf {
            title: v.words.t("shelf-posts"),
            things: posts.items.iter().map(|post| published(v, post)).collect(),
            ways: more.into_iter().chain(feed).collect(),
            ..Shelf::default()
        };
        Ok([blogs, written].into_iter().filter(|shelf| !shelf.things.is_empty()).collect())
    }
}

/// An empty shelf is shown only where it says what to do.
fn worth(shelf: &Shelf) -> bool {
    !shelf.things.is_empty() || !shelf.ways.is_empty()
}

fn way(v: &Visitor, path: &str, key: &str) -> Way {
    Way { href: v.href(path), label: v.words.t(key) }
}

/// For whoever has no blog yet: begin one, or bring the one that they keep elsewhere.
fn first_blog(v: &Visitor) -> Shelf {
    Shelf {
        title: v.words.t("shelf-first-blog"),
        hint: Some(v.words.t("shelf-first-blog-hint")),
        ways: vec![
            way(v, "/me/blogs/new", "shelf-begin-blog"),
            way(v, "/me/imports/new", "shelf-bring-blog"),
        ],
        ..Shelf::default()
    }
}

fn begun(v: &Visitor, posts: &[PostLine]) -> Shelf {
    let thing = |post: &PostLine| {
        let state = match (post.state, post.publish_at) {
            (PostState::Scheduled, Some(at)) => v.words.put("shelf-scheduled", "moment", v.words.moment(at)),
            _ => v.words.put("shelf-draft", "day", v.day(post.updated_at)),
        };
        Thing {
            href: v.href(&format!("/me/posts/{}", post.id)),
            text: post.title.clone(),
            lang: foreign(v, post.language),
            note: format!("{} · {state}", post.blog_title),
        }
    };
    let nothing = posts.is_empty();
    Shelf {
        title: v.words.t(if nothing { "shelf-write" } else { "shelf-begun" }),
        hint: nothing.then(|| v.words.t("shelf-write-hint")),
        things: posts.iter().map(thing).collect(),
        ways: vec![
            way(v, "/me/posts/new", "my-posts-write"),
            way(v, "/me/posts", "shelf-all-posts"),
            way(v, "/me/imports/new", "shelf-bring-blog"),
        ],
    }
}

async fn replies(db: &mut Conn, v: &Visitor, person: PersonId) -> Result<Shelf, DbError> {
    let found = comments::replies_to(db, person, FEW).await?;
    let writers: Vec<PersonId> = found.iter().filter_map(|reply| reply.comment.writer.person()).collect();
    let names = match v.section().ask::<dyn PublicNames>() {
        Ok(names) => names.names(db, &writers).await?,
        Err(_) => HashMap::new(),
    };
    let thing = |reply: &comments::Placed| {
        let name = match &reply.comment.writer {
            Writer::Member(person) => names.get(person).map(|known| known.name.clone()),
            Writer::Guest { name, .. } => Some(v.words.put("byline-guest", "name", name)),
            Writer::Gone => None,
        };
        let name = name.unwrap_or_else(|| v.words.t("byline-gone"));
        Thing {
            href: v.href(&reply.path()),
            text: griot_text::excerpt(&reply.comment.body, BEGINNING),
            lang: None,
            note: format!("{name} · {} · {}", reply.post_title, v.day(reply.comment.at)),
        }
    };
    Ok(Shelf {
        title: v.words.t("shelf-replies"),
        things: found.iter().map(thing).collect(),
        ..Shelf::default()
    })
}

/// What moderators hid of the member's own words, and why: no letter tells it.
async fn hidden(db: &mut Conn, v: &Visitor, person: PersonId) -> Result<Shelf, DbError> {
    let since = v.section().clock.now() - HIDDEN;
    let thing = |one: &comments::Placed| {
        let why = match &one.comment.reason {
            Some(reason) => v.words.put("comment-hidden-why", "reason", said(v, reason)),
            None => v.words.t("comment-hidden-no-reason"),
        };
        Thing {
            href: v.href(&one.path()),
            text: griot_text::excerpt(&one.comment.body, BEGINNING),
            lang: None,
            note: format!("{} · {why}", one.post_title),
        }
    };
    Ok(Shelf {
        title: v.words.t("shelf-hidden"),
        things: comments::hidden_of(db, person, since, FEW).await?.iter().map(thing).collect(),
        ..Shelf::default()
    })
}

fn own_blogs(v: &Visitor, mine: &[Blog]) -> Shelf {
    Shelf {
        title: v.words.t("my-posts-blogs"),
        things: mine.iter().map(|blog| blog_thing(v, blog)).collect(),
        ..Shelf::default()
    }
}

/// A blog that is withdrawn has no page: its own people are led to its settings.
fn blog_thing(v: &Visitor, blog: &Blog) -> Thing {
    let href = match blog.state {
        BlogState::Withdrawn => format!("/me/blogs/{}", blog.id),
        _ => format!("/blogs/{}", blog.slug),
    };
    let note = if blog.is_open() {
        String::new()
    } else {
        v.words.t(&format!("blog-state-{}", blog.state.as_str()))
    };
    Thing {
        href: v.href(&href),
        text: set(blog.language, &blog.title),
        lang: foreign(v, blog.language),
        note,
    }
}

fn published(v: &Visitor, post: &PostLine) -> Thing {
    let day = post.published_at.map(|at| v.day(at)).unwrap_or_default();
    Thing {
        href: v.href(&format!("/blogs/{}/{}", post.blog_slug, post.slug)),
        text: set(post.language, &post.title),
        lang: foreign(v, post.language),
        note: format!("{} · {day}", post.blog_title),
    }
}

/// The language of a name, when it is not the reader's.
fn foreign(v: &Visitor, language: Language) -> Option<String> {
    (language != v.words.language()).then(|| language.to_string())
}
