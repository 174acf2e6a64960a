//! `healthsync-server serve`.

use super::now_ms;
use anyhow::{Context, Result};
use axum::Router;
use clap::Parser;
use healthsync_clinic::accounts::Role;
use healthsync_hub::http::{Bounds, Centre, Metrics, Rate};
use healthsync_hub::hub::Hub;
use healthsync_hub::listen::Place;
use healthsync_hub::tls::{Identity, written};
use healthsync_hub::tokens::Keys;
use healthsync_server::api::{Api, Broker, Limits, Served, Settings, WaysOut};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

#[derive(Parser)]
pub struct Options {
    /// Where to listen: an address and a port, or unix:PATH for a proxy on this computer. Without TLS on this computer only.
    #[arg(long, env = "HEALTHSYNC_LISTEN", default_value = "127.0.0.1:8321", value_name = "PLACE")]
    pub listen: Place,
    /// The server's certificate in PEM, with those that vouch for it.
    #[arg(long, env = "HEALTHSYNC_TLS_CERT", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's key in PEM.
    #[arg(long, env = "HEALTHSYNC_TLS_KEY", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Make a certificate, and keep it beside the database: workstations pin it.
    #[arg(long, env = "HEALTHSYNC_SELF_SIGNED", conflicts_with = "tls_cert")]
    pub self_signed: bool,
    /// A name or address that the certificate is made for, besides this computer's own. May be given several times.
    #[arg(long = "name", value_name = "HOST", requires = "self_signed")]
    names: Vec<String>,
    /// Where to serve the metrics, on loopback: 127.0.0.1:9464 is usual.
    #[arg(long, env = "HEALTHSYNC_METRICS")]
    metrics: Option<SocketAddr>,
    /// Believe a proxy on this computer that says in X-Forwarded-For where a request comes from.
    #[arg(long, env = "HEALTHSYNC_BEHIND_PROXY")]
    behind_proxy: bool,
    /// So many connections may be open from one address: a proxy or a big building has one for all.
    #[arg(long, env = "HEALTHSYNC_CONNECTIONS_OF_ADDRESS", value_name = "COUNT")]
    connections_of_address: Option<usize>,
    /// So many requests a second may come from one address, and eight seconds' worth at once.
    #[arg(long, env = "HEALTHSYNC_RATE_OF_ADDRESS", value_name = "PER_SECOND", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    rate_of_address: Option<u32>,
    /// So many requests a second may come from one account, and ten seconds' worth at once.
    #[arg(long, env = "HEALTHSYNC_RATE_OF_ACCOUNT", value_name = "PER_SECOND", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    rate_of_account: Option<u32>,
    /// An organization whose clinics the API serves, by its name. May be given several times.
    #[arg(long = "api", env = "HEALTHSYNC_API", value_name = "ORGANIZATION", value_delimiter = ',')]
    pub api: Vec<String>,
    /// Whoever registers at the API without an invitation gets this role: practitioner, nurse, front_desk or cashier.
    /// Not given, accounts are made by invitation only.
    #[arg(long, env = "HEALTHSYNC_OPEN_REGISTRATION", value_name = "ROLE", value_parser = open_role, requires = "api")]
    open_registration: Option<Role>,
    /// An origin, such as https://clinic.example, whose pages may ask the API from a browser. May be given several times.
    #[arg(long = "allow-origin", env = "HEALTHSYNC_ALLOW_ORIGIN", value_name = "ORIGIN", value_delimiter = ',',
        value_parser = healthsync_server::api::origin, requires = "api")]
    allowed_origins: Vec<axum::http::HeaderValue>,
    /// The mail server that letters go to, like smtps://user:password@mail.example:465.
    #[arg(long, env = "HEALTHSYNC_SMTP_URL", hide_env_values = true, requires_all = ["api", "mail_from"])]
    smtp_url: Option<String>,
    /// The sender of letters, like 'Lakeside Clinics <clinic@example.org>'.
    #[arg(long, env = "HEALTHSYNC_MAIL_FROM")]
    mail_from: Option<String>,
    /// The gateway that sends SMS, like https://gateway.example/send?to={to}&text={text}; without these it is sent JSON.
    #[arg(long, env = "HEALTHSYNC_SMS_URL", hide_env_values = true, requires = "api")]
    sms_url: Option<String>,
    /// What the gateway is shown as a bearer token.
    #[arg(long, env = "HEALTHSYNC_SMS_KEY", hide_env_values = true)]
    sms_key: Option<String>,
    /// A broker at which the API listens for what devices measure: mqtt://host:port, or mqtts:// with TLS.
    #[arg(long, env = "HEALTHSYNC_MQTT_URL", value_name = "URL", requires = "api")]
    mqtt_url: Option<String>,
    /// What the server calls itself at the broker; servers over one database need names of their own.
    #[arg(long, env = "HEALTHSYNC_MQTT_CLIENT", default_value = "healthsync-server")]
    mqtt_client: String,
    /// The user at the broker.
    #[arg(long, env = "HEALTHSYNC_MQTT_USER", requires = "mqtt_url")]
    mqtt_user: Option<String>,
    /// The user's password; given by the environment, it is in no list of processes.
    #[arg(long, env = "HEALTHSYNC_MQTT_PASSWORD", hide_env_values = true, requires = "mqtt_user")]
    mqtt_password: Option<String>,
    /// Certificates in PEM that vouch for a broker with TLS.
    #[arg(long, env = "HEALTHSYNC_MQTT_CA", value_name = "FILE", requires = "mqtt_url")]
    mqtt_ca: Option<PathBuf>,
}

