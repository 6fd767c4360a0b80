//! The commands that take more than a line to read from a deed.

use keyrack::domain::account::PaymentKind;
use keyrack::domain::alerts;
use keyrack::domain::block::BlockType;
use keyrack::domain::booking::{Booking, BookingStatus};
use keyrack::domain::command::*;
use keyrack::domain::day::Day;
use keyrack::domain::listing::{Search, Sort};
use keyrack::domain::money::Price;
use keyrack::domain::planner::Strategy;
use keyrack::domain::rate::RateDecision;
use keyrack::domain::saved_view::Arrangement;
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
            room: self.flags.is_multiple_of(9).then(|| self.room(hotel)),
            rate: self.rate(),
            approved_by_guest: self.flag(5),
            displace_tentative: self.flag(6),
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
            rate: self.rate(),
            approved_by_guest: self.flag(5),
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
            rate: one.rate,
            approved_by_guest: one.approved_by_guest,
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
            rate: self.rate(),
            approved_by_guest: self.flag(5),
            through: self.flag(0).then_some(Through::End),
            to: None,
            override_block: self.flag(2),
            override_do_not_move: self.flag(3),
            displace_tentative: self.flag(4),
            notes: None,
        })
    }

    pub(super) fn walk_in(&self, hotel: &SmallHouse) -> Command {
        WalkIn {
            room: self.flag(0).then(|| self.room(hotel)),
            room_type: (!self.flag(0) || self.flag(4)).then(|| self.room_type()),
            difference: self.rate(),
            approved_by_guest: self.flag(5),
            nights: self.nights,
            lead: format!("Walker{}", self.one),
            adults: 1,
            ..WalkIn::default()
        }
        .into()
    }

    /// Mostly what to do with the difference of a room of another type.
    pub(super) fn auto_assign(&self, hotel: &SmallHouse) -> AutoAssign {
        let from = hotel.today().plus(self.days);
        AutoAssign {
            strategy: match self.other % 3 {
                0 => Strategy::OptimizeOccupancy,
                1 => Strategy::GroupByType,
                _ => Strategy::VipFirst,
            },
            respect_preferences: self.flag(2),
            replan_tentative: self.flag(0),
            apply: self.flag(1),
            ..AutoAssign::between(from, from.plus(self.nights as i32 * 2))
        }
    }

    /// Mostly a booking whose room is out of service, else any.
    pub(super) fn in_conflict(&self, hotel: &SmallHouse) -> Option<Booking> {
        self.booking_that(hotel, |one| {
            let rooms = hotel.house.stay_of(one.id).into_iter();
            rooms
                .filter(|segment| segment.active)
                .filter_map(|segment| hotel.house.rooms.get(&segment.room))
                .any(|room| room.is_out_of_order() || room.maintenance.is_some())
        })
    }

    pub(super) fn rate(&self) -> Option<RateDecision> {
        match self.flags % 3 {
            0 => Some(RateDecision::Charge),
            1 => Some(RateDecision::Complimentary),
            _ => None,
        }
    }

    pub(super) fn pay(&self, hotel: &SmallHouse) -> Option<RecordPayment> {
        let kinds = [
            PaymentKind::Deposit,
            PaymentKind::Payment,
            PaymentKind::Refund,
        ];
        Some(RecordPayment {
            booking: self.booking(hotel)?.code,
            amount: Price::Plain(format!("{}.50", self.days * 40)),
            method: if self.flag(2) { "cash" } else { "card" }.into(),
            kind: kinds[self.other % 3],
        })
    }

    pub(super) fn adjust(&self, hotel: &SmallHouse) -> Option<Adjust> {
        Some(Adjust {
            booking: self.booking(hotel)?.code,
            amount: Price::Plain(format!("{}", self.days * 5)),
            reason: "breakfast".into(),
        })
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
            ("deposit_percent", "30"),
            ("deposit_percent", "0"),
        ];
        let (name, value) = settings[self.one % settings.len()];
        SetPolicy {
            name: name.into(),
            value: value.into(),
        }
        .into()
    }

    pub(super) fn save_view(&self) -> Command {
        SaveView {
            name: format!("View {}", self.one % 3),
            view: Arrangement::Bookings {
                search: Search {
                    vip: Some(self.flag(1)),
                    ..Search::default()
                },
                sort: Sort::default(),
            },
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
