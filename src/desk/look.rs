//! Looking: what the screens and the command line ask.

use std::path::Path;

use crate::domain::cleaning::Cleaning;
use crate::domain::note::{Note, NoteSubject};
use crate::domain::property::Property;
use crate::domain::request::{Request, RequestUpdate};
use crate::domain::view::cleanings::CleaningsWanted;
use crate::domain::{BookingId, Day, Facts, House, PropertyId, RequestId, Stay};
use crate::store::View;
use crate::store::journal::Entry;

use super::failure::property_gone;
use super::{Desk, Failure, Session};

pub use crate::store::RequestFilter;

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

/// What is to be loaded beside the window: other days that a form asks about,
/// and bookings that a person looks at, wherever their stay lies.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Also {
    /// The days.
    pub days: Option<Stay>,
    /// The bookings, with their segments and notes.
    pub bookings: Vec<BookingId>,
}

/// The house for a window, and for every stay that still lacks a room, so that
/// what is offered for it is known to be free.
pub(super) fn load(
    view: View<'_>,
    property: PropertyId,
    window: Window,
    also: &Also,
) -> Result<House, Failure> {
    let mut windows = vec![window.range()];
    windows.extend(view.unassigned_span(property)?);
    windows.extend(also.days);
    let mut house = view.house(property, &windows)?;
    for id in &also.bookings {
        view.add_booking(&mut house, property, *id)?;
    }
    Ok(house)
}

impl Desk {
    /// The house as it stands, for a window of days.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn house(&self, session: &Session, window: Window) -> Result<House, Failure> {
        let nothing_else = Also::default();
        self.reader()
            .read(|view| load(view, session.property, window, &nothing_else))
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
        found.ok_or_else(|| property_gone().into())
    }

    /// The cleanings somebody asks for, oldest first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn cleanings(
        &self,
        session: &Session,
        wanted: &CleaningsWanted,
    ) -> Result<Vec<Cleaning>, Failure> {
        self.reader()
            .read(|view| Ok(view.cleanings(session.property, wanted)?))
    }

    /// Notes of a room or booking, oldest first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn notes(&self, subject: NoteSubject) -> Result<Vec<Note>, Failure> {
        self.reader().read(|view| Ok(view.notes(subject)?))
    }

    /// Requests that the filter finds, the newest first, reported before the
    /// given one. Whether the session's person may see one is for
    /// [`Viewer::may_see`](crate::domain::request::Viewer::may_see) to say.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn requests(
        &self,
        session: &Session,
        filter: &RequestFilter,
        before: Option<RequestId>,
        limit: u32,
    ) -> Result<Vec<Request>, Failure> {
        self.reader()
            .read(|view| Ok(view.requests(session.property, filter, before, limit)?))
    }

    /// The updates of a request, oldest first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn request_updates(&self, request: RequestId) -> Result<Vec<RequestUpdate>, Failure> {
        self.reader()
            .read(|view| Ok(view.request_updates(request)?))
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
