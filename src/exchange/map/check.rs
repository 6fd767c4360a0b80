//! What the shape of a map cannot express: that one setting excludes another,
//! and that translations lead to words keyrack knows.

use std::collections::BTreeMap;

use chrono::format::{Item, StrftimeItems};

use super::{DateField, Field, ImportMap};
use crate::exchange::fault::Fault;
use crate::exchange::interpret;

impl ImportMap {
    fn fault(&self, place: &str, reason: &str) -> Fault {
        Fault::Map {
            map: self.name.clone(),
            place: place.to_owned(),
            reason: reason.to_owned(),
        }
    }

    /// What TOML cannot express: that one thing excludes another.
    pub(super) fn check(&self) -> Result<(), Fault> {
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
        if let Some(word) = self
            .status
            .as_ref()
            .and_then(|field| field.unknown_target(&interpret::statuses()))
        {
            let known = interpret::statuses().join(", ");
            return Err(self.fault(
                "status",
                &format!("“{word}” is no status; they are {known}"),
            ));
        }
        for (place, field) in [
            ("fields.is_direct", &self.fields.is_direct),
            ("fields.is_vip", &self.fields.is_vip),
        ] {
            if let Some(word) = field
                .as_ref()
                .and_then(|field| field.unknown_target(&["yes", "no"]))
            {
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
            (None, Some(_))
                if self.values.is_some() || self.otherwise.is_some() || self.unknown.is_some() =>
            {
                Err("a constant takes no values, otherwise or unknown")
            }
            _ if self.otherwise.is_some() && self.values.is_none() => {
                Err("otherwise goes with values")
            }
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
        let parts = [&self.year, &self.month, &self.day]
            .into_iter()
            .flatten()
            .count();
        if self
            .format
            .as_deref()
            .is_some_and(|format| StrftimeItems::new(format).any(|item| item == Item::Error))
        {
            return Err("format is not made of strftime letters, such as %d/%m/%Y");
        }
        match (&self.column, parts) {
            (Some(_), 0) if self.months.is_empty() => Ok(()),
            (None, 3)
                if self.format.is_none()
                    && self.months.values().all(|number| (1..=12).contains(number)) =>
            {
                Ok(())
            }
            (None, 3) if self.format.is_some() => {
                Err("format goes with column, not with year, month and day")
            }
            (None, 3) => Err("months are numbered 1 to 12"),
            (Some(_), 0) => Err("months goes with year, month and day"),
            _ => Err("give either column, or all of year, month and day"),
        }
    }
}
