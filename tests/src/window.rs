//! The real window of the application, opened through WebDriver and closed whatever happens.

use std::ops::Deref;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::time::timeout;

use crate::driver::Driver;
use crate::page::Page;

/// How long the first screen may take: debug build, no graphics card, other tests beside it.
const FIRST_SCREEN: Duration = Duration::from_secs(60);

/// How long the driver may take to hand over a window.
const CONNECTING: Duration = Duration::from_secs(45);

/// How long it may take to close.
const CLOSING: Duration = Duration::from_secs(30);

/// What a window is opened with, and opened with again.
#[derive(Clone, Debug)]
pub(crate) struct Start {
    pub driver: PathBuf,
    pub program: PathBuf,
    pub arguments: Vec<String>,
    pub environment: Vec<(String, String)>,
    /// Whether it shows a page by itself; a bare browser does not.
    pub has_first_screen: bool,
}

/// An open window; it has every verb of its [`Page`].
#[derive(Debug)]
pub struct Window {
    start: Start,
    page: Page,
    driver: Driver,
}

impl Window {
    pub(crate) async fn open(start: Start) -> Result<Self> {
        let (driver, client) = match Self::connect(&start).await {
            Ok(connected) => connected,
            // A port that was free a moment ago may be taken by now: once more with other ports.
            Err(_) => Self::connect(&start).await?,
        };
        let window = Self { start, page: Page::new(client), driver };
        if window.start.has_first_screen {
            window.await_first_screen().await?;
        }
        Ok(window)
    }

    /// Closes the window as its frame would, and ends the application.
    ///
    /// # Errors
    /// When the window is gone already.
    pub async fn close(mut self) -> Result<()> {
        self.close_session().await
    }

    /// Closes the window and opens it again over the same data.
    ///
    /// # Errors
    /// When it does not close or does not open.
    pub async fn restart(&mut self) -> Result<()> {
        self.close_session().await?;
        *self = Self::open(self.start.clone()).await?;
        Ok(())
    }

    /// Kills the application in the middle of whatever it does and opens it again over the data
    /// that had reached the disk.
    ///
    /// # Errors
    /// When it does not open again.
    pub async fn lose_power(&mut self) -> Result<()> {
        self.driver.cut_power();
        *self = Self::open(self.start.clone()).await?;
        Ok(())
    }

    /// Makes the window this large, in CSS pixels, its frame included.
    ///
    /// # Errors
    /// When the window refuses.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let resized = self.page.client().set_window_size(width, height).await;
        resized.context("the window cannot be resized")
    }

    async fn connect(start: &Start) -> Result<(Driver, Client)> {
        let driver = Driver::start(&start.driver, &start.environment)?;
        let mut capabilities = Capabilities::new();
        capabilities
            .insert("tauri:options".to_owned(), json!({ "application": start.program, "args": start.arguments }));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = driver.address();
        // Now and then the native driver starts the program and never hears of it again.
        let connecting = timeout(CONNECTING, builder.capabilities(capabilities).connect(&address)).await;
        let client = connecting
            .context("the driver did not answer in time")?
            .with_context(|| format!("{} opened no window", start.program.display()))?;
        Ok((driver, client))
    }

    async fn await_first_screen(&self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < FIRST_SCREEN {
            // Until the page is loaded there is no body to read, which is no failure yet.
            if self.page.text().await.is_ok_and(|text| !text.is_empty()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the window stayed empty for {} s", FIRST_SCREEN.as_secs())
    }

    async fn close_session(&mut self) -> Result<()> {
        let closed = timeout(CLOSING, self.page.client().clone().close()).await;
        self.driver.end();
        closed.context("the window took too long to close")?.context("the window did not close")
    }
}

impl Deref for Window {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}
