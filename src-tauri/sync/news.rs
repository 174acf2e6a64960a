//! News from the server: a WebSocket that only says that there is something to pull. Where it cannot be had, the
//! worker looks every so often.

use super::wire::{Wire, tls};
use super::work::{access_token, pin_of};
use super::{Poke, lock};
use crate::host::Host;
use healthsync_clinic::exchange;
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tungstenite::client::IntoClientRequest;
use tungstenite::http::Uri;
use tungstenite::http::header::AUTHORIZATION;
use tungstenite::{Message, WebSocket};

/// One listener for the program.
static IS_LISTENING: AtomicBool = AtomicBool::new(false);
/// The server pings every half minute: a silence as long as this is a dead link.
const SILENCE: Duration = Duration::from_secs(90);
const CONNECT: Duration = Duration::from_secs(30);
/// After a socket ended: not at once, for a server that stops ends all of them together.
const PAUSE: Duration = Duration::from_secs(15);

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

/// Listens from now on, if nobody does yet.
pub(super) fn listen(host: &Arc<Host>) {
    if IS_LISTENING.swap(true, Ordering::SeqCst) {
        return;
    }
    let host = Arc::downgrade(host);
    let spawned = std::thread::Builder::new().name("news".into()).spawn(move || {
        while host.strong_count() > 0 {
            // Whatever ended it, the worker finds out why.
            let _ = hear(&host);
            if let Some(host) = host.upgrade() {
                host.link.change(|state| state.hears_news = false);
            }
            std::thread::sleep(PAUSE);
        }
    });
    if spawned.is_err() {
        IS_LISTENING.store(false, Ordering::SeqCst);
    }
}

fn hear(host: &Weak<Host>) -> Option<()> {
    let mut socket = {
        let host = host.upgrade()?;
        let socket = connect(&host)?;
        host.link.change(|state| state.hears_news = true);
        socket
    };
    // Something may have come while nobody listened.
    host.upgrade()?.link.poke(Poke::Now);
    loop {
        match socket.read() {
            Ok(Message::Text(_)) => host.upgrade()?.link.poke(Poke::Now),
            Ok(Message::Close(_)) | Err(_) => {
                // A farewell may mean that this computer was taken off: the next exchange tells.
                host.upgrade()?.link.poke(Poke::Now);
                return None;
            }
            Ok(_) => {}
        }
    }
}

fn connect(host: &Host) -> Option<WebSocket<Box<dyn Stream>>> {
    let clinic = host.clinic().ok()?;
    let server = exchange::server(clinic.db()).ok()??;
    let pin = pin_of(&server).ok()?;
    let wire = Wire::to(&server.address, pin).ok()?;
    let token = access_token(host, &wire, &mut lock(&host.link.access)).ok()?;
    let address = server.address.replacen("http", "ws", 1);
    let mut request = format!("{address}/sync/v1/news").into_client_request().ok()?;
    request.headers_mut().insert(AUTHORIZATION, format!("Bearer {token}").parse().ok()?);
    let stream = open(request.uri(), pin)?;
    Some(tungstenite::client(request, stream).ok()?.0)
}

fn open(uri: &Uri, pin: Option<[u8; 32]>) -> Option<Box<dyn Stream>> {
    let is_secure = uri.scheme_str() == Some("wss");
    let host = uri.host()?.trim_matches(['[', ']']);
    let port = uri.port_u16().unwrap_or(if is_secure { 443 } else { 80 });
    let mut addresses = (host, port).to_socket_addrs().ok()?;
    let stream = addresses.find_map(|address| TcpStream::connect_timeout(&address, CONNECT).ok())?;
    stream.set_read_timeout(Some(SILENCE)).ok()?;
    stream.set_write_timeout(Some(CONNECT)).ok()?;
    if !is_secure {
        return Some(Box::new(stream));
    }
    let name = ServerName::try_from(host.to_owned()).ok()?;
    let connection = ClientConnection::new(Arc::new(tls(pin).ok()?), name).ok()?;
    Some(Box::new(StreamOwned::new(connection, stream)))
}
