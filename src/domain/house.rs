//! A house in memory: plain data that answers every question of [`Facts`].
//!
//! The console's snapshots are houses, and so are the models of property
//! tests. A house may be partial (a window of days); what it has is whole.

use std::collections::{BTreeMap, BTreeSet};

use super::account::AccountLine;
use super::alert_mark::AlertMark;
use super::assignment::parts_without_room;
use super::block::Block;
use super::booking::{Booking, BookingStatus};
use super::cleaning::Cleaning;
use super::day::{Day, Stay};
use super::draft::Outcome;
use super::duty::RoomDuty;
use super::facts::{About, Counters, Facts, Hold, Holder, Kind, Roomless, StepHead};
use super::figures::DayFigures;
use super::id::{
    BlockId, BookingId, DeliveryId, MessageId, RequestId, ResidentId, RoomId, SegmentId, StaffId,
};
use super::moment::Moment;
use super::note::Note;
use super::plan::Plan;
use super::property::{Property, RoomType};
use super::request::{Category, Request, RequestUpdate, Resident, Work};
use super::room::Room;
use super::row::{Change, Row, Table};
use super::rule::AllocationRule;
use super::saved_view::SavedView;
use super::segment::{AssignmentStatus, Segment};
use super::staff::Staff;
use super::telling::{Delivery, HouseEvent, Message, Notice};

/// One property's rows in memory.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// The property; none before it is made.
    pub property: Option<Property>,
    /// Room types by code.
    pub room_types: BTreeMap<String, RoomType>,
    /// Rooms.
    pub rooms: BTreeMap<RoomId, Room>,
    /// Bookings.
    pub bookings: BTreeMap<BookingId, Booking>,
    /// Segments, ended ones too where they were loaded.
    pub segments: BTreeMap<SegmentId, Segment>,
    /// Blocks, released ones too where they were loaded.
    pub blocks: BTreeMap<BlockId, Block>,
    /// Everyone.
    pub staff: BTreeMap<StaffId, Staff>,
    /// Notes, where they were loaded.
    pub notes: BTreeMap<i64, Note>,
    /// What people said about alerts, by alert.
    pub alert_marks: BTreeMap<String, AlertMark>,
    /// Lines of the accounts of the bookings that were loaded.
    pub account_lines: BTreeMap<i64, AccountLine>,
    /// The views that people keep.
    pub saved_views: BTreeMap<i64, SavedView>,
    /// Categories of requests, where somebody has made or changed one.
    pub categories: BTreeMap<i64, Category>,
    /// Residents.
    pub residents: BTreeMap<ResidentId, Resident>,
    /// Requests: all that are not done with, and others where they were loaded.
    pub requests: BTreeMap<RequestId, Request>,
    /// Updates of requests, where they were loaded.
    pub request_updates: BTreeMap<i64, RequestUpdate>,
    /// Whose work which room is, on the dates that were loaded.
    pub duties: BTreeMap<i64, RoomDuty>,
    /// Cleanings, where they were loaded.
    pub cleanings: BTreeMap<i64, Cleaning>,
    /// Messages, where they were loaded.
    pub messages: BTreeMap<MessageId, Message>,
    /// Ways of messages out of the house, where they were loaded.
    pub deliveries: BTreeMap<DeliveryId, Delivery>,
    /// Announcements and hand-over notes that are still shown.
    pub notices: BTreeMap<i64, Notice>,
    /// Events of the house, where they were loaded.
    pub events: BTreeMap<i64, HouseEvent>,
    /// Allocation rules, switched on or not.
    pub rules: BTreeMap<i64, AllocationRule>,
    /// Sources of bookings that were not loaded.
    pub other_sources: BTreeSet<String>,
    /// The figures of closed days, where they were loaded.
    pub figures: BTreeMap<i64, DayFigures>,
    /// The latest plans, and others where they were loaded.
    pub plans: BTreeMap<i64, Plan>,
    /// The journal, where it was loaded, oldest first.
    pub steps: Vec<(StepHead, Vec<Change>)>,
    /// Where identities come from.
    pub counters: Counters,
    indices: Indices,
}

