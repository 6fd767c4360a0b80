//! Who is told what, by which ways, and what undo makes of it.

use crate::domain::alerts::alerts;
use crate::domain::command::{ReadMessages, RecordDelivery, TellAlerts, UndoStep};
use crate::domain::employment::Notify;
use crate::domain::row::Row;
use crate::domain::telling::{DeliveryState, Message, MessageKind, Way};
use crate::domain::testing::SmallHouse;

fn change(hotel: &mut SmallHouse, employee: &str, notify: Notify) {
    let mut person = find(hotel, employee);
    person.notify = notify;
    person.email = Some(format!("{employee}@example.com"));
    person.phone = Some("+39 06 123".into());
    hotel.house.put(Row::Staff(person));
}

fn find(hotel: &SmallHouse, employee: &str) -> crate::domain::staff::Staff {
    let mut staff = hotel.house.staff.values();
    staff
        .find(|person| person.employee == employee)
        .unwrap()
        .clone()
}

fn inbox(hotel: &SmallHouse, employee: &str) -> Vec<Message> {
    let id = find(hotel, employee).id;
    let messages = hotel.house.messages.values();
    messages
        .filter(|message| message.to == id)
        .cloned()
        .collect()
}

fn ways(hotel: &SmallHouse, employee: &str) -> Vec<Way> {
    let messages = inbox(hotel, employee);
    let mut found: Vec<Way> = hotel
        .house
        .deliveries
        .values()
        .filter(|delivery| {
            messages
                .iter()
                .any(|message| message.id == delivery.message)
        })
        .map(|delivery| delivery.way)
        .collect();
    found.sort_unstable();
    found
}

fn with_post(hotel: &mut SmallHouse) {
    hotel.say(
        r#"{"op":"set_policy","name":"mail_server","value":"smtp://localhost:25"}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"set_policy","name":"sms_by","value":"command"}"#,
        &[],
    );
}

fn wants(email: bool, sms: bool, urgent_only: bool) -> Notify {
    Notify {
        email,
        sms,
        urgent_only,
        ..Notify::default()
    }
}

/// Hours before the arrival of a guest who has no room, and who hears of it.
fn told_before(hours: i64) -> Vec<String> {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 4, 1, "Yi");
    let arrival = hotel
        .house
        .property
        .clone()
        .unwrap()
        .arrival(hotel.booking(&code).stay, None);
    hotel.now = arrival.plus_minutes(-60 * hours);
    hotel.run(TellAlerts {
        alerts: vec![format!("unassigned:{code}")],
    });
    told_of(&hotel)
}

fn told_of(hotel: &SmallHouse) -> Vec<String> {
    let all = alerts(&hotel.house, hotel.now);
    let mut told = all[0].told.clone();
    told.sort();
    told
}

#[test]
fn each_step_of_an_unassigned_stay_has_its_audience() {
    let nobody: [&str; 0] = [];
    assert_eq!(told_before(49), nobody);
    assert_eq!(told_before(48), ["desk"]);
    assert_eq!(told_before(25), ["desk"]);
    assert_eq!(told_before(24), ["desk", "keeper"]);
    assert_eq!(
        told_before(12),
        ["admin", "desk", "keeper", "maid", "manager"]
    );
    assert_eq!(told_before(6), ["desk", "manager"]);
    let everyone = ["admin", "desk", "fixer", "keeper", "maid", "manager"];
    assert_eq!(told_before(1), everyone);
    assert_eq!(told_before(-3), everyone);
}

