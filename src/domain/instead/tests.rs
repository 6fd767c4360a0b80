//! What is offered instead, and that it can be had.

use super::*;
use crate::domain::testing::SmallHouse;

fn offers(hotel: &mut SmallHouse, json: &str, words: &[&str]) -> (Refusal, Vec<Alternative>) {
    let refusal = hotel.refused(json, words);
    let command = SmallHouse::read(json, words);
    let found = alternatives(&hotel.house, &command, &refusal, &hotel.context());
    (refusal, found)
}

fn kinds(found: &[Alternative]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = found.iter().map(|one| one.kind).collect();
    kinds.dedup();
    kinds
}

fn of(found: &[Alternative], kind: Kind) -> &Alternative {
    let all = kinds(found);
    found
        .iter()
        .find(|one| one.kind == kind)
        .unwrap_or_else(|| panic!("no {kind:?} among {all:?}"))
}

/// The offer of a room of another type.
fn other_type<'o>(found: &'o [Alternative], room: &str) -> &'o Alternative {
    found
        .iter()
        .find(|one| one.kind == Kind::OtherType && one.rooms == [room])
        .unwrap_or_else(|| panic!("{room} is not offered"))
}

/// Carries an offer out as one step, with a reason where it asks for one.
fn take(hotel: &mut SmallHouse, offer: &Alternative) -> Outcome {
    let mut commands = offer.commands.clone();
    for command in &mut commands {
        if offer.asks == Asks::Price {
            command.settle_rate(RateDecision::Charge);
        }
        if offer.asks != Asks::Nothing {
            command.give_reason("the guest asked for it");
        }
    }
    let outcome = decide_all(&hotel.house, &commands, &hotel.context())
        .unwrap_or_else(|refusal| panic!("{}: {refusal}", offer.what));
    hotel.house.apply(&outcome);
    outcome
}

fn nights_in(hotel: &SmallHouse, code: &str) -> Vec<(String, i32)> {
    let room = |id| hotel.house.rooms[&id].number.clone();
    let segments = hotel.segments(code);
    segments
        .iter()
        .map(|one| (room(one.room), one.stay.nights()))
        .collect()
}

const EXTEND: &str = r#"{"op":"change_stay","booking":"$1","check_out":"$2"}"#;

/// A guest in 201 for two nights, and somebody who has 201 firmly after that.
fn promised_on() -> (SmallHouse, String, String) {
    let mut hotel = SmallHouse::new();
    hotel.book_into("201", 2, 3, "Lee, Ann");
    let guest = hotel.guest_in("201", 2, "Yi, Min");
    let until = hotel.today().plus(4).to_string();
    (hotel, guest, until)
}

#[test]
fn a_guest_who_extends_into_a_promised_room_is_offered_the_next_best() {
    let (mut hotel, guest, until) = promised_on();
    let (refusal, found) = offers(&mut hotel, EXTEND, &[&guest, &until]);
    assert_eq!(refusal.code, Code::RoomOverlapConflict);
    assert_eq!(
        kinds(&found),
        [Kind::SameType, Kind::OtherType, Kind::Split, Kind::Release]
    );
    let moved = of(&found, Kind::SameType);
    assert_eq!(moved.asks, Asks::Reason, "a guest's move has a reason");
    // A single is 40 less a night, the suite 180 more.
    assert_eq!(of(&found, Kind::OtherType).rooms, ["101"]);
    let upgrade = other_type(&found, "301");
    assert_eq!(upgrade.asks, Asks::Price);
    let quote = upgrade.quote.as_ref().expect("a price");
    assert_eq!(quote.difference.to_string(), "EUR 180.00");
    assert_eq!(quote.total.to_string(), "EUR 720.00");

    let split = of(&found, Kind::Split);
    assert_eq!(split.rooms, ["201", "202"]);
    let mut other = hotel.clone();
    take(&mut other, split);
    assert_eq!(
        nights_in(&other, &guest),
        [("201".to_owned(), 2), ("202".to_owned(), 2)]
    );
    let mut other = hotel.clone();
    take(&mut other, upgrade);
    assert_eq!(nights_in(&other, &guest), [("301".to_owned(), 4)]);
    let mut other = hotel.clone();
    take(&mut other, moved);
    assert_eq!(nights_in(&other, &guest), [("202".to_owned(), 4)]);
    take(&mut hotel, of(&found, Kind::Release));
    assert!(hotel.booking(&guest).needs_room, "two nights wait");
    assert_eq!(nights_in(&hotel, &guest), [("201".to_owned(), 2)]);
}

