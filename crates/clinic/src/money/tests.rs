//! Properties of money: nothing is lost, whatever is bought, taken off, taxed, shared, paid and given back.

use super::*;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn cover() -> impl Strategy<Value = Option<CoverTerms>> {
    prop_oneof![
        Just(None),
        (0_u32..=10_000).prop_map(|share| Some(CoverTerms::Percent(share))),
        (0_i64..200_000).prop_map(|copay| Some(CoverTerms::Copay(copay))),
    ]
}

fn line() -> impl Strategy<Value = (Terms, bool)> {
    let discount = prop_oneof![(0_u32..=10_000).prop_map(Ok), (0_u32..=10_000).prop_map(Err)];
    let parts = (1_i64..100_000, 0_u32..=3, 0_i64..1_000_000, discount, 0_u32..=10_000, any::<bool>(), any::<bool>());
    parts.prop_map(|(quantity, scale, price, discount, tax, is_tax_included, is_covered)| {
        let quantity = Decimal::new(quantity, scale);
        let gross = Terms {
            quantity,
            unit_price_minor: price,
            discount: Discount::Amount(0),
            tax_basis_points: 0,
            is_tax_included,
        }
        .price()
        .map_or(0, |sums| sums.gross_minor);
        let discount = match discount {
            Ok(share) => Discount::Share(share),
            // A part of the line, as an amount.
            Err(part) => Discount::Amount(share(gross, part).unwrap_or(0)),
        };
        (Terms { quantity, unit_price_minor: price, discount, tax_basis_points: tax, is_tax_included }, is_covered)
    })
}

proptest! {
    #[test]
    fn a_line_is_what_it_is_made_of((terms, _) in line()) {
        let sums = terms.price().expect("these numbers can be counted");
        let added = if terms.is_tax_included { 0 } else { sums.tax_minor };
        prop_assert_eq!(sums.gross_minor - sums.discount_minor + added, sums.total_minor, "gross − discount + tax");
        prop_assert!((0..=sums.gross_minor).contains(&sums.discount_minor), "a discount takes off what is there");
        prop_assert!((0..=sums.total_minor).contains(&sums.tax_minor), "a tax is part of the total");
        let exact = terms.quantity * Decimal::from(terms.unit_price_minor);
        prop_assert!((exact - Decimal::from(sums.gross_minor)).abs() <= Decimal::new(5, 1), "rounded once, to the nearest");
    }

    #[test]
    fn the_lines_and_the_payers_parts_are_the_total(lines in prop::collection::vec(line(), 0..12), cover in cover()) {
        let bill = bill(&lines, cover).expect("these numbers can be counted");
        let total: i64 = bill.lines.iter().map(|sums| sums.total_minor).sum();
        prop_assert_eq!(total, bill.sums.total_minor, "the lines are the total");
        prop_assert_eq!(bill.parts.patient_minor + bill.parts.insurer_minor, total, "the parts are the total");
        prop_assert!(bill.parts.patient_minor >= 0 && bill.parts.insurer_minor >= 0, "nobody is paid for care");
        prop_assert!(bill.parts.insurer_minor <= bill.covered_minor, "an insurer pays what it covers");
    }

    #[test]
    fn taking_a_part_back_never_makes_anybody_owe_more(
        total in 0_i64..10_000_000, covered in 0_i64..10_000_000, taken in 0_i64..10_000_000, of_covered in any::<bool>(),
        cover in cover(),
    ) {
        let covered = covered.min(total);
        let room = if of_covered { covered } else { total - covered };
        let taken = taken.min(room);
        let before = split(total, covered, cover);
        let after = split(total - taken, if of_covered { covered - taken } else { covered }, cover);
        prop_assert!(after.patient_minor <= before.patient_minor, "the patient: {:?} {:?}", before, after);
        prop_assert!(after.insurer_minor <= before.insurer_minor, "the insurer: {:?} {:?}", before, after);
    }

    #[test]
    fn a_line_taken_back_in_any_steps_takes_all_of_its_tax_back((terms, _) in line(), steps in prop::collection::vec(1_i64..100_000, 0..20)) {
        let sums = terms.price().expect("these numbers can be counted");
        let (mut before, mut tax) = (0, 0);
        for step in steps.into_iter().chain([i64::MAX]) {
            let part = step.min(sums.total_minor - before);
            let part_tax = tax_of_part(&sums, before, part);
            prop_assert!((0..=part).contains(&part_tax), "the tax of a part is in it");
            tax += part_tax;
            before += part;
        }
        prop_assert_eq!((before, tax), (sums.total_minor, sums.tax_minor), "to the last unit");
    }

    #[test]
    fn what_is_shared_out_is_the_whole(amount in -1_000_000_000_000_i64..1_000_000_000_000, weights in prop::collection::vec(any::<u64>(), 1..20)) {
        let parts = allocate(amount, &weights);
        prop_assert_eq!(parts.iter().sum::<i64>(), amount, "nothing is lost");
        let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
        for (part, weight) in parts.iter().zip(&weights) {
            let Some(sum) = (sum > 0).then_some(sum) else { continue };
            let low = u128::from(amount.unsigned_abs()) * u128::from(*weight) / sum;
            let part = u128::from(part.unsigned_abs());
            prop_assert!(part == low || part == low + 1, "each has its part, to a unit");
        }
    }

    #[test]
    fn coins_are_the_nearest(amount in -1_000_000_i64..1_000_000, increment in 1_i64..1_000) {
        let coins = to_coins(amount, increment);
        prop_assert_eq!(coins.rem_euclid(increment), 0, "it can be paid");
        prop_assert!((coins - amount).abs() * 2 <= increment, "and is the nearest");
    }

    #[test]
    fn an_amount_is_read_as_it_is_written(amount in -MOST_MINOR..=MOST_MINOR, currency in prop::sample::select(vec!["JPY", "SDG", "KWD"])) {
        prop_assert_eq!(parse("amount", &text(amount, currency), currency).ok(), Some(amount), "there and back");
    }

    #[test]
    fn no_text_makes_reading_an_amount_fall_over(typed in "\\PC*") {
        let _ = parse("amount", &typed, "SDG");
    }
}

