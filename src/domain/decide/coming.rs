//! Guests coming and going: check-in, check-out, and taking them back.

use super::assign::{self, Terms};
use super::{Decide, find, moving};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command as c;
use crate::domain::conflict;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::{BookingId, RoomId};
use crate::domain::note::NoteSubject;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, EndedBecause, Segment};
use crate::domain::turnover::{Step, next_status};

impl Decide for c::CheckIn {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        expected(draft, &booking)?;
        let booking = today_within(draft, booking, self.early)?;
        if let Some(number) = &self.room {
            let room = find::room(draft, number)?;
            let there =
                present_segment(draft, &booking).is_some_and(|segment| segment.room == room.id);
            if !there {
                let terms = Terms {
                    firm: true,
                    ..Terms::default()
                };
                assign::give(draft, &booking, &room, terms)?;
            }
        }
        check_in_booking(draft, booking.id)
    }
}

fn expected(draft: &Draft, booking: &Booking) -> Result<(), Refusal> {
    if booking.is_in_house() {
        return Err(already_in(draft, booking));
    }
    if booking.status == BookingStatus::Confirmed {
        return Ok(());
    }
    let way_out = match booking.status {
        BookingStatus::PendingPayment => "confirm it first",
        BookingStatus::Cancelled | BookingStatus::NoShow => "reinstate it first",
        BookingStatus::Completed | BookingStatus::Confirmed => {
            "its guest has been and left; take a walk-in"
        }
    };
    Err(Refusal::new(
        Code::BookingStatusInvalid,
        format!(
            "Booking {} is {}; {way_out}.",
            booking.code,
            booking.status.as_str()
        ),
    )
    .with("booking", &booking.code)
    .with("status", booking.status))
}

fn already_in(draft: &Draft, booking: &Booking) -> Refusal {
    let room = present_segment(draft, booking).and_then(|segment| draft.room(segment.room));
    let place = room.map_or(String::new(), |room| format!(" in {}", room.number));
    Refusal::new(
        Code::BookingAlreadyCheckedIn,
        format!(
            "{} is already in the house{place}; nothing to do.",
            booking.family_name()
        ),
    )
    .with("booking", &booking.code)
}

/// The booking with its stay begun: an early guest's stay is moved forward if
/// the desk says so and the room is free.
fn today_within(draft: &mut Draft, booking: Booking, early: bool) -> Result<Booking, Refusal> {
    let today = draft.today();
    if booking.stay.covers(today) {
        return Ok(booking);
    }
    let over = if booking.stay.is_day_use() {
        booking.stay.check_in < today
    } else {
        booking.stay.check_out <= today
    };
    if over {
        return Err(Refusal::new(
            Code::InvalidDates,
            format!(
                "{}'s stay ended {}; change its dates or take a walk-in.",
                booking.family_name(),
                booking.stay.check_out.spoken()
            ),
        )
        .with("booking", &booking.code)
        .with("check_out", booking.stay.check_out));
    }
    if !early {
        return Err(Refusal::new(
            Code::InvalidDates,
            format!(
                "{} arrives {}; say that the guest comes early to begin the stay today.",
                booking.family_name(),
                booking.stay.check_in.spoken()
            ),
        )
        .with("booking", &booking.code)
        .with("check_in", booking.stay.check_in)
        .with("early", true));
    }
    let stay = if booking.stay.is_day_use() {
        Stay {
            check_in: today,
            check_out: today,
        }
    } else {
        Stay::new(today, booking.stay.check_out)?
    };
    super::stay::shift(draft, &booking, stay, false)?;
    Ok(draft.booking(booking.id).unwrap_or(booking))
}

/// The segment of this day: the one the guest would sleep in tonight.
fn present_segment(draft: &Draft, booking: &Booking) -> Option<Segment> {
    let today = draft.today();
    draft.segments_of(booking.id).into_iter().find(|segment| {
        segment.active && (segment.status == AssignmentStatus::Locked || segment.stay.covers(today))
    })
}

