//! A person's week: on which days, from when until when they work.
//!
//! Written the way a rota is: `mon-fri 07:00-15:00, sat 09:00-13:00`. A shift
//! that ends before it begins runs past midnight.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDateTime, Timelike, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::moment::TimeOfDay;

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// Shifts a week can be made of at most.
const MOST: usize = 21;

/// Some days with the same hours. `sun-mon` runs past the end of the week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Shift {
    first: Weekday,
    last: Weekday,
    from: TimeOfDay,
    until: TimeOfDay,
}

impl Shift {
    fn has(self, day: Weekday) -> bool {
        let since = |other: Weekday| other.days_since(self.first);
        since(day) <= since(self.last)
    }

    fn covers(self, day: Weekday, minute: i64) -> bool {
        let (from, until) = (self.from.minutes(), self.until.minutes());
        if from < until {
            return self.has(day) && (from..until).contains(&minute);
        }
        (self.has(day) && minute >= from) || (self.has(day.pred()) && minute < until)
    }
}

/// A person's week; empty where none was set.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Schedule(Vec<Shift>);

impl Schedule {
    /// Whether none was set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a shift runs at this moment of the property's wall clock.
    pub fn covers(&self, local: NaiveDateTime) -> bool {
        use chrono::Datelike;
        let minute = i64::from(local.hour() * 60 + local.minute());
        self.0
            .iter()
            .any(|shift| shift.covers(local.weekday(), minute))
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, shift) in self.0.iter().enumerate() {
            if nth > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name(shift.first))?;
            if shift.last != shift.first {
                write!(f, "-{}", name(shift.last))?;
            }
            write!(f, " {}-{}", shift.from, shift.until)?;
        }
        Ok(())
    }
}

fn name(day: Weekday) -> &'static str {
    DAYS[day.num_days_from_monday() as usize].0
}

impl FromStr for Schedule {
    type Err = String;

    fn from_str(text: &str) -> Result<Schedule, String> {
        let parts: Vec<&str> = text
            .split([',', ';'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if parts.len() > MOST {
            return Err(format!(
                "a week of {} shifts is too much; {MOST} is the most",
                parts.len()
            ));
        }
        parts
            .into_iter()
            .map(shift)
            .collect::<Result<_, _>>()
            .map(Schedule)
    }
}

fn shift(text: &str) -> Result<Shift, String> {
    let odd =
        || format!("\"{text}\" is not a shift; write it as mon-fri 07:00-15:00 or sat 09:00-13:00");
    let (days, hours) = text.split_once(char::is_whitespace).ok_or_else(odd)?;
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let (from, until) = hours.split_once('-').ok_or_else(odd)?;
    let day = |written: &str| {
        let written = written.trim().to_lowercase();
        DAYS.into_iter()
            .find(|(short, _)| written.len() >= 3 && full(short).starts_with(&written))
            .map(|(_, day)| day)
            .ok_or_else(odd)
    };
    let time = |written: &str| written.trim().parse().map_err(|_| odd());
    let shift = Shift {
        first: day(first)?,
        last: day(last)?,
        from: time(from)?,
        until: time(until)?,
    };
    if shift.from == shift.until {
        return Err(format!(
            "the shift \"{text}\" ends when it begins; give it an end"
        ));
    }
    Ok(shift)
}

/// `mon` as `monday`, so that both are understood.
fn full(short: &str) -> &'static str {
    match short {
        "mon" => "monday",
        "tue" => "tuesday",
        "wed" => "wednesday",
        "thu" => "thursday",
        "fri" => "friday",
        "sat" => "saturday",
        _ => "sunday",
    }
}

impl Serialize for Schedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Schedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Schedule, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: &str) -> NaiveDateTime {
        moment.parse().unwrap()
    }

    #[test]
    fn a_week_reads_back_as_written() {
        for (written, said) in [
            ("", ""),
            ("mon-fri 07:00-15:00", "mon-fri 07:00-15:00"),
            (
                "Monday-Friday 07:00 - 15:00 ; Sat 9:00-13:00",
                "mon-fri 07:00-15:00, sat 09:00-13:00",
            ),
        ] {
            let week: Schedule = written.parse().unwrap();
            assert_eq!(week.to_string(), said);
            assert_eq!(said.parse::<Schedule>().unwrap(), week);
        }
    }

    #[test]
    fn a_shift_runs_past_midnight_and_past_the_week() {
        let night: Schedule = "sat-sun 22:00-06:00".parse().unwrap();
        // 2026-03-14 is a Saturday.
        for (moment, on) in [
            ("2026-03-14T21:59:00", false),
            ("2026-03-14T22:00:00", true),
            ("2026-03-15T05:59:00", true),
            ("2026-03-15T12:00:00", false),
            ("2026-03-16T05:00:00", true),
            ("2026-03-16T06:00:00", false),
            ("2026-03-16T23:00:00", false),
        ] {
            assert_eq!(night.covers(at(moment)), on, "{moment}");
        }
        let round: Schedule = "sun-mon 08:00-10:00".parse().unwrap();
        assert!(round.covers(at("2026-03-16T09:00:00")));
        assert!(!round.covers(at("2026-03-17T09:00:00")));
    }

    #[test]
    fn what_is_no_shift_is_named() {
        for odd in [
            "tomorrow",
            "mon 7-15",
            "mo 07:00-15:00",
            "mon 07:00-07:00",
            "mon-fri",
            "mon 25:00-26:00",
        ] {
            let said = odd.parse::<Schedule>().unwrap_err();
            assert!(said.contains(odd), "{said}");
        }
        let many = vec!["mon 07:00-15:00"; 22].join(",");
        assert!(many.parse::<Schedule>().is_err());
    }
}
