//! Chance that repeats itself, fast enough for millions of words.

/// The same seed gives the same throws (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Begins at `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`; zero when there is none below.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.throw().checked_rem(limit).unwrap_or(0)
    }

    /// A fraction from 0 to 1.
    pub fn fraction(&mut self) -> f64 {
        let thrown = u32::try_from(self.throw() >> 32).unwrap_or(u32::MAX);
        f64::from(thrown) / f64::from(u32::MAX)
    }

    /// One of these.
    pub fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> Option<&'a T> {
        let count = u64::try_from(all.len()).unwrap_or(0);
        let at = usize::try_from(self.below(count)).unwrap_or(0);
        all.get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_gives_the_same_throws() {
        let throws =
            |seed| (0..4).scan(Dice::new(seed), |dice, _| Some(dice.below(1_000))).collect::<Vec<_>>();
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
        assert_eq!(Dice::new(1).below(0), 0);
    }
}
