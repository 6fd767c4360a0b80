//! Actions that tell people something, and what a person was told: the inbox,
//! a message, the letters that were given up.

use super::Order;
use crate::console::action::Action;
use crate::console::form::{Kind, Tell};
use crate::console::text;
use crate::console::view::{Place, Subject, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::alerts::AlertName;
use crate::domain::command::{
    AddEvent, Announce, ApplyPlan, Command, HandOver, ReadMessages, Request, ResendMessage,
};
use crate::domain::facts::Facts;
use crate::domain::jobs::Job;
use crate::domain::telling::{Delivery, DeliveryState, Message, Notice, NoticeKind};

/// Columns of a message that is read, on any screen.
const COLUMNS: usize = 64;
/// Lines of it that leave room for what can be done with it.
const LINES: usize = 14;

/// What an action that tells something comes to.
pub(super) fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    let example = || "example".to_owned();
    Some(match action {
        Action::Announce => Order::Ask(
            Kind::Telling(Tell::Announcement),
            Some(
                Announce {
                    text: example(),
                    ..Announce::default()
                }
                .into(),
            ),
        ),
        Action::HandOver => Order::Ask(
            Kind::Telling(Tell::HandOver),
            Some(HandOver { text: example() }.into()),
        ),
        Action::AddEvent => {
            let day = subject.day.unwrap_or(view.today());
            let command = AddEvent {
                name: example(),
                from: day,
                to: day,
            };
            Order::Ask(Kind::Telling(Tell::Event(day)), Some(command.into()))
        }
        Action::ReadMessages if unread(view) == 0 => Order::Not("nothing is unread".to_owned()),
        Action::ReadMessages => Order::Give(ReadMessages::default().into()),
        Action::ResendMessage => match dead(view).next() {
            None => Order::Not("no letter was given up".to_owned()),
            Some((_, message)) => Order::Choose(dead_letters(view), Some(again(message))),
        },
        _ => return None,
    })
}

/// How many messages this person has not read.
pub fn unread(view: &View) -> usize {
    own(view).filter(|message| message.is_unread()).count()
}

fn own<'v>(view: &View<'v>) -> impl Iterator<Item = &'v Message> + use<'v> {
    let me = view.actor.id;
    let messages = view.house.messages.values();
    messages.filter(move |message| message.is_for(me))
}

/// Everything this person was told, and what hangs on the wall for them.
pub fn inbox(view: &View) -> Picker<Wish> {
    let mut items: Vec<Item<Wish>> = Vec::new();
    let me = view.house.staff.get(&view.actor.id);
    let notices = view.house.notices.values().rev();
    let shown = notices.filter(|notice| me.is_some_and(|me| notice.is_for(me, view.today())));
    items.extend(shown.map(|notice| on_the_wall(notice, view)));
    for (heading, new) in [("UNREAD", true), ("READ", false)] {
        let mut some: Vec<&Message> = own(view)
            .filter(|message| message.is_unread() == new)
            .collect();
        some.sort_by_key(|message| std::cmp::Reverse(message.id));
        items.extend(some.into_iter().map(|message| Item {
            heading,
            ..Item::new(message.headline(), open(message, view)).detail(detail(message, view))
        }));
    }
    let foot = match (items.is_empty(), unread(view)) {
        (true, _) => "Nothing yet.  Esc closes.".to_owned(),
        (false, new) => format!("{new} unread.  Enter opens.  Esc closes."),
    };
    Picker::searchable("Inbox", items).foot(foot)
}

/// What hangs on the wall for this person, the newest first, a line each.
pub fn wall(view: &View) -> Vec<String> {
    let me = view.house.staff.get(&view.actor.id);
    let notices = view.house.notices.values().rev();
    notices
        .filter(|notice| me.is_some_and(|me| notice.is_for(me, view.today())))
        .map(|notice| {
            let by = view.house.staff.get(&notice.stamp.by);
            let by = by.map_or("?", |person| person.name.as_str());
            let first = notice.text.lines().next().unwrap_or_default();
            format!("{by}: {first}")
        })
        .collect()
}

fn detail(message: &Message, view: &View) -> String {
    let from = message.from.and_then(|from| view.house.staff.get(&from));
    let from = from.map_or_else(String::new, |person| format!(", {}", person.name));
    format!(
        "{}{from}, {}",
        message.kind.label(),
        view.when(message.created_at)
    )
}

