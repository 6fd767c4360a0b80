//! The stay in the hand: its ghost on the grid, and what a drop would do.

use ratatui::layout::Rect;

use super::super::carry::{Carry, Grip, Outlook};
use super::super::detail::between;
use super::super::sheet::Spot;
use super::super::sign;
use super::Drawing;
use crate::console::look::row;
use crate::console::order::settle::Difference;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::booking::Booking;
use crate::domain::command::Command;
use crate::domain::day::{Day, Stay};
use crate::domain::facts::Facts;
use crate::domain::money::Money;
use crate::domain::segment::Segment;
use crate::domain::view::account::totals;
use crate::domain::view::bar::{Bar, BarOf};

/// Marks the nights that somebody else has.
const CLASH: &str = "X";

impl Drawing<'_> {
    /// The ghost, if it lies in this row.
    pub(super) fn ghost(&mut self, y: u16, spot: &Spot) {
        let state = self.state;
        let Some(carry) = state.carried().filter(|_| state.cursor.spot == *spot) else {
            return;
        };
        let nights = carry.nights_in(spot, self.view);
        let Some(span) = self.parts.columns.stay(nights.check_in, nights.check_out) else {
            return;
        };
        let refused = matches!(carry.outlook, Outlook::Refused { .. });
        let meaning = if refused {
            Meaning::GhostRefused
        } else {
            Meaning::GhostFits
        };
        let ghost = Bar {
            detail: format!("{}n", nights.nights()),
            ..carry.bar.clone()
        };
        let said = sign::text(&ghost, span, self.view.look.ascii);
        let style = self.style(meaning);
        self.stamp(span.start, y, span.width(), &said, style);
        if refused {
            self.clashes(y, spot, carry, nights);
        }
    }

    /// Crosses out the nights of the ghost that another bar lies on.
    fn clashes(&mut self, y: u16, spot: &Spot, carry: &Carry, nights: Stay) {
        let columns = self.parts.columns;
        let others = self.state.sheet.bars(spot).iter();
        let others: Vec<(Day, Day)> = others
            .filter(|bar| bar.of != carry.bar.of)
            .map(|bar| {
                (
                    bar.from.max(nights.check_in),
                    bar.reaches.min(nights.check_out),
                )
            })
            .collect();
        for (from, to) in others {
            for night in from.max(columns.from).until(to.min(columns.end())) {
                let place = columns.night(night);
                let said = CLASH.repeat(place.len());
                self.put(
                    place.start,
                    y,
                    place.len() as u16,
                    &said,
                    Meaning::GhostRefused,
                );
            }
        }
    }

    /// What a drop would do, in three lines or more.
    pub(super) fn preview(&mut self, area: Rect) {
        let Some(carry) = self.state.carried() else {
            return;
        };
        let (sign, meaning, said) = verdict(carry, self.view);
        let head = format!(" {}   {}", title(carry, self), days(carry));
        let style = self.style(Meaning::Heading);
        self.view
            .look
            .write(self.buffer, row(area, 0), &head, style);
        let room = usize::from(area.width).saturating_sub(5).max(1);
        let style = self.style(meaning);
        let lines = text::wrap(&text::shown(&said, self.view.look.ascii), room);
        let space = area.height.saturating_sub(2).max(1);
        for (nth, line) in lines.iter().enumerate().take(usize::from(space)) {
            let mark = if nth == 0 { sign } else { " " };
            let at = row(area, 1 + nth as u16);
            self.view
                .look
                .write(self.buffer, at, &format!(" {mark} {line}"), style);
        }
        let used = 1 + lines.len().min(usize::from(space)) as u16;
        let style = self.style(Meaning::Muted);
        self.view
            .look
            .write(self.buffer, row(area, used), &keys(carry), style);
    }
}

fn title(carry: &Carry, drawing: &Drawing) -> String {
    let name = |spot: &Spot| match spot {
        Spot::Room(id) => drawing.view.house.rooms.get(id).map_or_else(
            || "?".to_owned(),
            |room| format!("{} {}", room.number, room.room_type),
        ),
        Spot::Lane(_) => "the tray".to_owned(),
        Spot::Group(key) => key.clone(),
    };
    let what = match carry.grip {
        Grip::Whole => "MOVE",
        Grip::Arrival => "ARRIVAL",
        Grip::Departure => "DEPARTURE",
    };
    let (from, to) = (&carry.home, &drawing.state.cursor.spot);
    let way = if from == to {
        format!("in {}", name(from))
    } else {
        format!("{} > {}", name(from), name(to))
    };
    if drawing.view.body.width < 100 {
        return format!("{what} {}   {way}", guest(&carry.bar));
    }
    format!("{what} {} {}   {way}", guest(&carry.bar), carry.bar.code)
}

fn guest(bar: &Bar) -> &str {
    match bar.of {
        BarOf::Block(_) => "block",
        BarOf::Segment(_) | BarOf::Unassigned(_) => &bar.label,
    }
}

/// The nights, and whether they are the same as before.
fn days(carry: &Carry) -> String {
    let nights = carry.nights;
    let change = match carry.grip {
        Grip::Whole if carry.shift() == 0 => "same dates".to_owned(),
        Grip::Whole => format!("{:+} days", carry.shift()),
        Grip::Arrival | Grip::Departure => {
            let more = nights.nights() - carry.bar.to.since(carry.bar.from);
            if more == 0 {
                "same dates".to_owned()
            } else {
                format!("{more:+} nights")
            }
        }
    };
    format!("{}  {}n  {change}", between(nights), nights.nights())
}

