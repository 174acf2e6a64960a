//! One window a data folder: a second start raises the first.

use interprocess::local_socket::traits::{ListenerExt, Stream as _};
use interprocess::local_socket::{GenericNamespaced, ListenerOptions, Name, Stream, ToNsName};
use std::fs::{File, TryLockError};
use std::path::Path;

/// Held while the window is open.
pub struct Instance {
    _lock: File,
    folder: std::path::PathBuf,
}

/// How a start ends.
pub enum Start {
    /// This is the only one.
    First(Instance),
    /// Another was there; it was asked to come to the front.
    Raised,
}

fn name(folder: &Path) -> std::io::Result<Name<'static>> {
    let id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, folder.as_os_str().as_encoded_bytes());
    format!("healthsync-{id}").to_ns_name::<GenericNamespaced>()
}

/// Takes the folder, or raises who has it.
///
/// # Errors
/// When the folder cannot be written.
pub fn take(folder: &Path) -> std::io::Result<Start> {
    std::fs::create_dir_all(folder)?;
    if let Some(lock) = hold(&folder.join("window.lock"))? {
        return Ok(Start::First(Instance { _lock: lock, folder: folder.to_owned() }));
    }
    // One that is only just starting does not listen yet; it comes to the front by itself.
    let _ = name(folder).and_then(Stream::connect);
    Ok(Start::Raised)
}

/// Holds a lock file for as long as the answer lives; none where another process holds it.
///
/// # Errors
/// When it cannot be written.
pub fn hold(path: &Path) -> std::io::Result<Option<File>> {
    let lock = File::options().create(true).truncate(false).write(true).open(path)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(reason)) => Err(reason),
    }
}

impl Instance {
    /// Calls `raise` whenever another start asks for it.
    pub fn listen(&self, raise: impl Fn() + Send + 'static) {
        let Ok(listener) = name(&self.folder).and_then(|name| ListenerOptions::new().name(name).create_sync()) else {
            return;
        };
        std::thread::spawn(move || listener.incoming().filter_map(Result::ok).for_each(|_| raise()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn a_second_start_on_the_same_folder_raises_the_first() {
        let folder = std::env::temp_dir().join(format!("healthsync-instance-{}", std::process::id()));
        let Ok(Start::First(first)) = take(&folder) else { panic!("nobody else has this folder") };
        let (raised, hears) = mpsc::channel();
        first.listen(move || raised.send(()).expect("the test still listens"));
        assert!(matches!(take(&folder), Ok(Start::Raised)), "the second does not open");
        hears.recv_timeout(Duration::from_secs(5)).expect("the first is asked to come to the front");
        drop(first);
        assert!(matches!(take(&folder), Ok(Start::First(_))), "afterwards the folder is free again");
        std::fs::remove_dir_all(&folder).expect("the test's own folder");
    }
}
