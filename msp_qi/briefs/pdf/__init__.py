"""A document as a tagged PDF (PDF/UA-1), set by typst: no network, no file of this machine but the fonts."""

from msp_qi.briefs.pdf.render import to_pdf, to_picture

__all__ = ["to_pdf", "to_picture"]
