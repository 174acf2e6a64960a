//! The classes that checks go by, and their members by ATC code: data, each line with its source.

use healthsync_matching::fold;
use std::sync::LazyLock;

/// A class of drugs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Class {
    /// Its code.
    pub code: String,
    /// Its name, in English.
    pub name: String,
    /// Who does not tolerate one of its members may not tolerate another; the other classes are of interactions.
    pub is_of_allergies: bool,
    /// Where its members are from.
    pub source: String,
}

/// A drug, or an ATC group of drugs, that is in a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// The class.
    pub class: String,
    /// An ATC code, or the beginning of one.
    pub atc: String,
    /// The substance, folded; empty for a group.
    pub name: String,
}

/// All classes and members.
pub(crate) struct Classes {
    pub classes: Vec<Class>,
    pub members: Vec<Member>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| Classes {
    classes: rows(include_str!("../../data/drug_classes.csv"), |cells| {
        let [code, name, used_for, source] = cells else { return None };
        let is_of_allergies = used_for == "allergy";
        Some(Class { code: code.clone(), name: name.clone(), is_of_allergies, source: source.clone() })
    }),
    members: rows(include_str!("../../data/drug_class_members.csv"), |cells| {
        let [class, atc, name] = cells else { return None };
        Some(Member { class: class.clone(), atc: atc.clone(), name: fold(name) })
    }),
});

/// The classes and their members.
pub(crate) fn classes() -> &'static Classes {
    &CLASSES
}

/// Whether there is a class of this code.
pub(super) fn is_known(code: &str) -> bool {
    classes().get(code).is_some()
}

impl Classes {
    /// The class of a code.
    pub fn get(&self, code: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.code == code)
    }

    /// The codes of the classes that an ATC code is in.
    pub fn of_atc<'c>(&'c self, atc: &'c str) -> impl Iterator<Item = &'c str> {
        self.members.iter().filter(move |member| atc.starts_with(&member.atc)).map(|member| member.class.as_str())
    }

    /// The codes of the classes that a substance is in, by its name: those that name it, and those of the codes that
    /// it is named with.
    pub fn of_name<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c str> {
        let named = move |member: &&Member| !member.name.is_empty() && member.name == name;
        self.members
            .iter()
            .filter(named)
            .flat_map(|member| std::iter::once(member.class.as_str()).chain(self.of_atc(&member.atc)))
    }

    /// The substances that are named within what somebody wrote by hand: all their words are among its words.
    pub fn named_in<'c>(&'c self, folded: &str) -> Vec<&'c str> {
        let words: Vec<&str> = folded.split(' ').collect();
        let is_in =
            |member: &&Member| !member.name.is_empty() && member.name.split(' ').all(|word| words.contains(&word));
        let mut names: Vec<&str> = self.members.iter().filter(is_in).map(|member| member.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The rows of a shipped file, its first line left out. A row that is not as it should be is passed over: a test holds
/// the files to being whole.
pub(crate) fn rows<T>(text: &str, row: impl Fn(&[String]) -> Option<T>) -> Vec<T> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    reader.records().filter_map(Result::ok).filter_map(|record| row(&cells(record))).collect()
}
