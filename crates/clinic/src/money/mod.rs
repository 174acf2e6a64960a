//! Money: integer minor units of a currency, and arithmetic that loses none of them.

mod bill;
mod currency;
mod split;

pub use bill::*;
pub use currency::*;
pub use split::*;

#[cfg(test)]
mod tests;
