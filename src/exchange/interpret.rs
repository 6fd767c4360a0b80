//! What a row means: from the words of a file, by a map, to one booking.
//!
//! Pure: a map, a row and a currency in; a [`SourceBooking`] or the reason why
//! not out. It decides nothing about the house; what becomes of the booking is
//! for [`super::modes`] and [`super::replay`].

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use csv::StringRecord;

use super::map::{DateField, Field, ImportMap, Negative, NoNight, Nobody, UnknownCount};
use crate::domain::booking::BookingStatus;
use crate::domain::day::{Day, LONGEST_STAY, Stay};
use crate::domain::money::{Currency, Money};

/// What a map may translate a status to.
pub fn statuses() -> [&'static str; 5] {
    BookingStatus::ALL.map(BookingStatus::as_str)
}

/// A booking as a source tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceBooking {
    /// The line of the file it stands on.
    pub line: u64,
    /// The source's own number.
    pub reference: Option<String>,
    /// The lead guest, where the source names one.
    pub lead: Option<String>,
    /// The name to use where it does not.
    pub placeholder: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Nationality.
    pub nationality: Option<String>,
    /// Code of the room type booked.
    pub room_type: String,
    /// The nights; none for a day use.
    pub stay: Stay,
    /// When it was booked.
    pub booked: Option<Day>,
    /// What became of it.
    pub status: BookingStatus,
    /// When that became so.
    pub status_date: Option<Day>,
    /// Grown-ups.
    pub adults: u32,
    /// Children.
    pub children: u32,
    /// Infants.
    pub infants: u32,
    /// Price of a night.
    pub rate: Option<Money>,
    /// Through whom.
    pub source: Option<String>,
    /// Booked with the house itself.
    pub is_direct: bool,
    /// VIP.
    pub is_vip: bool,
    /// Group.
    pub group: Option<String>,
    /// The room the source names.
    pub room: Option<String>,
    /// Remarks for the booking.
    pub notes: Vec<String>,
    /// What was set right on the way, for the report.
    pub corrections: Vec<&'static str>,
}

/// What came of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A booking.
    Booking(Box<SourceBooking>),
    /// A row the map does not ask for.
    NotWanted,
}

/// A map bound to the columns of one file.
pub struct Interpreter<'a> {
    map: &'a ImportMap,
    columns: HashMap<&'a str, usize>,
    currency: Currency,
}

impl<'a> Interpreter<'a> {
    /// Binds a map to a file's columns. Columns the file lacks read as
    /// nothing: ask [`ImportMap::check_columns`] first.
    pub fn new(map: &'a ImportMap, columns: &[String], currency: Currency) -> Self {
        let place = |name: &'a str| columns.iter().position(|there| there == name).map(|at| (name, at));
        Self { map, columns: map.columns().into_iter().filter_map(place).collect(), currency }
    }

    /// What a row means.
    ///
    /// # Errors
    /// One phrase that says why it is no booking, naming the column.
    pub fn read(&self, line: u64, record: &StringRecord) -> Result<Reading, String> {
        let row = RowReader { of: self, record };
        if !row.is_wanted() {
            return Ok(Reading::NotWanted);
        }
        row.booking(line).map(|booking| Reading::Booking(Box::new(booking)))
    }
}

struct RowReader<'a> {
    of: &'a Interpreter<'a>,
    record: &'a StringRecord,
}

