//! What goes wrong in the practice hotel, planned before it has a ticket:
//! where, when, who asked, and what becomes of it. Chance decides over what is
//! past; what stands open this morning is staged, one at every step.

use super::chance::Chance;
use super::diary::{clock, desk};
use super::house;
use super::plan::{DAYS_BACK, Ending, Given, Plan, Planned};
use super::scenes::{OLD_REPAIRS, OUT_OF_ORDER, REPAIR};
use super::troubles::{OLD_REPAIR, PLACES, TROUBLES, Trouble};

/// Of so many days in a thousand, none brings a fault.
const QUIET: u32 = 180;
/// The codes of the residents, in their order.
const RESIDENT_CODES: [&str; 2] = ["RS-0001", "RS-0002"];

/// Who asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asker {
    /// A member of staff, by employee number.
    Staff(&'static str),
    /// The guest of this booking, at the desk.
    Guest(String),
    /// A resident, by code, at the desk.
    Resident(&'static str),
}

/// What becomes of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Seen to in its time; whatever chance says.
    Past,
    /// A repair of a room that nobody was in, done within the day.
    OldRepair,
    /// The room under repair this morning.
    UnderRepair,
    /// The glass for the room out of order is awaited.
    AwaitsGlass,
    /// Nobody has looked yet.
    New,
    /// Seen, and somebody from outside is to come.
    Seen,
    /// Given to somebody, and late.
    Late,
    /// Given to somebody this morning.
    Given,
    /// Being seen to.
    Begun,
    /// An emergency of last night, being seen to.
    Emergency,
    /// Done this morning, not yet looked over.
    Done,
}

/// A fault, before it has a ticket.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The day, counted from today.
    pub day: i32,
    /// Minutes after midnight.
    pub minute: i64,
    /// What.
    pub trouble: Trouble,
    /// In which room.
    pub room: Option<String>,
    /// Where else.
    pub place: Option<&'static str>,
    /// Who asked.
    pub asker: Asker,
    /// What becomes of it.
    pub fate: Fate,
}

/// Every fault, in the order in which they are reported.
pub fn all(plan: &Plan, codes: &[String], chance: &mut Chance) -> Vec<Fault> {
    let mut faults = past(plan, codes, chance);
    faults.extend(staged(plan, codes));
    faults.sort_by_key(|fault| (fault.day, fault.minute));
    faults
}

/// The faults of the days that are over.
fn past(plan: &Plan, codes: &[String], chance: &mut Chance) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (room, day) in OLD_REPAIRS {
        faults.push(Fault {
            day,
            minute: clock(15, 10),
            trouble: OLD_REPAIR,
            room: Some(room.to_owned()),
            place: None,
            asker: Asker::Staff(house::FACILITY),
            fate: Fate::OldRepair,
        });
    }
    for day in -DAYS_BACK + 3..-3 {
        if chance.per_mille(QUIET) {
            continue;
        }
        for _ in 0..chance.between(1, 2) {
            faults.push(one(plan, codes, chance, day));
        }
    }
    faults
}

fn one(plan: &Plan, codes: &[String], chance: &mut Chance, day: i32) -> Fault {
    let trouble = *chance.pick(&TROUBLES);
    let minute = clock(7, 20) + i64::from(chance.below(12 * 60));
    let mut fault = Fault {
        day,
        minute,
        trouble,
        room: None,
        place: None,
        asker: Asker::Staff(house::FACILITY),
        fate: Fate::Past,
    };
    if !trouble.in_room {
        fault.place = Some(*chance.pick(&PLACES));
        fault.asker = Asker::Staff(if chance.per_mille(500) {
            house::MANAGER
        } else {
            desk(minute)
        });
        return fault;
    }
    if chance.per_mille(70) {
        let nth = chance.below(2) as usize;
        fault.place = Some(["flat A1", "flat A2"][nth]);
        fault.asker = Asker::Resident(RESIDENT_CODES[nth]);
        return fault;
    }
    let door = chance.below(plan.doors.len() as u32) as usize;
    fault.room = Some(plan.doors[door].number.clone());
    let guest = guest_of(plan, codes, door, day);
    fault.asker = match guest {
        Some(code) if chance.per_mille(650) => Asker::Guest(code),
        _ => Asker::Staff(house::attendant(plan.doors[door].floor)),
    };
    fault
}

/// The code of whoever is in this room all day long.
fn guest_of(plan: &Plan, codes: &[String], door: usize, day: i32) -> Option<String> {
    let here = |planned: &Planned| {
        planned.door == door
            && planned.ending == Ending::Stays
            && matches!(planned.given, Given::DaysBefore(_))
            && planned.scene.is_none()
            && planned.arrive < day
            && day < planned.leave
    };
    let found = plan.stays.iter().position(here)?;
    codes.get(found).cloned()
}

