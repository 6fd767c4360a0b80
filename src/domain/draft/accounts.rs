//! The accounts of bookings in a draft: reading them with its changes, adding
//! lines, and the charged differences that follow the rooms.

use std::collections::BTreeSet;

use super::Draft;
use crate::domain::account::{self, AccountLine, Posting, Totals};
use crate::domain::booking::Booking;
use crate::domain::id::BookingId;
use crate::domain::money::Money;
use crate::domain::row::{Row, Table};
use crate::domain::segment::Segment;

impl Draft<'_> {
    /// Every line of a booking's account, oldest first, with this draft's
    /// changes.
    pub fn account_of(&self, booking: BookingId) -> Vec<AccountLine> {
        let added = self.touched.values().flatten().filter_map(|row| match row {
            Row::AccountLine(line) if line.booking == booking => Some(line.clone()),
            _ => None,
        });
        let mut lines: Vec<AccountLine> = self
            .facts
            .account_of(booking)
            .into_iter()
            .inspect(|line| self.remember(line))
            .filter(|line| self.touched_row(Table::AccountLine, line.id).is_none())
            .chain(added)
            .collect();
        lines.sort_by_key(|line| line.id);
        lines
    }

    /// What a booking's account comes to, with this draft's changes and those
    /// that will follow from its rooms.
    pub fn totals_of(&self, booking: &Booking) -> Totals {
        let lines = self.account_of(booking.id);
        let mut totals = account::totals(booking, &lines);
        for owing in account::owing(&self.every_segment_of(booking.id), &lines) {
            totals.adjustments = totals.adjustments.plus(owing.amount);
            totals.due = totals.due.plus(owing.amount);
            totals.balance = totals.balance.plus(owing.amount);
        }
        totals
    }

    /// Adds a line to a booking's account.
    pub fn post(&mut self, booking: BookingId, amount: Money, posting: Posting) {
        let id = self.fresh_id();
        self.save(AccountLine {
            id,
            property: self.property.id,
            booking,
            day: self.today(),
            stamp: self.stamp(),
            amount,
            posting,
        });
    }

    /// Adds the lines that keep each touched segment's charged difference and
    /// its account in step. Whatever a command does to rooms and nights, the
    /// account follows here, and nowhere else.
    pub(super) fn follow_rates(&mut self) {
        for booking in self.repriced() {
            let segments = self.every_segment_of(booking);
            for owing in account::owing(&segments, &self.account_of(booking)) {
                let segment = segments.iter().find(|one| one.id == owing.segment);
                let posting = Posting::Difference {
                    segment: owing.segment,
                    nights: owing.nights,
                    reason: self.words_of(segment),
                };
                self.post(booking, owing.amount, posting);
            }
        }
    }

    /// Bookings with a touched segment that is or was charged for. Where none
    /// is, no account need be read.
    fn repriced(&self) -> BTreeSet<BookingId> {
        self.touched
            .iter()
            .filter(|((table, _), _)| *table == Table::Segment)
            .flat_map(|((table, id), after)| {
                let before = self.seen.borrow().get(&(*table, *id)).cloned();
                [after.clone(), before].into_iter().flatten()
            })
            .filter_map(|row| match row {
                Row::Segment(segment) if segment.rate_terms.is_some() => Some(segment.booking),
                _ => None,
            })
            .collect()
    }

    fn words_of(&self, segment: Option<&Segment>) -> String {
        let Some((segment, room)) =
            segment.and_then(|segment| Some((segment, self.room(segment.room)?)))
        else {
            return "room taken back".to_owned();
        };
        format!(
            "room {}, {} instead of {}",
            room.number, room.room_type, segment.original_type
        )
    }
}
