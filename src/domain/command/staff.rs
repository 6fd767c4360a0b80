//! Commands about the people of the house.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::domain::day::Day;
use crate::domain::employment::EmploymentStatus;
use crate::domain::schedule::Schedule;
use crate::domain::secret::Secret;
use crate::domain::staff::{OverrideLevel, Permission, Role};
use crate::domain::start::Start;

/// How someone wants to be told of things; what is left out stays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotifyWish {
    /// In the console's inbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_app: Option<bool>,
    /// By e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<bool>,
    /// By SMS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<bool>,
    /// Of what is urgent only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent_only: Option<bool>,
}

/// What can be said of a person besides name and role; what is left out stays,
/// an empty text takes away.
macro_rules! with_particulars {
    ($(#[$doc:meta])* $name:ident { $($own:tt)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($own)*
            /// Which part of the house they belong to.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub department: Option<String>,
            /// Telephone number.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub phone: Option<String>,
            /// E-mail address.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub email: Option<String>,
            /// How they stand with the house.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub employment_status: Option<EmploymentStatus>,
            /// Their first day.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub hire_date: Option<Day>,
            /// Employee number of who leads them.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub reports_to: Option<String>,
            /// Languages they speak.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub languages: Option<Vec<String>>,
            /// Their week: `mon-fri 07:00-15:00, sat 09:00-13:00`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub schedule: Option<Schedule>,
            /// Whether they can be called at any hour.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub round_the_clock: Option<bool>,
            /// At work now.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub on_duty: Option<bool>,
            /// How they want to be told of things.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub notify: Option<NotifyWish>,
            /// What they see first who signs in.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub start: Option<Start>,
        }

        impl $name {
            /// The particulars alone.
            pub fn particulars(&self) -> Particulars<'_> {
                Particulars {
                    department: self.department.as_deref(),
                    phone: self.phone.as_deref(),
                    email: self.email.as_deref(),
                    employment_status: self.employment_status,
                    hire_date: self.hire_date,
                    reports_to: self.reports_to.as_deref(),
                    languages: self.languages.as_deref(),
                    schedule: self.schedule.as_ref(),
                    round_the_clock: self.round_the_clock,
                    on_duty: self.on_duty,
                    notify: self.notify,
                    start: self.start,
                }
            }
        }
    };
}

/// What can be said of a person besides name and role, whichever command says it.
#[derive(Clone, Copy, Debug)]
pub struct Particulars<'a> {
    /// Which part of the house they belong to.
    pub department: Option<&'a str>,
    /// Telephone number.
    pub phone: Option<&'a str>,
    /// E-mail address.
    pub email: Option<&'a str>,
    /// How they stand with the house.
    pub employment_status: Option<EmploymentStatus>,
    /// Their first day.
    pub hire_date: Option<Day>,
    /// Employee number of who leads them.
    pub reports_to: Option<&'a str>,
    /// Languages they speak.
    pub languages: Option<&'a [String]>,
    /// Their week.
    pub schedule: Option<&'a Schedule>,
    /// Whether they can be called at any hour.
    pub round_the_clock: Option<bool>,
    /// At work now.
    pub on_duty: Option<bool>,
    /// How they want to be told of things.
    pub notify: Option<NotifyWish>,
    /// What they see first who signs in.
    pub start: Option<Start>,
}

with_particulars! {
    /// Take on a member of staff.
    CreateStaff {
        /// Employee number.
        pub employee: String,
        /// Name for people.
        pub name: String,
        /// What they are; sets what they may do.
        pub role: Role,
    }
}

with_particulars! {
    /// Change a person's particulars.
    #[derive(Default)]
    EditStaff {
        /// Who, by employee number.
        pub employee: String,
        /// Name for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// What they are; what their role let them do follows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub role: Option<Role>,
    }
}

impl CreateStaff {
    /// Someone of whom nothing else is known.
    pub fn new(employee: impl Into<String>, name: impl Into<String>, role: Role) -> CreateStaff {
        CreateStaff {
            employee: employee.into(),
            name: name.into(),
            role,
            department: None,
            phone: None,
            email: None,
            employment_status: None,
            hire_date: None,
            reports_to: None,
            languages: None,
            schedule: None,
            round_the_clock: None,
            on_duty: None,
            notify: None,
            start: None,
        }
    }
}

