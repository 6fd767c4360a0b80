//! Alerts, shown small houses and clocks.

mod conflicts;
mod hours;
mod ladder;
mod marks;
mod offers;
mod unready;

use super::{Alert, AlertKind, alerts};
use crate::domain::day::Day;
use crate::domain::moment::Moment;
use crate::domain::sample::Sample;

/// The business date of these tests: Monday 16 March 2026.
fn monday() -> Day {
    march(16)
}

/// A day of that March.
fn march(day: u32) -> Day {
    Day::from_ymd(2026, 3, day).unwrap()
}

/// A house of one type, in which nothing has happened yet.
fn quiet() -> Sample {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    sample
}

/// The alerts of one kind at a moment.
fn of_kind(sample: &Sample, kind: AlertKind, now: Moment) -> Vec<Alert> {
    let mut found = alerts(sample.house(), now);
    found.retain(|alert| alert.kind == kind);
    found
}

/// The one alert of a kind.
fn only(sample: &Sample, kind: AlertKind, now: Moment) -> Alert {
    let mut found = of_kind(sample, kind, now);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}
