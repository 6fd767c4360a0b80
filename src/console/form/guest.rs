//! The forms about bookings: what they ask, and which command they make.
//!
//! Owns the fields of a new booking, a walk-in, a change of particulars, the
//! party with its contact, and of what is looked for in the list. Fields that
//! are seldom needed come last and stay folded until they are asked for.

use super::entry::{Entry, Fault, Takes, entry};
use super::fields::{options, room_types, typed_day};
use super::{Form, Kind};
use crate::console::view::View;
use crate::console::wish::Wish;
use crate::domain::booking::{Booking, BookingStatus, Contact, Preferences};
use crate::domain::command::{Command, CreateBooking, EditBooking, NameGuests, WalkIn};
use crate::domain::day::Day;
use crate::domain::facts::Facts;
use crate::domain::listing::Search;
use crate::domain::moment::TimeOfDay;
use crate::domain::money::Price;

const ANY: &str = "any";

fn text(label: &'static str) -> Entry {
    entry(label, Takes::Text)
}

fn number(label: &'static str, most: u32) -> Entry {
    entry(label, Takes::Number(most))
}

fn date(label: &'static str) -> Entry {
    entry(label, Takes::Date).hint("t, +3, fri, 16, 24/12")
}

fn one_of(label: &'static str, pairs: &[(&str, &str)]) -> Entry {
    entry(label, Takes::OneOf(options(pairs)))
}

const NO_YES: &[(&str, &str)] = &[("no", "no"), ("yes", "yes")];

/// What a new booking asks.
pub fn new_booking(arrival: Day, room_type: Option<&str>, nights: i32, view: &View) -> Vec<Entry> {
    let mut all = vec![
        entry("Room type", Takes::OneOf(room_types(view)))
            .required()
            .holding(room_type.unwrap_or("")),
        date("Arrival")
            .required()
            .holding(&typed_day(arrival, view)),
        number("Nights", 999)
            .required()
            .holding(&nights.to_string())
            .hint("0 is a day use"),
        text("Guest").required().hint("family name, first name"),
        number("Adults", 99).required().holding("1"),
        text("Others").hint("names, separated by ;"),
        number("Children", 99).holding("0").seldom(),
        number("Infants", 99).holding("0").seldom(),
    ];
    all.extend(contact(&Contact::default()));
    all.extend([
        text("Rate").hint("a night; else the type's").seldom(),
        text("Source").hint("else direct").seldom(),
        text("Reference").seldom(),
        text("Group").seldom(),
        one_of("VIP", NO_YES).seldom(),
        text("Comes at").hint("18:30").seldom(),
        one_of(
            "Status",
            &[
                ("CONFIRMED", "confirmed"),
                ("PENDING_PAYMENT", "waits for payment"),
            ],
        )
        .seldom(),
        text("Note").seldom(),
    ]);
    all
}

/// What a walk-in asks.
pub fn walk_in(room: Option<&str>) -> Vec<Entry> {
    let mut all = vec![
        text("Room or type")
            .required()
            .holding(room.unwrap_or(""))
            .hint("101, or DBL"),
        number("Nights", 999)
            .required()
            .holding("1")
            .hint("0 is a day use"),
        text("Guest").required().hint("family name, first name"),
        number("Adults", 99).required().holding("1"),
        text("Others").hint("names, separated by ;"),
        number("Children", 99).holding("0").seldom(),
        text("Rate").hint("a night; else the type's").seldom(),
    ];
    all.extend(contact(&Contact::default()));
    all
}

fn contact(known: &Contact) -> Vec<Entry> {
    [
        ("Telephone", &known.phone),
        ("E-mail", &known.email),
        ("Nationality", &known.nationality),
        ("Document", &known.document),
    ]
    .into_iter()
    .map(|(label, held)| text(label).holding(held.as_deref().unwrap_or("")).seldom())
    .collect()
}

/// The party of a booking, and how to reach it.
pub fn party(code: &str, view: &View) -> Vec<Entry> {
    let booking = view.house.booking_coded(code);
    let known = booking.as_ref().map(|booking| booking.guests.join("; "));
    let mut all = vec![
        text("Names")
            .required()
            .holding(&known.unwrap_or_default())
            .hint("separated by ;"),
    ];
    all.extend(contact(
        &booking.map(|booking| booking.contact).unwrap_or_default(),
    ));
    all
}

