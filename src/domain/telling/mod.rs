//! Telling people: messages to each, what goes out by e-mail or SMS, notices
//! for all, and events of the house.
//!
//! Owns who is told what, and by which ways. A message is a row written in
//! the same transaction as what caused it; that it was told is that row, and
//! never a label. How a message leaves the house is not known here.

mod audience;
mod event;
mod message;
mod notice;
mod send;
mod take_back;
mod told;

pub use audience::{Group, audience, groups};
pub use event::HouseEvent;
pub use message::{DELAYS, Delivery, DeliveryState, Message, MessageKind, Outside, Urgency, Way};
pub use notice::{Notice, NoticeKind};
pub use send::{Letter, send, send_outside, send_to_all, ways, ways_outside};
pub use take_back::{is_told, take_back};
pub use told::{Telling, tell};
