//! Changing the dates of a stay, keeping the room where it still fits.

use super::assign;
use super::{Decide, find};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command as c;
use crate::domain::conflict::{self, Clash};
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::placing;
use crate::domain::rate::RateChoice;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, EndedBecause, Segment};

impl Decide for c::ChangeStay {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        let stay = Stay::new(
            self.check_in.unwrap_or(booking.stay.check_in),
            self.check_out.unwrap_or(booking.stay.check_out),
        )?;
        draft.tell("booking", &booking.code);
        draft.tell("version", booking.version);
        if stay == booking.stay && self.room.is_none() {
            draft.summarise(format!("{} keeps its dates", booking.family_name()));
            return Ok(());
        }
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        allowed(draft, &booking, stay)?;
        if draft
            .segments_of(booking.id)
            .iter()
            .any(|segment| segment.active && segment.do_not_move)
        {
            assign::keeps_promise(
                draft,
                &booking,
                self.override_do_not_move,
                self.reason.as_deref(),
            )?;
        }
        let place = match &self.room {
            None => {
                let terms = Fit {
                    release: self.release_room,
                    displace: self.displace_tentative,
                };
                shift_on(draft, &booking, stay, terms)?;
                String::new()
            }
            Some(number) => {
                relocate(draft, &booking, stay, number, self)?;
                format!(" in {number}")
            }
        };
        if stay.check_in < booking.stay.check_in || stay.check_out > booking.stay.check_out {
            super::sold::check(
                draft,
                &Booking {
                    stay,
                    ..booking.clone()
                },
            )?;
        }
        draft.tell("check_in", stay.check_in);
        draft.tell("check_out", stay.check_out);
        draft.resummarise(format!(
            "{} now stays {} to {}{place}",
            booking.family_name(),
            stay.check_in.spoken(),
            stay.check_out.spoken()
        ));
        Ok(())
    }
}

impl c::ChangeStay {
    fn choice(&self) -> RateChoice {
        RateChoice {
            decision: self.rate,
            approved_by_guest: self.approved_by_guest,
        }
    }
}

fn allowed(draft: &Draft, booking: &Booking, stay: Stay) -> Result<(), Refusal> {
    let today = draft.today();
    let dates = |message: String| {
        Err(Refusal::new(Code::InvalidDates, message)
            .with("booking", &booking.code)
            .with("check_in", stay.check_in)
            .with("check_out", stay.check_out))
    };
    if !matches!(
        booking.status,
        BookingStatus::Confirmed | BookingStatus::PendingPayment
    ) {
        return Err(Refusal::new(
            Code::BookingStatusInvalid,
            format!(
                "Booking {} is {}; its dates are history.",
                booking.code,
                booking.status.as_str()
            ),
        )
        .with("booking", &booking.code)
        .with("status", booking.status));
    }
    if stay.is_day_use() && !booking.stay.is_day_use() {
        return dates(
            "A stay needs at least one night; check the guest out, or cancel the booking.".into(),
        );
    }
    if booking.is_in_house() {
        if stay.check_in != booking.stay.check_in {
            return dates(format!(
                "{} is in the house already; only the departure can change.",
                booking.family_name()
            ));
        }
        if stay.check_out < today {
            return dates(format!(
                "{} has slept here past that; choose today or later.",
                booking.family_name()
            ));
        }
        return Ok(());
    }
    if stay.check_in != booking.stay.check_in && stay.check_in < today {
        return dates(format!(
            "{} is past; choose {} or later.",
            stay.check_in.spoken(),
            today.spoken()
        ));
    }
    if stay.check_out < today || (stay.check_out == today && !stay.is_day_use()) {
        return dates(format!(
            "The stay would be over on {}; choose a later departure.",
            today.spoken()
        ));
    }
    Ok(())
}

