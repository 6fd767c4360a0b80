//! For tests and benches: a small house made through commands.
//!
//! Uses nothing but what everyone may use: [`decide`] and [`House::apply`].
//! What goes wrong panics, with the refusal's words.
//!
//! ```
//! use keyrack::domain::testing::SmallHouse;
//!
//! let mut hotel = SmallHouse::new();
//! let yi = hotel.book("DBL", 0, 2, "Yi");
//! hotel.say(r#"{"op":"assign","booking":"$1","room":"201"}"#, &[&yi]);
//! hotel.say(r#"{"op":"check_in","booking":"$1"}"#, &[&yi]);
//! assert!(hotel.room("201").is_occupied());
//! ```

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use super::booking::Booking;
use super::command::{Command, CreateBooking};
use super::day::Day;
use super::decide::decide;
use super::draft::Outcome;
use super::error::Refusal;
use super::facts::{Actor, Context, Facts, StepHead};
use super::house::House;
use super::id::StaffId;
use super::moment::{Moment, TimeOfDay};
use super::planner::Budget;
use super::planning::{think, wants_plan, with_plan};
use super::room::Room;
use super::segment::Segment;
use super::staff::Role;

/// The business date a [`SmallHouse`] opens on: a Monday.
pub const OPENING: &str = "2026-03-16";

/// A house in memory that carries commands out, with its journal.
///
/// Types: `SGL` (1 guest), `DBL` (2), `STE` (4). Rooms: 101 and 102 `SGL`, 201
/// to 204 `DBL`, 301 `STE`. Staff: `admin`, `manager`, `desk`, `keeper`
/// (housekeeping supervisor), `maid` (room attendant), `fixer` (maintenance
/// supervisor), all on duty.
#[derive(Clone, Debug)]
pub struct SmallHouse {
    /// The rows and the journal.
    pub house: House,
    /// What the clock shows when the next command is given.
    pub now: Moment,
    /// Who gives it.
    pub actor: Actor,
    /// The version the next command was decided on, if it says so.
    pub expected_version: Option<i64>,
}

impl Default for SmallHouse {
    fn default() -> SmallHouse {
        SmallHouse::new()
    }
}

impl SmallHouse {
    /// Nothing yet, not even a property; 09:00 in Rome on [`OPENING`].
    pub fn empty() -> SmallHouse {
        let opening: Day = OPENING.parse().unwrap();
        let nine = TimeOfDay::fixed(9, 0).time();
        SmallHouse {
            house: House::default(),
            now: Moment::at_local(chrono_tz::Europe::Rome, opening, nine),
            actor: Actor {
                id: StaffId(0),
                employee: "owner".into(),
                name: "The owner".into(),
                permissions: Role::Administrator.defaults(),
            },
            expected_version: None,
        }
    }

