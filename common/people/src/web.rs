//! The pages of people, one file for each page or act.

mod address;
mod confirm;
mod consents;
mod desk;
mod erase;
mod export;
mod invited;
mod join;
mod known;
mod letters;
mod log;
mod passkey;
mod people;
mod profile;
mod reset;
pub mod rights;
mod roles;
mod security;
mod setup;
mod sign_in;
mod start;
mod stop;
mod team;
mod telephone;
mod tokens;
mod twice;

use griot_crypto::Token;
use griot_delivery::Email;
use griot_kernel::PageRequest;
use griot_web::{Access, Drawer, Entry, Place, Routes, Visitor, WebError};
use serde::Deserialize;

use crate::{Section, acts::Moment, model::link};

const PICTURE_BYTES: usize = 16_000_000;
const FORM_BYTES: usize = 10_000;
const SIGN_IN: Access = Access::Public("signing in, or finding the way back in, begins as a stranger");
const LINK: Access = Access::Public("whoever holds the link of a letter may open it");

/// The routes of people.
pub fn routes() -> Routes {
    let routes = Routes::new()
        .get("/join", Access::Public("strangers ask to join"), join::form)
        .post("/join", Access::Public("strangers ask to join"), join::ask)
        .get("/join/{token}", LINK, invited::form)
        .post("/join/{token}", LINK, invited::accept)
        .get("/confirm/{token}", LINK, confirm::look)
        .post("/confirm/{token}", LINK, confirm::confirm)
        .get("/sign-in", SIGN_IN, sign_in::form)
        .post("/sign-in", SIGN_IN, sign_in::sign_in)
        .post("/sign-in/code", SIGN_IN, sign_in::code)
        .post("/sign-in/passkey/begin", SIGN_IN, passkey::begin_sign_in)
        .post("/sign-in/passkey/finish", SIGN_IN, passkey::finish_sign_in)
        .post("/sign-out", Access::Public("signing out twice is signing out once"), sign_in::sign_out)
        .get("/reset", SIGN_IN, reset::form)
        .post("/reset", SIGN_IN, reset::ask)
        .get("/reset/{token}", LINK, reset::choose)
        .post("/reset/{token}", LINK, reset::change)
        .get("/setup/{token}", LINK, setup::form)
        .post("/setup/{token}", LINK, setup::set_up)
        .get("/stop/{token}", LINK, stop::ask)
        .post("/stop/{token}", LINK, stop::stop)
        .get("/people", Access::Member, people::list)
        .get(
            "/people/{handle}",
            Access::Public("its owner may open a profile to strangers"),
            people::profile,
        );
    routes.merge(my_routes()).merge(desk_routes())
}

fn my_routes() -> Routes {
    Routes::new()
        .get("/me", Access::Member, start::page)
        .get("/me/profile", Access::Member, profile::form)
        .post("/me/profile", Access::Member, profile::save)
        .upload("/me/picture", Access::Member, PICTURE_BYTES, profile::picture)
        .post("/me/picture/remove", Access::Member, profile::remove_picture)
        .post("/me/letters/again", Access::Member, letters::again)
        .post("/me/letters/none", Access::Member, letters::none)
        .get("/me/security", Access::Member, security::page)
        .post("/me/security/passphrase", Access::Member, security::passphrase)
        .post("/me/security/sessions", Access::Member, security::revoke)
        .post("/me/security/sessions/others", Access::Member, security::revoke_others)
        .post("/me/security/passkeys/begin", Access::Member, passkey::begin_adding)
        .post("/me/security/passkeys/finish", Access::Member, passkey::finish_adding)
        .post("/me/security/passkeys/remove", Access::Member, passkey::remove)
        .post("/me/security/address", Access::Member, address::change)
        .get("/me/security/codes", Access::Member, telephone::form)
        .post("/me/security/codes", Access::Member, telephone::turn_on)
        .post("/me/security/codes/off", Access::Member, telephone::turn_off)
        .get("/me/tokens", Access::Member, tokens::page)
        .post("/me/tokens", Access::Member, tokens::make)
        .post("/me/tokens/revoke", Access::Member, tokens::revoke)
        .get("/me/consents", Access::Member, consents::page)
        .post("/me/consents", Access::Member, consents::answer)
        .get("/me/export", Access::Member, export::page)
        // Not a small act: years of pictures and sound take minutes to gather.
        .upload("/me/export", Access::Member, FORM_BYTES, export::take)
        .get("/me/erase", Access::Member, erase::form)
        .post("/me/erase", Access::Member, erase::erase)
}

