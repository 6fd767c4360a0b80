//! The month grid in use: what keys cost until the frame is drawn, for a small,
//! a middling and a very large house.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::hint::black_box;
use std::time::Duration;

use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::moment::Moment;
use support::{alone, sold};

const SIZE: (u16, u16) = (160, 45);

fn main() {
    for rooms in [100, 500, 5_000] {
        println!("-- {rooms} rooms");
        grid(rooms);
    }
}

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// 09:42 in Rome on the benches' business date.
fn now() -> Moment {
    "2026-03-16T09:42:00+01:00".parse().unwrap()
}

fn grid(rooms: u32) {
    let house = sold(rooms, 40, 60);
    let setting = Setting::dark(SIZE.0, SIZE.1).unwrap();
    let mut robot = Robot::open(house, now(), setting).unwrap();
    robot.press("l l l").unwrap();
    alone("a step down, drawn", 100, millis(4), || {
        robot.press("j k").unwrap();
        black_box(robot.buffer());
    });
    alone(
        "a screen of days on and back: read and drawn twice",
        10,
        millis(150),
        || {
            for key in ["ctrl+pgdn", "ctrl+pgup"] {
                robot.press(key).unwrap();
                black_box(robot.buffer());
            }
        },
    );
    robot.press("m").unwrap();
    alone(
        "a ghost moved over two rooms: asked and drawn",
        30,
        millis(60),
        || {
            robot.press("j k").unwrap();
            black_box(robot.buffer());
        },
    );
    alone(
        "the ghost a day on and back: asked and drawn",
        10,
        millis(200),
        || {
            robot.press("l h").unwrap();
            black_box(robot.buffer());
        },
    );
}
