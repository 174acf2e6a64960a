//! Instructions in English.

use super::{Directions, Way, number};
use crate::formulary::{DoseUnit, Route};
use crate::prescriptions::{Food, Frequency};
use rust_decimal::Decimal;

/// E.g. "Take 2 tablets by mouth three times a day after food for 7 days."
pub(super) fn sentence(directions: &Directions<'_>) -> String {
    let way = Way::of(directions.route);
    let dose = dose(directions.dose, directions.dose_unit, way);
    let mut parts = vec![match way {
        Way::Take => format!("Take {dose} by mouth"),
        Way::UnderTongue => format!("Let {dose} dissolve under the tongue"),
        Way::InCheek => format!("Put {dose} inside the cheek"),
        Way::Inject => format!("{dose} injected {}", into(directions.route)),
        Way::Inhale => format!("Inhale {dose}"),
        Way::Nose => format!("Put {dose} into the nose"),
        Way::Eye => format!("Put {dose} into the eye"),
        Way::Ear => format!("Put {dose} into the ear"),
        Way::Skin => format!("Apply {dose} to the skin"),
        Way::Patch => format!("Stick {dose} on the skin"),
        Way::Rectum => format!("Put {dose} into the rectum"),
        Way::Vagina => format!("Put {dose} into the vagina"),
        Way::Womb => format!("{dose} into the womb"),
    }];
    let often = often(directions.frequency);
    if directions.is_as_needed {
        parts.push("when needed".into());
        if let Some(reason) = directions.as_needed_for {
            parts.push(format!("for {reason}"));
        }
        parts.push(match directions.frequency {
            Frequency::Once => "once only".into(),
            _ => format!("(at most {often})"),
        });
    } else {
        parts.push(often.into());
    }
    if let Some(food) = directions.food {
        let food = match food {
            Food::Before => "before food",
            Food::With => "with food",
            Food::After => "after food",
            Food::EmptyStomach => "on an empty stomach",
        };
        parts.push(food.into());
    }
    if let Some(days) = directions.duration_days.filter(|_| directions.frequency != Frequency::Once) {
        parts.push(if days == 1 { "for 1 day".into() } else { format!("for {days} days") });
    }
    format!("{}.", parts.join(" "))
}

fn into(route: Route) -> &'static str {
    match route {
        Route::Intravenous => "into a vein",
        Route::Intramuscular => "into a muscle",
        Route::Intradermal => "into the skin",
        _ => "under the skin",
    }
}

fn dose(dose: Decimal, unit: DoseUnit, way: Way) -> String {
    if unit == DoseUnit::Application {
        let many = dose > Decimal::ONE;
        return match way {
            Way::Eye if many => format!("{} thin strips", number(dose)),
            Way::Eye => "a thin strip".into(),
            _ if many => format!("{} thin layers", number(dose)),
            _ => "a thin layer".into(),
        };
    }
    let (one, several) = match unit {
        DoseUnit::Tablet => ("tablet", "tablets"),
        DoseUnit::Capsule => ("capsule", "capsules"),
        DoseUnit::Drop => ("drop", "drops"),
        DoseUnit::Puff if way == Way::Nose => ("spray", "sprays"),
        DoseUnit::Puff => ("puff", "puffs"),
        DoseUnit::Sachet => ("sachet", "sachets"),
        DoseUnit::Suppository => ("suppository", "suppositories"),
        DoseUnit::Pessary => ("pessary", "pessaries"),
        DoseUnit::Patch => ("patch", "patches"),
        DoseUnit::Ampoule => ("ampoule", "ampoules"),
        DoseUnit::Vial => ("vial", "vials"),
        DoseUnit::Pack => ("pack", "packs"),
        DoseUnit::Piece => ("piece", "pieces"),
        DoseUnit::VaccineDose => ("dose", "doses"),
        DoseUnit::Millilitre => ("mL", "mL"),
        DoseUnit::Gram => ("g", "g"),
        DoseUnit::Milligram => ("mg", "mg"),
        // Written out: a hurried µg is read as mg.
        DoseUnit::Microgram => ("microgram", "micrograms"),
        DoseUnit::InternationalUnit => ("unit", "units"),
        DoseUnit::Millimole => ("mmol", "mmol"),
        DoseUnit::Application => ("layer", "layers"),
    };
    format!("{} {}", number(dose), if dose > Decimal::ONE { several } else { one })
}

fn often(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Once => "once only",
        Frequency::OnceDaily => "once a day",
        Frequency::InTheMorning => "once a day in the morning",
        Frequency::AtNight => "once a day at bedtime",
        Frequency::TwiceDaily => "twice a day",
        Frequency::ThreeTimesDaily => "three times a day",
        Frequency::FourTimesDaily => "four times a day",
        Frequency::FiveTimesDaily => "five times a day",
        Frequency::Every4Hours => "every 4 hours",
        Frequency::Every6Hours => "every 6 hours",
        Frequency::Every8Hours => "every 8 hours",
        Frequency::Every12Hours => "every 12 hours",
        Frequency::EveryOtherDay => "every other day",
        Frequency::ThreeTimesWeekly => "three times a week",
        Frequency::TwiceWeekly => "twice a week",
        Frequency::OnceWeekly => "once a week",
        Frequency::OnceMonthly => "once a month",
    }
}
