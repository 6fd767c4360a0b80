//! Whether exactly the active segments and standing blocks hold their nights.

use rusqlite::Connection;

use super::super::error::Result;
use super::{Part, Report};

/// Each finds rows that have no counterpart; `%s` stands for their identity.
const QUESTIONS: &[(&str, &str)] = &[
    (
        "SELECT s.id FROM segments s LEFT JOIN holds h ON h.segment_id = s.id AND h.active = 1
         WHERE s.active = 1 AND s.from_day < s.to_day
           AND (h.id IS NULL OR h.room_id <> s.room_id OR h.from_day <> s.from_day OR h.to_day <> s.to_day)",
        "Segment %s does not hold its nights.",
    ),
    (
        "SELECT k.id FROM blocks k LEFT JOIN holds h ON h.block_id = k.id AND h.active = 1
         WHERE k.released_at IS NULL
           AND (h.id IS NULL OR h.room_id <> k.room_id OR h.from_day <> k.from_day OR h.to_day <> k.to_day)",
        "Block %s does not hold its nights.",
    ),
    (
        "SELECT s.id FROM segments s LEFT JOIN day_uses d ON d.segment_id = s.id AND d.active = 1
         WHERE s.active = 1 AND s.from_day = s.to_day
           AND (d.id IS NULL OR d.room_id <> s.room_id OR d.day <> s.from_day)",
        "Segment %s does not hold its day.",
    ),
    (
        "SELECT h.id FROM holds h LEFT JOIN segments s ON s.id = h.segment_id LEFT JOIN blocks k ON k.id = h.block_id
         WHERE h.active = 1 AND coalesce(s.active = 1 AND s.from_day < s.to_day, 0) = 0
           AND (k.id IS NULL OR k.released_at IS NOT NULL)",
        "Hold %s belongs to nobody.",
    ),
    (
        "SELECT d.id FROM day_uses d LEFT JOIN segments s ON s.id = d.segment_id
         WHERE d.active = 1 AND coalesce(s.active = 1 AND s.from_day = s.to_day, 0) = 0",
        "Day use %s belongs to nobody.",
    ),
    (
        "SELECT id FROM (
             SELECT id, to_day, lead(from_day) OVER (PARTITION BY room_id ORDER BY from_day, to_day) AS next
             FROM holds WHERE active = 1)
         WHERE next < to_day",
        "Hold %s shares a night with another.",
    ),
];

/// Compares holds and day uses with the rows they stand for.
pub fn compare(connection: &Connection, report: &mut Report) -> Result<()> {
    for (sql, what) in QUESTIONS {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            report.add(Part::Holds, what.replace("%s", &id.to_string()));
        }
    }
    Ok(())
}
