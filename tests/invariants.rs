//! The invariants of ARCHITECTURE.md that hold for the whole repository.

use healthsync_clinic::accounts::Right;
use healthsync_clinic::db::released;
use healthsync_clinic::{COMMANDS, RECORDS};
use healthsync_stories::clinic::TestClinic;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).parent().expect("the stories lie in the repository").to_owned()
}

/// The crates that a crate is built with, its own name left out.
fn built_with(package: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo is there");
    let text = String::from_utf8_lossy(&tree.stdout).into_owned();
    let names: BTreeSet<String> = text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert!(names.contains(package), "cargo knows {package}: {}", String::from_utf8_lossy(&tree.stderr));
    names
}

#[test]
fn the_walls_between_the_crates_stand() {
    for (package, unknown) in [
        ("healthsync-clinic", &["tauri", "reqwest", "axum", "egui", "tokio"][..]),
        ("healthsync-sync", &["healthsync-clinic", "rusqlite", "tauri", "reqwest"]),
        ("healthsync-charts", &["healthsync-clinic", "healthsync-sync", "rusqlite", "tauri"]),
        ("healthsync-matching", &["healthsync-clinic", "rusqlite", "tauri"]),
        ("healthsync-papers", &["healthsync-clinic", "healthsync-sync", "rusqlite", "tauri", "reqwest"]),
    ] {
        let found = built_with(package);
        for name in unknown {
            assert!(!found.contains(*name), "{package} must not know {name}");
        }
    }
}

fn properties(schema: &schemars::Schema) -> BTreeSet<String> {
    schema
        .get("properties")
        .and_then(|parts| parts.as_object())
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

#[test]
fn a_tables_columns_are_its_structs_fields() {
    let clinic = TestClinic::open();
    let raw = clinic.raw();
    for kind in RECORDS {
        let mut statement = raw.prepare(&format!("SELECT name FROM pragma_table_info('{}')", kind.table)).expect("SQL");
        let columns: BTreeSet<String> = statement.query_map([], |row| row.get(0)).expect("rows").flatten().collect();
        let mut fields = properties(&(kind.schema)());
        fields.extend(healthsync_clinic::record::META_COLUMNS.map(str::to_owned));
        assert_eq!(columns, fields, "the table {}", kind.table);
    }
}

#[test]
fn parents_are_listed_before_children_and_the_list_is_whole() {
    let clinic = TestClinic::open();
    let raw = clinic.raw();
    let place = |table: &str| RECORDS.iter().position(|kind| kind.table == table);
    for (at, kind) in RECORDS.iter().enumerate() {
        let mut statement = raw
            .prepare(&format!("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list('{}')", kind.table))
            .expect("SQL");
        for parent in statement.query_map([], |row| row.get::<_, String>(0)).expect("rows").flatten() {
            // What refers to its own kind, as a renewal to what it renews, comes in the order of the log.
            let is_before = place(&parent).is_some_and(|parent| parent < at) || parent == kind.table;
            assert!(is_before, "{parent} comes before {}", kind.table);
        }
    }
    let names: BTreeSet<&str> = RECORDS.iter().map(|kind| kind.name).collect();
    assert_eq!(names.len(), RECORDS.len(), "each kind has its own name");
}

#[test]
fn nothing_in_the_projection_is_unique_but_the_id() {
    let clinic = TestClinic::open();
    let raw = clinic.raw();
    for kind in RECORDS {
        let sql =
            format!("SELECT count(*) FROM pragma_index_list('{}') WHERE \"unique\" = 1 AND origin <> 'pk'", kind.table);
        let unique: i64 = raw.query_row(&sql, [], |row| row.get(0)).expect("SQL");
        assert_eq!(unique, 0, "{} refuses nothing that is well formed", kind.table);
    }
}

#[test]
fn every_command_that_reads_a_chart_names_the_patient() {
    let mut generator = schemars::SchemaGenerator::default();
    let mut names = BTreeSet::new();
    for command in COMMANDS {
        assert!(names.insert(command.name), "{} is listed once", command.name);
        let input = (command.input)(&mut generator);
        let target = input.get("$ref").and_then(|target| target.as_str()).and_then(|target| target.rsplit('/').next());
        let target = target.and_then(|name| generator.definitions().get(name));
        let has_patient = target.is_some_and(|schema| schema["properties"].get("patient_id").is_some());
        if command.right == Right::ReadChart {
            assert!(has_patient, "{} must name the patient, so that its reading is noted", command.name);
        }
    }
}

/// `HEALTHSYNC_RELEASES=1 cargo test a_released` adds the steps of a release to the list.
#[test]
fn a_released_migration_never_changes() {
    let path = root().join("migrations/released.txt");
    let now: Vec<String> = released().steps().map(|(name, _, checksum)| format!("{name} {checksum}")).collect();
    if std::env::var_os("HEALTHSYNC_RELEASES").is_some() {
        std::fs::write(&path, now.join("\n") + "\n").expect("the folder can be written");
    }
    let found = std::fs::read_to_string(&path).expect("the list of what was released");
    for line in found.lines() {
        assert!(now.iter().any(|step| step == line), "{line} was released: write a new migration instead");
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | "dist" | ".git" | "generated") {
                sources(&path, found);
            }
        } else if matches!(path.extension().and_then(|end| end.to_str()), Some("rs" | "ts" | "svelte")) {
            found.push(path);
        }
    }
}

fn rust() -> Vec<(String, String)> {
    let mut paths = vec![];
    sources(&root(), &mut paths);
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
        (name, std::fs::read_to_string(&path).expect("a text"))
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn every_room_is_small_and_says_what_it_is_for() {
    for (name, text) in rust() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{name} has {lines} lines: a room that needs a table of contents is two rooms");
        if name.ends_with(".rs") && !name.ends_with("build.rs") {
            assert!(text.starts_with("//! "), "{name} opens with a sentence that says what it is for");
        }
    }
}

#[test]
fn the_core_neither_reads_the_clock_nor_rolls_dice_nor_panics() {
    let forbidden = [
        "SystemTime::now",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "getrandom",
        "now_v7",
        ".unwrap()",
        "todo!(",
        "unimplemented!(",
    ];
    for (name, text) in rust() {
        let is_core = name.starts_with("crates/clinic/src") || name.starts_with("crates/sync/src");
        if !is_core || name.ends_with("outside.rs") || name.ends_with("tests.rs") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in forbidden {
            assert!(!code.contains(word), "{name} has {word}: it is handed in from outside");
        }
    }
}