/// Checks a confirmed booking in, whose stay covers today, into the room it has.
///
/// # Errors
/// `NO_ROOM_ASSIGNED`, `PARTY_INCOMPLETE`, `ROOM_NOT_BOOKABLE`.
pub fn check_in_booking(draft: &mut Draft, id: BookingId) -> Result<(), Refusal> {
    let Some(booking) = draft.booking(id) else {
        return Err(Refusal::new(
            Code::BookingNotFound,
            "The booking is gone; refresh and look again.",
        ));
    };
    let Some(segment) = present_segment(draft, &booking) else {
        let free = conflict::free_and_ready(draft, &booking.room_type, booking.stay, &[booking.id]);
        let way_out = if free.is_empty() {
            "none is free and ready".to_owned()
        } else {
            free.join(", ")
        };
        return Err(Refusal::new(
            Code::NoRoomAssigned,
            format!(
                "{} has no room for tonight; give one of: {way_out}.",
                booking.family_name()
            ),
        )
        .with("booking", &booking.code)
        .with("alternatives", free));
    };
    assign::complete(draft, &booking, true)?;
    let room = draft.room(segment.room).ok_or_else(|| {
        Refusal::new(
            Code::RoomNotFound,
            "The booked room is gone; assign another.",
        )
    })?;
    assign::bookable(draft, &booking, &room, segment.stay)?;
    moving::enter(draft, &room)?;
    draft.save(Segment {
        status: AssignmentStatus::Locked,
        ..segment
    });
    let (now, today) = (draft.context().now, draft.today());
    draft.tell("booking", &booking.code);
    draft.tell("room", &room.number);
    draft.tell("status", AssignmentStatus::Locked);
    draft.resummarise(format!(
        "Checked in {} to {}",
        booking.family_name(),
        room.number
    ));
    draft.save(Booking {
        checked_in_at: Some(now),
        arrived_on: Some(today),
        guest_waiting: false,
        ..booking
    });
    Ok(())
}

impl Decide for c::CheckOut {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        check_out_booking(draft, booking)
    }
}

/// Checks a guest out: the room is dirty, the nights left over are free.
fn check_out_booking(draft: &mut Draft, booking: Booking) -> Result<(), Refusal> {
    let present = moving::slept_in(draft, &booking)?;
    let today = draft.today();
    for segment in draft.segments_of(booking.id) {
        if segment.stay.check_in > today
            || (segment.stay.check_in == today && segment.id != present.id)
        {
            assign::end(draft, &segment, EndedBecause::Shortened);
        } else {
            let end = segment.stay.check_out.min(today).max(segment.stay.check_in);
            let stay = Stay {
                check_in: segment.stay.check_in,
                check_out: end,
            };
            draft.save(Segment {
                stay,
                active: false,
                ..segment
            });
        }
    }
    if let Some(room) = draft.room(present.room) {
        moving::vacate(
            draft,
            &room,
            &format!("Check-out of {}", booking.family_name()),
        )?;
        rush_for_who_waits(draft, present.room);
        draft.tell("room", &room.number);
        draft.summarise(format!(
            "Checked out {} from {}",
            booking.family_name(),
            room.number
        ));
    }
    let now = draft.context().now;
    draft.tell("booking", &booking.code);
    draft.tell("status", BookingStatus::Completed);
    draft.save(Booking {
        status: BookingStatus::Completed,
        checked_out_at: Some(now),
        departed_on: Some(today),
        ..booking
    });
    Ok(())
}

/// Puts the room on rush if the guest who has it tonight waits at the desk.
fn rush_for_who_waits(draft: &mut Draft, room: RoomId) {
    let tonight = Stay {
        check_in: draft.today(),
        check_out: draft.today().plus(1),
    };
    let waits = conflict::clashes(draft, room, tonight, &[])
        .into_iter()
        .any(|clash| match clash {
            conflict::Clash::Booking(booking, _) => booking.guest_waiting && !booking.is_in_house(),
            conflict::Clash::Block(_) => false,
        });
    if let (true, Some(room)) = (waits, draft.room(room)) {
        draft.save(Room { rush: true, ..room });
    }
}

impl Decide for c::BulkCheckOut {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        if self.rooms.is_empty() && self.bookings.is_empty() {
            return Err(Refusal::new(
                Code::InvalidValue,
                "Nobody was named; give rooms or bookings.",
            )
            .with("field", "rooms"));
        }
        let mut leaving: Vec<Booking> = Vec::new();
        for code in &self.bookings {
            leaving.push(find::booking(draft, code)?);
        }
        for number in &self.rooms {
            let room = find::room(draft, number)?;
            let guest = draft
                .guest_in(room.id)
                .and_then(|segment| draft.booking(segment.booking));
            leaving.push(guest.ok_or_else(|| {
                Refusal::new(
                    Code::BookingNotCheckedIn,
                    format!("Nobody is in room {number}; leave it out."),
                )
                .with("room", number)
            })?);
        }
        leaving.sort_by_key(|booking| booking.id);
        leaving.dedup_by_key(|booking| booking.id);
        let codes: Vec<String> = leaving.iter().map(|booking| booking.code.clone()).collect();
        for booking in leaving {
            let code = booking.code.clone();
            check_out_booking(draft, booking).map_err(|refusal| refusal.with("booking", code))?;
        }
        draft.resummarise(format!("Checked out {} guests", codes.len()));
        draft.tell("bookings", codes);
        Ok(())
    }
}

