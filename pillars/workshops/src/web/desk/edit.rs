//! What a workshop says of itself, to be changed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::{Language, PersonId};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{TRAIN, of_path, title};
use crate::{
    acts,
    model::{Programme, Refusal, Workshop, WorkshopWords, count_of},
    store::workshops,
    web::view::{Choice, lead, people},
};

/// More people than this fit no room.
const MOST: i64 = 2_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EditForm {
    title: String,
    languages: String,
    place: String,
    area: String,
    exact: String,
    access: String,
    note: String,
    capacity: String,
    until: String,
    sms: String,
    trainers: Vec<String>,
    revision: i64,
}

fn ticked(yes: bool) -> String {
    if yes { "1".to_owned() } else { String::new() }
}

impl EditForm {
    fn of(v: &Visitor, workshop: &Workshop, trainers: &[PersonId]) -> Self {
        let words = &workshop.words;
        let languages: Vec<String> = words.languages.iter().map(ToString::to_string).collect();
        Self {
            title: words.title.clone(),
            languages: languages.join(", "),
            place: words.place.clone(),
            area: words.area.clone(),
            exact: ticked(words.is_exact),
            access: words.access.clone(),
            note: words.note.clone(),
            capacity: words.capacity.to_string(),
            until: v.settings.zone.field(words.enrol_until),
            sms: ticked(words.sms),
            trainers: trainers.iter().map(ToString::to_string).collect(),
            revision: workshop.revision,
        }
    }

    /// What was typed, judged, in the place of what the workshop says.
    fn judged(&self, v: &Visitor, known: &Workshop) -> Result<Workshop, Refusal> {
        let words = WorkshopWords::typed(&self.title, &self.place, &self.area, &self.access, &self.note)?;
        let tags = self.languages.split([',', ' ', ';']).filter(|tag| !tag.is_empty());
        let languages: Result<Vec<Language>, _> = tags.map(str::parse).collect();
        let languages = languages.map_err(|_| Refusal::BadLanguage)?;
        if languages.is_empty() {
            return Err(Refusal::BadLanguage);
        }
        let until = v.settings.zone.read(&self.until, Some(known.words.enrol_until));
        let words = WorkshopWords {
            languages,
            is_exact: !self.exact.is_empty(),
            capacity: count_of(&self.capacity, 1, MOST)?,
            enrol_until: until.map_err(|_| Refusal::NoMoment)?,
            sms: !self.sms.is_empty(),
            ..words
        };
        Ok(Workshop { words, revision: self.revision, ..known.clone() })
    }

    fn trainers(&self) -> Result<Vec<PersonId>, Refusal> {
        self.trainers.iter().map(|one| one.parse().map_err(|_| Refusal::BadChoice)).collect()
    }
}

#[derive(Template)]
#[template(path = "desk_workshop_edit.html")]
struct EditPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    form: EditForm,
    trainers: Vec<Choice>,
    has_gateway: bool,
    refusal: Option<String>,
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    (workshop, programme): (&Workshop, &Programme),
    form: EditForm,
) -> Result<EditPage<'a>, WebError> {
    let chosen = form.trainers().unwrap_or_default();
    Ok(EditPage {
        v,
        at: workshop.desk(),
        title: title(workshop, programme).to_owned(),
        trainers: people(section, db, &chosen).await?,
        form,
        has_gateway: section.sms.is_some(),
        refusal: None,
    })
}

pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (workshop, programme) = of_path(&mut db, &id).await?;
    let trainers = workshops::trainers(&mut db, workshop.id).await?;
    let form = EditForm::of(&v, &workshop, &trainers);
    page(&section, &mut db, &v, (&workshop, &programme), form).await?.answer()
}

pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<EditForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (known, programme) = of_path(&mut tx, &id).await?;
    let judged = form.judged(&v, &known).and_then(|one| form.trainers().map(|people| (one, people)));
    let saved = match judged {
        Ok((one, people)) if workshops::save(&mut tx, &one).await? => {
            workshops::set_trainers(&mut tx, one.id, &people).await?;
            Ok(one)
        }
        Ok(_) => Err(Refusal::Stale),
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(one) => {
            let moved = one.words.place != known.words.place || one.words.area != known.words.area;
            let revision = known.revision + 1;
            if moved {
                acts::prepare::changed(&mut tx, &one, revision).await?;
            } else {
                acts::prepare::tell(&mut tx, &one, revision).await?;
            }
            // With more places, those who wait move up.
            acts::enrol::move_up(&mut tx, one.id, section.clock.now()).await?;
            tx.commit().await?;
            lead(&v, &format!("{}?done=saved", known.desk()))
        }
        Err(refusal) => {
            let form = EditForm { revision: known.revision, ..form };
            let mut page = page(&section, &mut tx, &v, (&known, &programme), form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            page.answer_form(true)
        }
    }
}
