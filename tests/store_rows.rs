//! Every row comes back as it was written, and nothing illegal comes back.
#![allow(clippy::unwrap_used)]

mod store_support;

use keyrack::domain::account::{AccountLine, PaymentKind, Posting};
use keyrack::domain::alert_mark::{AlertMark, Dealt, Severity, Told};
use keyrack::domain::block::{BlockType, Released};
use keyrack::domain::booking::{BookingStatus, Contact, Preferences};
use keyrack::domain::care::{Care, Finding};
use keyrack::domain::cleaning::{Checked, Cleaning, CleaningKind};
use keyrack::domain::duty::RoomDuty;
use keyrack::domain::figures::DayFigures;
use keyrack::domain::listing::{Search, Sort, SortBy};
use keyrack::domain::note::{Note, NoteSubject};
use keyrack::domain::plan::{Asked, Plan};
use keyrack::domain::planner::{Aim, Reached, Strategy};
use keyrack::domain::planning::{Claim, Left, Line, Proposal, Way as How};
use keyrack::domain::rate::{RateDecision, RateTerms};
use keyrack::domain::request::{
    Assigned, Category, Escalated, FieldChange, Priority, Request, RequestStatus, RequestUpdate,
    Requester, Resident, ResidentKind, Waiting,
};
use keyrack::domain::room::{
    MaintenanceHold, MaintenancePriority, OutOfOrder, RoomStatus, Service, ServiceMark,
};
use keyrack::domain::rule::{
    Actions, AllocationRule, Conditions, GuestType, RuleKind, Weekday, Weekdays,
};
use keyrack::domain::saved_view::{Arrangement, RowsShown, SavedView};
use keyrack::domain::segment::{AssignmentStatus, AssignmentType, Ended, EndedBecause, Moved};
use keyrack::domain::staff::{OverrideLevel, Permission, Role};
use keyrack::domain::telling::{
    Delivery, HouseEvent, Message, MessageKind, Notice, NoticeKind, Outside, Urgency, Way,
};
use keyrack::domain::view::grid::Grouping;
use keyrack::domain::{
    BookingId, Change, Currency, DeliveryId, Facts, MessageId, Money, RequestId, ResidentId,
    RoomId, Row, SegmentId, Table, TimeOfDay,
};
use keyrack::store::{Store, StoreError};
use store_support::*;

fn read(store: &Store, table: Table, id: i64) -> Result<Option<Row>, StoreError> {
    store.reader().unwrap().read(|view| {
        let facts = view.facts(Some(HOUSE));
        let row = facts.row(table, id);
        facts.sound()?;
        Ok(row)
    })
}