/// So often the server looks whether another clinic has enrolled.
const LOOK_FOR_SITES: Duration = Duration::from_secs(10);

/// The broker that the options name.
fn broker(options: &Options) -> Result<Option<Broker>> {
    let Some(address) = &options.mqtt_url else { return Ok(None) };
    let read = |path: &PathBuf| std::fs::read(path).context("the broker's certificates cannot be read");
    let authorities = options.mqtt_ca.as_ref().map(read).transpose()?;
    let mut broker = Broker::of(address, authorities).map_err(anyhow::Error::msg)?;
    broker.client_id = options.mqtt_client.clone();
    let password = options.mqtt_password.clone().unwrap_or_default();
    broker.login = options.mqtt_user.clone().map(|user| (user, password));
    Ok(Some(broker))
}

pub async fn serve(hub: impl Hub, files: &Path, secret: &[u8; 32], replicas: PathBuf, options: Options) -> Result<()> {
    let identity = match (&options.tls_cert, &options.tls_key) {
        (Some(certificate), Some(key)) => Some(Identity::from_files(certificate, key)?),
        _ if options.self_signed => Some(Identity::self_signed(files, own_names(&options))?),
        _ => None,
    };
    anyhow::ensure!(
        identity.is_some() || options.listen.is_of_this_computer(),
        "plain HTTP is served on this computer only: give --tls-cert and --tls-key, or --self-signed, or listen on \
         127.0.0.1 or at unix:PATH behind a proxy that speaks TLS"
    );
    let keys = Keys::from_secret(secret);
    let hub = Arc::new(hub);
    let (stopping_sender, stopping) = tokio::sync::watch::channel(false);
    let others = if options.api.is_empty() {
        Router::new()
    } else {
        let settings = Settings {
            open_registration: options.open_registration,
            allowed_origins: options.allowed_origins.clone(),
            is_tls: identity.is_some() || options.behind_proxy,
            is_behind_proxy: options.behind_proxy,
            limits: limits(&options),
            ways_out: ways_out(&options)?,
        };
        let served = Served { organizations: options.api.clone(), folder: replicas, settings };
        let mut until = stopping.clone();
        let api = Api::new(Arc::clone(&hub), secret, served, stopping);
        if let Some(broker) = broker(&options)? {
            tokio::spawn(Arc::clone(&api).listen_at(broker));
        }
        let opening = Arc::clone(&api);
        tokio::spawn(async move {
            // A clinic may enrol at any time: its devices, letters and reports do not wait until somebody signs in.
            let mut look = tokio::time::interval(LOOK_FOR_SITES);
            loop {
                tokio::select! {
                    _ = look.tick() => {}
                    _ = until.changed() => break,
                }
                if let Err(reason) = opening.open_sites().await {
                    tracing::error!(%reason, "a replica of the API could not be opened");
                }
            }
        });
        api.router()
    };
    let unheard = || format!("{} cannot be listened at", options.listen);
    let listener = options.listen.listen().await.with_context(unheard)?;
    let metrics = Metrics::new();
    let counting = match options.metrics {
        None => None,
        Some(address) => {
            anyhow::ensure!(
                address.ip().is_loopback(),
                "metrics are served on this computer only, like 127.0.0.1:9464"
            );
            Some(TcpListener::bind(address).await.context("the address of the metrics cannot be listened on")?)
        }
    };
    // Whoever started this may have asked for any free port.
    let scheme = if identity.is_some() { "https" } else { "http" };
    match listener.place()? {
        Place::Address(address) => println!("listening on {scheme}://{address}"),
        socket @ Place::Socket(_) => println!("listening on {socket}"),
    }
    if let Some(identity) = &identity {
        println!("certificate sha256 {}", written(&identity.fingerprint));
    }
    if let Some(listener) = counting {
        println!("metrics on http://{}/metrics", listener.local_addr()?);
        let routes = metrics.clone().router();
        tokio::spawn(async move { axum::serve(listener, routes).await });
    }
    let stop = async {
        ended().await;
        // Whoever is still open holds a receiver or is gone already.
        let _ = stopping_sender.send(true);
        tracing::info!("stopping");
    };
    let bounds = bounds(&options);
    let centre = Centre { hub, keys, now_ms, others };
    let tls = identity.map(|identity| identity.acceptor);
    healthsync_hub::serve::serve(centre, listener, tls, bounds, metrics, stop).await;
    tracing::info!("stopped");
    Ok(())
}

