//! `keyrack show`: looks something up, as a table for people or as data.
//!
//! One file per thing that can be shown. What is shown is reckoned by the
//! domain's views; here it only gets its columns and its field names.

mod rooms;

use clap::{Args, Subcommand};

use super::Ending;
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use super::voice::Voice;
use crate::desk::Channel;

/// Look something up.
#[derive(Args, Debug)]
pub struct Show {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Every room and how it stands
    Rooms(rooms::Rooms),
    /// One room, with its history
    Room(rooms::OneRoom),
}

impl Show {
    /// Shows it.
    ///
    /// # Errors
    /// There is no such thing, or the database cannot be read.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let door = Door::open(global, Channel::Cli)?;
        match &self.what {
            What::Rooms(rooms) => rooms.show(&door, voice),
            What::Room(room) => room.show(&door, voice),
        }?;
        Ok(Ending::Done)
    }
}
