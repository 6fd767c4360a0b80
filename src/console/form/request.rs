//! The forms about requests for repair or service.

use super::{Entry, Fault, Form, Takes, entry};
use crate::console::fold::fold;
use crate::console::view::View;
use crate::domain::command::{Command, CreateRequest, RateRequest, ResolveRequest, UpdateRequest};
use crate::domain::facts::Facts;
use crate::domain::money::{Money, Price};
use crate::domain::request::{Priority, category};

/// What a form about a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestForm {
    /// A new one, about this room, for the guest of this booking.
    New {
        /// Where, by number.
        room: Option<String>,
        /// For whose guest, by code.
        booking: Option<String>,
    },
    /// This one is done.
    Done(String),
    /// How content whoever asked is.
    Rate(String),
    /// Something is added or changed.
    Update(String),
}

impl RequestForm {
    /// What stands on the frame.
    pub fn title(&self) -> String {
        match self {
            RequestForm::New { .. } => "New request".to_owned(),
            RequestForm::Done(ticket) => format!("Done: {ticket}"),
            RequestForm::Rate(ticket) => format!("Rate {ticket}"),
            RequestForm::Update(ticket) => format!("Update {ticket}"),
        }
    }

    /// What it asks, filled with what is known.
    pub fn entries(&self, view: &View) -> Vec<Entry> {
        let text = |label| entry(label, Takes::Text);
        match self {
            RequestForm::New { room, booking } => {
                let mut entries = vec![
                    text("What").required().hint("what is wrong, in a line"),
                    entry("Category", Takes::OneOf(categories(view))).required(),
                    entry("Priority", Takes::OneOf(priorities())).holding("2"),
                    text("Where")
                        .holding(room.as_deref().unwrap_or(""))
                        .hint("room, or another place"),
                    text("For booking")
                        .holding(booking.as_deref().unwrap_or(""))
                        .hint("empty: for the house"),
                    text("Asked by").hint("a resident or colleague, by name"),
                    text("More"),
                ];
                let sold = vec![
                    (String::new(), "as it is".to_owned()),
                    ("no".to_owned(), "not: keep it from sale".to_owned()),
                ];
                entries.push(entry("May be sold", Takes::OneOf(sold)));
                entries
            }
            RequestForm::Done(ticket) => {
                let known = view.house.request_ticketed(ticket);
                let vendor = known.and_then(|request| request.vendor).unwrap_or_default();
                vec![
                    text("What was done"),
                    text("Cost").hint("12.50; empty: none known"),
                    text("Vendor")
                        .holding(&vendor)
                        .hint("if someone was called in"),
                ]
            }
            RequestForm::Rate(_) => vec![
                entry("Rating", Takes::Number(5)).required().hint("1 to 5"),
                text("Remark"),
            ],
            RequestForm::Update(ticket) => update(ticket, view),
        }
    }
}

fn update(ticket: &str, view: &View) -> Vec<Entry> {
    let text = |label| entry(label, Takes::Text);
    let Some(known) = view.house.request_ticketed(ticket) else {
        return vec![text("Note")];
    };
    let cost = known.estimated_cost.map_or_else(String::new, Money::amount);
    vec![
        text("Note"),
        entry("Priority", Takes::OneOf(priorities())).holding(&known.priority.to_string()),
        text("What").required().holding(&known.title),
        entry("Category", Takes::OneOf(categories(view))).holding(&known.category),
        text("Should cost").holding(&cost).hint("12.50"),
        text("Vendor").holding(known.vendor.as_deref().unwrap_or("")),
    ]
}

fn categories(view: &View) -> Vec<(String, String)> {
    category::all(view.property.id, &view.house.categories())
        .into_iter()
        .map(|one| (one.name.clone(), one.name))
        .collect()
}

fn priorities() -> Vec<(String, String)> {
    Priority::ALL
        .into_iter()
        .map(|one| {
            let number = one.to_string();
            (number.clone(), format!("{number} {}", one.label()))
        })
        .collect()
}

