//! The store answers every question of a decision exactly as a house in
//! memory does, after any history of changes; and it loads such a house.
#![allow(clippy::unwrap_used)]

mod store_support;

use keyrack::domain::assignment::needs_room;
use keyrack::domain::block::Released;
use keyrack::domain::booking::BookingStatus;
use keyrack::domain::facts::Kind;
use keyrack::domain::segment::{AssignmentStatus, Ended, EndedBecause};
use keyrack::domain::{BookingId, Change, Facts, House, RoomId, Row, StaffId, Stay, Table};
use keyrack::store::Store;
use store_support::*;

const ROOMS: u64 = 6;
const DAYS: u64 = 60;

struct Pair {
    model: House,
    store: Store,
    random: Random,
    next: i64,
}

impl Pair {
    fn new(seed: u64) -> (Place, Pair) {
        let (place, store) = house(ROOMS as i64);
        let mut model = House::default();
        for row in [Row::from(property()), room_type().into(), ana().into()] {
            model.put(row);
        }
        for id in 101..101 + ROOMS as i64 {
            model.put(room(id).into());
        }
        (
            place,
            Pair {
                model,
                store,
                random: Random(seed),
                next: 1_000,
            },
        )
    }

    fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    /// One random change, legal by the model.
    fn step(&mut self) {
        let changes = match self.random.below(8) {
            0..=3 => self.take(),
            4 => self.end(),
            5 => self.block(),
            6 => self.alter(),
            _ => self.forget(),
        };
        let changes = self.with_needs(changes);
        let result = commit(&mut self.store, "step", &changes);
        result.unwrap_or_else(|error| panic!("{error}: {changes:?}"));
        apply(&mut self.model, &changes);
    }

    /// Keeps in step whether bookings need a room, as every decision does.
    fn with_needs(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let mut after = self.model.clone();
        apply(&mut after, &changes);
        for booking in after.bookings.values() {
            let needs = needs_room(booking, &after.segments_of(booking.id));
            if needs != booking.needs_room {
                let key = Some((Table::Booking, booking.id.0));
                let mut row = booking.clone();
                row.needs_room = needs;
                if let Some(change) = changes.iter_mut().find(|change| change.key() == key) {
                    change.after = Some(row.into());
                } else {
                    row.version += 1;
                    changes.push(changed(booking.clone(), row));
                }
            }
        }
        changes
    }

    fn stay(&mut self) -> Stay {
        let from = self.random.below(DAYS) as i32;
        let long = if self.random.below(12) == 0 {
            45
        } else {
            self.random.below(7) as i32
        };
        nights(from, from + long)
    }

    fn room(&mut self) -> RoomId {
        RoomId(101 + self.random.below(ROOMS))
    }

    fn is_free(&self, room: RoomId, stay: Stay) -> bool {
        if stay.is_day_use() {
            let around = Stay {
                check_in: stay.check_in.plus(-1),
                check_out: stay.check_in.plus(1),
            };
            let inside = |hold: &keyrack::domain::facts::Hold| {
                hold.nights.check_in < stay.check_in && stay.check_in < hold.nights.check_out
            };
            return !self.model.holds(room, around).iter().any(inside)
                && self
                    .model
                    .day_uses(room, stay.check_in, stay.check_in)
                    .is_empty();
        }
        self.model.holds(room, stay).is_empty()
            && self
                .model
                .day_uses(room, stay.check_in.plus(1), stay.check_out.plus(-1))
                .is_empty()
    }

    /// A booking, with a room where one is free.
    fn take(&mut self) -> Vec<Change> {
        let (stay, at) = (self.stay(), self.room());
        let mut booking = booking(self.id(), stay);
        let free = self.is_free(at, stay);
        booking.needs_room = !free;
        if !free {
            return vec![new(booking)];
        }
        let mut segment = segment(self.id(), booking.id.0, at.0, stay);
        if self.random.below(4) == 0 && !stay.is_day_use() {
            segment.status = AssignmentStatus::Locked;
            booking.checked_in_at = Some(keyrack::domain::Moment::from_millis(1));
        }
        vec![new(booking), new(segment)]
    }

    fn end(&mut self) -> Vec<Change> {
        let active: Vec<_> = self
            .model
            .segments
            .values()
            .filter(|segment| segment.active)
            .cloned()
            .collect();
        let Some(old) = pick(&mut self.random, &active) else {
            return Vec::new();
        };
        let mut ended = old.clone();
        ended.active = false;
        if self.random.below(2) == 0 {
            ended.ended = Some(Ended {
                stamp: stamp(),
                because: EndedBecause::Unassigned,
            });
        }
        vec![changed(old, ended)]
    }

