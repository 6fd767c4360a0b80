//! Telling people: announcements, hand-over notes, events, alerts, reports,
//! and what becomes of the letters.

use super::{Decide, check, find};
use crate::domain::alerts::{AlertName, standing};
use crate::domain::command::{
    AddEvent, Announce, HandOver, ReadMessages, RecordDelivery, ResendMessage, SendReport,
    TellAlerts,
};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::{DeliveryId, MessageId};
use crate::domain::row::{Row, Table};
use crate::domain::staff::{Permission, Role, Staff};
use crate::domain::telling::{
    Delivery, DeliveryState, Group, HouseEvent, Letter, Message, MessageKind, Notice, NoticeKind,
    Telling, Urgency, audience, send_to_all, tell,
};

/// Days for which an announcement is shown where nobody says how long.
const ANNOUNCED_DAYS: i32 = 7;
/// Days after its own on which a hand-over note is shown.
const HANDED_OVER_DAYS: i32 = 2;
/// Longest event, in days.
const LONGEST_EVENT: i32 = 366;
/// Messages that can be marked at once.
const AT_ONCE: usize = 500;
/// Longest report, in characters.
const REPORT: usize = 60_000;

impl Decide for Announce {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let text = check::text("text", &self.text, check::NOTE)?;
        let today = draft.today();
        let until = self.until.unwrap_or_else(|| today.plus(ANNOUNCED_DAYS));
        if until < today {
            return Err(Refusal::new(
                Code::InvalidDates,
                format!("{until} is past; an announcement is shown until today or later."),
            )
            .with("until", until)
            .with("business_date", today));
        }
        let author = draft.context().actor.id;
        let people: Vec<Staff> = audience(&draft.all_staff(), &[Group::Everyone])
            .into_iter()
            .filter(|person| self.roles.is_empty() || self.roles.contains(&person.role))
            .filter(|person| person.id != author)
            .collect();
        hang_up(
            draft,
            NoticeKind::Announcement,
            &text,
            self.roles.clone(),
            until,
        );
        let told = send_to_all(
            draft,
            &people,
            &Letter {
                kind: MessageKind::Announcement,
                about: None,
                urgency: Urgency::Normal,
                from: Some(author),
                text,
            },
        );
        draft.tell("told", told);
        draft.tell("until", until);
        draft.summarise(format!("Told {told} people"));
        Ok(())
    }
}

fn hang_up(
    draft: &mut Draft,
    kind: NoticeKind,
    text: &str,
    roles: Vec<Role>,
    until: crate::domain::Day,
) {
    let notice = Notice {
        id: draft.fresh_id(),
        property: draft.property().id,
        kind,
        text: text.to_owned(),
        roles,
        stamp: draft.stamp(),
        until,
    };
    draft.save(notice);
}

impl Decide for HandOver {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let text = check::text("text", &self.text, check::NOTE)?;
        let staff = draft.all_staff();
        let people = next_shift(draft, &staff);
        let mut roles: Vec<Role> = people.iter().map(|person| person.role).collect();
        roles.sort_unstable();
        roles.dedup();
        let until = draft.today().plus(HANDED_OVER_DAYS);
        hang_up(draft, NoticeKind::HandOver, &text, roles, until);
        let told = send_to_all(
            draft,
            &people,
            &Letter {
                kind: MessageKind::HandOver,
                about: None,
                urgency: Urgency::Normal,
                from: Some(draft.context().actor.id),
                text,
            },
        );
        draft.tell("told", told);
        draft.summarise("Left a note for the next shift");
        Ok(())
    }
}

/// Those who work with what the author works with: with bookings, else with
/// rooms, else with repairs; and whoever has the author's role.
fn next_shift(draft: &Draft, staff: &[Staff]) -> Vec<Staff> {
    let actor = &draft.context().actor;
    let role = staff
        .iter()
        .find(|person| person.id == actor.id)
        .map(|person| person.role);
    let board = [
        Permission::Bookings,
        Permission::Rooms,
        Permission::Maintenance,
    ]
    .into_iter()
    .find(|board| actor.permissions.may(*board));
    audience(staff, &[Group::Everyone])
        .into_iter()
        .filter(|person| {
            person.id != actor.id
                && (Some(person.role) == role
                    || board.is_some_and(|board| person.permissions.may(board)))
        })
        .collect()
}

