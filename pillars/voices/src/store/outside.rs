use griot_contracts::publications::OutsidePlace;
use griot_db::{Conn, DbError, on};
use griot_kernel::Container;
use uuid::Uuid;

/// The blogs whose posts first came out elsewhere: at most `limit`, the one begun first
/// first, each with how many of those posts are shown here.
pub async fn places(db: &mut Conn, limit: i64) -> Result<Vec<OutsidePlace>, DbError> {
    // Only of the few that are shown are the posts counted; `post_brought` holds none but these.
    const SQL: &str = "select place.slug, place.title, place.owner,
            (select min(post.canonical_url) from post where post.blog = place.id
                and post.state = 'published' and post.canonical_url is not null),
            (select count(*) from post where post.blog = place.id
                and post.state = 'published' and post.canonical_url is not null)
        from (select blog.id, blog.slug, blog.title, blog.owner, blog.created_at from blog
            where exists (select 1 from post where post.blog = blog.id
                and post.state = 'published' and post.canonical_url is not null)
            order by blog.created_at, blog.id limit $1) place
        order by place.created_at, place.id";

    let rows: Vec<(String, String, Option<Uuid>, String, i64)> =
        on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    Ok(rows
        .into_iter()
        .map(|(slug, title, owner, canonical, works)| OutsidePlace {
            here: Container { title, address: format!("/blogs/{slug}") },
            source: site_of(&canonical),
            keeper: owner.map(Into::into),
            works,
        })
        .collect())
}

/// `https://blog.example.org/2012/post` as `https://blog.example.org/`.
fn site_of(page: &str) -> String {
    let end =
        page.find("://").and_then(|scheme| page.get(scheme + 3..)?.find('/').map(|slash| scheme + 3 + slash));
    end.and_then(|end| page.get(..=end)).unwrap_or(page).to_owned()
}

#[cfg(test)]
mod tests {
    use super::site_of;

    #[test]
    fn a_site_is_where_its_pages_stand() {
        assert_eq!(site_of("https://blog.example.org/2012/a"), "https://blog.example.org/");
        assert_eq!(site_of("https://blog.example.org"), "https://blog.example.org");
    }
}
