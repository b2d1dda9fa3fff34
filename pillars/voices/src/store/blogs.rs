//! Blogs, their authors and the addresses they had.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Part, PersonId, Reading, Timestamp};
use uuid::Uuid;

use super::rows::{BlogRow, all, moment, read};
use crate::model::{Blog, BlogId, BlogState, Role};

/// Begins a blog. [`DbError::Taken`] when the address is another blog's.
pub async fn insert(tx: &mut Tx, blog: &Blog) -> Result<(), DbError> {
    const SQL: &str = "insert into blog (id, kind, slug, title, about, language, theme, comment_policy,
        moderation, owner, created_at, told) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";

    change!(tx, conn => query(SQL)
        .bind(blog.id.as_uuid())
        .bind(blog.kind.as_str())
        .bind(blog.slug.as_str())
        .bind(blog.title.as_str())
        .bind(blog.about.as_str())
        .bind(blog.language.as_str())
        .bind(i64::from(blog.theme))
        .bind(blog.comments.as_str())
        .bind(blog.moderation.as_str())
        .bind(blog.owner.map(PersonId::as_uuid))
        .bind(blog.created_at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Changes a blog's words, address and settings.
pub async fn update(tx: &mut Tx, blog: &Blog) -> Result<(), DbError> {
    const SQL: &str = "update blog set slug = $2, title = $3, about = $4, language = $5, theme = $6,
        comment_policy = $7, moderation = $8 where id = $1";

    change!(tx, conn => query(SQL)
        .bind(blog.id.as_uuid())
        .bind(blog.slug.as_str())
        .bind(blog.title.as_str())
        .bind(blog.about.as_str())
        .bind(blog.language.as_str())
        .bind(i64::from(blog.theme))
        .bind(blog.comments.as_str())
        .bind(blog.moderation.as_str())
        .execute(conn))?;
    Ok(())
}

/// The blog with this id.
pub async fn by_id(db: &mut Conn, id: BlogId) -> Result<Option<Blog>, DbError> {
    const SQL: &str = "select * from blog where id = $1";

    let row: Option<BlogRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Blog::try_from).transpose()
}

/// The open blogs in which no single member speaks, the section's own first.
pub async fn of_house(db: &mut Conn) -> Result<Vec<Blog>, DbError> {
    const SQL: &str = "select * from blog where kind in ('section', 'team') and state = 'open'
        order by case kind when 'section' then 0 else 1 end, created_at, id limit 100";

    let rows: Vec<BlogRow> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// The blog at this address, unless it is withdrawn from the public.
pub async fn by_slug(db: &mut Conn, slug: &str) -> Result<Option<Blog>, DbError> {
    const SQL: &str = "select * from blog where slug = $1 and state <> 'withdrawn'";

    let row: Option<BlogRow> = on!(db, conn => query_as(SQL).bind(slug).fetch_optional(conn))?;
    row.map(Blog::try_from).transpose()
}

/// The blog at this address, for those who write in it.
pub async fn any_by_slug(db: &mut Conn, slug: &str) -> Result<Option<Blog>, DbError> {
    const SQL: &str = "select * from blog where slug = $1";

    let row: Option<BlogRow> = on!(db, conn => query_as(SQL).bind(slug).fetch_optional(conn))?;
    row.map(Blog::try_from).transpose()
}

/// Moves a blog that stands at `from`. Returns whether it stood there.
pub async fn set_state(tx: &mut Tx, blog: BlogId, from: BlogState, to: BlogState) -> Result<bool, DbError> {
    const SQL: &str = "update blog set state = $3 where id = $1 and state = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(blog.as_uuid())
        .bind(from.as_str())
        .bind(to.as_str())
        .execute(conn))?;
    Ok(changed > 0)
}

/// The present address of the blog that once had this one.
pub async fn moved_to(db: &mut Conn, slug: &str) -> Result<Option<String>, DbError> {
    const SQL: &str = "select blog.slug from blog_slug join blog on blog.id = blog_slug.blog
        where blog_slug.slug = $1 and blog.slug <> blog_slug.slug";

    on!(db, conn => query_scalar(SQL).bind(slug).fetch_optional(conn))
}

/// Whether another blog than `but` has or had this address.
pub async fn slug_taken(db: &mut Conn, slug: &str, but: Option<BlogId>) -> Result<bool, DbError> {
    const SQL: &str = "select id from blog where slug = $1 and id <> $2
        union all select blog from blog_slug where slug = $1 and blog <> $2";

    let but = but.map_or(Uuid::nil(), BlogId::as_uuid);
    let found: Option<Uuid> = on!(db, conn => query_scalar(SQL).bind(slug).bind(but).fetch_optional(conn))?;
    Ok(found.is_some())
}

/// Keeps the address that a blog leaves, so that it leads on.
pub async fn remember_slug(tx: &mut Tx, blog: BlogId, slug: &str) -> Result<(), DbError> {
    const SQL: &str = "insert into blog_slug (slug, blog) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(SQL).bind(slug).bind(blog.as_uuid()).execute(conn))?;
    Ok(())
}

/// Makes someone an author or editor of a blog, or changes what they are.
pub async fn set_author(tx: &mut Tx, blog: BlogId, person: PersonId, role: Role) -> Result<(), DbError> {
    const SQL: &str = "insert into blog_author (blog, person, role) values ($1, $2, $3)
        on conflict (blog, person) do update set role = excluded.role";

    change!(tx, conn => query(SQL)
        .bind(blog.as_uuid())
        .bind(person.as_uuid())
        .bind(role.as_str())
        .execute(conn))?;
    Ok(())
}

/// Someone writes in this blog no more. Returns whether they did.
pub async fn remove_author(tx: &mut Tx, blog: BlogId, person: PersonId) -> Result<bool, DbError> {
    const SQL: &str = "delete from blog_author where blog = $1 and person = $2";

    Ok(change!(tx, conn => query(SQL).bind(blog.as_uuid()).bind(person.as_uuid()).execute(conn))? > 0)
}

/// Who writes in a blog, editors first.
pub async fn authors(db: &mut Conn, blog: BlogId) -> Result<Vec<(PersonId, Role)>, DbError> {
    const SQL: &str = "select person, role from blog_author where blog = $1 order by role desc, person";

    let rows: Vec<(Uuid, String)> = on!(db, conn => query_as(SQL).bind(blog.as_uuid()).fetch_all(conn))?;
    rows.into_iter().map(|(person, role)| Ok((person.into(), read("blog_author", &role)?))).collect()
}

/// Whose posts everyone reads in a blog, in the order in which they began.
pub async fn published_by(db: &mut Conn, blog: BlogId) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select person from blog_writer where blog = $1 order by since, person limit 100";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(blog.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(PersonId::from).collect())
}

