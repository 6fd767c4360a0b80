//! `keyrack db check|backup`, `keyrack backup` and `keyrack restore`: looking
//! after the file.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Ending;
use super::arguments::Global;
use super::fault::Fault;
use super::voice::Voice;
use crate::desk::{self, Desk, Finding, Part};

/// Look after the database.
#[derive(Args, Debug)]
pub struct Db {
    #[command(subcommand)]
    task: DbTask,
}

#[derive(Subcommand, Debug)]
enum DbTask {
    /// Check it from the pages up to the last journal entry
    Check(Check),
    /// Copy it while others work on it
    Backup(Backup),
}

/// Check the database.
#[derive(Args, Debug)]
struct Check {
    /// Take the present journal for whole, after you put an older copy there yourself
    #[arg(long)]
    accept: bool,
}

/// Copy the database while others work on it.
#[derive(Args, Debug)]
pub struct Backup {
    /// The new file
    #[arg(value_name = "FILE")]
    to: PathBuf,
}

/// Put a backup in the database's place; what stands there is kept beside it.
#[derive(Args, Debug)]
pub struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    from: PathBuf,
}

impl Db {
    /// Does it.
    ///
    /// # Errors
    /// The file cannot be read or is not keyrack's, or the disk refuses.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        match &self.task {
            DbTask::Check(check) => check.run(global, voice),
            DbTask::Backup(backup) => backup.run(global, voice),
        }
    }
}

impl Check {
    fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let path = global.path();
        if self.accept {
            let seq = desk::accept_present_entries(&path)?;
            voice.aside(&format!(
                "The journal up to entry {seq} is taken for whole."
            ));
        }
        let report = desk::check(&path)?;
        if voice.is_json() {
            voice.data(&json!({
                "ok": report.is_clean(),
                "entries": report.entries,
                "rows": report.rows,
                "findings": report.findings.iter().map(as_json).collect::<Vec<_>>(),
                "remarks": report.remarks,
            }))?;
        } else {
            for finding in &report.findings {
                voice.say(&format!("{}: {}", part(finding.part), finding.what))?;
            }
            for remark in &report.remarks {
                voice.say(remark)?;
            }
            voice.say(&if report.is_clean() {
                format!(
                    "Nothing is wrong: {} journal entries and {} rows were checked.",
                    report.entries, report.rows
                )
            } else {
                format!(
                    "{} findings; restore the latest backup with \"keyrack restore FILE\".",
                    report.findings.len()
                )
            })?;
        }
        Ok(if report.is_clean() {
            Ending::Done
        } else {
            Ending::NotAll
        })
    }
}

fn as_json(finding: &Finding) -> Value {
    json!({"part": part(finding.part), "what": finding.what})
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Pages => "pages",
        Part::Schema => "schema",
        Part::References => "references",
        Part::Journal => "journal",
        Part::Rows => "rows",
        Part::Holds => "holds",
        Part::Head => "head",
    }
}

impl Backup {
    /// Copies the database.
    ///
    /// # Errors
    /// The name is taken, or the disk refuses.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let path = global.path();
        Desk::open(&path)?.backup(&self.to)?;
        if voice.is_json() {
            voice.data(&json!({"ok": true, "database": path, "backup": self.to}))?;
        } else {
            voice.say(&format!(
                "{} is copied to {}.",
                path.display(),
                self.to.display()
            ))?;
        }
        Ok(Ending::Done)
    }
}

impl Restore {
    /// Puts the backup back.
    ///
    /// # Errors
    /// The backup is missing, foreign or damaged; the database is as it was.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let path = global.path();
        let kept = desk::restore(&self.from, &path)?;
        if voice.is_json() {
            voice.data(
                &json!({"ok": true, "database": path, "restored": self.from, "kept": kept}),
            )?;
            return Ok(Ending::Done);
        }
        voice.say(&format!(
            "{} holds what {} held.",
            path.display(),
            self.from.display()
        ))?;
        if let Some(kept) = kept {
            voice.say(&format!(
                "What stood there before is in {}.",
                kept.display()
            ))?;
        }
        Ok(Ending::Done)
    }
}
