//! Drawing the costs: sections of lines one below the other; in a wide frame
//! rooms and vendors beside the rest.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::CostScreen;
use crate::console::look::row;
use crate::console::selection::counted;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::money::Money;
use crate::domain::tally::{BudgetLine, CostLine, Costs, MonthLine, VendorLine, words};
use crate::domain::view::calendar::Month;

/// From this width on rooms and vendors stand beside the rest.
const WIDE: u16 = 140;

/// A line: how it looks, and what it says.
type Told = (Meaning, String);

/// The lines at the left, and those at the right where there are any.
fn told(screen: &CostScreen, width: u16, view: &View) -> (Vec<Told>, Vec<Told>) {
    let Some(costs) = &screen.costs.found else {
        return (
            vec![(Meaning::Muted, "Reading the costs ...".to_owned())],
            Vec::new(),
        );
    };
    let mut left = head(costs);
    left.extend(months(&costs.months));
    left.extend(budgets(&costs.budgets, this_month(costs)));
    left.extend(lines("Category", &costs.categories));
    let mut right = lines("Room", &costs.rooms);
    right.extend(vendors(&costs.vendors));
    if width < WIDE {
        left.append(&mut right);
    }
    let safe = |lines: Vec<Told>| -> Vec<Told> {
        let shown =
            |(meaning, said): Told| (meaning, text::shown(&said, view.look.ascii).into_owned());
        lines.into_iter().map(shown).collect()
    };
    (safe(left), safe(right))
}

/// How many lines there are to scroll over.
pub fn length(screen: &CostScreen, view: &View) -> usize {
    let (left, right) = told(screen, view.body.width, view);
    left.len().max(right.len())
}

/// Draws the whole screen.
pub fn draw(screen: &CostScreen, area: Rect, buffer: &mut Buffer, view: &View) {
    let (left, right) = told(screen, area.width, view);
    let half = Rect {
        x: area.x + 1,
        width: if area.width < WIDE {
            area.width.saturating_sub(1)
        } else {
            area.width / 2 - 2
        },
        ..area
    };
    write(&left, screen.top, half, buffer, view);
    if !right.is_empty() {
        let beside = Rect {
            x: half.right() + 3,
            width: area.right().saturating_sub(half.right() + 3),
            ..area
        };
        write(&right, screen.top, beside, buffer, view);
    }
}

fn write(lines: &[Told], from: usize, area: Rect, buffer: &mut Buffer, view: &View) {
    let shown = lines.iter().skip(from).take(usize::from(area.height));
    for (nth, (meaning, said)) in shown.enumerate() {
        let style = view.look.style(*meaning);
        view.look.write(buffer, row(area, nth as u16), said, style);
    }
}

fn this_month(costs: &Costs) -> Month {
    Month::of(costs.period.to)
}

fn head(costs: &Costs) -> Vec<Told> {
    let all = &costs.in_all;
    let passed = costs.budgets.iter().filter(|line| line.passed).count();
    let budgets = match passed {
        0 => String::new(),
        1 => "   1 budget passed".to_owned(),
        more => format!("   {more} budgets passed"),
    };
    let meaning = if passed > 0 {
        Meaning::Warning
    } else {
        Meaning::Text
    };
    vec![
        (
            meaning,
            format!(
                "From {} to {}   cost {}, {}{budgets}",
                costs.period.from,
                costs.period.to,
                all.actual_cost,
                counted(all.requests as usize, "request")
            ),
        ),
        (
            Meaning::Muted,
            format!(
                "estimated {} ({} against that)   not done yet {}",
                all.estimated_cost,
                signed(all.above_estimate),
                costs.still_open
            ),
        ),
    ]
}

/// A gap, and the heads of a section.
fn section(name: &str, heads: &str) -> Vec<Told> {
    vec![
        (Meaning::Text, String::new()),
        (
            Meaning::Heading,
            format!("{}{heads}", text::pad(name, NAME)),
        ),
    ]
}

/// Columns of what a line is about.
const NAME: usize = 20;

fn months(months: &[MonthLine]) -> Vec<Told> {
    let mut said = section(
        "Month",
        "   Work done   Estimated        Cost       Above  Rating",
    );
    for line in months {
        let meaning = if line.above_estimate.minor > 0 {
            Meaning::Warning
        } else {
            Meaning::Text
        };
        said.push((
            meaning,
            format!(
                "{}{:>12}{:>12}{:>12}{:>12}{:>8}",
                text::pad(&line.month.to_string(), NAME),
                line.resolved,
                line.estimated_cost.amount(),
                line.actual_cost.amount(),
                signed(line.above_estimate),
                words::rating(line.average_rating),
            ),
        ));
    }
    said
}

/// The budgets of this month, and those that were passed before.
fn budgets(budgets: &[BudgetLine], now: Month) -> Vec<Told> {
    let shown: Vec<&BudgetLine> = budgets
        .iter()
        .filter(|line| line.month == now || line.passed)
        .collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let mut said = section("Budget", "       Month      Budget        Cost        Left");
    for line in shown {
        let (meaning, mark) = if line.passed {
            (Meaning::Critical, "  passed")
        } else {
            (Meaning::Text, "")
        };
        said.push((
            meaning,
            format!(
                "{}{:>12}{:>12}{:>12}{:>12}{mark}",
                name(&line.category),
                line.month.to_string(),
                line.budget.amount(),
                line.actual_cost.amount(),
                line.left.amount(),
            ),
        ));
    }
    said
}

fn lines(what: &str, lines: &[CostLine]) -> Vec<Told> {
    if lines.is_empty() {
        return Vec::new();
    }
    let mut said = section(
        what,
        "    Requests   Estimated        Cost       Above  Est/cost",
    );
    for line in lines {
        let shown = if line.name.is_empty() {
            "no room"
        } else {
            line.name.as_str()
        };
        said.push((
            Meaning::Text,
            format!(
                "{}{:>12}{:>12}{:>12}{:>12}{:>10}",
                name(shown),
                line.requests,
                line.estimated_cost.amount(),
                line.actual_cost.amount(),
                signed(line.above_estimate),
                words::ratio(line.cost_efficiency),
            ),
        ));
    }
    said
}

fn vendors(vendors: &[VendorLine]) -> Vec<Told> {
    if vendors.is_empty() {
        return Vec::new();
    }
    let mut said = section(
        "Vendor",
        "    Requests     In time       Takes        Cost  Rating",
    );
    for line in vendors {
        let one = &line.figures;
        said.push((
            Meaning::Text,
            format!(
                "{}{:>12}{:>12}{:>12}{:>12}{:>8}",
                name(&line.vendor),
                one.total,
                words::share(one.on_time_share),
                words::hours(one.average_hours),
                one.actual_cost.amount(),
                words::rating(one.average_rating),
            ),
        ));
    }
    said
}

fn name(text: &str) -> String {
    text::pad(&text::shorten(&text::sanitise(text), NAME - 1), NAME)
}

/// `+12.00`, `-3.50`, `0.00`.
fn signed(money: Money) -> String {
    if money.minor > 0 {
        format!("+{}", money.amount())
    } else {
        money.amount()
    }
}
