//! Cells of a row on their way into a domain type, each with a legal value or
//! an error that names table, column and row; and values on their way back.

use std::str::FromStr;

use chrono_tz::Tz;
use rusqlite::Row;
use rusqlite::types::{FromSql, Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::super::error::{Result, StoreError};
use super::Stored;
use super::names::Named;
use crate::domain::request::Priority;
use crate::domain::stamp::Stamp;
use crate::domain::{Currency, Day, Moment, Money, StaffId, Stay, TimeOfDay};

/// The cells of one row, taken in the order of the table's columns.
pub struct Cells<'row> {
    row: &'row Row<'row>,
    table: &'static str,
    columns: &'static [&'static str],
    at: usize,
    id: i64,
}

impl<'row> Cells<'row> {
    /// The cells of a row that selects exactly the columns of `T`.
    ///
    /// # Errors
    /// The row has no identity.
    pub fn of<T: Stored>(row: &'row Row<'row>) -> Result<Cells<'row>> {
        Ok(Cells {
            row,
            table: T::TABLE,
            columns: T::COLUMNS,
            at: 0,
            id: row.get(0)?,
        })
    }

    /// The next cell, as SQLite has it.
    ///
    /// # Errors
    /// It is of another kind than the column should hold.
    pub fn next<V: FromSql>(&mut self) -> Result<V> {
        let value = self.row.get_ref(self.at)?;
        self.at += 1;
        V::column_result(value).map_err(|_| self.illegal(&shown(value)))
    }

    fn next_text(&mut self) -> Result<&'row str> {
        let value = self.row.get_ref(self.at)?;
        self.at += 1;
        value.as_str().map_err(|_| self.illegal(&shown(value)))
    }

    fn next_text_or_none(&mut self) -> Result<Option<&'row str>> {
        let value = self.row.get_ref(self.at)?;
        self.at += 1;
        value
            .as_str_or_null()
            .map_err(|_| self.illegal(&shown(value)))
    }

    /// The error for the cell just taken.
    fn illegal(&self, value: &str) -> StoreError {
        StoreError::IllegalValue {
            table: self.table,
            column: self
                .columns
                .get(self.at.wrapping_sub(1))
                .copied()
                .unwrap_or("?"),
            id: self.id,
            value: value.to_owned(),
        }
    }

    /// The value, or the error for the cell just taken if there is none.
    pub fn legal<T>(&self, value: Option<T>, shown: impl std::fmt::Display) -> Result<T> {
        value.ok_or_else(|| self.illegal(&shown.to_string()))
    }

    /// A choice by its name.
    pub fn name<T: Named>(&mut self) -> Result<T> {
        let text = self.next_text()?;
        self.legal(T::named(text), text)
    }

    /// A choice by its name, or none.
    pub fn name_or_none<T: Named>(&mut self) -> Result<Option<T>> {
        match self.next_text_or_none()? {
            None => Ok(None),
            Some(text) => self.legal(T::named(text), text).map(Some),
        }
    }

    /// A count that cannot be negative.
    pub fn count(&mut self) -> Result<u32> {
        let number: i64 = self.next()?;
        self.legal(u32::try_from(number).ok(), number)
    }

    /// A count that cannot be negative, or none.
    pub fn count_or_none(&mut self) -> Result<Option<u32>> {
        let number: Option<i64> = self.next()?;
        number
            .map(|number| self.legal(u32::try_from(number).ok(), number))
            .transpose()
    }

    /// A day by its number.
    pub fn day(&mut self) -> Result<Day> {
        let number: i64 = self.next()?;
        self.legal(day_of(number), number)
    }

    /// A day by its number, or none.
    pub fn day_or_none(&mut self) -> Result<Option<Day>> {
        let number: Option<i64> = self.next()?;
        number
            .map(|number| self.legal(day_of(number), number))
            .transpose()
    }

    /// Two days: from and to.
    pub fn stay(&mut self) -> Result<Stay> {
        let check_in = self.day()?;
        let check_out = self.day()?;
        self.legal(
            Stay::new(check_in, check_out).ok(),
            format!("{check_in} to {check_out}"),
        )
    }

    /// A moment.
    pub fn moment(&mut self) -> Result<Moment> {
        Ok(Moment::from_millis(self.next()?))
    }

    /// A moment, or none.
    pub fn moment_or_none(&mut self) -> Result<Option<Moment>> {
        Ok(self.next::<Option<i64>>()?.map(Moment::from_millis))
    }

    /// Minutes since midnight, or none.
    pub fn time_or_none(&mut self) -> Result<Option<TimeOfDay>> {
        let minutes: Option<i64> = self.next()?;
        minutes
            .map(|minutes| self.legal(TimeOfDay::from_minutes(minutes), minutes))
            .transpose()
    }

    /// When and who.
    pub fn stamp(&mut self) -> Result<Stamp> {
        Ok(Stamp {
            at: self.moment()?,
            by: StaffId(self.next()?),
        })
    }

    /// When and who, both or neither.
    pub fn stamp_or_none(&mut self) -> Result<Option<Stamp>> {
        let at = self.moment_or_none()?;
        let by: Option<i64> = self.next()?;
        match (at, by) {
            (Some(at), Some(by)) => Ok(Some(Stamp {
                at,
                by: StaffId(by),
            })),
            (None, None) => Ok(None),
            _ => Err(self.illegal("half a stamp")),
        }
    }

    /// An amount beside its currency.
    pub fn money(&mut self) -> Result<Money> {
        Ok(Money {
            minor: self.next()?,
            currency: self.currency()?,
        })
    }

    /// An amount beside its currency, both or neither.
    pub fn money_or_none(&mut self) -> Result<Option<Money>> {
        let minor: Option<i64> = self.next()?;
        let code = self.next_text_or_none()?;
        match (minor, code) {
            (None, None) => Ok(None),
            (Some(minor), Some(code)) => {
                let currency = self.legal(Currency::from_code(code).ok(), code)?;
                Ok(Some(Money { minor, currency }))
            }
            _ => Err(self.illegal("half an amount")),
        }
    }

    /// How urgent a request is, by its number.
    pub fn priority(&mut self) -> Result<Priority> {
        let number: i64 = self.next()?;
        let priority = u8::try_from(number)
            .ok()
            .and_then(|one| one.try_into().ok());
        self.legal(priority, number)
    }

    /// A currency by its three letters.
    pub fn currency(&mut self) -> Result<Currency> {
        let code = self.next_text()?;
        self.legal(Currency::from_code(code).ok(), code)
    }

    /// A time zone by its name.
    pub fn timezone(&mut self) -> Result<Tz> {
        let name = self.next_text()?;
        self.legal(Tz::from_str(name).ok(), name)
    }

    /// A value that is written as text.
    pub fn parsed<T: FromStr>(&mut self) -> Result<T> {
        let text = self.next_text()?;
        self.legal(text.parse().ok(), text)
    }

    /// Something written as JSON.
    pub fn written<T: DeserializeOwned>(&mut self) -> Result<T> {
        let text = self.next_text()?;
        self.legal(serde_json::from_str(text).ok(), text)
    }

    /// A list or set of things, as JSON.
    pub fn json<T: DeserializeOwned + Default>(&mut self) -> Result<T> {
        match self.next_text()? {
            // Most lists are empty; no need to parse them.
            "[]" | "{}" => Ok(T::default()),
            text => self.legal(serde_json::from_str(text).ok(), text),
        }
    }
}

