//! The plain model: what must be true of any house, asked of its rows alone.

use std::collections::{BTreeMap, BTreeSet};

use keyrack::domain::account::{AccountLine, PaymentKind, Posting};
use keyrack::domain::booking::{Booking, BookingStatus};
use keyrack::domain::command::Command;
use keyrack::domain::day::Day;
use keyrack::domain::doctor::{self, Severity};
use keyrack::domain::error::{Code, Refusal};
use keyrack::domain::facts::Facts;
use keyrack::domain::house::House;
use keyrack::domain::id::{BookingId, RoomId};
use keyrack::domain::moment::Moment;
use keyrack::domain::rate::RateDecision;
use keyrack::domain::room::RoomStatus;
use keyrack::domain::row::{Row, Table};
use keyrack::domain::segment::{AssignmentStatus, Segment};
use keyrack::domain::view;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

/// Every row of a house.
pub type Rows = BTreeMap<(Table, i64), Row>;

/// Every row of this house.
pub fn rows(house: &House) -> Rows {
    let mut all: Vec<Row> = Vec::new();
    all.extend(house.property.clone().map(Row::from));
    all.extend(house.room_types.values().cloned().map(Row::from));
    all.extend(house.rooms.values().cloned().map(Row::from));
    all.extend(house.bookings.values().cloned().map(Row::from));
    all.extend(house.segments.values().cloned().map(Row::from));
    all.extend(house.blocks.values().cloned().map(Row::from));
    all.extend(house.staff.values().cloned().map(Row::from));
    all.extend(house.notes.values().cloned().map(Row::from));
    all.extend(house.alert_marks.values().cloned().map(Row::from));
    all.extend(house.account_lines.values().cloned().map(Row::from));
    all.extend(house.saved_views.values().cloned().map(Row::from));
    all.extend(house.categories.values().cloned().map(Row::from));
    all.extend(house.residents.values().cloned().map(Row::from));
    all.extend(house.requests.values().cloned().map(Row::from));
    all.extend(house.request_updates.values().cloned().map(Row::from));
    all.extend(house.duties.values().cloned().map(Row::from));
    all.extend(house.cleanings.values().cloned().map(Row::from));
    all.extend(house.messages.values().cloned().map(Row::from));
    all.extend(house.deliveries.values().cloned().map(Row::from));
    all.extend(house.notices.values().cloned().map(Row::from));
    all.extend(house.events.values().cloned().map(Row::from));
    all.extend(house.figures.values().cloned().map(Row::from));
    all.extend(house.rules.values().cloned().map(Row::from));
    all.extend(house.plans.values().cloned().map(Row::from));
    all.into_iter()
        .map(|row| ((row.table(), row.id()), row))
        .collect()
}

/// Fails unless the two say the same, whatever their versions.
pub fn same_but_versions(wanted: &Rows, got: &Rows, what: &str) -> TestCaseResult {
    let keys: BTreeSet<_> = wanted.keys().chain(got.keys()).collect();
    for key in keys {
        let same = match (wanted.get(key), got.get(key)) {
            (Some(one), Some(other)) => one.same_but_version(other),
            _ => false,
        };
        prop_assert!(
            same,
            "{} left {:?}\n  wanted {:?}\n  got    {:?}",
            what,
            key,
            wanted.get(key),
            got.get(key)
        );
    }
    Ok(())
}

/// Everything that must be true of a house by itself.
pub fn sound(house: &House) -> TestCaseResult {
    one_holder_a_night(house)?;
    day_uses(house)?;
    for room in house.rooms.values() {
        room_is_sound(house, room.id)?;
    }
    for booking in house.bookings.values() {
        booking_is_sound(house, booking)?;
    }
    the_doctor_finds_no_fault(house)
}

/// What the rules leave behind is well: the doctor has checks of its own, and
/// none of them may cry where nothing was broken.
fn the_doctor_finds_no_fault(house: &House) -> TestCaseResult {
    let mut found = doctor::rooms::examine(house, Moment::default());
    found.extend(doctor::work::examine(house));
    for booking in house.bookings.values() {
        let segments = house.segments_of(booking.id);
        found.extend(doctor::bookings::examine(house, booking, &segments));
    }
    found.retain(|one| one.severity == Severity::Fault);
    prop_assert!(found.is_empty(), "{:#?}", found);
    Ok(())
}

