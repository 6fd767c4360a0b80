//! The rules of the house: pure functions over plain data. No I/O, no clock, no SQL, no terminal.
