//! The nights and days that segments and blocks keep: what a changed row
//! means for the tables `holds` and `day_uses`, and who holds what.

use rusqlite::{Connection, params};

use super::error::Result;
use super::rows;
use crate::domain::facts::{Hold, Holder};
use crate::domain::segment::Segment;
use crate::domain::{BlockId, BookingId, Change, Day, RoomId, Row, SegmentId, Stay};

/// What one holder keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Nothing,
    Nights(RoomId, Stay),
    Day(RoomId, Day),
}

impl Kept {
    /// What a row keeps; `None` for rows that never keep anything.
    fn by(row: &Row) -> Option<Kept> {
        let (room, stay, holds) = match row {
            Row::Segment(segment) => (segment.room, segment.stay, segment.active),
            Row::Block(block) => (block.room, block.stay, block.holds()),
            _ => return None,
        };
        Some(if !holds {
            Kept::Nothing
        } else if stay.is_day_use() {
            Kept::Day(room, stay.check_in)
        } else {
            Kept::Nights(room, stay)
        })
    }
}

/// How a change shifts what its row keeps.
#[derive(Debug)]
pub struct Shift {
    /// `segment_id` or `block_id`.
    column: &'static str,
    id: i64,
    before: Kept,
    after: Kept,
    removed: bool,
}

impl Shift {
    /// The shift of a change; `None` where nothing shifts.
    pub fn of(change: &Change) -> Option<Shift> {
        let row = change.after.as_ref().or(change.before.as_ref())?;
        let column = match row {
            Row::Segment(_) => "segment_id",
            Row::Block(_) => "block_id",
            _ => return None,
        };
        let kept = |row: Option<&Row>| row.and_then(Kept::by).unwrap_or(Kept::Nothing);
        let (before, after) = (kept(change.before.as_ref()), kept(change.after.as_ref()));
        let removed = change.after.is_none();
        (before != after || removed).then(|| Shift {
            column,
            id: row.id(),
            before,
            after,
            removed,
        })
    }

    /// Gives up what was kept.
    pub fn release(&self, connection: &Connection) -> Result<()> {
        if self.removed {
            self.forget(connection)?;
        } else if matches!(self.before, Kept::Nights(..)) {
            let sql = format!(
                "UPDATE holds SET active = 0 WHERE {} = ?1 AND active = 1",
                self.column
            );
            connection.prepare_cached(&sql)?.execute([self.id])?;
        } else if matches!(self.before, Kept::Day(..)) {
            connection
                .prepare_cached(
                    "UPDATE day_uses SET active = 0 WHERE segment_id = ?1 AND active = 1",
                )?
                .execute([self.id])?;
        }
        Ok(())
    }

    /// Takes what is kept now.
    pub fn take(&self, connection: &Connection) -> Result<()> {
        match self.after {
            Kept::Nothing => Ok(()),
            Kept::Nights(room, nights) => self.take_nights(connection, room, nights),
            Kept::Day(room, day) => self.take_day(connection, room, day),
        }
    }

    fn forget(&self, connection: &Connection) -> Result<()> {
        connection
            .prepare_cached(&format!("DELETE FROM holds WHERE {} = ?1", self.column))?
            .execute([self.id])?;
        if self.column == "segment_id" {
            connection
                .prepare_cached("DELETE FROM day_uses WHERE segment_id = ?1")?
                .execute([self.id])?;
        }
        Ok(())
    }

    fn take_nights(&self, connection: &Connection, room: RoomId, nights: Stay) -> Result<()> {
        let values = params![
            self.id,
            room.0,
            nights.check_in.number(),
            nights.check_out.number()
        ];
        let sql = format!(
            "UPDATE holds SET room_id = ?2, from_day = ?3, to_day = ?4, active = 1 WHERE {} = ?1",
            self.column
        );
        if connection.prepare_cached(&sql)?.execute(values)? == 0 {
            let sql = format!(
                "INSERT INTO holds ({}, room_id, from_day, to_day, active) VALUES (?1, ?2, ?3, ?4, 1)",
                self.column
            );
            connection.prepare_cached(&sql)?.execute(values)?;
        }
        Ok(())
    }

    fn take_day(&self, connection: &Connection, room: RoomId, day: Day) -> Result<()> {
        let values = params![self.id, room.0, day.number()];
        let updated = connection
            .prepare_cached(
                "UPDATE day_uses SET room_id = ?2, day = ?3, active = 1 WHERE segment_id = ?1",
            )?
            .execute(values)?;
        if updated == 0 {
            connection
                .prepare_cached("INSERT INTO day_uses (segment_id, room_id, day, active) VALUES (?1, ?2, ?3, 1)")?
                .execute(values)?;
        }
        Ok(())
    }
}

/// The holds of a room that begin before `?2`, the last first. Being disjoint,
/// they also end in that order, so the reader stops at the first that is over.
pub const HOLDS_OF_ROOM: &str =
    "SELECT h.from_day, h.to_day, h.block_id, h.segment_id, s.booking_id
     FROM holds h INDEXED BY holds_by_room LEFT JOIN segments s ON s.id = h.segment_id
     WHERE h.room_id = ?1 AND h.active = 1 AND h.from_day < ?2 ORDER BY h.from_day DESC";

/// Who holds any of these nights of a room, in order of nights.
///
/// # Errors
/// SQLite refuses.
pub fn of_room(connection: &Connection, room: RoomId, nights: Stay) -> Result<Vec<Hold>> {
    let mut statement = connection.prepare_cached(HOLDS_OF_ROOM)?;
    let mut rows = statement.query(params![room.0, nights.check_out.number()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (from, to): (i32, i32) = (row.get(0)?, row.get(1)?);
        if to <= nights.check_in.number() || nights.is_day_use() {
            break;
        }
        let holder = match row.get::<_, Option<i64>>(2)? {
            Some(block) => Holder::Block(BlockId(block)),
            None => Holder::Segment(SegmentId(row.get(3)?), BookingId(row.get(4)?)),
        };
        let nights = Stay {
            check_in: Day::from_number(from),
            check_out: Day::from_number(to),
        };
        found.push(Hold {
            room,
            nights,
            holder,
        });
    }
    found.reverse();
    Ok(found)
}

/// The segments that use a room by day on these days, the last included.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn day_uses(connection: &Connection, room: RoomId, from: Day, to: Day) -> Result<Vec<Segment>> {
    rows::joined(
        connection,
        "s",
        "day_uses d JOIN segments s ON s.id = d.segment_id",
        "WHERE d.room_id = ?1 AND d.active = 1 AND d.day BETWEEN ?2 AND ?3 ORDER BY d.day",
        params![room.0, from.number(), to.number()],
    )
}
