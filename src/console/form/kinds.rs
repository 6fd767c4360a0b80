//! Which forms there are, what they ask, and which command each makes.

use super::{Entry, Fault, Form, Outlook, Takes, entry};
use crate::console::order;
use crate::console::view::{Place, Subject, View};
use crate::console::wish::Wish;
use crate::domain::block::BlockType;
use crate::domain::command::{
    AddNote, BlockRooms, ChangeStay, Command, CreateBooking, MarkMaintenance, NameGuests,
    PutOutOfOrder, Swap, WalkIn,
};
use crate::domain::day::Day;
use crate::domain::facts::Facts;
use crate::domain::room::MaintenancePriority;

/// A form, and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A command that only lacks a reason or a note.
    Reason {
        /// What is done.
        title: String,
        /// What the one field is called.
        label: &'static str,
        /// The command without it.
        command: Box<Command>,
    },
    /// Where to go.
    GoToDate,
    /// A new booking.
    NewBooking {
        /// Day of arrival to begin with.
        arrival: Day,
        /// Room type to begin with.
        room_type: Option<String>,
        /// Nights to begin with.
        nights: i32,
    },
    /// A guest at the desk.
    WalkIn {
        /// Room to begin with.
        room: Option<String>,
    },
    /// Other dates.
    ChangeStay {
        /// Whose, by code.
        booking: String,
    },
    /// The party.
    NameGuests {
        /// Whose, by code.
        booking: String,
    },
    /// A note on a booking or a room.
    Note {
        /// The booking, by code.
        booking: Option<String>,
        /// Or the room, by number.
        room: Option<String>,
    },
    /// Two bookings exchange rooms.
    Swap {
        /// One of them, by code.
        booking: String,
    },
    /// Rooms kept from sale.
    Block {
        /// The rooms, by number.
        rooms: Vec<String>,
        /// First night.
        from: Day,
        /// The day after the last night.
        to: Day,
    },
    /// Something is broken.
    Maintenance {
        /// Where, by number.
        room: String,
    },
    /// A room taken out of use.
    OutOfOrder {
        /// Which, by number.
        room: String,
    },
}

impl Kind {
    /// A form that asks for the one thing `command` lacks.
    pub fn reason(title: &str, label: &'static str, command: Command) -> Self {
        Self::Reason {
            title: title.to_owned(),
            label,
            command: Box::new(command),
        }
    }

    /// A new booking that begins where the cursor is.
    pub fn new_booking(subject: &Subject, view: &View) -> Self {
        let arrival = subject.day.unwrap_or(view.today()).max(view.today());
        let room = subject.room.and_then(|id| view.house.rooms.get(&id));
        Self::NewBooking {
            arrival,
            room_type: room.map(|room| room.room_type.clone()),
            nights: subject.until.map_or(1, |until| until.since(arrival).max(1)),
        }
    }

    /// A walk-in into the selected room, if it can be handed out.
    pub fn walk_in(subject: &Subject, view: &View) -> Self {
        let room = subject.room.and_then(|id| view.house.rooms.get(&id));
        Self::WalkIn {
            room: room
                .filter(|room| room.is_bookable())
                .map(|room| room.number.clone()),
        }
    }

    /// A block of what is selected.
    pub fn block(subject: &Subject, view: &View) -> Self {
        let chosen = if subject.rooms.is_empty() {
            subject.room.into_iter().collect()
        } else {
            subject.rooms.clone()
        };
        let rooms = chosen.iter().filter_map(|id| view.house.rooms.get(id));
        let from = subject.day.unwrap_or(view.today()).max(view.today());
        let to = subject.until.unwrap_or(from.plus(1)).max(from.plus(1));
        Self::Block {
            rooms: rooms.map(|room| room.number.clone()).collect(),
            from,
            to,
        }
    }

    /// What stands on its frame.
    pub fn title(&self) -> String {
        match self {
            Self::Reason { title, command, .. } => subject_of(command)
                .map_or_else(|| title.clone(), |about| format!("{title}: {about}")),
            Self::GoToDate => "Go to date".into(),
            Self::NewBooking { .. } => "New booking".into(),
            Self::WalkIn { .. } => "Walk-in".into(),
            Self::ChangeStay { booking } => format!("Change dates: {booking}"),
            Self::NameGuests { booking } => format!("Guests of {booking}"),
            Self::Note {
                booking: Some(about),
                ..
            } => format!("Note on {about}"),
            Self::Note { room, .. } => {
                format!("Note on room {}", room.as_deref().unwrap_or_default())
            }
            Self::Swap { booking } => format!("Swap rooms: {booking}"),
            Self::Block { .. } => "Block rooms".into(),
            Self::Maintenance { room } => format!("Maintenance: room {room}"),
            Self::OutOfOrder { room } => format!("Out of order: room {room}"),
        }
    }

