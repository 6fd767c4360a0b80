//! The day's work, and how it is spread.

use proptest::prelude::*;

use super::{march, monday};
use crate::domain::cleaning::CleaningKind::{self, Departure, Stayover, TouchUp};
use crate::domain::decide::decide;
use crate::domain::facts::{Actor, Context};
use crate::domain::house::House;
use crate::domain::id::StaffId;
use crate::domain::room::{RoomStatus, Service, ServiceMark};
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::Assigned;
use crate::domain::staff::Role;
use crate::domain::stamp::Stamp;
use crate::domain::view::spread::{Job, Scope, plan, spread};
use crate::domain::view::worklist::ChoreState::{self, Expected, Waiting, Withheld};
use crate::domain::view::worklist::{Worklist, worklist};

/// A house with attendants Ali, Bea and Cem.
fn house() -> Sample {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    for (id, employee) in [(901, "ali"), (902, "bea"), (903, "cem")] {
        sample.person(StaffId(id), employee, Role::RoomAttendant);
    }
    sample
}

fn told(work: &Worklist) -> Vec<(String, CleaningKind, ChoreState, u32)> {
    work.chores
        .iter()
        .map(|chore| {
            let card = &chore.card;
            (card.number.clone(), chore.kind, chore.state, card.minutes)
        })
        .collect()
}

#[test]
fn the_work_of_the_day_is_derived() {
    let mut sample = house();
    let rooms = ["101", "102", "103", "104", "105", "106", "107", "108"]
        .map(|number| sample.room(number, "STD"));
    let [left, leaves, stays, quiet, unused, used, arrival, asks] = rooms;
    sample.edit_room(left, |room| room.status = RoomStatus::CheckoutDirty);
    for (room, nights) in [(leaves, 2), (stays, 5), (quiet, 5), (asks, 5)] {
        let guest = sample.booking("Guest", "STD", march(14), nights);
        sample.check_in(guest, room);
    }
    let mark = |service| {
        Some(ServiceMark {
            day: monday(),
            service,
        })
    };
    sample.edit_room(quiet, |room| room.service = mark(Service::DoNotDisturb));
    sample.edit_room(asks, |room| {
        room.service = mark(Service::Due);
        room.care.make_up = Some(monday());
    });
    let week_ago = sample.at(9, 0).plus_minutes(-7 * 24 * 60);
    for room in [unused, arrival] {
        sample.edit_room(room, |room| room.status_since = week_ago);
    }
    // Gone over yesterday: not again.
    let yesterday = Stamp {
        at: sample.at(9, 0).plus_minutes(-24 * 60),
        by: StaffId(901),
    };
    sample.edit_room(used, |room| {
        room.status_since = week_ago;
        room.last_cleaned = Some(yesterday);
    });
    // A guest of today gets no touch-up under their feet.
    let comes = sample.booking("Comes", "STD", monday(), 1);
    sample.place(comes, arrival, Assigned);

    let work = worklist(sample.house());
    assert_eq!(
        told(&work),
        [
            ("101".into(), Departure, Waiting, 40),
            ("102".into(), Departure, Expected, 40),
            ("108".into(), Stayover, Waiting, 20),
            ("103".into(), Stayover, Waiting, 20),
            ("105".into(), TouchUp, Waiting, 10),
            ("104".into(), Stayover, Withheld, 0),
        ]
    );
    assert_eq!((work.left.count, work.left.minutes), (5, 130));
}

#[test]
fn a_deep_cleaning_is_due_where_the_house_wants_them() {
    let mut sample = house();
    let (dirty, ready) = (sample.room("101", "STD"), sample.room("102", "STD"));
    sample.edit_room(dirty, |room| room.status = RoomStatus::CheckoutDirty);
    let kinds = |sample: &Sample| -> Vec<CleaningKind> {
        let work = worklist(sample.house());
        work.chores.iter().map(|chore| chore.kind).collect()
    };
    assert_eq!(kinds(&sample), [CleaningKind::Departure]);
    sample.edit_policies(|policies| policies.deep_clean_after_days = 90);
    assert_eq!(kinds(&sample), [CleaningKind::Deep, CleaningKind::Deep]);
    let just_now = Stamp {
        at: sample.at(8, 0).plus_minutes(-89 * 24 * 60),
        by: StaffId(901),
    };
    for room in [dirty, ready] {
        sample.edit_room(room, |room| room.care.deep_cleaned = Some(just_now));
    }
    assert_eq!(kinds(&sample), [CleaningKind::Departure]);
}

