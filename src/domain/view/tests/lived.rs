//! The views of a house that commands made: what really happens in a room.

use crate::domain::alerts::{AlertKind, alerts, attach_rooms};
use crate::domain::testing::SmallHouse;
use crate::domain::view::calendar::{DayStatus, Month, month_report};
use crate::domain::view::grid::{Filter, Grouping, month};
use crate::domain::view::lists::today;
use crate::domain::view::turnover::{Lane, board};

/// The bars of a room, from two days before the opening: `{Yi 16>18`.
fn bars(hotel: &SmallHouse, number: &str) -> Vec<String> {
    let opening = crate::domain::testing::OPENING.parse::<crate::domain::Day>();
    let from = opening.unwrap().plus(-2);
    let grid = month(&hotel.house, from, 14, Grouping::Type, &Filter::default());
    let row = grid.rows().find(|row| row.number == number).unwrap();
    let day = |day: crate::domain::Day| chrono::Datelike::day(&day.date());
    row.bars
        .iter()
        .map(|bar| {
            let sign = bar.kind.open();
            let past = if bar.reaches == bar.to {
                String::new()
            } else {
                format!("~{}", day(bar.reaches))
            };
            let clash = if bar.conflict { "!" } else { "" };
            format!(
                "{sign}{} {}>{}{past}{clash}",
                bar.label,
                day(bar.from),
                day(bar.to)
            )
        })
        .collect()
}

fn status(hotel: &SmallHouse, number: &str, day: usize) -> DayStatus {
    let report = month_report(&hotel.house, "2026-03".parse::<Month>().unwrap());
    let room = report.rooms.iter().find(|room| room.number == number);
    room.unwrap().days[day - 1].status
}

#[test]
fn a_move_on_the_day_of_arrival_leaves_nothing_behind() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 3, "Yi");
    hotel.say(
        r#"{"op":"move","booking":"$1","room":"202","reason":"noise"}"#,
        &[&yi],
    );
    assert!(bars(&hotel, "201").is_empty());
    assert_eq!(bars(&hotel, "202"), ["{Yi 16>19"]);
    assert_eq!(status(&hotel, "202", 18), DayStatus::Occupied);
    let figures = today(&hotel.house).figures;
    assert_eq!(
        (figures.arrivals, figures.pending_arrivals, figures.in_house),
        (1, 0, 1)
    );
}

#[test]
fn a_move_a_day_later_leaves_the_nights_slept() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 3, "Yi");
    hotel.close_day();
    hotel.say(
        r#"{"op":"move","booking":"$1","room":"202","reason":"noise"}"#,
        &[&yi],
    );
    assert_eq!(bars(&hotel, "201"), ["|Yi 16>17"]);
    assert_eq!(bars(&hotel, "202"), ["{Yi 17>19"]);
    assert_eq!(status(&hotel, "201", 16), DayStatus::Departed);
    assert_eq!(status(&hotel, "201", 17), DayStatus::Available);
    let board = board(&hotel.house);
    let dirty = &board.column(Lane::Dirty).unwrap().cards;
    let left = dirty.iter().find(|card| card.number == "201").unwrap();
    assert_eq!(left.last_guest.as_ref().unwrap().name, "Yi");
}

#[test]
fn who_leaves_early_gives_the_nights_back() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 5, "Yi");
    hotel.close_day();
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&yi]);
    assert_eq!(bars(&hotel, "201"), ["|Yi 16>17"]);
    assert_eq!(status(&hotel, "201", 17), DayStatus::Available);
    let figures = today(&hotel.house).figures;
    assert_eq!(
        (
            figures.departures,
            figures.pending_departures,
            figures.in_house
        ),
        (1, 0, 0)
    );
}

#[test]
fn an_overstay_meets_who_was_promised_the_room() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 1, "Yi");
    hotel.book_into("201", 2, 2, "Larsen");
    hotel.close_day();
    assert_eq!(bars(&hotel, "201"), ["{Yi 16>17", "(Larsen 18>20"]);
    hotel.close_day();
    hotel.wait(48 * 60);
    assert_eq!(bars(&hotel, "201"), ["{Yi 16>17~18", "(Larsen 18>20!"]);
    assert_eq!(status(&hotel, "201", 18), DayStatus::Occupied);
    let mut found = alerts(&hotel.house, hotel.now);
    let kinds: Vec<AlertKind> = found.iter().map(|alert| alert.kind).collect();
    assert_eq!(
        kinds,
        [
            AlertKind::Overstay,
            AlertKind::Conflict,
            AlertKind::RoomNotReady
        ]
    );
    attach_rooms(&hotel.house, hotel.now, &mut found, 9);
    assert_eq!(found[1].available_rooms, ["202", "203", "204"]);

    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&yi]);
    let kinds: Vec<AlertKind> = alerts(&hotel.house, hotel.now)
        .iter()
        .map(|alert| alert.kind)
        .collect();
    assert_eq!(kinds, [AlertKind::RoomNotReady], "the room is dirty now");
}

#[test]
fn what_is_cancelled_shows_nowhere() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 1, 2, "Larsen");
    assert_eq!(bars(&hotel, "201").len(), 1);
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&code],
    );
    assert!(bars(&hotel, "201").is_empty());
    assert!(alerts(&hotel.house, hotel.now).is_empty());
    let grid = month(
        &hotel.house,
        hotel.today(),
        5,
        Grouping::Type,
        &Filter::default(),
    );
    assert!(grid.tray.is_empty() && grid.counts.iter().all(|day| day.arrivals == 0));
}