impl Decide for AddEvent {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let name = check::text("name", &self.name, check::NAME)?;
        if self.to < self.from {
            return Err(Refusal::new(
                Code::InvalidDates,
                format!(
                    "The event ends on {}, before it begins on {}; exchange the dates.",
                    self.to, self.from
                ),
            ));
        }
        if self.to.since(self.from) >= LONGEST_EVENT {
            return Err(Refusal::new(
                Code::InvalidDates,
                format!("An event lasts {LONGEST_EVENT} days at most; check the years."),
            ));
        }
        let (from, to) = (self.from, self.to);
        let same = |event: &HouseEvent| event.name == name && event.from == from && event.to == to;
        if draft.facts().events(from, to).iter().any(same) {
            return Err(check::exists(
                "name",
                &name,
                format!("{name} is there already, on the same days."),
            ));
        }
        draft.tell("event", &name);
        draft.summarise(format!(
            "Added {name}, {} to {}",
            from.spoken(),
            to.spoken()
        ));
        let event = HouseEvent {
            id: draft.fresh_id(),
            property: draft.property().id,
            name,
            from,
            to,
        };
        draft.save(event);
        Ok(())
    }
}

impl Decide for ReadMessages {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        check::number("messages", self.messages.len(), 0, AT_ONCE)?;
        let me = draft.context().actor.id;
        let mut wanted: Vec<Message> = Vec::new();
        for id in &self.messages {
            let message = message(draft, *id)?;
            if message.to != me {
                return Err(Refusal::new(
                    Code::PermissionDenied,
                    "This message is another's; ask them to read it.",
                )
                .with("message", id));
            }
            wanted.push(message);
        }
        if self.messages.is_empty() {
            wanted = draft.facts().unread_of(me);
        }
        for message in &wanted {
            find::fresh(draft, "The message", message.version)?;
        }
        let now = draft.context().now;
        let unread: Vec<Message> = wanted.into_iter().filter(Message::is_unread).collect();
        draft.tell("read", unread.len());
        draft.summarise(match unread.len() {
            1 => "Read a message".to_owned(),
            many => format!("Read {many} messages"),
        });
        for message in unread {
            draft.behold(message.clone().into());
            draft.save(Message {
                read_at: Some(now),
                ..message
            });
        }
        Ok(())
    }
}

/// The message of this property.
///
/// # Errors
/// `NOT_FOUND`.
fn message(draft: &Draft, id: MessageId) -> Result<Message, Refusal> {
    let found = match draft.facts().row(Table::Message, id.0) {
        Some(Row::Message(message)) => Some(message),
        _ => None,
    };
    found
        .filter(|message| message.property == draft.property().id)
        .ok_or_else(|| {
            Refusal::new(
                Code::NotFound,
                format!(
                    "There is no message {} here; \"show inbox\" lists them.",
                    id.0
                ),
            )
            .with("message", id)
        })
}

impl Decide for ResendMessage {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let message = message(draft, self.message)?;
        find::fresh(draft, "The message", message.version)?;
        let dead: Vec<Delivery> = draft
            .facts()
            .deliveries_of(message.id)
            .into_iter()
            .filter(|delivery| delivery.state() == DeliveryState::Dead)
            .collect();
        if dead.is_empty() {
            return Err(Refusal::new(
                Code::InvalidTransition,
                "No delivery of this message was given up; there is nothing to try again.",
            )
            .with("message", self.message));
        }
        let now = draft.context().now;
        draft.tell("message", self.message);
        draft.summarise(format!("Tries again: {}", message.headline()));
        for delivery in dead {
            draft.behold(delivery.clone().into());
            draft.save(Delivery {
                attempts: 0,
                next_try: Some(now),
                dead_at: None,
                ..delivery
            });
        }
        Ok(())
    }
}

