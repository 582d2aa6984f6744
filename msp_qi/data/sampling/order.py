"""The order of the draw: a hash of the case's own name, so that no random number generator matters."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

# Another recipe gets another number; a certificate says by which one it was drawn.
RECIPE = 1
SEPARATOR = "|"
SECOND_RATING = "second"
STRATUM = "stratum"


def order_key(seed: int, month: str, service: str, *rest: str) -> str:
    """Where a case stands in the draw: the sha256 of its name, in hexadecimal digits.

    Parameters
    ----------
    seed : int
        The seed of the draw.
    month : str
        Such as ``"2026-10"``.
    service : str
        Full name.
    *rest : str
        The case number, and a word where another order than that of the draw is wanted.

    Examples
    --------
    >>> order_key(7, "2026-10", "Ash House", "0042")[:12]
    'c57ad1683c8a'
    """
    return digest(SEPARATOR.join((str(seed), month, service, *rest)))


def digest(text: str) -> str:
    """The sha256 of a text in UTF-8.

    Examples
    --------
    >>> digest("abc")[:16]
    'ba7816bf8f01cfea'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def frame_hash(strata: Mapping[str, str]) -> str:
    """The sha256 of a frame: one line for each case, sorted, joined by line feeds.

    Parameters
    ----------
    strata : mapping of str to str
        Case number to stratum; the stratum is empty where the draw is not stratified, and is then left out.

    Examples
    --------
    >>> frame_hash({"2": "", "1": ""}) == digest("1\\n2")
    True
    """
    return digest(
        "\n".join(sorted(case + (SEPARATOR + name if name else "") for case, name in strata.items()))
    )


def in_order(cases: Iterable[str], seed: int, month: str, service: str, salt: str = "") -> list[str]:
    """The cases in the order of the draw."""
    extra = (salt,) if salt else ()
    return sorted(cases, key=lambda case: order_key(seed, month, service, case, *extra))


def largest_remainder(sizes: Mapping[str, int], places: int, tied: Sequence[str]) -> dict[str, int]:
    """Share places in proportion: whole parts first, then one each to the largest remainders.

    Parameters
    ----------
    sizes : mapping of str to int
        Cases in each stratum, at least one.
    places : int
        How many to share; not more than there are cases.
    tied : sequence of str
        Every stratum; of two equal remainders the one that stands earlier here is served first.

    Examples
    --------
    >>> largest_remainder({"a": 10, "b": 7, "c": 3}, 8, "abc")
    {'a': 4, 'b': 3, 'c': 1}
    """
    total = sum(sizes.values())
    parts = {name: divmod(places * size, total) for name, size in sizes.items()}
    given = {name: whole for name, (whole, _) in parts.items()}
    by_remainder = sorted(sizes, key=lambda name: (-parts[name][1], tied.index(name)))
    for name in by_remainder[: places - sum(given.values())]:
        given[name] += 1
    return given
