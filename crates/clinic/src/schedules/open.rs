//! When a practitioner is open for appointments on a day.
