//! Requests that are sent again: with the same `Idempotency-Key` the same answer is given, and nothing is done twice.

use super::Api;
use super::door::{Asked, answer, run};
use super::notes::{opened, sealed};
use super::operations::Operation;
use super::problem::Problem;
use axum::http::header::HeaderValue;
use axum::response::{IntoResponse, Response};
use healthsync_clinic::outside::Millis;
use healthsync_hub::hub::{Hub, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

/// An answer is kept for so long.
const KEPT_MS: Millis = 86_400_000;
const SHELF: &str = "answers";

#[derive(Serialize, Deserialize)]
struct Kept {
    asked: [u8; 32],
    /// None while it is worked on.
    output: Option<Box<RawValue>>,
}

/// Runs an operation once for a key of an account.
pub(super) async fn once<H: Hub>(
    api: &Api<H>,
    asked: &Asked,
    operation: &Operation,
    key: &HeaderValue,
    input: Value,
) -> Result<Response, Problem> {
    let key = key.to_str().ok().filter(|key| (1..=200).contains(&key.len()));
    let key = key.ok_or_else(|| Problem::bad_input("an Idempotency-Key has 1 to 200 letters"))?;
    let key = format!("{} {key}", asked.bearer.account_id.simple());
    let hash = *blake3::hash(format!("{} {input}", operation.command.name).as_bytes()).as_bytes();
    let organization = asked.bearer.organization_id;
    let mut ledger = api.hub.begin(organization).await?;
    if let Some(value) = ledger.note(SHELF, &key).await? {
        let kept = opened::<Kept>(&api.keys, &value).ok_or_else(|| Problem::broken("a kept answer cannot be read"))?;
        if kept.asked != hash {
            let detail = "This Idempotency-Key was used for another request. Use a new one.";
            return Err(Problem::new(422, "idempotency_key_reused", detail));
        }
        let output = kept.output.ok_or_else(|| {
            let detail = "The request of this Idempotency-Key is being worked on, or its answer was lost. Look whether it was done.";
            Problem::new(409, "idempotency_in_progress", detail)
        })?;
        return Ok(answer(operation, output.get().to_owned(), None)?.into_response());
    }
    put(&mut ledger, api, asked, &key, &Kept { asked: hash, output: None }).await?;
    ledger.commit().await?;
    let done = run(api, asked, operation, input).await;
    let mut ledger = api.hub.begin(organization).await?;
    match &done {
        Ok(output) => {
            let output = RawValue::from_string(output.clone()).map_err(Problem::broken)?;
            put(&mut ledger, api, asked, &key, &Kept { asked: hash, output: Some(output) }).await?;
        }
        // What was refused was not done, and may be sent again. Of a failure nobody knows.
        Err(problem) if problem.status < 500 => ledger.forget_note(SHELF, &key).await?,
        Err(_) => {}
    }
    ledger.commit().await?;
    answer(operation, done?, None)
}

async fn put<H: Hub>(
    ledger: &mut H::Transaction,
    api: &Api<H>,
    asked: &Asked,
    key: &str,
    kept: &Kept,
) -> Result<(), Problem> {
    let outside = asked.site.clinic.outside();
    Ok(ledger.put_note(SHELF, key, sealed(&api.keys, outside, kept)?, outside.now() + KEPT_MS).await?)
}