impl Decide for RecordDelivery {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let delivery = delivery(draft, self.delivery)?;
        find::fresh(draft, "The delivery", delivery.version)?;
        if delivery.state() != DeliveryState::Waiting {
            return Err(Refusal::new(
                Code::InvalidTransition,
                "This delivery no longer waits; nothing was noted.",
            )
            .with("delivery", self.delivery));
        }
        let error = check::optional("error", self.error.as_deref(), check::REASON)?;
        draft.tell("delivery", self.delivery);
        let (way, to) = (delivery.way.label(), delivery.address.clone());
        let tried = delivery.after_try(draft.context().now, error);
        draft.summarise(match tried.state() {
            DeliveryState::Sent => format!("Sent {way} to {to}"),
            DeliveryState::Dead => format!("Gave up {way} to {to}"),
            _ => format!("Could not send {way} to {to} yet"),
        });
        draft.save(tried);
        Ok(())
    }
}

fn delivery(draft: &Draft, id: DeliveryId) -> Result<Delivery, Refusal> {
    let found = match draft.facts().row(Table::Delivery, id.0) {
        Some(Row::Delivery(delivery)) => Some(delivery),
        _ => None,
    };
    found
        .filter(|delivery| delivery.property == draft.property().id)
        .ok_or_else(|| {
            Refusal::new(
                Code::NotFound,
                format!(
                    "There is no delivery {} here; \"show outbox\" lists them.",
                    id.0
                ),
            )
            .with("delivery", id)
        })
}

impl Decide for TellAlerts {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        check::number("alerts", self.alerts.len(), 0, 10_000)?;
        let mut told = 0;
        for alert in &self.alerts {
            let name: AlertName = alert
                .parse()
                .map_err(|words: String| check::invalid("alerts", format!("{words}.")))?;
            let alert = name.to_string();
            match standing(draft, &alert) {
                Some(now) => {
                    let telling = Telling {
                        alert,
                        kind: name.kind,
                        severity: now.severity,
                        step: now.action,
                        message: now.message,
                    };
                    told += tell(draft, &telling);
                }
                None => forget(draft, &alert),
            }
        }
        draft.tell("told", told);
        draft.summarise(match told {
            0 => "Nobody is left to tell".to_owned(),
            1 => "Told one person of an alert".to_owned(),
            many => format!("Wrote {many} messages about alerts"),
        });
        Ok(())
    }
}

/// An alert that is over starts anew when it returns.
fn forget(draft: &mut Draft, alert: &str) {
    if let Some(mut mark) = draft.alert_mark(alert) {
        mark.first_seen = None;
        mark.told.clear();
        draft.save(mark);
    }
}

impl Decide for SendReport {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let report = check::code("report", &self.report, check::CODE)?;
        let about = check::optional("about", self.about.as_deref(), check::CODE)?;
        let text = check::text("text", &self.text, REPORT)?;
        let everyone = audience(&draft.all_staff(), &[Group::Everyone]);
        let has_role = |person: &&Staff| self.roles.contains(&person.role);
        let mut people: Vec<Staff> = everyone.iter().filter(has_role).cloned().collect();
        if people.is_empty() {
            let may_set_up = |person: &&Staff| person.permissions.may(Permission::Admin);
            people = everyone.iter().filter(may_set_up).cloned().collect();
        }
        let urgency = if self.wants_doing {
            Urgency::High
        } else {
            Urgency::Low
        };
        let told = send_to_all(
            draft,
            &people,
            &Letter {
                kind: MessageKind::Report,
                about: Some(about.unwrap_or_else(|| report.clone())),
                urgency,
                from: None,
                text,
            },
        );
        draft.tell("report", &report);
        draft.tell("told", told);
        draft.summarise(format!(
            "Sent {} to {told} people",
            report.replace('_', " ")
        ));
        Ok(())
    }
}
