//! A made-up clinic to try things with: 200 patients, two years of vitals, staff of every role, and a fortnight of work.

mod cases;
mod chance;
mod clinic;
mod consultation;
mod fortnight;
mod matters;
mod people;
mod readings;
mod till;

use crate::accounts::{self, Account, Password, Role, SignedIn, Theme};
use crate::alerts::{self, Action, Alert, AlertAction};
use crate::allergies::{Allergy, AllergyCategory, AllergySeverity, ClinicalStatus};
use crate::command::Call;
use crate::conditions::Condition;
use crate::db::Write;
use crate::error::{Error, Result};
use crate::outside::Millis;
use crate::patients::Patient;
use crate::sites::{self, BpScheme, Digits, GlucoseUnit, HeightUnit, Site, TemperatureUnit, WeightUnit};
use chance::Chance;
use chrono::{DateTime, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The password of all demo accounts: the data is made up and the screen shows it.
const PASSWORD: &str = "demo-2026";
const PATIENTS: u32 = 200;

/// In which language the made-up clinic works.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DemoOrder {
    /// `en` or `ar`.
    pub language: String,
    /// The IANA name of the time zone.
    pub time_zone: String,
}

/// The made-up clinic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DemoClinic {
    /// The practitioner is signed in.
    pub signed_in: SignedIn,
    /// The password of all demo accounts.
    pub password: String,
    /// How many patients there are.
    pub patients: u32,
    /// How many sets of vitals there are.
    pub vitals: u32,
}

const STAFF: [(&str, &str, Role); 6] = [
    ("admin", "Halima Osman", Role::Administrator),
    ("doctor", "Samuel Okafor", Role::Practitioner),
    ("nurse", "Grace Achieng", Role::Nurse),
    ("desk", "Tomás Herrera", Role::FrontDesk),
    ("cashier", "Leila Haddad", Role::Cashier),
    ("midwife", "Amal Nasser", Role::Practitioner),
];

/// Fills an empty clinic with made-up people. The host founds such a clinic in a file of its own.
///
/// # Errors
/// When there is a clinic already, or the file was not founded as a demo.
pub fn set_up_demo(call: &Call<'_>, input: DemoOrder) -> Result<DemoClinic> {
    let place = call.clinic.db.place().ok_or_else(crate::db::not_set_up)?;
    if !place.is_demo || sites::clinic_status(call, accounts::Nothing {})?.is_set_up {
        let sentence = "Demo data goes into a clinic of its own. Start from the first screen.";
        return Err(Error::Refused { code: "not_a_demo", sentence: sentence.into() });
    }
    let language = accounts::check_language(&input.language)?;
    let password_hash = accounts::hash(&Password::from(PASSWORD), call.outside())?;
    let staff: Vec<Account> = STAFF
        .iter()
        .map(|(username, name, role)| Account {
            id: call.outside().id(),
            username: (*username).to_owned(),
            name: (*name).to_owned(),
            roles: Role::text(&[*role]),
            language: language.clone(),
            theme: Theme::System,
            password_hash: password_hash.clone(),
            must_change_password: false,
            is_disabled: false,
            email: None,
            site_id: None,
        })
        .collect();
    let doctor = staff[1].clone();
    let people = Staff {
        admin: staff[0].id,
        doctor: staff[1].id,
        nurse: staff[2].id,
        desk: staff[3].id,
        cashier: staff[4].id,
        second_doctor: staff[5].id,
    };
    let time_zone = input.time_zone.parse::<chrono_tz::Tz>().map_or("UTC", |zone| zone.name());
    let site = demo_site(&place, &language, time_zone);
    let (vitals, changed) = call.clinic.db.write(call.outside(), people.nurse, |write| {
        write.create(site)?;
        for account in staff {
            write.create(account)?;
        }
        crate::formulary::load_formulary(write, accounts::Nothing {})?;
        let mut chance = Chance::new(2026);
        let sets = fill(write, &mut chance, &doctor)?;
        fortnight::fill(write, &mut chance, &people, language == "ar")?;
        matters::leave(write, &people)?;
        Ok(sets)
    })?;
    call.clinic.listener.changed(&changed[changed.len().saturating_sub(1)..]);
    let signed_in = accounts::welcome(call, doctor)?;
    Ok(DemoClinic { signed_in, password: PASSWORD.into(), patients: PATIENTS, vitals })
}

/// Who does what in the made-up clinic.
pub(super) struct Staff {
    admin: Uuid,
    doctor: Uuid,
    second_doctor: Uuid,
    nurse: Uuid,
    desk: Uuid,
    cashier: Uuid,
}

/// The input of a command, as a screen would send it.
fn input<T: serde::de::DeserializeOwned>(form: serde_json::Value) -> Result<T> {
    serde_json::from_value(form).map_err(|reason| Error::BadInput(reason.to_string()))
}

