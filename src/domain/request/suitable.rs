//! Who suits a request, ranked, with the reason for the rank.

use serde::Serialize;

use super::{Category, Request};
use crate::domain::draft::Draft;
use crate::domain::id::{RequestId, StaffId};
use crate::domain::moment::Moment;
use crate::domain::staff::{Permission, Staff};

/// Over how many days the usual time of a person is reckoned.
const DAYS: i64 = 30;
const HOUR: f64 = 3_600_000.0;

/// What one person has in hand and has done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Work {
    /// Requests assigned to them or in progress.
    pub in_hand: u32,
    /// Requests they have resolved in the period.
    pub resolved: u32,
    /// Milliseconds these took from report to resolution, in all.
    pub took: i64,
}

impl Work {
    /// What a person has in hand among these, but for one, and has resolved
    /// from `since` on.
    pub fn of<'r>(
        requests: impl IntoIterator<Item = &'r Request>,
        person: StaffId,
        but: Option<RequestId>,
        since: Moment,
    ) -> Work {
        let mut work = Work::default();
        for request in requests {
            if request.assignee() != Some(person) || Some(request.id) == but {
                continue;
            }
            if request.status.is_in_hand() {
                work.in_hand += 1;
            }
            if request.resolved.is_some_and(|stamp| stamp.at >= since) {
                work.resolved += 1;
                work.took += request.time_to_resolve().unwrap_or_default();
            }
        }
        work
    }

    /// Milliseconds a request usually takes them, if they have done any.
    pub fn average(&self) -> Option<i64> {
        (self.resolved > 0).then(|| self.took / i64::from(self.resolved))
    }
}

/// Someone who suits a request.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Suited {
    /// Who.
    #[serde(skip)]
    pub person: StaffId,
    /// Employee number.
    pub employee: String,
    /// Name.
    pub name: String,
    /// What they are, in words.
    pub role: &'static str,
    /// Requests in hand.
    pub in_hand: u32,
    /// At work now.
    pub on_duty: bool,
    /// Hours a request usually takes them, to a tenth.
    pub average_hours: Option<f64>,
    /// Has as many as one person may have.
    pub full: bool,
    /// Why they rank where they do.
    pub why: String,
}

/// Whether this person may be given requests of this category: employed, and
/// of a role that suits or with access to all.
pub fn suits(person: &Staff, category: &Category) -> bool {
    person.active
        && person.employment_status.is_active()
        && (category.roles.contains(&person.role)
            || person.permissions.may(Permission::AccessAllMaintenance))
}

/// Whether this person can be called at any hour.
pub fn at_any_hour(person: &Staff) -> bool {
    person.round_the_clock
}

/// The beginning of the period over which usual times are reckoned.
pub fn period(now: Moment) -> Moment {
    now.plus_minutes(-DAYS * 24 * 60)
}

/// Everyone who suits this category, the best first: who has least in hand,
/// then who is on duty, then who is usually quickest. Whoever has as much as
/// one person may have comes last. What they have of `but` does not count.
pub fn ranked(draft: &Draft, category: &Category, but: Option<&Request>) -> Vec<Suited> {
    let most = draft.property().policies.max_concurrent_assignments;
    let mut found: Vec<(Option<i64>, Suited)> = draft
        .all_staff()
        .iter()
        .filter(|person| suits(person, category))
        .map(|person| suited(draft, person, most, but))
        .collect();
    found.sort_by(|(quick, one), (other_quick, other)| {
        let key = |quick: &Option<i64>, one: &Suited| {
            (
                one.full,
                one.in_hand,
                !one.on_duty,
                quick.unwrap_or(i64::MAX),
                one.person,
            )
        };
        key(quick, one).cmp(&key(other_quick, other))
    });
    found.into_iter().map(|(_, one)| one).collect()
}

fn suited(
    draft: &Draft,
    person: &Staff,
    most: u32,
    but: Option<&Request>,
) -> (Option<i64>, Suited) {
    let work = draft.work_of(person.id, but.map(|request| request.id));
    let average = work.average();
    let hours = average.map(|millis| (millis as f64 / HOUR * 10.0).round() / 10.0);
    let full = work.in_hand >= most;
    let mut why = format!("{} in hand", work.in_hand);
    if full {
        why.push_str(", the most one may have");
    }
    why.push_str(if person.on_duty {
        ", on duty"
    } else {
        ", off duty"
    });
    if let Some(hours) = hours {
        why = format!("{why}, usually {hours} h");
    }
    let one = Suited {
        person: person.id,
        employee: person.employee.clone(),
        name: person.name.clone(),
        role: person.role.label(),
        in_hand: work.in_hand,
        on_duty: person.on_duty,
        average_hours: hours,
        full,
        why,
    };
    (average, one)
}
