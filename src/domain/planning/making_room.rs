//! Room for one booking that fits nowhere: who would have to move, or what
//! else could be done.

use super::ask::{Wanting, in_order, nights, not_to_be_planned, place_of};
use super::line::{Left, Line};
use super::proposal::{Proposal, Way};
use super::splitting::split;
use super::view::View;
use super::words;
use crate::domain::availability::roomless_parts;
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

/// Steps spent on each room type where nobody has set a limit.
const STEPS_A_TYPE: u64 = 100_000_000;

/// Whom room is to be made for, and what may be touched for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RoomFor {
    /// The booking without a room.
    pub booking: BookingId,
    /// Whether firm rooms may change too; promised and locked ones never do.
    pub move_firm: bool,
    /// Stays that end later do not move: what lies beyond is not known.
    pub until: Option<Day>,
}

/// Looks for room: its own type, then the types above it, then a split stay;
/// the plan says which in its [`Way`]. Nothing where there is no such booking,
/// or nothing it lacks.
pub fn make_room_for(
    house: &House,
    wanted: RoomFor,
    now: Moment,
    budget: Budget,
) -> Option<Proposal> {
    look(house, now, |draft| made(house, draft, wanted, now, budget))?
}

fn made(
    house: &House,
    draft: &Draft,
    wanted: RoomFor,
    now: Moment,
    budget: Budget,
) -> Option<Proposal> {
    let booking = draft.booking(wanted.booking)?;
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
    if let Some(why) = not_to_be_planned(draft, &asked) {
        return Some(nothing(&asked, why, true));
    }
    let types = ladder(house, &asked.booking.room_type);
    // Every type has its share of the budget; what one leaves is lost, not owed.
    let steps = match budget.steps {
        u64::MAX => STEPS_A_TYPE,
        steps => steps / types.len().max(1) as u64,
    };
    let share = Budget {
        steps,
        enough: u64::MAX,
        ..budget
    };
    let mut proved = true;
    for room_type in &types {
        let question = Question::new(house, draft, &asked, room_type, wanted);
        match question.answer(share) {
            RoomMade::Moves { chain, at_least } => {
                let fewest = chain.len() - 1 == at_least;
                let own = *room_type == asked.booking.room_type;
                let way = if own {
                    Way::Own { fewest }
                } else {
                    Way::Upgrade {
                        room_type: room_type.clone(),
                        fewest,
                    }
                };
                return Some(question.proposal(&chain, way, now));
            }
            RoomMade::None(_) => {}
            RoomMade::Unknown { .. } => proved = false,
        }
    }
    let view = View::new(house, draft, std::slice::from_ref(&asked));
    Some(
        split(&view, &asked, now)
            .unwrap_or_else(|| nothing(&asked, no_room(&view, &asked), proved)),
    )
}

/// Why there is no room at all, as the second half of a sentence.
fn no_room(view: &View, asked: &Wanting) -> String {
    let rules = words::rules_against(view, asked);
    let rules = rules.map_or_else(String::new, |rules| format!("; {rules}"));
    format!(
        "no {} and nothing above it can be had, whoever else moves, and no rooms one after the other either; keep them on the waiting list{rules}",
        asked.booking.room_type
    )
}

/// A plan that has nothing to offer, and says why.
fn nothing(asked: &Wanting, why: String, proved: bool) -> Proposal {
    Proposal {
        left: vec![Left::new(&asked.booking, asked.part, why)],
        way: Some(Way::Nothing { proved }),
        ..Proposal::default()
    }
}

/// The type booked and those above it, cheapest first.
pub(super) fn ladder(house: &House, room_type: &str) -> Vec<String> {
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
        wanted: RoomFor,
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
            let known = wanted.until.is_none_or(|day| segment.stay.check_out <= day);
            if known && may_move(draft, &booking, segment, room_type, wanted.move_firm) {
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
    fn proposal(&self, chain: &[(usize, usize)], way: Way, now: Moment) -> Proposal {
        let lines = chain.iter().map(|&(stay, room)| {
            let (one, room) = (&self.wanting[stay], &self.view.rooms[room]);
            line(&self.view, one, one.part, room, now)
        });
        Proposal {
            lines: lines.collect(),
            way: Some(way),
            ..Proposal::default()
        }
    }
}

/// A line of such a plan.
pub(super) fn line(view: &View, one: &Wanting, part: Stay, room: &Room, now: Moment) -> Line {
    let line = Line::new(view.draft.property(), &one.booking, part, room, now);
    Line {
        points: view.points(room, &one.booking, true),
        ..line.leaving(view.left_by(one))
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
