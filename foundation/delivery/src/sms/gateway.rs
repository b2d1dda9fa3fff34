//! Any gateway that takes a message over HTTP: most operators and resellers have one.
//!
//! An address with `{to}` and `{text}` in it is asked for with these filled in (and `{name}`, where it
//! stands). Any other gets a POST with `{"to": "+226…", "text": "…", "name": "…"}` and what stands in
//! its query. A user and password in the address go as HTTP Basic, a `token=…` as a bearer token.

use async_trait::async_trait;
use griot_fetch::{Call, Called, Fetcher};
use serde_json::json;
use url::Url;

use super::{Sms, SmsError, SmsPost, login, unanswered};

/// Speaks to a gateway over HTTP.
pub struct Gateway {
    url: Url,
    secret: Option<Secret>,
    fetcher: Fetcher,
}

enum Secret {
    Basic(String, String),
    Bearer(String),
}

/// Secrets are in the address: of that only the server is shown.
impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gateway({})", self.url.host_str().unwrap_or_default())
    }
}

impl Gateway {
    /// The gateway at this address.
    pub fn new(mut url: Url, fetcher: Fetcher) -> Self {
        let token = url.query_pairs().find(|(name, _)| name == "token").map(|(_, value)| value.into_owned());
        let secret = match (url.username(), token) {
            (_, Some(token)) => Some(Secret::Bearer(token)),
            ("", None) => None,
            _ => {
                let (user, password) = login(&url);
                Some(Secret::Basic(user, password))
            }
        };
        let _always = url.set_username("").and_then(|()| url.set_password(None));
        let rest: Vec<String> = url
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("token="))
            .map(str::to_owned)
            .collect();
        url.set_query(Some(rest.join("&")).as_deref().filter(|query| !query.is_empty()));
        Self { url, secret, fetcher }
    }

    fn call(&self, sms: &Sms) -> Call {
        let template = self.url.query().filter(|query| query.contains("{to}") && query.contains("{text}"));
        let call = match template {
            Some(template) => {
                let filled = template
                    .replace("{to}", &quoted(sms.to.as_str()))
                    .replace("{name}", &quoted(&sms.name))
                    // Last, since what people write may look like a place.
                    .replace("{text}", &quoted(&sms.text));
                let mut url = self.url.clone();
                url.set_query(Some(&filled));
                Call::get(url)
            }
            None => {
                let body = json!({ "to": sms.to.as_str(), "text": sms.text, "name": sms.name });
                Call::post(self.url.clone()).json(&body)
            }
        };
        match &self.secret {
            None => call,
            Some(Secret::Bearer(token)) => call.bearer(token),
            Some(Secret::Basic(user, password)) => call.basic(user, password),
        }
    }
}

fn quoted(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[async_trait]
impl SmsPost for Gateway {
    async fn send(&self, sms: &Sms) -> Result<(), SmsError> {
        let answer = self.fetcher.call(self.call(sms)).await.map_err(unanswered)?;
        judged(&answer)
    }
}

fn judged(answer: &Called) -> Result<(), SmsError> {
    let said = format!("HTTP {}", answer.status);
    match answer.status {
        200..300 => Ok(()),
        401 | 403 | 429 | 503 => Err(SmsError::Retry(said)),
        // The one refusal that does not say whether the call had been read.
        408 => Err(SmsError::Unknown),
        300..500 => Err(SmsError::Refused(said)),
        _ => Err(SmsError::Unknown),
    }
}
