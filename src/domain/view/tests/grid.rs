//! The month grid, shown small houses.

use super::{march, monday};
use crate::domain::day::Stay;
use crate::domain::room::{RoomStatus, Service, ServiceMark};
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::{Assigned, Locked, PreAssigned};
use crate::domain::view::bar::{Bar, BarKind, BarOf, Tone};
use crate::domain::view::grid::{Filter, Grid, Grouping, RoomRow, month};

fn march_of(sample: &Sample) -> Grid {
    month(
        sample.house(),
        march(1),
        31,
        Grouping::Type,
        &Filter::default(),
    )
}

fn row<'g>(grid: &'g Grid, number: &str) -> &'g RoomRow {
    grid.rows().find(|row| row.number == number).unwrap()
}

/// `{Nguyen 14>18`, as a bar reads in these tests.
fn read(bar: &Bar) -> String {
    let day = |day: crate::domain::Day| chrono::Datelike::day(&day.date());
    format!(
        "{}{} {}>{}",
        bar.kind.open(),
        bar.label,
        day(bar.from),
        day(bar.to)
    )
}

#[test]
fn every_kind_of_stay_has_its_bar() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let gone = sample.booking("Smith, Ann", "STD", march(10), 2);
    let here = sample.booking("Linh Nguyen", "STD", march(14), 4);
    let firm = sample.booking("Silva", "STD", march(18), 2);
    let tentative = sample.booking("Moreau", "STD", march(20), 1);
    sample.gone(gone, room).check_in(here, room);
    sample.place(firm, room, Assigned);
    sample.place(tentative, room, PreAssigned);
    let block = sample.block(room, march(25), 3);

    let grid = march_of(&sample);
    let bars = &row(&grid, "101").bars;
    let said: Vec<String> = bars.iter().map(read).collect();
    assert_eq!(
        said,
        [
            "|Smith 10>12",
            "{Nguyen 14>18",
            "[Silva 18>20",
            "(Moreau 20>21",
            "#wedding 25>28"
        ]
    );
    let tones: Vec<Tone> = bars.iter().map(|bar| bar.tone).collect();
    assert_eq!(
        tones,
        [
            Tone::Departed,
            Tone::Occupied,
            Tone::Assigned,
            Tone::PreAssigned,
            Tone::Blocked
        ]
    );
    assert_eq!(bars[4].of, BarOf::Block(block));
    assert_eq!(bars[1].detail, "2n", "nights still to come");
    // 2 + 4 + 2 + 1 nights of 31.
    assert_eq!(row(&grid, "101").occupancy, 29);
}

#[test]
fn a_stay_that_only_leaves_or_comes_at_the_edge_still_shows() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let leaving = sample.booking("Before", "STD", march(13), 3);
    let coming = sample.booking("After", "STD", march(19), 4);
    let beyond = sample.booking("Beyond", "STD", march(23), 1);
    sample.check_in(leaving, room);
    sample.place(coming, room, Assigned);
    sample.place(beyond, room, Assigned);
    let grid = month(
        sample.house(),
        march(16),
        7,
        Grouping::Type,
        &Filter::default(),
    );
    let bars = &row(&grid, "101").bars;
    assert_eq!(
        bars.iter().map(read).collect::<Vec<_>>(),
        ["{Before 13>16", "[After 19>23"]
    );
    assert!(bars[0].continues_before && !bars[0].continues_after);
    assert!(!bars[1].continues_before && bars[1].continues_after);
    assert_eq!(row(&grid, "101").occupancy, 57, "four of seven nights");
}

#[test]
fn an_overstaying_guest_reaches_today_and_clashes_with_who_comes() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("203", "STD");
    let late = sample.booking("Nguyen", "STD", march(10), 4);
    let due = sample.booking("Larsen", "STD", monday(), 2);
    let later = sample.booking("Wu", "STD", march(20), 2);
    sample.check_in(late, room);
    sample.place(due, room, Assigned);
    sample.place(later, room, Assigned);
    let grid = march_of(&sample);
    let bars = &row(&grid, "203").bars;
    assert_eq!((bars[0].to, bars[0].reaches), (march(14), monday()));
    assert_eq!(bars[0].tone, Tone::Overstay);
    assert_eq!(bars[1].tone, Tone::Arriving);
    assert_eq!(
        bars.iter().map(|bar| bar.conflict).collect::<Vec<_>>(),
        [false, true, false]
    );
}

