//! MP3: a chain of frames. Only frames are kept.

use super::AudioRefusal;

/// Fewer frames than this, a tenth of a second, happen by chance in any file.
const FEWEST_FRAMES: usize = 4;
/// How far behind the tags the first frame may stand.
const LONGEST_LEAD: usize = 64 * 1024;

/// What a frame's four first bytes say.
#[derive(Clone, Copy)]
struct Frame {
    /// Version and sampling rate: the same in every frame of a file.
    family: (u8, u8),
    length: usize,
}

/// The frames of the file, one behind the other.
pub(super) fn without_tags(bytes: &[u8]) -> Result<Vec<u8>, AudioRefusal> {
    let tagged = bytes.starts_with(b"ID3");
    let sound = behind_tags(bytes);
    let lead = sound.get(..LONGEST_LEAD.min(sound.len())).unwrap_or(sound);
    let lead = if tagged { lead.len() } else { 1 };
    let Some((start, first)) = (0..lead).find_map(|at| Some((at, sure_frame(sound, at, None)?))) else {
        return Err(AudioRefusal::NotAudio);
    };

    let family = Some(first.family);
    let mut kept = Vec::with_capacity(sound.len());
    let mut frames = 0_usize;
    let mut next = Some(start);
    while let Some(at) = next {
        let frame = frame(sound, at, family)
            .and_then(|found| Some((found.length, sound.get(at..at + found.length)?)));
        next = match frame {
            Some((length, data)) => {
                kept.extend_from_slice(data);
                frames += 1;
                Some(at + length)
            }
            // A tag or dirt between frames, or the tags at the end.
            None => (at + 1..sound.len()).find(|at| sure_frame(sound, *at, family).is_some()),
        };
    }
    // Frames that are lost in something larger are no sound file.
    if frames < FEWEST_FRAMES || kept.len() < sound.len() / 2 {
        return Err(AudioRefusal::Damaged);
    }
    Ok(kept)
}

/// What follows the ID3v2 tags; a file may begin with several.
fn behind_tags(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let Some([b'I', b'D', b'3', _, _, flags, size @ ..]) = rest.first_chunk::<10>() {
        let size = size.iter().fold(0_usize, |sum, byte| (sum << 7) | usize::from(byte & 0x7F));
        let footer = if flags & 0x10 == 0 { 0 } else { 10 };
        rest = rest.get(10 + size + footer..).unwrap_or_default();
    }
    rest
}

/// A frame here whose successor is a frame as well, or the end of the file.
fn sure_frame(bytes: &[u8], at: usize, family: Option<(u8, u8)>) -> Option<Frame> {
    let found = frame(bytes, at, family)?;
    let end = at + found.length;
    let followed = end == bytes.len() || frame(bytes, end, Some(found.family)).is_some();
    followed.then_some(found)
}

fn frame(bytes: &[u8], at: usize, family: Option<(u8, u8)>) -> Option<Frame> {
    const BIT_RATES: [[usize; 16]; 2] = [
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
    ];
    const RATES: [usize; 4] = [44_100, 48_000, 32_000, 0];
    const LAYER_3: u8 = 1;

    let [sync, kind, rates, _] = bytes.get(at..)?.first_chunk::<4>()?;
    if *sync != 0xFF || kind & 0xE0 != 0xE0 || (kind >> 1) & 3 != LAYER_3 {
        return None;
    }
    let version = (kind >> 3) & 3;
    // MPEG 1, 2 and 2.5 halve the sampling rate each time; 1 is reserved.
    let halves = match version {
        3 => 1,
        2 => 2,
        0 => 4,
        _ => return None,
    };
    let rate_code = (rates >> 2) & 3;
    if family.is_some_and(|known| known != (version, rate_code)) {
        return None;
    }
    let rate = RATES.get(usize::from(rate_code))? / halves;
    let first = version == 3;
    let bit_rate = BIT_RATES.get(usize::from(first))?.get(usize::from(rates >> 4))? * 1000;
    if rate == 0 || bit_rate == 0 {
        return None;
    }
    let padding = usize::from((rates >> 1) & 1);
    let per_frame = if first { 144 } else { 72 };
    Some(Frame { family: (version, rate_code), length: per_frame * bit_rate / rate + padding })
}
