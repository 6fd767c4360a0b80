//! Giving, changing and taking rooms; guests coming and going; dates; undo:
//! what each command does, and each way in which it is refused.

#![allow(clippy::unwrap_used)]

use keyrack::domain::booking::BookingStatus;
use keyrack::domain::room::RoomStatus;
use keyrack::domain::segment::AssignmentStatus;
use keyrack::domain::testing::SmallHouse;
use keyrack::domain::{Code, Refusal};

const ASSIGN: &str = r#"{"op":"assign","booking":"$1","room":"$2"}"#;
const PRE_ASSIGN: &str = r#"{"op":"pre_assign","booking":"$1","room":"$2"}"#;
const CHECK_IN: &str = r#"{"op":"check_in","booking":"$1"}"#;
const CHECK_OUT: &str = r#"{"op":"check_out","booking":"$1"}"#;
const MOVE: &str = r#"{"op":"move","booking":"$1","room":"$2","reason":"noise"}"#;
const SWAP: &str = r#"{"op":"swap","booking":"$1","with":"$2","reason":"families"}"#;
const UNASSIGN: &str = r#"{"op":"unassign","booking":"$1"}"#;
const PROMISE: &str = r#"{"op":"set_do_not_move","booking":"$1","on":true}"#;
const UNTIL: &str = r#"{"op":"change_stay","booking":"$1","check_out":"$2"}"#;
const UNDO: &str = r#"{"op":"undo"}"#;

fn day(hotel: &SmallHouse, ahead: i32) -> String {
    hotel.today().plus(ahead).to_string()
}

fn dirty(hotel: &mut SmallHouse, room: &str) {
    let guest = hotel.guest_in(room, 1, "Gone");
    hotel.say(CHECK_OUT, &[&guest]);
}

fn code(refusal: &Refusal) -> Code {
    refusal.code
}

#[test]
fn assigning_twice_the_same_room_changes_nothing() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book("DBL", 0, 2, "Yi");
    hotel.say(ASSIGN, &[&yi, "201"]);
    let version = hotel.booking(&yi).version;
    assert!(hotel.say(ASSIGN, &[&yi, "201"]).changes.is_empty());
    assert!(hotel.say(PRE_ASSIGN, &[&yi, "201"]).changes.is_empty());
    assert_eq!(hotel.booking(&yi).version, version);
}

#[test]
fn a_room_is_refused_in_the_order_a_clerk_wants_to_hear() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book("DBL", 0, 2, "Yi");
    assert_eq!(
        code(&hotel.refused(ASSIGN, &["BK-1999-000001", "201"])),
        Code::BookingNotFound
    );
    assert_eq!(
        code(&hotel.refused(ASSIGN, &[&yi, "999"])),
        Code::RoomNotFound
    );
    assert_eq!(
        code(&hotel.refused(ASSIGN, &[&yi, ""])),
        Code::MissingRoomId
    );
    assert_eq!(
        code(&hotel.refused(ASSIGN, &[&yi, "301"])),
        Code::RoomTypeMismatch
    );
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","adults":3,"guests":["Yi","B","C"]}"#,
        &[&yi],
    );
    assert_eq!(
        code(&hotel.refused(ASSIGN, &[&yi, "201"])),
        Code::RoomCapacityExceeded
    );
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","adults":2,"guests":["Yi"]}"#,
        &[&yi],
    );
    assert_eq!(
        code(&hotel.refused(ASSIGN, &[&yi, "201"])),
        Code::PartyIncomplete
    );
    hotel.say(PRE_ASSIGN, &[&yi, "201"]);
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&yi],
    );
    assert_eq!(
        code(&hotel.refused(ASSIGN, &[&yi, "201"])),
        Code::BookingStatusNotAssignable
    );
}

