//! Carries out commands, one transaction each: load, decide, write, journal. The one door through which anything changes.