impl RowReader<'_> {
    fn is_wanted(&self) -> bool {
        self.of.map.only.iter().all(|only| {
            let word = self.raw(&only.column);
            only.values.iter().any(|wanted| wanted == word)
        })
    }

    fn booking(&self, line: u64) -> Result<SourceBooking, String> {
        let map = self.of.map;
        let fields = &map.fields;
        let mut corrections = Vec::new();
        let stay = self.stay()?;
        let (adults, children, infants) = self.party(&mut corrections)?;
        let reference = self.text(fields.reference.as_ref())?;
        let placeholder = map
            .placeholder
            .replace("{line}", &line.to_string())
            .replace("{reference}", reference.as_deref().unwrap_or(""))
            .trim()
            .to_owned();
        Ok(SourceBooking {
            line,
            reference,
            placeholder,
            lead: self.text(fields.lead.as_ref())?,
            phone: self.text(fields.phone.as_ref())?,
            email: self.text(fields.email.as_ref())?,
            nationality: self.text(fields.nationality.as_ref())?,
            room_type: self.text(Some(&map.room_type))?.ok_or("it names no room type")?,
            stay,
            booked: self.booked(stay.check_in)?,
            status: self.status()?,
            status_date: map.dates.status_date.as_ref().map_or(Ok(None), |date| self.date(date, "status date"))?,
            adults,
            children,
            infants,
            rate: self.rate(&mut corrections)?,
            source: self.text(fields.source.as_ref())?,
            is_direct: self.yes(fields.is_direct.as_ref())?,
            is_vip: self.yes(fields.is_vip.as_ref())?,
            group: self.text(fields.group.as_ref())?,
            room: self.text(fields.room.as_ref())?,
            notes: self.notes(),
            corrections,
        })
    }

    /// The word in a column, trimmed; empty when the row has no such field.
    fn raw(&self, column: &str) -> &str {
        self.of.columns.get(column).and_then(|at| self.record.get(*at)).map_or("", str::trim)
    }

    /// The word in a column, unless it says that nothing is known.
    fn known(&self, column: &str) -> Option<&str> {
        let word = self.raw(column);
        let nothing = word.is_empty() || self.of.map.nothing.iter().any(|said| said == word);
        (!nothing).then_some(word)
    }

    fn text(&self, field: Option<&Field>) -> Result<Option<String>, String> {
        let Some(field) = field else { return Ok(None) };
        let Some(column) = &field.column else { return Ok(field.constant.clone()) };
        // A map may translate even the words for nothing.
        let word = match (self.known(column), field.values.as_ref().and_then(|words| words.get(self.raw(column)))) {
            (_, Some(translated)) => Some(translated.clone()),
            (Some(word), None) if field.values.is_none() => Some(word.to_owned()),
            (Some(word), None) => match &field.otherwise {
                Some(other) => Some(other.clone()),
                None => return Err(format!("column “{column}” says “{word}”, which the map does not translate")),
            },
            (None, None) => field.unknown.clone(),
        };
        Ok(word.filter(|text| !text.is_empty()))
    }

    fn yes(&self, field: Option<&Field>) -> Result<bool, String> {
        match self.text(field)?.as_deref() {
            Some("yes") => Ok(true),
            None | Some("no") => Ok(false),
            Some(other) => Err(format!("“{other}” is neither yes nor no")),
        }
    }

    fn status(&self) -> Result<BookingStatus, String> {
        let Some(field) = &self.of.map.status else { return Ok(BookingStatus::Confirmed) };
        let word = self.text(Some(field))?.ok_or("its status is not known")?;
        BookingStatus::ALL
            .into_iter()
            .find(|status| status.as_str() == word)
            .ok_or_else(|| format!("“{word}” is no status; they are {}", statuses().join(", ")))
    }

    fn stay(&self) -> Result<Stay, String> {
        let dates = &self.of.map.dates;
        let arrival = self.date(&dates.arrival, "arrival")?.ok_or("its arrival is not known")?;
        let departure = match &dates.departure {
            Some(departure) => self.date(departure, "departure")?.ok_or("its departure is not known")?,
            None => arrival.plus(self.nights()?),
        };
        let stay = Stay::new(arrival, departure)
            .map_err(|_| format!("a stay from {arrival} to {departure} is backwards or longer than {LONGEST_STAY} nights"))?;
        if stay.is_day_use() && dates.no_night == NoNight::Refuse {
            return Err("the stay has no night".to_owned());
        }
        Ok(stay)
    }

    fn nights(&self) -> Result<i32, String> {
        let mut nights = 0_i32;
        for column in &self.of.map.dates.nights {
            let part = self.count(column)?.ok_or_else(|| format!("column “{column}” does not say how many nights"))?;
            nights = nights.saturating_add(i32::try_from(part).unwrap_or(i32::MAX));
        }
        if nights > LONGEST_STAY {
            return Err(format!("{nights} nights are more than the {LONGEST_STAY} a stay may have"));
        }
        Ok(nights)
    }

    fn booked(&self, arrival: Day) -> Result<Option<Day>, String> {
        let dates = &self.of.map.dates;
        let booked = match (&dates.booked, &dates.lead_days) {
            (Some(date), _) => self.date(date, "booking date")?,
            (None, Some(column)) => {
                let days = self.count(column)?;
                days.map(|days| arrival.plus(-i32::try_from(days).unwrap_or(i32::MAX)))
            }
            (None, None) => None,
        };
        Ok(booked)
    }

    fn party(&self, corrections: &mut Vec<&'static str>) -> Result<(u32, u32, u32), String> {
        let party = &self.of.map.party;
        let adults = self.head_count(Some(&party.adults), "adults", corrections)?;
        let children = self.head_count(party.children.as_ref(), "children", corrections)?;
        let infants = self.head_count(party.infants.as_ref(), "infants", corrections)?;
        if adults + children > 0 {
            return Ok((adults, children, infants));
        }
        match party.nobody {
            Nobody::Refuse => Err("its party is of nobody".to_owned()),
            Nobody::OneAdult => {
                corrections.push("a party of nobody taken as one adult");
                Ok((1, 0, infants))
            }
        }
    }

    fn head_count(
        &self,
        field: Option<&Field>,
        what: &str,
        corrections: &mut Vec<&'static str>,
    ) -> Result<u32, String> {
        /// More than any coach brings; beyond it somebody mistyped.
        const MOST: u32 = 999;
        if field.is_none() {
            return Ok(0);
        }
        let Some(word) = self.text(field)? else {
            return match self.of.map.party.unknown {
                UnknownCount::Refuse => Err(format!("the number of {what} is not known")),
                UnknownCount::Zero => {
                    corrections.push("an unknown number of people taken as none");
                    Ok(0)
                }
            };
        };
        whole_number(&word)
            .filter(|count| *count <= MOST)
            .ok_or_else(|| format!("“{word}” is not a number of {what}"))
    }

    fn rate(&self, corrections: &mut Vec<&'static str>) -> Result<Option<Money>, String> {
        let Some(rate) = &self.of.map.rate else { return Ok(None) };
        let Some(word) = self.known(&rate.column) else { return Ok(None) };
        let currency = self.of.currency;
        let money = amount(word, rate.decimal, currency).ok_or_else(|| format!("“{word}” is not an amount"))?;
        match (money.minor < 0, rate.negative) {
            (false, _) | (true, Negative::Keep) => Ok(Some(money)),
            (true, Negative::Zero) => {
                corrections.push("a rate below zero taken as zero");
                Ok(Some(Money::zero(currency)))
            }
            (true, Negative::Refuse) => Err(format!("the rate {word} is below zero")),
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for note in &self.of.map.notes {
            let Some(word) = self.known(&note.column) else { continue };
            let word = note.values.get(word).map_or(word, String::as_str);
            if !word.is_empty() {
                notes.push(note.text.replace("{}", word));
            }
        }
        notes
    }

    /// A whole number in a column; `None` where nothing is known.
    fn count(&self, column: &str) -> Result<Option<u32>, String> {
        let Some(word) = self.known(column) else { return Ok(None) };
        whole_number(word).map(Some).ok_or_else(|| format!("column “{column}” says “{word}”, which is not a whole number"))
    }

    fn date(&self, field: &DateField, what: &str) -> Result<Option<Day>, String> {
        let date = match &field.column {
            Some(column) => {
                let Some(word) = self.known(column) else { return Ok(None) };
                let format = field.format.as_deref().unwrap_or("%Y-%m-%d");
                NaiveDate::parse_from_str(word, format)
                    .map_err(|_| format!("the {what} “{word}” is not a date written as {format}"))?
            }
            None => match self.date_in_parts(field, what)? {
                Some(date) => date,
                None => return Ok(None),
            },
        };
        Day::from_date(date).map(Some).ok_or_else(|| {
            format!("the {what} {date} is not between {} and {}", Day::FIRST.date().year(), Day::LAST.date().year())
        })
    }

    fn date_in_parts(&self, field: &DateField, what: &str) -> Result<Option<NaiveDate>, String> {
        let part = |column: &Option<String>| column.as_deref().and_then(|column| self.known(column));
        let (Some(year), Some(month), Some(day)) = (part(&field.year), part(&field.month), part(&field.day)) else {
            return Ok(None);
        };
        let number = |word: &str| word.parse::<u32>().ok();
        let month_number = field.months.get(month).copied().or_else(|| month_number(month));
        let date = year.parse().ok().zip(month_number).zip(number(day));
        date.and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day))
            .map(Some)
            .ok_or_else(|| format!("the {what} “{day} {month} {year}” is not a date"))
    }
}

