//! The list of actions itself: one line each, nothing else.

use super::Context::{
    Alerts, Bookings, Carry, Cleanings, Costs, Everywhere, Form, Grid, List, Page, Plan, Requests,
    Rules, Staff, Team, Turnover,
};
use super::{Context, Entry, Group, Needs};

/// One list gives both the enum and the registry, so that they cannot drift.
macro_rules! actions {
    ($($action:ident $id:literal $name:literal, $doc:literal,
       $group:ident $contexts:expr, $needs:ident $(=> $command:literal)?;)+) => {
        /// Something a person can do in the console.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Action { $(#[doc = $doc] $action),+ }

        /// Every action, in the order help shows them.
        pub const REGISTRY: &[Entry] = &[$(Entry {
            action: Action::$action,
            id: $id,
            name: $name,
            doc: $doc,
            group: Group::$group,
            contexts: $contexts,
            needs: Needs::$needs,
            command: only(&[$($command)?]),
        }),+];
    };
}

/// The one of an optional thing, as constants can say it.
const fn only(maybe: &[&'static str]) -> Option<&'static str> {
    if maybe.is_empty() {
        None
    } else {
        Some(maybe[0])
    }
}

const LISTS: &[Context] = &[
    Grid, Carry, Plan, Turnover, Alerts, Requests, Bookings, Page, Staff, Team, Costs, Rules,
    Cleanings, List,
];
/// Where there are lines that can be marked.
const LINES: &[Context] = &[Grid, Turnover, Alerts, Requests, Bookings, Staff];
/// Where only some of what there is can be shown.
const NARROWED: &[Context] = &[
    Grid, Turnover, Alerts, Requests, Bookings, Staff, Team, Costs, Cleanings,
];
/// Where a line can be opened.
const OPENED: &[Context] = &[
    Grid, Plan, Turnover, Alerts, Requests, Bookings, Staff, Team, Rules, Cleanings,
];
/// Where a booking can be selected.
const GUESTS: &[Context] = &[Grid, Turnover, Alerts, Bookings, Page];
const DAYS: &[Context] = &[Grid, Carry];
/// Where days can be turned, or stays are planned on them.
const PLANNED: &[Context] = &[Grid, Carry, Plan];

actions! {
    Up "up" "Up", "One row up.", Look LISTS, Nothing;
    Down "down" "Down", "One row down.", Look LISTS, Nothing;
    Left "left" "Left", "One day or one column to the left.", Look &[Grid, Carry, Plan, Turnover, Alerts, Requests], Nothing;
    Right "right" "Right", "One day or one column to the right.", Look &[Grid, Carry, Plan, Turnover, Alerts, Requests], Nothing;
    PageUp "page_up" "Page up", "One screenful up.", Look LISTS, Nothing;
    PageDown "page_down" "Page down", "One screenful down.", Look LISTS, Nothing;
    First "first" "To the beginning", "To the first row or day.", Look LISTS, Nothing;
    Last "last" "To the end", "To the last row or day.", Look LISTS, Nothing;
    WeekBack "week_back" "A week back", "Seven days to the left.", Look PLANNED, Nothing;
    WeekOn "week_on" "A week on", "Seven days to the right.", Look PLANNED, Nothing;
    ScreenBack "screen_back" "A screen of days back", "As many days to the left as are shown.", Look PLANNED, Nothing;
    ScreenOn "screen_on" "A screen of days on", "As many days to the right as are shown.", Look PLANNED, Nothing;
    MonthBack "month_back" "A month back", "To the same day of the month before.", Look DAYS, Nothing;
    MonthOn "month_on" "A month on", "To the same day of the next month.", Look DAYS, Nothing;
    Today "today" "Today", "To the business date.", Look DAYS, Nothing;
    GoToDate "go_to_date" "Go to date", "Asks for a date and goes there.", Look &[Grid], Nothing;
    NextPanel "next_panel" "Next panel", "To the next panel, column or group.", Look &[Grid, Turnover, Alerts, Cleanings], Nothing;
    PreviousPanel "previous_panel" "Previous panel", "To the panel, column or group before.", Look &[Grid, Turnover, Alerts, Cleanings], Nothing;
    ShowGrid "show_grid" "Grid", "Shows the month grid.", Look &[Everywhere], Nothing;
    ShowTurnover "show_turnover" "Turnover", "Shows the turnover board.", Look &[Everywhere], Nothing;
    ShowAlerts "show_alerts" "Alerts", "Shows the alerts.", Look &[Everywhere], Nothing;
    ShowBookings "show_bookings" "Bookings", "Shows the list of all bookings.", Look &[Everywhere], Nothing;
    ShowRequests "show_requests" "Requests", "Shows what is to be repaired or brought.", Look &[Everywhere], Nothing;
    ShowStaff "show_staff" "Staff", "Shows the people of the house, to those who administer it.", Look &[Everywhere], Nothing;
    ShowTeam "show_team" "Team", "What needs somebody, and the work of each person in figures.", Look &[Everywhere], Nothing;
    ShowCosts "show_costs" "Costs", "What repairs cost, to those who manage finances.", Look &[Everywhere], Nothing;
    ShowRules "show_rules" "Rules", "Shows the allocation rules: which rooms for whom.", Look &[Everywhere], Nothing;
    ShowCleanings "show_cleanings" "Cleanings", "What was cleaned, by room and by person: minutes, and what failed.", Look &[Everywhere], Nothing;
    Discrepancies "discrepancies" "Discrepancies", "Rooms in which something else was found than the front desk's book says.", Look &[Everywhere], Nothing;
    ShowOwnWork "show_own_work" "My work", "Goes where your own work is, as when you signed in.", Look &[Everywhere], Nothing;
    Find "find" "Find", "Finds a room, a guest or a booking code.", Look &[Everywhere], Nothing;
    Filter "filter" "Filter", "Shows only some of the rows, or other days.", Look NARROWED, Nothing;
    Inbox "inbox" "Inbox", "What you were told: messages, announcements, notes of the shift before.", Look &[Everywhere], Nothing;
    ShowMine "show_mine" "My rooms", "Shows only the rooms that are your own work, or all again.", Look &[Turnover], Nothing;
    Sort "sort" "Sort", "Sorts by the next column, up and then down.", Look &[Bookings], Nothing;
    Views "views" "Views", "Takes up an arrangement that was kept under a name, or keeps this one.", Look &[Bookings, Grid], Nothing => "save_view";
    ZoomIn "zoom_in" "Wider days", "Gives each day more columns.", Look &[Grid, Plan], Nothing;
    ZoomOut "zoom_out" "Narrower days", "Gives each day fewer columns.", Look &[Grid, Plan], Nothing;
    ToggleDetails "toggle_details" "Details", "Shows or hides the details of what is selected.", Look &[Grid, Turnover], Nothing;
    Fold "fold" "Fold the group", "Hides or shows the rooms of a group.", Look &[Grid], Nothing;
    GroupBy "group_by" "Group rows", "Groups the rooms by type, by floor, or not at all.", Look &[Grid], Nothing;
    Open "open" "Open", "Opens the selected booking, the room, or the person.", Look OPENED, Nothing;

    NewBooking "new_booking" "New booking", "Takes a booking.", Booking &[Everywhere], Nothing => "create_booking";
    WalkIn "walk_in" "Walk-in", "Books and checks in a guest who stands at the desk.", Booking &[Everywhere], Nothing => "walk_in";
    CheckIn "check_in" "Check in", "The guest has come.", Booking GUESTS, Booking => "check_in";
    CheckOut "check_out" "Check out", "The guest leaves.", Booking GUESTS, Booking => "check_out";
    UndoCheckIn "undo_check_in" "Take back the check-in", "The guest was checked in by mistake.", Booking GUESTS, Booking => "undo_check_in";
    UndoCheckOut "undo_check_out" "Take back the check-out", "The guest was checked out by mistake.", Booking GUESTS, Booking => "undo_check_out";
    Assign "assign" "Assign a room", "Offers the rooms this booking can have.", Booking &[Grid, Alerts, Bookings, Page], Booking => "assign";
    PickUp "pick_up" "Move", "Picks up the stay, to be dropped on another room or other days.", Booking &[Grid], Booking => "move";
    Drop "drop" "Drop", "Drops the stay here.", Booking &[Carry], Booking => "move";
    NextFree "next_free" "Next free room", "To the next room that can take the stay.", Booking &[Carry], Booking;
    StepUp "step_up" "To the room above", "Moves the stay one room up.", Booking &[Grid], Booking => "move";
    StepDown "step_down" "To the room below", "Moves the stay one room down.", Booking &[Grid], Booking => "move";
    StepLeft "step_left" "A day earlier", "Moves the stay one day back.", Booking &[Grid], Booking => "change_stay";
    StepRight "step_right" "A day later", "Moves the stay one day on.", Booking &[Grid], Booking => "change_stay";
    Resize "resize" "Resize", "Changes arrival or departure of the stay.", Booking &[Grid], Booking => "change_stay";
    Park "park" "Park", "Takes the room from the stay; it waits in the tray.", Booking &[Grid, Bookings, Page], Booking => "unassign";
    FirmUp "firm_up" "Firm up", "Makes a tentative room firm.", Booking &[Grid, Bookings, Page], Booking => "firm_up";
    Swap "swap" "Swap rooms", "Exchanges the rooms of two bookings.", Booking &[Grid, Bookings, Page], Booking => "swap";
    Mark "mark" "Select", "Selects this line too, or no longer; actions are then about all that is selected.", Look LINES, Nothing;
    SelectRange "select_range" "Select a range", "Selects from here on, until pressed again.", Look LINES, Nothing;
    ExtendUp "extend_up" "Select upwards", "Selects the line above too.", Look LINES, Nothing;
    ExtendDown "extend_down" "Select downwards", "Selects the line below too.", Look LINES, Nothing;
    SelectGroup "select_group" "Select the group", "Selects every booking of the same group.", Look &[Grid], Booking;
    ExtendLeft "extend_left" "Select to the left", "Selects the night before too.", Look &[Grid], Nothing;
    ExtendRight "extend_right" "Select to the right", "Selects the next night too.", Look &[Grid], Nothing;
    AutoAssign "auto_assign" "Plan rooms", "Plans who gets which room; shows the plan on the grid first.", Booking &[Grid, Plan, Alerts, Bookings], Nothing => "auto_assign";
    MakeRoom "make_room" "Make room", "Looks who would have to move so that the booking gets a room; shows it first.", Booking &[Grid, Alerts, Bookings, Page], Booking => "make_room";
    ResolveConflict "resolve_conflict" "Settle conflict", "Ranks who claims a room, and finds the others another; shows it first.", Booking &[Grid, Alerts, Bookings, Page], Booking => "resolve_conflict";
    ApplyPlan "apply_plan" "Carry out", "Carries out all lines of the plan that are kept, as one step.", Booking &[Plan], Nothing => "apply_plan";
    KeepPlan "keep_plan" "Keep for later", "Keeps the plan as it was made, so that it can be carried out later.", Booking &[Plan], Nothing => "auto_assign";
    KeptPlans "kept_plans" "Kept plans", "Shows the latest plans that were kept and not carried out.", Booking &[Everywhere], Nothing;
    LeaveOut "leave_out" "Leave out", "Leaves the line out of the plan, or takes it back.", Booking &[Plan], Nothing;
    LeaveOutFailing "leave_out_failing" "Leave out what fails", "Leaves out every line that no longer holds.", Booking &[Plan], Nothing;
    MoveFirm "move_firm" "Firm ones too", "Looks again, and lets firm rooms change too; promised ones never.", Booking &[Plan], Nothing;
    DoNotMove "do_not_move" "Do not move", "Keeps the stay in its room, or lets it go again.", Booking &[Grid, Bookings, Page], Booking => "set_do_not_move";
    GuestWaiting "guest_waiting" "Guest waits", "Marks that the guest is here and waits for the room.", Booking GUESTS, Booking => "set_guest_waiting";
    ConfirmBooking "confirm_booking" "Confirm", "Confirms a booking that waits for payment.", Booking GUESTS, Booking => "confirm_booking";
    CancelBooking "cancel_booking" "Cancel booking", "Cancels the booking; asks why.", Booking &[Grid, Bookings, Page], Booking => "cancel_booking";
    NoShow "no_show" "No-show", "The guest never came.", Booking GUESTS, Booking => "mark_no_show";
    Reinstate "reinstate" "Reinstate", "Takes a cancelled or no-show booking back.", Booking GUESTS, Booking => "reinstate_booking";
    LateDeparture "late_departure" "Late check-out", "Writes down when the guest leaves on the last day.", Booking GUESTS, Booking => "edit_booking";
    ArrivalTime "arrival_time" "Arrival time", "Writes down when the guest is expected.", Booking GUESTS, Booking => "edit_booking";
    EditBooking "edit_booking" "Edit booking", "Changes guest, party, contact, rate and particulars.", Booking GUESTS, Booking => "edit_booking";
    ChangeStay "change_stay" "Change dates", "Changes arrival and departure by date.", Booking GUESTS, Booking => "change_stay";
    NameGuests "name_guests" "Name guests", "Writes down who is in the party.", Booking GUESTS, Booking => "name_guests";
    Account "account" "Account", "What the stay costs, what was paid and what is open; takes payments.", Booking GUESTS, Booking;
    RecordPayment "record_payment" "Record a payment", "Writes down a payment or a deposit.", Booking GUESTS, Booking => "record_payment";
    Refund "refund" "Refund", "Writes down money that is given back.", Booking GUESTS, Booking => "record_payment";
    Adjust "adjust" "Adjust the account", "Adds something to the account, or takes it off; asks why.", Booking GUESTS, Booking => "adjust";
    AddNote "add_note" "Add note", "Writes a note on the booking.", Booking GUESTS, Booking => "add_note";

    PrintRegistration "print_registration" "Print registration", "Prints the card that the guest signs.", Booking GUESTS, Booking;

    BlockRooms "block" "Block", "Blocks the selected room-days.", Rooms &[Grid], Room => "block";
    EditBlock "edit_block" "Change block", "Other nights, another purpose or reason, or whose word breaks it.", Rooms &[Grid], Block => "edit_block";
    ReleaseBlock "release_block" "Release block", "Gives a blocked room free again; asks why.", Rooms &[Grid], Block => "release_block";
    NextStage "next_stage" "Next stage", "Takes the room one step on: start, cleaned, inspected, back in service.", Rooms &[Turnover], Room;
    StageBack "stage_back" "Back a stage", "Takes the room one step back: stop cleaning, failed inspection.", Rooms &[Turnover], Room;
    StartCleaning "start_cleaning" "Start cleaning", "Someone cleans the room now.", Rooms &[Turnover, Grid], Room => "start_cleaning";
    StopCleaning "stop_cleaning" "Stop cleaning", "Nobody cleans the room any more.", Rooms &[Turnover, Grid], Room => "stop_cleaning";
    MarkCleaned "mark_cleaned" "Cleaned", "The room is cleaned.", Rooms &[Turnover, Grid], Room => "mark_cleaned";
    PassInspection "pass_inspection" "Passed", "The room passed its inspection.", Rooms &[Turnover, Grid], Room => "inspect";
    FailInspection "fail_inspection" "Failed", "The room failed its inspection; asks what was wrong.", Rooms &[Turnover, Grid], Room => "inspect";
    AssignAttendant "assign_attendant" "Attendant", "Says whose work the room is today.", Rooms &[Turnover], Room => "assign_attendant";
    ShareOut "share_out" "Share out", "Spreads the day's work evenly among the attendants; shows the plan first.", Rooms &[Turnover], Nothing => "share_out";
    PrintRooms "print_rooms" "Print sheets", "Prints the day's rooms of each attendant; of those selected, where rooms are.", Rooms &[Turnover], Nothing;
    TouchUp "touch_up" "Touched up", "A ready room that stood unused was gone over.", Rooms &[Turnover, Grid], Room => "mark_cleaned";
    DeepClean "deep_clean" "Deep-cleaned", "The room had a deep cleaning.", Rooms &[Turnover, Grid], Room => "mark_cleaned";
    MakeUp "make_up" "Make up now", "The guest asks to have the room made up now, or no longer so.", Rooms &[Turnover, Grid], Room => "set_make_up";
    ReportFound "report_found" "Found", "What was found in the room: empty, or how many people.", Rooms &[Turnover, Grid], Room => "report_found";
    SettleDiscrepancy "settle_discrepancy" "Settle", "What was found and the front desk's book agree again.", Rooms &[Turnover, Grid], Room => "resolve_discrepancy";
    DeclineService "decline_service" "No service today", "The guest wants no service today.", Rooms &[Turnover, Grid], Room => "decline_service";
    DoNotDisturb "do_not_disturb" "Do not disturb", "The guest wants nobody in the room, or no longer so.", Rooms &[Turnover, Grid], Room => "set_do_not_disturb";
    MarkMaintenance "mark_maintenance" "Maintenance", "Something in the room is broken.", Rooms &[Turnover, Grid], Room => "mark_maintenance";
    CompleteMaintenance "complete_maintenance" "Maintenance done", "What was broken is repaired.", Rooms &[Turnover, Grid], Room => "complete_maintenance";
    PutOutOfOrder "out_of_order" "Out of order", "Takes the room out of use; asks why and until when.", Rooms &[Turnover, Grid], Room => "put_out_of_order";
    ReturnToService "back_in_service" "Back in service", "The room can be used again, once cleaned.", Rooms &[Turnover, Grid], Room => "return_to_service";
    Rush "rush" "Rush", "A guest waits for this room, or no longer does.", Rooms &[Turnover, Grid, Alerts], Room => "rush";
    RoomHistory "room_history" "Room history", "All about the room, and everything that was done to it.", Rooms &[Turnover, Grid, Alerts, Requests, Bookings, Page], Room;
    BlockHistory "block_history" "Block history", "All about the block, and everything that was done to it.", Rooms &[Grid], Block;
    RoomNote "room_note" "Room note", "Writes a note on the room.", Rooms &[Turnover, Grid], Room => "add_note";

    DealWith "deal_with" "Deal with it", "Every way out that fits how urgent the alert is: rooms, upgrades, making room.", Alerts &[Alerts], Alert;
    WhoWasTold "who_was_told" "Who was told", "Who was told of the alert, when, and what became of each message.", Alerts &[Alerts], Alert;
    Snooze "snooze" "Snooze", "Puts the alert to sleep for an hour.", Alerts &[Alerts], Alert => "snooze_alert";
    Acknowledge "acknowledge" "Seen", "Someone takes care of it.", Alerts &[Alerts], Alert => "acknowledge_alert";
    Resolve "resolve" "Resolve", "Settled; asks how.", Alerts &[Alerts], Alert => "resolve_alert";

    Report "report" "New request", "Reports something to be repaired or brought, about what is selected.", Requests &[Everywhere], Nothing => "create_request";
    ToggleBoard "toggle_board" "Board or list", "Shows the requests by status in columns, or line by line.", Requests &[Requests], Nothing;
    AssignRequest "assign_request" "Give to someone", "Offers the people who suit, the best first, with the reason.", Requests &[Requests], Request => "assign_request";
    TakeNote "take_note" "Take note", "Someone has seen the request; one that was given is given back.", Requests &[Requests], Request => "acknowledge_request";
    StartWork "start_work" "Start work", "The work begins.", Requests &[Requests], Request => "start_request";
    HoldRequest "hold_request" "Put on hold", "The work waits, for a part or for someone; asks for what.", Requests &[Requests], Request => "hold_request";
    ResumeRequest "resume_request" "Go on", "The work goes on.", Requests &[Requests], Request => "resume_request";
    WorkDone "work_done" "Work done", "The work is done; asks what it cost.", Requests &[Requests], Request => "resolve_request";
    CloseRequest "close_request" "Close request", "The work was looked over; the request is done with.", Requests &[Requests], Request => "close_request";
    ReopenRequest "reopen_request" "Reopen request", "It was not done after all.", Requests &[Requests], Request => "reopen_request";
    CallOff "call_off" "Call off", "Nothing is to be done; asks why.", Requests &[Requests], Request => "cancel_request";
    RateRequest "rate_request" "Rate", "Writes down how content whoever asked is.", Requests &[Requests], Request => "rate_request";
    UpdateRequest "update_request" "Update request", "Adds a note, or changes what is known.", Requests &[Requests], Request => "update_request";

    Categories "categories" "Categories", "Kinds of requests: who suits, how urgent at most, usual hours, budget.", Requests &[Everywhere], Nothing => "edit_category";
    NewCategory "new_category" "New category", "Makes a kind of requests.", Requests &[Everywhere], Nothing => "create_category";
    Residents "residents" "Residents", "Who lives here for long, and may ask for repairs.", Requests &[Everywhere], Nothing => "edit_resident";
    NewResident "new_resident" "New resident", "Takes down who lives here for long.", Requests &[Everywhere], Nothing => "create_resident";
    CleaningTimes "cleaning_times" "Minutes and checklists", "How long cleaning takes in each type of room, and what an inspection looks at.", Rooms &[Everywhere], Nothing => "edit_room_type";

    NewStaff "new_staff" "Take on", "Takes someone on the staff.", People &[Staff], Nothing => "create_staff";
    EditStaff "edit_staff" "Change person", "Name, role, how they stand with the house, and where they are reached.", People &[Staff], Person => "edit_staff";
    StaffHours "staff_hours" "Hours and languages", "The week, the languages, and how they are told of things.", People &[Staff], Person => "edit_staff";
    SetPermissions "set_permissions" "What they may do", "Sets permissions one by one, beside what the role has; also for all that are selected.", People &[Staff], Person => "set_permissions";
    ResetPermissions "reset_permissions" "As the role", "Lets them do what their role does, no more and no less.", People &[Staff], Person => "reset_permissions";
    SetStaffPin "set_staff_pin" "Set their PIN", "Gives them a PIN, or a new one.", People &[Staff], Person => "set_pin";
    OnDuty "on_duty" "On duty", "They are at work now.", People &[Staff], Person => "edit_staff";
    OffDuty "off_duty" "Off duty", "They have gone home.", People &[Staff], Person => "edit_staff";
    Deactivate "deactivate" "Off the staff", "They leave the house; their history stays.", People &[Staff], Person => "deactivate_staff";
    Reactivate "reactivate" "Back on the staff", "They work for the house again.", People &[Staff], Person => "reactivate_staff";

    TryRule "try_rule" "Try", "Which bookings of the month the rule would touch, and how; writes nothing.", Rules &[Rules], Rule;
    NewRule "new_rule" "New rule", "Writes an allocation rule: for whom, and which rooms.", Rules &[Rules], Nothing => "create_rule";
    EditRule "edit_rule" "Change rule", "Changes for whom it is and what it asks for.", Rules &[Rules], Rule => "edit_rule";
    SwitchRule "switch_rule" "On or off", "Switches the rule on or off.", Rules &[Rules], Rule => "edit_rule";
    RuleUp "rule_up" "Rule up", "Lets the rule count before the one above it.", Rules &[Rules], Rule => "edit_rule";
    RuleDown "rule_down" "Rule down", "Lets the rule count after the one below it.", Rules &[Rules], Rule => "edit_rule";
    DeleteRule "delete_rule" "Give up rule", "Takes the rule away; undo brings it back.", Rules &[Rules], Rule => "delete_rule";

    CloseDay "close_day" "Close the day", "Lists what stands open, each to be decided, and then closes the business date.", Alerts &[Everywhere], Nothing => "night_audit";
    Jobs "jobs" "Jobs of the house", "What the house does by itself: when it was done, how, and when it is due.", Alerts &[Everywhere], Nothing;
    ReadMessages "read_messages" "All read", "Marks every message in your inbox as read.", Alerts &[Everywhere], Nothing => "read_messages";
    HandOver "hand_over" "Note for the next shift", "Leaves a note for those who take over.", Alerts &[Everywhere], Nothing => "hand_over";
    Announce "announce" "Announce", "Tells everyone something, or one role.", Alerts &[Everywhere], Nothing => "announce";
    AddEvent "add_event" "Add an event", "Puts an event of the house above the grid.", Alerts &[Everywhere], Nothing => "add_event";
    ResendMessage "resend_message" "Letters given up", "Messages that could not be sent, to be tried again.", Alerts &[Everywhere], Nothing => "resend_message";

    ContextMenu "context_menu" "Menu", "What can be done with what is selected.", SafeHands &[Everywhere], Nothing;
    Palette "palette" "Commands", "Finds any command by its name.", SafeHands &[Everywhere], Nothing;
    Help "help" "Help", "All keys, searchable; Enter runs one.", SafeHands &[Everywhere], Nothing;
    Undo "undo" "Undo", "Takes back your last change.", SafeHands &[Everywhere], Nothing => "undo";
    Redo "redo" "Redo", "Does again what was undone.", SafeHands &[Everywhere], Nothing => "redo";
    Lock "lock" "Lock", "Hides the house until someone gives a PIN; what was begun waits beneath.", SafeHands &[Everywhere], Nothing;
    SwitchPerson "switch_person" "Switch person", "Someone else signs in, and is where their own work is; what was begun stays open.", SafeHands &[Everywhere], Nothing;
    SwitchProperty "switch_property" "Other property", "Goes over to another property of this database.", SafeHands &[Everywhere], Nothing;
    SetOwnPin "set_own_pin" "Set my PIN", "Gives you a PIN, or a new one.", SafeHands &[Everywhere], Nothing => "set_pin";
    Refresh "refresh" "Refresh", "Reads everything again.", SafeHands &[Everywhere], Nothing;
    ToggleBell "toggle_bell" "Bell", "Lets the bell ring when an alert grows more severe, or no longer.", SafeHands &[Everywhere], Nothing;
    ToggleMouse "toggle_mouse" "Mouse", "Gives the mouse back to the terminal, for marking text, or takes it again.", SafeHands &[Everywhere], Nothing;
    Accept "accept" "Do it", "Takes the chosen line, or sends the form.", SafeHands &[List, Form], Nothing;
    NextField "next_field" "Next field", "To the next field of the form.", SafeHands &[Form], Nothing;
    PreviousField "previous_field" "Field before", "To the field before.", SafeHands &[Form], Nothing;
    MoreFields "more_fields" "More fields", "Shows the fields that are seldom needed, or hides them.", SafeHands &[Form], Nothing;
    Discard "discard" "Start anew", "Gives up the draft that was kept of this form.", SafeHands &[Form], Nothing;
    Back "back" "Back", "Closes what lies on top, clears the selection, cancels.", SafeHands &[Everywhere, Carry, List, Form], Nothing;
    Quit "quit" "Quit", "Leaves keyrack; everything is saved already.", SafeHands &[Everywhere], Nothing;
}
