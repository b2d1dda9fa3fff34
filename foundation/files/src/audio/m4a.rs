//! M4A: boxes within boxes. What a player does not need becomes an empty `free`
//! box of the same size, since the tables count bytes from the file's start.

use super::AudioRefusal;

type Kind = [u8; 4];

/// Where a box stands decides what it may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    File,
    Movie,
    Track,
    Media,
    MediaInfo,
    Samples,
    Fragment,
    FragmentTrack,
}

/// What to do with a box.
enum Fate {
    Keep,
    Enter(Place),
    /// Keep it without its dates.
    Undate,
    /// It says what the track is; keep that, without its free text.
    Handler,
    /// It says how the sound is coded.
    Coding,
    Blank,
}

/// What was met on the way.
#[derive(Default)]
struct Met {
    sound_tracks: usize,
    codings: usize,
    sound_bytes: usize,
}

/// The same file with its metadata boxes emptied.
pub(super) fn without_tags(bytes: &[u8]) -> Result<Vec<u8>, AudioRefusal> {
    let mut out = bytes.to_vec();
    let mut met = Met::default();
    clean(&mut out, Place::File, &mut met)?;
    if met.sound_tracks == 0 || met.codings == 0 {
        return Err(AudioRefusal::NotAudio);
    }
    if met.sound_bytes == 0 {
        return Err(AudioRefusal::Damaged);
    }
    Ok(out)
}

fn fate(place: Place, kind: &Kind) -> Fate {
    match (place, kind) {
        (Place::File, b"ftyp" | b"styp" | b"mdat" | b"sidx" | b"mfra") => Fate::Keep,
        (Place::File, b"moov") => Fate::Enter(Place::Movie),
        (Place::File, b"moof") => Fate::Enter(Place::Fragment),
        (Place::Movie, b"mvhd") => Fate::Undate,
        (Place::Movie, b"mvex") => Fate::Keep,
        (Place::Movie, b"trak") => Fate::Enter(Place::Track),
        (Place::Track, b"tkhd") => Fate::Undate,
        (Place::Track, b"edts" | b"tref") => Fate::Keep,
        (Place::Track, b"mdia") => Fate::Enter(Place::Media),
        (Place::Media, b"mdhd") => Fate::Undate,
        (Place::Media, b"hdlr") => Fate::Handler,
        (Place::Media, b"minf") => Fate::Enter(Place::MediaInfo),
        (Place::MediaInfo, b"smhd" | b"dinf") => Fate::Keep,
        (Place::MediaInfo, b"stbl") => Fate::Enter(Place::Samples),
        (Place::Samples, b"stsd") => Fate::Coding,
        (
            Place::Samples,
            b"stts" | b"ctts" | b"stsc" | b"stsz" | b"stz2" | b"stco" | b"co64" | b"stss" | b"sdtp" | b"sgpd"
            | b"sbgp" | b"subs",
        ) => Fate::Keep,
        (Place::Fragment, b"mfhd") => Fate::Keep,
        (Place::Fragment, b"traf") => Fate::Enter(Place::FragmentTrack),
        (
            Place::FragmentTrack,
            b"tfhd" | b"tfdt" | b"trun" | b"sgpd" | b"sbgp" | b"saiz" | b"saio" | b"sdtp" | b"subs",
        ) => Fate::Keep,
        _ => Fate::Blank,
    }
}

fn clean(bytes: &mut [u8], place: Place, met: &mut Met) -> Result<(), AudioRefusal> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let (head, size) = measure(rest, place).ok_or(AudioRefusal::Damaged)?;
        let (current, after) = rest.split_at_mut_checked(size).ok_or(AudioRefusal::Damaged)?;
        let (header, payload) = current.split_at_mut_checked(head).ok_or(AudioRefusal::Damaged)?;
        let name = header.get_mut(4..8).ok_or(AudioRefusal::Damaged)?;
        let kind: Kind = (&*name).try_into().map_err(|_| AudioRefusal::Damaged)?;
        match fate(place, &kind) {
            Fate::Keep if &kind == b"mdat" => met.sound_bytes += payload.len(),
            Fate::Keep => {}
            Fate::Enter(inner) => clean(payload, inner, met)?,
            Fate::Undate => undate(payload)?,
            Fate::Handler => handler(payload, met)?,
            Fate::Coding => coding(payload, met)?,
            Fate::Blank => {
                name.copy_from_slice(b"free");
                payload.fill(0);
            }
        }
        rest = after;
    }
    Ok(())
}

/// How long the box's head is, and the whole box.
fn measure(bytes: &[u8], place: Place) -> Option<(usize, usize)> {
    let short = u32::from_be_bytes(*bytes.first_chunk::<4>()?);
    bytes.get(4..8)?;
    let (head, size) = match short {
        // Only the last box of a file may leave its end open.
        0 if place == Place::File => (8, bytes.len()),
        1 => {
            let long = u64::from_be_bytes(*bytes.get(8..)?.first_chunk::<8>()?);
            (16, usize::try_from(long).ok()?)
        }
        _ => (8, usize::try_from(short).ok()?),
    };
    (size >= head).then_some((head, size))
}

/// When it was recorded and when it was changed become 1904.
fn undate(payload: &mut [u8]) -> Result<(), AudioRefusal> {
    let dates = match payload.first() {
        Some(0) => 8,
        Some(1) => 16,
        _ => return Err(AudioRefusal::Damaged),
    };
    payload.get_mut(4..4 + dates).ok_or(AudioRefusal::Damaged)?.fill(0);
    Ok(())
}

/// Version and flags, a word, the kind of track, three words, then free text.
fn handler(payload: &mut [u8], met: &mut Met) -> Result<(), AudioRefusal> {
    if payload.get(8..12) != Some(b"soun") {
        return Err(AudioRefusal::NotAudio);
    }
    met.sound_tracks += 1;
    payload.get_mut(12..).ok_or(AudioRefusal::Damaged)?.fill(0);
    Ok(())
}

/// Version and flags, the count of entries, then the first entry's size and name.
fn coding(payload: &[u8], met: &mut Met) -> Result<(), AudioRefusal> {
    if payload.get(12..16) != Some(b"mp4a") {
        return Err(AudioRefusal::NotAudio);
    }
    met.codings += 1;
    Ok(())
}