fn desk_routes() -> Routes {
    Routes::new()
        .get("/desk/people", Access::Needs(&rights::ANSWER_REQUESTS), desk::page)
        .post("/desk/people/answer", Access::Needs(&rights::ANSWER_REQUESTS), desk::answer)
        .post("/desk/people/invite", Access::Needs(&rights::INVITE), desk::invite)
        .post("/desk/people/link", Access::Needs(&rights::INVITE), desk::link)
        .post("/desk/people/withdraw", Access::Needs(&rights::INVITE), desk::withdraw)
        .get("/desk/roles", Access::Needs(&rights::GIVE_ROLES), roles::page)
        .post("/desk/roles", Access::Needs(&rights::GIVE_ROLES), roles::change)
        .get("/desk/roles/team", Access::Needs(&rights::GIVE_ROLES), team::page)
        .post("/desk/roles/team", Access::Needs(&rights::GIVE_ROLES), team::act)
        .post("/desk/roles/state", Access::Needs(&rights::GIVE_ROLES), roles::state)
        .post("/desk/roles/second", Access::Needs(&rights::GIVE_ROLES), roles::clear_second)
        .get("/desk/log", Access::Needs(&rights::READ_LOG), log::page)
}

/// The ways in that people offer.
pub const MENU: &[Entry] = &[
    Entry::new("/people", "people-menu-people", Place::Main, Access::Member, 60),
    Entry::new("/me", "people-menu-me", Place::Me, Access::Member, 10),
    Entry::new("/me/profile", "people-menu-profile", Place::Me, Access::Member, 78),
    Entry::new("/me/security", "people-menu-security", Place::Me, Access::Member, 80),
    Entry::new("/me/tokens", "people-menu-tokens", Place::Me, Access::Member, 81),
    Entry::new("/me/consents", "people-menu-consents", Place::Me, Access::Member, 82),
    Entry::new("/me/export", "people-menu-export", Place::Me, Access::Member, 84),
    Entry::new(
        "/desk/people",
        "people-menu-desk",
        Place::Desk(Drawer::House),
        Access::Needs(&rights::ANSWER_REQUESTS),
        60,
    ),
    Entry::new(
        "/desk/roles",
        "people-menu-roles",
        Place::Desk(Drawer::House),
        Access::Needs(&rights::GIVE_ROLES),
        61,
    ),
    Entry::new(
        "/desk/log",
        "people-menu-log",
        Place::Desk(Drawer::House),
        Access::Needs(&rights::READ_LOG),
        90,
    ),
];

/// The moment of a request.
fn moment(section: &Section) -> Moment<'_> {
    Moment { now: section.clock.now(), random: section.random.as_ref() }
}

/// The token in an address; anything else opens nothing.
fn token(text: &str) -> Result<Token, link::Refusal> {
    text.parse().map_err(|_| link::Refusal::Unknown)
}

/// A checked address and its digest, or the key of a sentence.
fn email(section: &Section, typed: &str) -> Result<(Email, [u8; 32]), &'static str> {
    let email = Email::parse(typed).map_err(|_| "people-refused-address")?;
    let digest = crate::digest(&section.keys, &email);
    Ok((email, digest))
}

/// A chosen passphrase, hashed, or the key of a sentence that says what is wrong with it.
async fn hashed(
    section: &Section,
    chosen: &str,
    about: &[&str],
) -> Result<Result<String, &'static str>, WebError> {
    if let Some(weakness) = griot_crypto::weak(chosen, about) {
        return Ok(Err(weakness.key()));
    }
    let hash = section.passphrases.hash(chosen, section.random.bytes()).await.map_err(WebError::internal)?;
    Ok(Ok(hash))
}

/// A path of this site that someone wanted to go to; empty for anything else.
fn back(typed: &str) -> &str {
    Visitor::own_path(typed).unwrap_or_default()
}

/// A form that holds nothing but its mark.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

/// `?page=2`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PageQuery {
    page: Option<u32>,
    done: Option<String>,
}

impl PageQuery {
    fn request(&self, size: u32) -> PageRequest {
        PageRequest::new(self.page.unwrap_or(1), size)
    }

    /// The sentence that tells what was just done, if the house has one by this name.
    fn done(&self, v: &Visitor) -> Option<String> {
        let key = as_letters_go(v, &format!("people-done-{}", self.done.as_deref()?));
        v.words.knows(&key).then(|| v.words.t(&key))
    }
}

/// The message under this key, or the one that tells the truth of a section whose letters are kept
/// because no mail server is set up.
fn as_letters_go(v: &Visitor, key: &str) -> String {
    let kept = format!("{key}-kept");
    if v.section().post.keeps() && v.words.knows(&kept) { kept } else { key.to_owned() }
}

/// A page that only says something: a refusal of a link, or that a letter is on its way.
#[derive(askama::Template)]
#[template(path = "said.html")]
struct Said<'a> {
    v: &'a Visitor,
    title: String,
    text: String,
    way: &'a str,
    way_label: String,
}

impl<'a> Said<'a> {
    /// `key`, `key-text` and a way on.
    fn new(v: &'a Visitor, key: &str, way: &'a str, way_key: &str) -> Self {
        let text = v.words.t(&as_letters_go(v, &format!("{key}-text")));
        Self { v, title: v.words.t(key), text, way, way_label: v.words.t(way_key) }
    }

    /// Why a link opens nothing, and what to do.
    fn refused(v: &'a Visitor, refusal: link::Refusal) -> Self {
        Self::new(v, refusal.key(), "/sign-in", "people-way-sign-in")
    }
}
