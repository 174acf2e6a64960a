//! One of each paper, as a busy clinic fills it: long names, two scripts, warnings, more payers than one.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use healthsync_papers::*;
use rust_decimal::Decimal;

pub const ENGLISH: Language = Language::English;
pub const ARABIC: Language = Language::Arabic;

pub fn manner(language: Language) -> Manner {
    let is_arabic = language == Language::Arabic;
    Manner {
        language,
        digits: if is_arabic { Digits::Arabic } else { Digits::Latin },
        currency: Currency { code: "SDG".into(), minor_digits: 2 },
        date_order: DateOrder::DayMonthYear,
    }
}

pub fn letterhead(language: Language) -> Letterhead {
    let (name, lines, footer) = match language {
        Language::English => (
            "Kadugli Clinic",
            ["Hospital Road 14, Kadugli, South Kordofan", "+249 631 820 114 · front@kadugli-clinic.example"],
            "Open Saturday to Thursday, 8 to 18. In an emergency call +249 631 820 115.",
        ),
        Language::Arabic => (
            "عيادة كادقلي",
            ["شارع المستشفى 14، كادقلي، جنوب كردفان", "+249 631 820 114"],
            "نعمل من السبت إلى الخميس من الساعة 8 إلى 18. للطوارئ: +249 631 820 115",
        ),
    };
    Letterhead {
        name: name.into(),
        lines: lines.map(str::to_owned).to_vec(),
        footer: Some(footer.into()),
        logo: Some(LOGO.as_bytes().to_vec()),
    }
}

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="50" r="46" fill="none" stroke="#0f5c5c" stroke-width="6"/><path d="M42 22h16v20h20v16H58v20H42V58H22V42h20z" fill="#0f5c5c"/></svg>"##;

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

