//! The pages of the calendar, of texts and of channels.

mod act;
mod calendar;
mod canned;
mod card;
mod channel;
mod channels;
mod coherence;
mod conversation;
mod days;
mod edit;
mod fakes;
mod feed;
mod feeds;
mod fields;
mod hand;
mod ideas;
mod inbox;
mod inbox_ways;
mod item;
mod letters;
mod limits;
mod list;
mod lists;
mod look;
mod moving;
mod newsletter;
mod oauth;
mod pictures;
mod pieces;
mod press;
pub(crate) mod proof;
mod radio;
mod reached;
mod readers;
pub mod rights;
mod rules;
mod rumours;
mod said;
mod sent;
mod sms;
mod today;
mod view;
mod ways;
mod weights;

use griot_web::{Access, Drawer, Entry, Place, Routes};

use rights::{ADDRESSES, CUT, INBOX, KEEP, KEEP_INBOX, LISTS, NAMES, PUBLISH, READ, WRITE};

pub(crate) use sms::report as sms_report;

/// The ways in.
pub const MENU: &[Entry] = &[
    Entry::new("/desk/today", "channels-menu-today", Place::Desk(Drawer::Day), Access::Needs(&READ), 1)
        .with(&["/desk/hand", "/desk/deliveries"]),
    Entry::new("/desk/calendar", "channels-menu-calendar", Place::Desk(Drawer::Day), Access::Needs(&READ), 2),
    Entry::new("/desk/inbox", "channels-menu-inbox", Place::Desk(Drawer::Day), Access::Needs(&INBOX), 3)
        .with(&["/desk/rumours", "/desk/fakes"]),
    Entry::new(
        "/house-rules",
        "channels-rules",
        Place::Foot,
        Access::Public("the rules are for everyone"),
        34,
    ),
    Entry::new("/desk/ideas", "channels-menu-ideas", Place::Desk(Drawer::Speech), Access::Needs(&READ), 6)
        .with(&["/desk/items"]),
    Entry::new(
        "/desk/pictures",
        "channels-menu-pictures",
        Place::Desk(Drawer::Speech),
        Access::Needs(&READ),
        8,
    ),
    Entry::new("/desk/press", "channels-menu-press", Place::Desk(Drawer::Speech), Access::Needs(&READ), 9),
    Entry::new(
        "/press",
        "channels-public-press",
        Place::Foot,
        Access::Public("what is said to the press is for everybody"),
        14,
    ),
    Entry::new(
        "/desk/channels",
        "channels-menu-channels",
        Place::Desk(Drawer::Speech),
        Access::Needs(&READ),
        10,
    ),
    Entry::new(
        "/desk/newsletter",
        "channels-menu-newsletter",
        Place::Desk(Drawer::Speech),
        Access::Needs(&READ),
        9,
    ),
    Entry::new("/said", "channels-said", Place::Foot, Access::Public("what was said to everybody"), 24),
    Entry::new(
        "/newsletter",
        "channels-newsletter-title",
        Place::Foot,
        Access::Public("what the section sends to whoever asks for it"),
        25,
    ),
];

/// The pages and acts.
pub fn routes() -> Routes {
    item_routes()
        .merge(calendar_routes())
        .merge(channel_routes())
        .merge(inbox_routes())
        .merge(newsletter_routes())
        .merge(press_routes())
        .merge(radio_routes())
}

fn item_routes() -> Routes {
    Routes::new()
        .get("/desk/today", Access::Needs(&READ), today::show)
        .get("/desk/ideas", Access::Needs(&READ), ideas::show)
        .get("/desk/items/new", Access::Needs(&WRITE), edit::ask)
        .post("/desk/items/new", Access::Needs(&WRITE), edit::begin)
        .get("/desk/items/{item}", Access::Needs(&READ), item::show)
        .post("/desk/items/{item}", Access::Needs(&READ), act::act)
        .get("/desk/items/{item}/weights", Access::Needs(&READ), weights::show)
        .get("/desk/items/{item}/edit", Access::Needs(&WRITE), edit::show)
        .post("/desk/items/{item}/edit", Access::Needs(&WRITE), edit::save)
        .post("/desk/deliveries/{delivery}", Access::Needs(&PUBLISH), act::say)
        .get("/desk/hand/{delivery}", Access::Needs(&PUBLISH), hand::show)
        .post("/desk/hand/{delivery}", Access::Needs(&PUBLISH), hand::act)
        .get("/desk/pictures", Access::Needs(&READ), pictures::list)
        .upload("/desk/pictures", Access::Needs(&WRITE), pictures::MOST_BYTES, pictures::add)
        .get("/desk/pictures/card", Access::Needs(&WRITE), card::ask)
        .post("/desk/pictures/card", Access::Needs(&WRITE), card::make)
        .get("/desk/pictures/card/drawn", Access::Needs(&WRITE), card::drawn)
        .get("/desk/pictures/{picture}", Access::Needs(&READ), pictures::show)
        .post("/desk/pictures/{picture}", Access::Needs(&WRITE), pictures::save)
}

