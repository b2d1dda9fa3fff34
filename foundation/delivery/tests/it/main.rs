//! What delivery promises, seen from outside.

#![cfg(test)]

mod address;
mod bounce;
mod gateway;
mod kannel;
mod kept;
mod letter;
mod returns;
mod server;
mod smtp;

use griot_delivery::{Email, Letter, Mailbox};
use url::Url;

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

pub fn sender() -> Mailbox {
    "Griot – Sénégal <lettres@griot.example>".parse().unwrap()
}

/// A letter as a reader of comments gets it.
pub fn comment_letter(to: &str) -> Letter {
    Letter::new(email(to), "Nouveau commentaire sous « L’été à Saint-Louis : déjà ! »")
        .paragraph("Binta a laissé un commentaire sous votre texte.")
        .quote("Merci pour ce texte, il m’a rappelé mon enfance là-bas.\n\nÀ bientôt !")
        .button("Lire et répondre", &url("https://griot.example/blogs/awa/ete?a=1&b=2#c12"))
        .footer("Vous recevez cette lettre parce que vous suivez ce texte.")
        .footer_link("Ne plus recevoir ces lettres", &url("https://griot.example/stop/k3v9"))
        .unsubscribe(&url("https://griot.example/stop/k3v9"))
        .list_id("comments")
        .message_id("comment-12.awa")
        .reference("post-1")
        .in_reply_to("comment-11.awa")
        .returns_to(email("bounce+k3v9@griot.example"))
        .written_at(1_741_435_200_000)
}
