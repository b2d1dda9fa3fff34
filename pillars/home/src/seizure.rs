//! What someone who takes the server learns from these tables.

use griot_pillar::{Field, Seen, Silent};

const fn field(table: &'static str, column: &'static str, key: &'static str, seen: Seen) -> Field {
    Field { table, column, key, seen }
}

const fn silent(table: &'static str, columns: &'static [&'static str]) -> Silent {
    Silent { table, columns }
}

/// The columns that tell something of people.
pub const FIELDS: &[Field] = &[
    field("shown", "author", "home-sealed-author", Seen::Public),
    field("shown", "container_title", "home-sealed-shown", Seen::Public),
    field("shown", "container_address", "home-sealed-shown", Seen::Public),
    field("shown", "image", "home-sealed-shown", Seen::Public),
    field("shown", "image_alt", "home-sealed-shown", Seen::Public),
    field("shown", "published", "home-sealed-shown", Seen::Public),
    field("shown_version", "title", "home-sealed-shown", Seen::Public),
    field("shown_version", "address", "home-sealed-shown", Seen::Public),
    field("shown_version", "summary", "home-sealed-shown", Seen::Public),
    field("shown_version", "passage", "home-sealed-shown", Seen::Public),
    field("place", "address", "home-sealed-shown", Seen::Public),
    field("place", "title", "home-sealed-shown", Seen::Public),
    field("search_words", "words", "home-sealed-shown", Seen::Public),
    field("activity", "kind", "home-sealed-activity", Seen::Revealed),
    field("activity", "actor", "home-sealed-activity", Seen::Revealed),
    field("activity", "work", "home-sealed-activity", Seen::Revealed),
    field("activity", "day", "home-sealed-activity", Seen::Revealed),
    field("activity", "at", "home-sealed-activity", Seen::Revealed),
    field("acquaintance", "person", "home-sealed-people", Seen::Revealed),
    field("acquaintance", "since", "home-sealed-people", Seen::Revealed),
];

/// Those that tell nothing.
pub const SILENT: &[Silent] = &[
    silent("shown", &["work", "revision", "kind", "rules"]),
    silent("shown_version", &["id", "work", "language", "position"]),
    silent("place", &["works"]),
    silent("search_words", &["id"]),
    silent("activity", &["id"]),
];
