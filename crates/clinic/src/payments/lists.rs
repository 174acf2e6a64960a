//! Payments as lists and receipts show them.

use super::correct::is_correctable;
use super::give::refunded_of;
use super::take::Payer;
use super::{Allocation, PayerKind, Payment, PaymentKind, PaymentMethod};
use crate::accounts;
use crate::db::Read;
use crate::error::Result;
use crate::insurers;
use crate::invoices::{Invoice, free_of, name_of_row, standing_of};
use crate::money;
use crate::outside::Millis;
use crate::patients::{Patient, of_person};
use crate::record::Stored;
use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// A payment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PaymentId {
    /// The payment.
    pub id: Uuid,
}

/// A payment with all that its receipt says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaymentView {
    /// The payment.
    pub payment: Payment,
    /// When it was taken.
    pub at: Millis,
    /// Who took it.
    pub by: Option<String>,
    /// The patient's number.
    pub mrn: Option<String>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// The insurer's name.
    pub insurer_name: Option<String>,
    /// How many digits the currency has after the point.
    pub digits: u32,
    /// To which invoices it went, or of a refund, from which payments it came.
    pub shares: Vec<ShareView>,
    /// What of it is free.
    pub free_minor: i64,
    /// What of it was given back.
    pub refunded_minor: i64,
    /// The number of the receipt that was entered with the wrong method, where this puts it right.
    pub corrects_number: Option<String>,
    /// How it was made can still be put right, by who asks.
    pub is_method_correctable: bool,
    /// What the patient still owes after all that was paid until now.
    pub patient_due_minor: i64,
}

/// Where part of a payment went.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShareView {
    /// The invoice.
    pub invoice_id: Option<Uuid>,
    /// The other payment: the refund that gave it back, or of a refund, the payment that it gives back.
    pub payment_id: Option<Uuid>,
    /// The number of the invoice or of the other receipt.
    pub number: String,
    /// How much.
    pub amount_minor: i64,
    /// What is due of the invoice now, of this payer.
    pub due_minor: Option<i64>,
}

/// A page of payments.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PaymentQuery {
    /// Only this patient's.
    pub patient_id: Option<Uuid>,
    /// Only this insurer's.
    pub insurer_id: Option<Uuid>,
    /// Only of this shift.
    pub shift_id: Option<Uuid>,
    /// Only with this method.
    pub method: Option<PaymentMethod>,
    /// Only of this kind.
    pub kind: Option<PaymentKind>,
    /// Only with this in the receipt's number or the reference.
    pub number: Option<String>,
    /// From this day.
    pub from_on: Option<NaiveDate>,
    /// Until this day, it included.
    pub to_on: Option<NaiveDate>,
    /// The last payment of the page before.
    pub after: Option<Uuid>,
    /// How many to pass over.
    pub offset: u32,
    /// At most so many; 0 for 50.
    pub limit: u32,
}

/// A payment in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PaymentRow {
    /// The payment.
    pub id: Uuid,
    /// What it is.
    pub kind: PaymentKind,
    /// The number of its receipt.
    pub number: String,
    /// When.
    pub at: Millis,
    /// The clinic's day.
    pub paid_on: NaiveDate,
    /// Who took it.
    pub by: Option<String>,
    /// The patient.
    pub patient_id: Option<Uuid>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// Who paid.
    pub payer: PayerKind,
    /// The insurer's name.
    pub insurer_name: Option<String>,
    /// How.
    pub method: PaymentMethod,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// What it settles; of a refund, what was given back.
    pub amount_minor: i64,
    /// What rounding to coins added to it.
    pub rounding_minor: i64,
    /// The number of the transfer, the mobile-money transaction, the card slip.
    pub reference: Option<String>,
    /// What of it is free.
    pub free_minor: i64,
    /// The payment that was entered with the wrong method, where this puts it right.
    pub corrects_id: Option<Uuid>,
    /// It was entered with the wrong method, taken back and entered again.
    pub is_corrected: bool,
}

