use griot_contracts::campaigns::LineId;
use griot_kernel::{Timestamp, kept_as};

use super::text::{Refusal, day_of, figure_of, line_of, lines_of};

/// What a line of the strategy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// Where the section stands: accounts, blogs, equipment, skills.
    Diagnosis,
    /// To whom it speaks. Young people come first.
    Audience,
    /// What it says.
    Message,
    /// What each channel is for.
    Channel,
    /// How one speaks: who speaks for the section, in what tone, what in a crisis.
    Charter,
    /// What is to be reached, in a figure and until a day.
    Objective,
}
kept_as!(LineKind {
    Diagnosis = "diagnosis", "strategy-kind-diagnosis";
    Audience = "audience", "strategy-kind-audience";
    Message = "message", "strategy-kind-message";
    Channel = "channel", "strategy-kind-channel";
    Charter = "charter", "strategy-kind-charter";
    Objective = "objective", "strategy-kind-objective";
});

impl LineKind {
    /// Whether campaigns and texts serve such lines: a diagnosis and a charter are kept to, not served.
    pub fn is_served(self) -> bool {
        !matches!(self, Self::Diagnosis | Self::Charter)
    }

    /// The message that stands above the lines of this kind.
    pub fn many_key(self) -> &'static str {
        match self {
            Self::Diagnosis => "strategy-many-diagnosis",
            Self::Audience => "strategy-many-audience",
            Self::Message => "strategy-many-message",
            Self::Channel => "strategy-many-channel",
            Self::Charter => "strategy-many-charter",
            Self::Objective => "strategy-many-objective",
        }
    }

    /// The message that says what such a line should hold.
    pub fn how_key(self) -> &'static str {
        match self {
            Self::Diagnosis => "strategy-how-diagnosis",
            Self::Audience => "strategy-how-audience",
            Self::Message => "strategy-how-message",
            Self::Channel => "strategy-how-channel",
            Self::Charter => "strategy-how-charter",
            Self::Objective => "strategy-how-objective",
        }
    }
}

/// What an objective wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// How many.
    pub figure: i64,
    /// Of what.
    pub unit: String,
    /// Until which day.
    pub due: Timestamp,
}

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineWords {
    /// One sentence.
    pub text: String,
    /// What else must be known of it.
    pub detail: String,
    /// Whether the public reads it.
    pub is_public: bool,
    /// Of objectives alone.
    pub goal: Option<Goal>,
}

impl LineWords {
    /// What was typed, tidied and judged. `goal` holds figure, unit and day.
    pub fn typed(
        kind: LineKind,
        text: &str,
        detail: &str,
        is_public: bool,
        goal: (&str, &str, &str),
    ) -> Result<Self, Refusal> {
        let text = line_of(text, 240)?;
        if text.is_empty() {
            return Err(Refusal::NoText);
        }
        let detail = lines_of(detail, 4_000)?;
        let goal = if kind == LineKind::Objective { Some(Goal::typed(goal)?) } else { None };
        Ok(Self { text, detail, is_public, goal })
    }
}

impl Goal {
    fn typed((figure, unit, due): (&str, &str, &str)) -> Result<Self, Refusal> {
        let figure = figure_of(figure)?.filter(|figure| *figure > 0).ok_or(Refusal::NoFigure)?;
        let unit = line_of(unit, 60)?;
        if unit.is_empty() {
            return Err(Refusal::NoUnit);
        }
        let due = day_of(due)?.ok_or(Refusal::NoGoalDay)?;
        Ok(Self { figure, unit, due })
    }
}

/// A line of the strategy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The same from version to version.
    pub id: LineId,
    /// What it is.
    pub kind: LineKind,
    /// Its place among those of its kind.
    pub place: i64,
    /// What it says.
    pub words: LineWords,
    /// Grows with each change of the draft.
    pub revision: i64,
    /// When the draft of it was last changed.
    pub changed_at: Timestamp,
}

/// Where an objective stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Which.
    pub line: LineId,
    /// How many there were.
    pub value: i64,
    /// On which day.
    pub day: Timestamp,
    /// How that is known.
    pub source: String,
}

#[cfg(test)]
mod tests {
    use super::{LineKind, LineWords, Refusal};

    #[test]
    fn an_objective_says_how_many_of_what_until_when() {
        let typed = |goal| LineWords::typed(LineKind::Objective, "Être lus", "", true, goal);
        assert_eq!(typed(("", "personnes", "2013-12-31")), Err(Refusal::NoFigure));
        assert_eq!(typed(("0", "personnes", "2013-12-31")), Err(Refusal::NoFigure));
        assert_eq!(typed(("500", " ", "2013-12-31")), Err(Refusal::NoUnit));
        assert_eq!(typed(("500", "personnes", "")), Err(Refusal::NoGoalDay));
        let goal = typed(("1 500", "personnes", "2013-12-31")).unwrap().goal.unwrap();
        assert_eq!((goal.figure, goal.unit.as_str()), (1_500, "personnes"));
        let message = LineWords::typed(LineKind::Message, "L’eau", "", true, ("12", "", "x")).unwrap();
        assert_eq!(message.goal, None, "only objectives have a figure");
        assert_eq!(LineWords::typed(LineKind::Message, " ", "", true, ("", "", "")), Err(Refusal::NoText));
    }
}
