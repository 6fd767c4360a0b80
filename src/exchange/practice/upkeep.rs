//! The practice hotel's repairs and errands: three months of requests by
//! guests, residents and staff, and what stands open this morning.
//!
//! The `faults` are planned first, so that their tickets can be told: the
//! house numbers them in the order in which they are reported. Has a stream of
//! chance of its own, so that bookings are what they would be without it.

use chrono::Datelike;

use super::chance::Chance;
use super::diary::{Diary, clock, desk};
use super::faults::{self, Asker, Fate, Fault, stays_on};
use super::house;
use super::living;
use super::plan::{DAYS_BACK, Plan};
use super::troubles::{REMARKS, VENDORS};
use crate::domain::command::{
    AcknowledgeRequest, AssignRequest, CancelRequest, CloseRequest, Command, CompleteMaintenance,
    CreateRequest, CreateResident, EditCategory, HoldRequest, RateRequest, ReadMessages,
    ReportFound, ResolveRequest, ResumeRequest, StartRequest, UpdateRequest,
};
use crate::domain::moment::Moment;
use crate::domain::money::Price;
use crate::domain::request::{Priority, ResidentKind};

/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// Days after which everyone has read what they were told.
const WEEK: i32 = 7;

/// The residents: name, in what right, and where.
const RESIDENTS: [(&str, ResidentKind, &str); 2] = [
    ("Dona Amelia Figueira", ResidentKind::Owner, "A1"),
    ("Prof. Henrik Dahl", ResidentKind::LongStay, "A2"),
];

/// The residents of the flats under the roof, and what may be spent a month.
pub fn set_up(diary: &mut Diary, at: Moment) {
    for (name, kind, flat) in RESIDENTS {
        let resident = CreateResident {
            full_name: name.to_owned(),
            kind,
            room: None,
            flat: Some(flat.to_owned()),
            contact: crate::domain::booking::Contact::default(),
        };
        diary.set_up(at, resident);
    }
    for (category, budget) in [("Electrical", 400), ("Plumbing", 600), ("HVAC", 900)] {
        let change = EditCategory {
            name: category.to_owned(),
            budget: Some(euros(budget)),
            ..EditCategory::default()
        };
        diary.set_up(at, change);
    }
}

fn euros(whole: u32) -> Price {
    Price::Plain(format!("{whole}.00"))
}

/// Lives through every fault of three months.
pub fn live(diary: &mut Diary, plan: &Plan, codes: &[String], mut chance: Chance) {
    let mut numbers = Numbers::default();
    for fault in &faults::all(plan, codes, &mut chance) {
        let ticket = numbers.next(diary, fault.day);
        report(diary, fault);
        see_to(diary, fault, &ticket, &mut chance);
    }
    found_this_morning(diary, plan);
    read(diary);
}

/// The employee number of the administrator the house is set up with.
const FIRST: &str = "admin";

/// Now and then, and last night, everyone reads what they were told.
fn read(diary: &mut Diary) {
    for back in 0..=DAYS_BACK / WEEK {
        let day = -1 - back * WEEK;
        let staff = house::PEOPLE.iter().map(|person| person.employee);
        for employee in staff.chain([FIRST]) {
            diary.write(day, clock(22, 10), employee, ReadMessages::default());
        }
    }
}

/// Ticket numbers, which begin anew with each year.
#[derive(Default)]
struct Numbers {
    year: i32,
    last: u32,
}

impl Numbers {
    fn next(&mut self, diary: &Diary, day: i32) -> String {
        let year = diary.day(day).date().year();
        if year > self.year {
            *self = Numbers { year, last: 0 };
        }
        self.last += 1;
        format!("MR-{year}-{:04}", self.last)
    }
}

