//! Payments, adjustments, and the balance they come to.

use crate::domain::account::Totals;
use crate::domain::booking::BookingStatus;
use crate::domain::error::Code;
use crate::domain::testing::SmallHouse;
use crate::domain::view;

const PAY: &str =
    r#"{"op":"record_payment","booking":"$1","amount":"$2","method":"card","kind":"$3"}"#;
const ADJUST: &str = r#"{"op":"adjust","booking":"$1","amount":"$2","reason":"$3"}"#;
const UNDO: &str = r#"{"op":"undo"}"#;

fn totals(hotel: &SmallHouse, code: &str) -> Totals {
    view::account::account(&hotel.house, code).unwrap().totals
}

/// Price, adjustments, paid and balance, in full euros.
fn euros(hotel: &SmallHouse, code: &str) -> [i64; 4] {
    let totals = totals(hotel, code);
    [
        totals.price,
        totals.adjustments,
        totals.paid,
        totals.balance,
    ]
    .map(|money| money.minor / 100)
}

#[test]
fn the_balance_is_nights_and_adjustments_less_payments() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 1, 3, "Yi, Min");
    assert_eq!(euros(&hotel, &code), [360, 0, 0, 360]);
    let paid = hotel.say(PAY, &[&code, "100.00", "deposit"]);
    assert_eq!(
        (&paid.receipt["booking"], &paid.receipt["version"]),
        (&code.as_str().into(), &2.into())
    );
    assert_eq!(paid.receipt["balance"]["amount"], "260.00");
    hotel.say(ADJUST, &[&code, "18.00", "breakfast"]);
    hotel.say(ADJUST, &[&code, "-30.00", "noise"]);
    hotel.say(PAY, &[&code, "300.00", "payment"]);
    hotel.say(PAY, &[&code, "52.00", "refund"]);
    assert_eq!(euros(&hotel, &code), [360, -12, 348, 0]);
    let account = view::account::account(&hotel.house, &code).unwrap();
    let kinds: Vec<&str> = account.payments.iter().map(|line| line.kind).collect();
    assert_eq!(kinds, ["deposit", "payment", "refund"]);
    assert_eq!(account.payments[2].amount.minor, -5_200);
    assert_eq!(
        account.adjustments[1].reason.as_deref(),
        Some("noise"),
        "{account:?}"
    );
    assert_eq!(hotel.booking(&code).version, 6);
}

#[test]
fn each_line_can_be_taken_back_and_brought_again() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 1, 1, "Yi, Min");
    hotel.say(PAY, &[&code, "120.00", "payment"]);
    hotel.say(ADJUST, &[&code, "5.00", "tea"]);
    hotel.say(UNDO, &[]);
    hotel.say(UNDO, &[]);
    assert_eq!(euros(&hotel, &code), [120, 0, 0, 120]);
    assert!(hotel.house.account_lines.is_empty());
    hotel.say(r#"{"op":"redo"}"#, &[]);
    hotel.say(r#"{"op":"redo"}"#, &[]);
    assert_eq!(euros(&hotel, &code), [120, 5, 120, 5]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 1, 2, "Yi, Min");
    for (amount, field) in [
        (r#""0.00""#, "amount"),
        (r#""-5.00""#, "amount"),
        (r#""ten""#, "amount"),
        (r#""99999999999999.00""#, "amount"),
        (r#"{"amount":"5.00","currency":"USD"}"#, "currency"),
    ] {
        let pay = r#"{"op":"record_payment","booking":"$1","amount":$2,"method":"cash"}"#;
        let refusal = hotel.refused(pay, &[&code, amount]);
        assert_eq!(refusal.code, Code::InvalidValue, "{amount}");
        assert_eq!(refusal.details["field"], field, "{amount}");
    }
    let no_method = r#"{"op":"record_payment","booking":"$1","amount":"5.00"}"#;
    assert_eq!(
        hotel.refused(no_method, &[&code]).details["field"],
        "method"
    );
    let refusal = hotel.refused(PAY, &[&code, "1.00", "refund"]);
    assert_eq!(refusal.code, Code::InvalidValue);
    assert!(refusal.message.contains("paid nothing"), "{refusal}");
    hotel.say(PAY, &[&code, "50.00", "deposit"]);
    let refusal = hotel.refused(PAY, &[&code, "50.01", "refund"]);
    assert_eq!(refusal.details["paid"]["amount"], "50.00");
    assert_eq!(
        hotel.refused(ADJUST, &[&code, "5.00", " "]).code,
        Code::ReasonRequired
    );
    assert_eq!(
        hotel.refused(ADJUST, &[&code, "0", "x"]).code,
        Code::InvalidValue
    );
    assert_eq!(
        hotel.refused(PAY, &["BK-1", "1.00", "payment"]).code,
        Code::BookingNotFound
    );
    hotel.expected_version = Some(1);
    assert_eq!(
        hotel.refused(PAY, &[&code, "1.00", "payment"]).code,
        Code::Stale
    );
    assert_eq!(
        hotel.refused(ADJUST, &[&code, "1.00", "tea"]).code,
        Code::Stale
    );
    hotel.expected_version = None;
    hotel.sign_in("maid");
    for json in [PAY, ADJUST] {
        let refusal = hotel.refused(json, &[&code, "1.00", "payment"]);
        assert_eq!(refusal.code, Code::PermissionDenied);
    }
}

#[test]
fn a_deposit_that_meets_the_share_confirms_in_the_same_step() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"set_policy","name":"deposit_percent","value":"30"}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"set_policy","name":"auto_pre_assign","value":"on"}"#,
        &[],
    );
    let outcome = hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"$1","nights":3,"lead":"Yi, Min","status":"PENDING_PAYMENT"}"#,
        &[&hotel.today().plus(9).to_string()],
    );
    let code = outcome.receipt["booking"].as_str().unwrap().to_owned();
    let short = hotel.say(PAY, &[&code, "107.99", "deposit"]);
    assert_eq!(hotel.booking(&code).status, BookingStatus::PendingPayment);
    assert_eq!(short.warnings[0].code, "DEPOSIT_NOT_MET");
    assert!(
        short.warnings[0].message.contains("0.01 is still missing"),
        "{:?}",
        short.warnings
    );
    let met = hotel.say(PAY, &[&code, "0.01", "deposit"]);
    let booking = hotel.booking(&code);
    assert_eq!(booking.status, BookingStatus::Confirmed);
    assert_eq!(met.receipt["status"], "CONFIRMED");
    assert_eq!(booking.version, 3, "one step");
    assert_eq!(hotel.segments(&code).len(), 1, "what follows, follows");
    hotel.say(UNDO, &[]);
    let booking = hotel.booking(&code);
    assert_eq!(booking.status, BookingStatus::PendingPayment);
    assert_eq!(euros(&hotel, &code)[2], 107);
    assert!(hotel.segments(&code).is_empty());
}

