//! Where the pictures of one walk go, and how the walk takes its steps in any language.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use healthsync_stories::Window;
use serde_json::{Value, json};

/// Two years and a fortnight are made up on the way: longer than a page is waited for.
const PATIENCE: Duration = Duration::from_secs(90);

/// One walk: its window, its folder, and what its pictures are called.
pub struct Album {
    pub window: Window,
    pub folder: PathBuf,
    pub theme: &'static str,
    pub language: &'static str,
}

impl Album {
    /// Presses keys one after the other, as a person does.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        for key in keys.split(' ') {
            self.window.press(key).await?;
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        Ok(())
    }

    /// Types where the focus is, and lets the page answer.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.window.type_text(text).await?;
        self.pause().await;
        Ok(())
    }

    /// Clicks a button by its word.
    pub async fn click(&self, english: &str, arabic: &str) -> Result<()> {
        self.window.click_button(if self.language == "ar" { arabic } else { english }).await
    }

    /// Clicks the first thing that fits a selector: words differ from language to language, places do not.
    pub async fn pick(&self, selector: &str) -> Result<()> {
        self.act(selector, "one.scrollIntoView({ block: 'nearest' }); one.click(); return true;").await?;
        self.pause().await;
        Ok(())
    }

    /// Opens a menu by its button and takes the first thing it offers.
    pub async fn take_first(&self, selector: &str) -> Result<()> {
        self.focus(selector).await?;
        self.keys("Enter").await?;
        self.wait_for("[role=menu] [role=menuitem]").await?;
        self.pause().await;
        self.keys("Enter").await?;
        self.pause().await;
        Ok(())
    }

    /// Puts the focus into a field.
    pub async fn focus(&self, selector: &str) -> Result<()> {
        self.act(selector, "one.focus(); one.select?.(); return true;").await.map(drop)
    }

    /// Scrolls to what would lie below the edge of the picture.
    pub async fn scroll_to(&self, selector: &str) -> Result<()> {
        self.act(selector, "one.scrollIntoView({ block: 'center' }); return true;").await.map(drop)
    }

    /// What a part of the page says.
    pub async fn read(&self, selector: &str) -> Result<String> {
        let said = self.act(selector, "return one.innerText.trim();").await?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    }

    /// Opens a part of a page that has several under tabs.
    pub async fn tab(&self, id: &str) -> Result<()> {
        self.pick(&format!("main [data-tab={id}]")).await
    }

    /// Closes the panel beside the page, whatever was typed into it.
    pub async fn close_panel(&self) -> Result<()> {
        self.keys("Escape").await?;
        self.pause().await;
        self.window.eval("document.querySelector('.panel .asking button:last-of-type')?.click()").await?;
        self.pause().await;
        Ok(())
    }

    /// Waits until something is there.
    pub async fn wait_for(&self, selector: &str) -> Result<()> {
        self.act(selector, "return true;").await.map(drop)
    }

    /// Takes the picture.
    pub async fn shot(&self, name: &str) -> Result<()> {
        // Answers and pictures of a screen come one after the other.
        tokio::time::sleep(Duration::from_millis(700)).await;
        let path = self.folder.join(format!("{name}-{}.png", self.theme));
        self.window.screenshot(&path).await?;
        println!("{}", path.display());
        Ok(())
    }

    async fn pause(&self) {
        tokio::time::sleep(Duration::from_millis(350)).await;
    }

    async fn act(&self, selector: &str, act: &str) -> Result<Value> {
        let script = format!(
            "const one = [...document.querySelectorAll({})].find((one) => one.checkVisibility() && !one.disabled); if (!one) return null; {act}",
            json!(selector)
        );
        let start = Instant::now();
        loop {
            let answer = self.window.eval(&script).await?;
            if !answer.is_null() {
                return Ok(answer);
            }
            if start.elapsed() > PATIENCE {
                bail!("there is no {selector} on the page; it says: {}", self.window.text().await?);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}
