//! What can be asked of the database, in a transaction or from a reader.

use rusqlite::Connection;

use super::error::Result;
use super::facts::TxFacts;
use super::journal::{self, Entry};
use super::requests::{self, RequestFilter};
use super::{counters, house, jobs, lists, post, sign_in, walk};
use crate::domain::booking::Booking;
use crate::domain::cleaning::Cleaning;
use crate::domain::figures::DayFigures;
use crate::domain::history::About;
use crate::domain::jobs::{Job, Lease, Run};
use crate::domain::listing::{BookingFilter, PageWanted, Place};
use crate::domain::note::{Note, NoteSubject};
use crate::domain::plan::Plan;
use crate::domain::property::Property;
use crate::domain::request::{Request, RequestUpdate};
use crate::domain::segment::Segment;
use crate::domain::sign_in::Failures;
use crate::domain::telling::{Delivery, Message};
use crate::domain::view::cleanings::CleaningsWanted;
use crate::domain::{
    BookingId, Counters, Day, House, Moment, PropertyId, RequestId, StaffId, Stay,
};

/// The database as it stands at one moment.
#[derive(Clone, Copy, Debug)]
pub struct View<'connection> {
    connection: &'connection Connection,
}

impl<'connection> View<'connection> {
    pub(super) fn new(connection: &'connection Connection) -> View<'connection> {
        View { connection }
    }

    /// Answers a decision's questions about this property. Make one for each
    /// decision: it remembers the property and its types. Ask
    /// [`TxFacts::sound`] before anything is committed.
    pub fn facts(&self, property: Option<PropertyId>) -> TxFacts<'connection> {
        TxFacts::new(self.connection, property)
    }

