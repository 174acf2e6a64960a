//! The books under strain: what is taken back and charged again, midnight in the clinic's zone, and another currency.

use base64::Engine;
use healthsync_stories::clinic::{PASSWORD, START_MS, TestClinic, id};
use serde_json::{Value, json};

const HOUR_MS: i64 = 3_600_000;

struct Books {
    clinic: TestClinic,
    cashier: String,
    patient: String,
}

impl Books {
    fn open() -> Books {
        let clinic = TestClinic::open();
        let (cashier, patient) = (clinic.hire("cara", "cashier"), clinic.patient("Amina"));
        Books { clinic, cashier, patient }
    }

    fn call(&self, name: &str, input: Value) -> Value {
        self.clinic.time.pass(1);
        self.clinic.call_as(&self.cashier, name, input)
    }

    fn invoice(&self, amount_minor: i64) -> Value {
        let charge = json!({ "patient_id": self.patient, "description": "Care", "quantity": 1, "unit_price_minor": amount_minor });
        self.call("add_charge", charge);
        self.issue()
    }

    fn issue(&self) -> Value {
        let draft = self.call("start_invoice", json!({ "patient_id": self.patient }));
        self.call("issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }))
    }

    fn payment(&self, invoice: &Value, method: &str, amount_minor: i64) -> Value {
        json!({
            "patient_id": self.patient, "payer": "patient", "method": method, "amount_minor": amount_minor,
            "shares": [{ "invoice_id": invoice["id"], "amount_minor": amount_minor }],
        })
    }

    fn currency(&self, code: &str) -> Result<Value, healthsync_clinic::PublicError> {
        let settings = self.clinic.call("site_settings", json!({}));
        let mut site = settings["site"].clone();
        site["currency"] = json!(code);
        let parts = site.as_object_mut().expect("an object");
        parts.retain(|name, _| {
            !["recorded_at", "recorded_by", "updated_at", "entered_in_error"].contains(&name.as_str())
        });
        let input = json!({ "site": site, "version": settings["version"] });
        self.clinic.try_as(&self.clinic.admin, "update_site", input).map_err(|reason| reason.public())
    }
}

#[test]
fn what_was_never_handed_out_is_not_charged_again() {
    let books = Books::open();
    let csv = "name,form,strength,routes,price\nAmlodipine,tablet,5 mg,oral,1\n";
    let file = base64::engine::general_purpose::STANDARD.encode(csv);
    books
        .clinic
        .call("import_formulary", json!({ "file_base64": file, "is_dry_run": false, "policy": "all_or_nothing" }));
    let drug = books.clinic.call("search_drugs", json!({ "text": "amlodipine 5" }))[0].clone();
    let item = json!({ "drug_id": drug["drug"]["id"], "dose": 1, "frequency": "once_daily", "duration_days": 30 });
    let sheet = books.clinic.call("prescribe", json!({ "patient_id": books.patient, "items": [item] }));
    let item_id = sheet["items"][0]["item"]["id"].clone();
    let handed =
        json!({ "prescription_id": sheet["prescription"]["id"], "items": [{ "item_id": item_id, "quantity": 30 }] });
    let handed = books.clinic.call("dispense", handed);
    let invoice = books.issue();
    assert_eq!(invoice["sums"]["total_minor"], 3_000, "30 of them: {invoice}");
    let dispense = &handed["items"][0]["dispenses"][0];
    let void = json!({ "id": dispense["dispense"]["id"], "version": dispense["version"], "reason": "Wrong patient" });
    books.clinic.call("void_dispense", void);
    books.call(
        "cancel_invoice",
        json!({ "invoice_id": invoice["id"], "reason": "Wrong patient", "is_charged_again": true }),
    );
    let waiting = books.call("charges_of_patient", json!({ "patient_id": books.patient, "status": "pending" }));
    assert_eq!(waiting, json!([]), "nobody got it, so nobody pays for it");
}

#[test]
fn money_goes_back_to_a_patient_in_a_way_that_a_patient_can_be_paid() {
    let books = Books::open();
    let invoice = books.invoice(5_000);
    let paid = books.call("take_payment", books.payment(&invoice, "card", 5_000));
    let refund = json!({ "payment_id": paid["payment"]["id"], "method": "insurer", "amount_minor": 5_000, "reason": "Not given" });
    assert_eq!(books.clinic.refused_as(&books.cashier, "refund", refund).code, "method_of_insurer", "insurers only");
}

#[test]
fn a_day_ends_at_the_clinics_midnight_and_a_shift_over_it_is_in_both_books() {
    let books = Books::open();
    // 23:50 in Khartoum (UTC+2) is 21:50 in Greenwich.
    books.clinic.time.set_wall(START_MS + 12 * HOUR_MS + 50 * 60_000);
    let cashier = books.clinic.sign_in("cara", PASSWORD).expect("signed in");
    let books = Books { cashier, ..books };
    books.call("open_shift", json!({ "opening_float_minor": 1_000 }));
    let (first, second) = (books.invoice(2_000), books.invoice(700));
    books.call("take_payment", books.payment(&first, "cash", 2_000));
    books.clinic.time.pass(20 * 60_000);
    let cashier = books.clinic.sign_in("cara", PASSWORD).expect("signed in");
    let books = Books { cashier, ..books };
    books.call("take_payment", books.payment(&second, "cash", 700));
    let other = books.clinic.hire("carl", "cashier");
    books.clinic.call_as(&other, "open_shift", json!({ "opening_float_minor": 0 }));
    let third = books.invoice(300);
    books.clinic.call_as(&other, "take_payment", books.payment(&third, "cash", 300));
    books.clinic.call_as(
        &other,
        "take_payment",
        json!({ "patient_id": books.patient, "payer": "patient", "method": "card", "amount_minor": 40 }),
    );
    let [before, after] = ["2026-06-01", "2026-06-02"].map(|day| books.call("day_book", json!({ "on": day })));
    assert_eq!([&before["taken_minor"], &after["taken_minor"]], [2_000, 1_040], "each day has its own");
    let shifts = [&before, &after].map(|book| book["shifts"].as_array().map_or(0, Vec::len));
    assert_eq!(shifts, [1, 2], "the shift over midnight is in both");
    let in_books: i64 = [&before, &after].iter().filter_map(|book| book["taken_minor"].as_i64()).sum();
    let all = books.call("shifts", json!({}));
    let in_shifts: i64 = all
        .as_array()
        .expect("shifts")
        .iter()
        .flat_map(|row| {
            let report = books.call("shift_report", json!({ "id": row["id"] }));
            report["methods"]
                .as_array()
                .expect("methods")
                .iter()
                .filter_map(|one| one["net_minor"].as_i64())
                .collect::<Vec<_>>()
        })
        .sum();
    assert_eq!(in_books, in_shifts, "what went through the shifts is what the books of the days have");
}

#[test]
fn the_currency_is_changed_only_when_nothing_is_open_in_the_old_one() {
    let books = Books::open();
    let invoice = books.invoice(5_000);
    let refused = books.currency("KWD").expect_err("something is due");
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("money_open", Some("currency")), "{refused:?}");
    books.call("take_payment", books.payment(&invoice, "card", 5_000));
    books.currency("KWD").expect("all is settled");
    let statement = books.call("statement_of_patient", json!({ "patient_id": books.patient }));
    assert_eq!(
        (&statement["currency"], &statement["entries"]),
        (&json!("KWD"), &json!([])),
        "of the new one: {statement}"
    );
    let book = books.call("day_book", json!({}));
    assert_eq!((&book["currency"], &book["taken_minor"]), (&json!("SDG"), &json!(5_000)), "the day was in the old one");
    books.invoice(700);
    let book = books.call("day_book", json!({}));
    let sums = (&book["currency"], &book["invoiced"]["total_minor"], &book["taken_minor"]);
    assert_eq!(sums, (&json!("KWD"), &json!(700), &json!(0)), "the two are not added up");
    assert_eq!(book["currencies"], json!(["KWD", "SDG"]), "it says that there is another");
    let before = books.call("day_book", json!({ "currency": "SDG" }));
    let sums = (&before["currency"], &before["invoiced"]["total_minor"], &before["taken_minor"]);
    assert_eq!(sums, (&json!("SDG"), &json!(5_000), &json!(5_000)), "what was before the change can be seen too");
    assert_eq!(
        books.call("day_book", json!({ "currency": "USD" }))["currency"],
        "KWD",
        "one that the day does not have is the clinic's"
    );
    assert_eq!(
        books.call("balance_of_patient", json!({ "patient_id": books.patient }))["due_minor"],
        700,
        "and what is due"
    );
    let kept = books.call("invoice", json!({ "id": id(&invoice) }));
    assert_eq!(kept["currency"], "SDG", "what was issued says what it said: {kept}");
}

#[test]
fn a_price_keeps_its_number_in_a_currency_with_other_digits() {
    let books = Books::open();
    let form = json!({ "name": "Consultation", "duration_min": 20, "price_minor": 1_250, "tax_basis_points": 0, "is_active": true });
    books.clinic.call("save_service", form);
    let price = || books.clinic.call("services", json!({}))[0]["service"]["price_minor"].clone();
    books.currency("UGX").expect("nothing is open");
    assert_eq!(price(), 13, "12.50 is 13 where there are no hundredths");
    books.currency("KWD").expect("nothing is open");
    assert_eq!(price(), 13_000, "13 is 13.000");
}
