//! With any rule switched off something must go red.

use super::{scenarios, simulation};
use crate::rules::{Rule, without};

/// What finds fault first, if anything does: the pointed scenarios, then random histories.
fn fault() -> Option<String> {
    for (name, scenario) in scenarios::ALL {
        if let Err(fault) = scenario() {
            return Some(format!("{name}: {fault}"));
        }
    }
    simulation::first_fault(0..3_000).map(|(seed, fault)| format!("history {seed}: {fault}"))
}

#[test]
fn without_any_one_rule_the_suite_goes_red() {
    let mut unnoticed = vec![];
    for rule in Rule::ALL {
        let caught = std::panic::catch_unwind(|| without(rule, fault)).unwrap_or_else(|_| Some("a panic".into()));
        match caught {
            Some(fault) => println!("without {rule:?}: {}", fault.chars().take(150).collect::<String>()),
            None => unnoticed.push(rule),
        }
    }
    assert!(unnoticed.is_empty(), "nothing notices that these are off: {unnoticed:?}");
}
