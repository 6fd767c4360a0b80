//! The terminal console: the only room that knows a terminal.
//!
//! A key goes through the [`keymap`], a gesture of the mouse through a pure
//! hit test; both end in an [`action`] of the one registry. The [`state`]
//! follows it and answers effects; what an action changes in the house is an
//! [`order`]: a command, a form or a choice. Drawing ([`frame`], [`screen`],
//! [`grid`]) is a pure function of the state and the [`view`].
//!
//! A screen is a [`screen::Panel`]. It owns its cursor, and says what it wants
//! with a [`wish::Wish`]; what is selected in it is a [`view::Subject`], which
//! is all that the actions on bookings, rooms, blocks and alerts need. So a
//! screen only writes what is its own: moving about, and drawing.
//!
//! Nothing here opens the database, and no rule of the house stands here: what
//! would be refused, and why, is asked of the domain on the snapshot.

pub mod about;
pub mod about_request;
pub mod account;
pub mod action;
pub mod alarm;
pub mod ask_terminal;
pub mod backstage;
pub mod crash;
pub mod dates;
pub mod desktop;
pub mod ears;
pub mod figures;
pub mod filters;
pub mod fold;
pub mod form;
pub mod frame;
pub mod grid;
pub mod header;
pub mod keymap;
pub mod keys;
pub mod lock;
pub mod look;
pub mod offer;
pub mod open;
pub mod order;
pub mod plan;
pub mod printing;
pub mod run;
pub mod screen;
pub mod selection;
pub mod settings;
pub mod state;
pub mod terminal;
pub mod testing;
pub mod text;
pub mod theme;
pub mod view;
pub mod views;
pub mod widget;
pub mod wish;
