//! A payment that was entered with the wrong method: put right in one step, as long as its money is not counted.

use super::till::Till;
use healthsync_stories::clinic::DAY_MS;
use serde_json::{Value, json};

#[test]
fn a_payment_entered_with_the_wrong_method_is_put_right_by_who_took_it() {
    let till = Till::open();
    let invoice = till.invoice(10_000);
    till.call("open_shift", json!({ "opening_float_minor": 20_000 }));
    let cash = till.call("take_payment", till.pay(&invoice, "cash", 10_000));
    let fix = |method: &str| json!({ "payment_id": cash["payment"]["id"], "method": method, "reference": "MP-1", "reason": "Wrong method" });
    assert_eq!(till.refused("correct_payment_method", fix("cash")).code, "same_method", "nothing to put right");
    let other = till.clinic.hire("olga", "cashier");
    let refused = till.clinic.refused_as(&other, "correct_payment_method", fix("mobile_money"));
    assert_eq!(refused.code, "cash_of_other_shift", "it is not in her drawer");
    let now = till.call("correct_payment_method", fix("mobile_money"));
    assert_eq!(now["payment"]["method"], "mobile_money", "as it was paid");
    assert_eq!(now["shares"][0]["invoice_id"], invoice["id"], "for the same invoice");
    assert_eq!(till.call("invoice", json!({ "id": invoice["id"] }))["status"], "balanced", "what it paid stays paid");
    let shift = till.call("my_shift", json!({}));
    assert_eq!(shift["expected_minor"], 20_000, "the drawer holds what it held: {shift}");
    let first = till.call("payment", json!({ "id": cash["payment"]["id"] }));
    assert_eq!(first["refunded_minor"], 10_000, "the first is kept, and given back");
    assert_eq!(now["corrects_number"], first["payment"]["number"], "it says what it stands for");
    let book = till.call("day_book", json!({}));
    for (place, methods) in [("till", &shift["methods"]), ("day book", &book["methods"])] {
        let sums: Vec<_> =
            methods.as_array().expect("methods").iter().map(|of| (&of["method"], &of["count"])).collect();
        assert_eq!(sums, [(&json!("mobile_money"), &json!(1))], "{place}: a slip is neither taken nor given back");
    }
    let rows = book["payments"].as_array().expect("payments");
    let marks: Vec<_> = rows.iter().map(|row| (&row["is_corrected"], row["corrects_id"].is_null())).collect();
    assert_eq!(marks, [(&json!(true), true), (&json!(false), false), (&json!(false), false)], "each says what it is");
    assert_eq!(till.refused("correct_payment_method", fix("card")).code, "given_back_already", "once");
    till.clinic.time.pass(DAY_MS);
    let late = json!({ "payment_id": now["payment"]["id"], "method": "card", "reason": "Wrong method" });
    assert_eq!(till.refused("correct_payment_method", late).code, "payment_of_other_day", "that day is counted");
}

#[test]
fn cash_of_a_till_that_was_counted_is_not_put_right_any_more() {
    let till = Till::open();
    let invoice = till.invoice(10_000);
    let shift = till.call("open_shift", json!({ "opening_float_minor": 0 }));
    let cash = till.call("take_payment", till.pay(&invoice, "cash", 10_000));
    assert_eq!(cash["is_method_correctable"], true, "it is in the open till");
    till.call("close_shift", json!({ "id": shift["shift"]["id"], "counted_minor": 10_000 }));
    let after = till.call("payment", json!({ "id": cash["payment"]["id"] }));
    assert_eq!(after["is_method_correctable"], false, "nothing is offered that will be refused");
    let fix = json!({ "payment_id": cash["payment"]["id"], "method": "card", "reason": "Wrong method" });
    let refused = till.refused("correct_payment_method", fix);
    assert_eq!(refused.code, "cash_of_closed_till", "the money was counted: {}", refused.message);
}

#[test]
fn a_method_that_is_put_right_leaves_no_coin_in_the_wrong_drawer() {
    let till = Till::open();
    till.coins(500);
    till.call("open_shift", json!({ "opening_float_minor": 0 }));
    let invoice = till.invoice(10_240);
    let drawer = || till.call("my_shift", json!({}))["expected_minor"].clone();
    let fix = |payment: &Value, method: &str| {
        let order = json!({ "payment_id": payment["payment"]["id"], "method": method, "reason": "Wrong method" });
        till.call("correct_payment_method", order)
    };
    let cash = till.call("take_payment", till.pay(&invoice, "cash", 10_240));
    assert_eq!(drawer(), 10_000, "102.40 is 100 in coins");
    let card = fix(&cash, "card");
    assert_eq!((drawer(), &card["payment"]["amount_minor"]), (json!(0), &json!(10_240)), "a card pays to the unit");
    let again = fix(&card, "cash");
    assert_eq!((drawer(), &again["payment"]["rounding_minor"]), (json!(10_000), &json!(-240)), "cash after all");
    assert_eq!(till.call("invoice", json!({ "id": invoice["id"] }))["status"], "balanced", "paid once, and whole");
    assert_eq!(
        (&till.balance()["due_minor"], &till.balance()["advance_minor"]),
        (&json!(0), &json!(0)),
        "and not twice"
    );
    assert_eq!(till.call("gap_report", json!({}))["is_whole"], true, "no number was lost");
}
