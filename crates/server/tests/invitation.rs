//! What the operator hands over: a line of text and a picture of it.

use super::meeting::{ORGANIZATION, SITE};
use super::program::{Program, command, said};
use super::stores::{Sqlite, Store, on_both_stores};
use super::tls::Secure;
use super::workstation::Workstation;
use healthsync_sync::{Invitation, Scope};

on_both_stores!(an_invitation_is_all_that_a_workstation_needs);

async fn an_invitation_is_all_that_a_workstation_needs<S: Store>() {
    let store = S::fresh().await;
    let program = Program::serving(&store, &["--self-signed"]);
    let address = format!("https://{}", program.address);
    let invite = |more: &[&str]| {
        said(command(&store).args(["enrol", "--organization", "Clinic", "--address", &address]).args(more))
    };
    let told = invite(&[]);
    let (text, picture) = told.split_once('\n').expect("a line, and a picture");
    let invitation = Invitation::parse(text).expect("it is whole");
    assert_eq!(invitation.address(), address, "it says where");
    let pin = invitation.pin().expect("the server made its certificate for itself");
    let mut one = Workstation::new(1, SITE);
    let secure = Secure::new(invitation.address().rsplit('/').next().expect("a place").parse().expect("it"), *pin);
    one.enrol(&secure, invitation.code(), Some(ORGANIZATION)).await;
    one.write(Scope::Site(SITE), 5);
    one.sync(&secure).await;
    assert_eq!(Invitation::parse(&scanned(picture)), Ok(invitation), "the picture says the same");
    let unpinned = Invitation::parse(&invite(&["--no-pin", "--no-qr"])).expect("it is whole, and alone");
    assert_eq!(unpinned.pin(), None, "the operator wished none");
    let roll = said(command(&store).args(["roll", "--organization", "Clinic"]));
    for id in [ORGANIZATION.to_string(), one.text("workstation_id"), SITE.to_string()] {
        assert!(roll.contains(&id), "the operator finds the ids that the commands ask for: {roll}");
    }
}

/// What a camera reads from a picture of two squares to a letter, ink on paper.
fn scanned(picture: &str) -> String {
    let lines: Vec<Vec<char>> = picture.trim_matches('\n').lines().map(|line| line.chars().collect()).collect();
    let (width, height) = (lines.iter().map(Vec::len).max().expect("lines"), lines.len() * 2);
    let is_ink = |x: usize, y: usize| match lines[y / 2].get(x).copied().unwrap_or(' ') {
        '█' => true,
        '▀' => y.is_multiple_of(2),
        '▄' => !y.is_multiple_of(2),
        _ => false,
    };
    const SCALE: usize = 6;
    let (margin, ink) = (4, |x: usize, y: usize| is_ink(x, y));
    let inside = |x: usize, y: usize| (margin..width + margin).contains(&x) && (margin..height + margin).contains(&y);
    let (wide, high) = ((width + 2 * margin) * SCALE, (height + 2 * margin) * SCALE);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(wide, high, |x, y| {
        let (x, y) = (x / SCALE, y / SCALE);
        if inside(x, y) && ink(x - margin, y - margin) { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    grids.first().expect("a code is seen").decode().expect("it is read").1
}

#[tokio::test]
async fn an_address_that_is_not_safe_invites_nobody() {
    let store = Sqlite::fresh().await;
    let mut program = command(&store);
    let output = program.args(["enrol", "--organization", "Clinic", "--address", "http://hub.example"]).output();
    let output = output.expect("it runs");
    assert!(!output.status.success() && output.stdout.is_empty(), "no code is given away for it");
    assert!(String::from_utf8_lossy(&output.stderr).contains("https://"), "it says what to do");
}