/// Gives a booking whose guest is still to come other dates and another room
/// in one.
fn relocate(
    draft: &mut Draft,
    booking: &Booking,
    stay: Stay,
    room: &str,
    asked: &c::ChangeStay,
) -> Result<(), Refusal> {
    if booking.is_in_house() {
        return Err(Refusal::new(
            Code::BookingAlreadyCheckedIn,
            format!(
                "{} is already in the house; move first, then change the departure.",
                booking.family_name()
            ),
        )
        .with("booking", &booking.code));
    }
    let room = find::room(draft, room)?;
    let mut held = draft.segments_of(booking.id);
    held.retain(|segment| segment.active);
    for segment in &held {
        assign::end(draft, segment, EndedBecause::Reassigned);
    }
    let shifted = Booking {
        stay,
        ..booking.clone()
    };
    draft.save(shifted.clone());
    let firm = placing::is_firm(draft.property(), &shifted, &room, draft.context().now);
    let terms = assign::Terms {
        firm,
        rate: asked.choice(),
        held: &held,
        displace_tentative: asked.displace_tentative,
        ..assign::Terms::default()
    };
    assign::give(draft, &shifted, &room, terms)
}

/// Gives the booking other dates. Its rooms follow where they are free; where
/// one is not, it is refused, or (`release`) the room is freed.
///
/// # Errors
/// `ROOM_OVERLAP_CONFLICT`, `ROOM_BLOCKED`, `ROOM_NOT_BOOKABLE`, with the
/// alternatives.
pub fn shift(
    draft: &mut Draft,
    booking: &Booking,
    stay: Stay,
    release: bool,
) -> Result<(), Refusal> {
    let terms = Fit {
        release,
        displace: false,
    };
    shift_on(draft, booking, stay, terms)
}

/// What may be done for other dates to fit.
#[derive(Clone, Copy)]
struct Fit {
    /// Free the room where it does not fit.
    release: bool,
    /// Take it from tentative stays, which are re-planned.
    displace: bool,
}

fn shift_on(draft: &mut Draft, booking: &Booking, stay: Stay, terms: Fit) -> Result<(), Refusal> {
    draft.save(Booking {
        stay,
        ..booking.clone()
    });
    let segments: Vec<Segment> = draft
        .segments_of(booking.id)
        .into_iter()
        .filter(|segment| segment.active)
        .collect();
    let fitted = fit(booking, &segments, stay);
    for (segment, part) in segments.iter().zip(&fitted) {
        let Some(part) = part else {
            assign::end(draft, segment, EndedBecause::Shortened);
            continue;
        };
        if *part == segment.stay {
            continue;
        }
        if terms.displace {
            displace(draft, booking, segment, *part)?;
        }
        match obstacle(draft, booking, segment, *part, stay)? {
            None => draft.save(Segment {
                stay: *part,
                ..segment.clone()
            }),
            Some(refusal) if !terms.release => return Err(refusal),
            Some(_) if segment.status == AssignmentStatus::Locked => {
                // The guest keeps the room for as long as it is free; the
                // nights after wait in the tray.
                let kept = as_long_as_free(draft, booking, segment, *part)?;
                draft.save(Segment {
                    stay: kept,
                    ..segment.clone()
                });
                draft.warn(
                    "UNASSIGNED",
                    format!(
                        "{} has no room for the added nights yet.",
                        booking.family_name()
                    ),
                );
            }
            Some(_) => {
                assign::end(draft, segment, EndedBecause::Unassigned);
                draft.warn(
                    "UNASSIGNED",
                    format!(
                        "{} has no room now; it waits in the tray.",
                        booking.family_name()
                    ),
                );
            }
        }
    }
    Ok(())
}

/// Takes the room from tentative stays on the nights of `part`, where nothing
/// else stands in the way.
fn displace(
    draft: &mut Draft,
    booking: &Booking,
    segment: &Segment,
    part: Stay,
) -> Result<(), Refusal> {
    let Some(room) = draft.room(segment.room) else {
        return Ok(());
    };
    let terms = assign::Terms {
        displace_tentative: true,
        ..assign::Terms::default()
    };
    let gives_way = conflict::clashes(draft, room.id, part, &[booking.id])
        .iter()
        .all(Clash::gives_way);
    if gives_way {
        assign::make_way(draft, booking, &room, part, terms)?;
    }
    Ok(())
}

