//! The formulary as lines of CSV: what a line says, and what is wrong with it.

use super::edit::{into_drug, key_of};
use super::{DoseUnit, Drug, DrugDetails, DrugForm, FormularyProblem, PregnancyAdvice, Route};
use crate::csv_text::{Lines, check_is_text, mark_of, plain, refused};
use crate::error::{Error, Result};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::str::FromStr;
use uuid::Uuid;

/// The columns, in the order in which they are written.
pub(super) const COLUMNS: [&str; 26] = [
    "name",
    "atc_code",
    "form",
    "strength",
    "unit",
    "strength_value",
    "strength_unit",
    "routes",
    "classes",
    "pack_size",
    "price",
    "tax_percent",
    "adult_single_min",
    "adult_single_max",
    "adult_daily_max",
    "child_single_min_per_kg",
    "child_single_max_per_kg",
    "child_daily_max_per_kg",
    "max_times_per_day",
    "min_age_months",
    "child_note",
    "pregnancy",
    "pregnancy_note",
    "source",
    "dose_source",
    "is_active",
];

/// What no line can do without.
const NEEDED: [&str; 3] = ["name", "form", "strength"];

/// A line that was read.
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub line: u64,
    /// The drug's name and strength, as they stand there.
    pub label: String,
    /// What it says, or what is wrong with it.
    pub drug: std::result::Result<Drug, Vec<FormularyProblem>>,
}

/// The drugs that are here, by their keys.
pub(super) type Known = HashMap<String, Drug>;

/// The lines of a file; `digits` is how many digits the currency has after the point. What a file does not name (a
/// column that it does not have) is as it is in `known`: a list of prices needs no more than names and prices.
///
/// # Errors
/// When the file is something else altogether: empty, binary, or without the columns.
pub(super) fn lines(text: &str, digits: u32, known: &Known) -> Result<Vec<Line>> {
    check_is_text(text)?;
    let mark = mark_of(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(mark).unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let unreadable = |reason: csv::Error| refused("file_not_csv", format!("The file cannot be read: {reason}."));
    let header: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(plain).collect();
    let missing: Vec<&str> = NEEDED.into_iter().filter(|column| !header.iter().any(|name| name == column)).collect();
    if !missing.is_empty() {
        let sentence = format!(
            "The first line of the file must name the columns. Missing: {}. Is this a formulary? Export one to see how \
             it looks.",
            missing.join(", ")
        );
        return Err(refused("columns_missing", sentence));
    }
    let mut counted = Lines::of(text);
    let mut found = vec![];
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(unreadable)?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = record.position().map_or(index as u64 + 2, |position| counted.at(position.byte()));
        let written = |column: &str| {
            let place = header.iter().position(|name| name == column)?;
            Some(record.get(place).unwrap_or_default().to_owned())
        };
        let (name, strength) = (written("name").unwrap_or_default(), written("strength").unwrap_or_default());
        let form = DrugForm::of(&plain(&written("form").unwrap_or_default()));
        let here = form.and_then(|form| known.get(&key_of(&name, form, &strength)));
        let is_here = here.map(|drug| cells(drug, digits));
        let cell = |column: &str| {
            let before = || {
                let place = COLUMNS.iter().position(|known| *known == column)?;
                is_here.as_ref().and_then(|cells| cells.get(place)).cloned()
            };
            written(column).or_else(before).unwrap_or_default()
        };
        let row = Row { cell: &cell, has_decimal_comma: mark != ',', digits, problems: vec![] };
        let label = format!("{name} {strength}").trim().to_owned();
        found.push(Line { line, label, drug: row.drug() });
    }
    Ok(found)
}

struct Row<'r> {
    cell: &'r dyn Fn(&str) -> String,
    has_decimal_comma: bool,
    digits: u32,
    problems: Vec<FormularyProblem>,
}