/// A row of every table with every field filled, beside the plain ones.
#[allow(clippy::too_many_lines)]
fn full() -> Vec<Row> {
    let mut staff = ana();
    staff.id.0 = 40;
    staff.employee = "E2".into();
    staff.role = Role::HousekeepingSupervisor;
    staff.permissions.set(Permission::Admin, true);
    staff.permissions.override_level = OverrideLevel::Manager;
    staff.phone = Some("+39 06".into());
    staff.active = false;

    let mut repaired = room(120);
    repaired.status = RoomStatus::MaintenanceRequired;
    repaired.status_before_guest = Some(RoomStatus::ReadyForGuest);
    repaired.maintenance = Some(MaintenanceHold {
        priority: MaintenancePriority::High,
        notes: "lamp; \"loose\"".into(),
        since: at(7),
        by: ANA,
        until: Some(day(3)),
        status_before: RoomStatus::CheckoutDirty,
        request: Some(RequestId(95)),
    });
    repaired.service = Some(ServiceMark {
        day: day(0),
        service: Service::DoNotDisturb,
    });
    repaired.cleaning = Some(stamp());
    repaired.last_checkout_at = Some(at(8));
    repaired.last_cleaned = Some(stamp());
    repaired.last_inspected = Some(stamp());
    repaired.care = Care {
        deep_cleaned: Some(stamp()),
        serving: Some(stamp()),
        make_up: Some(day(1)),
        found: Some(Finding {
            stamp: stamp(),
            occupied: true,
            heads: Some(2),
            booking: None,
            settled: Some(stamp()),
        }),
    };
    repaired.floor = -1;
    repaired.rush = true;
    let mut withdrawn = room(121);
    withdrawn.status = RoomStatus::OutOfOrder;
    withdrawn.out_of_order = Some(OutOfOrder {
        reason: "flood".into(),
        until: Some(day(9)),
        stamp: stamp(),
    });
    withdrawn.active = false;

    let mut guest = booking(50, nights(0, 40));
    guest.reference = Some("X-1".into());
    guest.lead = "O'Neil, Zoë \u{1b}[31m \u{202e}".into();
    guest.guests = vec![guest.lead.clone(), "猫".into()];
    guest.contact = Contact {
        phone: Some("1".into()),
        email: Some("2".into()),
        nationality: Some("PT".into()),
        document: Some("4".into()),
    };
    guest.arrival_time = Some(TimeOfDay::fixed(0, 0));
    guest.departure_time = Some(TimeOfDay::fixed(23, 59));
    guest.status = BookingStatus::Completed;
    (guest.checked_in_at, guest.checked_out_at) = (Some(at(1)), Some(at(2)));
    (guest.arrived_on, guest.departed_on) = (Some(day(0)), Some(day(40)));
    guest.group = Some("wedding".into());
    guest.preferences = Preferences {
        floor: Some(3),
        quiet: true,
        near_elevator: true,
        features: ["sea".to_owned()].into(),
    };
    guest.wanted_room = Some("101".into());
    guest.status_reason = Some("why".into());

    let mut part = segment(60, 50, 120, nights(0, 40));
    part.status = AssignmentStatus::Locked;
    part.assignment_type = AssignmentType::GuestRequest;
    part.allocated_rate = euros(-5);
    part.rate_terms = Some(RateTerms {
        decision: RateDecision::Charge,
        approved_by_guest: true,
        settled: stamp(),
    });
    part.reassigned = Some(stamp());
    part.moved = Some(Moved {
        stamp: stamp(),
        from: RoomId(121),
        reason: "noise".into(),
    });
    part.ended = Some(Ended {
        stamp: stamp(),
        because: EndedBecause::CheckInUndone,
    });
    part.active = false;

    let mut given = block(70, 121, nights(2, 2));
    given.kind = BlockType::VipHold;
    given.override_level = Some(OverrideLevel::Admin);
    given.released = Some(Released {
        stamp: stamp(),
        reason: "done".into(),
    });

    let dealt = |notes: Option<&str>| {
        Some(Dealt {
            severity: Severity::Critical,
            stamp: stamp(),
            notes: notes.map(Into::into),
        })
    };
    let mark = AlertMark {
        id: 80,
        property: HOUSE,
        alert: "unassigned:BK-2026-000050".into(),
        snoozed_until: Some(at(99)),
        acknowledged: dealt(None),
        resolved: dealt(Some("called")),
        first_seen: Some(at(98)),
        told: vec![Told {
            staff: ANA,
            severity: Severity::Warning,
            at: at(98),
        }],
        version: 3,
    };
    let view = |id, arrangement| SavedView {
        id,
        property: HOUSE,
        staff: ANA,
        name: "Arrivals; \"mine\"".into(),
        arrangement,
        version: 2,
    };
    let searched = Arrangement::Bookings {
        search: Search {
            text: Some("Zoë".into()),
            from: Some(day(3)),
            status: Some(BookingStatus::Cancelled),
            assigned: Some(false),
            ..Search::default()
        },
        sort: Sort {
            by: SortBy::Guest,
            descending: true,
        },
    };
    let gridded = Arrangement::Grid {
        rows: RowsShown::Feature("sea_view".into()),
        grouping: Grouping::Floor,
        zoom: Some(4),
    };
    let note = |id, subject| Note {
        id,
        property: HOUSE,
        subject,
        at: at(3),
        by: ANA,
        text: "hair".into(),
    };
    let mut ids = 100..;
    let mut line = |posting| {
        AccountLine {
            id: ids.next().unwrap(),
            property: HOUSE,
            booking: BookingId(50),
            day: day(1),
            stamp: stamp(),
            amount: euros(700),
            posting,
        }
        .into()
    };
    let duty = RoomDuty {
        id: 95,
        property: HOUSE,
        day: day(0),
        room: RoomId(120),
        attendant: Some(ANA),
        stamp: stamp(),
    };
    let cleaning = Cleaning {
        id: 96,
        property: HOUSE,
        room: RoomId(120),
        day: day(0),
        kind: CleaningKind::TouchUp,
        usual_minutes: 8,
        started_at: Some(at(1)),
        finished: stamp(),
        notes: Some("lamp".into()),
        checked: Some(Checked {
            stamp: stamp(),
            passed: false,
            failed: vec!["Bathroom".into()],
            notes: Some("hair".into()),
        }),
    };
    vec![
        view(85, searched).into(),
        view(86, gridded).into(),
        staff.into(),
        repaired.into(),
        withdrawn.into(),
        guest.into(),
        booking(51, nights(5, 5)).into(),
        part.into(),
        segment(61, 51, 121, nights(5, 5)).into(),
        given.into(),
        block(71, 121, nights(8, 9)).into(),
        note(90, NoteSubject::Room(RoomId(120))).into(),
        note(91, NoteSubject::Booking(BookingId(50))).into(),
        mark.into(),
        line(Posting::Payment {
            kind: PaymentKind::Refund,
            method: "cash".into(),
        }),
        line(Posting::Adjustment {
            reason: "breakfast".into(),
        }),
        line(Posting::Difference {
            segment: SegmentId(60),
            nights: -2,
            reason: "room 101".into(),
        }),
        category().into(),
        resident().into(),
        request(95, Requester::Resident(ResidentId(94))).into(),
        plain_request(96, Requester::Guest(BookingId(50))).into(),
        plain_request(97, Requester::Staff(ANA)).into(),
        update().into(),
        duty.into(),
        cleaning.into(),
        message().into(),
        delivery().into(),
        Notice {
            id: 83,
            property: HOUSE,
            kind: NoticeKind::HandOver,
            text: "204 drips".into(),
            roles: vec![Role::FrontDesk, Role::Gardener],
            stamp: stamp(),
            until: day(9),
        }
        .into(),
        HouseEvent {
            id: 84,
            property: HOUSE,
            name: "Book fair".into(),
            from: day(3),
            to: day(5),
        }
        .into(),
        figures().into(),
        rule().into(),
        plan().into(),
    ]
}

