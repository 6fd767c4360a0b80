//! The policies of a property: one table with name, type, default and meaning.

use serde::{Deserialize, Serialize};

use super::error::{Code, Refusal};
use super::moment::TimeOfDay;

/// A value that a policy can have, as text and back.
pub trait PolicyValue: Sized {
    /// Reads the value as a person writes it; the error says what is accepted.
    ///
    /// # Errors
    /// A phrase that says what would be accepted.
    fn read(text: &str) -> Result<Self, String>;
    /// The value as a person writes it.
    fn written(&self) -> String;
}

impl PolicyValue for bool {
    fn read(text: &str) -> Result<bool, String> {
        match text {
            "on" | "true" | "yes" => Ok(true),
            "off" | "false" | "no" => Ok(false),
            _ => Err("on or off".into()),
        }
    }

    fn written(&self) -> String {
        if *self { "on" } else { "off" }.into()
    }
}

impl PolicyValue for u32 {
    fn read(text: &str) -> Result<u32, String> {
        text.parse()
            .ok()
            .filter(|number| *number <= 10_000)
            .ok_or_else(|| "a whole number from 0 to 10000".into())
    }

    fn written(&self) -> String {
        self.to_string()
    }
}

impl PolicyValue for TimeOfDay {
    fn read(text: &str) -> Result<TimeOfDay, String> {
        text.parse()
            .map_err(|_| "a time of day such as 15:00".into())
    }

    fn written(&self) -> String {
        self.to_string()
    }
}

/// Longest text a policy holds.
const LONGEST: usize = 200;

impl PolicyValue for String {
    fn read(text: &str) -> Result<String, String> {
        let text = text.trim();
        if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
            return Err(format!("a line of at most {LONGEST} characters"));
        }
        Ok(text.to_owned())
    }

    fn written(&self) -> String {
        self.clone()
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl PolicyValue for $name {
            fn read(text: &str) -> Result<$name, String> {
                match text {
                    $($text => Ok($name::$variant),)*
                    _ => Err([$($text,)*].join(", ")),
                }
            }

            fn written(&self) -> String {
                match self { $($name::$variant => $text,)* }.into()
            }
        }
    )*};
}

choices! {
    /// Whose names a complete party has.
    PartyCompletion {
        /// Every adult and child.
        Everyone = "everyone",
        /// The lead guest.
        Lead = "lead",
    }
    /// What selling below zero does.
    Oversell {
        /// It is said.
        Warn = "warn",
        /// It is not done.
        Refuse = "refuse",
    }
    /// What the four-hourly assignment job does.
    AutoAssignJob {
        /// Nothing.
        Off = "off",
        /// It makes a plan for a person to look at.
        Propose = "propose",
        /// It applies its plan.
        Apply = "apply",
    }
    /// How the night audit starts.
    NightAuditMode {
        /// By hand only.
        Off = "off",
        /// The console asks at the set time.
        Ask = "ask",
        /// By itself at the set time.
        Auto = "auto",
    }
    /// How SMS leave the house.
    SmsBy {
        /// Not at all.
        Off = "off",
        /// A program is run for each.
        Command = "command",
        /// Each is posted to an address on the network.
        Webhook = "webhook",
    }
    /// What a stay on the grid says first.
    CellPrimary {
        /// The guest's family name.
        GuestName = "guest_name",
        /// The booking's code.
        BookingCode = "booking_code",
        /// The booking's status.
        Status = "status",
    }
    /// What a stay on the grid says next, where there is space.
    CellSecondary {
        /// Nights still to come.
        NightsRemaining = "nights_remaining",
        /// The nightly rate.
        Rate = "rate",
    }
}

/// One line of the table of policies.
pub struct PolicySpec {
    /// Its name, as in `policy.NAME`.
    pub name: &'static str,
    /// What it does, in one line.
    pub explains: &'static str,
    /// The value a property has, as text.
    pub get: fn(&Policies) -> String,
    set: fn(&mut Policies, &str) -> Result<(), String>,
}

