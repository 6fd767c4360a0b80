//! Who claims a room, and how strongly.

use serde::{Deserialize, Serialize};

use crate::domain::booking::Booking;
use crate::domain::day::Stay;

/// For a VIP.
const VIP: i32 = 100;
/// For each night.
const NIGHT: i32 = 10;
/// For each full day booked earlier than the other.
const DAY_EARLIER: i32 = 5;
/// … at most.
const MOST_FOR_EARLIER: i32 = 50;
/// For having booked with the house itself.
const DIRECT: i32 = 20;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// One claim on a room.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// Whose, by code.
    pub booking: String,
    /// The guest, for people.
    pub guest: String,
    /// The room, by number.
    pub room: String,
    /// The nights claimed.
    pub part: Stay,
    /// How strong it is, part by part.
    pub points: Vec<(String, i32)>,
    /// Whether it keeps the room.
    pub keeps: bool,
    /// What settles it whatever the points, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<String>,
}

impl Claim {
    /// How strong it is.
    pub fn strength(&self) -> i32 {
        self.points.iter().map(|(_, points)| points).sum()
    }
}

/// How strong a booking's claim is beside the others', part by part.
pub(super) fn strength(booking: &Booking, others: &[&Booking]) -> Vec<(String, i32)> {
    let mut points = Vec::new();
    if booking.is_vip {
        points.push(("VIP".to_owned(), VIP));
    }
    let nights = booking.stay.nights().max(0);
    points.push(("nights".to_owned(), nights.saturating_mul(NIGHT)));
    // Beside several others, what counts is the one who booked last.
    let last = others.iter().map(|other| other.created_at.millis()).max();
    let earlier = last.map_or(0, |last| (last - booking.created_at.millis()) / DAY);
    let earlier = earlier.clamp(0, i64::from(MOST_FOR_EARLIER / DAY_EARLIER)) as i32;
    if earlier > 0 {
        points.push(("booked earlier".to_owned(), earlier * DAY_EARLIER));
    }
    if booking.is_direct {
        points.push(("direct".to_owned(), DIRECT));
    }
    points
}
