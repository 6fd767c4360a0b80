//! What a refused command wanted: which nights, for whom, in which room.

use super::super::booking::Booking;
use super::super::command::{
    Assign, ChangeStay, CheckIn, Command, Move, PreAssign, Through, WalkIn,
};
use super::super::day::Stay;
use super::super::draft::Draft;
use super::super::id::{BookingId, RoomId};
use super::super::moment::Moment;
use super::super::money::Money;
use super::super::placing::give_part;
use super::super::room::Room;
use super::super::rule::Asked;
use super::super::score::Wishes;
use super::super::segment::AssignmentStatus;

/// What was wanted.
pub struct Wanted {
    /// Whose; a walk-in has no booking yet.
    pub booking: Option<Booking>,
    /// The type that was booked.
    pub room_type: String,
    /// Adults and children.
    pub heads: u32,
    /// The nights that need a room.
    pub stay: Stay,
    /// The room that could not be had.
    pub tried: Option<RoomId>,
    /// The booked price per night; of a walk-in what was said.
    pub rate: Option<Money>,
    /// What the guest would like.
    pub wishes: Wishes,
    command: Command,
    now: Moment,
}

impl Wanted {
    /// What `command` wanted; nothing where it is not about a room for a stay.
    pub fn of(draft: &Draft, command: &Command) -> Option<Wanted> {
        match command {
            Command::Assign(it) => given(draft, command, &it.booking, &it.room, it.from, it.to),
            Command::PreAssign(it) => given(draft, command, &it.booking, &it.room, it.from, it.to),
            Command::Move(it) => moved(draft, command, it),
            Command::ChangeStay(it) => changed(draft, command, it),
            Command::CheckIn(it) => arriving(draft, command, it),
            Command::WalkIn(it) => walking_in(draft, command, it),
            _ => None,
        }
    }

    fn new(draft: &Draft, command: &Command, booking: Booking, stay: Stay) -> Wanted {
        Wanted {
            room_type: booking.room_type.clone(),
            heads: booking.heads(),
            wishes: draft.wishes_of(&booking),
            rate: Some(booking.rate),
            booking: Some(booking),
            stay,
            tried: None,
            command: command.clone(),
            now: draft.context().now,
        }
    }

    /// Bookings that are not in their own way.
    pub fn own(&self) -> Vec<BookingId> {
        self.booking.iter().map(|booking| booking.id).collect()
    }

    /// Whether the guest is in the house.
    pub fn is_in_house(&self) -> bool {
        self.booking.as_ref().is_some_and(Booking::is_in_house)
    }

    /// The room that one part of the stay has for all the nights wanted.
    pub fn held_in(&self, draft: &Draft) -> Option<RoomId> {
        let segments = draft.segments_of(self.booking.as_ref()?.id);
        let held = segments.into_iter().find(|one| {
            one.active
                && one.stay.check_in <= self.stay.check_in
                && self.stay.check_out <= one.stay.check_out
        });
        held.map(|one| one.room)
    }

    /// The room the guest is in and means to leave.
    pub fn leaves(&self, draft: &Draft) -> Option<RoomId> {
        let booking = self.booking.as_ref()?;
        let moves = matches!(self.command, Command::Move(_));
        moves.then(|| locked_room(draft, booking))?.map(|it| it.0)
    }

    /// The commands that put all of it into `room`.
    pub fn in_room(&self, draft: &Draft, room: &Room) -> Vec<Command> {
        let number = room.number.clone();
        match (&self.command, &self.booking) {
            (Command::Assign(_) | Command::PreAssign(_), Some(booking)) => {
                vec![give_part(
                    draft.property(),
                    booking,
                    self.stay,
                    room,
                    self.now,
                )]
            }
            (Command::Move(it), _) => vec![
                Move {
                    room: number,
                    override_block: false,
                    displace_tentative: false,
                    ..it.clone()
                }
                .into(),
            ],
            (Command::ChangeStay(it), Some(booking)) if booking.is_in_house() => vec![
                freeing(it),
                Move {
                    booking: it.booking.clone(),
                    room: number,
                    through: Some(Through::End),
                    ..Move::default()
                }
                .into(),
            ],
            (Command::ChangeStay(it), _) => vec![
                ChangeStay {
                    room: Some(number),
                    displace_tentative: false,
                    ..it.clone()
                }
                .into(),
            ],
            (Command::CheckIn(it), _) => vec![
                CheckIn {
                    room: Some(number),
                    ..it.clone()
                }
                .into(),
            ],
            (Command::WalkIn(it), _) => vec![
                WalkIn {
                    room: Some(number),
                    room_type: Some(self.room_type.clone()),
                    ..it.clone()
                }
                .into(),
            ],
            _ => Vec::new(),
        }
    }

    /// The commands that put its parts into these rooms, one after the other;
    /// nothing where that cannot be said.
    pub fn in_rooms(&self, draft: &Draft, parts: &[(Room, Stay)]) -> Vec<Command> {
        let Some(booking) = &self.booking else {
            return Vec::new();
        };
        // The stay may have other dates by then.
        let booking = Booking {
            stay: Stay {
                check_in: booking.stay.check_in.min(self.stay.check_in),
                check_out: booking.stay.check_out.max(self.stay.check_out),
            },
            ..booking.clone()
        };
        let give = |(room, part): &(Room, Stay)| {
            give_part(draft.property(), &booking, *part, room, self.now)
        };
        match &self.command {
            Command::Assign(_) | Command::PreAssign(_) => parts.iter().map(give).collect(),
            Command::Move(it) => {
                // The guest goes to the first tonight; the later nights, free
                // by then, are given after that.
                let first = parts.first().map(|(room, part)| {
                    Command::from(Move {
                        room: room.number.clone(),
                        to: Some(part.check_out),
                        override_block: false,
                        displace_tentative: false,
                        ..it.clone()
                    })
                });
                let mut commands: Vec<Command> = first.into_iter().collect();
                commands.extend(parts.iter().skip(1).map(give));
                commands
            }
            Command::ChangeStay(it) => {
                // The guest in the house stays where the first part is.
                let kept = usize::from(booking.is_in_house());
                let mut commands = vec![freeing(it)];
                commands.extend(parts.iter().skip(kept).map(give));
                commands
            }
            Command::CheckIn(it) => {
                let mut commands: Vec<Command> = parts.iter().map(give).collect();
                let entering = CheckIn {
                    room: None,
                    ..it.clone()
                };
                commands.push(entering.into());
                commands
            }
            _ => Vec::new(),
        }
    }
}

