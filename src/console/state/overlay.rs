//! What lies over a screen: a list to choose from, or a form.

use crate::console::form::Form;
use crate::console::widget::picker::Picker;
use crate::console::wish::Wish;

/// The one thing that lies over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A list to choose from.
    List(Box<Picker<Wish>>),
    /// A form to fill in.
    Form(Box<Form>),
}