/// Look-ups that would otherwise walk the whole house.
#[derive(Clone, Debug, Default)]
struct Indices {
    room_numbers: BTreeMap<String, RoomId>,
    booking_codes: BTreeMap<String, BookingId>,
    segments_by_booking: BTreeMap<BookingId, Vec<SegmentId>>,
    account_by_booking: BTreeMap<BookingId, Vec<i64>>,
    segments_by_room: BTreeMap<RoomId, Vec<SegmentId>>,
    blocks_by_room: BTreeMap<RoomId, Vec<BlockId>>,
    duties_by_room: BTreeMap<RoomId, Vec<i64>>,
    cleanings_by_room: BTreeMap<RoomId, Vec<i64>>,
}

fn unlist<K: Ord, V: PartialEq>(index: &mut BTreeMap<K, Vec<V>>, key: &K, value: &V) {
    if let Some(list) = index.get_mut(key) {
        list.retain(|listed| listed != value);
    }
}

impl House {
    /// Puts a row in, in the place of what had its identity.
    pub fn put(&mut self, row: Row) {
        self.take(row.table(), row.id());
        match row {
            Row::Property(row) => self.property = Some(row),
            Row::RoomType(row) => {
                self.room_types.insert(row.code.clone(), row);
            }
            Row::Staff(row) => {
                self.staff.insert(row.id, row);
            }
            Row::Room(row) => {
                self.indices.room_numbers.insert(row.number.clone(), row.id);
                self.rooms.insert(row.id, row);
            }
            Row::Booking(row) => {
                self.indices.booking_codes.insert(row.code.clone(), row.id);
                self.bookings.insert(row.id, row);
            }
            Row::Segment(row) => {
                self.indices
                    .segments_by_booking
                    .entry(row.booking)
                    .or_default()
                    .push(row.id);
                self.indices
                    .segments_by_room
                    .entry(row.room)
                    .or_default()
                    .push(row.id);
                self.segments.insert(row.id, row);
            }
            Row::Block(row) => {
                self.indices
                    .blocks_by_room
                    .entry(row.room)
                    .or_default()
                    .push(row.id);
                self.blocks.insert(row.id, row);
            }
            Row::Note(row) => {
                self.notes.insert(row.id, row);
            }
            Row::AlertMark(row) => {
                self.alert_marks.insert(row.alert.clone(), row);
            }
            Row::AccountLine(row) => {
                self.indices
                    .account_by_booking
                    .entry(row.booking)
                    .or_default()
                    .push(row.id);
                self.account_lines.insert(row.id, row);
            }
            Row::SavedView(row) => {
                self.saved_views.insert(row.id, row);
            }
            Row::Category(row) => {
                self.categories.insert(row.id, row);
            }
            Row::Resident(row) => {
                self.residents.insert(row.id, row);
            }
            Row::Request(row) => {
                self.requests.insert(row.id, row);
            }
            Row::RequestUpdate(row) => {
                self.request_updates.insert(row.id, row);
            }
            Row::RoomDuty(row) => {
                let listed = self.indices.duties_by_room.entry(row.room).or_default();
                listed.push(row.id);
                self.duties.insert(row.id, row);
            }
            Row::Cleaning(row) => {
                let listed = self.indices.cleanings_by_room.entry(row.room).or_default();
                listed.push(row.id);
                self.cleanings.insert(row.id, row);
            }
            Row::Message(row) => {
                self.messages.insert(row.id, row);
            }
            Row::Delivery(row) => {
                self.deliveries.insert(row.id, row);
            }
            Row::Notice(row) => {
                self.notices.insert(row.id, row);
            }
            Row::HouseEvent(row) => {
                self.events.insert(row.id, row);
            }
            Row::AllocationRule(row) => {
                self.rules.insert(row.id, row);
            }
            Row::DayFigures(row) => {
                self.figures.insert(row.id, row);
            }
            Row::Plan(row) => {
                self.plans.insert(row.id, row);
            }
        }
    }

