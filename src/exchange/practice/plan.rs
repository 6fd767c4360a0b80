//! Who stays where and when: the practice hotel as a calendar, before it
//! becomes commands. Days count from today: yesterday is -1.

use super::chance::Chance;
use super::figures;
use super::house::{self, Door};
use super::names::{self, Names};
use crate::domain::rate::RateDecision;

/// How many days back the house has been living.
pub const DAYS_BACK: i32 = 90;
/// How many days ahead it has bookings.
pub const DAYS_AHEAD: i32 = 90;

/// What becomes of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The guest comes.
    Stays,
    /// Cancelled on this day.
    Cancelled(i32),
    /// The guest never comes.
    NoShow,
    /// Not paid for yet.
    Unpaid,
}

/// How a guest gets the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// So many days before arrival, or as soon as it is booked.
    DaysBefore(i32),
    /// Not yet.
    NotYet,
    /// At the desk, without a booking before.
    WalkIn,
}

/// A booking of the practice hotel.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The place of its room among [`house::doors`]; of one of its type if it
    /// has none.
    pub door: usize,
    /// How it gets that room.
    pub given: Given,
    /// Day of arrival.
    pub arrive: i32,
    /// Day of departure; the same for a day use.
    pub leave: i32,
    /// Day it was booked.
    pub booked: i32,
    /// What becomes of it.
    pub ending: Ending,
    /// Adults, children, infants.
    pub party: (u32, u32, u32),
    /// Their names.
    pub names: Names,
    /// Whether only the lead guest is named so far.
    pub lead_only: bool,
    /// Through whom it came.
    pub source: &'static str,
    /// VIP.
    pub vip: bool,
    /// Promised this very room.
    pub promised: bool,
    /// The group.
    pub group: Option<&'static str>,
    /// A first note.
    pub note: Option<&'static str>,
    /// When the guest expects to come, as hour and minute.
    pub expected: Option<(u32, u32)>,
    /// What is staged with it today.
    pub scene: Option<Scene>,
}

/// What is staged with a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Left on the house's hands: should have gone yesterday.
    Overstays,
    /// Stands at the desk and waits for a room that is not ready.
    Waits,
    /// Comes early today and gets the room at once.
    ComesEarly,
    /// Moved from this door on the second day before today.
    MovedFrom(usize),
    /// Booked to leave on this day, and extended since.
    ExtendedFrom(i32),
    /// Leaves this morning; somebody waits for the room.
    LeavesFirst,
    /// Leaves today, and is still at breakfast.
    LeavesLater,
    /// Booked this type and was given a better room, on these terms.
    BookedAs(&'static str, RateDecision),
}

/// Days of a room that are taken, half-open, for whatever reason.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    taken: Vec<(i32, i32)>,
}

impl Calendar {
    /// Takes these days.
    pub fn take(&mut self, from: i32, to: i32) {
        self.taken.push((from, to));
        self.taken.sort_unstable();
    }

    /// Where the next stretch taken after `day` begins, and the end of one
    /// that covers `day`.
    fn around(&self, day: i32) -> (Option<i32>, Option<i32>) {
        let covering = self
            .taken
            .iter()
            .find(|(from, to)| *from <= day && day < *to)
            .map(|(_, to)| *to);
        let next = self
            .taken
            .iter()
            .map(|(from, _)| *from)
            .find(|from| *from > day);
        (next, covering)
    }
}

/// Everything that is planned.
#[derive(Debug)]
pub struct Plan {
    /// The rooms.
    pub doors: Vec<Door>,
    /// When each is taken.
    pub calendars: Vec<Calendar>,
    /// The bookings.
    pub stays: Vec<Planned>,
}

impl Plan {
    /// An empty house.
    pub fn new() -> Self {
        let doors = house::doors();
        let calendars = vec![Calendar::default(); doors.len()];
        Self {
            doors,
            calendars,
            stays: Vec::new(),
        }
    }

    /// The place of the room with this number.
    pub fn door(&self, number: &str) -> usize {
        self.doors
            .iter()
            .position(|door| door.number == number)
            .unwrap_or(0)
    }

    /// Takes days of a room for something other than a stay.
    pub fn keep(&mut self, number: &str, from: i32, to: i32) {
        let door = self.door(number);
        self.calendars[door].take(from, to);
    }

    /// Plans a stay of chance people in this room, for others to alter.
    pub fn stay(
        &mut self,
        chance: &mut Chance,
        door: usize,
        arrive: i32,
        leave: i32,
    ) -> &mut Planned {
        self.calendars[door].take(arrive, leave.max(arrive + 1));
        self.booking(chance, door, arrive, leave)
    }

