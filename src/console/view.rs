//! What screens are drawn from and decide on: read-only, the same for all.
//!
//! Owns the [`View`] of the house under which every screen updates and draws. Nothing here changes
//! anything; a preview asks the domain, on the snapshot.

use ratatui::layout::Rect;

use crate::console::figures::Figures;
use crate::console::keymap::Keymap;
use crate::console::look::Look;
use crate::desk::Window;
use crate::domain::alert_mark::Severity;
use crate::domain::command::Command;
use crate::domain::day::{Day, Stay};
use crate::domain::decide::{decide, decide_all};
use crate::domain::draft::Outcome;
use crate::domain::error::Refusal;
use crate::domain::facts::{Actor, Context};
use crate::domain::house::House;
use crate::domain::id::{BlockId, BookingId, RequestId, RoomId, StaffId};
use crate::domain::moment::Moment;
use crate::domain::property::Property;
use crate::domain::request::RequestStatus;
use crate::domain::room::{Room, RoomStatus};

/// Everything a screen may look at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The house.
    pub house: &'a House,
    /// The property.
    pub property: &'a Property,
    /// The latest journal entry that the house knows of.
    pub head: i64,
    /// The days that were loaded, the grid's and those beside them.
    pub days: (Window, Option<Stay>),
    /// What is derived from the house and the time.
    pub figures: &'a Figures,
    /// The moment, to the minute.
    pub now: Moment,
    /// Who is signed in.
    pub actor: &'a Actor,
    /// Theme and signs.
    pub look: &'a Look,
    /// The keys.
    pub keymap: &'a Keymap,
    /// The part of the frame that the open screen fills.
    pub body: Rect,
    /// Whether the bell rings.
    pub rings: bool,
}

impl View<'_> {
    /// The business date.
    pub fn today(&self) -> Day {
        self.property.business_date
    }

    /// What this command would come to if it were given now.
    ///
    /// # Errors
    /// The refusal it would meet.
    pub fn preview(&self, command: &Command) -> Result<Outcome, Refusal> {
        decide(self.house, command, &self.context())
    }

    /// What these commands would come to as one step.
    ///
    /// # Errors
    /// The refusal that one of them would meet.
    pub fn preview_all(&self, commands: &[Command]) -> Result<Outcome, Refusal> {
        decide_all(self.house, commands, &self.context())
    }

    /// The circumstances under which this person would give a command now.
    pub fn context(&self) -> Context {
        Context {
            now: self.now,
            actor: self.actor.clone(),
            counters: self.house.counters,
            expected_version: None,
        }
    }

    /// Whether the house knows who is in it on all these nights, so that a
    /// preview can be believed.
    pub fn knows(&self, nights: Stay) -> bool {
        let (window, beside) = self.days;
        let within =
            |span: Stay| span.check_in <= nights.check_in && nights.check_out <= span.check_out;
        within(window.range()) || beside.is_some_and(within)
    }

    /// The wall clock at a moment of today, else its date: `09:42`, `14 Mar`.
    pub fn when(&self, moment: Moment) -> String {
        let zone = self.property.timezone;
        if moment.calendar_day(zone) == self.now.calendar_day(zone) {
            return self.clock(moment);
        }
        moment.local(zone).format("%-d %b").to_string()
    }

    /// The wall clock at `moment`: `09:42`.
    pub fn clock(&self, moment: Moment) -> String {
        moment
            .local(self.property.timezone)
            .format("%H:%M")
            .to_string()
    }
}

/// What is selected, in whatever screen: all that an action needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The room.
    pub room: Option<RoomId>,
    /// The booking.
    pub booking: Option<BookingId>,
    /// The block.
    pub block: Option<BlockId>,
    /// The alert: `unassigned:BK-2026-000123`.
    pub alert: Option<String>,
    /// The request.
    pub request: Option<RequestId>,
    /// The member of staff.
    pub person: Option<StaffId>,
    /// The allocation rule.
    pub rule: Option<i64>,
    /// All people, where several are selected.
    pub people: Vec<StaffId>,
    /// The day the cursor is on.
    pub day: Option<Day>,
    /// All rooms, where several are selected; the first is `room`.
    pub rooms: Vec<RoomId>,
    /// All bookings, where several are selected.
    pub bookings: Vec<BookingId>,
    /// All alerts, where several are selected.
    pub alerts: Vec<String>,
    /// All requests, where several are selected.
    pub requests: Vec<RequestId>,
    /// The day after the last one, where several are selected.
    pub until: Option<Day>,
}

impl Subject {
    /// Whether several things are selected on purpose.
    pub fn is_many(&self) -> bool {
        !(self.rooms.is_empty()
            && self.bookings.is_empty()
            && self.alerts.is_empty()
            && self.requests.is_empty()
            && self.people.is_empty())
    }
}

