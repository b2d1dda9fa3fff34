//! Pictures that strangers bring, made safe to show.

mod cost;
mod jpeg;
mod render;
mod shrink;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use image::ImageFormat;
use tokio::sync::Semaphore;

/// How much work a picture may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The heaviest file taken.
    pub bytes: u64,
    /// The most pixels decoded.
    pub pixels: u64,
    /// The longest that decoding and encoding may take, once begun.
    pub time: Duration,
}

impl Default for Limits {
    /// 15 MB, 40 megapixels, 10 seconds.
    fn default() -> Self {
        Self { bytes: 15_000_000, pixels: 40_000_000, time: Duration::from_secs(10) }
    }
}

/// A picture ready to be kept: only pixels of the original are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width of the picture as it was brought, turned the right way up.
    pub width: u32,
    /// Height of the picture as it was brought, turned the right way up.
    pub height: u32,
    /// At least one, narrowest first.
    pub renditions: Vec<Rendition>,
}

/// The picture at one width, as a JPEG file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The JPEG file.
    pub bytes: Bytes,
}

/// Why a picture was not taken. Each reason is a sentence its bringer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureRefusal {
    /// The file is heavier than the limit.
    TooManyBytes,
    /// The picture has more pixels, or a longer side, than is decoded.
    TooManyPixels,
    /// Each of its pixels holds so much that decoding would take more memory than is lent.
    TooDeep,
    /// Not a JPEG, PNG, WebP or GIF.
    NotAPicture,
    /// It begins as a picture, and does not go on or end as one.
    Damaged,
    /// It was not decoded and encoded in the time allowed.
    TooSlow,
}

impl PictureRefusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooManyBytes => "picture-refused-too-large",
            Self::TooManyPixels => "picture-refused-too-many-pixels",
            Self::TooDeep => "picture-refused-too-deep",
            Self::NotAPicture => "picture-refused-not-a-picture",
            Self::Damaged => "picture-refused-damaged",
            Self::TooSlow => "picture-refused-too-slow",
        }
    }
}

/// Two at a time leave the processor to the pages.
static DECODINGS: Semaphore = Semaphore::const_new(2);
/// What decodings may hold together, in the whole process: a picture waits until there is room for
/// it, and one that needs more than this is not decoded at all.
static MEMORY: Semaphore = Semaphore::const_new(ROOM);
/// In units of a mebibyte.
const ROOM: usize = 130;
const UNIT: u64 = 1 << 20;

/// Tells the decoding thread that nobody waits for it any more.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Turns a file that someone brought into renditions that are safe to show.
pub async fn picture(bytes: Bytes, limits: &Limits) -> Result<Picture, PictureRefusal> {
    if u64::try_from(bytes.len()).map_or(true, |size| size > limits.bytes) {
        return Err(PictureRefusal::TooManyBytes);
    }
    let format = kind_of(&bytes).ok_or(PictureRefusal::NotAPicture)?;
    let turn = DECODINGS.acquire().await.map_err(|_| PictureRefusal::TooSlow)?;
    let (head, pixels) = (bytes.clone(), limits.pixels);
    let needed = tokio::task::spawn_blocking(move || {
        render::head(&head, format, pixels).map(|known| cost::of(&head, format, &known))
    });
    let needed = needed.await.unwrap_or(Err(PictureRefusal::Damaged))?;
    let units = u32::try_from(needed.div_ceil(UNIT)).unwrap_or(u32::MAX);
    if usize::try_from(units).map_or(true, |units| units > ROOM) {
        return Err(PictureRefusal::TooDeep);
    }
    let room = MEMORY.acquire_many(units).await.map_err(|_| PictureRefusal::TooSlow)?;

    let abandoned = Arc::new(AtomicBool::new(false));
    let waiting = Waiting(Arc::clone(&abandoned));
    let work = tokio::task::spawn_blocking(move || {
        // A thread cannot be stopped: it keeps its turn until it ends.
        let _held = (turn, room);
        render::render(&bytes, format, needed, &abandoned)
    });
    let outcome = tokio::time::timeout(limits.time, work).await;
    drop(waiting);
    match outcome {
        Ok(Ok(result)) => result,
        // The decoder panicked: the file is at fault, not the visitor's request.
        Ok(Err(_)) => Err(PictureRefusal::Damaged),
        Err(_) => Err(PictureRefusal::TooSlow),
    }
}

/// What the file is by its first bytes; its name is never asked.
fn kind_of(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        Some(ImageFormat::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(ImageFormat::Gif)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(ImageFormat::WebP)
    } else {
        None
    }
}
