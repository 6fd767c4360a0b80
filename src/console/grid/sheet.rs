//! The rooms, stays and counts that the grid shows, looked up by place.
//!
//! Made from the house when the house, the days or the filter change; between
//! that, moving and drawing only read it.

use std::collections::BTreeSet;

use super::lines::{self, Line, Lines};
use crate::console::view::{Filter, View};
use crate::domain::day::Day;
use crate::domain::id::{BlockId, BookingId, RoomId};
use crate::domain::view::bar::{Bar, BarKind, BarOf};
use crate::domain::view::grid::{self, Grid, Grouping, RoomRow};

/// A row of the grid, by what it is and not by where it stands: so that it is
/// found again after anything has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Spot {
    /// A room.
    Room(RoomId),
    /// The header of a folded group, by its key.
    Group(String),
    /// A lane of the tray.
    Lane(usize),
}

/// What the grid shows.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Rooms, stays and counts of the days that show.
    pub grid: Option<Grid>,
    /// The rows as lines.
    pub lines: Lines,
}

impl Sheet {
    /// Reads the house for these days.
    pub fn read(
        view: &View,
        (from, days): (Day, u16),
        grouping: Grouping,
        filter: &Filter,
        folded: &BTreeSet<String>,
    ) -> Self {
        let filter = in_domain(filter);
        let grid = grid::month(view.house, from, u32::from(days), grouping, &filter);
        let lines = Lines::of(&grid, folded);
        Self {
            grid: Some(grid),
            lines,
        }
    }

    /// Lanes of the tray.
    pub fn lanes(&self) -> usize {
        self.grid.as_ref().map_or(0, |grid| grid.tray.len())
    }

    /// The row of a room, if it shows and its group is not folded.
    pub fn row(&self, room: RoomId) -> Option<&RoomRow> {
        let line = self.lines.get(self.lines.of_room(room)?)?;
        lines::row(self.grid.as_ref()?, line)
    }

    /// The line of a row; the tray has none.
    pub fn line_of(&self, spot: &Spot) -> Option<usize> {
        match spot {
            Spot::Room(room) => self.lines.of_room(*room),
            Spot::Group(key) => {
                let grid = self.grid.as_ref()?;
                let group = grid.groups.iter().position(|group| group.key == *key)?;
                self.lines.of_group(group)
            }
            Spot::Lane(_) => None,
        }
    }

    /// What stands on a line.
    pub fn spot_at(&self, line: usize) -> Option<Spot> {
        let grid = self.grid.as_ref()?;
        let line = self.lines.get(line)?;
        match line {
            Line::Room(..) => lines::row(grid, line).map(|row| Spot::Room(row.room)),
            Line::Group(_) => lines::group(grid, line).map(|group| Spot::Group(group.key.clone())),
        }
    }

    /// Stays and blocks of a row.
    pub fn bars(&self, spot: &Spot) -> &[Bar] {
        match spot {
            Spot::Room(room) => self.row(*room).map_or(&[], |row| &row.bars),
            Spot::Group(_) => &[],
            Spot::Lane(lane) => self
                .grid
                .as_ref()
                .and_then(|grid| grid.tray.get(*lane))
                .map_or(&[], Vec::as_slice),
        }
    }

    /// The bar that a day of a row means: the one on its night; else a day
    /// use, or the guest who leaves on that date.
    pub fn bar(&self, spot: &Spot, day: Day) -> Option<&Bar> {
        let bars = self.bars(spot);
        let on_night = |bar: &&Bar| bar.from <= day && day < bar.reaches;
        let day_use = |bar: &&Bar| bar.from == day && bar.reaches == day;
        let leaves = |bar: &&Bar| bar.reaches == day && bar.kind == BarKind::InHouse;
        bars.iter()
            .find(on_night)
            .or_else(|| bars.iter().find(day_use))
            .or_else(|| bars.iter().find(leaves))
    }

    /// Where a booking's bar nearest to `near` stands: row, and day.
    pub fn find(&self, booking: BookingId, near: Day) -> Option<(Spot, &Bar)> {
        let grid = self.grid.as_ref()?;
        let rows = grid.groups.iter().flat_map(|group| &group.rows);
        let rooms = rows.map(|row| (Spot::Room(row.room), row.bars.as_slice()));
        let lanes = grid.tray.iter().enumerate();
        let tray = lanes.map(|(lane, bars)| (Spot::Lane(lane), bars.as_slice()));
        rooms
            .chain(tray)
            .flat_map(|(spot, bars)| bars.iter().map(move |bar| (spot.clone(), bar)))
            .filter(|(_, bar)| bar.booking == Some(booking))
            .min_by_key(|(_, bar)| distance(bar, near))
    }

    /// Bars of the tray in order of their days, with their lanes.
    pub fn tray_in_order(&self) -> Vec<(Day, usize)> {
        let Some(grid) = &self.grid else {
            return Vec::new();
        };
        let lanes = grid.tray.iter().enumerate();
        let mut bars: Vec<(Day, usize)> = lanes
            .flat_map(|(lane, bars)| bars.iter().map(move |bar| (bar.from, lane)))
            .collect();
        bars.sort_unstable();
        bars
    }
}

/// Days between a bar and a day; none if it lies on it.
fn distance(bar: &Bar, day: Day) -> i32 {
    let last = bar.reaches.plus(-1).max(bar.from);
    (bar.from.since(day)).max(day.since(last)).max(0)
}

/// The block a bar stands for.
pub fn block_of(bar: &Bar) -> Option<BlockId> {
    match bar.of {
        BarOf::Block(block) => Some(block),
        BarOf::Segment(_) | BarOf::Unassigned(_) => None,
    }
}

fn in_domain(filter: &Filter) -> grid::Filter {
    let mut asked = grid::Filter::default();
    match filter {
        Filter::All
        | Filter::Severity(_)
        | Filter::PutOff
        | Filter::Requests(_)
        | Filter::Mine
        | Filter::ArrivalsToday
        | Filter::OnDuty
        | Filter::Everyone
        | Filter::Days(_)
        | Filter::Months(_) => {}
        Filter::Type(code) => asked.room_types.extend([code.clone()]),
        Filter::Floor(floor) => asked.floors.extend([*floor]),
        Filter::Status(status) => asked.statuses.extend([*status]),
        Filter::Feature(feature) => asked.features.extend([feature.clone()]),
        Filter::Inactive => asked.inactive = true,
    }
    asked
}
