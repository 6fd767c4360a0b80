//! Lists of bookings: which ones, in which order, page by page.
//!
//! Owns what it means to be listed, and to come before another. The store
//! answers the same questions in SQL, where it never reads more than a page;
//! a test holds the two against each other.

mod filter;
mod order;
mod page;
mod search;
#[cfg(test)]
mod tests;

pub use filter::BookingFilter;
pub use order::{Place, Sort, SortBy, SortKey};
pub use page::{BookingLine, Page, PageWanted, Stretch, stretch};
pub use search::Search;
