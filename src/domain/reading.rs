//! Looking at facts the way a decision does, without deciding anything.
//!
//! A view that asks what a decision asks (who stands in the way, what is
//! free) reads through an empty [`Draft`]: so there is one function for both.

use super::draft::Draft;
use super::facts::{Actor, Context, Counters, Facts};
use super::id::StaffId;
use super::moment::Moment;
use super::staff::Permissions;

/// What `ask` finds in an empty draft over these facts; nothing where there is
/// no property yet. Whoever only looks acts as nobody.
pub fn look<T>(facts: &dyn Facts, now: Moment, ask: impl FnOnce(&Draft) -> T) -> Option<T> {
    let context = Context {
        now,
        actor: Actor {
            id: StaffId(0),
            employee: String::new(),
            name: String::new(),
            permissions: Permissions::default(),
        },
        counters: Counters::default(),
        expected_version: None,
    };
    let draft = Draft::new(facts, &context).ok()?;
    Some(ask(&draft))
}
