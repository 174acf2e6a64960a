//! The logs on PostgreSQL and the vectors kept beside them: a push is stored in a fixed number of statements, whatever
//! it holds.

use super::{bytes, news, rows};
use crate::hub::kept::{KEPT, clock, log, number};
use crate::{HubError, Result};
use deadpool_postgres::Client;
use healthsync_sync::{Arrival, Chain, ChangeId, Known, Log, Needs, Signature, Standing, Tip, Vector};
use std::collections::{BTreeMap, HashMap};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

pub(super) async fn vector(client: &Client, organization: Uuid) -> Result<Vector> {
    let sql = "SELECT scope, origin, seq, chain, clock, proven FROM logs WHERE organization_id = $1 AND seq > 0";
    let mut vector = Vector::default();
    for row in rows(client, sql, &[&organization]).await? {
        let tip = Tip {
            seq: row.try_get::<_, i64>(2)?.cast_unsigned(),
            chain: Chain::from_bytes(bytes(&row, 3)?),
            clock: clock(row.try_get(4)?)?,
            proven: row.try_get::<_, i64>(5)?.cast_unsigned(),
        };
        vector.set(log(row.try_get(0)?, bytes(&row, 1)?)?, tip);
    }
    Ok(vector)
}

pub(super) async fn kept(client: &Client, organization: Uuid, id: Uuid) -> Result<HashMap<[u8; 32], Vector>> {
    let sql = "SELECT hash, vector FROM kept_vectors WHERE organization_id = $1 AND workstation_id = $2";
    let mut kept = HashMap::new();
    for row in rows(client, sql, &[&organization, &id]).await? {
        let vector = Vector::from_bytes(row.try_get(1)?).map_err(|_| HubError::Damaged("a vector"))?;
        kept.insert(bytes(&row, 0)?, vector);
    }
    Ok(kept)
}

pub(super) async fn keep(client: &Client, organization: Uuid, id: Uuid, vector: &Vector) -> Result<()> {
    let hash = vector.hash();
    let hash = hash.as_slice();
    // What was kept last is not kept again.
    let keep = "INSERT INTO kept_vectors (organization_id, workstation_id, hash, nth, vector)
               SELECT $1, $2, $3, COALESCE(max(nth), 0) + 1, $4
               FROM kept_vectors WHERE organization_id = $1 AND workstation_id = $2
               HAVING COALESCE(max(nth), 0) <> COALESCE(max(CASE WHEN hash = $3 THEN nth END), -1)
               ON CONFLICT (organization_id, workstation_id, hash) DO UPDATE SET nth = excluded.nth";
    let forget = "DELETE FROM kept_vectors WHERE organization_id = $1 AND workstation_id = $2 AND nth <= (
               SELECT max(nth) - $3 FROM kept_vectors WHERE organization_id = $1 AND workstation_id = $2)";
    let vector = vector.to_bytes();
    let (kept, forgotten): ([&(dyn ToSql + Sync); 4], [&(dyn ToSql + Sync); 3]) =
        ([&organization, &id, &hash, &vector], [&organization, &id, &KEPT]);
    // They travel together; should the second come first, one more is kept until the next time.
    let (kept, forgotten) = tokio::join!(rows(client, keep, &kept), rows(client, forget, &forgotten));
    kept.and(forgotten).map(drop)
}

/// The beginning of an id, by which it is found.
pub(super) fn id_start(id: &ChangeId) -> i64 {
    id.as_bytes().first_chunk().map_or(0, |start| i64::from_be_bytes(*start))
}

/// Logs as two columns.
pub(super) fn columns<'a>(logs: impl Iterator<Item = &'a Log>) -> (Vec<String>, Vec<&'a [u8]>) {
    logs.map(|log| (log.scope.to_string(), log.origin.as_bytes().as_slice())).unzip()
}

/// What is wanted is looked up one by one. `OFFSET 0` keeps the planner to that: while a table has no statistics it would
/// join by whatever it likes, and read all of an organization for each push.
pub(super) async fn look_up(client: &Client, organization: Uuid, needs: &Needs) -> Result<Known> {
    let mut known = Known::default();
    if !needs.places.is_empty() {
        let (scopes, origins) = columns(needs.places.iter().map(|place| &place.log));
        let seqs: Vec<i64> = needs.places.iter().map(|place| number(place.seq)).collect();
        let sql = "SELECT wanted.nth, held.id, held.chain, held.clock
                   FROM unnest($2::text[], $3::bytea[], $4::bigint[]) WITH ORDINALITY AS wanted (scope, origin, seq, nth)
                   CROSS JOIN LATERAL (
                       SELECT no FROM logs WHERE organization_id = $1 AND scope = wanted.scope AND origin = wanted.origin
                       OFFSET 0) AS found
                   CROSS JOIN LATERAL (
                       SELECT id, chain, clock FROM changes
                       WHERE organization_id = $1 AND log = found.no AND seq = wanted.seq OFFSET 0) AS held";
        for row in rows(client, sql, &[&organization, &scopes, &origins, &seqs]).await? {
            let (id, chain) = (ChangeId::from_bytes(bytes(&row, 1)?), Chain::from_bytes(bytes(&row, 2)?));
            let standing = Standing { id, chain, clock: clock(row.try_get(3)?)? };
            known.places.insert(needs.places[nth(&row)?], standing);
        }
    }
    if !needs.ids.is_empty() {
        let starts: Vec<i64> = needs.ids.iter().map(id_start).collect();
        let ids: Vec<&[u8]> = needs.ids.iter().map(|id| id.as_bytes().as_slice()).collect();
        let sql = "SELECT wanted.nth, held.clock
                   FROM unnest($2::bigint[], $3::bytea[]) WITH ORDINALITY AS wanted (id_start, id, nth)
                   CROSS JOIN LATERAL (
                       SELECT clock FROM changes
                       WHERE organization_id = $1 AND id_start = wanted.id_start AND id = wanted.id OFFSET 0) AS held";
        for row in rows(client, sql, &[&organization, &starts, &ids]).await? {
            known.clocks.insert(needs.ids[nth(&row)?], clock(row.try_get(1)?)?);
        }
    }
    Ok(known)
}

