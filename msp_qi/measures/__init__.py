"""Counting: indicators over services and months, each number traceable to its rows."""
