"""Learning: findings, themes, changes and dilemmas."""