#[test]
fn a_dirty_room_is_planned_but_never_handed_out() {
    let mut hotel = SmallHouse::new();
    dirty(&mut hotel, "201");
    let yi = hotel.book("DBL", 0, 2, "Yi");
    let refusal = hotel.refused(ASSIGN, &[&yi, "201"]);
    assert_eq!(code(&refusal), Code::RoomNotBookable);
    assert_eq!(refusal.details["reason"], "CHECKOUT_DIRTY");
    assert_eq!(
        refusal.details["alternatives"],
        serde_json::json!(["202", "203", "204"])
    );
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201","rush":true}"#,
        &[&yi],
    );
    assert!(hotel.room("201").rush);
    assert_eq!(
        code(&hotel.refused(CHECK_IN, &[&yi])),
        Code::RoomNotBookable
    );
    hotel.say(r#"{"op":"mark_cleaned","room":"201"}"#, &[]);
    assert_eq!(
        code(&hotel.refused(CHECK_IN, &[&yi])),
        Code::RoomNotBookable
    );
    hotel.say(r#"{"op":"inspect","room":"201","passed":true}"#, &[]);
    assert_eq!(
        hotel.segments(&yi)[0].status,
        AssignmentStatus::Assigned,
        "firm by the inspection"
    );
    hotel.say(CHECK_IN, &[&yi]);
    let room = hotel.room("201");
    assert!(room.is_occupied() && !room.rush);
}

#[test]
fn a_night_is_never_held_twice() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("201", 1, 3, "Yi");
    let lee = hotel.book("DBL", 2, 3, "Lee");
    let refusal = hotel.refused(PRE_ASSIGN, &[&lee, "201"]);
    assert_eq!(code(&refusal), Code::RoomOverlapConflict);
    assert_eq!(refusal.details["conflicts"][0]["booking"], yi.as_str());
    let next = hotel.book("DBL", 4, 1, "Day after");
    hotel.say(PRE_ASSIGN, &[&next, "201"]);
}

#[test]
fn a_tentative_stay_in_the_way_is_planned_anew_in_the_same_step() {
    let mut hotel = SmallHouse::new();
    let tentative = hotel.book("DBL", 3, 2, "Tentative");
    hotel.say(PRE_ASSIGN, &[&tentative, "201"]);
    let yi = hotel.book("DBL", 3, 3, "Yi");
    let refusal = hotel.refused(PRE_ASSIGN, &[&yi, "201"]);
    assert_eq!(refusal.details["displaceable"], true);
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201","displace_tentative":true}"#,
        &[&yi],
    );
    assert_eq!(hotel.segments(&yi)[0].room, hotel.room("201").id);
    assert_eq!(hotel.segments(&tentative)[0].room, hotel.room("202").id);
    hotel.say(UNDO, &[]);
    assert_eq!(hotel.segments(&tentative)[0].room, hotel.room("201").id);
    assert!(hotel.booking(&yi).needs_room);
}

#[test]
fn a_firm_stay_in_the_way_stays() {
    let mut hotel = SmallHouse::new();
    let firm = hotel.book("DBL", 0, 2, "Firm");
    hotel.say(ASSIGN, &[&firm, "201"]);
    let yi = hotel.book("DBL", 0, 1, "Yi");
    let displace = r#"{"op":"pre_assign","booking":"$1","room":"201","displace_tentative":true}"#;
    assert_eq!(
        code(&hotel.refused(displace, &[&yi])),
        Code::RoomOverlapConflict
    );
}

#[test]
fn a_block_is_broken_only_with_the_level_and_a_reason_and_cut_in_two() {
    let mut hotel = SmallHouse::new();
    let block = r#"{"op":"block","rooms":["201"],"from":"$1","to":"$2","type":"vip_hold","reason":"president",
                    "can_override":true,"override_level":"manager"}"#;
    let (from, to) = (day(&hotel, 1), day(&hotel, 9));
    hotel.say(block, &[&from, &to]);
    let yi = hotel.book("DBL", 3, 2, "Yi");
    assert_eq!(
        code(&hotel.refused(PRE_ASSIGN, &[&yi, "201"])),
        Code::RoomBlocked
    );
    let broken =
        r#"{"op":"pre_assign","booking":"$1","room":"201","override_block":true,"reason":"$2"}"#;
    hotel.sign_in("desk");
    assert_eq!(
        code(&hotel.refused(broken, &[&yi, "full"])),
        Code::PermissionDenied
    );
    hotel.sign_in("manager");
    assert_eq!(
        code(&hotel.refused(broken, &[&yi, ""])),
        Code::ReasonRequired
    );
    hotel.say(broken, &[&yi, "full"]);
    let nights: Vec<i32> = hotel
        .house
        .blocks
        .values()
        .filter(|b| b.holds())
        .map(|b| b.stay.nights())
        .collect();
    assert_eq!(nights.iter().sum::<i32>(), 6);
    assert_eq!(nights.len(), 2);
}