/// Sign, colour and words for what a drop would come to.
fn verdict(carry: &Carry, view: &View) -> (&'static str, Meaning, String) {
    match &carry.outlook {
        Outlook::Same => ("=", Meaning::Muted, "Nothing would change.".to_owned()),
        Outlook::Fine { command, warnings } => {
            let mut said = promise(carry, command, view);
            for warning in warnings {
                said.push_str(" ! ");
                said.push_str(warning);
            }
            ("=", Meaning::Good, said)
        }
        Outlook::Priced {
            command,
            difference,
        } => (
            "$",
            Meaning::Warning,
            price(carry, command, *difference, view),
        ),
        Outlook::Refused { refusal, .. } => ("X", Meaning::Wrong, refusal.message.clone()),
    }
}

/// What a room of another type costs beside what was booked.
fn price(carry: &Carry, command: &Command, difference: Difference, view: &View) -> String {
    let booked = view.house.bookings.get(&carry.booking);
    let booked = booked.map_or("", |booking| booking.room_type.as_str());
    let how = match command {
        Command::Assign(_) => "free and ready",
        Command::Move(_) => "free and ready, moves tonight",
        _ => "free",
    };
    format!("{}; booked is {booked}; {how}", difference.words())
}

/// What the drop would do, and what it would cost.
fn promise(carry: &Carry, command: &Command, view: &View) -> String {
    let Some(booking) = view.house.bookings.get(&carry.booking) else {
        return String::new();
    };
    let price = || as_priced(carry, command, booking, view);
    match command {
        Command::Assign(_) => format!("free and ready: firm, {}", price()),
        Command::PreAssign(_) => format!("free: tentative, {}", price()),
        Command::Move(_) => format!(
            "free and ready: moves tonight, {}, the old room will be cleaned; asks why",
            price()
        ),
        Command::Unassign(_) => {
            let off = comes_off(carry, view);
            let off = off.map_or_else(String::new, |off| format!(", {off}"));
            format!("back to the tray: waits for a room{off}")
        }
        _ => {
            let more = carry.nights.nights() - carry.before().nights();
            let now = totals(view.house, booking).due;
            let nightly = booking.rate.plus(charged_a_night(carry, view));
            let then = now.plus(nightly.times(i64::from(more)));
            if more == 0 {
                format!("free: other dates, price {now} unchanged")
            } else {
                format!("free: {more:+} nights, price {now} > {then}")
            }
        }
    }
}

/// The price of a room that needs no word about it: of the booked type, or of
/// the type for which it was settled.
fn as_priced(carry: &Carry, command: &Command, booking: &Booking, view: &View) -> String {
    let number = match command {
        Command::Assign(it) => &it.room,
        Command::PreAssign(it) => &it.room,
        Command::Move(it) => &it.room,
        _ => "",
    };
    let room = view.house.room_numbered(number);
    let kind = room.map_or_else(String::new, |room| room.room_type);
    if kind != booking.room_type {
        return format!("{kind}, the price as it was settled");
    }
    match comes_off(carry, view) {
        Some(off) => format!("{kind} as booked, {off}"),
        None => format!("{kind} as booked, rate unchanged"),
    }
}

/// The segment in the hand.
fn in_hand(carry: &Carry, view: &View) -> Option<Segment> {
    match carry.bar.of {
        BarOf::Segment(id) => view.house.segments.get(&id).cloned(),
        _ => None,
    }
}

/// What each night of the stay in the hand is charged beside what was booked.
fn charged_a_night(carry: &Carry, view: &View) -> Money {
    let none = Money::zero(view.property.currency);
    let segment = in_hand(carry, view);
    let charged = segment.filter(|segment| segment.charged().minor != 0);
    charged.map_or(none, |segment| segment.difference())
}

/// The nights of the stay in the hand that are not slept yet.
fn nights_to_come(carry: &Carry, view: &View) -> i32 {
    let in_house = view
        .house
        .bookings
        .get(&carry.booking)
        .is_some_and(Booking::is_in_house);
    let nights = carry.before();
    let slept = if in_house {
        view.today().since(nights.check_in).max(0)
    } else {
        0
    };
    (nights.nights() - slept).max(0)
}

/// What was charged for the room in the hand and falls away with it: all of
/// it, or of a guest in the house the nights to come.
fn comes_off(carry: &Carry, view: &View) -> Option<String> {
    let nightly = charged_a_night(carry, view);
    let nights = nights_to_come(carry, view);
    let total = nightly.times(i64::from(nights));
    let way = if total.minor > 0 {
        "comes off"
    } else {
        "comes back on"
    };
    (total.minor != 0).then(|| format!("{} {way}", total.size()))
}

fn keys(carry: &Carry) -> String {
    let moves = match carry.grip {
        Grip::Whole => "Up Down room   Left Right days   = room is free",
        Grip::Arrival | Grip::Departure => "Left Right days   Tab other end",
    };
    let drop = match carry.outlook {
        Outlook::Refused { .. } => "Enter off: X",
        Outlook::Priced { .. } => "Enter: who pays",
        _ => "Enter drops",
    };
    format!(" {moves}   {drop}   NOT SAVED")
}
