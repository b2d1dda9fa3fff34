//! Texts as Telegram takes them.

use serde_json::{Value, json};

use super::name;
use crate::{
    model::message::Message,
    networks::{Account, answer::before},
};

/// A text as Telegram takes it: what stands under a warning opens on a tap.
pub(super) struct Words {
    /// All of them, the warning first.
    pub(super) text: String,
    /// What of it is hidden, as entities.
    pub(super) hidden: Value,
}

impl Words {
    /// The words of a message.
    pub(super) fn of(message: &Message) -> Self {
        let warning = before(message.warning.as_deref());
        // Telegram counts in code units of UTF-16.
        let (offset, length) = (warning.encode_utf16().count(), message.text.encode_utf16().count());
        let hidden = match offset {
            0 => json!([]),
            _ => json!([{ "type": "spoiler", "offset": offset, "length": length }]),
        };
        Self { text: format!("{warning}{}", message.text), hidden }
    }

    /// Whether anything is.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden.as_array().is_some_and(|all| !all.is_empty())
    }

    /// The call that sends them without pictures.
    pub(super) fn alone(&self, account: &Account, message: &Message) -> Value {
        let mut body = json!({ "chat_id": name(account), "text": self.text, "entities": self.hidden });
        if let (Some(link), Some(fields)) = (&message.link, body.as_object_mut()) {
            fields.insert("link_preview_options".into(), json!({ "is_disabled": false, "url": link }));
        }
        body
    }

    /// The picture of this number; the first bears the words of all.
    pub(super) fn of_album(&self, number: usize) -> Value {
        let mut photo = json!({ "type": "photo", "media": format!("attach://p{number}") });
        let Some(fields) = photo.as_object_mut() else { return photo };
        if self.is_hidden() {
            fields.insert("has_spoiler".into(), true.into());
        }
        if number == 0 {
            fields.insert("caption".into(), self.text.as_str().into());
            fields.insert("caption_entities".into(), self.hidden.clone());
        }
        photo
    }
}
