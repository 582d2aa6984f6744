"""Protecting: small numbers and identifying text."""
