//! Made-up readings: each person has a usual value, wavers about it, and is ill now and then.

use super::DAY_MS;
use super::chance::Chance;
use crate::outside::Millis;
use crate::patients::Patient;
use crate::vitals::{Consciousness, Vitals, VitalsSource};
use rust_decimal::Decimal;
use uuid::Uuid;

const TWO_YEARS_DAYS: i64 = 730;

/// What is usual for a person.
struct Usual {
    heart_rate: i64,
    systolic: i64,
    diastolic: i64,
    spo2: i64,
    breaths: i64,
    weight: Decimal,
}

pub fn two_years(
    chance: &mut Chance,
    patient: &Patient,
    is_hypertensive: bool,
    now: Millis,
    seed: Uuid,
) -> Vec<Vitals> {
    let is_small = patient.height_cm.is_some_and(|height| height < Decimal::from(120));
    let usual = Usual {
        heart_rate: if is_small { chance.between(95, 115) } else { chance.between(60, 84) },
        systolic: match (is_small, is_hypertensive) {
            (true, _) => chance.between(88, 98),
            (_, true) => chance.between(138, 162),
            _ => chance.between(108, 128),
        },
        diastolic: if is_hypertensive { chance.between(84, 98) } else { chance.between(60, 79) },
        spo2: chance.between(97, 99),
        breaths: if is_small { chance.between(24, 32) } else { chance.between(13, 18) },
        weight: patient.weight_kg.unwrap_or(Decimal::from(60)),
    };
    let visits = if is_hypertensive { chance.between(18, 34) } else { chance.between(6, 18) };
    let mut days: Vec<i64> = (0..visits).map(|_| chance.between(0, TWO_YEARS_DAYS)).collect();
    if chance.one_in(6) {
        days.push(0);
    }
    days.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
    let sets = days.into_iter().enumerate().map(|(visit, day)| {
        let minutes = chance.between(5, 9 * 60);
        let at = now - day * DAY_MS - minutes * 60_000;
        let id = Uuid::new_v5(&seed, &visit.to_le_bytes());
        let is_ill = chance.one_in(9);
        set(chance, patient, &usual, id, at, is_ill)
    });
    sets.collect()
}

fn set(chance: &mut Chance, patient: &Patient, usual: &Usual, id: Uuid, at: Millis, is_ill: bool) -> Vitals {
    let worse = |chance: &mut Chance, by: i64| if is_ill { chance.between(by / 2, by) } else { 0 };
    let whole = |value: i64| Some(Decimal::from(value));
    let fever = if is_ill { chance.between(8, 26) } else { 0 };
    let fever = if fever > 0 { fever } else { chance.wobble(2) };
    Vitals {
        id,
        patient_id: patient.id,
        effective_at: at,
        heart_rate_bpm: whole(usual.heart_rate + chance.wobble(6) + worse(chance, 38)),
        systolic_mmhg: whole(usual.systolic + chance.wobble(7) - worse(chance, 14)),
        diastolic_mmhg: whole(usual.diastolic + chance.wobble(5) - worse(chance, 8)),
        temperature_c: Some(Decimal::new(367 + fever, 1)),
        spo2_percent: whole((usual.spo2 + chance.wobble(1) - worse(chance, 7)).min(100)),
        respiratory_rate_bpm: whole(usual.breaths + chance.wobble(1) + worse(chance, 9)),
        is_on_oxygen: Some(false),
        consciousness: Some(Consciousness::Alert),
        weight_kg: Some(usual.weight + Decimal::new(chance.wobble(12), 1)),
        height_cm: None,
        glucose_mg_dl: chance.one_in(4).then(|| Decimal::from(chance.between(78, 142))),
        pain_score: is_ill.then_some(4),
        notes: None,
        source: VitalsSource::Staff,
        device_id: None,
    }
}
