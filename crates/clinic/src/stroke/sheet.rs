//! Reading a file that says it is the public stroke data: any usual encoding, commas, semicolons or tabs.

use super::{ResidenceType, SmokingStatus, StrokeDetails, StrokeGender, WorkType};
use crate::csv_text::{Lines, check_is_text, mark_of, plain, refused};
use crate::error::Result;
use rust_decimal::Decimal;
use std::str::FromStr;

/// The columns, in the order of the public file.
pub const COLUMNS: [&str; 12] = [
    "id",
    "gender",
    "age",
    "hypertension",
    "heart_disease",
    "ever_married",
    "work_type",
    "Residence_type",
    "avg_glucose_level",
    "bmi",
    "smoking_status",
    "stroke",
];

/// A row's own id is at most so long.
const LONGEST_ID: usize = 64;

/// A row that was read.
pub struct Row {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its own id.
    pub source_id: String,
    /// What it says, or what is wrong with it.
    pub details: std::result::Result<StrokeDetails, Vec<Cell>>,
}

/// A cell that cannot be.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The column.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
    /// What is wrong, as a code.
    pub code: &'static str,
    /// What is wrong and what it should be.
    pub reason: String,
}

/// The rows of a file.
///
/// # Errors
/// When the file is something else altogether: empty, binary, or without the columns.
pub fn rows(text: &str) -> Result<Vec<Row>> {
    check_is_text(text)?;
    let mark = mark_of(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(mark).unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header =
        reader.headers().map_err(|reason| refused("file_not_csv", format!("The file cannot be read: {reason}.")))?;
    let at = |column: &str| header.iter().position(|name| plain(name) == plain(column));
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|column| *column != "id" && at(column).is_none()).collect();
    if !missing.is_empty() {
        let sentence = format!(
            "The first line of the file must name the columns. Missing: {}. Is this the stroke data?",
            missing.join(", ")
        );
        return Err(refused("columns_missing", sentence));
    }
    let places = COLUMNS.map(at);
    let is_decimal_comma = mark != ',';
    let mut found = vec![];
    let mut lines = Lines::of(text);
    for (index, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) if record.iter().all(str::is_empty) => continue,
            Ok(record) => record,
            Err(reason) => return Err(refused("file_not_csv", format!("The file cannot be read: {reason}."))),
        };
        let line = record.position().map_or(index as u64 + 2, |position| lines.at(position.byte()));
        let cell = |column: usize| places[column].and_then(|place| record.get(place)).unwrap_or_default();
        let source_id = cell(0).to_owned();
        let mut details = details(&cell, is_decimal_comma);
        if source_id.chars().count() > LONGEST_ID {
            let reason = format!("must have at most {LONGEST_ID} characters");
            let cell = Cell { column: COLUMNS[0], value: source_id.clone(), code: "too_long", reason };
            details = Err(details.err().into_iter().flatten().chain([cell]).collect());
        }
        found.push(Row { line, source_id, details });
    }
    Ok(found)
}

fn details<'r>(
    cell: &dyn Fn(usize) -> &'r str,
    is_decimal_comma: bool,
) -> std::result::Result<StrokeDetails, Vec<Cell>> {
    let mut wrong = vec![];
    let mut note = |column: usize, code: &'static str, reason: String| {
        wrong.push(Cell { column: COLUMNS[column], value: cell(column).to_owned(), code, reason });
    };
    let gender = choice(cell(1), StrokeGender::WORDS).map_err(|reason| note(1, "not_a_choice", reason));
    let age = number(cell(2), is_decimal_comma, 0, 125).map_err(|(code, reason)| note(2, code, reason));
    let hypertension = yes_or_no(cell(3)).map_err(|reason| note(3, "not_yes_or_no", reason));
    let heart_disease = yes_or_no(cell(4)).map_err(|reason| note(4, "not_yes_or_no", reason));
    let ever_married = yes_or_no(cell(5)).map_err(|reason| note(5, "not_yes_or_no", reason));
    let work_type = choice(cell(6), WorkType::WORDS).map_err(|reason| note(6, "not_a_choice", reason));
    let residence_type = choice(cell(7), ResidenceType::WORDS).map_err(|reason| note(7, "not_a_choice", reason));
    let glucose = number(cell(8), is_decimal_comma, 1, 2000).map_err(|(code, reason)| note(8, code, reason));
    let is_unknown = matches!(cell(9).to_uppercase().as_str(), "" | "N/A" | "NA" | "NULL" | "NAN");
    let bmi = if is_unknown { Ok(None) } else { number(cell(9), is_decimal_comma, 5, 150).map(Some) };
    let bmi = bmi.map_err(|(code, reason)| note(9, code, reason));
    let smoking = choice(cell(10), SmokingStatus::WORDS).map_err(|reason| note(10, "not_a_choice", reason));
    let stroke = yes_or_no(cell(11)).map_err(|reason| note(11, "not_yes_or_no", reason));
    let whole = (|| {
        Ok::<_, ()>(StrokeDetails {
            assessed_on: None,
            gender: gender?,
            age_years: age?,
            has_hypertension: hypertension?,
            has_heart_disease: heart_disease?,
            was_ever_married: ever_married?,
            work_type: work_type?,
            residence_type: residence_type?,
            avg_glucose_mg_dl: glucose?,
            bmi: bmi?,
            smoking_status: smoking?,
            had_stroke: stroke?,
        })
    })();
    whole.map_err(|()| wrong)
}

fn choice<T: Copy>(text: &str, words: &[(&str, T)]) -> std::result::Result<T, String> {
    let found = words.iter().find(|(word, _)| plain(word) == plain(text)).map(|(_, choice)| *choice);
    found.ok_or_else(|| {
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        format!("must be one of {}", all.join(", "))
    })
}

fn yes_or_no(text: &str) -> std::result::Result<bool, String> {
    match text.to_lowercase().as_str() {
        "1" | "yes" | "true" | "1.0" => Ok(true),
        "0" | "no" | "false" | "0.0" => Ok(false),
        _ => Err("must be 0 or 1, or No or Yes".into()),
    }
}

fn number(
    text: &str,
    is_decimal_comma: bool,
    low: i64,
    high: i64,
) -> std::result::Result<Decimal, (&'static str, String)> {
    let text = if is_decimal_comma { text.replace(',', ".") } else { text.to_owned() };
    let value = Decimal::from_str(&text).map_err(|_| ("not_a_number", "must be a number".to_owned()))?;
    if value < Decimal::from(low) || value > Decimal::from(high) {
        return Err(("impossible", format!("must lie between {low} and {high}")));
    }
    Ok(value)
}
