//! `keyrack doctor`: looks everything over, and mends what is safe to mend.

use clap::Args;
use serde_json::{Value, json};

use super::Ending;
use super::arguments::Global;
use super::console::Looks;
use super::door::Door;
use super::fault::Fault;
use super::voice::Voice;
use crate::console::settings::Settings;
use crate::console::{ask_terminal, settings};
use crate::desk::{self, Channel, Desk, Door as Way, Session, Window};
use crate::domain::doctor::{Check, Finding, Mend, Severity, in_order, places, terminal};
use crate::domain::property::Property;
use crate::exchange::post;

/// Look everything over: people, work, rooms, bookings, file, jobs, settings, terminal.
#[derive(Args, Debug)]
pub struct Doctor {
    /// Mend what is safe to mend: by commands that can be undone, and by taking
    /// rights on files away
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    looks: Looks,
}

/// Something found, and in which property; none for what belongs to all.
struct Found {
    finding: Finding,
    property: Option<String>,
}

/// What was tried to put a finding right, and what came of it.
struct Tried {
    finding: Finding,
    came: Result<String, String>,
}

impl Doctor {
    /// Looks, mends if asked to, and looks again.
    ///
    /// # Errors
    /// Nobody is let in, or there is no property of the given name.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        // Asked once, before anything is said on it.
        let here = terminal::examine(&ask_terminal::look());
        let mut found = self.examine(global)?;
        let mut tried = Vec::new();
        if self.fix {
            tried = found
                .iter()
                .filter_map(|one| one.put_right(global))
                .collect();
            if !tried.is_empty() {
                found = self.examine(global)?;
            }
        }
        let mut found: Vec<Finding> = found.into_iter().map(|one| one.finding).collect();
        found.extend(here);
        in_order(&mut found);
        let ok = !found.iter().any(Finding::is_wrong);
        if voice.is_json() {
            voice.data(&json!({
                "ok": ok,
                "findings": found.iter().map(as_json).collect::<Vec<_>>(),
                "mended": tried.iter().map(tried_json).collect::<Vec<_>>(),
            }))?;
        } else {
            self.tell(&found, &tried, voice)?;
        }
        Ok(if ok { Ending::Done } else { Ending::NotAll })
    }

    /// Everything but the terminal.
    fn examine(&self, global: &Global) -> Result<Vec<Found>, Fault> {
        let path = global.path();
        let mut found = self.settings(global);
        found.extend(places::files(&desk::places(&path)));
        let outgoing = post::file_beside(&path);
        found.extend(places::files(&desk::place(
            &outgoing,
            "the file of credentials",
            0o600,
        )));
        found.extend(desk::damage(&path));
        let mut desk = None;
        if !found.iter().any(|one| one.check == Check::Unopened) {
            match Desk::open(&path) {
                Ok(opened) => desk = Some(opened),
                Err(failure) => {
                    let shown = path.display().to_string();
                    found.push(Finding::new(Check::Unopened, shown, failure.message()));
                }
            }
        }
        let mut found: Vec<Found> = found.into_iter().map(|one| Found::of(one, None)).collect();
        if let Some(desk) = &desk {
            for property in wanted(desk, global)? {
                let here = one_property(desk, &property, global)?;
                let slug = Some(property.slug.as_str());
                found.extend(here.into_iter().map(|one| Found::of(one, slug)));
            }
        }
        Ok(found)
    }

    /// What is wrong with the configuration file, if anything is.
    fn settings(&self, global: &Global) -> Vec<Finding> {
        let Err(fault) = Settings::load(&self.looks.asked(global)) else {
            return Vec::new();
        };
        let path = self.looks.config_path().or_else(settings::usual_path);
        let about = path.map_or_else(String::new, |path| path.display().to_string());
        // The parser draws the line it stumbled over; a sentence has no drawing.
        let words: Vec<String> = fault
            .to_string()
            .lines()
            .filter(|line| !line.contains('|'))
            .map(|line| line.trim().to_owned())
            .collect();
        let words = words.join(": ");
        let message = format!(
            "The configuration is not understood: {}; correct it, or the console does not open.",
            words.trim_end_matches('.')
        );
        vec![Finding::new(Check::Settings, about, message)]
    }

    fn tell(&self, found: &[Finding], tried: &[Tried], voice: &mut Voice) -> Result<(), Fault> {
        for one in tried {
            match &one.came {
                Ok(done) => voice.say(&format!("Mended: {done}."))?,
                Err(why) => voice.say(&format!("Not mended: {} {why}", one.finding.message))?,
            }
        }
        for finding in found {
            voice.say(&format!(
                "{}  {}: {}",
                match finding.severity {
                    Severity::Fault => "FAULT  ",
                    Severity::Warning => "Warning",
                    Severity::Notice => "Notice ",
                },
                finding.check.part().as_str(),
                finding.message
            ))?;
        }
        let count = |severity| found.iter().filter(|one| one.severity == severity).count();
        let (faults, warnings) = (count(Severity::Fault), count(Severity::Warning));
        let notices = count(Severity::Notice);
        voice.say(&match (faults, warnings) {
            (0, 0) => format!("Nothing is wrong; {notices} things are worth knowing."),
            _ => {
                format!("{faults} faults, {warnings} warnings; {notices} things are worth knowing.")
            }
        })?;
        let safe = found
            .iter()
            .filter(|one| one.is_wrong() && one.mend.is_some())
            .count();
        if safe > 0 && !self.fix {
            voice.say(&format!(
                "{safe} of these are safe to mend: \"keyrack doctor --fix\"."
            ))?;
        } else if self.fix && (faults, warnings) != (0, 0) {
            voice.say("What is left is for a person to decide.")?;
        }
        Ok(())
    }
}

