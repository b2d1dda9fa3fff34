//! How far a Page was read, as the cursor of its ear keeps it: as JSON. Moments are seconds, as the network's own.

use griot_kernel::Timestamp;
use serde::{Deserialize, Serialize};

use crate::networks::ear::FRESH;

/// The longest name of a page that is kept.
pub(super) const LONGEST: usize = 1_000;
/// So much may be left open before nothing new is begun.
const MOST_OPEN: usize = 60;
/// So many pages are read below one text: whoever has more for us tells the same again.
const FAR: u32 = 400;
/// What was said shows up at the network not always at once: so many seconds before the newest that was
/// seen are read again.
const LATE: i64 = 60;

/// Of what something is read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Edge {
    /// Comments below a text.
    Comments,
    /// Texts that name the Page.
    Tagged,
}

impl Edge {
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Comments => "/comments",
            Self::Tagged => "/tagged",
        }
    }
}

/// Something that was not read to its end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Open {
    /// Of which text, or of the Page.
    pub(super) node: String,
    pub(super) edge: Edge,
    /// The page with which it goes on.
    pub(super) after: Option<String>,
    /// All before this was heard there.
    pub(super) floor: i64,
    pages: u32,
}

impl Open {
    pub(super) fn below(post: String, after: String, floor: i64) -> Self {
        Self { node: post, edge: Edge::Comments, after: Some(after), floor, pages: 0 }
    }
}

/// A walk back through older texts.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Round {
    /// All before this was heard below them on the walk before.
    floor: i64,
    /// What was the newest when this walk began.
    began: i64,
    /// The page with which it goes on.
    after: Option<String>,
}

/// How far a Page was read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Way {
    v: u8,
    /// The newest comment that was seen.
    newest: i64,
    #[serde(default)]
    pub(super) open: Vec<Open>,
    #[serde(default)]
    round: Round,
    /// When older texts and those that name the Page are asked for next.
    #[serde(default)]
    pub(super) slow_at: i64,
    /// The newest text that was seen to name the Page.
    #[serde(default)]
    pub(super) tagged: i64,
    /// Until then nobody asks who names the Page, since the app may not know.
    #[serde(default)]
    pub(super) quiet_until: i64,
}

impl Way {
    /// What a cursor says. Older ones are the newest moment alone, and the first time there is none: then what
    /// is older than some days is no news.
    pub(super) fn of(cursor: &str, now: Timestamp) -> Self {
        let begun = |newest: i64| Self {
            v: 1,
            newest,
            open: Vec::new(),
            round: Round { floor: newest, began: newest, after: None },
            slow_at: 0,
            tagged: newest,
            quiet_until: 0,
        };
        match cursor.parse() {
            Ok(newest) => begun(newest),
            Err(_) => {
                serde_json::from_str(cursor).unwrap_or_else(|_| begun((now - FRESH).to_jiff().as_second()))
            }
        }
    }

    pub(super) fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.newest.to_string())
    }

    pub(super) fn has_room(&self) -> bool {
        self.open.len() < MOST_OPEN
    }

    /// From when on something below the last texts is news.
    pub(super) fn since(&self) -> i64 {
        self.newest.saturating_sub(LATE)
    }

    /// From when on something below older texts is news.
    pub(super) fn round_since(&self) -> i64 {
        self.round.floor.saturating_sub(LATE)
    }

    pub(super) fn saw(&mut self, at: i64) {
        self.newest = self.newest.max(at);
    }

    pub(super) fn is_slow_due(&self, now: Timestamp) -> bool {
        self.slow_at <= now.to_jiff().as_second()
    }

    /// Has it read who names the Page.
    pub(super) fn name_page(&mut self, page: &str, now: Timestamp) {
        let known = self.open.iter().any(|open| open.edge == Edge::Tagged);
        if !known && self.quiet_until <= now.to_jiff().as_second() {
            let floor = self.tagged.saturating_sub(LATE);
            self.open.push(Open { node: page.to_owned(), edge: Edge::Tagged, after: None, floor, pages: 0 });
        }
    }

    /// Goes on with the walk back where it was, or begins one behind the last texts.
    pub(super) fn begin_round(&mut self, after: Option<String>) -> Option<String> {
        if self.round.after.is_none() {
            self.round = Round { floor: self.round.began, began: self.newest, after };
        }
        self.round.after.clone()
    }

    /// Notes where the walk back goes on; nowhere where it is at its end.
    pub(super) fn go_on(&mut self, after: Option<String>) {
        self.round.after = after;
    }

    /// Gives the walk back up half-way: the next one hears all that this one should have heard.
    pub(super) fn give_up(&mut self) {
        self.round.began = self.round.floor;
        self.round.after = None;
    }

    pub(super) fn leave_open(&mut self, open: Open) {
        self.open.push(open);
    }

    /// Goes on with the next page of what is read, or closes it.
    pub(super) fn turn_page(&mut self, next: Option<String>) {
        let Some(open) = self.open.first_mut() else { return };
        open.pages += 1;
        let is_far = open.pages >= FAR;
        open.after = next;
        if open.after.is_none() || is_far {
            self.close();
        }
    }

    /// Lets others come first, since this one cannot be read now.
    pub(super) fn put_off(&mut self) {
        if !self.open.is_empty() {
            self.open.rotate_left(1);
        }
    }

    /// Begins anew with what is read.
    pub(super) fn again(&mut self) {
        if let Some(open) = self.open.first_mut() {
            open.pages += 1;
            open.after = None;
            if open.pages >= FAR {
                self.close();
            }
        }
    }

    /// Lets go of what is read.
    pub(super) fn close(&mut self) {
        if !self.open.is_empty() {
            self.open.remove(0);
        }
    }
}
