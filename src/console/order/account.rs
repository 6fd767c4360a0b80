//! Actions on a booking's account, and the forms they ask for.

use super::Order;
use crate::console::account;
use crate::console::action::Action;
use crate::console::form::Kind;
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::account::PaymentKind;
use crate::domain::booking::Booking;
use crate::domain::command::{Adjust, Command, RecordPayment};
use crate::domain::money::Price;
use crate::domain::view::account::totals;

/// Lines of an account that leave room for what can be done, on any screen.
const LINES: usize = 14;

/// What an action on the account comes to.
pub(super) fn order(action: Action, booking: &Booking, view: &View) -> Order {
    match action {
        Action::Adjust => {
            let kind = Kind::Adjust {
                booking: booking.code.clone(),
            };
            Order::Ask(kind, Some(adjustment(booking)))
        }
        Action::RecordPayment => payment(booking, PaymentKind::Payment),
        Action::Refund if totals(view.house, booking).paid.minor <= 0 => {
            Order::Not("nothing was paid that could be given back".to_owned())
        }
        Action::Refund => payment(booking, PaymentKind::Refund),
        _ => whole(booking, view),
    }
}

/// An example, which only asks whether this person may.
fn adjustment(booking: &Booking) -> Command {
    Adjust {
        booking: booking.code.clone(),
        amount: Price::Plain("1".to_owned()),
        reason: "example".to_owned(),
    }
    .into()
}

fn payment(booking: &Booking, kind: PaymentKind) -> Order {
    let example = RecordPayment {
        booking: booking.code.clone(),
        amount: Price::Plain("1".to_owned()),
        method: "example".to_owned(),
        kind: PaymentKind::Payment,
    };
    let kind = Kind::Payment {
        booking: booking.code.clone(),
        kind,
    };
    Order::Ask(kind, Some(example.into()))
}

/// The account itself, with what can be done to it.
fn whole(booking: &Booking, view: &View) -> Order {
    let owes = totals(view.house, booking).balance.minor >= 0;
    let mut actions = [
        (Action::RecordPayment, 'p'),
        (Action::Refund, 'r'),
        (Action::Adjust, 'a'),
    ];
    if !owes {
        actions.swap(0, 1);
    }
    let subject = crate::console::view::Subject {
        booking: Some(booking.id),
        ..crate::console::view::Subject::default()
    };
    let items = actions
        .into_iter()
        .map(|(action, letter)| {
            Item::new(action.entry().name, Wish::Run(action))
                .letter(letter)
                .unless(super::why_not(action, &subject, view))
        })
        .collect();
    let title = format!("Account of {} ({})", booking.lead, booking.code);
    Order::Choose(
        Picker::menu(title, items).head(account::at_most(account::lines(booking, view), LINES)),
        None,
    )
}
