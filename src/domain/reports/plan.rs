//! A plan of rooms that a job made, to be read.

use super::columns::columns;
use crate::domain::planning::Proposal;
use crate::domain::property::Property;

/// Who is to have which room, or got it, and who has none and why.
pub fn plan_report(property: &Property, plan: &Proposal, code: &str, applied: bool) -> String {
    let done = if applied {
        "rooms given to those who arrive within 48 hours"
    } else {
        "rooms proposed for those who arrive within 48 hours"
    };
    let mut text = format!("{}: {done} ({code})\n\n", property.name);
    let rows: Vec<[String; 6]> = plan
        .lines
        .iter()
        .map(|line| {
            [
                line.part.check_in.spoken(),
                line.part.check_out.spoken(),
                line.number.clone(),
                if line.firm { "firm" } else { "tentative" }.to_owned(),
                line.guest.clone(),
                line.code.clone(),
            ]
        })
        .collect();
    let headings = ["From", "To", "Room", "How", "Guest", "Booking"];
    text.push_str(&columns(headings, &rows));
    if !plan.left.is_empty() {
        let rows: Vec<[String; 4]> = plan
            .left
            .iter()
            .map(|left| {
                [
                    left.part.check_in.spoken(),
                    left.guest.clone(),
                    left.code.clone(),
                    left.why.clone(),
                ]
            })
            .collect();
        text.push_str("\nWithout a room:\n");
        text.push_str(&columns(["Arrives", "Guest", "Booking", "Why"], &rows));
    }
    text.push_str(if applied {
        "\nIt is one step of the journal, and can be undone as one.\n"
    } else {
        "\nLook at it and carry it out in the console, or with apply_plan.\n"
    });
    text
}
