//! The page of one club, for the desk and for whoever answers for the club.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use griot_contracts::campaigns::{CampaignId, Campaigns};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Answer, Section, Visitor, WebError};

use super::{
    form::{ClubForm, MemberForm, ResultForm, campaigns},
    kinds, leads,
};
use crate::{
    model::{Club, ClubMember, ClubResult, ClubRole, ClubTotal, Eyes, Refusal},
    store::clubs,
    web::view::{Choice, Link, Names, people},
};

/// What was typed into the forms of the page.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub club: Option<ClubForm>,
    pub member: MemberForm,
    pub result: ResultForm,
}

/// A campaign as this reader may see it.
#[derive(Clone, Debug)]
pub(super) struct Served {
    pub label: String,
    pub href: Option<String>,
}

/// What was counted for one campaign.
#[derive(Debug)]
pub(super) struct TotalGroup {
    pub campaign: Option<Served>,
    pub lines: Vec<String>,
}

/// Somebody who belongs to the club.
pub(super) struct MemberRow {
    pub id: String,
    pub name: String,
    pub role: String,
    pub roles: Vec<Choice>,
    pub leads: bool,
    pub is_minor: bool,
    pub since: String,
    pub consent: Option<String>,
}

/// Something that the club brought about.
pub(super) struct ResultRow {
    pub id: String,
    pub said: String,
    pub day: String,
    pub campaign: Option<Served>,
    pub by: Option<String>,
}

/// The page of one club.
#[derive(Template)]
#[template(path = "club.html")]
pub(super) struct ClubPage<'a> {
    pub v: &'a Visitor,
    pub at: String,
    pub is_desk: bool,
    pub back: Link,
    pub club: Club,
    pub kind: String,
    pub coordinator: Option<String>,
    pub size: String,
    pub members: Vec<MemberRow>,
    pub results: Vec<ResultRow>,
    pub totals: Vec<TotalGroup>,
    pub kinds: Vec<Choice>,
    pub people: Vec<Choice>,
    pub persons: Vec<Choice>,
    pub roles: Vec<Choice>,
    pub campaigns: Vec<Choice>,
    pub form: ClubForm,
    pub member: MemberForm,
    pub result: ResultForm,
    pub part: &'static str,
    pub refusal: Option<String>,
    pub done: Option<String>,
}

impl ClubPage<'_> {
    /// The page with what was refused in one of its parts.
    pub fn refuse(mut self, part: &'static str, refusal: Refusal) -> Result<Response, WebError> {
        self.part = part;
        self.refusal = Some(self.v.words.t(refusal.key()));
        self.answer_form(true)
    }
}

/// The campaigns of these ids, as these eyes may see them.
async fn served(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    eyes: Eyes,
    ids: Vec<CampaignId>,
) -> Result<HashMap<CampaignId, Served>, WebError> {
    let mut all = HashMap::new();
    for id in ids {
        if all.contains_key(&id) {
            continue;
        }
        let known = match section.ask::<dyn Campaigns>() {
            Ok(who) => who.get(db, id).await?,
            Err(_) => None,
        };
        let other = Served { label: v.words.t("club-campaign-other"), href: None };
        let seen = known.and_then(|one| {
            let address = if eyes == Eyes::Trainer { Some(one.desk) } else { one.public };
            address.map(|at| Served { label: one.title, href: Some(v.href(&at)) })
        });
        all.insert(id, seen.unwrap_or(other));
    }
    Ok(all)
}

fn said(v: &Visitor, what: &str, figure: i64) -> String {
    v.words.with("club-result-said", [("what", what.to_owned().into()), ("figure", figure.into())])
}

