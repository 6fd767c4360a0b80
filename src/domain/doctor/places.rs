//! Settings, files and the way out of the house.

use super::{Check, Finding, Mend, some};
use crate::domain::house::House;
use crate::domain::policy::SmsBy;
use crate::domain::staff::Staff;

/// A file or folder of the house, as the file system has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Where.
    pub path: String,
    /// What it is, as people say it: `the database`.
    pub what: &'static str,
    /// Its mode.
    pub mode: u32,
    /// The mode beyond which nobody may have rights on it: 0700 or 0770.
    pub most: u32,
}

/// Files and folders that strangers on this machine may read.
pub fn files(places: &[Place]) -> Vec<Finding> {
    places
        .iter()
        .filter(|place| place.mode & 0o777 & !place.most != 0)
        .map(|place| {
            let tight = place.mode & 0o7777 & !(0o777 & !place.most);
            let message = format!(
                "{} ({}) can be read by strangers on this machine (mode {:o}); make it {:o} with chmod.",
                place.path,
                place.what,
                place.mode & 0o7777,
                tight
            );
            let mut finding = Finding::new(Check::TooOpen, &place.path, message);
            finding.mend = Some(Mend::Mode(place.path.clone(), tight));
            finding
        })
        .collect()
}

/// What this machine knows of the way out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WayOut {
    /// Why the file of credentials cannot be used, as a sentence.
    pub unreadable: Option<String>,
    /// Why the mail server cannot be used, as a sentence.
    pub mail: Option<String>,
    /// A name for the mail server is known.
    pub mail_user: bool,
    /// A password for it is known.
    pub mail_password: bool,
    /// A program that sends SMS is named.
    pub sms_command: bool,
    /// An address that SMS are posted to is named.
    pub sms_webhook: bool,
    /// Why reports cannot be filed, as a sentence.
    pub reports: Option<String>,
}

/// Looks over whether e-mail, SMS and reports can leave the house.
pub fn way_out(house: &House, known: &WayOut) -> Vec<Finding> {
    let Some(property) = &house.property else {
        return Vec::new();
    };
    let policies = &property.policies;
    let mut found = Vec::new();
    let mut say = |check, about: &str, message: String| {
        found.push(Finding::new(check, about, message));
    };
    if let Some(fault) = &known.unreadable {
        say(Check::Outgoing, "outgoing.toml", fault.clone());
    }
    if let Some(fault) = &known.mail {
        say(Check::MailIncomplete, "mail_server", fault.clone());
    } else if policies.mail_server.is_empty() && !policies.mail_from.is_empty() {
        say(
            Check::MailIncomplete,
            "mail_server",
            "An address to write from is set, but no mail server; set policy mail_server too."
                .to_owned(),
        );
    } else if !policies.mail_server.is_empty() && known.mail_user != known.mail_password {
        let (has, lacks) = if known.mail_user {
            ("name", "password")
        } else {
            ("password", "name")
        };
        say(
            Check::MailIncomplete,
            "outgoing.toml",
            format!(
                "A {has} for the mail server is set, but no {lacks}, so it is not used; set mail_{} in outgoing.toml beside the database.",
                if lacks == "name" { "user" } else { lacks }
            ),
        );
    }
    if let Some(message) = sms(policies.sms_by, known) {
        say(Check::SmsIncomplete, "sms_by", message.to_owned());
    }
    if let Some(fault) = &known.reports {
        say(Check::ReportsFolder, "reports_folder", fault.clone());
    }
    found.extend(unreached(house));
    found
}

fn sms(by: SmsBy, known: &WayOut) -> Option<&'static str> {
    match by {
        SmsBy::Command if !known.sms_command => Some(
            "SMS are to go out by a program, and none is named; set sms_command in outgoing.toml beside the database.",
        ),
        SmsBy::Webhook if !known.sms_webhook => Some(
            "SMS are to be posted to an address, and none is named; set sms_webhook in outgoing.toml beside the database.",
        ),
        _ => None,
    }
}

/// People who want e-mail or SMS and have no address for it.
fn unreached(house: &House) -> Vec<Finding> {
    let people = || house.staff.values().filter(|person| person.may_act());
    let names = |lacks: &dyn Fn(&Staff) -> bool| -> Vec<&str> {
        people()
            .filter(|person| lacks(person))
            .map(|person| person.name.as_str())
            .collect()
    };
    let mut found = Vec::new();
    let mail = names(&|person| person.notify.email && person.email.is_none());
    if !mail.is_empty() {
        let message = format!(
            "{} should be told by e-mail, but no address is known; write it down, or tell them in the console only.",
            some(&mail)
        );
        found.push(Finding::new(Check::NoAddress, "email", message));
    }
    let sms = names(&|person| person.notify.sms && person.phone.is_none());
    if !sms.is_empty() {
        let message = format!(
            "{} should be told by SMS, but no number is known; write it down, or tell them in the console only.",
            some(&sms)
        );
        found.push(Finding::new(Check::NoAddress, "sms", message));
    }
    found
}
