//! A draft: the overlay of changed rows that a decision edits.
//!
//! Reads go through the draft and see its own changes. Nothing is written
//! until [`Draft::finish`] turns it into an [`Outcome`]; a refused decision
//! just drops it.

mod accounts;
mod attempt;
mod requests;
mod rules;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::alert_mark::AlertMark;
use super::block::Block;
use super::booking::{Booking, BookingStatus};
use super::cleaning::Cleaning;
use super::day::{Day, Stay};
use super::duty::RoomDuty;
use super::error::{Code, Refusal, Warning};
use super::facts::{Context, Counters, Facts, Hold, Holder, Roomless};
use super::id::{BlockId, BookingId, RoomId, SegmentId, StaffId};
use super::note::{Note, NoteSubject};
use super::plan::Plan;
use super::property::{Property, RoomType};
use super::room::Room;
use super::row::{Change, Row, Table};
use super::saved_view::SavedView;
use super::secret::Secret;
use super::segment::Segment;
use super::staff::Staff;
use super::stamp::Stamp;

/// Of how many commands as one step the words are kept.
const SAID: usize = 6;

/// What a decision comes to.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// Rows to write, parents first; empty when there was nothing to do.
    pub changes: Vec<Change>,
    /// Natural keys and states of what was touched, for the receipt.
    pub receipt: Map<String, Value>,
    /// What the person should still know.
    pub warnings: Vec<Warning>,
    /// What was done, in words: `Moved Yi 101 > 202`.
    pub summary: String,
    /// The counters after it.
    pub counters: Counters,
    /// The journal entry this takes back, for undo and redo.
    pub undoes: Option<i64>,
    /// Where several commands were decided as one step: what each of them told.
    pub parts: Vec<Part>,
    /// PINs to be set, and whose. They are in no row: only their hashes are
    /// kept, and nowhere else.
    pub secrets: Vec<(StaffId, Secret)>,
}

/// What one of several commands told.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Part {
    /// Natural keys and states of what it touched.
    #[serde(flatten)]
    pub receipt: Map<String, Value>,
    /// What the person should still know of it.
    pub warnings: Vec<Warning>,
}

/// The overlay of changed rows that a decision edits.
pub struct Draft<'a> {
    facts: &'a dyn Facts,
    context: &'a Context,
    property: Property,
    counters: Counters,
    seen: RefCell<BTreeMap<(Table, i64), Row>>,
    touched: BTreeMap<(Table, i64), Option<Row>>,
    receipt: Map<String, Value>,
    warnings: Vec<Warning>,
    summary: String,
    /// What the commands before the present one came to, in words.
    said: Vec<String>,
    undoes: Option<i64>,
    parts: Vec<Part>,
    secrets: Vec<(StaffId, Secret)>,
    expected_version: Option<i64>,
    /// Where a command is only attempted: what stood in `touched` before.
    trail: Option<Vec<attempt::Before>>,
}

