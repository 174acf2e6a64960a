//! What an insurer covers of a patient.

use super::Insurer;
use crate::accounts::Nothing;
use crate::age;
use crate::allergies::Void;
use crate::db::{Basis, Place, Read, Write};
use crate::error::{Invalid, Result};
use crate::fields::optional;
use crate::money::{self, Cover, CoverTerms};
use crate::patients::{OfPatient, Patient, of_person};
use crate::record::{Merge, Record, Together};
use crate::sites;
use chrono::NaiveDate;
use healthsync_sync::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What an insurer covers of a patient (FHIR Coverage).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// The coverage.
    pub id: Uuid,
    /// The patient.
    pub patient_id: Uuid,
    /// The insurer.
    pub insurer_id: Uuid,
    /// The patient's number there.
    pub member_number: Option<String>,
    /// A share, or a fixed copay.
    pub cover: Cover,
    /// The insurer's share in hundredths of a per cent; 0 of a copay.
    pub covered_basis_points: u32,
    /// What the patient pays of each invoice in minor units; 0 of a share.
    pub copay_minor: i64,
    /// From this day.
    pub valid_from: Option<NaiveDate>,
    /// Until this day, it included.
    pub valid_until: Option<NaiveDate>,
    /// It is taken where nothing else is chosen.
    pub is_first: bool,
}

impl Record for Coverage {
    const KIND: &'static str = "coverage";
    const TABLE: &'static str = "coverages";
    const MERGE: Merge = Merge::PerField;
    const TOGETHER: &'static [Together] = &[("terms", &["cover", "covered_basis_points", "copay_minor"])];

    fn id(&self) -> Uuid {
        self.id
    }

    fn scope(&self, place: &Place) -> Scope {
        place.site()
    }
}

impl Coverage {
    /// The terms, for the arithmetic.
    #[must_use]
    pub fn terms(&self) -> CoverTerms {
        match self.cover {
            Cover::Percent => CoverTerms::Percent(self.covered_basis_points),
            Cover::Copay => CoverTerms::Copay(self.copay_minor),
        }
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }
}

/// A form about coverage.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct CoverageForm {
    /// The coverage; none for a new one.
    pub id: Option<Uuid>,
    /// What the form was shown; 0 for a new one.
    #[serde(default)]
    pub version: i64,
    /// The patient.
    pub patient_id: Uuid,
    /// The insurer.
    pub insurer_id: Uuid,
    /// The patient's number there.
    pub member_number: Option<String>,
    /// A share, or a fixed copay.
    pub cover: Cover,
    /// The insurer's share in hundredths of a per cent.
    #[serde(default)]
    pub covered_basis_points: u32,
    /// What the patient pays of each invoice, in minor units.
    #[serde(default)]
    pub copay_minor: i64,
    /// From this day.
    pub valid_from: Option<NaiveDate>,
    /// Until this day, it included.
    pub valid_until: Option<NaiveDate>,
    /// It is taken where nothing else is chosen.
    #[serde(default)]
    pub is_first: bool,
}

/// Coverage with what a form is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CoverageView {
    /// The coverage.
    pub coverage: Coverage,
    /// The insurer's name.
    pub insurer_name: String,
    /// It holds today.
    pub is_valid_today: bool,
    /// What a form that is opened now was shown.
    pub version: i64,
}

/// What insurers cover of a patient, what is taken first at the top.
///
/// # Errors
/// When the database fails.
pub fn coverages_of_patient(read: &Read<'_>, input: OfPatient) -> Result<Vec<CoverageView>> {
    let today = age::today(read)?;
    let sql = "patient_id = ?1 AND entered_in_error IS NULL ORDER BY is_first DESC, recorded_at DESC, id";
    let sql = of_person(read, input.patient_id, sql)?;
    let found = read.all::<Coverage>(&sql, [input.patient_id.to_string()])?;
    let mut views = vec![];
    for stored in found {
        views.push(CoverageView {
            insurer_name: insurer_name(read, stored.insurer_id)?,
            is_valid_today: stored.holds_on(today),
            version: read.version(stored.id)?,
            coverage: stored.record,
        });
    }
    views.sort_by_key(|view| !view.is_valid_today);
    Ok(views)
}

/// The insurer's name, for lists.
pub(crate) fn insurer_name(read: &Read<'_>, id: Uuid) -> Result<String> {
    Ok(read.find::<Insurer>(id)?.map(|insurer| insurer.record.name).unwrap_or_default())
}

/// What is taken for a new invoice where nothing is chosen: what holds today, and of those the first.
pub(crate) fn usual_coverage(read: &Read<'_>, patient_id: Uuid) -> Result<Option<Uuid>> {
    let views = coverages_of_patient(read, OfPatient { patient_id })?;
    Ok(views.into_iter().find(|view| view.is_valid_today).map(|view| view.coverage.id))
}

/// Adds or changes coverage. What was issued keeps the terms that it was issued with.
///
/// # Errors
/// When a field is wrong.
pub fn save_coverage(write: &mut Write<'_>, input: CoverageForm) -> Result<CoverageView> {
    write.get::<Patient>(input.patient_id)?;
    let insurer = write.get::<Insurer>(input.insurer_id)?;
    let currency = sites::own_site(write)?.record.currency;
    let (id, basis) = match input.id {
        Some(id) => (write.get::<Coverage>(id)?.record.id, Basis::Shown(input.version)),
        None => (write.new_id(), Basis::New),
    };
    if matches!((input.valid_from, input.valid_until), (Some(from), Some(until)) if until < from) {
        return Err(Invalid::new("valid_until", "ends_before_start", "The last day lies before the first.").into());
    }
    let (mut covered_basis_points, mut copay_minor) = (0, 0);
    match input.cover {
        Cover::Percent => {
            covered_basis_points = input.covered_basis_points;
            if !(1..=10_000).contains(&covered_basis_points) {
                let sentence = "The insurer's share is more than 0 % and at most 100 %.";
                let details = json!({ "basis_points": covered_basis_points });
                return Err(Invalid::new("covered_basis_points", "share_not_in_range", sentence).with(details).into());
            }
        }
        Cover::Copay => {
            copay_minor = input.copay_minor;
            if copay_minor < 0 {
                return Err(Invalid::new("copay_minor", "below_zero", "This cannot be less than nothing.").into());
            }
            money::check_amount("copay_minor", copay_minor, &currency)?;
        }
    }
    let coverage = Coverage {
        id,
        patient_id: input.patient_id,
        insurer_id: insurer.record.id,
        member_number: optional("member_number", input.member_number.as_deref(), 60)?,
        cover: input.cover,
        covered_basis_points,
        copay_minor,
        valid_from: input.valid_from,
        valid_until: input.valid_until,
        is_first: input.is_first,
    };
    let stored = write.save(coverage, basis)?.stored;
    Ok(CoverageView {
        insurer_name: insurer.record.name,
        is_valid_today: stored.holds_on(age::today(write)?),
        version: write.version(id)?,
        coverage: stored.record,
    })
}

/// Marks coverage as entered in error. What was issued stays as it is.
///
/// # Errors
/// When the reason is missing.
pub fn void_coverage(write: &mut Write<'_>, input: Void) -> Result<Nothing> {
    write.void::<Coverage>(input.id, input.version, &input.reason)?;
    Ok(Nothing {})
}