    /// Plans a booking that takes no days of its room.
    pub fn booking(
        &mut self,
        chance: &mut Chance,
        door: usize,
        arrive: i32,
        leave: i32,
    ) -> &mut Planned {
        let kind = house::kind(self.doors[door].kind);
        let party = figures::party(chance, kind.at_least, kind.capacity);
        let lead_days = figures::lead_days(chance, leave - arrive);
        let names = names::party(chance, party.0 + party.1);
        self.stays.push(Planned {
            door,
            given: Given::DaysBefore(1 + chance.below(20) as i32),
            arrive,
            leave,
            booked: arrive - lead_days,
            ending: Ending::Stays,
            party,
            names,
            lead_only: false,
            source: figures::source(chance),
            vip: chance.per_mille(25),
            promised: false,
            group: None,
            note: chance.per_mille(120).then(|| *chance.pick(&NOTES)),
            expected: chance
                .per_mille(200)
                .then(|| (14 + chance.below(8), 15 * chance.below(4))),
            scene: None,
        });
        let last = self.stays.len() - 1;
        &mut self.stays[last]
    }

    /// Fills what the scenes have left of every room.
    pub fn fill(&mut self, chance: &mut Chance) {
        for door in 0..self.doors.len() {
            // Guests come in over the first days, not all at once.
            let mut day = -DAYS_BACK + chance.below(4) as i32;
            while day < DAYS_AHEAD {
                day = self.fill_one(chance, door, day) + gap(chance);
            }
        }
    }

    /// Plans one stay from `day` on, if it fits; answers where to go on.
    fn fill_one(&mut self, chance: &mut Chance, door: usize, day: i32) -> i32 {
        let (next, covering) = self.calendars[door].around(day);
        if let Some(end) = covering {
            return end;
        }
        let nights = figures::nights(chance);
        let leave = next.map_or(day + nights, |next| next.min(day + nights));
        let before = self.stays.len();
        self.stay(chance, door, day, leave);
        let planned = &mut self.stays[before];
        // What is not booked yet is not there; the room stays free.
        if planned.booked > 0 {
            self.stays.truncate(before);
            return leave;
        }
        // Today's bookings come in while the shop is open.
        if planned.booked == 0 && planned.arrive == 0 {
            planned.booked = -1;
        }
        planned.settle(chance);
        leave
    }

    /// The bookings that came to nothing: cancelled, or never used.
    pub fn add_lost(&mut self, chance: &mut Chance) {
        for at in 0..self.stays.len() {
            let (door, arrive, leave) = (
                self.stays[at].door,
                self.stays[at].arrive,
                self.stays[at].leave,
            );
            let lead_days = arrive - self.stays[at].booked;
            let Some(before) = figures::cancelled_days_before(chance, lead_days) else {
                continue;
            };
            let cancelled = arrive - before;
            if cancelled >= 0 || self.stays[at].scene.is_some() || self.stays[at].group.is_some() {
                continue;
            }
            let lost = self.booking(chance, door, arrive, leave);
            lost.booked = arrive - lead_days;
            lost.ending = Ending::Cancelled(cancelled);
            lost.given = Given::NotYet;
            lost.vip = false;
        }
    }
}

impl Planned {
    /// Whether and when a future stay has its room.
    fn settle(&mut self, chance: &mut Chance) {
        let without_room = match self.arrive {
            ..=2 => 0,
            3..=14 => 30,
            15..=45 => 35,
            _ => 50,
        };
        if chance.per_mille(without_room) {
            self.given = Given::NotYet;
        } else if let Given::DaysBefore(days) = self.given
            && self.arrive - days >= 0
        {
            // Given early, for it is given already.
            self.given = Given::DaysBefore(self.arrive + 1 + chance.below(10) as i32);
        }
        if self.arrive > 5 && chance.per_mille(150) {
            self.lead_only = true;
        }
        if self.arrive > 3 && chance.per_mille(30) {
            self.ending = Ending::Unpaid;
            self.given = Given::NotYet;
        }
    }

    /// Makes the party these adults.
    pub fn are(&mut self, names: Names) {
        self.party = (names.everyone.len() as u32, 0, 0);
        self.names = names;
    }

    /// Adults and children.
    pub fn heads(&self) -> u32 {
        self.party.0 + self.party.1
    }

    /// The type that was booked.
    pub fn kind(&self, plan: &Plan) -> &'static house::Kind {
        match self.scene {
            Some(Scene::BookedAs(code, _)) => house::kind(code),
            _ => house::kind(plan.doors[self.door].kind),
        }
    }

    /// Nights.
    pub fn nights(&self) -> i32 {
        self.leave - self.arrive
    }
}

/// Free nights between two guests: such that four rooms in five are taken.
fn gap(chance: &mut Chance) -> i32 {
    [0, 1, 2, 3, 5][chance.weighted([520, 230, 120, 80, 50].into_iter())]
}

const NOTES: [&str; 12] = [
    "Late arrival, flight lands in the evening",
    "Quiet room, please",
    "Anniversary: flowers in the room",
    "Cot needed",
    "Allergic to feathers",
    "Asks for a high floor",
    "Vegan breakfast",
    "Comes by car, needs parking",
    "Wheelchair folds",
    "Early breakfast on the last day",
    "Invoice to the company",
    "Returning guest, likes the same room",
];