/// A booking's particulars as they are, to be written over.
pub fn edit(code: &str, view: &View) -> Vec<Entry> {
    let Some(booking) = view.house.booking_coded(code) else {
        return Vec::new();
    };
    let held = |text: &Option<String>| text.clone().unwrap_or_default();
    let yes = |on: bool| if on { "yes" } else { "no" };
    let time = |time: Option<TimeOfDay>| time.map_or_else(String::new, |time| time.to_string());
    let wishes = &booking.preferences;
    let features: Vec<&str> = wishes.features.iter().map(String::as_str).collect();
    let mut all = vec![
        text("Guest")
            .required()
            .holding(&booking.lead)
            .hint("family name, first name"),
        text("Others")
            .holding(&others(&booking).join("; "))
            .hint("names, separated by ;"),
        number("Adults", 99)
            .required()
            .holding(&booking.adults.to_string()),
        number("Children", 99).holding(&booking.children.to_string()),
        entry("Room type", Takes::OneOf(room_types(view)))
            .required()
            .holding(&booking.room_type),
        text("Rate")
            .required()
            .holding(&booking.rate.amount())
            .hint("a night"),
    ];
    all.extend(contact(&booking.contact));
    all.extend([
        number("Infants", 99)
            .holding(&booking.infants.to_string())
            .seldom(),
        text("Source").required().holding(&booking.source).seldom(),
        text("Reference")
            .holding(&held(&booking.reference))
            .seldom(),
        text("Group").holding(&held(&booking.group)).seldom(),
        one_of("VIP", NO_YES).holding(yes(booking.is_vip)).seldom(),
        text("Comes at")
            .holding(&time(booking.arrival_time))
            .hint("18:30")
            .seldom(),
        text("Leaves at")
            .holding(&time(booking.departure_time))
            .hint("14:00")
            .seldom(),
        text("Floor")
            .holding(
                &wishes
                    .floor
                    .map_or_else(String::new, |floor| floor.to_string()),
            )
            .seldom(),
        one_of("Quiet", NO_YES).holding(yes(wishes.quiet)).seldom(),
        one_of("Near lift", NO_YES)
            .holding(yes(wishes.near_elevator))
            .seldom(),
        text("Features")
            .holding(&features.join("; "))
            .hint("separated by ;")
            .seldom(),
        text("Note").hint("one more").seldom(),
    ]);
    all
}

/// Everyone who is named but the lead guest.
fn others(booking: &Booking) -> Vec<String> {
    let mut others = booking.guests.clone();
    if let Some(at) = others.iter().position(|name| *name == booking.lead) {
        others.remove(at);
    }
    others
}

/// What is looked for in the list of bookings.
pub fn search(known: &Search, view: &View) -> Vec<Entry> {
    let held = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| typed_day(day, view));
    let mut types = vec![(ANY.to_owned(), "any".to_owned())];
    types.extend(room_types(view));
    let statuses: Vec<(String, String)> = std::iter::once((ANY.to_owned(), "any".to_owned()))
        .chain(BookingStatus::ALL.map(|status| {
            let word = status.as_str();
            (word.to_owned(), word.to_lowercase().replace('_', " "))
        }))
        .collect();
    vec![
        text("Text")
            .holding(&held(&known.text))
            .hint("guest, code, reference, group"),
        one_of("Arriving", &[(ANY, "any day"), ("today", "today")])
            .holding(if known.arriving_today { "today" } else { ANY }),
        date("From").holding(&day(known.from)),
        date("To").holding(&day(known.to)),
        entry("Status", Takes::OneOf(statuses))
            .holding(known.status.map_or(ANY, BookingStatus::as_str)),
        one_of(
            "Room",
            &[
                (ANY, "any"),
                ("without", "without a room"),
                ("with", "with a room"),
            ],
        )
        .holding(match known.assigned {
            None => ANY,
            Some(true) => "with",
            Some(false) => "without",
        }),
        entry("Room type", Takes::OneOf(types)).holding(known.room_type.as_deref().unwrap_or(ANY)),
        text("Source")
            .holding(&held(&known.source))
            .hint("direct, Booking.com"),
        one_of(
            "VIP",
            &[(ANY, "any"), ("yes", "only VIPs"), ("no", "no VIPs")],
        )
        .holding(match known.vip {
            None => ANY,
            Some(true) => "yes",
            Some(false) => "no",
        }),
    ]
}

