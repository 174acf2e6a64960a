//! Asks the clinic, under the caller's session, for what stands on a paper: rights and the note of who read a chart
//! are the clinic's own.

use crate::{Caller, PaperOrder};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use healthsync_clinic::papers::LetterheadView;
use healthsync_clinic::sites::{self, Site};
use healthsync_clinic::{Error, Invalid, Result};
use healthsync_papers::{Currency, DateOrder, Digits, Language, Letterhead, Manner};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

/// Who asks, and how the answer will be said.
pub(super) struct Asking<'a> {
    pub caller: Caller<'a>,
    pub site: Site,
    pub language: Language,
    zone: chrono_tz::Tz,
}

impl<'a> Asking<'a> {
    pub fn new(caller: Caller<'a>, order: &PaperOrder) -> Result<Asking<'a>> {
        let settings = caller.clinic.call(caller.session, "site_settings", Value::Null)?;
        let site: Site = read(settings["site"].clone())?;
        let zone = site.time_zone.parse().unwrap_or(chrono_tz::UTC);
        let language = language(order.language.as_deref().unwrap_or(&site.language));
        Ok(Asking { caller, site, language, zone })
    }

    /// The answer of a command.
    pub fn ask(&self, name: &str, input: Value) -> Result<Value> {
        self.caller.clinic.call(self.caller.session, name, input)
    }

    /// How the paper is said. `currency` is that of its amounts, where it has any.
    pub fn manner(&self, currency: Option<&str>) -> Manner {
        let code = currency.unwrap_or(&self.site.currency).to_owned();
        let minor_digits = u8::try_from(healthsync_clinic::money::digits_of(&code)).unwrap_or(2);
        let digits = match self.site.digits {
            sites::Digits::Latin => Digits::Latin,
            sites::Digits::Arabic => Digits::Arabic,
        };
        // In English, Arabic digits would be read by nobody.
        let digits = if self.language == Language::English { Digits::Latin } else { digits };
        let date_order = match self.site.country.as_deref() {
            Some("United States" | "USA" | "US") => DateOrder::MonthDayYear,
            _ => DateOrder::DayMonthYear,
        };
        Manner { language: self.language, digits, currency: Currency { code, minor_digits }, date_order }
    }

    /// What stands on top and at the foot.
    pub fn letterhead(&self) -> Result<Letterhead> {
        let view: LetterheadView = read(self.ask("letterhead", Value::Null)?)?;
        let contact: Vec<String> = [view.phone, view.email].into_iter().flatten().collect();
        let mut lines: Vec<String> = view.address.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
        if !contact.is_empty() {
            lines.push(contact.join(" · "));
        }
        lines.extend(view.registration);
        let logo = view.logo_base64.and_then(|text| STANDARD.decode(text).ok());
        Ok(Letterhead { name: view.name, lines, footer: view.footer, logo })
    }

    /// An instant by the clinic's clock.
    pub fn local(&self, at_ms: &Value) -> NaiveDateTime {
        let instant = DateTime::<Utc>::from_timestamp_millis(at_ms.as_i64().unwrap_or_default()).unwrap_or_default();
        instant.with_timezone(&self.zone).naive_local()
    }

    /// Now, by the clinic's clock.
    pub fn now(&self) -> NaiveDateTime {
        self.local(&json!(self.caller.clinic.outside().now()))
    }

    /// The first instant of a day at the clinic, in milliseconds since 1970 UTC.
    pub fn start_of(&self, day: NaiveDate) -> i64 {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        let found = midnight.and_local_timezone(self.zone).earliest();
        found.map_or_else(|| midnight.and_utc().timestamp_millis(), |at| at.timestamp_millis())
    }
}

/// The language of this code; English where papers do not speak it.
pub(super) fn language(code: &str) -> Language {
    if code == "ar" { Language::Arabic } else { Language::English }
}

pub(super) fn read<T: DeserializeOwned>(answer: Value) -> Result<T> {
    serde_json::from_value(answer).map_err(|reason| Error::BadInput(reason.to_string()))
}

/// A text of an answer; none where it is missing or empty.
pub(super) fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A text of an answer that is always there.
pub(super) fn said(value: &Value) -> String {
    text(value).unwrap_or_default()
}

pub(super) fn minor(value: &Value) -> i64 {
    value.as_i64().unwrap_or_default()
}

pub(super) fn is(value: &Value) -> bool {
    value.as_bool().unwrap_or_default()
}

pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

pub(super) fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}

pub(super) fn decimal(value: &Value) -> rust_decimal::Decimal {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

/// What an order must name.
pub(super) fn needed(field: &str, id: Option<Uuid>) -> Result<Uuid> {
    id.ok_or_else(|| Invalid::new(field, "required", "Say what this paper is about.").into())
}
