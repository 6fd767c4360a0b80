//! What happens in one room, stay by stay and night by night.
//!
//! The grid, the month report and the board all ask here, so that a night
//! cannot be occupied on one screen and free on another.

use crate::domain::block::Block;
use crate::domain::booking::Booking;
use crate::domain::day::{Day, Stay};
use crate::domain::house::House;
use crate::domain::policy::Policies;
use crate::domain::property::Property;
use crate::domain::room::{NotBookable, Room};
use crate::domain::segment::{AssignmentStatus, Segment};

/// How the guest of a segment stands to its room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Presence {
    /// Was there and is gone: out of the house, or moved to another room.
    Left,
    /// Is still to come.
    Expected,
    /// Is in it now.
    Here,
}

/// One segment that shows: with its booking, and how the guest stands to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct StayIn<'h> {
    pub segment: &'h Segment,
    pub booking: &'h Booking,
    pub presence: Presence,
    /// The nights on which the room is or was the guest's in fact: one who
    /// overstays is in it tonight, one who left early is not.
    pub nights: Stay,
}

impl<'h> StayIn<'h> {
    /// The segment as it shows on this business date; nothing for history that
    /// holds nothing, and for a booking that does not hold.
    fn of(house: &'h House, segment: &'h Segment, today: Day) -> Option<StayIn<'h>> {
        let booking = house.bookings.get(&segment.booking)?;
        let gone = booking.checked_out_at.is_some();
        if !segment.counts() || !(segment.active || gone) {
            return None;
        }
        let presence = if gone {
            Presence::Left
        } else if booking.is_in_house() && segment.status == AssignmentStatus::Locked {
            Presence::Here
        } else if booking.is_in_house() && segment.stay.check_out <= today {
            Presence::Left
        } else {
            Presence::Expected
        };
        Some(StayIn {
            segment,
            booking,
            presence,
            nights: nights_in_fact(segment.stay, presence, today),
        })
    }

    /// Whether the guest is in the room past the end of the segment.
    pub fn overstays(&self, today: Day) -> bool {
        self.presence == Presence::Here && self.segment.stay.check_out < today
    }
}

fn nights_in_fact(stay: Stay, presence: Presence, today: Day) -> Stay {
    let check_out = match presence {
        Presence::Here if stay.check_out < today => today.plus(1),
        Presence::Left => stay.check_out.min(today.max(stay.check_in)),
        _ => stay.check_out,
    };
    Stay {
        check_in: stay.check_in,
        check_out,
    }
}

/// Every segment that shows in this room, in order of nights.
pub(super) fn stays_in<'h>(house: &'h House, room: &Room, today: Day) -> Vec<StayIn<'h>> {
    let mut stays: Vec<StayIn> = house
        .segments_in(room.id)
        .filter_map(|segment| StayIn::of(house, segment, today))
        .collect();
    stays.sort_unstable_by_key(|stay| (stay.segment.stay, stay.segment.id));
    stays
}

/// One night of one room.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Night<'h> {
    /// Why the room is not in service.
    pub out: Option<NotBookable>,
    /// The block that keeps it from sale.
    pub block: Option<&'h Block>,
    /// Whose night it is: the guest in the room, else one expected, else one
    /// who has left.
    pub guest: Option<StayIn<'h>>,
    /// Whether it counts as held: for a night to come, by a booking that holds
    /// the room; for one slept already, by whoever slept there.
    pub held: bool,
}

/// The nights `from` .. `from + days` of one room. `stays` are its segments
/// from [`stays_in`].
pub(super) fn nights_of<'h>(
    house: &'h House,
    property: &Property,
    room: &Room,
    stays: &[StayIn<'h>],
    from: Day,
    days: u32,
) -> Vec<Night<'h>> {
    let mut nights = vec![Night::default(); days as usize];
    let today = property.business_date;
    if !room.active || room.out_of_order.is_some() || room.maintenance.is_some() {
        let service = ServiceSpan::of(room, property);
        for (night, place) in from.until(from.plus(days as i32)).zip(&mut nights) {
            place.out = service.why_not(room, night, today, &property.policies);
        }
    }
    for block in house.blocks_in(room.id).filter(|block| block.holds()) {
        for index in within(block.stay, from, days) {
            nights[index].block = Some(block);
        }
    }
    for stay in stays {
        for index in within(stay.nights, from, days) {
            let place = &mut nights[index];
            let weightier = place
                .guest
                .is_none_or(|other| other.presence < stay.presence);
            if weightier {
                place.guest = Some(*stay);
            }
            let slept = from.plus(index as i32) < today;
            place.held |=
                slept || (stay.segment.active && stay.segment.stay.covers(from.plus(index as i32)));
        }
    }
    nights
}

/// Places in a window of `days` days that these nights fall on.
pub(super) fn within(nights: Stay, from: Day, days: u32) -> std::ops::Range<usize> {
    let first = nights.check_in.since(from).clamp(0, days as i32);
    let last = nights.check_out.since(from).clamp(first, days as i32);
    first as usize..last as usize
}

/// Since which days a room has been out of service: a night before that was
/// what it was.
struct ServiceSpan {
    out_of_order: Option<Day>,
    maintenance: Option<Day>,
}

impl ServiceSpan {
    fn of(room: &Room, property: &Property) -> ServiceSpan {
        let day = |moment: crate::domain::Moment| moment.calendar_day(property.timezone);
        ServiceSpan {
            out_of_order: room.out_of_order.as_ref().map(|out| day(out.stamp.at)),
            maintenance: room.maintenance.as_ref().map(|hold| day(hold.since)),
        }
    }

    fn why_not(
        &self,
        room: &Room,
        night: Day,
        today: Day,
        policies: &Policies,
    ) -> Option<NotBookable> {
        let reason = room.why_not_in_service(night, today, policies)?;
        let since = match reason {
            NotBookable::OutOfOrder => self.out_of_order,
            NotBookable::Maintenance(_) => self.maintenance,
            NotBookable::Inactive | NotBookable::Status(_) => None,
        };
        let was_in_service = night < today && since.is_some_and(|since| night < since);
        (!was_in_service).then_some(reason)
    }
}
