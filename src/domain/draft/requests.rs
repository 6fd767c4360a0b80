//! Requests, their categories and residents as a draft sees them: the facts,
//! with the draft's own changes.

use super::Draft;
use crate::domain::facts::About;
use crate::domain::id::{BookingId, RequestId, ResidentId, RoomId, StaffId};
use crate::domain::request::{Category, Request, Resident, Viewer, Work, category, suitable};
use crate::domain::row::{Row, Table};
use crate::domain::staff::Staff;

impl Draft<'_> {
    fn touched_requests(&self) -> impl Iterator<Item = &Request> {
        self.touched.values().flatten().filter_map(|row| match row {
            Row::Request(request) => Some(request),
            _ => None,
        })
    }

    /// A request, with this draft's changes.
    pub fn request(&self, id: RequestId) -> Option<Request> {
        if let Some(row) = self.touched_row(Table::Request, id.0) {
            return match row {
                Some(Row::Request(request)) => Some(request.clone()),
                _ => None,
            };
        }
        self.facts
            .request(id)
            .inspect(|request| self.remember(request))
    }

    /// A request by ticket, with this draft's changes.
    pub fn request_ticketed(&self, ticket: &str) -> Option<Request> {
        let made = self
            .touched_requests()
            .find(|request| request.ticket == ticket)
            .cloned();
        made.or_else(|| {
            let found = self.facts.request_ticketed(ticket)?;
            self.request(found.id)
        })
    }

    /// Every request about this, open or not, with this draft's changes.
    pub fn requests_about(&self, about: About) -> Vec<Request> {
        self.facts
            .requests_about(about)
            .into_iter()
            .inspect(|request| self.remember(request))
            .filter(|request| self.touched_row(Table::Request, request.id.0).is_none())
            .chain(
                self.touched_requests()
                    .filter(|request| request.is_about(about))
                    .cloned(),
            )
            .collect()
    }

    /// Open requests about a room that are faults of the room, not services to
    /// a guest in it.
    pub fn open_faults_in(&self, room: RoomId) -> Vec<Request> {
        let mut found = self.requests_about(About::Room(room));
        found.retain(|request| {
            request.is_open() && !request.is_guest_service(&self.category_of(request))
        });
        found
    }

    /// Open requests of the guest of a booking.
    pub fn open_requests_of(&self, booking: BookingId) -> Vec<Request> {
        let mut found = self.requests_about(About::Booking(booking));
        found.retain(Request::is_open);
        found
    }

    /// What a person has in hand, but for one request, with this draft's
    /// changes, and has resolved lately.
    pub fn work_of(&self, person: StaffId, but: Option<RequestId>) -> Work {
        let since = suitable::period(self.context.now);
        let mut work = self.facts.work_of(person, but, since);
        for request in self.touched_requests() {
            let before = match self.before(Table::Request, request.id.0) {
                Some(Row::Request(before)) => Some(before),
                _ => None,
            };
            let counts = |one: &Request| {
                u32::from(
                    one.assignee() == Some(person)
                        && Some(one.id) != but
                        && one.status.is_in_hand(),
                )
            };
            work.in_hand += counts(request);
            work.in_hand = work
                .in_hand
                .saturating_sub(before.as_ref().map_or(0, counts));
        }
        work
    }

    /// Every category, the usual ones too, with this draft's changes.
    pub fn categories(&self) -> Vec<Category> {
        let made = self.touched.values().flatten().filter_map(|row| match row {
            Row::Category(category) => Some(category.clone()),
            _ => None,
        });
        let stored: Vec<Category> = self
            .facts
            .categories()
            .into_iter()
            .inspect(|category| self.remember(category))
            .filter(|category| self.touched_row(Table::Category, category.id).is_none())
            .chain(made)
            .collect();
        category::all(self.property.id, &stored)
    }

    /// The category of a request. One that is gone lets nobody do anything
    /// that needs it.
    pub fn category_of(&self, request: &Request) -> Category {
        self.categories()
            .into_iter()
            .find(|category| category.is_called(&request.category))
            .unwrap_or_else(|| category::lost(self.property.id, &request.category))
    }

    /// Every resident, with this draft's changes.
    pub fn residents(&self) -> Vec<Resident> {
        let made = self.touched.values().flatten().filter_map(|row| match row {
            Row::Resident(resident) => Some(resident.clone()),
            _ => None,
        });
        self.facts
            .residents()
            .into_iter()
            .inspect(|resident| self.remember(resident))
            .filter(|resident| self.touched_row(Table::Resident, resident.id.0).is_none())
            .chain(made)
            .collect()
    }

    /// One resident, with this draft's changes.
    pub fn resident(&self, id: ResidentId) -> Option<Resident> {
        self.residents()
            .into_iter()
            .find(|resident| resident.id == id)
    }

    /// One person, with this draft's changes.
    pub fn person(&self, id: StaffId) -> Option<Staff> {
        self.all_staff().into_iter().find(|person| person.id == id)
    }

    /// Whoever acts, as someone who looks at requests.
    pub fn viewer(&self) -> Viewer {
        let actor = &self.context.actor;
        Viewer::of(actor.id, &actor.permissions, &self.all_staff())
    }
}
