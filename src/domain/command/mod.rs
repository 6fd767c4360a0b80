//! The one vocabulary by which anything changes.
//!
//! A command is plain data, tagged by `op`. What it needs, whether it can be
//! taken back and how it is decided stand in one table: a command without any
//! of them does not compile. How each is decided lies in [`mod@super::decide`].

mod account;
mod alert;
mod assign;
mod block;
mod booking;
mod housekeeping;
mod journal;
mod maintenance;
mod plan;
mod reason;
mod request;
mod rule;
mod saved_view;
mod setup;
mod staff;
mod stay;
mod telling;

pub use account::*;
pub use alert::*;
pub use assign::*;
pub use block::*;
pub use booking::*;
pub use housekeeping::*;
pub use journal::*;
pub use maintenance::*;
pub use plan::*;
pub use request::Request;
pub use rule::*;
pub use saved_view::*;
pub use setup::*;
pub use staff::*;
pub use stay::*;
pub use telling::*;

use serde::{Deserialize, Serialize};

use super::staff::{OverrideLevel, Permission};

/// What a command needs of the person who gives it. Some commands ask more,
/// by what they carry (the type of a block, whose PIN); they say so where
/// they are decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    /// Being signed in.
    SignedIn,
    /// Every one of these.
    All(&'static [Permission]),
    /// One of these.
    Any(&'static [Permission]),
    /// This permission, or an override level at least so high.
    Or(Permission, OverrideLevel),
    /// This permission together with the level, or administration.
    And(Permission, OverrideLevel),
}

/// Whether and how a command can be taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undo {
    /// The rows return to what they were.
    Rows,
    /// Never, for this reason.
    Never(&'static str),
}

/// What is true of every command with one `op`.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name in the vocabulary.
    pub op: &'static str,
    /// What it does, in a few words.
    pub does: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// Whether it can be taken back.
    pub undo: Undo,
}

