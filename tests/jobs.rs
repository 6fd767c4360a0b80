//! Jobs through the real desk: each due time once, whatever the clocks do,
//! however many consoles are open, and wherever one of them dies.
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Barrier;

use keyrack::desk::{Channel, Desk, Failure, Outlet, Report, Session, Sharing, Window, found};
use keyrack::domain::booking::BookingStatus::{Confirmed, NoShow};
use keyrack::domain::command::{
    Command, CreateBooking, CreateProperty, CreateRoom, CreateRoomType, PreAssign, Request,
    SetPolicy,
};
use keyrack::domain::jobs::{HEALTHY, Job, Run, RunOutcome};
use keyrack::domain::money::Price;
use keyrack::domain::{Day, House, Moment, TimeOfDay};
use tempfile::TempDir;

thread_local! {
    static CLOCK: Cell<i64> = const { Cell::new(0) };
}

fn clock() -> Moment {
    Moment::from_millis(CLOCK.get())
}

fn set(moment: Moment) {
    CLOCK.set(moment.millis());
}

fn pass(minutes: i64) {
    set(clock().plus_minutes(minutes));
}

/// Keeps reports in memory, and may stop the work after some steps.
#[derive(Default)]
struct Desktop {
    filed: Vec<Report>,
    steps: usize,
    stops_after: Option<usize>,
    stopped: bool,
}

impl Desktop {
    fn that_stops_after(steps: usize) -> Desktop {
        Desktop {
            stops_after: Some(steps),
            ..Desktop::default()
        }
    }
}

impl Outlet for Desktop {
    fn file(&mut self, report: &Report) -> Result<String, String> {
        self.filed.push(report.clone());
        Ok(report.file_name())
    }

    fn go_on(&mut self) -> bool {
        self.steps += 1;
        let stops = self.stops_after.is_some_and(|after| self.steps > after);
        self.stopped |= stops;
        !stops
    }
}

struct Place {
    folder: TempDir,
    desk: Desk,
    session: Session,
}

fn place(zone: &str, today: &str) -> Place {
    let folder = TempDir::new().unwrap();
    let timezone: chrono_tz::Tz = zone.parse().unwrap();
    let today: Day = today.parse().unwrap();
    set(Moment::at_local(
        timezone,
        today,
        TimeOfDay::fixed(9, 2).time(),
    ));
    let property = CreateProperty {
        name: "Hotel Roma".into(),
        slug: "roma".into(),
        currency: "EUR".into(),
        timezone: zone.into(),
        business_date: Some(today),
        administrator: None,
    };
    let path = folder.path().join("house.db");
    let (desk, _) = found(&path, Sharing::default(), property, Some(clock())).unwrap();
    let desk = desk.with_clock(clock);
    let session = desk.session(None, None, Channel::Cli).unwrap();
    let mut place = Place {
        folder,
        desk,
        session,
    };
    place.does(CreateRoomType {
        code: "DBL".into(),
        name: "Double".into(),
        capacity: 2,
        rate: Price::Plain("100.00".into()),
        rank: None,
        minutes: None,
    });
    for number in ["101", "102", "103"] {
        place.does(CreateRoom {
            number: number.into(),
            room_type: "DBL".into(),
            floor: None,
            capacity: None,
            features: BTreeSet::new(),
            active: None,
        });
    }
    place
}

impl Place {
    fn path(&self) -> PathBuf {
        self.folder.path().join("house.db")
    }

    fn does(&mut self, command: impl Into<Command>) -> keyrack::desk::Receipt {
        let request = Request::from(command.into());
        self.desk.execute(&self.session, &request).unwrap()
    }

    fn policy(&mut self, name: &str, value: &str) {
        self.does(SetPolicy {
            name: name.into(),
            value: value.into(),
        });
    }

    fn books(&mut self, lead: &str, nights: u32) -> String {
        let today = self.desk.property(&self.session).unwrap().business_date;
        let receipt = self.does(CreateBooking {
            room_type: "DBL".into(),
            check_in: Some(today),
            nights: Some(nights),
            lead: Some(lead.into()),
            ..CreateBooking::default()
        });
        receipt.text("booking").unwrap().to_owned()
    }

