//! Who pays for a room of another type that a plan gives.
//!
//! Owns the question; what each answer comes to is decided when the plan is
//! carried out. The first answer leaves everything as it was.

use super::{PlanScreen, ask};
use crate::console::order::settle;
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::alternatives;
use crate::domain::money::Money;
use crate::domain::planning::Line;
use crate::domain::rate::RateDecision;

/// The question, where the kept lines give a room of another type.
pub fn question(screen: &PlanScreen, view: &View) -> Option<Picker<Wish>> {
    let lines = &screen.picked.kept().lines;
    let other: Vec<&Line> = lines
        .iter()
        .filter(|line| line.other_type.is_some())
        .collect();
    if other.is_empty() {
        return None;
    }
    let zero = Money::zero(view.property.currency);
    let totals = other.iter().filter_map(|line| total(line, view));
    let total = totals.fold(zero, Money::plus);
    let answer = |decision, letter| {
        let label = settle::label(decision, total);
        Item::new(label, ask::apply(screen.command(Some(decision)))).letter(letter)
    };
    let mut items = vec![settle::leave_it()];
    if total.minor != 0 {
        items.push(answer(RateDecision::Charge, 'c'));
    }
    items.push(answer(RateDecision::Complimentary, 'f'));
    let about = other.iter().map(|line| about(line, view)).collect();
    Some(Picker::menu("Who pays the difference?", items).head(about))
}

fn total(line: &Line, view: &View) -> Option<Money> {
    let booking = view.house.bookings.get(&line.booking)?;
    let room_type = line.other_type.as_ref()?;
    let quote = alternatives::quote(view.house, booking, room_type, line.part)?;
    Some(quote.total)
}

fn about(line: &Line, view: &View) -> String {
    let booking = view.house.bookings.get(&line.booking);
    let booked = booking.map_or("another", |booking| booking.room_type.as_str());
    format!(
        "{}: {} is {}, booked is {booked}",
        line.guest,
        line.number,
        line.other_type.as_deref().unwrap_or("another type")
    )
}