impl Form {
    /// What is looked for, as the form stands.
    pub(super) fn searched(&self, view: &View) -> Result<Wish, Fault> {
        let chosen = |label| Ok::<_, Fault>(self.optional(label)?.filter(|held| held != ANY));
        let status = chosen("Status")?;
        let search = Search {
            text: self.optional("Text")?,
            from: self.day("From", view.today())?,
            to: self.day("To", view.today())?,
            status: BookingStatus::ALL
                .into_iter()
                .find(|one| Some(one.as_str()) == status.as_deref()),
            assigned: chosen("Room")?.map(|held| held == "with"),
            arriving_today: chosen("Arriving")?.is_some(),
            room_type: chosen("Room type")?,
            source: self.optional("Source")?,
            vip: chosen("VIP")?.map(|held| held == "yes"),
        };
        if let (Some(from), Some(to)) = (search.from, search.to)
            && to < from
        {
            return Err(Fault {
                label: "To",
                message: "is before the first day".to_owned(),
            });
        }
        Ok(Wish::Search(Box::new(search)))
    }

    /// The command of a form about a booking; `None` for other forms.
    pub(super) fn guest_command(&self, view: &View) -> Result<Option<Command>, Fault> {
        Ok(Some(match &self.kind {
            Kind::NewBooking { .. } => self.new_booking(view)?.into(),
            Kind::WalkIn { .. } => self.walk_in(view)?.into(),
            Kind::NameGuests { booking } => self.party(booking)?,
            Kind::EditBooking { booking } => self.edited(booking)?.into(),
            _ => return Ok(None),
        }))
    }

    fn new_booking(&self, view: &View) -> Result<CreateBooking, Fault> {
        Ok(CreateBooking {
            room_type: self.text("Room type")?.to_owned(),
            check_in: self.day("Arrival", view.today())?,
            nights: self.number("Nights")?,
            lead: self.optional("Guest")?,
            guests: self.names("Others")?,
            contact: self.contact()?,
            adults: self.number("Adults")?,
            children: self.number("Children")?,
            infants: self.number("Infants")?.filter(|infants| *infants > 0),
            rate: self.optional("Rate")?.map(Price::Plain),
            source: self.optional("Source")?,
            reference: self.optional("Reference")?,
            group: self.optional("Group")?,
            is_vip: self.text("VIP")? == "yes",
            arrival_time: self.hour("Comes at")?,
            status: (self.text("Status")? == "PENDING_PAYMENT")
                .then_some(BookingStatus::PendingPayment),
            notes: self.optional("Note")?,
            ..CreateBooking::default()
        })
    }

    /// A room is taken at its number; else a type is meant, in any case.
    fn walk_in(&self, view: &View) -> Result<WalkIn, Fault> {
        let typed = self.text("Room or type")?.to_owned();
        let of_type = view
            .house
            .room_types
            .keys()
            .find(|code| code.eq_ignore_ascii_case(&typed));
        let (room, room_type) = match of_type {
            Some(code) if view.house.room_numbered(&typed).is_none() => (None, Some(code.clone())),
            _ => (Some(typed), None),
        };
        Ok(WalkIn {
            room,
            room_type,
            nights: self.number("Nights")?.unwrap_or(1),
            lead: self.text("Guest")?.to_owned(),
            guests: self.names("Others")?,
            adults: self.number("Adults")?.unwrap_or(1),
            children: self.number("Children")?,
            rate: self.optional("Rate")?.map(Price::Plain),
            contact: self.contact()?,
            ..WalkIn::default()
        })
    }

