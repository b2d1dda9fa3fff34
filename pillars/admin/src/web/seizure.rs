use askama::Template;
use axum::{extract::State, response::Response};
use griot_pillar::{Field, Seen};
use griot_web::{Answer, Section, Visitor, WebError};

use crate::rooms;

#[derive(Template)]
#[template(path = "seizure.html")]
struct SeizurePage<'a> {
    v: &'a Visitor,
    rooms: Vec<(&'static str, Vec<Line>)>,
}

/// What some columns hold, and what is revealed of it.
struct Line {
    key: &'static str,
    seen: Seen,
    columns: Vec<String>,
}

impl SeizurePage<'_> {
    fn room(&self, room: &str) -> String {
        format!("seizure-room-{room}")
    }

    fn tone(&self, line: &Line) -> &'static str {
        match line.seen {
            Seen::Revealed => "bad",
            Seen::Guessable => "wait",
            Seen::Public | Seen::Nothing => "ok",
        }
    }

    /// How many things are revealed as they are.
    fn whole(&self, lines: &[Line]) -> i64 {
        let whole = lines.iter().filter(|line| line.seen == Seen::Revealed).count();
        i64::try_from(whole).unwrap_or(i64::MAX)
    }

    fn seen(&self, line: &Line) -> &'static str {
        match line.seen {
            Seen::Public => "seizure-seen-public",
            Seen::Revealed => "seizure-seen-revealed",
            Seen::Guessable => "seizure-seen-guessable",
            Seen::Nothing => "seizure-seen-nothing",
        }
    }
}

/// What someone who takes the server learns, column by column, from what the rooms say of their tables.
pub(crate) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let rooms = rooms(&section)?.fields().into_iter().filter(|(_, fields)| !fields.is_empty());
    let rooms = rooms.map(|(room, fields)| (room, lines(fields))).collect();
    SeizurePage { v: &v, rooms }.answer_public()
}

/// One line for all columns of which the same is to be said.
fn lines(fields: &[Field]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for field in fields {
        let column = format!("{}.{}", field.table, field.column);
        match lines.iter_mut().find(|line| (line.key, line.seen) == (field.key, field.seen)) {
            Some(line) => line.columns.push(column),
            None => lines.push(Line { key: field.key, seen: field.seen, columns: vec![column] }),
        }
    }
    lines
}
