//! A day at the resort, but for its arrivals: departures, cleaning, repairs,
//! new bookings, cancellations, moves, and the night.

use keyrack::domain::booking::BookingStatus;
use keyrack::domain::command::{
    CancelBooking, CheckOut, Command, CompleteMaintenance, Inspect, MarkCleaned, MarkMaintenance,
    MarkNoShow, Move, NightAudit, StartCleaning,
};
use keyrack::domain::room::RoomStatus;
use keyrack::domain::{Code, Day, Moment, Stay, TimeOfDay};

use crate::bookings::{FIRST, Told};
use crate::reception::{Guest, Reception, ZONE};
use crate::rooms::{Given, free_room, rooms_in};

impl Reception {
    pub fn departures(&mut self) {
        let mut leaving: Vec<String> = Vec::new();
        for (code, leaves) in self
            .guests
            .iter()
            .map(|(code, guest)| (code.clone(), guest.leaves))
            .collect::<Vec<_>>()
        {
            if leaves > self.today {
                continue;
            }
            // One in sixty just stays on for a night; nobody does so twice.
            if leaves == self.today
                && self.told[&code].stay.check_out == leaves
                && self.below(60) == 0
            {
                self.seen.overstayed += 1;
                continue;
            }
            leaving.push(code);
        }
        self.check_out(9, leaving);
    }

    pub fn check_out(&mut self, hour: u32, leaving: Vec<String>) {
        for code in &leaving {
            self.guests.remove(code);
            self.seen.stayed += 1;
            self.seen.left_early += u32::from(self.told[code].stay.check_out > self.today);
        }
        if let Some(code) = leaving.first().cloned() {
            self.give(
                hour,
                leaving
                    .into_iter()
                    .map(|booking| CheckOut { booking }.into())
                    .collect(),
            );
            self.must_not(hour, CheckOut { booking: code }, Code::BookingNotCheckedIn);
        }
    }

    /// Every dirty room is cleaned and inspected; one in twenty fails once.
    pub fn cleaning(&mut self, hour: u32) {
        let house = self.house();
        let dirty: Vec<String> = rooms_in(&house, RoomStatus::CheckoutDirty);
        let note = || Some("Not clean enough".to_owned());
        let mut commands: Vec<Command> = Vec::new();
        for room in &dirty {
            let room = || room.clone();
            commands.push(
                StartCleaning {
                    room: room(),
                    notes: None,
                }
                .into(),
            );
            commands.push(
                MarkCleaned {
                    kind: None,
                    room: room(),
                    notes: None,
                }
                .into(),
            );
            if self.below(20) == 0 {
                self.seen.failed_inspections += 1;
                commands.push(
                    Inspect {
                        failed: Vec::new(),
                        room: room(),
                        passed: false,
                        notes: note(),
                    }
                    .into(),
                );
                commands.push(
                    MarkCleaned {
                        kind: None,
                        room: room(),
                        notes: None,
                    }
                    .into(),
                );
            }
            commands.push(
                Inspect {
                    failed: Vec::new(),
                    room: room(),
                    passed: true,
                    notes: None,
                }
                .into(),
            );
        }
        self.give(hour, commands);
        if let Some(room) = dirty.first() {
            self.must_not(
                hour,
                MarkCleaned {
                    kind: None,
                    room: room.clone(),
                    notes: None,
                },
                Code::InvalidTransition,
            );
        }
    }

    /// Yesterday's repairs are done; now and then something breaks.
    pub fn repairs(&mut self) {
        let house = self.house();
        let mut commands: Vec<Command> = Vec::new();
        for room in rooms_in(&house, RoomStatus::MaintenanceRequired) {
            commands.push(
                CompleteMaintenance {
                    room: room.clone(),
                    notes: None,
                }
                .into(),
            );
            commands.push(
                Inspect {
                    failed: Vec::new(),
                    room,
                    passed: true,
                    notes: None,
                }
                .into(),
            );
        }
        let ready = rooms_in(&house, RoomStatus::ReadyForGuest);
        if !ready.is_empty() && self.below(4) == 0 {
            let room = ready[self.below(ready.len() as u64) as usize].clone();
            let notes = Some("Tap drips".to_owned());
            commands.push(
                MarkMaintenance {
                    room,
                    priority: None,
                    notes,
                    until: None,
                }
                .into(),
            );
            self.seen.repairs += 1;
        }
        self.give(12, commands);
    }

    /// Everything booked on or before this day that is not yet in the house's book.
    pub fn book_up_to(&mut self, day: Day) {
        let from = if day < self.today { Day::FIRST } else { day };
        let commands: Vec<Command> = self
            .told
            .values()
            .filter(|one| one.booked >= from && one.booked <= day)
            .map(|one| one.create.clone().into())
            .collect();
        self.give(13, commands);
    }

    pub fn cancellations(&mut self) {
        let first = FIRST.parse::<Day>().unwrap();
        let today = self.today;
        let due = |one: &&Told| {
            one.fate == BookingStatus::Cancelled
                && (one.fate_on == today || today == first && one.fate_on < first)
        };
        let codes: Vec<String> = self
            .told
            .values()
            .filter(due)
            .map(|one| one.code.clone())
            .collect();
        self.seen.cancelled += codes.len() as u32;
        for code in codes {
            self.cancel(14, code, "Cancelled by the guest");
        }
    }

    pub fn cancel(&mut self, hour: u32, code: String, reason: &str) {
        let told = &self.told[&code];
        if let Some(expected) = self.expected.get_mut(&told.stay.check_in) {
            expected.retain(|other| *other != code);
        }
        self.give(
            hour,
            vec![
                CancelBooking {
                    booking: code,
                    reason: Some(reason.to_owned()),
                }
                .into(),
            ],
        );
    }

    /// One guest a day wants another room.
    pub fn moves(&mut self) {
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
        let rest = Stay {
            check_in: self.today,
            check_out: told.stay.check_out,
        };
        if let Some(other) = candidates.iter().find(|(other, there)| {
            there.room != guest.room && self.told[other].create.room_type == told.create.room_type
        }) {
            let taken = Move {
                booking: code.clone(),
                room: other.1.room.clone(),
                reason: "Noise".into(),
                ..Move::default()
            };
            self.must_not(15, taken, Code::RoomNotBookable);
        }
        let Some(room) = free_room(&house, &told, rest, true, &mut Given::new()) else {
            return;
        };
        let command = Move {
            booking: code.clone(),
            room: room.clone(),
            reason: "Noise".into(),
            ..Move::default()
        };
        self.give(15, vec![command.into()]);
        self.guests.insert(code, Guest { room, ..guest });
        self.seen.moved += 1;
    }

    pub fn night(&mut self) {
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
        self.give(
            23,
            never
                .into_iter()
                .map(|booking| {
                    MarkNoShow {
                        booking,
                        reason: reason(),
                    }
                    .into()
                })
                .collect(),
        );
        let closes = self.today;
        let at = Moment::at_local(ZONE, closes.plus(1), TimeOfDay::fixed(3, 0).time());
        for (_, answer) in self.give_at(
            at,
            vec![
                NightAudit {
                    closes,
                    confirm_no_shows: false,
                }
                .into(),
            ],
        ) {
            assert!(answer.is_ok(), "{closes}: {answer:?}");
        }
    }
}
