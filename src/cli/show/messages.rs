//! `show inbox` and `show outbox`: what a person was told, and what becomes of
//! the letters.

use clap::Args;
use serde::Serialize;

use super::name_of;
use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::desk::Outgoing;
use crate::domain::telling::{DeliveryState, Message};
use crate::domain::{DeliveryId, House, MessageId, Moment};

/// Letters that went out and are still listed.
const SENT: u32 = 100;

/// What a person was told.
#[derive(Args, Debug)]
pub struct Inbox {
    /// Only what is unread
    #[arg(long)]
    unread: bool,
}

/// Letters on their way out of the house.
#[derive(Args, Debug)]
pub struct Outbox {
    /// Only those that were given up
    #[arg(long)]
    dead: bool,
}

/// A message as data.
#[derive(Serialize)]
struct MessageData<'a> {
    message: MessageId,
    kind: &'static str,
    urgency: &'static str,
    about: Option<&'a str>,
    from: Option<String>,
    created_at: Moment,
    read_at: Option<Moment>,
    text: &'a str,
    version: i64,
}

impl<'a> MessageData<'a> {
    fn of(house: &House, message: &'a Message) -> MessageData<'a> {
        MessageData {
            message: message.id,
            kind: message.kind.as_str(),
            urgency: message.urgency.as_str(),
            about: message.about.as_deref(),
            from: message.from.and_then(|from| name_of(house, from)),
            created_at: message.created_at,
            read_at: message.read_at,
            text: &message.text,
            version: message.version,
        }
    }
}

impl Inbox {
    /// Shows the person's messages, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let zone = door.property()?.timezone;
        let all = door.desk.inbox(&door.session)?;
        let unread = all.iter().filter(|message| message.is_unread()).count();
        let wanted: Vec<&Message> = all
            .iter()
            .filter(|message| !self.unread || message.is_unread())
            .collect();
        if voice.is_json() {
            let messages: Vec<MessageData> = wanted
                .iter()
                .map(|message| MessageData::of(&house, message))
                .collect();
            return voice.data(&serde_json::json!({"messages": messages, "unread": unread}));
        }
        let mut table = Table::new([">No.", "", "When", "What", "From", "Message"]);
        for message in &wanted {
            table.row([
                message.id.0.to_string(),
                if message.is_unread() { "new" } else { "" }.to_owned(),
                message.created_at.stamp(zone),
                message.kind.label().to_owned(),
                message
                    .from
                    .and_then(|from| name_of(&house, from))
                    .unwrap_or_default(),
                message.headline().to_owned(),
            ]);
        }
        if !table.is_empty() {
            voice.table(&table)?;
        }
        voice.say(&format!("{} messages, {unread} unread.", wanted.len()))
    }
}

/// A letter as data.
#[derive(Serialize)]
struct LetterData<'a> {
    delivery: DeliveryId,
    message: MessageId,
    to: Option<String>,
    way: &'static str,
    address: &'a str,
    state: DeliveryState,
    attempts: u32,
    next_try: Option<Moment>,
    sent_at: Option<Moment>,
    dead_at: Option<Moment>,
    last_error: Option<&'a str>,
    text: &'a str,
}

impl<'a> LetterData<'a> {
    fn of(house: &House, letter: &'a Outgoing) -> LetterData<'a> {
        let delivery = &letter.delivery;
        LetterData {
            delivery: delivery.id,
            message: letter.message.id,
            to: name_of(house, letter.message.to),
            way: delivery.way.as_str(),
            address: &delivery.address,
            state: delivery.state(),
            attempts: delivery.attempts,
            next_try: delivery.next_try,
            sent_at: delivery.sent_at,
            dead_at: delivery.dead_at,
            last_error: delivery.last_error.as_deref(),
            text: &letter.message.text,
        }
    }
}

impl Outbox {
    /// Shows the letters: given up, waiting, sent.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let zone = door.property()?.timezone;
        let all = door.desk.outbox(&door.session, SENT)?;
        let dead = |letter: &&Outgoing| letter.delivery.state() == DeliveryState::Dead;
        let count = all.iter().filter(dead).count();
        let wanted: Vec<&Outgoing> = all
            .iter()
            .filter(|letter| !self.dead || dead(letter))
            .collect();
        if voice.is_json() {
            let letters: Vec<LetterData> = wanted
                .iter()
                .map(|letter| LetterData::of(&house, letter))
                .collect();
            return voice.data(&serde_json::json!({"deliveries": letters, "dead": count}));
        }
        let mut table = Table::new([
            ">Message", "By", "To", "State", ">Tries", "When", "Fault", "Says",
        ]);
        for letter in &wanted {
            let delivery = &letter.delivery;
            let (state, at) = match delivery.state() {
                DeliveryState::Waiting => ("waits", delivery.next_try),
                DeliveryState::Sent => ("sent", delivery.sent_at),
                DeliveryState::Dead => ("given up", delivery.dead_at),
                DeliveryState::Withdrawn => ("withdrawn", None),
            };
            table.row([
                letter.message.id.0.to_string(),
                delivery.way.label().to_owned(),
                delivery.address.clone(),
                state.to_owned(),
                delivery.attempts.to_string(),
                at.map_or_else(String::new, |at| at.stamp(zone)),
                delivery.last_error.clone().unwrap_or_default(),
                letter.message.headline().to_owned(),
            ]);
        }
        if !table.is_empty() {
            voice.table(&table)?;
        }
        voice.say(&match count {
            0 => format!("{} letters, none given up.", wanted.len()),
            some => format!(
                "{} letters, {some} given up; the command resend_message tries one again.",
                wanted.len()
            ),
        })
    }
}
