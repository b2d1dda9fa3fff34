//! Pictures drawn by the tests themselves.

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

pub const RED: Rgb<u8> = Rgb([220, 20, 20]);
pub const BLUE: Rgb<u8> = Rgb([20, 20, 220]);

/// A slope of colours, with a red square in the upper left corner.
pub fn landscape(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            return RED;
        }
        let slope = |at: u32, whole: u32| u8::try_from(at * 200 / whole).unwrap();
        Rgb([20, slope(x, width), slope(y, height)])
    })
}

pub fn jpeg(picture: &RgbImage) -> Bytes {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(picture).unwrap();
    bytes.into()
}

pub fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Bytes {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner().into()
}

/// The bytes that stand for a latitude in [`with_exif`].
pub const LATITUDE: [u8; 8] = [0xDE, 0xAD, 0x12, 0x34, 0xBE, 0xEF, 0x56, 0x78];

/// The same JPEG as a telephone writes it: how it was held, where it stood, and
/// who made it.
pub fn with_exif(jpeg: &[u8], orientation: u8) -> Bytes {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(&tag.to_le_bytes());
        bytes.extend_from_slice(&kind.to_le_bytes());
        bytes.extend_from_slice(&count.to_le_bytes());
        bytes.extend_from_slice(&value.to_le_bytes());
        bytes
    };
    let mut exif = b"Exif\0\0II\x2A\0\x08\0\0\0".to_vec();
    exif.extend_from_slice(&[2, 0]);
    exif.extend(entry(0x0112, 3, 1, u32::from(orientation)));
    exif.extend(entry(0x8825, 4, 1, 38));
    exif.extend_from_slice(&[0; 4]);
    exif.extend_from_slice(&[1, 0]);
    exif.extend(entry(0x0002, 5, 1, 56));
    exif.extend_from_slice(&[0; 4]);
    exif.extend_from_slice(&LATITUDE);

    let mut bytes = jpeg[..2].to_vec();
    for (marker, segment) in [
        (0xE1, exif.as_slice()),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Awa</x:xmpmeta>"),
        (0xFE, b"taken by Awa"),
    ] {
        let length = u16::try_from(segment.len() + 2).unwrap();
        bytes.extend_from_slice(&[0xFF, marker]);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(segment);
    }
    bytes.extend_from_slice(&jpeg[2..]);
    bytes.into()
}

/// A PNG that says it is this large, whatever it holds.
pub fn png_that_claims(width: u32, height: u32) -> Bytes {
    let mut png = encoded(landscape(8, 8), ImageFormat::Png).to_vec();
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = png_crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png.into()
}

fn png_crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)))
    })
}

/// Whether `needle` stands anywhere in `hay`.
pub fn holds(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|part| part == needle)
}
