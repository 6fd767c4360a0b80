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

/// The moment of a wall clock, reckoned without the program: a time that does
/// not exist means the next valid one, one that happens twice the first.
fn wall(zone: chrono_tz::Tz, day: chrono::NaiveDate, hour: u32, minute: u32) -> Moment {
    use chrono::TimeZone;
    let mut local = day.and_hms_opt(hour, minute, 0).unwrap();
    loop {
        if let Some(found) = zone.from_local_datetime(&local).earliest() {
            return Moment::from_millis(found.timestamp_millis());
        }
        local += chrono::Duration::minutes(1);
    }
}

/// Every time a job is due from one moment to another, written down from the
/// calendar alone. The night audit is due when the day before it is closed.
fn due_times(job: Job, zone: chrono_tz::Tz, from: Moment, to: Moment) -> BTreeSet<Moment> {
    use chrono::Datelike;
    let first = chrono::NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
    let days = first.iter_days().take(370);
    let at = |hours: &[u32]| -> Vec<Moment> {
        let days = days.clone();
        days.flat_map(|day| hours.iter().map(move |hour| (day, *hour)))
            .map(|(day, hour)| wall(zone, day, hour, 0))
            .collect()
    };
    let all: Vec<Moment> = match job.as_str() {
        // As many hours as pass: the clock shows one twice, and skips one.
        "unassigned_check" | "overdue_maintenance" => {
            let start = wall(zone, first, 0, 0).millis();
            (0..370 * 24)
                .map(|hour| Moment::from_millis(start + hour * 3_600_000))
                .collect()
        }
        "auto_assign" => at(&[0, 4, 8, 12, 16, 20]),
        "maintenance_report" => at(&[6]),
        "assignment_summary" => at(&[10]),
        "arrivals_list" => at(&[18]),
        "performance_report" => {
            let mondays = days.filter(|day| day.weekday() == chrono::Weekday::Mon);
            mondays.map(|day| wall(zone, day, 8, 0)).collect()
        }
        "night_audit" => days.map(|day| wall(zone, day, 2, 30)).collect(),
        other => panic!("nobody has written down when {other} is due"),
    };
    all.into_iter()
        .filter(|due| from < *due && *due <= to)
        .collect()
}

/// Whether the clocks change within three days.
fn clocks_change(zone: chrono_tz::Tz, now: Moment) -> bool {
    use chrono::Offset;
    let offset = |days: i64| {
        let at = now.plus_minutes(days * 24 * 60);
        at.local(zone).offset().fix().local_minus_utc()
    };
    offset(-3) != offset(3)
}

/// A year of rounds: each hour around the changes of the clock, else every
/// eight. Consoles come and go, and each fifth dies with the lease in its hand,
/// some of them in the middle of a job; another is there two minutes later.
fn year_in(zone: &str) {
    let mut place = place(zone, "2026-01-01");
    place.policy("night_audit", "auto");
    // A time that does not exist in the night of spring.
    place.policy("night_audit_at", "02:30");
    let timezone: chrono_tz::Tz = zone.parse().unwrap();
    let start = clock();
    let end = Moment::at_local(
        timezone,
        "2027-01-01".parse().unwrap(),
        TimeOfDay::fixed(9, 0).time(),
    );
    place.round("one");
    let (mut turn, mut died, mut overtaken) = (0, 0, 0);
    let (mut rounds, mut begun) = (vec![start], Vec::new());
    while clock() < end {
        let hours = if clocks_change(timezone, clock()) {
            1
        } else {
            8
        };
        pass(hours * 60);
        turn += 1;
        if turn % 5 == 0 {
            let property = place.session.property;
            let holder = format!("dies {turn}");
            if place.desk.take_lease(property, &holder).unwrap() {
                let mut desktop = Desktop::that_stops_after(turn % 3);
                let _ = place.desk.do_due_jobs(property, &holder, &mut desktop);
                died += usize::from(desktop.stopped);
                begun.push(clock());
            }
            pass(2);
        }
        rounds.push(clock());
        place.round(&format!("console {turn}"));
    }
    assert!(died > 20, "only {died} consoles died at work");
    let runs = place.runs();
    for job in Job::ALL {
        let done: Vec<&Run> = runs.iter().filter(|run| run.job == *job).collect();
        let found: BTreeSet<Moment> = done.iter().map(|run| run.due_at).collect();
        assert_eq!(found.len(), done.len(), "{} twice in {zone}", job.as_str());
        let written = due_times(*job, timezone, start, clock());
        // Whoever looks each eight hours finds the latest of several; a console
        // that dies may have got to it or not.
        let latest = |moments: &[Moment]| -> BTreeSet<Moment> {
            let found = moments.iter();
            found
                .filter_map(|moment| written.range(..=*moment).next_back().copied())
                .collect()
        };
        let (expected, possible) = match job.as_str() {
            "unassigned_check" | "overdue_maintenance" | "auto_assign" => {
                (latest(&rounds), latest(&begun))
            }
            _ => (written.clone(), BTreeSet::new()),
        };
        let missing: Vec<_> = expected.difference(&found).collect();
        let more = found.difference(&expected);
        let more: Vec<_> = more.filter(|due| !possible.contains(due)).collect();
        assert!(
            missing.is_empty() && more.is_empty(),
            "{} in {zone}: not {missing:?}, but {more:?}",
            job.as_str()
        );
        for run in done {
            assert!(run.ended_at.is_some() && run.begun <= 2, "{run:?}");
            if run.outcome == Some(RunOutcome::Failed) {
                // Its console died, and before the heir came a later time was due.
                let heir = run.started_at.plus_minutes(2);
                let later = due_times(*job, timezone, run.due_at, heir);
                assert!(!later.is_empty() && run.begun == 1, "{run:?}");
                overtaken += 1;
            }
        }
    }
    let taken_up = runs.iter().filter(|run| run.begun == 2).count();
    assert_eq!(
        taken_up + overtaken,
        died,
        "what the dead had begun was taken up"
    );
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
            Job::AssignmentSummary,
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
        night_is_over(&place, &format!("stopped at step {step}"));
    }
    assert!(interrupted >= 6, "only {interrupted} steps");
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

