//! `show bookings` and `show booking CODE`.

use clap::Args;
use serde::Serialize;

use super::booking_data::{BookingData, Known};
use super::{history, name_of};
use crate::cli::door::{Door, day_and_next};
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::history::{About, HistoryLine};
use crate::domain::listing::{BookingFilter, PageWanted, Sort, SortBy, Stretch};
use crate::domain::note::{Note, NoteSubject};
use crate::domain::property::Property;
use crate::domain::rate::signed;
use crate::domain::view::account::Account;
use crate::domain::{Code, Day, Refusal, Stay};

/// How many bookings are asked for at a time.
const PAGE: u32 = 500;

/// Bookings by arrival.
#[derive(Args, Debug)]
pub struct Bookings {
    /// With this in code, reference or a guest's name
    #[arg(long)]
    text: Option<String>,
    /// With exactly this reference
    #[arg(long)]
    reference: Option<String>,
    /// In this status, such as CONFIRMED; may be given several times
    #[arg(long, value_parser = status)]
    status: Vec<BookingStatus>,
    /// Arriving on this day
    #[arg(long, value_name = "DATE")]
    arriving: Option<Day>,
    /// Leaving on this day
    #[arg(long, value_name = "DATE")]
    departing: Option<Day>,
    /// Present from this day on
    #[arg(long, value_name = "DATE")]
    from: Option<Day>,
    /// Present before this day
    #[arg(long, value_name = "DATE")]
    to: Option<Day>,
    /// Of this room type
    #[arg(long = "type", value_name = "TYPE")]
    room_type: Option<String>,
    /// Of this group
    #[arg(long)]
    group: Option<String>,
    /// From this source, such as direct
    #[arg(long)]
    source: Option<String>,
    /// Only those to be looked after
    #[arg(long)]
    vip: bool,
    /// With a night that lacks a room
    #[arg(long, conflicts_with = "assigned")]
    unassigned: bool,
    /// With a room for every night
    #[arg(long)]
    assigned: bool,
    /// Arriving on the business date
    #[arg(long, conflicts_with = "arriving")]
    arriving_today: bool,
    /// Whose guest is in the house
    #[arg(long)]
    in_house: bool,
    /// By arrival, departure, guest or code
    #[arg(long, value_name = "ORDER", value_parser = order, default_value = "arrival")]
    sort: SortBy,
    /// The last first
    #[arg(long)]
    descending: bool,
    /// At most so many
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,
}

/// One booking, with everything about it.
#[derive(Args, Debug)]
pub struct OneBooking {
    /// Its code, such as BK-2026-000123
    code: String,
    /// With everything that was done to it
    #[arg(long)]
    history: bool,
}

/// Reads an order in any case.
fn order(text: &str) -> Result<SortBy, String> {
    let wanted = text.trim().to_lowercase();
    let found = SortBy::ALL.into_iter().find(|by| by.as_str() == wanted);
    found.ok_or_else(|| format!("there are {}", SortBy::ALL.map(SortBy::as_str).join(", ")))
}

/// Reads a status in any case.
fn status(text: &str) -> Result<BookingStatus, String> {
    let wanted = text.trim().to_uppercase().replace([' ', '-'], "_");
    let all = BookingStatus::ALL;
    all.into_iter()
        .find(|status| status.as_str() == wanted)
        .ok_or_else(|| {
            let names: Vec<&str> = all.into_iter().map(BookingStatus::as_str).collect();
            format!("there are {}", names.join(", "))
        })
}

/// The bookings as data.
#[derive(Serialize)]
struct BookingsData<'a> {
    count: usize,
    bookings: Vec<BookingData<'a>>,
}

impl Bookings {
    /// Shows the bookings.
    ///
    /// # Errors
    /// The dates make no sense, or the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let property = door.property()?;
        let found = self.find(door, &property)?;
        if voice.is_json() {
            let bookings: Vec<BookingData> =
                found.iter().map(|known| known.data(&property)).collect();
            return voice.data(&BookingsData {
                count: bookings.len(),
                bookings,
            });
        }
        if found.is_empty() {
            return voice.say("No booking is like that.");
        }
        let mut table = Table::new([
            "Code", "Guest", "Arrives", "Leaves", ">Nights", "Type", "Room", "Status", "Assigned",
        ]);
        for known in &found {
            let booking = &known.booking;
            let marks = if booking.is_vip { " *" } else { "" };
            table.row([
                booking.code.clone(),
                format!("{}{marks}", booking.lead),
                booking.stay.check_in.to_string(),
                booking.stay.check_out.to_string(),
                booking.stay.nights().to_string(),
                booking.room_type.clone(),
                known.room.clone().unwrap_or_else(|| "-".to_owned()),
                booking.status.as_str().to_owned(),
                known.status.as_str().to_owned(),
            ]);
        }
        voice.table(&table)
    }

    fn filter(&self, today: Day) -> Result<BookingFilter, Fault> {
        let on = |day: Day| (day, day.plus(1));
        let touching = match (self.from, self.to) {
            (None, None) => None,
            (from, to) => Some(Stay::new(
                from.or(to.map(|to| to.plus(-1))).unwrap_or(Day::FIRST),
                to.or(from.map(|from| from.plus(1))).unwrap_or(Day::LAST),
            )?),
        };
        Ok(BookingFilter {
            text: self.text.clone(),
            reference: self.reference.clone(),
            statuses: self.status.clone(),
            arriving: self
                .arriving
                .or(self.arriving_today.then_some(today))
                .map(on),
            departing: self.departing.map(on),
            touching,
            room_type: self.room_type.clone(),
            group: self.group.clone(),
            source: self.source.clone(),
            vip: self.vip.then_some(true),
            needs_room: match (self.unassigned, self.assigned) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
            in_house: self.in_house.then_some(true),
        })
    }

    /// All bookings that are looked for, page by page: no read is held open.
    fn find(&self, door: &Door, property: &Property) -> Result<Vec<Known>, Fault> {
        let sort = Sort {
            by: self.sort,
            descending: self.descending,
        };
        let mut wanted = PageWanted {
            filter: self.filter(property.business_date)?,
            sort,
            stretch: Stretch::First,
            most: PAGE,
        };
        let most = self.limit.unwrap_or(usize::MAX);
        let mut found: Vec<Known> = Vec::new();
        while found.len() < most {
            let page = door.desk.bookings(&door.session, &wanted)?;
            let Some(last) = page.last() else {
                break;
            };
            wanted.stretch = Stretch::After(sort.place(last));
            let known = door.desk.with_facts(door.session.property, |facts| {
                page.into_iter()
                    .map(|booking| Known::of(facts, booking, property.business_date))
                    .collect::<Vec<_>>()
            })?;
            found.extend(known);
        }
        found.truncate(most);
        Ok(found)
    }
}

