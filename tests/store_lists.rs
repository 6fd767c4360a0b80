//! Lists and histories: the store answers in SQL what the domain says of the
//! rows in memory, a page at a time.
#![allow(clippy::unwrap_used)]

mod store_support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::copy;
use std::time::Instant;

use flate2::read::GzDecoder;

use keyrack::domain::booking::{Booking, BookingStatus};
use keyrack::domain::history::About;
use keyrack::domain::listing::{BookingFilter, PageWanted, Sort, SortBy, Stretch, stretch};
use keyrack::domain::note::{Note, NoteSubject};
use keyrack::domain::{BookingId, RoomId};
use keyrack::store::{Reader, Store};
use store_support::*;

/// Bookings with everything that a filter may ask for, many alike.
fn guests(count: i64) -> Vec<Booking> {
    let names = [
        "Müller, Eva",
        "muller, Tom",
        "Åse",
        "O'Neil",
        "Zoë",
        "zoe",
        "Łódź Tours",
    ];
    (0..count)
        .map(|n| {
            let from = (n * 7 % 40) as i32;
            let mut guest = booking(500 + n, nights(from, from + (n % 5) as i32));
            guest.lead = names[n as usize % names.len()].into();
            guest.guests = vec![guest.lead.clone(), format!("Friend {}", n % 9)];
            guest.source = ["direct", "Booking.com", "OTA"][n as usize % 3].into();
            guest.is_vip = n % 11 == 0;
            guest.group = (n % 13 == 0).then(|| "Wedding".to_owned());
            guest.reference = (n % 17 == 0).then(|| format!("REF-{n}"));
            guest.needs_room = n % 4 == 0;
            if n % 6 == 0 {
                guest.status = BookingStatus::Cancelled;
            }
            guest
        })
        .collect()
}

fn filters() -> Vec<BookingFilter> {
    let plain = BookingFilter::default;
    let text = |text: &str| BookingFilter {
        text: Some(text.into()),
        ..BookingFilter::default()
    };
    vec![
        plain(),
        text("MULLER"),
        text("friend 3"),
        text("wedding"),
        text("ref-17"),
        text("lodz"),
        text("100%"),
        BookingFilter {
            source: Some("booking.COM".into()),
            ..plain()
        },
        BookingFilter {
            vip: Some(true),
            needs_room: Some(false),
            ..plain()
        },
        BookingFilter {
            vip: Some(false),
            group: Some("Wedding".into()),
            ..plain()
        },
        BookingFilter {
            statuses: vec![BookingStatus::Confirmed],
            touching: Some(nights(3, 9)),
            ..plain()
        },
        BookingFilter {
            arriving: Some((day(4), day(12))),
            departing: Some((day(6), day(11))),
            ..plain()
        },
        BookingFilter {
            in_house: Some(false),
            room_type: Some("DBL".into()),
            ..plain()
        },
    ]
}

fn sorts() -> impl Iterator<Item = Sort> {
    SortBy::ALL
        .into_iter()
        .flat_map(|by| [false, true].map(|descending| Sort { by, descending }))
}

fn read(reader: &Reader, wanted: &PageWanted) -> (Vec<BookingId>, u64, u64) {
    reader
        .read(|view| {
            let found = view.bookings(HOUSE, wanted)?;
            let before = match found.first() {
                Some(first) => view.count_before(HOUSE, wanted, &wanted.sort.place(first))?,
                None => 0,
            };
            let total = view.count_bookings(HOUSE, &wanted.filter)?;
            let ids = found.iter().map(|booking| booking.id).collect();
            Ok::<_, keyrack::store::StoreError>((ids, before, total))
        })
        .unwrap()
}

