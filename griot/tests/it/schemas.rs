//! The two databases hold the same tables.

use std::collections::BTreeMap;

use griot_db::{Db, on};

use crate::open::house;

/// Table and column, with what the column holds in words common to both databases.
type Columns = BTreeMap<(String, String), (&'static str, bool)>;

fn common(kind: &str) -> &'static str {
    match kind.to_ascii_lowercase().as_str() {
        "integer" | "int" | "bigint" | "boolean" | "smallint" => "number",
        "blob" | "uuid" | "bytea" => "bytes",
        "text" => "text",
        "real" | "double precision" => "real",
        other => panic!("{other} is not a type of both databases"),
    }
}

/// What only one side needs: SQLite's full-text tables and PostgreSQL's search vectors.
fn is_dialect(table: &str, kind: &str) -> bool {
    table.starts_with("migration_")
        || table.starts_with("sqlite_")
        || table.starts_with("search")
        || kind == "tsvector"
}

async fn sqlite(db: &Db) -> Columns {
    const SQL: &str = "select m.name, c.name, c.type, c.\"notnull\" + c.pk > 0
        from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'";
    let mut conn = db.read().await.unwrap();
    let rows: Vec<(String, String, String, i64)> = on!(conn, c => query_as(SQL).fetch_all(c)).unwrap();
    gather(rows)
}

async fn postgres(db: &Db) -> Columns {
    const SQL: &str = "select table_name::text, column_name::text, data_type::text,
            case when is_nullable = 'NO' then 1::bigint else 0::bigint end
        from information_schema.columns where table_schema = 'public'";
    let mut conn = db.read().await.unwrap();
    let rows: Vec<(String, String, String, i64)> = on!(conn, c => query_as(SQL).fetch_all(c)).unwrap();
    gather(rows)
}

fn gather(rows: Vec<(String, String, String, i64)>) -> Columns {
    let kept = rows.into_iter().filter(|(table, _, kind, _)| !is_dialect(table, kind));
    kept.map(|(table, column, kind, required)| ((table, column), (common(&kind), required > 0))).collect()
}

#[tokio::test]
async fn both_databases_hold_the_same_tables() {
    let open = house().await;
    let schemas = open.pillars.schemas();
    let Some(fresh) = griot_testkit::postgres(&schemas[1..]).await else { return };
    let (here, there) = (sqlite(&open.section.db).await, postgres(&fresh.db()).await);

    let tables = |columns: &Columns| {
        columns.keys().map(|(table, _)| table.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(tables(&here), tables(&there));
    for (place, what) in &here {
        assert_eq!(Some(what), there.get(place), "{}.{}", place.0, place.1);
    }
    assert_eq!(here.len(), there.len());
}

#[tokio::test]
async fn every_column_about_a_person_is_named_by_the_page_of_seizures() {
    const ABOUT: [&str; 10] = [
        "person",
        "person_id",
        "author",
        "author_id",
        "actor",
        "actor_id",
        "owner",
        "keeper",
        "by_person",
        "guest",
    ];
    let open = house().await;
    let fields = open.pillars.all_fields();
    let named = |table: &str, column: &str| fields.iter().any(|f| f.table == table && f.column == column);
    let columns = sqlite(&open.section.db).await;
    let about = columns.keys().filter(|(_, column)| ABOUT.contains(&column.as_str()));
    let silent: Vec<_> = about.filter(|(table, column)| !named(table, column)).collect();
    assert!(silent.is_empty(), "a pillar's `sealed()` must say what a seizure reveals of {silent:?}");
    for field in &fields {
        let place = (field.table.to_owned(), field.column.to_owned());
        assert!(columns.contains_key(&place), "{place:?} is named, but there is no such column");
    }
}
