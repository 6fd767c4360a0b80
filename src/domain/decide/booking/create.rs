//! Taking a booking.

use chrono::Datelike;

use super::party::{self, Heads};
use super::trigger::{on_confirmation, on_group, on_vip};
use super::{called, tell};
use crate::domain::booking::{Booking, BookingStatus, Contact, Preferences};
use crate::domain::command::CreateBooking;
use crate::domain::day::{Day, LONGEST_STAY, Stay};
use crate::domain::decide::{Decide, assign, check, find, sold};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::BookingId;
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::money::{Money, Price};
use crate::domain::note::NoteSubject;
use crate::domain::property::RoomType;

impl Decide for CreateBooking {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = make(draft, self)?;
        if booking.holds_inventory(&draft.property().policies) {
            sold::check(draft, &booking)?;
        }
        if let Some(number) = self.wanted_room.as_deref() {
            give_wanted(draft, &booking, number);
        }
        draft.summarise(format!(
            "Took booking {} for {}",
            called(&booking),
            booking.stay
        ));
        on_confirmation(draft, &booking);
        if booking.is_vip {
            on_vip(draft, &booking);
        }
        if booking.group.is_some() {
            on_group(draft, &booking);
        }
        tell(draft, &booking);
        Ok(())
    }
}

/// Gives the room that came with the booking. Where it cannot be given, the
/// booking is taken all the same, and remembers which room was wanted.
fn give_wanted(draft: &mut Draft, booking: &Booking, number: &str) {
    let given = find::room(draft, number)
        .and_then(|room| assign::give(draft, booking, &room, assign::Terms::default()));
    if let Err(refusal) = given {
        draft.save(Booking {
            wanted_room: Some(number.trim().to_owned()),
            ..booking.clone()
        });
        draft.warn(refusal.code, refusal.message);
    }
}

/// Makes the booking that the command asks for, whether or not its type has a
/// room left, and puts it into the draft.
///
/// # Errors
/// `INVALID_DATES`, `INVALID_VALUE`, `ALREADY_EXISTS`, or a type that is not here.
pub fn make(draft: &mut Draft, command: &CreateBooking) -> Result<Booking, Refusal> {
    let kind = find::room_type(draft, &command.room_type)?;
    let stay = stay_of(command)?;
    let status = command.status.unwrap_or(BookingStatus::Confirmed);
    check_dates(draft, command, stay, status)?;
    let heads = Heads {
        adults: command.adults.unwrap_or(1),
        children: command.children.unwrap_or(0),
        infants: command.infants.unwrap_or(0),
    }
    .checked()?;
    let (lead, guests) = party::names(command.lead.as_deref(), &command.guests, heads)?;
    let source = check::optional("source", command.source.as_deref(), check::CODE)?
        .unwrap_or_else(|| "direct".to_owned());
    let notes = check::notes(command.notes.as_deref())?;
    let booking = Booking {
        code: new_code(draft, command.code.as_deref())?,
        reference: check::optional("reference", command.reference.as_deref(), check::NAME)?,
        lead,
        guests,
        contact: contact(command.contact.clone().unwrap_or_default())?,
        adults: heads.adults,
        children: heads.children,
        infants: heads.infants,
        stay,
        arrival_time: command.arrival_time,
        departure_time: command.departure_time,
        status,
        checked_in_at: None,
        checked_out_at: None,
        arrived_on: None,
        departed_on: None,
        rate: rate_of(draft, &kind, command.rate.as_ref())?,
        is_vip: command.is_vip,
        is_direct: command.is_direct.unwrap_or_else(|| direct(&source)),
        source,
        group: check::optional("group", command.group.as_deref(), check::NAME)?,
        preferences: match &command.preferences {
            Some(given) => preferences(given)?,
            None => Preferences::default(),
        },
        wanted_room: None,
        guest_waiting: false,
        placeholder_guests: command.placeholder_guests,
        status_reason: None,
        created_at: made_at(draft, command.booked_on),
        needs_room: false,
        room_type: kind.code.clone(),
        id: BookingId(draft.fresh_id()),
        property: draft.property().id,
        version: 0,
    };
    draft.save(booking.clone());
    if let Some(text) = notes {
        draft.note(NoteSubject::Booking(booking.id), text);
    }
    if booking.heads() > kind.capacity {
        draft.warn(
            Code::RoomCapacityExceeded,
            format!(
                "A {} takes {}, the party is {}; a larger room will be needed.",
                kind.name,
                kind.capacity,
                booking.heads()
            ),
        );
    }
    Ok(booking)
}

/// When the booking was made: at noon of the day it was made elsewhere, but
/// never after now.
fn made_at(draft: &Draft, booked_on: Option<Day>) -> Moment {
    let now = draft.context().now;
    booked_on.map_or(now, |day| {
        draft
            .property()
            .moment(day, TimeOfDay::fixed(12, 0))
            .min(now)
    })
}

