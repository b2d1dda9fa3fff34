//! Which addresses belong to the public Internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether the address belongs to the public Internet, and to nobody's machine,
/// network, test bench or documentation. An address that carries another one is
/// judged by both.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    match address.octets() {
        // This network, this machine, private networks.
        [0 | 10 | 127, ..] => false,
        // Shared by a provider's customers.
        [100, 64..=127, ..] => false,
        // Of one cable only; clouds keep their secrets there.
        [169, 254, ..] => false,
        [172, 16..=31, ..] => false,
        [192, 168, ..] => false,
        // Protocols, documentation, relays of 6to4, benchmarks.
        [192, 0, 0 | 2, _] | [192, 88, 99, _] => false,
        [198, 18 | 19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => false,
        // Groups, reserved, everyone on this cable.
        [224..=255, ..] => false,
        _ => true,
    }
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // IPv4 written as IPv6, or reached through the well-known NAT64.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(embedded(high, low))
        }
        // Protocols (Teredo and ORCHID among them), documentation, 6to4.
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x2002, ..] => false,
        [0x3fff, 0..=0x0fff, ..] => false,
        // ISATAP carries an IPv4 address at its end.
        [0x2000..=0x3fff, _, _, _, 0 | 0x0200, 0x5efe, high, low] => is_public_v4(embedded(high, low)),
        // All that was ever given out; the rest is local, group or reserved.
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}
