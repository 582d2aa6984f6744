"""The page from which a QI lead reaches everything."""
