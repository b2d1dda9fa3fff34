use askama::Template;
use axum::{extract::State, response::Response};
use griot_contracts::publications::Featured;
use griot_db::Conn;
use griot_kernel::Reading;
use griot_web::{Answer, Section, Visitor, WebError};

use super::{
    activity::{Deed, deeds},
    doors::{Door, open_doors},
    people::{self, Face},
    view::{Card, chosen},
};
use crate::{model::Line, store};

const FEATURED: usize = 3;
const RECENT: usize = 6;
const DEEDS: u32 = 4;

/// Whom a visitor of the invented section may be; the binary knows who that is.
const ROLES: [(&str, &str); 5] = [
    ("member", "home-enter-member"),
    ("officer", "home-enter-officer"),
    ("trainer", "home-enter-trainer"),
    ("director", "home-enter-director"),
    ("monitor", "home-enter-monitor"),
];

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'a> {
    v: &'a Visitor,
    lead: Option<Card>,
    featured: Vec<Card>,
    recent: Vec<Card>,
    deeds: Vec<Deed>,
    more_deeds: bool,
    people: Vec<Face>,
    doors: Vec<Door>,
    roles: &'static [(&'static str, &'static str)],
    chosen: Vec<(String, String)>,
}

/// The front page.
pub(super) async fn page(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let language = v.words.language();
    let wanted = i64::try_from(FEATURED + RECENT).unwrap_or(i64::MAX);
    let mut recent = store::recent(&mut db, language, wanted).await?;

    let mut featured = featured(&section, &v, &mut db).await?;
    if featured.is_empty() && !recent.is_empty() {
        featured.push(recent.remove(0));
    }
    recent.retain(|line| featured.iter().all(|other| other.work != line.work));
    recent.truncate(RECENT);

    let mut featured = Card::all(&v, &mut db, &featured).await?.into_iter();
    let recent = Card::all(&v, &mut db, &recent).await?;
    let mut deeds = deeds(&v, &mut db, Reading::Start, DEEDS).await?;
    // Their first words stand above, under what was published, and on the page of all activity.
    deeds.shown.iter_mut().flat_map(|deed| &mut deed.works).for_each(|card| card.excerpt.clear());
    let people = people::to_meet(&v, &mut db).await?;
    let doors = if v.demo { open_doors(&section) } else { Vec::new() };
    let roles: &[_] = if v.demo && is_loopback(&section) { &ROLES } else { &[] };

    FrontPage {
        v: &v,
        lead: featured.next(),
        featured: featured.collect(),
        recent,
        more_deeds: deeds.more.is_some(),
        deeds: deeds.shown,
        people,
        doors,
        roles,
        chosen: chosen(&v),
    }
    .answer_public()
}

/// What editors put forward, as far as it is shown.
async fn featured(section: &Section, v: &Visitor, db: &mut Conn) -> Result<Vec<Line>, WebError> {
    let Ok(editors) = section.ask::<dyn Featured>() else { return Ok(Vec::new()) };
    let chosen = editors.featured(db, section.clock.now()).await?;
    let mut lines = Vec::new();
    for work in chosen.into_iter().take(2 * FEATURED) {
        lines.extend(store::by_work(db, work, v.words.language()).await?);
    }
    lines.truncate(FEATURED);
    Ok(lines)
}

/// Whether the section is found on this machine only.
fn is_loopback(section: &Section) -> bool {
    match section.base_url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}
