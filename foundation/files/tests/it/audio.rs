//! Sound keeps its sound and loses its words.

use griot_files::{AudioKind, AudioRefusal, audio};

use crate::samples::holds;

/// A silent frame: MPEG 1 layer III, 128 kbit/s, 44.1 kHz.
fn frame() -> Vec<u8> {
    let mut frame = vec![0; 417];
    frame[..4].copy_from_slice(&[0xFF, 0xFB, 0x90, 0x64]);
    frame
}

fn id3(text: &[u8]) -> Vec<u8> {
    let size = u8::try_from(text.len()).unwrap();
    [b"ID3\x04\0\0\0\0\0", &[size][..], text].concat()
}

fn trailer() -> Vec<u8> {
    let mut tag = b"TAGAwa".to_vec();
    tag.resize(128, 0);
    tag
}

#[test]
fn an_mp3_loses_its_tags_and_keeps_every_frame() {
    let sound = frame().repeat(20);
    let tagged = [
        id3(b"TPE1 Awa"),
        id3(b"TCOM Awa"),
        sound.clone(),
        b"<script>".to_vec(),
        sound.clone(),
        b"APETAGEX Awa".to_vec(),
        trailer(),
    ]
    .concat();
    let taken = audio(&tagged).unwrap();
    assert_eq!(taken.kind, AudioKind::Mp3);
    assert_eq!((taken.extension, taken.mime), ("mp3", "audio/mpeg"));
    assert_eq!(taken.content, sound.repeat(2));
    assert_eq!(taken.bytes, u64::try_from(sound.len() * 2).unwrap());
    assert_eq!(audio(&taken.content).unwrap(), taken);
}

#[test]
fn what_only_looks_like_an_mp3_is_refused() {
    for bytes in [
        Vec::new(),
        b"\xFF\xFB".to_vec(),
        id3(b"nothing behind"),
        [id3(b"x"), b"<html>".repeat(500)].concat(),
        b"<html></html>".to_vec(),
        b"RIFF\x24\0\0\0WAVEfmt ".to_vec(),
        vec![0xFF; 5000],
    ] {
        assert_eq!(audio(&bytes), Err(AudioRefusal::NotAudio));
    }
    let two_frames = frame().repeat(2);
    assert_eq!(audio(&two_frames), Err(AudioRefusal::Damaged));
    let mostly_else = [frame().repeat(8), vec![b'x'; 20_000]].concat();
    assert_eq!(audio(&mostly_else), Err(AudioRefusal::Damaged));
}

#[test]
fn a_sound_over_the_limit_is_too_large() {
    assert_eq!(audio(&vec![0; 25_000_001]), Err(AudioRefusal::TooManyBytes));
}

fn boxed(kind: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let size = u32::try_from(payload.len() + 8).unwrap();
    [&size.to_be_bytes()[..], kind, payload].concat()
}

fn handler(kind: &[u8; 4]) -> Vec<u8> {
    let payload = [&[0; 8][..], kind, &[0; 12], b"Awa's telephone\0"].concat();
    boxed(b"hdlr", &payload)
}

fn m4a(kind: &[u8; 4], coding: &[u8; 4], sound: &[u8]) -> Vec<u8> {
    let dated = |kind: &[u8; 4]| boxed(kind, &[&[0; 4][..], &[0xDA; 8], &[7; 88]].concat());
    let entry = [&[0; 7][..], &[1], &boxed(coding, &[0; 28])].concat();
    let table = [boxed(b"stsd", &entry), boxed(b"stco", &[5; 16])].concat();
    let info = [boxed(b"smhd", &[0; 8]), boxed(b"stbl", &table)].concat();
    let media = [dated(b"mdhd"), handler(kind), boxed(b"minf", &info)].concat();
    let track = [dated(b"tkhd"), boxed(b"mdia", &media), boxed(b"udta", b"Awa in Bobo")].concat();
    let movie = [
        dated(b"mvhd"),
        boxed(b"trak", &track),
        boxed(b"udta", &boxed(b"meta", b"\xA9ART Awa +11.17-004.29/")),
    ]
    .concat();
    [
        boxed(b"ftyp", b"M4A \0\0\0\0M4A mp42"),
        boxed(b"moov", &movie),
        boxed(b"uuid", b"xmp Awa"),
        boxed(b"free", b"Awa, once"),
        boxed(b"mdat", sound),
    ]
    .concat()
}

#[test]
fn an_m4a_loses_its_words_and_dates_but_no_byte_moves() {
    let file = m4a(b"soun", b"mp4a", b"the coded sound");
    let taken = audio(&file).unwrap();
    assert_eq!(taken.kind, AudioKind::M4a);
    assert_eq!((taken.extension, taken.mime), ("m4a", "audio/mp4"));
    assert_eq!(taken.content.len(), file.len());
    for trace in [&b"Awa"[..], b"Bobo", b"+11.17", b"udta", b"meta", &[0xDA; 2]] {
        assert!(!holds(&taken.content, trace), "{trace:?}");
    }
    let place = |bytes: &[u8]| bytes.windows(15).position(|at| at == b"the coded sound");
    assert_eq!(place(&taken.content), place(&file));
    assert!(holds(&taken.content, &[7; 88]));
    assert!(holds(&taken.content, &boxed(b"stco", &[5; 16])));
}

