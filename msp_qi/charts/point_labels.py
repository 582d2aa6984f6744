"""Names beside points of a cloud: none covers a name or a named point; one without room becomes a letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from msp_qi.charts.text import one_line, width

HIGH, CLEAR = 9.0, 6.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PointLabel:
    """Words and where they stand, in points on the sheet."""

    left: float
    foot: float
    words: str


def name_points(
    points: Sequence[tuple[float, float, str]],
    room: Box,
    size: float,
    others: Sequence[tuple[float, float]] = (),
) -> tuple[tuple[PointLabel, ...], tuple[str, ...]]:
    """Place a name beside each point.

    Parameters
    ----------
    points : sequence of (x, y, name)
        On the sheet.
    room : tuple of float
        Left, bottom, right and top of where names may stand.
    size : float
        Type size.
    others : sequence of (x, y)
        Points without a name that no name may cover.

    Returns
    -------
    tuple
        The labels, and a key for the names that had no room: "A: Elm View".
    """
    shown = [*others, *((x, y) for x, y, _ in points)]
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in shown]
    labels: list[PointLabel] = []
    key: list[str] = []
    for x, y, name in points:
        words = one_line(name)
        found = _free(x, y, words, taken, room, size)
        if found is None:
            letter = chr(ord("A") + len(key) % 26) + "'" * (len(key) // 26)
            key.append(f"{letter}: {words}")
            found = _free(x, y, letter, taken, room, size) or PointLabel(x + CLEAR, y - 3, letter)
        labels.append(found)
        taken.append(_box(found, size))
    return tuple(labels), tuple(key)


def _box(label: PointLabel, size: float) -> Box:
    wide = width(label.words, size, bold=True)
    return label.left - 1, label.foot - 2, label.left + wide + 1, label.foot + HIGH - 1


def _free(x: float, y: float, words: str, taken: list[Box], room: Box, size: float) -> PointLabel | None:
    wide = width(words, size, bold=True)
    across = (x + CLEAR, x - CLEAR - wide, x - wide / 2)
    tries = [
        (across[0], y - 3),
        (across[1], y - 3),
        (across[2], y + CLEAR),
        (across[2], y - CLEAR - HIGH + 2),
    ]
    tries += [(left, y + step) for step in (6, -12, 16, -22) for left in across[:2]]
    for left, foot in tries:
        box = _box(PointLabel(left, foot, words), size)
        inside = box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]
        if inside and not any(_meet(box, other) for other in taken):
            return PointLabel(left, foot, words)
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
