"""Charts: figure, words for those who cannot see it, and the data behind it, in one object."""
