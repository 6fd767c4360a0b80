//! The people of the resort: they follow the bookings, look at the house as
//! the console would, and give commands. What they believe is kept apart from
//! what the database says, so that the two can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono_tz::Tz;
use keyrack::desk::{Channel, Desk, Session, Sharing, Window, found};
use keyrack::domain::booking::BookingStatus;
use keyrack::domain::command::{
    CancelBooking, CheckIn, CheckOut, Command, CompleteMaintenance, CreateProperty, CreateRoom, CreateRoomType, Inspect,
    MarkCleaned, MarkMaintenance, MarkNoShow, Move, NightAudit, PreAssign, Request, StartCleaning, Unassign,
};
use keyrack::domain::money::Price;
use keyrack::domain::room::RoomStatus;
use keyrack::domain::{Code, Day, Facts, House, Moment, Refusal, Stay, TimeOfDay};

use crate::bookings::{DAYS, FIRST, Told};

const ZONE: Tz = chrono_tz::Europe::Lisbon;

/// What came to pass.
#[derive(Debug, Default, Clone)]
pub struct Seen {
    pub stayed: u32,
    pub cancelled: u32,
    pub never_came: u32,
    pub left_early: u32,
    pub overstayed: u32,
    pub moved: u32,
    pub turned_away: u32,
    pub failed_inspections: u32,
    pub repairs: u32,
    pub refused_on_purpose: u32,
}

/// A guest in the house, as the reception believes.
#[derive(Debug, Clone)]
struct Guest {
    room: String,
    leaves: Day,
}

pub struct Reception {
    pub desk: Desk,
    pub session: Session,
    told: BTreeMap<String, Told>,
    today: Day,
    guests: BTreeMap<String, Guest>,
    expected: BTreeMap<Day, Vec<String>>,
    seen: Seen,
    seed: u64,
}

impl Reception {
    /// Builds the house with a few rooms fewer of each type than its fullest
    /// night would ask for.
    pub fn open(path: &Path, told: Vec<Told>) -> Reception {
        let first: Day = FIRST.parse().unwrap();
        let property = CreateProperty {
            name: "Resort".into(),
            slug: "resort".into(),
            currency: "EUR".into(),
            timezone: ZONE.name().into(),
            business_date: Some(first),
            administrator: Some("Administrator".into()),
        };
        let opened = Moment::at_local(ZONE, first, TimeOfDay::fixed(6, 0).time());
        let (desk, _) = found(path, Sharing::default(), property, Some(opened)).unwrap();
        let session = Session { replay: true, ..desk.session(None, None, Channel::Batch).unwrap() };
        let mut expected: BTreeMap<Day, Vec<String>> = BTreeMap::new();
        for one in &told {
            expected.entry(one.stay.check_in).or_default().push(one.code.clone());
        }
        let mut reception = Reception {
            desk,
            session,
            told: told.into_iter().map(|one| (one.code.clone(), one)).collect(),
            today: first,
            guests: BTreeMap::new(),
            expected,
            seen: Seen::default(),
            seed: 1,
        };
        reception.build(opened);
        reception.book_up_to(first.plus(-1));
        reception
    }

    fn build(&mut self, at: Moment) {
        let mut commands: Vec<Command> = Vec::new();
        for (floor, (code, rooms, capacity)) in (1..).zip(needed_rooms(self.told.values())) {
            let rate = Price::Plain("80.00".into());
            commands.push(
                CreateRoomType { code: code.clone(), name: code.clone(), capacity, rate, rank: None, minutes: None }.into(),
            );
            for number in 1..=rooms {
                commands.push(
                    CreateRoom {
                        number: format!("{floor}{number:03}"),
                        room_type: code.clone(),
                        floor: Some(floor),
                        capacity: None,
                        features: BTreeSet::new(),
                        active: None,
                    }
                    .into(),
                );
            }
        }
        for (command, answer) in self.give_at(at, commands) {
            assert!(answer.is_ok(), "{command:?}: {answer:?}");
        }
    }

