//! Rooms that someone waits for.

use super::cleaning::seen;
use super::keep;
use crate::domain::command::Rush;
use crate::domain::decide::Decide;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::room::Room;

impl Decide for Rush {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        if self.on {
            can_be_hurried(&room)?;
        }
        if room.rush == self.on {
            draft.tell("room", &room.number);
            draft.summarise(format!("{}: nothing to change", room.number));
            return Ok(());
        }
        room.rush = self.on;
        keep(draft, room, if self.on { "Rush" } else { "No rush" }, None);
        Ok(())
    }
}

/// Only a room that can become ready, and is not, is worth hurrying.
fn can_be_hurried(room: &Room) -> Result<(), Refusal> {
    if !room.active || room.is_out_of_order() {
        return Err(room.why_not_bookable().map_or_else(
            || ready(room),
            |reason| {
                let mut refusal = room.not_bookable(reason, &[]);
                refusal.message = format!(
                    "Room {} is {} and cannot be hurried; return it to use first.",
                    room.number,
                    reason.as_str()
                );
                refusal
            },
        ));
    }
    if room.is_bookable() {
        return Err(ready(room));
    }
    Ok(())
}

fn ready(room: &Room) -> Refusal {
    Refusal::new(
        Code::InvalidTransition,
        format!("Room {} is ready already; check the guest in.", room.number),
    )
    .with("room", &room.number)
    .with("current", room.status)
}
