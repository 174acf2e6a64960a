//! Where the server listens: an address, or a socket that is a file of this computer, for a proxy beside it.

use std::fmt::{Display, Formatter};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use tokio::net::{TcpListener, TcpStream};
#[cfg(unix)]
use {
    std::os::unix::fs::PermissionsExt,
    std::path::Path,
    tokio::net::{UnixListener, UnixStream},
};

/// What a socket's path begins with where it is told apart from an address.
const SOCKET: &str = "unix:";
/// Its owner and its owner's group may speak to a socket, so that a proxy in the group can.
#[cfg(unix)]
const SOCKET_MODE: u32 = 0o660;

/// Where to listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An address and a port, like 127.0.0.1:8321.
    Address(SocketAddr),
    /// A socket at this path, like unix:/run/healthsync/socket.
    Socket(PathBuf),
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Place, String> {
        match text.strip_prefix(SOCKET) {
            Some("") => Err("a path comes after 'unix:'".into()),
            Some(_) if cfg!(not(unix)) => Err("this system listens on addresses only".into()),
            Some(path) => Ok(Place::Socket(path.into())),
            None => text.parse().map(Place::Address).map_err(|_| {
                "it is an address with a port, like 127.0.0.1:8321, or a socket, like unix:/run/healthsync/socket"
                    .into()
            }),
        }
    }
}

impl Display for Place {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Address(address) => address.fmt(to),
            Place::Socket(path) => write!(to, "{SOCKET}{}", path.display()),
        }
    }
}

impl Place {
    /// Whether nobody but this computer can speak to who listens there.
    #[must_use]
    pub fn is_of_this_computer(&self) -> bool {
        match self {
            Place::Address(address) => address.ip().is_loopback(),
            Place::Socket(_) => true,
        }
    }

    /// Begins to listen. A socket that a server left behind when it ended without notice is taken over.
    ///
    /// # Errors
    /// When the place is taken, or cannot be listened at.
    pub async fn listen(&self) -> io::Result<Listener> {
        match self {
            Place::Address(address) => Ok(Listener::Address(TcpListener::bind(address).await?)),
            #[cfg(unix)]
            Place::Socket(path) => {
                if is_left_behind(path)? {
                    std::fs::remove_file(path)?;
                }
                let socket = Socket { listener: UnixListener::bind(path)?, path: path.clone() };
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(SOCKET_MODE))?;
                Ok(Listener::Socket(socket))
            }
            #[cfg(not(unix))]
            Place::Socket(_) => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

/// Whether a socket lies there that nobody listens at.
#[cfg(unix)]
fn is_left_behind(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::FileTypeExt;
    match std::fs::symlink_metadata(path) {
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(reason) => Err(reason),
        // What somebody keeps there is not the server's to remove.
        Ok(found) if !found.file_type().is_socket() => Err(io::ErrorKind::AlreadyExists.into()),
        Ok(_) => match std::os::unix::net::UnixStream::connect(path) {
            Ok(_) => Err(io::ErrorKind::AddrInUse.into()),
            Err(reason) if reason.kind() == io::ErrorKind::ConnectionRefused => Ok(true),
            Err(reason) => Err(reason),
        },
    }
}

/// Who listens at a place.
pub enum Listener {
    /// At an address.
    Address(TcpListener),
    /// At a socket, which is removed with this.
    #[cfg(unix)]
    Socket(Socket),
}

/// A socket that is listened at.
#[cfg(unix)]
pub struct Socket {
    listener: UnixListener,
    path: PathBuf,
}

#[cfg(unix)]
impl Drop for Socket {
    fn drop(&mut self) {
        // Left behind, it is taken over at the next start.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl From<TcpListener> for Listener {
    fn from(listener: TcpListener) -> Listener {
        Listener::Address(listener)
    }
}

/// A connection that was taken.
pub(crate) enum Taken {
    Address(TcpStream),
    #[cfg(unix)]
    Socket(UnixStream),
}

impl Listener {
    /// Where this listens, with the port that the system gave if any was asked for.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn place(&self) -> io::Result<Place> {
        match self {
            Listener::Address(listener) => listener.local_addr().map(Place::Address),
            #[cfg(unix)]
            Listener::Socket(socket) => Ok(Place::Socket(socket.path.clone())),
        }
    }

    /// The next connection, and where it comes from: who comes by a socket is on this computer.
    pub(crate) async fn accept(&self) -> io::Result<(Taken, SocketAddr)> {
        match self {
            Listener::Address(listener) => listener.accept().await.map(|(stream, peer)| (Taken::Address(stream), peer)),
            #[cfg(unix)]
            Listener::Socket(socket) => {
                let (stream, _) = socket.listener.accept().await?;
                Ok((Taken::Socket(stream), SocketAddr::from((std::net::Ipv4Addr::LOCALHOST, 0))))
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        for text in ["127.0.0.1:8321", "[::1]:8321", "unix:/run/healthsync/socket"] {
            let place: Place = text.parse().expect("it is a place");
            assert_eq!(place.to_string(), text, "it is written as it was read");
            assert!(place.is_of_this_computer(), "{text} is no other computer's");
        }
        assert!(!"0.0.0.0:1".parse::<Place>().expect("a place").is_of_this_computer(), "all may come there");
        for text in ["unix:", "/run/socket", "localhost"] {
            assert!(text.parse::<Place>().is_err(), "{text:?} does not say where");
        }
    }

    #[tokio::test]
    async fn a_socket_has_one_listener_and_is_taken_over_from_one_that_died() {
        let folder = std::env::temp_dir().join(format!("healthsync-listen-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("socket");
        let place = Place::Socket(path.clone());
        let first = place.listen().await.expect("it is free");
        let mode = std::fs::metadata(&path).expect("it is a file").permissions().mode() & 0o777;
        assert_eq!(mode, SOCKET_MODE, "others may not speak to it");
        let refused = place.listen().await.err().map(|reason| reason.kind());
        assert_eq!(refused, Some(io::ErrorKind::AddrInUse), "two do not listen at one");
        drop(first);
        assert!(!path.exists(), "who ends in order leaves nothing behind");
        // The standard library leaves the file, as a program does that is killed.
        drop(std::os::unix::net::UnixListener::bind(&path).expect("a socket"));
        drop(place.listen().await.expect("what was left behind is taken over"));
        std::fs::write(&path, "a note").expect("a file");
        assert!(place.listen().await.is_err(), "a file that is no socket is left alone");
        assert_eq!(std::fs::read(&path).expect("it is there"), b"a note", "with what it says");
        std::fs::remove_dir_all(&folder).expect("it is removed");
    }
}
