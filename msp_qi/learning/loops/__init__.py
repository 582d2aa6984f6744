"""The learning loop: how far each one got, how long it took, and what is overdue."""
