//! In which order a list stands, and places within that order.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::domain::booking::Booking;
use crate::domain::day::Day;
use crate::domain::id::BookingId;

/// What a list of bookings is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// The day of arrival.
    #[default]
    Arrival,
    /// The day of departure.
    Departure,
    /// The lead guest's name.
    Guest,
    /// The booking's code.
    Code,
}

impl SortBy {
    /// Every one, in the order in which a key goes round them.
    pub const ALL: [SortBy; 4] = [
        SortBy::Arrival,
        SortBy::Departure,
        SortBy::Guest,
        SortBy::Code,
    ];

    /// As it is written: `arrival`.
    pub fn as_str(self) -> &'static str {
        match self {
            SortBy::Arrival => "arrival",
            SortBy::Departure => "departure",
            SortBy::Guest => "guest",
            SortBy::Code => "code",
        }
    }
}

/// How a list of bookings is sorted; equals stand by age.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// The largest first.
    pub descending: bool,
}

/// What a booking is sorted by, as it is compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SortKey {
    /// A day.
    Day(Day),
    /// Letters, the case of plain ones folded.
    Text(String),
}

/// A booking's place in a sorted list, which stands even when the booking has
/// gone from it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// What it is sorted by.
    pub key: SortKey,
    /// Which booking.
    pub id: BookingId,
}

impl Sort {
    /// Where a booking stands.
    pub fn place(self, booking: &Booking) -> Place {
        let key = match self.by {
            SortBy::Arrival => SortKey::Day(booking.stay.check_in),
            SortBy::Departure => SortKey::Day(booking.stay.check_out),
            SortBy::Guest => SortKey::Text(booking.lead.to_ascii_lowercase()),
            SortBy::Code => SortKey::Text(booking.code.clone()),
        };
        Place {
            key,
            id: booking.id,
        }
    }

    /// Which of two places comes first.
    pub fn compare(self, one: &Place, other: &Place) -> Ordering {
        let rising = one.cmp(other);
        if self.descending {
            rising.reverse()
        } else {
            rising
        }
    }

    /// The next one that a key leads to: the same the other way round, then
    /// by the next column.
    #[must_use]
    pub fn next(self) -> Sort {
        if !self.descending {
            return Sort {
                descending: true,
                ..self
            };
        }
        let at = SortBy::ALL.iter().position(|by| *by == self.by);
        let next = at.map_or(0, |at| (at + 1) % SortBy::ALL.len());
        Sort {
            by: SortBy::ALL[next],
            descending: false,
        }
    }
}
