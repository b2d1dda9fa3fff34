//! Facebook Pages: <https://developers.facebook.com/docs/graph-api/>.
//!
//! Facebook knows no text again: where an answer is lost, the Page is read; what is not found there may
//! still come, so a person must look.

mod ear;
mod refusal;
mod usage;

use std::time::Duration;

use async_trait::async_trait;
use griot_fetch::{Call, Called};
use griot_kernel::Timestamp;
use http::Method;
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::{
    Account, Brought, Budget, Carried, Health, Line, Media, Remote, Sight, Token, Trouble, Wire,
    answer::{at, before, call, earliest, read},
    multipart::Multipart,
};
use crate::model::{message::Message, network::Network};
use refusal::judged;
use usage::rest_after;

/// The version of the interface that is spoken, read on 2026-11-27. Each is answered for some two years.
pub const VERSION: &str = "v26.0";
/// So many texts of a Page are read to find one.
const PAGE: &str = "100";

/// Speaks to Facebook. What its owner typed is the access token of a Page, whose number is the account's
/// name.
#[derive(Clone, Copy, Debug)]
pub struct Facebook;

#[derive(Deserialize)]
struct Page {
    name: String,
    #[serde(default)]
    link: String,
}

#[derive(Deserialize)]
struct Inspected {
    data: Ends,
}

/// Moments in seconds; nought means never.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Ends {
    expires_at: i64,
    data_access_expires_at: i64,
}

#[derive(Deserialize)]
struct Made {
    id: String,
}

#[derive(Deserialize)]
struct Feed {
    data: Vec<Post>,
}

#[derive(Deserialize)]
struct Post {
    id: String,
    #[serde(default)]
    message: String,
    created_time: jiff::Timestamp,
    permalink_url: Option<String>,
}

#[async_trait]
impl Wire for Facebook {
    fn network(&self) -> Network {
        Network::Facebook
    }

    fn server(&self) -> Option<&'static str> {
        Some("https://graph.facebook.com")
    }

    /// 200 calls an hour for each person who uses the app: here one.
    fn budget(&self) -> Budget {
        Budget { most: 200, seconds: 3_600 }
    }

    fn shares_app(&self) -> bool {
        true
    }

    async fn check(&self, line: Line<'_>, account: &Account) -> Result<Health, Trouble> {
        let mut url = node(account, account.name.trim(), "")?;
        url.query_pairs_mut().append_pair("fields", "name,link");
        let page = ask(line, account, Call::get(url)).await.and_then(|yes| read::<Page>(&yes));
        let page = page.map_err(Trouble::harmless)?;
        Ok(Health { name: page.name, address: page.link, ends: ends(line, account).await, live: None })
    }

    async fn bring(&self, line: Line<'_>, account: &Account, media: &Media) -> Result<Brought, Trouble> {
        let form = Multipart::default()
            .text("published", "false")
            .text("alt_text_custom", &media.alt)
            .jpeg("source", &media.bytes);
        let url = node(account, account.name.trim(), "/photos")?;
        let made = ask(line, account, form.put(Call::post(url))).await.and_then(|yes| read::<Made>(&yes));
        made.map(|made| Brought::Ready(made.id)).map_err(Trouble::harmless)
    }

    async fn send(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        pictures: &[Carried],
        _token: &Token,
    ) -> Result<Remote, Trouble> {
        let mut body = json!({ "message": words(message) });
        if let Some(fields) = body.as_object_mut() {
            let media = pictures.iter().map(|picture| json!({ "media_fbid": picture.name }));
            if !pictures.is_empty() {
                fields.insert("attached_media".into(), media.collect());
            } else if let Some(link) = &message.link {
                // Beside pictures there is no room for a card; the link stands in the text.
                fields.insert("link".into(), link.as_str().into());
            }
        }
        let url = node(account, account.name.trim(), "/feed")?;
        let made: Made = read(&ask(line, account, Call::post(url).json(&body)).await?)?;
        Ok(Remote { address: Some(format!("https://www.facebook.com/{}", made.id)), id: made.id })
    }

    async fn look(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        _pictures: &[String],
        token: &Token,
    ) -> Result<Sight, Trouble> {
        find(line, account, message, token).await.map_err(Trouble::harmless)
    }

    async fn take_back(&self, line: Line<'_>, account: &Account, remote: &str) -> Result<(), Trouble> {
        let delete = Call::new(Method::DELETE, node(account, remote, "")?);
        match ask(line, account, delete).await.map_err(Trouble::harmless) {
            // The same words stand for what is gone and for what this key may not touch: ask.
            Err(trouble @ Trouble::Content("channels-trouble-facebook-missing", _)) => {
                let mut url = node(account, remote, "")?;
                url.query_pairs_mut().append_pair("fields", "id");
                match ask(line, account, Call::get(url)).await.map_err(Trouble::harmless) {
                    Err(Trouble::Content("channels-trouble-facebook-missing", _)) => Ok(()),
                    Err(other) => Err(other),
                    Ok(_) => Err(trouble),
                }
            }
            outcome => outcome.map(drop),
        }
    }
}

