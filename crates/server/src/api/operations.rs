//! The operations: every command that makes sense without a window, at its method and path.

use healthsync_clinic::COMMANDS;
use healthsync_clinic::command::Command;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Commands that only a computer with a window, or whoever runs the server, has a use for. Signing in and out are
/// routes of their own here.
const NOT_HERE: &[&str] = &[
    "clinic_status",
    "set_up_clinic",
    "set_up_demo",
    "sign_in",
    "portal_status",
    "check_invitation",
    "accept_invitation",
    "register_at_portal",
    "sign_out",
    "lock_session",
    "unlock_session",
    "receive_measurements",
    "save_draft",
    "draft",
    "drafts",
    "discard_draft",
];

/// Words that a command's name begins with where something new comes of it.
const CREATES: &[&str] = &[
    "add_",
    "book_",
    "create_",
    "dispense",
    "issue_",
    "prescribe",
    "record_",
    "register_",
    "send_",
    "request_",
    "take_",
    "open_encounter",
    "amend_",
];

/// An operation of the API.
pub struct Operation {
    /// The command.
    pub command: &'static Command,
    /// The schema of its input, with all that it refers to inside it.
    pub input: Value,
    segments: Vec<&'static str>,
}

impl Operation {
    /// Whether something new comes of it: then the answer is 201.
    #[must_use]
    pub fn creates(&self) -> bool {
        self.command.method == "POST" && CREATES.iter().any(|word| self.command.name.starts_with(word))
    }

    /// Whether it only reads.
    #[must_use]
    pub fn reads(&self) -> bool {
        self.command.reads()
    }

    /// The names of the parts of its path that vary.
    pub fn path_names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.segments.iter().filter_map(|segment| name_of(segment))
    }

    fn matches<'a>(&self, segments: &[&'a str]) -> Option<Vec<(&'static str, &'a str)>> {
        if segments.len() != self.segments.len() {
            return None;
        }
        let mut named = vec![];
        for (pattern, segment) in self.segments.iter().zip(segments) {
            match name_of(pattern) {
                Some(name) => named.push((name, *segment)),
                None if pattern == segment => {}
                None => return None,
            }
        }
        Some(named)
    }
}

fn name_of(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// Every operation.
pub static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let here = COMMANDS.iter().filter(|command| !NOT_HERE.contains(&command.name));
    let operation = |command: &'static Command| {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let schema = (command.input)(&mut generator);
        let definitions = generator.take_definitions(true);
        let segments = command.path.split('/').filter(|segment| !segment.is_empty()).collect();
        Operation { command, input: whole(schema.as_value(), &definitions), segments }
    };
    here.map(operation).collect()
});

/// The operation at a method and path, with the parts of the path that vary. Where two paths fit, the one with more
/// fixed words is meant. Otherwise the methods that the path takes: none, where there is nothing.
pub(super) fn at<'a>(method: &str, path: &'a str) -> Result<(&'static Operation, Vec<Named<'a>>), Vec<&'static str>> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let fitting = OPERATIONS.iter().filter_map(|one| one.matches(&segments).map(|named| (one, named)));
    let mut fitting: Vec<_> = fitting.collect();
    let fewest = fitting.iter().map(|(_, named)| named.len()).min();
    fitting.retain(|(_, named)| Some(named.len()) == fewest);
    let mut methods: Vec<&str> = fitting.iter().map(|(one, _)| one.command.method).collect();
    methods.sort_unstable();
    fitting.into_iter().find(|(one, _)| one.command.method == method).ok_or(methods)
}

/// A part of a path that varies: its name, and what it is.
pub(super) type Named<'a> = (&'static str, &'a str);

/// The schema of a property, its references followed.
pub(super) fn property<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
    let found = schema.get("properties").and_then(|properties| properties.get(name))?;
    Some(followed(found, schema))
}

/// A schema, or the one that it refers to.
pub(super) fn followed<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|text| text.rsplit('/').next());
    target.and_then(|name| root.get("$defs")?.get(name)).unwrap_or(schema)
}

fn whole(schema: &Value, definitions: &Map<String, Value>) -> Value {
    let known: HashMap<&str, &Value> = definitions.iter().map(|(name, value)| (name.as_str(), value)).collect();
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|text| text.rsplit('/').next());
    let mut whole = target.and_then(|name| known.get(name).copied()).unwrap_or(schema).clone();
    if let Some(object) = whole.as_object_mut() {
        object.insert("$defs".into(), Value::Object(definitions.clone()));
    }
    whole
}
