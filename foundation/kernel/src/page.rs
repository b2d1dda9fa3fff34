use serde::Serialize;

/// Which part of a long list is wanted: at most `limit` things after the first `skip`.
///
/// Lists that grow without end use a cursor of their own instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// Counted from 1.
    pub number: u32,
    /// Things on a page.
    pub size: u32,
}

impl PageRequest {
    /// The page `number` (at least 1, at most 10,000) of `size` things.
    pub fn new(number: u32, size: u32) -> Self {
        Self { number: number.clamp(1, 10_000), size: size.clamp(1, 200) }
    }

    /// How many things come before this page.
    pub fn skip(self) -> i64 {
        i64::from(self.number - 1) * i64::from(self.size)
    }

    /// One more than the page holds, so that the answer tells whether more follow.
    pub fn limit_and_one(self) -> i64 {
        i64::from(self.size) + 1
    }

    /// Makes the page from up to `limit_and_one` things.
    pub fn page<T>(self, mut items: Vec<T>) -> Page<T> {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        let more = items.len() > size;
        items.truncate(size);
        Page { items, number: self.number, more }
    }
}

/// A part of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// The things on this page.
    pub items: Vec<T>,
    /// Counted from 1.
    pub number: u32,
    /// Whether another page follows.
    pub more: bool,
}

impl<T> Page<T> {
    /// The same page with each thing made into another.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(make).collect(), number: self.number, more: self.more }
    }
}

#[cfg(test)]
mod tests {
    use super::PageRequest;

    #[test]
    fn one_thing_more_than_fits_tells_that_more_follow() {
        let wanted = PageRequest::new(2, 2);
        assert_eq!((wanted.skip(), wanted.limit_and_one()), (2, 3));
        let page = wanted.page(vec!['a', 'b', 'c']);
        assert_eq!((page.items, page.more), (vec!['a', 'b'], true));
    }
}
