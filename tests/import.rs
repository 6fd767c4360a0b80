//! Importing: every oddity of a file is one clear sentence or one line of the
//! report, and every row is accounted for.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use keyrack::domain::booking::BookingStatus;
use keyrack::domain::command::{Command, CreateProperty, Request};
use keyrack::domain::day::Day;
use keyrack::domain::money::{Currency, Money};
use keyrack::domain::staff::Role;
use keyrack::domain::{Actor, Context, Facts, House, Moment, Refusal, Row, StaffId, decide};
use keyrack::exchange::carry::{Carried, CarryOut, Way};
use keyrack::exchange::fault::Fault;
use keyrack::exchange::interpret::SourceBooking;
use keyrack::exchange::map::ImportMap;
use keyrack::exchange::modes::{Fate, Mode, fate};
use keyrack::exchange::reading::BookingFile;
use keyrack::exchange::report::ImportReport;
use keyrack::exchange::rooms::{Listed, read_room_types, read_rooms};
use keyrack::exchange::take_over::{self, HouseToday};

/// A map of the plainest kind, to which tests add lines.
const PLAIN: &str = r#"
nothing = ["NULL"]
[dates]
arrival = { column = "from" }
departure = { column = "to" }
no_night = "day_use"
[room_type]
column = "type"
[party]
adults = { column = "adults" }
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn open(&self, content: impl AsRef<[u8]>, map: &str) -> Result<BookingFile, Fault> {
        let map = self.file("map.toml", map);
        BookingFile::open(&self.file("bookings.csv", content), map.to_str().unwrap())
    }
}

fn euro() -> Currency {
    Currency::from_code("EUR").unwrap()
}

fn read(file: &BookingFile) -> (Vec<SourceBooking>, ImportReport) {
    let (mut bookings, mut report) = (Vec::new(), ImportReport::default());
    file.each_booking::<Fault>(euro(), &mut report, &mut |_| {}, &mut |booking, report| {
        report.written += 1;
        bookings.push(booking);
        Ok(())
    })
    .unwrap();
    assert!(report.adds_up(), "{report}");
    (bookings, report)
}

fn read_text(content: impl AsRef<[u8]>, map: &str) -> (Vec<SourceBooking>, ImportReport) {
    read(&Folder::new().open(content, map).unwrap())
}

/// The reason why the only row is refused.
fn refused(row: &str, map: &str) -> String {
    let (bookings, report) = read_text(format!("from,to,type,adults,rate,status\n{row}\n"), map);
    assert!(bookings.is_empty(), "{bookings:?}");
    assert_eq!(report.refused.len(), 1);
    assert_eq!(report.refused[0].line, 2);
    report.refused[0].reason.clone()
}

#[test]
fn byte_order_mark_line_ends_and_gzip_make_no_difference() {
    let plain = "from,to,type,adults\n2026-03-01,2026-03-04,DBL,2\n";
    let (expected, _) = read_text(plain, PLAIN);
    assert_eq!(expected.len(), 1);
    let windows = plain.replace('\n', "\r\n");
    assert_eq!(read_text(windows, PLAIN).0, expected);
    assert_eq!(read_text(format!("\u{feff}{plain}"), PLAIN).0, expected);
    assert_eq!(read_text(plain.trim_end(), PLAIN).0, expected);
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(plain.as_bytes()).unwrap();
    let folder = Folder::new();
    let packed = folder.open(packed.finish().unwrap(), PLAIN).unwrap();
    assert_eq!(read(&packed).0, expected);
    assert_eq!(
        packed.digest(),
        Folder::new().open(plain, PLAIN).unwrap().digest()
    );
}

