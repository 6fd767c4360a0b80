//! Rows to domain types and back, one file per table. A stored value that no
//! keyrack writes is an error, never a default.

mod account_line;
mod alert_mark;
mod block;
mod booking;
mod category;
mod cells;
mod cleaning;
mod duty;
mod figures;
mod message;
pub mod names;
mod note;
mod notice;
mod plan;
mod property;
mod request;
mod request_update;
mod resident;
mod room;
mod room_type;
mod rule;
mod saved_view;
mod segment;
mod staff;

use rusqlite::types::Value;
use std::marker::PhantomData;

use rusqlite::{CachedStatement, Connection, Params};

use super::error::Result;
use crate::domain::account::AccountLine;
use crate::domain::alert_mark::AlertMark;
use crate::domain::block::Block;
use crate::domain::booking::Booking;
use crate::domain::cleaning::Cleaning;
use crate::domain::duty::RoomDuty;
use crate::domain::figures::DayFigures;
use crate::domain::note::Note;
use crate::domain::plan::Plan;
use crate::domain::property::{Property, RoomType};
use crate::domain::request::{Category, Request, RequestUpdate, Resident};
use crate::domain::room::Room;
use crate::domain::rule::AllocationRule;
use crate::domain::saved_view::SavedView;
use crate::domain::segment::Segment;
use crate::domain::staff::Staff;
use crate::domain::telling::{Delivery, HouseEvent, Message, Notice};
use crate::domain::{Row, Table};

pub use cells::Cells;

/// A domain type that is one row of one table.
pub trait Stored: Sized {
    /// The table's name.
    const TABLE: &'static str;
    /// Its columns, `id` first, in the order of `values` and `read`.
    const COLUMNS: &'static [&'static str];

    /// The columns' values.
    fn values(&self) -> Vec<Value>;

    /// Reads the columns in their order.
    ///
    /// # Errors
    /// A stored value that no keyrack writes.
    fn read(cells: &mut Cells<'_>) -> Result<Self>;
}

/// Every row that `condition` selects. The condition may order and limit.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn all<T: Stored>(
    connection: &Connection,
    condition: &str,
    parameters: impl Params,
) -> Result<Vec<T>> {
    select(
        connection,
        &columns::<T>(""),
        T::TABLE,
        condition,
        parameters,
    )
}

/// Every row `T` (called `alias`) of a `source` that joins other tables.
///
/// # Errors
/// As [`all`].
pub fn joined<T: Stored>(
    connection: &Connection,
    alias: &str,
    source: &str,
    condition: &str,
    parameters: impl Params,
) -> Result<Vec<T>> {
    select(
        connection,
        &columns::<T>(alias),
        source,
        condition,
        parameters,
    )
}

fn select<T: Stored>(
    connection: &Connection,
    columns: &str,
    source: &str,
    condition: &str,
    parameters: impl Params,
) -> Result<Vec<T>> {
    let sql = format!("SELECT {columns} FROM {source} {condition}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(parameters)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::read(&mut Cells::of::<T>(row)?)?);
    }
    Ok(found)
}

/// The row that `condition` selects, if there is one.
///
/// # Errors
/// As [`all`].
pub fn one<T: Stored>(
    connection: &Connection,
    condition: &str,
    parameters: impl Params,
) -> Result<Option<T>> {
    Ok(all(connection, condition, parameters)?.into_iter().next())
}

fn columns<T: Stored>(alias: &str) -> String {
    let mut list = String::with_capacity(T::COLUMNS.len() * 16);
    for (at, column) in T::COLUMNS.iter().enumerate() {
        if at > 0 {
            list.push_str(", ");
        }
        if !alias.is_empty() {
            list.push_str(alias);
            list.push('.');
        }
        list.push_str(column);
    }
    list
}

