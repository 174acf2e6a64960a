//! What an administrator asks of the server itself: who is enrolled and when it was last heard, whether all goes well,
//! how often anybody may ask and who was stopped.

use super::Api;
use super::door::{Asked, empty};
use super::limits::{LimitName, Stopped};
use super::operator;
use super::problem::Problem;
use super::site::Site;
use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use axum::{Json, Router};
use healthsync_clinic::audit::Revocation;
use healthsync_clinic::command::Right;
use healthsync_clinic::outside::Millis;
use healthsync_hub::http::Rate;
use healthsync_hub::hub::{self, Hub, Transaction, Wish, Workstation, contacts};
use healthsync_sync::{Scope, Vector};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;

pub(super) fn routes<H: Hub>() -> Router<Arc<Api<H>>> {
    Router::new()
        .route("/centre/workstations", get(workstations::<H>))
        .route("/centre/workstations/{id}", delete(revoke::<H>))
        .route("/centre/health", get(health::<H>))
        .route("/centre/limits", get(limits::<H>))
}

/// Who may see what goes on at the server.
pub(super) async fn administrator<H: Hub>(api: &Api<H>, headers: &HeaderMap) -> Result<Asked, Problem> {
    let asked = Asked::of(api, headers).await?;
    asked.site.clinic.check(Some(&asked.seat), Right::ManageOrganization)?;
    Ok(asked)
}

/// A computer that enrolled at this server.
#[derive(Serialize, JsonSchema)]
pub struct EnrolledWorkstation {
    /// Its id on the server.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// The site that it stands at.
    pub site_id: Uuid,
    /// The site's name, where it is known.
    pub site: Option<String>,
    /// The letters in front of its numbers.
    pub series_code: String,
    /// How it stands.
    pub state: WorkstationState,
    /// When it last exchanged, in milliseconds since 1970, to the minute; none: not since this is noted.
    pub last_contact_at: Option<Millis>,
    /// The version of its program, as it says.
    pub version: Option<String>,
    /// So many changes wait here for it to fetch them.
    pub waiting: u64,
}

/// How an enrolled computer stands.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkstationState {
    /// It is this server's own replica of the site.
    Server,
    /// It may exchange.
    Enrolled,
    /// Its sign-in was used twice: it has to enrol again.
    HasToEnrol,
    /// It was taken off the organization.
    Revoked,
}

async fn workstations<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = administrator(&api, request.headers()).await?;
    let sites = asked.site.call(Some(asked.seat.clone()), "sites", json!({})).await?;
    let own: Vec<Uuid> = api.sites_now().await.iter().filter_map(|site| site.workstation_id()).collect();
    let mut ledger = api.hub.begin_reading(asked.bearer.organization_id).await?;
    let (mine, heard) = (ledger.vector().await?, contacts(&mut ledger).await?);
    let mut shown = vec![];
    for one in ledger.roll().await? {
        let kept = ledger.kept(one.id).await?;
        let contact = heard.get(&one.id);
        shown.push(EnrolledWorkstation {
            id: one.id,
            site: name_of(&sites, one.site_id),
            state: match (own.contains(&one.id), one.is_revoked, one.is_family_dead) {
                (true, ..) => WorkstationState::Server,
                (_, true, _) => WorkstationState::Revoked,
                (_, _, true) => WorkstationState::HasToEnrol,
                _ => WorkstationState::Enrolled,
            },
            last_contact_at: contact.map(|contact| contact.at_ms),
            version: contact.and_then(|contact| Some(contact.program.split_once('/')?.1.to_owned())),
            waiting: if one.is_revoked { 0 } else { waiting(&one, &mine, &kept) },
            name: one.name,
            site_id: one.site_id,
            series_code: one.series_code,
        });
    }
    shown.sort_by(|one, other| (&one.site, &one.name, one.id).cmp(&(&other.site, &other.name, other.id)));
    Ok(Json(shown).into_response())
}

/// A text of the row in which a field has a value.
fn text_of(rows: &Value, text: &str, field: &str, value: &Value) -> Option<String> {
    let found = rows.as_array()?.iter().find(|row| &row[field] == value)?;
    Some(found[text].as_str()?.to_owned())
}

/// The name of a site, where it is known.
fn name_of(sites: &Value, id: Uuid) -> Option<String> {
    text_of(sites, "name", "id", &json!(id))
}

