//! Reporting something for repair or service.

use chrono::Datelike as _;

use super::assign::emergency;
use super::{category, keep};
use crate::domain::command::{CreateRequest, MarkMaintenance, Needs};
use crate::domain::decide::{Decide, check, find, permission};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Kind;
use crate::domain::id::{RequestId, RoomId};
use crate::domain::request::{Category, Priority, Request, RequestStatus, Requester};
use crate::domain::room::Room;
use crate::domain::staff::Permission;

impl Decide for CreateRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let kind = category(draft, &self.category)?;
        let room = match self.room.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(number) => Some(find::room(draft, number)?),
        };
        if self.may_be_sold.is_some() && room.is_none() {
            return Err(check::invalid(
                "may_be_sold",
                "Whether the room may be sold was said, but no room; name the room.",
            ));
        }
        let estimated_cost = match &self.estimated_cost {
            None => None,
            Some(cost) => Some(check::cost(draft, "estimated_cost", cost)?),
        };
        let mut made = new_request(
            draft,
            Reported {
                title: check::text("title", &self.title, check::NAME)?,
                description: check::optional(
                    "description",
                    self.description.as_deref(),
                    check::NOTE,
                )?
                .unwrap_or_default(),
                room: room.as_ref().map(|room| room.id),
                requester: self.requester(draft)?,
                priority: within(self.priority, &kind)?,
                category: &kind,
            },
        );
        made.location = check::optional("location", self.location.as_deref(), check::NAME)?;
        made.estimated_cost = estimated_cost;
        let ticket = made.ticket.clone();
        keep(draft, None, made, "Reported", None);
        if let (Some(room), Some(false)) = (&room, self.may_be_sold) {
            keep_from_sale(draft, &ticket, room)?;
        }
        emergency(draft, &ticket)?;
        draft.tell("ticket", &ticket);
        let title = self.title.trim();
        draft.resummarise(match &room {
            Some(room) => format!("Reported {ticket}: {title} ({})", room.number),
            None => format!("Reported {ticket}: {title}"),
        });
        Ok(())
    }
}

impl CreateRequest {
    /// Who asks for it: the guest of the booking, the resident or person
    /// named, else whoever reports it.
    fn requester(&self, draft: &Draft) -> Result<Requester, Refusal> {
        let given = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        match (given(&self.booking), given(&self.requester)) {
            (Some(_), Some(_)) => Err(check::invalid(
                "requester",
                "Both a booking and a requester were named; name the one who asks for it.",
            )),
            (Some(code), None) => Ok(Requester::Guest(find::booking(draft, &code)?.id)),
            (None, Some(who)) => {
                let resident = draft
                    .residents()
                    .into_iter()
                    .find(|resident| resident.active && resident.code == who);
                match resident {
                    Some(resident) => Ok(Requester::Resident(resident.id)),
                    None => find::staff(draft, &who)
                        .map(|person| Requester::Staff(person.id))
                        .map_err(|refusal| unknown(draft, &who, refusal)),
                }
            }
            (None, None) => Ok(Requester::Staff(draft.context().actor.id)),
        }
    }
}

fn unknown(draft: &Draft, who: &str, otherwise: Refusal) -> Refusal {
    find::elsewhere(draft, Kind::Resident, who, || Refusal {
        message: format!(
            "\"{who}\" is neither a resident nor an employee number here; \"show residents\" and \"show staff\" list them."
        ),
        ..otherwise
    })
}

/// The priority, unless it is more than the category allows.
///
/// # Errors
/// `INVALID_VALUE`.
pub(super) fn within(given: Option<Priority>, kind: &Category) -> Result<Priority, Refusal> {
    match given {
        None => Ok(Priority::default().min(kind.max_priority)),
        Some(priority) if priority <= kind.max_priority => Ok(priority),
        Some(priority) => Err(check::invalid(
            "priority",
            format!(
                "{} requests go up to priority {} ({}), not {priority}; choose less, or another category.",
                kind.name,
                kind.max_priority,
                kind.max_priority.label()
            ),
        )
        .with("most", kind.max_priority)),
    }
}

/// What a new request is made of.
pub(super) struct Reported<'a> {
    pub title: String,
    pub description: String,
    pub category: &'a Category,
    pub room: Option<RoomId>,
    pub requester: Requester,
    pub priority: Priority,
}

/// A new request with the next free ticket.
pub(super) fn new_request(draft: &mut Draft, reported: Reported) -> Request {
    Request {
        id: RequestId(draft.fresh_id()),
        property: draft.property().id,
        ticket: next_ticket(draft),
        title: reported.title,
        description: reported.description,
        category: reported.category.name.clone(),
        room: reported.room,
        location: None,
        requester: reported.requester,
        priority: reported.priority,
        status: RequestStatus::Submitted,
        waiting: None,
        assigned: None,
        estimated_completion: None,
        estimated_cost: None,
        actual_cost: None,
        vendor: None,
        created: draft.stamp(),
        acknowledged: None,
        started: None,
        resolved: None,
        closed: None,
        cancelled: None,
        rating: None,
        feedback: None,
        hold_wanted: false,
        escalated: None,
        offered_to: None,
        updates: 0,
        version: 0,
    }
}

/// `MR-2026-0007`: the year of the business date, and a number that begins
/// anew with each year.
fn next_ticket(draft: &mut Draft) -> String {
    let year = draft.today().date().year();
    let counters = draft.counters_mut();
    if counters.request_year < year {
        counters.request_year = year;
        counters.next_request = 1;
    }
    counters.next_request += 1;
    format!(
        "MR-{}-{:04}",
        counters.request_year,
        counters.next_request - 1
    )
}

/// Lays a repair on the room for this request if whoever acts may; else leaves
/// word for someone who may.
fn keep_from_sale(draft: &mut Draft, ticket: &str, room: &Room) -> Result<(), Refusal> {
    let Some(before) = draft.request_ticketed(ticket) else {
        return Ok(());
    };
    let needs = Needs::All(&[Permission::Maintenance]);
    if room.is_out_of_order() {
        draft.warn(
            "OUT_OF_ORDER",
            format!(
                "Room {} is out of order and is not sold anyway.",
                room.number
            ),
        );
        return Ok(());
    }
    if needs.met_by(&draft.context().actor.permissions) {
        let mark = MarkMaintenance {
            room: room.number.clone(),
            priority: Some(before.priority.into()),
            notes: Some(before.title.clone()),
            until: None,
        };
        draft.expect_version(None);
        mark.decide(draft)?;
        draft.forget("status");
        return Ok(());
    }
    let may = permission::WhoMay::of(&draft.all_staff(), needs);
    let after = Request {
        hold_wanted: true,
        ..before.clone()
    };
    keep(
        draft,
        Some(&before),
        after,
        "Asked that the room not be sold",
        None,
    );
    draft.warn(
        Code::PermissionDenied,
        format!(
            "Room {} can still be sold: {} may not take it from sale; {}.",
            room.number,
            draft.context().actor.name,
            may.way_out()
        ),
    );
    Ok(())
}