/// Sums of results, by campaign.
pub(super) async fn totals(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    eyes: Eyes,
    sums: Vec<ClubTotal>,
) -> Result<Vec<TotalGroup>, WebError> {
    let served = served(section, db, v, eyes, sums.iter().filter_map(|one| one.campaign).collect()).await?;
    let mut groups: Vec<(Option<CampaignId>, TotalGroup)> = Vec::new();
    for sum in sums {
        let line = said(v, &sum.what, sum.figure);
        if let Some((_, group)) = groups.iter_mut().find(|(campaign, _)| *campaign == sum.campaign) {
            group.lines.push(line);
        } else {
            let campaign = sum.campaign.and_then(|id| served.get(&id).cloned());
            groups.push((sum.campaign, TotalGroup { campaign, lines: vec![line] }));
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

fn roles(v: &Visitor, current: &str) -> Vec<Choice> {
    [ClubRole::Member, ClubRole::Ambassador]
        .map(|one| Choice {
            value: one.as_str().to_owned(),
            label: v.words.t(one.key()),
            current: one.as_str() == current,
        })
        .to_vec()
}

fn consent(v: &Visitor, names: &Names, one: &ClubMember, eyes: Eyes) -> Option<String> {
    let Some(day) = one.guardian_at.filter(|_| one.is_minor) else {
        return one.is_minor.then(|| v.words.t("club-consent-missing"));
    };
    if eyes != Eyes::Trainer {
        return Some(v.words.put("club-consent-day", "day", v.day(day)));
    }
    let (who, how) = one.guardian.split_once('\n').unwrap_or((one.guardian.as_str(), "—"));
    let by = one.guardian_by.map_or_else(|| v.words.t("workshops-gone"), |by| names.name(v, by));
    let values = [
        ("who", who.to_owned().into()),
        ("how", how.to_owned().into()),
        ("day", v.day(day).into()),
        ("by", by.into()),
    ];
    Some(v.words.with("club-consent-said", values))
}

fn member_row(v: &Visitor, names: &Names, one: &ClubMember, eyes: Eyes) -> MemberRow {
    let name = one.person.map_or_else(|| one.name.clone(), |person| names.name(v, person));
    MemberRow {
        id: one.id.to_string(),
        name: one.shown(&name, eyes),
        role: v.words.t(one.role.key()),
        roles: roles(v, one.role.as_str()),
        leads: one.role == ClubRole::Coordinator,
        is_minor: one.is_minor,
        since: v.words.put("club-since", "day", v.day(one.since)),
        consent: consent(v, names, one, eyes),
    }
}

/// The page of a club as these eyes see it, with what was typed into its forms.
pub(super) async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    (club, eyes): (Club, Eyes),
    typed: Typed,
) -> Result<ClubPage<'a>, WebError> {
    let is_desk = eyes == Eyes::Trainer;
    let members = clubs::members(db, club.id).await?;
    let results = clubs::results(db, club.id).await?;
    let mut named: Vec<PersonId> =
        members.iter().flat_map(|one| [one.person, one.guardian_by]).flatten().collect();
    named.extend(results.iter().filter_map(|one| one.by));
    named.extend(club.coordinator);
    let names = Names::of(section, db, named).await?;
    let sums = clubs::totals_of(db, club.id).await?;
    let served =
        served(section, db, v, eyes, results.iter().filter_map(|one| one.campaign).collect()).await?;
    let row = |one: &ClubResult| ResultRow {
        id: one.id.to_string(),
        said: said(v, &one.what, one.figure),
        day: v.day(one.day),
        campaign: one.campaign.and_then(|id| served.get(&id).cloned()),
        by: one.by.filter(|_| is_desk).map(|by| v.words.put("club-noted-by", "by", names.name(v, by))),
    };
    let form = typed.club.unwrap_or_else(|| ClubForm::of(&club));
    let (member, mut result) = (typed.member, typed.result);
    if result.day.is_empty() {
        result.day = section.clock.now().day().to_string();
    }
    let chosen: Vec<PersonId> = member.person.trim().parse().into_iter().collect();
    let offered = campaigns(section, db, eyes).await?.into_iter().map(|one| Choice {
        current: one.id.to_string() == result.campaign,
        value: one.id.to_string(),
        label: one.title,
    });
    let home =
        if is_desk { ("/desk/clubs", "workshops-menu-clubs") } else { ("/me/clubs", "club-menu-mine") };
    Ok(ClubPage {
        v,
        at: if is_desk { club.desk() } else { club.own() },
        is_desk,
        back: Link { href: v.href(home.0), label: v.words.t(home.1) },
        kind: v.words.t(club.words.kind.key()),
        coordinator: club.coordinator.map(|person| names.name(v, person)),
        size: v.words.count("club-members-count", i64::try_from(members.len()).unwrap_or(i64::MAX)),
        members: members.iter().map(|one| member_row(v, &names, one, eyes)).collect(),
        results: results.iter().map(row).collect(),
        campaigns: offered.collect(),
        totals: totals(section, db, v, eyes, sums).await?,
        kinds: kinds(v, &form.kind),
        people: if is_desk { leads(section, db, v, &form.coordinator).await? } else { Vec::new() },
        persons: if is_desk { people(section, db, &chosen).await? } else { Vec::new() },
        roles: roles(v, &member.role),
        club,
        form,
        member,
        result,
        part: "",
        refusal: None,
        done: None,
    })
}
