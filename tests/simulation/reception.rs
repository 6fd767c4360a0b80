//! The people of the resort: they follow the bookings, look at the house as
//! the console would, and give commands. What they believe is kept apart from
//! what the database says, so that the two can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono_tz::Tz;
use keyrack::desk::{Channel, Desk, Session, Sharing, Window, found};
use keyrack::domain::command::{Command, CreateProperty, CreateRoom, CreateRoomType, Request};
use keyrack::domain::money::Price;
use keyrack::domain::room::RoomStatus;
use keyrack::domain::{Code, Day, Facts, House, Moment, Refusal, TimeOfDay};

use crate::bookings::{FIRST, Told};
use crate::rooms::needed_rooms;

pub const ZONE: Tz = chrono_tz::Europe::Lisbon;

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
pub struct Guest {
    pub room: String,
    pub leaves: Day,
}

pub struct Reception {
    pub desk: Desk,
    pub session: Session,
    pub told: BTreeMap<String, Told>,
    pub today: Day,
    pub guests: BTreeMap<String, Guest>,
    pub expected: BTreeMap<Day, Vec<String>>,
    pub seen: Seen,
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
        let session = Session {
            replay: true,
            ..desk.session(None, None, Channel::Batch).unwrap()
        };
        let mut expected: BTreeMap<Day, Vec<String>> = BTreeMap::new();
        for one in &told {
            expected
                .entry(one.stay.check_in)
                .or_default()
                .push(one.code.clone());
        }
        let mut reception = Reception {
            desk,
            session,
            told: told
                .into_iter()
                .map(|one| (one.code.clone(), one))
                .collect(),
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
                CreateRoomType {
                    code: code.clone(),
                    name: code.clone(),
                    capacity,
                    rate,
                    rank: None,
                    minutes: None,
                }
                .into(),
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
        assert_eq!(
            house.property.as_ref().unwrap().business_date,
            self.today,
            "{when}"
        );
        for (code, guest) in &self.guests {
            let booking = house.booking_coded(code).unwrap();
            assert!(booking.is_in_house(), "{when}: {code}");
            let room = house.room_numbered(&guest.room).unwrap();
            assert_eq!(
                room.status,
                RoomStatus::Occupied,
                "{when}: {code} in {}",
                guest.room
            );
            assert!(
                house
                    .locked_in(room.id)
                    .iter()
                    .any(|segment| segment.booking == booking.id),
                "{when}: {code}"
            );
        }
        for room in house.rooms.values() {
            let fit = matches!(
                room.status,
                RoomStatus::Available | RoomStatus::ReadyForGuest
            );
            let rule =
                fit && room.active && room.out_of_order.is_none() && room.maintenance.is_none();
            assert_eq!(room.is_bookable(), rule, "{when}: {}", room.number);
            assert_eq!(
                room.why_not_bookable().is_none(),
                rule,
                "{when}: {}",
                room.number
            );
        }
    }

    pub fn house(&self) -> House {
        let window = Window {
            from: self.today.plus(-2),
            days: 32,
        };
        self.desk.house(&self.session, window).unwrap()
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % end
    }

    fn at(&self, hour: u32) -> Moment {
        Moment::at_local(ZONE, self.today, TimeOfDay::fixed(hour, 0).time())
    }

    pub fn give_at(
        &mut self,
        at: Moment,
        commands: Vec<Command>,
    ) -> Vec<(Command, Result<(), Refusal>)> {
        let mut answers = Vec::new();
        let mut requests = commands.into_iter().map(|command| Request {
            at: Some(at),
            ..command.into()
        });
        self.desk
            .execute_many(&self.session, &mut requests, &mut |_, request, answer| {
                answers.push((request.command.clone(), answer.map(|_| ())));
            })
            .unwrap();
        answers
    }

    /// Gives commands that must all be carried out.
    pub fn give(&mut self, hour: u32, commands: Vec<Command>) {
        let at = self.at(hour);
        for (command, answer) in self.give_at(at, commands) {
            assert!(
                answer.is_ok(),
                "{} {hour}:00 {command:?}: {answer:?}",
                self.today
            );
        }
    }

    /// Gives a command that must be refused with this code.
    pub fn must_not(&mut self, hour: u32, command: impl Into<Command>, code: Code) {
        let at = self.at(hour);
        for (command, answer) in self.give_at(at, vec![command.into()]) {
            assert_eq!(
                answer.err().map(|refusal| refusal.code),
                Some(code),
                "{} {command:?}",
                self.today
            );
            self.seen.refused_on_purpose += 1;
        }
    }
}
