//! Double bookings: what no workstation let through by itself, and two that had not heard of each other could.

use super::LONGEST_MIN;
use crate::db::Read;
use crate::error::Result;
use crate::outside::Millis;
use crate::review::{Finding, ReviewReason};
use crate::schedules::local::MINUTE_MS;
use uuid::Uuid;

/// Appointments to come that take the same patient's, practitioner's or room's time, and that nobody booked over each
/// other on purpose. The detail says whose time it is: `patient`, `practitioner` or `room`.
pub(crate) fn double_booked(read: &Read<'_>) -> Result<Vec<Finding>> {
    let mut items = vec![];
    for (column, kind) in [("patient_id", "patient"), ("practitioner_id", "practitioner"), ("room_id", "room")] {
        let takes = |name: &str| {
            format!(
                "{name}.is_walk_in = 0 AND {name}.status IN ('proposed', 'pending', 'booked') AND {name}.ends_at > ?1
                 AND {name}.entered_in_error IS NULL AND instr(coalesce({name}.overridden, ''), '{kind}_busy') = 0"
            )
        };
        let sql = format!(
            "SELECT a.id, b.id FROM appointments a JOIN appointments b ON b.{column} = a.{column}
                 AND b.starts_at > a.starts_at - ?2 AND b.starts_at >= a.starts_at AND b.starts_at < a.ends_at
             WHERE a.starts_at > ?1 - ?2 AND {} AND {} AND a.id <> b.id AND (b.starts_at > a.starts_at OR b.id > a.id)
             ORDER BY a.starts_at, a.id, b.id",
            takes("a"),
            takes("b")
        );
        let mut statement = read.conn.prepare_cached(&sql)?;
        let reach = Millis::from(LONGEST_MIN) * MINUTE_MS;
        let rows = statement.query_map((read.now, reach), |row| Ok([row.get::<_, String>(0)?, row.get(1)?]))?;
        for pair in rows {
            let records = pair?.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
            let (reason, detail) = (ReviewReason::DoubleBooked, kind.to_owned());
            items.push(Finding { reason, kind: "appointment".into(), records, detail, state: String::new() });
        }
    }
    Ok(items)
}