#[test]
fn a_room_is_kept_for_as_long_as_it_is_free() {
    let mut hotel = SmallHouse::new();
    hotel.book_into("201", 3, 3, "Lee, Ann");
    let guest = hotel.guest_in("201", 1, "Yi, Min");
    let until = hotel.today().plus(5).to_string();
    let (_, found) = offers(&mut hotel, EXTEND, &[&guest, &until]);
    take(&mut hotel, of(&found, Kind::Split));
    assert_eq!(
        nights_in(&hotel, &guest),
        [("201".to_owned(), 3), ("202".to_owned(), 2)]
    );
}

#[test]
fn a_tentative_stay_in_the_way_is_planned_anew_in_the_same_step() {
    let mut hotel = SmallHouse::new();
    let guest = hotel.guest_in("201", 2, "Yi, Min");
    let other = hotel.book_into("201", 2, 3, "Lee, Ann");
    let until = hotel.today().plus(4).to_string();
    let (_, found) = offers(&mut hotel, EXTEND, &[&guest, &until]);
    let first = &found[0];
    assert_eq!(first.kind, Kind::Replan);
    assert!(
        first.detail.contains("Lee") && first.detail.contains("202"),
        "{}",
        first.detail
    );
    let outcome = take(&mut hotel, first);
    assert_eq!(outcome.warnings[0].code, "REPLANNED");
    assert!(outcome.warnings[0].message.contains("202"));
    assert_eq!(nights_in(&hotel, &guest), [("201".to_owned(), 4)]);
    assert_eq!(nights_in(&hotel, &other), [("202".to_owned(), 3)]);
}

#[test]
fn who_has_nowhere_else_to_go_waits_in_the_tray_and_that_is_said() {
    let mut hotel = SmallHouse::new();
    let guest = hotel.guest_in("201", 2, "Yi, Min");
    let other = hotel.book_into("201", 2, 3, "Lee, Ann");
    for room in ["202", "203", "204"] {
        hotel.book_into(room, 2, 3, "Ek, Jo");
    }
    let until = hotel.today().plus(4).to_string();
    let (_, found) = offers(&mut hotel, EXTEND, &[&guest, &until]);
    let displace = of(&found, Kind::Displace);
    assert!(
        displace.detail.contains("Lee") && displace.detail.contains("tray"),
        "{}",
        displace.detail
    );
    take(&mut hotel, displace);
    assert!(hotel.booking(&other).needs_room);
}

#[test]
fn a_stay_that_fits_nowhere_whole_is_offered_in_parts() {
    let mut hotel = SmallHouse::new();
    // Each double is taken on another night of the four.
    for (room, ahead) in [("201", 5), ("202", 6), ("203", 7), ("204", 8)] {
        hotel.book_into(room, ahead, 1, "Ek, Jo");
    }
    let code = hotel.book("DBL", 5, 4, "Yi, Min");
    let json = r#"{"op":"pre_assign","booking":"$1","room":"204"}"#;
    let (_, found) = offers(&mut hotel, json, &[&code]);
    let split = of(&found, Kind::Split);
    assert_eq!(split.rooms, ["204", "201"]);
    assert_eq!(split.detail, "one change of room");
    take(&mut hotel, split);
    assert_eq!(
        nights_in(&hotel, &code),
        [("204".to_owned(), 3), ("201".to_owned(), 1)]
    );
    assert!(!hotel.booking(&code).needs_room);
}

#[test]
fn an_arrival_without_a_room_is_checked_in_with_one() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 0, 2, "Yi, Min");
    let json = r#"{"op":"check_in","booking":"$1"}"#;
    let (refusal, found) = offers(&mut hotel, json, &[&code]);
    assert_eq!(refusal.code, Code::NoRoomAssigned);
    let first = of(&found, Kind::SameType);
    take(&mut hotel, first);
    assert!(hotel.room("201").is_occupied());
}

#[test]
fn a_guest_whose_room_is_dirty_is_offered_a_ready_one_or_a_rush() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 0, 2, "Yi, Min");
    let json = r#"{"op":"check_in","booking":"$1"}"#;
    hotel.say(r#"{"op":"mark_maintenance","room":"201"}"#, &[]);
    let (refusal, found) = offers(&mut hotel, json, &[&code]);
    assert_eq!(refusal.code, Code::RoomNotBookable);
    assert!(kinds(&found).contains(&Kind::Rush), "{found:?}");
    take(&mut hotel, of(&found, Kind::SameType));
    assert_eq!(nights_in(&hotel, &code), [("202".to_owned(), 2)]);
}

#[test]
fn an_early_guest_is_taken_early() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 1, 2, "Yi, Min");
    let json = r#"{"op":"check_in","booking":"$1"}"#;
    let (_, found) = offers(&mut hotel, json, &[&code]);
    assert_eq!(kinds(&found), [Kind::Early]);
    take(&mut hotel, &found[0]);
    assert_eq!(nights_in(&hotel, &code), [("201".to_owned(), 3)]);
}

