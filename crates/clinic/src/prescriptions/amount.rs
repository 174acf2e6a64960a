//! How much: what a dose comes to in the substance, and what a course comes to in what is handed out.

use super::Frequency;
use crate::formulary::{DoseUnit, Drug};
use rust_decimal::Decimal;

/// What is counted when a drug is handed out: of what is dosed in drops, puffs or thin layers, the packs.
#[must_use]
pub fn quantity_unit_of(unit: DoseUnit) -> DoseUnit {
    match unit {
        DoseUnit::Drop | DoseUnit::Puff | DoseUnit::Application => DoseUnit::Pack,
        other => other,
    }
}

/// A single dose in the unit of the drug's strength; none where it cannot be said.
#[must_use]
pub fn amount_of(dose: Decimal, dose_unit: DoseUnit, drug: &Drug) -> Option<(Decimal, DoseUnit)> {
    let strength_unit = drug.strength_unit?;
    if dose_unit == drug.unit && !dose_unit.is_of_substance() {
        return Some(((dose.checked_mul(drug.strength_value?)?).normalize(), strength_unit));
    }
    Some((converted(dose, dose_unit, strength_unit)?.normalize(), strength_unit))
}

/// An amount in another unit, where one follows from the other.
fn converted(amount: Decimal, from: DoseUnit, to: DoseUnit) -> Option<Decimal> {
    if from == to {
        return Some(amount);
    }
    let (from, to) = (Decimal::from(from.in_micrograms()?), Decimal::from(to.in_micrograms()?));
    amount.checked_mul(from)?.checked_div(to)
}

/// A single dose in the drug's own unit: tablets, mL; none where it cannot be said.
#[must_use]
pub fn units_of(dose: Decimal, dose_unit: DoseUnit, drug: &Drug) -> Option<Decimal> {
    if dose_unit == drug.unit {
        return Some(dose);
    }
    let amount = converted(dose, dose_unit, drug.strength_unit?)?;
    amount.checked_div(drug.strength_value?)
}

/// How much of a drug a course takes, in [`quantity_unit_of`] its unit, rounded up to what can be handed out. None
/// where nobody can say: the course has no end, or the dose is in a unit that the drug does not have.
#[must_use]
pub fn quantity_of(
    dose: Decimal,
    dose_unit: DoseUnit,
    frequency: Frequency,
    duration_days: Option<u32>,
    drug: &Drug,
) -> Option<Decimal> {
    let doses = match (frequency, duration_days) {
        (Frequency::Once, _) => Decimal::ONE,
        (_, Some(days)) => frequency.doses_in(days),
        (_, None) => return None,
    };
    let each = units_of(dose, dose_unit, drug)?;
    // What is opened for one dose is not kept for the next.
    let each = if is_single_use(drug.unit) { each.ceil() } else { each };
    let all = each.checked_mul(doses)?;
    if quantity_unit_of(drug.unit) == DoseUnit::Pack {
        return Some(drug.pack_size.and_then(|size| all.checked_div(size)).unwrap_or(Decimal::ONE).ceil());
    }
    Some(all.ceil())
}

fn is_single_use(unit: DoseUnit) -> bool {
    use DoseUnit::{Ampoule, Patch, Pessary, Piece, Sachet, Suppository, VaccineDose, Vial};
    matches!(unit, Ampoule | Vial | Sachet | Suppository | Pessary | Patch | Piece | VaccineDose)
}

#[cfg(test)]
mod tests;