/// Who holds each night of each room, by the rows alone.
fn holders(house: &House) -> Vec<(RoomId, Day, String)> {
    let segments = house
        .segments
        .values()
        .filter(|one| one.active)
        .map(|one| (one.room, one.stay, format!("segment {}", one.id.0)));
    let blocks = house
        .blocks
        .values()
        .filter(|one| one.released.is_none())
        .map(|one| (one.room, one.stay, format!("block {}", one.code)));
    segments
        .chain(blocks)
        .flat_map(|(room, stay, who)| {
            let mut nights = Vec::new();
            let mut night = stay.check_in;
            while night < stay.check_out {
                nights.push((room, night, who.clone()));
                night = night.plus(1);
            }
            nights
        })
        .collect()
}

fn one_holder_a_night(house: &House) -> TestCaseResult {
    let mut held: BTreeMap<(RoomId, Day), String> = BTreeMap::new();
    for (room, night, who) in holders(house) {
        if let Some(other) = held.insert((room, night), who.clone()) {
            prop_assert!(
                false,
                "{} on {} is held by {} and {}",
                house.rooms[&room].number,
                night,
                other,
                who
            );
        }
    }
    Ok(())
}

/// At most one day use a day in a room, and none while someone lives in it
/// from the night before to the night after.
fn day_uses(house: &House) -> TestCaseResult {
    let nights: BTreeMap<(RoomId, Day), String> = holders(house)
        .into_iter()
        .map(|(room, night, who)| ((room, night), who))
        .collect();
    let mut used: BTreeSet<(RoomId, Day)> = BTreeSet::new();
    for one in house
        .segments
        .values()
        .filter(|one| one.active && one.stay.check_in == one.stay.check_out)
    {
        let day = one.stay.check_in;
        prop_assert!(used.insert((one.room, day)), "two day uses on {}", day);
        let before = nights.get(&(one.room, day.plus(-1)));
        let after = nights.get(&(one.room, day));
        prop_assert!(
            before.is_none() || before != after,
            "a day use on {} within a stay: {:?}",
            day,
            before
        );
    }
    Ok(())
}

fn room_is_sound(house: &House, id: RoomId) -> TestCaseResult {
    let room = &house.rooms[&id];
    let guests = house
        .segments
        .values()
        .filter(|one| {
            one.room == id && one.active && one.status == AssignmentStatus::Locked && {
                let booking = &house.bookings[&one.booking];
                booking.checked_in_at.is_some() && booking.checked_out_at.is_none()
            }
        })
        .count();
    let occupied = room.status == RoomStatus::Occupied;
    prop_assert_eq!(
        guests,
        usize::from(occupied),
        "guests in {} ({:?})",
        room.number,
        room.status
    );
    let ready = room.status == RoomStatus::Available || room.status == RoomStatus::ReadyForGuest;
    prop_assert_eq!(
        room.is_bookable(),
        ready && room.active && room.maintenance.is_none(),
        "bookable {}",
        room.number
    );
    prop_assert_eq!(room.why_not_bookable().is_none(), room.is_bookable());
    prop_assert_eq!(
        room.out_of_order.is_some(),
        room.status == RoomStatus::OutOfOrder
    );
    prop_assert!(room.status != RoomStatus::MaintenanceRequired || room.maintenance.is_some());
    prop_assert_eq!(
        room.cleaning.is_some(),
        room.status == RoomStatus::CleaningInProgress
    );
    prop_assert!(
        !(room.rush && room.is_bookable()),
        "rush ends when {} is ready",
        room.number
    );
    prop_assert!(
        !occupied || room.active,
        "{} is lived in and switched off",
        room.number
    );
    Ok(())
}

fn segments_of(house: &House, booking: BookingId) -> Vec<&Segment> {
    let mut found: Vec<&Segment> = house
        .segments
        .values()
        .filter(|one| one.booking == booking)
        .collect();
    found.sort_by_key(|one| one.stay);
    found
}

