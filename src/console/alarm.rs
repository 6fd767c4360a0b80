//! What the console cries out: the bell, and the desktop's own notification,
//! once for each rise in severity.
//!
//! Owns what this console has cried already. What was there when it opened, and
//! what it did itself, makes no noise; nothing does twice. How a terminal is
//! asked for a notification is [`desktop`](super::desktop)'s.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::desktop::{Desktop, Notification};
use crate::domain::alert_mark::Severity;
use crate::domain::alerts::{Alert, AlertState};

/// From which severity on the bell rings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bell {
    /// Never.
    Off,
    /// When something wants doing now.
    Critical,
    /// When something wants doing.
    #[default]
    Warning,
}

/// How loud a person's console is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Loudness {
    /// The bell.
    pub bell: Bell,
    /// The desktop's notifications.
    pub desktop: Desktop,
    /// Whether what is sent to the terminal passes through tmux; not written
    /// in the file, but seen.
    #[serde(skip)]
    pub in_tmux: bool,
}

/// What has risen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rise {
    /// How severe the worst of it is.
    pub severity: Severity,
    /// What it says, the most urgent first.
    pub messages: Vec<String>,
}

/// What was cried already.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Alarm {
    heard: BTreeMap<String, Severity>,
}

impl Alarm {
    /// What is there when the console opens is seen, and not heard.
    pub fn silent(alerts: &[Alert]) -> Self {
        let mut alarm = Self::default();
        alarm.hear(alerts);
        alarm
    }

    /// Takes note of the alerts as they stand now. Answers what has risen to a
    /// warning or above since it was last asked: an alert that is new, more
    /// severe than before, or speaks again more severe than it was settled.
    pub fn hear(&mut self, alerts: &[Alert]) -> Option<Rise> {
        let mut heard = BTreeMap::new();
        let mut risen: Vec<&Alert> = Vec::new();
        for alert in alerts {
            let name = alert.alert.to_string();
            let before = self.heard.get(&name).copied();
            if alert.state != AlertState::Open {
                // Whoever put it off or settled it knows how severe it is now.
                heard.insert(name, before.unwrap_or(alert.severity));
                continue;
            }
            if before.is_none_or(|before| alert.severity > before)
                && alert.severity >= Severity::Warning
            {
                risen.push(alert);
            }
            heard.insert(name, alert.severity);
        }
        self.heard = heard;
        Some(Rise {
            severity: risen.iter().map(|alert| alert.severity).max()?,
            messages: risen.iter().map(|alert| alert.message.clone()).collect(),
        })
    }
}

impl Rise {
    /// Whether the bell rings for it.
    pub fn rings(&self, bell: Bell) -> bool {
        match bell {
            Bell::Off => false,
            Bell::Critical => self.severity == Severity::Critical,
            Bell::Warning => self.severity >= Severity::Warning,
        }
    }

    /// The notification for it; without a word about guests on a console that
    /// is locked.
    pub fn notification(&self, house: &str, locked: bool) -> Notification {
        let count = self.messages.len();
        let urgent = if self.severity == Severity::Critical {
            "critical"
        } else {
            "warning"
        };
        let body = match (locked, self.messages.as_slice()) {
            (false, [only]) => only.clone(),
            (false, [first, ..]) => format!("{first} (and {} more)", count - 1),
            _ if count == 1 => format!("One alert ({urgent})."),
            _ => format!("{count} alerts ({urgent})."),
        };
        Notification {
            title: format!("keyrack: {house}"),
            body,
            urgent: self.severity == Severity::Critical,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::alerts::alerts;
    use crate::domain::day::Day;
    use crate::domain::sample::Sample;

    /// One stay without a room; at nine it is six hours to arrival.
    fn house() -> Sample {
        let mut sample = Sample::on(Day::from_ymd(2026, 3, 16).unwrap());
        sample.room_type("STD", "Standard", 1);
        sample.booking("Khan", "STD", Day::from_ymd(2026, 3, 17).unwrap(), 2);
        sample
    }

    fn at(sample: &Sample, hour: u32, day: u32) -> Vec<Alert> {
        let later = i64::from(day - 16) * 24 * 60;
        alerts(sample.house(), sample.at(hour, 0).plus_minutes(later))
    }

    #[test]
    fn each_rise_is_heard_once_and_looking_again_is_none() {
        let sample = house();
        let mut alarm = Alarm::silent(&at(&sample, 0, 16));
        let mut heard = Vec::new();
        for day in [16, 17] {
            for hour in 0..24 {
                for _ in 0..3 {
                    if let Some(rise) = alarm.hear(&at(&sample, hour, day)) {
                        heard.push((day, hour, rise.severity));
                    }
                }
            }
        }
        // Arrival on the 17th at 15:00: a warning from a day, critical from six
        // hours before.
        assert_eq!(
            heard,
            [(16, 15, Severity::Warning), (17, 9, Severity::Critical)]
        );
    }

    #[test]
    fn what_is_there_at_the_start_makes_no_noise() {
        let sample = house();
        let mut alarm = Alarm::silent(&at(&sample, 10, 17));
        assert_eq!(alarm.hear(&at(&sample, 11, 17)), None);
    }

    #[test]
    fn what_is_over_and_comes_back_is_heard_again() {
        let sample = house();
        let mut alarm = Alarm::silent(&at(&sample, 10, 17));
        assert_eq!(alarm.hear(&[]), None);
        assert!(alarm.hear(&at(&sample, 10, 17)).is_some());
    }

    #[test]
    fn what_was_put_off_is_silent_until_it_rises() {
        let sample = house();
        let mut alarm = Alarm::silent(&at(&sample, 16, 16));
        let mut put_off = at(&sample, 9, 17);
        put_off[0].state = AlertState::Snoozed;
        assert_eq!(alarm.hear(&put_off), None);
        // Awake again it is more severe than when it was last heard.
        let rise = alarm.hear(&at(&sample, 10, 17)).expect("risen");
        assert_eq!(rise.severity, Severity::Critical);
        assert_eq!(alarm.hear(&put_off), None);
        assert_eq!(alarm.hear(&at(&sample, 10, 17)), None, "no more severe");
    }

    #[test]
    fn the_bell_is_as_loud_as_asked() {
        let rise = |severity| Rise {
            severity,
            messages: vec!["x".into()],
        };
        let rings = |bell| {
            [Severity::Warning, Severity::Critical].map(|severity| rise(severity).rings(bell))
        };
        assert_eq!(rings(Bell::Off), [false, false]);
        assert_eq!(rings(Bell::Critical), [false, true]);
        assert_eq!(rings(Bell::Warning), [true, true]);
    }

    #[test]
    fn a_locked_console_names_nobody() {
        let rise = Rise {
            severity: Severity::Critical,
            messages: vec!["Khan arrives.".into(), "Yi arrives.".into()],
        };
        let open = rise.notification("Roma", false);
        assert_eq!(open.body, "Khan arrives. (and 1 more)");
        let locked = rise.notification("Roma", true);
        assert_eq!(locked.body, "2 alerts (critical).");
        assert!(locked.urgent);
    }
}