#[test]
fn a_wrong_row_is_reported_with_its_line_and_the_others_go_on() {
    let content = b"from,to,type,adults\n\
        2026-03-01,2026-03-04,DBL,2\n\
        2026-03-01,2026-03-04,DBL\n\
        \n\
        2026-03-01,2026-03-04,DBL,2,extra\n\
        2026-03-01,2026-03-04,D\xff\xfe,2\n\
        2026-03-02,2026-03-05,\"DB\nL\",1\n\
        2026-03-03,2026-03-06,DBL,1\n";
    let (bookings, report) = read_text(content, PLAIN);
    let lines: Vec<u64> = report.refused.iter().map(|refused| refused.line).collect();
    assert_eq!(lines, [3, 5, 6]);
    assert!(
        report.refused[0]
            .reason
            .contains("3 fields where the header has 4")
    );
    assert!(
        report.refused[2].reason.contains("“type” is not UTF-8"),
        "{:?}",
        report.refused[2]
    );
    assert_eq!(
        bookings
            .iter()
            .map(|booking| booking.line)
            .collect::<Vec<_>>(),
        [2, 7, 9]
    );
}

#[test]
fn a_row_that_makes_no_sense_says_why() {
    assert!(refused("2026-03-04,2026-03-01,DBL,2,,", PLAIN).contains("backwards"));
    assert!(refused("2026-02-30,2026-03-01,DBL,2,,", PLAIN).contains("“2026-02-30”"));
    assert!(refused("1926-03-01,1926-03-02,DBL,2,,", PLAIN).contains("between 2000 and 2199"));
    assert!(refused("2026-03-01,2036-03-02,DBL,2,,", PLAIN).contains("longer"));
    assert!(refused(",2026-03-01,DBL,2,,", PLAIN).contains("arrival is not known"));
    assert!(refused("2026-03-01,2026-03-02,,2,,", PLAIN).contains("no room type"));
    assert!(refused("2026-03-01,2026-03-02,DBL,two,,", PLAIN).contains("“two”"));
    assert!(refused("2026-03-01,2026-03-02,DBL,-1,,", PLAIN).contains("“-1”"));
    assert!(refused("2026-03-01,2026-03-02,DBL,0,,", PLAIN).contains("nobody"));
    assert!(refused("2026-03-01,2026-03-02,DBL,NULL,,", PLAIN).contains("not known"));
    assert!(
        refused(
            "2026-03-01,2026-03-01,DBL,2,,",
            &PLAIN.replace("day_use", "refuse")
        )
        .contains("no night")
    );
    let rated = format!("{PLAIN}[rate]\ncolumn = \"rate\"\n");
    assert!(refused("2026-03-01,2026-03-02,DBL,2,cheap,", &rated).contains("“cheap”"));
    assert!(refused("2026-03-01,2026-03-02,DBL,2,-6.38,", &rated).contains("below zero"));
    let words =
        format!("{PLAIN}[status]\ncolumn = \"status\"\nvalues = {{ ok = \"CONFIRMED\" }}\n");
    assert!(refused("2026-03-01,2026-03-02,DBL,2,,maybe", &words).contains("does not translate"));
    assert!(refused("2026-03-01,2026-03-02,DBL,2,,", &words).contains("status is not known"));
}

#[test]
fn rates_are_rounded_to_the_currency_and_below_zero_is_as_the_map_says() {
    let rate = |text: &str, more: &str| {
        let map = format!("{PLAIN}[rate]\ncolumn = \"rate\"\n{more}\n");
        let (bookings, report) = read_text(
            format!("from,to,type,adults,rate\n2026-03-01,2026-03-02,DBL,2,\"{text}\"\n"),
            &map,
        );
        (bookings[0].rate.map(Money::amount), report)
    };
    assert_eq!(rate("75", "").0.unwrap(), "75.00");
    assert_eq!(rate("94.955", "").0.unwrap(), "94.96");
    assert_eq!(rate("94.954999", "").0.unwrap(), "94.95");
    assert_eq!(rate("94,5", "decimal = \",\"").0.unwrap(), "94.50");
    assert_eq!(rate("", "").0, None);
    assert_eq!(rate("-6.385", "negative = \"keep\"").0.unwrap(), "-6.39");
    assert_eq!(rate("-6.38", "negative = \"zero\"").0.unwrap(), "0.00");
}