fn booking_is_sound(house: &House, booking: &Booking) -> TestCaseResult {
    let segments = segments_of(house, booking.id);
    let holds = booking.status == BookingStatus::Confirmed && booking.checked_out_at.is_none();
    let in_house = booking.checked_in_at.is_some() && booking.checked_out_at.is_none();
    for one in &segments {
        // Nothing is left of it, unless its guest is still in the room.
        let empty = one.stay.check_in == one.stay.check_out
            && one.stay != booking.stay
            && !(in_house && one.status == AssignmentStatus::Locked);
        prop_assert_eq!(
            one.active,
            holds && one.ended.is_none() && !empty,
            "a segment of {} ({:?}) is active: {:?}",
            booking.code,
            booking.status,
            one
        );
        prop_assert!(
            one.stay.check_in >= booking.stay.check_in
                && (one.stay.check_out <= booking.stay.check_out)
                || !one.active,
            "{} holds {} beyond its stay {}",
            booking.code,
            one.stay,
            booking.stay
        );
        if one.active {
            let of_its_type = house.rooms[&one.room].room_type == booking.room_type;
            prop_assert_eq!(
                one.rate_terms.is_none(),
                of_its_type,
                "{}'s room is of its type, or its price was settled",
                booking.code
            );
            prop_assert_eq!(&one.original_type, &booking.room_type);
        }
    }
    account_is_sound(house, booking, &segments)?;
    let locked = segments
        .iter()
        .filter(|one| one.active && one.status == AssignmentStatus::Locked)
        .count();
    prop_assert_eq!(locked, usize::from(in_house), "where {} is", booking.code);
    prop_assert!(
        !(in_house && booking.guest_waiting),
        "{} waits inside",
        booking.code
    );
    prop_assert!(
        !in_house || booking.status == BookingStatus::Confirmed,
        "{} is in the house as {:?}",
        booking.code,
        booking.status
    );
    prop_assert_eq!(
        booking.status == BookingStatus::Completed && booking.checked_in_at.is_some(),
        booking.checked_out_at.is_some(),
        "{} left",
        booking.code
    );
    prop_assert_eq!(
        booking.needs_room,
        lacks_a_room(booking, &segments),
        "needs_room of {} {}",
        booking.code,
        booking.stay
    );
    prop_assert!(
        booking.guests.is_empty() || booking.guests.contains(&booking.lead),
        "the lead guest of {} is of the party",
        booking.code
    );
    Ok(())
}

/// The account, reckoned line by line: each segment's lines come to its
/// charged difference for each night it holds or was slept in, the balance to
/// nights, adjustments and payments, and no more was given back than paid.
fn account_is_sound(house: &House, booking: &Booking, segments: &[&Segment]) -> TestCaseResult {
    let lines: Vec<&AccountLine> = house
        .account_lines
        .values()
        .filter(|line| line.booking == booking.id)
        .collect();
    let (mut by_segment, mut adjusted, mut paid) = (BTreeMap::new(), 0, 0);
    for line in &lines {
        match &line.posting {
            Posting::Payment { kind, .. } if *kind == PaymentKind::Refund => {
                paid -= line.amount.minor;
            }
            Posting::Payment { .. } => paid += line.amount.minor,
            Posting::Adjustment { .. } => adjusted += line.amount.minor,
            Posting::Difference { segment, .. } => {
                adjusted += line.amount.minor;
                *by_segment.entry(*segment).or_insert(0) += line.amount.minor;
            }
        }
    }
    for one in segments {
        let mut wanted = 0;
        let mut night = one.stay.check_in;
        while night < one.stay.check_out {
            let charged = one.ended.is_none()
                && one.rate_terms.map(|terms| terms.decision) == Some(RateDecision::Charge);
            if charged {
                wanted += one.allocated_rate.minor - one.original_rate.minor;
            }
            night = night.plus(1);
        }
        let posted = by_segment.remove(&one.id).unwrap_or(0);
        prop_assert_eq!(posted, wanted, "charged to {} for {:?}", booking.code, one);
    }
    prop_assert!(
        by_segment.values().all(|left| *left == 0),
        "{} pays for rooms that are taken back: {:?}",
        booking.code,
        by_segment
    );
    prop_assert!(
        paid >= 0,
        "{} was given back more than it paid",
        booking.code
    );
    let nights = match booking.status {
        BookingStatus::Cancelled | BookingStatus::NoShow => 0,
        _ => match booking.departed_on {
            Some(left) => left
                .min(booking.stay.check_out)
                .since(booking.stay.check_in),
            None => booking.stay.check_out.since(booking.stay.check_in),
        },
    };
    let balance = i64::from(nights) * booking.rate.minor + adjusted - paid;
    let shown = view::account::account(house, &booking.code).map(|one| one.totals.balance.minor);
    prop_assert_eq!(shown, Some(balance), "balance of {}", booking.code);
    Ok(())
}

