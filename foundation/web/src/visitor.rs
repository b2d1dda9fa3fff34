use std::{collections::HashMap, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};
use griot_i18n::Words;
use griot_kernel::{Language, Timestamp};
use http::header;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use crate::{
    Asset, Capability, Drawer, Entry, Member, Place, Section, Settings, WebError,
    sessions::{self, SignedIn},
    wish::Wish,
};

/// Who asks for a page, and how they want to read it. Every template has one as `v`.
#[derive(Clone, Debug)]
pub struct Visitor(Arc<Reader>);

/// What is known of whoever asks.
#[derive(Debug)]
pub struct Reader {
    /// The words in their language.
    pub words: Words,
    /// Who they are, when they signed in.
    pub member: Option<Member>,
    /// Whether pictures wait for a tap.
    pub light: bool,
    /// The path asked for, without its query.
    pub path: String,
    /// What the section chose about itself.
    pub settings: Arc<Settings>,
    /// The hidden field of every form of someone signed in; empty for visitors.
    pub csrf: String,
    /// Whether this is the invented section.
    pub demo: bool,
    chosen: String,
    query: String,
    back: String,
    waiting: HashMap<&'static str, i64>,
    section: Section,
}

/// A line of a menu, as this reader sees it.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Whether the reader stands there.
    pub current: bool,
    /// How many things wait there.
    pub waiting: i64,
}

/// A drawer of the desk, as this reader sees it.
#[derive(Clone, Debug)]
pub struct DrawerItem {
    /// The way into it: its first page.
    pub way: MenuItem,
    /// Its pages, two at least; none when its way in is its one page.
    pub pages: Vec<MenuItem>,
}

/// The page in another language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Its tag.
    pub language: Language,
    /// What its speakers call it.
    pub label: String,
    /// Where it is.
    pub href: String,
}

impl Visitor {
    /// Reads language, light mode and session of a request.
    pub(crate) async fn meet(section: &Section, parts: &mut Parts) -> Result<Self, WebError> {
        section.refresh_settings().await?;
        let signed_in = sessions::who(section, parts).await?;
        let waiting = match &signed_in {
            Some(known) if shows_own_ways(parts.uri.path()) => waiting(section, &known.member).await?,
            _ => HashMap::new(),
        };
        Ok(Self::reading(section, parts, signed_in, waiting))
    }

    /// Someone of whom nothing is known but the request: for pages of failures, which are
    /// written even when the database is away.
    pub(crate) fn stranger(section: &Section, parts: &Parts) -> Self {
        Self::reading(section, parts, None, HashMap::new())
    }

    /// The member for whom a program asks.
    pub(crate) fn by_program(section: &Section, parts: &Parts, member: Member) -> Self {
        // Its secret lies in no cookie, so no other site can send it along.
        let signed_in = SignedIn { member, csrf: String::new() };
        Self::reading(section, parts, Some(signed_in), HashMap::new())
    }

    fn reading(
        section: &Section,
        parts: &Parts,
        signed_in: Option<SignedIn>,
        waiting: HashMap<&'static str, i64>,
    ) -> Self {
        let wish = Wish::of(section, &parts.uri, &parts.headers);
        let settings = section.settings();
        let (member, csrf) = signed_in.map(|s| (s.member, s.csrf)).unzip();

        let by_address = wish.by_address.map(|language| format!("lang={language}"));
        let by_light = wish.light.map(|light| format!("light={}", u8::from(light)));
        let chosen: Vec<_> = by_address.into_iter().chain(by_light).collect();
        let own = member.as_ref().and_then(|m| m.language);
        let language = wish.by_address.or(own).or(wish.by_browser).unwrap_or(settings.language);
        let light = wish.light.or(member.as_ref().map(|m| m.light)).unwrap_or(wish.saves);

        Self(Arc::new(Reader {
            words: section.words(language),
            member,
            light,
            path: parts.uri.path().to_owned(),
            settings,
            csrf: csrf.unwrap_or_default(),
            demo: section.demo,
            chosen: chosen.join("&"),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            back: back(section, parts),
            waiting,
            section: section.clone(),
        }))
    }

    /// The member, or the answer that asks a stranger to sign in.
    pub fn signed_in(&self) -> Result<&Member, WebError> {
        self.0.member.as_ref().ok_or_else(|| WebError::SignIn { back: self.0.back.clone() })
    }

