//! Alerts, shown houses and clocks.
