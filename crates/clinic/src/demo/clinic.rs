//! What the made-up clinic is made of: rooms, services, hours, insurers, medicines with prices.

use super::{Staff, input};
use crate::db::{Basis, Write};
use crate::error::Result;
use crate::formulary::Drug;
use crate::insurers;
use crate::practitioners;
use crate::rooms;
use crate::schedules;
use crate::services;
use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

/// What appointments and invoices are made with.
pub struct Furniture {
    /// Consultation, follow-up, antenatal visit, dressing, vaccination.
    pub services: Vec<Uuid>,
    pub insurers: Vec<Uuid>,
}

/// Prices per unit in minor units, of what the made-up clinic hands out most.
const PRICES: &[(&str, i64)] = &[
    ("Paracetamol", 4),
    ("Amoxicillin", 12),
    ("Ibuprofen", 6),
    ("Metformin", 9),
    ("Amlodipine", 10),
    ("Cetirizine", 8),
    ("Omeprazole", 15),
    ("Oral rehydration salts", 40),
    ("Artemether + lumefantrine", 25),
    ("Salbutamol", 350),
    ("Hydrochlorothiazide", 6),
    ("Azithromycin", 60),
];

/// Of a tablet, a capsule or a millilitre of everything else.
const USUAL_PRICE: i64 = 20;

pub fn furnish(write: &mut Write<'_>, staff: &Staff, is_arabic: bool, today: NaiveDate) -> Result<Furniture> {
    let pick = |english: &'static str, arabic: &'static str| if is_arabic { arabic } else { english };
    let mut room_ids = vec![];
    for name in [
        pick("Consulting room 1", "غرفة الكشف ١"),
        pick("Consulting room 2", "غرفة الكشف ٢"),
        pick("Treatment room", "غرفة العلاج"),
    ] {
        let room = rooms::save_room(write, input(json!({ "name": name, "is_active": true }))?)?;
        room_ids.push(room.room.record.id);
    }
    let mut service_ids = vec![];
    for (name, category, duration_min, price_minor) in [
        (pick("Consultation", "استشارة"), pick("Visits", "زيارات"), 20, 1_200),
        (pick("Follow-up", "متابعة"), pick("Visits", "زيارات"), 10, 600),
        (pick("Antenatal visit", "زيارة متابعة الحمل"), pick("Visits", "زيارات"), 20, 1_000),
        (pick("Dressing", "ضماد"), pick("Procedures", "إجراءات"), 15, 500),
        (pick("Vaccination", "تطعيم"), pick("Procedures", "إجراءات"), 10, 300),
    ] {
        let form = json!({
            "name": name, "category": category, "duration_min": duration_min, "price_minor": price_minor,
            "tax_basis_points": 0, "is_active": true,
        });
        service_ids.push(services::save_service(write, input(form)?)?.service.record.id);
    }
    let specialties = [
        (staff.doctor, pick("General practice", "طب عام"), "MPD-10482", 0usize),
        (staff.second_doctor, pick("Maternal and child health", "صحة الأم والطفل"), "MPD-11917", 1),
    ];
    for (account_id, specialization, registration_number, room) in specialties {
        let form = json!({
            "account_id": account_id, "version": 0, "specialization": specialization,
            "registration_number": registration_number, "room_id": room_ids.get(room), "is_bookable": true, "colour": room,
        });
        practitioners::set_practitioner_profile(write, input(form)?)?;
        let blocks = (1..=7).flat_map(|weekday| {
            let ends: &[(u32, u32, bool)] = if weekday < 6 {
                &[(480, 750, false), (810, 1_020, false), (630, 645, true)]
            } else {
                &[(540, 780, false)]
            };
            ends.iter().map(move |(from_min, to_min, is_break)| {
                json!({ "weekday": weekday, "from_min": from_min, "to_min": to_min, "is_break": is_break })
            })
        });
        let blocks: Vec<_> = blocks.collect();
        schedules::set_working_hours(
            write,
            input(json!({ "practitioner_id": account_id, "version": 0, "blocks": blocks }))?,
        )?;
    }
    if let (Some(from_on), Some(holiday)) =
        (today.checked_add_days(Days::new(12)), today.checked_add_days(Days::new(16)))
    {
        let until_on = from_on.checked_add_days(Days::new(2)).unwrap_or(from_on);
        schedules::add_leave(
            write,
            input(json!({
                "practitioner_id": staff.second_doctor, "from_on": from_on, "until_on": until_on,
                "reason": pick("Training", "دورة تدريبية"),
            }))?,
        )?;
        let form = json!({ "day_on": holiday, "name": pick("Founders' day", "يوم التأسيس"), "is_every_year": false });
        schedules::add_holiday(write, input(form)?)?;
    }
    let mut insurer_ids = vec![];
    for (name, code) in [
        (pick("Community Health Fund", "صندوق صحة المجتمع"), "CHF"),
        (pick("Teachers' Mutual", "تعاونية المعلمين"), "TM"),
    ] {
        let form = json!({ "name": name, "code": code, "is_active": true });
        insurer_ids.push(insurers::save_insurer(write, input(form)?)?.insurer.id);
    }
    for drug in write.all::<Drug>("entered_in_error IS NULL", [])? {
        let known = PRICES.iter().find(|(name, _)| *name == drug.record.name).map(|(_, price)| *price);
        let price_minor = Some(known.unwrap_or(USUAL_PRICE));
        let version = write.version(drug.record.id)?;
        write.save(Drug { price_minor, ..drug.record }, Basis::Shown(version))?;
    }
    Ok(Furniture { services: service_ids, insurers: insurer_ids })
}
