//! `show residents`: who lives in the house for long, what they have asked
//! for, and how content they were.

use clap::Args;
use serde::Serialize;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::booking::Contact;
use crate::domain::command::Needs;
use crate::domain::decide::denied;
use crate::domain::facts::About;
use crate::domain::request::{Request, Resident, ResidentKind};
use crate::domain::staff::Permission;
use crate::domain::tally::{Sums, words};
use crate::domain::{Facts, Refusal};

/// Who may look: as who may take residents down.
const NEEDS: Needs = Needs::Any(&[Permission::Bookings, Permission::Admin]);

/// Who lives in the house for long.
#[derive(Args, Debug)]
pub struct Residents {
    /// Those who moved out too
    #[arg(long)]
    all: bool,
}

/// A resident as data.
#[derive(Serialize)]
struct ResidentData {
    resident: String,
    full_name: String,
    kind: ResidentKind,
    room: Option<String>,
    flat: Option<String>,
    contact: Contact,
    active: bool,
    /// Requests they have made.
    requests: u32,
    /// Of these, with work left to do.
    open: u32,
    /// Of these, rated.
    rated: u32,
    /// Ratings on average: 1 to 5.
    average_rating: Option<f64>,
    version: i64,
}

fn data(facts: &dyn Facts, one: Resident) -> ResidentData {
    let requests: Vec<Request> = facts.requests_about(About::Resident(one.id));
    let sums = Sums::of(&requests);
    let open = requests.iter().filter(|request| request.is_open()).count();
    ResidentData {
        resident: one.code,
        full_name: one.full_name,
        kind: one.kind,
        room: one
            .room
            .and_then(|id| facts.room(id))
            .map(|room| room.number),
        flat: one.flat,
        contact: one.contact,
        active: one.active,
        requests: sums.total,
        open: u32::try_from(open).unwrap_or(u32::MAX),
        rated: sums.rated,
        average_rating: sums
            .average_rating()
            .map(|rating| (rating * 100.0).round() / 100.0),
        version: one.version,
    }
}

/// Why whoever asks may not look, if they may not.
fn refused(facts: &dyn Facts, door: &Door) -> Option<Refusal> {
    let person = facts.staff(door.session.staff)?;
    if NEEDS.met_by(&person.permissions) {
        return None;
    }
    Some(denied(
        &format!(
            "{} may not see who lives here (it needs {})",
            person.name,
            NEEDS.words()
        ),
        NEEDS,
        &facts.all_staff(),
    ))
}

impl Residents {
    /// Shows the residents.
    ///
    /// # Errors
    /// The person may not see them; the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let found = door.desk.with_facts(door.session.property, |facts| {
            if let Some(refusal) = refused(facts, door) {
                return Err(refusal);
            }
            let all = facts.residents().into_iter();
            Ok(all
                .filter(|one| self.all || one.active)
                .map(|one| data(facts, one))
                .collect::<Vec<ResidentData>>())
        })??;
        if voice.is_json() {
            return voice.data(&serde_json::json!({ "residents": found }));
        }
        if found.is_empty() {
            return voice.say("Nobody is taken down as living here; create_resident does that.");
        }
        let mut table = Table::new([
            "Resident",
            "Name",
            "Lives",
            "As",
            "Telephone",
            "E-mail",
            ">Requests",
            ">Open",
            ">Rating",
        ]);
        for one in found {
            let place = one.room.or(one.flat).unwrap_or_default();
            let kind = if one.active {
                one.kind.label().to_owned()
            } else {
                format!("{}, moved out", one.kind.label())
            };
            table.row([
                one.resident,
                one.full_name,
                place,
                kind,
                one.contact.phone.unwrap_or_default(),
                one.contact.email.unwrap_or_default(),
                one.requests.to_string(),
                one.open.to_string(),
                words::rating(one.average_rating),
            ]);
        }
        voice.table(&table)
    }
}