fn on_the_wall(notice: &Notice, view: &View) -> Item<Wish> {
    let by = view.house.staff.get(&notice.stamp.by);
    let by = by.map_or("?", |person| person.name.as_str());
    let (label, until) = match notice.kind {
        NoticeKind::Announcement => ("Announcement", format!(", until {}", notice.until.spoken())),
        NoticeKind::HandOver => ("Hand-over", String::new()),
    };
    let said = format!("{label}, {by}, {}{until}", view.when(notice.stamp.at));
    let read = Picker::menu(label, vec![to_the_inbox()]).head(page(&said, &notice.text));
    let first = notice.text.lines().next().unwrap_or_default();
    Item {
        heading: "ON THE WALL",
        ..Item::new(first, Wish::Choose(Box::new(read))).detail(said)
    }
}

fn to_the_inbox() -> Item<Wish> {
    Item::new("To the inbox", Wish::Run(Action::Inbox)).letter('i')
}

/// The head line, and the text in lines.
fn page(said: &str, text: &str) -> Vec<String> {
    let mut lines = vec![said.to_owned(), String::new()];
    lines.extend(text.lines().flat_map(|line| {
        let plain = text::shown(line, false);
        if plain.is_empty() {
            vec![String::new()]
        } else {
            text::wrap(&plain, COLUMNS)
        }
    }));
    if lines.len() > LINES {
        lines.truncate(LINES - 1);
        lines.push("... the rest stands in \"show inbox\".".to_owned());
    }
    lines
}

/// Shows a message, which is read then.
fn open(message: &Message, view: &View) -> Wish {
    let mut items = Vec::new();
    if let Some(place) = about(message, view) {
        items.push(Item::new("Go there", Wish::Go(place)).letter('g'));
    }
    items.extend(plan_items(message, view));
    if message.about.as_deref() == Some(Job::NightAudit.as_str()) {
        let close = Action::CloseDay;
        items.push(Item::new(close.entry().name, Wish::Run(close)).letter('c'));
    }
    items.push(to_the_inbox());
    let shown =
        Picker::menu(message.kind.label(), items).head(page(&detail(message, view), &message.text));
    let show = Wish::Choose(Box::new(shown));
    if !message.is_unread() {
        return show;
    }
    let read = ReadMessages {
        messages: vec![message.id],
    };
    Wish::Both(
        Box::new(Wish::Give(Box::new(Request::from(read)))),
        Box::new(show),
    )
}

/// What can be done with the plan a message is about, while nobody has carried
/// it out.
fn plan_items(message: &Message, view: &View) -> Vec<Item<Wish>> {
    let about = message.about.as_deref();
    let plan = view
        .house
        .plans
        .values()
        .find(|plan| Some(plan.code.as_str()) == about && plan.applied.is_none());
    let Some(plan) = plan else {
        return Vec::new();
    };
    let apply = ApplyPlan {
        plan: plan.code.clone(),
        ..ApplyPlan::default()
    };
    let why_not = view.preview(&apply.clone().into()).err();
    vec![
        Item::new(
            "Look at it on the grid",
            Wish::Plan(Box::new(plan.asked.question())),
        )
        .detail("thought out anew, as the house is now")
        .letter('l'),
        Item::new(
            "Carry it out as it stands",
            Wish::Give(Box::new(Request::from(Command::from(apply)))),
        )
        .detail("one step, one undo")
        .letter('A')
        .unless(why_not.map(|refusal| refusal.message)),
    ]
}

/// The booking or request a message is about.
fn about(message: &Message, view: &View) -> Option<Place> {
    let about = message.about.as_deref()?;
    let named = about.parse::<AlertName>().ok();
    let code = named.as_ref().map_or(about, |name| name.subject.as_str());
    let booking = view.house.booking_coded(code);
    let request = || view.house.request_ticketed(code);
    booking
        .map(|booking| Place::Booking(booking.id))
        .or_else(|| request().map(|request| Place::Request(request.id)))
}

/// Letters that were given up, each with its message.
fn dead<'v>(view: &View<'v>) -> impl Iterator<Item = (&'v Delivery, &'v Message)> + use<'v> {
    let house = view.house;
    let deliveries = house.deliveries.values();
    deliveries
        .filter(|delivery| delivery.state() == DeliveryState::Dead)
        .filter_map(|delivery| Some((delivery, house.messages.get(&delivery.message)?)))
}

fn again(message: &Message) -> Command {
    ResendMessage {
        message: message.id,
    }
    .into()
}

fn dead_letters(view: &View) -> Picker<Wish> {
    let items = dead(view).map(|(delivery, message)| {
        let why = delivery.last_error.as_deref().unwrap_or_default();
        let detail = format!("{} to {}: {why}", delivery.way.label(), delivery.address);
        let wish = Wish::Give(Box::new(Request::from(again(message))));
        Item::new(message.headline(), wish).detail(detail)
    });
    Picker::searchable("Letters that were given up", items.collect())
        .foot("Enter tries one again.  Esc closes.")
}
