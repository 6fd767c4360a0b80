//! Dates as people type them.
//!
//! Owns the reading of `t`, `tomorrow`, `+3`, `fri`, `16`, `16.3`, `24/12`
//! and `2026-12-24`, always seen from the business date, and the full form
//! that a field echoes beside what was typed.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Days further from the business date than this are surely a slip.
const REACH_IN_DAYS: u64 = 3660;

/// Why what was typed is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchDate {
    /// Nothing was typed.
    #[error("a date, please: t, tomorrow, +3, fri, 16, 24/12 or 2026-12-24")]
    Empty,
    /// The form is not known.
    #[error("`{0}` is no date; try t, tomorrow, +3, fri, 16, 24/12 or 2026-12-24")]
    Unreadable(String),
    /// The form is right, but the calendar has no such day (30/2).
    #[error("the calendar has no {0}")]
    NotInCalendar(String),
    /// More than ten years away.
    #[error("`{0}` is more than ten years away")]
    TooFar(String),
}

/// Reads a date typed by a person who stands at `today` (the business date).
///
/// A day without a month, or without a year, means the next such day from
/// today on; a weekday means the next one after today.
///
/// # Errors
///
/// A sentence for the person, with forms that would be understood.
pub fn read(typed: &str, today: NaiveDate) -> Result<NaiveDate, NoSuchDate> {
    let text = typed.trim().to_lowercase();
    if text.is_empty() {
        return Err(NoSuchDate::Empty);
    }
    let date = match text.as_str() {
        "t" | "today" | "tod" => Some(today),
        "tm" | "tomorrow" | "tom" => today.checked_add_days(Days::new(1)),
        "y" | "yesterday" => today.checked_sub_days(Days::new(1)),
        _ => return read_written(&text, today).and_then(|date| within_reach(date, today, &text)),
    };
    date.ok_or(NoSuchDate::TooFar(text))
}

fn read_written(text: &str, today: NaiveDate) -> Result<NaiveDate, NoSuchDate> {
    if let Some(offset) = text.strip_prefix('+') {
        return step(text, offset, |days| today.checked_add_days(days));
    }
    if let Some(offset) = text.strip_prefix('-') {
        return step(text, offset, |days| today.checked_sub_days(days));
    }
    if let Some(weekday) = weekday(text) {
        return Ok(next_weekday(weekday, today));
    }
    read_numbers(text, today)
}

/// `+3`, `-1`: days from today.
fn step(
    text: &str,
    offset: &str,
    walk: impl Fn(Days) -> Option<NaiveDate>,
) -> Result<NaiveDate, NoSuchDate> {
    let digits = offset.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NoSuchDate::Unreadable(text.to_owned()));
    }
    digits
        .parse::<u64>()
        .ok()
        .filter(|days| *days <= REACH_IN_DAYS)
        .and_then(|days| walk(Days::new(days)))
        .ok_or_else(|| NoSuchDate::TooFar(text.to_owned()))
}

/// Any beginning of an English weekday from two letters on.
fn weekday(text: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    if text.len() < 2 {
        return None;
    }
    NAMES
        .into_iter()
        .find(|(name, _)| name.starts_with(text))
        .map(|(_, weekday)| weekday)
}

fn next_weekday(wanted: Weekday, today: NaiveDate) -> NaiveDate {
    let ahead = today.weekday().days_since(wanted);
    // Friday typed on a Friday means the one in a week: today is `t`.
    let days = if ahead == 0 { 7 } else { 7 - ahead };
    today
        .checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(today)
}

/// `16`, `16.3`, `16.3.`, `24/12`, `24.12.26`, `2026-12-24`, and month names
/// (`24 dec`, `24dec`).
fn read_numbers(text: &str, today: NaiveDate) -> Result<NaiveDate, NoSuchDate> {
    let unreadable = || NoSuchDate::Unreadable(text.to_owned());
    let spelled = with_month_number(text);
    let parts: Vec<&str> = spelled
        .split(['.', '/', '-', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| number(part)).collect();
    let numbers = numbers.ok_or_else(unreadable)?;
    let missing = || NoSuchDate::NotInCalendar(text.to_owned());
    match *numbers.as_slice() {
        [day] => next_day_of_month(day, today).ok_or_else(missing),
        [day, month] => next_day_of_year(day, month, today).ok_or_else(missing),
        [year, month, day] if parts[0].len() == 4 => {
            NaiveDate::from_ymd_opt(year as i32, month, day).ok_or_else(missing)
        }
        [day, month, year] => {
            let year = if year < 100 { 2000 + year } else { year };
            NaiveDate::from_ymd_opt(year as i32, month, day).ok_or_else(missing)
        }
        _ => Err(unreadable()),
    }
}

/// Up to four plain digits; signs and longer runs are no part of a date.
fn number(part: &str) -> Option<u32> {
    let plain = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok()).flatten()
}

