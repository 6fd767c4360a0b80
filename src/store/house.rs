//! Loads a house into memory for the screens: the rows of some windows of
//! days, and always what a front desk must not lose sight of.

use rusqlite::{Connection, params};

use super::counters;
use super::error::Result;
use super::facts::{EVENTS, IN_HOUSE, NOT_ARRIVED};
use super::{lists, requests, rows};
use crate::domain::account::AccountLine;
use crate::domain::alert_mark::AlertMark;
use crate::domain::block::Block;
use crate::domain::booking::Booking;
use crate::domain::cleaning::Cleaning;
use crate::domain::duty::RoomDuty;
use crate::domain::note::Note;
use crate::domain::plan::Plan;
use crate::domain::property::{Property, RoomType};
use crate::domain::room::Room;
use crate::domain::rule::AllocationRule;
use crate::domain::saved_view::SavedView;
use crate::domain::segment::Segment;
use crate::domain::staff::Staff;
use crate::domain::telling::{HouseEvent, Notice};
use crate::domain::{BookingId, Day, House, PropertyId, Stay, TimeOfDay};

/// Stays up to this many nights are found by their first day; the few longer
/// ones by their last. The schema's indexes name the same number.
const SHORT: i32 = 31;

/// Days back for which requests that are done with are loaded.
const LATELY: i32 = 35;

/// Short stays that touch the days from `?3` up to, not including, `?4`. The
/// look-back `?2` is bound ready-made: an expression on a bound value would
/// make SQLite plan anew each time, and worse.
pub const SHORT_STAYS: &str = "SELECT id FROM bookings INDEXED BY bookings_short
     WHERE property_id = ?1 AND status NOT IN ('CANCELLED', 'NO_SHOW') AND to_day - from_day <= 31
       AND from_day >= ?2 AND from_day < ?4 AND to_day >= ?3";

/// Long stays that touch those days.
pub const LONG_STAYS: &str = "SELECT id FROM bookings INDEXED BY bookings_long
     WHERE property_id = ?1 AND status NOT IN ('CANCELLED', 'NO_SHOW') AND to_day - from_day > 31
       AND to_day >= ?2 AND from_day < ?3";

/// Every booking that has a night without a room.
pub const UNASSIGNED: &str = "SELECT id FROM bookings INDEXED BY bookings_needing_room
     WHERE property_id = ?1 AND needs_room = 1";

/// The lines of the accounts of the bookings that a JSON list names.
pub const ACCOUNTS: &str = "WHERE booking_id IN (SELECT value FROM json_each(?1))";

/// Blocks that stand on or after a day.
pub const STANDING_BLOCKS: &str = "WHERE property_id = ?1 AND released_at IS NULL AND to_day >= ?2";

/// Loads the property with its rooms, types, staff and alert marks; the
/// notices that are still shown, the events of the windows; every standing
/// block that is not over when the first window begins; and, each
/// with all its segments, the bookings
/// * that touch one of the windows, or today, but are not called off,
/// * whose guest is in the house or should be,
/// * that lack a room, whenever they are.
///
/// Requests as [`requests::load`] has them.
///
/// Notes and journal are not loaded. No property gives an empty house.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn load(connection: &Connection, id: PropertyId, windows: &[Stay]) -> Result<House> {
    let mut house = House::default();
    house.counters = counters::load(connection, Some(id))?;
    let Some(property) = rows::one::<Property>(connection, "WHERE id = ?1", [id.0])? else {
        return Ok(house);
    };
    let today = property.business_date;
    // A few days more than usual times are reckoned over: the clock may be
    // behind the business date.
    let lately = property.moment(today.plus(-LATELY), TimeOfDay::fixed(0, 0));
    house.property = Some(property);
    load_standing(connection, id, &mut house)?;
    requests::load(connection, id, lately, &mut house)?;
    load_housekeeping(connection, id, today, &mut house)?;
    let windows = with_today(windows, today);
    load_blocks(connection, id, &windows, &mut house)?;
    load_events(connection, id, &windows, &mut house)?;
    let notices = "WHERE property_id = ?1 AND until_day >= ?2";
    for row in rows::all::<Notice>(connection, notices, params![id.0, today.number()])? {
        house.put(row.into());
    }
    load_bookings(
        connection,
        &wanted(connection, id, &windows, today)?,
        &mut house,
    )?;
    Ok(house)
}

/// Puts one booking of this property into a house, with its segments, its
/// notes and its requests.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn add_booking(
    connection: &Connection,
    house: &mut House,
    property: PropertyId,
    id: BookingId,
) -> Result<()> {
    let condition = "WHERE id = ?1 AND property_id = ?2";
    let Some(booking) = rows::one::<Booking>(connection, condition, [id.0, property.0])? else {
        return Ok(());
    };
    house.put(booking.into());
    for row in rows::all::<Segment>(
        connection,
        "WHERE booking_id = ?1 ORDER BY from_day, id",
        [id.0],
    )? {
        house.put(row.into());
    }
    for row in rows::all::<Note>(connection, "WHERE booking_id = ?1 ORDER BY at, id", [id.0])? {
        house.put(row.into());
    }
    requests::add_of_booking(connection, property, id, house)?;
    load_accounts(connection, &[id.0], house)
}

