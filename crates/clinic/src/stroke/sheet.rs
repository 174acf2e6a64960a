//! Reading a file that says it is the public stroke data: any usual encoding, commas, semicolons or tabs.

use super::{ResidenceType, SmokingStatus, StrokeDetails, StrokeGender, WorkType};
use crate::error::{Error, Result};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
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

/// The text of bytes in whatever encoding they are.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    for encoding in [UTF_16LE, UTF_16BE] {
        let mark: &[u8] = if encoding == UTF_16LE { &[0xFF, 0xFE] } else { &[0xFE, 0xFF] };
        if bytes.starts_with(mark) {
            return encoding.decode(bytes).0.into_owned();
        }
    }
    let (text, _, is_damaged) = UTF_8.decode(bytes);
    if is_damaged { WINDOWS_1252.decode(bytes).0.into_owned() } else { text.into_owned() }
}

fn refused(code: &'static str, sentence: impl Into<String>) -> Error {
    Error::Refused { code, sentence: sentence.into() }
}

/// The rows of a file.
///
/// # Errors
/// When the file is something else altogether: empty, binary, or without the columns.
pub fn rows(text: &str) -> Result<Vec<Row>> {
    if text.trim().is_empty() {
        return Err(refused("file_empty", "The file is empty. Choose the file again."));
    }
    if text.starts_with("PK") || text.starts_with("%PDF") || text.chars().take(2000).any(|letter| letter == '\0') {
        let sentence = "This is not a text file. In a spreadsheet program, save it as CSV and choose that file.";
        return Err(refused("file_not_text", sentence));
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| first.chars().filter(|letter| *letter == mark).count();
    let mark = [',', ';', '\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == ',')).unwrap_or(',');
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
    let mut lines = Lines { text, byte: 0, line: 1 };
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

/// Counts lines up to a place, as an editor does, whichever way the lines end.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the row that begins at `byte`, or at the end of line that may still stand there.
    fn at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut end = usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
        while end < bytes.len() && matches!(bytes[end], b'\r' | b'\n') {
            end += 1;
        }
        self.line += bytes[self.byte..end].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte = end;
        self.line
    }
}

fn plain(name: &str) -> String {
    name.trim_start_matches('\u{feff}').to_lowercase().replace([' ', '-'], "_")
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
