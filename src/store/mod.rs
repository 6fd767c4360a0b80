//! SQLite: connection policy, migrations, rows to domain types and back. All SQL, and nothing but SQL.
