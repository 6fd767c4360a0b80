//! Actions on alerts, and what they give: the ways out that an alert's row
//! offers, settling it, and who was told of it.
//!
//! Which ways there are is told by the domain ([`alerts::ways`]); here they get
//! lines of a list, and what wants a look first gets the screen that shows it.
//!
//! [`alerts::ways`]: crate::domain::alerts::ways

use super::{Order, way_out};
use crate::console::action::Action;
use crate::console::form::{Form, Kind};
use crate::console::selection::counted;
use crate::console::view::{Place, Subject, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::desk::Question;
use crate::domain::alerts::{Alert, NextStep, Remedy, ToldLine, Way, settle, ways};
use crate::domain::command::{
    AcknowledgeAlert, AutoAssign, Command, MakeRoom, ResolveAlert, ResolveConflict, SnoozeAlert,
};
use crate::domain::facts::Facts;
use crate::domain::instead::Alternative;

/// What an alert action comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
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
        Action::DealWith => match named(&alert, view) {
            Some(alert) => Order::Choose(dealing(alert, view), None),
            None => Order::Not("the alert is over".to_owned()),
        },
        _ => return None,
    })
}

/// The alert of this name, if it is active.
pub fn named<'v>(name: &str, view: &View<'v>) -> Option<&'v Alert> {
    let mut alerts = view.figures.alerts.iter();
    alerts.find(|alert| alert.alert.to_string() == name)
}

/// The question who was told of an alert.
pub fn who_was_told(subject: &Subject) -> Option<Wish> {
    let alert = subject.alert.clone()?;
    Some(Wish::LookUp(Box::new(Question::Told(alert))))
}

/// Every way out that the alert's row offers, as one list.
fn dealing(alert: &Alert, view: &View) -> Picker<Wish> {
    let found = ways(view.house, alert, &view.context());
    let mut items: Vec<Item<Wish>> = Vec::new();
    for way in found {
        items.extend(item(way, alert, view));
    }
    let head = vec![alert.message.clone()];
    let rooms = items.iter().filter(|item| item.why_not.is_none()).count();
    let foot = match (items.is_empty(), alert.action) {
        (true, _) => {
            "Nothing helps at once. Make room by hand on the grid, or put it off.".to_owned()
        }
        (false, NextStep::SuggestRoom) => "The first line suits best; Enter takes it.".to_owned(),
        (false, NextStep::Emergency) => format!("{rooms} ways out, all at once. Enter takes one."),
        (false, _) => "Enter takes the line. Esc leaves all as it is.".to_owned(),
    };
    let title = match alert.action {
        NextStep::Emergency => "EMERGENCY".to_owned(),
        step => step.label().to_owned(),
    };
    Picker::menu(title, items).head(head).foot(foot)
}

/// One way as a line.
fn item(way: Way, alert: &Alert, view: &View) -> Option<Item<Wish>> {
    let heading = way.remedy.heading();
    let item = match way.commands {
        Some(one) => command_item(one, view),
        None => opening(way.remedy, alert, view)?,
    };
    Some(Item { heading, ..item })
}

fn command_item(one: Alternative, view: &View) -> Item<Wish> {
    way_out::item(one, view)
}

/// What is looked at first.
fn opening(remedy: Remedy, alert: &Alert, view: &View) -> Option<Item<Wish>> {
    Some(match remedy {
        Remedy::Extend => {
            let booking = alert.booking.clone()?;
            let form = Form::open(Kind::ChangeStay { booking }, view);
            Item::new("Let the guest stay on", Wish::Ask(Box::new(form)))
                .detail("other dates")
                .letter('d')
        }
        Remedy::Attendant => Item::new("Whose work is it?", Wish::Run(Action::AssignAttendant))
            .detail("gives the room to an attendant")
            .letter('w'),
        Remedy::Request => {
            let request = view.house.request_ticketed(alert.ticket.as_deref()?)?;
            Item::new("Open the request", Wish::Go(Place::Request(request.id)))
                .detail("give it to someone, hurry it, put it on hold")
        }
        Remedy::Automatic => {
            let booking = alert.booking.clone()?;
            let day = alert.check_in_date?;
            let question = AutoAssign {
                bookings: vec![booking],
                ..AutoAssign::between(day, day)
            };
            planned("Let a room be found", "the plan shows first", question).letter('A')
        }
        Remedy::MakeRoom => {
            let question = MakeRoom {
                booking: alert.booking.clone()?,
                ..MakeRoom::default()
            };
            let detail = "who would have to move; shows it on the grid first";
            planned("Make room", detail, question).letter('M')
        }
        Remedy::ResolveConflict => {
            let question = ResolveConflict {
                booking: alert.booking.clone()?,
                ..ResolveConflict::default()
            };
            let detail = "ranks the claims, finds the others rooms; shows it first";
            planned("Settle it by rank", detail, question).letter('M')
        }
        _ => return None,
    })
}

/// A plan to be thought out and looked at.
fn planned(label: &str, detail: &str, question: impl Into<Command>) -> Item<Wish> {
    Item::new(label, Wish::Plan(Box::new(question.into()))).detail(detail)
}

/// Settling all that is selected: rooms by a plan for those without one, the
/// note for everything else; one step.
pub fn settle_many(subject: &Subject, view: &View) -> Order {
    let alerts: Vec<&Alert> = subject
        .alerts
        .iter()
        .filter_map(|name| named(name, view))
        .collect();
    let bulk = settle(view.house, &alerts, view.now);
    if bulk.commands.is_empty() {
        return Order::Not(match bulk.left.first() {
            Some(left) => format!("no room for {left}"),
            None => "no alert is selected".to_owned(),
        });
    }
    let words = bulk.words();
    let called = format!("Settled {}: {words}", counted(alerts.len(), "alert"));
    let kind = Kind::ReasonForAll {
        title: format!("Resolve {}: {words}", counted(alerts.len(), "alert")),
        label: "How",
        called,
        commands: bulk.commands,
    };
    Order::Ask(kind, None)
}

/// Who was told of an alert, and what became of each message.
pub fn told_list(alert: &str, lines: &[ToldLine], view: &View) -> Picker<Wish> {
    let items = lines.iter().map(|line| {
        let severity = line.severity.map_or("", |severity| severity.as_str());
        let label = format!("{:<20} {} {severity}", line.name, view.when(line.at));
        Item::new(label.trim_end(), Wish::Nothing).detail(line.became(|at| view.when(at)))
    });
    let head: Vec<String> = named(alert, view)
        .map(|alert| alert.message.clone())
        .into_iter()
        .collect();
    let foot = match lines.len() {
        0 => "Nobody was told of it yet.  Esc closes.",
        _ => "Each line is a message in an inbox.  Esc closes.",
    };
    Picker::menu("Who was told", items.collect())
        .head(head)
        .foot(foot)
}