fn rule() -> AllocationRule {
    AllocationRule {
        id: 99,
        property: HOUSE,
        name: "Quiet, for \"long\" stays".into(),
        kind: RuleKind::GuestType,
        conditions: Conditions {
            guest_type: Some(GuestType::Group),
            min_nights: Some(3),
            max_nights: Some(9),
            booking_source: Some("Booking.com".into()),
            room_type: Some("DBL".into()),
            party_min: Some(2),
            weekday: Some(Weekdays([Weekday::Fri, Weekday::Sun].into())),
        },
        actions: Actions {
            preferred_floors: [-1, 3].into(),
            required_features: ["quiet".to_owned()].into(),
            avoid_rooms: ["101".to_owned()].into(),
            preferred_rooms: ["204".to_owned()].into(),
            score: Some(-7),
        },
        priority: -5,
        active: false,
        version: 4,
    }
}

fn plan() -> Plan {
    let part = nights(3, 5);
    let line = Line {
        booking: BookingId(50),
        code: "BK-2026-000050".into(),
        guest: "O'Neil".into(),
        version: 4,
        part,
        whole: false,
        room: RoomId(120),
        number: "120".into(),
        firm: true,
        points: vec![("a room".into(), 100), ("rule \"Lake\"".into(), -5)],
        leaves: Some(RoomId(121)),
        leaves_number: Some("121".into()),
        other_type: Some("STE".into()),
    };
    let left = Left {
        booking: BookingId(50),
        code: "BK-2026-000050".into(),
        guest: "O'Neil".into(),
        version: 4,
        part,
        why: "every DBL is taken".into(),
        loses: Some(RoomId(121)),
    };
    let claim = Claim {
        booking: "BK-2026-000050".into(),
        guest: "O'Neil".into(),
        room: "120".into(),
        part,
        points: vec![("VIP".into(), 100)],
        keeps: true,
        settled: Some("in the house".into()),
    };
    Plan {
        id: 86,
        property: HOUSE,
        code: "PL-2026-0001".into(),
        asked: Asked::AutoAssign {
            from: day(0),
            to: day(9),
            strategy: Strategy::VipFirst,
            respect_preferences: true,
            replan_tentative: true,
            bookings: vec!["BK-2026-000050".into()],
        },
        proposal: Proposal {
            lines: vec![line],
            left: vec![left],
            reached: vec![Reached {
                aim: Aim::FewShortGaps,
                value: -1,
                bound: 0,
            }],
            is_optimal: true,
            staying: 7,
            way: Some(How::Upgrade {
                room_type: "STE".into(),
                fewest: true,
            }),
            ranking: vec![claim],
        },
        made: stamp(),
        applied: Some(stamp()),
        dropped: vec!["BK-2026-000051".into()],
        version: 3,
    }
}

