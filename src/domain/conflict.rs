//! Who stands in the way of a stay in a room.

use serde_json::{Value, json};

use super::block::Block;
use super::booking::Booking;
use super::day::Stay;
use super::draft::Draft;
use super::error::{Code, Refusal};
use super::facts::{Hold, Holder};
use super::id::{BookingId, RoomId};
use super::room::Room;
use super::segment::{AssignmentStatus, Segment};

/// How many other rooms a refusal offers.
const OFFERS: usize = 8;

/// Someone who holds a night that a stay would need.
#[derive(Clone, PartialEq, Debug)]
pub enum Clash {
    /// Another booking's segment, or its day use.
    Booking(Box<Booking>, Box<Segment>),
    /// A block.
    Block(Box<Block>),
}

/// Who stands in the way of `stay` in `room`, these bookings apart, in order
/// of nights.
pub fn clashes(draft: &Draft, room: RoomId, stay: Stay, except: &[BookingId]) -> Vec<Clash> {
    let holds = holds_in_the_way(draft, room, stay).filter_map(|hold| match hold.holder {
        Holder::Segment(id, booking) => with_booking(draft, draft.segment(id)?, booking, except),
        Holder::Block(id) => Some(Clash::Block(Box::new(draft.block(id)?))),
    });
    let mut found: Vec<Clash> = holds.collect();
    for used in day_uses_in_the_way(draft, room, stay) {
        let booking = used.booking;
        found.extend(with_booking(draft, used, booking, except));
    }
    found
}

fn holds_in_the_way(draft: &Draft, room: RoomId, stay: Stay) -> impl Iterator<Item = Hold> {
    draft
        .holds(room, around(stay))
        .into_iter()
        .filter(move |hold| !stay.is_day_use() || strictly_inside(stay, hold.nights))
}

fn day_uses_in_the_way(draft: &Draft, room: RoomId, stay: Stay) -> Vec<Segment> {
    let (first, last) = if stay.is_day_use() {
        (stay.check_in, stay.check_in)
    } else {
        (stay.check_in.plus(1), stay.check_out.plus(-1))
    };
    draft.day_uses(room, first, last)
}

/// A day use is in nobody's way in the gap between a departure and an arrival;
/// only a hold that runs through the day excludes it.
fn strictly_inside(day_use: Stay, nights: Stay) -> bool {
    nights.check_in < day_use.check_in && day_use.check_in < nights.check_out
}

fn around(stay: Stay) -> Stay {
    if stay.is_day_use() {
        Stay {
            check_in: stay.check_in.plus(-1),
            check_out: stay.check_out.plus(1),
        }
    } else {
        stay
    }
}

fn with_booking(
    draft: &Draft,
    segment: Segment,
    booking: BookingId,
    except: &[BookingId],
) -> Option<Clash> {
    if except.contains(&booking) {
        return None;
    }
    Some(Clash::Booking(
        Box::new(draft.booking(booking)?),
        Box::new(segment),
    ))
}

/// Whether nobody stands in the way; asks for nothing but who holds what.
pub fn is_free(draft: &Draft, room: RoomId, stay: Stay, except: &[BookingId]) -> bool {
    let others = |booking: BookingId| !except.contains(&booking);
    let held = holds_in_the_way(draft, room, stay).any(|hold| match hold.holder {
        Holder::Segment(_, booking) => others(booking),
        Holder::Block(_) => true,
    });
    !held
        && !day_uses_in_the_way(draft, room, stay)
            .iter()
            .any(|used| others(used.booking))
}

/// Numbers of rooms of this type that are ready now and free for the stay.
pub fn free_and_ready(
    draft: &Draft,
    room_type: &str,
    stay: Stay,
    except: &[BookingId],
) -> Vec<String> {
    offers(draft, room_type, |room| {
        room.is_bookable() && is_free(draft, room.id, stay, except)
    })
}

/// Numbers of rooms of this type that are in service and free for the stay.
pub fn free_and_in_service(
    draft: &Draft,
    room_type: &str,
    stay: Stay,
    except: &[BookingId],
) -> Vec<String> {
    offers(draft, room_type, |room| {
        in_service(draft, room, stay) && is_free(draft, room.id, stay, except)
    })
}

/// Whether the room can be planned for the whole stay.
pub fn in_service(draft: &Draft, room: &Room, stay: Stay) -> bool {
    let policies = &draft.property().policies;
    if stay.is_day_use() {
        room.in_service([stay.check_in], draft.today(), policies)
    } else {
        room.in_service(stay.each_night(), draft.today(), policies)
    }
}

fn offers(draft: &Draft, room_type: &str, fits: impl Fn(&Room) -> bool) -> Vec<String> {
    draft
        .rooms_of_type(room_type)
        .into_iter()
        .filter(|room| fits(room))
        .map(|room| room.number)
        .take(OFFERS)
        .collect()
}

impl Clash {
    /// The nights it holds.
    pub fn nights(&self) -> Stay {
        match self {
            Clash::Booking(_, segment) => segment.stay,
            Clash::Block(block) => block.stay,
        }
    }

    /// Whether it is a tentative stay without a promise, which may be planned
    /// anew.
    pub fn gives_way(&self) -> bool {
        match self {
            Clash::Booking(_, segment) => {
                segment.status == AssignmentStatus::PreAssigned && !segment.do_not_move
            }
            Clash::Block(_) => false,
        }
    }

    /// What stands there, in words.
    pub fn words(&self) -> String {
        match self {
            Clash::Booking(booking, segment) if segment.stay.is_day_use() => {
                format!(
                    "{} ({}) uses it on {}",
                    booking.family_name(),
                    booking.code,
                    segment.stay.check_in.spoken()
                )
            }
            Clash::Booking(booking, segment) => format!(
                "{} ({}) has it {} to {}",
                booking.family_name(),
                booking.code,
                segment.stay.check_in.spoken(),
                segment.stay.check_out.spoken()
            ),
            Clash::Block(block) => format!(
                "block {} ({}) keeps it {} to {}",
                block.code,
                block.reason,
                block.stay.check_in.spoken(),
                block.stay.check_out.spoken()
            ),
        }
    }

    fn details(&self) -> Value {
        match self {
            Clash::Booking(booking, segment) => json!({
                "booking": booking.code, "guest": booking.lead, "status": segment.status,
                "from": segment.stay.check_in, "to": segment.stay.check_out,
            }),
            Clash::Block(block) => json!({
                "block": block.code, "reason": block.reason, "override_level": block.override_level,
                "from": block.stay.check_in, "to": block.stay.check_out,
            }),
        }
    }
}

/// The refusal that these clashes make: bookings weigh more than blocks.
/// `way_out` says what to do instead.
pub fn refusal(room: &Room, clashes: &[Clash], way_out: &str) -> Refusal {
    let booked = clashes
        .iter()
        .any(|clash| matches!(clash, Clash::Booking(..)));
    let code = if booked {
        Code::RoomOverlapConflict
    } else {
        Code::RoomBlocked
    };
    let said: Vec<String> = clashes
        .iter()
        .filter(|clash| !booked || matches!(clash, Clash::Booking(..)))
        .take(3)
        .map(Clash::words)
        .collect();
    Refusal::new(
        code,
        format!(
            "Room {} is not free: {}; {way_out}.",
            room.number,
            said.join(", ")
        ),
    )
    .with("room", &room.number)
    .with(
        "conflicts",
        clashes.iter().map(Clash::details).collect::<Vec<_>>(),
    )
}
