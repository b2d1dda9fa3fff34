//! Packets of Opus: how long each one sounds is written in its first bytes.

/// How many samples are heard in a second, whatever was recorded.
pub(super) const RATE: u64 = 48_000;
/// A packet lasts 120 ms at most.
const LONGEST: u64 = RATE * 12 / 100;

/// How many samples the packet holds; nothing if it is no packet.
pub(super) fn samples(packet: &[u8]) -> Option<u64> {
    let first = *packet.first()?;
    let frame = match (first >> 3, u64::from((first >> 3) & 3)) {
        // Speech: 10, 20, 40 or 60 ms.
        (..=11, 0) => RATE / 100,
        (..=11, length) => RATE / 50 * length,
        // Speech and music together: 10 or 20 ms.
        (12..=15, length) => (RATE / 100) << (length & 1),
        // Music: 2.5, 5, 10 or 20 ms.
        (_, length) => (RATE / 400) << length,
    };
    let frames = match first & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u64::from(*packet.get(1)? & 0x3F),
    };
    let whole = frame * frames;
    (1..=LONGEST).contains(&whole).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::samples;

    #[test]
    fn a_packet_says_how_long_it_sounds() {
        let of = |mode: u8, code: u8| samples(&[(mode << 3) | code, 3]);
        assert_eq!([0, 1, 2, 3].map(|mode| of(mode, 0)), [480, 960, 1_920, 2_880].map(Some));
        assert_eq!([12, 13, 14, 15].map(|mode| of(mode, 0)), [480, 960, 480, 960].map(Some));
        assert_eq!([16, 17, 18, 19].map(|mode| of(mode, 0)), [120, 240, 480, 960].map(Some));
        assert_eq!([0, 1, 2, 3].map(|code| of(31, code)), [960, 1_920, 1_920, 2_880].map(Some));
    }

    #[test]
    fn what_sounds_for_no_time_or_for_too_long_is_no_packet() {
        for packet in [&[][..], &[0b1111_1011], &[0b1111_1011, 0], &[0b1111_1011, 7], &[0b0001_1011, 3]] {
            assert_eq!(samples(packet), None, "{packet:?}");
        }
    }
}
