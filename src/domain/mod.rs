//! The rules of the house: pure functions over plain data.
//!
//! Owns every rule and every word of the trade. Does no I/O, reads no clock,
//! knows no SQL and no terminal; time, dates and policies come in as arguments.
//!
//! * Rows ([`Row`]) are what is stored: [`property`], [`room`], [`booking`],
//!   [`segment`], [`block`], [`note`], [`staff`], [`alert_mark`], [`account`],
//!   [`request`], [`cleaning`], [`duty`], [`mod@rule`].
//! * [`Facts`] are the questions a decision may ask; [`House`] answers them
//!   from memory, the store from inside a transaction.
//! * A [`command::Command`] is decided by [`decide::decide`] into an
//!   [`Outcome`] (rows before and after, receipt, warnings) or a [`Refusal`].

pub mod account;
pub mod alert_mark;
pub mod alerts;
pub mod alternatives;
pub mod assignment;
pub mod availability;
pub mod block;
pub mod booking;
pub mod care;
pub mod cleaning;
pub mod closing;
pub mod command;
pub mod conflict;
pub mod day;
pub mod decide;
pub mod doctor;
pub mod draft;
pub mod duty;
pub mod employment;
pub mod error;
pub mod facts;
pub mod figures;
pub mod fold;
pub mod history;
pub mod house;
pub mod id;
pub mod instead;
pub mod jobs;
pub mod listing;
pub mod moment;
pub mod money;
pub mod neighbours;
pub mod note;
pub mod placing;
pub mod plan;
pub mod planner;
pub mod planning;
pub mod policy;
pub mod property;
pub mod rate;
pub mod reading;
pub mod reports;
pub mod request;
pub mod room;
pub mod row;
pub mod rule;
pub mod sample;
pub mod saved_view;
pub mod schedule;
pub mod score;
pub mod secret;
pub mod segment;
pub mod sign_in;
pub mod staff;
pub mod stamp;
pub mod start;
pub mod tally;
pub mod telling;
pub mod testing;
pub mod turnover;
pub mod view;

pub use day::{Day, Stay};
pub use decide::{decide, decide_all, decide_seen};
pub use draft::{Draft, Outcome, Part};
pub use error::{Code, Refusal, Warning};
pub use facts::{Actor, Context, Counters, Facts};
pub use house::House;
pub use id::{
    BlockId, BookingId, DeliveryId, MessageId, PropertyId, RequestId, ResidentId, RoomId,
    SegmentId, StaffId,
};
pub use moment::{Moment, TimeOfDay};
pub use money::{Currency, Money};
pub use row::{Change, Row, Table};
