//! Jobs: what the house does by itself, and when each is due.
//!
//! Owns the table of jobs and the reckoning of due times by the property's
//! wall clock, so that a job set for 02:30 runs once on the day on which that
//! time does not exist, and once on the day on which it happens twice. Who
//! does them, and that each due time is done once, is the desk's.

pub mod audit;
mod due;
mod run;
#[cfg(test)]
mod tests;

pub use due::{audit_due, latest_due, next_due};
pub use run::{HEALTHY, Lease, RETRY_MINUTES, Run, RunOutcome, TRIES, may_begin};

use chrono::Weekday;

use super::command::Needs;
use super::moment::TimeOfDay;
use super::staff::{OverrideLevel, Permission};

/// When a job is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Times {
    /// Each hour on the hour.
    Hourly,
    /// Every four hours from midnight on.
    FourHourly,
    /// Each day at this time.
    Daily(TimeOfDay),
    /// Each week on this day at this time.
    Weekly(Weekday, TimeOfDay),
    /// When the business date is to be closed.
    Audit,
}

macro_rules! jobs {
    ($($job:ident $name:literal $label:literal $does:literal $times:expr;)*) => {
        /// Something the house does by itself.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Job { $(#[doc = $does] $job,)* }

        impl Job {
            /// Every job, in the order in which those due at once are done.
            pub const ALL: &'static [Job] = &[$(Job::$job,)*];

            /// As it is stored and printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Job::$job => $name,)* }
            }

            /// As people say it.
            pub fn label(self) -> &'static str {
                match self { $(Job::$job => $label,)* }
            }

            /// What it does, in a few words.
            pub fn does(self) -> &'static str {
                match self { $(Job::$job => $does,)* }
            }

            /// When it is due.
            pub fn times(self) -> Times {
                match self { $(Job::$job => $times,)* }
            }
        }
    };
}

jobs! {
    NightAudit "night_audit" "Night audit" "closes the business date, or asks for it" Times::Audit;
    UnassignedCheck "unassigned_check" "Check of the unassigned" "tells of stays without a room, and makes tentative rooms firm" Times::Hourly;
    OverdueMaintenance "overdue_maintenance" "Late maintenance" "tells the managers of requests that are late" Times::Hourly;
    AutoAssign "auto_assign" "Automatic assignment" "plans rooms for the arrivals of the next 48 hours, or gives them" Times::FourHourly;
    MaintenanceReport "maintenance_report" "Maintenance report" "lists the rooms that wait for a repair" Times::Daily(TimeOfDay::fixed(6, 0));
    AssignmentSummary "assignment_summary" "Assignment summary" "says which arrivals of the week have a room" Times::Daily(TimeOfDay::fixed(10, 0));
    ArrivalsList "arrivals_list" "Tomorrow's arrivals" "lists who comes tomorrow" Times::Daily(TimeOfDay::fixed(18, 0));
    PerformanceReport "performance_report" "Performance report" "the past week in figures" Times::Weekly(Weekday::Mon, TimeOfDay::fixed(8, 0));
}

impl Job {
    /// What a person needs who has it done at once. Jobs act in the name of an
    /// administrator: nobody comes to more by them than by commands.
    pub fn needs(self) -> Needs {
        match self {
            Job::NightAudit => Needs::And(Permission::Bookings, OverrideLevel::Manager),
            _ => Needs::Or(Permission::Bookings, OverrideLevel::Manager),
        }
    }

    /// The job of this name; hyphens do for underscores.
    pub fn named(name: &str) -> Option<Job> {
        let name = name.replace('-', "_");
        Job::ALL.iter().copied().find(|job| job.as_str() == name)
    }
}
