//! Lines in columns.

/// Widest a column gets, in characters.
const WIDEST: usize = 40;

/// Rows under headings, each column as wide as its widest cell; trailing
/// space is cut. A cell is one line, whatever is in it.
pub fn columns<const N: usize>(headings: [&str; N], rows: &[[String; N]]) -> String {
    let clean = |text: &str| -> String {
        let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
        plain.take(WIDEST).collect()
    };
    let mut lines: Vec<[String; N]> = vec![headings.map(str::to_owned)];
    lines.extend(
        rows.iter()
            .map(|row| row.each_ref().map(|cell| clean(cell))),
    );
    let width = |column: usize| {
        lines
            .iter()
            .map(|line| line[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for line in &lines {
        let padded: Vec<String> = line
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
            .collect();
        text.push_str(padded.join("  ").trim_end());
        text.push('\n');
    }
    text
}
