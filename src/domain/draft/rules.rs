//! Allocation rules as a draft sees them, and what a rule may name.

use std::collections::BTreeSet;

use super::Draft;
use crate::domain::booking::Booking;
use crate::domain::property::RoomType;
use crate::domain::room::Room;
use crate::domain::row::{Row, Table};
use crate::domain::rule::{self, AllocationRule, Applying, Asked};
use crate::domain::score::Wishes;

impl Draft<'_> {
    /// Every rule, switched on or not, in order, with this draft's changes.
    pub fn rules(&self) -> Vec<AllocationRule> {
        let made = self.touched.values().flatten().filter_map(|row| match row {
            Row::AllocationRule(rule) => Some(rule.clone()),
            _ => None,
        });
        let mut rules: Vec<AllocationRule> = self
            .facts
            .rules()
            .into_iter()
            .inspect(|rule| self.remember(rule))
            .filter(|rule| self.touched_row(Table::AllocationRule, rule.id).is_none())
            .chain(made)
            .collect();
        rule::in_order(&mut rules);
        rules
    }

    /// The rules that are about a stay, in order.
    pub fn rules_for(&self, asked: &Asked) -> Applying {
        Applying::to(asked, &self.rules())
    }

    /// What a booking's guest would like, and the house wants for them.
    pub fn wishes_of(&self, booking: &Booking) -> Wishes {
        Wishes::of(booking, &self.rules())
    }

    /// Every room, active or not, with this draft's changes.
    pub fn rooms(&self) -> Vec<Room> {
        let unchanged = self
            .facts
            .rooms()
            .into_iter()
            .filter(|room| self.touched_row(Table::Room, room.id.0).is_none());
        let made = self.touched.values().flatten().filter_map(|row| match row {
            Row::Room(room) => Some(room.clone()),
            _ => None,
        });
        unchanged.chain(made).collect()
    }

    /// Every room type, with this draft's changes.
    pub fn room_types(&self) -> Vec<RoomType> {
        let unchanged = self
            .facts
            .room_types()
            .into_iter()
            .filter(|kind| self.touched_row(Table::RoomType, kind.id).is_none());
        let made = self.touched.values().flatten().filter_map(|row| match row {
            Row::RoomType(kind) => Some(kind.clone()),
            _ => None,
        });
        unchanged.chain(made).collect()
    }

    /// Where bookings came from, with this draft's changes.
    pub fn sources(&self) -> BTreeSet<String> {
        let mut sources = self.facts.sources();
        sources.extend(
            self.touched_bookings()
                .map(|booking| booking.source.clone()),
        );
        sources
    }
}