#[test]
fn dates_come_from_three_columns_and_nights_from_a_sum() {
    let map = r#"
nothing = ["NA"]
[dates]
arrival = { year = "y", month = "m", day = "d", months = { "marzo" = 3 } }
nights = ["week", "weekend"]
lead_days = "lead"
[room_type]
constant = "DBL"
[party]
adults = { column = "adults" }
children = { column = "children" }
unknown = "zero"
nobody = "one_adult"
"#;
    let content = "y,m,d,week,weekend,lead,adults,children\n\
        2026,March,1,2,1,10,2,0\n\
        2026,mar.,1,2,1,0,2,1.0\n\
        2026,marzo,31,2,0,NA,0,NA\n\
        2026,3,32,2,0,1,1,0\n";
    let (bookings, report) = read_text(content, map);
    let stays: Vec<String> = bookings
        .iter()
        .map(|booking| booking.stay.to_string())
        .collect();
    assert_eq!(
        stays,
        [
            "2026-03-01 to 2026-03-04",
            "2026-03-01 to 2026-03-04",
            "2026-03-31 to 2026-04-02"
        ]
    );
    assert_eq!(bookings[0].booked, Some("2026-02-19".parse().unwrap()));
    assert_eq!((bookings[1].adults, bookings[1].children), (2, 1));
    assert_eq!(
        (bookings[2].adults, bookings[2].children, bookings[2].booked),
        (1, 0, None)
    );
    assert_eq!(bookings[2].corrections.len(), 2);
    assert!(
        report.refused[0]
            .reason
            .contains("“32 3 2026” is not a date")
    );
}

#[test]
fn a_map_is_read_strictly_and_its_faults_are_placed() {
    let fault = |text: &str| ImportMap::parse("own.toml", text).unwrap_err().to_string();
    let wrong = PLAIN.replace("departure", "departur");
    assert!(
        fault(&wrong).contains("line 5, column 1"),
        "{}",
        fault(&wrong)
    );
    assert!(fault(&wrong).contains("departur"));
    let both = PLAIN.replace("departure", "nights = [\"n\"]\ndeparture");
    assert!(fault(&both).contains("dates: give either departure or nights"));
    let neither = PLAIN.replace("departure = { column = \"to\" }", "");
    assert!(fault(&neither).contains("dates: give either departure or nights"));
    let parts = PLAIN.replace(
        "{ column = \"from\" }",
        "{ column = \"from\", year = \"y\" }",
    );
    assert!(fault(&parts).contains("dates.arrival"));
    let format = PLAIN.replace(
        "{ column = \"from\" }",
        "{ column = \"from\", format = \"%Q\" }",
    );
    assert!(fault(&format).contains("strftime"));
    let constant = PLAIN.replace("column = \"type\"", "column = \"type\"\nconstant = \"DBL\"");
    assert!(fault(&constant).contains("room_type: give either column or constant"));
    let status = format!("{PLAIN}[status]\ncolumn = \"s\"\nvalues = {{ a = \"GONE\" }}\n");
    assert!(fault(&status).contains("“GONE” is no status"));
    let vip = format!("{PLAIN}[fields.is_vip]\ncolumn = \"s\"\nvalues = {{ a = \"si\" }}\n");
    assert!(fault(&vip).contains("fields.is_vip"));
    assert!(fault("").contains("dates"));
    assert!(fault("[dates").contains("line 1"));
    assert!(fault(&PLAIN.replace("day_use", "day-use")).contains("day_use"));
    assert!(
        ImportMap::load("no-such")
            .unwrap_err()
            .to_string()
            .contains("hotel-booking-demand")
    );
    assert!(
        ImportMap::load("no/such.toml")
            .unwrap_err()
            .to_string()
            .contains("no such file")
    );
    for shipped in ["hotel-booking-demand", "resort"] {
        assert_eq!(
            ImportMap::load(shipped).unwrap().name,
            "hotel-booking-demand"
        );
    }
}

