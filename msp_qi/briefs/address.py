"""Addresses that a page may lead to: inside the folder of reports, and nowhere else."""

import re

from msp_qi.charts.text import clean

_FORBIDDEN = re.compile(r"^[/\\]|^[^/?#]*:|\\|[\x00-\x20\x7f]")


def relative(address: str) -> str:
    """The address, if it is relative.

    Parameters
    ----------
    address : str
        E.g. ``"elm-view/brief.html#april"``.

    Raises
    ------
    ValueError
        Where it names a scheme (``http:``, ``javascript:``, ``file:``, a drive), a host or the root of a
        disk, or holds a space or a control character.

    Examples
    --------
    >>> relative("../index.html")
    '../index.html'
    """
    if not address or _FORBIDDEN.search(address) or clean(address) != address:
        raise ValueError(f"A page may only lead to a relative address, and this is none: {address!r}")
    return address
