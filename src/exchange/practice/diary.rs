//! The diary of the house: who did what, and when, as commands.

use chrono_tz::Tz;

use super::chance::Chance;
use super::house;
use crate::domain::command::{Command, Request};
use crate::domain::day::Day;
use crate::domain::moment::{Moment, TimeOfDay};

/// Writes down who did what, and when.
pub struct Diary {
    today: Day,
    timezone: Tz,
    chance: Chance,
    requests: Vec<(Moment, Request)>,
}

/// A time of day in minutes after midnight.
pub const fn clock(hour: i64, minute: i64) -> i64 {
    hour * 60 + minute
}

impl Diary {
    /// An empty diary of the house on this day.
    pub fn new(today: Day, timezone: Tz, chance: Chance) -> Self {
        Self {
            today,
            timezone,
            chance,
            requests: Vec::new(),
        }
    }

    /// The day so many days from today.
    pub fn day(&self, day: i32) -> Day {
        self.today.plus(day)
    }

    /// The moment of this day and time.
    pub fn moment(&self, day: i32, minutes: i64) -> Moment {
        let time = TimeOfDay::from_minutes(minutes).unwrap_or(TimeOfDay::fixed(23, 59));
        Moment::at_local(self.timezone, self.day(day), time.time())
    }

    /// Writes one command down.
    pub fn write(&mut self, day: i32, minutes: i64, by: &'static str, command: impl Into<Command>) {
        let at = self.moment(day, minutes);
        let request = Request {
            at: Some(at),
            by: Some(by.to_owned()),
            ..command.into().into()
        };
        self.requests.push((at, request));
    }

    /// Writes down what the administrator does, before everyone is there.
    pub fn set_up(&mut self, at: Moment, command: impl Into<Command>) {
        self.requests.push((
            at,
            Request {
                at: Some(at),
                ..command.into().into()
            },
        ));
    }

    /// Minutes from `from`, at most `spread` later.
    pub fn about(&mut self, from: i64, spread: u32) -> i64 {
        from + i64::from(self.chance.below(spread))
    }

    /// Yes, so many times in a thousand.
    pub fn per_mille(&mut self, times: u32) -> bool {
        self.chance.per_mille(times)
    }

    /// Everything, in order of moment; what happens at one moment in the order
    /// in which it was written.
    pub fn finish(mut self) -> Vec<Request> {
        self.requests.sort_by_key(|(at, _)| *at);
        self.requests
            .into_iter()
            .map(|(_, request)| request)
            .collect()
    }
}

/// Who is at the desk at this time.
pub fn desk(minutes: i64) -> &'static str {
    match minutes {
        420..900 => house::DESK_EARLY,
        900..1380 => house::DESK_LATE,
        _ => house::DESK_NIGHT,
    }
}