    /// From the early morning to the night audit.
    pub fn live_a_day(&mut self) {
        self.departures();
        self.cleaning(11);
        self.repairs();
        self.book_up_to(self.today);
        self.cancellations();
        self.moves();
        self.give_rooms_for_tomorrow();
        self.arrivals();
        self.night();
        self.today = self.today.plus(1);
    }

    /// How many guests the reception believes to be in the house.
    pub fn in_house(&self) -> usize {
        self.guests.len()
    }

    /// What came to pass so far.
    pub fn seen(&self) -> Seen {
        self.seen.clone()
    }

    /// The house, as the console sees it, against what the reception believes.
    pub fn compare_with_the_house(&self, when: &str) {
        let house = self.house();
        assert_eq!(house.property.as_ref().unwrap().business_date, self.today, "{when}");
        for (code, guest) in &self.guests {
            let booking = house.booking_coded(code).unwrap();
            assert!(booking.is_in_house(), "{when}: {code}");
            let room = house.room_numbered(&guest.room).unwrap();
            assert_eq!(room.status, RoomStatus::Occupied, "{when}: {code} in {}", guest.room);
            assert!(house.locked_in(room.id).iter().any(|segment| segment.booking == booking.id), "{when}: {code}");
        }
        for room in house.rooms.values() {
            let fit = matches!(room.status, RoomStatus::Available | RoomStatus::ReadyForGuest);
            let rule = fit && room.active && room.out_of_order.is_none() && room.maintenance.is_none();
            assert_eq!(room.is_bookable(), rule, "{when}: {}", room.number);
            assert_eq!(room.why_not_bookable().is_none(), rule, "{when}: {}", room.number);
        }
    }

    /// The file's own check.
    pub fn check_the_file(&self, when: &str) {
        let found = self.desk.check().unwrap();
        assert!(found.is_empty(), "{when}: {found:?}");
    }

    fn house(&self) -> House {
        let window = Window::of(Stay { check_in: self.today.plus(-2), check_out: self.today.plus(30) });
        self.desk.house(&self.session, window).unwrap()
    }

