//! A real Chromium with no window, driven over WebDriver: what a person does with the portal's pages.

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a thing may take to be there, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser.
pub struct Browser {
    pub client: Client,
    driver: Child,
    port: u16,
}

/// How the browser is.
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub language: &'static str,
    pub is_dark: bool,
}

impl Look {
    pub fn phone() -> Look {
        Look { width: 390, height: 844, language: "en", is_dark: false }
    }
}

impl Browser {
    /// Opens one; none where Chromium is not installed, unless `HEALTHSYNC_REQUIRE_BROWSER` says that it is.
    pub async fn open(look: &Look) -> Option<Browser> {
        let port = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("its number").port();
        let spawned = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(driver) = spawned else {
            assert!(
                std::env::var_os("HEALTHSYNC_REQUIRE_BROWSER").is_none(),
                "chromedriver is not there; `cargo xtask test` installs it"
            );
            eprintln!("skipped: chromedriver is not installed");
            return None;
        };
        let mut arguments = vec![
            "--headless=new".to_owned(),
            // Tests may run as root, where Chromium's own walls cannot stand; it sees our own page only.
            "--no-sandbox".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--force-color-profile=srgb".to_owned(),
            "--hide-scrollbars".to_owned(),
            format!("--window-size={},{}", look.width.max(500), look.height),
        ];
        if look.is_dark {
            arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
        }
        let options = json!({
            "args": arguments,
            "prefs": { "intl.accept_languages": look.language },
            "mobileEmulation": { "deviceMetrics": { "width": look.width, "height": look.height, "pixelRatio": 1.0 } },
        });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".into(), options);
        let address = format!("http://127.0.0.1:{port}");
        let start = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&address).await {
                Ok(client) => break client,
                Err(reason) => assert!(start.elapsed() < PATIENCE, "Chromium does not start: {reason}"),
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        };
        Some(Browser { client, driver, port })
    }

    /// Goes to an address, as if it were typed.
    pub async fn go(&self, address: &str) {
        self.client.goto("about:blank").await.expect("an empty page");
        self.client.goto(address).await.expect("the page loads");
    }

    /// The element of a selector, once it is there and shown.
    pub async fn find(&self, selector: &str) -> Element {
        let start = Instant::now();
        loop {
            if let Ok(found) = self.client.find(Locator::Css(selector)).await
                && found.is_displayed().await.unwrap_or(false)
            {
                return found;
            }
            let waited = start.elapsed();
            assert!(waited < PATIENCE, "{selector} is not there; the page says: {}", self.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// All that the page says.
    pub async fn text(&self) -> String {
        self.run("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page says something.
    pub async fn says(&self, words: &str) {
        let start = Instant::now();
        loop {
            let text = self.text().await;
            if text.contains(words) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "the page does not say {words:?}, but: {text}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Types into the field of a name, over what is in it.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.find(&format!("[name=\"{name}\"]")).await;
        field.clear().await.expect("it can be emptied");
        field.send_keys(text).await.expect("it can be typed into");
    }

    /// Clicks the button or the link that says exactly this.
    pub async fn press(&self, words: &str) {
        let start = Instant::now();
        let script = "const found = [...document.querySelectorAll('button, a, label')].find(one =>
            one.textContent.trim() === arguments[0] && one.getClientRects().length > 0);
            if (!found) return false; found.scrollIntoView({ block: 'center' }); found.click(); return true;";
        loop {
            if self.client.execute(script, vec![json!(words)]).await.is_ok_and(|done| done == true) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "nothing is called {words:?}; the page says: {}", self.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap_or(Value::Null)
    }

    /// What the page told its console as an error.
    pub async fn is_wider_than_its_window(&self) -> bool {
        self.run("return document.documentElement.scrollWidth > document.documentElement.clientWidth").await == true
    }

    /// A picture of the whole page.
    pub async fn picture(&self, path: &Path) {
        tokio::time::sleep(Duration::from_millis(350)).await;
        let png = self.client.screenshot().await.expect("a picture");
        std::fs::write(path, png).expect("the folder can be written");
    }

    /// Closes it.
    pub async fn close(self) {
        // What does not close by itself ends with its driver.
        let _ = self.client.clone().close().await;
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked, the driver ends its browser too; killed, it would leave it behind.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            let _ = stream.read(&mut [0; 512]);
        }
        // It may have ended by itself.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