impl<'a> Draft<'a> {
    /// An empty draft over these facts.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is no property yet.
    pub fn new(facts: &'a dyn Facts, context: &'a Context) -> Result<Draft<'a>, Refusal> {
        let property = facts.property().ok_or_else(|| {
            Refusal::new(
                Code::NotFound,
                "There is no property here yet; \"keyrack init\" makes one.",
            )
        })?;
        Ok(Draft::for_property(facts, context, property))
    }

    /// An empty draft over the facts of `property`, which may be about to be made.
    pub fn for_property(
        facts: &'a dyn Facts,
        context: &'a Context,
        property: Property,
    ) -> Draft<'a> {
        Draft {
            facts,
            context,
            property,
            counters: context.counters,
            seen: RefCell::default(),
            touched: BTreeMap::new(),
            receipt: Map::new(),
            warnings: Vec::new(),
            summary: String::new(),
            said: Vec::new(),
            undoes: None,
            parts: Vec::new(),
            secrets: Vec::new(),
            expected_version: context.expected_version,
            trail: None,
        }
    }

    /// The version that the command being decided was decided on, if it says so.
    pub fn expected_version(&self) -> Option<i64> {
        self.expected_version
    }

    /// Says on which version the next of several commands was decided.
    pub fn expect_version(&mut self, version: Option<i64>) {
        self.expected_version = version;
    }

    /// Closes what one of several commands told; the next tells its own.
    pub fn end_part(&mut self) {
        self.parts.push(Part {
            receipt: std::mem::take(&mut self.receipt),
            warnings: std::mem::take(&mut self.warnings),
        });
        self.said.push(std::mem::take(&mut self.summary));
    }

    /// The facts beneath the draft, without its changes.
    pub fn facts(&self) -> &'a dyn Facts {
        self.facts
    }

    /// The circumstances.
    pub fn context(&self) -> &'a Context {
        self.context
    }

    /// The property, with this draft's changes.
    pub fn property(&self) -> &Property {
        &self.property
    }

    /// The business date.
    pub fn today(&self) -> Day {
        self.property.business_date
    }

    /// This moment and the person who acts.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            at: self.context.now,
            by: self.context.actor.id,
        }
    }

    /// A new identity.
    pub fn fresh_id(&mut self) -> i64 {
        self.counters.next_id += 1;
        self.counters.next_id - 1
    }

    /// The numbers that codes are made from.
    pub fn counters_mut(&mut self) -> &mut Counters {
        &mut self.counters
    }

    /// Keeps what a read found, so that a later change knows what was before.
    fn remember<T: Clone + Into<Row>>(&self, row: &T) {
        let row: Row = row.clone().into();
        self.seen
            .borrow_mut()
            .entry((row.table(), row.id()))
            .or_insert(row);
    }

    fn touched_row(&self, table: Table, id: i64) -> Option<&Option<Row>> {
        self.touched.get(&(table, id))
    }

    /// A room, with this draft's changes.
    pub fn room(&self, id: RoomId) -> Option<Room> {
        if let Some(row) = self.touched_row(Table::Room, id.0) {
            return match row {
                Some(Row::Room(room)) => Some(room.clone()),
                _ => None,
            };
        }
        self.facts.room(id).inspect(|room| self.remember(room))
    }

    /// A room by number, with this draft's changes.
    pub fn room_numbered(&self, number: &str) -> Option<Room> {
        let made = self.touched.values().flatten().find_map(|row| match row {
            Row::Room(room) if room.number == number => Some(room.clone()),
            _ => None,
        });
        made.or_else(|| {
            self.facts
                .room_numbered(number)
                .and_then(|room| self.room(room.id))
        })
    }

    /// Rooms of one type, with this draft's changes, by number.
    pub fn rooms_of_type(&self, code: &str) -> Vec<Room> {
        self.facts
            .rooms_of_type(code)
            .into_iter()
            .filter_map(|room| match self.touched_row(Table::Room, room.id.0) {
                None => Some(room),
                Some(Some(Row::Room(changed))) => Some(changed.clone()),
                Some(_) => None,
            })
            .collect()
    }

    /// A room type, with this draft's changes.
    pub fn room_type(&self, code: &str) -> Option<RoomType> {
        let made = self.touched.values().flatten().find_map(|row| match row {
            Row::RoomType(room_type) if room_type.code == code => Some(room_type.clone()),
            _ => None,
        });
        made.or_else(|| {
            self.facts
                .room_type(code)
                .inspect(|room_type| self.remember(room_type))
        })
    }

    /// A booking, with this draft's changes.
    pub fn booking(&self, id: BookingId) -> Option<Booking> {
        if let Some(row) = self.touched_row(Table::Booking, id.0) {
            return match row {
                Some(Row::Booking(booking)) => Some(booking.clone()),
                _ => None,
            };
        }
        self.facts
            .booking(id)
            .inspect(|booking| self.remember(booking))
    }

    /// A booking by code, with this draft's changes.
    pub fn booking_coded(&self, code: &str) -> Option<Booking> {
        let made = self.touched.values().flatten().find_map(|row| match row {
            Row::Booking(booking) if booking.code == code => Some(booking.clone()),
            _ => None,
        });
        made.or_else(|| {
            let found = self.facts.booking_coded(code)?;
            match self.touched_row(Table::Booking, found.id.0) {
                None => {
                    self.remember(&found);
                    Some(found)
                }
                Some(_) => None,
            }
        })
    }

    /// A block by identity, with this draft's changes.
    pub fn block(&self, id: BlockId) -> Option<Block> {
        if let Some(row) = self.touched_row(Table::Block, id.0) {
            return match row {
                Some(Row::Block(block)) => Some(block.clone()),
                _ => None,
            };
        }
        self.facts.block(id).inspect(|block| self.remember(block))
    }

    /// A segment, with this draft's changes.
    pub fn segment(&self, id: SegmentId) -> Option<Segment> {
        if let Some(row) = self.touched_row(Table::Segment, id.0) {
            return match row {
                Some(Row::Segment(segment)) => Some(segment.clone()),
                _ => None,
            };
        }
        self.facts
            .segment(id)
            .inspect(|segment| self.remember(segment))
    }

    /// Every segment of a booking that has not ended, in order of nights, with
    /// this draft's changes.
    pub fn segments_of(&self, booking: BookingId) -> Vec<Segment> {
        let mut segments = self.every_segment_of(booking);
        segments.retain(Segment::counts);
        segments.sort_by_key(|segment| (segment.stay, segment.id));
        segments
    }

    /// Every segment of a booking, ended ones too, with this draft's changes.
    fn every_segment_of(&self, booking: BookingId) -> Vec<Segment> {
        self.facts
            .segments_of(booking)
            .into_iter()
            .inspect(|segment| self.remember(segment))
            .filter(|segment| self.touched_row(Table::Segment, segment.id.0).is_none())
            .chain(
                self.touched_segments()
                    .filter(|segment| segment.booking == booking)
                    .cloned(),
            )
            .collect()
    }

    fn touched_segments(&self) -> impl Iterator<Item = &Segment> {
        self.touched.values().flatten().filter_map(|row| match row {
            Row::Segment(segment) => Some(segment),
            _ => None,
        })
    }

    fn touched_blocks(&self) -> impl Iterator<Item = &Block> {
        self.touched.values().flatten().filter_map(|row| match row {
            Row::Block(block) => Some(block),
            _ => None,
        })
    }

    /// The segment whose guest is in this room now.
    pub fn guest_in(&self, room: RoomId) -> Option<Segment> {
        self.facts
            .locked_in(room)
            .into_iter()
            .inspect(|segment| self.remember(segment))
            .filter(|segment| self.touched_row(Table::Segment, segment.id.0).is_none())
            .chain(self.touched_segments().cloned())
            .find(|segment| {
                segment.room == room
                    && segment.active
                    && segment.status == super::segment::AssignmentStatus::Locked
            })
    }

    fn touched_bookings(&self) -> impl Iterator<Item = &Booking> {
        self.touched.values().flatten().filter_map(|row| match row {
            Row::Booking(booking) => Some(booking),
            _ => None,
        })
    }

    /// These bookings but the ones this draft changed, which speak for themselves.
    fn but_touched(&self, found: Vec<Booking>) -> impl Iterator<Item = Booking> {
        found
            .into_iter()
            .inspect(|booking| self.remember(booking))
            .filter(|booking| self.touched_row(Table::Booking, booking.id.0).is_none())
    }

    /// The parts of stays of this type, touching these nights, that have no
    /// room, with this draft's changes.
    pub fn roomless(&self, room_type: &str, nights: Stay) -> Vec<Roomless> {
        let mut changed: Vec<BookingId> = self
            .touched_bookings()
            .map(|booking| booking.id)
            .chain(self.touched_segments().map(|segment| segment.booking))
            .collect();
        changed.sort_unstable();
        changed.dedup();
        let anew = changed
            .iter()
            .filter_map(|id| self.booking(*id))
            .filter(|booking| booking.room_type == room_type && booking.stay.overlaps(nights))
            .filter(|booking| super::assignment::needs_room(booking, &self.segments_of(booking.id)))
            .flat_map(|booking| {
                super::assignment::parts_without_room(&booking, &self.segments_of(booking.id))
            });
        let untouched = |part: &Roomless| changed.binary_search(&part.booking).is_err();
        self.facts
            .roomless(room_type, nights)
            .into_iter()
            .filter(untouched)
            .chain(anew)
            .collect()
    }

    /// Confirmed bookings not in the house whose arrival day is this one or
    /// earlier, with this draft's changes.
    pub fn not_arrived(&self, by: Day) -> Vec<Booking> {
        let awaited = |booking: &&Booking| {
            booking.status == BookingStatus::Confirmed
                && booking.checked_in_at.is_none()
                && booking.stay.check_in <= by
        };
        self.but_touched(self.facts.not_arrived(by))
            .chain(self.touched_bookings().filter(awaited).cloned())
            .collect()
    }

    /// Every booking whose guest is in the house, with this draft's changes.
    pub fn in_house(&self) -> Vec<Booking> {
        self.but_touched(self.facts.in_house())
            .chain(
                self.touched_bookings()
                    .filter(|booking| booking.is_in_house())
                    .cloned(),
            )
            .collect()
    }

    /// Whose work a room is on a business date, with this draft's changes.
    pub fn duty(&self, room: RoomId, day: Day) -> Option<RoomDuty> {
        let said = self.touched.values().flatten().find_map(|row| match row {
            Row::RoomDuty(duty) if duty.room == room && duty.day == day => Some(duty.clone()),
            _ => None,
        });
        said.or_else(|| {
            self.facts
                .duty(room, day)
                .filter(|duty| self.touched_row(Table::RoomDuty, duty.id).is_none())
                .inspect(|duty| self.remember(duty))
        })
    }

    /// The latest cleaning of a room, with this draft's changes.
    pub fn latest_cleaning(&self, room: RoomId) -> Option<Cleaning> {
        let made = self.touched.values().flatten().filter_map(|row| match row {
            Row::Cleaning(cleaning) if cleaning.room == room => Some(cleaning.clone()),
            _ => None,
        });
        made.max_by_key(|cleaning| cleaning.id).or_else(|| {
            self.facts
                .latest_cleaning(room)
                .filter(|cleaning| self.touched_row(Table::Cleaning, cleaning.id).is_none())
                .inspect(|cleaning| self.remember(cleaning))
        })
    }

    /// What people said about an alert, with this draft's changes.
    pub fn alert_mark(&self, alert: &str) -> Option<AlertMark> {
        let said = self.touched.values().flatten().find_map(|row| match row {
            Row::AlertMark(mark) if mark.alert == alert => Some(mark.clone()),
            _ => None,
        });
        said.or_else(|| {
            self.facts
                .alert_mark(alert)
                .filter(|mark| self.touched_row(Table::AlertMark, mark.id).is_none())
                .inspect(|mark| self.remember(mark))
        })
    }

    /// The acting person's views, with this draft's changes.
    pub fn saved_views(&self) -> Vec<SavedView> {
        let staff = self.context.actor.id;
        let made = self.touched.values().flatten().filter_map(|row| match row {
            Row::SavedView(view) if view.staff == staff => Some(view.clone()),
            _ => None,
        });
        self.facts
            .saved_views(staff)
            .into_iter()
            .inspect(|view| self.remember(view))
            .filter(|view| self.touched_row(Table::SavedView, view.id).is_none())
            .chain(made)
            .collect()
    }

    /// A kept plan, with this draft's changes.
    pub fn plan_coded(&self, code: &str) -> Option<Plan> {
        let made = self.touched.values().flatten().find_map(|row| match row {
            Row::Plan(plan) if plan.code == code => Some(plan.clone()),
            _ => None,
        });
        made.or_else(|| {
            self.facts
                .plan_coded(code)
                .filter(|plan| self.touched_row(Table::Plan, plan.id).is_none())
                .inspect(|plan| self.remember(plan))
        })
    }

    /// Everyone, with this draft's changes.
    pub fn all_staff(&self) -> Vec<Staff> {
        let made = self.touched.values().flatten().filter_map(|row| match row {
            Row::Staff(person) => Some(person.clone()),
            _ => None,
        });
        self.facts
            .all_staff()
            .into_iter()
            .inspect(|person| self.remember(person))
            .filter(|person| self.touched_row(Table::Staff, person.id.0).is_none())
            .chain(made)
            .collect()
    }

    /// Who holds any of these nights of the room, in order of nights, with
    /// this draft's changes.
    pub fn holds(&self, room: RoomId, nights: Stay) -> Vec<Hold> {
        let untouched = |hold: &Hold| match hold.holder {
            Holder::Segment(id, _) => self.touched_row(Table::Segment, id.0).is_none(),
            Holder::Block(id) => self.touched_row(Table::Block, id.0).is_none(),
        };
        let segments = self
            .touched_segments()
            .filter(|segment| {
                segment.active && segment.room == room && segment.stay.overlaps(nights)
            })
            .map(|segment| Hold {
                room,
                nights: segment.stay,
                holder: Holder::Segment(segment.id, segment.booking),
            });
        let blocks = self
            .touched_blocks()
            .filter(|block| block.holds() && block.room == room && block.stay.overlaps(nights))
            .map(|block| Hold {
                room,
                nights: block.stay,
                holder: Holder::Block(block.id),
            });
        let mut holds: Vec<Hold> = self
            .facts
            .holds(room, nights)
            .into_iter()
            .filter(untouched)
            .chain(segments)
            .chain(blocks)
            .collect();
        holds.sort_unstable();
        holds
    }

    /// Day uses of the room on these days, the last included, with this
    /// draft's changes.
    pub fn day_uses(&self, room: RoomId, from: Day, to: Day) -> Vec<Segment> {
        self.facts
            .day_uses(room, from, to)
            .into_iter()
            .filter(|segment| self.touched_row(Table::Segment, segment.id.0).is_none())
            .chain(
                self.touched_segments()
                    .filter(|segment| {
                        segment.active
                            && segment.room == room
                            && segment.stay.is_day_use()
                            && (from..=to).contains(&segment.stay.check_in)
                    })
                    .cloned(),
            )
            .collect()
    }

    /// Says what a row is now, where the draft has not asked for it itself.
    pub fn behold(&self, row: Row) {
        self.seen
            .borrow_mut()
            .entry((row.table(), row.id()))
            .or_insert(row);
    }

    /// Keeps a new or changed row.
    pub fn save(&mut self, row: impl Into<Row>) {
        let row = row.into();
        if let Row::Property(property) = &row {
            self.property = property.clone();
        }
        self.touch((row.table(), row.id()), Some(row));
    }

    /// Takes a row away: what undo does, and what nobody needs a history of.
    pub fn remove(&mut self, table: Table, id: i64) {
        self.touch((table, id), None);
    }

    /// Adds an attributed, timestamped line to a room's or booking's notes.
    pub fn note(&mut self, subject: NoteSubject, text: impl Into<String>) {
        let id = self.fresh_id();
        self.save(Note {
            id,
            property: self.property.id,
            subject,
            at: self.context.now,
            by: self.context.actor.id,
            text: text.into(),
        });
    }

    /// Puts a natural key or state into the receipt.
    pub fn tell(&mut self, name: &str, value: impl Serialize) {
        self.receipt.insert(
            name.to_owned(),
            serde_json::to_value(value).unwrap_or(Value::Null),
        );
    }

    /// What receipt and summary say so far.
    pub fn told(&self) -> (Map<String, Value>, String) {
        (self.receipt.clone(), self.summary.clone())
    }

    /// Has receipt and summary say again what they said.
    pub fn retell(&mut self, told: (Map<String, Value>, String)) {
        (self.receipt, self.summary) = told;
    }

    /// Takes a key out of the receipt, for a step that touches many of a kind.
    pub fn forget(&mut self, name: &str) {
        self.receipt.remove(name);
    }

    /// Says something that the person should still know.
    pub fn warn(&mut self, code: impl std::fmt::Display, message: impl Into<String>) {
        self.warnings.push(Warning {
            code: code.to_string(),
            message: message.into(),
        });
    }

    /// Says what was done, in words; a later step of the same decision adds to it.
    pub fn summarise(&mut self, words: impl AsRef<str>) {
        if !self.summary.is_empty() {
            self.summary.push_str("; ");
        }
        self.summary.push_str(words.as_ref());
    }

    /// Forgets what was summarised, for a step that says the whole better.
    pub fn resummarise(&mut self, words: impl Into<String>) {
        self.summary = words.into();
    }

    /// Keeps a PIN to be set; the last one of a person counts.
    pub fn keep_secret(&mut self, whose: StaffId, pin: Secret) {
        self.secrets.retain(|(other, _)| *other != whose);
        self.secrets.push((whose, pin));
    }

    /// Whether this draft changes any row of this table.
    pub fn touches(&self, table: Table) -> bool {
        self.touched.keys().any(|(touched, _)| *touched == table)
    }

    /// Says which journal entry this takes back.
    pub fn takes_back(&mut self, seq: i64) {
        self.undoes = Some(seq);
    }

    /// The outcome: rows that really differ, versions raised by one each.
    pub fn finish(mut self) -> Outcome {
        self.refresh_needs();
        self.follow_rates();
        let mut changes: Vec<Change> = Vec::new();
        for ((table, id), after) in std::mem::take(&mut self.touched) {
            let before = self.before(table, id);
            if before != after {
                changes.push(Change { before, after });
            }
        }
        self.carry_segments_to_bookings(&mut changes);
        for change in &mut changes {
            raise_version(change);
        }
        for part in std::mem::take(&mut self.parts) {
            let mut part = part;
            tell_version(&mut part.receipt, &changes);
            self.receipt.extend(part.receipt.clone());
            self.warnings.extend(part.warnings.iter().cloned());
            self.parts.push(part);
        }
        tell_version(&mut self.receipt, &changes);
        Outcome {
            changes,
            receipt: self.receipt,
            warnings: self.warnings,
            summary: whole(self.said, self.summary),
            counters: self.counters,
            undoes: self.undoes,
            parts: self.parts,
            secrets: self.secrets,
        }
    }

    /// A booking has changed when one of its segments or its account has, even
    /// if its own row reads the same: its version grows.
    fn carry_segments_to_bookings(&self, changes: &mut Vec<Change>) {
        let mut bookings: Vec<BookingId> = changes
            .iter()
            .filter_map(
                |change| match change.after.as_ref().or(change.before.as_ref())? {
                    Row::Segment(segment) => Some(segment.booking),
                    Row::AccountLine(line) => Some(line.booking),
                    _ => None,
                },
            )
            .collect();
        bookings.sort_unstable();
        bookings.dedup();
        for id in bookings {
            let listed = changes
                .iter()
                .any(|change| change.key() == Some((Table::Booking, id.0)));
            if let (false, Some(booking)) = (listed, self.booking(id)) {
                let row = Row::from(booking);
                changes.push(Change {
                    before: Some(row.clone()),
                    after: Some(row),
                });
            }
        }
        changes.sort_by_key(Change::key);
    }

    fn before(&self, table: Table, id: i64) -> Option<Row> {
        let seen = self.seen.borrow().get(&(table, id)).cloned();
        seen.or_else(|| {
            if matches!(
                table,
                Table::Note | Table::AccountLine | Table::RequestUpdate
            ) {
                None
            } else {
                self.facts.row(table, id)
            }
        })
    }

    /// Works out anew whether each touched booking still needs a room.
    fn refresh_needs(&mut self) {
        let mut bookings: Vec<BookingId> = self
            .touched
            .iter()
            .filter_map(
                |(key, after)| match after.clone().or_else(|| self.before(key.0, key.1)) {
                    Some(Row::Segment(segment)) => Some(segment.booking),
                    Some(Row::Booking(booking)) => Some(booking.id),
                    _ => None,
                },
            )
            .collect();
        bookings.sort_unstable();
        bookings.dedup();
        for id in bookings {
            if let Some(mut booking) = self.booking(id) {
                booking.needs_room = super::assignment::needs_room(&booking, &self.segments_of(id));
                self.save(booking);
            }
        }
    }
}

