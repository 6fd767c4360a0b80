//! Blocks.

use crate::domain::error::Code;
use crate::domain::facts::Facts;
use crate::domain::staff::OverrideLevel;
use crate::domain::testing::SmallHouse;

const BLOCK: &str = r#"{"op":"block","rooms":["201","202"],"from":"2026-03-18","to":"2026-03-20","type":"staff","reason":"cook"}"#;

#[test]
fn many_rooms_are_blocked_at_once() {
    let mut hotel = SmallHouse::new();
    let outcome = hotel.say(BLOCK, &[]);
    assert_eq!(outcome.receipt["block"], "BL-0001");
    assert_eq!(
        outcome.receipt["blocks"],
        serde_json::json!(["BL-0001", "BL-0002"])
    );
    let yi = hotel.book("DBL", 2, 1, "Yi");
    let pre = r#"{"op":"pre_assign","booking":"$1","room":"201"}"#;
    let refusal = hotel.refused(pre, &[&yi]);
    assert_eq!(refusal.code, Code::RoomBlocked);
    assert_eq!(refusal.details["conflicts"][0]["block"], "BL-0001");
    hotel.say(
        r#"{"op":"release_block","block":"BL-0001","reason":"cook left"}"#,
        &[],
    );
    hotel.say(pre, &[&yi]);
    let released = hotel.house.block_coded("BL-0001").unwrap();
    assert_eq!(released.released.unwrap().reason, "cook left");
}

#[test]
fn all_or_none_and_every_conflict_is_named() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("202", 3, 3, "Yi");
    let bo = hotel.book_into("202", 1, 2, "Bo");
    let refusal = hotel.refused(BLOCK, &[]);
    assert_eq!(refusal.code, Code::RoomOverlapConflict);
    let named: Vec<&str> = refusal.details["conflicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["booking"].as_str().unwrap())
        .collect();
    assert_eq!(named, [bo.as_str(), yi.as_str()]);
    assert!(hotel.house.blocks.is_empty());
    hotel.say(
        r#"{"op":"block","rooms":["203"],"from":"2026-03-18","to":"2026-03-20","type":"staff","reason":"cook"}"#,
        &[],
    );
    let again = hotel.refused(
        r#"{"op":"block","rooms":["203","204"],"from":"2026-03-19","to":"2026-03-21","type":"staff","reason":"cook"}"#,
        &[],
    );
    assert_eq!(again.code, Code::RoomBlocked);
}

#[test]
fn odd_blocks_are_refused() {
    for (rooms, from, to, rest, code) in [
        (
            r#"["201"]"#,
            "2026-03-20",
            "2026-03-18",
            r#""reason":"x""#,
            Code::InvalidDates,
        ),
        (
            r#"["201"]"#,
            "2026-03-18",
            "2026-03-18",
            r#""reason":"x""#,
            Code::InvalidDates,
        ),
        (
            r#"["201"]"#,
            "2026-03-10",
            "2026-03-12",
            r#""reason":"x""#,
            Code::InvalidDates,
        ),
        (
            r#"["201"]"#,
            "2026-03-15",
            "2026-03-18",
            r#""reason":"x""#,
            Code::InvalidDates,
        ),
        (
            r#"["201"]"#,
            "2026-03-18",
            "2126-03-18",
            r#""reason":"x""#,
            Code::InvalidDates,
        ),
        (
            r#"["201"]"#,
            "2026-03-18",
            "2026-03-20",
            r#""reason":" ""#,
            Code::ReasonRequired,
        ),
        (
            r#"["201"]"#,
            "2026-03-18",
            "2026-03-20",
            r#""reason":"x","override_level":"admin""#,
            Code::InvalidValue,
        ),
        (
            r#"["201"]"#,
            "2026-03-18",
            "2026-03-20",
            r#""reason":"x","can_override":true,"override_level":"none""#,
            Code::InvalidValue,
        ),
        (
            "[]",
            "2026-03-18",
            "2026-03-20",
            r#""reason":"x""#,
            Code::MissingRoomId,
        ),
        (
            r#"["999"]"#,
            "2026-03-18",
            "2026-03-20",
            r#""reason":"x""#,
            Code::RoomNotFound,
        ),
    ] {
        let refusal = SmallHouse::new().refused(
            r#"{"op":"block","rooms":$1,"from":"$2","to":"$3","type":"staff",$4}"#,
            &[rooms, from, to, rest],
        );
        assert_eq!(refusal.code, code, "{rooms} {from} {to} {rest}");
    }
}

