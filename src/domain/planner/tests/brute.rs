//! Small questions, drawn; and their answers by looking at everything. Written
//! apart from the planner, night by night, so that they share no mistake.

use super::super::draw::Draw;
use super::super::{Aim, Choice, Hold, Instance, Nights, Plan, Room, Stay, Strategy};

/// How many questions of a kind are drawn; more where somebody waits for it.
pub fn cases() -> u64 {
    let wished = option_env!("KEYRACK_PLANNER_CASES");
    wished.and_then(|cases| cases.parse().ok()).unwrap_or(250)
}

/// A question of a few rooms and stays, every sort of awkwardness in it.
pub fn question(seed: u64, strategy: Strategy) -> Instance {
    let draw = &mut Draw::new(seed);
    let rooms = 1 + draw.below(3);
    let stays = 1 + draw.below(6);
    let days = 4 + draw.below(8);
    let pick = |draw: &mut Draw| -> i32 { [80, 95, 100, 115, 120, 135][draw.below(6)] };
    let nights = |draw: &mut Draw, most: usize| {
        let from = draw.below(days) as i32;
        Nights::new(from, from + 1 + draw.below(most) as i32)
    };
    let open = 5 + draw.below(6);
    let held = |draw: &mut Draw| -> Vec<Hold> {
        (0..draw.below(3))
            .map(|_| Hold {
                nights: nights(draw, 3),
                group: None,
            })
            .collect()
    };
    let room_list: Vec<Room> = (0..rooms)
        .map(|_| Room {
            held: held(draw),
            beside: Vec::new(),
        })
        .collect();
    let stay = |draw: &mut Draw| {
        let mut choices: Vec<Choice> = Vec::new();
        for room in 0..rooms {
            if draw.below(10) < open {
                choices.push(Choice {
                    room,
                    score: pick(draw),
                });
            }
        }
        Stay {
            nights: nights(draw, 6),
            vip: draw.below(3) == 0,
            group: None,
            kind: 0,
            choices,
        }
    };
    let stay_list = (0..stays).map(|_| stay(draw)).collect();
    Instance {
        rooms: room_list,
        stays: stay_list,
        strategy,
    }
}

/// Whether the assignment is legal.
pub fn is_legal(instance: &Instance, rooms: &[Option<usize>]) -> bool {
    let mut taken: Vec<Vec<Nights>> = instance
        .rooms
        .iter()
        .map(|room| room.held.iter().map(|hold| hold.nights).collect())
        .collect();
    for (stay, room) in instance.stays.iter().zip(rooms) {
        let Some(room) = *room else { continue };
        let may = stay.choices.iter().any(|choice| choice.room == room);
        if !may || taken[room].iter().any(|other| other.overlaps(stay.nights)) {
            return false;
        }
        taken[room].push(stay.nights);
    }
    true
}

/// What an assignment reaches in each aim, groups apart.
pub fn reach(instance: &Instance, rooms: &[Option<usize>]) -> Vec<i64> {
    let score = |stay: usize| -> i64 {
        let choices = &instance.stays[stay].choices;
        rooms[stay].map_or(0, |room| {
            choices
                .iter()
                .filter(|choice| choice.room == room)
                .map(|choice| i64::from(choice.score))
                .sum()
        })
    };
    let placed = || (0..rooms.len()).filter(|&stay| rooms[stay].is_some());
    let vips = || placed().filter(|&stay| instance.stays[stay].vip);
    let aims = instance.strategy.aims().iter().map(|aim| match aim {
        Aim::VipsPlaced => vips().count() as i64,
        Aim::Placed => placed().count() as i64,
        Aim::VipScore => vips().map(score).sum(),
        Aim::FewShortGaps => -gaps(instance, rooms),
        Aim::SideBySide => 0,
        Aim::Score => placed().map(score).sum(),
    });
    aims.collect()
}

/// New short gaps, night by night.
fn gaps(instance: &Instance, rooms: &[Option<usize>]) -> i64 {
    let mut found = 0;
    for room in 0..instance.rooms.len() {
        // Nothing, held by others, or a stay of the plan, for each night.
        let mut nights = [0_u8; 40];
        for hold in &instance.rooms[room].held {
            (hold.nights.from..hold.nights.to).for_each(|night| nights[night as usize] = 1);
        }
        for (stay, at) in instance.stays.iter().zip(rooms) {
            if *at == Some(room) {
                (stay.nights.from..stay.nights.to).for_each(|night| nights[night as usize] = 2);
            }
        }
        let taken: Vec<usize> = (0..nights.len())
            .filter(|&night| nights[night] != 0)
            .collect();
        for pair in taken.windows(2) {
            let run = pair[1] - pair[0] - 1;
            found +=
                i64::from((1..=2).contains(&run) && (nights[pair[0]] == 2 || nights[pair[1]] == 2));
        }
    }
    found
}

/// The best any assignment reaches, by trying all.
pub fn best(instance: &Instance) -> Vec<i64> {
    let mut rooms = vec![None; instance.stays.len()];
    let mut best = reach(instance, &rooms);
    try_all(instance, 0, &mut rooms, &mut |rooms| {
        best = best.clone().max(reach(instance, rooms));
    });
    best
}

/// Calls `seen` with every legal assignment.
pub fn try_all(
    instance: &Instance,
    stay: usize,
    rooms: &mut Vec<Option<usize>>,
    seen: &mut impl FnMut(&[Option<usize>]),
) {
    if stay == rooms.len() {
        return seen(rooms);
    }
    rooms[stay] = None;
    try_all(instance, stay + 1, rooms, seen);
    for choice in &instance.stays[stay].choices {
        rooms[stay] = Some(choice.room);
        if is_legal(instance, rooms) {
            try_all(instance, stay + 1, rooms, seen);
        }
    }
    rooms[stay] = None;
}

/// The rooms of a plan, by stay.
pub fn rooms_of(instance: &Instance, plan: &Plan) -> Vec<Option<usize>> {
    let mut rooms = vec![None; instance.stays.len()];
    for placed in &plan.placed {
        rooms[placed.stay] = Some(placed.room);
    }
    rooms
}
