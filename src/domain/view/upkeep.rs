//! Which rooms want to be gone over though no guest has left them: touch-ups
//! of rooms long unused, and deep cleanings.

use crate::domain::cleaning::CleaningKind;
use crate::domain::moment::Moment;
use crate::domain::property::Property;
use crate::domain::room::Room;

/// What a ready room wants, if anything: the greater work speaks.
pub(super) fn of_ready_room(property: &Property, room: &Room) -> Option<CleaningKind> {
    if deep_is_due(property, room) {
        return Some(CleaningKind::Deep);
    }
    let cleaned = room.last_cleaned.map(|stamp| stamp.at);
    let unused_since = cleaned.map_or(room.status_since, |at| at.max(room.status_since));
    is_over(
        property,
        unused_since,
        property.policies.touch_up_after_days,
    )
    .then_some(CleaningKind::TouchUp)
}

/// Whether the room wants a deep cleaning. Where none was ever written down,
/// nobody knows that it had one.
pub(super) fn deep_is_due(property: &Property, room: &Room) -> bool {
    let days = property.policies.deep_clean_after_days;
    match room.care.deep_cleaned {
        Some(stamp) => is_over(property, stamp.at, days),
        None => days > 0,
    }
}

/// Whether that many days have gone by since; none is never.
fn is_over(property: &Property, since: Moment, days: u32) -> bool {
    days > 0
        && i64::from(
            property
                .business_date
                .since(since.calendar_day(property.timezone)),
        ) >= i64::from(days)
}
