//! Takes the pages of the portal and of the administrators, as `npm run build` left them in ui/dist-portal and
//! ui/dist-admin, into the program. Where nobody built them,
//! the program says so at their address: it compiles without Node.

use std::fs;
use std::path::{Path, PathBuf};

/// What the pages are called, and where they are from this package.
const PAGES: &[(&str, &str)] = &[("portal", "../../ui/dist-portal"), ("admin", "../../ui/dist-admin")];

fn main() {
    // Cargo says where the package lies when it runs this, and runs it there: several checkouts may share a build.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).expect("cargo names the package's folder");
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).expect("cargo names a folder");
    println!("cargo::rerun-if-changed=build.rs");
    for (pages, folder) in PAGES {
        println!("cargo::rerun-if-changed={folder}");
        take(pages, &package.join(folder), &out);
    }
}

/// Copies the files of a folder, and writes the list by which the program takes them.
fn take(pages: &str, built: &Path, out: &Path) {
    // Watched even while it is empty: a folder that is not there would be taken for one that changes all the time.
    drop(fs::create_dir_all(built));
    let mut files = vec![];
    list(built, &mut files);
    files.sort();
    // They are copied beside what names them: the checkout that they came from may be gone when another is compiled.
    drop(fs::remove_dir_all(out.join(pages)));
    let mut text = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(built).unwrap_or(file).to_string_lossy().replace('\\', "/");
        // What is packed belongs to the file that it is packed of.
        if name.ends_with(".gz") {
            continue;
        }
        let packed = PathBuf::from(format!("{}.gz", file.display()));
        let packed = if packed.is_file() {
            format!("Some({})", taken(&packed, &format!("{pages}/{name}.gz"), out))
        } else {
            "None".into()
        };
        text += &format!(
            "    File {{ name: {name:?}, bytes: {}, packed: {packed} }},\n",
            taken(file, &format!("{pages}/{name}"), out)
        );
    }
    text += "]\n";
    fs::write(out.join(format!("{pages}_files.rs")), text).expect("cargo's own folder can be written");
}

/// Copies a file, and says how the program takes the copy.
fn taken(file: &Path, name: &str, out: &Path) -> String {
    let copy = out.join(name);
    fs::create_dir_all(copy.parent().unwrap_or(out)).expect("cargo's own folder can be written");
    fs::copy(file, &copy).expect("cargo's own folder can be written");
    format!("include_bytes!({name:?})")
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
