//! Commands still being written: they refuse plainly. This file empties as
//! their families land.

use super::Decide;
use crate::domain::command as c;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};

macro_rules! unbuilt {
    ($($name:ident),* $(,)?) => {$(
        impl Decide for c::$name {
            fn decide(&self, _: &mut Draft) -> Result<(), Refusal> {
                Err(Refusal::new(Code::BadCommand, "This operation is not built yet."))
            }
        }
    )*};
}

unbuilt!(ResolveAlert, SnoozeAlert, AcknowledgeAlert);
