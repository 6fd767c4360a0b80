//! The sentence of a whole entry: its command's, or its commands'.

use serde_json::Value;

use super::consequence::consequence;
use super::told::Told;
use super::{About, Step, booking, coming, housekeeping, plans, requests, rooms, setup};
use crate::domain::command::{Command, Request};
use crate::domain::facts::Facts;

/// What an entry did, in words that follow a name, as it is told in this
/// history: `moved the guest from 101 to 202: noise`.
///
/// An entry whose command cannot be read any more (a guest's data was erased,
/// or an older keyrack wrote it) is told by its summary.
pub fn sentence(step: &Step, about: About, facts: &dyn Facts) -> String {
    let told = Told { step, about, facts };
    let commands = commands(&step.command);
    if commands.is_empty() {
        return match step.summary.trim() {
            "" => "did something about which the guest's data was erased".to_owned(),
            summary => format!("did this: {summary}"),
        };
    }
    let own: Vec<&Command> = match about {
        About::Booking(id) if commands.len() > 1 => {
            let code = facts.booking(id).map(|booking| booking.code);
            let about_it =
                |command: &&Command| code.as_deref().is_some_and(|code| names(command, code));
            let own: Vec<&Command> = commands.iter().filter(about_it).collect();
            if own.is_empty() {
                commands.iter().take(1).collect()
            } else {
                own
            }
        }
        _ => commands.iter().collect(),
    };
    let mut said = own
        .iter()
        .take(MOST)
        .map(|command| phrase(&told, command))
        .collect::<Vec<_>>()
        .join("; ");
    if own.len() > MOST {
        said = format!("{said}; and {} more", own.len() - MOST);
    }
    if let About::Booking(id) = about
        && !own.iter().any(|command| is_given_for(&told, command, id))
        && let Some(more) = consequence(&told, id)
    {
        said.push_str("; ");
        said.push_str(&more);
    }
    said
}

/// Commands of one step that are told; a group's check-out names enough.
const MOST: usize = 4;

/// The commands of an entry; none where they cannot be read any more.
fn commands(written: &Value) -> Vec<Command> {
    let read = |value: &Value| {
        Request::read(&value.to_string())
            .ok()
            .map(|request| request.command)
    };
    match written {
        Value::Array(several) => several
            .iter()
            .map(read)
            .collect::<Option<_>>()
            .unwrap_or_default(),
        one => read(one).into_iter().collect(),
    }
}

/// Whether a command names this code anywhere.
fn names(command: &Command, code: &str) -> bool {
    fn within(value: &Value, code: &str) -> bool {
        match value {
            Value::String(text) => text == code,
            Value::Array(items) => items.iter().any(|item| within(item, code)),
            Value::Object(fields) => fields.values().any(|item| within(item, code)),
            _ => false,
        }
    }
    serde_json::to_value(command).is_ok_and(|value| within(&value, code))
}

/// Whether a command was given for this booking, or made it. What a plan means
/// for those it names is told besides.
fn is_given_for(told: &Told, command: &Command, id: crate::domain::id::BookingId) -> bool {
    if matches!(
        command,
        Command::AutoAssign(_) | Command::MakeRoom(_) | Command::ResolveConflict(_)
    ) {
        return false;
    }
    if told.made().is_some_and(|made| made.id == id) {
        return true;
    }
    let code = told
        .booking(id)
        .1
        .map(|booking| booking.code.clone())
        .or_else(|| told.facts.booking(id).map(|booking| booking.code));
    code.is_some_and(|code| names(command, &code))
}

