//! `show team`, `show figures` and `show costs`: the work on requests in
//! figures, for each person and in all, and what it cost.

use clap::Args;
use serde::Serialize;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::money::Money;
use crate::domain::tally::{
    CostLine, Figures, MonthLine, Period, Standing, Team, USUAL, USUAL_MONTHS, VendorLine, words,
};
use crate::domain::view::calendar::Month;
use crate::domain::{Code, Day, Refusal};

/// Which days the figures are of.
#[derive(Args, Debug, Default)]
struct Days {
    /// From this day on
    #[arg(long, value_name = "DATE")]
    from: Option<Day>,
    /// Up to this day, included; else today
    #[arg(long, value_name = "DATE")]
    to: Option<Day>,
    /// The last so many days
    #[arg(long = "days", value_name = "NUMBER", conflicts_with_all = ["from", "month"],
          value_parser = clap::value_parser!(i32).range(1..=7320))]
    last: Option<i32>,
    /// One month, such as 2026-03
    #[arg(long, conflicts_with_all = ["from", "to"])]
    month: Option<Month>,
}

impl Days {
    /// The period that is wanted; else the usual one.
    fn period(&self, today: Day, usual: Period) -> Result<Period, Fault> {
        let to = self.to.unwrap_or(today);
        if let Some(month) = self.month {
            let last = i32::try_from(month.days()).unwrap_or(31) - 1;
            return Ok(Period::new(month.first(), month.first().plus(last)));
        }
        if let Some(days) = self.last {
            return Ok(Period::last(days, to));
        }
        match self.from {
            Some(from) if from > to => Err(Refusal::new(
                Code::InvalidDates,
                format!("{from} is after {to}; give the earlier day first."),
            )
            .into()),
            Some(from) => Ok(Period::new(from, to)),
            None if self.to.is_some() => Ok(Period::last(USUAL, to)),
            None => Ok(usual),
        }
    }
}

/// Today by the clock on the property's wall: requests are stamped by it.
fn today(door: &Door) -> Result<Day, Fault> {
    Ok(door.desk.now().calendar_day(door.property()?.timezone))
}

fn team_of(door: &Door, days: &Days) -> Result<Team, Fault> {
    let today = today(door)?;
    let period = days.period(today, Period::last(USUAL, today))?;
    Ok(door.desk.team(&door.session, period)?)
}

/// Everyone's requests in hand, and what came of those of a period.
#[derive(Args, Debug)]
pub struct TeamWork {
    #[command(flatten)]
    days: Days,
}

impl TeamWork {
    /// Shows the team of whoever asks.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let team = team_of(door, &self.days)?;
        if voice.is_json() {
            return voice.data(&team);
        }
        voice.say(&standing(&team.now))?;
        let mut table = Table::new([
            "Who",
            "Role",
            ">In hand",
            ">Late",
            ">Reported",
            ">Done with",
            ">In time",
            ">Takes",
            ">Rating",
            ">Est/cost",
        ]);
        for line in &team.people {
            let one = &line.figures;
            table.row([
                line.name.clone(),
                line.role.label().to_owned(),
                line.in_hand.to_string(),
                line.overdue.to_string(),
                one.total.to_string(),
                format!("{} {}", one.completed, words::share(one.completion_rate)),
                words::share(one.on_time_share),
                words::hours(one.average_hours),
                words::rating(one.average_rating),
                words::ratio(one.cost_efficiency),
            ]);
        }
        voice.table(&table)?;
        voice.say(&period_words(team.period))
    }
}

fn period_words(period: Period) -> String {
    format!(
        "Reported from {} to {}.",
        period.from.spoken(),
        period.to.spoken()
    )
}

/// `12 open: 3 nobody's, 9 in hand, 2 late, 1 on hold, 0 emergencies; 4 to be looked over.`
fn standing(now: &Standing) -> String {
    format!(
        "{} open: {} nobody's, {} in hand, {} late, {} on hold, {} emergencies; {} to be looked over.",
        now.open,
        now.unassigned,
        now.in_hand,
        now.overdue,
        now.on_hold,
        now.emergencies,
        now.to_close
    )
}

/// The figures of one person, or of the whole team together.
#[derive(Args, Debug)]
pub struct WorkFigures {
    #[command(flatten)]
    days: Days,
    /// Of this person only
    #[arg(long = "employee", value_name = "NUMBER")]
    whose: Option<String>,
}

/// Figures as data.
#[derive(Serialize)]
struct FiguresData<'a> {
    #[serde(flatten)]
    period: Period,
    /// Of one person, by number; of all where it is empty.
    employee: Option<&'a str>,
    /// Requests in hand now.
    in_hand: u32,
    /// Of these, late.
    overdue: u32,
    #[serde(flatten)]
    figures: Figures,
    /// Of a person alone there are none.
    months: &'a [MonthLine],
    vendors: &'a [VendorLine],
}

impl WorkFigures {
    /// Shows the figures.
    ///
    /// # Errors
    /// The person is not of the team; the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let team = team_of(door, &self.days)?;
        let data = match &self.whose {
            None => FiguresData {
                period: team.period,
                employee: None,
                in_hand: team.now.in_hand,
                overdue: team.now.overdue,
                figures: team.in_all,
                months: &team.months,
                vendors: &team.vendors,
            },
            Some(number) => {
                let line = team.people.iter().find(|line| line.employee == *number);
                let line = line.ok_or_else(|| not_of_the_team(number))?;
                FiguresData {
                    period: team.period,
                    employee: Some(&line.employee),
                    in_hand: line.in_hand,
                    overdue: line.overdue,
                    figures: line.figures,
                    months: &[],
                    vendors: &[],
                }
            }
        };
        if voice.is_json() {
            return voice.data(&data);
        }
        tell(&data, voice)
    }
}

