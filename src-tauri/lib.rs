//! The window: only what a desktop can do; no clinical rule.

mod background;
pub mod backups;
pub mod call;
mod desk;
mod files;
pub mod folders;
pub mod headless;
pub mod heap;
pub mod host;
pub mod host_commands;
pub mod instance;
mod keychain;
pub mod notice;
mod papers;
mod recovery;
mod reports;
mod sync;
mod whole;

#[cfg(test)]
mod generated;

use desk::{Desk, Hearing};
use folders::Folders;
use host::Host;
use std::sync::Arc;
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When the folder cannot be written or the desktop gives no window.
pub fn open_window(folders: Folders) -> anyhow::Result<()> {
    let instance = match instance::take(&folders.data)? {
        instance::Start::First(instance) => instance,
        instance::Start::Raised => return Ok(()),
    };
    let config = folders.config.clone();
    // What the last run could not remove: another program had it open, or the power failed.
    papers::clear(&config);
    let desk: &'static Desk = Box::leak(Box::default());
    let host = Arc::new(Host::new(folders, Arc::new(Hearing(desk))));
    let opened = host.clone();
    tauri::Builder::default()
        .manage(host)
        .invoke_handler(tauri::generate_handler![call::call])
        .setup(move |app| {
            desk.open(app.handle().clone(), Arc::downgrade(&opened));
            instance.listen(|| desk.raise());
            tauri::async_runtime::spawn(background::tend(Arc::downgrade(&opened), desk));
            tauri::async_runtime::spawn(backups::tend(Arc::downgrade(&opened), desk));
            tauri::async_runtime::spawn(reports::make(Arc::downgrade(&opened)));
            opened.link.when_changed(|told| desk.tell_link(told));
            let exchanging = Arc::downgrade(&opened);
            std::thread::Builder::new().name("sync".into()).spawn(move || sync::run(&exchanging))?;
            WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
                .title("HealthSync")
                .inner_size(1280.0, 720.0)
                .min_inner_size(800.0, 560.0)
                // Files that are dropped on the window go to its page.
                .disable_drag_drop_handler()
                .build()?;
            // The lock and the listener live as long as the window.
            Box::leak(Box::new(instance));
            Ok(())
        })
        .run(tauri::generate_context!())?;
    papers::clear(&config);
    Ok(())
}
