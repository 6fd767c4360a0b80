//! Actions on alerts, and the commands they give.

use super::Order;
use crate::console::action::Action;
use crate::console::form::Kind;
use crate::console::view::{Subject, View};
use crate::domain::command::{AcknowledgeAlert, ResolveAlert, SnoozeAlert};

/// What an alert action comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, _view: &View) -> Option<Order> {
    let alert = subject.alert.clone()?;
    Some(match action {
        Action::Snooze => Order::Give(SnoozeAlert { alert, until: None }.into()),
        Action::Acknowledge => Order::Give(AcknowledgeAlert { alert }.into()),
        Action::Resolve => {
            let command = ResolveAlert { alert, notes: None };
            Order::Ask(
                Kind::reason("Resolve", "How", command.clone().into()),
                Some(command.into()),
            )
        }
        _ => return None,
    })
}
