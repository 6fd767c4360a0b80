//! Everything that was done to a booking, a room or a block, in words.
//!
//! Owns the reading of it page by page, and how a line of it is printed.

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::voice::Voice;
use crate::domain::history::{About, HistoryLine};
use crate::domain::property::Property;

/// How many entries are asked for at a time.
const PAGE: u32 = 500;

/// Everything that was done to it, oldest first, page by page.
///
/// # Errors
/// The database cannot be read.
pub fn history(door: &Door, about: About) -> Result<Vec<HistoryLine>, Fault> {
    let mut pages = Vec::new();
    let mut before = None;
    loop {
        let page = door.desk.history(&door.session, about, before, PAGE)?;
        before = page.lines.first().map(|line| line.seq);
        let earlier = page.earlier;
        pages.push(page.lines);
        if !earlier || before.is_none() {
            break;
        }
    }
    Ok(pages.into_iter().rev().flatten().collect())
}

/// Prints the lines, one below the other.
///
/// # Errors
/// Nobody reads what is printed.
pub fn tell(lines: &[HistoryLine], property: &Property, voice: &mut Voice) -> Result<(), Fault> {
    for line in lines {
        voice.say(&told(line, property))?;
    }
    Ok(())
}

fn told(line: &HistoryLine, property: &Property) -> String {
    let undone = if line.taken_back { " (taken back)" } else { "" };
    format!(
        "[{}] {} {}{undone}  ({})",
        line.at.stamp(property.timezone),
        line.who,
        line.what,
        line.channel
    )
}
