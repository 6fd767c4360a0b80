//! Sentences: a few in full, and one of every command there is.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::domain::command::SPECS;
use crate::domain::testing::SmallHouse;

/// A house that keeps its journal whole.
struct Told {
    hotel: SmallHouse,
    steps: Vec<Step>,
}

impl Told {
    fn new() -> Told {
        Told {
            hotel: SmallHouse::new(),
            steps: Vec::new(),
        }
    }

    /// Carries a command out and keeps it as the journal would.
    fn say(&mut self, command: &str, words: &[&str]) -> Value {
        let command = SmallHouse::read(command, words);
        let outcome = self.hotel.run(command.clone());
        self.steps.push(Step {
            seq: self.steps.len() as i64 + 1,
            at: self.hotel.now,
            by: self.hotel.actor.id,
            channel: "console".into(),
            command: serde_json::to_value(&command).unwrap(),
            changes: outcome.changes,
            summary: outcome.summary,
            taken_back: false,
        });
        Value::Object(outcome.receipt)
    }

    fn book(&mut self, room_type: &str, lead: &str, ahead: i32, nights: i32) -> String {
        let arrival = self.hotel.today().plus(ahead).to_string();
        let receipt = self.say(
            &format!(
                r#"{{"op":"create_booking","room_type":"$1","check_in":"$2","nights":{nights},"lead":"$3"}}"#
            ),
            &[room_type, &arrival, lead],
        );
        receipt["booking"].as_str().unwrap().to_owned()
    }

    /// The last entry as it stands in this history.
    fn last(&self, about: About) -> String {
        line(self.steps.last().unwrap(), about, &self.hotel.house).what
    }

    fn of(&self, code: &str) -> About {
        About::Booking(self.hotel.booking(code).id)
    }

    fn of_room(&self, number: &str) -> About {
        About::Room(self.hotel.room(number).id)
    }
}