#[test]
fn a_hold_on_a_room_out_of_service_clashes() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let (broken, closed) = (sample.room("101", "STD"), sample.room("102", "STD"));
    for (room, days) in [(broken, [17, 25]), (closed, [17, 25])] {
        for day in days {
            let booking = sample.booking("Ito", "STD", march(day), 2);
            sample.place(booking, room, PreAssigned);
        }
    }
    // A repair without an end lasts two days; a withdrawal lasts.
    sample.break_room(broken, None).withdraw(closed, None);
    let grid = march_of(&sample);
    let clashes = |number: &str| -> Vec<bool> {
        row(&grid, number)
            .bars
            .iter()
            .map(|bar| bar.conflict)
            .collect()
    };
    assert_eq!(clashes("101"), [true, false]);
    assert_eq!(clashes("102"), [true, true]);
}

#[test]
fn letters_tell_the_service_of_a_lived_in_room_and_else_the_status() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let (stays, leaves, dirty) = (
        sample.room("101", "STD"),
        sample.room("102", "STD"),
        sample.room("103", "STD"),
    );
    let long = sample.booking("Long", "STD", march(14), 9);
    let short = sample.booking("Short", "STD", march(14), 2);
    sample.check_in(long, stays).check_in(short, leaves);
    sample.edit_room(dirty, |room| room.status = RoomStatus::CheckoutDirty);
    let grid = march_of(&sample);
    let letters: Vec<char> = grid.rows().map(|row| row.letter).collect();
    assert_eq!(letters, ['d', ' ', 'd'], "service due, leaves today, dirty");
    assert!(row(&grid, "101").bars[0].flags.long);
    assert_eq!(row(&grid, "102").bars[0].tone, Tone::Departing);

    sample.edit_room(stays, |room| {
        room.service = Some(ServiceMark {
            day: monday(),
            service: Service::DoNotDisturb,
        });
    });
    assert_eq!(row(&march_of(&sample), "101").letter, 'n');
}

#[test]
fn the_tray_holds_what_lacks_a_room_in_lanes_without_overlap() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    sample.booking("One", "STD", march(20), 3);
    sample.booking("Two", "STD", march(21), 3);
    sample.booking("Three", "STD", march(23), 1);
    let split = sample.booking("Split", "STD", march(26), 4);
    let first = Stay::new(march(26), march(28)).unwrap();
    sample.place_part(split, room, PreAssigned, first);
    let pending = sample.booking("Pending", "STD", march(21), 3);
    sample.edit(pending, |row| {
        row.status = crate::domain::booking::BookingStatus::PendingPayment;
    });
    let grid = march_of(&sample);
    let lanes: Vec<Vec<String>> = grid
        .tray
        .iter()
        .map(|lane| lane.iter().map(read).collect())
        .collect();
    assert_eq!(
        lanes,
        [
            vec!["(One 20>23", "(Three 23>24", "(Split 28>30"],
            vec!["(Two 21>24"]
        ]
    );
    assert_eq!(grid.unassigned, 4, "who has not paid holds nothing");

    sample.edit_property(|property| property.policies.pending_payment_holds = true);
    assert_eq!(march_of(&sample).unassigned, 5, "unless the house says so");
}

#[test]
fn days_count_rooms_arrivals_and_departures() {
    let mut sample = Sample::on(monday());
    sample
        .room_type("STD", "Standard", 1)
        .room_type("STE", "Suite", 2);
    let (one, two, broken) = (
        sample.room("101", "STD"),
        sample.room("102", "STD"),
        sample.room("103", "STD"),
    );
    let suite = sample.room("301", "STE");
    sample.withdraw(broken, None);
    sample.block(suite, monday(), 1);
    let here = sample.booking("Here", "STD", march(15), 2);
    let comes = sample.booking("Comes", "STD", monday(), 1);
    sample.check_in(here, one);
    sample.place(comes, two, Assigned);
    sample.booking("Roomless", "STE", monday(), 1);
    let grid = march_of(&sample);
    let today = grid.counts[15];
    assert_eq!(today.date, monday());
    assert_eq!(
        (
            today.in_service,
            today.held,
            today.blocked,
            today.unassigned
        ),
        (3, 2, 1, 1)
    );
    assert_eq!(
        (today.sellable, today.arrivals, today.departures),
        (-1, 2, 0)
    );
    assert_eq!((today.occupied, today.sold), (2, 3));
    assert!((today.occupancy_rate - 50.0).abs() < f64::EPSILON);
    let tomorrow = grid.counts[16];
    assert_eq!(
        (tomorrow.sellable, tomorrow.departures, tomorrow.arrivals),
        (3, 3, 0)
    );
    let headers: Vec<(&str, i32)> = grid
        .groups
        .iter()
        .map(|group| (group.label.as_str(), group.sellable[15]))
        .collect();
    assert_eq!(headers, [("STD Standard", 0), ("STE Suite", -1)]);
    assert_eq!(
        grid.ready_now, 0,
        "one lived in, one promised, one withdrawn, one blocked"
    );
}

