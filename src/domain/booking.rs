//! Bookings: a guest, a stay, a room type; status and party.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::day::{Day, Stay};
use super::id::{BookingId, PropertyId};
use super::moment::{Moment, TimeOfDay};
use super::money::Money;
use super::policy::{PartyCompletion, Policies};

/// Where a booking stands. Whether the guest is in the house is told by the
/// stamps of check-in and check-out, not by a status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BookingStatus {
    /// Waits for a deposit or an approval.
    PendingPayment,
    /// Firm.
    Confirmed,
    /// Called off.
    Cancelled,
    /// The guest has been and left.
    Completed,
    /// The guest never came.
    NoShow,
}

impl BookingStatus {
    /// Every status.
    pub const ALL: [BookingStatus; 5] = [
        BookingStatus::PendingPayment,
        BookingStatus::Confirmed,
        BookingStatus::Cancelled,
        BookingStatus::Completed,
        BookingStatus::NoShow,
    ];

    /// As it is stored and printed: `PENDING_PAYMENT`.
    pub fn as_str(self) -> &'static str {
        match self {
            BookingStatus::PendingPayment => "PENDING_PAYMENT",
            BookingStatus::Confirmed => "CONFIRMED",
            BookingStatus::Cancelled => "CANCELLED",
            BookingStatus::Completed => "COMPLETED",
            BookingStatus::NoShow => "NO_SHOW",
        }
    }
}

/// How to reach the guest, and who the guest is on paper.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Nationality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    /// Passport or identity card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// What the guest would like.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preferences {
    /// A floor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    /// A quiet room.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub quiet: bool,
    /// A room near the lift.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub near_elevator: bool,
    /// Room features.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub features: BTreeSet<String>,
}

/// One booking.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Booking {
    /// Identity.
    pub id: BookingId,
    /// Whose it is.
    pub property: PropertyId,
    /// `BK-2026-000123`; unique in the property.
    pub code: String,
    /// The reference of whoever sent it.
    pub reference: Option<String>,
    /// The lead guest.
    pub lead: String,
    /// Everyone who is named, the lead guest among them.
    pub guests: Vec<String>,
    /// How to reach them.
    pub contact: Contact,
    /// How many adults.
    pub adults: u32,
    /// How many children.
    pub children: u32,
    /// How many infants: in the party, not in the room's capacity.
    pub infants: u32,
    /// Code of the room type that was booked.
    pub room_type: String,
    /// From when to when.
    #[serde(flatten)]
    pub stay: Stay,
    /// When they expect to come.
    pub arrival_time: Option<TimeOfDay>,
    /// When they expect to leave.
    pub departure_time: Option<TimeOfDay>,
    /// Where it stands.
    pub status: BookingStatus,
    /// When they came.
    pub checked_in_at: Option<Moment>,
    /// When they left.
    pub checked_out_at: Option<Moment>,
    /// The business date on which they came.
    pub arrived_on: Option<Day>,
    /// The business date on which they left.
    pub departed_on: Option<Day>,
    /// Price per night.
    pub rate: Money,
    /// Where it came from: `direct`, `Booking.com`.
    pub source: String,
    /// Someone to be looked after.
    pub is_vip: bool,
    /// Booked with the house itself.
    pub is_direct: bool,
    /// The group it belongs to.
    pub group: Option<String>,
    /// What they would like.
    pub preferences: Preferences,
    /// The room a feed or file named although it was taken.
    pub wanted_room: Option<String>,
    /// The guest is here and waits for the room.
    pub guest_waiting: bool,
    /// The names are an importer's placeholders; the party rule waits until
    /// someone edits them.
    pub placeholder_guests: bool,
    /// Why it was cancelled, or the no-show declared.
    pub status_reason: Option<String>,
    /// When it was made.
    pub created_at: Moment,
    /// Whether a night it holds has no room yet. Kept in step by the draft of
    /// every decision; never set by hand.
    pub needs_room: bool,
    /// Grows by one with each command that changes the booking.
    pub version: i64,
}

impl Booking {
    /// Whether the guest is in the house.
    pub fn is_in_house(&self) -> bool {
        self.checked_in_at.is_some() && self.checked_out_at.is_none()
    }

    /// Whether it counts against what can be sold.
    pub fn holds_inventory(&self, policies: &Policies) -> bool {
        match self.status {
            BookingStatus::Confirmed => self.checked_out_at.is_none(),
            BookingStatus::PendingPayment => policies.pending_payment_holds,
            BookingStatus::Cancelled | BookingStatus::Completed | BookingStatus::NoShow => false,
        }
    }

    /// Adults and children: those a room must have a place for.
    pub fn heads(&self) -> u32 {
        self.adults.saturating_add(self.children)
    }

    /// How many names the party still lacks under this rule; 0 when complete.
    pub fn names_missing(&self, rule: PartyCompletion) -> u32 {
        if self.placeholder_guests {
            return 0;
        }
        let named = self
            .guests
            .iter()
            .filter(|name| !name.trim().is_empty())
            .count() as u32;
        let wanted = match rule {
            PartyCompletion::Everyone => self.heads().max(1),
            PartyCompletion::Lead => 1,
        };
        let missing = wanted.saturating_sub(named);
        if self.lead.trim().is_empty() {
            missing.max(1)
        } else {
            missing
        }
    }

    /// In the house past the day of departure.
    pub fn is_overstay(&self, today: Day) -> bool {
        self.is_in_house() && self.stay.check_out < today
    }

    /// In the house and leaving today.
    pub fn is_due_out(&self, today: Day) -> bool {
        self.is_in_house() && self.stay.check_out == today
    }

    /// Confirmed, expected today, not here yet.
    pub fn is_arrival(&self, today: Day) -> bool {
        self.status == BookingStatus::Confirmed
            && self.checked_in_at.is_none()
            && self.stay.check_in == today
    }

    /// Price of the nights, without adjustments.
    pub fn price(&self) -> Money {
        self.rate.times(i64::from(self.stay.nights()))
    }

    /// The name for a cell of the grid: the family name, or the lead guest.
    pub fn family_name(&self) -> &str {
        let lead = self.lead.trim();
        match lead.split_once(',') {
            Some((family, _)) => family.trim(),
            None => lead.rsplit(char::is_whitespace).next().unwrap_or(lead),
        }
    }
}