    fn block(&mut self) -> Vec<Change> {
        let standing: Vec<_> = self
            .model
            .blocks
            .values()
            .filter(|block| block.holds())
            .cloned()
            .collect();
        if let (0, Some(old)) = (self.random.below(2), pick(&mut self.random, &standing)) {
            let mut released = old.clone();
            released.released = Some(Released {
                stamp: stamp(),
                reason: "done".into(),
            });
            return vec![changed(old, released)];
        }
        let (stay, at) = (self.stay(), self.room());
        if stay.is_day_use() || !self.is_free(at, stay) {
            return Vec::new();
        }
        vec![new(block(self.id(), at.0, stay))]
    }

    fn alter(&mut self) -> Vec<Change> {
        let all: Vec<_> = self.model.bookings.values().cloned().collect();
        let Some(old) = pick(&mut self.random, &all) else {
            return Vec::new();
        };
        let mut booking = old.clone();
        booking.status = BookingStatus::ALL[self.random.below(5) as usize];
        booking.checked_out_at = booking.checked_in_at;
        booking.version += 1;
        vec![changed(old, booking)]
    }

    /// Takes a segment away, as undo does.
    fn forget(&mut self) -> Vec<Change> {
        let all: Vec<_> = self.model.segments.values().cloned().collect();
        pick(&mut self.random, &all)
            .map(removed)
            .into_iter()
            .collect()
    }

    fn compare(&self) {
        self.store
            .reader()
            .unwrap()
            .read(|view| {
                let facts = view.facts(Some(HOUSE));
                compare(&facts, &self.model);
                facts.sound()
            })
            .unwrap();
    }
}

fn apply(model: &mut House, changes: &[Change]) {
    for change in changes {
        match (change.key(), change.after.clone()) {
            (_, Some(after)) => model.put(after),
            (Some((table, id)), None) => model.take(table, id),
            (None, None) => {}
        }
    }
}

fn pick<T: Clone>(random: &mut Random, from: &[T]) -> Option<T> {
    (!from.is_empty()).then(|| from[random.below(from.len() as u64) as usize].clone())
}

fn sorted<T: std::fmt::Debug>(mut rows: Vec<T>) -> String {
    rows.sort_by_key(|row| format!("{row:?}"));
    format!("{rows:#?}")
}

fn compare(facts: &dyn Facts, model: &House) {
    assert_eq!(facts.property(), Facts::property(model));
    assert_eq!(facts.property_slugs(), model.property_slugs());
    assert_eq!(facts.room_types(), Facts::room_types(model));
    assert_eq!(facts.room_type("DBL"), model.room_type("DBL"));
    assert_eq!(facts.room_type("SGL"), None);
    assert_eq!(facts.rooms(), Facts::rooms(model));
    assert_eq!(facts.rooms_of_type("DBL"), model.rooms_of_type("DBL"));
    assert_eq!(facts.room_numbered("103"), model.room_numbered("103"));
    assert_eq!(facts.room(RoomId(1)), None);
    assert_eq!(sorted(facts.in_house()), sorted(model.in_house()));
    assert_eq!(facts.all_staff(), model.all_staff());
    assert_eq!(facts.staff(ANA), Facts::staff(model, ANA));
    assert_eq!(facts.staff(StaffId(77)), None);
    assert_eq!(facts.alert_mark("x"), None);
    assert_eq!(facts.saved_views(ANA), Facts::saved_views(model, ANA));
    for from in (0..DAYS as i32).step_by(3) {
        assert_eq!(
            sorted(facts.not_arrived(day(from))),
            sorted(model.not_arrived(day(from)))
        );
        for length in [0, 1, 4, 20] {
            let stay = nights(from, from + length);
            assert_eq!(
                sorted(facts.roomless("DBL", stay)),
                sorted(model.roomless("DBL", stay))
            );
            for room in 101..101 + ROOMS as i64 {
                let room = RoomId(room);
                assert_eq!(facts.holds(room, stay), model.holds(room, stay), "{stay}");
                let (from, to) = (stay.check_in, stay.check_out);
                assert_eq!(
                    sorted(facts.day_uses(room, from, to)),
                    sorted(model.day_uses(room, from, to))
                );
            }
        }
    }
    for room in 101..101 + ROOMS as i64 {
        assert_eq!(
            sorted(facts.locked_in(RoomId(room))),
            sorted(model.locked_in(RoomId(room)))
        );
    }
    for booking in model.bookings.values() {
        assert_eq!(facts.booking(booking.id).as_ref(), Some(booking));
        assert_eq!(facts.booking_coded(&booking.code).as_ref(), Some(booking));
        assert_eq!(facts.segments_of(booking.id), model.segments_of(booking.id));
        assert_eq!(facts.account_of(booking.id), model.account_of(booking.id));
    }
    for segment in model.segments.values() {
        assert_eq!(facts.segment(segment.id).as_ref(), Some(segment));
    }
    for block in model.blocks.values() {
        assert_eq!(facts.block(block.id).as_ref(), Some(block));
        assert_eq!(facts.block_coded(&block.code).as_ref(), Some(block));
        assert_eq!(
            facts.row(Table::Block, block.id.0),
            model.row(Table::Block, block.id.0)
        );
    }
}

