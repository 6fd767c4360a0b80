//! The post, against a mail server that listens on this machine, and a program
//! that sends SMS.
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use keyrack::desk::{Channel, Desk, Session, Sharing, found};
use keyrack::domain::Moment;
use keyrack::domain::command::{
    Announce, Command, CreateProperty, CreateStaff, NotifyWish, Request, ResendMessage, SetPolicy,
};
use keyrack::domain::staff::Role;
use keyrack::domain::telling::DeliveryState;
use keyrack::exchange::post::{Post, Sent};
use tempfile::TempDir;

thread_local! {
    static CLOCK: Cell<i64> = const { Cell::new(1_773_644_400_000) };
}

fn clock() -> Moment {
    Moment::from_millis(CLOCK.get())
}

fn pass(seconds: i64) {
    CLOCK.set(CLOCK.get() + seconds * 1000);
}

/// A mail server that takes letters, or turns some away first.
struct Server {
    port: u16,
    letters: Arc<Mutex<Vec<String>>>,
    turns_away: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Server {
            port,
            letters: Arc::default(),
            turns_away: Arc::default(),
            stop: Arc::default(),
        };
        let (letters, turns_away, stop) = (
            Arc::clone(&server.letters),
            Arc::clone(&server.turns_away),
            Arc::clone(&server.stop),
        );
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let _ = serve(stream.unwrap(), &letters, &turns_away);
            }
        });
        server
    }

    fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// As much of RFC 5321 as a client needs to hand a letter over.
fn serve(
    stream: TcpStream,
    letters: &Mutex<Vec<String>>,
    turns_away: &AtomicUsize,
) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    write!(out, "220 roma.test ready\r\n")?;
    let mut envelope = String::new();
    while let Some(line) = lines.next() {
        let line = line?;
        let word = line
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_uppercase();
        match word.as_str() {
            "EHLO" | "HELO" => write!(out, "250-roma.test\r\n250 8BITMIME\r\n")?,
            "MAIL" => {
                envelope = format!("{line}\n");
                let refused = turns_away.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                    left.checked_sub(1)
                });
                if refused.is_ok() {
                    write!(out, "451 come back later\r\n")?;
                } else {
                    write!(out, "250 ok\r\n")?;
                }
            }
            "RCPT" => {
                envelope.push_str(&line);
                envelope.push('\n');
                write!(out, "250 ok\r\n")?;
            }
            "DATA" => {
                write!(out, "354 go on\r\n")?;
                let mut text = envelope.clone();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    text.push_str(&line);
                    text.push('\n');
                }
                letters.lock().unwrap().push(text);
                write!(out, "250 taken\r\n")?;
            }
            "RSET" | "NOOP" => write!(out, "250 ok\r\n")?,
            "QUIT" => {
                write!(out, "221 bye\r\n")?;
                return Ok(());
            }
            _ => write!(out, "502 what?\r\n")?,
        }
    }
    Ok(())
}

struct House {
    folder: TempDir,
    desk: Desk,
    session: Session,
}

fn house(mail_server: &str) -> House {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("house.db");
    let property = CreateProperty {
        name: "Hôtel Roma".into(),
        slug: "roma".into(),
        currency: "EUR".into(),
        timezone: "Europe/Rome".into(),
        business_date: "2026-03-16".parse().ok(),
        administrator: None,
    };
    let (desk, _) = found(&path, Sharing::default(), property, Some(clock())).unwrap();
    let desk = desk.with_clock(clock);
    let session = desk.session(None, None, Channel::Cli).unwrap();
    let mut house = House {
        folder,
        desk,
        session,
    };
    for (name, value) in [
        ("mail_server", mail_server),
        ("mail_from", "Hotel Roma <desk@roma.example>"),
    ] {
        house.does(SetPolicy {
            name: name.into(),
            value: value.into(),
        });
    }
    house.does(CreateStaff {
        email: Some("dora@example.com".into()),
        phone: Some("+39 06 123".into()),
        notify: Some(NotifyWish {
            email: Some(true),
            sms: Some(true),
            ..NotifyWish::default()
        }),
        ..CreateStaff::new("dora", "Dora", Role::FrontDesk)
    });
    house
}

impl House {
    fn does(&mut self, command: impl Into<Command>) {
        let request = Request::from(command.into());
        self.desk.execute(&self.session, &request).unwrap();
    }

    fn post(&self) -> Post {
        let path = self.folder.path().join("house.db");
        let desk = Desk::open(&path).unwrap().with_clock(clock);
        Post::new(desk, &path, self.session.property, Arc::default())
    }

    fn announces(&mut self, text: &str) {
        self.does(Announce {
            text: text.into(),
            ..Announce::default()
        });
    }

    /// State, tries and fault of the only letter.
    fn letter(&self) -> (DeliveryState, u32, Option<String>) {
        let outbox = self.desk.outbox(&self.session, 10).unwrap();
        assert_eq!(outbox.len(), 1, "{outbox:?}");
        let delivery = outbox[0].delivery.clone();
        (delivery.state(), delivery.attempts, delivery.last_error)
    }
}

/// The lines of a letter's headers and text, with `=` endings joined.
fn plain(letter: &str) -> String {
    letter.replace("=\n", "")
}