/// Guests of today, tomorrow and of next week, none with a room; 11:58, two
/// minutes before the job is due.
fn before_noon() -> (Place, Vec<String>) {
    let mut place = place("Europe/Rome", "2026-03-16");
    let mut codes = Vec::new();
    for (lead, ahead) in [("Yi", 0), ("Khan", 1), ("Far", 7)] {
        let today = place.desk.property(&place.session).unwrap().business_date;
        let receipt = place.does(CreateBooking {
            room_type: "DBL".into(),
            check_in: Some(today.plus(ahead)),
            nights: Some(2),
            lead: Some(lead.into()),
            ..CreateBooking::default()
        });
        codes.push(receipt.text("booking").unwrap().to_owned());
    }
    place.round("one");
    pass(2 * 60 + 56);
    (place, codes)
}

fn rooms_of(place: &Place, code: &str) -> Vec<String> {
    use keyrack::domain::Facts;
    let house = place.house();
    let booking = house.booking_coded(code).unwrap();
    let stay = house.stay_of(booking.id).into_iter();
    stay.filter(|segment| segment.active)
        .map(|segment| house.rooms[&segment.room].number.clone())
        .collect()
}

fn assignments(place: &Place) -> Vec<Run> {
    let mut runs = place.runs();
    runs.retain(|run| run.job == Job::AutoAssign);
    runs
}

fn reports(place: &Place, about: &str) -> usize {
    let inbox = place.desk.inbox(&place.session).unwrap();
    let about =
        |message: &&keyrack::domain::telling::Message| message.about.as_deref() == Some(about);
    inbox.iter().filter(about).count()
}

#[test]
fn the_next_two_days_are_planned_and_the_plan_waits_for_a_person() {
    let (mut place, codes) = before_noon();
    pass(3);
    place.round("one");
    let runs = assignments(&place);
    assert_eq!(runs.len(), 1);
    let words = runs[0].words.clone().unwrap();
    assert!(words.contains("PL-2026-0001: 2 rooms proposed"), "{words}");
    for code in &codes {
        assert!(rooms_of(&place, code).is_empty(), "only proposed");
    }
    assert_eq!(reports(&place, "PL-2026-0001"), 1);
    // Nothing has changed: the same is not proposed again.
    pass(4 * 60);
    place.round("one");
    let runs = assignments(&place);
    assert_eq!(runs[0].outcome, Some(RunOutcome::Nothing), "{runs:?}");
    assert_eq!(place.house().plans.len(), 1);
    // Carried out by a person, it is one step.
    let before = place.desk.latest_seq().unwrap();
    place.does(keyrack::domain::command::ApplyPlan {
        plan: "PL-2026-0001".into(),
        ..Default::default()
    });
    assert_eq!(place.desk.latest_seq().unwrap(), before + 1);
    assert_eq!(rooms_of(&place, &codes[0]).len(), 1);
    assert!(
        rooms_of(&place, &codes[2]).is_empty(),
        "not within 48 hours"
    );
}