/// The stay the command describes by its ends, or by its first night and length.
fn stay_of(command: &CreateBooking) -> Result<Stay, Refusal> {
    let dates = |field: &str, message: String| {
        Refusal::new(Code::InvalidDates, message).with("field", field)
    };
    let Some(check_in) = command.check_in else {
        return Err(dates(
            "check_in",
            "The booking has no day of arrival; give a check_in.".into(),
        ));
    };
    let by_nights = match command.nights {
        None => None,
        Some(nights) if i64::from(nights) > i64::from(LONGEST_STAY) => {
            return Err(dates(
                "nights",
                format!("A stay has at most {LONGEST_STAY} nights; {nights} cannot be meant."),
            ));
        }
        Some(nights) if Day::LAST.since(check_in) < nights as i32 => {
            return Err(dates(
                "nights",
                format!(
                    "The stay would end after {}, the last day there is.",
                    Day::LAST
                ),
            ));
        }
        Some(nights) => Some(check_in.plus(nights as i32)),
    };
    match (command.check_out, by_nights) {
        (None, None) => Err(dates(
            "check_out",
            "The booking has no end; give a check_out or the nights.".into(),
        )),
        (Some(one), Some(other)) if one != other => Err(dates(
            "check_out",
            format!(
                "{} nights from {check_in} end on {other}, not on {one}; give one of the two.",
                command.nights.unwrap_or(0)
            ),
        )),
        (Some(end), _) | (None, Some(end)) => Stay::new(check_in, end),
    }
}

/// Whether a booking in this status can have these dates today.
fn check_dates(
    draft: &Draft,
    command: &CreateBooking,
    stay: Stay,
    status: BookingStatus,
) -> Result<(), Refusal> {
    let today = draft.today();
    let refused = |message: String| {
        Err(Refusal::new(Code::InvalidDates, message)
            .with("check_in", stay.check_in)
            .with("check_out", stay.check_out)
            .with("business_date", today))
    };
    match status {
        BookingStatus::Completed | BookingStatus::NoShow if stay.check_in > today => {
            refused(format!(
                "The stay begins on {}, after the business date {today}: nobody can have come or stayed away yet.",
                stay.check_in
            ))
        }
        BookingStatus::Cancelled | BookingStatus::Completed | BookingStatus::NoShow => Ok(()),
        BookingStatus::Confirmed | BookingStatus::PendingPayment => {
            // What someone else took before keyrack was there may have begun,
            // as long as a night of it is left.
            let sent = command.reference.is_some() && !is_past(stay, today);
            if stay.check_in >= today || sent {
                Ok(())
            } else {
                refused(format!(
                    "The stay begins on {}, before the business date {today}; give a day from today on.",
                    stay.check_in
                ))
            }
        }
    }
}

/// Whether no night (or, for a day use, not the day) of the stay is left.
pub fn is_past(stay: Stay, today: Day) -> bool {
    if stay.is_day_use() {
        stay.check_in < today
    } else {
        stay.check_out <= today
    }
}

/// The code asked for, if it is free, or the next free one: the year of the
/// business date and a number.
fn new_code(draft: &mut Draft, wanted: Option<&str>) -> Result<String, Refusal> {
    if let Some(wanted) = wanted {
        let code = check::code("code", wanted, check::CODE)?;
        return if draft.booking_coded(&code).is_some() {
            Err(check::exists(
                "code",
                &code,
                format!(
                    "There is a booking {code} already; leave the code out to get the next free one."
                ),
            ))
        } else {
            Ok(code)
        };
    }
    let year = draft.today().date().year();
    loop {
        let counters = draft.counters_mut();
        let code = format!("BK-{year}-{:06}", counters.next_booking);
        counters.next_booking += 1;
        if draft.booking_coded(&code).is_none() {
            return Ok(code);
        }
    }
}

/// The rate the command gives, else the rack rate of the type.
///
/// # Errors
/// `INVALID_VALUE` for one that cannot be meant.
fn rate_of(draft: &Draft, kind: &RoomType, given: Option<&Price>) -> Result<Money, Refusal> {
    given.map_or(Ok(kind.rate), |rate| check::rate(draft, rate))
}

/// Whether a booking from this source was made with the house itself.
fn direct(source: &str) -> bool {
    let plain = source.to_lowercase().replace(['-', ' '], "_");
    [
        "direct",
        "walk_in",
        "phone",
        "telephone",
        "email",
        "website",
    ]
    .contains(&plain.as_str())
}

/// How to reach the guest, its fields held to what makes sense.
///
/// # Errors
/// `INVALID_VALUE`.
pub fn contact(given: Contact) -> Result<Contact, Refusal> {
    let field = |name, text: Option<String>| check::optional(name, text.as_deref(), check::NAME);
    Ok(Contact {
        phone: field("phone", given.phone)?,
        email: field("email", given.email)?,
        nationality: field("nationality", given.nationality)?,
        document: field("document", given.document)?,
    })
}

/// What the guest would like, its fields held to what makes sense.
///
/// # Errors
/// `INVALID_VALUE`.
pub fn preferences(given: &Preferences) -> Result<Preferences, Refusal> {
    if let Some(floor) = given.floor {
        check::number("floor", floor, -20, 200)?;
    }
    Ok(Preferences {
        features: check::features(&given.features)?,
        ..given.clone()
    })
}