/// Replaces an English month name by its number between dots.
fn with_month_number(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    if letters.len() < 3 {
        return text.to_owned();
    }
    let found = MONTHS
        .iter()
        .position(|month| month.starts_with(letters.as_str()));
    match found {
        Some(index) => text.replacen(&letters, &format!(".{}.", index + 1), 1),
        None => text.to_owned(),
    }
}

/// The next day with this number, in this month or one of the next twelve.
fn next_day_of_month(day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    (0..=12)
        .filter_map(|months| first.checked_add_months(chrono::Months::new(months)))
        .filter_map(|month| month.with_day(day))
        .find(|date| *date >= today)
}

/// The next such day, this year or (29 February) one of the next eight.
fn next_day_of_year(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    (0..=8)
        .filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day))
        .find(|date| *date >= today)
}

fn within_reach(date: NaiveDate, today: NaiveDate, text: &str) -> Result<NaiveDate, NoSuchDate> {
    if (date - today).num_days().unsigned_abs() > REACH_IN_DAYS {
        return Err(NoSuchDate::TooFar(text.to_owned()));
    }
    Ok(date)
}

/// What a field echoes: weekday and full date, with how far it is from today
/// where that is near (`Fri 20 March 2026, in 4 days`).
pub fn echo(date: NaiveDate, today: NaiveDate) -> String {
    let full = date.format("%a %-d %B %Y");
    match (date - today).num_days() {
        0 => format!("{full}, today"),
        1 => format!("{full}, tomorrow"),
        -1 => format!("{full}, yesterday"),
        days @ 2..=31 => format!("{full}, in {days} days"),
        days @ -31..=-2 => format!("{full}, {} days ago", -days),
        _ => full.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    /// A Monday.
    fn today() -> NaiveDate {
        day(2026, 3, 16)
    }

    #[rstest]
    #[case("t", day(2026, 3, 16))]
    #[case("Today", day(2026, 3, 16))]
    #[case("tomorrow", day(2026, 3, 17))]
    #[case("yesterday", day(2026, 3, 15))]
    #[case("+3", day(2026, 3, 19))]
    #[case("-1", day(2026, 3, 15))]
    #[case("fri", day(2026, 3, 20))]
    #[case("mo", day(2026, 3, 23))]
    #[case("16", day(2026, 3, 16))]
    #[case("15", day(2026, 4, 15))]
    #[case("31", day(2026, 3, 31))]
    #[case("16.3", day(2026, 3, 16))]
    #[case("16.3.", day(2026, 3, 16))]
    #[case("15.3", day(2027, 3, 15))]
    #[case("24/12", day(2026, 12, 24))]
    #[case("24.12.26", day(2026, 12, 24))]
    #[case("24/12/2027", day(2027, 12, 24))]
    #[case("2026-12-24", day(2026, 12, 24))]
    #[case("24 dec", day(2026, 12, 24))]
    #[case("24dec", day(2026, 12, 24))]
    #[case("29/2", day(2028, 2, 29))]
    fn people_are_understood(#[case] typed: &str, #[case] meant: NaiveDate) {
        assert_eq!(read(typed, today()), Ok(meant), "{typed}");
    }

    #[rstest]
    #[case("")]
    #[case("soon")]
    #[case("30/2")]
    #[case("32")]
    #[case("0")]
    #[case("1.2.3.4")]
    #[case("+99999")]
    #[case("+99999999999999999999999")]
    #[case("++3")]
    #[case("9999-01-01")]
    #[case("24/13")]
    #[case("१६")]
    fn nonsense_is_refused_with_a_sentence(#[case] typed: &str) {
        let said = read(typed, today()).expect_err(typed).to_string();
        assert!(said.len() > 10, "{said}");
    }

    #[test]
    fn the_echo_names_weekday_and_distance() {
        assert_eq!(
            echo(day(2026, 3, 20), today()),
            "Fri 20 March 2026, in 4 days"
        );
        assert_eq!(echo(day(2026, 3, 16), today()), "Mon 16 March 2026, today");
        assert_eq!(echo(day(2027, 3, 16), today()), "Tue 16 March 2027");
    }

    proptest! {
        #[test]
        fn nothing_typed_ever_panics(typed in any::<String>(), days in 0i32..4_000_000) {
            let from = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX);
            let _ = read(&typed, from);
        }

        #[test]
        fn nearly_dates_never_panic(typed in "[+-]?[0-9]{0,5}[./ -]?[a-z0-9]{0,4}[./ -]?[0-9]{0,5}") {
            for from in [NaiveDate::MIN, today(), NaiveDate::MAX] {
                if let Ok(date) = read(&typed, from) {
                    let _ = echo(date, from);
                }
            }
        }

        #[test]
        fn full_dates_mean_themselves(offset in -3000i64..3000) {
            let date = today() + chrono::Duration::days(offset);
            prop_assert_eq!(read(&date.to_string(), today()), Ok(date));
        }
    }
}
