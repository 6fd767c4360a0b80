//! A robot before a real desk: written keys go in, commands go through the
//! database, and what the database says is looked at afterwards. Every key
//! press is counted; letters that type a name or a reason are counted apart.

#![allow(dead_code)] // Each story uses its part.
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::fmt::Write as _;

use keyrack::console::keys::written;
use keyrack::console::state::{Answer, Effect, Event};
use keyrack::console::testing::{Robot, Setting};
use keyrack::desk::{
    Channel, Desk, Failure, Found, News, Outlet, Question, Report, Session, Sharing, Window, found,
};
use keyrack::domain::booking::Booking;
use keyrack::domain::command::{Command, CreateProperty, Request};
use keyrack::domain::facts::Facts;
use keyrack::domain::jobs::Job;
use keyrack::domain::room::{Room, RoomStatus};
use keyrack::domain::{Day, House, Moment};
use tempfile::TempDir;

/// The business date on which every story begins: a Monday.
pub const TODAY: &str = "2026-03-16";

thread_local! {
    static CLOCK: Cell<i64> = const { Cell::new(0) };
}

fn clock() -> Moment {
    Moment::from_millis(CLOCK.with(Cell::get))
}

/// A hotel, its desk, and a person at the console.
pub struct Story {
    pub robot: Robot,
    desk: Desk,
    session: Session,
    presses: usize,
    typed: usize,
    pressed: Vec<String>,
    /// Whether the console sees what is written as soon as it is.
    pub sees: bool,
    /// Whether a plan takes long, until [`Story::thought_out`].
    pub thinks_long: bool,
    /// The plan that is waited for.
    pub waiting: Option<Question>,
    folder: TempDir,
}

/// What a story took.
#[derive(Clone, Debug)]
pub struct Told {
    pub name: &'static str,
    pub presses: usize,
    pub typed: usize,
    pub most: usize,
    /// Keys, commands, what the console said last, and what the database has.
    pub record: String,
}

impl Story {
    /// A quiet house: doubles 101 to 116, kings 201 to 203, a suite 301, all
    /// ready; half past three on [`TODAY`].
    pub fn begin() -> Story {
        Story::begin_on(Setting::plain(80, 24))
    }

    /// The same house, before a terminal of another size or colour.
    pub fn begin_on(setting: Setting) -> Story {
        CLOCK.with(|it| it.set(at("2026-03-16T15:30:00+01:00").millis()));
        let folder = TempDir::new().unwrap();
        let property = CreateProperty {
            name: "Hotel Roma".into(),
            slug: "roma".into(),
            currency: "EUR".into(),
            timezone: "Europe/Rome".into(),
            business_date: TODAY.parse().ok(),
            administrator: Some("Ana Desk".into()),
        };
        let path = folder.path().join("house.db");
        let (desk, _) = found(&path, Sharing::default(), property, Some(clock())).unwrap();
        let mut desk = desk.with_clock(clock);
        let session = desk.session(None, None, Channel::Console).unwrap();
        for line in furniture() {
            let request = Request::read(&line).unwrap();
            desk.execute(&session, &request).unwrap();
        }
        let house = desk.house(&session, window()).unwrap();
        let robot = Robot::open(house, clock(), setting).unwrap();
        Story {
            robot,
            desk,
            session,
            presses: 0,
            typed: 0,
            pressed: Vec::new(),
            sees: true,
            thinks_long: false,
            waiting: None,
            folder,
        }
    }

    /// Carries a command out before the story, or beside it, as written.
    pub fn given(&mut self, line: &str) -> keyrack::desk::Receipt {
        let request = Request::read(line).unwrap();
        let receipt = self.desk.execute(&self.session, &request).unwrap();
        self.look();
        receipt
    }

    /// Books so many nights from so many days ahead; answers the code.
    pub fn book(&mut self, kind: &str, ahead: i32, nights: i32, lead: &str) -> String {
        let from = today().plus(ahead);
        let receipt = self.given(&format!(
            r#"{{"op":"create_booking","room_type":"{kind}","check_in":"{from}","nights":{nights},"lead":"{lead}"}}"#
        ));
        receipt.text("booking").unwrap().to_owned()
    }

    /// Books and gives a room.
    pub fn book_into(&mut self, room: &str, ahead: i32, nights: i32, lead: &str) -> String {
        let kind = self.room(room).room_type;
        let code = self.book(&kind, ahead, nights, lead);
        self.given(&format!(
            r#"{{"op":"assign","booking":"{code}","room":"{room}"}}"#
        ));
        code
    }

