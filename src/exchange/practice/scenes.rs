//! What waits at the desk of the practice hotel this morning: the situations
//! a front desk meets, staged so that each is there exactly once.

use super::chance::Chance;
use super::names::{self, Names};
use super::plan::{DAYS_BACK, Ending, Given, Plan, Scene};
use crate::domain::block::BlockType;

/// A block that stands in the calendar.
#[derive(Debug)]
pub struct StagedBlock {
    /// Which room.
    pub room: &'static str,
    /// First night.
    pub from: i32,
    /// Day after the last night.
    pub to: i32,
    /// When it was made.
    pub made: i32,
    /// What for.
    pub kind: BlockType,
    /// Why.
    pub reason: &'static str,
    /// Whether a manager may break it.
    pub can_override: bool,
}

/// The blocks.
pub const BLOCKS: [StagedBlock; 5] = [
    // Never let since it was rebuilt: the one room that is still new.
    StagedBlock {
        room: "415",
        from: -DAYS_BACK,
        to: 0,
        made: -DAYS_BACK,
        kind: BlockType::Renovation,
        reason: "New bathroom",
        can_override: false,
    },
    StagedBlock {
        room: "110",
        from: -12,
        to: 18,
        made: -20,
        kind: BlockType::Staff,
        reason: "Night porter during the season",
        can_override: true,
    },
    StagedBlock {
        room: "412",
        from: 3,
        to: 7,
        made: -9,
        kind: BlockType::VipHold,
        reason: "Kept for the ambassador's party",
        can_override: true,
    },
    StagedBlock {
        room: "208",
        from: 7,
        to: 10,
        made: -3,
        kind: BlockType::Maintenance,
        reason: "Change the air conditioner",
        can_override: false,
    },
    StagedBlock {
        room: "302",
        from: 20,
        to: 50,
        made: -15,
        kind: BlockType::LongStay,
        reason: "Film crew, contract pending",
        can_override: true,
    },
];

/// The room under repair, and since when.
pub const REPAIR: (&str, i32) = ("113", -1);
/// The room out of order: since when, and until which day.
pub const OUT_OF_ORDER: (&str, i32, i32) = ("307", -5, 6);
/// Repairs of the past: room, day.
pub const OLD_REPAIRS: [(&str, i32); 4] = [("103", -61), ("209", -44), ("304", -27), ("402", -13)];

/// Stages everything, before chance fills the rest.
pub fn stage(plan: &mut Plan, chance: &mut Chance) {
    for block in &BLOCKS {
        plan.keep(block.room, block.from, block.to);
    }
    // A repair without an end reaches two days ahead.
    plan.keep(REPAIR.0, REPAIR.1, 4);
    plan.keep(OUT_OF_ORDER.0, OUT_OF_ORDER.1, OUT_OF_ORDER.2 + 1);
    for (room, day) in OLD_REPAIRS {
        plan.keep(room, day, day + 3);
    }
    // New today, and to be seen as new.
    plan.keep("415", 0, 2);
    conflict(plan, chance);
    arrivals(plan, chance);
    unassigned(plan, chance);
    in_house(plan, chance);
    groups(plan, chance);
    never_came(plan, chance);
}

/// The one conflict: yesterday's departure is still in the room promised for
/// today.
fn conflict(plan: &mut Plan, chance: &mut Chance) {
    let door = plan.door("204");
    let stays_on = plan.stay(chance, door, -4, -1);
    stays_on.scene = Some(Scene::Overstays);
    stays_on.note = Some("Asked at the bar whether one more night is possible");
    stays_on.booked = -23;
    plan.keep("204", -1, 0);
    let promised = plan.stay(chance, door, 0, 3);
    promised.booked = -40;
    promised.given = Given::DaysBefore(6);
    promised.expected = Some((17, 30));
}

/// Today's arrivals that are not left to chance.
fn arrivals(plan: &mut Plan, chance: &mut Chance) {
    let suite = plan.door("410");
    plan.keep("410", -2, 0);
    let vip = plan.stay(chance, suite, 0, 4);
    vip.vip = true;
    vip.promised = true;
    vip.booked = -75;
    vip.given = Given::DaysBefore(30);
    vip.note = Some("Honeymoon: sea view, champagne on ice by two o'clock");
    vip.expected = Some((14, 0));

    let waiting = plan.door("311");
    let leaves = plan.stay(chance, waiting, -3, 0);
    leaves.scene = Some(Scene::LeavesFirst);
    leaves.booked = -30;
    let waits = plan.stay(chance, waiting, 0, 2);
    waits.scene = Some(Scene::Waits);
    waits.booked = -12;
    waits.given = Given::DaysBefore(3);
    waits.expected = Some((9, 0));

    for (number, leave) in [("107", 2), ("211", 5), ("404", 1)] {
        let door = plan.door(number);
        plan.keep(number, -1, 0);
        let early = plan.stay(chance, door, 0, leave);
        early.scene = Some(Scene::ComesEarly);
        early.booked = -18;
        early.given = Given::DaysBefore(4);
    }

    let day_room = plan.door("109");
    plan.keep("109", -1, 0);
    let day_use = plan.stay(chance, day_room, 0, 0);
    day_use.booked = -2;
    day_use.given = Given::DaysBefore(1);
    day_use.expected = Some((12, 0));
    day_use.note = Some("Flight at nine in the evening");
}

