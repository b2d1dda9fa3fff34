//! The part of the invented section's story that is told of its strategy, its campaigns and its
//! internal room. Nobody and nothing in it is real.

mod ambassadors;
mod campaigns;
mod inventory;
mod room;
mod told;

use std::{collections::HashMap, time::Duration};

use griot_contracts::campaigns::LineId;
use griot_db::{DbError, Tx};
use griot_kernel::{Id, PersonId, Timestamp};
use griot_pillar::Story;
use griot_web::Section;

use crate::{
    model::{Goal, Line, LineKind, LineWords, Measure, Version},
    store::{lines, measures, versions},
};

/// Tells it.
pub async fn tell(section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
    let teller = Teller { section, story };
    if teller.person("mariam-kabore").is_none() {
        return Ok(());
    }
    let lines = teller.strategy(tx).await?;
    let campaigns = teller.campaigns(tx, &lines).await?;
    teller.ambassadors(tx, campaigns.water).await?;
    let accounts = teller.accounts(tx).await?;
    teller.blogs(tx).await?;
    teller.roadmap(tx, &lines, &accounts).await?;
    teller.room(tx, &campaigns, &lines).await?;
    tx.public_changed().await
}

/// Ids of lines by what they say.
type Lines = HashMap<&'static str, LineId>;

struct Teller<'a> {
    section: &'a Section,
    story: &'a Story,
}

impl Teller<'_> {
    fn person(&self, handle: &str) -> Option<PersonId> {
        self.story.person(handle).map(|person| person.id)
    }

    fn ago(&self, days: u64) -> Timestamp {
        self.story.today - Duration::from_secs(days * 86_400)
    }

    /// The first moment of a day to come.
    fn ahead(&self, days: u64) -> Timestamp {
        Timestamp::start_of((self.story.today + Duration::from_secs(days * 86_400)).day())
    }

    /// The first moment of a day that was.
    fn day(&self, days: u64) -> Timestamp {
        Timestamp::start_of(self.ago(days).day())
    }

    fn id<T>(&self) -> Id<T> {
        Id::secret(self.section.random.as_ref())
    }

    /// Two adopted versions, and one line more in the draft.
    async fn strategy(&self, tx: &mut Tx) -> Result<Lines, DbError> {
        let (mut known, director) = (Lines::new(), self.person("mariam-kabore"));
        let notes = [
            (1, 75, "Écrite à sept, en deux samedis : un premier pas."),
            (2, 20, "Après deux mois d’essai : un rôle pour chaque canal, une règle de crise, des chiffres."),
        ];
        for number in 1..=3 {
            let days = notes.iter().find(|note| note.0 == number).map_or(2, |note| note.1);
            if number == 2 {
                self.sharpen(tx, &known, self.ago(days)).await?;
            }
            for (place, line) in (1..).zip(told::LINES).filter(|(_, line)| line.4 == number) {
                let id = self.line(tx, place, line, self.ago(days)).await?;
                known.insert(line.1, id);
            }
            if let Some((number, days, note)) = notes.iter().find(|note| note.0 == number) {
                let version = Version {
                    number: *number,
                    adopted_at: self.ago(*days),
                    by: director,
                    note: (*note).to_owned(),
                };
                versions::adopt(tx, &version).await?;
                versions::copy_draft(tx, *number).await?;
            }
        }
        self.measures(tx, &known).await?;
        Ok(known)
    }

    async fn line(
        &self,
        tx: &mut Tx,
        place: i64,
        told: &told::ToldLine,
        at: Timestamp,
    ) -> Result<LineId, DbError> {
        let told::ToldLine(kind, text, detail, is_public, _) = told;
        let first = if *text == told::YOUNG { told::YOUNG_BEFORE } else { *text };
        let goal = told::GOALS.iter().find(|goal| goal.0 == *text && *kind == LineKind::Objective);
        let goal = goal.map(|told::ToldGoal(_, figure, unit, days, _)| Goal {
            figure: *figure,
            unit: (*unit).to_owned(),
            due: self.ahead(*days),
        });
        let words =
            LineWords { text: first.to_owned(), detail: (*detail).to_owned(), is_public: *is_public, goal };
        let line = Line { id: self.id(), kind: *kind, place, words, revision: 1, changed_at: at };
        lines::insert(tx, &line, self.person("fatou-traore")).await?;
        Ok(line.id)
    }

    /// The first version said of the young only that they are young.
    async fn sharpen(&self, tx: &mut Tx, known: &Lines, at: Timestamp) -> Result<(), DbError> {
        let (Some(id), Some(by)) = (known.get(told::YOUNG), self.person("fatou-traore")) else {
            return Ok(());
        };
        let Some(line) = lines::by_id(tx, *id).await? else { return Ok(()) };
        let words = LineWords { text: told::YOUNG.to_owned(), ..line.words };
        lines::save(tx, *id, line.revision, &words, by, at).await.map(drop)
    }

    async fn measures(&self, tx: &mut Tx, known: &Lines) -> Result<(), DbError> {
        let Some(by) = self.person("fatou-traore") else { return Ok(()) };
        for told::ToldGoal(text, _, _, _, counted) in told::GOALS {
            let Some(line) = known.get(text) else { continue };
            for (value, days, source) in *counted {
                let (day, source) = (self.day(*days), (*source).to_owned());
                let measure = Measure { line: *line, value: *value, day, source };
                let id: LineId = self.id();
                measures::insert(tx, id.as_uuid(), &measure, by, self.ago(*days)).await?;
            }
        }
        Ok(())
    }
}
