//! Currencies: how many digits each has, and amounts as text.

use crate::error::{Invalid, Result};
use rust_decimal::Decimal;
use serde_json::json;

/// Amounts beyond it are slips of the keyboard; sums of a year's worth of them still fit 64 bits.
pub const MOST_MINOR: i64 = 1_000_000_000_000;
/// Quantities beyond it are slips of the keyboard.
pub const MOST_QUANTITY: i64 = 1_000_000;

/// Currencies without a minor unit in use (ISO 4217, list one).
const NO_DIGITS: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
];
/// Currencies whose minor unit is a thousandth (ISO 4217, list one).
const THREE_DIGITS: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// How many digits a currency has after the point (ISO 4217): 0, 2 or 3.
#[must_use]
pub fn digits_of(currency: &str) -> u32 {
    if NO_DIGITS.contains(&currency) {
        0
    } else if THREE_DIGITS.contains(&currency) {
        3
    } else {
        2
    }
}

/// The three-letter code of a currency, upper case.
///
/// # Errors
/// When it is no such code.
pub fn check_currency(code: &str) -> Result<String> {
    let code = code.trim().to_uppercase();
    if code.len() == 3 && code.chars().all(|letter| letter.is_ascii_uppercase()) {
        return Ok(code);
    }
    let sentence = "A currency is its three-letter code, such as KES or USD.";
    Err(Invalid::new("currency", "unknown_currency", sentence).into())
}

/// An amount in plain digits, e.g. `-1250.50`.
#[must_use]
pub fn text(amount_minor: i64, currency: &str) -> String {
    let digits = digits_of(currency);
    let sign = if amount_minor < 0 { "-" } else { "" };
    let (amount, unit) = (amount_minor.unsigned_abs(), 10_u64.pow(digits));
    let width = digits as usize;
    if digits == 0 {
        return format!("{sign}{amount}");
    }
    format!("{sign}{}.{:0width$}", amount / unit, amount % unit)
}

/// An amount with its currency, for sentences, e.g. `1250.50 KES`.
#[must_use]
pub fn words(amount_minor: i64, currency: &str) -> String {
    format!("{} {currency}", text(amount_minor, currency))
}

/// The minor units of an amount as somebody typed it: Latin or Arabic digits, a point or a comma before the last
/// digits, spaces, apostrophes or commas between thousands.
///
/// # Errors
/// [`Invalid`] for the field when it is no amount or has more digits after the point than the currency.
pub fn parse(field: &str, typed: &str, currency: &str) -> Result<i64> {
    let not_an_amount = || {
        let sentence = format!("'{}' is not an amount of money, such as 1250 or 12.50.", typed.trim());
        Invalid::new(field, "not_an_amount", sentence).with(json!({ "text": typed.trim() }))
    };
    let plain = plain(typed);
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(rest) => (-1, rest.to_owned()),
        None => (1, plain),
    };
    let (whole, fraction) = match decimal_point(&plain) {
        Some(at) => (plain.get(..at).unwrap_or_default(), plain.get(at + 1..).unwrap_or_default()),
        None => (plain.as_str(), ""),
    };
    let whole: String = whole.chars().filter(|letter| !matches!(letter, '.' | ',')).collect();
    let is_number = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_number(&whole) || !is_number(fraction) {
        return Err(not_an_amount().into());
    }
    let digits = digits_of(currency);
    let significant = fraction.trim_end_matches('0');
    if significant.len() > digits as usize {
        let sentence = match digits {
            0 => format!("{currency} has no digits after the point: {} cannot be paid.", typed.trim()),
            _ => format!("{currency} has {digits} digits after the point: {} has more.", typed.trim()),
        };
        let details = json!({ "currency": currency, "digits": digits, "text": typed.trim() });
        return Err(Invalid::new(field, "too_many_digits", sentence).with(details).into());
    }
    let padded = format!("{whole}{significant:0<width$}", width = digits as usize);
    let amount: i64 = padded.parse().map_err(|_| not_an_amount())?;
    check_amount(field, amount, currency)?;
    Ok(sign * amount)
}

/// Western digits and points, without spaces and apostrophes.
fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter_map(|letter| match letter {
            '٠'..='٩' => char::from_digit(u32::from(letter) - u32::from('٠'), 10),
            '۰'..='۹' => char::from_digit(u32::from(letter) - u32::from('۰'), 10),
            '٫' => Some('.'),
            '٬' | '\'' | '’' | '_' => None,
            '−' => Some('-'),
            letter if letter.is_whitespace() => None,
            letter => Some(letter),
        })
        .collect()
}

/// Where the digits after the point begin. One mark alone with exactly three digits after it (`1,250`) stands between
/// thousands if it is a comma; a mark that comes twice always does.
fn decimal_point(plain: &str) -> Option<usize> {
    let at = plain.rfind(['.', ','])?;
    let mark = plain.get(at..=at)?;
    let is_repeated = plain.matches(mark).count() > 1;
    let after = plain.len() - at - 1;
    let is_between_thousands = is_repeated || (mark == "," && after == 3 && !plain.contains('.'));
    (!is_between_thousands).then_some(at)
}

/// Refuses an amount that no clinic charges.
///
/// # Errors
/// [`Invalid`] for the field.
pub fn check_amount(field: &str, amount_minor: i64, currency: &str) -> Result<()> {
    if amount_minor.unsigned_abs() <= MOST_MINOR.unsigned_abs() {
        return Ok(());
    }
    let sentence = format!("{} is more than can be billed. Check the number.", words(amount_minor, currency));
    Err(Invalid::new(field, "amount_too_large", sentence).with(json!({ "most_minor": MOST_MINOR })).into())
}

/// Refuses a tax of more than 100 %.
///
/// # Errors
/// [`Invalid`] for the field.
pub fn check_tax(field: &str, basis_points: u32) -> Result<()> {
    if basis_points <= 10_000 {
        return Ok(());
    }
    let sentence = "A tax is at most 100 %.";
    Err(Invalid::new(field, "tax_over_whole", sentence).with(json!({ "basis_points": basis_points })).into())
}

/// Refuses a price below zero or beyond reason.
///
/// # Errors
/// [`Invalid`] for the field.
pub fn check_price(field: &str, price_minor: i64, currency: &str) -> Result<i64> {
    if price_minor < 0 {
        let sentence = "A price cannot be less than nothing. To take something off, give a discount.";
        return Err(Invalid::new(field, "below_zero", sentence).with(json!({ "amount_minor": price_minor })).into());
    }
    check_amount(field, price_minor, currency)?;
    Ok(price_minor)
}

/// Refuses a quantity that is not above zero, has more than three digits after the point, or is beyond reason.
///
/// # Errors
/// [`Invalid`] for the field.
pub fn check_quantity(field: &str, quantity: Decimal) -> Result<Decimal> {
    let quantity = quantity.normalize();
    if quantity <= Decimal::ZERO {
        let sentence = "A quantity is more than nothing. To take something back, give credit.";
        return Err(Invalid::new(field, "not_above_zero", sentence).with(json!({ "quantity": quantity })).into());
    }
    if quantity.scale() > 3 {
        let sentence = "A quantity has at most three digits after the point.";
        return Err(Invalid::new(field, "too_many_digits", sentence).with(json!({ "digits": 3 })).into());
    }
    if quantity > Decimal::from(MOST_QUANTITY) {
        let sentence = format!("A quantity is at most {MOST_QUANTITY}. Check the number.");
        return Err(Invalid::new(field, "quantity_too_large", sentence).with(json!({ "most": MOST_QUANTITY })).into());
    }
    Ok(quantity)
}
