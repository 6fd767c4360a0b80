//! Each fault once made, in a sound house, and found by its check and no other.

use std::collections::BTreeSet;

use super::places::{Place, WayOut};
use super::running::Running;
use super::terminal::Terminal;
use super::*;
use crate::domain::employment::EmploymentStatus;
use crate::domain::facts::Facts;
use crate::domain::house::House;
use crate::domain::id::{DeliveryId, MessageId, PropertyId};
use crate::domain::jobs::{Job, Lease, Run, RunOutcome};
use crate::domain::policy::SmsBy;
use crate::domain::request::RequestStatus;
use crate::domain::room::RoomStatus;
use crate::domain::row::Row;
use crate::domain::staff::{OverrideLevel, Permission, Staff};
use crate::domain::telling::{Delivery, Way};
use crate::domain::testing::SmallHouse;

/// A house that lives: a guest in 201, one to come, a repair, a request in
/// somebody's hands, a room being cleaned.
fn lived_in() -> SmallHouse {
    let mut hotel = SmallHouse::new();
    hotel.guest_in("201", 3, "Lee");
    hotel.book_into("202", 2, 3, "Novak");
    hotel.say(
        r#"{"op":"edit_staff","employee":"fixer","round_the_clock":true}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"create_request","title":"Lamp","category":"Electrical","room":"203"}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"assign_request","ticket":"$1","employee":"fixer"}"#,
        &[&ticket(&hotel)],
    );
    hotel.say(
        r#"{"op":"mark_maintenance","room":"301","notes":"Leak"}"#,
        &[],
    );
    hotel.guest_in("204", 1, "Gone");
    hotel.say(r#"{"op":"bulk_check_out","rooms":["204"]}"#, &[]);
    hotel.say(r#"{"op":"start_cleaning","room":"204"}"#, &[]);
    hotel.say(
        r#"{"op":"assign_attendant","rooms":["204"],"employee":"maid"}"#,
        &[],
    );
    hotel.wait(1);
    hotel
}

fn ticket(hotel: &SmallHouse) -> String {
    let first = hotel.house.requests.values().next().unwrap();
    first.ticket.clone()
}

fn person(hotel: &mut SmallHouse, employee: &str, change: impl Fn(&mut Staff)) {
    let found = hotel
        .house
        .staff
        .values_mut()
        .find(|one| one.employee == employee)
        .unwrap();
    change(found);
}

fn room(hotel: &mut SmallHouse, number: &str, change: impl Fn(&mut crate::domain::room::Room)) {
    let id = hotel.room(number).id;
    change(hotel.house.rooms.get_mut(&id).unwrap());
}

fn booking(
    hotel: &mut SmallHouse,
    lead: &str,
    change: impl Fn(&mut crate::domain::booking::Booking),
) {
    let found = hotel.house.bookings.values_mut();
    change(found.into_iter().find(|one| one.lead == lead).unwrap());
}

fn segment(
    hotel: &mut SmallHouse,
    lead: &str,
    change: impl Fn(&mut crate::domain::segment::Segment),
) {
    let of = hotel
        .house
        .bookings
        .values()
        .find(|one| one.lead == lead)
        .unwrap()
        .id;
    let found = hotel.house.segments.values_mut();
    change(found.into_iter().find(|one| one.booking == of).unwrap());
}

fn request(hotel: &mut SmallHouse, change: impl Fn(&mut crate::domain::request::Request)) {
    change(hotel.house.requests.values_mut().next().unwrap());
}

fn look(hotel: &SmallHouse) -> Vec<Finding> {
    let house: &House = &hotel.house;
    let mut found = people::examine(house);
    found.extend(work::examine(house));
    found.extend(rooms::examine(house, hotel.now));
    for booking in house.bookings.values() {
        let segments = house.segments_of(booking.id);
        found.extend(bookings::examine(house, booking, &segments));
    }
    found
}

fn checks(found: &[Finding]) -> BTreeSet<Check> {
    found.iter().map(|one| one.check).collect()
}

type Break = fn(&mut SmallHouse);

/// What is broken, and which check finds it.
const BROKEN: &[(Check, Break)] = &[
    (Check::NoAdministrator, |h| {
        person(h, "admin", |one| one.active = false);
    }),
    (Check::NoAdministrator, |h| {
        if let Some(property) = &mut h.house.property {
            property.policies.owner_is_admin = false;
        }
    }),
    (Check::UnlikeRole, |h| {
        person(h, "maid", |one| {
            one.permissions.set(Permission::Inspect, true);
        });
    }),
    (Check::Dangerous, |h| {
        person(h, "desk", |one| {
            one.permissions.set(Permission::ManageFinances, true);
        });
    }),
    (Check::Dangerous, |h| {
        person(h, "desk", |one| {
            one.permissions.override_level = OverrideLevel::Admin;
        });
    }),
    (Check::Dangerous, |h| {
        person(h, "desk", |one| {
            one.permissions.set(Permission::Admin, true);
        });
    }),
    (Check::GoneOnStaff, |h| {
        person(h, "desk", |one| {
            one.employment_status = EmploymentStatus::Terminated;
            one.on_duty = false;
        });
    }),
    (Check::OnDutyAway, |h| {
        person(h, "desk", |one| {
            one.employment_status = EmploymentStatus::OnLeave;
        });
    }),
    (Check::LedInCircle, |h| {
        let id = |h: &SmallHouse, employee: &str| {
            let mut all = h.house.staff.values();
            all.find(|one| one.employee == employee).unwrap().id
        };
        let (desk, maid) = (id(h, "desk"), id(h, "maid"));
        person(h, "desk", |one| one.reports_to = Some(maid));
        person(h, "maid", |one| one.reports_to = Some(desk));
    }),
    (Check::LeaderGone, |h| {
        let manager = h
            .house
            .staff
            .values()
            .find(|one| one.employee == "manager")
            .unwrap()
            .id;
        person(h, "desk", |one| one.reports_to = Some(manager));
        person(h, "manager", |one| one.active = false);
    }),
    (Check::NobodyAtNight, |h| {
        person(h, "fixer", |one| one.round_the_clock = false);
    }),
    (Check::AssigneeAway, |h| {
        person(h, "fixer", |one| {
            one.employment_status = EmploymentStatus::OnLeave;
        });
    }),
    (Check::AssigneeUnsuitable, |h| {
        let maid = h
            .house
            .staff
            .values()
            .find(|one| one.employee == "maid")
            .unwrap()
            .id;
        request(h, |one| one.assigned.as_mut().unwrap().to = maid);
    }),
    (Check::TooMuchInHand, |h| {
        if let Some(property) = &mut h.house.property {
            property.policies.max_concurrent_assignments = 0;
        }
    }),
    (Check::CategoryLost, |h| {
        request(h, |one| one.category = "Lifts".into());
    }),
    (Check::RequestStamps, |h| {
        let before = h.now.plus_minutes(-600);
        request(h, |one| one.acknowledged.as_mut().unwrap().at = before);
    }),
    (Check::RequestStamps, |h| {
        request(h, |one| one.status = RequestStatus::Closed);
    }),
    (Check::AttendantAway, |h| {
        person(h, "maid", |one| {
            one.employment_status = EmploymentStatus::Suspended;
        });
    }),
    (Check::OccupiedDiffers, |h| {
        room(h, "201", |one| one.status = RoomStatus::CheckoutDirty);
    }),
    (Check::OccupiedDiffers, |h| {
        room(h, "203", |one| one.status = RoomStatus::Occupied);
    }),
    (Check::MaintenanceDiffers, |h| {
        room(h, "301", |one| one.maintenance = None);
    }),
    (Check::OutOfOrderDiffers, |h| {
        room(h, "203", |one| one.status = RoomStatus::OutOfOrder);
    }),
    (Check::RoomTypeLost, |h| {
        room(h, "203", |one| one.room_type = "XXL".into());
    }),
    (Check::RoomTypeLost, |h| {
        booking(h, "Novak", |one| one.room_type = "XXL".into());
    }),
    (Check::CleaningDiffers, |h| {
        room(h, "204", |one| one.cleaning = None);
    }),
    (Check::InactiveOccupied, |h| {
        room(h, "201", |one| one.active = false);
    }),
    (Check::RushForNothing, |h| {
        room(h, "203", |one| one.rush = true);
    }),
    (Check::RepairForgotten, |h| {
        let yesterday = h.today().plus(-1);
        room(h, "301", |one| {
            one.maintenance.as_mut().unwrap().until = Some(yesterday);
        });
    }),
    (Check::RepairUnfollowed, |h| {
        let id = h.room("301").maintenance.unwrap().request.unwrap();
        let stamp = h.house.requests[&id].created;
        let request = h.house.requests.get_mut(&id).unwrap();
        request.status = RequestStatus::Cancelled;
        request.cancelled = Some(stamp);
    }),
    (Check::RoomFromFuture, |h| {
        let later = h.now.plus_minutes(60);
        room(h, "203", |one| one.last_checkout_at = Some(later));
    }),
    (Check::BookingStamps, |h| {
        booking(h, "Gone", |one| one.checked_in_at = None);
    }),
    (Check::BookingStamps, |h| {
        booking(h, "Lee", |one| one.arrived_on = None);
    }),
    (Check::NeedsRoomDiffers, |h| {
        booking(h, "Novak", |one| one.needs_room = true);
    }),
    (Check::SegmentActive, |h| {
        segment(h, "Gone", |one| one.active = true);
        room(h, "204", |_| {});
    }),
    (Check::SegmentsOverlap, |h| {
        let mut twice = h.segments(&code(h, "Novak"))[0].clone();
        twice.id.0 += 100_000;
        twice.room = h.room("203").id;
        h.house.put(Row::Segment(twice));
    }),
    (Check::SegmentOutside, |h| {
        segment(h, "Novak", |one| {
            one.stay.check_out = one.stay.check_out.plus(2);
        });
    }),
    (Check::PartyTooLarge, |h| {
        room(h, "202", |one| one.capacity = 0);
    }),
    (Check::NeverCame, |h| {
        booking(h, "Novak", |one| {
            one.stay.check_in = one.stay.check_in.plus(-20);
            one.stay.check_out = one.stay.check_out.plus(-20);
        });
        segment(h, "Novak", |one| {
            one.stay.check_in = one.stay.check_in.plus(-20);
            one.stay.check_out = one.stay.check_out.plus(-20);
        });
    }),
    (Check::WaitsThoughIn, |h| {
        booking(h, "Lee", |one| one.guest_waiting = true);
    }),
];

fn code(hotel: &SmallHouse, lead: &str) -> String {
    let mut all = hotel.house.bookings.values();
    all.find(|one| one.lead == lead).unwrap().code.clone()
}

/// Faults that cannot be had without another: the first brings the second.
const TOGETHER: &[(Check, Check)] = &[
    // What is dangerous is more than the role has; who is away is on duty still.
    (Check::Dangerous, Check::UnlikeRole),
    (Check::AssigneeAway, Check::OnDutyAway),
    (Check::AssigneeAway, Check::NobodyAtNight),
    (Check::AttendantAway, Check::OnDutyAway),
    // A segment that holds where nobody lives is a guest in a dirty room.
    (Check::SegmentActive, Check::OccupiedDiffers),
    (Check::RepairUnfollowed, Check::RequestStamps),
];

#[test]
fn a_sound_house_has_nothing_wrong() {
    let found = look(&lived_in());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn each_fault_is_found_by_its_check() {
    for (nth, (check, breaks)) in BROKEN.iter().enumerate() {
        let mut hotel = lived_in();
        breaks(&mut hotel);
        let found = look(&hotel);
        let mut others = checks(&found);
        assert!(
            others.remove(check),
            "fault {nth}, {}: {found:#?}",
            check.as_str()
        );
        others.retain(|other| !TOGETHER.contains(&(*check, *other)));
        assert!(others.is_empty(), "fault {nth}: {found:#?}");
        for one in &found {
            assert!(one.message.ends_with('.') && one.message.contains([',', ';', ':']));
        }
    }
}

#[test]
fn what_is_safe_to_mend_is_mended_by_a_command() {
    let mut mended = 0;
    for (check, breaks) in BROKEN {
        let mut hotel = lived_in();
        breaks(&mut hotel);
        let found = look(&hotel);
        for finding in found.iter().filter(|one| one.check == *check) {
            let Some(Mend::Order(command)) = &finding.mend else {
                continue;
            };
            hotel.attempt((**command).clone()).unwrap_or_else(|fault| {
                panic!("{}: {fault:?}", check.as_str());
            });
            mended += 1;
        }
        if found
            .iter()
            .any(|one| one.check == *check && one.mend.is_some())
        {
            let left = look(&hotel);
            assert!(!checks(&left).contains(check), "{left:#?}");
        }
    }
    assert!(mended >= 6, "{mended}");
}

fn sound_running(hotel: &SmallHouse) -> Running {
    let now = hotel.now;
    let lease = Lease {
        holder: "console 1".into(),
        taken_at: now,
        expires_at: now.plus_minutes(1),
        since: now.plus_minutes(-60 * 24 * 30),
    };
    let last = |job: &Job| (*job, Some(run(*job, now)));
    Running {
        lease: Some(lease),
        last: Job::ALL.iter().map(last).collect(),
        ..Running::default()
    }
}

fn run(job: Job, at: crate::domain::Moment) -> Run {
    Run {
        id: 1,
        property: PropertyId(1),
        job,
        due_at: at,
        holder: "console 1".into(),
        started_at: at,
        begun: 1,
        ended_at: Some(at),
        outcome: Some(RunOutcome::Done),
        words: None,
    }
}

fn letter(at: crate::domain::Moment) -> Delivery {
    Delivery {
        id: DeliveryId(1),
        property: PropertyId(1),
        message: MessageId(2),
        way: Way::Email,
        address: "mia@example.com".into(),
        attempts: 4,
        next_try: Some(at),
        sent_at: None,
        dead_at: None,
        last_error: None,
        version: 1,
    }
}

#[test]
fn each_fault_of_jobs_and_post_is_found() {
    let hotel = lived_in();
    let now = hotel.now;
    let days = |days: i64| now.plus_minutes(-60 * 24 * days);
    let property = hotel.house.property.clone().unwrap();
    let sound = sound_running(&hotel);
    assert_eq!(running::examine(&property, &sound, now), []);
    let lease = sound.lease.clone().unwrap();
    let mut cases: Vec<(Check, Running)> = vec![
        (Check::NobodyDoesJobs, Running::default()),
        (
            Check::LeaseFromFuture,
            Running {
                lease: Some(Lease {
                    taken_at: now.plus_minutes(30),
                    expires_at: now.plus_minutes(31),
                    ..lease.clone()
                }),
                ..sound.clone()
            },
        ),
        (
            Check::LeaseLeft,
            Running {
                lease: Some(Lease {
                    taken_at: now.plus_minutes(-30),
                    expires_at: now.plus_minutes(-28),
                    ..lease
                }),
                ..sound.clone()
            },
        ),
        (
            Check::JobInterrupted,
            Running {
                unfinished: vec![Run {
                    ended_at: None,
                    ..run(Job::ArrivalsList, days(1))
                }],
                ..sound.clone()
            },
        ),
        (
            Check::PostWaits,
            Running {
                letters: vec![letter(days(1))],
                ..sound.clone()
            },
        ),
        (
            Check::DeadLetters,
            Running {
                letters: vec![Delivery {
                    next_try: None,
                    dead_at: Some(now),
                    ..letter(now)
                }],
                ..sound.clone()
            },
        ),
    ];
    let mut late = sound.clone();
    late.last = vec![(
        Job::MaintenanceReport,
        Some(run(Job::MaintenanceReport, days(3))),
    )];
    cases.push((Check::JobOverdue, late.clone()));
    late.last = vec![(Job::ArrivalsList, None)];
    cases.push((Check::JobOverdue, late.clone()));
    late.last = vec![(
        Job::ArrivalsList,
        Some(Run {
            outcome: Some(RunOutcome::Failed),
            words: Some("The disk is full.".into()),
            ..run(Job::ArrivalsList, now)
        }),
    )];
    cases.push((Check::JobFailed, late));
    for (check, running) in cases {
        let found = running::examine(&property, &running, now);
        assert_eq!(checks(&found), BTreeSet::from([check]), "{found:?}");
    }
    for days in [-2, 2] {
        let mut elsewhen = property.clone();
        elsewhen.business_date = property.business_date.plus(days);
        let found = running::examine(&elsewhen, &sound, now);
        assert_eq!(checks(&found), BTreeSet::from([Check::DateBehind]));
    }
}

type Spoil = fn(&mut House, &mut WayOut);

const SPOILT: &[(Check, Spoil)] = &[
    (Check::Outgoing, |_, known| {
        known.unreadable = Some("outgoing.toml can be read by others.".into());
    }),
    (Check::MailIncomplete, |_, known| {
        known.mail = Some("Policy mail_server is \"x\"; write it as smtps://.".into());
    }),
    (Check::MailIncomplete, |house, _| {
        let policies = &mut house.property.as_mut().unwrap().policies;
        policies.mail_from = "desk@example.com".into();
    }),
    (Check::MailIncomplete, |house, known| {
        let policies = &mut house.property.as_mut().unwrap().policies;
        policies.mail_server = "smtps://mail.example.com".into();
        known.mail_user = true;
    }),
    (Check::SmsIncomplete, |house, _| {
        house.property.as_mut().unwrap().policies.sms_by = SmsBy::Command;
    }),
    (Check::SmsIncomplete, |house, known| {
        house.property.as_mut().unwrap().policies.sms_by = SmsBy::Webhook;
        known.sms_command = true;
    }),
    (Check::ReportsFolder, |_, known| {
        known.reports = Some("Reports cannot be filed in /x.".into());
    }),
    (Check::NoAddress, |house, _| {
        house.staff.values_mut().next().unwrap().notify.email = true;
    }),
    (Check::NoAddress, |house, _| {
        house.staff.values_mut().next().unwrap().notify.sms = true;
    }),
];

#[test]
fn each_fault_of_the_way_out_is_found() {
    let sound = lived_in().house;
    assert_eq!(places::way_out(&sound, &WayOut::default()), []);
    for (check, spoil) in SPOILT {
        let (mut house, mut known) = (sound.clone(), WayOut::default());
        spoil(&mut house, &mut known);
        let found = places::way_out(&house, &known);
        assert_eq!(checks(&found), BTreeSet::from([*check]), "{found:?}");
    }
}

#[test]
fn rights_are_taken_away_and_never_given() {
    let place = |mode, most| Place {
        path: "/x".into(),
        what: "the database",
        mode,
        most,
    };
    for (mode, most, tight) in [
        (0o644, 0o600, 0o600),
        (0o666, 0o660, 0o660),
        (0o755, 0o700, 0o700),
        (0o2777, 0o770, 0o2770),
        (0o444, 0o600, 0o400),
    ] {
        let found = places::files(&[place(mode, most)]);
        assert_eq!(found[0].mend, Some(Mend::Mode("/x".into(), tight)));
    }
    assert_eq!(
        places::files(&[place(0o600, 0o600), place(0o400, 0o660)]),
        []
    );
}

type Want = fn(&mut Terminal);

#[test]
fn each_want_of_a_terminal_is_found() {
    let good = Terminal {
        size: Some((120, 40)),
        term: "xterm-256color".into(),
        utf8: true,
        colours: 256,
        no_color: false,
        inside: None,
        synchronized: Some(true),
    };
    assert_eq!(terminal::examine(&good), []);
    let wants: [(Check, Want); 8] = [
        (Check::NotATerminal, |it| it.size = None),
        (Check::TooSmall, |it| it.size = Some((79, 24))),
        (Check::Dumb, |it| it.term = "dumb".into()),
        (Check::NoUtf8, |it| it.utf8 = false),
        (Check::FewColours, |it| it.colours = 16),
        (Check::FewColours, |it| it.no_color = true),
        (Check::Multiplexed, |it| {
            it.inside = Some(("tmux", "Ctrl+B"));
        }),
        (Check::NotSynchronized, |it| it.synchronized = Some(false)),
    ];
    for (check, want) in wants {
        let mut terminal = good.clone();
        want(&mut terminal);
        let found = terminal::examine(&terminal);
        assert_eq!(checks(&found), BTreeSet::from([check]), "{found:?}");
    }
    let tiny = Terminal {
        size: Some((50, 10)),
        ..good
    };
    assert_eq!(terminal::examine(&tiny)[0].severity, Severity::Fault);
}

#[test]
fn the_worst_comes_first_and_names_are_told_apart() {
    let mut found = vec![
        Finding::new(Check::NoUtf8, "", "a"),
        Finding::new(Check::TooOpen, "", "b"),
        Finding::new(Check::Damaged, "", "c"),
    ];
    in_order(&mut found);
    let order: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(order, ["c", "b", "a"]);
    let names: BTreeSet<&str> = Check::ALL.iter().map(|one| one.as_str()).collect();
    assert_eq!(names.len(), Check::ALL.len());
    let many = ["a", "b", "c", "d", "e", "f", "g", "h"];
    assert_eq!(some(&many), "a, b, c, d, e, f and 2 more");
    assert_eq!(some(&many[..3]), "a, b and c");
}