/// A stream of numbers that is the same in each run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    fn amount(&mut self, most: i64) -> i64 {
        self.below(most.unsigned_abs() + 1) as i64
    }
}

/// One invoice from its lines to the last refund; says what was wrong.
fn one_life(dice: &mut Dice) -> Result<(), &'static str> {
    let is_tax_included = dice.below(4) == 0;
    let cover = match dice.below(3) {
        0 => None,
        1 => Some(CoverTerms::Percent(dice.below(10_001) as u32)),
        _ => Some(CoverTerms::Copay(dice.amount(50_000))),
    };
    let mut lines = [(
        Terms {
            quantity: Decimal::ONE,
            unit_price_minor: 0,
            discount: Discount::Amount(0),
            tax_basis_points: 0,
            is_tax_included,
        },
        false,
    ); 4];
    let count = 1 + dice.below(4) as usize;
    for (terms, is_covered) in lines.iter_mut().take(count) {
        terms.quantity = Decimal::new(1 + dice.amount(9_999), dice.below(4) as u32);
        terms.unit_price_minor = dice.amount(1_000_000);
        terms.tax_basis_points = [0, 0, 500, 1_500, 1_750][dice.below(5) as usize];
        terms.discount = match dice.below(3) {
            0 => Discount::Share(dice.below(10_001) as u32),
            1 => Discount::Amount(dice.amount(terms.price().map_or(0, |sums| sums.gross_minor))),
            _ => Discount::Amount(0),
        };
        *is_covered = dice.below(4) > 0;
    }
    let lines = lines.get(..count).unwrap_or_default();
    let bill = bill(lines, cover).ok_or("it can be counted")?;
    let total: i64 = bill.lines.iter().map(|sums| sums.total_minor).sum();
    if total != bill.sums.total_minor || bill.parts.patient_minor + bill.parts.insurer_minor != total {
        return Err("the lines, and the payers' parts, are the total");
    }
    // Paid in part, credited in part, and at times paid back.
    let mut paid = [dice.amount(bill.parts.patient_minor), dice.amount(bill.parts.insurer_minor)];
    let (mut taken, mut credited, mut credited_tax, mut freed) = ([0_i64; 4], 0, 0, 0);
    for _ in 0..dice.below(4) {
        let at = dice.below(count as u64) as usize;
        let (Some(sums), Some(before)) = (bill.lines.get(at), taken.get(at).copied()) else { continue };
        let part = dice.amount(sums.total_minor - before);
        credited_tax += tax_of_part(sums, before, part);
        credited += part;
        if let Some(taken) = taken.get_mut(at) {
            *taken += part;
        }
        let rests: Vec<_> = bill
            .lines
            .iter()
            .zip(lines)
            .zip(taken)
            .map(|((sums, line), taken)| (sums.total_minor, taken, line.1))
            .collect();
        let (rest, parts) = left(&rests, cover);
        if rest != total - credited || parts.patient_minor + parts.insurer_minor != rest {
            return Err("what is left is the total less what was credited");
        }
        for (paid, part) in paid.iter_mut().zip([parts.patient_minor, parts.insurer_minor]) {
            let over = (*paid - part).max(0);
            *paid -= over;
            freed += over;
        }
        let due: i64 = parts.patient_minor - paid[0] + parts.insurer_minor - paid[1];
        if paid[0] + paid[1] + credited + due != total || due < 0 {
            return Err("paid + credited + due is the total");
        }
    }
    if credited == total && credited_tax != bill.sums.tax_minor {
        return Err("of what was all taken back, all tax came back");
    }
    let coins = to_coins(freed, 5);
    if (coins - freed).abs() > 2 {
        return Err("a refund is rounded by less than a coin");
    }
    Ok(())
}

