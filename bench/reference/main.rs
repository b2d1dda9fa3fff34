//! The least program that does the same work: one fixed page through axum, packed beforehand.
//!
//! Frozen: a figure beside it means something only while it stays as it is.
//! `griot-reference ADDRESS BYTES` answers `/` with BYTES bytes.

use std::process::ExitCode;

use axum::{
    Router,
    body::Bytes,
    http::header::{CONTENT_ENCODING, CONTENT_TYPE},
    routing::get,
};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, bytes] = arguments.as_slice() else {
        eprintln!("usage: griot-reference ADDRESS BYTES");
        return ExitCode::FAILURE;
    };
    let Ok(bytes) = bytes.parse::<usize>() else {
        eprintln!("griot-reference: {bytes} is no number of bytes");
        return ExitCode::FAILURE;
    };
    match serve(address, bytes).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("griot-reference: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(address: &str, bytes: usize) -> std::io::Result<()> {
    // Packed text looks like chance; what the bytes are does not matter to the way they go.
    let page: Bytes =
        (0_u32..).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).take(bytes).collect();
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_ENCODING, "br")];
    let app = Router::new().route("/", get(move || async move { (headers, page) }));
    axum::serve(tokio::net::TcpListener::bind(address).await?, app).await
}