    fn below(&mut self, end: u64) -> u64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % end
    }

    fn at(&self, hour: u32) -> Moment {
        Moment::at_local(ZONE, self.today, TimeOfDay::fixed(hour, 0).time())
    }

    fn give_at(&mut self, at: Moment, commands: Vec<Command>) -> Vec<(Command, Result<(), Refusal>)> {
        let mut answers = Vec::new();
        let mut requests = commands.into_iter().map(|command| Request { at: Some(at), ..command.into() });
        self.desk
            .execute_many(&self.session, &mut requests, &mut |_, request, answer| {
                answers.push((request.command.clone(), answer.map(|_| ())));
            })
            .unwrap();
        answers
    }

    /// Gives commands that must all be carried out.
    fn give(&mut self, hour: u32, commands: Vec<Command>) {
        let at = self.at(hour);
        for (command, answer) in self.give_at(at, commands) {
            assert!(answer.is_ok(), "{} {hour}:00 {command:?}: {answer:?}", self.today);
        }
    }

    /// Gives a command that must be refused with this code.
    fn must_not(&mut self, hour: u32, command: impl Into<Command>, code: Code) {
        let at = self.at(hour);
        for (command, answer) in self.give_at(at, vec![command.into()]) {
            assert_eq!(answer.err().map(|refusal| refusal.code), Some(code), "{} {command:?}", self.today);
            self.seen.refused_on_purpose += 1;
        }
    }

    fn departures(&mut self) {
        let mut leaving: Vec<String> = Vec::new();
        for (code, leaves) in
            self.guests.iter().map(|(code, guest)| (code.clone(), guest.leaves)).collect::<Vec<_>>()
        {
            if leaves > self.today {
                continue;
            }
            // One in sixty just stays on for a night; nobody does so twice.
            if leaves == self.today && self.told[&code].stay.check_out == leaves && self.below(60) == 0 {
                self.seen.overstayed += 1;
                continue;
            }
            leaving.push(code);
        }
        self.check_out(9, leaving);
    }

    fn check_out(&mut self, hour: u32, leaving: Vec<String>) {
        for code in &leaving {
            self.guests.remove(code);
            self.seen.stayed += 1;
            self.seen.left_early += u32::from(self.told[code].stay.check_out > self.today);
        }
        if let Some(code) = leaving.first().cloned() {
            self.give(hour, leaving.into_iter().map(|booking| CheckOut { booking }.into()).collect());
            self.must_not(hour, CheckOut { booking: code }, Code::BookingNotCheckedIn);
        }
    }

    /// Every dirty room is cleaned and inspected; one in twenty fails once.
    fn cleaning(&mut self, hour: u32) {
        let house = self.house();
        let dirty: Vec<String> = rooms_in(&house, RoomStatus::CheckoutDirty);
        let note = || Some("Not clean enough".to_owned());
        let mut commands: Vec<Command> = Vec::new();
        for room in &dirty {
            let room = || room.clone();
            commands.push(StartCleaning { room: room(), notes: None }.into());
            commands.push(MarkCleaned { room: room(), notes: None }.into());
            if self.below(20) == 0 {
                self.seen.failed_inspections += 1;
                commands.push(Inspect { room: room(), passed: false, notes: note() }.into());
                commands.push(MarkCleaned { room: room(), notes: None }.into());
            }
            commands.push(Inspect { room: room(), passed: true, notes: None }.into());
        }
        self.give(hour, commands);
        if let Some(room) = dirty.first() {
            self.must_not(hour, MarkCleaned { room: room.clone(), notes: None }, Code::InvalidTransition);
        }
    }

    /// Yesterday's repairs are done; now and then something breaks.
    fn repairs(&mut self) {
        let house = self.house();
        let mut commands: Vec<Command> = Vec::new();
        for room in rooms_in(&house, RoomStatus::MaintenanceRequired) {
            commands.push(CompleteMaintenance { room: room.clone(), notes: None }.into());
            commands.push(Inspect { room, passed: true, notes: None }.into());
        }
        let ready = rooms_in(&house, RoomStatus::ReadyForGuest);
        if !ready.is_empty() && self.below(4) == 0 {
            let room = ready[self.below(ready.len() as u64) as usize].clone();
            let notes = Some("Tap drips".to_owned());
            commands.push(MarkMaintenance { room, priority: None, notes, until: None }.into());
            self.seen.repairs += 1;
        }
        self.give(12, commands);
    }

    /// Everything booked on or before this day that is not yet in the house's book.
    fn book_up_to(&mut self, day: Day) {
        let from = if day < self.today { Day::FIRST } else { day };
        let commands: Vec<Command> = self
            .told
            .values()
            .filter(|one| one.booked >= from && one.booked <= day)
            .map(|one| one.create.clone().into())
            .collect();
        self.give(13, commands);
    }

    fn cancellations(&mut self) {
        let first = FIRST.parse::<Day>().unwrap();
        let today = self.today;
        let due = |one: &&Told| {
            one.fate == BookingStatus::Cancelled && (one.fate_on == today || today == first && one.fate_on < first)
        };
        let codes: Vec<String> = self.told.values().filter(due).map(|one| one.code.clone()).collect();
        self.seen.cancelled += codes.len() as u32;
        for code in codes {
            self.cancel(14, code, "Cancelled by the guest");
        }
    }

    fn cancel(&mut self, hour: u32, code: String, reason: &str) {
        let told = &self.told[&code];
        if let Some(expected) = self.expected.get_mut(&told.stay.check_in) {
            expected.retain(|other| *other != code);
        }
        self.give(hour, vec![CancelBooking { booking: code, reason: Some(reason.to_owned()) }.into()]);
    }

    /// One guest a day wants another room.
    fn moves(&mut self) {
        let house = self.house();
        let candidates: Vec<(String, Guest)> = self
            .guests
            .iter()
            .filter(|(_, guest)| guest.leaves > self.today)
            .map(|(code, guest)| (code.clone(), guest.clone()))
            .collect();
        if candidates.is_empty() {
            return;
        }
        let (code, guest) = candidates[self.below(candidates.len() as u64) as usize].clone();
        let told = self.told[&code].clone();
        let rest = Stay { check_in: self.today, check_out: told.stay.check_out };
        if let Some(other) = candidates.iter().find(|(_, other)| other.room != guest.room) {
            let taken = Move { booking: code.clone(), room: other.1.room.clone(), reason: "Noise".into(), ..Move::default() };
            self.must_not(15, taken, Code::RoomNotBookable);
        }
        let Some(room) = free_room(&house, &told, rest, true, &mut BTreeMap::new()) else { return };
        let command = Move { booking: code.clone(), room: room.clone(), reason: "Noise".into(), ..Move::default() };
        self.give(15, vec![command.into()]);
        self.guests.insert(code, Guest { room, ..guest });
        self.seen.moved += 1;
    }

    /// Rooms for those who come within two days and have none.
    fn give_rooms_for_tomorrow(&mut self) {
        let house = self.house();
        let mut given = BTreeMap::new();
        let mut commands: Vec<Command> = Vec::new();
        for day in [self.today, self.today.plus(1), self.today.plus(2)] {
            for code in self.expected.get(&day).cloned().unwrap_or_default() {
                let told = &self.told[&code];
                let Some(booking) = house.booking_coded(&code).filter(|booking| booking.needs_room) else { continue };
                assert_eq!(booking.stay, told.stay);
                if let Some(room) = free_room(&house, told, told.stay, false, &mut given) {
                    commands.push(PreAssign { booking: code, room, ..PreAssign::default() }.into());
                }
            }
        }
        let taken = commands.clone();
        self.give(15, commands);
        // The same room once more, for somebody else on the same nights.
        if let [Command::PreAssign(one), Command::PreAssign(other), ..] = taken.as_slice()
            && self.told[&one.booking].stay.overlaps(self.told[&other.booking].stay)
            && self.told[&one.booking].create.room_type == self.told[&other.booking].create.room_type
            && self.told[&other.booking].heads <= self.capacity(&one.room)
        {
            let command = PreAssign { booking: other.booking.clone(), room: one.room.clone(), ..PreAssign::default() };
            self.must_not(15, command, Code::RoomOverlapConflict);
        }
    }

    fn capacity(&self, room: &str) -> u32 {
        self.house().room_numbered(room).map_or(0, |room| room.capacity)
    }

    fn arrivals(&mut self) {
        for code in self.expected.get(&self.today).cloned().unwrap_or_default() {
            let told = self.told[&code].clone();
            if told.fate == BookingStatus::NoShow {
                continue;
            }
            match self.room_for(&code, &told) {
                Some((room, assigned)) => {
                    let room_named = (!assigned).then(|| room.clone());
                    self.give(16, vec![CheckIn { booking: code.clone(), room: room_named, early: false }.into()]);
                    let leaves = if told.fate == BookingStatus::Completed { told.fate_on } else { told.stay.check_out };
                    self.guests.insert(code.clone(), Guest { room, leaves });
                    if leaves == self.today {
                        self.check_out(18, vec![code]);
                        self.cleaning(19);
                    }
                }
                None => {
                    self.seen.turned_away += 1;
                    self.cancel(17, code, "Walked to another house");
                }
            }
        }
    }

    /// The room of an arriving guest, and whether it is theirs already. Where
    /// somebody stayed on in it, or it broke, another is found.
    fn room_for(&mut self, code: &str, told: &Told) -> Option<(String, bool)> {
        let house = self.house();
        let booking = house.booking_coded(code).unwrap();
        let held = house.segments_of(booking.id).into_iter().find(|segment| segment.active);
        let held = held.and_then(|segment| house.room(segment.room));
        match held {
            Some(room) if room.is_bookable() => Some((room.number, true)),
            Some(room) => {
                let command = CheckIn { booking: code.to_owned(), room: None, early: false };
                self.must_not(16, command, Code::RoomNotBookable);
                let other = free_room(&house, told, told.stay, true, &mut BTreeMap::new());
                if other.is_none() {
                    let reason = Some(format!("{} is not ready", room.number));
                    self.give(16, vec![Unassign { booking: code.to_owned(), reason, ..Unassign::default() }.into()]);
                }
                other.map(|number| (number, false))
            }
            None => free_room(&house, told, told.stay, true, &mut BTreeMap::new()).map(|number| (number, false)),
        }
    }

    fn night(&mut self) {
        let never: Vec<String> = self
            .expected
            .get(&self.today)
            .into_iter()
            .flatten()
            .filter(|code| self.told[*code].fate == BookingStatus::NoShow)
            .cloned()
            .collect();
        self.seen.never_came += never.len() as u32;
        let reason = || Some("Never came".to_owned());
        self.give(23, never.into_iter().map(|booking| MarkNoShow { booking, reason: reason() }.into()).collect());
        let closes = self.today;
        let at = Moment::at_local(ZONE, closes.plus(1), TimeOfDay::fixed(3, 0).time());
        for (_, answer) in self.give_at(at, vec![NightAudit { closes, confirm_no_shows: false }.into()]) {
            assert!(answer.is_ok(), "{closes}: {answer:?}");
        }
    }
}

