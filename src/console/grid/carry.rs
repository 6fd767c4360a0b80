//! A stay in the hand: picked up, moved about as a ghost, dropped.
//!
//! Owns which nights the ghost lies on and what a drop would come to, which is
//! asked of the domain at every step. Nothing is written before the drop.

use std::collections::HashSet;

use super::sheet::Spot;
use super::split::with_parts;
use crate::console::form::{Form, Kind, kinds};
use crate::console::order::settle::{self, Difference};
use crate::console::order::{self, way_out};
use crate::console::view::View;
use crate::console::widget::toast::Tone;
use crate::console::wish::Wish;
use crate::domain::availability;
use crate::domain::booking::Booking;
use crate::domain::command::{ChangeStay, Command, Request, Unassign};
use crate::domain::day::{Day, Stay};
use crate::domain::error::{Code, Refusal};
use crate::domain::id::{BookingId, RoomId};
use crate::domain::placing;
use crate::domain::reading;
use crate::domain::view::bar::Bar;

/// By what the stay is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grip {
    /// The whole of it: it moves.
    Whole,
    /// Its arrival: that day changes.
    Arrival,
    /// Its departure: that day changes.
    Departure,
}

/// What a drop would come to.
#[derive(Clone, PartialEq, Debug)]
pub enum Outlook {
    /// Nothing: it lies where it lay.
    Same,
    /// This, with what should be known besides.
    Fine {
        /// The command.
        command: Box<Command>,
        /// What the person should still know.
        warnings: Vec<String>,
    },
    /// A room of another type: this, once it is said who pays.
    Priced {
        /// The command, without that word.
        command: Box<Command>,
        /// What the room is more or less than booked.
        difference: Difference,
    },
    /// It would be refused.
    Refused {
        /// The command, where there is one; its ways out are offered.
        command: Option<Box<Command>>,
        /// Why.
        refusal: Box<Refusal>,
    },
}

/// A stay in the hand.
#[derive(Clone, Debug)]
pub struct Carry {
    /// Whose.
    pub booking: BookingId,
    /// The bar that was picked up.
    pub bar: Bar,
    /// The row it came from.
    pub home: Spot,
    /// The booking's version when it was picked up.
    pub version: i64,
    /// By what it is held.
    pub grip: Grip,
    /// Nights of the ghost.
    pub nights: Stay,
    /// Where the cursor was.
    pub back: (Spot, Day),
    /// The night under the mouse when it was picked up with it.
    pub grabbed: Option<Day>,
    /// What a drop here would come to.
    pub outlook: Outlook,
    /// Rooms that could take it on these nights.
    pub fits: HashSet<RoomId>,
}

impl Carry {
    /// Picks up the stay of `bar` in a row; nothing for a block.
    pub fn pick_up(bar: &Bar, home: Spot, grip: Grip, day: Day, view: &View) -> Option<Self> {
        let booking = view.house.bookings.get(&bar.booking?)?;
        let mut carry = Self {
            booking: booking.id,
            bar: bar.clone(),
            back: (home.clone(), day),
            version: booking.version,
            grip,
            nights: Stay {
                check_in: bar.from,
                check_out: bar.to,
            },
            grabbed: None,
            outlook: Outlook::Same,
            fits: HashSet::new(),
            home,
        };
        carry.look_around(view);
        Some(carry)
    }

    /// The nights it was picked up with.
    pub fn before(&self) -> Stay {
        Stay {
            check_in: self.bar.from,
            check_out: self.bar.to,
        }
    }

    /// The nights that would be in a row's room: of a guest who moves, those
    /// from tonight on.
    pub fn nights_in(&self, spot: &Spot, view: &View) -> Stay {
        let booking = view.house.bookings.get(&self.booking);
        let moves = booking.is_some_and(Booking::is_in_house) && *spot != self.home;
        let mut nights = self.nights;
        if moves && nights.check_out > view.today() {
            nights.check_in = nights.check_in.max(view.today());
        }
        nights
    }

