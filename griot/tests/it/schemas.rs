//! The two databases hold the same tables.

use std::collections::{BTreeMap, BTreeSet};

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
    table.starts_with("migration_") || table.starts_with("sqlite_") || is_search(table) || kind == "tsvector"
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

    let tables = |columns: &Columns| columns.keys().map(|(table, _)| table.clone()).collect::<BTreeSet<_>>();
    assert_eq!(tables(&here), tables(&there));
    for (place, what) in &here {
        assert_eq!(Some(what), there.get(place), "{}.{}", place.0, place.1);
    }
    assert_eq!(here.len(), there.len());
}

/// Keys, indexes and references, each written so that both databases write it alike.
type Rules = BTreeSet<String>;

/// Search is the one thing that each side does in its own way: its index is left out.
fn is_search(table: &str) -> bool {
    table.starts_with("search")
}

/// A condition as both databases would write it, without blanks, brackets and casts.
fn condition(text: &str) -> String {
    let text = text.to_lowercase().replace("::text", "").replace("= any (array[", "in (");
    text.chars().filter(|sign| !sign.is_whitespace() && !"()[]".contains(*sign)).collect()
}

async fn sqlite_rules(db: &Db) -> Rules {
    const KEYS: &str = "select m.name, group_concat(c.name, ', ' order by c.pk)
        from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table' and c.pk > 0
        group by m.name";
    const INDEXES: &str = "select m.name, i.\"unique\",
            group_concat(coalesce(x.name, '(expression)') || case when x.\"desc\" then ' desc' else '' end, ', ' order by x.seqno),
            coalesce((select sql from sqlite_schema s where s.type = 'index' and s.name = i.name), '')
        from sqlite_schema m join pragma_index_list(m.name) i join pragma_index_xinfo(i.name) x
        where m.type = 'table' and i.origin <> 'pk' and x.key group by m.name, i.name";
    const REFERENCES: &str = "select m.name, group_concat(f.\"from\", ', ' order by f.seq), f.\"table\",
            group_concat(f.\"to\", ', ' order by f.seq), lower(f.on_delete)
        from sqlite_schema m join pragma_foreign_key_list(m.name) f where m.type = 'table'
        group by m.name, f.id";
    let mut conn = db.read().await.unwrap();
    let keys: Vec<(String, String)> = on!(conn, c => query_as(KEYS).fetch_all(c)).unwrap();
    let indexes: Vec<(String, i64, String, String)> = on!(conn, c => query_as(INDEXES).fetch_all(c)).unwrap();
    let indexes = indexes.into_iter().map(|(table, unique, columns, sql)| {
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let only = sql.split_once(" where ").map(|(_, only)| only.to_owned()).unwrap_or_default();
        (table, unique, columns, only)
    });
    let references: Vec<(String, String, String, String, String)> =
        on!(conn, c => query_as(REFERENCES).fetch_all(c)).unwrap();
    rules(keys, indexes, references)
}

async fn postgres_rules(db: &Db) -> Rules {
    const KEYS: &str = "select r.relname::text, string_agg(a.attname, ', ' order by k.place)
        from pg_index i join pg_class r on r.oid = i.indrelid
        join lateral unnest(i.indkey) with ordinality k (number, place) on true
        join pg_attribute a on a.attrelid = r.oid and a.attnum = k.number
        where i.indisprimary and r.relnamespace = 'public'::regnamespace group by r.relname";
    const INDEXES: &str = "select r.relname::text, i.indisunique::int::bigint,
            string_agg(case when i.indkey[k.place - 1] = 0 then '(expression)'
                    else pg_get_indexdef(i.indexrelid, k.place::int, true) end
                || case when (i.indoption[k.place - 1] & 1) = 1 then ' desc' else '' end, ', ' order by k.place),
            coalesce(pg_get_expr(i.indpred, i.indrelid), '')
        from pg_index i join pg_class r on r.oid = i.indrelid
        join lateral generate_series(1, i.indnkeyatts::int) k (place) on true
        where not i.indisprimary and r.relnamespace = 'public'::regnamespace
        group by r.relname, i.indexrelid, i.indisunique, i.indpred, i.indrelid";
    const REFERENCES: &str = "select r.relname::text,
            (select string_agg(a.attname, ', ' order by k.place) from unnest(f.conkey) with ordinality k (number, place)
                join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
            o.relname::text,
            (select string_agg(a.attname, ', ' order by k.place) from unnest(f.confkey) with ordinality k (number, place)
                join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number),
            case f.confdeltype when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
                when 'n' then 'set null' else 'set default' end
        from pg_constraint f join pg_class r on r.oid = f.conrelid join pg_class o on o.oid = f.confrelid
        where f.contype = 'f' and r.relnamespace = 'public'::regnamespace";
    let mut conn = db.read().await.unwrap();
    let keys: Vec<(String, String)> = on!(conn, c => query_as(KEYS).fetch_all(c)).unwrap();
    let indexes: Vec<(String, i64, String, String)> = on!(conn, c => query_as(INDEXES).fetch_all(c)).unwrap();
    let references: Vec<(String, String, String, String, String)> =
        on!(conn, c => query_as(REFERENCES).fetch_all(c)).unwrap();
    rules(keys, indexes, references)
}

fn rules(
    keys: Vec<(String, String)>,
    indexes: impl IntoIterator<Item = (String, i64, String, String)>,
    references: Vec<(String, String, String, String, String)>,
) -> Rules {
    let keys = keys.into_iter().map(|(table, columns)| (table, format!("key ({columns})")));
    let indexes = indexes.into_iter().map(|(table, unique, columns, only)| {
        let kind = if unique == 0 { "index" } else { "unique" };
        (table, format!("{kind} ({columns}) {}", condition(&only)))
    });
    let references = references
        .into_iter()
        .map(|(table, from, other, to, on_delete)| (table, format!("({from}) → {other} ({to}) {on_delete}")));
    let all = keys.chain(indexes).chain(references);
    all.filter(|(table, _)| !is_dialect(table, "") && !is_search(table))
        .map(|(table, rule)| format!("{table}: {}", rule.trim_end()))
        .collect()
}

#[tokio::test]
async fn both_databases_keep_the_same_keys_indexes_and_references() {
    let open = house().await;
    let schemas = open.pillars.schemas();
    let Some(fresh) = griot_testkit::postgres(&schemas[1..]).await else { return };
    let (here, there) = (sqlite_rules(&open.section.db).await, postgres_rules(&fresh.db()).await);
    let told: Vec<_> = here.iter().filter(|rule| rule.starts_with("comment_subscription: ")).collect();
    assert!(told.len() >= 4, "keys, unique rules and references are read: {told:?}");
    let differ: Vec<_> = here.symmetric_difference(&there).collect();
    assert!(differ.is_empty(), "only on one side: {differ:#?}");
}
