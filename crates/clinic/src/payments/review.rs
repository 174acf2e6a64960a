//! What no rule could refuse, because two computers had not heard of each other, and people should look at.

use crate::db::Read;
use crate::error::Result;
use crate::review::{Finding, ReviewReason};
use uuid::Uuid;

/// What was invoiced twice, invoices on which more was paid than they come to, and payments of which more was used than
/// they were.
pub(crate) fn doubtful(read: &Read<'_>) -> Result<Vec<Finding>> {
    let mut items = found(
        read,
        "invoice",
        ReviewReason::InvoicedTwice,
        "SELECT group_concat(id, ' '), group_concat(number, ' '), 0 FROM (
             SELECT DISTINCT line.charge_item_id, invoice.id, invoice.number
             FROM (SELECT charge_item_id FROM invoice_lines WHERE charge_item_id IS NOT NULL
                   GROUP BY charge_item_id HAVING count(*) > 1) doubled
             JOIN invoice_lines line ON line.charge_item_id = doubled.charge_item_id
             JOIN invoice_standings standing ON standing.invoice_id = line.invoice_id AND standing.status <> 'cancelled'
             JOIN invoices invoice ON invoice.id = line.invoice_id)
         GROUP BY charge_item_id HAVING count(*) > 1 ORDER BY charge_item_id",
    )?;
    items.extend(found(
        read,
        "invoice",
        ReviewReason::OverPaid,
        "SELECT invoice.id, invoice.number, min(standing.patient_due_minor, standing.insurer_due_minor) FROM invoice_standings standing
         JOIN invoices invoice ON invoice.id = standing.invoice_id
         WHERE standing.patient_due_minor < 0 OR standing.insurer_due_minor < 0 ORDER BY invoice.id",
    )?);
    items.extend(found(
        read,
        "payment",
        ReviewReason::OverUsed,
        "SELECT payment.id, payment.number, standing.free_minor FROM payment_standings standing
         JOIN payments payment ON payment.id = standing.payment_id
         WHERE standing.free_minor < 0 ORDER BY payment.id",
    )?);
    Ok(items)
}

fn found(read: &Read<'_>, kind: &str, reason: ReviewReason, sql: &str) -> Result<Vec<Finding>> {
    let mut statement = read.conn.prepare_cached(sql)?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?)))?;
    let mut items = vec![];
    for row in rows {
        let (ids, detail, sum) = row?;
        let records = ids.split(' ').filter_map(|id| Uuid::parse_str(id).ok()).collect();
        items.push(Finding { reason, kind: kind.into(), records, detail, state: sum.to_string() });
    }
    Ok(items)
}
