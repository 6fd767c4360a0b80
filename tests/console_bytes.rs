//! What a step costs on the line: a console over SSH sends little, and an idle
//! one nothing.

mod support;

use std::io::Write;
use std::sync::{Arc, Mutex};

use keyrack::console::frame;
use keyrack::console::state::Event;
use keyrack::console::testing::Robot;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use support::robot;

/// Where a terminal's bytes go.
#[derive(Clone, Default)]
struct Line(Arc<Mutex<Vec<u8>>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the line").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A console whose frames go over a line, as the real loop sends them.
struct Remote {
    robot: Robot,
    line: Line,
    terminal: Terminal<CrosstermBackend<Line>>,
}

impl Remote {
    fn new(robot: Robot) -> Self {
        let line = Line::default();
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 80, 24)),
        };
        let terminal = Terminal::with_options(CrosstermBackend::new(line.clone()), options)
            .expect("a terminal");
        let mut remote = Self {
            robot,
            line,
            terminal,
        };
        remote.sent();
        remote
    }

    /// Bytes that the frame due now costs; none if no frame is due.
    fn sent(&mut self) -> usize {
        self.line.0.lock().expect("the line").clear();
        if self.robot.state.take_changed() {
            let state = &self.robot.state;
            let paint = |frame: &mut ratatui::Frame| {
                let _ = frame::draw(state, frame.area(), frame.buffer_mut());
            };
            self.terminal.draw(paint).expect("drawn");
        }
        self.line.0.lock().expect("the line").len()
    }

    fn cost(&mut self, keys: &str) -> usize {
        self.robot.press(keys).expect("keys");
        self.sent()
    }
}

#[test]
fn an_idle_console_sends_nothing() {
    let mut remote = Remote::new(robot(80, 24));
    // The greeting goes away, and a minute passes: that is something to say.
    remote.robot.pass_minutes(1);
    remote.sent();
    for _ in 0..100 {
        remote.robot.event(Event::Tick);
        assert_eq!(remote.sent(), 0);
    }
}

#[test]
fn a_step_of_the_cursor_is_cheap() {
    let mut remote = Remote::new(robot(80, 24));
    remote.cost("2");
    let neighbour = remote.cost("j");
    assert!(
        neighbour < 300,
        "a step to a room like this one costs {neighbour} bytes"
    );
    // Other rooms have other hints and more to tell.
    for key in ["j", "k", "l", "h"] {
        let cost = remote.cost(key);
        assert!(cost < 800, "{key} costs {cost} bytes");
    }
}

#[test]
fn a_step_on_the_grid_is_cheap() {
    let mut remote = Remote::new(robot(80, 24));
    remote.cost("l");
    for key in ["l", "l", "h", "l"] {
        let cost = remote.cost(key);
        assert!(cost < 300, "{key} costs {cost} bytes");
    }
    let cost = remote.cost("j");
    assert!(
        cost < 600,
        "another room, with other things to tell: {cost} bytes"
    );
}

#[test]
fn a_step_along_a_plan_costs_little() {
    let mut remote = Remote::new(robot(80, 24));
    remote.cost("A");
    remote.cost("enter");
    assert!(remote.robot.screen().contains("NOT SAVED"));
    for keys in ["j", "k", "space", "space"] {
        let cost = remote.cost(keys);
        assert!((1..800).contains(&cost), "{keys}: {cost} bytes");
    }
}
