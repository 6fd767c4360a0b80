//! The desk's promises: one transaction per command, idempotency, undo and
//! redo, acting for another, one step for a batch.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use keyrack::desk::{Channel, Desk, Failure, Session, Sharing, Window, found};
use keyrack::domain::command::{
    AddNote, Assign, CheckIn, CheckOut, CreateBooking, CreateProperty, CreateRoom, CreateRoomType,
    CreateStaff, RedoStep, Request, SetPolicy, Unassign, UndoStep,
};
use keyrack::domain::money::Price;
use keyrack::domain::staff::Role;
use keyrack::domain::{Code, Day, House, Moment};
use tempfile::TempDir;

const TODAY: &str = "2026-03-16";

fn noon() -> Moment {
    "2026-03-16T12:00:00+01:00".parse().unwrap()
}

struct Place {
    desk: Desk,
    session: Session,
    folder: TempDir,
}

fn place() -> Place {
    let folder = TempDir::new().unwrap();
    let property = CreateProperty {
        name: "Hotel Roma".into(),
        slug: "roma".into(),
        currency: "EUR".into(),
        timezone: "Europe/Rome".into(),
        business_date: TODAY.parse().ok(),
        administrator: None,
    };
    let (desk, _) = found(
        &folder.path().join("house.db"),
        Sharing::default(),
        property,
        Some(noon()),
    )
    .unwrap();
    let desk = desk.with_clock(noon);
    let session = desk.session(None, None, Channel::Cli).unwrap();
    let mut place = Place {
        desk,
        session,
        folder,
    };
    place.does(CreateRoomType {
        code: "DBL".into(),
        name: "Double".into(),
        capacity: 2,
        rate: Price::Plain("100.00".into()),
        rank: None,
        minutes: None,
    });
    for number in ["101", "102"] {
        place.does(CreateRoom {
            number: number.into(),
            room_type: "DBL".into(),
            floor: None,
            capacity: None,
            features: BTreeSet::new(),
            active: None,
        });
    }
    place
}

impl Place {
    fn does(&mut self, request: impl Into<Request>) -> keyrack::desk::Receipt {
        self.desk.execute(&self.session, &request.into()).unwrap()
    }

    fn refuses(&mut self, request: impl Into<Request>) -> Code {
        match self.desk.execute(&self.session, &request.into()) {
            Err(Failure::Refused(refusal)) => refusal.code,
            other => panic!("expected a refusal, got {other:?}"),
        }
    }

    fn books(&mut self, lead: &str, check_in: &str, nights: u32) -> String {
        let receipt = self.does(CreateBooking {
            room_type: "DBL".into(),
            check_in: check_in.parse().ok(),
            nights: Some(nights),
            lead: Some(lead.into()),
            ..Default::default()
        });
        receipt.text("booking").unwrap().to_owned()
    }

    fn house(&self) -> House {
        let from: Day = TODAY.parse().unwrap();
        self.desk
            .house(&self.session, Window { from, days: 31 })
            .unwrap()
    }
}

/// The command that gives this booking this room.
fn assigns(booking: &str, room: &str) -> Assign {
    Assign {
        booking: booking.into(),
        room: room.into(),
        ..Default::default()
    }
}

/// The rows that undo restores, versions set aside.
fn rows(house: &House) -> String {
    let mut bookings: Vec<_> = house.bookings.values().cloned().collect();
    for booking in &mut bookings {
        booking.version = 0;
    }
    let mut rooms: Vec<_> = house.rooms.values().cloned().collect();
    for room in &mut rooms {
        room.version = 0;
    }
    format!(
        "{bookings:#?}{rooms:#?}{:#?}{:#?}",
        house.segments, house.blocks
    )
}

#[test]
fn a_guest_is_booked_given_a_room_checked_in_and_out() {
    let mut place = place();
    let booking = place.books("Yi, Ann", TODAY, 2);
    place.does(assigns(&booking, "101"));
    place.does(CheckIn {
        booking: booking.clone(),
        ..Default::default()
    });
    let house = place.house();
    let room = house.rooms_in_order()[0];
    assert!(room.is_occupied());
    place.does(CheckOut {
        booking: booking.clone(),
    });
    assert_eq!(
        place.refuses(CheckOut { booking }),
        Code::BookingNotCheckedIn
    );
    assert_eq!(
        place.refuses(assigns("BK-2026-999999", "101")),
        Code::BookingNotFound
    );
}

