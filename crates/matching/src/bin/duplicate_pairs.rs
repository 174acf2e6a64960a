//! Prints the probable duplicates of a CSV table of people, and how right they are when it tells.

use std::fs::File;
use std::io::Write;

use anyhow::Context;
use healthsync_matching::{pairs, table};

fn main() -> anyhow::Result<()> {
    let mut with_truth = false;
    let mut path = None;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--truth" => with_truth = true,
            other if path.is_none() => path = Some(other.to_owned()),
            other => anyhow::bail!("Only one table at a time; {other} is one too many."),
        }
    }
    let path = path.context("Give a CSV file: duplicate-pairs FILE [--truth]")?;
    let rows = table::people(File::open(&path).with_context(|| format!("{path} cannot be opened"))?)?;
    let people: Vec<_> = rows.iter().map(|row| row.person.clone()).collect();
    let found = pairs(&people);

    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    out.write_record(["id_a", "id_b", "score", "reasons"])?;
    for pair in &found {
        let reasons: Vec<&str> = pair.likeness.reasons.iter().map(|reason| reason.code()).collect();
        let score = format!("{:.3}", pair.likeness.score);
        out.write_record([rows[pair.a].id.as_str(), rows[pair.b].id.as_str(), &score, &reasons.join(" ")])?;
    }
    out.flush()?;
    if with_truth {
        let agreement = table::agreement(&rows, &found);
        writeln!(
            std::io::stderr(),
            "{} records, {} true pairs, {} found: precision {:.4}, recall {:.4}, F1 {:.4}",
            rows.len(),
            agreement.true_pairs,
            agreement.found_pairs,
            agreement.precision(),
            agreement.recall(),
            agreement.f1()
        )?;
    }
    Ok(())
}
