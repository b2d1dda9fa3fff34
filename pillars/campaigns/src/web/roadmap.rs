//! The roadmap: what is under way, what is proposed, what was proved.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    strategy::Said,
    view::{
        Choice, Names, chosen, chosen_person, day_field, evidence_sentence, lead, line_choices, people, said,
    },
};
use crate::{
    acts,
    model::{Refusal, Step, StepState, StepWords},
    store::steps,
};

/// What the forms about steps send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StepForm {
    pub title: String,
    pub proof: String,
    pub owner: String,
    pub due: String,
    pub line: String,
    pub follows: String,
    pub revision: i64,
    pub mark: String,
}

impl StepForm {
    /// What a step says now.
    pub fn of(step: &Step) -> Self {
        let words = &step.words;
        Self {
            title: words.title.clone(),
            proof: words.proof.clone(),
            owner: words.owner.map(|id| id.to_string()).unwrap_or_default(),
            due: day_field(words.due),
            line: words.line.map(|id| id.to_string()).unwrap_or_default(),
            follows: words.follows.map(|id| id.to_string()).unwrap_or_default(),
            revision: step.revision,
            mark: String::new(),
        }
    }

    /// The words and choices, judged.
    pub async fn judged(
        &self,
        section: &Section,
        db: &mut Conn,
    ) -> Result<Result<StepWords, Refusal>, WebError> {
        let words = match StepWords::typed(&self.title, &self.proof, &self.due) {
            Ok(words) => words,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let owner = chosen_person(section, db, &self.owner).await?;
        let (Ok(owner), Ok(line), Ok(follows)) = (owner, chosen(&self.line), chosen(&self.follows)) else {
            return Ok(Err(Refusal::BadChoice));
        };
        Ok(Ok(StepWords { owner, line, follows, ..words }))
    }
}

/// What one chooses from in the form of a step.
pub(super) struct StepChoices {
    pub owners: Vec<Choice>,
    pub lines: Vec<Choice>,
    pub before: Vec<Choice>,
}

impl StepChoices {
    /// The choices with those of `form` made; a step never follows itself.
    pub async fn of(
        section: &Section,
        db: &mut Conn,
        v: &Visitor,
        form: &StepForm,
        own: Option<Id<Step>>,
    ) -> Result<Self, WebError> {
        let before = steps::list(db).await?.into_iter().filter(|step| {
            let open_or_chosen = step.state.is_open() || step.id.to_string() == form.follows;
            open_or_chosen && Some(step.id) != own
        });
        let before = before.map(|step| Choice {
            value: step.id.to_string(),
            current: step.id.to_string() == form.follows,
            label: step.words.title,
        });
        let line: Vec<_> = form.line.parse().into_iter().collect();
        Ok(Self {
            owners: people(section, db, form.owner.parse().ok()).await?,
            lines: line_choices(db, v, &line).await?,
            before: before.collect(),
        })
    }
}

struct Row {
    href: String,
    title: String,
    proof: String,
    owner: String,
    day: Option<String>,
    is_late: bool,
    evidence: Option<(String, String)>,
}

struct Group {
    title: String,
    how: Option<String>,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "roadmap.html")]
struct RoadmapPage<'a> {
    v: &'a Visitor,
    groups: Vec<Group>,
    form: &'a StepForm,
    choices: StepChoices,
    action: String,
    may_edit: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// The steps by how they stand.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let form = StepForm::default();
    let mut page = page(&section, &mut db, &v, &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    form: &'a StepForm,
) -> Result<RoadmapPage<'a>, WebError> {
    let all = steps::list(db).await?;
    let names = Names::of(section, db, all.iter().filter_map(|step| step.words.owner).collect()).await?;
    let now = section.clock.now();
    let row = |step: &Step| Row {
        href: v.href(&step.desk()),
        title: step.words.title.clone(),
        proof: step.words.proof.clone(),
        owner: names.name(v, step.words.owner),
        day: match step.closed {
            Some((at, _)) => Some(v.words.put("step-closed-on", "day", v.day(at))),
            None => step.words.due.map(|due| v.words.put("step-due-on", "day", v.day(due))),
        },
        is_late: step.state == StepState::Adopted && step.words.due.is_some_and(|due| due.day() < now.day()),
        evidence: step
            .evidence
            .as_ref()
            .map(|proof| (v.href(&proof.address), evidence_sentence(v, &proof.key, &proof.title))),
    };
    let group = |state: &StepState| {
        let how = match state {
            StepState::Proposed => Some(v.words.t("roadmap-proposed-how")),
            StepState::Prepared => Some(v.words.t("roadmap-prepared-how")),
            _ => None,
        };
        let rows = all.iter().filter(|step| step.state == *state).map(row).collect();
        Group { title: v.words.t(state.key()), how, rows }
    };
    Ok(RoadmapPage {
        v,
        groups: StepState::ALL.iter().map(group).filter(|group| !group.rows.is_empty()).collect(),
        choices: StepChoices::of(section, db, v, form, None).await?,
        action: v.href("/desk/strategy/roadmap#refusal"),
        form,
        may_edit: v.may(&super::EDIT),
        refusal: None,
        done: None,
    })
}

/// Writes a step down.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<StepForm>,
) -> Result<Response, WebError> {
    v.require(&super::EDIT)?;
    let mut tx = section.db.begin().await?;
    let words = match form.judged(&section, &mut tx).await? {
        Ok(words) => words,
        Err(refusal) => {
            let mut page = page(&section, &mut tx, &v, &form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let step = Step {
        id: Id::secret(section.random.as_ref()),
        state: acts::roadmap::first_state(&mut tx, words.follows).await?,
        words,
        revision: 1,
        created_at: section.clock.now(),
        adopted: None,
        closed: None,
        evidence: None,
    };
    steps::insert(&mut tx, &step).await?;
    tx.commit().await?;
    lead(&v, "/desk/strategy/roadmap?done=added")
}
