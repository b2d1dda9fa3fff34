//! Codes that a telephone reads (QR, ISO/IEC 18004).

use qrcode::{Color, EcLevel, QrCode};

/// Modules of white that a reader needs around a code.
const QUIET: u16 = 4;

/// The rows of a code, from the top: whether each module is dark. Error correction is M, so that a crease or a
/// thumb does no harm. Nothing, if the text is too long for any code.
pub fn modules(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let dark: Vec<bool> = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
    Some(dark.chunks(code.width().max(1)).map(<[bool]>::to_vec).collect())
}

/// A code as it is drawn.
pub(crate) struct Drawn {
    /// How wide and high it is with its white border.
    pub side: f32,
    /// How wide that border is.
    pub border: f32,
    /// How wide a module is.
    pub module: f32,
    /// Its dark parts, from its top left corner: where each begins, how wide and how high it is.
    pub dark: Vec<(f32, f32, f32, f32)>,
}

/// What a module is wide, if there is room: half a millimetre, which an old telephone reads on bad paper.
const MODULE: f32 = 1.4;

/// Draws a code. It is as wide as `least`, wider if it holds much, and never wider than `most`.
pub(crate) fn draw(text: &str, (least, most): (f32, f32)) -> Option<Drawn> {
    let rows = modules(text)?;
    let count = u16::try_from(rows.len()).ok()?;
    let all = f32::from(count + 2 * QUIET);
    let side = (all * MODULE).max(least).min(most);
    let one = side / all;
    let at = |place: usize| f32::from(u16::try_from(place).unwrap_or(count) + QUIET) * one;
    let mut dark = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let mut begins = None;
        for (place, is_dark) in row.iter().copied().chain(std::iter::once(false)).enumerate() {
            match (begins, is_dark) {
                (None, true) => begins = Some(place),
                (Some(first), false) => {
                    // A hair of overlap, so that no printer leaves white lines between rows.
                    dark.push((at(first), at(number), at(place) - at(first), one * 1.02));
                    begins = None;
                }
                _ => {}
            }
        }
    }
    Some(Drawn { side, border: at(0), module: one, dark })
}

#[cfg(test)]
mod tests {
    use super::{QUIET, draw, modules};

    const ADDRESS: &str =
        "https://section.example/certificates/GR-7K3M-9QXW#c1.eyJuYW1lIjoiQXdhIn0.sIgNaTuRe";

    #[test]
    fn a_reader_that_is_not_ours_reads_what_it_holds() {
        let rows = modules(ADDRESS).unwrap();
        let (scale, quiet) = (6, usize::from(QUIET));
        let side = (rows.len() + 2 * quiet) * scale;
        let is_dark = |x: usize, y: usize| {
            let (x, y) = ((x / scale).wrapping_sub(quiet), (y / scale).wrapping_sub(quiet));
            rows.get(y).and_then(|row| row.get(x)).copied().unwrap_or(false)
        };
        let mut picture =
            rqrr::PreparedImage::prepare_from_greyscale(
                side,
                side,
                |x, y| {
                    if is_dark(x, y) { 0 } else { 255 }
                },
            );
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].decode().unwrap().1, ADDRESS);
    }

    #[test]
    fn what_is_drawn_is_the_code_and_stays_within_its_side() {
        let rows = modules(ADDRESS).unwrap();
        let drawn = draw(ADDRESS, (100.0, 150.0)).unwrap();
        assert!((drawn.side - 100.0).abs() < 0.001);
        let one = 100.0 / f32::from(u16::try_from(rows.len()).unwrap() + 2 * QUIET);
        let count = rows.iter().flatten().filter(|dark| **dark).count();
        let area: f32 = drawn.dark.iter().map(|(_, _, width, height)| width * height / 1.02).sum();
        assert!((area / (one * one) - f32::from(u16::try_from(count).unwrap())).abs() < 0.5);
        let (from, to) = (drawn.border - 0.001, drawn.side - drawn.border + 0.1);
        assert!((from - 4.0 * one).abs() < 0.01);
        assert!(drawn.dark.iter().all(|(x, y, width, height)| {
            *x >= from && *y >= from && x + width <= to && y + height <= to
        }));
    }

    #[test]
    fn who_holds_more_is_wider_until_there_is_no_room() {
        let side = |length: usize| draw(&"x".repeat(length), (100.0, 150.0)).unwrap().side;
        assert!(side(10) < side(400) && side(400) < side(700));
        assert!((side(2_000) - 150.0).abs() < 0.001);
    }

    #[test]
    fn what_no_code_holds_is_none() {
        assert!(modules(&"x".repeat(5_000)).is_none());
        assert!(draw(&"x".repeat(5_000), (10.0, 20.0)).is_none());
    }
}