    fn house(&self) -> House {
        let from = self.desk.property(&self.session).unwrap().business_date;
        let window = Window {
            from: from.plus(-20),
            days: 60,
        };
        self.desk.house(&self.session, window).unwrap()
    }

    fn runs(&self) -> Vec<Run> {
        self.desk.job_runs(self.session.property, 100_000).unwrap()
    }

    /// How many journal entries there are of each operation.
    fn journal(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for line in self.desk.journal(&self.session, 0, 1_000_000).unwrap() {
            *counts.entry(line.op).or_insert(0) += 1;
        }
        counts
    }

    fn round(&mut self, holder: &str) -> Vec<Run> {
        let property = self.session.property;
        if !self.desk.take_lease(property, holder).unwrap() {
            return Vec::new();
        }
        self.desk
            .do_due_jobs(property, holder, &mut Desktop::default())
            .unwrap()
    }
}

/// Another console on the same file.
fn another(path: &Path) -> Desk {
    Desk::open(path).unwrap().with_clock(clock)
}

fn year_in(zone: &str) {
    let mut place = place(zone, "2026-01-01");
    place.policy("night_audit", "auto");
    // A time that does not exist in the night of spring.
    place.policy("night_audit_at", "02:30");
    let timezone: chrono_tz::Tz = zone.parse().unwrap();
    let end = Moment::at_local(
        timezone,
        "2027-01-01".parse().unwrap(),
        TimeOfDay::fixed(9, 0).time(),
    );
    place.round("one");
    let mut turn = 0;
    while clock() < end {
        pass(720);
        // Consoles come and go: each third one dies with the lease in its hand.
        turn += 1;
        let holder = format!("console {}", turn / 3);
        place.round(&holder);
    }
    let runs = place.runs();
    let count = |job: Job| runs.iter().filter(|run| run.job == job).count();
    for job in [
        Job::MaintenanceReport,
        Job::AssignmentSummary,
        Job::ArrivalsList,
        Job::NightAudit,
    ] {
        assert_eq!(count(job), 365, "{} in {zone}", job.as_str());
    }
    assert_eq!(count(Job::PerformanceReport), 52);
    let mut dues = BTreeSet::new();
    for run in &runs {
        assert!(dues.insert((run.job, run.due_at)), "{run:?} twice");
        assert_eq!(run.begun, 1, "{run:?}");
        assert_ne!(run.outcome, Some(RunOutcome::Failed), "{run:?}");
        assert!(run.ended_at.is_some(), "{run:?}");
    }
    let property = place.desk.property(&place.session).unwrap();
    assert_eq!(property.business_date, "2027-01-01".parse().unwrap());
    assert_eq!(place.journal()["night_audit"], 365);
}

#[test]
fn a_year_in_rome() {
    year_in("Europe/Rome");
}

#[test]
fn a_year_in_new_york() {
    year_in("America/New_York");
}

#[test]
fn what_was_due_before_anyone_did_jobs_is_nobodys() {
    let mut place = place("Europe/Rome", "2026-03-16");
    assert!(place.round("one").is_empty());
    let lines = place.desk.jobs(place.session.property).unwrap();
    assert!(lines.iter().all(|line| line.due.is_none()), "{lines:?}");
    assert!(lines.iter().all(|line| line.next.is_some()), "{lines:?}");
    pass(60);
    let jobs: Vec<Job> = place.round("one").into_iter().map(|run| run.job).collect();
    assert_eq!(
        jobs,
        [
            Job::UnassignedCheck,
            Job::OverdueMaintenance,
            Job::AssignmentSummary
        ]
    );
    assert!(place.round("one").is_empty());
}

