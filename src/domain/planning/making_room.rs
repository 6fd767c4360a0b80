//! Room for one booking that fits nowhere: who would have to move, or what
//! else could be done.

use super::ask::{Wanting, in_order, nights, place_of};
use super::proposal::{Line, Proposal};
use super::view::View;
use crate::domain::availability::{could_have, roomless_parts};
use crate::domain::booking::Booking;
use crate::domain::conflict::is_free;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::house::House;
use crate::domain::id::BookingId;
use crate::domain::moment::Moment;
use crate::domain::planner::{self, Budget, Choice, Instance, RoomMade, RoomWanted, Strategy};
use crate::domain::reading::look;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, Segment};

/// What can be done for a booking without a room.
#[derive(Clone, PartialEq, Debug)]
pub enum MadeRoom {
    /// A room of its own type, after these moves (none, where one is free).
    Own {
        /// The asked stay first, then who moves.
        plan: Proposal,
        /// Whether no plan needs fewer moves.
        fewest: bool,
    },
    /// No room of its own type however the others move, but one of another; the
    /// difference in price is to be settled.
    Upgrade {
        /// The room type.
        room_type: String,
        /// The asked stay first, then who moves.
        plan: Proposal,
        /// Whether no plan needs fewer moves.
        fewest: bool,
    },
    /// No room for the whole stay, but these rooms one after the other.
    Split(Vec<(String, Stay)>),
    /// Nothing at all: the waiting list.
    Nothing {
        /// Whether that is proved, or only not found in time.
        proved: bool,
    },
}

/// Looks for room: its own type, then the types above it, then a split stay.
/// `move_firm` lets firm segments move too; promised and locked ones never do.
/// Nothing where there is no such booking, or nothing it lacks.
pub fn make_room_for(
    house: &House,
    booking: BookingId,
    move_firm: bool,
    now: Moment,
    budget: Budget,
) -> Option<MadeRoom> {
    look(house, now, |draft| {
        made(house, draft, booking, move_firm, now, budget)
    })?
}

fn made(
    house: &House,
    draft: &Draft,
    booking: BookingId,
    move_firm: bool,
    now: Moment,
    budget: Budget,
) -> Option<MadeRoom> {
    let booking = draft.booking(booking)?;
    let mut segments = draft.segments_of(booking.id);
    segments.retain(|segment| segment.active);
    let policies = &draft.property().policies;
    let parts = roomless_parts(&booking, &segments, draft.today(), policies);
    let part = *parts.iter().find(|part| !part.is_day_use())?;
    let asked = Wanting {
        booking,
        part,
        leaves: None,
    };
    let types = ladder(house, &asked.booking.room_type);
    // Every type has its share of the budget; what one leaves is lost, not owed.
    let share = Budget {
        steps: budget.steps / types.len().max(1) as u64,
        enough: u64::MAX,
        ..budget
    };
    let mut proved = true;
    for room_type in &types {
        let question = Question::new(house, draft, &asked, room_type, move_firm);
        match question.answer(share) {
            RoomMade::Moves { chain, at_least } => {
                let fewest = chain.len() - 1 == at_least;
                let plan = question.proposal(&chain, now);
                let own = *room_type == asked.booking.room_type;
                return Some(if own {
                    MadeRoom::Own { plan, fewest }
                } else {
                    MadeRoom::Upgrade {
                        room_type: room_type.clone(),
                        plan,
                        fewest,
                    }
                });
            }
            RoomMade::None(_) => {}
            RoomMade::Unknown { .. } => proved = false,
        }
    }
    Some(split(house, draft, &asked).map_or(MadeRoom::Nothing { proved }, MadeRoom::Split))
}

/// The type booked and those above it, cheapest first.
fn ladder(house: &House, room_type: &str) -> Vec<String> {
    let rank = house
        .room_types
        .get(room_type)
        .map_or(0, |room_type| room_type.rank);
    let mut above: Vec<_> = house
        .room_types
        .values()
        .filter(|other| other.rank > rank)
        .collect();
    above.sort_by_key(|other| (other.rank, other.rate.minor, other.code.clone()));
    std::iter::once(room_type.to_owned())
        .chain(above.into_iter().map(|other| other.code.clone()))
        .collect()
}

/// The question for one room type.
struct Question<'a> {
    view: View<'a>,
    /// Who may move, the asked one last.
    wanting: Vec<Wanting>,
    instance: Instance,
    now: Vec<Option<usize>>,
}

