//! What people said about alerts, and what they come to.

use super::{march, monday, only, quiet};
use crate::domain::alert_mark::{AlertMark, Dealt, Severity};
use crate::domain::alerts::{AlertKind, AlertState, alerts, summary};
use crate::domain::house::House;
use crate::domain::id::PropertyId;
use crate::domain::moment::Moment;
use crate::domain::row::Row;
use crate::domain::sample::MIA;
use crate::domain::stamp::Stamp;

fn mark(alert: &str) -> AlertMark {
    AlertMark {
        id: 900,
        property: PropertyId(1),
        alert: alert.into(),
        snoozed_until: None,
        acknowledged: None,
        resolved: None,
        version: 1,
        first_seen: None,
        told: Vec::new(),
    }
}

fn dealt(severity: Severity) -> Dealt {
    let stamp = Stamp {
        at: Moment::default(),
        by: MIA,
    };
    Dealt {
        severity,
        stamp,
        notes: None,
    }
}

#[test]
fn what_was_settled_returns_when_it_grows_more_severe() {
    let mut sample = quiet();
    sample.booking("Khan", "STD", march(17), 2);
    let name = only(&sample, AlertKind::Unassigned, sample.at(9, 0))
        .alert
        .to_string();
    let state = |mark: AlertMark, now: Moment| -> AlertState {
        let mut house: House = sample.house().clone();
        house.put(Row::AlertMark(mark));
        alerts(&house, now)[0].state
    };
    let info = sample.at(9, 0);
    let warning = sample.at(16, 0);
    let settled = |severity| AlertMark {
        resolved: Some(dealt(severity)),
        ..mark(&name)
    };
    assert_eq!(state(settled(Severity::Info), info), AlertState::Resolved);
    assert_eq!(state(settled(Severity::Info), warning), AlertState::Open);
    assert_eq!(
        state(settled(Severity::Warning), warning),
        AlertState::Resolved
    );
    let seen = |severity| AlertMark {
        acknowledged: Some(dealt(severity)),
        ..mark(&name)
    };
    assert_eq!(state(seen(Severity::Info), info), AlertState::Acknowledged);
    assert_eq!(state(seen(Severity::Info), warning), AlertState::Open);
    let asleep = AlertMark {
        snoozed_until: Some(sample.at(10, 0)),
        ..mark(&name)
    };
    assert_eq!(state(asleep.clone(), info), AlertState::Snoozed);
    assert_eq!(state(asleep, sample.at(10, 0)), AlertState::Open);
}

#[test]
fn the_summary_leaves_out_what_is_put_off_and_colours_what_is_too_much() {
    let mut sample = quiet();
    for _ in 0..10 {
        sample.booking("Khan", "STD", march(20), 2);
    }
    let calm = summary(&alerts(sample.house(), sample.at(9, 0)));
    assert_eq!((calm.total_unassigned, calm.info), (10, 10));
    assert_eq!(
        calm.thresholds,
        crate::domain::alerts::Thresholds::default()
    );

    for _ in 0..4 {
        sample.booking("Urgent", "STD", monday(), 2);
    }
    let now = sample.at(12, 0);
    let listed = alerts(sample.house(), now);
    let busy = summary(&listed);
    assert_eq!((busy.total_unassigned, busy.critical), (14, 4));
    assert!(busy.thresholds.unassigned && busy.thresholds.critical && !busy.thresholds.conflicts);

    let mut house = sample.house().clone();
    let until = Some(now.plus_minutes(60));
    house.put(Row::AlertMark(AlertMark {
        snoozed_until: until,
        ..mark(&listed[0].alert.to_string())
    }));
    let listed = alerts(&house, now);
    let after = summary(&listed);
    assert_eq!(
        (after.total_unassigned, after.critical, after.snoozed),
        (14, 3, 1)
    );
    assert!(!after.thresholds.critical);
    assert_eq!(listed[0].snoozed_until, until);
    let json = serde_json::to_value(after).unwrap();
    assert_eq!(json["total_unassigned"], 14);
    assert_eq!(
        (&json["critical"], &json["warning"], &json["info"]),
        (&3.into(), &0.into(), &10.into())
    );
}
