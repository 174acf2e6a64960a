//! The few commands that are this computer's and not the clinic's: starting, keys, charts, files.

use crate::backups::{
    self, BackupChoice, BackupInside, BackupPlaceId, BackupStanding, BackupStatus, ChooseOrder, ChosenPath, Drill,
    FoundBackup, FoundQuery, NewBackupPlace, RestoreOrder, add_backup_place, back_up_now, choose_path,
    remove_backup_place,
};
use crate::host::{Host, StartState};
use crate::papers::{
    HandedPaper, MadePaper, PrintOrder, PrinterChoice, Printers, SavedReport, choose_printer, make_paper, open_paper,
    open_report, print_paper, printer_choices, printers, save_paper, save_report,
};
use crate::sync::{
    Enrolling, ExportOrder, ExportedChanges, ImportOrder, ImportedChanges, InvitationDetails, InvitationText, Joining,
    JoiningByFile, PrepareOrder, PreparedComputer, ServerAnswer, ServerDoor, ServerQuestion, ServerSignIn, SyncState,
    ask_server, enrol_workstation, export_changes, import_changes, join_by_file, join_clinic, joining_state,
    leave_server, open_server, prepare_computer, read_invitation, server_door, sync_now, sync_state,
};
use healthsync_charts::Frame;
use healthsync_clinic::accounts::{Nothing, Password};
use healthsync_clinic::command::{Command, Description, Right};
use healthsync_clinic::reports::ReportId;
use healthsync_clinic::{Error, Result};
use healthsync_press::PaperOrder;
use healthsync_press::figure_plots::{self, FigureOrder};
use healthsync_press::plots::{self, ChartOrder};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// One of this computer's commands.
pub struct HostCommand {
    pub name: &'static str,
    pub right: Right,
    pub input: fn(&mut SchemaGenerator) -> Schema,
    pub output: fn(&mut SchemaGenerator) -> Schema,
    pub run: fn(&Host, Option<&str>, serde_json::Value) -> Result<String>,
}

macro_rules! host_commands {
    ($($name:ident ($input:ty) -> $output:ty, $right:ident;)*) => {
        /// All of this computer's commands.
        pub static HOST_COMMANDS: &[HostCommand] = &[$(HostCommand {
            name: stringify!($name),
            right: Right::$right,
            input: |generator| generator.subschema_for::<$input>(),
            output: |generator| generator.subschema_for::<$output>(),
            run: |host, session, input| run::<$input, $output>($name, host, session, input),
        }),*];
    };
}

host_commands! {
    start(Nothing) -> StartState, Anyone;
    found_clinic(Founding) -> Founded, Anyone;
    unlock_store(StorePassphrase) -> StartState, Anyone;
    recover_store(Recovery) -> StartState, Anyone;
    renew_recovery_code(Nothing) -> Founded, ManageSettings;
    confirm_recovery_code(Nothing) -> Nothing, Anyone;
    remove_demo(Nothing) -> StartState, Anyone;
    chart_frame(ChartOrder) -> Frame, ReadChart;
    figure_frame(FigureOrder) -> Frame, ReadFigures;
    save_file(NewFile) -> SavedFile, SignedIn;
    about(Nothing) -> About, Anyone;
    sync_state(Nothing) -> SyncState, SignedIn;
    sync_now(Nothing) -> SyncState, Anyone;
    joining_state(Nothing) -> SyncState, Anyone;
    read_invitation(InvitationText) -> InvitationDetails, Anyone;
    enrol_workstation(Enrolling) -> SyncState, ManageSettings;
    join_clinic(Joining) -> Founded, Anyone;
    prepare_computer(PrepareOrder) -> PreparedComputer, ManageSettings;
    join_by_file(JoiningByFile) -> Founded, Anyone;
    leave_server(Nothing) -> SyncState, ManageSettings;
    server_door(Nothing) -> ServerDoor, ManageSettings;
    open_server(ServerSignIn) -> ServerDoor, ManageSettings;
    ask_server(ServerQuestion) -> ServerAnswer, ManageSettings;
    export_changes(ExportOrder) -> ExportedChanges, SignedIn;
    import_changes(ImportOrder) -> ImportedChanges, SignedIn;
    make_paper(PaperOrder) -> MadePaper, SignedIn;
    open_paper(PaperOrder) -> HandedPaper, SignedIn;
    save_paper(PaperOrder) -> HandedPaper, SignedIn;
    print_paper(PrintOrder) -> HandedPaper, SignedIn;
    open_report(ReportId) -> SavedReport, SignedIn;
    save_report(ReportId) -> SavedReport, SignedIn;
    printers(Nothing) -> Printers, SignedIn;
    printer_choices(Nothing) -> Vec<PrinterChoice>, SignedIn;
    choose_printer(PrinterChoice) -> Vec<PrinterChoice>, SignedIn;
    backups(Nothing) -> BackupStatus, ManageSettings;
    backup_standing(Nothing) -> BackupStanding, SignedIn;
    back_up_now(Nothing) -> BackupStatus, ManageSettings;
    add_backup_place(NewBackupPlace) -> BackupStatus, ManageSettings;
    remove_backup_place(BackupPlaceId) -> BackupStatus, ManageSettings;
    choose_path(ChooseOrder) -> ChosenPath, Anyone;
    drill_backup(BackupChoice) -> Drill, ManageSettings;
    found_backups(FoundQuery) -> Vec<FoundBackup>, Anyone;
    inspect_backup(BackupChoice) -> BackupInside, Anyone;
    restore_backup(RestoreOrder) -> StartState, Anyone;
}

