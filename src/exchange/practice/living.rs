//! Turns the plan into commands: booking, room, arrival, departure, cleaning,
//! night by night, up to this morning.

use super::diary::{Diary, clock, desk};
use super::house;
use super::plan::{DAYS_BACK, Ending, Given, Plan, Planned, Scene};
use crate::domain::booking::{BookingStatus, Contact};
use crate::domain::command::{
    AddNote, Adjust, CancelBooking, ChangeStay, CheckIn, CheckOut, CreateBooking, FirmUp, Inspect,
    MarkCleaned, MarkNoShow, Move, NightAudit, PreAssign, StartCleaning, WalkIn,
};
use crate::domain::moment::TimeOfDay;
use crate::domain::money::Price;
use crate::domain::rate::RateDecision;

/// Lives through every booking of the plan. `codes` are theirs, in order.
pub fn live(diary: &mut Diary, plan: &Plan, codes: &[String]) {
    for (planned, code) in plan.stays.iter().zip(codes) {
        let number = plan.doors[planned.door].number.clone();
        if planned.given == Given::WalkIn {
            walk_in(diary, planned, number);
            continue;
        }
        book(diary, plan, planned, code);
        match planned.ending {
            Ending::Stays => stay(diary, plan, planned, code, &number),
            Ending::Cancelled(day) => {
                let command = CancelBooking {
                    booking: code.clone(),
                    reason: Some("Change of plans".to_owned()),
                };
                let at = diary.about(clock(20, 30), 60);
                diary.write(day, at, desk(at), command);
            }
            Ending::NoShow => {
                let command = MarkNoShow {
                    booking: code.clone(),
                    reason: Some("Did not come, does not answer".to_owned()),
                };
                diary.write(planned.arrive, clock(23, 30), house::DESK_NIGHT, command);
            }
            Ending::Unpaid => {}
        }
    }
    for day in -DAYS_BACK..0 {
        let closes = diary.day(day);
        diary.write(
            day + 1,
            clock(3, 0),
            house::MANAGER,
            NightAudit {
                closes,
                confirm_no_shows: false,
            },
        );
    }
}

fn book(diary: &mut Diary, plan: &Plan, planned: &Planned, code: &str) {
    let kind = planned.kind(plan);
    let first_leave = match planned.scene {
        Some(Scene::ExtendedFrom(leave)) => leave,
        _ => planned.leave,
    };
    // Whoever books and comes on one day books before noon.
    let spread = if planned.booked == planned.arrive {
        240
    } else {
        720
    };
    let at = diary.about(clock(8, 0), spread);
    let guests = if planned.lead_only {
        Vec::new()
    } else {
        planned.names.everyone.clone()
    };
    let command = CreateBooking {
        room_type: kind.code.to_owned(),
        check_in: Some(diary.day(planned.arrive)),
        check_out: Some(diary.day(first_leave)),
        code: Some(code.to_owned()),
        lead: planned.names.everyone.first().cloned(),
        guests,
        contact: Some(Contact {
            nationality: Some(planned.names.nationality.to_owned()),
            ..Contact::default()
        }),
        adults: Some(planned.party.0),
        children: Some(planned.party.1),
        infants: Some(planned.party.2),
        status: (planned.ending == Ending::Unpaid).then_some(BookingStatus::PendingPayment),
        source: Some(planned.source.to_owned()),
        is_direct: Some(planned.source == "Direct"),
        is_vip: planned.vip,
        group: planned.group.map(str::to_owned),
        arrival_time: planned
            .expected
            .and_then(|(hour, minute)| TimeOfDay::new(hour, minute)),
        notes: planned.note.map(str::to_owned),
        ..CreateBooking::default()
    };
    diary.write(planned.booked, at, desk(at), command);
}

fn walk_in(diary: &mut Diary, planned: &Planned, room: String) {
    let command = WalkIn {
        room: Some(room),
        nights: planned.nights() as u32,
        lead: planned.names.everyone.first().cloned().unwrap_or_default(),
        guests: planned.names.everyone.clone(),
        adults: planned.party.0,
        ..WalkIn::default()
    };
    diary.write(planned.arrive, clock(22, 40), house::DESK_LATE, command);
}

/// The room is given, the guest comes, perhaps has left.
fn stay(diary: &mut Diary, plan: &Plan, planned: &Planned, code: &str, number: &str) {
    let Given::DaysBefore(days) = planned.given else {
        return;
    };
    let first_room = match planned.scene {
        Some(Scene::MovedFrom(door)) => plan.doors[door].number.clone(),
        _ => number.to_owned(),
    };
    give(diary, planned, code, &first_room, days);
    match planned.arrive {
        ..0 => {
            let at = diary.about(clock(15, 0), 330);
            check_in(diary, planned.arrive, at, code);
        }
        0 => this_morning(diary, planned, code),
        _ => {}
    }
    match planned.scene {
        Some(Scene::MovedFrom(door)) => relocate(diary, plan, code, door, number),
        Some(Scene::ExtendedFrom(_)) => {
            let command = ChangeStay {
                booking: code.to_owned(),
                check_out: Some(diary.day(planned.leave)),
                ..ChangeStay::default()
            };
            diary.write(-3, clock(10, 20), house::DESK_EARLY, command);
        }
        Some(Scene::Overstays) => return,
        _ => {}
    }
    if planned.leave < 0 {
        let at = diary.about(clock(7, 30), 195);
        diary.write(
            planned.leave,
            at,
            desk(at),
            CheckOut {
                booking: code.to_owned(),
            },
        );
        turn_over(diary, plan, planned.door, planned.leave);
    }
}