#[test]
fn undo_and_redo_restore_the_rows_step_by_step() {
    let mut place = place();
    let booking = place.books("Yi, Ann", TODAY, 2);
    let steps: [Request; 3] = [
        assigns(&booking, "101").into(),
        CheckIn {
            booking: booking.clone(),
            ..Default::default()
        }
        .into(),
        CheckOut {
            booking: booking.clone(),
        }
        .into(),
    ];
    let mut seen = vec![rows(&place.house())];
    for step in steps {
        place.does(step);
        seen.push(rows(&place.house()));
    }
    for before in seen.iter().rev().skip(1) {
        place.does(UndoStep::default());
        assert_eq!(&rows(&place.house()), before);
    }
    for after in seen.iter().skip(1) {
        place.does(RedoStep::default());
        assert_eq!(&rows(&place.house()), after);
    }
    assert_eq!(place.refuses(RedoStep::default()), Code::NothingToUndo);
    for before in seen.iter().rev().skip(1) {
        place.does(UndoStep::default());
        assert_eq!(&rows(&place.house()), before);
    }
}

#[test]
fn undo_reaches_back_a_hundred_steps() {
    let mut place = place();
    let booking = place.books("Yi, Ann", TODAY, 2);
    for _ in 0..50 {
        place.does(assigns(&booking, "101"));
        place.does(Unassign {
            booking: booking.clone(),
            ..Default::default()
        });
    }
    for _ in 0..100 {
        place.does(UndoStep::default());
    }
    let house = place.house();
    assert!(house.segments.is_empty());
    for _ in 0..100 {
        place.does(RedoStep::default());
    }
}

