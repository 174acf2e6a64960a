//! What a person does with a page: reads it, clicks what it calls by name, types, and looks again.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{chord, tools};

/// How long a thing may take to be there; a loaded machine without a graphics card included.
const PATIENCE: Duration = Duration::from_secs(15);

/// A window that takes this long to answer one question never will.
const STUCK: Duration = Duration::from_secs(60);

/// How long a key may be on its way to the page.
const DELIVERY: Duration = Duration::from_millis(800);

/// Under this key WebDriver answers with an element (W3C WebDriver, 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The Delete key, among text (W3C WebDriver, 17.4.2).
const DELETE: &str = "\u{e017}";

/// A page, or a named part of it. Every verb waits up to 15 s for what it needs, and fails with a
/// sentence, what the page says instead, and a picture in `target/stories`.
#[derive(Clone, Debug)]
pub struct Page {
    client: Client,
    within: Option<String>,
}

/// What the search on the page found.
struct Found {
    element: Element,
    is_on: bool,
    is_select: bool,
}

impl Page {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, within: None }
    }

    /// The part of the page with this accessible name: a dialog, a form, a table row, a region.
    #[must_use]
    pub fn within(&self, name: &str) -> Self {
        Self { client: self.client.clone(), within: Some(name.to_owned()) }
    }

    /// Clicks the button with this accessible name.
    ///
    /// # Errors
    /// When there is none, or it stays disabled or covered; the buttons there are get listed.
    pub async fn click_button(&self, name: &str) -> Result<()> {
        self.click_kind("button", name).await
    }

    /// Clicks the link with this accessible name.
    ///
    /// # Errors
    /// As [`Page::click_button`].
    pub async fn click_link(&self, name: &str) -> Result<()> {
        self.click_kind("link", name).await
    }

    /// Clicks whatever has this name and can be clicked: a tab, a menu item, a row, a button, a link.
    ///
    /// # Errors
    /// As [`Page::click_button`].
    pub async fn click(&self, name: &str) -> Result<()> {
        self.click_kind("thing", name).await
    }

    /// Types into the field with this label, in place of what it holds; empty text empties it.
    /// A list is set to the option with this text.
    ///
    /// # Errors
    /// When there is no such field, or it takes no text.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        self.persist(async || {
            let field = self.find("field", label).await?;
            if field.is_select {
                return self.set_list(&field.element, text).await;
            }
            field.element.click().await?;
            // By keys, because a selection made by a script is lost in some kinds of field.
            self.press("Control+a").await?;
            let keys = if text.is_empty() { DELETE } else { text };
            field.element.send_keys(keys).await?;
            Ok(())
        })
        .await
    }

    /// Chooses an option by its text, from a list or from one that opens when clicked.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn choose(&self, label: &str, option: &str) -> Result<()> {
        let is_list = self
            .persist(async || {
                // A button can be a list too, when that is how the list opens.
                let list = match self.find("field", label).await {
                    Ok(field) => field,
                    Err(reason) => self.find("button", label).await.map_err(|_| reason)?,
                };
                if list.is_select {
                    self.set_list(&list.element, option).await?;
                } else {
                    list.element.click().await?;
                }
                Ok(list.is_select)
            })
            .await?;
        if is_list {
            return Ok(());
        }
        // What opens often lies outside the part of the page it belongs to.
        Self::new(self.client.clone()).click_kind("option", option).await
    }

    /// Ticks the box, switch or choice with this label; it may be ticked already.
    ///
    /// # Errors
    /// When there is none.
    pub async fn tick(&self, label: &str) -> Result<()> {
        self.set_tick(label, true).await
    }

    /// Takes the tick away; there may be none.
    ///
    /// # Errors
    /// When there is no such box.
    pub async fn untick(&self, label: &str) -> Result<()> {
        self.set_tick(label, false).await
    }

    /// Presses a key or a chord where the focus is: `Escape`, `/`, `Control+Enter`, `Shift+Tab`.
    ///
    /// # Errors
    /// When a key is unknown or the window is gone.
    pub async fn press(&self, chord: &str) -> Result<()> {
        const TRIES: u32 = 3;
        let name = chord::last_key(chord);
        for _ in 0..TRIES {
            self.listen_for(&name).await?;
            let pressing = self.client.perform_actions(chord::actions(chord)?).await;
            pressing.with_context(|| format!("cannot press {chord}"))?;
            let pressed = Instant::now();
            while pressed.elapsed() < DELIVERY {
                tokio::time::sleep(Duration::from_millis(20)).await;
                if self.eval("return window.isKeyHeard").await? == true {
                    return Ok(());
                }
            }
        }
        bail!("the page hears nothing of {chord}")
    }

    /// The driver now and then says that a key was pressed of which the page never hears: it is dropped when the focus
    /// moves while it is on its way.
    async fn listen_for(&self, key: &str) -> Result<()> {
        const SCRIPT: &str = "const [wanted] = arguments;
            window.isKeyHeard = false;
            window.stopHearing?.abort();
            window.stopHearing = new AbortController();
            const hear = ({ key }) => (window.isKeyHeard ||= key.toLowerCase() === wanted);
            window.addEventListener('keydown', hear, { capture: true, signal: window.stopHearing.signal });";
        self.client.execute(SCRIPT, vec![json!(key)]).await.context("the page does not listen")?;
        Ok(())
    }

    /// Types text where the focus is, as at the keyboard.
    ///
    /// # Errors
    /// When nothing that takes text has the focus.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        let focused = self.client.active_element().await?;
        focused.send_keys(text).await.with_context(|| format!("cannot type \"{text}\" here"))
    }

    /// Waits until the page says this.
    ///
    /// # Errors
    /// When it does not; the message holds what it says.
    pub async fn see(&self, text: &str) -> Result<()> {
        self.persist(async || {
            let said = self.text().await?;
            if said.contains(text) {
                return Ok(());
            }
            bail!("\"{text}\" is not to be seen; the page says: {}", start_of(&said))
        })
        .await
    }

    /// Waits until the page no longer says this.
    ///
    /// # Errors
    /// When it stays.
    pub async fn see_not(&self, text: &str) -> Result<()> {
        self.persist(async || {
            let said = self.text().await?;
            if !said.contains(text) {
                return Ok(());
            }
            bail!("\"{text}\" is still to be seen: {}", start_of(&said))
        })
        .await
    }

    /// What the page says now, runs of white space as one space.
    ///
    /// # Errors
    /// When the window or this part of it is gone.
    pub async fn text(&self) -> Result<String> {
        let answer = self.ask("text", "").await?;
        Ok(answer["text"].as_str().unwrap_or_default().to_owned())
    }

    /// What the field with this label holds.
    ///
    /// # Errors
    /// When there is none.
    pub async fn value(&self, label: &str) -> Result<String> {
        self.persist(async || {
            let field = self.find("field", label).await?;
            Ok(field.element.prop("value").await?.unwrap_or_default())
        })
        .await
    }

    /// The accessible name of what has the focus.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn focus(&self) -> Result<String> {
        let answer = self.ask("focus", "").await?;
        Ok(answer["text"].as_str().unwrap_or_default().to_owned())
    }

    /// Runs the body of a script; what it returns comes back.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn eval(&self, script: &str) -> Result<Value> {
        let outcome = self.client.execute(script, Vec::new()).await;
        outcome.with_context(|| format!("the script failed: {script}"))
    }

    /// Writes a picture (PNG) of the page as it is now, creating the folder it belongs in.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub async fn screenshot(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let picture = timeout(STUCK, self.client.screenshot())
            .await
            .context("the window does not let itself be photographed")??;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        std::fs::write(path, picture).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Keeps a picture of a story's step where `HEALTHSYNC_PICTURES` names a folder for them, once what moves is still.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("HEALTHSYNC_PICTURES") else { return Ok(()) };
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.screenshot(Path::new(&folder).join(format!("{name}.png"))).await
    }

    /// The WebDriver client, for what has no verb here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    async fn click_kind(&self, kind: &str, name: &str) -> Result<()> {
        self.persist(async || {
            let found = self.find(kind, name).await?;
            Ok(found.element.click().await?)
        })
        .await
    }

    async fn set_tick(&self, label: &str, is_on: bool) -> Result<()> {
        self.persist(async || {
            let found = self.find("tick", label).await?;
            if found.is_on != is_on {
                found.element.click().await?;
            }
            Ok(())
        })
        .await
    }

    /// The popup of a list is drawn by the desktop, out of WebDriver's reach, so the list is told.
    async fn set_list(&self, list: &Element, option: &str) -> Result<()> {
        const SCRIPT: &str = "const [list, text] = arguments;
            const option = [...list.options].find((one) => one.text.trim() === text);
            if (!option) return [...list.options].map((one) => one.text.trim());
            list.focus();
            list.value = option.value;
            list.dispatchEvent(new Event('input', { bubbles: true }));
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return null;";
        let element = json!({ ELEMENT: list.element_id().to_string() });
        match self.client.execute(SCRIPT, vec![element, json!(option)]).await? {
            Value::Null => Ok(()),
            options => bail!("the list has no \"{option}\"; it has {options}"),
        }
    }

    async fn find(&self, kind: &str, name: &str) -> Result<Found> {
        let answer = self.ask(kind, name).await?;
        let id = answer["element"][ELEMENT].as_str();
        let id = id.context("the search on the page found no element")?;
        Ok(Found {
            element: Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned())),
            is_on: answer["isOn"].as_bool().unwrap_or_default(),
            is_select: answer["isSelect"].as_bool().unwrap_or_default(),
        })
    }

    async fn ask(&self, kind: &str, name: &str) -> Result<Value> {
        let arguments = vec![json!(kind), json!(name), json!(self.within)];
        let answer = self.client.execute(include_str!("find.js"), arguments).await?;
        match answer["why"].as_str() {
            Some(why) => Err(anyhow!("{why}")),
            None => Ok(answer),
        }
    }

    /// Tries until it works: a page that is being redrawn moves things under one's hand.
    async fn persist<T, F>(&self, mut act: impl FnMut() -> F) -> Result<T>
    where
        F: Future<Output = Result<T>>,
    {
        let start = Instant::now();
        loop {
            let reason = match timeout(STUCK, act()).await {
                Ok(Ok(done)) => return Ok(done),
                Ok(Err(reason)) => reason,
                Err(_) => bail!("the window has not answered for {} s", STUCK.as_secs()),
            };
            if start.elapsed() > PATIENCE {
                return Err(match self.keep_picture().await {
                    Ok(picture) => anyhow!("{reason:#} (as pictured in {})", picture.display()),
                    Err(_) => reason,
                });
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// A picture of the moment of failure, named after the test.
    async fn keep_picture(&self) -> Result<PathBuf> {
        static TAKEN: AtomicU32 = AtomicU32::new(0);
        let thread = std::thread::current();
        let test = thread.name().unwrap_or("story").replace("::", "-");
        let number = TAKEN.fetch_add(1, Ordering::Relaxed);
        let path = tools::target()?.join(format!("stories/{test}-{number}.png"));
        self.screenshot(&path).await?;
        Ok(path)
    }
}

/// Enough of a page's text to know where one is.
fn start_of(text: &str) -> String {
    const LETTERS: usize = 1_500;
    let mut start: String = text.chars().take(LETTERS).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