fn not_of_the_team(number: &str) -> Refusal {
    Refusal::new(
        Code::NotFound,
        format!("Nobody of your team with work in hand has the number {number}; \"show team\" lists them."),
    )
    .with("employee", number)
}

fn tell(data: &FiguresData, voice: &mut Voice) -> Result<(), Fault> {
    let one = &data.figures;
    let mut table = Table::new(["Figure", ">"]);
    for (what, value) in [
        ("In hand now", data.in_hand.to_string()),
        ("Of these late", data.overdue.to_string()),
        ("Reported", one.total.to_string()),
        ("Done with", one.completed.to_string()),
        ("Called off", one.cancelled.to_string()),
        ("Completion rate", words::share(one.completion_rate)),
        ("Takes on average", words::hours(one.average_hours)),
        ("Done in time", words::share(one.on_time_share)),
        (
            "Rating",
            format!(
                "{} ({} rated)",
                words::rating(one.average_rating),
                one.rated
            ),
        ),
        ("Estimated", one.estimated_cost.to_string()),
        ("Cost", one.actual_cost.to_string()),
        ("Estimate by cost", words::ratio(one.cost_efficiency)),
    ] {
        table.row([what.to_owned(), value]);
    }
    voice.table(&table)?;
    months(data.months, voice)?;
    vendors(data.vendors, voice)?;
    voice.say(&period_words(data.period))
}

fn months(months: &[MonthLine], voice: &mut Voice) -> Result<(), Fault> {
    if months.is_empty() {
        return Ok(());
    }
    let mut table = Table::new([
        "Month",
        ">Work done",
        ">Estimated",
        ">Cost",
        ">Above",
        ">Rating",
    ]);
    for line in months {
        table.row([
            line.month.to_string(),
            line.resolved.to_string(),
            line.estimated_cost.amount(),
            line.actual_cost.amount(),
            signed(line.above_estimate),
            words::rating(line.average_rating),
        ]);
    }
    voice.say("")?;
    voice.table(&table)
}

fn vendors(vendors: &[VendorLine], voice: &mut Voice) -> Result<(), Fault> {
    if vendors.is_empty() {
        return Ok(());
    }
    let mut table = Table::new([
        "Vendor",
        ">Requests",
        ">In time",
        ">Takes",
        ">Rating",
        ">Estimated",
        ">Cost",
        ">Est/cost",
    ]);
    for line in vendors {
        let one = &line.figures;
        table.row([
            line.vendor.clone(),
            one.total.to_string(),
            words::share(one.on_time_share),
            words::hours(one.average_hours),
            words::rating(one.average_rating),
            one.estimated_cost.amount(),
            one.actual_cost.amount(),
            words::ratio(one.cost_efficiency),
        ]);
    }
    voice.say("")?;
    voice.table(&table)
}

/// `+12.00`, `-3.50`, `0.00`.
fn signed(money: Money) -> String {
    if money.minor > 0 {
        format!("+{}", money.amount())
    } else {
        money.amount()
    }
}

/// What repairs cost per month, category, room and vendor.
#[derive(Args, Debug)]
pub struct RepairCosts {
    #[command(flatten)]
    days: Days,
}

impl RepairCosts {
    /// Shows the costs.
    ///
    /// # Errors
    /// The person does not manage finances; the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let today = today(door)?;
        let usual = Period::months(USUAL_MONTHS, today);
        let period = self.days.period(today, usual)?;
        let costs = door.desk.costs(&door.session, period)?;
        if voice.is_json() {
            return voice.data(&costs);
        }
        let all = &costs.in_all;
        voice.say(&format!(
            "From {} to {}: {} for {} requests, estimated {} ({} against those estimates); estimated and not done yet {}.",
            period.from.spoken(),
            period.to.spoken(),
            all.actual_cost,
            all.requests,
            all.estimated_cost,
            signed(all.above_estimate),
            costs.still_open
        ))?;
        months(&costs.months, voice)?;
        lines("Category", &costs.categories, voice)?;
        lines("Room", &costs.rooms, voice)?;
        vendors(&costs.vendors, voice)?;
        let mut table = Table::new(["Month", "Category", ">Budget", ">Cost", ">Left", ""]);
        for line in &costs.budgets {
            table.row([
                line.month.to_string(),
                line.category.clone(),
                line.budget.amount(),
                line.actual_cost.amount(),
                line.left.amount(),
                if line.passed { "passed" } else { "" }.to_owned(),
            ]);
        }
        if table.is_empty() {
            return Ok(());
        }
        voice.say("")?;
        voice.table(&table)
    }
}

fn lines(what: &str, lines: &[CostLine], voice: &mut Voice) -> Result<(), Fault> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut table = Table::new([
        what,
        ">Requests",
        ">Estimated",
        ">Cost",
        ">Above",
        ">Est/cost",
    ]);
    for line in lines {
        let name = if line.name.is_empty() {
            "no room".to_owned()
        } else {
            line.name.clone()
        };
        table.row([
            name,
            line.requests.to_string(),
            line.estimated_cost.amount(),
            line.actual_cost.amount(),
            signed(line.above_estimate),
            words::ratio(line.cost_efficiency),
        ]);
    }
    voice.say("")?;
    voice.table(&table)
}
