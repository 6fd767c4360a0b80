//! What a form comes to while it is typed: what is free, what it costs, what
//! would be refused and beside which field that belongs.
//!
//! Owns the wording; availability, price and refusals are the domain's.

use super::{Form, Kind, Outlook, rule};
use crate::console::view::View;
use crate::domain::availability::sellable;
use crate::domain::day::{Day, LONGEST_STAY, Stay};
use crate::domain::draft::Outcome;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Facts;
use crate::domain::money::Money;
use crate::domain::reading;
use crate::domain::row::Row;

impl Form {
    /// The days that the form asks about, as far as they can be read.
    pub fn days(&self, view: &View) -> Option<Stay> {
        let stay = self.stay(view)?;
        let nights = Stay {
            check_in: stay.check_in,
            check_out: stay.check_out.max(stay.check_in.plus(1)),
        };
        let window = view.days.0.range();
        let loaded = window.check_in <= nights.check_in && nights.check_out <= window.check_out;
        (!loaded).then_some(nights)
    }

    fn stay(&self, view: &View) -> Option<Stay> {
        let today = view.today();
        let day = |label| self.day(label, today).ok().flatten();
        let known = |code: &str| view.house.booking_coded(code).map(|booking| booking.stay);
        let (from, to): (Day, Day) = match &self.kind {
            Kind::NewBooking { .. } => {
                let from = day("Arrival")?;
                (from, from.plus(self.nights()?))
            }
            Kind::WalkIn { .. } => (today, today.plus(self.nights()?)),
            Kind::ChangeStay { booking } => {
                let stay = known(booking)?;
                (
                    day("Arrival").unwrap_or(stay.check_in),
                    day("Departure").unwrap_or(stay.check_out),
                )
            }
            Kind::Block { .. } | Kind::EditBlock { .. } => (day("From")?, day("To")?),
            Kind::Plan(_) => (day("From")?, day("To")?.plus(1)),
            Kind::EditBooking { booking } => {
                let stay = known(booking)?;
                (stay.check_in, stay.check_out)
            }
            _ => return None,
        };
        (from <= to && to.since(from) <= LONGEST_STAY).then_some(Stay {
            check_in: from,
            check_out: to,
        })
    }

    fn nights(&self) -> Option<i32> {
        let nights = self.number("Nights").ok().flatten()?;
        Some(nights as i32)
    }

    /// What stands beside fields whose meaning depends on others.
    pub(super) fn echo(&mut self, view: &View) {
        let stay = self.stay(view);
        let said = stay.map_or_else(String::new, |stay| {
            if stay.is_day_use() {
                "by day, gone by the evening".to_owned()
            } else {
                format!("until {}", stay.check_out.spoken())
            }
        });
        if let Some(entry) = self
            .entries
            .iter_mut()
            .find(|entry| entry.label == "Nights")
        {
            entry.echo = said;
        }
    }

    /// How many rooms are left for what is typed so far, and at which price.
    pub(super) fn supply(&self, view: &View) -> Option<String> {
        let stay = self.stay(view)?;
        let kind = match &self.kind {
            Kind::EditBooking { .. } if !self.is_changed("Room type") => return None,
            Kind::NewBooking { .. } | Kind::EditBooking { .. } => {
                self.text("Room type").ok()?.to_owned()
            }
            Kind::WalkIn { .. } => {
                let typed = self.text("Room or type").ok()?;
                let room = view.house.room_numbered(typed).map(|room| room.room_type);
                room.or_else(|| {
                    let mut codes = view.house.room_types.keys();
                    codes.find(|code| code.eq_ignore_ascii_case(typed)).cloned()
                })?
            }
            Kind::ChangeStay { booking } => view.house.booking_coded(booking)?.room_type,
            _ => return None,
        };
        let nights = Stay {
            check_in: stay.check_in,
            check_out: stay.check_out.max(stay.check_in.plus(1)),
        };
        if !view.knows(nights) {
            return Some("Reading those days ...".to_owned());
        }
        let free = reading::look(view.house, view.now, |draft| sellable(draft, &kind, nights))?;
        let price = self.price(&kind, stay, view);
        if let Kind::ChangeStay { booking } = &self.kind {
            // Both days stand beside their fields; the nights that the stay has
            // already need no further room.
            let own = view.house.booking_coded(booking)?.stay;
            let more = free.iter().filter(|night| !own.covers(night.date));
            let tightest = more.min_by_key(|night| night.sellable);
            let left = tightest.map(|night| left(&kind, night.sellable, night.date));
            let said: Vec<String> = left.into_iter().chain(price).collect();
            return Some(said.join("   "));
        }
        let tightest = free.iter().min_by_key(|night| night.sellable)?;
        let rooms = left(&kind, tightest.sellable, tightest.date);
        let when = if stay.is_day_use() {
            format!("{} by day", stay.check_in.spoken())
        } else {
            format!("{} > {}", stay.check_in.spoken(), stay.check_out.spoken())
        };
        let price = price.map_or_else(String::new, |price| format!("   {price}"));
        Some(format!("{when}: {rooms}{price}"))
    }

