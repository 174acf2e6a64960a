//! What an operator hands to a workstation that shall join: one line of text, pasted or scanned.
//!
//! `HSYNC1 https://hub.example:8321 ABCD-EFGH-JKMN-PQRS-…`: a mark with the version, the server's address, and digits
//! in groups of four: the code (16), where the server's certificate is pinned its SHA-256 (52), and a check (4) over
//! all of it, so that what was cut off or mistyped is noticed before anybody is asked. Capitals, dashes, and blanks
//! and line breaks between or within the groups do not matter, so a text that a mail program wrapped is still good.

use crate::enrolment::{CODE_LENGTH, DIGITS, grouped, plain_code};

const MARK: &str = "HSYNC1";
const PIN_LENGTH: usize = 52;
const CHECK_LENGTH: usize = 4;

/// Where and with which code a workstation enrols.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    address: String,
    code: String,
    pin: Option<[u8; 32]>,
}

/// Why a text invites nobody.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum InvitationError {
    /// Something else was pasted or scanned.
    #[error("this is no invitation to a HealthSync server: it begins with {MARK}")]
    NotOurs,
    /// It was written by a newer program.
    #[error("this invitation is for a newer version of this program; update it first")]
    OtherVersion,
    /// The address cannot be reached safely, or is none.
    #[error(
        "the address has to be like https://hub.example:8321 (http:// only for a server on this computer), not {0:?}"
    )]
    Address(String),
    /// The code has other than 16 letters and digits.
    #[error("the code has {CODE_LENGTH} letters and digits, never a U")]
    Code,
    /// Something is missing at its end, or too much.
    #[error("the invitation is not whole: copy all of it, to its end")]
    Cut,
    /// A letter was mistyped.
    #[error("the invitation was altered on its way: compare it with the original, or copy it again")]
    Altered,
}

impl Invitation {
    /// An invitation to a server's address (`https://` may be left out) with a code as it was typed; `pin` is the
    /// SHA-256 of the server's certificate.
    ///
    /// # Errors
    /// When the address or the code cannot be one.
    pub fn new(address: &str, code: &str, pin: Option<[u8; 32]>) -> Result<Invitation, InvitationError> {
        let address = plain_address(address).ok_or_else(|| InvitationError::Address(address.to_owned()))?;
        let code = plain_code(code);
        let is_code = code.len() == CODE_LENGTH && code.bytes().all(|digit| DIGITS.contains(&digit));
        if is_code { Ok(Invitation { address, code, pin }) } else { Err(InvitationError::Code) }
    }

    /// The invitation that a text says.
    ///
    /// # Errors
    /// When it is not a whole one of this version.
    pub fn parse(text: &str) -> Result<Invitation, InvitationError> {
        let mut words = text.split_whitespace();
        let mark = words.next().unwrap_or_default().to_ascii_uppercase();
        if mark != MARK {
            let is_newer = mark.strip_prefix("HSYNC").is_some_and(|version| version.parse::<u32>().is_ok());
            return Err(if is_newer { InvitationError::OtherVersion } else { InvitationError::NotOurs });
        }
        let address = words.next().ok_or(InvitationError::Cut)?;
        let digits = plain_code(&words.collect::<String>());
        if !digits.bytes().all(|digit| DIGITS.contains(&digit)) {
            return Err(InvitationError::Altered);
        }
        let is_pinned = match digits.len().checked_sub(CODE_LENGTH + CHECK_LENGTH) {
            Some(0) => false,
            Some(PIN_LENGTH) => true,
            _ => return Err(InvitationError::Cut),
        };
        let (body, said) = digits.split_at(digits.len() - CHECK_LENGTH);
        let (code, pin) = body.split_at(CODE_LENGTH);
        let pin = if is_pinned { Some(bytes_of(pin).ok_or(InvitationError::Altered)?) } else { None };
        let invitation = Invitation::new(address, code, pin)?;
        if invitation.check(body) == said { Ok(invitation) } else { Err(InvitationError::Altered) }
    }

    /// Where the server is, like `https://hub.example:8321`: without a slash at its end.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The one-time code, in capitals without dashes.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The SHA-256 of the certificate that the server has to show, whoever signed it.
    #[must_use]
    pub fn pin(&self) -> Option<&[u8; 32]> {
        self.pin.as_ref()
    }

    /// The text in capitals: a QR holds these in half the room, and it is read the same.
    #[must_use]
    pub fn for_qr(&self) -> String {
        self.to_string().to_ascii_uppercase()
    }

    fn body(&self) -> String {
        let pin = self.pin.as_ref().map(digits_of).unwrap_or_default();
        format!("{}{pin}", self.code)
    }

    fn check(&self, body: &str) -> String {
        let hash = blake3::hash(format!("{MARK} {} {body}", self.address).as_bytes());
        hash.as_bytes().iter().take(CHECK_LENGTH).map(|byte| char::from(DIGITS[usize::from(byte & 31)])).collect()
    }
}

impl std::fmt::Display for Invitation {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = self.body();
        let check = self.check(&body);
        write!(out, "{MARK} {} {}", self.address, grouped(&format!("{body}{check}")))
    }
}

/// An address in one form: scheme, host and port, in small letters. None if it is not safe or no address.
fn plain_address(text: &str) -> Option<String> {
    let small = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let (scheme, place) = small.split_once("://").unwrap_or(("https", &small));
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (inner, port) = rest.split_once(']')?;
            inner.parse::<std::net::Ipv6Addr>().ok()?;
            (format!("[{inner}]"), port.strip_prefix(':').or(port.is_empty().then_some("")))
        }
        None => {
            let (host, port) = place.split_once(':').map_or((place, ""), |(host, port)| (host, port));
            let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
            let is_host = !host.is_empty() && host.len() <= 253 && host.chars().all(is_name);
            (is_host.then(|| host.to_owned())?, (port.is_empty() != place.contains(':')).then_some(port))
        }
    };
    let port = port?;
    let is_port = port.bytes().all(|digit| digit.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    if !(port.is_empty() || is_port) {
        return None;
    }
    let is_here = host == "localhost"
        || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    match scheme {
        "https" => {}
        "http" if is_here => {}
        _ => return None,
    }
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    Some(format!("{scheme}://{host}{port}"))
}

/// 256 bits as 52 digits of five bits, four zero bits at the end.
fn digits_of(bytes: &[u8; 32]) -> String {
    let bit = |nth: usize| bytes.get(nth / 8).is_some_and(|byte| byte & (0x80 >> (nth % 8)) != 0);
    let digit = |nth: usize| (0..5).fold(0, |digit, offset| digit << 1 | usize::from(bit(nth * 5 + offset)));
    (0..PIN_LENGTH).map(|nth| char::from(DIGITS[digit(nth)])).collect()
}

fn bytes_of(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    for (nth, letter) in digits.bytes().enumerate() {
        let digit = DIGITS.iter().position(|known| *known == letter)?;
        for offset in (0..5).filter(|offset| digit & (0x10 >> offset) != 0) {
            let bit = nth * 5 + offset;
            *bytes.get_mut(bit / 8)? |= 0x80 >> (bit % 8);
        }
    }
    Some(bytes)
}