#[test]
fn by_policy_the_plan_is_carried_out_as_one_step_that_can_be_undone() {
    let (mut place, codes) = before_noon();
    place.policy("auto_assign_job", "apply");
    pass(3);
    place.round("one");
    let words = assignments(&place)[0].words.clone().unwrap();
    assert!(words.contains("2 rooms given"), "{words}");
    assert_eq!(rooms_of(&place, &codes[0]).len(), 1);
    assert_eq!(rooms_of(&place, &codes[1]).len(), 1);
    let journal = place.desk.journal(&place.session, 0, 100_000).unwrap();
    let steps: Vec<_> = journal
        .iter()
        .filter(|line| line.op == "auto_assign")
        .collect();
    assert_eq!(steps.len(), 1);
    place.does(keyrack::domain::command::UndoStep {
        seq: Some(steps[0].seq),
    });
    assert!(codes.iter().all(|code| rooms_of(&place, code).is_empty()));
}

#[test]
fn by_policy_nothing_is_planned() {
    let (mut place, _) = before_noon();
    place.policy("auto_assign_job", "off");
    pass(3);
    place.round("one");
    assert!(assignments(&place).is_empty());
    let lines = place.desk.jobs(place.session.property).unwrap();
    let line = lines
        .iter()
        .find(|line| line.job == Job::AutoAssign)
        .unwrap();
    assert_eq!((line.due, line.next), (None, None));
}

#[test]
fn a_plan_is_made_and_told_once_wherever_its_console_dies() {
    for policy in ["propose", "apply"] {
        for step in 0..6 {
            let (mut place, codes) = before_noon();
            place.policy("auto_assign_job", policy);
            pass(3);
            let property = place.session.property;
            assert!(place.desk.take_lease(property, "dies").unwrap());
            let mut desktop = Desktop::that_stops_after(step);
            let _ = place.desk.do_due_jobs(property, "dies", &mut desktop);
            pass(2);
            place.round("heir");
            place.round("heir");
            let runs = assignments(&place);
            assert_eq!(runs.len(), 1, "{policy} {step}");
            assert_eq!(runs[0].outcome, Some(RunOutcome::Done), "{runs:?}");
            assert_eq!(place.journal()["auto_assign"], 1, "{policy} {step}");
            assert_eq!(reports(&place, "PL-2026-0001"), 1, "{policy} {step}");
            let given = codes
                .iter()
                .filter(|code| !rooms_of(&place, code).is_empty());
            assert_eq!(given.count(), if policy == "apply" { 2 } else { 0 });
        }
    }
}

#[test]
fn who_was_told_of_an_alert_stands_in_real_messages() {
    let mut place = place("Europe/Rome", "2026-03-16");
    let receipt = place.does(CreateBooking {
        room_type: "DBL".into(),
        check_in: Some("2026-03-17".parse().unwrap()),
        nights: Some(2),
        lead: Some("Yi".into()),
        ..CreateBooking::default()
    });
    let alert = format!("unassigned:{}", receipt.text("booking").unwrap());
    assert!(place.desk.told(&place.session, &alert).unwrap().is_empty());
    place.desk.tell_alerts(place.session.property).unwrap();
    let told = place.desk.told(&place.session, &alert).unwrap();
    let inbox = place.desk.inbox(&place.session).unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].at, inbox[0].created_at);
    assert_eq!(told[0].read_at, None);
    pass(5);
    place.does(keyrack::domain::command::ReadMessages::default());
    let read = place.desk.told(&place.session, &alert).unwrap();
    assert_eq!(read[0].read_at, Some(clock()));
    // When it grows more severe they are told again, and both stand there.
    pass(8 * 60);
    place.desk.tell_alerts(place.session.property).unwrap();
    let again = place.desk.told(&place.session, &alert).unwrap();
    assert!(again.len() > told.len(), "{again:?}");
}

#[test]
fn open_accounts_are_listed_when_the_day_is_closed() {
    let mut place = place("Europe/Rome", "2026-03-16");
    let code = place.books("Owing", 1);
    place.does(keyrack::domain::command::CheckIn {
        booking: code.clone(),
        room: Some("101".into()),
        ..Default::default()
    });
    place.does(keyrack::domain::command::NightAudit {
        closes: "2026-03-16".parse().unwrap(),
        confirm_no_shows: true,
    });
    pass(24 * 60);
    place.does(keyrack::domain::command::CheckOut { booking: code });
    let mut desktop = Desktop::default();
    let session = place.session.clone();
    let run = place
        .desk
        .do_job(&session, Job::NightAudit, "hand", &mut desktop)
        .unwrap();
    let words = run.words.unwrap();
    assert!(
        words.contains("has left, and EUR 100.00 is still to be paid"),
        "{words}"
    );
}
