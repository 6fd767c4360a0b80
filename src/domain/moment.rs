//! Moments on the clock, and how a property's wall clock becomes one.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, LocalResult, NaiveDateTime, NaiveTime, SecondsFormat, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::day::Day;

/// A moment in time: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(i64);

impl Moment {
    /// The moment with this count of milliseconds UTC.
    pub const fn from_millis(millis: i64) -> Moment {
        Moment(millis)
    }

    /// Milliseconds since 1970-01-01 UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This many milliseconds later (earlier, if negative).
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Moment {
        Moment(self.0.saturating_add(millis))
    }

    /// This many minutes later (earlier, if negative).
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Moment {
        self.plus_millis(minutes.saturating_mul(60_000))
    }

    /// Milliseconds from `earlier` to this moment.
    pub const fn since(self, earlier: Moment) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The moment a wall clock in `zone` shows `time` on `day`. A time that
    /// does not exist (clocks go forward) means the next valid instant; one
    /// that happens twice (clocks go back) the first.
    pub fn at_local(zone: Tz, day: Day, time: NaiveTime) -> Moment {
        let mut local: NaiveDateTime = day.date().and_time(time);
        // A gap is at most a day wide anywhere in the time-zone data.
        for _ in 0..=(24 * 60) {
            match zone.from_local_datetime(&local) {
                LocalResult::Single(found) | LocalResult::Ambiguous(found, _) => {
                    return Moment(found.timestamp_millis());
                }
                LocalResult::None => {
                    let minute = local.and_utc().timestamp().div_euclid(60) + 1;
                    local = DateTime::from_timestamp(minute * 60, 0)
                        .map_or(local, |next| next.naive_utc());
                }
            }
        }
        Moment(local.and_utc().timestamp_millis())
    }

    /// The wall clock of `zone` at this moment.
    pub fn local(self, zone: Tz) -> DateTime<Tz> {
        self.utc().with_timezone(&zone)
    }

    /// The calendar date of `zone` at this moment.
    pub fn calendar_day(self, zone: Tz) -> Day {
        Day::from_date(self.local(zone).date_naive()).unwrap_or(Day::FIRST)
    }

    /// `2026-08-14 11:52`, on the wall clock of `zone`.
    pub fn stamp(self, zone: Tz) -> String {
        self.local(zone).format("%Y-%m-%d %H:%M").to_string()
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Moment, String> {
        DateTime::parse_from_rfc3339(text)
            .map(|parsed| Moment(parsed.timestamp_millis()))
            .map_err(|_| {
                format!("\"{text}\" is not a moment; write it as 2026-03-16T09:42:00+01:00")
            })
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A time of day on the property's wall clock, to the minute: `15:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TimeOfDay(NaiveTime);

impl TimeOfDay {
    /// Hour and minute as a time of day, if they make one.
    pub fn new(hour: u32, minute: u32) -> Option<TimeOfDay> {
        NaiveTime::from_hms_opt(hour, minute, 0).map(TimeOfDay)
    }

    /// A time known while writing the program; midnight if it does not exist.
    pub const fn fixed(hour: u32, minute: u32) -> TimeOfDay {
        match NaiveTime::from_hms_opt(hour, minute, 0) {
            Some(time) => TimeOfDay(time),
            None => TimeOfDay(NaiveTime::MIN),
        }
    }

    /// The wall-clock time.
    pub fn time(self) -> NaiveTime {
        self.0
    }

    /// Minutes since midnight, 0 to 1439.
    pub fn minutes(self) -> i64 {
        (self.0 - NaiveTime::MIN).num_minutes()
    }

    /// The time this many minutes after midnight, if there is one.
    pub fn from_minutes(minutes: i64) -> Option<TimeOfDay> {
        (0..24 * 60)
            .contains(&minutes)
            .then(|| TimeOfDay(NaiveTime::MIN + TimeDelta::minutes(minutes)))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

impl FromStr for TimeOfDay {
    type Err = String;

    fn from_str(text: &str) -> Result<TimeOfDay, String> {
        NaiveTime::parse_from_str(text, "%H:%M")
            .map(TimeOfDay)
            .map_err(|_| format!("\"{text}\" is not a time of day; write it as 15:00"))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TimeOfDay, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rome(day: &str, time: &str) -> String {
        let time: TimeOfDay = time.parse().unwrap();
        Moment::at_local(chrono_tz::Europe::Rome, day.parse().unwrap(), time.time()).to_string()
    }

    #[test]
    fn a_time_that_does_not_exist_means_the_next_valid_instant() {
        assert_eq!(rome("2026-03-29", "02:30"), "2026-03-29T01:00:00Z");
        assert_eq!(rome("2026-03-29", "03:00"), "2026-03-29T01:00:00Z");
        assert_eq!(rome("2026-03-29", "01:59"), "2026-03-29T00:59:00Z");
    }

    #[test]
    fn a_time_that_happens_twice_means_the_first() {
        assert_eq!(rome("2026-10-25", "02:30"), "2026-10-25T00:30:00Z");
        assert_eq!(rome("2026-10-25", "03:00"), "2026-10-25T02:00:00Z");
    }

    #[test]
    fn moments_read_back_as_written() {
        let moment: Moment = "2026-03-16T09:42:00.250+01:00".parse().unwrap();
        assert_eq!(moment.to_string(), "2026-03-16T08:42:00.250Z");
        assert_eq!(moment.to_string().parse::<Moment>().unwrap(), moment);
        assert!("yesterday".parse::<Moment>().is_err());
    }
}
