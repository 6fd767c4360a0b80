//! Importing into a real database: twice is once, all is all, a trial is
//! nothing, and a replay is a life.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use keyrack::desk::{Channel, Desk, Session, Sharing, Window, found};
use keyrack::domain::booking::BookingStatus;
use keyrack::domain::command::{CreateProperty, Request};
use keyrack::domain::{Day, House};
use keyrack::exchange::at_desk::AtDesk;
use keyrack::exchange::carry::Way;
use keyrack::exchange::fault::Fault;
use keyrack::exchange::interpret::SourceBooking;
use keyrack::exchange::modes::Mode;
use keyrack::exchange::reading::BookingFile;
use keyrack::exchange::replay::{ReplayHouse, replay};
use keyrack::exchange::report::ImportReport;
use keyrack::exchange::take_over::{self, HouseToday};

const MAP: &str = r#"
[dates]
arrival = { column = "from" }
nights = ["nights"]
no_night = "day_use"
lead_days = "lead"
status_date = { column = "closed" }
[status]
column = "status"
values = { ok = "COMPLETED", off = "CANCELLED", never = "NO_SHOW" }
[room_type]
column = "type"
[party]
adults = { column = "adults" }
[[room_types]]
code = "DBL"
name = "Double"
capacity = 2
rate = "90.00"
"#;

const HEADER: &str = "from,nights,lead,closed,status,type,adults\n";

struct Place {
    folder: tempfile::TempDir,
    desk: Desk,
    session: Session,
}

impl Place {
    fn new(business_date: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let property = CreateProperty {
            name: "House".into(),
            slug: "house".into(),
            currency: "EUR".into(),
            timezone: "Europe/Lisbon".into(),
            business_date: Some(business_date.parse().unwrap()),
            administrator: None,
        };
        let path = folder.path().join("house.db");
        let (desk, _) = found(&path, Sharing::default(), property, None).unwrap();
        let session = desk.session(None, None, Channel::Import).unwrap();
        Self {
            folder,
            desk,
            session,
        }
    }

