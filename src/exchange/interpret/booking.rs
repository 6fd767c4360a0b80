//! What a row comes to as a booking: its stay, its party, its price.

use super::row::RowReader;
use super::words::{amount, whole_number};
use super::{SourceBooking, statuses};
use crate::domain::booking::BookingStatus;
use crate::domain::day::{Day, LONGEST_STAY, Stay};
use crate::domain::money::Money;
use crate::exchange::map::{Field, Negative, NoNight, Nobody, UnknownCount};

impl RowReader<'_> {
    pub(super) fn is_wanted(&self) -> bool {
        self.of.map.only.iter().all(|only| {
            let word = self.raw(&only.column);
            only.values.iter().any(|wanted| wanted == word)
        })
    }

    pub(super) fn booking(&self, line: u64) -> Result<SourceBooking, String> {
        let map = self.of.map;
        let fields = &map.fields;
        let mut corrections = Vec::new();
        let stay = self.stay()?;
        let (adults, children, infants) = self.party(&mut corrections)?;
        let reference = self.text(fields.reference.as_ref())?;
        let placeholder = map
            .placeholder
            .replace("{line}", &line.to_string())
            .replace("{reference}", reference.as_deref().unwrap_or(""))
            .trim()
            .to_owned();
        Ok(SourceBooking {
            line,
            reference,
            placeholder,
            lead: self.text(fields.lead.as_ref())?,
            phone: self.text(fields.phone.as_ref())?,
            email: self.text(fields.email.as_ref())?,
            nationality: self.text(fields.nationality.as_ref())?,
            room_type: self
                .text(Some(&map.room_type))?
                .ok_or("it names no room type")?,
            stay,
            booked: self.booked(stay.check_in)?,
            status: self.status()?,
            status_date: map
                .dates
                .status_date
                .as_ref()
                .map_or(Ok(None), |date| self.date(date, "status date"))?,
            adults,
            children,
            infants,
            rate: self.rate(&mut corrections)?,
            source: self.text(fields.source.as_ref())?,
            is_direct: self.yes(fields.is_direct.as_ref())?,
            is_vip: self.yes(fields.is_vip.as_ref())?,
            group: self.text(fields.group.as_ref())?,
            room: self.text(fields.room.as_ref())?,
            notes: self.notes(),
            corrections,
        })
    }

    fn status(&self) -> Result<BookingStatus, String> {
        let Some(field) = &self.of.map.status else {
            return Ok(BookingStatus::Confirmed);
        };
        let word = self.text(Some(field))?.ok_or("its status is not known")?;
        BookingStatus::ALL
            .into_iter()
            .find(|status| status.as_str() == word)
            .ok_or_else(|| format!("“{word}” is no status; they are {}", statuses().join(", ")))
    }

    fn stay(&self) -> Result<Stay, String> {
        let dates = &self.of.map.dates;
        let arrival = self
            .date(&dates.arrival, "arrival")?
            .ok_or("its arrival is not known")?;
        let departure = match &dates.departure {
            Some(departure) => self
                .date(departure, "departure")?
                .ok_or("its departure is not known")?,
            None => arrival.plus(self.nights()?),
        };
        let stay = Stay::new(arrival, departure)
            .map_err(|_| format!("a stay from {arrival} to {departure} is backwards or longer than {LONGEST_STAY} nights"))?;
        if stay.is_day_use() && dates.no_night == NoNight::Refuse {
            return Err("the stay has no night".to_owned());
        }
        Ok(stay)
    }

    fn nights(&self) -> Result<i32, String> {
        let mut nights = 0_i32;
        for column in &self.of.map.dates.nights {
            let part = self
                .count(column)?
                .ok_or_else(|| format!("column “{column}” does not say how many nights"))?;
            nights = nights.saturating_add(i32::try_from(part).unwrap_or(i32::MAX));
        }
        if nights > LONGEST_STAY {
            return Err(format!(
                "{nights} nights are more than the {LONGEST_STAY} a stay may have"
            ));
        }
        Ok(nights)
    }

    fn booked(&self, arrival: Day) -> Result<Option<Day>, String> {
        let dates = &self.of.map.dates;
        let booked = match (&dates.booked, &dates.lead_days) {
            (Some(date), _) => self.date(date, "booking date")?,
            (None, Some(column)) => {
                let days = self.count(column)?;
                days.map(|days| arrival.plus(-i32::try_from(days).unwrap_or(i32::MAX)))
            }
            (None, None) => None,
        };
        Ok(booked)
    }

    fn party(&self, corrections: &mut Vec<&'static str>) -> Result<(u32, u32, u32), String> {
        let party = &self.of.map.party;
        let adults = self.head_count(Some(&party.adults), "adults", corrections)?;
        let children = self.head_count(party.children.as_ref(), "children", corrections)?;
        let infants = self.head_count(party.infants.as_ref(), "infants", corrections)?;
        if adults + children > 0 {
            return Ok((adults, children, infants));
        }
        match party.nobody {
            Nobody::Refuse => Err("its party is of nobody".to_owned()),
            Nobody::OneAdult => {
                corrections.push("a party of nobody taken as one adult");
                Ok((1, 0, infants))
            }
        }
    }

    fn head_count(
        &self,
        field: Option<&Field>,
        what: &str,
        corrections: &mut Vec<&'static str>,
    ) -> Result<u32, String> {
        /// More than any coach brings; beyond it somebody mistyped.
        const MOST: u32 = 999;
        if field.is_none() {
            return Ok(0);
        }
        let Some(word) = self.text(field)? else {
            return match self.of.map.party.unknown {
                UnknownCount::Refuse => Err(format!("the number of {what} is not known")),
                UnknownCount::Zero => {
                    corrections.push("an unknown number of people taken as none");
                    Ok(0)
                }
            };
        };
        whole_number(&word)
            .filter(|count| *count <= MOST)
            .ok_or_else(|| format!("“{word}” is not a number of {what}"))
    }

    fn rate(&self, corrections: &mut Vec<&'static str>) -> Result<Option<Money>, String> {
        let Some(rate) = &self.of.map.rate else {
            return Ok(None);
        };
        let Some(word) = self.known(&rate.column) else {
            return Ok(None);
        };
        let currency = self.of.currency;
        let money = amount(word, rate.decimal, currency)
            .ok_or_else(|| format!("“{word}” is not an amount"))?;
        match (money.minor < 0, rate.negative) {
            (false, _) | (true, Negative::Keep) => Ok(Some(money)),
            (true, Negative::Zero) => {
                corrections.push("a rate below zero taken as zero");
                Ok(Some(Money::zero(currency)))
            }
            (true, Negative::Refuse) => Err(format!("the rate {word} is below zero")),
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for note in &self.of.map.notes {
            let Some(word) = self.known(&note.column) else {
                continue;
            };
            let word = note.values.get(word).map_or(word, String::as_str);
            if !word.is_empty() {
                notes.push(note.text.replace("{}", word));
            }
        }
        notes
    }
}
