//! The work of a team: what each has in hand now, and what each did with the
//! requests that were reported in a period.

use std::collections::BTreeMap;

use serde::Serialize;

use super::costs::{MonthLine, VendorLine, months, vendors};
use super::{Figures, Period, Sums};
use crate::domain::id::StaffId;
use crate::domain::moment::Moment;
use crate::domain::property::Property;
use crate::domain::request::{Priority, Request, RequestStatus, Viewer};
use crate::domain::staff::{Permission, Role, Staff};

/// Whose work somebody wants to see, and of when.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Who looks.
    pub viewer: &'a Viewer,
    /// Of which days.
    pub period: Period,
    /// The moment at which things stand as they do.
    pub now: Moment,
}

/// How the open requests stand now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Standing {
    /// Requests with work left to do.
    pub open: u32,
    /// Of these, nobody's.
    pub unassigned: u32,
    /// Assigned to someone, or in progress.
    pub in_hand: u32,
    /// Past their time.
    pub overdue: u32,
    /// Waiting for a part or for someone.
    pub on_hold: u32,
    /// Of priority 4.
    pub emergencies: u32,
    /// Done, and not looked over yet.
    pub to_close: u32,
}

impl Standing {
    /// How these stand at this moment.
    pub fn of<'r>(requests: impl IntoIterator<Item = &'r Request>, now: Moment) -> Standing {
        let mut it = Standing::default();
        for request in requests {
            it.to_close += u32::from(request.status == RequestStatus::Resolved);
            if !request.is_open() {
                continue;
            }
            it.open += 1;
            it.unassigned += u32::from(request.assigned.is_none());
            it.in_hand += u32::from(request.status.is_in_hand());
            it.overdue += u32::from(request.is_overdue(now));
            it.on_hold += u32::from(request.waiting.is_some());
            it.emergencies += u32::from(request.priority == Priority::Emergency);
        }
        it
    }
}

/// One person's line.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TeamLine {
    /// Who.
    #[serde(skip)]
    pub person: StaffId,
    /// Employee number.
    pub employee: String,
    /// Name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// At work now.
    pub on_duty: bool,
    /// Requests assigned to them or in progress, now.
    pub in_hand: u32,
    /// Of these, begun.
    pub in_progress: u32,
    /// Of these, past their time.
    pub overdue: u32,
    /// Of these, waiting.
    pub on_hold: u32,
    /// What became of those reported in the period.
    #[serde(flatten)]
    pub figures: Figures,
}

/// A team and its work.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Team {
    /// Of which days the figures are.
    #[serde(flatten)]
    pub period: Period,
    /// Whether it is everyone, not only those who report to whoever looks.
    pub everyone: bool,
    /// How the requests of the team stand now.
    pub now: Standing,
    /// Everything that was reported in the period, together.
    pub in_all: Figures,
    /// One line each; who has most that is late, and then most in hand, first.
    pub people: Vec<TeamLine>,
    /// What each month of the period cost, and how content people were.
    pub months: Vec<MonthLine>,
    /// What those who were called in from outside did with what was reported
    /// in the period.
    pub vendors: Vec<VendorLine>,
}

/// The team of whoever looks: everyone, with access to all; else they
/// themselves and those who report to them, directly or through others.
///
/// `requests` are at least those that are not done with, and those reported or
/// ended in the period; more do no harm.
pub fn team(property: &Property, staff: &[Staff], requests: &[Request], wanted: Wanted) -> Team {
    let viewer = wanted.viewer;
    let everyone = viewer.permissions.may(Permission::AccessAllMaintenance);
    let belongs = |who: StaffId| everyone || who == viewer.id || viewer.below.contains(&who);
    let own: Vec<&Request> = requests
        .iter()
        .filter(|request| everyone || request.assignee().is_some_and(belongs))
        .collect();
    let reported: Vec<&Request> = own
        .iter()
        .copied()
        .filter(|request| wanted.period.has(request.created.at, property))
        .collect();
    let mut of_person: BTreeMap<StaffId, Vec<&Request>> = BTreeMap::new();
    for request in &own {
        if let Some(person) = request.assignee() {
            of_person.entry(person).or_default().push(request);
        }
    }
    let nothing = Vec::new();
    let mut people: Vec<TeamLine> = staff
        .iter()
        .filter(|person| belongs(person.id))
        .filter_map(|person| {
            let theirs = of_person.get(&person.id).unwrap_or(&nothing);
            let found = line(property, person, theirs, &wanted);
            let expected = person.may_act() && (!everyone || is_of_the_trade(person.role));
            (expected || found.in_hand > 0 || found.figures.total > 0).then_some(found)
        })
        .collect();
    people.sort_by(|a, b| {
        (b.overdue, b.in_hand, b.figures.total, &a.name).cmp(&(
            a.overdue,
            a.in_hand,
            a.figures.total,
            &b.name,
        ))
    });
    Team {
        period: wanted.period,
        everyone,
        now: Standing::of(own.iter().copied(), wanted.now),
        in_all: Figures::of(&Sums::of(reported.iter().copied()), property.currency),
        people,
        months: months(property, &own, wanted.period),
        vendors: vendors(&reported, property.currency),
    }
}

/// Whether repairs are this role's trade, so that having none is news too.
fn is_of_the_trade(role: Role) -> bool {
    role.handles_requests() && !matches!(role, Role::Administrator | Role::Manager)
}

fn line(property: &Property, person: &Staff, theirs: &[&Request], wanted: &Wanted) -> TeamLine {
    let in_hand = || theirs.iter().filter(|one| one.status.is_in_hand());
    let count = |counts: &dyn Fn(&Request) -> bool| {
        u32::try_from(in_hand().filter(|one| counts(one)).count()).unwrap_or(u32::MAX)
    };
    let reported = theirs
        .iter()
        .filter(|one| wanted.period.has(one.created.at, property));
    TeamLine {
        person: person.id,
        employee: person.employee.clone(),
        name: person.name.clone(),
        role: person.role,
        on_duty: person.on_duty,
        in_hand: count(&|_| true),
        in_progress: count(&|one| one.status == RequestStatus::InProgress),
        overdue: count(&|one| one.is_overdue(wanted.now)),
        on_hold: count(&|one| one.waiting.is_some()),
        figures: Figures::of(&Sums::of(reported.copied()), property.currency),
    }
}
