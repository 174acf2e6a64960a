//! The types of the commands for the screens are written here, and must be current.

use crate::host_commands::all_commands;
use healthsync_clinic::command::typescript;

#[test]
fn the_types_that_the_screens_use_are_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/generated/commands.ts");
    let wanted = typescript(&all_commands(), "The types of all commands.");
    let found = std::fs::read_to_string(path).unwrap_or_default();
    if found != wanted {
        std::fs::write(path, &wanted).expect("the folder can be written");
        assert!(std::env::var_os("CI").is_none(), "the types were stale; they are written anew: commit them");
    }
}
