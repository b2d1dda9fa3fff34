//! The colours of the house, as the stylesheet has them, and its woven band.

/// A colour of paper or screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colour {
    /// How much red.
    pub red: u8,
    /// How much green.
    pub green: u8,
    /// How much blue.
    pub blue: u8,
}

const fn rgb(red: u8, green: u8, blue: u8) -> Colour {
    Colour { red, green, blue }
}

pub(crate) const INK: Colour = rgb(0x1d, 0x1f, 0x2f);
pub(crate) const SOFT: Colour = rgb(0x5d, 0x5a, 0x66);
pub(crate) const LINE: Colour = rgb(0xe2, 0xda, 0xcb);
pub(crate) const COTTON: Colour = rgb(0xfb, 0xf8, 0xf2);
pub(crate) const INDIGO: Colour = rgb(0x25, 0x30, 0x6f);
pub(crate) const OCHRE: Colour = rgb(0x9a, 0x54, 0x09);
pub(crate) const THREAD: Colour = rgb(0xc9, 0x7a, 0x1f);
pub(crate) const CLAY: Colour = rgb(0x7e, 0x2a, 0x18);
pub(crate) const SAND: Colour = rgb(0xf3, 0xe3, 0xc4);

/// The threads of the cloth, one after the other: how wide, and in which colour.
const CLOTH: [(f32, Colour); 8] = [
    (22.0, INDIGO),
    (3.0, COTTON),
    (6.0, INDIGO),
    (5.0, THREAD),
    (6.0, INDIGO),
    (3.0, COTTON),
    (22.0, INDIGO),
    (2.0, CLAY),
];

/// The threads that make a band of this width: where each begins, how wide it is, and its colour.
pub(crate) fn weave(width: f32, scale: f32) -> Vec<(f32, f32, Colour)> {
    let mut threads = Vec::new();
    let mut at = 0.0;
    for (thread, colour) in CLOTH.iter().cycle() {
        if at >= width {
            break;
        }
        let wide = (thread * scale).min(width - at);
        threads.push((at, wide, *colour));
        at += thread * scale;
    }
    threads
}

/// As [`weave`], stretched a little so that it is the same from both ends.
pub(crate) fn weave_whole(width: f32) -> Vec<(f32, f32, Colour)> {
    let repeat: f32 = CLOTH.iter().map(|(thread, _)| thread).sum();
    // The last thread only parts one repeat from the next.
    let last = CLOTH.last().map_or(0.0, |(thread, _)| *thread);
    let count = ((width + last) / repeat).round().max(1.0);
    weave(width, width / (count * repeat - last))
}

impl Colour {
    /// How bright it seems, from 0 to 1, as the accessibility guidelines reckon it.
    fn light(self) -> f32 {
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }

    /// How well one is read on the other: 4.5 is enough for any text.
    pub fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.light(), other.light());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::{COTTON, INDIGO, weave, weave_whole};

    #[test]
    fn the_band_fills_its_width_and_no_more() {
        let threads = weave(200.0, 1.0);
        let (at, wide, _) = threads.last().unwrap();
        assert!((at + wide - 200.0).abs() < 0.01);
        assert!(weave(0.0, 1.0).is_empty());
    }

    #[test]
    fn a_whole_band_is_the_same_from_both_ends() {
        for width in [96.0, 515.0, 761.0] {
            let threads = weave_whole(width);
            let visible: Vec<_> = threads.iter().filter(|(_, wide, _)| *wide > 0.01).collect();
            for (one, other) in visible.iter().zip(visible.iter().rev()) {
                assert!((one.1 - other.1).abs() < 0.01 && one.2 == other.2, "{width}");
            }
        }
    }

    #[test]
    fn contrast_is_reckoned_as_the_guidelines_do() {
        let white = super::rgb(255, 255, 255);
        assert!((white.contrast(super::rgb(0, 0, 0)) - 21.0).abs() < 0.01);
        assert!(INDIGO.contrast(COTTON) > 7.0);
    }
}