impl<'a> Question<'a> {
    fn new(
        house: &House,
        draft: &'a Draft<'a>,
        asked: &Wanting,
        room_type: &str,
        move_firm: bool,
    ) -> Question<'a> {
        let rooms = in_order(house);
        let of_type = |segment: &&Segment| {
            let room = rooms.iter().find(|room| room.id == segment.room);
            room.is_some_and(|room| room.room_type == room_type)
        };
        let mut wanting = Vec::new();
        for segment in house
            .segments
            .values()
            .filter(|segment| segment.active)
            .filter(of_type)
        {
            let Some(booking) = draft.booking(segment.booking) else {
                continue;
            };
            if may_move(draft, &booking, segment, room_type, move_firm) {
                wanting.push(Wanting {
                    booking,
                    part: segment.stay,
                    leaves: Some(segment.clone()),
                });
            }
        }
        let mut now: Vec<Option<usize>> = wanting
            .iter()
            .map(|one| {
                one.leaves
                    .as_ref()
                    .and_then(|segment| place_of(&rooms, segment.room))
            })
            .collect();
        wanting.push(Wanting {
            booking: asked.booking.clone(),
            part: asked.part,
            leaves: None,
        });
        now.push(None);
        let view = View::new(house, draft, &wanting);
        let stays = wanting.iter().enumerate().map(|(at, one)| {
            // Whoever has a room may stay in it, whatever its state.
            let choices = view.rooms.iter().enumerate().filter(|(place, room)| {
                now[at] == Some(*place)
                    || room.room_type == room_type
                        && view.could_serve(one, room)
                        && view.is_free(one, room)
            });
            planner::Stay {
                nights: nights(one.part),
                vip: false,
                group: None,
                kind: 0,
                choices: choices.map(|(room, _)| Choice { room, score: 0 }).collect(),
            }
        });
        let stays = stays.collect();
        let rooms = view.rooms.iter().map(|room| planner::Room {
            held: view.held(room.id, &mut |_| 0),
            beside: Vec::new(),
        });
        let instance = Instance {
            rooms: rooms.collect(),
            stays,
            strategy: Strategy::Plain,
        };
        Question {
            view,
            wanting,
            instance,
            now,
        }
    }

    fn answer(&self, budget: Budget) -> RoomMade {
        let asked = self.wanting.len() - 1;
        planner::make_room(
            &RoomWanted {
                instance: &self.instance,
                now: &self.now,
                asked,
            },
            budget,
        )
    }

    /// The chain as a plan.
    fn proposal(&self, chain: &[(usize, usize)], now: Moment) -> Proposal {
        let lines = chain.iter().map(|&(stay, room)| {
            let (one, room) = (&self.wanting[stay], &self.view.rooms[room]);
            let mut line = Line::new(
                self.view.draft.property(),
                &one.booking,
                one.part,
                room,
                now,
            );
            line.points = self.view.points(room, &one.booking, true);
            line.leaves = one.leaves.as_ref().map(|segment| segment.room);
            line
        });
        Proposal {
            lines: lines.collect(),
            left: Vec::new(),
            reached: Vec::new(),
            is_optimal: false,
        }
    }
}

/// Whether a segment may be moved for somebody else's sake: a plan and not a
/// promise, all of a stay to come, in a room of the type that was booked.
fn may_move(
    draft: &Draft,
    booking: &Booking,
    segment: &Segment,
    room_type: &str,
    move_firm: bool,
) -> bool {
    let loose = match segment.status {
        AssignmentStatus::PreAssigned => true,
        AssignmentStatus::Assigned => move_firm,
        AssignmentStatus::Unassigned | AssignmentStatus::Locked => false,
    };
    loose
        && !segment.do_not_move
        && segment.stay == booking.stay
        && !segment.stay.is_day_use()
        && segment.stay.check_in >= draft.today()
        && !booking.is_in_house()
        && booking.room_type == room_type
        && is_free(draft, segment.room, segment.stay, &[booking.id])
}

/// Rooms of its type one after the other, as few as can be: each time the room
/// that stays free longest.
fn split(house: &House, draft: &Draft, asked: &Wanting) -> Option<Vec<(String, Stay)>> {
    let rooms = in_order(house);
    let end = asked.part.check_out;
    let mut day = asked.part.check_in;
    let mut parts = Vec::new();
    while day < end {
        let longest = rooms
            .iter()
            .filter(|room| {
                room.room_type == asked.booking.room_type && asked.booking.heads() <= room.capacity
            })
            .map(|room| (free_until(draft, asked, room, day), room))
            .max_by_key(|(until, room)| (*until, std::cmp::Reverse(room.id)))?;
        if longest.0 <= day {
            return None;
        }
        parts.push((
            longest.1.number.clone(),
            Stay {
                check_in: day,
                check_out: longest.0,
            },
        ));
        day = longest.0;
    }
    Some(parts)
}

/// The day until which a room could be had from a day on.
fn free_until(draft: &Draft, asked: &Wanting, room: &Room, from: Day) -> Day {
    let could = |to: &Day| {
        let part = Stay {
            check_in: from,
            check_out: *to,
        };
        could_have(draft, room, part, &[asked.booking.id])
    };
    let ends = from.plus(1).until(asked.part.check_out.plus(1));
    ends.take_while(could).last().unwrap_or(from)
}
