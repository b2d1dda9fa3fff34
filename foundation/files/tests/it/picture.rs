//! Pictures come out small, upright and without a past; bad ones do not come out.

use std::time::Duration;

use bytes::Bytes;
use griot_files::{Limits, Picture, PictureRefusal, picture};
use image::codecs::gif::GifEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{
    DynamicImage, ExtendedColorType, Frame, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage,
};

use crate::samples::{BLUE, RED, encoded, holds, jpeg, landscape, png_that_claims, with_exif};

async fn taken(bytes: Bytes) -> Picture {
    picture(bytes, &Limits::default()).await.unwrap()
}

async fn refused(bytes: impl Into<Bytes>) -> PictureRefusal {
    picture(bytes.into(), &Limits::default()).await.unwrap_err()
}

fn pixels(picture: &Picture) -> RgbImage {
    let widest = picture.renditions.last().unwrap();
    let decoded = image::load_from_memory(&widest.bytes).unwrap().into_rgb8();
    assert_eq!(decoded.dimensions(), (widest.width, widest.height));
    decoded
}

fn near(one: &Rgb<u8>, other: &Rgb<u8>) -> bool {
    one.0.iter().zip(other.0).all(|(a, b)| a.abs_diff(b) < 24)
}

#[tokio::test]
async fn renditions_are_never_wider_than_the_picture() {
    for (width, expected) in [
        (100, vec![100]),
        (320, vec![320]),
        (500, vec![320, 500]),
        (1600, vec![320, 800, 1600]),
        (2400, vec![320, 800, 1600]),
    ] {
        let made = taken(jpeg(&landscape(width, width / 2))).await;
        let widths: Vec<u32> = made.renditions.iter().map(|one| one.width).collect();
        assert_eq!(widths, expected);
        assert_eq!((made.width, made.height), (width, width / 2));
        for one in &made.renditions {
            assert!(one.height.abs_diff(one.width / 2) <= 1);
            assert!(one.bytes.starts_with(b"\xFF\xD8\xFF"));
        }
    }
}

#[tokio::test]
async fn where_and_by_whom_it_was_taken_is_gone() {
    let photo = with_exif(&jpeg(&landscape(400, 300)), 1);
    assert!(holds(&photo, &crate::samples::LATITUDE));
    let made = taken(photo).await;
    for one in &made.renditions {
        for trace in [&crate::samples::LATITUDE[..], b"Exif", b"xmp", b"Awa"] {
            assert!(!holds(&one.bytes, trace));
        }
        // No application segment but JFIF's own, and no comment.
        for marker in 0xE1..=0xEF {
            assert!(!holds(&one.bytes[..200], &[0xFF, marker]));
        }
    }
}

#[tokio::test]
async fn a_telephone_held_upright_gives_an_upright_picture() {
    // The red square lies upper left in the file; orientation 6 turns a quarter
    // clockwise, 3 a half, 8 a quarter back.
    let photo = jpeg(&landscape(400, 200));
    for (orientation, size, red) in [
        (1, (400, 200), (20, 20)),
        (3, (400, 200), (380, 180)),
        (6, (200, 400), (180, 20)),
        (8, (200, 400), (20, 380)),
    ] {
        let made = taken(with_exif(&photo, orientation)).await;
        assert_eq!((made.width, made.height), size);
        let seen = pixels(&made);
        let at = |one: u32| one * seen.width() / size.0;
        let corner = seen.get_pixel(at(red.0), at(red.1));
        assert!(near(corner, &RED), "orientation {orientation}");
    }
}

#[tokio::test]
async fn what_is_transparent_becomes_white() {
    let clear =
        RgbaImage::from_fn(64, 64, |x, _| if x < 32 { Rgba([0, 0, 0, 0]) } else { Rgba([20, 20, 220, 255]) });
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let seen = pixels(&taken(encoded(clear.clone(), format)).await);
        assert!(near(seen.get_pixel(8, 32), &Rgb([255; 3])));
        assert!(near(seen.get_pixel(56, 32), &BLUE));
    }
}