fn give(diary: &mut Diary, planned: &Planned, code: &str, room: &str, days: i32) {
    let day = (planned.arrive - days)
        .max(planned.booked)
        .max(-DAYS_BACK)
        .min(planned.arrive);
    // After every booking of that day, before anyone comes.
    let at = if day == planned.booked {
        clock(20, 5)
    } else {
        clock(12, 10)
    };
    let at = if day == planned.arrive {
        clock(12, 30)
    } else {
        at
    };
    let rate = match planned.scene {
        Some(Scene::BookedAs(_, decision)) => Some(decision),
        _ => None,
    };
    let command = PreAssign {
        booking: code.to_owned(),
        room: room.to_owned(),
        rate,
        approved_by_guest: rate == Some(RateDecision::Charge),
        do_not_move: planned.promised,
        ..PreAssign::default()
    };
    diary.write(day, at, desk(at), command);
}

fn check_in(diary: &mut Diary, day: i32, at: i64, code: &str) {
    diary.write(
        day,
        at,
        desk(at),
        CheckIn {
            booking: code.to_owned(),
            ..CheckIn::default()
        },
    );
}

/// Today's arrivals: a few are in already, the others' rooms are firm as far
/// as they are ready.
fn this_morning(diary: &mut Diary, planned: &Planned, code: &str) {
    match planned.scene {
        Some(Scene::ComesEarly) => {
            let at = diary.about(clock(8, 20), 55);
            check_in(diary, 0, at, code);
        }
        Some(Scene::Waits) => {
            let command = crate::domain::command::SetGuestWaiting {
                booking: code.to_owned(),
                on: true,
            };
            diary.write(0, clock(9, 5), house::DESK_EARLY, command);
        }
        _ if planned.promised || planned.nights() == 0 => {
            diary.write(
                0,
                clock(7, 45),
                house::DESK_EARLY,
                FirmUp {
                    booking: code.to_owned(),
                },
            );
        }
        _ => {}
    }
}

fn relocate(diary: &mut Diary, plan: &Plan, code: &str, old: usize, number: &str) {
    let command = Move {
        booking: code.to_owned(),
        room: number.to_owned(),
        reason: "Noise from the lift".to_owned(),
        ..Move::default()
    };
    diary.write(-2, clock(9, 40), house::DESK_EARLY, command);
    let note = AddNote {
        booking: Some(code.to_owned()),
        room: None,
        text: "Offered a drink for the trouble; happy with the new room".to_owned(),
    };
    diary.write(-2, clock(9, 50), house::DESK_EARLY, note);
    let comp = Adjust {
        booking: code.to_owned(),
        amount: Price::Plain("-24.00".to_owned()),
        reason: "Breakfast for two on the house, for the noise".to_owned(),
    };
    diary.write(-2, clock(9, 55), house::DESK_EARLY, comp);
    turn_over(diary, plan, old, -2);
}

/// Cleans and inspects a room on the day it was left.
pub fn turn_over(diary: &mut Diary, plan: &Plan, door: usize, day: i32) {
    let (room, floor) = (plan.doors[door].number.clone(), plan.doors[door].floor);
    let attendant = house::attendant(floor);
    let start = diary.about(clock(10, 50), 60);
    let usual = i64::from(house::kind(plan.doors[door].kind).minutes);
    // Nobody is on the minute: from a seventh less to a quarter more.
    let minutes = usual * (86 + (door as i64 * 37 + i64::from(day.abs()) * 53) % 40) / 100;
    clean(diary, &room, day, start, minutes, attendant);
    // Now and then the supervisor is not content.
    let passed = !diary.per_mille(30);
    inspect(diary, &room, day, start + minutes + 15, passed);
    if !passed {
        clean(
            diary,
            &room,
            day,
            start + minutes + 25,
            minutes / 2,
            attendant,
        );
        inspect(diary, &room, day, start + 2 * minutes + 40, true);
    }
}

/// Cleans a room.
pub fn clean(
    diary: &mut Diary,
    room: &str,
    day: i32,
    start: i64,
    minutes: i64,
    attendant: &'static str,
) {
    diary.write(
        day,
        start,
        attendant,
        StartCleaning {
            room: room.to_owned(),
            notes: None,
        },
    );
    diary.write(
        day,
        start + minutes,
        attendant,
        MarkCleaned {
            kind: None,
            room: room.to_owned(),
            notes: None,
        },
    );
}

/// Inspects a room.
pub fn inspect(diary: &mut Diary, room: &str, day: i32, at: i64, passed: bool) {
    let notes = (!passed).then(|| "Hair in the shower, bin not emptied".to_owned());
    diary.write(
        day,
        at,
        house::SUPERVISOR,
        Inspect {
            failed: if passed {
                Vec::new()
            } else {
                vec!["Bathroom".to_owned()]
            },
            room: room.to_owned(),
            passed,
            notes,
        },
    );
}
