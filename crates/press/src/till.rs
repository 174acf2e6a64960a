//! The paper about a till.

use crate::asking::{Asking, list, minor, needed, said, text};
use crate::bills::method;
use crate::{Draft, PaperOrder};
use healthsync_clinic::Result;
use healthsync_papers::{Method, Paper, TillMethod, TillMovement, TillReport};
use serde_json::{Value, json};

pub(super) fn report(asking: &Asking<'_>, order: &PaperOrder) -> Result<Draft> {
    let id = needed("subject_id", order.subject_id)?;
    let view = asking.ask("shift_report", json!({ "id": id }))?;
    let shift = &view["shift"];
    let methods: Vec<TillMethod> = list(&view["methods"]).iter().filter_map(of_method).collect();
    let stands = |one: &&Value| one["entered_in_error"].is_null();
    let movement = |one: &Value| TillMovement {
        at: asking.local(&one["recorded_at"]),
        reason: said(&one["reason"]),
        amount_minor: minor(&one["amount_minor"]),
    };
    let paper = TillReport {
        cashier: said(&view["cashier"]),
        opened_at: asking.local(&shift["opened_at"]),
        closed_at: shift["closed_at"].is_i64().then(|| asking.local(&shift["closed_at"])),
        closed_by: text(&view["closed_by_name"]),
        opening_float_minor: minor(&shift["opening_float_minor"]),
        cash_minor: methods.iter().filter(|one| one.method == Method::Cash).map(|one| one.net_minor).sum(),
        methods,
        movements: list(&view["movements"]).iter().filter(stands).map(movement).collect(),
        expected_minor: minor(&view["expected_minor"]),
        counted_minor: shift["counted_minor"].as_i64(),
        difference_minor: shift["difference_minor"].as_i64(),
        explanation: text(&shift["explanation"]),
    };
    Ok(Draft::new(Paper::TillReport(paper), id, None, None).in_currency(&shift["currency"]))
}

fn of_method(one: &Value) -> Option<TillMethod> {
    Some(TillMethod {
        method: method(&one["method"])?,
        count: minor(&one["count"]),
        taken_minor: minor(&one["taken_minor"]),
        given_back_minor: minor(&one["given_back_minor"]),
        net_minor: minor(&one["net_minor"]),
    })
}
