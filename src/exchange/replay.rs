//! Lives through a file of bookings again: the commands of a house that took
//! them one by one, each at its moment, for `batch --replay`.
//!
//! What a source tells decides what a replay can hold. It tells when a booking
//! was made, cancelled or left, so those moments are its own (the hour is not
//! told and is spread over the desk's day). It tells no room numbers, so the
//! rooms are the replay's: each guest gets, on arrival, the lowest free room
//! of the type booked that is large enough, and rooms are cleaned and
//! inspected between check-out and check-in. Where the house has no
//! rooms yet, the replay makes as many as the file needs at its fullest. Where
//! it has too few, the guest is turned away: cancelled in the evening of the
//! arrival, with that reason. Every business date is closed by a night audit,
//! so that the house ends on the day after the last event.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use super::interpret::SourceBooking;
use super::map::NewRoomType;
use super::modes;
pub use super::replay_rooms::ReplayRoom;
use super::replay_rooms::{Doors, set_up};
use crate::domain::booking::BookingStatus;
use crate::domain::command::{
    CancelBooking, CheckIn, CheckOut, Command, Inspect, MarkCleaned, MarkNoShow, NightAudit,
    Request, StartCleaning,
};
use crate::domain::day::Day;
use crate::domain::moment::{Moment, TimeOfDay};

/// The house a file is lived through in.
#[derive(Debug, Clone)]
pub struct ReplayHouse {
    /// Where its clocks stand.
    pub timezone: Tz,
    /// The day it stands on: the replay begins there.
    pub business_date: Day,
    /// Its rooms in use; none: the replay makes them.
    pub rooms: Vec<ReplayRoom>,
    /// The codes of the room types it has.
    pub room_types: Vec<String>,
}

/// A file lived through again.
#[derive(Debug, Clone, Default)]
pub struct Replay {
    /// Every command, in order of moment.
    pub requests: Vec<Request>,
    /// How many bookings of each status were written.
    pub by_status: BTreeMap<String, u64>,
    /// How many were passed over, by reason.
    pub passed_over: BTreeMap<String, u64>,
}

/// Minutes after midnight at which a replay's days go by.
mod hours {
    pub const HOUSE_IS_MADE: i64 = 6 * 60;
    pub const CHECK_OUT: i64 = 8 * 60;
    pub const CLEANING: i64 = 11 * 60;
    pub const DAY_USE_COMES: i64 = 15 * 60;
    pub const BOOKING: i64 = 9 * 60;
    pub const CHECK_IN: i64 = 15 * 60;
    pub const DAY_USE_LEAVES: i64 = 18 * 60;
    pub const CANCELLATION: i64 = 20 * 60;
    pub const LEAVES_AT_ONCE: i64 = 21 * 60;
    pub const NO_SHOW: i64 = 23 * 60;
}

/// Lives through these bookings in this house. `digest` is the file's, from
/// which codes and keys are made; `new_types` are the map's room types.
pub fn replay(
    bookings: &[SourceBooking],
    house: &ReplayHouse,
    new_types: &[NewRoomType],
    digest: &str,
) -> Replay {
    let mut director = Director {
        house,
        digest,
        doors: Doors::new(&house.rooms),
        steps: Vec::new(),
        result: Replay::default(),
        last: house.business_date,
    };
    let mut arrivals: Vec<&SourceBooking> = Vec::new();
    for booking in bookings {
        if booking.stay.check_in < house.business_date {
            *director
                .result
                .passed_over
                .entry("it begins before the house's business date".to_owned())
                .or_default() += 1;
        } else {
            director.take(booking);
            if !matches!(
                booking.status,
                BookingStatus::Cancelled | BookingStatus::NoShow
            ) {
                arrivals.push(booking);
            }
        }
    }
    arrivals.sort_by_key(|booking| {
        (
            booking.stay.check_in,
            !booking.stay.is_day_use(),
            booking.line,
        )
    });
    for booking in arrivals {
        director.stay(booking);
    }
    director.make_house(new_types);
    director.close_days();
    director.finish()
}

/// A command with its moment, its place among those of one moment, and the
/// line it comes from.
type Step = (Moment, u8, u64, Request);

struct Director<'a> {
    house: &'a ReplayHouse,
    digest: &'a str,
    doors: Doors,
    steps: Vec<Step>,
    result: Replay,
    last: Day,
}

