//! What the fields of a row say, by their columns.

use chrono::{Datelike, NaiveDate};
use csv::StringRecord;

use super::Interpreter;
use super::words::{month_number, whole_number};
use crate::domain::day::Day;
use crate::exchange::map::{DateField, Field};

/// A row and what is needed to read it.
pub(super) struct RowReader<'a> {
    pub(super) of: &'a Interpreter<'a>,
    pub(super) record: &'a StringRecord,
}

impl RowReader<'_> {
    /// The word in a column, trimmed; empty when the row has no such field.
    pub(super) fn raw(&self, column: &str) -> &str {
        self.of
            .columns
            .get(column)
            .and_then(|at| self.record.get(*at))
            .map_or("", str::trim)
    }

    /// The word in a column, unless it says that nothing is known.
    pub(super) fn known(&self, column: &str) -> Option<&str> {
        let word = self.raw(column);
        let nothing = word.is_empty() || self.of.map.nothing.iter().any(|said| said == word);
        (!nothing).then_some(word)
    }

    pub(super) fn text(&self, field: Option<&Field>) -> Result<Option<String>, String> {
        let Some(field) = field else { return Ok(None) };
        let Some(column) = &field.column else {
            return Ok(field.constant.clone());
        };
        // A map may translate even the words for nothing.
        let word = match (
            self.known(column),
            field
                .values
                .as_ref()
                .and_then(|words| words.get(self.raw(column))),
        ) {
            (_, Some(translated)) => Some(translated.clone()),
            (Some(word), None) if field.values.is_none() => Some(word.to_owned()),
            (Some(word), None) => match &field.otherwise {
                Some(other) => Some(other.clone()),
                None => {
                    return Err(format!(
                        "column “{column}” says “{word}”, which the map does not translate"
                    ));
                }
            },
            (None, None) => field.unknown.clone(),
        };
        Ok(word.filter(|text| !text.is_empty()))
    }

    pub(super) fn yes(&self, field: Option<&Field>) -> Result<bool, String> {
        match self.text(field)?.as_deref() {
            Some("yes") => Ok(true),
            None | Some("no") => Ok(false),
            Some(other) => Err(format!("“{other}” is neither yes nor no")),
        }
    }

    /// A whole number in a column; `None` where nothing is known.
    pub(super) fn count(&self, column: &str) -> Result<Option<u32>, String> {
        let Some(word) = self.known(column) else {
            return Ok(None);
        };
        whole_number(word)
            .map(Some)
            .ok_or_else(|| format!("column “{column}” says “{word}”, which is not a whole number"))
    }

    pub(super) fn date(&self, field: &DateField, what: &str) -> Result<Option<Day>, String> {
        let date = match &field.column {
            Some(column) => {
                let Some(word) = self.known(column) else {
                    return Ok(None);
                };
                let format = field.format.as_deref().unwrap_or("%Y-%m-%d");
                NaiveDate::parse_from_str(word, format)
                    .map_err(|_| format!("the {what} “{word}” is not a date written as {format}"))?
            }
            None => match self.date_in_parts(field, what)? {
                Some(date) => date,
                None => return Ok(None),
            },
        };
        Day::from_date(date).map(Some).ok_or_else(|| {
            format!(
                "the {what} {date} is not between {} and {}",
                Day::FIRST.date().year(),
                Day::LAST.date().year()
            )
        })
    }

    fn date_in_parts(&self, field: &DateField, what: &str) -> Result<Option<NaiveDate>, String> {
        let part =
            |column: &Option<String>| column.as_deref().and_then(|column| self.known(column));
        let (Some(year), Some(month), Some(day)) =
            (part(&field.year), part(&field.month), part(&field.day))
        else {
            return Ok(None);
        };
        let number = |word: &str| word.parse::<u32>().ok();
        let month_number = field
            .months
            .get(month)
            .copied()
            .or_else(|| month_number(month));
        let date = year.parse().ok().zip(month_number).zip(number(day));
        date.and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day))
            .map(Some)
            .ok_or_else(|| format!("the {what} “{day} {month} {year}” is not a date"))
    }
}