macro_rules! commands {
    ($($name:ident $op:literal $does:literal needs $needs:expr, undo $undo:expr;)*) => {
        /// Anything that changes a property.
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        #[serde(tag = "op")]
        pub enum Command { $(#[doc = $does] #[serde(rename = $op)] $name($name),)* }

        /// Every command there is.
        pub const SPECS: &[Spec] = &[$(Spec { op: $op, does: $does, needs: $needs, undo: $undo },)*];

        impl Command {
            /// What is true of every command with this `op`.
            pub fn spec(&self) -> Spec {
                match self {
                    $(Command::$name(_) => Spec { op: $op, does: $does, needs: $needs, undo: $undo },)*
                }
            }
        }

        impl super::decide::Decide for Command {
            fn decide(&self, draft: &mut super::draft::Draft) -> Result<(), super::error::Refusal> {
                match self { $(Command::$name(command) => command.decide(draft),)* }
            }
        }

        $(impl From<$name> for Command {
            fn from(command: $name) -> Command {
                Command::$name(command)
            }
        })*
    };
}

use Permission as P;

const ADMIN: Needs = Needs::All(&[P::Admin]);
const BOOKINGS: Needs = Needs::All(&[P::Bookings]);
const ROOMS: Needs = Needs::All(&[P::Rooms]);

commands! {
    CreateProperty "create_property" "make a property" needs ADMIN, undo Undo::Never("a property is not unmade");
    SetPolicy "set_policy" "change a policy" needs ADMIN, undo Undo::Rows;
    CreateRoomType "create_room_type" "make a room type" needs ADMIN, undo Undo::Rows;
    EditRoomType "edit_room_type" "change a room type" needs ADMIN, undo Undo::Rows;
    CreateRoom "create_room" "make a room" needs ADMIN, undo Undo::Rows;
    EditRoom "edit_room" "change a room" needs ADMIN, undo Undo::Rows;

    CreateStaff "create_staff" "take on a member of staff" needs ADMIN, undo Undo::Rows;
    EditStaff "edit_staff" "change a person's particulars" needs ADMIN, undo Undo::Rows;
    SetPermissions "set_permissions" "set what a person may do" needs ADMIN, undo Undo::Rows;
    ResetPermissions "reset_permissions" "let a person do what their role does" needs ADMIN, undo Undo::Rows;
    DeactivateStaff "deactivate_staff" "take a person off the staff" needs ADMIN, undo Undo::Rows;
    ReactivateStaff "reactivate_staff" "take a person back on the staff" needs ADMIN, undo Undo::Rows;
    SetPin "set_pin" "set a PIN" needs Needs::SignedIn, undo Undo::Never("nobody knows the PIN of before; set a new one");

    CreateBooking "create_booking" "take a booking" needs BOOKINGS, undo Undo::Rows;
    EditBooking "edit_booking" "change a booking's particulars" needs BOOKINGS, undo Undo::Rows;
    NameGuests "name_guests" "name the party" needs BOOKINGS, undo Undo::Rows;
    AddNote "add_note" "add a note" needs Needs::Any(&[P::Bookings, P::Rooms]), undo Undo::Rows;
    SetGuestWaiting "set_guest_waiting" "say that the guest is here and waits" needs BOOKINGS, undo Undo::Rows;
    ConfirmBooking "confirm_booking" "confirm a pending booking" needs BOOKINGS, undo Undo::Rows;
    CancelBooking "cancel_booking" "cancel a booking" needs BOOKINGS, undo Undo::Rows;
    MarkNoShow "mark_no_show" "say that the guest never came" needs BOOKINGS, undo Undo::Rows;
    ReinstateBooking "reinstate_booking" "bring a cancelled booking back" needs BOOKINGS, undo Undo::Rows;
    ChangeStay "change_stay" "change the dates" needs BOOKINGS, undo Undo::Rows;

    Assign "assign" "give a booking a firm room" needs BOOKINGS, undo Undo::Rows;
    PreAssign "pre_assign" "give a booking a tentative room" needs BOOKINGS, undo Undo::Rows;
    FirmUp "firm_up" "make a tentative room firm" needs BOOKINGS, undo Undo::Rows;
    Unassign "unassign" "take a booking's room away" needs BOOKINGS, undo Undo::Rows;
    Move "move" "move a guest in the house to another room" needs BOOKINGS, undo Undo::Rows;
    Swap "swap" "exchange the rooms of two bookings" needs BOOKINGS, undo Undo::Rows;
    SetDoNotMove "set_do_not_move" "promise a booking its room" needs BOOKINGS, undo Undo::Rows;

    AutoAssign "auto_assign" "plan rooms for those who arrive" needs BOOKINGS, undo Undo::Rows;
    MakeRoom "make_room" "look for room for a booking that fits nowhere" needs BOOKINGS, undo Undo::Rows;
    ResolveConflict "resolve_conflict" "settle who of several keeps a room" needs BOOKINGS, undo Undo::Rows;
    ApplyPlan "apply_plan" "carry a plan of rooms out" needs BOOKINGS, undo Undo::Rows;

    CheckIn "check_in" "check a guest in" needs BOOKINGS, undo Undo::Rows;
    CheckOut "check_out" "check a guest out" needs BOOKINGS, undo Undo::Rows;
    BulkCheckOut "bulk_check_out" "check several guests out" needs BOOKINGS, undo Undo::Rows;
    UndoCheckIn "undo_check_in" "take a check-in back" needs BOOKINGS, undo Undo::Rows;
    UndoCheckOut "undo_check_out" "take a check-out back" needs BOOKINGS, undo Undo::Rows;
    WalkIn "walk_in" "take in a guest who stands at the desk" needs BOOKINGS, undo Undo::Rows;

    RecordPayment "record_payment" "record a payment" needs BOOKINGS, undo Undo::Rows;
    Adjust "adjust" "adjust an account" needs BOOKINGS, undo Undo::Rows;

    BlockRooms "block" "keep rooms from sale" needs BOOKINGS, undo Undo::Rows;
    EditBlock "edit_block" "change a block" needs BOOKINGS, undo Undo::Rows;
    ReleaseBlock "release_block" "release a block" needs BOOKINGS, undo Undo::Rows;

    StartCleaning "start_cleaning" "start cleaning a room" needs ROOMS, undo Undo::Rows;
    StopCleaning "stop_cleaning" "stop cleaning a room" needs ROOMS, undo Undo::Rows;
    MarkCleaned "mark_cleaned" "mark a room cleaned" needs ROOMS, undo Undo::Rows;
    Inspect "inspect" "pass or fail a cleaned room" needs Needs::All(&[P::Rooms, P::Inspect]), undo Undo::Rows;
    StartService "start_service" "start the daily service of an occupied room" needs ROOMS, undo Undo::Rows;
    FinishService "finish_service" "finish the daily service of an occupied room" needs ROOMS, undo Undo::Rows;
    DeclineService "decline_service" "note that the guest wants no service today" needs ROOMS, undo Undo::Rows;
    SetDoNotDisturb "set_do_not_disturb" "note whether the guest wants nobody in" needs ROOMS, undo Undo::Rows;
    SetMakeUp "set_make_up" "note whether the guest asks to have the room made up" needs Needs::Any(&[P::Bookings, P::Rooms]), undo Undo::Rows;
    AssignAttendant "assign_attendant" "make rooms somebody's work today" needs Needs::All(&[P::Rooms, P::Inspect]), undo Undo::Rows;
    ShareOut "share_out" "share rooms out among attendants" needs Needs::All(&[P::Rooms, P::Inspect]), undo Undo::Rows;
    SetOnDuty "set_on_duty" "say whether somebody is at work" needs Needs::Any(&[P::Inspect, P::Admin]), undo Undo::Rows;
    ReportFound "report_found" "say what was found in a room" needs ROOMS, undo Undo::Rows;
    ResolveDiscrepancy "resolve_discrepancy" "settle what was found against the book" needs Needs::Any(&[P::Bookings, P::Rooms]), undo Undo::Rows;
    MarkMaintenance "mark_maintenance" "lay a repair on a room" needs Needs::All(&[P::Maintenance]), undo Undo::Rows;
    CompleteMaintenance "complete_maintenance" "complete the repair of a room" needs Needs::All(&[P::Maintenance]), undo Undo::Rows;
    PutOutOfOrder "put_out_of_order" "put a room out of order" needs Needs::Or(P::Admin, OverrideLevel::Manager), undo Undo::Rows;
    ReturnToService "return_to_service" "return a room to service" needs Needs::Or(P::Admin, OverrideLevel::Manager), undo Undo::Rows;
    Rush "rush" "put a room first on the turnover board" needs Needs::Any(&[P::Bookings, P::Rooms]), undo Undo::Rows;

    CreateCategory "create_category" "make a category of requests" needs ADMIN, undo Undo::Rows;
    EditCategory "edit_category" "change a category of requests" needs ADMIN, undo Undo::Rows;
    CreateRequest "create_request" "report something for repair or service" needs Needs::SignedIn, undo Undo::Rows;
    AcknowledgeRequest "acknowledge_request" "take note of a request" needs Needs::SignedIn, undo Undo::Rows;
    StartRequest "start_request" "start work on a request" needs Needs::SignedIn, undo Undo::Rows;
    HoldRequest "hold_request" "put a request on hold" needs Needs::SignedIn, undo Undo::Rows;
    ResumeRequest "resume_request" "go on with a request on hold" needs Needs::SignedIn, undo Undo::Rows;
    ReopenRequest "reopen_request" "reopen a resolved request" needs Needs::SignedIn, undo Undo::Rows;
    CancelRequest "cancel_request" "call a request off" needs Needs::SignedIn, undo Undo::Rows;
    AssignRequest "assign_request" "give a request to someone" needs Needs::SignedIn, undo Undo::Rows;
    BulkAssignRequests "bulk_assign_requests" "give several requests to someone" needs Needs::All(&[P::AssignRequests]), undo Undo::Rows;
    EscalateRequests "escalate_requests" "tell the managers of late requests" needs ADMIN, undo Undo::Rows;
    ResolveRequest "resolve_request" "say that a request is done" needs Needs::SignedIn, undo Undo::Rows;
    CloseRequest "close_request" "close a resolved request" needs Needs::SignedIn, undo Undo::Rows;
    RateRequest "rate_request" "rate what was done" needs Needs::SignedIn, undo Undo::Rows;
    UpdateRequest "update_request" "add to a request, or change it" needs Needs::SignedIn, undo Undo::Rows;
    CreateResident "create_resident" "take down a resident" needs Needs::Any(&[P::Bookings, P::Admin]), undo Undo::Rows;
    EditResident "edit_resident" "change a resident" needs Needs::Any(&[P::Bookings, P::Admin]), undo Undo::Rows;

    CreateRule "create_rule" "make an allocation rule" needs Needs::Or(P::Admin, OverrideLevel::Manager), undo Undo::Rows;
    EditRule "edit_rule" "change an allocation rule" needs Needs::Or(P::Admin, OverrideLevel::Manager), undo Undo::Rows;
    DeleteRule "delete_rule" "give an allocation rule up" needs Needs::Or(P::Admin, OverrideLevel::Manager), undo Undo::Rows;

    ResolveAlert "resolve_alert" "settle an alert" needs Needs::Any(&[P::Bookings, P::Rooms, P::Maintenance]), undo Undo::Rows;
    SnoozeAlert "snooze_alert" "put an alert off" needs Needs::Any(&[P::Bookings, P::Rooms, P::Maintenance]), undo Undo::Rows;
    AcknowledgeAlert "acknowledge_alert" "say that an alert was seen" needs Needs::Any(&[P::Bookings, P::Rooms, P::Maintenance]), undo Undo::Rows;

    SaveView "save_view" "keep a view of a screen" needs Needs::SignedIn, undo Undo::Rows;
    DeleteView "delete_view" "give a kept view up" needs Needs::SignedIn, undo Undo::Rows;
    Announce "announce" "tell everyone something" needs Needs::All(&[P::SendAnnouncements]), undo Undo::Rows;
    AddEvent "add_event" "put an event above the grid" needs BOOKINGS, undo Undo::Rows;
    HandOver "hand_over" "leave a note for the next shift" needs Needs::SignedIn, undo Undo::Rows;
    ReadMessages "read_messages" "mark messages as read" needs Needs::SignedIn, undo Undo::Rows;
    ResendMessage "resend_message" "try a message again that could not be delivered" needs Needs::Any(&[P::SendAnnouncements, P::Admin]), undo Undo::Rows;
    TellAlerts "tell_alerts" "tell people of alerts" needs ADMIN, undo Undo::Rows;
    RecordDelivery "record_delivery" "note how the delivery of a message ended" needs ADMIN, undo Undo::Never("what has gone out cannot be called back");
    SendReport "send_report" "send a job's report" needs ADMIN, undo Undo::Rows;

    NightAudit "night_audit" "close the business date" needs Needs::And(P::Bookings, OverrideLevel::Manager), undo Undo::Never("a closed day stays closed");
    UndoStep "undo" "take a step back" needs Needs::SignedIn, undo Undo::Rows;
    RedoStep "redo" "take a step back again" needs Needs::SignedIn, undo Undo::Rows;
}

impl Command {
    /// Its name in the vocabulary.
    pub fn op(&self) -> &'static str {
        self.spec().op
    }
}
