//! How a person stands with the house: employed or not, and how they want to
//! be told of things. What they may do is [`super::staff`]'s.

use serde::{Deserialize, Serialize};

/// Whether a person is at work for the house at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmploymentStatus {
    /// At work for the house.
    #[default]
    Active,
    /// Away for a while, and coming back.
    OnLeave,
    /// Kept from work for now.
    Suspended,
    /// No longer employed.
    Terminated,
}

impl EmploymentStatus {
    /// Every status.
    pub const ALL: [EmploymentStatus; 4] = [
        EmploymentStatus::Active,
        EmploymentStatus::OnLeave,
        EmploymentStatus::Suspended,
        EmploymentStatus::Terminated,
    ];

    /// As it is printed and sent: `on_leave`.
    pub fn as_str(self) -> &'static str {
        match self {
            EmploymentStatus::Active => "active",
            EmploymentStatus::OnLeave => "on_leave",
            EmploymentStatus::Suspended => "suspended",
            EmploymentStatus::Terminated => "terminated",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            EmploymentStatus::Active => "at work",
            EmploymentStatus::OnLeave => "on leave",
            EmploymentStatus::Suspended => "suspended",
            EmploymentStatus::Terminated => "no longer employed",
        }
    }

    /// Whether it is the ordinary one.
    pub fn is_active(&self) -> bool {
        *self == EmploymentStatus::Active
    }
}

/// How a person wants to be told of things.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Notify {
    /// In the console's inbox.
    pub in_app: bool,
    /// By e-mail.
    pub email: bool,
    /// By SMS.
    pub sms: bool,
    /// Of what is urgent only.
    pub urgent_only: bool,
}

impl Default for Notify {
    fn default() -> Notify {
        Notify {
            in_app: true,
            email: false,
            sms: false,
            urgent_only: false,
        }
    }
}

impl Notify {
    /// Whether it is the ordinary one.
    pub fn is_default(&self) -> bool {
        *self == Notify::default()
    }

    /// In a few words: `in the console, by e-mail; urgent only`.
    pub fn words(self) -> String {
        let ways: Vec<&str> = [
            (self.in_app, "in the console"),
            (self.email, "by e-mail"),
            (self.sms, "by SMS"),
        ]
        .into_iter()
        .filter_map(|(on, way)| on.then_some(way))
        .collect();
        let ways = if ways.is_empty() {
            "in no way".to_owned()
        } else {
            ways.join(", ")
        };
        if self.urgent_only {
            format!("{ways}; urgent only")
        } else {
            ways
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preference_left_out_is_the_ordinary_one() {
        let notify: Notify = serde_json::from_str(r#"{"sms":true}"#).unwrap();
        assert_eq!(notify.words(), "in the console, by SMS");
        assert!(serde_json::from_str::<Notify>(r#"{"pigeon":true}"#).is_err());
    }

    #[test]
    fn a_status_is_sent_as_it_is_printed() {
        for status in EmploymentStatus::ALL {
            let text = format!("\"{}\"", status.as_str());
            assert_eq!(serde_json::to_string(&status).unwrap(), text);
        }
    }
}
