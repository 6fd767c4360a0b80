//! Blocks: keeping rooms from sale, all or none.

use serde_json::Value;

use super::booking::called;
use super::{Decide, break_block, check, find, permission};
use crate::domain::block::{Block, BlockType, Released};
use crate::domain::command::{BlockRooms, EditBlock, Needs, ReleaseBlock};
use crate::domain::conflict::{self, Clash};
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::BlockId;
use crate::domain::room::Room;
use crate::domain::staff::{OverrideLevel, Permission};

impl Decide for BlockRooms {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        may_handle(draft, self.kind)?;
        let rooms = rooms_of(draft, &self.rooms)?;
        let nights = nights(draft, self.from, self.to)?;
        not_begun(draft, self.from)?;
        let reason = check::reason(Some(&self.reason), "Blocking a room")?;
        let override_level = level(self.can_override, self.override_level)?;
        all_free(draft, &rooms, nights, None)?;
        let mut codes: Vec<String> = Vec::new();
        for room in &rooms {
            let made = Block {
                id: BlockId(draft.fresh_id()),
                property: draft.property().id,
                code: break_block::next_code(draft),
                room: room.id,
                stay: nights,
                kind: self.kind,
                reason: reason.clone(),
                override_level,
                created: draft.stamp(),
                released: None,
                version: 0,
            };
            codes.push(made.code.clone());
            draft.save(made);
        }
        let numbers: Vec<&str> = rooms.iter().map(|room| room.number.as_str()).collect();
        draft.summarise(format!("Blocked {} for {nights}", numbers.join(", ")));
        draft.tell("block", codes.first());
        draft.tell("blocks", &codes);
        draft.tell("rooms", numbers);
        Ok(())
    }
}

/// A repair's block is for those who handle repairs.
fn may_handle(draft: &Draft, kind: BlockType) -> Result<(), Refusal> {
    if kind == BlockType::Maintenance {
        let needs = Needs::All(&[Permission::Bookings, Permission::Maintenance]);
        permission::require(draft, needs, "handle a block for maintenance")?;
    }
    Ok(())
}

fn rooms_of(draft: &Draft, numbers: &[String]) -> Result<Vec<Room>, Refusal> {
    check::number("rooms", numbers.len(), 0, 10_000)?;
    let mut rooms: Vec<Room> = Vec::new();
    for number in numbers {
        let room = find::room(draft, number)?;
        if rooms.iter().all(|listed| listed.id != room.id) {
            rooms.push(room);
        }
    }
    if rooms.is_empty() {
        return Err(Refusal::new(
            Code::MissingRoomId,
            "No room was named; say which to block.",
        ));
    }
    Ok(rooms)
}

fn dates(draft: &Draft, from: Day, to: Day, message: String) -> Refusal {
    Refusal::new(Code::InvalidDates, message)
        .with("from", from)
        .with("to", to)
        .with("business_date", draft.today())
}

/// The nights of a block: at least one, and not all of them past.
fn nights(draft: &Draft, from: Day, to: Day) -> Result<Stay, Refusal> {
    if to < from {
        return Err(dates(
            draft,
            from,
            to,
            format!("The block would end ({to}) before it begins ({from}); give a later end."),
        ));
    }
    if from == to {
        return Err(dates(
            draft,
            from,
            to,
            format!(
                "From {from} to {to} there is no night; the end is the day after the last night."
            ),
        ));
    }
    if to <= draft.today() {
        return Err(dates(
            draft,
            from,
            to,
            format!(
                "The block would be over before today; give an end after {}.",
                draft.today()
            ),
        ));
    }
    Stay::new(from, to).map_err(|refusal| dates(draft, from, to, refusal.message))
}

fn not_begun(draft: &Draft, from: Day) -> Result<(), Refusal> {
    if from >= draft.today() {
        return Ok(());
    }
    Err(Refusal::new(
        Code::InvalidDates,
        format!("{from} is past; block from {} on.", draft.today()),
    )
    .with("from", from)
    .with("business_date", draft.today()))
}

