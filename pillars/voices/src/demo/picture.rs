//! Small pictures drawn by program: a sky, a sun, a ground, a few houses or trees.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

const WIDTH: u32 = 960;
const HEIGHT: u32 = 600;

type Colour = [u8; 3];

const SKIES: [(Colour, Colour); 4] = [
    ([37, 48, 111], [232, 172, 92]),
    ([96, 148, 190], [245, 231, 203]),
    ([126, 42, 24], [240, 179, 92]),
    ([46, 92, 120], [214, 226, 220]),
];
const GROUNDS: [Colour; 4] = [[154, 84, 9], [120, 62, 28], [96, 110, 52], [170, 120, 70]];

/// A picture as a PNG file, always the same for the same `seed`.
pub fn draw(seed: u32) -> Vec<u8> {
    let mut chance = Chance(seed.wrapping_mul(2_654_435_761).wrapping_add(97));
    let (high, low) = pick(&SKIES, chance.next(4)).unwrap_or(([90, 140, 190], [240, 230, 200]));
    let ground = pick(&GROUNDS, chance.next(4)).unwrap_or([150, 90, 20]);
    let horizon = 330 + chance.next(90);
    let (sun_x, sun_y, sun) = (120 + chance.next(720), 90 + chance.next(150), 34 + chance.next(34));
    let things: Vec<(u32, u32, bool)> = (0..3 + chance.next(4))
        .map(|_| (40 + chance.next(880), 60 + chance.next(80), chance.next(2) == 0))
        .collect();

    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let far = |a: u32, b: u32| u64::from(a.abs_diff(b)).pow(2);
        for (at, size, is_house) in &things {
            let base = horizon + size / 3;
            let top = base.saturating_sub(*size);
            let aside = x.abs_diff(*at);
            let roof = top.saturating_sub(size / 2);
            if *is_house {
                if y >= top && y < base && aside < size * 2 / 3 {
                    let door = aside < size / 8 && y > base - size / 2;
                    return Rgb(if door { [60, 34, 20] } else { [196, 150, 96] });
                }
                if y >= roof && y < top && aside * (size / 2) < (y - roof) * size {
                    return Rgb([126, 92, 44]);
                }
            } else {
                if y >= top && y < base && aside < size / 12 {
                    return Rgb([74, 48, 26]);
                }
                if far(x, *at) + far(y, top) < u64::from(size / 2).pow(2) {
                    return Rgb([52, 98, 58]);
                }
            }
        }
        if y >= horizon {
            return Rgb(mix(ground, [60, 36, 16], y - horizon, HEIGHT - horizon));
        }
        if far(x, sun_x) + far(y, sun_y) < u64::from(sun).pow(2) {
            return Rgb([252, 236, 190]);
        }
        Rgb(mix(high, low, y, horizon))
    });
    let mut file = Cursor::new(Vec::new());
    // Writing into memory fails for no picture of this size.
    let written = picture.write_to(&mut file, ImageFormat::Png);
    if written.is_ok() { file.into_inner() } else { Vec::new() }
}

fn pick<T: Copy>(all: &[T], place: u32) -> Option<T> {
    all.get(usize::try_from(place).ok()?).copied()
}

/// A colour `part` of `whole` on the way from one to another.
fn mix(from: Colour, to: Colour, part: u32, whole: u32) -> Colour {
    let mut mixed = from;
    for (colour, to) in mixed.iter_mut().zip(to) {
        let sum = u32::from(*colour) * whole.saturating_sub(part) + u32::from(to) * part;
        *colour = u8::try_from(sum / whole.max(1)).unwrap_or(u8::MAX);
    }
    mixed
}

/// Chance that repeats itself.
struct Chance(u32);

impl Chance {
    fn next(&mut self, below: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % below
    }
}
