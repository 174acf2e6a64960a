//! The rest of a request that is answered before all of it was read, as a refusal is. A connection on which it still comes
//! is of no use for the next request: what is small is read and thrown away; where it is not, the visitor is told that the
//! connection ends.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::{CONNECTION, EXPECT};
use axum::http::{HeaderValue, Request};
use axum::response::Response;
use hyper::body::{Frame, Incoming, SizeHint};
use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::timeout;

/// So much of it is read, and for so long.
const MOST: u64 = 256 * 1024;
const TIME: Duration = Duration::from_secs(2);

/// Answers a request by `handle`, and leaves its connection ready for the next, or says that it ends.
pub(crate) async fn without_rest<F>(
    request: Request<Incoming>,
    handle: impl FnOnce(Request<Body>) -> F,
) -> Result<Response, Infallible>
where
    F: Future<Output = Result<Response, Infallible>>,
{
    // Who asks first whether it should send at all is not to be told to go on after a refusal.
    let waits_for_leave = request.headers().contains_key(EXPECT);
    let back = Arc::<Mutex<Option<Incoming>>>::default();
    let lent = request.map(|body| Body::new(Lent { body: Some(body), back: Arc::clone(&back) }));
    let mut response = handle(lent).await?;
    let rest = back.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(rest) = rest.filter(|rest| !rest.is_end_stream())
        && (waits_for_leave || !is_read(rest).await)
    {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response)
}

/// Reads it to its end, if that is near.
async fn is_read(mut rest: Incoming) -> bool {
    if rest.size_hint().lower() > MOST {
        return false;
    }
    let mut left = MOST;
    let reading = async {
        while let Some(frame) = poll_fn(|context| Pin::new(&mut rest).poll_frame(context)).await {
            let Ok(frame) = frame else { return false };
            let length = frame.data_ref().map_or(0, |data| data.len() as u64);
            let Some(less) = left.checked_sub(length) else { return false };
            left = less;
        }
        true
    };
    timeout(TIME, reading).await.unwrap_or(false)
}

/// A body that goes back when whoever answers lets go of it.
struct Lent {
    body: Option<Incoming>,
    back: Arc<Mutex<Option<Incoming>>>,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        match &mut self.body {
            Some(body) => Poll::Ready(ready!(Pin::new(body).poll_frame(context))),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Incoming::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(Incoming::size_hint).unwrap_or_default()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        *self.back.lock().unwrap_or_else(PoisonError::into_inner) = self.body.take();
    }
}
