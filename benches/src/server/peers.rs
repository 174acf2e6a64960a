//! The others: vitals in one table, over Flask as a beginner writes it, over Flask with a pool, and over Express.

use super::load::{Asked, told};
use super::{PATIENTS, Side};
use crate::program::Program;
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tokio_postgres::NoTls;

/// Connections that a pool keeps.
const POOL: &str = "16";

/// The tables that all of them use.
const TABLES: &str = "
CREATE TABLE patient_details (patient_id serial PRIMARY KEY, full_name text NOT NULL, email text UNIQUE NOT NULL);
CREATE TABLE patient_vitals (
    vital_id serial PRIMARY KEY,
    patient_id integer NOT NULL REFERENCES patient_details,
    heart_rate_bpm real, systolic_bp_mmhg real, diastolic_bp_mmhg real, body_temperature_c real,
    respiratory_rate real, oxygen_saturation real, notes text,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX ON patient_vitals (patient_id, recorded_at);
INSERT INTO patient_details (full_name, email)
SELECT 'Patient ' || nth, 'patient' || nth || '@example.org' FROM generate_series(1, 50) nth;
";

/// Makes the database that they share. Returns its address.
///
/// # Errors
/// When PostgreSQL refuses.
pub async fn database(owner: &str, url: &str) -> Result<()> {
    let (client, connection) = tokio_postgres::connect(owner, NoTls).await?;
    tokio::spawn(async move { drop(connection.await) });
    client.batch_execute("CREATE DATABASE peers").await?;
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(async move { drop(connection.await) });
    client.batch_execute(TABLES).await?;
    Ok(())
}

/// Flask with a connection for each request, in the server that comes with it.
///
/// # Errors
/// When it is not installed or does not start.
pub async fn seed_flask(url: &str) -> Result<Side> {
    let (folder, port) = (folder("flask"), free_port()?);
    let mut command = Command::new(python(&folder)?);
    command.arg(folder.join("app.py")).env("PORT", port.to_string());
    started("seed_flask", command, url, port).await
}

/// Flask with a pool, in gunicorn with threads.
///
/// # Errors
/// As [`seed_flask`].
pub async fn pooled_flask(url: &str) -> Result<Side> {
    let (folder, port) = (folder("flask"), free_port()?);
    let mut command = Command::new(python(&folder)?);
    command.current_dir(&folder).env("POOL", POOL);
    command.args(["-m", "gunicorn", "--workers", "2", "--threads", "8", "--log-level", "warning", "--bind"]);
    command.arg(format!("127.0.0.1:{port}")).arg("app:app");
    started("pooled_flask", command, url, port).await
}

/// Express with a pool of pg.
///
/// # Errors
/// As [`seed_flask`].
pub async fn express(url: &str) -> Result<Side> {
    let (folder, port) = (folder("express"), free_port()?);
    if !folder.join("node_modules").exists() {
        bail!("the packages of {} are not installed: cargo xtask bench server does it", folder.display());
    }
    let mut command = Command::new("node");
    command.arg(folder.join("server.js")).env("POOL", POOL).env("PORT", port.to_string());
    started("express", command, url, port).await
}

async fn started(name: &'static str, mut command: Command, url: &str, port: u16) -> Result<Side> {
    command.env("DATABASE", url).stderr(std::process::Stdio::null());
    let program = Program::start(&mut command).with_context(|| name.to_owned())?;
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    for _ in 0..100 {
        if std::net::TcpStream::connect(address).is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let (mut posts, mut gets) = (vec![], vec![]);
    for nth in 1..=PATIENTS {
        let asked = json!({ "email": format!("patient{nth}@example.org"), "patient_id": nth });
        let token = told(address, "POST", "/login", "", asked).await.with_context(|| name.to_owned())?;
        let token = token["token"].as_str().context("a token")?.to_owned();
        let body = json!({
            "heart_rate_bpm": 72, "systolic_bp_mmhg": 118, "diastolic_bp_mmhg": 76, "body_temperature_c": 36.8,
            "respiratory_rate": 14, "oxygen_saturation": 98,
        });
        posts.push(Asked { method: "POST", path: "/vitals/add".into(), token: token.clone(), body: body.to_string() });
        gets.push(Asked { method: "GET", path: "/vitals".into(), token, body: String::new() });
    }
    let process = program.id();
    Ok(Side { name, address, posts, gets, process, _kept: Box::new(program) })
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(name)
}

/// The interpreter with the packages that `cargo xtask bench server` installs.
fn python(folder: &Path) -> Result<PathBuf> {
    let python = folder.join(".venv/bin/python");
    if !python.exists() {
        bail!("the packages of {} are not installed: cargo xtask bench server does it", folder.display());
    }
    Ok(python)
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
