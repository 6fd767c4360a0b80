//! Bars: stays and blocks as the grid draws them.

use serde::Serialize;

use super::nights::{Presence, StayIn};
use crate::domain::block::{Block, BlockType};
use crate::domain::booking::Booking;
use crate::domain::day::{Day, Stay};
use crate::domain::id::{BlockId, BookingId, SegmentId};
use crate::domain::policy::{CellPrimary, CellSecondary};
use crate::domain::property::Property;
use crate::domain::segment::{AssignmentStatus, Segment};

/// A stay of more nights than these is a long one.
pub const LONG_STAY_NIGHTS: i32 = 7;

/// What a bar stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BarOf {
    /// Part of a booking's stay, in a room.
    Segment(SegmentId),
    /// A block.
    Block(BlockId),
    /// Part of a booking's stay that has no room.
    Unassigned(BookingId),
}

/// How a bar is drawn: the signs that tell its kind without colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BarKind {
    /// `{in house}`
    InHouse,
    /// `[confirmed]`
    Confirmed,
    /// `(tentative)`
    Tentative,
    /// `|departed|`
    Departed,
    /// `#blocked#`
    Blocked,
}

impl BarKind {
    /// Every kind.
    pub const ALL: [BarKind; 5] = [
        BarKind::InHouse,
        BarKind::Confirmed,
        BarKind::Tentative,
        BarKind::Departed,
        BarKind::Blocked,
    ];

    /// The sign it begins with.
    pub fn open(self) -> char {
        match self {
            BarKind::InHouse => '{',
            BarKind::Confirmed => '[',
            BarKind::Tentative => '(',
            BarKind::Departed => '|',
            BarKind::Blocked => '#',
        }
    }

    /// The sign it ends with.
    pub fn close(self) -> char {
        match self {
            BarKind::InHouse => '}',
            BarKind::Confirmed => ']',
            BarKind::Tentative => ')',
            BarKind::Departed => '|',
            BarKind::Blocked => '#',
        }
    }

    /// What fills it where there is no more to say.
    pub fn fill(self) -> char {
        match self {
            BarKind::InHouse => '=',
            BarKind::Confirmed => '-',
            BarKind::Tentative => '.',
            BarKind::Departed => ' ',
            BarKind::Blocked => '#',
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            BarKind::InHouse => "in house",
            BarKind::Confirmed => "confirmed",
            BarKind::Tentative => "tentative",
            BarKind::Departed => "departed",
            BarKind::Blocked => "blocked",
        }
    }
}

/// What a bar means today; the theme gives each its colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// The guest is in the room.
    Occupied,
    /// The guest comes today.
    Arriving,
    /// The guest leaves today.
    Departing,
    /// The guest is in the room past the day of departure.
    Overstay,
    /// Firm.
    Assigned,
    /// Tentative.
    PreAssigned,
    /// History.
    Departed,
    /// Kept from sale.
    Blocked,
    /// Kept from sale for a repair or building work.
    Maintenance,
    /// Without a room.
    Unassigned,
}

/// Small marks on a bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Flags {
    /// `*` someone to be looked after.
    pub vip: bool,
    /// `L` more than [`LONG_STAY_NIGHTS`] nights.
    pub long: bool,
    /// `&` one of a group.
    pub group: bool,
    /// `"` there are notes.
    pub notes: bool,
    /// `!` not to be moved.
    pub do_not_move: bool,
}

impl Flags {
    /// The marks that are set, as they are written.
    pub fn signs(self) -> impl Iterator<Item = char> {
        [
            (self.vip, '*'),
            (self.do_not_move, '!'),
            (self.long, 'L'),
            (self.group, '&'),
            (self.notes, '"'),
        ]
        .into_iter()
        .filter_map(|(set, sign)| set.then_some(sign))
    }
}

/// A stay or block as the grid draws it. It reaches from the middle of `from`
/// to the middle of `to`; so one guest's departure and the next one's arrival
/// share a date.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub of: BarOf,
    /// Whose stay, if it is one.
    pub booking: Option<BookingId>,
    /// The booking's or block's code.
    pub code: String,
    /// The first night.
    pub from: Day,
    /// The day it ends: of departure, or the first one free again.
    pub to: Day,
    /// The day it is drawn to: `to`, or today where the guest is still there
    /// past it.
    pub reaches: Day,
    /// How it is drawn.
    pub kind: BarKind,
    /// What it means today.
    pub tone: Tone,
    /// What it says first: as the property wishes, the guest's family name,
    /// the code, or the status.
    pub label: String,
    /// What it says next, where there is space: nights still to come, or the
    /// nightly rate.
    pub detail: String,
    /// Small marks.
    pub flags: Flags,
    /// Begins before the window.
    pub continues_before: bool,
    /// Ends after the window.
    pub continues_after: bool,
    /// Two claims meet here: a guest who overstays is in the room, or the room
    /// is no longer in service.
    pub conflict: bool,
}

/// What every bar of a window needs to know.
pub(super) struct BarMaker<'h> {
    pub property: &'h Property,
    pub from: Day,
    pub days: u32,
    /// Bookings that have notes.
    pub noted: std::collections::HashSet<BookingId>,
}

