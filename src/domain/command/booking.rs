//! Commands about bookings as such.

use serde::{Deserialize, Serialize};

use crate::domain::booking::{BookingStatus, Contact, Preferences};
use crate::domain::day::Day;
use crate::domain::moment::TimeOfDay;
use crate::domain::money::Price;
use crate::domain::rate::RateDecision;

/// Take a booking.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateBooking {
    /// Code of the room type.
    pub room_type: String,
    /// First night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_in: Option<Day>,
    /// Day of departure; or `nights`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_out: Option<Day>,
    /// Nights; 0 is a day use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nights: Option<u32>,
    /// Its code; else the next free one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The reference of whoever sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The lead guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Names of the party; the lead guest is added if missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<String>,
    /// How to reach them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Adults; else 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adults: Option<u32>,
    /// Children; else none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children: Option<u32>,
    /// Infants; else none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infants: Option<u32>,
    /// Pending or confirmed (the default); an import may also record what is past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<BookingStatus>,
    /// Price per night; else the type's rack rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Price>,
    /// Where it came from; else `direct`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Someone to be looked after.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_vip: bool,
    /// Booked with the house itself; else told by the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_direct: Option<bool>,
    /// The group it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What they would like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferences: Option<Preferences>,
    /// When they expect to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrival_time: Option<TimeOfDay>,
    /// When they expect to leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departure_time: Option<TimeOfDay>,
    /// A first note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// The names are an importer's placeholders.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub placeholder_guests: bool,
    /// The day it was made elsewhere; else it is made now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked_on: Option<Day>,
    /// The room a file or feed names for it: given where it is free, else
    /// remembered as wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted_room: Option<String>,
}

/// Change a booking's particulars; what is left out stays.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditBooking {
    /// Which, by code.
    pub booking: String,
    /// Code of the room type; the room is freed unless it is of the new type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_type: Option<String>,
    /// The reference of whoever sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The lead guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Names of the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guests: Option<Vec<String>>,
    /// How to reach them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Adults.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adults: Option<u32>,
    /// Children.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children: Option<u32>,
    /// Infants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infants: Option<u32>,
    /// Price per night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Price>,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Someone to be looked after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_vip: Option<bool>,
    /// Booked with the house itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_direct: Option<bool>,
    /// The group it belongs to; empty: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What they would like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferences: Option<Preferences>,
    /// When they expect to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrival_time: Option<TimeOfDay>,
    /// When they expect to leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departure_time: Option<TimeOfDay>,
    /// One more note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Name the party.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameGuests {
    /// Which booking, by code.
    pub booking: String,
    /// Every name; the first is the lead guest.
    pub guests: Vec<String>,
}

/// Add a note to a booking or a room.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddNote {
    /// To this booking, by code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<String>,
    /// Or to this room, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// What it says.
    pub text: String,
}

/// Say that the guest is here and waits for the room, or waits no more.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetGuestWaiting {
    /// Which booking, by code.
    pub booking: String,
    /// Waits, or not.
    pub on: bool,
}

macro_rules! about_one_booking {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Which booking, by code.
            pub booking: String,
            /// Why.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub reason: Option<String>,
        }
    )*};
}

about_one_booking! {
    /// Confirm a pending booking.
    ConfirmBooking,
    /// Cancel a booking; wants a reason.
    CancelBooking,
    /// Say that the guest never came.
    MarkNoShow,
    /// Bring a cancelled booking or a no-show back, without a room.
    ReinstateBooking,
}

/// Change the dates of a stay.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeStay {
    /// Which booking, by code.
    pub booking: String,
    /// New first night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_in: Option<Day>,
    /// New day of departure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_out: Option<Day>,
    /// Go to this room with the new dates, by number; else the present one is
    /// kept where it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// What to do with the difference where the room is of another type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateDecision>,
    /// The guest approved of being charged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_by_guest: bool,
    /// Take the room from tentative stays in the way; they are re-planned in
    /// the same step.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub displace_tentative: bool,
    /// Free the room where it does not fit, instead of refusing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub release_room: bool,
    /// Change it even though the room was promised.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub override_do_not_move: bool,
    /// Why, where a promise is broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
