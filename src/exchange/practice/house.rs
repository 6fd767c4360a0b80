//! The practice hotel's building and its people: 60 rooms on four floors.

use crate::domain::staff::Role;

/// How the house is called.
pub const NAME: &str = "Hotel Miramar";
/// Its short name.
pub const SLUG: &str = "miramar";
/// What it reckons in.
pub const CURRENCY: &str = "EUR";

/// A type of room.
#[derive(Debug)]
pub struct Kind {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Adults and children it takes.
    pub capacity: u32,
    /// The fewest a party has that books it, as a rule.
    pub at_least: u32,
    /// Rack rate of a night, in whole euros.
    pub rate: u32,
    /// Minutes a full cleaning takes.
    pub minutes: u32,
}

/// The types, the plainest first.
pub const KINDS: [Kind; 4] = [
    Kind {
        code: "STD",
        name: "Standard",
        capacity: 2,
        at_least: 1,
        rate: 79,
        minutes: 25,
    },
    Kind {
        code: "SUP",
        name: "Superior sea view",
        capacity: 3,
        at_least: 1,
        rate: 105,
        minutes: 30,
    },
    Kind {
        code: "FAM",
        name: "Family",
        capacity: 4,
        at_least: 3,
        rate: 149,
        minutes: 40,
    },
    Kind {
        code: "STE",
        name: "Suite",
        capacity: 4,
        at_least: 2,
        rate: 189,
        minutes: 50,
    },
];

/// The type with this code.
pub fn kind(code: &str) -> &'static Kind {
    KINDS
        .iter()
        .find(|kind| kind.code == code)
        .unwrap_or(&KINDS[0])
}

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// The number on it.
    pub number: String,
    /// Code of its type.
    pub kind: &'static str,
    /// Where it is.
    pub floor: i32,
    /// What is special about it.
    pub features: Vec<&'static str>,
}

/// Runs of equal rooms, floor by floor.
const FLOORS: [&[(&str, u32)]; 4] = [
    &[("STD", 10), ("FAM", 5)],
    &[("STD", 8), ("SUP", 5), ("FAM", 2)],
    &[("STD", 7), ("SUP", 5), ("FAM", 3)],
    &[("STD", 5), ("SUP", 4), ("STE", 6)],
];

/// Every room, in order of number.
pub fn doors() -> Vec<Door> {
    let mut doors = Vec::new();
    for (floor, runs) in (1..).zip(FLOORS) {
        let kinds = runs
            .iter()
            .flat_map(|(kind, count)| (0..*count).map(move |_| *kind));
        for (place, kind) in (1..).zip(kinds) {
            doors.push(Door {
                number: format!("{floor}{place:02}"),
                kind,
                floor,
                features: features(kind, floor, place),
            });
        }
    }
    doors
}

fn features(kind: &str, floor: i32, place: u32) -> Vec<&'static str> {
    let mut features = Vec::new();
    let mut say = |holds: bool, feature| {
        if holds {
            features.push(feature);
        }
    };
    say(floor == 1 && place <= 2, "accessible");
    say(kind == "SUP" || kind == "STE", "balcony");
    say(place == 1 || place == 15, "corner");
    say((7..=9).contains(&place), "near_elevator");
    say(kind == "STE", "premium");
    say(place <= 3 && floor > 1, "quiet");
    say(kind == "SUP" || kind == "STE", "sea_view");
    features
}

/// Someone who works here.
#[derive(Debug)]
pub struct Person {
    /// Employee number.
    pub employee: &'static str,
    /// Name.
    pub name: &'static str,
    /// Role.
    pub role: Role,
    /// Languages.
    pub languages: &'static [&'static str],
}

const fn person(
    employee: &'static str,
    name: &'static str,
    role: Role,
    languages: &'static [&'static str],
) -> Person {
    Person {
        employee,
        name,
        role,
        languages,
    }
}

