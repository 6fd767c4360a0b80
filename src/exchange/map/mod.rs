//! The import map: which column of a stranger's file feeds which field of a
//! booking. A TOML file, read strictly: an unknown name is a fault with its
//! place, and so is a contradiction.
//!
//! What a map means for a row stands in [`super::interpret`].

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

mod check;
mod shape;

pub use shape::*;

use super::fault::Fault;
use super::table;

/// The maps that come with keyrack: name, other name, text.
const SHIPPED: &[(&str, &str, &str)] = &[(
    "hotel-booking-demand",
    "resort",
    include_str!("../../../assets/maps/hotel-booking-demand.toml"),
)];

/// Everything a map may say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportMap {
    /// How the map calls itself in messages; filled in when it is loaded.
    #[serde(skip)]
    pub name: String,
    /// What the map is for, for people.
    #[serde(default)]
    pub title: String,
    /// The character between two fields.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// The words by which the file says that nothing is known (an empty field
    /// always says so).
    #[serde(default)]
    pub nothing: Vec<String>,
    /// Rows to take; a row that fails one of these is passed over.
    #[serde(default)]
    pub only: Vec<Only>,
    /// When the stay is, and when it was booked and closed.
    pub dates: Dates,
    /// What became of the booking; without it every row is confirmed.
    pub status: Option<Field>,
    /// The type of room booked.
    pub room_type: Field,
    /// How many people.
    pub party: Party,
    /// The price of a night.
    pub rate: Option<Rate>,
    /// Everything else about the booking.
    #[serde(default)]
    pub fields: Fields,
    /// Remarks to keep on the booking.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// The name of a guest the file does not name; `{line}` and `{reference}`
    /// stand for those of the row.
    #[serde(default = "placeholder")]
    pub placeholder: String,
    /// Room types to make where the property lacks them.
    #[serde(default)]
    pub room_types: Vec<NewRoomType>,
}

fn comma() -> char {
    ','
}

fn placeholder() -> String {
    "Guest of line {line}".to_owned()
}

impl ImportMap {
    /// Finds a map: a file, or the name of one that comes with keyrack.
    ///
    /// # Errors
    /// There is neither, or the map is wrong.
    pub fn load(name: &str) -> Result<Self, Fault> {
        let path = Path::new(name);
        if !path.exists()
            && let Some((shipped, _, text)) = SHIPPED
                .iter()
                .find(|(name_of, other, _)| *name_of == name || *other == name)
        {
            return Self::parse(shipped, text);
        }
        if !path.exists() && !name.contains(['.', '/', '\\']) {
            let known: Vec<&str> = SHIPPED.iter().map(|(name_of, ..)| *name_of).collect();
            return Err(Fault::Unknown(format!(
                "There is no map “{name}”: give a TOML file, or one of those that come with keyrack: {}.",
                known.join(", ")
            )));
        }
        Self::parse(name, &table::read_text(path)?)
    }

    /// Reads a map from its text; `name` is how messages call it.
    ///
    /// # Errors
    /// The text is no TOML, names something unknown, or contradicts itself.
    pub fn parse(name: &str, text: &str) -> Result<Self, Fault> {
        let mut map: Self = toml::from_str(text).map_err(|error| Fault::Map {
            map: name.to_owned(),
            place: error
                .span()
                .map_or_else(|| "its end".to_owned(), |span| place_in(text, span.start)),
            reason: error.message().trim_end_matches('.').replace('\n', ", "),
        })?;
        name.clone_into(&mut map.name);
        map.check()?;
        Ok(map)
    }

    /// Every column the map asks for, once each, in order of name.
    pub fn columns(&self) -> BTreeSet<&str> {
        let mut columns: BTreeSet<&str> = BTreeSet::new();
        columns.extend(self.only.iter().map(|only| only.column.as_str()));
        columns.extend(self.notes.iter().map(|note| note.column.as_str()));
        columns.extend(self.dates.nights.iter().map(String::as_str));
        columns.extend(self.dates.lead_days.as_deref());
        columns.extend(self.rate.iter().map(|rate| rate.column.as_str()));
        columns.extend(
            self.all_fields()
                .filter_map(|(_, field)| field.column.as_deref()),
        );
        for (_, date) in self.all_dates() {
            let parts = [&date.column, &date.year, &date.month, &date.day];
            columns.extend(parts.into_iter().filter_map(Option::as_deref));
        }
        columns
    }

    /// Asks that every column of the map is in the file.
    ///
    /// # Errors
    /// Names all that are missing, and those that are there.
    pub fn check_columns(&self, file: &str, present: &[String]) -> Result<(), Fault> {
        let missing: Vec<String> = self
            .columns()
            .into_iter()
            .filter(|name| !present.iter().any(|there| there == name))
            .map(str::to_owned)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Fault::MissingColumns {
            file: file.to_owned(),
            map: self.name.clone(),
            missing,
            present: present.to_vec(),
        })
    }

    fn all_fields(&self) -> impl Iterator<Item = (&'static str, &Field)> {
        let fields = &self.fields;
        [
            ("status", self.status.as_ref()),
            ("room_type", Some(&self.room_type)),
            ("party.adults", Some(&self.party.adults)),
            ("party.children", self.party.children.as_ref()),
            ("party.infants", self.party.infants.as_ref()),
            ("fields.reference", fields.reference.as_ref()),
            ("fields.lead", fields.lead.as_ref()),
            ("fields.phone", fields.phone.as_ref()),
            ("fields.email", fields.email.as_ref()),
            ("fields.nationality", fields.nationality.as_ref()),
            ("fields.source", fields.source.as_ref()),
            ("fields.is_direct", fields.is_direct.as_ref()),
            ("fields.is_vip", fields.is_vip.as_ref()),
            ("fields.group", fields.group.as_ref()),
            ("fields.room", fields.room.as_ref()),
        ]
        .into_iter()
        .filter_map(|(place, field)| field.map(|field| (place, field)))
    }

    fn all_dates(&self) -> impl Iterator<Item = (&'static str, &DateField)> {
        let dates = &self.dates;
        [
            ("dates.arrival", Some(&dates.arrival)),
            ("dates.departure", dates.departure.as_ref()),
            ("dates.booked", dates.booked.as_ref()),
            ("dates.status_date", dates.status_date.as_ref()),
        ]
        .into_iter()
        .filter_map(|(place, date)| date.map(|date| (place, date)))
    }
}

/// Line and column of a byte of the text, counted from 1.
fn place_in(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |rest| rest.chars().count())
        + 1;
    format!("line {line}, column {column}")
}