    /// The house described above, with the administrator at the desk.
    pub fn new() -> SmallHouse {
        let mut hotel = SmallHouse::empty();
        hotel.say(
            r#"{"op":"create_property","name":"Hotel Roma","slug":"roma","currency":"EUR",
                "timezone":"Europe/Rome","business_date":"$1","administrator":"Ada Admin"}"#,
            &[OPENING],
        );
        hotel.sign_in("admin");
        for (code, name, capacity, rate, rank) in [
            ("SGL", "Single", "1", "80.00", "1"),
            ("DBL", "Double", "2", "120.00", "2"),
            ("STE", "Suite", "4", "300.00", "3"),
        ] {
            hotel.say(
                r#"{"op":"create_room_type","code":"$1","name":"$2","capacity":$3,"rate":"$4","rank":$5}"#,
                &[code, name, capacity, rate, rank],
            );
        }
        for (number, kind) in [
            ("101", "SGL"),
            ("102", "SGL"),
            ("201", "DBL"),
            ("202", "DBL"),
            ("203", "DBL"),
            ("204", "DBL"),
            ("301", "STE"),
        ] {
            hotel.say(
                r#"{"op":"create_room","number":"$1","room_type":"$2"}"#,
                &[number, kind],
            );
        }
        for (employee, name, role) in [
            ("manager", "Max Manager", "manager"),
            ("desk", "Dora Desk", "front_desk"),
            ("keeper", "Ana Silva", "housekeeping_supervisor"),
            ("maid", "Mia Maid", "room_attendant"),
            ("fixer", "Fred Fixer", "maintenance_supervisor"),
        ] {
            hotel.say(
                r#"{"op":"create_staff","employee":"$1","name":"$2","role":"$3","on_duty":true}"#,
                &[employee, name, role],
            );
        }
        hotel
    }

    /// Has this employee give the commands from now on.
    pub fn sign_in(&mut self, employee: &str) -> &mut SmallHouse {
        let found = self
            .house
            .staff
            .values()
            .find(|person| person.employee == employee);
        self.actor = Actor::of(found.unwrap_or_else(|| panic!("nobody is called {employee}")));
        self
    }

    /// Lets so many minutes pass.
    pub fn wait(&mut self, minutes: i64) -> &mut SmallHouse {
        self.now = self.now.plus_minutes(minutes);
        self
    }

    /// The circumstances of the next command.
    pub fn context(&self) -> Context {
        Context {
            now: self.now,
            actor: self.actor.clone(),
            counters: self.house.counters,
            expected_version: self.expected_version,
        }
    }

    /// What a command would come to, without carrying it out.
    ///
    /// # Errors
    /// Why it would be refused.
    pub fn preview(&self, command: &Command) -> Result<Outcome, Refusal> {
        let outcome = decide(&self.house, command, &self.context())?;
        if !wants_plan(command) {
            return Ok(outcome);
        }
        // As the desk does: thought out first, then decided.
        let budget = Budget::worth_it(&|| false);
        let thought = think(&self.house, command, None, self.now, budget)?;
        let command = with_plan(command.clone(), thought.unwrap_or_default());
        decide(&self.house, &command, &self.context())
    }

    /// Decides a command and carries it out, with a journal entry if it
    /// changed anything.
    ///
    /// # Errors
    /// Why it is refused; nothing is changed then.
    pub fn attempt(&mut self, command: impl Into<Command>) -> Result<Outcome, Refusal> {
        let command = command.into();
        let outcome = self.preview(&command)?;
        self.house.apply(&outcome);
        if !outcome.changes.is_empty() {
            if let Some(seq) = outcome.undoes {
                for (head, _) in &mut self.house.steps {
                    head.taken_back |= head.seq == seq;
                }
            }
            let head = StepHead {
                seq: self.house.steps.len() as i64 + 1,
                at: self.now,
                by: self.actor.id,
                op: command.op().to_owned(),
                summary: outcome.summary.clone(),
                undoes: outcome.undoes,
                taken_back: false,
            };
            self.house.steps.push((head, outcome.changes.clone()));
        }
        Ok(outcome)
    }

    /// Carries a command out that cannot be refused.
    pub fn run(&mut self, command: impl Into<Command>) -> Outcome {
        let command = command.into();
        let words = format!("{command:?}");
        self.attempt(command)
            .unwrap_or_else(|refusal| panic!("{words}\n  {refusal}"))
    }

    /// The command that this JSON is, with `$1`, `$2`, … replaced.
    pub fn read(json: &str, words: &[&str]) -> Command {
        let mut text = json.to_owned();
        for (place, word) in words.iter().enumerate().rev() {
            text = text.replace(&format!("${}", place + 1), word);
        }
        serde_json::from_str(&text).unwrap_or_else(|fault| panic!("{text}\n  {fault}"))
    }

    /// Carries out the command that this JSON is; it cannot be refused.
    pub fn say(&mut self, json: &str, words: &[&str]) -> Outcome {
        self.run(SmallHouse::read(json, words))
    }

    /// The refusal of the command that this JSON is; it must be refused.
    pub fn refused(&mut self, json: &str, words: &[&str]) -> Refusal {
        let command = SmallHouse::read(json, words);
        match self.attempt(command) {
            Err(refusal) => refusal,
            Ok(outcome) => panic!("{json} {words:?} was not refused: {}", outcome.summary),
        }
    }

    /// Books this type for so many nights, so many days from the business
    /// date, for one adult of this name, and answers its code.
    pub fn book(&mut self, room_type: &str, days_ahead: i32, nights: u32, lead: &str) -> String {
        let outcome = self.run(CreateBooking {
            room_type: room_type.into(),
            check_in: Some(self.today().plus(days_ahead)),
            nights: Some(nights),
            lead: Some(lead.into()),
            ..CreateBooking::default()
        });
        outcome.receipt["booking"].as_str().unwrap().to_owned()
    }

    /// Books as [`SmallHouse::book`] does, and gives it this room: firm if
    /// possible, else tentative.
    pub fn book_into(&mut self, room: &str, days_ahead: i32, nights: u32, lead: &str) -> String {
        let kind = self.room(room).room_type.clone();
        let code = self.book(&kind, days_ahead, nights, lead);
        let firm = SmallHouse::read(
            r#"{"op":"assign","booking":"$1","room":"$2"}"#,
            &[&code, room],
        );
        if self.attempt(firm).is_err() {
            self.say(
                r#"{"op":"pre_assign","booking":"$1","room":"$2"}"#,
                &[&code, room],
            );
        }
        code
    }

    /// Books from today, gives the room and checks in.
    pub fn guest_in(&mut self, room: &str, nights: u32, lead: &str) -> String {
        let code = self.book_into(room, 0, nights, lead);
        self.say(r#"{"op":"check_in","booking":"$1"}"#, &[&code]);
        code
    }

    /// Closes the business date, declaring no-shows.
    pub fn close_day(&mut self) -> Outcome {
        let today = self.today().to_string();
        self.say(
            r#"{"op":"night_audit","closes":"$1","confirm_no_shows":true}"#,
            &[&today],
        )
    }

    /// The business date.
    pub fn today(&self) -> Day {
        self.house.property.as_ref().unwrap().business_date
    }

    /// The room with this number.
    pub fn room(&self, number: &str) -> Room {
        self.house
            .room_numbered(number)
            .unwrap_or_else(|| panic!("there is no room {number}"))
    }

    /// The booking with this code.
    pub fn booking(&self, code: &str) -> Booking {
        self.house
            .booking_coded(code)
            .unwrap_or_else(|| panic!("there is no booking {code}"))
    }

    /// The segments of this booking that have not ended.
    pub fn segments(&self, code: &str) -> Vec<Segment> {
        let booking = self.booking(code);
        self.house
            .stay_of(booking.id)
            .into_iter()
            .cloned()
            .collect()
    }

    /// The notes on this room, oldest first.
    pub fn notes_on(&self, number: &str) -> Vec<String> {
        let subject = super::note::NoteSubject::Room(self.room(number).id);
        self.house
            .notes
            .values()
            .filter(|note| note.subject == subject)
            .map(|note| note.text.clone())
            .collect()
    }
}