#[test]
fn a_promised_room_is_left_only_by_saying_so() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("201", 1, 2, "Yi");
    hotel.say(PROMISE, &[&yi]);
    assert_eq!(
        code(&hotel.refused(PRE_ASSIGN, &[&yi, "202"])),
        Code::AllocationGuaranteed
    );
    assert_eq!(
        code(&hotel.refused(UNASSIGN, &[&yi])),
        Code::AllocationGuaranteed
    );
    let until = day(&hotel, 5);
    assert_eq!(
        code(&hotel.refused(UNTIL, &[&yi, &until])),
        Code::AllocationGuaranteed
    );
    let lee = hotel.book_into("202", 1, 2, "Lee");
    assert_eq!(
        code(&hotel.refused(SWAP, &[&lee, &yi])),
        Code::AllocationGuaranteed
    );
    let overridden =
        r#"{"op":"unassign","booking":"$1","override_do_not_move":true,"reason":"$2"}"#;
    assert_eq!(
        code(&hotel.refused(overridden, &[&yi, " "])),
        Code::ReasonRequired
    );
    hotel.say(overridden, &[&yi, "burst pipe"]);
    assert!(hotel.booking(&yi).needs_room);
    assert_eq!(code(&hotel.refused(PROMISE, &[&yi])), Code::NoRoomAssigned);
    assert_eq!(code(&hotel.refused(UNASSIGN, &[&yi])), Code::NoRoomAssigned);
}

#[test]
fn a_stay_can_be_split_over_rooms() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("201", 1, 6, "Yi");
    let part = r#"{"op":"pre_assign","booking":"$1","room":"202","from":"$2","to":"$3"}"#;
    let (from, to) = (day(&hotel, 3), day(&hotel, 5));
    hotel.say(part, &[&yi, &from, &to]);
    let parts: Vec<(i32, i32)> = hotel
        .segments(&yi)
        .iter()
        .map(|s| {
            (
                s.stay.check_in.since(hotel.today()),
                s.stay.check_out.since(hotel.today()),
            )
        })
        .collect();
    assert_eq!(parts, [(1, 3), (3, 5), (5, 7)]);
    assert!(!hotel.booking(&yi).needs_room);
    let outside = day(&hotel, 9);
    assert_eq!(
        code(&hotel.refused(part, &[&yi, &from, &outside])),
        Code::InvalidDates
    );
    assert_eq!(code(&hotel.refused(SWAP, &[&yi, &yi])), Code::InvalidValue);
}

#[test]
fn firming_up_wants_a_ready_room_and_the_names() {
    let mut hotel = SmallHouse::new();
    dirty(&mut hotel, "201");
    let yi = hotel.book("DBL", 1, 2, "Yi");
    let firm_up = r#"{"op":"firm_up","booking":"$1"}"#;
    assert_eq!(code(&hotel.refused(firm_up, &[&yi])), Code::NoRoomAssigned);
    hotel.say(PRE_ASSIGN, &[&yi, "201"]);
    assert_eq!(code(&hotel.refused(firm_up, &[&yi])), Code::RoomNotBookable);
    hotel.say(r#"{"op":"mark_cleaned","room":"201"}"#, &[]);
    hotel.say(r#"{"op":"inspect","room":"201","passed":true}"#, &[]);
    hotel.say(firm_up, &[&yi]);
    assert_eq!(hotel.segments(&yi)[0].status, AssignmentStatus::Assigned);
}

#[test]
fn check_in_says_what_is_missing() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book("DBL", 0, 2, "Yi");
    assert_eq!(code(&hotel.refused(CHECK_IN, &[&yi])), Code::NoRoomAssigned);
    hotel.say(r#"{"op":"check_in","booking":"$1","room":"203"}"#, &[&yi]);
    assert_eq!(
        code(&hotel.refused(CHECK_IN, &[&yi])),
        Code::BookingAlreadyCheckedIn
    );
    assert_eq!(
        code(&hotel.refused(ASSIGN, &[&yi, "202"])),
        Code::BookingAlreadyCheckedIn
    );
    assert_eq!(
        code(&hotel.refused(UNASSIGN, &[&yi])),
        Code::BookingAlreadyCheckedIn
    );
    let pair = hotel.book("DBL", 0, 1, "Pair");
    hotel.say(PRE_ASSIGN, &[&pair, "204"]);
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","adults":2}"#,
        &[&pair],
    );
    assert_eq!(
        code(&hotel.refused(CHECK_IN, &[&pair])),
        Code::PartyIncomplete
    );
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&pair],
    );
    assert_eq!(
        code(&hotel.refused(CHECK_IN, &[&pair])),
        Code::BookingStatusInvalid
    );
}