fn run<I: DeserializeOwned, O: Serialize>(
    function: fn(&Host, Option<&str>, I) -> Result<O>,
    host: &Host,
    session: Option<&str>,
    input: serde_json::Value,
) -> Result<String> {
    let input = if input.is_null() { serde_json::json!({}) } else { input };
    let input = serde_json::from_value(input).map_err(|reason| Error::BadInput(reason.to_string()))?;
    let output = function(host, session, input)?;
    serde_json::to_string(&output).map_err(|reason| Error::BadInput(reason.to_string()))
}

/// All commands as the window sees them: the clinic's and this computer's.
pub fn all_commands() -> Vec<Description> {
    let ours = HOST_COMMANDS.iter().map(|command| Description {
        name: command.name,
        right: command.right,
        input: command.input,
        output: command.output,
    });
    healthsync_clinic::COMMANDS.iter().map(Command::description).chain(ours).collect()
}

/// A new clinic's file.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Founding {
    /// The clinic is made up.
    pub is_demo: bool,
    /// The passphrase for its key, where the system keeps no keys.
    pub passphrase: Option<Password>,
}

/// A clinic whose file was made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Founded {
    /// The code to be written down: it opens the clinic if the key is lost.
    pub recovery_code: String,
}

/// The passphrase.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct StorePassphrase {
    /// The passphrase of the clinic's key.
    pub passphrase: Password,
}

/// The code on paper.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Recovery {
    /// The code, as typed.
    pub code: String,
    /// A new passphrase, where the system keeps no keys.
    pub passphrase: Option<Password>,
}

/// A text that leaves the program.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct NewFile {
    /// A name for the file.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// A file that was saved.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SavedFile {
    /// Where it is.
    pub path: String,
}

/// What the program is and where its things are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct About {
    /// The program's version.
    pub version: String,
    /// The folder of the clinic's file.
    pub data_folder: String,
    /// The folder of what is kept outside it.
    pub config_folder: String,
    /// Who keeps the key: `keyring`, `passphrase` or, for made-up data, `plain`.
    pub key_place: String,
    /// The size of the clinic's file in bytes.
    pub file_bytes: u64,
    /// A recovery code was made, and nobody has said that it is on paper.
    pub is_recovery_unconfirmed: bool,
}

fn backups(host: &Host, session: Option<&str>, input: Nothing) -> Result<BackupStatus> {
    backups::status(host, session, input)
}

fn backup_standing(host: &Host, session: Option<&str>, input: Nothing) -> Result<BackupStanding> {
    backups::standing(host, session, input)
}

fn drill_backup(host: &Host, session: Option<&str>, input: BackupChoice) -> Result<Drill> {
    backups::drill(host, session, input)
}

fn found_backups(host: &Host, session: Option<&str>, input: FoundQuery) -> Result<Vec<FoundBackup>> {
    backups::found(host, session, input)
}

fn inspect_backup(host: &Host, session: Option<&str>, input: BackupChoice) -> Result<BackupInside> {
    backups::inspect(host, session, input)
}

fn restore_backup(host: &Host, session: Option<&str>, input: RestoreOrder) -> Result<StartState> {
    backups::restore(host, session, input)
}

fn start(host: &Host, _: Option<&str>, _: Nothing) -> Result<StartState> {
    Ok(host.start())
}

fn found_clinic(host: &Host, _: Option<&str>, input: Founding) -> Result<Founded> {
    Ok(Founded { recovery_code: host.found(input.is_demo, input.passphrase)? })
}

fn unlock_store(host: &Host, _: Option<&str>, input: StorePassphrase) -> Result<StartState> {
    host.unlock(input.passphrase)
}

fn recover_store(host: &Host, _: Option<&str>, input: Recovery) -> Result<StartState> {
    host.recover(&input.code, input.passphrase)
}

fn renew_recovery_code(host: &Host, session: Option<&str>, _: Nothing) -> Result<Founded> {
    host.clinic()?.check(session, Right::ManageSettings)?;
    Ok(Founded { recovery_code: host.renew_recovery_code()? })
}

fn confirm_recovery_code(host: &Host, _: Option<&str>, _: Nothing) -> Result<Nothing> {
    host.confirm_recovery_code()?;
    Ok(Nothing {})
}

fn remove_demo(host: &Host, _: Option<&str>, _: Nothing) -> Result<StartState> {
    host.remove_demo()
}

fn chart_frame(host: &Host, session: Option<&str>, input: ChartOrder) -> Result<Frame> {
    plots::frame(&host.caller(&*host.clinic()?, session), input)
}

fn figure_frame(host: &Host, session: Option<&str>, input: FigureOrder) -> Result<Frame> {
    figure_plots::frame(&host.caller(&*host.clinic()?, session), input)
}

fn save_file(host: &Host, session: Option<&str>, input: NewFile) -> Result<SavedFile> {
    host.clinic()?.check(session, Right::SignedIn)?;
    Ok(SavedFile { path: crate::files::save(&input.name, input.text.as_bytes())?.display().to_string() })
}

fn about(host: &Host, _: Option<&str>, _: Nothing) -> Result<About> {
    let file = host.clinic().ok().map(|clinic| clinic.db().path().to_owned());
    let file_bytes = file.and_then(|path| std::fs::metadata(path).ok()).map_or(0, |data| data.len());
    Ok(About {
        version: env!("CARGO_PKG_VERSION").into(),
        data_folder: host.folders.data.display().to_string(),
        config_folder: host.folders.config.display().to_string(),
        key_place: host.key_place().into(),
        file_bytes,
        is_recovery_unconfirmed: host.folders.recovery_unconfirmed().exists(),
    })
}
