//! The paper: A4, its margins, and how large its letters are. All in points.

/// Its width.
pub(crate) const WIDTH: f32 = 595.276;
/// Its height.
pub(crate) const HEIGHT: f32 = 841.89;
/// Left and right of the text.
pub(crate) const SIDE: f32 = 62.0;
/// Above the text.
pub(crate) const TOP: f32 = 62.0;
/// Below the text.
pub(crate) const BOTTOM: f32 = 70.0;
/// How wide the text is.
pub(crate) const TEXT_WIDTH: f32 = WIDTH - 2.0 * SIDE;
/// How high the text of a page may be.
pub(crate) const TEXT_HEIGHT: f32 = HEIGHT - TOP - BOTTOM;
/// Where the woven band begins, and how high it is.
pub(crate) const BAND: (f32, f32) = (34.0, 8.0);
/// Where the foot begins.
pub(crate) const FOOT: f32 = HEIGHT - 46.0;

/// Letters of the text.
pub(crate) const BODY: f32 = 10.5;
/// Letters of tables.
pub(crate) const CELL: f32 = 9.0;
/// Letters of the foot.
pub(crate) const SMALL: f32 = 8.5;
/// Height of a line, as a multiple of its letters.
pub(crate) const LEADING: f32 = 1.42;
