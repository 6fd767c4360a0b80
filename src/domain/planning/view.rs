//! The house as the planner is shown it: which rooms, who holds them, what each
//! is worth to whom.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ask::{Wanting, in_order, nights};
use crate::domain::availability::can_serve;
use crate::domain::booking::{Booking, Preferences};
use crate::domain::conflict::is_free;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::facts::{Hold, Holder};
use crate::domain::house::House;
use crate::domain::id::{BookingId, RoomId, SegmentId};
use crate::domain::neighbours::next_door_to;
use crate::domain::planner;
use crate::domain::room::Room;
use crate::domain::rule::{AllocationRule, Applying, Asked};
use crate::domain::score::{Guest, Part, Wishes, points, worth};

/// A room used on more than this share of the last days is spared.
const MUCH_USED_PERCENT: i32 = 80;
/// So many days back its use is counted.
const USE_DAYS: i32 = 30;
/// What a much used room loses.
const MUCH_USED: i32 = -20;
/// What a room loses that a guest would not be given but has: any other of
/// the usual worth is better.
const ONLY_KEPT: i32 = -100;
/// Nights around what is planned within which a hold is still felt.
const MARGIN: i32 = 3;

/// What the planner is shown.
pub(super) struct View<'a> {
    /// The draft it is read through.
    pub draft: &'a Draft<'a>,
    /// Active rooms, by number.
    pub rooms: Vec<Room>,
    /// Who holds what around the nights in question, tentative parts that may be
    /// given anew left out.
    holds: BTreeMap<RoomId, Vec<Hold>>,
    groups: BTreeMap<BookingId, String>,
    /// Bookings whose own holds are in nobody's way.
    leaving: Vec<BookingId>,
    much_used: Vec<RoomId>,
    /// The rules of the house, in order.
    rules: Vec<AllocationRule>,
    /// Those that are about each booking.
    applying: BTreeMap<BookingId, Applying>,
    kinds: BTreeMap<String, u32>,
}

