use std::str::FromStr;

use axum::http::{StatusCode, Uri};
use griot_kernel::{Id, Language, Timestamp};
use griot_web::Visitor;
use url::form_urlencoded;

use super::problem::{ApiError, ApiProblem};

/// Parameters that choose how something is read, and which every address of the house takes.
const ALWAYS: [&str; 2] = ["lang", "light"];

/// The parameters of a question. Each is known, stands once and means something, or the caller
/// is told which does not: a misspelt filter must not look like an answer.
#[derive(Debug)]
pub(super) struct Query<'a> {
    visitor: &'a Visitor,
    pairs: Vec<(String, String)>,
}

impl<'a> Query<'a> {
    /// Reads the parameters, all of which must be among `known`.
    pub fn read(visitor: &'a Visitor, uri: &Uri, known: &[&str]) -> Result<Self, ApiError> {
        let mut query = Self { visitor, pairs: Vec::new() };
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            if ALWAYS.contains(&name.as_ref()) {
                continue;
            }
            if !known.contains(&name.as_ref()) {
                return Err(query.refuse("api-refused-unknown", &name));
            }
            if query.get(&name).is_some() {
                return Err(query.refuse("api-refused-twice", &name));
            }
            query.pairs.push((name.into_owned(), value.into_owned()));
        }
        Ok(query)
    }

    /// A slug.
    pub fn slug(&self, name: &'static str) -> Result<Option<String>, ApiError> {
        self.one(name, |value| is_slug(value).then(|| value.to_owned()))
    }

    /// A whole number from 1 to `most`.
    pub fn number(&self, name: &'static str, most: u32) -> Result<Option<u32>, ApiError> {
        self.one(name, |value| {
            let digits = value.bytes().all(|byte| byte.is_ascii_digit());
            value.parse().ok().filter(|number| digits && (1..=most).contains(number))
        })
    }

    /// One of these words.
    pub fn word<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, ApiError> {
        self.one(name, |value| value.parse().ok())
    }

    /// A language tag.
    pub fn language(&self, name: &'static str) -> Result<Option<Language>, ApiError> {
        self.one(name, |value| {
            value.parse().ok().filter(|_| value.starts_with(|c: char| c.is_ascii_alphabetic()))
        })
    }

    /// The first moment of a day.
    pub fn day(&self, name: &'static str) -> Result<Option<Timestamp>, ApiError> {
        self.one(name, |value| {
            let shape = value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            format!("{value}T00:00:00Z").parse().ok().filter(|_| shape)
        })
    }

    /// The id of something.
    pub fn id<T>(&self, name: &'static str) -> Result<Option<Id<T>>, ApiError> {
        self.one(name, id)
    }

    /// The sentence that says what is wrong with the parameter `name`.
    fn refuse(&self, key: &str, name: &str) -> ApiError {
        let parameter: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
        let title = self.visitor.words.put(key, "name", &parameter);
        let problem = ApiProblem::said(self.visitor, "bad-parameter", StatusCode::BAD_REQUEST, title);
        ApiProblem { parameter: Some(parameter), ..problem }.refuse()
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn one<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ApiError> {
        match self.get(name).map(read) {
            None => Ok(None),
            Some(Some(value)) => Ok(Some(value)),
            Some(None) => Err(self.refuse("api-refused-value", name)),
        }
    }
}

/// Letters, digits and hyphens, as in the addresses of pages.
pub(super) fn is_slug(value: &str) -> bool {
    (1..=100).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// An id as it is written here, and in no other way.
pub(super) fn id<T>(text: &str) -> Option<Id<T>> {
    text.parse().ok().filter(|_| text.len() == 36)
}
