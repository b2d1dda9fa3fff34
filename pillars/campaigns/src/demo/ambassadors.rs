use griot_contracts::campaigns::CampaignId;
use griot_db::{DbError, Tx};

use super::Teller;
use crate::{
    model::{Ambassador, Share},
    store::shares,
};

/// A member, their club, and on which networks they shared how many days ago.
type Carrier = (&'static str, &'static str, &'static [(&'static str, u64)]);

/// Who carries the campaign that runs.
const CARRIERS: [Carrier; 3] = [
    ("moussa-sawadogo", "Club du lycée de Kaya", &[("WhatsApp", 12), ("Facebook", 5), ("WhatsApp", 2)]),
    ("aicha-diallo", "Club de l’université", &[("Facebook", 9)]),
    ("awa-ouedraogo", "", &[]),
];

impl Teller<'_> {
    /// Members who carry the campaign that runs.
    pub(super) async fn ambassadors(&self, tx: &mut Tx, campaign: CampaignId) -> Result<(), DbError> {
        for (handle, club, shared) in CARRIERS {
            let Some(person) = self.person(handle) else { continue };
            let one = Ambassador { person, club: club.to_owned(), since: self.day(15) };
            shares::join(tx, campaign, &one).await?;
            for (network, days) in shared {
                let share = Share {
                    id: self.id(),
                    campaign,
                    by: person,
                    network: (*network).to_owned(),
                    address: String::new(),
                    day: self.day(*days),
                };
                shares::add(tx, &share).await?;
            }
        }
        Ok(())
    }
}
