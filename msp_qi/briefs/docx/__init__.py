"""A document as a Word file: real headings, lists and header rows, alt text, and places to go on writing."""

from msp_qi.briefs.docx.render import to_docx

__all__ = ["to_docx"]
