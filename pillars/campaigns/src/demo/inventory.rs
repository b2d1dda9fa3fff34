use griot_db::{DbError, Tx};

use super::{Lines, Teller, told};
use crate::{
    model::{
        Account, AccountId, AccountState, AccountWords, Blog, BlogState, Proof, Step, StepId, StepState,
        StepWords,
    },
    store::{accounts, blogs, steps},
};

/// An account: network, address, state, first and second owner, recovery, notes, days ago.
struct ToldAccount(
    &'static str,
    &'static str,
    AccountState,
    [&'static str; 2],
    &'static str,
    &'static str,
    u64,
);

const ACCOUNTS: &[ToldAccount] = &[
    ToldAccount(
        "Facebook",
        "facebook.example/section-du-faso",
        AccountState::Ours,
        ["fatou-traore", "salif-zongo"],
        "Salif tient l’adresse de récupération ; le téléphone de secours est au bureau.",
        "",
        28,
    ),
    ToldAccount(
        "YouTube",
        "video.example/section-du-faso",
        AccountState::Ours,
        ["moussa-sawadogo", ""],
        "",
        "Ouverte par Moussa pour filmer une marche. Tout dépend de son téléphone.",
        200,
    ),
    ToldAccount(
        "WhatsApp",
        "Groupe « Alerte », 214 personnes",
        AccountState::Ours,
        ["fatou-traore", "boukary-tiendrebeogo"],
        "Le téléphone du groupe est au bureau, dans l’armoire fermée.",
        "",
        90,
    ),
    ToldAccount(
        "Twitter",
        "@section_faso",
        AccountState::Claim,
        ["", ""],
        "",
        "Ouvert par un ancien stagiaire ; il a promis les clés.",
        60,
    ),
    ToldAccount(
        "Facebook",
        "facebook.example/section-officielle",
        AccountState::Fake,
        ["", ""],
        "",
        "Demande de l’argent en notre nom. Signalée deux fois ; captures gardées au bureau.",
        11,
    ),
];

/// Ids of accounts by their address.
pub(super) type Accounts = Vec<(&'static str, AccountId)>;

impl Teller<'_> {
    /// The inventory: one account hangs on one person, one is fake.
    pub(super) async fn accounts(&self, tx: &mut Tx) -> Result<Accounts, DbError> {
        let mut known = Accounts::new();
        for ToldAccount(network, address, state, [owner, second], recovery, notes, days) in ACCOUNTS {
            let words = AccountWords {
                network: (*network).to_owned(),
                address: (*address).to_owned(),
                state: *state,
                owner: self.person(owner),
                second: self.person(second),
                recovery: (*recovery).to_owned(),
                notes: (*notes).to_owned(),
            };
            let at = self.ago(*days);
            let ours_at = (*state == AccountState::Ours).then_some(at);
            let account = Account { id: self.id(), words, ours_at, revision: 1, changed_at: at };
            accounts::insert(tx, &account).await?;
            known.push((address, account.id));
        }
        Ok(known)
    }

    /// Five blogs on their way home.
    pub(super) async fn blogs(&self, tx: &mut Tx) -> Result<(), DbError> {
        for (days, (author, address, notes, handle, state)) in (9_u64..).zip(told::BLOGS) {
            let state: BlogState = state.parse().map_err(DbError::unreadable("inventory_blog"))?;
            let blog = Blog {
                id: self.id(),
                address: (*address).to_owned(),
                author_name: (*author).to_owned(),
                person: self.person(handle),
                state,
                notes: (*notes).to_owned(),
                known_at: self.ago(days + 60),
                invited_at: (state != BlogState::Known).then(|| self.ago(days + 20)),
                joined_at: (state == BlogState::Joined).then(|| self.ago(days)),
            };
            blogs::insert(tx, &blog).await?;
        }
        Ok(())
    }

    /// Two steps that were proved, one proposed after them, two under way of which one is late, one
    /// that waits.
    pub(super) async fn roadmap(&self, tx: &mut Tx, lines: &Lines, known: &Accounts) -> Result<(), DbError> {
        let written = self.step("Écrire la stratégie ensemble", "Une version adoptée", "mariam-kabore");
        let written = self.closed(tx, written, (95, 75), version_one()).await?;
        let page = self.step(
            "Reprendre la page Facebook",
            "La page est notée « à nous », avec deux responsables",
            "fatou-traore",
        );
        let page = Step { words: StepWords { follows: Some(written), ..page.words }, ..page };
        let proof =
            known.iter().find(|(address, _)| address.ends_with("section-du-faso")).map(|(address, id)| {
                Proof {
                    mark: format!("campaigns.account:{id}"),
                    key: "evidence-account".into(),
                    title: format!("Facebook · {address}"),
                    address: "/desk/accounts".into(),
                    at: self.ago(28),
                }
            });
        let page = self.closed(tx, page, (70, 27), proof.unwrap_or_else(version_one)).await?;

        let next = self.step(
            "Donner une deuxième personne à chaque compte",
            "Aucun compte ne dépend d’une seule personne",
            "salif-zongo",
        );
        self.open(tx, next, StepState::Proposed, Some(page), 20).await?;
        let home =
            self.step("Ramener trois blogs à la maison", "Trois blogs notés « arrivés »", "moussa-sawadogo");
        let line = lines.get("Ramener les blogs à la maison").copied();
        let home = Step { words: StepWords { line, ..home.words }, ..home };
        let home = self.open(tx, home, StepState::Adopted, None, 12).await?;
        let train = self.step(
            "Former dix jeunes à écrire pour le téléphone",
            "Un atelier tenu, dix certificats",
            "adama-nikiema",
        );
        let line = lines.get("Former des voix").copied();
        let train = Step { words: StepWords { line, ..train.words }, ..train };
        self.open(tx, train, StepState::Prepared, Some(home), 40).await?;
        let late = self.step(
            "Écrire la règle des groupes WhatsApp",
            "Une ligne de la charte, adoptée",
            "issa-compaore",
        );
        let late = Step { words: StepWords { due: Some(self.day(3)), ..late.words }, ..late };
        self.open(tx, late, StepState::Adopted, None, 0).await?;
        Ok(())
    }

    fn step(&self, title: &str, proof: &str, owner: &str) -> Step {
        Step {
            id: self.id(),
            words: StepWords {
                title: title.to_owned(),
                proof: proof.to_owned(),
                owner: self.person(owner),
                ..StepWords::default()
            },
            state: StepState::Proposed,
            revision: 1,
            created_at: self.ago(100),
            adopted: None,
            closed: None,
            evidence: None,
        }
    }

    async fn closed(
        &self,
        tx: &mut Tx,
        step: Step,
        (adopted, closed): (u64, u64),
        proof: Proof,
    ) -> Result<StepId, DbError> {
        let proof = Proof { at: self.ago(closed + 1), ..proof };
        let words = StepWords { due: Some(self.day(closed)), ..step.words };
        let step = Step { words, ..step };
        steps::insert(tx, &step).await?;
        if let Some(director) = self.person("mariam-kabore") {
            steps::adopt(tx, step.id, director, self.ago(adopted)).await?;
            steps::close(tx, step.id, &proof, step.words.owner, self.ago(closed)).await?;
        }
        Ok(step.id)
    }

    async fn open(
        &self,
        tx: &mut Tx,
        step: Step,
        state: StepState,
        follows: Option<StepId>,
        days: u64,
    ) -> Result<StepId, DbError> {
        let due = step.words.due.or_else(|| Some(self.ahead(days)));
        let words = StepWords { due, follows, ..step.words };
        let first = if state == StepState::Adopted { StepState::Proposed } else { state };
        let step = Step { words, state: first, ..step };
        steps::insert(tx, &step).await?;
        if state == StepState::Adopted
            && let Some(director) = self.person("mariam-kabore")
        {
            steps::adopt(tx, step.id, director, self.ago(14)).await?;
        }
        Ok(step.id)
    }
}

fn version_one() -> Proof {
    Proof {
        mark: "campaigns.version:1".into(),
        key: "evidence-version".into(),
        title: "1".into(),
        address: "/desk/strategy/versions/1".into(),
        at: griot_kernel::Timestamp::from_millisecond(0),
    }
}
