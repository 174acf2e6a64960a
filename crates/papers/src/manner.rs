//! How a paper is said: the language, the digits, the money, the dates.

use serde::{Deserialize, Serialize};

/// How a paper is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manner {
    /// The language of its words.
    pub language: Language,
    /// The digits of its numbers.
    pub digits: Digits,
    /// The money of its amounts.
    pub currency: Currency,
    /// The order of its dates.
    pub date_order: DateOrder,
}

/// A language that papers speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English, from left to right.
    #[serde(rename = "en")]
    English,
    /// Arabic, from right to left.
    #[serde(rename = "ar")]
    Arabic,
}

/// Which digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digits {
    /// 0123456789
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩
    Arabic,
}

/// The money that amounts are in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// The ISO 4217 code, e.g. `KES`.
    pub code: String,
    /// How many digits stand behind the point: 0, 2 or 3.
    pub minor_digits: u8,
}

/// The order of a date. Months are written as words, but for the last order, so that no date is read as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 3 Feb 2026
    DayMonthYear,
    /// Feb 3, 2026
    MonthDayYear,
    /// 2026-02-03
    YearMonthDay,
}

/// Whether it is the one original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The original.
    Original,
    /// Made again: it says so on its top.
    Copy,
}
