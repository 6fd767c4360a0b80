//! The forms about the people of the house: taking someone on, changing what
//! is known of them, what they may do, and their PIN.

use super::{Entry, Fault, Form, Kind, Takes, entry};
use crate::console::selection::counted;
use crate::console::view::View;
use crate::domain::command::{Command, CreateStaff, EditStaff, NotifyWish, SetPermissions, SetPin};
use crate::domain::employment::EmploymentStatus;
use crate::domain::secret::Secret;
use crate::domain::staff::{OverrideLevel, Permission, Role, Staff};
use crate::domain::start::Start;

/// What a form about people is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Someone new.
    New,
    /// What is known of this one, by number.
    Known(String),
    /// What else is known: hours, languages, how they are told.
    More(String),
    /// What these may do.
    May(Vec<String>),
    /// This one's PIN; of nobody named: one's own.
    Pin(Option<String>),
}

impl About {
    /// What stands on the frame.
    pub fn title(&self) -> String {
        match self {
            About::New => "New member of staff".to_owned(),
            About::Known(number) => format!("Change {number}"),
            About::More(number) => format!("Hours and languages of {number}"),
            About::May(numbers) => match numbers.as_slice() {
                [only] => format!("What {only} may do"),
                several => format!("What {} may do", counted(several.len(), "person")),
            },
            About::Pin(Some(number)) => format!("PIN of {number}"),
            About::Pin(None) => "My PIN".to_owned(),
        }
    }

    /// What it asks, filled with what is known.
    pub fn entries(&self, view: &View) -> Vec<Entry> {
        match self {
            About::New => {
                let number = entry("Number", Takes::Text).required().hint("401");
                let mut entries = vec![number];
                entries.extend(particulars(None, view));
                entries
            }
            About::Known(number) => particulars(person(number, view), view),
            About::More(number) => person(number, view).map_or_else(Vec::new, more),
            About::May(numbers) => match numbers.as_slice() {
                [only] => person(only, view).map_or_else(Vec::new, may_one),
                _ => may_many(),
            },
            About::Pin(_) => vec![
                entry("New PIN", Takes::Secret)
                    .required()
                    .hint("4 characters or more"),
                entry("Once more", Takes::Secret).required(),
            ],
        }
    }
}

fn person<'v>(number: &str, view: &View<'v>) -> Option<&'v Staff> {
    let mut staff = view.house.staff.values();
    staff.find(|person| person.employee == number)
}

fn options(list: &[(&str, &str)]) -> Takes {
    let owned = |(held, shown): &(&str, &str)| ((*held).to_owned(), (*shown).to_owned());
    Takes::OneOf(list.iter().map(owned).collect())
}

fn yes_or_no(label: &'static str, is: bool) -> Entry {
    let takes = options(&[("yes", "yes"), ("no", "no")]);
    entry(label, takes).holding(if is { "yes" } else { "no" })
}

fn particulars(known: Option<&Staff>, view: &View) -> Vec<Entry> {
    let text = |label: &'static str, held: Option<&str>| {
        entry(label, Takes::Text).holding(held.unwrap_or(""))
    };
    let roles = Role::ALL
        .iter()
        .map(|role| (role.as_str().to_owned(), role.label().to_owned()))
        .collect();
    let stands: Vec<(&str, &str)> = EmploymentStatus::ALL
        .iter()
        .map(|status| (status.as_str(), status.label()))
        .collect();
    let role = known.map_or(Role::FrontDesk, |known| known.role);
    let leader = known
        .and_then(|known| known.reports_to)
        .and_then(|id| view.house.staff.get(&id));
    let mut entries = vec![
        text("Name", known.map(|known| known.name.as_str())).required(),
        entry("Role", Takes::OneOf(roles)).holding(role.as_str()),
    ];
    if let Some(known) = known {
        entries.push(entry("Stands", options(&stands)).holding(known.employment_status.as_str()));
    }
    entries.extend([
        yes_or_no("On duty", known.is_some_and(|known| known.on_duty)),
        text("Phone", known.and_then(|known| known.phone.as_deref())),
        text("E-mail", known.and_then(|known| known.email.as_deref())),
        text(
            "Department",
            known.and_then(|known| known.department.as_deref()),
        ),
        text("Reports to", leader.map(|leader| leader.employee.as_str()))
            .hint("a number, or nobody"),
    ]);
    entries
}

