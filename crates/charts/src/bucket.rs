//! Thinning: as many points as the eye can tell apart, and never one spike fewer.

use std::collections::BTreeMap;

use crate::frame::MarkedPoint;
use crate::scale::is_drawable;
use crate::spec::{Mark, Point};

/// Width of a bucket of a line, in px.
const LINE_BUCKET_PX: f64 = 2.0;
/// Width of a bucket of a band, in px.
const BAND_BUCKET_PX: f64 = 3.0;
/// Width within which breaches on one side are drawn once, in px.
const MARK_BUCKET_PX: f64 = 8.0;
/// How far past the edges of the view lines and bands run on, in px.
const MARGIN_PX: f64 = 8.0;

/// The stretch of time on view.
#[derive(Debug, Clone, Copy)]
pub struct View {
    pub from_ms: i64,
    pub to_ms: i64,
    /// px
    pub width: f32,
}

/// One series, thinned for a view.
#[derive(Debug, Default, PartialEq)]
pub struct Thinned {
    /// Real readings in order of time: what a reader can point at.
    pub points: Vec<[f64; 2]>,
    /// What is stroked: the readings or, in a band, the means; cut off just
    /// outside the view so that lines run on past its edges.
    pub line: Vec<[f64; 2]>,
    /// Empty unless there are more readings than pixels.
    pub band: Option<Band>,
    pub marks: Vec<MarkedPoint>,
    /// Readings within the view.
    pub count: usize,
}

/// Lowest and highest reading of each bucket.
#[derive(Debug, Default, PartialEq)]
pub struct Band {
    pub at_ms: Vec<f64>,
    pub low: Vec<f64>,
    pub high: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Bucket {
    first_ms: i64,
    /// The first millisecond after the bucket.
    end_ms: i64,
    low: Point,
    high: Point,
    sum: f64,
    /// Sum of the distances from the first reading: sums of whole instants would lose their last digits.
    sum_after_ms: f64,
    count: f64,
}

/// Thins one series. `points` may be in any order.
pub fn thin(points: &[Point], view: View) -> Thinned {
    let sorted;
    let points = if points.is_sorted_by_key(|point| point.at_ms) {
        points
    } else {
        let mut copy = points.to_vec();
        copy.sort_by_key(|point| point.at_ms);
        sorted = copy;
        &sorted
    };
    let start = points.partition_point(|point| point.at_ms < view.from_ms);
    let end = points.partition_point(|point| point.at_ms <= view.to_ms);
    let drawable = |point: &&Point| is_drawable(point.value);
    let before = points[..start].iter().rev().find(drawable);
    let after = points[end..].iter().find(drawable);
    let visible = &points[start..end];

    let is_dense = visible.len() as f64 > f64::from(view.width);
    let bucket_px = if is_dense { BAND_BUCKET_PX } else { LINE_BUCKET_PX };
    let bucket_ms = view.bucket_ms(bucket_px);
    let on_view = buckets(visible, bucket_ms);
    let (sum, count) = on_view.iter().fold((0.0, 0.0), |(sum, count), b| (sum + b.sum, count + b.count));
    let marks = marks(visible, sum / f64::max(count, 1.0), view.bucket_ms(MARK_BUCKET_PX));
    let count = count as usize;
    let points_on_view = real_points(&on_view);
    if !is_dense {
        return Thinned {
            line: with_ends(points_on_view.clone(), before, after, view),
            points: points_on_view,
            band: None,
            marks,
            count,
        };
    }

    // A mean cannot be joined to one reading outside, so the means themselves run on.
    let margin = view.bucket_ms(MARGIN_PX);
    let first = points.partition_point(|point| point.at_ms < view.from_ms - margin);
    let last = points.partition_point(|point| point.at_ms <= view.to_ms + margin);
    let before = buckets(&points[first..start], bucket_ms);
    let after = buckets(&points[end..last], bucket_ms);
    let mut band = Band::default();
    let mut line = Vec::new();
    for bucket in before.iter().chain(&on_view).chain(&after) {
        // The middle of the readings, not of the bucket, so that a lone one lies where it was taken.
        let at = bucket.first_ms as f64 + bucket.sum_after_ms / bucket.count;
        band.at_ms.push(at);
        band.low.push(bucket.low.value);
        band.high.push(bucket.high.value);
        line.push([at, bucket.sum / bucket.count]);
    }
    Thinned { points: points_on_view, line, band: Some(band), marks, count }
}

impl View {
    fn bucket_ms(self, px: f64) -> i64 {
        let span = self.to_ms.saturating_sub(self.from_ms).max(1) as f64;
        ((span * px / f64::from(self.width.max(1.0))) as i64).max(1)
    }
}

/// Buckets lie on a grid of absolute time: a chart that is moved sideways does not shimmer.
fn buckets(points: &[Point], bucket_ms: i64) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = Vec::new();
    for &point in points.iter().filter(|point| is_drawable(point.value)) {
        match buckets.last_mut() {
            Some(bucket) if point.at_ms < bucket.end_ms => {
                if point.value < bucket.low.value {
                    bucket.low = point;
                }
                if point.value > bucket.high.value {
                    bucket.high = point;
                }
                bucket.sum += point.value;
                bucket.sum_after_ms += (point.at_ms - bucket.first_ms) as f64;
                bucket.count += 1.0;
            }
            _ => buckets.push(Bucket {
                first_ms: point.at_ms,
                end_ms: (point.at_ms.div_euclid(bucket_ms) + 1).saturating_mul(bucket_ms),
                low: point,
                high: point,
                sum: point.value,
                sum_after_ms: 0.0,
                count: 1.0,
            }),
        }
    }
    buckets
}