    fn party(&self, code: &str) -> Result<Command, Fault> {
        let guests = self.names("Names")?;
        let booking = code.to_owned();
        if !CONTACT.iter().any(|label| self.is_changed(label)) {
            return Ok(NameGuests { booking, guests }.into());
        }
        Ok(EditBooking {
            booking,
            lead: guests.first().cloned(),
            guests: Some(guests),
            contact: Some(self.contact()?.unwrap_or_default()),
            ..EditBooking::default()
        }
        .into())
    }

    /// Only what reads differently is said: the rest stays whatever a
    /// colleague makes of it meanwhile.
    fn edited(&self, code: &str) -> Result<EditBooking, Fault> {
        let changed = |label: &'static str| -> Result<Option<String>, Fault> {
            let text = self.text(label)?.to_owned();
            Ok(self.is_changed(label).then_some(text))
        };
        let count = |label: &'static str| -> Result<Option<u32>, Fault> {
            let number = self.number(label)?;
            Ok(number.filter(|_| self.is_changed(label)))
        };
        let party = self.is_changed("Guest") || self.is_changed("Others");
        let lead = self.text("Guest")?.to_owned();
        let mut guests = vec![lead.clone()];
        guests.extend(self.names("Others")?);
        let reached = CONTACT.iter().any(|label| self.is_changed(label));
        let wishes = WISHES.iter().any(|label| self.is_changed(label));
        Ok(EditBooking {
            booking: code.to_owned(),
            lead: party.then_some(lead),
            guests: party.then_some(guests),
            adults: count("Adults")?,
            children: count("Children")?,
            infants: count("Infants")?,
            room_type: changed("Room type")?,
            rate: changed("Rate")?.map(Price::Plain),
            contact: if reached {
                Some(self.contact()?.unwrap_or_default())
            } else {
                None
            },
            source: changed("Source")?,
            reference: changed("Reference")?,
            group: changed("Group")?,
            is_vip: changed("VIP")?.map(|held| held == "yes"),
            arrival_time: self
                .hour("Comes at")?
                .filter(|_| self.is_changed("Comes at")),
            departure_time: self
                .hour("Leaves at")?
                .filter(|_| self.is_changed("Leaves at")),
            preferences: if wishes { Some(self.wishes()?) } else { None },
            notes: self.optional("Note")?,
            ..EditBooking::default()
        })
    }

    fn wishes(&self) -> Result<Preferences, Fault> {
        let floor = match self.optional("Floor")? {
            None => None,
            Some(typed) => Some(typed.parse().map_err(|_| Fault {
                label: "Floor",
                message: "a number, such as 2".to_owned(),
            })?),
        };
        Ok(Preferences {
            floor,
            quiet: self.text("Quiet")? == "yes",
            near_elevator: self.text("Near lift")? == "yes",
            features: self.names("Features")?.into_iter().collect(),
        })
    }

    fn contact(&self) -> Result<Option<Contact>, Fault> {
        let contact = Contact {
            phone: self.optional("Telephone")?,
            email: self.optional("E-mail")?,
            nationality: self.optional("Nationality")?,
            document: self.optional("Document")?,
        };
        Ok((contact != Contact::default()).then_some(contact))
    }

    /// `14`, `14:00` and `14.30` are hours.
    pub(super) fn hour(&self, label: &'static str) -> Result<Option<TimeOfDay>, Fault> {
        let Some(typed) = self.optional(label)? else {
            return Ok(None);
        };
        let typed = typed.replace(['.', 'h'], ":");
        let typed = typed.trim_end_matches(':');
        let whole = if typed.contains(':') {
            typed.to_owned()
        } else {
            format!("{typed}:00")
        };
        let time = whole.parse().map_err(|_| Fault {
            label,
            message: "an hour, such as 14:00".into(),
        })?;
        Ok(Some(time))
    }

    fn names(&self, label: &'static str) -> Result<Vec<String>, Fault> {
        Ok(super::command::names(self.text(label)?))
    }
}

const CONTACT: &[&str] = &["Telephone", "E-mail", "Nationality", "Document"];
const WISHES: &[&str] = &["Floor", "Quiet", "Near lift", "Features"];
