//! The night audit: a backup, a decision for each guest who has not come, the
//! list of what is open, and the day is closed.
//!
//! Each step is one transaction that can be repeated without harm, so that the
//! audit can be interrupted anywhere and taken up again.

use std::path::{Path, PathBuf};

use super::work::{Ended, Work};
use crate::desk::{Desk, Failure, Receipt};
use crate::domain::Day;
use crate::domain::booking::Booking;
use crate::domain::command::NightAudit;
use crate::domain::jobs::audit::{Awaited, awaited, no_show};
use crate::domain::jobs::audit_due;
use crate::domain::policy::NightAuditMode;
use crate::domain::property::Property;
use crate::domain::segment::Segment;
use crate::store::{self, StoreError};

/// Backups of the night audit that are kept; older ones are removed.
const KEPT: usize = 14;

impl Work<'_> {
    /// Closes the business date, or asks a person to.
    pub fn night_audit(&mut self) -> Result<Ended, Failure> {
        let property = self.desk.property_of(self.session.property)?;
        let closing = property.business_date;
        if !self.by_hand && property.policies.night_audit == NightAuditMode::Ask {
            let text = format!(
                "The night audit is due: {} is still open. Look at who has not come, then close the day: \"Close the day\" among the commands of the console, or \"keyrack jobs run night_audit\".",
                closing.spoken()
            );
            let told = self.send_round(&text, true)?;
            return Ok(Ended::done(format!(
                "Asked {told} people to close {closing}."
            )));
        }
        // A run that was taken up again may find the day closed already; what
        // was told of it then is told once all the same.
        if !self.by_hand && audit_due(&property) != Some(self.due_at) {
            return self.closed_already(&property);
        }
        self.step()?;
        let backup = self.desk.audit_backup(&property.slug, closing)?;
        let (mut no_shows, mut kept) = (0, 0);
        for (booking, segments) in self.awaited_on(closing)? {
            self.step()?;
            let what = format!("awaited:{}", booking.code);
            match awaited(&booking, &segments, closing) {
                Awaited::Ask(why) => {
                    return Ok(Ended::failed(format!("{closing} stays open: {why}.")));
                }
                Awaited::Becomes(command) if command.op() == "change_stay" => {
                    match self.execute(&what, *command) {
                        Ok(_) => kept += 1,
                        Err(Failure::Refused(_)) => {
                            self.execute(&format!("{what}:gone"), no_show(&booking))?;
                            no_shows += 1;
                        }
                        Err(failure) => return Err(failure),
                    }
                }
                Awaited::Becomes(command) => {
                    self.execute(&what, *command)?;
                    no_shows += 1;
                }
            }
        }
        self.step()?;
        let receipt = self.close(closing)?;
        self.step()?;
        let words = format!(
            "Closed {closing}: {no_shows} no-shows, {kept} kept for tomorrow. Backup: {}.",
            backup.display()
        );
        self.tell_closed(&receipt, words)
    }

    /// The day was closed by this run before it was interrupted: the answer
    /// to the closing is there still, with all that stayed open.
    fn closed_already(&mut self, property: &Property) -> Result<Ended, Failure> {
        let before = Property {
            business_date: property.business_date.plus(-1),
            ..property.clone()
        };
        if audit_due(&before) != Some(self.due_at) {
            return Ok(Ended::nothing("The day is closed already."));
        }
        let closing = before.business_date;
        let receipt = self.close(closing)?;
        self.tell_closed(&receipt, format!("Closed {closing}."))
    }

    /// Closes the day, once for this due time.
    fn close(&mut self, closing: Day) -> Result<Receipt, Failure> {
        let command = NightAudit {
            closes: closing,
            confirm_no_shows: false,
        };
        self.execute(&format!("close:{closing}"), command)
    }

    /// Tells what was closed and what stays open.
    fn tell_closed(&mut self, receipt: &Receipt, mut words: String) -> Result<Ended, Failure> {
        for warning in &receipt.warnings {
            words.push_str("\n- ");
            words.push_str(&warning.message);
        }
        self.send_round(&words, false)?;
        Ok(Ended::done(words))
    }

    /// Who is awaited on this day or since an earlier one, with the parts of
    /// their stay, by code.
    fn awaited_on(&self, closing: Day) -> Result<Vec<(Booking, Vec<Segment>)>, Failure> {
        let mut found = self.desk.with_facts(self.session.property, |facts| {
            let absent = facts.not_arrived(closing).into_iter();
            absent
                .map(|booking| {
                    let segments = facts.segments_of(booking.id);
                    (booking, segments)
                })
                .collect::<Vec<_>>()
        })?;
        found.sort_by(|one, other| one.0.code.cmp(&other.0.code));
        Ok(found)
    }
}

impl Desk {
    /// Copies the database before a day is closed; a copy that is there
    /// already was made by the same audit, before it was interrupted.
    fn audit_backup(&self, slug: &str, closing: Day) -> Result<PathBuf, Failure> {
        let path = self.store().path();
        let folder = path.parent().unwrap_or(Path::new(".")).join("backups");
        store::make_folder(&folder, store::Sharing::default())?;
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or("keyrack");
        let start = format!("{stem}-{slug}-before-closing-");
        let to = folder.join(format!("{start}{closing}.db"));
        match self.backup(&to) {
            Ok(()) | Err(Failure::Store(StoreError::AlreadyExists(_))) => {}
            Err(failure) => return Err(failure),
        }
        remove_old(&folder, &start);
        Ok(to)
    }
}

/// Removes all but the latest backups of this kind. What cannot be removed
/// stays: too many copies do no harm.
fn remove_old(folder: &Path, start: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| {
                let day = name
                    .strip_prefix(start)
                    .and_then(|rest| rest.strip_suffix(".db"));
                day.is_some_and(|day| day.parse::<Day>().is_ok())
            })
        })
        .collect();
    found.sort();
    found.reverse();
    for old in found.iter().skip(KEPT) {
        if let Err(error) = std::fs::remove_file(old) {
            tracing::warn!(%error, path = %old.display(), "an old backup stays");
        }
    }
}
