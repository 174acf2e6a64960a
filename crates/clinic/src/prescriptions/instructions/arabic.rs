//! Instructions in Arabic.

use super::{Directions, Way, number};
use crate::formulary::{DoseUnit, Route};
use crate::prescriptions::{Food, Frequency};
use rust_decimal::Decimal;

/// E.g. "تناول قرصين عن طريق الفم ثلاث مرات في اليوم بعد الأكل لمدة 7 أيام."
pub(super) fn sentence(directions: &Directions<'_>) -> String {
    let way = Way::of(directions.route);
    let dose = dose(directions.dose, directions.dose_unit, way);
    let mut parts = vec![match way {
        Way::Take => format!("تناول {dose} عن طريق الفم"),
        Way::UnderTongue => format!("ضع {dose} تحت اللسان حتى الذوبان"),
        Way::InCheek => format!("ضع {dose} داخل الخد"),
        Way::Inject => format!("حقن {dose} {}", into(directions.route)),
        Way::Inhale => format!("استنشق {dose}"),
        Way::Nose => format!("ضع {dose} في الأنف"),
        Way::Eye => format!("ضع {dose} في العين"),
        Way::Ear => format!("ضع {dose} في الأذن"),
        Way::Skin => format!("ضع {dose} على الجلد"),
        Way::Patch => format!("ألصق {dose} على الجلد"),
        Way::Rectum => format!("ضع {dose} في المستقيم"),
        Way::Vagina => format!("ضع {dose} في المهبل"),
        Way::Womb => format!("{dose} داخل الرحم"),
    }];
    let often = often(directions.frequency);
    if directions.is_as_needed {
        parts.push("عند اللزوم".into());
        if let Some(reason) = directions.as_needed_for {
            parts.push(format!("({reason})"));
        }
        parts.push(match directions.frequency {
            Frequency::Once => "مرة واحدة فقط".into(),
            _ => format!("(بحد أقصى {often})"),
        });
    } else {
        parts.push(often.into());
    }
    if let Some(food) = directions.food {
        let food = match food {
            Food::Before => "قبل الأكل",
            Food::With => "مع الأكل",
            Food::After => "بعد الأكل",
            Food::EmptyStomach => "على معدة فارغة",
        };
        parts.push(food.into());
    }
    if let Some(days) = directions.duration_days.filter(|_| directions.frequency != Frequency::Once) {
        parts.push(format!("لمدة {}", days_of(days)));
    }
    format!("{}.", parts.join(" "))
}

fn days_of(days: u32) -> String {
    match days {
        1 => "يوم واحد".into(),
        2 => "يومين".into(),
        // Of larger numbers the last two digits decide.
        _ if (3..=10).contains(&(days % 100)) => format!("{days} أيام"),
        _ if days % 100 < 3 => format!("{days} يوم"),
        _ => format!("{days} يومًا"),
    }
}

fn into(route: Route) -> &'static str {
    match route {
        Route::Intravenous => "في الوريد",
        Route::Intramuscular => "في العضل",
        Route::Intradermal => "في الأدمة",
        _ => "تحت الجلد",
    }
}

/// A noun as Arabic counts it: one, two, three to ten, eleven and more.
struct Noun {
    one: &'static str,
    two: &'static str,
    few: &'static str,
    many: &'static str,
    is_feminine: bool,
}

