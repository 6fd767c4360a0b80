//! Faults it must survive: killed writers, many writers at once, a full disk,
//! a file size limit. Children are this same program, run with a job to do.
#![allow(clippy::unwrap_used)]

mod store_support;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use keyrack::domain::listing::{BookingFilter, PageWanted, Sort, Stretch};
use keyrack::domain::{BookingId, Facts};
use keyrack::store::{Sharing, Store, StoreError, check, create};
use store_support::*;

const JOB: &str = "KEYRACK_TEST_JOB";

/// What a child does; run as a test on its own it does nothing.
#[test]
fn child() {
    let Ok(job) = std::env::var(JOB) else { return };
    let words: Vec<&str> = job.split('|').collect();
    let path = PathBuf::from(words[1]);
    let number: i64 = words[2].parse().unwrap();
    match words[0] {
        "stream" => stream(&path, number, false),
        "boast" => stream(&path, number, true),
        "race" => race(&path, number),
        "fill" => fill(&path),
        other => panic!("no such job: {other}"),
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// This program with a job, perhaps inside a shell that prepares something.
fn run(job: &str, path: &Path, number: i64, shell: Option<&str>) -> Child {
    let program = std::env::current_exe().unwrap();
    let mut command = match shell {
        Some(prepare) => {
            let mut command = Command::new("sh");
            command
                .args(["-c", &format!("{prepare} exec \"$0\" \"$@\"")])
                .arg(&program);
            command
        }
        None => Command::new(&program),
    };
    command
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(JOB, format!("{job}|{}|{number}", path.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The numbers a child acknowledged before it ended.
fn acknowledged(child: &mut Child) -> Vec<i64> {
    BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| line.rsplit_once("ack ")?.1.parse().ok())
        .collect()
}

/// Takes bookings without end and says each number when it is safe; a boaster
/// says it before.
fn stream(path: &Path, number: i64, boast: bool) {
    let mut store = Store::open(path).unwrap();
    for id in (number * 100_000).. {
        let changes = [new(booking(id, nights(1, 2)))];
        if boast {
            say(&format!("ack {id}"));
        }
        let mut transaction = store.begin().unwrap();
        write(&mut transaction, "stream", &changes).unwrap();
        transaction.commit().unwrap();
        if !boast {
            say(&format!("ack {id}"));
        }
    }
}

/// Starts so many writers, kills them without warning, and answers which of
/// the acknowledged bookings are not there.
fn killed(place: &Place, job: &str, writers: i64, round: i64, patience: u64) -> (usize, Vec<i64>) {
    let mut children: Vec<Child> = (0..writers)
        .map(|writer| run(job, &place.path, 1 + round * writers + writer, None))
        .collect();
    sleep(Duration::from_millis(patience));
    for child in &mut children {
        child.kill().unwrap();
    }
    let acknowledged: Vec<i64> = children.iter_mut().flat_map(acknowledged).collect();
    for child in &mut children {
        child.wait().unwrap();
    }
    let store = Store::open(&place.path).unwrap();
    let lost = store.reader().unwrap().read(|view| {
        let facts = view.facts(Some(HOUSE));
        let lost = acknowledged
            .iter()
            .filter(|id| facts.booking(BookingId(**id)).is_none())
            .copied()
            .collect();
        facts.sound().map(|()| lost)
    });
    (acknowledged.len(), lost.unwrap())
}

#[test]
fn killed_writers_lose_nothing_they_acknowledged() {
    for writers in [1, 4] {
        let (place, store) = house(1);
        drop(store);
        let mut total = 0;
        for round in 0..6 {
            let (count, lost) = killed(&place, "stream", writers, round, 150 + 37 * round as u64);
            assert_eq!(lost, [0_i64; 0], "{writers} writers");
            total += count;
        }
        assert!(
            total > 20,
            "too little was acknowledged to prove anything: {total}"
        );
        let report = check(&place.path).unwrap();
        // A killed writer may not have had the time to note the new end.
        assert!(report.is_clean(), "{report:#?}");
    }
}

#[test]
fn the_proof_can_fail() {
    let (place, store) = house(1);
    drop(store);
    let caught = (0..60).any(|round| {
        !killed(&place, "boast", 2, round, 120 + round as u64)
            .1
            .is_empty()
    });
    assert!(caught, "who acknowledges too early must be found out");
}

/// Waits for the flag, then tries to take the one room.
fn race(path: &Path, number: i64) {
    let mut store = Store::open(path).unwrap();
    say("ready");
    while !path.with_extension("go").exists() {
        sleep(Duration::from_millis(1));
    }
    let changes = [
        new(booking(number, nights(1, 4))),
        new(segment(number + 500, number, 101, nights(1, 4))),
    ];
    match commit(&mut store, &format!("race {number}"), &changes) {
        Ok(_) => say(&format!("ack {number}")),
        Err(StoreError::NightTaken) => say("taken"),
        Err(other) => say(&format!("ack -{number}\n{other}")),
    }
}

/// How many of so many processes got the one room.
fn winners(processes: i64, guarded: bool) -> usize {
    let (place, store) = house(1);
    drop(store);
    if !guarded {
        raw(&place.path)
            .execute_batch("DROP TRIGGER holds_insert_is_free")
            .unwrap();
    }
    let mut children: Vec<Child> = (0..processes)
        .map(|n| run("race", &place.path, 1_000 + n, None))
        .collect();
    sleep(Duration::from_millis(300));
    std::fs::write(place.path.with_extension("go"), "").unwrap();
    let won: Vec<i64> = children.iter_mut().flat_map(acknowledged).collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    assert!(
        won.iter().all(|number| *number > 0),
        "somebody saw another error: {won:?}"
    );
    assert_eq!(check(&place.path).unwrap().is_clean(), guarded);
    won.len()
}

#[test]
fn of_fifty_processes_that_race_for_a_room_one_gets_it() {
    assert_eq!(winners(50, true), 1);
    for _ in 0..3 {
        assert_eq!(winners(6, true), 1);
    }
    assert!(winners(6, false) > 1, "without the guard several would");
}

/// Takes bookings until the disk refuses, then says how it went.
fn fill(path: &Path) {
    let ballast = path.with_extension("ballast");
    std::fs::write(&ballast, vec![0_u8; 200_000]).unwrap();
    create(path, Sharing::Owner).unwrap();
    let mut store = Store::open(path).unwrap();
    let set_up = [new(property()), new(room_type()), new(ana())];
    commit(&mut store, "set up", &set_up).unwrap();
    let mut last = 1_000;
    let error = loop {
        let mut guest = booking(last + 1, nights(1, 2));
        guest.lead = "x".repeat(20_000);
        match commit(&mut store, "fill", &[new(guest)]) {
            Ok(_) => last += 1,
            Err(error) => break error,
        }
        assert!(last < 2_000, "the disk never filled");
    };
    for id in 1_001..=last {
        say(&format!("ack {id}"));
    }
    assert!(
        matches!(
            error,
            StoreError::DiskFull | StoreError::DiskFailed(_) | StoreError::OutcomeUnknown(_)
        ),
        "{error:?}"
    );
    let message = error.to_string();
    assert!(
        message.contains("disk") && message.ends_with('.'),
        "{message}"
    );
    say(&format!("said {message}"));
    drop(store);
    // What was acknowledged is there, though the disk is still full.
    if let Ok(store) = Store::open(path) {
        let seq = store
            .reader()
            .unwrap()
            .read(|view| view.latest_seq())
            .unwrap();
        assert!(seq > last - 1_000, "{seq}");
    }
    // And with some room again, work goes on.
    std::fs::remove_file(&ballast).unwrap();
    if std::env::var("KEYRACK_TEST_AGAIN").is_ok() {
        let mut store = Store::open(path).unwrap();
        commit(&mut store, "again", &[new(booking(5_000, nights(1, 2)))]).unwrap();
        drop(store);
        let report = check(path).unwrap();
        assert!(report.is_clean(), "{report:#?}");
    }
    say("done");
}

/// Runs the filling child under some limit; `None` where the limit cannot be set here.
fn filled(path: &Path, prepare: &str) -> Option<Vec<i64>> {
    let child = run("fill", path, 0, Some(prepare));
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.is_empty() && (complaint.contains("unshare") || complaint.contains("mount")) {
        println!(
            "skipped: no small disk can be mounted here ({})",
            complaint.trim()
        );
        return None;
    }
    assert!(
        output.status.success() && said.contains("done"),
        "{said}\n{complaint}"
    );
    Some(
        said.lines()
            .filter_map(|line| line.rsplit_once("ack ")?.1.parse().ok())
            .collect(),
    )
}

#[test]
fn a_full_disk_is_said_and_survived() {
    let folder = tempfile::tempdir().unwrap();
    let mount = format!(
        "mount -t tmpfs -o size=3m tmpfs '{}' && export KEYRACK_TEST_AGAIN=1 &&",
        folder.path().display()
    );
    // The mount is private to the child and goes with it.
    let prepare = format!(
        "exec unshare -rm sh -c '{} exec \"$0\" \"$@\"' \"$0\" \"$@\";",
        mount.replace('\'', "'\\''")
    );
    if let Some(acknowledged) = filled(&folder.path().join("hotel.db"), &prepare) {
        assert!(acknowledged.len() > 3, "{acknowledged:?}");
    }
}

#[test]
fn a_file_size_limit_is_said_and_does_not_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hotel.db");
    // Blocks of 512 or of 1024 bytes, as the shell has it; both are small.
    let acknowledged = filled(&path, "ulimit -f 1500;").unwrap();
    assert!(acknowledged.len() > 3, "{acknowledged:?}");
    let store = Store::open(&path).unwrap();
    let reader = store.reader().unwrap();
    let lost: Vec<i64> = reader
        .read(|view| {
            let facts = view.facts(Some(HOUSE));
            let lost = acknowledged
                .iter()
                .copied()
                .filter(|id| facts.booking(BookingId(*id)).is_none())
                .collect();
            facts.sound().map(|()| lost)
        })
        .unwrap();
    assert!(lost.is_empty(), "{lost:?}");
    drop((reader, store));
    let report = check(&path).unwrap();
    assert!(report.is_clean(), "{report:#?}");
}

#[test]
fn a_writer_waits_for_another_and_a_reader_for_nobody() {
    let (place, mut first) = house(1);
    let mut second = Store::open(&place.path).unwrap();
    let reader = second.reader().unwrap();
    let transaction = first.begin().unwrap();
    transaction
        .write(&[new(booking(50, nights(1, 2)))])
        .unwrap();
    let started = Instant::now();
    let before = reader
        .read(|view| view.count_bookings(HOUSE, &BookingFilter::default()))
        .unwrap();
    assert_eq!(before, 0, "what is not committed is not seen");
    let version = reader.data_version().unwrap();
    std::thread::scope(|scope| {
        let waiting =
            scope.spawn(|| commit(&mut second, "second", &[new(booking(51, nights(1, 2)))]));
        sleep(Duration::from_millis(200));
        assert!(!waiting.is_finished());
        transaction.commit().unwrap();
        waiting.join().unwrap().unwrap();
    });
    assert!(started.elapsed() >= Duration::from_millis(200));
    assert_ne!(reader.data_version().unwrap(), version);
    let after = reader
        .read(|view| view.count_bookings(HOUSE, &BookingFilter::default()))
        .unwrap();
    assert_eq!(after, 2);
}

#[test]
fn a_read_is_of_one_moment() {
    let (_place, mut store) = house(1);
    let reader = store.reader().unwrap();
    let everything = BookingFilter::default();
    reader
        .read(|view| {
            let before = view.count_bookings(HOUSE, &everything)?;
            commit(&mut store, "meanwhile", &[new(booking(50, nights(1, 2)))])?;
            assert_eq!(view.count_bookings(HOUSE, &everything)?, before);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(
        reader
            .read(|view| view.count_bookings(HOUSE, &everything))
            .unwrap(),
        1
    );
}

/// Filters of the list, each against plain counting.
#[test]
fn bookings_are_listed_page_by_page() {
    let (_place, mut store) = house(1);
    let mut made = Vec::new();
    for id in 500..530 {
        let mut guest = booking(id, nights((id % 7) as i32, (id % 7) as i32 + 2));
        guest.lead = format!("Guest_{}% {id}", if id % 2 == 0 { "even" } else { "odd" });
        guest.needs_room = id % 3 == 0;
        guest.reference = (id % 5 == 0).then(|| format!("R{id}"));
        made.push(guest);
    }
    let changes: Vec<_> = made.iter().cloned().map(new).collect();
    commit(&mut store, "make", &changes).unwrap();
    let reader = store.reader().unwrap();
    let list = |filter: &BookingFilter| -> Vec<i64> {
        let mut found: Vec<i64> = Vec::new();
        let mut wanted = PageWanted {
            filter: filter.clone(),
            most: 4,
            ..PageWanted::default()
        };
        loop {
            let page = reader.read(|view| view.bookings(HOUSE, &wanted)).unwrap();
            let Some(last) = page.last() else { break };
            wanted.stretch = Stretch::After(Sort::default().place(last));
            found.extend(page.iter().map(|booking| booking.id.0));
        }
        let count = reader
            .read(|view| view.count_bookings(HOUSE, filter))
            .unwrap();
        assert_eq!(count, found.len() as u64);
        found.sort_unstable();
        found
    };
    let expect = |keep: &dyn Fn(&keyrack::domain::booking::Booking) -> bool| -> Vec<i64> {
        made.iter()
            .filter(|booking| keep(booking))
            .map(|booking| booking.id.0)
            .collect()
    };
    let filter = BookingFilter::default;
    assert_eq!(list(&filter()), expect(&|_| true));
    assert_eq!(
        list(&BookingFilter {
            text: Some("EVEN%".into()),
            ..filter()
        }),
        expect(&|b| b.id.0 % 2 == 0)
    );
    assert_eq!(
        list(&BookingFilter {
            text: Some("t_5".into()),
            ..filter()
        }),
        [0_i64; 0]
    );
    assert_eq!(
        list(&BookingFilter {
            reference: Some("R505".into()),
            ..filter()
        }),
        [505]
    );
    assert_eq!(
        list(&BookingFilter {
            needs_room: Some(true),
            ..filter()
        }),
        expect(&|b| b.needs_room)
    );
    assert_eq!(
        list(&BookingFilter {
            arriving: Some((day(2), day(4))),
            ..filter()
        }),
        expect(&|b| b.stay.check_in >= day(2) && b.stay.check_in < day(4))
    );
    assert_eq!(
        list(&BookingFilter {
            touching: Some(nights(3, 4)),
            in_house: Some(false),
            ..filter()
        }),
        expect(&|b| b.stay.check_in < day(4) && b.stay.check_out >= day(3))
    );
    assert_eq!(
        list(&BookingFilter {
            in_house: Some(true),
            ..filter()
        }),
        [0_i64; 0]
    );
}
