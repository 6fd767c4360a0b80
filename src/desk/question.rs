//! What a screen asks for that is too much to be loaded for all: a page of a
//! list, a history. Answered by whoever holds a reader, in one look at the
//! database.

use crate::domain::alerts::{ToldLine, told_lines};
use crate::domain::booking::Booking;
use crate::domain::command::Command;
use crate::domain::facts::Facts;
use crate::domain::history::{About, HistoryLine, line};
use crate::domain::jobs::Run;
use crate::domain::listing::{BookingLine, Page, PageWanted};
use crate::domain::plan::Plan;
use crate::domain::planning::Proposal;
use crate::domain::planning::Trial;
use crate::domain::request::RequestUpdate;
use crate::domain::tally::{Costs, Period, Team};
use crate::domain::view::cleanings::{Cleaned, CleaningsWanted, cleaned};
use crate::domain::{Day, House, Moment, PropertyId, RequestId, RoomId, StaffId};
use crate::store::Reader;

use super::{Failure, JobLine, Session, TrialWanted, tally, trial};

/// Runs of jobs that are shown.
const RUNS: u32 = 40;

/// Something a screen asks for.
#[derive(Clone, PartialEq, Debug)]
pub enum Question {
    /// A page of bookings.
    Page(PageWanted),
    /// The last so many entries of a history, before the given one where one
    /// is given.
    History {
        /// Of what.
        about: About,
        /// Before this entry.
        before: Option<i64>,
        /// How many at most.
        most: u32,
    },
    /// What an allocation rule would do.
    Trial(TrialWanted),
    /// The updates of a request.
    Updates(RequestId),
    /// What was cleaned, and the figures of it.
    Cleanings(CleanedWanted),
    /// What the work of somebody's team comes to.
    Team(TeamWanted),
    /// What repairs cost in a period.
    Costs {
        /// Who looks.
        who: StaffId,
        /// Of which days.
        period: Period,
    },
    /// The plan that a command asks for, thought out beside everything else;
    /// nothing is written. A command that asks for none, or has its plan, is
    /// answered by an empty one.
    Plan(Box<Command>),
    /// The latest plans, at most so many.
    Plans(u32),
    /// Who was told of an alert, and what became of it.
    Told(String),
    /// The jobs of the house as they stand, and their latest runs.
    Jobs,
}

/// Which cleanings, and how many of them one by one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CleanedWanted {
    /// Of this room; else of all.
    pub room: Option<RoomId>,
    /// Finished on these business dates, both included; else ever.
    pub days: Option<(Day, Day)>,
    /// The latest so many are told one by one.
    pub most: u32,
}

/// Whose team, and of which days.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TeamWanted {
    /// Who looks.
    pub who: StaffId,
    /// Of which days the figures are.
    pub period: Period,
    /// The moment at which things stand as they do.
    pub now: Moment,
}

/// What was found.
#[derive(Clone, PartialEq, Debug)]
pub enum Found {
    /// A page of bookings.
    Page(Page),
    /// A history.
    History(History),
    /// What an allocation rule would do; nothing where it is no longer there.
    Trial(Option<Box<Trial>>),
    /// The updates of a request, oldest first.
    Updates(Vec<RequestUpdate>),
    /// Cleanings.
    Cleanings(Box<Cleaned>),
    /// A team and its work.
    Team(Box<Team>),
    /// What repairs cost.
    Costs(Box<Costs>),
    /// A plan that is not kept yet.
    Plan(Box<Proposal>),
    /// Plans, the latest first.
    Plans(Vec<Plan>),
    /// Who was told.
    Told(Vec<ToldLine>),
    /// The jobs.
    Jobs(Vec<JobLine>, Vec<Run>),
}

/// A stretch of a history, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// The lines.
    pub lines: Vec<HistoryLine>,
    /// Whether there are earlier ones.
    pub earlier: bool,
}