    /// Takes a row out, if it is there.
    pub fn take(&mut self, table: Table, id: i64) {
        match table {
            Table::Property => self.property = None,
            Table::RoomType => self.room_types.retain(|_, row| row.id != id),
            Table::Staff => {
                self.staff.remove(&StaffId(id));
            }
            Table::Room => {
                if let Some(row) = self.rooms.remove(&RoomId(id)) {
                    self.indices.room_numbers.remove(&row.number);
                }
            }
            Table::Booking => {
                if let Some(row) = self.bookings.remove(&BookingId(id)) {
                    self.indices.booking_codes.remove(&row.code);
                }
            }
            Table::Segment => {
                if let Some(row) = self.segments.remove(&SegmentId(id)) {
                    unlist(&mut self.indices.segments_by_booking, &row.booking, &row.id);
                    unlist(&mut self.indices.segments_by_room, &row.room, &row.id);
                }
            }
            Table::Block => {
                if let Some(row) = self.blocks.remove(&BlockId(id)) {
                    unlist(&mut self.indices.blocks_by_room, &row.room, &row.id);
                }
            }
            Table::Note => {
                self.notes.remove(&id);
            }
            Table::AlertMark => self.alert_marks.retain(|_, row| row.id != id),
            Table::AccountLine => {
                if let Some(row) = self.account_lines.remove(&id) {
                    unlist(&mut self.indices.account_by_booking, &row.booking, &row.id);
                }
            }
            Table::SavedView => {
                self.saved_views.remove(&id);
            }
            Table::Category => {
                self.categories.remove(&id);
            }
            Table::Resident => {
                self.residents.remove(&ResidentId(id));
            }
            Table::Request => {
                self.requests.remove(&RequestId(id));
            }
            Table::RequestUpdate => {
                self.request_updates.remove(&id);
            }
            Table::RoomDuty => {
                if let Some(row) = self.duties.remove(&id) {
                    unlist(&mut self.indices.duties_by_room, &row.room, &row.id);
                }
            }
            Table::Cleaning => {
                if let Some(row) = self.cleanings.remove(&id) {
                    unlist(&mut self.indices.cleanings_by_room, &row.room, &row.id);
                }
            }
            Table::Message => {
                self.messages.remove(&MessageId(id));
            }
            Table::Delivery => {
                self.deliveries.remove(&DeliveryId(id));
            }
            Table::Notice => {
                self.notices.remove(&id);
            }
            Table::HouseEvent => {
                self.events.remove(&id);
            }
            Table::AllocationRule => {
                self.rules.remove(&id);
            }
            Table::DayFigures => {
                self.figures.remove(&id);
            }
            Table::Plan => {
                self.plans.remove(&id);
            }
        }
    }

    /// Carries an outcome out, as the store would.
    pub fn apply(&mut self, outcome: &Outcome) {
        for change in &outcome.changes {
            if let (None, Some((table, id))) = (&change.after, change.key()) {
                self.take(table, id);
            }
            if let Some(after) = &change.after {
                self.put(after.clone());
            }
        }
        self.counters = outcome.counters;
    }

    /// Rooms by number, active or not: digits in numbers count as numbers, so
    /// that 9 comes before 10.
    pub fn rooms_in_order(&self) -> Vec<&Room> {
        let mut rooms: Vec<&Room> = self.rooms.values().collect();
        rooms.sort_by_cached_key(|room| room_order(&room.number));
        rooms
    }

    /// Segments of this room that were loaded, in no order.
    pub fn segments_in(&self, room: RoomId) -> impl Iterator<Item = &Segment> {
        self.indices
            .segments_by_room
            .get(&room)
            .into_iter()
            .flatten()
            .filter_map(|id| self.segments.get(id))
    }

    /// Segments of this booking that have not ended, in order of nights.
    pub fn stay_of(&self, booking: BookingId) -> Vec<&Segment> {
        let listed = self
            .indices
            .segments_by_booking
            .get(&booking)
            .into_iter()
            .flatten();
        let mut segments: Vec<&Segment> = listed
            .filter_map(|id| self.segments.get(id))
            .filter(|segment| segment.counts())
            .collect();
        segments.sort_by_key(|segment| (segment.stay, segment.id));
        segments
    }

