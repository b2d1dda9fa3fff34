//! What browsers record is taken, whichever of them recorded it. The files of `tests/data` are
//! three seconds of the tone that each one offers in place of a microphone: Chromium 156,
//! Firefox 153 (as WebM and as Ogg), and WebKit 2.50, whose files have Safari's structure.

use griot_files::{AudioKind, AudioRefusal, audio};

use crate::samples::holds;

const CHROMIUM: &[u8] = include_bytes!("../data/chromium.webm");
const FIREFOX: &[u8] = include_bytes!("../data/firefox.webm");
const FIREFOX_OGG: &[u8] = include_bytes!("../data/firefox.ogg");
const WEBKIT: &[u8] = include_bytes!("../data/webkit.m4a");

/// The pages of an Ogg file: flags, position, pieces and what they hold.
fn pages(mut ogg: &[u8]) -> Vec<(u8, u64, Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    while !ogg.is_empty() {
        assert!(ogg.starts_with(b"OggS\0"));
        let behind = 27 + usize::from(ogg[26]);
        let lacing = ogg[27..behind].to_vec();
        let end = behind + lacing.iter().map(|one| usize::from(*one)).sum::<usize>();
        let position = u64::from_le_bytes(ogg[6..14].try_into().unwrap());
        found.push((ogg[5], position, lacing, ogg[behind..end].to_vec()));
        ogg = &ogg[end..];
    }
    found
}

#[test]
fn what_chromium_and_firefox_record_becomes_ogg_with_every_packet_and_no_word() {
    for (name, recorded) in [("chromium", CHROMIUM), ("firefox", FIREFOX)] {
        let taken = audio(recorded).unwrap();
        assert_eq!(
            (taken.kind, taken.extension, taken.mime),
            (AudioKind::Opus, "opus", "audio/ogg"),
            "{name}"
        );
        for word in [&b"Chrome"[..], b"QTmuxing", b"QTwriting", b"Mozilla", b"webm"] {
            assert!(!holds(&taken.content, word), "{name}: {word:?}");
        }
        let pages = pages(&taken.content);
        assert_eq!((pages[0].0, pages[0].3.starts_with(b"OpusHead"), pages[0].3.len()), (2, true, 19));
        assert_eq!(pages[1].3, b"OpusTags\0\0\0\0\0\0\0\0");
        assert!(pages[2..pages.len() - 1].iter().all(|page| page.0 == 0) && pages.last().unwrap().0 == 4);
        let samples = pages.last().unwrap().1;
        assert!((120_000..168_000).contains(&samples), "{name}: about 3 s at 48 kHz, not {samples} samples");
        let sound: usize = pages[2..].iter().map(|page| page.3.len()).sum();
        let brought = recorded.len();
        assert!(sound > brought * 8 / 10 && sound < brought, "{name}: {sound} of {brought} bytes are sound");
        // What is kept is taken again as it is, pages and checksums included.
        assert_eq!(audio(&taken.content).unwrap(), taken, "{name}");
    }
}

#[test]
fn what_firefox_records_as_ogg_loses_the_name_of_its_writer() {
    assert!(holds(FIREFOX_OGG, b"Mozilla"));
    let taken = audio(FIREFOX_OGG).unwrap();
    assert_eq!(taken.kind, AudioKind::Opus);
    assert!(!holds(&taken.content, b"Mozilla"));
    assert_eq!(pages(&taken.content).last().unwrap().1, pages(FIREFOX_OGG).last().unwrap().1);
}

#[test]
fn what_webkit_records_loses_the_name_of_the_microphone_and_the_hour() {
    assert!(holds(WEBKIT, b"Mock audio device 1"));
    let hour = &WEBKIT[0x54..0x5C];
    let taken = audio(WEBKIT).unwrap();
    assert_eq!((taken.kind, taken.mime), (AudioKind::M4a, "audio/mp4"));
    assert_eq!(taken.content.len(), WEBKIT.len());
    for trace in [&b"Mock audio"[..], b"SoundHandler", b"udta", hour] {
        assert!(!holds(&taken.content, trace), "{trace:?}");
    }
}

#[test]
fn a_recording_that_breaks_off_ends_with_its_last_whole_packet() {
    let whole = pages(&audio(CHROMIUM).unwrap().content).last().unwrap().1;
    let half = audio(&CHROMIUM[..CHROMIUM.len() / 2]).unwrap();
    let ends = pages(&half.content).last().unwrap().clone();
    assert_eq!(ends.0, 4, "the file ends as files do");
    assert!(ends.1 > 0 && ends.1 < whole);
    assert_eq!(audio(&half.content).unwrap(), half);
}

