//! Pages of a list: a stretch of it, and how much lies before and after.

use super::{BookingFilter, Place, Sort};
use crate::domain::assignment;
use crate::domain::booking::Booking;
use crate::domain::day::Day;
use crate::domain::facts::Facts;
use crate::domain::segment::{AssignmentStatus, Segment};

/// Where a page lies.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Stretch {
    /// At the beginning.
    #[default]
    First,
    /// At the end.
    Last,
    /// From this place on, itself included where it is still there.
    From(Place),
    /// Behind this place.
    After(Place),
    /// In front of this place.
    Before(Place),
}

impl Stretch {
    /// Whether it is counted backwards from its end.
    pub fn is_backward(&self) -> bool {
        matches!(self, Stretch::Last | Stretch::Before(_))
    }
}

/// Which page of which list is wanted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PageWanted {
    /// Which bookings.
    pub filter: BookingFilter,
    /// In which order.
    pub sort: Sort,
    /// Where.
    pub stretch: Stretch,
    /// At most so many.
    pub most: u32,
}

/// One line of a list of bookings.
#[derive(Clone, PartialEq, Debug)]
pub struct BookingLine {
    /// The booking.
    pub booking: Booking,
    /// How firmly it has its rooms.
    pub assignment: AssignmentStatus,
    /// Number of the room that speaks for it.
    pub room: Option<String>,
}

impl BookingLine {
    /// The line of a booking, as these facts have it.
    pub fn of(facts: &dyn Facts, booking: Booking, today: Day) -> BookingLine {
        let mut segments = facts.segments_of(booking.id);
        segments.retain(Segment::counts);
        let room = assignment::current(&segments, today)
            .and_then(|segment| facts.room(segment.room))
            .map(|room| room.number);
        BookingLine {
            assignment: assignment::status(&booking, &segments, today),
            booking,
            room,
        }
    }
}

/// A stretch of a list.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Page {
    /// The lines, in the list's order.
    pub lines: Vec<BookingLine>,
    /// How many stand before the first of them.
    pub before: u64,
    /// How many there are in all.
    pub total: u64,
}

/// The bookings of a stretch among `all`, in the list's order.
pub fn stretch<'b>(
    all: impl Iterator<Item = &'b Booking>,
    wanted: &PageWanted,
) -> (Vec<&'b Booking>, u64, u64) {
    let sort = wanted.sort;
    let mut listed: Vec<(Place, &Booking)> = all
        .filter(|booking| wanted.filter.shows(booking))
        .map(|booking| (sort.place(booking), booking))
        .collect();
    listed.sort_by(|one, other| sort.compare(&one.0, &other.0));
    let most = wanted.most as usize;
    let not_before = |place: &Place, equal_too: bool| {
        listed.partition_point(|(own, _)| {
            let order = sort.compare(own, place);
            order.is_lt() || (equal_too && order.is_eq())
        })
    };
    let (from, to) = match &wanted.stretch {
        Stretch::First => (0, most),
        Stretch::Last => (listed.len().saturating_sub(most), listed.len()),
        Stretch::From(place) => {
            let from = not_before(place, false);
            (from, from + most)
        }
        Stretch::After(place) => {
            let from = not_before(place, true);
            (from, from + most)
        }
        Stretch::Before(place) => {
            let to = not_before(place, false);
            (to.saturating_sub(most), to)
        }
    };
    let to = to.min(listed.len());
    let bookings = listed[from..to].iter().map(|(_, booking)| *booking);
    (bookings.collect(), from as u64, listed.len() as u64)
}
