//! The one door: every command by name, the right that it needs, and how a call goes through.

mod call;
mod typescript;

pub use call::{Call, Listener, Session, WhenKept};
pub use typescript::typescript;

use crate::db::{Read, Write};
use crate::error::{Error, Result};
use schemars::{Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use crate::accounts::Right;

/// One line of `commands!`.
pub struct Command {
    /// What it is called.
    pub name: &'static str,
    /// The right that it needs.
    pub right: Right,
    /// GET reads, everything else writes.
    pub method: &'static str,
    /// Where other programs find it.
    pub path: &'static str,
    /// The schema of its input.
    pub input: fn(&mut SchemaGenerator) -> Schema,
    /// The schema of its output.
    pub output: fn(&mut SchemaGenerator) -> Schema,
    /// Whether all that it does is one short piece of work in a transaction.
    pub writes_once: bool,
    pub(crate) run: fn(&Call<'_>, serde_json::Value) -> Result<String>,
}

impl Command {
    /// The command of a name; none of a newer version's.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Command> {
        crate::COMMANDS.iter().find(|command| command.name == name)
    }

    /// Whether it only reads.
    #[must_use]
    pub fn reads(&self) -> bool {
        self.method == "GET"
    }

    /// What the command is, without the way to run it: for lists that other commands join.
    #[must_use]
    pub fn description(&self) -> Description {
        Description { name: self.name, right: self.right, input: self.input, output: self.output }
    }
}

/// What a command is.
#[derive(Clone, Copy)]
pub struct Description {
    /// What it is called.
    pub name: &'static str,
    /// The right that it needs.
    pub right: Right,
    /// The schema of its input.
    pub input: fn(&mut SchemaGenerator) -> Schema,
    /// The schema of its output.
    pub output: fn(&mut SchemaGenerator) -> Schema,
}

/// A function that can be a command. The marker tells apart what it works on.
pub trait Handler<Marker, Input, Output> {
    /// Whether it is one piece of work in a transaction.
    const WRITES_ONCE: bool;

    /// Runs the function.
    ///
    /// # Errors
    /// What the function says.
    fn handle(self, call: &Call<'_>, input: Input) -> Result<Output>;
}

/// It reads one snapshot.
pub struct Reads;
/// It writes in one transaction.
pub struct Writes;
/// It takes several steps of its own: slow hashing, long imports.
pub struct Steps;

impl<F, I, O> Handler<Reads, I, O> for F
where
    F: Fn(&Read<'_>, I) -> Result<O>,
{
    const WRITES_ONCE: bool = false;

    fn handle(self, call: &Call<'_>, input: I) -> Result<O> {
        call.read(|read| self(read, input))
    }
}

impl<F, I, O> Handler<Writes, I, O> for F
where
    F: Fn(&mut Write<'_>, I) -> Result<O>,
{
    const WRITES_ONCE: bool = true;

    fn handle(self, call: &Call<'_>, input: I) -> Result<O> {
        call.write_once(|write| self(write, input))
    }
}

impl<F, I, O> Handler<Steps, I, O> for F
where
    F: Fn(&Call<'_>, I) -> Result<O>,
{
    const WRITES_ONCE: bool = false;

    fn handle(self, call: &Call<'_>, input: I) -> Result<O> {
        self(call, input)
    }
}

/// [`Handler::WRITES_ONCE`] of a function.
pub(crate) const fn writes_once<M, I, O, H: Handler<M, I, O> + Copy>(_: H) -> bool {
    H::WRITES_ONCE
}

/// Reads the input, runs the function, writes the output as JSON.
pub(crate) fn run<M, I: DeserializeOwned, O: Serialize>(
    function: impl Handler<M, I, O>,
    call: &Call<'_>,
    input: serde_json::Value,
) -> Result<String> {
    let input = if input.is_null() { serde_json::Value::Object(serde_json::Map::new()) } else { input };
    let input = serde_json::from_value(input).map_err(|reason| Error::BadInput(reason.to_string()))?;
    let output = function.handle(call, input)?;
    serde_json::to_string(&output).map_err(|reason| Error::BadInput(reason.to_string()))
}

/// Lists the commands: `module::function(Input) -> Output, Right, METHOD "/path";`
#[macro_export]
macro_rules! commands {
    ($($module:ident :: $name:ident ($input:ty) -> $output:ty, $right:ident, $method:ident $path:literal;)*) => {
        /// Every command.
        pub static COMMANDS: &[$crate::command::Command] = &[$({
            #[allow(unused_imports)]
            use $crate::$module::*;
            $crate::command::Command {
                name: stringify!($name),
                right: $crate::command::Right::$right,
                method: stringify!($method),
                path: $path,
                input: |generator| generator.subschema_for::<$input>(),
                output: |generator| generator.subschema_for::<$output>(),
                writes_once: $crate::command::writes_once::<_, $input, $output, _>($crate::$module::$name),
                run: |call, input| $crate::command::run::<_, $input, $output>($crate::$module::$name, call, input),
            }
        }),*];
    };
}