#[test]
fn every_cut_and_every_changed_byte_gets_an_answer() {
    for recorded in [CHROMIUM, FIREFOX] {
        for part in (0..recorded.len()).step_by(7) {
            match audio(&recorded[..part]) {
                Ok(taken) => assert_eq!(audio(&taken.content).unwrap(), taken),
                Err(refusal) => assert!(matches!(refusal, AudioRefusal::NotAudio | AudioRefusal::Damaged)),
            }
        }
        for at in 0..recorded.len().min(700) {
            for change in [0x00, 0x01, 0x80, 0xFF] {
                let mut changed = recorded.to_vec();
                changed[at] ^= change;
                if let Ok(taken) = audio(&changed) {
                    assert_eq!(audio(&taken.content).unwrap(), taken, "byte {at}");
                }
            }
        }
    }
}

/// An element of a known size.
fn element(id: &[u8], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len()).unwrap() | 0x1000_0000;
    [id, &size.to_be_bytes(), body].concat()
}

fn webm(codec: &[u8], tracks: usize, blocks: &[Vec<u8>]) -> Vec<u8> {
    let head = b"OpusHead\x01\x01\x38\x01\x80\xBB\0\0\0\0\0";
    let track = [element(&[0xD7], &[1]), element(&[0x86], codec), element(&[0x63, 0xA2], head)].concat();
    let tracks = element(&[0x16, 0x54, 0xAE, 0x6B], &element(&[0xAE], &track).repeat(tracks));
    let segment = [tracks, element(&[0x1F, 0x43, 0xB6, 0x75], &blocks.concat())].concat();
    [
        element(&[0x1A, 0x45, 0xDF, 0xA3], &element(&[0x42, 0x82], b"webm")),
        element(&[0x18, 0x53, 0x80, 0x67], &segment),
    ]
    .concat()
}

fn block(start: &[u8], packet: &[u8]) -> Vec<u8> {
    element(&[0xA3], &[start, packet].concat())
}

#[test]
fn a_webm_file_that_is_something_else_is_refused() {
    let good = block(&[0x81, 0, 0, 0x80], &[0xF8, 1, 2, 3]);
    assert_eq!(audio(&webm(b"A_OPUS", 1, std::slice::from_ref(&good))).unwrap().kind, AudioKind::Opus);

    for (codec, tracks) in [(&b"A_VORBIS"[..], 1), (b"V_VP8", 1), (b"A_OPUS", 2), (b"A_OPUS", 0)] {
        let file = webm(codec, tracks, std::slice::from_ref(&good));
        assert_eq!(audio(&file), Err(AudioRefusal::NotAudio), "{codec:?} {tracks}");
    }
    let other_track = block(&[0x82, 0, 0, 0x80], &[0xF8, 1]);
    let laced = block(&[0x81, 0, 0, 0x82], &[0xF8, 1]);
    let no_packet = block(&[0x81, 0, 0, 0x80], &[]);
    let too_long = block(&[0x81, 0, 0, 0x80], &[0xFB, 0x3F]);
    let too_large = block(&[0x81, 0, 0, 0x80], &[0xF8; 70_000]);
    for wrong in [other_track, laced, no_packet, too_long, too_large] {
        let file = webm(b"A_OPUS", 1, &[good.clone(), wrong]);
        assert_eq!(audio(&file), Err(AudioRefusal::Damaged));
    }
    assert_eq!(audio(&webm(b"A_OPUS", 1, &[])), Err(AudioRefusal::Damaged), "silence is no sound");
    let page = [b"\x1A\x45\xDF\xA3\x84".to_vec(), b"<html><script>alert(1)</script>".to_vec()].concat();
    assert_eq!(audio(&page), Err(AudioRefusal::NotAudio));
}

#[test]
fn a_packet_larger_than_a_page_has_room_for_begins_a_new_one() {
    let heavy = block(&[0x81, 0, 0, 0x80], &[0xF8; 60_000]);
    let taken = audio(&webm(b"A_OPUS", 1, &[heavy.clone(), heavy])).unwrap();
    let lengths: Vec<_> = pages(&taken.content)[2..].iter().map(|page| page.3.len()).collect();
    assert_eq!(lengths, [60_000, 60_000]);
    let exact = block(&[0x81, 0, 0, 0x80], &[0xF8; 510]);
    let taken = audio(&webm(b"A_OPUS", 1, &[exact.clone(), exact])).unwrap();
    assert_eq!(pages(&taken.content)[2].2, [255, 255, 0, 255, 255, 0]);
    assert_eq!(audio(&taken.content).unwrap(), taken);
}
