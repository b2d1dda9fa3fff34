//! Whether a text stands among those of its own account.

use http::Method;
use serde::Deserialize;

use super::{Status, ask, asked, judged, who};
use crate::{
    model::message::Message,
    networks::{
        Account, Line, Remote, Token, Trouble,
        answer::{at, call, earliest, read},
    },
};

/// The most texts that a list gives at once.
const PAGE: &str = "40";
/// So many times a list is read on before a person is asked.
const PAGES: usize = 25;

#[derive(Deserialize)]
struct Source {
    text: String,
}

/// What the account's own list showed.
pub(super) enum Listing {
    /// The text.
    Found(Remote),
    /// All that it may have shown, and the text was not there.
    Whole,
    /// Not all of it.
    Part,
}

/// Looks for a text in the account's own list, back to before it can have been sent.
pub(super) async fn find(
    line: Line<'_>,
    account: &Account,
    message: &Message,
    pictures: usize,
    token: &Token,
) -> Result<Listing, Trouble> {
    let id = if account.key.id.is_empty() { who(line, account).await?.id } else { account.key.id.clone() };
    let mut before: Option<String> = None;
    for _ in 0..PAGES {
        let mut url = at(account, &format!("/api/v1/accounts/{id}/statuses"))?;
        url.query_pairs_mut()
            .append_pair("limit", PAGE)
            .append_pair("exclude_reblogs", "true")
            .extend_pairs(before.iter().map(|id| ("max_id", id.as_str())));
        let answer = ask(line, account, asked(account, Method::GET, url)).await?;
        let since = earliest(&answer, line.now, token.at);
        let page: Vec<Status> = read(&answer)?;
        let young = page.iter().filter(|status| status.created_at >= since);
        for status in young.filter(|status| status.media_attachments.len() == pictures) {
            if source(line, account, &status.id).await?.is_some_and(|text| is_same(&text, message)) {
                return Ok(Listing::Found(Remote { id: status.id.clone(), address: status.url.clone() }));
            }
        }
        // An older text says that all younger ones were seen, and an empty page that there are no
        // more. A short page says nothing: servers leave out what they filter.
        match page.last().filter(|last| last.created_at >= since) {
            Some(last) => before = Some(last.id.clone()),
            None => return Ok(Listing::Whole),
        }
    }
    Ok(Listing::Part)
}

/// A text as it was written; `None` if it is gone meanwhile.
async fn source(line: Line<'_>, account: &Account, id: &str) -> Result<Option<String>, Trouble> {
    let url = at(account, &format!("/api/v1/statuses/{id}/source"))?;
    let answer = call(line, account, asked(account, Method::GET, url)).await?;
    if answer.status == 404 {
        return Ok(None);
    }
    Ok(Some(read::<Source>(&judged(line, account, answer)?)?.text))
}

/// Servers trim a text, and make one of the warning where there is none.
fn is_same(text: &str, message: &Message) -> bool {
    let sent = if message.text.trim().is_empty() { message.warning.as_deref() } else { Some(&*message.text) };
    text.trim() == sent.unwrap_or_default().trim()
}
