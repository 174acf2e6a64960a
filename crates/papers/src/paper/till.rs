//! The paper about a till: what went through it and what was counted. Amounts are in the currency's minor units.

use super::Method;
use chrono::NaiveDateTime;
use serde::Serialize;

/// What went through a till while it was open.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TillReport {
    /// Whose till it is.
    pub cashier: String,
    /// When it was opened.
    pub opened_at: NaiveDateTime,
    /// When it was closed; none while it is open.
    pub closed_at: Option<NaiveDateTime>,
    /// Who closed it.
    pub closed_by: Option<String>,
    /// What was taken and given back, by method.
    pub methods: Vec<TillMethod>,
    /// The cash in it when it was opened.
    pub opening_float_minor: i64,
    /// What came to it by payments in cash, less what was given back.
    pub cash_minor: i64,
    /// Cash that was put in or taken out otherwise.
    pub movements: Vec<TillMovement>,
    /// What should be in it.
    pub expected_minor: i64,
    /// What was counted.
    pub counted_minor: Option<i64>,
    /// Counted less expected.
    pub difference_minor: Option<i64>,
    /// Why there is a difference.
    pub explanation: Option<String>,
}

/// What went through a till by one method.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TillMethod {
    /// The method.
    pub method: Method,
    /// How many payments and refunds.
    pub count: i64,
    /// What was taken.
    pub taken_minor: i64,
    /// What was given back, positive.
    pub given_back_minor: i64,
    /// What is left of it.
    pub net_minor: i64,
}

/// Cash that was put in or taken out other than by a payment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TillMovement {
    /// When.
    pub at: NaiveDateTime,
    /// Why, and where to.
    pub reason: String,
    /// What was put in; below zero what was taken out.
    pub amount_minor: i64,
}
