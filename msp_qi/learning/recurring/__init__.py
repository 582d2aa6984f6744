"""What keeps recurring in one service: themes, people, delays, restrictions, and what was done about it."""