impl OneBooking {
    /// Shows the booking.
    ///
    /// # Errors
    /// `BOOKING_NOT_FOUND`, or the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let property = door.property()?;
        let code = self.code.trim();
        let known = door.desk.with_facts(door.session.property, |facts| {
            let booking = facts.booking_coded(code)?;
            Some(Known::of(facts, booking, property.business_date))
        })?;
        let known = known.ok_or_else(|| {
            let message =
                format!("There is no booking {code} here; \"keyrack show bookings\" lists them.");
            Refusal::new(Code::BookingNotFound, message).with("booking", code)
        })?;
        let notes = notes(door, &known.booking)?;
        let history = if self.history {
            Some(history::history(door, About::Booking(known.booking.id))?)
        } else {
            None
        };
        if voice.is_json() {
            #[derive(Serialize)]
            struct WithNotes<'a> {
                #[serde(flatten)]
                booking: BookingData<'a>,
                notes: Vec<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                history: Option<Vec<HistoryLine>>,
            }
            let booking = known.data(&property);
            return voice.data(&WithNotes {
                booking,
                notes,
                history,
            });
        }
        tell(&known, &property, &notes, voice)?;
        history::tell(&history.unwrap_or_default(), &property, voice)
    }
}

/// A booking's notes as people read them, oldest first.
fn notes(door: &Door, booking: &Booking) -> Result<Vec<String>, Fault> {
    let house = door.house(day_and_next(booking.stay.check_in))?;
    let zone = house
        .property
        .as_ref()
        .map(|it| it.timezone)
        .unwrap_or_default();
    let notes = door.desk.notes(NoteSubject::Booking(booking.id))?;
    let line = |note: Note| {
        let who = name_of(&house, note.by).unwrap_or_else(|| "Someone".to_owned());
        format!("[{}] {who}: {}", note.at.stamp(zone), note.text)
    };
    Ok(notes.into_iter().map(line).collect())
}

fn tell(
    known: &Known,
    property: &Property,
    notes: &[String],
    voice: &mut Voice,
) -> Result<(), Fault> {
    let booking = &known.booking;
    let vip = if booking.is_vip { "  VIP" } else { "" };
    voice.say(&format!("{}  {}{vip}", booking.code, booking.lead))?;
    let stay = booking.stay;
    voice.say(&format!(
        "{}  {} > {}  {} nights  {} adults, {} children, {} infants",
        booking.room_type,
        stay.check_in,
        stay.check_out,
        stay.nights(),
        booking.adults,
        booking.children,
        booking.infants
    ))?;
    voice.say(&format!(
        "{}  {}",
        booking.status.as_str(),
        known.status.as_str()
    ))?;
    for (segment, (room, _)) in known.segments.iter().zip(&known.rooms) {
        let promised = if segment.do_not_move {
            "  promised"
        } else {
            ""
        };
        voice.say(&format!(
            "Room {room}  {} > {}  {}{promised}",
            segment.stay.check_in,
            segment.stay.check_out,
            segment.status.as_str()
        ))?;
    }
    let zone = property.timezone;
    for (what, moment) in [
        ("Came", booking.checked_in_at),
        ("Left", booking.checked_out_at),
    ] {
        if let Some(moment) = moment {
            voice.say(&format!("{what} {}", moment.stamp(zone)))?;
        }
    }
    voice.say(&format!("{} a night  {}", booking.rate, booking.source))?;
    say_account(&known.account, voice)?;
    notes.iter().try_for_each(|note| voice.say(note))
}

/// What the stay costs, what came on top, what was paid, and what is left.
fn say_account(account: &Account, voice: &mut Voice) -> Result<(), Fault> {
    for charge in &account.charges {
        let room = charge.room.as_deref().unwrap_or("no room");
        let settled = charge.decision.map_or_else(String::new, |decision| {
            format!(
                "  {} a night {}",
                signed(charge.difference),
                decision.as_str()
            )
        });
        voice.say(&format!(
            "{room} {}  {} nights x {}  {}{settled}",
            charge.room_type,
            charge.nights.nights(),
            charge.rate,
            charge.amount
        ))?;
    }
    for line in account.adjustments.iter().chain(&account.payments) {
        let about = line.reason.as_ref().or(line.method.as_ref());
        voice.say(&format!(
            "{}  {}  {}  {}  {}",
            line.day,
            line.kind,
            signed(line.amount),
            about.map_or("", String::as_str),
            line.by
        ))?;
    }
    let totals = &account.totals;
    voice.say(&format!(
        "due {}  paid {}  balance {}",
        totals.due, totals.paid, totals.balance
    ))
}