#[test]
fn told_names_exactly_those_with_a_message_and_each_is_told_once_a_severity() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 4, 1, "Yi");
    let arrival = hotel
        .house
        .property
        .clone()
        .unwrap()
        .arrival(hotel.booking(&code).stay, None);
    let tell = TellAlerts {
        alerts: vec![format!("unassigned:{code}")],
    };
    for (hours, for_desk) in [
        (40, 1),
        (39, 1),
        (20, 2),
        (19, 2),
        (8, 2),
        (5, 3),
        (4, 3),
        (0, 3),
    ] {
        hotel.now = arrival.plus_minutes(-60 * hours);
        hotel.run(tell.clone());
        hotel.run(tell.clone());
        assert_eq!(inbox(&hotel, "desk").len(), for_desk, "at {hours} h");
        let mut written: Vec<String> = hotel
            .house
            .staff
            .values()
            .map(|person| person.employee.clone())
            .filter(|employee| !inbox(&hotel, employee).is_empty())
            .collect();
        written.sort();
        assert_eq!(told_of(&hotel), written, "at {hours} h");
    }
}

#[test]
fn an_alert_that_is_over_is_told_anew_when_it_returns() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 0, 1, "Yi");
    let tell = TellAlerts {
        alerts: vec![format!("unassigned:{code}")],
    };
    hotel.run(tell.clone());
    let first = inbox(&hotel, "desk").len();
    hotel.say(r#"{"op":"assign","booking":"$1","room":"201"}"#, &[&code]);
    hotel.run(tell.clone());
    hotel.say(r#"{"op":"unassign","booking":"$1"}"#, &[&code]);
    hotel.run(tell);
    assert_eq!(inbox(&hotel, "desk").len(), first + 1);
}

#[test]
fn what_was_seen_settled_or_put_off_is_not_told() {
    for word in ["acknowledge_alert", "resolve_alert", "snooze_alert"] {
        let mut hotel = SmallHouse::new();
        let code = hotel.book("DBL", 0, 1, "Yi");
        let said = format!(r#"{{"op":"{word}","alert":"unassigned:$1"}}"#);
        hotel.say(&said, &[&code]);
        hotel.run(TellAlerts {
            alerts: vec![format!("unassigned:{code}")],
        });
        assert!(inbox(&hotel, "desk").is_empty(), "{word}");
    }
}

#[test]
fn messages_go_by_the_ways_a_person_wants() {
    let mut hotel = SmallHouse::new();
    with_post(&mut hotel);
    change(&mut hotel, "desk", wants(true, false, false));
    change(&mut hotel, "keeper", wants(false, true, false));
    change(&mut hotel, "maid", wants(true, true, true));
    hotel.sign_in("manager");
    hotel.say(r#"{"op":"announce","text":"Cake at four"}"#, &[]);
    assert_eq!(ways(&hotel, "desk"), [Way::Email]);
    assert_eq!(ways(&hotel, "keeper"), [], "not urgent enough for an SMS");
    assert!(inbox(&hotel, "maid").is_empty(), "urgent only");
    assert_eq!(inbox(&hotel, "keeper").len(), 1);
    assert!(inbox(&hotel, "manager").is_empty(), "the author knows");
}

#[test]
fn what_is_urgent_goes_by_every_way() {
    let mut hotel = SmallHouse::new();
    with_post(&mut hotel);
    change(&mut hotel, "desk", wants(false, false, true));
    let code = hotel.book("DBL", 0, 1, "Yi");
    hotel.wait(5 * 60 + 30);
    hotel.run(TellAlerts {
        alerts: vec![format!("unassigned:{code}")],
    });
    assert_eq!(ways(&hotel, "desk"), [Way::Email, Way::Sms]);
    assert_eq!(ways(&hotel, "fixer"), [], "no address");
}

#[test]
fn a_way_the_house_has_not_set_up_is_none() {
    let mut hotel = SmallHouse::new();
    change(&mut hotel, "desk", wants(true, true, false));
    hotel.sign_in("manager");
    hotel.say(r#"{"op":"announce","text":"Cake at four"}"#, &[]);
    assert_eq!(
        (inbox(&hotel, "desk").len(), ways(&hotel, "desk").len()),
        (1, 0)
    );
}

#[test]
fn undo_withdraws_what_has_not_gone_out_and_corrects_what_has() {
    let mut hotel = SmallHouse::new();
    with_post(&mut hotel);
    change(&mut hotel, "desk", wants(true, false, false));
    hotel.sign_in("manager");
    hotel.say(r#"{"op":"announce","text":"Cake at four"}"#, &[]);
    // The front desk's letter has gone out, the keeper has read hers.
    let sent = hotel.house.deliveries.values().next().unwrap().id;
    hotel.sign_in("admin");
    hotel.run(RecordDelivery {
        delivery: sent,
        error: None,
    });
    hotel.sign_in("keeper");
    hotel.run(ReadMessages::default());
    hotel.sign_in("manager");
    hotel.run(UndoStep::default());
    assert!(hotel.house.notices.is_empty());
    assert!(inbox(&hotel, "maid").is_empty(), "as if it had never been");
    for employee in ["desk", "keeper"] {
        let messages = inbox(&hotel, employee);
        assert_eq!(messages.len(), 2, "{employee}");
        assert_eq!(messages[1].kind, MessageKind::Correction);
        assert!(
            messages[1].text.contains("Cake at four"),
            "{}",
            messages[1].text
        );
    }
    assert_eq!(ways(&hotel, "desk"), [Way::Email, Way::Email]);
}

#[test]
fn an_undone_delivery_that_waits_never_goes_out() {
    let mut hotel = SmallHouse::new();
    with_post(&mut hotel);
    change(&mut hotel, "desk", wants(true, true, false));
    let code = hotel.book("DBL", 0, 1, "Yi");
    hotel.run(TellAlerts {
        alerts: vec![format!("unassigned:{code}")],
    });
    hotel.sign_in("desk");
    hotel.run(ReadMessages::default());
    hotel.sign_in("admin");
    hotel.run(UndoStep::default());
    let first = inbox(&hotel, "desk")[0].id;
    let mut of_first = hotel
        .house
        .deliveries
        .values()
        .filter(|one| one.message == first);
    assert!(of_first.all(|one| one.state() == DeliveryState::Withdrawn));
}

#[test]
fn a_note_for_the_next_shift_goes_to_those_who_share_the_work() {
    let mut hotel = SmallHouse::new();
    hotel.sign_in("maid");
    hotel.say(r#"{"op":"hand_over","text":"204 has a drip"}"#, &[]);
    assert_eq!(inbox(&hotel, "keeper").len(), 1);
    assert!(inbox(&hotel, "desk").is_empty() && inbox(&hotel, "fixer").is_empty());
    let notice = hotel.house.notices.values().next().unwrap();
    assert!(notice.is_for(&find(&hotel, "keeper"), hotel.today()));
    assert!(
        notice.is_for(&find(&hotel, "maid"), hotel.today()),
        "the author may look again"
    );
    assert!(!notice.is_for(&find(&hotel, "desk"), hotel.today()));
    assert!(!notice.is_for(&find(&hotel, "keeper"), hotel.today().plus(3)));
}

#[test]
fn the_audit_keeps_the_figures_of_the_day() {
    let mut hotel = SmallHouse::new();
    hotel.guest_in("201", 2, "Yi");
    let leaving = hotel.guest_in("301", 1, "Zoe");
    hotel.book("DBL", 0, 1, "Absent");
    hotel.close_day();
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&leaving]);
    hotel.close_day();
    let days: Vec<_> = hotel.house.figures.values().cloned().collect();
    let first = &days[0];
    assert_eq!((first.rooms, first.occupied, first.arrivals), (7, 2, 2));
    assert_eq!(
        (first.no_shows, first.departures, first.stayovers),
        (1, 0, 0)
    );
    assert_eq!(first.room_revenue.minor, 42_000);
    let second = &days[1];
    assert_eq!(
        (second.occupied, second.arrivals, second.departures),
        (1, 0, 1)
    );
    assert_eq!((second.stayovers, second.room_revenue.minor), (1, 12_000));
}
