//! `keyrack config get|set`: the policies of a property.

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::Ending;
use super::answer::Done;
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use super::table::Table;
use super::voice::Voice;
use crate::desk::Channel;
use crate::domain::command::{Request, SetPolicy};
use crate::domain::policy::{POLICIES, PolicySpec};
use crate::domain::{Code, Refusal};

/// Look at a property's policies, or change one.
#[derive(Args, Debug)]
pub struct Config {
    #[command(subcommand)]
    task: ConfigTask,
}

#[derive(Subcommand, Debug)]
enum ConfigTask {
    /// Every policy, or one
    Get {
        /// Such as `policy.check_in_time`
        #[arg(help = "Such as policy.check_in_time")]
        name: Option<String>,
    },
    /// Change a policy
    Set {
        /// Such as `policy.check_in_time`
        #[arg(help = "Such as policy.check_in_time")]
        name: String,
        /// Such as 14:00
        value: String,
    },
}

impl Config {
    /// Does it.
    ///
    /// # Errors
    /// There is no such policy, or it does not take the value.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let mut door = Door::open(global, Channel::Cli)?;
        match &self.task {
            ConfigTask::Get { name: Some(name) } => get_one(&door, name, voice),
            ConfigTask::Get { name: None } => get_all(&door, voice),
            ConfigTask::Set { name, value } => set(&mut door, name, value, voice),
        }?;
        Ok(Ending::Done)
    }
}

/// The policy of this name, with `policy.` before it or not.
fn policy(name: &str) -> Result<&'static PolicySpec, Fault> {
    let bare = name.strip_prefix("policy.").unwrap_or(name);
    POLICIES
        .iter()
        .find(|spec| spec.name == bare)
        .ok_or_else(|| {
            let message =
                format!("There is no policy \"{name}\"; \"keyrack config get\" lists them.");
            Refusal::new(Code::InvalidValue, message)
                .with("field", "name")
                .into()
        })
}

fn get_one(door: &Door, name: &str, voice: &mut Voice) -> Result<(), Fault> {
    let spec = policy(name)?;
    let value = (spec.get)(&door.property()?.policies);
    if voice.is_json() {
        return voice.data(&Map::from_iter([(full_name(spec), Value::from(value))]));
    }
    voice.say(&value)
}

fn get_all(door: &Door, voice: &mut Voice) -> Result<(), Fault> {
    let policies = door.property()?.policies;
    if voice.is_json() {
        let all: Map<String, Value> = POLICIES
            .iter()
            .map(|spec| (full_name(spec), Value::from((spec.get)(&policies))))
            .collect();
        return voice.data(&all);
    }
    let mut table = Table::new(["Policy", "Value", "What it says"]);
    for spec in POLICIES {
        let value = (spec.get)(&policies);
        table.row([full_name(spec), value, spec.explains.to_owned()]);
    }
    voice.table(&table)
}

fn set(door: &mut Door, name: &str, value: &str, voice: &mut Voice) -> Result<(), Fault> {
    let spec = policy(name)?;
    let request = Request::from(SetPolicy {
        name: spec.name.to_owned(),
        value: value.to_owned(),
    });
    let receipt = door.desk.execute(&door.session, &request)?;
    if voice.is_json() {
        return voice.data(&Done(&receipt));
    }
    let value = (spec.get)(&door.property()?.policies);
    voice.say(&format!("{} is {value}.", full_name(spec)))
}

fn full_name(spec: &PolicySpec) -> String {
    format!("policy.{}", spec.name)
}
