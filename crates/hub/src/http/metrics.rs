//! What the server counts, for Prometheus: no name, no id, no address.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
};
use std::time::Duration;

const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];
const VALID: &str = "the names and labels are valid and no two are equal";

/// The counts of one server. Clones count together.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    pub(super) exchanges: IntCounter,
    pub(super) enrolments: IntCounter,
    pub(super) taken: IntCounter,
    pub(super) set_aside: IntCounter,
    pub(super) handed_out: IntCounter,
    pub(super) received_bytes: IntCounter,
    pub(super) sent_bytes: IntCounter,
    pub(super) news: IntCounter,
    refusals: IntCounterVec,
    seconds: HistogramVec,
    sockets: IntGauge,
    connections: IntGauge,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// Everything at nought.
    #[must_use]
    pub fn new() -> Metrics {
        let registry = Registry::new_custom(Some("healthsync".into()), None).expect(VALID);
        let count = |name: &str, help: &str| {
            let counter = IntCounter::new(name, help).expect(VALID);
            registry.register(Box::new(counter.clone())).expect(VALID);
            counter
        };
        let gauge = |name: &str, help: &str| {
            let gauge = IntGauge::new(name, help).expect(VALID);
            registry.register(Box::new(gauge.clone())).expect(VALID);
            gauge
        };
        let refusals = Opts::new("refusals_total", "Requests that were refused or failed, by the code of the reason");
        let refusals = IntCounterVec::new(refusals, &["code"]).expect(VALID);
        registry.register(Box::new(refusals.clone())).expect(VALID);
        let seconds = HistogramOpts::new("request_seconds", "How long requests took, by route");
        let seconds = HistogramVec::new(seconds.buckets(BUCKETS.to_vec()), &["route"]).expect(VALID);
        registry.register(Box::new(seconds.clone())).expect(VALID);
        Metrics {
            exchanges: count("exchanges_total", "Exchanges that were answered"),
            enrolments: count("enrolments_total", "Enrolments that were answered"),
            taken: count("changes_taken_total", "Changes that were new to the hub"),
            set_aside: count("changes_set_aside_total", "Changes that were not taken"),
            handed_out: count("changes_handed_out_total", "Changes that answers carried"),
            received_bytes: count("exchange_received_bytes_total", "Bytes of the exchanges' requests"),
            sent_bytes: count("exchange_sent_bytes_total", "Bytes of the exchanges' answers"),
            news: count("news_total", "News that were told over sockets"),
            sockets: gauge("open_sockets", "Sockets over which news are told"),
            connections: gauge("open_connections", "Connections, those of the sockets too"),
            refusals,
            seconds,
            registry,
        }
    }

    pub(super) fn refused(&self, code: &str) {
        self.refusals.with_label_values(&[code]).inc();
    }

    pub(super) fn took(&self, route: &str, time: Duration) {
        self.seconds.with_label_values(&[route]).observe(time.as_secs_f64());
    }

    pub(super) fn open_socket(&self) -> StillOpen {
        StillOpen::new(&self.sockets)
    }

    pub(crate) fn open_connection(&self) -> StillOpen {
        StillOpen::new(&self.connections)
    }

    /// The text that Prometheus reads.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = vec![];
        // Writing to memory fails for no metric that is well formed.
        let _ = TextEncoder::new().encode(&self.registry.gather(), &mut text);
        String::from_utf8_lossy(&text).into_owned()
    }

    /// `GET /metrics`, for a listener of its own on this computer.
    pub fn router(self) -> Router {
        let kind = [(CONTENT_TYPE, prometheus::TEXT_FORMAT)];
        Router::new().route("/metrics", get(async move || (kind, self.text())))
    }
}

/// Counts as open until it is dropped.
pub(crate) struct StillOpen(IntGauge);

impl StillOpen {
    fn new(gauge: &IntGauge) -> StillOpen {
        gauge.inc();
        StillOpen(gauge.clone())
    }
}

impl Drop for StillOpen {
    fn drop(&mut self) {
        self.0.dec();
    }
}
