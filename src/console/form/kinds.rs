//! Which forms there are, and what each is about.

pub use super::command::set_reason;
pub use super::people::About;
pub use super::telling::Tell;

use super::house::HouseForm;
use super::request::RequestForm;
use crate::console::view::{Subject, View};
use crate::domain::account::PaymentKind;
use crate::domain::command::{AutoAssign, Command};
use crate::domain::day::Day;
use crate::domain::listing::Search;
use crate::domain::saved_view::Arrangement;

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
    /// Several commands that only lack the same reason or note.
    ReasonForAll {
        /// What is done.
        title: String,
        /// What the one field is called.
        label: &'static str,
        /// What the step is called once it is done.
        called: String,
        /// The commands without it.
        commands: Vec<Command>,
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
    /// A booking's particulars.
    EditBooking {
        /// Whose, by code.
        booking: String,
    },
    /// What is looked for in the list of bookings.
    SearchBookings(Search),
    /// A name for a screen's arrangement.
    SaveView(Arrangement),
    /// A note on a booking or a room.
    Note {
        /// The booking, by code.
        booking: Option<String>,
        /// Or the room, by number.
        room: Option<String>,
    },
    /// Money that changes hands.
    Payment {
        /// Whose, by code.
        booking: String,
        /// What for, to begin with.
        kind: PaymentKind,
    },
    /// Something added to the account, or taken off.
    Adjust {
        /// Whose, by code.
        booking: String,
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
    /// A block becomes another.
    EditBlock {
        /// Which, by code.
        block: String,
    },
    /// When a guest comes, or leaves.
    Time {
        /// Whose, by code.
        booking: String,
        /// The hour of departure, not of arrival.
        leaves: bool,
    },
    /// Something is broken.
    Maintenance {
        /// Where, by number.
        room: String,
    },
    /// The people of the house.
    People(About),
    /// Something people are told.
    Telling(Tell),
    /// A request for repair or service.
    Request(RequestForm),
    /// What the house keeps lists of.
    House(HouseForm),
    /// A plan of rooms.
    Plan(Box<AutoAssign>),
    /// An allocation rule, by name; none: a new one.
    Rule(Option<String>),
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
            Self::ReasonForAll { title, .. } => title.clone(),
            Self::GoToDate => "Go to date".into(),
            Self::NewBooking { .. } => "New booking".into(),
            Self::WalkIn { .. } => "Walk-in".into(),
            Self::ChangeStay { booking } => format!("Change dates: {booking}"),
            Self::NameGuests { booking } => format!("Guests of {booking}"),
            Self::EditBooking { booking } => format!("Edit booking {booking}"),
            Self::SearchBookings(_) => "Look for bookings".into(),
            Self::SaveView(_) => "Keep this view".into(),
            Self::Note {
                booking: Some(about),
                ..
            } => format!("Note on {about}"),
            Self::Note { room, .. } => {
                format!("Note on room {}", room.as_deref().unwrap_or_default())
            }
            Self::Swap { booking } => format!("Swap rooms: {booking}"),
            Self::Payment {
                booking,
                kind: PaymentKind::Refund,
            } => format!("Refund: {booking}"),
            Self::Payment { booking, .. } => format!("Payment: {booking}"),
            Self::Adjust { booking } => format!("Adjust the account: {booking}"),
            Self::Block { .. } => "Block rooms".into(),
            Self::EditBlock { block } => format!("Change block {block}"),
            Self::Time {
                booking,
                leaves: true,
            } => format!("Late check-out: {booking}"),
            Self::Time { booking, .. } => format!("Arrival time: {booking}"),
            Self::People(about) => about.title(),
            Self::Telling(tell) => tell.title().into(),
            Self::Request(form) => form.title(),
            Self::Rule(None) => "New rule".into(),
            Self::Rule(Some(name)) => format!("Change rule {name}"),
            Self::House(form) => form.title(),
            Self::Maintenance { room } => format!("Maintenance: room {room}"),
            Self::Plan(asked) if asked.bookings.is_empty() => "Plan rooms".into(),
            Self::Plan(_) => "Plan rooms for those chosen".into(),
            Self::OutOfOrder { room } => format!("Out of order: room {room}"),
        }
    }

    /// Whether it is about something that is known already.
    pub fn changes_what_is_known(&self) -> bool {
        match self {
            Self::EditBooking { .. } | Self::Rule(Some(_)) => true,
            Self::House(form) => !matches!(form, HouseForm::NewCategory | HouseForm::NewResident),
            _ => false,
        }
    }

    /// What Enter does, as the hint says it.
    pub fn does(&self) -> &'static str {
        match self {
            Self::SearchBookings(_) => " Look  ",
            Self::GoToDate => " Go  ",
            Self::Plan(_) => " Plan  ",
            _ => " Save  ",
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
        .or_else(|| named("ticket"))
        .or_else(|| named("booking"))
        .or_else(|| named("block"))
        .or_else(|| named("room").map(|room| format!("room {room}")))
}