/// Something a screen can be brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A room.
    Room(RoomId),
    /// A booking, wherever it is.
    Booking(BookingId),
    /// A day.
    Day(Day),
    /// A request.
    Request(RequestId),
}

/// Which rows of a screen show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    #[default]
    All,
    /// Rooms of one type, by its code.
    Type(String),
    /// Rooms of one floor.
    Floor(i32),
    /// Rooms in one status.
    Status(RoomStatus),
    /// Rooms that have a feature.
    Feature(String),
    /// Rooms that are switched off.
    Inactive,
    /// Alerts at least so severe.
    Severity(Severity),
    /// Alerts that were put off or settled.
    PutOff,
    /// Some of the requests.
    Requests(ShownRequests),
    /// Rooms that are one's own work today.
    Mine,
    /// Rooms that a guest of today waits for.
    ArrivalsToday,
    /// People on duty.
    OnDuty,
    /// Everyone, those who left too.
    Everyone,
    /// Figures of the last so many days.
    Days(i32),
    /// Costs of so many months.
    Months(u32),
}

/// Which requests show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownRequests {
    /// One's own.
    Mine,
    /// Those that this person sees to.
    Of(StaffId),
    /// Those that nobody has.
    Nobodys,
    /// Those that should be done by now.
    Late,
    /// Those that wait.
    OnHold,
    /// Those of the two highest priorities.
    Urgent,
    /// Those in one status.
    Status(RequestStatus),
    /// Those of one category.
    Category(String),
    /// Those that are done with, as far back as they are loaded.
    DoneWith,
}

impl ShownRequests {
    fn label(&self) -> String {
        match self {
            Self::Mine => "mine".to_owned(),
            Self::Of(_) => "one person's".to_owned(),
            Self::Nobodys => "nobody's".to_owned(),
            Self::Late => "late".to_owned(),
            Self::OnHold => "on hold".to_owned(),
            Self::Urgent => "priority 3 and 4".to_owned(),
            Self::Status(status) => status.label().to_lowercase(),
            Self::Category(name) => name.clone(),
            Self::DoneWith => "done with lately".to_owned(),
        }
    }
}

impl Filter {
    /// What the screen says while it is on.
    pub fn label(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Type(code) => code.clone(),
            Self::Floor(floor) => format!("floor {floor}"),
            Self::Status(status) => status.label().to_lowercase(),
            Self::Feature(feature) => feature.clone(),
            Self::Inactive => "inactive".to_owned(),
            Self::Severity(severity) => severity.as_str().to_owned(),
            Self::PutOff => "put off or settled".to_owned(),
            Self::Requests(shown) => shown.label(),
            Self::Mine => "mine".to_owned(),
            Self::ArrivalsToday => "arrivals".to_owned(),
            Self::OnDuty => "those on duty".to_owned(),
            Self::Everyone => "those who left too".to_owned(),
            Self::Days(days) => format!("the last {days} days"),
            Self::Months(1) => "this month".to_owned(),
            Self::Months(months) => format!("{months} months"),
        }
    }

    /// Whether a room shows under it; what is not about rooms hides none.
    pub fn shows(&self, room: &Room) -> bool {
        match self {
            Self::Inactive => !room.active,
            _ if !room.active => false,
            Self::Type(code) => room.room_type == *code,
            Self::Floor(floor) => room.floor == *floor,
            Self::Status(status) => room.status == *status,
            Self::Feature(feature) => room.features.contains(feature),
            Self::All
            | Self::Severity(_)
            | Self::PutOff
            | Self::Mine
            | Self::Requests(_)
            | Self::ArrivalsToday
            | Self::OnDuty
            | Self::Everyone
            | Self::Days(_)
            | Self::Months(_) => true,
        }
    }
}

/// What lies under the mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One night of one room.
    Night {
        /// The room.
        room: RoomId,
        /// The night.
        day: Day,
    },
    /// A stay on the grid.
    Stay {
        /// Whose.
        booking: BookingId,
        /// In which room; none in the tray.
        room: Option<RoomId>,
        /// The day under the mouse.
        day: Day,
    },
    /// A room, wherever it is listed.
    Room(RoomId),
    /// An alert.
    Alert(String),
    /// A member of staff.
    Person(StaffId),
    /// An allocation rule.
    Rule(i64),
    /// A booking, wherever it is listed.
    Booking(BookingId),
    /// A request.
    Request(RequestId),
    /// Something that is an action: a tab, a hint.
    Action(crate::console::action::Action),
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button went down.
    Press,
    /// The left button went down a second time at the same place.
    DoublePress,
    /// The right button went down.
    Menu,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button was let go.
    Release,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// A gesture and where it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub gesture: Gesture,
    /// Where, in the whole frame.
    pub at: ratatui::layout::Position,
    /// Control was held.
    pub ctrl: bool,
}
