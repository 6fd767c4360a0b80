//! `keyrack init`: a database with a property in it, without asking anything.
//!
//! What the lists of rooms say is tried on a house in memory first, so that a
//! fault in them leaves nothing behind.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Ending;
use super::arguments::Global;
use super::fault::Fault;
use super::pin;
use super::rehearsal::Rehearsal;
use super::voice::Voice;
use crate::desk::{self, Channel, Desk, Receipt, Session, Sharing};
use crate::domain::command::{CreateProperty, Request, SetPin, SetPolicy};
use crate::domain::{Day, TimeOfDay};
use crate::exchange::carry::Way;
use crate::exchange::rooms::{self, Listed, ListedRoom, ListedType};
use crate::exchange::take_over;

/// Make a database with a property in it.
#[derive(Args, Debug)]
pub struct Init {
    /// The property's name, such as "Hotel Roma"
    #[arg(long, value_name = "NAME")]
    property: String,
    /// What it reckons in, such as EUR
    #[arg(long, value_name = "CODE")]
    currency: String,
    /// Where its clocks stand, such as Europe/Rome
    #[arg(long, value_name = "ZONE")]
    timezone: String,
    /// Its short name for --property [else made from the name]
    #[arg(long)]
    slug: Option<String>,
    /// Its first business date [else today]
    #[arg(long, value_name = "DATE")]
    business_date: Option<Day>,
    /// When rooms are promised to arriving guests [else 15:00]
    #[arg(long, value_name = "TIME")]
    check_in: Option<TimeOfDay>,
    /// When departing guests leave their rooms [else 11:00]
    #[arg(long, value_name = "TIME")]
    check_out: Option<TimeOfDay>,
    /// The first administrator's name
    #[arg(long, value_name = "NAME")]
    administrator: Option<String>,
    /// The list of its rooms.
    #[arg(
        long,
        value_name = "CSV",
        help = "Its rooms: number,room_type,floor,capacity,features (separated by ;)"
    )]
    rooms: Option<PathBuf>,
    /// The list of their types.
    #[arg(
        long,
        value_name = "CSV",
        requires = "rooms",
        help = "Their types: code,name,capacity,rate,rank [else room_types.csv beside the rooms]"
    )]
    room_types: Option<PathBuf>,
    /// Read the first administrator's PIN from standard input
    #[arg(long)]
    pin_stdin: bool,
    /// Let every Unix user of the file's group use the database
    #[arg(long)]
    shared_group: bool,
}

