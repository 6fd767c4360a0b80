//! Which command each form makes of what was typed.

use serde_json::{Map, Value};

use super::fields::entries;
use super::{Fault, Form, Kind, Outlook};
use crate::console::order;
use crate::console::view::{Place, View};
use crate::console::wish::Wish;
use crate::domain::account::PaymentKind;
use crate::domain::block::BlockType;
use crate::domain::command::{
    AddNote, Adjust, BlockRooms, ChangeStay, Command, CreateBooking, EditBlock, EditBooking,
    MarkMaintenance, NameGuests, PutOutOfOrder, RecordPayment, Swap, WalkIn,
};
use crate::domain::facts::Facts;
use crate::domain::moment::TimeOfDay;
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
        if let Some(called) = self.called() {
            let commands = self.commands(view)?;
            return Ok(order::give_all(called, commands, view.house));
        }
        Ok(order::give(self.command(view)?, view.house))
    }

    /// Asks the domain what sending it now would come to.
    pub fn look_ahead(&mut self, view: &View) {
        if self.kind == Kind::GoToDate {
            return;
        }
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
                Err(refusal) => Outlook::Refused(refusal.message),
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
            Kind::ReasonForAll { .. } | Kind::GoToDate => {
                return Err(Fault {
                    label: "Date",
                    message: "needed".into(),
                });
            }
            Kind::NewBooking { .. } => self.new_booking(view)?.into(),
            Kind::WalkIn { .. } => self.walk_in(view)?.into(),
            Kind::ChangeStay { booking } => ChangeStay {
                booking: booking.clone(),
                check_in: self.day("Arrival", view.today())?,
                check_out: self.day("Departure", view.today())?,
                ..ChangeStay::default()
            }
            .into(),
            Kind::NameGuests { booking } => NameGuests {
                booking: booking.clone(),
                guests: names(self.text("Names")?),
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
            Kind::Time { booking, leaves } => self.hour(booking, *leaves)?.into(),
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
        })
    }

    /// An amount as people type it, with a comma or a point.
    fn amount(&self) -> Result<Price, Fault> {
        Ok(Price::Plain(self.text("Amount")?.replace(',', ".")))
    }

    fn new_booking(&self, view: &View) -> Result<CreateBooking, Fault> {
        Ok(CreateBooking {
            room_type: self.text("Room type")?.to_owned(),
            check_in: self.day("Arrival", view.today())?,
            nights: self.number("Nights")?,
            lead: self.optional("Guest")?,
            guests: names(self.text("Others")?),
            adults: self.number("Adults")?,
            children: self.number("Children")?,
            notes: self.optional("Note")?,
            ..CreateBooking::default()
        })
    }

    fn walk_in(&self, view: &View) -> Result<WalkIn, Fault> {
        let wanted = self.text("Room or type")?.to_owned();
        let is_type = view.house.room_types.contains_key(&wanted);
        let (room, room_type) = if is_type {
            (None, Some(wanted))
        } else {
            (Some(wanted), None)
        };
        Ok(WalkIn {
            room,
            room_type,
            nights: self.number("Nights")?.unwrap_or(1),
            lead: self.text("Guest")?.to_owned(),
            guests: names(self.text("Others")?),
            adults: self.number("Adults")?.unwrap_or(1),
            children: self.number("Children")?,
            ..WalkIn::default()
        })
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

    /// `14`, `14:00` and `14.30` are hours.
    fn hour(&self, booking: &str, leaves: bool) -> Result<EditBooking, Fault> {
        let label = if leaves { "Leaves at" } else { "Comes at" };
        let typed = self.text(label)?.replace(['.', 'h'], ":");
        let typed = typed.trim_end_matches(':');
        let whole = if typed.contains(':') {
            typed.to_owned()
        } else {
            format!("{typed}:00")
        };
        let time: TimeOfDay = whole.parse().map_err(|_| Fault {
            label,
            message: "an hour, such as 14:00".into(),
        })?;
        let (arrival_time, departure_time) = if leaves {
            (None, Some(time))
        } else {
            (Some(time), None)
        };
        Ok(EditBooking {
            booking: booking.to_owned(),
            arrival_time,
            departure_time,
            ..EditBooking::default()
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
fn names(typed: &str) -> Vec<String> {
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
