use griot_contracts::campaigns::{CampaignId, Risk};
use griot_kernel::{Language, PersonId, Sensitivity, Timestamp, kept_as};

use super::text::{Refusal, day_of, line_of, lines_of};

/// How far a campaign has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Someone thought of it.
    Idea,
    /// It is being prepared.
    Planned,
    /// The public sees it and takes part.
    Running,
    /// It ended; the public still reads it.
    Closed,
    /// The section said what came of it.
    Evaluated,
}
kept_as!(Stage {
    Running = "running", "campaign-stage-running";
    Planned = "planned", "campaign-stage-planned";
    Idea = "idea", "campaign-stage-idea";
    Closed = "closed", "campaign-stage-closed";
    Evaluated = "evaluated", "campaign-stage-evaluated";
});

/// What can be done with a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// An idea is taken up.
    Plan,
    /// It begins: the public sees it.
    Open,
    /// The public sees it no more, and it is prepared again.
    TakeBack,
    /// It ends.
    Close,
    /// It goes on after all.
    Reopen,
    /// The section has said what came of it.
    Evaluate,
}
kept_as!(Move {
    Plan = "plan", "campaign-move-plan";
    Open = "open", "campaign-move-open";
    TakeBack = "take-back", "campaign-move-take-back";
    Close = "close", "campaign-move-close";
    Reopen = "reopen", "campaign-move-reopen";
    Evaluate = "evaluate", "campaign-move-evaluate";
});

/// From here, that cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAllowed;

impl Stage {
    /// The stage after `wanted`, if the campaign may go there from here.
    pub fn after(self, wanted: Move) -> Result<Self, NotAllowed> {
        match (self, wanted) {
            (Self::Idea, Move::Plan) | (Self::Running, Move::TakeBack) => Ok(Self::Planned),
            (Self::Planned, Move::Open) | (Self::Closed, Move::Reopen) => Ok(Self::Running),
            (Self::Running, Move::Close) => Ok(Self::Closed),
            (Self::Closed, Move::Evaluate) => Ok(Self::Evaluated),
            _ => Err(NotAllowed),
        }
    }

    /// What can be done from here by one press; the evaluation is written first.
    pub fn moves(self) -> Vec<Move> {
        let one_press = |wanted: &&Move| **wanted != Move::Evaluate && self.after(**wanted).is_ok();
        Move::ALL.iter().filter(one_press).copied().collect()
    }

    /// Whether the public sees it.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Running | Self::Closed | Self::Evaluated)
    }

    /// Whether things may be attached to it.
    pub fn takes_things(self) -> bool {
        matches!(self, Self::Idea | Self::Planned | Self::Running)
    }
}

/// What a campaign says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CampaignWords {
    /// As shown.
    pub title: String,
    /// What it tells the public. Markdown.
    pub message: String,
    /// To whom it speaks, one a line.
    pub audiences: String,
    /// What everyone who speaks for it says, one a line.
    pub key_messages: String,
    /// In which languages it speaks.
    pub languages: Vec<Language>,
    /// What its people risk.
    pub risk: Risk,
    /// Its first day.
    pub starts: Option<Timestamp>,
    /// Its last day.
    pub ends: Option<Timestamp>,
}

impl CampaignWords {
    /// A title, tidied and judged.
    pub fn title(typed: &str) -> Result<String, Refusal> {
        let title = line_of(typed, 120)?;
        if title.is_empty() { Err(Refusal::NoText) } else { Ok(title) }
    }

    /// The texts tidied and judged, the days and languages read.
    pub fn typed(self, languages: &str, starts: &str, ends: &str) -> Result<Self, Refusal> {
        let (starts, ends) = (day_of(starts)?, day_of(ends)?);
        if starts.zip(ends).is_some_and(|(starts, ends)| ends < starts) {
            return Err(Refusal::EndsFirst);
        }
        let tags = languages.split([',', ' ', ';']).map(str::trim).filter(|tag| !tag.is_empty());
        let mut read = Vec::new();
        for tag in tags.take(12) {
            let language: Language = tag.parse().map_err(|_| Refusal::BadLanguage)?;
            if !read.contains(&language) {
                read.push(language);
            }
        }
        Ok(Self {
            title: Self::title(&self.title)?,
            message: lines_of(&self.message, 20_000)?,
            audiences: lines_of(&self.audiences, 2_000)?,
            key_messages: lines_of(&self.key_messages, 4_000)?,
            languages: read,
            risk: self.risk,
            starts,
            ends,
        })
    }
}