fn rooms_in(house: &House, status: RoomStatus) -> Vec<String> {
    let rooms = house.rooms_in_order().into_iter().filter(|room| room.status == status);
    rooms.map(|room| room.number.clone()).collect()
}

/// The first room of the type that is large enough and free on these nights,
/// leaving out what was `given` since the house was looked at.
fn free_room(
    house: &House,
    told: &Told,
    stay: Stay,
    now: bool,
    given: &mut BTreeMap<String, Vec<Stay>>,
) -> Option<String> {
    let today = house.property.as_ref()?.business_date;
    let horizon = house.property.as_ref()?.policies.maintenance_horizon_days;
    let room = house.rooms_in_order().into_iter().find(|room| {
        let fits = room.room_type == told.create.room_type && room.capacity >= told.heads;
        let serves = if now {
            room.is_bookable()
        } else {
            let nights = if stay.is_day_use() { vec![stay.check_in] } else { stay.each_night().collect() };
            nights.into_iter().all(|night| room.in_service(night, today, horizon))
        };
        let free = house.holds(room.id, around(stay)).iter().all(|hold| !clash(hold.nights, stay))
            && house.day_uses(room.id, stay.check_in, stay.check_out).iter().all(|use_| !clash(use_.stay, stay));
        let left = given.get(&room.number).is_none_or(|stays| stays.iter().all(|other| !clash(*other, stay)));
        fits && serves && free && left
    })?;
    given.entry(room.number.clone()).or_default().push(stay);
    Some(room.number.clone())
}

