//! Commands about the views a person keeps.

use serde::{Deserialize, Serialize};

use crate::domain::saved_view::{Arrangement, ScreenName};

/// Keep an arrangement of a screen under a name; one of that name is replaced.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveView {
    /// The name.
    pub name: String,
    /// How the screen is arranged.
    pub view: Arrangement,
}

/// Give a kept view up.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeleteView {
    /// The name.
    pub name: String,
    /// Of which screen.
    pub screen: ScreenName,
}
