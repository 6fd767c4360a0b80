//! Making room, against brute force.

use super::super::{Budget, Instance, RoomMade, RoomWanted, Strategy, make_room};
use super::brute::{cases, is_legal, question, try_all};

/// A question in which all stays but the last have rooms: where the last finds
/// one only if others move, or not at all.
fn crowded(seed: u64) -> Option<(Instance, Vec<Option<usize>>)> {
    let instance = question(seed, Strategy::Plain);
    let last = instance.stays.len() - 1;
    let mut found = None;
    let mut rooms = vec![None; last + 1];
    try_all(&instance, 0, &mut rooms, &mut |rooms| {
        if found.is_none() && rooms[last].is_none() && rooms[..last].iter().all(Option::is_some) {
            found = Some(rooms.to_vec());
        }
    });
    found.map(|now| (instance, now))
}

/// The fewest moves, by trying all; nothing where there is no way.
fn fewest(instance: &Instance, now: &[Option<usize>]) -> Option<usize> {
    let mut fewest = None;
    let mut rooms = vec![None; now.len()];
    try_all(instance, 0, &mut rooms, &mut |rooms| {
        if rooms.iter().all(Option::is_some) {
            let moves = rooms
                .iter()
                .zip(now)
                .filter(|(new, old)| old.is_some() && new != old)
                .count();
            fewest = Some(fewest.map_or(moves, |known: usize| known.min(moves)));
        }
    });
    fewest
}

#[test]
fn the_chain_is_the_shortest_or_there_is_none() {
    let (mut asked, mut chains, mut none) = (0, 0, 0);
    for seed in 0..cases() * 8 {
        let Some((instance, now)) = crowded(seed) else {
            continue;
        };
        asked += 1;
        let wanted = RoomWanted {
            instance: &instance,
            now: &now,
            asked: now.len() - 1,
        };
        let made = make_room(&wanted, Budget::steps(5_000_000));
        match (made, fewest(&instance, &now)) {
            (RoomMade::Moves { chain, at_least }, Some(moves)) => {
                chains += usize::from(moves > 0);
                assert_eq!(chain.len() - 1, moves, "seed {seed}: {chain:?}");
                assert_eq!(at_least, moves, "seed {seed}: not proved");
                let mut after = now.clone();
                for (stay, room) in chain {
                    after[stay] = Some(room);
                }
                assert!(
                    is_legal(&instance, &after) && after.iter().all(Option::is_some),
                    "seed {seed}"
                );
            }
            (RoomMade::None(_), None) => none += 1,
            (made, moves) => panic!("seed {seed}: {made:?}, but {moves:?}"),
        }
    }
    assert!(
        asked > 100 && chains > 10 && none > 10,
        "{asked} asked, {chains} chains, {none} without"
    );
}

#[test]
fn no_budget_no_claim() {
    for seed in 0..cases() {
        let Some((instance, now)) = crowded(seed) else {
            continue;
        };
        let wanted = RoomWanted {
            instance: &instance,
            now: &now,
            asked: now.len() - 1,
        };
        match make_room(&wanted, Budget::steps(0)) {
            RoomMade::None(_) => assert_eq!(fewest(&instance, &now), None, "seed {seed}"),
            RoomMade::Unknown { at_least } | RoomMade::Moves { at_least, .. } => {
                assert!(
                    fewest(&instance, &now).is_none_or(|moves| at_least <= moves),
                    "seed {seed}"
                );
            }
        }
    }
}