    /// Days by which the whole stay is shifted.
    pub fn shift(&self) -> i32 {
        self.nights.check_in.since(self.bar.from)
    }

    /// Takes the ghost days on or back; an edge never crosses the other one.
    pub fn shift_by(&mut self, days: i32, view: &View) {
        let least = i32::from(self.bar.from < self.bar.to);
        let nights = &mut self.nights;
        match self.grip {
            Grip::Whole => {
                nights.check_in = nights.check_in.plus(days);
                nights.check_out = nights.check_out.plus(days);
            }
            Grip::Arrival => {
                let latest = nights.check_out.plus(-least);
                nights.check_in = nights.check_in.plus(days).min(latest);
            }
            Grip::Departure => {
                let first = nights.check_in.plus(least);
                nights.check_out = nights.check_out.plus(days).max(first);
            }
        }
        self.look_around(view);
    }

    /// Which rooms could take it, where it is free to change rooms.
    pub fn look_around(&mut self, view: &View) {
        self.fits.clear();
        let Some(booking) = view.house.bookings.get(&self.booking) else {
            return;
        };
        if self.grip != Grip::Whole {
            return;
        }
        let mut nights = self.nights;
        if booking.is_in_house() {
            nights.check_in = nights.check_in.max(view.today()).min(nights.check_out);
        }
        let found = reading::look(view.house, view.now, |draft| {
            availability::availability(draft, &booking.room_type, nights, None, &[booking.id])
        });
        let heads = booking.heads();
        let suiting = found
            .into_iter()
            .flatten()
            .filter(|one| one.capacity >= heads);
        self.fits.extend(suiting.map(|one| one.room));
        if let Spot::Room(home) = self.home {
            self.fits.remove(&home);
        }
    }

    /// Finds out what a drop on `target` would come to.
    pub fn weigh(&mut self, target: &Spot, view: &View) {
        self.outlook = self.outlook_at(target, view);
    }

    fn outlook_at(&self, target: &Spot, view: &View) -> Outlook {
        let Some(booking) = view.house.bookings.get(&self.booking) else {
            return refused(None, Code::BookingNotFound, "The booking is gone.");
        };
        let command = match self.command(target, booking, view) {
            Ok(Some(command)) => command,
            Ok(None) => return Outlook::Same,
            Err(message) => return refused(None, Code::InvalidDates, &message),
        };
        let mut example = command.clone();
        if matches!(command, Command::Move(_)) {
            kinds::set_reason(&mut example, "example");
        }
        match view.preview(&example) {
            Ok(outcome) => Outlook::Fine {
                command: Box::new(command),
                warnings: outcome.warnings.into_iter().map(|it| it.message).collect(),
            },
            Err(refusal) => priced_or_refused(command, refusal, view),
        }
    }

    /// What a drop on `target` says, if it says anything.
    fn command(
        &self,
        target: &Spot,
        booking: &Booking,
        view: &View,
    ) -> Result<Option<Command>, String> {
        let same_days = self.nights == self.before();
        if *target == self.home || self.grip != Grip::Whole {
            return if same_days {
                Ok(None)
            } else {
                self.other_days(booking, None).map(Some)
            };
        }
        match target {
            Spot::Room(id) => {
                let room = view.house.rooms.get(id).ok_or("The room is gone.")?;
                if !same_days {
                    return self.other_days(booking, Some(&room.number)).map(Some);
                }
                let part = self.before();
                Ok(Some(placing::give_part(
                    view.property,
                    booking,
                    part,
                    room,
                    view.now,
                )))
            }
            Spot::Lane(_) if matches!(self.home, Spot::Lane(_)) => Ok(None),
            Spot::Lane(_) => Ok(Some(
                Unassign {
                    booking: booking.code.clone(),
                    ..Unassign::default()
                }
                .into(),
            )),
            Spot::Group(_) => Err("Unfold the group to drop it on a room.".to_owned()),
        }
    }