    /// `2 nights x 120.00 = EUR 240.00`.
    fn price(&self, kind: &str, stay: Stay, view: &View) -> Option<String> {
        let typed = self.optional("Rate").ok().flatten();
        let currency = view.property.currency;
        let rate = match (&self.kind, typed) {
            (_, Some(typed)) => Money::parse(&typed, currency).ok()?,
            (Kind::ChangeStay { booking }, None) => view.house.booking_coded(booking)?.rate,
            (_, None) => view.house.room_type(kind)?.rate,
        };
        let count = stay.nights().max(1);
        let nights = if count == 1 { "night" } else { "nights" };
        Some(format!(
            "{count} {nights} x {} = {}",
            rate.amount(),
            rate.times(i64::from(count))
        ))
    }

    /// Shows a refusal beside the field it is about, while one goes on typing.
    pub(super) fn foretell(&mut self, refusal: &Refusal) {
        if refusal.code == Code::RuleInvalid {
            for (at, what) in self.faults_of(refusal) {
                self.entries[at].foretold = Some(what);
            }
        } else if let Some(at) = self.field_of(refusal) {
            self.entries[at].foretold = Some(refusal.message.clone());
        }
        self.foresee(Outlook::Refused(refusal.message.clone()));
    }

    /// Shows a refusal that was met, and goes to the field it is about.
    pub fn refuse(&mut self, refusal: &Refusal) {
        self.foresee(Outlook::Refused(refusal.message.clone()));
        if refusal.code == Code::RuleInvalid {
            let faults = self.faults_of(refusal);
            self.at = faults.first().map_or(self.at, |(at, _)| *at);
            for (at, what) in faults {
                self.entries[at].fault = Some(what);
            }
        } else if let Some(at) = self.field_of(refusal) {
            self.entries[at].fault = Some(refusal.message.clone());
            self.at = at;
        }
    }

    /// What is wrong with a rule, each fault with its field.
    fn faults_of(&self, refusal: &Refusal) -> Vec<(usize, String)> {
        let faults = refusal.details.get("faults").and_then(|all| all.as_array());
        let told = faults.into_iter().flatten().filter_map(|fault| {
            let label = rule::label_of(fault.get("place")?.as_str()?)?;
            let at = self.entries.iter().position(|entry| entry.label == label)?;
            Some((at, fault.get("what")?.as_str()?.to_owned()))
        });
        told.collect()
    }

    /// The field that a refusal is about, if the form asks for it.
    fn field_of(&self, refusal: &Refusal) -> Option<usize> {
        let named = refusal
            .details
            .get("field")
            .and_then(|field| field.as_str());
        let by_code: &[&str] = match refusal.code {
            Code::InvalidDates => &["check_out", "nights", "check_in", "to", "from"],
            Code::PartyIncomplete => &["guests", "lead"],
            Code::MissingRoomId
            | Code::RoomNotFound
            | Code::RoomNotBookable
            | Code::RoomOccupied
            | Code::RoomBlocked
            | Code::RoomOverlapConflict => &["room", "rooms", "room_type", "check_out"],
            Code::TypeOversold | Code::RoomTypeMismatch | Code::RoomTypeHotelMismatch => {
                &["room_type", "room"]
            }
            Code::RoomCapacityExceeded => &["adults", "room_type", "room"],
            Code::ReasonRequired => &["reason", "notes"],
            Code::BookingNotFound => &["with"],
            Code::NotFound if refusal.details.contains_key("room_type") => &["room_type", "room"],
            _ => &[],
        };
        named
            .into_iter()
            .chain(by_code.iter().copied())
            .find_map(|field| self.entries.iter().position(|entry| entry.field() == field))
    }
}

/// How many rooms of a type are left on the night that has the fewest.
fn left(kind: &str, sellable: i32, night: Day) -> String {
    match sellable {
        ..=0 => format!("no {kind} left on {}", night.spoken()),
        1 => format!("1 {kind} left"),
        left => format!("{left} {kind} left"),
    }
}

/// What an outcome says first: what is worth warning of, else what is done.
pub(super) fn said(outcome: &Outcome) -> String {
    let warned = outcome
        .warnings
        .first()
        .map(|warning| warning.message.clone());
    let made = outcome
        .changes
        .iter()
        .any(|change| change.before.is_none() && matches!(change.after, Some(Row::Booking(_))));
    // The number a booking would get is of no use before it has it.
    let fine = if made {
        "Enter takes it.".to_owned()
    } else {
        outcome.summary.clone()
    };
    warned.unwrap_or(fine)
}
