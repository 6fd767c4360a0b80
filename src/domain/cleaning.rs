//! Cleanings: what was done in a room, by whom, how long it took, and what the
//! inspection said.
//!
//! Owns the kinds of cleaning, the minutes each usually takes, the checklist
//! of an inspection, and the row that stays of every cleaning. A cleaning is
//! written when it is finished; its inspection is added to it. Nothing here
//! leads a room anywhere: that is [`super::turnover`].

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::id::{PropertyId, RoomId};
use super::moment::Moment;
use super::property::RoomType;
use super::stamp::Stamp;

/// What sort of cleaning a room wants, or had.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CleaningKind {
    /// After a guest has left.
    Departure,
    /// The daily service while a guest stays.
    Stayover,
    /// A ready room that nobody used for days.
    TouchUp,
    /// Everything, behind the furniture too.
    Deep,
}

impl CleaningKind {
    /// Every kind.
    pub const ALL: [CleaningKind; 4] = [
        CleaningKind::Departure,
        CleaningKind::Stayover,
        CleaningKind::TouchUp,
        CleaningKind::Deep,
    ];

    /// As it is printed: `touch_up`.
    pub fn as_str(self) -> &'static str {
        match self {
            CleaningKind::Departure => "departure",
            CleaningKind::Stayover => "stayover",
            CleaningKind::TouchUp => "touch_up",
            CleaningKind::Deep => "deep",
        }
    }

    /// As people say it: `touch-up`.
    pub fn label(self) -> &'static str {
        match self {
            CleaningKind::Departure => "departure",
            CleaningKind::Stayover => "stay-over",
            CleaningKind::TouchUp => "touch-up",
            CleaningKind::Deep => "deep clean",
        }
    }
}

/// How the rooms of a type are cleaned, where somebody said so.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Chores {
    /// Minutes of a daily service; else half of a full cleaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stayover_minutes: Option<u32>,
    /// Minutes of a touch-up; else a quarter of a full cleaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touch_up_minutes: Option<u32>,
    /// Minutes of a deep cleaning; else twice a full one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deep_minutes: Option<u32>,
    /// What an inspection looks at, in this order; empty: what every house does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<String>,
}

impl Chores {
    /// Whether nobody said anything.
    pub fn is_unsaid(&self) -> bool {
        *self == Chores::default()
    }
}

/// What an inspection looks at where the type has no list of its own.
pub const CHECKLIST: [&str; 6] = [
    "Bathroom",
    "Bed and linen",
    "Floor and dust",
    "Supplies and minibar",
    "Lights and appliances",
    "Air and smell",
];

impl RoomType {
    /// Minutes that this kind of cleaning usually takes in a room of the type.
    pub fn minutes_for(&self, kind: CleaningKind) -> u32 {
        let full = self.minutes;
        match kind {
            CleaningKind::Departure => full,
            CleaningKind::Stayover => self.chores.stayover_minutes.unwrap_or(full.div_ceil(2)),
            CleaningKind::TouchUp => self.chores.touch_up_minutes.unwrap_or(full.div_ceil(4)),
            CleaningKind::Deep => self
                .chores
                .deep_minutes
                .unwrap_or_else(|| full.saturating_mul(2)),
        }
    }

    /// What an inspection of a room of the type looks at.
    pub fn checklist(&self) -> Vec<String> {
        if self.chores.checklist.is_empty() {
            CHECKLIST.map(str::to_owned).to_vec()
        } else {
            self.chores.checklist.clone()
        }
    }
}

/// What an inspection said about a cleaning.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Checked {
    /// When, and who looked.
    pub stamp: Stamp,
    /// Good enough for a guest.
    pub passed: bool,
    /// Lines of the checklist that were not.
    pub failed: Vec<String>,
    /// What else there was to say.
    pub notes: Option<String>,
}

/// One cleaning of one room, finished.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cleaning {
    /// Identity.
    pub id: i64,
    /// Whose it is.
    pub property: PropertyId,
    /// Which room.
    pub room: RoomId,
    /// The business date it was finished on.
    pub day: Day,
    /// What sort.
    pub kind: CleaningKind,
    /// Minutes it usually takes there, as it was then.
    pub usual_minutes: u32,
    /// When somebody began, if they said so.
    pub started_at: Option<Moment>,
    /// When it was finished, and by whom.
    pub finished: Stamp,
    /// What there was to say.
    pub notes: Option<String>,
    /// What the inspection said, once there was one.
    pub checked: Option<Checked>,
}

impl Cleaning {
    /// Whole minutes it took, where its beginning is known.
    pub fn minutes(&self) -> Option<u32> {
        let took = self.finished.at.since(self.started_at?);
        u32::try_from(took / 60_000).ok()
    }

    /// Whether an inspection found something wrong.
    pub fn failed(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| !checked.passed)
    }
}
