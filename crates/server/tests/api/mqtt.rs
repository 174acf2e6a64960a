//! Measurements over MQTT: with a real broker, where Mosquitto is installed.

use super::centre::Centre;
use super::devices::{assign, device, now, patient};
use healthsync_server::api::Broker;
use rumqttc::{AsyncClient, Event, Incoming, MqttOptions, QoS};
use serde_json::{Value, json};
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
    /// None where it is not installed.
    async fn start() -> Option<Mosquitto> {
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
        std::fs::write(&config, text).expect("the folder can be written");
        let child = Command::new(program).arg("-c").arg(&config).stderr(Stdio::null()).spawn().expect("it starts");
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Some(Mosquitto { child, port, _folder: folder })
    }
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
    let Some(mosquitto) = Mosquitto::start().await else {
        assert!(std::env::var_os("HEALTHSYNC_REQUIRE_MQTT").is_none(), "Mosquitto is not installed");
        println!("skipped: Mosquitto is not installed");
        return;
    };
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let patient = patient(&centre, &admin, "Amina").await;
    let (device, key) = device(&centre, &admin).await;
    assign(&centre, &admin, &device, &patient, now() - 3_600_000).await;
    let mut broker = Broker::of(&format!("mqtt://127.0.0.1:{}", mosquitto.port), None).expect("an address");
    broker.login = Some(("server".into(), "secret".into()));
    tokio::spawn(Arc::clone(&centre.api).listen_at(broker));

    let mut options = MqttOptions::new("monitor-3", "127.0.0.1", mosquitto.port);
    options.set_credentials("server", "secret");
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
