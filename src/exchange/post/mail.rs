//! E-mail, handed over to the property's own server.

use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Message as Mail, SmtpTransport, Transport};

use super::settings::Outgoing;
use crate::domain::property::Property;
use crate::domain::telling::Message;

/// How long a server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest subject, in characters.
const SUBJECT: usize = 120;

/// The line to a mail server.
pub struct Mailer {
    transport: SmtpTransport,
    from: Mailbox,
    house: String,
}

impl Mailer {
    /// A line to the server that the property names: `smtps://` speaks TLS from
    /// the first byte, `smtp://` begins it before anything is said; only on
    /// this very machine does it do without.
    ///
    /// # Errors
    /// One sentence: what is wrong with the policies.
    pub fn of(property: &Property, outgoing: &Outgoing) -> Result<Mailer, String> {
        let policies = &property.policies;
        let (secure, host, port) = address(&policies.mail_server)?;
        let builder = match (secure, is_this_machine(host)) {
            (true, _) => SmtpTransport::relay(host),
            (false, false) => SmtpTransport::starttls_relay(host),
            (false, true) => Ok(SmtpTransport::builder_dangerous(host)),
        };
        let mut builder = builder
            .map_err(|error| format!("The mail server {host} cannot be used: {error}."))?
            .timeout(Some(PATIENCE));
        if let Some(port) = port {
            builder = builder.port(port);
        }
        if let (Some(user), Some(password)) = (&outgoing.mail_user, &outgoing.mail_password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let from = policies.mail_from.parse().map_err(|_| {
            format!(
                "Policy mail_from is \"{}\", which is no address to write from.",
                policies.mail_from
            )
        })?;
        Ok(Mailer {
            transport: builder.build(),
            from,
            house: property.name.clone(),
        })
    }

    /// Hands a message over.
    ///
    /// # Errors
    /// Why the server, or the address, would not have it.
    pub fn send(&self, to: &str, message: &Message) -> Result<(), String> {
        let to: Mailbox = to
            .parse()
            .map_err(|_| format!("\"{to}\" is no e-mail address."))?;
        let mail = Mail::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject(&self.house, message))
            .header(ContentType::TEXT_PLAIN)
            .body(body(&self.house, message))
            .map_err(|error| format!("The letter cannot be written: {error}."))?;
        match self.transport.send(&mail) {
            Ok(answer) if answer.is_positive() => Ok(()),
            Ok(answer) => Err(format!("The mail server said {}.", answer.code())),
            Err(error) => Err(in_words(&error)),
        }
    }
}

fn in_words(error: &lettre::transport::smtp::Error) -> String {
    let cause =
        std::error::Error::source(error).map_or_else(String::new, |source| format!(": {source}"));
    format!("{error}{cause}")
}

/// Whether TLS comes first, the host, and the port where one is named.
fn address(server: &str) -> Result<(bool, &str, Option<u16>), String> {
    let wrong = || {
        format!(
            "Policy mail_server is \"{server}\"; write it as smtps://mail.example.com or smtp://localhost:25."
        )
    };
    let (scheme, rest) = server.split_once("://").ok_or_else(wrong)?;
    let secure = match scheme {
        "smtps" => true,
        "smtp" => false,
        _ => return Err(wrong()),
    };
    let rest = rest.trim_end_matches('/');
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().map_err(|_| wrong())?)),
        None => (rest, None),
    };
    if host.is_empty() || host.contains(['/', '@', ' ']) {
        return Err(wrong());
    }
    Ok((secure, host, port))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

/// `[Hotel Roma] Alert: Yi has no room.`, on one line.
fn subject(house: &str, message: &Message) -> String {
    let whole = format!("[{house}] {}: {}", message.kind.label(), message.headline());
    let plain = whole.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(SUBJECT).collect()
}

fn body(house: &str, message: &Message) -> String {
    let text: String = message
        .text
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    format!("{text}\n\n-- \n{house}, sent by keyrack. Answers are read by nobody.\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_or_refused() {
        assert_eq!(
            address("smtps://mail.example.com"),
            Ok((true, "mail.example.com", None))
        );
        assert_eq!(
            address("smtp://localhost:2525/"),
            Ok((false, "localhost", Some(2525)))
        );
        for wrong in [
            "",
            "mail.example.com",
            "http://x",
            "smtp://",
            "smtp://x:y",
            "smtp://a@b",
        ] {
            assert!(
                address(wrong).unwrap_err().contains("mail_server"),
                "{wrong}"
            );
        }
        assert!(is_this_machine("127.0.0.1") && !is_this_machine("mail.example.com"));
    }
}
