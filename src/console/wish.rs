//! What a screen wants done that it cannot do itself.
//!
//! Screens and overlays answer a key or a gesture with wishes; the state turns
//! them into overlays, messages and effects. So a screen needs to know neither
//! the others nor the desk.

use super::action::Action;
use super::form::Form;
use super::view::{Filter, Place};
use super::widget::picker::Picker;
use super::widget::toast::Tone;
use crate::desk::Question;
use crate::domain::command::{Command, Request};
use crate::domain::day::Day;
use crate::domain::history::About;
use crate::domain::id::{PropertyId, RoomId, StaffId};
use crate::domain::jobs::Job;
use crate::domain::listing::Search;
use crate::domain::saved_view::Arrangement;
use crate::domain::view::spread::Scope;

/// Something a screen wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Carry this out.
    Give(Box<Request>),
    /// Carry all of this out as one step; what it is called.
    GiveAll(String, Vec<Request>),
    /// Let the person fill this in.
    Ask(Box<Form>),
    /// Let the person choose.
    Choose(Box<Picker<Wish>>),
    /// Do as if the person had chosen this action.
    Run(Action),
    /// Bring the screen to this.
    Go(Place),
    /// Go over to another property.
    GoOver(PropertyId),
    /// Say this.
    Say(Tone, String),
    /// Show only these rows of the open screen.
    Narrow(Filter),
    /// These days are wanted: load them if they are not there.
    Need(Day, Day),
    /// Mark a line of a room's checklist, beside those marked already, or no
    /// longer.
    Mark(RoomId, Vec<String>, String),
    /// Look at a plan that shares this work out among these people.
    Share(Scope, Vec<StaffId>),
    /// Think out a plan that answers this.
    Plan(Box<Command>),
    /// Look at this kept plan, by its code.
    LookAtPlan(String),
    /// Look this up; the answer comes to whoever asked.
    LookUp(Box<Question>),
    /// Open the page of this booking, room or block.
    Page(About),
    /// Arrange the open screen so.
    Arrange(Box<Arrangement>),
    /// Look for these bookings.
    Search(Box<Search>),
    /// One, and then the other.
    Both(Box<Wish>, Box<Wish>),
    /// Have this job of the house done now.
    RunJob(Job),
    /// Nothing: the line only informs.
    Nothing,
}

impl Wish {
    /// A refusal to be said.
    pub fn refuse(text: impl Into<String>) -> Self {
        Self::Say(Tone::Refused, text.into())
    }
}