impl PaymentRow {
    /// It was entered wrongly, or takes back what was: together they are nothing.
    pub(crate) fn is_undone(&self) -> bool {
        self.is_corrected || (self.kind == PaymentKind::Refund && self.corrects_id.is_some())
    }
}

/// A page of payments.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaymentList {
    /// The page, the latest first.
    pub rows: Vec<PaymentRow>,
    /// There are more after it.
    pub has_more: bool,
}

/// Payments, the latest first.
///
/// # Errors
/// When the database fails.
pub fn payments(read: &Read<'_>, input: PaymentQuery) -> Result<PaymentList> {
    let limit = if input.limit == 0 { 50 } else { input.limit.min(500) };
    let (mut condition, mut params) = condition(read, &input)?;
    if let Some(after) = input.after.map(|id| read.get::<Payment>(id)).transpose()? {
        let at = params.len();
        condition += &format!(" AND (payment.paid_on, payment.id) < (?{}, ?{})", at + 1, at + 2);
        params.extend([Sql::Text(after.paid_on.to_string()), Sql::Text(after.id.to_string())]);
    }
    let condition = format!(
        "{condition} ORDER BY payment.paid_on DESC, payment.id DESC LIMIT {} OFFSET {}",
        limit + 1,
        input.offset
    );
    let mut rows = payment_rows(read, &condition, &params)?;
    let has_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    Ok(PaymentList { rows, has_more })
}

fn condition(read: &Read<'_>, input: &PaymentQuery) -> Result<(String, Vec<Sql>)> {
    let mut parts = vec![];
    let mut params = vec![];
    let mut add = |sql: &str, value: Option<String>| {
        if let Some(value) = value {
            params.push(Sql::Text(value));
            parts.push(sql.replace('?', &format!("?{}", params.len())));
        }
    };
    let of_patient = of_person(read, input.patient_id.unwrap_or_default(), "payment.patient_id = ?")?;
    add(&of_patient, input.patient_id.map(|id| id.to_string()));
    add("payment.insurer_id = ?", input.insurer_id.map(|id| id.to_string()));
    add("payment.shift_id = ?", input.shift_id.map(|id| id.to_string()));
    add("payment.method = ?", input.method.map(|method| method.word().to_owned()));
    add("payment.kind = ?", input.kind.map(|kind| kind.word().to_owned()));
    add("payment.paid_on >= ?", input.from_on.map(|day| day.to_string()));
    add("payment.paid_on <= ?", input.to_on.map(|day| day.to_string()));
    let number = input.number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    add(
        "(instr(upper(payment.number), upper(?)) > 0 OR instr(upper(coalesce(payment.reference, '')), upper(?)) > 0)",
        number.map(str::to_owned),
    );
    if parts.is_empty() {
        parts.push("true".into());
    }
    Ok((parts.join(" AND "), params))
}

