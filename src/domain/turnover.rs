//! The one table of what leads a room from one status to another.
//!
//! The check of a command, the key hints, the context menu and the
//! documentation are all drawn from it: what is not here is not possible.

use super::error::{Code, Refusal};
use super::room::{Room, RoomStatus};

/// What can be done to a room's status.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// A guest goes in: check-in or move-in; never by hand.
    GuestIn,
    /// The guest leaves: check-out or move-out.
    GuestOut,
    /// A check-in is taken back.
    UndoGuestIn,
    /// A check-out is taken back.
    UndoGuestOut,
    /// Start cleaning.
    StartCleaning,
    /// Mark cleaned.
    MarkCleaned,
    /// Stop cleaning.
    StopCleaning,
    /// Go over a ready room again: a touch-up, or a deep cleaning.
    Freshen,
    /// Inspection passed.
    PassInspection,
    /// Inspection failed.
    FailInspection,
    /// Mark maintenance.
    MarkMaintenance,
    /// Complete maintenance.
    CompleteMaintenance,
    /// Put out of order.
    PutOutOfOrder,
    /// Return to service.
    ReturnToService,
}

/// Where a step leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leads {
    /// Always to this status.
    To(RoomStatus),
    /// The status stays; only the repair is laid on or lifted.
    Stays,
    /// To what the room was before the guest came, or dirty if the guest entered.
    BeforeGuest,
    /// By the status before the repair: inspected again if it was clean, else dirty.
    AfterRepair,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The step.
    pub step: Step,
    /// The statuses it is possible from.
    pub from: &'static [RoomStatus],
    /// Where it leads.
    pub leads: Leads,
}

use RoomStatus::{
    Available, CheckoutDirty, CleanedUninspected, CleaningInProgress, MaintenanceRequired,
    Occupied, OutOfOrder, ReadyForGuest,
};

/// Every transition there is.
pub const TABLE: &[Line] = &[
    Line {
        step: Step::GuestIn,
        from: &[Available, ReadyForGuest],
        leads: Leads::To(Occupied),
    },
    Line {
        step: Step::GuestOut,
        from: &[Occupied],
        leads: Leads::To(CheckoutDirty),
    },
    Line {
        step: Step::UndoGuestIn,
        from: &[Occupied],
        leads: Leads::BeforeGuest,
    },
    Line {
        step: Step::UndoGuestOut,
        from: &[CheckoutDirty],
        leads: Leads::To(Occupied),
    },
    Line {
        step: Step::StartCleaning,
        from: &[CheckoutDirty],
        leads: Leads::To(CleaningInProgress),
    },
    Line {
        step: Step::MarkCleaned,
        from: &[CheckoutDirty, CleaningInProgress],
        leads: Leads::To(CleanedUninspected),
    },
    Line {
        step: Step::StopCleaning,
        from: &[CleaningInProgress],
        leads: Leads::To(CheckoutDirty),
    },
    // What was clean and inspected stays so.
    Line {
        step: Step::Freshen,
        from: &[Available, ReadyForGuest],
        leads: Leads::Stays,
    },
    Line {
        step: Step::PassInspection,
        from: &[CleanedUninspected],
        leads: Leads::To(ReadyForGuest),
    },
    Line {
        step: Step::FailInspection,
        from: &[CleanedUninspected],
        leads: Leads::To(CheckoutDirty),
    },
    Line {
        step: Step::MarkMaintenance,
        from: &[
            Available,
            ReadyForGuest,
            CheckoutDirty,
            CleaningInProgress,
            CleanedUninspected,
        ],
        leads: Leads::To(MaintenanceRequired),
    },
    // On an occupied room the repair is laid on and the status stays; marking
    // again changes its priority and notes.
    Line {
        step: Step::MarkMaintenance,
        from: &[Occupied, MaintenanceRequired],
        leads: Leads::Stays,
    },
    Line {
        step: Step::CompleteMaintenance,
        from: &[MaintenanceRequired],
        leads: Leads::AfterRepair,
    },
    // Possible only where a repair lies on the room.
    Line {
        step: Step::CompleteMaintenance,
        from: &[
            Available,
            ReadyForGuest,
            Occupied,
            CheckoutDirty,
            CleaningInProgress,
            CleanedUninspected,
        ],
        leads: Leads::Stays,
    },
    Line {
        step: Step::PutOutOfOrder,
        from: &[
            Available,
            ReadyForGuest,
            CheckoutDirty,
            CleaningInProgress,
            CleanedUninspected,
            MaintenanceRequired,
        ],
        leads: Leads::To(OutOfOrder),
    },
    Line {
        step: Step::ReturnToService,
        from: &[OutOfOrder],
        leads: Leads::To(CheckoutDirty),
    },
];

impl Step {
    /// The status the step asks for, as a refusal names it.
    fn requested(self) -> &'static str {
        match self {
            Step::GuestIn | Step::UndoGuestOut => Occupied.as_str(),
            Step::GuestOut | Step::StopCleaning | Step::FailInspection | Step::ReturnToService => {
                CheckoutDirty.as_str()
            }
            Step::UndoGuestIn => "the status before the check-in",
            Step::StartCleaning => CleaningInProgress.as_str(),
            Step::MarkCleaned | Step::CompleteMaintenance => CleanedUninspected.as_str(),
            Step::PassInspection | Step::Freshen => ReadyForGuest.as_str(),
            Step::MarkMaintenance => MaintenanceRequired.as_str(),
            Step::PutOutOfOrder => OutOfOrder.as_str(),
        }
    }
}

/// Where this step leads the room.
///
/// # Errors
/// `INVALID_TRANSITION` where the table has no line; `ROOM_OCCUPIED` when a
/// lived-in room would go out of order.
pub fn next_status(room: &Room, step: Step) -> Result<RoomStatus, Refusal> {
    if step == Step::PutOutOfOrder && room.is_occupied() {
        return Err(Refusal::new(
            Code::RoomOccupied,
            format!(
                "Room {} is occupied; move the guest first, then put it out of order.",
                room.number
            ),
        )
        .with("room", &room.number));
    }
    let line = TABLE
        .iter()
        .find(|line| line.step == step && line.from.contains(&room.status));
    match line {
        Some(_) if step == Step::CompleteMaintenance && room.maintenance.is_none() => {
            Err(invalid(room, step))
        }
        Some(line) => Ok(line.leads.status(room)),
        None => Err(invalid(room, step)),
    }
}

impl Leads {
    fn status(self, room: &Room) -> RoomStatus {
        match self {
            Leads::To(status) => status,
            Leads::Stays => room.status,
            Leads::BeforeGuest => room.status_before_guest.unwrap_or(CheckoutDirty),
            Leads::AfterRepair => match room.maintenance.as_ref().map(|hold| hold.status_before) {
                Some(Available | ReadyForGuest | CleanedUninspected) => CleanedUninspected,
                _ => CheckoutDirty,
            },
        }
    }
}

fn invalid(room: &Room, step: Step) -> Refusal {
    let possible: Vec<&str> = RoomStatus::ALL
        .into_iter()
        .filter(|status| {
            TABLE
                .iter()
                .any(|line| line.step == step && line.from.contains(status))
        })
        .map(RoomStatus::as_str)
        .collect();
    Refusal::new(
        Code::InvalidTransition,
        format!(
            "Cannot transition from {} to {}; room {} would have to be {} first.",
            room.status.as_str(),
            step.requested(),
            room.number,
            possible.join(" or "),
        ),
    )
    .with("room", &room.number)
    .with("current", room.status)
    .with("requested", step.requested())
}
