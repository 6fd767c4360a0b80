//! `keyrack show`: looks something up, as a table for people or as data.
//!
//! One file per thing that can be shown. What is shown is reckoned by the
//! domain's views; here it only gets its columns and its field names.

mod alerts;
mod availability;
mod blocks;
mod booking_data;
mod bookings;
mod cleanings;
mod grid;
mod history;
mod journal;
mod messages;
mod plans;
mod requests;
mod residents;
mod rooms;
mod rules;
mod staff;
mod turnover;
mod work;
mod worklist;

use clap::{Args, Subcommand};

use super::Ending;
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use super::voice::Voice;
use crate::desk::Channel;
use crate::domain::{House, StaffId};

/// Look something up.
#[derive(Args, Debug)]
pub struct Show {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// What each room is on each date of a month
    Grid(grid::Grid),
    /// Every room and how it stands
    Rooms(rooms::Rooms),
    /// One room, with its notes, and on request everything that was done to it
    Room(rooms::OneRoom),
    /// Bookings by arrival
    Bookings(bookings::Bookings),
    /// One booking, with everything about it
    Booking(bookings::OneBooking),
    /// The rooms between guests, the most urgent first; --history: what was cleaned
    Turnover(turnover::Turnover),
    /// Today's rooms to be cleaned, and whose they are
    Worklist(worklist::WorkToDo),
    /// The sheets that attendants take along
    Sheets(worklist::Sheets),
    /// Which rooms a stay could have, and what can still be sold
    Availability(availability::Availability),
    /// What needs someone, the most urgent first
    Alerts(alerts::Alerts),
    /// What a person was told, newest first
    Inbox(messages::Inbox),
    /// Letters on their way out of the house
    Outbox(messages::Outbox),
    /// How many rooms are in which state
    Stats(turnover::StatsFigures),
    /// Nights of rooms that are kept from sale
    Blocks(blocks::Blocks),
    /// One block, and on request everything that was done to it
    Block(blocks::OneBlock),
    /// The latest plans of rooms, or one with its lines
    Plan(plans::Plans),
    /// Requests for repair or service, the newest first
    Requests(requests::Requests),
    /// One request, with its updates
    Request(requests::OneRequest),
    /// Who lives in the house for long
    Residents(residents::Residents),
    /// The work in hand of each person, and what came of a period's requests
    Team(work::TeamWork),
    /// The work on requests in figures, of one person or of all together
    Figures(work::WorkFigures),
    /// What repairs cost per month, category, room and vendor
    Costs(work::RepairCosts),
    /// The people of the house, and what each may do
    Staff(staff::Staff),
    /// The allocation rules, in the order in which they count
    Rules(rules::Rules),
    /// What was done, when, by whom; as data one entry a line
    Journal(journal::Journal),
}

impl Show {
    /// Shows it.
    ///
    /// # Errors
    /// There is no such thing, or the database cannot be read.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let door = Door::open(global, Channel::Cli)?;
        match &self.what {
            What::Grid(grid) => grid.show(&door, voice),
            What::Rooms(rooms) => rooms.show(&door, voice),
            What::Room(room) => room.show(&door, voice),
            What::Bookings(bookings) => bookings.show(&door, voice),
            What::Booking(booking) => booking.show(&door, voice),
            What::Turnover(turnover) => turnover.show(&door, voice),
            What::Worklist(worklist) => worklist.show(&door, voice),
            What::Sheets(sheets) => sheets.show(&door, voice),
            What::Availability(availability) => availability.show(&door, voice),
            What::Alerts(alerts) => alerts.show(&door, voice),
            What::Inbox(inbox) => inbox.show(&door, voice),
            What::Outbox(outbox) => outbox.show(&door, voice),
            What::Stats(_) => turnover::StatsFigures::show(&door, voice),
            What::Blocks(blocks) => blocks.show(&door, voice),
            What::Block(block) => block.show(&door, voice),
            What::Plan(plans) => plans.show(&door, voice),
            What::Requests(requests) => requests.show(&door, voice),
            What::Request(request) => request.show(&door, voice),
            What::Residents(residents) => residents.show(&door, voice),
            What::Team(team) => team.show(&door, voice),
            What::Figures(figures) => figures.show(&door, voice),
            What::Costs(costs) => costs.show(&door, voice),
            What::Staff(staff) => staff.show(&door, voice),
            What::Rules(rules) => rules.show(&door, voice),
            What::Journal(journal) => journal.show(&door, voice),
        }?;
        Ok(Ending::Done)
    }
}

/// A person's name.
fn name_of(house: &House, who: StaffId) -> Option<String> {
    house.staff.get(&who).map(|person| person.name.clone())
}
