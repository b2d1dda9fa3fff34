//! Smaller copies, and what making them holds in memory.

use image::imageops::FilterType;
use image::{DynamicImage, RgbImage};

/// The smooth filter is used as long as it, with what it reads, and the step before it take no more
/// than this. Larger pictures are made smaller by so much that averaging blocks is smooth enough.
const SMOOTH: u64 = 100_000_000;
/// Bytes of a pixel as the smooth filter keeps it half-way.
const HALF_WAY: u64 = 16;
const RGB: u64 = 3;
/// Pixels of more bytes than this have sixteen bits in each channel.
const PLAIN: u64 = 4;

/// How a picture of one size becomes one of another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    /// Averaged in blocks to this first.
    blocks: Option<(u32, u32)>,
    smooth: bool,
    read: u64,
    half_way: u64,
    to: (u32, u32),
}

impl Plan {
    pub(super) fn new(from: (u32, u32), to: (u32, u32), bytes_per_pixel: u64) -> Self {
        let twice = (to.0.saturating_mul(2), to.1.saturating_mul(2));
        // Averaging blocks first keeps the smooth filter's work and memory small.
        let blocks = (from.0 > twice.0 && from.1 > twice.1).then_some(twice);
        let read = blocks.unwrap_or(from);
        let half_way = HALF_WAY * u64::from(read.0) * u64::from(to.1);
        let read = area(read);
        let first = bytes_per_pixel * (area(from) + if blocks.is_some() { read } else { 0 });
        let smooth = first.max(RGB * read + half_way) <= SMOOTH && bytes_per_pixel <= PLAIN;
        Self { blocks, smooth, read, half_way, to }
    }

    /// What it holds beside the picture while that is there, of so many bytes a pixel.
    pub(super) fn beside(&self, bytes_per_pixel: u64) -> u64 {
        match self.blocks {
            _ if !self.smooth => bytes_per_pixel * area(self.to),
            Some(blocks) => bytes_per_pixel * area(blocks),
            None => RGB * self.read,
        }
    }

    /// What it holds when the picture itself is gone.
    pub(super) fn after(&self) -> u64 {
        if self.smooth { RGB * self.read + self.half_way } else { 0 }
    }

    /// The smaller picture, in eight bits and three colours.
    pub(super) fn follow(&self, picture: DynamicImage) -> RgbImage {
        let (width, height) = self.to;
        if !self.smooth {
            return picture.thumbnail_exact(width, height).into_rgb8();
        }
        let read = match self.blocks {
            Some((width, height)) => picture.thumbnail_exact(width, height),
            None => picture,
        };
        // What is large goes before the next copy is made.
        let read = DynamicImage::ImageRgb8(read.into_rgb8());
        read.resize_exact(width, height, FilterType::CatmullRom).into_rgb8()
    }
}

fn area((width, height): (u32, u32)) -> u64 {
    u64::from(width) * u64::from(height)
}

/// This many of `side`, as `part` is of `whole`: at least one.
pub(super) fn scaled(side: u32, part: u32, whole: u32) -> u32 {
    let (side, part, whole) = (u64::from(side), u64::from(part), u64::from(whole).max(1));
    u32::try_from((side * part + whole / 2) / whole).unwrap_or(u32::MAX).max(1)
}