#[tokio::test]
async fn grey_and_deep_pictures_are_taken_too() {
    let source = DynamicImage::ImageRgb8(landscape(64, 64));
    for variant in [
        DynamicImage::ImageLuma8(source.to_luma8()),
        DynamicImage::ImageLumaA8(source.to_luma_alpha8()),
        DynamicImage::ImageRgb16(source.to_rgb16()),
        DynamicImage::ImageRgba16(source.to_rgba16()),
    ] {
        assert_eq!(taken(encoded(variant, ImageFormat::Png)).await.width, 64);
    }
}

#[tokio::test]
async fn a_moving_gif_gives_its_first_frame() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for colour in [RED, BLUE] {
        let [red, green, blue] = colour.0;
        let still = RgbaImage::from_pixel(32, 32, Rgba([red, green, blue, 255]));
        encoder.encode_frame(Frame::new(still)).unwrap();
    }
    drop(encoder);
    let seen = pixels(&taken(bytes.into()).await);
    assert!(near(seen.get_pixel(16, 16), &RED));
}

#[tokio::test]
async fn a_picture_that_claims_to_be_immense_is_not_decoded() {
    let claims = [(50_000, 50_000), (1, 4_000_000), (u32::MAX >> 1, 1), (8000, 8000)];
    for (width, height) in claims {
        let bomb = png_that_claims(width, height);
        assert_eq!(refused(bomb).await, PictureRefusal::TooManyPixels);
    }
    let mut jpeg = jpeg(&landscape(16, 16)).to_vec();
    let frame = jpeg.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x75, 0x00, 0x75, 0x00]);
    assert_eq!(refused(jpeg).await, PictureRefusal::TooManyPixels);
}

#[tokio::test]
async fn a_picture_cut_short_is_damaged() {
    let source = landscape(300, 300);
    for (whole, kind) in [
        (jpeg(&source), "jpeg"),
        (with_exif(&jpeg(&source), 6), "jpeg of a telephone"),
        (encoded(source.clone(), ImageFormat::Png), "png"),
        (encoded(source.clone(), ImageFormat::Gif), "gif"),
        (encoded(source, ImageFormat::WebP), "webp"),
    ] {
        for part in [12, whole.len() / 3, whole.len() / 2, whole.len() * 9 / 10] {
            let refusal = refused(whole.slice(..part)).await;
            assert_eq!(refusal, PictureRefusal::Damaged, "{kind} cut at {part}");
        }
    }
    assert_eq!(refused(jpeg(&landscape(9, 9)).slice(..40)).await, PictureRefusal::Damaged);
    assert_eq!(refused(&b"\xFF\xD8\xFF\xE0 and then words"[..]).await, PictureRefusal::Damaged);
}

#[tokio::test]
async fn what_hides_behind_a_picture_does_not_come_out() {
    let mut bytes = jpeg(&landscape(400, 300)).to_vec();
    bytes.extend_from_slice(b"PK\x03\x04 evil.exe <script>alert(1)</script>");
    let made = taken(bytes.into()).await;
    for one in &made.renditions {
        for trace in [&b"PK\x03\x04"[..], b"evil", b"<script"] {
            assert!(!holds(&one.bytes, trace));
        }
        assert!(one.bytes.ends_with(&[0xFF, 0xD9]));
    }
}

#[tokio::test]
async fn what_is_no_picture_is_said_to_be_none() {
    for bytes in [
        &b""[..],
        b"\xFF\xD8",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"%PDF-1.7",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftypheic\0\0\0\0",
        b"<html>photo.jpg</html>",
    ] {
        assert_eq!(refused(bytes).await, PictureRefusal::NotAPicture);
    }
}

#[tokio::test]
async fn limits_are_those_of_the_caller() {
    let photo = jpeg(&landscape(100, 100));
    let usual = Limits::default();
    let small = Limits { bytes: 100, ..usual };
    let narrow = Limits { pixels: 9_999, ..usual };
    assert_eq!(picture(photo.clone(), &small).await, Err(PictureRefusal::TooManyBytes));
    assert_eq!(picture(photo.clone(), &narrow).await, Err(PictureRefusal::TooManyPixels));
    let exact = Limits { pixels: 10_000, ..usual };
    assert!(picture(photo, &exact).await.is_ok());
}

