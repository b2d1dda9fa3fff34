//! What Facebook's numbers mean:
//! <https://developers.facebook.com/docs/graph-api/guides/error-handling/>.

use griot_fetch::Called;
use serde::Deserialize;

use super::usage::regained;
use crate::networks::{
    Account, Line, Trouble,
    answer::{no_server, quoted, read},
};

#[derive(Deserialize)]
struct Refused {
    error: Refusal,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    message: String,
    code: i64,
    error_subcode: i64,
    error_user_msg: Option<String>,
}

/// An answer that says yes, or what the refusal means.
pub(super) fn judged(line: Line<'_>, account: &Account, answer: Called) -> Result<Called, Trouble> {
    if answer.is_success() {
        return Ok(answer);
    }
    let Ok(Refused { error }) = read::<Refused>(&answer) else {
        return Err(match answer.status {
            413 => Trouble::Content("channels-trouble-too-large", quoted(account, &answer, "")),
            401 => Trouble::Reauth,
            404 | 405 => no_server(account),
            429 => Trouble::Rate(regained(&answer, line.now)),
            400..=407 | 409..=499 => {
                Trouble::Content("channels-trouble-refused", quoted(account, &answer, ""))
            }
            _ => Trouble::Unknown,
        });
    };
    let words = error.error_user_msg.as_deref().filter(|words| !words.is_empty()).unwrap_or(&error.message);
    let content = |key| Err(Trouble::Content(key, quoted(account, &answer, words)));
    match (error.code, error.error_subcode) {
        (_, 1_390_008) => content("channels-trouble-facebook-fast"),
        (_, 1_346_003 | 1_404_102) => content("channels-trouble-facebook-refused"),
        (_, 1_404_112) => content("channels-trouble-facebook-limited"),
        (_, 4_854_002) => content("channels-trouble-facebook-identity"),
        (_, 1_366_051) => content("channels-trouble-facebook-again"),
        (_, 1_609_008) => content("channels-trouble-facebook-link"),
        (_, 1_366_046) => content("channels-trouble-picture"),
        (190 | 102, _) => Err(Trouble::Reauth),
        (4 | 17 | 32 | 613 | 80_000..=80_014, _) => Err(Trouble::Rate(regained(&answer, line.now))),
        // Whatever failed inside may have failed after the text was out.
        (1 | 2, _) => Err(Trouble::Unknown),
        _ if answer.status >= 500 || answer.status == 408 => Err(Trouble::Unknown),
        (10 | 200..=299, _) => content("channels-trouble-facebook-permission"),
        (100, 33) | (803, _) => content("channels-trouble-facebook-missing"),
        (368, _) => content("channels-trouble-facebook-limited"),
        (506, _) => content("channels-trouble-facebook-again"),
        _ => content("channels-trouble-refused"),
    }
}
