//! Which command each form makes of what was typed.

use serde_json::{Map, Value};

use super::fields::entries;
use super::{Fault, Form, Kind, Outlook, outlook};
use crate::console::order;
use crate::console::view::{Place, View};
use crate::console::wish::Wish;
use crate::domain::account::PaymentKind;
use crate::domain::block::BlockType;
use crate::domain::command::{
    AddNote, Adjust, BlockRooms, ChangeStay, Command, EditBlock, EditBooking, MarkMaintenance,
    PutOutOfOrder, RecordPayment, SaveView, Swap,
};
use crate::domain::facts::Facts;
use crate::domain::money::{Money, Price};
use crate::domain::room::MaintenancePriority;
use crate::domain::staff::OverrideLevel;
use crate::domain::view::account::totals;

impl Form {
    /// The form of this kind, filled with what is known.
    pub fn open(kind: Kind, view: &View) -> Self {
        let entries = entries(&kind, view);
        Self::new(kind, entries)
    }

    /// What sending it would do.
    ///
    /// # Errors
    /// The first field that is wrong.
    pub fn wish(&self, view: &View) -> Result<Wish, Fault> {
        if self.kind == Kind::GoToDate {
            let day = self.day("Date", view.today())?;
            return Ok(day.map_or(Wish::Nothing, |day| Wish::Go(Place::Day(day))));
        }
        if let Kind::SearchBookings(_) = &self.kind {
            return self.searched(view);
        }
        if let Kind::Plan(_) = &self.kind {
            return self.planned(view);
        }
        if let Some(called) = self.called() {
            let commands = self.commands(view)?;
            return Ok(order::give_all(called, commands, view.house));
        }
        Ok(order::give(self.command(view)?, view.house))
    }

    /// Asks the domain what sending it now would come to.
    pub fn look_ahead(&mut self, view: &View) {
        if matches!(self.kind, Kind::GoToDate | Kind::SearchBookings(_)) {
            return;
        }
        if let Kind::Plan(_) = &self.kind {
            return self.look_at_waiting(view);
        }
        self.echo(view);
        self.supply = self.supply(view).unwrap_or_default();
        for entry in &mut self.entries {
            entry.foretold = None;
        }
        let unread = self.days(view).is_some_and(|nights| !view.knows(nights));
        let commands = match self.called() {
            Some(_) => self.commands(view),
            None => self.command(view).map(|command| vec![command]),
        };
        let outlook = match commands {
            Err(_) => match &self.kind {
                Kind::Payment { booking, .. } | Kind::Adjust { booking } => {
                    present_balance(booking, view).map_or(Outlook::Unknown, Outlook::Fine)
                }
                _ => Outlook::Unknown,
            },
            Ok(commands) => match view.preview_all(&commands) {
                // Of days that are not read yet nobody knows.
                _ if unread => Outlook::Unknown,
                Err(refusal) => return self.foretell(&refusal),
                Ok(_) if self.changes_nothing() => Outlook::Unknown,
                Ok(outcome) if self.makes_a_booking() => Outlook::Fine(outlook::said(&outcome)),
                Ok(outcome) => {
                    let warned = outcome
                        .warnings
                        .into_iter()
                        .next()
                        .map(|warning| warning.message);
                    let said = match &self.kind {
                        Kind::Payment { booking, .. } | Kind::Adjust { booking } => {
                            balances(booking, &outcome.receipt, view)
                        }
                        _ => outcome.summary,
                    };
                    Outlook::Fine(match warned {
                        Some(warned) if said.starts_with(BALANCE) => format!("{said}  ! {warned}"),
                        Some(warned) => warned,
                        None => said,
                    })
                }
            },
        };
        self.foresee(outlook);
    }

    /// The commands of a form that gives several.
    fn commands(&self, view: &View) -> Result<Vec<Command>, Fault> {
        if let Kind::People(about) = &self.kind {
            return self.about_people(about, view);
        }
        let Kind::ReasonForAll {
            label, commands, ..
        } = &self.kind
        else {
            return Ok(Vec::new());
        };
        let reason = self.text(label)?;
        let mut commands = commands.clone();
        for command in &mut commands {
            set_reason(command, reason);
        }
        Ok(commands)
    }

