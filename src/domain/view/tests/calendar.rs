//! The month report.

use super::{march, monday};
use crate::domain::day::Stay;
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::{Assigned, PreAssigned};
use crate::domain::view::calendar::{DayStatus, Month, RoomDay, month_report};

fn report(sample: &Sample) -> crate::domain::view::calendar::MonthReport {
    month_report(sample.house(), "2026-03".parse().unwrap())
}

#[test]
fn months_are_read_as_they_are_written() {
    let month: Month = "2026-02".parse().unwrap();
    assert_eq!((month.to_string().as_str(), month.days()), ("2026-02", 28));
    assert_eq!(Month::of(march(16)).first(), march(1));
    for wrong in ["2026-13", "2026-3", "2026", "March", "2026-03-01", ""] {
        assert!(wrong.parse::<Month>().is_err(), "{wrong}");
    }
}

#[test]
fn each_day_has_the_first_status_that_applies() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let gone = sample.booking("Gone", "STD", march(10), 2);
    let late = sample.booking("Late", "STD", march(12), 2);
    let due = sample.booking("Due", "STD", monday(), 2);
    let firm = sample.booking("Firm", "STD", march(20), 1);
    let tentative = sample.booking("Tentative", "STD", march(21), 1);
    sample.gone(gone, room).check_in(late, room);
    sample.place(due, room, Assigned);
    sample.place(firm, room, Assigned);
    sample.place(tentative, room, PreAssigned);
    sample.block(room, march(25), 2);
    let report = report(&sample);
    let days = &report.rooms[0].days;
    let on = |day: usize| days[day - 1].status;
    assert_eq!(on(9), DayStatus::Available);
    assert_eq!(on(11), DayStatus::Departed);
    assert_eq!(on(13), DayStatus::Occupied);
    assert_eq!(
        on(15),
        DayStatus::Occupied,
        "past its departure, the guest is still there"
    );
    assert_eq!(
        on(16),
        DayStatus::Occupied,
        "whoever is in it weighs more than who comes"
    );
    assert_eq!(on(17), DayStatus::Assigned);
    assert_eq!(on(20), DayStatus::Assigned);
    assert_eq!(on(21), DayStatus::PreAssigned);
    assert_eq!(on(22), DayStatus::Available);
    assert_eq!(on(25), DayStatus::Blocked);
    assert_eq!(days[24].block_reason.as_deref(), Some("wedding"));
    assert_eq!(days[9].guest.as_deref(), Some("Gone"));
    assert!(days[9].is_arrival && !days[9].is_departure);
    assert!(
        days[11].is_arrival && days[11].is_departure,
        "one leaves, one comes"
    );
    assert!(days[21].is_departure && days[21].booking.is_none());
    let today = &report.summary[15];
    assert_eq!((today.occupied, today.available, today.blocked), (1, 0, 0));
}

#[test]
fn an_arrival_of_today_is_arriving_and_a_repair_hides_it() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let (fine, broken) = (sample.room("101", "STD"), sample.room("102", "STD"));
    for room in [fine, broken] {
        let due = sample.booking("Due", "STD", monday(), 2);
        sample.place(due, room, PreAssigned);
    }
    sample.break_room(broken, None);
    let report = report(&sample);
    let status = |room: usize, day: usize| report.rooms[room].days[day - 1].status;
    assert_eq!(
        (status(0, 16), status(0, 17)),
        (DayStatus::Arriving, DayStatus::PreAssigned)
    );
    assert_eq!(
        (status(1, 16), status(1, 17)),
        (DayStatus::Maintenance, DayStatus::Maintenance)
    );
    assert_eq!(
        status(1, 15),
        DayStatus::Available,
        "before the repair it was in service"
    );
    assert_eq!(
        status(1, 18),
        DayStatus::Available,
        "a repair without an end lasts two days"
    );
    assert_eq!(
        report.summary[15].occupied, 2,
        "the guest needs a room all the same"
    );
    assert_eq!(report.summary[17].available, 2);
}

#[test]
fn who_left_early_occupies_no_night_after() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let early = sample.booking("Early", "STD", march(14), 5);
    sample.gone(early, room);
    let report = report(&sample);
    let days: &[RoomDay] = &report.rooms[0].days;
    assert_eq!(days[14].status, DayStatus::Departed);
    assert_eq!(days[15].status, DayStatus::Available);
}

#[test]
fn the_json_has_the_names_others_build_on() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let booking = sample.booking("Day, Use", "STD", monday(), 0);
    sample.place_part(
        booking,
        room,
        Assigned,
        Stay::new(monday(), monday()).unwrap(),
    );
    let json = serde_json::to_value(report(&sample)).unwrap();
    assert_eq!(json["month"], "2026-03");
    assert_eq!(json["days_in_month"], 31);
    let day = &json["rooms"][0]["days"][15];
    assert_eq!(day["date"], "2026-03-16");
    assert_eq!(day["status"], "available", "a day use holds no night");
    assert_eq!(day["is_arrival"], true);
    assert_eq!(day["is_departure"], true);
    assert!(day["booking"].is_null() && day["guest"].is_null() && day["block_reason"].is_null());
    assert_eq!(json["summary"][15]["occupancy_rate"], 0.0);
}
