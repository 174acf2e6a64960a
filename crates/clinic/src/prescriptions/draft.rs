//! An item as it is typed: what is there is read, what is missing is named, and the rest can be checked all the same.

use super::amount::{amount_of, quantity_of, quantity_unit_of};
use super::checks::{substances_as_written, substances_of};
use super::instructions::Directions;
use super::{Food, Frequency, ItemStatus, NewItem, PrescriptionItem};
use crate::db::{Read, Write};
use crate::error::{Error, Invalid, Result};
use crate::fields::optional;
use crate::formulary::{self, DoseUnit, Drug, Route, classes};
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The longest course, in days; what goes on has none.
const LONGEST_DAYS: u32 = 366;

/// Something wrong with a field of an item.
pub(super) struct Problem {
    pub field: &'static str,
    pub code: &'static str,
    pub sentence: String,
}

/// An item as it is typed.
pub(super) struct Draft {
    /// The drug of the formulary.
    pub drug: Option<Drug>,
    /// The generic name.
    pub name: String,
    pub strength: Option<String>,
    pub atc_code: Option<String>,
    /// The codes of its classes: the formulary's and those of its ATC code.
    pub classes: BTreeSet<String>,
    pub dose: Option<Decimal>,
    pub dose_unit: Option<DoseUnit>,
    /// The single dose in the strength's unit.
    pub amount: Option<(Decimal, DoseUnit)>,
    pub route: Option<Route>,
    pub frequency: Option<Frequency>,
    pub is_as_needed: bool,
    pub as_needed_for: Option<String>,
    pub duration_days: Option<u32>,
    /// As typed, or as computed.
    pub quantity: Option<Decimal>,
    /// As computed.
    pub computed: Option<Decimal>,
    pub quantity_unit: DoseUnit,
    pub food: Option<Food>,
    pub instructions: Option<String>,
    pub renews_item_id: Option<Uuid>,
    pub problems: Vec<Problem>,
}

