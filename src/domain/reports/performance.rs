//! The past days in figures, from what the night audits kept.

use super::columns::columns;
use crate::domain::day::Day;
use crate::domain::figures::DayFigures;
use crate::domain::money::Money;
use crate::domain::property::Property;

/// Each of the days with figures, and what they come to together: occupancy,
/// average rate and revenue per available room.
pub fn performance_report(property: &Property, days: &[DayFigures], upto: Day) -> String {
    let title = format!(
        "{}: the week to {} in figures\n\n",
        property.name,
        upto.plus(-1).spoken()
    );
    if days.is_empty() {
        return format!("{title}No day of it was closed by a night audit.\n");
    }
    let money = |minor: i64| {
        Money {
            minor,
            currency: property.currency,
        }
        .to_string()
    };
    let rows: Vec<[String; 8]> = days
        .iter()
        .map(|day| {
            [
                day.day.spoken(),
                percent(day.occupied, day.rooms),
                day.arrivals.to_string(),
                day.departures.to_string(),
                day.stayovers.to_string(),
                day.no_shows.to_string(),
                money(per(day.room_revenue.minor, day.occupied)),
                money(day.room_revenue.minor),
            ]
        })
        .collect();
    let sum = |of: &dyn Fn(&DayFigures) -> u32| -> u32 { days.iter().map(of).sum() };
    let (rooms, occupied) = (sum(&|day| day.rooms), sum(&|day| day.occupied));
    let revenue: i64 = days.iter().map(|day| day.room_revenue.minor).sum();
    let headings = [
        "Day",
        "Sold",
        "Arrivals",
        "Departures",
        "Stayed on",
        "No-shows",
        "Rate",
        "Revenue",
    ];
    format!(
        "{title}{}\nOccupancy {}; average rate {}; revenue per available room {}; revenue {}; {} no-shows.\n",
        columns(headings, &rows),
        percent(occupied, rooms),
        money(per(revenue, occupied)),
        money(per(revenue, rooms)),
        money(revenue),
        sum(&|day| day.no_shows),
    )
}

fn per(amount: i64, count: u32) -> i64 {
    amount.checked_div(i64::from(count)).unwrap_or(0)
}

fn percent(part: u32, whole: u32) -> String {
    let permille = (u64::from(part) * 1000)
        .checked_div(u64::from(whole))
        .unwrap_or(0);
    format!("{}.{}%", permille / 10, permille % 10)
}
