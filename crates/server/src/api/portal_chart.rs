//! A picture of one's own trends: the same frame as the window's, of the patient whose account asks.

use super::Api;
use super::door::{Asked, read_json};
use super::prints::PAINTER;
use super::problem::Problem;
use axum::extract::{Request, State};
use axum::routing::post;
use axum::{Json, Router};
use healthsync_charts::Frame;
use healthsync_clinic::vitals::Trends;
use healthsync_hub::hub::Hub;
use healthsync_press::pictures::{Customs, Picture, spec};
use serde_json::json;
use std::sync::{Arc, PoisonError};

/// No screen is wider or higher, in CSS pixels.
const LARGEST: f32 = 4096.0;
/// As many as there are kinds of tracks.
const TRACKS: usize = 7;

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new().route("/me/vitals/chart", post(chart::<H>))
}

async fn chart<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Json<Frame>, Problem> {
    let asked = Asked::of(&api, request.headers()).await?;
    let mut picture: Picture = read_json(request).await?;
    picture.tracks.truncate(TRACKS);
    (picture.width, picture.height) = (picture.width.clamp(100.0, LARGEST), picture.height.clamp(60.0, LARGEST));
    let range = json!({ "from": picture.from_ms, "to": picture.to_ms });
    let trends = asked.site.call(Some(asked.seat.clone()), "my_trends", range).await?;
    let record = asked.site.call(Some(asked.seat.clone()), "my_record", json!({})).await?;
    let trends: Trends = serde_json::from_value(trends).map_err(Problem::broken)?;
    let customs: Customs = serde_json::from_value(record["clinic"].clone()).map_err(Problem::broken)?;
    let drawn = tokio::task::spawn_blocking(move || {
        let spec = spec(picture, &trends, &customs);
        PAINTER.lock().unwrap_or_else(PoisonError::into_inner).frame(&spec)
    });
    drawn.await.map(Json).map_err(Problem::broken)
}
