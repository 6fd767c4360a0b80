//! What the house does by itself: who does the jobs, whether they are done,
//! and whether messages go out.

use super::{Check, Finding, Severity};
use crate::domain::jobs::{HEALTHY, Job, Lease, Run, RunOutcome, Times};
use crate::domain::moment::Moment;
use crate::domain::property::Property;
use crate::domain::telling::Delivery;

/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;

/// Hours a job may be late before it is said: a house may be dark for a night.
const GRACE: i64 = 24;

/// Hours a message may wait for its way out, all its tries counted in.
const POST_HOURS: i64 = 2;

/// What is known of jobs and post.
#[derive(Clone, Debug, Default)]
pub struct Running {
    /// Who does the jobs, if anyone ever did.
    pub lease: Option<Lease>,
    /// The latest run of each job.
    pub last: Vec<(Job, Option<Run>)>,
    /// Runs that were begun and have not ended.
    pub unfinished: Vec<Run>,
    /// Messages on their way, and those that were given up.
    pub letters: Vec<Delivery>,
}

/// Looks jobs, lease, business date and post over.
pub fn examine(property: &Property, running: &Running, now: Moment) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(date(property, now));
    found.extend(lease(running.lease.as_ref(), property, now));
    if let Some(lease) = &running.lease {
        for (job, last) in &running.last {
            found.extend(one_job(property, *job, last.as_ref(), lease, now));
        }
    }
    for run in &running.unfinished {
        if now.since(run.started_at) > HEALTHY {
            found.push(Finding::new(
                Check::JobInterrupted,
                run.job.as_str(),
                format!(
                    "\"{}\" was begun {} and has not ended: its console is gone; \"keyrack jobs run --due\" takes it up again.",
                    run.job.label(),
                    run.started_at.stamp(property.timezone)
                ),
            ));
        }
    }
    found.extend(post(&running.letters, now));
    found
}

fn date(property: &Property, now: Moment) -> Option<Finding> {
    let calendar = now.calendar_day(property.timezone);
    let behind = calendar.since(property.business_date);
    let (what, way_out) = match behind {
        2.. => ("behind", "close the days one by one with the night audit"),
        ..=-2 => ("ahead of", "set this machine's clock right"),
        _ => return None,
    };
    Some(Finding::new(
        Check::DateBehind,
        "",
        format!(
            "The business date is {}, {} days {what} the calendar; {way_out}.",
            property.business_date.spoken(),
            behind.abs()
        ),
    ))
}

fn lease(lease: Option<&Lease>, property: &Property, now: Moment) -> Option<Finding> {
    let Some(lease) = lease else {
        return Some(Finding::new(
            Check::NobodyDoesJobs,
            "",
            "Nobody has done the jobs here yet; leave a console open, or let cron call \"keyrack jobs run --due\".",
        ));
    };
    let taken = lease.taken_at.stamp(property.timezone);
    if lease.taken_at.since(now) > HEALTHY {
        return Some(Finding::new(
            Check::LeaseFromFuture,
            &lease.holder,
            format!(
                "{} took the jobs at {taken}, which is still to come; set this machine's clock right.",
                lease.holder
            ),
        ));
    }
    let given_back = lease.expires_at == lease.taken_at;
    (lease.is_free(now) && !given_back).then(|| {
        Finding::new(
            Check::LeaseLeft,
            &lease.holder,
            format!(
                "{} did the jobs last, at {taken}, and ended without giving them back; the next console takes them over.",
                lease.holder
            ),
        )
    })
}

/// Hours from one due time of a job to the next; none for the night audit,
/// which the business date tells of.
fn every(job: Job) -> Option<i64> {
    match job.times() {
        Times::Hourly => Some(1),
        Times::FourHourly => Some(4),
        Times::Daily(_) => Some(24),
        Times::Weekly(..) => Some(7 * 24),
        Times::Audit => None,
    }
}

fn one_job(
    property: &Property,
    job: Job,
    last: Option<&Run>,
    lease: &Lease,
    now: Moment,
) -> Option<Finding> {
    let failed = last.filter(|run| run.outcome == Some(RunOutcome::Failed));
    if let Some(run) = failed {
        let words = run.words.as_deref().unwrap_or("nobody said why");
        let why = words.lines().next().unwrap_or_default();
        let message = format!(
            "\"{}\" failed {}: {}; see to that, then \"keyrack jobs run {}\".",
            job.label(),
            run.due_at.stamp(property.timezone),
            why.trim_end_matches('.'),
            job.as_str()
        );
        return Some(Finding::new(Check::JobFailed, job.as_str(), message));
    }
    let since = last.map_or(lease.since, |run| run.due_at.max(lease.since));
    let late = now.since(since) / HOUR - every(job)?;
    (late > GRACE).then(|| {
        let message = format!(
            "\"{}\" should have been done {late} hours ago; leave a console open, or let cron call \"keyrack jobs run --due\".",
            job.label()
        );
        Finding::new(Check::JobOverdue, job.as_str(), message)
    })
}

fn post(letters: &[Delivery], now: Moment) -> Vec<Finding> {
    let mut found = Vec::new();
    let dead = letters.iter().filter(|one| one.dead_at.is_some()).count();
    if dead > 0 {
        let message = format!(
            "{dead} messages could not be delivered and were given up; look at them in the inbox, and send them again."
        );
        found.push(Finding::new(Check::DeadLetters, "", message));
    }
    let waits = letters
        .iter()
        .filter_map(|one| one.next_try)
        .filter(|next| now.since(*next) > POST_HOURS * HOUR)
        .count();
    if waits > 0 {
        let message = format!(
            "{waits} messages have waited for more than {POST_HOURS} hours to go out; leave a console open, or let cron call \"keyrack jobs run --due\"."
        );
        let mut finding = Finding::new(Check::PostWaits, "", message);
        finding.severity = Severity::Warning;
        found.push(finding);
    }
    found
}
