//! `show alerts`: what needs someone, the most urgent first.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::alert_mark::Severity;
use crate::domain::alerts::{Alert, AlertKind, Summary, alerts, attach_rooms, summary};
use crate::domain::{Moment, Stay};

/// How many rooms an alert offers.
const OFFERS: usize = 8;
/// How far ahead a room that is out of service is looked for, in days.
const AHEAD: i32 = 1_000;

/// What needs someone, the most urgent first.
#[derive(Args, Debug)]
pub struct Alerts {
    /// Look from this moment, such as 2026-03-16T09:42:00+01:00 [else now]
    #[arg(long, value_name = "MOMENT")]
    at: Option<Moment>,
    /// Only those at least so urgent
    #[arg(long, value_enum)]
    severity: Option<Urgency>,
    /// Only of this kind, such as unassigned
    #[arg(long, value_parser = kind)]
    kind: Option<AlertKind>,
    /// Those that were put off or settled too
    #[arg(long)]
    all: bool,
}

/// A severity as it is said on the command line.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Urgency {
    Info,
    Warning,
    Critical,
}

impl From<Urgency> for Severity {
    fn from(urgency: Urgency) -> Severity {
        match urgency {
            Urgency::Info => Severity::Info,
            Urgency::Warning => Severity::Warning,
            Urgency::Critical => Severity::Critical,
        }
    }
}

fn kind(text: &str) -> Result<AlertKind, String> {
    let all = AlertKind::ALL;
    all.into_iter()
        .find(|kind| kind.as_str() == text)
        .ok_or_else(|| {
            let names: Vec<&str> = all.into_iter().map(AlertKind::as_str).collect();
            format!("there are {}", names.join(", "))
        })
}

/// The alerts as data.
#[derive(Serialize)]
struct AlertsData<'a> {
    alerts: &'a [Alert],
    summary: Summary,
}

impl Alerts {
    /// Shows the alerts.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let today = door.property()?.business_date;
        let house = door.house(Stay {
            check_in: today,
            check_out: today.plus(AHEAD),
        })?;
        let now = self.at.unwrap_or_else(|| door.desk.now());
        let all = alerts(&house, now);
        let summary = summary(&all);
        let mut wanted: Vec<Alert> = all.into_iter().filter(|alert| self.wants(alert)).collect();
        attach_rooms(&house, now, &mut wanted, OFFERS);
        if voice.is_json() {
            return voice.data(&AlertsData {
                alerts: &wanted,
                summary,
            });
        }
        tell(&wanted, voice)?;
        voice.say(&format!(
            "{} without a room; {} critical, {} warnings, {} worth knowing; {} put off, {} settled.",
            summary.total_unassigned,
            summary.critical,
            summary.warning,
            summary.info,
            summary.snoozed,
            summary.resolved
        ))
    }

    fn wants(&self, alert: &Alert) -> bool {
        (self.all || alert.state.is_shown())
            && self
                .severity
                .is_none_or(|least| alert.severity >= least.into())
            && self.kind.is_none_or(|kind| alert.kind == kind)
    }
}

fn tell(alerts: &[Alert], voice: &mut Voice) -> Result<(), Fault> {
    if alerts.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(["Severity", ">Hours", "Alert", "What", "Next step", "Rooms"]);
    for alert in alerts {
        table.row([
            alert.severity.as_str().to_owned(),
            format!("{:.1}", alert.hours_left),
            alert.alert.to_string(),
            alert.message.clone(),
            alert.action.label().to_owned(),
            alert.available_rooms.join(" "),
        ]);
    }
    voice.table(&table)
}
