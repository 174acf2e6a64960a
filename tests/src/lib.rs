//! What stories share: a clinic in a temporary folder, and a window driven over WebDriver.
