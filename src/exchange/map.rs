//! The import map: which column of a stranger's file feeds which field of a
//! booking. A TOML file, read strictly: an unknown name is a fault with its
//! place, and so is a contradiction.
//!
//! This file owns the shape of a map and its checking. What it means for a
//! row stands in [`super::interpret`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::format::{Item, StrftimeItems};
use serde::Deserialize;

use super::fault::Fault;
use super::table;

/// The maps that come with keyrack: name, other name, text.
const SHIPPED: &[(&str, &str, &str)] =
    &[("hotel-booking-demand", "resort", include_str!("../../assets/maps/hotel-booking-demand.toml"))];

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

/// A condition on a row.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Only {
    /// The column looked at.
    pub column: String,
    /// The words it may say.
    pub values: Vec<String>,
}

/// Where one value comes from: a column or a constant, perhaps translated.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The column that feeds it.
    pub column: Option<String>,
    /// The same value for every row.
    pub constant: Option<String>,
    /// The file's words and ours. A word that is not in it is refused, unless
    /// `otherwise` stands.
    pub values: Option<BTreeMap<String, String>>,
    /// What a word means that `values` does not name.
    pub otherwise: Option<String>,
    /// What it means when the file says that nothing is known.
    pub unknown: Option<String>,
}

/// A date: one column with its format, or three columns.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateField {
    /// The column that holds the whole date.
    pub column: Option<String>,
    /// How that column writes it, in `strftime` letters; `%Y-%m-%d` if absent.
    pub format: Option<String>,
    /// The column of the year.
    pub year: Option<String>,
    /// The column of the month, as a number or an English name.
    pub month: Option<String>,
    /// The column of the day of the month.
    pub day: Option<String>,
    /// Names of months in another language, with their numbers.
    #[serde(default)]
    pub months: BTreeMap<String, u32>,
}

/// The dates of a booking.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The day the stay begins.
    pub arrival: DateField,
    /// The day it ends; or give `nights`.
    pub departure: Option<DateField>,
    /// The columns whose sum is the number of nights.
    #[serde(default)]
    pub nights: Vec<String>,
    /// What a stay of no night is.
    #[serde(default)]
    pub no_night: NoNight,
    /// The day it was booked; or give `lead_days`.
    pub booked: Option<DateField>,
    /// The column that says how many days before arrival it was booked.
    pub lead_days: Option<String>,
    /// The day of the last status: cancelled on, left on.
    pub status_date: Option<DateField>,
}

/// What a stay of no night is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoNight {
    /// A day use: in and out on one date.
    DayUse,
    /// A row to refuse.
    #[default]
    Refuse,
}

/// How many people come.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Grown-ups.
    pub adults: Field,
    /// Children.
    pub children: Option<Field>,
    /// Infants, who need no bed.
    pub infants: Option<Field>,
    /// What a count is of which nothing is known, where its field does not say.
    #[serde(default)]
    pub unknown: UnknownCount,
    /// What a party of nobody is.
    #[serde(default)]
    pub nobody: Nobody,
}

/// What a count is of which nothing is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownCount {
    /// None of them.
    Zero,
    /// A row to refuse.
    #[default]
    Refuse,
}

/// What a party of nobody is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nobody {
    /// One grown-up whose count was lost.
    OneAdult,
    /// A row to refuse.
    #[default]
    Refuse,
}

/// The price of a night.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The column that holds it.
    pub column: String,
    /// The character before the cents.
    #[serde(default = "point")]
    pub decimal: char,
    /// What a rate below zero is.
    #[serde(default)]
    pub negative: Negative,
}

/// What a rate below zero is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Negative {
    /// A night for nothing.
    Zero,
    /// What it says.
    Keep,
    /// A row to refuse.
    #[default]
    Refuse,
}

/// What else a file may tell of a booking.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// The source's own number of the booking.
    pub reference: Option<Field>,
    /// The lead guest's name.
    pub lead: Option<Field>,
    /// Telephone.
    pub phone: Option<Field>,
    /// E-mail.
    pub email: Option<Field>,
    /// Nationality.
    pub nationality: Option<Field>,
    /// Through whom it was booked.
    pub source: Option<Field>,
    /// Whether it was booked with the house itself (`yes` or `no`).
    pub is_direct: Option<Field>,
    /// Whether the guest is a VIP (`yes` or `no`).
    pub is_vip: Option<Field>,
    /// The group it belongs to.
    pub group: Option<Field>,
    /// The room the source names.
    pub room: Option<Field>,
}

