//! The parts of a map, as they stand in its file.

use std::collections::BTreeMap;

use serde::Deserialize;

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

fn point() -> char {
    '.'
}