fn more(known: &Staff) -> Vec<Entry> {
    let hired = known
        .hire_date
        .map_or_else(String::new, |day| day.to_string());
    let told = match (known.notify.email, known.notify.sms) {
        (false, false) => "console",
        (true, false) => "email",
        (false, true) => "sms",
        (true, true) => "all",
    };
    let ways = options(&[
        ("console", "in the console"),
        ("email", "by e-mail too"),
        ("sms", "by SMS too"),
        ("all", "by e-mail and SMS too"),
        ("nothing", "in no way"),
    ]);
    let told = if known.notify.in_app || told != "console" {
        told
    } else {
        "nothing"
    };
    vec![
        entry("Week", Takes::Text)
            .holding(&known.schedule.to_string())
            .hint("mon-fri 07:00-15:00"),
        yes_or_no("At any hour", known.round_the_clock),
        entry("Languages", Takes::Text)
            .holding(&known.languages.join("; "))
            .hint("it; en"),
        entry("Hired", Takes::Date).holding(&hired),
        entry("Told", ways).holding(told),
        yes_or_no("Urgent only", known.notify.urgent_only),
        entry("Starts at", Takes::OneOf(starts())).holding(known.start.as_str()),
    ]
}

/// What can be seen first.
fn starts() -> Vec<(String, String)> {
    Start::ALL
        .into_iter()
        .map(|start| (start.as_str().to_owned(), start.label().to_owned()))
        .collect()
}

/// The labels of the permissions, in their order.
const LABELS: [(Permission, &str); 10] = [
    (Permission::Bookings, "bookings"),
    (Permission::Rooms, "rooms"),
    (Permission::Inspect, "inspect"),
    (Permission::Maintenance, "maintenance"),
    (Permission::Admin, "administer"),
    (Permission::AccessAllMaintenance, "all requests"),
    (Permission::AssignRequests, "assign them"),
    (Permission::CloseRequests, "close them"),
    (Permission::ManageFinances, "finances"),
    (Permission::SendAnnouncements, "announce"),
];
const LEVEL: &str = "overrides as";

/// Each permission with what the role has where it differs.
fn may_one(known: &Staff) -> Vec<Entry> {
    let role = known.role.defaults();
    let mut entries: Vec<Entry> = LABELS
        .into_iter()
        .map(|(permission, label)| {
            let (yes, no) = if role.may(permission) {
                ("yes", "no (the role: yes)")
            } else {
                ("yes (the role: no)", "no")
            };
            let holds = if known.permissions.may(permission) {
                "yes"
            } else {
                "no"
            };
            entry(label, options(&[("yes", yes), ("no", no)])).holding(holds)
        })
        .collect();
    let levels = [
        OverrideLevel::None,
        OverrideLevel::Manager,
        OverrideLevel::Admin,
    ];
    let shown = levels.map(|level| {
        let name = level.as_str().to_owned();
        let own = level == role.override_level;
        let unlike = format!("{name} (the role: {})", role.override_level.as_str());
        (name.clone(), if own { name } else { unlike })
    });
    let held = known.permissions.override_level.as_str();
    entries.push(entry(LEVEL, Takes::OneOf(shown.into())).holding(held));
    entries
}

fn may_many() -> Vec<Entry> {
    let choice = || options(&[("", "as it is"), ("yes", "yes"), ("no", "no")]);
    let mut entries: Vec<Entry> = LABELS
        .into_iter()
        .map(|(_, label)| entry(label, choice()))
        .collect();
    let levels = options(&[
        ("", "as it is"),
        ("none", "none"),
        ("manager", "manager"),
        ("admin", "admin"),
    ]);
    entries.push(entry(LEVEL, levels));
    entries
}

impl Form {
    /// The commands a form about people gives.
    ///
    /// # Errors
    /// The first field that is wrong.
    pub(super) fn about_people(&self, about: &About, view: &View) -> Result<Vec<Command>, Fault> {
        Ok(match about {
            About::New => vec![self.taken_on()?.into()],
            About::Known(number) => vec![self.known(number)?.into()],
            About::More(number) => vec![self.more(number, view)?.into()],
            About::May(numbers) => self.may(numbers, view)?,
            About::Pin(whose) => vec![self.pin(whose.clone())?.into()],
        })
    }

    /// What several commands of this form are called as one step.
    pub(super) fn called(&self) -> Option<String> {
        match &self.kind {
            Kind::ReasonForAll { called, .. } => Some(called.clone()),
            Kind::People(About::May(numbers)) if numbers.len() > 1 => Some(format!(
                "Set what {} may do",
                counted(numbers.len(), "person")
            )),
            _ => None,
        }
    }