/// What several commands came to, in words: all of it where they are few.
fn whole(mut said: Vec<String>, last: String) -> String {
    said.push(last);
    said.retain(|words| !words.is_empty());
    let more = said.len().saturating_sub(SAID);
    said.truncate(SAID);
    let and_more = if more > 0 {
        format!("; and {more} more")
    } else {
        String::new()
    };
    said.join("; ") + &and_more
}

/// Tells the new version of what a receipt is about: the booking, else the
/// block, else the ticket, else the room, else the person, else the plan.
fn tell_version(receipt: &mut Map<String, Value>, changes: &[Change]) {
    let version = |name: &str| {
        let wanted = receipt.get(name)?.as_str()?;
        changes
            .iter()
            .find_map(|change| match change.after.as_ref()? {
                Row::Booking(row) if name == "booking" && row.code == wanted => Some(row.version),
                Row::Room(row) if name == "room" && row.number == wanted => Some(row.version),
                Row::Block(row) if name == "block" && row.code == wanted => Some(row.version),
                Row::Request(row) if name == "ticket" && row.ticket == wanted => Some(row.version),
                Row::Staff(row) if name == "employee" && row.employee == wanted => {
                    Some(row.version)
                }
                Row::Plan(row) if name == "plan" && row.code == wanted => Some(row.version),
                _ => None,
            })
    };
    if let Some(found) = ["booking", "block", "ticket", "room", "employee", "plan"]
        .into_iter()
        .find_map(version)
    {
        receipt.insert("version".to_owned(), found.into());
    }
}

/// The version of a changed row: one more than before. A row that redo makes
/// again goes on from the version it had.
fn raise_version(change: &mut Change) {
    let before = change.before.as_ref().and_then(Row::version);
    if let Some(version) = change.after.as_mut().and_then(Row::version_mut) {
        *version = before.unwrap_or(*version) + 1;
    }
}