impl Draft {
    /// Reads an item.
    pub fn of(read: &Read<'_>, item: &NewItem) -> Result<Draft> {
        let mut problems = vec![];
        let drug = match item.drug_id {
            Some(id) => Some(formulary::current(read, id)?.record),
            None => None,
        };
        let mut text = |field: &'static str, text: &Option<String>, longest: usize| match optional(
            field,
            text.as_deref(),
            longest,
        ) {
            Ok(text) => text,
            Err(reason) => {
                problems.push(Problem { field, code: reason.code(), sentence: reason.to_string() });
                None
            }
        };
        let as_needed_for = text("as_needed_for", &item.as_needed_for, 80).filter(|_| item.is_as_needed);
        let instructions = text("instructions", &item.instructions, 300);
        let typed_name = text("drug_name", &item.drug_name, 120);
        let typed_strength = text("strength", &item.strength, 60);
        let (name, strength, atc_code) = match &drug {
            Some(drug) => (Some(drug.name.clone()), Some(drug.strength.clone()), drug.atc_code.clone()),
            None => (typed_name, typed_strength, None),
        };
        let mut draft = Draft {
            classes: classes_of(drug.as_ref(), name.as_deref()),
            name: name.unwrap_or_default(),
            strength,
            atc_code,
            dose: item.dose,
            dose_unit: item.dose_unit.or(drug.as_ref().map(|drug| drug.unit)),
            amount: None,
            route: item.route.or(drug.as_ref().and_then(|drug| drug.route_list().first().copied())),
            frequency: item.frequency,
            is_as_needed: item.is_as_needed,
            as_needed_for,
            duration_days: item.duration_days,
            quantity: None,
            computed: None,
            quantity_unit: DoseUnit::Piece,
            food: item.food,
            instructions,
            renews_item_id: item.renews_item_id,
            problems,
            drug,
        };
        if !draft.renews_its_own(read)? {
            draft.renews_item_id = None;
        }
        draft.check_fields();
        draft.compute(item.quantity);
        Ok(draft)
    }

    /// The substances of its name, folded.
    pub fn substances(&self) -> Vec<String> {
        match self.drug {
            Some(_) => substances_of(&self.name),
            None => substances_as_written(&self.name),
        }
    }

    /// Whether what it renews is of the same substance. Another drug in its place renews nothing: the old one is still
    /// taken, and is checked against.
    fn renews_its_own(&self, read: &Read<'_>) -> Result<bool> {
        let Some(item) = self.renews_item_id.map(|id| read.find::<PrescriptionItem>(id)).transpose()?.flatten() else {
            return Ok(true);
        };
        let before = match item.drug_id {
            Some(_) => substances_of(&item.drug_name),
            None => substances_as_written(&item.drug_name),
        };
        Ok(self.substances().iter().any(|substance| before.contains(substance)))
    }

    /// The drug's name and strength.
    pub fn label(&self) -> String {
        format!("{} {}", self.name, self.strength.as_deref().unwrap_or_default()).trim_end().to_owned()
    }

    fn wrong(&mut self, field: &'static str, code: &'static str, sentence: &str) {
        self.problems.push(Problem { field, code, sentence: sentence.into() });
    }

    fn check_fields(&mut self) {
        if self.name.is_empty() {
            self.wrong("drug_id", "required", "Choose a drug.");
        }
        match self.dose {
            None => self.wrong("dose", "required", "Type the dose."),
            Some(dose) if dose <= Decimal::ZERO => self.wrong("dose", "not_positive", "A dose is greater than 0."),
            Some(dose) if dose > Decimal::from(100_000_000) || dose < Decimal::new(1, 4) => {
                self.wrong("dose", "impossible", "This dose is not possible. Check the number.");
            }
            Some(_) => {}
        }
        if self.dose_unit.is_none() {
            self.wrong("dose_unit", "required", "Choose what the dose is counted in.");
        }
        if self.route.is_none() {
            self.wrong("route", "required", "Choose the route.");
        }
        if self.frequency.is_none() {
            self.wrong("frequency", "required", "Choose how often.");
        }
        if self.duration_days.is_some_and(|days| !(1..=LONGEST_DAYS).contains(&days)) {
            self.wrong(
                "duration_days",
                "out_of_range",
                "A course takes 1 to 366 days. Leave it empty for what goes on.",
            );
            self.duration_days = None;
        }
        self.dose = self.dose.filter(|dose| *dose > Decimal::ZERO && *dose <= Decimal::from(100_000_000));
    }

    fn compute(&mut self, typed: Option<Decimal>) {
        if let (Some(dose), Some(unit), Some(drug)) = (self.dose, self.dose_unit, &self.drug) {
            let is_known = unit == drug.unit || super::amount::units_of(dose, unit, drug).is_some();
            self.amount = amount_of(dose, unit, drug);
            if !is_known {
                let sentence = "The drug's strength is not known in this unit. Choose the drug's own unit.";
                self.wrong("dose_unit", "not_a_unit_of_it", sentence);
            }
        }
        self.quantity_unit = match (&self.drug, self.dose_unit) {
            (Some(drug), _) => quantity_unit_of(drug.unit),
            (None, Some(unit)) if !unit.is_of_substance() => quantity_unit_of(unit),
            (None, _) => DoseUnit::Piece,
        };
        self.computed = self.computed_quantity();
        self.quantity = match typed {
            Some(typed) if typed <= Decimal::ZERO => {
                self.wrong("quantity", "not_positive", "A quantity is greater than 0.");
                None
            }
            Some(typed) if typed > Decimal::from(100_000) || typed < Decimal::new(1, 3) => {
                self.wrong("quantity", "impossible", "This quantity is not possible. Check the number.");
                None
            }
            Some(typed) if self.quantity_unit.is_whole() && !typed.fract().is_zero() => {
                self.wrong("quantity", "not_whole", "Only whole ones can be handed out.");
                None
            }
            Some(typed) => Some(typed.round_dp(3).normalize()),
            None => self.computed,
        };
        let is_missing = typed.is_none() && self.computed.is_none() && self.problems.is_empty();
        if is_missing {
            let sentence = "Type how much is to be handed out: it cannot be computed without a number of days.";
            self.wrong("quantity", "required", sentence);
        }
    }

    fn computed_quantity(&self) -> Option<Decimal> {
        let (dose, unit, frequency) = (self.dose?, self.dose_unit?, self.frequency?);
        match &self.drug {
            Some(drug) => quantity_of(dose, unit, frequency, self.duration_days, drug),
            None if unit.is_of_substance() || quantity_unit_of(unit) == DoseUnit::Pack => None,
            None => {
                let doses = match (frequency, self.duration_days) {
                    (Frequency::Once, _) => Decimal::ONE,
                    (_, days) => frequency.doses_in(days?),
                };
                Some(dose.checked_mul(doses)?.ceil())
            }
        }
    }

    /// The parts of its instructions, where there are enough.
    pub fn directions(&self) -> Option<Directions<'_>> {
        Some(Directions {
            dose: self.dose?,
            dose_unit: self.dose_unit?,
            route: self.route?,
            frequency: self.frequency?,
            is_as_needed: self.is_as_needed,
            as_needed_for: self.as_needed_for.as_deref(),
            duration_days: self.duration_days,
            food: self.food,
            extra: self.instructions.as_deref(),
        })
    }

    /// The item of a sheet that it comes to.
    pub fn into_item(
        self,
        write: &Write<'_>,
        (sheet, patient): (Uuid, Uuid),
        index: usize,
    ) -> Result<PrescriptionItem> {
        self.check(index)?;
        let missing = || Invalid::new(&format!("items.{index}"), "required", "Something is missing.");
        Ok(PrescriptionItem {
            id: write.new_id(),
            prescription_id: sheet,
            patient_id: patient,
            position: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
            drug_id: self.drug.as_ref().map(|drug| drug.id),
            form: self.drug.as_ref().map(|drug| drug.form),
            drug_name: self.name,
            atc_code: self.atc_code,
            strength: self.strength,
            dose: self.dose.ok_or_else(missing)?.normalize(),
            dose_unit: self.dose_unit.ok_or_else(missing)?,
            quantity: self.quantity.ok_or_else(missing)?,
            quantity_unit: self.quantity_unit,
            route: self.route.ok_or_else(missing)?,
            frequency: self.frequency.ok_or_else(missing)?,
            is_as_needed: self.is_as_needed,
            as_needed_for: self.as_needed_for,
            duration_days: self.duration_days,
            food: self.food,
            instructions: self.instructions,
            renews_item_id: self.renews_item_id,
            status: ItemStatus::Active,
            status_reason: None,
            status_at: write.now,
        })
    }

    /// Refuses an item that has a problem.
    pub fn check(&self, index: usize) -> Result<()> {
        let Some(problem) = self.problems.first() else { return Ok(()) };
        let field = format!("items.{index}.{}", problem.field);
        let details = json!({ "item": index, "label": self.label() });
        let invalid = Invalid { field, code: problem.code, sentence: problem.sentence.clone(), details };
        Err(Error::Invalid(invalid))
    }
}

/// The classes that the formulary names, those of the ATC code and, of what is written by hand, those of the name.
fn classes_of(drug: Option<&Drug>, name: Option<&str>) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    if let Some(drug) = drug {
        codes.extend(drug.class_codes().map(str::to_owned));
        codes.extend(classes().of_atc(drug.atc_code.as_deref().unwrap_or_default()).map(str::to_owned));
    } else if let Some(name) = name {
        for part in substances_as_written(name) {
            codes.extend(classes().of_name(&part).map(str::to_owned));
        }
    }
    codes
}
