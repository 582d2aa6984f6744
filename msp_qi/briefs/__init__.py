"""Briefs and pages: ordered blocks, and the renderers that lay them out."""