/// `per_second` requests, and so many seconds' worth of them at once.
fn rate(per_second: u32, seconds: u32) -> Rate {
    Rate { burst: per_second.saturating_mul(seconds), every: Duration::from_secs(1) / per_second }
}

fn limits(options: &Options) -> Limits {
    let usual = Limits::default();
    Limits { of_account: options.rate_of_account.map_or(usual.of_account, |per| rate(per, 10)), ..usual }
}

fn bounds(options: &Options) -> Bounds {
    let usual = Bounds::default();
    Bounds {
        is_behind_proxy: options.behind_proxy,
        connections_of_address: options.connections_of_address.unwrap_or(usual.connections_of_address),
        of_address: options.rate_of_address.map_or(usual.of_address, |per| rate(per, 8)),
        ..usual
    }
}

fn ways_out(options: &Options) -> Result<WaysOut> {
    let mut ways = WaysOut::default();
    if let (Some(url), Some(from)) = (&options.smtp_url, &options.mail_from) {
        ways = ways.with_email(url, from).map_err(anyhow::Error::msg).context("email cannot be sent")?;
    }
    if let Some(url) = &options.sms_url {
        ways = ways.with_sms(url, options.sms_key.clone()).map_err(anyhow::Error::msg).context("SMS cannot be sent")?;
    }
    Ok(ways)
}

/// A role that anybody may have.
fn open_role(text: &str) -> Result<Role, String> {
    let role = Role::ALL.into_iter().find(|role| role.code() == text);
    match role.filter(|role| !matches!(role, Role::Administrator | Role::Patient)) {
        Some(role) => Ok(role),
        None => Err("it is practitioner, nurse, front_desk or cashier".into()),
    }
}

/// What a certificate is made for: this computer, the address it listens on, and what the operator names.
fn own_names(options: &Options) -> Vec<String> {
    let mut names: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(String::from).into();
    if let Place::Address(address) = options.listen
        && !address.ip().is_unspecified()
    {
        names.push(address.ip().to_string());
    }
    names.extend(options.names.iter().cloned());
    names.sort_unstable();
    names.dedup();
    names
}

/// Somebody wants the program to end.
async fn ended() {
    let interrupted = async { tokio::signal::ctrl_c().await.is_ok() };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut ended) => {
                tokio::select! { _ = interrupted => {}, _ = ended.recv() => {} }
            }
            Err(_) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
