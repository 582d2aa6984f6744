"""msp_qi: prove that safeguarding is personal."""

__version__ = "0.1.0"
