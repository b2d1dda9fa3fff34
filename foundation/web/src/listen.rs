//! Takes connections for the house. HTTP/1.1 alone: the proxy in front speaks the rest.

use std::{future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{body::Body, extract::ConnectInfo};
use http::Request;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tower::Service;
use tower_http::timeout::TimeoutBody;

use crate::Doors;

/// How patient the house is with those who connect and say nothing.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// A connection on which no whole head of a request came for so long is closed; so is one whose
    /// body stays away for so long.
    pub silence: Duration,
    /// More connections than these wait at the door until others go.
    pub connections: usize,
    /// When the house closes, acts under way have so long to end.
    pub farewell: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { silence: Duration::from_secs(30), connections: 12_000, farewell: Duration::from_secs(20) }
    }
}

/// Answers whoever connects, until `closing`; then lets the acts under way end.
pub async fn listen(
    listener: TcpListener,
    doors: Doors,
    patience: Patience,
    closing: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(patience.connections));
    let guests = GracefulShutdown::new();
    let mut closing = std::pin::pin!(closing);
    loop {
        let come = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, accept(&listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            come = come => come,
            () = &mut closing => break,
        };
        let doors = doors.clone();
        let answer = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(|body| Body::new(TimeoutBody::new(patience.silence, body)));
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer));
            doors.clone().call(request)
        });
        let mut way = http1::Builder::new();
        way.timer(TokioTimer::new()).header_read_timeout(patience.silence);
        let served = guests.watch(way.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            let _place = place;
            // Who hangs up in the middle has no one left to tell.
            let _ = served.await;
        });
    }
    drop(listener);
    if timeout(patience.farewell, guests.shutdown()).await.is_err() {
        tracing::warn!("acts were still under way when the house closed");
    }
}

/// The next connection. Where files or memory run out, those that are open must end first.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // A head and a body written apart must not wait for one another.
                let _ = stream.set_nodelay(true);
                return (stream, peer);
            }
            Err(error) if is_of_one_guest(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

fn is_of_one_guest(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}
