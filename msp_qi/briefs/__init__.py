"""Telling: documents, pages and briefs."""