#[test]
fn undo_names_the_colleague_who_changed_the_same_thing_since() {
    let mut place = place();
    place.does(CreateStaff {
        on_duty: Some(true),
        ..CreateStaff::new("E7", "Ana Silva", Role::FrontDesk)
    });
    let booking = place.books("Yi, Ann", TODAY, 2);
    place.does(assigns(&booking, "101"));
    let ana = place
        .desk
        .session(None, Some("E7"), Channel::Console)
        .unwrap();
    place
        .desk
        .execute(&ana, &assigns(&booking, "102").into())
        .unwrap();
    let refused = place
        .desk
        .execute(&place.session, &UndoStep::default().into());
    let Err(Failure::Refused(refusal)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(refusal.code, Code::UndoBlocked);
    assert!(
        refusal.message.contains("Ana Silva") && refusal.message.contains("102"),
        "{}",
        refusal.message
    );
}

#[test]
fn undo_does_not_take_a_room_back_from_another_guest() {
    let mut place = place();
    let (first, second) = (
        place.books("Yi, Ann", TODAY, 2),
        place.books("Lee, Bo", TODAY, 2),
    );
    place.does(assigns(&first, "101"));
    let parked = place.does(Unassign {
        booking: first,
        ..Default::default()
    });
    place.does(assigns(&second, "101"));
    assert_eq!(
        place.refuses(UndoStep {
            seq: Some(parked.seq)
        }),
        Code::UndoBlocked
    );
}

#[test]
fn what_others_build_on_cannot_be_unmade() {
    let mut place = place();
    let made = place.does(CreateRoom {
        number: "103".into(),
        room_type: "DBL".into(),
        floor: None,
        capacity: None,
        features: BTreeSet::new(),
        active: None,
    });
    let booking = place.books("Yi, Ann", TODAY, 2);
    place.does(assigns(&booking, "103"));
    assert_eq!(
        place.refuses(UndoStep {
            seq: Some(made.seq)
        }),
        Code::UndoBlocked
    );
}

#[test]
fn a_key_is_answered_once_and_never_for_something_else() {
    let mut place = place();
    let booking = place.books("Yi, Ann", TODAY, 2);
    let request = Request {
        key: Some("k1".into()),
        ..Request::from(assigns(&booking, "101"))
    };
    let first = place.does(request.clone());
    let again = place.does(request.clone());
    assert!(again.repeated && !first.repeated);
    assert_eq!((again.seq, again.touched), (first.seq, first.touched));
    let other = Request {
        key: Some("k1".into()),
        ..Request::from(assigns(&booking, "102"))
    };
    assert_eq!(place.refuses(other), Code::KeyReused);
}

#[test]
fn a_refused_key_may_be_used_again() {
    let mut place = place();
    let booking = place.books("Yi, Ann", TODAY, 2);
    let keyed = |room: &str| Request {
        key: Some("k2".into()),
        ..Request::from(assigns(&booking, room))
    };
    let (wrong, right) = (keyed("999"), keyed("101"));
    assert_eq!(place.refuses(wrong), Code::RoomNotFound);
    place.does(right);
}

#[test]
fn a_command_decided_on_an_old_version_is_stale() {
    let mut place = place();
    let booking = place.books("Yi, Ann", TODAY, 2);
    place.does(AddNote {
        booking: Some(booking.clone()),
        room: None,
        text: "quiet".into(),
    });
    place.does(assigns(&booking, "101"));
    let old = Request::from(assigns(&booking, "102")).seen_at(1);
    assert_eq!(place.refuses(old), Code::Stale);
    // The same room again is a success whatever the version says.
    let repeated = Request::from(assigns(&booking, "101")).seen_at(1);
    let before = rows(&place.house());
    place.does(repeated);
    assert_eq!(rows(&place.house()), before);
}

#[test]
fn several_commands_as_one_step_are_all_or_none_and_one_undo() {
    let mut place = place();
    let (first, second) = (
        place.books("Yi, Ann", TODAY, 2),
        place.books("Lee, Bo", TODAY, 2),
    );
    let before = rows(&place.house());
    let clash: Vec<Request> = vec![
        assigns(&first, "101").into(),
        assigns(&second, "101").into(),
    ];
    let refused = place.desk.execute_atomic(&place.session, &clash);
    let Err(Failure::Refused(refusal)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(
        (refusal.code, refusal.details["index"].as_u64()),
        (Code::RoomOverlapConflict, Some(1))
    );
    assert_eq!(rows(&place.house()), before);
    let both: Vec<Request> = vec![
        assigns(&first, "101").into(),
        assigns(&second, "102").into(),
    ];
    place.desk.execute_atomic(&place.session, &both).unwrap();
    place.does(UndoStep::default());
    assert_eq!(rows(&place.house()), before);
}

#[test]
fn many_commands_are_answered_one_by_one() {
    let mut place = place();
    let requests: Vec<Request> = (0..1200)
        .map(|number| {
            CreateBooking {
                room_type: if number % 10 == 0 {
                    "XXX".into()
                } else {
                    "DBL".into()
                },
                check_in: TODAY.parse().ok(),
                nights: Some(1),
                lead: Some(format!("Guest {number}")),
                ..Default::default()
            }
            .into()
        })
        .collect();
    let mut answers = Vec::new();
    place
        .desk
        .execute_many(
            &place.session,
            &mut requests.into_iter(),
            &mut |index, _, answer| {
                answers.push((index, answer.is_ok()));
            },
        )
        .unwrap();
    assert_eq!(answers.len(), 1200);
    assert!(answers.iter().all(|(index, ok)| *ok == (index % 10 != 0)));
    assert_eq!(place.house().bookings.len(), 1080);
}

#[test]
fn only_an_administrator_acts_for_another() {
    let mut place = place();
    place.does(CreateStaff {
        on_duty: Some(true),
        ..CreateStaff::new("E7", "Ana Silva", Role::FrontDesk)
    });
    let policy = SetPolicy {
        name: "oversell".into(),
        value: "refuse".into(),
    };
    let as_ana = Request {
        by: Some("E7".into()),
        ..Request::from(policy.clone())
    };
    assert_eq!(place.refuses(as_ana), Code::PermissionDenied);
    let ana = place
        .desk
        .session(None, Some("E7"), Channel::Console)
        .unwrap();
    let as_admin = Request {
        by: Some("admin".into()),
        ..Request::from(policy)
    };
    let refused = place.desk.execute(&ana, &as_admin);
    assert!(
        matches!(refused, Err(Failure::Refused(refusal)) if refusal.code == Code::PermissionDenied)
    );
}

#[test]
fn two_desks_on_one_file_see_each_other() {
    let mut place = place();
    let path = place.folder.path().join("house.db");
    let mut other = Desk::open(&path).unwrap().with_clock(noon);
    let booking = place.books("Yi, Ann", TODAY, 2);
    other
        .execute(&place.session, &assigns(&booking, "101").into())
        .unwrap();
    let house = place.house();
    assert_eq!(house.segments.len(), 1);
    let second = place.books("Lee, Bo", TODAY, 1);
    assert_eq!(
        place.refuses(assigns(&second, "101")),
        Code::RoomOverlapConflict
    );
}
