use griot_contracts::campaigns::{CampaignId, LineId};

/// What a post is for in the one strategy of the section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    /// The campaign to which it belongs.
    pub campaign: Option<CampaignId>,
    /// The line of the strategy that it serves.
    pub line: Option<LineId>,
}
