//! What each form asks, filled with what is known.

use super::guest;
use super::rule;
use super::{Entry, Kind, Takes, entry};
use crate::console::view::View;
use crate::domain::account::PaymentKind;
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::facts::Facts;
use crate::domain::staff::OverrideLevel;
use crate::domain::view::account::totals;

/// What each form asks.
#[allow(clippy::too_many_lines)] // A table is as long as what it lists.
pub fn entries(kind: &Kind, view: &View) -> Vec<Entry> {
    let text = |label| entry(label, Takes::Text);
    let date = |label| entry(label, Takes::Date).hint("t, +3, fri, 16, 24/12");
    match kind {
        Kind::Reason { label, command, .. } => vec![reason_entry(label, command)],
        Kind::ReasonForAll {
            label, commands, ..
        } => commands
            .first()
            .map(|command| reason_entry(label, command))
            .into_iter()
            .collect(),
        Kind::People(about) => about.entries(view),
        Kind::Telling(tell) => tell.entries(),
        Kind::Request(form) => form.entries(view),
        Kind::Rule(name) => rule::entries(name.as_deref(), view),
        Kind::House(form) => form.entries(view),
        Kind::GoToDate => vec![date("Date").required()],
        Kind::NewBooking {
            arrival,
            room_type,
            nights,
        } => guest::new_booking(*arrival, room_type.as_deref(), *nights, view),
        Kind::WalkIn { room } => guest::walk_in(room.as_deref()),
        Kind::EditBooking { booking } => guest::edit(booking, view),
        Kind::SearchBookings(search) => guest::search(search, view),
        Kind::SaveView(_) => vec![text("Name").required().hint("such as Arrivals")],
        Kind::ChangeStay { booking } => {
            let stay = view
                .house
                .booking_coded(booking)
                .map(|booking| booking.stay);
            let held = |day: Option<Day>| day.map_or_else(String::new, |day| typed_day(day, view));
            vec![
                date("Arrival")
                    .required()
                    .holding(&held(stay.map(|stay| stay.check_in))),
                date("Departure")
                    .required()
                    .holding(&held(stay.map(|stay| stay.check_out))),
            ]
        }
        Kind::NameGuests { booking } => guest::party(booking, view),
        Kind::Note { .. } => vec![text("Note").required()],
        Kind::Swap { .. } => vec![
            text("With").required().hint("room or booking code"),
            text("Reason").required(),
        ],
        Kind::Payment { booking, kind } => payment(booking, *kind, view),
        Kind::Adjust { .. } => adjustment(),
        Kind::Block { rooms, from, to } => new_block(rooms, *from, *to, view),
        Kind::EditBlock { block } => edit_block(block, view),
        Kind::Time { booking, leaves } => vec![hour(booking, *leaves, view)],
        Kind::Maintenance { .. } => vec![
            entry("Priority", Takes::OneOf(priorities()))
                .required()
                .holding("MED"),
            text("What is wrong"),
            date("Until").hint("empty: not known"),
        ],
        Kind::Plan(asked) => super::plan::entries(asked, view),
        Kind::OutOfOrder { .. } => out_of_order(),
    }
}

/// A room taken out of use.
fn out_of_order() -> Vec<Entry> {
    vec![
        entry("Reason", Takes::Text).required(),
        entry("Until", Takes::Date).hint("empty: until further notice"),
    ]
}

/// A reason that the command can do without may stay empty.
fn reason_entry(label: &'static str, command: &Command) -> Entry {
    let field = entry(label, Takes::Text);
    match command {
        Command::ResolveAlert(_) | Command::ResolveDiscrepancy(_) | Command::CancelRequest(_) => {
            field.hint("may stay empty")
        }
        _ => field.required(),
    }
}

/// Something added to an account, or taken off it.
fn adjustment() -> Vec<Entry> {
    vec![
        entry("Amount", Takes::Text)
            .required()
            .hint("18.00; -30 takes off"),
        entry("Reason", Takes::Text).required(),
    ]
}

