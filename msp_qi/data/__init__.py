"""Reading, checking and writing the tables that people fill in."""