fn message() -> Message {
    Message {
        id: MessageId(81),
        property: HOUSE,
        to: ANA,
        outside: Some(Outside::Resident(ResidentId(94))),
        from: Some(ANA),
        kind: MessageKind::Correction,
        about: Some("unassigned:BK-2026-000050".into()),
        urgency: Urgency::Urgent,
        text: "No longer holds".into(),
        created_at: at(4),
        read_at: Some(at(5)),
        version: 2,
    }
}

fn delivery() -> Delivery {
    Delivery {
        id: DeliveryId(82),
        property: HOUSE,
        message: MessageId(81),
        way: Way::Sms,
        address: "+39 06".into(),
        attempts: 4,
        next_try: None,
        sent_at: None,
        dead_at: Some(at(6)),
        last_error: Some("no signal".into()),
        version: 5,
    }
}

fn figures() -> DayFigures {
    DayFigures {
        id: 85,
        property: HOUSE,
        day: day(2),
        rooms: 1,
        out_of_order: 2,
        occupied: 3,
        arrivals: 4,
        departures: 5,
        stayovers: 6,
        no_shows: 7,
        overstays: 8,
        guests: 9,
        room_revenue: Money {
            minor: 10,
            currency: Currency::from_code("EUR").unwrap(),
        },
    }
}

fn category() -> Category {
    Category {
        id: 93,
        property: HOUSE,
        name: "Pool \u{202e}".into(),
        roles: [Role::Plumber, Role::Gardener].into(),
        max_priority: Priority::High,
        usual_hours: 7,
        budget: Some(euros(90_000)),
        follows_guest: true,
        version: 2,
    }
}

fn resident() -> Resident {
    Resident {
        id: ResidentId(94),
        property: HOUSE,
        code: "RS-0001".into(),
        full_name: "Zoë; \"猫\"".into(),
        room: Some(RoomId(120)),
        flat: Some("7b".into()),
        contact: Contact {
            phone: Some("1".into()),
            ..Contact::default()
        },
        kind: ResidentKind::LongStay,
        active: false,
        version: 2,
    }
}

