//! What people say about alerts.

use crate::domain::alert_mark::Severity;
use crate::domain::error::Code;
use crate::domain::testing::SmallHouse;

const RESOLVE: &str = r#"{"op":"resolve_alert","alert":"$1","notes":"called them"}"#;
const ACKNOWLEDGE: &str = r#"{"op":"acknowledge_alert","alert":"$1"}"#;
const SNOOZE: &str = r#"{"op":"snooze_alert","alert":"$1"}"#;

#[test]
fn what_is_said_is_kept_with_the_severity_of_then() {
    let mut hotel = SmallHouse::new();
    // Arrives tomorrow at 15:00, in 30 hours.
    let yi = hotel.book("DBL", 1, 1, "Yi");
    let alert = format!("unassigned:{yi}");
    let outcome = hotel.say(ACKNOWLEDGE, &[&alert]);
    assert_eq!(outcome.receipt["alert"], alert.as_str());
    let again = hotel.say(ACKNOWLEDGE, &[&alert]);
    assert!(again.changes.is_empty());
    hotel.say(RESOLVE, &[&alert]);
    hotel.say(SNOOZE, &[&alert]);
    let mark = hotel.house.alert_marks[&alert].clone();
    assert_eq!(mark.acknowledged.unwrap().severity, Severity::Info);
    let resolved = mark.resolved.unwrap();
    assert_eq!(
        (resolved.severity, resolved.notes.as_deref()),
        (Severity::Info, Some("called them"))
    );
    assert_eq!(mark.snoozed_until, Some(hotel.now.plus_minutes(60)));
    assert_eq!(mark.version, 3);
    // Ten hours later it is a warning: it can be acknowledged anew.
    hotel.wait(20 * 60);
    hotel.say(ACKNOWLEDGE, &[&alert]);
    let mark = hotel.house.alert_marks[&alert].clone();
    assert_eq!(mark.acknowledged.unwrap().severity, Severity::Warning);
}

#[test]
fn only_active_alerts_of_ones_board_are_dealt_with() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book("DBL", 0, 1, "Yi");
    let alert = format!("unassigned:{yi}");
    for (given, code) in [
        ("", Code::InvalidValue),
        ("unassigned", Code::InvalidValue),
        ("late:BK-2026-000001", Code::InvalidValue),
        ("unassigned:BK-9", Code::BookingNotFound),
        ("overdue_maintenance:MR-1", Code::NotFound),
        (&format!("overstay:{yi}"), Code::NotFound),
    ] {
        for command in [RESOLVE, ACKNOWLEDGE, SNOOZE] {
            assert_eq!(hotel.refused(command, &[given]).code, code, "{given}");
        }
    }
    for until in ["2026-03-16T08:00:00+01:00", "2026-04-16T08:00:00+01:00"] {
        let refusal = hotel.refused(
            r#"{"op":"snooze_alert","alert":"$1","until":"$2"}"#,
            &[&alert, until],
        );
        assert_eq!(refusal.code, Code::InvalidDates);
    }
    hotel.sign_in("maid");
    assert_eq!(
        hotel.refused(RESOLVE, &[&alert]).code,
        Code::PermissionDenied
    );
    hotel.sign_in("admin");
    hotel.book_into("201", 0, 1, "Bo");
    hotel.say(r#"{"op":"assign","booking":"$1","room":"202"}"#, &[&yi]);
    assert_eq!(hotel.refused(RESOLVE, &[&alert]).code, Code::NotFound);
}
