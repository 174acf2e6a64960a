//! Another currency for the clinic: only when nothing is open in the old one, and prices keep the digits they are read with.

use super::{BillingSettings, settings_of};
use crate::db::{Basis, Read, Write};
use crate::error::{Invalid, Result};
use crate::formulary::Drug;
use crate::insurers::Coverage;
use crate::money;
use crate::record::Record;
use crate::services::Service;
use serde_json::json;

/// Goes over to another currency. A price of 50.00 stays 50.00, or 50 where the new currency has no minor unit.
///
/// # Errors
/// When money is open in the old currency, or the database fails.
pub(crate) fn change_currency(write: &mut Write<'_>, old: &str, new: &str) -> Result<()> {
    check_settled(write, old)?;
    let (from, to) = (money::digits_of(old), money::digits_of(new));
    if from == to {
        return Ok(());
    }
    let reread = |minor: i64| rescaled(minor, from, to);
    for service in write.all::<Service>("entered_in_error IS NULL AND price_minor <> 0", [])? {
        let service = service.record;
        save(write, Service { price_minor: reread(service.price_minor), ..service })?;
    }
    for drug in write.all::<Drug>("entered_in_error IS NULL AND price_minor IS NOT NULL", [])? {
        let drug = drug.record;
        save(write, Drug { price_minor: drug.price_minor.map(reread), ..drug })?;
    }
    for coverage in write.all::<Coverage>("entered_in_error IS NULL AND copay_minor <> 0", [])? {
        let coverage = coverage.record;
        save(write, Coverage { copay_minor: reread(coverage.copay_minor), ..coverage })?;
    }
    let settings = settings_of(write)?;
    if write.find::<BillingSettings>(settings.id)?.is_some() {
        // The coins of another currency are others: nobody can say which until somebody has.
        save(write, BillingSettings { cash_increment_minor: 1, ..settings })?;
    }
    Ok(())
}

fn save<R: Record>(write: &mut Write<'_>, record: R) -> Result<()> {
    let version = write.version(record.id())?;
    write.save(record, Basis::Shown(version)).map(drop)
}

/// The same number in a currency with other digits, rounded half away from zero.
fn rescaled(minor: i64, from: u32, to: u32) -> i64 {
    if to >= from {
        return minor.saturating_mul(10_i64.pow(to - from));
    }
    let unit = 10_i64.pow(from - to);
    (minor + minor.signum() * unit / 2) / unit
}

/// What may be open, in words and as a query of whether it is.
const OPEN: [(&str, &str); 5] = [
    ("what waits to be invoiced", "SELECT 1 FROM charge_items WHERE status = 'pending' AND entered_in_error IS NULL"),
    ("drafts of invoices", "SELECT 1 FROM invoice_drafts WHERE issued_id IS NULL AND entered_in_error IS NULL"),
    (
        "invoices that are not settled",
        "SELECT 1 FROM invoice_standings WHERE patient_due_minor <> 0 OR insurer_due_minor <> 0",
    ),
    ("advances that are free", "SELECT 1 FROM payment_standings WHERE free_minor <> 0"),
    ("shifts that are open", "SELECT 1 FROM shifts WHERE closed_at IS NULL AND entered_in_error IS NULL"),
];

/// Refuses another currency while money is open in the old one: its amounts would be taken for amounts of the new.
fn check_settled(read: &Read<'_>, currency: &str) -> Result<()> {
    let mut open = vec![];
    for (what, sql) in OPEN {
        let sql = format!("SELECT EXISTS ({sql})");
        if read.conn.prepare_cached(&sql)?.query_row([], |row| row.get::<_, bool>(0))? {
            open.push(what);
        }
    }
    if open.is_empty() {
        return Ok(());
    }
    let sentence = format!(
        "The currency cannot be changed while money is open in {currency} ({}). Settle it first.",
        open.join(", ")
    );
    Err(Invalid::new("currency", "money_open", sentence).with(json!({ "own": currency })).into())
}
