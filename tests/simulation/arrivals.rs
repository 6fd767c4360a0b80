//! Rooms for those who come, and their coming.

use keyrack::domain::booking::BookingStatus;
use keyrack::domain::command::{CheckIn, Command, PreAssign, Unassign};
use keyrack::domain::{Code, Facts, House};

use crate::bookings::Told;
use crate::reception::{Guest, Reception};
use crate::rooms::{Given, free_room};

impl Reception {
    /// Rooms for those who come within two days and have none.
    pub fn give_rooms_for_tomorrow(&mut self) {
        let house = self.house();
        let mut given = Given::new();
        let mut commands: Vec<Command> = Vec::new();
        for day in [self.today, self.today.plus(1), self.today.plus(2)] {
            for code in self.expected.get(&day).cloned().unwrap_or_default() {
                let told = &self.told[&code];
                let Some(booking) = house
                    .booking_coded(&code)
                    .filter(|booking| booking.needs_room)
                else {
                    continue;
                };
                assert_eq!(booking.stay, told.stay);
                if let Some(room) = free_room(&house, told, told.stay, false, &mut given) {
                    commands.push(
                        PreAssign {
                            booking: code,
                            room,
                            ..PreAssign::default()
                        }
                        .into(),
                    );
                }
            }
        }
        let taken = commands.clone();
        self.give(15, commands);
        // The same room once more, for somebody else on the same nights.
        if let [Command::PreAssign(one), Command::PreAssign(other), ..] = taken.as_slice()
            && self.told[&one.booking]
                .stay
                .overlaps(self.told[&other.booking].stay)
            && self.told[&one.booking].create.room_type
                == self.told[&other.booking].create.room_type
            && self.told[&other.booking].heads <= self.capacity(&one.room)
        {
            let command = PreAssign {
                booking: other.booking.clone(),
                room: one.room.clone(),
                ..PreAssign::default()
            };
            self.must_not(15, command, Code::RoomOverlapConflict);
        }
    }

    fn capacity(&self, room: &str) -> u32 {
        self.house()
            .room_numbered(room)
            .map_or(0, |room| room.capacity)
    }

    /// Guests come. Whose room is not fit gets another; who finds none is
    /// sent to another house.
    pub fn arrivals(&mut self) {
        let house = self.house();
        let mut given = Given::new();
        let (mut commands, mut leaving, mut away): (Vec<Command>, Vec<String>, Vec<String>) =
            Default::default();
        for code in self.expected.get(&self.today).cloned().unwrap_or_default() {
            let told = self.told[&code].clone();
            if told.fate == BookingStatus::NoShow {
                continue;
            }
            let Some((room, theirs)) = self.room_for(&house, &told, &mut given) else {
                away.push(code);
                continue;
            };
            let room_named = (!theirs).then(|| room.clone());
            commands.push(
                CheckIn {
                    booking: code.clone(),
                    room: room_named,
                    ..CheckIn::default()
                }
                .into(),
            );
            let completed = told.fate == BookingStatus::Completed;
            let leaves = if completed {
                told.fate_on
            } else {
                told.stay.check_out
            };
            self.guests.insert(code.clone(), Guest { room, leaves });
            if leaves == self.today {
                leaving.push(code);
            }
        }
        self.give(16, commands);
        for code in away {
            self.seen.turned_away += 1;
            self.cancel(17, code, "Walked to another house");
        }
        self.check_out(18, leaving);
        self.cleaning(19);
    }

    /// The room of an arriving guest, and whether it is theirs already. Where
    /// somebody stayed on in it, or it broke, another is found.
    fn room_for(
        &mut self,
        house: &House,
        told: &Told,
        given: &mut Given,
    ) -> Option<(String, bool)> {
        let booking = house.booking_coded(&told.code).unwrap();
        let segments = house.segments_of(booking.id);
        let held = segments
            .iter()
            .find(|segment| segment.active)
            .and_then(|segment| house.room(segment.room));
        let Some(room) = held else {
            return free_room(house, told, told.stay, true, given).map(|number| (number, false));
        };
        if room.is_bookable() {
            return Some((room.number, true));
        }
        let command = CheckIn {
            booking: told.code.clone(),
            ..CheckIn::default()
        };
        self.must_not(16, command, Code::RoomNotBookable);
        let other = free_room(house, told, told.stay, true, given);
        if other.is_none() {
            let reason = Some(format!("{} is not ready", room.number));
            let command = Unassign {
                booking: told.code.clone(),
                reason,
                ..Unassign::default()
            };
            self.give(16, vec![command.into()]);
        }
        other.map(|number| (number, false))
    }
}