#[test]
fn a_file_that_is_no_table_is_one_sentence() {
    let folder = Folder::new();
    let fault = |content: &[u8]| {
        folder
            .open(content, PLAIN)
            .err()
            .expect("a fault")
            .to_string()
    };
    assert!(fault(b"").contains("is empty"));
    assert!(fault(b"\n\n").contains("is empty"));
    assert!(fault(b"\xff\xfef\0r\0o\0m\0").contains("UTF-16"));
    assert!(fault(b"PK\x03\x04rest").contains("workbook"));
    assert!(fault(b"a,b\0").contains("zero bytes"));
    assert!(fault(b"\xff\xc0,b\n1,2\n").contains("header is not UTF-8"));
    let missing = fault(b"from,type\n");
    assert!(
        missing.contains("no column “adults”, “to”")
            && missing.contains("its columns are “from”, “type”"),
        "{missing}"
    );
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed
        .write_all(&b"from,to,type,adults\n".repeat(1000))
        .unwrap();
    let mut packed = packed.finish().unwrap();
    packed.truncate(packed.len() - 9);
    assert!(fault(&packed).contains("cannot be read"));
    let map = folder.file("map.toml", PLAIN);
    let open = |path: &Path| {
        BookingFile::open(path, map.to_str().unwrap())
            .err()
            .unwrap()
            .to_string()
    };
    assert!(open(Path::new("/no/such/file.csv")).contains("no such file"));
    assert!(open(folder.0.path()).contains("folder"));
}

#[test]
fn a_header_alone_is_a_file_without_rows() {
    let (bookings, report) = read_text("from,to,type,adults\n", PLAIN);
    assert!(bookings.is_empty());
    assert_eq!(report, ImportReport::default());
}

#[test]
fn rows_not_asked_for_are_passed_over() {
    let map = PLAIN.replace(
        "[dates]",
        "[[only]]\ncolumn = \"type\"\nvalues = [\"DBL\", \"TWN\"]\n[dates]",
    );
    let content = "from,to,type,adults\n2026-03-01,2026-03-02,DBL,2\nrubbish,,STE,\n2026-03-01,2026-03-02,TWN,2\n";
    let (bookings, report) = read_text(content, &map);
    assert_eq!(bookings.len(), 2);
    assert_eq!(report.passed_over.values().sum::<u64>(), 1);
}

#[test]
fn a_list_of_rooms_is_read_and_its_wrong_rows_named() {
    let folder = Folder::new();
    let rooms = folder.file(
        "rooms.csv",
        "Number,room_type,floor,capacity,features\n101,DBL,,,Sea_View; balcony;;sea_view\n1203,STE,,4,\n7,DBL,x,,\n101,DBL,,,\n,DBL,,,\n9,DBL,-1,,\n",
    );
    let listed = read_rooms(&rooms).unwrap();
    let found: Vec<(&str, Option<i32>, Option<u32>)> = listed
        .entries
        .iter()
        .map(|room| (room.number.as_str(), room.floor, room.capacity))
        .collect();
    assert_eq!(
        found,
        [
            ("101", None, None),
            ("1203", None, Some(4)),
            ("9", Some(-1), None)
        ]
    );
    assert_eq!(listed.entries[0].features, ["balcony", "sea_view"]);
    assert_eq!(
        listed
            .refused
            .iter()
            .map(|refused| refused.line)
            .collect::<Vec<_>>(),
        [4, 5, 6]
    );
    let types = folder.file(
        "room_types.csv",
        "code,name,capacity,rate,rank\nDBL,Double,2,99.00,1\nSTE,,,,\n",
    );
    let listed = read_room_types(&types).unwrap();
    assert_eq!(listed.entries[1].name, "STE");
    for (content, says) in [
        ("number,floor\n", "no column “room_type”"),
        ("number,room_type,flor\n", "“flor”"),
        ("", "is empty"),
    ] {
        let fault = read_rooms(&folder.file("bad.csv", content))
            .unwrap_err()
            .to_string();
        assert!(fault.contains(says), "{fault}");
    }
}

