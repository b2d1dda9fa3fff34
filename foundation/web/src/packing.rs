//! How bodies are packed for the way: brotli, zstd and gzip, whichever the browser takes.

use std::io::Write;

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, header};

/// How a body is packed for the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `br`.
    Brotli,
    /// `zstd`.
    Zstd,
    /// `gzip`.
    Gzip,
    /// As it is.
    Plain,
}

impl Encoding {
    /// The first of ours that the request takes.
    pub fn best(headers: &HeaderMap) -> Self {
        let accepted = accepted(headers);
        [Self::Brotli, Self::Zstd, Self::Gzip]
            .into_iter()
            .find(|encoding| takes(accepted, encoding.name()))
            .unwrap_or(Self::Plain)
    }

    /// Whether the request takes this one.
    pub(crate) fn is_taken(self, headers: &HeaderMap) -> bool {
        takes(accepted(headers), self.name())
    }

    /// What `Content-Encoding` says of it, if anything.
    pub fn header(self) -> Option<HeaderValue> {
        (self != Self::Plain).then(|| HeaderValue::from_static(self.name()))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
            Self::Plain => "identity",
        }
    }

    /// The body of a page or a feed, packed while its reader waits.
    pub fn pack(self, plain: &Bytes) -> Bytes {
        match self {
            Self::Brotli => brotli(plain, 5),
            Self::Zstd => zstd(plain),
            Self::Gzip => gzip(plain),
            Self::Plain => plain.clone(),
        }
    }
}

fn accepted(headers: &HeaderMap) -> &str {
    headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

fn takes(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let (name, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        name.trim().eq_ignore_ascii_case(encoding) && weight.trim().parse::<f32>().is_ok_and(|w| w > 0.0)
    })
}

pub(crate) fn brotli(plain: &[u8], quality: i32) -> Bytes {
    let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    let mut packed = Vec::with_capacity(plain.len() / 3);
    match brotli::BrotliCompress(&mut &*plain, &mut packed, &params) {
        Ok(_) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

pub(crate) fn gzip(plain: &[u8]) -> Bytes {
    let mut packer = GzEncoder::new(Vec::with_capacity(plain.len() / 3), Compression::new(6));
    match packer.write_all(plain).and_then(|()| packer.finish()) {
        Ok(packed) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

fn zstd(plain: &[u8]) -> Bytes {
    zstd::encode_all(plain, 6).map_or_else(|_| Bytes::new(), Bytes::from)
}
