//! What is known of a room or a block, line by line.

use super::Told;
use crate::console::about;
use crate::console::theme::Meaning;
use crate::console::view::{Subject, View};
use crate::domain::id::{BlockId, RoomId};

/// How many of the stays and blocks to come are told.
const COMING: usize = 12;

/// `Room 101`.
pub fn room_title(room: RoomId, view: &View) -> String {
    let room = view.house.rooms.get(&room);
    room.map_or_else(|| "Room".to_owned(), |room| format!("Room {}", room.number))
}

/// `Block BL-0001`, as long as it is known.
pub fn block_title(block: BlockId, view: &View) -> String {
    let block = view.house.blocks.get(&block);
    block.map_or_else(
        || "Block".to_owned(),
        |block| format!("Block {}", block.code),
    )
}

/// A block, with its room and its first night.
pub fn block_subject(block: BlockId, view: &View) -> Subject {
    let known = view.house.blocks.get(&block);
    Subject {
        block: known.map(|block| block.id),
        room: known.map(|block| block.room),
        day: known.map(|block| block.stay.check_in),
        ..Subject::default()
    }
}

/// A room: what it is, how it stands, and who and what comes into it.
pub fn room(id: RoomId, view: &View) -> Vec<Told> {
    let Some(room) = view.house.rooms.get(&id) else {
        return vec![(Meaning::Muted, "This room is gone.".to_owned())];
    };
    let mut lines = headed(about::about_room(room, view));
    let coming = coming(id, view);
    if !coming.is_empty() {
        lines.push((Meaning::Text, String::new()));
        lines.push((Meaning::Heading, "FROM TODAY ON".to_owned()));
        lines.extend(coming.into_iter().map(|said| (Meaning::Text, said)));
    }
    lines
}

/// A block: which nights of which room, why, and until when.
pub fn block(id: BlockId, view: &View) -> Vec<Told> {
    let Some(block) = view.house.blocks.get(&id) else {
        let gone = "This block stands no more, or lies outside of the days that are loaded.";
        return vec![(Meaning::Muted, gone.to_owned())];
    };
    let mut lines = headed(about::about_block(block));
    lines.push((Meaning::Text, room_title(block.room, view)));
    lines
}

fn headed(said: Vec<String>) -> Vec<Told> {
    said.into_iter()
        .enumerate()
        .map(|(nth, said)| match nth {
            0 => (Meaning::Heading, said),
            _ => (Meaning::Text, said),
        })
        .collect()
}

/// The stays and blocks of a room that are not over, as far as days are loaded.
fn coming(id: RoomId, view: &View) -> Vec<String> {
    let today = view.today();
    let stays = view.house.segments_in(id).filter(|one| one.counts());
    let stays = stays.filter_map(|one| {
        let booking = view.house.bookings.get(&one.booking)?;
        let gone = booking.checked_out_at.is_some();
        (!gone).then(|| (one.stay, format!("{}  {}", booking.lead, booking.code)))
    });
    let blocks = view.house.blocks_in(id).filter(|block| block.holds());
    let blocks = blocks.map(|block| {
        let said = format!("block {}  {}", block.code, block.reason);
        (block.stay, said)
    });
    let mut coming: Vec<_> = stays
        .chain(blocks)
        .filter(|(stay, _)| stay.check_out >= today)
        .collect();
    coming.sort_by_key(|(stay, _)| stay.check_in);
    coming
        .into_iter()
        .take(COMING)
        .map(|(stay, said)| {
            let (from, to) = (stay.check_in.spoken(), stay.check_out.spoken());
            format!("{from} > {to}  {said}")
        })
        .collect()
}
