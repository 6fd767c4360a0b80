//! `show staff`: the people of the house, and what each may do.

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value};

use super::name_of;
use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::employment::{EmploymentStatus, Notify};
use crate::domain::schedule::Schedule;
use crate::domain::staff::{OverrideLevel, Permission, Role, Staff as Person};
use crate::domain::{Code, Day, Facts, House, Moment, Refusal};

/// The people of the house.
#[derive(Args, Debug)]
pub struct Staff {
    /// Only this one, with everything about them
    // Not called "employee": that is who acts.
    #[arg(value_name = "EMPLOYEE")]
    whose: Option<String>,
    /// Only those with this role, such as `front_desk`
    #[arg(long, value_parser = role)]
    role: Option<Role>,
    /// Only those on duty now
    #[arg(long)]
    on_duty: bool,
    /// Those who left too
    #[arg(long)]
    all: bool,
}

fn role(text: &str) -> Result<Role, String> {
    let wanted = text.trim().to_lowercase().replace([' ', '-'], "_");
    Role::ALL
        .iter()
        .copied()
        .find(|role| role.as_str() == wanted)
        .ok_or_else(|| {
            let all: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
            format!("there are {}", all.join(", "))
        })
}

/// A person as data.
#[derive(Serialize)]
struct StaffData<'a> {
    employee: &'a str,
    name: &'a str,
    role: Role,
    department: Option<&'a str>,
    phone: Option<&'a str>,
    email: Option<&'a str>,
    employment_status: EmploymentStatus,
    hire_date: Option<Day>,
    reports_to: Option<&'a str>,
    languages: &'a [String],
    schedule: &'a Schedule,
    round_the_clock: bool,
    on_duty: bool,
    notify: Notify,
    active: bool,
    may_act: bool,
    permissions: Map<String, Value>,
    override_level: OverrideLevel,
    pin_set_at: Option<Moment>,
    version: i64,
}

/// The people as data.
#[derive(Serialize)]
struct EveryoneData<'a> {
    staff: Vec<StaffData<'a>>,
}

impl Staff {
    /// Shows them.
    ///
    /// # Errors
    /// There is no such person, or the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let everyone = house.all_staff();
        if let Some(number) = &self.whose {
            let person = everyone.iter().find(|one| one.employee == *number);
            let person = person.ok_or_else(|| nobody(number))?;
            return one(&house, person, voice);
        }
        let shown = |person: &&Person| {
            (self.all || person.active)
                && (!self.on_duty || person.on_duty)
                && self.role.is_none_or(|role| role == person.role)
        };
        let mut people: Vec<&Person> = everyone.iter().filter(shown).collect();
        people.sort_by_key(|person| (!person.active, person.role as u8, &person.name));
        if voice.is_json() {
            let staff = people.iter().map(|one| data(&house, one)).collect();
            return voice.data(&EveryoneData { staff });
        }
        if people.is_empty() {
            return voice.say("Nobody on the staff is like that.");
        }
        let mut table = Table::new([
            "Number",
            "Name",
            "Role",
            "On duty",
            "Phone",
            "Stands",
            "Unlike the role",
        ]);
        for person in people {
            table.row([
                person.employee.clone(),
                person.name.clone(),
                person.role.label().to_owned(),
                if person.on_duty { "yes" } else { "" }.to_owned(),
                person.phone.clone().unwrap_or_default(),
                person.why_not().unwrap_or_default().to_owned(),
                unlike(person),
            ]);
        }
        voice.table(&table)
    }
}

fn nobody(number: &str) -> Fault {
    Refusal::new(
        Code::NotFound,
        format!(
            "Nobody here has the employee number \"{number}\"; \"show staff --all\" lists everyone."
        ),
    )
    .with("employee", number)
    .into()
}

fn one(house: &House, person: &Person, voice: &mut Voice) -> Result<(), Fault> {
    if voice.is_json() {
        return voice.data(&data(house, person));
    }
    let some = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let stands = person.why_not().unwrap_or(EmploymentStatus::Active.label());
    let duty = if person.on_duty {
        "on duty"
    } else {
        "off duty"
    };
    let leader = person.reports_to.and_then(|id| name_of(house, id));
    let week = if person.schedule.is_empty() {
        "-".to_owned()
    } else {
        person.schedule.to_string()
    };
    let clock = if person.round_the_clock {
        ", at any hour"
    } else {
        ""
    };
    let pin = if person.pin_set_at.is_some() {
        "set"
    } else {
        "none"
    };
    let hired = person
        .hire_date
        .map_or_else(|| "-".to_owned(), |day| day.to_string());
    for (label, said) in [
        ("Number", person.employee.clone()),
        ("Name", person.name.clone()),
        ("Role", person.role.label().to_owned()),
        ("Stands", format!("{stands}, {duty}")),
        ("Department", some(&person.department)),
        ("Reports to", leader.unwrap_or_else(|| "-".to_owned())),
        ("Since", hired),
        ("Week", format!("{week}{clock}")),
        ("Phone", some(&person.phone)),
        ("E-mail", some(&person.email)),
        ("Languages", person.languages.join(", ")),
        ("Told", person.notify.words()),
        ("PIN", pin.to_owned()),
        ("May", may(person)),
    ] {
        voice.say(&format!("{label:<12}{said}"))?;
    }
    Ok(())
}

/// In what a person's permissions differ from the role's.
fn unlike(person: &Person) -> String {
    let signed = person
        .permissions
        .unlike(person.role)
        .into_iter()
        .map(|(one, granted)| format!("{}{}", if granted { "+" } else { "-" }, one.as_str()));
    let level = person.permissions.override_level;
    let level = (level != person.role.defaults().override_level)
        .then(|| format!("override {}", level.as_str()));
    signed.chain(level).collect::<Vec<_>>().join(" ")
}

/// What a person may do, and what of that is not as their role has it.
fn may(person: &Person) -> String {
    let unlike = person.permissions.unlike(person.role);
    let mut said: Vec<String> = Permission::ALL
        .into_iter()
        .filter(|one| person.permissions.may(*one))
        .map(|one| {
            let added = unlike.contains(&(one, true));
            format!("{}{}", if added { "+" } else { "" }, one.as_str())
        })
        .collect();
    let withdrawn = unlike.iter().filter(|(_, granted)| !granted);
    said.extend(withdrawn.map(|(one, _)| format!("-{}", one.as_str())));
    if person.permissions.override_level != OverrideLevel::None {
        said.push(format!(
            "override {}",
            person.permissions.override_level.as_str()
        ));
    }
    if said.is_empty() {
        "nothing".to_owned()
    } else {
        said.join(", ")
    }
}

fn data<'a>(house: &'a House, person: &'a Person) -> StaffData<'a> {
    let leader = person.reports_to.and_then(|id| house.staff.get(&id));
    StaffData {
        employee: &person.employee,
        name: &person.name,
        role: person.role,
        department: person.department.as_deref(),
        phone: person.phone.as_deref(),
        email: person.email.as_deref(),
        employment_status: person.employment_status,
        hire_date: person.hire_date,
        reports_to: leader.map(|leader| leader.employee.as_str()),
        languages: &person.languages,
        schedule: &person.schedule,
        round_the_clock: person.round_the_clock,
        on_duty: person.on_duty,
        notify: person.notify,
        active: person.active,
        may_act: person.may_act(),
        permissions: Permission::ALL
            .into_iter()
            .map(|one| {
                let granted = Value::from(person.permissions.may(one));
                (one.as_str().to_owned(), granted)
            })
            .collect(),
        override_level: person.permissions.override_level,
        pin_set_at: person.pin_set_at,
        version: person.version,
    }
}
