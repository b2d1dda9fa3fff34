//! Signs that nobody types: whatever stands in a form or an address, the house answers with a page
//! or a sentence, on both databases.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use griot::compose;
use griot_kernel::{Clock, Random, SystemClock, SystemRandom};
use http::Method;
use tempfile::TempDir;

use crate::program::{Person, Program};

/// Raw, among others, and written as escapes of other tongues.
const SIGNS: [&str; 3] =
    ["\0", "\u{1}\0\u{b}\u{1f}\u{7f}\u{85}\u{feff}\u{fffe}\u{10ffff}", "%00\\u0000&#0;\u{2028}"];
const PAGES: usize = 250;

/// A form as a page shows it: what is typed into it, and what it holds already.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    action: String,
    takes_files: bool,
    typed: Vec<String>,
    held: Vec<(String, String)>,
}

impl Shown {
    /// Of several buttons or choices of one name, the first.
    fn hold(&mut self, name: String, value: String) {
        if !self.held.iter().any(|(known, _)| *known == name) {
            self.held.push((name, value));
        }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    let value = after.split('"').next()?;
    Some(value.replace("&#38;", "&").replace("&#39;", "'").replace("&#34;", "\""))
}

fn forms_of(page: &str, path: &str) -> Vec<Shown> {
    let mut found = Vec::new();
    for form in page.split("<form").skip(1) {
        let (head, rest) = form.split_once('>').unwrap();
        if attribute(head, "method").is_none_or(|method| method != "post") {
            continue;
        }
        let mut shown = Shown {
            action: attribute(head, "action").unwrap_or_else(|| path.to_owned()),
            takes_files: head.contains("multipart/form-data"),
            typed: Vec::new(),
            held: Vec::new(),
        };
        let mut select = None;
        for tag in rest.split("</form>").next().unwrap().split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let what = tag.split_whitespace().next().unwrap_or_default();
            let name = attribute(tag, "name");
            let holds = matches!(
                attribute(tag, "type").as_deref(),
                Some("hidden" | "radio" | "checkbox" | "submit" | "button")
            );
            match (what, name) {
                ("select", name) => select = name,
                ("option", _) => {
                    if let Some(name) = select.take() {
                        shown.hold(name, attribute(tag, "value").unwrap_or_default());
                    }
                }
                ("input" | "button", Some(name)) if holds || what == "button" => {
                    shown.hold(name, attribute(tag, "value").unwrap_or_else(|| "on".to_owned()));
                }
                ("input" | "textarea", Some(name)) => shown.typed.push(name),
                _ => {}
            }
        }
        found.push(shown);
    }
    found
}

/// What a form is, whatever it is about: one of each kind is enough.
fn kind_of(path: &str) -> String {
    let one = |part: &str| match part.contains(|sign: char| sign.is_ascii_digit()) || part.len() > 24 {
        true => "*".to_owned(),
        false => part.to_owned(),
    };
    path.split(['?', '#']).next().unwrap_or_default().split('/').map(one).collect::<Vec<_>>().join("/")
}

/// The forms that someone meets who follows every link.
async fn walk(person: &Person) -> Vec<Shown> {
    let starts = ["/", "/me", "/desk", "/admin", "/join", "/sign-in", "/me/posts/new", "/me/imports/new"];
    let mut ahead: VecDeque<String> = starts.map(str::to_owned).into();
    let (mut seen, mut known, mut forms) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    while let Some(path) = ahead.pop_front() {
        if seen.len() >= PAGES || path.contains('.') || !seen.insert(kind_of(&path)) {
            continue;
        }
        let page = person.get(&path).await;
        assert!(page.status < 500, "{path}: {}", page.text);
        for form in forms_of(&page.text, &path) {
            let fields: Vec<_> =
                form.typed.iter().chain(form.held.iter().map(|(name, _)| name)).cloned().collect();
            if known.insert((kind_of(&form.action), fields)) {
                forms.push(form);
            }
        }
        let links = page.text.split(" href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
        ahead.extend(links.map(|link| format!("/{}", link.replace("&#38;", "&"))));
    }
    forms
}

/// Sends the form with the signs in what is typed, or in all that it holds but its marks.
async fn send(person: &Person, form: &Shown, signs: &str, everywhere: bool) {
    let typed = |name: &str| match name {
        name if name.contains("mail") || name.contains("address") => format!("a{signs}wa@example.org"),
        _ => format!("Le puits {signs} est plein"),
    };
    let mut fields: Vec<(String, String)> =
        form.typed.iter().map(|name| (name.clone(), typed(name))).collect();
    for (name, value) in &form.held {
        let mark = matches!(name.as_str(), "csrf" | "at") || !everywhere;
        fields.push((name.clone(), if mark { value.clone() } else { format!("{value}{signs}") }));
    }
    // The mark comes before any file.
    fields.sort_by_key(|(name, _)| name != "csrf");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = match form.takes_files {
        true => person.upload(&form.action, &fields, signs.as_bytes()).await,
        false => person.post(&form.action, &fields).await,
    };
    assert!(answer.status < 500, "{} with {fields:?}: {} {}", form.action, answer.status, answer.text);
}

async fn try_every_form(environment: &[(&str, &str)]) {
    let place = TempDir::new().unwrap();
    let program = Program::start("demo", place.path(), environment).await;
    let mut sent = 0;
    for who in ["", "member", "director", "administrator"] {
        let enter = async || match who {
            "" => Person::new(&program),
            who => Person::enter(&program, who).await,
        };
        let mut person = enter().await;
        for form in walk(&person).await {
            for (signs, everywhere) in SIGNS.into_iter().map(|signs| (signs, false)).chain([(SIGNS[0], true)])
            {
                send(&person, &form, signs, everywhere).await;
                sent += 1;
            }
            // Some forms lead out, and some end every session.
            if !who.is_empty() && person.get("/me").await.status != 200 {
                person = enter().await;
            }
        }
    }
    assert!(sent > 200, "only {sent} forms were found");
    try_every_address(&Person::enter(&program, "administrator").await).await;
    let said = program.said();
    assert!(!said.contains("request failed"), "{said}");
    program.stop();
}

async fn try_every_address(person: &Person) {
    let (clock, random): (Arc<dyn Clock>, Arc<dyn Random>) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    for (_, route) in compose::pillars(&clock, &random).route_list() {
        for sign in ["%00", "a%00b", "%01%7F", "%EF%BF%BE"] {
            let part = |part: &str| if part.starts_with('{') { sign.to_owned() } else { part.to_owned() };
            let path = route.path.split('/').map(part).collect::<Vec<_>>().join("/");
            let query =
                ["q", "tag", "page", "before", "after", "blog", "year", "language", "kind", "done", "back"]
                    .map(|name| format!("{name}={sign}"))
                    .join("&");
            let path = format!("{path}?{query}");
            let answer = match route.method {
                Method::GET => person.get(&path).await,
                _ => person.post(&path, &[("csrf", "void")]).await,
            };
            assert!(answer.status < 500, "{} {path}: {} {}", route.method, answer.status, answer.text);
        }
    }
}

#[tokio::test]
async fn no_form_and_no_address_breaks_the_house_in_a_file() {
    try_every_form(&[]).await;
}

#[tokio::test]
async fn no_form_and_no_address_breaks_the_house_on_a_server() {
    let Ok(server) = std::env::var("GRIOT_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        eprintln!("skipped: GRIOT_TEST_POSTGRES names no server");
        return;
    };
    let url = griot_testkit::fresh_postgres_url(&server).await;
    try_every_form(&[("GRIOT_DATABASE_URL", &url)]).await;
}