#[test]
fn of_ten_consoles_one_does_each_job() {
    let mut place = place("Europe/Rome", "2026-03-16");
    place.books("Yi", 2);
    place.round("nobody else yet");
    pass(9 * 60 + 5);
    let (path, now, property) = (place.path(), clock(), place.session.property);
    let start = Barrier::new(10);
    let done: usize = std::thread::scope(|scope| {
        let consoles: Vec<_> = (0..10)
            .map(|number| {
                let (path, start) = (&path, &start);
                scope.spawn(move || {
                    set(now);
                    let mut desk = another(path);
                    let holder = format!("console {number}");
                    start.wait();
                    let mut runs = 0;
                    for _ in 0..3 {
                        if desk.take_lease(property, &holder).unwrap() {
                            let mut desktop = Desktop::default();
                            runs += desk
                                .do_due_jobs(property, &holder, &mut desktop)
                                .unwrap()
                                .len();
                        }
                    }
                    runs
                })
            })
            .collect();
        consoles
            .into_iter()
            .map(|console| console.join().unwrap())
            .sum()
    });
    let runs = place.runs();
    assert_eq!(done, runs.len());
    let jobs: BTreeSet<Job> = runs.iter().map(|run| run.job).collect();
    assert_eq!(jobs.len(), runs.len(), "each once: {runs:?}");
    assert!(jobs.contains(&Job::ArrivalsList) && jobs.contains(&Job::UnassignedCheck));
    assert!(runs.iter().all(|run| run.begun == 1));
}

#[test]
fn a_lease_goes_on_when_its_console_dies_and_not_before() {
    let mut place = place("Europe/Rome", "2026-03-16");
    let property = place.session.property;
    let mut other = another(&place.path());
    assert!(place.desk.take_lease(property, "one").unwrap());
    assert!(!other.take_lease(property, "two").unwrap());
    set(clock().plus_millis(HEALTHY - 1));
    assert!(!other.take_lease(property, "two").unwrap());
    assert!(place.desk.take_lease(property, "one").unwrap(), "renewed");
    set(clock().plus_millis(HEALTHY - 1));
    assert!(!other.take_lease(property, "two").unwrap());
    set(clock().plus_millis(1));
    assert!(other.take_lease(property, "two").unwrap());
    assert!(!place.desk.take_lease(property, "one").unwrap());
    other.give_lease_back(property, "two").unwrap();
    assert!(place.desk.take_lease(property, "one").unwrap());
    // A clock that was set back must not keep everyone waiting.
    pass(-600);
    assert!(other.take_lease(property, "two").unwrap());
}

/// A house at three in the morning: two who never came, one whose room was
/// promised and who stays on, one in the house.
fn night() -> Place {
    let mut place = place("Europe/Rome", "2026-03-16");
    place.policy("night_audit", "auto");
    place.books("Absent Abe", 1);
    place.books("Missing Mo", 3);
    let promised = place.books("Promised Pia", 2);
    place.does(PreAssign {
        booking: promised,
        room: "101".into(),
        do_not_move: true,
        ..PreAssign::default()
    });
    place.round("first");
    // Past the lease of whoever was first, and past three.
    pass(18 * 60 + 1);
    place
}

/// What must be true once the night is over, however it went.
fn night_is_over(place: &Place, told: &str) {
    let house = place.house();
    let property = house.property.clone().unwrap();
    assert_eq!(
        property.business_date,
        "2026-03-17".parse().unwrap(),
        "{told}"
    );
    let status = |lead: &str| {
        let booking = house.bookings.values().find(|one| one.lead == lead);
        booking.map(|one| (one.status, one.stay.check_in))
    };
    // Those who never came are in no window any more, or no-shows.
    for lead in ["Absent Abe", "Missing Mo"] {
        assert!(
            status(lead).is_none_or(|(status, _)| status == NoShow),
            "{told}"
        );
    }
    let tomorrow: Day = "2026-03-17".parse().unwrap();
    assert_eq!(
        status("Promised Pia"),
        Some((Confirmed, tomorrow)),
        "{told}"
    );
    let journal = place.journal();
    assert_eq!(journal["night_audit"], 1, "{told}");
    assert_eq!(journal["mark_no_show"], 2, "{told}");
    assert_eq!(journal["change_stay"], 1, "{told}");
    let backups = std::fs::read_dir(place.folder.path().join("backups")).unwrap();
    let copies: Vec<_> = backups
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "db"))
        .collect();
    assert_eq!(
        copies,
        ["house-roma-before-closing-2026-03-16.db"],
        "{told}"
    );
    let runs = place.runs();
    let audits: Vec<&Run> = runs
        .iter()
        .filter(|run| run.job == Job::NightAudit)
        .collect();
    assert_eq!(audits.len(), 1, "{told}");
    assert_eq!(audits[0].outcome, Some(RunOutcome::Done), "{told}");
    let report = keyrack::desk::check(&place.path()).unwrap();
    assert!(report.is_clean(), "{told}: {report:?}");
}

