//! What a network takes, as its page and the form of a text say it.

use griot_web::Visitor;

use crate::model::{limits::Limits, measure::Unit};

/// The longest text, as a sentence.
pub(super) fn longest(v: &Visitor, limits: &Limits) -> String {
    let key = match limits.unit {
        Unit::Words => "channels-limit-words",
        Unit::Sms => "channels-limit-sms",
        Unit::Weighted { .. } => "channels-limit-weighted",
        Unit::Utf16 => "channels-limit-utf16",
        Unit::Graphemes | Unit::Characters => "channels-limit-signs",
    };
    v.words.count(key, i64::try_from(limits.text).unwrap_or(i64::MAX))
}

/// All that a network takes, a sentence each.
pub(super) fn limit_lines(v: &Visitor, limits: &Limits) -> Vec<String> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut all = vec![longest(v, limits)];
    if let Some(beside) = limits.beside_picture {
        all.push(v.words.count("channels-limit-beside", number(beside)));
    }
    if limits.pictures > 0 {
        let size = v.words.bytes(u64::try_from(limits.picture_bytes).unwrap_or(u64::MAX));
        all.push(v.words.with(
            "channels-limit-pictures",
            [("count", number(limits.pictures).into()), ("size", size.into())],
        ));
    } else {
        all.push(v.words.t("channels-limit-no-picture"));
    }
    all
}
