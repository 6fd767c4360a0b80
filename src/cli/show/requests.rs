//! `show requests` and `show request TICKET`.

use clap::Args;
use serde::Serialize;

use super::name_of;
use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::desk::RequestFilter;
use crate::domain::request::{
    FieldChange, Priority, Request, RequestStatus, RequestUpdate, Suited, Viewer,
};
use crate::domain::view::requests::{RequestLine, lines, possible, seen_by, suited};
use crate::domain::{Code, Facts, House, Moment, Refusal, RequestId};

/// Requests read at a time.
const PAGE: u32 = 500;

/// Requests for repair or service, the newest first.
#[derive(Args, Debug)]
pub struct Requests {
    /// Only in this status, such as `in_progress`; may be said several times
    #[arg(long, value_parser = status)]
    status: Vec<RequestStatus>,
    /// Only of this priority, 1 to 4
    #[arg(long, value_parser = priority)]
    priority: Option<Priority>,
    /// Only of this category
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// Only what this person sees to
    #[arg(long, value_name = "EMPLOYEE")]
    assignee: Option<String>,
    /// Only of this room
    #[arg(long, value_name = "NUMBER")]
    room: Option<String>,
    /// Only of the guest of this booking
    #[arg(long, value_name = "CODE")]
    booking: Option<String>,
    /// Only with these words in ticket, title, description, place or vendor
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Only those that should have been done by now
    #[arg(long)]
    overdue: bool,
    /// Only what you see to yourself
    #[arg(long)]
    mine: bool,
    /// Only what nobody has
    #[arg(long)]
    unassigned: bool,
    /// Those that are done with too
    #[arg(long)]
    all: bool,
    /// At most so many
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
}

/// One request, with its updates.
#[derive(Args, Debug)]
pub struct OneRequest {
    /// Its ticket, such as `MR-2026-0007`
    ticket: String,
}

fn status(text: &str) -> Result<RequestStatus, String> {
    let wanted = text.trim().to_lowercase().replace([' ', '-'], "_");
    let all = RequestStatus::ALL;
    all.into_iter()
        .find(|status| status.as_str() == wanted)
        .ok_or_else(|| {
            let names: Vec<&str> = all.into_iter().map(RequestStatus::as_str).collect();
            format!("there are {}", names.join(", "))
        })
}

fn priority(text: &str) -> Result<Priority, String> {
    let number: u8 = text
        .trim()
        .parse()
        .map_err(|_| "it is 1 to 4 (emergency)".to_owned())?;
    number.try_into()
}

/// The requests as data.
#[derive(Serialize)]
struct RequestsData {
    requests: Vec<RequestLine>,
}

