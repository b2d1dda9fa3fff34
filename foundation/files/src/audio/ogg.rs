//! Ogg Opus: a header page, pages of comments, pages of sound, each with a
//! checksum. The comments are written anew, empty, and the pages renumbered.

use super::AudioRefusal;

const HEAD: usize = 27;
const CONTINUED: u8 = 1;
const FIRST: u8 = 2;
pub(super) const LAST: u8 = 4;
/// The comments of a sound about which nothing is said.
const NO_COMMENTS: Page<'_> =
    Page { flags: 0, position: [0; 8], lacing: &[16], body: b"OpusTags\0\0\0\0\0\0\0\0" };
/// Every file gets the same serial number: a random one would tell files made
/// together from others.
const SERIAL: u32 = 1;

/// A page as it is written.
pub(super) struct Page<'a> {
    pub(super) flags: u8,
    /// How many samples have ended here.
    pub(super) position: [u8; 8],
    pub(super) lacing: &'a [u8],
    pub(super) body: &'a [u8],
}

impl Page<'_> {
    fn ends_packet(&self) -> bool {
        self.lacing.last().is_some_and(|length| *length < 255)
    }

    fn packets_ended(&self) -> usize {
        self.lacing.iter().filter(|length| **length < 255).count()
    }
}

/// The same sound with no word beside it.
pub(super) fn without_tags(bytes: &[u8]) -> Result<Vec<u8>, AudioRefusal> {
    let (head, serial, mut rest) = page(bytes)?;
    let opus = head.flags == FIRST
        && head.body.starts_with(b"OpusHead")
        && head.body.len() >= 19
        && head.packets_ended() == 1;
    if !opus {
        return Err(AudioRefusal::NotAudio);
    }
    let mut out = Writer::default();
    out.page(&head);

    rest = behind_comments(rest)?;
    out.page(&NO_COMMENTS);

    let mut sound_pages = 0_usize;
    let mut ended = false;
    while !rest.is_empty() && !ended {
        let (one, of, after) = page(rest)?;
        if of != serial || one.flags & FIRST != 0 {
            return Err(AudioRefusal::NotAudio);
        }
        out.page(&one);
        ended = one.flags & LAST != 0;
        sound_pages += 1;
        rest = after;
    }
    // A second sound chained behind the first is refused; other bytes are left out.
    if rest.starts_with(b"OggS") {
        return Err(AudioRefusal::NotAudio);
    }
    if sound_pages == 0 {
        return Err(AudioRefusal::Damaged);
    }
    Ok(out.bytes)
}

/// What follows the comments, which end on a page of their own.
fn behind_comments(bytes: &[u8]) -> Result<&[u8], AudioRefusal> {
    let (first, _, mut rest) = page(bytes)?;
    if !first.body.starts_with(b"OpusTags") || first.flags & CONTINUED != 0 {
        return Err(AudioRefusal::Damaged);
    }
    let mut current = first;
    loop {
        if current.packets_ended() > 0 {
            let alone = current.packets_ended() == 1 && current.ends_packet();
            return alone.then_some(rest).ok_or(AudioRefusal::Damaged);
        }
        (current, _, rest) = page(rest)?;
        if current.flags & CONTINUED == 0 {
            return Err(AudioRefusal::Damaged);
        }
    }
}

/// The page that stands here, its checksum verified, the serial number of the sound it
/// belongs to, and what follows it.
fn page(bytes: &[u8]) -> Result<(Page<'_>, u32, &[u8]), AudioRefusal> {
    read_page(bytes).ok_or(AudioRefusal::Damaged)
}

fn read_page(bytes: &[u8]) -> Option<(Page<'_>, u32, &[u8])> {
    let head = bytes.first_chunk::<HEAD>()?;
    let [b'O', b'g', b'g', b'S', 0, flags, fields @ ..] = head else {
        return None;
    };
    let (position, fields) = fields.split_first_chunk::<8>()?;
    let (serial, fields) = fields.split_first_chunk::<4>()?;
    let (_number, fields) = fields.split_first_chunk::<4>()?;
    let (checksum, segments) = fields.split_first_chunk::<4>()?;

    let behind = bytes.get(HEAD..)?;
    let (lacing, behind) = behind.split_at_checked(usize::from(*segments.first()?))?;
    let length = lacing.iter().map(|one| usize::from(*one)).sum();
    let (body, rest) = behind.split_at_checked(length)?;

    let (before, _) = head.split_at_checked(22)?;
    let sum = [before, &[0; 4], segments, lacing, body].into_iter().fold(0, crc);
    let page = Page { flags: *flags, position: *position, lacing, body };
    (sum == u32::from_le_bytes(*checksum)).then_some((page, u32::from_le_bytes(*serial), rest))
}

/// Writes pages one behind the other, numbered from nought.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
    number: u32,
}

impl Writer {
    /// Begins the file of a sound whose head is this, with no word beside it.
    pub(super) fn of_opus(head: &[u8]) -> Option<Self> {
        let mut writer = Self::default();
        let lacing = [u8::try_from(head.len()).ok().filter(|length| *length < 255)?];
        writer.page(&Page { flags: FIRST, position: [0; 8], lacing: &lacing, body: head });
        writer.page(&NO_COMMENTS);
        Some(writer)
    }

    pub(super) fn page(&mut self, page: &Page<'_>) {
        let mut before = Vec::with_capacity(22);
        before.extend_from_slice(b"OggS\0");
        before.push(page.flags);
        before.extend_from_slice(&page.position);
        before.extend_from_slice(&SERIAL.to_le_bytes());
        before.extend_from_slice(&self.number.to_le_bytes());
        // A page's lacing is never longer than its own length byte can say.
        let segments = [u8::try_from(page.lacing.len()).unwrap_or(u8::MAX)];
        let sum = [&before, [0; 4].as_slice(), &segments, page.lacing, page.body].into_iter().fold(0, crc);
        self.bytes.extend_from_slice(&before);
        self.bytes.extend_from_slice(&sum.to_le_bytes());
        self.bytes.extend_from_slice(&segments);
        self.bytes.extend_from_slice(page.lacing);
        self.bytes.extend_from_slice(page.body);
        self.number += 1;
    }
}

/// Ogg's checksum: the polynomial 04C11DB7, highest bit first, nothing inverted.
fn crc(start: u32, bytes: &[u8]) -> u32 {
    static TABLE: std::sync::LazyLock<[u32; 256]> = std::sync::LazyLock::new(|| {
        std::array::from_fn(|index| {
            let first = u32::try_from(index).unwrap_or_default() << 24;
            (0..8).fold(first, |sum, _| {
                let carry = if sum >> 31 == 1 { 0x04C1_1DB7 } else { 0 };
                (sum << 1) ^ carry
            })
        })
    });
    let table = &*TABLE;
    bytes.iter().fold(start, |sum, byte| {
        let [top, ..] = sum.to_be_bytes();
        let entry = table.get(usize::from(top ^ byte)).copied();
        (sum << 8) ^ entry.unwrap_or_default()
    })
}
