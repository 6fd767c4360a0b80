//! `rules`: trying an allocation rule before it counts.

use clap::{Args, Subcommand};

use super::Ending;
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use super::table::Table;
use super::voice::Voice;
use crate::desk::{Channel, TrialWanted};
use crate::domain::planning::{Touched, Trial};
use crate::domain::{Code, Day, Refusal};

/// Try allocation rules; "show rules" lists them, "batch" writes them
#[derive(Args, Debug)]
pub struct Rules {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Which bookings a rule would touch in a month, and how the plan would differ; writes nothing
    Try(Try),
}

#[derive(Args, Debug)]
struct Try {
    /// The rule's name
    #[arg(value_name = "NAME")]
    rule: String,
    /// The month of arrival, such as 2026-04 [else the business date's]
    #[arg(long, value_name = "MONTH", value_parser = month)]
    month: Option<Day>,
}

fn month(text: &str) -> Result<Day, String> {
    let day: Result<Day, String> = format!("{}-01", text.trim()).parse();
    day.map_err(|_| format!("\"{text}\" is no month; write it as 2026-03"))
}

impl Rules {
    /// Does what is asked.
    ///
    /// # Errors
    /// There is no such rule, or the database cannot be read.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let door = Door::open(global, Channel::Cli)?;
        let What::Try(it) = &self.what;
        let today = door.property()?.business_date;
        let wanted = TrialWanted {
            rule: it.rule.clone(),
            month: it.month.unwrap_or(today),
            now: door.desk.now(),
        };
        let trial = door.desk.try_rule(&door.session, &wanted)?;
        let Some(trial) = trial else {
            return Err(no_such_rule(&door, &it.rule)?.into());
        };
        if voice.is_json() {
            voice.data(&trial)?;
        } else {
            show(&trial, voice)?;
        }
        Ok(Ending::Done)
    }
}

fn no_such_rule(door: &Door, name: &str) -> Result<Refusal, Fault> {
    let property = door.session.property;
    let rules = door.desk.with_facts(property, |facts| facts.rules())?;
    let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
    let there = if names.is_empty() {
        "there is none yet".to_owned()
    } else {
        format!("there are: {}", names.join(", "))
    };
    let message = format!("There is no rule \"{name}\" here; {there}.");
    Ok(Refusal::new(Code::NotFound, message).with("rule", name))
}

fn show(trial: &Trial, voice: &mut Voice) -> Result<(), Fault> {
    voice.say(&format!(
        "'{}' on arrivals {} to {}: about {} of {} bookings without a firm room; {} get another room.",
        trial.rule,
        trial.from,
        trial.to,
        trial.about(),
        trial.looked_at,
        trial.changed(),
    ))?;
    let proved = if trial.proved {
        "no plan finds more"
    } else {
        "that no plan finds more is not proved"
    };
    voice.say(&format!(
        "Rooms for {} without it, for {} with it; {proved}. Nothing was written.",
        trial.placed_without, trial.placed_with
    ))?;
    if trial.bookings.is_empty() {
        return Ok(());
    }
    let mut table = Table::new([
        "Booking", "Guest", "From", "To", "Type", "Has", "Not", "Points", "Without", "With", "Why",
    ]);
    for one in &trial.bookings {
        table.row(cells(one));
    }
    voice.table(&table)
}

fn cells(one: &Touched) -> [String; 11] {
    let points = one.points.iter();
    let points = points.map(|it| format!("{}{:+}", it.room, it.points));
    [
        one.booking.clone(),
        one.guest.clone(),
        one.nights.check_in.to_string(),
        one.nights.check_out.to_string(),
        one.room_type.clone(),
        one.has.clone().unwrap_or_default(),
        one.forbidden.join(" "),
        points.collect::<Vec<_>>().join(" "),
        one.without.clone().unwrap_or_default(),
        one.with.clone().unwrap_or_default(),
        one.why.clone().unwrap_or_default(),
    ]
}