/// Carries a command out on a house, as its supervisor.
fn carry_out(house: &mut House, command: crate::domain::command::ShareOut) {
    let context = Context {
        now: house.property.as_ref().map_or_else(Default::default, |it| {
            it.moment(it.business_date, it.policies.check_out_time)
        }),
        actor: Actor::of(&house.staff[&crate::domain::sample::MIA]),
        counters: house.counters,
        expected_version: None,
    };
    let outcome = decide(&*house, &command.into(), &context).unwrap();
    house.apply(&outcome);
}

#[test]
fn an_attendant_gone_sick_leaves_nothing_undone() {
    let mut sample = house();
    for number in 0..18 {
        let room = sample.room(&format!("{}{:02}", 1 + number / 6, number % 6), "STD");
        sample.edit_room(room, |room| room.status = RoomStatus::CheckoutDirty);
    }
    let mut house = sample.house().clone();
    house.counters.next_id = 10_000;
    let all = [StaffId(901), StaffId(902), StaffId(903)];
    let first = plan(&house, &worklist(&house), Scope::Unassigned, &all);
    // Three floors, three people: a floor each.
    for share in &first.shares {
        let floors: std::collections::BTreeSet<_> =
            share.rooms.iter().map(|room| room.as_bytes()[0]).collect();
        assert_eq!((floors.len(), share.after), (1, 6 * 40), "{share:?}");
    }
    carry_out(&mut house, first.command().unwrap());
    assert!(
        plan(&house, &worklist(&house), Scope::Unassigned, &all)
            .command()
            .is_none(),
        "nothing is nobody's"
    );
    let again = plan(&house, &worklist(&house), Scope::Of(StaffId(902)), &all);
    assert_eq!(again.shares.len(), 2, "the one who is sick gets nothing");
    assert_eq!(again.rooms(), 6);
    carry_out(&mut house, again.command().unwrap());
    let work = worklist(&house);
    let minutes: Vec<_> = work
        .loads
        .iter()
        .map(|load| (load.name.as_str(), load.left.minutes))
        .collect();
    assert_eq!(minutes, [("ali", 360), ("bea", 0), ("cem", 360)]);
}

proptest! {
    #[test]
    fn nobody_gets_more_than_a_room_above_the_mean(
        rooms in proptest::collection::vec((1i32..6, 1u32..120), 0..60),
        people in 1usize..9,
    ) {
        let mut rooms = rooms;
        rooms.sort_unstable_by_key(|(floor, _)| *floor);
        let jobs: Vec<Job<usize>> = rooms
            .iter()
            .enumerate()
            .map(|(room, (floor, minutes))| Job { room, floor: *floor, minutes: *minutes })
            .collect();
        let given = spread(&jobs, &vec![0; people]);
        prop_assert_eq!(given.len(), jobs.len());
        let mut loads = vec![0u32; people];
        for (job, place) in jobs.iter().zip(&given) {
            loads[*place] += job.minutes;
        }
        let longest = jobs.iter().map(|job| job.minutes).max().unwrap_or(0);
        let total: u32 = loads.iter().sum();
        for load in &loads {
            // Above the mean by no more than one room: load - total/n <= longest.
            prop_assert!(
                u64::from(*load) * people as u64
                    <= u64::from(total) + u64::from(longest) * people as u64,
                "{loads:?}, longest {longest}"
            );
        }
        // Rooms of each lie side by side.
        prop_assert!(given.windows(2).all(|two| two[0] <= two[1]), "{given:?}");
    }

    #[test]
    fn who_has_enough_already_gets_nothing(
        rooms in proptest::collection::vec(1u32..120, 0..40),
        base in proptest::collection::vec(0u32..600, 1..8),
    ) {
        let jobs: Vec<Job<usize>> = rooms
            .iter()
            .enumerate()
            .map(|(room, minutes)| Job { room, floor: 1, minutes: *minutes })
            .collect();
        let given = spread(&jobs, &base);
        prop_assert_eq!(given.len(), jobs.len());
        let mut loads = base.clone();
        for (job, place) in jobs.iter().zip(&given) {
            loads[*place] += job.minutes;
        }
        let longest = jobs.iter().map(|job| job.minutes).max().unwrap_or(0);
        for (place, load) in loads.iter().enumerate().filter(|(at, load)| **load > base[*at]) {
            // Everyone else who could have taken the room has about as much.
            let least = loads.iter().min().copied().unwrap_or(0);
            prop_assert!(
                *load <= least + 2 * longest,
                "{place}: {loads:?} from {base:?}, longest {longest}"
            );
        }
    }
}
