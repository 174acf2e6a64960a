//! Facts about papers: whole PDFs of the right size, whose words can be read again, the same for the same input.

mod samples;

use chrono::NaiveDate;
use healthsync_papers::*;
use lopdf::Document;
use samples::{
    ARABIC, ENGLISH, all, day, invitation, invoice, label, letterhead, lines, manner, prescription, receipt, till,
};

/// A paper of a language, its letterhead in the same.
fn printed(paper: &Paper, language: Language, mark: Mark) -> Document {
    let pdf = pdf(paper, &manner(language), &letterhead(language), mark).expect("it is printed");
    Document::load_mem(&pdf).expect("the PDF is whole")
}

/// The width and height of each page in mm.
fn sizes(document: &Document) -> Vec<(i64, i64)> {
    let millimetres =
        |number: &lopdf::Object| (f64::from(number.as_float().expect("a number")) / 72.0 * 25.4).round() as i64;
    let size = |page| {
        let found = document.get_dictionary(page).expect("a page");
        let sides = found.get(b"MediaBox").and_then(|sides| sides.as_array()).expect("its size");
        (millimetres(&sides[2]), millimetres(&sides[3]))
    };
    document.get_pages().into_values().map(size).collect()
}

/// The letters of a page, without spaces, for a PDF places them as it draws, and without the marks of directions.
fn words(document: &Document, page: u32) -> String {
    plain(&document.extract_text(&[page]).expect("its words can be read"))
}

fn plain(text: &str) -> String {
    let is_mark = |letter: char| matches!(letter, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}');
    text.chars().filter(|letter| !letter.is_whitespace() && !is_mark(*letter)).collect()
}

/// Whether a text says something, however it is spaced.
fn says(text: &str, said: &str) -> bool {
    text.contains(&plain(said))
}

fn everything(document: &Document) -> String {
    (1..=document.get_pages().len()).map(|page| words(document, u32::try_from(page).expect("few pages"))).collect()
}

#[test]
fn every_paper_in_both_languages_is_a_whole_pdf_of_its_size() {
    for language in [ENGLISH, ARABIC] {
        for (name, paper) in all(language) {
            let document = printed(&paper, language, Mark::Original);
            let sizes = sizes(&document);
            let (width, height) = sizes[0];
            match name {
                "prescription" => assert_eq!((width, height), (148, 210), "a prescription is A5"),
                "receipt" | "slip" | "invitation" | "till" => {
                    assert_eq!((sizes.len(), width), (1, 80), "{name} is one piece of the roll");
                    assert!((90..220).contains(&height), "{name} is as long as what stands on it: {height} mm");
                }
                "label" => assert_eq!(sizes, [(62, 29)], "a label is its roll's size, and one page"),
                "label-qr" => assert_eq!(sizes, [(38, 25)], "a small label too"),
                _ => assert!(sizes.iter().all(|size| *size == (210, 297)), "{name} is A4: {sizes:?}"),
            }
            if name != "report" {
                assert_eq!(sizes.len(), 1, "{name} fits on one page");
            }
        }
    }
}

#[test]
fn the_hour_is_right_to_the_minute_whatever_the_second() {
    let at = day(2026, 11, 27).and_hms_milli_opt(12, 58, 40, 123).expect("a time");
    let paper = Paper::Receipt(Receipt { at, ..receipt(ENGLISH) });
    let text = everything(&printed(&paper, ENGLISH, Mark::Original));
    assert!(says(&text, "2026, 12:58"), "the receipt says when it was: {text}");
}

#[test]
fn a_receipt_says_what_of_it_was_paid_back_and_a_refund_of_which_receipt_it_is() {
    let part = |number: &str, amount_minor| ReceiptInvoice { number: number.into(), amount_minor, due_minor: None };
    let paid_back = vec![part("KDRC-000802-X", 400_000), part("KDRC-000803-X", 600_000)];
    let text = everything(&printed(&Paper::Receipt(Receipt { paid_back, ..receipt(ENGLISH) }), ENGLISH, Mark::Copy));
    for said in ["COPY", "KDRC-000802-X", "−6,000.00", "Left of it", "SDG 0.00"] {
        assert!(says(&text, said), "'{said}' stands on it: {text}");
    }
    let (kind, receipts) = (EntryKind::Refund, vec!["KDRC-000801-4".into()]);
    let refund = Receipt { kind, receipts, number: "KDRC-000802-X".into(), ..receipt(ENGLISH) };
    let text = everything(&printed(&Paper::Receipt(refund), ENGLISH, Mark::Original));
    assert!(says(&text, "Of receipt KDRC-000801-4"), "{text}");
}

