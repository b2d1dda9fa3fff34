use std::{collections::BTreeMap, sync::LazyLock};

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http::{HeaderMap, header};

use crate::{
    WebError,
    packing::{self, Encoding},
};

/// A file of the look, kept for ever by browsers: its name changes with its content.
#[derive(Clone, Debug)]
pub struct Asset {
    kind: &'static str,
    plain: Bytes,
    brotli: Bytes,
    gzip: Bytes,
}

const FILES: &[(&str, &str, &[u8])] = &[
    ("griot.css", "text/css; charset=utf-8", include_bytes!("../assets/griot.css")),
    ("look.css", "text/css; charset=utf-8", include_bytes!("../assets/look.css")),
    ("editor.js", "text/javascript; charset=utf-8", include_bytes!("../assets/editor.js")),
    ("voice.js", "text/javascript; charset=utf-8", include_bytes!("../assets/voice.js")),
    ("passkey.js", "text/javascript; charset=utf-8", include_bytes!("../assets/passkey.js")),
    ("queue.js", "text/javascript; charset=utf-8", include_bytes!("../assets/queue.js")),
    ("calendar.js", "text/javascript; charset=utf-8", include_bytes!("../assets/calendar.js")),
    ("copy.js", "text/javascript; charset=utf-8", include_bytes!("../assets/copy.js")),
    ("count.js", "text/javascript; charset=utf-8", include_bytes!("../assets/count.js")),
    ("box.js", "text/javascript; charset=utf-8", include_bytes!("../assets/box.js")),
    ("worker.js", "text/javascript; charset=utf-8", include_bytes!("../assets/worker.js")),
    ("griot.svg", "image/svg+xml", include_bytes!("../assets/griot.svg")),
];

struct Shelf {
    by_address: BTreeMap<String, Asset>,
    addresses: BTreeMap<&'static str, String>,
}

/// Made once from what the program carries, and the same in every section.
static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let mut shelf = Shelf { by_address: BTreeMap::new(), addresses: BTreeMap::new() };
    for (name, kind, bytes) in FILES {
        let digest: String = blake3::hash(bytes).to_hex().chars().take(10).collect();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let address = format!("{stem}.{digest}.{extension}");
        let plain = Bytes::from_static(bytes);
        let asset = Asset { kind, brotli: packing::brotli(&plain, 11), gzip: packing::gzip(&plain), plain };
        shelf.addresses.insert(name, address.clone());
        shelf.by_address.insert(address, asset);
    }
    shelf
});

impl Asset {
    /// What the file `name` holds, or nothing if there is none.
    pub fn content(name: &str) -> Bytes {
        let found = SHELF.addresses.get(name).and_then(|address| SHELF.by_address.get(address));
        found.map(|asset| asset.plain.clone()).unwrap_or_default()
    }

    /// The address of the file `name`, or of nothing if there is none.
    pub fn path(name: &str) -> String {
        let file = SHELF.addresses.get(name).map_or(name, String::as_str);
        format!("/assets/{file}")
    }
}

pub(crate) async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, WebError> {
    let asset = SHELF.by_address.get(&file).ok_or(WebError::NotFound)?;
    let (encoding, bytes) = if Encoding::Brotli.is_taken(&headers) {
        (Encoding::Brotli, &asset.brotli)
    } else if Encoding::Gzip.is_taken(&headers) {
        (Encoding::Gzip, &asset.gzip)
    } else {
        (Encoding::Plain, &asset.plain)
    };
    let lasting = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    let mut response = (lasting, bytes.clone()).into_response();
    if let Some(name) = encoding.header() {
        response.headers_mut().insert(header::CONTENT_ENCODING, name);
    }
    Ok(response)
}
