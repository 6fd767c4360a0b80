//! A month of repairs on a clock of its own: 60 rooms, 300 requests and more,
//! through the real desk and the real store, chance deciding who does what
//! when. Beside it the test keeps its own books, by the words of the rules and
//! not by their code; every night both are laid side by side, and at the end
//! the figures are counted twice.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use keyrack::desk::{
    Channel, Desk, Receipt, RequestFilter, Session, Sharing, Window, check, found,
};
use keyrack::domain::command::{CreateProperty, Request};
use keyrack::domain::doctor::Check;
use keyrack::domain::request::{Request as Kept, RequestStatus};
use keyrack::domain::tally::Period;
use keyrack::domain::{Code, Day, Moment, alerts};
use tempfile::TempDir;

/// Days that are lived.
const DAYS: i64 = 30;
/// Requests that are reported on a day.
const A_DAY: u64 = 11;
/// Minutes of an hour, in milliseconds.
const HOUR: i64 = 3_600_000;

thread_local! {
    static CLOCK: Cell<i64> = const { Cell::new(0) };
}

fn clock() -> Moment {
    Moment::from_millis(CLOCK.get())
}

/// Numbers from a seed (xorshift), the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn per_cent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }
}

/// Category, the roles it is for by the rules, usual hours, highest priority.
const KINDS: [(&str, &[&str], i64, u8); 7] = [
    (
        "Electrical",
        &["facility_manager", "maintenance_supervisor", "electrician"],
        24,
        4,
    ),
    (
        "Plumbing",
        &["facility_manager", "maintenance_supervisor", "plumber"],
        24,
        4,
    ),
    (
        "HVAC",
        &["facility_manager", "maintenance_supervisor"],
        48,
        4,
    ),
    ("Security", &["facility_manager", "security_head"], 8, 4),
    ("Cleaning", &["facility_manager", "room_attendant"], 4, 3),
    ("Landscaping", &["facility_manager", "gardener"], 72, 3),
    ("Other", &["facility_manager"], 48, 4),
];

/// Employee number, role, and whether they can be called at any hour.
const PEOPLE: [(&str, &str, bool); 8] = [
    ("boss", "facility_manager", true),
    ("super", "maintenance_supervisor", true),
    ("spark", "electrician", false),
    ("volt", "electrician", true),
    ("pipe", "plumber", false),
    ("guard", "security_head", false),
    ("maid", "room_attendant", false),
    ("green", "gardener", false),
];

/// What the test itself knows of one request.
#[derive(Clone, Debug)]
struct Book {
    kind: usize,
    priority: u8,
    status: &'static str,
    room: Option<String>,
    whose: Option<&'static str>,
    created: i64,
    assigned: Option<i64>,
    started: Option<i64>,
    resolved: Option<i64>,
    waits_since: Option<i64>,
    due: Option<i64>,
    estimate: Option<i64>,
    cost: Option<i64>,
    rating: Option<u8>,
}

impl Book {
    fn in_hand(&self) -> bool {
        ["assigned", "in_progress"].contains(&self.status)
    }

    fn open(&self) -> bool {
        !["resolved", "closed", "cancelled"].contains(&self.status)
    }

    fn late(&self, now: i64) -> bool {
        self.in_hand() && self.waits_since.is_none() && self.due.is_some_and(|due| due < now)
    }

    /// It is in somebody's hands from now on.
    fn give(&mut self, whose: &'static str, now: i64) {
        self.whose = Some(whose);
        self.assigned = Some(now);
        self.status = "assigned";
        self.due = self.due.or(Some(now + KINDS[self.kind].2 * HOUR));
    }

    /// The wait is over: what it took is added to the time that is left.
    fn go_on(&mut self, now: i64) {
        if let Some(since) = self.waits_since.take() {
            let from = self.assigned.map_or(since, |assigned| since.max(assigned));
            self.due = self.due.map(|due| due + (now - from).max(0));
        }
    }
}

