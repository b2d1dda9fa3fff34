use std::collections::HashSet;

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_kernel::{Id, PersonId, Timestamp, kept_as};

use super::text::{Refusal, line_of, lines_of};

/// Names an entry of the internal room.
pub type EntryId = Id<Entry>;
/// Names a reply.
pub type ReplyId = Id<Reply>;
/// Names a task.
pub type TaskId = Id<Task>;

/// What was written in the internal room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// Everyone to whom it speaks should read it.
    Announcement,
    /// Something is talked over.
    Thread,
    /// Something was decided.
    Decision,
}
kept_as!(EntryKind {
    Announcement = "announcement", "room-kind-announcement";
    Thread = "thread", "room-kind-thread";
    Decision = "decision", "room-kind-decision";
});

/// Who reads an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The team of its campaign, and those who lead campaigns.
    Team,
    /// Those who work for the section.
    Staff,
    /// All members.
    Members,
}
kept_as!(Audience {
    Staff = "staff", "room-audience-staff";
    Members = "members", "room-audience-members";
    Team = "team", "room-audience-team";
});

/// What an entry says, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryWords {
    /// What it is.
    pub kind: EntryKind,
    /// Who reads it.
    pub audience: Audience,
    /// The campaign that it is about.
    pub campaign: Option<CampaignId>,
    /// The line of the strategy that it serves.
    pub line: Option<LineId>,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub body: String,
}

impl EntryWords {
    /// The same words tidied, or why they are not taken.
    pub fn judged(self) -> Result<Self, Refusal> {
        let (title, body) = (line_of(&self.title, 160)?, lines_of(&self.body, 20_000)?);
        if title.is_empty() || body.is_empty() {
            return Err(Refusal::NoText);
        }
        if self.audience == Audience::Team && self.campaign.is_none() {
            return Err(Refusal::NoCampaign);
        }
        Ok(Self { title, body, ..self })
    }
}

/// An entry of the internal room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// What it says, and to whom.
    pub words: EntryWords,
    /// The decision from which it was made.
    pub source: Option<EntryId>,
    /// Who wrote it, while they are here.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Who asks to read the internal room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub person: PersonId,
    /// Whether they work for the section.
    pub is_staff: bool,
    /// Whether they lead campaigns.
    pub leads: bool,
    /// The campaigns in whose team they are.
    pub teams: HashSet<CampaignId>,
}

impl Reader {
    /// Whether an entry is for them. Whoever wrote it always reads it.
    pub fn may_read(&self, entry: &Entry) -> bool {
        let words = &entry.words;
        entry.by == Some(self.person)
            || match words.audience {
                Audience::Members => true,
                Audience::Staff => self.is_staff,
                Audience::Team => {
                    self.leads || words.campaign.is_some_and(|campaign| self.teams.contains(&campaign))
                }
            }
    }
}

/// A reply to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// To which entry.
    pub entry: EntryId,
    /// Markdown.
    pub body: String,
    /// Who wrote it, while they are here.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Names a file of the room.
pub type FileId = Id<RoomFile>;

/// A file that hangs on an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomFile {
    /// Its id.
    pub id: FileId,
    /// On which entry.
    pub entry: EntryId,
    /// Its name, as it is given back.
    pub name: String,
    /// Where it is kept.
    pub stored: String,
    /// Its weight.
    pub bytes: i64,
    /// Who brought it, while they are here.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// The name of a file as it was on somebody's device, made fit to be given back: no folders, no signs that
/// are not written.
pub fn file_name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && *c != '"').take(120).collect();
    match clean.trim().trim_matches('.') {
        "" => "fichier".to_owned(),
        name => name.to_owned(),
    }
}

/// How often someone hears by mail what is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Once a day, where there is something.
    Daily,
    /// On Mondays.
    Weekly,
    /// Never.
    None,
}
kept_as!(Pace {
    Daily = "daily", "room-pace-daily";
    Weekly = "weekly", "room-pace-weekly";
    None = "none", "room-pace-none";
});

/// Something that someone is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What.
    pub title: String,
    /// The entry from which it came.
    pub entry: Option<EntryId>,
    /// The campaign for which it is done.
    pub campaign: Option<CampaignId>,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// Until when.
    pub due: Option<Timestamp>,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// Who asked for it, while they are here.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

impl Task {
    /// Where staff see it.
    pub fn desk(&self) -> String {
        self.entry.map_or_else(|| "/desk/room#tasks".to_owned(), |id| format!("/desk/room/{id}"))
    }

    /// Whether its day is over and it is not done.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.done_at.is_none() && self.due.is_some_and(|due| due.day() < now.day())
    }
}

/// What a decision became in another room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Of which entry.
    pub entry: EntryId,
    /// The kind of draft, by its owner's name.
    pub kind: String,
    /// Where staff go on with it.
    pub address: String,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::{
        Audience, CampaignId, Entry, EntryId, EntryKind, EntryWords, PersonId, Reader, Refusal, Timestamp,
    };

    fn entry(audience: Audience, campaign: Option<u128>) -> Entry {
        Entry {
            id: EntryId::from(uuid::Uuid::from_u128(7)),
            words: EntryWords {
                kind: EntryKind::Decision,
                audience,
                campaign: campaign.map(|n| CampaignId::from(uuid::Uuid::from_u128(n))),
                line: None,
                title: "Une décision".into(),
                body: "Nous lançons.".into(),
            },
            source: None,
            by: Some(person(1)),
            at: Timestamp::from_millisecond(0),
        }
    }

    fn person(n: u128) -> PersonId {
        PersonId::from(uuid::Uuid::from_u128(n))
    }

    fn reader(n: u128, is_staff: bool, leads: bool, teams: &[u128]) -> Reader {
        let teams = teams.iter().map(|n| CampaignId::from(uuid::Uuid::from_u128(*n))).collect();
        Reader { person: person(n), is_staff, leads, teams }
    }

    #[test]
    fn a_room_has_three_circles() {
        let (member, staff) = (reader(2, false, false, &[]), reader(3, true, false, &[]));
        let (mate, leader) = (reader(4, false, false, &[5]), reader(6, true, true, &[]));
        for (entry, may) in [
            (entry(Audience::Members, None), [true, true, true, true]),
            (entry(Audience::Staff, None), [false, true, false, true]),
            (entry(Audience::Team, Some(5)), [false, false, true, true]),
            (entry(Audience::Team, Some(8)), [false, false, false, true]),
        ] {
            let seen = [&member, &staff, &mate, &leader].map(|reader| reader.may_read(&entry));
            assert_eq!(seen, may, "{:?}", entry.words.audience);
        }
        assert!(
            reader(1, false, false, &[]).may_read(&entry(Audience::Staff, None)),
            "one reads what one wrote"
        );
    }

    #[test]
    fn a_file_is_given_back_under_a_plain_name() {
        for (typed, name) in [
            ("C:\\Mes documents\\Budget 2013.ods", "Budget 2013.ods"),
            ("../../etc/passwd", "passwd"),
            ("a\u{0}\"b\r\n.pdf", "ab.pdf"),
            ("  ", "fichier"),
            ("..", "fichier"),
        ] {
            assert_eq!(super::file_name(typed), name);
        }
    }

    #[test]
    fn a_team_needs_its_campaign() {
        assert_eq!(entry(Audience::Team, None).words.judged(), Err(Refusal::NoCampaign));
        assert!(entry(Audience::Team, Some(5)).words.judged().is_ok());
    }
}
