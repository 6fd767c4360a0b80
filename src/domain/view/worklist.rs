//! Today's work of housekeeping, derived from the house and never typed in:
//! rooms that guests have left or leave today, guests who stay and want their
//! room done, ready rooms to be gone over again; and how it is shared among
//! the attendants.
//!
//! One card of the board is one chore here, so that the list and the board
//! cannot tell different things.

use std::collections::BTreeMap;

use serde::Serialize;

use super::turnover::{Board, Card, Lane, Total, board};
use crate::domain::cleaning::CleaningKind;
use crate::domain::day::Day;
use crate::domain::house::House;
use crate::domain::id::{RoomId, StaffId};
use crate::domain::room::Service;
use crate::domain::staff::{Permission, Role, Staff};

/// How a chore stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoreState {
    /// Someone is at it.
    InProgress,
    /// It can be begun.
    Waiting,
    /// The guest leaves today and has not left yet.
    Expected,
    /// The guest wants nobody in, or no service.
    Withheld,
}

impl ChoreState {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            ChoreState::InProgress => "at work",
            ChoreState::Waiting => "to do",
            ChoreState::Expected => "due out",
            ChoreState::Withheld => "not today",
        }
    }
}

/// One room that wants work today.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Chore {
    /// The room as it stands on the board.
    #[serde(flatten)]
    pub card: Card,
    /// What sort of cleaning.
    pub kind: CleaningKind,
    /// How it stands.
    pub state: ChoreState,
}

impl Chore {
    /// Whose work it is: who was named, else who is at it.
    pub fn whose(&self) -> Option<StaffId> {
        let named = self.card.attendant.as_ref().map(|person| person.staff);
        let at_it = self.card.cleaner.as_ref().map(|cleaner| cleaner.staff);
        match self.state {
            ChoreState::InProgress => at_it.or(named),
            _ => named,
        }
    }
}

/// What one attendant has to do and has done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Load {
    /// Who; none: what is nobody's.
    #[serde(skip)]
    pub staff: Option<StaffId>,
    /// Their employee number.
    pub employee: Option<String>,
    /// Their name; `none` for what is nobody's.
    pub name: String,
    /// At work now.
    pub on_duty: bool,
    /// What is left.
    pub left: Total,
    /// What was finished today, in usual minutes.
    pub done: Total,
}

/// The day's work.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Worklist {
    /// The business date.
    pub date: Day,
    /// The most urgent first; what is withheld last.
    pub chores: Vec<Chore>,
    /// Attendants on duty and whoever else has work, by employee number; what
    /// is nobody's last, where there is any.
    pub loads: Vec<Load>,
    /// All that is left.
    pub left: Total,
}

/// The day's work of this house.
pub fn worklist(house: &House) -> Worklist {
    of_board(house, &board(house))
}

/// The day's work, where the board was drawn already.
pub fn of_board(house: &House, board: &Board) -> Worklist {
    let mut chores: Vec<Chore> = board
        .columns
        .iter()
        .flat_map(|column| column.cards.iter().map(move |card| (column.lane, card)))
        .filter_map(|(lane, card)| chore(lane, card, house))
        .collect();
    chores.sort_by_key(|chore| (chore.state == ChoreState::Withheld, chore.card.urgency));
    let loads = loads(house, &chores, board.date);
    let left = total(chores.iter());
    Worklist {
        date: board.date,
        chores,
        loads,
        left,
    }
}

/// The chore of a card in this column, if it is one. The card of a room that
/// is lived in stands twice when its service is due; only the one in a column
/// of work counts.
fn chore(lane: Lane, card: &Card, house: &House) -> Option<Chore> {
    let of_card = |state| {
        card.work.map(|kind| Chore {
            card: card.clone(),
            kind,
            state,
        })
    };
    match lane {
        Lane::Dirty | Lane::Ready => of_card(ChoreState::Waiting),
        Lane::Cleaning => of_card(ChoreState::InProgress),
        Lane::Inspect | Lane::Maintenance | Lane::OutOfOrder => None,
        Lane::Occupied => lived_in(card, house),
    }
}

/// A guest who leaves today, or who wants nobody in.
fn lived_in(card: &Card, house: &House) -> Option<Chore> {
    let guest = card.guest.as_ref()?;
    let withheld = matches!(
        card.service,
        Some(Service::DoNotDisturb | Service::Declined)
    );
    let (kind, state) = if guest.due_out || guest.overstay {
        (CleaningKind::Departure, ChoreState::Expected)
    } else if withheld {
        (CleaningKind::Stayover, ChoreState::Withheld)
    } else {
        return None;
    };
    let minutes = match state {
        ChoreState::Withheld => 0,
        _ => house
            .room_types
            .get(&card.room_type)
            .map_or(0, |room_type| room_type.minutes_for(kind)),
    };
    let card = Card {
        work: Some(kind),
        minutes,
        ..card.clone()
    };
    Some(Chore { card, kind, state })
}

fn total<'c>(chores: impl Iterator<Item = &'c Chore>) -> Total {
    chores
        .filter(|chore| chore.state != ChoreState::Withheld)
        .fold(Total::default(), |total, chore| Total {
            count: total.count + 1,
            minutes: total.minutes + chore.card.minutes,
        })
}

/// Whether rooms are what this person is here for.
pub fn is_attendant(person: &Staff) -> bool {
    person.active && person.role == Role::RoomAttendant && person.permissions.may(Permission::Rooms)
}

fn loads(house: &House, chores: &[Chore], today: Day) -> Vec<Load> {
    let mut left: BTreeMap<Option<StaffId>, Total> = BTreeMap::new();
    for chore in chores {
        let more = total(std::iter::once(chore));
        let sum = left.entry(chore.whose()).or_default();
        sum.count += more.count;
        sum.minutes += more.minutes;
    }
    let mut done: BTreeMap<StaffId, Total> = BTreeMap::new();
    for cleaning in house.cleanings.values().filter(|row| row.day == today) {
        let sum = done.entry(cleaning.finished.by).or_default();
        sum.count += 1;
        sum.minutes += cleaning.usual_minutes;
    }
    let mut people: Vec<&Staff> = house
        .staff
        .values()
        .filter(|person| {
            let has_work = left
                .get(&Some(person.id))
                .is_some_and(|total| total.count > 0);
            has_work || (person.on_duty && is_attendant(person))
        })
        .collect();
    people.sort_by(|one, other| one.employee.cmp(&other.employee));
    let mut loads: Vec<Load> = people
        .into_iter()
        .map(|person| Load {
            staff: Some(person.id),
            employee: Some(person.employee.clone()),
            name: person.name.clone(),
            on_duty: person.on_duty,
            left: left.get(&Some(person.id)).copied().unwrap_or_default(),
            done: done.get(&person.id).copied().unwrap_or_default(),
        })
        .collect();
    if let Some(nobodys) = left.get(&None).filter(|total| total.count > 0) {
        loads.push(Load {
            staff: None,
            employee: None,
            name: "none".to_owned(),
            on_duty: false,
            left: *nobodys,
            done: Total::default(),
        });
    }
    loads
}

impl Worklist {
    /// The chore of this room, if it has one.
    pub fn of_room(&self, room: RoomId) -> Option<&Chore> {
        self.chores.iter().find(|chore| chore.card.room == room)
    }

    /// The chores of this person; of nobody, without one.
    pub fn of(&self, staff: Option<StaffId>) -> impl Iterator<Item = &Chore> {
        self.chores
            .iter()
            .filter(move |chore| chore.whose() == staff)
    }
}