fn plain_request(id: i64, requester: Requester) -> Request {
    Request {
        id: RequestId(id),
        property: HOUSE,
        ticket: format!("MR-2026-{id:04}"),
        title: "Tap".into(),
        description: String::new(),
        category: "Plumbing".into(),
        room: None,
        location: None,
        requester,
        priority: Priority::Low,
        status: RequestStatus::Submitted,
        waiting: None,
        assigned: None,
        estimated_completion: None,
        estimated_cost: None,
        actual_cost: None,
        vendor: None,
        created: stamp(),
        acknowledged: None,
        started: None,
        resolved: None,
        closed: None,
        cancelled: None,
        rating: None,
        feedback: None,
        hold_wanted: false,
        escalated: None,
        offered_to: None,
        updates: 0,
        version: 1,
    }
}

fn request(id: i64, requester: Requester) -> Request {
    Request {
        description: "drips; \"always\"".into(),
        room: Some(RoomId(120)),
        location: Some("bath".into()),
        priority: Priority::Emergency,
        status: RequestStatus::Closed,
        waiting: Some(Waiting {
            stamp: stamp(),
            reason: "part".into(),
        }),
        assigned: Some(Assigned {
            to: ANA,
            stamp: stamp(),
        }),
        estimated_completion: Some(at(5)),
        estimated_cost: Some(euros(1_000)),
        actual_cost: Some(euros(1)),
        vendor: Some("Rossi".into()),
        acknowledged: Some(stamp()),
        started: Some(stamp()),
        resolved: Some(stamp()),
        closed: Some(stamp()),
        cancelled: Some(stamp()),
        rating: Some(5),
        feedback: Some("quick".into()),
        hold_wanted: true,
        escalated: Some(Escalated {
            times: 3,
            at: at(6),
        }),
        offered_to: Some(ANA),
        updates: 3,
        ..plain_request(id, requester)
    }
}

fn update() -> RequestUpdate {
    RequestUpdate {
        id: 98,
        property: HOUSE,
        request: RequestId(95),
        number: 1,
        at: at(4),
        by: ANA,
        text: "Changed".into(),
        notes: Some("said".into()),
        fields: vec![FieldChange {
            field: "priority".into(),
            old: Some("2".into()),
            new: None,
        }],
    }
}

#[test]
fn every_row_comes_back_as_it_was_written() {
    let (_place, mut store) = house(1);
    let rows = full();
    let made: Vec<Change> = rows.iter().cloned().map(new).collect();
    commit(&mut store, "all", &made).unwrap();
    for row in rows.iter().chain(&[
        property().into(),
        room_type().into(),
        ana().into(),
        room(101).into(),
    ]) {
        assert_eq!(
            read(&store, row.table(), row.id()).unwrap().as_ref(),
            Some(row)
        );
    }
    // And from the journal.
    let entry = store
        .reader()
        .unwrap()
        .read(|view| view.entry(2))
        .unwrap()
        .unwrap();
    assert_eq!(entry.changes, made);
}

#[test]
fn a_booking_that_is_looked_at_brings_its_requests_however_old() {
    let (_place, mut store) = house(1);
    let old = request(96, Requester::Guest(BookingId(50)));
    let is_old = |row: &Row| (row.table(), row.id()) == (Table::Request, 96);
    let rows = full().into_iter().map(|row| {
        if is_old(&row) {
            old.clone().into()
        } else {
            row
        }
    });
    let changes: Vec<Change> = rows.map(new).collect();
    commit(&mut store, "all", &changes).unwrap();
    let reader = store.reader().unwrap();
    let (before, after) = reader
        .read(|view| {
            let before = view.house(HOUSE, &[])?;
            let mut after = before.clone();
            view.add_booking(&mut after, HOUSE, BookingId(50))?;
            Ok::<_, StoreError>((before, after))
        })
        .unwrap();
    assert!(!before.requests.contains_key(&RequestId(96)));
    assert_eq!(after.requests.get(&RequestId(96)), Some(&old));
}

