//! Tokens: what patients who are here are called up by, so that no name is shouted across the room.

use super::Appointment;
use crate::age;
use crate::db::Read;
use crate::error::Result;

/// Gives the appointment a token of today, unless it has one. The letter is the workstation's: two that have not
/// heard of each other rarely give out the same.
pub(super) fn give(read: &Read<'_>, appointment: &mut Appointment) -> Result<()> {
    let today = age::today(read)?;
    if appointment.token.is_some() && appointment.token_on == Some(today) {
        return Ok(());
    }
    let letter = read.place.series_code().chars().next().unwrap_or('A');
    // The row stays when an arrival is taken back, and so its number is not given out again.
    let sql = "SELECT coalesce(max(CAST(substr(token, 2) AS INTEGER)), 0) FROM appointments
         WHERE token_on = ?1 AND substr(token, 1, 1) = ?2";
    let last: i64 =
        read.conn.prepare_cached(sql)?.query_row((today.to_string(), letter.to_string()), |row| row.get(0))?;
    appointment.token = Some(format!("{letter}{}", last + 1));
    appointment.token_on = Some(today);
    Ok(())
}
