"""The monthly sample: which cases are read, why, and how anybody can draw the same ones again."""