    /// Whose work this room is on a business date, as far as it was loaded.
    pub fn duty_on(&self, room: RoomId, day: Day) -> Option<&RoomDuty> {
        self.indices
            .duties_by_room
            .get(&room)
            .into_iter()
            .flatten()
            .filter_map(|id| self.duties.get(id))
            .find(|duty| duty.day == day)
    }

    /// Cleanings of this room that were loaded, in no order.
    pub fn cleanings_in(&self, room: RoomId) -> impl Iterator<Item = &Cleaning> {
        self.indices
            .cleanings_by_room
            .get(&room)
            .into_iter()
            .flatten()
            .filter_map(|id| self.cleanings.get(id))
    }

    /// Blocks of this room that were loaded, in no order.
    pub fn blocks_in(&self, room: RoomId) -> impl Iterator<Item = &Block> {
        self.indices
            .blocks_by_room
            .get(&room)
            .into_iter()
            .flatten()
            .filter_map(|id| self.blocks.get(id))
    }
}

/// Key that sorts room numbers as people do.
pub fn room_order(number: &str) -> (u64, String) {
    let digits: String = number
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    (digits.parse().unwrap_or(u64::MAX), number.to_owned())
}

impl Facts for House {
    fn property(&self) -> Option<Property> {
        self.property.clone()
    }

    fn property_slugs(&self) -> Vec<String> {
        self.property.iter().map(|row| row.slug.clone()).collect()
    }

    fn found_elsewhere(&self, _: Kind, _: &str) -> Option<String> {
        None
    }

    fn room_types(&self) -> Vec<RoomType> {
        self.room_types.values().cloned().collect()
    }

    fn room_type(&self, code: &str) -> Option<RoomType> {
        self.room_types.get(code).cloned()
    }

    fn rooms(&self) -> Vec<Room> {
        self.rooms_in_order().into_iter().cloned().collect()
    }

    fn room(&self, id: RoomId) -> Option<Room> {
        self.rooms.get(&id).cloned()
    }

    fn room_numbered(&self, number: &str) -> Option<Room> {
        self.room(*self.indices.room_numbers.get(number)?)
    }

    fn booking(&self, id: BookingId) -> Option<Booking> {
        self.bookings.get(&id).cloned()
    }

    fn booking_coded(&self, code: &str) -> Option<Booking> {
        self.booking(*self.indices.booking_codes.get(code)?)
    }

    fn roomless(&self, room_type: &str, nights: Stay) -> Vec<Roomless> {
        self.bookings
            .values()
            .filter(|booking| {
                booking.needs_room
                    && booking.room_type == room_type
                    && booking.stay.overlaps(nights)
            })
            .flat_map(|booking| parts_without_room(booking, &self.segments_of(booking.id)))
            .collect()
    }

    fn not_arrived(&self, by: Day) -> Vec<Booking> {
        self.bookings
            .values()
            .filter(|booking| {
                booking.status == BookingStatus::Confirmed
                    && booking.checked_in_at.is_none()
                    && booking.stay.check_in <= by
            })
            .cloned()
            .collect()
    }

    fn in_house(&self) -> Vec<Booking> {
        self.bookings
            .values()
            .filter(|booking| booking.is_in_house())
            .cloned()
            .collect()
    }

    fn segments_of(&self, booking: BookingId) -> Vec<Segment> {
        let listed = self
            .indices
            .segments_by_booking
            .get(&booking)
            .into_iter()
            .flatten();
        let mut segments: Vec<Segment> = listed
            .filter_map(|id| self.segments.get(id))
            .cloned()
            .collect();
        segments.sort_by_key(|segment| (segment.stay, segment.id));
        segments
    }

    fn segment(&self, id: SegmentId) -> Option<Segment> {
        self.segments.get(&id).cloned()
    }

