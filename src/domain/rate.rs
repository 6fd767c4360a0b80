//! Rates: what a room of another type costs beside the one that was booked.
//!
//! A night in another type costs the booked rate and the difference of the
//! two rack rates; below zero where the other type is the cheaper. Whether the
//! guest pays it or the house bears it is a [`RateDecision`], and without one
//! nobody is given a room of another type.

use serde::{Deserialize, Serialize};

use super::booking::Booking;
use super::day::Stay;
use super::money::Money;
use super::property::RoomType;
use super::segment::AssignmentType;
use super::stamp::Stamp;

/// What to do with the difference of a room of another type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateDecision {
    /// The guest pays it, or is given it back where the room is the cheaper.
    Charge,
    /// The house bears it: the guest pays what was booked.
    Complimentary,
}

impl RateDecision {
    /// In a word.
    pub fn as_str(self) -> &'static str {
        match self {
            RateDecision::Charge => "charged",
            RateDecision::Complimentary => "complimentary",
        }
    }
}

/// What was settled about the difference, on record with the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RateTerms {
    /// Charged, or borne by the house.
    pub decision: RateDecision,
    /// Whether the guest approved, in the presence of who settled it.
    pub approved_by_guest: bool,
    /// Who settled it, and when.
    pub settled: Stamp,
}

/// What a command says about the difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RateChoice {
    /// Charge it or bear it; none where nobody has said.
    pub decision: Option<RateDecision>,
    /// The guest approved.
    pub approved_by_guest: bool,
}

/// What a room of another type costs beside the one that was booked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Quote {
    /// Code of the type the room is of.
    pub room_type: String,
    /// Code of the type that was booked.
    pub booked_type: String,
    /// The booked rate.
    pub booked_rate: Money,
    /// The rate with the difference.
    pub rate: Money,
    /// The difference per night; below zero where the room is the cheaper.
    pub difference: Money,
    /// How many nights it is about.
    pub nights: i32,
    /// The difference over all those nights.
    pub total: Money,
    /// Whether it is the better or the lesser room; neither for two types of
    /// one rank and one rate.
    #[serde(skip)]
    pub kind: Option<AssignmentType>,
}

/// What `offered` costs for these nights of a booking of type `booked`.
pub fn quote(booking: &Booking, booked: &RoomType, offered: &RoomType, nights: Stay) -> Quote {
    quote_from(booking.rate, booked, offered, nights)
}

/// The same for whoever has no booking yet: beside this price per night.
pub fn quote_from(rate: Money, booked: &RoomType, offered: &RoomType, nights: Stay) -> Quote {
    let difference = offered.rate.minus(booked.rate);
    let worth = |kind: &RoomType| (kind.rank, kind.rate.minor);
    Quote {
        room_type: offered.code.clone(),
        booked_type: booked.code.clone(),
        booked_rate: rate,
        rate: rate.plus(difference),
        difference,
        nights: nights.nights(),
        total: difference.times(i64::from(nights.nights())),
        kind: match worth(offered).cmp(&worth(booked)) {
            std::cmp::Ordering::Greater => Some(AssignmentType::Upgrade),
            std::cmp::Ordering::Less => Some(AssignmentType::Downgrade),
            std::cmp::Ordering::Equal => None,
        },
    }
}

impl Quote {
    /// `EUR 60.00 more a night, EUR 180.00 for 3 nights`; `the same price`.
    pub fn words(&self) -> String {
        let way = match self.difference.minor {
            0 => return "the same price".to_owned(),
            minor if minor > 0 => "more",
            _ => "less",
        };
        let nightly = format!("{} {way} a night", self.difference.size());
        match self.nights {
            0 => format!("{nightly}; a day use costs nothing more"),
            1 => format!("{nightly}, for 1 night"),
            nights => format!("{nightly}, {} for {nights} nights", self.total.size()),
        }
    }

    /// In a few columns: `+60.00`, `-15.00`, `+0.00`.
    pub fn short(&self) -> String {
        signed(self.difference)
    }
}

/// An amount with its sign, without the currency: `+60.00`.
pub fn signed(money: Money) -> String {
    let sign = if money.minor < 0 { "" } else { "+" };
    format!("{sign}{}", money.amount())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::SmallHouse;

    #[test]
    fn the_difference_is_that_of_the_rack_rates_whatever_was_booked() {
        let mut hotel = SmallHouse::new();
        let code = hotel.book("DBL", 0, 3, "Yi, Min");
        let mut booking = hotel.booking(&code);
        booking.rate = Money {
            minor: 7_000,
            ..booking.rate
        };
        let kind = |code: &str| hotel.house.room_types[code].clone();
        let (double, suite) = (kind("DBL"), kind("STE"));
        let up = quote(&booking, &double, &suite, booking.stay);
        assert_eq!(up.difference, suite.rate.minus(double.rate));
        assert_eq!(up.rate, booking.rate.plus(up.difference));
        assert_eq!(up.total.minor, up.difference.minor * 3);
        assert_eq!(up.kind, Some(AssignmentType::Upgrade));
        let down = quote(&booking, &suite, &double, booking.stay);
        assert_eq!(down.difference.minor, -up.difference.minor);
        assert_eq!(down.kind, Some(AssignmentType::Downgrade));
        let same = quote(&booking, &double, &double, booking.stay);
        assert_eq!((same.difference.minor, same.kind), (0, None));
        assert_eq!(same.words(), "the same price");
        assert!(up.words().contains("more a night") && down.words().contains("less a night"));
    }
}
