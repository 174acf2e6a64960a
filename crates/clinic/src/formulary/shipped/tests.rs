//! The files that ship are whole: no row is passed over, no code is misspelt, no class is empty.

use super::*;
use crate::formulary::{names, rows};
use healthsync_matching::fold;

fn lines(text: &str) -> usize {
    text.lines().filter(|line| !line.trim().is_empty()).count() - 1
}

#[test]
fn every_line_of_the_shipped_list_is_a_drug() {
    let read = sheet::lines(SHIPPED, 0, &sheet::Known::new()).expect("a formulary");
    assert_eq!(read.len(), lines(SHIPPED), "every line was read");
    for line in read {
        let drug = line.drug.unwrap_or_else(|problems| panic!("line {}: {problems:?}", line.line));
        assert!(drug.source.is_some(), "line {} names its source", line.line);
        assert!(!drug.routes.is_empty(), "line {} has a route", line.line);
    }
}

#[test]
fn no_drug_is_listed_twice_and_one_substance_keeps_its_code() {
    let all = shipped().expect("a formulary");
    let keys: HashSet<String> = all.iter().map(|drug| key_of(&drug.name, drug.form, &drug.strength)).collect();
    assert_eq!(keys.len(), all.len(), "each once");
}

#[test]
fn classes_members_names_and_words_are_whole() {
    let members = include_str!("../../../data/drug_class_members.csv");
    assert_eq!(classes().members.len(), lines(members), "every member was read");
    assert_eq!(classes().classes.len(), lines(include_str!("../../../data/drug_classes.csv")), "every class");
    for member in &classes().members {
        assert!(classes().get(&member.class).is_some(), "{} of {} is a class", member.class, member.atc);
        assert!((3..=7).contains(&member.atc.len()), "{} is an ATC code or group", member.atc);
    }
    for class in &classes().classes {
        assert!(classes().members.iter().any(|member| member.class == class.code), "{} has members", class.code);
        assert!(!class.source.is_empty(), "{} names its source", class.code);
    }
    let words = include_str!("../../../data/allergy_words.csv");
    let known = rows(words, |cells| Some(classes().get(cells.get(1)?).is_some()));
    assert_eq!((known.len(), known.contains(&false)), (lines(words), false), "every word names a class");
}

#[test]
fn other_names_lead_to_drugs_of_the_list_or_of_a_class() {
    let all = shipped().expect("a formulary");
    let folded: Vec<String> = all.iter().map(|drug| fold(&drug.name)).collect();
    for (other, generic) in
        rows(include_str!("../../../data/drug_names.csv"), |cells| Some((cells.first()?.clone(), fold(cells.get(1)?))))
    {
        assert_eq!(names::exactly(&fold(&other)).as_deref(), Some(generic.as_str()), "{other} is found");
        let is_listed = folded.iter().any(|name| name.starts_with(&generic));
        let is_member = classes().members.iter().any(|member| member.name == generic);
        assert!(is_listed || is_member, "{other}: {generic} is known");
    }
}
