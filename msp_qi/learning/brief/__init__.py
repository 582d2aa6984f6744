"""What a learning brief is about and the facts in it: from the data alone, and nobody can be told from them."""
