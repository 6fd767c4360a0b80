//! Commands about a booking's account.

use serde::{Deserialize, Serialize};

use crate::domain::account::PaymentKind;
use crate::domain::money::Price;

/// Record money that changed hands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordPayment {
    /// Whose account: a booking, by code.
    pub booking: String,
    /// How much; more than nothing, whichever way it went.
    pub amount: Price,
    /// How: `cash`, `card`, `transfer`.
    #[serde(default)]
    pub method: String,
    /// What for; else a payment.
    #[serde(default)]
    pub kind: PaymentKind,
}

/// Add something to an account, or take it off.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjust {
    /// Whose account: a booking, by code.
    pub booking: String,
    /// How much is added; below zero: taken off.
    pub amount: Price,
    /// Why.
    #[serde(default)]
    pub reason: String,
}
