//! The commands that take more than a line to read from a deed.

use keyrack::domain::alerts;
use keyrack::domain::block::BlockType;
use keyrack::domain::booking::{Booking, BookingStatus};
use keyrack::domain::command::*;
use keyrack::domain::day::Day;
use keyrack::domain::staff::OverrideLevel;
use keyrack::domain::testing::SmallHouse;

use super::Deed;

impl Deed {
    pub(super) fn create(&self, hotel: &SmallHouse) -> Command {
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

    pub(super) fn edit(&self, hotel: &SmallHouse) -> Option<EditBooking> {
        Some(EditBooking {
            booking: self.booking(hotel)?.code,
            room_type: self.flag(0).then(|| self.room_type()),
            adults: self.flag(1).then_some(1 + self.nights % 3),
            lead: self.flag(2).then(|| format!("Other{}", self.other)),
            ..EditBooking::default()
        })
    }

    pub(super) fn change_stay(&self, hotel: &SmallHouse) -> Option<ChangeStay> {
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

    pub(super) fn part(&self, booking: &Booking) -> (Option<Day>, Option<Day>) {
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

    pub(super) fn assign(&self, hotel: &SmallHouse) -> Option<Assign> {
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

    pub(super) fn pre_assign(&self, hotel: &SmallHouse) -> Option<PreAssign> {
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

    pub(super) fn walk_about(&self, hotel: &SmallHouse) -> Option<Move> {
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

    pub(super) fn walk_in(&self, hotel: &SmallHouse) -> Command {
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

    pub(super) fn block(&self, hotel: &SmallHouse) -> Command {
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

    pub(super) fn block_code(&self, hotel: &SmallHouse) -> Option<String> {
        let count = hotel.house.blocks.len().max(1);
        let block = hotel.house.blocks.values().nth(self.one % count)?;
        Some(block.code.clone())
    }

    pub(super) fn edit_block(&self, hotel: &SmallHouse) -> Option<EditBlock> {
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

    pub(super) fn set_policy(&self) -> Command {
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

    pub(super) fn alert(&self, hotel: &SmallHouse) -> Option<String> {
        let active = alerts::alerts(&hotel.house, hotel.now);
        let named = active.get(self.other % active.len().max(1));
        match named {
            Some(alert) if !self.flag(0) => Some(alert.alert.to_string()),
            _ => Some(format!("unassigned:{}", self.booking(hotel)?.code)),
        }
    }

    pub(super) fn seq(&self, hotel: &SmallHouse) -> Option<i64> {
        let steps = hotel.house.steps.len();
        self.flag(0)
            .then(|| steps as i64 - (self.one % steps.clamp(1, 6)) as i64)
    }
}
