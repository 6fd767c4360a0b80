//! The table `day_figures`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::PropertyId;
use crate::domain::figures::DayFigures;

impl Stored for DayFigures {
    const TABLE: &'static str = "day_figures";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "day",
        "rooms",
        "out_of_order",
        "occupied",
        "arrivals",
        "departures",
        "stayovers",
        "no_shows",
        "overstays",
        "guests",
        "revenue",
        "revenue_currency",
    ];

    fn values(&self) -> Vec<Value> {
        let counts = [
            self.rooms,
            self.out_of_order,
            self.occupied,
            self.arrivals,
            self.departures,
            self.stayovers,
            self.no_shows,
            self.overstays,
            self.guests,
        ];
        let values = Values::default()
            .put(self.id)
            .put(self.property.0)
            .day(self.day);
        counts
            .into_iter()
            .fold(values, |values, count| values.put(i64::from(count)))
            .money(self.room_revenue)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<DayFigures> {
        Ok(DayFigures {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            day: cells.day()?,
            rooms: cells.count()?,
            out_of_order: cells.count()?,
            occupied: cells.count()?,
            arrivals: cells.count()?,
            departures: cells.count()?,
            stayovers: cells.count()?,
            no_shows: cells.count()?,
            overstays: cells.count()?,
            guests: cells.count()?,
            room_revenue: cells.money()?,
        })
    }
}