macro_rules! policies {
    ($($(#[$attribute:meta])* $name:ident : $kind:ty = $default:expr, $explains:literal;)*) => {
        /// The policies of one property.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Policies { $(#[doc = $explains] $(#[$attribute])* pub $name: $kind,)* }

        impl Default for Policies {
            fn default() -> Policies {
                Policies { $($name: $default,)* }
            }
        }

        /// Every policy, in the order in which it is shown.
        pub const POLICIES: &[PolicySpec] = &[$(PolicySpec {
            name: stringify!($name),
            explains: $explains,
            get: |policies| policies.$name.written(),
            set: |policies, text| {
                policies.$name = <$kind as PolicyValue>::read(text)?;
                Ok(())
            },
        },)*];
    };
}

const fn clock(hour: u32, minute: u32) -> TimeOfDay {
    TimeOfDay::fixed(hour, minute)
}

/// A policy that came after the first release is written down only once it
/// was set: so what older journals say of a property stays true of it.
#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_never(days: &u32) -> bool {
    *days == 0
}

policies! {
    pending_payment_holds: bool = false, "whether a booking awaiting payment holds a room of its type";
    party_completion: PartyCompletion = PartyCompletion::Everyone, "whose names a party needs before it gets a firm room";
    firm_window_hours: u32 = 24, "hours before arrival within which an assignment becomes firm";
    maintenance_horizon_days: u32 = 2, "days from today for which a repair without an end keeps a room from being planned";
    oversell: Oversell = Oversell::Warn, "what happens when more rooms of a type are sold than there are";
    requires_inspection: bool = true, "whether a cleaned room must pass inspection before it is ready";
    second_pair_of_eyes: bool = false, "whether whoever cleaned a room is kept from inspecting it";
    auto_pre_assign: bool = false, "whether a confirmed booking gets a tentative room at once";
    auto_assign_job: AutoAssignJob = AutoAssignJob::Propose, "what the four-hourly assignment does with its plan";
    deposit_percent: u32 = 0, "share of the price that, once paid, confirms a pending booking";
    max_concurrent_assignments: u32 = 10, "maintenance requests one person may have at a time";
    auto_assign_emergency: bool = true, "whether an emergency request goes to someone at once";
    escalation_hours: u32 = 24, "hours between two reminders of an overdue request";
    touch_up_after_days: u32 = 7, "days after which an unused ready room wants a touch-up; 0: never";
    #[serde(skip_serializing_if = "is_never")]
    deep_clean_after_days: u32 = 0, "days after which a room wants a deep cleaning again; 0: never";
    idle_lock_minutes: u32 = 10, "minutes without a key after which the console locks";
    owner_is_admin: bool = true, "whether the owner of the database file acts as the first administrator";
    check_in_time: TimeOfDay = clock(15, 0), "when rooms are promised to arriving guests";
    check_out_time: TimeOfDay = clock(11, 0), "when departing guests leave their rooms";
    night_audit_at: TimeOfDay = clock(3, 0), "when the night audit is due";
    night_audit: NightAuditMode = NightAuditMode::Ask, "how the night audit starts: off, ask or auto";
    mail_server: String = String::new(), "where e-mail is handed over, smtps:// and the server's name; empty: no e-mail";
    mail_from: String = String::new(), "the address that e-mail comes from";
    sms_by: SmsBy = SmsBy::Off, "how SMS leave the house: off, command or webhook";
    reports_folder: String = String::new(), "folder of the jobs' reports; empty: reports, beside the database";
    cell_primary: CellPrimary = CellPrimary::GuestName, "what a stay on the grid says first";
    cell_secondary: CellSecondary = CellSecondary::NightsRemaining, "what a stay on the grid says next";
}

impl Policies {
    /// The same policies with one of them changed.
    ///
    /// # Errors
    /// `INVALID_VALUE` for an unknown policy or a value it does not take.
    pub fn with(&self, name: &str, value: &str) -> Result<Policies, Refusal> {
        let Some(spec) = POLICIES.iter().find(|spec| spec.name == name) else {
            return Err(Refusal::new(
                Code::InvalidValue,
                format!("There is no policy \"{name}\"; \"keyrack config get\" lists them."),
            )
            .with("field", "name"));
        };
        let mut changed = self.clone();
        (spec.set)(&mut changed, value).map_err(|accepted| {
            Refusal::new(
                Code::InvalidValue,
                format!("Policy {name} cannot be \"{value}\"; it takes {accepted}."),
            )
            .with("field", "value")
        })?;
        Ok(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_reads_back_its_own_value() {
        let policies = Policies::default();
        for spec in POLICIES {
            assert_eq!(
                policies.with(spec.name, &(spec.get)(&policies)).unwrap(),
                policies
            );
            assert_eq!(
                policies.with(spec.name, "\u{1b}[2J").unwrap_err().code,
                Code::InvalidValue
            );
        }
    }

    #[test]
    fn an_unknown_policy_is_refused() {
        assert_eq!(
            Policies::default().with("no_such", "on").unwrap_err().code,
            Code::InvalidValue
        );
    }
}