fn day_of(number: i64) -> Option<Day> {
    let number = i32::try_from(number).ok()?;
    let day = Day::from_number(number);
    (day.number() == number).then_some(day)
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}

/// Values of a row on their way into the table, in the order of its columns.
#[derive(Default)]
pub struct Values(pub Vec<Value>);

impl Values {
    /// Anything SQLite knows: numbers, texts, switches, or none of these.
    pub fn put(mut self, value: impl Into<Value>) -> Values {
        self.0.push(value.into());
        self
    }

    /// A text.
    pub fn text(self, text: &str) -> Values {
        self.put(text.to_owned())
    }

    /// A choice by its name.
    pub fn name(self, value: impl Named) -> Values {
        self.text(value.stored())
    }

    /// A choice by its name, or none.
    pub fn name_or_none(self, value: Option<impl Named>) -> Values {
        self.put(value.map(|value| value.stored().to_owned()))
    }

    /// A day.
    pub fn day(self, day: Day) -> Values {
        self.put(i64::from(day.number()))
    }

    /// A day, or none.
    pub fn day_or_none(self, day: Option<Day>) -> Values {
        self.put(day.map(|day| i64::from(day.number())))
    }

    /// Two days.
    pub fn stay(self, stay: Stay) -> Values {
        self.day(stay.check_in).day(stay.check_out)
    }

    /// A moment.
    pub fn moment(self, moment: Moment) -> Values {
        self.put(moment.millis())
    }

    /// A moment, or none.
    pub fn moment_or_none(self, moment: Option<Moment>) -> Values {
        self.put(moment.map(Moment::millis))
    }

    /// Minutes since midnight, or none.
    pub fn time_or_none(self, time: Option<TimeOfDay>) -> Values {
        self.put(time.map(TimeOfDay::minutes))
    }

    /// When and who.
    pub fn stamp(self, stamp: Stamp) -> Values {
        self.moment(stamp.at).put(stamp.by.0)
    }

    /// When and who, or neither.
    pub fn stamp_or_none(self, stamp: Option<Stamp>) -> Values {
        self.moment_or_none(stamp.map(|s| s.at))
            .put(stamp.map(|s| s.by.0))
    }

    /// An amount and its currency.
    pub fn money(self, money: Money) -> Values {
        self.put(money.minor).text(money.currency.code())
    }

    /// An amount and its currency, or neither.
    pub fn money_or_none(self, money: Option<Money>) -> Values {
        self.put(money.map(|money| money.minor))
            .put(money.map(|money| money.currency.code().to_owned()))
    }

    /// A list or set of things, as JSON.
    pub fn json(self, value: &impl Serialize) -> Values {
        // Plain lists, sets and structs of texts and numbers always have a
        // JSON form; a null would be refused by the schema.
        let text = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
        self.put(text)
    }
}
