//! Decoding, turning, flattening, shrinking, encoding: all blocking.

use std::io::Cursor;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::error::LimitErrorKind;
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageBuffer, ImageDecoder, ImageError, ImageFormat, ImageReader, Pixel, Primitive, RgbImage,
};

use super::shrink::{Plan, scaled};
use super::{Picture, PictureRefusal, Rendition, jpeg};

const WIDTHS: [u32; 3] = [320, 800, 1600];
const QUALITY: u8 = 80;
/// No camera makes a longer side, and JPEG ends at 65 535.
const LONGEST_SIDE: u32 = 30_000;
/// What a decoder may need beside its pixels, as for a colour profile.
const DECODER_ROOM: u64 = 16 << 20;

pub(super) fn render(
    bytes: &[u8],
    format: ImageFormat,
    memory: u64,
    abandoned: &AtomicBool,
) -> Result<Picture, PictureRefusal> {
    go_on(abandoned)?;
    let (whole, orientation) = decode(bytes, format, memory)?;
    let lying = (whole.width(), whole.height());
    let turned = turns_aside(orientation);
    let (width, height) = if turned { (lying.1, lying.0) } else { lying };

    let mut renditions = Vec::new();
    let mut widths = widths(width).into_iter();
    let widest = widths.next().unwrap_or(width);
    // It is turned when it is small, since turning needs room twice.
    let small = if widest < width {
        let bytes = u64::from(whole.color().bytes_per_pixel());
        Plan::new(lying, fitted(lying, widest, turned), bytes).follow(whole)
    } else {
        whole.into_rgb8()
    };
    let mut upright = DynamicImage::ImageRgb8(small);
    upright.apply_orientation(orientation);
    let mut current = upright.into_rgb8();
    renditions.push(encode(&current)?);
    for target in widths {
        go_on(abandoned)?;
        let from = current.dimensions();
        let plan = Plan::new(from, fitted(from, target, false), 3);
        current = plan.follow(DynamicImage::ImageRgb8(current));
        renditions.push(encode(&current)?);
    }
    renditions.reverse();
    Ok(Picture { width, height, renditions })
}

fn go_on(abandoned: &AtomicBool) -> Result<(), PictureRefusal> {
    if abandoned.load(Ordering::Relaxed) {
        return Err(PictureRefusal::TooSlow);
    }
    Ok(())
}

/// The widths to make of a picture this wide, widest first: each is shrunk from
/// the one before.
fn widths(width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|one| *one < width).collect();
    // A picture narrower than the widest is also kept as wide as it is.
    if widths.len() < WIDTHS.len() {
        widths.push(width);
    }
    widths.reverse();
    widths
}

/// What the head of a picture says.
pub(super) struct Head {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The bytes of its pixels as the decoder gives them.
    pub(super) decoded: u64,
    turned: bool,
}

impl Head {
    /// What becoming smaller and upright holds at its height, with the pixels as they were decoded
    /// and without them.
    pub(super) fn shrinking(&self) -> (u64, u64) {
        let pixels = u64::from(self.width) * u64::from(self.height);
        match self.first() {
            Some(plan) => (plan.beside(self.bytes_per_pixel()), plan.after()),
            // It is kept as large as it is: once more in three colours, and once more turned.
            None if self.turned => (6 * pixels, 0),
            None if self.decoded == 3 * pixels => (0, 0),
            None => (3 * pixels, 0),
        }
    }

    /// How the widest copy is made, if it is smaller than the picture.
    fn first(&self) -> Option<Plan> {
        let lying = (self.width, self.height);
        let width = if self.turned { lying.1 } else { lying.0 };
        let widest = widths(width).first().copied().filter(|widest| *widest < width)?;
        Some(Plan::new(lying, fitted(lying, widest, self.turned), self.bytes_per_pixel()))
    }

    fn bytes_per_pixel(&self) -> u64 {
        self.decoded.div_ceil((u64::from(self.width) * u64::from(self.height)).max(1))
    }
}

/// The size of a picture as it lies, so that it is `width` wide when it stands upright.
fn fitted((wide, high): (u32, u32), width: u32, turned: bool) -> (u32, u32) {
    if turned { (scaled(wide, width, high), width) } else { (width, scaled(high, width, wide)) }
}

/// Reads the head only.
pub(super) fn head(bytes: &[u8], format: ImageFormat, pixels: u64) -> Result<Head, PictureRefusal> {
    let mut decoder = decoder(bytes, format, DECODER_ROOM)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureRefusal::Damaged);
    }
    if u64::from(width) * u64::from(height) > pixels {
        return Err(PictureRefusal::TooManyPixels);
    }
    let turned = turns_aside(orientation(&mut decoder));
    Ok(Head { width, height, decoded: decoder.total_bytes(), turned })
}

fn decoder(bytes: &[u8], format: ImageFormat, memory: u64) -> Result<impl ImageDecoder, PictureRefusal> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(memory);
    reader.limits(limits);
    reader.into_decoder().map_err(refusal)
}

/// A camera note that cannot be read turns nothing.
fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    decoder.orientation().unwrap_or(Orientation::NoTransforms)
}

/// Whether the width becomes the height.
fn turns_aside(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// The picture as it lies in the file, on white, and how the camera was held.
fn decode(
    bytes: &[u8],
    format: ImageFormat,
    memory: u64,
) -> Result<(DynamicImage, Orientation), PictureRefusal> {
    if format == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Err(PictureRefusal::Damaged);
    }
    let mut decoder = decoder(bytes, format, memory.saturating_add(DECODER_ROOM))?;
    let orientation = orientation(&mut decoder);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    on_white(&mut picture);
    Ok((picture, orientation))
}

fn refusal(error: ImageError) -> PictureRefusal {
    match error {
        ImageError::Limits(limit) if limit.kind() == LimitErrorKind::InsufficientMemory => {
            PictureRefusal::TooDeep
        }
        ImageError::Limits(_) => PictureRefusal::TooManyPixels,
        _ => PictureRefusal::Damaged,
    }
}

/// Lays the picture on white where it is, so that it needs no room twice.
fn on_white(picture: &mut DynamicImage) {
    match picture {
        DynamicImage::ImageLumaA8(pixels) => whiten(pixels, u64::from),
        DynamicImage::ImageRgba8(pixels) => whiten(pixels, u64::from),
        DynamicImage::ImageLumaA16(pixels) => whiten(pixels, u64::from),
        DynamicImage::ImageRgba16(pixels) => whiten(pixels, u64::from),
        _ => {}
    }
}

fn whiten<P>(pixels: &mut ImageBuffer<P, Vec<P::Subpixel>>, wide: impl Fn(P::Subpixel) -> u64)
where
    P: Pixel,
    P::Subpixel: TryFrom<u64>,
{
    let full = P::Subpixel::DEFAULT_MAX_VALUE;
    let white = wide(full);
    for pixel in pixels.pixels_mut() {
        let Some((alpha, colours)) = pixel.channels_mut().split_last_mut() else { continue };
        let seen = wide(*alpha);
        for colour in colours {
            let mixed = (wide(*colour) * seen + white * (white - seen) + white / 2) / white.max(1);
            *colour = P::Subpixel::try_from(mixed).unwrap_or(full);
        }
        *alpha = full;
    }
}

fn encode(picture: &RgbImage) -> Result<Rendition, PictureRefusal> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .map_err(|_| PictureRefusal::Damaged)?;
    Ok(Rendition { width: picture.width(), height: picture.height(), bytes: Bytes::from(bytes) })
}
