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

/// The dark parts of a code that is `side` wide with its white border, as rectangles: where each begins, how wide
/// and how high it is.
pub(crate) fn rectangles(text: &str, (x, y): (f32, f32), side: f32) -> Option<Vec<(f32, f32, f32, f32)>> {
    let rows = modules(text)?;
    let count = u16::try_from(rows.len()).ok()?;
    let one = side / f32::from(count + 2 * QUIET);
    let at = |place: usize| f32::from(u16::try_from(place).unwrap_or(count) + QUIET) * one;
    let mut all = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let mut begins = None;
        for (place, dark) in row.iter().copied().chain(std::iter::once(false)).enumerate() {
            match (begins, dark) {
                (None, true) => begins = Some(place),
                (Some(first), false) => {
                    // A hair of overlap, so that no printer leaves white lines between rows.
                    all.push((x + at(first), y + at(number), at(place) - at(first), one * 1.02));
                    begins = None;
                }
                _ => {}
            }
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::{QUIET, modules, rectangles};

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
        let drawn = rectangles(ADDRESS, (10.0, 20.0), 100.0).unwrap();
        let one = 100.0 / f32::from(u16::try_from(rows.len()).unwrap() + 2 * QUIET);
        let dark = rows.iter().flatten().filter(|dark| **dark).count();
        let area: f32 = drawn.iter().map(|(_, _, width, height)| width * height / 1.02).sum();
        assert!((area / (one * one) - f32::from(u16::try_from(dark).unwrap())).abs() < 0.5);
        assert!(drawn.iter().all(|(x, y, width, height)| {
            *x >= 10.0 && *y >= 20.0 && x + width <= 110.0 && y + height <= 120.0
        }));
    }

    #[test]
    fn what_no_code_holds_is_none() {
        assert!(modules(&"x".repeat(5_000)).is_none());
        assert!(rectangles(&"x".repeat(5_000), (0.0, 0.0), 10.0).is_none());
    }
}
