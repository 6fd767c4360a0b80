//! The one registry of what a person can do.
//!
//! Owns, for every action, its id, its name, the line that explains it, where
//! it applies, what it needs to be pointed at and which command it gives.
//! Footer, help, palette, context menu and the key file are all drawn from
//! here; the keys themselves stand in `assets/keymap.toml`. Decides nothing:
//! whether an action is possible now is asked of the domain.

mod catalogue;

pub use catalogue::{Action, REGISTRY};

/// Where the keyboard is: the same key may do different things in each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Context {
    /// On every screen, while nothing lies over it.
    Everywhere,
    /// The month grid.
    Grid,
    /// The month grid with a stay picked up.
    Carry,
    /// A plan that is looked at.
    Plan,
    /// The turnover board.
    Turnover,
    /// The alerts.
    Alerts,
    /// The list of bookings.
    Bookings,
    /// The page of one booking.
    Page,
    /// Requests for repair or service.
    Requests,
    /// The people of the house.
    Staff,
    /// The team and its work.
    Team,
    /// What repairs cost.
    Costs,
    /// The allocation rules.
    Rules,
    /// What was cleaned.
    Cleanings,
    /// A list to choose from: palette, help, menus.
    List,
    /// A form to fill in.
    Form,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 16] = [
        Self::Everywhere,
        Self::Grid,
        Self::Carry,
        Self::Plan,
        Self::Turnover,
        Self::Alerts,
        Self::Bookings,
        Self::Page,
        Self::Requests,
        Self::Staff,
        Self::Team,
        Self::Costs,
        Self::Rules,
        Self::Cleanings,
        Self::List,
        Self::Form,
    ];

    /// The name the key file uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Grid => "grid",
            Self::Carry => "carry",
            Self::Plan => "plan",
            Self::Turnover => "turnover",
            Self::Alerts => "alerts",
            Self::Bookings => "bookings",
            Self::Page => "booking",
            Self::Requests => "requests",
            Self::Staff => "staff",
            Self::Team => "team",
            Self::Costs => "costs",
            Self::Rules => "rules",
            Self::Cleanings => "cleanings",
            Self::List => "list",
            Self::Form => "form",
        }
    }

    /// What help calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Grid => "Month grid",
            Self::Carry => "Moving a stay",
            Self::Plan => "Looking at a plan",
            Self::Turnover => "Turnover board",
            Self::Alerts => "Alerts",
            Self::Bookings => "Bookings",
            Self::Page => "Booking",
            Self::Requests => "Requests",
            Self::Staff => "Staff",
            Self::Team => "Team",
            Self::Costs => "Costs",
            Self::Rules => "Rules",
            Self::Cleanings => "Cleanings",
            Self::List => "Lists",
            Self::Form => "Forms",
        }
    }
}

/// Under which heading help shows an action.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// Moving about and looking.
    Look,
    /// What is done with bookings.
    Booking,
    /// What is done with rooms.
    Rooms,
    /// What is done with alerts.
    Alerts,
    /// What is done with requests.
    Requests,
    /// What is done with the staff.
    People,
    /// What is done with allocation rules.
    Rules,
    /// Undo, help, quitting.
    SafeHands,
}

impl Group {
    /// Every group, in the order help shows them.
    pub const ALL: [Self; 8] = [
        Self::Look,
        Self::Booking,
        Self::Rooms,
        Self::Alerts,
        Self::Requests,
        Self::People,
        Self::Rules,
        Self::SafeHands,
    ];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Look => "MOVE AND LOOK",
            Self::Booking => "BOOKING",
            Self::Rooms => "ROOMS",
            Self::Alerts => "ALERTS",
            Self::Requests => "REQUESTS",
            Self::People => "STAFF",
            Self::Rules => "RULES",
            Self::SafeHands => "SAFE HANDS",
        }
    }
}

/// What an action has to be pointed at before it can mean anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A selected booking.
    Booking,
    /// A selected room.
    Room,
    /// A selected block.
    Block,
    /// A selected alert.
    Alert,
    /// A selected request.
    Request,
    /// A selected person.
    Person,
    /// A selected allocation rule.
    Rule,
}

/// All there is to know about one action, but its keys.
#[derive(Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// Its stable name in the key file.
    pub id: &'static str,
    /// What footers, menus and the palette call it.
    pub name: &'static str,
    /// One line that explains it.
    pub doc: &'static str,
    /// Its heading in help.
    pub group: Group,
    /// Where it applies.
    pub contexts: &'static [Context],
    /// What has to be selected.
    pub needs: Needs,
    /// The `op` of the command it gives, if it changes the property.
    pub command: Option<&'static str>,
}

impl Action {
    /// What the registry says about this action.
    pub fn entry(self) -> &'static Entry {
        // The registry and the enum come from one list, in one order.
        &REGISTRY[self as usize]
    }

    /// The action with this id.
    pub fn by_id(id: &str) -> Option<Self> {
        REGISTRY
            .iter()
            .find(|entry| entry.id == id)
            .map(|entry| entry.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_finds_its_own_entry() {
        for entry in REGISTRY {
            assert_eq!(entry.action.entry().id, entry.id);
            assert_eq!(Action::by_id(entry.id), Some(entry.action));
        }
    }

    #[test]
    fn ids_and_names_are_unique_and_texts_are_sentences() {
        let ids: BTreeSet<_> = REGISTRY.iter().map(|entry| entry.id).collect();
        let names: BTreeSet<_> = REGISTRY.iter().map(|entry| entry.name).collect();
        assert_eq!((ids.len(), names.len()), (REGISTRY.len(), REGISTRY.len()));
        for entry in REGISTRY {
            assert!(
                entry
                    .id
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            );
            assert!(
                entry.name.is_ascii() && entry.doc.is_ascii(),
                "{}",
                entry.id
            );
            assert!(entry.doc.len() > 10, "{} explains nothing", entry.id);
            assert!(!entry.contexts.is_empty(), "{} applies nowhere", entry.id);
        }
    }
}