#[test]
fn a_cancelled_invoice_never_says_that_it_was_paid_nor_that_money_went_back() {
    let mut paper = invoice(ENGLISH);
    (paper.is_cancelled, paper.due_minor) = (true, 0);
    let first = paper.payments[0].clone();
    let of = |kind, amount_minor| PaidPart { kind, amount_minor, ..first.clone() };
    paper.payments = vec![of(EntryKind::Payment, 1_000_000), of(EntryKind::SetFree, -1_000_000)];
    let text = everything(&printed(&Paper::Invoice(paper), ENGLISH, Mark::Original));
    assert!(says(&text, "Nothing to pay") && says(&text, "Set free, not paid back"), "{text}");
    assert!(!says(&text, "Paid in full") && !says(&text, "Refund"), "{text}");
}

#[test]
fn a_till_report_says_what_is_missing_and_why() {
    let text = everything(&printed(&Paper::TillReport(till(ENGLISH)), ENGLISH, Mark::Original));
    for said in
        ["Samia Bashir", "Cash (31)", "To the safe, 13:20", "Missing", "SDG 50.00", "behind the drawer", "Counted by"]
    {
        assert!(says(&text, said), "'{said}' stands on it: {text}");
    }
    let open =
        TillReport { closed_at: None, counted_minor: None, difference_minor: None, explanation: None, ..till(ENGLISH) };
    let text = everything(&printed(&Paper::TillReport(open), ENGLISH, Mark::Original));
    assert!(says(&text, "still open") && !says(&text, "Missing"), "{text}");
}

#[test]
fn the_words_can_be_read_and_searched() {
    let text = everything(&printed(&Paper::Prescription(prescription(ENGLISH)), ENGLISH, Mark::Original));
    for said in ["Kadugli Clinic", "Amina Abdelrahman Osman", "KDRA-000123-7", "Azithromycin", "SMC 20417"] {
        assert!(says(&text, said), "'{said}' stands on the prescription: {text}");
    }
    assert!(says(&text, "Warning overridden"), "what was overridden is printed for audit");
    assert!(says(&text, "3 medicines on this sheet"), "nothing can be added unseen");
}

#[test]
fn the_same_paper_is_the_same_bytes() {
    for (name, paper) in all(ARABIC) {
        let print = || pdf(&paper, &manner(ARABIC), &letterhead(ARABIC), Mark::Original).expect("it is printed");
        assert_eq!(print(), print(), "{name}: no clock and no chance is in it");
    }
}

#[test]
fn a_medicine_that_is_on_hold_or_stopped_says_so_and_why() {
    for language in [ENGLISH, ARABIC] {
        let mut paper = prescription(language);
        let plain = everything(&printed(&Paper::Prescription(paper.clone()), language, Mark::Original));
        assert!(!says(&plain, "On hold") && !says(&plain, "Stopped"), "{plain}");
        paper.items[0].on_hold = Some("Low pressure".into());
        paper.items[1].stopped = Some("Rash".into());
        let text = everything(&printed(&Paper::Prescription(paper), language, Mark::Original));
        // Arabic is read back in the order in which it is drawn: its words are looked at, not searched for.
        let words =
            if language == ENGLISH { ["On hold: Low pressure", "Stopped: Rash"] } else { ["Low pressure", "Rash"] };
        for word in words {
            assert!(says(&text, word), "{word}: {text}");
        }
    }
}

#[test]
fn a_medicine_that_was_handed_out_in_part_says_how_much_and_when() {
    for language in [ENGLISH, ARABIC] {
        let mut paper = prescription(language);
        let plain = everything(&printed(&Paper::Prescription(paper.clone()), language, Mark::Original));
        assert!(!says(&plain, "Handed out"), "nothing was: {plain}");
        paper.items[0].handed_out = Some(HandedOut {
            quantity: PrescribedQuantity { count: 12.into(), unit: "tablet".into() },
            last_on: day(2026, 2, 4),
        });
        let text = everything(&printed(&Paper::Prescription(paper), language, Mark::Copy));
        if language == ENGLISH {
            assert!(says(&text, "Handed out already: 12 tablets (4"), "not to be handed out twice: {text}");
        }
    }
}

#[test]
fn a_copy_says_so_and_an_original_does_not() {
    for (name, paper) in all(ENGLISH).into_iter().filter(|(name, _)| !name.starts_with("label")) {
        let is_marked = |mark| says(&everything(&printed(&paper, ENGLISH, mark)), "COPY");
        assert!(is_marked(Mark::Copy), "{name}: a copy is marked");
        assert!(!is_marked(Mark::Original), "{name}: an original is not");
    }
}