#[test]
fn the_store_answers_as_a_house_in_memory_does() {
    for seed in [3, 0xBEEF] {
        let (_place, mut pair) = Pair::new(seed);
        for round in 1..=240 {
            pair.step();
            if round % 80 == 0 {
                pair.compare();
            }
        }
        assert!(
            pair.model.segments.len() > 20 && !pair.model.blocks.is_empty(),
            "too little happened"
        );
    }
}

#[test]
fn a_loaded_house_has_what_its_windows_touch_and_what_must_not_be_lost() {
    let (_place, mut pair) = Pair::new(17);
    for _ in 0..300 {
        pair.step();
    }
    let today = property().business_date;
    let reader = pair.store.reader().unwrap();
    for (from, to) in [(0, 60), (10, 20), (40, 41), (-50, -20), (200, 231)] {
        let window = nights(from, to);
        let loaded = reader.read(|view| view.house(HOUSE, &[window])).unwrap();
        assert_eq!(loaded.rooms, pair.model.rooms);
        assert_eq!(loaded.room_types, pair.model.room_types);
        assert_eq!(loaded.property, pair.model.property);
        assert_eq!(loaded.staff, pair.model.staff);
        let around = Stay {
            check_in: today.plus(-1),
            check_out: today.plus(2),
        };
        for booking in pair.model.bookings.values() {
            let touches = |window: Stay| {
                booking.stay.check_in < window.check_out
                    && booking.stay.check_out >= window.check_in
                    && !matches!(
                        booking.status,
                        BookingStatus::Cancelled | BookingStatus::NoShow
                    )
            };
            let late = booking.status == BookingStatus::Confirmed
                && booking.checked_in_at.is_none()
                && booking.stay.check_in <= today;
            let wanted = touches(window)
                || touches(around)
                || booking.needs_room
                || booking.is_in_house()
                || late;
            assert_eq!(
                loaded.bookings.get(&booking.id),
                wanted.then_some(booking),
                "{booking:?} in {window}"
            );
            if wanted {
                assert_eq!(
                    loaded.segments_of(booking.id),
                    pair.model.segments_of(booking.id)
                );
            }
        }
        for block in pair.model.blocks.values() {
            let wanted =
                block.holds() && block.stay.check_out >= window.check_in.min(around.check_in);
            assert_eq!(
                loaded.blocks.get(&block.id),
                wanted.then_some(block),
                "{window}"
            );
        }
    }
    let empty = reader
        .read(|view| view.house(keyrack::domain::PropertyId(9), &[]))
        .unwrap();
    assert!(empty.property.is_none() && empty.bookings.is_empty());
}

#[test]
fn what_belongs_to_another_property_is_named_and_not_given() {
    let (_place, mut store) = house(1);
    let mut other = property();
    other.id.0 = 500;
    other.slug = "milano".into();
    other.name = "Hotel Milano".into();
    let mut their_type = room_type();
    their_type.id = 501;
    their_type.property = other.id;
    their_type.code = "SUITE".into();
    let mut theirs = room(502);
    theirs.property = other.id;
    theirs.room_type = "SUITE".into();
    commit(
        &mut store,
        "more",
        &[new(other.clone()), new(their_type), new(theirs)],
    )
    .unwrap();
    let reader = store.reader().unwrap();
    reader
        .read(|view| {
            let facts = view.facts(Some(HOUSE));
            assert_eq!(facts.room(RoomId(502)), None);
            assert_eq!(facts.room_numbered("502"), None);
            assert_eq!(
                facts.found_elsewhere(Kind::Room, "502"),
                Some("Hotel Milano".into())
            );
            assert_eq!(
                facts.found_elsewhere(Kind::Room, "101"),
                None,
                "that one is ours"
            );
            assert_eq!(
                facts.found_elsewhere(Kind::RoomType, "SUITE"),
                Some("Hotel Milano".into())
            );
            for kind in [Kind::Booking, Kind::Block, Kind::Staff] {
                assert_eq!(facts.found_elsewhere(kind, "502"), None);
            }
            assert_eq!(facts.property_slugs(), ["milano", "roma"]);
            facts.sound()
        })
        .unwrap();
    assert_eq!(
        reader.read(|view| view.properties()).unwrap(),
        [other, property()]
    );
}

#[test]
fn a_question_that_fails_is_not_an_empty_answer() {
    let (place, mut store) = house(1);
    commit(&mut store, "make", &[new(booking(50, nights(1, 2)))]).unwrap();
    raw(&place.path)
        .execute_batch("UPDATE bookings SET rate_currency = '???'")
        .unwrap();
    let error = store
        .reader()
        .unwrap()
        .read(|view| {
            let facts = view.facts(Some(HOUSE));
            assert_eq!(facts.booking(BookingId(50)), None);
            assert!(facts.room(RoomId(101)).is_some(), "later answers go on");
            facts.sound()
        })
        .unwrap_err();
    assert!(error.to_string().contains("rate_currency"), "{error}");
}
