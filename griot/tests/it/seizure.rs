//! What a seizure reveals is said of every column of every table.

use std::collections::BTreeSet;

use griot_db::{Db, on};

use crate::open::house;

/// What no room has to speak of, and why.
fn is_left_out(table: &str) -> bool {
    // The notes of the migrator: names and days of the program's own steps.
    table.starts_with("migration_")
        // SQLite's own numbering.
        || table.starts_with("sqlite_")
        // SQLite's index over `search_words`, whose words are told there.
        || table == "search"
        || table.starts_with("search_") && table != "search_words"
}

async fn columns(db: &Db) -> BTreeSet<(String, String)> {
    const SQL: &str = "select m.name, c.name
        from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'";
    let mut conn = db.read().await.unwrap();
    let rows: Vec<(String, String)> = on!(conn, c => query_as(SQL).fetch_all(c)).unwrap();
    rows.into_iter().filter(|(table, _)| !is_left_out(table)).collect()
}

#[tokio::test]
async fn every_column_is_named_by_the_page_of_seizures_or_tells_nothing() {
    let open = house().await;
    let place = |table: &str, column: &str| (table.to_owned(), column.to_owned());
    let fields = open.pillars.all_fields();
    let silent = open.pillars.all_silent();
    let told = fields.iter().map(|field| place(field.table, field.column));
    let untold = silent.iter().flat_map(|one| one.columns.iter().map(move |column| place(one.table, column)));
    let said: Vec<_> = told.chain(untold).collect();

    let once: BTreeSet<_> = said.iter().cloned().collect();
    let twice: Vec<_> = once.iter().filter(|one| said.iter().filter(|s| s == one).count() > 1).collect();
    assert!(twice.is_empty(), "said twice: {twice:?}");
    let there = columns(&open.section.db).await;
    let forgotten: Vec<_> = there.difference(&once).collect();
    assert!(forgotten.is_empty(), "a room's `sealed()` or `silent()` must speak of {forgotten:?}");
    let gone: Vec<_> = once.difference(&there).collect();
    assert!(gone.is_empty(), "there is no such column: {gone:?}");
}

#[tokio::test]
async fn the_page_shows_every_column_that_tells_something() {
    let open = house().await;
    let page = open.get("/seizure").await.text;
    for field in open.pillars.all_fields() {
        let column = format!("<code class=\"meta\">{}.{}</code>", field.table, field.column);
        assert!(page.contains(&column), "{column}");
    }
    for told in ["comment.body", "comment_report.reason", "join_request.about", "person.totp_step"] {
        assert!(page.contains(told), "{told}");
    }
}
