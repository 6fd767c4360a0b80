//! The doctor: looks a house over and says what is wrong with it, where, and
//! what to do.
//!
//! Owns the table of checks, what a finding is, and every check that can be
//! made of plain data: [`people`] and what they may do, [`work`] and whose it
//! is, [`rooms`], [`bookings`] with their segments, [`running`] (jobs, lease,
//! post), [`places`] (files and the way out) and the [`terminal`]. Damage of
//! the file itself is the store's to find. Reads nothing, mends nothing: a
//! finding that is safe to mend says how, and somebody else does it.

pub mod bookings;
pub mod people;
pub mod places;
pub mod rooms;
pub mod running;
pub mod terminal;
pub mod work;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::command::Command;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Notice,
    /// Something will go wrong if nobody sees to it.
    Warning,
    /// Something is wrong now.
    Fault,
}

impl Severity {
    /// As it is printed: `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Fault => "fault",
        }
    }
}

/// What part of the house a check looks at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The database file, its journal and its rows.
    Database,
    /// Who may do what.
    Permissions,
    /// Whose work is whose.
    Assignments,
    /// Rooms.
    Rooms,
    /// Bookings and their segments.
    Bookings,
    /// What the house does by itself.
    Jobs,
    /// Settings, files and the way out.
    Configuration,
    /// The terminal.
    Terminal,
}

impl Part {
    /// As it is printed: `permissions`.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Database => "database",
            Part::Permissions => "permissions",
            Part::Assignments => "assignments",
            Part::Rooms => "rooms",
            Part::Bookings => "bookings",
            Part::Jobs => "jobs",
            Part::Configuration => "configuration",
            Part::Terminal => "terminal",
        }
    }
}

macro_rules! checks {
    ($($check:ident $name:literal $part:ident $severity:ident $looks:literal;)*) => {
        /// Something the doctor looks at.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Check { $(#[doc = $looks] $check,)* }

        impl Check {
            /// Every check there is.
            pub const ALL: &'static [Check] = &[$(Check::$check,)*];

            /// Its stable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Check::$check => $name,)* }
            }

            /// What part of the house it looks at.
            pub fn part(self) -> Part {
                match self { $(Check::$check => Part::$part,)* }
            }

            /// How bad it is when it finds something.
            pub fn severity(self) -> Severity {
                match self { $(Check::$check => Severity::$severity,)* }
            }
        }
    };
}

