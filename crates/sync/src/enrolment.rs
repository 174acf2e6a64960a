//! The words of enrolment that both sides say: the one-time code, the key's signature over it, and the server's signed
//! wish that a revoked workstation destroy its key.

use crate::OriginKey;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use uuid::Uuid;

/// Neither letters that look alike nor signs that a scanner may lose.
pub(crate) const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// So many digits of five bits: nobody guesses eighty bits within the days that a code is good.
pub(crate) const CODE_LENGTH: usize = 16;
// What a signature begins with, so that none can ever be taken for another.
const ENROLMENT_MEANING: &[u8] = b"healthsync: I enrol with the code ";
const WIPE_MEANING: &[u8] = b"healthsync: destroy the key of this workstation ";

/// A one-time code in the form that people read: four groups of four.
#[must_use]
pub fn code_of_random(random: [u8; CODE_LENGTH]) -> String {
    let digits: String = random.iter().map(|byte| char::from(DIGITS[usize::from(byte & 31)])).collect();
    grouped(&digits)
}

/// What was typed, as it is hashed and signed: capitals without what people put between them, and digits for the
/// letters that look like them.
#[must_use]
pub fn plain_code(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase());
    letters
        .map(|letter| match letter {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// Groups of four with dashes between them.
pub(crate) fn grouped(digits: &str) -> String {
    let letters: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join("-")
}

impl OriginKey {
    /// The signature that shows a server that who sends a code holds this key.
    #[must_use]
    pub fn sign_enrolment(&self, code: &str) -> [u8; 64] {
        self.signing_key().sign(&enrolment_statement(code)).to_bytes()
    }
}

/// Whether the holder of this public key sends the code.
#[must_use]
pub fn is_enrolment_signed(public_key: &[u8; 32], code: &str, signature: &[u8; 64]) -> bool {
    is_signed(public_key, &enrolment_statement(code), signature)
}

/// The key under which a server asks revoked workstations to destroy theirs: each is told its public half when it
/// enrols, so that nobody else can ask for it, on whatever road the answer came.
pub struct WipeKey(SigningKey);

impl WipeKey {
    /// The key made of 32 secret random bytes.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> WipeKey {
        WipeKey(SigningKey::from_bytes(secret))
    }

    /// What a workstation keeps from its enrolment on.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The wish that this workstation destroy its key.
    #[must_use]
    pub fn sign(&self, organization_id: Uuid, workstation_id: Uuid) -> [u8; 64] {
        self.0.sign(&wipe_statement(organization_id, workstation_id)).to_bytes()
    }
}

/// Whether the server that this workstation enrolled with wishes that it destroy its key.
#[must_use]
pub fn is_wipe_signed(server_key: &[u8; 32], organization: Uuid, workstation: Uuid, signature: &[u8; 64]) -> bool {
    is_signed(server_key, &wipe_statement(organization, workstation), signature)
}

fn is_signed(key: &[u8; 32], said: &[u8], signature: &[u8; 64]) -> bool {
    let signature = Signature::from_bytes(signature);
    VerifyingKey::from_bytes(key).is_ok_and(|key| key.verify_strict(said, &signature).is_ok())
}

fn enrolment_statement(code: &str) -> Vec<u8> {
    [ENROLMENT_MEANING, plain_code(code).as_bytes()].concat()
}

fn wipe_statement(organization_id: Uuid, workstation_id: Uuid) -> Vec<u8> {
    [WIPE_MEANING, organization_id.as_bytes().as_slice(), workstation_id.as_bytes()].concat()
}
