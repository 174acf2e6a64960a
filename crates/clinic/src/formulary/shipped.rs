//! The list that ships with the program: the essential medicines of a primary-care clinic.

use super::edit::{key_of, new_id};
use super::{Drug, FormularyLoad, classes, sheet};
use crate::accounts::Nothing;
use crate::db::Write;
use crate::error::Result;
use std::collections::HashSet;

/// The list, as a file that can be imported.
pub(crate) const SHIPPED: &str = include_str!("../../data/formulary.csv");

/// The drugs of the list, with the classes that their ATC codes are in; without ids.
pub(super) fn shipped() -> Result<Vec<Drug>> {
    // The list names no prices, so the digits of the currency do not matter.
    let lines = sheet::lines(SHIPPED, 0, &sheet::Known::new())?;
    Ok(lines.into_iter().filter_map(|line| line.drug.ok()).map(with_classes).collect())
}

/// The drug with the classes of its ATC code added to its own.
pub(super) fn with_classes(drug: Drug) -> Drug {
    let mut codes: Vec<&str> = drug.class_codes().collect();
    codes.extend(classes().of_atc(drug.atc_code.as_deref().unwrap_or_default()));
    codes.sort_unstable();
    codes.dedup();
    let classes = codes.join(" ");
    Drug { classes, ..drug }
}

/// Adds what is missing of the shipped list. What is there stays as the clinic has it.
///
/// # Errors
/// When the database fails.
pub fn load_formulary(write: &mut Write<'_>, _: Nothing) -> Result<FormularyLoad> {
    let here = write.all::<Drug>("entered_in_error IS NULL", [])?;
    let here: HashSet<String> = here.iter().map(|drug| key_of(&drug.name, drug.form, &drug.strength)).collect();
    let mut load = FormularyLoad { added: 0, already_here: 0 };
    for drug in shipped()? {
        if here.contains(&key_of(&drug.name, drug.form, &drug.strength)) {
            load.already_here += 1;
            continue;
        }
        let id = new_id(write, drug.name.as_str(), drug.form, &drug.strength)?;
        write.create(Drug { id, ..drug })?;
        load.added += 1;
    }
    Ok(load)
}

#[cfg(test)]
mod tests;
