//! Random deeds: each is a handful of small numbers, read as a command about
//! things that are there (or, now and then, are not).

use keyrack::domain::alerts;
use keyrack::domain::block::BlockType;
use keyrack::domain::booking::{Booking, BookingStatus};
use keyrack::domain::command::*;
use keyrack::domain::day::Day;
use keyrack::domain::room::{MaintenancePriority, Room, RoomStatus};
use keyrack::domain::staff::OverrideLevel;
use keyrack::domain::testing::SmallHouse;
use proptest::prelude::*;

/// One deed, as numbers.
#[derive(Clone, Debug)]
pub struct Deed {
    kind: usize,
    one: usize,
    other: usize,
    days: i32,
    nights: u32,
    flags: u32,
}

type Maker = fn(&Deed, &SmallHouse) -> Option<Command>;

/// Every command, with how often it is given.
const KINDS: &[(u32, Maker)] = &[
    (10, |d, h| Some(d.create(h))),
    (2, |d, h| Some(d.edit(h)?.into())),
    (2, |d, h| {
        let guests = ["Ann Lee".to_owned(), "Bob Lee".to_owned()];
        let booking = d.booking(h)?.code;
        Some(
            NameGuests {
                booking,
                guests: guests[..=(d.other % 2)].to_vec(),
            }
            .into(),
        )
    }),
    (1, |d, h| {
        let booking = Some(d.booking(h)?.code);
        Some(
            AddNote {
                booking,
                room: None,
                text: "hello".into(),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking_that(h, |one| one.is_arrival(h.today()))?.code;
        Some(
            SetGuestWaiting {
                booking,
                on: d.flag(0),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking(h)?.code;
        Some(
            ConfirmBooking {
                booking,
                reason: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking(h)?.code;
        Some(
            CancelBooking {
                booking,
                reason: Some("why not".into()),
            }
            .into(),
        )
    }),
    (1, |d, h| {
        let booking = d.booking_that(h, |one| one.is_arrival(h.today()))?.code;
        Some(
            MarkNoShow {
                booking,
                reason: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d
            .booking_that(h, |one| {
                matches!(one.status, BookingStatus::Cancelled | BookingStatus::NoShow)
            })?
            .code;
        Some(
            ReinstateBooking {
                booking,
                reason: None,
            }
            .into(),
        )
    }),
    (6, |d, h| Some(d.change_stay(h)?.into())),
    (8, |d, h| Some(d.assign(h)?.into())),
    (10, |d, h| Some(d.pre_assign(h)?.into())),
    (2, |d, h| {
        Some(
            FirmUp {
                booking: d.booking(h)?.code,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking_that(h, |one| !one.needs_room)?.code;
        Some(
            Unassign {
                booking,
                reason: Some("tidy".into()),
                override_do_not_move: d.flag(3),
            }
            .into(),
        )
    }),
    (6, |d, h| Some(d.walk_about(h)?.into())),
    (6, |d, h| {
        let one = d.booking_that(h, |one| !one.needs_room && !one.is_in_house())?;
        let other = d.partner(h, &one)?;
        let (booking, with) = (one.code, other.code);
        Some(
            Swap {
                booking,
                with,
                reason: "view".into(),
                override_do_not_move: d.flag(3),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking(h)?.code;
        Some(
            SetDoNotMove {
                booking,
                on: d.flag(0),
                reason: None,
            }
            .into(),
        )
    }),
    (10, |d, h| {
        Some(
            CheckIn {
                booking: d.booking_that(h, |one| one.is_arrival(h.today()))?.code,
                room: d.flag(0).then(|| d.room(h)),
                early: d.flag(1),
            }
            .into(),
        )
    }),
    (6, |d, h| {
        Some(
            CheckOut {
                booking: d.booking_that(h, Booking::is_in_house)?.code,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        let rooms = vec![d.room_that(h, Room::is_occupied)];
        Some(
            BulkCheckOut {
                rooms,
                bookings: Vec::new(),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            UndoCheckIn {
                booking: d.booking_that(h, Booking::is_in_house)?.code,
                room_entered: d.flag(0),
            }
            .into(),
        )
    }),
    (3, |d, h| {
        Some(
            UndoCheckOut {
                booking: d.booking_that(h, |one| one.checked_out_at.is_some())?.code,
            }
            .into(),
        )
    }),
    (3, |d, h| Some(d.walk_in(h))),
    (4, |d, h| Some(d.block(h))),
    (2, |d, h| Some(d.edit_block(h)?.into())),
    (1, |d, h| {
        let block = d.block_code(h)?;
        Some(
            ReleaseBlock {
                block,
                reason: "done".into(),
            }
            .into(),
        )
    }),
    (5, |d, h| {
        Some(
            StartCleaning {
                room: d.room_that(h, |one| one.status == RoomStatus::CheckoutDirty),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            StopCleaning {
                room: d.room_that(h, |one| one.status == RoomStatus::CleaningInProgress),
                notes: None,
            }
            .into(),
        )
    }),
    (6, |d, h| {
        Some(
            MarkCleaned {
                room: d.room_that(h, |one| {
                    matches!(
                        one.status,
                        RoomStatus::CheckoutDirty | RoomStatus::CleaningInProgress
                    )
                }),
                notes: None,
            }
            .into(),
        )
    }),
    (6, |d, h| {
        let passed = !d.flag(0) || !d.flag(1);
        Some(
            Inspect {
                room: d.room_that(h, |one| one.status == RoomStatus::CleanedUninspected),
                passed,
                notes: Some("hm".into()),
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            StartService {
                room: d.room_that(h, keyrack::domain::room::Room::is_occupied),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            FinishService {
                room: d.room_that(h, keyrack::domain::room::Room::is_occupied),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            DeclineService {
                room: d.room_that(h, keyrack::domain::room::Room::is_occupied),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            SetDoNotDisturb {
                room: d.room_that(h, keyrack::domain::room::Room::is_occupied),
                on: d.flag(0),
            }
            .into(),
        )
    }),
    (3, |d, h| {
        let priorities = [MaintenancePriority::Low, MaintenancePriority::High];
        Some(
            MarkMaintenance {
                room: d.room(h),
                priority: d.flag(0).then_some(priorities[d.other % 2]),
                notes: None,
                until: d.flag(1).then(|| d.day(h)),
            }
            .into(),
        )
    }),
    (3, |d, h| {
        Some(
            CompleteMaintenance {
                room: d.room_that(h, |one| one.maintenance.is_some()),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        let until = d.flag(0).then(|| d.day(h));
        Some(
            PutOutOfOrder {
                room: d.room(h),
                reason: "flood".into(),
                until,
            }
            .into(),
        )
    }),
    (3, |d, h| {
        Some(
            ReturnToService {
                room: d.room_that(h, keyrack::domain::room::Room::is_out_of_order),
                reason: "dry".into(),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            Rush {
                room: d.room_that(h, |one| !one.is_bookable()),
                on: d.flag(0),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            EditRoom {
                room: d.room(h),
                active: d.flag(0).then_some(d.flag(1) || d.flag(2)),
                requires_inspection: d.flag(3).then_some(d.flag(4)),
                capacity: d.flag(5).then_some(1 + d.nights),
                ..EditRoom::default()
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            ResolveAlert {
                alert: d.alert(h)?,
                notes: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            SnoozeAlert {
                alert: d.alert(h)?,
                until: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(AcknowledgeAlert { alert: d.alert(h)? }.into())
    }),
    (1, |d, _| Some(d.set_policy())),
    (3, |d, h| {
        Some(
            NightAudit {
                closes: h.today().plus(-(d.days / 5)),
                confirm_no_shows: true,
            }
            .into(),
        )
    }),
    (2, |d, h| Some(UndoStep { seq: d.seq(h) }.into())),
    (2, |d, h| Some(RedoStep { seq: d.seq(h) }.into())),
];

/// Every operation that a script can hold: all there are but setting the
/// house up.
pub const OPS: &[&str] = &[
    "create_booking",
    "edit_booking",
    "name_guests",
    "add_note",
    "set_guest_waiting",
    "confirm_booking",
    "cancel_booking",
    "mark_no_show",
    "reinstate_booking",
    "change_stay",
    "assign",
    "pre_assign",
    "firm_up",
    "unassign",
    "move",
    "swap",
    "set_do_not_move",
    "check_in",
    "check_out",
    "bulk_check_out",
    "undo_check_in",
    "undo_check_out",
    "walk_in",
    "block",
    "edit_block",
    "release_block",
    "start_cleaning",
    "stop_cleaning",
    "mark_cleaned",
    "inspect",
    "start_service",
    "finish_service",
    "decline_service",
    "set_do_not_disturb",
    "mark_maintenance",
    "complete_maintenance",
    "put_out_of_order",
    "return_to_service",
    "rush",
    "edit_room",
    "set_policy",
    "resolve_alert",
    "snooze_alert",
    "acknowledge_alert",
    "night_audit",
    "undo",
    "redo",
];

/// Sequences of up to so many deeds.
pub fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    let weight: u32 = KINDS.iter().map(|(weight, _)| weight).sum();
    let deed = (
        0..weight,
        0..64_usize,
        0..64_usize,
        -2..7_i32,
        0..5_u32,
        0..64_u32,
    )
        .prop_map(|(dart, one, other, days, nights, flags)| Deed {
            kind: kind_at(dart),
            one,
            other,
            days,
            nights,
            flags,
        });
    prop::collection::vec(deed, 1..most)
}

fn kind_at(dart: u32) -> usize {
    let mut left = dart;
    KINDS
        .iter()
        .position(|(weight, _)| {
            let here = left < *weight;
            left = left.saturating_sub(*weight);
            here
        })
        .unwrap_or(0)
}

/// Whether the command closes the business date.
pub fn closes_the_day(command: &Command) -> bool {
    matches!(command, Command::NightAudit(_))
}

/// Whether the command is an undo or redo.
pub fn is_about_the_journal(command: &Command) -> bool {
    matches!(command, Command::UndoStep(_) | Command::RedoStep(_))
}

/// Whether the command may break a promise: it says so, takes the promise
/// back, or takes a step back.
pub fn overrides(command: &Command) -> bool {
    match command {
        Command::Assign(one) => one.override_do_not_move,
        Command::PreAssign(one) => one.override_do_not_move,
        Command::Move(one) => one.override_do_not_move,
        Command::Swap(one) => one.override_do_not_move,
        Command::Unassign(one) => one.override_do_not_move,
        Command::ChangeStay(one) => one.override_do_not_move,
        Command::SetDoNotMove(one) => !one.on,
        Command::UndoStep(_) | Command::RedoStep(_) => true,
        _ => false,
    }
}

impl Deed {
    /// The command it is in this house; none where there is nothing to do it to.
    pub fn command(&self, hotel: &SmallHouse) -> Option<Command> {
        KINDS[self.kind].1(self, hotel)
    }

    fn flag(&self, bit: u32) -> bool {
        self.flags & (1 << bit) != 0
    }

    fn day(&self, hotel: &SmallHouse) -> Day {
        hotel.today().plus(self.days)
    }

    /// One of the last bookings, so that deeds meet each other.
    fn nth_booking(hotel: &SmallHouse, place: usize) -> Option<Booking> {
        let count = hotel.house.bookings.len();
        let recent = count.min(8);
        let place = count.checked_sub(1 + place % recent.max(1))?;
        hotel.house.bookings.values().nth(place).cloned()
    }

    fn booking(&self, hotel: &SmallHouse) -> Option<Booking> {
        Deed::nth_booking(hotel, self.one)
    }

    /// Mostly another booking of the same type and days that has a room.
    fn partner(&self, hotel: &SmallHouse, one: &Booking) -> Option<Booking> {
        let like = |other: &Booking| {
            other.id != one.id
                && other.room_type == one.room_type
                && other.status == one.status
                && !other.needs_room
                && other.is_in_house() == one.is_in_house()
        };
        self.booking_that(hotel, like)
    }

    fn nth_room(hotel: &SmallHouse, place: usize) -> String {
        let rooms = hotel.house.rooms_in_order();
        rooms[place % rooms.len()].number.clone()
    }

    /// Mostly a room of which this is true, else any.
    fn room_that(&self, hotel: &SmallHouse, is: fn(&Room) -> bool) -> String {
        let suiting: Vec<String> = hotel
            .house
            .rooms_in_order()
            .into_iter()
            .filter(|room| is(room))
            .map(|room| room.number.clone())
            .collect();
        if self.flags % 8 == 7 || suiting.is_empty() {
            self.room(hotel)
        } else {
            suiting[self.other % suiting.len()].clone()
        }
    }

    /// Mostly a booking of which this is true, else any.
    fn booking_that(&self, hotel: &SmallHouse, is: impl Fn(&Booking) -> bool) -> Option<Booking> {
        let suiting: Vec<&Booking> = hotel
            .house
            .bookings
            .values()
            .filter(|one| is(one))
            .collect();
        if self.flags % 8 == 7 || suiting.is_empty() {
            self.booking(hotel)
        } else {
            Some(suiting[self.one % suiting.len()].clone())
        }
    }

    fn room(&self, hotel: &SmallHouse) -> String {
        Deed::nth_room(hotel, self.other)
    }

    fn second_room(&self, hotel: &SmallHouse) -> String {
        Deed::nth_room(hotel, self.one)
    }

    /// Mostly a room of the booking's type, else any.
    fn fitting_room(&self, hotel: &SmallHouse, booking: &Booking) -> String {
        let fitting: Vec<String> = hotel
            .house
            .rooms_in_order()
            .into_iter()
            .filter(|room| room.room_type == booking.room_type)
            .map(|room| room.number.clone())
            .collect();
        if self.flags % 16 == 15 || fitting.is_empty() {
            self.room(hotel)
        } else {
            fitting[self.other % fitting.len()].clone()
        }
    }

    fn room_type(&self) -> String {
        ["DBL", "DBL", "DBL", "SGL", "STE"][self.other % 5].to_owned()
    }

    fn create(&self, hotel: &SmallHouse) -> Command {
        CreateBooking {
            room_type: self.room_type(),
            check_in: Some(self.day(hotel)),
            nights: Some(self.nights),
            lead: Some(format!("Guest{}", self.one)),
            adults: Some(1 + u32::from(self.flags % 32 == 31)),
            status: match self.flags % 8 {
                0 => Some(BookingStatus::PendingPayment),
                _ => None,
            },
            is_vip: self.flag(5),
            ..CreateBooking::default()
        }
        .into()
    }

    fn edit(&self, hotel: &SmallHouse) -> Option<EditBooking> {
        Some(EditBooking {
            booking: self.booking(hotel)?.code,
            room_type: self.flag(0).then(|| self.room_type()),
            adults: self.flag(1).then_some(1 + self.nights % 3),
            lead: self.flag(2).then(|| format!("Other{}", self.other)),
            ..EditBooking::default()
        })
    }

    fn change_stay(&self, hotel: &SmallHouse) -> Option<ChangeStay> {
        let booking = self.booking(hotel)?;
        let stay = booking.stay;
        Some(ChangeStay {
            booking: booking.code,
            check_in: self.flag(0).then(|| stay.check_in.plus(self.days - 2)),
            check_out: self
                .flag(1)
                .then(|| stay.check_out.plus(self.days - 2 + self.nights as i32 % 3)),
            room: None,
            release_room: self.flag(2),
            override_do_not_move: self.flag(3),
            reason: Some("asked".into()),
        })
    }

    fn part(&self, booking: &Booking) -> (Option<Day>, Option<Day>) {
        if !self.flags.is_multiple_of(5) || booking.stay.nights() < 2 {
            return (None, None);
        }
        let cut = booking
            .stay
            .check_in
            .plus(1 + self.days.rem_euclid(booking.stay.nights() - 1));
        if self.flag(5) {
            (Some(cut), None)
        } else {
            (None, Some(cut))
        }
    }

    fn assign(&self, hotel: &SmallHouse) -> Option<Assign> {
        let booking = self.booking(hotel)?;
        let (from, to) = self.part(&booking);
        Some(Assign {
            room: self.fitting_room(hotel, &booking),
            booking: booking.code,
            from,
            to,
            do_not_move: self.flag(0) && self.flag(1),
            override_block: self.flag(2),
            override_do_not_move: self.flag(3),
            displace_tentative: self.flag(4),
            rush: self.flag(5),
            reason: Some("asked".into()),
            ..Assign::default()
        })
    }

    fn pre_assign(&self, hotel: &SmallHouse) -> Option<PreAssign> {
        let one = self.assign(hotel)?;
        Some(PreAssign {
            booking: one.booking,
            room: one.room,
            from: one.from,
            to: one.to,
            do_not_move: one.do_not_move,
            override_block: one.override_block,
            override_do_not_move: one.override_do_not_move,
            displace_tentative: one.displace_tentative,
            rush: one.rush,
            reason: one.reason,
            ..PreAssign::default()
        })
    }

    fn walk_about(&self, hotel: &SmallHouse) -> Option<Move> {
        let booking = self.booking_that(hotel, Booking::is_in_house)?;
        Some(Move {
            room: self.fitting_room(hotel, &booking),
            booking: booking.code,
            reason: "noise".into(),
            through: self.flag(0).then_some(Through::End),
            override_block: self.flag(2),
            override_do_not_move: self.flag(3),
            displace_tentative: self.flag(4),
            notes: None,
        })
    }

    fn walk_in(&self, hotel: &SmallHouse) -> Command {
        WalkIn {
            room: self.flag(0).then(|| self.room(hotel)),
            room_type: (!self.flag(0)).then(|| self.room_type()),
            nights: self.nights,
            lead: format!("Walker{}", self.one),
            adults: 1,
            ..WalkIn::default()
        }
        .into()
    }

    fn block(&self, hotel: &SmallHouse) -> Command {
        let mut rooms = vec![self.room(hotel)];
        if self.flag(0) {
            rooms.push(self.second_room(hotel));
        }
        BlockRooms {
            rooms,
            from: self.day(hotel),
            to: self.day(hotel).plus(self.nights as i32),
            kind: BlockType::Staff,
            reason: "kept".into(),
            can_override: self.flag(1),
            override_level: self.flag(1).then_some(OverrideLevel::Manager),
        }
        .into()
    }

    fn block_code(&self, hotel: &SmallHouse) -> Option<String> {
        let count = hotel.house.blocks.len().max(1);
        let block = hotel.house.blocks.values().nth(self.one % count)?;
        Some(block.code.clone())
    }

    fn edit_block(&self, hotel: &SmallHouse) -> Option<EditBlock> {
        Some(EditBlock {
            block: self.block_code(hotel)?,
            from: self.flag(0).then(|| self.day(hotel)),
            to: self
                .flag(1)
                .then(|| self.day(hotel).plus(self.nights as i32)),
            can_override: self.flag(2).then_some(self.flag(3)),
            ..EditBlock::default()
        })
    }

    fn set_policy(&self) -> Command {
        let settings = [
            ("oversell", "refuse"),
            ("oversell", "warn"),
            ("requires_inspection", "off"),
            ("requires_inspection", "on"),
            ("pending_payment_holds", "on"),
            ("pending_payment_holds", "off"),
            ("party_completion", "lead"),
            ("firm_window_hours", "72"),
            ("auto_pre_assign", "on"),
            ("auto_pre_assign", "off"),
        ];
        let (name, value) = settings[self.one % settings.len()];
        SetPolicy {
            name: name.into(),
            value: value.into(),
        }
        .into()
    }

    fn alert(&self, hotel: &SmallHouse) -> Option<String> {
        let active = alerts::alerts(&hotel.house, hotel.now);
        let named = active.get(self.other % active.len().max(1));
        match named {
            Some(alert) if !self.flag(0) => Some(alert.alert.to_string()),
            _ => Some(format!("unassigned:{}", self.booking(hotel)?.code)),
        }
    }

    fn seq(&self, hotel: &SmallHouse) -> Option<i64> {
        let steps = hotel.house.steps.len();
        self.flag(0)
            .then(|| steps as i64 - (self.one % steps.clamp(1, 6)) as i64)
    }
}
