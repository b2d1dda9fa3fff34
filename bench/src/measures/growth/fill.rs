//! A house that has been written in for years, put straight into its tables: what it shows does
//! not matter here, only how much of it there is.

use std::ops::RangeInclusive;

use anyhow::Result;
use griot_db::{Db, Kind, change, on};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Blogs of teams; the first takes every fiftieth post, the others share the rest.
pub const BLOGS: u32 = 200;
/// Days over which the posts are spread, from the first of 2005 on.
pub const DAYS: i64 = 3_000;
const FIRST: i64 = 1_104_537_600_000;
const DAY: i64 = 86_400_000;

/// For each post one comment; for each hundred posts one member; for each thousand one comment
/// that waits, and one under suspicion.
#[derive(Clone, Copy, Debug)]
pub struct House {
    /// How many posts.
    pub posts: u32,
}

impl House {
    /// How many members.
    pub fn members(self) -> u32 {
        (self.posts / 100).max(20)
    }

    /// The blog in which this post stands.
    pub fn blog_of(self, post: u32) -> u32 {
        if post.is_multiple_of(50) { 1 } else { 2 + post % (BLOGS - 1) }
    }

    fn step(self) -> i64 {
        DAYS * DAY / i64::from(self.posts.max(1))
    }
}

/// Written for both databases; `{…}` stands for a number, or for what they say in different words.
const TABLES: [&str; 13] = [
    // Members.
    "insert into person (id, handle, name, sort_name, about, picture, open_profile, language, light, state,
        joined_at, passphrase, totp, totp_step)
     select {id}, 'membre-' || i, 'Membre ' || i, 'membre ' || i, '', null, i % 2 = 1, 'fr', false, 'member',
        {first} + i * {step}, null, null, 0
     from {numbers} where i <= {members}",
    "insert into acquaintance (person, since) select id, joined_at from person where handle like 'membre-%'",
    // Blogs.
    "insert into blog (id, kind, slug, title, about, language, theme, comment_policy, moderation, owner,
        created_at)
     select {id}, 'team', 'carnet-' || i, 'Carnet ' || i, 'Ce que nous avons vu.', 'fr', 1 + i % 6, 'members',
        'newcomers', null, {first} + i from {numbers} where i <= {blogs}",
    "insert into blog_author (blog, person, role) select blog.id, person.id, 'author'
     from blog join person on person.handle = 'membre-' || substr(blog.slug, 8) where blog.slug like 'carnet-%'",
    // Posts, their tags, and who wrote them: one in a thousand is by the member of the demo.
    "insert into post (id, blog, author, slug, state, published_at, published_month, language, revision, title,
        body, format, excerpt, created_at, updated_at)
     select {id}, blog.id, person.id, 'billet-' || i, 'published', {first} + i * {step}, {month}, 'fr', 1,
        'Billet ' || i, {body}, 'markdown', 'Ce que nous avons vu au marché, et ce que nous demandons.',
        {first} + i * {step}, {first} + i * {step}
     from {numbers}
     join blog on blog.slug = 'carnet-' || (case when i % 50 = 0 then 1 else 2 + i % ({blogs} - 1) end)
     join person on person.handle = (case when i % 1000 = 0 then 'awa-ouedraogo'
        else 'membre-' || (1 + i % {members}) end)",
    "insert into post_tag (post, tag, name) select id, 'mot-' || ({number} % 40), 'Mot ' || ({number} % 40)
     from post where slug like 'billet-%'",
    "insert into post_tag (post, tag, name) select id, 'mot-' || (40 + {number} % 997), 'Mot ' || {number} % 997
     from post where slug like 'billet-%'",
    // Comments.
    "insert into comment (id, post, parent, author, body, state, reinstated, at)
     select {id}, post.id, null, person.id, 'Merci pour ces mots, ' || {number}, case when {number} % 1000 = 1
        then 'waiting' when {number} % 1000 = 2 then 'suspected' when {number} % 100 = 3 then 'hidden'
        else 'shown' end, 0, post.published_at + 3600000
     from post join person on person.handle = 'membre-' || (1 + ({number} + 7) % {members})
     where post.slug like 'billet-%'",
    // What the front page, activity and search keep of them.
    "insert into shown (work, revision, kind, container_title, container_address, author, image, image_alt,
        published, rules)
     select post.id, 1, 'post', blog.title, '/blogs/' || blog.slug, post.author, null, null, post.published_at, 99
     from post join blog on blog.id = post.blog where post.slug like 'billet-%'",
    "insert into shown_version (id, work, language, position, title, address, summary, passage)
     select {number}, post.id, 'fr', 0, post.title, '/blogs/' || blog.slug || '/' || post.slug, post.excerpt,
        post.excerpt
     from post join blog on blog.id = post.blog where post.slug like 'billet-%'",
    "insert into place (address, title, works) select '/blogs/' || blog.slug, max(blog.title), count(*)
     from post join blog on blog.id = post.blog where post.slug like 'billet-%' group by blog.slug",
    "insert into activity (id, kind, actor, work, day, at)
     select id, 'published', author, id, published_at - published_at % 86400000, published_at
     from post where slug like 'billet-%'",
    "insert into activity (id, kind, actor, work, day, at)
     select comment.id, 'commented', comment.author, comment.post, comment.at - comment.at % 86400000, comment.at
     from comment join post on post.id = comment.post
     where post.slug like 'billet-%' and comment.state = 'shown'",
];

