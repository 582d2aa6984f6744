"""msp_qi: prove that safeguarding is personal.

The notebooks call what is named here and nothing else.
"""

__version__ = "0.1.0"
