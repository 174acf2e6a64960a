//! A picture of every screen, light and dark, for the documentation: `shots FOLDER [ar]`. With `HEALTHSYNC_SHOTS=doors`
//! only of what reaches into the clinic from outside.

mod album;
mod doors;
mod money;
mod office;
mod together;
mod walk;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use healthsync_stories::Desk;

use crate::album::Album;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().map(PathBuf::from).context("name the folder for the pictures")?;
    let language = if arguments.next().is_some_and(|word| word == "ar") { "ar" } else { "en" };
    let is_doors = std::env::var_os("HEALTHSYNC_SHOTS").is_some_and(|part| part == "doors");
    for (theme, is_dark) in [("light", false), ("dark", true)] {
        let Some(desk) = Desk::set_up().await? else {
            bail!("there is nothing here to open a window on");
        };
        desk.set_dark(is_dark)?;
        let album = Album { window: desk.open().await?, folder: folder.clone(), theme, language };
        if is_doors {
            walk::doors(&album).await?;
        } else {
            walk::walk(&album).await?;
        }
        album.window.close().await?;

        let (Some(desk), Some(other)) = (Desk::set_up().await?, Desk::set_up().await?) else {
            bail!("there is nothing here to open two windows on");
        };
        desk.set_dark(is_dark)?;
        other.set_dark(is_dark)?;
        let album = Album { window: desk.open().await?, ..album };
        together::together(&album, &other).await?;
        album.window.close().await?;
    }
    Ok(())
}