/// A remark made of a column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The column.
    pub column: String,
    /// The remark; `{}` stands for the column's word.
    pub text: String,
    /// Translations; a word translated to nothing makes no remark.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// A room type to make where the property lacks it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRoomType {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many sleep in it.
    pub capacity: u32,
    /// The rack rate of a night, such as `"75.00"`.
    pub rate: String,
    /// Its place in lists.
    pub rank: Option<u32>,
}

fn comma() -> char {
    ','
}

fn point() -> char {
    '.'
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
            && let Some((shipped, _, text)) =
                SHIPPED.iter().find(|(name_of, other, _)| *name_of == name || *other == name)
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
            place: error.span().map_or_else(|| "its end".to_owned(), |span| place_in(text, span.start)),
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
        columns.extend(self.all_fields().filter_map(|(_, field)| field.column.as_deref()));
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
        let missing: Vec<String> =
            self.columns().into_iter().filter(|name| !present.iter().any(|there| there == name)).map(str::to_owned).collect();
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

    fn fault(&self, place: &str, reason: &str) -> Fault {
        Fault::Map { map: self.name.clone(), place: place.to_owned(), reason: reason.to_owned() }
    }

    /// What TOML cannot express: that one thing excludes another.
    fn check(&self) -> Result<(), Fault> {
        for (place, field) in self.all_fields() {
            if let Err(reason) = field.check() {
                return Err(self.fault(place, reason));
            }
        }
        for (place, date) in self.all_dates() {
            if let Err(reason) = date.check() {
                return Err(self.fault(place, reason));
            }
        }
        if self.dates.departure.is_some() != self.dates.nights.is_empty() {
            return Err(self.fault("dates", "give either departure or nights"));
        }
        if self.dates.booked.is_some() && self.dates.lead_days.is_some() {
            return Err(self.fault("dates", "give booked or lead_days, not both"));
        }
        if !self.delimiter.is_ascii() {
            return Err(self.fault("delimiter", "it must be a plain ASCII character"));
        }
        self.check_words()
    }

    /// That translations lead to words keyrack knows.
    fn check_words(&self) -> Result<(), Fault> {
        if let Some(word) = self.status.as_ref().and_then(|field| field.unknown_target(&super::interpret::statuses())) {
            let known = super::interpret::statuses().join(", ");
            return Err(self.fault("status", &format!("“{word}” is no status; they are {known}")));
        }
        for (place, field) in [("fields.is_direct", &self.fields.is_direct), ("fields.is_vip", &self.fields.is_vip)] {
            if let Some(word) = field.as_ref().and_then(|field| field.unknown_target(&["yes", "no"])) {
                return Err(self.fault(place, &format!("“{word}” is neither “yes” nor “no”")));
            }
        }
        for new in &self.room_types {
            if new.code.trim().is_empty() || new.capacity == 0 {
                return Err(self.fault("room_types", "each needs a code and a capacity above zero"));
            }
        }
        Ok(())
    }
}

impl Field {
    fn check(&self) -> Result<(), &'static str> {
        match (&self.column, &self.constant) {
            (Some(_), Some(_)) | (None, None) => Err("give either column or constant"),
            (None, Some(_)) if self.values.is_some() || self.otherwise.is_some() || self.unknown.is_some() => {
                Err("a constant takes no values, otherwise or unknown")
            }
            _ if self.otherwise.is_some() && self.values.is_none() => Err("otherwise goes with values"),
            _ => Ok(()),
        }
    }

    /// A word this field can lead to that is not among `known`; nothing is
    /// said of words that come straight from the file.
    fn unknown_target(&self, known: &[&str]) -> Option<&str> {
        let translated = self.values.iter().flat_map(BTreeMap::values);
        translated
            .chain(&self.constant)
            .chain(&self.otherwise)
            .chain(&self.unknown)
            .map(String::as_str)
            .find(|word| !known.contains(word))
    }
}

impl DateField {
    fn check(&self) -> Result<(), &'static str> {
        let parts = [&self.year, &self.month, &self.day].into_iter().flatten().count();
        if self.format.as_deref().is_some_and(|format| StrftimeItems::new(format).any(|item| item == Item::Error)) {
            return Err("format is not made of strftime letters, such as %d/%m/%Y");
        }
        match (&self.column, parts) {
            (Some(_), 0) if self.months.is_empty() => Ok(()),
            (None, 3) if self.format.is_none() && self.months.values().all(|number| (1..=12).contains(number)) => Ok(()),
            (None, 3) if self.format.is_some() => Err("format goes with column, not with year, month and day"),
            (None, 3) => Err("months are numbered 1 to 12"),
            (Some(_), 0) => Err("months goes with year, month and day"),
            _ => Err("give either column, or all of year, month and day"),
        }
    }
}

/// Line and column of a byte of the text, counted from 1.
fn place_in(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    format!("line {line}, column {column}")
}
