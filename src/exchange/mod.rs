//! What crosses the border of the property: CSV files, calendar feeds, printed sheets.
