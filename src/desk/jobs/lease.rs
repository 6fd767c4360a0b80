//! The lease, and what there is to know about each job.

use serde::Serialize;

use crate::desk::failure::property_gone;
use crate::desk::{Desk, Failure};
use crate::domain::jobs::{HEALTHY, Job, Lease, Run, latest_due, may_begin, next_due};
use crate::domain::property::Property;
use crate::domain::{Moment, PropertyId};
use crate::store::Reader;

/// One job as it stands.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct JobLine {
    /// Which.
    pub job: Job,
    /// What it does.
    pub does: &'static str,
    /// The due time that is still to be done, if one is.
    pub due: Option<Moment>,
    /// The next time after now.
    pub next: Option<Moment>,
    /// The latest run.
    pub last: Option<Run>,
}

impl Desk {
    /// Takes the lease of a property's jobs, or renews it; answers whether
    /// this holder has it now.
    ///
    /// # Errors
    /// The store cannot write.
    pub fn take_lease(&mut self, property: PropertyId, holder: &str) -> Result<bool, Failure> {
        let now = self.now();
        // Most consoles find that another has it: they need not write.
        let present = self
            .reader()
            .read(|view| Ok::<_, Failure>(view.lease(property)?))?;
        if present.is_some_and(|lease| lease.holder != holder && !lease.is_free(now)) {
            return Ok(false);
        }
        let transaction = self.begin()?;
        let present = transaction.view().lease(property)?;
        let since = present.as_ref().map_or(now, |lease| lease.since);
        if present.is_some_and(|lease| lease.holder != holder && !lease.is_free(now)) {
            return Ok(false);
        }
        transaction.save_lease(property, &lease_from(holder, now, since))?;
        transaction.commit()?;
        Ok(true)
    }

    /// Gives the lease back, so that another console need not wait for its end.
    ///
    /// # Errors
    /// The store cannot write.
    pub fn give_lease_back(&mut self, property: PropertyId, holder: &str) -> Result<(), Failure> {
        let now = self.now();
        let transaction = self.begin()?;
        if let Some(lease) = transaction.view().lease(property)?
            && lease.holder == holder
        {
            let over = Lease {
                taken_at: now,
                expires_at: now,
                ..lease
            };
            transaction.save_lease(property, &over)?;
            transaction.commit()?;
        }
        Ok(())
    }

    /// Who does the jobs of a property, if anyone ever did.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn lease(&self, property: PropertyId) -> Result<Option<Lease>, Failure> {
        self.reader().read(|view| Ok(view.lease(property)?))
    }

    /// Every job as it stands.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn jobs(&self, property: PropertyId) -> Result<Vec<JobLine>, Failure> {
        lines(self.reader(), property, self.now())
    }

    /// The latest runs of all jobs, newest first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn job_runs(&self, property: PropertyId, limit: u32) -> Result<Vec<Run>, Failure> {
        self.reader().read(|view| Ok(view.runs(property, limit)?))
    }

    pub(super) fn property_of(&self, id: PropertyId) -> Result<Property, Failure> {
        let found = self.properties()?.into_iter().find(|one| one.id == id);
        found.ok_or_else(|| property_gone().into())
    }

    /// Writes down that this holder begins a due time, if it may: it holds the
    /// lease, and nobody else is at it or has done it. The lease is renewed.
    pub(super) fn begin_run(
        &mut self,
        property: PropertyId,
        holder: &str,
        job: Job,
        due_at: Moment,
    ) -> Result<Option<Run>, Failure> {
        let now = self.now();
        let transaction = self.begin()?;
        let Some(lease) = transaction.view().lease(property)? else {
            return Ok(None);
        };
        let mine = lease.holder == holder && !lease.is_free(now);
        let found = transaction.view().run(property, job, due_at)?;
        if !mine || due_at < lease.since || !may_begin(found.as_ref(), holder, now) {
            return Ok(None);
        }
        let run = begun(property, holder, job, due_at, now, found);
        transaction.save_run(&run)?;
        transaction.save_lease(property, &lease_from(holder, now, lease.since))?;
        transaction.commit()?;
        Ok(Some(run))
    }

    /// Writes down how a run stands.
    pub(super) fn keep_run(&mut self, run: &Run) -> Result<(), Failure> {
        let transaction = self.begin()?;
        transaction.save_run(run)?;
        Ok(transaction.commit()?)
    }
}

/// Every job of a property as it stands.
///
/// # Errors
/// The store cannot read, or there is no such property.
pub fn lines(reader: &Reader, property: PropertyId, now: Moment) -> Result<Vec<JobLine>, Failure> {
    reader.read(|view| {
        let house = view
            .properties()?
            .into_iter()
            .find(|one| one.id == property);
        let house = house.ok_or_else(property_gone)?;
        let since = view.lease(property)?.map(|lease| lease.since);
        let mut lines = Vec::new();
        for job in Job::ALL {
            let due = latest_due(*job, &house, now)
                .filter(|due| since.is_some_and(|since| *due >= since));
            let open = match due {
                Some(due) => view
                    .run(property, *job, due)?
                    .is_none_or(|run| run.ended_at.is_none()),
                None => false,
            };
            lines.push(JobLine {
                job: *job,
                does: job.does(),
                due: due.filter(|_| open),
                next: next_due(*job, &house, now),
                last: view.last_run(property, *job)?,
            });
        }
        Ok(lines)
    })
}

fn lease_from(holder: &str, now: Moment, since: Moment) -> Lease {
    Lease {
        holder: holder.to_owned(),
        taken_at: now,
        expires_at: now.plus_millis(HEALTHY),
        since,
    }
}

/// A run that begins now, for the first time or again.
pub(super) fn begun(
    property: PropertyId,
    holder: &str,
    job: Job,
    due_at: Moment,
    now: Moment,
    before: Option<Run>,
) -> Run {
    Run {
        id: before.as_ref().map_or(0, |run| run.id),
        property,
        job,
        due_at,
        holder: holder.to_owned(),
        started_at: now,
        begun: before.map_or(0, |run| run.begun) + 1,
        ended_at: None,
        outcome: None,
        words: None,
    }
}
