//! People at work: each role lands where its own work is; the team and what
//! repairs cost have screens of their own.

mod support;

use keyrack::console::state::Screen;
use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::house::House;
use keyrack::domain::moment::Moment;
use keyrack::domain::request::{Priority, RequestStatus, Requester};
use keyrack::domain::secret::Secret;
use keyrack::domain::testing::SmallHouse;

/// Everyone whom a house may have, by employee number.
const STAFF: [(&str, &str, &str); 6] = [
    ("boss", "Bea Boss", "facility_manager"),
    ("spark", "Lea Light", "electrician"),
    ("pipe", "Pia Plumber", "plumber"),
    ("green", "Gus Garden", "gardener"),
    ("guard", "Sam Guard", "security_head"),
    ("books", "Abe Account", "accountant"),
];

/// Each role's employee number, and the screen it lands on.
const ROLES: [(&str, Screen); 12] = [
    ("admin", Screen::Team),
    ("manager", Screen::Team),
    ("desk", Screen::Grid),
    ("keeper", Screen::Turnover),
    ("maid", Screen::Turnover),
    ("boss", Screen::Requests),
    ("books", Screen::Costs),
    ("fixer", Screen::Requests),
    ("spark", Screen::Requests),
    ("pipe", Screen::Requests),
    ("guard", Screen::Requests),
    ("green", Screen::Requests),
];

