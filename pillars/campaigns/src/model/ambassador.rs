use griot_contracts::campaigns::CampaignId;
use griot_kernel::{Id, PersonId, Timestamp};

use super::text::{Refusal, line_of};

/// Names something that was shared.
pub type ShareId = Id<Share>;

/// A member who carries a campaign on their own accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambassador {
    /// Who.
    pub person: PersonId,
    /// For which club.
    pub club: String,
    /// The day on which they chose to.
    pub since: Timestamp,
}

/// Something that an ambassador shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its own name.
    pub id: ShareId,
    /// For which campaign.
    pub campaign: CampaignId,
    /// By whom. It is kept only while the risk of the campaign is normal.
    pub by: PersonId,
    /// On which network.
    pub network: String,
    /// Where it is seen; kept like the person.
    pub address: String,
    /// On which day.
    pub day: Timestamp,
}

impl Share {
    /// The network and the address as typed, or why they are not taken.
    pub fn typed(network: &str, address: &str) -> Result<(String, String), Refusal> {
        let (network, address) = (line_of(network, 40)?, line_of(address, 500)?);
        if network.is_empty() {
            return Err(Refusal::NoText);
        }
        let whole = address.starts_with("https://") || address.starts_with("http://");
        if address.is_empty() || whole { Ok((network, address)) } else { Err(Refusal::BadAddress) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, Share};

    #[test]
    fn an_address_is_whole_or_left_out() {
        assert!(Share::typed("Facebook", "").is_ok());
        assert!(Share::typed("Facebook", "https://facebook.com/1").is_ok());
        assert_eq!(Share::typed(" ", ""), Err(Refusal::NoText));
        assert_eq!(Share::typed("Facebook", "javascript:alert(1)"), Err(Refusal::BadAddress));
    }
}
