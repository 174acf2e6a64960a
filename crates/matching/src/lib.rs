//! The recogniser: how alike two names, dates and people are, in any script, without a database.
//!
//! Everything here is a pure function of its arguments. The clinic uses it to find a patient whose
//! name is typed with a slip, and to notice that a person about to be registered is known already.

mod addresses;
mod birth;
mod blocking;
mod names;
mod nicknames;
mod normal;
mod numbers;
mod pairs;
mod person;
mod reason;
mod score;
mod sound;
pub mod table;
mod typos;
mod weigh;

pub use birth::BirthDate;
pub use nicknames::{is_nickname, variants};
pub use normal::{fold, tokens};
pub use numbers::{digits, phone_tail, plain_number};
pub use pairs::{Pair, pairs};
pub use person::Person;
pub use reason::Reason;
pub use score::{Likeness, POSSIBLE, PROBABLE, score};
pub use sound::sound;
pub use strsim::jaro_winkler;
pub use typos::{deletions, within_one_edit};
