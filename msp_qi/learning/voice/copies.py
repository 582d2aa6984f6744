"""The same wording in the records of different people: near-duplicate sentences, found with rapidfuzz.

Every whole text and every sentence of it is a unit. Capitals, punctuation, figures and he or she make no difference.
Units that are the same are put together first; the others are compared where their lengths allow the likeness.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.process import cdist
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from msp_qi.learning.voice.words import sentences_of, words_of

# Likeness of 0 to 100: twice the letters in common, in order, of all letters of both (normalised Indel similarity).
ALIKE = 88
# A short sentence may be in several records by chance: so many people must have it. A long one is chosen once.
SHORTEST_WORDS, LONG_WORDS = 7, 12
PEOPLE_SHORT, PEOPLE_LONG = 3, 2
LONGEST_COMPARED = 600
_ROWS_AT_ONCE = 500

COPY_COLUMNS = ("row", "group", "words", "people")
_PRONOUNS = {
    "he": "they",
    "she": "they",
    "his": "their",
    "hers": "their",
    "her": "their",
    "him": "their",
    "them": "their",
}


class _Unit(NamedTuple):
    row: int
    plain: str
    words: str
    length: int


def copied(texts: Sequence[str], people: Sequence[object]) -> pd.DataFrame:
    """Which texts share wording with the records of other people.

    Parameters
    ----------
    texts : sequence of str
        One field of the cases that are to be compared.
    people : sequence
        Whose record each text is from; the same words twice in one person's record are no copy.

    Returns
    -------
    DataFrame
        row (position in ``texts``), group (0, 1, ...: texts that share a wording), words (that wording as it stands in
        this text), people (how many have it). A row for each text that shares its wording, the widest shared wording of
        each.

    Examples
    --------
    >>> line = "Supported to be safe at all times by the staff of the house."
    >>> copied([line, line.upper(), "I want my own key."], ["P1", "P2", "P3"])[["row", "people"]].to_numpy().tolist()
    [[0, 2], [1, 2]]
    """
    units = [unit for row, text in enumerate(texts) for unit in _units(row, text)]
    if not units:
        return pd.DataFrame(columns=list(COPY_COLUMNS))
    frame = pd.DataFrame(units)
    frame["person"] = [people[row] for row in frame["row"]]
    plain, frame["code"] = _codes(frame["plain"])
    frame["group"] = _groups(plain)[frame["code"]]
    frame["people"] = frame.groupby("group")["person"].transform("nunique")
    shortest = frame.groupby("group")["length"].transform("min")
    needed = np.where(shortest >= LONG_WORDS, PEOPLE_LONG, PEOPLE_SHORT)
    found = frame[frame["people"] >= needed].sort_values(["row", "length"], kind="stable")
    # Of a text and a sentence of it that are alike to the same others, the sentence is what they share.
    shared = found.drop_duplicates(["row", "group"])
    widest = shared.sort_values(["row", "people", "length"], ascending=[True, False, False], kind="stable")
    return widest.drop_duplicates("row")[list(COPY_COLUMNS)].reset_index(drop=True)


def long_enough(text: str) -> bool:
    """Whether a text has a stretch that is long enough to be compared."""
    return len(words_of(text)) >= SHORTEST_WORDS


def _units(row: int, text: str) -> Iterator[_Unit]:
    parts = sentences_of(text)
    for part in dict.fromkeys([text, *parts] if len(parts) > 1 else [text]):
        length = len(words_of(part))
        if length >= SHORTEST_WORDS:
            yield _Unit(row, _plain(part), part, length)


def _plain(text: str) -> str:
    known = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    words = (_PRONOUNS.get(word, word) for word in words_of(known))
    return re.sub(r"\d+", "#", " ".join(words))[:LONGEST_COMPARED]


def _codes(plain: pd.Series) -> tuple[list[str], "np.ndarray[tuple[int], np.dtype[np.intp]]"]:
    """The different units, shortest first, and the number of each unit's own."""
    different = sorted(set(plain), key=lambda unit: (len(unit), unit))
    number = {unit: position for position, unit in enumerate(different)}
    return different, np.array([number[unit] for unit in plain], dtype=np.intp)


def _groups(plain: list[str]) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    """A number for each unit; those that are alike, or alike to one that is alike, have the same."""
    left, right = _pairs(plain)
    size = len(plain)
    alike = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(size, size))
    _, label = connected_components(alike, directed=False)
    return np.asarray(label, dtype=np.int32)


def _pairs(plain: list[str]) -> tuple["np.ndarray[tuple[int], np.dtype[np.intp]]", ...]:
    """Pairs of different units that are alike; ``plain`` is in order of length."""
    lengths = np.array([len(unit) for unit in plain])
    # No two are so alike where the longer is more than this many times as long: (2 - r) / r of the likeness r.
    stretch = (200 - ALIKE) / ALIKE
    left, right = [np.empty(0, dtype=np.intp)], [np.empty(0, dtype=np.intp)]
    for start in range(0, len(plain), _ROWS_AT_ONCE):
        rows = plain[start : start + _ROWS_AT_ONCE]
        end = int(np.searchsorted(lengths, lengths[start + len(rows) - 1] * stretch, side="right"))
        # One worker: threads on Windows have had a fault of their own (rapidfuzz issue 403).
        scores = cdist(
            rows, plain[start:end], scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=1
        )
        first, second = np.nonzero(scores)
        left.append(first + start)
        right.append(second + start)
    return np.concatenate(left), np.concatenate(right)