    /// A property in memory, for the screens: rooms, types, staff, alert marks
    /// and standing blocks; and, with all their segments, the bookings that
    /// touch a window or today, lack a room, or whose guest is or should be here.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn house(&self, property: PropertyId, windows: &[Stay]) -> Result<House> {
        house::load(self.connection, property, windows)
    }

    /// Puts one booking into a house, with its segments and notes, whenever
    /// its stay is; one that is not there, or another property's, puts in nothing.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn add_booking(&self, into: &mut House, property: PropertyId, id: BookingId) -> Result<()> {
        house::add_booking(self.connection, into, property, id)
    }

    /// From the first to the last day of the stays that lack a room.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn unassigned_span(&self, property: PropertyId) -> Result<Option<Stay>> {
        house::unassigned_span(self.connection, property)
    }

    /// Every property, by slug.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn properties(&self) -> Result<Vec<Property>> {
        lists::properties(self.connection)
    }

    /// The next unused identity and numbers.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn counters(&self, property: Option<PropertyId>) -> Result<Counters> {
        counters::load(self.connection, property)
    }

    /// The bookings of one page, in the list's order.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn bookings(&self, property: PropertyId, wanted: &PageWanted) -> Result<Vec<Booking>> {
        lists::bookings(self.connection, property, wanted)
    }

    /// How many bookings of a list stand before a place in it.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn count_before(
        &self,
        property: PropertyId,
        wanted: &PageWanted,
        place: &Place,
    ) -> Result<u64> {
        lists::count_before(self.connection, property, wanted, place)
    }

    /// The last entries about a booking, a room or a block, oldest first, at
    /// most so many; before the given one, if one is given.
    ///
    /// # Errors
    /// As [`View::entry`].
    pub fn entries_about(
        &self,
        about: About,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Entry>> {
        journal::about(self.connection, about, before, limit)
    }

    /// The latest plans, the newest first.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn plans(&self, property: PropertyId, most: u32) -> Result<Vec<Plan>> {
        lists::plans(self.connection, property, most)
    }

    /// How many bookings there are to list.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn count_bookings(&self, property: PropertyId, filter: &BookingFilter) -> Result<u64> {
        lists::count_bookings(self.connection, property, filter)
    }

    /// The cleanings somebody asks for, oldest first.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn cleanings(
        &self,
        property: PropertyId,
        wanted: &CleaningsWanted,
    ) -> Result<Vec<Cleaning>> {
        lists::cleanings(self.connection, property, wanted)
    }

    /// The notes of a room or booking, oldest first.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn notes(&self, subject: NoteSubject) -> Result<Vec<Note>> {
        lists::notes(self.connection, subject)
    }

    /// Requests that the filter finds, the newest first, reported before the
    /// given one.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn requests(
        &self,
        property: PropertyId,
        filter: &RequestFilter,
        before: Option<RequestId>,
        limit: u32,
    ) -> Result<Vec<Request>> {
        requests::list(self.connection, property, filter, before, limit)
    }

    /// Requests that were reported, done or called off between two moments,
    /// and all that are not done with.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn requests_of_period(
        &self,
        property: PropertyId,
        moments: (Moment, Moment),
    ) -> Result<Vec<Request>> {
        requests::of_period(self.connection, property, moments)
    }

    /// The updates of a request, oldest first.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn request_updates(&self, request: RequestId) -> Result<Vec<RequestUpdate>> {
        requests::updates(self.connection, request)
    }

    /// One journal entry.
    ///
    /// # Errors
    /// SQLite refuses, or the entry is malformed.
    pub fn entry(&self, seq: i64) -> Result<Option<Entry>> {
        journal::one(self.connection, seq)
    }

    /// The entry that was written under an idempotency key.
    ///
    /// # Errors
    /// As [`View::entry`].
    pub fn entry_with_key(&self, property: Option<PropertyId>, key: &str) -> Result<Option<Entry>> {
        journal::by_key(self.connection, property, key)
    }

    /// Journal entries after `seq`, oldest first; of one property, or all.
    ///
    /// # Errors
    /// As [`View::entry`].
    pub fn entries_since(
        &self,
        seq: i64,
        property: Option<PropertyId>,
        limit: u32,
    ) -> Result<Vec<Entry>> {
        journal::since(self.connection, seq, property, limit)
    }

    /// The hash of a person's PIN, if they have one.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn pin_hash(&self, whose: StaffId) -> Result<Option<String>> {
        sign_in::pin_hash(self.connection, whose)
    }

    /// The wrong tries to sign in under this name.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn sign_in_failures(&self, property: PropertyId, who: &str) -> Result<Failures> {
        sign_in::failures(self.connection, property, who)
    }

    /// The last journal entry's number, 0 for none.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn latest_seq(&self) -> Result<i64> {
        journal::latest_seq(self.connection)
    }

    /// A person's messages, newest first: at least so many where there are as
    /// many, and every unread one.
    ///
    /// # Errors
    /// SQLite refuses, or a row holds an illegal value.
    pub fn inbox(&self, property: PropertyId, person: StaffId, limit: u32) -> Result<Vec<Message>> {
        post::inbox(self.connection, property, person, limit)
    }

    /// What these people were told about this since a moment.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn told_about(
        &self,
        property: PropertyId,
        people: &[StaffId],
        about: &str,
        since: Moment,
    ) -> Result<Vec<Message>> {
        post::about(self.connection, property, people, about, since)
    }

    /// Deliveries to be tried by now, the longest due first.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn due_deliveries(
        &self,
        property: PropertyId,
        now: Moment,
        limit: u32,
    ) -> Result<Vec<Delivery>> {
        post::due(self.connection, property, now, limit)
    }

    /// What was given up, what waits, and the latest that went out.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn outbox(&self, property: PropertyId, limit: u32) -> Result<Vec<Delivery>> {
        post::outbox(self.connection, property, limit)
    }

    /// Deliveries that were given up.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn dead_letters(&self, property: PropertyId) -> Result<Vec<Delivery>> {
        post::dead(self.connection, property)
    }

    /// The figures of closed days; the last day is included.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn figures(&self, property: PropertyId, from: Day, to: Day) -> Result<Vec<DayFigures>> {
        post::figures(self.connection, property, from, to)
    }

    /// Who does the jobs of a property, if anyone ever did.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn lease(&self, property: PropertyId) -> Result<Option<Lease>> {
        jobs::lease(self.connection, property)
    }

    /// The run of one due time, if it was begun.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn run(&self, property: PropertyId, job: Job, due_at: Moment) -> Result<Option<Run>> {
        jobs::run(self.connection, property, job, due_at)
    }

    /// The latest runs of all jobs, newest first.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn runs(&self, property: PropertyId, limit: u32) -> Result<Vec<Run>> {
        jobs::runs(self.connection, property, limit)
    }

    /// Runs that were begun and have not ended, the oldest first.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn unfinished_runs(&self, property: PropertyId) -> Result<Vec<Run>> {
        jobs::unfinished(self.connection, property)
    }

    /// Calls a function of every booking there ever was, with its segments.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn each_booking(
        &self,
        property: PropertyId,
        visit: &mut dyn FnMut(&Booking, &[Segment]),
    ) -> Result<()> {
        walk::bookings(self.connection, property, visit)
    }

    /// Calls a function of every request there ever was.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn each_request(
        &self,
        property: PropertyId,
        visit: &mut dyn FnMut(&Request),
    ) -> Result<()> {
        walk::requests(self.connection, property, visit)
    }

    /// The latest run of one job.
    ///
    /// # Errors
    /// As [`View::inbox`].
    pub fn last_run(&self, property: PropertyId, job: Job) -> Result<Option<Run>> {
        jobs::last_run(self.connection, property, job)
    }
}