#[tokio::test]
async fn a_slow_picture_is_let_go_and_the_next_one_is_served() {
    let photo = jpeg(&landscape(600, 600));
    let hurried = Limits { time: Duration::ZERO, ..Limits::default() };
    for _ in 0..6 {
        assert_eq!(picture(photo.clone(), &hurried).await, Err(PictureRefusal::TooSlow));
    }
    let many = (0..6).map(|_| taken(photo.clone()));
    assert_eq!(futures::future::join_all(many).await.len(), 6);
}

#[test]
fn every_refusal_has_a_sentence_of_its_own() {
    use PictureRefusal::{Damaged, NotAPicture, TooDeep, TooManyBytes, TooManyPixels, TooSlow};
    let all = [TooManyBytes, TooManyPixels, TooDeep, NotAPicture, Damaged, TooSlow];
    let keys: std::collections::BTreeSet<_> = all.map(PictureRefusal::key).into();
    assert_eq!(keys.len(), all.len());
    assert!(keys.iter().all(|key| key.starts_with("picture-refused-")));
}

/// A real picture of sixteen bits in four channels, as some cameras and editors write it.
fn deep(width: u32, height: u32) -> Bytes {
    let samples = vec![0xC0; usize::try_from(width * height * 8).unwrap()];
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Uncompressed, FilterType::NoFilter);
    encoder.write_image(&samples, width, height, ExtendedColorType::Rgba16).unwrap();
    bytes.into()
}

fn patient() -> Limits {
    Limits { bytes: 300_000_000, time: Duration::from_secs(120), ..Limits::default() }
}

#[tokio::test]
async fn a_deep_picture_that_needs_too_much_memory_gets_the_sentence() {
    // 17.6 megapixels are far from 40, but each of them has eight bytes.
    let large = deep(4_400, 4_000);
    assert_eq!(picture(large, &patient()).await, Err(PictureRefusal::TooDeep));
    let made = picture(deep(1_700, 900), &patient()).await.unwrap();
    assert_eq!((made.width, made.height), (1_700, 900));
    // Three quarters of grey, of which a quarter of the white behind is seen.
    assert!(near(pixels(&made).get_pixel(8, 8), &Rgb([208; 3])));
}

/// A value of this process, in kilobytes.
#[cfg(target_os = "linux")]
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Each test has a process of its own under nextest, so that what it holds can be measured.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn pictures_together_hold_no_more_than_their_room() {
    if std::env::var_os("NEXTEST").is_none() {
        return;
    }
    let (one, photo) = (deep(3_000, 2_600), with_exif(&jpeg(&landscape(4_000, 3_000)), 6));
    let before = memory("VmRSS");
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let limits = patient();
    let all = [&one, &photo, &one, &photo].map(|bytes| picture(bytes.clone(), &limits));
    for made in futures::future::join_all(all).await {
        assert!(made.is_ok(), "{made:?}");
    }
    let grown = memory("VmHWM") - before;
    assert!(grown < 165 * 1024, "{grown} kB");
}

#[tokio::test]
async fn a_large_photo_held_upright_is_turned_when_it_is_small() {
    let made = picture(with_exif(&jpeg(&landscape(3_600, 2_400)), 6), &patient()).await.unwrap();
    assert_eq!((made.width, made.height), (2_400, 3_600));
    let sizes: Vec<_> = made.renditions.iter().map(|one| (one.width, one.height)).collect();
    assert_eq!(sizes, [(320, 480), (800, 1_200), (1_600, 2_400)]);
    assert!(near(pixels(&made).get_pixel(1_590, 10), &RED));
}

#[tokio::test]
async fn a_small_picture_with_a_large_colour_profile_is_taken() {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile((0..900_000_u32).map(|n| n.to_le_bytes()[0]).collect()).unwrap();
    encoder.write_image(&[200; 64 * 64 * 3], 64, 64, ExtendedColorType::Rgb8).unwrap();
    assert_eq!(taken(bytes.into()).await.width, 64);
}