/// How much a workstation has not fetched yet, by the furthest vector that it was told of.
fn waiting(one: &Workstation, mine: &Vector, kept: &HashMap<[u8; 32], Vector>) -> u64 {
    let scopes = one.scopes();
    let lacks = |known: &Vector| {
        let logs = mine.iter().filter(|(log, _)| scopes.contains(&log.scope) && !matches!(log.scope, Scope::Audit(_)));
        logs.map(|(log, tip)| tip.seq.saturating_sub(known.tip(log).seq)).sum::<u64>()
    };
    kept.values().map(lacks).min().unwrap_or_else(|| lacks(&Vector::default()))
}

async fn revoke<H: Hub>(
    State(api): State<Arc<Api<H>>>,
    Path(id): Path<Uuid>,
    request: Request,
) -> Result<Response, Problem> {
    let asked = administrator(&api, request.headers()).await?;
    let query = request.uri().query().unwrap_or_default();
    let said =
        |wanted: &str| form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted).map(|(_, said)| said);
    let keeps = said("keep_data");
    let wish = match keeps.as_deref() {
        None | Some("false") => Wish::Wipe,
        Some("true") => Wish::KeepData,
        Some(_) => return Err(Problem::bad_input("'keep_data' is true or false")),
    };
    let organization = asked.bearer.organization_id;
    let known = api.hub.begin_reading(organization).await?.workstation(id).await?;
    let known = known.ok_or_else(Problem::not_found)?;
    if api.sites_now().await.iter().any(|site| site.workstation_id() == Some(id)) {
        let detail = "This is the server's own copy of the clinic. It goes when the server no longer serves it.";
        return Err(Problem::new(422, "this_server", detail));
    }
    // Noted before it is done: what was done is never missing from the audit.
    let revocation = Revocation {
        by: Some(asked.bearer.account_id),
        workstation: operator::named(&known),
        keeps_data: wish == Wish::KeepData,
        reason: operator::said(said("reason").as_deref()),
    };
    let (site, note) = (Arc::clone(&asked.site), api.outside.id());
    asked.site.blocking(move || site.clinic.note_revocation(note, &revocation)).await?;
    hub::revoke(&*api.hub, organization, id, wish, api.now()).await?;
    asked.site.shared().await;
    tracing::info!(workstation = %id, by = %asked.bearer.account_id, ?wish, "an administrator revoked a workstation");
    Ok(empty())
}

/// How the server does.
#[derive(Serialize, JsonSchema)]
pub struct Health {
    /// The version of its program.
    pub version: String,
    /// Since when it runs, in milliseconds since 1970.
    pub started_at: Millis,
    /// The time on its clock.
    pub now: Millis,
    /// It takes requests: it does not stop, and its database answers.
    pub is_ready: bool,
    /// How long its database took to answer, in milliseconds; none: it did not.
    pub database_ms: Option<u64>,
    /// The clinics of the organization that it serves.
    pub replicas: Vec<ReplicaHealth>,
    /// The outbox.
    pub outbox: OutboxHealth,
    /// The link to the MQTT broker.
    pub mqtt: MqttHealth,
}

/// A clinic as this server holds it.
#[derive(Serialize, JsonSchema)]
pub struct ReplicaHealth {
    /// The site.
    pub site_id: Uuid,
    /// Its name.
    pub name: Option<String>,
    /// All that was written here is in the log.
    pub is_shared: bool,
}

/// How many letters wait and why.
#[derive(Serialize, JsonSchema)]
pub struct OutboxHealth {
    /// Letters that will be tried.
    pub waiting: usize,
    /// Letters that are not tried any more.
    pub dead: usize,
    /// When the oldest of those that wait was written.
    pub oldest_at: Option<Millis>,
    /// Email can be sent.
    pub sends_email: bool,
    /// SMS can be sent.
    pub sends_sms: bool,
}

/// The link to the MQTT broker.
#[derive(Clone, Default, Serialize, JsonSchema)]
pub struct MqttHealth {
    /// How it stands.
    pub state: MqttState,
    /// Since when.
    pub since: Option<Millis>,
    /// When a device last sent something over it.
    pub last_message_at: Option<Millis>,
}

