//! Actions on requests, and the commands they give.

use super::{Order, give};
use crate::console::action::Action;
use crate::console::form::Kind;
use crate::console::form::request::RequestForm;
use crate::console::selection::counted;
use crate::console::view::{Subject, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::command as c;
use crate::domain::facts::Facts;
use crate::domain::request::{Request, Suited};
use crate::domain::view::requests::suited;

/// What a request action comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    if action == Action::Report {
        return Some(report(subject, view));
    }
    let request = subject.request.and_then(|id| view.house.request(id))?;
    let ticket = request.ticket.clone();
    Some(match action {
        Action::AssignRequest => assign(&request, view),
        Action::TakeNote => Order::Give(
            c::AcknowledgeRequest {
                ticket,
                notes: None,
            }
            .into(),
        ),
        Action::StartWork => Order::Give(
            c::StartRequest {
                ticket,
                notes: None,
            }
            .into(),
        ),
        Action::ResumeRequest => Order::Give(
            c::ResumeRequest {
                ticket,
                notes: None,
            }
            .into(),
        ),
        Action::CloseRequest => Order::Give(
            c::CloseRequest {
                ticket,
                notes: None,
            }
            .into(),
        ),
        Action::ReopenRequest => Order::Give(
            c::ReopenRequest {
                ticket,
                notes: None,
            }
            .into(),
        ),
        Action::HoldRequest => ask(
            "Put on hold",
            c::HoldRequest {
                ticket,
                notes: None,
            }
            .into(),
        ),
        Action::CallOff => ask(
            "Call off",
            c::CancelRequest {
                ticket,
                notes: None,
            }
            .into(),
        ),
        Action::WorkDone => {
            let example = c::ResolveRequest {
                ticket: ticket.clone(),
                ..c::ResolveRequest::default()
            };
            Order::Ask(
                Kind::Request(RequestForm::Done(ticket)),
                Some(example.into()),
            )
        }
        Action::RateRequest => {
            let example = c::RateRequest {
                ticket: ticket.clone(),
                rating: 5,
                feedback: None,
            };
            Order::Ask(
                Kind::Request(RequestForm::Rate(ticket)),
                Some(example.into()),
            )
        }
        Action::UpdateRequest => {
            let example = c::UpdateRequest {
                ticket: ticket.clone(),
                notes: Some("?".to_owned()),
                ..c::UpdateRequest::default()
            };
            Order::Ask(
                Kind::Request(RequestForm::Update(ticket)),
                Some(example.into()),
            )
        }
        _ => return None,
    })
}

fn ask(title: &str, command: c::Command) -> Order {
    Order::Ask(
        Kind::reason(title, "Reason", command.clone()),
        Some(command),
    )
}

/// A new request about what is selected: the guest of a booking speaks for
/// themselves while they are in the house.
fn report(subject: &Subject, view: &View) -> Order {
    // Where another request is chosen, the new one is about something else.
    let fresh = subject.request.is_none();
    let room = subject
        .room
        .filter(|_| fresh)
        .and_then(|id| view.house.rooms.get(&id));
    let booking = subject
        .booking
        .filter(|_| fresh)
        .and_then(|id| view.house.bookings.get(&id))
        .filter(|booking| booking.is_in_house());
    Order::Ask(
        Kind::Request(RequestForm::New {
            room: room.map(|room| room.number.clone()),
            booking: booking.map(|booking| booking.code.clone()),
        }),
        None,
    )
}

/// Everyone who suits, the best first, with the reason for the rank.
fn assign(request: &Request, view: &View) -> Order {
    let ticket = &request.ticket;
    let best = c::AssignRequest {
        ticket: ticket.clone(),
        ..c::AssignRequest::default()
    };
    let people = suited(view.house, request, view.now);
    let items = people.iter().map(|one| {
        let command: c::Command = c::AssignRequest {
            employee: Some(one.employee.clone()),
            ..best.clone()
        }
        .into();
        line(one, command, view)
    });
    let head = format!("{} {}", request.category, request.title);
    let mut list = Picker::menu(format!("Who sees to {ticket}?"), items.collect());
    list.head = vec![head];
    Order::Choose(list, Some(best.into()))
}

fn line(one: &Suited, command: c::Command, view: &View) -> Item<Wish> {
    let why_not = view.preview(&command).err().map(|refusal| refusal.message);
    Item::new(one.name.clone(), give(command, view.house))
        .detail(format!("{}: {}", one.role, one.why))
        .unless(why_not)
}

/// Several requests to one person, or each to whoever suits best.
pub fn many(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    if subject.requests.is_empty() || action != Action::AssignRequest {
        return None;
    }
    let requests: Vec<Request> = subject
        .requests
        .iter()
        .filter_map(|id| view.house.request(*id))
        .collect();
    let tickets: Vec<String> = requests.iter().map(|one| one.ticket.clone()).collect();
    let each = c::BulkAssignRequests {
        tickets,
        employee: None,
    };
    let mut items = vec![offered("Each to whoever suits best", &each, view)];
    let first = requests.first()?;
    for one in suited(view.house, first, view.now) {
        let command = c::BulkAssignRequests {
            employee: Some(one.employee.clone()),
            ..each.clone()
        };
        items.push(offered(&one.name, &command, view).detail(one.why));
    }
    let title = format!("Who sees to {}?", counted(requests.len(), "request"));
    Some(Order::Choose(Picker::menu(title, items), None))
}

fn offered(label: &str, command: &c::BulkAssignRequests, view: &View) -> Item<Wish> {
    let command: c::Command = command.clone().into();
    let why_not = view.preview(&command).err().map(|refusal| refusal.message);
    Item::new(label, give(command, view.house)).unless(why_not)
}
