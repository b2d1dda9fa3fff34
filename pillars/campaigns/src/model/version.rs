use griot_kernel::{PersonId, Timestamp};

use super::line::{Line, LineKind, LineWords};

/// A version of the strategy that was adopted. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The first is 1.
    pub number: i64,
    /// When.
    pub adopted_at: Timestamp,
    /// By whom, while they are here.
    pub by: Option<PersonId>,
    /// Why, in their words.
    pub note: String,
}

/// What became of one line between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the line is.
    pub kind: LineKind,
    /// What it said, if it was there.
    pub before: Option<LineWords>,
    /// What it says now, if it is there still.
    pub after: Option<LineWords>,
}

/// What changed from some lines to others, in the order of the later ones; what went comes last.
pub fn changes(before: &[Line], after: &[Line]) -> Vec<Change> {
    let was = |line: &Line| before.iter().find(|old| old.id == line.id);
    let came_or_changed = after.iter().filter_map(|line| {
        let old = was(line).map(|old| &old.words);
        (old != Some(&line.words)).then(|| Change {
            kind: line.kind,
            before: old.cloned(),
            after: Some(line.words.clone()),
        })
    });
    let went = before.iter().filter(|old| after.iter().all(|line| line.id != old.id));
    let went = went.map(|old| Change { kind: old.kind, before: Some(old.words.clone()), after: None });
    came_or_changed.chain(went).collect()
}

/// A mark of a draft: another one after each change, so that nobody adopts what they did not read.
pub fn stamp(draft: &[Line]) -> String {
    let newest = draft.iter().map(|line| line.changed_at.as_millisecond()).max().unwrap_or(0);
    let revisions: i64 = draft.iter().map(|line| line.revision).sum();
    format!("{}.{revisions}.{newest}", draft.len())
}

#[cfg(test)]
mod tests {
    use griot_contracts::campaigns::LineId;
    use griot_kernel::Timestamp;

    use super::{Line, LineKind, LineWords, changes, stamp};

    fn line(n: u128, text: &str) -> Line {
        Line {
            id: LineId::from(uuid::Uuid::from_u128(n)),
            kind: LineKind::Message,
            place: 1,
            words: LineWords { text: text.to_owned(), ..LineWords::default() },
            revision: 1,
            changed_at: Timestamp::from_millisecond(0),
        }
    }

    #[test]
    fn what_changed_is_told_line_by_line() {
        let (before, after) =
            ([line(1, "a"), line(2, "b"), line(3, "c")], [line(2, "b"), line(3, "C"), line(4, "d")]);
        let told: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|change| (change.before.map(|old| old.text), change.after.map(|new| new.text)))
            .collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(told, [(text("c"), text("C")), (None, text("d")), (text("a"), None)]);
        assert!(changes(&after, &after).is_empty());
    }

    #[test]
    fn every_change_of_a_draft_gives_it_another_mark() {
        let draft = [line(1, "a"), line(2, "b")];
        let mut changed = draft.clone();
        changed[1].revision += 1;
        assert_ne!(stamp(&draft), stamp(&changed));
        assert_ne!(stamp(&draft), stamp(&draft[..1]));
    }
}
