//! The rows that stay of cleanings and of their inspections.

use crate::domain::cleaning::{Checked, Cleaning, CleaningKind};
use crate::domain::draft::Draft;
use crate::domain::room::Room;
use crate::domain::stamp::Stamp;

/// Writes down that a room was cleaned; `begun` is when somebody started, if
/// they said so.
pub(super) fn finished(
    draft: &mut Draft,
    room: &Room,
    kind: CleaningKind,
    begun: Option<Stamp>,
    notes: Option<String>,
) {
    let usual_minutes = draft
        .room_type(&room.room_type)
        .map_or(0, |room_type| room_type.minutes_for(kind));
    let finished = draft.stamp();
    let row = Cleaning {
        id: draft.fresh_id(),
        property: room.property,
        room: room.id,
        day: draft.today(),
        kind,
        usual_minutes,
        started_at: begun.map(|begun| begun.at),
        finished,
        notes,
        checked: None,
    };
    draft.save(row);
}

/// Adds what an inspection said to the cleaning it looked at. A room that was
/// cleaned before cleanings were written down has none; its history still
/// tells of the inspection.
pub(super) fn checked(
    draft: &mut Draft,
    room: &Room,
    passed: bool,
    failed: &[String],
    notes: Option<String>,
) {
    let looked_at = draft.latest_cleaning(room.id).filter(|cleaning| {
        cleaning.checked.is_none() && room.last_cleaned == Some(cleaning.finished)
    });
    let Some(cleaning) = looked_at else { return };
    let stamp = draft.stamp();
    draft.save(Cleaning {
        checked: Some(Checked {
            stamp,
            passed,
            failed: failed.to_vec(),
            notes,
        }),
        ..cleaning
    });
}