/// Whose word breaks the block; none: nobody's.
fn level(
    can_override: bool,
    given: Option<OverrideLevel>,
) -> Result<Option<OverrideLevel>, Refusal> {
    match (can_override, given) {
        (true, None) => Ok(Some(OverrideLevel::Manager)),
        (true, Some(OverrideLevel::None)) => Err(check::invalid(
            "override_level",
            "A block that nobody's word breaks cannot be overridden; choose manager or admin.",
        )),
        (true, Some(level)) => Ok(Some(level)),
        (false, None | Some(OverrideLevel::None)) => Ok(None),
        (false, Some(_)) => Err(check::invalid(
            "can_override",
            "The block names whose word breaks it but cannot be overridden; set can_override.",
        )),
    }
}

/// Refuses unless every room is free on these nights, naming every holder
/// room by room.
fn all_free(
    draft: &Draft,
    rooms: &[Room],
    nights: Stay,
    except: Option<BlockId>,
) -> Result<(), Refusal> {
    let mut said: Vec<String> = Vec::new();
    let mut conflicts: Vec<Value> = Vec::new();
    let mut booked = false;
    for room in rooms {
        for clash in conflict::clashes(draft, room.id, nights, &[]) {
            let (who, key) = match &clash {
                Clash::Block(block) if Some(block.id) == except => continue,
                Clash::Block(block) => (format!("block {}", block.code), ("block", &block.code)),
                Clash::Booking(booking, _) => {
                    booked = true;
                    (called(booking), ("booking", &booking.code))
                }
            };
            let held = clash.nights();
            said.push(format!("{} by {who} {held}", room.number));
            conflicts.push(serde_json::json!({
                "room": room.number, key.0: key.1, "from": held.check_in, "to": held.check_out,
            }));
        }
    }
    if said.is_empty() {
        return Ok(());
    }
    let code = if booked {
        Code::RoomOverlapConflict
    } else {
        Code::RoomBlocked
    };
    let more = match said.len() {
        0..=4 => String::new(),
        many => format!(" and {} more", many - 4),
    };
    said.truncate(4);
    Err(Refusal::new(
        code,
        format!(
            "Not blocked, all or none: {}{more}; move them first, or block other rooms or nights.",
            said.join(", ")
        ),
    )
    .with("conflicts", conflicts))
}

/// The block a command is about, as it was looked at, if it still holds.
fn standing(draft: &Draft, code: &str) -> Result<Block, Refusal> {
    let block = find::block(draft, code)?;
    may_handle(draft, block.kind)?;
    if let Some(released) = &block.released {
        return Err(check::invalid(
            "block",
            format!(
                "Block {} was released already ({}); block the room anew.",
                block.code, released.reason
            ),
        ));
    }
    find::fresh(draft, &format!("Block {}", block.code), block.version)?;
    Ok(block)
}

impl Decide for EditBlock {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut block = standing(draft, &self.block)?;
        if let Some(kind) = self.kind {
            may_handle(draft, kind)?;
            block.kind = kind;
        }
        let before = block.stay;
        block.stay = nights(
            draft,
            self.from.unwrap_or(before.check_in),
            self.to.unwrap_or(before.check_out),
        )?;
        if block.stay.check_in != before.check_in {
            not_begun(draft, block.stay.check_in.min(before.check_in))?;
        }
        if block.stay != before {
            let room = draft.room(block.room).ok_or_else(|| {
                Refusal::new(
                    Code::RoomNotFound,
                    "The blocked room is gone; release the block.",
                )
            })?;
            all_free(draft, &[room], block.stay, Some(block.id))?;
        }
        if let Some(reason) = &self.reason {
            block.reason = check::reason(Some(reason), "A block")?;
        }
        if self.can_override.is_some() || self.override_level.is_some() {
            let can = self
                .can_override
                .unwrap_or(block.override_level.is_some() || self.override_level.is_some());
            let stays = if can { block.override_level } else { None };
            block.override_level = level(can, self.override_level.or(stays))?;
        }
        draft.tell("block", &block.code);
        draft.summarise(format!("Changed block {}", block.code));
        draft.save(block);
        Ok(())
    }
}

impl Decide for ReleaseBlock {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut block = standing(draft, &self.block)?;
        let reason = check::reason(Some(&self.reason), "Releasing a block")?;
        block.released = Some(Released {
            stamp: draft.stamp(),
            reason,
        });
        draft.tell("block", &block.code);
        draft.summarise(format!("Released block {}", block.code));
        draft.save(block);
        Ok(())
    }
}
