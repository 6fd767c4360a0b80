//! Which bookings a list has.

use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::day::{Day, Stay};
use crate::domain::fold::fold;

/// Which bookings to list; what is left out does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookingFilter {
    /// In code, reference, lead guest, guests or group; neither case nor
    /// accents count.
    pub text: Option<String>,
    /// Exactly this reference.
    pub reference: Option<String>,
    /// In one of these statuses; none means all.
    pub statuses: Vec<BookingStatus>,
    /// Arriving from the first day up to, not including, the second.
    pub arriving: Option<(Day, Day)>,
    /// Departing from the first day up to, not including, the second.
    pub departing: Option<(Day, Day)>,
    /// Present on one of these nights.
    pub touching: Option<Stay>,
    /// Of this room type.
    pub room_type: Option<String>,
    /// Of this group.
    pub group: Option<String>,
    /// From this source; case does not count.
    pub source: Option<String>,
    /// Only, or none, of those to be looked after.
    pub vip: Option<bool>,
    /// With or without a night that lacks a room.
    pub needs_room: Option<bool>,
    /// With or without the guest in the house.
    pub in_house: Option<bool>,
}

impl BookingFilter {
    /// Whether a booking is in the list. The store asks the same in SQL.
    pub fn shows(&self, booking: &Booking) -> bool {
        let is = |wanted: &Option<String>, own: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| Some(wanted) == own)
        };
        let among = |span: Option<(Day, Day)>, day: Day| {
            span.is_none_or(|(from, to)| from <= day && day < to)
        };
        self.text.as_ref().is_none_or(|text| speaks(booking, text))
            && is(&self.reference, booking.reference.as_deref())
            && (self.statuses.is_empty() || self.statuses.contains(&booking.status))
            && among(self.arriving, booking.stay.check_in)
            && among(self.departing, booking.stay.check_out)
            && self.touching.is_none_or(|span| {
                booking.stay.check_in < span.check_out && booking.stay.check_out >= span.check_in
            })
            && is(&self.room_type, Some(booking.room_type.as_str()))
            && is(&self.group, booking.group.as_deref())
            && self
                .source
                .as_ref()
                .is_none_or(|source| source.eq_ignore_ascii_case(&booking.source))
            && self.vip.is_none_or(|wanted| wanted == booking.is_vip)
            && self
                .needs_room
                .is_none_or(|wanted| wanted == booking.needs_room)
            && self
                .in_house
                .is_none_or(|wanted| wanted == booking.is_in_house())
    }
}

/// Whether a text stands in what a booking is called by.
fn speaks(booking: &Booking, text: &str) -> bool {
    let wanted = fold(text);
    [
        Some(booking.code.as_str()),
        booking.reference.as_deref(),
        Some(booking.lead.as_str()),
        booking.group.as_deref(),
    ]
    .into_iter()
    .flatten()
    .chain(booking.guests.iter().map(String::as_str))
    .any(|name| fold(name).contains(&wanted))
}
