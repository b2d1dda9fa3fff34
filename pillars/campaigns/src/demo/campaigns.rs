use griot_contracts::campaigns::{CampaignId, Risk};
use griot_db::{DbError, Tx};
use griot_kernel::Language;

use super::{Lines, Teller, told};
use crate::{
    acts,
    model::{Campaign, CampaignWords, Cost, CostKind, Evaluation, Objective, Stage, Way},
    store::{campaigns, parts, teams},
};

/// Ids of campaigns that the room speaks of.
pub(super) struct Told {
    /// The one that runs.
    pub water: CampaignId,
    /// The one that is prepared.
    pub birth: CampaignId,
}

fn languages() -> Vec<Language> {
    ["fr", "mos", "dyu"].iter().filter_map(|tag| tag.parse().ok()).collect()
}

impl Teller<'_> {
    /// One that runs, one that is prepared, one that is over, and an idea that serves nothing yet.
    pub(super) async fn campaigns(&self, tx: &mut Tx, lines: &Lines) -> Result<Told, DbError> {
        let told = Told { water: self.id(), birth: self.id() };
        self.water(tx, told.water, lines).await?;
        self.birth(tx, told.birth, lines).await?;
        self.writing(tx, lines).await?;
        let words = CampaignWords { title: "La nuit des blogs".into(), ..CampaignWords::default() };
        let idea = self.blank(self.id(), "la-nuit-des-blogs", words, 6);
        campaigns::insert(tx, &idea).await?;
        Ok(told)
    }

    fn blank(&self, id: CampaignId, slug: &str, words: CampaignWords, days: u64) -> Campaign {
        Campaign {
            id,
            slug: slug.to_owned(),
            words: CampaignWords { languages: languages(), ..words },
            stage: Stage::Idea,
            opened_at: None,
            closed_at: None,
            evaluated_at: None,
            evaluation: Evaluation::default(),
            revision: 1,
            created_by: self.person("boukary-tiendrebeogo"),
            created_at: self.ago(days),
        }
    }

    async fn water(&self, tx: &mut Tx, id: CampaignId, lines: &Lines) -> Result<(), DbError> {
        let words = CampaignWords {
            title: "L’eau à l’école".into(),
            message: told::WATER.into(),
            audiences: "Les jeunes des villes\nLes parents d’élèves\nLes radios communautaires".into(),
            key_messages:
                "L’eau à l’école est un droit, pas un cadeau.\nUne école, un point d’eau, une date.".into(),
            starts: Some(self.day(24)),
            ends: Some(self.ahead(45)),
            ..CampaignWords::default()
        };
        let campaign = Campaign {
            stage: Stage::Running,
            opened_at: Some(self.ago(24)),
            ..self.blank(id, "l-eau-a-l-ecole", words, 40)
        };
        campaigns::insert(tx, &campaign).await?;
        for text in [
            "L’eau à l’école est un droit, pas un cadeau.",
            "Les parents d’élèves, par la radio et par SMS",
            "Être lus par les jeunes",
        ] {
            if let Some(line) = lines.get(text) {
                campaigns::serve(tx, id, *line).await?;
            }
        }
        self.team(tx, id, &["fatou-traore", "awa-ouedraogo", "boukary-tiendrebeogo", "issa-compaore"])
            .await?;
        for (n, (label, address)) in (0_u64..)
            .zip([("Lire celles et ceux qui racontent", "/blogs"), ("Rejoindre la section", "/join")])
        {
            let (label, address) = (label.to_owned(), address.to_owned());
            let way = Way { id: self.id(), campaign: id, label, address };
            parts::add_way(tx, &way, self.ago(24 - n)).await?;
        }
        self.objective(
            tx,
            id,
            "Faire signer le cahier de l’eau",
            (1_000, "signatures"),
            (412, 2, "cahiers de Kaya et de Ouagadougou"),
        )
        .await?;
        self.objective(
            tx,
            id,
            "Savoir combien de points d’eau manquent",
            (20, "écoles"),
            (7, 4, "réponses des écoles, par téléphone"),
        )
        .await?;
        self.cost(tx, id, CostKind::Airtime, ("Appels aux écoles", 12_500, 12)).await?;
        self.cost(tx, id, CostKind::Transport, ("Aller et retour à Kaya, deux personnes", 36_000, 9)).await?;
        self.cost(tx, id, CostKind::Printing, ("Deux cents cahiers d’une page", 18_750, 20)).await?;
        acts::campaign::tell(tx, id, 1).await
    }

    async fn birth(&self, tx: &mut Tx, id: CampaignId, lines: &Lines) -> Result<(), DbError> {
        let words = CampaignWords {
            title: "Un extrait de naissance pour chaque enfant".into(),
            message: told::BIRTH.into(),
            audiences: "Les familles des quartiers non lotis\nLes agents de l’état civil".into(),
            key_messages: "Exister sur le papier, c’est pouvoir exister tout court.".into(),
            risk: Risk::Elevated,
            starts: Some(self.ahead(22)),
            ends: Some(self.ahead(60)),
            ..CampaignWords::default()
        };
        let campaign =
            Campaign { stage: Stage::Planned, ..self.blank(id, "un-extrait-de-naissance", words, 15) };
        campaigns::insert(tx, &campaign).await?;
        if let Some(line) = lines.get("Chacun peut faire un geste aujourd’hui.") {
            campaigns::serve(tx, id, *line).await?;
        }
        self.team(tx, id, &["boukary-tiendrebeogo", "aicha-diallo"]).await
    }

    async fn writing(&self, tx: &mut Tx, lines: &Lines) -> Result<(), DbError> {
        let id = self.id();
        let words = CampaignWords {
            title: "Écrire sans peur".into(),
            message: told::WRITING.into(),
            starts: Some(self.day(120)),
            ends: Some(self.day(70)),
            ..CampaignWords::default()
        };
        let evaluation = Evaluation {
            planned: "Vingt textes en cinquante jours, cinq nouvelles plumes, une soirée de lecture.".into(),
            reached: "Vingt-six textes, sept nouvelles plumes dont quatre femmes ; pas de soirée, faute de salle.".into(),
            learnt: "Les textes courts sont les plus lus. Demander la salle un mois avant. Dire dès le premier jour qu’un pseudonyme est permis.".into(),
        };
        let campaign = Campaign {
            stage: Stage::Evaluated,
            opened_at: Some(self.ago(120)),
            closed_at: Some(self.ago(70)),
            evaluated_at: Some(self.ago(55)),
            evaluation,
            ..self.blank(id, "ecrire-sans-peur", words, 140)
        };
        campaigns::insert(tx, &campaign).await?;
        if let Some((_, line)) = lines.iter().find(|(text, _)| text.starts_with("Une voix seule")) {
            campaigns::serve(tx, id, *line).await?;
        }
        self.team(tx, id, &["fatou-traore", "adama-nikiema"]).await?;
        self.objective(tx, id, "Publier des textes", (20, "textes"), (26, 70, "page des blogs")).await?;
        self.cost(tx, id, CostKind::Airtime, ("Forfaits pour trois plumes", 9_000, 100)).await?;
        acts::campaign::tell(tx, id, 1).await
    }

    async fn team(&self, tx: &mut Tx, id: CampaignId, handles: &[&str]) -> Result<(), DbError> {
        for person in handles.iter().filter_map(|handle| self.person(handle)) {
            teams::add(tx, id, person).await?;
        }
        Ok(())
    }

    async fn objective(
        &self,
        tx: &mut Tx,
        campaign: CampaignId,
        text: &str,
        (goal, unit): (i64, &str),
        (value, days, source): (i64, u64, &str),
    ) -> Result<(), DbError> {
        let one = Objective {
            id: self.id(),
            campaign,
            text: text.to_owned(),
            goal,
            unit: unit.to_owned(),
            value: Some(value),
            day: Some(self.day(days)),
            source: source.to_owned(),
        };
        parts::add_objective(tx, &one, self.ago(days)).await
    }

    async fn cost(
        &self,
        tx: &mut Tx,
        campaign: CampaignId,
        kind: CostKind,
        (what, amount, days): (&str, i64, u64),
    ) -> Result<(), DbError> {
        let (by, what) = (self.person("fatou-traore"), what.to_owned());
        let cost = Cost { id: self.id(), campaign, kind, what, amount, day: self.day(days), by };
        parts::add_cost(tx, &cost, self.ago(days)).await
    }
}
