//! The rows of the grid as a list of lines, and which of them show.
//!
//! Owns folding, the header that stays on top while its rooms scroll past,
//! and stepping from row to row. Knows no columns.

use std::collections::{BTreeSet, HashMap};

use crate::domain::id::RoomId;
use crate::domain::view::grid::{Grid, Group, RoomRow};

/// One line of the room part of the grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    /// The header of a group.
    Group(usize),
    /// A room: its group, and its place in the group.
    Room(usize, usize),
}

impl Line {
    /// Which group it belongs to.
    pub fn group(self) -> usize {
        match self {
            Self::Group(group) | Self::Room(group, _) => group,
        }
    }
}

/// The lines of a grid, and where each room stands.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    lines: Vec<Line>,
    rooms: HashMap<RoomId, usize>,
}

impl Lines {
    /// The lines of `grid`, those of `folded` groups (by key) left out.
    pub fn of(grid: &Grid, folded: &BTreeSet<String>) -> Self {
        let mut all = Self::default();
        for (at, group) in grid.groups.iter().enumerate() {
            all.lines.push(Line::Group(at));
            if folded.contains(&group.key) {
                continue;
            }
            for (nth, row) in group.rows.iter().enumerate() {
                all.rooms.insert(row.room, all.lines.len());
                all.lines.push(Line::Room(at, nth));
            }
        }
        all
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The nth line.
    pub fn get(&self, nth: usize) -> Option<Line> {
        self.lines.get(nth).copied()
    }

    /// Where this room stands, unless its group is folded.
    pub fn of_room(&self, room: RoomId) -> Option<usize> {
        self.rooms.get(&room).copied()
    }

    /// Where the header of this group stands.
    pub fn of_group(&self, group: usize) -> Option<usize> {
        self.lines
            .iter()
            .position(|line| *line == Line::Group(group))
    }

    /// Whether the cursor may stand there: on rooms, and on the header of a
    /// folded group, from where it is unfolded.
    pub fn may_stand(&self, nth: usize) -> bool {
        match self.get(nth) {
            Some(Line::Room(..)) => true,
            Some(Line::Group(_)) => !matches!(self.get(nth + 1), Some(Line::Room(..))),
            None => false,
        }
    }

    /// The next line from `nth` on where the cursor may stand.
    pub fn next(&self, nth: usize) -> Option<usize> {
        (nth..self.len()).find(|at| self.may_stand(*at))
    }

    /// The line before `nth`, itself not among them, where it may stand.
    pub fn before(&self, nth: usize) -> Option<usize> {
        (0..nth.min(self.len()))
            .rev()
            .find(|at| self.may_stand(*at))
    }

    /// The lines that show in `height` rows when `top` is the first: where the
    /// first is a room, the header of its group takes its place.
    pub fn shown(&self, top: usize, height: usize) -> Vec<Line> {
        let end = self.len().min(top + height);
        let mut shown = self.lines.get(top..end).unwrap_or(&[]).to_vec();
        if height > 1
            && let Some(first) = shown.first_mut()
        {
            *first = Line::Group(first.group());
        }
        shown
    }

    /// The first line that must show so that line `at` does, staying as near
    /// to `top` as can be.
    pub fn scroll(&self, top: usize, at: usize, height: usize) -> usize {
        let most = self.len().saturating_sub(height);
        let lowest = (at + 1).saturating_sub(height);
        // A room that came first would hide behind the header of its group.
        let highest = match self.get(at) {
            Some(Line::Room(..)) if height > 1 => at.saturating_sub(1),
            _ => at,
        };
        top.max(lowest).min(highest).min(most)
    }
}

/// The room row of a line, if it is one.
pub fn row(grid: &Grid, line: Line) -> Option<&RoomRow> {
    match line {
        Line::Group(_) => None,
        Line::Room(group, nth) => grid.groups.get(group)?.rows.get(nth),
    }
}

/// The group a line belongs to.
pub fn group(grid: &Grid, line: Line) -> Option<&Group> {
    grid.groups.get(line.group())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(groups: &[usize]) -> Lines {
        let mut all = Lines::default();
        for (at, rooms) in groups.iter().enumerate() {
            all.lines.push(Line::Group(at));
            all.lines.extend((0..*rooms).map(|nth| Line::Room(at, nth)));
        }
        all
    }

    #[test]
    fn headers_stay_while_rooms_scroll() {
        let all = lines(&[3, 2]);
        assert_eq!(
            all.shown(2, 3),
            [Line::Group(0), Line::Room(0, 2), Line::Group(1)]
        );
        assert_eq!(all.shown(9, 3), []);
    }

    #[test]
    fn the_cursor_passes_over_headers_but_stops_at_folded_ones() {
        let all = lines(&[2, 0, 1]);
        assert_eq!(all.next(0), Some(1));
        assert_eq!(all.next(3), Some(3), "a folded group");
        assert_eq!(all.before(1), None);
        assert_eq!(all.before(5), Some(3));
    }

    #[test]
    fn scrolling_shows_the_line_below_its_header() {
        let all = lines(&[4, 4]);
        for height in 1..12 {
            for top in 0..12 {
                for at in 0..all.len() {
                    let first = all.scroll(top, at, height);
                    let shown = all.shown(first, height);
                    let wanted = all.get(at).expect("a line");
                    assert!(
                        shown.contains(&wanted),
                        "{at} from {top} in {height}: {shown:?}"
                    );
                }
            }
        }
    }
}