/// What the section says of a campaign at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// What was planned.
    pub planned: String,
    /// What was reached.
    pub reached: String,
    /// What was learnt for the next one.
    pub learnt: String,
}

impl Evaluation {
    /// The same words tidied, or why they are not taken.
    pub fn judged(&self) -> Result<Self, Refusal> {
        let [planned, reached, learnt] =
            [&self.planned, &self.reached, &self.learnt].map(|text| lines_of(text, 8_000));
        let all = Self { planned: planned?, reached: reached?, learnt: learnt? };
        let empty = all.planned.is_empty() || all.reached.is_empty() || all.learnt.is_empty();
        if empty { Err(Refusal::NoText) } else { Ok(all) }
    }
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Never changes.
    pub id: CampaignId,
    /// Its address. It never changes, since people wrote it down.
    pub slug: String,
    /// What it says of itself.
    pub words: CampaignWords,
    /// How far it has come.
    pub stage: Stage,
    /// When it began to run.
    pub opened_at: Option<Timestamp>,
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// When it was evaluated.
    pub evaluated_at: Option<Timestamp>,
    /// What came of it.
    pub evaluation: Evaluation,
    /// Grows with each change.
    pub revision: i64,
    /// Who thought of it, while they are here.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Timestamp,
}

impl Campaign {
    /// Whom a text about it could endanger.
    pub fn sensitivity(&self) -> Sensitivity {
        match self.words.risk {
            Risk::Normal => Sensitivity::None,
            Risk::Elevated => Sensitivity::NamedPerson,
            Risk::High => Sensitivity::AtRiskPerson,
        }
    }

    /// Where the public sees it.
    pub fn address(&self) -> String {
        format!("/campaigns/{}", self.slug)
    }

    /// Where staff see it.
    pub fn desk(&self) -> String {
        format!("/desk/campaigns/{}", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::{CampaignWords, Move, NotAllowed, Refusal, Stage};

    #[test]
    fn a_campaign_goes_from_idea_to_evaluation() {
        let mut stage = Stage::Idea;
        for step in [Move::Plan, Move::Open, Move::Close, Move::Evaluate] {
            stage = stage.after(step).unwrap();
        }
        assert_eq!(stage, Stage::Evaluated);
        assert!(stage.moves().is_empty());
        assert_eq!(Stage::Idea.after(Move::Open), Err(NotAllowed));
        assert_eq!(Stage::Evaluated.after(Move::Reopen), Err(NotAllowed));
    }

    #[test]
    fn what_was_opened_too_early_can_be_taken_back() {
        assert_eq!(Stage::Running.moves(), [Move::TakeBack, Move::Close]);
        assert!(Stage::Running.is_public() && !Stage::Running.after(Move::TakeBack).unwrap().is_public());
        assert_eq!(Stage::Closed.after(Move::Reopen), Ok(Stage::Running));
    }

    #[test]
    fn languages_and_days_are_read_or_refused() {
        let typed = |languages: &str, starts: &str, ends: &str| {
            CampaignWords { title: "L’eau".into(), ..CampaignWords::default() }.typed(languages, starts, ends)
        };
        let words = typed("fr, mos fr", "2013-02-01", "2013-03-31").unwrap();
        assert_eq!(words.languages.iter().map(ToString::to_string).collect::<Vec<_>>(), ["fr", "mos"]);
        assert_eq!(typed("français!", "", ""), Err(Refusal::BadLanguage));
        assert_eq!(typed("fr", "2013-03-31", "2013-02-01"), Err(Refusal::EndsFirst));
    }
}
