//! Who was told of an alert, and what became of each message.

use super::super::alert_mark::{AlertMark, Severity};
use super::super::facts::Facts;
use super::super::moment::Moment;
use super::super::telling::{Delivery, DeliveryState, Message};

/// One person who was told, by one message in the inbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ToldLine {
    /// Who.
    pub name: String,
    /// How severe the alert was then, where the mark still says.
    pub severity: Option<Severity>,
    /// When the message was written.
    pub at: Moment,
    /// When it was read.
    pub read_at: Option<Moment>,
    /// The ways by which it left the house, and how each stands.
    pub ways: Vec<Delivery>,
}

impl ToldLine {
    /// What became of it, in words: `read 09:15; e-mail sent 09:12`.
    pub fn became(&self, when: impl Fn(Moment) -> String) -> String {
        let inbox = match self.read_at {
            Some(at) => format!("read {}", when(at)),
            None => "not read yet".to_owned(),
        };
        let ways = self.ways.iter().map(|way| {
            let label = way.way.label();
            match (way.state(), way.sent_at) {
                (_, Some(at)) => format!("{label} sent {}", when(at)),
                (DeliveryState::Dead, _) => format!("{label} given up"),
                (DeliveryState::Withdrawn, _) => format!("{label} withdrawn"),
                _ => format!("{label} waits"),
            }
        });
        let all: Vec<String> = std::iter::once(inbox).chain(ways).collect();
        all.join("; ")
    }
}

/// The lines of these messages about an alert, the oldest first.
pub fn told_lines(
    facts: &dyn Facts,
    mark: Option<&AlertMark>,
    messages: Vec<Message>,
) -> Vec<ToldLine> {
    let mut lines: Vec<ToldLine> = messages
        .into_iter()
        .map(|message| {
            let then = mark.and_then(|mark| {
                mark.told
                    .iter()
                    .find(|told| told.staff == message.to && told.at == message.created_at)
            });
            ToldLine {
                name: facts
                    .staff(message.to)
                    .map_or_else(|| "Somebody".to_owned(), |person| person.name),
                severity: then.map(|told| told.severity),
                at: message.created_at,
                read_at: message.read_at,
                ways: facts.deliveries_of(message.id),
            }
        })
        .collect();
    lines.sort_by(|one, other| (one.at, &one.name).cmp(&(other.at, &other.name)));
    lines
}
