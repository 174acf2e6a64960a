//! What becomes of the readings.

use healthsync_charts::{Mark, Point, frame};

use crate::sample::{DAY_MS, FROM_MS, calm, point, series, spec, track};

#[test]
fn a_spike_of_one_point_among_100_000_is_still_drawn_at_its_value() {
    let mut points = calm(100_000);
    points[61_803].value = 190.0;
    let at_ms = points[61_803].at_ms;
    let drawn = frame(&spec(vec![track("hr", vec![series("hr", points)])]));
    let plot = &drawn.plots[0];
    assert!(plot.series[0].points.contains(&[at_ms as f64, 190.0]), "a reader must be able to point at it");
    assert!(plot.series[0].points.len() < 2000, "thinned to what the eye can tell apart");
    let share = (plot.high - 190.0) / (plot.high - plot.low);
    let y = f64::from(plot.y) + share * f64::from(plot.height);
    let highest = highest_filled(&drawn.svg, f64::from(plot.y));
    assert!((highest - y).abs() < 0.2, "the band reaches {y}, where the value lies, and not {highest}");
}

/// The smallest y of the filled outlines that are not rectangles, in a plot whose top is `top`.
fn highest_filled(svg: &str, top: f64) -> f64 {
    let document = roxmltree::Document::parse(svg).expect("frames are well formed");
    let mut highest = f64::INFINITY;
    for node in document.descendants().filter(|n| n.has_tag_name("path")) {
        let data = node.attribute("d").unwrap_or_default();
        if node.attribute("fill") != Some("none") && data.contains('l') {
            highest = highest.min(lowest_number(data).max(top));
        }
    }
    highest
}

/// Walks path data of the commands M, l, h, v and z; the smallest y it visits.
fn lowest_number(data: &str) -> f64 {
    let mut numbers: Vec<f64> = Vec::new();
    let (mut x, mut y, mut smallest) = (0.0, 0.0, f64::INFINITY);
    let mut command = ' ';
    let mut number = String::new();
    for c in data.chars().chain(['z']) {
        let starts_anew = c == '-' || c == ' ' || c.is_ascii_alphabetic();
        if starts_anew && !number.is_empty() {
            numbers.push(number.parse().expect("path data holds numbers"));
            number.clear();
            let due = if matches!(command, 'h' | 'v') { 1 } else { 2 };
            if numbers.len() == due {
                match command {
                    'M' => (x, y) = (numbers[0], numbers[1]),
                    'h' => x += numbers[0],
                    'v' => y += numbers[0],
                    _ => (x, y) = (x + numbers[0], y + numbers[1]),
                }
                smallest = f64::min(smallest, y);
                numbers.clear();
            }
        }
        if c.is_ascii_alphabetic() {
            command = c;
        } else if c != ' ' {
            number.push(c);
        }
    }
    assert!(x.is_finite(), "a path ends somewhere");
    smallest
}

#[test]
fn the_value_axis_does_not_depend_on_the_time_on_view() {
    let mut points = calm(500);
    points[10].value = 31.0;
    let whole = spec(vec![track("hr", vec![series("hr", points)])]);
    let mut later = whole.clone();
    later.from_ms += 20 * DAY_MS;
    let (whole, later) = (frame(&whole), frame(&later));
    assert_eq!(
        (whole.plots[0].low, whole.plots[0].high),
        (later.plots[0].low, later.plots[0].high),
        "the scale must not change under the reader's eye"
    );
    assert!(whole.plots[0].low < 31.0 && whole.plots[0].high > 130.0, "all readings and the least range are in view");
}

#[test]
fn readings_in_any_order_give_the_same_frame() {
    let sorted = calm(300);
    let mut mixed = sorted.clone();
    mixed.reverse();
    mixed.swap(3, 200);
    let of = |points| frame(&spec(vec![track("hr", vec![series("hr", points)])]));
    assert_eq!(of(sorted), of(mixed), "time decides the order, not the list");
}

#[test]
fn a_breach_is_drawn_as_a_shape_and_handed_back() {
    let mut points = calm(40);
    points[7] = Point { mark: Mark::Critical, value: 125.0, ..points[7] };
    let calm = frame(&spec(vec![track("hr", vec![series("hr", calm(40))])]));
    let drawn = frame(&spec(vec![track("hr", vec![series("hr", points)])]));
    assert_eq!(drawn.plots[0].series[0].marks.len(), 1, "one breach");
    let filled = |svg: &str| svg.matches(r##"<path fill="#b3201a" d="##).count();
    assert_eq!(filled(&drawn.svg), filled(&calm.svg) + 1, "a filled triangle, not only a colour");
}

#[test]
fn a_single_reading_is_a_visible_dot() {
    let readings = vec![point(FROM_MS + 3 * DAY_MS, 80.0)];
    let drawn = frame(&spec(vec![track("hr", vec![series("hr", readings)])]));
    assert!(
        drawn.svg.contains("a3 3 0 1 1 6 0a3 3 0 1 1-6 0z"),
        "a lone reading has no line, so it needs a dot of its own"
    );
}

#[test]
fn a_track_without_readings_keeps_its_title_and_says_so() {
    let drawn = frame(&spec(vec![track("Heart rate", Vec::new())]));
    assert!(drawn.svg.contains(">Heart rate</text>"), "its title stays");
    assert!(drawn.svg.contains(">No readings</text>"), "and it is not a mystery");
    assert_eq!(drawn.plots.len(), 1, "the window still finds its place");
}

#[test]
fn every_point_handed_back_is_a_reading() {
    let points = calm(20_000);
    let drawn = frame(&spec(vec![track("hr", vec![series("hr", points.clone())])]));
    let real: std::collections::HashSet<(i64, u64)> =
        points.iter().map(|point| (point.at_ms, point.value.to_bits())).collect();
    for [at, value] in &drawn.plots[0].series[0].points {
        assert!(real.contains(&(*at as i64, value.to_bits())), "{value} at {at} is nobody's reading");
    }
}