/// A day use asks about its whole day.
fn around(stay: Stay) -> Stay {
    Stay { check_in: stay.check_in.plus(-1), check_out: stay.check_out.plus(1) }
}

/// Whether two stays cannot share a room; stricter than the house, which lets
/// a day use touch the ends of a stay.
fn clash(one: Stay, other: Stay) -> bool {
    let end = |stay: Stay| stay.check_out.max(stay.check_in.plus(1));
    one.check_in < end(other) && other.check_in < end(one)
}

/// Types with rooms for a little less than their fullest night, and beds for
/// their largest party that comes.
fn needed_rooms<'a>(told: impl Iterator<Item = &'a Told>) -> Vec<(String, u32, u32)> {
    let first: Day = FIRST.parse().unwrap();
    let mut nights: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut capacity: BTreeMap<String, u32> = BTreeMap::new();
    for one in told {
        let kind = &one.create.room_type;
        let counts = nights.entry(kind.clone()).or_insert_with(|| vec![0; DAYS as usize]);
        let beds = capacity.entry(kind.clone()).or_insert(1);
        if matches!(one.fate, BookingStatus::Cancelled | BookingStatus::NoShow) {
            continue;
        }
        *beds = one.heads.max(*beds);
        for night in one.stay.check_in.until(one.stay.check_out.max(one.stay.check_in.plus(1))) {
            if let Some(count) = counts.get_mut(night.since(first) as usize) {
                *count += 1;
            }
        }
    }
    nights
        .into_iter()
        .map(|(kind, counts)| {
            let fullest = counts.into_iter().max().unwrap_or(1);
            let beds = capacity[&kind];
            (kind, (fullest * 97 / 100).max(1), beds)
        })
        .collect()
}
