//! The accounts of the practice hotel: deposits, minibars, payments, and two
//! guests in better rooms than they booked. Told by the place of a booking in
//! the plan, so that chance decides everything else as before.

use super::diary::{Diary, clock};
use super::house;
use super::plan::{DAYS_BACK, Ending, Given, Plan, Planned, Scene};
use crate::domain::account::PaymentKind;
use crate::domain::command::{Adjust, RecordPayment};
use crate::domain::money::Price;
use crate::domain::rate::RateDecision;

/// Of so many who left, one has had something from the minibar.
const MINIBAR: usize = 9;
/// What it cost, in cents.
const MINIBAR_CENTS: u32 = 1450;
/// Of so many who will come, one has paid ahead.
const DEPOSIT: usize = 3;

/// Two guests whose room is better than what they booked: one who pays for it,
/// still to come, and one in the house, to whom it is given.
pub fn better_rooms(plan: &mut Plan) {
    let unstaged = |one: &Planned| {
        one.scene.is_none()
            && one.group.is_none()
            && one.ending == Ending::Stays
            && matches!(one.given, Given::DaysBefore(_))
    };
    let kinds: Vec<&str> = plan.doors.iter().map(|door| door.kind).collect();
    let to_come = plan.stays.iter_mut().find(|one| {
        unstaged(one)
            && kinds[one.door] == "SUP"
            && one.heads() <= 2
            && (4..20).contains(&one.arrive)
    });
    if let Some(one) = to_come {
        one.scene = Some(Scene::BookedAs("STD", RateDecision::Charge));
    }
    let inside = plan.stays.iter_mut().find(|one| {
        unstaged(one)
            && kinds[one.door] == "FAM"
            && one.heads() <= 3
            && one.arrive < 0
            && one.leave > 0
    });
    if let Some(one) = inside {
        one.scene = Some(Scene::BookedAs("SUP", RateDecision::Complimentary));
    }
}

/// What the guests of the plan pay.
pub fn pay(diary: &mut Diary, plan: &Plan, codes: &[String]) {
    for (nth, (planned, code)) in plan.stays.iter().zip(codes).enumerate() {
        if planned.ending != Ending::Stays || planned.given == Given::WalkIn {
            continue;
        }
        let nightly = 100 * planned.kind(plan).rate;
        let left = planned.arrive < 0 && planned.leave <= 0;
        if left && planned.nights() > 0 && planned.scene != Some(Scene::Overstays) {
            leaves(diary, planned, code, nightly, nth);
        } else if nth % DEPOSIT == 0 && planned.nights() > 0 && planned.booked > -DAYS_BACK {
            let day = planned.booked;
            pays(
                diary,
                (day, clock(20, 15)),
                code,
                nightly,
                PaymentKind::Deposit,
            );
        }
    }
}

/// The bill is settled on the last evening.
fn leaves(diary: &mut Diary, planned: &Planned, code: &str, nightly: u32, nth: usize) {
    let evening = planned.leave - 1;
    let mut cents = nightly * planned.nights().unsigned_abs();
    if nth.is_multiple_of(MINIBAR) {
        let minibar = Adjust {
            booking: code.to_owned(),
            amount: euros(MINIBAR_CENTS),
            reason: "Minibar".to_owned(),
        };
        diary.write(evening, clock(21, 0), house::DESK_LATE, minibar);
        cents += MINIBAR_CENTS;
    }
    let at = (evening, clock(21, 10));
    pays(diary, at, code, cents, PaymentKind::Payment);
}

fn pays(diary: &mut Diary, (day, at): (i32, i64), code: &str, cents: u32, kind: PaymentKind) {
    let payment = RecordPayment {
        booking: code.to_owned(),
        amount: euros(cents),
        method: if cents.is_multiple_of(3) {
            "cash"
        } else {
            "card"
        }
        .to_owned(),
        kind,
    };
    diary.write(day, at, house::DESK_LATE, payment);
}

fn euros(cents: u32) -> Price {
    Price::Plain(format!("{}.{:02}", cents / 100, cents % 100))
}