    /// Other dates. Only the outer ends of a stay have any to change: where it
    /// changes rooms in between is told by giving parts of it.
    fn other_days(&self, booking: &Booking, room: Option<&str>) -> Result<Command, String> {
        let (before, stay) = (self.before(), booking.stay);
        let arrives = self.nights.check_in != before.check_in;
        let leaves = self.nights.check_out != before.check_out;
        let inner = (arrives && before.check_in != stay.check_in)
            || (leaves && before.check_out != stay.check_out);
        if inner || (room.is_some() && before != stay) {
            return Err(
                "Here the stay changes rooms; give the other nights a room of their own first."
                    .to_owned(),
            );
        }
        Ok(ChangeStay {
            booking: booking.code.clone(),
            check_in: arrives.then_some(self.nights.check_in),
            check_out: leaves.then_some(self.nights.check_out),
            room: room.map(str::to_owned),
            ..ChangeStay::default()
        }
        .into())
    }

    /// Drops it: what is wished for, and whether the hand is empty now. It
    /// stays full while a form or a choice is open, until the stay has changed.
    pub fn drop(&self, view: &View) -> (Vec<Wish>, bool) {
        match &self.outlook {
            Outlook::Same => {
                let said = Wish::Say(Tone::Note, "Nothing changed.".to_owned());
                (vec![said], true)
            }
            Outlook::Fine { command, .. } => self.carry_out(command, view),
            Outlook::Priced { command, .. } => {
                let question = settle::question(command, view, Some(self.version));
                let wish = question.map_or(Wish::Nothing, |list| Wish::Choose(Box::new(list)));
                (vec![wish], false)
            }
            Outlook::Refused { command, refusal } => {
                let offered = command.as_ref().and_then(|command| {
                    let ways = way_out::offer(command, refusal, view);
                    with_parts(ways, (command, refusal), self.nights, view)
                });
                let wish = match offered {
                    Some(list) => Wish::Choose(Box::new(list)),
                    None => Wish::refuse(refusal.message.clone()),
                };
                (vec![wish], false)
            }
        }
    }

    fn carry_out(&self, command: &Command, view: &View) -> (Vec<Wish>, bool) {
        if let Command::Move(_) = command {
            let kind = Kind::reason("Move", "Reason", command.clone());
            return (vec![Wish::Ask(Box::new(Form::open(kind, view)))], false);
        }
        if let Some(wish) = self.offer_rush(command, view) {
            return (vec![wish], false);
        }
        // The version that was seen at pick-up: what a colleague has changed
        // since is not overrun.
        let wish = match order::give(command.clone(), view.house) {
            Wish::Give(request) => Wish::Give(Box::new(Request {
                version: Some(self.version),
                ..*request
            })),
            other => other,
        };
        (vec![wish], true)
    }

    /// A guest who comes today and whose room only is not ready: the room
    /// should be put first on the board, so that is offered along.
    fn offer_rush(&self, command: &Command, view: &View) -> Option<Wish> {
        let Command::PreAssign(planned) = command else {
            return None;
        };
        let firm = placing::firmly(planned);
        if self.nights.check_in > view.today() {
            return None;
        }
        let refusal = view.preview(&firm).err()?;
        if refusal.code != Code::RoomNotBookable {
            return None;
        }
        way_out::offer(&firm, &refusal, view).map(|list| Wish::Choose(Box::new(list)))
    }
}

/// A room of another type is to be paid for by someone; where more stands in
/// the way than that, it is refused for what stands there.
fn priced_or_refused(command: Command, refusal: Refusal, view: &View) -> Outlook {
    if let Some(difference) = settle::difference(&command, &refusal, view) {
        return Outlook::Priced {
            command: Box::new(command),
            difference,
        };
    }
    let refusal = settle::beyond(&command, &refusal, view).unwrap_or(refusal);
    Outlook::Refused {
        command: Some(Box::new(command)),
        refusal: Box::new(refusal),
    }
}

fn refused(command: Option<Box<Command>>, code: Code, message: &str) -> Outlook {
    Outlook::Refused {
        command,
        refusal: Box::new(Refusal::new(code, message)),
    }
}