/// Looks up what is asked for.
///
/// # Errors
/// The store cannot read.
pub(super) fn answer(
    reader: &Reader,
    session: &Session,
    question: &Question,
    now: Moment,
) -> Result<Found, Failure> {
    let property = session.property;
    match question {
        // Thought out elsewhere, so that a page need not wait for it.
        Question::Plan(_) => Ok(Found::Plan(Box::default())),
        Question::Plans(most) => reader.read(|view| Ok(Found::Plans(view.plans(property, *most)?))),
        Question::Page(wanted) => page(reader, property, wanted).map(Found::Page),
        Question::History {
            about,
            before,
            most,
        } => history(reader, property, (*about, *before), *most).map(Found::History),
        Question::Trial(wanted) => trial::answer(reader, property, wanted).map(Found::Trial),
        Question::Updates(request) => reader
            .read(|view| Ok::<_, Failure>(view.request_updates(*request)?))
            .map(|mut updates| {
                updates.retain(|update| update.property == property);
                Found::Updates(updates)
            }),
        Question::Cleanings(wanted) => {
            cleanings(reader, property, *wanted).map(|cleaned| Found::Cleanings(Box::new(cleaned)))
        }
        Question::Team(wanted) => {
            tally::team(reader, property, *wanted).map(|team| Found::Team(Box::new(team)))
        }
        Question::Costs { who, period } => {
            tally::costs(reader, property, *who, *period).map(|costs| Found::Costs(Box::new(costs)))
        }
        Question::Told(alert) => told(reader, property, alert).map(Found::Told),
        Question::Jobs => {
            let lines = super::jobs::lines(reader, property, now)?;
            let runs = reader.read(|view| Ok::<_, Failure>(view.runs(property, RUNS)?))?;
            Ok(Found::Jobs(lines, runs))
        }
    }
}

fn told(reader: &Reader, property: PropertyId, alert: &str) -> Result<Vec<ToldLine>, Failure> {
    reader.read(|view| {
        let facts = view.facts(Some(property));
        let Some(mark) = facts.alert_mark(alert) else {
            return Ok(Vec::new());
        };
        let people: Vec<StaffId> = mark.told.iter().map(|told| told.staff).collect();
        let since = mark.first_seen.unwrap_or_default();
        let messages = view.told_about(property, &people, alert, since)?;
        let lines = told_lines(&facts, Some(&mark), messages);
        facts.sound()?;
        Ok(lines)
    })
}

/// Cleanings that are counted at most: more than a house has in ten years.
const COUNTED: u32 = 1_000_000;

fn cleanings(
    reader: &Reader,
    property: PropertyId,
    wanted: CleanedWanted,
) -> Result<Cleaned, Failure> {
    reader.read(|view| {
        let rows = view.cleanings(
            property,
            &CleaningsWanted {
                room: wanted.room,
                days: wanted.days,
                most: COUNTED,
            },
        )?;
        let facts = view.facts(Some(property));
        // Names are all that is wanted of the house.
        let mut names = House::default();
        for room in facts.rooms() {
            names.put(room.into());
        }
        for person in facts.all_staff() {
            names.put(person.into());
        }
        facts.sound()?;
        Ok(cleaned(&names, &rows, wanted.most as usize))
    })
}

fn page(reader: &Reader, property: PropertyId, wanted: &PageWanted) -> Result<Page, Failure> {
    reader.read(|view| {
        let bookings = view.bookings(property, wanted)?;
        let before = match bookings.first() {
            Some(first) => view.count_before(property, wanted, &wanted.sort.place(first))?,
            None => 0,
        };
        let total = view.count_bookings(property, &wanted.filter)?;
        let facts = view.facts(Some(property));
        let today = Facts::property(&facts).map(|property| property.business_date);
        let lines = bookings
            .into_iter()
            .filter_map(|booking| Some(BookingLine::of(&facts, booking, today?)))
            .collect();
        facts.sound()?;
        Ok(Page {
            lines,
            before,
            total,
        })
    })
}

fn history(
    reader: &Reader,
    property: PropertyId,
    (about, before): (About, Option<i64>),
    most: u32,
) -> Result<History, Failure> {
    reader.read(|view| {
        // One more than wanted tells whether there are earlier ones.
        let mut entries = view.entries_about(about, before, most.saturating_add(1))?;
        entries.retain(|entry| entry.property == Some(property));
        let earlier = entries.len() > most as usize;
        if earlier {
            entries.remove(0);
        }
        let facts = view.facts(Some(property));
        let lines = entries
            .into_iter()
            .map(|entry| line(&entry.told(), about, &facts))
            .collect();
        facts.sound()?;
        Ok(History { lines, earlier })
    })
}

impl super::Desk {
    /// The bookings of a page alone.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn bookings(
        &self,
        session: &Session,
        wanted: &PageWanted,
    ) -> Result<Vec<Booking>, Failure> {
        self.reader()
            .read(|view| Ok(view.bookings(session.property, wanted)?))
    }

    /// A page of bookings.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn page(&self, session: &Session, wanted: &PageWanted) -> Result<Page, Failure> {
        page(self.reader(), session.property, wanted)
    }

    /// Who was told of an alert, and what became of each message.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn told(&self, session: &Session, alert: &str) -> Result<Vec<ToldLine>, Failure> {
        told(self.reader(), session.property, alert)
    }

    /// The last entries of a history, oldest first; before the given one,
    /// where one is given.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn history(
        &self,
        session: &Session,
        about: About,
        before: Option<i64>,
        most: u32,
    ) -> Result<History, Failure> {
        history(self.reader(), session.property, (about, before), most)
    }
}
