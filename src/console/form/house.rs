//! The forms about what the house keeps lists of: categories of requests,
//! residents, and how the rooms of a type are cleaned.

use std::collections::BTreeSet;

use super::{Entry, Fault, Form, Takes, entry};
use crate::console::view::View;
use crate::domain::booking::Contact;
use crate::domain::cleaning::CleaningKind;
use crate::domain::command::{
    Command, CreateCategory, CreateResident, EditCategory, EditResident, EditRoomType,
};
use crate::domain::facts::Facts;
use crate::domain::money::{Money, Price};
use crate::domain::request::{Category, Priority, Resident, ResidentKind, category};
use crate::domain::staff::Role;

/// Most hours a request may usually take.
const HOURS: u32 = 24 * 365;
/// Most minutes a cleaning may take.
const MINUTES: u32 = 1_440;

/// What a form about the house is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HouseForm {
    /// A new category of requests.
    NewCategory,
    /// This category, by name.
    Category(String),
    /// A new resident.
    NewResident,
    /// This resident, by code.
    Resident(String),
    /// How the rooms of this type are cleaned, by code.
    Cleaning(String),
}

impl HouseForm {
    /// What stands on the frame.
    pub fn title(&self) -> String {
        match self {
            HouseForm::NewCategory => "New category of requests".to_owned(),
            HouseForm::Category(name) => format!("Category {name}"),
            HouseForm::NewResident => "New resident".to_owned(),
            HouseForm::Resident(code) => format!("Resident {code}"),
            HouseForm::Cleaning(code) => format!("Minutes and checklist of {code}"),
        }
    }

    /// What it asks, filled with what is known.
    pub fn entries(&self, view: &View) -> Vec<Entry> {
        match self {
            HouseForm::NewCategory => {
                let name = entry("Name", Takes::Text).required().hint("Pool");
                let mut entries = vec![name];
                entries.extend(of_category(None));
                entries
            }
            HouseForm::Category(name) => of_category(known_category(name, view).as_ref()),
            HouseForm::NewResident => of_resident(None, view),
            HouseForm::Resident(code) => of_resident(known_resident(code, view), view),
            HouseForm::Cleaning(code) => of_cleaning(code, view),
        }
    }
}

/// The category of this name.
pub fn known_category(name: &str, view: &View) -> Option<Category> {
    let all = category::all(view.property.id, &view.house.categories());
    all.into_iter().find(|one| one.is_called(name))
}

fn known_resident<'v>(code: &str, view: &View<'v>) -> Option<&'v Resident> {
    let mut all = view.house.residents.values();
    all.find(|one| one.code == code)
}

fn yes_or_no(label: &'static str, is: bool) -> Entry {
    let options = ["yes", "no"].map(|one| (one.to_owned(), one.to_owned()));
    entry(label, Takes::OneOf(options.into())).holding(if is { "yes" } else { "no" })
}

/// `plumber; facility manager`.
pub fn role_names(roles: &BTreeSet<Role>) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role.label()).collect();
    names.join("; ")
}

fn of_category(known: Option<&Category>) -> Vec<Entry> {
    let priorities = Priority::ALL
        .into_iter()
        .map(|one| (one.to_string(), format!("{one} {}", one.label())))
        .collect();
    let highest = known.map_or(Priority::Emergency, |known| known.max_priority);
    let hours = known.map_or(24, |known| known.usual_hours);
    let budget = known.and_then(|known| known.budget);
    vec![
        entry("Roles", Takes::Text)
            .required()
            .holding(&known.map_or_else(String::new, |known| role_names(&known.roles)))
            .hint("plumber; facility manager"),
        entry("At most", Takes::OneOf(priorities)).holding(&highest.to_string()),
        entry("Hours", Takes::Number(HOURS))
            .required()
            .holding(&hours.to_string()),
        entry("Budget", Takes::Text)
            .holding(&budget.map_or_else(String::new, Money::amount))
            .hint("500.00 a month; empty: none"),
        yes_or_no("Goes along", known.is_some_and(|known| known.follows_guest))
            .hint("with a guest who moves"),
    ]
}

fn of_resident(known: Option<&Resident>, view: &View) -> Vec<Entry> {
    let text = |label: &'static str, held: Option<&str>| {
        entry(label, Takes::Text).holding(held.unwrap_or(""))
    };
    let kinds = [
        (ResidentKind::Owner, "owner"),
        (ResidentKind::Tenant, "tenant"),
        (ResidentKind::LongStay, "long stay"),
    ];
    let options = kinds
        .into_iter()
        .map(|(kind, label)| (kind.as_str().to_owned(), label.to_owned()))
        .collect();
    let room = known
        .and_then(|known| known.room)
        .and_then(|id| view.house.rooms.get(&id));
    let contact = known.map(|known| &known.contact);
    let kind = known.map_or(ResidentKind::LongStay, |known| known.kind);
    let mut entries = vec![
        text("Name", known.map(|known| known.full_name.as_str())).required(),
        entry("Lives as", Takes::OneOf(options)).holding(kind.as_str()),
        text("Room", room.map(|room| room.number.as_str())).hint("a room's number"),
        text("Flat", known.and_then(|known| known.flat.as_deref())).hint("or a flat"),
        text(
            "Telephone",
            contact.and_then(|contact| contact.phone.as_deref()),
        ),
        text(
            "E-mail",
            contact.and_then(|contact| contact.email.as_deref()),
        ),
    ];
    if let Some(known) = known {
        entries.push(yes_or_no("Lives here", known.active));
    }
    entries
}

/// The fields of minutes, with the kind of cleaning each is of.
const KINDS: [(&str, CleaningKind); 4] = [
    ("Departure", CleaningKind::Departure),
    ("Stay-over", CleaningKind::Stayover),
    ("Touch-up", CleaningKind::TouchUp),
    ("Deep", CleaningKind::Deep),
];