/// Set what a person may do. The permissions stand beside `employee`, or in an
/// object `permissions`; what is not named stays.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct SetPermissions {
    /// Who, by employee number.
    pub employee: String,
    /// Granted or withdrawn.
    #[serde(flatten)]
    pub permissions: BTreeMap<Permission, bool>,
    /// Whose word theirs counts as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub override_level: Option<OverrideLevel>,
}

impl<'de> Deserialize<'de> for SetPermissions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SetPermissions, D::Error> {
        use serde::de::Error;
        let mut fields = Map::<String, Value>::deserialize(deserializer)?;
        let employee = match fields.remove("employee") {
            Some(Value::String(employee)) => employee,
            Some(_) => {
                return Err(D::Error::custom(
                    "field `employee` is text; put it in quotes",
                ));
            }
            None => return Err(D::Error::missing_field("employee")),
        };
        match fields.remove("permissions") {
            Some(Value::Object(within)) => fields.extend(within),
            Some(_) => {
                return Err(D::Error::custom(
                    "field `permissions` is an object of permissions, each true or false",
                ));
            }
            None => {}
        }
        let mut read = SetPermissions {
            employee,
            ..SetPermissions::default()
        };
        for (name, value) in fields {
            let odd = |accepted: &str| D::Error::custom(format!("field `{name}` is {accepted}"));
            if name == "override_level" {
                let level = serde_json::from_value(value);
                read.override_level = Some(level.map_err(|_| odd("none, manager or admin"))?);
                continue;
            }
            let permission = Permission::named(&name)
                .ok_or_else(|| D::Error::custom(format!("`{name}` is no permission")))?;
            let Value::Bool(granted) = value else {
                return Err(odd("true or false"));
            };
            read.permissions.insert(permission, granted);
        }
        Ok(read)
    }
}

/// A command about one person and nothing else.
macro_rules! about_one {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Who, by employee number.
            pub employee: String,
        }
    )*};
}

about_one! {
    /// Let a person do what their role does, no more and no less.
    ResetPermissions;
    /// Take a person off the staff; their history stays.
    DeactivateStaff;
    /// Take a person back on the staff.
    ReactivateStaff;
}

/// Set a PIN or password. It is never written down: not here, not in the
/// journal, not in a log.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPin {
    /// Whose, by employee number; left out: one's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee: Option<String>,
    /// The new one.
    #[serde(skip_serializing)]
    pub pin: Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_are_read_beside_the_employee_or_in_an_object() {
        let beside: SetPermissions = serde_json::from_str(
            r#"{"employee":"E1","inspect":true,"rooms":false,"override_level":"manager"}"#,
        )
        .unwrap();
        let within: SetPermissions = serde_json::from_str(
            r#"{"employee":"E1","permissions":{"inspect":true,"rooms":false,"override_level":"manager"}}"#,
        )
        .unwrap();
        assert_eq!(beside, within);
        assert!(beside.permissions[&Permission::Inspect]);
        let text = serde_json::to_string(&beside).unwrap();
        assert_eq!(
            serde_json::from_str::<SetPermissions>(&text).unwrap(),
            beside
        );
    }

    #[test]
    fn odd_permissions_are_named() {
        for (text, named) in [
            (r#"{"employee":"E1","fly":true}"#, "`fly`"),
            (r#"{"employee":"E1","rooms":1}"#, "`rooms`"),
            (
                r#"{"employee":"E1","override_level":"god"}"#,
                "`override_level`",
            ),
            (r#"{"employee":"E1","permissions":[]}"#, "`permissions`"),
            (r#"{"rooms":true}"#, "`employee`"),
            (r#"{"employee":7}"#, "`employee`"),
        ] {
            let fault = serde_json::from_str::<SetPermissions>(text).unwrap_err();
            assert!(fault.to_string().contains(named), "{fault}");
        }
    }

    #[test]
    fn a_pin_is_read_but_never_written() {
        let set: SetPin = serde_json::from_str(r#"{"employee":"E1","pin":"4711"}"#).unwrap();
        assert_eq!(set.pin.reveal(), "4711");
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"{"employee":"E1"}"#);
        assert!(!format!("{set:?}").contains("4711"));
    }
}
