//! Settling a conflict: the strongest claim keeps the room, the others get the
//! best room there is for them, in one plan.
//!
//! A guest in the house always stays. A promise is never broken, and a firm
//! hold only where its room cannot be had whoever claims it.

use super::ask::{Wanting, nights, not_to_be_planned};
use super::claims::{Claim, strength};
use super::contest::{Contest, Kind, contest};
use super::keeps::{Keeps, who_keeps};
use super::line::{Left, Line};
use super::making_room::ladder;
use super::proposal::Proposal;
use super::view::View;
use crate::domain::booking::Booking;
use crate::domain::draft::Draft;
use crate::domain::house::House;
use crate::domain::id::BookingId;
use crate::domain::moment::Moment;
use crate::domain::planner::{self, Budget, Choice, Instance, Strategy};
use crate::domain::reading::look;
use crate::domain::room::Room;

/// What each place in the ranking is worth beside the next: more than any room.
const RANK: i32 = 50_000;
/// What a room of another type loses: more than any wish is worth.
const OTHER_TYPE: i32 = -2_000;

/// Settles the conflict that a booking is part of. Nothing where it is in none.
pub fn settle_for(
    house: &House,
    booking: BookingId,
    now: Moment,
    budget: Budget,
) -> Option<Proposal> {
    look(house, now, |draft| {
        let booking = draft.booking(booking)?;
        let contest = contest(house, draft, &booking)?;
        Some(settled(house, draft, contest, now, budget))
    })?
}

fn settled(
    house: &House,
    draft: &Draft,
    mut contest: Contest,
    now: Moment,
    budget: Budget,
) -> Proposal {
    rank(&mut contest);
    let keeps = who_keeps(house, draft, &contest);
    let ranking = ranking(&contest, &keeps);
    let mut proposal = Proposal {
        ranking,
        ..Proposal::default()
    };
    // Whoever has a claim and does not keep the room wants another.
    let mut wanting = Vec::new();
    let mut winner = None;
    for (place, claimant) in contest.claimants.iter().enumerate() {
        let one = Wanting {
            booking: claimant.booking.clone(),
            part: claimant.part,
            leaves: claimant.holds.clone(),
        };
        match (&keeps[place], &claimant.holds) {
            (Keeps::Room(_), Some(_)) => {}
            (Keeps::Room(_), None) => winner = Some(one),
            (Keeps::Not, _) => wanting.push(one),
            (Keeps::CannotMove(why), _) => proposal.left.push(Left::new(
                &claimant.booking,
                claimant.part,
                (*why).to_owned(),
            )),
        }
    }
    wanting.retain(|one| match not_to_be_planned(draft, one) {
        None => true,
        Some(why) => {
            proposal.left.push(Left::new(&one.booking, one.part, why));
            false
        }
    });
    elsewhere(
        house,
        draft,
        &contest,
        (&wanting, winner.is_some()),
        now,
        budget,
        &mut proposal,
    );
    if let Some(one) = winner {
        // Last, when the room is free.
        let view = View::new(house, draft, &wanting);
        proposal.lines.push(line(&view, &one, &contest.room, now));
    }
    proposal
}

/// Finds other rooms for those who want one.
fn elsewhere(
    house: &House,
    draft: &Draft,
    contest: &Contest,
    (wanting, is_taken_over): (&[Wanting], bool),
    now: Moment,
    budget: Budget,
    proposal: &mut Proposal,
) {
    let view = View::new(house, draft, wanting);
    let instance = instance(house, &view, contest, wanting);
    let plan = planner::plan(&instance, budget.settled(&instance));
    for placed in &plan.placed {
        let room = &view.rooms[placed.room];
        proposal
            .lines
            .push(line(&view, &wanting[placed.stay], room, now));
    }
    for &(stay, _) in &plan.unplaced {
        let one = &wanting[stay];
        let why = format!(
            "no other {} and nothing above it is free for these nights; the conflict stays",
            one.booking.room_type
        );
        let mut left = Left::new(&one.booking, one.part, why);
        // Only where another takes it is the room to be given up for nothing.
        let gives_up = is_taken_over && one.leaves.is_some();
        left.loses = gives_up.then_some(contest.room.id);
        proposal.left.push(left);
    }
}

fn line(view: &View, one: &Wanting, room: &Room, now: Moment) -> Line {
    let line = Line::new(view.draft.property(), &one.booking, one.part, room, now);
    Line {
        points: view.points(room, &one.booking, true),
        ..line.leaving(view.left_by(one))
    }
}

/// The question to the planner: rooms of the type booked before those above
/// it, and who stands first in the ranking before the others.
fn instance(house: &House, view: &View, contest: &Contest, wanting: &[Wanting]) -> Instance {
    let stays = wanting.iter().enumerate().map(|(place, one)| {
        let types = ladder(house, &one.booking.room_type);
        let first = RANK * (wanting.len() - place) as i32;
        let choices = view.rooms.iter().enumerate().filter_map(|(at, room)| {
            let step = types.iter().position(|kind| *kind == room.room_type)?;
            let fits = room.id != contest.room.id
                && view.could_serve(one, room)
                && view.is_free(one, room);
            let wish = view.score(room, &one.booking, true);
            fits.then(|| Choice {
                room: at,
                score: first + wish + OTHER_TYPE * step as i32,
            })
        });
        planner::Stay {
            nights: nights(one.part),
            vip: false,
            group: None,
            kind: 0,
            choices: choices.collect(),
        }
    });
    let stays = stays.collect();
    let rooms = view.rooms.iter().map(|room| planner::Room {
        held: view.held(room.id, &mut |_| 0),
        beside: Vec::new(),
    });
    Instance {
        rooms: rooms.collect(),
        stays,
        strategy: Strategy::Plain,
    }
}

/// Strongest first; of equals, whoever booked first.
fn rank(contest: &mut Contest) {
    let bookings: Vec<Booking> = contest
        .claimants
        .iter()
        .map(|one| one.booking.clone())
        .collect();
    contest.claimants.sort_by_cached_key(|one| {
        let points: i32 = points(&one.booking, &bookings)
            .iter()
            .map(|(_, points)| points)
            .sum();
        (
            !one.booking.is_in_house(),
            -points,
            one.booking.created_at,
            one.booking.id,
        )
    });
}

fn points(booking: &Booking, all: &[Booking]) -> Vec<(String, i32)> {
    let others: Vec<&Booking> = all.iter().filter(|other| other.id != booking.id).collect();
    strength(booking, &others)
}

fn ranking(contest: &Contest, keeps: &[Keeps]) -> Vec<Claim> {
    let bookings: Vec<Booking> = contest
        .claimants
        .iter()
        .map(|one| one.booking.clone())
        .collect();
    let claims = contest.claimants.iter().zip(keeps);
    claims
        .map(|(one, keeps)| Claim {
            booking: one.booking.code.clone(),
            guest: one.booking.family_name().to_owned(),
            room: contest.room.number.clone(),
            part: one.part,
            points: points(&one.booking, &bookings),
            keeps: matches!(keeps, Keeps::Room(_)),
            settled: match keeps {
                Keeps::Room(why) => why.map(str::to_owned),
                Keeps::CannotMove(_) => Some("promised".to_owned()),
                Keeps::Not => (contest.kind == Kind::OutOfService)
                    .then(|| "the room is not in service".to_owned()),
            },
        })
        .collect()
}