#[test]
fn fifteen_of_twenty_is_three_quarters_whatever_is_blocked() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    for number in 101..=120 {
        let room = sample.room(&number.to_string(), "STD");
        if number <= 115 {
            let guest = sample.booking("Guest", "STD", march(15), 3);
            sample.check_in(guest, room);
        } else if number <= 117 {
            sample.block(room, march(15), 3);
        }
    }
    let inactive = sample.room("121", "STD");
    sample.edit_room(inactive, |room| room.active = false);
    let today = march_of(&sample).counts[15];
    assert!((today.occupancy_rate - 75.0).abs() < f64::EPSILON);
    assert_eq!((today.in_service, today.sellable), (20, 3));
}

#[test]
fn filters_choose_rooms_and_leave_the_counts_alone() {
    let mut sample = Sample::on(monday());
    sample
        .room_type("STE", "Suite", 2)
        .room_type("STD", "Standard", 1);
    let sea = sample.room("201", "STE");
    sample.room("9", "STD");
    sample.room("10", "STD");
    let closed = sample.room("301", "STD");
    sample.edit_room(sea, |room| {
        room.features.insert("sea_view".into());
        room.status = RoomStatus::CheckoutDirty;
    });
    sample.edit_room(closed, |room| room.active = false);
    let shown = |filter: Filter, grouping: Grouping| -> Vec<String> {
        month(sample.house(), march(1), 31, grouping, &filter)
            .rows()
            .map(|row| row.number.clone())
            .collect()
    };
    let all = Filter::default();
    assert!(all.is_empty());
    assert_eq!(shown(all.clone(), Grouping::Type), ["9", "10", "201"]);
    assert_eq!(shown(all.clone(), Grouping::None), ["9", "10", "201"]);
    assert_eq!(
        shown(all.clone(), Grouping::Floor),
        ["10", "201", "9"],
        "floors 1, 2, 9"
    );
    let of = |edit: fn(&mut Filter)| {
        let mut filter = Filter::default();
        edit(&mut filter);
        shown(filter, Grouping::Type)
    };
    assert_eq!(
        of(|filter| {
            filter.room_types.insert("STE".into());
        }),
        ["201"]
    );
    assert_eq!(
        of(|filter| {
            filter.floors.insert(2);
        }),
        ["201"]
    );
    assert_eq!(
        of(|filter| {
            filter.statuses.insert(RoomStatus::ReadyForGuest);
        }),
        ["9", "10"]
    );
    assert_eq!(
        of(|filter| {
            filter.features.insert("sea_view".into());
        }),
        ["201"]
    );
    assert_eq!(of(|filter| filter.inactive = true), ["301"]);
    let mut filter = Filter::default();
    filter.floors.insert(77);
    let grid = month(sample.house(), march(1), 31, Grouping::Type, &filter);
    assert!(grid.groups.is_empty());
    assert_eq!(grid.counts[0].in_service, 3);
}

#[test]
fn marks_are_the_bookings_own() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let booking = sample.booking("Abe", "STD", march(20), 2);
    let segment = sample.place(booking, room, PreAssigned);
    sample.edit(booking, |row| {
        row.is_vip = true;
        row.group = Some("tour".into());
    });
    sample.note(booking, "allergic to feathers");
    let mut house = sample.house().clone();
    let mut row_of_segment = house.segments[&segment].clone();
    row_of_segment.do_not_move = true;
    house.put(row_of_segment.into());
    let grid = month(&house, march(1), 31, Grouping::Type, &Filter::default());
    let signs: String = row(&grid, "101").bars[0].flags.signs().collect();
    assert_eq!(signs, "*!&\"");
}

#[test]
fn a_guest_who_moved_leaves_a_departed_bar_behind() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let (old, new) = (sample.room("101", "STD"), sample.room("102", "STD"));
    let booking = sample.booking("Yi", "STD", march(14), 4);
    let at = sample.at(9, 0);
    sample.place_part(
        booking,
        old,
        Assigned,
        Stay::new(march(14), monday()).unwrap(),
    );
    sample.place_part(
        booking,
        new,
        Locked,
        Stay::new(monday(), march(18)).unwrap(),
    );
    sample.edit(booking, |row| row.checked_in_at = Some(at));
    let grid = march_of(&sample);
    assert_eq!(row(&grid, "101").bars[0].kind, BarKind::Departed);
    assert_eq!(row(&grid, "102").bars[0].kind, BarKind::InHouse);
}

#[test]
fn a_house_without_a_property_has_an_empty_grid() {
    let house = crate::domain::House::default();
    let grid = month(&house, march(1), 0, Grouping::Type, &Filter::default());
    assert_eq!((grid.days, grid.groups.len(), grid.counts.len()), (1, 0, 0));
}