#[test]
fn a_row_changes_from_anything_to_anything_and_goes() {
    let (_place, mut store) = house(1);
    let plain = |row: &Row| -> Row {
        match row {
            Row::Staff(_) => {
                let mut other = ana();
                other.id.0 = row.id();
                other.employee = "E9".into();
                other.into()
            }
            Row::Room(_) => room(row.id()).into(),
            Row::Booking(_) => booking(row.id(), nights(3, 4)).into(),
            Row::Segment(old) => segment(
                row.id(),
                old.booking.0,
                101,
                nights(2 * row.id() as i32, 2 * row.id() as i32 + 1),
            )
            .into(),
            Row::Block(_) => block(
                row.id(),
                101,
                nights(2 * row.id() as i32, 2 * row.id() as i32 + 1),
            )
            .into(),
            Row::RoomDuty(old) => RoomDuty {
                attendant: None,
                ..old.clone()
            }
            .into(),
            Row::Cleaning(old) => Cleaning {
                checked: None,
                notes: None,
                started_at: None,
                ..old.clone()
            }
            .into(),
            other => other.clone(),
        }
    };
    let rows = full();
    let made: Vec<Change> = rows.iter().cloned().map(new).collect();
    commit(&mut store, "make", &made).unwrap();
    let there: Vec<Change> = rows
        .iter()
        .map(|row| changed(row.clone(), plain(row)))
        .collect();
    let back: Vec<Change> = rows
        .iter()
        .map(|row| changed(plain(row), row.clone()))
        .collect();
    for (what, changes) in [("there", &there), ("back", &back)] {
        // Rows here keep their versions, which the store does not mind.
        let same_version = |row: &Row, version| row.clone().with_version(version);
        let changes: Vec<Change> = changes
            .iter()
            .map(|change| {
                let (before, after) = (
                    change.before.as_ref().unwrap(),
                    change.after.as_ref().unwrap(),
                );
                let table = before.table();
                let id = before.id();
                let present = read(&store, table, id).unwrap().unwrap();
                Change {
                    before: Some(present.clone()),
                    after: Some(same_version(after, present.version().unwrap_or(0))),
                }
            })
            .collect();
        commit(&mut store, what, &changes).unwrap();
        for change in &changes {
            let row = change.after.as_ref().unwrap();
            assert_eq!(
                read(&store, row.table(), row.id()).unwrap().as_ref(),
                Some(row),
                "{what}"
            );
        }
    }
    let gone: Vec<Change> = made
        .iter()
        .rev()
        .map(|change| {
            let row = change.after.as_ref().unwrap();
            removed(read(&store, row.table(), row.id()).unwrap().unwrap())
        })
        .collect();
    commit(&mut store, "gone", &gone).unwrap();
    for row in &rows {
        assert_eq!(read(&store, row.table(), row.id()).unwrap(), None);
    }
}

#[test]
fn an_illegal_stored_value_is_an_error_that_names_it() {
    let (place, mut store) = house(1);
    commit(&mut store, "make", &[new(booking(50, nights(1, 2)))]).unwrap();
    for (column, value) in [
        ("guests", "'{\"not\":\"a list\"}'"),
        ("rate_currency", "'QQQ'"),
        ("from_day", "-99999"),
        ("from_day", "5"),
        ("adults", "4294967296"),
        ("preferences", "'{\"floor\":\"x\"}'"),
    ] {
        let old: rusqlite::types::Value = raw(&place.path)
            .query_row(
                &format!("SELECT {column} FROM bookings WHERE id = 50"),
                [],
                |row| row.get(0),
            )
            .unwrap();
        raw(&place.path)
            .execute_batch(&format!(
                "UPDATE bookings SET {column} = {value} WHERE id = 50"
            ))
            .unwrap();
        let error = read(&store, Table::Booking, 50).unwrap_err();
        assert!(
            matches!(
                &error,
                StoreError::IllegalValue {
                    table: "bookings",
                    id: 50,
                    ..
                }
            ),
            "{column}: {error}"
        );
        assert!(error.to_string().contains("bookings."), "{error}");
        raw(&place.path)
            .execute(
                &format!("UPDATE bookings SET {column} = ?1 WHERE id = 50"),
                [old],
            )
            .unwrap();
    }
    read(&store, Table::Booking, 50).unwrap().unwrap();
}

