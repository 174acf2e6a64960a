//! Measurements over MQTT: with a real broker, where Mosquitto is installed.

use super::centre::Centre;
use super::devices::{assign, device, now, patient};
use healthsync_hub::tls::Identity;
use healthsync_server::api::Broker;
use rumqttc::{AsyncClient, Event, Incoming, MqttOptions, QoS, TlsConfiguration, Transport};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// Longer than anything takes on the slowest machine; nothing waits for it where things are well.
const PATIENCE: Duration = Duration::from_secs(60);

/// A broker of the test's own.
struct Mosquitto {
    child: Child,
    port: u16,
    _folder: TempDir,
}

impl Mosquitto {
    /// None where it is not installed. With TLS, where the certificate and key lie whose names begin so.
    async fn start(identity: Option<&Path>) -> Option<Mosquitto> {
        let program = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];
        let program = program.into_iter().find(|path| std::path::Path::new(path).exists())?;
        let folder = TempDir::new().expect("a temporary folder");
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("its port").port();
        let (config, passwords) = (folder.path().join("mosquitto.conf"), folder.path().join("passwords"));
        let made =
            Command::new("mosquitto_passwd").arg("-b").arg("-c").arg(&passwords).args(["server", "secret"]).status();
        assert!(made.is_ok_and(|status| status.success()), "Mosquitto brings the program for its passwords");
        let text = format!(
            "listener {port} 127.0.0.1\nallow_anonymous false\npassword_file {}\nuser root\n",
            passwords.display()
        );
        let text = match identity {
            None => text,
            Some(stem) => {
                let (certificate, key) = (pem(stem, "cert"), pem(stem, "key"));
                format!("{text}certfile {}\nkeyfile {}\n", certificate.display(), key.display())
            }
        };
        std::fs::write(&config, text).expect("the folder can be written");
        let child = Command::new(program).arg("-c").arg(&config).stderr(Stdio::null()).spawn().expect("it starts");
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Some(Mosquitto { child, port, _folder: folder })
    }
}

fn pem(stem: &Path, what: &str) -> PathBuf {
    stem.with_extension(format!("tls-{what}.pem"))
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        // That it is gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_device_publishes_is_taken_as_what_it_posts() {
    published_and_taken(None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_tls_it_is_taken_too_and_from_no_broker_that_nobody_vouches_for() {
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let folder = TempDir::new().expect("a temporary folder");
    let (stem, stranger) = (folder.path().join("broker"), folder.path().join("stranger"));
    for stem in [&stem, &stranger] {
        Identity::self_signed(stem, vec!["localhost".into()]).expect("a certificate is made");
    }
    published_and_taken(Some(&stem)).await;
    let Some(mosquitto) = Mosquitto::start(Some(&stem)).await else { return };
    for (ca, is_let_in) in [(&stranger, false), (&stem, true)] {
        let mut options = MqttOptions::new("who-asks", "localhost", mosquitto.port);
        options.set_credentials("server", "secret");
        options.set_transport(transport(ca));
        let (_client, mut link) = AsyncClient::new(options, 4);
        assert_eq!(link.poll().await.is_ok(), is_let_in, "vouched for by {}", ca.display());
    }
}

fn transport(stem: &Path) -> Transport {
    let ca = std::fs::read(pem(stem, "cert")).expect("the certificate is there");
    Transport::Tls(TlsConfiguration::Simple { ca, alpn: None, client_auth: None })
}

async fn published_and_taken(identity: Option<&Path>) {
    let Some(mosquitto) = Mosquitto::start(identity).await else {
        assert!(std::env::var_os("HEALTHSYNC_REQUIRE_MQTT").is_none(), "Mosquitto is not installed");
        println!("skipped: Mosquitto is not installed");
        return;
    };
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    let (device, key) = device(&centre, &admin).await;
    assign(&centre, &admin, &device, &patient, now() - 3_600_000).await;
    let authorities = identity.map(|stem| std::fs::read(pem(stem, "cert")).expect("the certificate is there"));
    let address = match identity {
        Some(_) => format!("mqtts://localhost:{}", mosquitto.port),
        None => format!("mqtt://127.0.0.1:{}", mosquitto.port),
    };
    let mut broker = Broker::of(&address, authorities).expect("an address");
    broker.login = Some(("server".into(), "secret".into()));
    tokio::spawn(Arc::clone(&centre.api).listen_at(broker));

    let mut options = MqttOptions::new("monitor-3", "localhost", mosquitto.port);
    options.set_credentials("server", "secret");
    if let Some(stem) = identity {
        options.set_transport(transport(stem));
    }
    let (client, mut link) = AsyncClient::new(options, 16);
    client.subscribe(format!("healthsync/{device}/outcomes"), QoS::AtLeastOnce).await.expect("it is queued");
    let at = now() - 60_000;
    let payload =
        json!({ "key": key, "measurements": [{ "type": "spo2", "value": 82, "unit": "%", "effective_at": at }] });
    let outcomes = tokio::time::timeout(PATIENCE, async {
        let mut every = tokio::time::interval(Duration::from_millis(200));
        loop {
            tokio::select! {
                // Until the server has subscribed nobody hears it; sent twice it is stored once.
                _ = every.tick() => {
                    let topic = format!("healthsync/{device}/measurements");
                    client.publish(topic, QoS::AtLeastOnce, false, payload.to_string()).await.expect("it is queued");
                }
                event = link.poll() => {
                    if let Ok(Event::Incoming(Incoming::Publish(publish))) = event {
                        return serde_json::from_slice::<Value>(&publish.payload).expect("outcomes are JSON");
                    }
                }
            }
        }
    })
    .await
    .expect("the server answers");
    assert_eq!(outcomes[0]["became"], "recorded", "it is in the chart: {outcomes}");
    let rows = centre.get(&format!("/patients/{patient}/vitals"), &admin).await.body;
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "once: {rows}");
    let alerts = centre.get("/alerts", &admin).await.body;
    assert_eq!(alerts.as_array().map(Vec::len), Some(1), "with its alert: {alerts}");
}

#[test]
fn an_address_that_is_none_is_refused_in_words() {
    for (address, part) in [
        ("http://broker", "mqtt://"),
        ("mqtts://broker", "HEALTHSYNC_MQTT_CA"),
        ("mqtt://broker:x", "not a port"),
        ("mqtt://me:secret@broker", "environment"),
    ] {
        let refused = Broker::of(address, None).err().expect("it is refused");
        assert!(refused.contains(part), "{address}: {refused}");
    }
}
