//! Adding to a request, changing its particulars, and rating it.

use super::assign::emergency;
use super::report::within;
use super::{category, keep, open, seen};
use crate::domain::command::{RateRequest, UpdateRequest};
use crate::domain::decide::{Decide, check, find};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::request::steps::next_status;
use crate::domain::request::{Request, RequestStep};

impl Decide for UpdateRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = seen(draft, &self.ticket)?;
        let notes = check::notes(self.notes.as_deref())?;
        let after = self.changed(draft, &before)?;
        if after == before && notes.is_none() && self.says_nothing() {
            return Err(Refusal::new(
                Code::InvalidValue,
                format!(
                    "Nothing was said about {}; write a note or change something.",
                    before.ticket
                ),
            )
            .with("field", "notes"));
        }
        // A word can always be added; particulars change only while there is
        // something to do about them.
        if after != before {
            next_status(&before, RequestStep::Edit)?;
        }
        let done = if after == before { "Noted" } else { "Changed" };
        keep(draft, Some(&before), after, done, notes);
        emergency(draft, &before.ticket)
    }
}

/// What was given replaces what was; an empty text takes it away.
fn replace(
    field: &'static str,
    given: Option<&String>,
    present: &mut Option<String>,
    most: usize,
) -> Result<(), Refusal> {
    if let Some(given) = given {
        *present = check::optional(field, Some(given), most)?;
    }
    Ok(())
}

impl UpdateRequest {
    fn says_nothing(&self) -> bool {
        *self
            == UpdateRequest {
                ticket: self.ticket.clone(),
                notes: self.notes.clone(),
                ..UpdateRequest::default()
            }
    }

    fn changed(&self, draft: &Draft, before: &Request) -> Result<Request, Refusal> {
        let mut after = before.clone();
        if let Some(title) = &self.title {
            after.title = check::text("title", title, check::NAME)?;
        }
        if let Some(description) = &self.description {
            after.description = check::any_text("description", description, check::NOTE)?;
        }
        if let Some(name) = &self.category {
            after.category = category(draft, name)?.name;
        }
        if let Some(number) = self.room.as_deref().map(str::trim) {
            after.room = if number.is_empty() {
                None
            } else {
                Some(find::room(draft, number)?.id)
            };
        }
        replace(
            "location",
            self.location.as_ref(),
            &mut after.location,
            check::NAME,
        )?;
        replace(
            "vendor",
            self.vendor.as_ref(),
            &mut after.vendor,
            check::NAME,
        )?;
        if self.priority.is_some() || self.category.is_some() {
            let kind = category(draft, &after.category)?;
            after.priority = within(Some(self.priority.unwrap_or(after.priority)), &kind)?;
        }
        if let Some(due) = self.estimated_completion {
            if due <= draft.context().now {
                return Err(Refusal::new(
                    Code::InvalidDates,
                    format!(
                        "{} cannot be due {}, which is past; give a later time.",
                        before.ticket,
                        due.stamp(draft.property().timezone)
                    ),
                )
                .with("estimated_completion", due));
            }
            // What is said now counts from now, whatever was waited before.
            if let Some(waiting) = &mut after.waiting {
                waiting.stamp.at = waiting.stamp.at.max(draft.context().now);
            }
            after.estimated_completion = Some(due);
            // It is not late any more.
            after.escalated = None;
            after.offered_to = None;
        }
        if let Some(cost) = &self.estimated_cost {
            after.estimated_cost = Some(check::cost(draft, "estimated_cost", cost)?);
        }
        if let Some(cost) = &self.actual_cost {
            after.actual_cost = Some(check::cost(draft, "actual_cost", cost)?);
        }
        Ok(after)
    }
}

impl Decide for RateRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Rate)?;
        let rating = check::number("rating", self.rating, 1, 5)?;
        let feedback = check::optional("feedback", self.feedback.as_deref(), check::NOTE)?;
        let mut after = before.clone();
        after.rating = Some(rating);
        after.feedback = feedback.or(after.feedback);
        keep(
            draft,
            Some(&before),
            after,
            &format!("Rated {rating} of 5"),
            None,
        );
        Ok(())
    }
}
