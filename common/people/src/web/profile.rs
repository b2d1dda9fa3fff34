//! One's own profile: name, words, picture, language.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::{files::FilesLetGo, people::PublicNameChanged};
use griot_db::outbox;
use griot_files::{Limits, PictureRefusal};
use griot_kernel::{Language, PersonId};
use griot_web::{Answer, Form, Upload, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{PageQuery, join::Refusal};
use crate::{
    Section,
    acts::naming,
    answers::picture_address,
    model::{person::Person, profile},
    store,
};

const PICTURE_WIDTH: u32 = 320;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProfileForm {
    name: String,
    about: String,
    language: String,
    open_profile: Option<String>,
    light: Option<String>,
}

#[derive(Template)]
#[template(path = "profile_form.html")]
struct FormPage<'a> {
    v: &'a Visitor,
    form: &'a ProfileForm,
    handle: &'a str,
    picture: Option<String>,
    languages: Vec<(String, String)>,
    refusal: Option<Refusal>,
    picture_error: Option<String>,
    done: Option<String>,
}

/// The languages of the house: tag, and what its speakers call it.
pub(super) fn languages(v: &Visitor) -> Vec<(String, String)> {
    let words = &v.section().words;
    let name = |l: Language| (l.to_string(), words.words(l).t("frame-language-name"));
    words.languages().into_iter().map(name).collect()
}

/// The language by its tag, if the house speaks it.
pub(super) fn language(v: &Visitor, tag: &str) -> Option<Language> {
    tag.parse().ok().filter(|l| v.section().words.languages().contains(l))
}

async fn own(section: &Section, id: PersonId) -> Result<Person, WebError> {
    let mut db = section.db.read().await?;
    store::persons::by_id(&mut db, id).await?.ok_or(WebError::NotFound)
}

fn form_of(person: &Person) -> ProfileForm {
    let ticked = |on: bool| on.then(|| "1".to_owned());
    ProfileForm {
        name: person.name.clone(),
        about: person.about.clone(),
        language: person.language.to_string(),
        open_profile: ticked(person.open_profile),
        light: ticked(person.light),
    }
}

fn page<'a>(v: &'a Visitor, form: &'a ProfileForm, person: &'a Person) -> FormPage<'a> {
    FormPage {
        v,
        form,
        handle: &person.handle,
        picture: person.picture.as_deref().map(picture_address),
        languages: languages(v),
        refusal: None,
        picture_error: None,
        done: None,
    }
}

pub(super) async fn form(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<PageQuery>,
) -> Result<Response, WebError> {
    let person = own(&section, v.signed_in()?.id).await?;
    let form = form_of(&person);
    FormPage { done: query.done(&v), ..page(&v, &form, &person) }.answer()
}

pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<ProfileForm>,
) -> Result<Response, WebError> {
    let id = v.signed_in()?.id;
    let checked =
        profile::name(&form.name).map_err(|r| Refusal { field: "name", key: r.key() }).and_then(|name| {
            let about = profile::about(&form.about).map_err(|r| Refusal { field: "about", key: r.key() })?;
            Ok((name, about))
        });
    let (name, about) = match checked {
        Ok(checked) => checked,
        Err(refusal) => {
            let person = own(&section, id).await?;
            return FormPage { refusal: Some(refusal), ..page(&v, &form, &person) }
                .answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let before = own(&section, id).await?;
    let renamed = name != before.name;
    if renamed && naming::deceives(&mut *section.db.read().await?, &v.settings.name, &name, Some(id)).await? {
        let refusal = Refusal { field: "name", key: profile::Refusal::Deceives.key() };
        return FormPage { refusal: Some(refusal), ..page(&v, &form, &before) }
            .answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    change(&section, id, |person| {
        person.name = name;
        person.about = about;
        person.language = language(&v, &form.language).unwrap_or(person.language);
        person.open_profile = form.open_profile.is_some();
        person.light = form.light.is_some();
    })
    .await?;
    Ok(Redirect::to("/me/profile?done=saved").into_response())
}

fn picture_key(refusal: PictureRefusal) -> &'static str {
    match refusal {
        PictureRefusal::TooManyBytes => "people-refused-picture-heavy",
        PictureRefusal::TooManyPixels => "people-refused-picture-pixels",
        PictureRefusal::TooDeep => "people-refused-picture-deep",
        PictureRefusal::NotAPicture => "people-refused-picture-kind",
        PictureRefusal::Damaged => "people-refused-picture-damaged",
        PictureRefusal::TooSlow => "people-refused-picture-slow",
    }
}

/// Takes a picture, makes it small, and keeps it.
pub(super) async fn picture(
    State(section): State<Section>,
    v: Visitor,
    upload: Upload,
) -> Result<Response, WebError> {
    let id = v.signed_in()?.id;
    let refused = async |key: &str| {
        let person = own(&section, id).await?;
        let form = form_of(&person);
        FormPage { picture_error: Some(v.words.t(key)), ..page(&v, &form, &person) }
            .answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    let Some(file) = upload.file("picture") else { return refused("people-refused-no-picture").await };
    let made = match griot_files::picture(file.bytes.clone(), &Limits::default()).await {
        Ok(made) => made,
        Err(refusal) => return refused(picture_key(refusal)).await,
    };
    // Narrowest first: a profile needs no more than the one that fits.
    let small = made.renditions.iter().find(|r| r.width >= PICTURE_WIDTH).or(made.renditions.last());
    let key = match small {
        Some(rendition) => Some(section.files.put(rendition.bytes.clone(), "jpg").await?.to_string()),
        None => None,
    };
    change(&section, id, |person| person.picture = key).await?;
    Ok(Redirect::to("/me/profile?done=picture").into_response())
}

pub(super) async fn remove_picture(
    State(section): State<Section>,
    v: Visitor,
    Form(super::Nothing {}): Form<super::Nothing>,
) -> Result<Response, WebError> {
    change(&section, v.signed_in()?.id, |person| person.picture = None).await?;
    Ok(Redirect::to("/me/profile?done=picture-removed").into_response())
}

/// Writes the public side anew and tells whoever shows it.
async fn change(section: &Section, id: PersonId, edit: impl FnOnce(&mut Person)) -> Result<(), WebError> {
    let mut tx = section.db.begin().await?;
    let mut person = store::persons::by_id(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let before = person.clone();
    edit(&mut person);
    if person != before {
        store::persons::change_profile(&mut tx, &person).await?;
        let shown = |p: &Person| (p.name.clone(), p.picture.clone(), p.open_profile);
        if shown(&person) != shown(&before) {
            outbox::publish(&mut tx, &PublicNameChanged { person: id }).await?;
        }
        if person.picture != before.picture {
            outbox::publish(&mut tx, &FilesLetGo {}).await?;
        }
        tx.public_changed().await?;
    }
    tx.commit().await?;
    Ok(())
}
