//! Return tokens: which address a letter went to and when, told by the letter itself, so that
//! no list of sent letters has to be kept. They open with the keys of this section only.

use std::time::Duration;

use griot_crypto::{Keys, Purpose, TAG, text};
use griot_kernel::Timestamp;

use crate::Mark;

const RETURN: Purpose = Purpose("mailroom.return");
const STOP: Purpose = Purpose("mailroom.stop");
const MINUTE: i64 = 60_000;
/// How long after a letter news of it is believed: mail servers give up within a week,
/// people complain within weeks.
pub const BELIEVED: Duration = Duration::from_secs(60 * 86_400);
/// How far the clock that wrote a token may have been ahead.
const AHEAD: Duration = Duration::from_secs(2 * 86_400);

/// What a return token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// To whom the letter went.
    pub to: Mark,
    /// In which minute it left.
    pub at: Timestamp,
}

/// The token of a letter that leaves now: 48 letters and digits of one case.
pub fn seal(keys: &Keys, to: Mark, now: Timestamp) -> String {
    let minute = u32::try_from(now.as_millisecond() / MINUTE).unwrap_or_default();
    let said = [to.as_bytes(), &minute.to_be_bytes()].concat();
    let tag = keys.tag(RETURN, &said);
    text::encode_folded(&[said.as_slice(), &tag].concat())
}

/// What a token says. `None` when it is forged, of another section, or too old to be believed.
pub fn open(keys: &Keys, token: &str, now: Timestamp) -> Option<Sent> {
    let bytes = text::decode_folded(token)?;
    let (said, tag) = bytes.split_last_chunk::<TAG>()?;
    if !keys.verify_tag(RETURN, said, tag) {
        return None;
    }
    let (mark, minute) = said.split_last_chunk::<4>()?;
    let at = Timestamp::from_millisecond(i64::from(u32::from_be_bytes(*minute)) * MINUTE);
    let sent = Sent { to: mark.try_into().ok()?, at };
    (at + BELIEVED >= now && at <= now + AHEAD).then_some(sent)
}

/// What the link of a letter carries by which its reader asks for no more of them, ever.
pub fn seal_stop(keys: &Keys, mark: Mark) -> String {
    text::encode_folded(&[mark.as_bytes(), &keys.tag(STOP, mark.as_bytes())].concat())
}

/// Who asks for no more letters. `None` when the link is not one of ours.
pub fn open_stop(keys: &Keys, text: &str) -> Option<Mark> {
    let bytes = text::decode_folded(text)?;
    let (mark, tag) = bytes.split_last_chunk::<TAG>()?;
    keys.verify_tag(STOP, mark, tag).then(|| mark.try_into().ok()).flatten()
}
