"""Tender evidence: what may be claimed from the data, and no more strongly than they allow."""