impl Form {
    /// The command a form about a request gives.
    ///
    /// # Errors
    /// The first field that is wrong.
    pub(super) fn about_request(&self, form: &RequestForm, view: &View) -> Result<Command, Fault> {
        Ok(match form {
            RequestForm::New { .. } => self.new_request(view)?.into(),
            RequestForm::Done(ticket) => ResolveRequest {
                ticket: ticket.clone(),
                notes: self.optional("What was done")?,
                actual_cost: self.optional("Cost")?.map(Price::Plain),
                vendor: self.optional("Vendor")?,
            }
            .into(),
            RequestForm::Rate(ticket) => RateRequest {
                ticket: ticket.clone(),
                rating: self.text("Rating")?.parse().map_err(|_| Fault {
                    label: "Rating",
                    message: "1 to 5".to_owned(),
                })?,
                feedback: self.optional("Remark")?,
            }
            .into(),
            RequestForm::Update(ticket) => self.updated(ticket, view)?.into(),
        })
    }

    fn new_request(&self, view: &View) -> Result<CreateRequest, Fault> {
        let place = self.optional("Where")?;
        let room = place
            .as_deref()
            .and_then(|number| view.house.room_numbered(number));
        let location = place.filter(|_| room.is_none());
        let keep = self.text("May be sold")? == "no";
        Ok(CreateRequest {
            title: self.text("What")?.to_owned(),
            category: self.text("Category")?.to_owned(),
            description: self.optional("More")?,
            room: room.map(|room| room.number),
            location,
            booking: self.optional("For booking")?,
            requester: self.asked_by(view)?,
            priority: self.priority()?,
            may_be_sold: keep.then_some(false),
            ..CreateRequest::default()
        })
    }

    /// The resident or member of staff who asks for it: by name, by code, by
    /// number.
    fn asked_by(&self, view: &View) -> Result<Option<String>, Fault> {
        let Some(typed) = self.optional("Asked by")? else {
            return Ok(None);
        };
        let wanted = fold(&typed);
        let is = |name: &str, key: &str| fold(name) == wanted || key.eq_ignore_ascii_case(&typed);
        let mut residents = view.house.residents.values();
        let resident = residents.find(|one| one.active && is(&one.full_name, &one.code));
        let mut staff = view.house.staff.values();
        let person = staff.find(|one| one.active && is(&one.name, &one.employee));
        let found = resident
            .map(|one| one.code.clone())
            .or_else(|| person.map(|one| one.employee.clone()));
        found.map(Some).ok_or(Fault {
            label: "Asked by",
            message: "nobody of this name lives or works here".to_owned(),
        })
    }

    fn priority(&self) -> Result<Option<Priority>, Fault> {
        let held = self.text("Priority")?;
        Ok(held.parse::<u8>().ok().and_then(|one| one.try_into().ok()))
    }

    /// Only what is not as it was, so that nothing is said twice.
    fn updated(&self, ticket: &str, view: &View) -> Result<UpdateRequest, Fault> {
        let known = view.house.request_ticketed(ticket);
        let mut update = UpdateRequest {
            ticket: ticket.to_owned(),
            notes: self.optional("Note")?,
            ..UpdateRequest::default()
        };
        let Some(known) = known else {
            return Ok(update);
        };
        let changed = |given: &str, before: &str| (given != before).then(|| given.to_owned());
        update.priority = self.priority()?.filter(|one| *one != known.priority);
        update.title = changed(self.text("What")?, &known.title);
        update.category = changed(self.text("Category")?, &known.category);
        update.vendor = changed(
            self.text("Vendor")?,
            known.vendor.as_deref().unwrap_or_default(),
        );
        let cost = self.text("Should cost")?;
        let before = known.estimated_cost.map_or_else(String::new, Money::amount);
        update.estimated_cost = changed(cost, &before)
            .filter(|cost| !cost.is_empty())
            .map(Price::Plain);
        Ok(update)
    }
}
