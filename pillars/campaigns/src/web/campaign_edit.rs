//! What a campaign says of itself, and which lines of the strategy it serves.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_contracts::campaigns::{LineId, Risk};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    campaign::{of_path, risk_key},
    view::{Choice, day_field, lead, line_choices},
};
use crate::{
    acts,
    model::{Campaign, CampaignWords, Refusal},
    store::campaigns,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EditForm {
    title: String,
    message: String,
    audiences: String,
    key_messages: String,
    languages: String,
    risk: String,
    starts: String,
    ends: String,
    lines: Vec<String>,
    revision: i64,
}

impl EditForm {
    fn of(campaign: &Campaign, served: &[LineId]) -> Self {
        let words = &campaign.words;
        let languages: Vec<String> = words.languages.iter().map(ToString::to_string).collect();
        Self {
            title: words.title.clone(),
            message: words.message.clone(),
            audiences: words.audiences.clone(),
            key_messages: words.key_messages.clone(),
            languages: languages.join(", "),
            risk: words.risk.as_str().to_owned(),
            starts: day_field(words.starts),
            ends: day_field(words.ends),
            lines: served.iter().map(ToString::to_string).collect(),
            revision: campaign.revision,
        }
    }

    fn judged(&self) -> Result<CampaignWords, Refusal> {
        let words = CampaignWords {
            title: self.title.clone(),
            message: self.message.clone(),
            audiences: self.audiences.clone(),
            key_messages: self.key_messages.clone(),
            risk: self.risk.parse().map_err(|_| Refusal::BadChoice)?,
            ..CampaignWords::default()
        };
        words.typed(&self.languages, &self.starts, &self.ends)
    }

    fn served(&self) -> Vec<LineId> {
        self.lines.iter().filter_map(|line| line.parse().ok()).collect()
    }
}

#[derive(Template)]
#[template(path = "campaign_edit.html")]
struct EditPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    is_public: bool,
    form: &'a EditForm,
    risks: Vec<Choice>,
    lines: Vec<Choice>,
    theirs: Option<EditForm>,
    refusal: Option<String>,
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    campaign: &Campaign,
    form: &'a EditForm,
) -> Result<EditPage<'a>, WebError> {
    let risk = |risk: Risk| Choice {
        value: risk.as_str().to_owned(),
        label: v.words.t(risk_key(risk)),
        current: risk.as_str() == form.risk,
    };
    Ok(EditPage {
        v,
        at: campaign.desk(),
        title: campaign.words.title.clone(),
        is_public: campaign.stage.is_public(),
        risks: Risk::ALL.into_iter().map(risk).collect(),
        lines: line_choices(db, v, &form.served()).await?,
        form,
        theirs: None,
        refusal: None,
    })
}

/// The words of a campaign, to be changed.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let campaign = of_path(&mut db, &id).await?;
    let form = EditForm::of(&campaign, &campaigns::served(&mut db, campaign.id).await?);
    page(&mut db, &v, &campaign, &form).await?.answer()
}

/// Changes them, or shows both texts when someone else was faster.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(mut form): Form<EditForm>,
) -> Result<Response, WebError> {
    v.require(&super::LEAD)?;
    let mut tx = section.db.begin().await?;
    let campaign = of_path(&mut tx, &id).await?;
    let words = match form.judged() {
        // What everyone reads cannot be emptied.
        Ok(words) if campaign.stage.is_public() && words.message.is_empty() => Err(Refusal::NoMessage),
        judged => judged,
    };
    let words = match words {
        // What it is written in is the first of its languages.
        Ok(words) if words.languages.is_empty() => {
            CampaignWords { languages: vec![section.settings().language], ..words }
        }
        Ok(words) => words,
        Err(refusal) => {
            let mut page = page(&mut tx, &v, &campaign, &form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    if !campaigns::save(&mut tx, campaign.id, form.revision, &words).await? {
        form.revision = campaign.revision;
        let theirs = EditForm::of(&campaign, &[]);
        let mut page = page(&mut tx, &v, &campaign, &form).await?;
        page.theirs = Some(theirs);
        return page.answer_with(StatusCode::CONFLICT);
    }
    campaigns::serve_nothing(&mut tx, campaign.id).await?;
    for line in form.served().into_iter().take(100) {
        campaigns::serve(&mut tx, campaign.id, line).await?;
    }
    acts::campaign::touch(&mut tx, &campaign).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", campaign.desk()))
}
