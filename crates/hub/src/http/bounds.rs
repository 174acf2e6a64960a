//! How much, how often and for how long anybody may ask: what keeps one visitor from starving the others.

use std::time::Duration;

/// At most `burst` at once, and one more each `every`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// So many at once.
    pub burst: u32,
    /// After so long one more.
    pub every: Duration,
}

impl Rate {
    const fn new(burst: u32, every_ms: u64) -> Rate {
        Rate { burst, every: Duration::from_millis(every_ms) }
    }
}

/// The bounds of a server. The default suits a clinic and an organization of some hundred workstations alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// TLS has to be agreed on in so long.
    pub handshake: Duration,
    /// A request's head has to come in so long; a connection that is silent for as long is closed.
    pub head: Duration,
    /// A request's body has to come in so long: 64 KiB come through 8 kbit/s.
    pub body: Duration,
    /// Who takes nothing of an answer for so long is cut off.
    pub write: Duration,
    /// How long a request waits for others to be done before it is sent away.
    pub patience: Duration,
    /// So many requests are worked on at once.
    pub at_once: usize,
    /// So many connections are open at once; further ones wait to be let in.
    pub connections: usize,
    /// So many of them from one address: a clinic's workstations may share one.
    pub connections_of_address: usize,
    /// Exchanges and news of one workstation.
    pub of_workstation: Rate,
    /// Requests of any kind from one address.
    pub of_address: Rate,
    /// Enrolments from one address.
    pub enrolments: Rate,
    /// Refresh tokens from one address.
    pub tokens: Rate,
    /// How often an open socket is pinged.
    pub ping: Duration,
    /// A socket from which nothing came for so long is dead.
    pub dead: Duration,
    /// How long open requests may take once the server is to stop.
    pub stop: Duration,
    /// A proxy on this computer says in `X-Forwarded-For` where a request comes from.
    pub is_behind_proxy: bool,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            handshake: Duration::from_secs(20),
            head: Duration::from_secs(30),
            body: Duration::from_secs(120),
            write: Duration::from_secs(60),
            patience: Duration::from_secs(5),
            at_once: 64,
            connections: 4096,
            connections_of_address: 512,
            of_workstation: Rate::new(600, 20),
            of_address: Rate::new(4000, 2),
            enrolments: Rate::new(30, 6_000),
            tokens: Rate::new(120, 500),
            ping: Duration::from_secs(30),
            dead: Duration::from_secs(90),
            stop: Duration::from_secs(20),
            is_behind_proxy: false,
        }
    }
}
