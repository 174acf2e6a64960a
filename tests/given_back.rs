//! What of a payment was given back, as the receipts and the invoice tell it.

use crate::till::Till;
use healthsync_stories::clinic::MINUTE_MS;
use serde_json::{Value, json};

#[test]
fn what_was_given_back_is_told_by_the_receipts_of_both_and_by_the_invoice() {
    let till = Till::open();
    let invoice = till.invoice(300);
    let paid = till.call("take_payment", till.pay(&invoice, "card", 300));
    let give = |amount: i64| {
        till.clinic.time.pass(MINUTE_MS);
        let of = json!({ "payment_id": paid["payment"]["id"], "method": "card", "amount_minor": amount, "reason": "Too much" });
        till.call("refund", of)
    };
    let [first, second] = [100, 200].map(give);
    let (first, second) = (&first["payment"]["number"], &second["payment"]["number"]);
    let shown = till.call("invoice", json!({ "id": invoice["id"] }));
    let pairs = |list: &Value, of: &str, by: &str| -> Vec<(Value, Value)> {
        list.as_array().expect("a list").iter().map(|one| (one[of].clone(), one[by].clone())).collect()
    };
    assert_eq!(
        pairs(&shown["payments"], "kind", "number"),
        [
            (json!("paid"), paid["payment"]["number"].clone()),
            (json!("given_back"), first.clone()),
            (json!("given_back"), second.clone()),
        ],
        "each by the number of its own receipt"
    );
    let receipt = till.call("payment", json!({ "id": paid["payment"]["id"] }));
    assert_eq!(
        pairs(&receipt["shares"], "number", "amount_minor"),
        [(invoice["number"].clone(), json!(0)), (first.clone(), json!(100)), (second.clone(), json!(200))],
        "for which invoice it was, and what was given back"
    );
}
