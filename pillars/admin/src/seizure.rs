//! What someone who takes the server learns from the tables of the foundation, which are no rooms of their own.

use griot_pillar::{Field, Seen, Silent};

const fn field(table: &'static str, column: &'static str, key: &'static str, seen: Seen) -> Field {
    Field { table, column, key, seen }
}

const fn silent(table: &'static str, columns: &'static [&'static str]) -> Silent {
    Silent { table, columns }
}

/// The columns that tell something of people.
pub const FIELDS: &[Field] = &[
    field("session", "person_id", "seizure-session-person", Seen::Revealed),
    field("session", "data", "seizure-session-person", Seen::Revealed),
    field("session", "device", "seizure-session-device", Seen::Revealed),
    field("session", "created_at", "seizure-session-when", Seen::Revealed),
    field("session", "seen_at", "seizure-session-when", Seen::Revealed),
    field("session", "expires_at", "seizure-session-when", Seen::Revealed),
    field("session", "id_hash", "seizure-session-token", Seen::Nothing),
    field("api_token", "person_id", "seizure-token-person", Seen::Revealed),
    field("api_token", "name", "seizure-token-name", Seen::Revealed),
    field("api_token", "allows", "seizure-token-name", Seen::Revealed),
    field("api_token", "created_at", "seizure-token-day", Seen::Revealed),
    field("api_token", "ends_at", "seizure-token-day", Seen::Revealed),
    field("api_token", "used_day", "seizure-token-day", Seen::Revealed),
    field("api_token", "hash", "seizure-token-hash", Seen::Nothing),
    field("api_once", "person_id", "seizure-once-person", Seen::Revealed),
    field("api_once", "made", "seizure-once-person", Seen::Revealed),
    field("api_once", "at", "seizure-once-person", Seen::Revealed),
    field("api_once", "key_digest", "seizure-once-asked", Seen::Guessable),
    field("api_once", "asked", "seizure-once-asked", Seen::Guessable),
    field("confirmation_letter", "digest", "seizure-confirmation-digest", Seen::Guessable),
    field("confirmation_letter", "day", "seizure-confirmation-digest", Seen::Guessable),
    field("confirmation_letter", "letters", "seizure-confirmation-digest", Seen::Guessable),
    field("mail_door", "person", "seizure-mail-door", Seen::Revealed),
    field("mail_door", "mark", "seizure-mail-door", Seen::Guessable),
    field("mail_answer", "person", "seizure-mail-answer", Seen::Revealed),
    field("mail_answer", "sender", "seizure-mail-answer", Seen::Revealed),
    field("mail_answer", "words", "seizure-mail-answer", Seen::Revealed),
    field("mail_answer", "at", "seizure-mail-answer", Seen::Revealed),
    field("mail_stop", "mark", "seizure-mail-mark", Seen::Guessable),
    field("mail_stop", "kind", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "stopped", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "first_day", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "last_day", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "count", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "lifted_at", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "forget_on", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "tried_on", "seizure-mail-tried", Seen::Guessable),
    field("mail_stop", "tries", "seizure-mail-tried", Seen::Guessable),
    field("mail_tally", "day", "seizure-mail-tally", Seen::Revealed),
    field("mail_tally", "what", "seizure-mail-tally", Seen::Revealed),
    field("mail_tally", "count", "seizure-mail-tally", Seen::Revealed),
    field("outbox", "name", "seizure-job-what", Seen::Revealed),
    field("outbox", "payload", "seizure-job-what", Seen::Revealed),
    field("job", "name", "seizure-job-what", Seen::Revealed),
    field("job", "payload", "seizure-job-what", Seen::Revealed),
    field("job", "due_at", "seizure-job-what", Seen::Revealed),
    field("job", "done_at", "seizure-job-what", Seen::Revealed),
    field("job", "cause", "seizure-job-cause", Seen::Revealed),
    field("setting", "value", "seizure-setting", Seen::Revealed),
];

/// Those that tell nothing.
pub const SILENT: &[Silent] = &[
    silent("api_token", &["id"]),
    silent("outbox", &["id", "kind"]),
    silent("heard", &["outbox_id", "listener"]),
    silent("generation", &["n"]),
    silent("schedule", &["name", "slot"]),
    silent("job", &["id", "key", "lane", "line", "state", "attempts", "turn"]),
    silent("setting", &["key"]),
    silent("mail_door", &["code", "kind", "thing", "detail", "ends_at"]),
    silent("mail_answer", &["id", "kind", "thing", "detail", "taken_at"]),
];
