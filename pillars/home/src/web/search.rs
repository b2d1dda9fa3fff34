use askama::Template;
use axum::{
    extract::{Query as Asks, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::{Language, Part, Reading};
use griot_text::{Piece, begins_words_of, marked, slug, typeset_words, words_of_name};
use griot_web::{Access, Answer, Entry, Place as Menu, Section, Visitor, WebError};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::{
    people::{self, Face, Names},
    view::{Card, chosen},
};
use crate::{
    model::{Filter, MAX_QUERY, Mark, Place, Query},
    store,
};

const HITS: u32 = 10;
const PASSAGE: usize = 220;
const TITLE: usize = 300;
const PLACES: i64 = 60;

/// What the form of the page sends. Fields left open come as empty texts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    kind: String,
    tag: String,
    year: String,
    language: String,
    blog: String,
    /// The place of a hit: what comes after it is asked for, or what comes before.
    after: String,
    before: String,
    /// Which page that is, for the reader to know.
    page: String,
}

struct Found {
    card: Card,
    title: Vec<Piece>,
    passage: Vec<Piece>,
}

struct Choice {
    value: String,
    label: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    v: &'a Visitor,
    asked: &'a Asked,
    /// Something was asked for.
    searched: bool,
    narrowed: bool,
    /// The same question without what narrows it.
    wider: String,
    /// The tag asked for, as addresses write it, where something bears it.
    tag: Option<String>,
    found: Vec<Found>,
    people: Vec<Face>,
    /// Pages of the house that bear such a name: where, and the name.
    pages: Vec<(String, String)>,
    places: Vec<Place>,
    languages: Vec<Choice>,
    number: u32,
    before: Option<String>,
    more: Option<String>,
    chosen: Vec<(String, String)>,
}

/// Looks for works and people.
pub(super) async fn page(
    State(section): State<Section>,
    Asks(mut asked): Asks<Asked>,
    v: Visitor,
) -> Result<Response, WebError> {
    asked.tidy();
    let mut db = section.db.read().await?;
    let filter = asked.filter();
    let narrowed = filter != Filter::default();
    let reading: Reading<Mark> = Reading::of(&asked.after, &asked.before);
    let query = Query::read(&asked.q);
    let hits = if query.is_some() || (asked.q.is_empty() && narrowed) {
        store::search(&mut db, query.as_ref(), &filter, reading, HITS).await?
    } else {
        Part { items: Vec::new(), before: false, more: false }
    };
    let number = asked.number(hits.before);
    let authors: Vec<_> = hits.items.iter().filter_map(|hit| hit.line.author).collect();
    let names = Names::of(&v, &mut db, &authors).await?;
    let found = hits.items.iter().map(|hit| {
        let language = hit.line.language.as_str();
        Found {
            card: Card::of(&v, &names, &hit.line),
            title: marked(&typeset_words(&hit.line.title, language), &asked.q, language, TITLE),
            passage: marked(&typeset_words(&hit.text, language), &asked.q, language, PASSAGE),
        }
    });
    let found: Vec<Found> = found.collect();
    let tag = filter.tag.clone().filter(|_| !found.is_empty());
    let first_and_wide = number == 1 && !narrowed;
    let people = if first_and_wide { people::by_name(&v, &mut db, &asked.q).await? } else { Vec::new() };
    let pages = if first_and_wide { pages(&v, &asked.q) } else { Vec::new() };
    let at = |number: u32, way: &str, mark: Mark| v.href(&asked.address(number, Some((way, mark))));
    let (first, last) = (hits.items.first(), hits.items.last());
    let before = first.filter(|_| hits.before).map(|hit| at(number.saturating_sub(1), "before", hit.mark));
    let more = last.filter(|_| hits.more).map(|hit| at(number.saturating_add(1), "after", hit.mark));

    SearchPage {
        v: &v,
        searched: narrowed || !asked.q.is_empty(),
        narrowed,
        wider: v.href(&Asked { q: asked.q.clone(), ..Asked::default() }.address(1, None)),
        tag,
        found,
        people,
        pages,
        places: places(&mut db, &asked.blog).await?,
        languages: languages(&mut db, &v, &asked.language).await?,
        number,
        before,
        more,
        asked: &asked,
        chosen: chosen(&v),
    }
    .answer_public()
}

impl Asked {
    fn tidy(&mut self) {
        self.q = self.q.trim().chars().take(MAX_QUERY).collect();
        let texts = [&mut self.kind, &mut self.tag, &mut self.year, &mut self.language, &mut self.blog];
        for text in texts {
            *text = text.trim().chars().take(MAX_QUERY).collect();
        }
        self.tag = self.tag.trim_start_matches('#').to_owned();
    }

    fn filter(&self) -> Filter {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Filter {
            kind: given(&self.kind),
            // As people type it: with accents, capitals and spaces.
            tag: given(&self.tag).map(|tag| slug(&tag)),
            year: self.year.parse().ok().filter(|year| (1970..=9000).contains(year)),
            language: self.language.parse().ok(),
            place: given(&self.blog),
        }
    }

    /// Which page this is: the first one where nothing stands before it.
    fn number(&self, before: bool) -> u32 {
        let said = self.page.parse().unwrap_or(1_u32);
        if before { said.max(2) } else { 1 }
    }

    /// The path of this question, read on from a place.
    fn address(&self, page: u32, from: Option<(&str, Mark)>) -> String {
        let mut pairs = Serializer::new(String::new());
        let fields = [
            ("q", &self.q),
            ("kind", &self.kind),
            ("tag", &self.tag),
            ("year", &self.year),
            ("language", &self.language),
            ("blog", &self.blog),
        ];
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            pairs.append_pair(name, value);
        }
        if let Some((way, mark)) = from {
            pairs.append_pair("page", &page.to_string());
            pairs.append_pair(way, &mark.to_string());
        }
        format!("/search?{}", pairs.finish())
    }
}

/// The pages to which the menus lead everyone, and whose name holds every word asked for.
fn pages(v: &Visitor, typed: &str) -> Vec<(String, String)> {
    let asked = words_of_name(typed);
    let open = |entry: &&Entry| {
        matches!(entry.access, Access::Public(_))
            && (matches!(entry.place, Menu::Main | Menu::Foot) || v.demo && entry.place == Menu::DemoFoot)
    };
    let named = v.section().house.menu.iter().filter(open).map(|entry| (entry.path, v.words.t(entry.key)));
    named
        .filter(|(_, name)| !asked.is_empty() && begins_words_of(name, &asked))
        .map(|(path, name)| (v.href(path), name))
        .collect()
}

/// The places with the most works, and the one asked for.
async fn places(db: &mut Conn, asked: &str) -> Result<Vec<Place>, WebError> {
    let mut all = store::places(db, PLACES).await?;
    if !asked.is_empty() && all.iter().all(|place| place.address != asked) {
        all.extend(store::place(db, asked).await?);
    }
    Ok(all)
}

/// The languages in which something is shown, and the one asked for.
async fn languages(db: &mut Conn, v: &Visitor, asked: &str) -> Result<Vec<Choice>, WebError> {
    let mut all = store::languages(db).await?;
    let asked: Option<Language> = asked.parse().ok();
    all.extend(asked.filter(|language| !all.contains(language)));
    let choice = |language: Language| Choice {
        value: language.to_string(),
        label: v.words.language_name(language),
        current: Some(language) == asked,
    };
    let mut choices: Vec<Choice> = all.into_iter().map(choice).collect();
    choices.sort_by(|one, two| one.label.cmp(&two.label));
    Ok(choices)
}