/// Calls a generic function with the type that a table's rows have.
macro_rules! each_table {
    ($table:expr, $function:ident, ($($argument:expr),*)) => {
        match $table {
            Table::Property => $function::<Property>($($argument),*),
            Table::RoomType => $function::<RoomType>($($argument),*),
            Table::Staff => $function::<Staff>($($argument),*),
            Table::Room => $function::<Room>($($argument),*),
            Table::Booking => $function::<Booking>($($argument),*),
            Table::Segment => $function::<Segment>($($argument),*),
            Table::Block => $function::<Block>($($argument),*),
            Table::Note => $function::<Note>($($argument),*),
            Table::AlertMark => $function::<AlertMark>($($argument),*),
            Table::AccountLine => $function::<AccountLine>($($argument),*),
            Table::SavedView => $function::<SavedView>($($argument),*),
            Table::Category => $function::<Category>($($argument),*),
            Table::Resident => $function::<Resident>($($argument),*),
            Table::Request => $function::<Request>($($argument),*),
            Table::RequestUpdate => $function::<RequestUpdate>($($argument),*),
            Table::RoomDuty => $function::<RoomDuty>($($argument),*),
            Table::Cleaning => $function::<Cleaning>($($argument),*),
            Table::Message => $function::<Message>($($argument),*),
            Table::Delivery => $function::<Delivery>($($argument),*),
            Table::Notice => $function::<Notice>($($argument),*),
            Table::HouseEvent => $function::<HouseEvent>($($argument),*),
            Table::AllocationRule => $function::<AllocationRule>($($argument),*),
            Table::DayFigures => $function::<DayFigures>($($argument),*),
            Table::Plan => $function::<Plan>($($argument),*),
        }
    };
}

/// Any row, by table and identity.
///
/// # Errors
/// As [`all`].
pub fn by_id(connection: &Connection, table: Table, id: i64) -> Result<Option<Row>> {
    fn find<T: Stored + Into<Row>>(connection: &Connection, id: i64) -> Result<Option<Row>> {
        Ok(one::<T>(connection, "WHERE id = ?1", [id])?.map(Into::into))
    }
    each_table!(table, find, (connection, id))
}

/// Calls a function of every row of a table.
///
/// # Errors
/// As [`all`], or what the function answers.
pub fn for_each(
    connection: &Connection,
    table: Table,
    visit: &mut dyn FnMut(Row) -> Result<()>,
) -> Result<()> {
    fn walk<T: Stored + Into<Row>>(
        connection: &Connection,
        visit: &mut dyn FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        let sql = format!("SELECT {} FROM {} ORDER BY id", columns::<T>(""), T::TABLE);
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(T::read(&mut Cells::of::<T>(row)?)?.into())?;
        }
        Ok(())
    }
    each_table!(table, walk, (connection, visit))
}

/// A row's columns and their values.
pub fn taken_apart(row: &Row) -> (&'static [&'static str], Vec<Value>) {
    fn apart<T: Stored>(row: &T) -> (&'static [&'static str], Vec<Value>) {
        (T::COLUMNS, row.values())
    }
    match row {
        Row::Property(row) => apart(row),
        Row::RoomType(row) => apart(row),
        Row::Staff(row) => apart(row),
        Row::Room(row) => apart(row),
        Row::Booking(row) => apart(row),
        Row::Segment(row) => apart(row),
        Row::Block(row) => apart(row),
        Row::Note(row) => apart(row),
        Row::AlertMark(row) => apart(row),
        Row::AccountLine(row) => apart(row),
        Row::SavedView(row) => apart(row),
        Row::Category(row) => apart(row),
        Row::Resident(row) => apart(row),
        Row::Request(row) => apart(row),
        Row::RequestUpdate(row) => apart(row),
        Row::RoomDuty(row) => apart(row),
        Row::Cleaning(row) => apart(row),
        Row::Message(row) => apart(row),
        Row::Delivery(row) => apart(row),
        Row::Notice(row) => apart(row),
        Row::HouseEvent(row) => apart(row),
        Row::AllocationRule(row) => apart(row),
        Row::DayFigures(row) => apart(row),
        Row::Plan(row) => apart(row),
    }
}

/// A selection of rows, prepared once and asked many times.
pub struct Many<'connection, T: Stored> {
    statement: CachedStatement<'connection>,
    kind: PhantomData<T>,
}

impl<'connection, T: Stored> Many<'connection, T> {
    /// Prepares the selection of the rows for which `condition` holds.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn prepare(
        connection: &'connection Connection,
        condition: &str,
    ) -> Result<Many<'connection, T>> {
        let sql = format!("SELECT {} FROM {} {condition}", columns::<T>(""), T::TABLE);
        Ok(Many {
            statement: connection.prepare_cached(&sql)?,
            kind: PhantomData,
        })
    }

    /// Calls a function of every row that these parameters select.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn each(&mut self, parameters: impl Params, mut visit: impl FnMut(T)) -> Result<()> {
        let mut rows = self.statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            visit(T::read(&mut Cells::of::<T>(row)?)?);
        }
        Ok(())
    }
}