fn calendar_routes() -> Routes {
    Routes::new()
        .get("/desk/calendar", Access::Needs(&READ), calendar::show)
        .get("/desk/calendar/move", Access::Needs(&READ), moving::ask_move)
        .post("/desk/calendar/move", Access::Needs(&READ), moving::act_move)
        .get("/desk/calendar/days", Access::Needs(&READ), days::show)
        .post("/desk/calendar/days", Access::Needs(&WRITE), days::act)
        .post("/desk/calendar/feed", Access::Needs(&PUBLISH), feed::renew)
        .get("/calendar/{name}", Access::Public("the address is the key"), feed::give)
}

fn channel_routes() -> Routes {
    Routes::new()
        .get("/desk/channels", Access::Needs(&READ), channels::list)
        .get("/desk/channels/new", Access::Needs(&KEEP), channels::ask)
        .post("/desk/channels/new", Access::Needs(&KEEP), channels::add)
        .get("/desk/channels/ways", Access::Needs(&READ), ways::show)
        .post("/desk/channels/ways", Access::Needs(&CUT), ways::choose)
        .get("/desk/channels/cut", Access::Needs(&CUT), ways::ask_cut)
        .post("/desk/channels/cut", Access::Needs(&CUT), ways::cut)
        .get("/desk/channels/oauth", Access::Needs(&KEEP), oauth::come_back)
        .get("/said", Access::Public("what was said to everybody"), said::list)
        .get("/feeds/said.atom", Access::Public("what was said to everybody"), feeds::of_said)
        .get("/said/{delivery}", Access::Public("what was said to everybody"), said::show)
        .post("/desk/channels/{channel}/said", Access::Needs(&KEEP), said::keep)
        .post("/desk/channels/{channel}/oauth", Access::Needs(&KEEP), oauth::begin)
        .get("/desk/channels/{channel}", Access::Needs(&READ), channel::show)
        .post("/desk/channels/{channel}", Access::Needs(&KEEP), channel::save)
        .post("/desk/channels/{channel}/key", Access::Needs(&KEEP), channel::connect)
        .post("/desk/channels/{channel}/act", Access::Needs(&KEEP), channel::act)
}

fn newsletter_routes() -> Routes {
    const LETTER: Access = Access::Public("whoever reads the letters of an address decides about them");
    const READERS: Access = Access::Public("what the section sends to whoever asks for it");
    Routes::new()
        .get("/desk/newsletter", Access::Needs(&READ), lists::show)
        .post("/desk/newsletter", Access::Needs(&LISTS), lists::add)
        .get("/desk/newsletter/lists/{list}", Access::Needs(&READ), list::show)
        .post("/desk/newsletter/lists/{list}", Access::Needs(&LISTS), list::save)
        .post("/desk/newsletter/lists/{list}/segments", Access::Needs(&LISTS), list::segment)
        .get("/desk/newsletter/lists/{list}/readers", Access::Needs(&ADDRESSES), readers::show)
        .upload(
            "/desk/newsletter/lists/{list}/readers",
            Access::Needs(&ADDRESSES),
            readers::MOST_BYTES,
            readers::act,
        )
        .upload(
            "/desk/newsletter/lists/{list}/import",
            Access::Needs(&ADDRESSES),
            readers::MOST_BYTES,
            readers::look,
        )
        .post("/desk/newsletter/lists/{list}/export", Access::Needs(&ADDRESSES), readers::export)
        .get("/desk/newsletter/channels/{channel}", Access::Needs(&READ), letters::show_channel)
        .post("/desk/newsletter/channels/{channel}", Access::Needs(&KEEP), letters::save_channel)
        .get("/desk/newsletter/letters/{delivery}", Access::Needs(&READ), letters::show)
        .post("/desk/newsletter/letters/{delivery}", Access::Needs(&PUBLISH), letters::judge)
        .get("/desk/items/{item}/letter/{channel}", Access::Needs(&READ), proof::preview)
        .post("/desk/items/{item}/letter/{channel}", Access::Needs(&READ), proof::proof)
        .get("/desk/items/{item}/letter/{channel}/look", Access::Needs(&READ), proof::look)
        .get("/newsletter", READERS, newsletter::show)
        .post("/newsletter", READERS, newsletter::ask)
        .get("/newsletter/{issue}", READERS, newsletter::show_issue)
        .get("/newsletter/confirm/{mark}", LETTER, newsletter::ask_confirm)
        .post("/newsletter/confirm/{mark}", LETTER, newsletter::confirm)
        .get("/newsletter/leave/{mark}", LETTER, newsletter::ask_leave)
        .post("/newsletter/leave/{mark}", LETTER, newsletter::change)
}