impl Requests {
    /// Shows the requests.
    ///
    /// # Errors
    /// The database cannot be read, or there is no such room or person.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let now = door.desk.now();
        let found = self.found(door, &house, now)?;
        let shown = as_lines(door, &found, now)?;
        if voice.is_json() {
            return voice.data(&RequestsData { requests: shown });
        }
        if shown.is_empty() {
            return voice.say("No request of this kind that you may see.");
        }
        let mut table = Table::new([
            "Ticket", ">P", "Status", "Where", "What", "Category", "Who", "Due",
        ]);
        for line in shown {
            table.row([
                line.ticket.clone(),
                line.priority.to_string(),
                standing(&line),
                line.room
                    .clone()
                    .or(line.location.clone())
                    .unwrap_or_default(),
                line.title.clone(),
                line.category.clone(),
                line.assigned_to.clone().unwrap_or_default(),
                due(&line, &house),
            ]);
        }
        voice.table(&table)
    }

    /// The requests that are wanted and that the person may see.
    fn found(&self, door: &Door, house: &House, now: Moment) -> Result<Vec<Request>, Fault> {
        let filter = self.filter(door, house)?;
        let viewer = viewer(door, house);
        let (mut found, mut before): (Vec<Request>, Option<RequestId>) = (Vec::new(), None);
        loop {
            let page = door.desk.requests(&door.session, &filter, before, PAGE)?;
            let last = page.last().map(|request| request.id);
            let seen = door.desk.with_facts(door.session.property, |facts| {
                seen_by(facts, &viewer, &page)
                    .into_iter()
                    .filter(|request| !self.overdue || request.is_overdue(now))
                    .cloned()
                    .collect::<Vec<Request>>()
            })?;
            found.extend(seen);
            if found.len() >= self.limit as usize || page.len() < PAGE as usize {
                found.truncate(self.limit as usize);
                return Ok(found);
            }
            before = last;
        }
    }

    fn filter(&self, door: &Door, house: &House) -> Result<RequestFilter, Fault> {
        let assignee = match &self.assignee {
            _ if self.mine => Some(door.session.staff),
            None => None,
            Some(employee) => Some(
                house
                    .staff
                    .values()
                    .find(|person| person.employee == *employee)
                    .ok_or_else(|| nobody(employee))?
                    .id,
            ),
        };
        let room = match &self.room {
            None => None,
            Some(number) => Some(
                house
                    .room_numbered(number)
                    .ok_or_else(|| no_room(number))?
                    .id,
            ),
        };
        let booking = match &self.booking {
            None => None,
            Some(code) => {
                let found = door
                    .desk
                    .with_facts(door.session.property, |facts| facts.booking_coded(code))?;
                Some(found.ok_or_else(|| no_booking(code))?.id)
            }
        };
        let statuses = if self.status.is_empty() && !self.all {
            let all = RequestStatus::ALL.into_iter();
            all.filter(|status| !status.is_final()).collect()
        } else {
            self.status.clone()
        };
        Ok(RequestFilter {
            statuses,
            priority: self.priority,
            category: self.category.as_ref().map(|name| Self::exact(door, name)),
            assignee,
            assigned: self.unassigned.then_some(false),
            room,
            booking,
            text: self.text.clone(),
        })
    }

    /// The name of a category as it is stored, whatever its case was here.
    fn exact(door: &Door, name: &str) -> String {
        let known = door.desk.with_facts(door.session.property, |facts| {
            let property = facts.property()?;
            let all = crate::domain::request::category::all(property.id, &facts.categories());
            all.into_iter().find(|one| one.is_called(name))
        });
        known
            .ok()
            .flatten()
            .map_or_else(|| name.to_owned(), |category| category.name)
    }
}

fn nobody(employee: &str) -> Refusal {
    Refusal::new(
        Code::NotFound,
        format!("Nobody here has the employee number {employee}; \"show staff\" lists everyone."),
    )
}

fn no_room(number: &str) -> Refusal {
    Refusal::new(
        Code::RoomNotFound,
        format!("There is no room {number} here; \"show rooms\" lists them."),
    )
}

fn no_booking(code: &str) -> Refusal {
    Refusal::new(
        Code::BookingNotFound,
        format!("There is no booking {code} here; \"show bookings\" lists them."),
    )
}

/// The session's person, as someone who looks at requests.
fn viewer(door: &Door, house: &House) -> Viewer {
    let staff: Vec<_> = house.staff.values().cloned().collect();
    let permissions = house
        .staff
        .get(&door.session.staff)
        .map(|person| person.permissions.clone())
        .unwrap_or_default();
    Viewer::of(door.session.staff, &permissions, &staff)
}

fn as_lines(door: &Door, requests: &[Request], now: Moment) -> Result<Vec<RequestLine>, Fault> {
    Ok(door
        .desk
        .with_facts(door.session.property, |facts| lines(facts, requests, now))?)
}

/// `in_progress, on hold`.
fn standing(line: &RequestLine) -> String {
    let status = line.status.as_str();
    match (&line.on_hold, line.is_overdue) {
        (Some(_), _) => format!("{status}, on hold"),
        (None, true) => format!("{status}, late"),
        (None, false) => status.to_owned(),
    }
}

fn due(line: &RequestLine, house: &House) -> String {
    let zone = house.property.as_ref().map(|property| property.timezone);
    match (line.estimated_completion, zone) {
        (Some(due), Some(zone)) if !line.status.is_final() => due.stamp(zone),
        _ => String::new(),
    }
}

/// An update as data.
#[derive(Serialize)]
struct UpdateData {
    number: u32,
    at: Moment,
    by: Option<String>,
    text: String,
    notes: Option<String>,
    fields: Vec<FieldChange>,
}

