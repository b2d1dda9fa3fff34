use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, Zone};
use serde::{Deserialize, Serialize};

/// What the section chose about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Its name, at the top of every page. Empty until it was set up.
    pub name: String,
    /// A few words below the name.
    pub tagline: String,
    /// The language of whoever does not say.
    pub language: Language,
    /// Where it is: hours are read and shown as clocks show them there.
    pub zone: Zone,
    /// Whether roles of the staff need a second factor at sign-in.
    pub second_factor_for_staff: bool,
    /// How many first comments of a newcomer wait for a moderator.
    pub trust_after_comments: u32,
    /// Whether strangers may ask to join.
    pub open_to_requests: bool,
    /// Where to tell of a danger or a weakness: an e-mail address or a web address, or nothing.
    pub safety: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            tagline: String::new(),
            language: Language::FRENCH,
            zone: Zone::default(),
            second_factor_for_staff: false,
            trust_after_comments: 2,
            open_to_requests: true,
            safety: String::new(),
        }
    }
}

impl Settings {
    /// Where the contact for safety is reached, as an address that a link may have.
    pub fn safety_href(&self) -> Option<String> {
        let safety = self.safety.as_str();
        match safety {
            "" => None,
            _ if safety.starts_with("https://") => Some(safety.to_owned()),
            _ => Some(format!("mailto:{safety}")),
        }
    }

    /// Whether the section has a name yet.
    pub fn is_set_up(&self) -> bool {
        !self.name.is_empty()
    }

    /// What the database holds, with the defaults for what it does not.
    pub async fn load(db: &mut Conn) -> Result<Self, DbError> {
        const SQL: &str = "select value from setting where key = 'section'";

        let kept: Option<String> = on!(db, conn => query_scalar(SQL).fetch_optional(conn))?;
        kept.map_or_else(
            || Ok(Self::default()),
            |json| serde_json::from_str(&json).map_err(DbError::unreadable("setting")),
        )
    }

    /// Keeps these settings; every page changes with the commit.
    pub async fn save(&self, tx: &mut Tx) -> Result<(), DbError> {
        const SQL: &str = "insert into setting (key, value) values ('section', $1)
            on conflict (key) do update set value = excluded.value";
        let json = serde_json::to_string(self).map_err(DbError::unreadable("setting"))?;

        change!(tx, conn => query(SQL).bind(json.as_str()).execute(conn))?;
        tx.public_changed().await
    }
}
