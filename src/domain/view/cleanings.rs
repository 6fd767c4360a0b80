//! What was cleaned: the history of rooms, and figures per room and person
//! over a period.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::cleaning::{Cleaning, CleaningKind};
use crate::domain::day::Day;
use crate::domain::house::{House, room_order};
use crate::domain::id::{RoomId, StaffId};
use crate::domain::moment::Moment;

/// Which cleanings somebody asks for; what is left out does not matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CleaningsWanted {
    /// Of this room.
    pub room: Option<RoomId>,
    /// Finished on these business dates, both included.
    pub days: Option<(Day, Day)>,
    /// The latest so many at most.
    pub most: u32,
}

/// One cleaning, told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Told {
    /// The room's number.
    pub room: String,
    /// The business date it was finished on.
    pub date: Day,
    /// What sort.
    pub kind: CleaningKind,
    /// Who cleaned.
    pub cleaned_by: String,
    /// When it was finished.
    pub cleaned_at: Moment,
    /// Minutes it took, where its beginning is known.
    pub minutes: Option<u32>,
    /// Minutes it usually takes.
    pub usual_minutes: u32,
    /// Who inspected.
    pub inspected_by: Option<String>,
    /// When.
    pub inspected_at: Option<Moment>,
    /// Whether it passed.
    pub passed: Option<bool>,
    /// Lines of the checklist that were not good enough.
    pub failed: Vec<String>,
    /// What there was to say, the cleaner's word before the inspector's.
    pub notes: Vec<String>,
}

/// Figures of one room or one person.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Figures {
    /// A room's number, or a person's name.
    pub who: String,
    /// Cleanings between two guests, deep ones too.
    pub turnovers: u32,
    /// Daily services.
    pub services: u32,
    /// Touch-ups.
    pub touch_ups: u32,
    /// Minutes of those cleanings whose beginning is known.
    pub minutes: u32,
    /// How many these are.
    pub timed: u32,
    /// Minutes these usually take.
    pub usual_minutes: u32,
    /// Cleanings that were inspected.
    pub inspected: u32,
    /// Those that failed.
    pub failed: u32,
}

impl Figures {
    fn add(&mut self, cleaning: &Cleaning) {
        match cleaning.kind {
            CleaningKind::Departure | CleaningKind::Deep => self.turnovers += 1,
            CleaningKind::Stayover => self.services += 1,
            CleaningKind::TouchUp => self.touch_ups += 1,
        }
        if let Some(minutes) = cleaning.minutes() {
            self.minutes = self.minutes.saturating_add(minutes);
            self.timed += 1;
            self.usual_minutes = self.usual_minutes.saturating_add(cleaning.usual_minutes);
        }
        if cleaning.checked.is_some() {
            self.inspected += 1;
            self.failed += u32::from(cleaning.failed());
        }
    }

    /// Minutes those that were timed usually take, on average.
    pub fn average_usual(&self) -> Option<u32> {
        (self.timed > 0).then(|| self.usual_minutes.div_ceil(self.timed))
    }

    /// Minutes one cleaning took on average, where any was timed.
    pub fn average_minutes(&self) -> Option<u32> {
        (self.timed > 0).then(|| self.minutes.div_ceil(self.timed))
    }
}

/// Figures of a period.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Statistics {
    /// All together.
    pub all: Figures,
    /// By room, in the order of their numbers.
    pub rooms: Vec<Figures>,
    /// By who cleaned, by name.
    pub people: Vec<Figures>,
}

/// Cleanings of one room or of all, and the figures of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cleaned {
    /// The latest of them, the latest first.
    pub lines: Vec<Told>,
    /// Whether there are earlier ones.
    pub earlier: bool,
    /// The figures of all of them.
    pub statistics: Statistics,
}

/// These cleanings, oldest first as they were read, with at most so many told
/// one by one.
pub fn cleaned(house: &House, cleanings: &[Cleaning], most: usize) -> Cleaned {
    let lines = cleanings.iter().rev().take(most);
    Cleaned {
        lines: lines.map(|one| told(house, one)).collect(),
        earlier: cleanings.len() > most,
        statistics: statistics(house, cleanings),
    }
}

fn person(house: &House, who: StaffId) -> String {
    house
        .staff
        .get(&who)
        .map_or_else(|| "?".to_owned(), |person| person.name.clone())
}

fn number(house: &House, room: RoomId) -> String {
    house
        .rooms
        .get(&room)
        .map_or_else(|| "?".to_owned(), |room| room.number.clone())
}

/// A cleaning with names in the place of identities.
pub fn told(house: &House, cleaning: &Cleaning) -> Told {
    let checked = cleaning.checked.as_ref();
    let notes = [
        cleaning.notes.clone(),
        checked.and_then(|checked| checked.notes.clone()),
    ];
    Told {
        room: number(house, cleaning.room),
        date: cleaning.day,
        kind: cleaning.kind,
        cleaned_by: person(house, cleaning.finished.by),
        cleaned_at: cleaning.finished.at,
        minutes: cleaning.minutes(),
        usual_minutes: cleaning.usual_minutes,
        inspected_by: checked.map(|checked| person(house, checked.stamp.by)),
        inspected_at: checked.map(|checked| checked.stamp.at),
        passed: checked.map(|checked| checked.passed),
        failed: checked.map_or_else(Vec::new, |checked| checked.failed.clone()),
        notes: notes.into_iter().flatten().collect(),
    }
}

/// The figures of these cleanings.
pub fn statistics<'c>(
    house: &House,
    cleanings: impl IntoIterator<Item = &'c Cleaning>,
) -> Statistics {
    let mut all = Figures {
        who: "all".to_owned(),
        ..Figures::default()
    };
    let mut rooms: BTreeMap<RoomId, Figures> = BTreeMap::new();
    let mut people: BTreeMap<StaffId, Figures> = BTreeMap::new();
    for cleaning in cleanings {
        all.add(cleaning);
        rooms.entry(cleaning.room).or_default().add(cleaning);
        people
            .entry(cleaning.finished.by)
            .or_default()
            .add(cleaning);
    }
    let mut rooms: Vec<Figures> = rooms
        .into_iter()
        .map(|(id, figures)| Figures {
            who: number(house, id),
            ..figures
        })
        .collect();
    rooms.sort_by_cached_key(|figures| room_order(&figures.who));
    let mut people: Vec<Figures> = people
        .into_iter()
        .map(|(id, figures)| Figures {
            who: person(house, id),
            ..figures
        })
        .collect();
    people.sort_by(|one, other| one.who.cmp(&other.who));
    Statistics { all, rooms, people }
}