    fn command(&self, view: &View) -> Result<Command, Fault> {
        if let Some(command) = self.guest_command(view)? {
            return Ok(command);
        }
        Ok(match &self.kind {
            Kind::Reason { label, command, .. } => {
                let mut command = (**command).clone();
                set_reason(&mut command, self.text(label)?);
                command
            }
            Kind::People(about) => {
                let mut commands = self.about_people(about, view)?;
                commands.pop().ok_or(Fault {
                    label: "",
                    message: "nothing to do".into(),
                })?
            }
            Kind::Telling(tell) => self.told(*tell, view)?,
            Kind::Request(form) => self.about_request(form, view)?,
            Kind::Rule(name) => self.about_rule(name.as_deref(), view)?,
            Kind::House(form) => self.about_house(form, view)?,
            Kind::SaveView(arrangement) => SaveView {
                name: self.text("Name")?.to_owned(),
                view: arrangement.clone(),
            }
            .into(),
            Kind::ChangeStay { booking } => ChangeStay {
                booking: booking.clone(),
                check_in: self.day("Arrival", view.today())?,
                check_out: self.day("Departure", view.today())?,
                ..ChangeStay::default()
            }
            .into(),
            Kind::Note { booking, room } => AddNote {
                booking: booking.clone(),
                room: room.clone(),
                text: self.text("Note")?.to_owned(),
            }
            .into(),
            Kind::Swap { booking } => self.swap(booking, view)?.into(),
            Kind::Payment { booking, .. } => RecordPayment {
                booking: booking.clone(),
                amount: self.amount()?,
                method: self.text("How")?.to_owned(),
                kind: payment_kind(self.text("What for")?),
            }
            .into(),
            Kind::Adjust { booking } => Adjust {
                booking: booking.clone(),
                amount: self.amount()?,
                reason: self.text("Reason")?.to_owned(),
            }
            .into(),
            Kind::Block { .. } => self.block(view)?.into(),
            Kind::EditBlock { block } => self.edit_block(block, view)?.into(),
            Kind::Time { booking, leaves } => EditBooking {
                booking: booking.clone(),
                arrival_time: if *leaves {
                    None
                } else {
                    self.hour("Comes at")?
                },
                departure_time: if *leaves {
                    self.hour("Leaves at")?
                } else {
                    None
                },
                ..EditBooking::default()
            }
            .into(),
            Kind::Maintenance { room } => MarkMaintenance {
                room: room.clone(),
                priority: Some(priority(self.text("Priority")?)),
                notes: self.optional("What is wrong")?,
                until: self.day("Until", view.today())?,
            }
            .into(),
            Kind::OutOfOrder { room } => PutOutOfOrder {
                room: room.clone(),
                reason: self.text("Reason")?.to_owned(),
                until: self.day("Until", view.today())?,
            }
            .into(),
            // The others are no forms of one command, or were asked above.
            Kind::ReasonForAll { .. }
            | Kind::GoToDate
            | Kind::SearchBookings(_)
            | Kind::Plan(_)
            | Kind::NewBooking { .. }
            | Kind::WalkIn { .. }
            | Kind::NameGuests { .. }
            | Kind::EditBooking { .. } => {
                return Err(Fault {
                    label: "",
                    message: "needed".into(),
                });
            }
        })
    }

    /// An amount as people type it, with a comma or a point.
    fn amount(&self) -> Result<Price, Fault> {
        Ok(Price::Plain(self.text("Amount")?.replace(',', ".")))
    }

