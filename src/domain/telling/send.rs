//! Writing a message to a person: into the inbox, and into the outbox by the
//! ways they want and the house has.

use super::message::{Delivery, Message, MessageKind, Outside, Urgency, Way};
use crate::domain::booking::Contact;
use crate::domain::draft::Draft;
use crate::domain::id::{DeliveryId, MessageId, StaffId};
use crate::domain::policy::{Policies, SmsBy};
use crate::domain::staff::Staff;

/// What is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// What it is.
    pub kind: MessageKind,
    /// What it is about, by natural key.
    pub about: Option<String>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Who tells; nobody where a job does.
    pub from: Option<StaffId>,
    /// What it says.
    pub text: String,
}

/// The ways out of the house for a message to this person, with where to;
/// nothing at all where they are not to be told, not even in the inbox.
///
/// What is urgent goes by every way for which the person has an address; what
/// is not, by those they want, SMS from high urgency up. A way that the house
/// has not set up is none.
pub fn ways(person: &Staff, urgency: Urgency, policies: &Policies) -> Option<Vec<(Way, String)>> {
    let urgent = urgency == Urgency::Urgent;
    if person.notify.urgent_only && !urgent {
        return None;
    }
    let by_email = !policies.mail_server.is_empty() && (urgent || person.notify.email);
    let by_sms = policies.sms_by != SmsBy::Off
        && (urgent || (person.notify.sms && urgency >= Urgency::High));
    let email = person.email.clone().filter(|_| by_email);
    let phone = person.phone.clone().filter(|_| by_sms);
    let ways = email
        .map(|to| (Way::Email, to))
        .into_iter()
        .chain(phone.map(|to| (Way::Sms, to)));
    Some(ways.collect())
}

/// The ways out of the house for a letter to someone outside: by e-mail where
/// they left an address, by SMS of what is of high urgency. A way that the
/// house has not set up is none.
pub fn ways_outside(
    contact: &Contact,
    urgency: Urgency,
    policies: &Policies,
) -> Vec<(Way, String)> {
    let address = |given: &Option<String>| {
        let given = given.as_deref().map(str::trim).unwrap_or_default();
        (!given.is_empty()).then(|| given.to_owned())
    };
    let email = address(&contact.email).filter(|_| !policies.mail_server.is_empty());
    let phone = address(&contact.phone)
        .filter(|_| policies.sms_by != SmsBy::Off && urgency >= Urgency::High);
    let ways = email
        .map(|to| (Way::Email, to))
        .into_iter()
        .chain(phone.map(|to| (Way::Sms, to)));
    ways.collect()
}

/// Writes a message to a person; answers whether there was one to write.
pub fn send(draft: &mut Draft, person: &Staff, letter: &Letter) -> bool {
    let Some(ways) = ways(person, letter.urgency, &draft.property().policies) else {
        return false;
    };
    write(draft, (person.id, None), letter, ways);
    true
}

/// Writes a letter to someone outside, for which whoever acts answers; answers
/// whether there was a way to send it.
pub fn send_outside(draft: &mut Draft, whom: Outside, contact: &Contact, letter: &Letter) -> bool {
    let ways = ways_outside(contact, letter.urgency, &draft.property().policies);
    if ways.is_empty() {
        return false;
    }
    let answers = draft.context().actor.id;
    write(draft, (answers, Some(whom)), letter, ways);
    true
}

fn write(
    draft: &mut Draft,
    (to, outside): (StaffId, Option<Outside>),
    letter: &Letter,
    ways: Vec<(Way, String)>,
) {
    let now = draft.context().now;
    let property = draft.property().id;
    let message = MessageId(draft.fresh_id());
    draft.save(Message {
        id: message,
        property,
        to,
        outside,
        from: letter.from,
        kind: letter.kind,
        about: letter.about.clone(),
        urgency: letter.urgency,
        text: letter.text.clone(),
        created_at: now,
        read_at: None,
        version: 0,
    });
    for (way, address) in ways {
        let id = DeliveryId(draft.fresh_id());
        draft.save(Delivery {
            id,
            property,
            message,
            way,
            address,
            attempts: 0,
            next_try: Some(now),
            sent_at: None,
            dead_at: None,
            last_error: None,
            version: 0,
        });
    }
}

/// Writes the same message to several people; answers to how many.
pub fn send_to_all(draft: &mut Draft, people: &[Staff], letter: &Letter) -> usize {
    people
        .iter()
        .filter(|person| send(draft, person, letter))
        .count()
}