const BODY: &str = "Ce que nous avons vu au marché, et ce que nous demandons à la commune. ";

/// Fills a fresh invented section with a house of this size. Returns the ids of posts of the first blog,
/// from all its years.
pub async fn fill(db: &Db, house: House) -> Result<Vec<Uuid>> {
    const AMONG: &str = "select post.id from post join blog on blog.id = post.blog
        where blog.slug = 'carnet-1' and post.slug like 'billet-%7_0' order by post.published_at limit 200";

    for table in TABLES {
        for slice in slices(table, house) {
            let sql = spoken(table, db.kind(), house, &slice);
            let mut tx = db.begin().await?;
            change!(&mut tx, conn => query(AssertSqlSafe(sql.clone())).execute(conn))?;
            tx.commit().await?;
        }
    }
    if db.kind() == Kind::Postgres {
        // The server does so by itself within a minute or two.
        change!(db.read().await?, conn => query("vacuum analyze").execute(conn))?;
    }
    let mut read = db.read().await?;
    Ok(on!(read, conn => query_scalar(AMONG).fetch_all(conn))?)
}

/// The numbers of a slice.
const NUMBERS: &str = "(with recursive n(i) as (select cast({from} as bigint) union all select i + 1 from n
    where i < {until}) select i from n) numbers";
/// So many posts in one transaction: PostgreSQL keeps every earlier number of a blog's posts until the
/// end of the transaction, and reads them all to write the next.
const SLICE: u32 = 10_000;

/// What is written in one transaction after the other.
fn slices(table: &str, house: House) -> Vec<RangeInclusive<u32>> {
    if !table.contains("{numbers}") {
        return vec![1..=house.posts];
    }
    let slice = |number: u32| 1 + number * SLICE..=house.posts.min((number + 1) * SLICE);
    (0..house.posts.div_ceil(SLICE)).map(slice).collect()
}

fn spoken(table: &str, kind: Kind, house: House, slice: &RangeInclusive<u32>) -> String {
    let (id, month) = match kind {
        Kind::Sqlite => ("randomblob(16)", "strftime('%Y-%m', ({first} + i * {step}) / 1000, 'unixepoch')"),
        Kind::Postgres => (
            "gen_random_uuid()",
            "to_char(to_timestamp(({first} + i * {step}) / 1000) at time zone 'utc', 'YYYY-MM')",
        ),
    };
    table
        .replace("{numbers}", NUMBERS)
        .replace("{from}", &slice.start().to_string())
        .replace("{until}", &slice.end().to_string())
        .replace("{number}", "cast(substr(post.slug, 8) as bigint)")
        .replace("{id}", id)
        .replace("{month}", month)
        .replace("{body}", &format!("'{}'", BODY.repeat(12)))
        .replace("{members}", &house.members().to_string())
        .replace("{blogs}", &BLOGS.to_string())
        .replace("{first}", &FIRST.to_string())
        .replace("{step}", &house.step().to_string())
}