    /// The member if they may do this everywhere, or the answer that refuses them.
    pub fn require(&self, capability: &Capability) -> Result<&Member, WebError> {
        let member = self.signed_in()?;
        if member.may(capability) { Ok(member) } else { Err(WebError::Forbidden) }
    }

    /// Whether they may do this everywhere; for templates.
    pub fn may(&self, capability: &Capability) -> bool {
        self.0.member.as_ref().is_some_and(|m| m.may(capability))
    }

    /// The section that they visit.
    pub fn section(&self) -> &Section {
        &self.0.section
    }

    /// A link of this site that keeps what the visitor chose (language, light mode).
    pub fn href(&self, path: &str) -> String {
        if self.0.chosen.is_empty() {
            return path.to_owned();
        }
        let (path, fragment) =
            path.split_once('#').map_or((path, String::new()), |(p, f)| (p, format!("#{f}")));
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{path}{joint}{}{fragment}", self.0.chosen)
    }

    /// The full address of a path of this site, without what the visitor chose.
    pub fn url(&self, path: &str) -> String {
        self.0.section.url(path)
    }

    /// What someone typed, if it is a path of this site: a link that others made must not lead
    /// out of the house. Browsers leave tabs and line ends out of an address and take `\` for
    /// `/`, so none of them may stand in it.
    pub fn own_path(wanted: &str) -> Option<&str> {
        let local = wanted.starts_with('/') && !wanted.starts_with("//");
        let plain = !wanted.contains(|c: char| c == '\\' || c.is_control());
        (local && plain).then_some(wanted)
    }

    /// Where a visitor asked to be led on to, if it is a path of this site, or else `/`.
    pub fn safe_back(wanted: &str) -> String {
        Self::own_path(wanted).unwrap_or("/").to_owned()
    }

    /// The address asked for, with its query.
    pub fn here(&self) -> String {
        if self.0.query.is_empty() {
            self.0.path.clone()
        } else {
            format!("{}?{}", self.0.path, self.0.query)
        }
    }

    /// The address asked for, fit to be put into another address.
    pub fn here_encoded(&self) -> String {
        utf8_percent_encode(&self.here(), NON_ALPHANUMERIC).to_string()
    }

    /// The ways in at this place, as this reader may see them.
    pub fn menu(&self, place: Place) -> Vec<MenuItem> {
        let mut entries: Vec<_> = self.0.section.house.menu.iter().filter(|e| e.place == place).collect();
        entries.sort_by_key(|e| e.order);
        entries.retain(|e| e.is_for(self.0.member.as_ref()));
        // `/me` begins the address of every page of one's own: the longest one is where they stand.
        let stands = |e: &&Entry| {
            let paths = std::iter::once(&e.path).chain(e.also).filter(|path| self.is_under(path));
            paths.map(|path| path.len()).max().map(|length| (length, e.path))
        };
        let here = entries.iter().filter_map(stands).max().map(|(_, path)| path);
        let item = |e: &Entry| MenuItem {
            href: self.href(e.path),
            label: self.counted(self.0.words.t(e.key), self.waiting_at(e.path)),
            current: here == Some(e.path),
            waiting: self.waiting_at(e.path),
        };
        entries.into_iter().map(item).collect()
    }

    /// How many things wait for the reader behind this way in.
    pub fn waiting_at(&self, path: &str) -> i64 {
        self.0.waiting.get(path).copied().unwrap_or(0)
    }

    /// A label that says how many things wait behind it, when any do.
    pub fn counted(&self, label: String, count: i64) -> String {
        if count == 0 {
            return label;
        }
        self.0.words.with("frame-counted", [("label", label.into()), ("count", count.into())])
    }

    /// Whether the reader stands at this path or below it; everything lies below `/` but the
    /// front page stands alone.
    pub fn is_under(&self, path: &str) -> bool {
        let below = |rest: &str| rest.is_empty() || (path != "/" && rest.starts_with('/'));
        self.0.path.strip_prefix(path).is_some_and(below)
    }

    /// The ways in at the top of every page.
    pub fn main_menu(&self) -> Vec<MenuItem> {
        self.menu(Place::Main)
    }
    /// The ways to one's own things.
    pub fn my_menu(&self) -> Vec<MenuItem> {
        self.menu(Place::Me)
    }
    /// The drawers of the desk that hold something for this reader.
    pub fn desk_menu(&self) -> Vec<DrawerItem> {
        Drawer::ALL.into_iter().filter_map(|drawer| self.drawer(drawer)).collect()
    }