#[test]
fn the_night_audit_can_be_interrupted_at_every_step_and_taken_up_again() {
    let mut interrupted = 0;
    for step in 0.. {
        let mut place = night();
        let property = place.session.property;
        assert!(place.desk.take_lease(property, "dies").unwrap());
        let mut desktop = Desktop::that_stops_after(step);
        let stopped = place.desk.do_due_jobs(property, "dies", &mut desktop);
        if !desktop.stopped {
            stopped.unwrap();
            night_is_over(&place, "never stopped");
            break;
        }
        assert!(matches!(stopped, Err(Failure::Stopped)), "{stopped:?}");
        interrupted += 1;
        // Another console, on the same file, once the lease has run out.
        let mut other = another(&place.path());
        assert!(!other.take_lease(property, "heir").unwrap());
        pass(2);
        assert!(other.take_lease(property, "heir").unwrap());
        let runs = other
            .do_due_jobs(property, "heir", &mut Desktop::default())
            .unwrap();
        assert!(
            runs.iter()
                .all(|run| run.outcome != Some(RunOutcome::Failed)),
            "{runs:?}"
        );
        if desktop.steps <= 6 {
            night_is_over(&place, &format!("stopped at step {step}"));
        }
    }
    assert!(interrupted >= 5, "only {interrupted} steps");
}

#[test]
fn missed_days_are_closed_one_after_the_other() {
    let mut place = place("Europe/Rome", "2026-03-16");
    place.policy("night_audit", "auto");
    place.round("one");
    pass(3 * 24 * 60);
    let audits: Vec<Run> = place
        .round("two")
        .into_iter()
        .filter(|run| run.job == Job::NightAudit)
        .collect();
    assert_eq!(audits.len(), 3);
    let property = place.desk.property(&place.session).unwrap();
    assert_eq!(property.business_date, "2026-03-19".parse().unwrap());
}

#[test]
fn an_audit_that_asks_closes_nothing_and_asks_once() {
    let mut place = place("Europe/Rome", "2026-03-16");
    place.round("one");
    pass(19 * 60);
    place.round("two");
    pass(60);
    place.round("two");
    let property = place.desk.property(&place.session).unwrap();
    assert_eq!(property.business_date, "2026-03-16".parse().unwrap());
    let asked: Vec<String> = place
        .desk
        .inbox(&place.session)
        .unwrap()
        .into_iter()
        .filter(|message| message.about.as_deref() == Some("night_audit"))
        .map(|message| message.text)
        .collect();
    assert_eq!(asked.len(), 1, "{asked:?}");
    // By hand it is closed.
    let mut desktop = Desktop::default();
    let run = place
        .desk
        .do_job(
            &place.session.clone(),
            Job::NightAudit,
            "hand",
            &mut desktop,
        )
        .unwrap();
    assert_eq!(run.outcome, Some(RunOutcome::Done), "{run:?}");
    let property = place.desk.property(&place.session).unwrap();
    assert_eq!(property.business_date, "2026-03-17".parse().unwrap());
}

#[test]
fn what_a_job_did_is_not_undone_by_a_slip_of_the_hand() {
    let mut place = place("Europe/Rome", "2026-03-16");
    place.round("one");
    place.books("Yi", 2);
    pass(60);
    place.round("two");
    assert!(
        place.journal().contains_key("tell_alerts"),
        "{:?}",
        place.journal()
    );
    let undone = place.does(keyrack::domain::command::UndoStep::default());
    assert!(undone.summary.contains("Yi"), "{}", undone.summary);
}
