//! The newsletter as its readers meet it: asking for it, confirming, leaving, reading what was sent.

mod ask;
mod issue;
mod reader;

pub(super) use ask::{ask, show};
pub(super) use issue::show as show_issue;
pub(super) use reader::{ask_confirm, ask_leave, change, confirm};

use griot_web::Visitor;

use crate::model::audience::{Audience, AudienceId, Kind};

/// A list that anybody may ask for, as a form shows it.
struct ListChoice {
    id: String,
    name: String,
    promise: String,
    chosen: bool,
}

/// The lists of letters that anybody may ask for, or that `on` names.
fn choices(v: &Visitor, lists: &[Audience], on: &[AudienceId], all: bool) -> Vec<ListChoice> {
    let shown = |list: &&Audience| list.kind == Kind::Mail && (list.public || on.contains(&list.id));
    let choice = |list: &Audience| {
        let words = list.words_in(v.words.language());
        ListChoice {
            id: list.id.to_string(),
            name: words.map(|words| words.name.clone()).unwrap_or_default(),
            promise: words.map(|words| words.promise.clone()).unwrap_or_default(),
            chosen: all || on.contains(&list.id),
        }
    };
    lists.iter().filter(shown).map(choice).collect()
}