/// The resort's real bookings, where they are at hand.
fn resort() -> Option<BookingFile> {
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
        return None;
    }
    Some(BookingFile::open(&path, "resort").unwrap())
}

#[test]
fn every_row_of_the_resort_is_accounted_for_in_either_mode() {
    let Some(file) = resort() else { return };
    let (bookings, report) = read(&file);
    assert_eq!(report.rows, 40_060);
    // The thirteen rows with no guest at all.
    assert_eq!(report.refused.len(), 13);
    assert!(
        report
            .refused
            .iter()
            .all(|refused| refused.reason.contains("nobody"))
    );
    for today in ["2015-07-01", "2016-08-01", "2026-03-16"] {
        let today: Day = today.parse().unwrap();
        let mut written = [0_usize; 2];
        for booking in &bookings {
            let fates = [Mode::Current, Mode::History].map(|mode| fate(booking, mode, today));
            let taken = fates.map(|fate| matches!(fate, Fate::Write(_)));
            assert_ne!(
                taken[0], taken[1],
                "line {} goes to exactly one of the two",
                booking.line
            );
            written[usize::from(taken[1])] += 1;
            if let Fate::Write(status) = fates[0] {
                assert_eq!(status, BookingStatus::Confirmed);
                assert!(booking.stay.check_out > today || booking.stay.covers(today));
            }
        }
        assert_eq!(written.iter().sum::<usize>(), 40_047);
        if today.date().to_string() == "2026-03-16" {
            assert_eq!(written, [0, 40_047]);
        }
    }
    assert_eq!(
        bookings
            .iter()
            .filter(|booking| booking.stay.is_day_use())
            .count(),
        day_uses(&bookings)
    );
}

/// Day uses counted another way: by the dates themselves.
fn day_uses(bookings: &[SourceBooking]) -> usize {
    bookings
        .iter()
        .filter(|booking| booking.stay.check_in == booking.stay.check_out)
        .count()
}

/// A house in memory that carries requests out by the rules alone.
struct Memory(House);

impl Memory {
    fn new(today: &str) -> Self {
        let mut memory = Self(House::default());
        let property = CreateProperty {
            name: "House".into(),
            slug: "house".into(),
            currency: "EUR".into(),
            timezone: "Europe/Lisbon".into(),
            business_date: Some(today.parse().unwrap()),
            administrator: None,
        };
        memory.carry(&property.into()).unwrap();
        memory
    }

    fn carry(&mut self, command: &Command) -> Result<Carried, Refusal> {
        let actor = Actor {
            id: StaffId(0),
            employee: "admin".into(),
            name: "Administrator".into(),
            permissions: Role::Administrator.defaults(),
        };
        let now: Moment = "2026-03-16T09:00:00Z".parse().unwrap();
        let context = Context {
            now,
            actor,
            counters: self.0.counters,
            expected_version: None,
        };
        let outcome = decide(&self.0, command, &context)?;
        self.0.apply(&outcome);
        Ok(Carried::Done {
            repeated: false,
            warnings: outcome.warnings,
        })
    }

    fn today(&self) -> HouseToday {
        HouseToday {
            currency: euro(),
            business_date: self.0.property.as_ref().unwrap().business_date,
            room_types: self.0.room_types.keys().cloned().collect(),
        }
    }

    fn rooms(&mut self, rooms: &str) -> ImportReport {
        let folder = Folder::new();
        let listed = read_rooms(&folder.file("rooms.csv", rooms)).unwrap();
        let none = Listed {
            entries: Vec::new(),
            refused: Vec::new(),
        };
        let numbers = self
            .0
            .rooms
            .values()
            .map(|room| room.number.clone())
            .collect();
        let types = self.today().room_types;
        take_over::rooms(listed, &none, Way::Each, (&types, &numbers), self).unwrap()
    }