impl Found {
    fn of(finding: Finding, property: Option<&str>) -> Found {
        Found {
            finding,
            property: property.map(str::to_owned),
        }
    }

    /// Puts it right, where it is wrong and that is safe.
    fn put_right(&self, global: &Global) -> Option<Tried> {
        let mend = self
            .finding
            .mend
            .as_ref()
            .filter(|_| self.finding.is_wrong())?;
        let came = match mend {
            Mend::Mode(path, mode) => desk::tighten(path, *mode).map_err(Fault::from),
            Mend::Order(_) => self.order(global, mend),
        };
        Some(Tried {
            came: came.map_err(|fault| fault.message().to_owned()),
            finding: self.finding.clone(),
        })
    }

    fn order(&self, global: &Global, mend: &Mend) -> Result<String, Fault> {
        let global = Global {
            property: self.property.clone(),
            ..global.clone()
        };
        let mut door = Door::open(&global, Channel::Cli)?;
        Ok(door.desk.mend(&door.session, mend)?)
    }
}

/// The properties to look at: the one that is named, or all.
fn wanted(desk: &Desk, global: &Global) -> Result<Vec<Property>, Fault> {
    match &global.property {
        Some(slug) => Ok(vec![desk.property_called(Some(slug))?]),
        None => Ok(desk.properties()?),
    }
}

fn one_property(desk: &Desk, property: &Property, global: &Global) -> Result<Vec<Finding>, Fault> {
    if desk.door(property) != Way::Open {
        // Whoever may not come in is told nothing of the house.
        Door::open(&of(global, property), Channel::Cli)?;
    }
    // A row that cannot be read is told of by the check of the file; what
    // cannot be looked at for it is left out.
    let mut found = match desk.examine(property.id) {
        Ok(found) => found,
        Err(failure) => vec![Finding::new(
            Check::Unopened,
            &property.slug,
            format!(
                "{} could not be looked over: {}",
                property.name,
                failure.message()
            ),
        )],
    };
    let session = Session::nobody(property.id, Channel::Cli);
    let window = Window {
        from: property.business_date,
        days: 1,
    };
    if let Ok(house) = desk.house(&session, window) {
        let known = post::way_out(property, &global.path());
        found.extend(places::way_out(&house, &known));
    }
    Ok(found)
}

/// The same call, for one property.
fn of(global: &Global, property: &Property) -> Global {
    Global {
        property: Some(property.slug.clone()),
        ..global.clone()
    }
}

fn as_json(finding: &Finding) -> Value {
    json!({
        "check": finding.check.as_str(),
        "part": finding.check.part(),
        "severity": finding.severity,
        "where": finding.about,
        "message": finding.message,
        "mendable": finding.mend.is_some(),
    })
}

fn tried_json(tried: &Tried) -> Value {
    let (done, why_not) = match &tried.came {
        Ok(done) => (Some(done), None),
        Err(why) => (None, Some(why)),
    };
    json!({
        "check": tried.finding.check.as_str(),
        "where": tried.finding.about,
        "done": done,
        "why_not": why_not,
    })
}
