"""One person at a time: what they rated, tried and agreed to. Nothing here adds one person to another."""
