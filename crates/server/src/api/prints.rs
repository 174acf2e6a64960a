//! Papers and pictures over the API, and the reports that people asked for, made in the background.

use super::Api;
use super::door::{Asked, read_json};
use super::problem::Problem;
use super::shelf::{BEAT, SharedShelf};
use super::site::Site;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use healthsync_charts::Painter;
use healthsync_clinic::db::Changed;
use healthsync_clinic::papers::Outlet;
use healthsync_clinic::reports;
use healthsync_hub::http::stopped;
use healthsync_hub::hub::Hub;
use healthsync_press::plots::{self, ChartOrder};
use healthsync_press::reports::make_all;
use healthsync_press::{Caller, PaperOrder, Ready};
use std::pin::pin;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::watch;

/// Reading the fonts takes longer than several pictures: whoever draws the first has them read.
pub(super) static PAINTER: LazyLock<Mutex<Painter>> = LazyLock::new(|| Mutex::new(Painter::new()));
/// Who was asked makes it at once; what another began and did not end is looked for so often.
const EVERY: Duration = Duration::from_secs(5);

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new().route("/papers/pdf", post(paper::<H>)).route("/charts/trends", post(trends::<H>))
}

/// A paper as PDF; the first is the original, and every further one a copy.
async fn paper<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = Asked::of(&api, request.headers()).await?;
    let order: PaperOrder = read_json(request).await?;
    let (site, seat) = (Arc::clone(&asked.site), asked.seat.clone());
    let made = asked.site.blocking(move || {
        let caller = Caller { clinic: &site.clinic, session: Some(&seat), painter: &PAINTER };
        Ready::gather(caller, &order)?.hand_over(Outlet::Saved, |_, made| Ok(made.pdf.clone()))
    });
    let (handed, pdf) = made.await?;
    asked.site.shared().await;
    let kind = HeaderValue::from_static("application/pdf");
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", handed.name)).map_err(Problem::broken)?;
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], pdf).into_response())
}

/// The window's own chart of a patient's trends.
async fn trends<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = Asked::of(&api, request.headers()).await?;
    let order: ChartOrder = read_json(request).await?;
    let (site, seat) = (Arc::clone(&asked.site), asked.seat.clone());
    let drawn = asked.site.blocking(move || {
        plots::frame(&Caller { clinic: &site.clinic, session: Some(&seat), painter: &PAINTER }, order)
    });
    Ok(Json(drawn.await?).into_response())
}

/// Waits until a report is asked for: somebody looks at a page that says so.
async fn asked_for(changes: &mut Receiver<Arc<[Changed]>>) {
    while let Ok(changed) = changes.recv().await {
        if changed.iter().any(|one| one.kind == reports::KIND) {
            return;
        }
    }
    // Behind or at the end: the next look comes anyway.
    std::future::pending::<()>().await;
}

/// Makes the reports that people asked for, here or at another server, for as long as this one runs.
pub(super) async fn keep_making<H: Hub>(site: Arc<Site>, shelf: Arc<SharedShelf<H>>, stopping: watch::Receiver<bool>) {
    let mut changes = site.changes();
    loop {
        let of = Arc::clone(&site);
        let mut making = pin!(site.blocking(move || make_all(&of.clinic, &PAINTER, false)));
        let made = loop {
            tokio::select! {
                made = &mut making => break made,
                () = tokio::time::sleep(BEAT) => {}
                () = stopped(stopping.clone()) => {
                    if let Err(reason) = shelf.give_back(site.clinic.outside()).await {
                        tracing::error!(code = reason.code, "a report that was being made is made anew later");
                    }
                    return;
                }
            }
            if let Err(reason) = shelf.beat(site.clinic.outside()).await {
                tracing::error!(code = reason.code, "nobody is told that a report is being made");
            }
        };
        if let Err(reason) = made {
            tracing::error!(%reason, "a report could not be made");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = asked_for(&mut changes) => {}
            () = stopped(stopping.clone()) => return,
        }
    }
}
