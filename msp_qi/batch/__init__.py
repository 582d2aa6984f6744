"""Running notebooks over services."""
