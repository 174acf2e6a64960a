//! Numbers and days that nobody means: each is refused in words, and nothing panics or wraps around.

use healthsync_stories::clinic::{DAY_MS, START_MS, TestClinic, id};
use serde_json::{Value, json};

const LARGE: [i64; 6] = [i64::MAX, i64::MIN, i64::MAX - 1, 1_000_000_000_001, -1_000_000_000_001, -1];
const DAYS: [&str; 4] = ["+262142-12-31", "-262143-01-01", "0001-01-01", "9999-12-31"];

/// Calls with each value in place of a field; whatever the answer is, it is one.
fn each(clinic: &TestClinic, session: &str, name: &str, input: &Value, pointer: &str, values: &[Value]) {
    for value in values {
        let mut input = input.clone();
        *input.pointer_mut(pointer).unwrap_or_else(|| panic!("{name} has no {pointer}")) = value.clone();
        if let Err(reason) = clinic.try_as(session, name, input) {
            let public = reason.public();
            assert_ne!(public.code, "internal", "{name} {pointer} {value}: {public:?}");
        }
    }
}

fn numbers() -> Vec<Value> {
    LARGE.iter().map(|number| json!(number)).collect()
}

fn days() -> Vec<Value> {
    DAYS.iter().map(|day| json!(day)).collect()
}

#[test]
fn no_number_at_the_till_is_too_large_to_be_refused() {
    let clinic = TestClinic::open();
    let (cashier, patient) = (clinic.hire("cara", "cashier"), clinic.patient("Amina"));
    let call = |name: &str, input: Value| clinic.call_as(&cashier, name, input);
    let charge =
        json!({ "patient_id": patient, "description": "Consultation", "quantity": 1, "unit_price_minor": 500 });
    let draft = {
        call("add_charge", charge.clone());
        call("start_invoice", json!({ "patient_id": patient }))
    };
    let invoice = call("issue_invoice", json!({ "id": draft["id"], "version": draft["version"] }));
    let invoice_id = invoice["id"].clone();
    each(
        &clinic,
        &cashier,
        "open_shift",
        &json!({ "opening_float_minor": 0 }),
        "/opening_float_minor",
        &numbers()[..5],
    );
    let shift = call("open_shift", json!({ "opening_float_minor": 100 }))["shift"]["id"].clone();
    let all = numbers();
    each(&clinic, &cashier, "add_charge", &charge, "/unit_price_minor", &all);
    let quantities = [json!(1e30), json!(1e-30), json!(7.9e28), json!(-1), json!(0), json!(0.0001)];
    each(&clinic, &cashier, "add_charge", &charge, "/quantity", &quantities);
    let payment = json!({
        "patient_id": patient, "payer": "patient", "method": "cash", "amount_minor": 500, "tendered_minor": 500,
        "shares": [{ "invoice_id": invoice_id, "amount_minor": 500 }],
    });
    for pointer in ["/amount_minor", "/tendered_minor", "/shares/0/amount_minor"] {
        each(&clinic, &cashier, "take_payment", &payment, pointer, &all[..5]);
    }
    let refund = json!({ "patient_id": patient, "method": "card", "amount_minor": 1, "reason": "x" });
    each(&clinic, &cashier, "refund", &refund, "/amount_minor", &all);
    let advance = json!({ "invoice_id": invoice_id, "amount_minor": 1 });
    each(&clinic, &cashier, "use_advance", &advance, "/amount_minor", &all);
    let line = invoice["lines"][0]["id"].clone();
    let credit =
        json!({ "invoice_id": invoice_id, "reason": "x", "lines": [{ "invoice_line_id": line, "amount_minor": 1 }] });
    each(&clinic, &cashier, "credit_invoice", &credit, "/lines/0/amount_minor", &all);
    each(&clinic, &cashier, "move_cash", &json!({ "amount_minor": 1, "reason": "x" }), "/amount_minor", &all[..5]);
    let closing = json!({ "id": shift, "counted_minor": 0, "explanation": null });
    each(&clinic, &cashier, "close_shift", &closing, "/counted_minor", &all);
    let typed = json!({ "patient_id": patient, "lines": [{
        "description": "x", "quantity": 1, "unit_price_minor": 1, "discount_minor": 0, "is_covered": true,
    }] });
    for pointer in ["/lines/0/unit_price_minor", "/lines/0/discount_minor"] {
        each(&clinic, &cashier, "preview_invoice", &typed, pointer, &all);
    }
    each(&clinic, &cashier, "preview_invoice", &typed, "/lines/0/quantity", &quantities);
    each(&clinic, &cashier, "day_book", &json!({ "on": null }), "/on", &days());
    let statement = json!({ "patient_id": patient, "from_on": null, "to_on": null });
    for pointer in ["/from_on", "/to_on"] {
        each(&clinic, &cashier, "statement_of_patient", &statement, pointer, &days());
        each(&clinic, &cashier, "shifts", &json!({ "from_on": null, "to_on": null }), pointer, &days());
    }
    let held = call("invoice", json!({ "id": invoice_id }));
    assert_eq!(
        held["standing"]["patient_due_minor"].as_i64().or(held["patient_due_minor"].as_i64()),
        Some(500),
        "{held}"
    );
}