impl Decide for c::UndoCheckIn {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        let present = moving::slept_in(draft, &booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        if booking
            .arrived_on
            .is_some_and(|arrived| arrived < draft.today())
        {
            return Err(Refusal::new(
                Code::BookingStatusInvalid,
                format!(
                    "{} has slept here already; check out instead.",
                    booking.family_name()
                ),
            )
            .with("booking", &booking.code));
        }
        if let Some(room) = draft.room(present.room) {
            let status = next_status(&room, Step::UndoGuestIn)?;
            let status = if self.room_entered {
                crate::domain::room::RoomStatus::CheckoutDirty
            } else {
                status
            };
            draft.note(
                NoteSubject::Room(room.id),
                format!("Check-in of {} taken back", booking.family_name()),
            );
            draft.tell("room", &room.number);
            let mut room = Room {
                status,
                status_since: draft.context().now,
                status_before_guest: None,
                service: None,
                ..room
            };
            // Nobody waits for a room that is ready.
            room.rush &= !room.is_bookable();
            draft.save(room);
        }
        let tentative = self.room_entered;
        let status = if tentative {
            AssignmentStatus::PreAssigned
        } else {
            AssignmentStatus::Assigned
        };
        if present.stay.is_day_use() && !booking.stay.is_day_use() {
            // The room was kept for the guest in it only: it holds no night.
            assign::end(draft, &present, EndedBecause::CheckInUndone);
        } else {
            draft.save(Segment { status, ..present });
        }
        draft.tell("booking", &booking.code);
        draft.tell("status", status);
        draft.summarise(format!(
            "Took back the check-in of {}",
            booking.family_name()
        ));
        draft.save(Booking {
            checked_in_at: None,
            arrived_on: None,
            ..booking
        });
        Ok(())
    }
}

impl Decide for c::UndoCheckOut {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        if booking.status != BookingStatus::Completed || booking.departed_on != Some(draft.today())
        {
            return Err(Refusal::new(
                Code::BookingStatusInvalid,
                format!(
                    "{} did not check out today; take a walk-in instead.",
                    booking.family_name()
                ),
            )
            .with("booking", &booking.code)
            .with("status", booking.status));
        }
        let Some(last) = draft
            .segments_of(booking.id)
            .into_iter()
            .rfind(|one| one.status == AssignmentStatus::Locked)
        else {
            return Err(Refusal::new(
                Code::NoRoomAssigned,
                format!(
                    "No room is recorded for {}; take a walk-in instead.",
                    booking.family_name()
                ),
            ));
        };
        let room = draft.room(last.room).ok_or_else(|| {
            Refusal::new(
                Code::RoomNotFound,
                "The room is gone; take a walk-in instead.",
            )
        })?;
        if !room.active {
            return Err(room.not_bookable(crate::domain::room::NotBookable::Inactive, &[]));
        }
        if room.status != crate::domain::room::RoomStatus::CheckoutDirty
            || draft.guest_in(room.id).is_some()
        {
            let reason = crate::domain::room::NotBookable::Status(room.status);
            return Err(room.not_bookable(reason, &[]));
        }
        give_back(draft, &booking, &last, &room)?;
        draft.tell("booking", &booking.code);
        draft.tell("room", &room.number);
        draft.tell("status", AssignmentStatus::Locked);
        draft.summarise(format!(
            "Took back the check-out of {}",
            booking.family_name()
        ));
        let status = next_status(&room, Step::UndoGuestOut)?;
        draft.note(
            NoteSubject::Room(room.id),
            format!("Check-out of {} taken back", booking.family_name()),
        );
        draft.save(Room {
            status,
            status_since: draft.context().now,
            rush: false,
            ..room
        });
        Ok(())
    }
}

/// The guest is in the house again, with the nights that were left over if
/// nobody has taken them.
fn give_back(
    draft: &mut Draft,
    booking: &Booking,
    last: &Segment,
    room: &Room,
) -> Result<(), Refusal> {
    let stay = Stay {
        check_in: last.stay.check_in,
        check_out: booking.stay.check_out.max(last.stay.check_out),
    };
    let clashes = conflict::clashes(draft, room.id, stay, &[booking.id]);
    if !clashes.is_empty() {
        return Err(conflict::refusal(
            room,
            &clashes,
            "the room is promised to others now; take a walk-in instead",
        ));
    }
    let restored = Booking {
        status: BookingStatus::Confirmed,
        checked_out_at: None,
        departed_on: None,
        ..booking.clone()
    };
    for segment in draft.segments_of(booking.id) {
        draft.save(Segment {
            active: segment.stay.nights() > 0,
            ..segment
        });
    }
    draft.save(Segment {
        stay,
        active: true,
        ..last.clone()
    });
    draft.save(restored);
    Ok(())
}