fn report(hotel: &mut SmallHouse, title: &str, category: &str, priority: &str, place: &str) {
    let place = if place.chars().all(|c| c.is_ascii_digit()) {
        format!(r#""room":"{place}""#)
    } else {
        format!(r#""location":"{place}""#)
    };
    let line = format!(
        r#"{{"op":"create_request","title":"{title}","category":"{category}","priority":{priority},{place},"estimated_cost":"40.00"}}"#
    );
    hotel.say(&line, &[]);
}

fn give(hotel: &mut SmallHouse, ticket: u32, to: &str) {
    let ticket = format!("MR-2026-{ticket:04}");
    hotel.say(
        r#"{"op":"assign_request","ticket":"$1","employee":"$2"}"#,
        &[&ticket, to],
    );
    hotel.say(r#"{"op":"start_request","ticket":"$1"}"#, &[&ticket]);
}

fn done(hotel: &mut SmallHouse, ticket: u32, cost: &str, rating: &str) {
    let ticket = format!("MR-2026-{ticket:04}");
    hotel.say(
        r#"{"op":"resolve_request","ticket":"$1","actual_cost":"$2","vendor":"Acqua & Co"}"#,
        &[&ticket, cost],
    );
    hotel.say(r#"{"op":"close_request","ticket":"$1"}"#, &[&ticket]);
    hotel.say(
        r#"{"op":"rate_request","ticket":"$1","rating":$2}"#,
        &[&ticket, rating],
    );
}

/// A house at work: guests, dirty rooms, and requests in every state.
fn house_at_work() -> (House, Moment) {
    let mut hotel = SmallHouse::new();
    for (number, name, role) in STAFF {
        hotel.say(
            r#"{"op":"create_staff","employee":"$1","name":"$2","role":"$3","on_duty":true}"#,
            &[number, name, role],
        );
    }
    for number in ["spark", "pipe", "green"] {
        hotel.say(
            r#"{"op":"edit_staff","employee":"$1","reports_to":"boss"}"#,
            &[number],
        );
    }
    hotel.say(
        r#"{"op":"edit_category","name":"Plumbing","budget":"75.00"}"#,
        &[],
    );
    hotel.guest_in("201", 1, "Nguyen, Linh");
    hotel.guest_in("202", 3, "Okafor, Ada");
    report(&mut hotel, "Tap drips", "Plumbing", "2", "201");
    report(&mut hotel, "Sink blocked", "Plumbing", "3", "202");
    report(&mut hotel, "Lamp out", "Electrical", "1", "lobby");
    report(&mut hotel, "Socket loose", "Electrical", "3", "301");
    report(&mut hotel, "Hedge too high", "Landscaping", "1", "garden");
    report(&mut hotel, "Gate does not close", "Security", "3", "gate");
    give(&mut hotel, 1, "pipe");
    give(&mut hotel, 4, "spark");
    give(&mut hotel, 5, "green");
    hotel.wait(26 * 60);
    hotel.close_day();
    done(&mut hotel, 1, "85.00", "3");
    give(&mut hotel, 2, "pipe");
    report(&mut hotel, "Bath tap loose", "Plumbing", "2", "101");
    hotel.sign_in("manager");
    hotel.say(
        r#"{"op":"announce","text":"Fire drill on Thursday at ten","roles":["security_head"]}"#,
        &[],
    );
    let leaving = hotel
        .house
        .bookings
        .values()
        .find(|one| one.lead.starts_with("Nguyen"));
    let code = leaving.map(|one| one.code.clone()).unwrap_or_default();
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&code]);
    hotel.book_into("203", 0, 2, "Larsen, Ase");
    hotel.book("DBL", 0, 1, "Khan, Amir");
    hotel.say(
        r#"{"op":"assign_attendant","rooms":["201","202"],"employee":"maid"}"#,
        &[],
    );
    hotel.wait(120);
    (hotel.house, hotel.now)
}

/// A console at which this person has just signed in.
fn signed_in(who: &str, setting: Setting) -> Robot {
    let (mut house, now) = house_at_work();
    for person in house.staff.values_mut() {
        person.pin_set_at = Some(now);
    }
    let mut robot = Robot::open(house, now, setting).expect("a house");
    robot.pins.insert(who.to_owned(), Secret::new("4711"));
    let other = if who == "admin" { "desk" } else { "admin" };
    robot.pins.insert(other.to_owned(), Secret::new("0815"));
    // Whoever is there is never the one who comes.
    robot
        .press(&format!(
            ": 'switch person' enter '{other}' tab '0815' enter"
        ))
        .expect("keys");
    robot
        .press(&format!(": 'switch person' enter '{who}' tab '4711' enter"))
        .expect("keys");
    robot
}

#[test]
fn each_role_lands_where_its_own_work_is() {
    for (who, screen) in ROLES {
        let robot = signed_in(who, Setting::dark(80, 24).expect("a theme"));
        assert_eq!(robot.state.screen(), screen, "{who}: {}", robot.screen());
        insta::assert_snapshot!(format!("start_{who}"), robot.styled());
    }
}

#[test]
fn wide_frames_show_more() {
    for who in ["manager", "boss", "books", "pipe"] {
        let robot = signed_in(who, Setting::dark(160, 45).expect("a theme"));
        insta::assert_snapshot!(format!("start_{who}_160x45"), robot.styled());
    }
}

#[test]
fn ones_own_come_first_and_then_what_nobody_has() {
    let robot = signed_in("pipe", Setting::plain(80, 24));
    let screen = robot.screen();
    let place = |said: &str| {
        screen
            .find(said)
            .unwrap_or_else(|| panic!("no {said}\n{screen}"))
    };
    assert!(place("Sink blocked") < place("Bath tap loose"), "{screen}");
    assert!(
        !screen.contains("Socket loose"),
        "another's trade\n{screen}"
    );
    // Who gives work out sees first what is late or nobody's.
    let robot = signed_in("boss", Setting::plain(80, 24));
    let screen = robot.screen();
    let place = |said: &str| {
        screen
            .find(said)
            .unwrap_or_else(|| panic!("no {said}\n{screen}"))
    };
    assert!(place("Socket loose") < place("Hedge too high"), "{screen}");
    assert!(place("Gate does not") < place("Sink blocked"), "{screen}");
}

#[test]
fn a_team_leads_to_each_ones_requests() {
    let mut robot = signed_in("manager", Setting::plain(80, 24));
    let screen = robot.screen();
    assert!(
        screen.contains("Pia Plumber") && screen.contains("late 1"),
        "{screen}"
    );
    while !robot.screen().contains("Pia Plumber has 1 in hand") {
        robot.press("down").expect("keys");
    }
    robot.press("enter").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Requests);
    let screen = robot.screen();
    assert!(
        screen.contains("Sink blocked") && !screen.contains("Socket loose"),
        "{screen}"
    );
    robot.press("9 f 1").expect("keys");
    assert!(robot.screen().contains("7 days"), "{}", robot.screen());
}

#[test]
fn a_plumber_sees_their_own_figures_and_no_costs() {
    let mut robot = signed_in("pipe", Setting::plain(80, 24));
    robot.press("9").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("My work") && screen.contains("Pia Plumber"),
        "{screen}"
    );
    assert!(!screen.contains("Lea Light"), "{screen}");
    robot.press("0").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Team);
    assert!(
        robot.screen().contains("may not see what repairs cost"),
        "{}",
        robot.screen()
    );
}