/// Whether a night (or the day of a day use) has no room, night by night.
fn lacks_a_room(booking: &Booking, segments: &[&Segment]) -> bool {
    let open = matches!(
        booking.status,
        BookingStatus::Confirmed | BookingStatus::PendingPayment
    ) && booking.checked_out_at.is_none();
    if !open {
        return false;
    }
    if booking.stay.check_in == booking.stay.check_out {
        return !segments
            .iter()
            .any(|one| one.active && one.stay == booking.stay);
    }
    let mut night = booking.stay.check_in;
    while night < booking.stay.check_out {
        let covered = segments
            .iter()
            .any(|one| one.active && one.stay.check_in <= night && night < one.stay.check_out);
        if !covered {
            return true;
        }
        night = night.plus(1);
    }
    false
}

/// A changed thing's version is one more; what did not change keeps its own.
/// A new thing begins at 1, unless the step brings back (`again`) what was
/// there before.
pub fn versions(before: &Rows, after: &Rows, again: bool) -> TestCaseResult {
    let segments = |rows: &Rows, booking: i64| -> Vec<Row> {
        rows.values()
            .filter(|row| matches!(row, Row::Segment(one) if one.booking.0 == booking))
            .cloned()
            .collect()
    };
    let lines = |rows: &Rows, booking: i64| -> Vec<Row> {
        rows.values()
            .filter(|row| matches!(row, Row::AccountLine(one) if one.booking.0 == booking))
            .cloned()
            .collect()
    };
    for (key, now) in after {
        let Some(version) = now.version() else {
            continue;
        };
        let Some(was) = before.get(key) else {
            prop_assert!(
                version == 1 || again && version > 1,
                "a new {:?} begins at 1",
                key
            );
            continue;
        };
        let mut changed = !was.same_but_version(now);
        if key.0 == Table::Booking {
            changed |= segments(before, key.1) != segments(after, key.1);
            changed |= lines(before, key.1) != lines(after, key.1);
        }
        prop_assert_eq!(
            version,
            was.version().unwrap_or(0) + i64::from(changed),
            "version of {:?}\n  was {:?}\n  now {:?}",
            key,
            was,
            now
        );
    }
    Ok(())
}

/// Nobody who was promised a room is relocated unless the command says so:
/// every promised night is still in that room, and still promised.
pub fn promises(before: &House, after: &House, overridden: bool) -> TestCaseResult {
    if overridden {
        return Ok(());
    }
    for was in before
        .segments
        .values()
        .filter(|one| one.active && one.do_not_move)
    {
        let Some(booking) = after.bookings.get(&was.booking) else {
            continue;
        };
        if booking.status != BookingStatus::Confirmed {
            continue;
        }
        let mut night = was.stay.check_in;
        while night < was.stay.check_out {
            let kept = after.segments.values().any(|now| {
                now.active
                    && now.booking == was.booking
                    && now.room == was.room
                    && now.do_not_move
                    && now.stay.covers(night)
            });
            prop_assert!(
                kept,
                "{} was promised {} on {}: {:?}",
                booking.code,
                after.rooms[&was.room].number,
                night,
                segments_of(after, was.booking)
            );
            night = night.plus(1);
        }
    }
    Ok(())
}

/// Where a refusal says that others hold the room, others do.
pub fn refusal_is_true(house: &House, command: &Command, refusal: &Refusal) -> TestCaseResult {
    let (code, number) = match command {
        Command::Assign(one) => (&one.booking, &one.room),
        Command::PreAssign(one) => (&one.booking, &one.room),
        _ => return Ok(()),
    };
    let (Some(booking), Some(room)) = (
        house.bookings.values().find(|one| one.code == *code),
        house.rooms.values().find(|one| one.number == *number),
    ) else {
        return Ok(());
    };
    let own: BTreeSet<String> = segments_of(house, booking.id)
        .iter()
        .map(|one| format!("segment {}", one.id.0))
        .collect();
    let day_use = house
        .segments
        .values()
        .any(|one| one.active && one.room == room.id && one.stay.is_day_use());
    let taken = holders(house).into_iter().any(|(held, night, who)| {
        let near = booking.stay.check_in.plus(-1) <= night && night <= booking.stay.check_out;
        held == room.id && near && !own.contains(&who)
    });
    if matches!(refusal.code, Code::RoomOverlapConflict | Code::RoomBlocked) {
        prop_assert!(taken || day_use, "{}", refusal);
    }
    if refusal.code == Code::RoomNotBookable && matches!(command, Command::Assign(_)) {
        prop_assert!(!room.is_bookable(), "{}", refusal);
    }
    Ok(())
}
