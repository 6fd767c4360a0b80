//! Selling a room type below zero.

use crate::domain::availability::sellable;
use crate::domain::booking::Booking;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::policy::Oversell;

/// Nights of the stay on which more rooms of the type are sold than there
/// are, by how many; the draft's own changes count.
pub fn oversold(draft: &Draft, room_type: &str, stay: Stay) -> Vec<(Day, i64)> {
    sellable(draft, room_type, stay)
        .into_iter()
        .filter(|night| night.sellable < 0)
        .map(|night| (night.date, i64::from(-night.sellable)))
        .collect()
}

/// Warns of, or refuses by policy, a booking that takes its type below zero.
/// The booking is in the draft already.
///
/// # Errors
/// `TYPE_OVERSOLD` where the policy refuses.
pub fn check(draft: &mut Draft, booking: &Booking) -> Result<(), Refusal> {
    let nights = oversold(draft, &booking.room_type, booking.stay);
    if nights.is_empty() {
        return Ok(());
    }
    let refusal = refusal(&booking.room_type, &nights);
    if draft.property().policies.oversell == Oversell::Refuse {
        return Err(refusal);
    }
    draft.warn(Code::TypeOversold, refusal.message);
    Ok(())
}

/// The refusal to sell below zero, naming the nights.
pub fn refusal(room_type: &str, nights: &[(Day, i64)]) -> Refusal {
    let spoken: Vec<String> = nights
        .iter()
        .take(5)
        .map(|(night, over)| format!("{} by {over}", night.spoken()))
        .collect();
    let more = nights.len().saturating_sub(spoken.len());
    let and_more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let dates: Vec<Day> = nights.iter().map(|(night, _)| *night).collect();
    Refusal::new(
        Code::TypeOversold,
        format!(
            "More {room_type} are sold than there are on {}{and_more}; offer another type or other dates.",
            spoken.join(", ")
        ),
    )
    .with("room_type", room_type)
    .with("nights", dates)
}
