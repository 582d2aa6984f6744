"""What a rule for identifying text is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class IdentifyingRule:
    """One way in which words can point to a person.

    Parameters
    ----------
    name : str
        In code and in manifests.
    label : str
        What a person reads.
    find : callable
        Takes a text and gives the words that it found there, in order.
    example : str
        Made up; the rule finds something in it.
    """

    name: str
    label: str
    find: Callable[[str], Iterator[str]]
    example: str


def matches(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Callable[[str], Iterator[str]]:
    """A finder that gives every match of a pattern; the group named ``found``, where there is one."""
    compiled = re.compile(pattern, flags)
    group = "found" if "found" in compiled.groupindex else 0

    def find(text: str) -> Iterator[str]:
        return (match[group] for match in compiled.finditer(text))

    return find
