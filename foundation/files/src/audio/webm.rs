//! WebM with Opus, as browsers record it: without a length, and with the name of the program
//! that wrote it. Its packets of sound, and only they, are put into an Ogg file, which is
//! what the house keeps of Opus.

use super::{
    AudioRefusal,
    ogg::{self, LAST, Page},
    opus,
};

/// The first bytes of the file.
pub(super) const MARK: [u8; 4] = HEAD.to_be_bytes();

const HEAD: u32 = 0x1A45_DFA3;
const DOCUMENT: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK: u32 = 0xAE;
const TRACK_NUMBER: u32 = 0xD7;
const CODEC: u32 = 0x86;
const CODEC_HEAD: u32 = 0x63A2;
const ENCODINGS: u32 = 0x6D80;
const CLUSTER: u32 = 0x1F43_B675;
const BLOCK_GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;
const SIMPLE_BLOCK: u32 = 0xA3;

/// A page of Ogg holds at most so many pieces, of 255 bytes each.
const MOST_PIECES: usize = 255;

/// The same sound in an Ogg file. A recording that breaks off, because its tab was closed or
/// its telephone ran out, ends with its last whole packet.
pub(super) fn as_ogg(bytes: &[u8]) -> Result<Vec<u8>, AudioRefusal> {
    let (id, size, rest) = head(bytes).ok_or(AudioRefusal::NotAudio)?;
    let (about, mut rest) = size.and_then(|size| rest.split_at_checked(size)).ok_or(AudioRefusal::Damaged)?;
    if id != HEAD || !matches!(only(about, DOCUMENT), Some(b"webm" | b"matroska")) {
        return Err(AudioRefusal::NotAudio);
    }
    let mut sound: Option<Sound> = None;
    while let Some((id, size, behind)) = head(rest) {
        // What a browser is still writing to has no size: one goes into it and on.
        if matches!(id, SEGMENT | CLUSTER | BLOCK_GROUP) {
            rest = behind;
            continue;
        }
        let Some((body, after)) = size.and_then(|size| behind.split_at_checked(size)) else { break };
        match (id, &mut sound) {
            (TRACKS, None) => sound = Some(Sound::of(body)?),
            (TRACKS, Some(_)) => return Err(AudioRefusal::NotAudio),
            (BLOCK | SIMPLE_BLOCK, Some(sound)) => sound.block(body)?,
            (BLOCK | SIMPLE_BLOCK, None) => return Err(AudioRefusal::Damaged),
            _ => {}
        }
        rest = after;
    }
    sound.and_then(Sound::end).ok_or(AudioRefusal::Damaged)
}

/// What is being put into the Ogg file.
struct Sound {
    track: u64,
    out: ogg::Writer,
    /// The pieces and bytes of the page to come.
    lacing: Vec<u8>,
    body: Vec<u8>,
    samples: u64,
    /// How many samples there were when the page to come began.
    began: u64,
}

impl Sound {
    /// The one track of the file, which is Opus and nothing else.
    fn of(tracks: &[u8]) -> Result<Self, AudioRefusal> {
        let track = only(tracks, TRACK).ok_or(AudioRefusal::NotAudio)?;
        if only(track, CODEC) != Some(b"A_OPUS") || Elements(track).any(|(id, _)| id == ENCODINGS) {
            return Err(AudioRefusal::NotAudio);
        }
        let number = only(track, TRACK_NUMBER).ok_or(AudioRefusal::Damaged)?;
        let head = only(track, CODEC_HEAD).ok_or(AudioRefusal::Damaged)?;
        // One or two channels: more of them are described by what would come behind.
        let plain =
            head.starts_with(b"OpusHead") && matches!(head.get(9), Some(1 | 2)) && head.get(18) == Some(&0);
        let head = head.get(..19).filter(|_| plain).ok_or(AudioRefusal::NotAudio)?;
        Ok(Self {
            track: number.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
            out: ogg::Writer::of_opus(head).ok_or(AudioRefusal::NotAudio)?,
            lacing: Vec::new(),
            body: Vec::new(),
            samples: 0,
            began: 0,
        })
    }

    /// A block: its track, two bytes of time, one of flags, and one packet.
    fn block(&mut self, block: &[u8]) -> Result<(), AudioRefusal> {
        let (track, behind) = number(block, 8).ok_or(AudioRefusal::Damaged)?;
        let ([_, _, flags], packet) = behind.split_first_chunk::<3>().ok_or(AudioRefusal::Damaged)?;
        let laced = flags & 0x06 != 0;
        if track != Some(self.track) || laced {
            return Err(AudioRefusal::Damaged);
        }
        let samples = opus::samples(packet).ok_or(AudioRefusal::Damaged)?;
        let (full, last) = (packet.len() / 255, packet.len() % 255);
        if full >= MOST_PIECES {
            return Err(AudioRefusal::Damaged);
        }
        if self.lacing.len() + full >= MOST_PIECES || self.samples - self.began >= opus::RATE {
            self.page(0);
        }
        self.lacing.resize(self.lacing.len() + full, 255);
        self.lacing.push(u8::try_from(last).unwrap_or_default());
        self.body.extend_from_slice(packet);
        self.samples += samples;
        Ok(())
    }

    fn page(&mut self, flags: u8) {
        let position = self.samples.to_le_bytes();
        self.out.page(&Page { flags, position, lacing: &self.lacing, body: &self.body });
        self.lacing.clear();
        self.body.clear();
        self.began = self.samples;
    }

    /// The whole file, if there was anything to hear.
    fn end(mut self) -> Option<Vec<u8>> {
        if self.lacing.is_empty() {
            return None;
        }
        self.page(LAST);
        Some(self.out.bytes)
    }
}

/// The elements of a body, one behind the other, as far as they are whole.
struct Elements<'a>(&'a [u8]);

impl<'a> Iterator for Elements<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (id, size, behind) = head(self.0)?;
        let (body, after) = behind.split_at_checked(size?)?;
        self.0 = after;
        Some((id, body))
    }
}

/// The one element of this kind, its text without the zeros that may fill it up.
fn only(bytes: &[u8], wanted: u32) -> Option<&[u8]> {
    let mut found = Elements(bytes).filter(|(id, _)| *id == wanted);
    let (_, body) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    if matches!(wanted, DOCUMENT | CODEC) {
        return body.split(|byte| *byte == 0).next();
    }
    Some(body)
}

/// What kind of element stands here, how long it is if that is known, and what follows its head.
fn head(bytes: &[u8]) -> Option<(u32, Option<usize>, &[u8])> {
    let length = usize::try_from(bytes.first()?.leading_zeros()).ok()? + 1;
    let (id, behind) = bytes.split_at_checked(length).filter(|_| length <= 4)?;
    let id = id.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte));
    let (size, behind) = number(behind, 8)?;
    let size = size.map(|size| usize::try_from(size).unwrap_or(usize::MAX));
    Some((id, size, behind))
}

/// A number that says by its first bits how many bytes it takes; all ones mean "not known".
fn number(bytes: &[u8], longest: usize) -> Option<(Option<u64>, &[u8])> {
    let zeros = bytes.first()?.leading_zeros();
    let length = usize::try_from(zeros).ok()? + 1;
    let (number, behind) = bytes.split_at_checked(length).filter(|_| length <= longest)?;
    let whole = number.iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    let most = (1_u64 << (7 * length)) - 1;
    let value = whole & most;
    Some(((value != most).then_some(value), behind))
}
