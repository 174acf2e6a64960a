//! One drawing: thins the readings, measures the words and puts both in their places.

pub mod columns;
mod label;
mod plot;
mod time_axis;
mod track_words;

use chrono_tz::Tz;
use egui::{Painter, Rect, Ui, Vec2};

use crate::bucket::{Thinned, View, thin};
use crate::calendar::{self, Ticks, Widths};
use crate::colours::{Colours, hex};
use crate::frame::{PlotArea, PlotSeries};
use crate::layout::{self, GUTTER_GAP, Gutters, OVERHANG};
use crate::scale;
use crate::spec::{Spec, Track};
use crate::text::localized;
use label::{Face, Label};
use track_words::{LimitLabel, limit_labels};

/// The least distance of two numbers of the value axis, px.
const VALUE_SPACING: f32 = 20.0;
/// Room above the highest and below the lowest reading, for the shape of a breach, px.
const VALUE_ROOM: f32 = 8.0;
/// Narrower pictures have no room for the numbers of thresholds, px.
const LIMITS_FROM_WIDTH: f32 = 480.0;

/// A spec on its way to a picture.
pub struct Drawing<'a> {
    spec: &'a Spec,
    size: Vec2,
    range: (i64, i64),
    zone: Tz,
    colours: Colours,
    /// Lowest and highest value of each track, found once: it takes a look at every reading.
    spans: Vec<(f64, f64)>,
}

/// The value axis of one track.
struct ValueAxis {
    low: f64,
    high: f64,
    ticks: Vec<(f64, String)>,
}

impl<'a> Drawing<'a> {
    /// `range` in UTC epoch milliseconds, the first before the second.
    pub fn new(spec: &'a Spec, size: Vec2, range: (i64, i64)) -> Self {
        Self {
            spec,
            size,
            range,
            zone: spec.time_zone.parse().unwrap_or(Tz::UTC),
            colours: Colours::of(spec.theme),
            spans: spec.tracks.iter().map(scale::span).collect(),
        }
    }

    /// Draws everything and tells where it lies.
    pub fn show(&self, ui: &mut Ui) -> Vec<PlotArea> {
        let painter = ui.painter().clone();
        let (areas, ticks) = self.arrange(&painter);
        let mut plots = Vec::with_capacity(areas.len());
        for (index, (track, &area)) in self.spec.tracks.iter().zip(&areas).enumerate() {
            let axis = self.value_axis(index, area.height());
            let view = View { from_ms: self.range.0, to_ms: self.range.1, width: area.width() };
            let series: Vec<Thinned> = track.series.iter().map(|series| thin(&series.points, view)).collect();

            self.title(&painter, track, area);
            self.value_labels(&painter, &axis, area);
            plot::show(self, ui, index, track, area, &axis, &ticks, &series);
            self.limit_labels(&painter, track, &axis, area);
            if series.iter().all(|series| series.line.is_empty()) {
                self.empty(&painter, area);
            }
            plots.push(self.plot_area(track, area, &axis, series));
        }
        if let Some(last) = areas.last() {
            self.time_labels(&painter, *last, &ticks);
        }
        plots
    }

    /// The gutters depend on the numbers beside the plots, which depend on the
    /// heights of the plots, which depend on the rows of the time axis, which
    /// depend on the gutters: the heights are taken with two rows first.
    fn arrange(&self, painter: &Painter) -> (Vec<Rect>, Ticks) {
        let tracks = &self.spec.tracks;
        let place = |gutters, has_two_rows| {
            layout::plots(self.size, tracks.len(), gutters, has_two_rows, self.spec.is_right_to_left)
        };
        let none = Gutters { values: 0.0, limits: 0.0 };
        let height = place(none, true).first().map_or(1.0, Rect::height);
        let mut values = 0f32;
        let mut limits = 0f32;
        for (index, track) in tracks.iter().enumerate() {
            let axis = self.value_axis(index, height);
            for (_, label) in &axis.ticks {
                values = values.max(label::width(painter, label, Face::Tick));
            }
            for label in self.limits_of(track, &axis, height) {
                let text = self.number(label.value);
                limits = limits.max(label::width(painter, &text, Face::Tick));
            }
        }
        let gutters = Gutters {
            values: (values + OVERHANG + GUTTER_GAP).ceil().max(20.0),
            limits: if limits > 0.0 {
                (limits + OVERHANG + GUTTER_GAP + track_words::SIGN).ceil()
            } else {
                OVERHANG + 8.0
            },
        };
        let width = place(gutters, true).first().map_or(1.0, Rect::width);
        let ticks = calendar::ticks(self.range, self.zone, width, self.tick_widths(painter), &self.spec.words);
        (place(gutters, !ticks.coarse.is_empty()), ticks)
    }

    fn tick_widths(&self, painter: &Painter) -> Widths {
        let words = &self.spec.words;
        let of = |text: &str| label::width(painter, &localized(text, words), Face::Tick);
        let months = words.months.iter().map(|month| of(month));
        Widths { time: of("00:00"), day: of("30"), month: months.fold(0.0, f32::max), year: of("2026") }
    }

    fn value_axis(&self, track: usize, height: f32) -> ValueAxis {
        let (mut low, high) = scale::with_room(self.spans[track], height, VALUE_ROOM);
        if self.spec.tracks[track].column_ms.is_some() {
            low = 0.0;
        }
        let (ticks, decimals) = scale::ticks(low, high, height, VALUE_SPACING);
        let ticks = ticks
            .into_iter()
            .map(|value| {
                let text = scale::number(value, decimals);
                (value, localized(&text, &self.spec.words))
            })
            .collect();
        ValueAxis { low, high, ticks }
    }

    fn limits_of(&self, track: &Track, axis: &ValueAxis, height: f32) -> Vec<LimitLabel> {
        if self.size.x < LIMITS_FROM_WIDTH {
            return Vec::new();
        }
        limit_labels(&track.limits, axis, height)
    }

    fn number(&self, value: f64) -> String {
        localized(&scale::short_number(value), &self.spec.words)
    }

    fn empty(&self, painter: &Painter, area: Rect) {
        let text = label::cut(painter, &self.spec.words.empty, Face::Tick, area.width());
        Label {
            text: &text,
            face: Face::Tick,
            colour: self.colours.muted,
            x: area.center().x.round(),
            baseline: area.center().y.round() + label::HALF_CAP,
            align: egui::Align::Center,
        }
        .show(painter);
    }

    fn plot_area(&self, track: &Track, area: Rect, axis: &ValueAxis, thinned: Vec<Thinned>) -> PlotArea {
        let series = track.series.iter().zip(thinned).enumerate();
        PlotArea {
            key: track.key.clone(),
            x: area.min.x,
            y: area.min.y,
            width: area.width(),
            height: area.height(),
            from_ms: self.range.0,
            to_ms: self.range.1,
            low: axis.low,
            high: axis.high,
            series: series
                .map(|(index, (series, thinned))| PlotSeries {
                    key: series.key.clone(),
                    label: series.label.clone(),
                    colour: hex(self.colours.series(index)),
                    points: thinned.points,
                    marks: thinned.marks,
                })
                .collect(),
        }
    }
}

impl ValueAxis {
    /// px below the top of a plot of `height` px.
    fn y(&self, value: f64, height: f32) -> f32 {
        ((self.high - value) / (self.high - self.low)) as f32 * height
    }
}