/// Whether someone edits a blog, and so judges its comments.
pub async fn edits_any(db: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from blog_author where person = $1 and role = 'editor'";

    let count: i64 = on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_one(conn))?;
    Ok(count > 0)
}

/// What someone is in a blog.
pub async fn role_of(db: &mut Conn, blog: BlogId, person: PersonId) -> Result<Option<Role>, DbError> {
    const SQL: &str = "select role from blog_author where blog = $1 and person = $2";

    let role: Option<String> = on!(db, conn => query_scalar(SQL)
        .bind(blog.as_uuid())
        .bind(person.as_uuid())
        .fetch_optional(conn))?;
    role.map(|role| read("blog_author", &role)).transpose()
}

/// The blogs in which someone writes, by title.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Blog>, DbError> {
    const SQL: &str = "select blog.* from blog join blog_author on blog_author.blog = blog.id
        where blog_author.person = $1 order by blog.title, blog.id";

    let rows: Vec<BlogRow> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// Every blog, open or not, by id: at most `limit` behind `after`.
pub async fn every(db: &mut Conn, after: Option<BlogId>, limit: i64) -> Result<Vec<Blog>, DbError> {
    const SQL: &str = "select * from blog where id > $1 order by id limit $2";

    let rows: Vec<BlogRow> = on!(db, conn => query_as(SQL)
        .bind(after.map_or(Uuid::nil(), BlogId::as_uuid))
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// Notes that the house hears of the blogs that were there before it did; at most `limit` of them.
pub async fn tell_old(tx: &mut Tx, limit: i64) -> Result<Vec<BlogId>, DbError> {
    const SQL: &str = "update blog set told = 1 where id in
        (select id from blog where told = 0 order by id limit $1) returning id";

    let rows: Vec<Uuid> = on!(tx, conn => query_scalar(SQL).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(BlogId::from).collect())
}

/// A blog in the list of blogs.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The blog.
    pub blog: Blog,
    /// How many posts everyone can read.
    pub posts: i64,
    /// When the newest was published.
    pub newest: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    #[sqlx(flatten)]
    blog: BlogRow,
    posts: i64,
    newest_at: i64,
}

impl TryFrom<EntryRow> for Entry {
    type Error = DbError;

    fn try_from(row: EntryRow) -> Result<Self, DbError> {
        let newest = (row.posts > 0).then(|| moment(row.newest_at));
        Ok(Self { blog: row.blog.try_into()?, posts: row.posts, newest })
    }
}

/// The blogs, those with the newest post first, read from one of them on.
pub async fn list(db: &mut Conn, reading: Reading<BlogId>, size: u32) -> Result<Part<Entry>, DbError> {
    const PLACE: &str = "select newest_at from blog where id = $1";
    const ON: &str = "select * from blog where state <> 'withdrawn' and (newest_at, id) < ($1, $2)
        order by newest_at desc, id desc limit $3";
    const BACK: &str = "select * from blog where state <> 'withdrawn' and (newest_at, id) > ($1, $2)
        order by newest_at, id limit $3";

    let mut place = None;
    if let Reading::After(blog) | Reading::Before(blog) = reading {
        let at: Option<i64> = on!(db, conn => query_scalar(PLACE).bind(blog.as_uuid()).fetch_optional(conn))?;
        place = at.map(|at| (at, blog.as_uuid()));
    }
    let reading = if place.is_some() { reading } else { Reading::Start };
    let (at, id) = place.unwrap_or((i64::MAX, Uuid::max()));
    let sql = if reading.is_backwards() { BACK } else { ON };
    let limit = i64::from(size) + 1;
    let rows: Vec<EntryRow> = on!(db, conn => query_as(sql).bind(at).bind(id).bind(limit).fetch_all(conn))?;
    Ok(reading.part(all(rows)?, size))
}

/// The blog at this address as the list shows it, unless it is withdrawn from the public.
pub async fn entry(db: &mut Conn, slug: &str) -> Result<Option<Entry>, DbError> {
    const SQL: &str = "select * from blog where slug = $1 and state <> 'withdrawn'";

    let row: Option<EntryRow> = on!(db, conn => query_as(SQL).bind(slug).fetch_optional(conn))?;
    row.map(Entry::try_from).transpose()
}
