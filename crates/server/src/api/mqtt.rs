//! Measurements over MQTT: the server listens at a broker that the operator runs, and takes them as those over HTTP.

use super::Api;
use super::centre::{MqttHealth, MqttState};
use super::devices::{MAX_BATCH, admitted, receive};
use super::problem::Problem;
use healthsync_hub::http::stopped;
use healthsync_hub::hub::Hub;
use rumqttc::{AsyncClient, Event, Incoming, MqttOptions, Publish, QoS, TlsConfiguration, Transport as Wire};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;
use uuid::Uuid;

/// What the server listens for: the device's id stands for the `+`.
const TOPIC: &str = "healthsync/+/measurements";
/// A broker that does not answer is asked again so soon.
const AGAIN: Duration = Duration::from_secs(2);
/// What waits to be sent to the broker at most.
const QUEUE: usize = 64;

/// The broker, as the operator names it.
pub struct Broker {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// What the server calls itself there: the broker keeps for it what comes while it is away. Servers over one
    /// database need names of their own.
    pub client_id: String,
    /// User and password, where it asks for them.
    pub login: Option<(String, String)>,
    /// With TLS: the certificates in PEM that vouch for the broker.
    pub authorities: Option<Vec<u8>>,
}

impl Broker {
    /// The broker of an address: `mqtt://host[:port]`, or `mqtts://host[:port]` with TLS.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn of(address: &str, authorities: Option<Vec<u8>>) -> Result<Broker, String> {
        let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
        let is_tls = match scheme {
            "mqtt" => false,
            "mqtts" => true,
            _ => return Err("the broker's address begins with mqtt:// or mqtts://".into()),
        };
        if is_tls && authorities.is_none() {
            return Err("mqtts needs the certificates that vouch for the broker: give HEALTHSYNC_MQTT_CA".into());
        }
        let rest = rest.trim_end_matches('/');
        if rest.is_empty() || rest.contains('@') {
            return Err("the broker's address has a host and no password: give those by the environment".into());
        }
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| format!("'{port}' is not a port"))?),
            None => (rest, if is_tls { 8883 } else { 1883 }),
        };
        let authorities = authorities.filter(|_| is_tls);
        Ok(Broker { host: host.into(), port, client_id: "healthsync-server".into(), login: None, authorities })
    }

    fn options(&self) -> MqttOptions {
        let mut options = MqttOptions::new(&self.client_id, &self.host, self.port);
        // The broker keeps what comes while the server is away, and forgets it when the server has stored it.
        options.set_clean_session(false).set_manual_acks(true).set_keep_alive(Duration::from_secs(30));
        options.set_max_packet_size(MAX_BATCH + 1024, 64 * 1024);
        if let Some((user, password)) = &self.login {
            options.set_credentials(user, password);
        }
        if let Some(ca) = &self.authorities {
            let tls = TlsConfiguration::Simple { ca: ca.clone(), alpn: None, client_auth: None };
            options.set_transport(Wire::tls_with_config(tls));
        }
        options
    }
}

impl<H: Hub> Api<H> {
    /// Listens at a broker for as long as the server runs.
    pub async fn listen_at(self: Arc<Self>, broker: Broker) {
        self.note_mqtt(MqttState::Connecting);
        let (client, mut link) = AsyncClient::new(broker.options(), QUEUE);
        loop {
            let event = tokio::select! {
                event = link.poll() => event,
                () = stopped(self.stopping.clone()) => return,
            };
            match event {
                Ok(Event::Incoming(Incoming::ConnAck(_))) => {
                    tracing::info!(host = broker.host, "listens at the MQTT broker");
                    self.note_mqtt(MqttState::Connected);
                    // The queue is empty after a connection was made; where it is not, the next one subscribes.
                    let _ = client.try_subscribe(TOPIC, QoS::AtLeastOnce);
                }
                Ok(Event::Incoming(Incoming::Publish(publish))) => {
                    self.held_mqtt().last_message_at = Some(self.now());
                    // Not in the way of the link, which has pings to answer.
                    tokio::spawn(Arc::clone(&self).hear(client.clone(), publish));
                }
                Ok(_) => {}
                Err(reason) => {
                    tracing::warn!(%reason, "the MQTT broker does not answer");
                    self.note_mqtt(MqttState::Lost);
                    tokio::select! {
                        () = tokio::time::sleep(AGAIN) => {}
                        () = stopped(self.stopping.clone()) => return,
                    }
                }
            }
        }
    }

    fn held_mqtt(&self) -> MutexGuard<'_, MqttHealth> {
        self.mqtt.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note_mqtt(&self, state: MqttState) {
        let now = self.now();
        let mut held = self.held_mqtt();
        if held.state != state {
            (held.state, held.since) = (state, Some(now));
        }
    }

    /// How the link to the broker stands.
    pub(super) fn mqtt_health(&self) -> MqttHealth {
        self.held_mqtt().clone()
    }

    async fn hear(self: Arc<Self>, client: AsyncClient, publish: Publish) {
        let device = publish.topic.split('/').nth(1).unwrap_or_default().to_owned();
        let said = loop {
            match self.heard(&device, &publish.payload).await {
                Ok(outcomes) => break outcomes,
                // It stays with this server until it can be taken: the broker waits for the acknowledgement, and brings
                // it again to a server that was started anew.
                Err(problem) if problem.status == 429 || problem.status >= 500 => tokio::select! {
                    () = tokio::time::sleep(AGAIN) => {}
                    () = stopped(self.stopping.clone()) => return,
                },
                Err(problem) => {
                    tracing::info!(code = problem.code, "measurements over MQTT were refused");
                    break json!({ "code": problem.code, "message": problem.detail });
                }
            }
        };
        let topic = format!("healthsync/{device}/outcomes");
        // Where the link broke meanwhile, the broker brings it again, and it is known then.
        let _ = client.ack(&publish).await;
        let _ = client.publish(topic, QoS::AtLeastOnce, false, said.to_string()).await;
    }

    async fn heard(&self, device: &str, payload: &[u8]) -> Result<Value, Problem> {
        #[derive(Deserialize)]
        struct Shown {
            key: String,
        }
        let id = Uuid::parse_str(device).map_err(|_| Problem::bad_input("the topic names no device"))?;
        let shown: Shown = serde_json::from_slice(payload).map_err(|reason| Problem::bad_input(&reason.to_string()))?;
        let site = admitted(self, id, &shown.key).await?;
        receive(&site, id, &shown.key, payload).await
    }
}
