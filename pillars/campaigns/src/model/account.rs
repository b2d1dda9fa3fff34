use griot_kernel::{Id, PersonId, Timestamp, kept_as};

use super::{
    campaign::NotAllowed,
    text::{Refusal, line_of, lines_of},
};

/// Names an account.
pub type AccountId = Id<Account>;
/// Names a blog that stands elsewhere.
pub type BlogHomeId = Id<Blog>;

/// Whose an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// It speaks of the section, and the section has not got its keys yet.
    Claim,
    /// The section has its keys.
    Ours,
    /// Nobody finds its keys any more.
    Lost,
    /// It passes for the section.
    Fake,
}
kept_as!(AccountState {
    Ours = "ours", "account-state-ours";
    Claim = "claim", "account-state-claim";
    Lost = "lost", "account-state-lost";
    Fake = "fake", "account-state-fake";
});

/// What is noted of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountWords {
    /// Facebook, WhatsApp, …
    pub network: String,
    /// Its address or name there.
    pub address: String,
    /// Whose it is.
    pub state: AccountState,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Who answers for it when the first one cannot.
    pub second: Option<PersonId>,
    /// Who holds the mail or the telephone by which one comes back in. Words, never a secret.
    pub recovery: String,
    /// What else is worth knowing.
    pub notes: String,
}

impl AccountWords {
    /// The same words tidied, or why they are not taken.
    pub fn judged(self) -> Result<Self, Refusal> {
        let (network, address) = (line_of(&self.network, 60)?, line_of(&self.address, 300)?);
        if network.is_empty() || address.is_empty() {
            return Err(Refusal::NoText);
        }
        if self.owner.is_some() && self.owner == self.second {
            return Err(Refusal::SameOwner);
        }
        let (recovery, notes) = (line_of(&self.recovery, 300)?, lines_of(&self.notes, 2_000)?);
        Ok(Self { network, address, recovery, notes, ..self })
    }
}

/// An account of the section on a network, or one that should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What is noted of it.
    pub words: AccountWords,
    /// Since when it is ours.
    pub ours_at: Option<Timestamp>,
    /// Grows with each change.
    pub revision: i64,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

impl Account {
    /// Whether one person alone, or nobody, answers for an account that is ours.
    pub fn lacks_owner(&self) -> bool {
        self.words.state == AccountState::Ours && (self.words.owner.is_none() || self.words.second.is_none())
    }

    /// Whether nobody knows how to come back into an account that is ours.
    pub fn lacks_recovery(&self) -> bool {
        self.words.state == AccountState::Ours && self.words.recovery.is_empty()
    }

    /// Where staff see it.
    pub fn desk(&self) -> String {
        format!("/desk/accounts/{}", self.id)
    }
}

/// How far a blog has come on its way home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlogState {
    /// The section knows of it.
    Known,
    /// Its author was asked.
    Invited,
    /// It is here.
    Joined,
}
kept_as!(BlogState {
    Known = "known", "homeward-state-known";
    Invited = "invited", "homeward-state-invited";
    Joined = "joined", "homeward-state-joined";
});

/// What can be done with a blog that stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlogMove {
    /// Its author was asked.
    Invite,
    /// Its author brought it.
    Join,
    /// Its author takes it elsewhere again, or said no.
    Leave,
}
kept_as!(BlogMove {
    Invite = "invite", "homeward-move-invite";
    Join = "join", "homeward-move-join";
    Leave = "leave", "homeward-move-leave";
});

impl BlogState {
    /// The state after `wanted`, if the blog may go there from here.
    pub fn after(self, wanted: BlogMove) -> Result<Self, NotAllowed> {
        match (self, wanted) {
            (Self::Known, BlogMove::Invite) => Ok(Self::Invited),
            (Self::Known | Self::Invited, BlogMove::Join) => Ok(Self::Joined),
            (Self::Invited | Self::Joined, BlogMove::Leave) => Ok(Self::Known),
            _ => Err(NotAllowed),
        }
    }

    /// What can be done from here.
    pub fn moves(self) -> Vec<BlogMove> {
        BlogMove::ALL.iter().filter(|wanted| self.after(**wanted).is_ok()).copied().collect()
    }
}

/// A blog of someone near the section that stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blog {
    /// Its id.
    pub id: BlogHomeId,
    /// Where it stands.
    pub address: String,
    /// Its author, as someone typed it.
    pub author_name: String,
    /// The member who writes it, once they are one.
    pub person: Option<PersonId>,
    /// How far it has come.
    pub state: BlogState,
    /// What else is worth knowing.
    pub notes: String,
    /// Since when the section knows it.
    pub known_at: Timestamp,
    /// When its author was asked.
    pub invited_at: Option<Timestamp>,
    /// When it came.
    pub joined_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use griot_kernel::Timestamp;

    use super::{Account, AccountId, AccountState, AccountWords, BlogMove, BlogState, Refusal};

    fn words() -> AccountWords {
        AccountWords {
            network: "Facebook".into(),
            address: "facebook.com/section".into(),
            state: AccountState::Ours,
            owner: Some(uuid::Uuid::from_u128(1).into()),
            second: None,
            recovery: String::new(),
            notes: String::new(),
        }
    }

    #[test]
    fn an_account_that_hangs_on_one_person_is_told() {
        let account = |words| Account {
            id: AccountId::from(uuid::Uuid::from_u128(9)),
            words,
            ours_at: None,
            revision: 1,
            changed_at: Timestamp::from_millisecond(0),
        };
        assert!(account(words()).lacks_owner() && account(words()).lacks_recovery());
        let fake = account(AccountWords { state: AccountState::Fake, ..words() });
        assert!(!fake.lacks_owner() && !fake.lacks_recovery(), "nobody of us answers for a fake page");
        let twice = AccountWords { second: words().owner, ..words() };
        assert_eq!(twice.judged(), Err(Refusal::SameOwner));
    }

    #[test]
    fn an_author_may_always_leave() {
        assert_eq!(BlogState::Known.moves(), [BlogMove::Invite, BlogMove::Join]);
        assert_eq!(BlogState::Joined.moves(), [BlogMove::Leave]);
        assert_eq!(BlogState::Invited.after(BlogMove::Leave), Ok(BlogState::Known));
    }
}