#[test]
fn a_million_invoices_lose_no_unit() {
    let mut dice = Dice(20_260_601);
    for at in 0..1_000_000 {
        let outcome = one_life(&mut dice);
        assert_eq!(outcome, Ok(()), "invoice {at}");
    }
}

#[test]
fn digits_are_those_of_the_standard() {
    assert_eq!(
        ["JPY", "XOF", "UGX", "SDG", "USD", "EGP", "KWD", "TND"].map(digits_of),
        [0, 0, 0, 2, 2, 2, 3, 3],
        "ISO 4217"
    );
    assert_eq!(
        [text(-5, "SDG"), text(1_250, "JPY"), text(1_250, "KWD")],
        ["-0.05", "1250", "1.250"],
        "in plain digits"
    );
}

#[test]
fn halves_are_rounded_up() {
    assert_eq!([share(5, 1_000), share(15, 1_000), share(25, 1_000)], [Some(1), Some(2), Some(3)], "0.5, 1.5 and 2.5");
    assert_eq!(
        [to_coins(1_002, 5), to_coins(1_003, 5), to_coins(25, 50), to_coins(24, 50)],
        [1_000, 1_005, 50, 0],
        "to coins"
    );
    assert_eq!(scaled(1, 1, 0), None, "of nothing there is no part");
    assert_eq!(scaled(i64::MAX, 3, 1), None, "what does not fit is not wrapped");
}

#[test]
fn amounts_are_read_as_people_write_them() {
    let read = |typed: &str, currency: &str| parse("amount", typed, currency).ok();
    assert_eq!(read("1,250", "SDG"), Some(125_000), "a comma between thousands");
    assert_eq!(read("12,5", "SDG"), Some(1_250), "a comma before the last digits");
    assert_eq!(read("1.234.567,89", "SDG"), Some(123_456_789), "as in Europe");
    assert_eq!(read("1 234 567.89", "SDG"), Some(123_456_789), "as in the standard");
    assert_eq!(read("-12.50", "SDG"), Some(-1_250), "below zero");
    assert_eq!(read("12.500", "SDG"), Some(1_250), "zeros that say nothing");
    assert_eq!(read(".5", "SDG"), Some(50), "no zero before the point");
    assert_eq!([read("", "SDG"), read(".", "SDG"), read("12x", "SDG"), read("1-2", "SDG")], [None; 4], "no amounts");
    assert_eq!(read("99999999999999999999", "SDG"), None, "too many digits for any currency");
}