#[test]
fn costs_show_the_budget_that_was_passed() {
    let mut robot = signed_in("books", Setting::plain(80, 24));
    let screen = robot.screen();
    for said in ["EUR 85.00", "1 budget passed", "-10.00  passed", "+45.00"] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    robot.press("f 1 end").expect("keys");
    assert!(robot.screen().contains("Acqua & Co"), "{}", robot.screen());
}

#[test]
fn a_resident_is_taken_down_asks_and_is_content() {
    let mut robot = signed_in("admin", Setting::plain(80, 24));
    robot
        .press(": 'new resident' enter 'Rosa Verdi' tab tab tab 'B2' tab '+39 06' enter")
        .expect("keys");
    let rosa = robot.house.residents.values().next().expect("Rosa").clone();
    assert_eq!(
        (rosa.full_name.as_str(), rosa.flat.as_deref()),
        ("Rosa Verdi", Some("B2"))
    );
    robot
        .press("5 Q 'Bell dead' tab tab tab tab tab 'rosa verdi' enter")
        .expect("keys");
    let asked = robot
        .house
        .requests
        .values()
        .next_back()
        .expect("a request");
    assert_eq!(
        asked.requester,
        Requester::Resident(rosa.id),
        "{}",
        robot.screen()
    );
    robot
        .press("/ 'Bell' enter a enter s d enter c")
        .expect("keys");
    // What is done with is found among those done with lately, and rated.
    robot
        .press("f d / 'Bell' enter r '5' tab 'quick' enter")
        .expect("keys");
    let rated = robot
        .house
        .requests
        .values()
        .next_back()
        .expect("a request");
    assert_eq!(rated.rating, Some(5), "{}", robot.screen());
    robot.press(": 'residents' enter").expect("keys");
    let screen = robot.screen();
    for said in ["New resident", "Rosa Verdi", "B2", "content 5.0 of 5"] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    insta::assert_snapshot!("residents", robot.styled());
    robot.press("'Rosa' enter").expect("keys");
    insta::assert_snapshot!("resident_form", robot.styled());
    // The last field says whether she lives here.
    robot.press("shift+tab right enter").expect("keys");
    let rosa = robot.house.residents.values().next().expect("Rosa");
    assert!(!rosa.active, "{}", robot.screen());
    robot.press("u").expect("keys");
    assert!(robot.house.residents.values().all(|one| one.active));
}

