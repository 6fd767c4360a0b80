//! Money: when what a category may cost in a month is passed, those who look
//! after the money are told.

use super::category;
use crate::domain::draft::Draft;
use crate::domain::facts::About;
use crate::domain::request::Request;
use crate::domain::staff::{Permission, Staff};
use crate::domain::tally::{counts_at, passed_by, spent_in};
use crate::domain::telling::{Group, Letter, MessageKind, Urgency, audience, send_to_all};
use crate::domain::view::calendar::Month;

/// Tells of a budget that a change of a request has passed.
pub(super) fn watch_budget(draft: &mut Draft, before: Option<&Request>, after: &Request) {
    let same = before.is_some_and(|before| {
        before.actual_cost == after.actual_cost
            && before.category == after.category
            && counts_at(before) == counts_at(after)
    });
    if same || after.actual_cost.is_none() {
        return;
    }
    let Ok(kind) = category(draft, &after.category) else {
        return;
    };
    if kind.budget.is_none() {
        return;
    }
    let property = draft.property().clone();
    let month = Month::of(counts_at(after).calendar_day(property.timezone));
    let others = draft.requests_about(About::Category(&kind.name));
    let others = spent_in(&property, &others, month, Some(after));
    let Some(passed) = passed_by(&property, &kind, (before, after), others) else {
        return;
    };
    let said = format!(
        "{} has cost {} in {}, more than its budget of {}",
        passed.category, passed.spent, passed.month, passed.budget
    );
    draft.warn("BUDGET_PASSED", format!("{said}."));
    let letter = Letter {
        kind: MessageKind::Request,
        about: Some(after.ticket.clone()),
        urgency: Urgency::High,
        from: None,
        text: format!(
            "{said}. The last of it was {} {}.",
            after.ticket, after.title
        ),
    };
    let people = who_minds(draft);
    send_to_all(draft, &people, &letter);
}

/// The managers, and whoever manages the finances.
fn who_minds(draft: &Draft) -> Vec<Staff> {
    let everyone = draft.all_staff();
    let top = audience(&everyone, &[Group::Managers]);
    audience(&everyone, &[Group::Everyone])
        .into_iter()
        .filter(|person| {
            person.permissions.may(Permission::ManageFinances)
                || top.iter().any(|one| one.id == person.id)
        })
        .collect()
}
