//! `keyrack demo`: the practice hotel, in a database of its own.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono_tz::Tz;
use clap::Args;
use serde_json::json;

use super::Ending;
use super::arguments::Global;
use super::console::{self, Looks};
use super::door::Door;
use super::fault::Fault;
use super::voice::Voice;
use crate::desk::{self, Channel, Desk};
use crate::domain::{Code, Day, Moment, Refusal};
use crate::exchange::at_desk::make_practice_hotel;
use crate::exchange::practice::SLUG;

/// Open the practice hotel: 60 rooms, six months of bookings, nothing real.
#[derive(Args, Debug)]
pub struct Demo {
    /// Make it anew, for today
    #[arg(long)]
    reset: bool,
    /// Make it for this day [else today]
    #[arg(long, value_name = "DATE")]
    today: Option<Day>,
    /// Only make it; do not open the console
    #[arg(long)]
    no_console: bool,
    #[command(flatten)]
    looks: Looks,
}

impl Demo {
    /// Makes the practice hotel if it is missing, and opens it.
    ///
    /// # Errors
    /// There is no terminal, or the database cannot be made.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        if !self.no_console {
            console::present()?;
        }
        // Never where the real hotel is: KEYRACK_DB does not count here.
        let path = global
            .db
            .clone()
            .unwrap_or_else(|| desk::data_folder().join("practice.db"));
        let made = self.see_to_it(&path, voice)?;
        let global = Global {
            db: Some(path),
            property: None,
            ..global.clone()
        };
        if !self.no_console {
            let (door, seated) = Door::for_console(&global)?;
            return self.looks.open(door, seated, &global);
        }
        let door = Door::open(&global, Channel::Console)?;
        Demo::tell(&door, &global.path(), made, voice)
    }

    /// Makes the hotel where it is missing or to be made anew; answers whether
    /// it was made.
    fn see_to_it(&self, path: &Path, voice: &mut Voice) -> Result<bool, Fault> {
        if path.exists() {
            only_practice(path)?;
            if !self.reset {
                return Ok(false);
            }
            let aside = Aside::beside(path)?;
            self.make(&aside.file(), voice)?;
            let kept = desk::restore(&aside.file(), path)?;
            // It was a practice hotel; nobody misses it.
            kept.map_or(Ok(()), std::fs::remove_file)
                .map_err(|error| cannot_make(&error))?;
            return Ok(true);
        }
        if path.parent() == Some(&desk::data_folder()) {
            desk::make_data_folder()?;
        }
        self.make(path, voice)?;
        Ok(true)
    }

    fn make(&self, path: &Path, voice: &mut Voice) -> Result<(), Fault> {
        let zone = local_zone();
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let now = Moment::from_millis(since.as_millis() as i64);
        let today = self.today.unwrap_or_else(|| now.calendar_day(zone));
        make_practice_hotel(path, today, zone, &mut |progress| {
            voice.progress(
                "Furnishing the practice hotel:",
                progress.done,
                progress.expected,
            );
        })?;
        Ok(())
    }

    fn tell(door: &Door, path: &Path, made: bool, voice: &mut Voice) -> Result<Ending, Fault> {
        let property = door.property()?;
        if voice.is_json() {
            voice.data(&json!({
                "ok": true, "made": made, "property": property.slug, "database": path,
                "business_date": property.business_date,
            }))?;
            return Ok(Ending::Done);
        }
        let done = if made { "is furnished" } else { "stands" };
        voice.say(&format!(
            "{} {done} in {}, on {}.",
            property.name,
            path.display(),
            property.business_date
        ))?;
        Ok(Ending::Done)
    }
}

/// Refuses a database that is not the practice hotel's own.
fn only_practice(path: &Path) -> Result<(), Fault> {
    let properties = Desk::open(path)?.properties()?;
    match properties.as_slice() {
        [only] if only.slug == SLUG => Ok(()),
        _ => Err(Refusal::new(
            Code::AlreadyExists,
            format!(
                "{} is not the practice hotel's database and was left untouched; name another with --db.",
                path.display()
            ),
        )
        .into()),
    }
}

/// The time zone this computer stands in.
fn local_zone() -> Tz {
    iana_time_zone::get_timezone()
        .ok()
        .and_then(|name| name.parse().ok())
        .unwrap_or(Tz::UTC)
}

/// A folder beside a file, gone with everything in it when it is done with.
struct Aside(PathBuf);

impl Aside {
    fn beside(path: &Path) -> Result<Aside, Fault> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".new-{}", std::process::id()));
        let folder = path.with_file_name(name);
        std::fs::create_dir(&folder).map_err(|error| cannot_make(&error))?;
        Ok(Aside(folder))
    }

    fn file(&self) -> PathBuf {
        self.0.join("practice.db")
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // What is left behind is a folder whose name says what it was.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn cannot_make(error: &std::io::Error) -> Fault {
    Fault::File(format!(
        "The practice hotel cannot be made: {error}; name another place with --db."
    ))
}
