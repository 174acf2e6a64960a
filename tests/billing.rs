//! Billing: what was charged becomes an invoice, what is issued stays as it is, and no unit of money is lost.

use healthsync_stories::clinic::{DAY_MS, MINUTE_MS, TestClinic, id};
use serde_json::{Value, json};

/// A clinic with a cashier, signed in, and a patient.
struct Desk {
    clinic: TestClinic,
    cashier: String,
    patient: String,
}

impl Desk {
    fn open() -> Desk {
        let clinic = TestClinic::open();
        let (cashier, patient) = (clinic.hire("cara", "cashier"), clinic.patient("Amina"));
        Desk { clinic, cashier, patient }
    }

    fn call(&self, name: &str, input: Value) -> Value {
        self.clinic.call_as(&self.cashier, name, input)
    }

    fn refused(&self, name: &str, input: Value) -> healthsync_clinic::PublicError {
        self.clinic.refused_as(&self.cashier, name, input)
    }

    fn charge(&self, description: &str, quantity: f64, unit_price_minor: i64, tax_basis_points: u32) -> Value {
        self.call(
            "add_charge",
            json!({
                "patient_id": self.patient, "description": description, "quantity": quantity,
                "unit_price_minor": unit_price_minor, "tax_basis_points": tax_basis_points,
            }),
        )
    }

    fn service(&self, name: &str, price_minor: i64) -> Value {
        self.clinic.call(
            "save_service",
            json!({
                "name": name, "duration_min": 15, "price_minor": price_minor, "tax_basis_points": 0, "is_active": true,
            }),
        )["service"]
            .clone()
    }

    fn start(&self) -> Value {
        self.call("start_invoice", json!({ "patient_id": self.patient }))
    }

