//! The rules, by name, so that the tests can switch off one at a time and see the suite go red.
//!
//! In the program every rule holds: [`holds`] is the constant `true` there and costs nothing.

/// A rule of the model that this crate keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// A link may drop anywhere: what is sent is in the order of causes.
    OrderOfCauses,
    /// Changes of one transaction are never parted.
    WholeTransactions,
    /// The next number is mine + 1.
    NextNumber,
    /// What is held already is skipped.
    SkipHeld,
    /// The chain that was announced is the chain that comes out.
    WrongHash,
    /// A clock lies above its causes'.
    ClockAboveBases,
    /// A clock never falls along a log.
    ClockNeverFalls,
    /// Only who has the key can write in an origin's log.
    Signature,
    /// A bad origin does not stop the others.
    OthersGoOn,
    /// Chains are compared before any change moves.
    Forks,
    /// Whoever holds a branch that the server does not have re-issues it.
    Reissue,
    /// What another log holds already is not re-issued.
    ReissueOnce,
    /// Who meets changes of its own that it does not know writes on under a new origin.
    Outrun,
    /// A push is refused by a server that was set back.
    NotSetBack,
    /// Nothing is pulled by who may hold another history that was not compared.
    SureBeforePull,
    /// A file is refused by who is not that far.
    FileContinues,
    /// "Safe" is what the server's chain says, not what was once sent.
    Proof,
    /// What a change replaces is replaced whichever comes first.
    HeadsAsSets,
    /// The counter carries into the milliseconds.
    ClockCounts,
    /// A clock is above all that its maker's database held.
    ClockAboveHeld,
    /// What a store does, which here is the tests' own: bases are what the form was shown.
    #[cfg(test)]
    BasesAsShown,
    /// An ordinary save replaces what it shows, never a rival.
    #[cfg(test)]
    ShownOnly,
    /// A voiding names what it saw.
    #[cfg(test)]
    VoidNamesSeen,
    /// A chunk is read from one snapshot.
    #[cfg(test)]
    OneSnapshot,
    /// The key lives outside the database: restored and copied databases write under a new origin.
    #[cfg(test)]
    KeyOutside,
    /// What a program cannot read counts all the same.
    #[cfg(test)]
    UnreadCounts,
}

#[cfg(test)]
impl Rule {
    /// Every rule.
    pub(crate) const ALL: [Rule; 26] = [
        Rule::OrderOfCauses,
        Rule::WholeTransactions,
        Rule::NextNumber,
        Rule::SkipHeld,
        Rule::WrongHash,
        Rule::ClockAboveBases,
        Rule::ClockNeverFalls,
        Rule::Signature,
        Rule::OthersGoOn,
        Rule::Forks,
        Rule::Reissue,
        Rule::ReissueOnce,
        Rule::Outrun,
        Rule::NotSetBack,
        Rule::SureBeforePull,
        Rule::FileContinues,
        Rule::Proof,
        Rule::HeadsAsSets,
        Rule::ClockCounts,
        Rule::ClockAboveHeld,
        Rule::BasesAsShown,
        Rule::ShownOnly,
        Rule::VoidNamesSeen,
        Rule::OneSnapshot,
        Rule::KeyOutside,
        Rule::UnreadCounts,
    ];
}

/// Whether a rule is kept.
#[cfg(not(test))]
pub(crate) const fn holds(_: Rule) -> bool {
    true
}

#[cfg(test)]
pub(crate) use switch::{holds, without};

#[cfg(test)]
mod switch {
    use super::Rule;
    use std::cell::Cell;

    thread_local!(static OFF: Cell<Option<Rule>> = const { Cell::new(None) });

    pub(crate) fn holds(rule: Rule) -> bool {
        OFF.get() != Some(rule)
    }

    /// Runs something with one rule switched off.
    pub(crate) fn without<T>(rule: Rule, run: impl FnOnce() -> T) -> T {
        struct Back;
        impl Drop for Back {
            fn drop(&mut self) {
                OFF.set(None);
            }
        }
        let _back = Back;
        OFF.set(Some(rule));
        run()
    }
}
