//! Where the database lies, and making a new one.

use std::path::{Path, PathBuf};

use crate::domain::command::{CreateProperty, Request};
use crate::domain::{Code, Moment, PropertyId, Refusal, StaffId};
use crate::store::{self, Sharing, StoreError};

use super::{Channel, Desk, Failure, Receipt, Session};

/// Where the database lies unless someone says otherwise: `KEYRACK_DB`, else
/// the platform's data directory.
pub fn default_path() -> PathBuf {
    if let Some(path) = std::env::var_os("KEYRACK_DB").filter(|path| !path.is_empty()) {
        return path.into();
    }
    data_folder().join("keyrack.db")
}

/// Makes the platform's folder for keyrack's data, if it is missing.
///
/// # Errors
/// The file system refuses.
pub fn make_data_folder() -> Result<(), Failure> {
    Ok(store::make_folder(&data_folder(), Sharing::default())?)
}

/// The platform's folder for keyrack's data.
pub fn data_folder() -> PathBuf {
    directories::ProjectDirs::from("", "", "keyrack").map_or_else(
        || PathBuf::from("."),
        |folders| folders.data_dir().to_owned(),
    )
}

/// Makes a database with a property in it, or adds a property to one. The
/// folder of [`default_path`] is made if it is missing.
///
/// # Errors
/// The file cannot be made, or the property is refused.
pub fn found(
    path: &Path,
    sharing: Sharing,
    property: CreateProperty,
    at: Option<Moment>,
) -> Result<(Desk, Receipt), Failure> {
    if !path.exists() {
        if path.parent() == Some(&data_folder()) {
            store::make_folder(&data_folder(), sharing)?;
        }
        match store::create(path, sharing) {
            // Another console made it in the same moment: then it is there.
            Ok(()) | Err(StoreError::AlreadyExists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let mut desk = Desk::open(path)?;
    if !desk.store().is_own() {
        return Err(Refusal::new(
            Code::PermissionDenied,
            "Only the owner of the database file adds a property to it from outside; ask them, or send create_property as an administrator.",
        )
        .into());
    }
    let session = Session {
        property: PropertyId(0),
        staff: StaffId(0),
        channel: Channel::Cli,
        os_user: None,
        replay: at.is_some(),
    };
    let request = Request {
        at,
        ..Request::from(property)
    };
    let receipt = desk.execute(&session, &request)?;
    Ok((desk, receipt))
}