fn demo_site(place: &crate::db::Place, language: &str, time_zone: &str) -> Site {
    Site {
        id: place.site_id,
        organization_id: place.organization_id,
        name: "Demo Clinic".into(),
        code: "DEMO".into(),
        time_zone: time_zone.into(),
        currency: "USD".into(),
        language: language.into(),
        country: None,
        digits: Digits::Latin,
        temperature_unit: TemperatureUnit::Celsius,
        weight_unit: WeightUnit::Kilogram,
        height_unit: HeightUnit::Centimetre,
        glucose_unit: GlucoseUnit::MgDl,
        bp_scheme: BpScheme::AccAha2017,
        has_names_on_lock_screen: false,
        escalate_after_min: 15,
        news2_window_min: 12 * 60,
        idle_lock_min: 5,
        week_start: None,
    }
}

const DAY_MS: Millis = 86_400_000;
/// Older alerts of the demo were all answered; the last days leave some to try.
const OPEN_DAYS_MS: Millis = 2 * DAY_MS;

fn fill(write: &mut Write<'_>, chance: &mut Chance, doctor: &Account) -> Result<u32> {
    let (now, nurse) = (write.now, write.account_id);
    let today = DateTime::from_timestamp_millis(now).unwrap_or_default().date_naive();
    let (mut sets, mut taken) = (0, people::Taken::new());
    for _ in 0..PATIENTS {
        let person = people::person(write, chance, &mut taken, today, doctor.id)?;
        let mut readings = readings::two_years(chance, &person.patient, person.is_hypertensive, now, write.new_id());
        readings.retain(|vitals| was_born(&person.patient, vitals.effective_at));
        // Registered on the day of the first reading, and each reading typed in when it was taken.
        write.stand_in(readings.first().map_or(now, |first| first.effective_at), nurse);
        let patient = write.create(person.patient)?.record;
        problems(write, chance, &patient, person.is_hypertensive)?;
        for vitals in readings {
            write.stand_in(vitals.effective_at, nurse);
            let stored = write.create(vitals)?;
            sets += 1;
            for alert in alerts::raise(write, &patient, &stored)? {
                answer_if_old(write, &alert, now)?;
            }
        }
    }
    write.stand_in(now, nurse);
    Ok(sets)
}

fn was_born(patient: &Patient, at: Millis) -> bool {
    let day = DateTime::from_timestamp_millis(at).unwrap_or_default().date_naive();
    patient.birth_on.is_none_or(|birth| birth < day)
}

fn answer_if_old(write: &mut Write<'_>, alert: &Alert, today: Millis) -> Result<()> {
    if write.now > today - OPEN_DAYS_MS {
        return Ok(());
    }
    let (id, alert_id) = (write.new_id(), alert.id);
    let note = Some("Seen and discussed with the doctor".to_owned());
    write.create(AlertAction { id, alert_id, action: Action::Acknowledged, note, until_at: None }).map(drop)
}

fn problems(write: &mut Write<'_>, chance: &mut Chance, patient: &Patient, is_hypertensive: bool) -> Result<()> {
    let condition = |id: Uuid, name: &str, code: &str, years: i64, today: NaiveDate| Condition {
        id,
        patient_id: patient.id,
        name: name.into(),
        code: Some(code.into()),
        status: ClinicalStatus::Active,
        onset_on: today.checked_sub_signed(chrono::TimeDelta::days(365 * years)),
        notes: None,
    };
    let today = crate::age::today(write)?;
    if is_hypertensive {
        let entry = condition(write.new_id(), "Essential (primary) hypertension", "I10", chance.between(1, 9), today);
        write.create(entry)?;
    }
    if chance.one_in(8) {
        let entry = condition(write.new_id(), "Type 2 diabetes mellitus", "E11", chance.between(1, 6), today);
        write.create(entry)?;
    }
    if chance.one_in(7) {
        let (substance, code, reaction, severity) = *chance.pick(&[
            ("Penicillin", Some("J01CE01"), "Urticaria", AllergySeverity::Moderate),
            ("Sulfamethoxazole", Some("J01EC01"), "Rash", AllergySeverity::Mild),
            ("Peanut", None, "Anaphylaxis", AllergySeverity::Severe),
            ("Ibuprofen", Some("M01AE01"), "Wheezing", AllergySeverity::Moderate),
        ]);
        let is_food = substance == "Peanut";
        write.create(Allergy {
            id: write.new_id(),
            patient_id: patient.id,
            substance: substance.into(),
            code: code.map(str::to_owned),
            category: if is_food { AllergyCategory::Food } else { AllergyCategory::Medication },
            severity,
            reaction: Some(reaction.into()),
            status: ClinicalStatus::Active,
        })?;
    }
    Ok(())
}