fn report(diary: &mut Diary, fault: &Fault) {
    let keeps_from_sale = matches!(fault.fate, Fate::OldRepair | Fate::UnderRepair);
    let by = match fault.asker {
        Asker::Staff(who) => who,
        Asker::Guest(_) | Asker::Resident(_) => desk(fault.minute),
    };
    let trouble = &fault.trouble;
    let command = CreateRequest {
        title: trouble.title.to_owned(),
        category: trouble.category.to_owned(),
        description: None,
        room: fault.room.clone(),
        location: fault.place.map(str::to_owned),
        booking: match &fault.asker {
            Asker::Guest(code) => Some(code.clone()),
            _ => None,
        },
        requester: match fault.asker {
            Asker::Resident(code) => Some(code.to_owned()),
            _ => None,
        },
        priority: Some(trouble.priority),
        estimated_cost: (trouble.cost > 0).then(|| euros(trouble.cost)),
        may_be_sold: keeps_from_sale.then_some(false),
    };
    diary.write(fault.day, fault.minute, by, command);
}

/// Writes what becomes of one request, step by step.
struct Course<'d> {
    diary: &'d mut Diary,
    ticket: String,
    day: i32,
    /// Minutes after the midnight that `day` begins with.
    minute: i64,
    /// Who sees to it.
    whose: &'static str,
}

impl Course<'_> {
    /// So much later. What would fall into the night is done in the morning.
    fn later(&mut self, minutes: i64) {
        self.minute += minutes;
        let of_day = self.minute.rem_euclid(DAY);
        if of_day >= clock(22, 0) {
            self.minute += DAY - of_day + clock(8, 0) + of_day % 60;
        } else if of_day < clock(7, 0) {
            self.minute += clock(8, 0) - of_day + of_day % 60;
        }
    }

    fn do_by(&mut self, by: &'static str, command: impl Into<Command>) {
        let day = self.day + self.minute.div_euclid(DAY) as i32;
        self.diary
            .write(day, self.minute.rem_euclid(DAY), by, command);
    }

    fn ticket(&self) -> String {
        self.ticket.clone()
    }

    fn acknowledge(&mut self) {
        let (ticket, notes) = (self.ticket(), None);
        self.do_by(house::FACILITY, AcknowledgeRequest { ticket, notes });
    }

    fn give(&mut self) {
        let command = AssignRequest {
            ticket: self.ticket(),
            employee: Some(self.whose.to_owned()),
            notes: None,
        };
        self.do_by(house::FACILITY, command);
    }

    fn start(&mut self) {
        let (ticket, notes) = (self.ticket(), None);
        self.do_by(self.whose, StartRequest { ticket, notes });
    }

    fn hold(&mut self, why: &str) {
        let (ticket, notes) = (self.ticket(), Some(why.to_owned()));
        self.do_by(self.whose, HoldRequest { ticket, notes });
    }

    fn resolve(&mut self, cost: u32, vendor: Option<&str>) {
        let command = ResolveRequest {
            ticket: self.ticket(),
            notes: None,
            actual_cost: (cost > 0).then(|| euros(cost)),
            vendor: vendor.map(str::to_owned),
        };
        self.do_by(self.whose, command);
    }

    fn close(&mut self) {
        let (ticket, notes) = (self.ticket(), None);
        self.do_by(house::FACILITY, CloseRequest { ticket, notes });
    }
}

fn see_to(diary: &mut Diary, fault: &Fault, ticket: &str, chance: &mut Chance) {
    let mut course = Course {
        diary,
        ticket: ticket.to_owned(),
        day: fault.day,
        minute: fault.minute,
        whose: fault.whose(chance),
    };
    match fault.fate {
        Fate::Past => past_course(&mut course, fault, chance),
        Fate::OldRepair => old_repair(&mut course, fault),
        _ => this_morning(&mut course, fault),
    }
}

