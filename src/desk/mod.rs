//! The desk: the one door through which anything changes.
//!
//! Carries a command out in one transaction (load, decide, write, journal),
//! answers questions for the screens, and gives consoles a handle that never
//! blocks. Holds no rule of its own: what a command comes to is decided by
//! [`crate::domain`], how it is stored by [`crate::store`].

mod doctor;
mod execute;
mod failure;
mod handle;
mod jobs;
mod look;
mod open;
mod pin;
mod plans;
mod post;
mod question;
mod receipt;
mod session;
mod sign_in;
mod snapshot;
mod tally;
mod together;
mod trial;
mod upkeep;

pub use crate::store::Sharing;
pub use doctor::{damage, place, places, tighten};
pub use execute::{Answered, Desk};
pub use failure::Failure;
pub use handle::{Answer, Entry, Handle};
pub use jobs::{JobLine, Outlet, Report};
pub use look::{Also, JournalLine, RequestFilter, Window};
pub use open::{data_folder, default_path, found, make_data_folder};
pub use post::Outgoing;
pub use question::{CleanedWanted, Found, History, Question, TeamWanted};
pub use receipt::Receipt;
pub use session::{Channel, Session};
pub use sign_in::{Door, Entered, SignIn};
pub use snapshot::{News, Snapshot};
pub use trial::TrialWanted;
pub use upkeep::{CheckReport, Finding, Part, accept_present_entries, check, restore};