/// What one command did. Every command has its words here: a new one does not
/// compile without.
#[allow(clippy::too_many_lines)] // A table is as long as what it lists.
fn phrase(told: &Told, command: &Command) -> String {
    match command {
        Command::CreateProperty(it) => setup::create_property(it),
        Command::SetPolicy(it) => setup::set_policy(it),
        Command::CreateRoomType(it) => setup::create_room_type(it),
        Command::EditRoomType(it) => setup::edit_room_type(it),
        Command::CreateRoom(it) => setup::create_room(told, it),
        Command::EditRoom(it) => setup::edit_room(told, it),
        Command::CreateStaff(it) => setup::create_staff(it),
        Command::EditStaff(it) => setup::person("changed what is known of", told, &it.employee),
        Command::SetPermissions(it) => {
            setup::person("changed the permissions of", told, &it.employee)
        }
        Command::ResetPermissions(it) => {
            setup::person("reset the permissions of", told, &it.employee)
        }
        Command::DeactivateStaff(it) => setup::person("deactivated", told, &it.employee),
        Command::ReactivateStaff(it) => setup::person("reactivated", told, &it.employee),
        Command::SetPin(it) => setup::person(
            "set the PIN of",
            told,
            it.employee.as_deref().unwrap_or_default(),
        ),

        Command::CreateBooking(_) => booking::created(told),
        Command::EditBooking(it) => booking::edited(told, &it.booking),
        Command::NameGuests(it) => booking::named(told, it),
        Command::AddNote(it) => booking::noted(told, it),
        Command::SetGuestWaiting(it) => booking::waiting(told, it),
        Command::ConfirmBooking(it) => {
            booking::stands(told, "confirmed", &it.booking, it.reason.as_deref())
        }
        Command::CancelBooking(it) => {
            booking::stands(told, "cancelled", &it.booking, it.reason.as_deref())
        }
        Command::MarkNoShow(it) => booking::no_show(told, &it.booking, it.reason.as_deref()),
        Command::ReinstateBooking(it) => {
            booking::stands(told, "brought back", &it.booking, it.reason.as_deref())
        }
        Command::ChangeStay(it) => booking::other_dates(told, it),

        Command::Assign(it) => rooms::given(
            told,
            &it.booking,
            &it.room,
            (it.from, it.to),
            "",
            it.reason.as_deref(),
        ),
        Command::PreAssign(it) => rooms::given(
            told,
            &it.booking,
            &it.room,
            (it.from, it.to),
            " tentatively",
            it.reason.as_deref(),
        ),
        Command::FirmUp(it) => rooms::firmed(told, &it.booking),
        Command::Unassign(it) => rooms::taken(told, &it.booking, it.reason.as_deref()),
        Command::Move(it) => rooms::moved(told, it),
        Command::Swap(it) => rooms::swapped(told, it),
        Command::SetDoNotMove(it) => rooms::promised(told, it),

        Command::AutoAssign(_) | Command::MakeRoom(_) | Command::ResolveConflict(_) => {
            plans::made(told)
        }
        Command::ApplyPlan(it) => plans::applied(told, &it.plan),

        Command::CheckIn(it) => coming::checked_in(told, it),
        Command::CheckOut(it) => coming::checked_out(told, &it.booking),
        Command::BulkCheckOut(it) => coming::many_checked_out(told, it),
        Command::UndoCheckIn(it) => coming::check_in_undone(told, it),
        Command::UndoCheckOut(it) => {
            format!("took the check-out of {} back", told.guest(&it.booking))
        }
        Command::WalkIn(it) => coming::walked_in(told, it),

        Command::RecordPayment(it) => coming::paid(told, it),
        Command::Adjust(it) => coming::adjusted(told, it),

        Command::BlockRooms(it) => rooms::blocked(told, it),
        Command::EditBlock(it) => rooms::block_changed(told, it),
        Command::ReleaseBlock(it) => rooms::block_released(told, it),

        Command::StartCleaning(it) => {
            rooms::did("started cleaning", told, &it.room, it.notes.as_deref())
        }
        Command::StopCleaning(it) => {
            rooms::did("stopped cleaning", told, &it.room, it.notes.as_deref())
        }
        Command::MarkCleaned(it) => housekeeping::cleaned(told, it),
        Command::Inspect(it) => housekeeping::inspected(told, it),
        Command::StartService(it) => rooms::did(
            "started the daily service of",
            told,
            &it.room,
            it.notes.as_deref(),
        ),
        Command::FinishService(it) => rooms::did(
            "finished the daily service of",
            told,
            &it.room,
            it.notes.as_deref(),
        ),
        Command::DeclineService(it) => rooms::did(
            "noted that the guest wants no service today in",
            told,
            &it.room,
            it.notes.as_deref(),
        ),
        Command::SetDoNotDisturb(it) => rooms::do_not_disturb(told, it),
        Command::SetMakeUp(it) => housekeeping::make_up(told, it),
        Command::AssignAttendant(it) => housekeeping::whose(it, told),
        Command::ShareOut(it) => housekeeping::shared(it, told),
        Command::SetOnDuty(it) => housekeeping::on_duty(it, told),
        Command::ReportFound(it) => housekeeping::found(told, it),
        Command::ResolveDiscrepancy(it) => rooms::did(
            "settled what was found in",
            told,
            &it.room,
            it.notes.as_deref(),
        ),
        Command::MarkMaintenance(it) => rooms::broken(told, it),
        Command::CompleteMaintenance(it) => rooms::did(
            "completed the repair of",
            told,
            &it.room,
            it.notes.as_deref(),
        ),
        Command::PutOutOfOrder(it) => rooms::out_of_order(told, it),
        Command::ReturnToService(it) => {
            rooms::did("returned to service", told, &it.room, Some(&it.reason))
        }
        Command::Rush(it) => rooms::rushed(told, it),

        Command::CreateCategory(it) => format!("made the request category {}", it.name),
        Command::EditCategory(it) => format!("changed the request category {}", it.name),
        Command::CreateRequest(it) => requests::reported(told, it),
        Command::AcknowledgeRequest(it) => {
            requests::did("acknowledged", told, &it.ticket, it.notes.as_deref())
        }
        Command::StartRequest(it) => {
            requests::did("started", told, &it.ticket, it.notes.as_deref())
        }
        Command::HoldRequest(it) => {
            requests::did("put on hold", told, &it.ticket, it.notes.as_deref())
        }
        Command::ResumeRequest(it) => {
            requests::did("resumed", told, &it.ticket, it.notes.as_deref())
        }
        Command::ReopenRequest(it) => {
            requests::did("reopened", told, &it.ticket, it.notes.as_deref())
        }
        Command::CancelRequest(it) => {
            requests::did("cancelled", told, &it.ticket, it.notes.as_deref())
        }
        Command::AssignRequest(it) => requests::given(told, it),
        Command::BulkAssignRequests(it) => requests::many_given(it),
        Command::EscalateRequests(it) => requests::late(it),
        Command::ResolveRequest(it) => {
            requests::did("resolved", told, &it.ticket, it.notes.as_deref())
        }
        Command::CloseRequest(it) => requests::did("closed", told, &it.ticket, it.notes.as_deref()),
        Command::RateRequest(it) => requests::rated(told, it),
        Command::UpdateRequest(it) => {
            requests::did("added to", told, &it.ticket, it.notes.as_deref())
        }
        Command::CreateResident(it) => format!("took down the resident {}", it.full_name),
        Command::EditResident(it) => format!("changed the resident {}", it.resident),

        Command::ResolveAlert(it) => {
            setup::alert("settled the alert", &it.alert, it.notes.as_deref())
        }
        Command::SnoozeAlert(it) => setup::alert("put off the alert", &it.alert, None),
        Command::AcknowledgeAlert(it) => setup::alert("saw the alert", &it.alert, None),

        Command::Announce(it) => format!("announced: {}", it.text),
        Command::HandOver(it) => format!("left a note for the next shift: {}", it.text),
        Command::AddEvent(it) => format!(
            "added the event {}, {} to {}",
            it.name,
            it.from.spoken(),
            it.to.spoken()
        ),
        Command::ReadMessages(_) => "read messages".to_owned(),
        Command::ResendMessage(_) => "had a message sent again".to_owned(),
        Command::TellAlerts(_) => "told people of alerts".to_owned(),
        Command::RecordDelivery(it) => match &it.error {
            None => "sent a message out".to_owned(),
            Some(error) => format!("could not send a message out: {error}"),
        },
        Command::SendReport(it) => format!("sent the report {} round", it.report.replace('_', " ")),

        Command::NightAudit(it) => format!("closed the day {}", it.closes.spoken()),
        Command::UndoStep(_) => setup::taken_back(told),
        Command::RedoStep(_) => setup::done_again(told),
        Command::CreateRule(it) => format!("made the allocation rule \"{}\"", it.name.trim()),
        Command::EditRule(it) => setup::rule_changed(it),
        Command::DeleteRule(it) => format!("gave up the allocation rule \"{}\"", it.name.trim()),
        Command::SaveView(it) => format!("kept a view under the name \"{}\"", it.name),
        Command::DeleteView(it) => format!("gave up the view \"{}\"", it.name),
    }
}
