//! Decoding, turning, flattening, shrinking, encoding: all blocking.

use std::io::Cursor;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Rgb, RgbImage, RgbaImage};

use super::{Picture, PictureRefusal, Rendition, jpeg};

const WIDTHS: [u32; 3] = [320, 800, 1600];
const QUALITY: u8 = 80;
/// No camera makes a longer side, and JPEG ends at 65 535.
const LONGEST_SIDE: u32 = 30_000;
/// Sixteen bits in four channels is the widest pixel there is.
const BYTES_PER_PIXEL: u64 = 8;
/// What a decoder may need beside its pixels.
const DECODER_ROOM: u64 = 64 << 20;

pub(super) fn render(
    bytes: &[u8],
    format: ImageFormat,
    pixels: u64,
    abandoned: &AtomicBool,
) -> Result<Picture, PictureRefusal> {
    go_on(abandoned)?;
    let whole = upright(bytes, format, pixels)?;
    let (width, height) = whole.dimensions();

    let mut renditions = Vec::new();
    let mut current = whole;
    for target in widths(width) {
        go_on(abandoned)?;
        if target < current.width() {
            current = shrink(current, target);
        }
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

/// The pixels of the picture, turned as the camera was held, on white.
fn upright(bytes: &[u8], format: ImageFormat, pixels: u64) -> Result<RgbImage, PictureRefusal> {
    if format == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Err(PictureRefusal::Damaged);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(pixels.saturating_mul(BYTES_PER_PIXEL) + DECODER_ROOM);
    reader.limits(limits);

    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureRefusal::Damaged);
    }
    if u64::from(width) * u64::from(height) > pixels {
        return Err(PictureRefusal::TooManyPixels);
    }
    // A camera note that cannot be read turns nothing.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(refusal)?;

    let mut turned = DynamicImage::ImageRgb8(on_white(decoded));
    turned.apply_orientation(orientation);
    Ok(turned.into_rgb8())
}

fn refusal(error: ImageError) -> PictureRefusal {
    match error {
        ImageError::Limits(_) => PictureRefusal::TooManyPixels,
        _ => PictureRefusal::Damaged,
    }
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen: RgbaImage = picture.into_rgba8();
    let mut flat = RgbImage::new(seen.width(), seen.height());
    for (to, from) in flat.pixels_mut().zip(seen.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *to = Rgb([red, green, blue].map(|colour| mix(colour, alpha)));
    }
    flat
}

fn mix(colour: u8, alpha: u8) -> u8 {
    let alpha = u32::from(alpha);
    let mixed = (u32::from(colour) * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn shrink(picture: RgbImage, width: u32) -> RgbImage {
    let height = height_at(&picture, width);
    let (twice, twice_height) = (2 * width, height_at(&picture, 2 * width));
    let mut picture = DynamicImage::ImageRgb8(picture);
    // Averaging blocks first keeps the smooth filter's work and memory small.
    if picture.width() > twice {
        picture = picture.thumbnail_exact(twice, twice_height);
    }
    picture.resize_exact(width, height, FilterType::CatmullRom).into_rgb8()
}

fn height_at(picture: &RgbImage, width: u32) -> u32 {
    let (full_width, full_height) = picture.dimensions();
    let (wanted, full) = (u64::from(width), u64::from(full_width));
    let height = (u64::from(full_height) * wanted + full / 2) / full.max(1);
    u32::try_from(height).unwrap_or(full_height).max(1)
}

fn encode(picture: &RgbImage) -> Result<Rendition, PictureRefusal> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .map_err(|_| PictureRefusal::Damaged)?;
    Ok(Rendition { width: picture.width(), height: picture.height(), bytes: Bytes::from(bytes) })
}
