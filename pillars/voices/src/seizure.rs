//! What someone who takes the server learns from these tables.

use griot_pillar::{Field, Seen};

const fn field(table: &'static str, column: &'static str, key: &'static str, seen: Seen) -> Field {
    Field { table, column, key, seen }
}

/// The columns about people.
pub const FIELDS: &[Field] = &[
    field("blog", "owner", "seizure-blog-owner", Seen::Public),
    field("blog_author", "person", "seizure-blog-author", Seen::Public),
    field("blog_writer", "person", "seizure-post-author", Seen::Public),
    field("post", "author", "seizure-post-author", Seen::Public),
    field("post", "body", "seizure-post-draft", Seen::Revealed),
    field("post_draft", "body", "seizure-post-draft", Seen::Revealed),
    field("post_revision", "body", "seizure-post-revision", Seen::Revealed),
    field("comment", "author", "seizure-comment-author", Seen::Public),
    field("comment", "at", "seizure-comment-at", Seen::Revealed),
    field("comment", "judged_by", "seizure-comment-judged-by", Seen::Revealed),
    field("moderation_notice", "person", "seizure-moderation", Seen::Revealed),
    field("moderation_reader", "person", "seizure-moderation", Seen::Revealed),
    field("comment", "guest_name", "seizure-comment-guest-name", Seen::Public),
    field("comment", "guest", "seizure-comment-guest", Seen::Revealed),
    field("comment_subscription", "guest", "seizure-subscription", Seen::Revealed),
    field("post_attachment", "owner", "seizure-post-attachment", Seen::Revealed),
    field("post_draft", "by_person", "seizure-post-draft", Seen::Revealed),
    field("post_revision", "by_person", "seizure-post-revision", Seen::Revealed),
    field("post_featured", "by_person", "seizure-post-featured", Seen::Revealed),
    field("comment_guest", "digest", "seizure-guest-digest", Seen::Guessable),
    field("comment_guest", "sealed", "seizure-guest-sealed", Seen::Revealed),
    field("comment_guest", "mark", "seizure-guest-mark", Seen::Guessable),
    field("comment_report", "by_person", "seizure-comment-report", Seen::Revealed),
    field("comment_subscription", "person", "seizure-subscription", Seen::Revealed),
    field("comment_alert", "recipient", "seizure-subscription", Seen::Revealed),
    field("comment_alert", "address_digest", "seizure-alert-digest", Seen::Guessable),
    field("import", "by_person", "seizure-import-by", Seen::Revealed),
    field("import", "file_name", "seizure-import-file-name", Seen::Revealed),
    field("import", "address", "seizure-import-address", Seen::Revealed),
    field("elsewhere_feed", "by_person", "seizure-elsewhere-by", Seen::Revealed),
];