    /// Under which name its draft is kept.
    pub fn draft_name(&self) -> String {
        self.title()
    }
}

/// What a command is about, for a title.
fn subject_of(command: &Command) -> Option<String> {
    let data = serde_json::to_value(command).ok()?;
    let named = |field: &str| {
        data.get(field)
            .and_then(|value| value.as_str())
            .map(str::to_owned)
    };
    named("alert")
        .or_else(|| named("booking"))
        .or_else(|| named("block"))
        .or_else(|| named("room").map(|room| format!("room {room}")))
}

impl Form {
    /// The form of this kind, filled with what is known.
    pub fn open(kind: Kind, view: &View) -> Self {
        let entries = entries(&kind, view);
        Self::new(kind, entries)
    }

    /// What sending it would do.
    ///
    /// # Errors
    /// The first field that is wrong.
    pub fn wish(&self, view: &View) -> Result<Wish, Fault> {
        if self.kind == Kind::GoToDate {
            let day = self.day("Date", view.today())?;
            return Ok(day.map_or(Wish::Nothing, |day| Wish::Go(Place::Day(day))));
        }
        Ok(order::give(self.command(view)?, view.house))
    }

    /// Asks the domain what sending it now would come to.
    pub fn look_ahead(&mut self, view: &View) {
        if self.kind == Kind::GoToDate {
            return;
        }
        let outlook = match self.command(view) {
            Err(_) => Outlook::Unknown,
            Ok(command) => match view.preview(&command) {
                Err(refusal) => Outlook::Refused(refusal.message),
                Ok(outcome) => {
                    let warned = outcome
                        .warnings
                        .into_iter()
                        .next()
                        .map(|warning| warning.message);
                    Outlook::Fine(warned.unwrap_or(outcome.summary))
                }
            },
        };
        self.foresee(outlook);
    }

    fn command(&self, view: &View) -> Result<Command, Fault> {
        Ok(match &self.kind {
            Kind::Reason { label, command, .. } => {
                let mut command = (**command).clone();
                set_reason(&mut command, self.text(label)?);
                command
            }
            Kind::GoToDate => {
                return Err(Fault {
                    label: "Date",
                    message: "needed".into(),
                });
            }
            Kind::NewBooking { .. } => self.new_booking(view)?.into(),
            Kind::WalkIn { .. } => self.walk_in(view)?.into(),
            Kind::ChangeStay { booking } => ChangeStay {
                booking: booking.clone(),
                check_in: self.day("Arrival", view.today())?,
                check_out: self.day("Departure", view.today())?,
                ..ChangeStay::default()
            }
            .into(),
            Kind::NameGuests { booking } => NameGuests {
                booking: booking.clone(),
                guests: names(self.text("Names")?),
            }
            .into(),
            Kind::Note { booking, room } => AddNote {
                booking: booking.clone(),
                room: room.clone(),
                text: self.text("Note")?.to_owned(),
            }
            .into(),
            Kind::Swap { booking } => self.swap(booking, view)?.into(),
            Kind::Block { .. } => self.block(view)?.into(),
            Kind::Maintenance { room } => MarkMaintenance {
                room: room.clone(),
                priority: Some(priority(self.text("Priority")?)),
                notes: self.optional("What is wrong")?,
                until: self.day("Until", view.today())?,
            }
            .into(),
            Kind::OutOfOrder { room } => PutOutOfOrder {
                room: room.clone(),
                reason: self.text("Reason")?.to_owned(),
                until: self.day("Until", view.today())?,
            }
            .into(),
        })
    }

    fn new_booking(&self, view: &View) -> Result<CreateBooking, Fault> {
        Ok(CreateBooking {
            room_type: self.text("Room type")?.to_owned(),
            check_in: self.day("Arrival", view.today())?,
            nights: self.number("Nights")?,
            lead: self.optional("Guest")?,
            guests: names(self.text("Others")?),
            adults: self.number("Adults")?,
            children: self.number("Children")?,
            notes: self.optional("Note")?,
            ..CreateBooking::default()
        })
    }

