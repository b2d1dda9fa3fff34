//! How much memory the decoding of a picture may take, from what its head says.

use image::ImageFormat;

use super::{jpeg, render::Head};

/// What decoding and the first smaller copy hold at their height. It is judged before a pixel is
/// decoded.
pub(super) fn of(bytes: &[u8], format: ImageFormat, head: &Head) -> u64 {
    let pixels = u64::from(head.width) * u64::from(head.height);
    let beside = match format {
        // The decoder reads from a copy of the file; progressive files are gathered whole first.
        ImageFormat::Jpeg => len(bytes) + jpeg::gathered(bytes),
        // Luma and chroma of a lossy one, or the plain pixels of a lossless one.
        ImageFormat::WebP => 4 * pixels,
        // The colours by number, and the canvas on which they are laid.
        ImageFormat::Gif => 5 * pixels,
        // Row by row.
        _ => 0,
    };
    let (with_pixels, without) = head.shrinking();
    (head.decoded + beside.max(with_pixels)).max(without)
}

fn len(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
