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
    field("channel", "network", "seizure-channels-channel", Seen::Revealed),
    field("channel", "name", "seizure-channels-channel", Seen::Revealed),
    field("channel", "address", "seizure-channels-channel", Seen::Revealed),
    field("channel", "server", "seizure-channels-channel", Seen::Revealed),
    field("channel", "account", "seizure-channels-channel", Seen::Revealed),
    field("channel_key", "sealed", "seizure-channels-key", Seen::Revealed),
    field("channel_keeper", "person", "seizure-channels-keeper", Seen::Revealed),
    field("item", "title", "seizure-channels-text", Seen::Revealed),
    field("item", "consent", "seizure-channels-consent", Seen::Revealed),
    field("item", "sensitivity", "seizure-channels-consent", Seen::Revealed),
    field("item", "author", "seizure-channels-who", Seen::Revealed),
    field("item", "source_address", "seizure-channels-text", Seen::Revealed),
    field("item", "planned_at", "seizure-channels-when", Seen::Revealed),
    field("item", "embargo_until", "seizure-channels-when", Seen::Revealed),
    field("item", "not_after", "seizure-channels-when", Seen::Revealed),
    field("item", "created_at", "seizure-channels-when", Seen::Revealed),
    field("item", "updated_at", "seizure-channels-when", Seen::Revealed),
    field("item_text", "body", "seizure-channels-text", Seen::Revealed),
    field("item_text", "warning", "seizure-channels-text", Seen::Revealed),
    field("item_text", "link", "seizure-channels-text", Seen::Revealed),
    field("variant", "body", "seizure-channels-text", Seen::Revealed),
    field("variant", "warning", "seizure-channels-text", Seen::Revealed),
    field("picture", "stored", "seizure-channels-picture", Seen::Revealed),
    field("picture", "alt", "seizure-channels-picture", Seen::Revealed),
    field("picture", "credit", "seizure-channels-picture", Seen::Revealed),
    field("picture", "consent", "seizure-channels-consent", Seen::Revealed),
    field("picture", "consent_who", "seizure-channels-consent", Seen::Revealed),
    field("picture", "consent_for", "seizure-channels-consent", Seen::Revealed),
    field("picture", "consent_until", "seizure-channels-consent", Seen::Revealed),
    field("picture", "by_person", "seizure-channels-who", Seen::Revealed),
    field("picture", "at", "seizure-channels-when", Seen::Revealed),
    field("item_step", "act", "seizure-channels-who", Seen::Revealed),
    field("item_step", "actor", "seizure-channels-who", Seen::Revealed),
    field("item_step", "note", "seizure-channels-text", Seen::Revealed),
    field("item_step", "at", "seizure-channels-when", Seen::Revealed),
    field("approval", "person", "seizure-channels-who", Seen::Revealed),
    field("approval", "kind", "seizure-channels-who", Seen::Revealed),
    field("approval", "at", "seizure-channels-when", Seen::Revealed),
    field("delivery", "message", "seizure-channels-text", Seen::Revealed),
    field("delivery", "due_at", "seizure-channels-when", Seen::Revealed),
    field("delivery", "not_after", "seizure-channels-when", Seen::Revealed),
    field("delivery", "armed_at", "seizure-channels-when", Seen::Revealed),
    field("delivery", "said", "seizure-channels-text", Seen::Revealed),
    field("delivery", "remote_id", "seizure-channels-text", Seen::Revealed),
    field("delivery", "remote_address", "seizure-channels-text", Seen::Revealed),
    field("delivery", "ended_at", "seizure-channels-when", Seen::Revealed),
    field("delivery", "ended_by", "seizure-channels-who", Seen::Revealed),
    field("ways", "cut_by", "seizure-channels-who", Seen::Revealed),
    field("ways", "cut_at", "seizure-channels-when", Seen::Revealed),
];

/// The columns that tell nothing of people.
pub const SILENT: &[Silent] = &[
    silent(
        "channel",
        &["id", "language", "by_hand", "state", "tiers", "line", "cost", "live", "live_at", "created_at"],
    ),
    silent("channel_key", &["channel", "ends_at", "state", "checked_at", "warned_days"]),
    silent("channel_keeper", &["channel"]),
    silent("budget", &["channel", "since", "used", "until"]),
    silent(
        "item",
        &["id", "language", "stage", "campaign", "line", "source", "adapted_from", "revision", "digest"],
    ),
    silent("item_text", &["item", "language"]),
    silent("variant", &["item", "channel", "language", "visibility"]),
    silent("picture", &["id", "language"]),
    silent("item_picture", &["item", "place", "picture"]),
    silent("item_step", &["id", "item", "digest"]),
    silent("approval", &["item", "digest"]),
    silent(
        "delivery",
        &[
            "id",
            "item",
            "channel",
            "state",
            "by_hand",
            "next_at",
            "lease",
            "lease_until",
            "tries",
            "looks",
            "brought",
            "token_key",
            "token_name",
            "trouble",
            "trouble_key",
            "back",
            "back_at",
            "told_at",
            "text_mark",
            "created_at",
        ],
    ),
    silent("ways", &["one", "preset", "feed_salt"]),
    silent("world_day", &["id", "month", "day", "title", "language"]),
];
