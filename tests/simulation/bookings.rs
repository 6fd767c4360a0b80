//! The bookings that are lived through: the resort's real ones, or, where
//! they are not at hand, made-up ones of much the same shape.

use std::path::{Path, PathBuf};

use keyrack::domain::booking::BookingStatus;
use keyrack::domain::command::CreateBooking;
use keyrack::domain::money::Currency;
use keyrack::domain::{Day, Stay};
use keyrack::exchange::fault::Fault;
use keyrack::exchange::modes;
use keyrack::exchange::reading::BookingFile;
use keyrack::exchange::report::ImportReport;

/// The first day that is lived through, and how many days guests arrive.
pub const FIRST: &str = "2015-07-01";
/// A little over three months.
pub const DAYS: i32 = 95;

/// One booking and its fate.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its code.
    pub code: String,
    /// How it is booked.
    pub create: CreateBooking,
    /// From when to when.
    pub stay: Stay,
    /// When it is booked.
    pub booked: Day,
    /// What becomes of it in the end.
    pub fate: BookingStatus,
    /// When that happens: cancelled on, left on.
    pub fate_on: Day,
    /// Adults and children.
    pub heads: u32,
}

/// The real bookings whose guests arrive in the period, or made-up ones.
pub fn told() -> Vec<Told> {
    let shared = std::env::var_os("KEYRACK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("data/resort_bookings.csv.gz");
    if path.exists() {
        return real(&path);
    }
    println!(
        "{} is not there (set KEYRACK_SHARED): living through made-up bookings instead",
        path.display()
    );
    made_up()
}

fn period() -> (Day, Day) {
    let first: Day = FIRST.parse().unwrap();
    (first, first.plus(DAYS))
}

fn real(path: &Path) -> Vec<Told> {
    let file = BookingFile::open(path, "hotel-booking-demand").unwrap();
    let (first, end) = period();
    let mut told = Vec::new();
    let euro = Currency::from_code("EUR").unwrap();
    file.each_booking::<Fault>(
        euro,
        &mut ImportReport::default(),
        &mut |_| {},
        &mut |booking, _| {
            let stay = booking.stay;
            if stay.check_in < first || stay.check_in >= end {
                return Ok(());
            }
            let code = format!("R-{}", booking.line);
            let mut create = modes::create(
                &booking,
                BookingStatus::Confirmed,
                format!("line {}", booking.line),
            );
            create.code = Some(code.clone());
            let booked = booking.booked.unwrap_or(stay.check_in);
            let until = if booking.status == BookingStatus::Completed {
                stay.check_out
            } else {
                stay.check_in
            };
            told.push(Told {
                code,
                create,
                stay,
                booked,
                fate: booking.status,
                fate_on: booking.status_date.unwrap_or(until).clamp(booked, until),
                heads: booking.adults + booking.children,
            });
            Ok(())
        },
    )
    .unwrap();
    told
}

/// About eight hundred bookings from a fixed seed.
fn made_up() -> Vec<Told> {
    let (first, _) = period();
    let mut seed = 20_150_701_u64;
    let mut below = move |end: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % end
    };
    (0..800)
        .map(|number| {
            let check_in = first.plus(below(DAYS as u64) as i32);
            let nights = [0, 1, 1, 2, 3, 4, 7, 7, 14][below(9) as usize];
            let stay = Stay {
                check_in,
                check_out: check_in.plus(nights),
            };
            let booked = check_in.plus(-(below(120) as i32));
            let (fate, fate_on) = match below(20) {
                0..=4 => (
                    BookingStatus::Cancelled,
                    booked.plus((check_in.since(booked) / 2).max(0)),
                ),
                5 => (BookingStatus::NoShow, check_in),
                6 => (BookingStatus::Completed, check_in.plus(nights / 2)),
                _ => (BookingStatus::Completed, stay.check_out),
            };
            let heads = 1 + below(3) as u32;
            let code = format!("M-{number}");
            let create = CreateBooking {
                room_type: ["A", "D", "E"][below(3) as usize].to_owned(),
                check_in: Some(check_in),
                check_out: Some(stay.check_out),
                code: Some(code.clone()),
                reference: Some(format!("made up {number}")),
                lead: Some(format!("Guest {number}")),
                adults: Some(heads),
                placeholder_guests: true,
                ..CreateBooking::default()
            };
            Told {
                code,
                create,
                stay,
                booked,
                fate,
                fate_on,
                heads,
            }
        })
        .collect()
}