#[test]
fn no_day_and_no_time_is_too_far_to_be_refused() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let doctor = clinic.call("practitioners", json!({}))[0]["id"].clone();
    let at = START_MS + DAY_MS;
    let all = numbers();
    let slot = json!({ "practitioner_id": doctor, "starts_at": at, "duration_min": 20 });
    each(&clinic, &clinic.admin, "check_slot", &slot, "/starts_at", &all);
    let lengths = [json!(0), json!(u32::MAX), json!(100_000)];
    each(&clinic, &clinic.admin, "check_slot", &slot, "/duration_min", &lengths);
    let booking = json!({ "patient_id": patient, "practitioner_id": doctor, "starts_at": at, "duration_min": 20, "repeat": null });
    each(&clinic, &clinic.admin, "book_appointment", &booking, "/starts_at", &all);
    each(&clinic, &clinic.admin, "book_appointment", &booking, "/duration_min", &lengths);
    let repeats = [
        json!({ "every": u32::MAX, "unit": "week", "count": u32::MAX }),
        json!({ "every": 0, "unit": "day", "count": 0 }),
    ];
    each(&clinic, &clinic.admin, "book_appointment", &booking, "/repeat", &repeats);
    let booked = clinic.call("book_appointment", booking);
    let move_to = json!({ "id": id(&booked["appointments"][0]["appointment"]), "starts_at": at, "duration_min": 20 });
    each(&clinic, &clinic.admin, "reschedule_appointment", &move_to, "/starts_at", &all);
    let free = json!({ "practitioner_id": doctor, "duration_min": 20, "from_on": null, "until_on": null, "from_min": null, "to_min": null, "limit": null });
    for pointer in ["/from_on", "/until_on"] {
        each(&clinic, &clinic.admin, "free_slots", &free, pointer, &days());
    }
    for pointer in ["/duration_min", "/from_min", "/to_min", "/limit"] {
        each(&clinic, &clinic.admin, "free_slots", &free, pointer, &lengths);
    }
    for day in DAYS {
        for (name, input) in [
            ("calendar", json!({ "from_on": day, "to_on": day })),
            ("figures", json!({ "from_on": day, "until_on": day })),
            ("add_leave", json!({ "practitioner_id": doctor, "from_on": day, "until_on": day })),
            ("add_holiday", json!({ "on": day, "name": "x", "is_yearly": true })),
            ("day_list", json!({ "on": day })),
            ("queue", json!({ "on": day })),
            ("calendar", json!({ "from_on": day, "to_on": "2026-06-01" })),
            ("calendar", json!({ "from_on": "2026-06-01", "to_on": day })),
        ] {
            if let Err(reason) = clinic.try_as(&clinic.admin, name, input) {
                assert_ne!(reason.public().code, "internal", "{name} {day}: {reason:?}");
            }
        }
    }
    let page = json!({ "patient_id": patient, "limit": 1 });
    each(&clinic, &clinic.admin, "timeline_of_patient", &page, "/limit", &lengths);
}

#[test]
fn no_dose_is_too_large_to_be_refused() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let drug = clinic.call("search_drugs", json!({ "text": "paracetamol 500 tablet" }))[0]["drug"]["id"].clone();
    let item = json!({ "drug_id": drug, "dose": 1, "dose_unit": "tablet", "frequency": "once_daily", "duration_days": 3, "quantity": null });
    let sheet = json!({ "patient_id": patient, "items": [item] });
    let amounts = [json!(1e28), json!(7.9e28), json!(1e300), json!(-1e28), json!(1e8), json!(1e-28), json!(i64::MAX)];
    for pointer in ["/items/0/dose", "/items/0/quantity"] {
        each(&clinic, &clinic.admin, "check_prescription", &sheet, pointer, &amounts);
        each(&clinic, &clinic.admin, "prescribe", &sheet, pointer, &amounts);
    }
    for unit in ["gram", "microgram", "kilogram", "millilitre"] {
        let mut sheet = sheet.clone();
        sheet["items"][0]["dose_unit"] = json!(unit);
        each(&clinic, &clinic.admin, "check_prescription", &sheet, "/items/0/dose", &amounts);
    }
    let days = [json!(u32::MAX), json!(0), json!(366)];
    each(&clinic, &clinic.admin, "check_prescription", &sheet, "/items/0/duration_days", &days);
    let nothing = [json!(1e-28)];
    let kept = |name: &str| clinic.call(name, json!({ "patient_id": patient })).as_array().map(Vec::len);
    each(&clinic, &clinic.admin, "prescribe", &sheet, "/items/0/dose", &nothing);
    assert_eq!(kept("prescriptions_of_patient"), Some(0), "what is nearly nothing is no dose");
    let written = clinic.call("prescribe", sheet);
    let handed = json!({
        "prescription_id": written["prescription"]["id"],
        "items": [{ "item_id": written["items"][0]["item"]["id"], "quantity": 1 }],
    });
    each(&clinic, &clinic.admin, "dispense", &handed, "/items/0/quantity", &amounts);
}