fn press_routes() -> Routes {
    let open = || Access::Public("what is said to the press is for everybody");
    Routes::new()
        .get("/desk/press", Access::Needs(&READ), press::show)
        .get("/feeds/press.atom", open(), feeds::of_press)
        .get("/desk/press/ways", Access::Needs(&PUBLISH), press::ways)
        .post("/desk/press/ways", Access::Needs(&PUBLISH), press::save_ways)
        .get("/desk/press/journalists", Access::Needs(&PUBLISH), press::journalists::list)
        .post("/desk/press/journalists", Access::Needs(&PUBLISH), press::journalists::add)
        .get("/desk/press/journalists/import", Access::Needs(&PUBLISH), press::roster::ask)
        .upload(
            "/desk/press/journalists/import",
            Access::Needs(&PUBLISH),
            press::roster::MOST_BYTES,
            press::roster::act,
        )
        .post("/desk/press/journalists/export", Access::Needs(&PUBLISH), press::roster::export)
        .get("/desk/press/journalists/{journalist}", Access::Needs(&PUBLISH), press::journalists::show)
        .post("/desk/press/journalists/{journalist}", Access::Needs(&PUBLISH), press::journalists::save)
        .get("/desk/press/review", Access::Needs(&READ), press::review::list)
        .upload("/desk/press/review", Access::Needs(&WRITE), press::review::MOST_BYTES, press::review::add)
        .post("/desk/press/review/{clip}", Access::Needs(&WRITE), press::review::remove)
        .get("/desk/press/review/{clip}/file", Access::Needs(&READ), press::review::file)
        .get("/desk/press/replies", Access::Needs(&READ), press::replies::list)
        .post("/desk/press/replies", Access::Needs(&WRITE), press::replies::add)
        .post("/desk/press/replies/{reply}", Access::Needs(&WRITE), press::replies::act)
        .get("/desk/items/{item}/communique", Access::Needs(&READ), press::communique::show)
        .post("/desk/items/{item}/communique", Access::Needs(&WRITE), press::communique::save)
        .get("/desk/items/{item}/communique.pdf", Access::Needs(&READ), press::communique::paper)
        .get("/desk/items/{item}/points.pdf", Access::Needs(&READ), press::communique::points)
        .get("/desk/items/{item}/recipients", Access::Needs(&PUBLISH), press::recipients::show)
        .post("/desk/items/{item}/recipients", Access::Needs(&PUBLISH), press::recipients::save)
        .post("/desk/channels/{channel}/press", Access::Needs(&KEEP), press::recipients::attach)
        .post("/desk/hand/{delivery}/letters", Access::Needs(&PUBLISH), press::send::send)
        .post("/desk/hand/{delivery}/letter", Access::Needs(&PUBLISH), press::send::say)
        .get("/press", open(), press::public::list)
        .get("/press/{number}", open(), press::public::show)
        .get("/press/{number}/{file}", Access::Public("out, or the address is the key"), press::public::paper)
}

fn radio_routes() -> Routes {
    Routes::new()
        .get("/desk/press/radio", Access::Needs(&READ), radio::list)
        .get("/desk/press/radio/{channel}", Access::Needs(&READ), radio::station)
        .post("/desk/press/radio/{channel}", Access::Needs(&KEEP), radio::save_station)
        .get("/desk/items/{item}/radio", Access::Needs(&READ), radio::item)
        .post("/desk/items/{item}/radio", Access::Needs(&WRITE), radio::log)
        .upload("/desk/items/{item}/sound", Access::Needs(&WRITE), radio::MOST_BYTES, radio::bring)
}

fn inbox_routes() -> Routes {
    Routes::new()
        .get("/desk/inbox", Access::Needs(&INBOX), inbox::show)
        .get("/desk/inbox/ways", Access::Needs(&INBOX), inbox_ways::show)
        .post("/desk/inbox/ways", Access::Needs(&KEEP_INBOX), inbox_ways::act)
        .get("/desk/inbox/evidence", Access::Needs(&NAMES), inbox_ways::evidence)
        .get("/desk/inbox/canned", Access::Needs(&INBOX), canned::show)
        .post("/desk/inbox/canned", Access::Needs(&INBOX), canned::act)
        .get("/desk/inbox/{conversation}", Access::Needs(&INBOX), conversation::show)
        .post("/desk/inbox/{conversation}", Access::Needs(&INBOX), conversation::act)
        .get("/desk/rumours", Access::Needs(&INBOX), rumours::list)
        .post("/desk/rumours", Access::Needs(&INBOX), rumours::add)
        .get("/desk/rumours/{rumour}", Access::Needs(&INBOX), rumours::show)
        .post("/desk/rumours/{rumour}", Access::Needs(&INBOX), rumours::act)
        .get("/desk/fakes", Access::Needs(&INBOX), fakes::list)
        .post("/desk/fakes", Access::Needs(&INBOX), fakes::add)
        .get("/desk/fakes/{fake}", Access::Needs(&INBOX), fakes::show)
        .upload("/desk/fakes/{fake}", Access::Needs(&INBOX), pictures::MOST_BYTES, fakes::step)
        .post("/desk/fakes/{fake}/warn", Access::Needs(&INBOX), fakes::warn)
        .get("/house-rules", Access::Public("the rules are for everyone"), rules::show)
        .get("/sms/in/{key}", Access::Public("the address is the key"), sms::bring)
        .post("/sms/in/{key}", Access::Public("the address is the key"), sms::bring_form)
        .get("/sms/report/{message}/{key}", Access::Public("the address is the key"), sms::reported)
}
