//! Tables for people: aligned by the columns a text takes on the screen,
//! without frames, so that they can be read and cut by other programs.

use crate::console::text;

/// On which side a column's cells stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Left,
    Right,
}

/// Rows under named columns.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table; a column whose name begins with `>` stands right.
    pub fn new<const N: usize>(columns: [&str; N]) -> Table {
        let columns = columns
            .into_iter()
            .map(|name| match name.strip_prefix('>') {
                Some(name) => (name.to_owned(), Side::Right),
                None => (name.to_owned(), Side::Left),
            })
            .collect();
        Table {
            columns,
            rows: Vec::new(),
        }
    }

    /// One more row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(Vec::from(cells));
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines, safe to print.
    pub fn lines(&self, ascii: bool) -> Vec<String> {
        let shown: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|cell| text::shown(cell, ascii).trim_end().to_owned())
                    .collect()
            })
            .collect();
        let names: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let widths: Vec<usize> = (0..names.len())
            .map(|at| {
                shown
                    .iter()
                    .chain([&names])
                    .filter_map(|row| row.get(at))
                    .map(|cell| text::width(cell))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        [&names]
            .into_iter()
            .chain(&shown)
            .map(|row| self.line(row, &widths))
            .collect()
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, width), (_, side)) in row.iter().zip(widths).zip(&self.columns) {
            let gap = " ".repeat(width.saturating_sub(text::width(cell)));
            match side {
                Side::Left => line.extend([cell.as_str(), &gap]),
                Side::Right => line.extend([gap.as_str(), cell]),
            }
            line.push_str("  ");
        }
        line.truncate(line.trim_end().len());
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_is_in_them() {
        let mut table = Table::new(["Guest", ">Nights", "Room"]);
        table.row(["王小明".into(), "3".into(), "101".into()]);
        table.row(["Zoe\u{301}".into(), "14".into(), "9".into()]);
        table.row(["\u{1b}[2JX".into(), "1".into(), String::new()]);
        assert_eq!(
            table.lines(false),
            [
                "Guest   Nights  Room",
                "王小明       3  101",
                "Zoe\u{301}         14  9",
                "?[2JX        1",
            ]
        );
    }
}