checks! {
    Unopened "unopened" Database Fault "whether the database can be opened";
    Damaged "damaged" Database Fault "whether file, journal, rows and holds are what was written";
    Unguarded "unguarded" Database Notice "whether lost entries at the journal's end would be noticed";

    NoAdministrator "no_administrator" Permissions Fault "whether somebody administers the house, and can come in";
    UnlikeRole "unlike_role" Permissions Notice "who may more, or less, than their role says";
    Dangerous "dangerous" Permissions Warning "who may do alone what should take two";
    GoneOnStaff "gone_on_staff" Permissions Warning "whether who no longer works here is off the staff";
    OnDutyAway "on_duty_away" Permissions Warning "whether everyone on duty may work";
    LedInCircle "led_in_circle" Permissions Fault "whether the line of who leads whom ends";
    LeaderGone "leader_gone" Permissions Warning "whether everyone's leader is still here";
    NobodyAtNight "nobody_at_night" Permissions Warning "whether somebody can be called for an emergency at any hour";

    AssigneeAway "assignee_away" Assignments Warning "whether who sees to a request is there";
    AssigneeUnsuitable "assignee_unsuitable" Assignments Warning "whether who sees to a request suits it";
    TooMuchInHand "too_much_in_hand" Assignments Warning "whether somebody has more requests than one may have";
    CategoryLost "category_lost" Assignments Fault "whether every request has a category";
    RequestStamps "request_stamps" Assignments Fault "whether a request's stamps go with its status, and forward";
    AttendantAway "attendant_away" Assignments Warning "whether who has rooms to clean today is there";

    OccupiedDiffers "occupied_differs" Rooms Fault "whether exactly the occupied rooms have a guest";
    MaintenanceDiffers "maintenance_differs" Rooms Fault "whether a room in maintenance has a repair";
    OutOfOrderDiffers "out_of_order_differs" Rooms Fault "whether exactly the rooms out of order say why";
    RoomTypeLost "room_type_lost" Rooms Fault "whether every room and booking has a type";
    CleaningDiffers "cleaning_differs" Rooms Warning "whether exactly the rooms being cleaned say by whom";
    InactiveOccupied "inactive_occupied" Rooms Fault "whether no guest is in a room that is switched off";
    RushForNothing "rush_for_nothing" Rooms Warning "whether only rooms are hurried that can become ready";
    RepairForgotten "repair_forgotten" Rooms Notice "whether a repair that should be done is";
    RepairUnfollowed "repair_unfollowed" Rooms Warning "whether a repair's request is still open";
    RoomFromFuture "room_from_future" Rooms Warning "whether no stamp of a room lies ahead of the clock";

    BookingStamps "booking_stamps" Bookings Fault "whether a booking's stamps go with its status";
    NeedsRoomDiffers "needs_room_differs" Bookings Fault "whether exactly the bookings that lack a room say so";
    SegmentActive "segment_active" Bookings Fault "whether exactly the segments of bookings that hold do hold";
    SegmentsOverlap "segments_overlap" Bookings Fault "whether no booking has two rooms on one night";
    SegmentOutside "segment_outside" Bookings Fault "whether segments lie within their booking's stay";
    PartyTooLarge "party_too_large" Bookings Warning "whether a party fits the room it is to have";
    NeverCame "never_came" Bookings Warning "whether who never came was declared a no-show";
    WaitsThoughIn "waits_though_in" Bookings Warning "whether only guests wait who are not in yet";

    NobodyDoesJobs "nobody_does_jobs" Jobs Notice "whether anybody does the jobs";
    LeaseFromFuture "lease_from_future" Jobs Warning "whether the lease of the jobs was taken on this clock";
    LeaseLeft "lease_left" Jobs Notice "whether who did the jobs last gave them back";
    JobOverdue "job_overdue" Jobs Warning "whether every job is done in its time";
    JobFailed "job_failed" Jobs Warning "whether the last run of every job went well";
    JobInterrupted "job_interrupted" Jobs Warning "whether every run that was begun has ended";
    DateBehind "date_behind" Jobs Warning "whether the business date keeps up with the calendar";
    DeadLetters "dead_letters" Jobs Warning "whether every message went out";
    PostWaits "post_waits" Jobs Warning "whether messages go out in their time";

    Settings "settings" Configuration Fault "whether the configuration file is understood";
    MailIncomplete "mail_incomplete" Configuration Warning "whether e-mail can be sent";
    SmsIncomplete "sms_incomplete" Configuration Warning "whether SMS can be sent";
    NoAddress "no_address" Configuration Warning "whether who wants messages has an address";
    Outgoing "outgoing" Configuration Fault "whether the file of credentials is private and understood";
    ReportsFolder "reports_folder" Configuration Warning "whether reports can be filed";
    TooOpen "too_open" Configuration Warning "whether strangers on this machine are kept out of the files";

    NotATerminal "not_a_terminal" Terminal Notice "whether there is a terminal to look at";
    TooSmall "too_small" Terminal Warning "whether the terminal is large enough";
    Dumb "dumb" Terminal Warning "whether the terminal says what it is";
    NoUtf8 "no_utf8" Terminal Notice "whether the terminal shows more than ASCII";
    FewColours "few_colours" Terminal Notice "whether the terminal has colours";
    Multiplexed "multiplexed" Terminal Notice "whether tmux or screen keeps a key to itself";
    NotSynchronized "not_synchronized" Terminal Notice "whether frames are shown whole";
}

/// What puts a finding right, where that is safe.
#[derive(Clone, PartialEq, Debug)]
pub enum Mend {
    /// This command, which is journaled and can be taken back.
    Order(Box<Command>),
    /// This file is to have this mode.
    Mode(String, u32),
}

/// Something found.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// By which check.
    pub check: Check,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about, by its natural key; empty for the house as a whole.
    pub about: String,
    /// One sentence: what is wrong, where, and what to do.
    pub message: String,
    /// What puts it right, where that is safe.
    pub mend: Option<Mend>,
}

impl Finding {
    /// As bad as its check says.
    pub fn new(check: Check, about: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            check,
            severity: check.severity(),
            about: about.into(),
            message: message.into(),
            mend: None,
        }
    }

    /// The same, which this command puts right.
    #[must_use]
    pub fn mended_by(mut self, command: impl Into<Command>) -> Finding {
        self.mend = Some(Mend::Order(Box::new(command.into())));
        self
    }

    /// Whether it is more than worth knowing.
    pub fn is_wrong(&self) -> bool {
        self.severity > Severity::Notice
    }
}

/// The worst first, then part by part.
pub fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |one: &Finding| (std::cmp::Reverse(one.severity), one.check);
        key(a).cmp(&key(b)).then_with(|| a.about.cmp(&b.about))
    });
}

/// Some names, at most so many: `Ana, Jo and 3 more`.
fn some(names: &[&str]) -> String {
    const MOST: usize = 6;
    match names {
        [] => "nobody".to_owned(),
        [only] => (*only).to_owned(),
        few if few.len() <= MOST => {
            let (last, first) = few.split_last().unwrap_or((&"", &[]));
            format!("{} and {last}", first.join(", "))
        }
        many => format!("{} and {} more", many[..MOST].join(", "), many.len() - MOST),
    }
}
