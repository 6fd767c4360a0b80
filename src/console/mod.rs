//! The terminal console: state, update, screens and widgets. The only room that knows a terminal.
