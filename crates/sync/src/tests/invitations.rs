//! Invitations are read back as they were written, however people mangle them.

use crate::*;
use proptest::prelude::*;

fn address() -> impl Strategy<Value = String> {
    let place = prop_oneof![
        "[a-z0-9][a-z0-9-]{0,20}(\\.[a-z]{2,8}){0,3}",
        any::<[u8; 4]>().prop_map(|bytes| std::net::Ipv4Addr::from(bytes).to_string()),
        any::<[u8; 16]>().prop_map(|bytes| format!("[{}]", std::net::Ipv6Addr::from(bytes))),
    ];
    (place, proptest::option::of(1..=u16::MAX)).prop_map(|(place, port)| match port {
        Some(port) => format!("https://{place}:{port}"),
        None => format!("https://{place}"),
    })
}

fn invitation() -> impl Strategy<Value = Invitation> {
    (address(), any::<[u8; 16]>(), any::<Option<[u8; 32]>>())
        .prop_map(|(address, random, pin)| Invitation::new(&address, &code_of_random(random), pin).expect("a good one"))
}

proptest! {
    #[test]
    fn an_invitation_is_read_as_it_was_written(it in invitation()) {
        prop_assert_eq!(Invitation::parse(&it.to_string()), Ok(it.clone()), "the text says all of it");
        prop_assert_eq!(Invitation::parse(&it.for_qr()), Ok(it.clone()), "capitals say the same");
        prop_assert_eq!(Invitation::parse(&it.to_string().to_lowercase()), Ok(it), "so do small letters");
    }

    #[test]
    fn blanks_and_dashes_do_not_matter(it in invitation(), cuts in proptest::collection::vec(0..100usize, 0..6)) {
        let text = it.to_string();
        let (head, digits) = text.rsplit_once(' ').expect("three parts");
        let mut digits: Vec<char> = digits.chars().filter(|letter| *letter != '-').collect();
        for cut in cuts {
            digits.insert(cut % digits.len(), if cut % 2 == 0 { ' ' } else { '\n' });
        }
        let wrapped = format!("  {}\r\n  {} \n", head.replace(' ', "\n"), digits.iter().collect::<String>());
        prop_assert_eq!(Invitation::parse(&wrapped), Ok(it), "a mail program wraps what it likes");
    }

    #[test]
    fn what_is_cut_off_is_no_invitation(it in invitation(), keep in 0..1000usize) {
        let text = it.to_string();
        let cut = &text[..keep % text.len()];
        prop_assert!(Invitation::parse(cut).is_err(), "half an invitation is none: {cut}");
    }

    #[test]
    fn nothing_that_is_pasted_does_harm(text in any::<String>(), tail in "\\PC{0,90}") {
        let _ = Invitation::parse(&text);
        let _ = Invitation::parse(&format!("HSYNC1 {tail}"));
        let _ = Invitation::new(&tail, &text, None);
    }

    #[test]
    fn only_the_key_that_signed_a_code_has_signed_it(secret: [u8; 32], random: [u8; 16], other: [u8; 16]) {
        let (key, code) = (OriginKey::from_secret(&secret), code_of_random(random));
        let signature = key.sign_enrolment(&code);
        let typed = code.replace('-', " ").to_lowercase().replace('0', "o").replace('1', "l");
        prop_assert!(is_enrolment_signed(&key.public_key(), &typed, &signature), "however it was typed");
        let is_same = plain_code(&code) == plain_code(&code_of_random(other));
        let other_code = is_enrolment_signed(&key.public_key(), &code_of_random(other), &signature);
        prop_assert_eq!(other_code, is_same, "another code is not signed");
        let stranger = OriginKey::from_secret(&[9; 32]).public_key();
        prop_assert!(!is_enrolment_signed(&stranger, &code, &signature), "nor by another key");
    }
}

#[test]
fn a_mistyped_letter_is_noticed() {
    let it = Invitation::new("hub.example:8321", "0123456789ABCDEF", None).expect("a good one");
    assert_eq!(it.address(), "https://hub.example:8321", "what is left out is the safe scheme");
    let text = it.to_string();
    let wrong = text.replace("4567", "4568");
    assert_eq!(Invitation::parse(&wrong), Err(InvitationError::Altered), "the check differs");
    let elsewhere = text.replace("hub.example", "hub.exanple");
    assert_eq!(Invitation::parse(&elsewhere), Err(InvitationError::Altered), "the address is checked too");
    let newer = text.replace("HSYNC1", "HSYNC2");
    assert_eq!(Invitation::parse(&newer), Err(InvitationError::OtherVersion), "a newer form is named as such");
    assert_eq!(Invitation::parse("https://hub.example"), Err(InvitationError::NotOurs), "an address invites nobody");
    assert_eq!(Invitation::parse(&text.replace("CDEF", "CUEF")), Err(InvitationError::Altered), "there is no U");
}

#[test]
fn an_address_is_safe_or_none() {
    let is_good = |address: &str| Invitation::new(address, "0123456789ABCDEF", None).is_ok();
    for good in ["https://hub.example/", "HUB.example", "http://127.0.0.1:8321", "http://localhost", "http://[::1]:1"] {
        assert!(is_good(good), "{good} can be reached safely");
    }
    let bad = [
        "",
        "https://",
        "http://hub.example",
        "ftp://hub.example",
        "https://user@hub.example",
        "https://hub.example/path",
        "https://hub.example:0",
        "https://hub.example:",
        "https://hub.example:65536",
        "https://hub example",
        "https://[::1",
        "https://[::1]8321",
        "https://[::1]:",
        "https://hub.example?x=1",
    ];
    for bad in bad {
        assert!(!is_good(bad), "{bad:?} is no address that a workstation should go to");
    }
}

#[test]
fn only_the_server_asks_for_a_wipe() {
    let (server, stranger) = (WipeKey::from_secret(&[1; 32]), WipeKey::from_secret(&[2; 32]));
    let [organization, one, two] = [1, 2, 3].map(uuid::Uuid::from_u128);
    let wish = server.sign(organization, one);
    let key = server.public_key();
    assert!(is_wipe_signed(&key, organization, one, &wish), "the server's wish is its wish");
    assert!(!is_wipe_signed(&key, organization, two, &wish), "it is not for another workstation");
    assert!(!is_wipe_signed(&key, organization, one, &stranger.sign(organization, one)), "a stranger's is none");
}