/// The nights of `part` from its beginning on that the segment's room can take.
fn as_long_as_free(
    draft: &Draft,
    booking: &Booking,
    segment: &Segment,
    part: Stay,
) -> Result<Stay, Refusal> {
    let mut kept = Stay {
        check_in: segment.stay.check_in,
        check_out: segment.stay.check_out.min(part.check_out),
    };
    while kept.check_out < part.check_out {
        let longer = Stay {
            check_out: kept.check_out.plus(1),
            ..kept
        };
        if obstacle(draft, booking, segment, longer, part)?.is_some() {
            break;
        }
        kept = longer;
    }
    Ok(kept)
}

/// What each segment becomes under the new dates; none: it falls away. A stay
/// in one room goes along wherever it goes; of a split one the parts outside
/// fall away, and the first and last reach to the new ends.
fn fit(booking: &Booking, segments: &[Segment], stay: Stay) -> Vec<Option<Stay>> {
    if let [only] = segments
        && only.stay == booking.stay
    {
        return vec![Some(stay)];
    }
    let mut parts: Vec<Option<Stay>> = segments
        .iter()
        .map(|segment| {
            let check_in = segment.stay.check_in.max(stay.check_in);
            let check_out = segment.stay.check_out.min(stay.check_out);
            let slept_here = segment.status == AssignmentStatus::Locked;
            (check_in < check_out || slept_here).then_some(Stay {
                check_in,
                check_out: check_out.max(check_in),
            })
        })
        .collect();
    let reached = |part: &Option<Stay>| part.is_some();
    if let Some(first) = parts.iter().position(reached)
        && segments[first].stay.check_in == booking.stay.check_in
        && let Some(part) = &mut parts[first]
    {
        part.check_in = stay.check_in;
    }
    if let Some(last) = parts.iter().rposition(reached)
        && segments[last].stay.check_out == booking.stay.check_out
        && let Some(part) = &mut parts[last]
    {
        part.check_out = stay.check_out;
    }
    parts
}

/// Why the segment's room cannot take the part, with the ways out.
fn obstacle(
    draft: &Draft,
    booking: &Booking,
    segment: &Segment,
    part: Stay,
    stay: Stay,
) -> Result<Option<Refusal>, Refusal> {
    let room = draft.room(segment.room).ok_or_else(|| {
        Refusal::new(
            Code::RoomNotFound,
            "The booked room is gone; assign another.",
        )
    })?;
    let clashes = conflict::clashes(draft, room.id, part, &[booking.id]);
    if !clashes.is_empty() {
        return Ok(Some(in_the_way(draft, booking, &room, stay, &clashes)));
    }
    let policies = &draft.property().policies;
    let out = added_nights(segment.stay, part)
        .find_map(|night| room.why_not_in_service(night, draft.today(), policies));
    Ok(out.map(|reason| {
        let alternatives =
            conflict::free_and_in_service(draft, &booking.room_type, stay, &[booking.id]);
        room.not_bookable(reason, &alternatives)
    }))
}

fn added_nights(before: Stay, after: Stay) -> impl Iterator<Item = crate::domain::Day> {
    after
        .each_night()
        .filter(move |night| !before.covers(*night))
}

fn in_the_way(
    draft: &Draft,
    booking: &Booking,
    room: &Room,
    stay: Stay,
    clashes: &[Clash],
) -> Refusal {
    let alternatives =
        conflict::free_and_in_service(draft, &booking.room_type, stay, &[booking.id]);
    let other = if alternatives.is_empty() {
        format!("no other {} is free for it", booking.room_type)
    } else {
        format!("free for the whole stay: {}", alternatives.join(", "))
    };
    conflict::refusal(
        room,
        clashes,
        &format!("{other}, or free the room and plan it anew"),
    )
    .with("alternatives", alternatives)
    .with("release_room", true)
}