    fn is_yes(&self, label: &'static str) -> Result<Option<bool>, Fault> {
        Ok(match self.text(label)? {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
    }

    fn role(&self) -> Result<Role, Fault> {
        let held = self.text("Role")?;
        let found = Role::ALL.iter().find(|role| role.as_str() == held);
        found.copied().ok_or(Fault {
            label: "Role",
            message: "needed".to_owned(),
        })
    }

    fn some(&self, label: &'static str) -> Result<Option<String>, Fault> {
        Ok(Some(self.text(label)?.to_owned()))
    }

    fn taken_on(&self) -> Result<CreateStaff, Fault> {
        Ok(CreateStaff {
            on_duty: self.is_yes("On duty")?,
            phone: self.some("Phone")?,
            email: self.some("E-mail")?,
            department: self.some("Department")?,
            reports_to: self.some("Reports to")?,
            ..CreateStaff::new(self.text("Number")?, self.text("Name")?, self.role()?)
        })
    }

    fn known(&self, number: &str) -> Result<EditStaff, Fault> {
        let held = self.text("Stands")?;
        let stands = EmploymentStatus::ALL
            .into_iter()
            .find(|status| status.as_str() == held);
        // Who is not at work is off duty; the form need not be told twice.
        let at_work = stands.is_none_or(|status| status.is_active());
        Ok(EditStaff {
            employee: number.to_owned(),
            name: self.some("Name")?,
            role: Some(self.role()?),
            employment_status: stands,
            on_duty: self.is_yes("On duty")?.map(|on| on && at_work),
            phone: self.some("Phone")?,
            email: self.some("E-mail")?,
            department: self.some("Department")?,
            reports_to: self.some("Reports to")?,
            ..EditStaff::default()
        })
    }

    fn more(&self, number: &str, view: &View) -> Result<EditStaff, Fault> {
        let week = self.text("Week")?.parse().map_err(|message| Fault {
            label: "Week",
            message,
        })?;
        let told = self.text("Told")?;
        let languages = self.text("Languages")?.split([';', ',']);
        let languages = languages
            .map(str::trim)
            .filter(|language| !language.is_empty())
            .map(str::to_owned);
        Ok(EditStaff {
            employee: number.to_owned(),
            schedule: Some(week),
            round_the_clock: self.is_yes("At any hour")?,
            languages: Some(languages.collect()),
            hire_date: self.day("Hired", view.today())?,
            notify: Some(NotifyWish {
                in_app: Some(told != "nothing"),
                email: Some(matches!(told, "email" | "all")),
                sms: Some(matches!(told, "sms" | "all")),
                urgent_only: self.is_yes("Urgent only")?,
            }),
            start: self.starts_at()?,
            ..EditStaff::default()
        })
    }

    fn starts_at(&self) -> Result<Option<Start>, Fault> {
        let held = self.text("Starts at")?;
        Ok(Start::ALL.into_iter().find(|start| start.as_str() == held))
    }

    fn may(&self, numbers: &[String], view: &View) -> Result<Vec<Command>, Fault> {
        let mut wanted = SetPermissions::default();
        for (permission, label) in LABELS {
            if let Some(granted) = self.is_yes(label)? {
                wanted.permissions.insert(permission, granted);
            }
        }
        wanted.override_level = match self.text(LEVEL)? {
            "none" => Some(OverrideLevel::None),
            "manager" => Some(OverrideLevel::Manager),
            "admin" => Some(OverrideLevel::Admin),
            _ => None,
        };
        // Of one person everything stands in the form: only what is new is sent.
        if let [only] = numbers
            && let Some(known) = person(only, view)
        {
            let held = &known.permissions;
            wanted
                .permissions
                .retain(|permission, granted| held.may(*permission) != *granted);
            wanted.override_level = wanted
                .override_level
                .filter(|level| *level != held.override_level);
        }
        if wanted.permissions.is_empty() && wanted.override_level.is_none() {
            return Err(Fault {
                label: LABELS[0].1,
                message: "nothing is changed yet".to_owned(),
            });
        }
        Ok(numbers
            .iter()
            .map(|number| {
                SetPermissions {
                    employee: number.clone(),
                    ..wanted.clone()
                }
                .into()
            })
            .collect())
    }

    fn pin(&self, employee: Option<String>) -> Result<SetPin, Fault> {
        let (new, again) = (self.secret("New PIN")?, self.secret("Once more")?);
        if new != again {
            return Err(Fault {
                label: "Once more",
                message: "not the same; type it again".to_owned(),
            });
        }
        Ok(SetPin { employee, pin: new })
    }

    /// A secret as it was typed, spaces and all.
    fn secret(&self, label: &'static str) -> Result<Secret, Fault> {
        self.text(label)?;
        let entry = self.entries.iter().find(|entry| entry.label == label);
        Ok(Secret::new(entry.map_or("", |entry| entry.input.text())))
    }
}
