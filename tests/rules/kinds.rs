//! Every command, and how often it is given.

use keyrack::domain::booking::{Booking, BookingStatus};
use keyrack::domain::cleaning::CleaningKind;
use keyrack::domain::command::*;
use keyrack::domain::room::{MaintenancePriority, Room, RoomStatus};
use keyrack::domain::saved_view::ScreenName;
use keyrack::domain::testing::SmallHouse;

use super::Deed;

/// Reads a deed as a command.
pub type Maker = fn(&Deed, &SmallHouse) -> Option<Command>;

/// Every command, with how often it is given.
pub const KINDS: &[(u32, Maker)] = &[
    (10, |d, h| Some(d.create(h))),
    (2, |d, h| Some(d.edit(h)?.into())),
    (2, |d, h| {
        let guests = ["Ann Lee".to_owned(), "Bob Lee".to_owned()];
        let booking = d.booking(h)?.code;
        Some(
            NameGuests {
                booking,
                guests: guests[..=(d.other % 2)].to_vec(),
            }
            .into(),
        )
    }),
    (1, |d, h| {
        let booking = Some(d.booking(h)?.code);
        Some(
            AddNote {
                booking,
                room: None,
                text: "hello".into(),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking_that(h, |one| one.is_arrival(h.today()))?.code;
        Some(
            SetGuestWaiting {
                booking,
                on: d.flag(0),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking(h)?.code;
        Some(
            ConfirmBooking {
                booking,
                reason: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking(h)?.code;
        Some(
            CancelBooking {
                booking,
                reason: Some("why not".into()),
            }
            .into(),
        )
    }),
    (1, |d, h| {
        let booking = d.booking_that(h, |one| one.is_arrival(h.today()))?.code;
        Some(
            MarkNoShow {
                booking,
                reason: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d
            .booking_that(h, |one| {
                matches!(one.status, BookingStatus::Cancelled | BookingStatus::NoShow)
            })?
            .code;
        Some(
            ReinstateBooking {
                booking,
                reason: None,
            }
            .into(),
        )
    }),
    (6, |d, h| Some(d.change_stay(h)?.into())),
    (8, |d, h| Some(d.assign(h)?.into())),
    (10, |d, h| Some(d.pre_assign(h)?.into())),
    (2, |d, h| {
        Some(
            FirmUp {
                booking: d.booking(h)?.code,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking_that(h, |one| !one.needs_room)?.code;
        Some(
            Unassign {
                booking,
                reason: Some("tidy".into()),
                override_do_not_move: d.flag(3),
                keep_claim: d.flag(4),
            }
            .into(),
        )
    }),
    (6, |d, h| Some(d.walk_about(h)?.into())),
    (6, |d, h| {
        let one = d.booking_that(h, |one| !one.needs_room && !one.is_in_house())?;
        let other = d.partner(h, &one)?;
        let (booking, with) = (one.code, other.code);
        Some(
            Swap {
                booking,
                with,
                reason: "view".into(),
                override_do_not_move: d.flag(3),
                rate: d.rate(),
                with_rate: None,
                approved_by_guest: d.flag(5),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let booking = d.booking(h)?.code;
        Some(
            SetDoNotMove {
                booking,
                on: d.flag(0),
                reason: None,
            }
            .into(),
        )
    }),
    (10, |d, h| {
        Some(
            CheckIn {
                booking: d.booking_that(h, |one| one.is_arrival(h.today()))?.code,
                room: d.flag(0).then(|| d.room(h)),
                early: d.flag(1),
                rate: d.rate(),
                approved_by_guest: d.flag(5),
            }
            .into(),
        )
    }),
    (6, |d, h| {
        Some(
            CheckOut {
                booking: d.booking_that(h, Booking::is_in_house)?.code,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        let rooms = vec![d.room_that(h, Room::is_occupied)];
        Some(
            BulkCheckOut {
                rooms,
                bookings: Vec::new(),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            UndoCheckIn {
                booking: d.booking_that(h, Booking::is_in_house)?.code,
                room_entered: d.flag(0),
            }
            .into(),
        )
    }),
    (3, |d, h| {
        Some(
            UndoCheckOut {
                booking: d.booking_that(h, |one| one.checked_out_at.is_some())?.code,
            }
            .into(),
        )
    }),
    (3, |d, h| Some(d.walk_in(h))),
    (4, |d, h| Some(d.pay(h)?.into())),
    (2, |d, h| Some(d.adjust(h)?.into())),
    (4, |d, h| Some(d.block(h))),
    (2, |d, h| Some(d.edit_block(h)?.into())),
    (1, |d, h| {
        let block = d.block_code(h)?;
        Some(
            ReleaseBlock {
                block,
                reason: "done".into(),
            }
            .into(),
        )
    }),
    (5, |d, h| {
        Some(
            StartCleaning {
                room: d.room_that(h, |one| one.status == RoomStatus::CheckoutDirty),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            StopCleaning {
                room: d.room_that(h, |one| one.status == RoomStatus::CleaningInProgress),
                notes: None,
            }
            .into(),
        )
    }),
    (6, |d, h| {
        Some(
            MarkCleaned {
                kind: None,
                room: d.room_that(h, |one| {
                    matches!(
                        one.status,
                        RoomStatus::CheckoutDirty | RoomStatus::CleaningInProgress
                    )
                }),
                notes: None,
            }
            .into(),
        )
    }),
    (6, |d, h| {
        let passed = !d.flag(0) || !d.flag(1);
        Some(
            Inspect {
                failed: Vec::new(),
                room: d.room_that(h, |one| one.status == RoomStatus::CleanedUninspected),
                passed,
                notes: Some("hm".into()),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let kinds = [CleaningKind::TouchUp, CleaningKind::Deep];
        Some(
            MarkCleaned {
                kind: Some(kinds[d.other % 2]),
                room: d.room_that(h, |one| one.status.is_ready()),
                notes: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let whose = ["maid", "keeper", "desk"];
        let rooms = vec![d.room_that(h, |_| true)];
        Some(
            AssignAttendant {
                rooms,
                employee: d.flag(0).then(|| whose[d.other % 3].to_owned()),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            ReportFound {
                room: d.room_that(h, |_| true),
                occupied: d.flag(0),
                heads: d.flag(1).then_some(d.other as u32 % 3),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            ResolveDiscrepancy {
                room: d.room_that(h, |one| one.care.found.is_some()),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            SetMakeUp {
                room: d.room_that(h, Room::is_occupied),
                on: d.flag(0),
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            StartService {
                room: d.room_that(h, keyrack::domain::room::Room::is_occupied),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            FinishService {
                room: d.room_that(h, keyrack::domain::room::Room::is_occupied),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            DeclineService {
                room: d.room_that(h, keyrack::domain::room::Room::is_occupied),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        Some(
            SetDoNotDisturb {
                room: d.room_that(h, keyrack::domain::room::Room::is_occupied),
                on: d.flag(0),
            }
            .into(),
        )
    }),
    (3, |d, h| {
        let priorities = [MaintenancePriority::Low, MaintenancePriority::High];
        Some(
            MarkMaintenance {
                room: d.room(h),
                priority: d.flag(0).then_some(priorities[d.other % 2]),
                notes: None,
                until: d.flag(1).then(|| d.day(h)),
            }
            .into(),
        )
    }),
    (3, |d, h| {
        Some(
            CompleteMaintenance {
                room: d.room_that(h, |one| one.maintenance.is_some()),
                notes: None,
            }
            .into(),
        )
    }),
    (1, |d, h| {
        let until = d.flag(0).then(|| d.day(h));
        Some(
            PutOutOfOrder {
                room: d.room(h),
                reason: "flood".into(),
                until,
            }
            .into(),
        )
    }),
    (3, |d, h| {
        Some(
            ReturnToService {
                room: d.room_that(h, keyrack::domain::room::Room::is_out_of_order),
                reason: "dry".into(),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            Rush {
                room: d.room_that(h, |one| !one.is_bookable()),
                on: d.flag(0),
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            EditRoom {
                room: d.room(h),
                active: d.flag(0).then_some(d.flag(1) || d.flag(2)),
                requires_inspection: d.flag(3).then_some(d.flag(4)),
                capacity: d.flag(5).then_some(1 + d.nights),
                ..EditRoom::default()
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            ResolveAlert {
                alert: d.alert(h)?,
                notes: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            SnoozeAlert {
                alert: d.alert(h)?,
                until: None,
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(AcknowledgeAlert { alert: d.alert(h)? }.into())
    }),
    (1, |d, _| Some(d.set_policy())),
    (1, |d, _| Some(d.save_view())),
    (1, |d, _| {
        Some(
            DeleteView {
                name: format!("View {}", d.one % 3),
                screen: ScreenName::Bookings,
            }
            .into(),
        )
    }),
    (2, |d, h| Some(d.auto_assign(h).into())),
    (2, |d, h| {
        Some(
            MakeRoom {
                booking: d.booking_that(h, |one| one.needs_room)?.code,
                move_firm: d.flag(3),
                rate: d.rate(),
                approved_by_guest: d.flag(5),
                apply: d.flag(0),
                ..MakeRoom::default()
            }
            .into(),
        )
    }),
    (2, |d, h| {
        Some(
            ResolveConflict {
                booking: d.in_conflict(h)?.code,
                rate: d.rate(),
                approved_by_guest: d.flag(5),
                apply: d.flag(0),
                ..ResolveConflict::default()
            }
            .into(),
        )
    }),
    (2, |d, h| {
        let (_, plan) = h.house.plans.last_key_value()?;
        let drop = d.flag(3).then_some(Dropped::Line(d.other as u32));
        Some(
            ApplyPlan {
                plan: plan.code.clone(),
                drop: drop.into_iter().collect(),
                rate: d.rate(),
                approved_by_guest: d.flag(5),
            }
            .into(),
        )
    }),
    (3, |d, h| {
        Some(
            NightAudit {
                closes: h.today().plus(-(d.days / 5)),
                confirm_no_shows: true,
            }
            .into(),
        )
    }),
    (2, |d, h| Some(UndoStep { seq: d.seq(h) }.into())),
    (2, |d, h| Some(RedoStep { seq: d.seq(h) }.into())),
];

/// Every operation that a script can hold: all there are but setting the
/// house up.
pub const OPS: &[&str] = &[
    "create_booking",
    "edit_booking",
    "name_guests",
    "add_note",
    "set_guest_waiting",
    "confirm_booking",
    "cancel_booking",
    "mark_no_show",
    "reinstate_booking",
    "change_stay",
    "assign",
    "pre_assign",
    "firm_up",
    "unassign",
    "move",
    "swap",
    "set_do_not_move",
    "auto_assign",
    "make_room",
    "resolve_conflict",
    "apply_plan",
    "check_in",
    "check_out",
    "bulk_check_out",
    "undo_check_in",
    "undo_check_out",
    "walk_in",
    "record_payment",
    "adjust",
    "block",
    "edit_block",
    "release_block",
    "start_cleaning",
    "stop_cleaning",
    "mark_cleaned",
    "inspect",
    "start_service",
    "finish_service",
    "decline_service",
    "set_do_not_disturb",
    "mark_maintenance",
    "complete_maintenance",
    "put_out_of_order",
    "return_to_service",
    "rush",
    "edit_room",
    "set_policy",
    "resolve_alert",
    "snooze_alert",
    "acknowledge_alert",
    "save_view",
    "delete_view",
    "night_audit",
    "undo",
    "redo",
];
