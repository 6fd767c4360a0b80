//! Doing the jobs that are due, and one by hand.

use super::lease::begun;
use super::report::Report;
use crate::desk::{Desk, Failure, Receipt, Session};
use crate::domain::command::{Command, Request};
use crate::domain::decide::denied;
use crate::domain::jobs::{HEALTHY, Job, Run, RunOutcome, audit_due, latest_due};
use crate::domain::staff::Staff;
use crate::domain::{Code, Moment, PropertyId, Refusal};

/// What lies outside of the desk: where reports are filed, and whether there
/// is still time.
pub trait Outlet {
    /// Writes a report down where the property wants it; answers where.
    ///
    /// # Errors
    /// Why it could not be, in words.
    fn file(&mut self, report: &Report) -> Result<String, String>;

    /// Asked between two steps: whether to go on. A job that is stopped is
    /// taken up again where it was, by whoever holds the lease then.
    fn go_on(&mut self) -> bool {
        true
    }
}

/// How the work of one due time ended.
pub(super) struct Ended {
    pub outcome: RunOutcome,
    pub words: String,
}

impl Ended {
    pub(super) fn done(words: impl Into<String>) -> Ended {
        Ended {
            outcome: RunOutcome::Done,
            words: words.into(),
        }
    }

    pub(super) fn nothing(words: impl Into<String>) -> Ended {
        Ended {
            outcome: RunOutcome::Nothing,
            words: words.into(),
        }
    }

    pub(super) fn failed(words: impl Into<String>) -> Ended {
        Ended {
            outcome: RunOutcome::Failed,
            words: words.into(),
        }
    }
}

/// One run at work: the desk, in whose name, and for which due time.
pub(super) struct Work<'w> {
    pub desk: &'w mut Desk,
    pub session: Session,
    pub outlet: &'w mut dyn Outlet,
    pub holder: &'w str,
    pub job: Job,
    pub due_at: Moment,
    /// Whether a person asked for it, and holds no lease.
    pub by_hand: bool,
}

impl Work<'_> {
    /// Carries a command out, once for this due time whatever happens.
    pub fn execute(&mut self, what: &str, command: impl Into<Command>) -> Result<Receipt, Failure> {
        let request = self.request(what, command);
        self.desk.execute(&self.session, &request)
    }

    /// Whether that was carried out already, before this run was interrupted.
    pub fn has_done(&self, what: &str, command: impl Into<Command>) -> Result<bool, Failure> {
        let request = self.request(what, command);
        self.desk.is_answered(&self.session, &request)
    }

    fn request(&self, what: &str, command: impl Into<Command>) -> Request {
        let mut request = Request::from(command);
        request.key = Some(format!(
            "job:{}:{}:{what}",
            self.job.as_str(),
            self.due_at.millis()
        ));
        request
    }

    /// Between two steps: whether there is time, and the lease still ours.
    ///
    /// # Errors
    /// [`Failure::Stopped`] where the run is to be left as it is.
    pub fn step(&mut self) -> Result<(), Failure> {
        if !self.outlet.go_on() {
            return Err(Failure::Stopped);
        }
        if !self.by_hand && !self.desk.take_lease(self.session.property, self.holder)? {
            return Err(Failure::Stopped);
        }
        Ok(())
    }

    fn perform(&mut self) -> Result<Ended, Failure> {
        match self.job {
            Job::NightAudit => self.night_audit(),
            Job::UnassignedCheck => self.unassigned_check(),
            Job::OverdueMaintenance => self.overdue_maintenance(),
            Job::AutoAssign => self.auto_assign(),
            Job::MaintenanceReport
            | Job::AssignmentSummary
            | Job::ArrivalsList
            | Job::PerformanceReport => self.report(),
        }
    }
}

impl Desk {
    /// Does every job of a property that is due, if this holder has the lease.
    /// Answers the runs that ended.
    ///
    /// # Errors
    /// The store failed; [`Failure::Stopped`] where the outlet would not go
    /// on. What had begun is taken up again later.
    pub fn do_due_jobs(
        &mut self,
        property: PropertyId,
        holder: &str,
        outlet: &mut dyn Outlet,
    ) -> Result<Vec<Run>, Failure> {
        let mut ended = self.close_interrupted(property, holder, outlet)?;
        for job in Job::ALL {
            // Days that were missed are closed one after the other.
            while let Some(run) = self.do_if_due(property, holder, *job, outlet)? {
                let again = *job == Job::NightAudit && run.outcome == Some(RunOutcome::Done);
                ended.push(run);
                if !again {
                    break;
                }
            }
        }
        Ok(ended)
    }