#[test]
fn a_repairs_block_is_for_those_who_repair() {
    let mut hotel = SmallHouse::new();
    hotel.sign_in("desk");
    let repair = r#"{"op":"block","rooms":["201"],"from":"2026-03-18","to":"2026-03-20","type":"maintenance","reason":"x"}"#;
    assert_eq!(hotel.refused(repair, &[]).code, Code::PermissionDenied);
    hotel.say(BLOCK, &[]);
    assert_eq!(
        hotel
            .refused(
                r#"{"op":"edit_block","block":"BL-0001","type":"maintenance"}"#,
                &[]
            )
            .code,
        Code::PermissionDenied
    );
    hotel.sign_in("manager");
    hotel.say(
        r#"{"op":"edit_block","block":"BL-0001","type":"maintenance"}"#,
        &[],
    );
    hotel.sign_in("desk");
    assert_eq!(
        hotel
            .refused(
                r#"{"op":"release_block","block":"BL-0001","reason":"x"}"#,
                &[]
            )
            .code,
        Code::PermissionDenied
    );
}

#[test]
fn a_block_is_edited_within_what_is_free() {
    let mut hotel = SmallHouse::new();
    hotel.say(BLOCK, &[]);
    hotel.book_into("201", 5, 2, "Yi");
    let edit = r#"{"op":"edit_block","block":"BL-0001",$1}"#;
    assert_eq!(
        hotel.refused(edit, &[r#""to":"2026-03-22""#]).code,
        Code::RoomOverlapConflict
    );
    hotel.say(
        edit,
        &[r#""to":"2026-03-21","reason":"two cooks","can_override":true"#],
    );
    let block = hotel.house.block_coded("BL-0001").unwrap();
    assert_eq!(block.stay.to_string(), "2026-03-18 to 2026-03-21");
    assert_eq!(block.override_level, Some(OverrideLevel::Manager));
    assert_eq!(block.version, 2);
    hotel.say(edit, &[r#""override_level":"admin""#]);
    hotel.say(edit, &[r#""can_override":false"#]);
    assert_eq!(
        hotel.house.block_coded("BL-0001").unwrap().override_level,
        None
    );
    for (change, code) in [
        (r#""from":"2026-03-15""#, Code::InvalidDates),
        (r#""to":"2026-03-16""#, Code::InvalidDates),
        (r#""to":"2026-03-18""#, Code::InvalidDates),
        (r#""reason":" ""#, Code::ReasonRequired),
    ] {
        assert_eq!(hotel.refused(edit, &[change]).code, code, "{change}");
    }
    hotel.expected_version = Some(1);
    assert_eq!(hotel.refused(edit, &[r#""reason":"y""#]).code, Code::Stale);
}

#[test]
fn a_released_or_unknown_block_is_done_with() {
    let mut hotel = SmallHouse::new();
    hotel.say(BLOCK, &[]);
    let release = r#"{"op":"release_block","block":"$1","reason":"$2"}"#;
    assert_eq!(
        hotel.refused(release, &["BL-0001", ""]).code,
        Code::ReasonRequired
    );
    hotel.say(release, &["BL-0001", "gone"]);
    assert_eq!(
        hotel.refused(release, &["BL-0001", "gone"]).code,
        Code::InvalidValue
    );
    assert_eq!(
        hotel.refused(release, &["BL-9999", "gone"]).code,
        Code::NotFound
    );
}

#[test]
fn a_broken_block_becomes_two() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"block","rooms":["201"],"from":"2026-03-18","to":"2026-03-28","type":"vip_hold","reason":"star","can_override":true}"#,
        &[],
    );
    let yi = hotel.book("DBL", 4, 2, "Yi");
    let give = r#"{"op":"pre_assign","booking":"$1","room":"201","override_block":true,"reason":"star is late"}"#;
    hotel.sign_in("desk");
    assert_eq!(hotel.refused(give, &[&yi]).code, Code::PermissionDenied);
    hotel.sign_in("manager");
    hotel.say(give, &[&yi]);
    let stays: Vec<String> = hotel
        .house
        .blocks
        .values()
        .filter(|block| block.holds())
        .map(|block| format!("{} {}", block.code, block.stay))
        .collect();
    assert_eq!(
        stays,
        [
            "BL-0001 2026-03-18 to 2026-03-20",
            "BL-0002 2026-03-22 to 2026-03-28"
        ]
    );
    assert!(hotel.notes_on("201")[0].contains("star is late"));
}
