//! Who keeps a contested room: the strongest claim, unless something settles
//! it whatever the points.

use super::ask::{Wanting, not_to_be_planned};
use super::contest::{Claimant, Contest, Kind};
use super::view::View;
use crate::domain::draft::Draft;
use crate::domain::house::House;
use crate::domain::room::Room;
use crate::domain::segment::AssignmentStatus;

/// What becomes of a claim.
pub(super) enum Keeps {
    /// It has the room, and what settles that besides the points.
    Room(Option<&'static str>),
    /// It goes elsewhere.
    Not,
    /// It goes elsewhere, but not by a plan.
    CannotMove(&'static str),
}

const PROMISED: &str = "the room was promised and nothing breaks a promise by itself; move them by hand, with a reason";

/// What becomes of each claim, in the order of their strength.
pub(super) fn who_keeps(house: &House, draft: &Draft, contest: &Contest) -> Vec<Keeps> {
    match contest.kind {
        Kind::Overstay | Kind::OutOfService => contest
            .claimants
            .iter()
            .map(|one| match &one.holds {
                _ if one.booking.is_in_house() && contest.kind == Kind::Overstay => {
                    Keeps::Room(Some("in the house"))
                }
                Some(segment) if segment.do_not_move => Keeps::CannotMove(PROMISED),
                _ => Keeps::Not,
            })
            .collect(),
        Kind::Promised => who_keeps_promised(house, draft, contest),
    }
}

/// The room goes over to the strongest claim if all who have it are weaker and
/// may move; else they keep it.
fn who_keeps_promised(house: &House, draft: &Draft, contest: &Contest) -> Vec<Keeps> {
    let anchored = contest
        .claimants
        .iter()
        .find_map(|one| stays_put(draft, one));
    let strongest = contest.claimants.first();
    let wins = strongest.is_some_and(|one| {
        one.holds.is_none()
            && anchored.is_none()
            && !contest.blocked
            && suits(house, draft, one, &contest.room)
    });
    let keeps = |(place, one): (usize, &Claimant)| match (&one.holds, wins) {
        (None, true) if place == 0 => Keeps::Room(None),
        (Some(_), false) => Keeps::Room(stays_put(draft, one)),
        _ => Keeps::Not,
    };
    contest.claimants.iter().enumerate().map(keeps).collect()
}

/// What keeps a hold where it is, whatever the claims.
fn stays_put(draft: &Draft, one: &Claimant) -> Option<&'static str> {
    let segment = one.holds.as_ref()?;
    let elsewhere = Wanting {
        booking: one.booking.clone(),
        part: one.part,
        leaves: Some(segment.clone()),
    };
    if one.booking.is_in_house() {
        Some("in the house")
    } else if segment.do_not_move {
        Some("promised")
    } else if segment.status == AssignmentStatus::Assigned {
        Some("firm")
    } else if segment.stay != one.booking.stay {
        Some("a part of a stay")
    } else if not_to_be_planned(draft, &elsewhere).is_some() {
        Some("not to be planned")
    } else {
        None
    }
}

/// Whether the room would do for one who was promised it.
fn suits(house: &House, draft: &Draft, one: &Claimant, room: &Room) -> bool {
    let wanting = Wanting {
        booking: one.booking.clone(),
        part: one.part,
        leaves: None,
    };
    let view = View::new(house, draft, std::slice::from_ref(&wanting));
    room.room_type == one.booking.room_type
        && view.could_serve(&wanting, room)
        && not_to_be_planned(draft, &wanting).is_none()
}