    fn locked_in(&self, room: RoomId) -> Vec<Segment> {
        self.segments_in(room)
            .filter(|segment| segment.active && segment.status == AssignmentStatus::Locked)
            .cloned()
            .collect()
    }

    fn holds(&self, room: RoomId, nights: Stay) -> Vec<Hold> {
        let segments = self
            .segments_in(room)
            .filter(|segment| segment.active && segment.stay.overlaps(nights))
            .map(|segment| (segment.stay, Holder::Segment(segment.id, segment.booking)));
        let blocks = self
            .blocks_in(room)
            .filter(|block| block.holds() && block.stay.overlaps(nights))
            .map(|block| (block.stay, Holder::Block(block.id)));
        let mut holds: Vec<Hold> = segments
            .chain(blocks)
            .map(|(nights, holder)| Hold {
                room,
                nights,
                holder,
            })
            .collect();
        holds.sort_unstable();
        holds
    }

    fn day_uses(&self, room: RoomId, from: Day, to: Day) -> Vec<Segment> {
        self.segments_in(room)
            .filter(|segment| {
                segment.active
                    && segment.stay.is_day_use()
                    && (from..=to).contains(&segment.stay.check_in)
            })
            .cloned()
            .collect()
    }

    fn account_of(&self, booking: BookingId) -> Vec<AccountLine> {
        let listed = self
            .indices
            .account_by_booking
            .get(&booking)
            .into_iter()
            .flatten();
        let mut lines: Vec<AccountLine> = listed
            .filter_map(|id| self.account_lines.get(id))
            .cloned()
            .collect();
        lines.sort_by_key(|line| line.id);
        lines
    }

    fn block(&self, id: BlockId) -> Option<Block> {
        self.blocks.get(&id).cloned()
    }

    fn block_coded(&self, code: &str) -> Option<Block> {
        self.blocks
            .values()
            .find(|block| block.code == code)
            .cloned()
    }

    fn staff(&self, id: StaffId) -> Option<Staff> {
        self.staff.get(&id).cloned()
    }

    fn all_staff(&self) -> Vec<Staff> {
        self.staff.values().cloned().collect()
    }

    fn request(&self, id: RequestId) -> Option<Request> {
        self.requests.get(&id).cloned()
    }

    fn request_ticketed(&self, ticket: &str) -> Option<Request> {
        self.requests
            .values()
            .find(|request| request.ticket == ticket)
            .cloned()
    }

    fn requests_about(&self, about: About) -> Vec<Request> {
        self.requests
            .values()
            .filter(|request| request.is_about(about))
            .cloned()
            .collect()
    }

    fn work_of(&self, person: StaffId, but: Option<RequestId>, since: Moment) -> Work {
        Work::of(self.requests.values(), person, but, since)
    }

    fn categories(&self) -> Vec<Category> {
        self.categories.values().cloned().collect()
    }

    fn residents(&self) -> Vec<Resident> {
        self.residents.values().cloned().collect()
    }
    fn duty(&self, room: RoomId, day: Day) -> Option<RoomDuty> {
        self.duty_on(room, day).cloned()
    }

    fn latest_cleaning(&self, room: RoomId) -> Option<Cleaning> {
        self.cleanings_in(room).max_by_key(|row| row.id).cloned()
    }

    fn rules(&self) -> Vec<AllocationRule> {
        self.rules.values().cloned().collect()
    }

    fn sources(&self) -> BTreeSet<String> {
        let mut sources = self.other_sources.clone();
        let loaded = self.bookings.values();
        sources.extend(loaded.map(|booking| booking.source.clone()));
        sources
    }

    fn alert_mark(&self, alert: &str) -> Option<AlertMark> {
        self.alert_marks.get(alert).cloned()
    }

    fn saved_views(&self, staff: StaffId) -> Vec<SavedView> {
        self.saved_views
            .values()
            .filter(|view| view.staff == staff)
            .cloned()
            .collect()
    }

    fn plan_coded(&self, code: &str) -> Option<Plan> {
        self.plans.values().find(|plan| plan.code == code).cloned()
    }

