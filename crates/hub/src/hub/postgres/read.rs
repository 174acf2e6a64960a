//! Reading on PostgreSQL what somebody lacks: some changes of every log at once, then more of those that are used up.

use super::logs::{columns, id_start, nth};
use super::{bytes, rows};
use crate::hub::ReadLimit;
use crate::hub::kept::{clock, log, number};
use crate::hub::weave::Weave;
use crate::{HubError, Result};
use deadpool_postgres::Client;
use healthsync_sync::{ChangeId, Clock, Entry, Log, Outgoing, Place, Signature, Span};
use std::collections::{HashMap, VecDeque};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

/// Of one log so many changes are read at once, at least and at most.
const PAGE: std::ops::RangeInclusive<usize> = 32..=1024;

/// The changes of some parts of logs, at most so many of each.
const CHANGES: &str = "SELECT wanted.nth, next.seq, next.clock, next.body
    FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bigint[])
        WITH ORDINALITY AS wanted (scope, origin, after, upto, nth)
    CROSS JOIN LATERAL (
        SELECT no FROM logs WHERE organization_id = $1 AND scope = wanted.scope AND origin = wanted.origin OFFSET 0
    ) AS found
    CROSS JOIN LATERAL (
        SELECT seq, clock, body FROM changes
        WHERE organization_id = $1 AND log = found.no AND seq > wanted.after AND seq <= wanted.upto
        ORDER BY organization_id, log, seq LIMIT $6
    ) AS next
    ORDER BY wanted.nth, next.seq";

pub(super) async fn outgoing(
    client: &Client,
    organization: Uuid,
    spans: &[Span],
    logs: &[Log],
    limit: ReadLimit,
) -> Result<Outgoing> {
    let (entries, is_all) = entries(client, organization, spans, limit).await?;
    let mut outgoing = Outgoing::new(entries, is_all);
    outgoing.places = places_of(client, organization, &outgoing.bases()).await?;
    outgoing.signatures = signatures(client, organization, logs).await?;
    Ok(outgoing)
}

async fn entries(client: &Client, organization: Uuid, spans: &[Span], limit: ReadLimit) -> Result<(Vec<Entry>, bool)> {
    let mut weave = Weave::new(limit);
    if spans.is_empty() {
        return Ok(weave.finish());
    }
    let page = (limit.changes / spans.len()).clamp(*PAGE.start(), *PAGE.end());
    let mut read = Reading { client, organization, page, rests: spans.to_vec(), pages: vec![] };
    read.pages = read.next(spans).await?;
    for nth in 0..spans.len() {
        if let Some((clock, entry)) = read.take(nth).await? {
            weave.offer(nth, clock, entry);
        }
    }
    while let Some(nth) = weave.take() {
        if let Some((clock, entry)) = read.take(nth).await? {
            weave.offer(nth, clock, entry);
        }
    }
    Ok(weave.finish())
}

type Page = VecDeque<(Clock, Entry)>;

/// Several logs that are read a page at a time.
struct Reading<'a> {
    client: &'a Client,
    organization: Uuid,
    page: usize,
    /// Of each log, what has not been read.
    rests: Vec<Span>,
    pages: Vec<Page>,
}

impl Reading<'_> {
    /// The next change of the nth log.
    async fn take(&mut self, nth: usize) -> Result<Option<(Clock, Entry)>> {
        if self.pages[nth].is_empty() && self.rests[nth].after < self.rests[nth].upto {
            let more = self.next(&[self.rests[nth]]).await?.pop();
            self.pages[nth] = more.unwrap_or_default();
        }
        let next = self.pages[nth].pop_front();
        let rest = &mut self.rests[nth];
        // A log that ends before it should is damaged, but not a reason to ask for ever.
        rest.after = next.as_ref().map_or(rest.upto, |(_, entry)| entry.place.seq);
        Ok(next)
    }

    async fn next(&self, spans: &[Span]) -> Result<Vec<Page>> {
        let (scopes, origins) = columns(spans.iter().map(|span| &span.log));
        let after: Vec<i64> = spans.iter().map(|span| number(span.after)).collect();
        let upto: Vec<i64> = spans.iter().map(|span| number(span.upto)).collect();
        let page = i64::try_from(self.page).map_err(|_| HubError::Broken("a page is too long".into()))?;
        let mut pages = vec![Page::default(); spans.len()];
        let parameters: [&(dyn ToSql + Sync); 6] = [&self.organization, &scopes, &origins, &after, &upto, &page];
        for row in rows(self.client, CHANGES, &parameters).await? {
            let nth = nth(&row)?;
            let place = spans[nth].log.at(row.try_get::<_, i64>(1)?.cast_unsigned());
            pages[nth].push_back((clock(row.try_get(2)?)?, Entry { place, body: row.try_get(3)? }));
        }
        Ok(pages)
    }
}

/// Where changes stand, in any of the organization's logs.
async fn places_of(client: &Client, organization: Uuid, wanted: &[ChangeId]) -> Result<HashMap<ChangeId, Place>> {
    let mut places = HashMap::new();
    if wanted.is_empty() {
        return Ok(places);
    }
    let starts: Vec<i64> = wanted.iter().map(id_start).collect();
    let ids: Vec<&[u8]> = wanted.iter().map(|id| id.as_bytes().as_slice()).collect();
    let sql = "SELECT wanted.nth, found.scope, found.origin, held.seq
               FROM unnest($2::bigint[], $3::bytea[]) WITH ORDINALITY AS wanted (id_start, id, nth)
               CROSS JOIN LATERAL (
                   SELECT log, seq FROM changes
                   WHERE organization_id = $1 AND id_start = wanted.id_start AND id = wanted.id OFFSET 0) AS held
               CROSS JOIN LATERAL (
                   SELECT scope, origin FROM logs WHERE organization_id = $1 AND no = held.log OFFSET 0) AS found";
    for row in rows(client, sql, &[&organization, &starts, &ids]).await? {
        let log = log(row.try_get(1)?, bytes(&row, 2)?)?;
        places.insert(wanted[nth(&row)?], log.at(row.try_get::<_, i64>(3)?.cast_unsigned()));
    }
    Ok(places)
}

async fn signatures(client: &Client, organization: Uuid, logs: &[Log]) -> Result<Vec<Signature>> {
    if logs.is_empty() {
        return Ok(vec![]);
    }
    let (scopes, origins) = columns(logs.iter());
    let sql = "SELECT wanted.nth, found.proven, found.public_key, found.signature
               FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS wanted (scope, origin, nth)
               CROSS JOIN LATERAL (
                   SELECT proven, public_key, signature FROM logs
                   WHERE organization_id = $1 AND scope = wanted.scope AND origin = wanted.origin
                       AND signature IS NOT NULL OFFSET 0) AS found
               ORDER BY wanted.nth";
    let mut signatures = vec![];
    for row in rows(client, sql, &[&organization, &scopes, &origins]).await? {
        signatures.push(Signature {
            log: logs[nth(&row)?],
            seq: row.try_get::<_, i64>(1)?.cast_unsigned(),
            key: bytes(&row, 2)?,
            signature: bytes(&row, 3)?,
        });
    }
    Ok(signatures)
}
