//! A computer without a desktop: the real program, called by its commands.

use crate::journey::PASSWORD;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use tempfile::TempDir;

/// A computer without a desktop: the real program, called by its commands.
pub struct Computer {
    home: TempDir,
    data: PathBuf,
    /// What command lines begin with.
    beside: Vec<String>,
}

impl Computer {
    /// One that is empty.
    ///
    /// # Errors
    /// When there is no temporary folder.
    pub fn new() -> Result<Computer> {
        let home = TempDir::with_prefix("healthsync-killed-").context("no temporary folder")?;
        let data = home.path().join("clinic");
        Ok(Computer { home, data, beside: vec![] })
    }

    /// One that keeps its clinic on a disk of its own.
    ///
    /// # Errors
    /// When there is no temporary folder.
    #[cfg(target_os = "linux")]
    pub fn on(disk: &crate::small_disk::SmallDisk) -> Result<Computer> {
        Ok(Computer { data: disk.path().join("clinic"), beside: disk.beside(), ..Computer::new()? })
    }

    /// The folder of its clinic's file.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// What another computer keeps comes here: its clinic, and what it keeps beside it.
    ///
    /// # Errors
    /// When a file cannot be copied.
    pub fn takes_the_place_of(&self, other: &Computer) -> Result<()> {
        // What is kept outside a data folder lies under a name that follows from its path.
        let config = |one: &Computer| {
            let name = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, one.data.as_os_str().as_encoded_bytes());
            one.home.path().join("config").join("healthsync").join(name.to_string())
        };
        for (from, to) in [(other.data.clone(), self.data.clone()), (config(other), config(self))] {
            std::fs::create_dir_all(&to)?;
            for file in std::fs::read_dir(from)? {
                let file = file?;
                if file.file_type()?.is_file() {
                    std::fs::copy(file.path(), to.join(file.file_name()))?;
                }
            }
        }
        Ok(())
    }

    /// Starts the program with a command, and does not wait.
    ///
    /// # Errors
    /// When it does not start.
    pub fn begin(&self, name: &str, input: &Value) -> Result<Child> {
        let under = |folder: &str| self.home.path().join(folder);
        let mut command = crate::tools::beside(&self.beside, &crate::application()?);
        command.args(["call", name]).env("HEALTHSYNC_DATA_DIR", &self.data);
        command
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", under("config"))
            .env("XDG_DATA_HOME", under("data"));
        // There is no credential store: the key is under a passphrase.
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", under("no-bus").display()));
        command
            .env("HEALTHSYNC_PASSPHRASE", PASSWORD)
            .env("HEALTHSYNC_USERNAME", "halima")
            .env("HEALTHSYNC_PASSWORD", PASSWORD);
        if matches!(name, "found_clinic" | "set_up_clinic" | "join_clinic" | "join_by_file" | "start")
            || !self.is_set_up()
        {
            command.env_remove("HEALTHSYNC_USERNAME").env_remove("HEALTHSYNC_PASSWORD");
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        child.stdin.take().context("standard input")?.write_all(input.to_string().as_bytes())?;
        Ok(child)
    }

    /// Calls a command.
    ///
    /// # Errors
    /// What the command says.
    pub fn call(&self, name: &str, input: &Value) -> Result<Value> {
        let output = self.begin(name, input)?.wait_with_output()?;
        ensure!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    fn is_set_up(&self) -> bool {
        Path::exists(&self.home.path().join("signed-in"))
    }

    /// Somebody who can sign in is known from now on.
    ///
    /// # Errors
    /// When it cannot be noted.
    pub fn signs_in_from_now_on(&self) -> Result<()> {
        Ok(std::fs::write(self.home.path().join("signed-in"), "")?)
    }

    /// The patients that it shows, each once.
    ///
    /// # Errors
    /// When one is shown twice.
    pub fn patients(&self) -> Result<BTreeSet<String>> {
        let rows = self.call("patients", &json!({ "limit": 500 }))?;
        let ids = rows["rows"].as_array().context("rows")?.iter().filter_map(|row| row["id"].as_str());
        let found: Vec<String> = ids.map(str::to_owned).collect();
        let distinct: BTreeSet<String> = found.iter().cloned().collect();
        ensure!(found.len() == distinct.len(), "a patient is there twice: {found:?}");
        Ok(distinct)
    }
}

/// Rows of a table of stroke assessments, as a file that is imported.
#[must_use]
pub fn many_rows(count: usize) -> String {
    let row = |nth: usize| {
        format!("{nth},Female,{},0,1,Yes,Private,Urban,{}.2,27.1,never smoked,0\n", 30 + nth % 50, 80 + nth % 90)
    };
    let head = "id,gender,age,hypertension,heart_disease,ever_married,work_type,Residence_type,avg_glucose_level,bmi,smoking_status,stroke\n";
    format!("{head}{}", (1..=count).map(row).collect::<String>())
}