/// A request as data, with what belongs to it.
#[derive(Serialize)]
struct RequestData {
    #[serde(flatten)]
    line: RequestLine,
    updates: Vec<UpdateData>,
    /// The commands that it is open to.
    possible: Vec<&'static str>,
    suitable_staff: Vec<Suited>,
}

impl OneRequest {
    /// Shows the request.
    ///
    /// # Errors
    /// There is none with this ticket, or the person may not see it.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let now = door.desk.now();
        let ticket = self.ticket.trim();
        let viewer = viewer(door, &house);
        let found = door.desk.with_facts(door.session.property, |facts| {
            let request = facts.request_ticketed(ticket)?;
            let seen = !seen_by(facts, &viewer, [&request]).is_empty();
            let line = lines(facts, [&request], now).pop()?;
            let suited = if request.is_open() {
                suited(facts, &request, now)
            } else {
                Vec::new()
            };
            Some((request, seen, line, suited))
        })?;
        let Some((request, seen, line, suitable_staff)) = found else {
            return Err(Refusal::new(
                Code::NotFound,
                format!("There is no request {ticket} here; \"show requests\" lists them."),
            )
            .into());
        };
        if !seen {
            return Err(Refusal::new(
                Code::PermissionDenied,
                format!("You may not look into {ticket}; ask whoever sees to it."),
            )
            .into());
        }
        let updates = door.desk.request_updates(request.id)?;
        let data = RequestData {
            line,
            updates: updates.iter().map(|one| update(&house, one)).collect(),
            possible: possible(&request)
                .into_iter()
                .map(|step| step.line().op)
                .collect(),
            suitable_staff,
        };
        if voice.is_json() {
            return voice.data(&data);
        }
        tell(&data, &house, voice)
    }
}

fn update(house: &House, update: &RequestUpdate) -> UpdateData {
    UpdateData {
        number: update.number,
        at: update.at,
        by: name_of(house, update.by),
        text: update.text.clone(),
        notes: update.notes.clone(),
        fields: update.fields.clone(),
    }
}

fn tell(data: &RequestData, house: &House, voice: &mut Voice) -> Result<(), Fault> {
    let line = &data.line;
    let place = line.room.as_ref().or(line.location.as_ref());
    voice.say(&format!("{}  {}", line.ticket, line.title))?;
    if !line.description.is_empty() {
        voice.say(&line.description)?;
    }
    voice.say(&format!(
        "{}  {}  priority {} ({})  {}",
        place.map_or("no place", String::as_str),
        line.category,
        line.priority,
        line.priority.label(),
        standing(line)
    ))?;
    voice.say(&format!(
        "Asked for by {} ({})",
        line.requester, line.requester_kind
    ))?;
    if let Some(reason) = &line.on_hold {
        voice.say(&format!("On hold: {reason}"))?;
    }
    if let Some(who) = &line.assigned_to {
        voice.say(&format!("{who} sees to it, due {}", due(line, house)))?;
    }
    let costs = [
        ("estimated", line.estimated_cost),
        ("actual", line.actual_cost),
    ];
    for (what, cost) in costs {
        if let Some(cost) = cost {
            voice.say(&format!("Cost {what}: {cost}"))?;
        }
    }
    if let Some(vendor) = &line.vendor {
        voice.say(&format!("Vendor: {vendor}"))?;
    }
    if let Some(rating) = line.rating {
        let said = line.feedback.as_deref().unwrap_or_default();
        voice.say(&format!("Rated {rating} of 5  {said}"))?;
    }
    let zone = house
        .property
        .as_ref()
        .map_or(chrono_tz::UTC, |property| property.timezone);
    for one in &data.updates {
        let who = one.by.as_deref().unwrap_or("Someone");
        let notes = one
            .notes
            .as_ref()
            .map_or_else(String::new, |notes| format!(" - {notes}"));
        voice.say(&format!(
            "[{}] {who}: {}{notes}",
            one.at.stamp(zone),
            one.text
        ))?;
        for field in &one.fields {
            voice.say(&format!(
                "    {}: {} > {}",
                field.field.replace('_', " "),
                field.old.as_deref().unwrap_or("-"),
                field.new.as_deref().unwrap_or("-")
            ))?;
        }
    }
    Ok(())
}
