//! Starts keyrack: arguments in, exit code out; nothing else lives here.

fn main() {}