#[test]
fn the_store_lists_what_the_domain_says() {
    let (_place, mut store) = house(1);
    let made = guests(90);
    let changes: Vec<_> = made.iter().cloned().map(new).collect();
    commit(&mut store, "make", &changes).unwrap();
    let reader = store.reader().unwrap();
    let mut compared = 0;
    for filter in filters() {
        for sort in sorts() {
            let at = |n: usize| sort.place(&made[n]);
            for stretch_wanted in [
                Stretch::First,
                Stretch::Last,
                Stretch::After(at(3)),
                Stretch::Before(at(40)),
                Stretch::From(at(20)),
                Stretch::From(at(21)),
            ] {
                let wanted = PageWanted {
                    filter: filter.clone(),
                    sort,
                    stretch: stretch_wanted,
                    most: 7,
                };
                let (found, before, total) = read(&reader, &wanted);
                let (model, model_before, model_total) = stretch(made.iter(), &wanted);
                let model: Vec<BookingId> = model.into_iter().map(|it| it.id).collect();
                assert_eq!((&found, total), (&model, model_total), "{wanted:?}");
                if !found.is_empty() {
                    assert_eq!(before, model_before, "{wanted:?}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 300, "{compared} pages had anything in them");
}

#[test]
fn pages_walk_a_long_list_both_ways() {
    let (_place, mut store) = house(1);
    let made = guests(1200);
    let changes: Vec<_> = made.iter().cloned().map(new).collect();
    commit(&mut store, "make", &changes).unwrap();
    let reader = store.reader().unwrap();
    for sort in sorts() {
        let mut wanted = PageWanted {
            sort,
            most: 100,
            ..PageWanted::default()
        };
        let mut walked: Vec<Booking> = Vec::new();
        loop {
            let page = reader.read(|view| view.bookings(HOUSE, &wanted)).unwrap();
            let Some(last) = page.last() else { break };
            wanted.stretch = Stretch::After(sort.place(last));
            walked.extend(page);
        }
        let everything = PageWanted {
            most: 2000,
            stretch: Stretch::First,
            ..wanted.clone()
        };
        let (model, _, _) = stretch(made.iter(), &everything);
        assert_eq!(walked.len(), 1200);
        assert!(
            walked
                .iter()
                .zip(model)
                .all(|(one, other)| one.id == other.id)
        );
        wanted.stretch = Stretch::Last;
        let mut back: Vec<Booking> = Vec::new();
        loop {
            let mut page = reader.read(|view| view.bookings(HOUSE, &wanted)).unwrap();
            let Some(first) = page.first() else { break };
            wanted.stretch = Stretch::Before(sort.place(first));
            page.extend(back);
            back = page;
        }
        assert_eq!(back, walked);
    }
}

/// A house's twenty years: no page takes long, wherever it lies.
#[test]
#[ignore = "makes forty thousand bookings; run it for the figures"]
fn a_page_of_forty_thousand_is_there_at_once() {
    let (_place, mut store) = house(1);
    let made = guests(40_000);
    let changes: Vec<_> = made.iter().cloned().map(new).collect();
    commit(&mut store, "make", &changes).unwrap();
    let reader = store.reader().unwrap();
    for sort in sorts() {
        for stretch in [
            Stretch::First,
            Stretch::Last,
            Stretch::After(sort.place(&made[20_000])),
        ] {
            let wanted = PageWanted {
                sort,
                stretch,
                most: 100,
                ..PageWanted::default()
            };
            let started = Instant::now();
            let (_, before, total) = read(&reader, &wanted);
            println!("{sort:?} {before}/{total}: {:?}", started.elapsed());
        }
    }
    for filter in filters() {
        let wanted = PageWanted {
            filter,
            most: 100,
            ..PageWanted::default()
        };
        let started = Instant::now();
        let (found, ..) = read(&reader, &wanted);
        println!(
            "{:?}: {} in {:?}",
            wanted.filter,
            found.len(),
            started.elapsed()
        );
    }
}

fn histories(store: &Store) -> Vec<Vec<i64>> {
    let reader = store.reader().unwrap();
    [
        About::Booking(BookingId(500)),
        About::Booking(BookingId(501)),
        About::Room(RoomId(101)),
        About::Room(RoomId(102)),
        About::Block(keyrack::domain::BlockId(700)),
    ]
    .map(|about| {
        let entries = reader
            .read(|view| view.entries_about(about, None, 100))
            .unwrap();
        entries.into_iter().map(|entry| entry.seq).collect()
    })
    .into()
}

fn a_little_history() -> (Place, Store) {
    let (place, mut store) = house(2);
    let guest = booking(500, nights(1, 4));
    let part = segment(600, 500, 101, nights(1, 4));
    let mut elsewhere = part.clone();
    elsewhere.room = RoomId(102);
    let note = |id, subject| Note {
        id,
        property: HOUSE,
        subject,
        at: at(3),
        by: ANA,
        text: "x".into(),
    };
    let kept = block(700, 101, nights(10, 12));
    for changes in [
        vec![new(guest.clone())],
        vec![new(part.clone())],
        vec![changed(part, elsewhere.clone())],
        vec![new(note(800, NoteSubject::Booking(BookingId(500))))],
        vec![new(note(801, NoteSubject::Room(RoomId(102))))],
        vec![new(kept.clone())],
        vec![removed(kept)],
    ] {
        commit(&mut store, "step", &changes).unwrap();
    }
    (place, store)
}

#[test]
fn a_history_has_its_own_entries_and_no_others() {
    let (_place, store) = a_little_history();
    assert_eq!(
        histories(&store),
        [
            vec![2, 3, 4, 5],
            vec![],
            vec![1, 3, 4, 7, 8],
            vec![1, 4, 6],
            vec![7, 8],
        ]
    );
    let reader = store.reader().unwrap();
    let about = About::Booking(BookingId(500));
    let page = |before, most| {
        let entries = reader
            .read(|view| view.entries_about(about, before, most))
            .unwrap();
        entries
            .into_iter()
            .map(|entry| entry.seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(page(None, 2), [4, 5]);
    assert_eq!(page(Some(4), 2), [2, 3]);
    assert_eq!(page(Some(2), 2), [0_i64; 0]);
}

/// A file that was written before there were histories has them too, once it
/// is brought up: the same as if each entry had said what it is about.
#[test]
fn an_older_file_gets_its_histories() {
    let mut compared = 0;
    for version in [1, 2, 3] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("older.db");
        let packed = format!(
            "{}/tests/schemas/{version}.db.gz",
            env!("CARGO_MANIFEST_DIR")
        );
        let mut packed = GzDecoder::new(File::open(packed).unwrap());
        copy(&mut packed, &mut File::create(&path).unwrap()).unwrap();
        let store = Store::open(&path).unwrap();
        let reader = store.reader().unwrap();
        let entries = reader
            .read(|view| view.entries_since(0, None, 1000))
            .unwrap();
        let mut wanted: BTreeMap<About, BTreeSet<i64>> = BTreeMap::new();
        for entry in &entries {
            for about in entry.changes.iter().flat_map(About::of) {
                wanted.entry(about).or_default().insert(entry.seq);
            }
        }
        for (about, seqs) in wanted {
            let found = reader
                .read(|view| view.entries_about(about, None, 1000))
                .unwrap();
            let found: BTreeSet<i64> = found.iter().map(|entry| entry.seq).collect();
            assert_eq!(found, seqs, "{about:?}");
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared} histories");
}