#[test]
fn categories_and_checklists_are_changed_by_forms() {
    let mut robot = signed_in("admin", Setting::plain(80, 24));
    robot
        .press(": 'new category' enter 'Pool' tab 'plumber; gardener' tab tab ctrl+u '12' tab '500' enter")
        .expect("keys");
    let pool = robot
        .house
        .categories
        .values()
        .find(|one| one.name == "Pool");
    let pool = pool.unwrap_or_else(|| panic!("{}", robot.screen())).clone();
    assert_eq!((pool.usual_hours, pool.roles.len()), (12, 2));
    assert_eq!(pool.budget.expect("a budget").amount(), "500.00");
    robot.press(": 'categories' enter 'HVAC'").expect("keys");
    insta::assert_snapshot!("categories", robot.styled());
    robot.press("enter").expect("keys");
    insta::assert_snapshot!("category_form", robot.styled());
    robot.press("tab tab ctrl+u '6' enter").expect("keys");
    let hvac = robot
        .house
        .categories
        .values()
        .find(|one| one.name == "HVAC");
    assert_eq!(
        hvac.map(|one| one.usual_hours),
        Some(6),
        "{}",
        robot.screen()
    );
    robot
        .press(": 'categories' enter 'Pool' enter ctrl+u 'wizard' enter")
        .expect("keys");
    assert!(robot.screen().contains("is no role"), "{}", robot.screen());
    robot
        .press("esc : 'minutes and' enter 'DBL' enter")
        .expect("keys");
    insta::assert_snapshot!("cleaning_form", robot.styled());
    robot
        .press("ctrl+u '40' tab tab tab tab ctrl+u 'bath; balcony' enter")
        .expect("keys");
    let double = &robot.house.room_types["DBL"];
    assert_eq!(double.minutes, 40, "{}", robot.screen());
    assert_eq!(double.checklist(), ["bath", "balcony"]);
    // What follows from the full cleaning goes on following from it.
    assert_eq!(double.chores.stayover_minutes, None);
    // Who does not administer the house changes none of it.
    let mut robot = signed_in("pipe", Setting::plain(80, 24));
    robot.press(": 'categories'").expect("keys");
    assert!(!robot.screen().contains("Enter changes one"));
    robot.press("enter").expect("keys");
    assert!(robot.state.overlay().is_none(), "{}", robot.screen());
}

#[test]
fn an_emergency_at_night_finds_someone_or_wakes_the_managers() {
    let mut robot = signed_in("desk", Setting::plain(80, 24));
    let lift = "5 Q 'Lift stuck' tab right tab right right enter";
    robot.press(lift).expect("keys");
    let made = robot
        .house
        .requests
        .values()
        .next_back()
        .expect("a request");
    assert_eq!(
        (made.priority, made.assigned),
        (Priority::Emergency, None),
        "{}",
        robot.screen()
    );
    assert!(
        robot.screen().contains("nobody suitable can be called"),
        "{}",
        robot.screen()
    );
    robot.press("3").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("!!!") && screen.contains("Lift stuck"),
        "{screen}"
    );
    // Pia and Fred can be called at any hour; Pia has less in hand.
    let mut robot = signed_in("desk", Setting::plain(80, 24));
    for person in robot.house.staff.values_mut() {
        person.round_the_clock = ["pipe", "fixer"].contains(&person.employee.as_str());
    }
    robot.press("f5").expect("keys");
    let leak = "5 Q 'Burst pipe' tab tab right right enter";
    robot.press(leak).expect("keys");
    let made = robot
        .house
        .requests
        .values()
        .next_back()
        .expect("a request")
        .clone();
    let fixer = robot
        .house
        .staff
        .values()
        .find(|one| one.employee == "fixer");
    assert_eq!(
        made.assignee(),
        fixer.map(|one| one.id),
        "{}",
        robot.screen()
    );
    assert_eq!(made.status, RequestStatus::Assigned);
}

#[test]
fn work_that_was_begun_stays_when_another_signs_in() {
    let mut robot = signed_in("desk", Setting::plain(80, 24));
    robot.pins.insert("books".to_owned(), Secret::new("1111"));
    robot.press("n 'Doe, Jane'").expect("keys");
    robot
        .press("f12 shift+tab ctrl+u 'books' tab '1111' enter")
        .expect("keys");
    assert_eq!(robot.state.screen(), Screen::Grid, "{}", robot.screen());
    assert!(robot.screen().contains("Doe, Jane"), "{}", robot.screen());
    // And once it is left, one's own work is a command away.
    robot.press("esc : 'my work' enter").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Costs, "{}", robot.screen());
}
