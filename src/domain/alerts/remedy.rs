//! What each row of the table offers, made ready to be carried out.
//!
//! Owns which remedies belong to which next step, in the order in which they
//! are offered, and the commands of those that are commands. Each is decided
//! as any command before it is offered. What wants a look first (a plan, a
//! form, a page) is only named: whoever shows it opens that.

use super::list::Alert;
use super::offer::{not_these, wanted_stay};
use super::upgrade::better;
use super::{AlertKind, NextStep};
use crate::domain::alternatives;
use crate::domain::availability::{availability, can_serve};
use crate::domain::booking::Booking;
use crate::domain::command::{CheckOut, Command, PreAssign, Rush, SetGuestWaiting};
use crate::domain::conflict::{clashes, in_service, is_free};
use crate::domain::day::Stay;
use crate::domain::decide::decide;
use crate::domain::draft::Draft;
use crate::domain::facts::Context;
use crate::domain::house::House;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::instead::{self, Alternative, Asks, Kind};
use crate::domain::neighbours;
use crate::domain::placing::give_part;
use crate::domain::rate::{Quote, RateDecision};
use crate::domain::room::Room;

/// Rooms of one remedy that are offered at most.
const MOST: usize = 6;
/// Rooms to be taken from a tentative stay, or rushed, that are offered.
const FEW: usize = 3;

/// A kind of way to settle an alert.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Remedy {
    /// A room of the type that was booked.
    Room,
    /// A room of another type, at its price.
    OtherType,
    /// A better room that would stay empty.
    BetterRoom,
    /// A plan that finds the room.
    Automatic,
    /// A plan in which others move.
    MakeRoom,
    /// A room that is cleaned first of all.
    Rush,
    /// A room that a tentative stay gives up.
    TakeOver,
    /// Several rooms, one after the other.
    Split,
    /// The guest is marked as waiting.
    GuestWaits,
    /// Somebody to clean the room.
    Attendant,
    /// A plan that gives each claim a room.
    ResolveConflict,
    /// The guest who should have left is checked out.
    CheckOut,
    /// The guest who should have left stays on.
    Extend,
    /// The request is opened.
    Request,
}

impl Remedy {
    /// The heading under which it is offered.
    pub fn heading(self) -> &'static str {
        match self {
            Remedy::Room => "ROOMS OF THE TYPE",
            Remedy::OtherType => "OTHER TYPES",
            Remedy::BetterRoom => "BETTER ROOMS",
            Remedy::Automatic => "AUTOMATIC",
            Remedy::MakeRoom | Remedy::ResolveConflict => "MAKE ROOM",
            Remedy::Rush | Remedy::GuestWaits | Remedy::Attendant => "GET A ROOM READY",
            Remedy::TakeOver => "TAKE FROM A TENTATIVE STAY",
            Remedy::Split => "SEVERAL ROOMS",
            Remedy::CheckOut | Remedy::Extend => "WHO SHOULD HAVE LEFT",
            Remedy::Request => "THE REQUEST",
        }
    }
}

/// What the row of this step offers, in order.
pub fn remedies(step: NextStep) -> &'static [Remedy] {
    match step {
        NextStep::Watch | NextStep::SuggestRoom => &[Remedy::Room, Remedy::Automatic],
        NextStep::AssignRoom => &[Remedy::Room, Remedy::Automatic, Remedy::OtherType],
        NextStep::AutoAssign => &[
            Remedy::Automatic,
            Remedy::Room,
            Remedy::OtherType,
            Remedy::MakeRoom,
        ],
        NextStep::ForceAssign => &[
            Remedy::Room,
            Remedy::Rush,
            Remedy::TakeOver,
            Remedy::OtherType,
            Remedy::MakeRoom,
        ],
        NextStep::Emergency => &[
            Remedy::Room,
            Remedy::OtherType,
            Remedy::MakeRoom,
            Remedy::Rush,
            Remedy::TakeOver,
            Remedy::Split,
        ],
        NextStep::PrepareRoom => &[
            Remedy::Rush,
            Remedy::Attendant,
            Remedy::GuestWaits,
            Remedy::Room,
            Remedy::OtherType,
        ],
        NextStep::ResolveConflict => &[
            Remedy::ResolveConflict,
            Remedy::CheckOut,
            Remedy::Room,
            Remedy::OtherType,
        ],
        NextStep::ExtendOrCheckOut => &[Remedy::CheckOut, Remedy::Extend],
        NextStep::OfferUpgrade => &[Remedy::BetterRoom],
        NextStep::SeeToRequest => &[Remedy::Request],
    }
}

