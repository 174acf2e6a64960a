//! Doing again what two transactions kept each other from.

use crate::Result;
use std::time::Duration;

/// After so many attempts something else is wrong.
const ATTEMPTS: u32 = 6;

/// Does the whole of something that is done in one transaction, and does it again where it clashed with another: it had
/// done nothing then.
pub(super) async fn again<T, F: Future<Output = Result<T>>>(work: impl Fn() -> F) -> Result<T> {
    for attempt in 1..ATTEMPTS {
        match work().await {
            Err(reason) if reason.is_clash() => {
                tracing::info!(%reason, attempt, "clashed; again");
                tokio::time::sleep(Duration::from_millis(u64::from(5 * attempt))).await;
            }
            other => return other,
        }
    }
    work().await
}
