//! A picture of every screen, light and dark, for the documentation: `shots FOLDER`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use healthsync_stories::{Desk, Window};

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).context("name the folder for the pictures")?;
    for (theme, is_dark) in [("light", false), ("dark", true)] {
        let Some(desk) = Desk::set_up().await? else {
            bail!("there is nothing here to open a window on");
        };
        desk.set_dark(is_dark)?;
        let mut album = Album { window: desk.open().await?, folder: folder.clone(), theme };
        walk(&mut album).await?;
        album.window.close().await?;
    }
    Ok(())
}

/// One walk through the screens; each `shot` is a picture of where it stands.
async fn walk(album: &mut Album) -> Result<()> {
    album.shot("first-screen").await
}

/// Where the pictures of one walk go.
struct Album {
    window: Window,
    folder: PathBuf,
    theme: &'static str,
}

impl Album {
    async fn shot(&mut self, name: &str) -> Result<()> {
        let path = self.folder.join(format!("{name}-{}.png", self.theme));
        self.window.screenshot(&path).await?;
        println!("{}", path.display());
        Ok(())
    }
}
