//! The cloth around a certificate. It tells nothing and is hidden from who listens to the page.

use krilla::{surface::Surface, tagging::ArtifactType};

use super::{HIGH, WIDE};
use crate::{
    colour::{COTTON, INDIGO, THREAD, weave_whole},
    pdf::{ornament, rectangle},
};

/// From the edge of the paper to the cloth: a printer that leaves a margin cuts nothing.
const EDGE: f32 = 30.0;
/// How broad the cloth is.
const BROAD: f32 = 12.0;
/// How far the knots at the corners reach beyond it.
const KNOT: f32 = 4.0;
/// From the edge of the paper to the thin line within.
const WITHIN: f32 = EDGE + BROAD + KNOT + 2.0;

/// Draws it all around the page.
pub(super) fn draw(surface: &mut Surface<'_>) {
    ornament(surface, ArtifactType::Layout, |surface| {
        let start = EDGE + BROAD + KNOT + 2.0;
        for (at, wide, colour) in weave_whole(WIDE - 2.0 * start) {
            for y in [EDGE, HIGH - EDGE - BROAD] {
                rectangle(surface, (start + at, y, wide, BROAD), colour);
            }
        }
        for (at, wide, colour) in weave_whole(HIGH - 2.0 * start) {
            for x in [EDGE, WIDE - EDGE - BROAD] {
                rectangle(surface, (x, start + at, BROAD, wide), colour);
            }
        }
        for x in [EDGE - KNOT, WIDE - EDGE - BROAD - KNOT] {
            for y in [EDGE - KNOT, HIGH - EDGE - BROAD - KNOT] {
                knot(surface, (x, y));
            }
        }
        let (wide, high) = (WIDE - 2.0 * WITHIN, HIGH - 2.0 * WITHIN);
        for y in [WITHIN, HIGH - WITHIN] {
            rectangle(surface, (WITHIN, y - 0.35, wide, 0.7), INDIGO);
        }
        for x in [WITHIN, WIDE - WITHIN] {
            rectangle(surface, (x - 0.35, WITHIN, 0.7, high), INDIGO);
        }
    });
}

/// A knot at a corner, woven of four threads. Squares within squares would be taken for the marks of a code.
fn knot(surface: &mut Surface<'_>, (x, y): (f32, f32)) {
    const SIDE: f32 = BROAD + 2.0 * KNOT;
    const THREADS: f32 = 5.0;
    rectangle(surface, (x, y, SIDE, SIDE), INDIGO);
    let (left, top) = (x + SIDE / 2.0 - THREADS, y + SIDE / 2.0 - THREADS);
    for (across, down, colour) in
        [(0.0, 0.0, THREAD), (THREADS, 0.0, COTTON), (0.0, THREADS, COTTON), (THREADS, THREADS, THREAD)]
    {
        rectangle(surface, (left + across, top + down, THREADS, THREADS), colour);
    }
}

/// Draws a piece of cloth.
pub(super) fn cloth(surface: &mut Surface<'_>, (x, y): (f32, f32), (width, height): (f32, f32)) {
    ornament(surface, ArtifactType::Layout, |surface| {
        for (at, wide, colour) in weave_whole(width) {
            rectangle(surface, (x + at, y, wide, height), colour);
        }
    });
}