#[test]
fn a_letter_reaches_a_real_mail_server() {
    let server = Server::start();
    let mut house = house(&format!("smtp://127.0.0.1:{}", server.port));
    house.announces("Cake at four\nin the garden\u{1b}[2J");
    let done = house.post().round().unwrap().unwrap();
    assert_eq!(done.post, Sent { sent: 1, failed: 0 });
    let letters = server.letters();
    assert_eq!(letters.len(), 1);
    let letter = plain(&letters[0]);
    assert!(letter.contains("MAIL FROM:<desk@roma.example>"), "{letter}");
    assert!(letter.contains("RCPT TO:<dora@example.com>"), "{letter}");
    assert!(letter.contains("To: dora@example.com"), "{letter}");
    assert!(letter.contains("Announcement: Cake at four"), "{letter}");
    assert!(letter.contains("in the garden[2J"), "{letter}");
    assert!(
        !letter.contains('\u{1b}'),
        "no control sequence leaves the house"
    );
    assert_eq!(house.letter().0, DeliveryState::Sent);
    // And never a second time.
    assert_eq!(house.post().take_out().unwrap(), Sent::default());
}

#[test]
fn a_letter_that_is_turned_away_is_tried_again_after_one_two_and_four_minutes() {
    let server = Server::start();
    server.turns_away.store(3, Ordering::SeqCst);
    let mut house = house(&format!("smtp://127.0.0.1:{}", server.port));
    house.announces("Cake at four");
    let mut post = house.post();
    let mut tried = Vec::new();
    for second in 0..600 {
        let done = post.round().unwrap().unwrap().post;
        if done != Sent::default() {
            tried.push((second, done.sent));
        }
        pass(1);
    }
    assert_eq!(tried, [(0, 0), (60, 0), (180, 0), (420, 1)]);
    assert_eq!(server.letters().len(), 1);
}

#[test]
fn a_dead_letter_is_seen_and_can_be_sent_again() {
    let server = Server::start();
    server.turns_away.store(4, Ordering::SeqCst);
    let mut house = house(&format!("smtp://127.0.0.1:{}", server.port));
    house.announces("Cake at four");
    let mut post = house.post();
    for _ in 0..8 {
        post.round().unwrap();
        pass(61);
    }
    let (state, tries, fault) = house.letter();
    assert_eq!((state, tries), (DeliveryState::Dead, 4));
    assert!(fault.unwrap().contains("451"), "says what the server said");
    assert!(server.letters().is_empty());
    let message = house.desk.outbox(&house.session, 1).unwrap()[0].message.id;
    house.does(ResendMessage { message });
    post.round().unwrap();
    assert_eq!(house.letter().0, DeliveryState::Sent);
    assert_eq!(server.letters().len(), 1);
}

#[test]
fn without_a_server_nothing_is_lost_and_nothing_piles_up() {
    let mut house = house("");
    house.announces("Cake at four");
    assert!(house.desk.outbox(&house.session, 10).unwrap().is_empty());
    let dora = house
        .desk
        .session(None, Some("dora"), Channel::Cli)
        .unwrap();
    assert_eq!(house.desk.inbox(&dora).unwrap().len(), 1);
    // A server that does not answer: the letter waits, the inbox has it.
    house.does(SetPolicy {
        name: "mail_server".into(),
        value: "smtp://127.0.0.1:1".into(),
    });
    house.announces("More cake");
    let done = house.post().round().unwrap().unwrap();
    assert_eq!(done.post, Sent { sent: 0, failed: 1 });
    assert_eq!(house.letter().0, DeliveryState::Waiting);
    assert_eq!(house.desk.inbox(&dora).unwrap().len(), 2);
}

#[test]
fn an_urgent_message_goes_by_sms_through_the_houses_program() {
    let mut house = house("");
    let out = house.folder.path().join("sent");
    let program = house.folder.path().join("sms");
    std::fs::write(
        &program,
        format!(
            "#!/bin/sh\ncat >> {0}\necho \" to $1\" >> {0}\n",
            out.display()
        ),
    )
    .unwrap();
    let settings = house.folder.path().join("outgoing.toml");
    std::fs::write(
        &settings,
        format!("sms_command = [\"{}\"]\n", program.display()),
    )
    .unwrap();
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        std::fs::set_permissions(&settings, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    house.does(SetPolicy {
        name: "sms_by".into(),
        value: "command".into(),
    });
    // A stay that should have begun hours ago, without a room: told everyone.
    let receipt = house.desk.execute(
        &house.session,
        &Request::read(r#"{"op":"create_room_type","code":"DBL","name":"Double","capacity":2,"rate":"100.00"}"#).unwrap(),
    );
    receipt.unwrap();
    house
        .desk
        .execute(
            &house.session,
            &Request::read(r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-16","nights":1,"lead":"Yi","arrival_time":"08:00"}"#).unwrap(),
        )
        .unwrap();
    let done = house.post().round().unwrap().unwrap();
    assert_eq!(done.post, Sent { sent: 1, failed: 0 }, "{done:?}");
    let sent = std::fs::read_to_string(&out).unwrap();
    assert!(
        sent.contains("Yi") && sent.ends_with(" to +3906123\n"),
        "{sent}"
    );
}
