//! SMS, by a program of the property's or an address on the network.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::settings::Outgoing;
use crate::domain::policy::SmsBy;
use crate::domain::telling::Message;

/// How long a program or a server may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest text, in characters: four messages of a telephone.
const LONGEST: usize = 600;
/// How much of a program's complaint is kept, in bytes.
const COMPLAINT: u64 = 400;

/// Sends a message to a telephone number.
///
/// # Errors
/// Why it did not go out, in words.
pub fn send(by: SmsBy, outgoing: &Outgoing, to: &str, message: &Message) -> Result<(), String> {
    let to = number(to)?;
    let text = text(message);
    match by {
        SmsBy::Off => Err("SMS are switched off (policy sms_by).".to_owned()),
        SmsBy::Command => run(&outgoing.sms_command, &to, &text),
        SmsBy::Webhook => post(outgoing, &to, &text),
    }
}

/// The number as telephones read it; never anything a program could take for
/// an option.
fn number(given: &str) -> Result<String, String> {
    let plain: String = given
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '/' | '(' | ')' | '.'))
        .collect();
    let digits = plain.strip_prefix('+').unwrap_or(&plain);
    if digits.len() < 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("\"{given}\" is no telephone number."));
    }
    Ok(plain)
}

fn text(message: &Message) -> String {
    let plain = message
        .text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c });
    plain.take(LONGEST).collect()
}

/// Runs the property's program, without a shell.
fn run(command: &[String], to: &str, text: &str) -> Result<(), String> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(
            "No program for SMS is set; name it as sms_command in outgoing.toml beside the database."
                .to_owned(),
        );
    };
    let mut child = Command::new(program)
        .args(arguments)
        .arg(to)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program} cannot be started: {error}."))?;
    if let Some(mut input) = child.stdin.take() {
        // A program that does not read its text may still have sent something.
        let _ = input.write_all(text.as_bytes());
    }
    let began = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if began.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(20)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!(
                    "{program} did not end within {} seconds.",
                    PATIENCE.as_secs()
                ));
            }
            Err(error) => return Err(format!("{program} cannot be waited for: {error}.")),
        }
    };
    if status.success() {
        return Ok(());
    }
    let mut complaint = Vec::new();
    if let Some(errors) = child.stderr.take() {
        let _ = errors.take(COMPLAINT).read_to_end(&mut complaint);
    }
    let said = String::from_utf8_lossy(&complaint);
    Err(format!("{program} failed ({status}): {}", said.trim()))
}

/// Posts to the property's address.
fn post(outgoing: &Outgoing, to: &str, text: &str) -> Result<(), String> {
    let Some(address) = &outgoing.sms_webhook else {
        return Err(
            "No address for SMS is set; name it as sms_webhook in outgoing.toml beside the database."
                .to_owned(),
        );
    };
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .build()
        .into();
    let mut request = agent
        .post(address)
        .header("Content-Type", "application/json");
    if let Some(token) = &outgoing.sms_token {
        request = request.header("Authorization", format!("Bearer {token}"));
    }
    let body = serde_json::json!({"to": to, "text": text}).to_string();
    request
        .send(body)
        .map(|_| ())
        .map_err(|error| format!("The address for SMS would not have it: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_never_an_option() {
        assert_eq!(number("+39 06/123-456").unwrap(), "+3906123456");
        for wrong in ["", "-rf", "+", "12", "--to=1234", "06;reboot", "+39 06 x"] {
            assert!(number(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_program_gets_the_number_last_and_the_text_on_its_input() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("sent");
        let script = format!("cat > {0}; echo \" for $1 $2\" >> {0}", out.display());
        let command: Vec<String> = ["sh", "-c", &script, "sms", "urgent"]
            .map(Into::into)
            .into();
        run(&command, "+3906", "Yi waits").unwrap();
        assert_eq!(
            std::fs::read_to_string(&out).unwrap(),
            "Yi waits for urgent +3906\n"
        );
    }

    #[test]
    fn a_program_that_fails_says_why() {
        let command: Vec<String> = ["sh", "-c", "echo no signal >&2; exit 3"]
            .map(Into::into)
            .into();
        let why = run(&command, "+3906", "x").unwrap_err();
        assert!(why.contains("no signal") && why.contains('3'), "{why}");
        assert!(
            run(&["/no/such/program".into()], "+3906", "x")
                .unwrap_err()
                .contains("started")
        );
        assert!(run(&[], "+3906", "x").unwrap_err().contains("sms_command"));
    }
}