    /// The other booking may be named by its code or by its room.
    fn swap(&self, booking: &str, view: &View) -> Result<Swap, Fault> {
        let typed = self.text("With")?;
        let with = match view.house.room_numbered(typed) {
            None => typed.to_uppercase(),
            Some(room) => {
                let own = view.house.booking_coded(booking);
                let nights = own.map(|booking| booking.stay);
                let holder = nights.and_then(|nights| {
                    view.house
                        .segments_in(room.id)
                        .find(|segment| segment.active && segment.stay.overlaps(nights))
                });
                let other = holder.and_then(|segment| view.house.bookings.get(&segment.booking));
                let missing = || Fault {
                    label: "With",
                    message: "nobody in that room then".into(),
                };
                other.ok_or_else(missing)?.code.clone()
            }
        };
        let reason = self.text("Reason")?.to_owned();
        Ok(Swap {
            booking: booking.to_owned(),
            with,
            reason,
            ..Swap::default()
        })
    }

    fn edit_block(&self, code: &str, view: &View) -> Result<EditBlock, Fault> {
        let level = self.text("Can be broken")?;
        // What the form shows unchanged is not said again: a block that has
        // begun may keep its first night.
        let block = view.house.block_coded(code);
        let begins = block.as_ref().map(|block| block.stay.check_in);
        Ok(EditBlock {
            block: code.to_owned(),
            from: self
                .day("From", view.today())?
                .filter(|day| Some(*day) != begins),
            to: self.day("To", view.today())?,
            kind: Some(block_type(self.text("Type")?)),
            reason: Some(self.text("Reason")?.to_owned()),
            can_override: Some(level != "no"),
            override_level: override_level(level),
        })
    }

    fn block(&self, view: &View) -> Result<BlockRooms, Fault> {
        let day = |label| {
            self.day(label, view.today())?.ok_or(Fault {
                label,
                message: "needed".into(),
            })
        };
        let level = self.text("Can be broken")?;
        Ok(BlockRooms {
            rooms: names(self.text("Rooms")?),
            from: day("From")?,
            to: day("To")?,
            kind: block_type(self.text("Type")?),
            reason: self.text("Reason")?.to_owned(),
            can_override: level != "no",
            override_level: override_level(level),
        })
    }
}

/// Names or numbers separated by `;` or `,` between rooms.
pub(super) fn names(typed: &str) -> Vec<String> {
    typed
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn priority(held: &str) -> MaintenancePriority {
    match held {
        "LOW" => MaintenancePriority::Low,
        "HIGH" => MaintenancePriority::High,
        _ => MaintenancePriority::Medium,
    }
}

fn block_type(held: &str) -> BlockType {
    match held {
        "renovation" => BlockType::Renovation,
        "vip_hold" => BlockType::VipHold,
        "long_stay" => BlockType::LongStay,
        "staff" => BlockType::Staff,
        _ => BlockType::Maintenance,
    }
}

fn override_level(held: &str) -> Option<OverrideLevel> {
    match held {
        "manager" => Some(OverrideLevel::Manager),
        "admin" => Some(OverrideLevel::Admin),
        _ => None,
    }
}

/// Writes a reason, or the notes that stand for one, into a command.
pub fn set_reason(command: &mut Command, reason: &str) {
    command.give_reason(reason);
}

const BALANCE: &str = "Balance";

/// What is open now.
fn present_balance(booking: &str, view: &View) -> Option<String> {
    let booking = view.house.booking_coded(booking)?;
    let open = totals(view.house, &booking).balance;
    Some(format!("{BALANCE} {open}"))
}

/// What is open now, and once this is done: `Balance EUR 360.00 > EUR 260.00`.
fn balances(booking: &str, receipt: &Map<String, Value>, view: &View) -> String {
    let now = present_balance(booking, view).unwrap_or_default();
    let then = receipt
        .get("balance")
        .and_then(|value| serde_json::from_value::<Money>(value.clone()).ok());
    then.map_or_else(|| now.clone(), |then| format!("{now} > {then}"))
}

fn payment_kind(typed: &str) -> PaymentKind {
    [PaymentKind::Deposit, PaymentKind::Refund]
        .into_iter()
        .find(|kind| kind.as_str() == typed)
        .unwrap_or_default()
}
