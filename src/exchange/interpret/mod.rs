//! What a row means: from the words of a file, by a map, to one booking.
//!
//! Pure: a map, a row and a currency in; a [`SourceBooking`] or the reason why
//! not out. It decides nothing about the house; what becomes of the booking is
//! for [`super::modes`] and [`super::replay`].

use std::collections::HashMap;

use csv::StringRecord;

mod booking;
mod row;
mod words;

use self::row::RowReader;
use super::map::ImportMap;
use crate::domain::booking::BookingStatus;
use crate::domain::day::{Day, Stay};
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
        let place = |name: &'a str| {
            columns
                .iter()
                .position(|there| there == name)
                .map(|at| (name, at))
        };
        Self {
            map,
            columns: map.columns().into_iter().filter_map(place).collect(),
            currency,
        }
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
        row.booking(line)
            .map(|booking| Reading::Booking(Box::new(booking)))
    }
}
