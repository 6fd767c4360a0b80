//! Looking: what the screens and the command line ask.

use std::path::Path;

use crate::domain::booking::Booking;
use crate::domain::note::{Note, NoteSubject};
use crate::domain::property::Property;
use crate::domain::{Code, Day, Facts, House, PropertyId, Refusal, Stay};
use crate::store::Reader;
use crate::store::journal::Entry;

use super::{Desk, Failure, Session};

pub use crate::store::{After, BookingFilter};

/// One line of the journal, as people read it.
pub type JournalLine = Entry;

/// Days a screen shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// The first day.
    pub from: Day,
    /// How many days.
    pub days: u32,
}

impl Window {
    /// The days as a range.
    pub fn range(self) -> Stay {
        Stay {
            check_in: self.from,
            check_out: self.from.plus(self.days.min(2_000) as i32),
        }
    }
}

/// The house for a window, and for every stay that still lacks a room, so that
/// what is offered for it is known to be free.
pub(super) fn load(
    reader: &Reader,
    property: PropertyId,
    window: Window,
) -> Result<House, Failure> {
    reader.read(|view| {
        let mut windows = vec![window.range()];
        windows.extend(view.unassigned_span(property)?);
        Ok(view.house(property, &windows)?)
    })
}

impl Desk {
    /// The house as it stands, for a window of days.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn house(&self, session: &Session, window: Window) -> Result<House, Failure> {
        load(self.reader(), session.property, window)
    }

    /// Asks the facts of a property.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn with_facts<T>(
        &self,
        property: PropertyId,
        ask: impl FnOnce(&dyn Facts) -> T,
    ) -> Result<T, Failure> {
        self.reader().read(|view| {
            let facts = view.facts(Some(property));
            let answer = ask(&facts);
            facts.sound()?;
            Ok(answer)
        })
    }

    /// Every property of the file, by slug.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn properties(&self) -> Result<Vec<Property>, Failure> {
        self.reader().read(|view| Ok(view.properties()?))
    }

    /// The session's property.
    ///
    /// # Errors
    /// The store cannot read, or the property is gone.
    pub fn property(&self, session: &Session) -> Result<Property, Failure> {
        let found = self
            .properties()?
            .into_iter()
            .find(|property| property.id == session.property);
        found.ok_or_else(|| {
            Refusal::new(
                Code::NotFound,
                "The property is no longer in this database; open another.",
            )
            .into()
        })
    }

    /// One page of bookings by arrival, from after the given one on.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn bookings(
        &self,
        session: &Session,
        filter: &BookingFilter,
        after: After,
        limit: u32,
    ) -> Result<Vec<Booking>, Failure> {
        self.reader()
            .read(|view| Ok(view.bookings(session.property, filter, after, limit)?))
    }

    /// How many bookings the filter finds.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn count_bookings(
        &self,
        session: &Session,
        filter: &BookingFilter,
    ) -> Result<u64, Failure> {
        self.reader()
            .read(|view| Ok(view.count_bookings(session.property, filter)?))
    }

    /// Notes of a room or booking, oldest first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn notes(&self, subject: NoteSubject) -> Result<Vec<Note>, Failure> {
        self.reader().read(|view| Ok(view.notes(subject)?))
    }

    /// Journal entries after `seq`, oldest first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn journal(
        &self,
        session: &Session,
        seq: i64,
        limit: u32,
    ) -> Result<Vec<JournalLine>, Failure> {
        self.reader()
            .read(|view| Ok(view.entries_since(seq, Some(session.property), limit)?))
    }

    /// The number of the latest journal entry, 0 for none.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn latest_seq(&self) -> Result<i64, Failure> {
        self.reader().read(|view| Ok(view.latest_seq()?))
    }

    /// Copies the whole database into a new file while others work on it.
    ///
    /// # Errors
    /// The name is taken, or the disk refuses.
    pub fn backup(&self, to: &Path) -> Result<(), Failure> {
        Ok(self.store().backup(to)?)
    }
}
