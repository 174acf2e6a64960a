//! The types of the commands for the screens are written here, and must be current.

use crate::host_commands::all_commands;
use healthsync_clinic::command::typescript;

#[test]
fn the_types_that_the_screens_use_are_current() {
    // The folder of the checkout that is tested: what was compiled may have been compiled in another.
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").into());
    let path = format!("{here}/ui/src/generated/commands.ts");
    let path = path.as_str();
    let wanted = typescript(&all_commands(), "The types of all commands.");
    let found = std::fs::read_to_string(path).unwrap_or_default();
    if found != wanted {
        std::fs::write(path, &wanted).expect("the folder can be written");
        assert!(std::env::var_os("CI").is_none(), "the types were stale; they are written anew: commit them");
    }
}