/// Bookings still without a room, from urgent to not.
fn unassigned(plan: &mut Plan, chance: &mut Chance) {
    let staged = [
        ("101", 0, 2, Some((13, 0))),
        ("209", 0, 3, Some((20, 30))),
        ("102", 1, 3, Some((9, 0))),
        ("111", 1, 8, None),
        ("210", 2, 4, None),
        ("103", 3, 6, None),
    ];
    for (number, arrive, leave, expected) in staged {
        let door = plan.door(number);
        let booking = plan.booking(chance, door, arrive, leave);
        booking.given = Given::NotYet;
        booking.booked = -8 - arrive;
        booking.expected = expected;
    }
    let door = plan.door("206");
    let incomplete = plan.stay(chance, door, 3, 6);
    incomplete.lead_only = true;
    incomplete.booked = -33;
    incomplete.given = Given::DaysBefore(10);
    incomplete.are(couple(chance));
}

fn couple(chance: &mut Chance) -> Names {
    names::party(chance, 2)
}

/// Guests in the house with a story.
fn in_house(plan: &mut Plan, chance: &mut Chance) {
    let door = plan.door("105");
    let walk_in = plan.stay(chance, door, -1, 1);
    walk_in.given = Given::WalkIn;
    walk_in.booked = -1;
    walk_in.source = "Direct";
    walk_in.vip = false;
    walk_in.are(couple(chance));

    for (number, arrive) in [("108", -2), ("212", -3), ("313", -1)] {
        let door = plan.door(number);
        let leaves = plan.stay(chance, door, arrive, 0);
        leaves.booked = arrive - 14;
        leaves.scene = Some(Scene::LeavesLater);
    }

    let (noisy, quiet) = (plan.door("312"), plan.door("309"));
    // The first room was held for the whole stay.
    plan.keep("312", -4, 3);
    plan.keep("309", -3, -2);
    let moved = plan.stay(chance, quiet, -2, 3);
    moved.arrive = -4;
    moved.booked = -50;
    moved.scene = Some(Scene::MovedFrom(noisy));

    let door = plan.door("202");
    let extended = plan.stay(chance, door, -5, 2);
    extended.scene = Some(Scene::ExtendedFrom(-1));
    extended.booked = -21;
}

/// Three groups: gone, in the house, to come.
fn groups(plan: &mut Plan, chance: &mut Chance) {
    for number in ["301", "302", "303", "304", "305"] {
        group(
            plan,
            chance,
            number,
            (-36, -33),
            -120,
            "Cycling club Veloce",
        );
    }
    for number in ["205", "206", "207", "208"] {
        group(plan, chance, number, (-1, 2), -90, "Wedding Duarte");
    }
    for (place, number) in ["101", "102", "103", "104", "301", "303", "304", "305"]
        .into_iter()
        .enumerate()
    {
        let booking = group(plan, chance, number, (12, 15), -55, "Tour Atlantic 12");
        if place >= 5 {
            booking.given = Given::NotYet;
        }
    }
}

fn group<'a>(
    plan: &'a mut Plan,
    chance: &mut Chance,
    number: &str,
    (arrive, leave): (i32, i32),
    booked: i32,
    name: &'static str,
) -> &'a mut super::plan::Planned {
    let door = plan.door(number);
    let booking = plan.stay(chance, door, arrive, leave);
    booking.booked = booked;
    booking.given = Given::DaysBefore(20);
    booking.group = Some(name);
    booking.source = "Group";
    booking.vip = false;
    booking.expected = None;
    booking
}

fn never_came(plan: &mut Plan, chance: &mut Chance) {
    for (number, day) in [("201", -72), ("403", -51), ("310", -29), ("108", -6)] {
        let door = plan.door(number);
        let booking = plan.booking(chance, door, day, day + 2);
        booking.ending = Ending::NoShow;
        booking.given = Given::NotYet;
    }
}
