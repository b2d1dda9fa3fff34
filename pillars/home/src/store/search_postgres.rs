//! Search with `tsvector`. The words are lexemes already: no parser reads them again, so the
//! answer is that of the other database whatever the server's locale.
//!
//! A GIN index gives all that answer at once and in no order. So the works stand on shelves of some
//! thirty days, every lexeme carries the name of its shelf, and an answer takes one shelf after the
//! other until it has enough. A common word fills its page from the first shelf, a rare one costs
//! a look into the index for each shelf; neither needs to be told from the other, and the plan is
//! right for both.

use sqlx::{Error, PgConnection};

use super::search::{HitRow, Wanted, hits_by};

/// What answers on one shelf. The sums keep the planner from reading by the ids, one work after the
/// other, where the words would have found them.
macro_rules! on_shelf {
    ($order:literal) => {
        concat!(
            "cross join lateral (
                select search_words.id from search_words
                where search_lexemes(search_words.id, search_words.words)
                        @@ replace($1, '~', to_hex(shelf.n) || '.')::tsquery
                    and search_words.id + 0 >= $2 and search_words.id + 0 < $3
                order by search_words.id + 0 ",
            $order,
            " limit $4) hit
            where shelf.n is not null limit $4"
        )
    };
}

pub(super) async fn ids(conn: &mut PgConnection, question: &str, wanted: &Wanted) -> Result<Vec<i64>, Error> {
    // From one shelf on which something stands to the next: there may be years between them.
    const ONWARDS: &str = concat!(
        "with recursive shelf (n) as (
            select max(id) >> 48 from search_words where id >= $2 and id < $3
            union all
            select (select max(id) >> 48 from search_words where id >= $2 and id < shelf.n << 48)
                from shelf where shelf.n is not null)
         select hit.id from shelf ",
        on_shelf!("desc")
    );
    const BACKWARDS: &str = concat!(
        "with recursive shelf (n) as (
            select min(id) >> 48 from search_words where id >= $2 and id < $3
            union all
            select (select min(id) >> 48 from search_words where id >= (shelf.n + 1) << 48 and id < $3)
                from shelf where shelf.n is not null)
         select hit.id from shelf ",
        on_shelf!("")
    );

    sqlx::query_scalar(if wanted.backwards { BACKWARDS } else { ONWARDS })
        .bind(question)
        .bind(wanted.ids.start)
        .bind(wanted.ids.end)
        .bind(wanted.limit)
        .fetch_all(conn)
        .await
}

pub(super) async fn works(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<HitRow>, Error> {
    const SQL: &str = hits_by!("= any($1)");

    sqlx::query_as(SQL).bind(ids).fetch_all(conn).await
}