#[test]
fn an_m4a_that_is_something_else_is_refused() {
    let sound = b"the coded sound";
    assert_eq!(audio(&m4a(b"vide", b"avc1", sound)), Err(AudioRefusal::NotAudio));
    assert_eq!(audio(&m4a(b"soun", b"samr", sound)), Err(AudioRefusal::NotAudio));
    assert_eq!(audio(&m4a(b"soun", b"mp4a", b"")), Err(AudioRefusal::Damaged));
    let picture = boxed(b"ftyp", b"heic\0\0\0\0heicmif1");
    assert_eq!(audio(&picture), Err(AudioRefusal::NotAudio));

    let file = m4a(b"soun", b"mp4a", sound);
    for part in [13, 30, 100, 300, file.len() - 1] {
        assert_eq!(audio(&file[..part]), Err(AudioRefusal::Damaged), "cut at {part}");
    }
}

/// The checksum as the format's own text describes it, a bit at a time.
fn ogg_crc(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| {
        (0..8).fold(sum ^ (u32::from(*byte) << 24), |sum, _| {
            if sum & 0x8000_0000 == 0 { sum << 1 } else { (sum << 1) ^ 0x04C1_1DB7 }
        })
    })
}

fn page(flags: u8, serial: u32, number: u32, lacing: &[u8], body: &[u8]) -> Vec<u8> {
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend_from_slice(&u64::from(number * 960).to_le_bytes());
    page.extend_from_slice(&serial.to_le_bytes());
    page.extend_from_slice(&number.to_le_bytes());
    page.extend_from_slice(&[0; 4]);
    page.push(u8::try_from(lacing.len()).unwrap());
    page.extend_from_slice(lacing);
    page.extend_from_slice(body);
    let sum = ogg_crc(&page);
    page[22..26].copy_from_slice(&sum.to_le_bytes());
    page
}

const OPUS_HEAD: &[u8] = b"OpusHead\x01\x01\x38\x01\x80\xBB\0\0\0\0\0";

/// Comments over two pages, as a cover picture makes them, then two of sound.
fn opus(serial: u32) -> Vec<Vec<u8>> {
    let mut comments = b"OpusTags\x03\0\0\0Awa\x01\0\0\0".to_vec();
    comments.resize(255 * 2, b'A');
    let mut second = vec![b'w'; 100];
    second.extend_from_slice(b"ARTIST=Awa");
    vec![
        page(2, serial, 0, &[19], OPUS_HEAD),
        page(0, serial, 1, &[255, 255], &comments),
        page(1, serial, 2, &[110], &second),
        page(0, serial, 3, &[30, 40], &[0x51; 70]),
        page(4, serial, 4, &[50], &[0x52; 50]),
    ]
}

#[test]
fn an_opus_file_loses_its_comments_and_its_serial_number() {
    let file = [opus(0xCAFE_BABE).concat(), b"<script>".to_vec()].concat();
    let taken = audio(&file).unwrap();
    assert_eq!(taken.kind, AudioKind::Opus);
    assert_eq!((taken.extension, taken.mime), ("opus", "audio/ogg"));
    let mut sound = [
        page(2, 1, 0, &[19], OPUS_HEAD),
        page(0, 1, 1, &[16], b"OpusTags\0\0\0\0\0\0\0\0"),
        page(0, 1, 2, &[30, 40], &[0x51; 70]),
        page(4, 1, 3, &[50], &[0x52; 50]),
    ];
    // The positions in time are those of the file that was brought.
    for (index, number) in [(1, 0_u64), (2, 3), (3, 4)] {
        let page = &mut sound[index];
        page[6..14].copy_from_slice(&(number * 960).to_le_bytes());
        page[22..26].fill(0);
        let sum = ogg_crc(page);
        page[22..26].copy_from_slice(&sum.to_le_bytes());
    }
    assert_eq!(taken.content, sound.concat());
    assert_eq!(audio(&taken.content).unwrap(), taken);
}

#[test]
fn an_ogg_file_that_is_something_else_is_refused() {
    let vorbis = page(2, 9, 0, &[30], b"\x01vorbis\0\0\0\0\x02\x44\xAC\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xB8");
    assert_eq!(audio(&vorbis), Err(AudioRefusal::NotAudio));

    let pages = opus(9);
    let chained = [opus(9).concat(), opus(10).concat()].concat();
    assert_eq!(audio(&chained), Err(AudioRefusal::NotAudio));
    let mixed = [&pages[..4].concat(), &page(0, 10, 0, &[3], b"two")[..]].concat();
    assert_eq!(audio(&mixed), Err(AudioRefusal::NotAudio));
    assert_eq!(audio(&pages[..3].concat()), Err(AudioRefusal::Damaged));

    let file = pages.concat();
    for part in [20, 60, 200, file.len() - 1] {
        assert_eq!(audio(&file[..part]), Err(AudioRefusal::Damaged), "cut at {part}");
    }
    let mut changed = file;
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(audio(&changed), Err(AudioRefusal::Damaged));
}
