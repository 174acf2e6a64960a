//! Values made from the document's own schemas: fitting ones, and ones that fit almost.

use healthsync_server::api::openapi::openapi;
use serde_json::{Map, Value, json};

/// Chance that can be had again: splitmix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, many: usize) -> usize {
        usize::try_from(self.next() % many.max(1) as u64).expect("it is below a usize")
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.next() % 100 < chance
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { Some(&from[self.below(from.len())]) }
    }

    fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-7{:03x}-8{:03x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            low >> 52,
            low & 0xffff_ffff_ffff
        )
    }
}

/// What makes values: how often they do not fit, and ids that are known.
pub struct Maker<'a> {
    pub chance: &'a mut Chance,
    /// So many of a hundred values do not fit.
    pub wrong: u64,
    pub ids: &'a [String],
}

/// A schema, or the one that it refers to.
pub fn followed(schema: &Value) -> &Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    target.and_then(|target| openapi().pointer(target)).unwrap_or(schema)
}

impl Maker<'_> {
    /// A value for a schema.
    pub fn value(&mut self, schema: &Value, depth: usize) -> Value {
        if self.chance.percent(self.wrong) {
            return self.unfit();
        }
        let schema = followed(schema);
        if let Some(fixed) = schema.get("const") {
            return fixed.clone();
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return self.chance.pick(values).cloned().unwrap_or_default();
        }
        for choice in ["anyOf", "oneOf"] {
            if let Some(options) = schema.get(choice).and_then(Value::as_array) {
                let option = self.chance.pick(options).cloned().unwrap_or_default();
                return self.value(&option, depth);
            }
        }
        let kind = match schema.get("type") {
            Some(Value::Array(kinds)) => self.chance.pick(kinds).cloned().unwrap_or_default(),
            Some(kind) => kind.clone(),
            None => json!("any"),
        };
        match kind.as_str().unwrap_or_default() {
            "object" => self.object(schema, depth),
            "array" => {
                let items = schema.get("items").cloned().unwrap_or(json!({ "type": "string" }));
                let many = if depth > 4 { 0 } else { self.chance.below(3) };
                (0..many).map(|_| self.value(&items, depth + 1)).collect()
            }
            "integer" => self.integer(schema),
            "number" => {
                let whole = self.chance.below(2_000);
                json!(f64::from(u32::try_from(whole).expect("it is small")) / 10.0)
            }
            "boolean" => json!(self.chance.percent(50)),
            "null" => Value::Null,
            "string" => self.text(schema),
            _ => json!({}),
        }
    }

    fn object(&mut self, schema: &Value, depth: usize) -> Value {
        let required: Vec<&str> =
            schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let mut made = Map::new();
        for (name, inner) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let is_needed = required.contains(&name.as_str()) && !self.chance.percent(self.wrong);
            if is_needed || (depth < 5 && self.chance.percent(40)) {
                made.insert(name.clone(), self.value(inner, depth + 1));
            }
        }
        Value::Object(made)
    }

    fn integer(&mut self, schema: &Value) -> Value {
        let least = schema.get("minimum").and_then(Value::as_i64).unwrap_or(-3);
        let edges = [least, 0, 1, i64::from(i32::MAX), i64::MAX, i64::MIN, 1_780_000_000_000];
        if self.chance.percent(15) {
            return json!(self.chance.pick(&edges).copied().unwrap_or_default());
        }
        json!(least.max(0) + i64::try_from(self.chance.below(60)).expect("it is small"))
    }

    fn text(&mut self, schema: &Value) -> Value {
        match schema.get("format").and_then(Value::as_str) {
            Some("uuid") => {
                let known = self.chance.percent(75).then(|| self.chance.pick(self.ids).cloned()).flatten();
                json!(known.unwrap_or_else(|| self.chance.uuid()))
            }
            Some("date") => {
                let day = self.chance.below(28) + 1;
                json!(format!("{}-{:02}-{day:02}", 1950 + self.chance.below(90), self.chance.below(12) + 1))
            }
            _ => {
                let words = [
                    "",
                    "Amina",
                    "اختبار",
                    "0912345678",
                    "a@example.org",
                    "2026-01-31",
                    "💊\u{202e}",
                    "' OR 1=1 --",
                    "\u{0}",
                    "x",
                ];
                let word = (*self.chance.pick(&words).unwrap_or(&"")).to_owned();
                json!(if self.chance.percent(3) { word.repeat(3_000) } else { word })
            }
        }
    }

    fn unfit(&mut self) -> Value {
        let values = [
            Value::Null,
            json!(-1),
            json!(1e300),
            json!("no"),
            json!([]),
            json!({ "a": [null] }),
            json!(true),
            json!([[[]]]),
        ];
        self.chance.pick(&values).cloned().unwrap_or_default()
    }
}