fn real_points(buckets: &[Bucket]) -> Vec<[f64; 2]> {
    let mut points = Vec::with_capacity(buckets.len() * 2);
    for bucket in buckets {
        let (first, second) =
            if bucket.low.at_ms <= bucket.high.at_ms { (bucket.low, bucket.high) } else { (bucket.high, bucket.low) };
        points.push([first.at_ms as f64, first.value]);
        if (second.at_ms, second.value) != (first.at_ms, first.value) {
            points.push([second.at_ms as f64, second.value]);
        }
    }
    points
}

/// Of the breaches within a few pixels, on each side of the middle of the
/// readings, the gravest; of those equally grave, the farthest out.
fn marks(points: &[Point], middle: f64, bucket_ms: i64) -> Vec<MarkedPoint> {
    let mut kept: BTreeMap<(i64, bool), Point> = BTreeMap::new();
    for &point in points.iter().filter(|point| point.mark != Mark::None && is_drawable(point.value)) {
        let key = (point.at_ms.div_euclid(bucket_ms), point.value >= middle);
        let known = kept.entry(key).or_insert(point);
        let distance = |point: &Point| (point.value - middle).abs();
        if point.mark > known.mark || (point.mark == known.mark && distance(&point) > distance(known)) {
            *known = point;
        }
    }
    kept.into_values().map(|Point { at_ms, value, mark }| MarkedPoint { at_ms, value, mark }).collect()
}

/// Runs the line on to the readings outside the view, cut off a little past
/// its edges: coordinates stay small however far away those readings are.
fn with_ends(inner: Vec<[f64; 2]>, before: Option<&Point>, after: Option<&Point>, view: View) -> Vec<[f64; 2]> {
    let margin = view.bucket_ms(MARGIN_PX) as f64;
    let left = view.from_ms as f64 - margin;
    let right = view.to_ms as f64 + margin;
    let before = before.map(|point| [point.at_ms as f64, point.value]);
    let after = after.map(|point| [point.at_ms as f64, point.value]);
    let first = inner.first().copied().or(after);
    let last = inner.last().copied().or(before);

    let mut line = Vec::with_capacity(inner.len() + 2);
    if let (Some(outside), Some(inside)) = (before, first) {
        line.push(cut(outside, inside, left));
    }
    line.extend(inner);
    if let (Some(outside), Some(inside)) = (after, last) {
        line.push(cut(outside, inside, right));
    }
    line
}

/// The point of the segment at `at`, or its outer end where that is nearer.
fn cut(outside: [f64; 2], inside: [f64; 2], at: f64) -> [f64; 2] {
    let length = inside[0] - outside[0];
    let share = (at - outside[0]) / length;
    if !(share > 0.0 && share < 1.0) {
        return outside;
    }
    [at, outside[1] + (inside[1] - outside[1]) * share]
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: View = View { from_ms: 0, to_ms: 1_000_000, width: 100.0 };

    fn point(at_ms: i64, value: f64) -> Point {
        Point { at_ms, value, mark: Mark::None }
    }

    #[test]
    fn few_points_are_kept_as_they_are() {
        let thinned = thin(&[point(900_000, 3.0), point(100_000, 1.0)], VIEW);
        assert_eq!(thinned.points, [[100_000.0, 1.0], [900_000.0, 3.0]], "sorted by time, and nothing merged");
        assert_eq!(thinned.band, None, "two points need no band");
    }

    #[test]
    fn a_line_runs_on_to_readings_outside_the_view() {
        let thinned = thin(&[point(-1_000_000_000, 0.0), point(500_000, 10.0)], VIEW);
        assert_eq!(thinned.line.len(), 2, "the reading before leads in");
        assert!(thinned.line[0][0] >= -100_000.0, "it is cut off near the edge, not drawn a million px away");
        assert_eq!(thinned.points.len(), 1, "only what is on view is pointed at");
    }

    #[test]
    fn of_breaches_close_together_the_gravest_and_farthest_is_kept_on_each_side() {
        let marked = |at_ms, value, mark| Point { mark, ..point(at_ms, value) };
        let readings = [
            marked(1, 90.0, Mark::Warning),
            marked(2, 99.0, Mark::Critical),
            marked(3, 95.0, Mark::Critical),
            marked(4, 10.0, Mark::Warning),
            marked(5, 5.0, Mark::Warning),
        ];
        let values: Vec<f64> = thin(&readings, VIEW).marks.iter().map(|m| m.value).collect();
        assert_eq!(values, [5.0, 99.0], "the lowest below the middle, and the worst above it");
    }
}