    fn walk_in(&self, view: &View) -> Result<WalkIn, Fault> {
        let wanted = self.text("Room or type")?.to_owned();
        let is_type = view.house.room_types.contains_key(&wanted);
        let (room, room_type) = if is_type {
            (None, Some(wanted))
        } else {
            (Some(wanted), None)
        };
        Ok(WalkIn {
            room,
            room_type,
            nights: self.number("Nights")?.unwrap_or(1),
            lead: self.text("Guest")?.to_owned(),
            guests: names(self.text("Others")?),
            adults: self.number("Adults")?.unwrap_or(1),
            children: self.number("Children")?,
            ..WalkIn::default()
        })
    }

    /// The other booking may be named by its code or by its room.
    fn swap(&self, booking: &str, view: &View) -> Result<Swap, Fault> {
        let typed = self.text("With")?;
        let with = match view.house.room_numbered(typed) {
            None => typed.to_uppercase(),
            Some(room) => {
                let own = view.house.booking_coded(booking);
                let nights = own.map(|booking| booking.stay);
                let holder = nights.and_then(|nights| {
                    view.house
                        .segments_in(room.id)
                        .find(|segment| segment.active && segment.stay.overlaps(nights))
                });
                let other = holder.and_then(|segment| view.house.bookings.get(&segment.booking));
                let missing = || Fault {
                    label: "With",
                    message: "nobody in that room then".into(),
                };
                other.ok_or_else(missing)?.code.clone()
            }
        };
        let reason = self.text("Reason")?.to_owned();
        Ok(Swap {
            booking: booking.to_owned(),
            with,
            reason,
            override_do_not_move: false,
        })
    }

    fn block(&self, view: &View) -> Result<BlockRooms, Fault> {
        let day = |label| {
            self.day(label, view.today())?.ok_or(Fault {
                label,
                message: "needed".into(),
            })
        };
        let level = self.text("Can be broken")?;
        Ok(BlockRooms {
            rooms: names(self.text("Rooms")?),
            from: day("From")?,
            to: day("To")?,
            kind: block_type(self.text("Type")?),
            reason: self.text("Reason")?.to_owned(),
            can_override: level != "no",
            override_level: override_level(level),
        })
    }
}

/// What each form asks.
fn entries(kind: &Kind, view: &View) -> Vec<Entry> {
    let text = |label| entry(label, Takes::Text);
    let date = |label| entry(label, Takes::Date).hint("t, +3, fri, 16, 24/12");
    let number = |label, most| entry(label, Takes::Number(most));
    match kind {
        Kind::Reason { label, command, .. } => vec![reason_entry(label, command)],
        Kind::GoToDate => vec![date("Date").required()],
        Kind::NewBooking {
            arrival,
            room_type,
            nights,
        } => vec![
            entry("Room type", Takes::OneOf(room_types(view)))
                .required()
                .holding(room_type.as_deref().unwrap_or("")),
            date("Arrival")
                .required()
                .holding(&typed_day(*arrival, view)),
            number("Nights", 999)
                .required()
                .holding(&nights.to_string())
                .hint("0 is a day use"),
            text("Guest").required().hint("family name, first name"),
            number("Adults", 99).required().holding("1"),
            number("Children", 99).holding("0"),
            text("Others").hint("names, separated by ;"),
            text("Note"),
        ],
        Kind::WalkIn { room } => vec![
            text("Room or type")
                .required()
                .holding(room.as_deref().unwrap_or(""))
                .hint("101, or DBL"),
            number("Nights", 999)
                .required()
                .holding("1")
                .hint("0 is a day use"),
            text("Guest").required().hint("family name, first name"),
            number("Adults", 99).required().holding("1"),
            number("Children", 99).holding("0"),
            text("Others").hint("names, separated by ;"),
        ],
        Kind::ChangeStay { booking } => {
            let stay = view
                .house
                .booking_coded(booking)
                .map(|booking| booking.stay);
            let held = |day: Option<Day>| day.map_or_else(String::new, |day| typed_day(day, view));
            vec![
                date("Arrival")
                    .required()
                    .holding(&held(stay.map(|stay| stay.check_in))),
                date("Departure")
                    .required()
                    .holding(&held(stay.map(|stay| stay.check_out))),
            ]
        }
        Kind::NameGuests { booking } => {
            let known = view
                .house
                .booking_coded(booking)
                .map(|booking| booking.guests.join("; "));
            vec![
                text("Names")
                    .required()
                    .holding(&known.unwrap_or_default())
                    .hint("separated by ;"),
            ]
        }
        Kind::Note { .. } => vec![text("Note").required()],
        Kind::Swap { .. } => vec![
            text("With").required().hint("room or booking code"),
            text("Reason").required(),
        ],
        Kind::Block { rooms, from, to } => vec![
            text("Rooms")
                .required()
                .holding(&rooms.join("; "))
                .hint("separated by ;"),
            date("From").required().holding(&typed_day(*from, view)),
            date("To").required().holding(&typed_day(*to, view)),
            entry("Type", Takes::OneOf(block_types())).required(),
            text("Reason").required(),
            entry("Can be broken", Takes::OneOf(override_levels())).required(),
        ],
        Kind::Maintenance { .. } => vec![
            entry("Priority", Takes::OneOf(priorities()))
                .required()
                .holding("MED"),
            text("What is wrong"),
            date("Until").hint("empty: not known"),
        ],
        Kind::OutOfOrder { .. } => {
            vec![
                text("Reason").required(),
                date("Until").hint("empty: until further notice"),
            ]
        }
    }
}

