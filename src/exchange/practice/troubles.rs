//! What goes wrong in the practice hotel, and what is said of it.

use crate::domain::request::Priority;

/// Something that goes wrong now and then.
#[derive(Debug, Clone, Copy)]
pub struct Trouble {
    /// In a line.
    pub title: &'static str,
    /// Name of its category.
    pub category: &'static str,
    /// How urgent.
    pub priority: Priority,
    /// Minutes it takes, at least.
    pub minutes: i64,
    /// What it should cost, in whole euros; 0: nothing.
    pub cost: u32,
    /// In a room; else somewhere in the house.
    pub in_room: bool,
}

const fn trouble(
    title: &'static str,
    category: &'static str,
    priority: Priority,
    (minutes, cost): (i64, u32),
    in_room: bool,
) -> Trouble {
    Trouble {
        title,
        category,
        priority,
        minutes,
        cost,
        in_room,
    }
}

use Priority::{Emergency, High, Low, Medium};

/// A repair that keeps a room from sale for an afternoon.
pub const OLD_REPAIR: Trouble = trouble(
    "Socket behind the desk is loose",
    "Electrical",
    Medium,
    (80, 30),
    true,
);

/// Everything that goes wrong.
pub const TROUBLES: [Trouble; 26] = [
    trouble("Tap drips", "Plumbing", Low, (25, 10), true),
    trouble("Shower drains slowly", "Plumbing", Medium, (40, 0), true),
    trouble("Toilet runs on", "Plumbing", Medium, (35, 18), true),
    trouble("No hot water", "Plumbing", High, (70, 60), true),
    trouble(
        "Water comes through the bathroom ceiling",
        "Plumbing",
        High,
        (180, 240),
        true,
    ),
    trouble("Bedside lamp flickers", "Electrical", Low, (20, 8), true),
    trouble("Socket has no power", "Electrical", Medium, (30, 12), true),
    trouble("Television stays dark", "Electrical", Medium, (30, 0), true),
    trouble("Ceiling light buzzes", "Electrical", Low, (25, 14), true),
    trouble(
        "No power on half the floor",
        "Electrical",
        Emergency,
        (60, 90),
        false,
    ),
    trouble("Air conditioner rattles", "HVAC", Medium, (60, 45), true),
    trouble("Room stays warm", "HVAC", High, (75, 120), true),
    trouble(
        "Air conditioner to be replaced",
        "HVAC",
        Medium,
        (240, 1450),
        true,
    ),
    trouble("Extra pillows and towels", "Cleaning", Low, (10, 0), true),
    trouble("Wine on the carpet", "Cleaning", Medium, (30, 0), true),
    trouble("Cot to be made up", "Cleaning", Medium, (15, 0), true),
    trouble("Safe does not open", "Other", High, (30, 0), true),
    trouble("Window pane broken", "Other", High, (90, 310), true),
    trouble("Wardrobe door off its hinge", "Other", Low, (25, 6), true),
    trouble("Curtain rail loose", "Other", Low, (20, 0), true),
    trouble("Door does not lock", "Security", High, (35, 70), true),
    trouble(
        "Camera at the gate dark",
        "Security",
        Medium,
        (60, 130),
        false,
    ),
    trouble(
        "Hedge at the terrace overgrown",
        "Landscaping",
        Low,
        (150, 0),
        false,
    ),
    trouble(
        "Sprinkler runs at noon",
        "Landscaping",
        Medium,
        (45, 25),
        false,
    ),
    trouble(
        "Lift stops between floors",
        "Other",
        High,
        (120, 380),
        false,
    ),
    trouble("Corridor light out", "Electrical", Low, (20, 9), false),
];

/// Where in the house, other than in rooms.
pub const PLACES: [&str; 6] = [
    "lobby",
    "terrace",
    "garden",
    "kitchen corridor",
    "pool",
    "garage",
];

/// Who is called in from outside.
pub const VENDORS: [&str; 3] = ["Clima Sul", "Elevadores Tejo", "Vidraria Marques"];

/// What people say with a rating of 5, 4, 3, 2 and 1.
pub const REMARKS: [&str; 5] = [
    "Done at once, thank you",
    "Friendly and quick",
    "Works again",
    "Took long, nobody said why",
    "Had to ask three times",
];