/// Looks for a text on the Page. More than one that could be it is for a person to judge.
async fn find(line: Line<'_>, account: &Account, message: &Message, token: &Token) -> Result<Sight, Trouble> {
    let mut url = node(account, account.name.trim(), "/feed")?;
    // A day is asked for, since only the answer tells what the clock of the network shows.
    let since = token.at - Duration::from_secs(86_400);
    url.query_pairs_mut()
        .append_pair("fields", "id,message,created_time,permalink_url")
        .append_pair("since", &since.to_jiff().as_second().to_string())
        .append_pair("limit", PAGE);
    let answer = ask(line, account, Call::get(url)).await?;
    let since = earliest(&answer, line.now, token.at);
    let feed: Feed = read(&answer)?;
    let wanted = plain(&words(message));
    let mut same =
        feed.data.into_iter().filter(|one| one.created_time >= since && plain(&one.message) == wanted);
    match (same.next(), same.next()) {
        (Some(Post { id, permalink_url, .. }), None) => {
            Ok(Sight::There(Remote { address: permalink_url, id }))
        }
        _ => Ok(Sight::Unknown),
    }
}

/// When the key ends, if the network tells: only the app's own people may ask.
async fn ends(line: Line<'_>, account: &Account) -> Option<Timestamp> {
    let mut url = at(account, &format!("/{VERSION}/debug_token")).ok()?;
    url.query_pairs_mut().append_pair("input_token", &account.key.typed);
    let Inspected { data } = read(&ask(line, account, Call::get(url)).await.ok()?).ok()?;
    let moments = [data.expires_at, data.data_access_expires_at].into_iter().filter(|moment| *moment > 0);
    moments.min().map(|moment| Timestamp::from_millisecond(moment.saturating_mul(1_000)))
}

/// Facebook knows no warnings: one stands before the text.
fn words(message: &Message) -> String {
    format!("{}{}", before(message.warning.as_deref()), message.text)
}

/// A text as it comes back: trimmed, with plain ends of lines.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// The address of something on the network. What could lead elsewhere is no name of anything.
fn node(account: &Account, name: &str, edge: &str) -> Result<Url, Trouble> {
    if name.is_empty()
        || !name.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.' | '-'))
    {
        return Err(Trouble::Content(
            "channels-trouble-facebook-missing",
            super::answer::said(account, name),
        ));
    }
    at(account, &format!("/{VERSION}/{name}{edge}"))
}

/// Makes a call, unless the app rests; whoever called last before its limit lets it rest.
async fn ask(line: Line<'_>, account: &Account, what: Call) -> Result<Called, Trouble> {
    let rests = line.app.until().await.map_err(|error| {
        tracing::warn!(%error, "nobody knows whether the app rests");
        Trouble::Transient
    })?;
    if let Some(until) = rests.filter(|until| *until > line.now) {
        return Err(Trouble::Rate(Some(until)));
    }
    let answer = call(line, account, what.bearer(&account.key.typed)).await?;
    if let Some(until) = rest_after(&answer, line.now) {
        // What was done is done, also where this cannot be kept.
        if let Err(error) = line.app.rest(until).await {
            tracing::warn!(%error, "the rest of the app was not kept");
        }
    }
    judged(line, account, answer)
}