/// From the first to the last day of the stays that lack a room, if any do.
///
/// # Errors
/// SQLite refuses.
pub fn unassigned_span(connection: &Connection, id: PropertyId) -> Result<Option<Stay>> {
    let span: (Option<i32>, Option<i32>) = connection
        .prepare_cached(
            "SELECT min(from_day), max(to_day) FROM bookings INDEXED BY bookings_needing_room
             WHERE property_id = ?1 AND needs_room = 1",
        )?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(match span {
        (Some(from), Some(to)) => Some(Stay {
            check_in: Day::from_number(from),
            check_out: Day::from_number(to),
        }),
        _ => None,
    })
}

/// What is there whatever the window.
fn load_standing(connection: &Connection, id: PropertyId, house: &mut House) -> Result<()> {
    for row in rows::all::<RoomType>(connection, "WHERE property_id = ?1", [id.0])? {
        house.room_types.insert(row.code.clone(), row);
    }
    for row in rows::all::<Staff>(connection, "WHERE property_id = ?1", [id.0])? {
        house.staff.insert(row.id, row);
    }
    for row in rows::all::<AlertMark>(connection, "WHERE property_id = ?1", [id.0])? {
        house.alert_marks.insert(row.alert.clone(), row);
    }
    for row in rows::all::<SavedView>(connection, "WHERE property_id = ?1", [id.0])? {
        house.put(row.into());
    }
    for row in rows::all::<Room>(connection, "WHERE property_id = ?1", [id.0])? {
        house.put(row.into());
    }
    for row in rows::all::<AllocationRule>(connection, "WHERE property_id = ?1", [id.0])? {
        house.put(row.into());
    }
    house.other_sources = lists::sources(connection, id)?;
    for row in rows::all::<Plan>(connection, LATEST_PLANS, params![id.0, PLANS])? {
        house.put(row.into());
    }
    Ok(())
}

/// Plans that a screen may still carry out.
const PLANS: i64 = 4;

/// The latest plans that nobody has carried out.
pub const LATEST_PLANS: &str =
    "WHERE property_id = ?1 AND applied_at IS NULL ORDER BY id DESC LIMIT ?2";

/// The duties and cleanings of a business date.
pub const OF_THE_DAY: &str = "WHERE property_id = ?1 AND day = ?2 ORDER BY id";

/// Today's duties, and the cleanings finished today.
fn load_housekeeping(
    connection: &Connection,
    id: PropertyId,
    today: Day,
    house: &mut House,
) -> Result<()> {
    let of_today = params![id.0, today.number()];
    for row in rows::all::<RoomDuty>(connection, OF_THE_DAY, of_today)? {
        house.put(row.into());
    }
    for row in rows::all::<Cleaning>(connection, OF_THE_DAY, of_today)? {
        house.put(row.into());
    }
    Ok(())
}

/// The windows, and the days around today on which guests come and go.
fn with_today(windows: &[Stay], today: Day) -> Vec<Stay> {
    let around = Stay {
        check_in: today.plus(-1),
        check_out: today.plus(2),
    };
    windows.iter().copied().chain([around]).collect()
}

fn load_blocks(
    connection: &Connection,
    id: PropertyId,
    windows: &[Stay],
    house: &mut House,
) -> Result<()> {
    let first = windows
        .iter()
        .map(|window| window.check_in)
        .min()
        .unwrap_or(Day::FIRST);
    for row in rows::all::<Block>(connection, STANDING_BLOCKS, params![id.0, first.number()])? {
        house.put(row.into());
    }
    Ok(())
}

fn load_events(
    connection: &Connection,
    id: PropertyId,
    windows: &[Stay],
    house: &mut House,
) -> Result<()> {
    for window in windows {
        let (from, to) = (window.check_in.number(), window.check_out.number());
        for row in rows::all::<HouseEvent>(connection, EVENTS, params![id.0, from, to])? {
            house.put(row.into());
        }
    }
    Ok(())
}

/// The identities of the bookings to load, each once.
fn wanted(
    connection: &Connection,
    id: PropertyId,
    windows: &[Stay],
    today: Day,
) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for window in windows {
        let (from, to) = (window.check_in.number(), window.check_out.number());
        collect(
            connection,
            SHORT_STAYS,
            params![id.0, from - SHORT, from, to],
            &mut ids,
        )?;
        collect(connection, LONG_STAYS, params![id.0, from, to], &mut ids)?;
    }
    collect(connection, UNASSIGNED, [id.0], &mut ids)?;
    collect(
        connection,
        &format!("SELECT id FROM bookings {IN_HOUSE}"),
        [id.0],
        &mut ids,
    )?;
    let late = format!("SELECT id FROM bookings {NOT_ARRIVED}");
    collect(connection, &late, params![id.0, today.number()], &mut ids)?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

fn collect(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    ids: &mut Vec<i64>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        ids.push(row.get(0)?);
    }
    Ok(())
}

fn load_bookings(connection: &Connection, ids: &[i64], house: &mut House) -> Result<()> {
    let mut bookings = rows::Many::<Booking>::prepare(connection, "WHERE id = ?1")?;
    let mut segments =
        rows::Many::<Segment>::prepare(connection, "WHERE booking_id = ?1 ORDER BY from_day, id")?;
    for id in ids {
        bookings.each([*id], |row| house.put(row.into()))?;
        segments.each([*id], |row| house.put(row.into()))?;
    }
    load_accounts(connection, ids, house)
}

/// The accounts of these bookings. Most have no line yet: one statement looks
/// for all of them.
fn load_accounts(connection: &Connection, ids: &[i64], house: &mut House) -> Result<()> {
    let listed = serde_json::Value::from(ids.to_vec()).to_string();
    let mut lines = rows::Many::<AccountLine>::prepare(connection, ACCOUNTS)?;
    lines.each([listed], |row| house.put(row.into()))
}