/// A reason that the command can do without may stay empty.
fn reason_entry(label: &'static str, command: &Command) -> Entry {
    let field = entry(label, Takes::Text);
    match command {
        Command::ResolveAlert(_) => field.hint("may stay empty"),
        _ => field.required(),
    }
}

/// A day as it can be typed again: today stays readable as a date.
fn typed_day(day: Day, view: &View) -> String {
    if day == view.today() {
        "t".to_owned()
    } else {
        day.to_string()
    }
}

/// Names or numbers separated by `;` or `,` between rooms.
fn names(typed: &str) -> Vec<String> {
    typed
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn room_types(view: &View) -> Vec<(String, String)> {
    let types = view.house.room_types.values();
    types
        .map(|kind| (kind.code.clone(), format!("{} {}", kind.code, kind.name)))
        .collect()
}

fn options(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(held, shown)| ((*held).to_owned(), (*shown).to_owned()))
        .collect()
}

fn priorities() -> Vec<(String, String)> {
    options(&[("LOW", "low"), ("MED", "medium"), ("HIGH", "high")])
}

fn priority(held: &str) -> MaintenancePriority {
    match held {
        "LOW" => MaintenancePriority::Low,
        "HIGH" => MaintenancePriority::High,
        _ => MaintenancePriority::Medium,
    }
}

fn block_types() -> Vec<(String, String)> {
    options(&[
        ("maintenance", "maintenance"),
        ("renovation", "renovation"),
        ("vip_hold", "VIP hold"),
        ("long_stay", "long stay"),
        ("staff", "staff"),
    ])
}

fn block_type(held: &str) -> BlockType {
    match held {
        "renovation" => BlockType::Renovation,
        "vip_hold" => BlockType::VipHold,
        "long_stay" => BlockType::LongStay,
        "staff" => BlockType::Staff,
        _ => BlockType::Maintenance,
    }
}

fn override_levels() -> Vec<(String, String)> {
    options(&[
        ("no", "by nobody"),
        ("manager", "by a manager"),
        ("admin", "by an administrator"),
    ])
}

fn override_level(held: &str) -> Option<crate::domain::staff::OverrideLevel> {
    use crate::domain::staff::OverrideLevel;
    match held {
        "manager" => Some(OverrideLevel::Manager),
        "admin" => Some(OverrideLevel::Admin),
        _ => None,
    }
}

/// Writes a reason, or the notes that stand for one, into a command.
pub fn set_reason(command: &mut Command, reason: &str) {
    let text = reason.trim().to_owned();
    let some = (!text.is_empty()).then(|| text.clone());
    match command {
        Command::CancelBooking(it) => it.reason = some,
        Command::MarkNoShow(it) => it.reason = some,
        Command::ReinstateBooking(it) => it.reason = some,
        Command::ConfirmBooking(it) => it.reason = some,
        Command::ChangeStay(it) => it.reason = some,
        Command::Unassign(it) => it.reason = some,
        Command::SetDoNotMove(it) => it.reason = some,
        Command::Assign(it) => it.reason = some,
        Command::PreAssign(it) => it.reason = some,
        Command::Inspect(it) => it.notes = some,
        Command::ResolveAlert(it) => it.notes = some,
        Command::Move(it) => it.reason = text,
        Command::Swap(it) => it.reason = text,
        Command::ReleaseBlock(it) => it.reason = text,
        Command::ReturnToService(it) => it.reason = text,
        Command::PutOutOfOrder(it) => it.reason = text,
        _ => {}
    }
}
