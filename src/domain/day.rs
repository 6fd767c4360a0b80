//! Hotel days and stays: whole days, no clock.
//!
//! A [`Day`] is a business date; a [`Stay`] a half-open range of them. Nothing
//! here knows the time of day or the calendar date of "now".

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::error::{Code, Refusal};

/// The longest stay that can be booked, in nights. It bounds the look-back of
/// every query by date, and catches a mistyped year.
pub const LONGEST_STAY: i32 = 1000;

/// One hotel day, counted in days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The first day keyrack accepts: 2000-01-01.
    pub const FIRST: Day = Day(10_957);
    /// The last day keyrack accepts: 2199-12-31.
    pub const LAST: Day = Day(84_005);

    /// The day with this number (days since 1970-01-01), held within
    /// [`Day::FIRST`] and [`Day::LAST`].
    pub fn from_number(number: i32) -> Day {
        Day(number.clamp(Self::FIRST.0, Self::LAST.0))
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day of this calendar date, if keyrack accepts it.
    pub fn from_date(date: NaiveDate) -> Option<Day> {
        let number = date.num_days_from_ce() - 719_163;
        (Self::FIRST.0..=Self::LAST.0)
            .contains(&number)
            .then_some(Day(number))
    }

    /// Year, month and day of month as a day, if they make one.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::from_date)
    }

    /// The calendar date.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0 + 719_163).unwrap_or_default()
    }

    /// This many days later (earlier, if negative), never past what keyrack accepts.
    #[must_use]
    pub fn plus(self, days: i32) -> Day {
        Self::from_number(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this day; negative if `earlier` is later.
    pub fn since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// `Sat 14 Mar`, as a clerk says it.
    pub fn spoken(self) -> String {
        self.date().format("%a %-d %b").to_string()
    }

    /// The days from this one up to, not including, `end`.
    pub fn until(self, end: Day) -> impl DoubleEndedIterator<Item = Day> + Clone {
        (self.0..end.0.max(self.0)).map(Day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Day, String> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .and_then(Day::from_date)
            .ok_or_else(|| format!("\"{text}\" is not a date; write it as 2026-03-16"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A half-open range of nights `[check_in, check_out)`; a *day use* has equal
/// ends and no night.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "StayEnds")]
pub struct Stay {
    /// The day of arrival: the first night.
    pub check_in: Day,
    /// The day of departure: the first night not slept.
    pub check_out: Day,
}

#[derive(Deserialize)]
struct StayEnds {
    check_in: Day,
    check_out: Day,
}

impl TryFrom<StayEnds> for Stay {
    type Error = String;

    fn try_from(ends: StayEnds) -> Result<Stay, String> {
        Stay::new(ends.check_in, ends.check_out).map_err(|refusal| refusal.message)
    }
}

impl Stay {
    /// A stay between these days.
    ///
    /// # Errors
    /// `INVALID_DATES` when it ends before it begins or is longer than
    /// [`LONGEST_STAY`] nights.
    pub fn new(check_in: Day, check_out: Day) -> Result<Stay, Refusal> {
        if check_out < check_in {
            return Err(Refusal::new(
                Code::InvalidDates,
                format!("The stay would end ({check_out}) before it begins ({check_in}); give a later check-out."),
            )
            .with("check_in", check_in)
            .with("check_out", check_out));
        }
        if check_out.since(check_in) > LONGEST_STAY {
            return Err(Refusal::new(
                Code::InvalidDates,
                format!("A stay has at most {LONGEST_STAY} nights; check the year of {check_out}."),
            )
            .with("check_in", check_in)
            .with("check_out", check_out));
        }
        Ok(Stay {
            check_in,
            check_out,
        })
    }

    /// Nights slept; 0 for a day use.
    pub fn nights(self) -> i32 {
        self.check_out.since(self.check_in)
    }

    /// Whether the guest comes and goes on the same day, holding no night.
    pub fn is_day_use(self) -> bool {
        self.check_in == self.check_out
    }

    /// Whether the two share a night.
    pub fn overlaps(self, other: Stay) -> bool {
        self.check_in < other.check_out
            && other.check_in < self.check_out
            && !self.is_day_use()
            && !other.is_day_use()
    }

    /// Whether this night is slept; for a day use, whether it is that day.
    pub fn covers(self, night: Day) -> bool {
        if self.is_day_use() {
            night == self.check_in
        } else {
            self.check_in <= night && night < self.check_out
        }
    }

    /// Whether whoever stays slept here before this day and sleeps here again:
    /// neither arrival nor departure.
    pub fn goes_on_over(self, day: Day) -> bool {
        self.check_in < day && day < self.check_out
    }

    /// Whether `part` lies wholly within this stay.
    pub fn contains(self, part: Stay) -> bool {
        self.check_in <= part.check_in && part.check_out <= self.check_out
    }

    /// Every night of the stay, in order.
    pub fn each_night(self) -> impl DoubleEndedIterator<Item = Day> + Clone {
        self.check_in.until(self.check_out)
    }
}

impl fmt::Display for Stay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.check_in, self.check_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_and_dates_agree() {
        assert_eq!(
            Day::from_ymd(1970, 1, 1),
            None,
            "before what keyrack accepts"
        );
        assert_eq!(day("2000-01-01"), Day::FIRST);
        assert_eq!(day("2199-12-31"), Day::LAST);
        assert_eq!(day("2026-03-16").number(), 20_528);
        assert_eq!(Day::from_number(20_528).to_string(), "2026-03-16");
    }

    #[test]
    fn a_departure_and_an_arrival_share_a_date() {
        let first = Stay::new(day("2026-03-10"), day("2026-03-12")).unwrap();
        let second = Stay::new(day("2026-03-12"), day("2026-03-13")).unwrap();
        assert!(!first.overlaps(second));
        assert!(first.overlaps(first));
    }

    #[test]
    fn a_reversed_or_endless_stay_is_refused() {
        let (early, late) = (day("2026-03-10"), day("2026-03-12"));
        assert_eq!(Stay::new(late, early).unwrap_err().code, Code::InvalidDates);
        assert_eq!(
            Stay::new(early, early.plus(1001)).unwrap_err().code,
            Code::InvalidDates
        );
        assert!(Stay::new(early, early).unwrap().is_day_use());
    }
}
