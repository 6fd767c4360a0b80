//! How keyrack is called: the options every subcommand knows, and the list of
//! subcommands. Decides nothing.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ErrorKind};
use clap::{Args, Parser, Subcommand};

use super::batch::Batch;
use super::completions::Completions;
use super::config::Config;
use super::console::Looks;
use super::db::{Backup, Db, Restore};
use super::demo::Demo;
use super::doctor::Doctor;
use super::fault::Fault;
use super::import::Import;
use super::init::Init;
use super::jobs::Jobs;
use super::plans::{ApplyPlan, AutoAssign, MakeRoom, ResolveConflict};
use super::rules::Rules;
use super::show::Show;
use crate::desk;

/// Runs a small or middling hotel from a terminal. Without a command: the console.
#[derive(Parser, Debug)]
#[command(
    name = "keyrack",
    version,
    disable_help_subcommand = true,
    override_usage = "keyrack [OPTIONS] [COMMAND]",
    after_help = "Try \"keyrack demo\" first: nothing there is real, and everything can be undone."
)]
pub struct Arguments {
    /// What every subcommand knows.
    #[command(flatten)]
    pub global: Global,
    /// How the console is to look.
    #[command(flatten)]
    pub looks: Looks,
    /// What to do; nothing named: the console.
    #[command(subcommand)]
    pub task: Option<Task>,
}

/// What every subcommand knows.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Where the database lies.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        help = "The database [else KEYRACK_DB, else your data folder]"
    )]
    pub db: Option<PathBuf>,
    /// Which property, where the database holds several
    #[arg(long, global = true, value_name = "SLUG")]
    pub property: Option<String>,
    /// Act as this member of staff [else the first administrator]
    #[arg(long = "as", global = true, value_name = "EMPLOYEE")]
    pub employee: Option<String>,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Use no character outside ASCII
    #[arg(long, global = true)]
    pub ascii: bool,
}

impl Global {
    /// Where the database lies.
    pub fn path(&self) -> PathBuf {
        self.db.clone().unwrap_or_else(desk::default_path)
    }
}

/// What keyrack can be asked to do.
#[derive(Subcommand, Debug)]
pub enum Task {
    /// Open the practice hotel: 60 rooms, six months of bookings, nothing real
    Demo(Demo),
    /// Make a database with a property in it
    Init(Init),
    /// Carry out commands, one JSON object a line
    Batch(Batch),
    /// Plan rooms for the bookings that have none; --apply carries it out
    AutoAssign(AutoAssign),
    /// Look for room for a booking that fits nowhere; --apply carries it out
    MakeRoom(MakeRoom),
    /// Settle who of several keeps a room; --apply carries it out
    ResolveConflict(ResolveConflict),
    /// Carry out a plan that was kept
    ApplyPlan(ApplyPlan),
    /// Try an allocation rule before it counts
    Rules(Rules),
    /// Look something up, as a table or with --json
    Show(Show),
    /// Take bookings or rooms over from a file
    Import(Import),
    /// Look at a property's policies, or change one
    Config(Config),
    /// What the house does by itself: reports, checks, the night audit, the post
    Jobs(Jobs),
    /// Look everything over, and mend what is safe to mend
    Doctor(Doctor),
    /// Look after the database
    Db(Db),
    /// Copy the database while others work on it
    Backup(Backup),
    /// Put a backup in the database's place; what stands there is kept beside it
    Restore(Restore),
    /// Print what makes a shell complete keyrack's words
    Completions(Completions),
}

/// What reading a call comes to.
pub enum Call {
    /// Do this.
    Do(Box<Arguments>),
    /// Print this: help, or the version.
    Print(String),
}

impl Arguments {
    /// Reads a call.
    ///
    /// # Errors
    /// What is wrong with it, in one sentence.
    pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Call, Fault> {
        match Arguments::try_parse_from(words) {
            Ok(arguments) => Ok(Call::Do(Box::new(arguments))),
            Err(error) => match error.kind() {
                ErrorKind::DisplayHelp
                | ErrorKind::DisplayVersion
                | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                    Ok(Call::Print(error.render().to_string()))
                }
                _ => Err(Fault::Usage(sentence(&error))),
            },
        }
    }
}

/// Whether a call that could not be read wanted its answer in JSON.
pub fn wants_json(mut words: impl Iterator<Item = OsString>) -> bool {
    words.any(|word| word == "--json")
}

/// What clap has to say, as one sentence with the way out.
fn sentence(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let mut said = text
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if let Some(first) = said.get(..1).map(str::to_uppercase) {
        said.replace_range(..1, &first);
    }
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let meant = suggested.into_iter().find_map(|kind| error.get(kind));
    let way_out = match meant {
        Some(word) => format!("did you mean {word}?"),
        None => "\"--help\" says how it is called.".to_owned(),
    };
    format!("{said}; {way_out}")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }
}
