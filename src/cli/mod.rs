//! The command line: one file per subcommand, text and JSON out.
//!
//! Owns how the program is called from a shell and what it answers there:
//! [`arguments`] reads the call, [`fault`] says what went wrong, [`voice`]
//! is the one way out (safe text, tables, JSON). Everything else is a
//! subcommand. Holds no rule of the house and opens no database itself: it
//! asks the desk, and shows what the domain makes of the answer.

mod answer;
pub mod arguments;
mod batch;
mod completions;
mod config;
mod console;
mod db;
mod demo;
mod doctor;
mod door;
pub mod fault;
mod import;
mod init;
mod jobs;
mod json;
mod lines;
mod pin;
mod plans;
mod rehearsal;
mod replay;
mod rules;
mod show;
mod table;
pub mod voice;

use std::process::ExitCode;

use arguments::{Arguments, Task};
use fault::Fault;
use voice::Voice;

/// How a subcommand that did not fail ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// Everything asked for was done.
    Done,
    /// It was done as far as it could be; what could not be was said in its
    /// place. The exit status is 1.
    NotAll,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        match ending {
            Ending::Done => ExitCode::SUCCESS,
            Ending::NotAll => ExitCode::FAILURE,
        }
    }
}

/// Carries out what the command line asks for.
///
/// # Errors
/// Why it could not be, in one sentence; nothing was changed then, unless the
/// sentence says so.
pub fn run(arguments: &Arguments) -> Result<Ending, Fault> {
    let global = &arguments.global;
    let mut voice = Voice::new(global);
    let ending = match &arguments.task {
        None => arguments.looks.run(global),
        Some(Task::Demo(demo)) => demo.run(global, &mut voice),
        Some(Task::Init(init)) => init.run(global, &mut voice),
        Some(Task::Batch(batch)) => batch.run(global, &mut voice),
        Some(Task::AutoAssign(auto_assign)) => auto_assign.run(global, &mut voice),
        Some(Task::MakeRoom(make_room)) => make_room.run(global, &mut voice),
        Some(Task::ResolveConflict(resolve)) => resolve.run(global, &mut voice),
        Some(Task::ApplyPlan(apply)) => apply.run(global, &mut voice),
        Some(Task::Rules(rules)) => rules.run(global, &mut voice),
        Some(Task::Show(show)) => show.run(global, &mut voice),
        Some(Task::Import(import)) => import.run(global, &mut voice),
        Some(Task::Config(config)) => config.run(global, &mut voice),
        Some(Task::Jobs(jobs)) => jobs.run(global, &mut voice),
        Some(Task::Doctor(doctor)) => doctor.run(global, &mut voice),
        Some(Task::Db(db)) => db.run(global, &mut voice),
        Some(Task::Backup(backup)) => backup.run(global, &mut voice),
        Some(Task::Restore(restore)) => restore.run(global, &mut voice),
        Some(Task::Completions(completions)) => completions.run(),
    }?;
    voice.finish()?;
    Ok(ending)
}
