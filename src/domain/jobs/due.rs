//! When a job was last due, and when it is due next.

use chrono::Timelike;

use super::{Job, Times};
use crate::domain::day::Day;
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::policy::{AutoAssignJob, NightAuditMode};
use crate::domain::property::Property;

/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;

/// The latest moment up to `now` at which the job was due. None for a job
/// that a policy has switched off, or that was never due.
pub fn latest_due(job: Job, property: &Property, now: Moment) -> Option<Moment> {
    let today = now.calendar_day(property.timezone);
    match job.times() {
        _ if is_off(job, property) => None,
        Times::Hourly => Some(hour_of(property, now)),
        Times::FourHourly => (0..=1).find_map(|back| {
            let day = today.plus(-back);
            let mut times = four_hourly(property, day);
            times.reverse();
            times.into_iter().find(|due| *due <= now)
        }),
        Times::Daily(at) => latest_of(property, now, at, (0..=1).map(|back| today.plus(-back))),
        Times::Weekly(weekday, at) => {
            let days = (0..=7).map(|back| today.plus(-back));
            latest_of(
                property,
                now,
                at,
                days.filter(|day| day.weekday() == weekday),
            )
        }
        Times::Audit => audit_due(property).filter(|due| *due <= now),
    }
}

/// The next moment after `now` at which the job is due.
pub fn next_due(job: Job, property: &Property, now: Moment) -> Option<Moment> {
    let today = now.calendar_day(property.timezone);
    let first = |at: TimeOfDay, days: &mut dyn Iterator<Item = Day>| {
        days.map(|day| property.moment(day, at))
            .find(|due| *due > now)
    };
    match job.times() {
        _ if is_off(job, property) => None,
        Times::Hourly => Some(hour_of(property, now.plus_millis(HOUR))),
        Times::FourHourly => (0..=1)
            .flat_map(|ahead| four_hourly(property, today.plus(ahead)))
            .find(|due| *due > now),
        Times::Daily(at) => first(at, &mut (0..=2).map(|ahead| today.plus(ahead))),
        Times::Weekly(weekday, at) => {
            let days = (0..=8).map(|ahead| today.plus(ahead));
            first(at, &mut days.filter(|day| day.weekday() == weekday))
        }
        Times::Audit => audit_due(property).filter(|due| *due > now),
    }
}

/// Whether a policy has switched the job off.
fn is_off(job: Job, property: &Property) -> bool {
    job == Job::AutoAssign && property.policies.auto_assign_job == AutoAssignJob::Off
}

/// The wall clock's midnight of a day and each fourth hour after it.
fn four_hourly(property: &Property, day: Day) -> Vec<Moment> {
    let hours = (0..24).step_by(4);
    hours
        .map(|hour| property.moment(day, TimeOfDay::fixed(hour, 0)))
        .collect()
}

/// The present hour of the wall clock, when it began.
fn hour_of(property: &Property, now: Moment) -> Moment {
    let local = now.local(property.timezone);
    let within = i64::from(local.minute()) * 60_000
        + i64::from(local.second()) * 1_000
        + i64::from(local.nanosecond() / 1_000_000);
    now.plus_millis(-within)
}

fn latest_of(
    property: &Property,
    now: Moment,
    at: TimeOfDay,
    mut days: impl Iterator<Item = Day>,
) -> Option<Moment> {
    days.find_map(|day| {
        let due = property.moment(day, at);
        (due <= now).then_some(due)
    })
}

/// When the present business date is to be closed: at the set time, in the
/// night that ends it. A time from noon on means the evening before midnight.
pub fn audit_due(property: &Property) -> Option<Moment> {
    if property.policies.night_audit == NightAuditMode::Off {
        return None;
    }
    let at = property.policies.night_audit_at;
    let closing = if at.minutes() < 12 * 60 {
        property.business_date.plus(1)
    } else {
        property.business_date
    };
    Some(property.moment(closing, at))
}
