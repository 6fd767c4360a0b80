//! A small house for the store's tests, written as the desk would write it.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use chrono_tz::Europe::Rome;
use keyrack::domain::block::{Block, BlockType};
use keyrack::domain::booking::{Booking, BookingStatus, Contact, Preferences};
use keyrack::domain::policy::Policies;
use keyrack::domain::property::{Property, RoomType};
use keyrack::domain::room::{Room, RoomStatus};
use keyrack::domain::segment::{AssignmentStatus, AssignmentType, Segment};
use keyrack::domain::staff::{Role, Staff};
use keyrack::domain::stamp::Stamp;
use keyrack::domain::{
    BlockId, BookingId, Change, Counters, Currency, Day, Moment, Money, PropertyId, RoomId, Row,
    SegmentId, StaffId, Stay,
};
use keyrack::store::journal::NewEntry;
use keyrack::store::{Result, Sharing, Store, Transaction, create};
use serde_json::json;

pub const HOUSE: PropertyId = PropertyId(1);
pub const ANA: StaffId = StaffId(2);

/// A fresh database in a folder of its own.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub path: PathBuf,
}

pub fn empty() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hotel.db");
    create(&path, Sharing::Owner).unwrap();
    Place { folder, path }
}

/// A house with this many rooms (ids from 101) of one type.
pub fn house(rooms: i64) -> (Place, Store) {
    let place = empty();
    let mut store = Store::open(&place.path).unwrap();
    let mut made = vec![
        Row::from(property()),
        Row::from(room_type()),
        Row::from(ana()),
    ];
    made.extend((0..rooms).map(|n| Row::from(room(101 + n))));
    let made: Vec<Change> = made.into_iter().map(new).collect();
    commit(&mut store, "set up", &made).unwrap();
    (place, store)
}

pub fn commit(store: &mut Store, what: &str, changes: &[Change]) -> Result<i64> {
    let mut transaction = store.begin()?;
    let seq = write(&mut transaction, what, changes)?;
    transaction.commit()?;
    Ok(seq)
}

pub fn write(transaction: &mut Transaction<'_>, what: &str, changes: &[Change]) -> Result<i64> {
    transaction.write(changes)?;
    let next = 1 + changes
        .iter()
        .filter_map(|change| change.key().map(|key| key.1))
        .max()
        .unwrap_or(0);
    transaction.save_counters(
        HOUSE,
        &Counters {
            next_id: next,
            next_booking: 1,
            next_block: 1,
            ..Counters::default()
        },
    )?;
    let key = format!("{what}/{}", transaction.view().latest_seq()?);
    transaction.append(&entry(what, &key, changes))
}

pub fn entry<'a>(what: &'a str, key: &'a str, changes: &'a [Change]) -> NewEntry<'a> {
    NewEntry {
        at: Moment::from_millis(1_780_000_000_000),
        property: Some(HOUSE),
        by: ANA,
        channel: "test",
        os_user: Some("tester"),
        op: "assign",
        command: json!({"op": "assign", "note": what}),
        changes,
        receipt: json!({"ok": true}),
        summary: what,
        key,
        undoes: None,
    }
}

pub fn new(row: impl Into<Row>) -> Change {
    Change {
        before: None,
        after: Some(row.into()),
    }
}

pub fn changed<T: Into<Row>>(before: T, after: T) -> Change {
    Change {
        before: Some(before.into()),
        after: Some(after.into()),
    }
}

pub fn removed(row: impl Into<Row>) -> Change {
    Change {
        before: Some(row.into()),
        after: None,
    }
}

pub fn day(number: i32) -> Day {
    Day::from_number(20_500 + number)
}

pub fn nights(from: i32, to: i32) -> Stay {
    Stay::new(day(from), day(to)).unwrap()
}

pub fn at(millis: i64) -> Moment {
    Moment::from_millis(millis)
}

pub fn stamp() -> Stamp {
    Stamp {
        at: at(1_000),
        by: ANA,
    }
}