/// The dates at any rate; the nights that do not fit wait in the tray.
pub fn freeing(it: &ChangeStay) -> Command {
    ChangeStay {
        room: None,
        release_room: true,
        displace_tentative: false,
        ..it.clone()
    }
    .into()
}

fn given(
    draft: &Draft,
    command: &Command,
    code: &str,
    room: &str,
    from: Option<super::super::Day>,
    to: Option<super::super::Day>,
) -> Option<Wanted> {
    let booking = draft.booking_coded(code.trim())?;
    let stay = Stay {
        check_in: from.unwrap_or(booking.stay.check_in),
        check_out: to.unwrap_or(booking.stay.check_out),
    };
    let tried = draft.room_numbered(room.trim()).map(|room| room.id);
    Some(Wanted {
        tried,
        ..Wanted::new(draft, command, booking, stay)
    })
}

fn moved(draft: &Draft, command: &Command, it: &Move) -> Option<Wanted> {
    let booking = draft.booking_coded(it.booking.trim())?;
    let present = locked_room(draft, &booking)?;
    let check_out = match it.through {
        Some(Through::End) => booking.stay.check_out,
        None => present.1.check_out,
    };
    let check_out = it.to.map_or(check_out, |to| to.min(check_out));
    let check_in = draft.today();
    let stay = (check_in < check_out).then_some(Stay {
        check_in,
        check_out,
    })?;
    Some(Wanted {
        tried: draft.room_numbered(it.room.trim()).map(|room| room.id),
        ..Wanted::new(draft, command, booking, stay)
    })
}

fn changed(draft: &Draft, command: &Command, it: &ChangeStay) -> Option<Wanted> {
    let booking = draft.booking_coded(it.booking.trim())?;
    let mut stay = Stay {
        check_in: it.check_in.unwrap_or(booking.stay.check_in),
        check_out: it.check_out.unwrap_or(booking.stay.check_out),
    };
    let own = match &it.room {
        Some(number) => draft.room_numbered(number.trim()).map(|room| room.id),
        None => locked_room(draft, &booking)
            .map(|(room, _)| room)
            .or_else(|| draft.segments_of(booking.id).first().map(|one| one.room)),
    };
    if booking.is_in_house() {
        stay.check_in = draft.today().min(stay.check_out);
    }
    (stay.check_in < stay.check_out).then(|| Wanted {
        tried: own,
        ..Wanted::new(draft, command, booking, stay)
    })
}

fn arriving(draft: &Draft, command: &Command, it: &CheckIn) -> Option<Wanted> {
    let booking = draft.booking_coded(it.booking.trim())?;
    let stay = Stay {
        check_in: draft.today().min(booking.stay.check_out),
        ..booking.stay
    };
    let tried = draft.segments_of(booking.id).first().map(|one| one.room);
    Some(Wanted {
        tried,
        ..Wanted::new(draft, command, booking, stay)
    })
}

fn walking_in(draft: &Draft, command: &Command, it: &WalkIn) -> Option<Wanted> {
    let tried = it
        .room
        .as_ref()
        .and_then(|number| draft.room_numbered(number.trim()));
    let room_type = it
        .room_type
        .clone()
        .or_else(|| tried.as_ref().map(|room| room.room_type.clone()))?;
    let today = draft.today();
    let nights = i32::try_from(it.nights).ok()?;
    let asked = Asked {
        nights,
        source: Some("walk-in".to_owned()),
        room_type: room_type.clone(),
        heads: it.adults + it.children.unwrap_or(0),
        arrival: Some(today),
        ..Asked::default()
    };
    let stay = Stay::new(today, today.plus(nights)).ok()?;
    Some(Wanted {
        booking: None,
        rate: None,
        room_type,
        heads: it.adults + it.children.unwrap_or(0),
        stay,
        tried: tried.map(|room| room.id),
        wishes: Wishes {
            nights,
            rules: draft.rules_for(&asked),
            ..Wishes::default()
        },
        command: command.clone(),
        now: draft.context().now,
    })
}

/// The room a guest is in, and the nights of it.
fn locked_room(draft: &Draft, booking: &Booking) -> Option<(RoomId, Stay)> {
    let segments = draft.segments_of(booking.id);
    let locked = segments
        .into_iter()
        .find(|one| one.active && one.status == AssignmentStatus::Locked)?;
    Some((locked.room, locked.stay))
}

/// The same wish, tentatively.
pub fn tentative(it: &Assign) -> PreAssign {
    PreAssign {
        booking: it.booking.clone(),
        room: it.room.clone(),
        from: it.from,
        to: it.to,
        assignment_type: it.assignment_type,
        rate: it.rate,
        approved_by_guest: it.approved_by_guest,
        do_not_move: it.do_not_move,
        override_block: it.override_block,
        override_do_not_move: it.override_do_not_move,
        displace_tentative: it.displace_tentative,
        rush: it.rush,
        reason: it.reason.clone(),
    }
}
