//! Whether a JPEG file was brought whole.
//!
//! The decoder paints what is missing in grey and says nothing; a picture cut
//! short by a lost connection should be sent again instead.

/// Whether the file goes from its first marker to the end of its image.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    const END_OF_IMAGE: u8 = 0xD9;
    const START_OF_SCAN: u8 = 0xDA;

    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((marker, after)) = next_marker(rest) {
        if marker == END_OF_IMAGE {
            return true;
        }
        let Some(length) = segment_length(marker, after) else {
            return false;
        };
        let Some(behind) = after.get(length..) else {
            return false;
        };
        rest = behind;
        if marker == START_OF_SCAN {
            rest = behind_scan(rest);
        }
    }
    false
}

/// The next marker and what follows it; anything before it is passed over.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let start = bytes.iter().position(|byte| *byte == 0xFF)?;
    let rest = bytes.get(start..)?;
    let fill = rest.iter().position(|byte| *byte != 0xFF)?;
    let marker = rest.get(fill)?;
    Some((*marker, rest.get(fill + 1..)?))
}

fn segment_length(marker: u8, after: &[u8]) -> Option<usize> {
    if matches!(marker, 0x00 | 0x01 | 0xD0..=0xD8) {
        return Some(0);
    }
    let length = after.first_chunk::<2>()?;
    Some(usize::from(u16::from_be_bytes(*length)))
}

/// What stands behind the coded data: the first marker that is neither a
/// stuffed byte nor a restart.
fn behind_scan(bytes: &[u8]) -> &[u8] {
    let found = bytes
        .windows(2)
        .position(|pair| matches!(pair, [0xFF, marker] if !matches!(marker, 0x00 | 0xD0..=0xD7 | 0xFF)));
    found.and_then(|at| bytes.get(at..)).unwrap_or_default()
}

/// How many bytes the decoder gathers before it gives the first row: nothing of an ordinary file,
/// two for each sample of a progressive one.
pub(super) fn gathered(bytes: &[u8]) -> u64 {
    const PROGRESSIVE: u8 = 0xC2;

    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((marker, after)) = next_marker(rest) {
        if marker == PROGRESSIVE {
            return samples(after).map_or(0, |samples| samples.saturating_mul(2));
        }
        let behind = segment_length(marker, after).and_then(|length| after.get(length..));
        let Some(behind) = behind.filter(|_| !is_frame_or_scan(marker)) else { return 0 };
        rest = behind;
    }
    0
}

/// Whether the file is of another kind, or its image has begun.
fn is_frame_or_scan(marker: u8) -> bool {
    matches!(marker, 0xC0 | 0xC1 | 0xC3 | 0xDA | 0xD9)
}

/// The samples of all components that a frame announces.
fn samples(frame: &[u8]) -> Option<u64> {
    let [high, low, wide, narrow] = frame.get(3..7)?.first_chunk::<4>().copied()?;
    let pixels = u64::from(u16::from_be_bytes([high, low])) * u64::from(u16::from_be_bytes([wide, narrow]));
    let count = usize::from(*frame.get(7)?);
    let sampling = frame.get(8..)?.chunks_exact(3).take(count).filter_map(|component| component.get(1));
    let areas: Vec<u64> = sampling.map(|both| u64::from(both >> 4) * u64::from(both & 15)).collect();
    let whole = areas.iter().copied().max().filter(|area| *area > 0)?;
    Some(areas.iter().map(|area| pixels.saturating_mul(*area) / whole).sum())
}