#[test]
fn two_hundred_lines_go_on_over_pages_with_the_head_on_each() {
    let paper = Paper::Invoice(Invoice { lines: lines(200), ..invoice(ENGLISH) });
    let document = printed(&paper, ENGLISH, Mark::Original);
    let pages = u32::try_from(document.get_pages().len()).expect("few pages");
    assert!((4..9).contains(&pages), "two hundred lines are some pages: {pages}");
    for page in 1..=pages {
        let text = words(&document, page);
        assert!(says(&text, &format!("Page {page} of {pages}")), "page {page} is numbered: {text}");
        assert!(says(&text, "Amina Abdelrahman Osman"), "page {page} says whose it is");
        if page < pages {
            assert!(says(&text, "Description"), "page {page} has the table's head");
        }
    }
    let text = everything(&document);
    assert!(says(&text, "Service number 200"), "the last line is there");
    let single = everything(&printed(&Paper::Invoice(invoice(ENGLISH)), ENGLISH, Mark::Original));
    assert!(!says(&single, "Page 1"), "one page needs no number");
}

#[test]
fn a_name_in_another_script_or_of_sixty_letters_is_whole() {
    let long = "Abdelrahman-Muhammad Abdelwahab Al-Sheikh Idris Ibn Khaldoun";
    for (language, name) in
        [(ENGLISH, "آمنة عبد الرحمن عثمان"), (ARABIC, "Amina Osman"), (ENGLISH, long), (ARABIC, long)]
    {
        let mut sheet = prescription(language);
        sheet.patient.name = name.into();
        let text = everything(&printed(&Paper::Prescription(sheet), language, Mark::Original));
        let first = name.split(' ').next().expect("a word");
        // What is written from right to left is in a PDF as it is drawn, letter by letter.
        if name.is_ascii() {
            assert!(says(&text, first), "{name} in {language:?}: {text}");
        }
        let mut narrow = label(language, "38x25");
        narrow.patient.name = name.into();
        let document = printed(&Paper::PatientLabel(narrow), language, Mark::Original);
        assert_eq!(document.get_pages().len(), 1, "a long name makes no second label");
    }
}

#[test]
fn a_section_with_nothing_in_it_is_left_out() {
    let mut paper = samples::report(ENGLISH);
    let full = everything(&printed(&Paper::PatientReport(paper.clone()), ENGLISH, Mark::Original));
    paper.conditions.clear();
    paper.vitals.clear();
    paper.prescriptions.clear();
    paper.encounters.clear();
    paper.details.clear();
    let bare = everything(&printed(&Paper::PatientReport(paper), ENGLISH, Mark::Original));
    for title in ["Conditions", "Latest readings", "Prescriptions", "Encounters", "Next of kin"] {
        assert!(says(&full, title), "{title} has its section");
        assert!(!says(&bare, title), "{title} has none where nothing is in it");
    }
    assert!(says(&bare, "Allergies"), "allergies are never left out");
}

#[test]
fn money_is_written_as_its_currency_writes_it() {
    for (code, minor_digits, said) in
        [("UGX", 0, "UGX\u{A0}4,292,550"), ("SDG", 2, "SDG\u{A0}42,925.50"), ("KWD", 3, "KWD\u{A0}4,292.550")]
    {
        let mut manner = manner(ENGLISH);
        manner.currency = Currency { code: code.into(), minor_digits };
        let paper = Paper::Invoice(invoice(ENGLISH));
        let bytes = pdf(&paper, &manner, &letterhead(ENGLISH), Mark::Original).expect("it is printed");
        let text = everything(&Document::load_mem(&bytes).expect("whole"));
        assert!(says(&text, said), "{said} stands on it: {text}");
    }
}

#[test]
fn a_logo_that_is_no_picture_is_refused_with_a_sentence() {
    let paper = Paper::PatientLabel(label(ENGLISH, "62x29"));
    let sheet = Paper::Prescription(prescription(ENGLISH));
    for bytes in [&b"a letter to the editor"[..], b"\x89PNG\r\n\x1a\nand no more", b"\xFF\xD8\xFF spoilt", b"<svg"] {
        let letterhead = Letterhead { logo: Some(bytes.to_vec()), ..letterhead(ENGLISH) };
        let refused = pdf(&sheet, &manner(ENGLISH), &letterhead, Mark::Original);
        assert_eq!(refused, Err(PaperError::Logo), "{:?} is no picture", String::from_utf8_lossy(bytes));
    }
    let said = PaperError::Logo.to_string();
    assert!(said.starts_with("The logo is not a picture"), "the sentence says what and what next: {said}");
    pdf(&paper, &manner(ENGLISH), &letterhead(ENGLISH), Mark::Original).expect("and a good one is printed");
}