/// One way to settle an alert.
#[derive(Clone, PartialEq, Debug)]
pub struct Way {
    /// Which kind of way.
    pub remedy: Remedy,
    /// The commands that do it; nothing where something is to be looked at
    /// first.
    pub commands: Option<Alternative>,
}

/// Every way that the alert's row offers now, in order. Those that somebody
/// with these permissions would be refused are left out.
pub fn ways(house: &House, alert: &Alert, context: &Context) -> Vec<Way> {
    let context = Context {
        expected_version: None,
        ..context.clone()
    };
    let Ok(draft) = Draft::new(house, &context) else {
        return Vec::new();
    };
    let search = Search {
        house,
        context: &context,
        draft: &draft,
        alert,
        booking: alert.booking_id.and_then(|id| draft.booking(id)),
    };
    remedies(alert.action)
        .iter()
        .flat_map(|remedy| search.ways_of(*remedy))
        .collect()
}

struct Search<'s> {
    house: &'s House,
    context: &'s Context,
    draft: &'s Draft<'s>,
    alert: &'s Alert,
    booking: Option<Booking>,
}

impl Search<'_> {
    fn ways_of(&self, remedy: Remedy) -> Vec<Way> {
        let found = match remedy {
            Remedy::Request => return opened(remedy, self.alert.ticket.is_some()),
            Remedy::Extend | Remedy::ResolveConflict => {
                return opened(remedy, self.booking.is_some());
            }
            Remedy::Automatic | Remedy::MakeRoom => {
                return opened(remedy, self.wanted().is_some());
            }
            Remedy::Attendant => return opened(remedy, self.alert.room.is_some()),
            Remedy::Room => self.rooms(),
            Remedy::OtherType => self.other_types(),
            Remedy::BetterRoom => self.better_rooms(),
            Remedy::Rush => self.rushed(),
            Remedy::TakeOver => self.taken_over(),
            Remedy::Split => self.split(),
            Remedy::GuestWaits => self.guest_waits().into_iter().collect(),
            Remedy::CheckOut => self.check_out().into_iter().collect(),
        };
        let way = |one| Way {
            remedy,
            commands: Some(one),
        };
        found.into_iter().map(way).collect()
    }

    /// The booking and the nights for which another room would do.
    fn wanted(&self) -> Option<(&Booking, Stay)> {
        let booking = self.booking.as_ref()?;
        let stay = wanted_stay(self.draft, self.alert.kind, booking)?;
        (stay.check_in >= self.draft.today()).then_some((booking, stay))
    }

    fn own(&self, booking: &Booking) -> Vec<RoomId> {
        not_these(self.draft, self.alert.kind, booking)
    }

    fn command(&self, booking: &Booking, part: Stay, room: &Room) -> Command {
        give_part(self.draft.property(), booking, part, room, self.context.now)
    }

    /// The alternative of one room, if it would be carried out.
    fn room(&self, room: &Room, command: Command, quote: Option<Quote>) -> Option<Alternative> {
        let mut tried = command.clone();
        tried.give_reason("-");
        let asks = if quote.is_some() {
            tried.settle_rate(RateDecision::Complimentary);
            Asks::Price
        } else if command.lacks_reason() {
            Asks::Reason
        } else {
            Asks::Nothing
        };
        let outcome = decide(self.house, &tried, self.context).ok()?;
        let ready = if room.is_bookable() {
            "ready"
        } else {
            "not ready yet"
        };
        let features: Vec<&str> = room.features.iter().map(String::as_str).collect();
        let gives_way = outcome
            .warnings
            .iter()
            .find(|one| one.code == "REPLANNED" || one.code == "UNASSIGNED");
        let detail = match (&quote, gives_way) {
            (_, Some(warning)) => warning.message.clone(),
            (Some(quote), None) => format!("{}, {ready}", quote.words()),
            (None, None) => format!("floor {}, {ready}  {}", room.floor, features.join(" ")),
        };
        Some(Alternative {
            kind: if quote.is_some() {
                Kind::OtherType
            } else {
                Kind::SameType
            },
            what: format!("{} {}", room.number, room.room_type),
            detail: detail.trim_end().to_owned(),
            rooms: vec![room.number.clone()],
            quote,
            asks,
            why_not: None,
            commands: vec![command],
        })
    }

    fn rooms(&self) -> Vec<Alternative> {
        let Some((booking, part)) = self.wanted() else {
            return Vec::new();
        };
        let (wishes, own) = (self.draft.wishes_of(booking), self.own(booking));
        let kind = &booking.room_type;
        let found = availability(self.draft, kind, part, Some(&wishes), &[booking.id]);
        let mut rooms: Vec<(i32, Room)> = found
            .into_iter()
            .filter(|one| {
                one.capacity >= booking.heads() && one.is_allowed() && !own.contains(&one.room)
            })
            .filter_map(|one| {
                let room = self.draft.room(one.room)?;
                let beside = neighbours::worth(self.draft, &room, booking);
                Some((one.score.unwrap_or_default() + beside, room))
            })
            .collect();
        rooms.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        rooms
            .iter()
            .filter_map(|(_, room)| self.room(room, self.command(booking, part, room), None))
            .take(MOST)
            .collect()
    }

    fn other_types(&self) -> Vec<Alternative> {
        let Some((booking, part)) = self.wanted() else {
            return Vec::new();
        };
        let own = self.own(booking);
        alternatives::of_other_types(self.draft, booking, part)
            .into_iter()
            .filter_map(|one| Some((self.draft.room_numbered(&one.room)?, one.quote)))
            .filter(|(room, _)| !own.contains(&room.id))
            .filter_map(|(room, quote)| {
                self.room(&room, self.command(booking, part, &room), Some(quote))
            })
            .take(MOST)
            .collect()
    }

    fn better_rooms(&self) -> Vec<Alternative> {
        let Some((booking, part)) = self.wanted() else {
            return Vec::new();
        };
        better(self.draft, booking)
            .into_iter()
            .filter_map(|one| {
                let command = self.command(booking, part, &one.room);
                self.room(&one.room, command, one.quote)
            })
            .take(MOST)
            .collect()
    }

    /// Rooms of the type that are free and only have to be made ready; of a
    /// booking that has such a room, that one.
    fn rushed(&self) -> Vec<Alternative> {
        if self.alert.kind == AlertKind::RoomNotReady {
            return self.rush_own().into_iter().collect();
        }
        let Some((booking, part)) = self.wanted() else {
            return Vec::new();
        };
        let today = self.draft.today();
        if part.check_in > today {
            return Vec::new();
        }
        self.draft
            .rooms_of_type(&booking.room_type)
            .into_iter()
            .filter(|room| {
                !room.is_bookable()
                    && room.capacity >= booking.heads()
                    && in_service(self.draft, room, part)
                    && is_free(self.draft, room.id, part, &[booking.id])
            })
            .filter_map(|room| {
                let whole = part == booking.stay;
                let command = PreAssign {
                    booking: booking.code.clone(),
                    room: room.number.clone(),
                    from: (!whole).then_some(part.check_in),
                    to: (!whole).then_some(part.check_out),
                    rush: true,
                    ..PreAssign::default()
                };
                let found = self.room(&room, command.into(), None)?;
                Some(Alternative {
                    kind: Kind::Rush,
                    what: format!("{}, made ready first", found.what),
                    ..found
                })
            })
            .take(FEW)
            .collect()
    }

    fn rush_own(&self) -> Option<Alternative> {
        let number = self.alert.room.clone()?;
        let room = self.draft.room_numbered(&number)?;
        let command = Rush {
            room: number.clone(),
            on: true,
        };
        let plain = self.plain(
            Kind::Rush,
            format!("{number} first of all"),
            "it goes to the top of the turnover board",
            command.into(),
        );
        plain.filter(|_| !room.rush)
    }

    /// Rooms of the type that only tentative stays hold, which get others.
    fn taken_over(&self) -> Vec<Alternative> {
        let Some((booking, part)) = self.wanted() else {
            return Vec::new();
        };
        let gives_way = |room: &Room| {
            let held = clashes(self.draft, room.id, part, &[booking.id]);
            !held.is_empty() && held.iter().all(super::super::conflict::Clash::gives_way)
        };
        self.draft
            .rooms_of_type(&booking.room_type)
            .into_iter()
            .filter(|room| {
                room.capacity >= booking.heads()
                    && can_serve(self.draft, room, part)
                    && gives_way(room)
            })
            .filter_map(|room| {
                let mut command = self.command(booking, part, &room);
                insist(&mut command);
                let found = self.room(&room, command, None)?;
                Some(Alternative {
                    kind: Kind::Replan,
                    ..found
                })
            })
            .take(FEW)
            .collect()
    }

    fn split(&self) -> Vec<Alternative> {
        let Some((booking, part)) = self.wanted() else {
            return Vec::new();
        };
        let first = self.draft.rooms_of_type(&booking.room_type);
        let refused = first.iter().find_map(|room| {
            let command = self.command(booking, part, room);
            let refusal = decide(self.house, &command, self.context).err()?;
            Some((command, refusal))
        });
        let Some((command, refusal)) = refused else {
            return Vec::new();
        };
        let mut found = instead::alternatives(self.house, &command, &refusal, self.context);
        found.retain(|one| one.kind == Kind::Split && one.why_not.is_none());
        found
    }

    fn guest_waits(&self) -> Option<Alternative> {
        let booking = self.booking.as_ref().filter(|one| !one.guest_waiting)?;
        let command = SetGuestWaiting {
            booking: booking.code.clone(),
            on: true,
        };
        self.plain(
            Kind::Rush,
            "The guest is here and waits".to_owned(),
            "everyone who gets the room ready is told",
            command.into(),
        )
    }

    /// The guest who should have left: the alert's own, or who is in the room
    /// that the alert is about.
    fn check_out(&self) -> Option<Alternative> {
        let late = match self.alert.kind {
            AlertKind::Overstay => self.booking.clone(),
            _ => self
                .guest_in_the_way()
                .and_then(|id| self.draft.booking(id)),
        }?;
        let command = CheckOut {
            booking: late.code.clone(),
        };
        self.plain(
            Kind::Release,
            format!("Check {} out", late.family_name()),
            "the room is to be cleaned then",
            command.into(),
        )
    }

    fn guest_in_the_way(&self) -> Option<BookingId> {
        let room = self.draft.room_numbered(self.alert.room.as_deref()?)?;
        let guest = self.draft.guest_in(room.id)?.booking;
        (Some(guest) != self.alert.booking_id).then_some(guest)
    }

    /// A single command that needs no more words.
    fn plain(
        &self,
        kind: Kind,
        what: String,
        detail: &str,
        command: Command,
    ) -> Option<Alternative> {
        decide(self.house, &command, self.context).ok()?;
        Some(Alternative {
            kind,
            what,
            detail: detail.to_owned(),
            rooms: Vec::new(),
            quote: None,
            asks: Asks::Nothing,
            why_not: None,
            commands: vec![command],
        })
    }
}

/// What is opened and looked at first, where there is something to open.
fn opened(remedy: Remedy, there: bool) -> Vec<Way> {
    let way = Way {
        remedy,
        commands: None,
    };
    there.then_some(way).into_iter().collect()
}

/// The same command, taking the room from tentative stays.
fn insist(command: &mut Command) {
    match command {
        Command::Assign(it) => it.displace_tentative = true,
        Command::PreAssign(it) => it.displace_tentative = true,
        Command::Move(it) => it.displace_tentative = true,
        _ => {}
    }
}