impl Director<'_> {
    fn moment(&self, day: Day, minutes: i64) -> Moment {
        let time = TimeOfDay::from_minutes(minutes).unwrap_or(TimeOfDay::fixed(23, 59));
        Moment::at_local(self.house.timezone, day, time.time())
    }

    /// `IM-832f9efb-000017`: of the file and the line, so that a second
    /// replay of the same file is refused rather than doubled.
    fn code(&self, line: u64) -> String {
        format!(
            "IM-{}-{line:06}",
            self.digest.get(..8).unwrap_or(self.digest)
        )
    }

    fn step(&mut self, at: Moment, order: u8, line: u64, what: &str, command: impl Into<Command>) {
        let key = (line > 0).then(|| format!("replay:{}:{line}:{what}", self.digest));
        self.steps.push((
            at,
            order,
            line,
            Request {
                at: Some(at),
                key,
                ..command.into().into()
            },
        ));
    }

    fn count(&mut self, status: &str) {
        *self.result.by_status.entry(status.to_owned()).or_default() += 1;
    }

    /// The booking is made, and perhaps cancelled or never used.
    fn take(&mut self, booking: &SourceBooking) {
        let (line, arrival) = (booking.line, booking.stay.check_in);
        let made_on = booking.booked.unwrap_or(arrival).min(arrival);
        let made_at = self.moment(made_on, hours::BOOKING + (line % 300) as i64);
        let reference = format!("line {line}");
        let mut create = modes::create(booking, BookingStatus::Confirmed, reference);
        create.code = Some(self.code(line));
        // The moment of the command says when, and the replay gives the rooms.
        create.booked_on = None;
        create.wanted_room = None;
        self.step(made_at, 0, line, "create", create);
        let closed_on = booking
            .status_date
            .unwrap_or(arrival)
            .clamp(made_on, arrival);
        match booking.status {
            BookingStatus::Cancelled => {
                self.cancel(line, closed_on, "Cancelled by the guest");
                self.count(BookingStatus::Cancelled.as_str());
            }
            BookingStatus::NoShow => {
                let at = self.moment(arrival, hours::NO_SHOW + (line % 30) as i64);
                let command = MarkNoShow {
                    booking: self.code(line),
                    reason: Some("Never came".to_owned()),
                };
                self.step(at, 8, line, "no_show", command);
                self.last = self.last.max(arrival);
                self.count(BookingStatus::NoShow.as_str());
            }
            BookingStatus::PendingPayment | BookingStatus::Confirmed | BookingStatus::Completed => {
            }
        }
    }

    fn cancel(&mut self, line: u64, on: Day, reason: &str) {
        let at = self.moment(on, hours::CANCELLATION + (line % 60) as i64);
        let command = CancelBooking {
            booking: self.code(line),
            reason: Some(reason.to_owned()),
        };
        self.step(at, 7, line, "cancel", command);
        self.last = self.last.max(on);
    }

    /// The guest comes, stays and leaves; the room is made ready again.
    fn stay(&mut self, booking: &SourceBooking) {
        let (line, stay) = (booking.line, booking.stay);
        let left_on = match booking.status_date {
            Some(left) if booking.status == BookingStatus::Completed => {
                left.clamp(stay.check_in, stay.check_out)
            }
            _ => stay.check_out,
        };
        let may_make = self.house.rooms.is_empty();
        let heads = booking.adults.saturating_add(booking.children);
        let Some(room) = self
            .doors
            .take(&booking.room_type, heads, stay, left_on, may_make)
        else {
            self.cancel(
                line,
                stay.check_in,
                &format!(
                    "Turned away: no room of type {} was free",
                    booking.room_type
                ),
            );
            self.count("turned away, no room free");
            return;
        };
        let spread = (line % 150) as i64;
        let comes = if stay.is_day_use() {
            hours::DAY_USE_COMES
        } else {
            hours::CHECK_IN + spread
        };
        let at = self.moment(stay.check_in, comes);
        self.step(
            at,
            5,
            line,
            "check_in",
            CheckIn {
                booking: self.code(line),
                room: Some(room.clone()),
                ..CheckIn::default()
            },
        );
        let leaves = if stay.is_day_use() {
            hours::DAY_USE_LEAVES
        } else if left_on == stay.check_in {
            hours::LEAVES_AT_ONCE
        } else {
            hours::CHECK_OUT + spread
        };
        let at = self.moment(left_on, leaves);
        self.step(
            at,
            1,
            line,
            "check_out",
            CheckOut {
                booking: self.code(line),
            },
        );
        self.clean(line, left_on, leaves, room);
        self.last = self.last.max(left_on);
        self.count(BookingStatus::Completed.as_str());
    }

    fn clean(&mut self, line: u64, day: Day, left: i64, room: String) {
        let start = left.max(hours::CLEANING) + 5;
        let start_cleaning = StartCleaning {
            room: room.clone(),
            notes: None,
        };
        self.step(self.moment(day, start), 2, line, "start", start_cleaning);
        let cleaned = MarkCleaned {
            kind: None,
            room: room.clone(),
            notes: None,
        };
        self.step(self.moment(day, start + 30), 3, line, "cleaned", cleaned);
        let inspected = Inspect {
            failed: Vec::new(),
            room,
            passed: true,
            notes: None,
        };
        self.step(self.moment(day, start + 60), 4, line, "inspect", inspected);
    }

    /// The rooms the replay needed, and the types the bookings name, before
    /// anything else.
    fn make_house(&mut self, described: &[NewRoomType]) {
        let first = self.steps.iter().map(|(at, ..)| *at).min();
        let opening = self.moment(self.house.business_date, hours::HOUSE_IS_MADE);
        let at = first.map_or(opening, |first| first.min(opening));
        let named = self
            .steps
            .iter()
            .filter_map(|(.., request)| match &request.command {
                Command::CreateBooking(booking) => Some(booking.room_type.as_str()),
                _ => None,
            });
        let mut types: BTreeSet<&str> = named.collect();
        types.retain(|code| !self.house.room_types.iter().any(|there| there == code));
        let made = set_up(&types, &self.doors.made(), described);
        let placed = made.into_iter().map(|command| {
            let request = Request {
                at: Some(at),
                ..command.into()
            };
            (at, 0, 0, request)
        });
        let placed: Vec<Step> = placed.collect();
        // Of the same moment they come first: the sort is stable.
        self.steps.splice(0..0, placed);
    }

    fn close_days(&mut self) {
        for day in self.house.business_date.until(self.last.plus(1)) {
            let at = self.moment(day.plus(1), 3 * 60);
            self.step(
                at,
                9,
                0,
                "",
                NightAudit {
                    closes: day,
                    confirm_no_shows: false,
                },
            );
        }
    }

    fn finish(mut self) -> Replay {
        self.steps
            .sort_by_key(|(at, order, line, _)| (*at, *order, *line));
        self.result.requests = self
            .steps
            .into_iter()
            .map(|(.., request)| request)
            .collect();
        self.result
    }
}
