//! Actions on what the house keeps lists of: categories of requests,
//! residents, and how the rooms of each type are cleaned.

use super::Order;
use crate::console::action::Action;
use crate::console::form::house::{HouseForm, role_names};
use crate::console::form::{Form, Kind};
use crate::console::selection::counted;
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::cleaning::CleaningKind;
use crate::domain::command::{CreateCategory, CreateResident, EditRoomType};
use crate::domain::facts::Facts;
use crate::domain::request::{Category, Requester, Resident, ResidentKind, category};
use crate::domain::staff::Role;
use crate::domain::tally::{Sums, words};

/// What such an action comes to; `None` for other actions.
pub fn order(action: Action, view: &View) -> Option<Order> {
    Some(match action {
        Action::NewCategory => ask(HouseForm::NewCategory, Some(new_category().into())),
        Action::Categories => Order::Choose(categories(view), Some(new_category().into())),
        Action::NewResident => ask(HouseForm::NewResident, Some(new_resident().into())),
        Action::Residents => Order::Choose(residents(view), Some(new_resident().into())),
        Action::CleaningTimes => Order::Choose(cleaning(view), first_type(view).map(Into::into)),
        _ => return None,
    })
}

fn ask(form: HouseForm, example: Option<crate::domain::command::Command>) -> Order {
    Order::Ask(Kind::House(form), example)
}

fn open(form: HouseForm, view: &View) -> Wish {
    Wish::Ask(Box::new(Form::open(Kind::House(form), view)))
}

/// Something that only a missing permission refuses.
fn new_category() -> CreateCategory {
    CreateCategory {
        name: "-new-".to_owned(),
        roles: [Role::FacilityManager].into(),
        ..CreateCategory::default()
    }
}

fn new_resident() -> CreateResident {
    CreateResident {
        full_name: "example".to_owned(),
        kind: ResidentKind::LongStay,
        room: None,
        flat: Some("example".to_owned()),
        contact: crate::domain::booking::Contact::default(),
    }
}

fn first_type(view: &View) -> Option<EditRoomType> {
    let code = view.house.room_types.keys().next()?.clone();
    Some(EditRoomType {
        code,
        name: None,
        capacity: None,
        rate: None,
        rank: None,
        minutes: None,
        stayover_minutes: None,
        touch_up_minutes: None,
        deep_minutes: None,
        checklist: None,
    })
}

/// Every category, with who suits and what it may cost.
fn categories(view: &View) -> Picker<Wish> {
    let mut items = vec![Item::new(
        "New category",
        open(HouseForm::NewCategory, view),
    )];
    let all = category::all(view.property.id, &view.house.categories());
    items.extend(all.iter().map(|one| {
        Item::new(
            one.name.clone(),
            open(HouseForm::Category(one.name.clone()), view),
        )
        .detail(about_category(one))
    }));
    Picker::searchable("Categories of requests", items).foot("Enter changes one.  Esc closes.")
}

fn about_category(one: &Category) -> String {
    let budget = one
        .budget
        .map_or_else(String::new, |budget| format!(", {budget} a month"));
    format!(
        "{} h, up to {}{budget}: {}",
        one.usual_hours,
        one.max_priority.label(),
        role_names(&one.roles)
    )
}

/// Every resident, those who live here first.
fn residents(view: &View) -> Picker<Wish> {
    let mut items = vec![Item::new(
        "New resident",
        open(HouseForm::NewResident, view),
    )];
    let mut all: Vec<&Resident> = view.house.residents.values().collect();
    all.sort_by_key(|one| (!one.active, &one.full_name));
    items.extend(all.into_iter().map(|one| {
        let label = format!("{}  {}", one.full_name, one.code);
        Item::new(label, open(HouseForm::Resident(one.code.clone()), view))
            .detail(about_resident(one, view))
    }));
    Picker::searchable("Residents", items).foot("Enter changes one.  Esc closes.")
}

fn about_resident(one: &Resident, view: &View) -> String {
    let own = || {
        let requests = view.house.requests.values();
        requests.filter(|request| request.requester == Requester::Resident(one.id))
    };
    let room = one.room.and_then(|id| view.house.rooms.get(&id));
    let place = room.map(|room| room.number.clone()).or(one.flat.clone());
    let open = own().filter(|request| request.is_open()).count();
    let rated = Sums::of(own()).average_rating();
    let mut said = vec![place.unwrap_or_default(), one.kind.label().to_owned()];
    if !one.active {
        said.push("moved out".to_owned());
    }
    if open > 0 {
        said.push(format!("{} open", counted(open, "request")));
    }
    if rated.is_some() {
        said.push(format!("content {} of 5", words::rating(rated)));
    }
    said.extend(one.contact.phone.clone());
    said.join(", ")
}

/// Every type of room, with the minutes that cleaning one takes.
fn cleaning(view: &View) -> Picker<Wish> {
    let items = view
        .house
        .room_types
        .values()
        .map(|one| {
            let minutes = |kind| one.minutes_for(kind);
            Item::new(
                format!("{} {}", one.code, one.name),
                open(HouseForm::Cleaning(one.code.clone()), view),
            )
            .detail(format!(
                "departure {}, stay-over {}, touch-up {}, deep {} min; {} on the checklist",
                minutes(CleaningKind::Departure),
                minutes(CleaningKind::Stayover),
                minutes(CleaningKind::TouchUp),
                minutes(CleaningKind::Deep),
                one.checklist().len()
            ))
        })
        .collect();
    Picker::searchable("Minutes and checklists", items).foot("Enter changes one.  Esc closes.")
}