/// Everything that happens, so that nothing is left untried.
#[derive(Default, Debug)]
struct Seen(BTreeMap<&'static str, u32>);

struct House {
    desk: Desk,
    sessions: BTreeMap<&'static str, Session>,
    dice: Dice,
    books: BTreeMap<String, Book>,
    /// Rooms that a repair keeps from sale.
    held: BTreeSet<String>,
    seen: Seen,
    folder: TempDir,
}

impl House {
    fn open() -> House {
        let start: Moment = "2026-03-02T06:00:00+01:00".parse().unwrap();
        CLOCK.set(start.millis());
        let folder = TempDir::new().unwrap();
        let property = CreateProperty {
            name: "Hotel Roma".into(),
            slug: "roma".into(),
            currency: "EUR".into(),
            timezone: "Europe/Rome".into(),
            business_date: "2026-03-02".parse().ok(),
            administrator: Some("Ada Admin".into()),
        };
        let path = folder.path().join("house.db");
        let (desk, _) = found(&path, Sharing::default(), property, Some(clock())).unwrap();
        let mut desk = desk.with_clock(clock);
        let owner = desk.session(None, None, Channel::Batch).unwrap();
        let mut order = |line: String| {
            desk.execute(&owner, &Request::read(&line).unwrap())
                .unwrap();
        };
        order(r#"{"op":"create_room_type","code":"DBL","name":"Double","capacity":2,"rate":"90.00","rank":1}"#.to_owned());
        for number in 101..161 {
            order(format!(
                r#"{{"op":"create_room","number":"{number}","room_type":"DBL"}}"#
            ));
        }
        for (employee, role, always) in PEOPLE {
            order(format!(
                r#"{{"op":"create_staff","employee":"{employee}","name":"{employee}","role":"{role}","on_duty":true,"round_the_clock":{always}}}"#
            ));
        }
        let sessions = PEOPLE
            .iter()
            .map(|(who, ..)| (*who, desk.session(None, Some(who), Channel::Batch).unwrap()))
            .collect();
        House {
            desk,
            sessions,
            dice: Dice(0x5eed_2026_0302),
            books: BTreeMap::new(),
            held: BTreeSet::new(),
            seen: Seen::default(),
            folder,
        }
    }

    fn now() -> i64 {
        CLOCK.get()
    }

    fn saw(&mut self, what: &'static str) {
        *self.seen.0.entry(what).or_default() += 1;
    }

    fn order(&mut self, by: &'static str, line: &str) -> Receipt {
        let request = Request::read(line).unwrap();
        let session = &self.sessions[by];
        let done = self.desk.execute(session, &request);
        done.unwrap_or_else(|fault| panic!("{by}: {line}: {}", fault.message()))
    }

    /// How many requests somebody has in hand, by the test's own books.
    fn load(&self, whose: &str) -> usize {
        let books = self.books.values();
        books
            .filter(|book| book.in_hand() && book.whose == Some(whose))
            .count()
    }

    /// Who is for this kind of request, by the rules.
    fn suitable(kind: usize) -> Vec<&'static str> {
        // Who may see every request is for every kind.
        let all = |role: &str| ["facility_manager", "maintenance_supervisor"].contains(&role);
        let people = PEOPLE.iter();
        people
            .filter(|(_, role, _)| KINDS[kind].1.contains(role) || all(role))
            .map(|(who, ..)| *who)
            .collect()
    }

    fn report(&mut self) {
        let kind = self.dice.below(KINDS.len() as u64) as usize;
        let priority = 1 + self.dice.below(u64::from(KINDS[kind].3)) as u8;
        let room = self
            .dice
            .per_cent(75)
            .then(|| (101 + self.dice.below(60)).to_string());
        let keeps = room.is_some() && self.dice.per_cent(20);
        let estimate = self
            .dice
            .per_cent(60)
            .then(|| self.dice.below(300) as i64 + 5);
        let place = match &room {
            Some(room) => format!(r#""room":"{room}""#),
            None => r#""location":"lobby""#.to_owned(),
        };
        let sold = if keeps { r#","may_be_sold":false"# } else { "" };
        let cost = estimate.map_or(String::new(), |euros| {
            format!(r#","estimated_cost":"{euros}.00""#)
        });
        // Whoever keeps a room from sale at once is someone who may.
        let by = if keeps {
            "boss"
        } else {
            self.dice.pick(&PEOPLE).0
        };
        let receipt = self.order(
            by,
            &format!(
                r#"{{"op":"create_request","title":"Fault","category":"{}","priority":{priority},{place}{sold}{cost}}}"#,
                KINDS[kind].0
            ),
        );
        let now = House::now();
        let mut book = Book {
            kind,
            priority,
            status: "submitted",
            room: room.clone(),
            whose: None,
            created: now,
            assigned: None,
            started: None,
            resolved: None,
            waits_since: None,
            due: None,
            estimate: estimate.map(|euros| euros * 100),
            cost: None,
            rating: None,
        };
        if keeps {
            self.held.extend(room);
            self.saw("kept from sale");
        }
        self.emergency(&mut book, &receipt);
        let ticket = receipt.text("ticket").unwrap().to_owned();
        self.books.insert(ticket, book);
        self.saw("reported");
    }

    /// An emergency goes at once to whoever can be called, suits and has least.
    fn emergency(&mut self, book: &mut Book, receipt: &Receipt) {
        let told = receipt.text("employee").map(str::to_owned);
        if book.priority < 4 {
            assert_eq!(told, None, "only an emergency is given at once");
            return;
        }
        let suit = House::suitable(book.kind);
        let free: Vec<&'static str> = PEOPLE
            .iter()
            .filter(|(who, _, always)| *always && suit.contains(who))
            .map(|(who, ..)| *who)
            .filter(|who| self.load(who) < 10)
            .collect();
        let least = free.iter().map(|who| self.load(who)).min();
        match (told, least) {
            (Some(told), Some(least)) => {
                let who = free.iter().find(|who| **who == told).unwrap();
                assert_eq!(self.load(who), least, "the least loaded");
                book.give(who, House::now());
                self.saw("emergency");
            }
            (None, None) => self.saw("emergency nobody could take"),
            other => panic!("{other:?}"),
        }
    }

    /// Something happens to one request.
    fn touch(&mut self, ticket: &str) {
        let book = self.books[ticket].clone();
        if book.waits_since.is_some() && self.dice.per_cent(50) {
            let by = book.whose.unwrap_or("boss");
            self.order(
                by,
                &format!(r#"{{"op":"resume_request","ticket":"{ticket}"}}"#),
            );
            self.note(ticket, Book::go_on);
            self.saw("resumed");
            return;
        }
        match book.status {
            "submitted" | "acknowledged" if self.dice.per_cent(6) => self.cancel(ticket),
            "submitted" if self.dice.per_cent(40) => {
                self.order(
                    "boss",
                    &format!(r#"{{"op":"acknowledge_request","ticket":"{ticket}"}}"#),
                );
                self.note(ticket, |book, _| book.status = "acknowledged");
                self.saw("acknowledged");
            }
            "submitted" | "acknowledged" => self.assign(ticket, &book),
            "assigned" => self.begin(ticket, &book),
            "in_progress" => self.work(ticket, &book),
            "resolved" => self.look_over(ticket, &book),
            "closed" if book.rating.is_none() && self.dice.per_cent(30) => self.rate(ticket),
            _ => {}
        }
    }

    fn note(&mut self, ticket: &str, change: impl FnOnce(&mut Book, i64)) {
        change(self.books.get_mut(ticket).unwrap(), House::now());
    }

    fn cancel(&mut self, ticket: &str) {
        self.order(
            "boss",
            &format!(r#"{{"op":"cancel_request","ticket":"{ticket}"}}"#),
        );
        self.note(ticket, |book, now| {
            book.go_on(now);
            book.status = "cancelled";
        });
        self.saw("cancelled");
        self.finish_room(ticket);
    }

    /// Given to somebody who suits; now and then to somebody who does not, or
    /// who has too much, which is refused.
    fn assign(&mut self, ticket: &str, book: &Book) {
        let who = self.dice.pick(&PEOPLE).0;
        let line = format!(r#"{{"op":"assign_request","ticket":"{ticket}","employee":"{who}"}}"#);
        let request = Request::read(&line).unwrap();
        let done = self.desk.execute(&self.sessions["boss"], &request);
        let suits = House::suitable(book.kind).contains(&who);
        let full = self.load(who) >= 10;
        match done {
            Ok(_) => {
                assert!(suits && !full, "{who} for {}", KINDS[book.kind].0);
                self.note(ticket, |book, now| book.give(who, now));
                self.saw("assigned");
            }
            Err(fault) if !suits => {
                assert_eq!(fault.code(), Some(Code::StaffNotSuitable));
                self.saw("not suitable");
            }
            Err(fault) => {
                assert!(full, "{}", fault.message());
                assert_eq!(fault.code(), Some(Code::StaffAtCapacity));
                self.saw("too much in hand");
            }
        }
    }

    fn begin(&mut self, ticket: &str, book: &Book) {
        let who = book.whose.unwrap();
        if self.dice.per_cent(8) {
            // Given back: nobody's, and no time is set any more.
            self.order(
                who,
                &format!(r#"{{"op":"acknowledge_request","ticket":"{ticket}"}}"#),
            );
            self.note(ticket, |book, _| {
                book.status = "acknowledged";
                (book.whose, book.assigned, book.due) = (None, None, None);
            });
            self.saw("given back");
        } else if book.waits_since.is_none() && self.dice.per_cent(8) {
            self.hold(ticket, who);
        } else {
            self.order(
                who,
                &format!(r#"{{"op":"start_request","ticket":"{ticket}"}}"#),
            );
            self.note(ticket, |book, now| {
                book.go_on(now);
                book.status = "in_progress";
                book.started = Some(now);
            });
            self.saw("started");
        }
    }

    fn hold(&mut self, ticket: &str, who: &'static str) {
        self.order(
            who,
            &format!(r#"{{"op":"hold_request","ticket":"{ticket}","notes":"a part"}}"#),
        );
        self.note(ticket, |book, now| book.waits_since = Some(now));
        self.saw("put on hold");
    }

    fn work(&mut self, ticket: &str, book: &Book) {
        let who = book.whose.unwrap();
        if book.waits_since.is_none() && self.dice.per_cent(12) {
            return self.hold(ticket, who);
        }
        if self.dice.per_cent(35) {
            return;
        }
        let cost = self.dice.per_cent(70).then(|| self.dice.below(300) as i64);
        let said = cost.map_or(String::new(), |euros| {
            format!(r#","actual_cost":"{euros}.00""#)
        });
        self.order(
            who,
            &format!(r#"{{"op":"resolve_request","ticket":"{ticket}"{said}}}"#),
        );
        self.note(ticket, |book, now| {
            book.go_on(now);
            book.status = "resolved";
            book.resolved = Some(now);
            if let Some(euros) = cost {
                book.cost = Some(euros * 100);
            }
        });
        self.saw("resolved");
        self.finish_room(ticket);
    }

    fn look_over(&mut self, ticket: &str, book: &Book) {
        if self.dice.per_cent(10) {
            self.order(
                "boss",
                &format!(r#"{{"op":"reopen_request","ticket":"{ticket}"}}"#),
            );
            // Not done after all: work and time begin anew.
            self.note(ticket, |book, now| {
                book.status = "in_progress";
                book.resolved = None;
                book.started = Some(now);
                book.due = Some(now + KINDS[book.kind].2 * HOUR);
            });
            self.saw("reopened");
        } else if book.rating.is_none() && self.dice.per_cent(20) {
            self.rate(ticket);
        } else {
            self.order(
                "boss",
                &format!(r#"{{"op":"close_request","ticket":"{ticket}"}}"#),
            );
            self.note(ticket, |book, _| book.status = "closed");
            self.saw("closed");
        }
    }

    fn rate(&mut self, ticket: &str) {
        let rating = 1 + self.dice.below(5) as u8;
        self.order(
            "boss",
            &format!(r#"{{"op":"rate_request","ticket":"{ticket}","rating":{rating}}}"#),
        );
        self.note(ticket, |book, _| book.rating = Some(rating));
        self.saw("rated");
    }

    /// Once nothing more is open for a held room, the repair is completed and
    /// the room inspected: then it can be sold again.
    fn finish_room(&mut self, ticket: &str) {
        let Some(room) = self.books[ticket].room.clone() else {
            return;
        };
        let open = |book: &Book| book.room.as_ref() == Some(&room) && book.open();
        if !self.held.contains(&room) || self.books.values().any(open) {
            return;
        }
        self.order(
            "boss",
            &format!(r#"{{"op":"complete_maintenance","room":"{room}"}}"#),
        );
        self.order(
            "boss",
            &format!(r#"{{"op":"inspect","room":"{room}","passed":true}}"#),
        );
        self.held.remove(&room);
        self.saw("back in sale");
    }

    fn live_a_day(&mut self, day: i64) {
        let open: Vec<String> = {
            let open = |(_, book): &(&String, &Book)| book.status != "cancelled";
            self.books
                .iter()
                .filter(open)
                .map(|(it, _)| it.clone())
                .collect()
        };
        let mut left = open;
        for hour in 0..16 {
            CLOCK.set(CLOCK.get() + HOUR - 1_000 * (self.dice.below(30) as i64));
            let reports = (A_DAY * (hour + 1) / 16) - (A_DAY * hour / 16);
            for _ in 0..reports {
                self.report();
            }
            for _ in 0..left.len().div_ceil(10) {
                let at = self.dice.below(left.len().max(1) as u64) as usize;
                if let Some(ticket) = left.get(at).cloned() {
                    self.touch(&ticket);
                    if self.dice.per_cent(25) {
                        left.swap_remove(at);
                    }
                }
            }
        }
        let today: Day = "2026-03-02".parse().unwrap();
        self.compare(&format!("after day {day}"));
        let next: Moment = "2026-03-02T06:00:00+01:00".parse().unwrap();
        CLOCK.set(next.millis() + (day + 1) * 24 * HOUR);
        let closes = today.plus(day as i32);
        let owner = self.desk.session(None, None, Channel::Batch).unwrap();
        let line = format!(r#"{{"op":"night_audit","closes":"{closes}"}}"#);
        self.desk
            .execute(&owner, &Request::read(&line).unwrap())
            .unwrap();
    }

    fn kept(&self) -> Vec<Kept> {
        let boss = &self.sessions["boss"];
        self.desk
            .requests(boss, &RequestFilter::default(), None, 10_000)
            .unwrap()
    }

    /// The house's books and the test's own, line by line.
    fn compare(&self, when: &str) {
        let kept = self.kept();
        assert_eq!(kept.len(), self.books.len(), "{when}");
        let house = self.house();
        let name = |id| house.staff[&id].employee.clone();
        let now = House::now();
        for request in &kept {
            let book = &self.books[&request.ticket];
            let ticket = &request.ticket;
            assert_eq!(request.status.as_str(), book.status, "{when}: {ticket}");
            assert_eq!(
                request.assignee().map(name).as_deref(),
                book.whose,
                "{when}: {ticket}"
            );
            let due = request.estimated_completion.map(Moment::millis);
            assert_eq!(due, book.due, "{when}: {ticket} due");
            assert_eq!(
                request.waiting.is_some(),
                book.waits_since.is_some(),
                "{when}: {ticket}"
            );
            assert_eq!(
                request.started.map(|it| it.at.millis()),
                book.started,
                "{when}: {ticket}"
            );
            assert_eq!(
                request.resolved.map(|it| it.at.millis()),
                book.resolved,
                "{when}: {ticket}"
            );
            assert_eq!(request.rating, book.rating, "{when}: {ticket}");
            assert_eq!(
                request.actual_cost.map(|it| it.minor),
                book.cost,
                "{when}: {ticket}"
            );
            assert_eq!(
                request.is_overdue(clock()),
                book.late(now),
                "{when}: {ticket} late"
            );
            stamps_never_run_backwards(request, when);
        }
        self.compare_rooms(&house, when);
        self.compare_alerts(&house, when);
        self.compare_loads(&house, when);
    }

    fn house(&self) -> keyrack::domain::House {
        let boss = &self.sessions["boss"];
        let from = self.desk.property(boss).unwrap().business_date;
        self.desk.house(boss, Window { from, days: 1 }).unwrap()
    }

    /// A room with an open hold is never bookable, and no other is kept.
    fn compare_rooms(&self, house: &keyrack::domain::House, when: &str) {
        for room in house.rooms.values() {
            let held = self.held.contains(&room.number);
            assert_eq!(room.maintenance.is_some(), held, "{when}: {}", room.number);
            assert_eq!(room.is_bookable(), !held, "{when}: {}", room.number);
        }
        let stats = keyrack::domain::view::stats::stats(house);
        assert_eq!(
            stats.bookable_rooms as usize,
            60 - self.held.len(),
            "{when}"
        );
        let free = keyrack::domain::conflict::free_and_ready;
        let offered = keyrack::domain::reading::look(house, clock(), |draft| {
            let today = draft.today();
            let stay = keyrack::domain::Stay {
                check_in: today,
                check_out: today.plus(1),
            };
            free(draft, "DBL", stay, &[])
        });
        for number in offered.unwrap() {
            assert!(!self.held.contains(&number), "{when}: {number} is offered");
        }
    }

    /// What is late, or an emergency that is nobody's, is an alert; nothing
    /// else is one about requests.
    fn compare_alerts(&self, house: &keyrack::domain::House, when: &str) {
        let told: BTreeSet<String> = alerts::alerts(house, clock())
            .into_iter()
            .filter(|alert| alert.kind.as_str() == "overdue_maintenance")
            .filter_map(|alert| alert.ticket)
            .collect();
        let now = House::now();
        let own = |book: &Book| {
            book.late(now) || (book.priority == 4 && book.open() && book.whose.is_none())
        };
        let wanted: BTreeSet<String> = self
            .books
            .iter()
            .filter(|(_, book)| own(book))
            .map(|(ticket, _)| ticket.clone())
            .collect();
        assert_eq!(told, wanted, "{when}");
    }

    /// What a person has in hand equals what the lists show.
    fn compare_loads(&self, house: &keyrack::domain::House, when: &str) {
        for (who, ..) in PEOPLE {
            let id = house
                .staff
                .values()
                .find(|one| one.employee == who)
                .unwrap()
                .id;
            let work = self
                .desk
                .with_facts(house.property.as_ref().unwrap().id, |facts| {
                    facts.work_of(id, None, clock())
                })
                .unwrap();
            assert_eq!(work.in_hand as usize, self.load(who), "{when}: {who}");
        }
    }

    /// The figures of the month, counted by the house and by the test.
    fn compare_figures(&self) {
        let boss = &self.sessions["boss"];
        let period = Period::new("2026-03-01".parse().unwrap(), "2026-04-10".parse().unwrap());
        let team = self.desk.team(boss, period).unwrap();
        let books: Vec<&Book> = self.books.values().collect();
        assert_figures("in all", &team.in_all, &books);
        for line in &team.people {
            let own: Vec<&Book> = books
                .iter()
                .copied()
                .filter(|book| book.whose == Some(line.employee.as_str()))
                .collect();
            assert_figures(&line.employee, &line.figures, &own);
            assert_eq!(line.in_hand as usize, self.load(&line.employee));
        }
        let now = House::now();
        let late = books.iter().filter(|book| book.late(now)).count();
        assert_eq!(team.now.overdue as usize, late);
        let open = books.iter().filter(|book| book.open()).count();
        assert_eq!(team.now.open as usize, open);
    }
}

fn assert_figures(who: &str, figures: &keyrack::domain::tally::Figures, books: &[&Book]) {
    let count = |what: &dyn Fn(&Book) -> bool| books.iter().filter(|it| what(it)).count();
    assert_eq!(figures.total as usize, books.len(), "{who}");
    assert_eq!(
        figures.completed as usize,
        count(&|it| it.status == "closed"),
        "{who}"
    );
    assert_eq!(
        figures.cancelled as usize,
        count(&|it| it.status == "cancelled"),
        "{who}"
    );
    let close = |told: Option<f64>, own: Option<f64>, what: &str| match (told, own) {
        (Some(told), Some(own)) => {
            assert!((told - own).abs() < 0.0051, "{who} {what}: {told} {own}");
        }
        (told, own) => assert_eq!(told, own, "{who} {what}"),
    };
    let share = |part: usize, of: usize| (of > 0).then(|| part as f64 / of as f64);
    close(
        figures.completion_rate,
        share(count(&|it| it.status == "closed"), books.len()),
        "completion",
    );
    let done: Vec<&&Book> = books.iter().filter(|it| it.resolved.is_some()).collect();
    let took: i64 = done
        .iter()
        .map(|it| it.resolved.unwrap() - it.created)
        .sum();
    let hours = (!done.is_empty()).then(|| took as f64 / done.len() as f64 / HOUR as f64);
    close(figures.average_hours, hours, "hours");
    let timed: Vec<&&&Book> = done.iter().filter(|it| it.due.is_some()).collect();
    let in_time = timed.iter().filter(|it| it.resolved <= it.due).count();
    close(
        figures.on_time_share,
        share(in_time, timed.len()),
        "in time",
    );
    let ratings: Vec<u8> = books.iter().filter_map(|it| it.rating).collect();
    let sum: u32 = ratings.iter().map(|it| u32::from(*it)).sum();
    let average = (!ratings.is_empty()).then(|| f64::from(sum) / ratings.len() as f64);
    close(figures.average_rating, average, "rating");
    let cost: i64 = books.iter().filter_map(|it| it.cost).sum();
    assert_eq!(figures.actual_cost.minor, cost, "{who} cost");
    let estimate: i64 = books.iter().filter_map(|it| it.estimate).sum();
    assert_eq!(figures.estimated_cost.minor, estimate, "{who} estimate");
}

fn stamps_never_run_backwards(request: &Kept, when: &str) {
    let stamps = [
        Some(request.created),
        request.acknowledged,
        request.started,
        request.resolved,
        request.closed,
    ];
    let line: Vec<Moment> = stamps.into_iter().flatten().map(|stamp| stamp.at).collect();
    assert!(line.is_sorted(), "{when}: {} {line:?}", request.ticket);
    if request.status == RequestStatus::Closed {
        assert!(
            request.resolved.is_some() && request.closed.is_some(),
            "{when}"
        );
    }
}

#[test]
fn a_month_of_repairs_is_what_the_test_counted_itself() {
    let mut house = House::open();
    for day in 0..DAYS {
        house.live_a_day(day);
    }
    house.compare_figures();
    println!("{} requests; {:?}", house.books.len(), house.seen.0);
    // The point of it is that these things do happen in it.
    assert!(house.books.len() >= 300);
    for what in [
        "reported",
        "acknowledged",
        "assigned",
        "not suitable",
        "given back",
        "started",
        "put on hold",
        "resumed",
        "resolved",
        "reopened",
        "closed",
        "cancelled",
        "rated",
        "emergency",
        "kept from sale",
        "back in sale",
    ] {
        assert!(
            house.seen.0.contains_key(what),
            "{what}: {:?}",
            house.seen.0
        );
    }
    let path = house.folder.path().join("house.db");
    let report = check(&path).unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    let property = house.sessions["boss"].property;
    let found = house.desk.examine(property).unwrap();
    // What is reopened stays with whoever had it, however much that is.
    let wrong: Vec<_> = found
        .iter()
        .filter(|one| one.is_wrong() && one.check != Check::TooMuchInHand)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