/// A request of the past, from first to last.
fn past_course(course: &mut Course, fault: &Fault, chance: &mut Chance) {
    let trouble = &fault.trouble;
    let urgent = trouble.priority >= Priority::High;
    let mut within = |most: u32| i64::from(chance.below(most));
    course.later(3 + within(if urgent { 10 } else { 50 }));
    course.acknowledge();
    if within(1000) < 70 {
        course.later(20 + within(180));
        let (ticket, notes) = (course.ticket(), Some("Reported twice".to_owned()));
        course.do_by(house::FACILITY, CancelRequest { ticket, notes });
        return;
    }
    course.later(2 + within(if urgent { 10 } else { 90 }));
    course.give();
    course.later(5 + within(if urgent { 20 } else { 300 }));
    course.start();
    if within(1000) < 110 {
        course.later(15);
        course.hold("Waits for a part");
        // Always over before this morning: the youngest is four days old.
        course.later(60 + within(22 * 60));
        let (ticket, notes) = (course.ticket(), None);
        course.do_by(course.whose, ResumeRequest { ticket, notes });
    }
    course.later(trouble.minutes + within(trouble.minutes as u32 + 1));
    // What is spent is about what was thought.
    let cost = trouble.cost * (70 + chance.below(75)) / 100;
    let outside = trouble.cost >= 100 && chance.per_mille(500);
    let vendor = outside.then(|| *chance.pick(&VENDORS));
    course.resolve(cost, vendor);
    course.later(30 + i64::from(chance.below(10 * 60)));
    if chance.per_mille(60) {
        return;
    }
    course.close();
    if chance.per_mille(450) {
        course.later(10 + i64::from(chance.below(180)));
        let rating = [5, 4, 3, 2, 1][chance.weighted([420, 330, 150, 70, 30].into_iter())];
        let feedback = chance
            .per_mille(300)
            .then(|| REMARKS[usize::from(5 - rating)].to_owned());
        let command = RateRequest {
            ticket: course.ticket(),
            rating,
            feedback,
        };
        course.do_by(fault.rater(), command);
    }
}

/// A repair that was done within the day; the room was ready before, so it
/// then waits for inspection only.
fn old_repair(course: &mut Course, fault: &Fault) {
    let Some(room) = &fault.room else { return };
    course.minute = clock(15, 20);
    course.give();
    course.minute = clock(15, 30);
    course.start();
    course.minute = clock(16, 50);
    course.resolve(35, None);
    course.minute = clock(17, 0);
    let done = CompleteMaintenance {
        room: room.clone(),
        notes: Some("Socket replaced".to_owned()),
    };
    course.do_by(house::ELECTRICIAN, done);
    living::inspect(course.diary, room, course.day, clock(17, 30), true);
    course.minute = clock(18, 10);
    course.close();
}

/// What stands open this morning, as far as it has come.
fn this_morning(course: &mut Course, fault: &Fault) {
    course.minute += 12;
    match fault.fate {
        Fate::Seen => {
            course.acknowledge();
            course.minute += 60;
            let command = UpdateRequest {
                ticket: course.ticket(),
                notes: Some("Clima Sul comes on the first day of the block".to_owned()),
                vendor: Some("Clima Sul".to_owned()),
                ..UpdateRequest::default()
            };
            course.do_by(house::FACILITY, command);
        }
        Fate::Given | Fate::Late => course.give(),
        Fate::Begun | Fate::UnderRepair | Fate::AwaitsGlass => {
            course.give();
            course.later(20);
            course.start();
            if fault.fate == Fate::AwaitsGlass {
                course.later(45);
                course.hold("Glass is ordered");
            }
        }
        // Given out by the house itself, to whoever can be called.
        Fate::Emergency => {
            course.whose = house::FACILITY;
            course.start();
        }
        Fate::Done => {
            course.give();
            (course.day, course.minute) = (0, clock(7, 30));
            course.start();
            course.minute = clock(8, 5);
            course.resolve(12, None);
        }
        _ => {}
    }
}

/// An attendant counts one head too many this morning.
fn found_this_morning(diary: &mut Diary, plan: &Plan) {
    let couple = plan
        .stays
        .iter()
        .find(|planned| stays_on(planned) && planned.party == (2, 0, 0));
    if let Some(planned) = couple {
        let door = &plan.doors[planned.door];
        let command = ReportFound {
            room: door.number.clone(),
            occupied: true,
            heads: Some(3),
            notes: Some("A third bed is made up on the sofa".to_owned()),
        };
        diary.write(0, clock(9, 12), house::attendant(door.floor), command);
    }
}
