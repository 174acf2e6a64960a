//! The till: payments of every kind, cash in coins, shifts, the day book, statements and numbers without gaps.

use healthsync_stories::clinic::{DAY_MS, PASSWORD, TestClinic};
use serde_json::{Value, json};

pub struct Till {
    pub clinic: TestClinic,
    pub cashier: String,
    patient: String,
}

impl Till {
    pub fn open() -> Till {
        let clinic = TestClinic::open();
        let (cashier, patient) = (clinic.hire("cara", "cashier"), clinic.patient("Amina"));
        Till { clinic, cashier, patient }
    }

    pub fn call(&self, name: &str, input: Value) -> Value {
        // No two things happen at the same moment at a till.
        self.clinic.time.pass(1);
        self.clinic.call_as(&self.cashier, name, input)
    }

    pub fn refused(&self, name: &str, input: Value) -> healthsync_clinic::PublicError {
        self.clinic.refused_as(&self.cashier, name, input)
    }

    pub fn invoice(&self, amount_minor: i64) -> Value {
        self.call("add_charge", json!({ "patient_id": self.patient, "description": "Consultation", "quantity": 1, "unit_price_minor": amount_minor }));
        let draft = self.call("start_invoice", json!({ "patient_id": self.patient }));
        self.call("issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }))
    }

    pub fn pay(&self, invoice: &Value, method: &str, amount_minor: i64) -> Value {
        json!({
            "patient_id": self.patient, "payer": "patient", "method": method, "amount_minor": amount_minor,
            "shares": [{ "invoice_id": invoice["id"], "amount_minor": amount_minor }],
        })
    }

    pub fn coins(&self, increment: i64) {
        self.clinic.call("save_billing_settings", json!({ "version": 0, "cash_increment_minor": increment, "is_tax_included": false, "tax_basis_points": 0, "due_days": 0 }));
    }

    pub fn balance(&self) -> Value {
        self.call("balance_of_patient", json!({ "patient_id": self.patient }))
    }
}

#[test]
fn cash_needs_an_open_shift_and_hands_back_change() {
    let till = Till::open();
    let invoice = till.invoice(45_000);
    let mut payment = till.pay(&invoice, "cash", 45_000);
    assert_eq!(till.refused("take_payment", payment.clone()).code, "no_open_shift", "whose drawer is it");
    till.call("open_shift", json!({ "opening_float_minor": 10_000 }));
    assert_eq!(
        till.refused("open_shift", json!({ "opening_float_minor": 0 })).code,
        "shift_open_already",
        "one at a time"
    );
    payment["tendered_minor"] = json!(40_000);
    assert_eq!(till.refused("take_payment", payment.clone()).code, "tendered_too_little", "it is not enough");
    payment["tendered_minor"] = json!(50_000);
    let receipt = till.call("take_payment", payment.clone());
    assert_eq!(receipt["payment"]["change_minor"], 5_000, "handed back");
    assert_eq!(receipt["shares"][0]["due_minor"], 0, "nothing is due any more");
    assert_eq!(till.call("my_shift", json!({}))["expected_minor"], 55_000, "the float and the payment");
    assert_eq!(till.call("invoice", json!({ "id": invoice["id"] }))["status"], "balanced", "paid");
    assert_eq!(till.refused("take_payment", payment).code, "payment_over_due", "and not twice");
    let receipts = till.call("payments", json!({ "number": receipt["payment"]["number"] }));
    assert_eq!(receipts["rows"].as_array().map(Vec::len), Some(1), "found by its number");
}

#[test]
fn bad_payments_are_refused_with_what_is_wrong() {
    let till = Till::open();
    let invoice = till.invoice(10_000);
    let over = till.refused("take_payment", till.pay(&invoice, "card", 10_001));
    assert_eq!(
        (over.code.as_str(), &over.details["due_minor"]),
        ("payment_over_due", &json!(10_000)),
        "{}",
        over.message
    );
    assert_eq!(
        till.refused("take_payment", till.pay(&invoice, "card", -5)).code,
        "not_above_zero",
        "a negative payment"
    );
    let with = |name: &str, value: Value| {
        let mut payment = till.pay(&invoice, "card", 5_000);
        payment[name] = value;
        till.refused("take_payment", payment)
    };
    assert_eq!(with("currency", json!("USD")).code, "other_currency", "another currency");
    assert_eq!(with("amount_minor", json!(4_999)).code, "shares_over_payment", "more goes to invoices than is paid");
    assert_eq!(with("tendered_minor", json!(5_000)).code, "not_cash", "a card hands nothing back");
    assert_eq!(with("method", json!("insurer")).code, "method_of_insurer", "a patient is no insurer");
    assert_eq!(with("payer", json!("insurer")).field.as_deref(), Some("insurer_id"), "which insurer");
    assert_eq!(
        with("patient_id", json!(till.clinic.patient("Bakri"))).code,
        "invoice_of_other_payer",
        "another's invoice"
    );
    let twice = json!([{ "invoice_id": invoice["id"], "amount_minor": 2_500 }, { "invoice_id": invoice["id"], "amount_minor": 2_500 }]);
    assert_eq!(with("shares", twice).code, "invoice_twice", "the same invoice twice");
    assert_eq!(till.balance()["due_minor"], 10_000, "nothing of it was taken");
    assert_eq!(till.call("gap_report", json!({}))["is_whole"], true, "and no number was lost");
}

#[test]
fn the_last_of_what_is_due_is_rounded_to_coins() {
    let till = Till::open();
    till.coins(500);
    till.call("open_shift", json!({ "opening_float_minor": 0 }));
    let invoice = till.invoice(10_240);
    let part = till.refused("take_payment", till.pay(&invoice, "cash", 5_120));
    assert_eq!((part.code.as_str(), &part.details["low_minor"]), ("not_in_coins", &json!(5_000)), "{}", part.message);
    till.call("take_payment", till.pay(&invoice, "cash", 5_000));
    let mut rest = till.pay(&invoice, "cash", 5_240);
    rest["tendered_minor"] = json!(6_000);
    let receipt = till.call("take_payment", rest);
    assert_eq!(
        (&receipt["payment"]["rounding_minor"], &receipt["payment"]["change_minor"]),
        (&json!(-240), &json!(1_000)),
        "50 instead of 52.40"
    );
    assert_eq!(till.call("invoice", json!({ "id": invoice["id"] }))["status"], "balanced", "it is paid all the same");
    assert_eq!(till.call("my_shift", json!({}))["expected_minor"], 10_000, "the drawer holds coins");
    let card = till.invoice(10_240);
    assert_eq!(
        till.call("take_payment", till.pay(&card, "card", 10_240))["payment"]["rounding_minor"],
        0,
        "a card pays to the unit"
    );
}

#[test]
fn what_is_paid_beforehand_is_used_later_and_the_rest_given_back() {
    let till = Till::open();
    till.call("open_shift", json!({ "opening_float_minor": 0 }));
    let advance = till.call(
        "take_payment",
        json!({ "patient_id": till.patient, "payer": "patient", "method": "cash", "amount_minor": 30_000 }),
    );
    assert_eq!(
        (&advance["payment"]["kind"], &advance["free_minor"]),
        (&json!("advance"), &json!(30_000)),
        "all of it is free"
    );
    let invoice = till.invoice(20_000);
    assert_eq!(invoice["advance_minor"], 30_000, "the invoice tells of it");
    assert_eq!(
        till.refused("use_advance", json!({ "invoice_id": invoice["id"], "amount_minor": 20_001 })).code,
        "payment_over_due",
        "more than is due"
    );
    let paid = till.call("use_advance", json!({ "invoice_id": invoice["id"] }));
    assert_eq!((&paid["status"], &paid["advance_minor"]), (&json!("balanced"), &json!(10_000)), "as much as is due");
    assert_eq!(till.refused("use_advance", json!({ "invoice_id": invoice["id"] })).code, "nothing_due", "nothing more");
    let big = till.invoice(50_000);
    assert_eq!(
        till.refused("use_advance", json!({ "invoice_id": big["id"], "amount_minor": 10_001 })).code,
        "advance_too_small",
        "more than is free"
    );
    let back = |amount: i64| json!({ "patient_id": till.patient, "method": "cash", "amount_minor": amount, "reason": "Goes abroad" });
    assert_eq!(till.refused("refund", back(10_001)).code, "refund_over_free", "more than is free");
    let refund = till.call("refund", back(10_000));
    assert_eq!(refund["shares"][0]["number"], advance["payment"]["number"], "it says where it came from");
    assert_eq!(till.call("my_shift", json!({}))["expected_minor"], 20_000, "out of the drawer");
    let statement = till.call("statement_of_patient", json!({ "patient_id": till.patient }));
    let amounts: Vec<i64> = statement["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| entry["amount_minor"].as_i64().expect("an amount"))
        .collect();
    assert_eq!(amounts, [-30_000, 20_000, 50_000, 10_000], "paid, invoiced twice, given back");
    assert_eq!(statement["closing_minor"], till.balance()["balance_minor"], "the statement ends in the balance");
}

#[test]
fn a_payment_is_undone_by_a_refund_and_what_it_paid_is_due_again() {
    let till = Till::open();
    let invoice = till.invoice(10_000);
    let payment = till.call("take_payment", till.pay(&invoice, "mobile_money", 10_000));
    let undo = |amount: i64| json!({ "payment_id": payment["payment"]["id"], "method": "mobile_money", "amount_minor": amount, "reason": "Wrong number" });
    let over = till.refused("refund", undo(10_001));
    assert_eq!(
        (over.code.as_str(), &over.details["left_minor"]),
        ("refund_over_paid", &json!(10_000)),
        "{}",
        over.message
    );
    till.call("refund", undo(4_000));
    let again = till.call("invoice", json!({ "id": invoice["id"] }));
    assert_eq!((&again["status"], &again["standing"]["due_minor"]), (&json!("issued"), &json!(4_000)), "due again");
    assert_eq!(till.refused("refund", undo(6_001)).code, "refund_over_paid", "the rest only");
    till.call("refund", undo(6_000));
    let first = till.call("payment", json!({ "id": payment["payment"]["id"] }));
    assert_eq!((&first["refunded_minor"], &first["free_minor"]), (&json!(10_000), &json!(0)), "all of it");
    assert_eq!(first["payment"], payment["payment"], "the payment itself is as it was");
    assert_eq!(
        till.refused(
            "refund",
            json!({ "payment_id": payment["payment"]["id"], "method": "cash", "amount_minor": 1, "reason": " " })
        )
        .field
        .as_deref(),
        Some("reason"),
        "why"
    );
}

#[test]
fn an_insurer_pays_for_several_patients_at_once() {
    let till = Till::open();
    let insurer =
        till.clinic.call("save_insurer", json!({ "name": "Takaful", "is_active": true }))["insurer"]["id"].clone();
    let desk = till.clinic.hire("dalia", "front_desk");
    let mut invoices = vec![];
    for name in ["Bakri", "Salma"] {
        let patient = till.clinic.patient(name);
        till.clinic.call_as(
            &desk,
            "save_coverage",
            json!({ "patient_id": patient, "insurer_id": insurer, "cover": "percent", "covered_basis_points": 7_500 }),
        );
        till.call(
            "add_charge",
            json!({ "patient_id": patient, "description": "Birth", "quantity": 1, "unit_price_minor": 40_000 }),
        );
        let draft = till.call("start_invoice", json!({ "patient_id": patient }));
        invoices.push(till.call("issue_invoice", json!({ "id": draft["id"], "version": draft["version"] })));
    }
    let share = |at: usize, amount: i64| json!({ "invoice_id": invoices[at]["id"], "amount_minor": amount });
    let pay = |shares: Value| json!({ "payer": "insurer", "insurer_id": insurer, "method": "transfer", "amount_minor": 65_000, "reference": "June", "shares": shares });
    assert_eq!(
        till.refused("take_payment", pay(json!([share(0, 30_001)]))).code,
        "payment_over_due",
        "more than its part"
    );
    let paid = till.call("take_payment", pay(json!([share(0, 30_000), share(1, 30_000)])));
    assert_eq!(paid["free_minor"], 5_000, "what is over stays with the insurer");
    let first = till.call("invoice", json!({ "id": invoices[0]["id"] }));
    assert_eq!(
        (&first["standing"]["insurer_due_minor"], &first["standing"]["patient_due_minor"]),
        (&json!(0), &json!(10_000)),
        "the patient's part is still due"
    );
    assert_eq!(first["advance_minor"], 0, "an insurer's money is not the patient's");
    let of_insurer = till.call("invoices", json!({ "filter": "unpaid", "insurer_id": insurer }));
    assert_eq!(of_insurer["count"], 2, "found by insurer");
    let order = json!({ "payment_id": paid["payment"]["id"], "method": "insurer", "reason": "Wrong method" });
    let fixed = till.call("correct_payment_method", order);
    assert_eq!(fixed["shares"].as_array().map(Vec::len), Some(2), "put right, it is for the same patients: {fixed}");
    assert_eq!(fixed["free_minor"], 5_000, "and what is over stays over");
}

#[test]
fn a_shift_ends_with_what_was_counted_and_a_difference_is_explained() {
    let till = Till::open();
    let shift = till.call("open_shift", json!({ "opening_float_minor": 5_000 }))["shift"]["id"].clone();
    let invoice = till.invoice(20_000);
    till.call("take_payment", till.pay(&invoice, "cash", 15_000));
    till.call("take_payment", till.pay(&invoice, "card", 5_000));
    assert_eq!(
        till.refused("move_cash", json!({ "amount_minor": -20_001, "reason": "Safe" })).code,
        "drawer_too_empty",
        "more than is there"
    );
    till.call("move_cash", json!({ "amount_minor": -12_000, "reason": "Safe" }));
    let refund = json!({ "patient_id": till.patient, "payment_id": null, "method": "cash", "amount_minor": 8_001, "reason": "x" });
    assert_eq!(till.refused("refund", refund).code, "refund_over_free", "nothing is free");
    let close = |counted: i64, why: Option<&str>| json!({ "id": shift, "counted_minor": counted, "explanation": why });
    let short = till.refused("close_shift", close(7_500, None));
    assert_eq!(
        (short.code.as_str(), &short.details["difference_minor"]),
        ("difference_unexplained", &json!(-500)),
        "{}",
        short.message
    );
    let closed = till.call("close_shift", close(7_500, Some("A coin fell behind the desk")));
    assert_eq!(
        (&closed["shift"]["expected_minor"], &closed["shift"]["difference_minor"]),
        (&json!(8_000), &json!(-500)),
        "float + cash − safe"
    );
    assert_eq!(closed["methods"].as_array().map(Vec::len), Some(2), "cash and card: {}", closed["methods"]);
    assert_eq!(till.refused("close_shift", close(8_000, None)).code, "shift_closed", "once");
    assert_eq!(till.call("my_shift", json!({})), Value::Null, "no shift is open");
    let report = till.call("shift_report", json!({ "id": shift }));
    assert_eq!(report["payments"].as_array().map(Vec::len), Some(2), "what went through it");
    assert_eq!(till.call("shifts", json!({}))[0]["explanation"], "A coin fell behind the desk", "kept");
}

#[test]
fn the_day_book_adds_up() {
    let till = Till::open();
    till.call("open_shift", json!({ "opening_float_minor": 0 }));
    let (first, second) = (till.invoice(20_000), till.invoice(5_000));
    till.call("take_payment", till.pay(&first, "cash", 20_000));
    till.call("take_payment", till.pay(&second, "mobile_money", 5_000));
    till.call("cancel_invoice", json!({ "invoice_id": second["id"], "reason": "Not given" }));
    till.call(
        "refund",
        json!({ "patient_id": till.patient, "method": "mobile_money", "amount_minor": 5_000, "reason": "Not given" }),
    );
    let book = till.call("day_book", json!({}));
    assert_eq!(
        (&book["on"], &book["invoiced"]["total_minor"]),
        (&json!("2026-06-01"), &json!(25_000)),
        "what was invoiced"
    );
    assert_eq!(
        (&book["credited_minor"], &book["taken_minor"]),
        (&json!(5_000), &json!(20_000)),
        "taken back, and what is left"
    );
    let counts: Vec<_> =
        ["invoices", "credits", "payments", "shifts"].map(|list| book[list].as_array().map_or(0, Vec::len)).into();
    assert_eq!(counts, [2, 1, 3, 1], "every entry is there");
    let mobile = book["methods"]
        .as_array()
        .expect("methods")
        .iter()
        .find(|one| one["method"] == "mobile_money")
        .expect("mobile money");
    assert_eq!(
        (&mobile["taken_minor"], &mobile["given_back_minor"], &mobile["net_minor"]),
        (&json!(5_000), &json!(5_000), &json!(0)),
        "by method"
    );
    till.clinic.time.pass(DAY_MS);
    let cashier = till.clinic.sign_in("cara", PASSWORD).expect("signed in");
    assert_eq!(till.clinic.call_as(&cashier, "day_book", json!({}))["payments"], json!([]), "tomorrow is another day");
    assert_eq!(
        till.clinic.call_as(&cashier, "day_book", json!({ "on": "2026-06-01" }))["payments"],
        book["payments"],
        "and today stays"
    );
}

#[test]
fn a_statement_opens_with_what_was_owed_before() {
    let till = Till::open();
    let first = till.invoice(20_000);
    till.clinic.time.pass(3 * DAY_MS);
    let till = Till { cashier: till.clinic.sign_in("cara", PASSWORD).expect("signed in"), ..till };
    till.call("take_payment", till.pay(&first, "card", 5_000));
    let statement = till.call("statement_of_patient", json!({ "patient_id": till.patient, "from_on": "2026-06-02" }));
    assert_eq!(
        (&statement["opening_minor"], &statement["closing_minor"]),
        (&json!(20_000), &json!(15_000)),
        "owed before, and after"
    );
    assert_eq!(statement["entries"].as_array().map(Vec::len), Some(1), "only what was in these days");
    let backwards = json!({ "patient_id": till.patient, "from_on": "2026-06-03", "to_on": "2026-06-02" });
    assert_eq!(till.refused("statement_of_patient", backwards).code, "ends_before_start", "days in their order");
    let past = till.call("statement_of_patient", json!({ "patient_id": till.patient, "to_on": "2026-06-02" }));
    assert_eq!(past["closing_minor"], 20_000, "as it was then");
}

#[test]
fn numbers_have_no_gaps_and_the_report_finds_one_that_was_made() {
    let till = Till::open();
    for _ in 0..3 {
        let invoice = till.invoice(1_000);
        till.refused("take_payment", till.pay(&invoice, "card", 2_000));
        till.call("take_payment", till.pay(&invoice, "card", 1_000));
        till.call("cancel_invoice", json!({ "invoice_id": invoice["id"], "reason": "Trial" }));
    }
    let whole = till.call("gap_report", json!({}));
    assert_eq!(whole["is_whole"], true, "what was refused took no number: {whole}");
    let counts: Vec<_> = whole["series"]
        .as_array()
        .expect("series")
        .iter()
        .map(|one| (one["series"].clone(), one["count"].clone()))
        .collect();
    assert_eq!(
        counts,
        [(json!("invoice"), json!(3)), (json!("credit"), json!(3)), (json!("receipt"), json!(3))],
        "each series"
    );
    let raw = till.clinic.raw();
    raw.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM payments WHERE number LIKE '%-R000003-%'").expect("SQL");
    let torn = till.call("gap_report", json!({}));
    assert_eq!(torn["is_whole"], false, "the last one is missed too, because the counter knows it");
    assert_eq!(torn["series"][2]["missing"], json!([3]), "and named");
}

#[test]
fn two_cashiers_cannot_both_take_the_last_of_what_is_due() {
    let till = Till::open();
    let other = till.clinic.hire("carim", "cashier");
    let invoice = till.invoice(10_000);
    let pay = till.pay(&invoice, "card", 10_000);
    let outcomes: Vec<bool> = std::thread::scope(|scope| {
        let take = |session: &str| till.clinic.try_as(session, "take_payment", pay.clone()).is_ok();
        let first = scope.spawn(move || take(&till.cashier));
        let second = scope.spawn(move || take(&other));
        [first, second].map(|thread| thread.join().expect("no panic")).into()
    });
    assert_eq!(outcomes.iter().filter(|taken| **taken).count(), 1, "one wins");
}

#[test]
fn what_two_computers_did_unaware_of_each_other_is_listed() {
    let till = Till::open();
    let (first, second) = (till.invoice(10_000), till.invoice(20_000));
    assert_eq!(till.clinic.call("review_list", json!({})), json!([]), "all is well");
    let raw = till.clinic.raw();
    let charge = first["lines"][0]["charge_item_id"].as_str().expect("a charge");
    raw.execute("UPDATE invoice_lines SET charge_item_id = ?1", [charge]).expect("SQL");
    let paid = till.call("take_payment", till.pay(&first, "card", 10_000));
    let receipt = paid["payment"]["id"].as_str().expect("a payment");
    raw.execute("UPDATE invoice_standings SET patient_due_minor = -1 WHERE status = 'balanced'", []).expect("SQL");
    raw.execute("UPDATE payment_standings SET free_minor = -1 WHERE payment_id = ?1", [receipt]).expect("SQL");
    let found = till.clinic.call("review_list", json!({}));
    let reasons: Vec<&str> =
        found.as_array().expect("a list").iter().filter_map(|item| item["reason"].as_str()).collect();
    assert_eq!(reasons, ["invoiced_twice", "over_paid", "over_used"], "each is found");
    assert_eq!(found[0]["records"].as_array().map(Vec::len), Some(2), "both invoices: {first} {second}");
}
