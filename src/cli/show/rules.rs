//! `show rules`: the allocation rules, in the order in which they count.

use clap::Args;
use serde::Serialize;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::rule::{
    Actions, AllocationRule, Conditions, RuleKind, actions_words, conditions_words, in_order,
};

/// The allocation rules, in the order in which they count.
#[derive(Args, Debug)]
pub struct Rules {
    /// Only those that are switched on
    #[arg(long)]
    active: bool,
}

/// A rule as data.
#[derive(Serialize)]
struct RuleData<'a> {
    name: &'a str,
    kind: RuleKind,
    conditions: &'a Conditions,
    actions: &'a Actions,
    priority: i32,
    active: bool,
    version: i64,
}

/// The rules as data.
#[derive(Serialize)]
struct RulesData<'a> {
    rules: Vec<RuleData<'a>>,
}

impl<'a> RuleData<'a> {
    fn of(rule: &'a AllocationRule) -> RuleData<'a> {
        RuleData {
            name: &rule.name,
            kind: rule.kind,
            conditions: &rule.conditions,
            actions: &rule.actions,
            priority: rule.priority,
            active: rule.active,
            version: rule.version,
        }
    }
}

impl Rules {
    /// Shows them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let mut rules = door
            .desk
            .with_facts(door.session.property, |facts| facts.rules())?;
        rules.retain(|rule| rule.active || !self.active);
        in_order(&mut rules);
        if voice.is_json() {
            let rules = rules.iter().map(RuleData::of).collect();
            return voice.data(&RulesData { rules });
        }
        if rules.is_empty() {
            return voice.say("There is no rule: every room suits everybody as far as it goes.");
        }
        let mut table = Table::new([">Priority", "On", "Rule", "About", "Asks for"]);
        for rule in &rules {
            table.row([
                rule.priority.to_string(),
                if rule.active { "on" } else { "off" }.to_owned(),
                rule.name.clone(),
                conditions_words(&rule.conditions),
                actions_words(&rule.actions),
            ]);
        }
        voice.table(&table)
    }
}