impl Row<'_> {
    fn note(&mut self, column: &str, code: &str, reason: impl Into<String>) {
        let value = (self.cell)(column);
        self.problems.push(FormularyProblem { column: column.into(), value, code: code.into(), reason: reason.into() });
    }

    fn drug(mut self) -> std::result::Result<Drug, Vec<FormularyProblem>> {
        let details = self.details();
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let Some(details) = details else { return Err(self.problems) };
        into_drug(details, Uuid::nil()).map_err(|reason| {
            let public = reason.public();
            let column = match public.field.as_deref() {
                Some("price_minor") => "price",
                Some("tax_basis_points") => "tax_percent",
                Some(column) => column,
                None => "name",
            };
            self.note(column, &public.code, public.message);
            self.problems
        })
    }

    fn details(&mut self) -> Option<DrugDetails> {
        let form = self.choice("form", DrugForm::of, DrugForm::ALL.iter().map(|choice| choice.code()));
        let unit_text = (self.cell)("unit");
        let unit = match unit_text.as_str() {
            "" => form.map(usual_unit),
            _ => self.choice("unit", DoseUnit::of, DoseUnit::ALL.iter().map(|choice| choice.code())),
        };
        let strength_unit = match (self.cell)("strength_unit").as_str() {
            "" => None,
            _ => self.choice("strength_unit", DoseUnit::of, ["mg", "mcg", "g", "iu", "mmol"].into_iter()),
        };
        let pregnancy = match (self.cell)("pregnancy").as_str() {
            "" => Some(PregnancyAdvice::NotStated),
            _ => self.choice("pregnancy", PregnancyAdvice::of, PregnancyAdvice::ALL.iter().map(|choice| choice.code())),
        };
        let routes = self.routes();
        let price = self.number("price").map(|price| price * Decimal::from(10_u64.pow(self.digits)));
        let tax = self.number("tax_percent").map(|tax| tax * Decimal::ONE_HUNDRED);
        let whole = |amount: Option<Decimal>| amount.filter(|amount| amount.fract().is_zero());
        if price.is_some() && whole(price).is_none() {
            self.note("price", "too_many_digits", format!("has more than {} digits after the point", self.digits));
        }
        if tax.is_some() && whole(tax).is_none() {
            self.note("tax_percent", "too_many_digits", "has more than 2 digits after the point");
        }
        let text = |column: &str| Some((self.cell)(column)).filter(|text| !text.is_empty());
        let (name, strength) = ((self.cell)("name"), (self.cell)("strength"));
        let classes = (self.cell)("classes").split_whitespace().map(str::to_owned).collect();
        let (atc_code, child_note, pregnancy_note) = (text("atc_code"), text("child_note"), text("pregnancy_note"));
        let (source, dose_source) = (text("source"), text("dose_source"));
        let is_active = self.yes_or_no("is_active");
        Some(DrugDetails {
            name,
            atc_code,
            strength,
            strength_value: self.number("strength_value"),
            strength_unit,
            routes,
            classes,
            pack_size: self.number("pack_size"),
            price_minor: price.and_then(|price| i64::try_from(price.trunc()).ok()),
            tax_basis_points: tax.and_then(|tax| u32::try_from(tax.trunc()).ok()).unwrap_or(0),
            adult_single_min: self.number("adult_single_min"),
            adult_single_max: self.number("adult_single_max"),
            adult_daily_max: self.number("adult_daily_max"),
            child_single_min_per_kg: self.number("child_single_min_per_kg"),
            child_single_max_per_kg: self.number("child_single_max_per_kg"),
            child_daily_max_per_kg: self.number("child_daily_max_per_kg"),
            max_times_per_day: self.whole_number("max_times_per_day"),
            min_age_months: self.whole_number("min_age_months"),
            child_note,
            pregnancy_note,
            source,
            dose_source,
            is_active,
            form: form?,
            unit: unit?,
            pregnancy: pregnancy?,
        })
    }

    fn choice<'c, T>(
        &mut self,
        column: &str,
        of: impl Fn(&str) -> Option<T>,
        all: impl Iterator<Item = &'c str>,
    ) -> Option<T> {
        let found = of(&plain(&(self.cell)(column)));
        if found.is_none() {
            let all: Vec<&str> = all.collect();
            self.note(column, "not_a_choice", format!("must be one of {}", all.join(", ")));
        }
        found
    }

    fn routes(&mut self) -> Vec<Route> {
        let text = (self.cell)("routes");
        let mut routes = vec![];
        for word in text.split_whitespace() {
            match Route::of(&word.to_lowercase()) {
                Some(route) => routes.push(route),
                None => {
                    let all: Vec<&str> = Route::ALL.iter().map(|route| route.code()).collect();
                    self.note("routes", "not_a_choice", format!("must be of {}", all.join(", ")));
                    return routes;
                }
            }
        }
        if routes.is_empty() {
            self.note("routes", "required", "must name at least one route, e.g. oral");
        }
        routes
    }

    fn number(&mut self, column: &str) -> Option<Decimal> {
        let text = (self.cell)(column);
        if text.is_empty() {
            return None;
        }
        let text = if self.has_decimal_comma { text.replace(',', ".") } else { text };
        let number = Decimal::from_str(&text).ok().filter(|number| number.abs() < Decimal::from(10_000_000_000_u64));
        if number.is_none() {
            self.note(column, "not_a_number", "must be a number");
        }
        number
    }

    fn whole_number(&mut self, column: &str) -> Option<u32> {
        let number = self.number(column)?;
        let whole = u32::try_from(number).ok().filter(|_| number.fract().is_zero());
        if whole.is_none() {
            self.note(column, "not_a_whole_number", "must be a whole number");
        }
        whole
    }

    fn yes_or_no(&mut self, column: &str) -> bool {
        match (self.cell)(column).to_lowercase().as_str() {
            "" | "1" | "yes" | "true" => true,
            "0" | "no" | "false" => false,
            _ => {
                self.note(column, "not_yes_or_no", "must be yes or no");
                true
            }
        }
    }
}

