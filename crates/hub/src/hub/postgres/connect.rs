//! How the database is reached: as whom, with which settings, and brought to this version first.

use crate::{HubError, Result};
use std::time::Duration;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};

mod embedded {
    refinery::embed_migrations!("../../migrations/hub/postgres");
}

/// What servers that start at once agree upon, so that one of them migrates.
const MIGRATING: i64 = 0x6865_616c_7468;
/// Every query of the hub goes by an index, whatever the planner believes of a table before its first statistics: a plan
/// made while a log was short must not read it whole when it is long. A process that died or hangs must not hold an
/// organization for long.
const SETTINGS: &str = "-c role=healthsync_service -c plan_cache_mode=force_generic_plan \
    -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off -c jit=off \
    -c lock_timeout=20s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s";

/// The role is the cluster's and outlives one database; several may be at this at once. Since PostgreSQL 16 who makes a
/// role is a member that may hand it on, and yet not become it.
const ROLE: &str = "DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'healthsync_service') THEN
        CREATE ROLE healthsync_service NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    IF NOT pg_has_role(current_user, 'healthsync_service',
        CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
        EXECUTE format('GRANT healthsync_service TO %I', current_user);
    END IF;
END
$$";

/// What an address says.
pub(super) fn config(url: &str) -> Result<Config> {
    let parsed = url.parse::<Config>();
    let mut config = parsed.map_err(|_| {
        HubError::Unreachable("its address cannot be read: it is postgres://user:password@host/database".into())
    })?;
    let is_near = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    if config.get_ssl_mode() != SslMode::Disable && !config.get_hosts().iter().all(is_near) {
        return Err(HubError::Unreachable(
            "it is on another machine and this program speaks no TLS to it: go through a tunnel, or say \
             ?sslmode=disable where the network between them is trusted"
                .into(),
        ));
    }
    config.application_name("healthsync-server").connect_timeout(Duration::from_secs(10));
    // Whoever it is, and whatever it prefers, the tables lie here.
    let options = format!("{} -c search_path=public", config.get_options().unwrap_or_default());
    config.options(options.trim()).keepalives_idle(Duration::from_secs(30)).tcp_user_timeout(Duration::from_secs(30));
    Ok(config)
}

/// The same as the service's role.
pub(super) fn service(mut config: Config) -> Config {
    let options = format!("{} {SETTINGS}", config.get_options().unwrap_or_default());
    config.options(options.trim());
    config
}

async fn connect(config: &Config) -> Result<Client> {
    let (client, connection) = config.connect(NoTls).await?;
    // It ends with the client.
    tokio::spawn(async move { drop(connection.await) });
    Ok(client)
}

/// Migrates where there is something to migrate.
pub(super) async fn prepare(login: &Config, owner: Option<&Config>) -> Result<()> {
    let newest = embedded::migrations::runner().get_migrations().iter().map(refinery::Migration::version).max();
    let newest = newest.map_or(0, i64::from);
    if version(&connect(login).await?).await? == newest {
        return Ok(());
    }
    let mut client = connect(owner.unwrap_or(login)).await?;
    client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATING]).await?;
    let found = version(&client).await?;
    if found == newest {
        return Ok(());
    }
    if found > newest {
        return Err(HubError::Migration(format!(
            "it is at version {found} and this program knows {newest}: use the newer program"
        )));
    }
    make_role(&client).await?;
    let migrated = embedded::migrations::runner().run_async(&mut client).await;
    migrated.map_err(|reason| HubError::Migration(reason.to_string()))?;
    Ok(())
}

async fn version(client: &Client) -> Result<i64> {
    let known = client.query_one("SELECT to_regclass('public.refinery_schema_history') IS NOT NULL", &[]).await?;
    if !known.try_get::<_, bool>(0)? {
        return Ok(0);
    }
    let latest = "SELECT COALESCE(max(version), 0)::bigint FROM public.refinery_schema_history";
    Ok(client.query_one(latest, &[]).await?.try_get(0)?)
}

async fn make_role(client: &Client) -> Result<()> {
    for attempt in 1.. {
        match client.batch_execute(ROLE).await {
            Ok(()) => break,
            // Another database of the cluster may be at it too.
            Err(_) if attempt < 5 => tokio::time::sleep(Duration::from_millis(50 * attempt)).await,
            Err(reason) => {
                return Err(HubError::Migration(format!(
                    "the role healthsync_service cannot be made ({}): let a superuser run CREATE ROLE \
                     healthsync_service NOLOGIN and GRANT healthsync_service TO the owner of this database",
                    HubError::from(reason)
                )));
            }
        }
    }
    Ok(())
}

/// Makes sure that the policies hold for who the server will be.
pub(super) async fn check_role(service: &Config) -> Result<()> {
    let client = connect(service).await.map_err(|reason| match reason {
        // A database that was put back into another cluster, for example: roles are the cluster's.
        HubError::Postgres { code: Some(SqlState::INSUFFICIENT_PRIVILEGE | SqlState::UNDEFINED_OBJECT), .. } => {
            HubError::Migration(format!(
                "{reason}. Let a superuser run GRANT healthsync_service TO the login that the server was given (from \
                 PostgreSQL 16 on with WITH SET TRUE), and before it CREATE ROLE healthsync_service NOLOGIN where there \
                 is none"
            ))
        }
        reason => reason,
    })?;
    let row = client
        .query_one(
            "SELECT r.rolname = 'healthsync_service'
                AND NOT r.rolsuper AND NOT r.rolbypassrls AND NOT r.rolcreaterole
                AND NOT EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid)
                AND NOT EXISTS (
                    SELECT 1 FROM pg_class c WHERE c.oid = 'public.changes'::regclass
                    AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
             FROM pg_roles r WHERE r.rolname = current_user",
            &[],
        )
        .await?;
    if row.try_get(0)? {
        return Ok(());
    }
    Err(HubError::Migration(
        "the role healthsync_service may do more than it should: it must own nothing, be no member of the owner, and \
         have neither SUPERUSER, CREATEROLE nor BYPASSRLS"
            .into(),
    ))
}