impl Init {
    /// Makes the property.
    ///
    /// # Errors
    /// A list cannot be read, or something is refused; nothing was made then.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let path = global.path();
        let rehearsal = self.rehearse()?;
        let sharing = if self.shared_group {
            Sharing::Group
        } else {
            Sharing::Owner
        };
        let (mut desk, receipt) = desk::found(&path, sharing, self.create(), None)?;
        let slug = receipt.text("property").unwrap_or_default().to_owned();
        let requests = rehearsal.requests();
        if !requests.is_empty() {
            let session = desk.session(Some(&slug), None, Channel::Cli)?;
            set_up(&mut desk, &session, requests)?;
        }
        self.tell(&path, &slug, &receipt, &rehearsal, voice)
    }

    /// Does it all in memory; what is refused there would be refused in the
    /// database too.
    fn rehearse(&self) -> Result<Rehearsal, Fault> {
        let mut rehearsal = Rehearsal::new(&self.create())?;
        if self.pin_stdin {
            rehearsal.try_out(SetPin {
                employee: None,
                pin: pin::from_stdin()?,
            })?;
        }
        let times = [
            ("check_in_time", self.check_in),
            ("check_out_time", self.check_out),
        ];
        for (name, time) in times {
            if let Some(time) = time {
                rehearsal.try_out(SetPolicy {
                    name: name.to_owned(),
                    value: time.to_string(),
                })?;
            }
        }
        if let Some(path) = &self.rooms {
            let (listed, types) = lists(path, self.room_types.as_deref())?;
            whole("rooms", &listed)?;
            whole("room types", &types)?;
            let nothing = BTreeSet::new();
            take_over::rooms(
                listed,
                &types,
                Way::Each,
                (&nothing, &nothing),
                &mut rehearsal,
            )?;
            rehearsal.first_refusal()?;
        }
        Ok(rehearsal)
    }

    fn create(&self) -> CreateProperty {
        CreateProperty {
            name: self.property.clone(),
            slug: self.slug.clone().unwrap_or_else(|| slug_of(&self.property)),
            currency: self.currency.clone(),
            timezone: self.timezone.clone(),
            business_date: self.business_date,
            administrator: self.administrator.clone(),
        }
    }

    fn tell(
        &self,
        path: &Path,
        slug: &str,
        receipt: &Receipt,
        rehearsal: &Rehearsal,
        voice: &mut Voice,
    ) -> Result<Ending, Fault> {
        let (rooms, types) = rehearsal.counts();
        if voice.is_json() {
            voice.data(&serde_json::json!({
                "ok": true, "seq": receipt.seq, "property": slug, "database": path, "rooms": rooms,
                "room_types": types, "warnings": receipt.warnings,
            }))?;
            return Ok(Ending::Done);
        }
        voice.say(&format!(
            "{} is set up in {}.",
            self.property.trim(),
            path.display()
        ))?;
        if rooms > 0 {
            voice.say(&format!("{rooms} rooms of {types} types are in it."))?;
        } else {
            voice.say("It has no rooms yet: \"keyrack import rooms rooms.csv\" brings them in.")?;
        }
        if self.pin_stdin {
            voice.say("The first administrator (number admin) has a PIN. Whoever owns the file still comes in without one: \"keyrack config set policy.owner_is_admin off\" ends that.")?;
        }
        for warning in &receipt.warnings {
            voice.aside(&warning.message);
        }
        Ok(Ending::Done)
    }
}

/// Reads the list of rooms and of their types: the list named, else the one
/// that lies beside the rooms, else none.
///
/// # Errors
/// A file cannot be read, or lacks a column.
pub(super) fn lists(
    rooms: &Path,
    types: Option<&Path>,
) -> Result<(Listed<ListedRoom>, Listed<ListedType>), Fault> {
    let listed = rooms::read_rooms(rooms)?;
    let beside = rooms.with_file_name("room_types.csv");
    let types = match types {
        Some(path) => rooms::read_room_types(path)?,
        None if beside.exists() => rooms::read_room_types(&beside)?,
        None => Listed {
            entries: Vec::new(),
            refused: Vec::new(),
        },
    };
    Ok((listed, types))
}

/// A row that makes no sense stops a set-up, for a house is set up once and as
/// a whole.
fn whole<T>(what: &str, listed: &Listed<T>) -> Result<(), Fault> {
    match listed.refused.first() {
        Some(refused) => Err(Fault::File(format!(
            "The list of {what}, line {}: {}; nothing was made.",
            refused.line, refused.reason
        ))),
        None => Ok(()),
    }
}

/// Carries out what was rehearsed. Only another console that changed the
/// property in the meantime could make any of it refused.
fn set_up(desk: &mut Desk, session: &Session, requests: &[Request]) -> Result<(), Fault> {
    let mut refused = None;
    desk.execute_many(
        session,
        &mut requests.iter().cloned(),
        &mut |_, _, answer| {
            if let Err(refusal) = answer {
                refused.get_or_insert(refusal);
            }
        },
    )?;
    refused.map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// `Hotel Roma` as `hotel-roma`.
fn slug_of(name: &str) -> String {
    let plain = deunicode::deunicode(name).to_lowercase();
    let words: Vec<&str> = plain
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return "house".to_owned();
    }
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_made_of_the_name() {
        assert_eq!(slug_of("Hotel Roma"), "hotel-roma");
        assert_eq!(
            slug_of("  Gästehaus „Zur Königin“ "),
            "gastehaus-zur-konigin"
        );
    }
}
