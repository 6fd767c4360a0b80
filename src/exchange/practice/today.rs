//! The practice hotel this morning: departures on their way, rooms in every
//! status, one out of order.

use super::diary::{Diary, clock};
use super::house;
use super::living;
use super::plan::{Given, Plan, Scene};
use super::scenes::{BLOCKS, OUT_OF_ORDER, StagedBlock};
use crate::domain::command::{
    AssignAttendant, BlockRooms, CheckOut, MarkCleaned, PutOutOfOrder, ShareOut, StartCleaning,
};

/// The supervisor shares the rooms of today's guests out, a floor to each.
pub fn shares(diary: &mut Diary, plan: &Plan) {
    let mut shares: Vec<AssignAttendant> = Vec::new();
    for planned in &plan.stays {
        let here = planned.arrive < 0 && planned.leave >= 0;
        if !here || planned.ending != super::plan::Ending::Stays {
            continue;
        }
        let door = &plan.doors[planned.door];
        let whose = Some(house::attendant(door.floor).to_owned());
        match shares.iter_mut().find(|share| share.employee == whose) {
            Some(share) if share.rooms.contains(&door.number) => {}
            Some(share) => share.rooms.push(door.number.clone()),
            None => shares.push(AssignAttendant {
                rooms: vec![door.number.clone()],
                employee: whose,
            }),
        }
    }
    if !shares.is_empty() {
        diary.write(0, clock(6, 5), house::SUPERVISOR, ShareOut { shares });
    }
}

/// How far a room has come since its guest left this morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Dirty,
    Cleaning,
    Cleaned,
    Ready,
}

/// This morning's departures in order: when, and how far the room has come.
const DEPARTURES: [(i64, Progress); 7] = [
    (clock(6, 15), Progress::Ready),
    (clock(6, 40), Progress::Cleaned),
    (clock(7, 5), Progress::Cleaned),
    (clock(7, 25), Progress::Cleaning),
    (clock(7, 50), Progress::Cleaning),
    (clock(8, 35), Progress::Dirty),
    (clock(9, 10), Progress::Dirty),
];

/// Who left this morning, and what became of the rooms.
pub fn departures(diary: &mut Diary, plan: &Plan, codes: &[String]) {
    let mut next = DEPARTURES.iter();
    for (planned, code) in plan.stays.iter().zip(codes) {
        let is_here = matches!(planned.given, Given::DaysBefore(_))
            && planned.arrive < 0
            && planned.leave == 0;
        if !is_here || planned.ending != super::plan::Ending::Stays {
            continue;
        }
        if planned.scene == Some(Scene::LeavesLater) {
            continue;
        }
        let (at, progress) = if planned.scene == Some(Scene::LeavesFirst) {
            (clock(8, 50), Progress::Dirty)
        } else if let Some((at, progress)) = next.next() {
            (*at, *progress)
        } else {
            continue;
        };
        diary.write(
            0,
            at,
            house::DESK_EARLY,
            CheckOut {
                booking: code.clone(),
            },
        );
        turn_over(diary, plan, planned.door, at, progress);
    }
}

fn turn_over(diary: &mut Diary, plan: &Plan, door: usize, left: i64, progress: Progress) {
    let room = plan.doors[door].number.clone();
    let attendant = house::attendant(plan.doors[door].floor);
    let start = left.max(clock(8, 0)) + 10;
    if progress != Progress::Dirty {
        diary.write(
            0,
            start,
            attendant,
            StartCleaning {
                room: room.clone(),
                notes: None,
            },
        );
    }
    if matches!(progress, Progress::Cleaned | Progress::Ready) {
        let notes = (progress == Progress::Cleaned).then(|| "Minibar refilled".to_owned());
        diary.write(
            0,
            start + 35,
            attendant,
            MarkCleaned {
                kind: None,
                room: room.clone(),
                notes,
            },
        );
    }
    if progress == Progress::Ready {
        living::inspect(diary, &room, 0, start + 50, true);
    }
}

/// The room out of order.
pub fn faults(diary: &mut Diary) {
    let (room, day, until) = OUT_OF_ORDER;
    let out = PutOutOfOrder {
        room: room.to_owned(),
        reason: "Window broken, glass ordered".to_owned(),
        until: Some(diary.day(until)),
    };
    diary.write(day, clock(16, 0), house::MANAGER, out);
}

/// The blocks.
pub fn blocks(diary: &mut Diary) {
    for staged in &BLOCKS {
        block(diary, staged);
    }
}

fn block(diary: &mut Diary, block: &StagedBlock) {
    let command = BlockRooms {
        rooms: vec![block.room.to_owned()],
        from: diary.day(block.from),
        to: diary.day(block.to),
        kind: block.kind,
        reason: block.reason.to_owned(),
        can_override: block.can_override,
        override_level: None,
    };
    diary.write(block.made, clock(9, 30), house::MANAGER, command);
}