/// Money that changes hands: what is open to begin with, or what was paid too
/// much.
fn payment(booking: &str, kind: PaymentKind, view: &View) -> Vec<Entry> {
    let totals = view
        .house
        .booking_coded(booking)
        .map(|booking| totals(view.house, &booking));
    let open = totals.map(|totals| totals.balance);
    let wanted = match kind {
        PaymentKind::Refund => open.filter(|open| open.minor < 0),
        _ => open.filter(|open| open.minor > 0),
    };
    let held = wanted.map_or_else(String::new, |open| open.size().amount());
    vec![
        entry("Amount", Takes::Text)
            .required()
            .holding(&held)
            .hint("120.00"),
        entry("How", Takes::OneOf(methods())).required(),
        entry("What for", Takes::OneOf(payment_kinds()))
            .required()
            .holding(kind.as_str()),
    ]
}

fn methods() -> Vec<(String, String)> {
    options(&[
        ("card", "card"),
        ("cash", "cash"),
        ("transfer", "bank transfer"),
        ("voucher", "voucher"),
        ("invoice", "invoice to a company"),
        ("online", "paid online"),
    ])
}

fn payment_kinds() -> Vec<(String, String)> {
    options(&[
        ("payment", "payment"),
        ("deposit", "deposit, paid ahead"),
        ("refund", "refund, given back"),
    ])
}

/// A block to be made.
fn new_block(rooms: &[String], from: Day, to: Day, view: &View) -> Vec<Entry> {
    let date = |label| entry(label, Takes::Date).hint("t, +3, fri, 16, 24/12");
    vec![
        entry("Rooms", Takes::Text)
            .required()
            .holding(&rooms.join("; "))
            .hint("separated by ;"),
        date("From").required().holding(&typed_day(from, view)),
        date("To").required().holding(&typed_day(to, view)),
        entry("Type", Takes::OneOf(block_types())).required(),
        entry("Reason", Takes::Text).required(),
        entry("Can be broken", Takes::OneOf(override_levels())).required(),
    ]
}

/// A block as it is, to be written over.
fn edit_block(code: &str, view: &View) -> Vec<Entry> {
    let block = view.house.block_coded(code);
    let held = |day: Option<Day>| day.map_or_else(String::new, |day| typed_day(day, view));
    let date = |label| entry(label, Takes::Date).hint("t, +3, fri, 16, 24/12");
    let kind = block.as_ref().map_or("", |block| block.kind.as_str());
    let level = block
        .as_ref()
        .and_then(|block| block.override_level)
        .map_or("no", OverrideLevel::as_str);
    vec![
        date("From")
            .required()
            .holding(&held(block.as_ref().map(|block| block.stay.check_in))),
        date("To")
            .required()
            .holding(&held(block.as_ref().map(|block| block.stay.check_out))),
        entry("Type", Takes::OneOf(block_types()))
            .required()
            .holding(kind),
        entry("Reason", Takes::Text)
            .required()
            .holding(block.as_ref().map_or("", |block| &block.reason)),
        entry("Can be broken", Takes::OneOf(override_levels()))
            .required()
            .holding(level),
    ]
}

/// The hour that is known already.
fn hour(booking: &str, leaves: bool, view: &View) -> Entry {
    let booking = view.house.booking_coded(booking);
    let known = if leaves {
        booking.and_then(|booking| booking.departure_time)
    } else {
        booking.and_then(|booking| booking.arrival_time)
    };
    let label = if leaves { "Leaves at" } else { "Comes at" };
    entry(label, Takes::Text)
        .required()
        .holding(&known.map_or_else(String::new, |time| time.to_string()))
        .hint("14:00")
}

/// A day as it can be typed again: today stays readable as a date.
pub(super) fn typed_day(day: Day, view: &View) -> String {
    if day == view.today() {
        "t".to_owned()
    } else {
        day.to_string()
    }
}

pub(super) fn room_types(view: &View) -> Vec<(String, String)> {
    let types = view.house.room_types.values();
    types
        .map(|kind| (kind.code.clone(), format!("{} {}", kind.code, kind.name)))
        .collect()
}

pub(super) fn options(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(held, shown)| ((*held).to_owned(), (*shown).to_owned()))
        .collect()
}

fn priorities() -> Vec<(String, String)> {
    options(&[("LOW", "low"), ("MED", "medium"), ("HIGH", "high")])
}

fn block_types() -> Vec<(String, String)> {
    options(&[
        ("maintenance", "maintenance"),
        ("renovation", "renovation"),
        ("vip_hold", "VIP hold"),
        ("long_stay", "long stay"),
        ("staff", "staff"),
    ])
}

fn override_levels() -> Vec<(String, String)> {
    options(&[
        ("no", "by nobody"),
        ("manager", "by a manager"),
        ("admin", "by an administrator"),
    ])
}
