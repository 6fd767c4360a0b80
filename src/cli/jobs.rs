//! `keyrack jobs list|run`: what the house does by itself, for people and for
//! cron.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::json;

use super::Ending;
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use super::table::Table;
use super::voice::Voice;
use crate::desk::{Channel, JobLine};
use crate::domain::Moment;
use crate::domain::jobs::{Job, Run, RunOutcome};
use crate::domain::property::Property;
use crate::exchange::post::{Post, Rounds};

/// What the house does by itself.
#[derive(Args, Debug)]
pub struct Jobs {
    #[command(subcommand)]
    task: JobsTask,
}

#[derive(Subcommand, Debug)]
enum JobsTask {
    /// Every job: when it was done, when it is due
    List,
    /// Do what is due, or one job now
    Run {
        /// Which job, such as `arrivals_list`
        #[arg(value_parser = job, required_unless_present = "due", help = "Which job, such as arrivals_list")]
        job: Option<Job>,
        /// Everything that is due, and the post; for cron
        #[arg(long, conflicts_with = "job")]
        due: bool,
    },
}

fn job(text: &str) -> Result<Job, String> {
    Job::named(text).ok_or_else(|| {
        let names: Vec<&str> = Job::ALL.iter().map(|job| job.as_str()).collect();
        format!("there are {}", names.join(", "))
    })
}

/// The jobs as data.
#[derive(Serialize)]
struct JobsData {
    jobs: Vec<JobLine>,
    /// Until when a console does them; nothing where none does.
    done_until: Option<Moment>,
}

impl Jobs {
    /// Does it.
    ///
    /// # Errors
    /// There is no such job, the person may not, or the database failed.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let door = Door::open(global, Channel::Cli)?;
        match &self.task {
            JobsTask::List => list(&door, voice),
            JobsTask::Run { job: Some(job), .. } => one(door, *job, global, voice),
            JobsTask::Run { job: None, .. } => due(door, global, voice),
        }
    }
}

fn list(door: &Door, voice: &mut Voice) -> Result<Ending, Fault> {
    let property = door.property()?;
    let jobs = door.desk.jobs(property.id)?;
    let now = door.desk.now();
    let lease = door.desk.lease(property.id)?;
    let done_until = lease
        .filter(|lease| !lease.is_free(now))
        .map(|lease| lease.expires_at);
    if voice.is_json() {
        voice.data(&JobsData { jobs, done_until })?;
        return Ok(Ending::Done);
    }
    let mut table = Table::new(["Job", "Last done", "How", "Due", "Next"]);
    let stamp =
        |at: Option<Moment>| at.map_or_else(|| "-".to_owned(), |at| at.stamp(property.timezone));
    for line in &jobs {
        let last = line.last.as_ref();
        table.row([
            line.job.as_str().to_owned(),
            stamp(last.and_then(|run| run.ended_at)),
            last.map_or_else(String::new, how),
            stamp(line.due),
            stamp(line.next),
        ]);
    }
    voice.table(&table)?;
    voice.say(match done_until {
        Some(_) => "A console that is open does them.",
        None => "No console is open; \"keyrack jobs run --due\" does what is due.",
    })?;
    Ok(Ending::Done)
}

/// How a run ended, in its first line.
fn how(run: &Run) -> String {
    let outcome = run.outcome.map_or("at work", RunOutcome::as_str);
    let words = run.words.as_deref().unwrap_or_default();
    format!("{outcome}: {}", words.lines().next().unwrap_or_default())
}

fn post_of(door: Door, property: &Property, global: &Global) -> Post {
    let stop = Arc::new(AtomicBool::new(false));
    Post::new(door.desk, &global.path(), property.id, stop)
}

fn one(door: Door, job: Job, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
    let property = door.property()?;
    let session = door.session.clone();
    let run = post_of(door, &property, global).do_now(&session, job)?;
    tell(voice, &property, std::slice::from_ref(&run))
}

fn due(door: Door, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
    let property = door.property()?;
    let mut post = post_of(door, &property, global);
    let round = post.round();
    post.leave();
    let Some(done) = round? else {
        if voice.is_json() {
            voice.data(&json!({"ok": true, "runs": [], "done_elsewhere": true}))?;
        } else {
            voice.say("A console that is open does the jobs; nothing was done here.")?;
        }
        return Ok(Ending::Done);
    };
    if voice.is_json() {
        let ok = done.runs.iter().all(went_well);
        voice.data(&json!({
            "ok": ok,
            "runs": done.runs,
            "messages": done.told,
            "sent": done.post.sent,
            "not_sent": done.post.failed,
        }))?;
        return Ok(ending(&done.runs));
    }
    let ending = tell(voice, &property, &done.runs)?;
    voice.say(&format!(
        "{} jobs done; {} messages about alerts; {} letters sent, {} not yet.",
        done.runs.len(),
        done.told,
        done.post.sent,
        done.post.failed
    ))?;
    Ok(ending)
}

fn went_well(run: &Run) -> bool {
    run.outcome != Some(RunOutcome::Failed)
}

fn ending(runs: &[Run]) -> Ending {
    if runs.iter().all(went_well) {
        Ending::Done
    } else {
        Ending::NotAll
    }
}

fn tell(voice: &mut Voice, property: &Property, runs: &[Run]) -> Result<Ending, Fault> {
    if voice.is_json() {
        voice.data(&json!({"ok": runs.iter().all(went_well), "runs": runs}))?;
        return Ok(ending(runs));
    }
    for run in runs {
        voice.say_lines(&format!(
            "{} ({}) {}: {}",
            run.job.label(),
            run.due_at.stamp(property.timezone),
            run.outcome.map_or("at work", RunOutcome::as_str),
            run.words.as_deref().unwrap_or_default()
        ))?;
    }
    Ok(ending(runs))
}

/// Begins the rounds of the console that is about to open.
pub fn rounds(door: &Door, global: &Global) -> Rounds {
    Rounds::start(&global.path(), door.session.property)
}