#[test]
fn a_guests_story_reads_like_one() {
    let mut it = Told::new();
    let yi = it.book("DBL", "Yi, Min", 0, 3);
    let about = it.of(&yi);
    assert_eq!(
        it.last(about),
        "took the booking: DBL, Mon 16 Mar > Thu 19 Mar, 1 adult, direct"
    );
    it.say(r#"{"op":"edit_booking","booking":"$1","lead":"Yi, Mina","rate":"99.00","contact":{"phone":"123"}}"#, &[&yi]);
    let changed = it.last(about);
    assert!(
        changed.starts_with("changed the guest from Yi, Min to Yi, Mina, the rate from EUR ")
            && changed.ends_with(" to EUR 99.00, the telephone to 123"),
        "{changed}"
    );
    it.say(r#"{"op":"assign","booking":"$1","room":"201"}"#, &[&yi]);
    assert_eq!(it.last(about), "gave room 201");
    assert_eq!(
        it.last(it.of_room("201")),
        format!("gave the room to Yi ({yi})")
    );
    it.say(r#"{"op":"check_in","booking":"$1"}"#, &[&yi]);
    assert_eq!(it.last(about), "checked the guest in to room 201");
    it.say(
        r#"{"op":"move","booking":"$1","room":"202","reason":"noise"}"#,
        &[&yi],
    );
    assert_eq!(it.last(about), "moved the guest from 201 to 202: noise");
    assert_eq!(
        it.last(it.of_room("202")),
        format!("moved Yi ({yi}) from 201 to 202: noise")
    );
    it.say(
        r#"{"op":"change_stay","booking":"$1","check_out":"2026-03-20"}"#,
        &[&yi],
    );
    assert_eq!(
        it.last(about),
        "changed the dates from Mon 16 Mar > Thu 19 Mar to Mon 16 Mar > Fri 20 Mar"
    );
    it.say(
        r#"{"op":"add_note","booking":"$1","text":"likes tea"}"#,
        &[&yi],
    );
    assert_eq!(it.last(about), "noted: likes tea");
    it.say(r#"{"op":"check_out","booking":"$1"}"#, &[&yi]);
    assert_eq!(it.last(about), "checked the guest out of room 202");
}

#[test]
fn what_befell_a_booking_by_the_way_is_told_too() {
    let mut it = Told::new();
    let weber = it.book("STE", "Weber", 0, 2);
    it.say(
        r#"{"op":"pre_assign","booking":"$1","room":"301"}"#,
        &[&weber],
    );
    let yi = it.book("STE", "Yi", 0, 1);
    it.say(
        r#"{"op":"assign","booking":"$1","room":"301","displace_tentative":true}"#,
        &[&yi],
    );
    assert_eq!(
        it.last(it.of(&weber)),
        format!("gave room 301 to Yi ({yi}); room 301 was taken away")
    );
    assert_eq!(it.last(it.of(&yi)), "gave room 301");
}

#[test]
fn what_cannot_be_read_any_more_is_told_by_its_summary() {
    let mut it = Told::new();
    let yi = it.book("DBL", "Yi", 0, 1);
    let about = it.of(&yi);
    let step = it.steps.last_mut().unwrap();
    step.command = json!({"op": "an_older_word", "booking": yi});
    assert_eq!(
        it.last(about),
        format!(
            "did this: Took booking Yi ({yi}) for {}",
            it.hotel.booking(&yi).stay
        )
    );
    it.steps.last_mut().unwrap().summary = String::new();
    assert!(it.last(about).contains("erased"));
}

#[test]
fn several_commands_of_one_step_are_told_for_their_own_booking() {
    let mut it = Told::new();
    let (yi, lee) = (it.book("DBL", "Yi", 0, 1), it.book("DBL", "Lee", 0, 1));
    let note = |code: &str, text: &str| json!({"op": "add_note", "booking": code, "text": text});
    let about = it.of(&lee);
    it.steps.last_mut().unwrap().command = json!([note(&yi, "one"), note(&lee, "two")]);
    it.steps.last_mut().unwrap().changes.clear();
    assert_eq!(it.last(about), "noted: two");
}

/// One deed of every command, in an order in which a house can do them.
#[test]
fn every_command_has_its_sentence() {
    let mut it = Told::new();
    for setup in [
        r#"{"op":"set_policy","name":"firm_window_hours","value":"24"}"#,
        r#"{"op":"create_room_type","code":"FAM","name":"Family","capacity":4,"rate":"200.00"}"#,
        r#"{"op":"edit_room_type","code":"FAM","name":"Family room"}"#,
        r#"{"op":"create_room","number":"401","room_type":"FAM"}"#,
        r#"{"op":"edit_room","room":"401","floor":5,"active":false}"#,
        r#"{"op":"create_staff","employee":"zed","name":"Zed","role":"front_desk"}"#,
        r#"{"op":"edit_staff","employee":"zed","name":"Zed Z"}"#,
        r#"{"op":"set_permissions","employee":"zed","rooms":true}"#,
        r#"{"op":"reset_permissions","employee":"zed"}"#,
        r#"{"op":"deactivate_staff","employee":"zed"}"#,
        r#"{"op":"reactivate_staff","employee":"zed"}"#,
        r#"{"op":"save_view","name":"Arrivals","view":{"bookings":{"search":{"arriving_today":true}}}}"#,
        r#"{"op":"delete_view","name":"arrivals","screen":"bookings"}"#,
        r#"{"op":"block","rooms":["101"],"from":"2026-03-20","to":"2026-03-22","type":"staff","reason":"course"}"#,
    ] {
        it.say(setup, &[]);
    }
    let block = it.hotel.house.blocks.values().next().unwrap().code.clone();
    it.say(
        r#"{"op":"edit_block","block":"$1","to":"2026-03-23","reason":"a longer course"}"#,
        &[&block],
    );
    it.say(
        r#"{"op":"release_block","block":"$1","reason":"called off"}"#,
        &[&block],
    );
    stays(&mut it);
    rooms(&mut it);
    requests(&mut it);
    plans(&mut it);
    let today = it.hotel.today().to_string();
    it.say(r#"{"op":"undo"}"#, &[]);
    it.say(r#"{"op":"redo"}"#, &[]);
    telling(&mut it);
    it.say(
        r#"{"op":"night_audit","closes":"$1","confirm_no_shows":true}"#,
        &[&today],
    );

    let mut told = BTreeSet::from(["create_property".to_owned(), "set_pin".to_owned()]);
    for step in &it.steps {
        let op = step.command["op"].as_str().unwrap();
        let abouts: BTreeSet<About> = step.changes.iter().flat_map(About::of).collect();
        let elsewhere = [About::Block(BlockId(-1))];
        for about in abouts.iter().chain(&elsewhere) {
            let said = line(step, *about, &it.hotel.house);
            assert_eq!(said.who, "Ada Admin", "{op}");
            assert!(
                !said.what.is_empty()
                    && !said.what.contains("did this:")
                    && !said.what.contains('?')
                    && !said.what.contains("  ")
                    && said.what.starts_with(char::is_lowercase),
                "{op} about {about:?}: {}",
                said.what
            );
        }
        told.insert(op.to_owned());
    }
    let all: BTreeSet<String> = SPECS.iter().map(|spec| spec.op.to_owned()).collect();
    let missing: Vec<_> = all.difference(&told).collect();
    assert!(missing.is_empty(), "no deed here for {missing:?}");
}

fn requests(it: &mut Told) {
    for deed in [
        r#"{"op":"create_rule","name":"Up","kind":"floor","actions":{"preferred_floors":[2]}}"#,
        r#"{"op":"edit_rule","name":"Up","active":false}"#,
        r#"{"op":"delete_rule","name":"Up"}"#,
        r#"{"op":"create_category","name":"Pool","roles":["plumber"]}"#,
        r#"{"op":"edit_category","name":"Pool","usual_hours":5}"#,
        r#"{"op":"create_resident","full_name":"Rosa","kind":"owner","flat":"7"}"#,
        r#"{"op":"edit_resident","resident":"RS-0001","flat":"8"}"#,
        r#"{"op":"create_request","title":"Tap","category":"Plumbing","room":"301"}"#,
        r#"{"op":"acknowledge_request","ticket":"$1"}"#,
        r#"{"op":"update_request","ticket":"$1","notes":"hot one"}"#,
        r#"{"op":"assign_request","ticket":"$1","employee":"fixer"}"#,
        r#"{"op":"bulk_assign_requests","tickets":["$1"],"employee":"manager"}"#,
        r#"{"op":"escalate_requests","tickets":["$1"]}"#,
        r#"{"op":"start_request","ticket":"$1"}"#,
        r#"{"op":"hold_request","ticket":"$1","notes":"washer"}"#,
        r#"{"op":"resume_request","ticket":"$1"}"#,
        r#"{"op":"resolve_request","ticket":"$1"}"#,
        r#"{"op":"reopen_request","ticket":"$1"}"#,
        r#"{"op":"resolve_request","ticket":"$1","actual_cost":"3.00"}"#,
        r#"{"op":"close_request","ticket":"$1"}"#,
        r#"{"op":"rate_request","ticket":"$1","rating":4}"#,
        r#"{"op":"create_request","title":"Lamp","category":"Electrical"}"#,
        r#"{"op":"cancel_request","ticket":"$2"}"#,
    ] {
        // Repairs of rooms before these have taken numbers already.
        let last = it.hotel.house.counters.next_request;
        let opened = it
            .hotel
            .house
            .requests
            .values()
            .find(|request| request.title == "Tap")
            .map_or_else(String::new, |request| request.ticket.clone());
        let latest = format!("MR-2026-{:04}", last - 1);
        if deed.contains("escalate_requests") {
            it.hotel.wait(25 * 60);
        }
        it.say(deed, &[&opened, &latest]);
    }
}

/// Plans of rooms: for who arrives, for one that fits nowhere, of a conflict.
fn plans(it: &mut Told) {
    let ono = it.book("DBL", "Ono", 20, 2);
    let made = it.say(
        r#"{"op":"auto_assign","from":"2026-04-05","to":"2026-04-05","strategy":"vip_first","bookings":["$1"]}"#,
        &[&ono],
    );
    let plan = made["plan"].as_str().unwrap().to_owned();
    it.say(r#"{"op":"apply_plan","plan":"$1"}"#, &[&plan]);
    assert_eq!(
        it.last(it.of(&ono)),
        format!("carried out plan {plan} for Sun 5 Apr; room 201 was given")
    );
    it.say(
        r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
        &[],
    );
    it.say(
        r#"{"op":"resolve_conflict","booking":"$1","apply":true}"#,
        &[&ono],
    );
    let said = it.last(it.of(&ono));
    assert!(
        said.starts_with("carried out plan PL-2026-0002 to settle the conflict of BK-")
            && said.ends_with("room 202 took the place of room 201"),
        "{said}"
    );
    let late = it.book("DBL", "Late", 20, 2);
    it.say(r#"{"op":"make_room","booking":"$1"}"#, &[&late]);
    assert!(
        it.last(it.of(&late))
            .starts_with("made plan PL-2026-0003 to make room for BK-")
    );
}

fn telling(it: &mut Told) {
    let wu = it.book("DBL", "Wu", 1, 1);
    for deed in [
        r#"{"op":"set_policy","name":"mail_server","value":"smtp://localhost"}"#,
        r#"{"op":"edit_staff","employee":"zed","email":"zed@example.com","notify":{"email":true}}"#,
        r#"{"op":"announce","text":"Cake at four","roles":["front_desk"]}"#,
        r#"{"op":"hand_over","text":"204 drips"}"#,
        r#"{"op":"add_event","name":"Book fair","from":"2026-03-18","to":"2026-03-20"}"#,
        r#"{"op":"tell_alerts","alerts":["unassigned:$1"]}"#,
        r#"{"op":"send_report","report":"arrivals_list","text":"Nobody.","roles":["administrator"]}"#,
        r#"{"op":"read_messages"}"#,
    ] {
        it.say(deed, &[&wu]);
    }
    let letter = it.hotel.house.deliveries.values().next().unwrap().clone();
    let (delivery, message) = (letter.id.0.to_string(), letter.message.0.to_string());
    for _ in 0..4 {
        it.say(
            r#"{"op":"record_delivery","delivery":$1,"error":"nobody answers"}"#,
            &[&delivery],
        );
    }
    it.say(r#"{"op":"resend_message","message":$1}"#, &[&message]);
}

fn stays(it: &mut Told) {
    let yi = it.book("DBL", "Yi, Min", 0, 3);
    let lee = it.book("DBL", "Lee, Ann", 0, 3);
    let gone = it.book("DBL", "Gone, Bob", 0, 1);
    for deed in [
        r#"{"op":"name_guests","booking":"$1","guests":["Yi, Mina"]}"#,
        r#"{"op":"edit_booking","booking":"$1","is_vip":true}"#,
        r#"{"op":"add_note","booking":"$1","text":"tea"}"#,
        r#"{"op":"cancel_booking","booking":"$3","reason":"ill"}"#,
        r#"{"op":"reinstate_booking","booking":"$3"}"#,
        r#"{"op":"mark_no_show","booking":"$3"}"#,
        r#"{"op":"pre_assign","booking":"$1","room":"201"}"#,
        r#"{"op":"set_guest_waiting","booking":"$1","on":true}"#,
        r#"{"op":"set_guest_waiting","booking":"$1","on":false}"#,
        r#"{"op":"firm_up","booking":"$1"}"#,
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        r#"{"op":"set_do_not_move","booking":"$1","on":false,"reason":"asked"}"#,
        r#"{"op":"unassign","booking":"$1"}"#,
        r#"{"op":"assign","booking":"$1","room":"202"}"#,
        r#"{"op":"assign","booking":"$2","room":"203"}"#,
        r#"{"op":"swap","booking":"$1","with":"$2","reason":"view"}"#,
        r#"{"op":"change_stay","booking":"$2","check_out":"2026-03-18"}"#,
        r#"{"op":"check_in","booking":"$1"}"#,
        r#"{"op":"undo_check_in","booking":"$1"}"#,
        r#"{"op":"check_in","booking":"$1"}"#,
        r#"{"op":"move","booking":"$1","room":"204","reason":"noise"}"#,
        r#"{"op":"record_payment","booking":"$1","amount":"50.00","method":"cash"}"#,
        r#"{"op":"adjust","booking":"$1","amount":"-5.00","reason":"cold shower"}"#,
        r#"{"op":"check_out","booking":"$1"}"#,
        r#"{"op":"undo_check_out","booking":"$1"}"#,
        r#"{"op":"check_in","booking":"$2"}"#,
        r#"{"op":"bulk_check_out","bookings":["$1","$2"]}"#,
        r#"{"op":"walk_in","room":"101","nights":1,"lead":"Street, Joe","adults":1}"#,
    ] {
        it.say(deed, &[&yi, &lee, &gone]);
    }
    let arrival = it.hotel.today().plus(2).to_string();
    let receipt = it.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"$1","nights":1,"lead":"Pay","status":"PENDING_PAYMENT"}"#,
        &[&arrival],
    );
    let pay = receipt["booking"].as_str().unwrap().to_owned();
    it.say(r#"{"op":"confirm_booking","booking":"$1"}"#, &[&pay]);
    let late = it.book("STE", "Late", 0, 1);
    let alert = format!("unassigned:{late}");
    it.say(r#"{"op":"snooze_alert","alert":"$1"}"#, &[&alert]);
    it.say(r#"{"op":"acknowledge_alert","alert":"$1"}"#, &[&alert]);
    it.say(
        r#"{"op":"resolve_alert","alert":"$1","notes":"done"}"#,
        &[&alert],
    );
}

fn rooms(it: &mut Told) {
    for deed in [
        r#"{"op":"start_service","room":"101"}"#,
        r#"{"op":"finish_service","room":"101"}"#,
        r#"{"op":"set_do_not_disturb","room":"101","on":true}"#,
        r#"{"op":"set_do_not_disturb","room":"101","on":false}"#,
        r#"{"op":"decline_service","room":"101"}"#,
        r#"{"op":"set_make_up","room":"101","on":true}"#,
        r#"{"op":"set_make_up","room":"101","on":false}"#,
        r#"{"op":"report_found","room":"101","occupied":false,"notes":"no luggage"}"#,
        r#"{"op":"resolve_discrepancy","room":"101","notes":"at the pool"}"#,
        r#"{"op":"report_found","room":"204","occupied":true,"heads":2}"#,
        r#"{"op":"assign_attendant","rooms":["204"],"employee":"maid"}"#,
        r#"{"op":"assign_attendant","rooms":["204"]}"#,
        r#"{"op":"share_out","shares":[{"rooms":["201","204"],"employee":"maid"},{"rooms":["202"],"employee":"keeper"}]}"#,
        r#"{"op":"set_on_duty","employee":"maid","on":false}"#,
        r#"{"op":"set_on_duty","employee":"maid","on":true}"#,
        r#"{"op":"start_cleaning","room":"204"}"#,
        r#"{"op":"stop_cleaning","room":"204"}"#,
        r#"{"op":"mark_cleaned","room":"204"}"#,
        r#"{"op":"inspect","room":"204","passed":false,"notes":"hair"}"#,
        r#"{"op":"rush","room":"204","on":true}"#,
        r#"{"op":"mark_maintenance","room":"204","priority":"HIGH","notes":"lamp"}"#,
        r#"{"op":"complete_maintenance","room":"204"}"#,
        r#"{"op":"put_out_of_order","room":"204","reason":"flood"}"#,
        r#"{"op":"return_to_service","room":"204","reason":"dry"}"#,
    ] {
        it.say(deed, &[]);
    }
}

#[test]
fn every_row_knows_its_histories() {
    let mut it = Told::new();
    let yi = it.book("DBL", "Yi", 0, 1);
    it.say(r#"{"op":"assign","booking":"$1","room":"201"}"#, &[&yi]);
    let about: BTreeSet<About> = it.steps[1].changes.iter().flat_map(About::of).collect();
    assert!(about.contains(&it.of(&yi)) && about.contains(&it.of_room("201")));
    it.say(r#"{"op":"add_note","room":"201","text":"x"}"#, &[]);
    let about: Vec<About> = it.steps[2].changes.iter().flat_map(About::of).collect();
    assert_eq!(about, [it.of_room("201")]);
}
