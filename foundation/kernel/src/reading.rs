use std::str::FromStr;

/// From where a list that grows without end is read: from its beginning, or on from a thing
/// whose mark a page carries in its address. However far one reads, a page costs the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading<M> {
    /// The first things.
    #[default]
    Start,
    /// What comes after this one.
    After(M),
    /// What comes just before this one.
    Before(M),
}

impl<M> Reading<M> {
    /// Against the order of the list.
    pub fn is_backwards(&self) -> bool {
        matches!(self, Self::Before(_))
    }

    /// Makes a part of at most `size` things from up to `size + 1`, which were read in the
    /// direction of this reading and come back in the order of the list.
    pub fn part<T>(&self, mut read: Vec<T>, size: u32) -> Part<T> {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let further = read.len() > size;
        read.truncate(size);
        if self.is_backwards() {
            read.reverse();
            return Part { items: read, before: further, more: true };
        }
        Part { items: read, before: matches!(self, Self::After(_)), more: further }
    }
}

impl<M: FromStr> Reading<M> {
    /// As an address asks for it; a mark that cannot be read leads to the beginning.
    pub fn of(after: &str, before: &str) -> Self {
        match (after.parse(), before.parse()) {
            (Ok(mark), _) => Self::After(mark),
            (Err(_), Ok(mark)) => Self::Before(mark),
            (Err(_), Err(_)) => Self::Start,
        }
    }
}

/// A part of a long list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<T> {
    /// In the order of the list.
    pub items: Vec<T>,
    /// Whether something comes before them.
    pub before: bool,
    /// Whether something comes after them.
    pub more: bool,
}

impl<T> Part<T> {
    /// The same part with each thing made into another, or left out.
    pub fn filter_map<U>(self, make: impl FnMut(T) -> Option<U>) -> Part<U> {
        let items = self.items.into_iter().filter_map(make).collect();
        Part { items, before: self.before, more: self.more }
    }
}

#[cfg(test)]
mod tests {
    use super::Reading;

    #[test]
    fn a_part_says_what_lies_on_both_sides() {
        let first = Reading::<u8>::Start.part(vec![1, 2, 3], 2);
        assert_eq!((first.items, first.before, first.more), (vec![1, 2], false, true));
        let last = Reading::After(2).part(vec![3], 2);
        assert_eq!((last.items, last.before, last.more), (vec![3], true, false));
        let back = Reading::Before(3).part(vec![2, 1], 2);
        assert_eq!((back.items, back.before, back.more), (vec![1, 2], false, true));
    }

    #[test]
    fn a_mark_that_cannot_be_read_leads_to_the_beginning() {
        assert_eq!(Reading::<u8>::of("7", ""), Reading::After(7));
        assert_eq!(Reading::<u8>::of("", "7"), Reading::Before(7));
        assert_eq!(Reading::<u8>::of("x", "999"), Reading::Start);
    }
}