#[test]
fn the_schema_itself_refuses_what_no_keyrack_writes() {
    let (place, mut store) = house(1);
    let made = [
        new(booking(50, nights(1, 2))),
        new(segment(60, 50, 101, nights(1, 2))),
    ];
    commit(&mut store, "make", &made).unwrap();
    let raw = raw(&place.path);
    for sql in [
        "UPDATE rooms SET status = 'Occupied'",
        "UPDATE rooms SET status = 'OUT_OF_ORDER'",
        "UPDATE rooms SET status = 'MAINTENANCE_REQUIRED'",
        "UPDATE rooms SET active = 2",
        "UPDATE rooms SET number = NULL",
        "UPDATE rooms SET floor = 'first'",
        "UPDATE bookings SET to_day = from_day - 1",
        "UPDATE bookings SET guests = 'no json'",
        "UPDATE segments SET status = 'UNASSIGNED'",
        "UPDATE segments SET ended_at = 1",
        "UPDATE staff SET role = 'KING'",
        "PRAGMA foreign_keys = ON; UPDATE segments SET room_id = 999",
        "PRAGMA foreign_keys = ON; DELETE FROM rooms",
        "PRAGMA foreign_keys = ON; UPDATE rooms SET room_type = 'SUITE'",
    ] {
        assert!(raw.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn a_change_decided_on_an_older_row_is_refused_whole() {
    let (_place, mut store) = house(2);
    let old = room(101);
    let mut newer = old.clone();
    newer.version = 2;
    commit(&mut store, "raise", &[changed(old.clone(), newer.clone())]).unwrap();
    let mut late = old.clone();
    late.rush = true;
    late.version = 2;
    let mut other = room(102);
    other.version = 2;
    let error = commit(
        &mut store,
        "late",
        &[changed(room(102), other), changed(old, late)],
    )
    .unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::RowChanged {
                table: "rooms",
                id: 101
            }
        ),
        "{error}"
    );
    assert_eq!(read(&store, Table::Room, 101).unwrap(), Some(newer.into()));
    assert_eq!(
        read(&store, Table::Room, 102).unwrap(),
        Some(room(102).into()),
        "nothing of it was kept"
    );
}

#[test]
fn rooms_are_exchanged_in_one_go_and_collisions_refused() {
    let (_place, mut store) = house(2);
    let [left, right] = [
        segment(60, 50, 101, nights(1, 5)),
        segment(61, 51, 102, nights(1, 5)),
    ];
    let made = [
        new(booking(50, nights(1, 5))),
        new(booking(51, nights(1, 5))),
        new(left.clone()),
        new(right.clone()),
    ];
    commit(&mut store, "make", &made).unwrap();
    let (mut there, mut here) = (left.clone(), right.clone());
    (there.room, here.room) = (RoomId(102), RoomId(101));
    commit(
        &mut store,
        "swap",
        &[
            changed(left.clone(), there.clone()),
            changed(right, here.clone()),
        ],
    )
    .unwrap();

    let mut clash = here.clone();
    clash.room = RoomId(102);
    clash.stay = nights(4, 6);
    let error = commit(&mut store, "clash", &[changed(here.clone(), clash)]).unwrap_err();
    assert!(matches!(error, StoreError::NightTaken), "{error}");

    // Blocks collide with stays, and a day use only with what goes on around it.
    for (id, stay, taken) in [(70, nights(5, 6), false), (71, nights(0, 2), true)] {
        let result = commit(&mut store, "block", &[new(block(id, 101, stay))]);
        assert_eq!(
            matches!(result, Err(StoreError::NightTaken)),
            taken,
            "{stay}"
        );
    }
    let day_use = |id: i64, on: i32| {
        [
            new(booking(id, nights(on, on))),
            new(segment(id + 100, id, 101, nights(on, on))),
        ]
    };
    assert!(matches!(
        commit(&mut store, "day", &day_use(80, 3)),
        Err(StoreError::DayTaken)
    ));
    commit(&mut store, "day of departure", &day_use(81, 1)).unwrap();
    assert!(matches!(
        commit(&mut store, "twice", &day_use(82, 1)),
        Err(StoreError::DayTaken)
    ));

    // What ended frees its room.
    let mut ended = here.clone();
    ended.active = false;
    ended.ended = Some(Ended {
        stamp: stamp(),
        because: EndedBecause::Unassigned,
    });
    commit(&mut store, "end", &[changed(here, ended)]).unwrap();
    commit(
        &mut store,
        "again",
        &[
            new(booking(83, nights(1, 5))),
            new(segment(63, 83, 101, nights(2, 5))),
        ],
    )
    .unwrap();
}

#[test]
fn a_stay_cannot_be_laid_over_a_room_used_by_day() {
    let (_place, mut store) = house(1);
    let stay = |from, to| {
        [
            new(booking(50, nights(from, to))),
            new(segment(60, 50, 101, nights(from, to))),
        ]
    };
    commit(
        &mut store,
        "day",
        &[
            new(booking(51, nights(3, 3))),
            new(segment(61, 51, 101, nights(3, 3))),
        ],
    )
    .unwrap();
    assert!(matches!(
        commit(&mut store, "over", &stay(2, 5)),
        Err(StoreError::DayTaken)
    ));
    commit(&mut store, "from that day on", &stay(3, 5)).unwrap();
}

#[test]
fn counters_only_grow() {
    let (_place, mut store) = house(1);
    let before = store
        .reader()
        .unwrap()
        .read(|view| view.counters(Some(HOUSE)))
        .unwrap();
    let transaction = store.begin().unwrap();
    let mut counters = before;
    counters.next_booking = 9;
    counters.next_id += 5;
    transaction.save_counters(HOUSE, &counters).unwrap();
    transaction.save_counters(HOUSE, &before).unwrap();
    assert_eq!(transaction.view().counters(Some(HOUSE)).unwrap(), counters);
    drop(transaction);
    assert_eq!(
        store
            .reader()
            .unwrap()
            .read(|view| view.counters(Some(HOUSE)))
            .unwrap(),
        before
    );
}

#[test]
fn a_failed_write_takes_back_its_own_rows_and_no_others() {
    let (_place, mut store) = house(2);
    let mut transaction = store.begin().unwrap();
    let good = [
        new(booking(50, nights(1, 5))),
        new(segment(60, 50, 101, nights(1, 5))),
    ];
    write(&mut transaction, "good", &good).unwrap();
    let bad = [
        new(booking(51, nights(2, 4))),
        new(segment(61, 51, 101, nights(2, 4))),
    ];
    assert!(matches!(
        transaction.write(&bad),
        Err(StoreError::NightTaken)
    ));
    let Row::Booking(taken) = good[0].after.clone().unwrap() else {
        unreachable!()
    };
    assert!(matches!(
        transaction.write(&[removed(taken)]),
        Err(StoreError::StillUsed)
    ));
    transaction.commit().unwrap();
    assert!(read(&store, Table::Booking, 50).unwrap().is_some());
    assert!(read(&store, Table::Booking, 51).unwrap().is_none());
}
