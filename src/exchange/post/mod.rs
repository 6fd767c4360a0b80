//! The post: what leaves the house by e-mail and SMS, and reports as files.
//!
//! Nothing here decides who is told what: deliveries lie in the outbox when it
//! comes for them. Each is tried by whoever holds the lease of the jobs, and
//! how it ended is noted at once, so that nothing goes out twice but what a
//! console was sending in the very moment it died.

mod files;
mod known;
mod mail;
mod rounds;
mod settings;
mod sms;

pub use files::ReportFiles;
pub use known::way_out;
pub use rounds::{Done, Post, Rounds, Sent};
pub use settings::{Outgoing, file_beside};
