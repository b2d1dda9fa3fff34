use askama::Template;
use axum::{extract::State, response::Response};
use griot_pillar::{Field, Seen};
use griot_web::{Answer, Section, Visitor, WebError};

use crate::rooms;

#[derive(Template)]
#[template(path = "seizure.html")]
struct SeizurePage<'a> {
    v: &'a Visitor,
    rooms: Vec<(&'static str, &'static [Field])>,
}

impl SeizurePage<'_> {
    fn room(&self, room: &str) -> String {
        format!("seizure-room-{room}")
    }

    fn tone(&self, field: &Field) -> &'static str {
        match field.seen {
            Seen::Revealed => "bad",
            Seen::Guessable => "wait",
            Seen::Public | Seen::Nothing => "ok",
        }
    }

    fn seen(&self, field: &Field) -> &'static str {
        match field.seen {
            Seen::Public => "seizure-seen-public",
            Seen::Revealed => "seizure-seen-revealed",
            Seen::Guessable => "seizure-seen-guessable",
            Seen::Nothing => "seizure-seen-nothing",
        }
    }
}

/// What someone who takes the server learns, column by column, from what the rooms say of their tables.
pub(crate) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let rooms = rooms(&section)?.fields().into_iter().filter(|(_, fields)| !fields.is_empty()).collect();
    SeizurePage { v: &v, rooms }.answer_public()
}