impl<'a> View<'a> {
    /// What these parts of stays need to see.
    pub fn new(house: &House, draft: &'a Draft<'a>, wanting: &[Wanting]) -> View<'a> {
        let leaving: Vec<SegmentId> = wanting
            .iter()
            .filter_map(|one| Some(one.leaves.as_ref()?.id))
            .collect();
        let rooms = in_order(house);
        let mut holds = BTreeMap::new();
        if let Some(around) = around(wanting) {
            for room in &rooms {
                let mut found = draft.holds(room.id, around);
                found.retain(
                    |hold| !matches!(hold.holder, Holder::Segment(id, _) if leaving.contains(&id)),
                );
                holds.insert(room.id, found);
            }
        }
        let grouped = house
            .bookings
            .values()
            .filter_map(|booking| Some((booking.id, booking.group.clone()?)));
        let types = house.room_types.keys().enumerate();
        let rules = draft.rules();
        let about = |one: &Wanting| {
            let asked = Asked::of(&one.booking);
            (one.booking.id, Applying::to(&asked, &rules))
        };
        let applying = wanting.iter().map(about).collect();
        View {
            draft,
            applying,
            much_used: rooms
                .iter()
                .map(|room| room.id)
                .filter(|&room| is_much_used(draft, room))
                .collect(),
            rooms,
            holds,
            groups: grouped.collect(),
            leaving: wanting
                .iter()
                .filter(|one| one.leaves.is_some())
                .map(|one| one.booking.id)
                .collect(),
            rules,
            kinds: types.map(|(at, code)| (code.clone(), at as u32)).collect(),
        }
    }

    /// A number for a room type.
    pub fn kind(&self, room_type: &str) -> u32 {
        self.kinds.get(room_type).copied().unwrap_or(u32::MAX)
    }

    /// The rules that are about a booking.
    pub fn rules_for(&self, booking: &Booking) -> Cow<'_, Applying> {
        match self.applying.get(&booking.id) {
            Some(rules) => Cow::Borrowed(rules),
            None => Cow::Owned(Applying::to(&Asked::of(booking), &self.rules)),
        }
    }

    /// Whether the part could be planned into the room: of the type booked, large
    /// enough, allowed by every rule, fit to serve, and free but for those that
    /// may leave. Into the room it has already it always could: a plan takes
    /// nobody's room away that could not give it.
    pub fn may_have(&self, one: &Wanting, room: &Room) -> bool {
        room.room_type == one.booking.room_type
            && (has(one, room) || self.could_serve(one, room))
            && self.is_free(one, room)
    }

    /// Why a plan would not give the part the room it has, if it would not.
    fn only_kept(&self, one: &Wanting, room: &Room) -> Option<&'static str> {
        if !has(one, room) || self.could_serve(one, room) {
            return None;
        }
        Some(if self.would_serve(one, room) {
            "kept, though a rule is against it"
        } else {
            "kept, though it is not fit to be given"
        })
    }

    /// The same, whoever holds it and whatever its type.
    pub fn could_serve(&self, one: &Wanting, room: &Room) -> bool {
        self.rules_for(&one.booking).allow(room) && self.would_serve(one, room)
    }

    /// The same, whatever the rules of the house say.
    pub fn would_serve(&self, one: &Wanting, room: &Room) -> bool {
        one.booking.heads() <= room.capacity && can_serve(self.draft, room, one.part)
    }

    /// Whether nobody stands in the way but those that may leave.
    pub fn is_free(&self, one: &Wanting, room: &Room) -> bool {
        let mut except = self.leaving.clone();
        except.push(one.booking.id);
        is_free(self.draft, room.id, one.part, &except)
    }

    /// Who holds nights of the part in the room and does not leave.
    pub fn in_the_way(&self, one: &Wanting, room: RoomId) -> Vec<Hold> {
        let holds = self.holds.get(&room).into_iter().flatten();
        holds
            .filter(|hold| hold.nights.overlaps(one.part))
            .copied()
            .collect()
    }

    /// What is held in a room, for the planner.
    pub fn held(&self, room: RoomId, group: &mut dyn FnMut(&str) -> u32) -> Vec<planner::Hold> {
        let holds = self.holds.get(&room).into_iter().flatten();
        let group_of = |hold: &Hold| match hold.holder {
            Holder::Segment(_, booking) => self.groups.get(&booking),
            Holder::Block(_) => None,
        };
        holds
            .map(|hold| planner::Hold {
                nights: nights(hold.nights),
                group: group_of(hold).map(|name| group(name)),
            })
            .collect()
    }

    /// The rooms next door.
    pub fn beside(&self, room: &Room) -> Vec<usize> {
        let next_door = next_door_to(room);
        (0..self.rooms.len())
            .filter(|&at| next_door(&self.rooms[at]))
            .collect()
    }

    /// What the room is worth to the booking's guest.
    pub fn score(&self, room: &Room, booking: &Booking, respect_preferences: bool) -> i32 {
        let none = Preferences::default();
        let preferences = if respect_preferences {
            &booking.preferences
        } else {
            &none
        };
        let guest = Guest {
            preferences,
            is_vip: booking.is_vip,
            nights: booking.stay.nights(),
        };
        let much_used = self.much_used.contains(&room.id);
        worth(room, &guest, &self.rules_for(booking)) + if much_used { MUCH_USED } else { 0 }
    }

    /// The room that a part of a stay leaves, if it has one.
    pub fn left_by(&self, one: &Wanting) -> Option<&Room> {
        let segment = one.leaves.as_ref()?;
        self.rooms.iter().find(|room| room.id == segment.room)
    }

    /// What the guest would like, if that is to count, and the house wants for
    /// them, which always does.
    fn wishes(&self, booking: &Booking, respect_preferences: bool) -> Wishes {
        let mut wishes = Wishes::of(booking, &self.rules);
        if !respect_preferences {
            wishes.preferences = Preferences::default();
        }
        wishes
    }

    /// What the room is worth to a part's guest: less, where it would be kept
    /// only because they have it.
    pub fn score_for(&self, one: &Wanting, room: &Room, respect_preferences: bool) -> i32 {
        let kept = self.only_kept(one, room).map_or(0, |_| ONLY_KEPT);
        self.score(room, &one.booking, respect_preferences) + kept
    }

    /// The same, part by part.
    pub fn points_for(&self, one: &Wanting, room: &Room, respect_preferences: bool) -> Vec<Part> {
        let mut parts = self.points(room, &one.booking, respect_preferences);
        parts.extend(self.only_kept(one, room).map(|why| (why.into(), ONLY_KEPT)));
        parts
    }

    /// What the room is worth to the booking's guest, part by part.
    pub fn points(&self, room: &Room, booking: &Booking, respect_preferences: bool) -> Vec<Part> {
        let mut parts = points(room, &self.wishes(booking, respect_preferences));
        if self.much_used.contains(&room.id) {
            parts.push(("much used lately".into(), MUCH_USED));
        }
        parts
    }
}

/// Whether it is the room that the part may leave.
fn has(one: &Wanting, room: &Room) -> bool {
    one.leaves
        .as_ref()
        .is_some_and(|segment| segment.room == room.id)
}

/// All nights of the parts and a few on either side.
fn around(wanting: &[Wanting]) -> Option<Stay> {
    let from = wanting.iter().map(|one| one.part.check_in).min()?;
    let to = wanting.iter().map(|one| one.part.check_out).max()?;
    Some(Stay {
        check_in: from.plus(-MARGIN),
        check_out: to.plus(MARGIN),
    })
}

/// Whether guests had the room on most of the last nights.
fn is_much_used(draft: &Draft, room: RoomId) -> bool {
    let lately = Stay {
        check_in: draft.today().plus(-USE_DAYS),
        check_out: draft.today(),
    };
    let slept = |hold: Hold| match hold.holder {
        Holder::Segment(..) => {
            let from = hold.nights.check_in.max(lately.check_in);
            hold.nights
                .check_out
                .min(lately.check_out)
                .since(from)
                .max(0)
        }
        Holder::Block(_) => 0,
    };
    let nights: i32 = draft.holds(room, lately).into_iter().map(slept).sum();
    nights * 100 > USE_DAYS * MUCH_USED_PERCENT
}
