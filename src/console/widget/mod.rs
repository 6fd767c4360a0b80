//! Pieces that several screens are made of.
//!
//! Each owns its own small state, takes keys as typed text or as actions, and
//! draws itself into a given area. None of them knows the hotel.

pub mod choice;
pub mod field;
pub mod picker;
pub mod popup;
pub mod scroll;
pub mod toast;