    /// Ends the runs of consoles that are gone and whose due time has gone
    /// too: a later one takes their place. What they did stands. A night audit
    /// that had closed its day is taken up all the same: what stayed open then
    /// is still to be told.
    fn close_interrupted(
        &mut self,
        property: PropertyId,
        holder: &str,
        outlet: &mut dyn Outlet,
    ) -> Result<Vec<Run>, Failure> {
        let house = self.property_of(property)?;
        let now = self.now();
        let open = self
            .reader()
            .read(|view| Ok::<_, Failure>(view.unfinished_runs(property)?))?;
        let mut ended = Vec::new();
        for mut run in open {
            let still_due = latest_due(run.job, &house, now) == Some(run.due_at);
            if run.holder == holder || still_due || now.since(run.started_at) < HEALTHY {
                continue;
            }
            if run.job == Job::NightAudit && audit_due(&house) > Some(run.due_at) {
                let (job, due_at) = (run.job, run.due_at);
                let again = begun(property, holder, job, due_at, now, Some(run));
                self.keep_run(&again)?;
                ended.push(self.work(again, outlet, false)?);
                continue;
            }
            run.ended_at = Some(now);
            let words = "Interrupted; the next due time takes its place.";
            (run.outcome, run.words) = (Some(RunOutcome::Failed), Some(words.to_owned()));
            self.keep_run(&run)?;
            ended.push(run);
        }
        Ok(ended)
    }

    fn do_if_due(
        &mut self,
        property: PropertyId,
        holder: &str,
        job: Job,
        outlet: &mut dyn Outlet,
    ) -> Result<Option<Run>, Failure> {
        let house = self.property_of(property)?;
        let Some(due_at) = latest_due(job, &house, self.now()) else {
            return Ok(None);
        };
        let Some(run) = self.begin_run(property, holder, job, due_at)? else {
            return Ok(None);
        };
        self.work(run, outlet, false).map(Some)
    }

    /// Does one job now, because a person asks for it, whether it is due or
    /// not.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`; as [`Desk::do_due_jobs`].
    pub fn do_job(
        &mut self,
        asks: &Session,
        job: Job,
        holder: &str,
        outlet: &mut dyn Outlet,
    ) -> Result<Run, Failure> {
        let property = asks.property;
        self.may_ask_for(asks, job)?;
        let now = self.now();
        let run = begun(property, holder, job, now, now, None);
        self.keep_run(&run)?;
        self.work(run, outlet, true)
    }

    /// Refuses a person who may not have this job done: jobs act in the name of
    /// an administrator.
    fn may_ask_for(&self, asks: &Session, job: Job) -> Result<(), Failure> {
        let needs = job.needs();
        let refused = self.with_facts(asks.property, |facts| {
            match facts.staff(asks.staff).filter(Staff::may_act) {
                Some(person) if needs.met_by(&person.permissions) => None,
                Some(person) => Some(denied(
                    &format!(
                        "{} may not have \"{}\" done (it needs {})",
                        person.name,
                        job.as_str(),
                        needs.words()
                    ),
                    needs,
                    &facts.all_staff(),
                )),
                None => Some(Refusal::new(
                    Code::PermissionDenied,
                    "You are no longer on the staff here; sign in again.",
                )),
            }
        })?;
        refused.map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    fn work(
        &mut self,
        mut run: Run,
        outlet: &mut dyn Outlet,
        by_hand: bool,
    ) -> Result<Run, Failure> {
        let session = self.job_session(run.property)?;
        let holder = run.holder.clone();
        let performed = Work {
            desk: self,
            session,
            outlet,
            holder: &holder,
            job: run.job,
            due_at: run.due_at,
            by_hand,
        }
        .perform();
        let ended = match performed {
            Ok(ended) => ended,
            Err(Failure::Refused(refusal)) => Ended::failed(refusal.message),
            Err(failure) => return Err(failure),
        };
        run.ended_at = Some(self.now());
        run.outcome = Some(ended.outcome);
        run.words = Some(ended.words);
        self.keep_run(&run)?;
        Ok(run)
    }
}