fn noun(unit: DoseUnit, way: Way) -> Option<Noun> {
    let noun = |one, two, few, many, is_feminine| Some(Noun { one, two, few, many, is_feminine });
    match unit {
        DoseUnit::Tablet => noun("قرص", "قرصين", "أقراص", "قرصًا", false),
        DoseUnit::Capsule => noun("كبسولة", "كبسولتين", "كبسولات", "كبسولة", true),
        DoseUnit::Drop => noun("قطرة", "قطرتين", "قطرات", "قطرة", true),
        DoseUnit::Puff => noun("بخة", "بختين", "بخات", "بخة", true),
        DoseUnit::Sachet => noun("كيس", "كيسين", "أكياس", "كيسًا", false),
        DoseUnit::Suppository => noun("تحميلة", "تحميلتين", "تحاميل", "تحميلة", true),
        DoseUnit::Pessary => noun("تحميلة مهبلية", "تحميلتين مهبليتين", "تحاميل مهبلية", "تحميلة مهبلية", true),
        DoseUnit::Patch => noun("لصقة", "لصقتين", "لصقات", "لصقة", true),
        DoseUnit::Ampoule => noun("أمبولة", "أمبولتين", "أمبولات", "أمبولة", true),
        DoseUnit::Vial => noun("قارورة", "قارورتين", "قوارير", "قارورة", true),
        DoseUnit::Pack => noun("عبوة", "عبوتين", "عبوات", "عبوة", true),
        DoseUnit::Piece => noun("قطعة", "قطعتين", "قطع", "قطعة", true),
        DoseUnit::VaccineDose => noun("جرعة", "جرعتين", "جرعات", "جرعة", true),
        DoseUnit::InternationalUnit => noun("وحدة", "وحدتين", "وحدات", "وحدة", true),
        DoseUnit::Application if way == Way::Eye => {
            noun("شريط رفيع", "شريطين رفيعين", "شرائط رفيعة", "شريطًا رفيعًا", false)
        }
        DoseUnit::Application => noun("طبقة رقيقة", "طبقتين رقيقتين", "طبقات رقيقة", "طبقة رقيقة", true),
        DoseUnit::Millilitre | DoseUnit::Gram | DoseUnit::Milligram | DoseUnit::Microgram | DoseUnit::Millimole => None,
    }
}

fn dose(dose: Decimal, unit: DoseUnit, way: Way) -> String {
    let Some(noun) = noun(unit, way) else {
        let measure = match unit {
            DoseUnit::Millilitre => "مل",
            DoseUnit::Gram => "جم",
            DoseUnit::Microgram => "ميكروجرام",
            DoseUnit::Millimole => "مليمول",
            _ => "مجم",
        };
        return format!("{} {measure}", number(dose));
    };
    if dose.fract().is_zero() {
        let whole = u64::try_from(dose.trunc()).unwrap_or(u64::MAX);
        return match (whole, unit) {
            (1, DoseUnit::Application) => noun.one.into(),
            (1, _) if noun.is_feminine => format!("{} واحدة", noun.one),
            (1, _) => format!("{} واحدًا", noun.many),
            (2, _) => noun.two.into(),
            _ if (3..=10).contains(&(whole % 100)) => format!("{whole} {}", noun.few),
            _ if whole % 100 < 3 => format!("{whole} {}", noun.one),
            _ => format!("{whole} {}", noun.many),
        };
    }
    match dose.normalize().to_string().as_str() {
        "0.5" => format!("نصف {}", noun.one),
        "0.25" => format!("ربع {}", noun.one),
        "0.75" => format!("ثلاثة أرباع {}", noun.one),
        "1.5" if noun.is_feminine => format!("{} ونصف", noun.one),
        "1.5" => format!("{} ونصفًا", noun.many),
        "2.5" => format!("{} ونصفًا", noun.two),
        _ => format!("{} {}", number(dose), noun.one),
    }
}

fn often(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Once => "مرة واحدة فقط",
        Frequency::OnceDaily => "مرة واحدة في اليوم",
        Frequency::InTheMorning => "مرة واحدة في اليوم صباحًا",
        Frequency::AtNight => "مرة واحدة في اليوم عند النوم",
        Frequency::TwiceDaily => "مرتين في اليوم",
        Frequency::ThreeTimesDaily => "ثلاث مرات في اليوم",
        Frequency::FourTimesDaily => "أربع مرات في اليوم",
        Frequency::FiveTimesDaily => "خمس مرات في اليوم",
        Frequency::Every4Hours => "كل 4 ساعات",
        Frequency::Every6Hours => "كل 6 ساعات",
        Frequency::Every8Hours => "كل 8 ساعات",
        Frequency::Every12Hours => "كل 12 ساعة",
        Frequency::EveryOtherDay => "يومًا بعد يوم",
        Frequency::ThreeTimesWeekly => "ثلاث مرات في الأسبوع",
        Frequency::TwiceWeekly => "مرتين في الأسبوع",
        Frequency::OnceWeekly => "مرة واحدة في الأسبوع",
        Frequency::OnceMonthly => "مرة واحدة في الشهر",
    }
}
