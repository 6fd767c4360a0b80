//! What a conflict is about: one room, those who claim it, and whether anyone
//! can have it at all.
//!
//! Two holders of one night cannot be stored, so it is one of three: a guest
//! past the day of departure in a room that another holds from today; a hold on
//! a room no longer in service; a room that was promised elsewhere (a feed, an
//! import) and is another's.

use crate::domain::availability::roomless_parts;
use crate::domain::booking::Booking;
use crate::domain::conflict::{Clash, clashes};
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::house::House;
use crate::domain::id::RoomId;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, Segment};

/// One who claims the room.
pub(super) struct Claimant {
    pub booking: Booking,
    /// The nights claimed.
    pub part: Stay,
    /// The hold on the room, if there is one.
    pub holds: Option<Segment>,
}

/// What makes it a conflict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A guest who should have left is in it.
    Overstay,
    /// It is not in service.
    OutOfService,
    /// It was promised to one who has no room.
    Promised,
}

/// A contested room.
pub(super) struct Contest {
    pub room: Room,
    pub kind: Kind,
    pub claimants: Vec<Claimant>,
    /// Whether a block keeps some of the nights, so that nobody new gets in.
    pub blocked: bool,
}

/// The contest that a booking is part of: the first one, by days.
pub(super) fn contest(house: &House, draft: &Draft, booking: &Booking) -> Option<Contest> {
    let segments = draft.segments_of(booking.id);
    let active = || segments.iter().filter(|segment| segment.active);
    active()
        .find_map(|segment| overstay(draft, segment.room))
        .filter(|contest| contest.has(booking))
        .or_else(|| active().find_map(|segment| out_of_service(house, draft, segment.room)))
        .filter(|contest| contest.has(booking))
        .or_else(|| promised(house, draft, booking))
        .or_else(|| {
            let held: Vec<RoomId> = active().map(|segment| segment.room).collect();
            let wants_it = |other: &&Booking| other.wanted_room.is_some();
            let others = house.bookings.values().filter(wants_it);
            let mut contests = others.filter_map(|other| promised(house, draft, other));
            contests.find(|contest| held.contains(&contest.room.id) && contest.has(booking))
        })
}

impl Contest {
    fn has(&self, booking: &Booking) -> bool {
        self.claimants
            .iter()
            .any(|one| one.booking.id == booking.id)
    }
}

/// A guest past the day of departure, and who holds the room today.
fn overstay(draft: &Draft, room: RoomId) -> Option<Contest> {
    let room = draft.room(room)?;
    let today = draft.today();
    let locked = draft.guest_in(room.id)?;
    let guest = draft.booking(locked.booking)?;
    if !guest.is_overstay(today) {
        return None;
    }
    let tonight = Stay {
        check_in: today,
        check_out: today.plus(1),
    };
    let mut claimants = vec![Claimant {
        part: Stay {
            check_in: guest.stay.check_in,
            check_out: tonight.check_out,
        },
        booking: guest.clone(),
        holds: Some(locked),
    }];
    claimants.extend(holders(clashes(draft, room.id, tonight, &[guest.id])));
    (claimants.len() > 1).then_some(Contest {
        room,
        kind: Kind::Overstay,
        claimants,
        blocked: false,
    })
}

/// Who holds a room on days on which it is not in service.
fn out_of_service(house: &House, draft: &Draft, room: RoomId) -> Option<Contest> {
    let room = draft.room(room)?;
    let (today, policies) = (draft.today(), &draft.property().policies);
    let stranded = |segment: &&Segment| {
        let first = segment.stay.check_in.max(today);
        let end = segment.stay.check_out.max(first.plus(1));
        let to_come = segment.stay.check_out > today || segment.stay.covers(today);
        let mut nights = first.until(end);
        let not_served = |night: Day| room.why_not_in_service(night, today, policies).is_some();
        segment.active
            && segment.status != AssignmentStatus::Locked
            && to_come
            && nights.any(not_served)
    };
    let found = house.segments_in(room.id).filter(stranded);
    let claimants: Vec<Claimant> = found
        .filter_map(|segment| {
            Some(Claimant {
                booking: draft.booking(segment.booking)?,
                part: segment.stay,
                holds: Some(segment.clone()),
            })
        })
        .collect();
    (!claimants.is_empty()).then_some(Contest {
        room,
        kind: Kind::OutOfService,
        claimants,
        blocked: false,
    })
}

/// The room a booking was promised elsewhere, and who has it.
fn promised(house: &House, draft: &Draft, booking: &Booking) -> Option<Contest> {
    let own = wanted_part(draft, booking)?;
    let room = draft.room_numbered(booking.wanted_room.as_deref()?)?;
    let taken = clashes(draft, room.id, own, &[booking.id]);
    if taken.is_empty() {
        return None;
    }
    let blocked = taken.iter().any(|clash| matches!(clash, Clash::Block(_)));
    let mut claimants = vec![Claimant {
        booking: booking.clone(),
        part: own,
        holds: None,
    }];
    // Others may have been promised the same.
    let others = house.bookings.values().filter(|other| {
        other.id != booking.id && other.wanted_room.as_deref() == Some(room.number.as_str())
    });
    claimants.extend(others.filter_map(|other| {
        let part = wanted_part(draft, other)?;
        part.overlaps(own).then(|| Claimant {
            booking: other.clone(),
            part,
            holds: None,
        })
    }));
    claimants.extend(holders(taken));
    Some(Contest {
        room,
        kind: Kind::Promised,
        claimants,
        blocked,
    })
}

/// The nights for which a booking lacks a room.
fn wanted_part(draft: &Draft, booking: &Booking) -> Option<Stay> {
    let policies = &draft.property().policies;
    if !booking.holds_inventory(policies) {
        return None;
    }
    let segments = draft.segments_of(booking.id);
    let parts = roomless_parts(booking, &segments, draft.today(), policies);
    parts.into_iter().find(|part| !part.is_day_use())
}

fn holders(found: Vec<Clash>) -> impl Iterator<Item = Claimant> {
    found.into_iter().filter_map(|clash| match clash {
        Clash::Booking(booking, segment) => Some(Claimant {
            booking: *booking,
            part: segment.stay,
            holds: Some(*segment),
        }),
        Clash::Block(_) => None,
    })
}
