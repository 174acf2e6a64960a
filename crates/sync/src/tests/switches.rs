//! With any rule switched off something must go red.

use super::{scenarios, simulation};
use crate::rules::{Rule, without};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What finds fault first, if anything does: the pointed scenarios, then random histories.
fn fault() -> Option<String> {
    for (name, scenario) in scenarios::ALL {
        if let Err(fault) = scenario() {
            return Some(format!("{name}: {fault}"));
        }
    }
    simulation::first_fault(0..3_000).map(|(seed, fault)| format!("history {seed}: {fault}"))
}

/// The sentence that stands above each rule where it is named.
fn sentences() -> BTreeMap<&'static str, &'static str> {
    let mut sentences = BTreeMap::new();
    let mut above = "";
    for line in include_str!("../rules.rs").lines().map(str::trim) {
        match line.strip_prefix("/// ") {
            Some(sentence) => above = sentence,
            None if !above.is_empty() && line.ends_with(',') => {
                sentences.insert(line.trim_end_matches(','), std::mem::take(&mut above));
            }
            None => {}
        }
    }
    sentences
}

const HEAD: &str = "# What notices when a rule of the exchange is missing

Every rule that keeps replicas one can be switched off in the tests' build (`crates/sync/src/rules.rs`). This table is
written by `cargo test -p healthsync-sync`, which goes red where nothing notices, and where the table is stale: first the
pointed scenarios (`crates/sync/src/tests/scenarios.rs`) are tried, then random histories by their seeds. With every
rule on, none of them finds fault; `cargo xtask simulate --seeds 10000` tries more.

| off | the rule | what notices |
|---|---|---|
";

#[test]
fn without_any_one_rule_the_suite_goes_red() {
    let sentences = sentences();
    let (mut unnoticed, mut table) = (vec![], HEAD.to_owned());
    for rule in Rule::ALL {
        let caught = std::panic::catch_unwind(|| without(rule, fault))
            .unwrap_or_else(|_| Some("a panic: it is found at once".into()));
        let name = format!("{rule:?}");
        match caught {
            // What is wrong there depends on numbers drawn; where it is found does not.
            Some(fault) => {
                let found = fault.split(':').next().unwrap_or_default();
                let _ = writeln!(table, "| `{name}` | {} | {found} |", sentences.get(name.as_str()).unwrap_or(&""));
            }
            None => unnoticed.push(rule),
        }
    }
    assert!(unnoticed.is_empty(), "nothing notices that these are off: {unnoticed:?}");
    // The folder of the checkout that is tested: what was compiled may have been compiled in another.
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").into());
    let path = format!("{here}/../../docs/sync-rules.md");
    if std::fs::read_to_string(&path).unwrap_or_default() != table {
        std::fs::write(&path, &table).expect("the folder can be written");
        assert!(std::env::var_os("CI").is_none(), "the table was stale; it is written anew: commit it");
    }
}
