//! The turnover board and its figures.

use super::{march, monday};
use crate::domain::cleaning::CleaningKind;
use crate::domain::moment::TimeOfDay;
use crate::domain::room::{RoomStatus, Service, ServiceMark};
use crate::domain::sample::{MIA, Sample};
use crate::domain::segment::AssignmentStatus::Assigned;
use crate::domain::stamp::Stamp;
use crate::domain::view::stats::{by_status, stats};
use crate::domain::view::turnover::{Board, Lane, board};

fn numbers(board: &Board, lane: Lane) -> Vec<&str> {
    let column = board.column(lane).unwrap();
    column
        .cards
        .iter()
        .map(|card| card.number.as_str())
        .collect()
}

#[test]
fn the_most_urgent_room_stands_first() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let names = ["101", "102", "103", "104", "105", "106", "107"];
    let rooms = names.map(|number| sample.room(number, "STD"));
    for room in &rooms[..6] {
        sample.edit_room(*room, |room| room.status = RoomStatus::CheckoutDirty);
    }
    let [plain, late, early, vip, waits, rush, stays] = rooms;
    let mut expect = |room, hour: u32, is_vip: bool, waiting: bool| {
        let booking = sample.booking("Guest", "STD", monday(), 1);
        sample.place(booking, room, Assigned);
        sample.edit(booking, |row| {
            row.arrival_time = Some(TimeOfDay::fixed(hour, 0));
            row.is_vip = is_vip;
            row.guest_waiting = waiting;
        });
    };
    expect(late, 18, false, false);
    expect(early, 12, false, false);
    expect(vip, 20, true, false);
    expect(waits, 19, false, true);
    sample.edit_room(rush, |room| room.rush = true);
    let tomorrow = sample.booking("Tomorrow", "STD", march(17), 1);
    sample.place(tomorrow, plain, Assigned);
    let stayover = sample.booking("Stays", "STD", march(14), 5);
    sample.check_in(stayover, stays);

    let board = board(sample.house());
    assert_eq!(
        numbers(&board, Lane::Dirty),
        ["105", "106", "104", "103", "102", "101", "107"]
    );
    let column = board.column(Lane::Dirty).unwrap();
    assert_eq!((column.total.count, column.total.minutes), (7, 6 * 40 + 20));
    assert_eq!(board.to_do, column.total);
    assert_eq!(column.cards[6].work, Some(CleaningKind::Stayover));
    assert_eq!(numbers(&board, Lane::Occupied), ["107"]);
}

#[test]
fn a_card_says_who_was_who_cleans_and_who_comes() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let before = sample.booking("Costa", "STD", march(10), 2);
    let last = sample.booking("Haddad, Rami", "STD", march(12), 4);
    let next = sample.booking("Yi", "STD", march(18), 2);
    sample.gone(before, room).gone(last, room);
    sample.place(next, room, Assigned);
    let since = sample.at(9, 30);
    sample.edit_room(room, |room| {
        room.status = RoomStatus::CleaningInProgress;
        room.status_since = since;
        room.cleaning = Some(Stamp { at: since, by: MIA });
    });
    let board = board(sample.house());
    let card = &board.column(Lane::Cleaning).unwrap().cards[0];
    assert_eq!(card.last_guest.as_ref().unwrap().family_name, "Haddad");
    assert_eq!(card.cleaner.as_ref().unwrap().name, "Mia");
    let next = card.next.as_ref().unwrap();
    assert_eq!(
        (next.guest.name.as_str(), next.day, next.today),
        ("Yi", march(18), false)
    );
    assert_eq!(next.arrival_time, None);
    assert_eq!(
        next.at.to_string(),
        "2026-03-18T14:00:00Z",
        "rooms are promised for 15:00"
    );
    assert_eq!(card.why_not_bookable, Some("CLEANING_IN_PROGRESS"));
    assert_eq!((card.since, card.minutes), (since, 40));
}

#[test]
fn repairs_and_lived_in_rooms_have_their_places() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let names = ["101", "102", "103", "104", "105"];
    let [broken, closed, leaves, done, gone] = names.map(|number| sample.room(number, "STD"));
    sample
        .break_room(broken, None)
        .withdraw(closed, Some(march(20)));
    let due_out = sample.booking("Due", "STD", march(14), 2);
    let stayover = sample.booking("Stays", "STD", march(14), 5);
    sample.check_in(due_out, leaves).check_in(stayover, done);
    sample.edit_room(done, |room| {
        room.service = Some(ServiceMark {
            day: monday(),
            service: Service::Done,
        });
    });
    sample.edit_room(gone, |room| room.active = false);
    let board = board(sample.house());
    assert_eq!(numbers(&board, Lane::Maintenance), ["101"]);
    assert_eq!(numbers(&board, Lane::OutOfOrder), ["102"]);
    assert_eq!(numbers(&board, Lane::Occupied), ["103", "104"]);
    assert!(
        numbers(&board, Lane::Dirty).is_empty(),
        "its service is done"
    );
    let strip = &board.column(Lane::Occupied).unwrap().cards;
    assert!(strip[0].guest.as_ref().unwrap().due_out);
    assert_eq!(strip[1].service, Some(Service::Done));
    let reason = |lane| board.column(lane).unwrap().cards[0].reason.clone();
    assert_eq!(reason(Lane::Maintenance).as_deref(), Some("leak"));
    assert_eq!(reason(Lane::OutOfOrder).as_deref(), Some("flooded"));
    let mut only = board.clone();
    only.retain(|card| card.number == "101");
    assert_eq!(only.column(Lane::Occupied).unwrap().total.count, 0);
}

#[test]
fn figures_count_every_active_room_once() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let statuses = [
        RoomStatus::Available,
        RoomStatus::ReadyForGuest,
        RoomStatus::CheckoutDirty,
        RoomStatus::CleaningInProgress,
        RoomStatus::CleanedUninspected,
    ];
    for (index, status) in statuses.into_iter().enumerate() {
        let room = sample.room(&format!("10{index}"), "STD");
        sample.edit_room(room, |room| room.status = status);
    }
    let (lamp, leak, closed, off) = (
        sample.room("201", "STD"),
        sample.room("202", "STD"),
        sample.room("203", "STD"),
        sample.room("204", "STD"),
    );
    let guest = sample.booking("Guest", "STD", march(14), 5);
    sample.check_in(guest, lamp);
    sample
        .break_room(lamp, None)
        .break_room(leak, None)
        .withdraw(closed, None);
    sample.edit_room(off, |room| room.active = false);
    let json = serde_json::to_value(stats(sample.house())).unwrap();
    let expected = serde_json::json!({
        "total_rooms": 8, "bookable_rooms": 2, "occupied_rooms": 1, "dirty_rooms": 1,
        "cleaning_in_progress": 1, "awaiting_inspection": 1, "maintenance_required": 2,
        "out_of_order": 1, "maintenance_by_priority": {"HIGH": 2, "MED": 0, "LOW": 0},
    });
    assert_eq!(json, expected);
    let lists = by_status(sample.house());
    assert_eq!(lists.iter().map(|list| list.count).sum::<usize>(), 8);
    let ready = lists
        .iter()
        .find(|list| list.status == RoomStatus::ReadyForGuest)
        .unwrap();
    assert_eq!(
        (ready.label, ready.rooms.as_slice()),
        ("Ready", ["101".to_owned()].as_slice())
    );
}
