//! keyrack: a terminal console for running a small or middling hotel.
//!
//! The house has six rooms, and an arrow of dependence only ever points down
//! this list:
//!
//! | room | owns | may not |
//! |---|---|---|
//! | `cli` | one file per subcommand; text and JSON out | open the database itself |
//! | `console` | the terminal console: state, update, screens | open the database itself, decide a rule |
//! | [`exchange`] | what crosses the property's border: CSV, calendar feeds, printed sheets | know a terminal or SQL |
//! | [`desk`] | carries out a command in one transaction; queries; undo | hold a rule of its own |
//! | [`store`] | SQLite: all SQL and nothing but SQL | decide anything |
//! | [`domain`] | the rules: pure functions over plain data | do I/O, read a clock |
//!
//! A test (`tests/architecture.rs`) reads the `use` lines and fails when an
//! arrow points up.

pub mod cli;
pub mod console;
pub mod desk;
pub mod domain;
pub mod exchange;
pub mod store;
