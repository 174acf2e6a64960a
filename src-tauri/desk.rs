//! What the clinic says to the window and the desktop: records changed, work went on, people must be told.

use crate::host::Host;
use crate::notice::{self, Words};
use crate::sync::Told;
use healthsync_clinic::alerts::Notice;
use healthsync_clinic::command::Listener;
use healthsync_clinic::db::Changed;
use healthsync_clinic::messages::MessageNotice;
use healthsync_clinic::sites::Site;
use serde_json::json;
use std::sync::{Mutex, OnceLock, PoisonError, Weak};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Emitter, Manager};

/// More changes than this at once are told as kinds only.
const TOLD_ONE_BY_ONE: usize = 50;

/// Between the clinic and the window.
#[derive(Default)]
pub struct Desk {
    window: OnceLock<(AppHandle, Weak<Host>)>,
    changed: Mutex<Option<Instant>>,
}

impl Desk {
    /// The window is there.
    pub fn open(&self, app: AppHandle, host: Weak<Host>) {
        // A desk is opened once, when the window is made.
        let _ = self.window.set((app, host));
    }

    fn emit(&self, event: &str, payload: serde_json::Value) {
        if let Some((app, _)) = self.window.get() {
            // A window that is closing hears nothing more, and need not.
            let _ = app.emit(event, payload);
        }
    }

    /// The link to the server has changed, or the clinic was closed under the window.
    pub fn tell_link(&self, told: Told) {
        let kind = match told {
            Told::Link => "sync",
            Told::Start => "start",
        };
        self.emit("changed", json!({ "kind": kind, "id": null, "source": "here" }));
    }

    /// Tells people, off the thread that saved.
    pub fn tell(&'static self, notices: Vec<Notice>) {
        if notices.is_empty() {
            return;
        }
        std::thread::spawn(move || {
            let Some(site) = self.site() else { return };
            for notice in notices {
                self.show(notice::words(&notice, &site));
            }
        });
    }

    /// Tells whoever is signed in here of messages, off the thread that saved.
    fn tell_messages(&'static self, notices: Vec<MessageNotice>) {
        let Some(site) = self.site().filter(|_| !notices.is_empty()) else { return };
        for notice in notices {
            self.show(notice::message_words(&notice, &site));
        }
    }

    fn show(&'static self, words: Words) {
        let patient = words.patient_id;
        if notice::show(&words, move || self.open_from_notice(patient)).is_err() {
            self.emit("banner", json!(words));
        }
    }

    fn site(&self) -> Option<Site> {
        let clinic = self.window.get()?.1.upgrade()?.clinic().ok()?;
        let status = clinic.call(None, "clinic_status", serde_json::Value::Null).ok()?;
        serde_json::from_value(status["site"].clone()).ok()
    }

    fn open_from_notice(&self, patient: Option<uuid::Uuid>) {
        self.raise();
        match patient {
            Some(patient) => self.emit("open_patient", json!({ "patient_id": patient })),
            None => self.emit("open_messages", json!({})),
        }
    }

    /// How long nobody has saved anything; a day where nobody did since the program was opened.
    pub fn since_change(&self) -> Duration {
        let changed = *self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        changed.map_or(Duration::from_hours(24), |at| at.elapsed())
    }

    /// Brings the window to the front.
    pub fn raise(&self) {
        let Some(window) = self.window.get().and_then(|(app, _)| app.get_webview_window("main")) else { return };
        // What a window manager refuses is not an error of ours.
        let _ = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    }
}

/// The desk as the clinic's listener.
pub struct Hearing(pub &'static Desk);

impl Listener for Hearing {
    fn changed(&self, records: &[Changed]) {
        *self.0.changed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        if records.len() <= TOLD_ONE_BY_ONE {
            for one in records {
                self.0.emit("changed", json!({ "kind": one.kind, "id": one.id, "source": "here" }));
            }
        } else {
            let kinds: std::collections::BTreeSet<&str> = records.iter().map(|one| one.kind.as_str()).collect();
            for kind in kinds {
                self.0.emit("changed", json!({ "kind": kind, "id": null, "source": "here" }));
            }
        }
        let host = self.0.window.get().and_then(|(_, host)| host.upgrade());
        if let Some(host) = &host {
            host.link.poke(crate::sync::Poke::Change);
        }
        let Some(clinic) = host.and_then(|host| host.clinic().ok()) else { return };
        let records = records.to_vec();
        let desk = self.0;
        std::thread::spawn(move || {
            if let Ok(notices) = clinic.notices(&records) {
                desk.tell(notices);
            }
            if let Ok(notices) = clinic.message_notices(&records) {
                desk.tell_messages(notices);
            }
        });
    }

    fn progress(&self, job: &str, done: usize, total: usize) {
        self.0.emit("progress", json!({ "job": job, "done": done, "total": total }));
    }
}
