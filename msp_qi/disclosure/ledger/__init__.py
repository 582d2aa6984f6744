"""What was published: a private list, so that two reports cannot be subtracted from each other."""