/// How the link to the broker stands.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MqttState {
    /// The operator named no broker.
    #[default]
    Off,
    /// It is being made.
    Connecting,
    /// The server listens.
    Connected,
    /// The broker does not answer; it is tried again.
    Lost,
}

async fn health<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = administrator(&api, request.headers()).await?;
    let organization = asked.bearer.organization_id;
    let sites = asked.site.call(Some(asked.seat.clone()), "sites", json!({})).await?;
    let asking = Instant::now();
    let is_answering = api.hub.check().await.is_ok();
    let database_ms = is_answering.then(|| u64::try_from(asking.elapsed().as_millis()).unwrap_or(u64::MAX));
    let letters = api.letters(organization).await?;
    let waiting: Vec<_> = letters.iter().filter(|(_, one)| !one.is_dead).collect();
    let has = api.served.settings.ways_out.has();
    let replicas = api.sites_now().await.into_iter().filter(|site| site.organization_id == organization);
    let replica = |site: Arc<Site>| ReplicaHealth {
        site_id: site.site_id,
        name: name_of(&sites, site.site_id),
        is_shared: site.is_shared(),
    };
    let told = Health {
        version: env!("CARGO_PKG_VERSION").into(),
        started_at: api.started_at,
        now: api.now(),
        is_ready: is_answering && !*api.stopping.borrow(),
        database_ms,
        replicas: replicas.map(replica).collect(),
        outbox: OutboxHealth {
            waiting: waiting.len(),
            dead: letters.len() - waiting.len(),
            oldest_at: waiting.first().map(|(_, one)| one.written_at),
            sends_email: has.email,
            sends_sms: has.sms,
        },
        mqtt: api.mqtt_health(),
    };
    Ok(Json(told).into_response())
}

/// How often anybody may ask, and who was stopped.
#[derive(Serialize, JsonSchema)]
pub struct LimitsView {
    /// The rates, each with how often it stopped somebody since the server started.
    pub limits: Vec<LimitView>,
    /// Those of the own organization that were stopped lately, the newest first.
    pub refusals: Vec<RefusalView>,
}

/// A rate.
#[derive(Serialize, JsonSchema)]
pub struct LimitView {
    /// What it counts.
    pub limit: LimitName,
    /// So many at once.
    pub burst: u32,
    /// After so many milliseconds one more.
    pub every_ms: u64,
    /// So many requests were refused since the server started.
    pub refused: u64,
}

/// A request that came too often.
#[derive(Serialize, JsonSchema)]
pub struct RefusalView {
    /// When, in milliseconds since 1970.
    pub at: Millis,
    /// Which rate stopped it.
    pub limit: LimitName,
    /// The account's user name, or the address that it came from.
    pub whom: String,
}

async fn limits<H: Hub>(State(api): State<Arc<Api<H>>>, request: Request) -> Result<Response, Problem> {
    let asked = administrator(&api, request.headers()).await?;
    let accounts = asked.site.call(Some(asked.seat.clone()), "accounts", json!({})).await?;
    let of = |field: &str, value: &Value| text_of(&accounts, "username", field, value);
    // Of an organization's own people alone; an address is nobody's, so it is told only where there is no other.
    let is_alone = api.served.organizations.len() == 1;
    let whom = |whom: &Stopped| match whom {
        Stopped::Account(id) => of("id", &json!(id)),
        Stopped::Name(name) => of("username", &json!(name)),
        Stopped::Address(address) => is_alone.then(|| address.to_string()),
    };
    let refusals = api.gates.refusals().into_iter();
    let refusals =
        refusals.filter_map(|one| Some(RefusalView { at: one.at, limit: one.limit, whom: whom(&one.whom)? })).collect();
    let rates = &api.served.settings.limits;
    let view = |limit: LimitName, rate: Rate| LimitView {
        limit,
        burst: rate.burst,
        every_ms: u64::try_from(rate.every.as_millis()).unwrap_or(u64::MAX),
        refused: api.gates.refused(limit),
    };
    let limits = vec![
        view(LimitName::Account, rates.of_account),
        view(LimitName::SignInsOfAddress, rates.sign_ins_of_address),
        view(LimitName::SignInsOfName, rates.sign_ins_of_name),
        view(LimitName::LettersOfName, rates.letters_of_name),
        view(LimitName::Costly, rates.costly),
    ];
    Ok(Json(LimitsView { limits, refusals }).into_response())
}