    fn issue(&self, draft: &Value) -> Value {
        self.call("issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }))
    }

    /// An issued invoice with one line.
    fn invoice(&self, amount_minor: i64) -> Value {
        self.charge("Consultation", 1.0, amount_minor, 0);
        self.issue(&self.start())
    }

    fn insured(&self, terms: Value) -> Value {
        let insurer = self.clinic.call("save_insurer", json!({ "name": "Takaful", "is_active": true }));
        let mut form = json!({
            "patient_id": self.patient, "insurer_id": insurer["insurer"]["id"], "member_number": "T-1", "is_first": true,
        });
        let (form_parts, terms) =
            (form.as_object_mut().expect("an object"), terms.as_object().expect("an object").clone());
        form_parts.extend(terms);
        let desk = self.clinic.sign_in("dalia", healthsync_stories::clinic::PASSWORD).ok();
        let desk = desk.unwrap_or_else(|| self.clinic.hire("dalia", "front_desk"));
        self.clinic.call_as(&desk, "save_coverage", form)
    }
}

fn lines_of(draft: &Value) -> Vec<Value> {
    let lines = draft["lines"].as_array().expect("lines").iter();
    lines
        .map(|line| {
            json!({
                "id": line["id"], "description": line["description"], "quantity": line["quantity"],
                "unit_price_minor": line["unit_price_minor"], "discount_basis_points": line["discount_basis_points"],
                "tax_basis_points": line["tax_basis_points"], "is_covered": line["is_covered"],
            })
        })
        .collect()
}

fn form(draft: &Value, lines: Vec<Value>) -> Value {
    let coverage = draft["cover"]["coverage_id"].clone();
    json!({ "id": draft["id"], "version": draft["version"], "lines": lines, "coverage_id": coverage })
}

fn held(invoice: &Value) {
    let (standing, sums, parts) = (&invoice["standing"], &invoice["sums"], &invoice["parts"]);
    let number = |value: &Value| value.as_i64().expect("an amount");
    let lines: i64 =
        invoice["lines"].as_array().expect("lines").iter().map(|line| number(&line["sums"]["total_minor"])).sum();
    assert_eq!(lines, number(&sums["total_minor"]), "the lines are the total");
    let settled =
        number(&standing["paid_minor"]) + number(&standing["credited_minor"]) + number(&standing["due_minor"]);
    assert_eq!(settled, number(&sums["total_minor"]), "paid + credited + due = total");
    assert_eq!(
        number(&parts["patient_minor"]) + number(&parts["insurer_minor"]),
        number(&sums["total_minor"]),
        "the payers' parts are the total"
    );
}

#[test]
fn what_was_charged_becomes_an_invoice_with_a_number_that_nobody_changes() {
    let desk = Desk::open();
    desk.charge("Consultation", 1.0, 50_000, 0);
    desk.charge("Paracetamol 500 mg", 20.0, 125, 1_000);
    let waiting = desk.call("patients_to_bill", json!({}));
    assert_eq!(
        (&waiting[0]["count"], &waiting[0]["total_minor"]),
        (&json!(2), &json!(52_750)),
        "both wait, tax included"
    );
    let nobody = json!({ "patient_id": desk.patient, "practitioner_id": "019b0000-0000-7000-8000-000000000000",
        "description": "Visit", "quantity": 1, "unit_price_minor": 100 });
    assert_eq!(desk.refused("add_charge", nobody).code, "not_found", "nobody who works here did it");
    let draft = desk.start();
    assert_eq!(draft["status"], "draft", "it can still be changed");
    assert_eq!(draft["sums"]["total_minor"], 52_750, "2,500 and 10 % of it");
    assert_eq!(desk.start()["id"], draft["id"], "starting twice goes on with the same draft");
    let issued = desk.issue(&draft);
    held(&issued);
    assert_eq!(issued["status"], "issued", "something is due");
    let number = issued["number"].as_str().expect("a number");
    assert!(healthsync_clinic::numbers::is_well_formed(number), "{number} ends in its check character");
    assert_eq!(desk.call("patients_to_bill", json!({})), json!([]), "nothing waits any more");
    assert_eq!(desk.call("invoice", json!({ "id": draft["id"] }))["number"], number, "the draft's id leads to it");
    let refused = desk.refused("update_invoice", form(&draft, vec![]));
    assert_eq!(refused.code, "invoice_issued", "what is issued is not changed");
    let again = desk.refused("issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    assert_eq!(again.code, "invoice_issued", "and not issued twice");
    assert_eq!(
        desk.refused("discard_invoice", json!({ "id": draft["id"], "version": draft["version"] })).code,
        "invoice_issued",
        "nor thrown away"
    );
}

#[test]
fn lines_take_discounts_and_refuse_what_cannot_be() {
    let desk = Desk::open();
    desk.charge("Dressing", 3.0, 3_333, 1_500);
    let draft = desk.start();
    let with = |name: &str, value: Value| {
        let mut lines = lines_of(&draft);
        lines[0][name] = value;
        form(&draft, lines)
    };
    let code = |name: &str, value: Value| desk.refused("update_invoice", with(name, value));
    let refused = code("quantity", json!(-1));
    assert_eq!(
        (refused.code.as_str(), refused.field.as_deref()),
        ("not_above_zero", Some("lines.0.quantity")),
        "a negative quantity"
    );
    assert_eq!(code("quantity", json!(1.0005)).code, "too_many_digits", "four digits after the point");
    assert_eq!(code("discount_basis_points", json!(10_001)).code, "discount_over_whole", "more than 100 %");
    assert_eq!(code("discount_minor", json!(10_000)).code, "discount_over_line", "more than the line's 9,999");
    assert_eq!(code("discount_minor", json!(-1)).code, "below_zero", "a discount that adds");
    assert_eq!(code("unit_price_minor", json!(-1)).code, "below_zero", "a negative price");
    assert_eq!(
        code("unit_price_minor", json!(2_000_000_000_000_i64)).code,
        "amount_too_large",
        "a slip of the keyboard"
    );
    assert_eq!(code("tax_basis_points", json!(10_001)).code, "tax_over_whole", "tax over 100 %");
    assert_eq!(code("description", json!(" ")).field.as_deref(), Some("lines.0.description"), "what it is");
    let changed = desk.call("update_invoice", with("discount_basis_points", json!(1_250)));
    assert_eq!(
        changed["sums"],
        json!({ "gross_minor": 9_999, "discount_minor": 1_250, "tax_minor": 1_312, "total_minor": 10_061 }),
        "12.5 % off, then 15 % of 8,749, each half up"
    );
    let preview = desk.call("preview_invoice", json!({ "lines": lines_of(&changed) }));
    assert_eq!(preview["sums"], changed["sums"], "what is typed comes to the same as what is saved");
    let empty = desk.call("update_invoice", form(&changed, vec![]));
    assert_eq!(
        desk.refused("issue_invoice", json!({ "id": empty["id"], "version": empty["version"] })).code,
        "no_lines",
        "nothing to invoice"
    );
    assert_eq!(desk.call("patients_to_bill", json!({}))[0]["count"], 1, "what was taken off waits again");
}

#[test]
fn a_price_that_changed_while_an_invoice_is_a_draft_is_told() {
    let desk = Desk::open();
    let service = desk.service("Consultation", 50_000);
    let charge = json!({ "patient_id": desk.patient, "item_id": service["id"], "description": "Consultation", "quantity": 1, "unit_price_minor": 50_000 });
    desk.call("add_charge", charge);
    let draft = desk.start();
    let version = desk.clinic.call("services", json!({}))[0]["version"].clone();
    desk.clinic.call(
        "save_service",
        json!({
            "id": service["id"], "version": version, "name": "Consultation", "duration_min": 15, "price_minor": 60_000,
            "tax_basis_points": 0, "is_active": true,
        }),
    );
    let shown = desk.call("invoice", json!({ "id": draft["id"] }));
    assert_eq!(
        (&shown["has_changed_prices"], &shown["lines"][0]["price_now_minor"]),
        (&json!(true), &json!(60_000)),
        "the draft says so"
    );
    assert_eq!(shown["sums"]["total_minor"], 50_000, "and keeps its price meanwhile");
    let refused = desk.refused("issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    assert_eq!(refused.code, "price_changed", "it is told, not silently taken");
    assert!(refused.message.contains("500.00 SDG") && refused.message.contains("600.00 SDG"), "{}", refused.message);
    let mut lines = lines_of(&draft);
    lines[0]["unit_price_minor"] = json!(60_000);
    let taken = desk.call("update_invoice", form(&draft, lines));
    assert_eq!(taken["has_changed_prices"], false, "the new price is taken");
    let other = Desk::open();
    let service = other.service("Consultation", 50_000);
    let charge = json!({ "patient_id": other.patient, "item_id": service["id"], "description": "Consultation", "quantity": 1, "unit_price_minor": 45_000 });
    other.call("add_charge", charge);
    let draft = other.start();
    assert_eq!(draft["has_changed_prices"], false, "a price of its own is no change of the list");
    let version = other.clinic.call("services", json!({}))[0]["version"].clone();
    other.clinic.call(
        "save_service",
        json!({
            "id": service["id"], "version": version, "name": "Consultation", "duration_min": 15, "price_minor": 60_000,
            "tax_basis_points": 0, "is_active": true,
        }),
    );
    let confirmed = other
        .call("issue_invoice", json!({ "id": draft["id"], "version": draft["version"], "are_prices_confirmed": true }));
    assert_eq!(confirmed["sums"]["total_minor"], 45_000, "or the old one is confirmed");
}

#[test]
fn a_draft_that_somebody_else_changed_is_looked_at_before_it_is_issued() {
    let desk = Desk::open();
    desk.charge("Consultation", 1.0, 50_000, 0);
    let draft = desk.start();
    let mut lines = lines_of(&draft);
    lines[0]["quantity"] = json!(2);
    let other = desk.clinic.hire("carim", "cashier");
    desk.clinic.call_as(&other, "update_invoice", form(&draft, lines));
    let refused = desk.refused("issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    assert_eq!(refused.code, "draft_changed", "what is issued is what was on the screen");
    let shown = desk.call("invoice", json!({ "id": draft["id"] }));
    assert_eq!(desk.issue(&shown)["sums"]["total_minor"], 100_000, "after a look");
}

#[test]
fn an_insurer_shares_by_percent_or_above_a_copay() {
    let desk = Desk::open();
    desk.insured(json!({ "cover": "percent", "covered_basis_points": 8_000 }));
    let invoice = desk.invoice(33_333);
    held(&invoice);
    assert_eq!(invoice["parts"], json!({ "patient_minor": 6_667, "insurer_minor": 26_666 }), "80 % of 333.33, half up");
    assert_eq!(invoice["cover"]["insurer_name"], "Takaful", "who shares");

    let desk = Desk::open();
    desk.insured(json!({ "cover": "copay", "copay_minor": 20_000 }));
    desk.charge("Consultation", 1.0, 50_000, 0);
    desk.charge("Certificate", 1.0, 5_000, 0);
    let draft = desk.start();
    let mut lines = lines_of(&draft);
    lines[1]["is_covered"] = json!(false);
    let draft = desk.call("update_invoice", form(&draft, lines));
    assert_eq!(
        draft["parts"],
        json!({ "patient_minor": 25_000, "insurer_minor": 30_000 }),
        "the copay and what is not covered"
    );
    let draft = desk.call(
        "update_invoice",
        json!({ "id": draft["id"], "version": draft["version"], "lines": lines_of(&draft), "coverage_id": null }),
    );
    assert_eq!(draft["parts"]["insurer_minor"], 0, "without coverage the patient pays all");
    let refused = desk.clinic.refused_as(&desk.clinic.sign_in("dalia", healthsync_stories::clinic::PASSWORD).expect("signed in"), "save_coverage", json!({
        "patient_id": desk.patient, "insurer_id": desk.call("insurers", json!({}))[0]["insurer"]["id"], "cover": "percent", "covered_basis_points": 10_001,
    }));
    assert_eq!(refused.code, "share_not_in_range", "more than 100 %");
}

#[test]
fn coverage_that_has_ended_is_not_taken() {
    let desk = Desk::open();
    desk.insured(json!({ "cover": "percent", "covered_basis_points": 5_000, "valid_until": "2026-06-02" }));
    desk.charge("Consultation", 1.0, 50_000, 0);
    let draft = desk.start();
    assert_eq!(draft["parts"]["insurer_minor"], 25_000, "it holds today");
    desk.clinic.time.pass(2 * DAY_MS);
    let cashier = desk.clinic.sign_in("cara", healthsync_stories::clinic::PASSWORD).expect("signed in");
    let refused =
        desk.clinic.refused_as(&cashier, "issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    assert_eq!(refused.code, "coverage_not_valid", "and not the day after tomorrow");
}

#[test]
fn a_credit_note_takes_back_a_part_and_frees_what_was_paid_beyond_what_is_left() {
    let desk = Desk::open();
    desk.charge("X-ray", 1.0, 10_000, 1_700);
    let invoice = desk.issue(&desk.start());
    let pay = |amount: i64| json!({ "patient_id": desk.patient, "payer": "patient", "method": "card", "amount_minor": amount, "shares": [{ "invoice_id": invoice["id"], "amount_minor": amount }] });
    desk.call("take_payment", pay(11_700));
    let line = &invoice["lines"][0]["id"];
    let credit = |amount: i64| json!({ "invoice_id": invoice["id"], "reason": "Half price", "lines": [{ "invoice_line_id": line, "amount_minor": amount }] });
    assert_eq!(desk.refused("credit_invoice", credit(11_701)).code, "credit_over_line", "more than the line");
    assert_eq!(desk.refused("credit_invoice", credit(0)).code, "not_above_zero", "nothing");
    let after = desk.call("credit_invoice", credit(5_001));
    held(&after);
    assert_eq!(after["status"], "balanced", "what is left is paid");
    assert_eq!(after["credits"][0]["credit_note"]["tax_minor"], 727, "17 of 117 parts of 50.01 are tax");
    assert_eq!(after["advance_minor"], 5_001, "what was paid beyond it is free");
    assert_eq!(after["lines"][0]["credited_minor"], 5_001, "the line knows");
    let cancelled = desk.call("cancel_invoice", json!({ "invoice_id": invoice["id"], "reason": "Wrong patient" }));
    held(&cancelled);
    let moved = |invoice: &Value| -> Vec<(Value, i64)> {
        let payments = invoice["payments"].as_array().expect("payments").iter();
        payments.map(|one| (one["kind"].clone(), one["amount_minor"].as_i64().expect("a sum"))).collect()
    };
    let freed = [(json!("paid"), 11_700), (json!("set_free"), -5_001), (json!("set_free"), -6_699)];
    assert_eq!(moved(&cancelled), freed, "nothing of it was given back, and nothing says so");
    assert_eq!(cancelled["status"], "cancelled", "by credit of the whole");
    assert_eq!(cancelled["number"], invoice["number"], "the number stays");
    let taxes: i64 = cancelled["credits"]
        .as_array()
        .expect("credits")
        .iter()
        .map(|note| note["credit_note"]["tax_minor"].as_i64().expect("tax"))
        .sum();
    assert_eq!(taxes, 1_700, "all of the tax came back, to the last unit");
    assert_eq!(
        desk.refused("cancel_invoice", json!({ "invoice_id": invoice["id"], "reason": "Again" })).code,
        "invoice_cancelled",
        "once"
    );
    assert_eq!(desk.refused("take_payment", pay(1)).code, "invoice_cancelled", "nothing is due on it");
    desk.clinic.time.pass(MINUTE_MS);
    let refund = json!({ "patient_id": desk.patient, "method": "card", "amount_minor": 11_700, "reason": "Cancelled" });
    let given = desk.call("refund", refund.clone());
    assert_eq!(given["payment"]["kind"], "refund", "given back as its own entry");
    assert_eq!(moved(&desk.call("invoice", json!({ "id": invoice["id"] }))), freed, "the invoice had let it go before");
    assert_eq!(desk.refused("refund", refund).code, "refund_over_free", "and not twice");
    assert_eq!(
        desk.call("balance_of_patient", json!({ "patient_id": desk.patient }))["balance_minor"],
        0,
        "all is even"
    );
}

#[test]
fn what_a_cancelled_invoice_charged_for_can_be_charged_again() {
    let desk = Desk::open();
    let invoice = desk.invoice(50_000);
    desk.call(
        "cancel_invoice",
        json!({ "invoice_id": invoice["id"], "reason": "Wrong insurer", "is_charged_again": true }),
    );
    let again = desk.issue(&desk.start());
    assert_eq!(again["sums"]["total_minor"], 50_000, "invoiced anew");
    assert_ne!(again["number"], invoice["number"], "under a number of its own");
    desk.call("cancel_invoice", json!({ "invoice_id": again["id"], "reason": "Charity" }));
    let charges = desk.call("charges_of_patient", json!({ "patient_id": desk.patient }));
    assert_eq!(
        (&charges[0]["charge"]["status"], &charges[0]["charge"]["waive_reason"]),
        (&json!("waived"), &json!("Charity")),
        "or nobody pays"
    );
}

#[test]
fn a_charge_is_waived_for_a_reason_and_is_on_one_draft_at_a_time() {
    let desk = Desk::open();
    let charge = desk.charge("Consultation", 1.0, 50_000, 0);
    let waive = |reason: Value| json!({ "id": charge["charge"]["id"], "version": charge["version"], "is_waived": true, "reason": reason });
    assert_eq!(desk.refused("waive_charge", waive(json!(""))).code, "required", "why");
    let draft = desk.start();
    assert_eq!(desk.refused("waive_charge", waive(json!("Staff"))).code, "charge_on_draft", "it is on a draft");
    let second = json!({ "patient_id": desk.patient, "charge_item_ids": [charge["charge"]["id"]] });
    assert_eq!(desk.refused("start_invoice", second.clone()).code, "charge_on_draft", "and on no second one");
    desk.call("discard_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    assert_eq!(desk.call("waive_charge", waive(json!("Staff")))["charge"]["status"], "waived", "nobody pays");
    assert_eq!(desk.refused("start_invoice", second).code, "charge_not_waiting", "and it cannot be invoiced");
    let other = desk.clinic.patient("Bakri");
    let stranger =
        json!({ "patient_id": other, "charge_item_ids": [desk.charge("Dressing", 1.0, 100, 0)["charge"]["id"]] });
    assert_eq!(desk.refused("start_invoice", stranger).code, "charge_of_other_patient", "nor on another's invoice");
}

#[test]
fn unpaid_and_overdue_invoices_are_listed_with_what_is_due() {
    let desk = Desk::open();
    let settings = desk.clinic.call("billing_settings", json!({}));
    desk.clinic.call("save_billing_settings", json!({
        "version": settings["version"], "cash_increment_minor": 1, "is_tax_included": false, "tax_basis_points": 0, "due_days": 7,
    }));
    let (first, second) = (desk.invoice(10_000), desk.invoice(20_000));
    assert_eq!(first["due_on"], "2026-06-08", "a week after 1 June");
    desk.call("take_payment", json!({ "patient_id": desk.patient, "payer": "patient", "method": "transfer", "amount_minor": 4_000, "shares": [{ "invoice_id": second["id"], "amount_minor": 4_000 }] }));
    let unpaid = desk.call("invoices", json!({ "filter": "unpaid" }));
    assert_eq!(
        (&unpaid["count"], &unpaid["due_minor"]),
        (&json!(2), &json!(26_000)),
        "both, the part that was paid taken off"
    );
    assert_eq!(desk.call("invoices", json!({ "filter": "overdue" }))["count"], 0, "not yet");
    assert_eq!(desk.call("invoices", json!({ "filter": "unpaid", "limit": 1 }))["has_more"], true, "by pages");
    desk.clinic.time.pass(8 * DAY_MS);
    let cashier = desk.clinic.sign_in("cara", healthsync_stories::clinic::PASSWORD).expect("signed in");
    let overdue = desk.clinic.call_as(&cashier, "invoices", json!({ "filter": "overdue" }));
    assert_eq!((&overdue["count"], &overdue["rows"][0]["is_overdue"]), (&json!(2), &json!(true)), "the day after");
    let found = desk.clinic.call_as(&cashier, "invoices", json!({ "number": first["number"] }));
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(1), "found by its number");
    let balance = desk.clinic.call_as(&cashier, "balance_of_patient", json!({ "patient_id": desk.patient }));
    assert_eq!(
        (&balance["due_minor"], &balance["overdue_minor"]),
        (&json!(26_000), &json!(26_000)),
        "what the patient owes"
    );
}

#[test]
fn amounts_are_read_to_the_last_digit_that_the_currency_has() {
    let desk = Desk::open();
    let read = |text: &str, currency: &str| {
        desk.call("read_amount", json!({ "text": text, "currency": currency }))["amount_minor"].clone()
    };
    assert_eq!(read("1,250.50", "SDG"), 125_050, "two digits");
    assert_eq!(read("١٢٥٠٫٥", "SDG"), 125_050, "Arabic digits");
    assert_eq!(read("1 250", "JPY"), 1_250, "none");
    assert_eq!(read("1.250", "KWD"), 1_250, "three");
    for (text, currency, code) in [
        ("10.5", "JPY", "too_many_digits"),
        ("10.005", "SDG", "too_many_digits"),
        ("1.2505", "KWD", "too_many_digits"),
        ("ten", "SDG", "not_an_amount"),
        ("", "SDG", "not_an_amount"),
        ("1", "SD", "unknown_currency"),
    ] {
        let refused = desk.refused("read_amount", json!({ "text": text, "currency": currency }));
        assert_eq!(refused.code, code, "{text} {currency}: {}", refused.message);
    }
}

#[test]
fn taxes_can_be_in_the_prices() {
    let desk = Desk::open();
    desk.clinic.call("save_billing_settings", json!({ "version": 0, "cash_increment_minor": 1, "is_tax_included": true, "tax_basis_points": 1_500, "tax_label": "VAT", "due_days": 0 }));
    desk.call(
        "add_charge",
        json!({ "patient_id": desk.patient, "description": "Crutches", "quantity": 1, "unit_price_minor": 11_500 }),
    );
    let invoice = desk.issue(&desk.start());
    assert_eq!(invoice["sums"]["total_minor"], 11_500, "nothing is added");
    assert_eq!(
        invoice["taxes"],
        json!([{ "basis_points": 1_500, "net_minor": 10_000, "tax_minor": 1_500 }]),
        "and the tax is told"
    );
}

#[test]
fn the_rows_made_anew_from_the_log_stand_as_they_stood() {
    let desk = Desk::open();
    let invoice = desk.invoice(10_000);
    desk.call("take_payment", json!({ "patient_id": desk.patient, "payer": "patient", "method": "card", "amount_minor": 6_000, "shares": [{ "invoice_id": invoice["id"], "amount_minor": 4_000 }] }));
    desk.call("credit_invoice", json!({ "invoice_id": invoice["id"], "reason": "Gift", "lines": [{ "invoice_line_id": invoice["lines"][0]["id"], "amount_minor": 1_000 }] }));
    let standings = || -> Vec<String> {
        let raw = desk.clinic.raw();
        let mut all = vec![];
        for table in ["invoice_standings", "payment_standings"] {
            let mut statement = raw.prepare(&format!("SELECT * FROM {table}")).expect("SQL");
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| {
                (0..columns)
                    .map(|at| row.get::<_, rusqlite::types::Value>(at).map(|value| format!("{value:?}")))
                    .collect::<Result<Vec<_>, _>>()
            });
            all.extend(rows.expect("rows").map(|row| row.expect("a row").join(" ")));
        }
        all
    };
    let before = standings();
    assert_eq!(desk.clinic.call("rebuild_projection", json!({ "is_repair": true })), json!([]), "nothing differed");
    assert_eq!(standings(), before, "and what is derived is as it was");
    assert_eq!(id(&invoice), id(&desk.call("invoice", json!({ "id": invoice["id"] }))), "it is still found");
}