pub fn at(hour: u32, minute: u32) -> NaiveDateTime {
    day(2026, 6, 1).and_time(NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of the day"))
}

pub fn patient(language: Language) -> Person {
    Person {
        name: if language == ARABIC { "آمنة عبد الرحمن عثمان" } else { "Amina Abdelrahman Osman" }.into(),
        mrn: "KDRA-000123-7".into(),
        sex: Some(Sex::Female),
        age: Some(Age::Years(50)),
        birth_on: Some(day(1976, 2, 3)),
        is_birth_estimated: false,
        phone: Some("+249 912 345 678".into()),
    }
}

pub fn prescription(language: Language) -> Prescription {
    let say = |english: &str, arabic: &str| if language == ARABIC { arabic } else { english }.to_owned();
    Prescription {
        number: "KDRX-000045-2".into(),
        written_at: at(10, 24),
        patient: patient(language),
        weight_kg: Some(Decimal::new(635, 1)),
        allergies: Allergies::Known(vec![
            say("Penicillin (rash)", "البنسلين (طفح جلدي)"),
            say("Aspirin (wheezing)", "الأسبرين (صفير)"),
        ]),
        diagnosis: Some(say("Community-acquired pneumonia (J18.9)", "التهاب رئوي (J18.9)")),
        items: vec![
            PrescribedItem {
                drug: "Azithromycin".into(),
                strength: Some("500 mg".into()),
                form: Some("tablet".into()),
                instructions: say(
                    "Take 1 tablet by mouth once a day for 3 days, one hour before food.",
                    "تناول قرصًا واحدًا بالفم مرة واحدة يوميًا لمدة 3 أيام، قبل الأكل بساعة.",
                ),
                quantity: Some(PrescribedQuantity { count: Decimal::from(3), unit: "tablet".into() }),
                handed_out: None,
                stopped: None,
                on_hold: None,
                overrides: vec![],
            },
            PrescribedItem {
                drug: "Cefuroxime axetil".into(),
                strength: Some("250 mg".into()),
                form: Some("tablet".into()),
                instructions: say(
                    "Take 1 tablet by mouth every 12 hours for 7 days, with food.",
                    "تناول قرصًا واحدًا بالفم كل 12 ساعة لمدة 7 أيام مع الطعام.",
                ),
                quantity: Some(PrescribedQuantity { count: Decimal::from(14), unit: "tablet".into() }),
                handed_out: None,
                stopped: None,
                on_hold: None,
                overrides: vec![OverriddenWarning {
                    warning: say(
                        "Allergy to penicillin: cephalosporins may cross-react.",
                        "حساسية للبنسلين: قد تحدث حساسية متصالبة مع السيفالوسبورينات.",
                    ),
                    reason: say("Took cefuroxime in 2024 without a reaction.", "تناولت سيفوروكسيم عام 2024 دون تفاعل."),
                    by: say("Dr Halima Osman", "د. حليمة عثمان"),
                }],
            },
            PrescribedItem {
                drug: "Paracetamol".into(),
                strength: Some("500 mg".into()),
                form: Some("tablet".into()),
                instructions: say(
                    "Take 2 tablets when needed for fever, at most 4 times in 24 hours.",
                    "تناول قرصين عند الحاجة للحمى، 4 مرات على الأكثر في 24 ساعة.",
                ),
                quantity: Some(PrescribedQuantity { count: Decimal::from(20), unit: "tablet".into() }),
                handed_out: None,
                stopped: None,
                on_hold: None,
                overrides: vec![],
            },
        ],
        note: Some(say("Come back at once if breathing becomes harder.", "عودي فورًا إذا زادت صعوبة التنفس.")),
        prescriber: Practitioner {
            name: say("Dr Halima Osman", "د. حليمة عثمان"),
            specialization: Some(say("General practice", "طب عام")),
            registration_number: Some("SMC 20417".into()),
        },
    }
}

pub fn lines(count: usize) -> Vec<BillLine> {
    let line = |place: usize| BillLine {
        description: format!("Service number {}", place + 1),
        quantity: Decimal::from(place % 3 + 1),
        unit_price_minor: 150_000,
        discount_minor: 0,
        tax_minor: 0,
        total_minor: 150_000 * i64::try_from(place % 3 + 1).unwrap_or(1),
    };
    (0..count).map(line).collect()
}

pub fn invoice(language: Language) -> Invoice {
    let say = |english: &str, arabic: &str| if language == ARABIC { arabic } else { english }.to_owned();
    let line = |description: String, quantity: Decimal, price, discount, tax, total| BillLine {
        description,
        quantity,
        unit_price_minor: price,
        discount_minor: discount,
        tax_minor: tax,
        total_minor: total,
    };
    Invoice {
        number: Some("KDIN-000310-K".into()),
        issued_at: at(10, 40),
        due_on: Some(day(2026, 6, 15)),
        is_cancelled: false,
        patient: patient(language),
        address: vec![say("House 12, Hajar Al-Nar", "منزل 12، حجر النار"), say("Kadugli", "كادقلي")],
        lines: vec![
            line(
                say("Consultation, general practice", "استشارة طب عام"),
                Decimal::ONE,
                1_500_000,
                150_000,
                0,
                1_350_000,
            ),
            line(
                say("Azithromycin 500 mg, tablet", "أزيثروميسين 500 مجم، قرص"),
                Decimal::from(3),
                85_000,
                0,
                43_350,
                298_350,
            ),
            line(say("Chest X-ray", "صورة أشعة للصدر"), Decimal::ONE, 2_200_000, 0, 374_000, 2_574_000),
            line(say("Dressing, per 10 cm", "غيار، لكل 10 سم"), Decimal::new(15, 1), 40_000, 0, 10_200, 70_200),
        ],
        subtotal_minor: 4_015_000,
        discount_minor: 150_000,
        taxes: vec![TaxPart {
            label: say("VAT", "ضريبة القيمة المضافة"), basis_points: 1700, amount_minor: 427_550
        }],
        is_tax_included: false,
        total_minor: 4_292_550,
        payers: vec![
            PayerPart {
                insurer: Some(say("Shiekan Insurance", "شيكان للتأمين")),
                policy: Some("SH-88120-4".into()),
                amount_minor: 3_219_375,
            },
            PayerPart { insurer: None, policy: None, amount_minor: 1_073_175 },
        ],
        payments: vec![PaidPart {
            on: day(2026, 6, 1),
            kind: EntryKind::Payment,
            method: Some(Method::Cash),
            number: Some("KDRC-000801-4".into()),
            amount_minor: 1_000_000,
        }],
        due_minor: 3_292_550,
        note: None,
    }
}

pub fn statement(language: Language) -> Statement {
    let entry = |on, kind, number: &str, charged_minor, paid_minor, balance_minor| StatementEntry {
        on,
        kind,
        number: Some(number.into()),
        charged_minor,
        paid_minor,
        balance_minor,
    };
    Statement {
        patient: patient(language),
        address: vec![],
        from_on: day(2026, 1, 1),
        to_on: day(2026, 6, 1),
        made_at: at(11, 5),
        opening_minor: 250_000,
        entries: vec![
            entry(day(2026, 2, 11), EntryKind::Invoice, "KDIN-000122-3", Some(1_500_000), None, 1_750_000),
            entry(day(2026, 2, 11), EntryKind::Payment, "KDRC-000390-1", None, Some(1_750_000), 0),
            entry(day(2026, 6, 1), EntryKind::Invoice, "KDIN-000310-K", Some(4_292_500), None, 4_292_500),
            entry(day(2026, 6, 1), EntryKind::Payment, "KDRC-000801-4", None, Some(1_000_000), 3_292_500),
            entry(day(2026, 6, 1), EntryKind::Credit, "KDCN-000012-Q", None, Some(70_200), 3_222_300),
        ],
        closing_minor: 3_222_300,
    }
}

pub fn receipt(language: Language) -> Receipt {
    let say = |english: &str, arabic: &str| if language == ARABIC { arabic } else { english }.to_owned();
    Receipt {
        number: "KDRC-000801-4".into(),
        at: at(10, 44),
        kind: EntryKind::Payment,
        patient: Some(patient(language)),
        payer: None,
        method: Method::Cash,
        reference: None,
        amount_minor: 1_000_000,
        rounding_minor: 0,
        tendered_minor: Some(1_200_000),
        change_minor: Some(200_000),
        invoices: vec![ReceiptInvoice {
            number: "KDIN-000310-K".into(),
            amount_minor: 1_000_000,
            due_minor: Some(73_125),
        }],
        paid_back: vec![],
        receipts: vec![],
        reason: None,
        cashier: say("Samia Bashir", "سامية بشير"),
    }
}

pub fn till(language: Language) -> TillReport {
    let say = |english: &str, arabic: &str| if language == ARABIC { arabic } else { english }.to_owned();
    let through = |method, count, taken_minor, given_back_minor| TillMethod {
        method,
        count,
        taken_minor,
        given_back_minor,
        net_minor: taken_minor - given_back_minor,
    };
    TillReport {
        cashier: say("Samia Bashir", "سامية بشير"),
        opened_at: at(7, 58),
        closed_at: Some(at(16, 5)),
        closed_by: Some(say("Samia Bashir", "سامية بشير")),
        methods: vec![through(Method::Cash, 31, 12_450_000, 250_000), through(Method::MobileMoney, 12, 6_100_000, 0)],
        opening_float_minor: 500_000,
        cash_minor: 12_200_000,
        movements: vec![TillMovement {
            at: at(13, 20),
            reason: say("To the safe", "إلى الخزنة"),
            amount_minor: -8_000_000,
        }],
        expected_minor: 4_700_000,
        counted_minor: Some(4_695_000),
        difference_minor: Some(-5_000),
        explanation: Some(say("Two coins fell behind the drawer", "سقطت قطعتان خلف الدرج")),
    }
}

pub fn credit_note(language: Language) -> CreditNote {
    let say = |english: &str, arabic: &str| if language == ARABIC { arabic } else { english }.to_owned();
    CreditNote {
        number: "KDCN-000012-Q".into(),
        at: at(11, 0),
        invoice_number: "KDIN-000310-K".into(),
        patient: patient(language),
        address: vec![],
        reason: say("The dressing was not done.", "لم يتم الغيار."),
        lines: vec![CreditLine {
            description: say("Dressing, per 10 cm", "غيار، لكل 10 سم"),
            tax_minor: 10_200,
            amount_minor: 70_200,
        }],
        total_minor: 70_200,
        by: say("Samia Bashir", "سامية بشير"),
    }
}

pub fn label(language: Language, size: &str) -> PatientLabel {
    let size = LabelSize::of(Some(size));
    PatientLabel { patient: patient(language), size, code: size.code(), count: 1 }
}

pub fn slip(language: Language) -> AppointmentSlip {
    let say = |english: &str, arabic: &str| if language == ARABIC { arabic } else { english }.to_owned();
    AppointmentSlip {
        patient: patient(language),
        starts_at: at(9, 30),
        practitioner: Some(say("Dr Halima Osman", "د. حليمة عثمان")),
        room: Some(say("Room 2", "الغرفة 2")),
        service: Some(say("Follow-up", "متابعة")),
        token: None,
        note: Some(say("Bring the chest X-ray.", "أحضري صورة الصدر.")),
    }
}

pub fn invitation(language: Language) -> PortalInvitation {
    PortalInvitation {
        patient: patient(language),
        code: "K7QF-2M9X-4TRB".into(),
        address: Some("https://clinic.example.org/portal/".into()),
        link: Some("https://clinic.example.org/portal/#/invitation/K7QF-2M9X-4TRB".into()),
        expires_at: at(9, 30),
    }
}

pub fn day_list(language: Language) -> DayList {
    let say = |english: &str, arabic: &str| if language == ARABIC { arabic } else { english }.to_owned();
    let row = |hour: u32, minute, state| DayRow {
        at: NaiveTime::from_hms_opt(hour, minute, 0),
        token: None,
        patient: patient(language).name,
        mrn: "KDRA-000123-7".into(),
        age: Some(Age::Years(50)),
        phone: Some("+249 912 345 678".into()),
        purpose: Some(say("Follow-up: cough", "متابعة: سعال")),
        room: Some(say("Room 2", "غرفة 2")),
        state,
    };
    let walk_in =
        DayRow { at: None, token: Some("W07".into()), state: VisitState::Arrived, ..row(10, 0, VisitState::Booked) };
    DayList {
        on: day(2026, 6, 1),
        made_at: at(7, 45),
        practitioners: vec![
            PractitionerDay {
                name: say("Dr Halima Osman", "د. حليمة عثمان"),
                rows: vec![
                    row(8, 0, VisitState::Fulfilled),
                    row(8, 20, VisitState::Noshow),
                    row(8, 40, VisitState::Started),
                    row(9, 0, VisitState::Booked),
                    walk_in,
                ],
            },
            PractitionerDay {
                name: say("Dr Yusuf Adam", "د. يوسف آدم"),
                rows: vec![row(9, 0, VisitState::Booked), row(9, 30, VisitState::Cancelled)],
            },
        ],
    }
}

pub fn report(language: Language) -> PatientReport {
    let say = |english: &str, arabic: &str| if language == ARABIC { arabic } else { english }.to_owned();
    let reading = |name, value: &str, unit: &str, breach| ReportReading {
        name,
        value: value.into(),
        unit: unit.into(),
        at: at(10, 12),
        breach,
    };
    let encounter = |month, is_draft| ReportEncounter {
        at: day(2026, month, 1).and_time(at(10, 15).time()),
        practitioner: say("Dr Halima Osman", "د. حليمة عثمان"),
        is_draft,
        diagnoses: vec![say("Community-acquired pneumonia (J18.9)", "التهاب رئوي (J18.9)")],
        sections: vec![
            (Section::Complaint, say("Cough and fever for four days.", "سعال وحمى منذ أربعة أيام.")),
            (
                Section::Examination,
                say("Crackles at the right base, SpO₂ 93 %.", "فرقعات في قاعدة الرئة اليمنى، تشبع 93 %."),
            ),
            (
                Section::Plan,
                say("Azithromycin for three days; come back on the third.", "أزيثروميسين لثلاثة أيام ثم المراجعة."),
            ),
        ],
    };
    PatientReport {
        patient: patient(language),
        details: vec![
            (Detail::BloodGroup, "O+".into()),
            (Detail::Address, say("House 12, Hajar Al-Nar, Kadugli", "منزل 12، حجر النار، كادقلي")),
            (Detail::NextOfKin, say("Omar Osman (brother), +249 912 000 111", "عمر عثمان (أخ)، +249 912 000 111")),
        ],
        made_at: at(11, 30),
        made_by: say("Dr Halima Osman", "د. حليمة عثمان"),
        allergies: Allergies::Known(vec![say("Penicillin (rash)", "البنسلين (طفح جلدي)")]),
        conditions: vec![
            ReportCondition {
                name: say("Essential hypertension", "ارتفاع ضغط الدم"),
                code: Some("I10".into()),
                is_active: true,
                onset_on: Some(day(2019, 5, 1)),
                notes: Some(say("Well controlled on amlodipine.", "مضبوط بالأملوديبين.")),
            },
            ReportCondition {
                name: say("Malaria", "ملاريا"),
                code: Some("B54".into()),
                is_active: false,
                onset_on: None,
                notes: None,
            },
        ],
        vitals: vec![
            reading(ReadingName::HeartRate, "104", "/min", Some(Breach::Warning)),
            reading(ReadingName::BloodPressure, "142/91", "mmHg", None),
            reading(ReadingName::Temperature, "38.7", "°C", Some(Breach::Warning)),
            reading(ReadingName::Spo2, "90", "%", Some(Breach::Critical)),
            reading(ReadingName::Weight, "63.5", "kg", None),
        ],
        charts: vec![],
        prescriptions: vec![ReportPrescription {
            on: day(2026, 6, 1),
            drug: "Azithromycin 500 mg".into(),
            instructions: say("1 tablet once a day for 3 days", "قرص واحد مرة يوميًا لمدة 3 أيام"),
            status: ItemStatus::Active,
        }],
        encounters: vec![encounter(6, true), encounter(2, false)],
    }
}

/// One of each paper, with the name of its file.
pub fn all(language: Language) -> Vec<(&'static str, Paper)> {
    vec![
        ("prescription", Paper::Prescription(prescription(language))),
        ("invoice", Paper::Invoice(invoice(language))),
        ("statement", Paper::Statement(statement(language))),
        ("receipt", Paper::Receipt(receipt(language))),
        ("credit-note", Paper::CreditNote(credit_note(language))),
        ("till", Paper::TillReport(till(language))),
        ("label", Paper::PatientLabel(label(language, "62x29"))),
        ("label-qr", Paper::PatientLabel(label(language, "38x25"))),
        ("slip", Paper::AppointmentSlip(slip(language))),
        ("invitation", Paper::PortalInvitation(invitation(language))),
        ("day-list", Paper::DayList(day_list(language))),
        ("report", Paper::PatientReport(report(language))),
    ]
}