#[test]
fn an_early_guest_moves_the_stay_forward_if_the_room_is_free() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("201", 2, 2, "Yi");
    let early = r#"{"op":"check_in","booking":"$1","early":true}"#;
    assert_eq!(code(&hotel.refused(CHECK_IN, &[&yi])), Code::InvalidDates);
    let tonight = hotel.book_into("201", 0, 1, "Tonight");
    assert_eq!(
        code(&hotel.refused(early, &[&yi])),
        Code::RoomOverlapConflict
    );
    hotel.say(UNASSIGN, &[&tonight]);
    hotel.say(early, &[&yi]);
    assert_eq!(hotel.booking(&yi).stay.nights(), 4);
    assert_eq!(hotel.segments(&yi)[0].stay.nights(), 4);
    hotel.close_day();
    hotel.close_day();
    let late = hotel.book("DBL", 0, 1, "Late");
    hotel.say(ASSIGN, &[&late, "202"]);
    hotel.say(CHECK_IN, &[&late]);
}

#[test]
fn check_out_frees_the_nights_left_over_and_dirties_the_room() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 5, "Yi");
    hotel.close_day();
    hotel.say(CHECK_OUT, &[&yi]);
    assert_eq!(hotel.room("201").status, RoomStatus::CheckoutDirty);
    assert_eq!(hotel.booking(&yi).status, BookingStatus::Completed);
    assert_eq!(hotel.segments(&yi)[0].stay.nights(), 1);
    let next = hotel.book("DBL", 0, 3, "Next");
    hotel.say(PRE_ASSIGN, &[&next, "201"]);
    assert_eq!(
        code(&hotel.refused(CHECK_OUT, &[&next])),
        Code::BookingNotCheckedIn
    );
    // The next guest has the room: the check-out cannot be taken back.
    let back = r#"{"op":"undo_check_out","booking":"$1"}"#;
    assert_eq!(
        code(&hotel.refused(back, &[&yi])),
        Code::RoomOverlapConflict
    );
    hotel.say(UNASSIGN, &[&next]);
    hotel.say(back, &[&yi]);
    assert!(hotel.room("201").is_occupied());
    assert_eq!(hotel.segments(&yi)[0].stay.nights(), 5);
    hotel.say(CHECK_OUT, &[&yi]);
    hotel.say(r#"{"op":"start_cleaning","room":"201"}"#, &[]);
    assert_eq!(code(&hotel.refused(back, &[&yi])), Code::RoomNotBookable);
    hotel.close_day();
    assert_eq!(
        code(&hotel.refused(back, &[&yi])),
        Code::BookingStatusInvalid
    );
}