fn of_cleaning(code: &str, view: &View) -> Vec<Entry> {
    let Some(known) = view.house.room_types.get(code) else {
        return Vec::new();
    };
    let mut entries: Vec<Entry> = KINDS
        .into_iter()
        .map(|(label, kind)| {
            entry(label, Takes::Number(MINUTES))
                .required()
                .holding(&known.minutes_for(kind).to_string())
                .hint("minutes")
        })
        .collect();
    entries.push(
        entry("Checklist", Takes::Text)
            .holding(&known.checklist().join("; "))
            .hint("bath; bed; minibar"),
    );
    entries
}

impl Form {
    /// The command a form about the house gives.
    ///
    /// # Errors
    /// The first field that is wrong.
    pub(super) fn about_house(&self, form: &HouseForm, view: &View) -> Result<Command, Fault> {
        Ok(match form {
            HouseForm::NewCategory => CreateCategory {
                name: self.text("Name")?.to_owned(),
                roles: self.roles()?,
                max_priority: self.most()?,
                usual_hours: self.number("Hours")?,
                budget: self.optional("Budget")?.map(Price::Plain),
                follows_guest: Some(self.says_yes("Goes along")?),
            }
            .into(),
            HouseForm::Category(name) => self.category(name, view)?.into(),
            HouseForm::NewResident => CreateResident {
                full_name: self.text("Name")?.to_owned(),
                kind: self.lives_as()?,
                room: self.optional("Room")?,
                flat: self.optional("Flat")?,
                contact: self.reached(&Contact::default())?,
            }
            .into(),
            HouseForm::Resident(code) => self.resident(code, view)?.into(),
            HouseForm::Cleaning(code) => self.cleaning(code, view)?.into(),
        })
    }

    fn says_yes(&self, label: &'static str) -> Result<bool, Fault> {
        Ok(self.text(label)? == "yes")
    }

    fn most(&self) -> Result<Option<Priority>, Fault> {
        let held = self.text("At most")?;
        Ok(held.parse::<u8>().ok().and_then(|one| one.try_into().ok()))
    }

    /// The roles named, by the words people use for them.
    fn roles(&self) -> Result<BTreeSet<Role>, Fault> {
        let named = |word: &str| {
            let word = word.to_lowercase();
            let mut all = Role::ALL.iter().copied();
            all.find(|role| role.label() == word || role.as_str() == word)
        };
        self.text("Roles")?
            .split([';', ','])
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(|word| {
                named(word).ok_or_else(|| Fault {
                    label: "Roles",
                    message: format!("\"{word}\" is no role"),
                })
            })
            .collect()
    }

    fn category(&self, name: &str, view: &View) -> Result<EditCategory, Fault> {
        let budget = self.text("Budget")?;
        let before = known_category(name, view)
            .and_then(|known| known.budget)
            .map_or_else(String::new, Money::amount);
        if budget.is_empty() && !before.is_empty() {
            return Err(Fault {
                label: "Budget",
                message: "a budget stays; enter another".to_owned(),
            });
        }
        Ok(EditCategory {
            name: name.to_owned(),
            roles: Some(self.roles()?),
            max_priority: self.most()?,
            usual_hours: self.number("Hours")?,
            budget: (budget != before).then(|| Price::Plain(budget.to_owned())),
            follows_guest: Some(self.says_yes("Goes along")?),
        })
    }

    fn lives_as(&self) -> Result<ResidentKind, Fault> {
        Ok(match self.text("Lives as")? {
            "owner" => ResidentKind::Owner,
            "tenant" => ResidentKind::Tenant,
            _ => ResidentKind::LongStay,
        })
    }

    /// How they are reached; what the form does not ask stays.
    fn reached(&self, known: &Contact) -> Result<Contact, Fault> {
        Ok(Contact {
            phone: self.optional("Telephone")?,
            email: self.optional("E-mail")?,
            ..known.clone()
        })
    }

    fn resident(&self, code: &str, view: &View) -> Result<EditResident, Fault> {
        let known = known_resident(code, view);
        let contact = known.map_or_else(Contact::default, |known| known.contact.clone());
        Ok(EditResident {
            resident: code.to_owned(),
            full_name: Some(self.text("Name")?.to_owned()),
            kind: Some(self.lives_as()?),
            room: Some(self.text("Room")?.to_owned()),
            flat: Some(self.text("Flat")?.to_owned()),
            contact: Some(self.reached(&contact)?),
            active: Some(self.says_yes("Lives here")?),
        })
    }

    /// Only what is not as it was: what follows from the full cleaning goes on
    /// following from it.
    fn cleaning(&self, code: &str, view: &View) -> Result<EditRoomType, Fault> {
        let known = view.house.room_types.get(code);
        let changed = |label: &'static str, kind| -> Result<Option<u32>, Fault> {
            let before = known.map(|known| known.minutes_for(kind));
            Ok(self.number(label)?.filter(|now| Some(*now) != before))
        };
        let [full, stayover, touch_up, deep] = KINDS;
        let lines: Vec<String> = self
            .text("Checklist")?
            .split(';')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let before = known.map(crate::domain::property::RoomType::checklist);
        Ok(EditRoomType {
            code: code.to_owned(),
            name: None,
            capacity: None,
            rate: None,
            rank: None,
            minutes: changed(full.0, full.1)?,
            stayover_minutes: changed(stayover.0, stayover.1)?,
            touch_up_minutes: changed(touch_up.0, touch_up.1)?,
            deep_minutes: changed(deep.0, deep.1)?,
            checklist: (Some(&lines) != before.as_ref()).then_some(lines),
        })
    }
}
