//! A link as bad as one likes, in user space: a TCP proxy that lets so many bits a second through each way, late, and
//! can be cut at any byte.

use anyhow::Result;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What goes at once.
const PACKET: usize = 1_400;
/// So many packets wait for the link or are on their way; whoever sends more waits, too.
const QUEUE: usize = 64;

/// What a link is like.
#[derive(Clone, Copy)]
pub struct Shape {
    /// How much goes each way.
    pub bits_per_second: u64,
    /// There and back.
    pub round_trip: Duration,
}

/// Which way bytes go.
#[derive(Clone, Copy)]
pub enum Way {
    /// To the server.
    Up,
    /// From the server.
    Down,
}

/// A link to a port of this computer, for as long as it is held.
pub struct Link {
    /// Where it is entered.
    pub port: u16,
    ways: Arc<[Lane; 2]>,
    is_over: Arc<AtomicBool>,
}

struct Lane {
    shape: Option<Shape>,
    free_at: Mutex<Instant>,
    carried: AtomicU64,
    /// Bytes until the link is cut; negative: it holds.
    left: AtomicI64,
}

impl Link {
    /// A link to a port; without a shape as fast as this computer.
    ///
    /// # Errors
    /// When no port is free.
    pub fn to(server: u16, shape: Option<Shape>) -> Result<Link> {
        let lane = || Lane {
            shape,
            free_at: Mutex::new(Instant::now()),
            carried: AtomicU64::new(0),
            left: AtomicI64::new(-1),
        };
        let ways = Arc::new([lane(), lane()]);
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let is_over = Arc::new(AtomicBool::new(false));
        let (of_link, over) = (ways.clone(), is_over.clone());
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                if over.load(Ordering::Acquire) {
                    return;
                }
                // A connection that cannot be made is one that breaks.
                if let Ok(far) = TcpStream::connect(("127.0.0.1", server)) {
                    drop(joined(&of_link, near, far));
                }
            }
        });
        Ok(Link { port, ways, is_over })
    }

    fn lane(&self, way: Way) -> &Lane {
        &self.ways[way as usize]
    }

    /// How many bytes went one way so far: those of all connections, TLS and heads included.
    #[must_use]
    pub fn carried(&self, way: Way) -> u64 {
        self.lane(way).carried.load(Ordering::Acquire)
    }

    /// Cuts the connection that is there once so many more bytes have gone one way. The next connection holds.
    pub fn cut_after(&self, way: Way, bytes: usize) {
        self.lane(way).left.store(i64::try_from(bytes).unwrap_or(i64::MAX), Ordering::Release);
    }

    /// It is not to be cut any more. Says whether it was.
    #[must_use]
    pub fn was_cut(&self, way: Way) -> bool {
        self.lane(way).left.swap(-1, Ordering::AcqRel) < 0
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Release);
        // Whoever listens wakes up and sees that it is over; if nobody does, nobody has to.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn joined(ways: &Arc<[Lane; 2]>, near: TcpStream, far: TcpStream) -> Result<()> {
    let opened = Instant::now();
    for socket in [&near, &far] {
        socket.set_nodelay(true)?;
    }
    for (way, from, to) in [(Way::Up, near.try_clone()?, far.try_clone()?), (Way::Down, far, near)] {
        let (send, receive) = sync_channel(QUEUE);
        let (lanes, back) = (ways.clone(), from.try_clone()?);
        std::thread::spawn(move || taken(&lanes[way as usize], from, opened, &send));
        std::thread::spawn(move || given(&receive, to, &back));
    }
    Ok(())
}

/// A packet and when it arrives; an empty one says that the connection is cut.
type Packet = (Instant, Vec<u8>);

/// Reads what one side sends, as fast as the link takes it.
fn taken(lane: &Lane, mut from: TcpStream, opened: Instant, send: &SyncSender<Packet>) {
    let mut buffer = [0; PACKET];
    // Shaking hands takes a round trip before anything can go.
    let mut earliest = opened + lane.shape.map_or(Duration::ZERO, |shape| shape.round_trip);
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        let (kept, is_cut) = lane.until_cut(read);
        let arrives = lane.arrival(kept, earliest);
        earliest = earliest.min(arrives);
        lane.carried.fetch_add(kept as u64, Ordering::AcqRel);
        if kept > 0 && send.send((arrives, buffer[..kept].to_vec())).is_err() {
            return;
        }
        if is_cut {
            // Nobody is told anything else when a link breaks.
            let _ = send.send((arrives, vec![]));
            return;
        }
    }
}

/// Hands on what was read when its time has come.
fn given(receive: &Receiver<Packet>, mut to: TcpStream, back: &TcpStream) {
    for (arrives, packet) in receive {
        std::thread::sleep(arrives.saturating_duration_since(Instant::now()));
        if packet.is_empty() || to.write_all(&packet).is_err() {
            // What cannot be closed is closed already.
            let _ = (to.shutdown(Shutdown::Both), back.shutdown(Shutdown::Both));
            return;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

impl Lane {
    /// How many of so many bytes still get through, and whether it breaks there.
    fn until_cut(&self, read: usize) -> (usize, bool) {
        let left = self.left.load(Ordering::Acquire);
        match usize::try_from(left) {
            Err(_) => (read, false),
            Ok(left) if left > read => {
                self.left.fetch_sub(read as i64, Ordering::AcqRel);
                (read, false)
            }
            Ok(left) => {
                self.left.store(-1, Ordering::Release);
                (left, true)
            }
        }
    }

    /// When so many bytes arrive that are sent now: all connections share the link.
    fn arrival(&self, bytes: usize, earliest: Instant) -> Instant {
        let Some(shape) = self.shape else { return Instant::now() };
        let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        let lasts = Duration::from_nanos(bytes as u64 * 8 * 1_000_000_000 / shape.bits_per_second);
        *free_at = (*free_at).max(Instant::now()).max(earliest) + lasts;
        *free_at + shape.round_trip / 2
    }
}