#[test]
fn a_number_that_no_barcode_holds_is_refused() {
    let mut sheet = prescription(ENGLISH);
    sheet.number = "وصفة ١".into();
    let refused = pdf(&Paper::Prescription(sheet), &manner(ENGLISH), &letterhead(ENGLISH), Mark::Original);
    assert_eq!(refused, Err(PaperError::Code("وصفة ١".into())), "bars have Latin letters only");
}

#[test]
fn charts_are_drawn_as_they_are_handed_in() {
    let mut paper = samples::report(ENGLISH);
    let plain = sizes(&printed(&Paper::PatientReport(paper.clone()), ENGLISH, Mark::Original)).len();
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 500" width="680" height="500"><path d="M0 0L680 500" stroke="black"/></svg>"#;
    let chart = |title: &str| Chart { title: title.into(), svg: svg.into() };
    paper.charts = vec![chart("Heart rate (/min)"), chart("Weight (kg)")];
    let document = printed(&Paper::PatientReport(paper.clone()), ENGLISH, Mark::Original);
    assert!(document.get_pages().len() > plain, "two charts take their room");
    assert!(says(&everything(&document), "Heart rate (/min)"), "each with its title");
    paper.charts = vec![Chart { title: "Heart rate".into(), svg: "no picture".into() }];
    let refused = pdf(&Paper::PatientReport(paper), &manner(ENGLISH), &letterhead(ENGLISH), Mark::Original);
    assert_eq!(refused, Err(PaperError::Chart("Heart rate".into())), "a chart that is none is named");
}

#[test]
fn dates_are_said_in_the_order_that_is_asked_for() {
    for (order, said) in [
        (DateOrder::DayMonthYear, "1 Jun 2026"),
        (DateOrder::MonthDayYear, "Jun 1, 2026"),
        (DateOrder::YearMonthDay, "2026-06-01"),
    ] {
        let manner = Manner { date_order: order, ..manner(ENGLISH) };
        let mut paper = samples::slip(ENGLISH);
        paper.starts_at =
            NaiveDate::from_ymd_opt(2026, 6, 1).and_then(|day| day.and_hms_opt(9, 30, 0)).expect("a time");
        let bytes =
            pdf(&Paper::AppointmentSlip(paper), &manner, &letterhead(ENGLISH), Mark::Original).expect("printed");
        let text = everything(&Document::load_mem(&bytes).expect("whole"));
        assert!(says(&text, said), "{said}: {text}");
    }
}

#[test]
fn statements_of_several_patients_are_one_file_and_count_their_own_pages() {
    let one = samples::statement(ENGLISH);
    let mut long = one.clone();
    long.entries = one.entries.iter().cycle().take(90).cloned().collect();
    let document = printed(&Paper::Statements(vec![long, one]), ENGLISH, Mark::Original);
    let pages = u32::try_from(document.get_pages().len()).expect("few pages");
    assert!(pages >= 3, "a long one and a short one: {pages}");
    let first = words(&document, 1);
    assert!(says(&first, &format!("Page 1 of {}", pages - 1)), "the first counts its own: {first}");
    let last = words(&document, pages);
    assert!(says(&last, "Kadugli Clinic") && !says(&last, "Page "), "the second begins anew: {last}");
}

#[test]
fn an_invitation_speaks_of_an_address_and_a_square_only_where_they_stand_on_it() {
    let with = everything(&printed(&Paper::PortalInvitation(invitation(ENGLISH)), ENGLISH, Mark::Original));
    assert!(says(&with, "open the address, or point"), "it says what to do with both: {with}");
    assert!(says(&with, "https://clinic.example.org/portal/") && !says(&with, "ask us for its address"), "{with}");
    for language in [ENGLISH, ARABIC] {
        let paper = PortalInvitation { address: None, link: None, ..invitation(language) };
        let document = printed(&Paper::PortalInvitation(paper), language, Mark::Original);
        let without = everything(&document);
        assert!(says(&without, "K7QF-2M9X-4TRB"), "the code stands there: {without}");
        assert!(!says(&without, "https://"), "the address is not known: {without}");
        if language == ENGLISH {
            assert!(says(&without, "ask us for its address"), "where to ask is said: {without}");
            assert!(!says(&without, "square"), "there is none: {without}");
        }
    }
}
