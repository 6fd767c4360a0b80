//! Changing what is known about a booking: particulars, names, type.

use super::create::{contact, preferences};
use super::party::{self, Heads};
use super::trigger::{on_group, on_vip};
use super::{called, tell};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command::{EditBooking, NameGuests};
use crate::domain::decide::{Decide, assign, check, find, sold};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::note::NoteSubject;
use crate::domain::segment::{AssignmentType, EndedBecause, Segment};

impl Decide for EditBooking {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", before.code), before.version)?;
        let mut after = before.clone();
        self.people(&mut after)?;
        self.particulars(draft, &mut after)?;
        let notes = check::notes(self.notes.as_deref())?;
        let other_type = match &self.room_type {
            Some(code) => other_type(draft, &mut after, code)?,
            None => false,
        };
        draft.save(after.clone());
        if other_type {
            free_what_does_not_fit(draft, &after)?;
            price_as_booked(draft, &after);
            if after.holds_inventory(&draft.property().policies) {
                sold::check(draft, &after)?;
            }
        }
        if let Some(text) = notes {
            draft.note(NoteSubject::Booking(after.id), text);
        }
        warn_of_heads(draft, &before, &after);
        if after.is_vip && !before.is_vip {
            on_vip(draft, &after);
        }
        if after.group.is_some() && after.group != before.group {
            on_group(draft, &after);
        }
        tell(draft, &after);
        draft.summarise(format!("Changed booking {}", called(&after)));
        Ok(())
    }
}

impl EditBooking {
    /// Names and heads.
    fn people(&self, booking: &mut Booking) -> Result<(), Refusal> {
        booking.adults = self.adults.unwrap_or(booking.adults);
        booking.children = self.children.unwrap_or(booking.children);
        booking.infants = self.infants.unwrap_or(booking.infants);
        let heads = heads_of(booking).checked()?;
        if self.lead.is_none() && self.guests.is_none() {
            // The names stay; they must still be no more than the heads.
            party::names(Some(&booking.lead), &booking.guests, heads)?;
            return Ok(());
        }
        let guests = match (&self.guests, &self.lead) {
            (Some(guests), _) => guests.clone(),
            // A new lead guest alone corrects the old one's name.
            (None, Some(lead)) if !booking.guests.contains(lead) => booking
                .guests
                .iter()
                .map(|name| if *name == booking.lead { lead } else { name })
                .cloned()
                .collect(),
            (None, _) => booking.guests.clone(),
        };
        let kept = self
            .lead
            .as_deref()
            .or(Some(booking.lead.as_str()).filter(|lead| guests.iter().any(|name| name == lead)));
        (booking.lead, booking.guests) = party::names(kept, &guests, heads)?;
        booking.placeholder_guests = false;
        Ok(())
    }

    /// Everything but names, heads and type.
    fn particulars(&self, draft: &Draft, booking: &mut Booking) -> Result<(), Refusal> {
        if let Some(reference) = &self.reference {
            booking.reference = check::optional("reference", Some(reference), check::NAME)?;
        }
        if let Some(given) = &self.contact {
            booking.contact = contact(given.clone())?;
        }
        if let Some(given) = &self.rate {
            booking.rate = check::rate(draft, given)?;
        }
        if let Some(source) = &self.source {
            booking.source = check::text("source", source, check::CODE)?;
        }
        if let Some(group) = &self.group {
            booking.group = check::optional("group", Some(group), check::NAME)?;
        }
        if let Some(given) = &self.preferences {
            booking.preferences = preferences(given)?;
        }
        booking.is_vip = self.is_vip.unwrap_or(booking.is_vip);
        booking.is_direct = self.is_direct.unwrap_or(booking.is_direct);
        booking.arrival_time = self.arrival_time.or(booking.arrival_time);
        booking.departure_time = self.departure_time.or(booking.departure_time);
        Ok(())
    }
}

fn heads_of(booking: &Booking) -> Heads {
    Heads {
        adults: booking.adults,
        children: booking.children,
        infants: booking.infants,
    }
}

/// Books another type, and says whether it is another one indeed.
fn other_type(draft: &Draft, booking: &mut Booking, code: &str) -> Result<bool, Refusal> {
    let kind = find::room_type(draft, code)?;
    if kind.code == booking.room_type {
        return Ok(false);
    }
    if booking.is_in_house() {
        return Err(Refusal::new(
            Code::BookingAlreadyCheckedIn,
            format!(
                "{} is in the house; move the guest to a room of the other type instead.",
                called(booking)
            ),
        )
        .with("booking", &booking.code));
    }
    if booking.status == BookingStatus::Completed {
        return Err(Refusal::new(
            Code::BookingStatusInvalid,
            format!(
                "{} has been and left; the type that was booked is history.",
                called(booking)
            ),
        )
        .with("booking", &booking.code)
        .with("status", booking.status));
    }
    booking.room_type = kind.code;
    Ok(true)
}

/// Frees the rooms that are not of the type now booked; those that are, or are
/// of no use to anyone else, stay.
fn free_what_does_not_fit(draft: &mut Draft, booking: &Booking) -> Result<(), Refusal> {
    let misfits: Vec<Segment> = draft
        .segments_of(booking.id)
        .into_iter()
        .filter(|segment| {
            segment.active
                && draft
                    .room(segment.room)
                    .is_none_or(|room| room.room_type != booking.room_type)
        })
        .collect();
    if misfits.iter().any(|segment| segment.do_not_move) {
        return assign::keeps_promise(draft, booking, false, None);
    }
    for segment in &misfits {
        assign::end(draft, segment, EndedBecause::Unassigned);
    }
    if !misfits.is_empty() {
        draft.warn(
            "UNASSIGNED",
            format!(
                "{} has no room now, its old one is not {}; it waits in the tray.",
                called(booking),
                booking.room_type
            ),
        );
    }
    Ok(())
}

/// What fits the type now booked is no room of another type any more: it is
/// had at the booked price, and what was charged for it comes off the account.
fn price_as_booked(draft: &mut Draft, booking: &Booking) {
    let fits: Vec<Segment> = draft
        .segments_of(booking.id)
        .into_iter()
        .filter(|segment| segment.active && segment.rate_terms.is_some())
        .collect();
    for segment in fits {
        draft.save(assign::Priced::as_booked(booking).on(Segment {
            assignment_type: AssignmentType::Manual,
            ..segment
        }));
    }
}

/// Says where a party that has grown fits its room no more.
fn warn_of_heads(draft: &mut Draft, before: &Booking, after: &Booking) {
    if after.heads() <= before.heads() {
        return;
    }
    for segment in draft.segments_of(after.id) {
        if let Some(room) = draft.room(segment.room)
            && segment.active
            && after.heads() > room.capacity
        {
            draft.warn(
                Code::RoomCapacityExceeded,
                format!(
                    "Room {} takes {}, the party is now {}; give them a larger room.",
                    room.number,
                    room.capacity,
                    after.heads()
                ),
            );
        }
    }
}

impl Decide for NameGuests {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        let (lead, guests) = party::names(None, &self.guests, heads_of(&booking))?;
        if guests.is_empty() {
            return Err(check::invalid(
                "guests",
                "No names were given; write at least the lead guest's.",
            ));
        }
        (booking.lead, booking.guests) = (lead, guests);
        booking.placeholder_guests = false;
        tell(draft, &booking);
        draft.summarise(format!(
            "Named {} of {}",
            booking.guests.len(),
            called(&booking)
        ));
        draft.save(booking);
        Ok(())
    }
}