/// The payments that a condition names, as lists show them.
pub(crate) fn payment_rows(read: &Read<'_>, condition: &str, params: &[Sql]) -> Result<Vec<PaymentRow>> {
    let sql = format!(
        "SELECT payment.*, patient.given_name, patient.family_name, patient.other_names,
             insurer.name AS insurer_name, account.name AS by_name, coalesce(standing.free_minor, 0) AS free_minor,
             EXISTS (SELECT 1 FROM payments other WHERE other.corrects_id = payment.id) AS is_corrected
         FROM payments payment LEFT JOIN patients patient ON patient.id = payment.patient_id
         LEFT JOIN insurers insurer ON insurer.id = payment.insurer_id
         LEFT JOIN accounts account ON account.id = payment.recorded_by
         LEFT JOIN payment_standings standing ON standing.payment_id = payment.id
         WHERE {condition}"
    );
    let mut statement = read.conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(params), |row| {
        let payment = Stored::<Payment>::from_row(row)?;
        Ok(PaymentRow {
            id: payment.id,
            kind: payment.kind,
            at: payment.meta.recorded_at,
            paid_on: payment.paid_on,
            by: row.get("by_name")?,
            patient_id: payment.patient_id,
            patient_name: payment.patient_id.map(|_| name_of_row(row)).transpose()?,
            payer: payment.payer,
            insurer_name: row.get("insurer_name")?,
            method: payment.method,
            amount_minor: payment.amount_minor,
            rounding_minor: payment.rounding_minor,
            free_minor: row.get("free_minor")?,
            corrects_id: payment.corrects_id,
            is_corrected: row.get("is_corrected")?,
            number: payment.record.number,
            currency: payment.record.currency,
            reference: payment.record.reference,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A payment with all that its receipt says.
///
/// # Errors
/// When there is none.
pub fn payment(read: &Read<'_>, input: PaymentId) -> Result<PaymentView> {
    let stored = read.get::<Payment>(input.id)?;
    let patient = stored.patient_id.map(|id| read.get::<Patient>(id)).transpose()?;
    let patient_due_minor = match stored.patient_id {
        Some(id) => due_of_patient(read, id)?,
        None => 0,
    };
    let refunded_minor = refunded_of(read, stored.id)?;
    Ok(PaymentView {
        at: stored.meta.recorded_at,
        by: accounts::name_of(read, stored.meta.recorded_by)?,
        mrn: patient.as_ref().map(|patient| patient.mrn.clone()),
        patient_name: patient.map(|patient| patient.display_name()),
        insurer_name: stored.insurer_id.map(|id| insurers::insurer_name(read, id)).transpose()?,
        digits: money::digits_of(&stored.currency),
        shares: shares_of(read, &stored.record)?,
        free_minor: free_of(read.conn, stored.id)?,
        refunded_minor,
        corrects_number: match stored.corrects_id {
            Some(id) => read.find::<Payment>(id)?.map(|wrong| wrong.record.number),
            None => None,
        },
        is_method_correctable: is_correctable(read, &stored.record, refunded_minor)?,
        patient_due_minor,
        payment: stored.record,
    })
}

/// What a patient owes of issued invoices.
pub(crate) fn due_of_patient(read: &Read<'_>, patient_id: Uuid) -> Result<i64> {
    let sql = "SELECT coalesce(sum(patient_due_minor), 0) FROM invoice_standings WHERE patient_id = ?1";
    let sql = of_person(read, patient_id, sql)?;
    Ok(read.conn.prepare_cached(&sql)?.query_row([patient_id.to_string()], |row| row.get(0))?)
}

/// Where a payment went, with nothing where it was put and taken back; or where a refund came from.
fn shares_of(read: &Read<'_>, payment: &Payment) -> Result<Vec<ShareView>> {
    let is_refund = payment.kind == PaymentKind::Refund;
    let condition = if is_refund { "refund_id = ?1" } else { "payment_id = ?1" };
    let found = read.all::<Allocation>(&format!("{condition} ORDER BY recorded_at, id"), [payment.id.to_string()])?;
    let payer = Payer { kind: payment.payer, patient_id: payment.patient_id, insurer_id: payment.insurer_id };
    let mut places: HashMap<Uuid, usize> = HashMap::new();
    let mut shares: Vec<ShareView> = vec![];
    for share in found {
        let other = if is_refund { Some(share.payment_id) } else { share.refund_id };
        let Some(target) = share.invoice_id.or(other) else { continue };
        if let Some(known) = places.get(&target).and_then(|at| shares.get_mut(*at)) {
            known.amount_minor += share.amount_minor;
            continue;
        }
        let (number, due_minor) = match share.invoice_id {
            Some(id) => {
                let due = standing_of(read.conn, id)?.map(|(_, standing)| payer.due(&standing));
                (read.get::<Invoice>(id)?.record.number, due)
            }
            None => (read.get::<Payment>(target)?.record.number, None),
        };
        places.insert(target, shares.len());
        shares.push(ShareView {
            invoice_id: share.invoice_id,
            payment_id: if share.invoice_id.is_some() { None } else { other },
            number,
            amount_minor: share.amount_minor,
            due_minor,
        });
    }
    // What was taken off an invoice again is still told of: a receipt says what it was for.
    shares.retain(|share| share.amount_minor != 0 || share.invoice_id.is_some());
    Ok(shares)
}