    /// A guest who came some days ago.
    pub fn guest_in(&mut self, room: &str, nights: i32, lead: &str) -> String {
        let code = self.book_into(room, 0, nights, lead);
        self.given(&format!(r#"{{"op":"check_in","booking":"{code}"}}"#));
        code
    }

    /// The clock shows another time.
    pub fn at(&mut self, moment: &str) {
        let moment = at(moment);
        let minutes = (moment.millis() - clock().millis()) / 60_000;
        CLOCK.with(|it| it.set(moment.millis()));
        self.robot.pass_minutes(minutes);
    }

    /// Closes the business date.
    pub fn close_day(&mut self) {
        let house = self.house();
        let day = house.property.unwrap().business_date;
        self.given(&format!(
            r#"{{"op":"night_audit","closes":"{day}","confirm_no_shows":true}}"#
        ));
    }

    /// Goes somewhere before the story is counted.
    pub fn stands_at(&mut self, keys: &str) {
        self.press(keys);
        (self.presses, self.typed) = (0, 0);
        self.pressed.clear();
    }

    /// Presses keys as people write them; letters in quotes are typed.
    pub fn press(&mut self, keys: &str) -> &mut Story {
        let all = written(keys).unwrap();
        let letters: usize = keys
            .split('\'')
            .skip(1)
            .step_by(2)
            .map(|typed| typed.chars().count())
            .sum();
        self.typed += letters;
        self.presses += all.len() - letters;
        self.pressed.push(keys.to_owned());
        for key in all {
            self.event(Event::Key(key));
        }
        self
    }

    pub fn event(&mut self, event: Event) {
        let effects = self.robot.state.handle(event);
        for effect in effects {
            match effect {
                Effect::Submit(ticket, request) => self.submit(ticket, &[*request]),
                Effect::SubmitAll(ticket, requests) => self.submit(ticket, &requests),
                Effect::Refresh => self.look(),
                Effect::Ask(question) if self.plans(&question) => self.plan(*question),
                Effect::CallOff => self.waiting = None,
                Effect::RunJob(job) => self.run_job(job),
                Effect::Ask(question) => {
                    self.robot.asked.push(*question);
                    self.robot.answer_questions();
                }
                other => self.robot.effects.push(other),
            }
        }
    }

    /// Whether this asks for a plan, and plans are made at once.
    fn plans(&mut self, question: &Question) -> bool {
        let Question::Plan(_) = question else {
            return false;
        };
        if self.thinks_long {
            self.waiting = Some(question.clone());
        }
        true
    }

    /// Thinks a plan out as the desk does, unless it takes long.
    fn plan(&mut self, question: Question) {
        if let (Question::Plan(command), false) = (&question, self.thinks_long) {
            let plan = self.desk.plan(&self.session, command, None);
            let found = plan.map(|plan| Found::Plan(Box::new(plan)));
            let found = found.map_err(|failure| failure.message());
            let property = self.session.property;
            self.event(Event::Found(Box::new((property, question, found))));
        }
    }

    /// The plan that took long is there at last, if it is still wanted.
    pub fn thought_out(&mut self) {
        self.thinks_long = false;
        if let Some(question) = self.waiting.take() {
            self.plan(question);
        }
    }

    /// A job that the person asked for, done by the desk as the console has it
    /// done.
    fn run_job(&mut self, job: Job) {
        struct Nowhere;
        impl Outlet for Nowhere {
            fn file(&mut self, report: &Report) -> Result<String, String> {
                Ok(report.file_name())
            }
        }
        let session = self.session.clone();
        let run = self.desk.do_job(&session, job, "story", &mut Nowhere);
        let run = run.map_err(|failure| failure.message());
        self.look();
        self.event(Event::JobRan(Box::new(run)));
    }

    fn submit(&mut self, ticket: u64, requests: &[Request]) {
        self.robot.sent.extend(requests.iter().cloned());
        let answer = match requests {
            [only] => self.desk.execute(&self.session, only),
            several => self.desk.execute_atomic(&self.session, several),
        };
        let answer = match answer {
            Ok(receipt) => Answer::Done {
                summary: receipt.summary,
                warnings: receipt
                    .warnings
                    .into_iter()
                    .map(|warning| warning.message)
                    .collect(),
            },
            Err(Failure::Refused(refusal)) => Answer::Refused(refusal),
            Err(other) => panic!("{other}"),
        };
        if self.sees {
            self.look();
        }
        self.event(Event::Answer(ticket, Box::new(answer)));
    }

    /// The desk, to be put behind a console of its own; the folder goes along.
    pub fn into_desk(self) -> (Desk, Session, TempDir) {
        (self.desk, self.session, self.folder)
    }

    /// The console sees the house as the database has it now.
    pub fn look(&mut self) {
        self.robot.house = self.house();
        self.robot.look_again(Vec::new());
    }

    /// A colleague does something at another terminal; the console does not
    /// see it yet.
    pub fn colleague(&mut self, line: &str) {
        let other = self
            .desk
            .session(None, Some("eva"), Channel::Console)
            .unwrap();
        let request = Request::read(line).unwrap();
        self.desk.execute(&other, &request).unwrap();
    }

    /// News of a colleague, as the console shows it.
    pub fn news(&mut self, news: Vec<News>) {
        self.robot.house = self.house();
        self.robot.look_again(news);
    }

    /// The house as the database has it.
    pub fn house(&self) -> House {
        self.desk.house(&self.session, window()).unwrap()
    }

    pub fn booking(&self, code: &str) -> Booking {
        let found = self
            .desk
            .with_facts(self.session.property, |facts| facts.booking_coded(code));
        found.unwrap().unwrap()
    }

    pub fn room(&self, number: &str) -> Room {
        self.house().room_numbered(number).unwrap()
    }

    /// Rooms and nights of a booking, in the database.
    pub fn nights(&self, code: &str) -> Vec<(String, i32)> {
        let house = self.house();
        let booking = house.booking_coded(code).unwrap();
        house
            .stay_of(booking.id)
            .into_iter()
            .map(|one| {
                let room = &house.rooms[&one.room];
                (room.number.clone(), one.stay.nights())
            })
            .collect()
    }

    /// The commands that were sent, by name.
    pub fn ops(&self) -> Vec<&'static str> {
        self.robot
            .sent
            .iter()
            .map(|one| Command::op(&one.command))
            .collect()
    }

    pub fn screen(&self) -> String {
        self.robot.screen()
    }

    pub fn says(&self, text: &str) {
        assert!(
            self.screen().contains(text),
            "no {text}:\n{}",
            self.screen()
        );
    }

    /// Ends the story: what it took, and what may at most be.
    pub fn end(self, name: &'static str, most: usize) -> Told {
        assert!(
            self.presses <= most,
            "{name}: {} key presses, at most {most}",
            self.presses
        );
        Told {
            name,
            presses: self.presses,
            typed: self.typed,
            most,
            record: self.record(),
        }
    }

    fn record(&self) -> String {
        let mut record = format!("keys: {}\n", self.pressed.join(" "));
        let _ = writeln!(record, "commands: {}", self.ops().join(", "));
        let said = self.robot.state.message().map(|toast| toast.text.clone());
        let _ = writeln!(record, "said: {}", said.unwrap_or_default());
        let house = self.house();
        for booking in house.bookings.values() {
            let rooms: Vec<String> = self
                .nights(&booking.code)
                .into_iter()
                .map(|(room, nights)| format!("{room} {nights}n"))
                .collect();
            let place = if booking.is_in_house() {
                " in house"
            } else {
                ""
            };
            let _ = writeln!(
                record,
                "{} {}: {}{place}, {} to {}, {}",
                booking.code,
                booking.lead,
                booking.status.as_str(),
                booking.stay.check_in,
                booking.stay.check_out,
                rooms.join(" + ")
            );
        }
        for room in house.rooms_in_order() {
            if room.status != RoomStatus::Available {
                let rush = if room.rush { " rush" } else { "" };
                let _ = writeln!(record, "{}: {}{rush}", room.number, room.status.as_str());
            }
        }
        record
    }
}

pub fn today() -> Day {
    TODAY.parse().unwrap()
}

fn at(moment: &str) -> Moment {
    moment.parse().unwrap()
}

fn window() -> Window {
    Window {
        from: today().plus(-60),
        days: 240,
    }
}

fn furniture() -> Vec<String> {
    let mut lines = Vec::new();
    for (code, name, heads, rate, rank) in [
        ("DBL", "Double", 2, "120.00", 1),
        ("KNG", "King", 2, "150.00", 2),
        ("STE", "Suite", 4, "300.00", 3),
    ] {
        lines.push(format!(
            r#"{{"op":"create_room_type","code":"{code}","name":"{name}","capacity":{heads},"rate":"{rate}","rank":{rank}}}"#
        ));
    }
    let doubles = (101..=116).map(|number| (number, "DBL"));
    let others = [(201, "KNG"), (202, "KNG"), (203, "KNG"), (301, "STE")];
    for (number, kind) in doubles.chain(others) {
        lines.push(format!(
            r#"{{"op":"create_room","number":"{number}","room_type":"{kind}"}}"#
        ));
    }
    lines.push(
        r#"{"op":"create_staff","employee":"eva","name":"Eva Supv","role":"manager","on_duty":true}"#
            .to_owned(),
    );
    lines
}
