"""What every renderer says in the same way: the mark of the profile, the words of a notice, headings in order."""

from dataclasses import replace

from msp_qi.briefs.document import Block, Heading, Profile, Provenance

INTERNAL_MARK = "Internal: contains small numbers"
NOTICE_WORDS = {"information": "Please note", "warning": "Warning"}
TO_FILL_IN = "To fill in"
ORIGIN = "Where the figures come from"
LANGUAGE = "en-GB"
_HASH_SHOWN = 12


def mark_of(profile: Profile) -> str:
    """What stands on every page of that profile."""
    return INTERNAL_MARK if profile == "internal" else ""


def in_order(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with no heading that skips a level: a third level before any second one becomes the second.

    Examples
    --------
    >>> [block.level for block in in_order((Heading("a", level=3), Heading("b", level=3)))]
    [2, 3]
    """
    found: list[Block] = []
    above = 1
    for block in blocks:
        if isinstance(block, Heading):
            block = replace(block, level=min(max(block.level, 2), above + 1))
            above = block.level
        found.append(block)
    return tuple(found)


def short_hash(sha256: str) -> str:
    """As much of a hash as a person can compare."""
    return sha256[:_HASH_SHOWN]


def origin_lines(origin: Provenance) -> tuple[tuple[str, str], ...]:
    """Name and value of each line that says where the figures come from."""
    data = [
        ("Data", f"{name} (sha256 {short_hash(sha256)}…)" if sha256 else name) for name, sha256 in origin.data
    ]
    return (*data, *origin.parameters, ("Made", f"{origin.made_at}, msp_qi {origin.version}"))
