//! Keeping views: everyone has their own, nobody changes another's.

use super::{Decide, check, find};
use crate::domain::command::{DeleteView, SaveView};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::row::Table;
use crate::domain::saved_view::{SavedView, ScreenName};

/// Views one person can keep; a longer list is no help.
const MOST: usize = 60;

/// The acting person's view of that name.
fn own(draft: &Draft, screen: ScreenName, name: &str) -> Option<SavedView> {
    draft
        .saved_views()
        .into_iter()
        .find(|view| view.arrangement.screen() == screen && same(&view.name, name))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl Decide for SaveView {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let name = check::text("name", &self.name, check::CODE)?;
        let screen = self.view.screen();
        let known = own(draft, screen, &name);
        if known.is_none() && draft.saved_views().len() >= MOST {
            return Err(check::invalid(
                "name",
                format!("{MOST} views are kept already; give one up first."),
            ));
        }
        let view = SavedView {
            id: known
                .as_ref()
                .map_or_else(|| draft.fresh_id(), |view| view.id),
            property: draft.property().id,
            staff: draft.context().actor.id,
            name,
            arrangement: self.view.clone(),
            version: known.map_or(0, |view| view.version),
        };
        draft.tell("view", &view.name);
        draft.summarise(format!("Kept the view \"{}\"", view.name));
        draft.save(view);
        Ok(())
    }
}

impl Decide for DeleteView {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let name = check::text("name", &self.name, check::CODE)?;
        let Some(view) = own(draft, self.screen, &name) else {
            return Err(Refusal::new(
                Code::NotFound,
                format!(
                    "You keep no view \"{name}\" of the {} screen; open the list of views to see which.",
                    self.screen.as_str()
                ),
            )
            .with("view", &name));
        };
        find::fresh(draft, &format!("The view \"{}\"", view.name), view.version)?;
        draft.tell("view", &view.name);
        draft.summarise(format!("Gave up the view \"{}\"", view.name));
        draft.remove(Table::SavedView, view.id);
        Ok(())
    }
}