impl BarMaker<'_> {
    fn today(&self) -> Day {
        self.property.business_date
    }

    /// Whether a bar between these days shows in the window at all: a
    /// departure on its first day does.
    pub fn shows(&self, from: Day, reaches: Day) -> bool {
        reaches >= self.from && from < self.end()
    }

    fn end(&self) -> Day {
        self.from.plus(self.days as i32)
    }

    /// A segment's bar, if it shows.
    pub fn segment(&self, stay: &StayIn, conflict: bool) -> Option<Bar> {
        let (segment, booking) = (stay.segment, stay.booking);
        let to = match stay.presence {
            Presence::Left => stay.nights.check_out,
            _ => segment.stay.check_out,
        };
        let reaches = match stay.presence {
            Presence::Here => to.max(self.today()),
            _ => to,
        };
        if !self.shows(segment.stay.check_in, reaches) {
            return None;
        }
        let tone = self.tone(stay);
        let nights = Stay {
            check_in: segment.stay.check_in,
            check_out: to,
        };
        Some(Bar {
            reaches,
            continues_after: reaches >= self.end(),
            flags: self.flags(booking, segment.do_not_move),
            ..self.stay_bar(
                BarOf::Segment(segment.id),
                booking,
                nights,
                kind(stay),
                tone,
                conflict,
            )
        })
    }

    /// The bar of a part of a stay that has no room, if it shows.
    pub fn unassigned(&self, booking: &Booking, part: Stay, conflict: bool) -> Option<Bar> {
        if !self.shows(part.check_in, part.check_out) {
            return None;
        }
        let of = BarOf::Unassigned(booking.id);
        Some(self.stay_bar(
            of,
            booking,
            part,
            BarKind::Tentative,
            Tone::Unassigned,
            conflict,
        ))
    }

    /// A block's bar, if it shows.
    pub fn block(&self, block: &Block) -> Option<Bar> {
        if !self.shows(block.stay.check_in, block.stay.check_out) {
            return None;
        }
        let tone = match block.kind {
            BlockType::Maintenance | BlockType::Renovation => Tone::Maintenance,
            BlockType::VipHold | BlockType::LongStay | BlockType::Staff => Tone::Blocked,
        };
        Some(Bar {
            of: BarOf::Block(block.id),
            booking: None,
            code: block.code.clone(),
            from: block.stay.check_in,
            to: block.stay.check_out,
            reaches: block.stay.check_out,
            kind: BarKind::Blocked,
            tone,
            label: block.reason.clone(),
            detail: block.kind.as_str().replace('_', " "),
            flags: Flags::default(),
            continues_before: block.stay.check_in < self.from,
            continues_after: block.stay.check_out >= self.end(),
            conflict: false,
        })
    }

    fn stay_bar(
        &self,
        of: BarOf,
        booking: &Booking,
        nights: Stay,
        kind: BarKind,
        tone: Tone,
        conflict: bool,
    ) -> Bar {
        let policies = &self.property.policies;
        let label = match policies.cell_primary {
            CellPrimary::GuestName => booking.family_name().to_owned(),
            CellPrimary::BookingCode => booking.code.clone(),
            CellPrimary::Status => kind.label().to_owned(),
        };
        let detail = match policies.cell_secondary {
            CellSecondary::NightsRemaining => {
                let left = nights.check_out.since(nights.check_in.max(self.today()));
                format!("{}n", left.max(0))
            }
            CellSecondary::Rate => booking.rate.amount(),
        };
        Bar {
            of,
            booking: Some(booking.id),
            code: booking.code.clone(),
            from: nights.check_in,
            to: nights.check_out,
            reaches: nights.check_out,
            kind,
            tone,
            label,
            detail,
            flags: self.flags(booking, false),
            continues_before: nights.check_in < self.from,
            continues_after: nights.check_out >= self.end(),
            conflict,
        }
    }

    fn flags(&self, booking: &Booking, do_not_move: bool) -> Flags {
        Flags {
            vip: booking.is_vip,
            long: booking.stay.nights() > LONG_STAY_NIGHTS,
            group: booking.group.is_some(),
            notes: self.noted.contains(&booking.id),
            do_not_move,
        }
    }

    fn tone(&self, stay: &StayIn) -> Tone {
        let today = self.today();
        match stay.presence {
            Presence::Left => Tone::Departed,
            Presence::Here if stay.overstays(today) => Tone::Overstay,
            Presence::Here if stay.booking.is_due_out(today) => Tone::Departing,
            Presence::Here => Tone::Occupied,
            Presence::Expected if stay.booking.is_arrival(today) => Tone::Arriving,
            Presence::Expected => firmness(stay.segment).1,
        }
    }
}

fn firmness(segment: &Segment) -> (BarKind, Tone) {
    match segment.status {
        AssignmentStatus::Assigned | AssignmentStatus::Locked => {
            (BarKind::Confirmed, Tone::Assigned)
        }
        AssignmentStatus::PreAssigned | AssignmentStatus::Unassigned => {
            (BarKind::Tentative, Tone::PreAssigned)
        }
    }
}

fn kind(stay: &StayIn) -> BarKind {
    match stay.presence {
        Presence::Left => BarKind::Departed,
        Presence::Here => BarKind::InHouse,
        Presence::Expected => firmness(stay.segment).0,
    }
}
