//! How the C library keeps memory on Linux: said before the window opens, so that a long day leaves it no larger.

/// One arena for all threads, and what is large or free at its end goes back to the system. As it comes, every thread
/// that runs a command gets an arena of its own, which keeps what the largest command in it once needed.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const TUNABLES: &str = "glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=131072:glibc.malloc.trim_threshold=131072";

/// Starts this program again in its own place with the library told so: it only listens at the start of a program.
/// Somebody's own settings are left alone; where it cannot be started again, all works with more memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn keep_small() {
    use std::os::unix::process::CommandExt;

    const VARIABLE: &str = "GLIBC_TUNABLES";
    if std::env::var_os(VARIABLE).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        // It only comes back when it failed.
        let reason =
            std::process::Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, TUNABLES).exec();
        eprintln!("HealthSync will need more memory than it has to: {reason}");
    }
}

/// Other systems' libraries give back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn keep_small() {}