#[test]
fn a_block_is_broken_by_those_whose_word_counts() {
    let mut hotel = SmallHouse::new();
    let (from, to) = (hotel.today(), hotel.today().plus(5));
    hotel.say(
        r#"{"op":"block","rooms":["201"],"from":"$1","to":"$2","type":"vip_hold",
            "reason":"the mayor","can_override":true}"#,
        &[&from.to_string(), &to.to_string()],
    );
    let code = hotel.book("DBL", 1, 2, "Yi, Min");
    let json = r#"{"op":"pre_assign","booking":"$1","room":"201"}"#;
    hotel.sign_in("desk");
    let (_, found) = offers(&mut hotel, json, &[&code]);
    let told = of(&found, Kind::BreakBlock);
    let why = told.why_not.as_deref().expect("the desk may not");
    assert!(why.contains("Max Manager"), "who may is said: {why}");
    assert!(told.what.contains("needs manager"), "{}", told.what);
    assert_ne!(
        found[0].kind,
        Kind::BreakBlock,
        "what can be had comes first"
    );

    hotel.sign_in("manager");
    let (_, found) = offers(&mut hotel, json, &[&code]);
    let offer = of(&found, Kind::BreakBlock);
    assert_eq!((offer.asks, &offer.why_not), (Asks::Reason, &None));
    take(&mut hotel, offer);
    assert_eq!(nights_in(&hotel, &code), [("201".to_owned(), 2)]);
}

#[test]
fn a_promise_is_broken_with_a_reason() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 0, 2, "Yi, Min");
    hotel.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[&code],
    );
    let json = r#"{"op":"unassign","booking":"$1"}"#;
    let (_, found) = offers(&mut hotel, json, &[&code]);
    assert_eq!(kinds(&found), [Kind::BreakPromise]);
    assert_eq!(found[0].asks, Asks::Reason);
    take(&mut hotel, &found[0]);
    assert!(hotel.booking(&code).needs_room);
}

#[test]
fn a_walk_in_is_offered_another_room() {
    let mut hotel = SmallHouse::new();
    hotel.guest_in("201", 2, "Lee, Ann");
    let json = r#"{"op":"walk_in","room":"201","nights":1,"lead":"Yi, Min","guests":["Yi, Min"],"adults":1}"#;
    let (_, found) = offers(&mut hotel, json, &[]);
    let mut other = hotel.clone();
    take(&mut other, other_type(&found, "301"));
    assert!(other.room("301").is_occupied(), "sold as a double");
    take(&mut hotel, of(&found, Kind::SameType));
    assert!(hotel.room("202").is_occupied());
}

#[test]
fn offers_stand_in_the_details_of_the_refusal() {
    let (hotel, guest, until) = promised_on();
    let command = SmallHouse::read(EXTEND, &[&guest, &until]);
    let refusal = hotel.preview(&command).expect_err("taken");
    let told = offered(&hotel.house, &command, refusal, &hotel.context());
    let first = &told.details["offers"][0];
    assert_eq!(first["kind"], "same_type");
    assert_eq!(first["asks"], "reason");
    assert_eq!(first["commands"][1]["op"], "move");
    // Nothing would do where a booking is not there at all.
    let command = SmallHouse::read(EXTEND, &["BK-none", &until]);
    let refusal = hotel.preview(&command).expect_err("not there");
    let told = offered(&hotel.house, &command, refusal, &hotel.context());
    assert!(!told.details.contains_key("offers"));
}

#[test]
fn two_stays_change_places_where_one_points_at_the_others_room() {
    let mut hotel = SmallHouse::new();
    let one = hotel.book_into("201", 2, 2, "Yi, Min");
    let other = hotel.book_into("202", 2, 2, "Lee, Ann");
    hotel.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[&other],
    );
    let json = r#"{"op":"pre_assign","booking":"$1","room":"202"}"#;
    let (refusal, found) = offers(&mut hotel, json, &[&one]);
    assert_eq!(refusal.code, Code::RoomOverlapConflict);
    assert!(!kinds(&found).contains(&Kind::Swap), "202 is promised");

    hotel.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":false}"#,
        &[&other],
    );
    let (_, found) = offers(&mut hotel, json, &[&one]);
    let swap = of(&found, Kind::Swap);
    assert_eq!(swap.what, "Swap with Lee, Ann");
    let has_it = |one: &Alternative| one.kind == Kind::SameType && one.rooms == ["201"];
    assert!(!found.iter().any(has_it), "it has 201 already");
    assert_eq!(
        (swap.asks, &swap.rooms[..]),
        (Asks::Reason, &["202".to_owned()][..])
    );
    take(&mut hotel, swap);
    assert_eq!(nights_in(&hotel, &one), [("202".to_owned(), 2)]);
    assert_eq!(nights_in(&hotel, &other), [("201".to_owned(), 2)]);
}

