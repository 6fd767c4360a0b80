//! What a person looks for in the list of bookings, as it is kept under a
//! name: dates that move with the house stay words until it is asked.

use serde::{Deserialize, Serialize};

use super::BookingFilter;
use crate::domain::booking::BookingStatus;
use crate::domain::day::{Day, Stay};

/// What a person looks for; what is left out does not matter.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// In code, reference, guests or group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Present from this day on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Present before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// In this status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<BookingStatus>,
    /// With a room for every night, or lacking one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned: Option<bool>,
    /// Arriving on the business date, whatever it is by then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub arriving_today: bool,
    /// Of this room type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_type: Option<String>,
    /// From this source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Only those to be looked after, or only the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vip: Option<bool>,
}

impl Search {
    /// Whether it looks for nothing in particular.
    pub fn is_all(&self) -> bool {
        *self == Search::default()
    }

    /// The filter it means on this business date. Who arrives today, and who
    /// lacks a room, is not asked of bookings that were called off.
    pub fn filter(&self, today: Day) -> BookingFilter {
        let alive = self.arriving_today || self.assigned == Some(false);
        let statuses = match self.status {
            Some(status) => vec![status],
            None if alive => vec![
                BookingStatus::PendingPayment,
                BookingStatus::Confirmed,
                BookingStatus::Completed,
            ],
            None => Vec::new(),
        };
        BookingFilter {
            text: self.text.clone().filter(|text| !text.trim().is_empty()),
            statuses,
            arriving: self.arriving_today.then(|| (today, today.plus(1))),
            touching: span(self.from, self.to),
            room_type: self.room_type.clone(),
            source: self.source.clone(),
            vip: self.vip,
            needs_room: self.assigned.map(|assigned| !assigned),
            ..BookingFilter::default()
        }
    }

    /// What it looks for, in words: `DBL, unassigned, "smith"`.
    pub fn words(&self) -> String {
        let mut words = Vec::new();
        if self.arriving_today {
            words.push("arriving today".to_owned());
        }
        words.extend(match (self.from, self.to) {
            (None, None) => None,
            (Some(from), None) => Some(format!("from {}", from.spoken())),
            (None, Some(to)) => Some(format!("before {}", to.spoken())),
            (Some(from), Some(to)) => Some(format!("{} to {}", from.spoken(), to.spoken())),
        });
        words.extend(
            self.status
                .map(|it| it.as_str().to_lowercase().replace('_', " ")),
        );
        words.extend(
            self.assigned
                .map(|it| if it { "with a room" } else { "without a room" }.to_owned()),
        );
        words.extend(self.room_type.clone());
        words.extend(self.source.as_ref().map(|it| format!("from {it}")));
        words.extend(
            self.vip
                .map(|it| if it { "VIP" } else { "no VIP" }.to_owned()),
        );
        words.extend(self.text.as_ref().map(|it| format!("\"{it}\"")));
        if words.is_empty() {
            "all".to_owned()
        } else {
            words.join(", ")
        }
    }
}

/// The nights from one day up to another, either of which may be open.
fn span(from: Option<Day>, to: Option<Day>) -> Option<Stay> {
    if from.is_none() && to.is_none() {
        return None;
    }
    let check_in = from.unwrap_or(Day::FIRST);
    Some(Stay {
        check_in,
        check_out: to.unwrap_or(Day::LAST).max(check_in),
    })
}