#[test]
fn money_is_recorded_even_where_the_booking_cannot_be_confirmed() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"set_policy","name":"oversell","value":"refuse"}"#,
        &[],
    );
    for name in ["A", "B", "C", "D"] {
        hotel.book_into(
            ["201", "202", "203", "204"][(name.as_bytes()[0] - b'A') as usize],
            2,
            2,
            name,
        );
    }
    let outcome = hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"$1","nights":1,"lead":"E","status":"PENDING_PAYMENT"}"#,
        &[&hotel.today().plus(2).to_string()],
    );
    let code = outcome.receipt["booking"].as_str().unwrap().to_owned();
    let paid = hotel.say(PAY, &[&code, "120.00", "deposit"]);
    assert_eq!(hotel.booking(&code).status, BookingStatus::PendingPayment);
    assert_eq!(paid.warnings[0].code, "TYPE_OVERSOLD");
    assert_eq!(euros(&hotel, &code)[2], 120);
}

#[test]
fn what_leans_on_a_payment_keeps_it() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 1, 2, "Yi, Min");
    let booked = hotel.house.steps.len() as i64;
    hotel.say(PAY, &[&code, "50.00", "payment"]);
    let paid = hotel.house.steps.len() as i64;
    hotel.say(PAY, &[&code, "20.00", "refund"]);
    for seq in [booked, paid] {
        let refusal = hotel.refused(r#"{"op":"undo","seq":$1}"#, &[&seq.to_string()]);
        assert_eq!(refusal.code, Code::UndoBlocked, "{seq}");
    }
    assert_eq!(euros(&hotel, &code)[2], 30);
}

#[test]
fn a_guest_who_leaves_is_told_what_is_open() {
    let mut hotel = SmallHouse::new();
    let owes = hotel.guest_in("201", 1, "Owes");
    let paid = hotel.guest_in("202", 1, "Paid");
    let early = hotel.guest_in("203", 3, "Early");
    hotel.say(PAY, &[&paid, "120.00", "payment"]);
    hotel.say(PAY, &[&early, "360.00", "payment"]);
    hotel.close_day();
    let out = |hotel: &mut SmallHouse, code: &str| {
        hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[code])
    };
    let gone = out(&mut hotel, &owes);
    assert_eq!(gone.warnings[0].code, "OPEN_BALANCE");
    assert!(
        gone.warnings[0].message.contains("EUR 120.00"),
        "{:?}",
        gone.warnings
    );
    assert!(out(&mut hotel, &paid).warnings.is_empty());
    let gone = out(&mut hotel, &early);
    assert!(
        gone.warnings[0].message.contains("EUR 240.00"),
        "{:?}",
        gone.warnings
    );
    assert_eq!(euros(&hotel, &early), [120, 0, 360, -240]);
    hotel.say(r#"{"op":"undo_check_out","booking":"$1"}"#, &[&early]);
    assert_eq!(euros(&hotel, &early), [360, 0, 360, 0]);
}

#[test]
fn who_is_called_off_owes_nothing_but_what_is_added() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 3, 2, "Yi, Min");
    hotel.say(PAY, &[&code, "60.00", "deposit"]);
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&code],
    );
    hotel.say(ADJUST, &[&code, "40.00", "late cancellation"]);
    assert_eq!(euros(&hotel, &code), [0, 40, 60, -20]);
}