/// The manager.
pub const MANAGER: &str = "102";
/// Front desk, early shift.
pub const DESK_EARLY: &str = "201";
/// Front desk, late shift.
pub const DESK_LATE: &str = "202";
/// Front desk, at night.
pub const DESK_NIGHT: &str = "203";
/// Housekeeping supervisor.
pub const SUPERVISOR: &str = "301";
/// The attendants, one a floor.
pub const ATTENDANTS: [&str; 4] = ["311", "312", "313", "314"];
/// Facility manager.
pub const FACILITY: &str = "401";
/// Maintenance supervisor.
pub const UPKEEP: &str = "402";
/// Electrician.
pub const ELECTRICIAN: &str = "411";
/// Plumber.
pub const PLUMBER: &str = "412";
/// Security head.
pub const SECURITY: &str = "421";
/// Gardener.
pub const GARDENER: &str = "431";
/// Who can be called at any hour.
pub const ROUND_THE_CLOCK: [&str; 2] = [FACILITY, SECURITY];

/// Everyone but the administrator, who comes with the house.
pub const PEOPLE: [Person; 16] = [
    person(
        MANAGER,
        "Helena Brandão",
        Role::Manager,
        &["pt", "en", "fr"],
    ),
    person(
        DESK_EARLY,
        "Ana Torres",
        Role::FrontDesk,
        &["pt", "en", "es"],
    ),
    person(DESK_LATE, "Jonas Weiss", Role::FrontDesk, &["de", "en"]),
    person(DESK_NIGHT, "Mei Tan", Role::FrontDesk, &["en", "zh"]),
    person(
        SUPERVISOR,
        "Eva Lindholm",
        Role::HousekeepingSupervisor,
        &["en", "sv"],
    ),
    person(ATTENDANTS[0], "Mia Santos", Role::RoomAttendant, &["pt"]),
    person(ATTENDANTS[1], "Jo Mensah", Role::RoomAttendant, &["en"]),
    person(
        ATTENDANTS[2],
        "Sana Haddad",
        Role::RoomAttendant,
        &["fr", "ar"],
    ),
    person(
        ATTENDANTS[3],
        "Luca Ferri",
        Role::RoomAttendant,
        &["it", "en"],
    ),
    person(
        FACILITY,
        "Paolo Neri",
        Role::FacilityManager,
        &["it", "pt", "en"],
    ),
    person(ELECTRICIAN, "Dimitri Kovac", Role::Electrician, &["en"]),
    person(PLUMBER, "Bea Pires", Role::Plumber, &["pt"]),
    person(
        UPKEEP,
        "Nuno Prates",
        Role::MaintenanceSupervisor,
        &["pt", "en"],
    ),
    person(SECURITY, "Tomas Reis", Role::SecurityHead, &["pt", "en"]),
    person(GARDENER, "Iris Costa", Role::Gardener, &["pt"]),
    person("501", "Ruth Okello", Role::Accountant, &["en"]),
];

/// A rule of the house: its name, kind, conditions and actions as they are
/// written, and its priority.
pub type Rule = (&'static str, &'static str, &'static str, &'static str, i32);

/// The rules of the house: one that prefers, and one that rules out.
pub const RULES: [Rule; 2] = [
    (
        "VIPs on the top floor",
        "floor",
        r#"{"guest_type":"vip"}"#,
        r#"{"preferred_floors":[4],"score":25}"#,
        20,
    ),
    (
        "Families not beside the lift",
        "room_type",
        r#"{"party_min":3}"#,
        r#"{"avoid_rooms":["209","308","309"]}"#,
        10,
    ),
];

/// Who keeps this floor.
pub fn attendant(floor: i32) -> &'static str {
    ATTENDANTS[(floor - 1).clamp(0, 3) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_has_sixty_rooms_of_four_types_on_four_floors() {
        let doors = doors();
        assert_eq!(doors.len(), 60);
        let count = |code: &str| doors.iter().filter(|door| door.kind == code).count();
        assert_eq!(KINDS.map(|kind| count(kind.code)), [30, 14, 10, 6]);
        assert_eq!(doors.iter().map(|door| door.floor).max(), Some(4));
        let numbers: std::collections::BTreeSet<&str> =
            doors.iter().map(|door| door.number.as_str()).collect();
        assert_eq!(numbers.len(), 60);
    }
}
