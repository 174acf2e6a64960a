//! The program: a window, or one command without it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use clap::{Parser, Subcommand};
use healthsync::folders::Folders;
use healthsync::headless::{self, CallArgs};
use std::path::PathBuf;
use std::process::ExitCode;

/// HealthSync: a clinic on one computer, offline.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The folder of the clinic's file.
    #[arg(long)]
    data_dir: Option<PathBuf>,
    #[command(subcommand)]
    order: Option<Order>,
}

#[derive(Subcommand)]
enum Order {
    /// Runs one command without a window.
    Call(CallArgs),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(Order::Call(order)) = arguments.order {
        return headless::run(order);
    }
    healthsync::heap::keep_small();
    let folders = Folders::find(arguments.data_dir).map_err(anyhow::Error::from);
    match folders.and_then(healthsync::open_window) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("HealthSync could not open its window: {reason:#}");
            ExitCode::FAILURE
        }
    }
}