    fn bookings(&mut self, content: &str, map: &str, mode: Mode) -> ImportReport {
        let folder = Folder::new();
        let file = folder.open(content, map).unwrap();
        let report =
            take_over::bookings(&file, mode, Way::Each, &self.today(), self, &mut |_| {}).unwrap();
        assert!(report.adds_up(), "{report}");
        report
    }
}

impl CarryOut for Memory {
    fn carry_out(&mut self, requests: Vec<Request>, _: Way) -> Result<Vec<Carried>, Fault> {
        Ok(requests
            .iter()
            .map(|request| {
                self.carry(&request.command)
                    .unwrap_or_else(Carried::Refused)
            })
            .collect())
    }
}

#[test]
fn a_named_room_is_given_where_it_is_free_and_else_remembered() {
    let mut memory = Memory::new("2026-03-16");
    let report = memory.rooms("number,room_type\n101,DBL\n102,DBL\n");
    assert_eq!(
        (report.written, report.commands),
        (2, 3),
        "two rooms and a type made for them"
    );
    assert_eq!(
        memory
            .rooms("number,room_type\n101,DBL\n103,DBL\n")
            .repeated,
        1
    );
    let map = format!(
        "{}[fields.room]\ncolumn = \"room\"\n[fields.reference]\ncolumn = \"number\"\n[fields.lead]\ncolumn = \"name\"\n",
        PLAIN.replace("departure =", "lead_days = \"lead\"\ndeparture =")
    );
    let content = "number,name,from,to,type,adults,room,lead\n\
        X1,\"Silva, Ana\",2026-03-20,2026-03-22,DBL,1,101,10\n\
        X2,\"Costa, Rui\",2026-03-21,2026-03-23,DBL,1,101,\n\
        X3,,2026-03-15,2026-03-18,DBL,2,,2\n\
        X4,,2026-03-20,2026-03-22,STE,2,,\n\
        X5,,2026-03-01,2026-03-16,DBL,2,,\n";
    let report = memory.bookings(content, &map, Mode::Current);
    assert_eq!((report.written, report.refused.len()), (3, 1), "{report}");
    assert_eq!(report.refused[0].code.as_deref(), Some("NOT_FOUND"));
    assert_eq!(report.refused[0].line, 5);
    assert_eq!(
        report.warnings.get("ROOM_OVERLAP_CONFLICT"),
        Some(&1),
        "{report}"
    );
    let find = |reference: &str| {
        let found = memory
            .0
            .bookings
            .values()
            .find(|booking| booking.reference.as_deref() == Some(reference));
        found.unwrap().clone()
    };
    let (given, wanted, begun) = (find("X1"), find("X2"), find("X3"));
    assert_eq!(
        (
            given.needs_room,
            given.wanted_room,
            given.placeholder_guests
        ),
        (false, None, false)
    );
    assert_eq!(given.created_at.to_string(), "2026-03-10T12:00:00Z");
    assert_eq!(
        (wanted.needs_room, wanted.wanted_room.as_deref()),
        (true, Some("101"))
    );
    assert!(begun.placeholder_guests && begun.lead == "Guest of line 4");
    assert_eq!(memory.0.segments_of(given.id).len(), 1);

    let report = memory.bookings(content, &map, Mode::History);
    assert_eq!(
        (report.written, report.by_status.get("COMPLETED")),
        (1, Some(&1)),
        "{report}"
    );
    let past = memory
        .0
        .bookings
        .values()
        .find(|booking| booking.reference.as_deref() == Some("X5"))
        .unwrap();
    assert_eq!(
        (past.status, past.needs_room),
        (BookingStatus::Completed, false)
    );
    assert!(
        memory
            .0
            .row(keyrack::domain::Table::Booking, past.id.0)
            .is_some_and(|row| matches!(row, Row::Booking(_)))
    );
}
