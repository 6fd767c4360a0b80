//! SQLite: connection policy, migrations, rows to domain types and back.
//! All SQL, and nothing but SQL: what a change means is decided elsewhere.
//!
//! | file | owns |
//! |---|---|
//! | `place`, `network` | where the file may lie, and who may read it |
//! | `connection`, `busy` | the settings of every connection, waiting for the lock |
//! | `migrate` | the schema's history |
//! | `journal/`, `head` | what happened: append-only, chained, with its end noted beside the file |
//! | `check/` | damage that SQLite cannot see |
//! | `backup` | copies of the whole file, and putting one back |
//! | `transaction`, `view` | one writer, readers, and what can be asked of them |
//! | `rows/`, `write`, `holds`, `counters` | rows to domain types and back |
//! | `sign_in` | hashes of PINs, which no other file touches |
//! | `facts` | a decision's questions, answered inside its transaction |
//! | `house`, `lists`, `requests`, `post` | what the screens show |
//! | `walk` | everything there ever was, one by one |
//! | `jobs` | who does the jobs, and what was done |

mod backup;
mod busy;
mod check;
mod connection;
mod counters;
mod error;
mod facts;
mod head;
mod holds;
mod house;
mod jobs;
pub mod journal;
mod lists;
mod migrate;
mod network;
mod place;
#[cfg(test)]
mod plans;
mod post;
mod requests;
mod roomless;
mod rows;
mod sign_in;
mod transaction;
mod view;
mod walk;
mod write;

pub use backup::restore;
pub use check::{Finding, Part, Report, check};
pub use error::{Result, StoreError};
pub use facts::TxFacts;
pub use head::Head;
pub use place::{Sharing, free_of_strangers, make_folder, place_at, tighten};
pub use requests::RequestFilter;
pub use transaction::{Reader, Store, Transaction, accept_present_entries, create};
pub use view::View;
