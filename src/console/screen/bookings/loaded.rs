//! The stretch of the list that is in memory, and what is to be read next.
//!
//! Owns the arithmetic of pages: the list itself may have any length, and no
//! more than a few screenfuls of it are ever here.

use crate::desk::Question;
use crate::domain::day::Day;
use crate::domain::id::BookingId;
use crate::domain::listing::{
    BookingFilter, BookingLine, Page, PageWanted, Place, Sort, SortBy, SortKey, Stretch,
};

/// Lines that are asked for at a time.
const PAGE: u32 = 150;
/// Lines that stay in memory.
const MOST: usize = 600;
/// So near to an end the next page is asked for.
const NEAR: usize = 50;

/// A stretch of the list, with the chosen line in it.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Which bookings, in which order.
    pub filter: BookingFilter,
    /// In which order.
    pub sort: Sort,
    lines: Vec<BookingLine>,
    before: u64,
    total: u64,
    at: usize,
    /// Whose line is chosen, and where it stood.
    chosen: Option<(BookingId, Place)>,
    awaited: Option<PageWanted>,
    /// The first answer has come.
    pub read: bool,
}

impl Loaded {
    /// The lines in memory.
    pub fn lines(&self) -> &[BookingLine] {
        &self.lines
    }

    /// The chosen one of them.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The chosen line's number in the whole list, from 1, and how many lines
    /// that has.
    pub fn place(&self) -> (u64, u64) {
        (self.before + self.at as u64 + 1, self.total)
    }

    /// The chosen line.
    pub fn chosen(&self) -> Option<&BookingLine> {
        self.lines.get(self.at)
    }

    /// Whether a page is on its way.
    pub fn is_waiting(&self) -> bool {
        self.awaited.is_some()
    }

    /// Begins anew with another list: at its first line, or, of a list by
    /// day, at this day.
    pub fn begin(&mut self, day: Option<Day>) -> Question {
        self.chosen = None;
        self.at = 0;
        let by_day = matches!(self.sort.by, SortBy::Arrival | SortBy::Departure);
        let stretch = match day.filter(|_| by_day) {
            None => Stretch::First,
            Some(day) => Stretch::From(Place {
                key: SortKey::Day(day),
                id: BookingId(if self.sort.descending { i64::MAX } else { 0 }),
            }),
        };
        self.ask(stretch, PAGE)
    }

    /// Reads what is here anew, with the chosen line kept.
    pub fn again(&mut self) -> Question {
        let Some(first) = self.lines.first() else {
            return self.ask(Stretch::First, PAGE);
        };
        let place = self.sort.place(&first.booking);
        let stretch = if self.before == 0 {
            Stretch::First
        } else {
            Stretch::From(place)
        };
        self.ask(stretch, (self.lines.len() as u32).max(PAGE))
    }

    fn ask(&mut self, stretch: Stretch, most: u32) -> Question {
        let wanted = PageWanted {
            filter: self.filter.clone(),
            sort: self.sort,
            stretch,
            most,
        };
        self.awaited = Some(wanted.clone());
        Question::Page(wanted)
    }

    /// Chooses a line; answers what is to be read for it.
    pub fn choose(&mut self, at: usize) -> Option<Question> {
        self.at = at.min(self.lines.len().saturating_sub(1));
        self.hold();
        self.wants_more()
    }

    /// Goes to the first line of all.
    pub fn first(&mut self) -> Option<Question> {
        if self.before > 0 {
            return Some(self.begin(None));
        }
        self.choose(0)
    }

    /// Goes to the last line of all.
    pub fn last(&mut self) -> Option<Question> {
        if self.after() > 0 {
            self.chosen = None;
            return Some(self.ask(Stretch::Last, PAGE));
        }
        self.choose(usize::MAX)
    }

    /// Lines that follow those in memory.
    fn after(&self) -> u64 {
        self.total
            .saturating_sub(self.before + self.lines.len() as u64)
    }

    fn hold(&mut self) {
        let sort = self.sort;
        self.chosen = self
            .chosen()
            .map(|line| (line.booking.id, sort.place(&line.booking)));
    }

    fn wants_more(&mut self) -> Option<Question> {
        if self.awaited.is_some() {
            return None;
        }
        let place = |line: Option<&BookingLine>| line.map(|line| self.sort.place(&line.booking));
        if self.at + NEAR >= self.lines.len() && self.after() > 0 {
            let last = place(self.lines.last())?;
            return Some(self.ask(Stretch::After(last), PAGE));
        }
        if self.at < NEAR && self.before > 0 {
            let first = place(self.lines.first())?;
            return Some(self.ask(Stretch::Before(first), PAGE));
        }
        None
    }

    /// Takes the page that was asked for; answers what is to be read next. A
    /// page of another list is nobody's any more.
    pub fn take(&mut self, wanted: &PageWanted, page: &Page) -> Option<Question> {
        if self.awaited.as_ref() != Some(wanted) {
            return None;
        }
        self.awaited = None;
        self.read = true;
        self.total = page.total;
        match wanted.stretch {
            Stretch::After(_) => self.append(page),
            Stretch::Before(_) => self.prepend(page),
            Stretch::First | Stretch::From(_) | Stretch::Last => {
                if page.lines.is_empty() && page.total > 0 {
                    // All that was here has gone; the end of the list has not.
                    return Some(self.ask(Stretch::Last, PAGE));
                }
                self.lines.clone_from(&page.lines);
                self.before = page.before;
                if wanted.stretch == Stretch::Last && self.chosen.is_none() {
                    self.at = usize::MAX;
                }
                self.find_chosen();
            }
        }
        self.at = self.at.min(self.lines.len().saturating_sub(1));
        self.hold();
        self.wants_more()
    }

    /// The chosen booking stays chosen; where it has gone, the line that
    /// stands in its place is.
    fn find_chosen(&mut self) {
        let Some((id, place)) = &self.chosen else {
            return;
        };
        let same = self.lines.iter().position(|line| line.booking.id == *id);
        self.at = same.unwrap_or_else(|| {
            let comes_first = |line: &BookingLine| {
                self.sort
                    .compare(&self.sort.place(&line.booking), place)
                    .is_lt()
            };
            self.lines.partition_point(comes_first)
        });
    }

    fn append(&mut self, page: &Page) {
        self.lines.extend(page.lines.iter().cloned());
        let gone = self.lines.len().saturating_sub(MOST);
        self.lines.drain(..gone);
        self.at = self.at.saturating_sub(gone);
        self.before = if page.lines.is_empty() {
            self.before
        } else {
            (page.before + page.lines.len() as u64).saturating_sub(self.lines.len() as u64)
        };
    }

    fn prepend(&mut self, page: &Page) {
        self.at += page.lines.len();
        self.before = page.before;
        let mut lines = page.lines.clone();
        lines.append(&mut self.lines);
        lines.truncate(MOST.max(self.at + 1));
        self.lines = lines;
    }
}