    fn file(&self, content: &str) -> BookingFile {
        let write = |name: &str, text: &str| {
            let path = self.folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let map = write("map.toml", MAP);
        BookingFile::open(&write("bookings.csv", content), map.to_str().unwrap()).unwrap()
    }

    fn import(&mut self, file: &BookingFile, mode: Mode, way: Way) -> ImportReport {
        let house = HouseToday::at(&self.desk, &self.session).unwrap();
        let mut carrier = AtDesk {
            desk: &mut self.desk,
            session: &self.session,
        };
        let report =
            take_over::bookings(file, mode, way, &house, &mut carrier, &mut |_| {}).unwrap();
        assert!(report.adds_up(), "{report}");
        report
    }

    fn house(&self, from: Day, days: u32) -> House {
        self.desk
            .house(&self.session, Window { from, days })
            .unwrap()
    }

    fn entries(&self) -> usize {
        self.desk
            .journal(&self.session, 0, 1_000_000)
            .unwrap()
            .len()
    }
}

/// A few hundred rows of every fate, for January to March 2026.
fn made_up() -> String {
    let first: Day = "2026-01-01".parse().unwrap();
    let mut content = HEADER.to_owned();
    for number in 0..300 {
        let from = first.plus(number % 90);
        let nights = [1, 2, 3, 0, 7, 1][(number % 6) as usize];
        let lead = (number * 7) % 40;
        let (status, closed) = match number % 10 {
            7 | 8 => ("off", from.plus(-(lead / 2))),
            9 => ("never", from),
            _ => ("ok", from.plus(nights)),
        };
        writeln!(
            content,
            "{from},{nights},{lead},{closed},{status},DBL,{}",
            1 + number % 2
        )
        .unwrap();
    }
    content
}

#[test]
fn running_an_import_again_adds_nothing() {
    let mut place = Place::new("2026-02-01");
    let file = place.file(&made_up());
    let current = place.import(&file, Mode::Current, Way::Each);
    let history = place.import(&file, Mode::History, Way::Each);
    assert_eq!(current.written + history.written, 300, "{current}{history}");
    assert!(current.written > 50 && history.written > 50);
    let entries = place.entries();
    for (mode, first) in [(Mode::Current, &current), (Mode::History, &history)] {
        let again = place.import(&file, mode, Way::Each);
        assert_eq!(
            (again.written, again.repeated),
            (0, first.written),
            "{again}"
        );
    }
    assert_eq!(place.entries(), entries);
    // Packed, under another name, it is the same file; in another mode it is
    // still the same booking.
    let house = place.house("2026-01-01".parse().unwrap(), 120);
    let past = house
        .bookings
        .values()
        .filter(|booking| booking.status == BookingStatus::Completed);
    assert!(past.clone().count() > 40);
    assert!(
        past.into_iter()
            .all(|booking| !booking.needs_room && booking.placeholder_guests)
    );
}

#[test]
fn all_or_none_writes_none_when_one_is_refused() {
    let mut place = Place::new("2025-12-01");
    let content = format!("{}2026-03-01,2,1,2026-03-03,ok,STE,2\n", made_up());
    let file = place.file(&content);
    let before = place.entries();
    let report = place.import(&file, Mode::Current, Way::AllOrNone);
    assert_eq!((report.written, report.refused.len()), (0, 1), "{report}");
    assert_eq!(
        (report.refused[0].line, report.refused[0].code.as_deref()),
        (302, Some("NOT_FOUND"))
    );
    assert_eq!(place.entries(), before);
    assert!(
        place
            .house("2026-01-01".parse().unwrap(), 120)
            .bookings
            .is_empty()
    );

    let trial = place.import(&file, Mode::Current, Way::Try);
    assert_eq!((trial.written, trial.refused.len()), (240, 1), "{trial}");
    assert_eq!(place.entries(), before);

    let file = place.file(&made_up());
    let report = place.import(&file, Mode::Current, Way::AllOrNone);
    assert_eq!((report.written, report.refused.len()), (240, 0), "{report}");
    assert_eq!(
        place.entries(),
        before + 241,
        "each with an entry of its own, and the room type"
    );
}

#[test]
fn a_replay_is_lived_through_without_a_refusal() {
    let mut place = Place::new("2026-01-01");
    let file = place.file(&made_up());
    let bookings = read(&file, |_| true);
    live_through(&mut place, &file, &bookings);
}

/// Ten days of the resort, where they are at hand.
#[test]
fn ten_days_of_the_resort_are_replayed_without_a_refusal() {
    let shared = std::env::var_os("KEYRACK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("data/resort_bookings.csv.gz");
    if !path.exists() {
        println!(
            "skipped: {} is not there (set KEYRACK_SHARED)",
            path.display()
        );
        return;
    }
    let file = BookingFile::open(&path, "resort").unwrap();
    let end: Day = "2015-07-11".parse().unwrap();
    let bookings = read(&file, |booking| booking.stay.check_in < end);
    assert!(bookings.len() > 300);
    live_through(&mut Place::new("2015-07-01"), &file, &bookings);
}

fn read(file: &BookingFile, wanted: impl Fn(&SourceBooking) -> bool) -> Vec<SourceBooking> {
    let euro = keyrack::domain::Currency::from_code("EUR").unwrap();
    let mut bookings = Vec::new();
    file.each_booking::<Fault>(
        euro,
        &mut ImportReport::default(),
        &mut |_| {},
        &mut |booking, _| {
            if wanted(&booking) {
                bookings.push(booking);
            }
            Ok(())
        },
    )
    .unwrap();
    bookings
}

fn live_through(place: &mut Place, file: &BookingFile, bookings: &[SourceBooking]) {
    let house = ReplayHouse::at(&place.desk, &place.session).unwrap();
    let told = replay(bookings, &house, &file.map().room_types, file.digest());
    assert_eq!(told.by_status.values().sum::<u64>(), bookings.len() as u64);
    assert!(
        told.requests.iter().map(|request| request.at).is_sorted(),
        "moments never run backwards"
    );
    // As a file, and read back as `batch` reads it.
    let session = Session {
        replay: true,
        ..place.session.clone()
    };
    let mut requests = told
        .requests
        .iter()
        .map(|request| Request::read(&serde_json::to_string(request).unwrap()).unwrap());
    place
        .desk
        .execute_many(&session, &mut requests, &mut |_, request, answer| {
            assert!(answer.is_ok(), "{request:?}: {answer:?}");
        })
        .unwrap();
    let first = house.business_date;
    let house = place.house(first, 200);
    let last = bookings
        .iter()
        .filter(|booking| booking.status == BookingStatus::Completed)
        .filter_map(|booking| booking.status_date)
        .max()
        .unwrap();
    assert!(house.property.as_ref().unwrap().business_date >= last);
    assert_eq!(
        house
            .bookings
            .values()
            .filter(|booking| booking.status == BookingStatus::Confirmed)
            .count(),
        0
    );
    let completed = house
        .bookings
        .values()
        .filter(|booking| booking.status == BookingStatus::Completed);
    assert_eq!(completed.count() as u64, told.by_status["COMPLETED"]);
    // A second time, every code is taken and every key known.
    let mut again = told
        .requests
        .iter()
        .filter(|request| request.key.is_some())
        .cloned();
    place
        .desk
        .execute_many(&session, &mut again, &mut |_, request, answer| {
            assert!(answer.is_ok_and(|receipt| receipt.repeated), "{request:?}");
        })
        .unwrap();
}
