//! Actions on allocation rules, and the commands they give.

use super::Order;
use crate::console::action::Action;
use crate::console::form::Kind;
use crate::console::screen::rules::ordered;
use crate::console::view::{Subject, View};
use crate::domain::command::{Command, CreateRule, DeleteRule, EditRule};
use crate::domain::error::Code;
use crate::domain::rule::{AllocationRule, MOST_PRIORITY};

/// What an action about rules comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    if action == Action::NewRule {
        // Nothing is wrong with it but what a person would still type.
        let example = CreateRule {
            name: "-new-".to_owned(),
            kind: "floor".to_owned(),
            ..CreateRule::default()
        };
        return Some(ask(Kind::Rule(None), example.into(), view));
    }
    let rule = subject.rule.and_then(|id| view.house.rules.get(&id))?;
    let name = rule.name.clone();
    let untouched = EditRule {
        name: name.clone(),
        ..EditRule::default()
    };
    Some(match action {
        Action::EditRule => ask(Kind::Rule(Some(name)), untouched.into(), view),
        Action::SwitchRule => Order::Give(
            EditRule {
                active: Some(!rule.active),
                ..untouched
            }
            .into(),
        ),
        Action::DeleteRule => Order::Give(DeleteRule { name }.into()),
        Action::RuleUp => step(rule, -1, view),
        Action::RuleDown => step(rule, 1, view),
        _ => return None,
    })
}

/// The form, for whoever may send it: nobody fills in fifteen fields in vain.
fn ask(form: Kind, example: Command, view: &View) -> Order {
    match view.preview(&example) {
        Err(refusal) if refusal.code == Code::PermissionDenied => {
            Order::Not(refusal.message.trim_end_matches('.').to_owned())
        }
        _ => Order::Ask(form, Some(example)),
    }
}

/// The rule changes places with its neighbour: priorities follow, as few as
/// need be, and as one step.
fn step(rule: &AllocationRule, by: isize, view: &View) -> Order {
    let mut rules = ordered(view);
    let at = rules.iter().position(|one| one.id == rule.id).unwrap_or(0);
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < rules.len()) else {
        let end = if by < 0 { "first" } else { "last" };
        return Order::Not(format!("\"{}\" is the {end} already", rule.name));
    };
    rules.swap(at, to);
    let priorities = priorities(&rules);
    let commands: Vec<Command> = rules
        .iter()
        .zip(priorities)
        .filter(|(one, priority)| one.priority != *priority)
        .map(|(one, priority)| {
            EditRule {
                name: one.name.clone(),
                priority: Some(priority),
                ..EditRule::default()
            }
            .into()
        })
        .collect();
    let towards = if by < 0 { "up" } else { "down" };
    Order::All {
        called: format!("Moved the rule \"{}\" {towards}", rule.name),
        commands,
    }
}

/// Priorities under which the rules stand in this order: those they have where
/// that is so already, else one more than what comes after.
fn priorities(rules: &[AllocationRule]) -> Vec<i32> {
    let mut found: Vec<i32> = Vec::with_capacity(rules.len());
    for (nth, rule) in rules.iter().enumerate().rev() {
        let least = match (found.last(), rules.get(nth + 1)) {
            (Some(after), Some(next)) if comes_before(rule, next) => *after,
            (Some(after), _) => after + 1,
            (None, _) => rule.priority,
        };
        found.push(rule.priority.max(least));
    }
    found.reverse();
    if found.first().is_some_and(|first| *first > MOST_PRIORITY) {
        // Too high by now: all anew, with room between them.
        let count = rules.len() as i32;
        return (0..count).map(|nth| (count - nth) * 5).collect();
    }
    found
}

/// Whether of two of one priority the first comes first by itself.
fn comes_before(one: &AllocationRule, other: &AllocationRule) -> bool {
    let key = |rule: &AllocationRule| (rule.name.to_lowercase(), rule.id);
    key(one) < key(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PropertyId;
    use crate::domain::rule::{Actions, Conditions, RuleKind, in_order};
    use proptest::prelude::*;

    fn rule(nth: usize, priority: i32) -> AllocationRule {
        AllocationRule {
            id: nth as i64,
            property: PropertyId(1),
            name: format!("R{}", (nth * 7) % 10),
            kind: RuleKind::Floor,
            conditions: Conditions::default(),
            actions: Actions::default(),
            priority,
            active: true,
            version: 1,
        }
    }

    proptest! {
        #[test]
        fn rules_stand_in_the_order_that_is_wanted(
            had in proptest::collection::vec(prop_oneof![-3..4_i32, 996..1001_i32], 2..9),
            at in any::<prop::sample::Index>(),
            up in any::<bool>(),
        ) {
            let mut rules: Vec<AllocationRule> =
                had.iter().enumerate().map(|(nth, had)| rule(nth, *had)).collect();
            in_order(&mut rules);
            let at = at.index(rules.len() - 1);
            let (one, other) = if up { (at, at + 1) } else { (at + 1, at) };
            rules.swap(one, other);
            let wanted: Vec<i64> = rules.iter().map(|rule| rule.id).collect();
            let found = priorities(&rules);
            prop_assert!(found.iter().all(|one| one.abs() <= MOST_PRIORITY), "{found:?}");
            for (rule, priority) in rules.iter_mut().zip(found) {
                rule.priority = priority;
            }
            in_order(&mut rules);
            let got: Vec<i64> = rules.iter().map(|rule| rule.id).collect();
            prop_assert_eq!(got, wanted);
        }
    }
}
