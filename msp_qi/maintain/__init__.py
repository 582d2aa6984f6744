"""For maintainers: write every generated view of the repository anew (``python -m msp_qi.maintain``)."""
