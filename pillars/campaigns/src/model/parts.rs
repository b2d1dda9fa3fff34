use griot_contracts::campaigns::CampaignId;
use griot_kernel::{Id, PersonId, Timestamp, kept_as};

use super::text::{Refusal, figure_of, line_of};

/// Names something that people can do.
pub type WayId = Id<Way>;
/// Names an objective of a campaign.
pub type ObjectiveId = Id<Objective>;
/// Names a cost.
pub type CostId = Id<Cost>;

/// Something that everyone can do now for a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its id.
    pub id: WayId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// What to do, in a few words.
    pub label: String,
    /// Where: a path of this site, or a page of the web.
    pub address: String,
}

impl Way {
    /// What was typed, tidied and judged: words and address.
    pub fn typed(label: &str, address: &str) -> Result<(String, String), Refusal> {
        let (label, address) = (line_of(label, 120)?, line_of(address, 400)?);
        if label.is_empty() || address.is_empty() {
            return Err(Refusal::NoText);
        }
        let web = ["https://", "http://"].iter().any(|start| {
            address.strip_prefix(start).is_some_and(|rest| rest.contains('.') && !rest.starts_with('.'))
        });
        let own = griot_web::Visitor::own_path(&address).is_some();
        let plain = !address.contains(' ');
        if (web || own) && plain { Ok((label, address)) } else { Err(Refusal::BadAddress) }
    }

    /// Whether it leads to another site.
    pub fn leads_out(&self) -> bool {
        !self.address.starts_with('/')
    }
}

/// What a campaign wants to reach, in a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// Its id.
    pub id: ObjectiveId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// In words.
    pub text: String,
    /// How many.
    pub goal: i64,
    /// Of what.
    pub unit: String,
    /// How many there are, once someone counted.
    pub value: Option<i64>,
    /// On which day.
    pub day: Option<Timestamp>,
    /// How that is known.
    pub source: String,
}

impl Objective {
    /// What was typed, tidied and judged: words, figure and unit.
    pub fn typed(text: &str, goal: &str, unit: &str) -> Result<(String, i64, String), Refusal> {
        let (text, unit) = (line_of(text, 240)?, line_of(unit, 60)?);
        if text.is_empty() {
            return Err(Refusal::NoText);
        }
        let goal = figure_of(goal)?.filter(|goal| *goal > 0).ok_or(Refusal::NoFigure)?;
        if unit.is_empty() { Err(Refusal::NoUnit) } else { Ok((text, goal, unit)) }
    }
}

/// For what money was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostKind {
    /// Calls, messages, data.
    Airtime,
    /// Getting there.
    Transport,
    /// Paper and ink.
    Printing,
    /// Anything else.
    Other,
}
kept_as!(CostKind {
    Airtime = "airtime", "campaign-cost-airtime";
    Transport = "transport", "campaign-cost-transport";
    Printing = "printing", "campaign-cost-printing";
    Other = "other", "campaign-cost-other";
});

/// Money that someone noted. Griot moves none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Its id.
    pub id: CostId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// For what kind of thing.
    pub kind: CostKind,
    /// For what.
    pub what: String,
    /// Whole CFA francs.
    pub amount: i64,
    /// On which day.
    pub day: Timestamp,
    /// Who noted it, while they are here.
    pub by: Option<PersonId>,
}

/// The whole francs that were typed, with or without their name.
pub fn francs(typed: &str) -> Result<i64, Refusal> {
    let lower = typed.to_lowercase();
    let bare = lower.trim().trim_end_matches("cfa").trim_end().trim_end_matches(['f', '.']).trim_end();
    figure_of(bare)?.filter(|francs| *francs > 0).ok_or(Refusal::NoFigure)
}

#[cfg(test)]
mod tests {
    use super::{Refusal, Way, francs};

    #[test]
    fn francs_are_read_as_people_write_them() {
        for typed in ["12500", "12 500", "12 500 F CFA", "12 500 FCFA", "12500f"] {
            assert_eq!(francs(typed), Ok(12_500), "{typed}");
        }
        for wrong in ["", "0", "12,5", "douze mille"] {
            assert_eq!(francs(wrong), Err(Refusal::NoFigure), "{wrong}");
        }
    }

    #[test]
    fn a_way_leads_to_a_page_and_never_runs_anything() {
        for good in ["/petitions/eau", "https://exemple.bf/eau"] {
            assert!(Way::typed("Signer", good).is_ok(), "{good}");
        }
        for bad in ["javascript:alert(1)", "//ailleurs.example", "exemple.bf", "https://", "/a b"] {
            assert_eq!(Way::typed("Signer", bad), Err(Refusal::BadAddress), "{bad}");
        }
    }
}