    fn unread_of(&self, person: StaffId) -> Vec<Message> {
        self.messages
            .values()
            .filter(|message| message.is_for(person) && message.is_unread())
            .cloned()
            .collect()
    }

    fn deliveries_of(&self, message: MessageId) -> Vec<Delivery> {
        self.deliveries
            .values()
            .filter(|delivery| delivery.message == message)
            .cloned()
            .collect()
    }

    fn events(&self, from: Day, to: Day) -> Vec<HouseEvent> {
        self.events
            .values()
            .filter(|event| event.from <= to && from <= event.to)
            .cloned()
            .collect()
    }

    fn departed_on(&self, day: Day) -> Vec<Booking> {
        self.bookings
            .values()
            .filter(|booking| booking.departed_on == Some(day))
            .cloned()
            .collect()
    }

    fn steps_of(&self, by: StaffId) -> Vec<StepHead> {
        self.steps
            .iter()
            .rev()
            .map(|(head, _)| head)
            .filter(|head| head.by == by)
            .cloned()
            .collect()
    }

    fn step(&self, seq: i64) -> Option<(StepHead, Vec<Change>)> {
        self.steps.iter().find(|(head, _)| head.seq == seq).cloned()
    }

    fn changed_since(&self, table: Table, id: i64, seq: i64) -> Option<StepHead> {
        self.steps
            .iter()
            .rev()
            .take_while(|(head, _)| head.seq > seq)
            .find(|(_, changes)| {
                changes
                    .iter()
                    .any(|change| change.key() == Some((table, id)))
            })
            .map(|(head, _)| head.clone())
    }

    fn latest_audit(&self) -> Option<i64> {
        self.steps
            .iter()
            .rev()
            .find(|(head, _)| head.op == "night_audit")
            .map(|(head, _)| head.seq)
    }

    fn row(&self, table: Table, id: i64) -> Option<Row> {
        match table {
            Table::Property => self
                .property
                .clone()
                .filter(|row| row.id.0 == id)
                .map(Row::from),
            Table::RoomType => self
                .room_types
                .values()
                .find(|row| row.id == id)
                .cloned()
                .map(Row::from),
            Table::Staff => self.staff.get(&StaffId(id)).cloned().map(Row::from),
            Table::Room => self.rooms.get(&RoomId(id)).cloned().map(Row::from),
            Table::Booking => self.bookings.get(&BookingId(id)).cloned().map(Row::from),
            Table::Segment => self.segments.get(&SegmentId(id)).cloned().map(Row::from),
            Table::Block => self.blocks.get(&BlockId(id)).cloned().map(Row::from),
            Table::Note => self.notes.get(&id).cloned().map(Row::from),
            Table::SavedView => self.saved_views.get(&id).cloned().map(Row::from),
            Table::RoomDuty => self.duties.get(&id).cloned().map(Row::from),
            Table::Cleaning => self.cleanings.get(&id).cloned().map(Row::from),
            Table::AlertMark => self
                .alert_marks
                .values()
                .find(|row| row.id == id)
                .cloned()
                .map(Row::from),
            Table::AccountLine => self.account_lines.get(&id).cloned().map(Row::from),
            Table::Category => self.categories.get(&id).cloned().map(Row::from),
            Table::Resident => self.residents.get(&ResidentId(id)).cloned().map(Row::from),
            Table::Request => self.requests.get(&RequestId(id)).cloned().map(Row::from),
            Table::RequestUpdate => self.request_updates.get(&id).cloned().map(Row::from),
            Table::Message => self.messages.get(&MessageId(id)).cloned().map(Row::from),
            Table::Delivery => self.deliveries.get(&DeliveryId(id)).cloned().map(Row::from),
            Table::Notice => self.notices.get(&id).cloned().map(Row::from),
            Table::HouseEvent => self.events.get(&id).cloned().map(Row::from),
            Table::AllocationRule => self.rules.get(&id).cloned().map(Row::from),
            Table::DayFigures => self.figures.get(&id).cloned().map(Row::from),
            Table::Plan => self.plans.get(&id).cloned().map(Row::from),
        }
    }
}
