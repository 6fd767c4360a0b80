//! What crosses the border of the property: CSV files, calendar feeds, printed sheets.
//!
//! An import goes: [`table`] reads rows, [`map`] says which column means what,
//! [`interpret`] makes a booking of a row, [`modes`] or [`replay`] say what
//! becomes of it, as commands; [`report`] accounts for every row. Nothing here
//! writes: commands do, through the desk. What goes out on paper is a
//! [`sheet`].

pub mod at_desk;
pub mod carry;
pub mod fault;
pub mod interpret;
mod line_ends;
pub mod map;
pub mod modes;
pub mod post;
pub mod practice;
pub mod reading;
pub mod replay;
mod replay_rooms;
pub mod report;
pub mod rooms;
pub mod sheet;
pub mod table;
pub mod take_over;
