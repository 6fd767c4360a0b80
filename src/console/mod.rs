//! The terminal console: state, update, screens and widgets. The only room that knows a terminal.

pub mod action;
pub mod crash;
pub mod dates;
pub mod fold;
pub mod keymap;
pub mod keys;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod widget;