/// Which of the things asked for a row answers: its first column, from 1 on.
pub(super) fn nth(row: &tokio_postgres::Row) -> Result<usize> {
    let nth = usize::try_from(row.try_get::<_, i64>(0)?).ok().and_then(|nth| nth.checked_sub(1));
    nth.ok_or(HubError::Damaged("a number of a row"))
}

/// Stores changes in their places, moves the ends of their logs, keeps the latest signatures, and tells the others.
pub(super) async fn store(
    client: &Client,
    organization: Uuid,
    arrivals: &[Arrival],
    signatures: &[Signature],
) -> Result<()> {
    if arrivals.is_empty() && signatures.is_empty() {
        return Ok(());
    }
    let logs = match arrivals.is_empty() {
        true => HashMap::new(),
        false => move_ends(client, organization, arrivals).await?,
    };
    let add = async { if arrivals.is_empty() { Ok(()) } else { add(client, organization, arrivals, &logs).await } };
    let sign = async { if signatures.is_empty() { Ok(()) } else { sign(client, organization, signatures).await } };
    let name = organization.to_string();
    let notified: [&(dyn ToSql + Sync); 1] = [&name];
    let (added, signed, told) = tokio::join!(add, sign, rows(client, news::NOTIFY, &notified));
    // The first that failed says why; those after it only that it did.
    added.and(signed).and(told).map(drop)
}

/// Moves the ends of the logs to their last arrivals; gives their numbers.
async fn move_ends(client: &Client, organization: Uuid, arrivals: &[Arrival]) -> Result<HashMap<Log, i64>> {
    // In order, and once a log.
    let ends: BTreeMap<Log, &Arrival> = arrivals.iter().map(|arrival| (arrival.place.log, arrival)).collect();
    let (scopes, origins) = columns(ends.keys());
    let seqs: Vec<i64> = ends.values().map(|last| number(last.place.seq)).collect();
    let chains: Vec<&[u8]> = ends.values().map(|last| last.chain.as_bytes().as_slice()).collect();
    let clocks: Vec<i64> = ends.values().map(|last| last.change.clock.number()).collect();
    let sql = "INSERT INTO logs (organization_id, scope, origin, seq, chain, clock)
               SELECT $1::uuid, * FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bytea[], $6::bigint[])
               ON CONFLICT (organization_id, scope, origin) DO UPDATE SET
                   seq = excluded.seq, chain = excluded.chain, clock = excluded.clock
               RETURNING scope, origin, no";
    let mut numbers = HashMap::new();
    for row in rows(client, sql, &[&organization, &scopes, &origins, &seqs, &chains, &clocks]).await? {
        numbers.insert(log(row.try_get(0)?, bytes(&row, 1)?)?, row.try_get(2)?);
    }
    Ok(numbers)
}

async fn add(client: &Client, organization: Uuid, arrivals: &[Arrival], logs: &HashMap<Log, i64>) -> Result<()> {
    let number_of = |arrival: &Arrival| logs.get(&arrival.place.log).copied();
    let numbers: Option<Vec<i64>> = arrivals.iter().map(number_of).collect();
    let numbers = numbers.ok_or(HubError::Damaged("a log that was just written"))?;
    let seqs: Vec<i64> = arrivals.iter().map(|arrival| number(arrival.place.seq)).collect();
    let clocks: Vec<i64> = arrivals.iter().map(|arrival| arrival.change.clock.number()).collect();
    let starts: Vec<i64> = arrivals.iter().map(|arrival| id_start(&arrival.id)).collect();
    let ids: Vec<&[u8]> = arrivals.iter().map(|arrival| arrival.id.as_bytes().as_slice()).collect();
    let chains: Vec<&[u8]> = arrivals.iter().map(|arrival| arrival.chain.as_bytes().as_slice()).collect();
    let bodies: Vec<&[u8]> = arrivals.iter().map(|arrival| arrival.body.as_slice()).collect();
    let sql = "INSERT INTO changes (organization_id, log, seq, clock, id_start, id, chain, body)
               SELECT $1::uuid, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[],
                                        $6::bytea[], $7::bytea[], $8::bytea[])";
    let parameters: [&(dyn ToSql + Sync); 8] =
        [&organization, &numbers, &seqs, &clocks, &starts, &ids, &chains, &bodies];
    rows(client, sql, &parameters).await?;
    Ok(())
}

async fn sign(client: &Client, organization: Uuid, signatures: &[Signature]) -> Result<()> {
    let (scopes, origins) = columns(signatures.iter().map(|signature| &signature.log));
    let seqs: Vec<i64> = signatures.iter().map(|signature| number(signature.seq)).collect();
    let keys: Vec<&[u8]> = signatures.iter().map(|signature| signature.key.as_slice()).collect();
    let signed: Vec<&[u8]> = signatures.iter().map(|signature| signature.signature.as_slice()).collect();
    let sql = "UPDATE logs SET proven = given.seq, public_key = given.key, signature = given.signature
               FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bytea[], $6::bytea[])
                   AS given (scope, origin, seq, key, signature)
               WHERE logs.organization_id = $1 AND logs.scope = given.scope AND logs.origin = given.origin";
    rows(client, sql, &[&organization, &scopes, &origins, &seqs, &keys, &signed]).await?;
    Ok(())
}
