//! Due times: a whole year in two zones, hour by hour, across their changes of
//! the clock.

use std::collections::BTreeMap;

use super::*;
use crate::domain::day::Day;
use crate::domain::facts::Facts;
use crate::domain::moment::Moment;
use crate::domain::policy::NightAuditMode;
use crate::domain::property::Property;
use crate::domain::sample::Sample;

const MINUTE: i64 = 60_000;

fn house(zone: chrono_tz::Tz) -> Property {
    let day: Day = "2026-01-01".parse().unwrap();
    Sample::in_zone(day, zone).house().property().unwrap()
}

fn zones() -> [chrono_tz::Tz; 2] {
    [chrono_tz::Europe::Rome, chrono_tz::America::New_York]
}

/// Every due time of a year, found by asking each seven minutes.
fn year(property: &Property, job: Job) -> BTreeMap<Moment, u32> {
    let mut found = BTreeMap::new();
    let start = property.moment("2026-01-01".parse().unwrap(), TimeOfDay::fixed(0, 0));
    let end = property.moment("2027-01-01".parse().unwrap(), TimeOfDay::fixed(0, 0));
    let mut now = start;
    while now < end {
        if let Some(due) = latest_due(job, property, now).filter(|due| *due >= start) {
            assert!(due <= now);
            *found.entry(due).or_insert(0) += 1;
        }
        now = now.plus_millis(7 * MINUTE);
    }
    found
}

#[test]
fn a_daily_job_is_due_once_on_each_day_of_the_year() {
    for zone in zones() {
        let property = house(zone);
        for job in [
            Job::MaintenanceReport,
            Job::AssignmentSummary,
            Job::ArrivalsList,
        ] {
            let due = year(&property, job);
            assert_eq!(due.len(), 365, "{} in {zone}", job.as_str());
            let Times::Daily(at) = job.times() else {
                panic!("not daily")
            };
            for moment in due.keys() {
                let shown = moment.local(zone).format("%H:%M").to_string();
                assert_eq!(shown, at.to_string(), "{moment}");
            }
        }
    }
}

#[test]
fn a_weekly_job_is_due_on_each_monday() {
    for zone in zones() {
        let due = year(&house(zone), Job::PerformanceReport);
        assert_eq!(due.len(), 52);
        for moment in due.keys() {
            assert_eq!(
                moment.local(zone).format("%a %H:%M").to_string(),
                "Mon 08:00"
            );
        }
    }
}

#[test]
fn an_hourly_job_is_due_in_each_hour_that_passes() {
    for zone in zones() {
        let due = year(&house(zone), Job::UnassignedCheck);
        // As many hours as a year has, whatever the clocks do.
        assert_eq!(due.len(), 365 * 24);
        let moments: Vec<&Moment> = due.keys().collect();
        assert!(
            moments
                .windows(2)
                .all(|two| two[1].since(*two[0]) == 60 * MINUTE)
        );
    }
}

#[test]
fn a_time_that_does_not_exist_is_due_once_and_one_that_happens_twice_too() {
    let mut property = house(chrono_tz::Europe::Rome);
    property.policies.night_audit_at = TimeOfDay::fixed(2, 30);
    property.policies.night_audit = NightAuditMode::Auto;
    for (day, due) in [
        ("2026-03-28", "2026-03-29T01:00:00Z"),
        ("2026-10-24", "2026-10-25T00:30:00Z"),
    ] {
        property.business_date = day.parse().unwrap();
        let due: Moment = due.parse().unwrap();
        assert_eq!(
            latest_due(Job::NightAudit, &property, due.plus_minutes(-1)),
            None
        );
        assert_eq!(
            next_due(Job::NightAudit, &property, due.plus_minutes(-1)),
            Some(due)
        );
        for later in [0, 30, 61, 600] {
            let now = due.plus_minutes(later);
            assert_eq!(latest_due(Job::NightAudit, &property, now), Some(due));
        }
    }
}

#[test]
fn the_audit_is_due_by_its_policy() {
    let mut property = house(chrono_tz::Europe::Rome);
    let noon = property.moment("2026-01-02".parse().unwrap(), TimeOfDay::fixed(12, 0));
    assert!(latest_due(Job::NightAudit, &property, noon).is_some());
    property.policies.night_audit = NightAuditMode::Off;
    assert_eq!(latest_due(Job::NightAudit, &property, noon), None);
    assert_eq!(next_due(Job::NightAudit, &property, noon), None);
    property.policies.night_audit = NightAuditMode::Ask;
    property.policies.night_audit_at = TimeOfDay::fixed(23, 30);
    let due = latest_due(Job::NightAudit, &property, noon).unwrap();
    assert_eq!(due.stamp(property.timezone), "2026-01-01 23:30");
}

#[test]
fn what_is_due_next_is_the_latest_once_it_has_come() {
    let property = house(chrono_tz::America::New_York);
    for job in Job::ALL {
        let mut now: Moment = "2026-03-07T00:00:00Z".parse().unwrap();
        for _ in 0..60 {
            let Some(next) = next_due(*job, &property, now) else {
                break;
            };
            assert!(next > now);
            assert_eq!(
                latest_due(*job, &property, next),
                Some(next),
                "{}",
                job.as_str()
            );
            assert_ne!(
                latest_due(*job, &property, next.plus_millis(-1)),
                Some(next)
            );
            now = next;
        }
    }
}

#[test]
fn a_due_time_is_begun_again_only_where_someone_died_or_failed() {
    let now: Moment = "2026-03-07T06:00:00Z".parse().unwrap();
    let begun = Run {
        id: 1,
        property: crate::domain::PropertyId(1),
        job: Job::ArrivalsList,
        due_at: now,
        holder: "one".into(),
        started_at: now,
        begun: 1,
        ended_at: None,
        outcome: None,
        words: None,
    };
    let ended = |outcome, begun_times| Run {
        ended_at: Some(now),
        outcome: Some(outcome),
        begun: begun_times,
        ..begun.clone()
    };
    let soon = now.plus_minutes(1);
    let later = now.plus_minutes(RETRY_MINUTES);
    assert!(may_begin(None, "one", soon));
    assert!(!may_begin(Some(&begun), "one", soon), "it is at it");
    assert!(may_begin(Some(&begun), "two", soon), "the lease went on");
    assert!(!may_begin(Some(&ended(RunOutcome::Done, 1)), "two", later));
    assert!(!may_begin(
        Some(&ended(RunOutcome::Nothing, 1)),
        "two",
        later
    ));
    assert!(!may_begin(Some(&ended(RunOutcome::Failed, 1)), "two", soon));
    assert!(may_begin(Some(&ended(RunOutcome::Failed, 1)), "two", later));
    assert!(!may_begin(
        Some(&ended(RunOutcome::Failed, TRIES)),
        "two",
        later
    ));
}
