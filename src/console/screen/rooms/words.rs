//! What the lines of the list of rooms say.

use crate::console::view::View;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::day::Day;
use crate::domain::room::Room;

/// Who has the room on this day, and who has it next.
pub fn guests<'a>(
    room: &Room,
    day: Day,
    view: &View<'a>,
) -> (Option<&'a Booking>, Option<&'a Booking>) {
    let mut stays: Vec<_> = view
        .house
        .segments_in(room.id)
        .filter(|segment| segment.active)
        .filter_map(|segment| Some((segment.stay, view.house.bookings.get(&segment.booking)?)))
        .collect();
    stays.sort_by_key(|(stay, _)| *stay);
    let today = day == view.today();
    let here = stays
        .iter()
        .find(|(stay, booking)| stay.covers(day) || (today && booking.is_in_house()));
    let next = stays.iter().find(|(stay, _)| stay.check_in > day);
    (
        here.map(|(_, booking)| *booking),
        next.map(|(_, booking)| *booking),
    )
}

/// The block on the room that day.
pub fn blocked(room: &Room, day: Day, view: &View) -> Option<String> {
    let block = view
        .house
        .blocks_in(room.id)
        .find(|block| block.holds() && block.stay.covers(day))?;
    Some(format!("#{}#", block.reason))
}

/// A guest's name between the signs of the stay's state.
pub fn bracketed(booking: &Booking, view: &View) -> String {
    let name = booking.family_name();
    let until = booking.stay.check_out.date().format("%-d");
    match booking.status {
        _ if booking.is_overstay(view.today()) => format!("{{{name} LATE!}}"),
        _ if booking.is_in_house() => format!("{{{name}}} >{until}"),
        BookingStatus::Confirmed => format!("[{name}] >{until}"),
        _ => format!("({name}) >{until}"),
    }
}

/// A stay without a room.
pub fn waiting_line(booking: &Booking) -> String {
    let (from, to) = (
        booking.stay.check_in.spoken(),
        booking.stay.check_out.spoken(),
    );
    format!(
        "?     {:<5}   {}  {from} > {to}",
        booking.room_type, booking.lead
    )
}
