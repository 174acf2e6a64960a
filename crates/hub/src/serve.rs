//! The door: takes connections, speaks TLS on them, cuts off who dawdles, and stops without dropping what is open.

use crate::http::{Bounds, Centre, Metrics, router_within, stopped};
use crate::hub::Hub;
use crate::listen::{Listener, Taken};
use crate::rest::without_rest;
use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// Where a request came in. For as long as one is held, its connection counts as open.
#[derive(Clone)]
pub struct Link {
    /// The other side.
    pub peer: SocketAddr,
    _open: Arc<Open>,
}

struct Open {
    _place: OwnedSemaphorePermit,
    _of_address: OfAddress,
    _counted: crate::http::StillOpen,
}

/// Serves until `stop`: then nobody is let in any more, open requests are answered, sockets are closed, and whoever
/// takes longer than the bounds say is cut off.
pub async fn serve<H: Hub>(
    centre: Centre<H>,
    listener: impl Into<Listener>,
    tls: Option<TlsAcceptor>,
    bounds: Bounds,
    metrics: Metrics,
    stop: impl Future<Output = ()>,
) {
    let listener = listener.into();
    let (stopping_sender, stopping) = watch::channel(false);
    let routes = router_within(centre, bounds.clone(), metrics.clone(), stopping.clone());
    let many = u32::try_from(bounds.connections).unwrap_or(u32::MAX);
    let places = Arc::new(Semaphore::new(many as usize));
    let addresses = Addresses::default();
    let door = Arc::new(Door { tls, routes, bounds, stopping });
    let mut stop = pin!(stop);
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! { accepted = accepted => accepted, () = &mut stop => break };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(reason) => {
                // Out of file handles, for example: somebody will close one.
                tracing::warn!(%reason, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let Ok(place) = place else { break };
        let Some(of_address) = addresses.enter(peer.ip().to_canonical(), door.bounds.connections_of_address) else {
            tracing::info!("too many connections from one address");
            continue;
        };
        let open = Open { _place: place, _of_address: of_address, _counted: metrics.open_connection() };
        let link = Link { peer, _open: Arc::new(open) };
        let door = Arc::clone(&door);
        match stream {
            Taken::Address(stream) => {
                // What is small should go at once; where it cannot be asked for, it goes a little later.
                let _ = stream.set_nodelay(true);
                tokio::spawn(keep(door, stream, link));
            }
            #[cfg(unix)]
            Taken::Socket(stream) => drop(tokio::spawn(keep(door, stream, link))),
        }
    }
    drop(listener);
    // Whoever is still open holds a receiver or is gone already.
    let _ = stopping_sender.send(true);
    let all_closed = places.acquire_many(many);
    if timeout(door.bounds.stop, all_closed).await.is_err() {
        tracing::warn!("some requests took too long and were cut off");
    }
}

struct Door {
    tls: Option<TlsAcceptor>,
    routes: Router,
    bounds: Bounds,
    stopping: watch::Receiver<bool>,
}

async fn keep(door: Arc<Door>, stream: impl AsyncRead + AsyncWrite + Send + 'static, link: Link) {
    take(door, stream, link.clone()).await;
    // The last to go: who waits for all to be closed may be about to put another database in the place of this.
    drop(link);
}

async fn take(door: Arc<Door>, stream: impl AsyncRead + AsyncWrite + Send + 'static, link: Link) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(door.bounds.write));
    let stream = Box::pin(stream);
    match &door.tls {
        None => converse(&door, stream, link).await,
        Some(tls) => {
            if let Ok(Ok(stream)) = timeout(door.bounds.handshake, tls.accept(stream)).await {
                converse(&door, stream, link).await;
            } else {
                tracing::debug!("no TLS was agreed on");
            }
        }
    }
}

async fn converse(door: &Door, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, link: Link) {
    let routes = door.routes.clone();
    let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(link.clone());
        let routes = routes.clone();
        without_rest(request, |request| routes.oneshot(request))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(door.bounds.head)
        .max_headers(64)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(door.stopping.clone()) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(reason) = ended {
        tracing::debug!(%reason, "a connection broke off");
    }
}

/// How many connections each address has open.
#[derive(Clone, Default)]
struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

struct OfAddress {
    all: Addresses,
    address: IpAddr,
}

impl Addresses {
    fn enter(&self, address: IpAddr, most: usize) -> Option<OfAddress> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(OfAddress { all: self.clone(), address })
    }
}

impl Drop for OfAddress {
    fn drop(&mut self) {
        let mut counts = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}
