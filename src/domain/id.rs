//! Identifiers: whole numbers that mean one thing each, never shown to people.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// One property.
    PropertyId,
    /// One room.
    RoomId,
    /// One booking.
    BookingId,
    /// One segment of a booking's stay.
    SegmentId,
    /// One block of one room.
    BlockId,
    /// One member of staff.
    StaffId,
    /// One request for repair or service.
    RequestId,
    /// One resident.
    ResidentId,
    /// One message to one person.
    MessageId,
    /// One message on its way out of the house.
    DeliveryId,
}