#[test]
fn several_guests_leave_together_or_none() {
    let mut hotel = SmallHouse::new();
    let (one, two) = (
        hotel.guest_in("201", 1, "One"),
        hotel.guest_in("202", 1, "Two"),
    );
    let bulk = r#"{"op":"bulk_check_out","rooms":["201","$1"]}"#;
    assert_eq!(
        code(&hotel.refused(bulk, &["203"])),
        Code::BookingNotCheckedIn
    );
    assert_eq!(
        code(&hotel.refused(r#"{"op":"bulk_check_out"}"#, &[])),
        Code::InvalidValue
    );
    assert!(hotel.booking(&one).is_in_house());
    hotel.say(bulk, &["202"]);
    assert!(!hotel.booking(&one).is_in_house() && !hotel.booking(&two).is_in_house());
    hotel.say(UNDO, &[]);
    assert!(hotel.booking(&one).is_in_house() && hotel.booking(&two).is_in_house());
}

#[test]
fn a_check_in_is_taken_back_on_its_own_day_only() {
    let mut hotel = SmallHouse::new();
    let back = r#"{"op":"undo_check_in","booking":"$1","room_entered":$2}"#;
    let yi = hotel.guest_in("201", 2, "Yi");
    hotel.say(back, &[&yi, "false"]);
    assert_eq!(hotel.room("201").status, RoomStatus::Available);
    hotel.say(CHECK_IN, &[&yi]);
    hotel.say(back, &[&yi, "true"]);
    assert_eq!(hotel.room("201").status, RoomStatus::CheckoutDirty);
    assert_eq!(
        code(&hotel.refused(back, &[&yi, "true"])),
        Code::BookingNotCheckedIn
    );
    let lee = hotel.guest_in("202", 3, "Lee");
    hotel.close_day();
    assert_eq!(
        code(&hotel.refused(back, &[&lee, "false"])),
        Code::BookingStatusInvalid
    );
}

#[test]
fn a_guest_moves_from_tonight_on() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 4, "Yi");
    hotel.close_day();
    assert_eq!(
        code(&hotel.refused(MOVE, &[&yi, "101"])),
        Code::RoomTypeMismatch
    );
    let bare = r#"{"op":"move","booking":"$1","room":"202"}"#;
    assert_eq!(code(&hotel.refused(bare, &[&yi])), Code::ReasonRequired);
    assert!(
        hotel
            .say(r#"{"op":"move","booking":"$1","room":"201"}"#, &[&yi])
            .changes
            .is_empty()
    );
    dirty(&mut hotel, "203");
    assert_eq!(
        code(&hotel.refused(MOVE, &[&yi, "203"])),
        Code::RoomNotBookable
    );
    hotel.say(MOVE, &[&yi, "202"]);
    assert_eq!(hotel.room("201").status, RoomStatus::CheckoutDirty);
    assert!(hotel.room("202").is_occupied());
    let nights: Vec<(i32, bool)> = hotel
        .segments(&yi)
        .iter()
        .map(|s| (s.stay.nights(), s.status == AssignmentStatus::Locked))
        .collect();
    assert_eq!(nights, [(1, false), (3, true)]);
    let lee = hotel.book("DBL", 0, 1, "Lee");
    assert_eq!(
        code(&hotel.refused(MOVE, &[&lee, "204"])),
        Code::BookingNotCheckedIn
    );
}

#[test]
fn on_the_arrival_date_the_old_room_keeps_no_night_and_on_departure_nobody_moves() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 1, "Yi");
    hotel.say(MOVE, &[&yi, "202"]);
    assert_eq!(hotel.segments(&yi).len(), 1);
    hotel.close_day();
    assert_eq!(
        code(&hotel.refused(MOVE, &[&yi, "203"])),
        Code::InvalidDates
    );
}

#[test]
fn two_bookings_exchange_rooms() {
    let mut hotel = SmallHouse::new();
    let (yi, lee) = (
        hotel.book_into("201", 1, 2, "Yi"),
        hotel.book_into("202", 1, 3, "Lee"),
    );
    hotel.say(SWAP, &[&yi, &lee]);
    assert_eq!(hotel.segments(&yi)[0].room, hotel.room("202").id);
    assert_eq!(hotel.segments(&lee)[0].room, hotel.room("201").id);
    hotel.book_into("202", 3, 1, "After");
    assert_eq!(
        code(&hotel.refused(SWAP, &[&yi, &lee])),
        Code::RoomOverlapConflict
    );
    let inside = hotel.guest_in("203", 2, "Inside");
    let outside = hotel.book_into("204", 0, 2, "Outside");
    assert_eq!(
        code(&hotel.refused(SWAP, &[&inside, &outside])),
        Code::BookingNotCheckedIn
    );
    hotel.say(CHECK_IN, &[&outside]);
    hotel.close_day();
    hotel.say(SWAP, &[&inside, &outside]);
    assert_eq!(
        hotel.segments(&inside).last().unwrap().room,
        hotel.room("204").id
    );
    assert!(hotel.room("203").is_occupied() && hotel.room("204").is_occupied());
}

#[test]
fn dates_change_where_the_room_still_fits_or_is_released() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("201", 1, 2, "Yi");
    hotel.book_into("201", 4, 2, "Next");
    let (four, six) = (day(&hotel, 4), day(&hotel, 6));
    hotel.say(UNTIL, &[&yi, &four]);
    assert_eq!(hotel.segments(&yi)[0].stay.nights(), 3);
    let refusal = hotel.refused(UNTIL, &[&yi, &six]);
    assert_eq!(code(&refusal), Code::RoomOverlapConflict);
    assert_eq!(
        refusal.details["alternatives"],
        serde_json::json!(["202", "203", "204"])
    );
    hotel.say(
        r#"{"op":"change_stay","booking":"$1","check_out":"$2","release_room":true}"#,
        &[&yi, &six],
    );
    assert!(hotel.booking(&yi).needs_room);
    let past = day(&hotel, -1);
    assert_eq!(
        code(&hotel.refused(UNTIL, &[&yi, &past])),
        Code::InvalidDates
    );
    let inside = hotel.guest_in("203", 2, "Inside");
    let earlier = r#"{"op":"change_stay","booking":"$1","check_in":"$2"}"#;
    assert_eq!(
        code(&hotel.refused(earlier, &[&inside, &past])),
        Code::InvalidDates
    );
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&yi],
    );
    assert_eq!(
        code(&hotel.refused(UNTIL, &[&yi, &four])),
        Code::BookingStatusInvalid
    );
}