    fn drawer(&self, drawer: Drawer) -> Option<DrawerItem> {
        let pages = self.menu(Place::Desk(drawer));
        let first = pages.first()?.clone();
        if pages.len() == 1 {
            return Some(DrawerItem { way: first, pages: Vec::new() });
        }
        let waiting = pages.iter().map(|page| page.waiting).sum();
        let label = self.counted(self.0.words.t(drawer.key()), waiting);
        let current = pages.iter().any(|page| page.current);
        Some(DrawerItem { way: MenuItem { href: first.href, label, current, waiting }, pages })
    }

    /// The ways in at the foot of every page.
    pub fn foot_menu(&self) -> Vec<MenuItem> {
        let mut foot = self.menu(Place::Foot);
        if self.0.demo {
            foot.extend(self.menu(Place::DemoFoot));
        }
        foot
    }

    /// This page in the other languages of the house.
    pub fn translations(&self) -> Vec<Translation> {
        let other = |l: &Language| *l != self.0.words.language();
        let languages = self.0.section.words.languages().into_iter().filter(other);
        languages
            .map(|language| Translation {
                language,
                label: self.0.section.words(language).t("frame-language-name"),
                href: self.here_with("lang", language.as_str()),
            })
            .collect()
    }

    /// This page with pictures on tap, or with pictures again.
    pub fn light_switch(&self) -> String {
        self.here_with("light", if self.0.light { "0" } else { "1" })
    }

    /// The text direction of the reader's language.
    pub fn direction(&self) -> &'static str {
        if self.0.words.language().is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// The address of a file of the look, such as `griot.css`.
    pub fn asset(&self, name: &str) -> String {
        Asset::path(name)
    }

    /// A day of the past in a sentence-friendly form.
    pub fn day(&self, at: Timestamp) -> String {
        self.0.words.day(at)
    }

    /// A mark that a form of a visitor carries: made anew each minute and shared by all,
    /// so that the page can be kept for many readers.
    pub fn time_token(&self) -> String {
        crate::guard::time_token(&self.0.section)
    }

    fn here_with(&self, name: &str, value: &str) -> String {
        let start = format!("{name}=");
        let mut pairs: Vec<_> =
            self.0.query.split('&').filter(|p| !p.is_empty() && !p.starts_with(&start)).collect();
        let pair = format!("{start}{value}");
        pairs.push(&pair);
        format!("{}?{}", self.0.path, pairs.join("&"))
    }
}

/// Where to go on after signing in: the page asked for, or the one whose form was sent.
fn back(section: &Section, parts: &Parts) -> String {
    if parts.method.is_safe() {
        return parts.uri.path_and_query().map_or_else(|| "/".to_owned(), |p| Visitor::safe_back(p.as_str()));
    }
    let referer = parts.headers.get(header::REFERER).and_then(|v| v.to_str().ok()?.parse::<Url>().ok());
    let own = referer.filter(|page| page.origin() == section.base_url.origin());
    own.map_or_else(
        || "/".to_owned(),
        |page| {
            let query = page.query().map(|q| format!("?{q}")).unwrap_or_default();
            Visitor::safe_back(&format!("{}{query}", page.path()))
        },
    )
}

impl std::ops::Deref for Visitor {
    type Target = Reader;
    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl FromRequestParts<Section> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, section: &Section) -> Result<Self, WebError> {
        match parts.extensions.get::<Self>() {
            Some(known) => Ok(known.clone()),
            None => Self::meet(section, parts).await,
        }
    }
}

/// Whether a page shows the ways to one's own things or to the desk.
fn shows_own_ways(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next();
    matches!(first, Some("me" | "desk" | "admin"))
}

async fn waiting(section: &Section, member: &Member) -> Result<HashMap<&'static str, i64>, WebError> {
    if section.house.waiting.is_empty() {
        return Ok(HashMap::new());
    }
    let mut db = section.db.read().await?;
    let mut all = HashMap::new();
    for who in &section.house.waiting {
        all.extend(who.waiting(&mut db, member).await?);
    }
    Ok(all)
}
