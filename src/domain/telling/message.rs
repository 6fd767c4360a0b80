//! Messages: one for each person told, and one delivery for each way by which
//! it leaves the house.

use serde::{Deserialize, Serialize};

use crate::domain::id::{BookingId, DeliveryId, MessageId, PropertyId, ResidentId, StaffId};
use crate::domain::moment::Moment;

/// Seconds to wait after the first, second and third failure; a delivery that
/// fails once more is dead.
pub const DELAYS: [i64; 3] = [60, 120, 240];

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// An alert was raised, or grew more severe.
    Alert,
    /// Someone told everyone something.
    Announcement,
    /// One shift tells the next.
    HandOver,
    /// About a maintenance request.
    Request,
    /// A job's report.
    Report,
    /// What was told before no longer holds.
    Correction,
}

impl MessageKind {
    /// As it is printed: `hand_over`.
    pub fn as_str(self) -> &'static str {
        match self {
            MessageKind::Alert => "alert",
            MessageKind::Announcement => "announcement",
            MessageKind::HandOver => "hand_over",
            MessageKind::Request => "request",
            MessageKind::Report => "report",
            MessageKind::Correction => "correction",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            MessageKind::Alert => "Alert",
            MessageKind::Announcement => "Announcement",
            MessageKind::HandOver => "Hand-over",
            MessageKind::Request => "Maintenance",
            MessageKind::Report => "Report",
            MessageKind::Correction => "Correction",
        }
    }
}

/// How urgent a message is; counted as the priority of requests is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Priority 1.
    Low,
    /// Priority 2.
    Normal,
    /// Priority 3: goes by SMS to those who want that.
    High,
    /// Priority 4: goes by every way there is.
    Urgent,
}

impl Urgency {
    /// The urgency of something of this priority, 1 to 4; what lies outside
    /// counts as the nearest.
    pub fn of_priority(priority: u32) -> Urgency {
        match priority {
            0 | 1 => Urgency::Low,
            2 => Urgency::Normal,
            3 => Urgency::High,
            _ => Urgency::Urgent,
        }
    }

    /// As it is printed: `urgent`.
    pub fn as_str(self) -> &'static str {
        match self {
            Urgency::Low => "low",
            Urgency::Normal => "normal",
            Urgency::High => "high",
            Urgency::Urgent => "urgent",
        }
    }
}

/// Someone who is not of the house's staff.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outside {
    /// The guest of a booking.
    Guest(BookingId),
    /// A resident.
    Resident(ResidentId),
}

/// One message in one person's inbox; or a letter to someone outside, which is
/// in nobody's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Message {
    /// Identity.
    pub id: MessageId,
    /// Whose house.
    pub property: PropertyId,
    /// Who is told; of a letter to someone outside, who answers for it.
    pub to: StaffId,
    /// To whom outside it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// Who tells; nobody where a job does.
    pub from: Option<StaffId>,
    /// What it is.
    pub kind: MessageKind,
    /// What it is about, by natural key: an alert, a ticket, a booking's code.
    pub about: Option<String>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub created_at: Moment,
    /// When the person has read it.
    pub read_at: Option<Moment>,
    /// Grows by one with each change.
    pub version: i64,
}

impl Message {
    /// Whether the person has not read it yet. A letter to someone outside is
    /// not theirs to read.
    pub fn is_unread(&self) -> bool {
        self.read_at.is_none() && self.outside.is_none()
    }

    /// Whether it is in this person's inbox.
    pub fn is_for(&self, person: StaffId) -> bool {
        self.to == person && self.outside.is_none()
    }

    /// Its first line, for lists and the subject of a letter.
    pub fn headline(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }
}

/// A way by which a message leaves the house.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By e-mail.
    Email,
    /// By SMS.
    Sms,
}

impl Way {
    /// As it is printed: `email`.
    pub fn as_str(self) -> &'static str {
        match self {
            Way::Email => "email",
            Way::Sms => "sms",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Way::Email => "e-mail",
            Way::Sms => "SMS",
        }
    }
}

/// How a delivery stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It waits for its next try.
    Waiting,
    /// It was handed over.
    Sent,
    /// It failed too often: a dead letter.
    Dead,
    /// It was withdrawn before it went out.
    Withdrawn,
}

/// A message on its way out of the house, by one way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Delivery {
    /// Identity.
    pub id: DeliveryId,
    /// Whose house.
    pub property: PropertyId,
    /// Which message.
    pub message: MessageId,
    /// By which way.
    pub way: Way,
    /// Where to: an e-mail address, a telephone number.
    pub address: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next; nothing once it is sent, dead or withdrawn.
    pub next_try: Option<Moment>,
    /// When it was handed over.
    pub sent_at: Option<Moment>,
    /// When it was given up.
    pub dead_at: Option<Moment>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// Grows by one with each change.
    pub version: i64,
}

impl Delivery {
    /// How it stands.
    pub fn state(&self) -> DeliveryState {
        if self.sent_at.is_some() {
            DeliveryState::Sent
        } else if self.dead_at.is_some() {
            DeliveryState::Dead
        } else if self.next_try.is_some() {
            DeliveryState::Waiting
        } else {
            DeliveryState::Withdrawn
        }
    }

    /// The same delivery after a try at `now`: handed over, or failed for this
    /// reason and to be tried again, or dead after the last try.
    #[must_use]
    pub fn after_try(mut self, now: Moment, failed: Option<String>) -> Delivery {
        self.attempts += 1;
        let delay = DELAYS.get(self.attempts as usize - 1);
        match (&failed, delay) {
            (None, _) => {
                self.sent_at = Some(now);
                self.next_try = None;
            }
            (Some(_), Some(seconds)) => self.next_try = Some(now.plus_millis(seconds * 1000)),
            (Some(_), None) => {
                self.dead_at = Some(now);
                self.next_try = None;
            }
        }
        self.last_error = failed;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting() -> Delivery {
        Delivery {
            id: DeliveryId(1),
            property: PropertyId(1),
            message: MessageId(2),
            way: Way::Email,
            address: "mia@example.com".into(),
            attempts: 0,
            next_try: Some(Moment::from_millis(0)),
            sent_at: None,
            dead_at: None,
            last_error: None,
            version: 1,
        }
    }

    #[test]
    fn three_retries_after_one_two_and_four_minutes_and_then_it_is_dead() {
        let mut letter = waiting();
        let mut waits = Vec::new();
        let mut now = Moment::from_millis(0);
        while let Some(next) = letter.next_try {
            assert_eq!(letter.state(), DeliveryState::Waiting);
            waits.push(next.since(now) / 1000);
            now = next;
            letter = letter.after_try(now, Some("nobody answers".into()));
        }
        assert_eq!(waits, [0, 60, 120, 240]);
        assert_eq!((letter.attempts, letter.state()), (4, DeliveryState::Dead));
        assert_eq!(letter.last_error.as_deref(), Some("nobody answers"));
    }

    #[test]
    fn what_is_handed_over_is_not_tried_again() {
        let failed = waiting().after_try(Moment::from_millis(5), Some("busy".into()));
        let sent = failed.after_try(Moment::from_millis(9), None);
        assert_eq!(sent.state(), DeliveryState::Sent);
        assert_eq!((sent.attempts, sent.next_try), (2, None));
        assert_eq!(sent.last_error, None);
    }
}