#[test]
fn a_swap_is_only_offered_with_one_and_for_all_the_nights() {
    let mut hotel = SmallHouse::new();
    let one = hotel.book_into("201", 2, 4, "Yi, Min");
    hotel.book_into("202", 2, 2, "Lee, Ann");
    hotel.book_into("202", 4, 2, "Ek, Jo");
    let json = r#"{"op":"pre_assign","booking":"$1","room":"202"}"#;
    let (_, found) = offers(&mut hotel, json, &[&one]);
    assert!(!kinds(&found).contains(&Kind::Swap), "two are in the way");

    // From the tray there is nothing to give in exchange.
    let waiting = hotel.book("DBL", 2, 2, "Wu, Bo");
    let (_, found) = offers(&mut hotel, json, &[&waiting]);
    assert!(!kinds(&found).contains(&Kind::Swap), "{found:?}");

    // Who is in the house does not change places with who is still to come.
    let guest = hotel.guest_in("203", 3, "Rossi, Ugo");
    let json = r#"{"op":"move","booking":"$1","room":"202","reason":"noise"}"#;
    let (_, found) = offers(&mut hotel, json, &[&guest]);
    assert!(!kinds(&found).contains(&Kind::Swap), "{found:?}");
}

#[test]
fn guests_in_the_house_change_places() {
    let mut hotel = SmallHouse::new();
    let one = hotel.guest_in("201", 2, "Yi, Min");
    let other = hotel.guest_in("202", 2, "Lee, Ann");
    let json = r#"{"op":"move","booking":"$1","room":"202","reason":"noise"}"#;
    let (_, found) = offers(&mut hotel, json, &[&one]);
    take(&mut hotel, of(&found, Kind::Swap));
    assert_eq!(nights_in(&hotel, &one), [("202".to_owned(), 2)]);
    assert_eq!(nights_in(&hotel, &other), [("201".to_owned(), 2)]);
}

#[test]
fn a_swap_over_two_types_asks_who_pays() {
    let mut hotel = SmallHouse::new();
    let one = hotel.book_into("201", 2, 2, "Yi, Min");
    hotel.book_into("301", 2, 2, "Lee, Ann");
    let json = r#"{"op":"pre_assign","booking":"$1","room":"301","rate":"complimentary"}"#;
    let (_, found) = offers(&mut hotel, json, &[&one]);
    let swap = of(&found, Kind::Swap);
    assert_eq!(swap.asks, Asks::Price);
    take(&mut hotel, swap);
    assert_eq!(nights_in(&hotel, &one), [("301".to_owned(), 2)]);
}

#[test]
fn a_guest_moves_into_a_room_for_as_long_as_it_is_free() {
    let mut hotel = SmallHouse::new();
    let guest = hotel.guest_in("201", 4, "Yi, Min");
    hotel.book_into("202", 2, 3, "Lee, Ann");
    // Nowhere is a double free for all four nights.
    hotel.book_into("203", 0, 2, "Ek, Jo");
    hotel.book_into("204", 3, 2, "Wu, Bo");
    let json = r#"{"op":"move","booking":"$1","room":"202","reason":"noise"}"#;
    let (refusal, found) = offers(&mut hotel, json, &[&guest]);
    assert_eq!(refusal.code, Code::RoomOverlapConflict);
    let split = of(&found, Kind::Split);
    assert_eq!(split.rooms, ["202", "203"], "and not back to 201");
    take(&mut hotel, split);
    assert_eq!(
        nights_in(&hotel, &guest),
        [("202".to_owned(), 2), ("203".to_owned(), 2)]
    );
    let booking = hotel.booking(&guest);
    assert!(booking.is_in_house() && !booking.needs_room);
    assert!(hotel.room("202").is_occupied() && !hotel.room("201").is_occupied());
}

#[test]
fn a_move_until_a_day_leaves_the_nights_after_it_without_a_room() {
    let mut hotel = SmallHouse::new();
    let guest = hotel.guest_in("201", 4, "Yi, Min");
    let json = r#"{"op":"move","booking":"$1","room":"202","reason":"noise","to":"$2"}"#;
    for ahead in [0, 5] {
        let day = hotel.today().plus(ahead).to_string();
        let refusal = hotel.refused(json, &[&guest, &day]);
        assert_eq!(refusal.code, Code::InvalidDates, "{refusal}");
    }
    let day = hotel.today().plus(3).to_string();
    hotel.say(json, &[&guest, &day]);
    assert_eq!(nights_in(&hotel, &guest), [("202".to_owned(), 3)]);
    assert!(hotel.booking(&guest).needs_room, "one night waits");
}
