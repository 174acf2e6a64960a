//! What the lines of a form come to, and whether they can be.

use super::{DraftLine, LineForm, LineView, TaxView};
use crate::accounts;
use crate::db::Read;
use crate::error::{Invalid, Result};
use crate::formulary::Drug;
use crate::money::{self, Bill, CoverTerms, Discount, Sums, Terms};
use crate::services::Service;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the price list says of a service or a drug now.
pub(crate) fn listed_price(read: &Read<'_>, item_id: Option<Uuid>) -> Result<Option<i64>> {
    let Some(id) = item_id else { return Ok(None) };
    if let Some(service) = read.find::<Service>(id)? {
        return Ok(Some(service.price_minor));
    }
    Ok(read.find::<Drug>(id)?.and_then(|drug| drug.price_minor))
}

/// How a line is priced.
pub(crate) fn terms_of(line: &DraftLine, is_tax_included: bool) -> Terms {
    Terms {
        quantity: line.quantity,
        unit_price_minor: line.unit_price_minor,
        discount: match line.discount_basis_points {
            Some(share) => Discount::Share(share),
            None => Discount::Amount(line.discount_minor),
        },
        tax_basis_points: line.tax_basis_points,
        is_tax_included,
    }
}

/// What lines come to together.
pub(crate) fn bill_of(lines: &[DraftLine], is_tax_included: bool, cover: Option<CoverTerms>) -> Result<Bill> {
    let terms: Vec<_> = lines.iter().map(|line| (terms_of(line, is_tax_included), line.is_covered)).collect();
    let too_large = || Invalid::new("lines", "amount_too_large", "This is more than can be billed. Check the numbers.");
    let bill = money::bill(&terms, cover).ok_or_else(too_large)?;
    if bill.sums.gross_minor > money::MOST_MINOR {
        return Err(too_large().with(json!({ "most_minor": money::MOST_MINOR })).into());
    }
    Ok(bill)
}

/// Refuses a line that cannot be; `at` is its place in the form.
pub(crate) fn check_line(at: usize, form: &LineForm, is_tax_included: bool, currency: &str) -> Result<()> {
    let field = |name: &str| format!("lines.{at}.{name}");
    let quantity = money::check_quantity(&field("quantity"), form.quantity)?;
    money::check_price(&field("unit_price_minor"), form.unit_price_minor, currency)?;
    if let Some(tax) = form.tax_basis_points {
        money::check_tax(&field("tax_basis_points"), tax)?;
    }
    if let Some(share) = form.discount_basis_points
        && share > money::WHOLE_BASIS_POINTS
    {
        let sentence = "A discount is at most 100 %.";
        let details = json!({ "basis_points": share });
        return Err(Invalid::new(&field("discount_basis_points"), "discount_over_whole", sentence)
            .with(details)
            .into());
    }
    if form.discount_minor < 0 {
        let sentence = "A discount cannot be less than nothing. To charge more, change the price.";
        return Err(Invalid::new(&field("discount_minor"), "below_zero", sentence).into());
    }
    let whole = Terms {
        quantity,
        unit_price_minor: form.unit_price_minor,
        discount: Discount::Amount(0),
        tax_basis_points: 0,
        is_tax_included,
    };
    let gross = whole.price().map_or(0, |sums| sums.gross_minor);
    money::check_amount(&field("unit_price_minor"), gross, currency)?;
    if form.discount_basis_points.is_none() && form.discount_minor > gross {
        let sentence = format!(
            "The discount of {} is more than the line's {}.",
            money::words(form.discount_minor, currency),
            money::words(gross, currency)
        );
        let details = json!({ "discount_minor": form.discount_minor, "gross_minor": gross });
        return Err(Invalid::new(&field("discount_minor"), "discount_over_line", sentence).with(details).into());
    }
    Ok(())
}

/// A line of a draft as a screen shows it.
pub(crate) fn line_view(read: &Read<'_>, line: &DraftLine, is_saved: bool, sums: Sums) -> Result<LineView> {
    let practitioner = line.practitioner_id.map(|id| accounts::name_of(read, id)).transpose()?;
    Ok(LineView {
        id: is_saved.then_some(line.id),
        charge_item_id: line.charge_item_id,
        source: line.source,
        item_id: line.item_id,
        practitioner_name: practitioner.flatten(),
        description: line.description.clone(),
        quantity: line.quantity,
        unit_price_minor: line.unit_price_minor,
        price_now_minor: changed_price(read, line)?,
        discount_basis_points: line.discount_basis_points,
        tax_basis_points: line.tax_basis_points,
        is_covered: line.is_covered,
        sums,
        credited_minor: 0,
    })
}

/// What the price list says now, where that is neither what it said when the line was made nor what the line says.
pub(crate) fn changed_price(read: &Read<'_>, line: &DraftLine) -> Result<Option<i64>> {
    let now = listed_price(read, line.item_id)?;
    let is_told = line.listed_price_minor.is_some();
    Ok(now.filter(|now| is_told && Some(*now) != line.listed_price_minor && *now != line.unit_price_minor))
}

/// The tax by rate, what has none left out.
pub(crate) fn taxes_of<'a>(lines: impl Iterator<Item = (u32, &'a Sums)>) -> Vec<TaxView> {
    let mut rates: BTreeMap<u32, (i64, i64)> = BTreeMap::new();
    for (basis_points, sums) in lines.filter(|(basis_points, _)| *basis_points > 0) {
        let rate = rates.entry(basis_points).or_default();
        rate.0 += sums.total_minor - sums.tax_minor;
        rate.1 += sums.tax_minor;
    }
    let view = |(basis_points, (net_minor, tax_minor))| TaxView { basis_points, net_minor, tax_minor };
    rates.into_iter().map(view).collect()
}