#[test]
fn an_overstaying_guest_keeps_everyone_out_and_can_extend_if_the_room_is_free() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 1, "Yi");
    let next = hotel.book_into("201", 2, 2, "Next");
    hotel.close_day();
    hotel.close_day();
    assert!(hotel.booking(&yi).is_overstay(hotel.today()));
    assert_eq!(
        code(&hotel.refused(CHECK_IN, &[&next])),
        Code::RoomNotBookable
    );
    let tomorrow = day(&hotel, 1);
    assert_eq!(
        code(&hotel.refused(UNTIL, &[&yi, &tomorrow])),
        Code::RoomOverlapConflict
    );
    hotel.say(UNASSIGN, &[&next]);
    hotel.say(UNTIL, &[&yi, &tomorrow]);
    assert!(!hotel.booking(&yi).is_overstay(hotel.today()));
}

#[test]
fn a_status_is_not_turned_back_past_a_closed_day() {
    let mut hotel = SmallHouse::new();
    hotel.guest_in("201", 3, "Yi");
    let seq = hotel.house.steps.last().unwrap().0.seq.to_string();
    hotel.close_day();
    assert_eq!(code(&hotel.refused(UNDO, &[])), Code::NothingToUndo);
    let refusal = hotel.refused(r#"{"op":"undo","seq":$1}"#, &[&seq]);
    assert_eq!(code(&refusal), Code::UndoBlocked);
    let audit = hotel.house.steps.last().unwrap().0.seq.to_string();
    assert_eq!(
        code(&hotel.refused(r#"{"op":"undo","seq":$1}"#, &[&audit])),
        Code::NothingToUndo
    );
}

#[test]
fn a_day_use_holds_no_night_and_fits_between_two_guests() {
    let mut hotel = SmallHouse::new();
    hotel.book_into("201", 1, 2, "Before");
    hotel.book_into("201", 3, 2, "After");
    let between = hotel.book("DBL", 3, 0, "Between");
    hotel.say(PRE_ASSIGN, &[&between, "201"]);
    let inside = hotel.book("DBL", 2, 0, "Inside");
    assert_eq!(
        code(&hotel.refused(PRE_ASSIGN, &[&inside, "201"])),
        Code::RoomOverlapConflict
    );
    let twice = hotel.book("DBL", 3, 0, "Twice");
    assert_eq!(
        code(&hotel.refused(PRE_ASSIGN, &[&twice, "201"])),
        Code::RoomOverlapConflict
    );
    let today = hotel.book("DBL", 0, 0, "Today");
    hotel.say(ASSIGN, &[&today, "201"]);
    hotel.say(CHECK_IN, &[&today]);
    hotel.say(CHECK_OUT, &[&today]);
    assert_eq!(hotel.room("201").status, RoomStatus::CheckoutDirty);
}

#[test]
fn a_move_to_the_end_keeps_the_promise_of_a_later_part() {
    let part = r#"{"op":"assign","booking":"$1","room":"$2","to":"$3","override_do_not_move":true,"reason":"asked"}"#;
    let through = r#"{"op":"move","booking":"$1","room":"$2","reason":"noise","through":"end"}"#;
    let mut hotel = SmallHouse::new();
    let yi = hotel.book("DBL", 0, 2, "Yi");
    hotel.say(ASSIGN, &[&yi, "201"]);
    hotel.say(PROMISE, &[&yi]);
    let tomorrow = day(&hotel, 1);
    hotel.say(part, &[&yi, "203", &tomorrow]);
    hotel.say(CHECK_IN, &[&yi]);
    // The last night was promised in 201: not to 204, but gladly to 201 itself.
    assert_eq!(
        code(&hotel.refused(through, &[&yi, "204"])),
        Code::AllocationGuaranteed
    );
    hotel.say(through, &[&yi, "201"]);
    let segments = hotel.segments(&yi);
    assert_eq!(segments.len(), 1);
    assert!(segments[0].do_not_move && segments[0].stay.nights() == 2);
}
