//! What people are told, as the desk shows it and as the post takes it out.

use crate::domain::command::{RecordDelivery, Request};
use crate::domain::telling::{Delivery, Message};
use crate::domain::{Row, Table};

use super::{Desk, Failure, Receipt, Session};

/// Messages of an inbox that are shown, at least.
pub const INBOX: u32 = 100;

/// A message on its way out of the house, with what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outgoing {
    /// The way, and how it stands.
    pub delivery: Delivery,
    /// The message.
    pub message: Message,
}

impl Desk {
    /// The messages of the session's person, newest first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn inbox(&self, session: &Session) -> Result<Vec<Message>, Failure> {
        self.reader()
            .read(|view| Ok(view.inbox(session.property, session.staff, INBOX)?))
    }

    /// What was given up, what waits, and the latest that went out.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn outbox(&self, session: &Session, limit: u32) -> Result<Vec<Outgoing>, Failure> {
        let found = self
            .reader()
            .read(|view| Ok::<_, Failure>(view.outbox(session.property, limit)?))?;
        self.with_messages(session, found)
    }

    /// What is to go out of the house now, the longest due first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn due_post(&self, session: &Session, limit: u32) -> Result<Vec<Outgoing>, Failure> {
        let now = self.now();
        let found = self
            .reader()
            .read(|view| Ok::<_, Failure>(view.due_deliveries(session.property, now, limit)?))?;
        self.with_messages(session, found)
    }

    fn with_messages(
        &self,
        session: &Session,
        deliveries: Vec<Delivery>,
    ) -> Result<Vec<Outgoing>, Failure> {
        self.with_facts(session.property, |facts| {
            deliveries
                .into_iter()
                .filter_map(
                    |delivery| match facts.row(Table::Message, delivery.message.0) {
                        Some(Row::Message(message)) => Some(Outgoing { delivery, message }),
                        _ => None,
                    },
                )
                .collect()
        })
    }

    /// Notes how the try of a delivery ended: handed over, or why not.
    ///
    /// # Errors
    /// The store failed, or someone else noted something meanwhile.
    pub fn note_try(
        &mut self,
        session: &Session,
        delivery: &Delivery,
        failed: Option<String>,
    ) -> Result<Receipt, Failure> {
        let command = RecordDelivery {
            delivery: delivery.id,
            error: failed,
        };
        self.execute(session, &Request::from(command).seen_at(delivery.version))
    }
}
