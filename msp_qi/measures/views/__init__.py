"""Rows to be counted that no table holds as they are: made from tables, one purpose each, source columns kept."""
