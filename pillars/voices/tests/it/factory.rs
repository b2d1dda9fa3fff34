//! Things to test with, made the same way every time.

use griot_db::{Db, Tx};
use griot_kernel::{Id, Language, PersonId, SeededRandom, Timestamp, WorkId};
use griot_voices::{
    model::{
        Aim, Blog, BlogId, BlogKind, BlogState, Comment, CommentId, CommentPolicy, CommentState, Format,
        Moderation, Pace, Post, PostState, Recipient, Role, Subscription, Target, Writer,
    },
    store,
};
use uuid::Uuid;

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn awa() -> PersonId {
    id(0xa).into()
}

pub fn binta() -> PersonId {
    id(0xb).into()
}

pub fn moussa() -> PersonId {
    id(0xc).into()
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn day(n: i64) -> Timestamp {
    Timestamp::from_millisecond(at("2013-02-14T09:00:00Z").as_millisecond() + n * 86_400_000)
}

pub fn blog(n: u128, slug: &str) -> Blog {
    Blog {
        id: BlogId::from(id(0xb100 + n)),
        kind: BlogKind::Person,
        slug: slug.to_owned(),
        title: format!("Le blog {slug}"),
        about: "Un blog pour les essais.".to_owned(),
        language: Language::FRENCH,
        theme: 1,
        comments: CommentPolicy::Members,
        state: BlogState::Open,
        moderation: Moderation::Newcomers,
        owner: Some(awa()),
        created_at: day(0),
    }
}

pub fn post(n: u128, blog: &Blog, slug: &str) -> Post {
    Post {
        id: WorkId::from(id(0x9000 + n)),
        blog: blog.id,
        author: Some(awa()),
        slug: slug.to_owned(),
        state: PostState::Draft,
        publish_at: None,
        not_after: None,
        published_at: None,
        canonical_url: None,
        source_name: None,
        language: Language::FRENCH,
        translation_of: None,
        revision: 1,
        title: format!("Billet {slug}"),
        body: "Un *premier* billet.".to_owned(),
        format: Format::Markdown,
        excerpt: "Un premier billet.".to_owned(),
        picture: None,
        aim: Aim::default(),
        missed: None,
        created_at: day(0),
        updated_at: day(0),
    }
}

pub fn published(n: u128, blog: &Blog, slug: &str, on: Timestamp) -> Post {
    Post { state: PostState::Published, published_at: Some(on), ..post(n, blog, slug) }
}

pub fn comment(n: u128, post: &Post, by: PersonId, body: &str) -> Comment {
    Comment {
        id: CommentId::from(id(0xc000 + n)),
        post: post.id,
        parent: None,
        writer: Writer::Member(by),
        body: body.to_owned(),
        state: CommentState::Shown,
        reason: None,
        reinstated: false,
        at: day(i64::try_from(n).unwrap()),
        edited_at: None,
    }
}

pub fn wish(n: u128, target: Target, person: PersonId, pace: Pace) -> Subscription {
    Subscription {
        id: Id::from(id(0x5000 + n)),
        target,
        recipient: Recipient::Person(person),
        pace,
        active: true,
    }
}

/// A blog of Awa's with one published post.
pub async fn house(tx: &mut Tx) -> (Blog, Post) {
    let blog = blog(1, "awa");
    store::blogs::insert(tx, &blog).await.unwrap();
    store::blogs::set_author(tx, blog.id, awa(), Role::Editor).await.unwrap();
    let post = published(1, &blog, "premier", day(1));
    store::posts::insert(tx, &post).await.unwrap();
    (blog, post)
}

pub async fn open_house(db: &Db) -> (Blog, Post) {
    let mut tx = db.begin().await.unwrap();
    let made = house(&mut tx).await;
    tx.commit().await.unwrap();
    made
}

pub fn chance() -> SeededRandom {
    SeededRandom::new(14)
}