/// Where a fault of this morning is, and who asked.
#[derive(Debug, Clone, Copy)]
enum At {
    /// In this room, said by this person.
    Room(&'static str, &'static str),
    /// With the guest in the house who stands at this place of the list.
    Guest(usize),
    /// In that guest's room, said by an attendant.
    GuestRoom(usize),
    /// Somewhere in the house, said by this person.
    House(&'static str, &'static str),
}

/// What stands open this morning: something at every step.
const STAGED: [(i32, i64, &str, At, Fate); 10] = [
    (
        OUT_OF_ORDER.1,
        clock(15, 40),
        "Window pane broken",
        At::Room(OUT_OF_ORDER.0, house::FACILITY),
        Fate::AwaitsGlass,
    ),
    (
        -3,
        clock(9, 40),
        "Air conditioner to be replaced",
        At::Room("208", house::MANAGER),
        Fate::Seen,
    ),
    (
        -2,
        clock(19, 15),
        "Bedside lamp flickers",
        At::Guest(0),
        Fate::Late,
    ),
    (
        REPAIR.1,
        clock(18, 30),
        "Water comes through the bathroom ceiling",
        At::Room(REPAIR.0, house::FACILITY),
        Fate::UnderRepair,
    ),
    (-1, clock(20, 50), "Tap drips", At::Guest(1), Fate::Done),
    (
        -1,
        clock(23, 20),
        "No power on half the floor",
        At::House("lobby", house::DESK_NIGHT),
        Fate::Emergency,
    ),
    (
        0,
        clock(7, 40),
        "Extra pillows and towels",
        At::Guest(2),
        Fate::Given,
    ),
    (
        0,
        clock(8, 15),
        "Shower drains slowly",
        At::GuestRoom(3),
        Fate::Begun,
    ),
    (
        0,
        clock(9, 0),
        "Safe does not open",
        At::Guest(4),
        Fate::New,
    ),
    (
        0,
        clock(9, 10),
        "Hedge at the terrace overgrown",
        At::House("terrace", house::MANAGER),
        Fate::New,
    ),
];

/// The faults of this morning, in the house as it is planned.
fn staged(plan: &Plan, codes: &[String]) -> Vec<Fault> {
    let guests: Vec<usize> = (0..plan.stays.len())
        .filter(|at| stays_on(&plan.stays[*at]))
        .collect();
    let number = |nth: usize| plan.doors[plan.stays[guests[nth]].door].number.clone();
    STAGED
        .iter()
        .map(|(day, minute, title, at, fate)| {
            let (room, place, asker) = match *at {
                At::Room(number, who) => (Some(number.to_owned()), None, Asker::Staff(who)),
                At::Guest(nth) => {
                    let code = codes[guests[nth]].clone();
                    (Some(number(nth)), None, Asker::Guest(code))
                }
                At::GuestRoom(nth) => {
                    let who = Asker::Staff(house::ATTENDANTS[1]);
                    (Some(number(nth)), None, who)
                }
                At::House(place, who) => (None, Some(place), Asker::Staff(who)),
            };
            let known = TROUBLES.iter().find(|one| one.title == *title);
            Fault {
                day: *day,
                minute: *minute,
                trouble: *known.unwrap_or(&TROUBLES[0]),
                room,
                place,
                asker,
                fate: *fate,
            }
        })
        .collect()
}

/// Whether this guest came before yesterday and stays beyond tomorrow, with
/// nothing else staged.
pub fn stays_on(planned: &Planned) -> bool {
    planned.arrive < -1
        && planned.leave > 1
        && planned.scene.is_none()
        && planned.ending == Ending::Stays
        && matches!(planned.given, Given::DaysBefore(_))
}

impl Fault {
    /// Who is to see to it.
    pub fn whose(&self, chance: &mut Chance) -> &'static str {
        match self.trouble.category {
            "Electrical" => house::ELECTRICIAN,
            "Plumbing" => house::PLUMBER,
            "Landscaping" => house::GARDENER,
            "Security" => house::SECURITY,
            "HVAC" => house::UPKEEP,
            "Cleaning" => match &self.room {
                Some(room) if room.starts_with('1') => house::ATTENDANTS[0],
                Some(room) if room.starts_with('2') => house::ATTENDANTS[1],
                Some(room) if room.starts_with('3') => house::ATTENDANTS[2],
                _ => house::ATTENDANTS[chance.below(4) as usize],
            },
            _ => house::FACILITY,
        }
    }

    /// Whom to ask how content they are.
    pub fn rater(&self) -> &'static str {
        match self.asker {
            Asker::Staff(who) => who,
            Asker::Guest(_) => desk(clock(10, 0)),
            // A resident writes to the manager, who sees everything.
            Asker::Resident(_) => house::MANAGER,
        }
    }
}
