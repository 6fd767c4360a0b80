//! The jobs that write a report: into inboxes, and into a file.

use super::work::{Ended, Work};
use crate::desk::Failure;
use crate::domain::Day;
use crate::domain::command::SendReport;
use crate::domain::jobs::Job;
use crate::domain::reports::{
    arrivals_list, assignment_summary, maintenance_report, performance_report,
};
use crate::domain::staff::Role;

/// Days of a performance report.
const WEEK: i32 = 7;

/// A report to be filed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Which job wrote it.
    pub job: Job,
    /// The day it is about, in its name.
    pub day: Day,
    /// Where the property wants it; empty where it has not said.
    pub folder: String,
    /// The property's short name.
    pub slug: String,
    /// What it says.
    pub text: String,
}

impl Report {
    /// Its file's name: `roma-arrivals-list-2026-03-17.txt`.
    pub fn file_name(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let slug: String = self.slug.chars().map(plain).collect();
        let job = self.job.as_str().replace('_', "-");
        format!("{slug}-{job}-{}.txt", self.day)
    }
}

/// Who reads which report.
fn readers(job: Job) -> &'static [Role] {
    match job {
        Job::MaintenanceReport => &[
            Role::FacilityManager,
            Role::MaintenanceSupervisor,
            Role::Manager,
        ],
        Job::ArrivalsList => &[Role::FrontDesk, Role::HousekeepingSupervisor],
        Job::PerformanceReport => &[Role::Manager, Role::Administrator],
        Job::AutoAssign => &[Role::FrontDesk],
        Job::AssignmentSummary
        | Job::NightAudit
        | Job::UnassignedCheck
        | Job::OverdueMaintenance => &[Role::FrontDesk, Role::Manager],
    }
}

impl Work<'_> {
    /// Writes the report of this job and sends it round.
    pub fn report(&mut self) -> Result<Ended, Failure> {
        let report = self.written()?;
        let told = self.send_round(&report.text, false)?;
        self.step()?;
        Ok(match self.outlet.file(&report) {
            Ok(place) => Ended::done(format!("In {told} inboxes, and in {place}.")),
            Err(why) => Ended::failed(format!("In {told} inboxes, but in no file: {why}")),
        })
    }

    /// Puts a text into the inboxes of those who read this job's reports.
    pub fn send_round(&mut self, text: &str, wants_doing: bool) -> Result<u64, Failure> {
        self.send_about(None, text, wants_doing)
    }

    /// The same, about something that can be opened.
    pub fn send_about(
        &mut self,
        about: Option<String>,
        text: &str,
        wants_doing: bool,
    ) -> Result<u64, Failure> {
        let command = SendReport {
            report: self.job.as_str().to_owned(),
            about,
            text: text.to_owned(),
            roles: readers(self.job).to_vec(),
            wants_doing,
        };
        let receipt = self.execute("send", command)?;
        let told = receipt.touched.get("told");
        Ok(told.and_then(serde_json::Value::as_u64).unwrap_or(0))
    }

    fn written(&mut self) -> Result<Report, Failure> {
        let property = self.desk.property_of(self.session.property)?;
        let today = property.business_date;
        let house = self.desk.house_ahead(&self.session)?;
        let (day, text) = match self.job {
            Job::ArrivalsList => (today.plus(1), arrivals_list(&house, today.plus(1))),
            Job::AssignmentSummary => (today, assignment_summary(&house, today)),
            Job::MaintenanceReport => (today, maintenance_report(&house, today)),
            _ => {
                let days = self.desk.reader().read(|view| {
                    Ok::<_, Failure>(view.figures(
                        property.id,
                        today.plus(-WEEK),
                        today.plus(-1),
                    )?)
                })?;
                (today, performance_report(&property, &days, today))
            }
        };
        Ok(Report {
            job: self.job,
            day,
            folder: property.policies.reports_folder.clone(),
            slug: property.slug,
            text,
        })
    }
}
