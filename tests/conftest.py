"""Shared by all tests: laws are checked without a clock, since machines differ."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