/// `8`, `08`, `August` or `aug`.
fn month_number(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];
    if let Ok(number) = word.parse::<u32>() {
        return Some(number);
    }
    let word = word.trim_end_matches('.').to_lowercase();
    let found = NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
    u32::try_from(found + 1).ok()
}

/// `2`, and `2.0` as data frames write a column that once had a gap.
fn whole_number(word: &str) -> Option<u32> {
    let whole = word.split_once('.').map_or(word, |(whole, part)| {
        if !part.is_empty() && part.bytes().all(|digit| digit == b'0') { whole } else { word }
    });
    whole.parse().ok()
}

/// An amount with any number of decimals, rounded half away from zero to what
/// the currency has.
fn amount(word: &str, decimal: char, currency: Currency) -> Option<Money> {
    let plain: String = word.chars().map(|letter| if letter == decimal { '.' } else { letter }).collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let keep = currency.decimals() as usize;
    if part.len() <= keep || !part.bytes().all(|digit| digit.is_ascii_digit()) {
        return Money::parse(&plain, currency).ok();
    }
    let kept = if keep == 0 { whole.to_owned() } else { format!("{whole}.{}", part.get(..keep)?) };
    let mut money = Money::parse(&kept, currency).ok()?;
    if part.as_bytes().get(keep).is_some_and(|digit| *digit >= b'5') {
        money.minor = money.minor.checked_add(if whole.starts_with('-') { -1 } else { 1 })?;
    }
    Some(money)
}
