"""What to talk about in team and supervision: a bank of dilemmas, and what the audits found weak."""