/// What doses of a form are counted in, where a line does not say.
fn usual_unit(form: DrugForm) -> DoseUnit {
    use DrugForm::*;
    match form {
        Tablet | DispersibleTablet | ChewableTablet | ModifiedReleaseTablet | SublingualTablet => DoseUnit::Tablet,
        Capsule => DoseUnit::Capsule,
        OralLiquid | Infusion | RectalSolution | NebuliserSolution => DoseUnit::Millilitre,
        OralPowder => DoseUnit::Sachet,
        Injection => DoseUnit::Ampoule,
        PowderForInjection => DoseUnit::Vial,
        Vaccine => DoseUnit::VaccineDose,
        Cream | Ointment | Gel | Lotion | TopicalSolution | Shampoo | EyeOintment => DoseUnit::Application,
        EyeDrops | EarDrops => DoseUnit::Drop,
        NasalSpray | Inhaler => DoseUnit::Puff,
        Suppository => DoseUnit::Suppository,
        Pessary => DoseUnit::Pessary,
        Patch => DoseUnit::Patch,
        Implant | IntrauterineDevice | Lozenge | Other => DoseUnit::Piece,
    }
}

/// A drug as the cells of a line, in the order of the columns.
pub(super) fn cells(drug: &Drug, digits: u32) -> [String; 26] {
    let number = |amount: Option<Decimal>| amount.map(|amount| amount.normalize().to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let price = drug.price_minor.map(|minor| Decimal::from_i128_with_scale(i128::from(minor), digits).to_string());
    [
        drug.name.clone(),
        text(&drug.atc_code),
        drug.form.code().into(),
        drug.strength.clone(),
        drug.unit.code().into(),
        number(drug.strength_value),
        drug.strength_unit.map(|unit| unit.code().to_owned()).unwrap_or_default(),
        drug.routes.clone(),
        drug.classes.clone(),
        number(drug.pack_size),
        price.unwrap_or_default(),
        Decimal::new(i64::from(drug.tax_basis_points), 2).normalize().to_string(),
        number(drug.adult_single_min),
        number(drug.adult_single_max),
        number(drug.adult_daily_max),
        number(drug.child_single_min_per_kg),
        number(drug.child_single_max_per_kg),
        number(drug.child_daily_max_per_kg),
        count(drug.max_times_per_day),
        count(drug.min_age_months),
        text(&drug.child_note),
        drug.pregnancy.code().into(),
        text(&drug.pregnancy_note),
        text(&drug.source),
        text(&drug.dose_source),
        if drug.is_active { "yes" } else { "no" }.into(),
    ]
}

/// The whole formulary as a file.
pub(super) fn file<'d>(drugs: impl Iterator<Item = &'d Drug>, digits: u32) -> Result<String> {
    let failed = |reason: csv::Error| Error::Refused { code: "export_failed", sentence: reason.to_string() };
    let mut sheet = csv::Writer::from_writer(vec![]);
    sheet.write_record(COLUMNS).map_err(failed)?;
    for drug in drugs {
        sheet.write_record(cells(drug, digits)).map_err(failed)?;
    }
    let bytes = sheet.into_inner().map_err(|reason| failed(reason.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