pub fn euros(minor: i64) -> Money {
    Money {
        minor,
        currency: Currency::from_code("EUR").unwrap(),
    }
}

pub fn property() -> Property {
    Property {
        id: HOUSE,
        slug: "roma".into(),
        name: "Hotel Roma".into(),
        currency: Currency::from_code("EUR").unwrap(),
        timezone: Rome,
        business_date: day(0),
        policies: Policies::default(),
        version: 1,
    }
}

pub fn room_type() -> RoomType {
    RoomType {
        id: 3,
        property: HOUSE,
        code: "DBL".into(),
        name: "Double".into(),
        capacity: 2,
        rate: euros(12_900),
        rank: 1,
        minutes: 30,
        chores: keyrack::domain::cleaning::Chores::default(),
        version: 1,
    }
}

pub fn ana() -> Staff {
    Staff {
        email: Some("ana@example.org".into()),
        languages: vec!["pt".into(), "it".into()],
        on_duty: true,
        version: 1,
        ..Staff::new(ANA, HOUSE, "E1", "Ana Silva", Role::Administrator)
    }
}

pub fn room(id: i64) -> Room {
    Room {
        id: RoomId(id),
        property: HOUSE,
        number: id.to_string(),
        room_type: "DBL".into(),
        floor: 1,
        capacity: 2,
        features: ["quiet".to_owned()].into(),
        status: RoomStatus::Available,
        status_since: at(0),
        status_before_guest: None,
        active: true,
        maintenance: None,
        out_of_order: None,
        service: None,
        rush: false,
        requires_inspection: true,
        cleaning: None,
        last_checkout_at: None,
        last_cleaned: None,
        last_inspected: None,
        care: keyrack::domain::care::Care::default(),
        version: 1,
    }
}

pub fn booking(id: i64, stay: Stay) -> Booking {
    Booking {
        id: BookingId(id),
        property: HOUSE,
        code: format!("BK-2026-{id:06}"),
        reference: None,
        lead: format!("Guest {id}"),
        guests: vec![format!("Guest {id}")],
        contact: Contact::default(),
        adults: 1,
        children: 0,
        infants: 0,
        room_type: "DBL".into(),
        stay,
        arrival_time: None,
        departure_time: None,
        status: BookingStatus::Confirmed,
        checked_in_at: None,
        checked_out_at: None,
        arrived_on: None,
        departed_on: None,
        rate: euros(12_900),
        source: "direct".into(),
        is_vip: false,
        is_direct: true,
        group: None,
        preferences: Preferences::default(),
        wanted_room: None,
        guest_waiting: false,
        placeholder_guests: false,
        status_reason: None,
        created_at: at(5),
        needs_room: false,
        version: 1,
    }
}

pub fn segment(id: i64, booking: i64, room: i64, stay: Stay) -> Segment {
    Segment {
        id: SegmentId(id),
        property: HOUSE,
        booking: BookingId(booking),
        room: RoomId(room),
        stay,
        status: AssignmentStatus::Assigned,
        assignment_type: AssignmentType::Manual,
        do_not_move: false,
        original_type: "DBL".into(),
        original_rate: euros(12_900),
        allocated_rate: euros(12_900),
        rate_terms: None,
        assigned: stamp(),
        reassigned: None,
        moved: None,
        ended: None,
        active: true,
    }
}

pub fn block(id: i64, room: i64, stay: Stay) -> Block {
    Block {
        id: BlockId(id),
        property: HOUSE,
        code: format!("BL-{id:04}"),
        room: RoomId(room),
        stay,
        kind: BlockType::Renovation,
        reason: "paint".into(),
        override_level: None,
        created: stamp(),
        released: None,
        version: 1,
    }
}

/// A plain connection, as another program would open it, without any policy.
pub fn raw(path: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

/// Numbers that look random and are the same in every run.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, end: u64) -> i64 {
        (self.next() % end) as i64
    }
}
